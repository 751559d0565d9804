//! What the documents say is what the tool does: each `$ rac …` of a console block is run
//! and compared, and the pages generated from the data are up to date.
//!
//! `RAC_ECRIRE=1 cargo test --test documents` writes them again.

#![allow(clippy::unwrap_used, reason = "une épreuve tombe en disant pourquoi")]

#[path = "documents/reference.rs"]
mod reference;

use assert_cmd::Command;
use reste_a_charge::catalogue::{Catalogue, Diagnostics, Sources, lire_glossaire};
use std::fmt::Write as _;
use std::path::Path;

fn racine(chemin: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(chemin)
}

/// Runs a command line as a shell would split it: spaces, double and single quotes.
fn lancer(ligne: &str) -> String {
    let mut arguments: Vec<String> = Vec::new();
    let (mut mot, mut dedans, mut guillemet) = (String::new(), false, None);
    for lettre in ligne.chars() {
        match (guillemet, lettre) {
            (Some(ouvert), l) if l == ouvert => guillemet = None,
            (None, '"' | '\'') => {
                guillemet = Some(lettre);
                dedans = true;
            }
            (None, ' ') if dedans => {
                arguments.push(std::mem::take(&mut mot));
                dedans = false;
            }
            (None, ' ') => {}
            (_, l) => {
                mot.push(l);
                dedans = true;
            }
        }
    }
    if dedans {
        arguments.push(mot);
    }
    assert_eq!(
        arguments.first().map(String::as_str),
        Some("rac"),
        "{ligne}"
    );
    let sortie = Command::cargo_bin("rac")
        .unwrap()
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(&arguments[1..])
        .output()
        .unwrap();
    let texte = [sortie.stdout, sortie.stderr].concat();
    sans_empreinte(&String::from_utf8(texte).unwrap())
}

/// The fingerprint of the data changes with each datum: documents do not show it.
fn sans_empreinte(texte: &str) -> String {
    let mut lignes = String::new();
    for ligne in texte.lines() {
        let connue = ligne.split_once("données ").filter(|(_, suite)| {
            suite.len() >= 16
                && suite
                    .bytes()
                    .take(16)
                    .all(|octet| octet.is_ascii_hexdigit())
        });
        match connue {
            Some((debut, suite)) => writeln!(lignes, "{debut}données …{}", &suite[16..]).unwrap(),
            None => writeln!(lignes, "{ligne}").unwrap(),
        }
    }
    lignes
}

/// A document with each console block run again.
fn rejouer(texte: &str) -> String {
    let mut rejoue = String::new();
    let mut console = false;
    for ligne in texte.lines() {
        if ligne.starts_with("```") {
            console = ligne == "```console";
            writeln!(rejoue, "{ligne}").unwrap();
        } else if !console {
            writeln!(rejoue, "{ligne}").unwrap();
        } else if let Some(commande) = ligne.strip_prefix("$ ") {
            writeln!(rejoue, "{ligne}").unwrap();
            rejoue.push_str(&lancer(commande));
        }
    }
    rejoue
}

fn comparer(chemin: &str, attendu: &str) {
    let fichier = racine(chemin);
    if std::env::var_os("RAC_ECRIRE").is_some() {
        std::fs::write(&fichier, attendu).unwrap();
        return;
    }
    let ecrit = std::fs::read_to_string(&fichier).unwrap_or_default();
    for (rang, (la, attendue)) in ecrit.lines().zip(attendu.lines()).enumerate() {
        assert_eq!(
            la,
            attendue,
            "{chemin}:{}, à récrire : RAC_ECRIRE=1 cargo test --test documents",
            rang + 1
        );
    }
    assert_eq!(
        ecrit.lines().count(),
        attendu.lines().count(),
        "{chemin} n’a pas le bon nombre de lignes"
    );
}

