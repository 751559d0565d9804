//! What is counted and what is capped: `5 séances/an`, `50 € max par séance`.

use super::assiette::lecture;
use super::base::{entier, est_une_quantite, locution, parmi, vient, vient_nombre};
use super::duree::{Cadence, cadence, duree_comptee, unite};
use super::echec::{Resultat, refus, refus_lu};
use super::jeton::{Genre, Jetons};
use super::mention::Mention;
use super::terme::terme_simple;
use crate::offre::langage::{Duree, Rythme, Terme};
use crate::reglementation::Unite;
use winnow::combinator::{alt, cut_err, fail, opt};
use winnow::prelude::*;

fn au_plus(entree: &mut Jetons<'_>) -> Resultat<()> {
    parmi([
        ("max|maxi|maximum", ()),
        ("au plus", ()),
        ("au maximum", ()),
    ])
    .parse_next(entree)
}

/// `5 séances/an`, `2 max par ?`, `une fois par contrat`, `4 ans`.
pub(super) fn nombre(entree: &mut Jetons<'_>) -> Resultat<Vec<Mention>> {
    let debut = *entree;
    let mut borne = opt(alt((
        au_plus,
        locution("limite~ a"),
        locution("dans limite"),
    )));
    let max_devant = borne.parse_next(entree)?.is_some();
    if !vient_nombre(entree) || est_une_quantite(entree) {
        *entree = debut;
        return fail.parse_next(entree);
    }
    // « par oreille, 4 ans » : une durée seule est une période
    if !max_devant
        && let Ok(duree @ (Duree::Ans(_) | Duree::Mois(_))) = duree_comptee(&mut { *entree })
    {
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
        // « 15 €/séance, 3/an » : l’unité est celle du montant
        let compte = vient(entree, "/") || vient(entree, "par");
        if lue.is_none() && !max_avant && !compte {
            return sans_unite(&debut, entree);
        }
        lue
    };
    opt(au_plus).parse_next(entree)?;
    // « par numéro de dent » : ce n’est pas une période
    if locution("par|/ numero dent").parse_next(entree).is_ok()
        || locution("par|/ dent").parse_next(entree).is_ok()
    {
        return Ok(vec![Mention::Nombre {
            maximum,
            unite,
            duree: Some(Duree::Dent),
        }]);
    }
    let lue = opt(cadence).parse_next(entree)?.unwrap_or_default();
    opt(au_plus).parse_next(entree)?;
    let duree = match lue.rythmes.as_slice() {
        [] => None,
        [Rythme::Periode(duree)] => Some(*duree),
        [Rythme::Unite(Unite::Sejour)] => Some(Duree::Sejour),
        _ => {
            return refus_lu(
                &debut,
                entree,
                "un nombre se compte sur une seule période",
                None,
            );
        }
    };
    if fois && maximum == 1 && duree == Some(Duree::Contrat) {
        return Ok(vec![Mention::Rythmes(lue.rythmes)]);
    }
    let sans_unite = unite.is_none() && !max_avant;
    let mut mentions = vec![if sans_unite {
        Mention::DeLUnite { maximum, duree }
    } else {
        Mention::Nombre {
            maximum,
            unite,
            duree,
        }
    }];
    mentions.extend(lue.annee.map(Mention::Annee));
    Ok(mentions)
}

/// A number that counts nothing.
fn sans_unite<T>(debut: &Jetons<'_>, entree: &mut Jetons<'_>) -> Resultat<T> {
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
pub(super) fn plafond(entree: &mut Jetons<'_>) -> Resultat<Terme> {
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
        // « FR max » : sans le mot, ce n’est pas une mention
        let mut suite = *entree;
        terme_simple(&mut suite)?;
        au_plus(&mut suite)?;
    }
    let mut lu = cut_err(terme_simple).parse_next(entree)?;
    let apres = opt(au_plus).parse_next(entree)?.is_some();
    if !avant && !apres {
        let conseil = format!(
            "un plafond s’écrit « {} max » ; un montant de plus s’ajoute avec « + » dans la cellule",
            lu.terme
        );
        return refus_lu(
            &debut,
            entree,
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
            return refus_lu(&suite, entree, "un plafond n’a qu’un rythme", None);
        }
    }
    if !lu.mentions.is_empty() || lue.annee.is_some() {
        return refus_lu(
            &debut,
            entree,
            "un plafond n’a qu’un rythme et pas d’année à lui",
            None,
        );
    }
    if lu.terme.lecture.is_none() {
        lu.terme.lecture = opt(lecture).parse_next(entree)?;
    }
    Ok(lu.terme)
}

/// A cadence that stands alone says what it is.
pub(super) fn refuser_non_dite(
    debut: &Jetons<'_>,
    fin: &Jetons<'_>,
    lue: &Cadence,
) -> Resultat<()> {
    if lue.non_dite {
        let message = "« par ? » ne se dit qu’après un nombre (« 2 implants par ? »)";
        return refus_lu(debut, fin, message, None);
    }
    Ok(())
}
