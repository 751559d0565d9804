//! What the tests of rights share.

use reste_a_charge::calcul::droits::{Etude, Foyer, Membre, Role, etudier};
use reste_a_charge::catalogue::{Catalogue, Sources};
use reste_a_charge::montant::Centimes;
use reste_a_charge::reglementation::droits::Droits;
use std::sync::OnceLock;

/// The embedded rights.
pub(super) fn droits() -> &'static Droits {
    static DROITS: OnceLock<Droits> = OnceLock::new();
    DROITS.get_or_init(|| {
        let (catalogue, diagnostics) = Catalogue::lire_embarquees(&Sources::embarquees());
        assert_eq!(diagnostics.erreurs(), 0);
        catalogue.droits
    })
}

/// A household of these ages, the first two adult, with these resources in euros.
pub(super) fn foyer(ages: &[u8], ressources: i64) -> Foyer {
    let membres = ages.iter().map(|age| Membre {
        age: Some(*age),
        role: if *age < 18 {
            Role::ACharge
        } else {
            Role::Adulte
        },
    });
    Foyer {
        membres: membres.collect(),
        ..Foyer::de(1, Centimes::euros(ressources))
    }
}

/// The study of a household that must succeed.
pub(super) fn etude(foyer: &Foyer, date: &str) -> Etude {
    let date = date.parse().unwrap();
    etudier(droits(), foyer, date).unwrap_or_else(|erreur| panic!("{date} : {erreur}"))
}
