//! The order of care that leaves least to pay, under the offers shown.

use super::{Comparaison, Question};
use crate::calcul::ordre::OrdreFavorable;
use crate::commandes::ordre;
use crate::montant::Centimes;
use crate::rendu::Bloc;

/// Offers said one by one.
const DITES: usize = 5;

/// For the offers shown: the best order and what it saves; nothing when it is not asked for.
pub(super) fn blocs(
    question: &Question<'_>,
    comparaison: &Comparaison<'_>,
    maximum: usize,
) -> Vec<Bloc> {
    let Some(ordres) = &comparaison.ordres else {
        return Vec::new();
    };
    let candidats = comparaison.classement.candidats.iter().zip(ordres);
    let montres: Vec<_> = candidats
        .filter(|(candidat, _)| candidat.rang.is_some())
        .take(maximum)
        .collect();
    let tous: Vec<OrdreFavorable> = montres
        .iter()
        .flat_map(|(_, ordres)| ordres.iter().cloned())
        .collect();
    if tous.is_empty() {
        return Vec::new();
    }
    let mut phrases: Vec<String> = montres
        .iter()
        .filter(|(_, ordres)| ordre::gain(ordres) > Centimes::ZERO)
        .take(DITES)
        .map(|(candidat, ordres)| {
            let suites = ordre::phrases(question.contexte, &comparaison.sujets, ordres);
            format!("{} : {}.", candidat.choix.nom(), suites.join(" ; "))
        })
        .collect();
    let portee = ordre::portee(&tous);
    phrases.push(if phrases.is_empty() {
        format!("Sous les offres montrées, aucun autre ordre ne laisse moins à payer ({portee}).")
    } else {
        format!("Le classement est celui de l’ordre écrit ({portee}).")
    });
    let titre = Bloc::Titre("L’ordre des soins le plus favorable".to_owned());
    std::iter::once(titre)
        .chain(phrases.into_iter().map(Bloc::Paragraphe))
        .collect()
}
