//! Consultations, medicines, path of care, rights of the patient.

use super::outils::*;
use jiff::civil::date;
use reste_a_charge::panier::{Droit, Patient, Soin};
use reste_a_charge::reglementation::Secteur;

const CENT_POUR_CENT: &str = " ; soins ; soins-courants ; ; ; 100 % BR";

/// Rule: in a sum that holds TM, the other terms come on top.
/// Specialist without OPTAM, 67 €, base 23 €.
#[test]
fn tm_plus_cent_pour_cent() {
    // sécurité sociale : 70 % × 23,00 = 16,10 ; participation 2,00 ; AMO 16,10 − 2,00 = 14,10
    // ticket modérateur : 23,00 − 16,10 = 6,90 ; dépassement : 67,00 − 23,00 = 44,00
    let soin = || chez(Secteur::NonOptam, "specialiste", "67");
    // TM + 100 % BR : 6,90 + 23,00 = 29,90
    // maximum légal (R. 871-2) : TM + 100 % de la base = 6,90 + 23,00 = 29,90 aussi
    // reste : 67,00 − 14,10 − 29,90 = 23,00 = 2,00 + (44,00 − 23,00)
    let cent = [" ; spécialistes ; soins-courants ; ; ; TM + 100 % BR"];
    let attendu = "AMO 14,10 ; AMC 29,90 ; RAC 23,00 = participation 2,00 + dépassement 21,00";
    assert_eq!(decompte(&responsable(&cent), soin()), attendu);
    assert_eq!(decompte(&non_responsable(&cent), soin()), attendu);
    // TM + 150 % BR : 6,90 + 1,5 × 23,00 = 6,90 + 34,50 = 41,40 ; ramené à 29,90 s’il est responsable
    let plus = [" ; spécialistes ; soins-courants ; ; ; TM + 150 % BR"];
    assert_eq!(decompte(&responsable(&plus), soin()), attendu);
    // sinon : 67,00 − 14,10 − 41,40 = 11,50 = 2,00 + (44,00 − 34,50)
    assert_eq!(
        decompte(&non_responsable(&plus), soin()),
        "AMO 14,10 ; AMC 41,40 ; RAC 11,50 = participation 2,00 + dépassement 9,50"
    );
}

/// Rule: a percentage « AMO comprise » is a total with the social security, before the
/// participation. Gynaecologist at 56 €: base 23 without OPTAM, 40 with it in 2026.
#[test]
fn deux_cents_pour_cent_de_la_base() {
    let offre = responsable(&[" ; spécialistes ; soins-courants ; ; ; 200 % BR"]);
    // non OPTAM : 2 × 23,00 = 46,00 ; déjà 16,10 ; AMC 29,90 (le maximum légal : 6,90 + 23,00)
    // AMO 16,10 − 2,00 = 14,10 ; reste 56,00 − 14,10 − 29,90 = 12,00 = 2,00 + (33,00 − 23,00)
    assert_eq!(
        decompte(&offre, chez(Secteur::NonOptam, "gynecologue", "56")),
        "AMO 14,10 ; AMC 29,90 ; RAC 12,00 = participation 2,00 + dépassement 10,00"
    );
    // OPTAM : 2 × 40,00 = 80,00, pas plus que le prix 56,00 ; déjà 70 % × 40,00 = 28,00
    // AMC 56,00 − 28,00 = 28,00 ; AMO 28,00 − 2,00 = 26,00 ; reste la participation
    assert_eq!(
        decompte(&offre, chez(Secteur::Optam, "gynecologue", "56")),
        "AMO 26,00 ; AMC 28,00 ; RAC 2,00 = participation 2,00"
    );
    // 130 % BR, non OPTAM : 1,3 × 23,00 = 29,90 ; AMC 29,90 − 16,10 = 13,80
    // reste 56,00 − 14,10 − 13,80 = 28,10 = 2,00 + (33,00 − 6,90)
    let offre = responsable(&[" ; spécialistes ; soins-courants ; ; ; 130 %"]);
    assert_eq!(
        decompte(&offre, chez(Secteur::NonOptam, "gynecologue", "56")),
        "AMO 14,10 ; AMC 13,80 ; RAC 28,10 = participation 2,00 + dépassement 26,10"
    );
}

