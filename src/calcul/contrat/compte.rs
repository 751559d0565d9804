//! What a row counts, as it is written: days, teeth, and a number that a rhythm implies.

use crate::offre::langage::{Duree, Garantie, Nombre, Regle, Rythme};
use crate::reglementation::Unite;

/// The numbers that limit a guarantee: the cell's own, else those of its row, else the one
/// that `200 €/œil/an` implies.
pub(super) fn nombres(ligne: &Regle, garantie: &Garantie) -> Vec<Nombre> {
    let dits = if garantie.regle.nombres.is_empty() {
        &ligne.nombres
    } else {
        &garantie.regle.nombres
    };
    if dits.is_empty() {
        implicite(ligne, garantie).into_iter().collect()
    } else {
        dits.clone()
    }
}

/// `200 €/œil/an`, `par oreille, tous les 4 ans`: one of each over the period. Only for what
/// a person has one or two of: `30 €/séance/an` does not say how many.
fn implicite(ligne: &Regle, garantie: &Garantie) -> Option<Nombre> {
    let rythmes = rythmes(ligne, garantie);
    let unite = rythmes.iter().find_map(|rythme| match rythme {
        Rythme::Unite(unite) => Some(*unite),
        Rythme::Periode(_) => None,
    })?;
    let duree = rythmes.iter().find_map(|rythme| match rythme {
        Rythme::Periode(duree) => Some(*duree),
        Rythme::Unite(_) => None,
    })?;
    unite.est_un_objet().then_some(Nombre {
        maximum: 1,
        unite,
        duree: Some(duree),
    })
}

/// What amounts are for: as the cell says it, else its row.
fn rythmes(ligne: &Regle, garantie: &Garantie) -> Vec<Rythme> {
    let mut rythmes: Vec<Rythme> = garantie.termes.iter().filter_map(|t| t.rythme).collect();
    rythmes.extend(if garantie.regle.rythmes.is_empty() {
        &ligne.rythmes
    } else {
        &garantie.regle.rythmes
    });
    rythmes
}

/// Whether it counts days, so that a stay must be seen day by day.
pub(super) fn en_jours(ligne: &Regle, garantie: &Garantie) -> bool {
    let jour = |unite: Unite| matches!(unite, Unite::Jour | Unite::Nuit);
    let du_jour = |rythme: &Rythme| matches!(rythme, Rythme::Unite(unite) if jour(*unite));
    let plafonds = garantie.regle.plafonds.iter().chain(&ligne.plafonds);
    rythmes(ligne, garantie).iter().any(du_jour)
        || plafonds
            .filter_map(|plafond| plafond.rythme)
            .any(|r| du_jour(&r))
        || nombres(ligne, garantie)
            .iter()
            .any(|nombre| jour(nombre.unite))
        || garantie
            .regle
            .a_partir_du
            .or(ligne.a_partir_du)
            .is_some_and(|jour| jour > 1)
}

/// Whether it counts by tooth.
pub(super) fn par_dent(ligne: &Regle, garantie: &Garantie) -> bool {
    let nombres = nombres(ligne, garantie);
    nombres
        .iter()
        .any(|nombre| nombre.duree == Some(Duree::Dent))
}
