//! Years of care at tariffs that somebody else wrote: the data that travel with the program,
//! one row changed.

use super::outils::*;
use jiff::civil::{Date, date};
use reste_a_charge::calcul::Drapeau;
use reste_a_charge::calcul::bornes::{AnneeDeSoins, annee_de_soins};
use reste_a_charge::calcul::contrat::Contrat;
use reste_a_charge::calcul::etape::Quoi as Etape;
use reste_a_charge::calcul::prestation::preparer;
use reste_a_charge::catalogue::{Catalogue, Fichier, Sources};
use reste_a_charge::offre::Offre;
use reste_a_charge::panier::{Droit, Panier, Patient, Soin};
use reste_a_charge::reglementation::Reglementation;

/// The embedded data with other rows in a file: each begins as told, and takes these words.
fn avec(fichier: &str, lignes: &[(&str, &str)]) -> Reglementation {
    let mut sources = Sources::embarquees();
    let chemin = format!("reglementation/{fichier}");
    let mut changees = 0;
    let texte = sources
        .get(&chemin)
        .expect("le fichier existe")
        .texte
        .clone();
    let nouveau: Vec<String> = texte
        .lines()
        .map(|ligne| {
            let autre = lignes.iter().find(|(debut, _)| ligne.starts_with(debut));
            changees += usize::from(autre.is_some());
            autre.map_or(ligne, |(_, autre)| autre).to_owned()
        })
        .collect();
    assert_eq!(changees, lignes.len(), "une ligne de {fichier} manque");
    sources.ajoute(Fichier::new(chemin, nouveau.join("\n") + "\n"));
    let (catalogue, diagnostics) = Catalogue::lire(&sources);
    assert_eq!(diagnostics.erreurs(), 0, "{diagnostics:?}");
    catalogue.reglementation
}

fn un(
    reglementation: &Reglementation,
    (jour, patient): (Date, Patient),
    offre: Option<&Offre>,
    soin: Soin,
) -> AnneeDeSoins {
    let panier = Panier {
        id: "epreuve".to_owned(),
        libelle: "épreuve".to_owned(),
        soins: vec![soin],
        hypothese: None,
        source: "épreuve".to_owned(),
        verifie_le: JOUR,
    };
    let dossiers = preparer(reglementation, &panier, patient, jour, true)
        .unwrap_or_else(|impossible| panic!("{impossible}"));
    let contrat = offre
        .and_then(choix)
        .map(|choix| Contrat::new(choix, reglementation, jour, patient.anciennete_mois));
    annee_de_soins(&dossiers, contrat.as_slice(), true)
}

fn adulte() -> (Date, Patient) {
    (JOUR, Patient::de_age(40))
}

const FRAIS_REELS: &str = " ; séjour ; hospitalisation/sejour ; ; par jour ; FR";

/// A clinic at 1 000,00 € for a base of 800,00, four days: 80 % of 800,00 = 640,00. A day is
/// 250,00 for a base of 200,00, of which 160,00 of social security.
#[test]
fn un_sejour_au_dessus_de_sa_base() {
    let reglementation = avec(
        "tarifs.csv",
        &[(
            "sejour-hospitalier;",
            "sejour-hospitalier;;2017-01-01;;800,00;80 %;;;épreuve;2026-11-22;",
        )],
    );
    let paye = |ligne: &str| {
        let offre = non_responsable(&[ligne]);
        let soin = hopital(sejour("1000", 4));
        dit(&un(&reglementation, adulte(), Some(&offre), soin), 0)
    };
    // 250,00 − 160,00 = 90,00 par jour
    assert_eq!(paye(FRAIS_REELS), "AMO 640,00 ; AMC 360,00 ; RAC 0,00");
    // 200,00 − 160,00 = 40,00 par jour
    assert_eq!(
        paye(" ; séjour ; hospitalisation/sejour ; ; par jour ; 100 % BR"),
        "AMO 640,00 ; AMC 160,00 ; RAC 200,00 = dépassement 200,00"
    );
}

