//! What the steps of a décompte say, each with its amount: days of a stay, ceilings.

use super::outils::*;
use reste_a_charge::calcul::bornes::AnneeDeSoins;
use reste_a_charge::calcul::etape::Quoi as Etape;
use reste_a_charge::offre::Offre;
use reste_a_charge::panier::Soin;

fn sous(offre: &Offre, soin: Soin) -> AnneeDeSoins {
    annee(choix(offre), vec![soin])
}

/// The steps of an act between the row that pays it and what is left.
fn du_contrat(annee: &AnneeDeSoins, rang: usize) -> Vec<String> {
    let etapes = annee.lignes[0].actes[rang].etapes.iter();
    let siennes = etapes
        .skip_while(|etape| etape.quoi != Etape::TicketModerateur)
        .skip(2)
        .take_while(|etape| etape.quoi != Etape::Reste);
    siennes
        .map(|etape| {
            let valeur = etape.montant.valeur();
            format!("{} = {},{:02}", etape.quoi, valeur / 100, valeur % 100)
        })
        .collect()
}

/// 20 % of 1 000 €: 40,00 € a day over five days, 50,00 € over four. Three days of each are
/// not paid.
#[test]
fn les_jours_d_un_sejour_se_disent_par_suites() {
    for (jours, cellule, attendues) in [
        (
            5,
            "100 % BR",
            [
                "Jours 1 à 3 du séjour, au prix moyen d’un jour = 0,00",
                "Jours 4 à 5 du séjour, au prix moyen d’un jour = 80,00",
                "Part de la complémentaire = 80,00",
            ],
        ),
        (
            4,
            "TM",
            [
                "Jours 1 à 3 du séjour, au prix moyen d’un jour = 0,00",
                "Jour 4 du séjour, au prix moyen d’un jour = 50,00",
                "Part de la complémentaire = 50,00",
            ],
        ),
    ] {
        let ligne = format!(
            " ; séjour ; hospitalisation/sejour ; ; par jour, à partir du 4e jour ; {cellule}"
        );
        let offre = non_responsable(&[ligne.as_str()]);
        let annee = sous(&offre, hopital(sejour("1000", jours)));
        assert_eq!(du_contrat(&annee, 0), attendues);
    }
    // sept jours à 1 000,00 : 200,00 en sept parts, 28,57 ou 28,58 ; une seule suite
    let offre = non_responsable(&[" ; séjour ; hospitalisation/sejour ; ; par jour ; 100 % BR"]);
    let annee = sous(&offre, hopital(sejour("1000", 7)));
    let attendues = [
        "Jours 1 à 7 du séjour, au prix moyen d’un jour = 200,00",
        "Part de la complémentaire = 200,00",
    ];
    assert_eq!(du_contrat(&annee, 0), attendues);
}

/// Five days at 23,00 € of forfait journalier, nothing to set it off against: days 4 and 5
/// are paid 20,00 € each.
#[test]
fn un_jour_non_paye_se_dit() {
    let offre = non_responsable(&[
        " ; forfait journalier ; forfait-journalier ; ; par jour, à partir du 4e jour ; 20 €",
    ]);
    let annee = sous(&offre, hopital(sejour("0", 5)));
    assert_eq!(
        dit(&annee, 0),
        "AMO 0,00 ; AMC 40,00 ; RAC 75,00 = TM 75,00"
    );
    let dit = |rang: usize| {
        let etapes = annee.lignes[0].actes[rang].etapes.iter();
        let mots = etapes.map(|etape| etape.quoi.to_string());
        mots.filter(|mots| mots.starts_with("Payé seulement"))
            .collect::<Vec<String>>()
    };
    // le séjour est l’acte 0 ; ses jours suivent
    for jour in 1..=3 {
        assert_eq!(dit(jour), ["Payé seulement à partir du 4e jour"], "{jour}");
    }
    for jour in 4..=5 {
        assert_eq!(dit(jour), Vec::<String>::new(), "{jour}");
    }
}

/// 60,00 € each in a purse of 100,00 €: the ceiling that stops the second is named.
#[test]
fn un_plafond_atteint_se_nomme() {
    let offre = non_responsable(&[
        " ; ostéopathe ; osteopathie ; ; par séance ; 60 €",
        "plafond ; autres soins ; dentaire ; ; par an, puis néant ; 10 €",
        "plafond ; bien-être ; bien-etre ; ; par an, puis néant ; 100 €",
    ]);
    let annee = sous(&offre, fois(2, acte("osteopathie", "60")));
    assert_eq!(
        dit_acte(&annee, 0, 1),
        "AMO 0,00 ; AMC 40,00 ; RAC 20,00 = hors nomenclature 20,00"
    );
    let nommes = |rang: usize| {
        let etapes = annee.lignes[0].actes[rang].etapes.iter();
        let plafonds = etapes.filter(|etape| matches!(etape.quoi, Etape::Plafond(_)));
        plafonds
            .map(|etape| etape.quoi.to_string())
            .collect::<Vec<String>>()
    };
    assert_eq!(nommes(0), Vec::<String>::new());
    assert_eq!(nommes(1), ["Plafond « bien-être » atteint"]);
}
