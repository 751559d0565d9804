//! The order of care that leaves least to pay, said in words and in rows.

use super::contexte::Contexte;
use super::sujets::Sujet;
use crate::calcul::ordre::{Groupe, ORDRES_MAX, OrdreFavorable};
use crate::montant::{Centimes, milliers};
use crate::panier::devis::decrire;
use crate::panier::{Panier, Quoi, Soin};
use crate::rendu::{Jeu, Valeur};
use crate::texte::majuscule;

/// « D’abord la couronne à 620 €, puis 2 × … : 120,00 € de moins à payer. », one by group.
pub(super) fn phrases(
    contexte: &Contexte,
    sujets: &[Sujet<'_>],
    ordres: &[OrdreFavorable],
) -> Vec<String> {
    let mut phrases = Vec::new();
    for (sujet, ordre) in sujets.iter().zip(ordres) {
        let qui = if sujets.len() > 1 {
            format!("{} : ", majuscule(&sujet.dire()))
        } else {
            String::new()
        };
        phrases.extend(ordre.groupes.iter().map(|groupe| {
            let suite = suite(contexte, &sujet.panier, groupe);
            let gain = groupe.ecrit - groupe.favorable;
            format!("{qui}d’abord {suite} : {gain} de moins à payer")
        }));
    }
    phrases
}

/// « A, puis 2 × B »
fn suite(contexte: &Contexte, panier: &Panier, groupe: &Groupe) -> String {
    let passages = groupe.lignes.chunk_by(|une, autre| une == autre);
    let soins = passages.filter_map(|passage| {
        let soin = panier.soins.get(*passage.first()?)?;
        let soin = Soin {
            nombre: u16::try_from(passage.len()).unwrap_or(u16::MAX),
            ..soin.clone()
        };
        let reglementation = &contexte.catalogue.reglementation;
        Some(decrire(&soin, reglementation, contexte.date))
    });
    soins.collect::<Vec<_>>().join(", puis ")
}

/// How many orders were compared, and what that is worth.
pub(super) fn portee(ordres: &[OrdreFavorable]) -> String {
    let compares: usize = ordres.iter().map(|ordre| ordre.compares).sum();
    let nombre = milliers(u64::try_from(compares).unwrap_or(u64::MAX));
    if ordres.iter().all(|ordre| ordre.exact) {
        return match compares {
            0 => "l’ordre n’y change rien, aucun soin n’en gêne un autre".to_owned(),
            1 => "un seul ordre possible".to_owned(),
            _ => format!("{nombre} ordres comparés, tous ceux qui comptent"),
        };
    }
    format!(
        "{nombre} ordres comparés, au plus {} par groupe de soins : un meilleur est possible",
        milliers(u64::try_from(ORDRES_MAX).unwrap_or(u64::MAX))
    )
}

/// What the best orders save together.
pub(super) fn gain(ordres: &[OrdreFavorable]) -> Centimes {
    ordres.iter().map(OrdreFavorable::gain).sum()
}

pub(super) const COLONNES: &[&str] = &[
    "offre",
    "niveau",
    "panier",
    "personne",
    "groupe",
    "place",
    "ligne",
    "acte",
    "rac_ecrit",
    "rac_favorable",
    "ordres_compares",
    "exact",
];

/// One row by act of the groups whose order matters, after the cells that name the offer.
pub(super) fn lignes(
    contexte: &Contexte,
    sujets: &[Sujet<'_>],
    offre: &[Valeur; 2],
    ordres: &[OrdreFavorable],
) -> Vec<Vec<Valeur>> {
    let entier = |nombre: usize| i64::try_from(nombre).map_or(Valeur::Vide, Valeur::Entier);
    let mut lignes = Vec::new();
    for (personne, (sujet, ordre)) in sujets.iter().zip(ordres).enumerate() {
        for (rang, groupe) in ordre.groupes.iter().enumerate() {
            for (place, ligne) in groupe.lignes.iter().enumerate() {
                let mut rangee = offre.to_vec();
                rangee.push(Valeur::Texte(sujet.panier.id.clone()));
                rangee.extend([personne + 1, rang + 1, place + 1, ligne + 1].map(entier));
                rangee.extend([
                    Valeur::Texte(code(contexte, &sujet.panier, *ligne)),
                    Valeur::Montant(groupe.ecrit),
                    Valeur::Montant(groupe.favorable),
                    entier(ordre.compares),
                    Valeur::Texte(if ordre.exact { "oui" } else { "non" }.to_owned()),
                ]);
                lignes.push(rangee);
            }
        }
    }
    lignes
}

/// The code of what a line is.
fn code(contexte: &Contexte, panier: &Panier, ligne: usize) -> String {
    match panier.soins.get(ligne).map(|soin| &soin.quoi) {
        Some(Quoi::Acte { acte, .. }) => contexte.catalogue.reglementation.acte(*acte).code.clone(),
        Some(Quoi::Sejour(_)) => "sejour-hospitalier".to_owned(),
        Some(Quoi::Lunettes(_)) => "lunettes".to_owned(),
        None => String::new(),
    }
}

/// The data set of a décompte.
pub(super) fn jeu(lignes: Vec<Vec<Valeur>>) -> Jeu {
    Jeu {
        nom: "ordres",
        colonnes: COLONNES,
        lignes,
    }
}
