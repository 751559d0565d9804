//! The engine against the naïve reading, to the centime, cause by cause.

use super::monde::{Monde, Recu};
use super::{naif, tirage};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

pub(crate) fn config(fichier: &'static str) -> ProptestConfig {
    let cas = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|n| n.parse().ok());
    ProptestConfig {
        cases: cas.unwrap_or(256),
        max_shrink_iters: 6_000,
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(fichier))),
        ..ProptestConfig::default()
    }
}

/// The two readings of a world agree on every line.
pub(crate) fn d_accord(monde: &Monde) -> Result<(), TestCaseError> {
    let moteur = monde.par_ligne();
    let naif: Vec<Recu> = naif::regler(monde);
    for (rang, (moteur, naif)) in moteur.iter().zip(&naif).enumerate() {
        prop_assert_eq!(moteur, naif, "ligne {} du panier", rang);
    }
    Ok(())
}

proptest! {
    #![proptest_config(config("tests/proptest-regressions/large.txt"))]

    #[test]
    fn le_moteur_et_le_naif_disent_les_memes_centimes_au_large(
        monde in tirage::monde_large(),
    ) {
        d_accord(&monde)?;
    }
}

proptest! {
    #![proptest_config(config("tests/proptest-regressions/juge.txt"))]

    #[test]
    fn le_moteur_et_le_naif_disent_les_memes_centimes(monde in tirage::monde()) {
        d_accord(&monde)?;
    }

    #[test]
    fn un_seul_acte_se_lit_pareil(monde in tirage::un_acte()) {
        d_accord(&monde)?;
    }
}
