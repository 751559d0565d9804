//! `rac cahier`: what a working group asks of insurers, and what they answer.

mod enquete;
mod grille;
pub(super) mod mots;
pub(super) mod pour_qui;
mod renforcer;
mod verifier;

use super::contexte::Contexte;
use super::options::{ActionCahier, Cahier as Options};
use super::{Monde, Refus, Reponse, fichiers, phrases};
use crate::cahier::Cahier;
use crate::catalogue::{lire_cahier, vouliez_vous_dire};
use std::borrow::Cow;

pub(super) fn cahier(options: &Options, monde: &Monde) -> Result<Reponse, Refus> {
    match &options.action {
        ActionCahier::Verifier(options) => verifier::verifier(options, monde),
        ActionCahier::Grille(options) => grille::grille(options, monde),
        ActionCahier::Enquete(options) => enquete::enquete(options, monde),
        ActionCahier::Renforcer(options) => renforcer::renforcer(options, monde),
    }
}

/// The cahier of a name: a file, or one of the folder of data.
fn lire<'c>(contexte: &'c Contexte, nom: &str) -> Result<Cow<'c, Cahier>, Refus> {
    let connus = || contexte.catalogue.cahiers.iter();
    if let Some(cahier) = connus().find(|cahier| cahier.id == nom) {
        return Ok(Cow::Borrowed(cahier));
    }
    if fichiers::est_un_toml(nom) {
        let lu = fichiers::lire(nom, "un cahier des charges", |fichier, diagnostics| {
            lire_cahier(fichier, &contexte.catalogue, diagnostics)
        });
        return lu.map(Cow::Owned);
    }
    let conseil = vouliez_vous_dire(nom, connus().map(|cahier| cahier.id.as_str()));
    Err(Refus::new(format!(
        "cahier « {nom} » inconnu.{} Donnez un fichier, par exemple examples/cahiers/arcs-2018.toml",
        phrases::conseil(conseil)
    )))
}
