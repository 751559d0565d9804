//! Published cases: what insurers and public pages print of an act, replayed to the centime.
//!
//! A case says what it prints and nothing more. A printed figure is the computed one, or
//! the case is explained by a named error of its source ([`Cause`]), or it is a gap.

mod cause;
mod monde;

pub use cause::Cause;

use crate::calcul::CalculImpossible;
use crate::montant::{Centimes, Taux};
use crate::offre::Offre;
use crate::offre::langage::Cellule;
use crate::reglementation::{ActeId, Reglementation, Secteur};
use jiff::civil::Date;
use monde::Scene;
use std::collections::BTreeMap;
use std::fmt;
use thiserror::Error;

/// What is cared for, each act with its price; no price is the base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Objet {
    /// One act, and how many times.
    Acte {
        /// The act.
        acte: ActeId,
        /// Price of one.
        prix: Option<Centimes>,
        /// How many.
        nombre: u16,
    },
    /// A frame and two lenses.
    Lunettes([(ActeId, Option<Centimes>); 3]),
    /// A stay with a heavy act: its participation takes the place of the 20 %.
    SejourLourd {
        /// The stay and the participation.
        actes: [ActeId; 2],
        /// Both prices together, in centimes.
        frais: Centimes,
    },
}

/// The contract of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContratDuCas {
    /// None.
    Aucun,
    /// An offer of the catalogue.
    Offre {
        /// `mcci/flexia`.
        id: String,
        /// Name of the level.
        niveau: String,
    },
    /// A guarantee written in the case itself.
    Garantie {
        /// As read.
        cellule: Cellule,
        /// As written.
        ecrite: String,
        /// Contrat responsable, or not.
        responsable: bool,
    },
}

/// Which part of the social security a source prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AmoEst {
    /// Participations and franchises taken off.
    #[default]
    Net,
    /// Before them: the source forgets them, in what is left to pay too.
    Brut,
}

/// The printed figures; none when the source does not print it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imprime {
    /// Base of reimbursement, in centimes.
    pub base: Option<Centimes>,
    /// Rate of the social security.
    pub taux: Option<Taux>,
    /// Part of the social security, in centimes.
    pub amo: Option<Centimes>,
    /// Whether it is before or after participations.
    pub amo_est: AmoEst,
    /// Part of the contract, in centimes.
    pub amc: Option<Centimes>,
    /// Both parts together, in centimes.
    pub total: Option<Centimes>,
    /// What is left to pay, in centimes.
    pub rac: Option<Centimes>,
}

/// A published case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cas {
    /// Its code: `FLEXIA-001`.
    pub id: String,
    /// Name of its file, without extension.
    pub document: String,
    /// Day of the tariffs: that of its source.
    pub date: Date,
    /// The contract.
    pub contrat: ContratDuCas,
    /// Age of the patient.
    pub age: u8,
    /// What is cared for.
    pub objet: Objet,
    /// Sector of the practitioner.
    pub secteur: Secteur,
    /// Whether the path of care is kept.
    pub parcours: bool,
    /// What is printed.
    pub imprime: Imprime,
    /// Address of the source.
    pub source: String,
    /// Its words, and what was assumed.
    pub note: Option<String>,
}

/// The computed figures, seen as the source counts the social security. In centimes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calcule {
    /// Price.
    pub depense: Centimes,
    /// Base of reimbursement.
    pub base: Centimes,
    /// Rate of the social security; none when the elements have several.
    pub taux: Option<Taux>,
    /// Part of the social security.
    pub amo: Centimes,
    /// Part of the contract.
    pub amc: Centimes,
    /// What is left to pay.
    pub rac: Centimes,
}

/// A printed figure that is not the computed one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its name.
    pub chiffre: &'static str,
    /// As printed.
    pub imprime: String,
    /// As computed.
    pub calcule: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            chiffre,
            imprime,
            calcule,
        } = self;
        write!(f, "{chiffre} : {imprime} imprimé, {calcule} calculé")
    }
}

impl Imprime {
    /// Every printed figure that is not the computed one.
    #[must_use]
    pub fn differences(&self, calcule: &Calcule) -> Vec<Difference> {
        let montants = [
            ("base", self.base, calcule.base),
            ("assurance maladie", self.amo, calcule.amo),
            ("mutuelle", self.amc, calcule.amc),
            ("total remboursé", self.total, calcule.amo + calcule.amc),
            ("reste à charge", self.rac, calcule.rac),
        ];
        let mut differences: Vec<Difference> = montants
            .into_iter()
            .filter_map(|(chiffre, imprime, calcule)| {
                let imprime = imprime.filter(|imprime| *imprime != calcule)?;
                Some(Difference {
                    chiffre,
                    imprime: imprime.to_string(),
                    calcule: calcule.to_string(),
                })
            })
            .collect();
        if let Some(taux) = self.taux.filter(|taux| Some(*taux) != calcule.taux) {
            differences.push(Difference {
                chiffre: "taux",
                imprime: taux.to_string(),
                calcule: calcule
                    .taux
                    .map_or_else(|| "plusieurs".to_owned(), |taux| taux.to_string()),
            });
        }
        differences
    }

