//! A required guarantee: what is said of it, how exact the comparison is, on how many acts, at
//! which ages.

use super::outils::{FICTIVE, Fictive, dit, dossier, ecran, reponses, souhaits};
use std::io;

/// A row for a session of some alternative care, in each shape of cell.
const LIGNES: &[&str] = &[
    ";Soins courants;soins-courants;;;100 %",
    ";Ostéopathe;osteopathie;;par séance;50 % FR",
    ";Diététicien;dietetique;;par séance;50 % du reste",
    ";Sophrologue;sophrologie;;par séance;FR limité à 50 % FR",
    ";Hypnothérapeute;hypnotherapie;;par séance;20 € | 40 €",
    ";Lactation;lactation;;par séance;30 €",
    ";Naissance;maternite/naissance;;sans dépense;300 €",
];

fn offre() -> io::Result<tempfile::TempDir> {
    dossier(&[Fictive {
        lignes: LIGNES,
        ..FICTIVE
    }])
}

fn exigences(demandes: &[(&str, &str)]) -> String {
    let demandes = demandes.iter().map(|(id, voulu)| {
        let demande = format!("garantie = {{ {voulu} }}");
        souhaits(&[(id, &demande)])
    });
    demandes.collect()
}

fn lues(demandes: &[(&str, &str)]) -> io::Result<Vec<crate::Ligne>> {
    reponses(&offre()?, &exigences(demandes))
}

/// Two flat amounts compare at any price, and only then: a share of the price (30 of 60 €), of
/// what is left (25 of 50 €) or a limit in share of the price holds at the prices tried.
#[test]
fn une_part_du_prix_ne_se_compare_qu_aux_prix_essayes() -> io::Result<()> {
    let vingt =
        |poste: &str| format!("poste = \"{poste}\", regle = \"par séance\", au_moins = \"20 €\"");
    let lues = lues(&[
        ("prix", &vingt("osteopathie")),
        ("reste", &vingt("dietetique")),
        ("limite", &vingt("sophrologie")),
        ("montant", &vingt("lactation")),
        ("base", "poste = \"infirmier\", au_moins = \"100 %\""),
    ])?;
    for (id, paye) in [("prix", "30.00"), ("reste", "25.00"), ("limite", "25.00")] {
        let [conforme, mesure, details] = dit(&lues, id, ["conforme", "mesure", "details"]);
        assert_eq!((&*conforme, &*mesure), ("oui", paye), "{id}");
        assert!(details.ends_with("|comparé aux prix essayés"), "{details}");
    }
    for id in ["montant", "base"] {
        let [conforme, details] = dit(&lues, id, ["conforme", "details"]);
        assert_eq!(conforme, "oui", "{id}");
        assert!(!details.contains("prix essayés"), "{details}");
    }
    Ok(())
}

/// Paid 20 € or 40 €: 40 € are met in the better reading, 50 € in none. What is said is the
/// act, its price, what is paid and what it takes; with one poste, not the name of the poste.
#[test]
fn deux_lectures_contre_une_exigence() -> io::Result<()> {
    let seance = |euros: &str| {
        format!("poste = \"hypnotherapie\", regle = \"par séance\", au_moins = \"{euros}\"")
    };
    let (quarante, cinquante) = (seance("40 €"), seance("50 €"));
    let demandes = [("quarante", &*quarante), ("cinquante", &*cinquante)];
    let lues = lues(&demandes)?;
    let dit = |id: &str| dit(&lues, id, ["conforme", "ecart", "details"]);
    let debut = "Séance d’hypnothérapie, à 65,00 € : paie de 20,00 € à 40,00 €, il faut";
    assert_eq!(
        dit("quarante"),
        ["inconnu", "20.00", &format!("{debut} 40,00 €")]
    );
    assert_eq!(
        dit("cinquante"),
        ["non", "30.00", &format!("{debut} 50,00 €")]
    );
    // l’écart a les deux bouts de ce qui est payé
    let lu = ecran(&offre()?, &exigences(&demandes))?;
    for attendu in [
        "1 quarante ? 20,00 à 40,00 € 40,00 € 0,00 à 20,00 €",
        "2 cinquante non 20,00 à 40,00 € 50,00 € 10,00 à 30,00 €",
    ] {
        assert!(lu.contains(attendu), "{attendu}\n{lu}");
    }
    Ok(())
}

/// An allowance has no expense: 300 € paid, 200 € required.
#[test]
fn une_allocation_compte_sans_depense() -> io::Result<()> {
    let lues = lues(&[(
        "naissance",
        "poste = \"maternite/naissance\", regle = \"sans dépense\", au_moins = \"200 €\"",
    )])?;
    assert_eq!(
        dit(
            &lues,
            "naissance",
            ["conforme", "mesure", "cible", "details"]
        ),
        [
            "oui",
            "300.00",
            "200.00",
            "Naissance ou adoption (allocation) : paie 300,00 €, il faut 200,00 €"
        ]
    );
    Ok(())
}

/// Three sessions are paid, five required, be it said by the row or by the cell: 90 € of
/// 150 €. A single session would not show it.
#[test]
fn un_nombre_de_seances_s_essaie_en_entier() -> io::Result<()> {
    let offre = dossier(&[Fictive {
        lignes: &[";Lactation;lactation;;par séance, 3 séances/an;30 €"],
        ..FICTIVE
    }])?;
    let cinq = [
        (
            "ligne",
            "regle = \"par séance, 5 séances/an\", au_moins = \"30 €\"",
        ),
        ("cellule", "au_moins = \"30 €/séance, 5 séances/an\""),
    ];
    let cinq = cinq.map(|(id, voulu)| {
        let demande = format!("garantie = {{ poste = \"lactation\", {voulu} }}");
        souhaits(&[(id, &demande)])
    });
    let lues = reponses(&offre, &cinq.concat())?;
    for id in ["ligne", "cellule"] {
        assert_eq!(
            dit(&lues, id, ["conforme", "mesure", "cible", "ecart"]),
            ["non", "90.00", "150.00", "60.00"],
            "{id}"
        );
    }
    Ok(())
}

/// The bands are priced at 12, 40 and 70: from 60 on, only the last one is tried.
#[test]
fn une_exigence_pour_les_aines_s_essaie_a_leur_age() -> io::Result<()> {
    let lues = lues(&[(
        "aines",
        "poste = \"lactation\", quand = \"âge >= 60\", regle = \"par séance\", au_moins = \"40 €\"",
    )])?;
    assert_eq!(
        dit(&lues, "aines", ["conforme", "mesure", "cible", "ecart"]),
        ["non", "30.00", "40.00", "10.00"]
    );
    Ok(())
}

/// Where the gap is the same in every sector, the first one stands for the others.
#[test]
fn a_ecart_egal_le_premier_acte_est_dit() -> io::Result<()> {
    let lues = lues(&[(
        "generaliste",
        "poste = \"generaliste\", au_moins = \"100 %\"",
    )])?;
    let [conforme, details] = dit(&lues, "generaliste", ["conforme", "details"]);
    assert_eq!(conforme, "oui");
    assert!(details.contains("chez secteur 1, à 70,00 €"), "{details}");
    Ok(())
}
