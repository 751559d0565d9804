//! What is wrong in a text, said so that its writer can mend it.

use super::ErreurLangage;
use super::jeton::{Chiffres, Genre, Jeton, Jetons, decouper};
use super::vocabulaire::MOTS_QUAND;
use crate::texte::sans_accent;
use std::ops::Range;
use winnow::error::{AddContext, ErrMode, ParserError};
use winnow::stream::Stream;

/// Result of a piece of grammar.
pub(super) type Resultat<T> = Result<T, ErrMode<Echec>>;

/// Where the grammar stopped, and what it could say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Echec {
    /// Tokens left when it stopped: the fewer, the further it went.
    reste: usize,
    attendu: Option<&'static str>,
    precis: Option<Box<Precis>>,
}

/// A fault that the grammar knows by name.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Precis {
    jetons: usize,
    message: String,
    conseil: Option<String>,
}

impl<'a> ParserError<Jetons<'a>> for Echec {
    type Inner = Self;

    fn from_input(entree: &Jetons<'a>) -> Self {
        Self {
            reste: entree.eof_offset(),
            attendu: None,
            precis: None,
        }
    }

    /// The one that went further.
    fn or(self, autre: Self) -> Self {
        match self.reste.cmp(&autre.reste) {
            std::cmp::Ordering::Less => self,
            std::cmp::Ordering::Greater => autre,
            std::cmp::Ordering::Equal => Self {
                attendu: self.attendu.or(autre.attendu),
                precis: self.precis.or(autre.precis),
                reste: self.reste,
            },
        }
    }

    fn into_inner(self) -> Result<Self, Self> {
        Ok(self)
    }
}

impl<'a> AddContext<Jetons<'a>, &'static str> for Echec {
    /// What was expected is said of the place where the context begins: the widest context wins.
    fn add_context(
        mut self,
        entree: &Jetons<'a>,
        debut: &<Jetons<'a> as Stream>::Checkpoint,
        attendu: &'static str,
    ) -> Self {
        let mut la = *entree;
        la.reset(debut);
        if la.eof_offset() == self.reste {
            self.attendu = Some(attendu);
        }
        self
    }
}

/// Stops the reading with a fault known by name, on what was read from `debut` to `fin`.
pub(super) fn refus_lu<T>(
    debut: &Jetons<'_>,
    fin: &Jetons<'_>,
    message: impl Into<String>,
    conseil: Option<&str>,
) -> Resultat<T> {
    refus(debut, debut.len() - fin.len(), message, conseil)
}

/// Stops the reading with a fault known by name, on some tokens from here.
pub(super) fn refus<T>(
    entree: &Jetons<'_>,
    jetons: usize,
    message: impl Into<String>,
    conseil: Option<&str>,
) -> Resultat<T> {
    Err(ErrMode::Cut(Echec {
        reste: entree.eof_offset(),
        attendu: None,
        precis: Some(Box::new(Precis {
            jetons,
            message: message.into(),
            conseil: conseil.map(str::to_owned),
        })),
    }))
}

/// Words that a language uses, as people write them.
pub(super) type Vocabulaire = &'static [&'static str];

/// The error of a text, from where its grammar stopped.
pub(super) fn erreur(
    texte: &str,
    jetons: &[Jeton],
    echec: &Echec,
    vocabulaire: Vocabulaire,
) -> ErreurLangage {
    let rang = jetons.len().saturating_sub(echec.reste);
    let etendue_de = |nombre: usize| -> Range<usize> {
        let vises: Vec<&Jeton> = jetons.iter().skip(rang).take(nombre.max(1)).collect();
        match (vises.first(), vises.last()) {
            (Some(premier), Some(dernier)) => premier.etendue.start..dernier.etendue.end,
            _ => texte.trim_end().len()..texte.trim_end().len(),
        }
    };
    if let Some(precis) = &echec.precis {
        return ErreurLangage {
            etendue: etendue_de(precis.jetons),
            message: precis.message.clone(),
            conseil: precis.conseil.clone(),
            correction: None,
        };
    }
    let etendue = etendue_de(1);
    let brut = texte.get(etendue.clone()).unwrap_or_default();
    let attendu = echec
        .attendu
        .map(|attendu| format!(" : on attend {attendu}"));
    let attendu = attendu.unwrap_or_default();
    let (message, conseil) = match jetons.get(rang) {
        None => {
            let manque = echec.attendu.unwrap_or("la suite");
            (format!("la fin manque : on attend {manque}"), None)
        }
        Some(jeton) => match (jeton.genre, jeton.forme.as_str()) {
            (Genre::Signe, "(" | ")") => (
                "une parenthèse ne se lit pas".to_owned(),
                Some("mettez la remarque dans la colonne « note »".to_owned()),
            ),
            (Genre::Mot, "ou") if est_connu("br", vocabulaire) => (
                format!("« {brut} » n’est pas à sa place{attendu}"),
                Some("deux lectures possibles s’écrivent « 100 % | 130 % »".to_owned()),
            ),
            (Genre::Mot, forme)
                if est_connu("br", vocabulaire)
                    && !est_connu(forme, vocabulaire)
                    && est_connu(forme, MOTS_QUAND) =>
            {
                (
                    format!("« {brut} » dit quand, et non combien"),
                    Some("une condition va dans la colonne « quand »".to_owned()),
                )
            }
            (Genre::Mot, forme) if !est_connu(forme, vocabulaire) => {
                (format!("« {brut} » est inconnu{attendu}"), None)
            }
            _ => (format!("« {brut} » n’est pas à sa place{attendu}"), None),
        },
    };
    ErreurLangage {
        etendue,
        message,
        conseil,
        correction: None,
    }
}

