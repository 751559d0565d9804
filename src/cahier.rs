//! What a working group asks of insurers: the cahier des charges and its requirements.
//!
//! A requirement is one of four kinds: a guarantee, a reste à charge, a premium rule, a
//! property. Whether an offer meets it is computed in [`crate::calcul`]: nothing here
//! compares words.

use crate::montant::{Centimes, Taux};
use crate::offre::Ligne;
use crate::panier::{Panier, Tranche, Tranches};
use crate::reglementation::PosteId;
use jiff::civil::Date;

/// A cahier des charges.
#[derive(Clone, Debug)]
pub struct Cahier {
    /// Its code: `arcs-2018`.
    pub id: String,
    /// Its words.
    pub libelle: String,
    /// Where its requirements come from.
    pub source: String,
    /// Address of the source.
    pub source_url: Option<String>,
    /// Day of the last check.
    pub verifie_le: Date,
    /// What is assumed in it, in a sentence.
    pub hypothese: Option<String>,
    /// Whom it is for: it decides which offers answer.
    pub public: Public,
    /// The bands of age that it speaks of.
    pub tranches: Tranches,
    /// Other baskets on which what is at stake is said, besides those of the bands.
    pub paniers: Vec<Panier>,
    /// The requirements, in the order written; at least one.
    pub exigences: Vec<Exigence>,
}

impl Cahier {
    /// The parts that are scored apart, in the order written.
    #[must_use]
    pub fn parties(&self) -> Vec<&str> {
        let mut parties: Vec<&str> = Vec::new();
        for exigence in &self.exigences {
            if !parties.contains(&exigence.partie.as_str()) {
                parties.push(&exigence.partie);
            }
        }
        parties
    }
}

/// Whom a cahier is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Public {
    /// Anybody.
    #[default]
    Tous,
    /// Those entitled to the ACS: only labelled contracts answer, and the right caps prices.
    Acs,
}

impl Public {
    /// Every one, with the word written in the files.
    pub const TOUS: [(&'static str, Self); 2] = [("tous", Self::Tous), ("acs", Self::Acs)];
}

/// One requirement.
#[derive(Clone, Debug)]
pub struct Exigence {
    /// Its code: `prothese-dentaire`.
    pub id: String,
    /// Its words.
    pub libelle: String,
    /// Whether an offer may do without it.
    pub priorite: Priorite,
    /// Its points in the score; at least one.
    pub poids: u32,
    /// The part of the score that it belongs to.
    pub partie: String,
    /// Where it comes from, when that is not where the whole cahier comes from.
    pub source: Option<String>,
    /// What is assumed in it, in a sentence.
    pub hypothese: Option<String>,
    /// What is required.
    pub demande: Demande,
}

/// Whether an offer may do without a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priorite {
    /// It may not.
    Obligatoire,
    /// It may, and scores less.
    Souhaitee,
}

impl Priorite {
    /// The word written in the files.
    #[must_use]
    pub fn mot(self) -> &'static str {
        match self {
            Self::Obligatoire => "obligatoire",
            Self::Souhaitee => "souhaité",
        }
    }
}

/// What is required.
#[derive(Clone, Debug)]
pub enum Demande {
    /// On each poste of the row, to pay at least what its only cell pays. Percentages count
    /// the social security and euros come on top of it, unless the row says otherwise: the
    /// common wording.
    Garantie(Box<Ligne>),
    /// To leave at most this to pay on a basket, for the age that stands for a band.
    Reste {
        /// The basket.
        panier: Box<Panier>,
        /// The band.
        tranche: Box<Tranche>,
        /// In centimes, for the year.
        au_plus: Centimes,
    },
    /// A rule on premiums.
    Cotisation(RegleDeCotisation),
    /// Something else that the contract does or is.
    Propriete(Propriete),
}

/// A rule on premiums; a band is priced at the age that stands for it.
#[derive(Clone, Debug)]
pub enum RegleDeCotisation {
    /// At most this a month for a band.
    AuPlus {
        /// The band.
        tranche: Box<Tranche>,
        /// In centimes, for a month.
        au_plus: Centimes,
    },
    /// The cheapest of the offers for a band; the others score in proportion.
    MoinsChere {
        /// The band.
        tranche: Box<Tranche>,
    },
    /// One price in each band of the cahier, whatever the age within it.
    TarifsFixes,
    /// The dearest band costs at most this times the cheapest.
    EcartMax(Taux),
    /// People insured together pay less than each alone.
    Reduction(Famille),
}

/// Who is insured together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Famille {
    /// Two adults.
    Couple,
    /// Two adults and two children.
    Famille,
    /// An adult and two children.
    Monoparentale,
}

impl Famille {
    /// Every one, with the word written in the files.
    pub const TOUTES: [(&'static str, Self); 3] = [
        ("couple", Self::Couple),
        ("famille", Self::Famille),
        ("monoparentale", Self::Monoparentale),
    ];

    /// Adults and children.
    #[must_use]
    pub fn personnes(self) -> (usize, usize) {
        match self {
            Self::Couple => (2, 0),
            Self::Famille => (2, 2),
            Self::Monoparentale => (1, 2),
        }
    }
}

/// Something that a contract does or is, apart from what it pays and costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Propriete {
    /// No waiting period, save on these postes.
    SansDelai {
        /// The postes where one is admitted.
        sauf: Vec<PosteId>,
    },
    /// The insurer pays the practitioner directly.
    TiersPayant,
    /// A network of practitioners.
    Reseau,
    /// Contrat responsable.
    Responsable,
    /// A funeral capital of at least this, in centimes.
    CapitalObseques {
        /// At least this.
        au_moins: Centimes,
    },
    /// What no file of the tool says: always asked, in these words.
    Question(String),
}