/// Were a participation of 2,00, or a franchise of 4,00, taken from a stay, each of its four
/// days would bear a quarter of it, and a contract that pays it would pay that.
#[test]
fn un_jour_a_sa_part_de_la_participation() {
    for (participation, attendu) in [
        ("PF", "AMO 798,00 ; AMC 202,00 ; RAC 0,00"),
        ("FM transport", "AMO 796,00 ; AMC 204,00 ; RAC 0,00"),
    ] {
        let ligne = format!(
            "sejour-hospitalier;Séjour;hospitalisation;;hospitalisation/sejour;nomenclature;séjour;{participation};;;;;;"
        );
        let reglementation = avec("actes.csv", &[("sejour-hospitalier;", &ligne)]);
        let mut offre = non_responsable(&[FRAIS_REELS]);
        offre.paie_participation = true;
        let soin = hopital(sejour("1000", 4));
        let annee = un(&reglementation, adulte(), Some(&offre), soin);
        assert_eq!(dit(&annee, 0), attendu, "{participation}");
    }
}

/// Each franchise has its own row, and its own source.
#[test]
fn une_franchise_dit_sa_source() {
    let reglementation = avec(
        "parametres.csv",
        &[
            (
                "franchise.boite;2024-03-31;",
                "franchise.boite;2024-03-31;;1,00 €;celle des boîtes;2026-11-22;",
            ),
            (
                "franchise.paramedical;2024-03-31;",
                "franchise.paramedical;2024-03-31;;1,00 €;celle des séances;2026-11-22;",
            ),
            (
                "franchise.transport;2024-03-31;",
                "franchise.transport;2024-03-31;;4,00 €;celle des trajets;2026-11-22;",
            ),
        ],
    );
    for (soin, attendue) in [
        (acte("medicament-65", "10"), "celle des boîtes"),
        (acte("kinesitherapie", "17,90"), "celle des séances"),
        (acte("transport-sanitaire", "60"), "celle des trajets"),
    ] {
        let annee = un(&reglementation, adulte(), None, soin);
        let etapes = annee.lignes[0].actes[0].etapes.iter();
        let sources: Vec<&str> = etapes
            .filter(|etape| etape.quoi == Etape::Franchise)
            .filter_map(|etape| etape.source.as_deref()?.split(',').next())
            .collect();
        assert_eq!(sources, [attendue]);
    }
}

/// A right whose highest price exceeds that of the 100 % Santé: 560,00 is within its 600,00,
/// above 515,00. Base 120,00: 560,00 − 72,00 = 488,00.
#[test]
fn le_prix_limite_d_un_droit_remplace_celui_du_panier() {
    let reglementation = avec(
        "prix-droits.csv",
        &[(
            "couronne-ceramo-metallique-incisive;",
            "couronne-ceramo-metallique-incisive;c2s-gratuite;2024-02-23;;600,00;épreuve;2026-11-22;",
        )],
    );
    let offre = non_responsable(&[" ; prothèses ; dentaire/protheses ; ; ; 100 % PLV"]);
    let sous = |droit| {
        let patient = Patient {
            droit,
            ..Patient::de_age(40)
        };
        let soin = acte("couronne-ceramo-metallique-incisive", "560");
        un(&reglementation, (JOUR, patient), Some(&offre), soin)
    };
    let au_dessus = |annee: &AnneeDeSoins| {
        let drapeaux = &annee.drapeaux;
        drapeaux.contains(&Drapeau::PrixAuDessusDeLaLimite)
    };
    let c2s = sous(Droit::C2sGratuite);
    assert_eq!(dit(&c2s, 0), "AMO 72,00 ; AMC 488,00 ; RAC 0,00");
    assert!(!au_dessus(&c2s));
    // sans droit : 515,00 − 72,00 = 443,00
    let sans = sous(Droit::Aucun);
    assert_eq!(
        dit(&sans, 0),
        "AMO 72,00 ; AMC 443,00 ; RAC 45,00 = dépassement 45,00"
    );
    assert!(au_dessus(&sans));
}

/// The tariff of a hearing aid of 2018 is sure; a highest price that is not makes it doubtful
/// for those who hold the right.
#[test]
fn le_doute_d_un_prix_de_droit_se_dit() {
    let reglementation = avec(
        "prix-droits.csv",
        &[(
            "aide-auditive-avant-2019;",
            "aide-auditive-avant-2019;cmu-c;2017-01-01;2018-12-31;700,00;épreuve;2026-11-22;à confirmer",
        )],
    );
    for (droit, douteux) in [(Droit::CmuC, true), (Droit::Aucun, false)] {
        let patient = Patient {
            droit,
            ..Patient::de_age(40)
        };
        let soin = acte("aide-auditive-avant-2019", "600");
        let annee = un(&reglementation, (date(2018, 6, 1), patient), None, soin);
        let drapeaux = &annee.drapeaux;
        assert_eq!(drapeaux.contains(&Drapeau::TarifDouteux), douteux);
    }
}
