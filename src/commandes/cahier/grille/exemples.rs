//! Care to be priced by the insurer itself: the baskets of the cahier, then the common
//! examples of insurers.

use super::{Case, Feuille, Genre, cases};
use crate::cahier::{Cahier, Demande};
use crate::catalogue::import::{EXEMPLES, TITRES, TOTAL};
use crate::commandes::Refus;
use crate::commandes::cahier::pour_qui;
use crate::commandes::contexte::Contexte;
use crate::commandes::expliquer::PANIER;
use crate::panier::devis::decrire;
use crate::panier::{Annee, Panier};

pub(super) fn feuille(
    contexte: &Contexte,
    cahier: &Cahier,
    niveaux: &[String],
) -> Result<Feuille, Refus> {
    let mut titres = cases(Genre::Titre, TITRES);
    // les titres des niveaux sont à l’assureur
    titres.extend(cases(Genre::Reponse, niveaux));
    let mut lignes = vec![titres];
    for (panier, qui) in paniers(contexte, cahier)? {
        for soin in &panier.soins {
            let decrit = decrire(soin, &contexte.catalogue.reglementation, contexte.date);
            let mut ligne = cases(Genre::Fixe, [panier.libelle.clone(), qui.clone(), decrit]);
            ligne.extend(cases(Genre::Reponse, vec![""; niveaux.len()]));
            lignes.push(ligne);
        }
        let mut total = cases(Genre::Titre, [panier.libelle.as_str(), &qui, TOTAL]);
        total.extend(cases(Genre::Reponse, vec![""; niveaux.len()]));
        lignes.push(total);
    }
    lignes.push(Vec::new());
    lignes.push(vec![Case::new(
        Genre::Aide,
        "Ce qui reste à payer à l’assuré, en euros, sécurité sociale et contrat déduits ; « prix type » : un prix relevé, choisi par le groupe. « rac donnees importer » compare chaque réponse à son propre calcul. Les niveaux ont les titres de la feuille Garanties.",
    )]);
    let mut largeurs = vec![46, 20, 80];
    largeurs.extend(vec![16; niveaux.len()]);
    Ok(Feuille {
        nom: EXEMPLES,
        fichier: "exemples-a-chiffrer",
        largeurs,
        fige: (0, true),
        lignes,
        listes: Vec::new(),
    })
}

/// The age of whoever is no band: an adult.
const AGE: u8 = 40;

/// The baskets and for whom, each once.
fn paniers(contexte: &Contexte, cahier: &Cahier) -> Result<Vec<(Panier, String)>, Refus> {
    let mut paniers: Vec<(Panier, String)> = Vec::new();
    for exigence in &cahier.exigences {
        let Demande::Reste {
            panier, tranche, ..
        } = &exigence.demande
        else {
            continue;
        };
        let qui = pour_qui::ecrire(tranche.age, cahier.public);
        if !paniers
            .iter()
            .any(|(autre, a)| autre.id == panier.id && *a == qui)
        {
            paniers.push((panier.as_ref().clone(), qui));
        }
    }
    for tranche in &cahier.tranches.tranches {
        let panier = contexte.panier_nomme(tranche.panier(Annee::Moyenne))?;
        let qui = pour_qui::ecrire(tranche.age, cahier.public);
        paniers.push((panier.into_owned(), qui));
    }
    // à un seul âge : une grille se remplit à la main
    let adulte = pour_qui::ecrire(AGE, cahier.public);
    for panier in &cahier.paniers {
        if !paniers.iter().any(|(autre, _)| autre.id == panier.id) {
            paniers.push((panier.clone(), adulte.clone()));
        }
    }
    let communs = contexte.panier_nomme(PANIER)?;
    paniers.push((communs.into_owned(), adulte));
    Ok(paniers)
}
