//! The batch kernel: many households under the same offers, four readings of contracts
//! side by side, without a word of explanation, and the same centimes as the year that
//! explains.
//!
//! A *lane* ([`voies`]) is one reading of one choice; lanes whose law is the same sit in a
//! *block* ([`bloc`]) with their counters. What a block promises for an act is compiled once
//! ([`entree`]), what the social security does with a line of care as well ([`gabarit`]); a
//! year ([`annee`]) then settles acts block by block with the one settling function. What
//! cannot sit in a lane is settled alone; a choice with too many readings is settled by the
//! year that explains, for these households only, and counted.

mod annee;
mod bloc;
mod entree;
mod forme;
mod foyer;
mod gabarit;
mod hachage;
mod primes;
mod voies;

pub use foyer::{FoyerDuLot, PersonneDuLot, ResultatChoix, ResultatFoyer, Soins};

use super::CalculImpossible;
use super::contrat::Contrat;
use super::prestation::Participations;
use super::voie::Voies;
use crate::offre::Choix;
use crate::offre::condition::{Axe, Boite, bits_entre};
use crate::panier::Patient;
use crate::reglementation::Reglementation;
use annee::Bilan;
use bloc::Bloc;
use entree::{CleActe, Entree};
use gabarit::{CleGabarit, Gabarit};
use hachage::Memoire;
use jiff::ToSpan;
use jiff::civil::Date;
use primes::Primes;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;
use voies::EtatChoix;

/// Lanes of a block.
const LARGEUR: usize = 4;
type Lanes = Voies<LARGEUR>;

/// Acts kept ready at most, so that memory does not grow with the input.
const ACTES_PRETS_MAX: usize = 8_000;

/// The offers of a batch on a date, opened once and shared by every worker.
#[derive(Debug)]
pub struct Noyau<'a> {
    reglementation: &'a Reglementation,
    date: Date,
    anciennete_mois: u16,
    contrats: Vec<Contrat<'a>>,
    /// The place of each choice when addresses are sorted.
    par_adresse: Vec<usize>,
    /// For each choice, the ages that may not take it, as bits.
    refus: Vec<u128>,
    /// For each choice, the first day from which the law of its renewal has been the same.
    echeances: Vec<Date>,
    /// The youngest age that every row of every choice, and the social security, treat alike.
    ages_semblables: Vec<u8>,
    /// For each age, the first of those that no grid of premiums tells apart from it.
    ages_au_prix: Vec<u8>,
    /// Participations and franchises, nothing of their caps being taken.
    participations: Participations,
}

impl<'a> Noyau<'a> {
    /// Opens these choices on a date, for people of this seniority.
    #[must_use]
    pub fn new(
        reglementation: &'a Reglementation,
        choix: Vec<Choix<'a>>,
        date: Date,
        anciennete_mois: u16,
    ) -> Self {
        let mut ordre: Vec<(String, usize)> = choix
            .iter()
            .enumerate()
            .map(|(rang, choix)| (choix.adresse(), rang))
            .collect();
        ordre.sort();
        let mut par_adresse = vec![0; choix.len()];
        for (place, (_, rang)) in ordre.iter().enumerate() {
            if let Some(sienne) = par_adresse.get_mut(*rang) {
                *sienne = place;
            }
        }
        let refuse = |choix: &Choix<'_>, age: u8| choix.module_refuse_a(age).is_some();
        let refus = choix
            .iter()
            .map(|choix| {
                let ages = (0..=127).filter(|age| refuse(choix, *age));
                ages.fold(0, |bits, age| bits | bits_entre(age, age))
            })
            .collect();
        let contrats: Vec<Contrat<'a>> = choix
            .into_iter()
            .map(|choix| Contrat::new(choix, reglementation, date, anciennete_mois))
            .collect();
        Self {
            echeances: echeances(reglementation, &contrats),
            ages_au_prix: ages_au_prix(&contrats),
            ages_semblables: ages_semblables(reglementation, date, &contrats),
            participations: Participations::du(&reglementation.parametres, date),
            reglementation,
            date,
            anciennete_mois,
            contrats,
            par_adresse,
            refus,
        }
    }

    /// The first age that no grid tells apart from this one.
    fn age_au_prix(&self, age: u8) -> u8 {
        let sien = self.ages_au_prix.get(usize::from(age));
        sien.copied().unwrap_or(age)
    }

    /// The youngest age that nothing tells apart from this one.
    fn age_semblable(&self, age: u8) -> u8 {
        let sien = self.ages_semblables.get(usize::from(age.min(127)));
        sien.copied().unwrap_or(age)
    }

    /// Every choice, in the order given.
    pub fn choix(&self) -> impl Iterator<Item = Choix<'a>> {
        self.contrats.iter().map(|contrat| contrat.choix)
    }

    /// A place to work: one for each thread.
    #[must_use]
    pub fn atelier(&self) -> Atelier<'_, 'a> {
        let mut atelier = Atelier {
            noyau: self,
            choix: vec![EtatChoix::default(); self.contrats.len()],
            blocs: Vec::new(),
            entrees: Vec::new(),
            des_actes: Memoire::default(),
            gabarits: Vec::new(),
            des_soins: Memoire::default(),
            equipements: HashMap::new(),
            des_paniers: Memoire::default(),
            actes_prets: 0,
            epoque: 0,
            perime: false,
            primes: Primes::default(),
            total: Bilan::default(),
            difficile: Bilan::default(),
            comptes: Comptes::default(),
        };
        atelier.reconstruire();
        atelier
    }
}

