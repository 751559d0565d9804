//! A cell: where it is, and what it holds.

use jiff::civil::Date;
use std::fmt;

/// The place of a cell in its sheet, from 0; shown as a spreadsheet does: `D17`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Adresse {
    /// The row, from 0.
    pub ligne: u32,
    /// The column, from 0.
    pub colonne: u32,
}

impl fmt::Display for Adresse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lettres = Vec::new();
        let mut reste = u64::from(self.colonne) + 1;
        while reste > 0 {
            let rang = u8::try_from((reste - 1) % 26).unwrap_or_default();
            lettres.push(char::from(b'A' + rang));
            reste = (reste - 1) / 26;
        }
        let lettres: String = lettres.iter().rev().collect();
        write!(f, "{lettres}{}", u64::from(self.ligne) + 1)
    }
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contenu {
    /// A text, or a number as the sheet shows it.
    Texte(String),
    /// A day.
    Date(Date),
    /// Yes or no.
    OuiNon(bool),
    /// Nothing that was written.
    Interdit(Interdit),
}

/// What a spreadsheet shows that nobody wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Interdit {
    /// The result of a formula.
    Formule,
    /// `#N/A`, `#REF!`…
    Erreur(String),
    /// A time of day or a duration.
    Heure,
    /// A number whose format shows something else, with this format.
    Format(String),
    /// A number too large or too fine to be written exactly.
    Nombre,
}

impl Contenu {
    pub(super) fn lettres(&self) -> usize {
        match self {
            Self::Texte(texte) | Self::Interdit(Interdit::Format(texte)) => texte.len(),
            _ => 10,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn une_adresse_est_celle_du_tableur() {
        for (ligne, colonne, attendue) in [
            (0, 0, "A1"),
            (16, 3, "D17"),
            (0, 25, "Z1"),
            (9, 26, "AA10"),
            (0, 701, "ZZ1"),
            (1_048_575, 16_383, "XFD1048576"),
        ] {
            assert_eq!(Adresse { ligne, colonne }.to_string(), attendue);
        }
    }
}
