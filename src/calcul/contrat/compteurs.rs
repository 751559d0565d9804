//! The counters of a contract: purses, numbers, ceilings.

use crate::reglementation::PosteId;
use std::collections::BTreeMap;

/// Counters of a contract over a year, by key; each starts full.
#[derive(Clone, Debug, Default)]
pub struct Compteurs {
    cles: BTreeMap<CleCompteur, usize>,
    /// Whether a counter was met with another limit than its first.
    desaccord: bool,
    /// What is left of each: centimes, or a number of acts.
    pub valeurs: Vec<i64>,
}

/// What a counter counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::calcul) struct CleCompteur {
    /// Rank of its row.
    pub(in crate::calcul) ligne: usize,
    pub(super) genre: Genre,
    /// Rank in the row.
    pub(super) rang: usize,
    /// The poste it is for, when each has its own.
    pub(super) poste: Option<PosteId>,
    /// Rank of the period (contract year, month, stay): in a new one the counter is full.
    pub(super) periode: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::calcul) enum Genre {
    Bourse,
    Nombre,
    Plafond,
    /// Whether anything was used.
    Usage,
}

impl Compteurs {
    /// The place of a counter, full when it is new.
    pub(super) fn rang(&mut self, cle: CleCompteur, plein: i64) -> usize {
        let suivant = self.valeurs.len();
        let rang = *self.cles.entry(cle).or_insert(suivant);
        if rang == suivant {
            self.valeurs.push(plein);
        } else if self.valeurs.get(rang) != Some(&plein) {
            self.desaccord = true;
        }
        rang
    }

    /// Among counters that nothing has used: whether one of them has several limits.
    pub(in crate::calcul) fn a_plusieurs_limites(&self) -> bool {
        self.desaccord
    }

    /// The counters, each with its place.
    pub(in crate::calcul) fn cles(&self) -> impl Iterator<Item = (&CleCompteur, usize)> {
        self.cles.iter().map(|(cle, rang)| (cle, *rang))
    }
}
