//! `rac lot` as it is typed: what it writes, what it refuses, how it goes on.

use assert_cmd::Command;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tempfile::TempDir;

pub(super) const JOUR: &str = "2026-11-22";

pub(super) fn rac() -> Command {
    Command::new(env!("CARGO_BIN_EXE_rac"))
}

pub(super) fn dossier() -> TempDir {
    tempfile::tempdir().unwrap()
}

pub(super) fn poser(dossier: &TempDir, nom: &str, texte: impl AsRef<[u8]>) -> PathBuf {
    let chemin = dossier.path().join(nom);
    fs::write(&chemin, texte).unwrap();
    chemin
}

/// Runs a batch; gives its output, its rejects, what it says.
pub(super) fn lot(dossier: &TempDir, arguments: &[&str]) -> (String, String, String) {
    let sortie = rac()
        .current_dir(dossier.path())
        .args(["lot", "foyers.csv", "--date", JOUR, "--sortie", "s.csv"])
        .args(arguments)
        .output()
        .unwrap();
    let dit = String::from_utf8(sortie.stderr).unwrap();
    assert!(sortie.status.success(), "{dit}");
    let lire = |nom: &str| fs::read_to_string(dossier.path().join(nom)).unwrap_or_default();
    (lire("s.csv"), lire("s.rejets.csv"), dit)
}

/// Households of one, two or three people, with care of their own, in order.
pub(super) fn registre(dossier: &TempDir, foyers: usize) {
    let mut personnes = String::from("foyer;personne;age;departement\n");
    let mut soins = String::from("foyer;personne;acte;secteur;nombre;prix;mois\n");
    for foyer in 0..foyers {
        for personne in 0..=(foyer % 3) {
            let age = [30 + foyer % 50, 31 + foyer % 50, foyer % 18][personne];
            personnes.push_str(&format!("{foyer:06};{personne};{age};35\n"));
            let prix = 2_650 + foyer % 37;
            let (euros, centimes) = (prix / 100, prix % 100);
            soins.push_str(&format!(
                "{foyer:06};{personne};generaliste;1;3;{euros}.{centimes:02};\n"
            ));
            if foyer % 4 == personne {
                let mois = 1 + foyer % 12;
                soins.push_str(&format!("{foyer:06};{personne};osteopathie;;6;60;{mois}\n"));
            }
        }
    }
    poser(dossier, "foyers.csv", personnes);
    poser(dossier, "soins.csv", soins);
}

pub(super) fn colonne(ligne: &str, rang: usize) -> &str {
    ligne.split(';').nth(rang).unwrap()
}

/// The year of one person: the same row as `rac comparer` gives, from the rank on.
#[test]
fn un_foyer_dit_ce_que_dit_comparer() {
    let dossier = dossier();
    poser(
        &dossier,
        "foyers.csv",
        "foyer;personne;age;departement\nA;lui;70;35\n",
    );
    poser(
        &dossier,
        "soins.csv",
        "foyer;acte;nombre;prix\nA;généraliste;6;\nA;couronne molaire;1;620\n",
    );
    let (lignes, rejets, _) = lot(&dossier, &["--soins", "soins.csv"]);
    let comparer = rac()
        .args([
            "comparer",
            "--age",
            "70",
            "--departement",
            "35",
            "--date",
            JOUR,
        ])
        .args([
            "--soin",
            "généraliste x6",
            "--soin",
            "couronne molaire = 620 €",
        ])
        .args(["--format", "csv"])
        .output()
        .unwrap();
    let comparer = String::from_utf8(comparer.stdout).unwrap();
    let attendu: Vec<String> = comparer
        .lines()
        .map(|ligne| {
            ligne
                .split(';')
                .skip(3)
                .take(16)
                .collect::<Vec<_>>()
                .join(";")
        })
        .collect();
    let lues: Vec<String> = lignes
        .lines()
        .map(|ligne| ligne.split(';').skip(2).collect::<Vec<_>>().join(";"))
        .collect();
    assert_eq!(lues, attendu);
    assert!(
        lignes
            .lines()
            .skip(1)
            .all(|ligne| ligne.starts_with("A;lui;"))
    );
    assert_eq!(rejets, "");
}

