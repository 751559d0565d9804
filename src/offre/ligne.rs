//! A row of a guarantee table: printed words, postes, condition, rule, cells.

use super::condition::Condition;
use super::langage::{Cellule, Regle};
use crate::reglementation::PosteId;

/// What a row is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NatureLigne {
    /// It promises something on its postes.
    Garantie,
    /// It adds to the row of the same poste.
    EnPlus,
    /// It caps what its postes are paid over a period.
    Plafond,
    /// It says what is paid at the beginning of the contract.
    Delai,
    /// It adds with seniority.
    Bonus,
}

/// A row as transcribed, with the place it was read at.
#[derive(Clone, Debug)]
pub struct Ligne {
    /// What it is for.
    pub nature: NatureLigne,
    /// The printed words.
    pub libelle: String,
    /// The nodes it hangs on, at least one.
    pub postes: Vec<PosteId>,
    /// When it holds; narrower rows of the same node are already taken away.
    pub condition: Condition,
    /// The condition as written.
    pub quand: String,
    /// What qualifies all its cells.
    pub regle: Regle,
    /// The rule as written.
    pub regle_ecrite: String,
    /// One cell by level of the module.
    pub cellules: Vec<Cellule>,
    /// A remark of the person who transcribed.
    pub note: Option<String>,
    /// File it was read in, relative to the data.
    pub fichier: String,
    /// Line in the file, from 1.
    pub numero: u32,
}
