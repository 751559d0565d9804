//! One act, one stay or one pair of glasses followed step by step: what each part of it
//! takes, and what is said of it.

use super::outils::*;
use reste_a_charge::calcul::Drapeau;
use reste_a_charge::montant::Centimes;
use reste_a_charge::panier::{Droit, Patient, Sejour, Soin};
use reste_a_charge::reglementation::Secteur;

/// Five days at 1 000,00 €: 200,00 € a day, of which 40,00 € of ticket modérateur; the
/// forfait journalier, 5 × 23,00 = 115,00, is set off against the 200,00.
#[test]
fn chaque_jour_a_sa_part_du_prix_et_de_la_base() {
    let par_jour = |cellule: &str| {
        let ligne = format!(" ; séjour ; hospitalisation/sejour ; ; par jour ; {cellule}");
        non_responsable(&[ligne.as_str()])
    };
    let soin = || hopital(sejour("1000", 5));
    // 90 % de 200,00 = 180,00, moins 160,00 : 20,00 par jour, 100,00 en tout
    assert_eq!(
        decompte(&par_jour("90 % BR"), soin()),
        "AMO 800,00 ; AMC 100,00 ; RAC 100,00 = TM 100,00"
    );
    // la moitié de 40,00 par jour
    assert_eq!(
        decompte(&par_jour("50 % TM"), soin()),
        "AMO 800,00 ; AMC 100,00 ; RAC 100,00 = TM 100,00"
    );
    // 60,00 par jour, mais un jour ne laisse que 200,00 − 160,00 = 40,00
    assert_eq!(
        decompte(&par_jour("60 €"), soin()),
        "AMO 800,00 ; AMC 200,00 ; RAC 0,00"
    );
}

/// A contract that counts in days comes after one that does not: each day has its share of
/// what the first paid.
#[test]
fn chaque_jour_a_sa_part_du_contrat_d_avant() {
    let premier = non_responsable(&[" ; séjour ; hospitalisation/sejour ; ; ; 90 % BR"]);
    let second = non_responsable(&[" ; séjour ; hospitalisation/sejour ; ; par jour ; 100 % BR"]);
    let deux: Vec<_> = [&premier, &second].into_iter().filter_map(choix).collect();
    let soins = vec![hopital(sejour("1000", 5))];
    let annee = annee_sous(JOUR, Patient::de_age(40), &deux, soins);
    // premier : 900,00 − 800,00 = 100,00, soit 20,00 par jour ; second : les 20,00 qui restent
    assert_eq!(dit(&annee, 0), "AMO 800,00 ; AMC 200,00 ; RAC 0,00");
}

/// Four days at 300,00 €: the ticket modérateur, 60,00, is part of the 4 × 23,00 = 92,00.
#[test]
fn la_base_d_un_sejour_perd_le_ticket_impute() {
    let annee = annee(None, vec![hopital(sejour("300", 4))]);
    let base = |rang: usize| annee.lignes[0].actes[rang].montants.base;
    // 300,00 − 60,00 = 240,00 ; un forfait 23,00 ; ensemble 240,00 + 92,00 = 332,00
    assert_eq!(base(0), Centimes::new(24_000));
    assert_eq!(base(1), Centimes::new(2_300));
    assert_eq!(annee.lignes[0].montants.base, Centimes::new(33_200));
    assert_eq!(annee.total.base, Centimes::new(33_200));
}

/// A stay with a heavy act leaves no ticket modérateur: the 31st day changes nothing of it.
#[test]
fn le_31e_jour_d_un_acte_lourd() {
    let lourd = Sejour {
        acte_lourd: true,
        ..sejour("1000", 40)
    };
    let annee = annee(None, vec![hopital(lourd)]);
    // 1 000,00 − 32,00 = 968,00 ; 40 × 23,00 = 920,00 ; 920,00 + 32,00 = 952,00
    assert_eq!(
        dit(&annee, 0),
        "AMO 968,00 ; AMC 0,00 ; RAC 952,00 = TM 952,00"
    );
    assert!(!annee.drapeaux.contains(&Drapeau::SejourLong));
}

/// Without a contract the part of the contract is said, and it is nothing.
#[test]
fn sans_contrat_sa_part_se_dit_tout_de_meme() {
    let annee = annee(None, vec![acte("sage-femme", "26,50")]);
    let etapes = annee.lignes[0].actes[0].etapes.iter().rev().take(2);
    let dites: Vec<_> = etapes
        .map(|etape| (etape.quoi.to_string(), etape.montant))
        .collect();
    // 30 % de 26,50 = 7,95
    let attendues = [
        ("Reste à payer".to_owned(), Centimes::new(795)),
        ("Part de la complémentaire".to_owned(), Centimes::ZERO),
    ];
    assert_eq!(dites, attendues);
}

fn classe_b(monture: &str, verre: &str) -> Soin {
    lunettes(
        ("monture-classe-b", monture),
        ("verre-classe-b-simple", verre),
    )
}

