//! French words: accents aside, plain dates, lists said aloud.

use jiff::civil::Date;
use std::io::{Error, ErrorKind};

/// Lowercase, without accents: `Œil gêné’` becomes `oeil gene'`.
#[must_use]
pub fn sans_accent(texte: &str) -> String {
    let mut simple = String::with_capacity(texte.len());
    for lettre in texte.chars().flat_map(char::to_lowercase) {
        match lettre {
            'à' | 'â' | 'ä' => simple.push('a'),
            'é' | 'è' | 'ê' | 'ë' => simple.push('e'),
            'î' | 'ï' => simple.push('i'),
            'ô' | 'ö' => simple.push('o'),
            'ù' | 'û' | 'ü' => simple.push('u'),
            'ÿ' => simple.push('y'),
            'ç' => simple.push('c'),
            'œ' => simple.push_str("oe"),
            'æ' => simple.push_str("ae"),
            '’' | '‘' => simple.push('\''),
            '\u{a0}' | '\u{202f}' | '\u{2009}' => simple.push(' '),
            autre => simple.push(autre),
        }
    }
    simple
}

/// The words of a text without accents, plural marks and small words aside.
#[must_use]
pub fn mots(texte: &str) -> Vec<String> {
    texte
        .split(|lettre: char| !lettre.is_alphanumeric())
        .filter(|mot| {
            !matches!(
                *mot,
                "" | "de"
                    | "du"
                    | "des"
                    | "d"
                    | "la"
                    | "le"
                    | "les"
                    | "l"
                    | "un"
                    | "une"
                    | "en"
                    | "sur"
                    | "chez"
            )
        })
        .map(|mot| {
            if mot.len() > 3 {
                mot.trim_end_matches('s')
            } else {
                mot
            }
            .to_owned()
        })
        .collect()
}

/// A day as the French write it: `22/11/2026`.
#[must_use]
pub fn jour(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// `a`, `a et b`, `a, b et c`.
#[must_use]
pub fn enumerer<S: AsRef<str>>(textes: &[S], conjonction: &str) -> String {
    match textes {
        [] => String::new(),
        [seul] => seul.as_ref().to_owned(),
        [debut @ .., dernier] => {
            let debut: Vec<&str> = debut.iter().map(AsRef::as_ref).collect();
            format!("{} {conjonction} {}", debut.join(", "), dernier.as_ref())
        }
    }
}

/// The same text with a capital first letter.
#[must_use]
pub fn majuscule(texte: &str) -> String {
    let mut lettres = texte.chars();
    lettres
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(lettres)
        .collect()
}

/// French spacing: a no-break space before « : ; ! ? » € % », after « and within.
#[must_use]
pub fn typographie(texte: &str) -> String {
    let mut soigne = String::with_capacity(texte.len() + 16);
    let mut lettres = texte.chars().peekable();
    let mut precedente = ' ';
    while let Some(lettre) = lettres.next() {
        let insecable = lettre == ' '
            && (precedente == '«'
                || lettres.peek().is_some_and(|suivante| {
                    matches!(suivante, ':' | ';' | '!' | '?' | '»' | '€' | '%')
                }));
        soigne.push(if insecable { '\u{a0}' } else { lettre });
        precedente = lettre;
    }
    soigne
}

/// Why a file cannot be read or written, after « : ».
#[must_use]
pub fn cause(erreur: &Error) -> String {
    let dite = match erreur.kind() {
        ErrorKind::NotFound => "introuvable",
        ErrorKind::PermissionDenied => "la permission manque",
        ErrorKind::AlreadyExists => "il existe déjà (ajoutez --remplacer)",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "le disque est plein",
        ErrorKind::FileTooLarge => "il dépasse la taille permise à un fichier",
        ErrorKind::ReadOnlyFilesystem => "le disque est en lecture seule",
        ErrorKind::IsADirectory => "c’est un dossier",
        ErrorKind::NotADirectory => "ce n’est pas un dossier",
        ErrorKind::InvalidFilename => "son nom est trop long ou n’est pas permis",
        ErrorKind::UnexpectedEof => "il s’arrête au milieu",
        ErrorKind::BrokenPipe => "plus personne ne la lit",
        _ => return erreur.to_string(),
    };
    dite.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn les_espaces_insecables_sont_a_leur_place() {
        assert_eq!(
            typographie("« 150 % BR » : 30 € ; pourquoi ? https://a.fr"),
            "«\u{a0}150\u{a0}% BR\u{a0}»\u{a0}: 30\u{a0}€\u{a0}; pourquoi\u{a0}? https://a.fr"
        );
    }

    #[test]
    fn une_enumeration_se_dit() {
        assert_eq!(enumerer(&["a", "b", "c"], "ou"), "a, b ou c");
        assert_eq!(enumerer(&["a"], "ou"), "a");
    }
}
