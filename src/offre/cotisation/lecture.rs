//! Reads a clause on the premium as people write it: `-10 % dès 2 assurés`,
//! `gratuit : enfant, 3e et suivants`, `-40 % : Alsace-Moselle, non cumulable TNS`.
//!
//! What it does comes first, then mentions split by commas, in any order.

mod mention;

use super::clause::{Cible, Clause, Effet, Qui};
use crate::montant::{Taux, lire_taux};
use crate::offre::langage::{ErreurLangage, LONGUEUR_MAX};
use crate::texte::sans_accent;
use mention::lire_mentions;
use std::ops::Range;

/// Reads a reduction of `[cotisation] reductions`.
///
/// # Errors
/// The first fault of the text, with its place and what to write.
pub fn lire_reduction(texte: &str) -> Result<Clause, ErreurLangage> {
    lire(texte, effet_de_reduction)
}

/// Reads a clause of `[cotisation] part_employeur`: `50 % : adhérent, socle`.
///
/// # Errors
/// The first fault of the text, with its place and what to write.
pub fn lire_part_employeur(texte: &str) -> Result<Clause, ErreurLangage> {
    lire(texte, effet_de_part)
}

/// What a clause does, and how many bytes say it.
type Lu = Result<(Effet, usize), ErreurLangage>;

fn lire(texte: &str, effet: fn(&str) -> Lu) -> Result<Clause, ErreurLangage> {
    if texte.chars().count() > LONGUEUR_MAX {
        let message = format!("le texte a plus de {LONGUEUR_MAX} caractères");
        return Err(erreur(
            0..texte.len(),
            message,
            "mettez les remarques dans `note`",
        ));
    }
    let (effet, longueur) = effet(texte)?;
    let mut clause = Clause {
        effet,
        cible: Cible::TOUS,
        conditions: Vec::new(),
        non_cumulable: None,
    };
    lire_mentions(texte, longueur, &mut clause)?;
    if (clause.cible.qui == Qui::NouveauNe) != matches!(clause.effet, Effet::MoisGratuits(_))
        && clause.cible.qui == Qui::NouveauNe
    {
        let conseil = "écrivez `gratuit 3 mois : nouveau-né`, ou `enfant`";
        let message = "« nouveau-né » ne va qu’avec des mois gratuits".to_owned();
        return Err(erreur(0..texte.len(), message, conseil));
    }
    Ok(clause)
}

fn erreur(etendue: Range<usize>, message: String, conseil: &str) -> ErreurLangage {
    ErreurLangage {
        etendue,
        message,
        conseil: Some(conseil.to_owned()),
        correction: None,
    }
}

/// The rate up to the first `%`, its sign aside.
fn taux(texte: &str, debut: usize) -> Result<(Taux, usize), ErreurLangage> {
    let reste = texte.get(debut..).unwrap_or_default();
    let fin = debut + reste.find('%').map_or(reste.len(), |place| place + 1);
    let ecrit = texte.get(debut..fin).unwrap_or_default();
    let lu = lire_taux(ecrit)
        .map_err(|refus| erreur(debut..fin, refus.to_string(), "un taux s’écrit `10 %`"))?;
    Ok((lu, fin))
}

