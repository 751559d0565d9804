//! `rac droits` as people type it.

use assert_cmd::Command;
use std::fs;
use std::io;
use std::process::Output;

/// The columns of `droits`, as the design binds them.
const COLONNES: &str = "foyer;date;personnes;ressources;forfait_logement;base_ressources;plafond_gratuit;plafond_participation;droit;aide_annuelle;participation_mensuelle;orientation;drapeaux";

fn lancer(arguments: &[&str]) -> io::Result<Output> {
    Command::cargo_bin("rac")
        .map_err(io::Error::other)?
        .arg("droits")
        .args(arguments)
        .output()
}

fn reponse(arguments: &[&str]) -> String {
    let lu = lancer(arguments).unwrap();
    assert_eq!(String::from_utf8_lossy(&lu.stderr), "", "{arguments:?}");
    assert_eq!(lu.status.code(), Some(0), "{arguments:?}");
    String::from_utf8(lu.stdout).unwrap()
}

fn refus(arguments: &[&str]) -> String {
    let lu = lancer(arguments).unwrap();
    let message = String::from_utf8(lu.stderr).unwrap();
    assert_eq!(lu.status.code(), Some(2), "{arguments:?} : {message}");
    assert!(lu.stdout.is_empty(), "{arguments:?}");
    message
}

/// The same text, with one fingerprint for all data.
fn sans_empreinte(texte: &str) -> String {
    let hexadecimal = |mot: &str| {
        let mot = mot.trim_end_matches('.');
        mot.len() == 16 && mot.chars().all(|c| c.is_ascii_hexdigit())
    };
    let mots = texte.split_inclusive([' ', '\n']);
    mots.map(|mot| {
        if hexadecimal(mot.trim_end()) {
            mot.replace(|c: char| c.is_ascii_hexdigit(), "0")
        } else {
            mot.to_owned()
        }
    })
    .collect()
}

#[test]
fn les_ecrans_sont_figes() {
    let guichet = ["--personnes", "1", "--ressources", "9500"];
    let a_57_ans = [&guichet[..], &["--age", "57"]].concat();
    for (nom, arguments) in [
        (
            "acs",
            [
                &a_57_ans[..],
                &["--date", "2018-06-01", "--logement", "locataire"],
            ]
            .concat(),
        ),
        ("c2s", [&a_57_ans[..], &["--date", "2022-06-01"]].concat()),
        (
            "proprietaire",
            [
                &guichet[..],
                &["--date", "2018-06-01", "--logement", "proprietaire"],
            ]
            .concat(),
        ),
        (
            "aucun",
            vec![
                "--age",
                "40",
                "--enfant",
                "7",
                "--ressources",
                "40000",
                "--date",
                "2026-06-01",
            ],
        ),
        (
            "rsa",
            vec!["--age", "45", "--allocation", "rsa", "--date", "2023-01-01"],
        ),
    ] {
        let ecran = reponse(&arguments);
        let trop_large = ecran.lines().find(|ligne| ligne.chars().count() > 80);
        assert_eq!(trop_large, None, "{nom}");
        insta::assert_snapshot!(format!("droits_{nom}"), sans_empreinte(&ecran));
    }
}

/// The very shape of the file, and nothing else: a row per household.
#[test]
fn un_fichier_de_foyers_rend_une_ligne_par_foyer() -> io::Result<()> {
    let dossier = tempfile::tempdir()?;
    let chemin = dossier.path().join("foyers.csv");
    // 14 000 € à deux en juin 2018 : entre 13 215 et 17 841 € ; 550 + 350 €
    fs::write(
        &chemin,
        "id;date;ages_adultes;ages_enfants;ressources_annuelles_eur;logement\n\
         a;2018-06-01;70|57;;14 000,00;locataire\n\
         b;2022-06-01;57;;9500;locataire\n\
         c;2024-06-01;40;12|7;0;loge_gratuitement\n",
    )?;
    let csv = reponse(&["--foyers", &chemin.to_string_lossy(), "--format", "csv"]);
    assert_eq!(
        csv.lines().collect::<Vec<_>>(),
        [
            COLONNES,
            "a;2018-06-01;2;14000.00;0.00;14000.00;13215.00;17841.00;ACS;900.00;;caisse-puis-offres-labellisees;",
            "b;2022-06-01;1;9500.00;0.00;9500.00;9203.00;12424.00;C2S avec participation;;21.00;caisse;",
            // 635,71 × 12 × 25,2 % = 1 922,39
            "c;2024-06-01;3;0.00;1922.39;1922.39;18298.00;24703.00;C2S gratuite;;;caisse;",
        ]
    );
    Ok(())
}

#[test]
fn un_fichier_faux_dit_tout_d_un_coup() -> io::Result<()> {
    let dossier = tempfile::tempdir()?;
    let chemin = dossier.path().join("foyers.csv");
    fs::write(
        &chemin,
        "id;date;ages_adultes;ages_enfants;ressources_annuelles_eur;logement;departemant\n\
         a;2018-06-01;40;45;9500;locataire;\n\
         b;2030-01-01;40;;-3;chateau;\n\
         c;2014-12-31;40|x;;100;proprietaire;\n\
         c;2019-06-01;40|41|42;;100;proprietaire;\n\
         d;2019-06-01;40;;100;proprietaire;\n\
         d;2019-06-01;40;;100;proprietaire;\n",
    )?;
    let message = refus(&["--foyers", &chemin.to_string_lossy()]);
    for dit in [
        "vouliez-vous dire `departement`",
        "à la charge d’un adulte de 40 ans",
        "les derniers valent jusqu’au 31/03/2027",
        "« -3 » est négatif",
        "« chateau »",
        "avant le 01/01/2015",
        "« x » n’est pas un âge",
        "au plus deux adultes",
        "le foyer `d` est écrit deux fois",
    ] {
        assert!(message.contains(dit), "{dit}\n{message}");
    }
    Ok(())
}

#[test]
fn un_foyer_faux_est_une_phrase() {
    for (arguments, dit) in [
        (vec![], "donnez le foyer"),
        (vec!["--age", "40"], "les ressources manquent"),
        (
            vec!["--age", "40", "--ressources", "-5"],
            "Sans ressources, écrivez 0",
        ),
        (
            vec!["--age", "30", "--enfant", "31", "--ressources", "5"],
            "à la charge d’un adulte de 30 ans",
        ),
        (
            vec!["--age", "60", "--enfant", "25", "--ressources", "5"],
            "n’est plus à charge",
        ),
        (
            vec!["--age", "40", "--ressources", "5", "--date", "2014-12-31"],
            "avant le 01/01/2015",
        ),
        (
            vec!["--age", "40", "--ressources", "5", "--date", "2027-04-01"],
            "31/03/2027",
        ),
        (
            vec![
                "--age",
                "40",
                "--age",
                "38",
                "--personnes",
                "1",
                "--ressources",
                "5",
            ],
            "au plus un âge par personne",
        ),
        (
            vec!["--age", "40", "--ressources", "5", "--logement", "chateau"],
            "loge-gratuit",
        ),
        (vec!["--foyers", "x.csv", "--age", "40"], "retirez --age"),
    ] {
        let message = refus(&arguments);
        assert!(message.contains(dit), "{arguments:?} : {message}");
    }
}
