//! The judge of the calculation: a naïve reading of the design, in decimals and from the
//! CSV files, compared with the engine on worlds drawn at random; and the laws of §2.9.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests stop where they fail"
)]

mod lois {
    mod donnees;
    mod echecs;
    mod juge;
    mod monde;
    mod naif;
    mod noyau;
    mod ordre;
    mod permutations;
    mod proprietes;
    mod tirage;
    mod voies;
}
