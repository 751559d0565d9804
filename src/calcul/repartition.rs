//! Weighted amounts: their mean, and the amount that a share of the people do not exceed.

use crate::montant::Centimes;
use crate::panier::enquete::Poids;

/// Amounts, each with the people that it stands for.
#[derive(Clone, Debug, Default)]
pub struct Repartition {
    montants: Vec<(Centimes, Poids)>,
}

impl Repartition {
    /// One more.
    pub fn ajoute(&mut self, montant: Centimes, poids: Poids) {
        self.montants.push((montant, poids));
    }

    /// The sum of the amounts times their weights over the sum of the weights, half up to
    /// the centime; none without a weight.
    #[must_use]
    pub fn moyenne(&self) -> Option<Centimes> {
        let poids = i128::from(self.poids().0);
        let somme: i128 = self
            .montants
            .iter()
            .map(|(montant, poids)| i128::from(montant.valeur()) * i128::from(poids.0))
            .sum();
        // au demi supérieur : le plancher de (2 × somme + poids) / (2 × poids)
        let moyenne = (2 * somme + poids).checked_div_euclid(2 * poids)?;
        i64::try_from(moyenne).ok().map(Centimes::new)
    }

    /// The smallest amount that at least `pour_cent` % of the people do not exceed: always
    /// an amount that somebody has, never one in between.
    #[must_use]
    pub fn centile(&self, pour_cent: u8) -> Option<Centimes> {
        let mut montants = self.montants.clone();
        montants.sort_unstable();
        let total = u128::from(self.poids().0);
        let mut cumul = 0;
        for (montant, poids) in montants {
            cumul += u128::from(poids.0);
            if cumul * 100 >= total * u128::from(pour_cent) && poids.0 > 0 {
                return Some(montant);
            }
        }
        None
    }

    /// The people that the amounts stand for.
    #[must_use]
    pub fn poids(&self) -> Poids {
        Poids(self.montants.iter().map(|(_, poids)| poids.0).sum())
    }
}

/// A share in tenths of a percent, half up; none of nobody.
#[must_use]
pub fn pour_mille(part: Poids, tout: Poids) -> Option<u64> {
    let (part, tout) = (u128::from(part.0), u128::from(tout.0));
    let lu = (2000 * part + tout).checked_div(2 * tout)?;
    u64::try_from(lu).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repartition(montants: &[(i64, u64)]) -> Repartition {
        let mut repartition = Repartition::default();
        for (montant, poids) in montants {
            repartition.ajoute(Centimes::new(*montant), Poids(*poids));
        }
        repartition
    }

    /// 10,00 € for two people and 10,01 € for two: 10,005 €, half up 10,01 €; for three and
    /// one, 10,0025 €.
    #[test]
    fn la_moyenne_s_arrondit_au_demi_superieur() {
        let moyenne = |montants: &[_]| repartition(montants).moyenne();
        assert_eq!(
            moyenne(&[(1000, 2000), (1001, 2000)]),
            Some(Centimes::new(1001))
        );
        assert_eq!(
            moyenne(&[(1000, 3000), (1001, 1000)]),
            Some(Centimes::new(1000))
        );
        assert_eq!(moyenne(&[]), None);
    }

    /// Ten people at 1 to 10 €: five of them pay at most 5 €, nine at most 9 €. A person who
    /// weighs more moves the rank.
    #[test]
    fn un_centile_est_un_montant_que_quelqu_un_paie() {
        let dix: Vec<(i64, u64)> = (1..=10).rev().map(|euros| (euros * 100, 1000)).collect();
        assert_eq!(repartition(&dix).centile(50), Some(Centimes::euros(5)));
        assert_eq!(repartition(&dix).centile(90), Some(Centimes::euros(9)));
        let lourde = repartition(&[(100, 1000), (200, 8000), (900, 1000)]);
        assert_eq!(lourde.centile(90), Some(Centimes::euros(2)));
        assert_eq!(lourde.centile(91), Some(Centimes::euros(9)));
        // un montant que personne n’a n’en est jamais un, fût-il le plus petit
        let sans_personne = repartition(&[(100, 0), (200, 1000)]);
        assert_eq!(sans_personne.centile(0), Some(Centimes::euros(2)));
        assert_eq!(repartition(&[(100, 0)]).centile(50), None);
    }

    #[test]
    fn une_part_s_arrondit_au_dixieme() {
        assert_eq!(pour_mille(Poids(1), Poids(3)), Some(333));
        assert_eq!(pour_mille(Poids(2), Poids(3)), Some(667));
        assert_eq!(pour_mille(Poids(0), Poids(0)), None);
    }
}
