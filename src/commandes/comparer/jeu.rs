//! The machine data set of a comparison: every level, columns of the design.

use super::{Comparaison, Question};
use crate::calcul::bornes::AnneeDeSoins;
use crate::calcul::classement::Candidat;
use crate::commandes::phrases::codes;
use crate::montant::Centimes;
use crate::rendu::{Jeu, Valeur};

const COLONNES: [&str; 19] = [
    "tranche",
    "age",
    "panier",
    "rang",
    "offre",
    "niveau",
    "cotisation_annuelle",
    "aide_annuelle",
    "frais_annuels",
    "depense",
    "amo",
    "amc",
    "rac",
    "rac_min",
    "rac_max",
    "cout_total",
    "cout_annee_difficile",
    "drapeaux",
    "cotisation_min",
];

pub(super) fn jeu(_: &Question<'_>, comparaisons: &[Comparaison<'_>]) -> Jeu {
    let mut lignes = Vec::new();
    for comparaison in comparaisons {
        for candidat in &comparaison.classement.candidats {
            lignes.push(ligne(comparaison, candidat));
        }
        if let Some(candidat) = comparaison
            .offert
            .as_ref()
            .and_then(|o| o.candidat.as_ref())
        {
            lignes.push(ligne(comparaison, candidat));
        }
        lignes.push(reference(comparaison));
    }
    Jeu {
        nom: "comparaison",
        colonnes: &COLONNES,
        lignes,
    }
}

fn debut(comparaison: &Comparaison<'_>) -> Vec<Valeur> {
    vec![
        comparaison
            .tranche
            .map_or(Valeur::Vide, |tranche| Valeur::Texte(tranche.id.clone())),
        Valeur::Entier(i64::from(comparaison.patient.age)),
        Valeur::Texte(comparaison.panier.id.clone()),
    ]
}

fn montants(annee: &AnneeDeSoins) -> [Valeur; 6] {
    let total = &annee.total;
    [
        total.depense,
        total.amo,
        total.amc,
        total.rac,
        annee.rac.min,
        annee.rac.max,
    ]
    .map(Valeur::Montant)
}

fn ou_vide(montant: Option<Centimes>) -> Valeur {
    montant.map_or(Valeur::Vide, Valeur::Montant)
}

fn ligne(comparaison: &Comparaison<'_>, candidat: &Candidat<'_>) -> Vec<Valeur> {
    let mut ligne = debut(comparaison);
    let prime = candidat.prime.ok();
    ligne.extend([
        candidat
            .rang
            .and_then(|rang| i64::try_from(rang).ok())
            .map_or(Valeur::Vide, Valeur::Entier),
        Valeur::Texte(candidat.choix.offre.id.clone()),
        Valeur::Texte(candidat.choix.nom_niveau().to_owned()),
        ou_vide(prime.map(|prime| prime.max)),
        Valeur::Montant(candidat.aide),
        Valeur::Montant(candidat.frais),
    ]);
    ligne.extend(montants(&candidat.annee));
    ligne.extend([
        ou_vide(candidat.cout_total()),
        ou_vide(candidat.cout_difficile()),
        Valeur::Liste(codes(&candidat.drapeaux)),
        ou_vide(prime.map(|prime| prime.min)),
    ]);
    ligne
}

fn reference(comparaison: &Comparaison<'_>) -> Vec<Valeur> {
    let classement = &comparaison.classement;
    let mut ligne = debut(comparaison);
    let zero = Valeur::Montant(Centimes::ZERO);
    ligne.extend([
        Valeur::Vide,
        Valeur::Texte("sans-mutuelle".to_owned()),
        Valeur::Vide,
        zero.clone(),
        zero.clone(),
        zero.clone(),
    ]);
    ligne.extend(montants(&classement.sans_mutuelle));
    ligne.extend([
        Valeur::Montant(classement.sans_mutuelle.total.rac),
        ou_vide(
            classement
                .sans_mutuelle_difficile
                .as_ref()
                .map(|annee| annee.total.rac),
        ),
        Valeur::Liste(codes(&classement.sans_mutuelle.drapeaux)),
        zero,
    ]);
    ligne
}
