//! Mean and ranks of an amount over people, exact whatever their number.

use crate::montant::Centimes;

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
    pub fn de(mut valeurs: Vec<(Centimes, u64)>) -> Option<Self> {
        valeurs.sort_unstable();
        let personnes: u64 = valeurs.iter().map(|(_, effectif)| effectif).sum();
        if personnes == 0 {
            return None;
        }
        let somme: i128 = valeurs
            .iter()
            .map(|(valeur, effectif)| i128::from(valeur.valeur()) * i128::from(*effectif))
            .sum();
        let nombre = i128::from(personnes);
        let moyenne = (somme * 2 + nombre).div_euclid(nombre * 2);
        Some(Self {
            personnes,
            moyenne: Centimes::new(i64::try_from(moyenne).unwrap_or(i64::MAX)),
            mediane: rang(&valeurs, personnes, 50),
            p90: rang(&valeurs, personnes, 90),
            p99: rang(&valeurs, personnes, 99),
        })
    }
}

/// The smallest amount that at least `pour_cent` people in a hundred do not exceed.
fn rang(valeurs: &[(Centimes, u64)], personnes: u64, pour_cent: u64) -> Centimes {
    let vise = (u128::from(personnes) * u128::from(pour_cent)).div_ceil(100);
    let mut vus = 0;
    let trouvee = valeurs.iter().find(|(_, effectif)| {
        vus += u128::from(*effectif);
        vus >= vise
    });
    trouvee.map_or(Centimes::ZERO, |(valeur, _)| *valeur)
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
    fn la_moyenne_arrondit_le_demi_centime_vers_le_haut() {
        // (1 + 2) / 2 = 1,5
        assert_eq!(mesures(&[(1, 1), (2, 1)]), Some(attendues(2, [2, 1, 2, 2])));
        assert_eq!(mesures(&[]), None);
        assert_eq!(mesures(&[(7, 0)]), None);
    }
}
