//! Files that do not end, do not open, or are not what they should be.

use super::outils::{Coin, dit, sans_insecables};
use std::fs::File;
use std::os::unix::fs::symlink;
use std::os::unix::process::CommandExt;

const NIVEAU: &str = "mcci/flexia/Confort";

#[test]
fn un_fichier_sans_fin_n_est_pas_lu_jusqu_au_bout() {
    let coin = Coin::neuf();
    symlink("/dev/zero", coin.chemin("zero.toml")).unwrap();
    symlink("/dev/zero", coin.chemin("zero.csv")).unwrap();
    for (arguments, attendu) in [
        (
            &["decompte", NIVEAU, "--panier", "zero.toml"][..],
            "zero.toml dépasse 1 Mio : ce n’est pas un panier",
        ),
        (
            &["comparer", "--foyer", "zero.toml"],
            "zero.toml dépasse 1 Mio : ce n’est pas un foyer",
        ),
        (
            &["document", "bilan", "zero.csv"],
            "zero.csv dépasse 32 Mio : coupez-le en plusieurs fichiers",
        ),
        (
            &["lot", "zero.csv", "--sortie", "s.csv"],
            "zero.csv ne peut pas être lu : sa première ligne n’a pas de fin, ce n’est pas un CSV",
        ),
    ] {
        assert_eq!(coin.refus(arguments), attendu);
    }
}

#[test]
fn un_fichier_enorme_est_refuse_a_sa_taille() {
    let coin = Coin::neuf();
    // troué : il ne prend pas de place sur le disque
    let enorme = File::create(coin.chemin("enorme.toml")).unwrap();
    enorme.set_len(1 << 40).unwrap();
    assert_eq!(
        coin.refus(&["decompte", NIVEAU, "--panier", "enorme.toml"]),
        "enorme.toml dépasse 1 Mio : ce n’est pas un panier"
    );
}

#[test]
fn une_profondeur_et_un_nombre_ont_une_limite() {
    let coin = Coin::neuf();
    let tete = "format = \"panier/1\"\nid = \"e\"\nlibelle = \"e\"\nsource = \"e\"\nverifie_le = 2026-11-22\n";
    let profond = format!("format = \"panier/1\"\n{}b = 1\n", "a.".repeat(50_000));
    coin.poser("profond.toml", profond);
    let dit = coin.refus(&["decompte", NIVEAU, "--panier", "profond.toml"]);
    assert!(
        dit.starts_with("erreur[toml-illisible]: trop de crochets l’un dans l’autre"),
        "{dit}"
    );

    // 14 × 366 dépasse, 13 × 366 + 242 est juste assez
    let soin = |nombre: u32| format!("[[soins]]\nacte = \"generaliste\"\nnombre = {nombre}\n");
    coin.poser("trop.toml", format!("{tete}{}", soin(365).repeat(14)));
    assert_eq!(
        coin.refus(&["decompte", NIVEAU, "--panier", "trop.toml"]),
        "5 110 actes en un an : au plus 5 000 pour une personne ; vérifiez les nombres"
    );
    coin.poser(
        "assez.toml",
        format!("{tete}{}{}", soin(365).repeat(13), soin(5_000 - 13 * 365)),
    );
    let fin = coin
        .rac(&["decompte", NIVEAU, "--panier", "assez.toml"])
        .output()
        .unwrap();
    assert_eq!(
        fin.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&fin.stderr)
    );
}

#[test]
fn le_registre_dit_la_meme_limite_que_le_decompte() {
    let coin = Coin::neuf();
    coin.poser("foyers.csv", "foyer;personne;age\n1;un;40\n2;un;40\n");
    let mut soins = String::from("foyer;personne;acte;secteur;nombre\n");
    for _ in 0..14 {
        soins.push_str("1;un;generaliste;1;365\n");
    }
    soins.push_str("2;un;generaliste;1;2\n");
    coin.poser("soins.csv", soins);
    let arguments = [
        "lot",
        "foyers.csv",
        "--soins",
        "soins.csv",
        "--sortie",
        "s.csv",
    ];
    let fin = coin.rac(&arguments).output().unwrap();
    assert_eq!(fin.status.code(), Some(0));
    let rejets = std::fs::read_to_string(coin.chemin("s.rejets.csv")).unwrap();
    // une ligne de foyer, quatorze de soins, et l’en-tête ; l’autre foyer est comparé
    assert_eq!(rejets.lines().count(), 16, "{rejets}");
    let motif = "5 110 actes en un an : au plus 5 000 pour une personne";
    assert!(
        rejets
            .lines()
            .skip(1)
            .all(|ligne| sans_insecables(ligne).contains(motif)),
        "{rejets}"
    );
    let sortie = std::fs::read_to_string(coin.chemin("s.csv")).unwrap();
    assert!(sortie.lines().skip(1).all(|ligne| ligne.starts_with("2;")));
    assert!(sortie.lines().count() > 1);
}

