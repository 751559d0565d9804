//! Which column holds what, by name.

use super::{CelluleBrute, LigneBrute, TableauBrut, VIDE};
use crate::catalogue::{Code, Diagnostic, Diagnostics, vouliez_vous_dire};

/// The rank of a column in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Colonne(usize);

impl Colonne {
    pub(super) const fn rang(self) -> usize {
        self.0
    }
}

/// The columns of a table, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Colonnes {
    connues: Vec<(String, Colonne)>,
}

impl Colonnes {
    /// Finds the expected columns in a table; `None` when a required one is missing. The
    /// missing ones, the unknown ones and those written twice go to `diagnostics`.
    pub fn lire(
        tableau: &TableauBrut<'_>,
        obligatoires: &[&str],
        facultatives: &[&str],
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        Self::lire_sauf(tableau, obligatoires, facultatives, &[], diagnostics)
    }

    /// The same, silent on unknown columns of which something was said already.
    pub fn lire_sauf(
        tableau: &TableauBrut<'_>,
        obligatoires: &[&str],
        facultatives: &[&str],
        deja_dites: &[&str],
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        diagnostics.relever_colonnes(tableau.fichier, obligatoires, facultatives);
        let mut colonnes = Self::default();
        let attendues = || obligatoires.iter().chain(facultatives).copied();
        let absentes = |colonnes: &Self| -> Vec<&str> {
            let absente = |nom: &&str| colonnes.get(nom).is_none();
            attendues().filter(absente).collect()
        };
        let mut inconnues = Vec::new();
        for (rang, entete) in tableau.entetes.iter().enumerate() {
            let nom = entete.texte.as_ref();
            if let Some(premiere) = colonnes.get(nom).and_then(|c| tableau.entetes.get(c.0)) {
                diagnostics.ajoute(
                    Diagnostic::erreur(
                        Code::Double,
                        tableau.fichier,
                        entete.etendue.clone(),
                        format!("la colonne `{nom}` est écrite deux fois"),
                    )
                    .avec_lien(premiere.etendue.clone(), "la première"),
                );
            } else if attendues().any(|attendue| attendue == nom) {
                colonnes.connues.push((nom.to_owned(), Colonne(rang)));
            } else if !deja_dites.contains(&nom) {
                inconnues.push(entete);
            }
        }
        let absentes = absentes(&colonnes);
        for entete in inconnues {
            let message = if entete.est_vide() {
                "une colonne n’a pas de nom".to_owned()
            } else {
                format!("colonne `{}` inconnue", entete.texte)
            };
            let conseil = vouliez_vous_dire(&entete.texte, absentes.iter().copied())
                .or_else(|| Some(format!("les colonnes sont : {}", liste(attendues()))));
            diagnostics.ajoute(
                Diagnostic::erreur(
                    Code::ColonneInconnue,
                    tableau.fichier,
                    entete.etendue.clone(),
                    message,
                )
                .avec_conseil_eventuel(conseil),
            );
        }
        let manquantes: Vec<&str> = absentes
            .into_iter()
            .filter(|nom| obligatoires.contains(nom))
            .collect();
        if manquantes.is_empty() {
            return Some(colonnes);
        }
        let place = tableau.entetes.first().map_or(0, |c| c.etendue.start)
            ..tableau.entetes.last().map_or(0, |c| c.etendue.end);
        let message = match manquantes.as_slice() {
            [seule] => format!("il manque la colonne `{seule}`"),
            _ => format!("il manque les colonnes {}", liste(manquantes)),
        };
        let code = Code::ColonneManquante;
        diagnostics.ajoute(Diagnostic::erreur(code, tableau.fichier, place, message));
        None
    }

    /// The column of that name, if the table has it.
    #[must_use]
    pub fn get(&self, nom: &str) -> Option<Colonne> {
        let connue = self.connues.iter().find(|(connue, _)| connue == nom);
        connue.map(|(_, colonne)| *colonne)
    }

    /// The cell of a row by the name of its column; empty if the table has no such column.
    #[must_use]
    pub fn cellule<'l, 'a>(&self, ligne: &'l LigneBrute<'a>, nom: &str) -> &'l CelluleBrute<'a> {
        self.get(nom)
            .map_or(&VIDE, |colonne| ligne.cellule(colonne))
    }
}

fn liste<'n>(noms: impl IntoIterator<Item = &'n str>) -> String {
    let noms: Vec<String> = noms.into_iter().map(|nom| format!("`{nom}`")).collect();
    noms.join(", ")
}
