//! A survey: one answer a row, without any name.

use super::champs::Champs;
use super::{
    Catalogue, Code, Colonnes, Diagnostic, Diagnostics, Fichier, TableauBrut, vouliez_vous_dire,
};
use crate::panier::devis::lire_soin;
use crate::panier::enquete::{Enquete, Poids, Reponse};
use crate::panier::{Annee, Panier, Tranche, Tranches};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

const OBLIGATOIRES: [&str; 2] = ["tranche", "poids"];
const FACULTATIVES: [&str; 4] = ["panier", "soins", "cotisation_mensuelle", "source"];
/// No answer stands for more people.
const POIDS_MAX: u64 = 1_000_000;

/// Reads a survey; none when a row is at fault, every problem being in the diagnostics.
/// The bands are those of `tranches`; the care is priced on `date`.
#[must_use]
pub fn lire_enquete(
    fichier: &Fichier,
    catalogue: &Catalogue,
    tranches: &Tranches,
    date: Date,
    diagnostics: &mut Diagnostics,
) -> Option<Enquete> {
    let tableau = TableauBrut::lire(fichier, diagnostics)?;
    let colonnes = Colonnes::lire(&tableau, &OBLIGATOIRES, &FACULTATIVES, diagnostics)?;
    let mut enquete = Enquete::default();
    let mut complete = true;
    for ligne in &tableau.lignes {
        let mut lecture = Lecture {
            champs: Champs {
                fichier: &fichier.chemin,
                colonnes: &colonnes,
                ligne,
                diagnostics,
            },
            catalogue,
            tranches,
            date,
        };
        match lecture.reponse() {
            Some(reponse) => enquete.reponses.push(reponse),
            None => complete = false,
        }
        let source = lecture.champs.texte_ou("source");
        if let Some(source) = source.filter(|source| !enquete.sources.contains(source)) {
            enquete.sources.push(source);
        }
    }
    if tableau.lignes.is_empty() {
        let message = "l’enquête n’a aucune réponse";
        let code = Code::CelluleVide;
        diagnostics.ajoute(Diagnostic::erreur(code, &fichier.chemin, 0..0, message));
    }
    (complete && !enquete.reponses.is_empty()).then_some(enquete)
}

struct Lecture<'a, 'b> {
    champs: Champs<'a, 'b>,
    catalogue: &'a Catalogue,
    tranches: &'a Tranches,
    date: Date,
}

impl Lecture<'_, '_> {
    fn reponse(&mut self) -> Option<Reponse> {
        let tranche = self.tranche();
        let poids = self.poids();
        let panier = self.panier(tranche.as_ref());
        let cotisation = match self.champs.texte("cotisation_mensuelle") {
            "" => Some(None),
            _ => self.champs.montant("cotisation_mensuelle").map(Some),
        };
        Some(Reponse {
            tranche: tranche?,
            poids: poids?,
            panier: panier?,
            cotisation: cotisation?,
        })
    }

    fn tranche(&mut self) -> Option<Tranche> {
        let id = self.champs.exige("tranche")?;
        let trouvee = self
            .tranches
            .tranches
            .iter()
            .find(|tranche| tranche.id == id);
        if trouvee.is_none() {
            let connues = self
                .tranches
                .tranches
                .iter()
                .map(|tranche| tranche.id.as_str());
            let conseil = vouliez_vous_dire(id, connues.clone()).or_else(|| {
                Some(format!(
                    "les tranches sont : {}",
                    connues.collect::<Vec<_>>().join(", ")
                ))
            });
            let message = format!("tranche d’âge « {id} » inconnue");
            self.champs
                .erreur_avec("tranche", Code::ValeurInvalide, message, conseil);
        }
        trouvee.cloned()
    }

    /// A positive number, with three decimals at most.
    fn poids(&mut self) -> Option<Poids> {
        let ecrit = self.champs.exige("poids")?;
        let lu = ecrit.replace(',', ".").parse::<Decimal>().ok();
        let lu = lu.and_then(|nombre| nombre.checked_mul(Decimal::ONE_THOUSAND));
        let lu = lu.filter(Decimal::is_integer);
        let poids = lu.as_ref().and_then(ToPrimitive::to_u64);
        let poids = poids.filter(|milliemes| (1..=POIDS_MAX * 1000).contains(milliemes));
        if poids.is_none() {
            let message = format!("« {ecrit} » n’est pas un poids");
            let conseil = "écrivez un nombre positif, à trois décimales au plus : `1` ou `1,25`";
            let conseil = Some(conseil.to_owned());
            self.champs
                .erreur_avec("poids", Code::ValeurInvalide, message, conseil);
        }
        poids.map(Poids)
    }

    /// A known basket, the care of the row, or the average year of the band.
    fn panier(&mut self, tranche: Option<&Tranche>) -> Option<Panier> {
        let (nomme, soins) = (self.champs.texte("panier"), self.champs.texte("soins"));
        if !nomme.is_empty() && !soins.is_empty() {
            let message = "un panier et des soins : un seul des deux";
            self.champs.erreur("soins", Code::Double, message);
            return None;
        }
        if !soins.is_empty() {
            return self.soins(soins);
        }
        let id = match (nomme, tranche) {
            ("", tranche) => tranche?.panier(Annee::Moyenne),
            (nomme, _) => nomme,
        };
        let paniers = || self.catalogue.paniers.iter();
        let trouve = paniers().find(|panier| panier.id == id).cloned();
        if trouve.is_none() {
            let conseil = vouliez_vous_dire(id, paniers().map(|panier| panier.id.as_str()));
            let message = format!("panier « {id} » inconnu");
            self.champs
                .erreur_avec("panier", Code::PanierInconnu, message, conseil);
        }
        trouve
    }

    /// « généraliste x6 | couronne molaire = 620 € »
    fn soins(&mut self, ecrits: &str) -> Option<Panier> {
        let mut soins = Vec::new();
        let mut complet = true;
        for ecrit in ecrits.split('|').map(str::trim) {
            match lire_soin(ecrit, &self.catalogue.reglementation, self.date) {
                Ok(soin) => soins.push(soin),
                Err(erreur) => {
                    complet = false;
                    let message = format!("« {ecrit} » : {erreur}");
                    self.champs.erreur("soins", Code::ActeInconnu, message);
                }
            }
        }
        complet.then(|| Panier {
            id: ecrits.to_owned(),
            libelle: ecrits.to_owned(),
            soins,
            hypothese: None,
            source: self.champs.fichier.to_owned(),
            verifie_le: self.date,
        })
    }
}
