//! Premiums, asked once for households that an insurer sees alike.

use super::Noyau;
use super::hachage::Memoire;
use crate::calcul::Drapeaux;
use crate::calcul::classement::drapeaux_de_l_offre;
use crate::montant::Centimes;
use crate::offre::cotisation::{Assure, Cotisation, DemandeDePrime, PrimeDuFoyer, Statut};
use crate::offre::{Prime, SansCotisation};
use std::rc::Rc;

/// Households kept at most, so that memory does not grow with the input.
const FOYERS_MAX: usize = 30_000;

/// Départements whose premiums are kept at most.
const DEPARTEMENTS_MAX: usize = 128;

/// What an offer costs before any care.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tarif {
    pub(super) prime: Result<Prime, SansCotisation>,
    pub(super) frais: Centimes,
    pub(super) drapeaux: Drapeaux,
}

/// What insurers see of a household.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Cle {
    assures: Vec<Assure>,
    departement: Option<String>,
    statut: Statut,
}

/// The premiums found so far.
#[derive(Debug, Default)]
pub(super) struct Primes {
    connues: Memoire<Cle, Rc<[Tarif]>>,
    /// The premiums of each choice in a département.
    reduites: Memoire<Option<String>, Vec<Cotisation>>,
    cherchee: Cle,
}

impl Primes {
    /// What each choice costs to these people.
    pub(super) fn de(
        &mut self,
        noyau: &Noyau<'_>,
        assures: impl Iterator<Item = Assure>,
        departement: Option<&str>,
        statut: Statut,
    ) -> Rc<[Tarif]> {
        self.cherchee.assures.clear();
        self.cherchee.assures.extend(assures);
        self.grouper(noyau);
        self.cherchee.statut = statut;
        match (&mut self.cherchee.departement, departement) {
            (Some(ecrit), Some(autre)) => autre.clone_into(ecrit),
            (ecrit, autre) => *ecrit = autre.map(str::to_owned),
        }
        if let Some(connues) = self.connues.get(&self.cherchee) {
            return Rc::clone(connues);
        }
        if self.connues.len() >= FOYERS_MAX {
            self.connues.clear();
        }
        if !self.reduites.contains_key(&self.cherchee.departement) {
            if self.reduites.len() >= DEPARTEMENTS_MAX {
                self.reduites.clear();
            }
            let choix = noyau.choix();
            let reduites = choix.map(|choix| {
                let cotisation = &choix.offre.cotisation;
                cotisation.pour(choix.niveaux, departement)
            });
            let departement = self.cherchee.departement.clone();
            self.reduites.insert(departement, reduites.collect());
        }
        let reduites = self.reduites.get(&self.cherchee.departement);
        let reduites = reduites.map_or(&[][..], Vec::as_slice);
        let tarifs: Rc<[Tarif]> = tarifs(noyau, reduites, &self.cherchee).into();
        self.connues
            .insert(self.cherchee.clone(), Rc::clone(&tarifs));
        tarifs
    }
}

impl Primes {
    /// People alike but for their age take an age that no grid tells apart from theirs: of
    /// two children at one price, which one comes first changes nothing.
    fn grouper(&mut self, noyau: &Noyau<'_>) {
        let assures = &mut self.cherchee.assures;
        let regime = assures.first().map(|assure| assure.regime);
        let pareils = |assure: &Assure| Some(assure.regime) == regime && assure.mois.is_none();
        if !assures.iter().all(pareils) {
            return;
        }
        for assure in assures {
            for ages in [&mut assure.age, &mut assure.age_adhesion] {
                for (de, a) in [&mut ages.millesimes, &mut ages.revolu] {
                    (*de, *a) = (noyau.age_au_prix(*de), noyau.age_au_prix(*a));
                }
            }
        }
    }
}

fn tarifs(noyau: &Noyau<'_>, reduites: &[Cotisation], cle: &Cle) -> Vec<Tarif> {
    let pmss = noyau.reglementation.parametres.montant("pmss", noyau.date);
    noyau
        .choix()
        .zip(reduites)
        .map(|(choix, cotisation)| {
            let compte = cotisation.du_foyer(&DemandeDePrime {
                niveaux: choix.niveaux,
                assures: &cle.assures,
                departement: cle.departement.as_deref(),
                statut: cle.statut,
                anciennete_mois: noyau.anciennete_mois,
                pmss,
            });
            let prime = compte.as_ref().map(PrimeDuFoyer::prime).map_err(|e| *e);
            let drapeaux = drapeaux_de_l_offre(&choix, prime, compte.as_ref().ok());
            Tarif {
                prime,
                frais: cotisation.frais_annuels(cle.assures.len(), noyau.anciennete_mois),
                drapeaux: drapeaux.into_iter().collect(),
            }
        })
        .collect()
}
