//! The grid as CSV tables for a French spreadsheet, one by sheet.

use super::Grille;

/// The byte order mark: without it, a spreadsheet takes UTF-8 for Latin-1.
const MARQUE: &str = "\u{feff}";

/// The name and the bytes of each table.
pub(super) fn ecrire(grille: &Grille) -> Vec<(String, Vec<u8>)> {
    let tables = grille.feuilles.iter().map(|feuille| {
        let largeur = feuille
            .lignes
            .iter()
            .map(Vec::len)
            .max()
            .unwrap_or_default();
        let mut texte = MARQUE.to_owned();
        for ligne in &feuille.lignes {
            let mut cellules: Vec<String> = ligne.iter().map(|case| cellule(&case.texte)).collect();
            cellules.resize(largeur, String::new());
            texte.push_str(&cellules.join(";"));
            texte.push_str("\r\n");
        }
        (format!("{}.csv", feuille.fichier), texte.into_bytes())
    });
    tables.collect()
}

/// A cell that no spreadsheet executes.
fn cellule(texte: &str) -> String {
    let texte = match texte.chars().next() {
        Some('=' | '+' | '-' | '@') => format!(" {texte}"),
        _ => texte.to_owned(),
    };
    if texte.contains([';', '"', '\n', '\r']) {
        format!("\"{}\"", texte.replace('"', "\"\""))
    } else {
        texte
    }
}