/// `--garder 2` are the first two rows of the whole; then the reference.
#[test]
fn garder_coupe_le_classement() {
    let dossier = dossier();
    registre(&dossier, 30);
    let (tout, ..) = lot(&dossier, &["--soins", "soins.csv"]);
    let arguments = ["--soins", "soins.csv", "--garder", "2", "--remplacer"];
    let (garde, ..) = lot(&dossier, &arguments);
    let attendu: Vec<&str> = tout
        .lines()
        .enumerate()
        .filter(|(rang, ligne)| {
            // un rang se partage : les deux premières lignes du foyer, et la référence
            let debut = |ligne: &str| colonne(ligne, 0).to_owned();
            let avant = tout
                .lines()
                .take(*rang)
                .filter(|a| debut(a) == debut(ligne));
            *rang == 0 || avant.count() < 2 || colonne(ligne, 3) == "sans-mutuelle"
        })
        .map(|(_, ligne)| ligne)
        .collect();
    assert_eq!(garde.lines().collect::<Vec<_>>(), attendu);
    assert_eq!(garde.lines().count(), 1 + 30 * 3);
}

#[test]
fn les_octets_ne_dependent_ni_des_fils_ni_de_la_compression() {
    let dossier = dossier();
    registre(&dossier, 1_500);
    let base = ["--soins", "soins.csv", "--garder", "3", "--remplacer"];
    let (un, ..) = lot(&dossier, &[&base[..], &["--fils", "1"]].concat());
    let (trois, ..) = lot(&dossier, &[&base[..], &["--fils", "3"]].concat());
    assert!(un == trois, "les octets changent avec les fils");
    for nom in ["foyers.csv", "soins.csv"] {
        let clair = fs::read(dossier.path().join(nom)).unwrap();
        let mut comprime = GzEncoder::new(Vec::new(), flate2::Compression::fast());
        comprime.write_all(&clair).unwrap();
        poser(&dossier, nom, comprime.finish().unwrap());
    }
    rac()
        .current_dir(dossier.path())
        .args(["lot", "foyers.csv", "--date", JOUR, "--sortie", "s.csv.gz"])
        .args(base)
        .assert()
        .success();
    let comprime = fs::read(dossier.path().join("s.csv.gz")).unwrap();
    let mut clair = String::new();
    MultiGzDecoder::new(comprime.as_slice())
        .read_to_string(&mut clair)
        .unwrap();
    assert!(clair == un, "les octets changent avec la compression");
}

/// 4 parts, end to end, are the whole; each household is in one of them.
#[test]
fn les_parts_bout_a_bout_sont_le_tout() {
    let dossier = dossier();
    registre(&dossier, 400);
    let (tout, ..) = lot(&dossier, &["--soins", "soins.csv", "--garder", "1"]);
    let mut bout_a_bout = String::new();
    for part in 1..=4 {
        let part = format!("{part}/4");
        let arguments = [
            "--soins",
            "soins.csv",
            "--garder",
            "1",
            "--remplacer",
            "--part",
            &part,
        ];
        let (sienne, ..) = lot(&dossier, &arguments);
        assert!(sienne.lines().count() > 100, "{part}");
        bout_a_bout.push_str(&sienne);
    }
    assert!(bout_a_bout == tout);
}

