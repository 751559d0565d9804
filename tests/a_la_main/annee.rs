//! Counters of a year: numbers of sessions, purses, ceilings.

use super::outils::*;
use reste_a_charge::reglementation::Secteur;

/// Rule: one number of sessions for two disciplines, in the order of the care: 5 sessions
/// at 30 € for every practitioner, as MCCI FLEXIA prints (table of 2026-04-01).
#[test]
fn cinq_seances_en_commun() {
    let soins = || {
        vec![
            fois(3, acte("osteopathie", "60")),
            fois(4, acte("dietetique", "60")),
        ]
    };
    // 3 × 30,00 = 90,00 ; il reste 2 séances : 2 × 30,00 = 60,00 ; 150,00 payés
    // restes : 180,00 − 90,00 = 90,00 ; 240,00 − 60,00 = 180,00
    let offre = non_responsable(&[
        " ; bien-être ; osteopathie + dietetique ; ; par séance, 5 séances/an, en commun ; 30 €",
    ]);
    let commun = annee(choix(&offre), soins());
    assert_eq!(
        dit(&commun, 0),
        "AMO 0,00 ; AMC 90,00 ; RAC 90,00 = hors nomenclature 90,00"
    );
    assert_eq!(
        dit(&commun, 1),
        "AMO 0,00 ; AMC 60,00 ; RAC 180,00 = hors nomenclature 180,00"
    );
    // « chacun » : 3 × 30,00 = 90,00 et 4 × 30,00 = 120,00
    let offre = non_responsable(&[
        " ; bien-être ; osteopathie + dietetique ; ; par séance, 5 séances/an, chacun ; 30 €",
    ]);
    let chacun = annee(choix(&offre), soins());
    assert_eq!(
        dit_total(&chacun),
        "AMO 0,00 ; AMC 210,00 ; RAC 210,00 = hors nomenclature 210,00"
    );
}

/// Rule: a session paid 0 uses none; here two sessions fall in a delay of three months.
#[test]
fn une_seance_non_payee_n_en_use_aucune() {
    let offre = non_responsable(&[
        " ; bien-être ; bien-etre ; ; par séance, 5 séances/an ; 30 €",
        "délai ; trois mois ; bien-etre ; ; pendant 3 mois ; néant",
    ]);
    // février : 2 × 0,00 ; juin : 5 × 30,00 = 150,00, et la 6e à 0,00
    let annee = annee(
        choix(&offre),
        vec![
            au_mois(6, fois(6, acte("osteopathie", "60"))),
            au_mois(2, fois(2, acte("osteopathie", "60"))),
        ],
    );
    assert_eq!(
        dit(&annee, 0),
        "AMO 0,00 ; AMC 150,00 ; RAC 210,00 = hors nomenclature 210,00"
    );
    assert_eq!(
        dit(&annee, 1),
        "AMO 0,00 ; AMC 0,00 ; RAC 120,00 = hors nomenclature 120,00"
    );
    // une séance gratuite n’en use pas non plus : 0,00 puis 5 × 30,00
    let offre = non_responsable(&[" ; bien-être ; bien-etre ; ; par séance, 5 séances/an ; 30 €"]);
    let gratuite = super::outils::annee(
        choix(&offre),
        vec![acte("osteopathie", "0"), fois(5, acte("osteopathie", "60"))],
    );
    assert_eq!(
        dit(&gratuite, 1),
        "AMO 0,00 ; AMC 150,00 ; RAC 150,00 = hors nomenclature 150,00"
    );
}

/// Rule: in `100 % BR + 70 €/an` the euros pay what is left after the percentage, and
/// they alone use the yearly purse. Contact lenses at 90 €, base 39,48 €.
#[test]
fn une_bourse_annuelle() {
    let offre = responsable(&[" ; lentilles ; optique/lentilles ; ; ; 100 % BR + 70 €/an"]);
    let lentilles = || acte("lentilles", "90");
    let annee = annee(choix(&offre), vec![lentilles(), lentilles(), lentilles()]);
    // 60 % × 39,48 = 23,688, soit 23,69 ; TM 15,79 ; dépassement 90,00 − 39,48 = 50,52
    // 1re : 15,79 + 50,52 = 66,31 ; il reste 70,00 − 50,52 = 19,48
    assert_eq!(dit(&annee, 0), "AMO 23,69 ; AMC 66,31 ; RAC 0,00");
    // 2e : 15,79 + 19,48 = 35,27 ; reste 50,52 − 19,48 = 31,04
    assert_eq!(
        dit(&annee, 1),
        "AMO 23,69 ; AMC 35,27 ; RAC 31,04 = dépassement 31,04"
    );
    // 3e : le pourcentage seul, 15,79
    assert_eq!(
        dit(&annee, 2),
        "AMO 23,69 ; AMC 15,79 ; RAC 50,52 = dépassement 50,52"
    );
}

