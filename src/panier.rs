//! What people consume: care, baskets, bands of age, the patient.

mod dent;
pub mod depense;
pub mod devis;
pub mod enquete;
mod foyer;
pub mod population;

pub use dent::{DentSoignee, NumeroDent};
pub use foyer::{Age, Foyer, FoyerImpossible, Membre};

use crate::montant::Centimes;
use crate::offre::Regime;
use crate::offre::condition::TypeSejour;
use crate::reglementation::{ActeId, Secteur};

pub use crate::reglementation::Droit;
use jiff::civil::Date;

/// The price of a care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Prix {
    /// Given by the person or the basket, in centimes.
    Donne(Centimes),
    /// To be taken from the typical prices, and shown as such.
    Type,
}

/// A line of a basket: `nombre` times the same care.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Soin {
    /// What is done.
    pub quoi: Quoi,
    /// How many times, at least one.
    pub nombre: u16,
    /// When, as far as it is known.
    pub moment: Option<Moment>,
    /// Care tied to an affection de longue durée of the patient.
    pub ald: bool,
    /// Whether the professional belongs to the network of the insurer, when it is known.
    pub reseau: Option<bool>,
}

impl Soin {
    /// So many times the same care, on no known day, out of any network and of any ALD.
    #[must_use]
    pub const fn fois(nombre: u16, quoi: Quoi) -> Self {
        Self {
            quoi,
            nombre,
            moment: None,
            ald: false,
            reseau: None,
        }
    }
}

/// When a care is done; `None` comes before any month, and a month before its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// Month of the year, 1 to 12.
    pub mois: u8,
    /// Day of the month, when it is known: participations have caps of the day.
    pub jour: Option<u8>,
}

impl Moment {
    /// Some day of a month.
    #[must_use]
    pub const fn en(mois: u8) -> Self {
        Self { mois, jour: None }
    }
}

/// The most days that a month has, whatever the year; none for what is no month.
#[must_use]
pub const fn jours_du_mois(mois: u8) -> u8 {
    match mois {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 29,
        _ => 0,
    }
}

/// A care.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Quoi {
    /// An act, at a price for one.
    Acte {
        /// The act.
        acte: ActeId,
        /// Sector of the practitioner.
        secteur: Secteur,
        /// Price of one.
        prix: Prix,
        /// Tooth, when it is known.
        dent: Option<DentSoignee>,
    },
    /// A stay in hospital.
    Sejour(Sejour),
    /// A pair of glasses: a frame and two lenses, settled as one equipment.
    Lunettes(Lunettes),
}

/// A stay in hospital.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sejour {
    /// Days charged the forfait journalier, the day of exit included.
    pub jours: u16,
    /// Nights in a single room.
    pub nuits_chambre: u16,
    /// Price of a night in a single room.
    pub chambre: Prix,
    /// Price of the stay itself, in centimes.
    pub frais: Centimes,
    /// Whether a heavy act was done (tariff of 120 € or more): PAT in place of the 20 %.
    pub acte_lourd: bool,
    /// Kind of stay.
    pub genre: TypeSejour,
}

/// One element of glasses: its act and its price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Element {
    /// Frame or lens.
    pub acte: ActeId,
    /// Its price.
    pub prix: Prix,
}

/// A frame and two lenses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Lunettes {
    /// The frame.
    pub monture: Element,
    /// The two lenses.
    pub verres: [Element; 2],
}

/// A named list of care over a year.
#[derive(Clone, Debug)]
pub struct Panier {
    /// Its code: `arcs-60-ans-et-plus-moyenne`.
    pub id: String,
    /// Its words.
    pub libelle: String,
    /// The care, in the order it happens.
    pub soins: Vec<Soin>,
    /// What is assumed in it, in a sentence; none when everything is sourced.
    pub hypothese: Option<String>,
    /// Where its numbers and prices come from.
    pub source: String,
    /// Day of the last check.
    pub verifie_le: Date,
}

impl Panier {
    /// Care put together for a calculation on a day: nobody names it.
    #[must_use]
    pub const fn d_essai(soins: Vec<Soin>, jour: Date) -> Self {
        Self {
            id: String::new(),
            libelle: String::new(),
            soins,
            hypothese: None,
            source: String::new(),
            verifie_le: jour,
        }
    }
}

/// How much care a year brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Annee {
    /// Little care.
    Basse,
    /// An ordinary year.
    Moyenne,
    /// Much care.
    Haute,
    /// A stay in hospital, a crown, glasses.
    Difficile,
}

impl Annee {
    /// Every kind of year with its word, from the least care to the most.
    pub const TOUTES: [(&'static str, Self); 4] = [
        ("basse", Self::Basse),
        ("moyenne", Self::Moyenne),
        ("haute", Self::Haute),
        ("difficile", Self::Difficile),
    ];

    /// « année moyenne »
    #[must_use]
    pub fn nom(self) -> String {
        let mut connues = Self::TOUTES.iter();
        let connue = connues.find(|(_, autre)| *autre == self);
        format!("année {}", connue.map_or("", |(mot, _)| mot))
    }
}

/// A band of age with the age that stands for it.
#[derive(Clone, Debug)]
pub struct Tranche {
    /// Its code: `moins-de-20-ans`.
    pub id: String,
    /// Its words: « moins de 20 ans ».
    pub libelle: String,
    /// Ages, both included.
    pub ages: (u8, u8),
    /// The age that stands for the band.
    pub age: u8,
    /// Code of the basket of each kind of year: low, medium, high, hard.
    pub paniers: [String; 4],
}

impl Tranche {
    /// Code of the basket of a kind of year.
    #[must_use]
    pub fn panier(&self, annee: Annee) -> &str {
        let [basse, moyenne, haute, difficile] = &self.paniers;
        match annee {
            Annee::Basse => basse,
            Annee::Moyenne => moyenne,
            Annee::Haute => haute,
            Annee::Difficile => difficile,
        }
    }
}

/// Bands that share out the ages.
#[derive(Clone, Debug)]
pub struct Tranches {
    /// Its code: `arcs`.
    pub id: String,
    /// Its words.
    pub libelle: String,
    /// Where they come from.
    pub source: String,
    /// Day of the last check.
    pub verifie_le: Date,
    /// What is assumed in them, in a sentence.
    pub hypothese: Option<String>,
    /// The bands, youngest first.
    pub tranches: Vec<Tranche>,
}

/// The person who is cared for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Patient {
    /// Age in completed years.
    pub age: u8,
    /// Scheme of social security.
    pub regime: Regime,
    /// Right held.
    pub droit: Droit,
    /// Whether the coordinated path of care is kept.
    pub parcours: bool,
    /// Whether the care falls between the sixth month of a pregnancy and the twelfth day
    /// after the birth.
    pub maternite: bool,
    /// Months already spent in the contract.
    pub anciennete_mois: u16,
}

impl Patient {
    /// A person of this age, régime général, in the path of care, new in the contract.
    #[must_use]
    pub fn de_age(age: u8) -> Self {
        Self {
            age,
            regime: Regime::General,
            droit: Droit::Aucun,
            parcours: true,
            maternite: false,
            anciennete_mois: 0,
        }
    }
}
