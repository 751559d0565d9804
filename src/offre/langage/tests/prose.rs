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
        "pendant le contrat",
        "si rien depuis 1 mois",
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

/// Each part of a sum is said: what the ticket modérateur, the price limit and the rest are
/// a share of, who pays alone, and how the social security is counted, once.
#[test]
fn ce_que_paie_une_somme() {
    const DANS_UNE_SOMME: &str =
        "Dans une somme avec TM ou AMO, le reste vient en plus de la part de la sécurité sociale.";
    const NON_DITE: &str =
        "Le texte ne dit pas si la part de la sécurité sociale (AMO) est comprise.";
    const TM: &str = "(TM : la part de la base que la sécurité sociale laisse)";
    for (ecrit, attendu) in [
        (
            "AMO",
            vec!["Seule la sécurité sociale paie : la mutuelle n’ajoute rien.".to_owned()],
        ),
        (
            "AMO + 50 €",
            vec![
                "La sécurité sociale paie sa part.".to_owned(),
                "La mutuelle paie 50 €.".to_owned(),
                DANS_UNE_SOMME.to_owned(),
            ],
        ),
        (
            "50 % TM",
            vec![format!("La mutuelle paie 50 % du ticket modérateur {TM}.")],
        ),
        (
            "90 % PLV, AMO comprise",
            vec![
                "La mutuelle paie 90 % du prix, jusqu’au prix limite de vente (PLV) du 100 % Santé.".to_owned(),
                "La part de la sécurité sociale (AMO) est comprise : c’est un total, et la mutuelle paie la différence.".to_owned(),
            ],
        ),
        (
            "50 € + 20 % du reste",
            vec![
                "La mutuelle paie 50 €.".to_owned(),
                "Puis elle ajoute, sur ce qui reste à payer, 20 % de ce reste.".to_owned(),
                NON_DITE.to_owned(),
            ],
        ),
    ] {
        let cellule = lire_cellule(ecrit).unwrap();
        let dites = dire_cellule(&cellule, Some(PMSS));
        let dites: Vec<String> = dites.iter().map(|dite| dite.replace('\u{a0}', " ")).collect();
        assert_eq!(dites, attendu, "{ecrit}");
    }
}

/// A trap is told where it is one, and nowhere else.
#[test]
fn un_piege_ne_se_dit_que_la_ou_il_est() {
    let dits = |ecrit: &str| {
        let pieges = pieges(&lire_cellule(ecrit).unwrap());
        let pieges = pieges.iter().map(|piege| piege.replace('\u{a0}', " "));
        pieges.collect::<Vec<String>>()
    };
    for (ecrit, debuts) in [
        // une limite en euros ne fait pas d’un prix une base
        (
            "FR limité à 300 €",
            &["« Frais réels » laisse quand même"][..],
        ),
        (
            "FR limité à 300 % BR",
            &["Ce n’est « tout le prix » que si"],
        ),
        // la moitié d’un ticket modérateur n’achève pas la base
        ("50 % TM + 100 % BR", &[]),
        (
            "TM + 100 % BR",
            &["« TM + 100 % BR » vaut « 200 % BR, AMO comprise »"],
        ),
        // 200 % est ce qu’un contrat responsable paie encore chez un non OPTAM
        (
            "200 % BR",
            &["« 200 % BR » ne veut pas dire deux fois la dépense"],
        ),
        (
            "201 % BR",
            &[
                "« 201 % BR » ne veut pas dire 2,01 fois la dépense",
                "Chez un médecin non OPTAM, un contrat responsable s’arrête à 200 % BR",
            ],
        ),
        (
            "50 €/an",
            &[
                "Les 50 € sont pour toute l’année, et non pour chaque soin : une fois dépensés, la mutuelle ne paie plus rien.",
            ],
        ),
        (
            "50 €/an + 10 €",
            &[
                "Les 50 € sont pour toute l’année, et non pour chaque soin : une fois dépensés, seul le reste de la garantie est payé.",
            ],
        ),
        // « un » acte, « une » séance
        (
            "30 €, 5 actes/an",
            &["Le 6e acte de la période n’est pas remboursé par cette ligne."],
        ),
        (
            "30 €, 5 séances/an",
            &["La 6e séance de la période n’est pas remboursée par cette ligne."],
        ),
    ] {
        let dits = dits(ecrit);
        assert_eq!(dits.len(), debuts.len(), "{ecrit} : {dits:?}");
        for (dit, debut) in dits.iter().zip(debuts) {
            assert!(dit.starts_with(debut), "{ecrit} : {dit}");
        }
    }
}
