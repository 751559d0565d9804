//! `[[admis]]`: a question of the verification whose answer is known, with its reason.

use crate::catalogue::{Code, Place, Table};
use crate::offre::Ligne;
use std::ops::Range;

/// A question that someone has answered.
pub(in crate::catalogue::offres) struct Admis {
    lint: Code,
    /// Printed words of the rows; none for every row, and for the questions without row.
    lignes: Option<Vec<String>>,
    /// The levels; none for all.
    niveaux: Option<Vec<String>>,
    pub(super) raison: String,
    pub(super) etendue: Range<usize>,
    /// Whether a question met it.
    pub(super) sert: bool,
}

impl Admis {
    /// Whether it answers this question, for this row and this level.
    pub(super) fn couvre(
        &self,
        code: Code,
        ligne: Option<&Ligne>,
        niveau: Option<&String>,
    ) -> bool {
        let meme_ligne = self
            .lignes
            .as_ref()
            .is_none_or(|voulues| ligne.is_some_and(|ligne| voulues.contains(&ligne.libelle)));
        let meme_niveau = self
            .niveaux
            .as_ref()
            .is_none_or(|voulus| niveau.is_some_and(|niveau| voulus.contains(niveau)));
        self.lint == code && meme_ligne && meme_niveau
    }
}

/// Every `[[admis]]` of a header.
pub(in crate::catalogue::offres) fn lire(racine: &mut Table<'_>) -> Vec<Admis> {
    let tables = racine.tables_ou("admis");
    tables.into_iter().filter_map(admis).collect()
}

fn admis(mut table: Table<'_>) -> Option<Admis> {
    let mots: Vec<(&str, Code)> = Code::TOUS
        .iter()
        .filter(|code| code.est_question())
        .map(|code| (code.as_str(), *code))
        .collect();
    let lint = table.choix("lint", &mots);
    let lignes = table.liste_textes_ou("lignes");
    let niveaux = table.liste_textes_ou("niveaux");
    let raison = table.texte("raison");
    let etendue = lint
        .as_ref()
        .map_or_else(|| table.etendue(), |lint| lint.etendue.clone());
    table.finir();
    Some(Admis {
        lint: lint?.valeur,
        lignes: lignes.map(textes),
        niveaux: niveaux.map(textes),
        raison: raison?.valeur.to_owned(),
        etendue,
        sert: false,
    })
}

fn textes(lus: Place<Vec<Place<&str>>>) -> Vec<String> {
    lus.valeur
        .into_iter()
        .map(|lu| lu.valeur.to_owned())
        .collect()
}
