//! Terms: what is promised, its limits, its reading, its rhythm.

use super::assiette::{UN_MONTANT, assiette, lecture, limite};
use super::base::{apres, entier, locution, parmi, vient_nombre};
use super::duree::{Cadence, cadence, unite};
use super::echec::{Resultat, refus, refus_lu};
use super::jeton::Jetons;
use super::mention::Mention;
use crate::montant::Taux;
use crate::offre::langage::{Assiette, Duree, Lecture, Rythme, Terme};
use crate::reglementation::Unite;
use winnow::combinator::{alt, cut_err, fail, opt};
use winnow::prelude::*;

/// A term, with what it says that a whole cell must hold: `5 × 30 €` says a number.
#[derive(Debug)]
pub(super) struct TermeLu {
    pub(super) terme: Terme,
    pub(super) mentions: Vec<Mention>,
}

/// A sum of terms.
pub(super) fn somme(entree: &mut Jetons<'_>) -> Resultat<Vec<TermeLu>> {
    let plus = |entree: &mut Jetons<'_>| parmi([("+", ()), ("plus", ())]).parse_next(entree);
    let debut = *entree;
    // « + 50 % BR » : un ajout à ce que paient d’autres
    let en_plus = opt(plus).parse_next(entree)?.is_some();
    let mut premier = terme.parse_next(entree)?;
    if en_plus {
        match premier.terme.lecture {
            None | Some(Lecture::EnPlus) => premier.terme.lecture = Some(Lecture::EnPlus),
            Some(lecture) => {
                let message =
                    format!("« + » au début dit « en plus de l’AMO », et non « {lecture} »");
                return refus(&debut, 1, message, None);
            }
        }
    }
    let mut termes = vec![premier];
    while opt(plus).parse_next(entree)?.is_some() {
        termes.push(cut_err(terme).parse_next(entree)?);
    }
    Ok(termes)
}

/// A sum whose terms say nothing of the whole cell: after `puis`.
pub(super) fn somme_simple(entree: &mut Jetons<'_>) -> Resultat<Vec<Terme>> {
    let debut = *entree;
    let lus = somme(entree)?;
    if lus.iter().any(|lu| !lu.mentions.is_empty()) {
        let message = "un nombre ou deux rythmes ne se disent pas ici";
        return refus_lu(&debut, entree, message, None);
    }
    Ok(lus.into_iter().map(|lu| lu.terme).collect())
}

fn terme(entree: &mut Jetons<'_>) -> Resultat<TermeLu> {
    alt((fois, unites_de, puis_fois))
        .context(UN_MONTANT)
        .parse_next(entree)
}

/// `5 × 30 €`: five of what the row counts.
fn fois(entree: &mut Jetons<'_>) -> Resultat<TermeLu> {
    let mut suite = apres(entree);
    if !(vient_nombre(entree) && locution("×").parse_next(&mut suite).is_ok()) {
        return fail.parse_next(entree);
    }
    let maximum = entier(entree, 1, u16::MAX)?;
    *entree = suite;
    let debut = *entree;
    let mut lu = cut_err(terme_simple).parse_next(entree)?;
    let mut rythmes: Vec<Rythme> = lu.terme.rythme.take().into_iter().collect();
    lu.mentions.retain(|mention| match mention {
        Mention::Rythmes(deux) => {
            rythmes.extend(deux);
            false
        }
        _ => true,
    });
    let mut duree = None;
    for rythme in rythmes {
        match rythme {
            // « 4 × 30 €/an » : la période est celle du nombre
            Rythme::Periode(lue) if duree.is_none() => duree = Some(lue),
            Rythme::Unite(_) if lu.terme.rythme.is_none() => lu.terme.rythme = Some(rythme),
            _ => return refus(&debut, 1, "un nombre se compte sur une seule période", None),
        }
    }
    lu.mentions.push(Mention::Nombre {
        maximum,
        unite: None,
        duree,
    });
    Ok(lu)
}

/// A term, or `30 € × 5 séances/an`.
fn puis_fois(entree: &mut Jetons<'_>) -> Resultat<TermeLu> {
    let mut lu = terme_simple(entree)?;
    if matches!(lu.terme.assiette, Assiette::Euros(_)) && locution("×").parse_next(entree).is_ok()
    {
        let debut = *entree;
        let maximum = entier(entree, 1, u16::MAX)?;
        let unite = opt(unite).parse_next(entree)?;
        let lue = opt(cadence).parse_next(entree)?.unwrap_or_default();
        let duree = match lue.rythmes.as_slice() {
            [] => None,
            [Rythme::Periode(duree)] => Some(*duree),
            _ => return refus(&debut, 1, "un nombre se compte sur une seule période", None),
        };
        lu.mentions.extend(lue.annee.map(Mention::Annee));
        lu.mentions.push(Mention::Nombre {
            maximum,
            unite,
            duree,
        });
    }
    Ok(lu)
}