/// How much was computed, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Comptes {
    /// Acts times offer levels.
    pub decomptes: u64,
    /// Households times choices.
    pub comparaisons: u64,
    /// Among them, those that the year that explains had to settle.
    pub a_part: u64,
}

/// Where one thread works: what it compiled, its counters, its memory of answers.
#[derive(Debug)]
pub struct Atelier<'n, 'a> {
    noyau: &'n Noyau<'a>,
    choix: Vec<EtatChoix>,
    blocs: Vec<Bloc>,
    entrees: Vec<Entree<'a>>,
    des_actes: Memoire<CleActe, usize>,
    gabarits: Vec<Gabarit>,
    des_soins: Memoire<CleGabarit, usize>,
    /// Pairs of glasses met, by acts and situations.
    equipements: HashMap<Vec<(crate::reglementation::ActeId, Boite)>, u32>,
    /// Years of named baskets.
    des_paniers: Memoire<(Patient, usize), Rc<Bilan>>,
    actes_prets: usize,
    /// Changes with each person, so that counters are full again.
    epoque: u32,
    /// Something unsaid was met for the first time: lanes must be laid again.
    perime: bool,
    primes: Primes,
    total: Bilan,
    difficile: Bilan,
    comptes: Comptes,
}

/// Why a year stops.
#[derive(Debug)]
enum Arret {
    /// Lanes must be laid again.
    Perime,
    Impossible(CalculImpossible),
}

impl From<CalculImpossible> for Arret {
    fn from(erreur: CalculImpossible) -> Self {
        Self::Impossible(erreur)
    }
}

impl Atelier<'_, '_> {
    /// What was computed so far.
    #[must_use]
    pub fn comptes(&self) -> Comptes {
        self.comptes
    }

    /// Lays the lanes again with the variables known so far, and forgets what was compiled.
    fn reconstruire(&mut self) {
        self.blocs = voies::blocs(self.noyau, &mut self.choix);
        self.perime = false;
        self.entrees.clear();
        self.des_actes.clear();
        self.equipements.clear();
        self.oublier();
    }

    /// Forgets the answers that can be found again.
    fn oublier(&mut self) {
        self.gabarits.clear();
        self.des_soins.clear();
        self.des_paniers.clear();
        self.actes_prets = 0;
    }
}

/// The last day before the renewal of each contract on which a legal rule began or ended.
fn echeances(reglementation: &Reglementation, contrats: &[Contrat<'_>]) -> Vec<Date> {
    let parametres = reglementation.parametres.iter();
    let legaux = parametres.filter(|(nom, _)| nom.starts_with("responsable."));
    let jours: BTreeSet<Date> = legaux
        .flat_map(|(_, valeurs)| valeurs.iter())
        .flat_map(|(periode, _)| {
            let apres = periode.au.map(|au| au.saturating_add(1.day()));
            [Some(periode.du), apres]
        })
        .flatten()
        .collect();
    let avant = |echeance: Date| jours.range(..=echeance).next_back().copied();
    let echeances = contrats.iter().map(|contrat| contrat.echeance);
    echeances
        .map(|jour| avant(jour).unwrap_or(Date::MIN))
        .collect()
}

fn ages_au_prix(contrats: &[Contrat<'_>]) -> Vec<u8> {
    let debuts: BTreeSet<u8> = contrats
        .iter()
        .flat_map(|contrat| contrat.choix.offre.cotisation.debuts_d_age())
        .collect();
    let debut = |age: u8| debuts.range(..=age).next_back().copied();
    (0..=127u8).map(|age| debut(age).unwrap_or(0)).collect()
}

/// For each age, the youngest one that neither the law nor any row of any contract tells
/// apart from it.
fn ages_semblables(
    reglementation: &Reglementation,
    date: Date,
    contrats: &[Contrat<'_>],
) -> Vec<u8> {
    let seuils = ["age.parcours", "age.participation"]
        .map(|nom| reglementation.parametres.nombre(nom, date).unwrap_or(0));
    let du_jour = reglementation
        .actes()
        .filter(|(_, acte)| acte.existe_au(date));
    let ages_d_actes: BTreeSet<(u8, u8)> = du_jour.map(|(_, acte)| acte.ages).collect();
    let legaux = |un: u8, autre: u8| {
        let memes = |seuil: &u32| (u32::from(un) < *seuil) == (u32::from(autre) < *seuil);
        let mut actes = reglementation.actes();
        seuils.iter().all(memes)
            && actes
                .all(|(_, acte)| acte.acces_direct.permis(un) == acte.acces_direct.permis(autre))
            && ages_d_actes
                .iter()
                .all(|(de, a)| (de..=a).contains(&&un) == (de..=a).contains(&&autre))
    };
    let boites: BTreeSet<u128> = contrats
        .iter()
        .flat_map(Contrat::lignes)
        .flat_map(|ligne| ligne.condition.boites())
        .map(|boite| boite.valeurs(Axe::Age))
        .collect();
    let pareils = |un: u8, autre: u8| {
        let memes = |ages: &u128| (ages >> un) & 1 == (ages >> autre) & 1;
        boites.iter().all(memes) && legaux(un, autre)
    };
    (0..=127u8)
        .map(|age| (0..age).find(|jeune| pareils(*jeune, age)).unwrap_or(age))
        .collect()
}
