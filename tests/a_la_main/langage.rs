//! The terms of a cell, one by one, and what a table leaves unsaid.

use super::outils::*;
use jiff::civil::{Date, date};
use reste_a_charge::calcul::Drapeau;
use reste_a_charge::offre::Offre;
use reste_a_charge::offre::langage::Lecture;
use reste_a_charge::panier::{Patient, Soin};
use reste_a_charge::reglementation::Secteur;

/// A specialist under OPTAM: base 31,50 €, 70 % = 22,05, participation 2, AMO 20,05.
fn optam(prix: &str) -> Soin {
    chez(Secteur::Optam, "specialiste", prix)
}

/// A specialist without OPTAM: base 23 €, 70 % = 16,10, participation 2, AMO 14,10.
fn non_optam(prix: &str) -> Soin {
    chez(Secteur::NonOptam, "specialiste", prix)
}

/// One cell for everything, in a contract that is not responsable.
fn cellule(cellule: &str) -> Offre {
    let ligne = |poste| format!(" ; {poste} ; {poste} ; ; ; {cellule}");
    let lignes = [
        ligne("soins-courants"),
        ligne("hospitalisation"),
        ligne("aides-auditives"),
        ligne("bien-etre"),
    ];
    non_responsable(&lignes.each_ref().map(String::as_str))
}

/// Rule: a share of the price is a total with the social security, unless « du reste ».
#[test]
fn les_frais_reels() {
    // ostéopathe à 60,00 : 50 % = 30,00
    assert_eq!(
        decompte(&cellule("50 % FR"), acte("osteopathie", "60")),
        "AMO 0,00 ; AMC 30,00 ; RAC 30,00 = hors nomenclature 30,00"
    );
    // non OPTAM à 100,00 : 50 % = 50,00 ; 50,00 − 16,10 = 33,90
    // reste 100,00 − 14,10 − 33,90 = 52,00 = 2,00 + (77,00 − 27,00)
    assert_eq!(
        decompte(&cellule("50 % FR"), non_optam("100")),
        "AMO 14,10 ; AMC 33,90 ; RAC 52,00 = participation 2,00 + dépassement 50,00"
    );
    // FR limité à 150 % BR, à 60,00 : 1,5 × 31,50 = 47,25 ; 47,25 − 22,05 = 25,20
    // reste 60,00 − 20,05 − 25,20 = 14,75 = 2,00 + (60,00 − 47,25)
    assert_eq!(
        decompte(&cellule("FR limité à 150 % BR"), optam("60")),
        "AMO 20,05 ; AMC 25,20 ; RAC 14,75 = participation 2,00 + dépassement 12,75"
    );
    // 80 % FR limité à 150 % BR, à 50,00 : 40,00, moins que 47,25 ; 40,00 − 22,05 = 17,95
    // reste 50,00 − 20,05 − 17,95 = 12,00 = 2,00 + 10,00
    let limitee = cellule("80 % FR limité à 150 % BR");
    assert_eq!(
        decompte(&limitee, optam("50")),
        "AMO 20,05 ; AMC 17,95 ; RAC 12,00 = participation 2,00 + dépassement 10,00"
    );
    // à 60,00 : 48,00, plus que 47,25
    assert_eq!(
        decompte(&limitee, optam("60")),
        "AMO 20,05 ; AMC 25,20 ; RAC 14,75 = participation 2,00 + dépassement 12,75"
    );
}

/// Rule: the PMSS is that of the year of the care: 4 005 € in 2026, 3 925 € in 2025.
#[test]
fn le_pmss_de_l_annee_du_soin() {
    let le = |jour: Date, ecrite: &str| {
        let offre = cellule(ecrite);
        let soins = vec![acte("chambre-particuliere", "100")];
        dit(
            &annee_le(jour, Patient::de_age(40), choix(&offre), soins),
            0,
        )
    };
    // 2 % × 4 005,00 = 80,10 ; 2 % × 3 925,00 = 78,50
    assert_eq!(
        le(JOUR, "2 % PMSS/jour"),
        "AMO 0,00 ; AMC 80,10 ; RAC 19,90 = hors nomenclature 19,90"
    );
    assert_eq!(
        le(date(2025, 12, 31), "2 % PMSS/jour"),
        "AMO 0,00 ; AMC 78,50 ; RAC 21,50 = hors nomenclature 21,50"
    );
    // 1 % × 4 005,00 = 40,05, limité à 40,00 ; 1 % × 3 925,00 = 39,25
    assert_eq!(
        le(JOUR, "1 % PMSS limité à 40 €"),
        "AMO 0,00 ; AMC 40,00 ; RAC 60,00 = hors nomenclature 60,00"
    );
    assert_eq!(
        le(date(2025, 12, 31), "1 % PMSS limité à 40 €"),
        "AMO 0,00 ; AMC 39,25 ; RAC 60,75 = hors nomenclature 60,75"
    );
}

