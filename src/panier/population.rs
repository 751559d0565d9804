//! A population by age, and the care that a year brings at each age: a model, assumed and
//! replaceable, set beside the figures that are published.

use super::Soin;
use crate::montant::Centimes;
use jiff::civil::Date;

/// As many draws as a pattern of care can hold.
pub const TIRAGES_MAX: usize = 16;
/// As many outcomes as a draw can have, « nothing » apart.
pub const VARIANTES_MAX: usize = 255;
/// A whole, in the unit of the shares.
pub const ENTIER: u32 = 1_000_000;

/// People by age, their care drawn by age, and what is published of what they pay.
#[derive(Clone, Debug)]
pub struct Population {
    /// Its code: `france-2026`.
    pub id: String,
    /// Its words.
    pub libelle: String,
    /// What is assumed in it: the care, above all.
    pub hypothese: String,
    /// Where the model comes from.
    pub source: String,
    /// Day of the last check.
    pub verifie_le: Date,
    /// Where the numbers of people come from.
    pub source_effectifs: String,
    /// What is uncertain in the numbers of people.
    pub doute_effectifs: Option<String>,
    /// Ages and people of each, youngest first, each once, somebody at each.
    pub effectifs: Vec<(u8, u64)>,
    /// Kinds of people: who has much care of one sort has much of the others.
    pub profils: Vec<Profil>,
    /// Care by draw: one outcome of each for everybody.
    pub tirages: Vec<Tirage>,
    /// What is published, to be set beside what comes out.
    pub reperes: Vec<Repere>,
}

impl Population {
    /// People of all ages.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.effectifs.iter().map(|(_, effectif)| effectif).sum()
    }
}

/// A kind of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profil {
    /// Its code: `suivi`.
    pub id: String,
    /// The share of each age that is of this kind, in millionths; over all the profiles,
    /// a whole at each age.
    pub parts: Vec<PartDAge>,
}

/// A share of the people of some ages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartDAge {
    /// Ages, both included.
    pub ages: (u8, u8),
    /// In millionths.
    pub part: u32,
}

/// One draw: at most one of its outcomes for each person.
#[derive(Clone, Debug)]
pub struct Tirage {
    /// Its code: `optique`.
    pub id: String,
    /// The outcomes; what is left of the whole is « nothing ».
    pub variantes: Vec<Variante>,
}

/// An outcome of a draw.
#[derive(Clone, Debug)]
pub struct Variante {
    /// Its code: `lunettes-simples`.
    pub id: String,
    /// The care that it brings.
    pub soins: Vec<Soin>,
    /// Who draws it: profile by rank (none: every profile), ages and share; they add up.
    pub parts: Vec<(Option<usize>, PartDAge)>,
}

impl Variante {
    /// The share of people of a profile and an age who draw it, in millionths.
    #[must_use]
    pub fn part(&self, profil: usize, age: u8) -> u32 {
        let siennes = self
            .parts
            .iter()
            .filter(|(sien, part)| sien.is_none_or(|sien| sien == profil) && part.contient(age));
        siennes.map(|(_, part)| part.part).sum()
    }
}

impl PartDAge {
    /// Whether an age is within it.
    #[must_use]
    pub const fn contient(&self, age: u8) -> bool {
        self.ages.0 <= age && age <= self.ages.1
    }
}

/// What a published figure measures, of what is left after the social security.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mesure {
    /// The mean.
    Moyenne,
    /// Half of the people have no more.
    Mediane,
    /// Ninety-nine people in a hundred have no more.
    P99,
}

/// A published figure: what is left to pay after the social security, before any contract,
/// of care that it reimburses, to people who had some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repere {
    /// What it measures.
    pub mesure: Mesure,
    /// Ages, both included.
    pub ages: (u8, u8),
    /// The figure, in centimes.
    pub montant: Centimes,
    /// The year it speaks of.
    pub annee: u16,
    /// Where it was read.
    pub source: String,
    /// Why it is uncertain.
    pub doute: Option<String>,
}
