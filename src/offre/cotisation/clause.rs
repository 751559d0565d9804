//! A clause on the premium: what it does, to whom, on what condition. Its canonical
//! spelling reads back as itself.

use super::{Qualite, Regime, Statut};
use crate::montant::{Centimes, Taux};
use std::fmt;

/// A reduction, or a part paid by the employer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// What it does.
    pub effet: Effet,
    /// To whom.
    pub cible: Cible,
    /// All must hold.
    pub conditions: Vec<Condition>,
    /// Never together with a clause that has this reason: the most favourable one is kept.
    pub non_cumulable: Option<Motif>,
}

/// What a clause does to the premium of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effet {
    /// The premium is multiplied: `-10 %` and `× 0,90` are 90 %.
    Facteur(Taux),
    /// Nothing to pay.
    Gratuit,
    /// The first months are free.
    MoisGratuits(u8),
    /// This part is paid by the employer.
    Part(Taux),
}

/// Whose premium a clause changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cible {
    /// The people.
    pub qui: Qui,
    /// Ranks among them; the eldest child is the first.
    pub rangs: Option<Rangs>,
    /// Ages of those who take it, both included.
    pub ages: Option<(u8, u8)>,
    /// Only people below this age are counted in the ranks.
    pub parmi_moins_de: Option<u8>,
    /// Only the price of the base, without options.
    pub socle: bool,
}

impl Cible {
    /// Everybody.
    pub const TOUS: Self = Self {
        qui: Qui::Tous,
        rangs: None,
        ages: None,
        parmi_moins_de: None,
        socle: false,
    };
}

/// The people of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Qui {
    /// Everybody in the contract.
    Tous,
    /// The person who takes it.
    Adherent,
    /// The other adult.
    Conjoint,
    /// Both of them, if they are two.
    Couple,
    /// Whoever is not a child.
    Adultes,
    /// Children.
    Enfants,
    /// A child in the first months of life.
    NouveauNe,
}

/// Ranks from 1, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rangs {
    /// First.
    pub de: u8,
    /// Last, or none.
    pub a: Option<u8>,
}

impl Rangs {
    pub(super) fn contient(self, rang: usize) -> bool {
        usize::from(self.de) <= rang && self.a.is_none_or(|a| rang <= usize::from(a))
    }
}

/// On what a clause depends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// At least so many people in the contract, children included, free or not.
    Assures(u8),
    /// At least so many children.
    EnfantsAuMoins(u8),
    /// An adhérent and a conjoint.
    Couple,
    /// An adult and a child.
    Famille,
    /// The person is of this scheme.
    Regime(Regime),
    /// The adhérent has this status.
    Statut(Statut),
    /// Years in the contract, from 1.
    Annees(Rangs),
}

/// A reason for a clause, as « non cumulable … » names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the French words say it")]
pub enum Motif {
    Tns,
    TnsCreateur,
    AlsaceMoselle,
    Couple,
    Famille,
}

impl Clause {
    pub(super) fn a_pour_motif(&self, motif: Motif) -> bool {
        let condition = match motif {
            Motif::Tns => Condition::Statut(Statut::Tns),
            Motif::TnsCreateur => Condition::Statut(Statut::TnsCreateur),
            Motif::AlsaceMoselle => Condition::Regime(Regime::AlsaceMoselle),
            Motif::Couple => Condition::Couple,
            Motif::Famille => Condition::Famille,
        };
        self.conditions.contains(&condition)
            || (motif == Motif::Couple && self.cible.qui == Qui::Couple)
    }

    /// What is left of the whole premium: the smaller, the more favourable.
    pub(super) fn faveur(&self) -> Taux {
        match self.effet {
            Effet::Facteur(taux) => taux,
            Effet::Gratuit => Taux::ZERO,
            Effet::MoisGratuits(_) | Effet::Part(_) => Taux::UN,
        }
    }

    /// Whether the clause is about people of this scheme.
    #[must_use]
    pub fn depend_du_regime(&self, regime: Regime) -> bool {
        self.conditions.contains(&Condition::Regime(regime))
    }
}

impl Effet {
    /// A price after the clause, rounded half up to the centime.
    pub(super) fn applique(self, prix: Centimes) -> Centimes {
        match self {
            Self::Facteur(taux) => prix.fois(taux),
            Self::Gratuit => Centimes::ZERO,
            Self::MoisGratuits(_) | Self::Part(_) => prix,
        }
    }
}

