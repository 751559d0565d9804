//! Which fault is on: `MUTANT=17`. With `MUTANT_TRACE=fichier`, every place passed is written
//! there, once for each process, so that only the tests that pass by a fault judge it.

use std::fs::File;
use std::io::Write as _;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

const PLACES: usize = 1 << 16;

struct Trace {
    fichier: File,
    vus: Vec<AtomicBool>,
}

static CHOISI: OnceLock<u32> = OnceLock::new();
static TRACE: OnceLock<Option<Trace>> = OnceLock::new();

fn choisi() -> u32 {
    *CHOISI.get_or_init(|| {
        std::env::var("MUTANT").ok().and_then(|texte| texte.parse().ok()).unwrap_or(u32::MAX)
    })
}

fn trace() -> Option<&'static Trace> {
    TRACE
        .get_or_init(|| {
            let chemin = std::env::var_os("MUTANT_TRACE")?;
            let fichier = File::options().append(true).create(true).open(chemin).ok()?;
            let vus = (0..PLACES).map(|_| AtomicBool::new(false)).collect();
            Some(Trace { fichier, vus })
        })
        .as_ref()
}

#[allow(missing_docs)]
#[inline]
pub fn actif(mutant: u32) -> bool {
    if let Some(trace) = trace()
        && !trace.vus[mutant as usize].swap(true, Ordering::Relaxed)
    {
        let mut fichier = &trace.fichier;
        let _ = writeln!(fichier, "{mutant}");
    }
    choisi() == mutant
}

/// What a function that hides its type returns: the fault, or what it was written to return.
#[allow(missing_docs)]
#[derive(Clone)]
pub enum Choix<F, C> {
    Faute(F),
    Code(C),
}

impl<F: Iterator, C: Iterator<Item = F::Item>> Iterator for Choix<F, C> {
    type Item = F::Item;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Faute(faute) => faute.next(),
            Self::Code(code) => code.next(),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match self {
            Self::Faute(faute) => faute.size_hint(),
            Self::Code(code) => code.size_hint(),
        }
    }
}

impl<F: DoubleEndedIterator, C: DoubleEndedIterator<Item = F::Item>> DoubleEndedIterator
    for Choix<F, C>
{
    fn next_back(&mut self) -> Option<Self::Item> {
        match self {
            Self::Faute(faute) => faute.next_back(),
            Self::Code(code) => code.next_back(),
        }
    }
}

impl<F: ExactSizeIterator, C: ExactSizeIterator<Item = F::Item>> ExactSizeIterator for Choix<F, C> {}
