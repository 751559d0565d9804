//! Chance that can be asked again: SplitMix64 (Steele, Lea and Flood, 2014), one stream by
//! person, so that the draws of a person depend on nobody else.

use crate::panier::population::ENTIER;

const PAS: u64 = 0x9e37_79b9_7f4a_7c15;

/// The stream of one person.
#[derive(Clone, Copy, Debug)]
pub struct Hasard(u64);

impl Hasard {
    /// The stream that begins at a state.
    #[must_use]
    pub const fn depuis(etat: u64) -> Self {
        Self(etat)
    }

    /// The stream of a person under a seed.
    #[must_use]
    pub const fn de(graine: u64, personne: u64) -> Self {
        Self(melange(
            melange(graine.wrapping_add(PAS)) ^ personne.wrapping_mul(PAS),
        ))
    }

    /// The next sixty-four bits.
    pub const fn suivant(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(PAS);
        melange(self.0)
    }

    /// A whole number from 0 to 999 999, each as likely to within 10⁻¹³.
    pub fn millionieme(&mut self) -> u32 {
        let produit = u128::from(self.suivant()) * u128::from(ENTIER);
        u32::try_from(produit >> 64).unwrap_or_default()
    }
}

const fn melange(etat: u64) -> u64 {
    let etat = (etat ^ (etat >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let etat = (etat ^ (etat >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    etat ^ (etat >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers of the reference program with the seed 1234567.
    #[test]
    fn les_nombres_sont_ceux_de_splitmix64() {
        let mut hasard = Hasard::depuis(1_234_567);
        let tires: [u64; 5] = std::array::from_fn(|_| hasard.suivant());
        assert_eq!(
            tires,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423,
                4_593_380_528_125_082_431,
                16_408_922_859_458_223_821,
            ]
        );
    }

    #[test]
    fn une_graine_ou_une_personne_change_tout() {
        let premier = |graine, personne| Hasard::de(graine, personne).suivant();
        assert_eq!(premier(1, 7), premier(1, 7));
        assert_ne!(premier(1, 7), premier(2, 7));
        assert_ne!(premier(1, 7), premier(1, 8));
        // échanger la graine et la personne n’est pas la même chose
        assert_ne!(premier(1, 7), premier(7, 1));
    }
}
