//! Ages and years of seniority in conditions.

use super::base::{apres, entier, locution, parmi, rang, vient_nombre};
use super::echec::{Resultat, refus, refus_lu};
use super::jeton::Jetons;
use crate::offre::condition::{Axe, Boite, bits_entre};
use winnow::combinator::{cut_err, fail, opt};
use winnow::prelude::*;

/// The highest age and year of the axes.
const DERNIER: u8 = 127;

/// `< 16`, `>= 21`, `= 18`, `20 à 59`: bounds both included, `None` when empty.
fn bornes(entree: &mut Jetons<'_>) -> Resultat<Option<(u8, u8)>> {
    let nombre = |entree: &mut Jetons<'_>| -> Resultat<u8> {
        let lu = cut_err(|entree: &mut Jetons<'_>| entier(entree, 0, u16::from(DERNIER)))
            .context("un nombre entier")
            .parse_next(entree)?;
        Ok(u8::try_from(lu).unwrap_or(DERNIER))
    };
    let signe = parmi([
        ("<=", "<="),
        (">=", ">="),
        ("<", "<"),
        (">", ">"),
        ("=", "="),
    ]);
    let signe = opt(signe).parse_next(entree)?;
    if signe.is_none() && !vient_nombre(entree) {
        return cut_err(fail.context("« < 16 », « >= 21 », « 20 à 59 »…")).parse_next(entree);
    }
    let valeur = nombre(entree)?;
    Ok(match signe {
        Some("<=") => Some((0, valeur)),
        Some(">=") => Some((valeur, DERNIER)),
        Some("<") => valeur.checked_sub(1).map(|dernier| (0, dernier)),
        Some(">") => {
            Some((valeur.saturating_add(1), DERNIER)).filter(|(premier, _)| *premier <= DERNIER)
        }
        _ => {
            let a = opt(parmi([("a|-|et", ()), ("jusqu a", ())])).parse_next(entree)?;
            let fin = if signe.is_none() && a.is_some() {
                nombre(entree)?
            } else {
                valeur
            };
            (valeur <= fin).then_some((valeur, fin))
        }
    })
}

/// `âge < 16`, `moins de 16 ans`, `plus de 70 ans`, `16 ans et plus`, `à partir de 16 ans`.
pub(super) fn age(entree: &mut Jetons<'_>) -> Resultat<Boite> {
    let debut = *entree;
    let lues = if opt(locution("age_")).parse_next(entree)?.is_some() {
        opt(locution("entre")).parse_next(entree)?;
        let lues = bornes(entree)?;
        opt(locution("an_")).parse_next(entree)?;
        lues
    } else {
        let avant = parmi([
            ("moins", "<"),
            ("plus", ">"),
            ("a partir", ">="),
            ("des", ">="),
            ("jusqu a", "<="),
        ]);
        let avant = opt(avant).parse_next(entree)?;
        if !vient_nombre(entree) {
            return fail.parse_next(entree);
        }
        let ici = *entree;
        let nombre = match entier(entree, 0, u16::MAX) {
            Ok(nombre) if locution("an_").parse_next(entree).is_ok() => nombre,
            _ => return fail.parse_next(entree),
        };
        let Ok(valeur) = u8::try_from(nombre.min(u16::from(DERNIER) + 1)) else {
            return fail.parse_next(entree);
        };
        if valeur > DERNIER {
            return refus(
                &ici,
                1,
                format!("« {nombre} » n’est pas entre 0 et {DERNIER}"),
                None,
            );
        }
        let apres = parmi([("et plus", ">="), ("ou plus", ">="), ("et moins", "<=")]);
        match avant.or(opt(apres).parse_next(entree)?) {
            Some("<") => valeur.checked_sub(1).map(|dernier| (0, dernier)),
            Some(">") if valeur == DERNIER => None,
            Some(">") => Some((valeur + 1, DERNIER)),
            Some(">=") => Some((valeur, DERNIER)),
            Some("<=") => Some((0, valeur)),
            _ => Some((valeur, valeur)),
        }
    };
    let Some((premier, dernier)) = lues else {
        return refus_lu(&debut, entree, "cette condition n’est jamais remplie", None);
    };
    Ok(Boite::TOUT.avec(Axe::Age, bits_entre(premier, dernier)))
}

/// `année 1`, `1re année`, `années 2 à 3`, `année >= 4`, `4e année et plus`.
pub(super) fn annee(entree: &mut Jetons<'_>) -> Resultat<Boite> {
    let debut = *entree;
    let lues = if opt(locution("annee_")).parse_next(entree)?.is_some() {
        bornes(entree)?
    } else {
        let des = opt(parmi([("a partir", ()), ("des", ())])).parse_next(entree)?;
        let premiere = rang(&mut { *entree }, u16::from(DERNIER))?;
        *entree = apres(entree);
        locution("annee_").parse_next(entree)?;
        let mut et_plus = opt(parmi([("et plus", ()), ("et +", ()), ("et suivantes", ())]));
        let ouverte = et_plus.parse_next(entree)?.is_some() || des.is_some();
        let premiere = u8::try_from(premiere).unwrap_or(DERNIER);
        Some((premiere, if ouverte { DERNIER } else { premiere }))
    };
    // le rang 0 de l’axe est l’année 1
    let lues = lues.filter(|(_, derniere)| *derniere >= 1);
    let Some((premiere, derniere)) = lues else {
        return refus_lu(
            &debut,
            entree,
            "cette condition n’est jamais remplie : les années commencent à 1",
            None,
        );
    };
    let (premiere, derniere) = (premiere.max(1) - 1, derniere - 1);
    Ok(Boite::TOUT.avec(Axe::Annee, bits_entre(premiere, derniere)))
}
