//! The machine data set of rights: one row per household, columns of the design.

use crate::calcul::droits::Etude;
use crate::montant::Centimes;
use crate::rendu::{Jeu, Valeur};

const COLONNES: [&str; 13] = [
    "foyer",
    "date",
    "personnes",
    "ressources",
    "forfait_logement",
    "base_ressources",
    "plafond_gratuit",
    "plafond_participation",
    "droit",
    "aide_annuelle",
    "participation_mensuelle",
    "orientation",
    "drapeaux",
];

pub(super) fn jeu<'e>(etudes: impl IntoIterator<Item = (&'e str, &'e Etude)>) -> Jeu {
    Jeu {
        nom: "droits",
        colonnes: &COLONNES,
        lignes: etudes.into_iter().map(ligne).collect(),
    }
}

fn ligne((foyer, etude): (&str, &Etude)) -> Vec<Valeur> {
    let drapeaux = etude
        .drapeaux
        .iter()
        .map(|drapeau| drapeau.code().to_owned());
    vec![
        Valeur::Texte(foyer.to_owned()),
        Valeur::Date(etude.date),
        Valeur::Entier(i64::try_from(etude.personnes).unwrap_or(i64::MAX)),
        ou_vide(etude.ressources),
        Valeur::Montant(etude.forfait_logement),
        ou_vide(etude.base),
        Valeur::Montant(etude.plafond_gratuit.montant),
        Valeur::Montant(etude.plafond_participation.montant),
        Valeur::Texte(etude.droit.nom().to_owned()),
        ou_vide(etude.aide_annuelle),
        ou_vide(etude.participation_mensuelle),
        Valeur::Texte(etude.orientation.code().to_owned()),
        Valeur::Liste(drapeaux.collect()),
    ]
}

fn ou_vide(montant: Option<Centimes>) -> Valeur {
    montant.map_or(Valeur::Vide, Valeur::Montant)
}

/// The steps to the base, with their arithmetic and their sources.
pub(super) fn etapes(etude: &Etude) -> Jeu {
    let lignes = etude.etapes.iter().map(|etape| {
        let texte = |texte: &Option<String>| texte.clone().map_or(Valeur::Vide, Valeur::Texte);
        vec![
            Valeur::Texte(etape.quoi.to_string()),
            Valeur::Montant(etape.montant),
            texte(&etape.detail),
            texte(&etape.source),
            texte(&etape.doute),
        ]
    });
    Jeu {
        nom: "etapes",
        colonnes: &["etape", "montant", "detail", "source", "doute"],
        lignes: lignes.collect(),
    }
}
