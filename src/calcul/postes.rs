//! Where the money of a year goes, by great poste of the tree.

use super::bornes::AnneesDeSoins;
use super::exercice::Montants;
use crate::reglementation::{PosteId, Reglementation};

/// The amounts of everybody by root poste, the one that leaves most to pay first; they add
/// up to the total of the reading shown.
#[must_use]
pub fn par_poste(
    annees: &AnneesDeSoins,
    reglementation: &Reglementation,
) -> Vec<(PosteId, Montants)> {
    let mut postes: Vec<(PosteId, Montants)> = Vec::new();
    for decompte in annees.actes() {
        let poste = reglementation.acte(decompte.acte).poste;
        let racine = reglementation.postes.lignee(poste).last().unwrap_or(poste);
        match postes.iter_mut().find(|(connu, _)| *connu == racine) {
            Some((_, montants)) => *montants += decompte.montants,
            None => postes.push((racine, decompte.montants)),
        }
    }
    postes.sort_by_key(|(poste, montants)| (std::cmp::Reverse(montants.rac), *poste));
    postes
}
