//! What the door lends to a long command: where to read and write as it goes, and who hears
//! how far it is.

use std::io::{Read, Write};

/// How far a batch is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Avance {
    /// Bytes read of the file of households; or how much is done, of what has no bytes.
    pub octets: u64,
    /// Its size, when it is known.
    pub taille: Option<u64>,
    /// Households done, or what else is counted.
    pub foyers: u64,
    /// What is counted, in the plural.
    pub unite: &'static str,
}

/// Hears how far a batch is.
pub trait Suivi: Send {
    /// Some more is done.
    fn avance(&mut self, avance: Avance);
}

/// Hears nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct SansSuivi;

impl Suivi for SansSuivi {
    fn avance(&mut self, _: Avance) {}
}

/// What the door lends.
pub struct Porte<'p> {
    /// The standard input.
    pub entree: Option<Box<dyn Read + Send>>,
    /// The standard output, for what is written as it is computed.
    pub sortie: &'p mut dyn Write,
    /// Who hears how far it is.
    pub suivi: &'p mut dyn Suivi,
    /// Threads to compute with, when the options do not say.
    pub fils: usize,
}
