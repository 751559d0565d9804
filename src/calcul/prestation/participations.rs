//! The participation forfaitaire and the franchises of a person, within their caps of the
//! day and of the year.
//!
//! A cap of the day only binds care whose day is written. The participation has one by
//! professional: the same act twice in a day, in the same sector, is taken to be of one
//! professional. Franchises have one by person, for paramedical acts and for transport.

use crate::montant::Centimes;
use crate::panier::Moment;
use crate::reglementation::{ActeId, Parametres, Participation, Secteur};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What a cap of the day is about, with its day.
type CleDuJour = (u8, u8, Option<(ActeId, Secteur)>, Participation);

/// Amounts and caps on a date, and what is left of the caps.
#[derive(Clone, Debug)]
pub(in crate::calcul) struct Participations {
    forfaitaire: Bareme,
    boite: Bareme,
    paramedical: Bareme,
    transport: Bareme,
    participations_restantes: Centimes,
    franchises_restantes: Centimes,
    du_jour: BTreeMap<CleDuJour, Centimes>,
}

/// The amount of one act, and the cap of a day where there is one.
#[derive(Clone, Copy, Debug)]
struct Bareme {
    montant: Centimes,
    par_jour: Option<Centimes>,
}

impl Participations {
    /// Nothing taken yet, at the amounts of a date.
    pub(in crate::calcul) fn du(parametres: &Parametres, date: Date) -> Self {
        let montant = |nom| parametres.montant(nom, date).unwrap_or_default();
        let bareme = |nom, par_jour| Bareme {
            montant: montant(nom),
            par_jour: parametres.montant(par_jour, date),
        };
        Self {
            forfaitaire: bareme(
                "participation-forfaitaire.montant",
                "participation-forfaitaire.plafond-jour",
            ),
            boite: Bareme {
                montant: montant("franchise.boite"),
                par_jour: None,
            },
            paramedical: bareme(
                "franchise.paramedical",
                "franchise.plafond-jour-paramedical",
            ),
            transport: bareme("franchise.transport", "franchise.plafond-jour-transport"),
            participations_restantes: montant("participation-forfaitaire.plafond-annuel"),
            franchises_restantes: montant("franchise.plafond-annuel"),
            du_jour: BTreeMap::new(),
        }
    }

    /// The amount for one act, before any cap.
    pub(in crate::calcul) fn montant(&self, participation: Participation) -> Centimes {
        match participation {
            Participation::Aucune => Centimes::ZERO,
            Participation::Forfaitaire => self.forfaitaire.montant,
            Participation::FranchiseBoite => self.boite.montant,
            Participation::FranchiseParamedicale => self.paramedical.montant,
            Participation::FranchiseTransport => self.transport.montant,
        }
    }

    /// What is taken from the part of the social security for one act, and counted.
    pub(in crate::calcul) fn prendre(
        &mut self,
        participation: Participation,
        professionnel: (ActeId, Secteur),
        moment: Option<Moment>,
        amo_brut: Centimes,
    ) -> Centimes {
        let (bareme, restantes) = match participation {
            Participation::Aucune => return Centimes::ZERO,
            Participation::Forfaitaire => (self.forfaitaire, &mut self.participations_restantes),
            Participation::FranchiseBoite => (self.boite, &mut self.franchises_restantes),
            Participation::FranchiseParamedicale => {
                (self.paramedical, &mut self.franchises_restantes)
            }
            Participation::FranchiseTransport => (self.transport, &mut self.franchises_restantes),
        };
        let forfaitaire = participation == Participation::Forfaitaire;
        let cle = moment.and_then(|moment| {
            let professionnel = forfaitaire.then_some(professionnel);
            Some((moment.mois, moment.jour?, professionnel, participation))
        });
        let du_jour = cle
            .zip(bareme.par_jour)
            .map(|(cle, plafond)| self.du_jour.entry(cle).or_insert(plafond));
        let mut due = bareme.montant.min(*restantes).min(amo_brut);
        if let Some(du_jour) = du_jour {
            due = due.min(*du_jour);
            *du_jour -= due;
        }
        *restantes -= due;
        due
    }
}
