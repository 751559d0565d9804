//! Glasses, crowns, hearing aids: the 100 % Santé and the bounds of a contrat responsable.

use super::outils::*;
use jiff::civil::date;
use reste_a_charge::calcul::Drapeau;
use reste_a_charge::offre::langage::Lecture;
use reste_a_charge::panier::{Patient, Soin};

/// Class B: a frame at this price and two lenses at this price each.
fn classe_b(monture: &str, verre: &str, correction: &str) -> Soin {
    let verres = format!("verre-classe-b-{correction}");
    lunettes(("monture-classe-b", monture), (&verres, verre))
}

/// Rule: « F dont monture m » pays min(F − AMO, min(m, frame left) + lenses left); frame
/// money that is not used goes to the lenses.
#[test]
fn un_equipement_dont_monture() {
    let offre = responsable(&[
        " ; lunettes ; optique/classe-b ; ; par équipement, dont monture 80 €, AMO comprise ; 300 €",
    ]);
    // chaque élément : base 0,05, 60 % = 0,03 ; les trois : AMO 0,09, TM 0,06
    // monture 150 : reste 149,97, 80,00 au plus ; verres 2 × (108,00 − 0,03) = 215,94
    // 80,00 + 215,94 = 295,94, moins que 300,00 − 0,09 = 299,91
    // reste 366,00 − 0,09 − 295,94 = 69,97, la monture au-delà de 80,00
    assert_eq!(
        decompte(&offre, classe_b("150", "108", "simple")),
        "AMO 0,09 ; AMC 295,94 ; RAC 69,97 = dépassement 69,97"
    );
    // monture 50 : 49,97 ; verres 2 × (158,00 − 0,03) = 315,94 ; ensemble 365,91
    // 300,00 − 0,09 = 299,91 : les 30,03 que la monture ne prend pas vont aux verres
    // reste 366,00 − 0,09 − 299,91 = 66,00
    assert_eq!(
        decompte(&offre, classe_b("50", "158", "simple")),
        "AMO 0,09 ; AMC 299,91 ; RAC 66,00 = dépassement 66,00"
    );
    // monture 50 et verres 2 × 100 : 49,97 + 199,94 = 249,91 = 250,00 − 0,09 : tout
    assert_eq!(
        decompte(&offre, classe_b("50", "100", "simple")),
        "AMO 0,09 ; AMC 249,91 ; RAC 0,00"
    );
    // « en plus de l’AMO », monture 150, verres 2 × 160 : 80,00 + 319,94 = 399,94 ; 300,00
    // reste 470,00 − 0,09 − 300,00 = 169,91
    let en_plus = responsable(&[
        " ; lunettes ; optique/classe-b ; ; par équipement, dont monture 80 €, en plus de l'AMO ; 300 €",
    ]);
    assert_eq!(
        decompte(&en_plus, classe_b("150", "160", "simple")),
        "AMO 0,09 ; AMC 300,00 ; RAC 169,91 = dépassement 169,91"
    );
}

/// API Santé E2 prints 100 € for every pair of class B glasses, of which 30 € of frame; two
/// complex lenses are owed 200 €, and the explanation says whose 200 € they are.
#[test]
fn le_minimum_legal_d_apicil_e2_se_dit() {
    let e2 = embarquee("apicil/api-sante", "E2");
    let annee = annee(Some(e2), vec![classe_b("100", "200", "complexe")]);
    // AMO 0,09 ; au tableau 100,00 − 0,09 = 99,91 ; dû 200,00 − 0,09 = 199,91
    // reste 500,00 − 0,09 − 199,91 = 300,00
    assert_eq!(
        dit(&annee, 0),
        "AMO 0,09 ; AMC 199,91 ; RAC 300,00 = dépassement 300,00"
    );
    assert_eq!(
        minimums_legaux(&annee),
        [
            "Minimum légal d’un contrat responsable (R. 871-2, 3° : minimum par équipement d’optique) = 199,91"
        ]
    );
}

/// Santé Mix, level 1 in all, names no midwife: the ticket modérateur is owed by law. The
/// glasses of class B at 100 % BR owe no minimum: nothing is paid above the tariff.
#[test]
fn le_minimum_legal_d_april_1_se_dit() {
    let n1 = embarquee("april/sante-mix", "H1-M1");
    let sage_femme = annee(Some(n1), vec![acte("sage-femme", "26,50")]);
    // base 26,50 à 70 % : AMO 18,55, ticket modérateur 7,95
    assert_eq!(dit(&sage_femme, 0), "AMO 18,55 ; AMC 7,95 ; RAC 0,00");
    assert_eq!(
        minimums_legaux(&sage_femme),
        ["Minimum légal d’un contrat responsable (R. 871-2, 1° : ticket modérateur) = 7,95"]
    );
    let lunettes = annee(Some(n1), vec![classe_b("100", "200", "complexe")]);
    assert_eq!(minimums_legaux(&lunettes), Vec::<String>::new());
}

