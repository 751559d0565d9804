//! Mentions: what qualifies a cell or a row, and how they gather in a rule.

use super::base::{Quantite, apres, entier, locution, parmi, quantite, rang, vient, vient_nombre};
use super::duree::{Cadence, cadence, duree_comptee, genre_annee, unite};
use super::echec::{Resultat, refus};
use super::jeton::Jetons;
use super::terme::{lecture, somme_simple, terme_simple};
use crate::montant::Centimes;
use crate::offre::langage::{
    Duree, GenreAnnee, Lecture, Nombre, Partage, Regle, Rythme, Suite, Terme,
};
use crate::reglementation::Unite;
use winnow::combinator::{alt, cut_err, fail, opt};
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
    Plafond(Terme),
    Partage(Partage),
    Lecture(Lecture),
    Puis(Suite),
    APartirDu(u16),
    DontMonture(Centimes),
    Annee(GenreAnnee),
    Pendant(Duree),
    SansDepense,
    Capital,
    Minimum,
    /// Said, and without effect: `par bénéficiaire`, `illimité`, `BR = tarif d’autorité`.
    Rien,
}

/// Mentions, with commas, `et` or nothing between them.
///
/// `defaut` is the unit of a number that names none.
pub(super) fn mentions(
    entree: &mut Jetons<'_>,
    regle: &mut Regle,
    mut defaut: Option<Unite>,
) -> Resultat<()> {
    loop {
        let virgule = opt(locution(",|;|et")).parse_next(entree)?.is_some();
        let debut = *entree;
        let lues = if virgule {
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
                return refus(&debut, debut.len() - entree.len(), message, None);
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
            maximum,
            unite,
            duree,
        } => regle.nombres.push(Nombre {
            maximum,
            unite: unite.or(defaut).unwrap_or(Unite::Acte),
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
        monture.map(Mention::DontMonture),
        plafond.map(Mention::Plafond),
        genre_annee.map(Mention::Annee),
        a_partir_du.map(Mention::APartirDu),
        pendant.map(Mention::Pendant),
        mots,
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
        ("chacun~", Mention::Partage(Partage::Chacun)),
        ("sans depense", Mention::SansDepense),
        ("capital", Mention::Capital),
        ("au minimum", Mention::Minimum),
        ("minimum", Mention::Minimum),
        ("illimite~", Mention::Rien),
        ("sans limite", Mention::Rien),
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

fn refuser_non_dite(debut: &Jetons<'_>, fin: &Jetons<'_>, lue: &Cadence) -> Resultat<()> {
    if lue.non_dite {
        let message = "« par ? » ne se dit qu’après un nombre (« 2 implants par ? »)";
        return refus(debut, debut.len() - fin.len(), message, None);
    }
    Ok(())
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
    cut_err(alt((
        locution("neant|rien").value(Suite::Neant),
        locution("?").value(Suite::NonDit),
        somme_simple.map(Suite::Termes),
    )))
    .parse_next(entree)
}

/// `dont monture 100 €`, `dont 100 € de monture`, `monture 100 €`.
fn monture(entree: &mut Jetons<'_>) -> Resultat<Centimes> {
    let debut = *entree;
    let euros = |entree: &mut Jetons<'_>| match quantite(entree)? {
        Quantite::Montant(montant) => Ok(montant),
        Quantite::Part(_) => refus(&debut, 1, "« dont monture » attend des euros", None),
    };
    if opt(locution("dont")).parse_next(entree)?.is_some() && vient_nombre(entree) {
        let montant = euros(entree)?;
        cut_err(locution("monture").context("« monture »")).parse_next(entree)?;
        return Ok(montant);
    }
    locution("monture")
        .context("« monture »")
        .parse_next(entree)?;
    opt(parmi([("limite~ a", ()), ("max|maximum|:", ())])).parse_next(entree)?;
    let montant = cut_err(euros.context("des euros")).parse_next(entree)?;
    opt(locution("max|maximum")).parse_next(entree)?;
    Ok(montant)
}

fn au_plus(entree: &mut Jetons<'_>) -> Resultat<()> {
    parmi([
        ("max|maxi|maximum", ()),
        ("au plus", ()),
        ("au maximum", ()),
    ])
    .parse_next(entree)
}

/// `5 séances/an`, `2 max par ?`, `une fois par contrat`, `4 ans`.
fn nombre(entree: &mut Jetons<'_>) -> Resultat<Vec<Mention>> {
    if !vient_nombre(entree) || est_une_quantite(entree) {
        return fail.parse_next(entree);
    }
    let debut = *entree;
    // « par oreille, 4 ans » : une durée seule est une période
    if let Ok(duree @ (Duree::Ans(_) | Duree::Mois(_))) = duree_comptee(&mut { *entree }) {
        let mut suite = *entree;
        duree_comptee(&mut suite)?;
        if !(vient(&suite, "/") || vient(&suite, "par")) {
            *entree = suite;
            return Ok(vec![Mention::Rythmes(vec![Rythme::Periode(duree)])]);
        }
    }
    let maximum = entier(entree, 1, u16::MAX)?;
    opt(locution("seule_")).parse_next(entree)?;
    let max_avant = opt(au_plus).parse_next(entree)?.is_some();
    let fois = opt(locution("fois")).parse_next(entree)?.is_some();
    let unite = if fois {
        Some(Unite::Acte)
    } else {
        let lue = opt(unite).parse_next(entree)?;
        if lue.is_none() && !max_avant {
            return sans_unite(&debut, entree);
        }
        lue
    };
    opt(au_plus).parse_next(entree)?;
    let lue = opt(cadence).parse_next(entree)?.unwrap_or_default();
    opt(au_plus).parse_next(entree)?;
    let duree = match lue.rythmes.as_slice() {
        [] => None,
        [Rythme::Periode(duree)] => Some(*duree),
        _ => {
            let lus = debut.len() - entree.len();
            return refus(
                &debut,
                lus,
                "un nombre se compte sur une seule période",
                None,
            );
        }
    };
    if fois && maximum == 1 && duree == Some(Duree::Contrat) {
        return Ok(vec![Mention::Rythmes(lue.rythmes)]);
    }
    let mut mentions = vec![Mention::Nombre {
        maximum,
        unite,
        duree,
    }];
    mentions.extend(lue.annee.map(Mention::Annee));
    Ok(mentions)
}

fn est_une_quantite(entree: &Jetons<'_>) -> bool {
    let suite = apres(entree);
    vient(&suite, "€") || vient(&suite, "%")
}

/// A number that counts nothing.
fn sans_unite<T>(debut: &Jetons<'_>, entree: &mut Jetons<'_>) -> Resultat<T> {
    use super::jeton::Genre;
    match entree.first() {
        Some(jeton) if jeton.genre == Genre::Mot => {
            cut_err(fail.context("une unité (séance, jour, oreille…)")).parse_next(entree)
        }
        _ => {
            let conseil = "dites de quoi : « 5 séances/an », ou « 50 € max »";
            refus(debut, 1, "un nombre seul", Some(conseil))
        }
    }
}

/// `50 € max par séance`, `max 50 €/séance`, `1 700 € AMO comprise max`.
fn plafond(entree: &mut Jetons<'_>) -> Resultat<Terme> {
    let debut = *entree;
    let avant = opt(alt((
        au_plus,
        locution("plafond"),
        locution("plafonne~ a"),
        locution("limite~ a"),
        locution("dans limite"),
    )))
    .parse_next(entree)?
    .is_some();
    if !avant && !vient_nombre(entree) {
        return fail.parse_next(entree);
    }
    let mut lu = cut_err(terme_simple).parse_next(entree)?;
    let apres = opt(au_plus).parse_next(entree)?.is_some();
    let lus = debut.len() - entree.len();
    if !avant && !apres {
        let conseil = format!(
            "un plafond s’écrit « {} max » ; un montant de plus s’ajoute avec « + » dans la cellule",
            lu.terme
        );
        return refus(
            &debut,
            lus,
            "un montant qui ne dit pas ce qu’il est",
            Some(&conseil),
        );
    }
    let suite = *entree;
    let lue = opt(cadence).parse_next(entree)?.unwrap_or_default();
    refuser_non_dite(&suite, entree, &lue)?;
    match (lue.rythmes.as_slice(), lu.terme.rythme) {
        ([], _) => {}
        ([rythme], None) => lu.terme.rythme = Some(*rythme),
        _ => {
            return refus(
                &suite,
                suite.len() - entree.len(),
                "un plafond n’a qu’un rythme",
                None,
            );
        }
    }
    if !lu.mentions.is_empty() || lue.annee.is_some() {
        return refus(
            &debut,
            lus,
            "un plafond n’a qu’un rythme et pas d’année à lui",
            None,
        );
    }
    if lu.terme.lecture.is_none() {
        lu.terme.lecture = opt(lecture).parse_next(entree)?;
    }
    Ok(lu.terme)
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
