//! What the report says in a few sentences.

use super::Vue;
use super::bande::{Bande, Essai};
use crate::calcul::classement::Candidat;
use crate::commandes::phrases::compte;
use crate::montant::Centimes;
use crate::rendu::Bloc;
use crate::texte::majuscule;

pub(super) fn blocs(vue: &Vue<'_>) -> Vec<Bloc> {
    let mut blocs = Vec::new();
    for bande in &vue.bandes {
        blocs.push(Bloc::SousTitre(format!(
            "{} (calculé à {} ans)",
            majuscule(&bande.tranche.libelle),
            bande.tranche.age
        )));
        let phrases = premiere(vue, bande).into_iter();
        let phrases = phrases.chain(bascules(bande)).chain(difficile(bande));
        blocs.push(Bloc::Liste(phrases.collect()));
    }
    blocs.push(Bloc::SousTitre("À savoir".to_owned()));
    let mut phrases = Vec::new();
    let sans_prix = vue.bandes.first().map_or(0, |bande| {
        let candidats = bande.principale.classement.candidats.iter();
        candidats.filter(|c| c.rang.is_none()).count()
    });
    if sans_prix > 0 {
        phrases.push(format!(
            "{} sans cotisation publiée : leur prix n’est pas connu, ils ne sont donc pas classés. L’annexe dit ce qu’ils laissent à payer.",
            compte(sans_prix, "niveau est", "niveaux sont")
        ));
    }
    let repere = "« Sans mutuelle » n’est qu’un repère : une année ordinaire y paraît moins chère, une année difficile y coûte beaucoup plus.";
    phrases.push(repere.to_owned());
    blocs.push(Bloc::Liste(phrases));
    blocs
}

/// « Année moyenne : la moins chère est … »
fn premiere(vue: &Vue<'_>, bande: &Bande<'_>) -> Option<String> {
    let premier = bande.principale.classes().next()?;
    let dernier = bande.principale.classes().last()?;
    let ecart = dernier.cout_total()? - premier.cout_total()?;
    let etendue = if ecart > Centimes::ZERO {
        format!(
            " La plus chère, {}, coûte {ecart} de plus.",
            dernier.choix.nom()
        )
    } else {
        String::new()
    };
    Some(format!(
        "{} : la moins chère est {}, à {} tout compris ({} de cotisation et {} qui restent à payer).{etendue}",
        crate::texte::majuscule(&vue.annee.nom()),
        premier.choix.nom(),
        premier.cout_total()?,
        premier.cout_fixe()?,
        premier.annee.total.rac
    ))
}

/// Where another offer becomes the cheapest as care grows.
pub(super) fn bascules(bande: &Bande<'_>) -> Vec<String> {
    let gagnant = |essai: &Essai<'_>| -> Option<String> {
        let premier = essai.comparaison.classes().next()?;
        Some(premier.choix.adresse())
    };
    let deux = bande.essais.windows(2);
    deux.filter_map(|deux| {
        let [avant, apres] = deux else { return None };
        let (une, autre) = (gagnant(avant)?, gagnant(apres)?);
        if une == autre {
            return None;
        }
        let ecart = |essai: &Essai<'_>| {
            let cout = |adresse| essai.candidat(adresse).and_then(Candidat::cout_total);
            Some((cout(&une)? - cout(&autre)?).abs())
        };
        Some(format!(
            "Quand les soins passent de {} ({}) à {} ({}), {} devient moins chère que {} : {} de moins, au lieu de {} de plus.",
            avant.depense(),
            avant.nom.to_lowercase(),
            apres.depense(),
            apres.nom.to_lowercase(),
            apres.candidat(&autre)?.choix.nom(),
            avant.candidat(&une)?.choix.nom(),
            ecart(apres)?,
            ecart(avant)?,
        ))
    })
    .collect()
}

/// What a hard year leaves, with the offer that costs least then and without any.
fn difficile(bande: &Bande<'_>) -> Option<String> {
    let sans = bande
        .principale
        .classement
        .sans_mutuelle_difficile
        .as_ref()?;
    let adresse = bande.difficile(0)?.adresse();
    let mut classes = bande.principale.classes();
    let candidat = classes.find(|c| c.choix.adresse() == adresse)?;
    Some(format!(
        "Année difficile : la moins chère est {}, à {} tout compris ; sans mutuelle, {} resteraient à payer.",
        candidat.choix.nom(),
        candidat.cout_difficile()?,
        sans.total.rac
    ))
}
