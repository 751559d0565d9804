//! A register without names: one row per appointment.

use crate::reglementation::droits::Droit;
use jiff::civil::Date;

/// The rows of a register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registre {
    /// One per appointment, in the order of the file.
    pub passages: Vec<Passage>,
}

impl Registre {
    /// The years of the rows, each once, in order.
    #[must_use]
    pub fn annees(&self) -> Vec<i16> {
        let mut annees: Vec<i16> = self.passages.iter().map(|p| p.date.year()).collect();
        annees.sort_unstable();
        annees.dedup();
        annees
    }
}

/// An appointment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its day.
    pub date: Date,
    /// Where.
    pub lieu: String,
    /// Who came and for what; none when nobody came.
    pub venue: Option<Venue>,
}

/// What is known of somebody who came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Venue {
    /// What the person does.
    pub profil: Profil,
    /// What the person came for.
    pub motif: Motif,
    /// The right that was spotted.
    pub droit: Reperage,
    /// What came of it.
    pub suite: Suite,
}

impl Passage {
    /// Whether somebody came.
    #[must_use]
    pub const fn recue(&self) -> bool {
        self.venue.is_some()
    }
}

/// A closed vocabulary of a column: the word of the file, the words of the report.
macro_rules! vocabulaire {
    ($(#[$doc:meta])* $nom:ident { $($variante:ident $mot:literal $libelle:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $nom {
            $(
                #[doc = $libelle]
                $variante,
            )+
        }

        impl $nom {
            /// Every word, in the order of the report.
            pub const TOUS: &'static [Self] = &[$(Self::$variante,)+];

            /// The word of the register.
            #[must_use]
            pub const fn mot(self) -> &'static str {
                match self { $(Self::$variante => $mot,)+ }
            }

            /// The words of the report.
            #[must_use]
            pub const fn libelle(self) -> &'static str {
                match self { $(Self::$variante => $libelle,)+ }
            }
        }
    };
}

vocabulaire! {
    /// What a person does.
    Profil {
        Actif "actif" "En emploi",
        SansEmploi "sans-emploi" "Sans emploi",
        Etudiant "etudiant" "En études ou en formation",
        Retraite "retraite" "À la retraite",
        Autre "autre" "Autre situation",
    }
}

vocabulaire! {
    /// What a person came for.
    Motif {
        SansMutuelle "sans-mutuelle" "N’a pas de mutuelle",
        Contrat "contrat" "Comprendre ou vérifier son contrat",
        Budget "budget" "Sa mutuelle coûte trop cher",
        Droits "droits" "Connaître ses droits",
        Soins "soins" "Des soins à payer",
        Autre "autre" "Autre demande",
    }
}

vocabulaire! {
    /// What came of an appointment.
    Suite {
        Changement "changement" "Accompagnée dans un changement de mutuelle",
        Adhesion "adhesion" "Accompagnée dans une première adhésion",
        Demande "demande" "Demande de droit déposée",
        Garde "garde" "Garde son contrat",
        Orientation "orientation" "Orientée vers un autre service",
        EnCours "en-cours" "En cours",
        Aucune "aucune" "Sans suite",
    }
}

/// The right that was spotted for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reperage {
    /// A right of the law, or none.
    Droit(Droit),
    /// An exceptional aid of the caisse.
    Exceptionnelle,
    /// Not looked at.
    NonExamine,
}

impl Reperage {
    /// Every answer, in the order of the report.
    pub const TOUS: [Self; 7] = [
        Self::Droit(Droit::CmuC),
        Self::Droit(Droit::Acs),
        Self::Droit(Droit::C2sGratuite),
        Self::Droit(Droit::C2sParticipation),
        Self::Exceptionnelle,
        Self::Droit(Droit::Aucun),
        Self::NonExamine,
    ];

    /// Whether a right or an aid was spotted.
    #[must_use]
    pub const fn en_est_un(self) -> bool {
        !matches!(self, Self::Droit(Droit::Aucun) | Self::NonExamine)
    }

    /// The word of the register.
    #[must_use]
    pub const fn mot(self) -> &'static str {
        match self {
            Self::Droit(droit) => droit.mot(),
            Self::Exceptionnelle => "aide-exceptionnelle",
            Self::NonExamine => "non-examine",
        }
    }

    /// The words of the report.
    #[must_use]
    pub const fn libelle(self) -> &'static str {
        match self {
            Self::Droit(Droit::Aucun) => "Aucun droit repéré",
            Self::Droit(droit) => droit.nom(),
            Self::Exceptionnelle => "Aide exceptionnelle de la caisse",
            Self::NonExamine => "Droits non examinés",
        }
    }
}
