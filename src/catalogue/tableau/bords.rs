//! The spaces around a cell, of every sort.

/// The text without the spaces around it, no-break, thin and invisible ones included.
pub(super) fn rogne(texte: &str) -> &str {
    texte.trim_matches(blanc)
}

/// How many bytes [`rogne`] takes away at the beginning.
pub(super) fn marge(texte: &str) -> usize {
    texte.len() - texte.trim_start_matches(blanc).len()
}

fn blanc(lettre: char) -> bool {
    lettre.is_whitespace() || matches!(lettre, '\u{200b}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rogne_les_espaces_de_toute_sorte() {
        let texte = " \u{a0}\u{202f}\u{feff}30\u{a0}€\u{2009}\t";
        assert_eq!(rogne(texte), "30\u{a0}€");
        assert_eq!(marge(texte), 9);
        assert_eq!(rogne(" \u{a0} "), "");
    }
}
