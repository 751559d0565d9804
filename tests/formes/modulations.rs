//! C: what modulates a guarantee, in the order of the catalogue.

use super::outils::*;
use super::{Forme, regle_s_ecrit};
use reste_a_charge::calcul::Drapeau;
use reste_a_charge::calcul::bornes::AnneeDeSoins;
use reste_a_charge::offre::composition::Niveaux;
use reste_a_charge::offre::{Choix, Module, Offre};
use reste_a_charge::panier::{DentSoignee, Patient, Quoi, Soin};
use reste_a_charge::reglementation::{Dent, Secteur};

pub(crate) const FORMES: &[Forme] = &[
    ("C1", c1_optam),
    ("C2", c2_dents_visibles),
    ("C3", c3_paniers),
    ("C4", c4_plafond_dentaire),
    ("C5", c5_fidelite),
    ("C6", c6_nombres),
    ("C7", c7_delais),
    ("C8", c8_modules),
    ("C9", c9_empilement),
    ("C10", c10_responsable_ou_non),
    ("C11", c11_reseau),
];

fn apres(mois: u16, offre: &Offre, soins: Vec<Soin>) -> AnneeDeSoins {
    let patient = Patient {
        anciennete_mois: mois,
        ..Patient::de_age(40)
    };
    annee_le(JOUR, patient, choix(offre), soins)
}

/// Three tiers; and the legal cap of 200 % out of OPTAM.
#[test]
fn c1_optam() {
    let paliers = [
        " ; OPTAM ; soins-courants ; OPTAM ; ; 200 % BR",
        " ; non OPTAM ; soins-courants ; non OPTAM ; ; 300 % BR",
        " ; non conventionné ; soins-courants ; non conventionné ; ; 100 % BR",
    ];
    let (libre, encadre) = (non_responsable(&paliers), responsable(&paliers));
    let chez = |secteur| chez(secteur, "specialiste", "100");
    // base 31,50 : 63,00 − 22,05 = 40,95 ; reste 100,00 − 20,05 − 40,95 = 39,00
    let optam = "AMO 20,05 ; AMC 40,95 ; RAC 39,00 = participation 2,00 + dépassement 37,00";
    assert_eq!(decompte(&libre, chez(Secteur::Optam)), optam);
    assert_eq!(decompte(&encadre, chez(Secteur::Optam)), optam);
    // base 23,00 : 69,00 − 16,10 = 52,90 ; reste 100,00 − 14,10 − 52,90 = 33,00
    assert_eq!(
        decompte(&libre, chez(Secteur::NonOptam)),
        "AMO 14,10 ; AMC 52,90 ; RAC 33,00 = participation 2,00 + dépassement 31,00"
    );
    // responsable : TM et 100 % au plus, 6,90 + 23,00 = 29,90 ; reste 56,00
    assert_eq!(
        decompte(&encadre, chez(Secteur::NonOptam)),
        "AMO 14,10 ; AMC 29,90 ; RAC 56,00 = participation 2,00 + dépassement 54,00"
    );
    // base 1,22 : 0,85, prise par la participation ; 1,22 − 0,85 = 0,37 ; reste 99,63
    assert_eq!(
        decompte(&libre, chez(Secteur::NonConventionne)),
        "AMO 0,00 ; AMC 0,37 ; RAC 99,63 = participation 0,85 + dépassement 98,78"
    );
}

#[test]
fn c2_dents_visibles() {
    let offre = non_responsable(&[
        " ; visibles ; dentaire/protheses ; dents visibles ; ; 250 % BR",
        " ; autres ; dentaire/protheses ; sinon ; ; 200 % BR",
    ]);
    let couronne = |dent| {
        let mut soin = acte("couronne-ceramo-ceramique", "620");
        if let Quoi::Acte { dent: place, .. } = &mut soin.quoi {
            *place = Some(DentSoignee::Genre(dent));
        }
        soin
    };
    // base 120,00, AMO 72,00 : 300,00 − 72,00 = 228,00 ; reste 320,00
    assert_eq!(
        decompte(&offre, couronne(Dent::Visible)),
        "AMO 72,00 ; AMC 228,00 ; RAC 320,00 = dépassement 320,00"
    );
    // 240,00 − 72,00 = 168,00 ; reste 380,00
    assert_eq!(
        decompte(&offre, couronne(Dent::NonVisible)),
        "AMO 72,00 ; AMC 168,00 ; RAC 380,00 = dépassement 380,00"
    );
}

