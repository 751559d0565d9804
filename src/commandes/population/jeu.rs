//! What machines read of a simulation.

use super::ecran::{ages, ecart, mot, part};
use crate::calcul::Drapeau;
use crate::calcul::simulation::{Mesures, Resultat};
use crate::montant::Centimes;
use crate::rendu::{Jeu, Valeur};

const COLONNES: [&str; 16] = [
    "tranche",
    "offre",
    "niveau",
    "personnes",
    "cotisation_moyenne",
    "rac_moyen",
    "rac_median",
    "rac_p90",
    "rac_p99",
    "cout_moyen",
    "cout_median",
    "cout_p90",
    "cout_p99",
    "moins_chere_personnes",
    "moins_chere_part",
    "drapeaux",
];
const REPERES: [&str; 8] = [
    "ages", "mesure", "modele", "publie", "annee", "ecart", "source", "doute",
];

/// Offers by band, then the model beside what is published.
pub(super) fn jeux(resultat: &Resultat<'_>) -> Vec<Jeu> {
    let mut lignes = Vec::new();
    for tranche in &resultat.tranches {
        let id = || Valeur::Texte(tranche.tranche.id.clone());
        let Some(seuls) = tranche.sans_mutuelle else {
            continue;
        };
        for offre in &tranche.offres {
            let mut drapeaux = vec![Drapeau::PanierHypothese];
            drapeaux.extend(&offre.drapeaux);
            drapeaux.sort_unstable();
            drapeaux.dedup();
            let mut ligne = vec![
                id(),
                Valeur::Texte(offre.choix.offre.id.clone()),
                Valeur::Texte(offre.choix.nom_niveau()),
                nombre(offre.cout.personnes),
                Valeur::Montant(offre.fixe.moyenne),
            ];
            ligne.extend(mesures(&offre.rac));
            ligne.extend(mesures(&offre.cout));
            ligne.push(nombre(offre.moins_chere));
            let part = part(offre.moins_chere, seuls.personnes, 4);
            ligne.push(Valeur::Texte(part.replace(',', ".")));
            ligne.push(Valeur::Liste(crate::commandes::phrases::codes(&drapeaux)));
            lignes.push(ligne);
        }
        let mut reference = vec![
            id(),
            Valeur::Texte("sans-mutuelle".to_owned()),
            Valeur::Vide,
            nombre(seuls.personnes),
            Valeur::Montant(Centimes::ZERO),
        ];
        reference.extend(mesures(&seuls));
        reference.extend(mesures(&seuls));
        reference.extend([Valeur::Vide, Valeur::Vide]);
        reference.push(Valeur::Liste(vec![
            Drapeau::PanierHypothese.code().to_owned(),
        ]));
        lignes.push(reference);
    }
    let reperes = resultat.reperes.iter().map(|(repere, trouve)| {
        vec![
            Valeur::Texte(ages(repere.ages)),
            Valeur::Texte(mot(repere.mesure).to_owned()),
            trouve.map_or(Valeur::Vide, Valeur::Montant),
            Valeur::Montant(repere.montant),
            Valeur::Entier(i64::from(repere.annee)),
            trouve.map_or(Valeur::Vide, |trouve| {
                Valeur::Texte(ecart(trouve, repere.montant))
            }),
            Valeur::Texte(repere.source.clone()),
            repere.doute.clone().map_or(Valeur::Vide, Valeur::Texte),
        ]
    });
    vec![
        Jeu {
            nom: "simulation",
            colonnes: &COLONNES,
            lignes,
        },
        Jeu {
            nom: "reperes",
            colonnes: &REPERES,
            lignes: reperes.collect(),
        },
    ]
}

fn mesures(mesures: &Mesures) -> [Valeur; 4] {
    [mesures.moyenne, mesures.mediane, mesures.p90, mesures.p99].map(Valeur::Montant)
}

fn nombre(nombre: u64) -> Valeur {
    Valeur::Entier(i64::try_from(nombre).unwrap_or(i64::MAX))
}
