//! Glasses: the elements of a class, as each contract sees them, whole or one by one.

use super::paiement::{Alentour, Paiement, Payeur};
use super::{Annee, Decompte, Detail, explication};
use crate::calcul::drapeau::Drapeau;
use crate::calcul::encadrement::optique;
use crate::calcul::lecteur::Lecteur;
use crate::calcul::prestation::Prestation;
use crate::montant::Centimes;
use crate::reglementation::PanierSante;

impl Annee<'_> {
    /// `ensemble` is the class A part, or the class B part (the whole, before the classes
    /// existed); its elements are those of its basket.
    pub(super) fn lunettes(
        &mut self,
        ensemble: &Prestation,
        elements: &[Prestation; 3],
        lecteur: &mut Lecteur,
        decomptes: &mut Vec<Decompte>,
    ) {
        let elements = de_la_classe(ensemble, elements);
        let entiers: Vec<bool> = self
            .payeurs
            .iter()
            .map(|payeur| !payeur.contrat.voit_les_elements(&elements))
            .collect();
        if !entiers.is_empty() && entiers.iter().all(|entier| *entier) {
            decomptes.push(self.acte(ensemble, lecteur));
            return;
        }
        let mut paiements: Vec<Vec<Paiement>> = vec![Vec::new(); elements.len()];
        for (payeur, entier) in self.payeurs.iter_mut().zip(entiers) {
            let precedents: Vec<Centimes> = paiements
                .iter()
                .map(|faits| faits.iter().map(|paiement| paiement.montant).sum())
                .collect();
            let nouveaux = if entier {
                payeur.entier(ensemble, &elements, &precedents, lecteur)
            } else {
                payeur.par_element(ensemble, &elements, &precedents, lecteur)
            };
            for (faits, nouveau) in paiements.iter_mut().zip(nouveaux) {
                faits.push(nouveau);
            }
        }
        for (element, paiements) in elements.iter().zip(paiements) {
            decomptes.push(self.conclure(element, paiements));
        }
    }
}

/// The elements that a whole is made of: those of class A, or the others.
pub(in crate::calcul) fn de_la_classe<'p>(
    ensemble: &Prestation,
    elements: &'p [Prestation; 3],
) -> Vec<&'p Prestation> {
    let classe_a = |panier| panier == PanierSante::CentPourCent;
    let siens = elements
        .iter()
        .filter(|element| classe_a(element.panier) == classe_a(ensemble.panier));
    siens.collect()
}

impl Payeur<'_> {
    /// What is paid on the whole, shared among the elements in their order, the frame first
    /// within its legal cap.
    fn entier(
        &mut self,
        ensemble: &Prestation,
        elements: &[&Prestation],
        precedents: &[Centimes],
        lecteur: &mut Lecteur,
    ) -> Vec<Paiement> {
        let alentour = Alentour {
            precedent: precedents.iter().copied().sum(),
            ..Alentour::default()
        };
        let mut tout = self.payer(ensemble, alentour, lecteur);
        let mut reste = tout.montant;
        let mut parts: Vec<Paiement> = Vec::with_capacity(elements.len());
        for (element, precedent) in elements.iter().zip(precedents) {
            let place = (element.depense - element.amo_brut - *precedent).positif();
            let montant = place.min(reste);
            reste -= montant;
            parts.push(Paiement {
                montant,
                allocation: Centimes::ZERO,
                drapeaux: tout.drapeaux.clone(),
                garantie: tout.garantie.clone(),
                etapes: std::mem::take(&mut tout.etapes),
            });
        }
        parts
    }

    fn par_element(
        &mut self,
        ensemble: &Prestation,
        elements: &[&Prestation],
        precedents: &[Centimes],
        lecteur: &mut Lecteur,
    ) -> Vec<Paiement> {
        let encadre = ensemble.panier != PanierSante::CentPourCent && self.responsable(lecteur);
        let (minimum, maximum) = if encadre {
            optique(self.contrat.reglementation, ensemble, self.contrat.echeance)
        } else {
            (Centimes::ZERO, None)
        };
        let mut reste_optique = maximum;
        let mut paiements = Vec::with_capacity(elements.len());
        for (element, precedent) in elements.iter().zip(precedents) {
            let alentour = Alentour {
                precedent: *precedent,
                reste_optique,
            };
            let paiement = self.payer(element, alentour, lecteur);
            reste_optique = reste_optique.map(|reste| (reste - paiement.montant).positif());
            paiements.push(paiement);
        }
        let paye: Centimes = paiements.iter().map(|paiement| paiement.montant).sum();
        if paye > ensemble.tm && paye < minimum {
            self.relever(minimum - paye, elements, precedents, &mut paiements);
        }
        paiements
    }

    /// The legal minimum of a pair of class B glasses: the last elements are raised.
    fn relever(
        &self,
        mut manque: Centimes,
        elements: &[&Prestation],
        precedents: &[Centimes],
        paiements: &mut [Paiement],
    ) {
        let ensemble = elements.iter().zip(precedents).zip(paiements);
        for ((element, precedent), paiement) in ensemble.rev() {
            let place = element.depense - element.amo_brut - *precedent - paiement.montant;
            let ajout = manque.min(place.positif());
            if ajout == Centimes::ZERO {
                continue;
            }
            manque -= ajout;
            paiement.montant += ajout;
            paiement.drapeaux.push(Drapeau::MinimumLegal);
            if self.detail == Detail::Etapes {
                explication::minimum_optique(&mut paiement.etapes, paiement.montant);
            }
        }
    }
}
