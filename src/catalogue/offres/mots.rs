//! The words that a header takes, for whoever writes one.

use super::{contrat, cotisations};

/// The kinds of year.
pub(in crate::catalogue) fn annees() -> Vec<&'static str> {
    liste(&contrat::ANNEES)
}

/// The readings of a bare percentage.
pub(in crate::catalogue) fn pourcentages() -> Vec<&'static str> {
    liste(&contrat::POURCENTAGES)
}

/// The readings of a bare amount.
pub(in crate::catalogue) fn euros() -> Vec<&'static str> {
    liste(&contrat::EUROS)
}

/// Whether the premiums are published.
pub(in crate::catalogue) fn grilles() -> Vec<&'static str> {
    liste(&cotisations::GRILLES)
}

/// The ways to count an age.
pub(in crate::catalogue) fn ages() -> Vec<&'static str> {
    liste(&cotisations::AGES)
}

fn liste<T>(choix: &[(&'static str, T)]) -> Vec<&'static str> {
    choix.iter().map(|(mot, _)| *mot).collect()
}
