//! Which columns of a table fit a width, and how wide each of them is.

use super::grille::{Cellule, Tableau};
use super::texte::{largeur, plus_long_mot};

/// Spaces between two columns.
pub(super) const GOUTTIERE: usize = 2;
/// A column of texts is not squeezed below this width for the sake of another.
const TEXTE_LISIBLE: usize = 12;
/// A word wider than this may be cut before a column is left out.
const MOT_MAX: usize = 20;

/// The columns that are shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Disposition {
    /// Rank and width of each column that is kept, left to right.
    pub(super) gardees: Vec<(usize, usize)>,
    /// Ranks of the columns left out.
    pub(super) omises: Vec<usize>,
}

/// The widths of a column: the least, the one of its unwrapped cells, the one of its title.
#[derive(Clone, Copy)]
struct Besoin {
    min: usize,
    cellules: usize,
    titre: usize,
}

/// Fits a table in `place` columns; `None` when the columns to keep are too wide together.
pub(super) fn disposer(tableau: &Tableau, place: usize) -> Option<Disposition> {
    let besoins: Vec<Besoin> = (0..tableau.colonnes.len())
        .map(|rang| besoin(tableau, rang))
        .collect();
    let mut gardees: Vec<usize> = (0..besoins.len()).collect();
    let mut omises = Vec::new();
    while total(gardees.iter().map(|&rang| besoins[rang].min)) > place {
        let (position, &rang) = gardees
            .iter()
            .enumerate()
            .filter(|&(_, &rang)| tableau.colonnes[rang].importance > 0)
            .max_by_key(|&(_, &rang)| tableau.colonnes[rang].importance)?;
        gardees.remove(position);
        omises.push(rang);
    }
    omises.sort_unstable();
    let gardees = elargir(&gardees, &besoins, place);
    Some(Disposition { gardees, omises })
}

/// Shares what is left of `place`: cells before titles, the narrowest column first.
fn elargir(gardees: &[usize], besoins: &[Besoin], place: usize) -> Vec<(usize, usize)> {
    let mut largeurs: Vec<(usize, usize)> = gardees
        .iter()
        .map(|&rang| (rang, besoins[rang].min))
        .collect();
    let mut reste = place - total(largeurs.iter().map(|&(_, large)| large));
    for souhait in [|b: Besoin| b.cellules, |b: Besoin| b.titre] {
        while reste > 0 {
            let etroite = largeurs
                .iter_mut()
                .filter(|(rang, large)| *large < souhait(besoins[*rang]))
                .min_by_key(|(_, large)| *large);
            let Some((_, large)) = etroite else { break };
            *large += 1;
            reste -= 1;
        }
    }
    largeurs
}

/// The width of columns side by side.
fn total(largeurs: impl ExactSizeIterator<Item = usize>) -> usize {
    let gouttieres = largeurs.len().saturating_sub(1) * GOUTTIERE;
    largeurs.sum::<usize>() + gouttieres
}

fn besoin(tableau: &Tableau, rang: usize) -> Besoin {
    let titre = &tableau.colonnes[rang].titre;
    let depart = Besoin {
        min: plus_long_mot(titre).clamp(1, MOT_MAX),
        cellules: 0,
        titre: plus_large_ligne(titre),
    };
    tableau
        .lignes
        .iter()
        .filter_map(|ligne| ligne.cellules.get(rang))
        .fold(depart, |besoin, cellule| {
            let texte = cellule.texte();
            let naturel = plus_large_ligne(&texte);
            let min = match cellule {
                Cellule::Texte(_) => plus_long_mot(&texte)
                    .min(MOT_MAX)
                    .max(naturel.min(TEXTE_LISIBLE)),
                Cellule::Fourchette(..) => plus_long_mot(&texte),
                _ => naturel,
            };
            Besoin {
                min: besoin.min.max(min),
                cellules: besoin.cellules.max(naturel),
                ..besoin
            }
        })
}

fn plus_large_ligne(texte: &str) -> usize {
    texte.split('\n').map(largeur).max().unwrap_or(0)
}
