//! Which right a household has on a day: resources less abatements, plus the housing
//! add-on, against the two ceilings of its size and zone; or a benefit that presumes it.
//! CMU-C and ACS until 2019-10-31, C2S after.

mod base;
mod drapeau;
mod etape;
mod foyer;
mod montants;

pub use base::periode_de_reference;
pub use drapeau::Drapeau;
pub use etape::{Etape, Quoi};
pub use foyer::{Foyer, FoyerInvalide, Logement, Membre, Role};
pub use montants::{ParMembre, aide_plafonnee};

use crate::montant::Centimes;
use crate::reglementation::Periode;
use crate::reglementation::droits::{
    Allocation, Droit, Droits, Niveau, Plafond, PlafondInconnu, Presomption, Zone,
};
use base::Base;
use jiff::civil::Date;
use thiserror::Error;

/// First day for which rights are studied.
pub const PREMIER_JOUR: Date = jiff::civil::date(2015, 1, 1);
/// Around an uncertain ceiling, the caisse is asked.
const MARGE: Centimes = Centimes::euros(2);

/// Where the person is sent, as the field does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Orientation {
    /// To the caisse: CMU-C, C2S.
    Caisse,
    /// To the caisse, where the right should already be open (RSA from 2022).
    Automatique,
    /// To the caisse, then to a labelled offer: ACS.
    CaissePuisLabellisees,
    /// To solidarity offers, and to the exceptional aid of the CPAM.
    OffresSolidaires,
}

impl Orientation {
    /// The stable word of the machine formats.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Caisse => "caisse",
            Self::Automatique => "caisse-attribution-automatique",
            Self::CaissePuisLabellisees => "caisse-puis-offres-labellisees",
            Self::OffresSolidaires => "offres-solidaires-et-aide-exceptionnelle",
        }
    }
}

/// By which way the right is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Voie {
    /// Resources under the ceiling.
    Ressources,
    /// A benefit presumes it.
    Presomption(Presomption),
}

/// The right of a household, with everything that led to it. Amounts in centimes, a year
/// unless said.
#[derive(Clone, Debug)]
pub struct Etude {
    /// Day of the demand.
    pub date: Date,
    /// Number of people of the household.
    pub personnes: usize,
    /// Whose months the resources are counted over.
    pub periode: Periode,
    /// Resources counted, abatements taken; none when a benefit makes them useless.
    pub ressources: Option<Centimes>,
    /// What housing adds.
    pub forfait_logement: Centimes,
    /// Resources compared with the ceilings.
    pub base: Option<Centimes>,
    /// Ceiling of the free right.
    pub plafond_gratuit: Plafond,
    /// Ceiling of the right with participation (or with a cheque).
    pub plafond_participation: Plafond,
    /// The right.
    pub droit: Droit,
    /// How it is held.
    pub voie: Voie,
    /// The right that the same household would have without the housing add-on.
    pub droit_sans_forfait: Droit,
    /// Sum of the ACS cheques before any premium caps it; none without the ages.
    pub aide_annuelle: Option<Centimes>,
    /// C2S participation of a month; none without the ages.
    pub participation_mensuelle: Option<Centimes>,
    /// Exit contract of a month, for a C2S that ends; none without the ages.
    pub sortie_mensuelle: Option<Centimes>,
    /// Cheque or participation of each member.
    pub par_membre: Vec<ParMembre>,
    /// Where to go.
    pub orientation: Orientation,
    /// How the base was found.
    pub etapes: Vec<Etape>,
    /// What must be said.
    pub drapeaux: Vec<Drapeau>,
}

impl Etude {
    /// The base less a ceiling: positive above it.
    #[must_use]
    pub fn ecart(&self, plafond: &Plafond) -> Option<Centimes> {
        Some(self.base? - plafond.montant)
    }
}