#[test]
fn c3_paniers() {
    let offre = responsable(&[
        " ; 100 % Santé ; dentaire/protheses ; 100 % Santé ; ; 100 % PLV",
        " ; maîtrisé ; dentaire/protheses ; maîtrisé ; ; 250 % BR",
        " ; libre ; dentaire/protheses ; libre ; ; 125 % BR",
    ]);
    // chaque base 120,00, AMO 72,00 ; 500,00 − 72,00 ; 300,00 − 72,00 ; 150,00 − 72,00
    for (code, attendu) in [
        (
            "couronne-ceramo-metallique-incisive",
            "AMO 72,00 ; AMC 428,00 ; RAC 0,00",
        ),
        (
            "couronne-ceramo-metallique-2e-premolaire",
            "AMO 72,00 ; AMC 228,00 ; RAC 200,00 = dépassement 200,00",
        ),
        (
            "couronne-ceramo-metallique-molaire",
            "AMO 72,00 ; AMC 78,00 ; RAC 350,00 = dépassement 350,00",
        ),
    ] {
        assert_eq!(decompte(&offre, acte(code, "500")), attendu);
    }
}

/// A ceiling that grows with seniority, with a floor once it is reached.
#[test]
fn c4_plafond_dentaire() {
    let offre = |puis: &str| {
        let an_1 =
            format!("plafond ; an 1 ; dentaire/protheses ; année 1 ; par an, {puis} ; 500 €");
        let apres =
            format!("plafond ; ensuite ; dentaire/protheses ; année >= 2 ; par an, {puis} ; 800 €");
        let ligne = " ; prothèses ; dentaire/protheses ; ; ; 300 % BR";
        non_responsable(&[ligne, an_1.as_str(), apres.as_str()])
    };
    let trois = || vec![fois(3, acte("couronne-ceramo-metallique-molaire", "620"))];
    // 360,00 − 72,00 = 288,00 ; an 1 : 288,00, puis 212,00, puis le TM, 48,00
    // AMC 548,00 ; reste 1 860,00 − 216,00 − 548,00 = 1 096,00
    for puis in ["puis TM", "puis 100 % BR"] {
        assert_eq!(
            dit(&apres(0, &offre(puis), trois()), 0),
            "AMO 216,00 ; AMC 548,00 ; RAC 1096,00 = dépassement 1096,00"
        );
    }
    // sans plancher : 500,00 ; la dernière laisse son TM
    assert_eq!(
        dit(&apres(0, &offre("puis néant"), trois()), 0),
        "AMO 216,00 ; AMC 500,00 ; RAC 1144,00 = TM 48,00 + dépassement 1096,00"
    );
    // an 2 : 288,00 + 288,00 + 224,00 = 800,00
    assert_eq!(
        dit(&apres(12, &offre("puis TM"), trois()), 0),
        "AMO 216,00 ; AMC 800,00 ; RAC 844,00 = dépassement 844,00"
    );
}

