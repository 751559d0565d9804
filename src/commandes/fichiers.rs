//! A TOML file that a person wrote: read whole, refused with its mistakes under the text.

use super::Refus;
use super::sortie::cause;
use crate::catalogue::{Diagnostics, Fichier, Sources};
use std::path::Path;

/// No basket, household or contract written by a person is longer.
const TAILLE_MAX: u64 = 1 << 20;

/// Whether a name is that of a file rather than a code.
pub(super) fn est_un_toml(nom: &str) -> bool {
    let extension = Path::new(nom).extension();
    extension.is_some_and(|extension| extension == "toml")
}

/// Reads a file; `quoi` is what it should be, « un panier ».
pub(super) fn lire<T>(
    nom: &str,
    quoi: &str,
    lire: impl FnOnce(&Fichier, &mut Diagnostics) -> Option<T>,
) -> Result<T, Refus> {
    let refus = |erreur: &std::io::Error| {
        Refus::new(format!("{nom} ne peut pas être lu : {}", cause(erreur)))
    };
    let taille = std::fs::metadata(nom).map_err(|erreur| refus(&erreur))?;
    if taille.len() > TAILLE_MAX {
        return Err(Refus::new(format!(
            "{nom} dépasse 1 Mio : ce n’est pas {quoi}"
        )));
    }
    let octets = std::fs::read(nom).map_err(|erreur| refus(&erreur))?;
    let texte = String::from_utf8(octets)
        .map_err(|_| Refus::new(format!("{nom} n’est pas un texte UTF-8")))?;
    let texte = texte.trim_start_matches('\u{feff}').to_owned();
    let fichier = Fichier::new(nom, texte);
    let mut diagnostics = Diagnostics::new();
    let lu = lire(&fichier, &mut diagnostics);
    match lu {
        Some(lu) if diagnostics.erreurs() == 0 => Ok(lu),
        _ => {
            let mut sources = Sources::default();
            sources.ajoute(fichier);
            Err(Refus::new(diagnostics.afficher(&sources, 80)))
        }
    }
}

/// The largest register or file of households that is read.
const CSV_MAX: u64 = 32 << 20;

/// Reads a CSV that a person gives: UTF-8, with or without byte order mark.
pub(super) fn lire_csv(chemin: &Path) -> Result<Fichier, Refus> {
    let refus = |erreur: &std::io::Error| {
        Refus::new(format!(
            "{} ne peut pas être lu : {}",
            chemin.display(),
            cause(erreur)
        ))
    };
    let taille = std::fs::metadata(chemin)
        .map_err(|erreur| refus(&erreur))?
        .len();
    if taille > CSV_MAX {
        return Err(Refus::new(format!(
            "{} dépasse 32 Mio : coupez-le en plusieurs fichiers",
            chemin.display()
        )));
    }
    let octets = std::fs::read(chemin).map_err(|erreur| refus(&erreur))?;
    let texte = String::from_utf8(octets).map_err(|_| {
        Refus::new(format!(
            "{} n’est pas un texte UTF-8 : enregistrez-le en « CSV UTF-8 »",
            chemin.display()
        ))
    })?;
    let texte = texte.trim_start_matches('\u{feff}').to_owned();
    Ok(Fichier::new(chemin.to_string_lossy(), texte))
}
