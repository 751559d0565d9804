//! Everybody's year, batch after batch: people who have the same age and drew the same care
//! are settled once, and a batch is forgotten before the next.

use super::tirage::{Classe, Motif, Urne};
use super::{Avancement, Simulation};
use crate::calcul::bornes::annees_de_soins;
use crate::calcul::exercice::Decompte;
use crate::calcul::noyau::{Atelier, FoyerDuLot, Noyau, PersonneDuLot, ResultatFoyer, Soins};
use crate::calcul::prestation::preparer;
use crate::calcul::{CalculImpossible, Drapeaux};
use crate::montant::Centimes;
use crate::offre::cotisation::{Assure, Statut};
use crate::panier::Patient;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// A year of care settled: without any contract, then under each of them.
#[derive(Clone, Debug)]
pub(super) struct Reglee {
    /// Left by the social security alone.
    pub(super) sans_mutuelle: Centimes,
    /// The same, of care that it reimburses; none to people who had none of it.
    pub(super) remboursable: Option<Centimes>,
    /// What each offer level leaves, in the order of the offers.
    pub(super) rac: Box<[Centimes]>,
}

/// People who have the same age and the same year of care.
#[derive(Clone, Copy, Debug)]
struct Annee {
    age: u8,
    /// Its place among those settled.
    reglee: u32,
    effectif: u64,
}

/// The years of a batch, by age.
#[derive(Clone, Debug, Default)]
pub(super) struct Annees {
    annees: Vec<Annee>,
    reglees: Vec<Reglee>,
    /// What must be said of each offer.
    pub(super) dits: Vec<Drapeaux>,
}

impl Annees {
    /// Those of some ages: the age, the year, how many people.
    pub(super) fn des_ages(
        &self,
        (min, max): (u8, u8),
    ) -> impl Iterator<Item = (u8, &Reglee, u64)> {
        let debut = self.annees.partition_point(|annee| annee.age < min);
        let fin = self.annees.partition_point(|annee| annee.age <= max);
        let siennes = self.annees.get(debut..fin).unwrap_or_default().iter();
        siennes.filter_map(|annee| {
            let reglee = self.reglees.get(usize::try_from(annee.reglee).ok()?)?;
            Some((annee.age, reglee, annee.effectif))
        })
    }

    /// All of them: the age, how many people.
    pub(super) fn effectifs(&self) -> impl Iterator<Item = (u8, u64)> {
        self.annees.iter().map(|annee| (annee.age, annee.effectif))
    }

    /// How many different years are settled.
    pub(super) const fn reglees(&self) -> usize {
        self.reglees.len()
    }
}

/// Years settled at once by a thread.
const BLOC: usize = 256;

/// The years of a batch, not yet settled.
#[derive(Default)]
struct ARegler {
    annees: Vec<Annee>,
    differentes: Vec<(u8, Motif)>,
    connues: HashMap<(u8, Motif), u32>,
}

impl ARegler {
    /// Adds people of an age, whose year is that of the age `semblable`.
    fn ajoute(&mut self, classe: &Classe, semblable: u8) {
        let cle = (semblable, classe.motif);
        let reglee = *self.connues.entry(cle).or_insert_with(|| {
            self.differentes.push(cle);
            u32::try_from(self.differentes.len() - 1).unwrap_or(u32::MAX)
        });
        self.annees.push(Annee {
            age: classe.age,
            reglee,
            effectif: classe.effectif,
        });
    }
}

/// Draws everybody and settles their years.
pub(super) struct Lecteur<'s, 'a> {
    pub(super) simulation: &'s Simulation<'a>,
    pub(super) urne: &'s Urne<'a>,
    pub(super) noyau: &'s Noyau<'a>,
    /// How many offer levels the kernel settles.
    pub(super) offres: usize,
    /// For each age, the first one that no rule tells from it.
    pub(super) semblables: &'s BTreeMap<u8, u8>,
    pub(super) graine: u64,
    pub(super) nombre: u64,
    /// Different years from which a batch is settled, at the end of an age.
    pub(super) lot: usize,
    pub(super) avancement: &'s (dyn Fn(Avancement) + Sync),
}

impl Lecteur<'_, '_> {
    /// Gives `recu` one batch after the other, the same ones at each reading; `fait` says how
    /// many more people are drawn. Gives back the batch when there was only one.
    ///
    /// # Errors
    /// When some care of the model cannot be computed on the date.
    pub(super) fn lire(
        &self,
        fait: fn(u64) -> Avancement,
        mut recu: impl FnMut(&Annees),
    ) -> Result<Option<Annees>, CalculImpossible> {
        let mut a_regler = ARegler::default();
        let mut lots = 0;
        let tirees = |nombre| (self.avancement)(fait(nombre));
        for classes in self.urne.tirer(self.graine, self.nombre, &tirees) {
            for classe in &classes {
                let semblable = self.semblables.get(&classe.age).unwrap_or(&classe.age);
                a_regler.ajoute(classe, *semblable);
            }
            if a_regler.differentes.len() >= self.lot {
                recu(&self.regler(std::mem::take(&mut a_regler))?);
                lots += 1;
            }
        }
        let dernier = self.regler(a_regler)?;
        recu(&dernier);
        Ok((lots == 0).then_some(dernier))
    }

    /// Settles each different year once, on every core.
    fn regler(&self, a_regler: ARegler) -> Result<Annees, CalculImpossible> {
        let ARegler {
            annees,
            differentes,
            connues,
        } = a_regler;
        drop(connues);
        (self.avancement)(Avancement::ARegler(differentes.len() as u64));
        let regler = |atelier: &mut Atelier<'_, '_>, bloc: &[(u8, Motif)]| {
            let mut dits = vec![Drapeaux::default(); self.offres];
            let reglees = bloc
                .iter()
                .map(|(age, motif)| self.une_annee(*age, *motif, atelier, &mut dits))
                .collect::<Result<Vec<Reglee>, CalculImpossible>>()?;
            (self.avancement)(Avancement::Reglees(bloc.len() as u64));
            Ok((reglees, dits))
        };
        let blocs = differentes.par_chunks(BLOC);
        let blocs = blocs.map_init(|| self.noyau.atelier(), regler);
        let blocs = blocs.collect::<Result<Vec<_>, CalculImpossible>>()?;
        let mut reglees = Vec::with_capacity(differentes.len());
        let mut dits = vec![Drapeaux::default(); self.offres];
        for (siennes, siens) in blocs {
            reglees.extend(siennes);
            for (dit, sien) in dits.iter_mut().zip(siens) {
                *dit = dit.ou(sien);
            }
        }
        Ok(Annees {
            annees,
            reglees,
            dits,
        })
    }

    fn une_annee(
        &self,
        age: u8,
        motif: Motif,
        atelier: &mut Atelier<'_, '_>,
        dits: &mut [Drapeaux],
    ) -> Result<Reglee, CalculImpossible> {
        let Simulation {
            reglementation,
            date,
            departement,
            ..
        } = *self.simulation;
        let patient = Patient::de_age(age);
        let panier = self.urne.panier(motif);
        let dossiers = preparer(reglementation, &panier, patient, date, false)?;
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
            departement,
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
