//! Mentions: what qualifies a cell or a row, and how they gather in a rule.

use super::assiette::lecture;
use super::base::{Quantite, locution, parmi, quantite, rang, vient_nombre};
use super::compte::{nombre, plafond, refuser_non_dite};
use super::duree::{Cadence, cadence, duree_comptee, genre_annee};
use super::echec::{Resultat, refus, refus_lu};
use super::jeton::Jetons;
use super::terme::somme_simple;
use crate::montant::Centimes;
use crate::offre::langage::{
    Duree, GenreAnnee, Lecture, Nombre, Partage, Regle, Rythme, Suite, Terme,
};
use crate::reglementation::Unite;
use winnow::combinator::{alt, cut_err, opt};
use winnow::prelude::*;

/// One qualifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mention {
    Rythmes(Vec<Rythme>),
    Nombre {
        maximum: u16,
        unite: Option<Unite>,
        duree: Option<Duree>,
    },
    /// `3/an`: of the unit that the cell or the row says.
    DeLUnite {
        maximum: u16,
        duree: Option<Duree>,
    },
    Plafond(Terme),
    Partage(Partage),
    Lecture(Lecture),
    Puis(Suite),
    APartirDu(u16),
    DontMonture(Centimes),
    Annee(GenreAnnee),
    Pendant(Duree),
    SansUsage(Duree),
    SansDepense,
    Capital,
    Minimum,
    /// Said, and without effect: `par bénéficiaire`, `illimité`, `BR = tarif d’autorité`,
    /// `au prorata` (the year that is computed is a whole one).
    Rien,
}

/// Mentions, with commas, `et` or nothing between them; a rule begins with one.
///
/// `defaut` is the unit of a number that names none.
pub(super) fn mentions(
    entree: &mut Jetons<'_>,
    regle: &mut Regle,
    mut defaut: Option<Unite>,
    mut au_debut: bool,
) -> Resultat<()> {
    loop {
        let obligatoire = au_debut || opt(locution(",|;|et")).parse_next(entree)?.is_some();
        au_debut = false;
        let debut = *entree;
        let lues = if obligatoire {
            Some(cut_err(mention).parse_next(entree)?)
        } else {
            opt(mention).parse_next(entree)?
        };
        let Some(lues) = lues else { return Ok(()) };
        for lue in lues {
            if let Mention::Rythmes(rythmes) = &lue {
                defaut = defaut.or(rythmes.iter().find_map(|rythme| match rythme {
                    Rythme::Unite(unite) => Some(*unite),
                    Rythme::Periode(_) => None,
                }));
            }
            if let Err(message) = ranger(regle, lue, defaut) {
                return refus_lu(&debut, entree, message, None);
            }
        }
    }
}

/// Puts a mention in its place; what is said twice, or against what was said, is refused.
pub(super) fn ranger(
    regle: &mut Regle,
    mention: Mention,
    defaut: Option<Unite>,
) -> Result<(), String> {
    match mention {
        Mention::Rythmes(rythmes) => {
            for rythme in rythmes {
                if regle.rythmes.contains(&rythme) {
                    return Err(format!("« {rythme} » est dit deux fois"));
                }
                regle.rythmes.push(rythme);
            }
        }
        Mention::Nombre {
            unite: Some(Unite::An),
            ..
        } => {
            return Err(
                "un nombre d’années ne compte pas des actes : écrivez par exemple `5 séances/an`"
                    .to_owned(),
            );
        }
        Mention::Nombre {
            maximum,
            unite,
            duree,
        } => regle.nombres.push(Nombre {
            maximum,
            unite: unite.or(defaut).unwrap_or(Unite::Acte),
            duree,
        }),
        Mention::DeLUnite { maximum, duree } => regle.nombres.push(Nombre {
            maximum,
            unite: defaut.ok_or("un nombre seul : dites de quoi, « 5 séances/an »")?,
            duree,
        }),
        Mention::Plafond(terme) => regle.plafonds.push(terme),
        Mention::Partage(partage) => une_fois(&mut regle.partage, partage)?,
        Mention::Lecture(lecture) => une_fois(&mut regle.lecture, lecture)?,
        Mention::Puis(suite) => une_fois(&mut regle.puis, suite)?,
        Mention::APartirDu(jour) => une_fois(&mut regle.a_partir_du, jour)?,
        Mention::DontMonture(montant) => une_fois(&mut regle.dont_monture, montant)?,
        Mention::Annee(annee) => une_fois(&mut regle.annee, annee)?,
        Mention::Pendant(duree) => une_fois(&mut regle.pendant, duree)?,
        Mention::SansUsage(duree) => une_fois(&mut regle.sans_usage, duree)?,
        Mention::SansDepense => regle.sans_depense = true,
        Mention::Capital => regle.capital = true,
        Mention::Minimum => regle.minimum = true,
        Mention::Rien => {}
    }
    Ok(())
}

fn une_fois<T: PartialEq>(place: &mut Option<T>, valeur: T) -> Result<(), String> {
    match place {
        Some(dite) if *dite != valeur => Err("cela contredit ce qui précède".to_owned()),
        _ => {
            *place = Some(valeur);
            Ok(())
        }
    }
}

fn mention(entree: &mut Jetons<'_>) -> Resultat<Vec<Mention>> {
    let seule = alt((
        puis.map(Mention::Puis),
        lecture.map(Mention::Lecture),
        mots,
        monture.map(Mention::DontMonture),
        plafond.map(Mention::Plafond),
        genre_annee.map(Mention::Annee),
        a_partir_du.map(Mention::APartirDu),
        pendant.map(Mention::Pendant),
        sans_usage.map(Mention::SansUsage),
    ));
    alt((cadence_dite, nombre, seule.map(|mention| vec![mention])))
        .context("une mention (par séance, 5 séances/an, en commun, puis TM…)")
        .parse_next(entree)
}