#[test]
fn un_foyer_qui_prend_tout_le_fichier_arrete_le_lot() {
    let coin = Coin::neuf();
    let un = |lignes: usize| format!("foyer;personne;age\n{}", "1;un;40\n".repeat(lignes));
    coin.poser("trop.csv", un(20_001));
    assert_eq!(
        coin.refus(&["lot", "trop.csv", "--sortie", "s.csv"]),
        "trop.csv, ligne 20002 : plus de 20 000 lignes de suite ont le même foyer « 1 » ; la colonne `foyer` doit changer d’un foyer à l’autre"
    );
    // juste en dessous, chaque ligne a son motif
    coin.poser("assez.csv", un(20_000));
    let fin = coin
        .rac(&["lot", "assez.csv", "--sortie", "s.csv"])
        .output()
        .unwrap();
    // aucun foyer n’a pu être compté
    assert_eq!(fin.status.code(), Some(2));
    let rejets = std::fs::read_to_string(coin.chemin("s.rejets.csv")).unwrap();
    assert_eq!(rejets.lines().count(), 20_001);
}

#[test]
fn ce_qui_ne_s_ouvre_pas_dit_pourquoi() {
    let coin = Coin::neuf();
    std::fs::create_dir(coin.chemin("dossier.toml")).unwrap();
    symlink("parti.toml", coin.chemin("lien.toml")).unwrap();
    symlink("boucle.toml", coin.chemin("boucle.toml")).unwrap();
    coin.poser("latin.toml", b"libelle = \"\xe9t\xe9\"\n");
    coin.poser("nul.toml", "format = \"panier/1\"\nid = \"a\0b\"\n");
    coin.poser("vide.toml", "");
    let long = format!("{}.toml", "x".repeat(300));
    let mut dits = String::new();
    for nom in [
        "dossier.toml",
        "absent.toml",
        "lien.toml",
        "../absent.toml",
        "latin.toml",
        "nul.toml",
        "vide.toml",
        long.as_str(),
    ] {
        dits.push_str(&coin.refus(&["decompte", NIVEAU, "--panier", nom]));
        dits.push('\n');
    }
    let fichiers = ["lien.toml", "latin.toml", "nul.toml", "vide.toml"];
    dits.push_str(&coin.refus(&["lot", "dossier.toml", "--sortie", "s.csv"]));
    dits.push('\n');
    for chemin in fichiers {
        dits.push_str(&coin.refus(&["lot", chemin, "--sortie", "s.csv"]));
        dits.push('\n');
        dits.push_str(&coin.refus(&["comparer", "--donnees", chemin]));
        dits.push('\n');
    }
    assert!(!dits.contains("os error"), "{dits}");
    insta::assert_snapshot!(dits);
    // le système dit la boucle dans ses mots, mais rien ne s’arrête net
    let boucle = coin.refus(&["decompte", NIVEAU, "--panier", "boucle.toml"]);
    assert!(
        boucle.starts_with("boucle.toml ne peut pas être lu : "),
        "{boucle}"
    );
}

#[test]
fn un_fichier_interdit_dit_la_permission() {
    let coin = Coin::neuf();
    coin.poser("prive.toml", "format = \"panier/1\"\n");
    let dossier = std::fs::metadata(coin.0.path()).unwrap();
    let droits = |nom: &str, mode: u32| {
        let droits = std::os::unix::fs::PermissionsExt::from_mode(mode);
        std::fs::set_permissions(coin.chemin(nom), droits).unwrap();
    };
    droits("prive.toml", 0o000);
    droits("", 0o755);
    assert!(dossier.is_dir());
    let mut rac = coin.rac(&["decompte", NIVEAU, "--panier", "prive.toml"]);
    if est_root() {
        // root lit tout : la commande est lancée par « nobody »
        rac.uid(65_534).gid(65_534);
    }
    assert_eq!(
        dit(&rac.output().unwrap(), 2),
        "prive.toml ne peut pas être lu : la permission manque"
    );
}

/// Whether the tests are run by root.
pub(super) fn est_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").is_ok_and(|etat| etat.uid() == 0)
}

#[test]
fn un_argument_demesure_n_emplit_pas_l_ecran() {
    let coin = Coin::neuf();
    let long = "9".repeat(100_000);
    let dit = coin.refus(&["comparer", "--age", &long]);
    assert_eq!(
        dit,
        format!(
            "« {}… (100 000 signes) » n’est pas un âge : écrivez un nombre de 0 à 120, par exemple --age 70",
            "9".repeat(60)
        )
    );
}

#[test]
fn un_argument_illisible_est_dit() {
    use std::os::unix::ffi::OsStrExt;
    let coin = Coin::neuf();
    let mut rac = coin.rac(&["comparer"]);
    rac.arg("--age").arg(std::ffi::OsStr::from_bytes(b"\xff"));
    let dit = dit(&rac.output().unwrap(), 2);
    assert!(
        dit.starts_with("rac : un argument n’est pas un texte lisible (UTF-8)."),
        "{dit}"
    );
}
