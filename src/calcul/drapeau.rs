//! What must be said beside a figure.

/// A flag on a figure: a doubt, an assumption, a rule that changed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Drapeau {
    /// Opposable tariff: the price was brought to the base.
    TarifOpposable,
    /// The price was brought to the highest one for someone who holds a right.
    PrixDuDroit,
    /// The tariff of the act is doubtful at its source.
    TarifDouteux,
    /// The price is a typical one.
    PrixType,
    /// The base was computed from the price.
    BaseCalculee,
    /// The price exceeds the limit of the 100 % Santé.
    PrixAuDessusDeLaLimite,
    /// Alsace-Moselle: no source gives the local rate of an act.
    RegimeLocalInconnu,
    /// A stay beyond thirty days: the 100 % from day 31 is not modelled.
    SejourLong,
    /// A cell or a header has several readings.
    GarantieAmbigue,
    /// The contract is known only in part.
    GarantieInconnue,
    /// A delay at the beginning of the contract may reduce the payment.
    DelaiPossible,
    /// Too many unknowns: wide bounds.
    BornesLarges,
    /// The legal minimum of a contrat responsable was applied.
    MinimumLegal,
    /// The legal maximum of a contrat responsable was applied.
    MaximumLegal,
    /// A contract without the duties of a contrat responsable.
    NonResponsable,
    /// Premium known by zone, zone unknown: ranked at the dearest.
    ZoneInconnue,
    /// Premium doubtful at its source.
    CotisationDouteuse,
    /// Premium not published.
    CotisationNonPubliee,
    /// Premium known, but not for this age.
    AgeHorsGrille,
    /// Premium known, but not for this scheme.
    RegimeHorsGrille,
    /// The basket holds assumptions.
    PanierHypothese,
}

impl Drapeau {
    /// The stable word written in the machine formats.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TarifOpposable => "tarif-opposable",
            Self::PrixDuDroit => "prix-du-droit",
            Self::TarifDouteux => "tarif-douteux",
            Self::PrixType => "prix-type",
            Self::BaseCalculee => "base-calculee",
            Self::PrixAuDessusDeLaLimite => "prix-au-dessus-de-la-limite",
            Self::RegimeLocalInconnu => "regime-local-inconnu",
            Self::SejourLong => "sejour-long",
            Self::GarantieAmbigue => "garantie-ambigue",
            Self::GarantieInconnue => "garantie-inconnue",
            Self::DelaiPossible => "delai-possible",
            Self::BornesLarges => "bornes-larges",
            Self::MinimumLegal => "minimum-legal",
            Self::MaximumLegal => "maximum-legal",
            Self::NonResponsable => "non-responsable",
            Self::ZoneInconnue => "zone-inconnue",
            Self::CotisationDouteuse => "cotisation-douteuse",
            Self::CotisationNonPubliee => "cotisation-non-publiee",
            Self::AgeHorsGrille => "age-hors-grille",
            Self::RegimeHorsGrille => "regime-hors-grille",
            Self::PanierHypothese => "panier-hypothese",
        }
    }

    /// The sentence shown to people.
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Self::TarifOpposable => {
                "tarif opposable : le médecin ne peut pas demander plus que la base"
            }
            Self::PrixDuDroit => {
                "prix limite du droit : le professionnel ne peut pas demander plus"
            }
            Self::TarifDouteux => "base ou taux d’un acte à confirmer (source douteuse)",
            Self::PrixType => "prix type : le prix n’a pas été donné",
            Self::BaseCalculee => "base de remboursement calculée d’après le prix",
            Self::PrixAuDessusDeLaLimite => {
                "prix au-dessus de la limite du 100\u{a0}% Santé : le professionnel n’en a pas le droit"
            }
            Self::RegimeLocalInconnu => {
                "taux du régime local non trouvé pour un acte : compté au taux du régime général"
            }
            Self::SejourLong => {
                "séjour de plus de 30 jours : le passage à 100\u{a0}% au 31e jour n’est pas calculé"
            }
            Self::GarantieAmbigue => "clause à deux lectures : la moins favorable est retenue",
            Self::GarantieInconnue => {
                "contrat connu en partie : les lignes absentes sont comptées non couvertes"
            }
            Self::DelaiPossible => {
                "délai au début du contrat : un soin fait pendant ce délai laisse plus à payer (haut de la fourchette)"
            }
            Self::BornesLarges => "bornes larges : trop d’inconnues",
            Self::MinimumLegal => "minimum légal du contrat responsable appliqué",
            Self::MaximumLegal => "maximum légal du contrat responsable appliqué",
            Self::NonResponsable => {
                "contrat non responsable : ni 100\u{a0}% Santé ni minimum légal"
            }
            Self::ZoneInconnue => {
                "cotisation selon la zone : classée à la plus chère (donnez --departement)"
            }
            Self::CotisationDouteuse => "cotisation à confirmer (hypothèse ou source douteuse)",
            Self::CotisationNonPubliee => "cotisation non publiée",
            Self::AgeHorsGrille => "âge hors de la grille de cotisations",
            Self::RegimeHorsGrille => "régime hors de la grille de cotisations",
            Self::PanierHypothese => "quantités ou prix du panier : hypothèses",
        }
    }
}
