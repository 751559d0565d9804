//! The papers, and every format of a same answer: the same figures everywhere, and a name
//! that somebody would use to do harm is never more than a text.

#![allow(clippy::unwrap_used, reason = "une épreuve tombe en disant pourquoi")]

#[path = "papiers/bilan.rs"]
mod bilan;
#[path = "papiers/chiffres.rs"]
mod chiffres;
#[path = "papiers/conseil.rs"]
mod conseil;
#[path = "papiers/fiche.rs"]
mod fiche;
#[path = "papiers/hostile.rs"]
mod hostile;
#[path = "papiers/modeles.rs"]
mod modeles;
#[path = "papiers/outils.rs"]
mod outils;

use assert_cmd::Command;
use std::ffi::OsStr;
use std::path::Path;
use std::process::Output;

const DATE: &str = "2026-11-22";

/// Runs `rac` from the root of the project, on the day of the tests.
fn rac<A: AsRef<OsStr>>(arguments: &[A]) -> Output {
    let commande = Command::cargo_bin("rac")
        .unwrap()
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .args(["--date", DATE])
        .output();
    commande.unwrap()
}

/// What a command that succeeds writes, in a format.
fn ecrit(arguments: &[&str], format: &str) -> Vec<u8> {
    let sortie = rac(&[arguments, &["--format", format, "--sortie", "-"]].concat());
    let dit = String::from_utf8_lossy(&sortie.stderr);
    assert!(sortie.status.success(), "{arguments:?} {format} : {dit}");
    sortie.stdout
}

fn texte(arguments: &[&str], format: &str) -> String {
    String::from_utf8(ecrit(arguments, format)).unwrap()
}

/// A copy of the examples, with a file of more or in place of another.
fn donnees(fichiers: &[(&str, &str)]) -> tempfile::TempDir {
    let dossier = tempfile::tempdir().unwrap();
    let exemples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/donnees/offers/exemple");
    let copie = dossier.path().join("offers/exemple");
    std::fs::create_dir_all(&copie).unwrap();
    for entree in std::fs::read_dir(exemples).unwrap() {
        let chemin = entree.unwrap().path();
        std::fs::copy(&chemin, copie.join(chemin.file_name().unwrap())).unwrap();
    }
    for (chemin, texte) in fichiers {
        let chemin = dossier.path().join(chemin);
        std::fs::create_dir_all(chemin.parent().unwrap()).unwrap();
        std::fs::write(chemin, texte).unwrap();
    }
    dossier
}
