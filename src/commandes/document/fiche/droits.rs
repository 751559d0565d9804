//! The rights of the person, in short sentences.

use crate::commandes::comparer::{Comparaison, Question};
use crate::panier::Droit;

pub(super) fn phrases(question: &Question<'_>, comparaison: &Comparaison<'_>) -> Vec<String> {
    let droits = &question.contexte.catalogue.droits;
    let c2s = droits.c2s_au(question.contexte.date);
    if question.droit != Droit::Aucun {
        return vec![format!(
            "Vous avez {}. Demandez à la garder, quelques mois avant la fin.",
            nom(question.droit)
        )];
    }
    let Some(offert) = &comparaison.offert else {
        let aide = if c2s {
            "la complémentaire santé solidaire (C2S)"
        } else {
            "la CMU-C, ou l’ACS"
        };
        if question.foyer.is_some() {
            return vec![format!(
                "D’après vos ressources, vous n’avez pas droit à une aide comme {aide}. Si vos revenus baissent, demandez à nouveau."
            )];
        }
        return vec![
            format!("Vos revenus sont modestes ? Une aide existe : {aide}."),
            "Demandez à votre caisse d’assurance maladie si vous y avez droit. Faites-le avant de signer un contrat.".to_owned(),
        ];
    };
    let etude = &offert.etude;
    let combien = match etude.droit {
        Droit::C2sGratuite | Droit::CmuC => "Vous ne paieriez rien.".to_owned(),
        Droit::C2sParticipation => etude.participation_mensuelle.map_or_else(
            || "Son prix dépend de votre âge.".to_owned(),
            |prix| format!("Elle coûterait {prix} par mois pour le foyer."),
        ),
        Droit::Acs => etude.aide_annuelle.map_or_else(
            || "Sa valeur dépend de votre âge.".to_owned(),
            |aide| format!("Elle vaut {aide} par an pour le foyer."),
        ),
        Droit::Aucun => String::new(),
    };
    vec![
        format!("D’après vos ressources, vous auriez droit à {}. {combien}", nom(etude.droit)),
        "Demandez-la à votre caisse d’assurance maladie, avant de signer un contrat. C’est la caisse qui décide.".to_owned(),
    ]
}

/// A right with its article.
const fn nom(droit: Droit) -> &'static str {
    match droit {
        Droit::Aucun => "aucun droit",
        Droit::Acs => "l’aide au paiement d’une mutuelle (ACS)",
        Droit::CmuC => "la CMU-C",
        Droit::C2sGratuite => "la complémentaire santé solidaire gratuite (C2S)",
        Droit::C2sParticipation => "la complémentaire santé solidaire avec participation (C2S)",
    }
}
