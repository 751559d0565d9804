//! CMU-C and C2S as covers: opposable tariffs, no participation, the ticket modérateur and
//! the legal charges paid, the baskets without anything left, the rest left to the patient.

use super::outils::{
    JOUR, acte, annee_le, avec_chambre, chez, choix, couverture, depense, dit, hopital, lunettes,
    non_responsable, responsable, sejour,
};
use jiff::civil::{Date, date};
use reste_a_charge::calcul::bornes::AnneeDeSoins;
use reste_a_charge::panier::{Droit, Patient, Soin};
use reste_a_charge::reglementation::Secteur;

fn un(jour: Date, droit: Droit, soin: Soin) -> AnneeDeSoins {
    let (id, niveau) = match droit {
        Droit::CmuC => ("solidarite/cmu-c", "gratuite"),
        Droit::C2sGratuite => ("solidarite/c2s", "gratuite"),
        _ => ("solidarite/c2s", "participation"),
    };
    let patient = Patient {
        droit,
        ..Patient::de_age(40)
    };
    annee_le(
        jour,
        patient,
        Some(couverture(id, niveau, jour)),
        vec![soin],
    )
}

/// Published (complementaire-sante-solidaire.gouv.fr): 30 € = 21 € + 9 €; at both levels.
#[test]
fn une_consultation_sous_c2s() {
    for droit in [Droit::C2sGratuite, Droit::C2sParticipation] {
        let annee = un(JOUR, droit, acte("generaliste", "30"));
        assert_eq!(dit(&annee, 0), "AMO 21,00 ; AMC 9,00 ; RAC 0,00");
    }
}

/// A doctor without OPTAM at 54 € keeps to 40 €: 70 % = 28,00; ticket modérateur 12,00. A
/// box at 15 %: 10 × 15 % = 1,50, without franchise; 8,50 of ticket modérateur.
#[test]
fn ni_depassement_ni_participation_ni_franchise() {
    let gynecologue = chez(Secteur::NonOptam, "gynecologue", "54");
    let annee = un(JOUR, Droit::C2sGratuite, gynecologue);
    assert_eq!(depense(&annee, 0), "40,00");
    assert_eq!(dit(&annee, 0), "AMO 28,00 ; AMC 12,00 ; RAC 0,00");
    let boite = un(JOUR, Droit::C2sGratuite, acte("medicament-15", "10"));
    assert_eq!(dit(&boite, 0), "AMO 1,50 ; AMC 8,50 ; RAC 0,00");
}

/// Metal crown: 262,18 € at most (arrêté of 2024-02-23); 60 % of 120 is 72,00.
/// Céramo-métallique on a molar, out of the basket: 120 − 72 = 48,00 of ticket modérateur,
/// 620 − 120 = 500,00 left.
#[test]
fn une_couronne_du_panier_et_une_autre() {
    let du_panier = un(JOUR, Droit::C2sGratuite, acte("couronne-metallique", "290"));
    assert_eq!(depense(&du_panier, 0), "262,18");
    assert_eq!(dit(&du_panier, 0), "AMO 72,00 ; AMC 190,18 ; RAC 0,00");
    let moins_chere = un(JOUR, Droit::C2sGratuite, acte("couronne-metallique", "250"));
    assert_eq!(dit(&moins_chere, 0), "AMO 72,00 ; AMC 178,00 ; RAC 0,00");
    let soin = acte("couronne-ceramo-metallique-molaire", "620");
    let hors = un(JOUR, Droit::C2sParticipation, soin);
    assert_eq!(
        dit(&hors, 0),
        "AMO 72,00 ; AMC 48,00 ; RAC 500,00 = dépassement 500,00"
    );
}

/// Published (surdi.info): in 2019 the highest price is 800 € = 180 + 120 + 500; in 2018,
/// 700 €, 60 % of 199,71 being 119,83.
#[test]
fn une_aide_auditive_sous_cmu_c() {
    let en_2019 = un(
        date(2019, 6, 1),
        Droit::CmuC,
        acte("aide-auditive-classe-1", "900"),
    );
    assert_eq!(depense(&en_2019, 0), "800,00");
    assert_eq!(dit(&en_2019, 0), "AMO 180,00 ; AMC 620,00 ; RAC 0,00");
    let en_2018 = un(
        date(2018, 6, 1),
        Droit::CmuC,
        acte("aide-auditive-avant-2019", "900"),
    );
    assert_eq!(dit(&en_2018, 0), "AMO 119,83 ; AMC 580,17 ; RAC 0,00");
}

