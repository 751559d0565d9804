//! The published ceilings, against the written rule of the law: base × coefficient × 135 %
//! × 111.3 %, rounded once to the euro. 112 of the 117 published cells come out; the five
//! others are a euro away, for one of two reasons that give the printed figure exactly.

use super::outils::droits;
use reste_a_charge::montant::{Centimes, Taux};
use reste_a_charge::reglementation::droits::{Niveau, Parts, Zone, calcule};
use std::collections::BTreeMap;

/// Why a printed ceiling is a euro away from the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Raison {
    /// The centimes were cut, not rounded.
    Tronque,
    /// The base was first rounded to the euro.
    BaseArrondie,
}

#[test]
fn les_plafonds_publies_sortent_de_la_regle() {
    let droits = droits();
    let mut comptes: BTreeMap<Option<Raison>, usize> = BTreeMap::new();
    for (niveau, zone, personnes, periode, publie) in droits.plafonds.iter() {
        let parts = Parts::entier(usize::from(personnes));
        let regle = calcule(&droits.parametres, niveau, zone, &parts, periode.du).unwrap();
        let raison = if regle.montant == publie.montant {
            None
        } else {
            let base = droits
                .parametres
                .montant("plafond.base", periode.du)
                .unwrap();
            let raison = raison(base, niveau, zone, personnes, publie.montant);
            assert!(
                raison.is_some(),
                "{niveau:?} {zone:?} {personnes} {periode} : {} publié, {} selon la règle",
                publie.montant,
                regle.montant
            );
            raison
        };
        *comptes.entry(raison).or_default() += 1;
        // ce qui est publié prévaut sur la règle, du premier au dernier jour
        for jour in [periode.du, periode.au.unwrap()] {
            let retenu = droits
                .plafonds
                .au(&droits.parametres, niveau, zone, &parts, jour);
            let retenu = retenu.unwrap();
            assert_eq!((retenu.montant, retenu.calcule), (publie.montant, false));
        }
    }
    let comptes: Vec<_> = comptes.into_iter().collect();
    assert_eq!(
        comptes,
        [
            (None, 112),
            (Some(Raison::Tronque), 3),
            (Some(Raison::BaseArrondie), 2)
        ]
    );
}

fn raison(
    base: Centimes,
    niveau: Niveau,
    zone: Zone,
    personnes: u8,
    publie: Centimes,
) -> Option<Raison> {
    // coefficients en dixièmes
    let coefficient = [10, 15, 18, 21][usize::from(personnes) - 1];
    let niveau = if niveau == Niveau::Gratuit { 100 } else { 135 };
    let zone = if zone == Zone::Metropole {
        1_000
    } else {
        1_113
    };
    // en cent millionièmes d’euro
    let exact = |base: i64| i128::from(base) * coefficient * niveau * zone;
    let euro = 100_000_000;
    let tronque = exact(base.valeur()) / euro;
    let rond = Centimes::euros((base.valeur() + 50) / 100).valeur();
    let base_arrondie = (exact(rond) + euro / 2) / euro;
    let publie = i128::from(publie.valeur() / 100);
    if publie == tronque {
        Some(Raison::Tronque)
    } else if publie == base_arrondie {
        Some(Raison::BaseArrondie)
    } else {
        None
    }
}

