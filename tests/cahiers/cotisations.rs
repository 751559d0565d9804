//! The premium rules of a cahier, each with its arithmetic.

use crate::{Ligne, cahier, lignes, rac, reponse, sortie};
use std::fs;
use std::io;
use tempfile::TempDir;

/// A fictitious offer of one level, with this premium grid and these reductions.
fn offre(grille: &str, reductions: &str) -> io::Result<TempDir> {
    let dossier = tempfile::tempdir()?;
    let sien = dossier.path().join("offers/fictive");
    fs::create_dir_all(&sien)?;
    let entete = format!(
        "format = \"offre/1\"\n[contrat]\nid = \"fictive/sante\"\norganisme = \"Fictive\"\n\
        nom = \"Santé fictive\"\nmillesime = \"2026\"\nvalable_du = 2026-01-01\n\
        responsable = false\nannee = \"civile\"\ncomplet = true\nsource = \"contrat fictif\"\n\
        verifie_le = 2026-11-22\n[lecture]\npourcentages = \"BR, AMO comprise\"\n\
        euros = \"en plus de l'AMO\"\ncite = \"mots fictifs\"\n[[modules]]\nid = \"base\"\n\
        niveaux = [\"Seul\"]\n[cotisation]\ngrille = \"publiée\"\nage = \"âge révolu\"\n\
        reductions = [{reductions}]\nsource = \"grille fictive\"\nverifie_le = 2026-11-22\n"
    );
    let tetes = "niveau;zone;regime;qualite;age_min;age_max;cotisation_mensuelle\n";
    let lignes = grille
        .lines()
        .map(|ligne| format!("Seul;;general;{ligne}\n"));
    let lignes: String = lignes.collect();
    fs::write(sien.join("sante-2026.toml"), entete)?;
    fs::write(
        sien.join("sante-2026.base.csv"),
        "nature;libelle;poste;quand;regle;Seul;note\n;Soins courants;soins-courants;;;100 %;\n",
    )?;
    fs::write(
        sien.join("sante-2026.cotisations.csv"),
        format!("{tetes}{lignes}"),
    )?;
    Ok(dossier)
}

/// A requirement of a premium rule.
fn exigence(id: &str, regle: &str) -> String {
    format!(
        "[[exigences]]\nid = \"{id}\"\nlibelle = \"{id}\"\npriorite = \"souhaité\"\npoids = 10\n\
        cotisation = {{ {regle} }}\n"
    )
}

/// What the only level of the offer answers.
fn reponses(offre: &TempDir, exigences: &[(&str, &str)]) -> io::Result<Vec<Ligne>> {
    let ecrites: String = exigences
        .iter()
        .map(|(id, regle)| exigence(id, regle))
        .collect();
    let (_garde, nom) = cahier(&ecrites)?;
    let donnees = offre.path().to_string_lossy().into_owned();
    let lu = rac(&[
        "cahier",
        "verifier",
        &nom,
        "--donnees",
        &donnees,
        "--offres",
        "fictive/sante",
        "--format",
        "csv",
    ])?;
    assert_eq!(String::from_utf8_lossy(&lu.stderr), "");
    Ok(lignes(&sortie(&lu)))
}

