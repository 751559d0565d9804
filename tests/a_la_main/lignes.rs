//! Rows that stand beside the one taken: what they add, cap, delay or count, and in which
//! order.

use super::outils::*;
use reste_a_charge::calcul::Drapeau;
use reste_a_charge::offre::Offre;
use reste_a_charge::panier::{Patient, Soin};
use reste_a_charge::reglementation::Secteur;

fn depuis(mois: u16) -> Patient {
    Patient {
        anciennete_mois: mois,
        ..Patient::de_age(40)
    }
}

fn osteopathe(a: &str) -> Soin {
    acte("osteopathie", a)
}

/// What the contract pays of each line of a year, first month first.
fn payes(offre: &Offre, soins: Vec<Soin>) -> Vec<String> {
    let lignes = soins.len();
    let annee = annee(choix(offre), soins);
    (0..lignes)
        .map(|ligne| {
            let dit = dit(&annee, ligne);
            let (_, amc) = dit.split_once("AMC ").expect("AMC");
            amc.split(' ').next().expect("un montant").to_owned()
        })
        .collect()
}

/// Rule: a row « en plus » without a row to add to pays alone, a share of the price too.
#[test]
fn ce_qui_s_ajoute_a_rien_paie_seul() {
    let offre = non_responsable(&["en plus ; ostéopathie ; osteopathie ; ; ; 50 % FR"]);
    assert_eq!(
        decompte(&offre, osteopathe("60")),
        "AMO 0,00 ; AMC 30,00 ; RAC 30,00 = hors nomenclature 30,00"
    );
}

/// Rule: a row « minimum » is a floor for the other rows of its poste. Crown at 600,00, base
/// 120,00: 72,00 of social security, TM 48,00.
#[test]
fn un_minimum_releve_les_autres_lignes() {
    let offre = non_responsable(&[
        " ; prothèses ; dentaire/protheses ; ; ; 20 €",
        " ; au moins ; dentaire ; ; minimum ; TM",
    ]);
    let couronne = acte("couronne-ceramo-metallique-molaire", "600");
    assert_eq!(
        decompte(&offre, couronne),
        "AMO 72,00 ; AMC 48,00 ; RAC 480,00 = dépassement 480,00"
    );
}

/// Rule: « pendant 2 ans » is 24 months. The same crown: 48,00 of TM meanwhile, then 200 %,
/// 240,00 − 72,00 = 168,00.
#[test]
fn deux_ans_de_delai_font_vingt_quatre_mois() {
    let offre = non_responsable(&[
        " ; prothèses ; dentaire/protheses ; ; ; 200 %",
        "délai ; deux ans ; dentaire/protheses ; ; pendant 2 ans ; TM",
    ]);
    let couronne = || acte("couronne-ceramo-metallique-molaire", "600");
    let pendant = "AMO 72,00 ; AMC 48,00 ; RAC 480,00 = dépassement 480,00";
    let apres = "AMO 72,00 ; AMC 168,00 ; RAC 360,00 = dépassement 360,00";
    // en janvier, 22 mois d'ancienneté, puis en mars, 24
    for (mois, attendu) in [(1, pendant), (2, pendant), (3, apres)] {
        let soins = vec![au_mois(mois, couronne())];
        let annee = annee_le(JOUR, depuis(22), choix(&offre), soins);
        assert_eq!(dit(&annee, 0), attendu, "mois {mois}");
    }
    // sans mois dit : toute l'année est dans le délai jusqu'à 12 mois d'ancienneté ; une
    // partie ensuite
    let restes = |mois| {
        let annee = annee_le(JOUR, depuis(mois), choix(&offre), vec![couronne()]);
        bornes(&annee)
    };
    assert_eq!(restes(12), "480,00 à 480,00");
    assert_eq!(restes(13), "360,00 à 480,00");
    assert_eq!(restes(23), "360,00 à 480,00");
    assert_eq!(restes(24), "360,00 à 360,00");
}

/// Rule: « par 12 mois » under a year of adhesion is that year: 18 months in the contract in
/// January, the purse is full again in July. Half of it is not.
#[test]
fn douze_mois_sont_une_annee_d_adhesion() {
    let ligne = " ; bien-être ; osteopathie ; ; par 12 mois, année d’adhésion ; 100 €";
    let offre = non_responsable(&[ligne]);
    let soins = vec![
        au_mois(3, fois(3, osteopathe("60"))),
        au_mois(9, fois(3, osteopathe("60"))),
    ];
    // 360,00 − 2 × 100,00
    assert_eq!(
        dit_total(&annee_le(JOUR, depuis(18), choix(&offre), soins)),
        "AMO 0,00 ; AMC 200,00 ; RAC 160,00 = hors nomenclature 160,00"
    );
}

