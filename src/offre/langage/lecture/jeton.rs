//! From a text to tokens: numbers, words without accents nor articles, signs.

use crate::texte::sans_accent;
use std::ops::Range;
use winnow::ascii::digit1;
use winnow::combinator::{alt, delimited, not, opt, peek, repeat};
use winnow::prelude::*;
use winnow::stream::{LocatingSlice, TokenSlice};
use winnow::token::{any, one_of, take_while};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Genre {
    /// `1 700`, `38,50`.
    Nombre,
    /// `4e`, `1re`: its form is the digits.
    Ordinal,
    /// A word.
    Mot,
    /// A sign of the language.
    Signe,
    /// A number with a letter in place of a digit: its form is the number meant.
    Confus,
    /// A character that the language does not use.
    Inconnu,
    /// An article: read and forgotten.
    Vide,
}

/// A token and its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Jeton {
    pub(super) genre: Genre,
    /// Lowercase and without accents.
    pub(super) forme: String,
    /// Bytes of the text.
    pub(super) etendue: Range<usize>,
}

/// What the grammar reads.
pub(super) type Jetons<'a> = TokenSlice<'a, &'a Jeton>;

/// How digits are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chiffres {
    /// With groups of thousands and decimals: cells and rules.
    Decimaux,
    /// One by one: conditions, where a comma is « and ».
    Entiers,
}

type Texte<'t> = LocatingSlice<&'t str>;

/// A token before its articles are dropped.
type Lu = ((Genre, String), Range<usize>);

/// Numbers that tables write in letters.
const EN_LETTRES: [(&str, &str); 11] = [
    ("un", "1"),
    ("une", "1"),
    ("deux", "2"),
    ("trois", "3"),
    ("quatre", "4"),
    ("cinq", "5"),
    ("six", "6"),
    ("sept", "7"),
    ("huit", "8"),
    ("dix", "10"),
    ("douze", "12"),
];

const ESPACES: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];

/// The tokens of a text; every text has some.
pub(super) fn decouper(texte: &str, chiffres: Chiffres) -> Vec<Jeton> {
    let un_jeton = move |entree: &mut Texte<'_>| -> winnow::Result<(Genre, String)> {
        alt((
            confus,
            ordinal,
            |entree: &mut Texte<'_>| nombre(entree, chiffres),
            mot,
            signe,
            any.map(|lettre: char| (Genre::Inconnu, lettre.to_string())),
        ))
        .parse_next(entree)
    };
    let mut tous = repeat(0.., delimited(blancs, un_jeton.with_span(), blancs));
    let lus: winnow::Result<Vec<Lu>> = tous.parse_next(&mut LocatingSlice::new(texte));
    lus.unwrap_or_default()
        .into_iter()
        .filter(|((genre, _), _)| *genre != Genre::Vide)
        .map(|((genre, forme), etendue)| Jeton {
            genre,
            forme,
            etendue,
        })
        .collect()
}

fn blancs(entree: &mut Texte<'_>) -> winnow::Result<()> {
    take_while(0.., char::is_whitespace)
        .void()
        .parse_next(entree)
}

fn est_lettre(lettre: char) -> bool {
    // un accent peut suivre sa lettre au lieu d’être dedans
    lettre.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&lettre)
}

/// `15O`, `l2`, and `lOO` before a `%` or a `€`.
fn confus(entree: &mut Texte<'_>) -> winnow::Result<(Genre, String)> {
    let suite: &str = take_while(1.., ('0'..='9', 'O', 'o', 'l', 'I')).parse_next(entree)?;
    not(one_of(|lettre: char| {
        est_lettre(lettre) || "'’‘".contains(lettre)
    }))
    .parse_next(entree)?;
    let a_un_chiffre = suite.contains(|lettre: char| lettre.is_ascii_digit());
    if !a_un_chiffre {
        peek((blancs, one_of(['%', '€']))).parse_next(entree)?;
    } else if suite.bytes().all(|octet| octet.is_ascii_digit()) {
        return winnow::combinator::fail.parse_next(entree);
    }
    let voulu = suite.replace(['O', 'o'], "0").replace(['l', 'I'], "1");
    Ok((Genre::Confus, voulu))
}

fn groupes<'t>(entree: &mut Texte<'t>) -> winnow::Result<&'t str> {
    let chiffre = '0'..='9';
    let trois = (
        one_of(ESPACES),
        take_while(3..=3, chiffre.clone()),
        not(one_of(chiffre.clone())),
    );
    alt((
        (
            take_while(1..=3, chiffre),
            repeat::<_, _, (), _, _>(1.., trois),
        )
            .take(),
        digit1,
    ))
    .parse_next(entree)
}

fn nombre(entree: &mut Texte<'_>, chiffres: Chiffres) -> winnow::Result<(Genre, String)> {
    let texte: &str = match chiffres {
        Chiffres::Entiers => digit1.parse_next(entree)?,
        Chiffres::Decimaux => (groupes, opt((one_of([',', '.']), digit1)))
            .take()
            .parse_next(entree)?,
    };
    Ok((Genre::Nombre, texte.to_owned()))
}

fn ordinal(entree: &mut Texte<'_>) -> winnow::Result<(Genre, String)> {
    let rang = alt([
        "ème", "eme", "ère", "ere", "er", "re", "nde", "nd", "è", "e",
    ]);
    let (chiffres, _, ()) = (groupes, rang, not(one_of(est_lettre))).parse_next(entree)?;
    Ok((Genre::Ordinal, chiffres.to_owned()))
}

fn mot(entree: &mut Texte<'_>) -> winnow::Result<(Genre, String)> {
    let lettres: &str = take_while(1.., est_lettre).parse_next(entree)?;
    // « s.o. », « max. », « l’AMO »
    opt(alt((
        one_of(['\'', '’', '‘']).void(),
        ('.', not(one_of('0'..='9'))).void(),
    )))
    .parse_next(entree)?;
    let minuscules = lettres.to_lowercase();
    let forme: String = sans_accent(&minuscules)
        .chars()
        .filter(|lettre| !('\u{300}'..='\u{36f}').contains(lettre))
        .collect();
    // « n° de dent »
    if forme == "n" && opt(one_of(['°', 'º'])).parse_next(entree)?.is_some() {
        return Ok((Genre::Mot, "numero".to_owned()));
    }
    if let Some((_, chiffres)) = EN_LETTRES.iter().find(|(mot, _)| *mot == forme) {
        return Ok((Genre::Nombre, (*chiffres).to_owned()));
    }
    Ok(match minuscules.as_str() {
        "de" | "du" | "des" | "d" | "la" | "le" | "les" | "l" => (Genre::Vide, forme),
        "euro" | "euros" | "eur" => (Genre::Signe, "€".to_owned()),
        "x" => (Genre::Signe, "×".to_owned()),
        _ => (Genre::Mot, forme),
    })
}

fn signe(entree: &mut Texte<'_>) -> winnow::Result<(Genre, String)> {
    let forme = alt((
        alt(("<=", "=<", "≤")).value("<="),
        alt((">=", "=>", "≥")).value(">="),
        one_of(['-', '–', '—', '−', '\u{2010}', '\u{2011}']).value("-"),
        one_of(['×', '*', '✕']).value("×"),
        one_of([
            '%', '€', '+', '/', ',', ';', '|', '?', '<', '>', '=', '(', ')', ':',
        ])
        .take(),
    ))
    .parse_next(entree)?;
    Ok((Genre::Signe, forme.to_owned()))
}
