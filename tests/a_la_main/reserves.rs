//! What is said beside a figure, and only when it holds: reserves, steps, refusals.

use super::outils::*;
use jiff::civil::date;
use reste_a_charge::calcul::bornes::{AnneeDeSoins, enjeux};
use reste_a_charge::calcul::contrat::Contrat;
use reste_a_charge::calcul::etape::Quoi as Etape;
use reste_a_charge::calcul::prestation::{Dossiers, preparer};
use reste_a_charge::calcul::{CalculImpossible, Drapeau};
use reste_a_charge::montant::Centimes;
use reste_a_charge::offre::{Offre, Regime};
use reste_a_charge::panier::{Droit, Panier, Patient, Soin};
use reste_a_charge::reglementation::Secteur;

fn sous(offre: &Offre, soins: Vec<Soin>) -> AnneeDeSoins {
    annee(choix(offre), soins)
}

fn prepares(patient: Patient, soins: Vec<Soin>) -> Result<Dossiers, CalculImpossible> {
    let panier = Panier {
        id: String::new(),
        libelle: String::new(),
        soins,
        hypothese: None,
        source: String::new(),
        verifie_le: JOUR,
    };
    preparer(reglementation(), &panier, patient, JOUR, false)
}

/// The words of the steps of an act, each with its amount.
fn etapes(annee: &AnneeDeSoins, ligne: usize, rang: usize) -> Vec<String> {
    let etapes = annee.lignes[ligne].actes[rang].etapes.iter();
    let dites = etapes.map(|etape| {
        let valeur = etape.montant.valeur();
        format!("{} = {},{:02}", etape.quoi, valeur / 100, valeur % 100)
    });
    dites.collect()
}

/// Crown at 500,00 €, base 120,00, without a number: 100 % pays 120,00 − 72,00 = 48,00 once by
/// tooth, and the tooth is supposed; 60 % pays 72,00 − 72,00 = 0,00, whatever the tooth.
#[test]
fn une_dent_supposee_n_importe_que_si_l_on_paie() {
    for (cellule, supposee) in [("100 % BR", true), ("60 % BR", false)] {
        let ligne = format!(" ; prothèses ; dentaire/protheses ; ; 1 acte/dent ; {cellule}");
        let offre = non_responsable(&[ligne.as_str()]);
        let annee = sous(
            &offre,
            vec![acte("couronne-ceramo-metallique-molaire", "500")],
        );
        let drapeaux = &annee.drapeaux;
        assert_eq!(
            drapeaux.contains(&Drapeau::DentSupposee),
            supposee,
            "{cellule}"
        );
    }
}

fn paire() -> Soin {
    lunettes(
        ("monture-classe-b", "126"),
        ("verre-classe-b-simple", "120"),
    )
}

fn historique(annee: &AnneeDeSoins, ligne: usize) -> bool {
    let drapeaux = &annee.lignes[ligne].actes[0].drapeaux;
    drapeaux.contains(&Drapeau::HistoriqueSuppose)
}

/// A pair every two years, three years in the contract: that none was paid the year before is
/// supposed of the first pair. The second is paid nothing: nothing is supposed of it.
#[test]
fn l_historique_n_est_suppose_que_de_ce_qui_est_paye() {
    let offre = non_responsable(&[
        " ; lunettes ; optique/classe-b ; ; par équipement, 1 équipement/2 ans, AMO comprise ; 200 €",
    ]);
    let patient = Patient {
        anciennete_mois: 36,
        ..Patient::de_age(40)
    };
    let annee = annee_le(JOUR, patient, choix(&offre), vec![paire(), paire()]);
    assert!(historique(&annee, 0));
    assert!(!historique(&annee, 1));
    // « si rien depuis 24 mois » : le bonus est payé à la première paire, pas à la seconde
    let offre = non_responsable(&[
        " ; équipement ; optique/classe-b ; ; par équipement, AMO comprise ; 150 €",
        "bonus ; sans usage ; optique/classe-b ; ; si rien depuis 24 mois ; 50 € en plus de l'AMO",
    ]);
    let annee = sous(&offre, vec![paire(), paire()]);
    assert!(historique(&annee, 0));
    assert!(!historique(&annee, 1));
}

/// A purse of 100,00 € a year: the first session at 60,00 is within it, the second is bound.
#[test]
fn une_bourse_ne_se_dit_bornee_que_si_elle_borne() {
    let offre = non_responsable(&[" ; ostéopathie ; bien-etre/osteopathie ; ; par an ; 100 €"]);
    let annee = sous(&offre, vec![fois(2, acte("osteopathie", "60"))]);
    let bornee = |rang: usize| {
        let etapes = annee.lignes[0].actes[rang].etapes.iter();
        let mut bourses = etapes.filter(|etape| matches!(etape.quoi, Etape::Bourse(_)));
        bourses.next().map(|etape| etape.montant)
    };
    assert_eq!(bornee(0), None);
    assert_eq!(bornee(1), Some(Centimes::new(4_000)));
}

