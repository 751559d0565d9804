//! B1 to B3, B12 to B18, B20 to B24: amounts in euros, what they are for and their caps.

use super::outils::*;
use super::{Forme, regle_s_ecrit, s_ecrit};
use jiff::civil::date;
use reste_a_charge::calcul::Drapeau;
use reste_a_charge::offre::Offre;
use reste_a_charge::offre::condition::TypeSejour;
use reste_a_charge::panier::Sejour;
use reste_a_charge::panier::{Patient, Soin};
use reste_a_charge::reglementation::Secteur;

pub(crate) const FORMES: &[Forme] = &[
    ("B1", b1_amo_comprise),
    ("B2", b2_en_plus),
    ("B3", b3_pourcentage_et_euros),
    ("B12", b12_par_oreille),
    ("B13", b13_par_semestre),
    ("B14", b14_par_element),
    ("B15", b15_par_equipement),
    ("B16", b16_equipement_mixte),
    ("B17", b17_selon_l_age),
    ("B18", b18_forfait_global),
    ("B20", b20_part_du_pmss),
    ("B21", b21_indemnite_journaliere),
    ("B22", b22_capital),
    ("B23", b23_bascule),
    ("B24", b24_par_prothese),
];

/// Adult hearing aid of class II: base 400,00, 60 % = 240,00, ticket modérateur 160,00.
fn audio(prix: &str) -> Soin {
    acte("aide-auditive-classe-2", prix)
}

fn une(poste: &str, regle: &str, cellule: &str) -> Offre {
    non_responsable(&[&format!(" ; {poste} ; {poste} ; ; {regle} ; {cellule}")])
}

#[test]
fn b1_amo_comprise() {
    s_ecrit("500 €/oreille SS comprise", "500 €/oreille AMO comprise");
    // 500,00 − 240,00 = 260,00 ; reste 1 500,00 − 240,00 − 260,00 = 1 000,00
    assert_eq!(
        decompte(
            &une("aides-auditives", "", "500 €/oreille AMO comprise"),
            audio("1500")
        ),
        "AMO 240,00 ; AMC 260,00 ; RAC 1000,00 = dépassement 1000,00"
    );
}

#[test]
fn b2_en_plus() {
    // « 100 % BR » + 200 €/oreille : 160,00 + 200,00 ; reste 1 500,00 − 240,00 − 360,00
    let deux = non_responsable(&[
        " ; audio ; aides-auditives ; ; ; 100 % BR",
        "en plus ; forfait ; aides-auditives ; ; ; 200 €/oreille en plus de l'AMO",
    ]);
    assert_eq!(
        decompte(&deux, audio("1500")),
        "AMO 240,00 ; AMC 360,00 ; RAC 900,00 = dépassement 900,00"
    );
}

#[test]
fn b3_pourcentage_et_euros() {
    s_ecrit("100 % BR + 70 €/an", "100 % BR + 70 €/an");
    // 150 % × 400,00 − 240,00 = 360,00 ; plus 150,00 ; reste 1 500,00 − 240,00 − 510,00
    assert_eq!(
        decompte(&une("aides-auditives", "", "150 % + 150 €"), audio("1500")),
        "AMO 240,00 ; AMC 510,00 ; RAC 750,00 = dépassement 750,00"
    );
    // lentilles à 90,00 : base 39,48, AMO 23,69, TM 15,79 ; dépassement 50,52, sous 70,00
    // une seconde : 15,79 et les 19,48 qui restent ; 31,04 à payer
    let annee = annee(
        choix(&une("optique/lentilles", "", "100 % BR + 70 €/an")),
        vec![acte("lentilles", "90"), acte("lentilles", "90")],
    );
    assert_eq!(dit(&annee, 0), "AMO 23,69 ; AMC 66,31 ; RAC 0,00");
    assert_eq!(
        dit(&annee, 1),
        "AMO 23,69 ; AMC 35,27 ; RAC 31,04 = dépassement 31,04"
    );
}

