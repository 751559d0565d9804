//! Periods, dated values, and where a value comes from.

use jiff::civil::Date;
use std::fmt;

/// Days from `du` to `au`, both included; without an end it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Periode {
    /// First day.
    pub du: Date,
    /// Last day, if there is one.
    pub au: Option<Date>,
}

impl Periode {
    /// Whether the day is in the period.
    #[must_use]
    pub fn contient(&self, date: Date) -> bool {
        self.du <= date && self.au.is_none_or(|fin| date <= fin)
    }

    /// Whether the two periods share a day.
    #[must_use]
    pub fn chevauche(&self, autre: &Self) -> bool {
        let commence_avant_la_fin =
            |un: &Self, autre: &Self| autre.au.is_none_or(|fin| un.du <= fin);
        commence_avant_la_fin(self, autre) && commence_avant_la_fin(autre, self)
    }
}

impl fmt::Display for Periode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.au {
            Some(fin) => write!(
                f,
                "du {} au {}",
                crate::texte::jour(self.du),
                crate::texte::jour(fin)
            ),
            None => write!(f, "depuis le {}", crate::texte::jour(self.du)),
        }
    }
}

/// Where a value was read, when it was last checked, and what is doubtful about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// Address or title of the document.
    pub source: String,
    /// Day of the last check.
    pub verifie_le: Date,
    /// The doubt, in a sentence; none when the value is sure.
    pub doute: Option<String>,
}

/// Values that follow one another without sharing a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chronologie<T>(Vec<(Periode, T)>);

/// Two values that would hold on the same day: ranks of the two in the list given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chevauchement(pub usize, pub usize);

impl<T> Chronologie<T> {
    /// Checks that no two periods share a day.
    ///
    /// # Errors
    /// The first pair that does.
    pub fn new(valeurs: Vec<(Periode, T)>) -> Result<Self, Chevauchement> {
        for (rang, (periode, _)) in valeurs.iter().enumerate() {
            for (suivant, (autre, _)) in valeurs.iter().enumerate().skip(rang + 1) {
                if periode.chevauche(autre) {
                    return Err(Chevauchement(rang, suivant));
                }
            }
        }
        Ok(Self(valeurs))
    }

    /// The value of a day.
    #[must_use]
    pub fn au(&self, date: Date) -> Option<&T> {
        self.0
            .iter()
            .find(|(periode, _)| periode.contient(date))
            .map(|(_, valeur)| valeur)
    }

    /// All values with their periods.
    pub fn iter(&self) -> impl Iterator<Item = &(Periode, T)> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn les_deux_bouts_sont_inclus() {
        let periode = Periode {
            du: date(2024, 5, 15),
            au: Some(date(2024, 12, 31)),
        };
        assert!(periode.contient(date(2024, 5, 15)) && periode.contient(date(2024, 12, 31)));
        assert!(!periode.contient(date(2024, 5, 14)) && !periode.contient(date(2025, 1, 1)));
    }

    #[test]
    fn un_jour_commun_est_un_chevauchement() {
        let avant = Periode {
            du: date(2024, 1, 1),
            au: Some(date(2024, 5, 14)),
        };
        let apres = Periode {
            du: date(2024, 5, 15),
            au: None,
        };
        assert!(Chronologie::new(vec![(avant, 1), (apres, 2)]).is_ok());
        let trop_tot = Periode {
            du: date(2024, 5, 14),
            au: None,
        };
        assert_eq!(
            Chronologie::new(vec![(avant, 1), (trop_tot, 2)]),
            Err(Chevauchement(0, 1))
        );
    }
}
