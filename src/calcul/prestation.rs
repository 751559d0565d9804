//! What the social security does with each act of a basket, before any contract:
//! base, part of the AMO, participations, ticket modérateur. One act is one
//! prestation; a line of `n` acts makes `n` of them.

mod acte;
mod doubles;
mod etapes;
mod lunettes;
mod participations;
mod remboursement;
mod sejour;
mod taux;

pub(super) use doubles::EnDouble;
pub(super) use participations::Participations;
pub use taux::RaisonTaux;

use super::etape::Etape;
use super::{CalculImpossible, Drapeau};
use crate::montant::{Centimes, Taux};
use crate::offre::condition::{Boite, Paire, TypeSejour};
use crate::panier::{DentSoignee, Moment, Panier, Patient, Prix, Quoi, Soin};
use crate::reglementation::{
    ActeId, Base, Nature, OriginePrix, PanierSante, Reglementation, Secteur,
};
use jiff::civil::Date;

/// Above every number of a tooth: the acts whose tooth is not known.
pub(super) const SANS_NUMERO: u32 = 100;

/// One act seen by the social security. All amounts in centimes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prestation {
    /// Rank of the line of the basket it comes from.
    pub ligne: usize,
    /// The act.
    pub acte: ActeId,
    /// Sector kept (opposable tariffs bring it to 1).
    pub secteur: Secteur,
    /// Month, when it is known.
    pub mois: Option<u8>,
    /// Rank of the day within a stay, from 1.
    pub rang_jour: Option<u16>,
    /// Days that it is the price of: those of a stay; 1 for an act.
    pub jours: u16,
    /// The first of them, on which the ticket modérateur is due.
    pub jours_de_tm: u16,
    /// Tooth: its number, or above any number a rank of its own when it is not known; 0 for
    /// what is not done on a tooth.
    pub lieu: u32,
    /// Rank of the stay it belongs to, from 1; 0 out of a stay.
    pub sejour: u32,
    /// Where it stands on every axis of the conditions.
    pub situation: Boite,
    /// Nature of the act.
    pub nature: Nature,
    /// Basket of the 100 % Santé.
    pub panier: PanierSante,
    /// Price.
    pub depense: Centimes,
    /// `min(price, base)`.
    pub base: Centimes,
    /// Rate of the AMO applied (affection de longue durée, path of care taken into account).
    pub taux: Taux,
    /// Why this rate.
    pub raison_taux: RaisonTaux,
    /// Part of the AMO before participations.
    pub amo_brut: Centimes,
    /// Whether the act was done out of the path of care, where it matters.
    pub hors_parcours: bool,
    /// Left to the patient for want of the path of care.
    pub majoration: Centimes,
    /// Ticket modérateur.
    pub tm: Centimes,
    /// Participation forfaitaire.
    pub participation: Centimes,
    /// Franchise médicale.
    pub franchise: Centimes,
    /// Price limit of the basket.
    pub plv: Option<Centimes>,
    /// For a pair of glasses as a whole: what is left of the frame and of the lenses.
    pub reste_monture: Option<(Centimes, Centimes)>,
    /// For the class B part of a mixed equipment: the cost of its class A elements.
    pub deduction: Centimes,
    /// The pair it belongs to.
    pub paire: Option<Paire>,
    /// Where its price comes from.
    pub origine_prix: OriginePrix,
    /// Whether its price was given for a doctor of sector 1, when others may ask more.
    pub(super) au_tarif: bool,
    /// How its base follows from its price.
    pub(super) regle_base: Base,
    /// Rate of the majoration.
    pub(super) taux_majoration: Taux,
    /// Participation or franchise, before the yearly cap and the limit of the AMO.
    pub(super) due_au_plus: Centimes,
    /// What must be said about it.
    pub drapeaux: Vec<Drapeau>,
    /// How the amounts above were found; empty when no explanation was asked.
    pub etapes: Vec<Etape>,
}

impl Prestation {
    /// Part of the AMO once the participations are taken.
    #[must_use]
    pub fn amo(&self) -> Centimes {
        self.amo_brut - self.participation - self.franchise
    }