/// One aid for each ear every four years; a total of 1 700 € with the social security.
#[test]
fn b12_par_oreille() {
    let regle = "par oreille, 1 oreille/4 ans, 1 700 € AMO comprise max";
    regle_s_ecrit(
        "par oreille tous les 4 ans, 1 oreille par 4 ans, 1 700 € SS incluse max",
        "par oreille, tous les 4 ans, 1 oreille/4 ans, 1 700 € AMO comprise max",
    );
    let offre = une("aides-auditives", regle, "1 600 €");
    // 1 600,00, ramenés à 1 700,00 − 240,00 = 1 460,00, deux fois ; la troisième : rien
    // reste 6 000,00 − 720,00 − 2 920,00 = 2 360,00 ; TM de la troisième 160,00
    let trois = || vec![fois(3, audio("2000"))];
    let neuf = annee(choix(&offre), trois());
    assert_eq!(
        dit(&neuf, 0),
        "AMO 720,00 ; AMC 2920,00 ; RAC 2360,00 = TM 160,00 + dépassement 2200,00"
    );
    // dans un contrat qui commence, rien n’a pu servir ; après deux ans, on le suppose
    assert!(!neuf.drapeaux.contains(&Drapeau::HistoriqueSuppose));
    let ancien = annee_le(JOUR, anciennete(24), choix(&offre), trois());
    assert_eq!(dit(&ancien, 0), dit(&neuf, 0));
    assert!(ancien.drapeaux.contains(&Drapeau::HistoriqueSuppose));
}

fn anciennete(mois: u16) -> Patient {
    Patient {
        anciennete_mois: mois,
        ..Patient::de_age(40)
    }
}

#[test]
fn b13_par_semestre() {
    s_ecrit("200 € par semestre", "200 €/semestre");
    // deux semestres d’orthodontie non remboursée à 500,00 : 2 × 200,00
    assert_eq!(
        decompte(
            &une("dentaire/orthodontie", "", "200 € par semestre"),
            fois(2, acte("orthodontie-adulte", "500"))
        ),
        "AMO 0,00 ; AMC 400,00 ; RAC 600,00 = hors nomenclature 600,00"
    );
}

fn classe_b(monture: &str, verre: &str) -> Soin {
    lunettes(
        ("monture-classe-b", monture),
        ("verre-classe-b-simple", verre),
    )
}

/// FLEXIA Performance, as published by MCCI: 80 € for the frame and 60 € by lens, social
/// security included: 199,91 € and 0,09 € on 360 €.
#[test]
fn b14_par_element() {
    let choix = embarquee("mcci/flexia", "Performance");
    assert_eq!(
        dit(&annee(Some(choix), vec![classe_b("150", "105")]), 0),
        "AMO 0,09 ; AMC 199,91 ; RAC 160,00 = dépassement 160,00"
    );
}

#[test]
fn b15_par_equipement() {
    regle_s_ecrit(
        "par équipement, dont 80 € de monture, AMO comprise",
        "par équipement, dont monture 80 €, AMO comprise",
    );
    let regle = "par équipement, dont monture 80 €, AMO comprise";
    // monture 149,97 ramenée à 80,00 ; verres 2 × (108,00 − 0,03) = 215,94 ; 295,94 sous 299,91
    assert_eq!(
        decompte(
            &une("optique/classe-b", regle, "300 €"),
            classe_b("150", "108")
        ),
        "AMO 0,09 ; AMC 295,94 ; RAC 69,97 = dépassement 69,97"
    );
}

