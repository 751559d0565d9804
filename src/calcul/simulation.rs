//! A whole population, drawn from a model: what each offer leaves to pay, and costs, over
//! all these people, and for how many of them it is the cheapest.
//!
//! People who have the same age and drew the same care are settled once, for all of them:
//! the figures are those of each person settled apart, and nothing grows with their number.

mod ages;
pub mod hasard;
mod mesures;
mod tirage;

pub use mesures::Mesures;
pub use tirage::{Classe, Motif, Urne};

use super::bornes::annees_de_soins;
use super::classement::{Demande, Personne, classer};
use super::exercice::Decompte;
use super::noyau::{Atelier, FoyerDuLot, Noyau, PersonneDuLot, ResultatFoyer, Soins};
use super::prestation::preparer;
use super::{CalculImpossible, Drapeau, Drapeaux};
use crate::montant::Centimes;
use crate::offre::Choix;
use crate::offre::cotisation::{Assure, Statut};
use crate::panier::population::{Mesure, Population, Repere};
use crate::panier::{Panier, Patient, Tranche};
use crate::reglementation::Reglementation;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

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
    /// So many different (age, care) are to be settled.
    ARegler(u64),
    /// So many more are settled.
    Reglees(u64),
}

/// A year of care settled: without any contract, then under each of them.
#[derive(Clone, Debug)]
struct Reglee {
    /// Left by the social security alone.
    sans_mutuelle: Centimes,
    /// The same, of care that it reimburses; none to people who had none of it.
    remboursable: Option<Centimes>,
    /// What each offer level leaves, in the order of the choices.
    rac: Box<[Centimes]>,
}

/// People who have the same age and the same year of care.
#[derive(Clone, Copy, Debug)]
struct Annee {
    age: u8,
    /// Its place among those settled.
    reglee: u32,
    effectif: u64,
}

/// Everybody's year, by age.
#[derive(Clone, Debug)]
struct Annees {
    annees: Vec<Annee>,
    reglees: Vec<Reglee>,
}

impl Annees {
    /// Those of some ages: the age, the year, how many people.
    fn des_ages(&self, (min, max): (u8, u8)) -> impl Iterator<Item = (u8, &Reglee, u64)> {
        let debut = self.annees.partition_point(|annee| annee.age < min);
        let fin = self.annees.partition_point(|annee| annee.age <= max);
        let siennes = self.annees.get(debut..fin).unwrap_or_default().iter();
        siennes.filter_map(|annee| {
            let reglee = self.reglees.get(usize::try_from(annee.reglee).ok()?)?;
            Some((annee.age, reglee, annee.effectif))
        })
    }
}

/// What a simulation says.
#[derive(Clone, Debug)]
pub struct Resultat<'a> {
    /// People drawn.
    pub personnes: u64,
    /// Different (age, care) among them.
    pub classes: usize,
    /// Different years of care settled for them.
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

