//! The rows of a comparison, written as bytes: no allocation for a row.

use crate::calcul::noyau::{ResultatChoix, ResultatFoyer};
use crate::calcul::{Drapeau, Drapeaux};
use crate::commandes::comparer::COLONNES_DU_CLASSEMENT;
use crate::montant::Centimes;
use crate::offre::Choix;

/// What is written the same in every row.
pub(super) struct Lignes {
    /// `offre;niveau;`, by choice.
    choix: Vec<Vec<u8>>,
}

impl Lignes {
    pub(super) fn new(choix: &[Choix<'_>]) -> Self {
        let noms = choix.iter().map(|choix| {
            let mut nom = Vec::new();
            cellule(&mut nom, &choix.offre.id);
            cellule(&mut nom, &choix.nom_niveau());
            nom
        });
        Self {
            choix: noms.collect(),
        }
    }

    pub(super) fn nom(&self, choix: usize) -> &[u8] {
        self.choix.get(choix).map_or(&[], Vec::as_slice)
    }

    /// `foyer;personne;` and the columns of a comparison from the rank on.
    pub(super) fn en_tete() -> Vec<u8> {
        let mut octets = b"foyer;personne;".to_vec();
        octets.extend_from_slice(COLONNES_DU_CLASSEMENT.join(";").as_bytes());
        octets.push(b'\n');
        octets
    }

    /// A household under one choice; `debut` is `foyer;personne;`.
    pub(super) fn choix(
        &self,
        octets: &mut Vec<u8>,
        debut: &[u8],
        foyer: &ResultatFoyer,
        lu: &ResultatChoix,
    ) {
        let (depense, amo) = (foyer.depense, foyer.amo);
        octets.extend_from_slice(debut);
        if let Some(rang) = lu.rang {
            entier(octets, rang as u64);
        }
        octets.push(b';');
        octets.extend_from_slice(self.nom(lu.choix));
        let prime = lu.prime.ok();
        montant(octets, prime.map(|prime| prime.max));
        montant(octets, Some(Centimes::ZERO));
        montant(octets, Some(lu.frais));
        let amc = depense - amo - lu.rac;
        for sien in [depense, amo, amc, lu.rac, lu.bornes.min, lu.bornes.max] {
            montant(octets, Some(sien));
        }
        montant(octets, lu.cout_total());
        montant(octets, lu.cout_difficile());
        drapeaux(octets, lu.drapeaux);
        montant(octets, prime.map(|prime| prime.min));
        octets.pop();
        octets.push(b'\n');
    }

    /// The same household without any contract.
    pub(super) fn reference(&self, octets: &mut Vec<u8>, debut: &[u8], foyer: &ResultatFoyer) {
        let (reste, zero) = (foyer.sans_mutuelle(), Some(Centimes::ZERO));
        octets.extend_from_slice(debut);
        octets.extend_from_slice(b";sans-mutuelle;;");
        for sien in [zero, zero, zero, Some(foyer.depense), Some(foyer.amo), zero] {
            montant(octets, sien);
        }
        for _ in 0..4 {
            montant(octets, Some(reste));
        }
        montant(octets, foyer.difficile);
        drapeaux(octets, foyer.drapeaux);
        montant(octets, zero);
        octets.pop();
        octets.push(b'\n');
    }
}

/// A text and its separator.
pub(super) fn cellule(octets: &mut Vec<u8>, texte: &str) {
    let special = |octet: u8| matches!(octet, b';' | b'"' | b'\n' | b'\r');
    if texte.bytes().any(special) {
        octets.push(b'"');
        octets.extend_from_slice(texte.replace('"', "\"\"").as_bytes());
        octets.push(b'"');
    } else {
        octets.extend_from_slice(texte.as_bytes());
    }
    octets.push(b';');
}

/// An amount and its separator; nothing when it is unknown.
pub(super) fn montant(octets: &mut Vec<u8>, montant: Option<Centimes>) {
    if let Some(montant) = montant {
        montant.ecrire(octets);
    }
    octets.push(b';');
}

pub(super) fn entier(octets: &mut Vec<u8>, nombre: u64) {
    crate::montant::chiffres(octets, nombre);
}

fn drapeaux(octets: &mut Vec<u8>, drapeaux: Drapeaux) {
    for (rang, drapeau) in drapeaux.iter().enumerate() {
        if rang > 0 {
            octets.push(b'|');
        }
        octets.extend_from_slice(Drapeau::code(drapeau).as_bytes());
    }
    octets.push(b';');
}
