//! A household: who is insured together, with the age and the place of each.

use super::Patient;
use crate::offre::cotisation::{Ages, Assure, Qualite, Regime, Statut};
use jiff::ToSpan;
use jiff::civil::Date;
use thiserror::Error;

/// Adults from this age on.
const MAJORITE: u8 = 18;
/// A young adult this many years younger than the adhérent is a child of his.
const GENERATION: u8 = 18;
/// No known contract keeps a child from this age on.
const AGE_SANS_ENFANT: u8 = 28;

/// The age of a person, as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// A number of years, taken as it is by every count.
    Ans(u8),
    /// The year of birth.
    Annee(i16),
    /// The day of birth.
    Naissance(Date),
}

impl Age {
    /// The age on a day by both counts; none before the birth.
    #[must_use]
    pub fn au(self, date: Date) -> Option<Ages> {
        match self {
            Self::Ans(age) => Some(Ages::dit(age)),
            Self::Annee(annee) => {
                let age = u8::try_from(date.year() - annee).ok()?;
                Some(Ages {
                    millesimes: (age, age),
                    revolu: (age.saturating_sub(1), age),
                })
            }
            Self::Naissance(jour) => {
                let age = u8::try_from(date.year() - jour.year()).ok()?;
                let passe = (date.month(), date.day()) >= (jour.month(), jour.day());
                let revolu = age.checked_sub(u8::from(!passe))?;
                Some(Ages {
                    millesimes: (age, age),
                    revolu: (revolu, revolu),
                })
            }
        }
    }

    /// The age some months before a day; a number of years may be one or the other.
    fn avant(self, date: Date, mois: u16) -> Option<Ages> {
        let debut = date.saturating_sub(i32::from(mois).months());
        let Self::Ans(age) = self else {
            return self.au(debut);
        };
        let vecus = |mois: u16| age.saturating_sub(u8::try_from(mois / 12).unwrap_or(u8::MAX));
        let annees = u8::try_from(date.year() - debut.year()).unwrap_or(u8::MAX);
        let millesime = age.saturating_sub(annees);
        Some(Ages {
            millesimes: (millesime, millesime),
            revolu: (vecus(mois.saturating_add(11)), vecus(mois)),
        })
    }

    /// Full months since the birth, when the day is known.
    fn mois(self, date: Date) -> Option<u16> {
        let Self::Naissance(jour) = self else {
            return None;
        };
        let annees = i32::from(date.year()) - i32::from(jour.year());
        let mois = annees * 12 + i32::from(date.month()) - i32::from(jour.month());
        u16::try_from(mois - i32::from(date.day() < jour.day())).ok()
    }
}

/// A person of a household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membre {
    /// A first name or a word, to show.
    pub nom: Option<String>,
    /// The age.
    pub age: Age,
    /// Place in the contract; deduced from the ages when it is not said.
    pub qualite: Option<Qualite>,
    /// Scheme of social security.
    pub regime: Regime,
}

impl Membre {
    /// A person of this age, régime général.
    #[must_use]
    pub fn de_age(age: u8) -> Self {
        Self {
            nom: None,
            age: Age::Ans(age),
            qualite: None,
            regime: Regime::General,
        }
    }
}

/// People insured together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Foyer {
    /// Its code: `couple-trois-enfants`.
    pub id: String,
    /// Its words.
    pub libelle: String,
    /// Département of residence, when it is known.
    pub departement: Option<String>,
    /// Status of the adhérent.
    pub statut: Statut,
    /// The people, in the order written.
    pub membres: Vec<Membre>,
    /// What is assumed in it, in a sentence.
    pub hypothese: Option<String>,
}

/// Why people cannot be insured together; the number is the rank of the person, from 1.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum FoyerImpossible {
    /// Nobody.
    #[error("le foyer n’a personne")]
    Vide,
    /// Born after the day of the calculation.
    #[error("la personne {0} n’est pas encore née à cette date, ou a plus de 127 ans")]
    PasNe(usize),
    /// Two people in the place of one.
    #[error("la personne {0} est un deuxième {1} : un contrat n’en a qu’un")]
    DeuxFois(usize, &'static str),
    /// A conjoint of nobody.
    #[error("la personne {0} est conjoint, et personne n’est adhérent")]
    ConjointSeul(usize),
    /// Neither adhérent, nor conjoint, nor young enough to be a child.
    #[error(
        "la personne {0} n’est ni l’adhérent, ni son conjoint, ni d’âge à être leur enfant : elle prend son propre contrat, ou dites sa qualité"
    )]
    EnTrop(usize),
}

