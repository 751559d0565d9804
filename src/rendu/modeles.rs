//! The templates of pages: texts by name, given by whoever reads the files.

use minijinja::{Error, ErrorKind};
use std::collections::BTreeMap;
use std::ops::Range;

/// Templates (`document.html`) and styles (`commun.css`) by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Modeles(BTreeMap<String, String>);

impl Modeles {
    /// The text of a name.
    #[must_use]
    pub fn get(&self, nom: &str) -> Option<&str> {
        self.0.get(nom).map(String::as_str)
    }

    /// Every name with its text.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(nom, texte)| (nom.as_str(), texte.as_str()))
    }
}

impl FromIterator<(String, String)> for Modeles {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(modeles: I) -> Self {
        Self(modeles.into_iter().collect())
    }
}

/// A template that cannot be used: which one, where, and why.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("le modèle « {nom} » : {message}")]
pub struct ModeleFautif {
    /// Its name.
    pub nom: String,
    /// The line, from 1; 0 when the fault has no line.
    pub ligne: usize,
    /// The faulty text, in bytes.
    pub etendue: Option<Range<usize>>,
    /// What is wrong, in French.
    pub message: &'static str,
}

impl ModeleFautif {
    /// What the engine says of a template, in the words of the tool.
    pub(super) fn new(nom: &str, erreur: &Error) -> Self {
        // la cause est au fond : un modèle en inclut d’autres
        let mut cause = erreur;
        let mut suite: Option<&(dyn std::error::Error + 'static)> =
            std::error::Error::source(erreur);
        while let Some(source) = suite {
            if let Some(plus_bas) = source.downcast_ref::<Error>() {
                cause = plus_bas;
            }
            suite = source.source();
        }
        Self {
            nom: cause.name().unwrap_or(nom).to_owned(),
            ligne: cause.line().unwrap_or_default(),
            etendue: cause.range(),
            message: message(cause.kind()),
        }
    }
}

fn message(genre: ErrorKind) -> &'static str {
    match genre {
        ErrorKind::SyntaxError => "la syntaxe du modèle n’est pas juste ici",
        ErrorKind::TemplateNotFound | ErrorKind::BadInclude => "il appelle un fichier absent",
        ErrorKind::UnknownFilter => "ce filtre (après « | ») n’existe pas",
        ErrorKind::UnknownTest => "ce test (après « is ») n’existe pas",
        ErrorKind::UnknownFunction | ErrorKind::UnknownMethod => {
            "cette fonction n’existe pas dans les modèles"
        }
        ErrorKind::UndefinedError => "cette valeur n’existe pas dans le document",
        ErrorKind::TooManyArguments | ErrorKind::MissingArgument => {
            "ce qui est donné entre parenthèses ne convient pas"
        }
        ErrorKind::UnknownBlock => "ce bloc n’existe pas dans le modèle prolongé",
        _ => "cette expression ne peut pas être calculée",
    }
}
