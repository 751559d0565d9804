//! The weighted score and its sub-scores: never one without the others.

use super::Constat;
use crate::cahier::Cahier;
use crate::montant::Taux;

/// Points, in hundredths: the least and the most, over what offers leave unsaid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Points {
    /// What is unknown scores nothing.
    pub min: u64,
    /// What is unknown scores everything.
    pub max: u64,
    /// All there is to get.
    pub sur: u64,
}

impl Points {
    fn ajouter(&mut self, poids: u32, (min, max): (Taux, Taux)) {
        let part = |taux: Taux| {
            let millioniemes = u64::from(poids) * u64::from(taux.valeur());
            (millioniemes + 5_000) / 10_000
        };
        self.min += part(min);
        self.max += part(max);
        self.sur += u64::from(poids) * 100;
    }
}

/// The score of an offer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// Over all requirements.
    pub total: Points,
    /// By part of the cahier, in its order.
    pub parties: Vec<(String, Points)>,
}

/// Adds up the points of the answers.
pub(super) fn noter(cahier: &Cahier, constats: &[Constat]) -> Note {
    let mut note = Note::default();
    for partie in cahier.parties() {
        note.parties.push((partie.to_owned(), Points::default()));
    }
    for (exigence, constat) in cahier.exigences.iter().zip(constats) {
        note.total.ajouter(exigence.poids, constat.part);
        let partie = note.parties.iter_mut();
        if let Some((_, points)) = partie.into_iter().find(|(nom, _)| *nom == exigence.partie) {
            points.ajouter(exigence.poids, constat.part);
        }
    }
    note
}
