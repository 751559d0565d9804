//! `[[admis]]`: a question of the verification whose answer is known, with its reason.

use crate::catalogue::{Code, Diagnostic, Table, vouliez_vous_dire};
use crate::offre::Ligne;
use std::ops::Range;

/// A question that someone has answered.
pub(in crate::catalogue::offres) struct Admis {
    lint: Code,
    ligne: Option<String>,
    niveau: Option<String>,
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
            .ligne
            .as_ref()
            .is_none_or(|voulue| ligne.is_some_and(|ligne| ligne.libelle == *voulue));
        let meme_niveau = self
            .niveau
            .as_ref()
            .is_none_or(|voulu| niveau == Some(voulu));
        self.lint == code && meme_ligne && meme_niveau
    }
}

/// Every `[[admis]]` of a header.
pub(in crate::catalogue::offres) fn lire(racine: &mut Table<'_>) -> Vec<Admis> {
    let tables = racine.tables_ou("admis");
    tables.into_iter().filter_map(admis).collect()
}

fn admis(mut table: Table<'_>) -> Option<Admis> {
    let lint = table.texte("lint");
    let ligne = table.texte_ou("ligne");
    let niveau = table.texte_ou("niveau");
    let raison = table.texte("raison");
    let questions = || Code::TOUS.iter().filter(|code| code.est_question());
    let code = lint.as_ref().and_then(|lint| {
        let connu = questions().find(|code| code.as_str() == lint.valeur);
        if connu.is_none() {
            let noms = questions().map(|code| code.as_str());
            let message = format!(
                "« {} » n’est pas une question de « rac verifier »",
                lint.valeur
            );
            let etendue = lint.etendue.clone();
            let faute = Diagnostic::erreur(Code::ValeurInvalide, table.fichier(), etendue, message);
            let conseil = vouliez_vous_dire(lint.valeur, noms.clone()).unwrap_or_else(|| {
                let noms: Vec<String> = noms.map(|nom| format!("`{nom}`")).collect();
                format!("les questions sont {}", noms.join(", "))
            });
            table.note(faute.avec_conseil(conseil));
        }
        connu.copied()
    });
    let etendue = lint
        .as_ref()
        .map_or_else(|| table.etendue(), |lint| lint.etendue.clone());
    table.finir();
    Some(Admis {
        lint: code?,
        ligne: ligne.map(|ligne| ligne.valeur.to_owned()),
        niveau: niveau.map(|niveau| niveau.valeur.to_owned()),
        raison: raison?.valeur.to_owned(),
        etendue,
        sert: false,
    })
}
