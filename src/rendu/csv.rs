//! The first data set as CSV: for programs, or for a French spreadsheet.

use super::Rendu;
use super::document::Document;
use super::jeu::{Jeu, Valeur};
use ::csv::{ErrorKind, Terminator, WriterBuilder};
use std::io;

/// `;`, decimal point, LF, values as they are.
pub(super) struct Csv;

/// BOM, `;`, decimal comma, CRLF, `dd/mm/yyyy`, and no text that a spreadsheet would execute.
pub(super) struct CsvTableur;

impl Rendu for Csv {
    fn rendre(&self, document: &Document, sortie: &mut dyn io::Write) -> io::Result<()> {
        let Some(jeu) = document.jeux.first() else {
            return Ok(());
        };
        ecrire(jeu, Terminator::Any(b'\n'), pour_programme, sortie)
    }
}

impl Rendu for CsvTableur {
    fn rendre(&self, document: &Document, sortie: &mut dyn io::Write) -> io::Result<()> {
        let Some(jeu) = document.jeux.first() else {
            return Ok(());
        };
        jeu.controler()?;
        sortie.write_all("\u{feff}".as_bytes())?;
        ecrire(jeu, Terminator::CRLF, pour_tableur, sortie)
    }
}

fn ecrire(
    jeu: &Jeu,
    fin: Terminator,
    cellule: fn(&Valeur) -> String,
    sortie: &mut dyn io::Write,
) -> io::Result<()> {
    jeu.controler()?;
    let mut csv = WriterBuilder::new()
        .delimiter(b';')
        .terminator(fin)
        .from_writer(sortie);
    csv.write_record(jeu.colonnes).map_err(en_io)?;
    for ligne in &jeu.lignes {
        csv.write_record(ligne.iter().map(cellule)).map_err(en_io)?;
    }
    csv.flush()
}

/// The error of the writer itself when there is one: a closed pipe must be known as such.
fn en_io(erreur: ::csv::Error) -> io::Error {
    match erreur.into_kind() {
        ErrorKind::Io(erreur) => erreur,
        autre => io::Error::new(io::ErrorKind::InvalidData, format!("{autre:?}")),
    }
}

fn pour_programme(valeur: &Valeur) -> String {
    match valeur {
        Valeur::Vide => String::new(),
        Valeur::Texte(texte) => texte.clone(),
        Valeur::Montant(montant) => montant.machine(),
        Valeur::Entier(entier) => entier.to_string(),
        Valeur::Date(date) => date.to_string(),
        Valeur::Liste(textes) => textes.join("|"),
    }
}

fn pour_tableur(valeur: &Valeur) -> String {
    match valeur {
        Valeur::Texte(_) | Valeur::Liste(_) => inerte(pour_programme(valeur)),
        Valeur::Montant(montant) => montant.machine().replace('.', ","),
        Valeur::Date(date) => date.strftime("%d/%m/%Y").to_string(),
        Valeur::Vide | Valeur::Entier(_) => pour_programme(valeur),
    }
}

/// A leading apostrophe before what a spreadsheet would take for a formula.
pub fn inerte(texte: String) -> String {
    if texte.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{texte}")
    } else {
        texte
    }
}