/// Rule: `100 % PLV` is min(D, PLV), a total with the social security.
#[test]
fn le_prix_limite_de_vente() {
    let offre = cellule("100 % PLV");
    // classe I, PLV 950,00 : 950,00 − 240,00 = 710,00 ; à 1 000,00, reste 50,00 ; à 900,00, 660,00
    for (prix, attendu) in [
        ("950", "AMO 240,00 ; AMC 710,00 ; RAC 0,00"),
        (
            "1000",
            "AMO 240,00 ; AMC 710,00 ; RAC 50,00 = dépassement 50,00",
        ),
        ("900", "AMO 240,00 ; AMC 660,00 ; RAC 0,00"),
    ] {
        assert_eq!(
            decompte(&offre, acte("aide-auditive-classe-1", prix)),
            attendu
        );
    }
}

/// Rule: in `AMO + 150 €` the contract pays nothing for « AMO » and the euros come on top,
/// whatever the header says.
#[test]
fn amo_plus_un_forfait() {
    let soin = || acte("aide-auditive-classe-2", "1000");
    // 150,00 ; le TM de 160,00 en prend la première part : 10,00 de TM restent, et 600,00
    // reste 1 000,00 − 240,00 − 150,00 = 610,00
    let attendu = "AMO 240,00 ; AMC 150,00 ; RAC 610,00 = TM 10,00 + dépassement 600,00";
    let mut offre = cellule("AMO + 150 €");
    assert_eq!(decompte(&offre, soin()), attendu);
    offre.lecture.euros = Some(Lecture::AmoComprise);
    assert_eq!(decompte(&offre, soin()), attendu);
    // responsable : au moins le TM, 160,00
    let oui = responsable(&[" ; audio ; aides-auditives ; ; ; AMO + 150 €"]);
    assert_eq!(
        decompte(&oui, soin()),
        "AMO 240,00 ; AMC 160,00 ; RAC 600,00 = dépassement 600,00"
    );
}

/// Rule: a share « du reste » is of what the social security and the terms before leave.
#[test]
fn une_part_du_reste() {
    // 100,00 − 16,10 = 83,90 ; la moitié 41,95 ; reste 100,00 − 14,10 − 41,95 = 43,95
    // TM 6,90 et dépassement 77,00 : 83,90 − 41,95 = 41,95 de dépassement
    assert_eq!(
        decompte(&cellule("50 % du reste"), non_optam("100")),
        "AMO 14,10 ; AMC 41,95 ; RAC 43,95 = participation 2,00 + dépassement 41,95"
    );
    // 100 % BR : 6,90 ; la moitié de 83,90 − 6,90 = 77,00 : 38,50 ; 6,90 + 38,50 = 45,40
    assert_eq!(
        decompte(&cellule("100 % BR + 50 % du reste"), non_optam("100")),
        "AMO 14,10 ; AMC 45,40 ; RAC 40,50 = participation 2,00 + dépassement 38,50"
    );
}

/// Rule: « en plus de l’AMO » pays min(target, D − AMO).
#[test]
fn en_plus_de_l_amo() {
    // 3 × 31,50 = 94,50, pas plus que 60,00 − 22,05 = 37,95 ; reste la participation
    let offre = cellule("300 % BR en plus de l'AMO");
    assert_eq!(
        decompte(&offre, optam("60")),
        "AMO 20,05 ; AMC 37,95 ; RAC 2,00 = participation 2,00"
    );
    // à 150,00 : 94,50 ; reste 150,00 − 20,05 − 94,50 = 35,45 = 2,00 + 33,45
    assert_eq!(
        decompte(&offre, optam("150")),
        "AMO 20,05 ; AMC 94,50 ; RAC 35,45 = participation 2,00 + dépassement 33,45"
    );
}

/// Rule: `15 % BR` on a medicine at 15 % is what the social security pays already; a
/// contrat responsable may leave the rest (R. 871-2).
#[test]
fn quinze_pour_cent_d_un_medicament_a_quinze() {
    // 10,00 : 15 % = 1,50 ; franchise 1,00 ; AMO 0,50 ; 1,50 − 1,50 = 0,00 ; TM 8,50
    let attendu = "AMO 0,50 ; AMC 0,00 ; RAC 9,50 = franchise 1,00 + TM 8,50";
    let ligne = [" ; pharmacie à 15 % ; medicaments/faible ; ; ; 15 % BR"];
    let soin = || acte("medicament-15", "10");
    assert_eq!(decompte(&non_responsable(&ligne), soin()), attendu);
    assert_eq!(decompte(&responsable(&ligne), soin()), attendu);
    // à 65 %, le TM est dû : 10,00 − 6,50 = 3,50
    let ligne = [" ; pharmacie à 65 % ; medicaments/majeur ; ; ; 65 % BR"];
    assert_eq!(
        decompte(&responsable(&ligne), acte("medicament-65", "10")),
        "AMO 5,50 ; AMC 3,50 ; RAC 1,00 = franchise 1,00"
    );
}

