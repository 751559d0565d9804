//! Figures: amounts to be drawn, that a table beneath always says too.
//!
//! Commands give names and amounts; only this room knows how a drawing looks. A drawing is
//! read without colours: patterns, dashes and labels tell series apart.

mod barres;
mod carte;
mod courbes;
mod toile;

use super::grille::{Cellule, Colonne, Ligne, Tableau};
use super::texte::propre;
use crate::montant::Centimes;
use std::io;
use toile::Toile;

/// Amounts by row and column, and the way to draw them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it shows, in a few words.
    pub titre: String,
    /// What somebody who does not see it must know.
    pub description: String,
    /// How it is drawn.
    pub dessin: Dessin,
    /// What rows are: « Offre », « Âge ».
    pub entete: String,
    /// The columns.
    pub colonnes: Vec<String>,
    /// The rows.
    pub rangees: Vec<Rangee>,
}

/// A way to draw amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dessin {
    /// A bar by row, its columns one after the other.
    Barres,
    /// A line by column, over the rows; gaps where an amount is unknown.
    Courbes,
    /// A cell by amount, the darker the larger.
    Carte,
}

/// A row of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rangee {
    /// Its name.
    pub nom: String,
    /// An amount by column, when it is known.
    pub valeurs: Vec<Option<Centimes>>,
}

impl Figure {
    /// The same amounts as a table.
    #[must_use]
    pub fn tableau(&self) -> Tableau {
        let mut colonnes = vec![Colonne::gauche(self.entete.clone())];
        colonnes.extend(self.colonnes.iter().cloned().map(Colonne::droite));
        let lignes = self.rangees.iter().map(|rangee| {
            let mut cellules = vec![Cellule::Texte(rangee.nom.clone())];
            let montants = rangee.valeurs.iter();
            cellules.extend(montants.map(|m| m.map_or(Cellule::Vide, Cellule::Montant)));
            Ligne::normale(cellules)
        });
        Tableau {
            colonnes,
            lignes: lignes.collect(),
        }
    }

    /// The drawing, to stand in a page; `nom` is used by no other figure of the page.
    pub(super) fn svg(&self, nom: &str) -> io::Result<String> {
        let toile = match self.dessin {
            Dessin::Barres => barres::dessiner(self),
            Dessin::Courbes => courbes::dessiner(self),
            Dessin::Carte => carte::dessiner(self),
        };
        let toile: Toile = toile.map_err(io::Error::other)?;
        Ok(toile.finir(nom, &propre(&self.titre), &propre(&self.description)))
    }

    /// The largest amount, at least one centime.
    fn plus_grand(&self) -> i64 {
        let valeurs = self.rangees.iter().flat_map(|rangee| &rangee.valeurs);
        let montants = valeurs.filter_map(|valeur| Some((*valeur)?.valeur()));
        montants.max().unwrap_or(0).max(1)
    }
}

/// Whole euros, for a label of a drawing.
fn euros(montant: Centimes) -> String {
    let arrondi = (montant.valeur() + 50).div_euclid(100);
    let signe = if arrondi < 0 { "\u{2212}" } else { "" };
    let nombre = crate::montant::milliers(arrondi.unsigned_abs());
    format!("{signe}{nombre}\u{a0}€")
}

/// The first letters of a name that is too long for a drawing.
fn court(nom: &str, place: usize) -> String {
    let nom = propre(nom).replace('\n', " ");
    if nom.chars().count() <= place {
        return nom;
    }
    let debut: String = nom.chars().take(place.saturating_sub(1)).collect();
    format!("{}…", debut.trim_end())
}
