//! Tables as values: columns, rows and cells.

use crate::montant::{Centimes, milliers};

/// Rows under named columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tableau {
    /// The columns, left to right.
    pub colonnes: Vec<Colonne>,
    /// The rows, top to bottom; a missing cell is empty.
    pub lignes: Vec<Ligne>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colonne {
    /// The header.
    pub titre: String,
    /// The side its cells lean on.
    pub alignement: Alignement,
    /// 0 is always kept; when the width is short the highest goes first, rightmost among equals.
    pub importance: u8,
}

impl Colonne {
    /// A left-aligned column that is always kept.
    pub fn gauche(titre: impl Into<String>) -> Self {
        Self {
            titre: titre.into(),
            alignement: Alignement::Gauche,
            importance: 0,
        }
    }

    /// A right-aligned column that is always kept: amounts and counts.
    pub fn droite(titre: impl Into<String>) -> Self {
        Self {
            alignement: Alignement::Droite,
            ..Self::gauche(titre)
        }
    }

    /// The same column, left out before those of lower `importance` when the width is short.
    #[must_use]
    pub fn importance(self, importance: u8) -> Self {
        Self { importance, ..self }
    }
}

/// The side that cells lean on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alignement {
    /// Texts.
    #[default]
    Gauche,
    /// Amounts.
    Droite,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ligne {
    /// The cells, left to right.
    pub cellules: Vec<Cellule>,
    /// What the row is to the others; a rule is drawn where it changes.
    pub genre: Genre,
}

impl Ligne {
    /// A row among the others.
    #[must_use]
    pub const fn normale(cellules: Vec<Cellule>) -> Self {
        Self {
            cellules,
            genre: Genre::Normale,
        }
    }

    /// A row to compare the others with.
    #[must_use]
    pub const fn reference(cellules: Vec<Cellule>) -> Self {
        Self {
            cellules,
            genre: Genre::Reference,
        }
    }

    /// The sum of the others.
    #[must_use]
    pub const fn total(cellules: Vec<Cellule>) -> Self {
        Self {
            cellules,
            genre: Genre::Total,
        }
    }
}

/// What a row is to the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Genre {
    /// One among others.
    #[default]
    Normale,
    /// The one to compare with: no insurance, the present contract.
    Reference,
    /// The sum of the others.
    Total,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cellule {
    /// Nothing to say.
    #[default]
    Vide,
    /// A text, that may be wrapped.
    Texte(String),
    /// An amount, never split.
    Montant(Centimes),
    /// The least and the most: `12,00 à 15,00 €`; one amount when they are equal.
    Fourchette(Centimes, Centimes),
    /// A whole number.
    Entier(i64),
}

impl Cellule {
    /// The text of the cell, in French; no-break spaces hold a number together.
    pub(super) fn texte(&self) -> String {
        match self {
            Self::Vide => String::new(),
            Self::Texte(texte) => super::texte::propre(texte),
            Self::Fourchette(min, max) if min != max => {
                let min = min.to_string();
                let nombre = min.trim_end_matches("\u{a0}€");
                format!("{nombre}\u{a0}à {max}")
            }
            Self::Montant(montant) | Self::Fourchette(montant, _) => montant.to_string(),
            Self::Entier(entier) => {
                let signe = if *entier < 0 { "\u{2212}" } else { "" };
                format!("{signe}{}", milliers(entier.unsigned_abs()))
            }
        }
    }
}
