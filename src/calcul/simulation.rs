//! A whole population, drawn from a model: what each offer leaves to pay, and costs, over
//! all these people, and for how many of them it is the cheapest.
//!
//! People who have the same age and drew the same care are settled together, batch after
//! batch: the figures are those of each person settled apart, and nothing that is kept grows
//! with their number.

mod ages;
mod annees;
mod bilan;
pub mod hasard;
mod mesures;
mod tirage;

pub use mesures::Mesures;
pub use tirage::{Classe, Motif, Urne};

use super::classement::{Demande, Personne, classer};
use super::noyau::Noyau;
use super::{CalculImpossible, Drapeau, Drapeaux};
use crate::montant::Centimes;
use crate::offre::Choix;
use crate::panier::population::{Population, Repere};
use crate::panier::{Patient, Tranche};
use crate::reglementation::Reglementation;
use annees::Lecteur;
use bilan::{Bilan, Effectifs, MoinsCheres};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What is simulated.
#[derive(Clone, Debug)]
pub struct Simulation<'a> {
    /// People and their care.
    pub population: &'a Population,
    /// The regulation.
    pub reglementation: &'a Reglementation,
    /// Day of the tariffs and of the offers.
    pub date: Date,
    /// Département of everybody, for the premiums.
    pub departement: Option<&'a str>,
    /// The offer levels.
    pub choix: Vec<Choix<'a>>,
}

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Avancement {
    /// So many more people are drawn.
    Tirees(u64),
    /// So many more are drawn again, when they were too many to be remembered.
    Relues(u64),
    /// So many different (age, care) are to be settled before going on.
    ARegler(u64),
    /// So many more of these are settled.
    Reglees(u64),
}

/// What a simulation says.
#[derive(Clone, Debug)]
pub struct Resultat<'a> {
    /// People drawn.
    pub personnes: u64,
    /// Different (age, care) among them.
    pub classes: usize,
    /// Years of care settled for them; one that two batches need is settled twice.
    pub reglees: usize,
    /// Band by band.
    pub tranches: Vec<ResultatDeTranche<'a>>,
    /// Each published figure, with what comes out for the same ages.
    pub reperes: Vec<(&'a Repere, Option<Centimes>)>,
    /// Levels that have no premium at any age.
    pub sans_prix: usize,
}

/// What it says of a band.
#[derive(Clone, Debug)]
pub struct ResultatDeTranche<'a> {
    /// The band.
    pub tranche: &'a Tranche,
    /// What is left without any contract; none when nobody is of these ages.
    pub sans_mutuelle: Option<Mesures>,
    /// The offer levels, in the order of their mean cost.
    pub offres: Vec<ResultatDOffre<'a>>,
}

/// What it says of an offer level for the people of a band that it can insure.
#[derive(Clone, Debug)]
pub struct ResultatDOffre<'a> {
    /// The offer level.
    pub choix: Choix<'a>,
    /// What is paid whatever the care: premium (dearest zone) and fees.
    pub fixe: Mesures,
    /// What is left to pay.
    pub rac: Mesures,
    /// Cost of the year.
    pub cout: Mesures,
    /// People of the band for whom it is the cheapest.
    pub moins_chere: u64,
    /// What must be said.
    pub drapeaux: Vec<Drapeau>,
}

/// What an offer level costs by age, and what must be said of it.
#[derive(Clone, Debug)]
struct Tarife<'a> {
    choix: Choix<'a>,
    fixe: BTreeMap<u8, Centimes>,
    drapeaux: BTreeSet<Drapeau>,
}

/// Different years settled in a batch: some tens of mebibytes.
const LOT: usize = 1 << 17;

