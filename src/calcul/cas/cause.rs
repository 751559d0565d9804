//! The known errors of sources. A cause is a wrong reasoning that is run in full: it
//! recognises a case only when every printed figure is exactly what it gives.

use super::monde::{Monde, Scene};
use super::{Calcule, Imprime};
use crate::montant::{Centimes, Taux};
use crate::offre::condition::{AXES, Axe, Boite, bit_secteur};
use crate::reglementation::{Base, Nature, Participation, Secteur, Tarif};
use std::fmt;

/// An error of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// The contract pays the participation forfaitaire.
    ParticipationAbsorbee,
    /// The rates of the OPTAM row for a doctor outside it, and the participation paid.
    TauxDptam,
    /// A heavy act counted at 80 %.
    ActeLourdA80,
    /// A rate that had ended.
    TauxPerime,
    /// A base that had ended.
    BaseAncienne,
    /// Another base than the tariff kept, which is itself doubtful.
    BaseContestee,
    /// Cut at the centime where the rule rounds.
    Tronque,
    /// A participation forfaitaire on an act that has none.
    ParticipationATort,
    /// The supplement of the C2S added to the base of everyone.
    SupplementC2s,
    /// A figure that contradicts the others of the same source.
    MalImprime,
}

/// Rate of a hospital stay without a heavy act (article R. 160-5 of the code de la
/// sécurité sociale).
const TAUX_HOSPITALIER: Taux = Taux::pour_cent(80);

/// Supplements of the complémentaire santé solidaire on a crown and on six months of
/// orthodontics, printed by service-public (F33956) and acommeassure.com.
const SUPPLEMENTS_C2S: [Centimes; 2] = [Centimes::new(14_250), Centimes::new(13_950)];

impl Cause {
    /// Every cause, in the order in which they are tried.
    pub const TOUTES: [Self; 10] = [
        Self::ParticipationAbsorbee,
        Self::TauxDptam,
        Self::ActeLourdA80,
        Self::TauxPerime,
        Self::BaseAncienne,
        Self::BaseContestee,
        Self::Tronque,
        Self::ParticipationATort,
        Self::SupplementC2s,
        Self::MalImprime,
    ];

