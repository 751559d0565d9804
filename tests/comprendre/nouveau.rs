//! `rac donnees nouveau`: what it writes says what is left to fill in, and passes once filled.

use super::{DATE, ecran, lignes, rac};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn ecrire(quoi: &str, dossier: &Path, autres: &[&str]) -> std::process::Output {
    let dossier = dossier.to_str().unwrap();
    rac(&[&["donnees", "nouveau", quoi, "--sortie", dossier], autres].concat())
}

/// The only template of a folder, each value put in the place of « à remplir ».
fn remplir(dossier: &Path, valeurs: &[(&str, &str)]) {
    let mut fichiers = Vec::new();
    for organisme in fs::read_dir(dossier.join("offers")).unwrap() {
        for fichier in fs::read_dir(organisme.unwrap().path()).unwrap() {
            fichiers.push(fichier.unwrap().path());
        }
    }
    for chemin in fichiers {
        let texte = fs::read_to_string(&chemin).unwrap();
        let remplies: Vec<String> = texte
            .lines()
            .map(|ligne| {
                let connue = valeurs.iter().find(|(debut, _)| ligne.contains(debut));
                let valeur = connue.map_or("150 %", |(_, valeur)| valeur);
                ligne
                    .replace("\"à remplir\"", valeur)
                    .replace("à remplir", valeur)
            })
            .collect();
        fs::write(&chemin, remplies.join("\n") + "\n").unwrap();
    }
}

fn verifier(dossier: &Path) -> std::process::Output {
    rac(&[
        "verifier",
        "--donnees",
        dossier.to_str().unwrap(),
        "--date",
        DATE,
    ])
}

/// The codes of the problems said.
fn codes(sortie: &std::process::Output) -> Vec<String> {
    let dit = String::from_utf8_lossy(&sortie.stderr).into_owned();
    let mut codes: Vec<String> = dit
        .lines()
        .filter_map(|ligne| ligne.strip_prefix("erreur[")?.split_once(']'))
        .map(|(code, _)| code.to_owned())
        .collect();
    codes.dedup();
    codes
}

const ENTETE: [(&str, &str); 10] = [
    ("organisme =", "\"Mutuelle d’essai\""),
    ("nom =", "\"ESSAI\""),
    ("valable_du =", "2026-01-01"),
    ("responsable =", "true"),
    ("annee =", "\"civile\""),
    ("source =", "\"tableau imprimé, p. 1\""),
    ("pourcentages =", "\"BR, AMO comprise\""),
    ("euros =", "\"en plus de l'AMO\""),
    (
        "cite =",
        "\"les pourcentages comprennent la sécurité sociale\"",
    ),
    ("general;", "30,00"),
];

#[test]
fn un_modele_dit_seulement_ce_qui_reste_a_remplir() {
    for quoi in ["offre", "contrat-actuel"] {
        let dossier = TempDir::new().unwrap();
        let ecrit = ecrire(quoi, dossier.path(), &[]);
        assert_eq!(ecrit.status.code(), Some(0), "{ecrit:?}");
        let sortie = verifier(dossier.path());
        assert_eq!(sortie.status.code(), Some(2));
        assert_eq!(codes(&sortie), ["a-remplir"], "{quoi}");
    }
}

#[test]
fn une_offre_remplie_se_verifie_et_se_calcule() {
    let dossier = TempDir::new().unwrap();
    let nom = ["essai/ma-sante", "--niveaux", "Éco, Plus"];
    assert_eq!(ecrire("offre", dossier.path(), &nom).status.code(), Some(0));
    let cellules = [
        ("plafond;", "s.o."),
        ("100 % Santé, remboursé;;à", "100 % PLV"),
        ("classe-a;", "100 % PLV"),
        ("classe-1;", "100 % PLV"),
        ("par ", "30 €"),
    ];
    // « hors 100 % Santé » n’est pas « 100 % Santé »
    let hors = [("hors 100 % Santé", "150 %")];
    remplir(
        dossier.path(),
        &[&ENTETE[..], &cellules[..1], &hors, &cellules[1..]].concat(),
    );
    let sortie = verifier(dossier.path());
    let dit = String::from_utf8_lossy(&sortie.stderr).into_owned();
    assert_eq!(sortie.status.code(), Some(0), "{dit}");
    let chemin = dossier.path().to_str().unwrap();
    let lignes = lignes(&[
        "decompte",
        "essai/ma-sante/Plus",
        "--soin",
        "spécialiste OPTAM = 54 €",
        "--soin",
        "ostéopathie x6 = 60 €",
        "--donnees",
        chemin,
        "--date",
        DATE,
    ]);
    // 150 % × 31,50 − 22,05 = 25,20 ; 54 − 20,05 − 25,20 = 8,75
    assert_eq!(
        (lignes[0]["amc"].as_str(), lignes[0]["rac"].as_str()),
        ("25.20", "8.75")
    );
    // cinq séances à 30 €, la sixième pas
    let seances: i64 = lignes[1..]
        .iter()
        .map(|ligne| ligne["amc"].replace('.', "").parse::<i64>().unwrap())
        .sum();
    assert_eq!(seances, 15_000);
}

