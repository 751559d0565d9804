//! Reads cells, rules and conditions as people write them.
//!
//! A text becomes tokens, without case, accents, articles nor spaces; a grammar over the
//! tokens gives the value. The first fault stops the reading: it is named, shown, and where
//! a near text reads well that text is offered.

mod base;
mod duree;
mod echec;
mod jeton;
mod mention;
mod quand;
mod terme;

use super::{Assiette, Cellule, Garantie, Quand, Regle, Terme};
use base::{locution, parmi, vient};
use echec::{Resultat, Vocabulaire, conseiller, erreur, jeton_fautif, refus};
use jeton::{Chiffres, Jeton, Jetons, decouper};
use mention::{Mention, mentions, ranger};
use std::ops::Range;
use terme::{somme, unite_des_termes};
use thiserror::Error;
use winnow::combinator::{cut_err, eof, opt, terminated};
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
}

/// Words of cells and rules, for advice on a misspelt one.
const MOTS_CELLULE: Vocabulaire = &[
    "BR",
    "FR",
    "TM",
    "AMO",
    "PLV",
    "HLF",
    "PMSS",
    "MR",
    "SS",
    "RO",
    "néant",
    "idem",
    "s.o.",
    "niveau",
    "euros",
    "frais",
    "réels",
    "réel",
    "ticket",
    "modérateur",
    "reste",
    "limité",
    "limite",
    "dans",
    "comprise",
    "compris",
    "incluse",
    "inclus",
    "plus",
    "complément",
    "hors",
    "contrat",
    "précédent",
    "socle",
    "base",
    "dont",
    "monture",
    "par",
    "tous",
    "acte",
    "séance",
    "jour",
    "nuit",
    "oreille",
    "œil",
    "yeux",
    "dent",
    "implant",
    "verre",
    "équipement",
    "semestre",
    "boîte",
    "an",
    "année",
    "mois",
    "séjour",
    "prothèse",
    "assuré",
    "enfant",
    "naissance",
    "bénéficiaire",
    "période",
    "max",
    "maximum",
    "commun",
    "chacun",
    "puis",
    "partir",
    "civile",
    "adhésion",
    "glissante",
    "pendant",
    "sans",
    "dépense",
    "capital",
    "minimum",
    "illimité",
    "tarif",
    "autorité",
    "convention",
    "sécurité",
    "sociale",
    "fois",
    "intégral",
    "forfait",
    "remboursement",
    "consultation",
    "nuitée",
    "vie",
    "en",
    "et",
    "ou",
];

/// Words of conditions.
const MOTS_QUAND: Vocabulaire = &[
    "OPTAM",
    "DPTAM",
    "non",
    "hors",
    "conventionné",
    "secteur",
    "âge",
    "année",
    "ans",
    "moins",
    "plus",
    "dents",
    "visibles",
    "Santé",
    "maîtrisé",
    "modéré",
    "libre",
    "panier",
    "tarif",
    "verre",
    "simple",
    "complexe",
    "très",
    "remboursé",
    "court",
    "séjour",
    "ambulatoire",
    "réadaptation",
    "psychiatrie",
    "maternité",
    "ALD",
    "sinon",
    "ou",
    "partir",
    "entre",
];

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
            },
        })
}

/// `niveau Socle`: the name is taken as it stands.
fn niveau(texte: &str) -> Option<Result<Cellule, ErreurLangage>> {
    let texte_nu = texte.trim();
    let (mot, nom) = (texte_nu.get(..6)?, texte_nu.get(6..)?);
    if !mot.eq_ignore_ascii_case("niveau") || nom.starts_with(|c: char| !c.is_whitespace()) {
        return None;
    }
    if nom.chars().count() > LONGUEUR_MAX {
        return None;
    }
    Some(match nom.trim() {
        "" => Err(ErreurLangage {
            etendue: texte.trim_end().len()..texte.trim_end().len(),
            message: "le nom du niveau manque".to_owned(),
            conseil: Some("écrivez « niveau Socle », par exemple".to_owned()),
        }),
        nom => Ok(Cellule::Niveau(nom.to_owned())),
    })
}

fn cellule(entree: &mut Jetons<'_>) -> Resultat<Cellule> {
    let debut = *entree;
    if entree.is_empty() {
        let conseil = "écrivez « néant », « s.o. », « idem » ou « ? »";
        return refus(entree, 1, "la cellule est vide", Some(conseil));
    }
    if entree.len() == 1 && locution("-").parse_next(entree).is_ok() {
        let conseil = "écrivez « néant » (non couvert), « s.o. » ou « idem »";
        return refus(
            &debut,
            1,
            "un tiret ne dit pas si c’est couvert",
            Some(conseil),
        );
    }
    let mot = parmi([
        ("neant", Cellule::Neant),
        ("s o", Cellule::SansObjet),
        ("so", Cellule::SansObjet),
        ("sans objet", Cellule::SansObjet),
        ("?", Cellule::NonDit),
    ]);
    if let Some(cellule) = opt(mot).parse_next(entree)? {
        if entree.is_empty() {
            return Ok(cellule);
        }
        let message = format!("« {cellule} » vaut seul, pour toute la cellule");
        let conseil = "écrivez « 0 € » pour une lecture à zéro";
        return refus(&debut, debut.len(), message, Some(conseil));
    }
    let mut lectures = vec![garantie(entree)?];
    while opt(locution("|")).parse_next(entree)?.is_some() {
        lectures.push(cut_err(garantie).parse_next(entree)?);
    }
    Ok(Cellule::Lectures(lectures))
}

fn garantie(entree: &mut Jetons<'_>) -> Resultat<Garantie> {
    let debut = *entree;
    let lus = somme(entree)?;
    opt(locution("max|maxi|maximum")).parse_next(entree)?;
    let (termes, dites): (Vec<Terme>, Vec<Vec<Mention>>) =
        lus.into_iter().map(|lu| (lu.terme, lu.mentions)).unzip();
    let defaut = unite_des_termes(&termes);
    let forfaits = termes
        .iter()
        .filter(|terme| matches!(terme.assiette, Assiette::Euros(_) | Assiette::Pmss(_)))
        .count();
    let mut regle = Regle::default();
    for dite in dites.into_iter().flatten() {
        if forfaits > 1 && matches!(dite, Mention::Rythmes(_)) {
            let lus = debut.len() - entree.len();
            let message = "deux rythmes à l’un des montants d’une somme";
            let conseil = "écrivez une ligne « en plus » pour l’un des deux";
            return refus(&debut, lus, message, Some(conseil));
        }
        if let Err(message) = ranger(&mut regle, dite, defaut) {
            return refus(&debut, debut.len() - entree.len(), message, None);
        }
    }
    let defaut = defaut.or(regle.rythmes.iter().find_map(|rythme| match rythme {
        super::Rythme::Unite(unite) => Some(*unite),
        super::Rythme::Periode(_) => None,
    }));
    mentions(entree, &mut regle, defaut)?;
    Ok(Garantie { termes, regle })
}

fn regle(entree: &mut Jetons<'_>) -> Resultat<Regle> {
    let mut regle = Regle::default();
    if !entree.is_empty() {
        // une virgule au début n’a rien à séparer
        if vient(entree, ",") {
            return winnow::combinator::fail.parse_next(entree);
        }
        mentions(entree, &mut regle, None)?;
    }
    Ok(regle)
}
