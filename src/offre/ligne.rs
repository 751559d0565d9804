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
    /// When it holds; at one node the narrowest row that holds wins, and `sinon` is the
    /// widest.
    pub condition: Condition,
    /// How narrow its condition is among the rows of its module: the higher wins.
    pub precision: u16,
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

/// Gives each row of a module its precision: the number of rows that share a poste with it
/// and whose condition strictly contains its own.
pub fn preciser(lignes: &mut [Ligne]) {
    let precision = |ligne: &Ligne, lignes: &[Ligne]| {
        let contenants = lignes.iter().filter(|autre| {
            autre.condition != ligne.condition
                && autre
                    .postes
                    .iter()
                    .any(|poste| ligne.postes.contains(poste))
                && autre.condition.contient(&ligne.condition)
                && !ligne.condition.contient(&autre.condition)
        });
        u16::try_from(contenants.count()).unwrap_or(u16::MAX)
    };
    let precisions: Vec<u16> = lignes
        .iter()
        .map(|ligne| precision(ligne, lignes))
        .collect();
    for (ligne, precision) in lignes.iter_mut().zip(precisions) {
        ligne.precision = precision;
    }
}
