//! A survey: one answer a row, without any name.

use super::champs::Champs;
use super::offres::table::poste;
use super::{
    Catalogue, Code, Colonnes, Diagnostic, Diagnostics, Fichier, HYPOTHESES, TableauBrut,
    vouliez_vous_dire,
};
use crate::montant::Centimes;
use crate::panier::depense::HypotheseDeDepense;
use crate::panier::devis::lire_soin;
use crate::panier::enquete::{Enquete, Poids, Reponse};
use crate::panier::{Annee, Panier, Tranche, Tranches};
use crate::reglementation::Reglementation;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

const OBLIGATOIRES: [&str; 2] = ["tranche", "poids"];
const FACULTATIVES: [&str; 4] = ["panier", "soins", "cotisation_mensuelle", "source"];
/// What the title of a column of spending begins with: `depense_dentaire`.
const DEPENSE: &str = "depense_";
/// No answer stands for more people.
const POIDS_MAX: u64 = 1_000_000;

/// What a survey is read with.
#[derive(Clone, Copy, Debug)]
pub struct LectureEnquete<'a> {
    /// Acts, baskets.
    pub catalogue: &'a Catalogue,
    /// The bands of the answers.
    pub tranches: &'a Tranches,
    /// The day when the care is priced.
    pub date: Date,
    /// What an amount spent on a poste is made of.
    pub depenses: &'a [HypotheseDeDepense],
}

/// Reads a survey; none when a row is at fault, every problem being in the diagnostics.
#[must_use]
pub fn lire_enquete(
    fichier: &Fichier,
    lu_avec: LectureEnquete<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Enquete> {
    let tableau = TableauBrut::lire(fichier, diagnostics)?;
    let titres: Vec<&str> = tableau
        .entetes
        .iter()
        .map(|entete| entete.texte.as_ref())
        .filter(|titre| titre.starts_with(DEPENSE))
        .collect();
    let facultatives: Vec<&str> = FACULTATIVES.into_iter().chain(titres).collect();
    let colonnes = Colonnes::lire(&tableau, &OBLIGATOIRES, &facultatives, diagnostics)?;
    let depenses = depenses(&tableau, lu_avec, diagnostics)?;
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
            lu_avec,
            depenses: &depenses,
            hypotheses: &mut enquete.hypotheses,
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

/// A column of spending, with the assumption on its poste.
struct ColonneDeDepense<'a> {
    titre: &'a str,
    libelle: &'a str,
    hypothese: &'a HypotheseDeDepense,
}

/// The columns of spending; none when one of them has no assumption.
fn depenses<'a>(
    tableau: &'a TableauBrut<'_>,
    lu_avec: LectureEnquete<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<ColonneDeDepense<'a>>> {
    let arbre = &lu_avec.catalogue.reglementation.postes;
    let mut completes = true;
    let mut depenses = Vec::new();
    for entete in &tableau.entetes {
        let Some(nom) = entete.texte.strip_prefix(DEPENSE) else {
            continue;
        };
        let etendue = entete.etendue.clone();
        let id = match poste(nom, tableau.fichier, etendue.clone(), arbre) {
            Ok(id) => id,
            Err(erreur) => {
                completes = false;
                diagnostics.ajoute(*erreur);
                continue;
            }
        };
        let libelle = arbre.poste(id).libelle.as_str();
        let mut hypotheses = lu_avec.depenses.iter();
        match hypotheses.find(|hypothese| hypothese.poste == id) {
            Some(hypothese) => depenses.push(ColonneDeDepense {
                titre: &entete.texte,
                libelle,
                hypothese,
            }),
            None => {
                completes = false;
                let message =
                    format!("rien ne dit de quels soins est faite une dépense de « {libelle} »");
                let conseil = format!(
                    "ajoutez une ligne à {HYPOTHESES} (dans le dossier de --donnees), ou écrivez ces soins et leurs prix dans la colonne `soins`"
                );
                diagnostics.ajoute(
                    Diagnostic::erreur(Code::ColonneInconnue, tableau.fichier, etendue, message)
                        .avec_conseil(conseil),
                );
            }
        }
    }
    completes.then_some(depenses)
}

struct Lecture<'a, 'b> {
    champs: Champs<'a, 'b>,
    lu_avec: LectureEnquete<'a>,
    depenses: &'a [ColonneDeDepense<'a>],
    /// Those that served.
    hypotheses: &'a mut Vec<String>,
}

