#![no_main]
//! A care as a person types it, under the whole regulation; what is read is described and
//! settled.

use libfuzzer_sys::fuzz_target;
use monde::{JOUR, regler};
use reste_a_charge::catalogue::{Catalogue, Sources};
use reste_a_charge::panier::Panier;
use reste_a_charge::panier::devis::{decrire, lire_soin};
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let (mut catalogue, diagnostics) = Catalogue::lire(&Sources::embarquees());
    assert_eq!(diagnostics.erreurs(), 0);
    catalogue.offres.retain(|offre| offre.id == "mcci/flexia");
    catalogue
});

fuzz_target!(|texte: &str| {
    match lire_soin(texte, &CATALOGUE.reglementation, JOUR, &[]) {
        Ok(soin) => {
            assert!(!decrire(&soin, &CATALOGUE.reglementation, JOUR).is_empty());
            assert!(soin.nombre > 0);
            // un grand nombre d’actes n’apprend rien de plus, et prend du temps
            if soin.nombre <= 20 {
                let panier = Panier {
                    id: "devis".to_owned(),
                    libelle: "devis".to_owned(),
                    soins: vec![soin],
                    hypothese: None,
                    source: "essai".to_owned(),
                    verifie_le: JOUR,
                };
                regler(&CATALOGUE, &panier);
            }
        }
        Err(erreur) => assert!(!erreur.to_string().is_empty()),
    }
});
