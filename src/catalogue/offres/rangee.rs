//! A row of a guarantee table that is written in TOML: each cell at its place in the file.

use crate::catalogue::{CelluleBrute, Fichier, LigneBrute, Place};
use std::borrow::Cow;
use std::ops::Range;

/// Keys of a row, in the order of the columns of a table; `cellule` is that of the level.
pub(in crate::catalogue) const fn colonnes(cellule: &str) -> [&str; 7] {
    [
        "nature", "libelle", "poste", "quand", "regle", cellule, "note",
    ]
}

/// The title of a column, that is written nowhere.
pub(in crate::catalogue) fn titre(nom: &str) -> CelluleBrute<'_> {
    cellule(nom, 0..0)
}

/// A row from its cells, in the order of [`colonnes`]; one that is not written is empty, at
/// the place `debut` where the row begins.
pub(in crate::catalogue) fn rangee<'f>(
    fichier: &'f Fichier,
    debut: usize,
    ecrites: [Option<Place<&str>>; 7],
) -> LigneBrute<'f> {
    let avant = fichier.texte.get(..debut).unwrap_or_default();
    let numero = 1 + avant.matches('\n').count();
    LigneBrute {
        numero: u32::try_from(numero).unwrap_or(u32::MAX),
        cellules: ecrites
            .into_iter()
            .map(|ecrite| ecrite.map_or_else(|| cellule("", debut..debut), |lu| dans(fichier, &lu)))
            .collect(),
    }
}

fn cellule(texte: &str, etendue: Range<usize>) -> CelluleBrute<'_> {
    CelluleBrute {
        texte: Cow::Borrowed(texte),
        etendue,
    }
}

/// The place of a text without its quotes, so that a caret falls under the word at fault; a
/// text written with escapes is shown whole.
fn dans<'f>(fichier: &'f Fichier, lu: &Place<&str>) -> CelluleBrute<'f> {
    let brut = fichier.texte.get(lu.etendue.clone()).unwrap_or_default();
    match brut.find(lu.valeur) {
        Some(place) => {
            let debut = lu.etendue.start + place;
            let fin = place + lu.valeur.len();
            cellule(
                brut.get(place..fin).unwrap_or_default(),
                debut..debut + lu.valeur.len(),
            )
        }
        None => CelluleBrute {
            texte: Cow::Owned(lu.valeur.to_owned()),
            etendue: lu.etendue.clone(),
        },
    }
}
