//! `rac`: what French health insurance really leaves people to pay.
//!
//! The house, from the ground up:
//! - [`montant`]: whole centimes, exact rates, French numbers.

pub mod montant;