/// Rule: a row « en plus » adds to the row of its poste.
#[test]
fn une_ligne_en_plus() {
    let offre = non_responsable(&[
        " ; spécialistes ; soins-courants ; ; ; 100 % BR",
        "en plus ; renfort ; specialiste ; ; ; 20 €",
    ]);
    // 31,50 − 22,05 = 9,45 ; plus 20,00 : 29,45 ; reste 60,00 − 20,05 − 29,45 = 10,50 = 2,00 + 8,50
    assert_eq!(
        decompte(&offre, optam("60")),
        "AMO 20,05 ; AMC 29,45 ; RAC 10,50 = participation 2,00 + dépassement 8,50"
    );
    // elle ne passe pas le prix : à 40,00, 9,45 + 8,50 = 17,95
    assert_eq!(
        decompte(&offre, optam("40")),
        "AMO 20,05 ; AMC 17,95 ; RAC 2,00 = participation 2,00"
    );
}

/// Rule: a cell with two readings gives bounds, and the figure that leaves most.
#[test]
fn une_cellule_ambigue() {
    let offre = cellule("150 % | 150 % en plus de l'AMO");
    let annee = annee(choix(&offre), vec![optam("80")]);
    // 1,5 × 31,50 = 47,25. Compris : 47,25 − 22,05 = 25,20 ; reste 80,00 − 20,05 − 25,20 = 34,75
    // En plus : 47,25 ; reste 80,00 − 20,05 − 47,25 = 12,70
    assert_eq!(
        dit(&annee, 0),
        "AMO 20,05 ; AMC 25,20 ; RAC 34,75 = participation 2,00 + dépassement 32,75"
    );
    assert_eq!(bornes(&annee), "12,70 à 34,75");
    assert_eq!(annee.questions.len(), 1);
    assert!(annee.drapeaux.contains(&Drapeau::GarantieAmbigue));
    // les deux lectures se confondent quand le prix est la base : 31,50 − 22,05 = 9,45
    let au_tarif = super::outils::annee(choix(&offre), vec![optam("31,50")]);
    assert_eq!(bornes(&au_tarif), "2,00 à 2,00");
}

/// Rule: `?`, and a line absent from a contract known in part, go from nothing to all.
#[test]
fn ce_que_la_table_ne_dit_pas() {
    let osteopathie = || vec![acte("osteopathie", "60")];
    let non_dit = cellule("?");
    let annee_non_dite = annee(choix(&non_dit), osteopathie());
    assert_eq!(
        dit(&annee_non_dite, 0),
        "AMO 0,00 ; AMC 0,00 ; RAC 60,00 = hors nomenclature 60,00"
    );
    assert_eq!(bornes(&annee_non_dite), "0,00 à 60,00");
    assert!(annee_non_dite.drapeaux.contains(&Drapeau::GarantieInconnue));
    // généraliste : de la participation seule, 2,00, à 2,00 + 9,00
    let soin = || vec![acte("generaliste", "30")];
    assert_eq!(bornes(&annee(choix(&non_dit), soin())), "2,00 à 11,00");
    // responsable : le ticket modérateur est sûr
    let oui = responsable(&[" ; soins ; soins-courants ; ; ; ?"]);
    assert_eq!(bornes(&annee(choix(&oui), soin())), "2,00 à 2,00");
    // une ligne absente : non couverte si le contrat est connu en entier, inconnue sinon
    let mut muet = non_responsable(&[" ; soins ; soins-courants ; ; ; 100 % BR"]);
    let entier = annee(choix(&muet), osteopathie());
    assert_eq!(bornes(&entier), "60,00 à 60,00");
    assert!(!entier.drapeaux.contains(&Drapeau::GarantieInconnue));
    muet.complet = false;
    let en_partie = annee(choix(&muet), osteopathie());
    assert_eq!(bornes(&en_partie), "0,00 à 60,00");
    assert!(en_partie.drapeaux.contains(&Drapeau::GarantieInconnue));
}

/// Rule: a header that does not say how percentages are read gives both readings.
#[test]
fn un_en_tete_qui_ne_dit_pas() {
    let mut offre = cellule("150 %");
    offre.lecture.pourcentages = None;
    let annee = annee(choix(&offre), vec![optam("80")]);
    // comme la cellule ambiguë : 12,70 si c’est en plus, 34,75 si c’est compris
    assert_eq!(bornes(&annee), "12,70 à 34,75");
    assert_eq!(annee.questions.len(), 1);
}
