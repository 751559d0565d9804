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