/// A frame and lenses each with its row: the minimum and the maximum are those of the pair.
#[test]
fn les_bornes_d_un_equipement_paye_par_element() {
    let par_element = |monture: &str, verre: &str| {
        let monture =
            format!(" ; monture ; optique/classe-b/monture ; ; en plus de l'AMO ; {monture}");
        let verre = format!(" ; verre ; optique/classe-b/verre ; ; en plus de l'AMO ; {verre}");
        responsable(&[monture.as_str(), verre.as_str()])
    };
    // 3 × 10,00 = 30,00 ; dû 50,00 − 0,09 = 49,91 ; 19,91 de plus sur le dernier verre
    // reste 300,00 − 0,09 − 49,91 = 250,00
    let petite = par_element("10 €", "10 €");
    let annee_petite = annee(choix(&petite), vec![classe_b("100", "100")]);
    assert_eq!(
        dit(&annee_petite, 0),
        "AMO 0,09 ; AMC 49,91 ; RAC 250,00 = dépassement 250,00"
    );
    assert_eq!(
        minimums_legaux(&annee_petite),
        [
            "Minimum légal d’un contrat responsable (R. 871-2, 3° : minimum par équipement d’optique) = 29,91"
        ]
    );
    // 100,00 + 300,00, puis 20,00 seulement : 420,00 au plus
    // reste 950,00 − 0,09 − 420,00 = 529,91
    let grande = par_element("100 €", "300 €");
    let annee_grande = annee(choix(&grande), vec![classe_b("150", "400")]);
    assert_eq!(
        dit(&annee_grande, 0),
        "AMO 0,09 ; AMC 420,00 ; RAC 529,91 = dépassement 529,91"
    );
    assert_eq!(
        dit_acte(&annee_grande, 0, 2),
        "AMO 0,03 ; AMC 20,00 ; RAC 379,97 = dépassement 379,97"
    );
}

/// A contract that sees only the frame, then one that sees the whole: what the second pays is
/// shared out over what the first leaves.
#[test]
fn l_ensemble_apres_la_monture() {
    let premier =
        non_responsable(&[" ; monture ; optique/classe-b/monture ; ; en plus de l'AMO ; 30 €"]);
    let second = non_responsable(&[
        " ; lunettes ; optique/classe-b ; ; par équipement, en plus de l'AMO ; 300 €",
    ]);
    let deux: Vec<_> = [&premier, &second].into_iter().filter_map(choix).collect();
    let soins = vec![classe_b("100", "150")];
    let annee = annee_sous(JOUR, Patient::de_age(40), &deux, soins);
    // monture : 30,00, puis 100,00 − 0,03 − 30,00 = 69,97
    assert_eq!(dit_acte(&annee, 0, 0), "AMO 0,03 ; AMC 99,97 ; RAC 0,00");
    // premier verre : 150,00 − 0,03 = 149,97
    assert_eq!(dit_acte(&annee, 0, 1), "AMO 0,03 ; AMC 149,97 ; RAC 0,00");
    // second verre : 300,00 − 69,97 − 149,97 = 80,06 ; reste 150,00 − 0,03 − 80,06 = 69,91
    assert_eq!(
        dit_acte(&annee, 0, 2),
        "AMO 0,03 ; AMC 80,06 ; RAC 69,91 = dépassement 69,91"
    );
}

/// A price that is only supposed is said of the whole pair, whichever element it is of.
#[test]
fn un_prix_suppose_dans_un_equipement_se_dit() {
    let offre = non_responsable(&[
        " ; lunettes ; optique/classe-b ; ; par équipement, en plus de l'AMO ; 300 €",
    ]);
    let suppose = |monture: &str, verre: &str| {
        let annee = annee(choix(&offre), vec![classe_b(monture, verre)]);
        annee.drapeaux.contains(&Drapeau::PrixType)
    };
    assert!(suppose("tarif", "100"));
    assert!(suppose("100", "tarif"));
    assert!(!suppose("100", "100"));
}

/// A right makes the tariff the price only of what costs more.
#[test]
fn le_tarif_opposable_ne_se_dit_que_d_un_prix_plus_haut() {
    let patient = Patient {
        droit: Droit::C2sGratuite,
        ..Patient::de_age(40)
    };
    let ramene = |prix: &str| {
        let soins = vec![chez(Secteur::Un, "generaliste", prix)];
        let annee = annee_le(JOUR, patient, None, soins);
        annee.drapeaux.contains(&Drapeau::TarifOpposable)
    };
    // 30,00 au tarif
    assert!(!ramene("30"));
    assert!(ramene("30,01"));
}

/// The forfait journalier is a legal charge: from the sixth month of a pregnancy the social
/// security bears it whole.
#[test]
fn un_forfait_journalier_en_maternite() {
    let patient = Patient {
        maternite: true,
        ..Patient::de_age(30)
    };
    let annee = annee_le(
        JOUR,
        patient,
        None,
        vec![acte("forfait-journalier", "tarif")],
    );
    assert_eq!(dit(&annee, 0), "AMO 23,00 ; AMC 0,00 ; RAC 0,00");
}
