//! Glasses: three acts that a contract may see as one equipment.

use super::{Poste, Preparation, Prestation};
use crate::calcul::CalculImpossible;
use crate::montant::Centimes;
use crate::offre::condition::{Axe, Paire, bit_verre};
use crate::panier::{Lunettes, Soin};
use crate::reglementation::Verre;

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
        let ensemble = ensemble(&monture, &un, &deux);
        Ok(Poste::Lunettes {
            ensemble: Box::new(ensemble),
            elements: Box::new([monture, un, deux]),
        })
    }
}

/// The three elements as one act: amounts are summed, rounding stays that of each element.
fn ensemble(monture: &Prestation, un: &Prestation, deux: &Prestation) -> Prestation {
    let somme =
        |montant: fn(&Prestation) -> Centimes| montant(monture) + montant(un) + montant(deux);
    let reste = |prestation: &Prestation| prestation.depense - prestation.amo_brut;
    let plv = match (monture.plv, un.plv, deux.plv) {
        (Some(a), Some(b), Some(c)) => Some(a + b + c),
        _ => None,
    };
    let mut drapeaux = monture.drapeaux.clone();
    drapeaux.extend(un.drapeaux.iter().chain(&deux.drapeaux).copied());
    drapeaux.sort_unstable();
    drapeaux.dedup();
    Prestation {
        situation: un.situation.avec(Axe::Verre, bit_verre(None) | !0),
        depense: somme(|p| p.depense),
        base: somme(|p| p.base),
        amo_brut: somme(|p| p.amo_brut),
        tm: somme(|p| p.tm),
        plv,
        reste_monture: Some((reste(monture), reste(un) + reste(deux))),
        drapeaux,
        etapes: monture
            .etapes
            .iter()
            .chain(&un.etapes)
            .chain(&deux.etapes)
            .cloned()
            .collect(),
        ..un.clone()
    }
}
