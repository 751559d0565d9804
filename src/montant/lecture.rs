//! Reads numbers as people write them, exactly, through `rust_decimal`.

use super::{Centimes, Taux};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use thiserror::Error;

/// Why a text is not an amount or a rate.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum MontantIllisible {
    /// Nothing but spaces.
    #[error("le nombre est vide")]
    Vide,
    /// Letters or signs where digits were expected; the flag says that a letter O or l stands for a digit.
    #[error("« {texte} » n’est pas un nombre{}", if *lettre_pour_chiffre { " (lettre O ou l au lieu d’un chiffre ?)" } else { "" })]
    PasUnNombre {
        /// The text as written.
        texte: String,
        /// Whether replacing letters O and l by 0 and 1 would make it a number.
        lettre_pour_chiffre: bool,
    },
    /// More decimals than the unit can hold.
    #[error("« {0} » a plus de décimales que le centime")]
    TropPrecis(String),
    /// A negative amount or rate.
    #[error("« {0} » est négatif")]
    Negatif(String),
    /// Above the stated maximum.
    #[error("« {texte} » dépasse le maximum de {maximum}")]
    TropGrand {
        /// The text as written.
        texte: String,
        /// The maximum, in French.
        maximum: String,
    },
}

/// Reads `26.50`, `26,50`, `1 234,56 €` (thin and no-break spaces too) as centimes.
///
/// # Errors
/// When the text is no number, is negative, is finer than a centime, or exceeds
/// [`Centimes::PRIX_MAX`].
pub fn lire_montant(texte: &str) -> Result<Centimes, MontantIllisible> {
    let decimal = lire_decimal(texte.trim().trim_end_matches('€'), texte)?;
    let centimes = decimal
        .checked_mul(Decimal::ONE_HUNDRED)
        .ok_or_else(|| trop_grand(texte))?
        .normalize();
    if !centimes.is_integer() {
        return Err(MontantIllisible::TropPrecis(texte.trim().to_owned()));
    }
    centimes
        .to_i64()
        .map(Centimes::new)
        .filter(|montant| *montant <= Centimes::PRIX_MAX)
        .ok_or_else(|| trop_grand(texte))
}

/// Reads `70 %`, `1,47%`, `60` (percents) as a rate.
///
/// # Errors
/// When the text is no number, is negative, has more than four decimals, or exceeds 4 000 %.
pub fn lire_taux(texte: &str) -> Result<Taux, MontantIllisible> {
    let decimal = lire_decimal(texte.trim().trim_end_matches('%'), texte)?;
    let millioniemes = decimal
        .checked_mul(Decimal::from(10_000))
        .ok_or_else(|| trop_grand(texte))?
        .normalize();
    if !millioniemes.is_integer() {
        return Err(MontantIllisible::TropPrecis(texte.trim().to_owned()));
    }
    match millioniemes.to_u32() {
        Some(valeur) if valeur <= 40_000_000 => Ok(Taux::millioniemes(valeur)),
        _ => Err(MontantIllisible::TropGrand {
            texte: texte.trim().to_owned(),
            maximum: Taux::pour_cent(4_000).to_string(),
        }),
    }
}

fn trop_grand(texte: &str) -> MontantIllisible {
    MontantIllisible::TropGrand {
        texte: texte.trim().to_owned(),
        maximum: Centimes::PRIX_MAX.to_string(),
    }
}

fn lire_decimal(nombre: &str, texte: &str) -> Result<Decimal, MontantIllisible> {
    let nombre = nombre.trim();
    if nombre.is_empty() {
        return Err(MontantIllisible::Vide);
    }
    let refus = || {
        let corrige = nombre.replace(['O', 'o'], "0").replace(['l', 'I'], "1");
        MontantIllisible::PasUnNombre {
            texte: texte.trim().to_owned(),
            lettre_pour_chiffre: corrige != nombre && decimal_simple(&corrige).is_some(),
        }
    };
    let decimal = decimal_simple(nombre).ok_or_else(refus)?;
    if decimal.is_sign_negative() && !decimal.is_zero() {
        return Err(MontantIllisible::Negatif(texte.trim().to_owned()));
    }
    Ok(decimal)
}

/// Digits with a comma or a point, and spaces between groups of three digits.
fn decimal_simple(nombre: &str) -> Option<Decimal> {
    let (signe, absolu) = match nombre.strip_prefix(['-', '\u{2212}']) {
        Some(reste) => ("-", reste),
        None => ("", nombre),
    };
    let (entier, decimales) = match absolu.split_once([',', '.']) {
        Some((entier, decimales)) => (entier, decimales),
        None => (absolu, ""),
    };
    let groupes: Vec<&str> = entier
        .split([' ', '\u{a0}', '\u{202f}', '\u{2009}'])
        .collect();
    let bien_groupe = groupes.len() == 1
        || (groupes.iter().skip(1).all(|groupe| groupe.len() == 3)
            && groupes
                .first()
                .is_some_and(|groupe| (1..=3).contains(&groupe.len())));
    let chiffres = |partie: &str| partie.bytes().all(|octet| octet.is_ascii_digit());
    let virgule_seule = absolu.contains([',', '.']) && decimales.is_empty();
    if !bien_groupe || virgule_seule || entier.is_empty() {
        return None;
    }
    if !groupes.iter().all(|groupe| chiffres(groupe)) || !chiffres(decimales) {
        return None;
    }
    let separateur = if decimales.is_empty() { "" } else { "." };
    format!("{signe}{}{separateur}{decimales}", groupes.concat())
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lit_les_ecritures_courantes() {
        for (texte, centimes) in [
            ("26.50", 2650),
            ("26,50", 2650),
            ("26,5 €", 2650),
            ("1 234,56 €", 123_456),
            ("1\u{202f}234,56\u{a0}€", 123_456),
            ("1\u{a0}234\u{2009}567", 123_456_700),
            ("0", 0),
            ("10000000", 1_000_000_000),
        ] {
            assert_eq!(lire_montant(texte), Ok(Centimes::new(centimes)), "{texte}");
        }
        assert_eq!(lire_taux("1,47 %"), Ok(Taux::millioniemes(14_700)));
        assert_eq!(lire_taux("60"), Ok(Taux::pour_cent(60)));
    }

    #[test]
    fn refuse_le_reste_en_disant_pourquoi() {
        for (texte, message) in [
            ("", "le nombre est vide"),
            ("abc", "« abc » n’est pas un nombre"),
            (
                "15O",
                "« 15O » n’est pas un nombre (lettre O ou l au lieu d’un chiffre ?)",
            ),
            ("1,234", "« 1,234 » a plus de décimales que le centime"),
            ("12 34", "« 12 34 » n’est pas un nombre"),
            ("1,2,3", "« 1,2,3 » n’est pas un nombre"),
            ("12,", "« 12, » n’est pas un nombre"),
            ("-3", "« -3 » est négatif"),
            ("1e3", "« 1e3 » n’est pas un nombre"),
        ] {
            let erreur = lire_montant(texte).map_err(|erreur| erreur.to_string());
            assert_eq!(erreur, Err(message.to_owned()), "{texte}");
        }
        assert!(matches!(
            lire_montant("10000000,01"),
            Err(MontantIllisible::TropGrand { .. })
        ));
        assert!(lire_montant(&"9".repeat(60)).is_err());
        assert!(matches!(
            lire_taux("5000 %"),
            Err(MontantIllisible::TropGrand { .. })
        ));
    }
}
