//! Strengthening a fictitious table: what may be raised in a cell, which change is kept.

use super::outils::{FICTIVE, Fictive, dossier};
use crate::{Ligne, rac, renforcer, sortie};
use std::io;
use tempfile::TempDir;

/// Level A in percentages and plain euros, B in euros and sums, C in odd numbers.
fn tableau() -> io::Result<TempDir> {
    dossier(&[Fictive {
        niveaux: &["A", "B", "C"],
        lignes: &[
            ";Couronnes;couronnes;hors 100 % Santé;;100 %;50 €;112,5 %",
            ";Autres couronnes;couronnes;sinon;;100 % PLV;100 % PLV;100 % PLV",
            ";Ostéopathe;osteopathie;;par séance;20 €;20 €;15,50 €",
            ";Sophrologue;sophrologie;;par séance, 3 séances/an;20 €;20 €;20 €",
            ";Hypnothérapeute;hypnotherapie;;50 € max par séance;FR;FR, 40 € max par séance;FR",
            ";Lactation;lactation;;par séance;30 €;30 €;30 €",
            "délai;Un an pour la lactation;lactation;;pendant 12 mois;10 €;10 €;10 €",
            ";Médecins;soins-courants/honoraires;;;TM;TM + 10 €;TM",
        ],
        ..FICTIVE
    }])
}

const CROWN: &str = "couronne céramo-métallique molaire = 557 €";

fn commande<'a>(
    donnees: &'a str,
    offre: &'a str,
    cible: &'a str,
    soins: &[&'a str],
) -> Vec<&'a str> {
    let mut commande = vec!["--donnees", donnees, "--offre", offre, "--cible", cible];
    for soin in soins {
        commande.extend(["--soin", soin]);
    }
    commande
}

/// The changes of a kind: row, cell that would be, what would be left.
fn changements(lues: &[Ligne], quoi: &str) -> Vec<[String; 3]> {
    let lignes = lues.iter().filter(|ligne| ligne["ensemble"] == quoi);
    let mots = |ligne: &Ligne, colonne: &str| ligne[colonne].replace(['\u{a0}', '\u{202f}'], " ");
    lignes
        .map(|ligne| ["garantie", "apres", "reste_apres"].map(|colonne| mots(ligne, colonne)))
        .collect()
}

/// What a change is on, what it becomes, what it leaves.
type Changements = Vec<[String; 3]>;

/// The exit code, the smallest set and the changes alone.
fn renfort(
    niveau: &str,
    cible: &str,
    soins: &[&str],
) -> io::Result<(Option<i32>, Changements, Changements)> {
    let tableau = tableau()?;
    let donnees = tableau.path().to_string_lossy().into_owned();
    let offre = format!("fictive/sante/{niveau}");
    let (code, lues) = renforcer(&commande(&donnees, &offre, cible, soins))?;
    Ok((
        code,
        changements(&lues, "ensemble"),
        changements(&lues, "seul"),
    ))
}

