//! B4 to B11, B19: how often, over which period, and for how many.

use super::outils::*;
use super::{Forme, regle_s_ecrit, s_ecrit};
use reste_a_charge::calcul::Drapeau;
use reste_a_charge::calcul::bornes::AnneeDeSoins;
use reste_a_charge::offre::Offre;
use reste_a_charge::panier::{DentSoignee, NumeroDent, Patient, Quoi, Soin};

pub(crate) const FORMES: &[Forme] = &[
    ("B4", b4_par_an),
    ("B5", b5_seances),
    ("B6", b6_seance_plafonnee_et_forfait),
    ("B7", b7_disciplines_communes),
    ("B8", b8_nuits),
    ("B9", b9_jours_selon_l_anciennete),
    ("B10", b10_par_dent_et_par_implant),
    ("B11", b11_par_oeil_et_par_assure),
    ("B19", b19_une_seule_fois),
];

fn une(poste: &str, regle: &str, cellule: &str) -> Offre {
    non_responsable(&[&format!(" ; {poste} ; {poste} ; ; {regle} ; {cellule}")])
}

fn osteopathie(nombre: u16) -> Soin {
    fois(nombre, acte("osteopathie", "60"))
}

fn apres(mois: u16, offre: &Offre, soins: Vec<Soin>) -> AnneeDeSoins {
    let patient = Patient {
        anciennete_mois: mois,
        ..Patient::de_age(40)
    };
    annee_le(JOUR, patient, choix(offre), soins)
}

/// A yearly purse follows the calendar year, or begins again at the anniversary.
#[test]
fn b4_par_an() {
    s_ecrit("120 € par an et par bénéficiaire", "120 €/an");
    regle_s_ecrit("par année d’adhésion", "par an, année d'adhésion");
    // en juin 2 × 60,00 = 120,00 ; en juillet, l’anniversaire d’un contrat pris en juillet
    let soins = || vec![au_mois(6, osteopathie(2)), au_mois(7, osteopathie(1))];
    for (regle, juillet) in [
        (
            "par an, année civile",
            "AMO 0,00 ; AMC 0,00 ; RAC 60,00 = hors nomenclature 60,00",
        ),
        (
            "par an, année d'adhésion",
            "AMO 0,00 ; AMC 60,00 ; RAC 0,00",
        ),
    ] {
        let annee = apres(6, &une("bien-etre", regle, "120 €"), soins());
        assert_eq!(
            dit(&annee, 0),
            "AMO 0,00 ; AMC 120,00 ; RAC 0,00",
            "{regle}"
        );
        assert_eq!(dit(&annee, 1), juillet, "{regle}");
    }
}

#[test]
fn b5_seances() {
    s_ecrit("5 × 30 €", "30 €, 5 actes par ?");
    s_ecrit("4 séances de 30 €/an", "30 €/séance, 4 séances/an");
    // six séances à 60,00 : 5 × 30,00
    assert_eq!(
        decompte(
            &une("bien-etre", "5 séances/an", "30 €/séance"),
            osteopathie(6)
        ),
        "AMO 0,00 ; AMC 150,00 ; RAC 210,00 = hors nomenclature 210,00"
    );
}

#[test]
fn b6_seance_plafonnee_et_forfait() {
    s_ecrit(
        "100 €/an, 50 € max par séance",
        "100 €/an, 50 € max par séance",
    );
    // 50,00 + 50,00 + 0,00 sur trois séances à 60,00
    assert_eq!(
        decompte(
            &une("bien-etre", "", "100 €/an, 50 € max par séance"),
            osteopathie(3)
        ),
        "AMO 0,00 ; AMC 100,00 ; RAC 80,00 = hors nomenclature 80,00"
    );
}

