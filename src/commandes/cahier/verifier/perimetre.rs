//! What must be known beside the answer: what is supposed, which offers were looked at.

use super::Examinees;
use super::ecran::numero;
use crate::cahier::{Cahier, Demande, Exigence, Public, RegleDeCotisation};
use crate::commandes::phrases::{self, compte};
use crate::texte::enumerer;

pub(super) fn perimetre(examinees: &Examinees<'_>) -> Vec<String> {
    let cahier = examinees.cahier;
    let mut phrases = vec![format!("Cahier : {}.", cahier.source)];
    phrases.extend(cahier.hypothese.clone());
    phrases.extend(hypotheses(cahier));
    phrases.push(
        "Une garantie se compare par ce qu’elle paie sur chaque acte du poste, contre ce que paierait la ligne demandée, sous la même loi : à tout prix quand les deux sont des montants, sinon aux prix essayés. Une tranche est prise à l’âge qui la représente, pour une personne seule qui entre dans le contrat.".to_owned(),
    );
    phrases.push(
        "En jeu : ce qu’une personne épargnerait au plus dans l’année si l’exigence était tenue, sur les paniers des tranches et du cahier.".to_owned(),
    );
    let moins_chere = |exigence: &Exigence| {
        matches!(
            exigence.demande,
            Demande::Cotisation(RegleDeCotisation::MoinsChere { .. })
        )
    };
    if cahier.exigences.iter().any(moins_chere) {
        phrases.push(
            "La moins chère se cherche parmi toutes les offres connues, montrées ici ou non."
                .to_owned(),
        );
    }
    phrases.extend(match cahier.public {
        Public::Tous => offres_de_tous(examinees),
        Public::Acs => offres_labellisees(examinees),
    });
    phrases.extend(phrases::perimetre(examinees.contexte));
    phrases
}

/// What is supposed in the requirements, each once: « Hypothèse, pour les exigences 5 et 6 : … »
fn hypotheses(cahier: &Cahier) -> Vec<String> {
    let mut dites: Vec<(&str, Vec<String>)> = Vec::new();
    for (rang, exigence) in cahier.exigences.iter().enumerate() {
        let Some(hypothese) = &exigence.hypothese else {
            continue;
        };
        match dites.iter_mut().find(|(dite, _)| dite == hypothese) {
            Some((_, rangs)) => rangs.push(numero(rang)),
            None => dites.push((hypothese, vec![numero(rang)])),
        }
    }
    let dites = dites.into_iter();
    dites
        .map(|(dite, rangs)| {
            let exigences = match rangs.as_slice() {
                [seule] => format!("l’exigence {seule}"),
                rangs => format!("les exigences {}", enumerer(rangs, "et")),
            };
            format!("Hypothèse, pour {exigences} : {dite}")
        })
        .collect()
}

fn offres_de_tous(examinees: &Examinees<'_>) -> Vec<String> {
    let mut phrases = Vec::new();
    if examinees.departement.is_none() {
        phrases.push("Sans --departement, une cotisation par zone est une fourchette.".to_owned());
    }
    match examinees.contexte.contrats_a_part() {
        0 => {}
        n => phrases.push(format!(
            "{} à part (réservés ou surcomplémentaires) : voir rac liste offres.",
            compte(n, "contrat", "contrats")
        )),
    }
    phrases
}

/// What must be known of labelled contracts: the right of the people, the price that is
/// compared, the doubts of the data.
fn offres_labellisees(examinees: &Examinees<'_>) -> Vec<String> {
    let contexte = examinees.contexte;
    let mut phrases = vec![
        "Cahier pour l’ACS : seuls les contrats labellisés répondent, puisque le chèque ne s’emploie que sur eux. Les personnes ont droit à l’ACS : aucun dépassement dans le parcours de soins.".to_owned(),
        "Cotisation : avant chèque, telle que publiée ; la moins chère se cherche parmi les contrats du même niveau (A, B ou C), aux mêmes garanties. rac acs donne les prix chèque déduit.".to_owned(),
    ];
    let tarifs = contexte.catalogue.acs.tarifs.iter();
    let mut tarifs = tarifs.filter(|tarif| tarif.validite.contient(contexte.date));
    let doute = tarifs.find_map(|tarif| tarif.provenance.doute.clone());
    phrases.extend(doute.map(|doute| format!("Doute sur les tarifs : {doute}.")));
    let mut contenus = contexte.catalogue.contenus_acs.iter();
    let contenu = contenus.find(|offre| offre.validite.contient(contexte.date));
    let doute = contenu.and_then(|offre| offre.provenance.doute.clone());
    phrases.extend(doute.map(|doute| format!("Doute sur les contenus A, B et C : {doute}.")));
    phrases
}
