//! The yearly report: its screen, its columns, its refusals.

use super::outils::{rac, texte};
use std::fs;
use std::io;
use std::path::Path;

const REGISTRE: &str = "examples/registres/tilleul-fictif-2025.csv";

#[test]
fn le_registre_fictif_donne_un_bilan_sans_petit_effectif() -> io::Result<()> {
    let sortie = rac(&["document", "bilan", REGISTRE, "--date", "2026-11-22"])?;
    assert_eq!(sortie.status.code(), Some(0), "{}", texte(&sortie.stderr));
    let ecran = texte(&sortie.stdout);
    let sans_empreinte = ecran.lines().filter(|ligne| !ligne.contains("données "));
    let lignes: Vec<&str> = sans_empreinte.collect();
    assert!(lignes.iter().all(|ligne| ligne.chars().count() <= 80));
    insta::assert_snapshot!(lignes.join("\n"));
    let csv = rac(&["document", "bilan", REGISTRE, "--format", "csv"])?;
    let csv = texte(&csv.stdout);
    let mut lignes = csv.lines();
    assert_eq!(
        lignes.next(),
        Some("annee;rubrique;indicateur;decoupage;tranche;effectif;non_publie")
    );
    let registre = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(REGISTRE))?;
    let absents = registre.lines().filter(|l| l.ends_with(";absent")).count();
    let recues = registre.lines().count() - 1 - absents;
    let attendues = [
        format!("2025;Rendez-vous;Personnes reçues;annee;2025;{recues};non"),
        format!("2025;Rendez-vous;Rendez-vous non honorés;annee;2025;{absents};non"),
    ];
    assert!(
        attendues.iter().all(|ligne| csv.contains(ligne.as_str())),
        "{csv}"
    );
    for ligne in lignes {
        let cellules: Vec<&str> = ligne.split(';').collect();
        match cellules.as_slice() {
            [.., "", "oui"] => {}
            [.., effectif, "non"] => assert!(!["1", "2", "3", "4"].contains(effectif), "{ligne}"),
            autre => panic!("{autre:?}"),
        }
    }
    Ok(())
}

#[test]
fn un_registre_dit_tout_ce_qui_ne_va_pas() -> io::Result<()> {
    let dossier = tempfile::tempdir()?;
    let chemin = dossier.path().join("registre.csv");
    let chemin = chemin.to_string_lossy().into_owned();
    let entete = "date;lieu;profil;motif;droit;suite\n";
    let vu = "2025-03-04;Mairie;actif;droits;aucun;garde\n";
    let hier = "2024-03-04;Mairie;actif;droits;aucun;garde\n";
    let refus = |contenu: String, arguments: &[&str]| -> io::Result<String> {
        fs::write(&chemin, contenu)?;
        let commande = [&["document", "bilan", chemin.as_str()][..], arguments].concat();
        let sortie = rac(&commande)?;
        assert_eq!(sortie.status.code(), Some(2));
        assert!(sortie.stdout.is_empty());
        Ok(texte(&sortie.stderr))
    };
    assert!(refus(entete.to_owned(), &[])?.contains("ne contient aucun rendez-vous"));
    let petit = refus(format!("{entete}{}", vu.repeat(4)), &[])?;
    assert!(
        petit.contains("moins de 5 personnes reçues en 2025"),
        "{petit}"
    );
    let deux = format!("{entete}{}{hier}", vu.repeat(6));
    let laquelle = refus(deux.clone(), &[])?;
    assert!(
        laquelle.contains("2024 et 2025 : ajoutez --annee"),
        "{laquelle}"
    );
    let aucune = refus(deux, &["--annee", "2023"])?;
    assert!(aucune.contains("il couvre 2024 et 2025"), "{aucune}");
    let faux = format!("date;lieu;prenom;profil;motif;droit;suite\n{vu}2025-02-31;;x;y;z;t;u\n");
    let problemes = refus(faux, &[])?;
    for probleme in [
        "`prenom` dirait qui est venu",
        "registre.csv:2",
        "registre.csv:3",
        "n’est pas une date",
    ] {
        assert!(problemes.contains(probleme), "{probleme} : {problemes}");
    }
    Ok(())
}