/// `4 séances de 30 €/an`: the period is that of the number.
fn unites_de(entree: &mut Jetons<'_>) -> Resultat<TermeLu> {
    let maximum = vient_nombre(entree).then(|| entier(entree, 1, u16::MAX));
    let Some(Ok(maximum)) = maximum else {
        return fail.parse_next(entree);
    };
    let debut = *entree;
    let unite = unite.parse_next(entree)?;
    let par = opt(cadence).parse_next(entree)?.unwrap_or_default();
    opt(locution("a|×")).parse_next(entree)?;
    if !vient_nombre(entree) {
        return fail.parse_next(entree);
    }
    let mut terme = Terme {
        assiette: cut_err(assiette).parse_next(entree)?,
        limites: Vec::new(),
        lecture: None,
        rythme: Some(Rythme::Unite(unite)),
    };
    let apres_montant = opt(cadence).parse_next(entree)?.unwrap_or_default();
    terme.lecture = opt(lecture).parse_next(entree)?;
    let mut durees = Vec::new();
    let mut autre_unite = false;
    for rythme in par.rythmes.iter().chain(&apres_montant.rythmes) {
        match rythme {
            Rythme::Periode(duree) => durees.push(*duree),
            Rythme::Unite(autre) => autre_unite |= *autre != unite,
        }
    }
    if durees.len() > 1 || autre_unite {
        return refus(&debut, 1, "un nombre se compte sur une seule période", None);
    }
    let mut mentions = vec![Mention::Nombre {
        maximum,
        unite: Some(unite),
        duree: durees.first().copied(),
    }];
    mentions.extend(par.annee.or(apres_montant.annee).map(Mention::Annee));
    Ok(TermeLu { terme, mentions })
}

/// `forfait annuel de`, `prise en charge`: words before an amount that change nothing, save
/// the period that they may say.
fn forfait(entree: &mut Jetons<'_>) -> Resultat<Cadence> {
    let mut dit = opt(parmi([
        ("forfait_|credit|budget|enveloppe|indemnite", ()),
        ("prise en charge", ()),
        ("a hauteur", ()),
        ("a concurrence", ()),
        ("jusque|jusqu a", ()),
    ]));
    if dit.parse_next(entree)?.is_none() {
        return Ok(Cadence::default());
    }
    let lue = opt(adjectif).parse_next(entree)?.unwrap_or_default();
    opt(locution(":")).parse_next(entree)?;
    Ok(lue)
}

/// `annuel`, `journalier`.
fn adjectif(entree: &mut Jetons<'_>) -> Resultat<Cadence> {
    let rythme = parmi([
        ("annuel_|annuelle_", Rythme::Periode(Duree::Ans(1))),
        ("mensuel_|mensuelle_", Rythme::Periode(Duree::Mois(1))),
        ("journalier_|journaliere_", Rythme::Unite(Unite::Jour)),
    ])
    .parse_next(entree)?;
    Ok(Cadence {
        rythmes: vec![rythme],
        ..Cadence::default()
    })
}

/// `30 € la séance`.
fn la_seance(entree: &mut Jetons<'_>) -> Resultat<Cadence> {
    let unite = parmi([
        ("seance", Unite::Seance),
        ("consultation|acte", Unite::Acte),
        ("jour|journee", Unite::Jour),
        ("nuit|nuitee", Unite::Nuit),
    ])
    .parse_next(entree)?;
    Ok(Cadence {
        rythmes: vec![Rythme::Unite(unite)],
        ..Cadence::default()
    })
}

/// What may follow a target.
enum Complement {
    Limite(Assiette),
    Cadence(Cadence),
    Lecture(Lecture),
}

