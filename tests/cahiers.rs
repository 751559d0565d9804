//! Cahiers des charges: who meets them, what is missing, the smallest change that does.
#![allow(clippy::panic, reason = "tests stop where they fail")]

mod cahiers {
    mod acs;
    mod cotisations;
    mod garanties;
    mod lunettes;
    mod outils;
    mod paires;
    mod questions;
    mod renforts;
    mod zones;
}

use assert_cmd::Command;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::process::Output;

const DATE: &str = "2026-11-22";
const ARCS: &str = "examples/cahiers/arcs-2018.toml";
const COLONNES: &str = "exigence;priorite;offre;niveau;conforme;mesure;cible;ecart;rac_en_jeu";

/// A row of a CSV, by the name of the column.
type Ligne = BTreeMap<String, String>;

fn rac(arguments: &[&str]) -> io::Result<Output> {
    Command::cargo_bin("rac")
        .map_err(io::Error::other)?
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .args(["--date", DATE])
        .output()
}

fn sortie(lu: &Output) -> String {
    String::from_utf8_lossy(&lu.stdout).into_owned()
}

/// The rows of a CSV, by the name of the column.
fn lignes(csv: &str) -> Vec<Ligne> {
    let mut lecteur = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(csv.as_bytes());
    let rangs = lecteur.deserialize();
    rangs.map(Result::unwrap).collect()
}

/// The answer of an offer to a requirement: verdict, measure, target, gap, at stake.
fn reponse(lignes: &[Ligne], exigence: &str, niveau: &str) -> [String; 5] {
    let ligne = lignes
        .iter()
        .find(|ligne| ligne["exigence"] == exigence && ligne["niveau"] == niveau)
        .unwrap_or_else(|| panic!("{exigence} de {niveau}"));
    ["conforme", "mesure", "cible", "ecart", "rac_en_jeu"].map(|colonne| ligne[colonne].clone())
}

/// A cahier written for a test, in a folder of its own.
fn cahier(exigences: &str) -> io::Result<(tempfile::TempDir, String)> {
    let dossier = tempfile::tempdir()?;
    let chemin = dossier.path().join("essai.toml");
    let tete = "format = \"cahier/1\"\nid = \"essai\"\nlibelle = \"essai\"\nsource = \"essai\"\n\
        verifie_le = 2026-11-22\ntranches = \"arcs\"\n";
    fs::write(&chemin, format!("{tete}{exigences}"))?;
    let nom = chemin.to_string_lossy().into_owned();
    Ok((dossier, nom))
}

#[test]
fn le_cahier_de_l_arcs_contre_toutes_les_offres() -> io::Result<()> {
    let lu = rac(&["cahier", "verifier", ARCS])?;
    // aucune offre ne tient les deux obligations
    assert_eq!(lu.status.code(), Some(1));
    let ecran = sortie(&lu);
    assert!(ecran.lines().all(|ligne| ligne.chars().count() <= 80));
    insta::assert_snapshot!(masquer(&ecran));

    let csv = sortie(&rac(&["cahier", "verifier", ARCS, "--format", "csv"])?);
    let entete = csv.lines().next().unwrap_or_default();
    assert!(entete.starts_with(COLONNES), "{entete}");
    let lignes = lignes(&csv);
    let offres: BTreeSet<(&str, &str)> = lignes
        .iter()
        .map(|ligne| (ligne["offre"].as_str(), ligne["niveau"].as_str()))
        .collect();
    // toutes les offres en vigueur, et leurs huit réponses
    assert!(offres.len() > 60, "{}", offres.len());
    assert_eq!(lignes.len(), offres.len() * 8);
    Ok(())
}

/// The fingerprint of the data changes with any of them.
fn masquer(ecran: &str) -> String {
    let mots = ecran.split_inclusive(|c: char| c.is_whitespace() || c == '.');
    mots.map(|mot| {
        let empreinte = mot.trim_end_matches(|c: char| !c.is_ascii_hexdigit());
        let est_une = empreinte.len() == 16 && empreinte.bytes().all(|o| o.is_ascii_hexdigit());
        if est_une {
            mot.replace(empreinte, "0000000000000000")
        } else {
            mot.to_owned()
        }
    })
    .collect()
}

