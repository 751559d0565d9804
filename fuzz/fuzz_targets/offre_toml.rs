#![no_main]
//! The header of an offer, before a table and a grid that do not change.

use libfuzzer_sys::fuzz_target;
use monde::{OFFRE, TAILLE_MAX, eprouver, sources};
use reste_a_charge::catalogue::{Fichier, Sources};
use std::sync::LazyLock;

static MONDE: LazyLock<Sources> = LazyLock::new(sources);

fuzz_target!(|texte: &str| {
    if texte.len() > TAILLE_MAX {
        return;
    }
    let mut sources = MONDE.clone();
    sources.ajoute(Fichier::new(format!("{OFFRE}.toml"), texte.to_owned()));
    eprouver(&sources);
});