/// A class B frame with class A lenses: the contract's class B amount less what the class A
/// elements cost.
#[test]
fn b16_equipement_mixte() {
    let regle = "par équipement, dont monture 100 €, AMO comprise";
    let ligne = format!(" ; classe B ; optique/classe-b ; ; {regle} ; 150 €");
    let offre = responsable(&[ligne.as_str()]);
    let mixte = lunettes(
        ("monture-classe-b", "130"),
        ("verre-classe-a-unifocal-0-a-2", "32,50"),
    );
    // verres : base 9,75, 5,85 chacun ; 65,00 − 11,70 = 53,30 par le 100 % Santé
    // monture : 150,00 − 65,00 = 85,00 AMO comprise, 85,00 − 0,03 = 84,97, moins que 100,00
    // 53,30 + 84,97 = 138,27 ; reste 195,00 − 11,73 − 138,27 = 45,00
    assert_eq!(
        decompte(&offre, mixte),
        "AMO 11,73 ; AMC 138,27 ; RAC 45,00 = dépassement 45,00"
    );
}

/// Avenir, Cap'Évolution Équilibre, as published (CAPEVO-050): 840 € for a child in class II.
#[test]
fn b17_selon_l_age() {
    let enfant = Patient::de_age(15);
    let equilibre = embarquee("avenir/cap-evolution", "Équilibre");
    let soin = acte("aide-auditive-classe-2-moins-de-20-ans", "1700");
    // base 1 400,00 : 840,00 ; plus 840,00 ; reste 20,00
    assert_eq!(
        dit(&annee_le(JOUR, enfant, Some(equilibre), vec![soin]), 0),
        "AMO 840,00 ; AMC 840,00 ; RAC 20,00 = dépassement 20,00"
    );
    let optique = non_responsable(&[
        " ; moins de 16 ans ; optique/lentilles ; âge < 16 ; ; 80 €",
        " ; 16 ans et plus ; optique/lentilles ; âge >= 16 ; ; 150 €",
    ]);
    for (age, attendu) in [
        (
            15,
            "AMO 0,00 ; AMC 80,00 ; RAC 120,00 = hors nomenclature 120,00",
        ),
        (
            16,
            "AMO 0,00 ; AMC 150,00 ; RAC 50,00 = hors nomenclature 50,00",
        ),
    ] {
        let soins = vec![acte("lentilles-non-remboursees", "200")];
        let annee = annee_le(JOUR, Patient::de_age(age), choix(&optique), soins);
        assert_eq!(dit(&annee, 0), attendu);
    }
}

#[test]
fn b18_forfait_global() {
    let offre = non_responsable(&[
        " ; optique ; optique/lentilles + optique/chirurgie-refractive ; ; par an, en commun ; 250 €",
    ]);
    // lentilles 100,00 ; il reste 150,00 pour un œil à 1 200,00
    let annee = annee(
        choix(&offre),
        vec![
            acte("lentilles-non-remboursees", "100"),
            acte("chirurgie-refractive", "1200"),
        ],
    );
    assert_eq!(
        dit_total(&annee),
        "AMO 0,00 ; AMC 250,00 ; RAC 1050,00 = hors nomenclature 1050,00"
    );
}

#[test]
fn b20_part_du_pmss() {
    s_ecrit("2,5 % du PMSS par jour", "2,5 % PMSS/jour");
    s_ecrit("1 % PMSS dans la limite de 40 €", "1 % PMSS limité à 40 €");
    let chambre = |prix| fois(2, acte("chambre-particuliere", prix));
    // 2,5 % × 4 005,00 = 100,125, soit 100,13 ; deux nuits à 150,00 : 200,26
    assert_eq!(
        decompte(&une("chambre", "", "2,5 % PMSS/jour"), chambre("150")),
        "AMO 0,00 ; AMC 200,26 ; RAC 99,74 = hors nomenclature 99,74"
    );
    // deux plafonds : 1 % de 4 005,00 = 40,05, plus que 40,00
    let double = une("chambre", "par jour", "1 % PMSS limité à 40 €");
    assert_eq!(
        decompte(&double, chambre("60")),
        "AMO 0,00 ; AMC 80,00 ; RAC 40,00 = hors nomenclature 40,00"
    );
    // en 2023, 1 % de 3 666,00 = 36,66, comme l’imprime le contrat collectif
    let en_2023 = annee_le(
        date(2023, 6, 1),
        Patient::de_age(40),
        choix(&double),
        vec![chambre("60")],
    );
    assert_eq!(
        dit(&en_2023, 0),
        "AMO 0,00 ; AMC 73,32 ; RAC 46,68 = hors nomenclature 46,68"
    );
}

