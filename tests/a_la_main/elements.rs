//! Glasses of class B that a contract sees element by element: the bounds of the law are
//! those of the pair, and another contract may see the pair whole.

use super::outils::*;
use reste_a_charge::calcul::Drapeau;
use reste_a_charge::offre::Choix;
use reste_a_charge::panier::{Patient, Soin};

/// Two simple lenses; each element has 0,03 of social security and 0,02 of ticket modérateur.
fn paire(monture: &str, verre: &str) -> Soin {
    lunettes(
        ("monture-classe-b", monture),
        ("verre-classe-b-simple", verre),
    )
}

const PETITS_MONTANTS: [&str; 2] = [
    " ; verres ; optique/classe-b/verre ; ; par verre ; 10 €",
    " ; monture ; optique/classe-b/monture ; ; ; 5 €",
];

/// 5,00 + 2 × 10,00 = 25,00, above the ticket modérateur: 50,00 − 0,09 = 49,91 are due. The
/// 24,91 that lack are paid on the last lens: 34,91, told before the part of the contract.
#[test]
fn le_minimum_d_une_paire_releve_le_dernier_verre_et_se_dit() {
    let offre = responsable(&PETITS_MONTANTS);
    let annee = annee(choix(&offre), vec![paire("150", "108")]);
    assert_eq!(
        dit(&annee, 0),
        "AMO 0,09 ; AMC 49,91 ; RAC 316,00 = dépassement 316,00"
    );
    // 108,00 − 0,03 − 34,91 = 73,06
    assert_eq!(
        dit_acte(&annee, 0, 2),
        "AMO 0,03 ; AMC 34,91 ; RAC 73,06 = dépassement 73,06"
    );
    assert_eq!(
        minimums_legaux(&annee),
        [
            "Minimum légal d’un contrat responsable (R. 871-2, 3° : minimum par équipement d’optique) = 34,91"
        ]
    );
    let etapes = annee.lignes[0].actes[2].etapes.iter().rev().take(3);
    let dites: Vec<(String, i64)> = etapes
        .map(|etape| (etape.quoi.to_string(), etape.montant.valeur()))
        .collect();
    let minimum =
        "Minimum légal d’un contrat responsable (R. 871-2, 3° : minimum par équipement d’optique)";
    assert_eq!(
        dites,
        [
            ("Reste à payer".to_owned(), 7_306),
            ("Part de la complémentaire".to_owned(), 3_491),
            (minimum.to_owned(), 3_491),
        ]
    );
}

/// A frame at 100,00 at most, then what is left of 420,00 for the lenses: 299,97 and 20,03.
#[test]
fn le_maximum_d_une_paire_s_use_d_element_en_element() {
    let offre = responsable(&[
        " ; verres ; optique/classe-b/verre ; ; par verre ; 400 €",
        " ; monture ; optique/classe-b/monture ; ; ; 100 €",
    ]);
    let annee = annee(choix(&offre), vec![paire("150", "300")]);
    assert_eq!(dit_acte(&annee, 0, 1), "AMO 0,03 ; AMC 299,97 ; RAC 0,00");
    assert_eq!(
        dit_acte(&annee, 0, 2),
        "AMO 0,03 ; AMC 20,03 ; RAC 279,94 = dépassement 279,94"
    );
    // 750,00 − 0,09 − 420,00 = 329,91
    assert_eq!(
        dit(&annee, 0),
        "AMO 0,09 ; AMC 420,00 ; RAC 329,91 = dépassement 329,91"
    );
}

/// The first contract pays 40,00 of the frame; the second 200,00 for the pair, the social
/// security and the first contract counted: 200,00 − 0,09 − 40,00 = 159,91. The frame takes
/// the 100,00 − 0,03 − 40,00 = 59,97 that it still costs, the first lens the 99,94 left.
#[test]
fn un_second_contrat_voit_la_paire_que_le_premier_a_vue_par_element() {
    let un = non_responsable(&[" ; monture ; optique/classe-b/monture ; ; ; 40 €"]);
    let deux = non_responsable(&[
        " ; lunettes ; optique/classe-b ; ; par équipement ; 200 €, AMO et contrat précédent compris",
    ]);
    let choix: Vec<Choix<'_>> = [&un, &deux].into_iter().filter_map(choix).collect();
    let soins = vec![paire("100", "100")];
    let annee = annee_sous(JOUR, Patient::de_age(40), &choix, soins);
    assert_eq!(
        [0, 1, 2].map(|rang| dit_acte(&annee, 0, rang)),
        [
            "AMO 0,03 ; AMC 99,97 ; RAC 0,00",
            "AMO 0,03 ; AMC 99,94 ; RAC 0,03 = dépassement 0,03",
            "AMO 0,03 ; AMC 0,00 ; RAC 99,97 = TM 0,02 + dépassement 99,95",
        ]
    );
}

/// The typical price of the frame alone is said of the pair seen whole.
#[test]
fn le_prix_type_d_une_monture_se_dit_de_la_paire() {
    let offre = responsable(&[" ; lunettes ; optique/classe-b ; ; par équipement ; 200 €"]);
    for (monture, suppose) in [("tarif", true), ("127", false)] {
        let annee = annee(choix(&offre), vec![paire(monture, "80")]);
        assert_eq!(annee.lignes[0].actes.len(), 1);
        assert_eq!(
            annee.drapeaux.contains(&Drapeau::PrixType),
            suppose,
            "{monture}"
        );
    }
}
