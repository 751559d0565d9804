//! No home, no locale, no name, a terminal as narrow as a phone, nobody's user.

use super::lire::est_root;
use super::outils::Coin;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;

#[test]
fn l_entourage_ne_change_pas_un_octet() {
    let coin = Coin::neuf();
    std::fs::set_permissions(coin.0.path(), PermissionsExt::from_mode(0o755)).unwrap();
    let comparer = || coin.rac(&["comparer", "--age", "70", "--departement", "35"]);
    let attendu = comparer().output().unwrap();
    assert_eq!(attendu.status.code(), Some(0));
    let mut essais = vec![
        ("sans rien", comparer()),
        ("locale C", comparer()),
        ("locale inconnue", comparer()),
        ("sans dossier personnel", comparer()),
    ];
    essais[0].1.env_clear();
    essais[1].1.env("LC_ALL", "C").env("LANG", "C");
    essais[2]
        .1
        .env("LC_ALL", "tlh_KX.UTF-8")
        .env("TZ", "Nulle/Part");
    essais[3]
        .1
        .env("HOME", "/nulle/part")
        .env_remove("XDG_CONFIG_HOME");
    if est_root() {
        let mut personne = comparer();
        personne.uid(65_534).gid(65_534).env_clear();
        essais.push(("nobody", personne));
    }
    for (nom, mut essai) in essais {
        let lu = essai.output().unwrap();
        assert_eq!(lu.status.code(), Some(0), "{nom}");
        assert_eq!(lu.stdout, attendu.stdout, "{nom}");
        assert!(lu.stderr.is_empty(), "{nom}");
    }
}

/// Twenty columns: words stay whole, tables go as narrow as their words let them, and every
/// figure of the wide screen is still there.
#[test]
fn vingt_colonnes_disent_les_memes_chiffres() {
    let coin = Coin::neuf();
    let ecran = |colonnes: u32, commande: &str| {
        let script = format!(
            "script -qec 'stty cols {colonnes} rows 24; exec \"$RAC\" {commande} --date 2026-11-22' /dev/null </dev/null"
        );
        let fin = coin.coquille(&script);
        assert_eq!(fin.status.code(), Some(0), "{commande}");
        String::from_utf8(fin.stdout).unwrap().replace('\r', "")
    };
    for commande in [
        "comparer --age 70 --departement 35",
        "decompte mcci/flexia/Confort --soin généraliste --soin \"couronne molaire\"",
        "tableau mcci/flexia/Confort mcci/flexia/Premium",
        "expliquer \"150 % BR\"",
        "liste offres",
    ] {
        let (large, etroit) = (ecran(200, commande), ecran(20, commande));
        assert!(!etroit.contains("panicked"), "{etroit}");
        let chiffres = |texte: &str| -> std::collections::BTreeSet<String> {
            let morceaux = texte.split(|c: char| !(c.is_ascii_digit() || c == ','));
            let morceaux = morceaux.map(|m| m.trim_matches(','));
            morceaux
                .filter(|m| m.contains(','))
                .map(str::to_owned)
                .collect()
        };
        let perdus: Vec<String> = chiffres(&large)
            .difference(&chiffres(&etroit))
            .cloned()
            .collect();
        assert!(perdus.is_empty(), "{commande} : {perdus:?}\n{etroit}");
    }
}
