//! How the figures are made, and where they come from.

use super::Vue;
use crate::panier::devis::decrire;
use crate::rendu::Bloc;
use crate::texte::{jour, majuscule};

pub(super) fn blocs(vue: &Vue<'_>) -> Vec<Bloc> {
    let mut blocs = vec![Bloc::Titre("La méthode".to_owned())];
    blocs.push(Bloc::Liste(regles(vue)));
    blocs.push(Bloc::SousTitre("Les soins de chaque tranche".to_owned()));
    blocs.push(Bloc::Liste(soins(vue)));
    let laisses: Vec<String> = vue
        .bandes
        .iter()
        .flat_map(|bande| {
            let libelle = majuscule(&bande.tranche.libelle);
            bande
                .laisses
                .iter()
                .map(move |dit| format!("{libelle}, {dit}"))
        })
        .collect();
    if !laisses.is_empty() {
        blocs.push(Bloc::SousTitre("Ce qui n’a pas pu être calculé".to_owned()));
        blocs.push(Bloc::Liste(laisses));
    }
    blocs.push(Bloc::Titre("Les sources".to_owned()));
    blocs.push(Bloc::Liste(sources(vue)));
    blocs
}

fn regles(vue: &Vue<'_>) -> Vec<String> {
    let date = jour(vue.contexte.date);
    [
        format!("Tarifs, plafonds et offres au {date}. Chaque soin est calculé au centime : la sécurité sociale d’abord, puis la mutuelle, ligne par ligne du contrat."),
        "Coût total = cotisation − aide + frais + reste à payer. C’est lui qui classe.".to_owned(),
        "Une offre sans cotisation publiée n’est pas classée ; ce qu’elle laisse à payer est dans l’annexe.".to_owned(),
        "Quand un contrat se lit de deux façons, ou qu’un délai peut jouer, une fourchette donne les deux ; le classement retient la lecture qui laisse le plus à payer.".to_owned(),
        "Année difficile : un séjour à l’hôpital, une couronne, des lunettes… Une mutuelle se choisit aussi pour cette année-là.".to_owned(),
        "Personne seule, régime général, médecin traitant déclaré, nouvelle dans le contrat.".to_owned(),
        "Pour refaire chaque calcul, euro par euro : rac decompte OFFRE/NIVEAU, avec le même âge et le même panier.".to_owned(),
    ]
    .into_iter()
    .chain(vue.tranches.hypothese.clone())
    .collect()
}

/// The baskets that rank, in full.
fn soins(vue: &Vue<'_>) -> Vec<String> {
    let reglementation = &vue.contexte.catalogue.reglementation;
    let dire = |bande: &super::Bande<'_>| {
        let panier = bande.panier();
        let soins = panier.soins.iter();
        let soins = soins.map(|soin| decrire(soin, reglementation, vue.contexte.date));
        format!(
            "{}, {} ({}) : {}.",
            majuscule(&bande.tranche.libelle),
            panier.libelle,
            panier.id,
            soins.collect::<Vec<_>>().join(" ; ")
        )
    };
    vue.bandes.iter().map(dire).collect()
}

/// Each source once, in the order met.
fn sources(vue: &Vue<'_>) -> Vec<String> {
    let mut dites: Vec<String> = vec![format!("Tranches d’âge : {}.", vue.tranches.source)];
    let mut dire = |phrase: String| {
        if !dites.contains(&phrase) {
            dites.push(phrase);
        }
    };
    for bande in &vue.bandes {
        dire(format!("Paniers : {}.", bande.panier().source));
    }
    for bande in &vue.bandes {
        for candidat in &bande.principale.classement.candidats {
            let offre = candidat.choix.offre;
            let doute = offre.provenance.doute.as_ref();
            let doute = doute.map_or_else(String::new, |doute| format!(" Doute : {doute}."));
            dire(format!(
                "{}, {} ({}) : {}, vérifié le {}.{doute}",
                offre.organisme,
                offre.nom,
                offre.millesime,
                offre.provenance.source,
                jour(offre.provenance.verifie_le)
            ));
        }
    }
    dites
}
