//! A register whose rows are not where they should be is refused, not counted in part.

use super::commande::{JOUR, dossier, poser, rac, registre};
use std::fs;
use std::process::Stdio;
use std::time::Duration;
use tempfile::TempDir;

fn refus(dossier: &TempDir, arguments: &[&str]) -> String {
    let sortie = rac()
        .current_dir(dossier.path())
        .args(["lot", "foyers.csv", "--date", JOUR])
        .args(arguments)
        .output()
        .unwrap();
    assert_eq!(sortie.status.code(), Some(2));
    String::from_utf8(sortie.stderr).unwrap()
}

#[test]
fn des_soins_dans_un_autre_ordre_sont_refuses() {
    let dossier = dossier();
    let refus = |foyers: &str, soins: &str| {
        poser(&dossier, "foyers.csv", foyers);
        poser(&dossier, "soins.csv", format!("foyer;acte\n{soins}"));
        refus(&dossier, &["--soins", "soins.csv"])
    };
    insta::assert_snapshot!(
        "soins_non_tries",
        refus(
            "foyer;age\n1;40\n2;41\n10;42\n11;42\n",
            "10;généraliste\n2;généraliste\n11;généraliste\n"
        )
    );
    let foyers = "foyer;age\nb;40\na;41\nc;42\n";
    insta::assert_snapshot!(
        "soins_sans_foyer",
        refus(foyers, "a;généraliste\nb;généraliste\n")
    );
    let foyers = "foyer;nom;Age_\nb;x;40\n";
    insta::assert_snapshot!("colonne_manquante", refus(foyers, "a;généraliste\n"));
}

/// A couple whose rows are apart would be two households, each with its own premium.
#[test]
fn un_foyer_dont_les_lignes_sont_separees_est_refuse() {
    let dossier = dossier();
    poser(
        &dossier,
        "foyers.csv",
        "foyer;age\nmartin;40\nmartin;41\n;50\n;51\ndurand;30\n\nmartin;12\n",
    );
    insta::assert_snapshot!("foyer_revenu", refus(&dossier, &["--sortie", "s.csv"]));
    assert!(!dossier.path().join("s.csv").exists());
}

/// A batch killed in the middle goes on only if what it had read has not changed; it still
/// knows the households it had read, the first of which comes back at the end.
#[test]
fn une_reprise_relit_ce_qui_avait_ete_lu() {
    let dossier = dossier();
    registre(&dossier, 10_000);
    let chemin = dossier.path().join("foyers.csv");
    let foyers = fs::read_to_string(&chemin).unwrap() + "000000;3;40;35\n";
    poser(&dossier, "foyers.csv", &foyers);
    let mut lot = std::process::Command::new(env!("CARGO_BIN_EXE_rac"))
        .current_dir(dossier.path())
        .args(["lot", "foyers.csv", "--date", JOUR, "--sortie", "s.csv"])
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let reprise = dossier.path().join("s.csv.reprise");
    while !reprise.exists() {
        assert!(lot.try_wait().unwrap().is_none(), "fini avant d’être tué");
        std::thread::sleep(Duration::from_millis(1));
    }
    lot.kill().unwrap();
    lot.wait().unwrap();

    let reprendre = ["--sortie", "s.csv", "--reprendre"];
    poser(&dossier, "foyers.csv", foyers.replacen(";30;", ";90;", 1));
    insta::assert_snapshot!("foyers_changes", refus(&dossier, &reprendre));
    assert!(reprise.exists());

    poser(&dossier, "foyers.csv", &foyers);
    let revenu = refus(&dossier, &reprendre);
    assert!(
        revenu.contains("le foyer « 000000 » a déjà été lu plus haut"),
        "{revenu}"
    );
    let restes = ["s.csv", "s.csv.partiel", "s.csv.reprise"];
    assert!(restes.iter().all(|nom| !dossier.path().join(nom).exists()));
}
