//! A number as its sheet shows it: `1.5` under `0%` is « 150 % ».

use super::Interdit;
use rust_decimal::Decimal;

/// The text of a number; a spreadsheet keeps fifteen significant digits.
pub(super) fn texte(nombre: f64, format: &str) -> Result<String, Interdit> {
    let decimal = Decimal::from_scientific(&format!("{nombre:.14e}"))
        .map_err(|_| Interdit::Nombre)?
        .normalize();
    let francais = |decimal: Decimal| decimal.normalize().to_string().replace('.', ",");
    match affichage(format) {
        Affichage::Nu => Ok(decimal.to_string()),
        Affichage::Pourcent => decimal
            .checked_mul(Decimal::ONE_HUNDRED)
            .map(|centuple| format!("{} %", francais(centuple)))
            .ok_or(Interdit::Nombre),
        Affichage::Suivi(signe) => Ok(format!("{} {signe}", francais(decimal))),
        Affichage::Autre => Err(Interdit::Format(format.to_owned())),
    }
}

/// What a format adds to a number.
#[derive(Debug, PartialEq, Eq)]
enum Affichage {
    /// Nothing.
    Nu,
    /// It multiplies by a hundred, and writes `%`.
    Pourcent,
    /// It writes this after the number.
    Suivi(char),
    /// Something that is not in the number.
    Autre,
}

fn affichage(format: &str) -> Affichage {
    let mut mots = String::new();
    let mut chiffres = String::new();
    let mut lettres = format.chars();
    while let Some(lettre) = lettres.next() {
        match lettre {
            // le format des nombres négatifs, puis celui de zéro
            ';' => break,
            '"' => mots.extend(lettres.by_ref().take_while(|dans| *dans != '"')),
            '\\' => mots.extend(lettres.next()),
            '_' | '*' => drop(lettres.next()),
            // `[$€-40C]` est une monnaie ; `[Red]`, `[>0]` ne montrent rien
            '[' => {
                let dedans: String = lettres.by_ref().take_while(|dans| *dans != ']').collect();
                if let Some(monnaie) = dedans.strip_prefix('$') {
                    mots.push_str(monnaie.split('-').next().unwrap_or_default());
                }
            }
            '€' => mots.push(lettre),
            _ => chiffres.push(lettre),
        }
    }
    let chiffres: String = chiffres.split_whitespace().collect();
    let mots = mots.trim();
    let pourcent = chiffres.ends_with('%');
    let chiffres = chiffres.trim_end_matches('%');
    let simple = matches!(chiffres, "General" | "Standard" | "@" | "")
        || chiffres.ends_with(['0', '#'])
            && chiffres.chars().all(|l| matches!(l, '0' | '#' | ',' | '.'));
    match (simple, pourcent, mots) {
        (true, false, "") => Affichage::Nu,
        (true, true, "") => Affichage::Pourcent,
        (true, false, "€") => Affichage::Suivi('€'),
        (true, false, "%") => Affichage::Suivi('%'),
        _ => Affichage::Autre,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn un_nombre_se_lit_comme_il_se_montre() {
        for (nombre, format, attendu) in [
            (1.5, "0%", "150 %"),
            (1.505, "0.00%", "150,5 %"),
            (0.07, "0%", "7 %"),
            (1.5, "General", "1.5"),
            (60.0, "General", "60"),
            (60.0, "#,##0.00\\ [$€-40C]", "60 €"),
            (26.5, "#,##0.00\" €\"", "26,5 €"),
            (26.5, "#,##0.00\\ \"€\"_-;-#,##0.00\\ \"€\"", "26,5 €"),
            (150.0, "0\"%\"", "150 %"),
            (19.860_000_000_000_003, "0.00", "19.86"),
            (1234.0, "#,##0", "1234"),
            (12.0, "@", "12"),
        ] {
            assert_eq!(texte(nombre, format).as_deref(), Ok(attendu), "{format}");
        }
    }

    #[test]
    fn ce_que_le_format_ajoute_ne_se_devine_pas() {
        for format in [
            "0\" € par séance\"",
            "0.00E+00",
            "# ?/?",
            "0,",
            "\"forfait \"0",
            "[$$-409]0",
        ] {
            let refus = Interdit::Format(format.to_owned());
            assert_eq!(texte(30.0, format), Err(refus), "{format}");
        }
        assert_eq!(texte(1e300, "General"), Err(Interdit::Nombre));
        assert_eq!(texte(f64::NAN, "General"), Err(Interdit::Nombre));
    }
}
