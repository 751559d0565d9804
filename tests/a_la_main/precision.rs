//! Which row of a table speaks of an act: the narrowest that holds, at the nearest node, in
//! the highest layer.

use super::outils::*;
use reste_a_charge::calcul::bornes::AnneeDeSoins;
use reste_a_charge::offre::{Module, Offre};
use reste_a_charge::panier::Patient;

/// Contact lenses at 200,00 €, that the social security does not pay, at this age.
fn lentilles(offre: &Offre, age: u8) -> AnneeDeSoins {
    let soins = vec![acte("lentilles-non-remboursees", "200")];
    annee_le(JOUR, Patient::de_age(age), choix(offre), soins)
}

const TOUS: &str = " ; tous ; optique/lentilles ; ; ; 50 €";
const JEUNES: &str = " ; moins de 26 ans ; optique/lentilles ; âge < 26 ; ; 70 €";
const ENFANTS: &str = " ; moins de 16 ans ; optique/lentilles ; âge < 16 ; ; 80 €";
const SEANCES: &str = " ; séances ; bien-etre ; ; ; 30 €";
const ENFANTS_SEANCES: &str = " ; séances, enfants ; bien-etre ; âge < 12 ; ; 40 €";

/// Rule: the narrowest row wins, wherever it is written.
#[test]
fn la_ligne_la_plus_precise_l_emporte() {
    for lignes in [
        [TOUS, JEUNES, ENFANTS],
        [ENFANTS, JEUNES, TOUS],
        [JEUNES, TOUS, ENFANTS],
    ] {
        let offre = non_responsable(&lignes);
        // 200,00 − 80,00 ; 200,00 − 70,00 ; 200,00 − 50,00
        for (age, reste) in [(10, "120,00"), (20, "130,00"), (40, "150,00")] {
            let seul = format!("{reste} à {reste}");
            assert_eq!(
                bornes(&lentilles(&offre, age)),
                seul,
                "{age} ans, {lignes:?}"
            );
        }
    }
}

/// Rule: a row is as narrow as there are rows of its own node around it; those of other
/// nodes and those inside it do not count. (A row that is not « sinon » has one more.)
#[test]
fn la_precision_ne_compte_que_les_lignes_qui_entourent() {
    let offre = non_responsable(&[TOUS, ENFANTS_SEANCES, JEUNES, SEANCES, ENFANTS]);
    let precisions: Vec<u16> = offre
        .modules
        .iter()
        .flat_map(|module| &module.lignes)
        .map(|ligne| ligne.precision)
        .collect();
    // tous : seule ; 12 ans : dans les séances ; 26 ans : dans tous ; séances : seule ;
    // 16 ans : dans tous et dans 26 ans
    assert_eq!(precisions, [1, 2, 2, 1, 3]);
}

/// Rule: what two cases said by « ou » cover together is covered. Nobody says whether the
/// optician is of the network: 80,00 either way, and never the row of the others.
#[test]
fn deux_cas_qui_se_completent_couvrent_tout() {
    let offre = non_responsable(&[
        " ; moins de 60 ans ; optique/lentilles ; en réseau, âge < 60 ou hors réseau, âge < 60 ; ; 80 €",
        " ; autres ; optique/lentilles ; sinon ; ; 50 €",
    ]);
    // 200,00 − 80,00
    assert_eq!(bornes(&lentilles(&offre, 40)), "120,00 à 120,00");
    assert_eq!(bornes(&lentilles(&offre, 60)), "150,00 à 150,00");
}

/// Rule: in a module that replaces, a row without object leaves the act to the module below,
/// and not to a wider row of its own. At 60,00 €: base 30,00, 21,00 of the social security
/// less 2,00; 100 % of the module below adds 9,00, the 200 % of the option 60,00 − 21,00 =
/// 39,00 at the most.
#[test]
fn une_ligne_sans_objet_rend_la_main_au_module_du_dessous() {
    const SOUS: &str = " ; consultations ; soins-courants/honoraires ; ; ; 100 %";
    let avec_option = |lignes: &[&str]| {
        let mut offre = non_responsable(&[SOUS]);
        let option = non_responsable(lignes).modules.into_iter().next();
        offre.modules.extend(option.map(|module| Module {
            id: "option".to_owned(),
            remplace: true,
            ..module
        }));
        decompte(&offre, acte("generaliste", "60"))
    };
    let large = " ; honoraires ; soins-courants/honoraires ; ; ; 200 %";
    assert_eq!(
        avec_option(&[large]),
        "AMO 19,00 ; AMC 39,00 ; RAC 2,00 = participation 2,00"
    );
    let generaliste =
        " ; généraliste ; soins-courants/honoraires/consultations/generaliste ; ; ; s.o.";
    assert_eq!(
        avec_option(&[large, generaliste]),
        "AMO 19,00 ; AMC 9,00 ; RAC 32,00 = participation 2,00 + dépassement 30,00"
    );
}
