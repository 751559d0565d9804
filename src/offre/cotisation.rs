//! What an offer costs: the published grid, its zones, its reductions, its fees, and the
//! premium of one person or of a whole household.

mod assure;
mod calcul;
mod clause;
mod compte;
mod frais;
mod lecture;
mod tarif;

pub use assure::{Ages, Assure};
pub use calcul::DemandeDePrime;
pub use clause::{Cible, Clause, Condition, Effet, Motif, Qui, Rangs};
pub use compte::{CompteDuFoyer, EtapePrime, Prime, PrimeDuFoyer, QuoiPrime};
pub use frais::{Frais, Rythme, lire_frais};
pub use lecture::{lire_coefficient, lire_part_employeur, lire_reduction};

use crate::montant::{Centimes, Taux};
use crate::offre::composition::Niveaux;
use crate::reglementation::Provenance;
use std::collections::BTreeMap;

/// Scheme of social security of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Regime {
    /// Régime général.
    #[default]
    General,
    /// Régime local of Alsace-Moselle.
    AlsaceMoselle,
}

/// How the person who takes the contract works; some grids and reductions depend on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Statut {
    /// Employee, and whoever is not self-employed.
    #[default]
    Salarie,
    /// Travailleur non salarié.
    Tns,
    /// Travailleur non salarié who is starting a business.
    TnsCreateur,
}

impl Statut {
    /// Whether a row or a clause written for `autre` is for this person.
    #[must_use]
    pub fn est(self, autre: Self) -> bool {
        self == autre || (self, autre) == (Self::TnsCreateur, Self::Tns)
    }
}

/// Place of a person in a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the French words say it")]
pub enum Qualite {
    Adulte,
    Adherent,
    Conjoint,
    Enfant,
}

impl Qualite {
    /// The word written in the files.
    #[must_use]
    pub fn mot(self) -> &'static str {
        match self {
            Self::Adulte => "adulte",
            Self::Adherent => "adherent",
            Self::Conjoint => "conjoint",
            Self::Enfant => "enfant",
        }
    }

    /// The word said to people.
    #[must_use]
    pub fn libelle(self) -> &'static str {
        match self {
            Self::Adherent => "adhérent",
            autre => autre.mot(),
        }
    }

    /// The place of a person in a household, as written; `adulte` is a row of a grid, and
    /// the place of nobody.
    #[must_use]
    pub fn lire(mot: &str) -> Option<Self> {
        match crate::texte::sans_accent(mot).as_str() {
            "adherent" => Some(Self::Adherent),
            "conjoint" => Some(Self::Conjoint),
            "enfant" => Some(Self::Enfant),
            _ => None,
        }
    }
}

/// How an insurer counts the age of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegleAge {
    /// Year of the contract less year of birth.
    DifferenceDeMillesimes,
    /// Completed years.
    Revolu,
    /// The source does not say.
    NonDit,
}

/// The day on which an insurer counts the age of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JourAge {
    /// The year of the premium: the price follows the age.
    Courant,
    /// The day of entry in the contract: the price keeps that age.
    Adhesion,
    /// The source does not say.
    NonDit,
}

/// A level of a module, by ranks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NiveauChoisi {
    /// Rank of the module in the offer.
    pub module: usize,
    /// Rank of the level in the module.
    pub niveau: usize,
}

/// A price of a grid, for a month and a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrixGrille {
    /// In centimes.
    Mensuel(Centimes),
    /// A part of the monthly ceiling of social security.
    PartPmss(Taux),
}

/// One line of a premium grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LigneCotisation {
    /// The level.
    pub niveau: NiveauChoisi,
    /// Zone, or none when the line holds in every zone.
    pub zone: Option<String>,
    /// Scheme.
    pub regime: Regime,
    /// Status of the member, or none when the line holds for all.
    pub statut: Option<Statut>,
    /// Place of the person.
    pub qualite: Qualite,
    /// Ages, both included.
    pub ages: (u8, u8),
    /// Premium per month and per person.
    pub prix: PrixGrille,
}

/// How children are priced, besides the rows of the grid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RegleEnfant {
    /// Children without a row pay the adult price of this age.
    pub au_tarif_de: Option<u8>,
    /// Last age of a child in the contract; above it the person is an adult.
    pub jusqu_a: Option<u8>,
}

