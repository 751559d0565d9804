//! Premiums at each side of a limit: ages, months, the least premium, what excludes what.

use super::*;

/// The words of the steps, in order.
fn etapes(compte: &CompteDuFoyer) -> Vec<String> {
    let etapes = compte.etapes.iter();
    etapes
        .map(|etape| etape.quoi.to_string().replace('\u{a0}', " "))
        .collect()
}

fn seul(cotisation: &Cotisation, age: u8) -> CompteDuFoyer {
    demander(cotisation, &Foyer::de_ages(&[age]), CAS)
        .expect("une prime")
        .max
}

/// Alone, a person is a child before 18 and an adult from then on: 30,00 × 12, 50,00 × 12,
/// with a grid that has both prices at both ages.
#[test]
fn seul_on_est_adulte_a_dix_huit_ans() {
    let grille = "Bas;;general;adulte;16;;50.00\nBas;;general;enfant;0;27;30.00\n";
    let lue = cotisation("", grille);
    for (age, attendue) in [(16, "360"), (17, "360"), (18, "600"), (19, "600")] {
        let prime = lue.annuelle(0, age, Regime::General, None);
        let prime = prime.expect("une prime");
        assert_eq!(prime.max, centimes(attendue), "{age} ans");
    }
}

/// A grid of adults from 18 on: the adhérent of 17 pays the price of a child, 20,00 × 12,
/// and is one for the reductions: neither a couple nor a family.
#[test]
fn un_adherent_trop_jeune_paie_le_prix_d_un_enfant() {
    let membre = |qualite, age| Membre {
        qualite: Some(qualite),
        ..Membre::de_age(age)
    };
    let foyer = |ages: &[(Qualite, u8)]| Foyer {
        membres: ages
            .iter()
            .map(|(place, age)| membre(*place, *age))
            .collect(),
        ..Foyer::default()
    };
    let jeune = (Qualite::Adherent, 17);
    let sans = cotisation("", UNIQUE);
    assert_eq!(prime(&sans, &foyer(&[jeune]), CAS), centimes("240"));
    let majeur = foyer(&[(Qualite::Adherent, 18)]);
    assert_eq!(prime(&sans, &majeur, CAS), centimes("600"));
    let couple = cotisation("reductions = [\"-10 % : si couple\"]", UNIQUE);
    // (20,00 + 50,00) × 12
    let deux = foyer(&[jeune, (Qualite::Conjoint, 20)]);
    assert_eq!(prime(&couple, &deux, CAS), centimes("840"));
    let famille = cotisation("reductions = [\"-10 % : si famille\"]", UNIQUE);
    // 2 × 20,00 × 12
    let enfants = foyer(&[jeune, (Qualite::Enfant, 3)]);
    assert_eq!(prime(&famille, &enfants, CAS), centimes("480"));
}

/// A least premium of 50,00 € adds nothing to 50,00 €, and 0,01 € a month to 49,99 €.
#[test]
fn un_minimum_atteint_n_ajoute_rien() {
    let minimum = |prix: &str| {
        let grille = format!("Bas;;general;adulte;18;;{prix}\n");
        seul(&cotisation("minimum_mensuel = \"50 €\"", &grille), 40)
    };
    assert_eq!(etapes(&minimum("50.00")), ["Tarif adulte, 40 ans"]);
    let en_dessous = minimum("49.99");
    assert_eq!(
        etapes(&en_dessous),
        [
            "Tarif adulte, 40 ans",
            "Complément jusqu’au minimum du contrat"
        ]
    );
    assert_eq!(en_dessous.total(), centimes("600"));
}

/// Each reduction is one step, and an age is said in the singular below two years.
#[test]
fn chaque_etape_se_dit_une_fois() {
    let lue = cotisation("reductions = [\"-10 % : tous\"]", UNIQUE);
    for (age, tarif) in [
        (0, "Tarif enfant, 0 an"),
        (1, "Tarif enfant, 1 an"),
        (2, "Tarif enfant, 2 ans"),
    ] {
        let reduction = "Réduction « -10 % : tous »";
        assert_eq!(etapes(&seul(&lue, age)), [tarif, reduction]);
    }
}

