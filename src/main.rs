//! The door of `rac`: reads the clock, the terminal and the arguments; runs; prints; exits.

#![allow(clippy::print_stderr, reason = "the door is where things are printed")]

use anyhow::{Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use reste_a_charge::commandes::porte::{Avance, Porte, SansSuivi, Suivi};
use reste_a_charge::commandes::{self, Fin, Monde};
use reste_a_charge::texte::cause;
use std::io::{BufWriter, ErrorKind, IsTerminal, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let monde = Monde {
        aujourd_hui: jiff::Zoned::now().date(),
        largeur: terminal_size::terminal_size().map_or(80, |(largeur, _)| usize::from(largeur.0)),
    };
    let mut barre = Barre(ProgressBar::hidden());
    let sur_un_ecran = std::io::stderr().is_terminal();
    let porte = Porte {
        entree: Some(Box::new(std::io::stdin())),
        sortie: &mut BufWriter::new(std::io::stdout()),
        suivi: if sur_un_ecran {
            &mut barre
        } else {
            &mut SansSuivi
        },
        fils: std::thread::available_parallelism().map_or(1, Into::into),
    };
    let fin = commandes::lancer_avec(std::env::args_os(), &monde, porte);
    barre.0.finish_and_clear();
    match sortir(&fin) {
        Ok(code) => ExitCode::from(code),
        Err(erreur) => {
            eprintln!("rac : {erreur:#}");
            ExitCode::from(3)
        }
    }
}

/// How far a batch is, on the terminal.
struct Barre(ProgressBar);

impl Suivi for Barre {
    fn avance(&mut self, avance: Avance) {
        if self.0.is_hidden() {
            let modele = "{bar:30} {percent} % · {msg} · encore {eta}";
            self.0 = ProgressBar::new(avance.taille.unwrap_or_default());
            if let Ok(style) = ProgressStyle::with_template(modele) {
                self.0.set_style(style);
            }
        }
        if avance.foyers == 0 {
            self.0.reset();
        }
        if let Some(taille) = avance.taille {
            self.0.set_length(taille);
        }
        self.0.set_position(avance.octets);
        let secondes = self.0.elapsed().as_secs().max(1);
        self.0.set_message(format!(
            "{} {}, {}/s",
            avance.foyers,
            avance.unite,
            avance.foyers / secondes
        ));
    }
}

/// Data to the standard output, the rest to the standard error; a closed pipe is no error.
fn sortir(fin: &Fin) -> Result<u8> {
    let mut sortie = std::io::stdout().lock();
    let ecrit = sortie.write_all(&fin.sortie).and_then(|()| sortie.flush());
    match ecrit {
        Err(erreur) if erreur.kind() != ErrorKind::BrokenPipe => {
            bail!("la sortie n’a pas pu être écrite : {}", cause(&erreur));
        }
        _ => {}
    }
    eprint!("{}", fin.messages);
    Ok(fin.code)
}
