//! Whole cells and whole rules.

use super::base::{locution, parmi};
use super::echec::{Resultat, refus, refus_lu};
use super::jeton::Jetons;
use super::mention::{Mention, mentions, ranger};
use super::terme::{somme, unite_des_termes};
use super::{ErreurLangage, LONGUEUR_MAX};
use crate::offre::langage::{Cellule, Garantie, Regle, Rythme, Terme};
use winnow::combinator::{cut_err, opt};
use winnow::prelude::*;

/// `niveau Socle`: the name is taken as it stands.
pub(super) fn niveau(texte: &str) -> Option<Result<Cellule, ErreurLangage>> {
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
            correction: None,
        }),
        nom => Ok(Cellule::Niveau(nom.to_owned())),
    })
}

/// A cell that is not a level.
pub(super) fn cellule(entree: &mut Jetons<'_>) -> Resultat<Cellule> {
    let debut = *entree;
    if entree.is_empty() {
        let conseil = "écrivez « néant », « s.o. », « idem » ou « ? »";
        return refus(entree, 1, "la cellule est vide", Some(conseil));
    }
    if entree.len() == 1 && locution("-").parse_next(entree).is_ok() {
        let conseil =
            "écrivez « néant » (non couvert) ou « s.o. » (la ligne ne dit rien, inchangé)";
        return refus(
            &debut,
            1,
            "un tiret ne dit pas si c’est couvert",
            Some(conseil),
        );
    }
    let mot = parmi([
        ("neant", Cellule::Neant),
        ("non couvert~|garanti~", Cellule::Neant),
        ("non pris~ en charge", Cellule::Neant),
        ("pas prise en charge", Cellule::Neant),
        ("exclu~", Cellule::Neant),
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
        .filter(|terme| terme.assiette.est_une_somme())
        .count();
    let mut regle = Regle::default();
    for dite in dites.into_iter().flatten() {
        if forfaits > 1 && matches!(dite, Mention::Rythmes(_)) {
            let message = "deux rythmes à l’un des montants d’une somme";
            let conseil = "écrivez une ligne « en plus » pour l’un des deux";
            return refus_lu(&debut, entree, message, Some(conseil));
        }
        if let Err(message) = ranger(&mut regle, dite, defaut) {
            return refus_lu(&debut, entree, message, None);
        }
    }
    let defaut = defaut.or(regle.rythmes.iter().find_map(|rythme| match rythme {
        Rythme::Unite(unite) => Some(*unite),
        Rythme::Periode(_) => None,
    }));
    mentions(entree, &mut regle, defaut, false)?;
    Ok(Garantie { termes, regle })
}

/// The rule of a row.
pub(super) fn regle(entree: &mut Jetons<'_>) -> Resultat<Regle> {
    let mut regle = Regle::default();
    if !entree.is_empty() {
        mentions(entree, &mut regle, None, true)?;
    }
    Ok(regle)
}
