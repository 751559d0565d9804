//! What is wrong in a file: where, which kind, why, and what to write instead.

mod affichage;
mod code;

pub use code::Code;

use super::releve::Releve;
use std::ops::Range;

/// Whether the file can still be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gravite {
    /// The file is refused.
    Erreur,
    /// The file is read, but someone should look.
    Avertissement,
    /// The file is read; it may be right, and someone should say so.
    Question,
}

/// One problem of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of problem, stable from one version to the next.
    pub code: Code,
    /// Whether the file can still be used.
    pub gravite: Gravite,
    /// The path of the file, as in [`super::Fichier::chemin`].
    pub fichier: String,
    /// The faulty text, in bytes.
    pub etendue: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write.
    pub conseil: Option<String>,
    /// Other places of the same file, with what to see there.
    pub liens: Vec<(Range<usize>, String)>,
}

impl Diagnostic {
    /// A problem that refuses the file.
    pub fn erreur(
        code: Code,
        fichier: impl Into<String>,
        etendue: Range<usize>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code,
            gravite: Gravite::Erreur,
            fichier: fichier.into(),
            etendue,
            message: message.into(),
            conseil: None,
            liens: Vec::new(),
        }
    }

    /// A problem that leaves the file usable.
    pub fn avertissement(
        code: Code,
        fichier: impl Into<String>,
        etendue: Range<usize>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            gravite: Gravite::Avertissement,
            ..Self::erreur(code, fichier, etendue, message)
        }
    }

    /// The same, with what to write.
    #[must_use]
    pub fn avec_conseil(self, conseil: impl Into<String>) -> Self {
        self.avec_conseil_eventuel(Some(conseil.into()))
    }

    /// The same, with what to write if that is known.
    #[must_use]
    pub fn avec_conseil_eventuel(mut self, conseil: Option<String>) -> Self {
        self.conseil = conseil;
        self
    }

    /// The same, with another place of the file to look at.
    #[must_use]
    pub fn avec_lien(mut self, etendue: Range<usize>, texte: impl Into<String>) -> Self {
        self.liens.push((etendue, texte.into()));
        self
    }

    /// By file, then place, then code.
    fn rang(&self) -> impl Ord + '_ {
        (
            &self.fichier,
            self.etendue.start,
            self.etendue.end,
            self.gravite,
            self.code,
            &self.message,
        )
    }
}

/// Every problem met so far, in any number of files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    liste: Vec<Diagnostic>,
    /// What the readers ask, when somebody wants to know.
    pub(super) releve: Option<Box<Releve>>,
}

impl Diagnostics {
    /// None yet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            liste: Vec::new(),
            releve: None,
        }
    }

    /// One more.
    pub fn ajoute(&mut self, diagnostic: Diagnostic) {
        self.liste.push(diagnostic);
    }

    /// Whether nothing was found, not even a warning.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.liste.is_empty()
    }

    /// Sorted by file then place, each once.
    #[must_use]
    pub fn tries(&self) -> Vec<&Diagnostic> {
        let mut tries: Vec<&Diagnostic> = self.liste.iter().collect();
        tries.sort_by(|un, autre| un.rang().cmp(&autre.rang()));
        tries.dedup();
        tries
    }

    /// How many different errors.
    #[must_use]
    pub fn erreurs(&self) -> usize {
        self.compte(Gravite::Erreur)
    }

    /// How many different warnings.
    #[must_use]
    pub fn avertissements(&self) -> usize {
        self.compte(Gravite::Avertissement)
    }

    /// How many different questions.
    #[must_use]
    pub fn questions(&self) -> usize {
        self.compte(Gravite::Question)
    }

    fn compte(&self, gravite: Gravite) -> usize {
        self.tries()
            .iter()
            .filter(|diagnostic| diagnostic.gravite == gravite)
            .count()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        self.liste.extend(diagnostics);
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(diagnostics: I) -> Self {
        Self {
            liste: diagnostics.into_iter().collect(),
            releve: None,
        }
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.liste.into_iter()
    }
}
