use super::*;

/// One hard row of each contract: its rule, a cell, and what they are read as.
#[test]
fn une_ligne_difficile_de_chaque_contrat() {
    for (contrat, regle, cellule, attendu) in [
        (
            "ACTIOM, obsèques : délai de 12 mois",
            "pendant 12 mois",
            "néant",
            "pendant 12 mois : néant",
        ),
        (
            "API SANTÉ, plafond dentaire sans suite dite",
            "par an, puis ?",
            "1 000 €",
            "par an, puis ? : 1 000 €",
        ),
        (
            "API SANTÉ, implantologie",
            "par implant, 2 max par ?",
            "250 €",
            "par implant, 2 implants par ? : 250 €",
        ),
        (
            "APRIL Mix, lentilles acceptées",
            "",
            "100 % BR + 20 €/an",
            " : 100 % BR + 20 €/an",
        ),
        (
            "APRIL Mix, classe B",
            "par équipement, AMO comprise, monture 100 €, 1 équipement/2 ans",
            "125 €",
            "par équipement, 1 équipement/2 ans, dont monture 100 €, AMO comprise : 125 €",
        ),
        (
            "Cap’Évolution, audio adulte",
            "par oreille/4 ans, 1 700 € AMO comprise max",
            "1 000 €",
            "par oreille, tous les 4 ans, 1 700 € AMO comprise max : 1 000 €",
        ),
        (
            "CAP NR, forfait journalier 1re année",
            "30 jours/an",
            "FR",
            "30 jours/an : FR",
        ),
        (
            "TALIS, pack consultations",
            "3 séances/an, en commun, AMO et contrat précédent compris",
            "15 €/séance",
            "3 séances/an, en commun, AMO et contrat précédent compris : 15 €/séance",
        ),
        ("ALISFA, tableau non publié", "", "?", " : ?"),
        (
            "CMMA, forfait indexé",
            "par jour, 5 jours/séjour",
            "20 €",
            "par jour, 5 jours/séjour : 20 €",
        ),
        (
            "CMMA, optique par élément",
            "par verre",
            "67,50 €",
            "par verre : 67,50 €",
        ),
        (
            "PMSS 2023, chambre de jour",
            "par jour",
            "1 % PMSS limité à 40 €",
            "par jour : 1 % PMSS limité à 40 €",
        ),
        (
            "PMSS 2023, honoraires non OPTAM en surco",
            "",
            "300 % BR - contrat de base",
            " : 300 % BR AMO et contrat précédent compris",
        ),
        (
            "FLEXIA, bien-être",
            "par séance, 5 séances/an, en commun",
            "5 × 30 €",
            "par séance, 5 séances/an, en commun : 30 €, 5 actes par ?",
        ),
        (
            "MCCINOVA, chambre",
            "par jour, à partir du 4e jour, 60 jours/an",
            "30 €",
            "par jour, 60 jours/an, à partir du 4e jour : 30 €",
        ),
        (
            "PSC, option B",
            "AMO et socle compris",
            "200 % BR",
            "AMO et contrat précédent compris : 200 % BR",
        ),
    ] {
        let lue = lire_regle(regle).map(|regle| simple(&format!("{regle} : {}", lue(cellule))));
        assert_eq!(lue, Ok(attendu.to_owned()), "{contrat}");
    }
}

/// Every table of the data reads whole, and its canonical spelling reads the same.
#[test]
fn toutes_les_tables_des_donnees_se_lisent() {
    insta::glob!("../../../../data", "**/*.csv", |chemin| {
        let nom = chemin.file_name().unwrap().to_string_lossy().into_owned();
        let mut lecteur = csv::ReaderBuilder::new()
            .delimiter(b';')
            .from_path(chemin)
            .unwrap();
        let entetes = lecteur.headers().unwrap().clone();
        if entetes.iter().take(5).collect::<Vec<_>>()
            != ["nature", "libelle", "poste", "quand", "regle"]
        {
            return;
        }
        for ligne in lecteur.records() {
            let ligne = ligne.unwrap();
            let ou = || format!("{nom} : {ligne:?}");
            let regle = lire_regle(&ligne[4]).unwrap_or_else(|e| panic!("{e} : {}", ou()));
            assert_eq!(lire_regle(&regle.to_string()), Ok(regle), "{}", ou());
            lire_quand(&ligne[3]).unwrap_or_else(|e| panic!("{e} : {}", ou()));
            for (colonne, cellule) in entetes.iter().zip(&ligne).skip(5) {
                if colonne == "note" || cellule.is_empty() || cellule == "idem" {
                    continue;
                }
                let lue = lire_cellule(cellule).unwrap_or_else(|e| panic!("{e} : {}", ou()));
                assert_eq!(lire_cellule(&lue.to_string()), Ok(lue), "{}", ou());
            }
        }
    });
}
