//! Rights among the offers: ranked when they are held, beside the ranking when they could be
//! asked for; and the labelled ACS offers at premiums in hand.

use assert_cmd::Command;
use std::collections::BTreeMap;
use std::fs;

type Ligne = BTreeMap<String, String>;

fn lancer(arguments: &[&str]) -> (String, String, Option<i32>) {
    let lu = Command::cargo_bin("rac")
        .unwrap()
        .args(arguments)
        .output()
        .unwrap();
    (
        String::from_utf8(lu.stdout).unwrap(),
        String::from_utf8(lu.stderr).unwrap(),
        lu.status.code(),
    )
}

fn ecran(arguments: &[&str]) -> String {
    let (sortie, erreurs, code) = lancer(arguments);
    assert_eq!((erreurs.as_str(), code), ("", Some(0)), "{arguments:?}");
    sortie.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn csv(arguments: &[&str]) -> Vec<Ligne> {
    let (sortie, erreurs, code) = lancer(&[arguments, &["--format", "csv"]].concat());
    assert_eq!((erreurs.as_str(), code), ("", Some(0)), "{arguments:?}");
    csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(sortie.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .unwrap()
}

fn refus(arguments: &[&str]) -> String {
    let (sortie, erreurs, code) = lancer(arguments);
    assert_eq!((sortie.as_str(), code), ("", Some(2)), "{arguments:?}");
    erreurs
}

const GUICHET: [&str; 7] = [
    "comparer",
    "--age",
    "70",
    "--date",
    "2026-11-22",
    "--soin",
    "généraliste x6",
];

/// At 70 the participation is 30 × 12 = 360 €; six visits at 30 € leave nothing. The other
/// rows are those of someone who does not hold the right: 2 € left a visit.
#[test]
fn la_c2s_a_son_rang() {
    let avec = csv(&[&GUICHET[..], &["--droit", "c2s-participation"]].concat());
    let c2s = avec
        .iter()
        .find(|l| l["offre"] == "solidarite/c2s")
        .unwrap();
    assert_eq!(
        ["niveau", "cotisation_annuelle", "rac", "cout_total"].map(|nom| c2s[nom].as_str()),
        ["participation", "360.00", "0.00", "360.00"]
    );
    assert_eq!(c2s["rang"], "1");
    let sans = csv(&GUICHET);
    let autres = |lignes: &[Ligne]| -> Vec<(String, String)> {
        let autres = lignes.iter().filter(|l| l["offre"] != "solidarite/c2s");
        autres
            .map(|ligne| (ligne["offre"].clone(), ligne["rac"].clone()))
            .collect()
    };
    assert_eq!(autres(&avec), autres(&sans));
    assert!(!sans.iter().any(|l| l["offre"] == "solidarite/c2s"));
}

#[test]
fn la_c2s_gratuite_ne_coute_rien() {
    let lignes = csv(&[&GUICHET[..], &["--droit", "c2s-gratuite"]].concat());
    let c2s = &lignes[0];
    assert_eq!(
        ["rang", "niveau", "cotisation_annuelle", "cout_total"].map(|nom| c2s[nom].as_str()),
        ["1", "gratuite", "0.00", "0.00"]
    );
}

/// 11 000 € alone in 2026: between 10 421 and 14 069 €.
#[test]
fn un_droit_possible_se_dit_a_cote_du_classement() {
    let avec = [&GUICHET[..], &["--ressources", "11000"]].concat();
    let dit = ecran(&avec);
    assert!(
        dit.contains("Vous auriez droit à la C2S avec participation.")
            && dit.contains("rac droits --age 70 --personnes 1 --ressources 11000"),
        "{dit}"
    );
    let lignes = csv(&avec);
    let c2s = lignes
        .iter()
        .find(|l| l["offre"] == "solidarite/c2s")
        .unwrap();
    assert_eq!(
        (c2s["rang"].as_str(), c2s["cout_total"].as_str()),
        ("", "360.00")
    );
    // les rangs des autres ne bougent pas
    let rangs = |lignes: &[Ligne]| -> Vec<(String, String)> {
        let classes = lignes.iter().filter(|l| !l["rang"].is_empty());
        classes
            .map(|l| (l["rang"].clone(), l["niveau"].clone()))
            .collect()
    };
    assert_eq!(rangs(&lignes), rangs(&csv(&GUICHET)));
    // au-dessus des plafonds, rien n’est promis
    let riche = ecran(&[&GUICHET[..], &["--ressources", "30000"]].concat());
    assert!(!riche.contains("auriez droit"), "{riche}");
}

#[test]
fn l_acs_possible_dit_son_cheque() {
    let dit = ecran(&[
        "comparer",
        "--age",
        "57",
        "--date",
        "2019-05-01",
        "--soin",
        "généraliste",
        "--ressources",
        "9500",
    ]);
    assert!(
        dit.contains("Vous auriez droit à l’ACS, 350,00 € par an"),
        "{dit}"
    );
}

#[test]
fn un_droit_a_ses_dates() {
    for (droit, date, dit) in [
        ("acs", "2019-11-01", "a pris fin le 31/10/2019"),
        ("cmu-c", "2019-11-01", "a pris fin le 31/10/2019"),
        ("c2s-gratuite", "2019-10-31", "commence le 01/11/2019"),
        ("c2s", "2026-11-22", "c2s-gratuite"),
    ] {
        let message = refus(&[
            "comparer",
            "--age",
            "40",
            "--soin",
            "généraliste",
            "--date",
            date,
            "--droit",
            droit,
        ]);
        assert!(message.contains(dit), "{droit} {date} : {message}");
    }
    let message = refus(&[
        "decompte",
        "sans-mutuelle",
        "--soin",
        "généraliste",
        "--droit",
        "c2s-gratuite",
    ]);
    assert!(message.contains("solidarite/c2s/gratuite"), "{message}");
}

/// At 57 the cheque is 350 €: 640 − 350 = 290 €; 300 € is all taken by the cheque.
#[test]
fn l_acs_se_classe_sur_des_cotisations_donnees() {
    let lignes = csv(&[
        "acs",
        "--age",
        "57",
        "--date",
        "2019-03-01",
        "--cotisation",
        "acces sante/A = 640 €",
        "--cotisation",
        "Proxime Santé/B = 300",
    ]);
    let lus: Vec<[&str; 5]> = lignes
        .iter()
        .map(|l| {
            [
                "offre",
                "niveau",
                "cotisation_avant_aide",
                "cheque",
                "cotisation_nette",
            ]
            .map(|nom| l[nom].as_str())
        })
        .collect();
    assert_eq!(
        lus,
        [
            ["PROXIME SANTE", "B", "300.00", "300.00", "0.00"],
            ["ACCES SANTE", "A", "640.00", "350.00", "290.00"],
        ]
    );
    let message = refus(&[
        "acs",
        "--age",
        "57",
        "--date",
        "2019-03-01",
        "--cotisation",
        "x",
        "--cotisation",
        "a/D=3",
    ]);
    assert!(
        message.contains("le signe « = » manque") && message.contains("niveau « D »"),
        "{message}"
    );
}

/// ACTIOM chooses by price and agency: whoever keeps the data fills in the column.
#[test]
fn l_agence_se_remplit_et_se_filtre() {
    let dossier = tempfile::tempdir().unwrap();
    let tables = dossier.path().join("acs-tariffs");
    fs::create_dir(&tables).unwrap();
    fs::write(
        tables.join("tarifs-local.csv"),
        "offre;organismes;niveau;age_min;age_max;du;au;cotisation_nette;cheque_deduit;agence;source;verifie_le;doute\n\
         PRES;Un;A;57;57;2019-01-01;2019-10-31;120,00;350,00;Rennes, centre;relevé;2019-02-01;\n\
         LOIN;Deux;A;57;57;2019-01-01;2019-10-31;90,00;350,00;;relevé;2019-02-01;\n",
    )
    .unwrap();
    let donnees = dossier.path().to_string_lossy().into_owned();
    let base = [
        "acs",
        "--age",
        "57",
        "--date",
        "2019-03-01",
        "--donnees",
        &donnees,
    ];
    assert_eq!(csv(&base).len(), 2);
    let pres = csv(&[&base[..], &["--agence", "rennes"]].concat());
    assert_eq!(pres.len(), 1);
    assert_eq!(
        (pres[0]["offre"].as_str(), pres[0]["agence"].as_str()),
        ("PRES", "Rennes, centre")
    );
    let message = refus(&[&base[..], &["--agence", "brest"]].concat());
    assert!(message.contains("« brest »"), "{message}");
}
