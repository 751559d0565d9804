//! `rac donnees importer`: what an insurer writes in a grid becomes an offer to the centime;
//! what cannot be read is said cell by cell, and then nothing is written.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "une épreuve tombe en disant pourquoi"
)]

#[path = "importer/aller_retour.rs"]
mod aller_retour;
#[path = "importer/fautes.rs"]
mod fautes;
#[path = "importer/grille.rs"]
mod grille;
#[path = "importer/hostiles.rs"]
mod hostiles;
#[path = "importer/outils.rs"]
mod outils;
