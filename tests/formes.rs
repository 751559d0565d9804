//! One instance at least of every form in which real contracts say a guarantee, by its
//! number in the catalogue: A, what a share is of; B, amounts in euros; C, modulations.
//!
//! Each is written as a table has it, read by the real grammar, printed and read back (by
//! the tools for every cell and rule, here for the spelling), and computed on an act whose
//! figure is worked by hand in the test, or printed by the source it names.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "une épreuve tombe en disant pourquoi"
)]

#[path = "formes/assiettes.rs"]
mod assiettes;
#[path = "formes/euros.rs"]
mod euros;
#[path = "formes/exemple.rs"]
mod exemple;
#[path = "formes/frequences.rs"]
mod frequences;
#[path = "formes/modulations.rs"]
mod modulations;
#[path = "a_la_main/outils.rs"]
#[allow(dead_code, reason = "partagé avec les décomptes à la main")]
mod outils;

use reste_a_charge::offre::langage::{lire_cellule, lire_regle};
use std::collections::BTreeMap;

/// A number of the catalogue, and the test that holds an instance of it.
type Forme = (&'static str, fn());

/// The canonical spelling of what a contract prints.
fn s_ecrit(imprime: &str, canonique: &str) {
    let lue = lire_cellule(imprime).unwrap_or_else(|erreur| panic!("{imprime} : {erreur}"));
    assert_eq!(simple(&lue.to_string()), canonique, "{imprime}");
    assert_eq!(lire_cellule(canonique), Ok(lue), "{imprime}");
}

/// The same for a rule.
fn regle_s_ecrit(imprime: &str, canonique: &str) {
    let lue = lire_regle(imprime).unwrap_or_else(|erreur| panic!("{imprime} : {erreur}"));
    assert_eq!(simple(&lue.to_string()), canonique, "{imprime}");
    assert_eq!(lire_regle(canonique), Ok(lue), "{imprime}");
}

fn simple(texte: &str) -> String {
    texte.replace(['\u{a0}', '\u{202f}'], " ").replace('’', "'")
}

/// A1 to A14, B1 to B24, and the eleven modulations of C in the order of the catalogue:
/// OPTAM, teeth, baskets, dental ceiling, loyalty, numbers, delays, modules, stacking,
/// responsable, network.
#[test]
fn aucune_forme_du_catalogue_ne_manque() {
    let mut tenues: BTreeMap<&str, fn()> = BTreeMap::new();
    let toutes: [&[Forme]; 4] = [
        assiettes::FORMES,
        euros::FORMES,
        frequences::FORMES,
        modulations::FORMES,
    ];
    for (numero, epreuve) in toutes.concat() {
        assert!(
            tenues.insert(numero, epreuve).is_none(),
            "{numero} deux fois"
        );
    }
    for (famille, dernier) in [("A", 14), ("B", 24), ("C", 11)] {
        for rang in 1..=dernier {
            let numero = format!("{famille}{rang}");
            assert!(tenues.remove(numero.as_str()).is_some(), "{numero} manque");
        }
    }
    assert!(tenues.is_empty(), "hors du catalogue : {:?}", tenues.keys());
}
