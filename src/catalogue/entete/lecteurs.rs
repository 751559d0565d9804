//! One TOML value to one value of ours, or why not.

use crate::catalogue::Code;
use crate::montant::{Centimes, MontantIllisible, Taux, lire_montant, lire_taux};
use jiff::civil::Date;
use std::borrow::Cow;
use toml::Spanned;
use toml::de::DeValue;

pub(super) type Valeur<'a> = Spanned<DeValue<'a>>;

/// Why a value is refused: code, message, advice.
pub(super) struct Refus(
    pub(super) Code,
    pub(super) String,
    pub(super) Option<String>,
);

impl Refus {
    /// « on attend ici un texte, pas un nombre »
    pub(super) fn sorte(attendu: &str, valeur: &DeValue<'_>, conseil: &str) -> Self {
        let lu = match valeur {
            DeValue::String(_) => "un texte",
            DeValue::Integer(_) => "un nombre",
            DeValue::Float(_) => "un nombre à virgule",
            DeValue::Boolean(_) => "true ou false",
            DeValue::Datetime(_) => "une date",
            DeValue::Array(_) => "une liste",
            DeValue::Table(_) => "une table",
        };
        let message = format!("on attend ici {attendu}, pas {lu}");
        let conseil = (!conseil.is_empty()).then(|| conseil.to_owned());
        Self(Code::ValeurInvalide, message, conseil)
    }
}

pub(super) fn lire_texte<'a>(valeur: &'a Valeur<'a>) -> Result<&'a str, Refus> {
    match valeur.get_ref() {
        DeValue::String(texte) if texte.trim().is_empty() => {
            let message = "le texte est vide".to_owned();
            Err(Refus(Code::ValeurInvalide, message, None))
        }
        DeValue::String(texte) => Ok(texte.trim()),
        autre => Err(Refus::sorte(
            "un texte",
            autre,
            "écrivez-le entre guillemets",
        )),
    }
}

pub(super) fn lire_date(valeur: &Valeur<'_>) -> Result<Date, Refus> {
    let refus = |message: String| {
        let conseil = "une date s’écrit AAAA-MM-JJ".to_owned();
        Refus(Code::DateIllisible, message, Some(conseil))
    };
    match valeur.get_ref() {
        DeValue::Datetime(date) => match (date.date, date.time) {
            (Some(date), None) => {
                let jour = |nombre: u8| i8::try_from(nombre).unwrap_or(0);
                let annee = i16::try_from(date.year).unwrap_or(0);
                Date::new(annee, jour(date.month), jour(date.day))
                    .map_err(|_| refus("cette date n’existe pas".to_owned()))
            }
            (None, None) => Err(refus("cette date n’existe pas".to_owned())),
            _ => Err(refus("on attend ici une date sans heure".to_owned())),
        },
        DeValue::String(texte) => {
            lire_iso(texte.trim()).ok_or_else(|| refus(format!("« {texte} » n’est pas une date")))
        }
        autre => Err(Refus::sorte(
            "une date",
            autre,
            "une date s’écrit AAAA-MM-JJ",
        )),
    }
}

/// `AAAA-MM-JJ` and nothing else.
fn lire_iso(texte: &str) -> Option<Date> {
    let forme = texte.bytes().enumerate().all(|(rang, octet)| match rang {
        4 | 7 => octet == b'-',
        _ => octet.is_ascii_digit(),
    });
    texte.parse().ok().filter(|_| forme && texte.len() == 10)
}

pub(super) fn lire_booleen(valeur: &Valeur<'_>) -> Result<bool, Refus> {
    match valeur.get_ref() {
        DeValue::Boolean(oui) => Ok(*oui),
        autre => Err(Refus::sorte("true ou false", autre, "sans guillemets")),
    }
}

pub(super) fn lire_oui_non(valeur: &Valeur<'_>) -> Result<Option<bool>, Refus> {
    match valeur.get_ref() {
        DeValue::Boolean(oui) => Ok(Some(*oui)),
        DeValue::String(texte) if texte.trim() == "?" => Ok(None),
        autre => Err(Refus::sorte(
            "true, false ou \"?\"",
            autre,
            "\"?\" si personne ne le dit",
        )),
    }
}

pub(super) fn lire_entier(valeur: &Valeur<'_>) -> Result<i64, Refus> {
    match valeur.get_ref() {
        DeValue::Integer(entier) => {
            i64::from_str_radix(entier.as_str(), entier.radix()).map_err(|_| {
                let message = format!("« {entier} » est trop grand");
                Refus(Code::ValeurInvalide, message, None)
            })
        }
        autre => Err(Refus::sorte("un nombre entier", autre, "")),
    }
}

pub(super) fn lire_centimes(valeur: &Valeur<'_>) -> Result<Centimes, Refus> {
    lire_nombre(valeur, "un montant", Code::MontantIllisible, lire_montant)
}

pub(super) fn lire_pour_cent(valeur: &Valeur<'_>) -> Result<Taux, Refus> {
    lire_nombre(valeur, "un taux", Code::TauxIllisible, lire_taux)
}

/// The digits as written, never through a binary floating point number.
fn lire_nombre<T>(
    valeur: &Valeur<'_>,
    attendu: &str,
    code: Code,
    lire: impl FnOnce(&str) -> Result<T, MontantIllisible>,
) -> Result<T, Refus> {
    let ecrit: Cow<'_, str> = match valeur.get_ref() {
        DeValue::Integer(entier) => entier.to_string().into(),
        DeValue::Float(nombre) => nombre.as_str().into(),
        DeValue::String(texte) => texte.as_ref().into(),
        autre => return Err(Refus::sorte(attendu, autre, "")),
    };
    lire(&ecrit).map_err(|erreur| Refus(code, erreur.to_string(), None))
}