/// Why a right cannot be studied.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum EtudeImpossible {
    /// Before the first day.
    #[error("aucun droit n’est étudié avant le {} : le {} est trop tôt", crate::texte::jour(PREMIER_JOUR), crate::texte::jour(*.0))]
    TropTot(Date),
    /// After the last known ceiling: nothing is extrapolated.
    #[error("aucun plafond de ressources connu au {}{} : rien n’est prolongé au-delà", crate::texte::jour(*date), dernier(*fin))]
    SansPlafond {
        /// The day asked for.
        date: Date,
        /// Last day of the last ceiling.
        fin: Option<Date>,
    },
    /// What is wrong with the household.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Foyer(Vec<FoyerInvalide>),
    /// The data lack a rule that the computation needs.
    #[error("les données n’ont pas la règle `{0}` à cette date (droits/parametres.csv)")]
    RegleAbsente(&'static str),
}

fn dernier(fin: Option<Date>) -> String {
    fin.map_or_else(String::new, |fin| {
        format!(
            " (les derniers valent jusqu’au {})",
            crate::texte::jour(fin)
        )
    })
}

/// Last day for which a ceiling is known.
#[must_use]
pub fn dernier_jour(droits: &Droits) -> Option<Date> {
    let bases = droits
        .parametres
        .iter()
        .find(|(nom, _)| *nom == "plafond.base");
    let fins = bases.into_iter().flat_map(|(_, valeurs)| valeurs.iter());
    fins.filter_map(|(periode, _)| periode.au).max()
}

/// Whether rights can be studied on a day.
///
/// # Errors
/// When the day is before the first one or after the last known ceiling.
pub fn controler_date(droits: &Droits, date: Date) -> Result<(), EtudeImpossible> {
    if date < PREMIER_JOUR {
        return Err(EtudeImpossible::TropTot(date));
    }
    if droits.parametres.au("plafond.base", date).is_none() {
        let fin = dernier_jour(droits);
        return Err(EtudeImpossible::SansPlafond { date, fin });
    }
    Ok(())
}

/// Studies the right of a household on a day.
///
/// # Errors
/// When the day has no known ceiling, or when the household is not one.
pub fn etudier(droits: &Droits, foyer: &Foyer, date: Date) -> Result<Etude, EtudeImpossible> {
    controler_date(droits, date)?;
    let presomption = presomption(droits, foyer, date);
    let mut fautes = foyer.fautes(droits, date);
    if foyer.ressources.is_none() && presomption.is_none() {
        fautes.push(FoyerInvalide::SansRessources);
    }
    if !fautes.is_empty() {
        return Err(EtudeImpossible::Foyer(fautes));
    }
    let parts = foyer.parts();
    let plafond = |niveau| {
        droits
            .plafonds
            .au(&droits.parametres, niveau, foyer.zone, &parts, date)
            .map_err(|inconnu| match inconnu {
                PlafondInconnu::Regle(nom) => EtudeImpossible::RegleAbsente(nom),
                PlafondInconnu::Date => EtudeImpossible::SansPlafond {
                    date,
                    fin: dernier_jour(droits),
                },
            })
    };
    let plafonds = Deux {
        gratuit: plafond(Niveau::Gratuit)?,
        participation: plafond(Niveau::Participation)?,
    };
    let base = Base::de(droits, foyer, date)?;
    Ok(decider(droits, foyer, date, &base, plafonds, presomption))
}

/// The two ceilings of a household.
struct Deux {
    gratuit: Plafond,
    participation: Plafond,
}

impl Deux {
    fn niveau(&self, base: Centimes) -> Option<Niveau> {
        if base <= self.gratuit.montant {
            Some(Niveau::Gratuit)
        } else if base <= self.participation.montant {
            Some(Niveau::Participation)
        } else {
            None
        }
    }

    /// Whether the base is so near an uncertain ceiling that the caisse must be asked.
    fn tout_pres(&self, base: Centimes) -> bool {
        [&self.gratuit, &self.participation]
            .into_iter()
            .any(|plafond| {
                let ecart = base - plafond.montant;
                plafond.incertain() && ecart <= MARGE && -ecart <= MARGE
            })
    }
}

