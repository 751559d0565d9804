//! Glasses: three acts that a contract may see as one equipment.

use super::{Poste, Preparation, Prestation};
use crate::calcul::CalculImpossible;
use crate::montant::Centimes;
use crate::offre::condition::Paire;
use crate::panier::{Lunettes, Soin};
use crate::reglementation::{PanierSante, Verre};

impl Preparation<'_> {
    pub(super) fn lunettes(
        &mut self,
        ligne: usize,
        lunettes: &Lunettes,
        soin: &Soin,
    ) -> Result<Poste, CalculImpossible> {
        let [premier, second] = lunettes.verres;
        let correction = |element: crate::panier::Element| {
            self.reglementation
                .acte(element.acte)
                .verre
                .unwrap_or(Verre::Simple)
        };
        let paire = Paire::de(correction(premier), correction(second));
        let monture = self.element(ligne, lunettes.monture, paire, soin)?;
        let un = self.element(ligne, premier, paire, soin)?;
        let deux = self.element(ligne, second, paire, soin)?;
        let elements = [monture, un, deux];
        let ensemble = ensemble(&elements);
        Ok(Poste::Lunettes {
            ensemble: Box::new(ensemble),
            elements: Box::new(elements),
        })
    }
}

/// The elements that are not of class A as one act (all of them when all are of class A);
/// rounding stays that of each element.
fn ensemble(elements: &[Prestation; 3]) -> Prestation {
    let classe_a = |element: &&Prestation| element.panier == PanierSante::CentPourCent;
    let mut retenus: Vec<&Prestation> = elements.iter().filter(|e| !classe_a(e)).collect();
    let mut deduction = elements.iter().filter(classe_a).map(|e| e.depense).sum();
    if retenus.is_empty() {
        retenus = elements.iter().collect();
        deduction = Centimes::ZERO;
    }
    let [monture, un, _] = elements;
    let somme = |montant: fn(&Prestation) -> Centimes| retenus.iter().map(|e| montant(e)).sum();
    let est_monture = |element: &Prestation| std::ptr::eq(element, monture);
    let reste = |voulue: bool| {
        let retenu = retenus
            .iter()
            .filter(|element| est_monture(element) == voulue);
        retenu
            .map(|element| element.depense - element.amo_brut)
            .sum()
    };
    let mut drapeaux: Vec<_> = retenus
        .iter()
        .flat_map(|e| e.drapeaux.iter().copied())
        .collect();
    drapeaux.sort_unstable();
    drapeaux.dedup();
    let modele = retenus.last().copied().unwrap_or(un);
    Prestation {
        depense: somme(|e| e.depense),
        base: somme(|e| e.base),
        amo_brut: somme(|e| e.amo_brut),
        tm: somme(|e| e.tm),
        plv: retenus.iter().map(|e| e.plv).sum(),
        reste_monture: Some((reste(true), reste(false))),
        deduction,
        drapeaux,
        etapes: retenus
            .iter()
            .flat_map(|e| e.etapes.iter().cloned())
            .collect(),
        ..modele.clone()
    }
}