/// Metal crown in 2018: 250 € at most, for the CMU-C as for the ACS; the ACS leaves what the
/// contract does not pay: 125 % of 107,50 = 134,38, less 75,25 = 59,13; 250 − 134,38 = 115,62.
#[test]
fn le_prix_des_couronnes_en_2018() {
    let jour = date(2018, 6, 1);
    let couronne = || acte("couronne-metallique", "400");
    let cmu_c = un(jour, Droit::CmuC, couronne());
    assert_eq!(dit(&cmu_c, 0), "AMO 75,25 ; AMC 174,75 ; RAC 0,00");
    let acs = Patient {
        droit: Droit::Acs,
        ..Patient::de_age(40)
    };
    let offre = responsable(&["; Prothèses ; dentaire/protheses ; ; ; 125 %"]);
    let annee = annee_le(jour, acs, choix(&offre), vec![couronne()]);
    assert_eq!(depense(&annee, 0), "250,00");
    assert_eq!(
        dit(&annee, 0),
        "AMO 75,25 ; AMC 59,13 ; RAC 115,62 = dépassement 115,62"
    );
    // avant le 01/10/2017, les honoraires de l’ACS étaient libres : 400 − 134,38 = 265,62
    let avant = annee_le(date(2017, 9, 30), acs, choix(&offre), vec![couronne()]);
    assert_eq!(
        dit(&avant, 0),
        "AMO 75,25 ; AMC 59,13 ; RAC 265,62 = dépassement 265,62"
    );
}

/// Seven days at 3 541 €: 80 % = 2 832,80; the 20 %, 708,20, exceed 7 × 23 = 161,00 and are
/// paid; six nights of single room at 67,00 are not: 402,00.
#[test]
fn un_sejour_sous_c2s() {
    let soin = hopital(avec_chambre(sejour("3541", 7), 6, "67"));
    let annee = un(JOUR, Droit::C2sGratuite, soin);
    assert_eq!(
        dit(&annee, 0),
        "AMO 2832,80 ; AMC 708,20 ; RAC 402,00 = hors nomenclature 402,00"
    );
}

/// Class A: nothing left. Class B frame at 127 and lenses at 80: three bases of 0,05, 60 % of
/// each 0,03, ticket modérateur 0,02 each; 287 − 0,15 = 286,85 left.
#[test]
fn des_lunettes_dans_le_panier_et_hors_du_panier() {
    let b = lunettes(("monture-classe-b", "127"), ("verre-classe-b-simple", "80"));
    assert_eq!(
        dit(&un(JOUR, Droit::C2sGratuite, b), 0),
        "AMO 0,09 ; AMC 0,06 ; RAC 286,85 = dépassement 286,85"
    );
    // 30 € : le prix limite de la monture de classe A ; base 9,00, 60 % = 5,40
    let monture = un(JOUR, Droit::C2sGratuite, acte("monture-classe-a", "40"));
    assert_eq!(depense(&monture, 0), "30,00");
    assert_eq!(dit(&monture, 0), "AMO 5,40 ; AMC 24,60 ; RAC 0,00");
}

/// Metal crown at 400 € in 2018. The ACS lowers the price and makes no basket of it: a
/// ceiling of the contract counts it, 50,00 paid; 250 − 75,25 − 50 = 124,75, the ticket
/// modérateur of 32,25 being paid first.
#[test]
fn un_plafond_compte_les_couronnes_de_l_acs() {
    let acs = Patient {
        droit: Droit::Acs,
        ..Patient::de_age(40)
    };
    let offre = non_responsable(&[
        " ; prothèses ; dentaire/protheses ; ; ; 125 % BR",
        "plafond ; dents ; dentaire ; ; par an, puis néant ; 50 €",
    ]);
    let soins = vec![acte("couronne-metallique", "400")];
    let annee = annee_le(date(2018, 6, 1), acs, choix(&offre), soins);
    assert_eq!(
        dit(&annee, 0),
        "AMO 75,25 ; AMC 50,00 ; RAC 124,75 = dépassement 124,75"
    );
    // le prix demandé, puis celui du droit
    let etapes = annee.lignes[0].actes[0].etapes.iter().take(2);
    let montants: Vec<i64> = etapes.map(|etape| etape.montant.valeur()).collect();
    assert_eq!(montants, [40_000, 25_000]);
}

/// In 2025 the tariff of a metal crown is sure; the day from which the C2S limits its price
/// was not read.
#[test]
fn le_doute_sur_le_prix_d_un_droit_se_dit() {
    use reste_a_charge::calcul::Drapeau;
    let jour = date(2025, 6, 1);
    let couronne = || acte("couronne-metallique", "250");
    let c2s = un(jour, Droit::C2sGratuite, couronne());
    assert!(c2s.drapeaux.contains(&Drapeau::TarifDouteux));
    let sans = annee_le(jour, Patient::de_age(40), None, vec![couronne()]);
    assert!(!sans.drapeaux.contains(&Drapeau::TarifDouteux));
}