/// Rule: R. 871-2, 3°: two simple lenses and a frame, 50 € at least once the cell exceeds
/// the ticket modérateur, 420 € at most; two complex lenses, 200 € and 700 €.
#[test]
fn le_minimum_et_le_maximum_de_l_optique() {
    let cellule = |cellule: &str| {
        let ligne =
            format!(" ; lunettes ; optique/classe-b ; ; par équipement, AMO comprise ; {cellule}");
        responsable(&[ligne.as_str()])
    };
    // 30 € : 30,00 − 0,09 = 29,91, plus que le TM de 0,06 : relevé à 50,00 AMO comprise
    // 50,00 − 0,09 = 49,91 ; reste 366,00 − 0,09 − 49,91 = 316,00
    assert_eq!(
        decompte(&cellule("30 €"), classe_b("150", "108", "simple")),
        "AMO 0,09 ; AMC 49,91 ; RAC 316,00 = dépassement 316,00"
    );
    // 600 € : 599,91, ramené à 420,00 ; reste 750,00 − 0,09 − 420,00 = 329,91
    assert_eq!(
        decompte(&cellule("600 €"), classe_b("150", "300", "simple")),
        "AMO 0,09 ; AMC 420,00 ; RAC 329,91 = dépassement 329,91"
    );
    // 150 €, verres complexes : 149,91, relevé à 200,00 − 0,09 = 199,91
    // reste 610,00 − 0,09 − 199,91 = 410,00
    assert_eq!(
        decompte(&cellule("150 €"), classe_b("190", "210", "complexe")),
        "AMO 0,09 ; AMC 199,91 ; RAC 410,00 = dépassement 410,00"
    );
    // 900 €, verres complexes : 899,91, ramené à 700,00 ; 100 + 2 × 450 = 1 000
    // reste 1 000,00 − 0,09 − 700,00 = 299,91
    assert_eq!(
        decompte(&cellule("900 €"), classe_b("100", "450", "complexe")),
        "AMO 0,09 ; AMC 700,00 ; RAC 299,91 = dépassement 299,91"
    );
    // TM : 3 × 0,02 = 0,06 ; le minimum n’est dû qu’au-delà du TM
    assert_eq!(
        decompte(&cellule("TM"), classe_b("150", "108", "simple")),
        "AMO 0,09 ; AMC 0,06 ; RAC 365,85 = dépassement 365,85"
    );
    // un minimum ne dépasse jamais le prix : 15 + 2 × 10 = 35,00 ; 35,00 − 0,09 = 34,91
    assert_eq!(
        decompte(&cellule("30 €"), classe_b("15", "10", "simple")),
        "AMO 0,09 ; AMC 34,91 ; RAC 0,00"
    );
}

/// Examples published by MCCI for FLEXIA, which pays by element: 360 € with two simple
/// lenses, 610 € with two complex ones, 0,09 € of social security.
#[test]
fn flexia_paie_par_element() {
    let un = |niveau, soin| {
        dit(
            &annee(Some(embarquee("mcci/flexia", niveau)), vec![soin]),
            0,
        )
    };
    // 150 + 2 × 105 = 360. Confort : 60 + 2 × 45 = 150 ; 150,00 − 0,09 = 149,91 ; reste 210,00
    // Performance : 80 + 2 × 60 = 200 ; Premium : 100 + 2 × 80 = 260 ; Start, 100 % BR : 3 × 0,02
    for (niveau, attendu) in [
        (
            "Start",
            "AMO 0,09 ; AMC 0,06 ; RAC 359,85 = dépassement 359,85",
        ),
        (
            "Confort",
            "AMO 0,09 ; AMC 149,91 ; RAC 210,00 = dépassement 210,00",
        ),
        (
            "Performance",
            "AMO 0,09 ; AMC 199,91 ; RAC 160,00 = dépassement 160,00",
        ),
        (
            "Premium",
            "AMO 0,09 ; AMC 259,91 ; RAC 100,00 = dépassement 100,00",
        ),
    ] {
        assert_eq!(
            un(niveau, classe_b("150", "105", "simple")),
            attendu,
            "{niveau}"
        );
    }
    // 190 + 2 × 210 = 610. Confort : 60 + 2 × 95 = 250 ; Performance : 80 + 2 × 110 = 300 ;
    // Premium : 100 + 2 × 120 = 340 ; chaque fois moins 0,09
    for (niveau, attendu) in [
        (
            "Start",
            "AMO 0,09 ; AMC 0,06 ; RAC 609,85 = dépassement 609,85",
        ),
        (
            "Confort",
            "AMO 0,09 ; AMC 249,91 ; RAC 360,00 = dépassement 360,00",
        ),
        (
            "Performance",
            "AMO 0,09 ; AMC 299,91 ; RAC 310,00 = dépassement 310,00",
        ),
        (
            "Premium",
            "AMO 0,09 ; AMC 339,91 ; RAC 270,00 = dépassement 270,00",
        ),
    ] {
        assert_eq!(
            un(niveau, classe_b("190", "210", "complexe")),
            attendu,
            "{niveau}"
        );
    }
    // par élément, rien ne passe de la monture aux verres : monture 50, verres 2 × 155 = 360
    // Premium : (50,00 − 0,03) + 2 × (80,00 − 0,03) = 49,97 + 159,94 = 209,91 ; reste 150,00
    assert_eq!(
        un("Premium", classe_b("50", "155", "simple")),
        "AMO 0,09 ; AMC 209,91 ; RAC 150,00 = dépassement 150,00"
    );
}