/// The screen, on one line, with plain spaces.
fn ecran(arguments: &[&str]) -> io::Result<String> {
    let lu = rac(&[&["cahier", "renforcer"][..], arguments].concat())?;
    let texte = sortie(&lu).replace(['\u{a0}', '\u{202f}'], " ");
    Ok(texte.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A crown of 557 € leaves 437 €, an osteopath of 60 € leaves 40 €: 477 €. To 450 €, 27 € are
/// to be paid more. In points of a base of 120 €, 23 of them, 27,60 €, leave 449,40 €; in
/// euros, as level B writes it, the 48 + 27 = 75 € of the crown or the 20 + 27 = 47 € of the
/// osteopath leave 450 €. The least paid is kept; of two that pay the same, the first row.
#[test]
fn le_moins_paye_puis_l_ordre_du_tableau() -> io::Result<()> {
    let (code, ensemble, seuls) = renfort("A", "450", &[CROWN, "ostéopathe = 60 €"])?;
    assert_eq!(code, Some(0));
    assert_eq!(ensemble, [["Couronnes", "75 €", "450.00"]]);
    assert_eq!(
        seuls,
        [
            ["Couronnes", "123 %", "449.40"],
            ["Couronnes", "75 €", "450.00"],
            ["Ostéopathe", "47 €", "450.00"],
        ]
    );
    Ok(())
}

/// To 50 €, the osteopath alone does not do: 437 € are left. What does comes first.
#[test]
fn ce_qui_suffit_vient_avant_ce_qui_ne_suffit_pas() -> io::Result<()> {
    let (_, _, seuls) = renfort("A", "50", &[CROWN, "ostéopathe = 60 €"])?;
    let garanties: Vec<&str> = seuls
        .iter()
        .map(|[garantie, ..]| garantie.as_str())
        .collect();
    assert_eq!(garanties, ["Couronnes", "Couronnes", "Ostéopathe"]);
    assert_eq!(seuls[2], ["Ostéopathe", "60 €", "437.00"]);
    Ok(())
}

/// Eight sessions of 50 €, three paid 20 €, and an osteopath of 60 € paid 20 €: 340 + 40 =
/// 380 €. To 240 €: the eight sessions at 20 € and the osteopath whole. A set is of as many
/// cells as it says: never two changes of one cell.
#[test]
fn un_ensemble_ne_nomme_pas_deux_fois_une_cellule() -> io::Result<()> {
    let soins = ["8 × sophrologie = 50 €", "ostéopathe = 60 €"];
    let (code, ensemble, _) = renfort("A", "240", &soins)?;
    assert_eq!(code, Some(0));
    assert_eq!(
        ensemble,
        [
            ["Sophrologue", "20 €, 8 séances/an", "240.00"],
            ["Ostéopathe", "60 €", "240.00"],
        ]
    );
    Ok(())
}

/// A target that is just met asks for no change.
#[test]
fn une_cible_juste_tenue_ne_change_rien() -> io::Result<()> {
    let (code, ensemble, _) = renfort("A", "40", &["ostéopathe = 60 €"])?;
    assert_eq!(code, Some(0));
    assert!(ensemble.is_empty());
    Ok(())
}

/// 112,5 % of 120 € leave 557 − 135 = 422 €: 131 %, 157,20 €, leave 399,80 €, or 85 € above the
/// 72 € of the social security 400 €. 15,50 € of 60 €: 20 € leave 40 €.
#[test]
fn une_valeur_a_virgule_se_releve_a_l_entier() -> io::Result<()> {
    let (_, _, seuls) = renfort("C", "400", &[CROWN])?;
    assert_eq!(
        seuls,
        [
            ["Couronnes", "131 %", "399.80"],
            ["Couronnes", "85 €", "400.00"]
        ]
    );
    let (_, ensemble, _) = renfort("C", "40", &["ostéopathe = 60 €"])?;
    assert_eq!(ensemble, [["Ostéopathe", "20 €", "40.00"]]);
    Ok(())
}

/// An ophthalmologist out of the OPTAM, 300 €, base 23 €: the social security pays 16,10 − 2 =
/// 14,10 €, the ticket modérateur is 6,90 €, 279 € are left. Alone, it becomes a share of the
/// base: 279 − 5 = 274 € more, 1 292 % − 100 % = 274,16 €. In a sum, it is the euros beside it
/// that are raised: 10 + 219 = 229 € leave 50 €.
#[test]
fn un_ticket_moderateur_seul_se_releve_dans_une_somme_non() -> io::Result<()> {
    let soin = ["ophtalmologue non OPTAM = 300 €"];
    let (_, ensemble, _) = renfort("A", "5", &soin)?;
    assert_eq!(ensemble, [["Médecins", "1 292 % BR AMO comprise", "4.84"]]);
    let (_, ensemble, seuls) = renfort("B", "50", &soin)?;
    let attendu = [["Médecins", "TM + 229 €", "50.00"]];
    assert_eq!(ensemble, attendu);
    assert_eq!(seuls, attendu);
    Ok(())
}

/// A session of 65 €, paid whole up to 50 €, as the row says, or 40 €, as the cell does: 60 €
/// leave 5 €.
#[test]
fn un_plafond_de_la_ligne_ou_de_la_cellule_se_releve() -> io::Result<()> {
    for niveau in ["A", "B"] {
        let (_, ensemble, _) = renfort(niveau, "5", &["hypnothérapie = 65 €"])?;
        let attendu = [["Hypnothérapeute", "FR, 60 € max par séance", "5.00"]];
        assert_eq!(ensemble, attendu, "{niveau}");
    }
    Ok(())
}

/// In the first year 10 € of 80 € are paid, whatever the row says: a waiting period is no
/// guarantee to raise.
#[test]
fn un_delai_ne_se_renforce_pas() -> io::Result<()> {
    let tableau = tableau()?;
    let donnees = tableau.path().to_string_lossy().into_owned();
    let soins = ["lactation = 80 €"];
    let demande = commande(&donnees, "fictive/sante/A", "5", &soins);
    let (code, lues) = renforcer(&[&demande[..], &["--anciennete", "0"]].concat())?;
    assert_eq!(code, Some(1));
    assert!(lues.is_empty(), "{lues:?}");
    // deux ans plus tard, 75 € laissent 5 €
    let (code, lues) = renforcer(&[&demande[..], &["--anciennete", "24"]].concat())?;
    assert_eq!(code, Some(0));
    assert_eq!(
        changements(&lues, "ensemble"),
        [["Lactation", "75 €", "5.00"]]
    );
    Ok(())
}

/// Eight sessions of 50 €, three paid 20 €, leave 340 €; eight paid 20 € leave 240 €, three
/// paid 50 € leave 250 €. Without a law that limits it, « non » alone.
#[test]
fn ce_qui_ne_suffit_pas_dit_le_mieux_qu_il_laisse() -> io::Result<()> {
    let tableau = tableau()?;
    let donnees = tableau.path().to_string_lossy().into_owned();
    let soins = ["8 × sophrologie = 50 €"];
    let libre = ecran(&commande(&donnees, "fictive/sante/A", "200", &soins))?;
    for attendu in [
        "Sophrologue 20 € 20 €, 8 séances/an 100,00 € 240,00 € non Sophrologue 20 € 50 €",
        "90,00 € 250,00 € non Le plus petit",
    ] {
        assert!(libre.contains(attendu), "{attendu}\n{libre}");
    }
    Ok(())
}

/// FLEXIA Start, contrat responsable, at 100 %, leaves 279 € of an ophthalmologist out of the
/// OPTAM at 300 €; the law stops it at 200 %, 23 € more: 256 €.
#[test]
fn ce_que_la_loi_limite_le_dit() -> io::Result<()> {
    let lu = ecran(&[
        "--offre",
        "mcci/flexia/Start",
        "--soin",
        "ophtalmologue non OPTAM = 300 €",
        "--cible",
        "50",
    ])?;
    for attendu in [
        "au mieux, 256,00 € restent à payer.",
        "100 % 200 % 23,00 € 256,00 € non : la loi limite",
    ] {
        assert!(lu.contains(attendu), "{attendu}\n{lu}");
    }
    Ok(())
}
