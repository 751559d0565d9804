//! Stays in hospital: ticket modérateur, heavy act, forfait journalier, single room.

use super::outils::*;
use jiff::civil::{Date, date};
use reste_a_charge::offre::Offre;
use reste_a_charge::offre::condition::TypeSejour;
use reste_a_charge::panier::{Patient, Sejour, Soin};
use reste_a_charge::reglementation::Secteur;

fn le(jour: Date, offre: Option<&Offre>, sejour: Sejour) -> String {
    let soins = vec![hopital(sejour)];
    let choix = offre.and_then(choix);
    dit(&annee_le(jour, Patient::de_age(40), choix, soins), 0)
}

/// Rule: a contrat responsable pays the forfait journalier at its amount of the day, even
/// when the table prints 20 € (R. 871-2); 20 € until 2026-02-28, 23 € after.
#[test]
fn vingt_euros_imprimes_pour_le_forfait_journalier() {
    let ligne = [" ; forfait journalier ; forfait-journalier ; ; par jour ; 20 €"];
    let un = |jour, offre: &Offre| {
        let soins = vec![acte("forfait-journalier", "tarif")];
        dit(&annee_le(jour, Patient::de_age(40), choix(offre), soins), 0)
    };
    let oui = responsable(&ligne);
    let non = non_responsable(&ligne);
    // le 28/02/2026 : 20,00 dus, 20,00 payés
    assert_eq!(
        un(date(2026, 2, 28), &oui),
        "AMO 0,00 ; AMC 20,00 ; RAC 0,00"
    );
    assert_eq!(
        un(date(2026, 2, 28), &non),
        "AMO 0,00 ; AMC 20,00 ; RAC 0,00"
    );
    // le 01/03/2026 : 23,00 dus ; responsable 23,00 ; sinon 20,00, reste 3,00
    assert_eq!(
        un(date(2026, 3, 1), &oui),
        "AMO 0,00 ; AMC 23,00 ; RAC 0,00"
    );
    assert_eq!(
        un(date(2026, 3, 1), &non),
        "AMO 0,00 ; AMC 20,00 ; RAC 3,00 = TM 3,00"
    );
}

/// Rule: with a heavy act the participation (24 €, 32 € from 2026-04-22) takes the place
/// of the 20 %. Ambulatory stay of 835,60 €, so without forfait journalier.
#[test]
fn un_acte_lourd() {
    let ambulatoire = Sejour {
        acte_lourd: true,
        genre: TypeSejour::Ambulatoire,
        ..sejour("835,60", 0)
    };
    let offre = responsable(&[" ; hôpital ; hospitalisation ; ; ; 100 % BR"]);
    // 835,60 − 24,00 = 811,60
    let veille = date(2026, 4, 21);
    assert_eq!(
        le(veille, Some(&offre), ambulatoire),
        "AMO 811,60 ; AMC 24,00 ; RAC 0,00"
    );
    assert_eq!(
        le(veille, None, ambulatoire),
        "AMO 811,60 ; AMC 0,00 ; RAC 24,00 = TM 24,00"
    );
    // 835,60 − 32,00 = 803,60
    let jour = date(2026, 4, 22);
    assert_eq!(
        le(jour, Some(&offre), ambulatoire),
        "AMO 803,60 ; AMC 32,00 ; RAC 0,00"
    );
    assert_eq!(
        le(jour, None, ambulatoire),
        "AMO 803,60 ; AMC 0,00 ; RAC 32,00 = TM 32,00"
    );
    // un contrat responsable qui n’en dit rien la paie par la loi ; un autre la laisse
    let muet = [" ; soins ; soins-courants ; ; ; 100 % BR"];
    assert_eq!(
        le(jour, Some(&responsable(&muet)), ambulatoire),
        "AMO 803,60 ; AMC 32,00 ; RAC 0,00"
    );
    assert_eq!(
        le(jour, Some(&non_responsable(&muet)), ambulatoire),
        "AMO 803,60 ; AMC 0,00 ; RAC 32,00 = TM 32,00"
    );
    // trois jours à l’hôpital : le forfait vient en plus, 3 × 23,00 = 69,00 ; 32,00 + 69,00 = 101,00
    let trois_jours = Sejour {
        jours: 3,
        genre: TypeSejour::Court,
        ..ambulatoire
    };
    assert_eq!(
        le(jour, None, trois_jours),
        "AMO 803,60 ; AMC 0,00 ; RAC 101,00 = TM 101,00"
    );
    assert_eq!(
        le(jour, Some(&offre), trois_jours),
        "AMO 803,60 ; AMC 101,00 ; RAC 0,00"
    );
}