/// Kills the batch each time it has written one more of these hundredths of its answer.
fn tuer_puis_reprendre(sortie: &str, centiemes: &[u64]) {
    let dossier = dossier();
    registre(&dossier, 20_000);
    let arguments = |sortie: &str| {
        let textes = [
            "lot",
            "foyers.csv",
            "--soins",
            "soins.csv",
            "--date",
            JOUR,
            "--garder",
            "3",
            "--sortie",
            sortie,
        ];
        textes.map(str::to_owned)
    };
    let entier = format!("entier-{sortie}");
    rac()
        .current_dir(dossier.path())
        .args(arguments(&entier))
        .assert()
        .success();
    let partiel = dossier.path().join(format!("{sortie}.partiel"));
    let lancer = |reprendre: bool| {
        let mut commande = std::process::Command::new(env!("CARGO_BIN_EXE_rac"));
        commande
            .current_dir(dossier.path())
            .args(arguments(sortie))
            .stderr(Stdio::null());
        if reprendre {
            commande.arg("--reprendre");
        }
        commande.spawn().unwrap()
    };
    let taille = |chemin: &Path| fs::metadata(chemin).map_or(0, |vu| vu.len());
    let octets = taille(&dossier.path().join(&entier));
    for (rang, centieme) in centiemes.iter().enumerate() {
        let mut enfant = lancer(rang > 0);
        while taille(&partiel) < octets * centieme / 100 {
            assert!(
                enfant.try_wait().unwrap().is_none(),
                "fini avant {centieme} %"
            );
            std::thread::sleep(Duration::from_millis(1));
        }
        // SIGKILL
        enfant.kill().unwrap();
        assert!(!enfant.wait().unwrap().success(), "rien d’interrompu");
    }
    assert!(lancer(true).wait().unwrap().success());
    assert!(!partiel.exists());
    let lire = |nom: &str| fs::read(dossier.path().join(nom)).unwrap();
    assert!(
        lire(sortie) == lire(&entier),
        "la reprise change les octets"
    );
}

#[test]
fn un_lot_tue_puis_repris_donne_les_memes_octets() {
    tuer_puis_reprendre("s.csv", &[1, 20, 45, 70]);
    tuer_puis_reprendre("s.csv.gz", &[15, 60]);
}

