//! UTF-8 or a sentence that says what the bytes look like.

/// A message and its advice.
pub(in crate::catalogue) type Refus = (String, &'static str);

const ENREGISTRER: &str =
    "dans le tableur, « Enregistrer sous… », jeu de caractères « Unicode (UTF-8) »";

/// The text of a file, without byte order mark.
pub(in crate::catalogue) fn texte(octets: Vec<u8>) -> Result<String, Refus> {
    if octets.starts_with(&[0xff, 0xfe]) || octets.starts_with(&[0xfe, 0xff]) {
        let message = "le texte est en UTF-16, pas en UTF-8".to_owned();
        return Err((message, ENREGISTRER));
    }
    if let Some(place) = octets.iter().position(|octet| *octet == 0) {
        let message = format!(
            "un octet nul à la ligne {} (octet {place}) : ce n’est pas un fichier de texte",
            ligne(&octets, place)
        );
        return Err((message, ENREGISTRER));
    }
    match String::from_utf8(octets) {
        Ok(mut texte) => {
            if texte.starts_with('\u{feff}') {
                texte.drain(..'\u{feff}'.len_utf8());
            }
            Ok(texte)
        }
        Err(erreur) => {
            let place = erreur.utf8_error().valid_up_to();
            let octets = erreur.into_bytes();
            let fautif = octets.get(place).copied().unwrap_or_default();
            let message = format!(
                "le texte n’est pas en UTF-8 mais sans doute en Latin-1 : ligne {}, octet {place}, 0x{fautif:02X} (« {} » en Latin-1)",
                ligne(&octets, place),
                char::from(fautif)
            );
            Err((message, ENREGISTRER))
        }
    }
}

fn ligne(octets: &[u8], place: usize) -> usize {
    let avant = octets.iter().take(place);
    1 + avant.filter(|octet| **octet == b'\n').count()
}
