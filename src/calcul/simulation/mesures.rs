//! Mean and ranks of an amount over people, exact whatever their number: the amounts are
//! read twice and never kept.

use crate::montant::Centimes;
use std::collections::BTreeMap;

/// What is said of an amount over people; ranks are amounts that somebody has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mesures {
    /// How many people.
    pub personnes: u64,
    /// Their mean, half up to the centime.
    pub moyenne: Centimes,
    /// Half of them have no more.
    pub mediane: Centimes,
    /// Nine in ten have no more.
    pub p90: Centimes,
    /// Ninety-nine in a hundred have no more.
    pub p99: Centimes,
}

impl Mesures {
    /// Measures amounts, each with the number of people who have it; none over nobody.
    #[must_use]
    pub fn de(valeurs: Vec<(Centimes, u64)>) -> Option<Self> {
        let mut reperage = Reperage::default();
        for (montant, effectif) in &valeurs {
            reperage.ajoute(*montant, *effectif);
        }
        let mut affinage = reperage.affiner();
        for (montant, effectif) in valeurs {
            affinage.ajoute(montant, effectif);
        }
        affinage.mesures()
    }
}

/// What counts amounts, each with the number of people who have it, in any order.
pub(super) trait Compte {
    /// Adds `effectif` people who have this amount.
    fn ajoute(&mut self, montant: Centimes, effectif: u64);
}

/// Centimes counted together at the first reading.
const PAS: i64 = 1_000;

/// First reading: the mean, and near which amount each rank is. It remembers steps of ten
/// euros, never the amounts: its size does not follow the number of people.
#[derive(Clone, Debug, Default)]
pub(super) struct Reperage {
    personnes: u64,
    somme: i128,
    pas: BTreeMap<i64, u64>,
}

impl Compte for Reperage {
    fn ajoute(&mut self, montant: Centimes, effectif: u64) {
        self.personnes += effectif;
        self.somme += i128::from(montant.valeur()) * i128::from(effectif);
        *self
            .pas
            .entry(montant.valeur().div_euclid(PAS))
            .or_default() += effectif;
    }
}

impl Reperage {
    /// Makes ready for the second reading of the same amounts.
    pub(super) fn affiner(self) -> Affinage {
        let nombre = i128::from(self.personnes.max(1));
        let moyenne = (self.somme * 2 + nombre).div_euclid(nombre * 2);
        Affinage {
            personnes: self.personnes,
            moyenne: Centimes::new(i64::try_from(moyenne).unwrap_or(i64::MAX)),
            rangs: [50, 90, 99].map(|pour_cent| self.rang(pour_cent)),
        }
    }

    /// The step of the smallest amount that at least `pour_cent` people in a hundred do not
    /// exceed.
    fn rang(&self, pour_cent: u64) -> Rang {
        let vise = (u128::from(self.personnes) * u128::from(pour_cent)).div_ceil(100);
        let mut reste = u64::try_from(vise).unwrap_or(u64::MAX);
        let mut pas = 0;
        for (celui_ci, effectif) in &self.pas {
            pas = *celui_ci;
            if *effectif >= reste {
                break;
            }
            reste -= effectif;
        }
        Rang {
            pas,
            reste,
            montants: BTreeMap::new(),
        }
    }
}

/// Second reading: the amounts of the steps where the ranks are.
#[derive(Clone, Debug)]
pub(super) struct Affinage {
    personnes: u64,
    moyenne: Centimes,
    rangs: [Rang; 3],
}

/// A rank to be found within a step.
#[derive(Clone, Debug)]
struct Rang {
    pas: i64,
    /// Which one it is among the people of the step, from 1.
    reste: u64,
    montants: BTreeMap<Centimes, u64>,
}

impl Compte for Affinage {
    fn ajoute(&mut self, montant: Centimes, effectif: u64) {
        let pas = montant.valeur().div_euclid(PAS);
        for rang in self.rangs.iter_mut().filter(|rang| rang.pas == pas) {
            *rang.montants.entry(montant).or_default() += effectif;
        }
    }
}

impl Affinage {
    /// What both readings say; none over nobody.
    pub(super) fn mesures(&self) -> Option<Mesures> {
        let [mediane, p90, p99] = self.rangs.each_ref().map(Rang::montant);
        (self.personnes > 0).then_some(Mesures {
            personnes: self.personnes,
            moyenne: self.moyenne,
            mediane,
            p90,
            p99,
        })
    }
}

impl Rang {
    fn montant(&self) -> Centimes {
        let mut vus = 0;
        let trouve = self.montants.iter().find(|(_, effectif)| {
            vus += **effectif;
            vus >= self.reste
        });
        trouve.map_or(Centimes::ZERO, |(montant, _)| *montant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mesures(valeurs: &[(i64, u64)]) -> Option<Mesures> {
        let valeurs = valeurs.iter().map(|(v, n)| (Centimes::new(*v), *n));
        Mesures::de(valeurs.collect())
    }

    fn attendues(personnes: u64, [moyenne, mediane, p90, p99]: [i64; 4]) -> Mesures {
        Mesures {
            personnes,
            moyenne: Centimes::new(moyenne),
            mediane: Centimes::new(mediane),
            p90: Centimes::new(p90),
            p99: Centimes::new(p99),
        }
    }

    #[test]
    fn les_rangs_sont_des_montants_que_quelqu_un_a() {
        // (50 × 10 + 40 × 20 + 9 × 300 + 1 × 5 000) / 100 = 90 : la 50e personne a encore 10,
        // la 90e encore 20, la 99e encore 300
        assert_eq!(
            mesures(&[(300, 9), (10, 50), (5_000, 1), (20, 40)]),
            Some(attendues(100, [90, 10, 20, 300]))
        );
        // une personne de plus à 5 000 : (9 000 + 5 000) / 101 = 138,6 ; la moitié de 101 est
        // 50,5, la 51e personne a 20 ; 90,9 : la 91e a 300 ; 99,99 : la 100e a 5 000
        assert_eq!(
            mesures(&[(10, 50), (20, 40), (300, 9), (5_000, 2)]),
            Some(attendues(101, [139, 20, 300, 5_000]))
        );
    }

    #[test]
    fn un_rang_se_trouve_de_part_et_d_autre_des_pas() {
        // la médiane est la dernière personne du premier pas, puis la première du second
        assert_eq!(
            mesures(&[(999, 2), (1_000, 2), (-1, 0)]),
            Some(attendues(4, [1_000, 999, 1_000, 1_000]))
        );
        assert_eq!(
            mesures(&[(999, 2), (1_000, 3)]),
            Some(attendues(5, [1_000, 1_000, 1_000, 1_000]))
        );
        // (−1 001 − 1 000 + 0) / 3 = −667 ; 1,5 : la 2e ; 2,7 et 2,97 : la 3e
        assert_eq!(
            mesures(&[(0, 1), (-1_000, 1), (-1_001, 1)]),
            Some(attendues(3, [-667, -1_000, 0, 0]))
        );
    }

    #[test]
    fn la_moyenne_arrondit_le_demi_centime_vers_le_haut() {
        // (1 + 2) / 2 = 1,5
        assert_eq!(mesures(&[(1, 1), (2, 1)]), Some(attendues(2, [2, 1, 2, 2])));
        assert_eq!(mesures(&[]), None);
        assert_eq!(mesures(&[(7, 0)]), None);
    }
}
