//! Offers against a cahier des charges: what each requirement measures, in the euros of the
//! calculation and never by comparing words.

mod cotisation;
mod epreuve;
mod garantie;
mod monde;
mod note;
mod propriete;
mod questions;

pub use garantie::PRIX_ESSAYES;
pub use note::{Note, Points};
pub use questions::{Demandee, questions};

use super::CalculImpossible;
use super::bornes::Bornes;
use crate::cahier::{Cahier, Priorite, Public};
use crate::montant::{Centimes, Taux};
use crate::offre::Choix;
use crate::panier::{Droit, Panier};
use crate::reglementation::Reglementation;
use jiff::civil::Date;
use monde::Monde;

/// Whether an offer meets a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does, in every reading of the offer.
    Oui,
    /// It does not, in any reading.
    Non,
    /// The offer does not say enough: a question to the insurer.
    Inconnu,
    /// What is known of the offer cannot show it either way.
    NonMesurable,
}

impl Verdict {
    /// Yes when every reading meets the target, no when none does.
    fn au_plus(mesure: Bornes, cible: Centimes) -> Self {
        if mesure.max <= cible {
            Self::Oui
        } else if mesure.min > cible {
            Self::Non
        } else {
            Self::Inconnu
        }
    }
}

/// What was measured, or what was required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mesure {
    /// Euros, in centimes, over all readings.
    Euros(Bornes),
    /// Euros a month.
    ParMois(Bornes),
    /// How many of a list: met for certain, met perhaps, all.
    Sur(usize, usize, usize),
    /// Different prices within the bands.
    Tarifs(usize),
    /// Times the cheapest, least and most.
    Fois(Taux, Taux),
    /// Yes or no.
    OuiNon(bool),
    /// Nothing in the offer says it.
    Inconnue,
    /// The data have nothing to measure it with.
    NonMesurable,
}

/// A question to an insurer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its words.
    pub texte: String,
    /// What its answer is worth to one person in a year, in centimes; none where no basket
    /// can say.
    pub en_jeu: Option<Centimes>,
}

impl Question {
    fn sans_prix(texte: impl Into<String>) -> Self {
        Self {
            texte: texte.into(),
            en_jeu: None,
        }
    }
}

/// One answer of an offer to one requirement.
#[derive(Clone, Debug)]
pub struct Constat {
    /// Whether it is met.
    pub verdict: Verdict,
    /// What was measured.
    pub mesure: Mesure,
    /// What was required.
    pub cible: Mesure,
    /// What is missing, in the unit of the measure; none when nothing is, or nothing is known.
    pub ecart: Option<Bornes>,
    /// The most that one person would save in a year on a basket of the cahier if the
    /// requirement were met, in centimes; none where no basket can say.
    pub en_jeu: Option<Centimes>,
    /// The share of the points, least and most.
    pub part: (Taux, Taux),
    /// What was seen: the act that is paid least, the postes that are missing.
    pub details: Vec<String>,
    /// Questions to the insurer that would settle it; none when it is settled.
    pub questions: Vec<Question>,
}

impl Constat {
    /// An answer whose points are all or nothing.
    fn new(verdict: Verdict, mesure: Mesure, cible: Mesure) -> Self {
        let part = match verdict {
            Verdict::Oui => (Taux::UN, Taux::UN),
            Verdict::Non => (Taux::ZERO, Taux::ZERO),
            Verdict::Inconnu | Verdict::NonMesurable => (Taux::ZERO, Taux::UN),
        };
        Self {
            verdict,
            mesure,
            cible,
            ecart: None,
            en_jeu: None,
            part,
            details: Vec::new(),
            questions: Vec::new(),
        }
    }

    /// What no file says, with the question that would.
    fn a_demander(cible: Mesure, question: impl Into<String>) -> Self {
        Self {
            questions: vec![Question::sans_prix(question)],
            ..Self::new(Verdict::Inconnu, Mesure::Inconnue, cible)
        }
    }

