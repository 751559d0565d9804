//! The premium of a household, step by step: the steps add up to it.

use super::{Clause, NiveauChoisi, Qualite};
use crate::montant::{Centimes, Taux};
use std::fmt;

/// A yearly premium, with both ends when the zone or the exact age is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prime {
    /// Cheapest case, in centimes a year.
    pub min: Centimes,
    /// Dearest case, in centimes a year.
    pub max: Centimes,
}

/// The premium and fees of a household in the cheapest and the dearest case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrimeDuFoyer {
    /// Cheapest case.
    pub min: CompteDuFoyer,
    /// Dearest case; the same as the cheapest when everything is known.
    pub max: CompteDuFoyer,
}

impl PrimeDuFoyer {
    /// What the household pays in a year for the premium, fees aside.
    #[must_use]
    pub fn prime(&self) -> Prime {
        Prime {
            min: self.min.cotisations(),
            max: self.max.cotisations(),
        }
    }

    /// Whether both ends differ by the zone.
    #[must_use]
    pub fn selon_la_zone(&self) -> bool {
        self.min.zone != self.max.zone
    }

    /// Whether both ends differ by the age of somebody.
    #[must_use]
    pub fn selon_l_age(&self) -> bool {
        self.min.ages().ne(self.max.ages())
    }

    /// Fees of the year; they depend neither on the zone nor on the age.
    #[must_use]
    pub fn frais(&self) -> Centimes {
        self.max.frais()
    }
}

/// The account of a household for a year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompteDuFoyer {
    /// Zone of the prices; none when there is but one price.
    pub zone: Option<String>,
    /// Every step, in the order it was done; their yearly amounts add up to the total.
    pub etapes: Vec<EtapePrime>,
}

/// A step of the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EtapePrime {
    /// What was done.
    pub quoi: QuoiPrime,
    /// Rank of the person, or none for the whole contract.
    pub personne: Option<usize>,
    /// What it adds, or takes off, each time, in centimes.
    pub montant: Centimes,
    /// How many times in the year: twelve for a month.
    pub fois: u8,
}

impl EtapePrime {
    /// What it adds, or takes off, in the year.
    #[must_use]
    pub fn annuel(&self) -> Centimes {
        self.montant.multiplie(i64::from(self.fois))
    }
}

/// What a step does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuoiPrime {
    /// The price of the grid.
    Tarif {
        /// The level.
        niveau: NiveauChoisi,
        /// The row of the grid.
        qualite: Qualite,
        /// The age by the count of the insurer.
        age: u8,
        /// The part of the PMSS, when the grid is in % of it.
        pmss: Option<Taux>,
    },
    /// The coefficient of the zone.
    Zone(Taux),
    /// A reduction.
    Reduction(Clause),
    /// A reduction that a more favourable one replaces: nothing.
    NonCumulee(Clause),
    /// What is missing to the least premium of a contract.
    Minimum,
    /// What the employer pays.
    Employeur(Clause),
    /// A fee, in its words.
    Frais(String),
}

impl CompteDuFoyer {
    /// The age that each price of the grid was read at.
    fn ages(&self) -> impl Iterator<Item = (Option<usize>, u8)> {
        self.etapes.iter().filter_map(|etape| match etape.quoi {
            QuoiPrime::Tarif { age, .. } => Some((etape.personne, age)),
            _ => None,
        })
    }

    fn somme(&self, garder: impl Fn(&EtapePrime) -> bool) -> Centimes {
        let gardees = self.etapes.iter().filter(|etape| garder(etape));
        gardees.map(EtapePrime::annuel).sum()
    }

    /// What the household pays in the year, fees included.
    #[must_use]
    pub fn total(&self) -> Centimes {
        self.somme(|_| true)
    }

    /// What the household pays for the premium, the part of the employer taken off.
    #[must_use]
    pub fn cotisations(&self) -> Centimes {
        self.somme(|etape| !matches!(etape.quoi, QuoiPrime::Frais(_)))
    }

    /// Fees.
    #[must_use]
    pub fn frais(&self) -> Centimes {
        self.somme(|etape| matches!(etape.quoi, QuoiPrime::Frais(_)))
    }

    /// What the employer pays.
    #[must_use]
    pub fn part_employeur(&self) -> Centimes {
        -self.somme(|etape| matches!(etape.quoi, QuoiPrime::Employeur(_)))
    }

    /// What is paid in the year for one person, fees due by the contract aside.
    #[must_use]
    pub fn de(&self, personne: usize) -> Centimes {
        self.somme(|etape| etape.personne == Some(personne))
    }
}

impl fmt::Display for QuoiPrime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tarif {
                qualite, age, pmss, ..
            } => {
                let pluriel = if *age > 1 { "s" } else { "" };
                write!(f, "Tarif {}, {age} an{pluriel}", qualite.libelle())?;
                match pmss {
                    Some(taux) => write!(f, "\u{a0}: {taux} du PMSS"),
                    None => Ok(()),
                }
            }
            Self::Zone(taux) => write!(f, "Coefficient de la zone\u{a0}: {taux}"),
            Self::Reduction(clause) => write!(f, "Réduction «\u{a0}{clause}\u{a0}»"),
            Self::NonCumulee(clause) => {
                write!(
                    f,
                    "Réduction «\u{a0}{clause}\u{a0}» non cumulée, une autre est plus forte"
                )
            }
            Self::Minimum => f.write_str("Complément jusqu’au minimum du contrat"),
            Self::Employeur(clause) => write!(f, "Part de l’employeur «\u{a0}{clause}\u{a0}»"),
            Self::Frais(libelle) => write!(f, "Frais\u{a0}: {libelle}"),
        }
    }
}
