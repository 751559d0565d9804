#![allow(clippy::unwrap_used)]

use super::*;
use crate::offre::langage::{lire_cellule, lire_regle};
use crate::offre::{Essai, Ligne};
use crate::reglementation::Provenance;

fn ligne(regle: &str) -> Ligne {
    let essai = Essai {
        ecrite: "essai".to_owned(),
        cellule: Cellule::Neant,
        regle: lire_regle(regle).unwrap(),
        postes: Vec::new(),
        responsable: None,
        lecture: defaut(None, None),
        provenance: Provenance {
            source: "essai".to_owned(),
            verifie_le: jiff::civil::date(2026, 1, 1),
            doute: None,
        },
    };
    let mut offre = essai.offre("essai/essai");
    offre.modules.remove(0).lignes.remove(0)
}

const fn defaut(pourcentages: Option<Lecture>, euros: Option<Lecture>) -> LectureParDefaut {
    LectureParDefaut {
        pourcentages,
        euros,
        cite: String::new(),
    }
}

fn dit(regle: &str, cellule: &str, lecture: &LectureParDefaut) -> String {
    let commune = en_commun(&ligne(regle), &lire_cellule(cellule).unwrap(), lecture);
    let marque = if commune.lecture_non_dite { " ?" } else { "" };
    format!("{}{marque}", commune.cellule).replace('\u{a0}', " ")
}

#[test]
fn deux_contrats_qui_promettent_pareil_se_disent_pareil() {
    let usuel = defaut(Some(Lecture::AmoComprise), Some(Lecture::EnPlus));
    let en_plus = defaut(Some(Lecture::EnPlus), Some(Lecture::AmoComprise));
    let muet = defaut(None, None);
    for (regle, cellule, lecture, attendu) in [
        ("", "150 %", &usuel, "150 % BR"),
        ("AMO comprise", "150 % BR", &en_plus, "150 % BR"),
        ("", "50 %", &en_plus, "50 % BR en plus de l’AMO"),
        (
            "par séance, 5 séances/an",
            "30 €",
            &usuel,
            "30 €/séance, 5 séances/an",
        ),
        (
            "",
            "5 séances de 30 €/an",
            &usuel,
            "30 €/séance, 5 séances/an",
        ),
        ("", "60 €", &en_plus, "60 € AMO comprise"),
        ("AMO comprise", "60 €", &usuel, "60 € AMO comprise"),
        ("par jour", "FR", &usuel, "FR"),
        // le prix est un total, sauf s’il est dit autrement
        ("AMO comprise", "80 % FR", &usuel, "80 % FR"),
        (
            "en plus de l'AMO",
            "80 % FR",
            &usuel,
            "80 % FR en plus de l’AMO",
        ),
        // ce que dit la ligne, sa cellule le dit
        ("minimum", "60 €", &usuel, "60 €, minimum"),
        ("capital", "60 €", &usuel, "60 €, capital"),
        ("sans dépense", "60 €", &usuel, "60 €, sans dépense"),
        ("", "60 €, minimum", &usuel, "60 €, minimum"),
        ("", "TM + 100 %", &en_plus, "TM + 100 % BR"),
        ("", "60 €", &muet, "60 € ?"),
        (
            "3 séances/an",
            "30 €/séance, 5 séances/an",
            &usuel,
            "30 €/séance, 5 séances/an",
        ),
        ("", "néant", &muet, "néant"),
        ("capital", "150 €", &usuel, "150 €, capital"),
        ("", "150 €, capital", &usuel, "150 €, capital"),
        (
            "par naissance, sans dépense",
            "200 €",
            &usuel,
            "200 €/naissance, sans dépense",
        ),
        ("minimum", "100 % BR", &usuel, "100 % BR, minimum"),
    ] {
        assert_eq!(dit(regle, cellule, lecture), attendu, "{regle} | {cellule}");
    }
}