/// Rule: participation of 2 €, at most 50 € a year (ameli, 2019-11-13; mutame-plus.fr for
/// the 2 €): 25 consultations reach it.
#[test]
fn la_participation_s_arrete_a_cinquante_euros() {
    let offre = responsable(&[CENT_POUR_CENT]);
    let annee = annee(
        choix(&offre),
        vec![
            fois(26, acte("generaliste", "30")),
            acte("specialiste", "31,50"),
        ],
    );
    // chacune des 25 premières : 70 % × 30,00 = 21,00 ; AMO 19,00 ; TM 9,00 ; reste 2,00
    let avec = "AMO 19,00 ; AMC 9,00 ; RAC 2,00 = participation 2,00";
    assert_eq!(dit_acte(&annee, 0, 0), avec);
    assert_eq!(dit_acte(&annee, 0, 24), avec);
    // la 26e : 25 × 2,00 = 50,00 sont déjà pris
    assert_eq!(dit_acte(&annee, 0, 25), "AMO 21,00 ; AMC 9,00 ; RAC 0,00");
    // la ligne : AMO 26 × 21,00 − 50,00 = 496,00 ; AMC 26 × 9,00 = 234,00 ; reste 50,00
    assert_eq!(
        dit(&annee, 0),
        "AMO 496,00 ; AMC 234,00 ; RAC 50,00 = participation 50,00"
    );
    // le plafond est celui de la personne : 70 % × 31,50 = 22,05 ; TM 9,45 ; rien de plus
    assert_eq!(dit(&annee, 1), "AMO 22,05 ; AMC 9,45 ; RAC 0,00");
}

/// Rule: of one professional in one day, four participations at most: 8 € since 2024-05-15
/// (service-public F165), 4 € before (ash.tm.fr, cap of 4 € by day).
#[test]
fn la_participation_s_arrete_a_quatre_par_jour() {
    let six = |jour, soin| {
        let annee = annee_le(jour, Patient::de_age(40), None, vec![fois(6, soin)]);
        dit(&annee, 0)
    };
    let analyse = || acte("biologie", "20");
    // 6 × 20,00 = 120,00 à 60 % : 72,00 ; TM 48,00
    // le même jour : 4 × 2,00 = 8,00 ; AMO 72,00 − 8,00 = 64,00
    assert_eq!(
        six(JOUR, le_jour(3, 12, analyse())),
        "AMO 64,00 ; AMC 0,00 ; RAC 56,00 = participation 8,00 + TM 48,00"
    );
    // sans le jour : 6 × 2,00 = 12,00
    assert_eq!(
        six(JOUR, au_mois(3, analyse())),
        "AMO 60,00 ; AMC 0,00 ; RAC 60,00 = participation 12,00 + TM 48,00"
    );
    // la veille de la hausse : 4 × 1,00 = 4,00
    assert_eq!(
        six(date(2024, 5, 14), le_jour(3, 12, analyse())),
        "AMO 68,00 ; AMC 0,00 ; RAC 52,00 = participation 4,00 + TM 48,00"
    );
    // un autre jour, ou un autre professionnel, a son propre plafond
    let deux = annee(
        None,
        vec![
            fois(4, le_jour(3, 12, analyse())),
            le_jour(3, 12, acte("generaliste", "30")),
            le_jour(3, 13, analyse()),
        ],
    );
    // analyses 5 × 12,00 = 60,00, généraliste 21,00 : 81,00 − (8,00 + 2,00 + 2,00) = 69,00
    assert_eq!(
        dit_total(&deux),
        "AMO 69,00 ; AMC 0,00 ; RAC 61,00 = participation 12,00 + TM 49,00"
    );
}

/// Rule: in one day, 4 € of franchise for paramedical acts and 8 € for transport since
/// 2024-03-31; 2 € and 4 € before (ameli.fr, franchise médicale, 2024-09-05).
#[test]
fn les_franchises_du_jour() {
    let en_un_jour = |jour, nombre, code: &str, a: &str| {
        let soin = fois(nombre, le_jour(3, 12, acte(code, a)));
        dit(&annee_le(jour, Patient::de_age(40), None, vec![soin]), 0)
    };
    // 6 × 10,00 à 60 % : 36,00 ; six actes à 1,00, mais 4,00 au plus : 32,00
    assert_eq!(
        en_un_jour(JOUR, 6, "infirmier", "10"),
        "AMO 32,00 ; AMC 0,00 ; RAC 28,00 = franchise 4,00 + TM 24,00"
    );
    // 3 × 50,00 à 55 % : 82,50 ; trois trajets à 4,00, mais 8,00 au plus : 74,50
    assert_eq!(
        en_un_jour(JOUR, 3, "transport-sanitaire", "50"),
        "AMO 74,50 ; AMC 0,00 ; RAC 75,50 = franchise 8,00 + TM 67,50"
    );
    // la veille de la hausse, 2,00 par trajet et 4,00 au plus : 82,50 − 4,00 = 78,50
    assert_eq!(
        en_un_jour(date(2024, 3, 30), 3, "transport-sanitaire", "50"),
        "AMO 78,50 ; AMC 0,00 ; RAC 71,50 = franchise 4,00 + TM 67,50"
    );
}

