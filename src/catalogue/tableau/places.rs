//! The `csv` crate reads the cells; a rescan of the same bytes gives their places.

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

/// Every record from a byte on.
pub(super) fn enregistrements(texte: &str, debut: usize) -> impl Iterator<Item = Enregistrement> {
    let octets = texte.as_bytes().get(debut..).unwrap_or_default();
    csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .flexible(true)
        .from_reader(octets)
        .into_byte_records()
        .map_while(Result::ok)
        .map(move |lu| {
            let depart = lu.position().map_or(0, csv::Position::byte);
            let mut releve = Releve::depuis(octets, usize::try_from(depart).unwrap_or(0));
            releve.accorde(octets, &lu);
            releve.enregistrement(debut)
        })
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
