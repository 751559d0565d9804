//! The present contract beside the proposed ones: the same figures as everywhere, what
//! changes, what to fill in by hand.

use super::outils::{CAS, rac, repond, simple, texte};
use std::io;

const CONTRATS: [&str; 5] = [
    "--actuel",
    "mcci/flexia/Start",
    "--proposees",
    "mcci/flexia/Confort",
    "mcci/flexia/Performance",
];

fn conseil(arguments: &[&str], format: &str) -> io::Result<String> {
    let debut = ["document", "conseil"];
    repond(
        &[
            &debut[..],
            &CONTRATS,
            &CAS,
            arguments,
            &["--format", format],
        ]
        .concat(),
    )
}

#[test]
fn le_conseil_dit_ce_qui_change_et_ce_qu_il_ne_sait_pas() -> io::Result<()> {
    // Confort coûte 1 541,76 − 858,96 = 682,80 € de plus par an que Start et laisse
    // 512,00 − 452,00 = 60,00 € de moins : 622,80 € de plus en tout
    let page = simple(&conseil(&["--besoin", "une couronne cette année"], "html")?);
    for attendu in [
        "Dit par la personne : « une couronne cette année »",
        "Cotisation de l’année : 682,80 € de plus",
        "Reste à payer sur les soins de l’année : 60,00 € de moins",
        "FLEXIA Confort coûterait au moins 622,80 € de plus. Garder le contrat actuel se défend.",
        "article L. 521-4",
        "Après un an de contrat, on peut en changer à tout moment, sans frais.",
        "Qui conseille : nom, organisme",
        "Actuel : FLEXIA Start",
        "Ce document prépare celui que le distributeur doit remettre",
    ] {
        assert!(page.contains(attendu), "{attendu}\n{page}");
    }
    let markdown = simple(&conseil(&[], "md")?);
    assert!(
        markdown.contains("| Qui conseille : nom, organisme |"),
        "{markdown}"
    );
    Ok(())
}

/// Cotisation, reste à payer et coût total d’un niveau sont les mêmes partout.
#[test]
fn les_memes_chiffres_partout() -> io::Result<()> {
    let comparer = repond(
        &[
            &["comparer"],
            &CAS[..],
            &["--offres", "mcci/flexia/Confort", "--format", "csv"],
        ]
        .concat(),
    )?;
    let entete: Vec<&str> = comparer
        .lines()
        .next()
        .unwrap_or_default()
        .split(';')
        .collect();
    let ligne: Vec<&str> = comparer
        .lines()
        .nth(1)
        .unwrap_or_default()
        .split(';')
        .collect();
    let lire = |colonne: &str| {
        let rang = entete.iter().position(|nom| *nom == colonne);
        rang.and_then(|rang| ligne.get(rang))
            .copied()
            .unwrap_or_default()
    };
    // la main : 1 541,76 € de cotisation, 12,00 + 440,00 € à payer
    assert_eq!(
        ["cotisation_nette", "rac", "cout_total"].map(lire),
        ["1541.76", "452.00", "1993.76"]
    );
    let francais = ["1 541,76 €", "452,00 €", "1 993,76 €"];
    let conseil_html = simple(&conseil(&[], "html")?);
    assert!(
        francais.iter().all(|f| conseil_html.contains(f)),
        "{conseil_html}"
    );
    for json in [
        conseil(&[], "json")?,
        repond(
            &[
                &["comparer"],
                &CAS[..],
                &["--offres", "mcci/flexia/Confort", "--format", "json"],
            ]
            .concat(),
        )?,
        repond(
            &[
                &["document", "fiche", "mcci/flexia/Confort"],
                &CAS[..],
                &["--format", "json"],
            ]
            .concat(),
        )?,
    ] {
        let lu: serde_json::Value = serde_json::from_str(&json).map_err(io::Error::other)?;
        let lignes = lu["comparaison"].as_array().cloned().unwrap_or_default();
        let confort = lignes.iter().find(|ligne| ligne["niveau"] == "Confort");
        let confort = confort.unwrap_or_else(|| panic!("{json}"));
        for colonne in ["cotisation_nette", "rac", "cout_total"] {
            let vu = confort[colonne].as_f64().map(|vu| format!("{vu:.2}"));
            assert_eq!(vu.as_deref(), Some(lire(colonne)), "{colonne}");
        }
    }
    let conseil_csv = conseil(&[], "csv")?;
    assert!(
        conseil_csv.lines().any(|ligne| {
            let cellules: Vec<&str> = ligne.split(';').collect();
            cellules.contains(&"Confort")
                && cellules.contains(&"1541.76")
                && cellules.contains(&"1993.76")
        }),
        "{conseil_csv}"
    );
    let fiche = simple(&repond(
        &[
            &["document", "fiche", "mcci/flexia/Confort"],
            &CAS[..],
            &["--format", "html"],
        ]
        .concat(),
    )?);
    assert!(
        francais.iter().take(2).all(|f| fiche.contains(f)),
        "{fiche}"
    );
    Ok(())
}

#[test]
fn un_conseil_dit_ce_qui_lui_manque() -> io::Result<()> {
    let contrats = ["--actuel", "mcci/flexia/Start", "--proposees"];
    for (arguments, attendu) in [
        (
            [&contrats[..], &["mcci/flexia/Confort"]].concat(),
            "ajoutez --age",
        ),
        (
            [
                &contrats[..],
                &["mcci/*", "--age", "70", "--departement", "35"],
            ]
            .concat(),
            "un conseil en compare 4 au plus",
        ),
        (
            [&contrats[..], &["mcci/flexia/Start", "--age", "70"]].concat(),
            "c’est le contrat actuel",
        ),
    ] {
        let date = ["--date", "2026-11-22"];
        let sortie = rac(&[&["document", "conseil"], &arguments[..], &date].concat())?;
        let messages = texte(&sortie.stderr);
        assert_eq!(sortie.status.code(), Some(2), "{messages}");
        assert!(messages.contains(attendu), "{arguments:?} : {messages}");
    }
    Ok(())
}
