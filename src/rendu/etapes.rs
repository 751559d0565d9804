//! A calculation on a screen: labels on the left, amounts in one column on the right.

use super::document::Etape;
use super::texte::{ajouter, ecrire, largeur, propre, replier};

/// Spaces between labels and amounts, and per level.
const PAS: usize = 2;
/// Below this width a label leaves its line to the amount.
const LIBELLE_LISIBLE: usize = 12;

/// Adds the steps to `sortie`, in lines of at most `place` columns.
pub(super) fn ecrire_etapes(etapes: &[Etape], place: usize, sortie: &mut String) {
    let montants = etapes
        .iter()
        .filter_map(|etape| etape.montant)
        .map(|montant| largeur(&montant.to_string()))
        .max()
        .unwrap_or(0);
    let libelles = etapes
        .iter()
        .map(|etape| retrait(etape, place) + largeur(&propre(&etape.libelle)))
        .max()
        .unwrap_or(0);
    // la colonne des montants suit le plus long libellé, et reste dans l'écran
    let marge = if montants > 0 { montants + PAS } else { 0 };
    let gauche = libelles.min(place.saturating_sub(marge));
    for etape in etapes {
        ecrire_etape(etape, (gauche, montants), place, sortie);
    }
}

fn ecrire_etape(
    etape: &Etape,
    (gauche, droite): (usize, usize),
    place: usize,
    sortie: &mut String,
) {
    let retrait = retrait(etape, place);
    let espaces = " ".repeat(retrait);
    let montant = etape.montant.map(|montant| montant.to_string());
    match montant {
        None => ecrire(sortie, &etape.libelle, &espaces, place),
        Some(montant) if gauche < retrait + LIBELLE_LISIBLE.min(largeur(&etape.libelle)) => {
            ecrire(sortie, &etape.libelle, &espaces, place);
            ecrire(sortie, &montant, &" ".repeat(retrait + PAS), place);
        }
        Some(montant) => {
            let mut lignes = replier(&etape.libelle, gauche - retrait);
            let derniere = lignes.pop().unwrap_or_default();
            for ligne in lignes {
                ajouter(sortie, &format!("{espaces}{ligne}"));
            }
            let vide = (gauche + PAS + droite)
                .saturating_sub(retrait + largeur(&derniere) + largeur(&montant));
            ajouter(sortie, &format!("{espaces}{derniere}{:vide$}{montant}", ""));
        }
    }
    if let Some(detail) = &etape.detail {
        ecrire(sortie, detail, &" ".repeat(retrait + PAS), place);
    }
}

/// The shift of a step, never more than a third of the width.
fn retrait(etape: &Etape, place: usize) -> usize {
    (usize::from(etape.niveau) * PAS).min(place / 3)
}
