//! Hostile surroundings: endless files, full disks, closed doors, two runs at once, no home.
//! Each is answered by a sentence and the right exit code; nothing is half written.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests stop where they fail"
)]

mod hostile {
    mod deux_a_la_fois;
    mod ecrire;
    mod entourage;
    mod lire;
    mod outils;
}