    /// Its amounts at a price, participations aside.
    pub(super) fn chiffrer(&mut self, depense: Centimes) {
        self.depense = depense;
        self.base = match self.regle_base {
            Base::Montant(base) => base.min(depense),
            Base::Prix => depense,
            Base::PartDuPlv(part) => {
                let limite = self.plv.map_or(depense, |limite| limite.min(depense));
                limite.fois(part)
            }
        };
        self.majoration = self.base.fois(self.taux_majoration);
        self.amo_brut = self.base.fois(self.taux);
        self.tm = self.base - self.amo_brut - self.majoration;
    }

    /// Participation or franchise, before the yearly cap.
    pub(super) fn due(&self) -> Centimes {
        self.due_au_plus.min(self.amo_brut)
    }

    /// Whether its price is above the limit of its basket.
    fn depasse_la_limite(&self) -> bool {
        self.panier == PanierSante::CentPourCent
            && self.plv.is_some_and(|limite| self.depense > limite)
    }

    /// Whether its price is above the tariff that a doctor of its sector keeps to.
    fn depasse_le_tarif(&self) -> bool {
        let au_dessus = |tarif| self.depense > tarif;
        self.au_tarif && matches!(self.regle_base, Base::Montant(tarif) if au_dessus(tarif))
    }

    /// What must be said of its price.
    pub(super) fn drapeaux_du_prix(&self) -> impl Iterator<Item = Drapeau> + use<> {
        let limite = self.depasse_la_limite();
        let tarif = self.depasse_le_tarif();
        [
            limite.then_some(Drapeau::PrixAuDessusDeLaLimite),
            tarif.then_some(Drapeau::SecteurSuppose),
        ]
        .into_iter()
        .flatten()
    }

    /// Whether it costs nothing by nature: what a contract gives for it is an allowance.
    #[must_use]
    pub fn sans_depense(&self) -> bool {
        self.nature == Nature::HorsNomenclature && self.depense == Centimes::ZERO
    }
}

/// One thing to settle: an act, or glasses that a contract sees whole or by element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Poste {
    /// One act.
    Acte(Box<Prestation>),
    /// A pair of glasses: as a whole, and frame, lens, lens.
    Lunettes {
        /// Its class A elements as one, then the others as one; none where there are none.
        ensembles: [Option<Box<Prestation>>; 2],
        /// Frame, lens, lens.
        elements: Box<[Prestation; 3]>,
    },
}

impl Poste {
    /// Every act of it, whole or by element.
    #[must_use]
    pub fn prestations(&self) -> Vec<&Prestation> {
        match self {
            Self::Acte(prestation) => vec![prestation],
            Self::Lunettes {
                ensembles,
                elements,
            } => {
                let entiers = ensembles.iter().flatten().map(AsRef::as_ref);
                entiers.chain(elements.iter()).collect()
            }
        }
    }
}

/// A year of care as the social security sees it, the same for every offer.
#[derive(Clone, Debug)]
pub struct Dossiers {
    /// Everything to settle, in order.
    pub postes: Vec<Poste>,
    /// Number of lines of the basket.
    pub lignes: usize,
    /// Date of the tariffs.
    pub date: Date,
    /// The patient.
    pub patient: Patient,
}

/// Who, when and under which rules acts are prepared.
struct Preparation<'a> {
    reglementation: &'a Reglementation,
    date: Date,
    patient: Patient,
    participations: Participations,
    /// Stays met so far.
    sejours: u32,
    /// Acts met so far on a tooth that has no number.
    dents: u32,
    en_double: EnDouble,
    expliquer: bool,
}

/// One act to prepare.
struct ActeAFaire {
    ligne: usize,
    acte: ActeId,
    secteur: Secteur,
    /// Price of one unit.
    prix: Prix,
    /// Units of the tariff that make it: 4 of `AMI 4`, the kilometres of a journey.
    unites: u16,
    dent: Option<DentSoignee>,
    moment: Option<Moment>,
    ald: bool,
    reseau: Option<bool>,
    sejour: TypeSejour,
    paire: Option<Paire>,
    rang_jour: Option<u16>,
    en_sejour: bool,
}

impl ActeAFaire {
    fn de_la_ligne(ligne: usize, acte: ActeId, prix: Prix) -> Self {
        Self {
            ligne,
            acte,
            secteur: Secteur::Un,
            prix,
            unites: 1,
            dent: None,
            moment: None,
            ald: false,
            reseau: None,
            sejour: TypeSejour::Court,
            paire: None,
            rang_jour: None,
            en_sejour: false,
        }
    }
}