impl<'a> Lecture<'a, '_> {
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
            suppose: !self.depensees().is_empty(),
            panier: panier?,
            cotisation: cotisation?,
        })
    }

    fn tranche(&mut self) -> Option<Tranche> {
        let id = self.champs.exige("tranche")?;
        let trouvee = self
            .lu_avec
            .tranches
            .tranches
            .iter()
            .find(|tranche| tranche.id == id);
        if trouvee.is_none() {
            let connues = self
                .lu_avec
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

    /// The columns of spending that are filled.
    fn depensees(&self) -> Vec<&'a ColonneDeDepense<'a>> {
        let depenses = self.depenses.iter();
        depenses
            .filter(|depense| !self.champs.texte(depense.titre).is_empty())
            .collect()
    }

    /// A known basket, the care of the row, what was spent by poste, or the average year of
    /// the band.
    fn panier(&mut self, tranche: Option<&Tranche>) -> Option<Panier> {
        let (nomme, soins) = (self.champs.texte("panier"), self.champs.texte("soins"));
        let depensees = self.depensees();
        if let Some(premiere) = depensees.first() {
            if !nomme.is_empty() || !soins.is_empty() {
                let message = "une dépense, et un panier ou des soins : un seul des deux";
                self.champs.erreur(premiere.titre, Code::Double, message);
                return None;
            }
            return self.depense();
        }
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
        let paniers = || self.lu_avec.catalogue.paniers.iter();
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
            match lire_soin(ecrit, self.reglementation(), self.lu_avec.date, &[]) {
                Ok(soin) => soins.push(soin),
                Err(erreur) => {
                    complet = false;
                    let message = format!("« {ecrit} » : {erreur}");
                    self.champs.erreur("soins", Code::ActeInconnu, message);
                }
            }
        }
        complet.then(|| Panier {
            // un panier connu peut avoir les mêmes mots : implant
            id: format!("soins : {ecrits}"),
            libelle: ecrits.to_owned(),
            soins,
            hypothese: None,
            source: self.champs.fichier.to_owned(),
            verifie_le: self.lu_avec.date,
        })
    }

    fn reglementation(&self) -> &'a Reglementation {
        &self.lu_avec.catalogue.reglementation
    }

    /// The care that the amounts of the row make; every amount must be written, zero too.
    fn depense(&mut self) -> Option<Panier> {
        let mut soins = Vec::new();
        let mut mots = Vec::new();
        let mut complet = true;
        for depense in self.depenses {
            if self.champs.texte(depense.titre).is_empty() {
                complet = false;
                let message = "cette dépense manque, et une autre est écrite";
                let conseil = Some("écrivez 0 si la personne n’a rien dépensé".to_owned());
                let titre = depense.titre;
                self.champs
                    .erreur_avec(titre, Code::CelluleVide, message, conseil);
                continue;
            }
            let Some(montant) = self.champs.montant(depense.titre) else {
                complet = false;
                continue;
            };
            soins.extend(depense.hypothese.soins(montant));
            mots.push(format!("{} {montant}", depense.libelle));
            if montant > Centimes::ZERO {
                self.suppose(depense);
            }
        }
        complet.then(|| Panier {
            id: format!("dépenses : {}", mots.join(", ")),
            libelle: "dépenses par poste (hypothèse)".to_owned(),
            soins,
            hypothese: None,
            source: self.champs.fichier.to_owned(),
            verifie_le: self.lu_avec.date,
        })
    }

    /// Keeps the words of an assumption that served.
    fn suppose(&mut self, depense: &ColonneDeDepense<'_>) {
        let hypothese = depense.hypothese;
        let doute = hypothese.provenance.doute.as_deref();
        let doute = doute.map_or_else(String::new, |doute| format!(" ; {doute}"));
        let dite = format!(
            "HYPOTHÈSE : {} ; leur nombre est la dépense divisée par le prix de référence, {}, arrondie{}{doute} ({}).",
            hypothese.mots,
            hypothese.reference(),
            hypothese.plafond_dit(),
            hypothese.provenance.source
        );
        if !self.hypotheses.contains(&dite) {
            self.hypotheses.push(dite);
        }
    }
}
