//! Units, lengths of time, and what follows `par` or a slash.

use super::base::{apres, deux_valeurs, entier, locution, parmi, vient, vient_nombre};
use super::echec::{Resultat, refus};
use super::jeton::Jetons;
use super::vocabulaire::UNITES;
use crate::offre::langage::{Duree, GenreAnnee, Rythme};
use crate::reglementation::Unite;
use winnow::combinator::{alt, cut_err, fail, opt};
use winnow::prelude::*;

/// What stands after `par`, `tous les` or a slash, read in a row: `par œil, par an` apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cadence {
    pub(super) rythmes: Vec<Rythme>,
    pub(super) annee: Option<GenreAnnee>,
    /// `par ?`.
    pub(super) non_dite: bool,
}

/// A unit, singular or plural, by its name in a table.
pub(super) fn unite(entree: &mut Jetons<'_>) -> Resultat<Unite> {
    parmi(UNITES)
        .context("une unité (séance, jour, oreille…)")
        .parse_next(entree)
}

/// `2 ans`, `12 mois`, `30 jours`.
pub(super) fn duree_comptee(entree: &mut Jetons<'_>) -> Resultat<Duree> {
    let debut = *entree;
    let nombre = entier(entree, 1, u16::MAX)?;
    opt(locution("premier~")).parse_next(entree)?;
    let court = u8::try_from(nombre).ok();
    let duree = parmi([
        ("an_|annee_", court.map(Duree::Ans)),
        ("mois", court.map(Duree::Mois)),
        ("jour_|j", Some(Duree::Jours(nombre))),
    ])
    .context("« ans », « mois » ou « jours »")
    .parse_next(entree)?;
    match duree {
        Some(duree) => Ok(duree),
        None => {
            let message = format!("« {nombre} » est trop grand pour une durée");
            refus(&debut, 2, message, None)
        }
    }
}

/// `année civile` after its first word.
fn genre(entree: &mut Jetons<'_>) -> Resultat<GenreAnnee> {
    parmi([
        ("civil~", GenreAnnee::Civile),
        ("adhesion", GenreAnnee::Adhesion),
        ("glissant~", GenreAnnee::Glissante),
    ])
    .context("« civile », « d’adhésion » ou « glissante »")
    .parse_next(entree)
}

/// `année civile`, said apart.
pub(super) fn genre_annee(entree: &mut Jetons<'_>) -> Resultat<GenreAnnee> {
    locution("annee_").parse_next(entree)?;
    cut_err(genre).parse_next(entree)
}

/// One target of a cadence.
fn cible(entree: &mut Jetons<'_>, cadence: &mut Cadence) -> Resultat<()> {
    opt(locution("periode")).parse_next(entree)?;
    if locution("?").parse_next(entree).is_ok() {
        cadence.non_dite = true;
        return Ok(());
    }
    // les compteurs sont toujours ceux d’une personne
    if locution("beneficiaire_|benef|personne_|tete")
        .parse_next(entree)
        .is_ok()
    {
        return Ok(());
    }
    let duree = parmi([
        ("contrat|vie", Duree::Contrat),
        ("an_|annee_", Duree::Ans(1)),
        ("mois", Duree::Mois(1)),
    ]);
    let periode = if vient_nombre(entree) {
        let suite = apres(entree);
        if vient(&suite, "%") || vient(&suite, "€") {
            return deux_valeurs(entree);
        }
        Some(duree_comptee.parse_next(entree)?)
    } else {
        opt(duree).parse_next(entree)?
    };
    cadence.rythmes.push(match periode {
        Some(duree) => {
            cadence.annee = cadence.annee.or(opt(genre).parse_next(entree)?);
            Rythme::Periode(duree)
        }
        None => Rythme::Unite(
            unite
                .context("une unité ou une période (séance, jour, an, 2 ans…)")
                .parse_next(entree)?,
        ),
    });
    Ok(())
}

/// `/séance`, `par an et par bénéficiaire`, `/œil/an`, `tous les 2 ans`.
pub(super) fn cadence(entree: &mut Jetons<'_>) -> Resultat<Cadence> {
    let lien = |entree: &mut Jetons<'_>| -> Resultat<()> {
        // « toutes disciplines » n’est pas une période
        if vient(entree, "tous|toutes") {
            let suite = apres(entree);
            if !(vient_nombre(&suite) || vient(&suite, "an_|annee_|mois|jour_|semestre_")) {
                return fail.parse_next(entree);
            }
        }
        parmi([
            ("/|par", ()),
            ("tous|toutes", ()),
            ("au cours", ()),
            ("sur", ()),
        ])
        .parse_next(entree)
    };
    let mut lue = Cadence::default();
    lien(entree)?;
    loop {
        cut_err(|entree: &mut Jetons<'_>| cible(entree, &mut lue)).parse_next(entree)?;
        let et_par =
            |entree: &mut Jetons<'_>| -> Resultat<()> { locution("et par").parse_next(entree) };
        if opt(alt((lien, et_par))).parse_next(entree)?.is_none() {
            return Ok(lue);
        }
    }
}