impl Foyer {
    /// People of these ages, in the régime général.
    #[must_use]
    pub fn de_ages(ages: &[u8]) -> Self {
        Self {
            membres: ages.iter().map(|age| Membre::de_age(*age)).collect(),
            ..Self::default()
        }
    }

    /// The people as an insurer sees them on a day, months after they entered the contract.
    ///
    /// The adhérent is the first adult who is not young enough to be the child of another
    /// one; the conjoint, the next adult who is not; the rest, children before 28.
    ///
    /// # Errors
    /// Why they cannot be insured together.
    pub fn assures(
        &self,
        date: Date,
        anciennete_mois: u16,
    ) -> Result<Vec<Assure>, FoyerImpossible> {
        if self.membres.is_empty() {
            return Err(FoyerImpossible::Vide);
        }
        let mut assures = Vec::with_capacity(self.membres.len());
        for (rang, membre) in self.membres.iter().enumerate() {
            let age = membre.age.au(date).filter(|ages| ages.millesimes.1 <= 127);
            let age = age.ok_or(FoyerImpossible::PasNe(rang + 1))?;
            let adhesion = membre.age.avant(date, anciennete_mois);
            assures.push(Assure {
                qualite: Qualite::Enfant,
                regime: membre.regime,
                age,
                // né depuis l’adhésion : entré à la naissance
                age_adhesion: adhesion.unwrap_or(Ages::dit(0)),
                mois: membre.age.mois(date),
            });
        }
        let ages: Vec<u8> = assures.iter().map(|assure| assure.age.revolu.1).collect();
        for (assure, qualite) in assures.iter_mut().zip(self.qualites(&ages)?) {
            assure.qualite = qualite;
        }
        Ok(assures)
    }

    /// The same people as patients, at the oldest age that they can have on the day.
    ///
    /// # Errors
    /// Somebody is not born.
    pub fn patients(
        &self,
        date: Date,
        anciennete_mois: u16,
    ) -> Result<Vec<Patient>, FoyerImpossible> {
        let membres = self.membres.iter().enumerate();
        membres
            .map(|(rang, membre)| {
                let age = membre
                    .age
                    .au(date)
                    .ok_or(FoyerImpossible::PasNe(rang + 1))?;
                Ok(Patient {
                    regime: membre.regime,
                    anciennete_mois,
                    ..Patient::de_age(age.revolu.1)
                })
            })
            .collect()
    }

    fn qualites(&self, ages: &[u8]) -> Result<Vec<Qualite>, FoyerImpossible> {
        let dites: Vec<Option<Qualite>> = self.membres.iter().map(|m| m.qualite).collect();
        let unique = |qualite: Qualite| {
            let mut rangs =
                (0..dites.len()).filter(|rang| dites.get(*rang) == Some(&Some(qualite)));
            let premier = rangs.next();
            match rangs.next() {
                Some(second) => Err(FoyerImpossible::DeuxFois(second + 1, qualite.libelle())),
                None => Ok(premier),
            }
        };
        let (adherent, conjoint) = (unique(Qualite::Adherent)?, unique(Qualite::Conjoint)?);
        let age = |rang: usize| ages.get(rang).copied().unwrap_or_default();
        let enfant_de = |rang: usize, parent: usize| {
            age(rang) < AGE_SANS_ENFANT && age(rang).saturating_add(GENERATION) <= age(parent)
        };
        let libres: Vec<usize> = (0..ages.len())
            .filter(|rang| dites.get(*rang) == Some(&None) && age(*rang) >= MAJORITE)
            .collect();
        let tous = 0..ages.len();
        let adherent = adherent.or_else(|| {
            let parent = |rang: &&usize| !tous.clone().any(|autre| enfant_de(**rang, autre));
            libres.iter().find(parent).or(libres.first()).copied()
        });
        if let (Some(conjoint), None) = (conjoint, adherent) {
            return Err(FoyerImpossible::ConjointSeul(conjoint + 1));
        }
        let conjoint = conjoint.or_else(|| {
            let adherent = adherent?;
            let autre = |rang: &&usize| **rang != adherent && !enfant_de(**rang, adherent);
            libres.iter().find(autre).copied()
        });
        (0..ages.len())
            .map(|rang| match dites.get(rang).copied().flatten() {
                Some(dite) => Ok(dite),
                None if Some(rang) == adherent => Ok(Qualite::Adherent),
                None if Some(rang) == conjoint => Ok(Qualite::Conjoint),
                None if age(rang) < AGE_SANS_ENFANT => Ok(Qualite::Enfant),
                None => Err(FoyerImpossible::EnTrop(rang + 1)),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests;
