//! What the readers ask of the files: each key, each column, each word they take.
//!
//! The reference of the format and the schemas for editors are made from it, so that they
//! cannot say otherwise than what is read. A reading notes nothing unless it was asked to.

use super::Diagnostics;

/// The key of a table whose keys are free.
pub(super) const CLE_LIBRE: &str = "*";

/// A kind of value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sorte {
    /// A text.
    Texte,
    /// A civil date.
    Date,
    /// `true` or `false`.
    Booleen,
    /// `true`, `false` or `"?"`.
    OuiNon,
    /// A whole number.
    Entier,
    /// An amount.
    Montant,
    /// A rate.
    Taux,
    /// A list of texts.
    Textes,
    /// A list where each element is a text or a table.
    TextesOuTables,
    /// A list of lists of texts.
    ListesDeTextes,
    /// One of these words.
    Mots(Vec<String>),
    /// A table.
    Table,
    /// Several tables.
    Tables,
}

/// A key asked for in a TOML file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CleDemandee {
    /// The table as met: `modules[2]`, empty at the root.
    pub(super) table: String,
    /// The key.
    pub(super) cle: String,
    /// What it holds.
    pub(super) sorte: Sorte,
    /// Whether its absence is an error, there.
    pub(super) exigee: bool,
}

/// The columns asked for in a CSV file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ColonnesDemandees {
    /// The file.
    pub(super) fichier: String,
    /// Columns that must be there.
    pub(super) obligatoires: Vec<String>,
    /// Columns that may be.
    pub(super) facultatives: Vec<String>,
}

/// All that was asked, in the order of the questions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Releve {
    /// The keys, each with its file.
    pub(super) cles: Vec<(String, CleDemandee)>,
    /// The columns.
    pub(super) colonnes: Vec<ColonnesDemandees>,
    /// The words of a column: its file, its name, its words.
    pub(super) mots: Vec<(String, String, Vec<String>)>,
}

impl Diagnostics {
    /// Problems, with a note of all that the readers ask.
    #[must_use]
    pub(super) fn avec_releve() -> Self {
        let mut diagnostics = Self::new();
        diagnostics.releve = Some(Box::default());
        diagnostics
    }

    /// None yet, noting what these note.
    pub(super) fn comme(&self) -> Self {
        let mut autres = Self::new();
        autres.releve = self.releve.as_ref().map(|_| Box::default());
        autres
    }

    /// Takes what others met and noted.
    pub(super) fn reunir(&mut self, mut autres: Self) {
        if let (Some(releve), Some(autre)) = (&mut self.releve, autres.releve.take()) {
            releve.cles.extend(autre.cles);
            releve.colonnes.extend(autre.colonnes);
            releve.mots.extend(autre.mots);
        }
        self.extend(autres);
    }

    /// Notes the columns of a table.
    pub(super) fn relever_colonnes(
        &mut self,
        fichier: &str,
        obligatoires: &[&str],
        facultatives: &[&str],
    ) {
        if let Some(releve) = &mut self.releve {
            let noms = |noms: &[&str]| noms.iter().map(|nom| (*nom).to_owned()).collect();
            releve.colonnes.push(ColonnesDemandees {
                fichier: fichier.to_owned(),
                obligatoires: noms(obligatoires),
                facultatives: noms(facultatives),
            });
        }
    }

    /// Notes the words of a column, once by file.
    pub(super) fn relever_mots(&mut self, fichier: &str, colonne: &str, mots: &[&str]) {
        if let Some(releve) = &mut self.releve {
            let connue =
                |(la, nom, _): &(String, String, Vec<String>)| la == fichier && nom == colonne;
            if !releve.mots.iter().any(connue) {
                let mots = mots.iter().map(|mot| (*mot).to_owned()).collect();
                releve
                    .mots
                    .push((fichier.to_owned(), colonne.to_owned(), mots));
            }
        }
    }
}