/// Rule: franchise of 1 € by box since 2024-03-31 (0,50 € before), within what is
/// reimbursed, at most 50 € a year, apart from the participation.
#[test]
fn la_franchise_des_boites() {
    let offre = responsable(&[CENT_POUR_CENT]);
    // une boîte à 10,00 : 65 % = 6,50 ; AMO 5,50 ; TM 3,50
    // 51 boîtes : AMO 51 × 6,50 − 50,00 = 331,50 − 50,00 = 281,50 ; AMC 51 × 3,50 = 178,50
    let annee_de_boites = annee(
        choix(&offre),
        vec![
            fois(51, acte("medicament-65", "10")),
            acte("generaliste", "30"),
        ],
    );
    assert_eq!(
        dit(&annee_de_boites, 0),
        "AMO 281,50 ; AMC 178,50 ; RAC 50,00 = franchise 50,00"
    );
    assert_eq!(
        dit_acte(&annee_de_boites, 0, 49),
        "AMO 5,50 ; AMC 3,50 ; RAC 1,00 = franchise 1,00"
    );
    assert_eq!(
        dit_acte(&annee_de_boites, 0, 50),
        "AMO 6,50 ; AMC 3,50 ; RAC 0,00"
    );
    // la participation a son propre plafond
    assert_eq!(
        dit(&annee_de_boites, 1),
        "AMO 19,00 ; AMC 9,00 ; RAC 2,00 = participation 2,00"
    );
    // une boîte à 1,20 : 65 % = 0,78 ; la franchise n’en prend pas plus ; TM 0,42
    assert_eq!(
        decompte(&offre, acte("medicament-65", "1,20")),
        "AMO 0,00 ; AMC 0,42 ; RAC 0,78 = franchise 0,78"
    );
    // la veille de la hausse : 6,50 − 0,50 = 6,00
    let veille = annee_le(
        date(2024, 3, 30),
        Patient::de_age(40),
        choix(&offre),
        vec![acte("medicament-65", "10")],
    );
    assert_eq!(
        dit(&veille, 0),
        "AMO 6,00 ; AMC 3,50 ; RAC 0,50 = franchise 0,50"
    );
}

/// Rule: the participation takes no more than what is reimbursed. A doctor without
/// agreement has the tarif d’autorité, 0,61 €.
#[test]
fn la_participation_d_un_non_conventionne() {
    // 70 % × 0,61 = 0,427, soit 0,43 ; participation 0,43 ; AMO 0,00
    // TM : 0,61 − 0,43 = 0,18 ; dépassement : 80,00 − 0,61 = 79,39
    let soin = || chez(Secteur::NonConventionne, "generaliste", "80");
    assert_eq!(
        dit(&annee(None, vec![soin()]), 0),
        "AMO 0,00 ; AMC 0,00 ; RAC 80,00 = participation 0,43 + TM 0,18 + dépassement 79,39"
    );
    assert_eq!(
        decompte(&responsable(&[CENT_POUR_CENT]), soin()),
        "AMO 0,00 ; AMC 0,18 ; RAC 79,82 = participation 0,43 + dépassement 79,39"
    );
}

/// Rule: no participation before eighteen.
#[test]
fn pas_de_participation_avant_dix_huit_ans() {
    let offre = responsable(&[CENT_POUR_CENT]);
    let a = |age| {
        let soins = vec![acte("generaliste", "30"), acte("medicament-65", "10")];
        let annee = annee_le(JOUR, Patient::de_age(age), choix(&offre), soins);
        dit_total(&annee)
    };
    // 17 ans : AMO 21,00 + 6,50 = 27,50 ; AMC 9,00 + 3,50 = 12,50
    assert_eq!(a(17), "AMO 27,50 ; AMC 12,50 ; RAC 0,00");
    // 18 ans : AMO 27,50 − 2,00 − 1,00 = 24,50
    assert_eq!(
        a(18),
        "AMO 24,50 ; AMC 12,50 ; RAC 3,00 = participation 2,00 + franchise 1,00"
    );
}

