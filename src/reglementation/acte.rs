//! Acts of care and their dated tariffs.

use super::{Chronologie, Droit, PosteId, Provenance};
use crate::montant::{Centimes, Taux};
use crate::texte::sans_accent;
use jiff::civil::Date;

/// Rank of an act in its [`super::Reglementation`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActeId(u16);

impl ActeId {
    pub(super) fn new(rang: usize) -> Self {
        Self(u16::try_from(rang).unwrap_or(u16::MAX))
    }

    pub(super) fn rang(self) -> usize {
        usize::from(self.0)
    }
}

/// How an act meets the base of the social security.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// It has a base and a rate.
    Nomenclature,
    /// A legal charge left to the patient (forfait journalier, forfait urgences, PAT).
    ForfaitLegal,
    /// The social security pays nothing.
    HorsNomenclature,
}

/// What one act counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the French words say it")]
pub enum Unite {
    Acte,
    Seance,
    Jour,
    Nuit,
    Oreille,
    Oeil,
    Dent,
    Implant,
    Monture,
    Verre,
    Equipement,
    Semestre,
    Boite,
    An,
    Sejour,
    Lettre,
    Kilometre,
    Prothese,
    Assure,
    Enfant,
    Naissance,
}

impl Unite {
    /// What makes one act of several: the key letters of a quotation (`AMI 4`), the
    /// kilometres of a journey. They are rounded, and owe a participation, once.
    #[must_use]
    pub const fn fait_un_seul_acte(self) -> bool {
        matches!(self, Self::Lettre | Self::Kilometre)
    }

    /// What a person has one of, or two: an ear, an eye, an equipment.
    #[must_use]
    pub const fn est_un_objet(self) -> bool {
        matches!(
            self,
            Self::Oreille | Self::Oeil | Self::Monture | Self::Verre | Self::Equipement
        )
    }
}

/// Sector of the practitioner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Secteur {
    /// Opposable tariffs; also every act without a sector.
    Un,
    /// Sector 2 with the option of moderated tariffs (OPTAM, DPTAM, OPTAM-CO).
    Optam,
    /// Sector 2 without it.
    NonOptam,
    /// Without agreement: tarif d'autorité.
    NonConventionne,
}

/// Basket of the 100 % Santé reform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PanierSante {
    /// No basket.
    Aucun,
    /// Without reste à charge when the price limit is kept.
    CentPourCent,
    /// Moderated prices.
    Maitrise,
    /// Free prices.
    Libre,
}

/// Which teeth an act is done on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the French words say it")]
pub enum Dent {
    Visible,
    NonVisible,
    VisibleOuNon,
}

/// Correction of a lens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the French words say it")]
pub enum Verre {
    Simple,
    Complexe,
    TresComplexe,
}

/// The legal participation kept by the social security on an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Participation {
    /// None.
    Aucune,
    /// Participation forfaitaire of doctors' acts, imaging and biology.
    Forfaitaire,
    /// Franchise médicale per box.
    FranchiseBoite,
    /// Franchise médicale per paramedical act.
    FranchiseParamedicale,
    /// Franchise médicale per transport.
    FranchiseTransport,
}

/// The base of reimbursement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// A fixed amount, in centimes.
    Montant(Centimes),
    /// The price itself (medicine, hospital stay).
    Prix,
    /// A share of the price within the price limit (class A lens: 30 %).
    PartDuPlv(Taux),
}

/// Whether a doctor can be seen without the path of care (article L. 162-5-3 of the code de
/// la sécurité sociale).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AccesDirect {
    /// No.
    #[default]
    Non,
    /// Yes: gynécologue, ophtalmologue, stomatologue.
    Oui,
    /// Under 26: psychiatre, neuropsychiatre.
    MoinsDe26Ans,
}

impl AccesDirect {
    /// Whether someone of this age may.
    #[must_use]
    pub fn permis(self, age: u8) -> bool {
        match self {
            Self::Non => false,
            Self::Oui => true,
            Self::MoinsDe26Ans => age < 26,
        }
    }
}

/// What the social security says of an act on a period, for one sector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tarif {
    /// Base of reimbursement.
    pub base: Base,
    /// Rate of the assurance maladie (AMO), régime général.
    pub taux: Taux,
    /// Basket of the 100 % Santé.
    pub panier: PanierSante,
    /// Price limit (PLV, HLF), in centimes.
    pub plv: Option<Centimes>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// A price met in practice, used when the person gives none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrixType {
    /// Sector, or every sector.
    pub secteur: Option<Secteur>,
    /// The price, in centimes.
    pub prix: Centimes,
    /// Year of the survey, as written.
    pub annee: String,
    /// Address of the survey.
    pub source: String,
    /// What is doubtful about it.
    pub doute: Option<String>,
}

