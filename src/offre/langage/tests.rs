#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;

mod cadences;
mod conditions;
mod erreurs;
mod formes;
mod lois;
mod prose;
mod tables;

/// Canonical text in ordinary spaces, to be read in a test.
fn simple(texte: &str) -> String {
    texte.replace(['\u{a0}', '\u{202f}'], " ").replace('’', "'")
}

fn lue(texte: &str) -> Cellule {
    match lire_cellule(texte) {
        Ok(cellule) => cellule,
        Err(erreur) => panic!("{texte} : {erreur}"),
    }
}

fn regle_lue(texte: &str) -> Regle {
    match lire_regle(texte) {
        Ok(regle) => regle,
        Err(erreur) => panic!("{texte} : {erreur}"),
    }
}

/// Found by fuzzing: a number of years is no number of acts, and did not print back as read.
#[test]
fn un_nombre_d_annees_ne_compte_pas_des_actes() {
    for texte in [
        "4101 ans de 10 €",
        "10 années 0 % PLV",
        "101An101 % | 600 % reste",
    ] {
        assert!(super::lire_cellule(texte).is_err(), "{texte}");
    }
}
