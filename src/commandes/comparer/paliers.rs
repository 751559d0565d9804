//! What the extra premium of each step buys, within the offer that comes first.

use super::{Comparaison, Question};
use crate::calcul::bornes::annee_de_soins;
use crate::calcul::classement::Candidat;
use crate::calcul::contrat::Contrat;
use crate::calcul::prestation::preparer;
use crate::montant::Centimes;
use crate::panier::{Panier, Quoi};

/// The largest number of acts tried before saying that a step never pays.
const ACTES_MAX: u16 = 40;

/// One sentence by step from a level to the next of the offer ranked first.
pub(super) fn phrases(question: &Question<'_>, comparaison: &Comparaison<'_>) -> Vec<String> {
    let Some(premier) = comparaison.classes().next() else {
        return Vec::new();
    };
    let mut niveaux: Vec<&Candidat<'_>> = comparaison
        .classes()
        .filter(|candidat| candidat.choix.offre.id == premier.choix.offre.id)
        .collect();
    niveaux.sort_by_key(|candidat| candidat.choix.niveaux);
    niveaux
        .windows(2)
        .filter_map(|deux| match deux {
            [bas, haut] => phrase(question, comparaison, bas, haut),
            _ => None,
        })
        .collect()
}

fn phrase(
    question: &Question<'_>,
    comparaison: &Comparaison<'_>,
    bas: &Candidat<'_>,
    haut: &Candidat<'_>,
) -> Option<String> {
    let surcout = haut.cout_fixe()? - bas.cout_fixe()?;
    if surcout <= Centimes::ZERO {
        return None;
    }
    let gain = bas.annee.total.rac - haut.annee.total.rac;
    let noms = format!(
        "Passer {} à {}",
        crate::commandes::phrases::de(&bas.choix.nom_niveau()),
        haut.choix.nom_niveau()
    );
    let effet = match gain {
        Centimes::ZERO => "ne change pas ce qui reste à payer pour ces soins".to_owned(),
        gain if gain > Centimes::ZERO => format!("laisse {gain} de moins à payer"),
        perte => format!("laisse {} de plus à payer", -perte),
    };
    let difficile = match (&bas.difficile, &haut.difficile) {
        (Some(un), Some(autre)) if un.total.rac > autre.total.rac => {
            format!(
                " ({} de moins dans une année difficile)",
                un.total.rac - autre.total.rac
            )
        }
        _ => String::new(),
    };
    let bascule = bascule(question, comparaison, bas, haut)
        .map_or_else(String::new, |phrase| format!(" ; {phrase}"));
    Some(format!(
        "{noms} coûte {surcout} de plus par an et {effet}{difficile}{bascule}."
    ))
}

/// From how many of the act that gains most the higher level wins, for a person alone.
fn bascule(
    question: &Question<'_>,
    comparaison: &Comparaison<'_>,
    bas: &Candidat<'_>,
    haut: &Candidat<'_>,
) -> Option<String> {
    let [sujet] = comparaison.sujets.as_slice() else {
        return None;
    };
    let lignes = |candidat: &Candidat<'_>| {
        let annees = candidat.annee.personnes.first();
        annees.map_or_else(Vec::new, |annee| {
            let lignes = annee.lignes.iter();
            lignes.map(|l| (l.montants.rac, l.ligne)).collect()
        })
    };
    let gains = lignes(bas).into_iter().zip(lignes(haut));
    let (gain, ligne) = gains
        .map(|((un, ligne), (autre, _))| (un - autre, ligne))
        .filter(|(_, ligne)| {
            let soin = sujet.panier.soins.get(*ligne);
            soin.is_some_and(|soin| matches!(soin.quoi, Quoi::Acte { .. }))
        })
        .max()?;
    if gain <= Centimes::ZERO {
        return None;
    }
    let soin = sujet.panier.soins.get(ligne)?;
    let Quoi::Acte { acte, .. } = soin.quoi else {
        return None;
    };
    let libelle = &question
        .contexte
        .catalogue
        .reglementation
        .acte(acte)
        .libelle;
    let cout = |candidat: &Candidat<'_>, panier: &Panier| -> Option<Centimes> {
        let reglementation = &question.contexte.catalogue.reglementation;
        let date = question.contexte.date;
        let dossiers = preparer(reglementation, panier, sujet.patient, date, false).ok()?;
        let anciennete = sujet.patient.anciennete_mois;
        let contrat = Contrat::new(candidat.choix, reglementation, date, anciennete);
        Some(
            candidat.cout_fixe()?
                + annee_de_soins(&dossiers, std::slice::from_ref(&contrat), false)
                    .total
                    .rac,
        )
    };
    let mut panier = sujet.panier.clone().into_owned();
    for nombre in 1..=ACTES_MAX {
        if let Some(soin) = panier.soins.get_mut(ligne) {
            soin.nombre = nombre;
        }
        if cout(haut, &panier)? < cout(bas, &panier)? {
            return Some(format!(
                "préférable à partir de {nombre} « {libelle} » dans l’année"
            ));
        }
    }
    Some(format!(
        "jamais rattrapé par des « {libelle} » jusqu’à {ACTES_MAX} dans l’année"
    ))
}
