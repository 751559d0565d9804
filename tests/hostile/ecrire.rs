//! Places where nothing can be written: an old file stays whole, a new one does not begin.

use super::lire::est_root;
use super::outils::{Coin, dit, registre};
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::process::Stdio;

const COMPARER: [&str; 3] = ["comparer", "--format", "csv"];

#[test]
fn un_disque_plein_se_dit_et_ne_laisse_rien() {
    let coin = Coin::neuf();
    let plein = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let fin = coin.rac(&COMPARER).stdout(plein).output().unwrap();
    assert_eq!(
        dit(&fin, 3),
        "rac : la sortie n’a pas pu être écrite : le disque est plein"
    );

    coin.poser("foyers.csv", registre(10));
    let plein = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let fin = coin
        .rac(&["lot", "foyers.csv"])
        .stdout(plein)
        .output()
        .unwrap();
    assert_eq!(
        dit(&fin, 2),
        "la sortie n’a pas pu être écrite : le disque est plein"
    );
    assert_eq!(coin.noms(), ["foyers.csv"]);
}

/// 8 Kio are allowed where 40 are needed: the file that was there is still whole.
#[test]
fn un_fichier_interrompu_n_existe_pas() {
    let coin = Coin::neuf();
    coin.poser("ancien.csv", "ancien\n");
    for (sortie, restent) in [
        ("ancien.csv", &["ancien.csv"][..]),
        ("neuf.csv", &["ancien.csv"]),
    ] {
        let fin = coin.coquille(&format!(
            "trap '' XFSZ; ulimit -f 8; exec \"$RAC\" comparer --date 2026-11-22 --sortie {sortie} --remplacer"
        ));
        assert_eq!(
            dit(&fin, 2),
            format!("{sortie} n’a pas pu être écrit : il dépasse la taille permise à un fichier")
        );
        assert_eq!(coin.noms(), restent);
        assert_eq!(
            fs::read_to_string(coin.chemin("ancien.csv")).unwrap(),
            "ancien\n"
        );
    }
}

/// A batch stopped by the disk goes on once there is room, to the same bytes.
#[test]
fn un_lot_arrete_par_le_disque_reprend() {
    let coin = Coin::neuf();
    coin.poser("foyers.csv", registre(20_000));
    let lot = |options: &str| {
        format!(
            "exec \"$RAC\" lot foyers.csv --date 2026-11-22 --fils 1 --offres 'mcci/*' {options}"
        )
    };
    let limite =
        |kio: u32, options: &str| format!("trap '' XFSZ; ulimit -f {kio}; {}", lot(options));
    let entier = coin.coquille(&lot("--sortie entier.csv"));
    assert_eq!(entier.status.code(), Some(0));
    let taille = fs::metadata(coin.chemin("entier.csv")).unwrap().len();
    let kio = u32::try_from(taille / 1024 * 2 / 3).unwrap();
    let arrete = coin.coquille(&limite(kio, "--sortie s.csv"));
    assert_eq!(
        dit(&arrete, 2),
        "s.csv n’a pas pu être écrit : il dépasse la taille permise à un fichier"
    );
    assert_eq!(
        coin.noms(),
        ["entier.csv", "foyers.csv", "s.csv.partiel", "s.csv.reprise"]
    );
    let repris = coin.coquille(&lot("--sortie s.csv --reprendre"));
    assert_eq!(
        repris.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&repris.stderr)
    );
    assert_eq!(coin.noms(), ["entier.csv", "foyers.csv", "s.csv"]);
    assert_eq!(
        fs::read(coin.chemin("s.csv")).unwrap(),
        fs::read(coin.chemin("entier.csv")).unwrap()
    );
}

#[test]
fn un_tuyau_ferme_n_est_pas_une_erreur_pour_un_lot() {
    let coin = Coin::neuf();
    coin.poser("foyers.csv", registre(2_000));
    let fin = coin.coquille(
        "\"$RAC\" lot foyers.csv --date 2026-11-22 2>dit | head -1; echo ${PIPESTATUS[0]}",
    );
    let lu = String::from_utf8(fin.stdout).unwrap();
    let lignes: Vec<&str> = lu.lines().collect();
    assert!(lignes.first().unwrap().starts_with("foyer;"), "{lu}");
    assert_eq!(lignes.get(1), Some(&"0"), "{lu}");
}

#[test]
fn des_portes_fermees_des_le_debut_n_arretent_pas() {
    let coin = Coin::neuf();
    let fin = coin.coquille("\"$RAC\" comparer --date 2026-11-22 <&- >&- 2>&-");
    assert_eq!(fin.status.code(), Some(0));
}