/// The error of a character or a number that no grammar reads, if there is one.
pub(super) fn jeton_fautif(texte: &str, jetons: &[Jeton]) -> Option<ErreurLangage> {
    let fautif = jetons
        .iter()
        .find(|jeton| matches!(jeton.genre, Genre::Confus | Genre::Inconnu))?;
    let brut = texte.get(fautif.etendue.clone()).unwrap_or_default();
    Some(ErreurLangage {
        etendue: fautif.etendue.clone(),
        message: if fautif.genre == Genre::Confus {
            format!("« {brut} » a une lettre à la place d’un chiffre (O pour 0, l pour 1)")
        } else {
            format!("le caractère « {brut} » ne se lit pas")
        },
        conseil: None,
        correction: None,
    })
}

fn est_connu(forme: &str, vocabulaire: Vocabulaire) -> bool {
    vocabulaire.iter().any(|mot| {
        let connu = sans_accent(mot);
        ["", "s", "e", "es"]
            .into_iter()
            .any(|fin| forme.strip_suffix(fin) == Some(&connu))
    })
}

/// Adds to an error what to write instead, when a near text reads well.
pub(super) fn conseiller(
    mut erreur: ErreurLangage,
    texte: &str,
    vocabulaire: Vocabulaire,
    relire: impl Fn(&str) -> Option<String>,
) -> ErreurLangage {
    if erreur.conseil.is_some() {
        return erreur;
    }
    let jetons = decouper(texte, Chiffres::Decimaux);
    let Some(jeton) = jetons.iter().find(|jeton| jeton.etendue == erreur.etendue) else {
        return erreur;
    };
    let avec = |mot: &str| {
        let debut = texte.get(..erreur.etendue.start).unwrap_or_default();
        let fin = texte.get(erreur.etendue.end..).unwrap_or_default();
        relire(&format!("{debut}{mot}{fin}"))
    };
    erreur.conseil = if jeton.genre == Genre::Confus {
        erreur.correction = relire(&sans_lettre_pour_chiffre(texte, &jetons));
        let correction = erreur.correction.as_ref();
        correction.map(|lu| format!("écrivez « {lu} »"))
    } else if jeton.genre == Genre::Mot && !est_connu(&jeton.forme, vocabulaire) {
        let proches = proches(&jeton.forme, vocabulaire);
        erreur.correction = proches.iter().find_map(|mot| avec(mot));
        match (&erreur.correction, proches.first()) {
            (Some(lu), _) => Some(format!("vouliez-vous dire « {lu} » ?")),
            (None, Some(mot)) => Some(format!("vouliez-vous dire « {mot} » ?")),
            (None, None) => None,
        }
    } else {
        None
    };
    erreur
}

/// The words of the vocabulary within a few typing slips, nearest first.
fn proches(forme: &str, vocabulaire: Vocabulaire) -> Vec<&'static str> {
    let permis = 1 + forme.chars().count() / 5;
    let mut distances: Vec<(usize, usize, &'static str)> = vocabulaire
        .iter()
        .enumerate()
        .map(|(rang, mot)| {
            let distance = strsim::damerau_levenshtein(forme, &sans_accent(mot));
            (distance, rang, *mot)
        })
        .filter(|(distance, ..)| *distance <= permis)
        .collect();
    distances.sort_unstable();
    distances
        .into_iter()
        .take(5)
        .map(|(_, _, mot)| mot)
        .collect()
}

/// The text with digits where letters stood for them.
fn sans_lettre_pour_chiffre(texte: &str, jetons: &[Jeton]) -> String {
    let mut corrige = texte.to_owned();
    for jeton in jetons
        .iter()
        .rev()
        .filter(|jeton| jeton.genre == Genre::Confus)
    {
        corrige.replace_range(jeton.etendue.clone(), &jeton.forme);
    }
    corrige
}
