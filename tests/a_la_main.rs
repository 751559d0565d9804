//! Décomptes worked out by hand, with a pocket calculator: each test writes its arithmetic
//! step by step, says its rule, and asserts the exact centimes of the social security
//! (AMO), of the contract (AMC) and of the patient (RAC), with the causes of the latter.
//!
//! Tariffs are those of `data/reglementation`; tables are written in the language of the
//! guarantee tables and read by the real grammar. Every year computed is also checked for
//! `depense = amo + amc + rac` and `rac` = the sum of its causes.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "une épreuve tombe en disant pourquoi"
)]

#[path = "a_la_main/anciennete.rs"]
mod anciennete;
#[path = "a_la_main/annee.rs"]
mod annee;
#[path = "a_la_main/appareils.rs"]
mod appareils;
#[path = "a_la_main/autres_tarifs.rs"]
mod autres_tarifs;
#[path = "a_la_main/cotations.rs"]
mod cotations;
#[path = "a_la_main/droits.rs"]
mod droits;
#[path = "a_la_main/elements.rs"]
mod elements;
#[path = "a_la_main/etapes.rs"]
mod etapes;
#[path = "a_la_main/foyer.rs"]
mod foyer;
#[path = "a_la_main/hopital.rs"]
mod hopital;
#[path = "a_la_main/jours.rs"]
mod jours;
#[path = "a_la_main/langage.rs"]
mod langage;
#[path = "a_la_main/lectures.rs"]
mod lectures;
#[path = "a_la_main/lignes.rs"]
mod lignes;
#[path = "a_la_main/mendes.rs"]
mod mendes;
#[path = "a_la_main/ordre.rs"]
mod ordre;
#[path = "a_la_main/outils.rs"]
#[allow(dead_code, reason = "partagé avec les formes du catalogue")]
mod outils;
#[path = "a_la_main/pas_a_pas.rs"]
mod pas_a_pas;
#[path = "a_la_main/patient.rs"]
mod patient;
#[path = "a_la_main/precision.rs"]
mod precision;
#[path = "a_la_main/reserves.rs"]
mod reserves;
#[path = "a_la_main/soins.rs"]
mod soins;