/// FLEXIA Confort pays 150 % of a base of 120 € on a metal-ceramic crown of a molar at its
/// typical price of 557 €: 180 − 72 = 108 € above the social security. « 250 % BR » would pay
/// 300 − 72 = 228 €, and « 150 % BR » is met.
#[test]
fn une_garantie_se_compare_par_ce_qu_elle_paie() -> io::Result<()> {
    let exigence = |id: &str, au_moins: &str| {
        format!(
            "[[exigences]]\nid = \"{id}\"\nlibelle = \"Couronnes\"\npriorite = \"obligatoire\"\n\
            poids = 1\ngarantie = {{ poste = \"couronnes\", quand = \"hors 100 % Santé, panier libre\", au_moins = \"{au_moins}\" }}\n"
        )
    };
    let (_garde, nom) =
        cahier(&[exigence("haute", "250 % BR"), exigence("basse", "100 % BR")].concat())?;
    let lu = rac(&[
        "cahier",
        "verifier",
        &nom,
        "--offres",
        "mcci/flexia",
        "--format",
        "csv",
    ])?;
    assert_eq!(String::from_utf8_lossy(&lu.stderr), "");
    let lignes = lignes(&sortie(&lu));
    insta::assert_snapshot!(
        ["Start", "Confort", "Performance", "Premium"]
            .map(|niveau| format!(
                "{niveau} : {} ; {}",
                reponse(&lignes, "haute", niveau).join(" "),
                reponse(&lignes, "basse", niveau).join(" ")
            ))
            .join("\n")
    );
    Ok(())
}

/// A property that no file says is a question; the answer of a file that says it is kept.
#[test]
fn une_propriete_non_dite_est_une_question() -> io::Result<()> {
    let (_garde, nom) = cahier(
        "[[exigences]]\nid = \"reseau\"\nlibelle = \"Réseau\"\npriorite = \"obligatoire\"\npoids = 1\n\
        propriete = { quoi = \"reseau\" }\n\
        [[exigences]]\nid = \"delai\"\nlibelle = \"Délai\"\npriorite = \"souhaité\"\npoids = 1\n\
        propriete = { quoi = \"sans-delai\", sauf = [\"obseques\"] }\n\
        [[exigences]]\nid = \"responsable\"\nlibelle = \"Responsable\"\npriorite = \"souhaité\"\npoids = 1\n\
        propriete = { quoi = \"responsable\" }\n",
    )?;
    let lu = rac(&["cahier", "verifier", &nom, "--format", "csv"])?;
    // ACTIOM dit ses réseaux : son offre tient la seule obligation
    assert_eq!(lu.status.code(), Some(0));
    let lignes = lignes(&sortie(&lu));
    let verdict = |offre: &str, exigence: &str| {
        let ligne = lignes
            .iter()
            .find(|ligne| ligne["exigence"] == exigence && ligne["offre"] == offre);
        ligne.unwrap()["conforme"].clone()
    };
    assert_eq!(verdict("actiom/mic", "reseau"), "oui");
    assert_eq!(verdict("actiom/mic", "responsable"), "inconnu");
    assert_eq!(verdict("mcci/flexia", "reseau"), "inconnu");
    assert_eq!(verdict("mcci/flexia", "delai"), "inconnu");
    assert_eq!(verdict("mcci/flexia", "responsable"), "oui");
    assert_eq!(verdict("avenir/cap-nr", "responsable"), "non");
    Ok(())
}

/// The obligation that nobody meets, then one that everybody does, then a data fault.
#[test]
fn les_codes_de_sortie() -> io::Result<()> {
    let exigence = |au_plus: &str| {
        format!(
            "[[exigences]]\nid = \"a\"\nlibelle = \"a\"\npriorite = \"obligatoire\"\npoids = 1\n\
            reste_a_charge = {{ panier = \"dentaire\", tranche = \"20-a-60-ans\", au_plus = {au_plus} }}\n"
        )
    };
    for (au_plus, code) in [("0", 1), ("100000", 0), ("\"peu\"", 2)] {
        let (_garde, nom) = cahier(&exigence(au_plus))?;
        let lu = rac(&["cahier", "verifier", &nom])?;
        assert_eq!(lu.status.code(), Some(code), "{au_plus}");
    }
    assert_eq!(
        rac(&["cahier", "verifier", "inconnu"])?.status.code(),
        Some(2)
    );
    Ok(())
}

