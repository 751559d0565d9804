//! What a period is that of, and what is said twice.

use super::*;

fn canonique(ecrite: &str) -> String {
    let lue = lue(ecrite);
    let canonique = lue.to_string();
    assert_eq!(lire_cellule(&canonique), Ok(lue), "{ecrite}");
    simple(&canonique)
}

/// « FR limité à 100 €/an » pays 100 € in a year, and not 100 € each time; a share of the base
/// has no period of its own.
#[test]
fn une_periode_est_celle_de_la_somme_qu_elle_suit() {
    for (ecrite, attendue) in [
        ("FR limité à 100 €/an", "FR, 100 € max par an"),
        (
            "80 % FR dans la limite de 2 % PMSS par an AMO comprise",
            "80 % FR AMO comprise, 2 % PMSS max par an",
        ),
        (
            "100 % BR limité à 50 €/2 ans",
            "100 % BR, 50 € max tous les 2 ans",
        ),
        (
            "FR limité à 100 € par année civile",
            "FR, 100 € max par an, année civile",
        ),
        ("FR limité à 100 €/séance", "FR limité à 100 €/séance"),
        ("FR limité à 100 €", "FR limité à 100 €"),
        ("200 €/an limité à 150 % BR", "200 € limité à 150 % BR/an"),
        ("1 % PMSS/an limité à 40 €", "1 % PMSS/an limité à 40 €"),
        ("150 €/acte limité à 800 €", "150 € limité à 800 €/acte"),
        (
            "150 €/acte limité à 800 €/an",
            "150 €/acte, 800 € max par an",
        ),
    ] {
        assert_eq!(canonique(ecrite), attendue, "{ecrite}");
    }
}

#[test]
fn un_nombre_prend_l_unite_et_la_periode_de_son_montant() {
    for (ecrite, attendue) in [
        ("5 × 30 €/séance/an", "30 €/séance, 5 séances/an"),
        ("30 € × 5", "30 €, 5 actes par ?"),
        ("30 € × 5 séances", "30 €, 5 séances par ?"),
        ("4 séances de 30 €/séance", "30 €/séance, 4 séances par ?"),
    ] {
        assert_eq!(canonique(ecrite), attendue, "{ecrite}");
    }
}

#[test]
fn ce_qui_est_dit_deux_fois_pareil_se_lit() {
    for (ecrite, attendue) in [
        ("100 %, AMO comprise, AMO comprise", "100 %, AMO comprise"),
        ("30 €, en commun, en commun", "30 €, en commun"),
        ("100 €, pendant le contrat", "100 €, pendant le contrat"),
    ] {
        assert_eq!(canonique(ecrite), attendue, "{ecrite}");
    }
}
