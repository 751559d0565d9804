//! What time in the contract changes: ceilings, delays, years of adhesion, frequencies.

use super::outils::*;
use reste_a_charge::panier::Patient;

fn depuis(mois: u16) -> Patient {
    Patient {
        anciennete_mois: mois,
        ..Patient::de_age(40)
    }
}

/// Avenir Cap'Évolution, Équilibre: prostheses at 130 % within 600 € the first year, 700 €
/// the second and third, 800 € from the fourth, then the ticket modérateur. Molar crown at
/// 600 €, base 120: 156,00 − 72,00 = 84,00 each; TM 48,00.
#[test]
fn le_plafond_monte_la_deuxieme_et_la_quatrieme_annee() {
    let choix = embarquee("avenir/cap-evolution", "Équilibre");
    let dix = |mois| {
        let soins = vec![fois(10, acte("couronne-ceramo-metallique-molaire", "600"))];
        dit(&annee_le(JOUR, depuis(mois), Some(choix), soins), 0)
    };
    // 7 × 84,00 = 588,00 ; la 8e : reste 12,00, relevée au TM 48,00 ; puis 2 × 48,00
    // 588,00 + 3 × 48,00 = 732,00 ; 6 000,00 − 720,00 − 732,00 = 4 548,00
    assert_eq!(
        dix(0),
        "AMO 720,00 ; AMC 732,00 ; RAC 4548,00 = dépassement 4548,00"
    );
    // 8 × 84,00 = 672,00 ; la 9e : reste 28,00, relevée à 48,00 ; puis 48,00 = 768,00
    assert_eq!(
        dix(12),
        "AMO 720,00 ; AMC 768,00 ; RAC 4512,00 = dépassement 4512,00"
    );
    assert_eq!(dix(35), dix(12));
    // 9 × 84,00 = 756,00 ; la 10e : reste 44,00, relevée à 48,00 = 804,00
    assert_eq!(
        dix(36),
        "AMO 720,00 ; AMC 804,00 ; RAC 4476,00 = dépassement 4476,00"
    );
}

/// Rule: three months at the ticket modérateur, then 200 %, a form that several tables print
/// (TM alone for 3, 6 or 10 months). Crown at 600 €, base 120 (tariff of 2020-01-01).
#[test]
fn trois_mois_au_ticket_moderateur() {
    let offre = responsable(&[
        " ; prothèses ; dentaire/protheses ; ; ; 200 %",
        "délai ; trois mois ; dentaire/protheses ; ; pendant 3 mois ; TM",
    ]);
    let au = |mois| {
        let soin = au_mois(mois, acte("couronne-ceramo-metallique-molaire", "600"));
        dit(&annee_le(JOUR, depuis(0), choix(&offre), vec![soin]), 0)
    };
    // 600,00 − 72,00 − 48,00 = 480,00
    assert_eq!(
        au(3),
        "AMO 72,00 ; AMC 48,00 ; RAC 480,00 = dépassement 480,00"
    );
    // 240,00 − 72,00 = 168,00 ; 600,00 − 72,00 − 168,00 = 360,00
    assert_eq!(
        au(4),
        "AMO 72,00 ; AMC 168,00 ; RAC 360,00 = dépassement 360,00"
    );
}

/// Rule: one pair every two years (R. 871-2): the second gets nothing of a contract that is not
/// responsable. Frame 150, lenses 2 × 100, 0,09 of social security.
#[test]
fn des_lunettes_deux_fois_en_deux_ans() {
    let offre = non_responsable(&[
        " ; lunettes ; optique/classe-b ; ; par équipement, 1 équipement/2 ans, AMO comprise ; 200 €",
    ]);
    let paire = || {
        lunettes(
            ("monture-classe-b", "150"),
            ("verre-classe-b-simple", "100"),
        )
    };
    let annee = annee(choix(&offre), vec![fois(2, paire())]);
    // 200,00 − 0,09 = 199,91 ; 350,00 − 200,00 = 150,00
    assert_eq!(
        dit_acte(&annee, 0, 0),
        "AMO 0,09 ; AMC 199,91 ; RAC 150,00 = dépassement 150,00"
    );
    // 350,00 − 0,09 = 349,91, dont 0,06 de ticket modérateur
    assert_eq!(
        dit_acte(&annee, 0, 1),
        "AMO 0,09 ; AMC 0,00 ; RAC 349,91 = TM 0,06 + dépassement 349,85"
    );
}