// Renforcer

fn renforcer(plus: &[&str]) -> io::Result<(Option<i32>, Vec<Ligne>)> {
    let debut = ["cahier", "renforcer", "--format", "csv"];
    let lu = rac(&[&debut[..], plus].concat())?;
    assert_eq!(String::from_utf8_lossy(&lu.stderr), "");
    Ok((lu.status.code(), lignes(&sortie(&lu))))
}

/// A molar crown of 557 €: base 120 €, social security 60 % = 72 €. FLEXIA Start (100 %)
/// pays 120 − 72 = 48 € and leaves 437 €, more than 300 €. Under 50 €, the total must reach
/// 507 €: 507 / 120 = 422,5 %, so 423 % (507,60 €, 49,40 € left); 422 % makes 506,40 € and
/// leaves 50,60 €.
#[test]
fn le_plus_petit_pourcentage_qui_tient_la_cible() -> io::Result<()> {
    let crown = [
        "--offre",
        "mcci/flexia/Start",
        "--soin",
        "couronne céramo-métallique molaire = 557 €",
    ];
    let (code, trouves) = renforcer(&[&crown[..], &["--cible", "50"]].concat())?;
    assert_eq!(code, Some(0));
    let ensemble: Vec<_> = trouves
        .iter()
        .filter(|l| l["ensemble"] == "ensemble")
        .collect();
    assert_eq!(ensemble.len(), 1);
    assert_eq!(ensemble[0]["reste_avant"], "437.00");
    assert_eq!(ensemble[0]["apres"].replace('\u{a0}', " "), "423 %");
    assert_eq!(ensemble[0]["reste_apres"], "49.40");
    // un point de moins : 50,60 € ; c’est la plus petite valeur qui tient 50,60 €
    let (_, moins) = renforcer(&[&crown[..], &["--cible", "50,60"]].concat())?;
    assert_eq!(moins[0]["apres"].replace('\u{a0}', " "), "422 %");
    assert_eq!(moins[0]["reste_apres"], "50.60");
    Ok(())
}

/// Two cares on two rows: neither change alone is enough, both together are.
#[test]
fn un_ensemble_de_deux_cellules() -> io::Result<()> {
    let (code, trouves) = renforcer(&[
        "--offre",
        "mcci/flexia/Start",
        "--soin",
        "couronne céramo-métallique molaire = 557 €",
        "--soin",
        "ostéopathe = 60 €",
        "--cible",
        "20",
    ])?;
    assert_eq!(code, Some(0));
    let ensemble: Vec<_> = trouves
        .iter()
        .filter(|l| l["ensemble"] == "ensemble")
        .collect();
    assert_eq!(ensemble.len(), 2);
    assert!(
        trouves
            .iter()
            .filter(|l| l["ensemble"] == "seul")
            .all(|l| l["suffit"] == "non")
    );
    Ok(())
}

/// A doctor out of the OPTAM: a contrat responsable pays at most 100 % of the base above the
/// ticket modérateur, whatever the table says; no change is proposed, the law is named.
#[test]
fn la_loi_ne_se_depasse_pas() -> io::Result<()> {
    let lu = rac(&[
        "cahier",
        "renforcer",
        "--offre",
        "mcci/flexia/Premium",
        "--soin",
        "ophtalmologue non OPTAM = 300 €",
        "--cible",
        "50",
    ])?;
    assert_eq!(lu.status.code(), Some(1));
    insta::assert_snapshot!(masquer(&sortie(&lu)));
    Ok(())
}

#[test]
fn une_cible_deja_tenue_ne_change_rien() -> io::Result<()> {
    let (code, trouves) = renforcer(&[
        "--offre",
        "mcci/flexia/Start",
        "--soin",
        "généraliste = 30 €",
        "--cible",
        "100",
    ])?;
    assert_eq!(code, Some(0));
    assert!(trouves.iter().all(|ligne| ligne["ensemble"] != "ensemble"));
    Ok(())
}
