//! The order of care within the year that leaves least to pay.

use super::outils::*;
use reste_a_charge::calcul::contrat::Contrat;
use reste_a_charge::calcul::ordre::{OrdreFavorable, favorables};
use reste_a_charge::calcul::prestation::preparer;
use reste_a_charge::offre::Offre;
use reste_a_charge::panier::{Panier, Patient, Soin};

fn ordre(offre: &Offre, soins: Vec<Soin>) -> OrdreFavorable {
    let panier = Panier {
        id: String::new(),
        libelle: String::new(),
        soins,
        hypothese: None,
        source: String::new(),
        verifie_le: JOUR,
    };
    let patient = Patient::de_age(40);
    let dossiers = preparer(reglementation(), &panier, patient, JOUR, false)
        .unwrap_or_else(|impossible| panic!("{impossible}"));
    let contrat = choix(offre).map(|choix| Contrat::new(choix, reglementation(), JOUR, 0));
    let ordres = favorables(&[dossiers], contrat.as_slice());
    ordres.into_iter().next().unwrap_or_default()
}

/// « puis » lines of the best order, and what it saves.
fn dire(ordre: &OrdreFavorable) -> String {
    let groupes = ordre.groupes.iter().map(|groupe| {
        format!(
            "{:?} {} -> {}",
            groupe.lignes, groupe.ecrit, groupe.favorable
        )
    });
    let exact = if ordre.exact { "" } else { " (borné)" };
    let groupes: Vec<String> = groupes.collect();
    format!("{} ; {} ordres{exact}", groupes.join(" ; "), ordre.compares).replace('\u{a0}', " ")
}

const SEANCES: &str = " ; bien-être ; bien-etre ; ; par séance, 2 séances/an en commun ; 30 €";

/// Rule: two sessions at 30 € shared by every discipline; a session that is paid less uses
/// one all the same.
#[test]
fn les_seances_les_plus_cheres_d_abord() {
    let offre = non_responsable(&[SEANCES]);
    // écrit : 2 × 20,00 payés en entier, la diététique à 60,00 n’a plus de séance : 60,00
    // diététique avant la dernière : 0,00 ; puis 60,00 − 30,00 = 30,00 ; la dernière, sans
    // séance, 20,00 : 50,00 ; la diététique en premier laisse autant, mais change plus l’ordre
    // deux soins pareils et un autre : 3 ordres
    let soins = vec![fois(2, acte("osteopathie", "20")), acte("dietetique", "60")];
    assert_eq!(
        dire(&ordre(&offre, soins)),
        "[0, 1, 0] 60,00 € -> 50,00 € ; 3 ordres"
    );
    // déjà dans le bon ordre : rien à gagner
    let soins = vec![acte("dietetique", "60"), fois(2, acte("osteopathie", "20"))];
    assert_eq!(dire(&ordre(&offre, soins)), " ; 3 ordres");
}

/// Rule: under a ceiling « puis TM », what the floor pays once the ceiling is reached is not
/// lost; what it would have paid before used the ceiling up.
#[test]
fn ce_que_le_plancher_paie_passe_apres_le_plafond() {
    let offre = non_responsable(&[
        " ; soins ; dentaire/soins ; ; ; 100 %",
        " ; implants ; dentaire/implants ; ; ; FR",
        "plafond ; dentaire ; dentaire ; ; par an, puis TM ; 100 €",
    ]);
    // détartrage à 28,92 : 60 % = 17,35 ; TM 11,57, que le contrat paie
    // écrit : 11,57 ; l’implant a 100,00 − 11,57 = 88,43 ; reste 500,00 − 88,43 = 411,57
    // l’implant d’abord : 100,00, reste 400,00 ; le détartrage garde son TM : 400,00
    let soins = vec![acte("detartrage", "28,92"), acte("implant", "500")];
    assert_eq!(
        dire(&ordre(&offre, soins)),
        "[1, 0] 411,57 € -> 400,00 € ; 2 ordres"
    );
}

/// Care whose month is said keeps it; care that shares no counter is left where it is.
#[test]
fn un_soin_date_ne_bouge_pas() {
    let offre = non_responsable(&[SEANCES]);
    let soins = vec![
        fois(2, au_mois(3, acte("osteopathie", "20"))),
        au_mois(6, acte("dietetique", "60")),
        acte("generaliste", "30"),
    ];
    assert_eq!(dire(&ordre(&offre, soins)), " ; 0 ordres");
}

/// Beyond 5 040 orders the search is bounded, and says so. Eight sessions at eight prices,
/// two paid at 30 €: 8! = 40 320 orders.
#[test]
fn une_recherche_bornee_le_dit() {
    let offre = non_responsable(&[SEANCES]);
    let soins = ["12", "13", "14", "15", "16", "17", "40", "50"];
    let soins = soins.map(|prix| acte("osteopathie", prix)).to_vec();
    let trouve = ordre(&offre, soins);
    assert!(!trouve.exact);
    // somme 177,00 ; écrit, 12,00 + 13,00 sont payés : 152,00 ; au mieux 2 × 30,00 : 117,00
    assert_eq!(trouve.gain(), reste_a_charge::montant::Centimes::new(3_500));
}

/// Care that uses up no counter has no order to look for; a stay, with its days, is one thing
/// to move.
#[test]
fn ce_qui_se_deplace() {
    let libre = non_responsable(&[" ; bien-être ; bien-etre ; ; par séance ; 30 €"]);
    let soins = vec![acte("osteopathie", "60"), acte("dietetique", "60")];
    assert_eq!(dire(&ordre(&libre, soins)), " ; 0 ordres");
    let plafonnee = non_responsable(&[
        " ; bien-être ; bien-etre ; ; par séance ; 60 €",
        " ; hôpital ; hospitalisation ; ; ; 100 % BR",
        "plafond ; en tout ; hospitalisation+bien-etre ; ; par an, puis néant ; 100 €",
    ]);
    // 260,00 à rembourser, 100,00 payés dans un ordre comme dans l’autre
    let soins = vec![acte("osteopathie", "60"), hopital(sejour("1000", 5))];
    assert_eq!(dire(&ordre(&plafonnee, soins)), " ; 2 ordres");
}

/// Care that uses no counter up is neither moved nor compared.
#[test]
fn un_soin_sans_compteur_reste_a_sa_place() {
    let offre = non_responsable(&[SEANCES, " ; soins courants ; soins-courants ; ; ; 100 % BR"]);
    let soins = vec![
        fois(2, acte("osteopathie", "20")),
        acte("dietetique", "60"),
        acte("generaliste", "30"),
    ];
    assert_eq!(
        dire(&ordre(&offre, soins)),
        "[0, 1, 0] 60,00 € -> 50,00 € ; 3 ordres"
    );
}

/// A stay moves as a whole. Two nights a year are paid: 2 × 40,00 as written, which leaves the
/// 2 × 60,00 of the other stay; the dearer stay first leaves 80,00.
#[test]
fn un_sejour_se_deplace_en_entier() {
    let offre = non_responsable(&[" ; chambre ; hospitalisation/chambre ; ; 2 nuits/an ; FR"]);
    let deux_nuits = |a| hopital(avec_chambre(sejour("0", 0), 2, a));
    assert_eq!(
        dire(&ordre(&offre, vec![deux_nuits("40"), deux_nuits("60")])),
        "[1, 0] 120,00 € -> 80,00 € ; 2 ordres"
    );
}