/// Free months are not paid by the employer either: of 50,00 € a month for nine months, he
/// pays half, 25,00 × 9 = 225,00, and the household the other half.
#[test]
fn l_employeur_ne_paie_pas_les_mois_gratuits() {
    let lue = cotisation(
        "reductions = [\"gratuit 3 mois : tous\"]\npart_employeur = [\"50 % : adhérent\"]",
        UNIQUE,
    );
    let compte = seul(&lue, 40);
    assert_eq!(compte.part_employeur(), centimes("225"));
    assert_eq!(compte.total(), centimes("225"));
}

/// A reduction that excludes those of its own kind does not exclude itself: 50 × 90 % × 12.
#[test]
fn une_reduction_ne_s_exclut_pas_elle_meme() {
    let lue = cotisation("reductions = [\"-10 % : TNS, non cumulable TNS\"]", UNIQUE);
    let tns = Cas {
        statut: Statut::Tns,
        ..CAS
    };
    assert_eq!(prime(&lue, &Foyer::de_ages(&[40]), tns), centimes("540"));
}

/// What makes a range is said: the age when it is not known, the zone when it is not.
#[test]
fn une_fourchette_dit_d_ou_elle_vient() {
    let grille = "Bas;;general;adulte;39;39;50.00\nBas;;general;adulte;40;40;52.00\n";
    let lue = cotisation("age = \"âge révolu\"", grille);
    let ne_en_1986 = Foyer {
        membres: vec![Membre {
            age: Age::Annee(1986),
            ..Membre::de_age(0)
        }],
        ..Foyer::default()
    };
    let incertain = demander(&lue, &ne_en_1986, CAS).expect("une prime");
    assert!(incertain.selon_l_age() && !incertain.selon_la_zone());
    let quarante = demander(&lue, &Foyer::de_ages(&[40]), CAS).expect("une prime");
    assert!(!quarante.selon_l_age() && !quarante.selon_la_zone());
    let flexia = demander(&embarquee("mcci/flexia"), &famille(), CAS).expect("une prime");
    assert!(!flexia.selon_l_age() && flexia.selon_la_zone());
}

/// The part of a grid that a département and a level look at answers as the whole grid,
/// refusals included: each refusal keeps its reason.
#[test]
fn la_grille_d_un_departement_repond_comme_la_grille_entiere() {
    let grille = "niveau;zone;regime;statut;qualite;age_min;age_max;cotisation_mensuelle\n\
        Bas;1;general;salarie;adulte;18;;50.00\nBas;2;general;salarie;adulte;18;;60.00\n\
        Bas;2;general;tns;adulte;18;;45.00\n";
    let (catalogue, diagnostics) = lue("zones = \"zones.csv\"", grille, "01;1\n35;2\n");
    assert_eq!(diagnostics.erreurs(), 0, "{diagnostics:?}");
    let entiere = trouvee(&catalogue, "essai/sante");
    let sans_zone = Err(SansCotisation::DepartementSansZone);
    for (niveau, statut, departement, attendue) in [
        (0, Statut::Salarie, "01", Ok("600")),
        (0, Statut::Salarie, "35", Ok("720")),
        (0, Statut::Tns, "35", Ok("540")),
        // un prix pour les TNS, mais pas dans cette zone
        (0, Statut::Tns, "01", sans_zone),
        // le niveau Haut n’a pas de prix, et ce département n’a pas de zone
        (1, Statut::Salarie, "01", Err(SansCotisation::NonPubliee)),
        (1, Statut::Salarie, "976", sans_zone),
    ] {
        let cas = Cas {
            niveau,
            statut,
            departement: Some(departement),
            ..CAS
        };
        let reduite = entiere.pour(Niveaux::du_premier(niveau), Some(departement));
        for lue in [&entiere, &reduite] {
            let prime = demander(lue, &Foyer::de_ages(&[40]), cas);
            let prime = prime.map(|prime| prime.max.cotisations());
            assert_eq!(
                prime,
                attendue.map(centimes),
                "{niveau} {statut:?} {departement}"
            );
        }
    }
}
