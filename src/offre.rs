//! What an insurer promises: the language of guarantee tables, conditions, rows,
//! modules, premiums, each with the printed words and their source.

pub mod commune;
pub mod composition;
pub mod condition;
mod contrat;
pub mod cotisation;
mod essai;
pub mod langage;
mod ligne;

pub use contrat::{Choix, LectureParDefaut, LigneChoisie, Module, Offre, Services};
pub use cotisation::{
    Cotisation, Frais, LigneCotisation, Prime, PrixGrille, Qualite, Regime, RegleAge,
    SansCotisation,
};
pub use essai::Essai;
pub use ligne::{Ligne, NatureLigne, preciser};
