//! The counters of a contract: purses, numbers, ceilings.

use crate::reglementation::PosteId;
use std::collections::BTreeMap;

/// Counters of a contract over a year, by key; each starts full.
#[derive(Clone, Debug, Default)]
pub struct Compteurs {
    cles: BTreeMap<CleCompteur, usize>,
    /// What is left of each: centimes, or a number of acts.
    pub valeurs: Vec<i64>,
}

/// What a counter counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CleCompteur {
    /// Rank of its row.
    pub(super) ligne: usize,
    pub(super) genre: Genre,
    /// Rank in the row.
    pub(super) rang: usize,
    /// The poste it is for, when each has its own.
    pub(super) poste: Option<PosteId>,
    /// Rank of the period (contract year, month, stay): in a new one the counter is full.
    pub(super) periode: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Genre {
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
        }
        rang
    }
}
