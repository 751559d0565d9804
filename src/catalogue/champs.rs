//! The cells of one row, read by name; each problem is noted under the cell at fault.

use super::{
    CelluleBrute, Code, Colonnes, Diagnostic, Diagnostics, LigneBrute, modele, vouliez_vous_dire,
};
use crate::montant::{Centimes, Taux, lire_montant, lire_taux};
use crate::reglementation::{Periode, Provenance};
use jiff::civil::Date;

/// One row of a table, with the diagnostics to write in.
pub(super) struct Champs<'a, 'b> {
    pub(super) fichier: &'a str,
    pub(super) colonnes: &'a Colonnes,
    pub(super) ligne: &'a LigneBrute<'b>,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl<'a, 'b> Champs<'a, 'b> {
    /// The cell of a column.
    pub(super) fn cellule(&self, nom: &str) -> &'a CelluleBrute<'b> {
        self.colonnes.cellule(self.ligne, nom)
    }

    /// The text of a column, empty or not.
    pub(super) fn texte(&self, nom: &str) -> &'a str {
        &self.cellule(nom).texte
    }

    /// The text of a column, or nothing when the cell is empty.
    pub(super) fn texte_ou(&self, nom: &str) -> Option<String> {
        Some(self.texte(nom))
            .filter(|texte| !texte.is_empty())
            .map(str::to_owned)
    }

    /// Notes an error under a cell.
    pub(super) fn erreur(&mut self, nom: &str, code: Code, message: impl Into<String>) {
        let etendue = self.cellule(nom).etendue.clone();
        self.diagnostics
            .ajoute(Diagnostic::erreur(code, self.fichier, etendue, message));
    }

    /// Notes an error under a cell, with what to write.
    pub(super) fn erreur_avec(
        &mut self,
        nom: &str,
        code: Code,
        message: impl Into<String>,
        conseil: Option<String>,
    ) {
        let etendue = self.cellule(nom).etendue.clone();
        let diagnostic = Diagnostic::erreur(code, self.fichier, etendue, message);
        self.diagnostics
            .ajoute(diagnostic.avec_conseil_eventuel(conseil));
    }

    /// A text that may not be empty.
    pub(super) fn exige(&mut self, nom: &str) -> Option<&'a str> {
        let texte = self.texte(nom);
        if texte.is_empty() {
            self.erreur(
                nom,
                Code::CelluleVide,
                format!("la colonne `{nom}` ne peut pas être vide"),
            );
            return None;
        }
        if modele::est_a_remplir(texte) {
            let conseil = modele::CONSEIL_CELLULE.to_owned();
            self.erreur_avec(nom, Code::ARemplir, modele::MESSAGE, Some(conseil));
            return None;
        }
        Some(texte)
    }

    /// One of these words; an empty cell is the word "".
    pub(super) fn choix<T: Copy>(&mut self, nom: &str, choix: &[(&str, T)]) -> Option<T> {
        if self.diagnostics.releve.is_some() {
            let mots: Vec<&str> = choix.iter().map(|(mot, _)| *mot).collect();
            self.diagnostics.relever_mots(self.fichier, nom, &mots);
        }
        let texte = self.texte(nom);
        let trouve = choix
            .iter()
            .find(|(mot, _)| *mot == texte)
            .map(|(_, valeur)| *valeur);
        if trouve.is_none() {
            let mots = || {
                choix
                    .iter()
                    .map(|(mot, _)| *mot)
                    .filter(|mot| !mot.is_empty())
            };
            let conseil = vouliez_vous_dire(texte, mots()).or_else(|| {
                Some(format!(
                    "écrivez {}",
                    mots()
                        .map(|mot| format!("`{mot}`"))
                        .collect::<Vec<_>>()
                        .join(", ")
                ))
            });
            self.erreur_avec(
                nom,
                Code::ValeurInvalide,
                format!("« {texte} » n’est pas un mot de la colonne `{nom}`"),
                conseil,
            );
        }
        trouve
    }

    /// An amount, in centimes.
    pub(super) fn montant(&mut self, nom: &str) -> Option<Centimes> {
        let texte = self.exige(nom)?;
        match lire_montant(texte) {
            Ok(montant) => Some(montant),
            Err(erreur) => {
                self.erreur(nom, Code::MontantIllisible, erreur.to_string());
                None
            }
        }
    }

    /// A rate.
    pub(super) fn taux(&mut self, nom: &str) -> Option<Taux> {
        let texte = self.exige(nom)?;
        match lire_taux(texte) {
            Ok(taux) => Some(taux),
            Err(erreur) => {
                self.erreur(nom, Code::TauxIllisible, erreur.to_string());
                None
            }
        }
    }

    /// A day.
    pub(super) fn date(&mut self, nom: &str) -> Option<Date> {
        let texte = self.exige(nom)?;
        let lue = texte.parse::<Date>().ok().filter(|_| texte.len() == 10);
        if lue.is_none() {
            let message = format!("« {texte} » n’est pas une date : écrivez AAAA-MM-JJ");
            self.erreur(nom, Code::DateIllisible, message);
        }
        lue
    }

    /// The period of the columns `du` and `au`.
    pub(super) fn periode(&mut self) -> Option<Periode> {
        let du = self.date("du");
        let au = if self.texte("au").is_empty() {
            None
        } else {
            Some(self.date("au")?)
        };
        let du = du?;
        if au.is_some_and(|fin| fin < du) {
            self.erreur(
                "au",
                Code::PeriodeInversee,
                "la fin de la période précède son début",
            );
            return None;
        }
        Some(Periode { du, au })
    }

    /// An age of the columns `age_min`, `age_max`; empty is `defaut`.
    pub(super) fn age(&mut self, nom: &str, defaut: u8) -> Option<u8> {
        let texte = self.texte(nom);
        if texte.is_empty() {
            return Some(defaut);
        }
        let age = texte.parse::<u8>().ok().filter(|age| *age <= 127);
        if age.is_none() {
            self.erreur(
                nom,
                Code::AgeHorsBornes,
                format!("« {texte} » n’est pas un âge de 0 à 127"),
            );
        }
        age
    }

    /// Ages from `age_min` to `age_max`.
    pub(super) fn ages(&mut self) -> Option<(u8, u8)> {
        let min = self.age("age_min", 0);
        let max = self.age("age_max", 127);
        let (min, max) = (min?, max?);
        if max < min {
            self.erreur(
                "age_max",
                Code::AgeHorsBornes,
                "l’âge maximal est inférieur à l’âge minimal",
            );
            return None;
        }
        Some((min, max))
    }

    /// Where the value comes from: columns `source`, `verifie_le`, `doute`.
    pub(super) fn provenance(&mut self) -> Option<Provenance> {
        let source = self.exige("source").map(str::to_owned);
        let verifie_le = self.date("verifie_le");
        Some(Provenance {
            source: source?,
            verifie_le: verifie_le?,
            doute: self.texte_ou("doute"),
        })
    }
}
