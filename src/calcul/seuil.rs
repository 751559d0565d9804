//! Crossing points: over a range of numbers, of prices or of ages, where one contract
//! costs less than another.

use crate::montant::Centimes;
use std::cmp::Ordering;

/// Values over which the same contract is the cheaper one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Intervalle {
    /// First value.
    pub debut: i64,
    /// Last value.
    pub fin: i64,
    /// `Less` where the first contract costs less, `Greater` where the second does.
    pub gagnant: Ordering,
    /// What the second costs more than the first at the first value, in centimes.
    pub ecart_debut: Centimes,
    /// The same at the last value.
    pub ecart_fin: Centimes,
}

/// Cuts a range where the sign of `ecart` (cost of the second less cost of the first, in
/// centimes) changes. Between two values `pas` apart the sign is taken to change once at
/// most: the change is then found to the unit.
///
/// # Errors
/// The first error of `ecart`.
pub fn intervalles<E>(
    debut: i64,
    fin: i64,
    pas: i64,
    mut ecart: impl FnMut(i64) -> Result<Centimes, E>,
) -> Result<Vec<Intervalle>, E> {
    let signe = |ecart: Centimes| Centimes::ZERO.cmp(&ecart);
    let mut intervalles: Vec<Intervalle> = Vec::new();
    let premier = ecart(debut)?;
    let mut courant = Intervalle {
        debut,
        fin: debut,
        gagnant: signe(premier),
        ecart_debut: premier,
        ecart_fin: premier,
    };
    let mut valeur = debut;
    while valeur < fin {
        let suivante = (valeur + pas.max(1)).min(fin);
        let mut vu = ecart(suivante)?;
        let mut ici = suivante;
        if signe(vu) != courant.gagnant {
            let mut dernier = (valeur, courant.ecart_fin);
            while ici - dernier.0 > 1 {
                let milieu = i64::midpoint(dernier.0, ici);
                let au_milieu = ecart(milieu)?;
                if signe(au_milieu) == courant.gagnant {
                    dernier = (milieu, au_milieu);
                } else {
                    (ici, vu) = (milieu, au_milieu);
                }
            }
            (courant.fin, courant.ecart_fin) = dernier;
            intervalles.push(courant);
            courant = Intervalle {
                debut: ici,
                fin: ici,
                gagnant: signe(vu),
                ecart_debut: vu,
                ecart_fin: vu,
            };
        }
        (courant.fin, courant.ecart_fin) = (ici, vu);
        valeur = ici;
    }
    intervalles.push(courant);
    Ok(intervalles)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    fn bornes(ecart: impl Fn(i64) -> i64, pas: i64) -> Vec<(i64, i64, Ordering)> {
        let lu: Result<_, Infallible> =
            intervalles(0, 100, pas, |valeur| Ok(Centimes::new(ecart(valeur))));
        let lu = lu.unwrap_or_else(|erreur| match erreur {});
        lu.iter().map(|i| (i.debut, i.fin, i.gagnant)).collect()
    }

    /// 40 − n: the first wins while it is positive, both cost the same at 40, then the second.
    #[test]
    fn un_changement_se_trouve_a_l_unite() {
        use Ordering::{Equal, Greater, Less};
        let attendu = vec![(0, 39, Less), (40, 40, Equal), (41, 100, Greater)];
        assert_eq!(bornes(|n| 40 - n, 1), attendu);
        assert_eq!(bornes(|n| 40 - n, 7), attendu);
        assert_eq!(bornes(|_| 5, 7), vec![(0, 100, Less)]);
        assert_eq!(
            bornes(|n| if n < 30 { 3 } else { -3 }, 20),
            vec![(0, 29, Less), (30, 100, Greater)]
        );
    }
}