/// Daily cash without an expense: apart from what is paid for care.
#[test]
fn b21_indemnite_journaliere() {
    s_ecrit("20 €/jour, sans dépense", "20 €/jour, sans dépense");
    let offre = non_responsable(&[
        " ; séjour ; hospitalisation/sejour ; ; ; 100 % BR",
        " ; forfait ; forfait-journalier ; ; ; FR",
        " ; indemnité ; hospitalisation/indemnite-journaliere ; ; ; 20 €/jour, sans dépense",
    ]);
    let annee = annee(choix(&offre), vec![hopital(sejour("3541", 6))]);
    // six jours × 20,00 ; le séjour est payé à part, 20 % = 708,20
    assert_eq!(allocation(&annee), "120,00");
    assert_eq!(dit_total(&annee), "AMO 2832,80 ; AMC 708,20 ; RAC 0,00");
}

/// A funeral capital pays the bill up to it, and what the bill does not take stands apart.
#[test]
fn b22_capital() {
    s_ecrit("1 500 €, capital", "1 500 €, capital");
    let offre = non_responsable(&[
        " ; obsèques ; obseques ; âge < 65 ; capital ; 1 500 €",
        " ; à partir de 65 ans ; obseques ; sinon ; ; néant",
    ]);
    let de = |age, prix| {
        annee_le(
            JOUR,
            Patient::de_age(age),
            choix(&offre),
            vec![acte("obseques", prix)],
        )
    };
    let cher = de(64, "4000");
    assert_eq!(
        dit(&cher, 0),
        "AMO 0,00 ; AMC 1500,00 ; RAC 2500,00 = hors nomenclature 2500,00"
    );
    assert_eq!(allocation(&cher), "0,00");
    let simple = de(64, "1000");
    assert_eq!(dit(&simple, 0), "AMO 0,00 ; AMC 1000,00 ; RAC 0,00");
    assert_eq!(allocation(&simple), "500,00");
    assert_eq!(
        dit(&de(65, "1000"), 0),
        "AMO 0,00 ; AMC 0,00 ; RAC 1000,00 = hors nomenclature 1000,00"
    );
}

