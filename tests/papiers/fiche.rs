//! The sheet of a person: its figures, worked by hand, its words, its sentences.

use super::outils::{CAS, rac, repond, simple, texte, textes};
use std::io;

/// People and offers of every kind, with what only one of them says.
const CAS_DIVERS: [(&[&str], &str); 6] = [
    (
        &["mcci/flexia/Confort", "--age", "70", "--departement", "35"],
        "128,48 € par mois",
    ),
    (
        &["mcci/flexia/Confort", "--age", "70", "--ressources", "9000"],
        "vous auriez droit",
    ),
    (
        &["mcci/flexia/Start", "--age", "70", "--ressources", "90000"],
        "vous n’avez pas droit",
    ),
    (&["solidarite/c2s/gratuite", "--age", "40"], "Rien à payer"),
    (&["april/sante-mix/H2-M2", "--age", "30"], "Prix non publié"),
    (
        &[
            "mcci/flexia/Confort",
            "--foyer",
            "examples/foyers/couple-trois-enfants.toml",
        ],
        "Ces exemples sont pour",
    ),
];
/// Acronyms that the sheet may leave unexplained: none.
const SANS_EXPLICATION: [&str; 0] = [];
/// Words of the median sentence, at most.
const MOTS: usize = 15;

fn fiche(arguments: &[&str], format: &str) -> io::Result<String> {
    let debut = ["document", "fiche"];
    let fin = ["--format", format, "--date", "2026-11-22"];
    repond(&[&debut[..], arguments, &fin].concat())
}

#[test]
fn les_chiffres_sont_ceux_des_exemples_publies() -> io::Result<()> {
    // MCCI imprime pour Confort, au 01/04/2026 : couronne à 557 €, 377,00 € à payer ;
    // lunettes à 366 €, 216,00 € ; aide auditive à 1 582 €, 1 082,00 €. Une nuit : forfait
    // de 2 × 23 € et participation payés, chambre 67 − 30 = 37,00 €. Par mois :
    // 1 541,76 / 12 = 128,48 €
    let csv = fiche(
        &["mcci/flexia/Confort", "--age", "70", "--departement", "35"],
        "csv",
    )?;
    let restes: Vec<(&str, &str, &str)> = csv
        .lines()
        .skip(1)
        .filter_map(|ligne| {
            let cellules: Vec<&str> = ligne.split(';').collect();
            match cellules.as_slice() {
                [_, _, soin, sante, _, _, _, rac, ..] => Some((*soin, *sante, *rac)),
                _ => None,
            }
        })
        .collect();
    assert_eq!(
        restes,
        [
            ("Une paire de lunettes", "non", "216.00"),
            ("Une paire de lunettes", "oui", "0.00"),
            ("Une couronne, dent du fond", "non", "377.00"),
            ("Une couronne, dent de devant", "non", "0.00"),
            ("Une couronne, dent de devant", "oui", "0.00"),
            ("Un appareil auditif", "non", "1082.00"),
            ("Un appareil auditif", "oui", "0.00"),
            ("Une nuit à l’hôpital", "non", "37.00"),
        ]
    );
    let page = fiche(
        &["mcci/flexia/Confort", "--age", "70", "--departement", "35"],
        "html",
    )?;
    for attendu in [
        "128,48\u{a0}€ par mois",
        "1\u{202f}541,76\u{a0}€ par an",
        "37,00\u{a0}€",
    ] {
        assert!(page.contains(attendu), "{attendu} :\n{page}");
    }
    Ok(())
}

#[test]
fn la_fiche_se_lit_sans_aide() -> io::Result<()> {
    for (arguments, attendu) in CAS_DIVERS {
        let page = fiche(arguments, "html")?;
        // le pied donne les sources : il se lit à part
        let textes = textes(page.split("<footer").next().unwrap_or_default());
        assert!(
            textes
                .iter()
                .any(|(_, texte)| simple(texte).contains(attendu)),
            "{arguments:?} : {attendu}\n{textes:#?}"
        );
        let parle = |balise: &str| matches!(balise, "p" | "li" | "h2" | "h3");
        let corps = textes.iter();
        let corps: Vec<&str> = corps
            .filter(|(balise, _)| parle(balise))
            .map(|(_, texte)| texte.as_str())
            .collect();
        let mut longueurs: Vec<usize> = corps
            .iter()
            .flat_map(|texte| texte.split(['.', '!', '?']))
            .map(|phrase| {
                phrase
                    .split([' ', '\u{a0}'])
                    .filter(|m| m.chars().any(char::is_alphanumeric))
                    .count()
            })
            .filter(|mots| *mots > 0)
            .collect();
        longueurs.sort_unstable();
        let mediane = longueurs[longueurs.len() / 2];
        assert!(mediane <= MOTS, "{arguments:?} : {mediane} mots");
        let plus_longue = longueurs.last().copied().unwrap_or_default();
        assert!(
            plus_longue <= 30,
            "{arguments:?} : une phrase de {plus_longue} mots"
        );
        for sigle in corps.iter().flat_map(|texte| sigles(texte)) {
            let debut = format!("{sigle} : ");
            let explique = corps.iter().any(|texte| simple(texte).starts_with(&debut));
            assert!(
                explique || SANS_EXPLICATION.contains(&sigle.as_str()),
                "{arguments:?} : « {sigle} » n’est pas expliqué\n{corps:#?}"
            );
        }
    }
    Ok(())
}

/// Words of capitals and digits: `C2S`, `CMU-C`.
fn sigles(texte: &str) -> Vec<String> {
    let mots = texte.split(|lettre: char| !lettre.is_alphanumeric() && lettre != '-');
    mots.filter(|mot| {
        let capitales = mot.chars().filter(|lettre| lettre.is_uppercase()).count();
        capitales > 1 && !mot.chars().any(char::is_lowercase)
    })
    .map(str::to_owned)
    .collect()
}

#[test]
fn les_soins_donnes_redonnent_le_total_de_comparer() -> io::Result<()> {
    // 6 × 2,00 € de participation et 620 − 72 − 108 = 440,00 € de couronne : 452,00 €
    let page = fiche(&[&["mcci/flexia/Confort"], &CAS[..8]].concat(), "html")?;
    assert!(
        page.contains("il resterait 452,00\u{a0}€ à payer dans l’année"),
        "{page}"
    );
    assert!(
        page.contains("Sans mutuelle, ce serait 614,00\u{a0}€"),
        "{page}"
    );
    Ok(())
}

#[test]
fn une_fiche_dit_ce_qui_lui_manque() -> io::Result<()> {
    for (arguments, attendu) in [
        (&["mcci/flexia/Confort"][..], "pour qui ? Ajoutez --age"),
        (&["mcci/flexia", "--age", "70"], "quel niveau ?"),
        (
            &[
                "mcci/flexia/Confort",
                "--age",
                "70",
                "--droit",
                "c2s-gratuite",
                "--date",
                "2026-11-22",
            ],
            "c’est elle la complémentaire",
        ),
    ] {
        let sortie = rac(&[&["document", "fiche"], arguments].concat())?;
        assert_eq!(sortie.status.code(), Some(2));
        let messages = texte(&sortie.stderr);
        assert!(messages.contains(attendu), "{arguments:?} : {messages}");
    }
    Ok(())
}
