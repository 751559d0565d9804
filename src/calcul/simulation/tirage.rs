//! Draws people and their care: how many have the same age and the same care.

use super::hasard::Hasard;
use crate::panier::population::{ENTIER, Population};
use crate::panier::{Panier, Soin};
use rayon::prelude::*;
use std::collections::HashMap;
use std::ops::Range;

/// What a person drew: eight bits by draw, 0 for nothing, else the outcome from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Motif(u128);

impl Motif {
    const fn avec(self, tirage: usize, issue: u8) -> Self {
        Self(self.0 | (issue as u128) << (8 * tirage))
    }

    /// The outcome of a draw, from 0; none for nothing.
    fn issue(self, tirage: usize) -> Option<usize> {
        let issue = usize::try_from((self.0 >> (8 * tirage)) & 0xff).unwrap_or_default();
        issue.checked_sub(1)
    }
}

/// People who have the same age and drew the same care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Classe {
    /// Their age.
    pub age: u8,
    /// Their care.
    pub motif: Motif,
    /// How many they are.
    pub effectif: u64,
}

/// How many people are drawn at once: what a thread does between two words of progress.
const LOT: u64 = 1 << 16;

type Comptes = HashMap<Motif, u64>;

/// A population ready to be drawn from.
#[derive(Clone, Debug)]
pub struct Urne<'a> {
    population: &'a Population,
    total: u64,
    /// By age of the population, its last person among all, then what is drawn at this age.
    ages: Vec<AgeTire>,
}

/// What is drawn at an age.
#[derive(Clone, Debug)]
struct AgeTire {
    age: u8,
    /// People of this age and younger.
    jusqu_a: u64,
    /// Where each profile ends, in millionths.
    profils: Vec<u32>,
    /// By profile and draw, where each outcome ends.
    issues: Vec<Vec<Vec<(u32, u8)>>>,
}

impl<'a> Urne<'a> {
    /// Adds up the shares of a population.
    #[must_use]
    pub fn new(population: &'a Population) -> Self {
        let mut total = 0;
        let ages = population.effectifs.iter().map(|(age, effectif)| {
            total += effectif;
            AgeTire {
                age: *age,
                jusqu_a: total,
                profils: bouts(population.profils.iter().map(|profil| {
                    let parts = profil.parts.iter().filter(|part| part.contient(*age));
                    parts.map(|part| part.part).sum()
                })),
                issues: (0..population.profils.len())
                    .map(|profil| issues(population, profil, *age))
                    .collect(),
            }
        });
        let ages = ages.collect();
        Self {
            population,
            total,
            ages,
        }
    }

    /// Draws `nombre` people age after age, on every core: those of an age together. `fait`
    /// hears how many more are drawn.
    pub fn tirer(
        &self,
        graine: u64,
        nombre: u64,
        fait: &(dyn Fn(u64) + Sync),
    ) -> impl Iterator<Item = Vec<Classe>> {
        let mut debut = 0;
        self.ages.iter().map(move |age| {
            let (premier, fin) = (debut, self.fin(age, nombre));
            debut = fin;
            let comptes = (0..(fin - premier).div_ceil(LOT)).into_par_iter().fold(
                Comptes::new,
                |mut comptes, lot| {
                    let debut = premier + lot * LOT;
                    let rangs = debut..fin.min(debut + LOT);
                    fait(rangs.end - rangs.start);
                    age.compter(graine, rangs, &mut comptes);
                    comptes
                },
            );
            ranger(age.age, comptes.reduce(Comptes::new, joindre))
        })
    }

    /// Draws some of `nombre` people.
    #[must_use]
    pub fn tirer_partie(&self, graine: u64, nombre: u64, rangs: Range<u64>) -> Vec<Classe> {
        let mut classes = Vec::new();
        let mut debut = 0;
        for age in &self.ages {
            let fin = self.fin(age, nombre);
            let mut comptes = Comptes::new();
            age.compter(
                graine,
                rangs.start.max(debut)..rangs.end.min(fin),
                &mut comptes,
            );
            classes.extend(ranger(age.age, comptes));
            debut = fin;
        }
        classes
    }

