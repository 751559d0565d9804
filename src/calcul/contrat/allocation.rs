//! What is paid whatever is spent, and which rows speak of it: an allowance stands outside
//! what is paid for care, and changes nothing of it.

use super::{Contrat, Rangee, Resolution};
use crate::offre::Ligne;
use crate::offre::langage::{Cellule, Garantie, Regle};
use crate::reglementation::{ActeId, PosteId};

/// What a row pays for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Versement {
    /// The price of care.
    #[default]
    Depense,
    /// Nothing spent: an allowance, outside what is paid for care (daily cash, birth).
    Allocation,
    /// A capital: it pays the care up to its price, and the rest stands apart.
    Capital,
}

/// What a row pays for, under one reading of its cell; one that is not said is care.
pub(super) fn versement(
    ligne: &Ligne,
    garantie: &Garantie,
    cellule: Option<&Cellule>,
) -> Versement {
    let dit = |mention: fn(&Regle) -> bool| mention(&garantie.regle) || mention(&ligne.regle);
    if cellule == Some(&Cellule::NonDit) {
        Versement::Depense
    } else if dit(|regle| regle.sans_depense) {
        Versement::Allocation
    } else if dit(|regle| regle.capital) {
        Versement::Capital
    } else {
        Versement::Depense
    }
}

impl Rangee<'_> {
    /// Whether it says that it pays an allowance.
    fn sans_depense(&self) -> bool {
        self.dit(|regle| regle.sans_depense)
    }

    /// Whether what it pays is a sum, whatever is spent.
    pub(super) fn verse_une_somme(&self) -> bool {
        self.dit(|regle| regle.sans_depense || regle.capital)
    }

    fn dit(&self, mention: fn(&Regle) -> bool) -> bool {
        let dans_la_cellule = match self.cellule {
            Cellule::Lectures(lectures) => lectures.iter().any(|lue| mention(&lue.regle)),
            _ => false,
        };
        mention(&self.ligne.regle) || dans_la_cellule
    }
}

impl Contrat<'_> {
    /// Whether the contract pays an allowance for an act, whatever is spent.
    #[must_use]
    pub fn verse_pour(&self, acte: ActeId) -> bool {
        let poste = self.reglementation.acte(acte).poste;
        self.lignes
            .iter()
            .any(|rangee| rangee.sans_depense() && self.noeud_de(rangee.ligne, poste).is_some())
    }

    /// Whether a row that adds to the one taken, or limits it, speaks of what that one pays.
    /// Of an allowance, only a row that says `sans dépense` or hangs as near as it: what
    /// adds to all of a hospital is for its care.
    pub(super) fn regarde(
        &self,
        rangee: &Rangee<'_>,
        poste: PosteId,
        resolution: &Resolution<'_>,
    ) -> bool {
        if resolution.versement != Versement::Allocation {
            return !rangee.sans_depense();
        }
        let prise = resolution.ligne.map(|(ligne, _)| ligne);
        let aussi_pres = |prise| {
            let noeud = self
                .noeud_de(rangee.ligne, poste)
                .zip(self.noeud_de(prise, poste));
            noeud.is_some_and(|(sien, pris)| self.reglementation.postes.est_sous(sien, pris))
        };
        rangee.sans_depense() || prise.is_some_and(aussi_pres)
    }
}
