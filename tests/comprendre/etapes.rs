//! Every kind of step of a décompte, as it is read: the sentences are frozen, and the amounts
//! were checked by hand (the law's rules are in docs/methode.md).

use super::{DATE, ecran, lignes};

const FLEXIA: &str = "mcci/flexia/Confort";
const PANIER: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/comprendre/etapes.panier.toml"
);

/// From the first care to the sources: what the steps say.
fn etapes(offre: &str, arguments: &[&str]) -> String {
    let fixes = ["decompte", offre, "--date", DATE, "--age", "45"];
    let ecran = ecran(&[&fixes[..], arguments].concat());
    let debut = ecran.find("\nPrix").unwrap_or_default();
    let fin = ecran.find("\nSources").unwrap_or(ecran.len());
    ecran[debut..fin].trim().to_owned()
}

#[test]
fn l_hopital_et_l_ald_se_lisent() {
    insta::assert_snapshot!(etapes(FLEXIA, &["--panier", PANIER]));
}

/// The stays: 20 % of 1 000 €, more than three days at 23 €; two days at 23 €, more than 20 %
/// of 50 €; 32 € for a heavy act, and four days; thirty days at 20 % of 1 000 €, then three at
/// 23 €; five days at 23 € in ALD.
#[test]
fn l_hopital_et_l_ald_laissent_ce_que_dit_la_loi() {
    let sans = ["decompte", "sans-mutuelle", "--date", DATE, "--age", "45"];
    let lues = lignes(&[&sans[..], &["--panier", PANIER]].concat());
    let restes: Vec<&str> = lues.iter().map(|ligne| ligne["rac"].as_str()).collect();
    let attendus = ["2.00", "200.00", "46.00", "124.00", "6069.00", "115.00"];
    assert_eq!(restes, attendus);
}

#[test]
fn la_personne_change_les_etapes() {
    let cas: [(&str, &[&str]); 4] = [
        (FLEXIA, &["--maternite", "--soin", "generaliste"]),
        (
            FLEXIA,
            &[
                "--hors-parcours",
                "--soin",
                "generaliste",
                "--soin",
                "medicament-65 = 20 €",
            ],
        ),
        (
            FLEXIA,
            &["--regime", "alsace-moselle", "--soin", "generaliste"],
        ),
        (
            "mcci/flexia/Confort + avenir/talis/TALIS",
            &["--soin", "specialiste non OPTAM = 90 €"],
        ),
    ];
    let lus = cas.map(|(offre, arguments)| etapes(offre, arguments));
    insta::assert_snapshot!(lus.join("\n\n———\n\n"));
}

/// Confort pays 30 € a session, five times a year: 150 € never make up for 399.12 €.
#[test]
fn un_seuil_jamais_atteint_dit_ce_qui_l_arrete() {
    let offres = ["seuil", "mcci/flexia/Start", FLEXIA, "--date", DATE];
    let qui = [
        "--age",
        "45",
        "--departement",
        "35",
        "--acte",
        "osteopathie",
    ];
    let dit = ecran(&[&offres[..], &qui].concat());
    let dit = dit.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        dit.contains(
            "FLEXIA Confort ne la rattrape jamais. L’écart de départ est de 399,12 € par an, et \
             le premier acte n’en rattrape que 30,00 €, 150,00 € en tout au plus : un plafond \
             du contrat arrête le gain au 5e."
        ),
        "{dit}"
    );
}

/// A general practitioner at 30 €: 25 € and 3 € in Alsace-Moselle, at 90 %; 7 € and 9 € out of
/// the path, at 30 % (12 € of the ticket modérateur are never paid back); all of it, without
/// the 2 €, in the last months of a pregnancy. All that is said of the person holds without an
/// age.
#[test]
fn ce_qui_est_dit_de_la_personne_vaut_sans_son_age() {
    let cas: [(&[&str], [&str; 3]); 4] = [
        (&[], ["19.00", "9.00", "2.00"]),
        (&["--regime", "alsace-moselle"], ["25.00", "3.00", "2.00"]),
        (&["--hors-parcours"], ["7.00", "9.00", "14.00"]),
        (&["--maternite"], ["30.00", "0.00", "0.00"]),
    ];
    for (qui, attendu) in cas {
        let demande = ["decompte", "mcci/flexia/Start", "--date", DATE];
        let soin = ["--soin", "généraliste = 30 €"];
        for age in [&[][..], &["--age", "40"]] {
            let lues = lignes(&[&demande[..], &soin, qui, age].concat());
            let dit = ["amo", "amc", "rac"].map(|colonne| lues[0][colonne].as_str());
            assert_eq!(dit, attendu, "{qui:?} {age:?}");
        }
    }
}

/// By band as well. The reference of 20 to 60 in an average year: what the social security
/// pays is more under the régime local, less out of the path of care, and the screen says so.
#[test]
fn ce_qui_est_dit_des_personnes_vaut_par_tranche() {
    let fixes = [
        "comparer",
        "--offres",
        FLEXIA,
        "--departement",
        "35",
        "--date",
        DATE,
    ];
    let amo = |plus: &[&str]| -> Vec<i64> {
        let lignes = lignes(&[&fixes[..], plus].concat());
        let reference = lignes
            .iter()
            .filter(|ligne| ligne["offre"] == "sans-mutuelle");
        reference
            .map(|ligne| ligne["amo"].replace('.', "").parse().expect("des centimes"))
            .collect()
    };
    let commun = amo(&[]);
    assert_eq!(commun.len(), 3);
    for (options, plus, dit) in [
        (
            ["--regime", "alsace-moselle"].as_slice(),
            true,
            "Régime local d’Alsace-Moselle.",
        ),
        (&["--hors-parcours"], false, "Hors du parcours de soins."),
    ] {
        let change = amo(options);
        let deux = commun.iter().zip(&change);
        assert!(
            deux.clone()
                .all(|(avant, apres)| (apres > avant) == plus || apres == avant)
                && deux.clone().any(|(avant, apres)| apres != avant),
            "{options:?} : {commun:?} {change:?}"
        );
        assert!(
            ecran(&[&fixes[..], options].concat()).contains(dit),
            "{options:?}"
        );
    }
    let ancien = ecran(&[&fixes[..], &["--anciennete", "24"]].concat());
    assert!(
        ancien.contains("24 mois passés dans chaque contrat."),
        "{ancien}"
    );
}
