//! Which lines are hidden, so that no small count is found by subtraction.
//!
//! The lines of a heading share out the people met, whose number is published by slice.
//! Lines are hidden whole: what remains known of the hidden ones are their sum in each
//! slice and the year of each (or the sum of the years that are hidden too). A hidden count
//! then ranges over an interval that margins alone decide.

use super::SEUIL;

/// A count that is never published.
pub(super) const fn petite(compte: u32) -> bool {
    compte > 0 && compte < SEUIL
}

/// The lines whose year is hidden: the small ones, then the smallest others until there are
/// two and five people or more behind.
pub(super) fn cacher_annee(annees: &[u32]) -> Vec<bool> {
    let mut cachees: Vec<bool> = annees.iter().map(|annee| petite(*annee)).collect();
    let assez = |cachees: &[bool]| {
        let nombre = cachees.iter().filter(|cachee| **cachee).count();
        let somme: u32 = retenus(annees, cachees).sum();
        nombre == 0 || (nombre > 1 && somme >= SEUIL)
    };
    while !assez(&cachees) && cacher_la_plus_petite(annees, &mut cachees) {}
    cachees
}

/// The lines hidden in a division whose slices have known sums; none when nothing can be
/// published of it.
pub(super) fn cacher_table(
    annees: &[u32],
    annee_cachee: &[bool],
    cases: &[&[u32]],
) -> Option<Vec<bool>> {
    let petites = |cases: &&[u32]| cases.iter().copied().any(petite);
    let mut cachees: Vec<bool> = cases
        .iter()
        .zip(annee_cachee)
        .map(|(cases, annee)| *annee || petites(cases))
        .collect();
    loop {
        if gardees(annees, annee_cachee, cases, &cachees) {
            // une table où tout est caché ne dit rien
            let dit = annees
                .iter()
                .zip(&cachees)
                .any(|(annee, cachee)| *annee > 0 && !cachee);
            return dit.then_some(cachees);
        }
        if !cacher_la_plus_petite(annees, &mut cachees) {
            return None;
        }
    }
}

/// Whether each hidden small count could be anything from 0 to 5 at least.
fn gardees(annees: &[u32], annee_cachee: &[bool], cases: &[&[u32]], cachees: &[bool]) -> bool {
    let tranches = cases.first().map_or(0, |cases| cases.len());
    let sommes: Vec<u32> = (0..tranches)
        .map(|tranche| {
            let colonne = cases.iter().map(|c| c.get(tranche).copied().unwrap_or(0));
            let colonne: Vec<u32> = colonne.collect();
            retenus(&colonne, cachees).sum()
        })
        .collect();
    let total: u32 = sommes.iter().sum();
    let annee_commune: u32 = retenus(annees, annee_cachee).sum();
    let lignes = cases.iter().zip(annees).zip(annee_cachee).zip(cachees);
    for (((cases, annee), annee_cachee), cachee) in lignes {
        for (compte, somme) in cases.iter().zip(&sommes) {
            if !cachee || !petite(*compte) {
                continue;
            }
            let (moins, plus) = if *annee_cachee {
                (0, annee_commune.min(*somme))
            } else {
                let moins = (annee + somme).saturating_sub(total);
                (moins, *annee.min(somme))
            };
            if moins > 0 || plus < SEUIL {
                return false;
            }
        }
    }
    true
}

/// Hides one more line, the smallest with somebody; whether there was one.
fn cacher_la_plus_petite(annees: &[u32], cachees: &mut [bool]) -> bool {
    let visibles = annees
        .iter()
        .zip(cachees)
        .filter(|(annee, cachee)| !**cachee && **annee > 0);
    match visibles.min_by_key(|(annee, _)| **annee) {
        Some((_, cachee)) => {
            *cachee = true;
            true
        }
        None => false,
    }
}

fn retenus(comptes: &[u32], retenues: &[bool]) -> impl Iterator<Item = u32> {
    let deux = comptes.iter().zip(retenues);
    deux.filter(|(_, retenue)| **retenue)
        .map(|(compte, _)| *compte)
}
