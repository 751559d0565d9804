//! What several readings of a contract do together: bounds, questions, the order of care.

use super::outils::*;
use reste_a_charge::calcul::Drapeau;
use reste_a_charge::calcul::bornes::{AnneeDeSoins, Enjeu, enjeux};
use reste_a_charge::calcul::classement::{Candidat, Demande, Personne, PrimeDonnee, classer};
use reste_a_charge::calcul::contrat::Contrat;
use reste_a_charge::calcul::ordre::{OrdreFavorable, favorables};
use reste_a_charge::calcul::prestation::{Dossiers, preparer};
use reste_a_charge::montant::Centimes;
use reste_a_charge::offre::Offre;
use reste_a_charge::panier::{Panier, Patient, Soin};

/// Nine disciplines, each with its own row that may be read in two ways.
const DISCIPLINES: [&str; 9] = [
    "osteopathie",
    "chiropraxie",
    "etiopathie",
    "acupuncture",
    "naturopathie",
    "reflexologie",
    "sophrologie",
    "hypnotherapie",
    "dietetique",
];

fn panier(soins: Vec<Soin>) -> Panier {
    Panier {
        id: String::new(),
        libelle: String::new(),
        soins,
        hypothese: None,
        source: String::new(),
        verifie_le: JOUR,
    }
}

fn dossiers(soins: Vec<Soin>) -> Dossiers {
    let panier = panier(soins);
    let patient = Patient::de_age(40);
    preparer(reglementation(), &panier, patient, JOUR, false)
        .unwrap_or_else(|impossible| panic!("{impossible}"))
}

fn enjeux_de(offre: &Offre, soins: Vec<Soin>) -> Vec<Enjeu> {
    let contrat = choix(offre).map(|choix| Contrat::new(choix, reglementation(), JOUR, 0));
    let contrat = contrat.unwrap_or_else(|| panic!("pas de niveau"));
    enjeux(&dossiers(soins), &contrat)
}

/// A session of each discipline at 60 €, paid 30 or 20 €, a visit and a box of medicine that
/// this contract does not pay.
fn seances(nombre: usize) -> AnneeDeSoins {
    let disciplines = &DISCIPLINES[..nombre];
    let lignes = disciplines
        .iter()
        .map(|nom| format!(" ; {nom} ; {nom} ; ; par séance ; 30 € | 20 €"));
    let lignes: Vec<String> = lignes.collect();
    let lignes: Vec<&str> = lignes.iter().map(String::as_str).collect();
    let offre = non_responsable(&lignes);
    let seances = disciplines.iter().map(|nom| acte(nom, "60"));
    let autres = [acte("generaliste", "30"), acte("medicament-15", "10")];
    annee(choix(&offre), seances.chain(autres).collect())
}

/// Rule: up to 256 readings each one is computed; beyond, the bounds go from the
/// participations alone to all that the social security leaves, and say so.
#[test]
fn trop_de_lectures_donnent_des_bornes_larges() {
    // généraliste : 11,00 = 2,00 + 9,00 ; médicament : 9,50 = 1,00 + 8,50 ; ensemble 20,50
    // huit rangées, 2⁸ = 256 : 8 × 30,00 + 20,50 = 260,50 ; 8 × 40,00 + 20,50 = 340,50
    let huit = seances(8);
    assert_eq!(bornes(&huit), "260,50 à 340,50");
    assert!(!huit.drapeaux.contains(&Drapeau::BornesLarges));
    // neuf rangées, 2⁹ = 512 : 2,00 + 1,00 = 3,00 ; 9 × 60,00 + 20,50 = 560,50
    let neuf = seances(9);
    assert_eq!(bornes(&neuf), "3,00 à 560,50");
    assert!(neuf.drapeaux.contains(&Drapeau::BornesLarges));
}

/// Rule: a question is worth what its answers leave apart; one whose answers leave the same
/// is not asked.
#[test]
fn une_question_sans_enjeu_ne_se_pose_pas() {
    let offre = non_responsable(&[
        " ; ostéopathie ; osteopathie ; ; par séance ; 30 € | 20 €",
        " ; diététique ; dietetique ; ; par séance ; 50 € | 10 €",
    ]);
    let montants = |soins: Vec<Soin>| -> Vec<Centimes> {
        let enjeux = enjeux_de(&offre, soins).into_iter();
        enjeux.map(|enjeu| enjeu.montant).collect()
    };
    // ostéopathie : 30,00 ou 40,00 ; diététique : 10,00 ou 50,00 ; la plus chère d’abord
    let deux = vec![acte("osteopathie", "60"), acte("dietetique", "60")];
    let attendus = [Centimes::euros(40), Centimes::euros(10)];
    assert_eq!(montants(deux), attendus);
    // à 15,00, les deux lectures paient tout
    let pas_chere = vec![acte("osteopathie", "15"), acte("dietetique", "60")];
    assert_eq!(montants(pas_chere), [Centimes::euros(40)]);
    assert_eq!(montants(vec![acte("osteopathie", "15")]), []);
}

/// The order of care is that of the reading shown, the prudent one, wherever it is written.
#[test]
fn l_ordre_favorable_est_celui_de_la_lecture_prudente() {
    let gain = |cellule: &str| {
        let ligne =
            format!(" ; bien-être ; bien-etre ; ; par séance, 2 séances/an en commun ; {cellule}");
        let offre = non_responsable(&[&ligne]);
        let soins = vec![fois(2, acte("osteopathie", "30")), acte("dietetique", "60")];
        let contrat = choix(&offre).map(|choix| Contrat::new(choix, reglementation(), JOUR, 0));
        let ordres = favorables(&[dossiers(soins)], contrat.as_slice());
        let gains: Vec<Centimes> = ordres.iter().map(OrdreFavorable::gain).collect();
        gains
    };
    // à 40,00 : écrit, 0,00 + 0,00 + 60,00 ; au mieux 0,00 + 20,00 + 30,00
    assert_eq!(gain("40 €"), [Centimes::euros(10)]);
    // à 20,00 : 10,00 + 10,00 + 60,00 = 10,00 + 40,00 + 30,00
    assert_eq!(gain("20 €"), [Centimes::ZERO]);
    assert_eq!(gain("40 € | 20 €"), [Centimes::ZERO]);
    assert_eq!(gain("20 € | 40 €"), [Centimes::ZERO]);
}

/// Rule: an aid is taken from the premium, which it never makes negative.
#[test]
fn une_aide_se_deduit_de_la_cotisation() {
    let offre = non_responsable(&[]);
    let panier = panier(Vec::new());
    let fixe = |avant_aide, aide| {
        let personne = Personne::seule(Patient::de_age(57), &panier, None);
        let demande = Demande::pour(reglementation(), JOUR, personne);
        let prime = PrimeDonnee {
            avant_aide: Centimes::euros(avant_aide),
            aide: Centimes::euros(aide),
        };
        let choix = choix(&offre).map(|choix| (choix, Some(prime)));
        let classement = classer(&demande, choix).unwrap_or_else(|erreur| panic!("{erreur}"));
        classement.candidats.first().and_then(Candidat::fixe)
    };
    let deux_fois = |euros| Some((Centimes::euros(euros), Centimes::euros(euros)));
    assert_eq!(fixe(1_000, 850), deux_fois(150));
    assert_eq!(fixe(500, 550), deux_fois(0));
}
