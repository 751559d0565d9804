//! The `csv` crate reads the cells; a rescan of the same bytes gives their places.

use std::io::Cursor;
use std::ops::Range;

/// One record of the file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Enregistrement {
    /// Its first byte.
    pub(super) debut: usize,
    /// The place of each cell, without quotes, and what the `csv` crate reads there when
    /// that is not the text of the place itself (quotes undone).
    pub(super) cellules: Vec<(Option<String>, Range<usize>)>,
    /// The quote that no quote closes.
    pub(super) ouvert: Option<usize>,
    /// The first quote closed on another line.
    pub(super) multiligne: Option<usize>,
}

/// Every record from a byte on. A line without a quote is its own record, split at each
/// `;` : the `csv` crate reads the others.
pub(super) fn enregistrements(texte: &str, debut: usize) -> Enregistrements<'_> {
    Enregistrements {
        octets: texte.as_bytes(),
        ici: debut,
        csv: None,
    }
}

/// The records of a text, one after the other.
pub(super) struct Enregistrements<'t> {
    octets: &'t [u8],
    ici: usize,
    /// Made for the first line with a quote, then moved: making one costs more than reading
    /// a hundred lines.
    csv: Option<csv::Reader<Cursor<&'t [u8]>>>,
}

impl Iterator for Enregistrements<'_> {
    type Item = Enregistrement;

    fn next(&mut self) -> Option<Enregistrement> {
        if self.ici == 0 && self.octets.starts_with("\u{feff}".as_bytes()) {
            self.ici = 3;
        }
        while matches!(self.octets.get(self.ici), Some(b'\r' | b'\n')) {
            self.ici += 1;
        }
        let reste = self
            .octets
            .get(self.ici..)
            .filter(|reste| !reste.is_empty())?;
        let fin = reste
            .iter()
            .position(|octet| matches!(octet, b'"' | b'\r' | b'\n'))
            .unwrap_or(reste.len());
        if reste.get(fin) == Some(&b'"') {
            return self.avec_guillemets();
        }
        let debut = self.ici;
        let mut trouve = Enregistrement {
            debut,
            ..Enregistrement::default()
        };
        let ligne = reste.get(..fin).unwrap_or_default();
        trouve
            .cellules
            .reserve_exact(1 + ligne.iter().filter(|octet| **octet == b';').count());
        let mut cellule = debut;
        for morceau in ligne.split(|octet| *octet == b';') {
            trouve
                .cellules
                .push((None, cellule..cellule + morceau.len()));
            cellule += morceau.len() + 1;
        }
        self.ici = debut + fin;
        Some(trouve)
    }
}

impl Enregistrements<'_> {
    /// The `csv` crate reads the cells; a rescan gives their places.
    fn avec_guillemets(&mut self) -> Option<Enregistrement> {
        let octets = self.octets.get(self.ici..)?;
        let lecteur = self.csv.get_or_insert_with(|| {
            csv::ReaderBuilder::new()
                .delimiter(b';')
                .has_headers(false)
                .flexible(true)
                .buffer_capacity(1024)
                .from_reader(Cursor::new(self.octets))
        });
        let mut ici = csv::Position::new();
        ici.set_byte(u64::try_from(self.ici).ok()?);
        let mut lu = csv::ByteRecord::new();
        lecteur.seek(ici).ok()?;
        if !lecteur.read_byte_record(&mut lu).ok()? {
            return None;
        }
        let mut releve = Releve::depuis(octets, 0);
        releve.accorde(octets, &lu);
        let decalage = self.ici;
        self.ici += releve.ici.max(1);
        Some(releve.enregistrement(decalage))
    }
}

/// The places in one record, found again by the rules of the `csv` crate: a quote counts
/// at the very beginning of a cell, a doubled one inside is a quote.
struct Releve<'t> {
    octets: &'t [u8],
    ici: usize,
    trouve: Enregistrement,
}

impl<'t> Releve<'t> {
    fn depuis(octets: &'t [u8], depart: usize) -> Self {
        let mut releve = Self {
            octets,
            ici: depart,
            trouve: Enregistrement::default(),
        };
        if depart == 0 && octets.starts_with("\u{feff}".as_bytes()) {
            releve.ici = 3;
        }
        while matches!(releve.octet(), Some(b'\r' | b'\n')) {
            releve.ici += 1;
        }
        releve.trouve.debut = releve.ici;
        loop {
            let place = releve.cellule();
            releve.trouve.cellules.push((None, place));
            if releve.octet() != Some(b';') {
                return releve;
            }
            releve.ici += 1;
        }
    }

    fn octet(&self) -> Option<u8> {
        self.octets.get(self.ici).copied()
    }