#[test]
fn un_lot_interrompu_n_est_ni_ecrase_ni_repris_sans_le_dire() {
    let dossier = dossier();
    registre(&dossier, 3);
    poser(&dossier, "s.csv.partiel", "foyer;personne;rang\n");
    let refus = |arguments: &[&str]| {
        let sortie = rac()
            .current_dir(dossier.path())
            .args(["lot", "foyers.csv", "--date", JOUR, "--sortie", "s.csv"])
            .args(arguments)
            .output()
            .unwrap();
        assert_eq!(sortie.status.code(), Some(2));
        String::from_utf8(sortie.stderr).unwrap()
    };
    insta::assert_snapshot!("interrompu", refus(&[]));
    poser(&dossier, "s.csv.reprise", r#"{"empreinte":"autre"}"#);
    insta::assert_snapshot!("autre_lot", refus(&["--reprendre"]));
    insta::assert_snapshot!("part_impossible", refus(&["--part", "5/4", "--remplacer"]));
    insta::assert_snapshot!("garder_zero", refus(&["--garder", "0", "--remplacer"]));
}

/// Every kind of bad row. Each good household is computed; each line is counted once.
#[test]
fn chaque_sorte_de_mauvaise_ligne_est_dite() {
    let dossier = dossier();
    let mut personnes: Vec<u8> = Vec::new();
    let mut ligne = |texte: &[u8]| {
        personnes.extend_from_slice(texte);
        personnes.push(b'\n');
    };
    ligne(b"foyer;personne;age;departement;qualite;panier");
    ligne(b"01;a;40;35;;");
    ligne(b"02;a;131;35;;");
    ligne("03;Él\u{e9}onore;40;35;;".replace('É', "E").as_bytes());
    ligne(b"04;Zo\xeb;40;35;;");
    ligne(b"05;a;40");
    ligne(b"");
    ligne(b"  ");
    ligne(b";;;;;");
    ligne(b"06;\"a;40;35;;");
    ligne(b"07;a;40\0;35;;");
    ligne(&[b"08;", "x".repeat(1 << 20).as_bytes(), b";40;35;;"].concat());
    ligne(b"09;a;40;99;;");
    ligne(b"10;a;40;35;cousin;");
    ligne(b"11;a;;35;;");
    ligne(b"12;a;40;35;;inconnu");
    ligne(b"13;a;40;35;;");
    ligne(b"13;b;quarante;35;;");
    ligne(b"14;a;40;35;;;;trop");
    ligne(b";a;40;35;;");
    ligne(b"15;\"a \"\"x\"\"\";40;35;;");
    ligne(b"16;a;40;35;conjoint;");
    poser(&dossier, "foyers.csv", personnes);
    poser(
        &dossier,
        "soins.csv",
        "foyer;acte;secteur;nombre;prix;mois\n\
         01;generaliste;1;2;26,50;\n\
         01;generaliste;1;2;30;13\n\
         03;generaliste;1;2;26,50;\n\
         04;generaliste;1;2;26,50;\n\
         13;generaliste;1;2;26,50;\n\
         15;generaliste;1;2;26,50;\n\
         15;chamanisme;;1;50;\n\
         17;generaliste;1;2;26,50;\n",
    );
    let (lignes, rejets, dit) = lot(&dossier, &["--soins", "soins.csv", "--garder", "1"]);
    let calcules: Vec<&str> = lignes
        .lines()
        .skip(1)
        .filter(|ligne| colonne(ligne, 3) == "sans-mutuelle")
        .map(|ligne| colonne(ligne, 0))
        .collect();
    assert_eq!(calcules, ["03"], "{dit}");
    insta::assert_snapshot!("rejets", rejets);
    insta::assert_snapshot!("dit", dit.lines().take(3).collect::<Vec<_>>().join("\n"));
}

#[test]
fn strict_s_arrete_et_ne_garde_rien() {
    let dossier = dossier();
    poser(&dossier, "foyers.csv", "foyer;age\nA;40\nB;131\n");
    let sortie = rac()
        .current_dir(dossier.path())
        .args([
            "lot",
            "foyers.csv",
            "--date",
            JOUR,
            "--sortie",
            "s.csv",
            "--strict",
        ])
        .output()
        .unwrap();
    assert_eq!(sortie.status.code(), Some(2));
    insta::assert_snapshot!("strict", String::from_utf8(sortie.stderr).unwrap());
    let restes = fs::read_dir(dossier.path()).unwrap().count();
    assert_eq!(restes, 1, "seul le registre reste");
}

/// `;`, decimal comma, BOM, CRLF: nothing to say.
#[test]
fn le_csv_d_un_tableur_francais_se_lit_sans_option() {
    let dossier = dossier();
    poser(
        &dossier,
        "foyers.csv",
        "\u{feff}Foyer;Âge;Département\r\nA;40;35\r\n",
    );
    poser(
        &dossier,
        "soins.csv",
        "\u{feff}Foyer;Acte;Nombre;Prix\r\nA;généraliste;2;26,50 €\r\nA;ostéopathie;1;\"60,00\"\r\n",
    );
    let (lignes, rejets, _) = lot(&dossier, &["--soins", "soins.csv", "--garder", "1"]);
    assert_eq!(rejets, "");
    // 2 × 26,50 + 60
    assert!(
        lignes
            .lines()
            .skip(1)
            .all(|ligne| colonne(ligne, 8) == "113.00"),
        "{lignes}"
    );
}

/// Two people of 40, and one of 70: 3 households; sums by hand on the reference.
#[test]
fn la_synthese_compte_par_tranche() {
    let dossier = dossier();
    poser(
        &dossier,
        "foyers.csv",
        "foyer;age;departement\nA;40;35\nB;41;35\nC;70;35\n",
    );
    poser(
        &dossier,
        "soins.csv",
        "foyer;acte;nombre;prix\nA;généraliste;1;30\nB;généraliste;2;30\nC;ostéopathie;1;60\n",
    );
    let arguments = ["--soins", "soins.csv", "--garder", "1", "--synthese"];
    let (lignes, ..) = lot(&dossier, &arguments);
    let reference: Vec<&str> = lignes
        .lines()
        .filter(|ligne| colonne(ligne, 1) == "sans-mutuelle")
        .collect();
    // 30 € : 21 remboursés − 2 de participation, 11 restent ; en moyenne (30 + 60) / 2 = 45
    // et (11 + 22) / 2 = 16,50 ; l'ostéopathie reste entière
    assert_eq!(reference.len(), 2);
    assert!(reference[0].starts_with("20-a-60-ans;sans-mutuelle;;2;2;0.00;45.00;16.50;16.50;"));
    assert!(reference[1].starts_with("plus-de-60-ans;sans-mutuelle;;1;1;0.00;60.00;60.00;60.00;"));
    let premieres = |tranche: &str| {
        let siennes = lignes.lines().filter(|ligne| ligne.starts_with(tranche));
        siennes
            .map(|ligne| colonne(ligne, 10).parse::<u32>().unwrap())
            .sum::<u32>()
    };
    assert_eq!(premieres("20-a-60-ans;"), 2);
    assert_eq!(premieres("plus-de-60-ans;"), 1);
}

/// From the standard input to the standard output: a stage of another engine.
#[test]
fn un_lot_se_lit_et_s_ecrit_au_fil_de_l_eau() {
    let sortie = rac()
        .args(["lot", "-", "--date", JOUR, "--garder", "1", "--sortie", "-"])
        .write_stdin("foyer;age;departement\nA;40;35\nB;131;35\n")
        .output()
        .unwrap();
    assert!(sortie.status.success());
    let texte = String::from_utf8(sortie.stdout).unwrap();
    assert_eq!(texte.lines().count(), 3, "{texte}");
    assert!(texte.starts_with("foyer;personne;rang;offre;niveau;"));
}

/// Nothing could be counted: the rows are at fault, and the exit code says so.
#[test]
fn un_registre_tout_refuse_n_est_pas_une_reussite() {
    let dossier = dossier();
    poser(&dossier, "foyers.csv", "foyer;personne;age\n1;1;abc\n");
    let sortie = rac()
        .current_dir(dossier.path())
        .args(["lot", "foyers.csv", "--date", JOUR, "--sortie", "s.csv"])
        .output()
        .unwrap();
    let dit = String::from_utf8(sortie.stderr).unwrap();
    assert_eq!(sortie.status.code(), Some(2), "{dit}");
    assert!(dit.contains("1 ligne refusée avec sa raison"), "{dit}");
}

/// A register says the place of each, in any order of rows. CAP NR, 200 NR, zone 1, has a
/// column for each (repository santeo-tarifs): adhérent of 43 years 104,94, conjoint of 40
/// years 89,23; adhérent of 40 years 100,70, conjoint of 43 years 93,08; child 54,20.
#[test]
fn un_registre_dit_la_place_de_chacun() {
    let dossier = dossier();
    poser(
        &dossier,
        "foyers.csv",
        "foyer;personne;age;departement;qualite\n\
         A;a;12;35;enfant\nA;b;43;35;adherent\nA;c;40;35;conjoint\n\
         B;a;43;35;Conjoint\nB;b;40;35;adhérent\nB;c;12;35;enfant\n",
    );
    let (lignes, rejets, _) = lot(&dossier, &["--offres", "avenir/cap-nr/200 NR"]);
    let cotisations: Vec<&str> = lignes
        .lines()
        .filter(|ligne| colonne(ligne, 3) == "avenir/cap-nr")
        .map(|ligne| colonne(ligne, 5))
        .collect();
    // (104,94 + 89,23 + 54,20) × 12 ; (100,70 + 93,08 + 54,20) × 12
    assert_eq!(cotisations, ["2980.44", "2975.76"]);
    assert_eq!(rejets, "");
}