/// One use a year of a row « en plus »: an act that leaves it nothing to pay keeps it.
#[test]
fn un_renfort_ne_s_use_que_s_il_paie() {
    let offre = non_responsable(&[
        " ; spécialistes ; soins-courants ; ; ; 100 % BR",
        "en plus ; renfort ; specialiste ; ; 1 acte/an ; 20 €",
    ]);
    let optam = |prix| chez(Secteur::Optam, "specialiste", prix);
    let annee = sous(&offre, vec![optam("31,50"), optam("60"), optam("60")]);
    // 31,50 − 22,05 = 9,45 : rien ne reste au renfort
    assert_eq!(
        dit(&annee, 0),
        "AMO 20,05 ; AMC 9,45 ; RAC 2,00 = participation 2,00"
    );
    // 9,45 + 20,00 ; puis 9,45 seuls : 60,00 − 20,05 − 9,45 = 30,50
    assert_eq!(
        dit(&annee, 1),
        "AMO 20,05 ; AMC 29,45 ; RAC 10,50 = participation 2,00 + dépassement 8,50"
    );
    assert_eq!(
        dit(&annee, 2),
        "AMO 20,05 ; AMC 9,45 ; RAC 30,50 = participation 2,00 + dépassement 28,50"
    );
}

/// Without any contract, the steps say that it pays nothing, then what is left.
#[test]
fn sans_contrat_les_etapes_le_disent() {
    let annee = annee(None, vec![acte("generaliste", "30")]);
    let dites = etapes(&annee, 0, 0);
    let fin = dites.iter().rev().take(3).map(String::as_str);
    assert_eq!(
        fin.collect::<Vec<&str>>(),
        [
            "Reste à payer = 11,00",
            "Part de la complémentaire = 0,00",
            "Ticket modérateur : base moins part de la sécurité sociale = 9,00",
        ]
    );
}

/// Out of the path of care, a contrat responsable leaves the majoration of 12,00: 80 % of
/// 30,00 = 24,00, less 9,00 of social security and 12,00 left = 3,00.
#[test]
fn un_total_compte_la_majoration_laissee() {
    let offre = responsable(&[" ; médecins ; soins-courants ; ; ; 80 % BR"]);
    let patient = Patient {
        parcours: false,
        ..Patient::de_age(40)
    };
    let soins = vec![acte("generaliste", "30")];
    let annee = annee_le(JOUR, patient, choix(&offre), soins);
    assert_eq!(
        dit(&annee, 0),
        "AMO 7,00 ; AMC 3,00 ; RAC 20,00 = participation 2,00 + majoration 12,00 + TM 6,00"
    );
}

/// Out of the path of care, without OPTAM, at 67,00 for a base of 23,00: AMO 6,90, majoration
/// 9,20, ticket modérateur 6,90. Read prudently, the ticket modérateur alone is paid, and how
/// percentages are read changes nothing. Read the other way with them compris: 150 % is
/// 34,50 − 6,90 − 9,20 = 18,40, that is 11,50 more.
#[test]
fn un_enjeu_se_mesure_le_reste_lu_prudemment() {
    let mut offre = responsable(&[" ; médecins ; soins-courants ; ; ; 150 %"]);
    offre.lecture.pourcentages = None;
    let patient = Patient {
        parcours: false,
        ..Patient::de_age(40)
    };
    let soins = vec![chez(Secteur::NonOptam, "specialiste", "67")];
    let dossiers = prepares(patient, soins).expect("une année possible");
    let choix = choix(&offre).expect("un niveau");
    let contrat = Contrat::new(choix, reglementation(), JOUR, 0);
    let dits: Vec<(String, i64)> = enjeux(&dossiers, &contrat)
        .into_iter()
        .map(|enjeu| (enjeu.question, enjeu.montant.valeur()))
        .collect();
    let [(question, montant)] = dits.as_slice() else {
        panic!("{dits:?}");
    };
    assert!(question.contains("Hors parcours"), "{question}");
    assert_eq!(*montant, 1_150);
}

fn avec_droit(droit: Droit, soin: Soin) -> AnneeDeSoins {
    let patient = Patient {
        droit,
        ..Patient::de_age(40)
    };
    annee_le(JOUR, patient, None, vec![soin])
}

/// A price is brought to the tariff, or to the highest price of a right, only when above.
#[test]
fn un_prix_n_est_ramene_que_s_il_depasse() {
    let c2s = |soin| avec_droit(Droit::C2sGratuite, soin);
    for (prix, ramene) in [("30", false), ("31", true)] {
        let annee = c2s(chez(Secteur::NonOptam, "generaliste", prix));
        assert_eq!(depense(&annee, 0), "30,00");
        let drapeaux = &annee.drapeaux;
        assert_eq!(
            drapeaux.contains(&Drapeau::TarifOpposable),
            ramene,
            "{prix}"
        );
    }
    // 262,18 au plus pour une couronne métallique
    let dites = etapes(&c2s(acte("couronne-metallique", "290")), 0, 0);
    assert_eq!(
        &dites[..2],
        [
            "Prix demandé = 290,00",
            "Prix ramené au maximum pour ce droit = 262,18",
        ]
    );
    let dites = etapes(&c2s(acte("couronne-metallique", "250")), 0, 0);
    assert_eq!(dites[0], "Prix demandé = 250,00");
    assert!(!dites[1].starts_with("Prix ramené"), "{dites:?}");
}

