//! What a wrong reasoning makes of the social security and of the participation.

use crate::calcul::cas::monde::{Monde, Scene};
use crate::montant::{Centimes, Taux};
use crate::reglementation::{Base, Nature, Participation, Secteur, Tarif};

/// Rate of a hospital stay without a heavy act (article R. 160-5 of the code de la
/// sécurité sociale).
const TAUX_HOSPITALIER: Taux = Taux::pour_cent(80);

/// Supplements of the complémentaire santé solidaire on a crown and on six months of
/// orthodontics, printed by service-public (F33956) and acommeassure.com.
const SUPPLEMENTS_C2S: [Centimes; 2] = [Centimes::new(14_250), Centimes::new(13_950)];

/// The participation paid by the contract, or taken off an act that has none.
pub(super) fn participations(scene: &Scene<'_>) -> Vec<Monde> {
    absorbee(scene).into_iter().chain(a_tort(scene)).collect()
}

fn absorbee(scene: &Scene<'_>) -> Option<Monde> {
    let mut monde = scene.monde().clone();
    monde.amc_en_plus = monde.participations();
    scene.a_un_contrat().then_some(monde)
}

fn a_tort(scene: &Scene<'_>) -> Option<Monde> {
    let (_, acte, _) = scene.seul()?;
    if acte.participation != Participation::Aucune || acte.nature != Nature::Nomenclature {
        return None;
    }
    let parametres = &scene.reglementation.parametres;
    let montant = parametres.montant("participation-forfaitaire.montant", scene.cas.date)?;
    scene.autrement(|prestation| prestation.participation = montant.min(prestation.amo_brut))
}

pub(super) fn acte_lourd_a_80(scene: &Scene<'_>) -> Option<Monde> {
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

/// The only act at a rate or on a base that is not its own.
pub(super) fn autres_baremes(scene: &Scene<'_>) -> Vec<Monde> {
    let mut mondes = taux_perimes(scene);
    mondes.extend(autres_bases(scene));
    mondes.extend(supplements(scene));
    mondes
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

/// The bases of before, and those of the other sectors.
fn autres_bases(scene: &Scene<'_>) -> Vec<Monde> {
    let Some((_, acte, tarif)) = scene.seul() else {
        return Vec::new();
    };
    let secteurs = [Secteur::Optam, Secteur::NonOptam].into_iter();
    let d_a_cote = secteurs.filter_map(|secteur| acte.tarif(secteur, scene.cas.date));
    let bases = scene.anciens_tarifs().chain(d_a_cote).filter_map(base);
    bases
        .filter(|autre| Some(*autre) != base(tarif))
        .filter_map(|autre| sur_la_base(scene, autre))
        .collect()
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

pub(super) fn base_contestee(scene: &Scene<'_>) -> Option<Monde> {
    let (_, _, tarif) = scene.seul()?;
    let imprimee = scene.cas.imprime.base?;
    let doute = tarif.provenance.doute.as_deref()?;
    if base(tarif)? == imprimee || !nomme(doute, imprimee) {
        return None;
    }
    sur_la_base(scene, imprimee)
}

pub(super) fn tronque(scene: &Scene<'_>) -> Option<Monde> {
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
