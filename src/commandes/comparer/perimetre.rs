//! What a comparison covers and assumes.

use super::{Comparaison, Question};
use crate::calcul::Drapeau;
use crate::calcul::classement::Critere;
use crate::commandes::phrases as commun;
use crate::offre::cotisation::Regime;
use crate::panier::Patient;
use crate::texte::majuscule;

/// Criterion, counts, assumptions, checks.
pub(super) fn phrases(question: &Question<'_>, comparaisons: &[&Comparaison<'_>]) -> Vec<String> {
    let critere = match question.critere {
        Critere::Total => "coût total (cotisation + frais + reste à payer)",
        Critere::Rac => "reste à payer",
        Critere::Cotisation => "cotisation",
    };
    let premiere = comparaisons.first();
    let classes = premiere.map_or(0, |comparaison| comparaison.classes().count());
    let hors_budget: usize = premiere.map_or(0, |comparaison| comparaison.hors_budget);
    let connus = question.contexte.choix().count();
    let mut phrases = vec![format!(
        "Classé par {critere}. {} sur {connus} connus{}{}.",
        commun::compte(classes, "niveau classé", "niveaux classés"),
        premiere.map_or_else(String::new, |comparaison| {
            let sans = comparaison.sans_prix().count();
            if sans == 0 {
                String::new()
            } else {
                format!(" ; {sans} sans cotisation publiée pour cet âge")
            }
        }),
        if hors_budget == 0 {
            String::new()
        } else {
            format!(" ; {hors_budget} au-dessus du budget")
        },
    )];
    match question.contexte.contrats_a_part() {
        0 => {}
        1 => phrases.push(
            "1 contrat à part (réservé ou surcomplémentaire) : voir rac liste offres.".to_owned(),
        ),
        n => phrases.push(format!(
            "{n} contrats à part (réservés ou surcomplémentaires) : voir rac liste offres."
        )),
    }
    if comparaisons.iter().any(|comparaison| {
        comparaison
            .sujets
            .iter()
            .all(|sujet| sujet.tranche.is_some())
            && comparaison.classement.sans_mutuelle_difficile.is_none()
    }) {
        phrases.push(
            "Année difficile non montrée : un de ses soins n’a pas de tarif connu à cette date."
                .to_owned(),
        );
    }
    if comparaisons.iter().any(|comparaison| {
        comparaison.sujets.len() > 1 && comparaison.classement.sans_mutuelle_difficile.is_some()
    }) {
        phrases.push(
            "Année difficile : chacun a la sienne (hôpital, couronne, lunettes…).".to_owned(),
        );
    }
    phrases.push(format!(
        "Tolérance : {} par an (--tolerance).",
        question.tolerance
    ));
    if let Some(lues) = &question.personnes {
        phrases.extend(lues.hypothese().map(str::to_owned));
    }
    phrases.extend(des_personnes(question, comparaisons));
    phrases.extend(hypotheses(question, comparaisons));
    phrases.extend(commun::perimetre(question.contexte));
    phrases
}

/// What the options say of everybody, and that changes what is paid.
fn des_personnes(question: &Question<'_>, comparaisons: &[&Comparaison<'_>]) -> Option<String> {
    let tous = |dit: fn(&Patient) -> bool| {
        comparaisons
            .iter()
            .flat_map(|comparaison| &comparaison.sujets)
            .all(|sujet| dit(&sujet.patient))
    };
    let dits = [
        (
            tous(|patient| patient.regime == Regime::AlsaceMoselle),
            "régime local d’Alsace-Moselle",
        ),
        (
            tous(|patient| !patient.parcours),
            "hors du parcours de soins",
        ),
        (tous(|patient| patient.maternite), "maternité"),
    ];
    let dits = dits.into_iter().filter(|(dit, _)| *dit);
    let mut dits: Vec<String> = dits.map(|(_, mot)| mot.to_owned()).collect();
    match question.anciennete() {
        0 => {}
        mois => dits.push(format!("{mois} mois passés dans chaque contrat")),
    }
    (!dits.is_empty()).then(|| format!("{}.", majuscule(&dits.join(", "))))
}

/// What is assumed in these comparisons, said once.
fn hypotheses(question: &Question<'_>, comparaisons: &[&Comparaison<'_>]) -> Vec<String> {
    let mut phrases = Vec::new();
    let porte = |drapeau| {
        comparaisons.iter().any(|c| {
            c.classement.sans_mutuelle.drapeaux.contains(&drapeau)
                || c.classement
                    .candidats
                    .iter()
                    .any(|candidat| candidat.drapeaux.contains(&drapeau))
        })
    };
    let dits: Vec<&str> = [
        Drapeau::PrixType,
        Drapeau::SecteurSuppose,
        Drapeau::AgeDeLActe,
        Drapeau::EquipementEnDouble,
        Drapeau::TarifDouteux,
        Drapeau::BaseCalculee,
        Drapeau::CotisationDouteuse,
        Drapeau::TarifOpposable,
        Drapeau::SejourLong,
        Drapeau::PrixAuDessusDeLaLimite,
        Drapeau::HistoriqueSuppose,
        Drapeau::RegimeLocalInconnu,
    ]
    .into_iter()
    .filter(|drapeau| porte(*drapeau))
    .map(Drapeau::phrase)
    .collect();
    if !dits.is_empty() {
        phrases.push(format!("À savoir : {}.", dits.join(" ; ")));
    }
    if comparaisons
        .iter()
        .flat_map(|comparaison| &comparaison.sujets)
        .any(|sujet| sujet.panier.hypothese.is_some())
    {
        phrases.push(
            "Hypothèses : les quantités de soins par âge ne sont publiées par personne ; celles des paniers sont des hypothèses (rac liste paniers).".to_owned(),
        );
    }
    let questions: Vec<&String> = comparaisons
        .iter()
        .flat_map(|comparaison| comparaison.classes().take(3))
        .flat_map(|candidat| &candidat.annee.questions)
        .collect();
    if let Some(premiere) = questions.first() {
        phrases.push(format!("À demander à l’assureur : {premiere}"));
    }
    if question.departement.is_none() && porte(Drapeau::ZoneInconnue) {
        phrases.push("Sans --departement, une cotisation par zone est montrée en fourchette et classée à la plus chère.".to_owned());
    }
    phrases
}