/// In 2018 the ACS limits the price of a crown without making it a care of a basket paid in
/// full: its payments use up a ceiling. 59,13 each (125 % of 107,50 = 134,38, less 75,25),
/// within 100,00: 59,13 then 40,87.
#[test]
fn une_couronne_sous_acs_use_un_plafond() {
    let offre = non_responsable(&[
        " ; prothèses ; dentaire/protheses ; ; ; 125 %",
        "plafond ; dentaire ; dentaire ; ; par an, puis TM ; 100 €",
    ]);
    let acs = Patient {
        droit: Droit::Acs,
        ..Patient::de_age(40)
    };
    let soins = vec![fois(2, acte("couronne-metallique", "250"))];
    let annee = annee_le(date(2018, 6, 1), acs, choix(&offre), soins);
    assert_eq!(
        [0, 1].map(|rang| dit_acte(&annee, 0, rang)),
        [
            "AMO 75,25 ; AMC 59,13 ; RAC 115,62 = dépassement 115,62",
            "AMO 75,25 ; AMC 40,87 ; RAC 133,88 = dépassement 133,88",
        ]
    );
}

/// The words of the part of the social security.
fn part_de_l_amo(annee: &AnneeDeSoins) -> String {
    let dites = etapes(annee, 0, 0);
    let part = dites.iter().find(|dite| dite.starts_with("Part de la séc"));
    let part = part.unwrap_or_else(|| panic!("{dites:?}"));
    let (mots, _) = part.split_once(" : ").expect("une part et son taux");
    mots.to_owned()
}

/// In Alsace-Moselle the rate is that of the régime local only where it is higher, and not
/// known only where it could be.
#[test]
fn le_regime_local_se_dit_quand_il_change_le_taux() {
    let patient = Patient {
        regime: Regime::AlsaceMoselle,
        ..Patient::de_age(40)
    };
    let commun = "Part de la sécurité sociale";
    for (soin, mots, inconnu) in [
        // 70 %, 90 % avec le régime local
        (
            acte("generaliste", "30"),
            "Part de la sécurité sociale, régime local compris",
            false,
        ),
        // 15 % dans les deux
        (acte("medicament-15", "10"), commun, false),
        // 100 % partout : le taux local, que rien ne dit, ne peut rien y ajouter
        (acte("medicament-100", "10"), commun, false),
        // 60 %, et aucun taux local connu
        (
            acte("bequilles", "24,40"),
            "Part de la sécurité sociale (taux du régime local non trouvé)",
            true,
        ),
    ] {
        let annee = annee_le(JOUR, patient, None, vec![soin]);
        assert_eq!(part_de_l_amo(&annee), mots);
        let drapeaux = &annee.drapeaux;
        assert_eq!(drapeaux.contains(&Drapeau::RegimeLocalInconnu), inconnu);
    }
}

/// An ALD brings to 100 % what is reimbursed, not what is not any more; the forfaits remain,
/// save in maternity.
#[test]
fn ce_que_l_ald_et_la_maternite_prennent() {
    let en_ald = |soin| Soin { ald: true, ..soin };
    let dite = |soin| part_de_l_amo(&annee(None, vec![soin]));
    assert_eq!(
        dite(en_ald(acte("generaliste", "30"))),
        "Part de la sécurité sociale (affection de longue durée)"
    );
    assert_eq!(
        dite(en_ald(acte("medicament-homeopathique", "5"))),
        "Part de la sécurité sociale"
    );
    let urgences = || acte("forfait-patient-urgences", "tarif");
    assert_eq!(
        dit(&annee(None, vec![en_ald(urgences())]), 0),
        "AMO 0,00 ; AMC 0,00 ; RAC 23,00 = TM 23,00"
    );
    let maternite = Patient {
        maternite: true,
        ..Patient::de_age(30)
    };
    let annee = annee_le(JOUR, maternite, None, vec![urgences()]);
    assert_eq!(dit(&annee, 0), "AMO 23,00 ; AMC 0,00 ; RAC 0,00");
}

/// A year of 5 000 acts is prepared; one more is refused.
#[test]
fn plus_de_cinq_mille_actes_sont_refuses() {
    let annee = |de_plus| {
        let soins = vec![
            fois(4_999, acte("osteopathie", "60")),
            fois(de_plus, acte("dietetique", "60")),
        ];
        prepares(Patient::de_age(40), soins).map(|dossiers| dossiers.postes.len())
    };
    assert_eq!(annee(1), Ok(5_000));
    assert_eq!(annee(2), Err(CalculImpossible::TropDActes(5_001)));
}
