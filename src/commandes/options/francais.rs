//! The refusals of the argument parser, said in French.

use super::Lecture;
use crate::commandes::Refus;
use crate::texte::typographie;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// A help text is an answer; everything else is a refusal.
pub(super) fn traduire(erreur: &clap::Error) -> Result<Lecture, Refus> {
    let dit = |cle| erreur.get(cle).map(texte);
    let argument = || dit(ContextKind::InvalidArg).unwrap_or_default();
    let propose = |cle| {
        dit(cle)
            .map(|mot| format!(" Vouliez-vous dire « {} » ?", mot.replace(", ", " » ou « ")))
            .unwrap_or_default()
    };
    let phrase = match erreur.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            return Ok(Lecture::Texte(aide(&erreur.render().to_string())));
        }
        ErrorKind::UnknownArgument => {
            format!(
                "option « {} » inconnue.{}",
                argument(),
                propose(ContextKind::SuggestedArg)
            )
        }
        ErrorKind::InvalidSubcommand => format!(
            "commande « {} » inconnue.{}",
            dit(ContextKind::InvalidSubcommand).unwrap_or_default(),
            propose(ContextKind::SuggestedSubcommand)
        ),
        ErrorKind::MissingRequiredArgument => format!("il manque : {}.", argument()),
        ErrorKind::InvalidValue => match dit(ContextKind::InvalidValue).filter(|v| !v.is_empty()) {
            Some(valeur) => format!("« {valeur} » ne va pas pour {}.", argument()),
            None => format!("il manque une valeur après {}.", argument()),
        },
        ErrorKind::ArgumentConflict => format!("{} est écrit deux fois.", argument()),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            format!("trop de valeurs pour {}.", argument())
        }
        ErrorKind::MissingSubcommand => "il manque une commande.".to_owned(),
        ErrorKind::InvalidUtf8 => "un argument n’est pas un texte lisible (UTF-8).".to_owned(),
        _ => "la ligne de commande ne se lit pas.".to_owned(),
    };
    Err(Refus::new(format!(
        "rac : {phrase}\nTapez « rac --aide », ou « rac » seul pour des exemples."
    )))
}

/// The help as it is printed in French: a space before the colon of a heading too.
fn aide(texte: &str) -> String {
    let titre = |ligne: &&str| !ligne.starts_with(' ') && ligne.ends_with(':');
    let lignes = texte.lines().map(|ligne| {
        let nu = Some(ligne).filter(titre).and_then(|l| l.strip_suffix(':'));
        let espace = nu.map(|nu| format!("{} :\n", nu.trim_end()));
        espace.unwrap_or_else(|| format!("{ligne}\n"))
    });
    typographie(&lignes.collect::<String>())
}

fn texte(valeur: &ContextValue) -> String {
    match valeur {
        ContextValue::String(texte) => texte.clone(),
        ContextValue::Strings(textes) => textes.join(", "),
        ContextValue::StyledStr(texte) => texte.to_string(),
        ContextValue::StyledStrs(textes) => textes
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", "),
        autre => autre.to_string(),
    }
}
