//! Sentences that several commands say: version, perimeter, flags, what is too long to say.

use super::contexte::Contexte;
use crate::calcul::Drapeau;
use crate::catalogue::Sources;
use crate::montant::milliers;
use crate::texte::{jour, sans_accent};

/// `rac --version`: version, then fingerprint of the embedded data.
pub(super) fn version() -> String {
    format!(
        "rac {} (données {})\n",
        env!("CARGO_PKG_VERSION"),
        Sources::embarquees().empreinte()
    )
}

/// The last sentences of every answer: checks, version, promise.
pub(super) fn perimetre(contexte: &Contexte) -> Vec<String> {
    let verifie = contexte
        .catalogue
        .verifie_depuis(contexte.date)
        .map_or_else(String::new, |date| {
            format!("Données vérifiées le {} ou après ; ", jour(date))
        });
    vec![
        format!(
            "{verifie}rac {}, données {}.",
            env!("CARGO_PKG_VERSION"),
            contexte.catalogue.empreinte
        ),
        "Ne vaut ni devis ni garantie contractuelle.".to_owned(),
    ]
}

/// A « did you mean » as a sentence of its own, with the space before it; nothing without.
pub(super) fn conseil(conseil: Option<String>) -> String {
    conseil.map_or_else(String::new, |conseil| {
        format!(" {}", crate::texte::majuscule(&conseil))
    })
}

/// « de Socle », « d’Essentielle »
pub(super) fn de(nom: &str) -> String {
    let voyelle = sans_accent(nom).starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']);
    if voyelle {
        format!("d’{nom}")
    } else {
        format!("de {nom}")
    }
}

/// The words of flags for machines.
pub(super) fn codes(drapeaux: &[Drapeau]) -> Vec<String> {
    drapeaux
        .iter()
        .map(|drapeau| drapeau.code().to_owned())
        .collect()
}

/// « 1 niveau », « 3 niveaux »
pub(super) fn compte(nombre: usize, un: &str, plusieurs: &str) -> String {
    format!("{nombre}\u{a0}{}", if nombre < 2 { un } else { plusieurs })
}

/// Letters of a word that a message says whole.
const MOT_MAX: usize = 300;
/// Letters of a longer one that it says.
const MOT_DIT: usize = 60;

/// A message whose endless words are cut: what somebody typed does not fill the screen.
pub(super) fn ecourter(message: &str) -> String {
    let mots = message.split_inclusive(char::is_whitespace);
    mots.map(|mot| match mot.trim_end().chars().count() {
        longueur if longueur > MOT_MAX => {
            let debut: String = mot.chars().take(MOT_DIT).collect();
            let longueur = milliers(longueur as u64);
            format!("{debut}… ({longueur} signes) ")
        }
        _ => mot.to_owned(),
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn un_compte_s_accorde() {
        assert_eq!(compte(0, "niveau", "niveaux"), "0\u{a0}niveau");
        assert_eq!(compte(2, "niveau", "niveaux"), "2\u{a0}niveaux");
        assert_eq!(
            (de("Socle").as_str(), de("Équilibre").as_str()),
            ("de Socle", "d’Équilibre")
        );
    }
}