/// The best presumption of the benefits held.
fn presomption<'d>(droits: &'d Droits, foyer: &Foyer, date: Date) -> Option<&'d Presomption> {
    let presomptions = foyer
        .allocations
        .iter()
        .filter_map(|allocation| droits.presomption_au(*allocation, date))
        .filter(|presomption| !presomption.seul || foyer.membres.len() == 1);
    presomptions.min_by_key(|presomption| presomption.niveau)
}

fn decider(
    droits: &Droits,
    foyer: &Foyer,
    date: Date,
    base: &Base,
    plafonds: Deux,
    presomption: Option<&Presomption>,
) -> Etude {
    let c2s = droits.c2s_au(date);
    let hors_champ =
        foyer.zone == Zone::Mayotte && !droits.parametres.en_vigueur("c2s.mayotte", date);
    let droit_de = |niveau: Option<Niveau>| match niveau {
        Some(niveau) if !hors_champ => Droit::du_niveau(niveau, c2s),
        _ => Droit::Aucun,
    };
    let par_ressources = base.total.and_then(|total| plafonds.niveau(total));
    let presume = presomption
        .filter(|presomption| par_ressources.is_none_or(|niveau| presomption.niveau < niveau));
    let droit = droit_de(presume.map_or(par_ressources, |p| Some(p.niveau)));
    let sans_forfait = base.ressources.and_then(|seules| plafonds.niveau(seules));
    let droit_sans_forfait = droit_de(presume.map_or(sans_forfait, |p| Some(p.niveau)));

    let mut drapeaux = base.drapeaux.clone();
    if hors_champ {
        drapeaux.push(Drapeau::Mayotte);
    }
    if let Some(total) = base.total {
        if plafonds.tout_pres(total) {
            drapeaux.push(Drapeau::AConfirmer);
        }
        let (bas, haut) = base.bornes.unwrap_or((total, total));
        if presume.is_none() && plafonds.niveau(bas) != plafonds.niveau(haut) {
            drapeaux.push(Drapeau::ForfaitAConfirmer);
        }
    }
    if plafonds.gratuit.calcule || plafonds.participation.calcule {
        drapeaux.push(Drapeau::PlafondCalcule);
    }
    if plafonds.gratuit.doute.is_some() || plafonds.participation.doute.is_some() {
        drapeaux.push(Drapeau::PlafondDouteux);
    }
    if presume.is_some() && droit != Droit::Aucun {
        drapeaux.push(Drapeau::Presomption);
    }
    if foyer.jeune_seul() {
        drapeaux.push(Drapeau::DemandeAutonome);
    }
    let montants = montants::Montants::de(droits, foyer, date, droit, &mut drapeaux);
    drapeaux.sort_unstable();
    drapeaux.dedup();
    Etude {
        date,
        personnes: foyer.membres.len(),
        periode: base.periode,
        ressources: base.ressources,
        forfait_logement: base.forfait,
        base: base.total,
        plafond_gratuit: plafonds.gratuit,
        plafond_participation: plafonds.participation,
        droit,
        voie: presume.map_or(Voie::Ressources, |p| Voie::Presomption(p.clone())),
        droit_sans_forfait,
        aide_annuelle: montants.aide,
        participation_mensuelle: montants.participation,
        sortie_mensuelle: montants.sortie,
        par_membre: montants.par_membre,
        // attribuée d’office, même à qui l’aurait aussi par ses ressources
        orientation: orientation(
            droit,
            presomption.filter(|presomption| droit_de(Some(presomption.niveau)) == droit),
        ),
        etapes: base.etapes.clone(),
        drapeaux,
    }
}

fn orientation(droit: Droit, presume: Option<&Presomption>) -> Orientation {
    match droit {
        Droit::Aucun => Orientation::OffresSolidaires,
        Droit::Acs => Orientation::CaissePuisLabellisees,
        Droit::CmuC | Droit::C2sGratuite | Droit::C2sParticipation => {
            if presume.is_some_and(|p| p.automatique && p.allocation == Allocation::Rsa) {
                Orientation::Automatique
            } else {
                Orientation::Caisse
            }
        }
    }
}