/// « Par personne supplémentaire » : 0.4 of the base, as each source prints it.
#[test]
fn le_supplement_par_personne_est_celui_qui_est_publie() {
    // jour ; plafond ; zone ; imprimé, en millièmes d’euro ; décimales imprimées
    let gratuit = (Niveau::Gratuit, Zone::Metropole);
    let gratuit_dom = (Niveau::Gratuit, Zone::Dom);
    let payant = (Niveau::Participation, Zone::Metropole);
    let payant_dom = (Niveau::Participation, Zone::Dom);
    let publies: [(&str, (Niveau, Zone), i128, u32); 26] = [
        ("2016-04-01", gratuit, 3_461_260, 2),
        ("2016-04-01", gratuit_dom, 3_852_390, 2),
        ("2017-04-01", gratuit, 3_489_200, 2),
        ("2017-04-01", gratuit_dom, 3_883_480, 2),
        ("2017-04-01", payant, 4_710_420, 2),
        ("2017-04-01", payant_dom, 5_242_700, 2),
        ("2018-04-01", gratuit, 3_524_092, 3),
        ("2018-04-01", gratuit_dom, 3_922_310, 2),
        ("2018-04-01", payant, 4_757_524, 3),
        ("2018-04-01", payant_dom, 5_295_124, 3),
        ("2019-04-01", gratuit, 3_580_380, 2),
        ("2019-04-01", payant, 4_833_520, 2),
        ("2019-04-01", payant_dom, 5_380_000, 0),
        ("2020-04-01", gratuit, 3_612_620, 2),
        ("2020-04-01", payant, 4_877_040, 2),
        ("2021-04-01", gratuit, 3_616_000, 0),
        ("2022-04-01", gratuit, 3_681_000, 0),
        ("2022-04-01", payant, 4_970_000, 0),
        // 9 718,75 × 0,4 = 3 887,50 : la source coupe le demi-euro
        ("2023-04-01", gratuit, 3_887_000, 0),
        ("2023-04-01", payant, 5_248_000, 0),
        ("2024-04-01", gratuit, 4_066_000, 0),
        ("2024-04-01", gratuit_dom, 4_526_000, 0),
        ("2024-04-01", payant, 5_490_000, 0),
        ("2024-04-01", payant_dom, 6_110_000, 0),
        ("2025-04-01", gratuit, 4_135_000, 0),
        ("2025-04-01", payant, 5_583_000, 0),
    ];
    let parametres = &droits().parametres;
    for (jour, (niveau, zone), imprime, decimales) in publies {
        let date = jour.parse().unwrap();
        let base = parametres.montant("plafond.base", date).unwrap();
        let part = parametres.taux("plafond.personne-suivante", date).unwrap();
        assert_eq!(part, Taux::pour_cent(40));
        let niveau = if niveau == Niveau::Gratuit { 100 } else { 135 };
        let zone = if zone == Zone::Metropole {
            1_000
        } else {
            1_113
        };
        // centimes × 4 × 135 × 1 113 : en cent millionièmes d’euro
        let exact = i128::from(base.valeur()) * 4 * niveau * zone;
        let pas = 100_000_000 / 10_i128.pow(decimales);
        let arrondi = if jour == "2023-04-01" && niveau == 100 {
            exact / pas
        } else {
            (exact * 2 + pas).div_euclid(pas * 2)
        };
        assert_eq!(arrondi * pas, imprime * 100_000, "{jour} {niveau} {zone}");
    }
}

/// Nothing is said beyond the last ceiling, nor before the first.
#[test]
fn le_premier_et_le_dernier_jour() {
    let droits = droits();
    let un = Parts::entier(1);
    let plafond = |jour: &str| {
        let date = jour.parse().unwrap();
        droits
            .plafonds
            .au(
                &droits.parametres,
                Niveau::Gratuit,
                Zone::Metropole,
                &un,
                date,
            )
            .map(|plafond| plafond.montant.valeur() / 100)
            .ok()
    };
    for (jour, attendu) in [
        ("2014-06-30", None),
        ("2014-07-01", Some(8_645)),
        ("2016-03-31", Some(8_645)),
        ("2016-04-01", Some(8_653)),
        ("2017-03-31", Some(8_653)),
        ("2017-04-01", Some(8_723)),
        ("2018-03-31", Some(8_723)),
        ("2018-04-01", Some(8_810)),
        ("2019-03-31", Some(8_810)),
        ("2019-04-01", Some(8_951)),
        ("2019-10-31", Some(8_951)),
        ("2019-11-01", Some(8_951)),
        ("2020-03-31", Some(8_951)),
        ("2020-04-01", Some(9_032)),
        ("2021-03-31", Some(9_032)),
        ("2021-04-01", Some(9_041)),
        ("2022-03-31", Some(9_041)),
        ("2022-04-01", Some(9_203)),
        ("2022-06-30", Some(9_203)),
        ("2022-07-01", Some(9_571)),
        ("2023-03-31", Some(9_571)),
        ("2023-04-01", Some(9_719)),
        ("2024-03-31", Some(9_719)),
        ("2024-04-01", Some(10_166)),
        ("2025-03-31", Some(10_166)),
        ("2025-04-01", Some(10_339)),
        ("2026-03-31", Some(10_339)),
        ("2026-04-01", Some(10_421)),
        ("2027-03-31", Some(10_421)),
        ("2027-04-01", None),
    ] {
        assert_eq!(plafond(jour), attendu, "{jour}");
    }
}