/// FLEXIA Premium: prostheses at 300 % within 2 500 € a year, « au-delà, seul le ticket
/// modérateur »; the 100 % Santé basket does not count.
#[test]
fn le_plafond_dentaire_de_flexia() {
    let premium = || Some(embarquee("mcci/flexia", "Premium"));
    let molaires = |nombre| fois(nombre, acte("couronne-ceramo-metallique-molaire", "620"));
    // une couronne : 60 % × 120,00 = 72,00 ; 3 × 120,00 − 72,00 = 288,00
    // 8 × 288,00 = 2 304,00 ; la 9e : 2 500,00 − 2 304,00 = 196,00 ; la 10e : le TM, 48,00
    // AMC 2 304,00 + 196,00 + 48,00 = 2 548,00 ; AMO 10 × 72,00 = 720,00
    // reste 6 200,00 − 720,00 − 2 548,00 = 2 932,00
    let dix = annee(premium(), vec![molaires(10)]);
    assert_eq!(
        dit(&dix, 0),
        "AMO 720,00 ; AMC 2548,00 ; RAC 2932,00 = dépassement 2932,00"
    );
    assert_eq!(
        dit_acte(&dix, 0, 8),
        "AMO 72,00 ; AMC 196,00 ; RAC 352,00 = dépassement 352,00"
    );
    assert_eq!(
        dit_acte(&dix, 0, 9),
        "AMO 72,00 ; AMC 48,00 ; RAC 500,00 = dépassement 500,00"
    );
    // une couronne 100 % Santé à 500,00 au milieu : 428,00, sans toucher au plafond
    let incisive = acte("couronne-ceramo-metallique-incisive", "500");
    let mele = annee(premium(), vec![molaires(8), incisive, molaires(2)]);
    assert_eq!(dit(&mele, 1), "AMO 72,00 ; AMC 428,00 ; RAC 0,00");
    // 196,00 + 48,00 = 244,00 ; reste 1 240,00 − 144,00 − 244,00 = 852,00
    assert_eq!(
        dit(&mele, 2),
        "AMO 144,00 ; AMC 244,00 ; RAC 852,00 = dépassement 852,00"
    );
}

/// Rule: a ceiling « puis néant » in a contract that is not responsable leaves nothing.
#[test]
fn un_plafond_puis_neant() {
    let offre = non_responsable(&[
        " ; prothèses ; dentaire/protheses ; ; ; 300 % BR",
        "plafond ; limite ; dentaire/protheses ; ; par an, puis néant ; 500 €",
    ]);
    // 288,00 ; puis 500,00 − 288,00 = 212,00 ; puis 0,00 ; AMC 500,00
    // AMO 3 × 72,00 = 216,00 ; reste 1 860,00 − 216,00 − 500,00 = 1 144,00
    // TM : seule la 3e laisse le sien, 48,00 ; dépassement 1 144,00 − 48,00 = 1 096,00
    let molaires = fois(3, acte("couronne-ceramo-metallique-molaire", "620"));
    assert_eq!(
        decompte(&offre, molaires),
        "AMO 216,00 ; AMC 500,00 ; RAC 1144,00 = TM 48,00 + dépassement 1096,00"
    );
}

/// Rule: « puis 100 % BR » once a number is used up.
#[test]
fn six_actes_puis_cent_pour_cent() {
    let offre =
        responsable(&[" ; spécialistes ; soins-courants ; ; 6 actes/an, puis 100 % BR ; 200 % BR"]);
    // base 31,50 : 70 % = 22,05 ; AMO 20,05 ; 200 % = 63,00, pas plus que 60,00 : 37,95
    // après six : 31,50 − 22,05 = 9,45 ; AMC 6 × 37,95 + 2 × 9,45 = 227,70 + 18,90 = 246,60
    // AMO 8 × 20,05 = 160,40 ; reste 480,00 − 160,40 − 246,60 = 73,00
    // = 8 × 2,00 + 2 × (60,00 − 31,50) = 16,00 + 57,00
    let soin = fois(8, chez(Secteur::Optam, "specialiste", "60"));
    assert_eq!(
        decompte(&offre, soin),
        "AMO 160,40 ; AMC 246,60 ; RAC 73,00 = participation 16,00 + dépassement 57,00"
    );
}

/// Rule: « 6 jours/an »: the base of a legal charge is its amount, so that « puis
/// 100 % BR » pays it whole, and « puis néant » nothing.
#[test]
fn six_jours_de_forfait_journalier() {
    let jours = || fois(8, acte("forfait-journalier", "tarif"));
    // 8 × 23,00 = 184,00
    let cent = non_responsable(&[
        " ; forfait ; forfait-journalier ; ; par jour, 6 jours/an, puis 100 % BR ; FR",
    ]);
    assert_eq!(decompte(&cent, jours()), "AMO 0,00 ; AMC 184,00 ; RAC 0,00");
    // 6 × 23,00 = 138,00 ; reste 2 × 23,00 = 46,00
    let neant = [" ; forfait ; forfait-journalier ; ; par jour, 6 jours/an, puis néant ; FR"];
    assert_eq!(
        decompte(&non_responsable(&neant), jours()),
        "AMO 0,00 ; AMC 138,00 ; RAC 46,00 = TM 46,00"
    );
    // un contrat responsable ne peut pas limiter le nombre de jours
    assert_eq!(
        decompte(&responsable(&neant), jours()),
        "AMO 0,00 ; AMC 184,00 ; RAC 0,00"
    );
}