    /// Where an age ends among `nombre` people. Person `i` stands at the middle of the `i`-th
    /// of `nombre` equal shares of the population in order of age: each age has its people,
    /// give or take one.
    fn fin(&self, age: &AgeTire, nombre: u64) -> u64 {
        // le premier i tel que (2 i + 1) × total ≥ jusqu_a × nombre × 2
        let vise = u128::from(age.jusqu_a) * u128::from(nombre) * 2;
        let double = vise.div_ceil(u128::from(self.total.max(1)));
        u64::try_from(double / 2).unwrap_or(nombre).min(nombre)
    }

    /// The care of people who drew the same.
    #[must_use]
    pub fn panier(&self, motif: Motif) -> Panier {
        let tirages = self.population.tirages.iter().enumerate();
        let variantes =
            tirages.filter_map(|(rang, tirage)| tirage.variantes.get(motif.issue(rang)?));
        let soins = variantes.flat_map(|variante| &variante.soins).cloned();
        panier(self.population, soins.collect())
    }
}

/// Care of a model, as a basket.
pub(super) fn panier(population: &Population, soins: Vec<Soin>) -> Panier {
    Panier {
        id: population.id.clone(),
        libelle: population.libelle.clone(),
        soins,
        hypothese: Some(population.hypothese.clone()),
        source: population.source.clone(),
        verifie_le: population.verifie_le,
    }
}

impl AgeTire {
    fn compter(&self, graine: u64, rangs: Range<u64>, comptes: &mut Comptes) {
        for personne in rangs {
            let motif = self.tirer(&mut Hasard::de(graine, personne));
            *comptes.entry(motif).or_default() += 1;
        }
    }

    fn tirer(&self, hasard: &mut Hasard) -> Motif {
        let tire = hasard.millionieme();
        let profil = self.profils.iter().position(|bout| tire < *bout);
        let tirages = self.issues.get(profil.unwrap_or_default());
        let mut motif = Motif::default();
        for (rang, issues) in tirages.into_iter().flatten().enumerate() {
            let tire = hasard.millionieme();
            if let Some((_, issue)) = issues.iter().find(|(bout, _)| tire < *bout) {
                motif = motif.avec(rang, *issue);
            }
        }
        motif
    }
}

/// Where each share ends when they are laid one after the other.
fn bouts(parts: impl Iterator<Item = u32>) -> Vec<u32> {
    parts
        .scan(0, |bout: &mut u32, part| {
            *bout = bout.saturating_add(part).min(ENTIER);
            Some(*bout)
        })
        .collect()
}

/// By draw, where each outcome ends; those that nobody draws are left out.
fn issues(population: &Population, profil: usize, age: u8) -> Vec<Vec<(u32, u8)>> {
    let tirages = population.tirages.iter();
    tirages
        .map(|tirage| {
            let parts = tirage.variantes.iter().map(|v| v.part(profil, age));
            let mut debut = 0;
            let bouts = bouts(parts).into_iter().zip(1_u8..);
            bouts
                .filter(|(bout, _)| std::mem::replace(&mut debut, *bout) < *bout)
                .collect()
        })
        .collect()
}

fn joindre(un: Comptes, autre: Comptes) -> Comptes {
    let (mut grand, petit) = if un.len() < autre.len() {
        (autre, un)
    } else {
        (un, autre)
    };
    for (motif, effectif) in petit {
        *grand.entry(motif).or_default() += effectif;
    }
    grand
}