/// Rule: class A glasses are paid whole by a contrat responsable, whatever it prints.
/// Frame 30 € (base 9), lenses 2 × 32,50 € (base 9,75).
#[test]
fn des_lunettes_de_classe_a() {
    let soin = || {
        lunettes(
            ("monture-classe-a", "30"),
            ("verre-classe-a-unifocal-0-a-2", "32,50"),
        )
    };
    // 60 % × 9,00 = 5,40 ; 60 % × 9,75 = 5,85 ; AMO 5,40 + 2 × 5,85 = 17,10
    // TM 3,60 + 2 × 3,90 = 11,40 ; prix 95,00 ; 95,00 − 17,10 = 77,90
    let ligne = [" ; lunettes ; optique ; ; ; 100 % BR"];
    assert_eq!(
        decompte(&responsable(&ligne), soin()),
        "AMO 17,10 ; AMC 77,90 ; RAC 0,00"
    );
    // sinon le TM : 11,40 ; reste 66,50
    assert_eq!(
        decompte(&non_responsable(&ligne), soin()),
        "AMO 17,10 ; AMC 11,40 ; RAC 66,50 = dépassement 66,50"
    );
}

const DENTS: &str = " ; prothèses ; dentaire/protheses ; ; ; 100 % BR";

/// Rule: a crown of the 100 % Santé basket is paid at min(D, PLV) − AMO by a contrat
/// responsable; what exceeds the PLV (515 € in 2026) is left, with a warning.
#[test]
fn une_couronne_100_sante() {
    let soin = |prix| acte("couronne-ceramo-metallique-incisive", prix);
    // base 120,00 : 60 % = 72,00 ; TM 48,00
    // à 500,00 : 500,00 − 72,00 = 428,00 ; à 560,00 : 515,00 − 72,00 = 443,00, reste 45,00
    let oui = responsable(&[DENTS]);
    assert_eq!(
        decompte(&oui, soin("500")),
        "AMO 72,00 ; AMC 428,00 ; RAC 0,00"
    );
    let au_dessus = annee(choix(&oui), vec![soin("560")]);
    assert_eq!(
        dit(&au_dessus, 0),
        "AMO 72,00 ; AMC 443,00 ; RAC 45,00 = dépassement 45,00"
    );
    assert!(
        au_dessus
            .drapeaux
            .contains(&Drapeau::PrixAuDessusDeLaLimite)
    );
    // même « néant », la loi la couvre
    let neant = responsable(&[" ; prothèses ; dentaire/protheses ; ; ; néant"]);
    assert_eq!(
        decompte(&neant, soin("500")),
        "AMO 72,00 ; AMC 428,00 ; RAC 0,00"
    );
    // non responsable, 100 % BR : 120,00 − 72,00 = 48,00 ; reste 500,00 − 120,00 = 380,00
    assert_eq!(
        decompte(&non_responsable(&[DENTS]), soin("500")),
        "AMO 72,00 ; AMC 48,00 ; RAC 380,00 = dépassement 380,00"
    );
}

