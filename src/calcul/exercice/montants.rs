//! The amounts of a décompte, and what is left split by cause.

use crate::calcul::prestation::Prestation;
use crate::montant::Centimes;
use crate::reglementation::Nature;
use std::ops::AddAssign;

/// The amounts of a décompte, in centimes; `depense = amo + amc + rac`, and `rac` is the
/// sum of its causes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Montants {
    /// Price.
    pub depense: Centimes,
    /// Base kept, `min(price, base)`.
    pub base: Centimes,
    /// Part of the social security, participations taken.
    pub amo: Centimes,
    /// Part of the contract.
    pub amc: Centimes,
    /// What is left to pay.
    pub rac: Centimes,
    /// Cause: participation forfaitaire left.
    pub participation: Centimes,
    /// Cause: franchise médicale left.
    pub franchise: Centimes,
    /// Cause: majoration out of the path of care left.
    pub majoration: Centimes,
    /// Cause: ticket modérateur not covered.
    pub tm_non_couvert: Centimes,
    /// Cause: price above the base, not covered.
    pub depassement_non_couvert: Centimes,
    /// Cause: what the social security does not know, not covered.
    pub hors_nomenclature: Centimes,
    /// Allowances: paid to the person whatever was spent, outside the amounts above.
    pub allocation: Centimes,
}

impl AddAssign for Montants {
    fn add_assign(&mut self, autre: Self) {
        self.depense += autre.depense;
        self.base += autre.base;
        self.amo += autre.amo;
        self.amc += autre.amc;
        self.rac += autre.rac;
        self.participation += autre.participation;
        self.franchise += autre.franchise;
        self.majoration += autre.majoration;
        self.tm_non_couvert += autre.tm_non_couvert;
        self.depassement_non_couvert += autre.depassement_non_couvert;
        self.hors_nomenclature += autre.hors_nomenclature;
        self.allocation += autre.allocation;
    }
}

/// What is left, split by cause: the contract covers the ticket modérateur first, then the
/// price above the base, then the majoration, then the participations.
pub(super) fn repartir(prestation: &Prestation, amc: Centimes) -> Montants {
    let amo = prestation.amo();
    let mut montants = Montants {
        depense: prestation.depense,
        base: prestation.base,
        amo,
        amc,
        rac: prestation.depense - amo - amc,
        ..Montants::default()
    };
    let mut couvert = amc;
    let mut reste = |part: Centimes| {
        let pris = couvert.min(part);
        couvert -= pris;
        part - pris
    };
    if prestation.nature == Nature::HorsNomenclature {
        montants.hors_nomenclature = reste(prestation.depense);
        return montants;
    }
    montants.tm_non_couvert = reste(prestation.tm);
    montants.depassement_non_couvert = reste(prestation.depense - prestation.base);
    montants.majoration = reste(prestation.majoration);
    montants.franchise = reste(prestation.franchise);
    montants.participation = reste(prestation.participation);
    montants
}
