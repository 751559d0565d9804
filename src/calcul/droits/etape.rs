//! The steps from what is declared to the base of resources.

use super::Logement;
use crate::montant::{Centimes, Taux};
use crate::reglementation::Parametre;
use crate::reglementation::droits::Allocation;
use std::fmt;

/// A step: what was done and what it adds or takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Etape {
    /// What was done.
    pub quoi: Quoi,
    /// The amount, in centimes a year; negative when it is taken off.
    pub montant: Centimes,
    /// The arithmetic, in words.
    pub detail: Option<String>,
    /// Source of the rule.
    pub source: Option<String>,
    /// The doubt on it.
    pub doute: Option<String>,
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quoi {
    /// What the household declares.
    Ressources,
    /// Alimony paid.
    Pensions,
    /// Abatement on earned income.
    AbattementActivite(Taux),
    /// Abatement on a benefit, so much a month.
    AbattementAllocation(Allocation, Centimes),
    /// What housing adds.
    Forfait(Logement),
    /// What is compared with the ceilings.
    Base,
}

impl Etape {
    pub(super) fn new(quoi: Quoi, montant: Centimes) -> Self {
        Self {
            quoi,
            montant,
            detail: None,
            source: None,
            doute: None,
        }
    }

    pub(super) fn sourcee(quoi: Quoi, montant: Centimes, regle: &Parametre) -> Self {
        Self {
            source: Some(regle.provenance.source.clone()),
            doute: regle.provenance.doute.clone(),
            ..Self::new(quoi, montant)
        }
    }
}

impl fmt::Display for Quoi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ressources => f.write_str("Ressources du foyer"),
            Self::Pensions => f.write_str("Pensions alimentaires versées"),
            Self::AbattementActivite(taux) => {
                write!(f, "Abattement de {taux} sur les revenus d’activité")
            }
            Self::AbattementAllocation(allocation, mensuel) => write!(
                f,
                "Abattement de {mensuel} par mois ({})",
                allocation.mot().to_uppercase()
            ),
            Self::Forfait(Logement::Locataire) => {
                f.write_str("Forfait logement : aucun (locataire sans aide)")
            }
            Self::Forfait(Logement::Proprietaire) => f.write_str("Forfait logement (propriétaire)"),
            Self::Forfait(Logement::LogeGratuitement) => {
                f.write_str("Forfait logement (logé gratuitement)")
            }
            Self::Forfait(Logement::AideAuLogement(_)) => {
                f.write_str("Forfait logement (aide au logement)")
            }
            Self::Base => f.write_str("Base comparée aux plafonds"),
        }
    }
}
