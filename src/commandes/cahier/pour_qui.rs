//! For whom an example of the grid is: written by the grid, read back by the import.

use crate::cahier::Public;
use crate::panier::{Droit, Patient};

const ACS: &str = ", avec l’ACS";

/// « 70 ans », « 70 ans, avec l’ACS »
pub(super) fn ecrire(age: u8, public: Public) -> String {
    let droit = match public {
        Public::Tous => "",
        Public::Acs => ACS,
    };
    format!("{age} ans{droit}")
}

/// The person of these words.
pub(in crate::commandes) fn lire(mots: &str) -> Option<Patient> {
    let (age, droit) = match mots.strip_suffix(ACS) {
        Some(age) => (age, Droit::Acs),
        None => (mots, Droit::Aucun),
    };
    let age = age.strip_suffix(" ans")?.parse().ok()?;
    (age <= 120).then(|| Patient {
        droit,
        ..Patient::de_age(age)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ce_qui_est_ecrit_se_relit() {
        for (public, droit) in [(Public::Tous, Droit::Aucun), (Public::Acs, Droit::Acs)] {
            let lu = lire(&ecrire(70, public)).map(|patient| (patient.age, patient.droit));
            assert_eq!(lu, Some((70, droit)));
        }
        assert!(lire("70").is_none());
        assert!(lire("300 ans").is_none());
        assert!(lire("121 ans").is_none());
    }
}
