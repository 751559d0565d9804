//! “Did you mean”: the known word nearest to a mistyped one.

use crate::texte::sans_accent;
use strsim::{damerau_levenshtein, jaro_winkler};

/// Longer words are not compared: the distance costs the product of the lengths.
const LONGUEUR_MAX: usize = 80;
/// From this many letters on, the beginning of a word designates it.
const DEBUT_MIN: usize = 4;
/// Above this likeness, two words of any length are taken for one another.
const RESSEMBLANCE: f64 = 0.93;

/// The candidate nearest to `mot`, accents and capitals aside, if one is near enough:
/// at most one slip in three letters, or the same beginning.
#[must_use]
pub fn proche<'c>(mot: &str, candidats: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let mot = sans_accent(mot.trim());
    let longueur = mot.chars().count();
    if longueur == 0 || longueur > LONGUEUR_MAX {
        return None;
    }
    candidats
        .into_iter()
        .filter_map(|candidat| Some((eloignement(&mot, longueur, candidat)?, candidat)))
        .min_by_key(|(eloignement, _)| *eloignement)
        .map(|(_, candidat)| candidat)
}

/// The advice made of [`proche`]: « vouliez-vous dire `organisme` ? ».
#[must_use]
pub fn vouliez_vous_dire<'c>(
    mot: &str,
    candidats: impl IntoIterator<Item = &'c str>,
) -> Option<String> {
    proche(mot, candidats).map(|candidat| format!("vouliez-vous dire `{candidat}` ?"))
}

/// How many slips separate the two words, if they can be the same one.
fn eloignement(mot: &str, longueur: usize, candidat: &str) -> Option<usize> {
    let candidat = sans_accent(candidat);
    let autre = candidat.chars().count();
    if autre > LONGUEUR_MAX {
        return None;
    }
    let distance = damerau_levenshtein(mot, &candidat);
    let debut = longueur >= DEBUT_MIN && candidat.starts_with(mot)
        || autre >= DEBUT_MIN && mot.starts_with(&candidat);
    let tolere = distance <= (longueur.max(autre) / 3).max(1) && distance < longueur;
    (tolere || debut || jaro_winkler(mot, &candidat) >= RESSEMBLANCE).then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn propose_le_mot_le_plus_proche() {
        let postes = ["osteopathie", "dietetique", "hospitalisation", "optique"];
        for (mot, attendu) in [
            ("Ostéopathe", Some("osteopathie")),
            ("osteo", Some("osteopathie")),
            ("diététicien", Some("dietetique")),
            ("hopitalisation", Some("hospitalisation")),
            ("otpique", Some("optique")),
            ("dentaire", None),
            ("", None),
        ] {
            assert_eq!(proche(mot, postes), attendu, "{mot}");
        }
        assert_eq!(proche("x", ["y"]), None);
        assert_eq!(proche(&"x".repeat(10_000), ["y"]), None);
        assert_eq!(
            vouliez_vous_dire("millésime", ["millesime"]).as_deref(),
            Some("vouliez-vous dire `millesime` ?")
        );
    }
}
