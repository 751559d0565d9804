//! TOML read key by key: each value with its place, each problem noted, nothing lost.
//!
//! ```
//! use reste_a_charge::catalogue::{Diagnostics, Document, Fichier};
//!
//! let fichier = Fichier::new("a.toml", "format = \"offre/1\"\n[contrat]\nmon = \"FLEXIA\"\n");
//! let mut diagnostics = Diagnostics::new();
//! if let Some(document) = Document::lire(&fichier, &mut diagnostics) {
//!     let mut racine = document.racine();
//!     racine.format(&["offre/1"]);
//!     if let Some(mut contrat) = racine.sous_table("contrat") {
//!         let _nom = contrat.texte("nom");
//!         contrat.finir();
//!     }
//!     racine.finir();
//!     document.terminer(&mut diagnostics);
//! }
//! assert_eq!(diagnostics.erreurs(), 2); // `nom` manque, `mon` est inconnue
//! ```

mod lecteurs;
mod valeurs;

use super::releve::{CLE_LIBRE, CleDemandee, Sorte};
use super::{Code, Diagnostic, Diagnostics, Fichier, syntaxe, vouliez_vous_dire};
use std::cell::RefCell;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place<T> {
    /// What is written.
    pub valeur: T,
    /// Where, in bytes.
    pub etendue: Range<usize>,
}

impl<T> Place<T> {
    /// The same place with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Place<U> {
        Place {
            valeur: f(self.valeur),
            etendue: self.etendue,
        }
    }
}

/// A TOML file.
#[derive(Debug)]
pub struct Document<'t> {
    fichier: &'t str,
    racine: DeTable<'t>,
    /// The syntax is broken somewhere: what is missing may only be misread.
    abime: bool,
    signales: RefCell<Diagnostics>,
    /// The keys asked for, when somebody wants to know.
    demandees: Option<RefCell<Vec<CleDemandee>>>,
}

impl<'t> Document<'t> {
    /// Reads a file; every syntax error goes to `diagnostics`. What can still be read of a
    /// broken file is given, so that its wrong values are shown too; `None` when nothing can.
    pub fn lire(fichier: &'t Fichier, diagnostics: &mut Diagnostics) -> Option<Self> {
        let texte = fichier.texte.as_ref();
        let (racine, erreurs) = DeTable::parse_recoverable(texte);
        let racine = racine.into_inner();
        diagnostics.extend(syntaxe::diagnostics(&fichier.chemin, texte, &erreurs));
        let vide = racine.is_empty() && !erreurs.is_empty();
        (!vide).then(|| Self {
            fichier: &fichier.chemin,
            racine,
            abime: !erreurs.is_empty(),
            signales: RefCell::default(),
            demandees: diagnostics.releve.as_ref().map(|_| RefCell::default()),
        })
    }

    /// The keys before any title, and the titles.
    #[must_use]
    pub fn racine(&self) -> Table<'_> {
        Table::new(self, String::new(), &self.racine, 0..0)
    }

    /// Whether the syntax is broken somewhere.
    #[must_use]
    pub const fn abime(&self) -> bool {
        self.abime
    }

    /// Hands over what the tables noted.
    pub fn terminer(self, diagnostics: &mut Diagnostics) {
        diagnostics.extend(self.signales.into_inner());
        if let (Some(releve), Some(demandees)) = (&mut diagnostics.releve, self.demandees) {
            let fichier = || self.fichier.to_owned();
            let cles = demandees.into_inner().into_iter();
            releve.cles.extend(cles.map(|cle| (fichier(), cle)));
        }
    }
}

/// A table of a [`Document`]; it remembers the keys asked for.
///
/// For each kind of value, `x(cle)` requires the key and `x_ou(cle)` does not; both note a
/// value of the wrong kind and then give `None`.
#[derive(Debug)]
pub struct Table<'a> {
    document: &'a Document<'a>,
    /// `contrat`, `modules[2]`; empty at the root.
    nom: String,
    contenu: &'a DeTable<'a>,
    etendue: Range<usize>,
    demandees: Vec<&'a str>,
}

