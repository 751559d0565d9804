//! A survey: what the people of one place consume and pay today.

use super::{Panier, Tranche};
use crate::montant::Centimes;

/// A weight, in thousandths: `1,25` counts for one person and a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Poids(pub u64);

/// One answer.
#[derive(Clone, Debug)]
pub struct Reponse {
    /// The band of age of the person.
    pub tranche: Tranche,
    /// How many people it stands for.
    pub poids: Poids,
    /// The care of the year: a known basket, or the care written in the row.
    pub panier: Panier,
    /// Whether the care was made from amounts spent, by an assumption.
    pub suppose: bool,
    /// What the person pays today for a complementary contract, in centimes a month; zero
    /// without one, none when it is not said.
    pub cotisation: Option<Centimes>,
}

/// The answers of a survey.
#[derive(Clone, Debug, Default)]
pub struct Enquete {
    /// In the order of the file; at least one.
    pub reponses: Vec<Reponse>,
    /// Where they come from, each once, in the words of the file.
    pub sources: Vec<String>,
    /// The assumptions that turned an amount spent into care, each once.
    pub hypotheses: Vec<String>,
}