/// Goes through a basket with the eyes of the social security.
///
/// # Errors
/// When an act has no tariff on the date, or no known price.
pub fn preparer(
    reglementation: &Reglementation,
    panier: &Panier,
    patient: Patient,
    date: Date,
    expliquer: bool,
) -> Result<Dossiers, CalculImpossible> {
    preparer_soins(reglementation, &panier.soins, patient, date, expliquer)
}

/// Acts of a person in a year: more is a slip of the keyboard, or meant to stop the program.
pub const ACTES_MAX: u64 = 5_000;

/// Refuses a year of care that nobody has.
///
/// # Errors
/// When it has more acts than [`ACTES_MAX`].
pub fn verifier_nombre(soins: &[Soin]) -> Result<(), CalculImpossible> {
    match soins.iter().map(|soin| u64::from(soin.nombre)).sum() {
        nombre if nombre > ACTES_MAX => Err(CalculImpossible::TropDActes(nombre)),
        _ => Ok(()),
    }
}

/// The same for lines of care without a basket.
///
/// # Errors
/// When an act has no tariff on the date, or no known price, or when there are too many.
pub fn preparer_soins(
    reglementation: &Reglementation,
    soins: &[Soin],
    patient: Patient,
    date: Date,
    expliquer: bool,
) -> Result<Dossiers, CalculImpossible> {
    verifier_nombre(soins)?;
    let mut preparation = Preparation {
        reglementation,
        date,
        patient,
        participations: Participations::du(&reglementation.parametres, date),
        sejours: 0,
        dents: 0,
        en_double: EnDouble::parmi(reglementation, soins),
        expliquer,
    };
    let mut postes = Vec::new();
    for (rang, soin) in dans_l_ordre(soins) {
        let (fois, unites) = repetitions(reglementation, soin);
        for _ in 0..fois {
            match &soin.quoi {
                Quoi::Acte {
                    acte,
                    secteur,
                    prix,
                    dent,
                } => {
                    let prestation = preparation.acte(&ActeAFaire {
                        secteur: *secteur,
                        unites,
                        dent: *dent,
                        moment: soin.moment,
                        ald: soin.ald,
                        reseau: soin.reseau,
                        ..ActeAFaire::de_la_ligne(rang, *acte, *prix)
                    })?;
                    postes.push(Poste::Acte(Box::new(prestation)));
                }
                Quoi::Sejour(sejour) => preparation.sejour(rang, sejour, soin, &mut postes)?,
                Quoi::Lunettes(lunettes) => {
                    postes.push(preparation.lunettes(rang, lunettes, soin)?);
                }
            }
        }
    }
    Ok(Dossiers {
        postes,
        lignes: soins.len(),
        date,
        patient,
    })
}

/// How many acts a line of care is, and of how many units of the tariff each: `AMI x4` is
/// one act of four key letters.
pub(super) fn repetitions(reglementation: &Reglementation, soin: &Soin) -> (u16, u16) {
    match soin.quoi {
        Quoi::Acte { acte, .. } if reglementation.acte(acte).unite.fait_un_seul_acte() => {
            (soin.nombre.min(1), soin.nombre)
        }
        _ => (soin.nombre, 1),
    }
}

/// Lines of care as they happen, each with its rank: by month and day, those without first.
pub(super) fn dans_l_ordre(soins: &[Soin]) -> impl Iterator<Item = (usize, &Soin)> {
    let a_un_moment = soins.iter().any(|soin| soin.moment.is_some());
    let mut par_moment: Vec<(usize, &Soin)> = Vec::new();
    if a_un_moment {
        par_moment.extend(soins.iter().enumerate());
        par_moment.sort_by_key(|(_, soin)| soin.moment);
    }
    let comme_ecrits = soins.iter().enumerate().filter(move |_| !a_un_moment);
    comme_ecrits.chain(par_moment)
}

impl Preparation<'_> {
    /// The act of a code that the calculation itself needs (forfait journalier…).
    fn acte_du_calcul(&self, code: &'static str) -> Result<ActeId, CalculImpossible> {
        self.reglementation
            .acte_de_code(code)
            .ok_or(CalculImpossible::ActeAbsent(code))
    }
}
