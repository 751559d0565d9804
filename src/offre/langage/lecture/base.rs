//! The small pieces that cells, rules and conditions share.

use super::echec::{Echec, Resultat, refus};
use super::jeton::{Genre, Jeton, Jetons};
use crate::montant::{Centimes, Taux, lire_montant, lire_taux, milliers};
use winnow::combinator::{cut_err, fail};
use winnow::error::{ErrMode, ParserError};
use winnow::prelude::*;
use winnow::stream::Stream;
use winnow::token::any;

/// Words one after the other: `|` splits variants, `_` ends a word that may take an s,
/// `~` one that agrees in gender and number.
pub(super) fn locution<'a>(motif: &'static str) -> impl Parser<Jetons<'a>, (), ErrMode<Echec>> {
    move |entree: &mut Jetons<'a>| {
        let debut = entree.checkpoint();
        for variantes in motif.split(' ') {
            let suivant = entree.peek_token();
            let convient = suivant.is_some_and(|jeton| {
                matches!(jeton.genre, Genre::Mot | Genre::Signe)
                    && (variantes == jeton.forme
                        || variantes.split('|').any(|mot| convient(&jeton.forme, mot)))
            });
            if !convient {
                let echec = ErrMode::from_input(entree);
                entree.reset(&debut);
                return Err(echec);
            }
            entree.next_token();
        }
        Ok(())
    }
}

/// The value of the first phrase that comes next.
pub(super) fn parmi<'a, T: Clone, const N: usize>(
    table: [(&'static str, T); N],
) -> impl Parser<Jetons<'a>, T, ErrMode<Echec>> {
    move |entree: &mut Jetons<'a>| {
        let mut echec: ErrMode<Echec> = ErrMode::from_input(entree);
        for (motif, valeur) in &table {
            match locution(motif).parse_next(entree) {
                Ok(()) => return Ok(valeur.clone()),
                Err(autre) => echec = echec.or(autre),
            }
        }
        Err(echec)
    }
}

fn convient(forme: &str, mot: &str) -> bool {
    let accorde = |radical: &str, marques: &[&str]| {
        forme
            .strip_prefix(radical)
            .is_some_and(|fin| marques.contains(&fin))
    };
    if let Some(radical) = mot.strip_suffix('_') {
        accorde(radical, &["", "s"])
    } else if let Some(radical) = mot.strip_suffix('~') {
        accorde(radical, &["", "e", "s", "es"])
    } else {
        forme == mot
    }
}

/// Whether a phrase comes next.
pub(super) fn vient(entree: &Jetons<'_>, motif: &'static str) -> bool {
    locution(motif).parse_next(&mut { *entree }).is_ok()
}

fn jeton<'a>(genre: Genre) -> impl Parser<Jetons<'a>, &'a Jeton, ErrMode<Echec>> {
    any.verify(move |jeton: &&&Jeton| jeton.genre == genre)
        .map(|jeton: &&Jeton| *jeton)
}

/// Whether a number comes next.
pub(super) fn vient_nombre(entree: &Jetons<'_>) -> bool {
    entree
        .peek_token()
        .is_some_and(|jeton| jeton.genre == Genre::Nombre)
}

/// Whether the number that comes next is an amount or a share.
pub(super) fn est_une_quantite(entree: &Jetons<'_>) -> bool {
    let suite = apres(entree);
    vient(&suite, "€") || vient(&suite, "%")
}

/// A whole number between two bounds, the second included.
pub(super) fn entier(entree: &mut Jetons<'_>, min: u16, max: u16) -> Resultat<u16> {
    borne(entree, Genre::Nombre, min, max)
}

/// `4e`, `1re`.
pub(super) fn rang(entree: &mut Jetons<'_>, max: u16) -> Resultat<u16> {
    borne(entree, Genre::Ordinal, 1, max)
}

fn borne(entree: &mut Jetons<'_>, genre: Genre, min: u16, max: u16) -> Resultat<u16> {
    let debut = *entree;
    let ecrit = &jeton(genre).parse_next(entree)?.forme;
    if ecrit.contains([',', '.']) {
        return refus(
            &debut,
            1,
            format!("« {ecrit} » n’est pas un nombre entier"),
            None,
        );
    }
    let chiffres: String = ecrit.chars().filter(char::is_ascii_digit).collect();
    match chiffres.parse::<u16>() {
        Ok(valeur) if (min..=max).contains(&valeur) => Ok(valeur),
        _ => {
            let max = milliers(u64::from(max));
            let message = format!("« {ecrit} » n’est pas entre {min} et {max}");
            refus(&debut, 1, message, None)
        }
    }
}

/// A number followed by its sign.
pub(super) enum Quantite {
    /// `30 €`.
    Montant(Centimes),
    /// `150 %`.
    Part(Taux),
}

/// `30 €` or `150 %`; a number alone is refused.
pub(super) fn quantite(entree: &mut Jetons<'_>) -> Resultat<Quantite> {
    let debut = *entree;
    let ecrit = &jeton(Genre::Nombre).parse_next(entree)?.forme;
    let lu = if locution("€").parse_next(entree).is_ok() {
        lire_montant(ecrit).map(Quantite::Montant)
    } else if locution("%").parse_next(entree).is_ok() {
        lire_taux(ecrit).map(Quantite::Part)
    } else if vient(entree, "/") && vient_nombre(&apres(entree)) {
        return deux_valeurs(&debut);
    } else if entree
        .peek_token()
        .is_some_and(|jeton| jeton.genre == Genre::Mot)
    {
        return cut_err(fail.context("« € » ou « % »")).parse_next(entree);
    } else {
        let conseil = format!("« {ecrit} € » ou « {ecrit} % » ?");
        return refus(
            &debut,
            1,
            format!("« {ecrit} » est un nombre seul"),
            Some(&conseil),
        );
    };
    match lu {
        Ok(_) if vient(entree, "a|-") && quantite(&mut apres(entree)).is_ok() => refus(
            &debut,
            debut.len() - entree.len() + 3,
            "un intervalle ne dit pas ce qui est payé",
            Some(
                "écrivez une valeur par niveau, ou par ligne avec son cas dans `quand` ; si le contrat ne dit pas laquelle, « 90 % | 130 % »",
            ),
        ),
        Ok(quantite) => Ok(quantite),
        Err(erreur) => refus(&debut, 1, erreur.to_string(), None),
    }
}

/// `100 % / 0 %` belongs to two rows.
pub(super) fn deux_valeurs<T>(entree: &Jetons<'_>) -> Resultat<T> {
    refus(
        entree,
        entree.eof_offset(),
        "deux valeurs séparées par une barre : on ne sait pas quand vaut chacune",
        Some(
            "écrivez deux lignes et dites quand : « remboursé » et « non remboursé », « OPTAM » et « non OPTAM »…",
        ),
    )
}

/// What follows the next token.
pub(super) fn apres<'a>(entree: &Jetons<'a>) -> Jetons<'a> {
    let mut suite = *entree;
    suite.next_token();
    suite
}

/// The social security, by any of its names.
pub(super) fn amo(entree: &mut Jetons<'_>) -> Resultat<()> {
    parmi([
        ("amo|ro|ss|secu", ()),
        ("securite sociale", ()),
        ("assurance maladie obligatoire", ()),
        ("assurance maladie", ()),
        ("regime obligatoire|base|general", ()),
    ])
    .parse_next(entree)
}