/// A loyalty bonus by year of seniority, and one for not having claimed.
#[test]
fn c5_fidelite() {
    let lignes = [
        " ; équipement ; optique/classe-b ; ; par équipement, AMO comprise ; 150 €",
        "bonus ; après 2 ans ; optique/classe-b ; années 3 à 4 ; ; 50 € en plus de l'AMO",
        "bonus ; après 4 ans ; optique/classe-b ; année >= 5 ; ; 100 € en plus de l'AMO",
    ];
    let fidelite = non_responsable(&lignes);
    let paire = || {
        lunettes(
            ("monture-classe-b", "126"),
            ("verre-classe-b-simple", "120"),
        )
    };
    // 150,00 − 0,09 = 149,91 ; plus 50,00 dès la 3e année ; plus 100,00 dès la 5e ; prix 366,00
    for (mois, attendu) in [
        (
            12,
            "AMO 0,09 ; AMC 149,91 ; RAC 216,00 = dépassement 216,00",
        ),
        (
            24,
            "AMO 0,09 ; AMC 199,91 ; RAC 166,00 = dépassement 166,00",
        ),
        (
            48,
            "AMO 0,09 ; AMC 249,91 ; RAC 116,00 = dépassement 116,00",
        ),
    ] {
        let annee = apres(mois, &fidelite, vec![paire()]);
        assert_eq!(dit(&annee, 0), attendu);
        assert!(!annee.drapeaux.contains(&Drapeau::HistoriqueSuppose));
    }
    // « si pas d’utilisation depuis 24 mois » : supposé, et dit ; la seconde paire n’y a plus droit
    regle_s_ecrit(
        "si pas d’utilisation depuis 24 mois",
        "si rien depuis 24 mois",
    );
    let sans_usage = non_responsable(&[
        lignes[0],
        "bonus ; sans usage ; optique/classe-b ; ; si rien depuis 24 mois ; 50 € en plus de l'AMO",
    ]);
    let annee = apres(0, &sans_usage, vec![paire(), paire()]);
    assert_eq!(
        dit(&annee, 0),
        "AMO 0,09 ; AMC 199,91 ; RAC 166,00 = dépassement 166,00"
    );
    assert_eq!(
        dit(&annee, 1),
        "AMO 0,09 ; AMC 149,91 ; RAC 216,00 = dépassement 216,00"
    );
    assert!(annee.drapeaux.contains(&Drapeau::HistoriqueSuppose));
    // un usage que la garantie paie seule suffit à le perdre : 60 + 2 × 40 = 140,00
    let petite = lunettes(("monture-classe-b", "60"), ("verre-classe-b-simple", "40"));
    let annee = apres(0, &sans_usage, vec![petite, paire()]);
    assert_eq!(dit(&annee, 0), "AMO 0,09 ; AMC 139,91 ; RAC 0,00");
    assert_eq!(
        dit(&annee, 1),
        "AMO 0,09 ; AMC 149,91 ; RAC 216,00 = dépassement 216,00"
    );
}

/// A number a year, after which the table says what is paid.
#[test]
fn c6_nombres() {
    let offre = non_responsable(&[
        " ; psychiatre ; soins-courants ; ; 6 consultations par an, puis TM ; 200 % BR",
    ]);
    // base 57,00 : 39,90, AMO 37,90 ; 114,00, pas plus que 80,00 : 40,10 ; puis TM 17,10
    // 6 × 40,10 + 17,10 = 257,70 ; AMO 7 × 37,90 = 265,30 ; reste 560,00 − 523,00 = 37,00
    assert_eq!(
        decompte(&offre, fois(7, chez(Secteur::Optam, "psychiatre", "80"))),
        "AMO 265,30 ; AMC 257,70 ; RAC 37,00 = participation 14,00 + dépassement 23,00"
    );
}

/// Rates of their own in a network: two rows, and bounds when nobody says which holds.
fn taux_du_reseau() {
    let offre = non_responsable(&[
        " ; en réseau ; bien-etre ; réseau ; ; 40 €",
        " ; ailleurs ; bien-etre ; hors réseau ; ; 20 €",
    ]);
    let seance = |reseau| Soin {
        reseau,
        ..acte("osteopathie", "60")
    };
    assert_eq!(
        decompte(&offre, seance(Some(true))),
        "AMO 0,00 ; AMC 40,00 ; RAC 20,00 = hors nomenclature 20,00"
    );
    assert_eq!(
        decompte(&offre, seance(Some(false))),
        "AMO 0,00 ; AMC 20,00 ; RAC 40,00 = hors nomenclature 40,00"
    );
    let annee = annee(choix(&offre), vec![seance(None)]);
    assert_eq!(bornes(&annee), "20,00 à 40,00");
}