/// Three sessions whatever the discipline, within 60 € a year for the whole of prevention.
#[test]
fn b7_disciplines_communes() {
    let offre = non_responsable(&[
        " ; séances ; osteopathie + dietetique ; ; par séance, 3 séances/an, en commun ; 20 €",
        " ; vaccins ; medicaments/non-rembourses/vaccins ; ; ; FR",
        "plafond ; prévention ; osteopathie + dietetique + medicaments/non-rembourses/vaccins ; ; par an, en commun, puis néant ; 60 €",
    ]);
    // 20,00 + 20,00 ; un vaccin à 30,00, ramené à 60,00 − 40,00 = 20,00 ; puis plus rien
    let annee = annee(
        choix(&offre),
        vec![
            acte("osteopathie", "50"),
            acte("dietetique", "50"),
            acte("vaccin-non-rembourse", "30"),
            acte("osteopathie", "50"),
        ],
    );
    assert_eq!(
        dit_total(&annee),
        "AMO 0,00 ; AMC 60,00 ; RAC 120,00 = hors nomenclature 120,00"
    );
    // sans vaccin, trois séances et non quatre : 3 × 20,00
    let sans = super::outils::annee(
        choix(&offre),
        vec![
            fois(2, acte("osteopathie", "50")),
            fois(2, acte("dietetique", "50")),
        ],
    );
    assert_eq!(
        dit_total(&sans),
        "AMO 0,00 ; AMC 60,00 ; RAC 140,00 = hors nomenclature 140,00"
    );
}

/// By night within a number, by year or by stay.
#[test]
fn b8_nuits() {
    let chambre = || fois(31, acte("chambre-particuliere", "70"));
    // 30 × 60,00 = 1 800,00 ; reste 31 × 70,00 − 1 800,00 = 370,00
    assert_eq!(
        decompte(&une("chambre", "par nuit, 30 nuits/an", "60 €"), chambre()),
        "AMO 0,00 ; AMC 1800,00 ; RAC 370,00 = hors nomenclature 370,00"
    );
    // deux séjours de trois nuits, deux nuits par séjour : 4 × 60,00 ; reste 6 × 70,00 − 240,00
    let par_sejour = non_responsable(&[
        " ; hôpital ; hospitalisation ; ; ; FR",
        " ; chambre ; hospitalisation/chambre ; ; par nuit, 2 nuits/séjour ; 60 €",
    ]);
    let sejour = || hopital(avec_chambre(sejour("1000", 4), 3, "70"));
    let annee = annee(choix(&par_sejour), vec![sejour(), sejour()]);
    // chaque séjour : 20 % = 200,00, plus que 4 × 23,00 ; AMC 200,00 + 120,00
    for rang in 0..2 {
        assert_eq!(
            dit(&annee, rang),
            "AMO 800,00 ; AMC 320,00 ; RAC 90,00 = hors nomenclature 90,00"
        );
    }
}

/// Avenir, CAP NR: thirty days the first year, sixty the second, ninety from the third.
#[test]
fn b9_jours_selon_l_anciennete() {
    let offre = non_responsable(&[
        " ; 1re année ; forfait-journalier ; année 1 ; par jour, 30 jours/an ; FR",
        " ; 2e année ; forfait-journalier ; année 2 ; par jour, 60 jours/an ; FR",
        " ; dès la 3e ; forfait-journalier ; année >= 3 ; par jour, 90 jours/an ; FR",
    ]);
    let jours = || vec![fois(100, acte("forfait-journalier", "tarif"))];
    // 2 300,00 dus ; 30 × 23,00 = 690,00 ; 60 × 23,00 = 1 380,00 ; 90 × 23,00 = 2 070,00
    for (mois, attendu) in [
        (0, "AMO 0,00 ; AMC 690,00 ; RAC 1610,00 = TM 1610,00"),
        (12, "AMO 0,00 ; AMC 1380,00 ; RAC 920,00 = TM 920,00"),
        (24, "AMO 0,00 ; AMC 2070,00 ; RAC 230,00 = TM 230,00"),
    ] {
        assert_eq!(dit(&apres(mois, &offre, jours()), 0), attendu);
    }
}

#[test]
fn b10_par_dent_et_par_implant() {
    s_ecrit(
        "250 €/implant, 2 implants/an",
        "250 €/implant, 2 implants/an",
    );
    // trois implants à 1 000,00 : 2 × 250,00
    assert_eq!(
        decompte(
            &une("dentaire/implants", "", "250 €/implant, 2 implants/an"),
            fois(3, acte("implant", "1000"))
        ),
        "AMO 0,00 ; AMC 500,00 ; RAC 2500,00 = hors nomenclature 2500,00"
    );
    // 50 € par dent, deux dents à 300,00
    assert_eq!(
        decompte(
            &une("dentaire/protheses", "", "50 €/dent"),
            fois(2, acte("prothese-dentaire-non-remboursee", "300"))
        ),
        "AMO 0,00 ; AMC 100,00 ; RAC 500,00 = hors nomenclature 500,00"
    );
    par_numero_de_dent();
}