/// Rule: amounts of the day of the care, on both sides of a change.
#[test]
fn la_veille_et_le_jour_d_un_changement() {
    let offre = responsable(&[CENT_POUR_CENT]);
    let le = |jour, prix| {
        let soins = vec![acte("generaliste", prix)];
        dit(
            &annee_le(jour, Patient::de_age(40), choix(&offre), soins),
            0,
        )
    };
    // base 26,50 : 70 % = 18,55 ; TM 7,95 ; la participation passe de 1 à 2 € le 15/05/2024
    assert_eq!(
        le(date(2024, 5, 14), "26,50"),
        "AMO 17,55 ; AMC 7,95 ; RAC 1,00 = participation 1,00"
    );
    assert_eq!(
        le(date(2024, 5, 15), "26,50"),
        "AMO 16,55 ; AMC 7,95 ; RAC 2,00 = participation 2,00"
    );
    // un prix de 30,00 : base 26,50 le 21/12/2024 (dépassement 3,50), base 30,00 le lendemain
    assert_eq!(
        le(date(2024, 12, 21), "30"),
        "AMO 16,55 ; AMC 7,95 ; RAC 5,50 = participation 2,00 + dépassement 3,50"
    );
    assert_eq!(
        le(date(2024, 12, 22), "30"),
        "AMO 19,00 ; AMC 9,00 ; RAC 2,00 = participation 2,00"
    );
    // « au tarif », le prix suit la base
    assert_eq!(
        le(date(2024, 12, 21), "tarif"),
        le(date(2024, 12, 21), "26,50")
    );
}

fn hors_parcours(age: u8) -> Patient {
    Patient {
        parcours: false,
        ..Patient::de_age(age)
    }
}

/// Rule: out of the path of care the rate loses 40 points (30 % left: service-public F165),
/// and a contrat responsable leaves that majoration (L. 871-1); its part is deduced, no
/// published figure was found.
#[test]
fn hors_parcours_secteur_1() {
    let soin = || vec![acte("generaliste", "30")];
    let un = |offre: &_, age| dit(&annee_le(JOUR, hors_parcours(age), choix(offre), soin()), 0);
    // 30 % × 30,00 = 9,00 ; majoration 40 % × 30,00 = 12,00 ; TM 30,00 − 9,00 − 12,00 = 9,00
    // AMO 9,00 − 2,00 = 7,00 ; 100 % BR : 30,00 − 9,00 − 12,00 laissés = 9,00
    // reste 30,00 − 7,00 − 9,00 = 14,00 = 2,00 + 12,00
    assert_eq!(
        un(&responsable(&[CENT_POUR_CENT]), 40),
        "AMO 7,00 ; AMC 9,00 ; RAC 14,00 = participation 2,00 + majoration 12,00"
    );
    // non responsable : 30,00 − 9,00 = 21,00, majoration comprise ; reste la participation
    assert_eq!(
        un(&non_responsable(&[CENT_POUR_CENT]), 40),
        "AMO 7,00 ; AMC 21,00 ; RAC 2,00 = participation 2,00"
    );
    // avant seize ans, pas de pénalité (et pas de participation) : 21,00 + 9,00
    assert_eq!(
        un(&responsable(&[CENT_POUR_CENT]), 15),
        "AMO 21,00 ; AMC 9,00 ; RAC 0,00"
    );
    // à seize ans, la pénalité sans la participation
    assert_eq!(
        un(&responsable(&[CENT_POUR_CENT]), 16),
        "AMO 9,00 ; AMC 9,00 ; RAC 12,00 = majoration 12,00"
    );
}