/// The premium of an offer.
#[derive(Clone, Debug)]
pub struct Cotisation {
    /// The grid; empty when it is not published.
    pub grille: Vec<LigneCotisation>,
    /// Zone of each département.
    pub zones: BTreeMap<String, String>,
    /// What multiplies the grid in each zone, when prices are written once.
    pub coefficients: BTreeMap<String, Taux>,
    /// How ages are counted.
    pub age: RegleAge,
    /// When ages are counted.
    pub jour_age: JourAge,
    /// How children are priced.
    pub enfant: RegleEnfant,
    /// Levels whose price adds to that of another one.
    pub en_plus_de: BTreeMap<NiveauChoisi, NiveauChoisi>,
    /// Reductions, applied in this order, each on what the former left.
    pub reductions: Vec<Clause>,
    /// What the employer pays.
    pub part_employeur: Vec<Clause>,
    /// Least premium of a contract, in centimes a month, fees aside.
    pub minimum_mensuel: Option<Centimes>,
    /// Fees.
    pub frais: Vec<Frais>,
    /// How the premium grows with the years, in the words of the contract.
    pub evolution: Option<String>,
    /// What else the source says of the premium.
    pub note: Option<String>,
    /// Where the grid comes from.
    pub provenance: Provenance,
}

/// Why no premium can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SansCotisation {
    /// The insurer publishes no grid, or none for this level.
    NonPubliee,
    /// The grid has nobody of this age: the ages it has.
    AgeHorsGrille(u8, u8),
    /// The département is in no zone of the insurer.
    DepartementSansZone,
    /// The grid does not cover this scheme.
    RegimeHorsGrille,
    /// The grid does not cover self-employed people, or covers nobody else.
    StatutHorsGrille,
    /// The grid has no price for a person of this place.
    QualiteHorsGrille(Qualite),
    /// The grid is in % of the PMSS, which is not known on the day.
    PmssInconnu,
    /// Nobody to insure.
    Personne,
}

impl Cotisation {
    /// A premium of which nothing is known.
    #[must_use]
    pub fn non_publiee(provenance: Provenance) -> Self {
        Self {
            grille: Vec::new(),
            zones: BTreeMap::new(),
            coefficients: BTreeMap::new(),
            age: RegleAge::NonDit,
            jour_age: JourAge::Courant,
            enfant: RegleEnfant::default(),
            en_plus_de: BTreeMap::new(),
            reductions: Vec::new(),
            part_employeur: Vec::new(),
            minimum_mensuel: None,
            frais: Vec::new(),
            evolution: None,
            note: None,
            provenance,
        }
    }

    /// The first age of each group of ages that the grid and its clauses never tell apart.
    pub fn debuts_d_age(&self) -> impl Iterator<Item = u8> {
        let des_lignes = self.grille.iter().map(|ligne| ligne.ages);
        let clauses = || self.reductions.iter().chain(&self.part_employeur);
        let des_clauses = clauses().filter_map(|clause| clause.cible.ages);
        let groupes = des_lignes.chain(des_clauses);
        let bornes = groupes.flat_map(|(de, a)| [de, a.saturating_add(1)]);
        let rangs = clauses().filter_map(|clause| clause.cible.parmi_moins_de);
        let apres = self.enfant.jusqu_a.map(|age| age.saturating_add(1));
        bornes.chain(rangs).chain(apres)
    }

    /// The yearly premium of one person, fees aside: a household of one, new in the
    /// contract, at the level `niveau` of the first module.
    ///
    /// # Errors
    /// Why the grid has no price for this person. A grid in % of the PMSS needs
    /// [`Self::du_foyer`], which is given the PMSS.
    pub fn annuelle(
        &self,
        niveau: usize,
        age: u8,
        regime: Regime,
        departement: Option<&str>,
    ) -> Result<Prime, SansCotisation> {
        let seul = Assure {
            regime,
            ..Assure::seul(age)
        };
        let demande = DemandeDePrime {
            niveaux: Niveaux::du_premier(niveau),
            assures: &[seul],
            departement,
            statut: Statut::Salarie,
            anciennete_mois: 0,
            pmss: None,
        };
        self.du_foyer(&demande).map(|foyer| foyer.prime())
    }
}
