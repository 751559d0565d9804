//! What the law lets a contrat responsable pay: at least, at most, with the article
//! (L. 871-1, R. 871-1 and R. 871-2 of the code de la sécurité sociale).

use super::prestation::Prestation;
use crate::montant::{Centimes, Taux};
use crate::reglementation::{Nature, PanierSante, PosteId, Reglementation, Secteur};
use jiff::civil::Date;

/// Legal bounds of the contract's part for one act, in centimes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Encadrement {
    /// Whether the contract is responsable at all.
    pub(super) responsable: bool,
    /// At least this.
    pub(super) minimum: Centimes,
    /// The article that says so.
    pub(super) article_minimum: &'static str,
    /// At least this once the ticket modérateur is exceeded (class B glasses).
    pub(super) minimum_au_dela: Centimes,
    /// At most this.
    pub(super) maximum: Option<Centimes>,
    /// The article that says so.
    pub(super) article_maximum: &'static str,
    /// At most this for the frame of class B glasses seen whole.
    pub(super) monture_max: Option<Centimes>,
}

impl Encadrement {
    /// A contract that is not responsable: no bounds.
    pub(super) const LIBRE: Self = Self {
        responsable: false,
        monture_max: None,
        minimum: Centimes::ZERO,
        article_minimum: "",
        minimum_au_dela: Centimes::ZERO,
        maximum: None,
        article_maximum: "",
    };
}

/// What pays the ticket modérateur.
pub(super) const ARTICLE_TM: &str = "R. 871-2, 1° : ticket modérateur";
/// What pays the charges of hospitals.
pub(super) const ARTICLE_FORFAITS: &str =
    "R. 871-2, 2° : forfaits hospitaliers à leur montant du jour";
/// What pays the baskets without reste à charge.
pub(super) const ARTICLE_100_SANTE: &str =
    "R. 871-2 : 100 % Santé dans la limite du prix limite de vente";
/// What raises a pair of class B glasses.
pub(super) const ARTICLE_MINIMUM_OPTIQUE: &str = "R. 871-2, 3° : minimum par équipement d’optique";
/// What caps a pair of class B glasses.
pub(super) const ARTICLE_PLAFOND_OPTIQUE: &str = "R. 871-2, 3° : plafond par équipement d’optique";
/// What caps a frame.
pub(super) const ARTICLE_MONTURE: &str = "R. 871-2, 3° : plafond de la monture";
/// What caps what is paid above the tariff of a doctor out of the OPTAM.
pub(super) const ARTICLE_NON_OPTAM: &str = "R. 871-2, 1° : dépassement d’un médecin hors OPTAM";
/// What caps a hearing aid.
pub(super) const ARTICLE_AUDIO: &str = "R. 871-2, 4° : plafond par aide auditive, AMO comprise";

/// Nodes whose ticket modérateur a contrat responsable may leave (R. 871-2: medicines at
/// 30 and 15 %, homeopathy, cures).
const TM_FACULTATIF: [&str; 4] = [
    "soins-courants/medicaments/modere",
    "soins-courants/medicaments/faible",
    "soins-courants/medicaments/homeopathie",
    "cure",
];

/// The law of an act, whatever its price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RegleLegale {
    /// The ticket modérateur is due.
    du: bool,
    forfait: bool,
    maximum: Maximum,
    /// The basket without reste à charge is due.
    cent_pour_cent: bool,
}

/// At most this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Maximum {
    Aucun,
    /// The ticket modérateur and this part of the base.
    Depassement(Taux),
    TicketModerateur,
    /// This, what the social security pays included.
    AmoComprise(Centimes),
    Monture(Option<Centimes>),
}

impl RegleLegale {
    /// The law of an act; the rules of the contract are those of its last renewal.
    #[must_use]
    pub(super) fn de(
        reglementation: &Reglementation,
        prestation: &Prestation,
        echeance: Date,
    ) -> Self {
        let acte = reglementation.acte(prestation.acte);
        let sous = |chemin: &str| est_sous(reglementation, acte.poste, chemin);
        let parcours = !prestation.hors_parcours;
        let du_par_la_loi = match prestation.nature {
            Nature::HorsNomenclature => false,
            Nature::ForfaitLegal => {
                !sous("hospitalisation/urgences")
                    || reglementation
                        .parametres
                        .en_vigueur("responsable.forfait-urgences", echeance)
            }
            Nature::Nomenclature => !TM_FACULTATIF.iter().any(|chemin| sous(chemin)),
        };
        let forfait = prestation.nature == Nature::ForfaitLegal;
        Self {
            // les forfaits hospitaliers sont dus que le parcours soit respecté ou non
            du: du_par_la_loi && (parcours || forfait),
            forfait,
            maximum: maximum(reglementation, prestation, parcours, echeance),
            cent_pour_cent: cent_pour_cent_du(reglementation, prestation, acte.poste, echeance),
        }
    }