    /// Goes to the end of the cell that begins here.
    fn cellule(&mut self) -> Range<usize> {
        let debut = self.ici;
        if self.octet() != Some(b'"') {
            self.jusqu_au_bout();
            return debut..self.ici;
        }
        let Some(ferme) = self.guillemet_fermant() else {
            self.trouve.ouvert = Some(debut);
            return debut + 1..self.ici;
        };
        let dedans = self.octets.get(debut..ferme).unwrap_or_default();
        if dedans.contains(&b'\n') {
            self.trouve.multiligne.get_or_insert(debut);
        }
        self.jusqu_au_bout();
        if self.ici == ferme + 1 {
            debut + 1..ferme
        } else {
            debut..self.ici
        }
    }

    fn jusqu_au_bout(&mut self) {
        while self
            .octet()
            .is_some_and(|octet| !matches!(octet, b';' | b'\r' | b'\n'))
        {
            self.ici += 1;
        }
    }

    /// The place of the closing quote; the reading stands after it, or at the end of the text.
    fn guillemet_fermant(&mut self) -> Option<usize> {
        self.ici += 1;
        loop {
            let guillemet = self.octet()? == b'"';
            self.ici += 1;
            if guillemet && self.octet() == Some(b'"') {
                self.ici += 1;
            } else if guillemet {
                return Some(self.ici - 1);
            }
        }
    }

    /// Takes the texts as the `csv` crate reads them. Its count of cells rules: were the two
    /// readings to differ, each cell would have the place of the whole record.
    fn accorde(&mut self, octets: &[u8], lu: &csv::ByteRecord) {
        let cellules = &mut self.trouve.cellules;
        if cellules.len() != lu.len() {
            let tout = self.trouve.debut..self.ici;
            *cellules = vec![(None, tout); lu.len()];
        }
        for ((texte, place), lu) in cellules.iter_mut().zip(lu) {
            if octets.get(place.clone()) != Some(lu) {
                *texte = Some(String::from_utf8_lossy(lu).into_owned());
            }
        }
    }

    fn enregistrement(mut self, decalage: usize) -> Enregistrement {
        let trouve = &mut self.trouve;
        trouve.debut += decalage;
        trouve.ouvert = trouve.ouvert.map(|place| place + decalage);
        trouve.multiligne = trouve.multiligne.map(|place| place + decalage);
        for (_, place) in &mut trouve.cellules {
            *place = place.start + decalage..place.end + decalage;
        }
        self.trouve
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Record by record, the lines read without the `csv` crate are those it reads.
        #[test]
        fn les_lignes_sans_guillemet_sont_celles_de_csv(
            texte in "([a;é \n\r,]|\"|\r\n|b;c\n){0,40}",
        ) {
            let mut lecteur = csv::ReaderBuilder::new()
                .delimiter(b';').has_headers(false).flexible(true).from_reader(texte.as_bytes());
            let attendus: Vec<Vec<String>> = lecteur
                .byte_records()
                .map_while(Result::ok)
                .map(|lu| lu.iter().map(|c| String::from_utf8_lossy(c).into_owned()).collect())
                .collect();
            let lus: Vec<Vec<String>> = enregistrements(&texte, 0)
                .map(|lu| {
                    let cellules = lu.cellules.into_iter();
                    cellules.map(|(lue, place)| lue.unwrap_or_else(|| texte[place].to_owned())).collect()
                })
                .collect();
            prop_assert_eq!(lus, attendus);
        }

        /// The rescan finds the cells of the `csv` crate, in number and in text.
        #[test]
        fn les_deux_lectures_s_accordent(texte in "([a;\"é \n\r,]|\"\"|;\"|\";|\r\n|b;c\n){0,40}") {
            let mut lecteur = csv::ReaderBuilder::new()
                .delimiter(b';').has_headers(false).flexible(true).from_reader(texte.as_bytes());
            for lu in lecteur.byte_records().map_while(Result::ok) {
                let depart = lu.position().map_or(0, csv::Position::byte);
                let releve = Releve::depuis(texte.as_bytes(), usize::try_from(depart).unwrap_or(0));
                prop_assert_eq!(releve.trouve.cellules.len(), lu.len());
                for ((_, place), lu) in releve.trouve.cellules.iter().zip(&lu) {
                    let brut = &texte[place.clone()];
                    // « "a"b » se lit « ab » : alors seulement le premier guillemet est dans la place
                    let defait = match brut.strip_prefix('"') {
                        Some(reste) if texte.as_bytes()[..place.start].last() != Some(&b'"') => {
                            let fin = reste.replace("\"\"", "\0\0").find('"').unwrap_or(reste.len());
                            let (dedans, dehors) = reste.split_at(fin);
                            format!("{}{}", dedans.replace("\"\"", "\""), dehors.strip_prefix('"').unwrap_or(dehors))
                        }
                        _ if place.start > 0 && texte.as_bytes()[place.start - 1] == b'"' => brut.replace("\"\"", "\""),
                        _ => brut.to_owned(),
                    };
                    prop_assert_eq!(defait.as_bytes(), lu);
                }
            }
        }
    }
}