/// The highest price that may be asked of someone who holds a right (CMU-C, ACS, C2S): their
/// prostheses have a table of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrixDeDroit {
    /// The price, in centimes.
    pub prix: Centimes,
    /// Where it was read.
    pub provenance: Provenance,
}

/// Where the price of an act comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OriginePrix {
    /// Given.
    Donne,
    /// Surveyed: year and source.
    Type {
        /// Year of the survey.
        annee: String,
        /// Its source.
        source: String,
    },
    /// The conventional tariff.
    Tarif,
}

/// An act of care.
#[derive(Clone, Debug)]
pub struct Acte {
    /// Code of the tool, in kebab-case.
    pub code: String,
    /// Words of the act, in French.
    pub libelle: String,
    /// Other words that people use.
    pub synonymes: Vec<String>,
    /// CCAM, NGAP or LPP code where known.
    pub nomenclature: Option<String>,
    /// Node of the tree of postes.
    pub poste: PosteId,
    /// How it meets the social security.
    pub nature: Nature,
    /// What one act counts as.
    pub unite: Unite,
    /// Legal participation.
    pub participation: Participation,
    /// Whether the path of care matters.
    pub acces_direct: AccesDirect,
    /// Ages at which the act exists, both included.
    pub ages: (u8, u8),
    /// Teeth, for a crown.
    pub dent: Option<Dent>,
    /// Correction, for a lens.
    pub verre: Option<Verre>,
    /// Dated tariffs by sector; an act without sector has only [`Secteur::Un`].
    pub tarifs: Vec<(Secteur, Chronologie<Tarif>)>,
    /// Prices met in practice.
    pub prix: Vec<PrixType>,
    /// Highest prices that may be asked of someone who holds a right.
    pub prix_de_droit: Vec<(Droit, Chronologie<PrixDeDroit>)>,
}

impl Acte {
    /// The tariff of a day for a sector; a non-agreed practitioner without a tariff
    /// of his own is not given another's.
    #[must_use]
    pub fn tarif(&self, secteur: Secteur, date: Date) -> Option<&Tarif> {
        let du_secteur = |cherche| self.tarifs.iter().find(|(autre, _)| *autre == cherche);
        let (_, chronologie) = if self.a_un_secteur() {
            du_secteur(secteur)?
        } else {
            du_secteur(Secteur::Un)?
        };
        chronologie.au(date)
    }

    /// Whether tariffs differ by sector.
    #[must_use]
    pub fn a_un_secteur(&self) -> bool {
        self.tarifs.len() > 1
    }

    /// Whether a tariff holds on that day, in any sector.
    #[must_use]
    pub fn existe_au(&self, date: Date) -> bool {
        self.tarifs
            .iter()
            .any(|(_, chronologie)| chronologie.au(date).is_some())
    }

    /// The highest price that may be asked on a day of someone who holds a right.
    #[must_use]
    pub fn prix_de_droit(&self, droit: Droit, date: Date) -> Option<&PrixDeDroit> {
        let du_droit = self
            .prix_de_droit
            .iter()
            .filter(|(autre, _)| *autre == droit);
        du_droit.filter_map(|(_, prix)| prix.au(date)).next()
    }

    /// The price met in practice in a sector: its own, else that of all sectors.
    #[must_use]
    pub fn prix_type(&self, secteur: Secteur) -> Option<&PrixType> {
        let du_secteur = |voulu| self.prix.iter().find(|prix| prix.secteur == voulu);
        du_secteur(Some(secteur)).or_else(|| du_secteur(None))
    }

    /// The price taken when none is given, in centimes: the tariff where it is opposable
    /// (sector 1, legal charges), else the surveyed price, else the tariff.
    #[must_use]
    pub fn prix_suppose(&self, secteur: Secteur, date: Date) -> Option<(Centimes, OriginePrix)> {
        let tarif = match self.tarif(secteur, date)?.base {
            Base::Montant(base) if base > Centimes::ZERO => Some((base, OriginePrix::Tarif)),
            _ => None,
        };
        let opposable = self.a_un_secteur() && secteur == Secteur::Un;
        if tarif.is_some() && (opposable || self.nature == Nature::ForfaitLegal) {
            return tarif;
        }
        let releve = self.prix_type(secteur).map(|releve| {
            let (annee, source) = (releve.annee.clone(), releve.source.clone());
            (releve.prix, OriginePrix::Type { annee, source })
        });
        releve.or(tarif)
    }

    /// Every name of the act, lowercase and without accents.
    pub(super) fn noms(&self) -> impl Iterator<Item = String> {
        [self.code.as_str(), self.libelle.as_str()]
            .into_iter()
            .chain(self.nomenclature.as_deref())
            .chain(self.synonymes.iter().map(String::as_str))
            .map(sans_accent)
    }

    pub(super) fn est_nomme(&self, cherche: &str) -> bool {
        self.noms().any(|nom| nom == cherche)
    }
}
