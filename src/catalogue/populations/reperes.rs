//! Published figures, to be set beside what a model gives.

use crate::catalogue::reglementation::parcourir;
use crate::catalogue::{Code, Diagnostics, Sources};
use crate::panier::population::{Mesure, Repere};

const MESURES: [(&str, Mesure); 3] = [
    ("moyenne", Mesure::Moyenne),
    ("médiane", Mesure::Mediane),
    ("P99", Mesure::P99),
];
const COLONNES: [&str; 8] = [
    "mesure",
    "age_min",
    "age_max",
    "montant",
    "annee",
    "source",
    "verifie_le",
    "doute",
];

pub(super) fn lire(sources: &Sources, base: &str, diagnostics: &mut Diagnostics) -> Vec<Repere> {
    let mut reperes: Vec<Repere> = Vec::new();
    let chemin = format!("{base}.reperes.csv");
    parcourir(sources, &chemin, &COLONNES, &[], diagnostics, |champs| {
        let mesure = champs.choix("mesure", &MESURES);
        let ages = champs.ages();
        let montant = champs.montant("montant");
        let ecrite = champs.exige("annee");
        let annee = ecrite.and_then(|texte| texte.parse::<u16>().ok());
        let annee = annee.filter(|annee| (1900..=2200).contains(annee));
        if let (Some(ecrite), None) = (ecrite, annee) {
            let message = format!("« {ecrite} » n’est pas une année");
            champs.erreur("annee", Code::ValeurInvalide, message);
        }
        let provenance = champs.provenance();
        let (Some(mesure), Some(ages), Some(montant)) = (mesure, ages, montant) else {
            return;
        };
        let (Some(annee), Some(provenance)) = (annee, provenance) else {
            return;
        };
        if reperes
            .iter()
            .any(|repere| (repere.mesure, repere.ages) == (mesure, ages))
        {
            let message = "cette mesure est écrite deux fois pour ces âges";
            champs.erreur("mesure", Code::Double, message);
            return;
        }
        reperes.push(Repere {
            mesure,
            ages,
            montant,
            annee,
            source: provenance.source,
            doute: provenance.doute,
        });
    });
    reperes
}
