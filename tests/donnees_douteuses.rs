//! Tables without an error that call for a question, one kind a folder: what is asked, under
//! which cell, with which amount, and what to write. Amounts are those of the law, said in
//! each test by hand where they are not printed in the article.

use assert_cmd::Command;
use reste_a_charge::catalogue::{Catalogue, Code, Questions, Sources};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The questions put to the table of a folder, and their drawing.
fn questions(sorte: &str) -> (Questions, String) {
    let mut sources = Sources::embarquees();
    let dossier = Path::new("tests/donnees_douteuses").join(sorte);
    assert!(sources.avec_dossier(&dossier).is_ok(), "{sorte}");
    let (mut catalogue, diagnostics) = Catalogue::lire_embarquees(&sources);
    assert_eq!(
        diagnostics.erreurs(),
        0,
        "{}",
        diagnostics.afficher(&sources, 100)
    );
    catalogue.offres.retain(|offre| offre.id == "essai/sante");
    assert_eq!(catalogue.offres.len(), 1, "{sorte}");
    let questions = catalogue.questions(&sources);
    let dessin = questions.posees.afficher(&sources, 100);
    (questions, dessin.replace('\\', "/"))
}

fn sortes() -> io::Result<Vec<String>> {
    let dossiers: io::Result<Vec<PathBuf>> = fs::read_dir("tests/donnees_douteuses")?
        .map(|entree| entree.map(|entree| entree.path()))
        .collect();
    let mut sortes: Vec<String> = dossiers?
        .iter()
        .filter_map(|dossier| Some(dossier.file_name()?.to_string_lossy().into_owned()))
        .collect();
    sortes.sort();
    Ok(sortes)
}

#[test]
fn chaque_sorte_de_question_a_ses_mots() -> io::Result<()> {
    let mut dits: BTreeSet<&str> = BTreeSet::new();
    for sorte in sortes()? {
        let (questions, dessin) = questions(&sorte);
        for diagnostic in questions.posees.tries() {
            dits.insert(diagnostic.code.as_str());
            assert!(
                !diagnostic.etendue.is_empty(),
                "{sorte} : rien n’est souligné"
            );
            assert!(!diagnostic.message.contains("  "), "{sorte}");
        }
        insta::assert_snapshot!(sorte, dessin);
    }
    let muettes: Vec<&str> = Code::TOUS
        .iter()
        .filter(|code| code.est_question() || **code == Code::AdmisInutile)
        .map(|code| code.as_str())
        .filter(|code| !dits.contains(code))
        .collect();
    assert!(muettes.is_empty(), "aucun dossier ne pose {muettes:?}");
    Ok(())
}

/// Medicines at 30 and 15 % may be left: of the three rows that pay nothing or run out, the
/// law has a word to say of two.
#[test]
fn le_ticket_moderateur_est_du_sauf_sur_les_petits_medicaments() {
    let (questions, dessin) = questions("ticket-moderateur");
    assert_eq!(questions.posees.avertissements(), 2, "{dessin}");
    assert!(!dessin.contains("Médicaments à 30"), "{dessin}");
    // 21e séance : la ligne s'arrête à 20
    assert!(dessin.contains("la 21e fois de l’année"), "{dessin}");
}

/// A contract that is not responsable may pay more, less, or more often.
#[test]
fn un_contrat_non_responsable_n_a_pas_de_loi() {
    let (questions, dessin) = questions("non-responsable");
    assert!(questions.posees.is_empty(), "{dessin}");
}

/// 120 % and 100 %: nothing above the tariff out of the OPTAM, nothing to say. 150 % and
/// 140 %: 10 points, where 20 are due.
#[test]
fn vingt_points_separent_l_optam() {
    let (questions, dessin) = questions("ecart-optam");
    let codes: Vec<Code> = questions.posees.tries().iter().map(|lu| lu.code).collect();
    assert_eq!(codes, [Code::EcartOptam], "{dessin}");
    assert!(
        dessin.contains("niveau Haut") && dessin.contains("`130 % BR`"),
        "{dessin}"
    );
}

/// An answer in the header silences the question, and is kept with its reason.
#[test]
fn une_question_admise_garde_sa_raison() {
    let (questions, dessin) = questions("admis");
    assert!(questions.posees.is_empty(), "{dessin}");
    let raisons: Vec<(Code, &str)> = questions
        .admises
        .iter()
        .map(|(diagnostic, raison)| (diagnostic.code, raison.as_str()))
        .collect();
    assert_eq!(raisons, [(Code::CelluleDecroissante, "imprimé ainsi")]);
}

/// The embedded offers: no error, no question left; each answer has its reason. Questions
/// alone do not fail the command.
#[test]
fn les_offres_de_l_outil_n_ont_que_des_questions_admises() -> io::Result<()> {
    let mut rac = Command::cargo_bin("rac").map_err(io::Error::other)?;
    let lu = rac
        .args([
            "verifier",
            "--tout",
            "--date",
            "2026-11-22",
            "--format",
            "table",
        ])
        .args(["--donnees", "tests/donnees_douteuses/ecart-optam"])
        .output()?;
    let messages = String::from_utf8_lossy(&lu.stderr);
    // l'écran coupe les lignes
    let ecran = String::from_utf8_lossy(&lu.stdout).into_owned();
    let ecran = ecran.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(lu.status.code(), Some(0), "{messages}");
    assert_eq!(messages.matches("avertissement[").count(), 1, "{messages}");
    assert_eq!(messages.matches("question[").count(), 0, "{messages}");
    assert!(ecran.contains("1 avertissement et 0 question"), "{ecran}");
    assert!(
        ecran.contains("Raison : Sérénité est une autre gamme"),
        "{ecran}"
    );
    Ok(())
}
