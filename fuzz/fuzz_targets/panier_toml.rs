#![no_main]
//! A basket written by a person, under any name; what is read is settled.

use libfuzzer_sys::fuzz_target;
use monde::{TAILLE_MAX, montrer, regler, sources};
use reste_a_charge::catalogue::{Catalogue, Diagnostics, Fichier, Sources, lire_panier};
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::lire(&sources()).0);

fuzz_target!(|texte: &str| {
    if texte.len() > TAILLE_MAX {
        return;
    }
    let fichier = Fichier::new("essai.toml", texte.to_owned());
    let mut diagnostics = Diagnostics::new();
    let panier = lire_panier(&fichier, &CATALOGUE.reglementation, &mut diagnostics);
    let mut seules = Sources::default();
    seules.ajoute(fichier);
    montrer(&diagnostics, &seules);
    if let Some(panier) = panier {
        let actes: u32 = panier.soins.iter().map(|soin| u32::from(soin.nombre)).sum();
        if actes <= 100 {
            regler(&CATALOGUE, &panier);
        }
    }
});
