//! A cahier for the ACS: the labelled contracts answer, and nothing is said that the data
//! do not hold.

use crate::{lignes, masquer, sortie};
use assert_cmd::Command;
use std::io;
use std::process::Output;

const ACS: &str = "examples/cahiers/acs-2014.toml";

fn verifier(date: &str, plus: &[&str]) -> io::Result<Output> {
    Command::cargo_bin("rac")
        .map_err(io::Error::other)?
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["cahier", "verifier", ACS, "--date", date])
        .args(plus)
        .output()
}

/// At 70, before the cheque. Level A: 41,02 + 550 = 591,02 € a year, 49,25 € a month for the
/// cheapest; PROXIME SANTE, 171 + 550 = 721 €, 60,08 € a month: 27 × 49,25 / 60,08 = 22,13
/// points. Level C: PROXIME SANTE is the cheapest, 297 + 550 = 847 €, 70,58 € a month. Level
/// B: 172,11 + 550 = 722,11 €, 60,18 €; ACS MSM, 244,40 + 550 = 794,40 €, 66,20 €:
/// 27 × 60,18 / 66,20 = 24,54 points.
#[test]
fn les_points_de_prix_des_contrats_labellises() -> io::Result<()> {
    let lu = verifier("2019-03-01", &["--format", "csv"])?;
    assert_eq!(String::from_utf8_lossy(&lu.stderr), "");
    let lignes = lignes(&sortie(&lu));
    // 11 offres, trois niveaux, six exigences
    assert_eq!(lignes.len(), 11 * 3 * 6);
    let aines = |offre: &str, niveau: &str| {
        let ligne = lignes.iter().find(|ligne| {
            ligne["exigence"] == "prix-aines"
                && ligne["offre"] == offre
                && ligne["niveau"] == niveau
        });
        let ligne = ligne.unwrap_or_else(|| panic!("{offre} {niveau}"));
        ["conforme", "mesure", "cible", "points_min", "points_max"].map(|nom| ligne[nom].clone())
    };
    assert_eq!(
        aines("acs/complementaire-sante-solidaire", "A"),
        ["oui", "49.25", "49.25", "27.00", "27.00"]
    );
    assert_eq!(
        aines("acs/proxime-sante", "A"),
        ["non", "60.08", "49.25", "22.13", "22.13"]
    );
    assert_eq!(
        aines("acs/acs-msm", "B"),
        ["non", "66.20", "60.18", "24.54", "24.54"]
    );
    assert_eq!(
        aines("acs/proxime-sante", "C"),
        ["oui", "70.58", "70.58", "27.00", "27.00"]
    );
    // aucun tarif n’est publié à 12 ans ni à 40 ans : rien n’est compté
    for ligne in lignes
        .iter()
        .filter(|ligne| ["prix-jeunes", "prix-adultes"].contains(&ligne["exigence"].as_str()))
    {
        assert_eq!(ligne["conforme"], "non mesurable");
        assert_eq!(
            (ligne["mesure"].as_str(), ligne["points_min"].as_str()),
            ("", "0.00")
        );
    }
    Ok(())
}

#[test]
fn l_ecran_de_la_grille_de_l_etat() -> io::Result<()> {
    // la moins chère de chaque niveau se cherche parmi toutes, montrées ou non : le niveau A
    // de PROXIME SANTE ne l’est pas
    let lu = verifier("2019-03-01", &["--offres", "acs/proxime-sante"])?;
    // ce cahier n’a pas d’obligation
    assert_eq!(lu.status.code(), Some(0));
    let ecran = sortie(&lu);
    assert!(ecran.lines().all(|ligne| ligne.chars().count() <= 80));
    insta::assert_snapshot!(masquer(&ecran));
    // après l’ACS : rien à lui comparer
    let lu = verifier("2026-11-22", &[])?;
    assert_eq!(lu.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&lu.stderr).contains("l’ACS a pris fin le 31/10/2019"));
    Ok(())
}

/// A premium rule that needs other ages, a reduction: not measurable, and so an obligation is
/// not met. What a resident pays is measured with the right: a general practitioner at 40 €
/// is brought to 25 €, all paid.
#[test]
fn ce_qui_ne_se_mesure_pas_n_est_jamais_conforme() -> io::Result<()> {
    let (_garde, nom) = crate::cahier(
        "public = \"acs\"\n\
        [[exigences]]\nid = \"ecart\"\nlibelle = \"a\"\npriorite = \"obligatoire\"\npoids = 1\n\
        cotisation = { ecart_max = \"× 3\" }\n\
        [[exigences]]\nid = \"fixes\"\nlibelle = \"a\"\npriorite = \"souhaité\"\npoids = 1\n\
        cotisation = { tarifs_fixes = true }\n\
        [[exigences]]\nid = \"couple\"\nlibelle = \"a\"\npriorite = \"souhaité\"\npoids = 1\n\
        cotisation = { reduction = \"couple\" }\n\
        [[exigences]]\nid = \"tiers-payant\"\nlibelle = \"a\"\npriorite = \"souhaité\"\npoids = 1\n\
        propriete = { quoi = \"tiers-payant\" }\n\
        [[exigences]]\nid = \"generaliste\"\nlibelle = \"a\"\npriorite = \"souhaité\"\npoids = 1\n\
        garantie = { poste = \"generaliste\", au_moins = \"300 % BR\" }\n",
    )?;
    let lu = Command::cargo_bin("rac")
        .map_err(io::Error::other)?
        .args([
            "cahier",
            "verifier",
            &nom,
            "--date",
            "2019-03-01",
            "--format",
            "csv",
        ])
        .output()?;
    assert_eq!(lu.status.code(), Some(1));
    let lignes = lignes(&sortie(&lu));
    let verdict = |exigence: &str| {
        let dits = lignes.iter().filter(|ligne| ligne["exigence"] == exigence);
        let mut dits: Vec<&str> = dits.map(|ligne| ligne["conforme"].as_str()).collect();
        dits.sort_unstable();
        dits.dedup();
        dits
    };
    for exigence in ["ecart", "fixes", "couple"] {
        assert_eq!(verdict(exigence), ["non mesurable"], "{exigence}");
    }
    // un droit attaché à l’ACS
    assert_eq!(verdict("tiers-payant"), ["oui"]);
    // aucun dépassement : 100 % de la base paie autant que 300 %
    assert_eq!(verdict("generaliste"), ["oui"]);
    Ok(())
}