/// Rule: « 60 jours/an » of single room, as MCCI FLEXIA prints (table of 2026-04-01), at 50 €, over two stays of 40 nights at 70 €.
#[test]
fn soixante_jours_de_chambre() {
    let offre = non_responsable(&[
        " ; séjour ; hospitalisation/sejour ; ; ; FR",
        " ; chambre ; hospitalisation/chambre ; ; par jour, 60 jours/an ; 50 €",
    ]);
    let soin = || hopital(avec_chambre(sejour("0", 0), 40, "70"));
    let deux = annee(choix(&offre), vec![soin(), soin()]);
    // 40 × 50,00 = 2 000,00, puis 20 × 50,00 = 1 000,00 ; 2 × 2 800,00 − 3 000,00 = 2 600,00
    assert_eq!(
        dit_total(&deux),
        "AMO 0,00 ; AMC 3000,00 ; RAC 2600,00 = hors nomenclature 2600,00"
    );
    // « 30 jours/séjour » : 2 × 30 × 50,00 = 3 000,00 aussi, mais par séjour
    let offre = non_responsable(&[
        " ; séjour ; hospitalisation/sejour ; ; ; FR",
        " ; chambre ; hospitalisation/chambre ; ; par jour, 30 jours/séjour ; 50 €",
    ]);
    let deux = annee(choix(&offre), vec![soin(), soin()]);
    assert_eq!(
        (dit(&deux, 0), dit(&deux, 1)),
        (
            "AMO 0,00 ; AMC 1500,00 ; RAC 1300,00 = hors nomenclature 1300,00".to_owned(),
            "AMO 0,00 ; AMC 1500,00 ; RAC 1300,00 = hors nomenclature 1300,00".to_owned(),
        )
    );
}

/// Rule: a purse of the year of adhesion is full again at the anniversary. 18 months in the
/// contract in January: the anniversary is in July. A purse of the civil year is not.
#[test]
fn une_bourse_d_annee_d_adhesion() {
    let soins = || {
        vec![
            au_mois(3, fois(3, acte("osteopathie", "60"))),
            au_mois(9, fois(3, acte("osteopathie", "60"))),
        ]
    };
    let paye = |genre: &str| {
        let ligne = format!(" ; bien-être ; osteopathie ; ; par an, {genre} ; 100 €");
        let offre = non_responsable(&[ligne.as_str()]);
        dit_total(&annee_le(JOUR, depuis(18), choix(&offre), soins()))
    };
    // mars : 100,00 ; septembre : 100,00 à nouveau ; 360,00 − 200,00 = 160,00
    assert_eq!(
        paye("année d’adhésion"),
        "AMO 0,00 ; AMC 200,00 ; RAC 160,00 = hors nomenclature 160,00"
    );
    assert_eq!(
        paye("année civile"),
        "AMO 0,00 ; AMC 100,00 ; RAC 260,00 = hors nomenclature 260,00"
    );
}

/// Half-years run from January to June and from July to December. A purse of 50,00 for each;
/// sessions at 40,00: the second of a half finds 10,00 left.
#[test]
fn une_bourse_de_six_mois_recommence_en_juillet() {
    let offre = responsable(&[" ; ostéopathie ; bien-etre/osteopathie ; ; par 6 mois ; 50 €"]);
    let payes = |mois: &[u8]| -> Vec<String> {
        let soins = mois
            .iter()
            .map(|mois| au_mois(*mois, acte("osteopathie", "40")));
        let annee = annee_le(JOUR, depuis(0), choix(&offre), soins.collect());
        let lignes = 0..mois.len();
        lignes
            .map(|ligne| {
                let dit = dit(&annee, ligne);
                let (_, amc) = dit.split_once("AMC ").expect("AMC");
                amc.split(' ').next().expect("un montant").to_owned()
            })
            .collect()
    };
    assert_eq!(payes(&[1, 6]), ["40,00", "10,00"]);
    assert_eq!(payes(&[6, 7]), ["40,00", "40,00"]);
    assert_eq!(payes(&[7, 12, 12]), ["40,00", "10,00", "0,00"]);
}
