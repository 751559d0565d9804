//! Text on a screen: its width, and where its lines may break.

use crate::texte::typographie;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The number of terminal columns that `texte` takes.
pub(super) fn largeur(texte: &str) -> usize {
    texte.width()
}

/// The width of the longest part that no line break may split.
pub(super) fn plus_long_mot(texte: &str) -> usize {
    texte.split([' ', '\n']).map(largeur).max().unwrap_or(0)
}

/// `texte` with French spacing, without control characters other than line feeds: data
/// never drive a terminal.
pub(super) fn propre(texte: &str) -> String {
    typographie(texte)
        .chars()
        .map(|c| if c.is_control() && c != '\n' { ' ' } else { c })
        .collect()
}

/// The lines of `texte`, of at most `place` columns.
///
/// Lines break at ordinary spaces and line feeds only; a word wider than `place` is cut.
pub(super) fn replier(texte: &str, place: usize) -> Vec<String> {
    let place = place.max(1);
    let mut lignes = Vec::new();
    for paragraphe in propre(texte).split('\n') {
        let mut ligne = String::new();
        for mot in paragraphe.split(' ').filter(|mot| !mot.is_empty()) {
            if !ligne.is_empty() && largeur(&ligne) + 1 + largeur(mot) > place {
                lignes.push(std::mem::take(&mut ligne));
            }
            if !ligne.is_empty() {
                ligne.push(' ');
            }
            if largeur(&ligne) + largeur(mot) <= place {
                ligne.push_str(mot);
            } else {
                ligne = couper(mot, place, &mut lignes);
            }
        }
        lignes.push(ligne);
    }
    lignes
}

/// Cuts a word wider than `place`, pushes its full lines and returns what is left.
fn couper(mot: &str, place: usize, lignes: &mut Vec<String>) -> String {
    let mut reste = String::new();
    let mut pris = 0;
    for c in mot.chars() {
        let large = c.width().unwrap_or(0);
        if pris + large > place && !reste.is_empty() {
            lignes.push(std::mem::take(&mut reste));
            pris = 0;
        }
        reste.push(c);
        pris += large;
    }
    reste
}

/// Adds `texte` to `sortie`, wrapped at `place`; `premier` opens the first line, as many
/// spaces open the others.
pub(super) fn ecrire(sortie: &mut String, texte: &str, premier: &str, place: usize) {
    let retrait = largeur(premier);
    let lignes = replier(texte, place.saturating_sub(retrait));
    for (rang, ligne) in lignes.iter().enumerate() {
        if rang == 0 {
            ajouter(sortie, &format!("{premier}{ligne}"));
        } else {
            ajouter(sortie, &format!("{:retrait$}{ligne}", ""));
        }
    }
}

/// Adds one line to `sortie`, without trailing spaces.
pub(super) fn ajouter(sortie: &mut String, ligne: &str) {
    sortie.push_str(ligne.trim_end_matches(' '));
    sortie.push('\n');
}
