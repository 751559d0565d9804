//! Ceilings of resources: the published table where there is one, the written rule elsewhere
//! (base × coefficient × 135 % × 111,3 %, rounded to the euro: articles R. 861-3, L. 861-1
//! and L. 863-1 of the code de la sécurité sociale).

use super::{PlafondPublie, Publies};
use crate::montant::{Centimes, Taux};
use crate::reglementation::{Parametres, Periode, Valeur};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What a ceiling opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Niveau {
    /// CMU-C, then C2S without participation.
    Gratuit,
    /// ACS, then C2S with participation.
    Participation,
}

/// Where the household lives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// Metropolitan France.
    #[default]
    Metropole,
    /// Overseas départements.
    Dom,
    /// Mayotte: ceilings of the overseas départements, but neither CMU-C nor ACS, and the
    /// C2S from 2024-01-01.
    Mayotte,
}

impl Zone {
    /// The zone of a département: `35`, `2A`, `974`. None for what is not the number of one.
    #[must_use]
    pub fn du_departement(numero: &str) -> Option<Self> {
        let majuscule = numero.trim().to_uppercase();
        match majuscule.as_str() {
            "976" => Some(Self::Mayotte),
            "971" | "972" | "973" | "974" => Some(Self::Dom),
            "2A" | "2B" => Some(Self::Metropole),
            nombre => nombre
                .parse::<u8>()
                .ok()
                .filter(|nombre| (1..=95).contains(nombre) && *nombre != 20)
                .map(|_| Self::Metropole),
        }
    }
}

/// A ceiling for a household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plafond {
    /// The amount a year, in centimes; whole euros.
    pub montant: Centimes,
    /// Whether it was computed, no published table giving it.
    pub calcule: bool,
    /// The doubt on it.
    pub doute: Option<String>,
    /// Where it comes from.
    pub source: String,
}

impl Plafond {
    /// Whether it may be a euro or two away from that of the caisse.
    #[must_use]
    pub const fn incertain(&self) -> bool {
        self.calcule || self.doute.is_some()
    }
}

/// Why there is no ceiling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlafondInconnu {
    /// No base is known on that day.
    Date,
    /// The data lack a rule that the computation needs.
    Regle(&'static str),
}

/// The published ceilings.
#[derive(Clone, Debug, Default)]
pub struct Plafonds(BTreeMap<(Niveau, Zone, u8), Publies>);

impl Plafonds {
    /// Gathers published ceilings by level, zone and number of people.
    #[must_use]
    pub fn new(publies: BTreeMap<(Niveau, Zone, u8), Publies>) -> Self {
        Self(publies)
    }

    /// Every published ceiling.
    pub fn iter(&self) -> impl Iterator<Item = (Niveau, Zone, u8, &Periode, &PlafondPublie)> {
        self.0
            .iter()
            .flat_map(|((niveau, zone, personnes), publies)| {
                publies
                    .iter()
                    .map(move |(periode, publie)| (*niveau, *zone, *personnes, periode, publie))
            })
    }

    /// The ceiling of a household on a day: as published when all its members count for
    /// one, else computed.
    ///
    /// # Errors
    /// When no base is known on that day.
    pub fn au(
        &self,
        parametres: &Parametres,
        niveau: Niveau,
        zone: Zone,
        parts: &Parts,
        date: Date,
    ) -> Result<Plafond, PlafondInconnu> {
        if let Some(publie) = self.publie(niveau, zone, parts, date) {
            return Ok(Plafond {
                montant: publie.montant,
                calcule: false,
                doute: publie.provenance.doute.clone(),
                source: publie.provenance.source.clone(),
            });
        }
        calcule(parametres, niveau, zone, parts, date)
    }

    fn publie(
        &self,
        niveau: Niveau,
        zone: Zone,
        parts: &Parts,
        date: Date,
    ) -> Option<&PlafondPublie> {
        let personnes = u8::try_from(parts.entieres()?).ok()?;
        let zone = if zone == Zone::Mayotte {
            Zone::Dom
        } else {
            zone
        };
        self.0.get(&(niveau, zone, personnes))?.au(date)
    }
}

/// The ceiling of the written rule, whatever is published.
///
/// # Errors
/// When no base is known on that day, or when a rule is missing.
pub fn calcule(
    parametres: &Parametres,
    niveau: Niveau,
    zone: Zone,
    parts: &Parts,
    date: Date,
) -> Result<Plafond, PlafondInconnu> {
    let base = parametres
        .au("plafond.base", date)
        .ok_or(PlafondInconnu::Date)?;
    let Valeur::Montant(montant) = base.valeur else {
        return Err(PlafondInconnu::Regle("plafond.base"));
    };
    let regle = |nom| parametres.taux(nom, date).ok_or(PlafondInconnu::Regle(nom));
    let du_niveau = match niveau {
        Niveau::Gratuit => Taux::UN,
        Niveau::Participation => regle("plafond.participation")?,
    };
    let de_la_zone = match zone {
        Zone::Metropole => Taux::UN,
        Zone::Dom | Zone::Mayotte => regle("plafond.dom")?,
    };
    let coefficient = parts.coefficient(parametres, date)?;
    Ok(Plafond {
        montant: montant.fois_a_l_euro([coefficient, du_niveau, de_la_zone]),
        calcule: true,
        doute: base.provenance.doute.clone(),
        source: base.provenance.source.clone(),
    })
}

/// The people of a household in the order of the coefficients (demandeur, conjoint, then
/// children from the eldest), each whole or, in alternate custody, for a half.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts(Vec<bool>);

impl Parts {
    /// `true` for a half.
    #[must_use]
    pub const fn new(alternees: Vec<bool>) -> Self {
        Self(alternees)
    }

    /// So many whole people.
    #[must_use]
    pub fn entier(personnes: usize) -> Self {
        Self(vec![false; personnes])
    }

    /// How many people, when none counts for a half.
    #[must_use]
    pub fn entieres(&self) -> Option<usize> {
        (!self.0.contains(&true)).then_some(self.0.len())
    }

    /// 1 for the first person, 0.5 for the second, 0.3 for the third and the fourth, 0.4 for
    /// each other; half of it in alternate custody.
    ///
    /// # Errors
    /// The rule that is missing.
    pub fn coefficient(&self, parametres: &Parametres, date: Date) -> Result<Taux, PlafondInconnu> {
        let regle = |nom| parametres.taux(nom, date).ok_or(PlafondInconnu::Regle(nom));
        let mut total = Taux::ZERO;
        for (rang, alternee) in self.0.iter().enumerate() {
            let part = match rang {
                0 => Taux::UN,
                1 => regle("plafond.personne-2")?,
                2 => regle("plafond.personne-3")?,
                3 => regle("plafond.personne-4")?,
                _ => regle("plafond.personne-suivante")?,
            };
            total = total.plus(if *alternee {
                part.part(regle("plafond.garde-alternee")?)
            } else {
                part
            });
        }
        Ok(total)
    }
}
