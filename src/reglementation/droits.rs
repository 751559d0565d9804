//! Rights to a complementary cover under conditions of resources: CMU-C and ACS until
//! 2019-10-31, complémentaire santé solidaire (C2S) after. What the law and the caisses
//! publish, by date; the decision on a household is in `calcul`.

mod plafond;

pub use plafond::{Niveau, Parts, Plafond, PlafondInconnu, Plafonds, Zone, calcule};

use super::{Chronologie, Parametres, Periode, Provenance};
use crate::montant::{Centimes, Taux};
use crate::texte::sans_accent;
use jiff::civil::Date;

/// A right held by a person that changes prices and participations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Droit {
    /// None.
    #[default]
    Aucun,
    /// Aide au paiement d'une complémentaire santé (until 2019-10-31).
    Acs,
    /// Couverture maladie universelle complémentaire (until 2019-10-31).
    CmuC,
    /// Complémentaire santé solidaire, free (from 2019-11-01).
    C2sGratuite,
    /// Complémentaire santé solidaire, with a monthly participation (from 2019-11-01).
    C2sParticipation,
}

impl Droit {
    /// Every right, none included.
    pub const TOUS: [Self; 5] = [
        Self::Aucun,
        Self::Acs,
        Self::CmuC,
        Self::C2sGratuite,
        Self::C2sParticipation,
    ];

    /// The word of the options and of the files: `c2s-gratuite`.
    #[must_use]
    pub const fn mot(self) -> &'static str {
        match self {
            Self::Aucun => "aucun",
            Self::Acs => "acs",
            Self::CmuC => "cmu-c",
            Self::C2sGratuite => "c2s-gratuite",
            Self::C2sParticipation => "c2s-participation",
        }
    }

    /// The right of a word.
    #[must_use]
    pub fn lire(mot: &str) -> Option<Self> {
        let cherche = sans_accent(mot.trim());
        Self::TOUS.into_iter().find(|droit| droit.mot() == cherche)
    }

    /// The name in the machine columns, which binds: `C2S avec participation`.
    #[must_use]
    pub const fn nom(self) -> &'static str {
        match self {
            Self::Aucun => "aucun",
            Self::Acs => "ACS",
            Self::CmuC => "CMU-C",
            Self::C2sGratuite => "C2S gratuite",
            Self::C2sParticipation => "C2S avec participation",
        }
    }

    /// The right in full, for a sentence.
    #[must_use]
    pub const fn en_toutes_lettres(self) -> &'static str {
        match self {
            Self::Aucun => "aucun droit",
            Self::Acs => "aide au paiement d’une complémentaire santé",
            Self::CmuC => "couverture maladie universelle complémentaire, gratuite",
            Self::C2sGratuite => "complémentaire santé solidaire, sans participation",
            Self::C2sParticipation => "complémentaire santé solidaire, avec participation",
        }
    }

    /// Whether doctors in the path of care may ask no more than the tariff, and whether the
    /// participation forfaitaire and the franchises are not due.
    #[must_use]
    pub const fn opposable(self) -> bool {
        !matches!(self, Self::Aucun)
    }

    /// Whether the right is itself a complementary cover, with its own basket of prostheses.
    #[must_use]
    pub const fn couvre(self) -> bool {
        matches!(
            self,
            Self::CmuC | Self::C2sGratuite | Self::C2sParticipation
        )
    }

    /// The right of a level of resources on a day: the C2S took over on 2019-11-01 (loi
    /// 2018-1203 art. 52).
    #[must_use]
    pub const fn du_niveau(niveau: Niveau, c2s: bool) -> Self {
        match (niveau, c2s) {
            (Niveau::Gratuit, false) => Self::CmuC,
            (Niveau::Gratuit, true) => Self::C2sGratuite,
            (Niveau::Participation, false) => Self::Acs,
            (Niveau::Participation, true) => Self::C2sParticipation,
        }
    }
}

/// A minimum social benefit that presumes a right, or whose amount is abated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Allocation {
    /// Revenu de solidarité active.
    Rsa,
    /// Allocation de solidarité aux personnes âgées.
    Aspa,
    /// Allocation supplémentaire d'invalidité.
    Asi,
    /// Allocation aux adultes handicapés.
    Aah,
    /// Allocation de solidarité spécifique.
    Ass,
    /// Contrat d'engagement jeune.
    Cej,
}

impl Allocation {
    /// Every benefit.
    pub const TOUTES: [Self; 6] = [
        Self::Rsa,
        Self::Aspa,
        Self::Asi,
        Self::Aah,
        Self::Ass,
        Self::Cej,
    ];

    /// The word of the options and of the files.
    #[must_use]
    pub const fn mot(self) -> &'static str {
        match self {
            Self::Rsa => "rsa",
            Self::Aspa => "aspa",
            Self::Asi => "asi",
            Self::Aah => "aah",
            Self::Ass => "ass",
            Self::Cej => "cej",
        }
    }

    /// The benefit of a word.
    #[must_use]
    pub fn lire(mot: &str) -> Option<Self> {
        let cherche = sans_accent(mot.trim());
        Self::TOUTES
            .into_iter()
            .find(|allocation| allocation.mot() == cherche)
    }
}

/// An amount for ages: ACS cheque a year, C2S participation or exit contract a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MontantParAge {
    /// Days on which it holds.
    pub validite: Periode,
    /// Ages on 1 January, both included.
    pub ages: (u8, u8),
    /// Whether it is that of the régime local of Alsace-Moselle.
    pub alsace_moselle: bool,
    /// The amount, in centimes.
    pub montant: Centimes,
    /// Where it was read.
    pub provenance: Provenance,
}

