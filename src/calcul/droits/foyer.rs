//! The household of the scheme: the demandeur, the conjoint, and those under 25 in their
//! charge (article R. 861-2 of the code de la sécurité sociale).

use crate::montant::Centimes;
use crate::reglementation::droits::{Allocation, Droits, Parts, Zone};
use jiff::civil::Date;
use std::cmp::Reverse;
use thiserror::Error;

/// The place of a person in the household.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The demandeur, then the conjoint.
    Adulte,
    /// In charge, all the year.
    ACharge,
    /// In charge, in alternate custody: half a share.
    GardeAlternee,
}

/// A person of the household.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Membre {
    /// Age on 1 January, in completed years, when it is known.
    pub age: Option<u8>,
    /// Place in the household.
    pub role: Role,
}

/// How the household is housed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Logement {
    /// Tenant without aid: nothing is added.
    Locataire,
    /// Owner.
    Proprietaire,
    /// Housed free.
    LogeGratuitement,
    /// Housing aid, with its amount a month in centimes when it is known.
    AideAuLogement(Option<Centimes>),
}

/// A household that asks for its right. Amounts in centimes, over the reference period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foyer {
    /// Its people, the demandeur first.
    pub membres: Vec<Membre>,
    /// Net resources of all, taxable or not, without what does not count.
    pub ressources: Option<Centimes>,
    /// Share of them that is earned by someone since unemployed with benefits, sick for more
    /// than six months, on ASS or in training: 30 % off.
    pub revenus_abattus: Centimes,
    /// Alimony paid, taken off.
    pub pensions_versees: Centimes,
    /// Housing.
    pub logement: Logement,
    /// Where they live.
    pub zone: Zone,
    /// Whether they are of the régime local of Alsace-Moselle.
    pub alsace_moselle: bool,
    /// Minimum benefits held, one entry per holder.
    pub allocations: Vec<Allocation>,
}

/// What is wrong with a household.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum FoyerInvalide {
    /// Nobody.
    #[error("un foyer compte au moins une personne")]
    Vide,
    /// Too many people to be one household.
    #[error("un foyer de {0} personnes est trop grand : au plus {max}", max = Foyer::PERSONNES_MAX)]
    TropGrand(usize),
    /// Nobody but children.
    #[error("un foyer compte au moins un adulte : le demandeur")]
    SansAdulte,
    /// A third adult.
    #[error(
        "un foyer compte au plus deux adultes : le demandeur et son conjoint ; à partir de {0} ans, toute autre personne fait sa propre demande"
    )]
    TropDAdultes(u8),
    /// A dependant of 25 or more.
    #[error(
        "à {age} ans, on n’est plus à charge (moins de {fin} ans) : cette personne fait sa propre demande, avec ses propres ressources"
    )]
    TropAgePourEtreACharge {
        /// Age of the person.
        age: u8,
        /// First age that is not in charge.
        fin: u8,
    },
    /// A child older than the parent.
    #[error(
        "un enfant de {enfant} ans ne peut pas être à la charge d’un adulte de {adulte} ans : vérifiez les âges"
    )]
    EnfantPlusAge {
        /// Age of the child.
        enfant: u8,
        /// Age of the oldest adult.
        adulte: u8,
    },
    /// Negative resources.
    #[error("des ressources ne sont pas négatives : {0} ; sans ressources, écrivez 0")]
    RessourcesNegatives(Centimes),
    /// Resources out of proportion.
    #[error("des ressources de {0} dépassent ce que l’outil sait compter")]
    RessourcesTropGrandes(Centimes),
    /// No resources and no benefit that presumes the right.
    #[error("les ressources manquent : donnez celles de tout le foyer sur douze mois")]
    SansRessources,
    /// A part greater than the whole.
    #[error(
        "les revenus à abattre ({part}) dépassent les ressources ({tout}), dont ils font partie"
    )]
    AbattusTropGrands {
        /// Income to abate.
        part: Centimes,
        /// Resources.
        tout: Centimes,
    },
}

impl Foyer {
    /// Beyond it a household is a mistake.
    pub const PERSONNES_MAX: usize = 20;

