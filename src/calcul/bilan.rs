//! The yearly report to the commune: counts from a register without names, where no small
//! count can be found again.
//!
//! A count of 1 to 4 is never published. So that it cannot be found by subtraction either:
//! - a quarter or a place where fewer than 5 people were met is grouped with another;
//! - a line that has a small count in a table is hidden in the whole table, with at least
//!   one other line of the same heading;
//! - from what is published, each hidden small count could be anything from 0 to 5 at
//!   least; a table that cannot be hidden that well is not published.

mod comptes;
mod decoupage;
mod registre;
mod secret;

pub use decoupage::Decoupage;
pub use registre::{Motif, Passage, Profil, Registre, Reperage, Suite, Venue};

use comptes::{Rubrique, compter};
use decoupage::Tranches;

/// Below this count, and above 0, nothing is published.
pub const SEUIL: u32 = 5;

/// A published count, or one that is kept secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// The count itself.
    Publiee(u32),
    /// Hidden: small, or beside a small one.
    Cachee,
}

/// A line of the report: what is counted, over the year and by slice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ligne {
    /// The heading it belongs to.
    pub rubrique: &'static str,
    /// What is counted.
    pub libelle: &'static str,
    /// Over the whole year.
    pub annee: Case,
    /// By slice of each division, in the order of [`Bilan::tables`]; empty when the heading
    /// is not published in that division.
    pub cases: Vec<Vec<Case>>,
}

/// A division of the year that is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// By quarter, or by place.
    pub decoupage: Decoupage,
    /// Names of the slices.
    pub tranches: Vec<String>,
    /// Places grouped together in the last slice, for want of people.
    pub regroupees: Vec<String>,
}

/// What may be published of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bilan {
    /// The year.
    pub annee: i16,
    /// The divisions that may be published.
    pub tables: Vec<Table>,
    /// The lines, heading by heading.
    pub lignes: Vec<Ligne>,
}

impl Bilan {
    /// People met in the year.
    #[must_use]
    pub fn recues(&self) -> Option<u32> {
        self.annee_de(comptes::RECUES)
    }

    /// Appointments that nobody came to; none when hidden.
    #[must_use]
    pub fn absents(&self) -> Option<u32> {
        self.annee_de(comptes::ABSENTS)
    }

    /// People for whom this came of their appointment; none when hidden.
    #[must_use]
    pub fn avec_la_suite(&self, suite: Suite) -> Option<u32> {
        self.annee_de(suite.libelle())
    }

    /// Whole percent of the appointments that nobody came to, half up; none when hidden.
    #[must_use]
    pub fn non_honores(&self) -> Option<u32> {
        let (recues, absents) = (self.recues()?, self.absents()?);
        (absents * 200 + recues + absents).checked_div(2 * (recues + absents))
    }

    /// People for whom a right or an aid was spotted; none when one of these counts is
    /// hidden.
    #[must_use]
    pub fn avec_un_droit(&self) -> Option<u32> {
        let droits = Reperage::TOUS.into_iter().filter(|droit| droit.en_est_un());
        // un droit que personne n’a n’a pas de ligne
        let dits = droits.filter(|droit| self.ligne(droit.libelle()).is_some());
        dits.map(|droit| self.annee_de(droit.libelle())).sum()
    }

    fn ligne(&self, libelle: &str) -> Option<&Ligne> {
        self.lignes.iter().find(|ligne| ligne.libelle == libelle)
    }

    fn annee_de(&self, libelle: &str) -> Option<u32> {
        match self.ligne(libelle)?.annee {
            Case::Publiee(compte) => Some(compte),
            Case::Cachee => None,
        }
    }

    /// What may be published of the rows of a year; none when fewer than 5 people were met.
    #[must_use]
    pub fn de(annee: i16, registre: &Registre) -> Option<Self> {
        let passages: Vec<&Passage> = registre
            .passages
            .iter()
            .filter(|passage| passage.date.year() == annee)
            .collect();
        let recues = passages.iter().filter(|passage| passage.recue()).count();
        if u32::try_from(recues).unwrap_or(u32::MAX) < SEUIL {
            return None;
        }
        let tranches: Vec<Tranches> = [Decoupage::Trimestre, Decoupage::Lieu]
            .into_iter()
            .filter_map(|decoupage| Tranches::de(decoupage, &passages))
            .collect();
        let rubriques = compter(&passages, &tranches);
        let lignes = rubriques.iter().flat_map(Rubrique::publier).collect();
        let tables = tranches.into_iter().map(Tranches::table).collect();
        Some(Self {
            annee,
            tables,
            lignes,
        })
    }
}

#[cfg(test)]
mod tests;
