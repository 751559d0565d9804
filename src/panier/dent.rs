//! The tooth that a care is done on.

use crate::reglementation::Dent;

/// A tooth by its number (ISO 3950: the quarter of the mouth, then the rank from the middle).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NumeroDent(u8);

impl NumeroDent {
    /// The tooth of a number: 11 to 48, and 51 to 85 for milk teeth.
    #[must_use]
    pub const fn new(numero: u8) -> Option<Self> {
        let derniere = match numero / 10 {
            1..=4 => 8,
            5..=8 => 5,
            _ => return None,
        };
        if numero % 10 >= 1 && numero % 10 <= derniere {
            Some(Self(numero))
        } else {
            None
        }
    }

    /// Its number.
    #[must_use]
    pub const fn valeur(self) -> u8 {
        self.0
    }

    /// Incisors, canines and first premolars are visible; contracts differ on the second
    /// premolars. A milk tooth has no premolar.
    #[must_use]
    pub const fn dent(self) -> Dent {
        match (self.0 / 10 <= 4, self.0 % 10) {
            (true, ..=4) | (false, ..=3) => Dent::Visible,
            (true, 5) => Dent::VisibleOuNon,
            _ => Dent::NonVisible,
        }
    }
}

/// What is known of the tooth of a care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DentSoignee {
    /// Whether it is seen.
    Genre(Dent),
    /// Which one.
    Numero(NumeroDent),
}

impl DentSoignee {
    /// Whether it is seen, when that is known.
    #[must_use]
    pub fn genre(self) -> Option<Dent> {
        match self {
            Self::Genre(dent) => Some(dent),
            Self::Numero(numero) => Some(numero.dent()).filter(|dent| *dent != Dent::VisibleOuNon),
        }
    }

    /// Its number, when it is known.
    #[must_use]
    pub const fn numero(self) -> Option<NumeroDent> {
        match self {
            Self::Genre(_) => None,
            Self::Numero(numero) => Some(numero),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn les_numeros_sont_ceux_de_la_bouche() {
        for numero in [11, 18, 28, 38, 48, 51, 55, 85] {
            assert_eq!(
                NumeroDent::new(numero).map(NumeroDent::valeur),
                Some(numero)
            );
        }
        for numero in [0, 10, 19, 50, 56, 86, 91] {
            assert_eq!(NumeroDent::new(numero), None, "{numero}");
        }
        let genre = |numero| NumeroDent::new(numero).map(NumeroDent::dent);
        // première prémolaire, deuxième, molaire ; canine de lait, première molaire de lait
        assert_eq!(genre(24), Some(Dent::Visible));
        assert_eq!(genre(25), Some(Dent::VisibleOuNon));
        assert_eq!(genre(26), Some(Dent::NonVisible));
        assert_eq!(genre(63), Some(Dent::Visible));
        assert_eq!(genre(64), Some(Dent::NonVisible));
    }
}
