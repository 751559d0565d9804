//! Equipment of which a person has one, or two, bought more often in the year: the delays
//! after which it is paid again are longer than a year, and are not modelled. It is said.

use crate::panier::{Quoi, Soin};
use crate::reglementation::{Acte, Reglementation, Unite};

/// Which equipment a year of care holds in double.
#[derive(Clone, Copy, Debug)]
pub(in crate::calcul) struct EnDouble {
    lunettes: bool,
    aides: bool,
}

impl EnDouble {
    /// More than one pair of glasses, more than an aid for each ear.
    pub(in crate::calcul) fn parmi(reglementation: &Reglementation, soins: &[Soin]) -> Self {
        let (mut paires, mut aides) = (0, 0);
        for soin in soins {
            let nombre = u32::from(soin.nombre);
            match soin.quoi {
                Quoi::Lunettes(_) => paires += nombre,
                Quoi::Acte { acte, .. } if reglementation.acte(acte).unite == Unite::Oreille => {
                    aides += nombre;
                }
                Quoi::Acte { .. } | Quoi::Sejour(_) => {}
            }
        }
        Self {
            lunettes: paires > 1,
            aides: aides > 2,
        }
    }

    /// Whether this act is of such equipment.
    pub(super) const fn concerne(self, acte: &Acte) -> bool {
        match acte.unite {
            Unite::Monture | Unite::Verre => self.lunettes,
            Unite::Oreille => self.aides,
            _ => false,
        }
    }

    /// Whether there is any.
    pub(in crate::calcul) const fn existe(self) -> bool {
        self.lunettes || self.aides
    }
}
