//! Markdown: the blocks in order, every text as text.

use super::Rendu;
use super::document::{Bloc, Document, Etape};
use super::grille::{Alignement, Cellule, Genre, Ligne, Tableau};
use super::texte::propre;
use std::io;

/// Tables of GitHub, no HTML.
pub(super) struct Md;

impl Rendu for Md {
    fn rendre(&self, document: &Document, sortie: &mut dyn io::Write) -> io::Result<()> {
        let mut parties = Vec::new();
        if !document.titre.is_empty() {
            parties.push(format!("# {}", ligne(&document.titre)));
        }
        parties.extend(document.blocs.iter().map(bloc));
        if !document.perimetre.is_empty() {
            parties.push("---".to_owned());
            parties.extend(document.perimetre.iter().map(|phrase| paragraphe(phrase)));
        }
        parties.retain(|partie| !partie.is_empty());
        sortie.write_all(parties.join("\n\n").as_bytes())?;
        sortie.write_all(b"\n")
    }
}

fn bloc(bloc: &Bloc) -> String {
    match bloc {
        Bloc::Titre(texte) => format!("## {}", ligne(texte)),
        Bloc::SousTitre(texte) => format!("### {}", ligne(texte)),
        Bloc::Paragraphe(texte) => paragraphe(texte),
        Bloc::Liste(textes) => {
            let lignes = textes.iter().map(|texte| format!("- {}", ligne(texte)));
            lignes.collect::<Vec<_>>().join("\n")
        }
        Bloc::Tableau(grille) => tableau(grille),
        Bloc::Etapes(etapes) => etapes.iter().map(etape).collect::<Vec<_>>().join("\n"),
        Bloc::Figure(figure) => format!(
            "**{}**\n\n{}",
            ligne(&figure.titre),
            tableau(&figure.tableau())
        ),
    }
}

/// One step as an item, under the one that it details.
fn etape(etape: &Etape) -> String {
    let retrait = "  ".repeat(usize::from(etape.niveau));
    let montant = etape.montant.map_or_else(String::new, |montant| {
        format!("\u{a0}: **{}**", ligne(&montant.to_string()))
    });
    let detail = etape
        .detail
        .as_ref()
        .map_or_else(String::new, |detail| format!(" — {}", ligne(detail)));
    format!("{retrait}- {}{montant}{detail}", ligne(&etape.libelle))
}

fn tableau(tableau: &Tableau) -> String {
    let titres = tableau.colonnes.iter().map(|colonne| ligne(&colonne.titre));
    let cotes = tableau
        .colonnes
        .iter()
        .map(|colonne| match colonne.alignement {
            Alignement::Gauche => "---".to_owned(),
            Alignement::Droite => "---:".to_owned(),
        });
    let mut lignes = vec![rangee(titres), rangee(cotes)];
    for rang in &tableau.lignes {
        lignes.push(rangee(
            (0..tableau.colonnes.len()).map(|n| cellule(rang, n)),
        ));
    }
    lignes.join("\n")
}

fn rangee(cellules: impl Iterator<Item = String>) -> String {
    let cellules: Vec<String> = cellules.collect();
    format!("| {} |", cellules.join(" | "))
}

fn cellule(rang: &Ligne, colonne: usize) -> String {
    let texte = rang
        .cellules
        .get(colonne)
        .map(Cellule::texte)
        .unwrap_or_default();
    let texte = ligne(&texte);
    match rang.genre {
        Genre::Total if !texte.is_empty() => format!("**{texte}**"),
        _ => texte,
    }
}

/// A text on one line.
fn ligne(texte: &str) -> String {
    let propre = propre(texte).replace('\n', " ");
    inerte(propre.trim())
}

/// A text whose own lines are kept.
fn paragraphe(texte: &str) -> String {
    let propre = propre(texte);
    let lignes = propre.lines().map(|ligne| inerte(ligne.trim()));
    lignes.collect::<Vec<_>>().join("  \n")
}

/// The same text, without any sign that Markdown or HTML would obey.
fn inerte(texte: &str) -> String {
    let mut inerte = String::with_capacity(texte.len() + 8);
    for signe in texte.chars() {
        match signe {
            '<' => inerte.push_str("&lt;"),
            '>' => inerte.push_str("&gt;"),
            '&' => inerte.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '$' => {
                inerte.push('\\');
                inerte.push(signe);
            }
            signe => inerte.push(signe),
        }
    }
    // en tête de ligne : une puce, un titre souligné, une liste numérotée
    let nombre = inerte.bytes().take_while(u8::is_ascii_digit).count();
    let marque = inerte.as_bytes().get(nombre).copied();
    if inerte.starts_with(['-', '+', '=']) {
        inerte.insert(0, '\\');
    } else if nombre > 0 && matches!(marque, Some(b'.' | b')')) {
        inerte.insert(nombre, '\\');
    }
    inerte
}
