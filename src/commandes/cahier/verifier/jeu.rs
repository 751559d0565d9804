//! The machine data sets: one row by offer and requirement, the scores, the questions.

use super::Examinees;
use crate::cahier::{Cahier, Demande, Exigence, RegleDeCotisation};
use crate::calcul::bornes::Bornes;
use crate::calcul::conformite::{Constat, Copie, Mesure, Points, Verdict};
use crate::montant::{Centimes, Taux};
use crate::rendu::{Jeu, Valeur};

/// The binding columns, then bounds, unit, points and questions.
const COLONNES: [&str; 16] = [
    "exigence",
    "priorite",
    "offre",
    "niveau",
    "conforme",
    "mesure",
    "cible",
    "ecart",
    "rac_en_jeu",
    "mesure_min",
    "mesure_max",
    "unite",
    "points_min",
    "points_max",
    "points",
    "details",
];

const NOTES: [&str; 6] = [
    "offre",
    "niveau",
    "partie",
    "points_min",
    "points_max",
    "points",
];

const QUESTIONS: [&str; 5] = ["offre", "niveaux", "question", "exigences", "rac_en_jeu"];

pub(super) fn jeux(examinees: &Examinees<'_>) -> Vec<Jeu> {
    vec![
        conformite(examinees),
        notes(examinees),
        questions(examinees),
    ]
}

fn conformite(examinees: &Examinees<'_>) -> Jeu {
    let mut lignes = Vec::new();
    for copie in &examinees.copies {
        for (exigence, constat) in examinees.cahier.exigences.iter().zip(&copie.constats) {
            lignes.push(ligne(copie, exigence, constat));
        }
    }
    Jeu {
        nom: "conformite",
        colonnes: &COLONNES,
        lignes,
    }
}

fn ligne(copie: &Copie<'_>, exigence: &Exigence, constat: &Constat) -> Vec<Valeur> {
    let (min, max, unite) = mesure(constat.mesure);
    let (cible, ..) = mesure(constat.cible);
    // ce qu’il ne faut pas dépasser se lit au plus haut, ce qu’il faut atteindre au plus bas
    let plafond = match &exigence.demande {
        Demande::Reste { .. } => true,
        Demande::Cotisation(regle) => !matches!(regle, RegleDeCotisation::Reduction(_)),
        Demande::Garantie(_) | Demande::Propriete(_) => false,
    };
    let prudente = if plafond { max.clone() } else { min.clone() };
    let points = |taux: Taux| {
        let millioniemes = i64::from(exigence.poids) * i64::from(taux.valeur());
        Valeur::Montant(Centimes::new((millioniemes + 5_000) / 10_000))
    };
    let (part_min, part_max) = constat.part;
    vec![
        texte(&exigence.id),
        texte(exigence.priorite.mot()),
        texte(&copie.choix.offre.id),
        Valeur::Texte(copie.choix.nom_niveau()),
        texte(match constat.verdict {
            Verdict::Oui => "oui",
            Verdict::Non => "non",
            Verdict::Inconnu => "inconnu",
            Verdict::NonMesurable => "non mesurable",
        }),
        prudente,
        cible,
        constat
            .ecart
            .map_or(Valeur::Vide, |ecart| Valeur::Montant(ecart.max)),
        constat.en_jeu.map_or(Valeur::Vide, Valeur::Montant),
        min,
        max,
        texte(unite),
        points(part_min),
        points(part_max),
        Valeur::Entier(i64::from(exigence.poids)),
        Valeur::Liste(constat.details.clone()),
    ]
}

fn texte(texte: &str) -> Valeur {
    Valeur::Texte(texte.to_owned())
}

/// The least and the most, and their unit.
fn mesure(mesure: Mesure) -> (Valeur, Valeur, &'static str) {
    let euros = |bornes: Bornes| (Valeur::Montant(bornes.min), Valeur::Montant(bornes.max));
    let entier = |n: usize| Valeur::Entier(i64::try_from(n).unwrap_or(i64::MAX));
    let fois = |taux: Taux| {
        if taux == Taux::millioniemes(u32::MAX) {
            // une tranche gratuite : aucun nombre de fois
            return Valeur::Vide;
        }
        let centiemes = taux.valeur().div_ceil(10_000);
        Valeur::Montant(Centimes::new(i64::from(centiemes)))
    };
    match mesure {
        Mesure::Euros(bornes) => {
            let (min, max) = euros(bornes);
            (min, max, "euros")
        }
        Mesure::ParMois(bornes) => {
            let (min, max) = euros(bornes);
            (min, max, "euros par mois")
        }
        Mesure::Sur(min, max, _) => (entier(min), entier(max), "postes"),
        Mesure::Tarifs(nombre) => (entier(nombre), entier(nombre), "prix"),
        Mesure::Fois(min, max) => (fois(min), fois(max), "fois"),
        Mesure::OuiNon(oui) => {
            let dit = texte(if oui { "oui" } else { "non" });
            (dit.clone(), dit, "")
        }
        Mesure::Inconnue | Mesure::NonMesurable => (Valeur::Vide, Valeur::Vide, ""),
    }
}

/// The total first, then each part.
fn notes(examinees: &Examinees<'_>) -> Jeu {
    let mut lignes = Vec::new();
    for copie in &examinees.copies {
        let total = ("total", copie.note.total);
        let parties = copie.note.parties.iter();
        let parties = parties.map(|(nom, points)| (nom.as_str(), *points));
        for (partie, points) in std::iter::once(total).chain(parties) {
            lignes.push(note(copie, partie, points));
        }
    }
    Jeu {
        nom: "notes",
        colonnes: &NOTES,
        lignes,
    }
}

fn note(copie: &Copie<'_>, partie: &str, points: Points) -> Vec<Valeur> {
    let points = [points.min, points.max, points.sur]
        .map(|points| Valeur::Montant(Centimes::new(i64::try_from(points).unwrap_or(i64::MAX))));
    let debut = [
        texte(&copie.choix.offre.id),
        Valeur::Texte(copie.choix.nom_niveau()),
        texte(partie),
    ];
    debut.into_iter().chain(points).collect()
}

fn questions(examinees: &Examinees<'_>) -> Jeu {
    let cahier: &Cahier = examinees.cahier;
    let lignes = examinees.questions.iter().map(|demandee| {
        let exigences = demandee.exigences.iter();
        let exigences = exigences.filter_map(|rang| cahier.exigences.get(*rang));
        vec![
            texte(&demandee.offre.id),
            Valeur::Liste(demandee.niveaux.clone()),
            texte(&demandee.question.texte),
            Valeur::Liste(exigences.map(|exigence| exigence.id.clone()).collect()),
            demandee
                .question
                .en_jeu
                .map_or(Valeur::Vide, Valeur::Montant),
        ]
    });
    Jeu {
        nom: "questions",
        colonnes: &QUESTIONS,
        lignes: lignes.collect(),
    }
}
