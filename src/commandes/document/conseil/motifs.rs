//! Why: what the figures say for or against a change, then room for what they do not know.

use crate::calcul::bornes::Bornes;
use crate::commandes::comparer::{Comparaison, Question};
use crate::montant::Centimes;
use crate::rendu::Bloc;

pub(super) fn blocs(question: &Question<'_>, comparaison: &Comparaison<'_>) -> Vec<Bloc> {
    let mut dits = Vec::new();
    if comparaison.offert.is_some() {
        dits.push(
            "D’abord le droit repéré plus haut : ce que la loi donne ne se paie pas deux fois."
                .to_owned(),
        );
    }
    dits.extend(chiffres(question, comparaison));
    dits.push(
        "Raisons propres à la personne (praticiens, tiers payant, agence proche, projets de soins), à compléter : ……………………………………".to_owned(),
    );
    vec![Bloc::Liste(dits)]
}

fn chiffres(question: &Question<'_>, comparaison: &Comparaison<'_>) -> Vec<String> {
    let (Some(premier), Some(present)) = (comparaison.classes().next(), &comparaison.present)
    else {
        return vec![
            "Aucun contrat proposé n’a de cotisation connue pour ces personnes : demander un devis avant de conseiller.".to_owned(),
        ];
    };
    let nom = premier.choix.nom();
    let mut dits = Vec::new();
    if let Some(total) = premier.cout_total() {
        dits.push(format!(
            "Des contrats proposés, {nom} est celui qui coûte le moins pour ces soins : {total} dans l’année, cotisation et reste à payer."
        ));
    }
    let ecarts = present.ecarts(premier);
    let Some(Bornes { min, max }) = ecarts.total else {
        dits.push(
            "La cotisation du contrat actuel n’est pas connue : sans elle, on ne peut pas dire s’il faut changer (cotisation_mensuelle).".to_owned(),
        );
        return dits;
    };
    let faible = min.abs() <= question.tolerance && max.abs() <= question.tolerance;
    dits.push(if faible {
        format!(
            "L’écart avec le contrat actuel tient en {} par an : il ne suffit pas à faire changer.",
            question.tolerance
        )
    } else if max < Centimes::ZERO {
        format!("C’est au moins {} de moins que le contrat actuel, dans l’année.", -max)
    } else if comparaison.classes().all(|autre| {
        let total = present.ecarts(autre).total;
        total.is_some_and(|total| total.min > Centimes::ZERO)
    }) {
        format!(
            "Aucun contrat proposé ne coûte moins que le contrat actuel pour ces soins : {nom} coûterait au moins {min} de plus. Garder le contrat actuel se défend."
        )
    } else {
        let zone = question.departement.is_none()
            && ecarts.cotisation.is_some_and(|Bornes { min, max }| min < max);
        format!(
            "Selon ce qui reste inconnu{}, le contrat actuel est plus cher ou moins cher : {}poser les questions de la partie suivante avant de choisir.",
            if zone { " (zone de cotisation, clauses ambiguës)" } else { "" },
            if zone { "donner le département et " } else { "" },
        )
    });
    if let Some(Bornes { min, max }) = ecarts.difficile {
        if max < Centimes::ZERO {
            let mais = if ecarts.total.is_some_and(|total| total.max < Centimes::ZERO) {
                "Dans une année difficile aussi"
            } else {
                "Mais dans une année difficile"
            };
            dits.push(format!(
                "{mais}, {nom} coûterait au moins {} de moins.",
                -max
            ));
        } else if min > Centimes::ZERO {
            dits.push(format!(
                "Mais dans une année difficile, {nom} coûterait au moins {min} de plus."
            ));
        }
    }
    dits
}
