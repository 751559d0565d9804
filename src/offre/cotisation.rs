//! What an offer costs: the published grid, its zones, its fees.

use crate::montant::Centimes;
use crate::reglementation::Provenance;
use std::collections::BTreeMap;

/// Scheme of social security of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Regime {
    /// Régime général.
    #[default]
    General,
    /// Régime local of Alsace-Moselle.
    AlsaceMoselle,
}

/// Place of a person in a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the French words say it")]
pub enum Qualite {
    Adulte,
    Adherent,
    Conjoint,
    Enfant,
}

impl Qualite {
    /// The word written in the files.
    #[must_use]
    pub fn mot(self) -> &'static str {
        match self {
            Self::Adulte => "adulte",
            Self::Adherent => "adherent",
            Self::Conjoint => "conjoint",
            Self::Enfant => "enfant",
        }
    }

    /// The quality of a written word.
    #[must_use]
    pub fn lire(mot: &str) -> Option<Self> {
        match crate::texte::sans_accent(mot).as_str() {
            "adulte" => Some(Self::Adulte),
            "adherent" => Some(Self::Adherent),
            "conjoint" => Some(Self::Conjoint),
            "enfant" => Some(Self::Enfant),
            _ => None,
        }
    }
}

/// How an insurer counts the age of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegleAge {
    /// Year of the contract less year of birth.
    DifferenceDeMillesimes,
    /// Completed years.
    Revolu,
    /// The source does not say.
    NonDit,
}

/// One line of a premium grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LigneCotisation {
    /// Rank of the level in its module.
    pub niveau: usize,
    /// Zone, or none when the grid has no zones.
    pub zone: Option<String>,
    /// Scheme.
    pub regime: Regime,
    /// Place of the person.
    pub qualite: Qualite,
    /// Ages, both included.
    pub ages: (u8, u8),
    /// Premium per month and per person, in centimes.
    pub mensuelle: Centimes,
}

/// A fee beside the premium.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frais {
    /// What it is.
    pub libelle: String,
    /// Amount per contract and per year, in centimes.
    pub annuel: Centimes,
    /// Where it was read.
    pub source: String,
}

/// The premium of an offer.
#[derive(Clone, Debug)]
pub struct Cotisation {
    /// The grid; empty when it is not published.
    pub grille: Vec<LigneCotisation>,
    /// Zone of each département.
    pub zones: BTreeMap<String, String>,
    /// How ages are counted.
    pub age: RegleAge,
    /// Fees.
    pub frais: Vec<Frais>,
    /// Where the grid comes from.
    pub provenance: Provenance,
}

/// Why no premium can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SansCotisation {
    /// The insurer publishes no grid.
    NonPubliee,
    /// The grid has nobody of this age: the ages it has.
    AgeHorsGrille(u8, u8),
    /// The département is in no zone of the insurer.
    DepartementSansZone,
    /// The grid does not cover this scheme.
    RegimeHorsGrille,
}

/// A yearly premium, with both ends when the zone is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prime {
    /// Cheapest zone, in centimes a year.
    pub min: Centimes,
    /// Dearest zone, in centimes a year.
    pub max: Centimes,
}

impl Cotisation {
    /// The yearly premium of one person: twelve months of the grid.
    ///
    /// # Errors
    /// Why the grid has no price for this person.
    pub fn annuelle(
        &self,
        niveau: usize,
        age: u8,
        regime: Regime,
        departement: Option<&str>,
    ) -> Result<Prime, SansCotisation> {
        if self.grille.is_empty() {
            return Err(SansCotisation::NonPubliee);
        }
        let zone = self.zone(departement)?;
        let du_niveau = || {
            self.grille
                .iter()
                .filter(|ligne| ligne.niveau == niveau && ligne.qualite != Qualite::Conjoint)
        };
        if !du_niveau().any(|ligne| ligne.regime == regime) {
            return Err(SansCotisation::RegimeHorsGrille);
        }
        let mensuelles = || {
            du_niveau()
                .filter(|ligne| ligne.regime == regime)
                .filter(|ligne| ligne.ages.0 <= age && age <= ligne.ages.1)
                .filter(|ligne| zone.is_none() || ligne.zone.is_none() || ligne.zone == zone)
                .map(|ligne| ligne.mensuelle)
        };
        match (mensuelles().min(), mensuelles().max()) {
            (Some(min), Some(max)) => Ok(Prime {
                min: min.multiplie(12),
                max: max.multiplie(12),
            }),
            _ => {
                let debut = du_niveau().map(|ligne| ligne.ages.0).min().unwrap_or(0);
                let fin = du_niveau().map(|ligne| ligne.ages.1).max().unwrap_or(0);
                Err(SansCotisation::AgeHorsGrille(debut, fin))
            }
        }
    }

    fn zone(&self, departement: Option<&str>) -> Result<Option<String>, SansCotisation> {
        match departement {
            Some(numero) if !self.zones.is_empty() => self
                .zones
                .get(numero)
                .map(|zone| Some(zone.clone()))
                .ok_or(SansCotisation::DepartementSansZone),
            _ => Ok(None),
        }
    }
}
