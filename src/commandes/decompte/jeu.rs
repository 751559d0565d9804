//! The machine data set of a décompte: one row by line of the basket.

use crate::calcul::bornes::{AnneeDeSoins, LigneAnnuelle};
use crate::calcul::exercice::Decompte;
use crate::commandes::contexte::Contexte;
use crate::commandes::phrases::codes;
use crate::commandes::sujets::Sujet;
use crate::panier::{Panier, Quoi};
use crate::reglementation::Secteur;
use crate::rendu::{Jeu, Valeur};

const COLONNES: [&str; 23] = [
    "ligne",
    "acte",
    "secteur",
    "nombre",
    "depense",
    "br",
    "amo",
    "participation",
    "franchise",
    "amc",
    "rac",
    "majoration",
    "tm_non_couvert",
    "depassement_non_couvert",
    "hors_nomenclature",
    "rac_min",
    "rac_max",
    "garantie",
    "regle",
    "source",
    "drapeaux",
    "allocation",
    "personne",
];

pub(super) fn jeu(contexte: &Contexte, sujets: &[Sujet<'_>], annees: &[AnneeDeSoins]) -> Jeu {
    let mut lignes = Vec::new();
    for (rang, (sujet, annee)) in sujets.iter().zip(annees).enumerate() {
        for ligne in &annee.lignes {
            let mut rangee = rangee(contexte, &sujet.panier, ligne);
            rangee.push(Valeur::Entier(i64::try_from(rang).unwrap_or_default() + 1));
            lignes.push(rangee);
        }
    }
    Jeu {
        nom: "decompte",
        colonnes: &COLONNES,
        lignes,
    }
}

fn rangee(contexte: &Contexte, panier: &Panier, ligne: &LigneAnnuelle) -> Vec<Valeur> {
    let soin = panier.soins.get(ligne.ligne);
    let reglementation = &contexte.catalogue.reglementation;
    let (acte, secteur) = match soin.map(|soin| &soin.quoi) {
        Some(Quoi::Acte { acte, secteur, .. }) => {
            let connu = reglementation.acte(*acte);
            let secteur = ligne
                .actes
                .first()
                .map_or(*secteur, |decompte| decompte.secteur);
            let mot = if connu.a_un_secteur() {
                mot(secteur)
            } else {
                ""
            };
            (connu.code.clone(), mot)
        }
        Some(Quoi::Sejour(_)) => ("sejour-hospitalier".to_owned(), ""),
        Some(Quoi::Lunettes(_)) => ("lunettes".to_owned(), ""),
        None => (String::new(), ""),
    };
    let m = &ligne.montants;
    let mut rangee = vec![
        Valeur::Entier(i64::try_from(ligne.ligne).unwrap_or_default() + 1),
        Valeur::Texte(acte),
        Valeur::Texte(secteur.to_owned()),
        Valeur::Entier(soin.map_or(0, |soin| i64::from(soin.nombre))),
    ];
    let montants = [
        m.depense,
        m.base,
        m.amo,
        m.participation,
        m.franchise,
        m.amc,
        m.rac,
        m.majoration,
        m.tm_non_couvert,
        m.depassement_non_couvert,
        m.hors_nomenclature,
        ligne.rac.min,
        ligne.rac.max,
    ];
    rangee.extend(montants.map(Valeur::Montant));
    let garanties = uniques(&ligne.actes, |decompte| {
        decompte.garantie.as_ref().map(|g| g.0.clone())
    });
    let regles = uniques(&ligne.actes, |decompte| {
        decompte.garantie.as_ref().map(|g| g.1.clone())
    });
    let sources = uniques(&ligne.actes, |decompte| {
        decompte
            .etapes
            .iter()
            .find_map(|etape| etape.source.clone())
    });
    rangee.extend([
        Valeur::Texte(garanties.join(" | ")),
        Valeur::Texte(regles.join(" | ")),
        Valeur::Texte(sources.join(" | ")),
        Valeur::Liste(codes(&ligne.drapeaux)),
        Valeur::Montant(m.allocation),
    ]);
    rangee
}

fn uniques(actes: &[Decompte], quoi: impl Fn(&Decompte) -> Option<String>) -> Vec<String> {
    let mut vus: Vec<String> = Vec::new();
    for texte in actes.iter().filter_map(quoi) {
        if !vus.contains(&texte) {
            vus.push(texte);
        }
    }
    vus
}

fn mot(secteur: Secteur) -> &'static str {
    match secteur {
        Secteur::Un => "1",
        Secteur::Optam => "OPTAM",
        Secteur::NonOptam => "non OPTAM",
        Secteur::NonConventionne => "non conventionné",
    }
}
