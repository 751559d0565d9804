//! Glasses: as the contract sees them, whole or by element; class A elements come first
//! and always by element, since each has its own price limit.

use super::{Annee, Decompte, Detail, explication};
use crate::calcul::drapeau::Drapeau;
use crate::calcul::encadrement::optique;
use crate::calcul::lecteur::Lecteur;
use crate::calcul::prestation::Prestation;
use crate::montant::Centimes;
use crate::reglementation::PanierSante;

impl Annee<'_> {
    /// `ensemble` is the class B part (or the whole, before the classes existed).
    pub(super) fn lunettes(
        &mut self,
        ensemble: &Prestation,
        elements: &[Prestation; 3],
        lecteur: &mut Lecteur,
        decomptes: &mut Vec<Decompte>,
    ) {
        let de_classe_a = |element: &&Prestation| element.panier == PanierSante::CentPourCent;
        for element in elements.iter().filter(de_classe_a) {
            decomptes.push(self.acte(element, None, lecteur));
        }
        let autres: Vec<&Prestation> = elements
            .iter()
            .filter(|element| !de_classe_a(element))
            .collect();
        if autres.is_empty() {
            return;
        }
        let entier = self
            .contrat
            .is_some_and(|contrat| !contrat.voit_les_elements(&autres));
        if entier {
            decomptes.push(self.acte(ensemble, None, lecteur));
            return;
        }
        let premier = decomptes.len();
        let mut reste = self.plafond_legal(ensemble, lecteur);
        for element in autres {
            let decompte = self.acte(element, reste, lecteur);
            reste = reste.map(|reste| (reste - decompte.montants.amc).positif());
            decomptes.push(decompte);
        }
        self.relever_au_minimum(ensemble, decomptes.get_mut(premier..), lecteur);
    }

    /// What a contrat responsable may pay for class B glasses seen by element.
    fn plafond_legal(&self, ensemble: &Prestation, lecteur: &mut Lecteur) -> Option<Centimes> {
        let contrat = self.contrat?;
        if !contrat.responsable(lecteur) {
            return None;
        }
        let (_, maximum) = optique(contrat.reglementation, ensemble, contrat.echeance);
        maximum
    }

    /// The legal minimum of a pair of class B glasses paid by element: the last ones are raised.
    fn relever_au_minimum(
        &self,
        ensemble: &Prestation,
        decomptes: Option<&mut [Decompte]>,
        lecteur: &mut Lecteur,
    ) {
        let (Some(contrat), Some(decomptes)) = (self.contrat, decomptes) else {
            return;
        };
        if !contrat.responsable(lecteur) {
            return;
        }
        let paye: Centimes = decomptes.iter().map(|decompte| decompte.montants.amc).sum();
        let (minimum, _) = optique(contrat.reglementation, ensemble, contrat.echeance);
        if paye <= ensemble.tm || paye >= minimum {
            return;
        }
        let mut manque = minimum - paye;
        for decompte in decomptes.iter_mut().rev() {
            let montants = &mut decompte.montants;
            let ajout = manque.min(montants.depassement_non_couvert + montants.tm_non_couvert);
            if ajout == Centimes::ZERO {
                continue;
            }
            manque -= ajout;
            montants.amc += ajout;
            montants.rac -= ajout;
            let du_tm = ajout.min(montants.tm_non_couvert);
            montants.tm_non_couvert -= du_tm;
            montants.depassement_non_couvert -= ajout - du_tm;
            if self.detail != Detail::Montants {
                decompte.drapeaux.push(Drapeau::MinimumLegal);
            }
            if self.detail == Detail::Etapes {
                explication::minimum_optique(&mut decompte.etapes, montants);
            }
        }
    }
}