/// « une fois par numéro de dent ».
fn par_numero_de_dent() {
    s_ecrit("100 € une fois par numéro de dent", "100 €, 1 acte/dent");
    s_ecrit("100 €, 1 fois par n° de dent", "100 €, 1 acte/dent");
    let offre = une("dentaire/protheses", "1 acte/dent", "100 €");
    let sur = |numero| {
        let mut soin = acte("prothese-dentaire-non-remboursee", "300");
        if let Quoi::Acte { dent, .. } = &mut soin.quoi {
            *dent = NumeroDent::new(numero).map(DentSoignee::Numero);
        }
        soin
    };
    // la 26, deux fois, et la 27 : 100,00 + 0,00 + 100,00
    let annee_dite = annee(choix(&offre), vec![sur(26), sur(26), sur(27)]);
    assert_eq!(
        dit_total(&annee_dite),
        "AMO 0,00 ; AMC 200,00 ; RAC 700,00 = hors nomenclature 700,00"
    );
    assert!(!annee_dite.drapeaux.contains(&Drapeau::DentSupposee));
    // sans numéro : une dent chacun, et c’est dit
    let soin = fois(2, acte("prothese-dentaire-non-remboursee", "300"));
    let supposee = annee(choix(&offre), vec![soin]);
    assert_eq!(
        dit_total(&supposee),
        "AMO 0,00 ; AMC 200,00 ; RAC 400,00 = hors nomenclature 400,00"
    );
    assert!(supposee.drapeaux.contains(&Drapeau::DentSupposee));
}

#[test]
fn b11_par_oeil_et_par_assure() {
    s_ecrit("200 € par œil et par an", "200 €, par œil, par an");
    // « 200 €/œil/an » : chaque œil une fois, et pas trois
    assert_eq!(
        decompte(
            &une("optique/chirurgie-refractive", "par œil, par an", "200 €"),
            fois(3, acte("chirurgie-refractive", "1200"))
        ),
        "AMO 0,00 ; AMC 400,00 ; RAC 3200,00 = hors nomenclature 3200,00"
    );
    regle_s_ecrit("par œil, 1 œil/an", "par œil, 1 œil/an");
    // un œil, l’autre : 2 × 200,00 ; un troisième dans l’année ne peut être que le même
    assert_eq!(
        decompte(
            &une("optique/chirurgie-refractive", "par œil, 1 œil/an", "200 €"),
            fois(3, acte("chirurgie-refractive", "1200"))
        ),
        "AMO 0,00 ; AMC 400,00 ; RAC 3200,00 = hors nomenclature 3200,00"
    );
    // « 150 € par assuré » : une bourse, que deux achats se partagent
    assert_eq!(
        decompte(
            &une("optique/lentilles", "par assuré, par an", "150 €"),
            fois(2, acte("lentilles-non-remboursees", "100"))
        ),
        "AMO 0,00 ; AMC 150,00 ; RAC 50,00 = hors nomenclature 50,00"
    );
}

/// Once by child, once for ALD: allowances, apart from what is paid for care.
#[test]
fn b19_une_seule_fois() {
    s_ecrit(
        "200 €/enfant, 4 enfants par contrat, sans dépense",
        "200 €/enfant, 4 enfants/contrat, sans dépense",
    );
    let naissance = une(
        "maternite/naissance",
        "sans dépense, 4 naissances/contrat",
        "200 €/naissance",
    );
    // des jumeaux : 2 × 200,00 ; cinq : 4 × 200,00
    for (enfants, attendu) in [(2, "400,00"), (5, "800,00")] {
        let annee = annee(
            choix(&naissance),
            vec![fois(enfants, acte("naissance", "0"))],
        );
        assert_eq!(allocation(&annee), attendu);
        assert_eq!(dit_total(&annee), "AMO 0,00 ; AMC 0,00 ; RAC 0,00");
    }
    // ALD : 200 € une fois dans le contrat
    let ald = une("allocations/ald", "sans dépense", "200 €/contrat");
    let annee = annee(choix(&ald), vec![fois(2, acte("forfait-ald", "0"))]);
    assert_eq!(allocation(&annee), "200,00");
}