#[test]
fn un_dossier_en_lecture_seule_dit_la_permission() {
    let coin = Coin::neuf();
    let ferme = coin.chemin("ferme");
    fs::create_dir(&ferme).unwrap();
    fs::set_permissions(&ferme, PermissionsExt::from_mode(0o555)).unwrap();
    fs::set_permissions(coin.0.path(), PermissionsExt::from_mode(0o755)).unwrap();
    coin.poser("foyers.csv", registre(2));
    for arguments in [
        &["comparer", "--sortie", "ferme/x.csv"][..],
        &["lot", "foyers.csv", "--sortie", "ferme/x.csv"],
        &["document", "rapport", "--sortie", "ferme/x.csv"],
        &[
            "document",
            "fiche",
            "mcci/flexia/Confort",
            "--age",
            "70",
            "--sortie",
            "ferme/x.html",
        ],
    ] {
        let mut rac = coin.rac(arguments);
        if est_root() {
            rac.uid(65_534).gid(65_534);
        }
        let dit = dit(&rac.output().unwrap(), 2);
        assert!(dit.contains("la permission manque"), "{dit}");
        assert_eq!(fs::read_dir(&ferme).unwrap().count(), 0);
    }
}

#[test]
fn ce_qui_n_est_pas_un_fichier_n_est_pas_remplace() {
    let coin = Coin::neuf();
    let tuyau = coin.coquille("mkfifo tuyau");
    assert!(tuyau.status.success());
    fs::create_dir(coin.chemin("dossier.csv")).unwrap();
    for (sortie, attendu) in [
        (
            "/dev/null",
            "/dev/null n’est pas un fichier ordinaire : donnez un fichier, ou rien pour l’écran",
        ),
        (
            "tuyau",
            "tuyau n’est pas un fichier ordinaire : donnez un fichier, ou rien pour l’écran",
        ),
        (
            "dossier.csv",
            "dossier.csv est un dossier : donnez un fichier",
        ),
        ("absent/x.csv", "le dossier absent n’existe pas"),
        ("../absent/x.csv", "le dossier ../absent n’existe pas"),
    ] {
        let arguments = [
            "comparer",
            "--format",
            "csv",
            "--sortie",
            sortie,
            "--remplacer",
        ];
        assert_eq!(coin.refus(&arguments), attendu);
        let arguments = ["lot", "foyers.csv", "--sortie", sortie, "--remplacer"];
        coin.poser("foyers.csv", registre(1));
        assert_eq!(coin.refus(&arguments), attendu);
    }
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

/// A link keeps pointing where it did; a file keeps its permissions, a new one has those of
/// the shell.
#[test]
fn les_liens_et_les_droits_sont_ceux_d_avant() {
    let coin = Coin::neuf();
    coin.poser("cible.csv", "ancien\n");
    fs::set_permissions(coin.chemin("cible.csv"), PermissionsExt::from_mode(0o640)).unwrap();
    symlink("cible.csv", coin.chemin("lien.csv")).unwrap();
    let fin = coin.coquille(
        "umask 027; \"$RAC\" comparer --date 2026-11-22 --sortie lien.csv --remplacer && \"$RAC\" comparer --date 2026-11-22 --sortie neuf.csv",
    );
    assert_eq!(
        fin.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&fin.stderr)
    );
    assert!(
        fs::symlink_metadata(coin.chemin("lien.csv"))
            .unwrap()
            .is_symlink()
    );
    let mode = |nom: &str| fs::metadata(coin.chemin(nom)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("cible.csv"), mode("neuf.csv")), (0o640, 0o640));
    let lire = |nom: &str| fs::read(coin.chemin(nom)).unwrap();
    assert_eq!(lire("cible.csv"), lire("neuf.csv"));
    // sans --remplacer, rien n’est touché
    let dit = coin.refus(&["comparer", "--sortie", "cible.csv"]);
    assert_eq!(
        dit,
        "cible.csv existe déjà : ajoutez --remplacer pour l’écraser"
    );
}

/// Killed while it writes to the screen or while it computes, a command leaves no file.
#[test]
fn une_commande_tuee_ne_laisse_pas_de_moitie() {
    let coin = Coin::neuf();
    for attente in [0, 5, 20, 60] {
        let mut rac = coin.rac(&["document", "rapport", "--sortie", "r.html"]);
        let mut enfant = rac
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(attente));
        enfant.kill().unwrap();
        enfant.wait().unwrap();
        let page = fs::read_to_string(coin.chemin("r.html")).unwrap_or_default();
        assert!(page.is_empty() || page.trim_end().ends_with("</html>"));
        if !page.is_empty() {
            fs::remove_file(coin.chemin("r.html")).unwrap();
        }
    }
}
