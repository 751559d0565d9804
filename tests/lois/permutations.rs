//! §2.9: permuting offers, files or columns changes nothing (rows: `proprietes`).

use super::juge::config;
use proptest::prelude::*;
use proptest::sample::Index;
use reste_a_charge::calcul::classement::{Demande, Personne, classer};
use reste_a_charge::catalogue::{Catalogue, Fichier, Sources};
use reste_a_charge::montant::Centimes;
use reste_a_charge::offre::Choix;
use reste_a_charge::panier::Patient;
use std::sync::LazyLock;

const JOUR: jiff::civil::Date = jiff::civil::date(2026, 11, 22);

static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::lire_embarquees(&Sources::embarquees()).0);

/// A row of a ranking: address, rank, premium of the dearest zone, what is left.
type Rangee = (String, Option<usize>, Option<Centimes>, Centimes);

/// The ranking of every offer for somebody, the offers taken in this order.
fn classement(
    catalogue: &Catalogue,
    age: u8,
    melanger: impl FnOnce(&mut Vec<Choix<'_>>),
) -> Vec<Rangee> {
    let panier = catalogue
        .paniers
        .iter()
        .find(|panier| panier.id == "arcs-20-a-60-ans-haute")
        .unwrap();
    let personne = Personne::seule(Patient::de_age(age), panier, None);
    let demande = Demande {
        departement: Some("35"),
        ..Demande::pour(&catalogue.reglementation, JOUR, personne)
    };
    let en_vigueur = catalogue
        .offres
        .iter()
        .filter(|offre| offre.validite.contient(JOUR));
    let mut choix: Vec<Choix<'_>> = en_vigueur.flat_map(Choix::de).collect();
    melanger(&mut choix);
    let classement = classer(&demande, choix.into_iter().map(|choix| (choix, None))).unwrap();
    let candidats = classement.candidats.iter();
    candidats
        .map(|candidat| {
            let (adresse, reste) = (candidat.choix.adresse(), candidat.annee.total.rac);
            (adresse, candidat.rang, candidat.cout_fixe(), reste)
        })
        .collect()
}

fn battre<T>(choses: &mut [T], indices: &[Index]) {
    for (place, indice) in (1..choses.len()).rev().zip(indices.iter().cycle()) {
        choses.swap(place, indice.index(place + 1));
    }
}

/// The columns that describe a row of a guarantee table: those of the levels keep their
/// order, which `idem` and a lone first cell read.
const DESCRIPTION: [&str; 6] = ["nature", "libelle", "poste", "quand", "regle", "note"];

/// The same table with its columns in another order.
fn autres_colonnes(texte: &str, garanties: bool, indices: &[Index]) -> String {
    let mut lecteur = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .from_reader(texte.as_bytes());
    let lignes: Vec<csv::StringRecord> = lecteur.records().map(Result::unwrap).collect();
    let mut ordre: Vec<usize> = (0..lignes[0].len()).collect();
    battre(&mut ordre, indices);
    if garanties {
        let niveau = |colonne: &usize| !DESCRIPTION.contains(&lignes[0][*colonne].trim());
        let mut niveaux: Vec<usize> = ordre.iter().copied().filter(niveau).collect();
        niveaux.sort_unstable();
        let mut niveaux = niveaux.into_iter();
        for place in &mut ordre {
            if niveau(place) {
                *place = niveaux.next().unwrap();
            }
        }
    }
    let mut ecrit = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(Vec::new());
    for ligne in &lignes {
        ecrit
            .write_record(ordre.iter().map(|colonne| &ligne[*colonne]))
            .unwrap();
    }
    String::from_utf8(ecrit.into_inner().unwrap()).unwrap()
}

proptest! {
    #![proptest_config(config("tests/proptest-regressions/permutations.txt"))]

    #[test]
    fn l_ordre_des_offres_ne_change_rien(
        age in 0u8..100,
        indices in prop::collection::vec(any::<Index>(), 80),
    ) {
        let ecrit = classement(&CATALOGUE, age, |_| ());
        prop_assert!(ecrit.len() > 50);
        let battu = classement(&CATALOGUE, age, |choix| battre(choix, &indices));
        prop_assert_eq!(ecrit, battu);
    }

    #[test]
    fn l_ordre_des_fichiers_et_des_colonnes_ne_change_rien(
        age in 0u8..100,
        indices in prop::collection::vec(any::<Index>(), 40),
    ) {
        let embarquees = Sources::embarquees();
        let mut fichiers: Vec<Fichier> = embarquees
            .iter()
            .map(|fichier| {
                let nom = fichier.nom().into_owned();
                let table = nom.ends_with(".csv") && nom.starts_with("offers/");
                let garanties = !nom.contains(".cotisations.") && !nom.contains(".zones.");
                if table {
                    Fichier::new(nom, autres_colonnes(&fichier.texte, garanties, &indices))
                } else {
                    fichier.clone()
                }
            })
            .collect();
        battre(&mut fichiers, &indices);
        let mut sources = Sources::default();
        fichiers.into_iter().for_each(|fichier| sources.ajoute(fichier));
        let (catalogue, diagnostics) = Catalogue::lire_embarquees(&sources);
        prop_assert_eq!(diagnostics.erreurs(), 0, "{}", diagnostics.afficher(&sources, 80));
        let ecrit = classement(&CATALOGUE, age, |_| ());
        prop_assert_eq!(ecrit, classement(&catalogue, age, |_| ()));
    }
}
