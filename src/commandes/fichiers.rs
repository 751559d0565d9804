//! A TOML file that a person wrote: read whole, refused with its mistakes under the text.

use super::Refus;
use crate::catalogue::{Diagnostics, Fichier, Sources};
use crate::texte::cause;
use std::fs::File;
use std::io::Read;
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
    let octets = lire_borne(Path::new(nom), TAILLE_MAX)?
        .ok_or_else(|| Refus::new(format!("{nom} dépasse 1 Mio : ce n’est pas {quoi}")))?;
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

/// A whole file, none when it is longer than `taille_max` bytes: what has no size, a device or
/// a pipe, is not read further either.
fn lire_borne(chemin: &Path, taille_max: u64) -> Result<Option<Vec<u8>>, Refus> {
    let mut octets = Vec::new();
    let lu = File::open(chemin)
        .and_then(|fichier| fichier.take(taille_max + 1).read_to_end(&mut octets));
    lu.map_err(|erreur| {
        Refus::new(format!(
            "{} ne peut pas être lu : {}",
            chemin.display(),
            cause(&erreur)
        ))
    })?;
    Ok((octets.len() as u64 <= taille_max).then_some(octets))
}

/// The largest register or file of households that is read.
const CSV_MAX: u64 = 32 << 20;

/// Reads a CSV that a person gives: UTF-8, with or without byte order mark.
pub(super) fn lire_csv(chemin: &Path) -> Result<Fichier, Refus> {
    let octets = lire_borne(chemin, CSV_MAX)?.ok_or_else(|| {
        Refus::new(format!(
            "{} dépasse 32 Mio : coupez-le en plusieurs fichiers",
            chemin.display()
        ))
    })?;
    let texte = String::from_utf8(octets).map_err(|_| {
        Refus::new(format!(
            "{} n’est pas un texte UTF-8 : enregistrez-le en « CSV UTF-8 »",
            chemin.display()
        ))
    })?;
    let texte = texte.trim_start_matches('\u{feff}').to_owned();
    Ok(Fichier::new(chemin.to_string_lossy(), texte))
}
