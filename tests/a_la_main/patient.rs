//! Who the patient is: régime, age, maternity.

use super::outils::*;
use jiff::civil::date;
use reste_a_charge::offre::Regime;
use reste_a_charge::panier::Patient;
use reste_a_charge::reglementation::Secteur;

/// Source: ameli: the régime local brings doctors to 90 %; the participation stays due.
/// GP 30,00 € in sector 1: 27,00 − 2,00 = 25,00 ; TM 3,00.
#[test]
fn le_regime_local_prend_90_pour_cent_du_medecin() {
    let patient = Patient {
        regime: Regime::AlsaceMoselle,
        ..Patient::de_age(40)
    };
    let offre = responsable(&[" ; honoraires ; soins-courants/honoraires ; ; ; 100 %"]);
    let une = annee_le(
        JOUR,
        patient,
        choix(&offre),
        vec![acte("generaliste", "30")],
    );
    assert_eq!(
        dit(&une, 0),
        "AMO 25,00 ; AMC 3,00 ; RAC 2,00 = participation 2,00"
    );
    // sans complémentaire : 30,00 − 25,00 = 5,00
    let sans = annee_le(JOUR, patient, None, vec![acte("generaliste", "30")]);
    assert_eq!(
        dit(&sans, 0),
        "AMO 25,00 ; AMC 0,00 ; RAC 5,00 = participation 2,00 + TM 3,00"
    );
}

/// Source: rue89strasbourg.com: descaling of two arcades, 43,38 € in 2023, of which the
/// régime local pays 13,01 € (30 %) on top of 26,03 € (60 %): 90 % = 39,04 €.
#[test]
fn le_regime_local_complete_le_dentiste() {
    let patient = Patient {
        regime: Regime::AlsaceMoselle,
        ..Patient::de_age(40)
    };
    let jour = date(2024, 1, 15);
    let soins = vec![acte("detartrage-complet", "43,38")];
    let annee = annee_le(jour, patient, None, soins);
    // 43,38 × 90 % = 39,042 → 39,04
    assert_eq!(dit(&annee, 0), "AMO 39,04 ; AMC 0,00 ; RAC 4,34 = TM 4,34");
}

/// Source: ameli, 26/02/2025: the forfait journalier is not left to people of
/// Alsace-Moselle. Three days of a stay at 900,00 €, all at 100 %: nothing is left.
#[test]
fn le_forfait_journalier_en_alsace_moselle() {
    let patient = Patient {
        regime: Regime::AlsaceMoselle,
        ..Patient::de_age(40)
    };
    let local = annee_le(JOUR, patient, None, vec![hopital(sejour("900", 3))]);
    // 900,00 + 3 × 23,00 = 969,00
    assert_eq!(dit(&local, 0), "AMO 969,00 ; AMC 0,00 ; RAC 0,00");
    // au régime général : TM 20 % de 900,00 = 180,00, plus que 69,00 de forfaits
    let general = annee_le(
        JOUR,
        Patient::de_age(40),
        None,
        vec![hopital(sejour("900", 3))],
    );
    assert_eq!(
        dit(&general, 0),
        "AMO 720,00 ; AMC 0,00 ; RAC 180,00 = TM 180,00"
    );
}

/// Rule: under 18 neither participation nor franchise (ameli, 2024-09-05); under 16 no path
/// of care (service-public F165).
#[test]
fn un_enfant_n_a_ni_participation_ni_majoration() {
    let age = |age| Patient {
        parcours: false,
        ..Patient::de_age(age)
    };
    let soins = || vec![acte("generaliste", "30")];
    // 15 ans : 30,00 × 70 % = 21,00
    let quinze = annee_le(JOUR, age(15), None, soins());
    assert_eq!(dit(&quinze, 0), "AMO 21,00 ; AMC 0,00 ; RAC 9,00 = TM 9,00");
    // 16 ans hors parcours : 30,00 × 30 % = 9,00, sans participation
    let seize = annee_le(JOUR, age(16), None, soins());
    assert_eq!(
        dit(&seize, 0),
        "AMO 9,00 ; AMC 0,00 ; RAC 21,00 = majoration 12,00 + TM 9,00"
    );
    // 17 et 18 ans, dans le parcours : 21,00, puis 21,00 − 2,00
    let dix_sept = annee_le(JOUR, Patient::de_age(17), None, soins());
    assert_eq!(
        dit(&dix_sept, 0),
        "AMO 21,00 ; AMC 0,00 ; RAC 9,00 = TM 9,00"
    );
    let dix_huit = annee_le(JOUR, Patient::de_age(18), None, soins());
    assert_eq!(
        dit(&dix_huit, 0),
        "AMO 19,00 ; AMC 0,00 ; RAC 11,00 = participation 2,00 + TM 9,00"
    );
}

/// Source: ameli, F164: from the sixth month everything is at 100 %, without participation,
/// franchise nor forfaits.
#[test]
fn la_maternite_est_a_cent_pour_cent() {
    let patient = Patient {
        maternite: true,
        ..Patient::de_age(30)
    };
    let soins = vec![acte("generaliste", "30"), hopital(sejour("1500", 4))];
    let annee = annee_le(JOUR, patient, None, soins);
    assert_eq!(dit(&annee, 0), "AMO 30,00 ; AMC 0,00 ; RAC 0,00");
    assert_eq!(dit(&annee, 1), "AMO 1500,00 ; AMC 0,00 ; RAC 0,00");
}

/// Rule: under 26 a psychiatrist is seen without going through the médecin traitant
/// (D. 162-1-8). At the tariff, 57,00 €.
#[test]
fn le_psychiatre_en_acces_direct_avant_26_ans() {
    // 57,00 × 70 % = 39,90 − 2,00 ; le ticket modérateur, 17,10, reste
    let dans_le_parcours = "AMO 37,90 ; AMC 0,00 ; RAC 19,10 = participation 2,00 + TM 17,10";
    // 57,00 × 30 % = 17,10 − 2,00 ; majoration 57,00 × 40 % = 22,80
    let en_dehors =
        "AMO 15,10 ; AMC 0,00 ; RAC 41,90 = participation 2,00 + majoration 22,80 + TM 17,10";
    for (age, attendu) in [
        (24, dans_le_parcours),
        (25, dans_le_parcours),
        (26, en_dehors),
        (27, en_dehors),
    ] {
        let patient = Patient {
            parcours: false,
            ..Patient::de_age(age)
        };
        let soins = vec![acte("psychiatre", "57")];
        assert_eq!(
            dit(&annee_le(JOUR, patient, None, soins), 0),
            attendu,
            "{age} ans"
        );
    }
}

/// The price when none is given: the tariff where a doctor must keep to it, else the price
/// surveyed in his sector, else that of all sectors.
#[test]
fn le_prix_que_personne_n_a_dit() {
    for (secteur, code, attendu) in [
        // relevé tous secteurs, 63,90 : le secteur 1 s’en tient au tarif
        (Secteur::Un, "psychiatre", "57,00"),
        (Secteur::Optam, "psychiatre", "63,90"),
        (Secteur::Optam, "gynecologue", "50,60"),
        (Secteur::NonOptam, "gynecologue", "72,00"),
    ] {
        let annee = annee(None, vec![chez(secteur, code, "tarif")]);
        assert_eq!(depense(&annee, 0), attendu, "{code}, {secteur:?}");
    }
}
