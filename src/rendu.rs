//! From a document to text: one trait, one file per format.
//!
//! A command builds a [`Document`]: blocks to be read by people, data sets to be read by
//! machines, and the perimeter of the answer. The formats know no command.

mod colonnes;
mod csv;
mod document;
mod etapes;
mod figure;
mod format;
mod grille;
mod html;
mod jeu;
mod json;
mod md;
mod modeles;
mod table;
mod tableau;
mod texte;
mod xlsx;

pub use csv::inerte;
pub use document::{Bloc, Document, Etape, Relation};
pub use figure::{Dessin, Figure, Rangee};
pub use format::{Format, FormatInconnu};
pub use grille::{Alignement, Cellule, Colonne, Genre, Ligne, Tableau};
pub use jeu::{Jeu, Valeur};
pub use modeles::{ModeleFautif, Modeles};

use std::io;

/// What the formats need from outside the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reglages {
    /// The width of a line on a screen, in terminal columns.
    pub largeur: usize,
    /// The templates of pages.
    pub modeles: Modeles,
}

/// 80 columns and no template, when nobody knows better.
impl Default for Reglages {
    fn default() -> Self {
        Self {
            largeur: 80,
            modeles: Modeles::default(),
        }
    }
}

/// A way to write a document.
pub trait Rendu {
    /// Writes the whole document to `sortie`, and nothing else.
    ///
    /// # Errors
    /// Those of `sortie`, with their kind kept (a closed pipe stays a closed pipe), and
    /// [`io::ErrorKind::InvalidData`] for a data set whose rows do not match its columns, or
    /// holding a [`ModeleFautif`].
    fn rendre(&self, document: &Document, sortie: &mut dyn io::Write) -> io::Result<()>;
}

/// The writer of a format.
#[must_use]
pub fn rendu(format: Format, reglages: Reglages) -> Box<dyn Rendu> {
    match format {
        Format::Table => Box::new(table::Table::new(reglages.largeur)),
        Format::Csv => Box::new(csv::Csv),
        Format::CsvTableur => Box::new(csv::CsvTableur),
        Format::Json => Box::new(json::Json),
        Format::Md => Box::new(md::Md),
        Format::Html => Box::new(html::Html::new(reglages.modeles)),
        Format::Xlsx => Box::new(xlsx::Xlsx),
    }
}

#[cfg(test)]
mod tests;