/// Nothing, the ticket modérateur or 100 % of the base for a time; the first days of a stay.
#[test]
fn c7_delais() {
    let offre = |meanwhile: &str| {
        let delai = format!("délai ; trois mois ; soins-courants ; ; pendant 3 mois ; {meanwhile}");
        non_responsable(&[" ; soins ; soins-courants ; ; ; 200 % BR", delai.as_str()])
    };
    let soin = |mois| au_mois(mois, chez(Secteur::Optam, "specialiste", "60"));
    // au 4e mois : 63,00, pas plus que 60,00 ; 60,00 − 22,05 = 37,95
    // au 3e : rien, ou 31,50 − 22,05 = 9,45
    let apres_le_delai = "AMO 20,05 ; AMC 37,95 ; RAC 2,00 = participation 2,00";
    let tm = "AMO 20,05 ; AMC 9,45 ; RAC 30,50 = participation 2,00 + dépassement 28,50";
    for (pendant, attendu) in [
        (
            "néant",
            "AMO 20,05 ; AMC 0,00 ; RAC 39,95 = participation 2,00 + TM 9,45 + dépassement 28,50",
        ),
        ("TM", tm),
        ("100 % BR", tm),
    ] {
        let annee = apres(0, &offre(pendant), vec![soin(3), soin(4)]);
        assert_eq!(dit(&annee, 0), attendu, "{pendant}");
        assert_eq!(dit(&annee, 1), apres_le_delai, "{pendant}");
    }
    // un contrat responsable doit le TM même pendant le délai
    let total = responsable(&[
        " ; soins ; soins-courants ; ; ; 200 % BR",
        "délai ; trois mois ; soins-courants ; ; pendant 3 mois ; néant",
    ]);
    assert_eq!(dit(&apres(0, &total, vec![soin(3)]), 0), tm);
    // franchise de trois nuits : deux payées sur cinq, à 60,00
    let franchise = non_responsable(&[
        " ; hôpital ; hospitalisation ; ; ; FR",
        " ; chambre ; hospitalisation/chambre ; ; par nuit, à partir du 4e jour ; 60 €",
    ]);
    let sejour = hopital(avec_chambre(sejour("1000", 6), 5, "70"));
    // 20 % = 200,00, plus que 6 × 23,00 ; AMC 200,00 + 120,00 ; reste 350,00 − 120,00
    assert_eq!(
        decompte(&franchise, sejour),
        "AMO 800,00 ; AMC 320,00 ; RAC 230,00 = hors nomenclature 230,00"
    );
}

/// Hospital and care at levels of their own.
#[test]
fn c8_modules() {
    let mut offre = non_responsable(&[" ; chambre ; hospitalisation/chambre ; ; par nuit ; 40 €"]);
    let soins = non_responsable(&[" ; soins ; soins-courants ; ; ; 150 % BR"]);
    let mut lignes: Vec<_> = soins
        .modules
        .into_iter()
        .flat_map(|module| module.lignes)
        .collect();
    // deux niveaux : 150 % et 100 %
    let cent = non_responsable(&[" ; soins ; soins-courants ; ; ; 100 % BR"]);
    let cents = cent.modules.iter().flat_map(|module| &module.lignes);
    for (ligne, autre) in lignes.iter_mut().zip(cents) {
        ligne.cellules.extend(autre.cellules.iter().cloned());
    }
    offre.modules.push(Module {
        id: "M".to_owned(),
        niveaux: vec!["2".to_owned(), "1".to_owned()],
        lignes,
        ..Module::default()
    });
    let soins = || {
        vec![
            acte("chambre-particuliere", "70"),
            chez(Secteur::Optam, "specialiste", "60"),
        ]
    };
    // chambre 40,00 dans les deux ; 47,25 − 22,05 = 25,20, ou 9,45
    for (niveau, attendu) in [
        (
            0,
            "AMO 20,05 ; AMC 25,20 ; RAC 14,75 = participation 2,00 + dépassement 12,75",
        ),
        (
            1,
            "AMO 20,05 ; AMC 9,45 ; RAC 30,50 = participation 2,00 + dépassement 28,50",
        ),
    ] {
        let niveaux = Niveaux::du_premier(0).avec(1, niveau);
        let choix = Choix {
            offre: &offre,
            niveaux,
        };
        let annee = annee(Some(choix), soins());
        assert_eq!(
            dit(&annee, 0),
            "AMO 0,00 ; AMC 40,00 ; RAC 30,00 = hors nomenclature 30,00"
        );
        assert_eq!(dit(&annee, 1), attendu);
    }
    // APRIL Santé Mix, soins au niveau 3, 150 % : 25,20, comme l’imprime APRIL (APMIX-069)
    let mixte = embarquee("april/sante-mix", "H1-M3");
    assert_eq!(
        dit(&annee(Some(mixte), soins()), 1),
        "AMO 20,05 ; AMC 25,20 ; RAC 14,75 = participation 2,00 + dépassement 12,75"
    );
}

