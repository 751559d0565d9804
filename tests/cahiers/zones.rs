//! Premium rules where prices depend on the zone, and the cheapest offer.

use super::outils::{FICTIVE, Fictive, dit, dossier, ecran, exigence, reponses, souhaits};
use std::fs;
use std::io;

const ZONES: &[&str] = &["22;2", "35;1"];

/// 4 € a month, cheaper than any offer known, against 5 € or 6 € by the zone: 1 to 2 € too
/// much, and 10 × 4 / 6 = 6,67 to 10 × 4 / 5 = 8 points. The cheapest lacks nothing.
#[test]
fn la_moins_chere_contre_une_cotisation_par_zone() -> io::Result<()> {
    let offres = dossier(&[
        Fictive {
            nom: "zones",
            grille: &["1;adulte;0;;6", "2;adulte;0;;5"],
            zones: ZONES,
            ..FICTIVE
        },
        Fictive {
            nom: "moins-chere",
            grille: &[";adulte;0;;4"],
            ..FICTIVE
        },
    ])?;
    let demande = souhaits(&[(
        "prix",
        "cotisation = { la_moins_chere = true, tranche = \"20-a-60-ans\" }",
    )]);
    let lu = ecran(&offres, &demande)?;
    for attendu in [
        "Offre moins-chere Seul 10 sur 10 oui",
        "Offre zones Seul 6,67 à 8 sur 10 non",
        "1 prix non 5,00 à 6,00 € par mois 4,00 € par mois 1,00 à 2,00 €",
    ] {
        assert!(lu.contains(attendu), "{attendu}\n{lu}");
    }
    let lues = reponses(&offres, &demande)?;
    let ecart = |offre: &str| {
        let ligne = lues.iter().find(|ligne| ligne["offre"] == offre);
        ligne.map(|ligne| ligne["ecart"].clone())
    };
    assert_eq!(ecart("fictive/moins-chere").as_deref(), Some(""));
    assert_eq!(ecart("fictive/zones").as_deref(), Some("2.00"));
    Ok(())
}

/// In zone 1, 60 / 20 = 3 times; in zone 2, 45 / 30 = 1,5 times: never the 60 € of one zone
/// against the 30 € of the other. Twice or 1,5 times, it depends on the zone; 1,4 times, it is
/// refused in both. The zone is asked, and the prices of an offer that publishes none.
#[test]
fn l_ecart_se_mesure_zone_par_zone() -> io::Result<()> {
    let offres = dossier(&[
        Fictive {
            nom: "zones",
            grille: &[
                "1;enfant;0;17;20",
                "1;adulte;18;60;40",
                "1;adulte;61;;60",
                "2;enfant;0;17;30",
                "2;adulte;18;60;30",
                "2;adulte;61;;45",
            ],
            zones: ZONES,
            ..FICTIVE
        },
        Fictive {
            nom: "unique",
            grille: &[";enfant;0;17;20", ";adulte;18;60;30", ";adulte;61;;70"],
            ..FICTIVE
        },
        Fictive {
            nom: "muette",
            ..FICTIVE
        },
    ])?;
    let demandes = souhaits(&[
        ("double", "cotisation = { ecart_max = \"× 2\" }"),
        ("demi", "cotisation = { ecart_max = \"× 1,5\" }"),
        (
            "prix",
            "cotisation = { au_plus = 35, tranche = \"20-a-60-ans\" }",
        ),
    ]);
    let lu = ecran(&offres, &demandes)?;
    for attendu in [
        "1 double ? × 1,5 à × 3 × 2",
        "2 demi ? × 1,5 à × 3 × 1,5",
        "Offre muette (Seul), exigence 3 : Quelle cotisation pour la tranche « 20-60 ans » ?",
        "Offre zones (Seul), exigences 1, 2 et 3 : Quelle zone de cotisation ? (--departement)",
    ] {
        assert!(lu.contains(attendu), "{attendu}\n{lu}");
    }
    let refuse = exigence(
        "refuse",
        "souhaité",
        10,
        "cotisation = { ecart_max = \"× 1,4\" }",
    );
    let lues = reponses(&offres, &refuse)?;
    let zones = lues.iter().find(|ligne| ligne["offre"] == "fictive/zones");
    assert_eq!(zones.map(|ligne| &*ligne["conforme"]), Some("non"));
    Ok(())
}

/// A couple saves 10 € in one zone and nothing in the other: the zone is asked, for the other
/// offer saves nothing anywhere.
#[test]
fn une_reduction_d_une_seule_zone_se_demande() -> io::Result<()> {
    let offres = dossier(&[
        Fictive {
            nom: "zones",
            grille: &[
                "1;adherent;0;;50",
                "1;conjoint;0;;40",
                "2;adherent;0;;50",
                "2;conjoint;0;;50",
            ],
            zones: ZONES,
            ..FICTIVE
        },
        Fictive {
            nom: "unique",
            grille: &[";adulte;0;;35"],
            ..FICTIVE
        },
    ])?;
    let demande = souhaits(&[("couple", "cotisation = { reduction = \"couple\" }")]);
    let lu = ecran(&offres, &demande)?;
    for attendu in [
        "1 couple ? 0,00 à 10,00 € par mois oui",
        "Offre zones (Seul), exigence 1 : Quelle zone de cotisation ? (--departement)",
    ] {
        assert!(lu.contains(attendu), "{attendu}\n{lu}");
    }
    Ok(())
}

/// A parent at 50 €, children at 20 € until 11 and 10 € from 12; −10 % for all. The children of
/// the ARCS are 12: 5 + 2 × 1 = 7 € saved. Where the youngest band is priced at 18, who is no
/// child, they are 10: 5 + 2 × 2 = 9 €.
#[test]
fn les_enfants_d_une_famille_ont_l_age_de_leur_tranche() -> io::Result<()> {
    let offre = dossier(&[Fictive {
        grille: &[";enfant;0;11;20", ";enfant;12;17;10", ";adulte;18;;50"],
        reductions: "\"-10 % dès 2 assurés\"",
        ..FICTIVE
    }])?;
    let demande = souhaits(&[("parent", "cotisation = { reduction = \"monoparentale\" }")]);
    let lues = reponses(&offre, &demande)?;
    assert_eq!(
        dit(&lues, "parent", ["conforme", "mesure"]),
        ["oui", "7.00"]
    );

    // les mêmes tranches, dont la première est prise à 18 ans
    let arcs = fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/data/tranches/arcs.toml"
    ))?;
    let a_dix_huit = arcs.replace("\nage = 12\n", "\nage = 18\n");
    assert_ne!(a_dix_huit, arcs);
    let tranches = offre.path().join("tranches");
    fs::create_dir_all(&tranches)?;
    fs::write(tranches.join("arcs.toml"), a_dix_huit)?;
    let lues = reponses(&offre, &demande)?;
    assert_eq!(
        dit(&lues, "parent", ["conforme", "mesure"]),
        ["oui", "9.00"]
    );
    Ok(())
}
