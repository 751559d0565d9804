//! The rate of the social security for a person: the common one, or what replaces it.

use super::Preparation;
use crate::montant::Taux;
use crate::offre::Regime;
use crate::reglementation::{Acte, Nature, Parametre, Tarif};

/// Why a rate is what it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RaisonTaux {
    /// The rate of the tariff.
    #[default]
    Commun,
    /// Care tied to an affection de longue durée: 100 % of the base.
    Ald,
    /// From the sixth month of a pregnancy: 100 % of the base (L. 160-9).
    Maternite,
    /// Régime général and régime local of Alsace-Moselle together.
    RegimeLocal,
    /// Alsace-Moselle, where no source gives the local rate of this act.
    RegimeLocalInconnu,
}

impl<'a> Preparation<'a> {
    /// The rate of an act in the path of care, and why.
    pub(super) fn taux(&self, acte: &Acte, tarif: &Tarif, ald: bool) -> (Taux, RaisonTaux) {
        let rembourse = tarif.taux > Taux::ZERO && acte.nature == Nature::Nomenclature;
        let forfait = acte.nature == Nature::ForfaitLegal;
        if self.patient.maternite && (rembourse || forfait) {
            return (Taux::UN, RaisonTaux::Maternite);
        }
        if ald && rembourse {
            return (Taux::UN, RaisonTaux::Ald);
        }
        if self.patient.regime != Regime::AlsaceMoselle || !(rembourse || forfait) {
            return (tarif.taux, RaisonTaux::Commun);
        }
        match self.regime_local(acte) {
            Some((taux, _)) if taux > tarif.taux => (taux, RaisonTaux::RegimeLocal),
            Some(_) => (tarif.taux, RaisonTaux::Commun),
            None if tarif.taux == Taux::UN => (tarif.taux, RaisonTaux::Commun),
            None => (tarif.taux, RaisonTaux::RegimeLocalInconnu),
        }
    }

    /// The rate with the régime local, of the nearest poste that has one.
    pub(super) fn regime_local(&self, acte: &Acte) -> Option<(Taux, &'a Parametre)> {
        let postes = &self.reglementation.postes;
        let parametres = &self.reglementation.parametres;
        postes.lignee(acte.poste).find_map(|noeud| {
            let nom = format!("regime-local.{}", postes.poste(noeud).chemin);
            let taux = parametres.taux(&nom, self.date)?;
            Some((taux, parametres.au(&nom, self.date)?))
        })
    }
}