/// The social security, a contract, and one that pays on what is left: never more than the
/// price.
#[test]
fn c9_empilement() {
    let base = responsable(&[" ; implants ; dentaire/implants ; ; ; 300 €"]);
    let sur = |cellule: &str| Offre {
        surcomplementaire: true,
        ..non_responsable(&[&format!(" ; implants ; dentaire/implants ; ; ; {cellule}")])
    };
    let empilees = |sur: &Offre, prix| {
        let choix: Vec<_> = [&base, sur].into_iter().filter_map(choix).collect();
        dit(
            &annee_sous(
                JOUR,
                Patient::de_age(40),
                &choix,
                vec![acte("implant", prix)],
            ),
            0,
        )
    };
    // 300,00 + 500,00 ; à 700,00, pas plus que le prix
    let en_plus = sur("500 € en plus de l'AMO");
    assert_eq!(
        empilees(&en_plus, "1000"),
        "AMO 0,00 ; AMC 800,00 ; RAC 200,00 = hors nomenclature 200,00"
    );
    assert_eq!(
        empilees(&en_plus, "700"),
        "AMO 0,00 ; AMC 700,00 ; RAC 0,00"
    );
    // « y compris le contrat précédent » : 500,00 − 300,00 = 200,00
    assert_eq!(
        empilees(&sur("500 € AMO et contrat précédent compris"), "1000"),
        "AMO 0,00 ; AMC 500,00 ; RAC 500,00 = hors nomenclature 500,00"
    );
}

/// Without the duties of a contrat responsable, a crown of the 100 % Santé is left whole:
/// 428 € (LPS Hospi and MCCINOVA publish that figure).
#[test]
fn c10_responsable_ou_non() {
    let ligne = [" ; prothèses ; dentaire/protheses ; ; ; néant"];
    let couronne = || acte("couronne-ceramo-metallique-incisive", "500");
    // 500,00 − 72,00 = 428,00 : 48,00 de TM et 380,00
    assert_eq!(
        decompte(&non_responsable(&ligne), couronne()),
        "AMO 72,00 ; AMC 0,00 ; RAC 428,00 = TM 48,00 + dépassement 380,00"
    );
    assert_eq!(
        decompte(&responsable(&ligne), couronne()),
        "AMO 72,00 ; AMC 428,00 ; RAC 0,00"
    );
}

/// A room within the tariff agreed with the network.
#[test]
fn c11_reseau() {
    taux_du_reseau();
    let offre = non_responsable(&[" ; chambre ; hospitalisation/chambre ; ; ; FR limité à 55 €"]);
    for (prix, attendu) in [
        (
            "70",
            "AMO 0,00 ; AMC 55,00 ; RAC 15,00 = hors nomenclature 15,00",
        ),
        ("50", "AMO 0,00 ; AMC 50,00 ; RAC 0,00"),
    ] {
        assert_eq!(
            decompte(&offre, acte("chambre-particuliere", prix)),
            attendu
        );
    }
}