/// Mentions that are fixed words.
fn mots(entree: &mut Jetons<'_>) -> Resultat<Mention> {
    parmi([
        ("en commun", Mention::Partage(Partage::EnCommun)),
        ("commun~", Mention::Partage(Partage::EnCommun)),
        (
            "toutes disciplines confondues",
            Mention::Partage(Partage::EnCommun),
        ),
        ("toutes disciplines", Mention::Partage(Partage::EnCommun)),
        (
            "toutes specialites confondues",
            Mention::Partage(Partage::EnCommun),
        ),
        ("toutes specialites", Mention::Partage(Partage::EnCommun)),
        (
            "tous praticiens|actes|soins confondus",
            Mention::Partage(Partage::EnCommun),
        ),
        ("tous praticiens", Mention::Partage(Partage::EnCommun)),
        ("chacun~", Mention::Partage(Partage::Chacun)),
        ("sans depense", Mention::SansDepense),
        ("capital", Mention::Capital),
        ("au minimum", Mention::Minimum),
        ("minimum", Mention::Minimum),
        ("illimite~", Mention::Rien),
        ("sans limite|limitation", Mention::Rien),
        ("proratise~", Mention::Rien),
        ("au prorata", Mention::Rien),
        ("br = tarif autorite", Mention::Rien),
        ("tarif autorite", Mention::Rien),
    ])
    .parse_next(entree)
}

fn cadence_dite(entree: &mut Jetons<'_>) -> Resultat<Vec<Mention>> {
    let debut = *entree;
    let lue = cadence(entree)?;
    refuser_non_dite(&debut, entree, &lue)?;
    Ok(dites(lue))
}

fn dites(lue: Cadence) -> Vec<Mention> {
    let mut mentions = Vec::new();
    if !lue.rythmes.is_empty() {
        mentions.push(Mention::Rythmes(lue.rythmes));
    }
    mentions.extend(lue.annee.map(Mention::Annee));
    mentions
}

/// `puis TM`, `au-delà : TM`.
fn puis(entree: &mut Jetons<'_>) -> Resultat<Suite> {
    parmi([("puis", ()), ("au dela", ()), ("au - dela", ())]).parse_next(entree)?;
    opt(locution(":")).parse_next(entree)?;
    cut_err(
        alt((
            locution("neant|rien").value(Suite::Neant),
            locution("?").value(Suite::NonDit),
            somme_simple.map(Suite::Termes),
        ))
        .context("ce qui est payé ensuite (TM, 100 % BR, néant…)"),
    )
    .parse_next(entree)
}

/// `dont monture 100 €`, `dont 100 € de monture`, `monture 100 €`.
fn monture(entree: &mut Jetons<'_>) -> Resultat<Centimes> {
    let debut = *entree;
    let euros = |entree: &mut Jetons<'_>| match quantite(entree)? {
        Quantite::Montant(montant) => Ok(montant),
        Quantite::Part(_) => refus(&debut, 1, "« dont monture » attend des euros", None),
    };
    if opt(locution("dont|avec")).parse_next(entree)?.is_some() && vient_nombre(entree) {
        let montant = euros(entree)?;
        opt(locution("max|maximum")).parse_next(entree)?;
        opt(locution("pour")).parse_next(entree)?;
        cut_err(locution("monture").context("« monture »")).parse_next(entree)?;
        return Ok(montant);
    }
    locution("monture")
        .context("« monture »")
        .parse_next(entree)?;
    opt(parmi([("limite~ a", ()), ("max|maximum|:|a", ())])).parse_next(entree)?;
    let montant = cut_err(euros.context("des euros")).parse_next(entree)?;
    opt(locution("max|maximum")).parse_next(entree)?;
    Ok(montant)
}

/// `à partir du 4e jour`.
fn a_partir_du(entree: &mut Jetons<'_>) -> Resultat<u16> {
    parmi([("a partir", ()), ("a compter", ()), ("des", ())]).parse_next(entree)?;
    let jour = |entree: &mut Jetons<'_>| rang(entree, u16::MAX);
    let jour = cut_err(jour.context("un rang (« 4e jour »)")).parse_next(entree)?;
    cut_err(locution("jour|nuit|nuitee").context("« jour » ou « nuit »")).parse_next(entree)?;
    opt(locution("consecutif|consecutive")).parse_next(entree)?;
    Ok(jour)
}

/// `pendant 3 mois`.
fn pendant(entree: &mut Jetons<'_>) -> Resultat<Duree> {
    locution("pendant|durant").parse_next(entree)?;
    cut_err(
        alt((locution("contrat").value(Duree::Contrat), duree_comptee))
            .context("une durée (« 3 mois », « 30 jours »)"),
    )
    .parse_next(entree)
}

/// `si rien depuis 24 mois`, `si pas d’utilisation depuis 24 mois`.
fn sans_usage(entree: &mut Jetons<'_>) -> Resultat<Duree> {
    parmi([
        ("si rien", ()),
        ("si pas utilisation", ()),
        ("si pas utilise~", ()),
        ("si non utilise~", ()),
        ("sans utilisation", ()),
    ])
    .parse_next(entree)?;
    cut_err(locution("depuis|pendant").context("« depuis »")).parse_next(entree)?;
    cut_err(duree_comptee.context("une durée (« 24 mois », « 2 ans »)")).parse_next(entree)
}
