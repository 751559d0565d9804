//! Data sets for machines.

use crate::montant::Centimes;
use std::io;

/// A data set for machines, whose columns bind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jeu {
    /// The key in the JSON; not `titre`, `perimetre` nor `notes`.
    pub nom: &'static str,
    /// The names of the columns.
    pub colonnes: &'static [&'static str],
    /// The rows, one value per column.
    pub lignes: Vec<Vec<Valeur>>,
}

impl Jeu {
    /// Checks that each row has one value per column.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidData`], with the row at fault.
    pub(super) fn controler(&self) -> io::Result<()> {
        let attendu = self.colonnes.len();
        match self.lignes.iter().position(|l| l.len() != attendu) {
            None => Ok(()),
            Some(rang) => Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!(
                    "jeu « {} », ligne {} : {} valeurs pour {attendu} colonnes",
                    self.nom,
                    rang + 1,
                    self.lignes[rang].len()
                ),
            )),
        }
    }
}

/// A value of a data set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Valeur {
    /// Unknown or without object: an empty cell, `null` in JSON.
    #[default]
    Vide,
    /// A text.
    Texte(String),
    /// An amount in euros, written with two decimals.
    Montant(Centimes),
    /// A whole number.
    Entier(i64),
    /// A civil date.
    Date(jiff::civil::Date),
    /// Several texts: joined by `|` in CSV, an array in JSON.
    Liste(Vec<String>),
}
