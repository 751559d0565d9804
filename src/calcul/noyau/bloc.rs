//! A block: four lanes whose law is the same, with their counters.

use super::{LARGEUR, Lanes};
use crate::calcul::contrat::{CleCompteur, Compteurs, Contrat};
use crate::calcul::lecteur::CleDe;
use crate::calcul::voie::Voies;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};

/// What makes the law of two contracts the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Classe {
    pub(super) responsable: bool,
    pub(super) echeance: Date,
    pub(super) paie_participation: bool,
}

/// One reading of one choice.
#[derive(Clone, Debug)]
pub(super) struct VoieLue {
    /// Rank of the choice.
    pub(super) choix: usize,
    pub(super) lectures: BTreeMap<CleDe, u8>,
    pub(super) favorable: bool,
    /// Whether a care falls in a delay, in this reading.
    pub(super) en_delai: bool,
    /// The counters met, all full.
    pub(super) registre: Compteurs,
    /// The place in the block of each of them.
    pub(super) casiers: Vec<Option<usize>>,
}

/// Lanes side by side.
#[derive(Debug)]
pub(super) struct Bloc {
    pub(super) classe: Classe,
    pub(super) voies: Vec<VoieLue>,
    /// The place of each counter, by the row where it is written: levels of one table share it.
    places: HashMap<(usize, CleCompteur), usize>,
    pleins: Vec<Lanes>,
    pub(super) compteurs: Vec<Lanes>,
    /// When each counter was filled.
    epoques: Vec<u32>,
}

impl Bloc {
    pub(super) fn new(classe: Classe, voies: Vec<VoieLue>) -> Self {
        Self {
            classe,
            voies,
            places: HashMap::new(),
            pleins: Vec::new(),
            compteurs: Vec::new(),
            epoques: Vec::new(),
        }
    }

    /// Gives a place to the counters that a lane has just met.
    pub(super) fn ranger(&mut self, place: usize, contrat: &Contrat<'_>) {
        let Some(voie) = self.voies.get_mut(place) else {
            return;
        };
        voie.casiers.resize(voie.registre.valeurs.len(), None);
        for (cle, rang) in voie.registre.cles() {
            let Some(casier) = voie.casiers.get_mut(rang).filter(|casier| casier.is_none()) else {
                continue;
            };
            let ligne = contrat.ligne(cle.ligne);
            let ecrite = ligne.map_or(0, |ligne| std::ptr::from_ref(ligne) as usize);
            let mut canonique = *cle;
            canonique.ligne = 0;
            let suivant = self.pleins.len();
            let sien = *self.places.entry((ecrite, canonique)).or_insert(suivant);
            if sien == suivant {
                self.pleins.push(Voies([0; LARGEUR]));
                self.compteurs.push(Voies([0; LARGEUR]));
                self.epoques.push(0);
            }
            let plein = voie.registre.valeurs.get(rang).copied();
            if let Some(voies) = self.pleins.get_mut(sien)
                && let Some(valeur) = voies.0.get_mut(place)
            {
                *valeur = plein.unwrap_or_default();
            }
            *casier = Some(sien);
        }
    }

    /// Fills counters that nobody has used in this year.
    pub(super) fn remplir(&mut self, casiers: &[usize], epoque: u32) {
        for casier in casiers {
            if let Some(quand) = self.epoques.get_mut(*casier)
                && *quand != epoque
                && let Some((compteur, plein)) = self
                    .compteurs
                    .get_mut(*casier)
                    .zip(self.pleins.get(*casier))
            {
                *quand = epoque;
                *compteur = *plein;
            }
        }
    }

    /// What is left of a counter in a lane.
    pub(super) fn lire(&self, casier: usize, place: usize) -> i64 {
        let compteur = self.compteurs.get(casier);
        let reste = compteur.and_then(|voies| voies.0.get(place));
        reste.copied().unwrap_or_default()
    }

    /// Writes what is left of a counter in a lane.
    pub(super) fn ecrire(&mut self, casier: usize, place: usize, reste: i64) {
        let compteur = self.compteurs.get_mut(casier);
        if let Some(valeur) = compteur.and_then(|voies| voies.0.get_mut(place)) {
            *valeur = reste;
        }
    }
}
