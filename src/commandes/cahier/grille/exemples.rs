//! Care to be priced by the insurer itself: the baskets of the cahier, then the common
//! examples of insurers.

use super::{Case, Feuille, Genre, cases};
use crate::cahier::{Cahier, Demande};
use crate::commandes::Refus;
use crate::commandes::contexte::Contexte;
use crate::commandes::expliquer::PANIER;
use crate::panier::devis::decrire;
use crate::panier::{Annee, Panier};

pub(super) fn feuille(
    contexte: &Contexte,
    cahier: &Cahier,
    niveaux: &[String],
) -> Result<Feuille, Refus> {
    let mut titres = vec!["Panier", "Pour qui", "Soin"];
    titres.extend(niveaux.iter().map(String::as_str));
    let mut lignes = vec![cases(Genre::Titre, titres)];
    for (panier, qui) in paniers(contexte, cahier)? {
        for soin in &panier.soins {
            let decrit = decrire(soin, &contexte.catalogue.reglementation, contexte.date);
            let mut ligne = cases(Genre::Fixe, [panier.libelle.clone(), qui.clone(), decrit]);
            ligne.extend(cases(Genre::Reponse, vec![""; niveaux.len()]));
            lignes.push(ligne);
        }
        let mut total = cases(
            Genre::Titre,
            [panier.libelle.as_str(), &qui, "Reste à payer sur l’année"],
        );
        total.extend(cases(Genre::Reponse, vec![""; niveaux.len()]));
        lignes.push(total);
    }
    lignes.push(Vec::new());
    lignes.push(vec![Case::new(
        Genre::Aide,
        "Ce qui reste à payer à l’assuré, en euros, sécurité sociale et contrat déduits ; « prix type » : un prix relevé, choisi par le groupe. Ces réponses se comparent au calcul de rac, qui ne les lit pas.",
    )]);
    let mut largeurs = vec![46, 20, 80];
    largeurs.extend(vec![16; niveaux.len()]);
    Ok(Feuille {
        nom: "Exemples à chiffrer",
        fichier: "exemples-a-chiffrer",
        largeurs,
        fige: (0, true),
        lignes,
        listes: Vec::new(),
    })
}

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
        let qui = format!("{} ans", tranche.age);
        if !paniers
            .iter()
            .any(|(autre, a)| autre.id == panier.id && *a == qui)
        {
            paniers.push((panier.as_ref().clone(), qui));
        }
    }
    for tranche in &cahier.tranches.tranches {
        let panier = contexte.panier_nomme(tranche.panier(Annee::Moyenne))?;
        paniers.push((panier.into_owned(), format!("{} ans", tranche.age)));
    }
    let communs = contexte.panier_nomme(PANIER)?;
    paniers.push((communs.into_owned(), "40 ans".to_owned()));
    Ok(paniers)
}