    /// Its stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ParticipationAbsorbee => "participation-absorbee",
            Self::TauxDptam => "taux-dptam",
            Self::ActeLourdA80 => "acte-lourd-a-80",
            Self::TauxPerime => "taux-perime",
            Self::BaseAncienne => "base-ancienne",
            Self::BaseContestee => "base-contestee",
            Self::Tronque => "tronque-au-centime",
            Self::ParticipationATort => "participation-a-tort",
            Self::SupplementC2s => "supplement-c2s",
            Self::MalImprime => "mal-imprime",
        }
    }

    /// Who is wrong, and how.
    #[must_use]
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::ParticipationAbsorbee => {
                "la source fait payer par la mutuelle la participation forfaitaire, que le contrat laisse à l’assuré"
            }
            Self::TauxDptam => {
                "la source applique à un médecin hors DPTAM les taux de la ligne DPTAM de son propre tableau, et fait payer la participation forfaitaire par la mutuelle"
            }
            Self::ActeLourdA80 => {
                "la source compte à 80 % les honoraires d’un acte lourd, que l’assurance maladie paie à 100 %"
            }
            Self::TauxPerime => {
                "la source applique un taux de l’assurance maladie qui n’était plus en vigueur à sa date"
            }
            Self::BaseAncienne => {
                "la source imprime une base de remboursement qui n’était plus en vigueur à sa date"
            }
            Self::BaseContestee => {
                "la source imprime une autre base que le tarif retenu, lui-même marqué d’un doute : l’un des deux se trompe"
            }
            Self::Tronque => "la source coupe au centime là où la règle arrondit au plus près",
            Self::ParticipationATort => {
                "la source retire une participation forfaitaire d’un acte qui n’en a pas"
            }
            Self::SupplementC2s => {
                "la source ajoute à la base le supplément réservé aux bénéficiaires de la complémentaire santé solidaire"
            }
            Self::MalImprime => {
                "un chiffre imprimé contredit les autres chiffres de la même source, qui sont justes"
            }
        }
    }

    /// Whether this error, and it alone, gives every printed figure. Never true of a case
    /// that conforms.
    pub(super) fn reconnait(self, scene: &Scene<'_>, juste: &Calcule) -> bool {
        let imprime = &scene.cas.imprime;
        if imprime.differences(juste).is_empty() {
            return false;
        }
        if self == Self::MalImprime {
            return mal_imprime(imprime, juste, scene.a_un_contrat());
        }
        self.mondes(scene).iter().any(|monde| {
            scene
                .calculer(monde)
                .is_ok_and(|faux| imprime.differences(&faux).is_empty())
        })
    }

    /// The worlds that the error makes; none where it has no sense.
    fn mondes(self, scene: &Scene<'_>) -> Vec<Monde> {
        match self {
            Self::ParticipationAbsorbee => absorbee(scene).into_iter().collect(),
            Self::TauxDptam => dptam(scene).into_iter().collect(),
            Self::ActeLourdA80 => acte_lourd_a_80(scene).into_iter().collect(),
            Self::TauxPerime => taux_perimes(scene),
            Self::BaseAncienne => bases_anciennes(scene),
            Self::BaseContestee => base_contestee(scene).into_iter().collect(),
            Self::Tronque => tronque(scene).into_iter().collect(),
            Self::ParticipationATort => participation_a_tort(scene).into_iter().collect(),
            Self::SupplementC2s => supplements(scene),
            Self::MalImprime => Vec::new(),
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// All is printed (or plain: a rate gives the part of the social security, no contract pays
/// nothing), and all is right but one of the part of the social security and what is left.
fn mal_imprime(imprime: &Imprime, juste: &Calcule, contrat: bool) -> bool {
    let differe = |chiffre: Option<Centimes>, calcule| chiffre.is_some_and(|lu| lu != calcule);
    let amc_connue = imprime.amc.is_some() || !contrat;
    let amo_connue = imprime.amo.is_some() || imprime.taux.is_some();
    let autres_justes = Imprime {
        amo: None,
        rac: None,
        ..*imprime
    }
    .differences(juste)
    .is_empty();
    let (amo_fausse, rac_faux) = (
        differe(imprime.amo, juste.amo),
        differe(imprime.rac, juste.rac),
    );
    imprime.rac.is_some() && amo_connue && amc_connue && autres_justes && (amo_fausse != rac_faux)
}

fn absorbee(scene: &Scene<'_>) -> Option<Monde> {
    let mut monde = scene.monde().clone();
    monde.amc_en_plus = monde.participations();
    scene.a_un_contrat().then_some(monde)
}

fn dptam(scene: &Scene<'_>) -> Option<Monde> {
    let (prestation, _, _) = scene.seul()?;
    if prestation.secteur != Secteur::NonOptam || !scene.a_un_contrat() {
        return None;
    }
    let mut monde = scene.autrement(|prestation| {
        let vue = prestation.situation;
        prestation.situation = AXES.into_iter().fold(Boite::TOUT, |boite, axe| {
            let valeurs = if axe == Axe::Secteur {
                bit_secteur(Secteur::Optam)
            } else {
                vue.valeurs(axe)
            };
            boite.avec(axe, valeurs)
        });
    })?;
    // là où les deux lignes paient la même chose, ce n’est pas celle du DPTAM qui est en cause
    let autre_ligne = scene.calculer(&monde).ok()?.amc != scene.calculer(scene.monde()).ok()?.amc;
    monde.amc_en_plus = monde.participations();
    autre_ligne.then_some(monde)
}

fn acte_lourd_a_80(scene: &Scene<'_>) -> Option<Monde> {
    let (_, acte, tarif) = scene.seul()?;
    let parametres = &scene.reglementation.parametres;
    let seuil = parametres.montant("sejour.seuil-acte-lourd", scene.cas.date)?;
    let postes = &scene.reglementation.postes;
    let a_l_hopital = postes
        .lignee(acte.poste)
        .any(|poste| postes.poste(poste).chemin == "hospitalisation");
    let lourd = matches!(tarif.base, Base::Montant(base) if base >= seuil);
    if !a_l_hopital || !lourd || tarif.taux != Taux::UN {
        return None;
    }
    au_taux(scene, TAUX_HOSPITALIER)
}

fn taux_perimes(scene: &Scene<'_>) -> Vec<Monde> {
    let Some((_, _, tarif)) = scene.seul() else {
        return Vec::new();
    };
    scene
        .anciens_tarifs()
        .filter(|ancien| ancien.base == tarif.base && ancien.taux != tarif.taux)
        .filter_map(|ancien| au_taux(scene, ancien.taux))
        .collect()
}

fn bases_anciennes(scene: &Scene<'_>) -> Vec<Monde> {
    let Some((_, _, tarif)) = scene.seul() else {
        return Vec::new();
    };
    let bases = scene.anciens_tarifs().filter_map(base);
    bases
        .filter(|ancienne| Some(*ancienne) != base(tarif))
        .filter_map(|ancienne| sur_la_base(scene, ancienne))
        .collect()
}

fn base_contestee(scene: &Scene<'_>) -> Option<Monde> {
    let (_, _, tarif) = scene.seul()?;
    let imprimee = scene.cas.imprime.base?;
    let doute = tarif.provenance.doute.as_deref()?;
    if base(tarif)? == imprimee || !nomme(doute, imprimee) {
        return None;
    }
    sur_la_base(scene, imprimee)
}

fn tronque(scene: &Scene<'_>) -> Option<Monde> {
    let (prestation, _, tarif) = scene.seul()?;
    if prestation.majoration > Centimes::ZERO {
        return None;
    }
    let exact = prestation.base.valeur() * i64::from(tarif.taux.valeur());
    let coupe = Centimes::new(exact.div_euclid(i64::from(Taux::UN.valeur())));
    scene.autrement(|prestation| {
        prestation.amo_brut = coupe;
        prestation.tm = prestation.base - coupe;
    })
}

fn participation_a_tort(scene: &Scene<'_>) -> Option<Monde> {
    let (_, acte, _) = scene.seul()?;
    if acte.participation != Participation::Aucune || acte.nature != Nature::Nomenclature {
        return None;
    }
    let parametres = &scene.reglementation.parametres;
    let montant = parametres.montant("participation-forfaitaire.montant", scene.cas.date)?;
    scene.autrement(|prestation| prestation.participation = montant.min(prestation.amo_brut))
}

fn supplements(scene: &Scene<'_>) -> Vec<Monde> {
    let Some((_, _, tarif)) = scene.seul() else {
        return Vec::new();
    };
    let avec = |supplement: Centimes| {
        scene.autrement(|prestation| {
            prestation.base += supplement;
            prestation.depense = prestation.depense.max(prestation.base);
            prestation.amo_brut = prestation.base.fois(tarif.taux);
            prestation.tm = prestation.base - prestation.amo_brut;
        })
    };
    SUPPLEMENTS_C2S.into_iter().filter_map(avec).collect()
}

/// The only act paid at another rate.
fn au_taux(scene: &Scene<'_>, taux: Taux) -> Option<Monde> {
    let (prestation, _, _) = scene.seul()?;
    if prestation.majoration > Centimes::ZERO {
        return None;
    }
    let mut monde = scene.autrement(|prestation| {
        prestation.amo_brut = prestation.base.fois(taux);
        prestation.tm = prestation.base - prestation.amo_brut;
    })?;
    monde.taux = Some(taux);
    Some(monde)
}

/// The only act paid on another base.
fn sur_la_base(scene: &Scene<'_>, base: Centimes) -> Option<Monde> {
    let (prestation, _, tarif) = scene.seul()?;
    if prestation.majoration > Centimes::ZERO {
        return None;
    }
    let mut monde = scene.autrement(|prestation| {
        prestation.base = base.min(prestation.depense);
        prestation.amo_brut = prestation.base.fois(tarif.taux);
        prestation.tm = prestation.base - prestation.amo_brut;
    })?;
    monde.base = base;
    Some(monde)
}

/// Whether a doubt names this amount, as `27,50` or as `39 €`.
fn nomme(doute: &str, montant: Centimes) -> bool {
    let (euros, centimes) = (montant.valeur() / 100, montant.valeur() % 100);
    let entier = euros.to_string();
    let complet = format!("{euros},{centimes:02}");
    let mots = || doute.split_whitespace();
    let suivants = mots().skip(1).chain(std::iter::once(""));
    mots()
        .zip(suivants)
        .any(|(mot, suivant)| mot == complet || (centimes == 0 && mot == entier && suivant == "€"))
}

/// The amount of a base that has one.
fn base(tarif: &Tarif) -> Option<Centimes> {
    match tarif.base {
        Base::Montant(base) => Some(base),
        Base::Prix | Base::PartDuPlv(_) => None,
    }
}