/// A target and its complements, in any order.
pub(super) fn terme_simple(entree: &mut Jetons<'_>) -> Resultat<TermeLu> {
    let debut = *entree;
    let mut toutes = forfait(entree)?;
    let mut terme = Terme {
        assiette: assiette.context(UN_MONTANT).parse_next(entree)?,
        limites: Vec::new(),
        lecture: None,
        rythme: None,
    };
    let mut mentions = Vec::new();
    loop {
        let ici = *entree;
        let en_euros = matches!(terme.assiette, Assiette::Euros(_));
        let nue = |entree: &mut Jetons<'_>| {
            if en_euros {
                la_seance(entree)
            } else {
                fail.parse_next(entree)
            }
        };
        let mut complement = opt(alt((
            limite.map(Complement::Limite),
            cadence.map(Complement::Cadence),
            adjectif.map(Complement::Cadence),
            lecture.map(Complement::Lecture),
            nue.map(Complement::Cadence),
        )));
        match complement.parse_next(entree)? {
            Some(Complement::Limite(limite)) => {
                let rythme = if toutes.rythmes.is_empty() {
                    let lue = sa_periode(limite, entree);
                    mentions.extend(lue.annee.map(Mention::Annee));
                    lue.rythmes.first().copied()
                } else {
                    sa_cadence(entree)?
                };
                match rythme {
                    // « 150 €/acte dans la limite de 800 €/an » : un plafond à côté
                    Some(rythme) => mentions.push(Mention::Plafond(Terme {
                        assiette: limite,
                        limites: Vec::new(),
                        lecture: None,
                        rythme: Some(rythme),
                    })),
                    None => terme.limites.push(limite),
                }
            }
            Some(Complement::Cadence(lue)) => {
                toutes.rythmes.extend(lue.rythmes);
                toutes.annee = toutes.annee.or(lue.annee);
                toutes.non_dite |= lue.non_dite;
            }
            Some(Complement::Lecture(lue)) if terme.lecture.is_none_or(|dite| dite == lue) => {
                terme.lecture = Some(lue);
            }
            Some(Complement::Lecture(lue)) => {
                let message = format!("« {lue} » contredit ce qui précède");
                return refus_lu(&ici, entree, message, None);
            }
            None => break,
        }
    }
    if toutes.non_dite {
        let message = "« par ? » : la période d’un montant ne peut pas rester non dite";
        let conseil = "écrivez les lectures possibles : « 30 €/an | 30 €/séance »";
        return refus_lu(&debut, entree, message, Some(conseil));
    }
    mentions.extend(toutes.annee.map(Mention::Annee));
    match toutes.rythmes.as_slice() {
        [] => {}
        [seul] => terme.rythme = Some(*seul),
        // « 200 €/œil/an » : la cellule le porte, « 200 €, par œil, par an »
        _ => mentions.push(Mention::Rythmes(toutes.rythmes)),
    }
    simplifier(&mut terme);
    Ok(TermeLu { terme, mentions })
}

/// The period of a limit that is a sum: « FR limité à 100 €/an » pays 100 € in a year, and not
/// 100 € each time.
fn sa_periode(limite: Assiette, entree: &mut Jetons<'_>) -> Cadence {
    let mut suite = *entree;
    match cadence(&mut suite) {
        Ok(lue)
            if limite.est_une_somme() && matches!(lue.rythmes.as_slice(), [Rythme::Periode(_)]) =>
        {
            *entree = suite;
            lue
        }
        _ => Cadence::default(),
    }
}

/// The rhythm of a limit, apart from that of what it limits.
fn sa_cadence(entree: &mut Jetons<'_>) -> Resultat<Option<Rythme>> {
    let debut = *entree;
    let lue = opt(cadence).parse_next(entree)?.unwrap_or_default();
    match lue.rythmes.as_slice() {
        [] if !lue.non_dite => Ok(None),
        [seul] if lue.annee.is_none() => Ok(Some(*seul)),
        _ => refus_lu(
            &debut,
            entree,
            "une limite n’a qu’un rythme et pas d’année à elle",
            None,
        ),
    }
}

/// `FR limité au PLV` is `100 % PLV`.
fn simplifier(terme: &mut Terme) {
    let plv = Assiette::Plv(Taux::UN);
    if terme.assiette == Assiette::FraisReels(Taux::UN)
        && let Some(rang) = terme.limites.iter().position(|limite| *limite == plv)
    {
        terme.limites.remove(rang);
        terme.assiette = plv;
    }
}

/// The first unit that terms are for.
pub(super) fn unite_des_termes(termes: &[Terme]) -> Option<Unite> {
    termes.iter().find_map(|terme| match terme.rythme {
        Some(Rythme::Unite(unite)) => Some(unite),
        _ => None,
    })
}