#[test]
fn les_exemples_des_documents_sont_ceux_de_l_outil() {
    for chemin in [
        "README.md",
        "LISEZMOI.md",
        "docs/guide/au-bureau.md",
        "docs/guide/cahier-des-charges.md",
        "docs/guide/registres.md",
        "docs/guide/installer.md",
    ] {
        let texte = std::fs::read_to_string(racine(chemin)).unwrap();
        assert!(
            texte.contains("```console\n$ rac "),
            "{chemin} n’a pas d’exemple"
        );
        comparer(chemin, &rejouer(&texte));
    }
}

/// What the documents tell to type without showing the screen: at least, it is a command.
#[test]
fn les_commandes_citees_par_le_guide_existent() {
    let mut citees = 0;
    for page in std::fs::read_dir(racine("docs/guide")).unwrap() {
        let texte = std::fs::read_to_string(page.unwrap().path()).unwrap();
        for ligne in texte.lines().filter_map(|l| l.strip_prefix("    rac ")) {
            let mots = ligne
                .split(' ')
                .take_while(|mot| mot.chars().all(|l| l.is_ascii_lowercase()));
            let mots: Vec<&str> = mots.take(2).collect();
            let options = ligne.split(' ').filter(|mot| mot.starts_with("--"));
            let aide = Command::cargo_bin("rac")
                .unwrap()
                .args(mots)
                .arg("--aide")
                .output()
                .unwrap();
            let aide = String::from_utf8(aide.stdout).unwrap();
            for option in options.filter(|option| *option != "--version") {
                assert!(
                    aide.contains(option),
                    "{ligne} : {option} n’existe pas\n{aide}"
                );
            }
            citees += 1;
        }
    }
    assert!(citees > 10, "{citees}");
}

#[test]
fn la_page_des_postes_est_a_jour() {
    let (catalogue, diagnostics) = Catalogue::lire(&Sources::embarquees());
    assert_eq!(diagnostics.erreurs(), 0);
    let mut page = String::from(
        "# L’arbre des postes\n\nPage produite depuis `data/reglementation/postes.csv`. Un acte prend la ligne du nœud le plus\nproche au-dessus de lui. Les rubriques sont celles de l’accord UNOCAM du 14/02/2019.\n",
    );
    let reglementation = &catalogue.reglementation;
    let mut rubrique = "";
    for (id, poste) in reglementation.postes.iter() {
        if poste.rubrique != rubrique {
            rubrique = &poste.rubrique;
            write!(page, "\n## {rubrique}\n\n").unwrap();
        }
        let marge = "  ".repeat(poste.chemin.matches('/').count());
        let actes = reglementation
            .actes()
            .filter(|(_, acte)| acte.poste == id)
            .count();
        let compte = if actes == 0 {
            String::new()
        } else {
            format!(" — {actes} acte{}", if actes > 1 { "s" } else { "" })
        };
        writeln!(
            page,
            "{marge}- `{}` : {}{compte}",
            poste.chemin, poste.libelle
        )
        .unwrap();
    }
    comparer("docs/postes.md", &page);
}

#[test]
fn le_glossaire_est_a_jour() {
    let mut diagnostics = Diagnostics::new();
    let mots = lire_glossaire(&Sources::embarquees(), &mut diagnostics);
    assert_eq!(diagnostics.erreurs(), 0);
    let mut page = String::from(
        "# Glossaire\n\nPage produite depuis `data/glossaire.csv`. Chaque mot, une fois ; `rac expliquer OPTAM` le dit aussi.\nEntre crochets, le nom dans le code quand il diffère.\n",
    );
    let mut rubrique = "";
    for mot in &mots {
        if mot.rubrique != rubrique {
            rubrique = &mot.rubrique;
            write!(page, "\n## {rubrique}\n\n").unwrap();
        }
        write!(page, "- **{}** — {}", mot.mot, mot.definition).unwrap();
        if let Some(code) = &mot.code {
            write!(page, " [{code}]").unwrap();
        }
        page.push('\n');
    }
    comparer("docs/glossaire.md", &page);
}
