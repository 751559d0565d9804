//! Rights: the 500 households of OpenFisca, the published ceilings, the boundaries.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests stop where they fail"
)]

mod droits {
    mod bornes;
    mod commande;
    mod etude;
    mod offres;
    mod openfisca;
    mod outils;
    mod plafonds;
}
