//! What must be said beside a right.

/// A flag on a right: a doubt, an assumption, a rule that changed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Drapeau {
    /// Within 2 € of a computed or doubtful ceiling.
    AConfirmer,
    /// Another reading of the housing add-on gives another right.
    ForfaitAConfirmer,
    /// Housing aid of unknown amount: its cap was added.
    AideInconnue,
    /// A ceiling was computed, no published table giving it.
    PlafondCalcule,
    /// A ceiling is doubtful at its source.
    PlafondDouteux,
    /// An abatement is doubtful at its source.
    AbattementDouteux,
    /// The right is presumed from a benefit.
    Presomption,
    /// Someone alone under 25 must meet the conditions of an own demand.
    DemandeAutonome,
    /// An age is the first of its band: a birthday after 1 January gives the band below.
    AgeDeSeuil,
    /// Ages are missing: no cheque, no participation.
    AgeInconnu,
    /// The amount is doubtful at its source.
    MontantDouteux,
    /// Mayotte had neither CMU-C nor ACS, nor the C2S before 2024.
    Mayotte,
}

impl Drapeau {
    /// The stable word of the machine formats.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AConfirmer => "a-confirmer-par-la-caisse",
            Self::ForfaitAConfirmer => "forfait-logement-a-confirmer",
            Self::AideInconnue => "aide-au-logement-inconnue",
            Self::PlafondCalcule => "plafond-calcule",
            Self::PlafondDouteux => "plafond-douteux",
            Self::AbattementDouteux => "abattement-douteux",
            Self::Presomption => "droit-presume",
            Self::DemandeAutonome => "demande-autonome",
            Self::AgeDeSeuil => "age-de-seuil",
            Self::AgeInconnu => "age-inconnu",
            Self::MontantDouteux => "montant-douteux",
            Self::Mayotte => "mayotte",
        }
    }

    /// The sentence shown to people.
    #[must_use]
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::AConfirmer => {
                "à confirmer par la caisse : les ressources sont à moins de 2\u{a0}€ d’un plafond calculé ou douteux"
            }
            Self::ForfaitAConfirmer => {
                "à confirmer par la caisse : selon le montant retenu pour le logement, le droit n’est pas le même"
            }
            Self::AideInconnue => {
                "aide au logement de montant inconnu : son maximum est ajouté (donnez --aide-logement)"
            }
            Self::PlafondCalcule => {
                "plafond calculé d’après la loi, aucun tableau publié ne le donne : 1 ou 2\u{a0}€ d’écart possibles"
            }
            Self::PlafondDouteux => "plafond à confirmer (source douteuse)",
            Self::AbattementDouteux => "abattement à confirmer (source ancienne ou douteuse)",
            Self::Presomption => "droit présumé d’après une allocation, sans examen des ressources",
            Self::DemandeAutonome => {
                "avant 25 ans, une demande à part suppose de ne pas vivre chez ses parents, de déclarer ses revenus soi-même et de ne pas recevoir d’eux une pension déduite ; ou d’avoir un enfant, ou le RSA"
            }
            Self::AgeDeSeuil => {
                "l’âge compte au 1er janvier : si l’anniversaire tombe après, c’est le montant de l’âge d’avant"
            }
            Self::AgeInconnu => "montants inconnus sans les âges (donnez --age pour chacun)",
            Self::MontantDouteux => "montant à confirmer (date d’effet de mémoire)",
            Self::Mayotte => "à Mayotte, ni CMU-C ni ACS ; la C2S depuis le 01/01/2024 seulement",
        }
    }
}
