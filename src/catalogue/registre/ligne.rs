//! Rows of a text file, one by one, and their cells.

use super::LIGNE_MAX;
use flate2::Crc;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead};

/// How a row begins when it is too long to be kept.
const DEBUT: usize = 200;

/// How far a text is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Avancee {
    /// Bytes read so far.
    pub(super) octets: u64,
    /// Their sum: a text that has changed since has another one.
    somme: u32,
}

/// Rows of a file, with where they stand.
pub(super) struct Lignes<R> {
    texte: R,
    /// Bytes read so far.
    octets: u64,
    somme: Crc,
    /// Rows read so far.
    pub(super) numero: u64,
}

impl<R: BufRead> Lignes<R> {
    pub(super) fn new(texte: R) -> Self {
        Self {
            texte,
            octets: 0,
            somme: Crc::new(),
            numero: 0,
        }
    }

    pub(super) fn avancee(&self) -> Avancee {
        Avancee {
            octets: self.octets,
            somme: self.somme.sum(),
        }
    }

    /// The next row, without its end, in `ligne`; false at the end of the file. A row that
    /// is too long is cut, and said to be by the second flag; a header is refused.
    pub(super) fn suivante(&mut self, ligne: &mut Vec<u8>) -> io::Result<Option<bool>> {
        ligne.clear();
        let mut longueur = 0usize;
        let mut trop = false;
        loop {
            let lu = self.texte.fill_buf()?;
            if lu.is_empty() {
                break;
            }
            let fin = lu.iter().position(|octet| *octet == b'\n');
            let pris = fin.map_or(lu.len(), |fin| fin + 1);
            let utile = lu.get(..fin.unwrap_or(pris)).unwrap_or_default();
            longueur += pris;
            self.somme.update(lu.get(..pris).unwrap_or_default());
            trop |= ligne.len() + utile.len() > LIGNE_MAX;
            if trop && self.numero == 0 {
                let message = "sa première ligne n’a pas de fin, ce n’est pas un CSV";
                return Err(io::Error::other(message));
            }
            if trop {
                let place = DEBUT.saturating_sub(ligne.len());
                ligne.extend_from_slice(utile.get(..place.min(utile.len())).unwrap_or_default());
                ligne.truncate(DEBUT);
            } else {
                ligne.extend_from_slice(utile);
            }
            self.texte.consume(pris);
            if fin.is_some() {
                break;
            }
        }
        if longueur == 0 {
            return Ok(None);
        }
        self.octets += longueur as u64;
        self.numero += 1;
        if ligne.last() == Some(&b'\r') {
            ligne.pop();
        }
        Ok(Some(trop))
    }
}

/// The bytes of a cell of a row, without looking at the others; quoted cells are whole.
pub(super) fn octets_de(ligne: &[u8], separateur: u8, rang: usize) -> &[u8] {
    let mut cite = false;
    let mut vus = 0;
    let mut debut = 0;
    for (place, octet) in ligne.iter().enumerate() {
        if *octet == b'"' {
            cite = !cite;
        } else if *octet == separateur && !cite {
            if vus == rang {
                return sans_bords(ligne.get(debut..place).unwrap_or_default());
            }
            vus += 1;
            debut = place + 1;
        }
    }
    if vus == rang {
        sans_bords(ligne.get(debut..).unwrap_or_default())
    } else {
        &[]
    }
}

fn sans_bords(cellule: &[u8]) -> &[u8] {
    let cellule = cellule.trim_ascii();
    let dedans = cellule
        .strip_prefix(b"\"")
        .and_then(|c| c.strip_suffix(b"\""));
    dedans.unwrap_or(cellule).trim_ascii()
}

/// The cells of a row, or why it has none.
pub(super) fn cellules(
    ligne: &[u8],
    separateur: u8,
    cellules: &mut Vec<String>,
) -> Result<usize, String> {
    if ligne.contains(&0) {
        return Err("un octet nul : ce n’est pas du texte".to_owned());
    }
    let texte = std::str::from_utf8(ligne).map_err(|erreur| {
        let fautif = ligne.get(erreur.valid_up_to()).copied().unwrap_or_default();
        format!(
            "le texte n’est pas en UTF-8 mais sans doute en Latin-1 (« {} ») : enregistrez le fichier en « CSV UTF-8 »",
            char::from(fautif)
        )
    })?;
    let separateur = char::from(separateur);
    let mut nombre = 0;
    let mut poser = |cellule: &str| {
        match cellules.get_mut(nombre) {
            Some(place) => cellule.clone_into(place),
            None => cellules.push(cellule.to_owned()),
        }
        nombre += 1;
    };
    if !texte.contains('"') {
        texte
            .split(separateur)
            .for_each(|cellule| poser(cellule.trim()));
        return Ok(nombre);
    }
    let mut lettres = texte.chars().peekable();
    let mut cellule = String::new();
    loop {
        cellule.clear();
        while lettres.next_if(|lettre| *lettre == ' ').is_some() {}
        if lettres.next_if_eq(&'"').is_some() {
            loop {
                match lettres.next() {
                    Some('"') if lettres.next_if_eq(&'"').is_some() => cellule.push('"'),
                    Some('"') => break,
                    Some(lettre) => cellule.push(lettre),
                    None => {
                        return Err(
                            "un guillemet « \" » n’est jamais refermé sur la ligne".to_owned()
                        );
                    }
                }
            }
        }
        while let Some(lettre) = lettres.next_if(|lettre| *lettre != separateur) {
            cellule.push(lettre);
        }
        poser(cellule.trim());
        if lettres.next().is_none() {
            return Ok(nombre);
        }
    }
}
