//! Glasses: three acts that a contract may see as one equipment.

use super::{ActeAFaire, Poste, Preparation, Prestation};
use crate::calcul::CalculImpossible;
use crate::montant::Centimes;
use crate::offre::condition::Paire;
use crate::panier::{Element, Lunettes, Soin};
use crate::reglementation::{PanierSante, Verre};

impl Preparation<'_> {
    pub(super) fn lunettes(
        &mut self,
        ligne: usize,
        lunettes: &Lunettes,
        soin: &Soin,
    ) -> Result<Poste, CalculImpossible> {
        let [premier, second] = lunettes.verres;
        let correction = |element: Element| {
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
        let classe_a = |element: &&Prestation| element.panier == PanierSante::CentPourCent;
        let (a, autres): (Vec<&Prestation>, Vec<&Prestation>) = elements.iter().partition(classe_a);
        let cout_a = a.iter().map(|element| element.depense).sum();
        let monture = elements.first();
        Ok(Poste::Lunettes {
            ensembles: [
                ensemble(&a, monture, Centimes::ZERO),
                ensemble(&autres, monture, cout_a),
            ]
            .map(|ensemble| ensemble.map(Box::new)),
            elements: Box::new(elements),
        })
    }

    fn element(
        &mut self,
        ligne: usize,
        element: Element,
        paire: Paire,
        soin: &Soin,
    ) -> Result<Prestation, CalculImpossible> {
        self.acte(&ActeAFaire {
            moment: soin.moment,
            ald: soin.ald,
            reseau: soin.reseau,
            paire: Some(paire),
            ..ActeAFaire::de_la_ligne(ligne, element.acte, element.prix)
        })
    }
}

/// Elements as one act; rounding stays that of each element. `deduction` is what comes off
/// the euros promised for the equipment.
fn ensemble(
    retenus: &[&Prestation],
    monture: Option<&Prestation>,
    deduction: Centimes,
) -> Option<Prestation> {
    let modele = *retenus.last()?;
    let somme = |montant: fn(&Prestation) -> Centimes| retenus.iter().map(|e| montant(e)).sum();
    let est_monture =
        |element: &Prestation| monture.is_some_and(|monture| std::ptr::eq(element, monture));
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
    let limites = retenus.iter().any(|e| e.plv.is_some());
    let limite = |e: &Prestation| e.plv.map_or(e.depense, |plv| plv.min(e.depense));
    Some(Prestation {
        depense: somme(|e| e.depense),
        base: somme(|e| e.base),
        amo_brut: somme(|e| e.amo_brut),
        tm: somme(|e| e.tm),
        // la limite de prix est celle de chaque élément
        plv: limites.then(|| somme(limite)),
        reste_monture: Some((reste(true), reste(false))),
        deduction,
        drapeaux,
        etapes: retenus
            .iter()
            .flat_map(|e| e.etapes.iter().cloned())
            .collect(),
        ..modele.clone()
    })
}
