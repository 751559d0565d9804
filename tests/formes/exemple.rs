//! The imaginary table of `examples/tilleul.md`, copied for one level from `docs/format.md`
//! alone: it is read without a word, and pays what its printed lines promise.

use super::outils::*;
use reste_a_charge::calcul::Drapeau;
use reste_a_charge::calcul::bornes::AnneeDeSoins;
use reste_a_charge::catalogue::{Catalogue, Sources};
use reste_a_charge::offre::{Choix, Ligne};
use reste_a_charge::panier::{Patient, Soin};
use reste_a_charge::reglementation::Secteur;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

const RACINE: &str = env!("CARGO_MANIFEST_DIR");

/// The embedded data with the examples laid over them; no problem is said of the latter.
static EXEMPLES: LazyLock<Catalogue> = LazyLock::new(|| {
    let mut sources = Sources::embarquees();
    let lus = sources.avec_dossier(&Path::new(RACINE).join("examples/donnees"));
    assert!(lus.is_ok_and(|nombre| nombre >= 5));
    let (catalogue, diagnostics) = Catalogue::lire(&sources);
    let dits: Vec<String> = diagnostics
        .tries()
        .iter()
        .map(|diagnostic| format!("{} : {}", diagnostic.fichier, diagnostic.message))
        .filter(|dit| dit.contains("imaginaire") || dit.contains("exemple"))
        .collect();
    assert_eq!(dits, Vec::<String>::new());
    catalogue
});

fn tilleul() -> Choix<'static> {
    let mut offres = EXEMPLES.offres.iter();
    let offre = offres.find(|offre| offre.id == "imaginaire/tilleul");
    let choix = offre.and_then(|offre| Choix::de(offre).next());
    choix.expect("l’offre imaginaire")
}

fn apres(mois: u16, soins: Vec<Soin>) -> AnneeDeSoins {
    let patient = Patient {
        anciennete_mois: mois,
        ..Patient::de_age(40)
    };
    annee_le(JOUR, patient, Some(tilleul()), soins)
}

fn un(soin: Soin) -> String {
    dit(&apres(12, vec![soin]), 0)
}

/// Each printed line is the words of a row at least, and the one row that is added says so.
#[test]
fn la_transcription_suit_le_tableau() {
    let imprime = std::fs::read_to_string(Path::new(RACINE).join("examples/tilleul.md"));
    let imprime = imprime.expect("le tableau imprimé");
    let imprimees: BTreeSet<&str> = imprime
        .lines()
        .filter_map(|ligne| ligne.strip_prefix("| ")?.split(" | ").next())
        .filter(|garantie| *garantie != "Garantie")
        .collect();
    let lignes = tilleul().offre.modules.iter();
    let (ajoutees, recopiees): (Vec<&Ligne>, Vec<&Ligne>) =
        lignes.flat_map(|module| &module.lignes).partition(|ligne| {
            ligne
                .note
                .as_deref()
                .is_some_and(|note| note.starts_with("ligne ajoutée"))
        });
    assert_eq!(ajoutees.len(), 1);
    let recopiees: BTreeSet<&str> = recopiees
        .iter()
        .map(|ligne| ligne.libelle.as_str())
        .collect();
    assert_eq!(recopiees, imprimees);
}

#[test]
fn des_pourcentages_et_des_prix() {
    // 150 % × 31,50 = 47,25 − 22,05 = 25,20 ; reste 60,00 − 20,05 − 25,20
    assert_eq!(
        un(chez(Secteur::Optam, "specialiste", "60")),
        "AMO 20,05 ; AMC 25,20 ; RAC 14,75 = participation 2,00 + dépassement 12,75"
    );
    // TM + 70 % × 23,00 = 6,90 + 16,10 = 23,00 ; reste 60,00 − 14,10 − 23,00
    assert_eq!(
        un(chez(Secteur::NonOptam, "specialiste", "60")),
        "AMO 14,10 ; AMC 23,00 ; RAC 22,90 = participation 2,00 + dépassement 20,90"
    );
    // béquilles à 60,00 : base 24,40, 60 % = 14,64 ; 200 % = 48,80 − 14,64 = 34,16
    assert_eq!(
        un(acte("bequilles", "60")),
        "AMO 14,64 ; AMC 34,16 ; RAC 11,20 = dépassement 11,20"
    );
    // orthodontie non remboursée : 100 % de 193,50
    assert_eq!(
        un(acte("orthodontie-adulte", "700")),
        "AMO 0,00 ; AMC 193,50 ; RAC 506,50 = hors nomenclature 506,50"
    );
    // hébergement de cure : 65 % × 150,01 = 97,51 ; plus 150,00
    assert_eq!(
        un(acte("cure-hebergement", "500")),
        "AMO 97,51 ; AMC 150,00 ; RAC 252,49 = dépassement 252,49"
    );
    // classe II à 1 500,00 : TM 160,00 + 400,00
    assert_eq!(
        un(acte("aide-auditive-classe-2", "1500")),
        "AMO 240,00 ; AMC 560,00 ; RAC 700,00 = dépassement 700,00"
    );
}