    /// Whether it prints an amount to compare, or a base or a rate alone.
    #[must_use]
    pub fn a_un_montant(&self) -> bool {
        [self.amo, self.amc, self.total, self.rac]
            .iter()
            .any(Option::is_some)
    }
}

/// What the replay of a case says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resultat {
    /// Every printed figure is the computed one.
    Conforme,
    /// The source is wrong, and one knows how.
    Explique {
        /// The error of the source.
        cause: Cause,
        /// The right figures.
        calcule: Calcule,
    },
    /// Nobody knows who is wrong.
    Ecart {
        /// The computed figures.
        calcule: Calcule,
        /// Where they part from the printed ones.
        differences: Vec<Difference>,
    },
}

/// Why a case cannot be replayed.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum RejeuImpossible {
    /// The calculation refuses it.
    #[error(transparent)]
    Calcul(#[from] CalculImpossible),
    /// The offer or the level is not among the offers of the day.
    #[error("aucune offre `{0}` en vigueur à la date du cas, ni après")]
    OffreAbsente(String),
    /// The contract can be read in several ways, so that no figure can be checked.
    #[error("le contrat se lit de plusieurs façons : rien à comparer au centime")]
    PlusieursLectures,
}

/// The edition of an offer that a case is about: the one in force on its day, or the first
/// to come. A printed document may work its examples on tariffs older than its own table.
#[must_use]
pub fn edition<'a>(offres: &'a [Offre], id: &str, date: Date) -> Option<&'a Offre> {
    let vaut_encore = |offre: &&Offre| {
        let finie = offre.validite.au.is_some_and(|fin| fin < date);
        offre.id == id && !finie
    };
    offres
        .iter()
        .filter(vaut_encore)
        .min_by_key(|offre| offre.validite.du)
}

/// Replays a case; `voisins` are the cases it may have been confused with.
///
/// # Errors
/// When the act has no tariff on the date, or the contract is not known or not certain.
pub fn rejouer(
    cas: &Cas,
    voisins: &[Cas],
    reglementation: &Reglementation,
    offres: &[Offre],
) -> Result<Resultat, RejeuImpossible> {
    let scene = Scene::monter(cas, voisins, reglementation, offres)?;
    let calcule = scene.juste()?;
    let differences = cas.imprime.differences(&calcule);
    if differences.is_empty() {
        return Ok(Resultat::Conforme);
    }
    let cause = Cause::reconnues(&scene, &calcule).next();
    Ok(match cause {
        Some(cause) => Resultat::Explique { cause, calcule },
        None => Resultat::Ecart {
            calcule,
            differences,
        },
    })
}

/// The causes that recognise a case, in their order; none for a case that conforms.
///
/// # Errors
/// As [`rejouer`].
pub fn causes_reconnues(
    cas: &Cas,
    voisins: &[Cas],
    reglementation: &Reglementation,
    offres: &[Offre],
) -> Result<Vec<Cause>, RejeuImpossible> {
    let scene = Scene::monter(cas, voisins, reglementation, offres)?;
    let calcule = scene.juste()?;
    Ok(Cause::reconnues(&scene, &calcule).collect())
}

/// How many cases conform, are explained and by what, and are gaps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bilan {
    /// Cases that conform.
    pub conformes: usize,
    /// Cases explained, by cause.
    pub expliques: BTreeMap<Cause, usize>,
    /// Gaps, with the cases that cannot be replayed.
    pub ecarts: usize,
}

impl Bilan {
    /// Counts one more replay.
    pub fn compter(&mut self, rejeu: &Result<Resultat, RejeuImpossible>) {
        match rejeu {
            Ok(Resultat::Conforme) => self.conformes += 1,
            Ok(Resultat::Explique { cause, .. }) => {
                *self.expliques.entry(*cause).or_default() += 1;
            }
            Ok(Resultat::Ecart { .. }) | Err(_) => self.ecarts += 1,
        }
    }
}

impl fmt::Display for Bilan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let expliques: usize = self.expliques.values().sum();
        let pluriel = |nombre: usize| if nombre > 1 { "s" } else { "" };
        write!(
            f,
            "{} conforme{}, {expliques} expliqué{}, {} en écart",
            self.conformes,
            pluriel(self.conformes),
            pluriel(expliques),
            self.ecarts
        )
    }
}
