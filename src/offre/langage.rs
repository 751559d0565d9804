//! The language of guarantee tables, as types: what a printed cell promises.
//!
//! A cell is a sum of terms; each term carries its reading (with or without what the
//! social security pays). Qualifiers say per what, how many, over which period, and
//! what comes after. `lire_cellule` and `Display` are inverse of one another on the
//! canonical spelling; reading is tolerant of spellings and strict of meaning.

mod ecriture;
mod lecture;
pub mod prose;
pub mod reference;
#[cfg(test)]
mod tests;

pub use ecriture::mot;
pub use lecture::{ErreurLangage, LONGUEUR_MAX, lire_cellule, lire_quand, lire_regle};

use super::condition::Condition;
use crate::montant::{Centimes, Taux};
use crate::reglementation::Unite;

/// The cell of one level in one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cellule {
    /// `néant`: not covered.
    Neant,
    /// `s.o.`: this row says nothing for this level.
    SansObjet,
    /// `?`: the source does not say; gives bounds.
    NonDit,
    /// `niveau Socle`: what another level of the same contract pays (delays only).
    Niveau(String),
    /// One reading, or several split by `|`.
    Lectures(Vec<Garantie>),
}

/// One reading of a cell: a sum of terms and what qualifies it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Garantie {
    /// The terms of the sum, at least one.
    pub termes: Vec<Terme>,
    /// Qualifiers written in the cell itself; they win over those of the row.
    pub regle: Regle,
}

/// One term of a sum: a target, its limits, how it counts the social security, per what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terme {
    /// What is promised.
    pub assiette: Assiette,
    /// `limité à …`: the smaller prevails; several may stand.
    pub limites: Vec<Assiette>,
    /// The reading when the term says it itself.
    pub lecture: Option<Lecture>,
    /// `30 €/séance`, `70 €/an`: what the amount is for.
    pub rythme: Option<Rythme>,
}

/// What a term is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assiette {
    /// `150 %`, bare: read as the header says.
    Pourcentage(Taux),
    /// `150 % BR`.
    Br(Taux),
    /// `FR` (100 %), `50 % FR`: a share of the price.
    FraisReels(Taux),
    /// `50 % du reste`: a share of what is left after the social security and the terms before.
    Reste(Taux),
    /// `TM`, `100 % TM`: a share of the ticket modérateur.
    TicketModerateur(Taux),
    /// `AMO` in `AMO + 150 €`: the contract pays nothing for it.
    Amo,
    /// `100 % PLV` (or HLF): a share of the price within the price limit.
    Plv(Taux),
    /// `2 % PMSS`.
    Pmss(Taux),
    /// `30 €`, in centimes.
    Euros(Centimes),
}

impl Assiette {
    /// Whether it is a sum of money, and not a share of a price or of a base.
    #[must_use]
    pub const fn est_une_somme(&self) -> bool {
        matches!(self, Self::Euros(_) | Self::Pmss(_))
    }
}

/// How an amount counts what others have paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lecture {
    /// `AMO comprise`: a total with what the social security pays.
    AmoComprise,
    /// `en plus de l’AMO`.
    EnPlus,
    /// `AMO et contrat précédent compris`: a total with the contracts that pay before.
    ToutCompris,
}

/// What a euro amount is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rythme {
    /// Each unit: `/séance`, `/jour`, `/oreille`.
    Unite(Unite),
    /// A purse for a period: `/an`, `/2 ans`, `/contrat`.
    Periode(Duree),
}

/// A length over which a counter runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duree {
    /// Years, at least one.
    Ans(u8),
    /// Months, at least one.
    Mois(u8),
    /// Days.
    Jours(u16),
    /// Once for the whole contract, or life.
    Contrat,
    /// A stay in hospital: only a number is counted by stay.
    Sejour,
    /// A tooth, for the whole contract: only a number is counted by tooth.
    Dent,
}

/// Kind of year that a counter follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GenreAnnee {
    /// From 1 January.
    Civile,
    /// From the anniversary of the contract.
    Adhesion,
    /// The twelve months before the care.
    Glissante,
}

/// Whether one amount or number serves several postes together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Partage {
    /// `en commun`.
    EnCommun,
    /// `chacun`.
    Chacun,
}

/// `5 séances/an`: how many units over a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nombre {
    /// How many, at least one.
    pub maximum: u16,
    /// Of what.
    pub unite: Unite,
    /// Over what; `None` is written `par ?`: not said.
    pub duree: Option<Duree>,
}

/// Qualifiers of a cell, or of a whole row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Regle {
    /// `par séance`, `par an`: what bare euro amounts are for; several may stand
    /// (`par œil, par an`).
    pub rythmes: Vec<Rythme>,
    /// `5 séances/an`.
    pub nombres: Vec<Nombre>,
    /// `50 € max par séance`, `1 700 € AMO comprise max`: caps beside the terms.
    pub plafonds: Vec<Terme>,
    /// `en commun`, `chacun`.
    pub partage: Option<Partage>,
    /// `AMO comprise`, `en plus de l’AMO`.
    pub lecture: Option<Lecture>,
    /// `puis TM`, `puis néant` (an empty sum), `puis ?` (`Some(None)`): what is paid when a number, a purse or a
    /// ceiling is used up.
    pub puis: Option<Suite>,
    /// `à partir du 4e jour` (or nuit): days before it are not paid.
    pub a_partir_du: Option<u16>,
    /// `dont monture 100 €`: within the amount of an equipment.
    pub dont_monture: Option<Centimes>,
    /// `année civile`, `année d’adhésion`, `année glissante`.
    pub annee: Option<GenreAnnee>,
    /// `pendant 3 mois`, for a delay.
    pub pendant: Option<Duree>,
    /// `si rien depuis 24 mois`: what is added is paid only after a time without use.
    pub sans_usage: Option<Duree>,
    /// `sans dépense`: an allowance, outside what is paid for care.
    pub sans_depense: bool,
    /// `capital`: paid whatever the price, up to it.
    pub capital: bool,
    /// `minimum`: the row is a floor for the other rows of its poste.
    pub minimum: bool,
}

/// What is paid once a limit is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suite {
    /// `puis néant`.
    Neant,
    /// `puis ?`: not said.
    NonDit,
    /// `puis TM`, `puis 100 % BR`.
    Termes(Vec<Terme>),
}

/// When a row holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Quand {
    /// In these situations; an empty text is every situation.
    Si(Condition),
    /// `sinon`: in the situations that the other rows of the node leave.
    Sinon,
}