/// Who holds a benefit is presumed to satisfy the condition of resources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presomption {
    /// The benefit.
    pub allocation: Allocation,
    /// The level it opens.
    pub niveau: Niveau,
    /// Only for someone alone, without a child.
    pub seul: bool,
    /// Given without asking, unless refused.
    pub automatique: bool,
    /// Days on which it holds.
    pub validite: Periode,
    /// What else is required, in words.
    pub condition: String,
    /// Where it was read.
    pub provenance: Provenance,
}

/// The share of those entitled who do not claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NonRecours {
    /// Year of the estimate.
    pub annee: i16,
    /// The right.
    pub droit: Droit,
    /// Lowest and highest estimates.
    pub taux: (Taux, Taux),
    /// Where it was read.
    pub provenance: Provenance,
}

/// What a sentence about a right is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sujet {
    /// What the right changes.
    Change,
    /// Where to go.
    Ou,
    /// With which form.
    Formulaire,
    /// What to bring.
    Piece,
    /// When the answer comes.
    Delai,
    /// What to do next.
    Ensuite,
    /// What holds while one scheme replaces another.
    Transition,
}

/// A dated and sourced sentence about a right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demarche {
    /// The right; none for every one.
    pub droit: Option<Droit>,
    /// What the sentence is for.
    pub sujet: Sujet,
    /// Days on which it holds.
    pub validite: Periode,
    /// The sentence.
    pub texte: String,
    /// Where it was read.
    pub provenance: Provenance,
}

/// A kind of resource, counted or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ressource {
    /// Its name.
    pub nom: String,
    /// Whether it counts.
    pub compte: bool,
    /// Days on which the rule holds.
    pub validite: Periode,
    /// Where it was read.
    pub provenance: Provenance,
}

/// Everything known about rights.
#[derive(Clone, Debug, Default)]
pub struct Droits {
    /// Ceilings.
    pub plafonds: Plafonds,
    /// Dated rules: coefficients, RSA, housing add-on, abatements.
    pub parametres: Parametres,
    /// ACS cheques, a year.
    pub cheques: Vec<MontantParAge>,
    /// C2S participations, a month.
    pub participations: Vec<MontantParAge>,
    /// C2S exit contracts, a month.
    pub sorties: Vec<MontantParAge>,
    /// Presumed rights.
    pub presomptions: Vec<Presomption>,
    /// Non-take-up.
    pub non_recours: Vec<NonRecours>,
    /// Sentences, in the order of the file.
    pub demarches: Vec<Demarche>,
    /// What counts and what does not, in the order of the file.
    pub ressources: Vec<Ressource>,
}

impl Droits {
    /// Whether the C2S is in force.
    #[must_use]
    pub fn c2s_au(&self, date: Date) -> bool {
        self.parametres.en_vigueur("c2s", date)
    }

    /// The ACS cheque of a year for an age on 1 January.
    #[must_use]
    pub fn cheque_au(&self, date: Date, age: u8) -> Option<&MontantParAge> {
        du_jour(&self.cheques, date, age, false)
    }

    /// The C2S participation of a month for an age on 1 January.
    #[must_use]
    pub fn participation_au(
        &self,
        date: Date,
        age: u8,
        alsace_moselle: bool,
    ) -> Option<&MontantParAge> {
        du_jour(&self.participations, date, age, alsace_moselle)
    }

    /// The exit contract of a month for an age.
    #[must_use]
    pub fn sortie_au(&self, date: Date, age: u8) -> Option<&MontantParAge> {
        du_jour(&self.sorties, date, age, false)
    }

    /// The presumption of a benefit on a day.
    #[must_use]
    pub fn presomption_au(&self, allocation: Allocation, date: Date) -> Option<&Presomption> {
        self.presomptions.iter().find(|presomption| {
            presomption.allocation == allocation && presomption.validite.contient(date)
        })
    }

    /// The last estimate of non-take-up known for a right up to a year.
    #[must_use]
    pub fn non_recours_en(&self, droit: Droit, annee: i16) -> Option<&NonRecours> {
        self.non_recours
            .iter()
            .filter(|estime| estime.droit == droit && estime.annee <= annee)
            .max_by_key(|estime| estime.annee)
    }

    /// The sentences of a right on a day, in the order of the file.
    pub fn demarches_au(
        &self,
        droit: Droit,
        sujet: Sujet,
        date: Date,
    ) -> impl Iterator<Item = &Demarche> {
        self.demarches.iter().filter(move |demarche| {
            demarche.sujet == sujet
                && demarche.droit.is_none_or(|du_texte| du_texte == droit)
                && demarche.validite.contient(date)
        })
    }

    /// What counts, or what does not, on a day.
    pub fn ressources_au(&self, compte: bool, date: Date) -> impl Iterator<Item = &Ressource> {
        self.ressources.iter().filter(move |ressource| {
            ressource.compte == compte && ressource.validite.contient(date)
        })
    }
}

fn du_jour(
    montants: &[MontantParAge],
    date: Date,
    age: u8,
    alsace_moselle: bool,
) -> Option<&MontantParAge> {
    montants.iter().find(|montant| {
        montant.validite.contient(date)
            && montant.alsace_moselle == alsace_moselle
            && montant.ages.0 <= age
            && age <= montant.ages.1
    })
}

/// Chronologies of published ceilings are kept by [`Plafonds`].
type Publies = Chronologie<PlafondPublie>;

/// A ceiling printed by the administration or by those who quote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlafondPublie {
    /// The amount a year, in centimes.
    pub montant: Centimes,
    /// Where it was read.
    pub provenance: Provenance,
}
