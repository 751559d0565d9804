//! The door of `rac`: reads the clock, the terminal and the arguments; runs; prints; exits.

#![allow(clippy::print_stderr, reason = "the door is where things are printed")]

use anyhow::{Context, Result};
use reste_a_charge::commandes::{self, Fin, Monde};
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let monde = Monde {
        aujourd_hui: jiff::Zoned::now().date(),
        largeur: terminal_size::terminal_size().map_or(80, |(largeur, _)| usize::from(largeur.0)),
    };
    match sortir(&commandes::lancer(std::env::args_os(), &monde)) {
        Ok(code) => ExitCode::from(code),
        Err(erreur) => {
            eprintln!("rac : {erreur:#}");
            ExitCode::from(3)
        }
    }
}

/// Data to the standard output, the rest to the standard error; a closed pipe is no error.
fn sortir(fin: &Fin) -> Result<u8> {
    let mut sortie = std::io::stdout().lock();
    let ecrit = sortie.write_all(&fin.sortie).and_then(|()| sortie.flush());
    match ecrit {
        Err(erreur) if erreur.kind() != ErrorKind::BrokenPipe => {
            return Err(erreur).context("la sortie n’a pas pu être écrite");
        }
        _ => {}
    }
    eprint!("{}", fin.messages);
    Ok(fin.code)
}