    /// So many whole people of unknown age, tenants in metropolitan France.
    #[must_use]
    pub fn de(personnes: usize, ressources: Centimes) -> Self {
        let inconnu = Membre {
            age: None,
            role: Role::Adulte,
        };
        let a_charge = Membre {
            role: Role::ACharge,
            ..inconnu
        };
        let membre = |rang| if rang < 2 { inconnu } else { a_charge };
        Self {
            ressources: Some(ressources),
            ..Self::compose((0..personnes).map(membre).collect())
        }
    }

    /// These people, tenants in metropolitan France, of unknown resources.
    #[must_use]
    pub fn compose(membres: Vec<Membre>) -> Self {
        Self {
            membres,
            ressources: None,
            revenus_abattus: Centimes::ZERO,
            pensions_versees: Centimes::ZERO,
            logement: Logement::Locataire,
            zone: Zone::Metropole,
            alsace_moselle: false,
            allocations: Vec::new(),
        }
    }

    /// Everything that is wrong with it.
    #[must_use]
    pub fn fautes(&self, droits: &Droits, date: Date) -> Vec<FoyerInvalide> {
        let fin = droits.parametres.nombre("age.fin-de-charge", date);
        let fin = fin.and_then(|fin| u8::try_from(fin).ok()).unwrap_or(25);
        let mut fautes = self.fautes_de_composition(fin);
        let ressources = self.ressources.unwrap_or_default();
        let montants = [ressources, self.revenus_abattus, self.pensions_versees];
        for montant in montants {
            if montant < Centimes::ZERO {
                fautes.push(FoyerInvalide::RessourcesNegatives(montant));
            } else if montant > Centimes::PRIX_MAX {
                fautes.push(FoyerInvalide::RessourcesTropGrandes(montant));
            }
        }
        if self.revenus_abattus > ressources.positif() {
            fautes.push(FoyerInvalide::AbattusTropGrands {
                part: self.revenus_abattus,
                tout: ressources,
            });
        }
        fautes
    }

    fn fautes_de_composition(&self, fin: u8) -> Vec<FoyerInvalide> {
        let mut fautes = Vec::new();
        let adultes = || self.membres.iter().filter(|m| m.role == Role::Adulte);
        match (self.membres.len(), adultes().count()) {
            (0, _) => fautes.push(FoyerInvalide::Vide),
            (nombre, _) if nombre > Self::PERSONNES_MAX => {
                fautes.push(FoyerInvalide::TropGrand(nombre));
            }
            (_, 0) => fautes.push(FoyerInvalide::SansAdulte),
            (_, 1 | 2) => {}
            _ => fautes.push(FoyerInvalide::TropDAdultes(fin)),
        }
        let plus_age = adultes().filter_map(|adulte| adulte.age).max();
        let enfants = self.membres.iter().filter(|m| m.role != Role::Adulte);
        for enfant in enfants.filter_map(|enfant| enfant.age) {
            if let Some(adulte) = plus_age.filter(|adulte| enfant >= *adulte) {
                fautes.push(FoyerInvalide::EnfantPlusAge { enfant, adulte });
            } else if enfant >= fin {
                fautes.push(FoyerInvalide::TropAgePourEtreACharge { age: enfant, fin });
            }
        }
        fautes
    }

    /// The shares, in the order of the law: adults, then children from the eldest; a child of
    /// unknown age counts before the others.
    #[must_use]
    pub fn parts(&self) -> Parts {
        let mut ordre: Vec<&Membre> = self.membres.iter().collect();
        ordre.sort_by_key(|membre| match membre.role {
            Role::Adulte => (0, Reverse(u8::MAX)),
            Role::ACharge | Role::GardeAlternee => (1, Reverse(membre.age.unwrap_or(u8::MAX))),
        });
        let alternees = ordre.iter().map(|m| m.role == Role::GardeAlternee);
        Parts::new(alternees.collect())
    }

    /// Whether it is someone alone under 25, who may have to be in the household of the
    /// parents.
    #[must_use]
    pub fn jeune_seul(&self) -> bool {
        matches!(self.membres.as_slice(), [Membre { age: Some(age), .. }] if *age < 25)
    }
}
