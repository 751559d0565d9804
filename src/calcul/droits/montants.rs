//! What a right is worth or costs, by age on 1 January.

use super::{Drapeau, Foyer};
use crate::montant::Centimes;
use crate::reglementation::droits::{Droit, Droits, MontantParAge};
use jiff::civil::Date;

/// The cheque (a year) or the participation (a month) of one member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParMembre {
    /// Age on 1 January.
    pub age: u8,
    /// The amount, in centimes.
    pub montant: Centimes,
    /// The amount of the age before, when this age is the first of its band.
    pub avant: Option<Centimes>,
}

/// The sums of a household, in centimes.
#[derive(Default)]
pub(super) struct Montants {
    pub(super) aide: Option<Centimes>,
    pub(super) participation: Option<Centimes>,
    pub(super) sortie: Option<Centimes>,
    pub(super) par_membre: Vec<ParMembre>,
}

impl Montants {
    pub(super) fn de(
        droits: &Droits,
        foyer: &Foyer,
        date: Date,
        droit: Droit,
        drapeaux: &mut Vec<Drapeau>,
    ) -> Self {
        let ages: Option<Vec<u8>> = foyer.membres.iter().map(|membre| membre.age).collect();
        let c2s = droits.c2s_au(date);
        let due = matches!(droit, Droit::Acs | Droit::C2sParticipation);
        let Some(ages) = ages else {
            if due {
                drapeaux.push(Drapeau::AgeInconnu);
            }
            return Self::default();
        };
        let sortie = || somme(ages.iter().map(|age| droits.sortie_au(date, *age)));
        let du_droit = |age: u8| match droit {
            Droit::Acs => droits.cheque_au(date, age),
            Droit::C2sParticipation => droits.participation_au(date, age, foyer.alsace_moselle),
            Droit::Aucun | Droit::CmuC | Droit::C2sGratuite => None,
        };
        let trouves: Vec<(u8, Option<&MontantParAge>)> =
            ages.iter().map(|age| (*age, du_droit(*age))).collect();
        let total = somme(trouves.iter().map(|(_, montant)| *montant));
        let par_membre: Vec<ParMembre> = trouves
            .iter()
            .filter_map(|(age, montant)| Some((*age, (*montant)?)))
            .map(|(age, montant)| ParMembre {
                age,
                montant: montant.montant,
                avant: age
                    .checked_sub(1)
                    .filter(|_| age == montant.ages.0)
                    .and_then(du_droit)
                    .map(|avant| avant.montant),
            })
            .collect();
        if par_membre.iter().any(|membre| membre.avant.is_some()) {
            drapeaux.push(Drapeau::AgeDeSeuil);
        }
        if trouves
            .iter()
            .any(|(_, montant)| montant.is_some_and(|m| m.provenance.doute.is_some()))
        {
            drapeaux.push(Drapeau::MontantDouteux);
        }
        Self {
            aide: total.filter(|_| droit == Droit::Acs),
            participation: total.filter(|_| droit == Droit::C2sParticipation),
            sortie: (c2s && droit == Droit::Aucun).then(sortie).flatten(),
            par_membre,
        }
    }
}

/// The sum, when every amount is known.
fn somme<'m>(montants: impl Iterator<Item = Option<&'m MontantParAge>>) -> Option<Centimes> {
    montants.map(|montant| Some(montant?.montant)).sum()
}

/// What is really received of the cheques: never more than the premium (article L. 863-2 of
/// the code de la sécurité sociale). Amounts in centimes, a year.
#[must_use]
pub fn aide_plafonnee(cheques: Centimes, cotisation: Centimes) -> Centimes {
    cheques.min(cotisation)
}
