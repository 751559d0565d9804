//! A person to insure, with the age by each count.

use super::{JourAge, Qualite, Regime, RegleAge};

/// From this age on, a person alone is an adult in a contract.
const MAJORITE: u8 = 18;

/// The age of a person on a day by both counts, each from the least to the most it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ages {
    /// Year of the day less year of birth.
    pub millesimes: (u8, u8),
    /// Completed years.
    pub revolu: (u8, u8),
}

impl Ages {
    /// An age said without a birth: taken as it is, whatever the count.
    #[must_use]
    pub fn dit(age: u8) -> Self {
        Self {
            millesimes: (age, age),
            revolu: (age, age),
        }
    }

    /// The ages that the person can have for an insurer who counts this way.
    #[must_use]
    pub fn selon(self, regle: RegleAge) -> (u8, u8) {
        match regle {
            RegleAge::DifferenceDeMillesimes => self.millesimes,
            RegleAge::Revolu => self.revolu,
            RegleAge::NonDit => couvrir(self.millesimes, self.revolu),
        }
    }
}

/// A person to insure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Assure {
    /// Place in the contract.
    pub qualite: Qualite,
    /// Scheme of social security.
    pub regime: Regime,
    /// Age on the day.
    pub age: Ages,
    /// Age on the day of entry in the contract.
    pub age_adhesion: Ages,
    /// Full months since the birth, when the birthday is known.
    pub mois: Option<u16>,
}

impl Assure {
    /// A person of this age and place, régime général, new in the contract.
    #[must_use]
    pub fn de_age(qualite: Qualite, age: u8) -> Self {
        Self {
            qualite,
            regime: Regime::General,
            age: Ages::dit(age),
            age_adhesion: Ages::dit(age),
            mois: None,
        }
    }

    /// A person alone in a contract: a child before 18.
    #[must_use]
    pub fn seul(age: u8) -> Self {
        let qualite = if age < MAJORITE {
            Qualite::Enfant
        } else {
            Qualite::Adherent
        };
        Self::de_age(qualite, age)
    }

    /// The ages that the person can have for an insurer who counts this way.
    pub(super) fn ages(&self, regle: RegleAge, jour: JourAge) -> (u8, u8) {
        let courant = self.age.selon(regle);
        let adhesion = self.age_adhesion.selon(regle);
        match jour {
            JourAge::Courant => courant,
            JourAge::Adhesion => adhesion,
            JourAge::NonDit => couvrir(courant, adhesion),
        }
    }
}

fn couvrir(un: (u8, u8), autre: (u8, u8)) -> (u8, u8) {
    (un.0.min(autre.0), un.1.max(autre.1))
}