    /// The bounds that it sets at the price of an act.
    #[must_use]
    pub(super) fn bornes(&self, prestation: &Prestation) -> Encadrement {
        let mut bornes = Encadrement {
            responsable: true,
            article_minimum: ARTICLE_TM,
            ..Encadrement::LIBRE
        };
        if self.du {
            bornes.minimum = prestation.tm;
            if self.forfait {
                bornes.article_minimum = ARTICLE_FORFAITS;
            }
        }
        let (maximum, article) = match self.maximum {
            Maximum::Aucun => (None, Encadrement::LIBRE.article_maximum),
            Maximum::Depassement(taux) => {
                let maximum = prestation.tm + prestation.base.fois(taux);
                (Some(maximum), ARTICLE_NON_OPTAM)
            }
            Maximum::TicketModerateur => (
                Some(prestation.tm),
                "L. 871-1 : hors parcours, le ticket modérateur seul",
            ),
            Maximum::AmoComprise(plafond) => (
                Some((plafond - prestation.amo_brut).positif()),
                ARTICLE_AUDIO,
            ),
            Maximum::Monture(maximum) => (maximum, ARTICLE_MONTURE),
        };
        bornes.maximum = maximum;
        bornes.article_maximum = article;
        if self.cent_pour_cent {
            let limite = prestation
                .plv
                .map_or(prestation.depense, |plv| plv.min(prestation.depense));
            let du = (limite - prestation.amo_brut).positif();
            bornes.minimum = bornes.minimum.max(du);
            bornes.article_minimum = ARTICLE_100_SANTE;
            bornes.maximum = Some(du);
            bornes.article_maximum = bornes.article_minimum;
        }
        bornes
    }
}

/// Legal bounds of an act; the rules of the contract are those of its last renewal.
#[must_use]
pub(super) fn encadrement(
    reglementation: &Reglementation,
    prestation: &Prestation,
    echeance: Date,
) -> Encadrement {
    let mut bornes = RegleLegale::de(reglementation, prestation, echeance).bornes(prestation);
    let acte = reglementation.acte(prestation.acte);
    let sous = |chemin: &str| est_sous(reglementation, acte.poste, chemin);
    let tarif_libre = sous("optique/classe-b") || sous("optique/avant-2020");
    if prestation.reste_monture.is_some() && tarif_libre {
        let (minimum, maximum) = optique(reglementation, prestation, echeance);
        bornes.minimum_au_dela = minimum;
        bornes.article_minimum = ARTICLE_MINIMUM_OPTIQUE;
        bornes.maximum = maximum;
        bornes.article_maximum = ARTICLE_PLAFOND_OPTIQUE;
        bornes.monture_max = reglementation
            .parametres
            .montant("responsable.optique.monture.max", echeance);
    }
    bornes
}

/// Legal minimum and maximum of a pair of class B glasses, by letter; in a mixed equipment,
/// less the cost of its class A elements. Whether they count the part of the social security
/// is read both ways: a cell is only brought back when it breaks the bound in each reading,
/// so the minimum counts it (« 200 €, sécurité sociale incluse » meets it), the maximum not.
#[must_use]
pub(super) fn optique(
    reglementation: &Reglementation,
    prestation: &Prestation,
    echeance: Date,
) -> (Centimes, Option<Centimes>) {
    let Some(paire) = prestation.paire else {
        return (Centimes::ZERO, None);
    };
    let parametre = |bout: &str| {
        let nom = format!("responsable.optique.{}.{bout}", paire.lettre());
        reglementation.parametres.montant(&nom, echeance)
    };
    let deduit = |montant: Centimes| (montant - prestation.deduction).positif();
    (
        parametre("min")
            .map(|minimum| (deduit(minimum) - prestation.amo_brut).positif())
            .unwrap_or_default(),
        parametre("max").map(deduit),
    )
}

fn maximum(
    reglementation: &Reglementation,
    prestation: &Prestation,
    parcours: bool,
    echeance: Date,
) -> Maximum {
    let acte = reglementation.acte(prestation.acte);
    let sous = |chemin: &str| est_sous(reglementation, acte.poste, chemin);
    let parametres = &reglementation.parametres;
    let medecin = acte.a_un_secteur() && prestation.nature == Nature::Nomenclature;
    let hors_optam = matches!(
        prestation.secteur,
        Secteur::NonOptam | Secteur::NonConventionne
    );
    if medecin && hors_optam {
        let taux = parametres.taux("responsable.non-optam.depassement-max", echeance);
        taux.map_or(Maximum::Aucun, Maximum::Depassement)
    } else if medecin && !parcours {
        Maximum::TicketModerateur
    } else if sous("aides-auditives/classe-2") {
        let plafond = parametres.montant("responsable.audio.max", echeance);
        plafond.map_or(Maximum::Aucun, Maximum::AmoComprise)
    } else if sous("optique/classe-b/monture") || sous("optique/avant-2020/monture") {
        Maximum::Monture(parametres.montant("responsable.optique.monture.max", echeance))
    } else {
        Maximum::Aucun
    }
}

fn cent_pour_cent_du(
    reglementation: &Reglementation,
    prestation: &Prestation,
    poste: PosteId,
    echeance: Date,
) -> bool {
    if prestation.panier != PanierSante::CentPourCent {
        return false;
    }
    let sous = |chemin: &str| est_sous(reglementation, poste, chemin);
    let regle = if sous("optique") {
        "responsable.100-sante.optique"
    } else if sous("aides-auditives") {
        "responsable.100-sante.audio"
    } else if sous("dentaire/protheses/amovibles") {
        "responsable.100-sante.dentaire-amovible"
    } else {
        "responsable.100-sante.dentaire"
    };
    reglementation.parametres.en_vigueur(regle, echeance)
}

/// Whether a poste hangs below the node of this path.
fn est_sous(reglementation: &Reglementation, poste: PosteId, chemin: &str) -> bool {
    let ecrit = &reglementation.postes.poste(poste).chemin;
    ecrit == chemin
        || ecrit
            .strip_prefix(chemin)
            .is_some_and(|reste| reste.starts_with('/'))
}
