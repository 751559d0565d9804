#![no_main]
//! Cells, rules and conditions: any text is read or refused at a place of the text, and
//! what is read is printed in a spelling that is read the same.

use libfuzzer_sys::fuzz_target;
use reste_a_charge::offre::langage::{
    ErreurLangage, LONGUEUR_MAX, lire_cellule, lire_quand, lire_regle,
};
use std::fmt::{Debug, Display};

fuzz_target!(|texte: &str| {
    relire(texte, lire_cellule);
    relire(texte, lire_regle);
    if let Err(erreur) = lire_quand(texte) {
        refuser(texte, &erreur);
    }
});

fn relire<T: Display + Debug + PartialEq>(
    texte: &str,
    lire: impl Fn(&str) -> Result<T, ErreurLangage>,
) {
    match lire(texte) {
        Ok(lu) => {
            let canonique = lu.to_string();
            // l’écriture canonique peut dépasser ce qu’une cellule a le droit d’avoir
            if canonique.chars().count() <= LONGUEUR_MAX {
                assert_eq!(lire(&canonique), Ok(lu), "« {texte} » → « {canonique} »");
            }
        }
        Err(erreur) => refuser(texte, &erreur),
    }
}

fn refuser(texte: &str, erreur: &ErreurLangage) {
    assert!(
        texte.get(erreur.etendue.clone()).is_some(),
        "la faute est dans le texte : {erreur:?}"
    );
    assert!(!erreur.message.is_empty());
}
