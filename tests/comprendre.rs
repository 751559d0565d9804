//! What explains: `rac expliquer`, `rac tableau`, `rac donnees nouveau`, each as it is typed.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "une épreuve tombe en disant pourquoi"
)]

#[path = "comprendre/etapes.rs"]
mod etapes;
#[path = "comprendre/expliquer.rs"]
mod expliquer;
#[path = "comprendre/nouveau.rs"]
mod nouveau;
#[path = "comprendre/tableau.rs"]
mod tableau;

use assert_cmd::Command;
use std::process::Output;

/// The day of every figure worked by hand in these tests.
const DATE: &str = "2026-11-22";

fn rac(arguments: &[&str]) -> Output {
    Command::cargo_bin("rac")
        .unwrap()
        .args(arguments)
        .output()
        .unwrap()
}

/// The screen of an answer that is not « no ».
fn ecran(arguments: &[&str]) -> String {
    let sortie = rac(arguments);
    let erreurs = String::from_utf8_lossy(&sortie.stderr).into_owned();
    assert_eq!(sortie.status.code(), Some(0), "{arguments:?} : {erreurs}");
    String::from_utf8(sortie.stdout).unwrap()
}

/// The rows of the CSV of an answer, by the names of its columns.
fn lignes(arguments: &[&str]) -> Vec<std::collections::BTreeMap<String, String>> {
    let sortie = rac(&[arguments, &["--format", "csv"]].concat());
    let mut lecteur = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(sortie.stdout.as_slice());
    lecteur.deserialize().map(Result::unwrap).collect()
}

/// The last line of a screen that a change of data does not touch.
fn sans_perimetre(ecran: &str) -> String {
    let garde = |ligne: &&str| !ligne.contains("données ") && !ligne.starts_with("Données");
    let lignes: Vec<&str> = ecran.lines().filter(garde).collect();
    lignes.join("\n")
}

fn tient_en_80(ecran: &str) {
    let trop_large = ecran.lines().find(|ligne| ligne.chars().count() > 80);
    assert_eq!(trop_large, None);
}