/// Rule: without a heavy act the forfait journalier is set off against the 20 %, the
/// higher being due (L. 174-4).
#[test]
fn le_forfait_s_impute_sur_le_ticket_moderateur() {
    let offre = non_responsable(&[
        " ; séjour ; hospitalisation/sejour ; ; ; 100 % BR",
        " ; forfait journalier ; forfait-journalier ; ; par jour ; 20 €",
    ]);
    // six jours à 3 541,00 : 20 % = 708,20, plus que 6 × 23,00 = 138,00 : 708,20 dus
    // AMO 3 541,00 − 708,20 = 2 832,80
    let long = sejour("3541", 6);
    assert_eq!(
        le(JOUR, None, long),
        "AMO 2832,80 ; AMC 0,00 ; RAC 708,20 = TM 708,20"
    );
    assert_eq!(
        le(JOUR, Some(&offre), long),
        "AMO 2832,80 ; AMC 708,20 ; RAC 0,00"
    );
    // quatre jours à 300,00 : 20 % = 60,00, moins que 4 × 23,00 = 92,00 : 92,00 dus
    // AMO 80 % × 300,00 = 240,00
    let court = sejour("300", 4);
    assert_eq!(
        le(JOUR, None, court),
        "AMO 240,00 ; AMC 0,00 ; RAC 92,00 = TM 92,00"
    );
    // à 20,00 par jour : 4 × 20,00 = 80,00 ; reste 92,00 − 80,00 = 12,00
    assert_eq!(
        le(JOUR, Some(&offre), court),
        "AMO 240,00 ; AMC 80,00 ; RAC 12,00 = TM 12,00"
    );
    // responsable, à 23,00 par jour : 92,00
    let oui = responsable(&[" ; séjour ; hospitalisation/sejour ; ; ; 100 % BR"]);
    assert_eq!(
        le(JOUR, Some(&oui), court),
        "AMO 240,00 ; AMC 92,00 ; RAC 0,00"
    );
}

/// Rule: « à partir du 4e jour » and, for the thirty first days of the contract, the
/// level Socle (MCCINOVA, table of 2026-04-01).
#[test]
fn la_chambre_de_mccinova() {
    let sejour = || hopital(avec_chambre(sejour("3541", 6), 5, "70"));
    let un = |mois| {
        let choix = embarquee("mcci/mccinova", "Ajustée");
        annee(Some(choix), vec![au_mois(mois, sejour())])
    };
    // séjour : 20 % = 708,20 (6 × 23,00 = 138,00 s’imputent), payés par « 100 % »
    // chambre : 5 × 70,00 = 350,00 ; nuits 4 et 5 à 40,00 : 2 × 40,00 = 80,00
    // AMC 708,20 + 80,00 = 788,20 ; reste 350,00 − 80,00 = 270,00
    assert_eq!(
        dit(&un(3), 0),
        "AMO 2832,80 ; AMC 788,20 ; RAC 270,00 = hors nomenclature 270,00"
    );
    // en janvier, premier mois du contrat : Socle, chambre néant ; le séjour reste à 100 %
    assert_eq!(
        dit(&un(1), 0),
        "AMO 2832,80 ; AMC 708,20 ; RAC 350,00 = hors nomenclature 350,00"
    );
}

/// Rule: the thirty first days at the level Socle hold for a consultation too.
#[test]
fn les_trente_premiers_jours_de_mccinova() {
    let un = |mois| {
        let choix = embarquee("mcci/mccinova", "Maîtrisée");
        let soin = chez(Secteur::Optam, "generaliste", "40");
        dit(&annee(Some(choix), vec![au_mois(mois, soin)]), 0)
    };
    // base 30,00 : 70 % = 21,00, AMO 19,00 ; 160 % = 48,00, pas plus que 40,00 : 40,00 − 21,00 = 19,00
    assert_eq!(
        un(3),
        "AMO 19,00 ; AMC 19,00 ; RAC 2,00 = participation 2,00"
    );
    // Socle, 100 % : 30,00 − 21,00 = 9,00 ; reste 2,00 + 10,00
    assert_eq!(
        un(1),
        "AMO 19,00 ; AMC 9,00 ; RAC 12,00 = participation 2,00 + dépassement 10,00"
    );
}

