//! Dated parameters of the law, by name.

use super::{Chronologie, Periode, Provenance};
use crate::montant::{Centimes, Taux};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The value of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Valeur {
    /// An amount, in centimes.
    Montant(Centimes),
    /// A rate.
    Taux(Taux),
    /// A whole number: an age, a number of days, or 1 for a rule in force.
    Nombre(u32),
}

/// One dated value with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parametre {
    /// The value.
    pub valeur: Valeur,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// All parameters, each a chronology under its name.
#[derive(Clone, Debug, Default)]
pub struct Parametres(BTreeMap<String, Chronologie<Parametre>>);

impl Parametres {
    /// Gathers chronologies under their names.
    #[must_use]
    pub fn new(parametres: BTreeMap<String, Chronologie<Parametre>>) -> Self {
        Self(parametres)
    }

    /// The parameter of a day.
    #[must_use]
    pub fn au(&self, nom: &str, date: Date) -> Option<&Parametre> {
        self.0.get(nom)?.au(date)
    }

    /// The amount of a day, in centimes.
    #[must_use]
    pub fn montant(&self, nom: &str, date: Date) -> Option<Centimes> {
        match self.au(nom, date)?.valeur {
            Valeur::Montant(montant) => Some(montant),
            Valeur::Taux(_) | Valeur::Nombre(_) => None,
        }
    }

    /// The rate of a day.
    #[must_use]
    pub fn taux(&self, nom: &str, date: Date) -> Option<Taux> {
        match self.au(nom, date)?.valeur {
            Valeur::Taux(taux) => Some(taux),
            Valeur::Montant(_) | Valeur::Nombre(_) => None,
        }
    }

    /// The whole number of a day.
    #[must_use]
    pub fn nombre(&self, nom: &str, date: Date) -> Option<u32> {
        match self.au(nom, date)?.valeur {
            Valeur::Nombre(nombre) => Some(nombre),
            Valeur::Montant(_) | Valeur::Taux(_) => None,
        }
    }

    /// Whether a rule is in force on that day.
    #[must_use]
    pub fn en_vigueur(&self, nom: &str, date: Date) -> bool {
        self.au(nom, date).is_some()
    }

    /// The values of a parameter that hold on at least one day of a period.
    pub fn pendant<'p>(
        &'p self,
        nom: &str,
        periode: &'p Periode,
    ) -> impl Iterator<Item = &'p Parametre> {
        let valeurs = self.0.get(nom).into_iter().flat_map(Chronologie::iter);
        valeurs
            .filter(|(validite, _)| validite.chevauche(periode))
            .map(|(_, parametre)| parametre)
    }

    /// Every parameter with its chronology, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Chronologie<Parametre>)> {
        self.0
            .iter()
            .map(|(nom, chronologie)| (nom.as_str(), chronologie))
    }
}