/// « FR 10 jours par an, puis 100 % BR », on what is counted by day or by act.
#[test]
fn b23_bascule() {
    s_ecrit(
        "FR 10 jours/an puis 100 % BR",
        "FR, 10 jours/an, puis 100 % BR",
    );
    // une chambre n’a pas de base : dix nuits à 70,00, puis rien
    assert_eq!(
        decompte(
            &une("chambre", "", "FR 10 jours/an puis 100 % BR"),
            fois(12, acte("chambre-particuliere", "70"))
        ),
        "AMO 0,00 ; AMC 700,00 ; RAC 140,00 = hors nomenclature 140,00"
    );
    // un psychiatre à 80,00 : base 57,00, 39,90, AMO 37,90 ; TM 17,10
    // dix à 80,00 − 39,90 = 40,10 ; deux à 17,10 ; 401,00 + 34,20 = 435,20
    // reste 960,00 − 454,80 − 435,20 = 70,00 = 24,00 + 2 × 23,00
    assert_eq!(
        decompte(
            &une("soins-courants", "", "FR, 10 actes/an, puis 100 % BR"),
            fois(12, chez(Secteur::Optam, "psychiatre", "80"))
        ),
        "AMO 454,80 ; AMC 435,20 ; RAC 70,00 = participation 24,00 + dépassement 46,00"
    );
    // dans le prix d’un séjour : vingt jours en psychiatrie à 4 000,00, soit 200,00 par jour
    // 80 % = 160,00, TM 40,00 ; le forfait journalier s’impute sur les 800,00 de TM
    // dix jours payés, 400,00 ; les dix autres restent, 400,00
    let dix_jours = |puis| {
        let ligne = format!(
            " ; psychiatrie ; hospitalisation/sejour ; psychiatrie ; 10 jours/an, puis {puis} ; 100 % BR"
        );
        non_responsable(&[
            ligne.as_str(),
            " ; autres séjours ; hospitalisation/sejour ; sinon ; ; 100 % BR",
        ])
    };
    let en_psychiatrie = |frais, jours| {
        hopital(Sejour {
            genre: TypeSejour::Psychiatrie,
            ..sejour(frais, jours)
        })
    };
    assert_eq!(
        decompte(&dix_jours("néant"), en_psychiatrie("4000", 20)),
        "AMO 3200,00 ; AMC 400,00 ; RAC 400,00 = TM 400,00"
    );
    // « puis 100 % BR » : la base d’un séjour est son prix, rien ne reste
    assert_eq!(
        decompte(&dix_jours("100 % BR"), en_psychiatrie("4000", 20)),
        "AMO 3200,00 ; AMC 800,00 ; RAC 0,00"
    );
    // les jours se comptent d’un séjour à l’autre : huit jours, puis deux sur huit
    let deux = vec![en_psychiatrie("1600", 8), en_psychiatrie("1600", 8)];
    let offre = dix_jours("néant");
    let annee = annee(choix(&offre), deux);
    assert_eq!(dit(&annee, 0), "AMO 1280,00 ; AMC 320,00 ; RAC 0,00");
    assert_eq!(
        dit(&annee, 1),
        "AMO 1280,00 ; AMC 80,00 ; RAC 240,00 = TM 240,00"
    );
    assert!(annee.drapeaux.contains(&Drapeau::SejourParJour));
    // franchise de trois jours sur le prix du séjour : cinq jours à 1 000,00, deux payés à 40,00
    let franchise = non_responsable(&[
        " ; séjour ; hospitalisation/sejour ; ; par jour, à partir du 4e jour ; 100 % BR",
    ]);
    assert_eq!(
        decompte(&franchise, hopital(sejour("1000", 5))),
        "AMO 800,00 ; AMC 80,00 ; RAC 120,00 = TM 120,00"
    );
}

#[test]
fn b24_par_prothese() {
    s_ecrit(
        "150 € par prothèse en plus de la sécurité sociale",
        "150 €/prothèse en plus de l'AMO",
    );
    let offre = non_responsable(&[
        " ; prothèses ; dentaire/protheses ; ; ; 150 € par prothèse en plus de la sécurité sociale",
        "plafond ; limite ; dentaire/protheses ; ; par an, puis néant ; 800 €",
    ]);
    s_ecrit(
        "150 € par acte dans la limite de 800 € par an",
        "150 €/acte, 800 € max par an",
    );
    // six couronnes à 620,00, AMO 72,00 : 5 × 150,00, puis 50,00, qui couvrent leur TM de 48,00
    // reste 3 720,00 − 432,00 − 800,00 = 2 488,00
    let six = fois(6, acte("couronne-ceramo-metallique-molaire", "620"));
    assert_eq!(
        decompte(&offre, six),
        "AMO 432,00 ; AMC 800,00 ; RAC 2488,00 = dépassement 2488,00"
    );
    // le même plafond dans la cellule
    let six = fois(6, acte("couronne-ceramo-metallique-molaire", "620"));
    assert_eq!(
        decompte(
            &une("dentaire/protheses", "", "150 €/acte, 800 € max par an"),
            six
        ),
        "AMO 432,00 ; AMC 800,00 ; RAC 2488,00 = dépassement 2488,00"
    );

    // « FR limité à 100 €/an » : quatre séances à 60,00 laissent 240,00 − 100,00 = 140,00
    let quatre = fois(4, acte("osteopathie", "60"));
    assert_eq!(
        decompte(
            &une("bien-etre/osteopathie", "", "FR limité à 100 €/an"),
            quatre
        ),
        "AMO 0,00 ; AMC 100,00 ; RAC 140,00 = hors nomenclature 140,00"
    );
}
