//! Aggregates by band of age and offer: sums of whole numbers, so that their order changes
//! nothing.

use super::Travail;
use super::ligne::{cellule, entier, montant};
use crate::calcul::noyau::ResultatFoyer;
use crate::montant::Centimes;
use serde::{Deserialize, Serialize};

/// What is added up for a band and an offer. Amounts in centimes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Cumul {
    foyers: i64,
    classes: i64,
    cotisation: i64,
    depense: i64,
    rac: i64,
    total: i64,
    difficiles: i64,
    difficile: i64,
    premiere: i64,
}

impl Cumul {
    fn joindre(&mut self, autre: &Self) {
        self.foyers += autre.foyers;
        self.classes += autre.classes;
        self.cotisation += autre.cotisation;
        self.depense += autre.depense;
        self.rac += autre.rac;
        self.total += autre.total;
        self.difficiles += autre.difficiles;
        self.difficile += autre.difficile;
        self.premiere += autre.premiere;
    }
}

/// One row by band; in a row, « sans mutuelle » then the choices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Synthese(Vec<Vec<Cumul>>);

impl Synthese {
    pub(super) fn new(tranches: usize, choix: usize) -> Self {
        Self(vec![vec![Cumul::default(); choix + 1]; tranches])
    }

    pub(super) fn joindre(&mut self, autre: &Self) {
        for (siens, autres) in self.0.iter_mut().zip(&autre.0) {
            for (cumul, autre) in siens.iter_mut().zip(autres) {
                cumul.joindre(autre);
            }
        }
    }

    /// One more household of a band; `premiere` is the choice that is ranked first.
    pub(super) fn compter(
        &mut self,
        tranche: usize,
        foyer: &ResultatFoyer,
        premiere: Option<usize>,
    ) {
        let Some(siens) = self.0.get_mut(tranche) else {
            return;
        };
        let depense = foyer.depense.valeur();
        if let Some(cumul) = siens.first_mut() {
            let reste = foyer.sans_mutuelle().valeur();
            let difficile = foyer.difficile.map(Centimes::valeur);
            cumul.joindre(&Cumul {
                foyers: 1,
                classes: 1,
                depense,
                rac: reste,
                total: reste,
                difficiles: i64::from(difficile.is_some()),
                difficile: difficile.unwrap_or_default(),
                ..Cumul::default()
            });
        }
        for lu in &foyer.choix {
            let Some(cumul) = siens.get_mut(lu.choix + 1) else {
                continue;
            };
            let total = lu.cout_total().map(Centimes::valeur);
            let difficile = lu.cout_difficile().map(Centimes::valeur);
            cumul.joindre(&Cumul {
                foyers: 1,
                classes: i64::from(total.is_some()),
                cotisation: lu.prime.map_or(0, |prime| prime.max.valeur()),
                depense,
                rac: lu.rac.valeur(),
                total: total.unwrap_or_default(),
                difficiles: i64::from(difficile.is_some()),
                difficile: difficile.unwrap_or_default(),
                premiere: i64::from(premiere == Some(lu.choix)),
            });
        }
    }

    pub(super) fn en_tete() -> Vec<u8> {
        b"tranche;offre;niveau;foyers;foyers_classes;cotisation_annuelle;depense;rac;cout_total;cout_annee_difficile;premiere;part_premiere\n".to_vec()
    }

    /// Means, half up to the centime; the share in percent, with two decimals.
    pub(super) fn ecrire(&self, travail: &Travail<'_>, octets: &mut Vec<u8>) {
        for (tranche, siens) in travail.tranches.tranches.iter().zip(&self.0) {
            let foyers = siens.first().map_or(0, |cumul| cumul.foyers);
            for (rang, cumul) in siens.iter().enumerate().filter(|(_, c)| c.foyers > 0) {
                cellule(octets, &tranche.id);
                match rang.checked_sub(1) {
                    None => octets.extend_from_slice(b"sans-mutuelle;;"),
                    Some(choix) => octets.extend_from_slice(travail.lignes.nom(choix)),
                }
                for nombre in [cumul.foyers, cumul.classes] {
                    entier(octets, nombre.unsigned_abs());
                    octets.push(b';');
                }
                montant(octets, moyenne(cumul.cotisation, cumul.classes));
                montant(octets, moyenne(cumul.depense, cumul.foyers));
                montant(octets, moyenne(cumul.rac, cumul.foyers));
                montant(octets, moyenne(cumul.total, cumul.classes));
                montant(octets, moyenne(cumul.difficile, cumul.difficiles));
                entier(octets, cumul.premiere.unsigned_abs());
                octets.push(b';');
                // des centièmes de pour cent s'écrivent comme des centimes
                montant(octets, moyenne(cumul.premiere * 10_000, foyers));
                octets.pop();
                octets.push(b'\n');
            }
        }
    }
}

fn moyenne(somme: i64, nombre: i64) -> Option<Centimes> {
    let double = somme.checked_mul(2)?.checked_add(nombre)?;
    let moyenne = double.checked_div_euclid(nombre.checked_mul(2)?)?;
    Some(Centimes::new(moyenne))
}
