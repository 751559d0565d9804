//! What is counted of the years settled, batch after batch: nothing of it grows with the
//! number of people.

use super::annees::{Annees, Reglee};
use super::mesures::{Affinage, Compte, Mesures, Reperage};
use super::{ResultatDOffre, ResultatDeTranche, Tarife};
use crate::montant::Centimes;
use crate::panier::Tranche;
use crate::panier::population::{Mesure, Repere};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// People by age.
pub(super) type Effectifs = BTreeMap<u8, u64>;

/// Amounts counted in one reading of everybody's years.
pub(super) struct Bilan<C> {
    tranches: Vec<DeTranche<C>>,
    /// Left of the care that the social security reimburses, by ages of the published figures.
    reperes: BTreeMap<(u8, u8), C>,
}

struct DeTranche<C> {
    ages: (u8, u8),
    sans_mutuelle: C,
    /// In the order of the offers.
    offres: Vec<DOffre<C>>,
}

struct DOffre<C> {
    rac: C,
    cout: C,
}

impl Bilan<Reperage> {
    pub(super) fn new(tranches: &[Tranche], offres: usize, publies: &[Repere]) -> Self {
        let offre = || DOffre {
            rac: Reperage::default(),
            cout: Reperage::default(),
        };
        let tranche = |tranche: &Tranche| DeTranche {
            ages: tranche.ages,
            sans_mutuelle: Reperage::default(),
            offres: (0..offres).map(|_| offre()).collect(),
        };
        Self {
            tranches: tranches.iter().map(tranche).collect(),
            reperes: publies
                .iter()
                .map(|repere| (repere.ages, Reperage::default()))
                .collect(),
        }
    }

    /// Makes ready for the second reading of the same years.
    pub(super) fn affiner(self) -> Bilan<Affinage> {
        let offre = |offre: DOffre<Reperage>| DOffre {
            rac: offre.rac.affiner(),
            cout: offre.cout.affiner(),
        };
        let tranche = |tranche: DeTranche<Reperage>| DeTranche {
            ages: tranche.ages,
            sans_mutuelle: tranche.sans_mutuelle.affiner(),
            offres: tranche.offres.into_iter().map(offre).collect(),
        };
        let reperes = self.reperes.into_iter();
        Bilan {
            tranches: self.tranches.into_iter().map(tranche).collect(),
            reperes: reperes
                .map(|(ages, compte)| (ages, compte.affiner()))
                .collect(),
        }
    }
}

impl<C: Compte + Send> Bilan<C> {
    /// Counts a batch of years.
    pub(super) fn ajoute(&mut self, offres: &[Tarife<'_>], annees: &Annees) {
        for tranche in &mut self.tranches {
            for (_, reglee, effectif) in annees.des_ages(tranche.ages) {
                tranche.sans_mutuelle.ajoute(reglee.sans_mutuelle, effectif);
            }
            let comptes = tranche.offres.par_iter_mut().zip(offres).enumerate();
            comptes.for_each(|(rang, (compte, offre))| {
                for (age, reglee, effectif) in annees.des_ages(tranche.ages) {
                    if let (Some(fixe), Some(rac)) = (offre.fixe.get(&age), reglee.rac.get(rang)) {
                        compte.rac.ajoute(*rac, effectif);
                        compte.cout.ajoute(*fixe + *rac, effectif);
                    }
                }
            });
        }
        for (ages, compte) in &mut self.reperes {
            for (_, reglee, effectif) in annees.des_ages(*ages) {
                if let Some(remboursable) = reglee.remboursable {
                    compte.ajoute(remboursable, effectif);
                }
            }
        }
    }
}

impl Bilan<Affinage> {
    /// What comes out for each band of age.
    pub(super) fn tranches<'a>(
        &self,
        tranches: &'a [Tranche],
        offres: &[Tarife<'a>],
        effectifs: &Effectifs,
        moins_cheres: &MoinsCheres,
    ) -> Vec<ResultatDeTranche<'a>> {
        let siennes = tranches.iter().zip(&self.tranches).zip(&moins_cheres.0);
        let resultats = siennes.map(|((tranche, bilan), moins_cheres)| {
            let siennes = offres.iter().zip(&bilan.offres).zip(moins_cheres);
            let resultats = siennes.filter_map(|((offre, compte), moins_chere)| {
                let (min, max) = tranche.ages;
                let fixes = effectifs.range(min..=max);
                let fixes = fixes.filter_map(|(age, n)| Some((*offre.fixe.get(age)?, *n)));
                Some(ResultatDOffre {
                    choix: offre.choix,
                    fixe: Mesures::de(fixes.collect())?,
                    rac: compte.rac.mesures()?,
                    cout: compte.cout.mesures()?,
                    moins_chere: *moins_chere,
                    drapeaux: offre.drapeaux.iter().copied().collect(),
                })
            });
            let mut resultats: Vec<ResultatDOffre<'a>> = resultats.collect();
            resultats.sort_by_cached_key(|offre| (offre.cout.moyenne, offre.choix.adresse()));
            ResultatDeTranche {
                tranche,
                sans_mutuelle: bilan.sans_mutuelle.mesures(),
                offres: resultats,
            }
        });
        resultats.collect()
    }

    /// Each published figure beside ours, over the same ages.
    pub(super) fn reperes<'a>(&self, publies: &'a [Repere]) -> Vec<(&'a Repere, Option<Centimes>)> {
        let trouver = |repere: &'a Repere| {
            let mesures = self.reperes.get(&repere.ages).and_then(Affinage::mesures);
            let trouve = mesures.map(|mesures| match repere.mesure {
                Mesure::Moyenne => mesures.moyenne,
                Mesure::Mediane => mesures.mediane,
                Mesure::P99 => mesures.p99,
            });
            (repere, trouve)
        };
        publies.iter().map(trouver).collect()
    }
}

/// By band of age, for how many people each offer costs least over the year; the first by
/// address when several do.
pub(super) struct MoinsCheres(Vec<Vec<u64>>);

impl MoinsCheres {
    pub(super) fn new(tranches: usize, offres: usize) -> Self {
        Self(vec![vec![0; offres]; tranches])
    }

    /// Counts a batch of years.
    pub(super) fn ajoute(&mut self, tranches: &[Tranche], offres: &[Tarife<'_>], annees: &Annees) {
        for (tranche, personnes) in tranches.iter().zip(&mut self.0) {
            for (age, reglee, effectif) in annees.des_ages(tranche.ages) {
                let moins_chere = moins_chere(offres, age, reglee);
                if let Some(place) = moins_chere.and_then(|rang| personnes.get_mut(rang)) {
                    *place += effectif;
                }
            }
        }
    }
}

/// The cheapest offer of a year at an age.
fn moins_chere(offres: &[Tarife<'_>], age: u8, reglee: &Reglee) -> Option<usize> {
    let couts = offres.iter().zip(&reglee.rac).enumerate();
    let couts =
        couts.filter_map(|(rang, (offre, rac))| Some((*offre.fixe.get(&age)? + *rac, rang)));
    couts.min().map(|(_, rang)| rang)
}