/// Rule: the stay is at 100 % from the 31st day, the forfait journalier still due (ameli;
/// Que Choisir 2026-03-01; L. 174-4 for what is set off). The price is the same each day.
#[test]
fn le_trente_et_unieme_jour() {
    let offre = non_responsable(&[
        " ; séjour ; hospitalisation/sejour ; ; ; 100 % BR",
        " ; forfait journalier ; forfait-journalier ; ; par jour ; 20 €",
    ]);
    // 30 jours à 9 000,00 : 20 % = 1 800,00, plus que 30 × 23,00 = 690,00
    assert_eq!(
        le(JOUR, None, sejour("9000", 30)),
        "AMO 7200,00 ; AMC 0,00 ; RAC 1800,00 = TM 1800,00"
    );
    // 40 jours à 12 000,00 : 9 000,00 pour les 30 premiers, 3 000,00 à 100 %
    // AMO 80 % × 9 000,00 + 3 000,00 = 10 200,00 ; TM 1 800,00, plus que 30 × 23,00
    // les 10 derniers jours : 10 × 23,00 = 230,00, que rien n’impute ; 1 800,00 + 230,00
    let quarante = sejour("12000", 40);
    assert_eq!(
        le(JOUR, None, quarante),
        "AMO 10200,00 ; AMC 0,00 ; RAC 2030,00 = TM 2030,00"
    );
    // le contrat paie le TM et 20,00 des 23,00 : 10 × 3,00 = 30,00
    assert_eq!(
        le(JOUR, Some(&offre), quarante),
        "AMO 10200,00 ; AMC 2000,00 ; RAC 30,00 = TM 30,00"
    );
    // 31 jours à 1 000,00 : 1 000,00 × 30 / 31 = 967,741…, soit 967,74 ; 20 % = 193,548,
    // AMO 774,19 + 32,26 = 806,45 ; TM 193,55, moins que 690,00 : 31 × 23,00 = 713,00 dus
    assert_eq!(
        le(JOUR, None, sejour("1000", 31)),
        "AMO 806,45 ; AMC 0,00 ; RAC 713,00 = TM 713,00"
    );
    // un acte lourd est déjà à 100 % : 32,00 une fois, et 40 × 23,00 = 920,00
    let lourd = Sejour {
        acte_lourd: true,
        ..quarante
    };
    assert_eq!(
        le(JOUR, None, lourd),
        "AMO 11968,00 ; AMC 0,00 ; RAC 952,00 = TM 952,00"
    );
}

/// Rule: no ticket modérateur nor participation for a heavy act in ALD, but the forfait
/// journalier remains; in maternity none of them.
#[test]
fn un_sejour_exonere() {
    let lourd = Sejour {
        acte_lourd: true,
        ..sejour("3541", 6)
    };
    let en_ald = Soin {
        ald: true,
        ..hopital(lourd)
    };
    // 6 × 23,00 = 138,00
    assert_eq!(
        dit(&annee(None, vec![en_ald]), 0),
        "AMO 3541,00 ; AMC 0,00 ; RAC 138,00 = TM 138,00"
    );
    let maternite = Sejour {
        genre: TypeSejour::Maternite,
        ..lourd
    };
    assert_eq!(
        dit(&annee(None, vec![hopital(maternite)]), 0),
        "AMO 3541,00 ; AMC 0,00 ; RAC 0,00"
    );
    // en psychiatrie le forfait est de 17,00 : 6 × 17,00 = 102,00
    let psychiatrie = Soin {
        ald: true,
        ..hopital(Sejour {
            genre: TypeSejour::Psychiatrie,
            ..sejour("3541", 6)
        })
    };
    assert_eq!(
        dit(&annee(None, vec![psychiatrie]), 0),
        "AMO 3541,00 ; AMC 0,00 ; RAC 102,00 = TM 102,00"
    );
}

/// A contract that pays the ticket modérateur of two days a year. Stay of four days at
/// 1 000,00 €: ticket modérateur 200,00, 50,00 a day; above the forfait journalier (4 × 23,00),
/// which is not due then.
#[test]
fn le_ticket_moderateur_de_deux_jours() {
    let offre = non_responsable(&[" ; séjour ; hospitalisation/sejour ; ; 2 jours/an ; TM"]);
    let soins = vec![hopital(sejour("1000", 4))];
    let annee = annee_le(JOUR, Patient::de_age(40), choix(&offre), soins);
    assert_eq!(
        dit(&annee, 0),
        "AMO 800,00 ; AMC 100,00 ; RAC 100,00 = TM 100,00"
    );
}