fn effet_de_reduction(texte: &str) -> Lu {
    let simple = sans_accent(texte);
    let mot = simple.split(|lettre: char| !lettre.is_alphabetic()).next();
    let longueur_de = |mot: &str| mot.len();
    if let Some(signe) = ["-", "\u{2212}", "\u{2013}", "moins "]
        .into_iter()
        .find(|signe| texte.starts_with(signe))
    {
        let (points, fin) = taux(texte, longueur_de(signe))?;
        if points > Taux::UN {
            let message = "une réduction ne dépasse pas 100 %".to_owned();
            return Err(erreur(0..fin, message, "un taux s’écrit `-10 %`"));
        }
        return Ok((Effet::Facteur(Taux::UN.moins(points)), fin));
    }
    if let Some(signe) = ["×", "x", "*"]
        .into_iter()
        .find(|signe| texte.starts_with(signe))
    {
        return facteur(texte, signe.len());
    }
    if matches!(
        mot,
        Some("gratuit" | "gratuite" | "gratuits" | "offert" | "offerts")
    ) {
        return Ok(gratuite(texte));
    }
    let conseil = "écrivez `-10 %`, `× 0,90`, `gratuit` ou `gratuit 3 mois`, puis `:` et pour qui ; une majoration s’écrit `× 1,10`";
    let message = "on ne sait pas ce que fait cette réduction".to_owned();
    let avant = texte.split(':').next().unwrap_or(texte);
    let fin = avant.trim_end().len();
    Err(erreur(0..fin, message, conseil))
}

/// `× 0,90`
fn facteur(texte: &str, debut: usize) -> Lu {
    let reste = texte.get(debut..).unwrap_or_default();
    let blancs = reste.len() - reste.trim_start().len();
    let chiffres = reste.trim_start();
    let longueur = chiffres
        .find(|lettre: char| !lettre.is_ascii_digit() && !matches!(lettre, ',' | '.'))
        .unwrap_or(chiffres.len());
    let nombre = chiffres.get(..longueur).unwrap_or_default();
    let nombre = nombre.trim_end_matches([',', '.']);
    let fin = debut + blancs + nombre.len();
    // « 0,90 » lu comme un pour cent, puis cent fois plus
    let lu = lire_taux(nombre).ok();
    let lu = lu.and_then(|taux| taux.valeur().checked_mul(100));
    let lu = lu
        .map(Taux::millioniemes)
        .filter(|taux| *taux <= Taux::pour_cent(1000));
    lu.map(|taux| (Effet::Facteur(taux), fin)).ok_or_else(|| {
        let message = "ce coefficient ne se lit pas".to_owned();
        erreur(
            0..if nombre.is_empty() { debut } else { fin },
            message,
            "un coefficient s’écrit `× 0,90`",
        )
    })
}

/// `gratuit`, `gratuit 3 mois`
fn gratuite(texte: &str) -> (Effet, usize) {
    let mot = texte.find(|lettre: char| !lettre.is_alphabetic());
    let mot = mot.unwrap_or(texte.len());
    let reste = texte.get(mot..).unwrap_or_default();
    let mut pieces = reste.split_whitespace();
    let mois = pieces.next().and_then(|nombre| nombre.parse::<u8>().ok());
    let suite = pieces
        .next()
        .map(|piece| piece.trim_end_matches([':', ',']));
    match (mois, suite) {
        (Some(mois @ 1..=12), Some("mois")) => {
            let fin = reste
                .find("mois")
                .map_or(mot, |place| mot + place + "mois".len());
            (Effet::MoisGratuits(mois), fin)
        }
        _ => (Effet::Gratuit, mot),
    }
}

/// Reads `× 0,95`, `0,95` or `95 %`; none when it is none of them, or above 10.
#[must_use]
pub fn lire_coefficient(texte: &str) -> Option<Taux> {
    let texte = texte.trim();
    if texte.ends_with('%') {
        return lire_taux(texte).ok();
    }
    let nombre = texte.trim_start_matches(['×', 'x', '*']).trim_start();
    let (effet, fin) = facteur(nombre, 0).ok()?;
    match effet {
        Effet::Facteur(taux) if fin == nombre.len() => Some(taux),
        _ => None,
    }
}

fn effet_de_part(texte: &str) -> Lu {
    let (part, fin) = taux(texte, 0)?;
    if part > Taux::UN {
        let message = "l’employeur ne paie pas plus de 100 %".to_owned();
        return Err(erreur(
            0..fin,
            message,
            "une part s’écrit `50 % : adhérent`",
        ));
    }
    Ok((Effet::Part(part), fin))
}

#[cfg(test)]
mod tests;
