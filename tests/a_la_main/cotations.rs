//! What makes one act of several units, and what must be said of a line of care.

use super::outils::*;
use reste_a_charge::calcul::Drapeau;
use reste_a_charge::calcul::bornes::AnneeDeSoins;
use reste_a_charge::panier::{Patient, Soin};
use reste_a_charge::reglementation::Secteur;

fn sans_contrat(soins: Vec<Soin>) -> AnneeDeSoins {
    annee_le(JOUR, Patient::de_age(45), None, soins)
}

/// Rule: a participation or a franchise is owed by act; `B 40` is one analysis.
#[test]
fn une_cotation_est_un_seul_acte() {
    let seul = |nombre, code| dit(&sans_contrat(vec![fois(nombre, acte(code, "tarif"))]), 0);
    // 40 × 0,25 = 10,00 ; 60 % = 6,00 ; participation 2,00 une fois
    assert_eq!(
        seul(40, "biologie-b"),
        "AMO 4,00 ; AMC 0,00 ; RAC 6,00 = participation 2,00 + TM 4,00"
    );
    // 4 × 3,15 = 12,60 ; 60 % = 7,56 ; franchise 1,00 une fois
    assert_eq!(
        seul(4, "infirmier-ami"),
        "AMO 6,56 ; AMC 0,00 ; RAC 6,04 = franchise 1,00 + TM 5,04"
    );
    // 10 × 0,63 = 6,30 ; 60 % = 3,78 ; franchise 1,00 une fois
    assert_eq!(
        seul(10, "podologue-amp"),
        "AMO 2,78 ; AMC 0,00 ; RAC 3,52 = franchise 1,00 + TM 2,52"
    );
}

/// Rounded once: 100 km × 0,30 = 30,00, at 55 % 16,50 (not 100 × 0,17). No franchise.
#[test]
fn des_kilometres_sont_arrondis_une_fois() {
    let soins = vec![fois(100, acte("transport-vehicule-personnel", "0,38"))];
    assert_eq!(
        dit(&sans_contrat(soins), 0),
        "AMO 16,50 ; AMC 0,00 ; RAC 21,50 = TM 13,50 + dépassement 8,00"
    );
}

/// ALD: 100 % of the base. Class A, base 30 % of the price: 9,00 + 2 × 9,75 = 28,50.
#[test]
fn l_ald_atteint_les_lunettes() {
    let mut paire = lunettes(
        ("monture-classe-a", "30"),
        ("verre-classe-a-simple", "32,50"),
    );
    let commune = dit(&sans_contrat(vec![paire.clone()]), 0);
    assert!(commune.starts_with("AMO 17,10 ; "), "{commune}");
    paire.ald = true;
    let en_ald = dit(&sans_contrat(vec![paire]), 0);
    assert!(
        en_ald.starts_with("AMO 28,50 ; AMC 0,00 ; RAC 66,50"),
        "{en_ald}"
    );
}

fn drapeaux(age: u8, soins: Vec<Soin>) -> Vec<Drapeau> {
    let annee = annee_le(JOUR, Patient::de_age(age), None, soins);
    let actes = annee.lignes.iter().flat_map(|ligne| &ligne.actes);
    let mut dits: Vec<_> = actes.flat_map(|acte| acte.drapeaux.clone()).collect();
    dits.sort_unstable();
    dits.dedup();
    dits
}

/// 40,00 is the tariff of sector 1 and of the OPTAM: only a price above it is in doubt, and
/// only in sector 1.
#[test]
fn un_prix_au_dessus_du_tarif_demande_le_secteur() {
    let dit = |secteur, prix| {
        drapeaux(45, vec![chez(secteur, "gynecologue", prix)]).contains(&Drapeau::SecteurSuppose)
    };
    assert!(!dit(Secteur::Un, "40"));
    assert!(dit(Secteur::Un, "40,01"));
    assert!(!dit(Secteur::Optam, "60"));
    assert!(!dit(Secteur::Un, "tarif"));
}

/// « patient de moins de 25 ans » : 24 ans au plus.
#[test]
fn un_acte_d_un_autre_age_est_dit() {
    let dit = |age| {
        let soins = vec![acte("psychiatre-moins-de-25-ans", "tarif")];
        drapeaux(age, soins).contains(&Drapeau::AgeDeLActe)
    };
    assert!(!dit(24));
    assert!(dit(25));
}

#[test]
fn une_seconde_paire_et_une_troisieme_aide_sont_dites() {
    let paire = lunettes(
        ("monture-classe-a", "30"),
        ("verre-classe-a-simple", "32,50"),
    );
    let double = |soins| drapeaux(45, soins).contains(&Drapeau::EquipementEnDouble);
    assert!(!double(vec![paire.clone()]));
    assert!(double(vec![paire.clone(), paire.clone()]));
    assert!(double(vec![fois(2, paire)]));
    let aide = acte("aide-auditive-classe-1", "950");
    assert!(!double(vec![fois(2, aide.clone())]));
    assert!(double(vec![fois(3, aide)]));
}

/// The régime local completes a rate: it never lowers one. Honoraires at 90 %, an ultrasound
/// of pregnancy already at 100 %.
#[test]
fn le_regime_local_n_abaisse_aucun_taux() {
    let alsacien = Patient {
        regime: reste_a_charge::offre::cotisation::Regime::AlsaceMoselle,
        ..Patient::de_age(30)
    };
    let seul = |code| {
        let soins = vec![acte(code, "tarif")];
        dit(&annee_le(JOUR, alsacien, None, soins), 0)
    };
    // 30,00 × 90 % = 27,00 − 2,00
    assert_eq!(
        seul("generaliste"),
        "AMO 25,00 ; AMC 0,00 ; RAC 5,00 = participation 2,00 + TM 3,00"
    );
    // 73,99 × 100 % ; sans participation, comme tout dès le sixième mois
    assert_eq!(
        seul("echographie-grossesse-3e-trimestre"),
        "AMO 73,99 ; AMC 0,00 ; RAC 0,00"
    );
}
