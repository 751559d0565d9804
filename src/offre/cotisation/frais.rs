//! Fees beside the premium.

use crate::montant::{Centimes, lire_montant};
use crate::offre::langage::ErreurLangage;
use crate::texte::sans_accent;

/// How often a fee is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rythme {
    /// Every month.
    Mois,
    /// Every year.
    An,
    /// Once, on entry in the contract.
    UneFois,
}

/// A fee beside the premium.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frais {
    /// What it is.
    pub libelle: String,
    /// What is due each time, in centimes.
    pub montant: Centimes,
    /// How often.
    pub rythme: Rythme,
    /// Due for each person, rather than once for the contract whatever its people.
    pub par_personne: bool,
    /// Where it was read; none when it is the source of the premium.
    pub source: Option<String>,
}

impl Frais {
    /// How many times it is due in a year that begins after so many months.
    pub(super) fn fois(&self, anciennete_mois: u16) -> u8 {
        match self.rythme {
            Rythme::Mois => 12,
            Rythme::An => 1,
            Rythme::UneFois => u8::from(anciennete_mois == 0),
        }
    }
}

/// Reads `0,50 €/mois : association`, `20 € une fois : dossier`,
/// `12 €/an par personne : association`.
///
/// # Errors
/// What is missing: the amount, how often, or what it is for.
pub fn lire_frais(texte: &str) -> Result<Frais, ErreurLangage> {
    const CONSEIL: &str =
        "écrivez par exemple `0,50 €/mois : association` ou `20 € une fois : dossier`";
    let erreur = |etendue, message: String| ErreurLangage {
        etendue,
        message,
        conseil: Some(CONSEIL.to_owned()),
        correction: None,
    };
    let Some((avant, libelle)) = texte.split_once(':') else {
        return Err(erreur(
            0..texte.len(),
            "ces frais ne disent pas pour quoi".to_owned(),
        ));
    };
    let Some((montant, rythme)) = avant.split_once('€') else {
        return Err(erreur(
            0..avant.len(),
            "le montant n’est pas en euros".to_owned(),
        ));
    };
    let lu = lire_montant(montant)
        .map_err(|refus| erreur(0..montant.trim_end().len(), refus.to_string()))?;
    let simple = sans_accent(rythme);
    let mots: Vec<&str> = simple
        .split(|lettre: char| !lettre.is_alphanumeric())
        .filter(|mot| !matches!(*mot, "" | "par" | "la" | "et"))
        .collect();
    let debut = montant.len() + '€'.len_utf8();
    let (rythme, par_personne) = match mots.as_slice() {
        ["mois"] | ["contrat", "mois"] | ["mois", "contrat"] => (Rythme::Mois, false),
        ["an"] | ["contrat", "an"] | ["an", "contrat"] => (Rythme::An, false),
        ["une", "fois"] | ["contrat", "une", "fois"] | ["une", "fois", "contrat"] => {
            (Rythme::UneFois, false)
        }
        ["personne", "mois"] | ["mois", "personne"] => (Rythme::Mois, true),
        ["personne", "an"] | ["an", "personne"] => (Rythme::An, true),
        ["personne", "une", "fois"] | ["une", "fois", "personne"] => (Rythme::UneFois, true),
        _ => {
            let message = "on ne sait pas quand ces frais sont dus".to_owned();
            // la partie fautive, ou tout quand il n’y a rien
            let debut = if mots.is_empty() { 0 } else { debut };
            return Err(erreur(debut..avant.trim_end().len(), message));
        }
    };
    if libelle.trim().is_empty() {
        return Err(erreur(
            0..texte.len(),
            "ces frais ne disent pas pour quoi".to_owned(),
        ));
    }
    Ok(Frais {
        libelle: libelle.trim().to_owned(),
        montant: lu,
        rythme,
        par_personne,
        source: None,
    })
}