impl<'a> Simulation<'a> {
    /// Draws people and settles their year.
    ///
    /// # Errors
    /// When some care of the model cannot be computed on the date.
    pub fn mener(
        &self,
        graine: u64,
        nombre: u64,
        tranches: &'a [Tranche],
        avancement: &(dyn Fn(Avancement) + Sync),
    ) -> Result<Resultat<'a>, CalculImpossible> {
        self.mener_par_lots(graine, nombre, tranches, LOT, avancement)
    }

    fn mener_par_lots(
        &self,
        graine: u64,
        nombre: u64,
        tranches: &'a [Tranche],
        lot: usize,
        avancement: &(dyn Fn(Avancement) + Sync),
    ) -> Result<Resultat<'a>, CalculImpossible> {
        let mut offres = self.offres()?;
        let choix: Vec<Choix<'a>> = offres.iter().map(|offre| offre.choix).collect();
        let semblables = ages::semblables(self.population, self.reglementation, self.date, &choix)?;
        let urne = Urne::new(self.population);
        let noyau = Noyau::new(self.reglementation, choix, self.date, 0);
        let lecteur = Lecteur {
            simulation: self,
            urne: &urne,
            noyau: &noyau,
            offres: offres.len(),
            semblables: &semblables,
            graine,
            nombre,
            lot,
            avancement,
        };
        let reperes = &self.population.reperes;
        let mut effectifs = Effectifs::new();
        let mut moins_cheres = MoinsCheres::new(tranches.len(), offres.len());
        let mut dits = vec![Drapeaux::default(); offres.len()];
        let (mut classes, mut reglees) = (0, 0);
        let mut bilan = Bilan::new(tranches, offres.len(), reperes);
        let unique = lecteur.lire(Avancement::Tirees, |annees| {
            bilan.ajoute(&offres, annees);
            moins_cheres.ajoute(tranches, &offres, annees);
            for (age, effectif) in annees.effectifs() {
                *effectifs.entry(age).or_default() += effectif;
                classes += 1;
            }
            for (dit, sien) in dits.iter_mut().zip(&annees.dits) {
                *dit = dit.ou(*sien);
            }
            reglees += annees.reglees();
        })?;
        let mut bilan = bilan.affiner();
        match unique {
            Some(annees) => bilan.ajoute(&offres, &annees),
            None => {
                lecteur.lire(Avancement::Relues, |annees| bilan.ajoute(&offres, annees))?;
            }
        }
        for (offre, drapeaux) in offres.iter_mut().zip(dits) {
            offre.drapeaux.extend(drapeaux.iter());
        }
        Ok(Resultat {
            personnes: nombre,
            classes,
            reglees,
            tranches: bilan.tranches(tranches, &offres, &effectifs, &moins_cheres),
            reperes: bilan.reperes(reperes),
            sans_prix: self.choix.len() - offres.len(),
        })
    }

    /// The offer levels that have a premium at some age.
    fn offres(&self) -> Result<Vec<Tarife<'a>>, CalculImpossible> {
        let mut offres: BTreeMap<String, Tarife<'a>> = BTreeMap::new();
        let rien = tirage::panier(self.population, Vec::new());
        for (age, _) in &self.population.effectifs {
            let personne = Personne::seule(Patient::de_age(*age), &rien, None);
            let demande = Demande {
                departement: self.departement,
                ..Demande::pour(self.reglementation, self.date, personne)
            };
            let permis = self.choix.iter().copied();
            let permis = permis.filter(|choix| choix.module_refuse_a(*age).is_none());
            let classement = classer(&demande, permis.map(|choix| (choix, None)))?;
            for candidat in classement.candidats {
                let Some(fixe) = candidat.cout_fixe() else {
                    continue;
                };
                let choix = candidat.choix;
                let offre = offres.entry(choix.adresse()).or_insert_with(|| Tarife {
                    choix,
                    fixe: BTreeMap::new(),
                    drapeaux: BTreeSet::new(),
                });
                offre.fixe.insert(*age, fixe);
                offre.drapeaux.extend(candidat.drapeaux);
            }
        }
        Ok(offres.into_values().collect())
    }
}

#[cfg(test)]
mod tests;
