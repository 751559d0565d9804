//! The edits of a file, and the text that they make.

use serde::Serialize;

/// On which side of what it surrounds an edit stands: at one place, what closes comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cote {
    Ferme,
    Ouvre,
}

/// A text put at a place of the source, for one fault or for all of an expression.
#[derive(Debug)]
pub struct Greffe {
    pub place: usize,
    pub cote: Cote,
    /// The order of the visit: the outer expression comes before what it holds.
    pub rang: usize,
    pub texte: String,
    pub mutant: Option<u32>,
    /// Bytes of the source that the text replaces.
    pub ote: usize,
}

/// Where a fault stands in the rewritten file, in bytes.
#[derive(Debug, Serialize)]
pub struct Ou {
    pub mutant: u32,
    pub debut: usize,
    pub fin: usize,
}

/// The source with its grafts, and the place of each fault.
pub fn inserer(source: &str, mut greffes: Vec<Greffe>) -> (String, Vec<Ou>) {
    greffes.sort_by_key(|greffe| {
        let rang = greffe.rang as isize;
        (
            greffe.place,
            greffe.cote,
            if greffe.cote == Cote::Ferme {
                -rang
            } else {
                rang
            },
        )
    });
    let mut texte = String::with_capacity(source.len() * 3);
    let mut ou = Vec::new();
    let mut lu = 0;
    for greffe in greffes {
        texte.push_str(&source[lu..greffe.place]);
        lu = greffe.place + greffe.ote;
        let debut = texte.len();
        texte.push_str(&greffe.texte);
        if let Some(mutant) = greffe.mutant {
            ou.push(Ou {
                mutant,
                debut,
                fin: texte.len(),
            });
        }
    }
    texte.push_str(&source[lu..]);
    (texte, ou)
}