    /// What the data cannot measure, and why: never met, never refused.
    fn non_mesurable(cible: Mesure, pourquoi: impl Into<String>) -> Self {
        Self {
            details: vec![pourquoi.into()],
            ..Self::new(Verdict::NonMesurable, Mesure::NonMesurable, cible)
        }
    }
}

/// An offer, and its answer to each requirement, in the order of the cahier.
#[derive(Clone, Debug)]
pub struct Copie<'a> {
    /// The offer and its level.
    pub choix: Choix<'a>,
    /// One by requirement.
    pub constats: Vec<Constat>,
    /// Its score.
    pub note: Note,
}

impl Copie<'_> {
    /// Obligations that are not met, and those of which nothing is known.
    #[must_use]
    pub fn manques(&self, cahier: &Cahier) -> (usize, usize) {
        let compte = |verdicts: &[Verdict]| {
            let reponses = cahier.exigences.iter().zip(&self.constats);
            let manquees = reponses.filter(|(exigence, constat)| {
                exigence.priorite == Priorite::Obligatoire && verdicts.contains(&constat.verdict)
            });
            manquees.count()
        };
        let inconnus = [Verdict::Inconnu, Verdict::NonMesurable];
        (compte(&[Verdict::Non]), compte(&inconnus))
    }

    /// Whether every obligation is met, for certain.
    #[must_use]
    pub fn conforme(&self, cahier: &Cahier) -> bool {
        self.manques(cahier) == (0, 0)
    }
}

/// Who asks, and when.
#[derive(Clone, Copy, Debug)]
pub struct Examen<'a> {
    /// The regulation.
    pub reglementation: &'a Reglementation,
    /// Day of the tariffs and of the offers.
    pub date: Date,
    /// Département, for premiums by zone.
    pub departement: Option<&'a str>,
    /// What is asked.
    pub cahier: &'a Cahier,
    /// The baskets on which what is at stake is said, each with the age of a person.
    pub paniers: &'a [(u8, &'a Panier)],
    /// The offers among which the cheapest is sought, those that are examined or not.
    pub marche: &'a [Choix<'a>],
    /// The published prices of labelled contracts: the only ones that a cahier for the ACS
    /// looks at.
    pub labellises: &'a [TarifLabellise],
}

/// A published price of a labelled ACS contract, for one person alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TarifLabellise {
    /// The choice that it prices: `acs/proxime-sante/A`.
    pub adresse: String,
    /// Ages, both included.
    pub ages: (u8, u8),
    /// A year before the cheque is taken, in centimes.
    pub annuelle: Centimes,
}

impl Examen<'_> {
    /// The right of the people of the baskets.
    fn droit(&self) -> Droit {
        match self.cahier.public {
            Public::Tous => Droit::Aucun,
            Public::Acs => Droit::Acs,
        }
    }
}

/// Every offer against the cahier, read prudently: those that miss fewest obligations first,
/// what is unknown being missed, then the best scores; ties by address, so that the order of files changes nothing.
///
/// # Errors
/// When a basket that the cahier asks about cannot be computed on the day.
pub fn examiner<'a>(
    examen: &Examen<'_>,
    choix: impl IntoIterator<Item = Choix<'a>>,
) -> Result<Vec<Copie<'a>>, CalculImpossible> {
    let monde = Monde::new(examen)?;
    let mut copies: Vec<Copie<'a>> = choix
        .into_iter()
        .map(|choix| {
            let constats = monde.examiner(&choix);
            Copie {
                choix,
                constats,
                note: Note::default(),
            }
        })
        .collect();
    cotisation::au_prorata(examen, &mut copies);
    for copie in &mut copies {
        copie.note = note::noter(examen.cahier, &copie.constats);
    }
    copies.sort_by_cached_key(|copie| {
        let points = copie.note.total;
        let (manquees, inconnues) = copie.manques(examen.cahier);
        (
            manquees + inconnues,
            std::cmp::Reverse((points.min, points.max)),
            copie.choix.adresse(),
        )
    });
    Ok(copies)
}
