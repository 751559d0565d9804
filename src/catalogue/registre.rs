//! A register: households in one table, one row by person, and their care in another, read
//! row by row in a memory that does not grow, but for a mark of each household met. A bad
//! row is said with its reason, and its household set aside; the others go on.

mod entree;
mod ligne;
mod personne;
mod soin;
mod tete;
mod vus;

pub use entree::{Entree, Lot, Place, Registre};
pub use personne::{FoyerLu, Lecture, PersonneLue};
pub use tete::{Champ, Table};

use std::fmt;
use thiserror::Error;

/// The longest row that is read, in bytes.
pub const LIGNE_MAX: usize = 64 << 10;
/// People in a household at most.
pub const PERSONNES_MAX: usize = 20;
/// Lines of care of a household at most.
pub const SOINS_MAX: usize = 5_000;
/// Rows of a household that are read before giving up: the memory does not follow them.
pub const LIGNES_MAX: usize = 20_000;

/// Which of the two tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fichier {
    /// One row by person.
    Foyers,
    /// One row by line of care.
    Soins,
}

impl fmt::Display for Fichier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Foyers => "foyers",
            Self::Soins => "soins",
        })
    }
}

/// A row that is not counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejet {
    /// Its table.
    pub fichier: Fichier,
    /// Its line, from 1.
    pub ligne: u64,
    /// Why.
    pub motif: String,
    /// How it begins.
    pub texte: String,
}

/// Why a register cannot be read any further.
#[derive(Debug, Error)]
pub enum RegistreIllisible {
    /// The file itself.
    #[error("{0} ne peut pas être lu : {cause}", cause = crate::texte::cause(_1))]
    Fichier(String, std::io::Error),
    /// What was read before an interruption is not there any more.
    #[error("{0} a changé depuis que le lot a été interrompu : recommencez avec --remplacer")]
    Change(String),
    /// Its header.
    #[error("{fichier} : {quoi}")]
    EnTete {
        /// Its name.
        fichier: String,
        /// What is wrong, and what to write.
        quoi: String,
    },
    /// One household takes the whole file.
    #[error(
        "{fichier}, ligne {ligne} : plus de {} lignes de suite ont le même foyer « {foyer} » ; la colonne `foyer` doit changer d’un foyer à l’autre",
        crate::montant::milliers(LIGNES_MAX as u64)
    )]
    FoyerSansFin {
        /// Its name.
        fichier: String,
        /// Its line, from 1.
        ligne: u64,
        /// The household.
        foyer: String,
    },
    /// The rows of a household are not together: it would be counted twice, in part.
    #[error(
        "{fichier}, ligne {ligne} : le foyer « {foyer} » a déjà été lu plus haut ; les lignes d’un foyer se suivent (triez le fichier sur la colonne foyer)"
    )]
    FoyerRevenu {
        /// Its name.
        fichier: String,
        /// Its line, from 1.
        ligne: u64,
        /// The household.
        foyer: String,
    },
    /// The care is not in the order of the households.
    #[error(
        "{fichier}, ligne {ligne} : le foyer « {foyer} » vient après « {avant} » ; les soins doivent être dans le même ordre que les foyers (triez les deux fichiers sur la colonne foyer)"
    )]
    PasTrie {
        /// Name of the file of care.
        fichier: String,
        /// Its line, from 1.
        ligne: u64,
        /// The household of the row.
        foyer: String,
        /// The one before.
        avant: String,
    },
    /// Care of a household that never came.
    #[error(
        "{fichier}, ligne {ligne} : le foyer « {foyer} » n’est pas dans les foyers qui restaient à lire ; les soins doivent être dans le même ordre que les foyers (triez les deux fichiers sur la colonne foyer)"
    )]
    SansFoyer {
        /// Name of the file of care.
        fichier: String,
        /// Its line, from 1.
        ligne: u64,
        /// The household of the row.
        foyer: String,
    },
}

impl RegistreIllisible {
    /// Whether reading again could go further without the file being changed.
    #[must_use]
    pub fn peut_reprendre(&self) -> bool {
        matches!(self, Self::Fichier(..))
    }
}
