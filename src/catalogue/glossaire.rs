//! The glossary: each word of the trade once, the only source of `rac expliquer` and of
//! docs/glossaire.md.

use super::champs::Champs;
use super::{Code, Colonnes, Diagnostics, Sources, TableauBrut};
use crate::texte::sans_accent;

/// Where the words are, in the data.
const CHEMIN: &str = "glossaire.csv";
/// Its columns.
pub(super) const COLONNES: [&str; 5] = ["mot", "aussi", "rubrique", "definition", "code"];
/// The same in the words of a resident, for the sheet.
const SIMPLE: &str = "simple";

/// A word and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mot {
    /// `OPTAM`.
    pub mot: String,
    /// Other ways to say it.
    pub aussi: Vec<String>,
    /// The heading it stands under.
    pub rubrique: String,
    /// One or two sentences.
    pub definition: String,
    /// The name in the code, when it differs.
    pub code: Option<String>,
    /// The definition for a resident: short sentences, no acronym left unexplained.
    pub simple: Option<String>,
}

impl Mot {
    /// Whether it is said this way, accents, capitals and a final s aside.
    #[must_use]
    pub fn se_dit(&self, ecrit: &str) -> bool {
        let simple = |texte: &str| {
            let simple = sans_accent(texte.trim());
            let sans_s = simple.strip_suffix('s').filter(|court| court.len() > 3);
            sans_s.map_or(simple.clone(), str::to_owned)
        };
        let cherche = simple(ecrit);
        std::iter::once(&self.mot)
            .chain(&self.aussi)
            .any(|nom| simple(nom) == cherche)
    }
}

/// Reads the words, in the order of the file.
pub fn lire_glossaire(sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<Mot> {
    let mut mots: Vec<Mot> = Vec::new();
    let Some(fichier) = sources.get(CHEMIN) else {
        return mots;
    };
    let Some(tableau) = TableauBrut::lire(fichier, diagnostics) else {
        return mots;
    };
    let Some(colonnes) = Colonnes::lire(&tableau, &COLONNES, &[SIMPLE], diagnostics) else {
        return mots;
    };
    for ligne in &tableau.lignes {
        let mut champs = Champs {
            fichier: &fichier.chemin,
            colonnes: &colonnes,
            ligne,
            diagnostics,
        };
        let exiges = (
            champs.exige("mot"),
            champs.exige("rubrique"),
            champs.exige("definition"),
        );
        let (Some(mot), Some(rubrique), Some(definition)) = exiges else {
            continue;
        };
        if mots.iter().any(|connu| connu.mot == mot) {
            champs.erreur(
                "mot",
                Code::Double,
                format!("« {mot} » est défini deux fois"),
            );
            continue;
        }
        let aussi = champs.texte("aussi").split(',').map(str::trim);
        mots.push(Mot {
            mot: mot.to_owned(),
            aussi: aussi
                .filter(|nom| !nom.is_empty())
                .map(str::to_owned)
                .collect(),
            rubrique: rubrique.to_owned(),
            definition: definition.to_owned(),
            code: champs.texte_ou("code"),
            simple: champs.texte_ou(SIMPLE),
        });
    }
    mots
}
