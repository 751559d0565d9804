//! A `;` table read by the `csv` crate, each cell with its place in the text.

mod bords;
mod colonnes;
mod lecture;
mod places;

pub use colonnes::{Colonne, Colonnes};

use super::{Code, Diagnostic, Diagnostics, Fichier};

use std::borrow::Cow;
use std::ops::Range;

/// A cell as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CelluleBrute<'a> {
    /// The text, without the spaces around it; quotes undone.
    pub texte: Cow<'a, str>,
    /// Its place in the file, without the quotes around it.
    pub etendue: Range<usize>,
}

impl CelluleBrute<'_> {
    /// The place in the file of a part of the text (of the whole cell, if quotes were undone
    /// inside).
    #[must_use]
    pub fn sous_etendue(&self, partie: Range<usize>) -> Range<usize> {
        match self.texte {
            Cow::Borrowed(_) => self.etendue.start + partie.start..self.etendue.start + partie.end,
            Cow::Owned(_) => self.etendue.clone(),
        }
    }

    /// Whether nothing is written.
    #[must_use]
    pub fn est_vide(&self) -> bool {
        self.texte.is_empty()
    }
}

static VIDE: CelluleBrute<'static> = CelluleBrute {
    texte: Cow::Borrowed(""),
    etendue: 0..0,
};

/// A row with as many cells as the table has columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LigneBrute<'a> {
    /// Its line in the file, from 1.
    pub numero: u32,
    /// Its cells.
    pub cellules: Vec<CelluleBrute<'a>>,
}

impl<'a> LigneBrute<'a> {
    /// The cell of a column; empty if the column is not of this table.
    #[must_use]
    pub fn cellule(&self, colonne: Colonne) -> &CelluleBrute<'a> {
        self.cellules.get(colonne.rang()).unwrap_or(&VIDE)
    }

    /// The place of the whole row.
    #[must_use]
    pub fn etendue(&self) -> Range<usize> {
        match (self.cellules.first(), self.cellules.last()) {
            (Some(premiere), Some(derniere)) => premiere.etendue.start..derniere.etendue.end,
            _ => 0..0,
        }
    }
}

/// A table as written: the names of the columns and the well-formed rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableauBrut<'a> {
    /// The path of the file.
    pub fichier: &'a str,
    /// The first row.
    pub entetes: Vec<CelluleBrute<'a>>,
    /// The others; blank ones are skipped, ill-formed ones are only in the diagnostics.
    pub lignes: Vec<LigneBrute<'a>>,
}

impl<'a> TableauBrut<'a> {
    /// Reads a table; `None` when there is no usable first row. Every problem goes to
    /// `diagnostics`.
    pub fn lire(fichier: &'a Fichier, diagnostics: &mut Diagnostics) -> Option<Self> {
        let (entetes, lignes) = lecture::lire(fichier, diagnostics);
        if entetes.is_none() {
            diagnostics.ajoute(
                Diagnostic::erreur(
                    Code::ColonneManquante,
                    &fichier.chemin,
                    0..0,
                    "le tableau est vide",
                )
                .avec_conseil("la première ligne donne les noms des colonnes, séparés par « ; »"),
            );
        }
        entetes.map(|entetes| Self {
            fichier: &fichier.chemin,
            entetes,
            lignes,
        })
    }
}

#[cfg(test)]
mod tests;