/// FLEXIA Confort in Ille-et-Vilaine (zone 2): 37,60 € a month for a child, 67,04 € at 40,
/// 128,48 € at 70, as printed. A centime less than a price refuses it, by that centime.
/// 128,48 / 37,60 = 3,417…: more than 3,41 times, no more than 3,42 times.
#[test]
fn les_prix_publies_de_flexia() -> io::Result<()> {
    let regles = [
        ("juste", "au_plus = \"67,04 €\", tranche = \"20-a-60-ans\""),
        ("moins", "au_plus = \"67,03 €\", tranche = \"20-a-60-ans\""),
        ("aines", "au_plus = 100, tranche = \"plus-de-60-ans\""),
        ("trois", "ecart_max = \"× 3,41\""),
        ("quatre", "ecart_max = \"× 3,42\""),
        ("fixes", "tarifs_fixes = true"),
    ];
    let ecrites: String = regles.map(|(id, regle)| exigence(id, regle)).concat();
    let (_garde, nom) = cahier(&ecrites)?;
    let lu = rac(&[
        "cahier",
        "verifier",
        &nom,
        "--offres",
        "mcci/flexia/Confort",
        "--departement",
        "35",
        "--format",
        "csv",
    ])?;
    let lignes = lignes(&sortie(&lu));
    let dit = |id: &str| reponse(&lignes, id, "Confort");
    assert_eq!(dit("juste"), ["oui", "67.04", "67.04", "", ""]);
    assert_eq!(dit("moins"), ["non", "67.04", "67.03", "0.01", ""]);
    // 128,48 − 100 = 28,48
    assert_eq!(dit("aines"), ["non", "128.48", "100.00", "28.48", ""]);
    assert_eq!(dit("trois"), ["non", "3.42", "3.41", "", ""]);
    assert_eq!(dit("quatre"), ["oui", "3.42", "3.42", "", ""]);
    // un prix par année d’âge : bien plus de trois
    assert_eq!(dit("fixes")[0], "non");
    Ok(())
}

/// Three prices, one a band, then the same grid with one more price in a band.
#[test]
fn trois_tarifs_exactement() -> io::Result<()> {
    let regles = [("fixes", "tarifs_fixes = true")];
    let trois = "enfant;0;17;20\nadulte;18;19;20\nadulte;20;60;45\nadulte;61;;60";
    let quatre = "enfant;0;17;20\nadulte;18;19;20\nadulte;20;59;45\nadulte;60;60;46\nadulte;61;;60";
    // personne de 80 ans et plus : rien ne dit qu’ils paieraient le même prix
    let trou = "enfant;0;17;20\nadulte;18;19;20\nadulte;20;60;45\nadulte;61;79;60";
    for (grille, verdict, tarifs) in [
        (trois, "oui", "3"),
        (quatre, "non", "4"),
        (trou, "inconnu", "3"),
    ] {
        let lues = reponses(&offre(grille, "")?, &regles)?;
        assert_eq!(
            reponse(&lues, "fixes", "Seul"),
            [verdict, tarifs, "3", "", ""],
            "{grille}"
        );
    }
    Ok(())
}

/// 60 / 20 = 3 times exactly; 60,01 / 20 = 3,0005, which is more than 3 and shows; a free
/// band is under any number of times.
#[test]
fn la_tranche_la_plus_chere_contre_la_moins_chere() -> io::Result<()> {
    let regles = [("ecart", "ecart_max = \"× 3\"")];
    for (enfant, aine, verdict, mesure) in [
        ("20", "60", "oui", "3.00"),
        ("20", "60,01", "non", "3.01"),
        ("20", "30", "oui", "1.50"),
        ("0", "60", "non", ""),
    ] {
        let grille =
            format!("enfant;0;17;{enfant}\nadulte;18;19;20\nadulte;20;60;25\nadulte;61;;{aine}");
        let lues = reponses(&offre(&grille, "")?, &regles)?;
        let dit = reponse(&lues, "ecart", "Seul");
        assert_eq!(dit[..3], [verdict, mesure, "3.00"], "{enfant} {aine}");
    }
    Ok(())
}

