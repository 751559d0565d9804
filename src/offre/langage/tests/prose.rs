//! What is said of a cell, as it is read aloud.

use crate::montant::Centimes;
use crate::offre::langage::prose::{dire_cellule, dire_regle, pieges};
use crate::offre::langage::{lire_cellule, lire_regle};
use std::fmt::Write as _;

/// 4 005 €: the PMSS of 2026.
const PMSS: Centimes = Centimes::euros(4005);

#[test]
fn les_cellules_se_disent() {
    let mut textes = String::new();
    for ecrit in [
        "100 % BR + 150 €/an, AMO comprise",
        "4 séances de 30 €/an",
        "FR dans la limite du PLV",
        "90 % PLV",
        "FR limité à 300 €",
        "FR limité à 100 €/an",
        "2 % PMSS/jour",
        "1 % PMSS limité à 40 €/séance",
        "TM",
        "50 % TM",
        "AMO",
        "TM + 100 % BR",
        "50 % TM + 100 % BR",
        "100 % BR + 50 % du reste",
        "200 % BR",
        "150 €/an",
        "30 € × 5",
        "AMO + 150 €",
        "100 % BR + 70 €/an",
        "150 % BR, en plus de l'AMO",
        "400 %",
        "30 % BR",
        "130 %",
        "néant",
        "s.o.",
        "?",
        "niveau Socle",
        "100 % | 130 %",
        "FR",
        "80 % FR",
        "FR limité à 150 % BR",
        "50 % du reste",
        "150 € dont monture 100 €",
        "400 €/oreille, 1 oreille/4 ans, AMO comprise, 1 700 € AMO comprise max",
        "60 €/jour, 30 jours/an, à partir du 4e jour, puis 100 % BR",
        "200 €/œil/an, en commun",
        "1 500 €, capital",
        "50 % BR, AMO et contrat précédent compris",
    ] {
        let cellule = lire_cellule(ecrit).unwrap();
        writeln!(textes, "« {cellule} »").unwrap();
        for phrase in dire_cellule(&cellule, Some(PMSS)) {
            writeln!(textes, "  {phrase}").unwrap();
        }
        for piege in pieges(&cellule) {
            writeln!(textes, "  ! {piege}").unwrap();
        }
    }
    insta::assert_snapshot!(textes);
}

#[test]
fn les_regles_se_disent() {
    let mut textes = String::new();
    for ecrit in [
        "par séance",
        "par an",
        "par œil, par an",
        "tous les 2 ans",
        "5 séances/an, en commun",
        "2 implants par ?",
        "1 oreille/4 ans",
        "par jour, à partir du 2e jour, année d'adhésion",
        "pendant 3 mois",
        "si rien depuis 24 mois",
        "pendant 1 an",
        "par an, puis TM",
        "par an, puis ?",
        "par naissance, sans dépense",
        "minimum",
        "50 € max par séance",
    ] {
        let regle = lire_regle(ecrit).unwrap();
        writeln!(textes, "« {regle} »").unwrap();
        for phrase in dire_regle(&regle, Some(PMSS)) {
            writeln!(textes, "  {phrase}").unwrap();
        }
    }
    insta::assert_snapshot!(textes);
}

/// The words come from the value: two spellings of the same cell say the same.
#[test]
fn deux_ecritures_d_une_cellule_se_disent_pareil() {
    for (une, autre) in [
        ("150%BR", "150 % de la base de remboursement"),
        ("FR dans la limite du PLV", "100 % PLV"),
        ("4 séances de 30 €/an", "30 €/séance, 4 séances/an"),
        ("100 % BR - MR", "100 % BR AMO comprise"),
    ] {
        let dit = |ecrit: &str| dire_cellule(&lire_cellule(ecrit).unwrap(), None);
        assert_eq!(dit(une), dit(autre), "{une}");
    }
}
