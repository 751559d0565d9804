//! The known errors of sources. A cause is a wrong reasoning that is run in full: it
//! recognises a case only when every printed figure is exactly what it gives.

mod garanties;
mod imprime;
mod mondes;

use super::Calcule;
use super::monde::{Monde, Scene};

/// An error of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// The contract pays the participation forfaitaire, or an act that has none bears it.
    Participation,
    /// Another guarantee than the one printed: another row or level of the same table, the
    /// other reading of the euros, ten points more or less.
    GarantieVoisine,
    /// A heavy act counted at 80 %.
    ActeLourdA80,
    /// A base or a rate of another date, of another sector, or of the C2S.
    BaremeAutre,
    /// Another base than the tariff kept, which is itself doubtful.
    BaseContestee,
    /// Cut at the centime where the rule rounds.
    Tronque,
    /// Figures that contradict one another.
    MalImprime,
}

impl Cause {
    /// Every cause, in the order in which they are tried.
    pub const TOUTES: [Self; 7] = [
        Self::Participation,
        Self::GarantieVoisine,
        Self::ActeLourdA80,
        Self::BaremeAutre,
        Self::BaseContestee,
        Self::Tronque,
        Self::MalImprime,
    ];

    /// Its stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Participation => "participation",
            Self::GarantieVoisine => "garantie-voisine",
            Self::ActeLourdA80 => "acte-lourd-a-80",
            Self::BaremeAutre => "bareme-autre",
            Self::BaseContestee => "base-contestee",
            Self::Tronque => "tronque-au-centime",
            Self::MalImprime => "mal-imprime",
        }
    }

    /// Who is wrong, and how.
    #[must_use]
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::Participation => {
                "la source fait payer par la mutuelle la participation forfaitaire, que le contrat laisse à l’assuré, ou la retire d’un acte qui n’en a pas"
            }
            Self::GarantieVoisine => {
                "la source applique une autre garantie que celle qu’elle imprime : une autre ligne ou un autre niveau de son tableau, l’autre lecture des euros, ou un taux à dix points du sien"
            }
            Self::ActeLourdA80 => {
                "la source compte à 80 % les honoraires d’un acte lourd, que l’assurance maladie paie à 100 %"
            }
            Self::BaremeAutre => {
                "la source compte sur une base ou un taux d’une autre date, d’un autre secteur, ou réservés à la complémentaire santé solidaire"
            }
            Self::BaseContestee => {
                "la source imprime une autre base que le tarif retenu, lui-même marqué d’un doute : l’un des deux se trompe"
            }
            Self::Tronque => "la source coupe au centime là où la règle arrondit au plus près",
            Self::MalImprime => {
                "les chiffres imprimés se contredisent (leur somme n’est pas le prix), ou deux chiffres de l’un sont intervertis"
            }
        }
    }

    /// The causes that recognise a case, in their order, one after the other. A contradiction
    /// explains only what no reasoning gives.
    pub(super) fn reconnues(scene: &Scene<'_>, juste: &Calcule) -> impl Iterator<Item = Self> {
        let mut rejoue = false;
        Self::TOUTES.into_iter().filter(move |cause| {
            let reconnu = (*cause != Self::MalImprime || !rejoue) && cause.reconnait(scene, juste);
            rejoue |= reconnu;
            reconnu
        })
    }

    /// Whether this error, and it alone, gives every printed figure. Never true of a case
    /// that conforms.
    fn reconnait(self, scene: &Scene<'_>, juste: &Calcule) -> bool {
        let imprime = &scene.cas.imprime;
        if imprime.differences(juste).is_empty() {
            return false;
        }
        let rejouee = |monde: &Monde| {
            scene
                .calculer(monde)
                .is_ok_and(|faux| imprime.differences(&faux).is_empty())
        };
        match self {
            Self::MalImprime => imprime::contradictoire(scene, juste),
            Self::GarantieVoisine => {
                imprime::recopie(scene, juste)
                    || garanties::voisines(scene, juste).iter().any(rejouee)
            }
            _ => self.mondes(scene).iter().any(rejouee),
        }
    }

    /// The worlds that the error makes of the act; none where it has no sense.
    fn mondes(self, scene: &Scene<'_>) -> Vec<Monde> {
        match self {
            Self::Participation => mondes::participations(scene),
            Self::ActeLourdA80 => mondes::acte_lourd_a_80(scene).into_iter().collect(),
            Self::BaremeAutre => mondes::autres_baremes(scene),
            Self::BaseContestee => mondes::base_contestee(scene).into_iter().collect(),
            Self::Tronque => mondes::tronque(scene).into_iter().collect(),
            Self::GarantieVoisine | Self::MalImprime => Vec::new(),
        }
    }
}