fn ranger(age: u8, comptes: Comptes) -> Vec<Classe> {
    let mut classes: Vec<Classe> = comptes
        .into_iter()
        .map(|(motif, effectif)| Classe {
            age,
            motif,
            effectif,
        })
        .collect();
    classes.sort_unstable();
    classes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panier::population::{PartDAge, Profil, Tirage, Variante};
    use jiff::civil::date;

    const fn part(part: u32) -> PartDAge {
        PartDAge {
            ages: (0, 127),
            part,
        }
    }

    fn variante(id: &str, parts: Vec<(Option<usize>, PartDAge)>) -> Variante {
        Variante {
            id: id.to_owned(),
            soins: Vec::new(),
            parts,
        }
    }

    /// Three people of 10 for one of 80; one in four is ill; the ill draw « a » always, the
    /// others « b » for one in ten.
    fn population() -> Population {
        let profil = |id: &str, sienne| Profil {
            id: id.to_owned(),
            parts: vec![part(sienne)],
        };
        Population {
            id: "essai".to_owned(),
            libelle: String::new(),
            hypothese: String::new(),
            source: String::new(),
            verifie_le: date(2026, 1, 1),
            source_effectifs: String::new(),
            doute_effectifs: None,
            effectifs: vec![(10, 3), (80, 1)],
            profils: vec![profil("sain", 750_000), profil("malade", 250_000)],
            tirages: vec![Tirage {
                id: "soins".to_owned(),
                variantes: vec![
                    variante("a", vec![(Some(1), part(ENTIER))]),
                    variante("b", vec![(Some(0), part(100_000))]),
                ],
            }],
            reperes: Vec::new(),
        }
    }

    fn tirer(graine: u64, nombre: u64) -> Vec<Classe> {
        let population = population();
        let urne = Urne::new(&population);
        urne.tirer(graine, nombre, &|_| {}).flatten().collect()
    }

    #[test]
    fn chaque_age_a_sa_part() {
        for (nombre, jeunes) in [(4, 3), (400_000, 300_000), (1, 1), (5, 4), (6, 4), (7, 5)] {
            // la personne i est au milieu du i-ième de n : (2i + 1) × 4 / 2n < 3
            let classes = tirer(1, nombre);
            let de = |age| -> u64 {
                let siennes = classes.iter().filter(|classe| classe.age == age);
                siennes.map(|classe| classe.effectif).sum()
            };
            assert_eq!((de(10), de(80)), (jeunes, nombre - jeunes), "{nombre}");
        }
    }

    /// A share ends before its end: the person who draws it has the next outcome.
    #[test]
    fn le_bout_d_une_part_est_a_la_suivante() {
        let mut hasard = Hasard::de(1, 0);
        hasard.millionieme();
        let tire = hasard.millionieme();
        assert!(tire > 0 && tire + 1 < ENTIER, "{tire}");
        for (bout, issue) in [(tire, 1), (tire + 1, 0)] {
            let age = AgeTire {
                age: 40,
                jusqu_a: 1,
                profils: vec![ENTIER],
                issues: vec![vec![vec![(bout, 1), (ENTIER, 2)]]],
            };
            let motif = age.tirer(&mut Hasard::de(1, 0));
            assert_eq!(motif.issue(0), Some(issue), "{bout}");
        }
    }

    #[test]
    fn les_parts_sortent_a_trois_ecarts_types() {
        let nombre = 1_000_000;
        let classes = tirer(7, nombre);
        let de = |issue| -> u64 {
            let siennes = classes.iter().filter(|c| c.motif.issue(0) == issue);
            siennes.map(|classe| classe.effectif).sum()
        };
        // a : 25 % ; écart type √(10⁶ × 0,25 × 0,75) = 433, trois font 1 299
        assert!(de(Some(0)).abs_diff(250_000) < 1_300, "{}", de(Some(0)));
        // b : 75 % × 10 % = 7,5 % ; √(10⁶ × 0,075 × 0,925) = 263, trois font 790
        assert!(de(Some(1)).abs_diff(75_000) < 790, "{}", de(Some(1)));
        assert_eq!(de(Some(0)) + de(Some(1)) + de(None), nombre);
    }

    #[test]
    fn les_memes_chiffres_quels_que_soient_les_fils_et_les_parties() -> Result<(), String> {
        let nombre = 3 * LOT + 17;
        let entier = tirer(3, nombre);
        for fils in [1, 2, 5] {
            let bassin = rayon::ThreadPoolBuilder::new().num_threads(fils).build();
            let bassin = bassin.map_err(|erreur| erreur.to_string())?;
            assert_eq!(bassin.install(|| tirer(3, nombre)), entier);
        }
        let coupes = [0, 1, 1_000, LOT, 2 * LOT + 5, nombre];
        let mut comptes = std::collections::BTreeMap::new();
        let population = population();
        let urne = Urne::new(&population);
        for (debut, fin) in coupes.iter().zip(coupes.iter().skip(1)) {
            for classe in urne.tirer_partie(3, nombre, *debut..*fin) {
                *comptes.entry((classe.age, classe.motif)).or_insert(0) += classe.effectif;
            }
        }
        let joints = comptes.into_iter().map(|((age, motif), effectif)| Classe {
            age,
            motif,
            effectif,
        });
        assert_eq!(joints.collect::<Vec<_>>(), entier);
        assert_ne!(tirer(4, nombre), entier);
        Ok(())
    }
}
