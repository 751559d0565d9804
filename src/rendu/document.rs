//! The values that a command hands over: blocks for people, data sets for machines.

use super::figure::Figure;
use super::grille::Tableau;
use super::jeu::Jeu;
use crate::montant::Centimes;

/// An answer, before any format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The sentence on top.
    pub titre: String,
    /// What people read, in order.
    pub blocs: Vec<Bloc>,
    /// What machines read; the first one is the CSV of the command.
    pub jeux: Vec<Jeu>,
    /// What the answer covers and assumes, one sentence each.
    pub perimetre: Vec<String>,
    /// The template of the page, without its extension; `document` when none is named.
    pub modele: Option<&'static str>,
    /// What a workbook keeps live.
    pub relations: Vec<Relation>,
}

/// A column that is a sum of others, in any table or data set that has them all: a workbook
/// then holds a formula, where it gives exactly the figure computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The column that follows.
    pub colonne: &'static str,
    /// What is added.
    pub plus: &'static [&'static str],
    /// What is taken off.
    pub moins: &'static [&'static str],
}

/// A piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bloc {
    /// A section title.
    Titre(String),
    /// The title of a part of a section.
    SousTitre(String),
    /// A text, also found in the `notes` of the JSON.
    Paragraphe(String),
    /// Dashed items.
    Liste(Vec<String>),
    /// Rows and columns.
    Tableau(Tableau),
    /// A calculation, step by step.
    Etapes(Vec<Etape>),
    /// Amounts to be drawn; where nothing is drawn, they are a table.
    Figure(Figure),
}

/// A step of a calculation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Etape {
    /// The depth, from 0: each level shifts the label by two columns.
    pub niveau: u8,
    /// What the step is.
    pub libelle: String,
    /// What it amounts to.
    pub montant: Option<Centimes>,
    /// The rule and its source.
    pub detail: Option<String>,
}