/// A stay of six days and five nights: 1,5 % of 4 005 € is 60,075 €, so 60,08 € a night.
#[test]
fn un_sejour_et_son_indemnite() {
    let sejour = hopital(avec_chambre(sejour("3541", 6), 5, "80"));
    let annee = apres(12, vec![sejour]);
    // 20 % de 3 541,00 = 708,20 ; 5 × 60,08 = 300,40 ; reste 400,00 − 300,40
    assert_eq!(
        dit(&annee, 0),
        "AMO 2832,80 ; AMC 1008,60 ; RAC 99,60 = hors nomenclature 99,60"
    );
    // à part : 6 × 15,00
    assert_eq!(allocation(&annee), "90,00");
}

/// 300 % of 120 € less 72 € is 288 €, within 600 € the first year and 1 200 € after.
#[test]
fn un_plafond_qui_grandit() {
    let cinq = || vec![fois(5, acte("couronne-ceramo-metallique-molaire", "620"))];
    // 288,00 + 288,00 + 24,00, relevés au TM de 48,00 : 624,00 ; puis 2 × 48,00 ; 720,00
    assert_eq!(
        dit(&apres(0, cinq()), 0),
        "AMO 360,00 ; AMC 720,00 ; RAC 2020,00 = dépassement 2020,00"
    );
    // 4 × 288,00 = 1 152,00 ; la 5e : 48,00
    assert_eq!(
        dit(&apres(12, cinq()), 0),
        "AMO 360,00 ; AMC 1200,00 ; RAC 1540,00 = dépassement 1540,00"
    );
}

/// 200 € with the social security, 50 € of loyalty, 30 € for not having claimed.
#[test]
fn un_equipement_et_ses_bonus() {
    let paire = || lunettes(("monture-classe-b", "90"), ("verre-classe-b-simple", "140"));
    // 200,00 − 0,09 = 199,91 ; sans usage supposé, plus 30,00 ; dès la 3e année, plus 50,00
    // prix 370,00 ; la seconde paire n’a plus que la fidélité
    let annee = apres(24, vec![paire(), paire()]);
    assert_eq!(
        dit(&annee, 0),
        "AMO 0,09 ; AMC 279,91 ; RAC 90,00 = dépassement 90,00"
    );
    assert_eq!(
        dit(&annee, 1),
        "AMO 0,09 ; AMC 249,91 ; RAC 120,00 = dépassement 120,00"
    );
    assert!(annee.drapeaux.contains(&Drapeau::HistoriqueSuppose));
    assert_eq!(
        dit(&apres(12, vec![paire()]), 0),
        "AMO 0,09 ; AMC 229,91 ; RAC 140,00 = dépassement 140,00"
    );
}

#[test]
fn des_seances_un_delai_des_versements() {
    // 4 × 30,00 pour toutes les disciplines
    let annee = apres(
        12,
        vec![
            fois(3, acte("osteopathie", "60")),
            fois(3, acte("dietetique", "50")),
        ],
    );
    assert_eq!(
        dit_total(&annee),
        "AMO 0,00 ; AMC 120,00 ; RAC 210,00 = hors nomenclature 210,00"
    );
    // orthodontie remboursée à 100 % de 193,50 : le TM est nul les six premiers mois,
    // puis 200 % = 387,00 − 193,50 = 193,50
    let semestre = |mois| au_mois(mois, acte("orthodontie-semestre", "700"));
    let annee = apres(0, vec![semestre(6), semestre(7)]);
    assert_eq!(
        dit(&annee, 0),
        "AMO 193,50 ; AMC 0,00 ; RAC 506,50 = dépassement 506,50"
    );
    assert_eq!(
        dit(&annee, 1),
        "AMO 193,50 ; AMC 193,50 ; RAC 313,00 = dépassement 313,00"
    );
    // deux naissances, et des obsèques à 1 000,00 : le capital paie, et 500,00 restent à part
    let annee = apres(
        12,
        vec![fois(2, acte("naissance", "0")), acte("obseques", "1000")],
    );
    assert_eq!(dit_total(&annee), "AMO 0,00 ; AMC 1000,00 ; RAC 0,00");
    assert_eq!(allocation(&annee), "900,00");
}
