//! The batch: the kernel beside the year that explains, the command beside its own unbroken
//! run.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests stop where they fail"
)]

mod lot {
    mod commande;
    mod comptes;
    mod embarquees;
    mod fictives;
    mod ordre;
    mod outils;
}
