#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;

mod conditions;
mod erreurs;
mod formes;
mod lois;
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
