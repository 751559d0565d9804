#![no_main]
//! The tables: its first word says which file a text replaces.

use libfuzzer_sys::fuzz_target;
use monde::{OFFRE, TAILLE_MAX, eprouver, sources};
use reste_a_charge::catalogue::{Fichier, Sources};
use std::sync::LazyLock;

static MONDE: LazyLock<Sources> = LazyLock::new(sources);

fuzz_target!(|texte: &str| {
    if texte.len() > TAILLE_MAX {
        return;
    }
    let premier = texte.split([';', '\n']).next().unwrap_or_default();
    let chemin = match premier {
        "acte" => "reglementation/tarifs.csv".to_owned(),
        "code" => "reglementation/actes.csv".to_owned(),
        "parametre" => "reglementation/parametres.csv".to_owned(),
        "poste" => "reglementation/postes.csv".to_owned(),
        "niveau" => format!("{OFFRE}.cotisations.csv"),
        _ => format!("{OFFRE}.base.csv"),
    };
    let mut sources = MONDE.clone();
    sources.ajoute(Fichier::new(chemin, texte.to_owned()));
    eprouver(&sources);
});
