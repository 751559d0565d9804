//! A short run of the fuzz targets: every seed, then texts near it. The long runs are in
//! `fuzz/`; `RAC_ESSAIS=2000` makes this one longer.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests stop where they fail"
)]

// les programmes de fuzz/ s’en servent aussi
#[path = "../fuzz/src/lib.rs"]
#[expect(unreachable_pub, reason = "it is a library there")]
mod monde;

use monde::cibles::CIBLES;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Texts near a seed, for each of them.
fn essais() -> u32 {
    let voulus = std::env::var("RAC_ESSAIS").ok();
    voulus.map_or(24, |voulus| {
        voulus.parse().expect("RAC_ESSAIS est un nombre")
    })
}

fn dossier() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

/// The seeds of a target, in order.
fn graines(cible: &str) -> Vec<Vec<u8>> {
    let lues = fs::read_dir(dossier().join("graines").join(cible)).unwrap();
    let mut chemins: Vec<_> = lues.map(|lue| lue.unwrap().path()).collect();
    chemins.sort();
    assert!(!chemins.is_empty(), "{cible} n’a pas de graine");
    let textes = chemins.iter().map(|chemin| fs::read(chemin).unwrap());
    textes.collect()
}

/// A change of a text: where, how much is taken away, what is put there.
type Retouche = (prop::sample::Index, usize, Vec<u8>);

fn retoucher(graine: &[u8], retouches: &[Retouche]) -> Vec<u8> {
    let mut texte = graine.to_vec();
    for (place, otes, mis) in retouches {
        let debut = place.index(texte.len() + 1);
        let fin = (debut + otes).min(texte.len());
        texte.splice(debut..fin, mis.iter().copied());
    }
    texte
}

/// The words of a target's dictionary (`offre_toml`: `toml.dict`), in libFuzzer's writing:
/// `"caf\xc3\xa9"`.
fn dictionnaire(cible: &str) -> Vec<Vec<u8>> {
    let format = cible.rsplit('_').next().unwrap();
    let chemin = dossier().join(format!("dictionnaires/{format}.dict"));
    let texte = fs::read_to_string(chemin).unwrap();
    let entre_guillemets = |ligne: &str| {
        let mot = ligne.strip_prefix('"')?.strip_suffix('"')?;
        let (mut octets, mut reste) = (Vec::new(), mot);
        while let Some(signe) = reste.chars().next() {
            let pris = match reste.strip_prefix('\\') {
                Some(code) if code.starts_with('x') => {
                    octets.push(u8::from_str_radix(&code[1..3], 16).unwrap());
                    4
                }
                Some(signe) => {
                    octets.push(signe.as_bytes()[0]);
                    2
                }
                None => {
                    octets.extend(signe.to_string().bytes());
                    signe.len_utf8()
                }
            };
            reste = &reste[pris..];
        }
        Some(octets)
    };
    texte.lines().filter_map(entre_guillemets).collect()
}

/// Pieces of the other seeds and bytes that mean something to some reader.
fn morceaux(graines: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let coupe = |octet: &u8| b" ;,\n=\"<>".contains(octet);
    let mut morceaux: BTreeSet<Vec<u8>> = graines
        .iter()
        .flat_map(|graine| graine.split(coupe).map(<[u8]>::to_vec))
        .filter(|morceau| morceau.len() < 40)
        .collect();
    for utile in [
        "",
        "0",
        "-1",
        "99999999999999999999",
        "é",
        "\"",
        ";",
        "\n",
        "\u{a0}",
        "[",
        "]",
        "\0",
    ] {
        morceaux.insert(utile.as_bytes().to_vec());
    }
    morceaux.insert(vec![0xff]);
    morceaux.into_iter().collect()
}

#[test]
fn chaque_cible_tient_pres_de_ses_graines() {
    for (nom, cible) in CIBLES {
        let graines = graines(nom);
        for graine in &graines {
            cible(graine);
        }
        let mut morceaux = morceaux(&graines);
        morceaux.extend(dictionnaire(nom));
        let retouche = (
            any::<prop::sample::Index>(),
            0..12_usize,
            prop::sample::select(morceaux),
        );
        let cas = (
            prop::sample::select(graines.clone()),
            prop::collection::vec(retouche, 1..5),
        );
        let essais = essais() * u32::try_from(graines.len()).unwrap();
        let mut coureur = TestRunner::new(Config {
            cases: essais,
            failure_persistence: None,
            ..Config::default()
        });
        let tenu = coureur.run(&cas, |(graine, retouches)| {
            cible(&retoucher(&graine, &retouches));
            Ok(())
        });
        if let Err(faute) = tenu {
            panic!("{nom} : {faute}");
        }
    }
}

/// A target that the long runs do not have would never be tried.
#[test]
fn chaque_cible_a_son_programme_et_ses_graines() {
    let noms = |dossier_lu: &str, fin: &str| -> BTreeSet<String> {
        let lus = fs::read_dir(dossier().join(dossier_lu)).unwrap();
        lus.map(|lu| lu.unwrap().file_name().to_string_lossy().replace(fin, ""))
            .collect()
    };
    let cibles: BTreeSet<String> = CIBLES.iter().map(|(nom, _)| (*nom).to_owned()).collect();
    assert_eq!(noms("fuzz_targets", ".rs"), cibles);
    assert_eq!(noms("graines", ""), cibles);
}
