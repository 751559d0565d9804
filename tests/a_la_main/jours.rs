//! A stay that a contract counts in days: every day has its share of the price, of the base,
//! of the ticket modérateur and of what the contracts before paid.

use super::outils::*;
use reste_a_charge::calcul::Drapeau;
use reste_a_charge::calcul::bornes::AnneeDeSoins;
use reste_a_charge::montant::Centimes;
use reste_a_charge::offre::{Choix, Offre};
use reste_a_charge::panier::Patient;

/// Four days at 1 000,00 €: 250,00 a day, of which 200,00 of social security and 50,00 of
/// ticket modérateur. 200,00 exceed 4 × 23,00 of forfait journalier, which is not due.
fn quatre_jours(cellule: &str) -> AnneeDeSoins {
    let ligne = format!(" ; séjour ; hospitalisation/sejour ; ; par jour ; {cellule}");
    let offre = non_responsable(&[ligne.as_str()]);
    annee(choix(&offre), vec![hopital(sejour("1000", 4))])
}

#[test]
fn un_jour_a_sa_part_du_sejour() {
    let paye = |cellule| dit(&quatre_jours(cellule), 0);
    // 60,00 par jour, mais 50,00 restent de chacun
    assert_eq!(paye("60 €"), "AMO 800,00 ; AMC 200,00 ; RAC 0,00");
    // 85 % × 250,00 = 212,50 ; moins 200,00 : 12,50 par jour
    assert_eq!(
        paye("85 % BR"),
        "AMO 800,00 ; AMC 50,00 ; RAC 150,00 = TM 150,00"
    );
    // la moitié de 50,00 par jour
    assert_eq!(
        paye("50 % TM"),
        "AMO 800,00 ; AMC 100,00 ; RAC 100,00 = TM 100,00"
    );
}

/// The first contract pays 20,00 of the 50,00 of each day, the second the 30,00 left.
#[test]
fn un_second_contrat_paie_ce_que_le_premier_laisse_de_chaque_jour() {
    let [vingt, tout] = ["20 €", "FR"].map(|cellule| {
        let ligne = format!(" ; séjour ; hospitalisation/sejour ; ; par jour ; {cellule}");
        non_responsable(&[ligne.as_str()])
    });
    let sous = |offres: &[&Offre]| {
        let choix: Vec<Choix<'_>> = offres.iter().filter_map(|offre| choix(offre)).collect();
        let soins = vec![hopital(sejour("1000", 4))];
        dit(&annee_sous(JOUR, Patient::de_age(40), &choix, soins), 0)
    };
    assert_eq!(
        sous(&[&vingt]),
        "AMO 800,00 ; AMC 80,00 ; RAC 120,00 = TM 120,00"
    );
    assert_eq!(sous(&[&vingt, &tout]), "AMO 800,00 ; AMC 200,00 ; RAC 0,00");
}

/// 15,00 a day whatever is spent: 60,00 for the four days, beside the care.
#[test]
fn une_allocation_par_jour_de_sejour() {
    let offre = non_responsable(&[
        " ; indemnité ; hospitalisation/sejour ; ; par jour, sans dépense ; 15 €",
    ]);
    let annee = annee(choix(&offre), vec![hopital(sejour("1000", 4))]);
    assert_eq!(
        dit(&annee, 0),
        "AMO 800,00 ; AMC 0,00 ; RAC 200,00 = TM 200,00"
    );
    // de la ligne comme de l’année : deux fautes de signe se cacheraient l’une l’autre
    assert_eq!(annee.lignes[0].montants.allocation, Centimes::new(6_000));
    assert_eq!(allocation(&annee), "60,00");
}

/// Thirty days are not more than thirty: nothing is at 100 %, and nothing is said of it.
#[test]
fn un_sejour_de_trente_jours_n_est_pas_long() {
    for (jours, long) in [(30, false), (31, true)] {
        let annee = annee(None, vec![hopital(sejour("9000", jours))]);
        assert_eq!(
            annee.drapeaux.contains(&Drapeau::SejourLong),
            long,
            "{jours} jours"
        );
    }
}

/// Four days at 300,00 €: the ticket modérateur of 60,00 is less than 4 × 23,00 = 92,00 and is
/// not charged: the base of the stay is what is left of it, 240,00; with the forfaits, 332,00.
#[test]
fn la_base_d_un_sejour_dont_le_ticket_n_est_pas_facture() {
    let annee = annee(None, vec![hopital(sejour("300", 4))]);
    let sejour = &annee.lignes[0].actes[0].montants;
    assert_eq!(sejour.depense, Centimes::new(24_000));
    assert_eq!(sejour.base, Centimes::new(24_000));
    assert_eq!(annee.lignes[0].montants.base, Centimes::new(33_200));
    assert_eq!(annee.total.base, Centimes::new(33_200));
}