/// Rule: a ceramo-metallic crown on a molar is of free price: only the ticket modérateur
/// is owed by law.
#[test]
fn une_couronne_libre() {
    let soin = || acte("couronne-ceramo-metallique-molaire", "620");
    // 150 % BR : 180,00 − 72,00 = 108,00 ; reste 620,00 − 72,00 − 108,00 = 440,00
    let cent_cinquante = responsable(&[" ; prothèses ; dentaire/protheses ; ; ; 150 % BR"]);
    assert_eq!(
        decompte(&cent_cinquante, soin()),
        "AMO 72,00 ; AMC 108,00 ; RAC 440,00 = dépassement 440,00"
    );
    // néant : le TM, 48,00 ; reste 500,00 ; non responsable, rien : 48,00 + 500,00
    let neant = [" ; prothèses ; dentaire/protheses ; ; ; néant"];
    assert_eq!(
        decompte(&responsable(&neant), soin()),
        "AMO 72,00 ; AMC 48,00 ; RAC 500,00 = dépassement 500,00"
    );
    assert_eq!(
        decompte(&non_responsable(&neant), soin()),
        "AMO 72,00 ; AMC 0,00 ; RAC 548,00 = TM 48,00 + dépassement 500,00"
    );
}

/// Rule: the zirconia crown on a molar leaves the moderated basket for the 100 % Santé on
/// 2026-01-01 (PLV 453,20 €).
#[test]
fn la_zircone_d_une_molaire_change_de_panier() {
    let offre = responsable(&[DENTS]);
    let le = |jour| {
        let soins = vec![acte("couronne-zircone-molaire", "440")];
        dit(
            &annee_le(jour, Patient::de_age(40), choix(&offre), soins),
            0,
        )
    };
    // maîtrisé : 100 % BR = 48,00 ; reste 440,00 − 120,00 = 320,00
    assert_eq!(
        le(date(2025, 12, 31)),
        "AMO 72,00 ; AMC 48,00 ; RAC 320,00 = dépassement 320,00"
    );
    // 100 % Santé : 440,00 − 72,00 = 368,00
    assert_eq!(le(date(2026, 1, 1)), "AMO 72,00 ; AMC 368,00 ; RAC 0,00");
}

/// Rule: `TM + 450 €` on an adult hearing aid of base 400 €.
#[test]
fn tm_plus_un_forfait_sur_une_aide_auditive() {
    // 60 % × 400,00 = 240,00 ; TM 160,00 ; 160,00 + 450,00 = 610,00
    // reste 1 582,00 − 240,00 − 610,00 = 732,00 = 1 182,00 − 450,00
    let attendu = "AMO 240,00 ; AMC 610,00 ; RAC 732,00 = dépassement 732,00";
    let ligne = [" ; audio ; aides-auditives ; ; par oreille ; TM + 450 €"];
    let soin = || acte("aide-auditive-classe-2", "1582");
    assert_eq!(decompte(&responsable(&ligne), soin()), attendu);
    // dans une somme qui a le TM, l’en-tête « AMO comprise » ne retire rien
    let mut compris = responsable(&ligne);
    compris.lecture.euros = Some(Lecture::AmoComprise);
    assert_eq!(decompte(&compris, soin()), attendu);
}

/// Rule: R. 871-2, 4°: at most 1 700 € by class II hearing aid, AMO included; class I is
/// of the 100 % Santé (PLV 950 €).
#[test]
fn le_plafond_des_aides_auditives() {
    let ligne = [" ; audio ; aides-auditives ; ; par oreille, AMO comprise ; 1 900 €"];
    let soin = || acte("aide-auditive-classe-2", "1950");
    // 1 900,00 − 240,00 = 1 660,00, ramené à 1 700,00 − 240,00 = 1 460,00
    // reste 1 950,00 − 240,00 − 1 460,00 = 250,00
    assert_eq!(
        decompte(&responsable(&ligne), soin()),
        "AMO 240,00 ; AMC 1460,00 ; RAC 250,00 = dépassement 250,00"
    );
    // non responsable : 1 660,00 ; reste 50,00
    assert_eq!(
        decompte(&non_responsable(&ligne), soin()),
        "AMO 240,00 ; AMC 1660,00 ; RAC 50,00 = dépassement 50,00"
    );
    // classe I à 950,00, 100 % BR imprimé : 950,00 − 240,00 = 710,00 par la loi
    let cent = [" ; audio ; aides-auditives ; ; ; 100 % BR"];
    assert_eq!(
        decompte(&responsable(&cent), acte("aide-auditive-classe-1", "950")),
        "AMO 240,00 ; AMC 710,00 ; RAC 0,00"
    );
    assert_eq!(
        decompte(
            &non_responsable(&cent),
            acte("aide-auditive-classe-1", "950")
        ),
        "AMO 240,00 ; AMC 160,00 ; RAC 550,00 = dépassement 550,00"
    );
}