/// Five days at 1 000,00 for the stay: the 20 % that are left are 40,00 a day. From the fourth
/// day, two of them are paid; from the first, a sum remains that of the stay.
#[test]
fn le_premier_jour_paye_d_un_sejour() {
    let offre = |regle: &str, cellule: &str| {
        let ligne = format!(" ; séjour ; hospitalisation/sejour ; ; {regle} ; {cellule}");
        non_responsable(&[ligne.as_str()])
    };
    let soin = || hopital(sejour("1000", 5));
    // 5 × 40,00 = 200,00 ; deux jours payés, puis 20,00 pour tout le séjour
    assert_eq!(
        decompte(&offre("à partir du 4e jour", "100 % BR"), soin()),
        "AMO 800,00 ; AMC 80,00 ; RAC 120,00 = TM 120,00"
    );
    assert_eq!(
        decompte(&offre("à partir du 1er jour", "20 €"), soin()),
        "AMO 800,00 ; AMC 20,00 ; RAC 180,00 = TM 180,00"
    );
}

/// A purse of two years may have been used before the year, by someone who was there.
#[test]
fn une_bourse_de_deux_ans_a_pu_servir_avant() {
    for (duree, mois, attendu) in [
        ("par an", 18, false),
        ("par 2 ans", 18, true),
        ("par 2 ans", 0, false),
    ] {
        let ligne = format!(" ; bien-être ; osteopathie ; ; {duree} ; 100 €");
        let offre = non_responsable(&[ligne.as_str()]);
        let annee = annee_le(JOUR, depuis(mois), choix(&offre), vec![osteopathe("60")]);
        let dit = annee.drapeaux.contains(&Drapeau::HistoriqueSuppose);
        assert_eq!(dit, attendu, "{duree}, {mois} mois");
    }
}

/// In a sum, totals with the social security are paid first, whatever the order in which they
/// are written, and what comes on top next. Generalist of the OPTAM at 100,00, base 30,00:
/// 45,00 − 21,00 = 24,00, then 20,00.
#[test]
fn un_total_est_paye_avant_ce_qui_vient_en_plus() {
    for cellule in ["20 € + 150 %", "150 % + 20 €"] {
        let ligne = format!(" ; consultations ; soins-courants ; ; ; {cellule}");
        let offre = non_responsable(&[ligne.as_str()]);
        let soin = chez(Secteur::Optam, "generaliste", "100");
        let annee = annee(choix(&offre), vec![soin]);
        let etapes = annee.lignes[0].actes[0].etapes.iter();
        let termes: Vec<String> = etapes
            .map(|etape| format!("{} = {}", etape.quoi, etape.montant).replace('\u{a0}', " "))
            .skip_while(|dit| !dit.starts_with("Garantie"))
            .skip(1)
            .take(2)
            .collect();
        assert_eq!(termes, ["150 % = 24,00 €", "20 € = 20,00 €"], "{cellule}");
    }
}

/// Rule: `1 verre/2 ans` is one for each eye, as a pair has; `2 verres/2 ans` is the pair.
#[test]
fn un_verre_pour_chaque_oeil() {
    let paire = || {
        lunettes(
            ("monture-classe-b", "100"),
            ("verre-classe-b-simple", "100"),
        )
    };
    for nombre in ["1 verre/2 ans", "2 verres/2 ans"] {
        let ligne = format!(" ; verres ; optique/classe-b/verre ; ; par verre, {nombre} ; 60 €");
        let offre = non_responsable(&[ligne.as_str()]);
        // 2 × 60,00, puis rien pour la seconde paire
        assert_eq!(
            payes(&offre, vec![paire(), paire()]),
            ["120,00", "0,00"],
            "{nombre}"
        );
    }
}

/// Rule: `chacun`, each kind of care of the row has its own ceiling.
#[test]
fn un_plafond_pour_chacun() {
    let payes = |partage: &str| {
        let ligne = format!(
            " ; bien-être ; bien-etre/osteopathie + bien-etre/dietetique ; ; {partage}, max 100 €/an ; FR"
        );
        let offre = non_responsable(&[ligne.as_str()]);
        payes(&offre, vec![osteopathe("120"), acte("dietetique", "120")])
    };
    assert_eq!(payes("chacun"), ["100,00", "100,00"]);
    assert_eq!(payes("en commun"), ["100,00", "0,00"]);
}

/// Rows that add up pay in this order, whatever that of the table: those without a number
/// first, then the nearest. A session at 30,00 is then paid without using up the number that
/// the next one, at 50,00, needs: 30,00 + 20,00.
#[test]
fn ce_qui_s_ajoute_garde_ce_qui_est_compte() {
    let soins = || vec![osteopathe("30"), osteopathe("50")];
    // sans nombre, puis compté
    let sans = "en plus ; toujours ; bien-etre ; ; ; 30 €";
    let compte = "en plus ; une fois ; bien-etre/osteopathie ; ; 1 séance/an ; 20 €";
    for lignes in [[sans, compte], [compte, sans]] {
        let offre = non_responsable(&lignes);
        assert_eq!(payes(&offre, soins()), ["30,00", "50,00"], "{lignes:?}");
    }
    // comptés tous deux : le plus proche de l'acte d'abord
    let proche = "en plus ; proche ; bien-etre/osteopathie ; ; 5 séances/an ; 30 €";
    let loin = "en plus ; loin ; bien-etre ; ; 1 séance/an en commun ; 20 €";
    for lignes in [[proche, loin], [loin, proche]] {
        let offre = non_responsable(&lignes);
        assert_eq!(payes(&offre, soins()), ["30,00", "50,00"], "{lignes:?}");
    }
}