/// Ten lines and what the card says: the rest is unknown, and gives bounds.
#[test]
fn un_contrat_actuel_tient_en_dix_lignes() {
    let dossier = TempDir::new().unwrap();
    assert_eq!(
        ecrire("contrat-actuel", dossier.path(), &[]).status.code(),
        Some(0)
    );
    let annee = fs::read_dir(dossier.path().join("offers/moi")).unwrap();
    for fichier in annee {
        let texte = fs::read_to_string(fichier.unwrap().path()).unwrap();
        let lignes = texte.lines().filter(|ligne| !ligne.starts_with("#:schema"));
        assert!(lignes.count() <= 11, "{texte}");
    }
    remplir(dossier.path(), &[&ENTETE[..], &[("par ", "40 €")]].concat());
    let sortie = verifier(dossier.path());
    let dit = String::from_utf8_lossy(&sortie.stderr).into_owned();
    assert_eq!(sortie.status.code(), Some(0), "{dit}");
    let chemin = dossier.path().to_str().unwrap();
    let lignes = lignes(&[
        "decompte",
        "moi/mon-contrat/Le mien",
        "--soin",
        "chambre particulière = 67 €",
        "--soin",
        "semelles",
        "--donnees",
        chemin,
        "--date",
        DATE,
    ]);
    // 67 − 40, comprise ou en plus : la sécurité sociale ne paie pas la chambre
    assert_eq!(lignes[0]["rac"], "27.00");
    // le matériel n’est pas dans le fichier : une fourchette
    assert_ne!(lignes[1]["rac_min"], lignes[1]["rac_max"]);
}

#[test]
fn rien_n_est_ecrase_ni_ecrit_a_moitie() {
    let dossier = TempDir::new().unwrap();
    assert_eq!(ecrire("offre", dossier.path(), &[]).status.code(), Some(0));
    let chemin = dossier.path().join("offers/mon-organisme");
    let base = fs::read_dir(&chemin)
        .unwrap()
        .map(|fichier| fichier.unwrap().path())
        .find(|chemin| chemin.to_string_lossy().ends_with("base.csv"))
        .unwrap();
    for fichier in fs::read_dir(&chemin).unwrap() {
        let fichier = fichier.unwrap().path();
        if fichier != base {
            fs::remove_file(fichier).unwrap();
        }
    }
    fs::write(&base, "le mien").unwrap();
    let refus = ecrire("offre", dossier.path(), &[]);
    assert_eq!(refus.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refus.stderr).contains("rien n’a été écrit"));
    assert_eq!(fs::read_dir(&chemin).unwrap().count(), 1);
    assert_eq!(fs::read_to_string(&base).unwrap(), "le mien");
    assert_eq!(
        ecrire("offre", dossier.path(), &["--remplacer"])
            .status
            .code(),
        Some(0)
    );
    assert_ne!(fs::read_to_string(&base).unwrap(), "le mien");
}

#[test]
fn les_refus_disent_quoi_ecrire() {
    let dossier = TempDir::new().unwrap();
    for (quoi, autres, attendu) in [
        ("ofre", &[][..], "Vouliez-vous dire `offre`"),
        ("offre", &["Ma Mutuelle"], "organisme/contrat"),
        ("offre", &["../ailleurs/x"], "organisme/contrat"),
        ("offre", &["--niveaux", " , "], "--niveaux"),
    ] {
        let refus = ecrire(quoi, dossier.path(), autres);
        let dit = String::from_utf8_lossy(&refus.stderr).into_owned();
        assert_eq!(refus.status.code(), Some(2), "{dit}");
        assert!(dit.contains(attendu), "{dit}");
    }
    let sans_dossier = rac(&["donnees", "nouveau", "offre"]);
    assert_eq!(sans_dossier.status.code(), Some(2));
    assert_eq!(fs::read_dir(dossier.path()).unwrap().count(), 0);
    // l’aide de la sous-commande se lit
    assert!(ecran(&["donnees", "nouveau", "--aide"]).contains("contrat-actuel"));
}
