//! What a contract leaves unsaid, as variables: each is read the same way everywhere
//! in one reading of the contract, and each has its question.

use super::drapeau::Drapeau;
use crate::reglementation::{ActeId, PosteId};
use std::collections::BTreeMap;

/// What is unsaid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cle {
    /// Whether percentages include the social security.
    Pourcentages,
    /// Whether euro amounts include the social security.
    Euros,
    /// Whether the contract is responsable.
    Responsable,
    /// Which reading of the cell of this row.
    Ligne(usize),
    /// What is paid once the limit of this row is reached.
    Suite(usize),
    /// Whether the act falls within the delay of this row.
    Delai(usize),
    /// Which of several rows this act takes.
    Situation(ActeId),
    /// Sector 2 out of the path of care.
    HorsParcours,
    /// The cell of this row is not said.
    NonDit(usize),
    /// No row speaks of this poste, in a contract known in part.
    Absente(PosteId),
}

impl Cle {
    /// Unsaid lines that share no counter: only their two ends matter.
    pub(super) fn est_extreme(self) -> bool {
        matches!(self, Self::NonDit(_) | Self::Absente(_))
    }

    /// The flag it puts on a figure.
    #[must_use]
    pub fn drapeau(self) -> Drapeau {
        match self {
            Self::NonDit(_) | Self::Absente(_) | Self::Responsable => Drapeau::GarantieInconnue,
            Self::Delai(_) => Drapeau::DelaiPossible,
            _ => Drapeau::GarantieAmbigue,
        }
    }
}

/// What is unsaid by a contract, by its rank among those of the person.
pub(super) type CleDe = (u8, Cle);

/// A variable met while reading a contract, and the question to put to the insurer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// What is unsaid, and by which of the contracts.
    pub cle: CleDe,
    /// Number of readings, at least two.
    pub lectures: u8,
    /// The question to the insurer.
    pub question: String,
}

/// Reads a contract under one set of choices, and remembers what it had to choose.
#[derive(Clone, Debug, Default)]
pub struct Lecteur {
    /// The contract being read.
    contrat: u8,
    choix: BTreeMap<CleDe, u8>,
    /// Unsaid lines are read at their best for the patient.
    favorable: bool,
    vues: Vec<Variable>,
}

impl Lecteur {
    /// A reader with these choices; unsaid lines are read at their worst, or at their best.
    #[must_use]
    pub fn new(choix: BTreeMap<CleDe, u8>, favorable: bool) -> Self {
        Self {
            contrat: 0,
            choix,
            favorable,
            vues: Vec::new(),
        }
    }

    /// Turns to a contract, by its rank among those of the person.
    pub fn ouvrir(&mut self, contrat: u8) {
        self.contrat = contrat;
    }

    /// Takes the variables met by another reader of the same choices.
    pub(super) fn joindre(&mut self, autre: Self) {
        for variable in autre.vues {
            if !self.vues.iter().any(|vue| vue.cle == variable.cle) {
                self.vues.push(variable);
            }
        }
    }

    /// The reading to take, from 0; 0 when nothing was chosen.
    pub fn choisir(&mut self, cle: Cle, lectures: u8, question: impl FnOnce() -> String) -> u8 {
        let extreme = cle.est_extreme();
        let cle = (self.contrat, cle);
        if !self.vues.iter().any(|variable| variable.cle == cle) {
            self.vues.push(Variable {
                cle,
                lectures,
                question: question(),
            });
        }
        let defaut = u8::from(extreme && self.favorable);
        self.choix.get(&cle).copied().unwrap_or(defaut)
    }

    /// The first variable met that these choices do not settle.
    #[must_use]
    pub fn premiere_hors(&self, choix: &BTreeMap<CleDe, u8>) -> Option<&Variable> {
        self.vues
            .iter()
            .find(|variable| !variable.cle.1.est_extreme() && !choix.contains_key(&variable.cle))
    }

    /// Whether an unsaid line was met.
    #[must_use]
    pub fn a_des_extremes(&self) -> bool {
        self.vues
            .iter()
            .any(|variable| variable.cle.1.est_extreme())
    }

    /// The variables met.
    #[must_use]
    pub fn vues(&self) -> &[Variable] {
        &self.vues
    }
}
