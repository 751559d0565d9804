//! Pure functions: one act, one year, one ranking.
//!
//! The social security is asked first, once for all offers ([`prestation`]); then each
//! contract is asked what it promises ([`contrat`]), its promise is settled
//! ([`reglement`]), over a year with its counters ([`exercice`]), under every reading
//! of what it leaves unsaid ([`bornes`]). A population drawn from a model goes the same
//! way ([`simulation`]).

pub mod bilan;
pub mod bornes;
pub mod cas;
pub mod classement;
pub mod conformite;
pub mod contrat;
pub mod controle;
mod drapeau;
pub mod droits;
pub mod ecarts;
mod encadrement;
pub mod etape;
pub mod exercice;
mod lecteur;
pub mod noyau;
pub mod ordre;
pub mod postes;
pub mod prestation;
pub mod reglement;
pub mod renfort;
pub mod repartition;
pub mod robustesse;
pub mod seuil;
pub mod simulation;
mod versement;
pub mod voie;

pub use drapeau::{Drapeau, Drapeaux};

use crate::reglementation::Secteur;
use jiff::civil::Date;
use thiserror::Error;

/// Why a basket cannot be computed.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum CalculImpossible {
    /// The act has no tariff on the date for the sector.
    #[error("« {acte} » n’a pas de tarif connu le {} pour {}", crate::texte::jour(*date), nom_secteur(*secteur))]
    SansTarif {
        /// Words of the act.
        acte: String,
        /// The sector asked for.
        secteur: Secteur,
        /// The date asked for.
        date: Date,
    },
    /// No price is known for the act.
    #[error("aucun prix connu pour « {acte} » : donnez-le, par exemple « {acte} = 50 € »")]
    SansPrix {
        /// Words of the act.
        acte: String,
    },
    /// More acts than anybody has in a year.
    #[error(
        "{} actes en un an : au plus {} pour une personne ; vérifiez les nombres",
        crate::montant::milliers(*_0),
        crate::montant::milliers(prestation::ACTES_MAX)
    )]
    TropDActes(u64),
    /// The data lack an act that the calculation itself needs.
    #[error("les données n’ont pas l’acte « {0} », dont le calcul a besoin")]
    ActeAbsent(&'static str),
}

/// The words of a sector.
#[must_use]
pub fn nom_secteur(secteur: Secteur) -> &'static str {
    match secteur {
        Secteur::Un => "le secteur 1",
        Secteur::Optam => "le secteur 2 OPTAM",
        Secteur::NonOptam => "le secteur 2 non OPTAM",
        Secteur::NonConventionne => "un praticien non conventionné",
    }
}
