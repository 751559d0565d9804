//! How far a batch is, kept beside what it has written.

use super::Bilan;
use crate::catalogue::registre::Place;
use crate::commandes::Refus;
use crate::commandes::sortie::deposer;
use crate::texte::cause;
use serde::{Deserialize, Serialize};
use std::io::ErrorKind;
use std::path::Path;

/// A place from which a batch can go on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Point {
    /// What makes the batch what it is.
    pub(super) empreinte: String,
    /// Where the reading stands.
    pub(super) place: Place,
    /// Bytes of the output that are whole.
    pub(super) sortie: u64,
    /// Bytes of the rejects that are whole.
    pub(super) rejets: u64,
    pub(super) bilan: Bilan,
}

impl Point {
    /// The last one written; none when there is none.
    pub(super) fn lire(chemin: &Path) -> Result<Option<Self>, Refus> {
        let refus = |quoi: String| {
            Refus::new(format!(
                "{} ne dit pas où reprendre : {quoi}. Recommencez avec --remplacer",
                chemin.display()
            ))
        };
        match std::fs::read(chemin) {
            Ok(octets) => serde_json::from_slice(&octets)
                .map(Some)
                .map_err(|erreur| refus(erreur.to_string())),
            Err(erreur) if erreur.kind() == ErrorKind::NotFound => Ok(None),
            Err(erreur) => Err(refus(cause(&erreur))),
        }
    }

    /// Written whole or not at all.
    pub(super) fn ecrire(&self, chemin: &Path) -> Result<(), Refus> {
        let octets = serde_json::to_vec(self)
            .map_err(|erreur| Refus::new(format!("le point de reprise : {erreur}")))?;
        deposer(chemin, &octets, true)
    }
}