/// Rule: out of the path of care a contrat responsable pays the ticket modérateur alone
/// under OPTAM; what it pays of an overrun without OPTAM is not said: bounds.
#[test]
fn hors_parcours_secteur_2() {
    let offre = responsable(&[" ; médecins ; soins-courants ; ; ; 200 % BR"]);
    let un = |soin| annee_le(JOUR, hors_parcours(40), choix(&offre), vec![soin]);
    // OPTAM à 50,00, base 30,00 : AMO 9,00 − 2,00 = 7,00 ; majoration 12,00 ; TM seul 9,00
    // reste 50,00 − 7,00 − 9,00 = 34,00 = 2,00 + 12,00 + (50,00 − 30,00)
    assert_eq!(
        dit(&un(chez(Secteur::Optam, "generaliste", "50")), 0),
        "AMO 7,00 ; AMC 9,00 ; RAC 34,00 = participation 2,00 + majoration 12,00 + dépassement 20,00"
    );
    // non OPTAM à 67,00, base 23,00 : 30 % = 6,90 ; majoration 40 % = 9,20 ; TM 6,90 ; AMO 4,90
    // lecture sévère, TM seul : 67,00 − 4,90 − 6,90 = 55,20 ; c’est la prudente
    // lecture large : 46,00 − 6,90 − 9,20 = 29,90, le maximum 6,90 + 23,00 ; 67,00 − 4,90 − 29,90 = 32,20
    let annee = un(chez(Secteur::NonOptam, "specialiste", "67"));
    assert_eq!(
        dit(&annee, 0),
        "AMO 4,90 ; AMC 6,90 ; RAC 55,20 = participation 2,00 + majoration 9,20 + dépassement 44,00"
    );
    assert_eq!(bornes(&annee), "32,20 à 55,20");
}

/// Rule: with the ACS (until 2019) a doctor keeps to the opposable tariff in the path of
/// care, and no participation is taken. Dermatologist without OPTAM, 60 €, base of
/// sector 1 in 2019: 30 €.
#[test]
fn l_acs_rend_le_tarif_opposable() {
    let acs = Patient {
        droit: Droit::Acs,
        ..Patient::de_age(40)
    };
    let un = |choix, patient| {
        let soins = vec![chez(Secteur::NonOptam, "dermatologue", "60")];
        annee_le(date(2019, 6, 1), patient, choix, soins)
    };
    // le prix devient 30,00 ; 70 % = 21,00 ; TM 9,00
    let seule = un(None, acs);
    assert_eq!(depense(&seule, 0), "30,00");
    assert_eq!(dit(&seule, 0), "AMO 21,00 ; AMC 0,00 ; RAC 9,00 = TM 9,00");
    let offre = responsable(&[CENT_POUR_CENT]);
    let couverte = un(choix(&offre), acs);
    assert_eq!(dit(&couverte, 0), "AMO 21,00 ; AMC 9,00 ; RAC 0,00");
    // sans l’ACS : base 23,00, 70 % = 16,10, participation 1,00 en 2019 ; TM 6,90
    // reste 60,00 − 15,10 − 6,90 = 38,00 = 1,00 + 37,00
    assert_eq!(
        dit(&un(choix(&offre), Patient::de_age(40)), 0),
        "AMO 15,10 ; AMC 6,90 ; RAC 38,00 = participation 1,00 + dépassement 37,00"
    );
}

/// Rule: care tied to an ALD is at 100 % of the base; participation and overrun remain
/// (sante.fr; service-public F34068).
#[test]
fn une_consultation_en_ald() {
    let en_ald = |soin| Soin { ald: true, ..soin };
    let offre = responsable(&[CENT_POUR_CENT]);
    // base 30,00 à 100 % : AMO 30,00 − 2,00 = 28,00 ; à 40,00 sous OPTAM, reste 2,00 + 10,00
    assert_eq!(
        decompte(&offre, en_ald(acte("generaliste", "30"))),
        "AMO 28,00 ; AMC 0,00 ; RAC 2,00 = participation 2,00"
    );
    assert_eq!(
        decompte(&offre, en_ald(chez(Secteur::Optam, "generaliste", "40"))),
        "AMO 28,00 ; AMC 0,00 ; RAC 12,00 = participation 2,00 + dépassement 10,00"
    );
}

/// Rule: a contract that pays the participations counts what the social security really
/// pays, in place of the amount before participations.
#[test]
fn un_contrat_qui_paie_la_participation() {
    let mut offre = non_responsable(&[CENT_POUR_CENT]);
    offre.paie_participation = true;
    // 30,00 − 19,00 = 11,00 ; 10,00 − 5,50 = 4,50
    assert_eq!(
        decompte(&offre, acte("generaliste", "30")),
        "AMO 19,00 ; AMC 11,00 ; RAC 0,00"
    );
    assert_eq!(
        decompte(&offre, acte("medicament-65", "10")),
        "AMO 5,50 ; AMC 4,50 ; RAC 0,00"
    );
}
