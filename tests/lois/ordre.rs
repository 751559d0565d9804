//! The most favourable order against every order, each prepared and settled anew.

use super::juge::config;
use super::monde::{Monde, SoinLu};
use super::tirage;
use proptest::prelude::*;
use reste_a_charge::montant::Centimes;
use rust_decimal::Decimal;

/// A few things to do, one at a time, at no known month.
fn quelques_soins() -> impl Strategy<Value = Monde> {
    tirage::monde().prop_map(|mut monde| {
        monde.soins.truncate(4);
        for soin in &mut monde.soins {
            (soin.nombre, soin.mois, soin.jour) = (1, None, None);
        }
        if let Some(contrat) = &mut monde.contrat {
            contrat.paie_participation = false;
        }
        monde
    })
}

/// Every order of these.
fn ordres(soins: &[SoinLu]) -> Vec<Vec<SoinLu>> {
    let [premier, autres @ ..] = soins else {
        return vec![Vec::new()];
    };
    let mut tous = Vec::new();
    for suite in ordres(autres) {
        for place in 0..=suite.len() {
            let mut ordre = suite.clone();
            ordre.insert(place, premier.clone());
            tous.push(ordre);
        }
    }
    tous
}

proptest! {
    #![proptest_config(config("tests/proptest-regressions/ordre.txt"))]

    #[test]
    fn l_ordre_favorable_est_le_meilleur_de_tous(monde in quelques_soins()) {
        let trouve = monde.favorable();
        prop_assert!(trouve.exact);
        let ecrit = monde.total().rac;
        let restes = ordres(&monde.soins).into_iter().map(|soins| {
            let autre = Monde { soins, ..monde.clone() };
            autre.total().rac
        });
        let meilleur = restes.min().unwrap();
        let gain = Decimal::new(trouve.gain().valeur(), 2);
        prop_assert_eq!(ecrit - gain, meilleur);
        prop_assert!(trouve.groupes.iter().all(|groupe| groupe.favorable < groupe.ecrit));
        prop_assert!(trouve.gain() >= Centimes::ZERO);
    }
}