/// Years settled at once by a thread.
const LOT: usize = 256;

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
        let mut offres = self.offres()?;
        let choix: Vec<Choix<'a>> = offres.iter().map(|offre| offre.choix).collect();
        let semblables = ages::semblables(self.population, self.reglementation, self.date, &choix)?;
        let urne = Urne::new(self.population);
        let tirees = |nombre| avancement(Avancement::Tirees(nombre));
        let mut a_regler: Vec<(u8, Motif)> = Vec::new();
        let mut connues: HashMap<(u8, Motif), u32> = HashMap::new();
        let mut annees: Vec<Annee> = Vec::new();
        urne.tirer(graine, nombre, &tirees, |classes| {
            annees.extend(classes.into_iter().map(|classe| {
                let age = semblables.get(&classe.age).copied();
                let cle = (age.unwrap_or(classe.age), classe.motif);
                let reglee = *connues.entry(cle).or_insert_with(|| {
                    a_regler.push(cle);
                    u32::try_from(a_regler.len() - 1).unwrap_or(u32::MAX)
                });
                Annee {
                    age: classe.age,
                    reglee,
                    effectif: classe.effectif,
                }
            }));
        });
        drop(connues);
        let reglees = self.regler(&urne, &mut offres, &a_regler, avancement)?;
        let annees = Annees { annees, reglees };
        Ok(Resultat {
            personnes: nombre,
            classes: annees.annees.len(),
            reglees: annees.reglees.len(),
            tranches: tranches
                .iter()
                .map(|tranche| de_tranche(tranche, &offres, &annees))
                .collect(),
            reperes: reperes(&self.population.reperes, &annees),
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

    /// Settles each of these years once, on every core.
    fn regler(
        &self,
        urne: &Urne<'_>,
        offres: &mut [Tarife<'_>],
        a_regler: &[(u8, Motif)],
        avancement: &(dyn Fn(Avancement) + Sync),
    ) -> Result<Vec<Reglee>, CalculImpossible> {
        avancement(Avancement::ARegler(a_regler.len() as u64));
        let choix = offres.iter().map(|offre| offre.choix).collect();
        let noyau = Noyau::new(self.reglementation, choix, self.date, 0);
        let regler = |atelier: &mut Atelier<'_, '_>, lot: &[(u8, Motif)]| {
            let mut dits = vec![Drapeaux::default(); offres.len()];
            let reglees = lot
                .iter()
                .map(|(age, motif)| self.une_annee(*age, &urne.panier(*motif), atelier, &mut dits))
                .collect::<Result<Vec<Reglee>, CalculImpossible>>()?;
            avancement(Avancement::Reglees(lot.len() as u64));
            Ok((reglees, dits))
        };
        let lots = a_regler.par_chunks(LOT);
        let lots = lots.map_init(|| noyau.atelier(), regler);
        let lots = lots.collect::<Result<Vec<_>, CalculImpossible>>()?;
        let mut reglees = Vec::with_capacity(a_regler.len());
        for (siennes, dits) in lots {
            reglees.extend(siennes);
            for (offre, drapeaux) in offres.iter_mut().zip(dits) {
                offre.drapeaux.extend(drapeaux.iter());
            }
        }
        Ok(reglees)
    }

    fn une_annee(
        &self,
        age: u8,
        panier: &Panier,
        atelier: &mut Atelier<'_, '_>,
        dits: &mut [Drapeaux],
    ) -> Result<Reglee, CalculImpossible> {
        let patient = Patient::de_age(age);
        let dossiers = preparer(self.reglementation, panier, patient, self.date, false)?;
        let seul = annees_de_soins(std::slice::from_ref(&dossiers), &[], false);
        let rembourse = |acte: &Decompte| {
            let montants = &acte.montants;
            montants.amo + montants.participation + montants.franchise > Centimes::ZERO
        };
        let remboursable = seul
            .actes()
            .any(rembourse)
            .then_some(seul.total.rac - seul.total.hors_nomenclature);
        let personne = [PersonneDuLot {
            patient,
            assure: Assure::seul(age),
            soins: Soins::Lignes(&panier.soins),
            difficile: None,
        }];
        let foyer = FoyerDuLot {
            personnes: &personne,
            departement: self.departement,
            statut: Statut::Salarie,
        };
        let mut resultat = ResultatFoyer::default();
        atelier.foyer(&foyer, &mut resultat)?;
        let mut rac = vec![Centimes::ZERO; dits.len()];
        for lu in &resultat.choix {
            if let (Some(place), Some(dit)) = (rac.get_mut(lu.choix), dits.get_mut(lu.choix)) {
                *place = lu.rac;
                *dit = dit.ou(lu.drapeaux);
            }
        }
        Ok(Reglee {
            sans_mutuelle: seul.total.rac,
            remboursable,
            rac: rac.into_boxed_slice(),
        })
    }
}

/// What comes out for a band of age.
fn de_tranche<'a>(
    tranche: &'a Tranche,
    offres: &[Tarife<'a>],
    annees: &Annees,
) -> ResultatDeTranche<'a> {
    let siennes = || annees.des_ages(tranche.ages);
    let moins_cheres = moins_cheres(offres, siennes());
    let sans_mutuelle = siennes().map(|(_, reglee, effectif)| (reglee.sans_mutuelle, effectif));
    let resultats = offres.par_iter().zip(moins_cheres).enumerate();
    let resultats = resultats.filter_map(|(rang, (offre, moins_chere))| {
        let assures = || {
            siennes().filter_map(move |(age, reglee, effectif)| {
                Some((*offre.fixe.get(&age)?, *reglee.rac.get(rang)?, effectif))
            })
        };
        Some(ResultatDOffre {
            choix: offre.choix,
            fixe: Mesures::de(assures().map(|(fixe, _, n)| (fixe, n)).collect())?,
            rac: Mesures::de(assures().map(|(_, rac, n)| (rac, n)).collect())?,
            cout: Mesures::de(assures().map(|(fixe, rac, n)| (fixe + rac, n)).collect())?,
            moins_chere,
            drapeaux: offre.drapeaux.iter().copied().collect(),
        })
    });
    let mut resultats: Vec<ResultatDOffre<'a>> = resultats.collect();
    resultats.sort_by_cached_key(|offre| (offre.cout.moyenne, offre.choix.adresse()));
    ResultatDeTranche {
        tranche,
        sans_mutuelle: Mesures::de(sans_mutuelle.collect()),
        offres: resultats,
    }
}

/// For how many people each offer costs least over the year; the first by address when
/// several do.
fn moins_cheres<'r>(
    offres: &[Tarife<'_>],
    annees: impl Iterator<Item = (u8, &'r Reglee, u64)>,
) -> Vec<u64> {
    let mut personnes = vec![0; offres.len()];
    for (age, reglee, effectif) in annees {
        let couts = offres.iter().zip(&reglee.rac).enumerate();
        let couts =
            couts.filter_map(|(rang, (offre, rac))| Some((*offre.fixe.get(&age)? + *rac, rang)));
        if let Some(place) = couts.min().and_then(|(_, rang)| personnes.get_mut(rang)) {
            *place += effectif;
        }
    }
    personnes
}

/// Each published figure beside ours, over the same ages.
fn reperes<'a>(publies: &'a [Repere], annees: &Annees) -> Vec<(&'a Repere, Option<Centimes>)> {
    let mesures = |ages: (u8, u8)| {
        let siennes = annees.des_ages(ages);
        let siennes = siennes.filter_map(|(_, reglee, n)| Some((reglee.remboursable?, n)));
        Mesures::de(siennes.collect())
    };
    let mut connues: BTreeMap<(u8, u8), Option<Mesures>> = BTreeMap::new();
    publies
        .iter()
        .map(|repere| {
            let mesures = *connues
                .entry(repere.ages)
                .or_insert_with(|| mesures(repere.ages));
            let trouve = mesures.map(|mesures| match repere.mesure {
                Mesure::Moyenne => mesures.moyenne,
                Mesure::Mediane => mesures.mediane,
                Mesure::P99 => mesures.p99,
            });
            (repere, trouve)
        })
        .collect()
}
