//! From guarantees in normal form, one by lane, to one guarantee for all lanes: those whose
//! terms and counters have the same shape settle together.

use super::{LARGEUR, Lanes};
use crate::calcul::reglement::{Cible, GarantieNormale, SANS_LIMITE, TermeNormal};
use crate::calcul::voie::Voies;

/// The guarantee of each lane of a block; none where the lane settles nothing here.
pub(super) type ParVoie<'g> = [Option<&'g GarantieNormale<i64>>; LARGEUR];

/// Whether a guarantee pays nothing whatever the act: it has the shape of every other.
pub(super) fn nulle(garantie: &GarantieNormale<i64>) -> bool {
    garantie.termes.is_empty()
        && garantie.suite.is_empty()
        && garantie.plancher.is_empty()
        && garantie.usages.is_empty()
}

/// Whether `petite` can be written in the shape of `grande` without changing what it pays.
pub(super) fn tient(petite: &GarantieNormale<i64>, grande: &GarantieNormale<i64>) -> bool {
    let nus = |termes: &[TermeNormal<i64>]| {
        let mut termes = termes.iter();
        termes.all(|terme| terme.bourse.is_none() && terme.nombre.is_none())
    };
    let debut = |petite: &[TermeNormal<i64>], grande: &[TermeNormal<i64>]| {
        petite.len() <= grande.len()
            && petite.iter().zip(grande).all(|(un, autre)| {
                un.limites.len() == autre.limites.len()
                    && un.bourse == autre.bourse
                    && un.nombre == autre.nombre
            })
            && nus(grande.get(petite.len()..).unwrap_or_default())
    };
    let bornes = petite.bornes.len() == grande.bornes.len()
        && (petite.dont_monture.is_none() || grande.dont_monture.is_some());
    let plafonds = petite.plafonds.len() == grande.plafonds.len()
        && petite
            .plafonds
            .iter()
            .zip(&grande.plafonds)
            .all(|((un, suite), (autre, longue))| un == autre && debut(suite, longue));
    debut(&petite.termes, &grande.termes)
        && debut(&petite.suite, &grande.suite)
        && debut(&petite.bornes, &grande.bornes)
        && debut(&petite.plancher, &grande.plancher)
        && petite.nombres == grande.nombres
        && bornes
        && plafonds
}

/// Every lane in the shape of `forme`; absent lanes and those that pay nothing stay at zero.
pub(super) fn ensemble(
    forme: &GarantieNormale<i64>,
    voies: &ParVoie<'_>,
) -> GarantieNormale<Lanes> {
    let de = |voie: usize| voies.get(voie).copied().flatten();
    let infini = Cible {
        euros: SANS_LIMITE,
        ..Cible::nulle()
    };
    let infinies: Vec<TermeNormal<i64>> = forme
        .bornes
        .iter()
        .map(|borne| TermeNormal {
            cible: infini,
            limites: vec![infini; borne.limites.len()],
            compris: 0,
            met_en_plus: 0,
            bourse: None,
            nombre: None,
        })
        .collect();
    GarantieNormale {
        termes: en_voies(&forme.termes, |voie| Some(&de(voie)?.termes)),
        nombres: forme.nombres.clone(),
        usages: Vec::new(),
        suite: en_voies(&forme.suite, |voie| Some(&de(voie)?.suite)),
        bornes: en_voies(&forme.bornes, |voie| {
            Some(de(voie).map_or(&infinies, |garantie| &garantie.bornes))
        }),
        plancher: en_voies(&forme.plancher, |voie| Some(&de(voie)?.plancher)),
        dont_monture: forme.dont_monture.map(|_| {
            ranger(|voie| {
                let sienne = de(voie).and_then(|garantie| garantie.dont_monture);
                sienne.unwrap_or(SANS_LIMITE)
            })
        }),
        plafonds: forme
            .plafonds
            .iter()
            .enumerate()
            .map(|(place, (rang, suite))| {
                let siens = en_voies(suite, |voie| Some(&de(voie)?.plafonds.get(place)?.1));
                (*rang, siens)
            })
            .collect(),
    }
}

type Termes<'t> = &'t Vec<TermeNormal<i64>>;

fn en_voies<'t>(
    modele: &[TermeNormal<i64>],
    lus: impl Fn(usize) -> Option<Termes<'t>>,
) -> Vec<TermeNormal<Lanes>> {
    let terme = |rang: usize, voie: usize| lus(voie).and_then(|termes| termes.get(rang));
    modele
        .iter()
        .enumerate()
        .map(|(rang, forme)| TermeNormal {
            cible: cible(|voie| terme(rang, voie).map(|terme| &terme.cible)),
            limites: (0..forme.limites.len())
                .map(|place| cible(|voie| terme(rang, voie)?.limites.get(place)))
                .collect(),
            compris: ranger(|voie| terme(rang, voie).map_or(0, |terme| terme.compris)),
            met_en_plus: ranger(|voie| terme(rang, voie).map_or(0, |terme| terme.met_en_plus)),
            bourse: forme.bourse,
            nombre: forme.nombre,
        })
        .collect()
}

fn cible<'c>(lue: impl Fn(usize) -> Option<&'c Cible<i64>>) -> Cible<Lanes> {
    let part = |choisir: fn(&Cible<i64>) -> i64| ranger(|voie| lue(voie).map_or(0, choisir));
    Cible {
        br: part(|cible| cible.br),
        fr: part(|cible| cible.fr),
        plv: part(|cible| cible.plv),
        tm: part(|cible| cible.tm),
        reste: part(|cible| cible.reste),
        euros: part(|cible| cible.euros),
    }
}

fn ranger(valeur: impl FnMut(usize) -> i64) -> Lanes {
    Voies(std::array::from_fn(valeur))
}
