//! Two runs that write the same file: one of them has it, whole.

use super::outils::{Coin, registre};
use std::fs;
use std::process::{Child, Output, Stdio};

fn lancer(coin: &Coin, arguments: &[&str]) -> Child {
    let mut rac = coin.rac(arguments);
    rac.stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn finir(enfants: Vec<Child>) -> Vec<Output> {
    let fins = enfants.into_iter().map(Child::wait_with_output);
    fins.collect::<Result<_, _>>().unwrap()
}

#[test]
fn un_seul_ecrit_un_nouveau_fichier() {
    let coin = Coin::neuf();
    let comparer = ["comparer", "--sortie", "x.csv"];
    for _ in 0..5 {
        let fins = finir((0..4).map(|_| lancer(&coin, &comparer)).collect());
        let reussies = fins.iter().filter(|fin| fin.status.success()).count();
        assert_eq!(reussies, 1);
        for fin in fins.iter().filter(|fin| !fin.status.success()) {
            let dit = String::from_utf8_lossy(&fin.stderr);
            assert_eq!(fin.status.code(), Some(2), "{dit}");
            assert!(dit.contains("existe déjà"), "{dit}");
        }
        assert_eq!(coin.noms(), ["x.csv"]);
        fs::remove_file(coin.chemin("x.csv")).unwrap();
    }
}

/// Whoever comes last replaces; whatever the order, the file is one of the two answers.
#[test]
fn chacun_remplace_un_fichier_entier() {
    let coin = Coin::neuf();
    let de = |age: &'static str| ["comparer", "--age", age, "--sortie", "x.csv", "--remplacer"];
    let mut seules = Vec::new();
    for age in ["30", "75"] {
        finir(vec![lancer(&coin, &de(age))]);
        seules.push(fs::read(coin.chemin("x.csv")).unwrap());
    }
    assert_ne!(seules[0], seules[1]);
    for _ in 0..5 {
        let fins = finir(vec![lancer(&coin, &de("30")), lancer(&coin, &de("75"))]);
        assert!(fins.iter().all(|fin| fin.status.success()));
        assert!(seules.contains(&fs::read(coin.chemin("x.csv")).unwrap()));
        assert_eq!(coin.noms(), ["x.csv"]);
    }
}

/// Two batches to the same file, even told to replace: the second one is refused while the
/// first writes, and what is there at the end is what one alone gives.
#[test]
fn deux_lots_ne_se_melent_pas() {
    let coin = Coin::neuf();
    coin.poser("foyers.csv", registre(2_000));
    let lot = |sortie: &'static str| {
        [
            "lot",
            "foyers.csv",
            "--sortie",
            sortie,
            "--remplacer",
            "--offres",
            "mcci/*",
            "--fils",
            "1",
        ]
    };
    finir(vec![lancer(&coin, &lot("seul.csv"))]);
    let seul = fs::read(coin.chemin("seul.csv")).unwrap();
    let mut refuses = 0;
    for _ in 0..4 {
        let fins = finir((0..3).map(|_| lancer(&coin, &lot("s.csv"))).collect());
        assert!(fins.iter().any(|fin| fin.status.success()));
        for fin in fins.iter().filter(|fin| !fin.status.success()) {
            refuses += 1;
            assert_eq!(fin.status.code(), Some(2));
            assert_eq!(
                String::from_utf8_lossy(&fin.stderr).trim_end(),
                "un autre lot écrit s.csv : attendez qu’il finisse, ou donnez un autre --sortie"
            );
        }
        assert_eq!(fs::read(coin.chemin("s.csv")).unwrap(), seul);
        assert_eq!(coin.noms(), ["foyers.csv", "s.csv", "seul.csv"]);
    }
    assert!(refuses > 0, "aucun ne s’est croisé");
}
