//! Errors of printing, seen on the printed figures themselves.

use crate::calcul::cas::monde::Scene;
use crate::calcul::cas::{Calcule, Imprime};
use crate::montant::Centimes;

/// What is printed beside the three parts of the price is right.
fn le_reste_est_juste(imprime: &Imprime, juste: &Calcule) -> bool {
    let reste = Imprime {
        amo: None,
        amc: None,
        rac: None,
        ..*imprime
    };
    reste.differences(juste).is_empty()
}

/// The three parts are known and do not make the price, one of them being right; or the
/// part of the contract has two digits swapped and what is left follows from it.
///
/// Right figures always make the price: a contradiction can never excuse the calculation.
pub(super) fn contradictoire(scene: &Scene<'_>, juste: &Calcule) -> bool {
    let imprime = &scene.cas.imprime;
    // un taux juste dit la part de l'assurance maladie ; sans contrat, le sien est nul
    let amo = imprime.amo.or(imprime.taux.map(|_| juste.amo));
    let amc = imprime
        .amc
        .or((!scene.a_un_contrat()).then_some(Centimes::ZERO));
    let (Some(amo), Some(amc), Some(rac)) = (amo, amc, imprime.rac) else {
        return false;
    };
    if !le_reste_est_juste(imprime, juste) {
        return false;
    }
    let un_est_juste = amo == juste.amo || imprime.amc == Some(juste.amc) || rac == juste.rac;
    if amo + amc + rac != juste.depense {
        return un_est_juste;
    }
    amo == juste.amo && intervertis(amc, juste.amc)
}

/// Whether two neighbouring digits of one amount are swapped in the other.
fn intervertis(imprime: Centimes, juste: Centimes) -> bool {
    let (imprime, juste) = (imprime.machine(), juste.machine());
    let chiffres = |texte: &str| -> Vec<char> { texte.chars().filter(|c| *c != '.').collect() };
    let (imprime, juste) = (chiffres(&imprime), chiffres(&juste));
    let ecarts: Vec<usize> = imprime
        .iter()
        .zip(&juste)
        .enumerate()
        .filter(|(_, (un, deux))| un != deux)
        .map(|(rang, _)| rang)
        .collect();
    let [un, deux] = ecarts[..] else {
        return false;
    };
    imprime.len() == juste.len()
        && deux == un + 1
        && imprime.get(un) == juste.get(deux)
        && imprime.get(deux) == juste.get(un)
}

/// The part of the contract is the one that another row or level of the same document has
/// for the same care, at its own price; what is left is copied with it, or follows from it.
pub(super) fn recopie(scene: &Scene<'_>, juste: &Calcule) -> bool {
    let imprime = &scene.cas.imprime;
    let (Some(amc), Some(rac)) = (imprime.amc, imprime.rac) else {
        return false;
    };
    let amo_juste = imprime.amo.is_none_or(|amo| amo == juste.amo);
    if amc == juste.amc || !amo_juste || !le_reste_est_juste(imprime, juste) {
        return false;
    }
    let suit = amc + rac + juste.amo == juste.depense;
    scene
        .voisins()
        .any(|voisin| voisin.amc == amc && (suit || voisin.rac == rac))
}