/// At 40, 50 € each; a child, 20 €. A couple at −10 % saves 2 × 5 = 10 € a month, and a
/// family with two children 2 × 5 + 2 × 2 = 14 €; a second child for nothing saves a family
/// 20 €, and a couple nothing.
#[test]
fn a_plusieurs_on_paie_moins() -> io::Result<()> {
    let regles = [
        ("couple", "reduction = \"couple\""),
        ("famille", "reduction = \"famille\""),
        ("seul", "reduction = \"monoparentale\""),
    ];
    let grille = "enfant;0;17;20\nadulte;18;;50";
    let cas = [
        ("", ["non 0.00", "non 0.00", "non 0.00"]),
        // un parent et deux enfants : 5 + 2 × 2 = 9 €
        (
            "\"-10 % dès 2 assurés\"",
            ["oui 10.00", "oui 14.00", "oui 9.00"],
        ),
        (
            "\"gratuit : enfant, 2e et suivants\"",
            ["non 0.00", "oui 20.00", "oui 20.00"],
        ),
        ("\"-10 % : couple\"", ["oui 10.00", "oui 10.00", "non 0.00"]),
    ];
    for (reductions, attendu) in cas {
        let lues = reponses(&offre(grille, reductions)?, &regles)?;
        let dits = regles.map(|(id, _)| {
            let [conforme, mesure, ..] = reponse(&lues, id, "Seul");
            format!("{conforme} {mesure}")
        });
        assert_eq!(dits, attendu, "{reductions}");
    }
    // la réduction peut être dans la grille : un conjoint paie 40 € au lieu de 50 €
    let grille = "enfant;0;17;20\nadherent;18;;50\nconjoint;18;;40";
    let lues = reponses(&offre(grille, "")?, &regles)?;
    let [conforme, mesure, ..] = reponse(&lues, "couple", "Seul");
    assert_eq!((conforme.as_str(), mesure.as_str()), ("oui", "10.00"));
    Ok(())
}

/// The screen of an answer, on one line, with plain spaces.
fn ecran(exigences: &str, offre: &[&str]) -> io::Result<String> {
    let (_garde, nom) = cahier(exigences)?;
    let lu = rac(&[&["cahier", "verifier", &nom][..], offre].concat())?;
    let texte = sortie(&lu).replace(['\u{a0}', '\u{202f}'], " ");
    Ok(texte.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// FLEXIA Confort at 40: 63,49 € in its cheapest zone, 77,63 € in its dearest. Under 60 € it
/// is refused by 63,49 − 60 = 3,49 to 77,63 − 60 = 17,63 €. Under 67,04 € it depends on the
/// zone: Start meets it anyhow (43,24 € at most), so that the answer moves Confort.
#[test]
fn une_cotisation_par_zone_se_demande_quand_elle_change_le_rang() -> io::Result<()> {
    let au_plus = |prix: &str, offres: &str| {
        let regle = format!("au_plus = \"{prix}\", tranche = \"20-a-60-ans\"");
        ecran(&exigence("prix", &regle), &["--offres", offres])
    };
    let refusee = au_plus("60 €", "mcci/flexia/Confort")?;
    assert!(refusee.contains("3,49 à 17,63 €"), "{refusee}");
    let selon = au_plus("67,04 €", "mcci/flexia/Confort")?;
    assert!(selon.contains("0,00 à 10,59 €"), "{selon}");
    let parmi = au_plus("67,04 €", "mcci/flexia")?;
    assert!(
        parmi.contains("Quelle zone de cotisation ? (--departement)"),
        "{parmi}"
    );
    Ok(())
}

/// Nobody is insured after 79: the ages are named as one run, and a second hole as another.
#[test]
fn les_ages_sans_prix_se_demandent_par_suites() -> io::Result<()> {
    let demande = |grille: &str| -> io::Result<String> {
        let offre = offre(grille, "")?;
        let donnees = offre.path().to_string_lossy().into_owned();
        ecran(
            &exigence("fixes", "tarifs_fixes = true"),
            &["--donnees", &donnees],
        )
    };
    let fin = demande("enfant;0;17;20\nadulte;18;19;20\nadulte;20;60;45\nadulte;61;79;60")?;
    assert!(fin.contains("Quelle cotisation de 80 à 90 ans ?"), "{fin}");
    let deux = demande("enfant;0;17;20\nadulte;18;19;20\nadulte;21;60;45\nadulte;61;79;60")?;
    assert!(
        deux.contains("Quelle cotisation à 20 ans et de 80 à 90 ans ?"),
        "{deux}"
    );
    Ok(())
}
