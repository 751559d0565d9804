//! Cases that the engine once got wrong: mixed glasses, rows that add with a number, the
//! frame of a whole equipment, charges out of the path of care.
use super::outils::*;
use reste_a_charge::panier::{Patient, Quoi, Soin};
use reste_a_charge::reglementation::Secteur;

fn mixte(monture: (&str, &str), verre: (&str, &str)) -> Soin {
    lunettes(monture, verre)
}

#[test]
fn monture_d_un_equipement_limitee_a_cent() {
    // R. 871-2, 3° : monture 100 € au plus dans l’équipement ; monture 300, verres 2 × 100, cellule 420 €
    // 100,00 + 2 × (100,00 − 0,03) = 299,94 ; reste 500,00 − 0,09 − 299,94 = 199,97
    let o = responsable(&[" ; l ; optique/classe-b ; ; par équipement, AMO comprise ; 420 €"]);
    assert_eq!(
        decompte(
            &o,
            mixte(
                ("monture-classe-b", "300"),
                ("verre-classe-b-simple", "100")
            )
        ),
        "AMO 0,09 ; AMC 299,94 ; RAC 199,97 = dépassement 199,97"
    );
}
#[test]
fn monture_b_verres_a() {
    // verres A : 2 × (32,50 − 5,85) = 53,30 ; monture B 300 : 80,00 au plus (dont monture), AMO comprise 79,97
    // AMC au plus 53,30 + 80,00 = 133,30 ; AMO 11,70 + 0,03 = 11,73 ; reste au moins 365 − 11,73 − 133,30 = 219,97
    let o = responsable(&[
        " ; a ; optique/classe-a ; ; ; 100 % PLV",
        " ; b ; optique/classe-b ; ; par équipement, dont monture 80 €, AMO comprise ; 300 €",
    ]);
    assert_eq!(
        decompte(
            &o,
            mixte(
                ("monture-classe-b", "300"),
                ("verre-classe-a-unifocal-0-a-2", "32,50")
            )
        ),
        "AMO 11,73 ; AMC 133,30 ; RAC 219,97 = dépassement 219,97"
    );
}
#[test]
fn monture_a_verres_b_neant() {
    // la monture A est due par la loi : 30,00 − 5,40 = 24,60 ; verres : TM 0,04 ; AMC 24,64
    // AMO 5,40 + 0,06 = 5,46 ; reste 246,00 − 5,46 − 24,64 = 215,90
    let o = responsable(&[
        " ; a ; optique/classe-a ; ; ; 100 % PLV",
        " ; b ; optique/classe-b ; ; par équipement, AMO comprise ; TM",
    ]);
    assert_eq!(
        decompte(
            &o,
            mixte(("monture-classe-a", "30"), ("verre-classe-b-simple", "108"))
        ),
        "AMO 5,46 ; AMC 24,64 ; RAC 215,90 = dépassement 215,90"
    );
}
#[test]
fn en_plus_avec_un_nombre() {
    // 20 € en plus, deux fois par an : 3 × 9,45 + 2 × 20,00 = 68,35 ; AMO 3 × 20,05 = 60,15
    // reste 180,00 − 60,15 − 68,35 = 51,50 = 6,00 + 45,50
    let o = non_responsable(&[
        " ; s ; soins-courants ; ; ; 100 % BR",
        "en plus ; r ; specialiste ; ; 2 actes/an ; 20 €",
    ]);
    assert_eq!(
        decompte(&o, fois(3, chez(Secteur::Optam, "specialiste", "60"))),
        "AMO 60,15 ; AMC 68,35 ; RAC 51,50 = participation 6,00 + dépassement 45,50"
    );
}
#[test]
fn responsable_ne_paie_jamais_la_participation() {
    let mut o = responsable(&[" ; s ; soins-courants ; ; ; 100 % BR"]);
    o.paie_participation = true;
    assert_eq!(
        decompte(&o, acte("generaliste", "30")),
        "AMO 19,00 ; AMC 9,00 ; RAC 2,00 = participation 2,00"
    );
}
#[test]
fn forfait_journalier_hors_parcours() {
    // R. 871-2, 2° : le forfait journalier est dû sans condition de parcours : 23,00
    let o = responsable(&[" ; f ; forfait-journalier ; ; par jour ; 20 €"]);
    let p = Patient {
        parcours: false,
        ..Patient::de_age(40)
    };
    let a = annee_le(
        JOUR,
        p,
        choix(&o),
        vec![acte("forfait-journalier", "tarif")],
    );
    assert_eq!(dit(&a, 0), "AMO 0,00 ; AMC 23,00 ; RAC 0,00");
}
#[test]
fn second_equipement_avant_son_terme() {
    // second équipement avant son terme : rien (au plus le TM légal 0,06)
    let o = non_responsable(&[
        " ; l ; optique/classe-b ; ; par équipement, 1 équipement/2 ans, AMO comprise ; 300 €",
    ]);
    let s = mixte(
        ("monture-classe-b", "100"),
        ("verre-classe-b-simple", "130"),
    );
    let Quoi::Lunettes(_) = s.quoi else { return };
    // 299,91 + 0 ; AMO 0,18 ; 720 − 0,18 − 299,91 = 419,91
    assert_eq!(
        decompte(&o, fois(2, s)),
        "AMO 0,18 ; AMC 299,91 ; RAC 419,91 = TM 0,06 + dépassement 419,85"
    );
}
