//! What the law and the conventions say on a date: acts, postes, participations,
//! parameters, each value with its period, its source and its doubts.

mod acte;
pub mod droits;
mod parametre;
mod periode;
mod poste;

pub use acte::{
    AccesDirect, Acte, ActeId, Base, Dent, Nature, OriginePrix, PanierSante, Participation,
    PrixDeDroit, PrixType, Secteur, Tarif, Unite, Verre,
};
pub use droits::Droit;
pub use parametre::{Parametre, Parametres, Valeur};
pub use periode::{Chevauchement, Chronologie, Periode, Provenance};
pub use poste::{Arbre, Poste, PosteId, PosteIntrouvable};

use crate::texte::{mots, sans_accent};
use jiff::civil::Date;

/// The whole regulation known to the tool: tree of postes, acts and dated parameters.
#[derive(Clone, Debug)]
pub struct Reglementation {
    /// Tree of postes, with the UNOCAM headings.
    pub postes: Arbre,
    /// Dated parameters: participations, PMSS, rules of the contrat responsable.
    pub parametres: Parametres,
    actes: Vec<Acte>,
}

impl Reglementation {
    /// Puts the three parts together; an [`ActeId`] is a rank in `actes`.
    #[must_use]
    pub fn new(postes: Arbre, parametres: Parametres, actes: Vec<Acte>) -> Self {
        Self {
            postes,
            parametres,
            actes,
        }
    }

    /// Every act, in the order of the file.
    pub fn actes(&self) -> impl Iterator<Item = (ActeId, &Acte)> {
        self.actes
            .iter()
            .enumerate()
            .map(|(rang, acte)| (ActeId::new(rang), acte))
    }

    /// The act of an identifier given by this regulation.
    #[must_use]
    pub fn acte(&self, id: ActeId) -> &Acte {
        &self.actes[id.rang()]
    }

    /// The act of this exact code.
    #[must_use]
    pub fn acte_de_code(&self, code: &str) -> Option<ActeId> {
        self.actes
            .iter()
            .position(|acte| acte.code == code)
            .map(ActeId::new)
    }

    /// The act that a person names: its code, its official code, its words or a synonym;
    /// failing that, the acts whose words contain all the words given.
    ///
    /// # Errors
    /// The names of the acts that could be meant, or of the nearest ones when none is.
    pub fn acte_nomme(&self, nom: &str, date: Date) -> Result<ActeId, ActeIntrouvable> {
        let cherche = sans_accent(nom.trim());
        let exacts: Vec<ActeId> = self
            .actes()
            .filter(|(_, acte)| acte.est_nomme(&cherche))
            .map(|(id, _)| id)
            .collect();
        let vivants = exacts
            .iter()
            .filter(|id| self.acte(**id).existe_au(date))
            .copied();
        let vivants: Vec<ActeId> = vivants.collect();
        match (vivants.as_slice(), exacts.as_slice()) {
            ([seul], _) | ([], [seul]) => return Ok(*seul),
            ([], []) => {}
            ([], _) => return Err(ActeIntrouvable::Plusieurs(exacts)),
            _ => return Err(ActeIntrouvable::Plusieurs(vivants)),
        }
        let voulus = mots(&cherche);
        let contient = |acte: &Acte| {
            acte.noms().any(|connu| {
                let connus = mots(&connu);
                voulus
                    .iter()
                    .all(|mot| connus.iter().any(|autre| autre == mot))
            })
        };
        let possibles: Vec<ActeId> = if voulus.is_empty() {
            Vec::new()
        } else {
            self.actes()
                .filter(|(_, acte)| acte.existe_au(date) && contient(acte))
                .map(|(id, _)| id)
                .collect()
        };
        match possibles.as_slice() {
            [seul] => Ok(*seul),
            [] => Err(ActeIntrouvable::Inconnu {
                proches: self.proches(&cherche, date),
            }),
            _ => Err(ActeIntrouvable::Plusieurs(possibles)),
        }
    }

    /// The three acts whose names are nearest to a misspelt one.
    fn proches(&self, cherche: &str, date: Date) -> Vec<ActeId> {
        let ecart = |acte: &Acte| {
            acte.noms()
                .map(|nom| strsim::damerau_levenshtein(cherche, &nom))
                .min()
                .unwrap_or(usize::MAX)
        };
        let mut distances: Vec<(usize, ActeId)> = self
            .actes()
            .filter(|(_, acte)| acte.existe_au(date))
            .map(|(id, acte)| (ecart(acte), id))
            .filter(|(distance, _)| *distance <= 2 + cherche.chars().count() / 3)
            .collect();
        distances.sort_unstable();
        distances.into_iter().take(3).map(|(_, id)| id).collect()
    }
}

/// Why a name is not one act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActeIntrouvable {
    /// Several acts answer to these words.
    Plusieurs(Vec<ActeId>),
    /// None does; the nearest ones.
    Inconnu {
        /// At most three acts with a name near the one given.
        proches: Vec<ActeId>,
    },
}
