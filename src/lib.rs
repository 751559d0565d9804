//! `rac`: what French health insurance really leaves people to pay.
//!
//! The house, from the ground up:
//! - [`montant`], [`texte`]: whole centimes, exact rates, French numbers and words.
//! - [`reglementation`]: what the law says on a date.
//! - [`offre`]: what an insurer promises. [`panier`]: what people consume.
//!   [`cahier`]: what a working group asks of insurers.
//! - [`calcul`]: pure functions, from one act to a ranking.
//! - [`catalogue`]: files to domain, every problem at once. [`rendu`]: document to text.
//! - [`commandes`]: one file per command.

pub mod cahier;
pub mod calcul;
pub mod catalogue;
pub mod commandes;
pub mod montant;
pub mod offre;
pub mod panier;
pub mod reglementation;
pub mod rendu;
pub mod texte;
