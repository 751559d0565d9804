//! Reads cells, rules and conditions as people write them.
//!
//! A text becomes tokens, without case, accents, articles nor spaces; a grammar over the
//! tokens gives the value. The first fault stops the reading: it is named, shown, and where
//! a near text reads well that text is offered.

mod age;
mod assiette;
mod base;
mod cellule;
mod compte;
mod duree;
mod echec;
mod jeton;
mod mention;
mod quand;
mod terme;
mod vocabulaire;

use super::{Cellule, Quand, Regle};
use cellule::{cellule, niveau, regle};
use echec::{Resultat, Vocabulaire, conseiller, erreur, jeton_fautif};
use jeton::{Chiffres, Jeton, Jetons, decouper};
use std::ops::Range;
use thiserror::Error;
use vocabulaire::{MOTS_CELLULE, MOTS_QUAND};
use winnow::combinator::{eof, terminated};
use winnow::prelude::*;

/// Longest text read, in characters: a cell is never so long.
pub const LONGUEUR_MAX: usize = 500;

/// What is wrong in a cell, a rule or a condition.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{message}{}", .conseil.as_ref().map(|conseil| format!(" ; {conseil}")).unwrap_or_default())]
pub struct ErreurLangage {
    /// Bytes at fault in the text; empty at the end when something is missing.
    pub etendue: Range<usize>,
    /// What is wrong, in French, naming the word.
    pub message: String,
    /// What to write.
    pub conseil: Option<String>,
    /// The whole text as it was meant, when the tool has an idea that reads well.
    pub correction: Option<String>,
}

/// Reads a cell; `idem` and empty cells belong to the table, not to the cell.
///
/// `5 × 30 €` says five of what the row counts: of its unit if the cell says one, else of
/// acts, over a period that is not said.
///
/// # Errors
/// The first fault of the text.
pub fn lire_cellule(texte: &str) -> Result<Cellule, ErreurLangage> {
    let lire = |texte: &str| match niveau(texte) {
        Some(cellule) => cellule,
        None => lire(texte, Chiffres::Decimaux, MOTS_CELLULE, cellule),
    };
    let relire = |corrige: &str| lire(corrige).ok().map(|cellule| cellule.to_string());
    lire(texte).map_err(|erreur| conseiller(erreur, texte, MOTS_CELLULE, relire))
}

/// Reads the rule of a row; an empty text is an empty rule.
///
/// # Errors
/// The first fault of the text.
pub fn lire_regle(texte: &str) -> Result<Regle, ErreurLangage> {
    let lire = |texte: &str| lire(texte, Chiffres::Decimaux, MOTS_CELLULE, regle);
    let relire = |corrige: &str| lire(corrige).ok().map(|regle| regle.to_string());
    lire(texte).map_err(|erreur| conseiller(erreur, texte, MOTS_CELLULE, relire))
}

/// Reads the condition of a row; an empty text is every situation.
///
/// # Errors
/// The first fault of the text, and a condition that no situation meets.
pub fn lire_quand(texte: &str) -> Result<Quand, ErreurLangage> {
    let lire = |texte: &str| lire(texte, Chiffres::Entiers, MOTS_QUAND, quand::quand);
    let relire = |corrige: &str| lire(corrige).ok().map(|_| corrige.to_owned());
    lire(texte).map_err(|erreur| conseiller(erreur, texte, MOTS_QUAND, relire))
}

/// The words of conditions that stand by themselves, with their meaning.
pub(super) fn conditions_nommees() -> impl Iterator<Item = (&'static str, &'static str)> {
    let mots = vocabulaire::MOTS_DE_CONDITION.into_iter();
    mots.filter(|mot| !mot.ecrit.is_empty())
        .map(|mot| (mot.ecrit, mot.sens))
}

/// The units that are read, each once.
pub(super) fn unites_lues() -> impl Iterator<Item = crate::reglementation::Unite> {
    vocabulaire::UNITES.into_iter().map(|(_, unite)| unite)
}

fn lire<T>(
    texte: &str,
    chiffres: Chiffres,
    vocabulaire: Vocabulaire,
    grammaire: fn(&mut Jetons<'_>) -> Resultat<T>,
) -> Result<T, ErreurLangage> {
    let longueur = texte.chars().count();
    if longueur > LONGUEUR_MAX {
        return Err(ErreurLangage {
            etendue: 0..texte.len(),
            message: format!("le texte a {longueur} caractères, plus de {LONGUEUR_MAX}"),
            conseil: Some("mettez les remarques dans la colonne « note »".to_owned()),
            correction: None,
        });
    }
    let jetons = decouper(texte, chiffres);
    if let Some(fautif) = jeton_fautif(texte, &jetons) {
        return Err(fautif);
    }
    let vus: Vec<&Jeton> = jetons.iter().collect();
    terminated(grammaire, eof)
        .parse_next(&mut Jetons::new(&vus))
        .map_err(|echec| match echec.into_inner() {
            Ok(echec) => erreur(texte, &jetons, &echec, vocabulaire),
            Err(_) => ErreurLangage {
                etendue: 0..texte.len(),
                message: "ce texte ne se lit pas".to_owned(),
                conseil: None,
                correction: None,
            },
        })
}
