//! The order of care that leaves least to pay, under the offers shown.

use super::{Comparaison, Question};
use crate::calcul::ordre::OrdreFavorable;
use crate::commandes::ordre;
use crate::montant::Centimes;
use crate::rendu::Bloc;

/// Offers followed.
const SUIVIES: usize = 3;

/// For the first offers: the best order and what it saves; nothing when it is not asked for.
pub(super) fn blocs(question: &Question<'_>, comparaison: &Comparaison<'_>) -> Vec<Bloc> {
    let Some(ordres) = &comparaison.ordres else {
        return Vec::new();
    };
    let candidats = comparaison.classement.candidats.iter().zip(ordres);
    let suivis: Vec<_> = candidats
        .filter(|(candidat, _)| candidat.rang.is_some())
        .take(SUIVIES)
        .collect();
    let mut blocs = vec![Bloc::Titre(
        "L’ordre des soins le plus favorable".to_owned(),
    )];
    for (candidat, ordres) in &suivis {
        let nom = candidat.choix.nom();
        let texte = match ordre::gain(ordres) {
            Centimes::ZERO => "aucun autre ordre ne laisse moins à payer".to_owned(),
            _ => {
                let phrases = ordre::phrases(question.contexte, &comparaison.sujets, ordres);
                phrases.join(" ; ")
            }
        };
        blocs.push(Bloc::Paragraphe(format!("{nom} : {texte}.")));
    }
    let tous: Vec<OrdreFavorable> = suivis
        .iter()
        .flat_map(|(_, ordres)| ordres.iter().cloned())
        .collect();
    if !tous.is_empty() {
        let portee = ordre::portee(&tous);
        blocs.push(Bloc::Paragraphe(format!(
            "Le classement est celui de l’ordre écrit ({portee})."
        )));
    }
    blocs
}