impl Qui {
    pub(super) fn contient(self, qualite: Qualite) -> bool {
        match self {
            Self::Tous => true,
            Self::Adherent => qualite == Qualite::Adherent,
            Self::Conjoint => qualite == Qualite::Conjoint,
            Self::Couple => matches!(qualite, Qualite::Adherent | Qualite::Conjoint),
            Self::Adultes => qualite != Qualite::Enfant,
            Self::Enfants | Self::NouveauNe => qualite == Qualite::Enfant,
        }
    }

    fn mot(self) -> &'static str {
        match self {
            Self::Tous => "tous",
            Self::Adherent => "adhérent",
            Self::Conjoint => "conjoint",
            Self::Couple => "couple",
            Self::Adultes => "adultes",
            Self::Enfants => "enfant",
            Self::NouveauNe => "nouveau-né",
        }
    }
}

impl fmt::Display for Effet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Facteur(taux) if *taux <= Taux::UN => {
                write!(f, "-{}\u{a0}%", Taux::UN.moins(*taux).points())
            }
            Self::Facteur(taux) if taux.valeur() % 1_000_000 == 0 => {
                write!(f, "× {}", taux.valeur() / 1_000_000)
            }
            Self::Facteur(taux) => {
                let (entier, reste) = (taux.valeur() / 1_000_000, taux.valeur() % 1_000_000);
                let decimales = format!("{reste:06}");
                write!(f, "× {entier},{}", decimales.trim_end_matches('0'))
            }
            Self::Gratuit => f.write_str("gratuit"),
            Self::MoisGratuits(mois) => write!(f, "gratuit {mois} mois"),
            Self::Part(taux) => write!(f, "{taux}"),
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Assures(nombre) => write!(f, "dès {nombre} assurés"),
            Self::EnfantsAuMoins(nombre) => write!(f, "dès {nombre} enfants"),
            Self::Couple => f.write_str("si couple"),
            Self::Famille => f.write_str("si famille"),
            Self::Regime(Regime::General) => f.write_str("régime général"),
            Self::Regime(Regime::AlsaceMoselle) => f.write_str("Alsace-Moselle"),
            Self::Statut(Statut::Salarie) => f.write_str("salarié"),
            Self::Statut(Statut::Tns) => f.write_str("TNS"),
            Self::Statut(Statut::TnsCreateur) => f.write_str("TNS créateur"),
            Self::Annees(Rangs { de, a: Some(a) }) if de == a => write!(f, "année {de}"),
            Self::Annees(Rangs { de, a: Some(a) }) => write!(f, "années {de} à {a}"),
            Self::Annees(Rangs { de, a: None }) => write!(f, "année {de} et suivantes"),
        }
    }
}

impl fmt::Display for Motif {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tns => "TNS",
            Self::TnsCreateur => "TNS créateur",
            Self::AlsaceMoselle => "Alsace-Moselle",
            Self::Couple => "couple",
            Self::Famille => "famille",
        })
    }
}

impl fmt::Display for Rangs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ordinal = |rang: u8| {
            if rang == 1 {
                "1er".to_owned()
            } else {
                format!("{rang}e")
            }
        };
        match self.a {
            None => write!(f, "{} et suivants", ordinal(self.de)),
            Some(a) if a == self.de => f.write_str(&ordinal(a)),
            Some(a) => write!(f, "{} au {}", ordinal(self.de), ordinal(a)),
        }
    }
}

/// `-10 % : enfant, 3e et suivants, moins de 20 ans`: the canonical spelling.
impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut mentions = Vec::new();
        let Cible {
            qui,
            rangs,
            ages,
            parmi_moins_de,
            socle,
        } = self.cible;
        if qui != Qui::Tous {
            mentions.push(qui.mot().to_owned());
        }
        mentions.extend(rangs.map(|rangs| rangs.to_string()));
        mentions.extend(ages.map(|ages| match ages {
            (0, a) => format!("moins de {} ans", u16::from(a) + 1),
            (de, 127) => format!("{de} ans et plus"),
            (de, a) => format!("{de} à {a} ans"),
        }));
        mentions.extend(parmi_moins_de.map(|age| format!("parmi les moins de {age} ans")));
        mentions.extend(socle.then(|| "socle".to_owned()));
        mentions.extend(self.conditions.iter().map(ToString::to_string));
        mentions.extend(
            self.non_cumulable
                .map(|motif| format!("non cumulable {motif}")),
        );
        if mentions.is_empty() {
            mentions.push(Qui::Tous.mot().to_owned());
        }
        write!(f, "{}\u{a0}: {}", self.effet, mentions.join(", "))
    }
}