impl<'a> Table<'a> {
    fn new(
        document: &'a Document<'a>,
        nom: String,
        contenu: &'a DeTable<'a>,
        etendue: Range<usize>,
    ) -> Self {
        Self {
            document,
            nom,
            contenu,
            etendue,
            demandees: Vec::new(),
        }
    }

    /// The place of its title (of its text, between braces; the beginning, at the root).
    #[must_use]
    pub fn etendue(&self) -> Range<usize> {
        self.etendue.clone()
    }

    /// The path of the file.
    #[must_use]
    pub const fn fichier(&self) -> &'a str {
        self.document.fichier
    }

    /// Every key written, when they are free; none will be unknown.
    pub fn cles(&mut self) -> Vec<Place<&'a str>> {
        self.relever(CLE_LIBRE, false, || Sorte::Texte);
        let mut cles: Vec<Place<&'a str>> = self
            .contenu
            .keys()
            .map(|cle| Place {
                valeur: cle.get_ref().as_ref(),
                etendue: cle.span(),
            })
            .collect();
        cles.sort_by_key(|cle| cle.etendue.start);
        self.demandees.extend(cles.iter().map(|cle| cle.valeur));
        cles
    }

    /// Notes an error of meaning found by the reader of the table.
    pub fn erreur(&self, code: Code, etendue: Range<usize>, message: impl Into<String>) {
        self.note(Diagnostic::erreur(code, self.fichier(), etendue, message));
    }

    /// Notes a problem found by the reader of the table.
    pub fn note(&self, diagnostic: Diagnostic) {
        self.document.signales.borrow_mut().ajoute(diagnostic);
    }

    /// Notes each key that nobody asked for.
    pub fn finir(self) {
        if self.document.abime {
            return;
        }
        for cle in self.contenu.keys() {
            let mot = cle.get_ref().as_ref();
            if self.demandees.contains(&mot) {
                continue;
            }
            let absente = |connue: &&str| !self.contenu.contains_key(*connue);
            let connues = self.demandees.iter().copied();
            let conseil = vouliez_vous_dire(mot, connues.clone().filter(absente))
                .or_else(|| vouliez_vous_dire(mot, connues))
                .or_else(|| self.cles_possibles());
            let message = format!("clé `{mot}` inconnue{}", self.dans());
            self.note(
                Diagnostic::erreur(Code::CleInconnue, self.fichier(), cle.span(), message)
                    .avec_conseil_eventuel(conseil),
            );
        }
    }

    /// The known keys not written yet, when they are few.
    fn cles_possibles(&self) -> Option<String> {
        let absente = |connue: &&&str| !self.contenu.contains_key(**connue);
        let connues = self.demandees.iter().filter(absente);
        let connues: Vec<String> = connues.map(|connue| format!("`{connue}`")).collect();
        (1..=12)
            .contains(&connues.len())
            .then(|| format!("clés possibles : {}", connues.join(", ")))
    }

    /// « dans [contrat] »
    fn dans(&self) -> String {
        if self.nom.is_empty() {
            String::new()
        } else {
            format!(" dans [{}]", self.nom)
        }
    }

    /// Notes that a key is asked for, when somebody wants to know.
    fn relever(&self, cle: &str, exigee: bool, sorte: impl FnOnce() -> Sorte) {
        if let Some(demandees) = &self.document.demandees {
            demandees.borrow_mut().push(CleDemandee {
                table: self.nom.clone(),
                cle: cle.to_owned(),
                sorte: sorte(),
                exigee,
            });
        }
    }

    /// Whether a key is written; it is known from now on.
    pub fn a(&mut self, cle: &'a str) -> bool {
        self.valeur(cle).is_some()
    }

    /// The value of a key, remembered as known.
    fn valeur(&mut self, cle: &'a str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.demandees.push(cle);
        self.contenu.get(cle)
    }

    /// The value of a required key.
    fn exigee(&mut self, cle: &'a str) -> Option<&'a Spanned<DeValue<'a>>> {
        let valeur = self.valeur(cle);
        if valeur.is_none() && !self.document.abime {
            let message = format!("il manque la clé `{cle}`{}", self.dans());
            self.erreur(Code::CleManquante, self.etendue(), message);
        }
        valeur
    }
}

#[cfg(test)]
mod tests;
