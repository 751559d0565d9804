//! The year cut in quarters, or in places, each with enough people.

use super::{Passage, SEUIL, Table};
use crate::texte::sans_accent;
use std::collections::BTreeMap;

/// A way to cut the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decoupage {
    /// By quarter.
    Trimestre,
    /// By place.
    Lieu,
}

impl Decoupage {
    /// The word of the machine columns.
    #[must_use]
    pub const fn mot(self) -> &'static str {
        match self {
            Self::Trimestre => "trimestre",
            Self::Lieu => "lieu",
        }
    }
}

/// The slices of a division, each with nobody or with at least five people met.
#[derive(Clone, Debug)]
pub(super) struct Tranches {
    decoupage: Decoupage,
    noms: Vec<String>,
    regroupees: Vec<String>,
    /// The slice of each quarter or of each place, by key.
    de: BTreeMap<String, usize>,
}

/// A slice being made: its name, its keys, the people met.
#[derive(Clone, Debug)]
struct Brute {
    nom: String,
    cle: String,
    recues: u32,
}

impl Tranches {
    /// The slices of these rows; none when there would be only one.
    pub(super) fn de(decoupage: Decoupage, passages: &[&Passage]) -> Option<Self> {
        let brutes = brutes(decoupage, passages);
        let (groupes, regroupees) = match decoupage {
            Decoupage::Trimestre => (joindre(brutes), Vec::new()),
            Decoupage::Lieu => mettre_ensemble(brutes),
        };
        let noms: Vec<String> = groupes.iter().map(|(nom, _)| nom.clone()).collect();
        let mut de = BTreeMap::new();
        for (rang, (_, cles)) in groupes.into_iter().enumerate() {
            de.extend(cles.into_iter().map(|cle| (cle, rang)));
        }
        (noms.len() > 1).then_some(Self {
            decoupage,
            noms,
            regroupees,
            de,
        })
    }

    /// The slice of a row.
    pub(super) fn rang(&self, passage: &Passage) -> Option<usize> {
        self.de.get(&cle(self.decoupage, passage)).copied()
    }

    pub(super) fn nombre(&self) -> usize {
        self.noms.len()
    }

    pub(super) fn table(self) -> Table {
        Table {
            decoupage: self.decoupage,
            tranches: self.noms,
            regroupees: self.regroupees,
        }
    }
}

fn cle(decoupage: Decoupage, passage: &Passage) -> String {
    match decoupage {
        Decoupage::Trimestre => format!("T{}", trimestre(passage)),
        Decoupage::Lieu => sans_accent(&passage.lieu),
    }
}

fn trimestre(passage: &Passage) -> i8 {
    (passage.date.month() - 1) / 3 + 1
}

/// Every quarter of the year, or every place of the rows, in order.
fn brutes(decoupage: Decoupage, passages: &[&Passage]) -> Vec<Brute> {
    let mut brutes: BTreeMap<String, Brute> = BTreeMap::new();
    if decoupage == Decoupage::Trimestre {
        for rang in 1..=4 {
            let nom = format!("T{rang}");
            let cle = nom.clone();
            let recues = 0;
            brutes.insert(cle.clone(), Brute { nom, cle, recues });
        }
    }
    for passage in passages {
        let cle = cle(decoupage, passage);
        let brute = brutes.entry(cle.clone()).or_insert_with(|| Brute {
            nom: passage.lieu.clone(),
            cle,
            recues: 0,
        });
        brute.recues += u32::from(passage.recue());
    }
    brutes.into_values().collect()
}

/// Quarters with too few people are joined with the next one, the last with the one before.
fn joindre(brutes: Vec<Brute>) -> Vec<(String, Vec<String>)> {
    let mut groupes: Vec<Vec<Brute>> = Vec::new();
    for brute in brutes {
        match groupes.last_mut() {
            Some(dernier) if trop_peu(recues(dernier)) => dernier.push(brute),
            _ => groupes.push(vec![brute]),
        }
    }
    while groupes.len() > 1
        && groupes
            .last()
            .is_some_and(|dernier| trop_peu(recues(dernier)))
    {
        if let (Some(dernier), Some(avant)) = (groupes.pop(), groupes.last_mut()) {
            avant.extend(dernier);
        }
    }
    let nommer = |groupe: Vec<Brute>| {
        let noms: Vec<&str> = groupe.iter().map(|brute| brute.nom.as_str()).collect();
        let nom = crate::texte::enumerer(&noms, "et");
        (nom, groupe.into_iter().map(|brute| brute.cle).collect())
    };
    groupes.into_iter().map(nommer).collect()
}

/// Places with too few people are put together, with the smallest of the others if they are
/// still too few.
fn mettre_ensemble(mut brutes: Vec<Brute>) -> (Vec<(String, Vec<String>)>, Vec<String>) {
    brutes.sort_by_key(|brute| brute.recues);
    let petits = brutes
        .iter()
        .take_while(|brute| brute.recues < SEUIL)
        .count();
    let mut ensemble: Vec<Brute> = brutes.drain(..petits).collect();
    while trop_peu(recues(&ensemble)) && !brutes.is_empty() {
        ensemble.push(brutes.remove(0));
    }
    brutes.sort_by(|un, autre| un.cle.cmp(&autre.cle));
    let mut groupes: Vec<(String, Vec<String>)> = brutes
        .into_iter()
        .map(|brute| (brute.nom, vec![brute.cle]))
        .collect();
    let mut regroupees: Vec<String> = ensemble.iter().map(|brute| brute.nom.clone()).collect();
    regroupees.sort();
    if !ensemble.is_empty() {
        let cles = ensemble.into_iter().map(|brute| brute.cle).collect();
        groupes.push(("Autres lieux".to_owned(), cles));
    }
    (groupes, regroupees)
}

fn recues(groupe: &[Brute]) -> u32 {
    groupe.iter().map(|brute| brute.recues).sum()
}

const fn trop_peu(nombre: u32) -> bool {
    nombre > 0 && nombre < SEUIL
}
