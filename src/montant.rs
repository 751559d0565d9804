//! Money and rates, exact: whole centimes, rates in millionths, one rounding rule.
//!
//! The calculation never meets a binary floating point number. A named step
//! multiplies an amount by a rate and rounds once, half up, to the centime.

mod lecture;

pub use lecture::{MontantIllisible, lire_montant, lire_taux};

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// An amount in whole centimes of euro.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Centimes(i64);

impl Centimes {
    /// Nothing to pay.
    pub const ZERO: Self = Self(0);
    /// The largest price the tool accepts: 10 million euros. Above it a price is refused,
    /// so that no sum of a year can overflow.
    pub const PRIX_MAX: Self = Self(1_000_000_000);

    /// An amount from a number of centimes.
    #[must_use]
    pub const fn new(centimes: i64) -> Self {
        Self(centimes)
    }

    /// An amount from whole euros.
    #[must_use]
    pub const fn euros(euros: i64) -> Self {
        Self(euros * 100)
    }

    /// The number of centimes.
    #[must_use]
    pub const fn valeur(self) -> i64 {
        self.0
    }

    /// Its distance to zero.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// `self` when positive, else zero.
    #[must_use]
    pub const fn positif(self) -> Self {
        if self.0 > 0 { self } else { Self::ZERO }
    }

    /// Half-up product with a rate: the only rounding of the tool.
    #[must_use]
    pub const fn fois(self, taux: Taux) -> Self {
        Self((self.0 * taux.0 as i64 + Taux::UN.0 as i64 / 2).div_euclid(Taux::UN.0 as i64))
    }

    /// Product with three rates, rounded once, half up, to the whole euro: ceilings of
    /// resources (article L. 861-1 of the code de la sécurité sociale).
    #[must_use]
    pub fn fois_a_l_euro(self, taux: [Taux; 3]) -> Self {
        let (mut produit, mut diviseur) = (i128::from(self.0), 100_i128);
        for taux in taux {
            produit = produit.saturating_mul(i128::from(taux.0));
            diviseur *= i128::from(Taux::UN.0);
        }
        let euros = produit
            .saturating_mul(2)
            .saturating_add(diviseur)
            .div_euclid(diviseur * 2);
        Self(i64::try_from(euros * 100).unwrap_or(i64::MAX))
    }

    /// `numerateur` of `denominateur` equal parts, rounded once, half up; nothing of none.
    #[must_use]
    pub const fn part(self, numerateur: u16, denominateur: u16) -> Self {
        if denominateur == 0 {
            return Self::ZERO;
        }
        let parts = denominateur as i64;
        Self((self.0 * numerateur as i64 * 2 + parts).div_euclid(parts * 2))
    }

    /// Product with a whole number (days, sessions).
    #[must_use]
    pub const fn multiplie(self, nombre: i64) -> Self {
        Self(self.0 * nombre)
    }

    /// The machine form, with a point and two decimals: `1234.56`.
    #[must_use]
    pub fn machine(self) -> String {
        let mut octets = Vec::new();
        self.ecrire(&mut octets);
        octets.into_iter().map(char::from).collect()
    }

    /// The same, at the end of a line being written.
    pub fn ecrire(self, octets: &mut Vec<u8>) {
        if self.0 < 0 {
            octets.push(b'-');
        }
        let absolu = self.0.unsigned_abs();
        chiffres(octets, absolu / 100);
        octets.push(b'.');
        octets.extend(deux_chiffres(absolu));
    }
}

/// The digits of a number, at the end of a line being written.
pub fn chiffres(octets: &mut Vec<u8>, mut nombre: u64) {
    let mut ecrits = [0; 20];
    let mut place = ecrits.len();
    while nombre >= 100 || place == ecrits.len() {
        let deux = deux_chiffres(nombre);
        nombre /= 100;
        place -= 2;
        if let Some(places) = ecrits.get_mut(place..place + 2) {
            places.copy_from_slice(&deux);
        }
    }
    if nombre > 0 {
        let deux = deux_chiffres(nombre);
        place -= 2;
        if let Some(places) = ecrits.get_mut(place..place + 2) {
            places.copy_from_slice(&deux);
        }
    }
    let ecrits = ecrits.get(place..).unwrap_or_default();
    octets.extend_from_slice(match ecrits {
        // écrits deux par deux, ils sont deux au moins
        [b'0', reste @ ..] => reste,
        tous => tous,
    });
}

/// The last two digits of a number.
const fn deux_chiffres(nombre: u64) -> [u8; 2] {
    [b'0' + (nombre / 10 % 10) as u8, b'0' + (nombre % 10) as u8]
}

/// The French form: `1 234,56 €` with narrow no-break and no-break spaces.
impl fmt::Display for Centimes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let absolu = self.0.unsigned_abs();
        let texte = format!(
            "{}{},{:02}\u{a0}€",
            if self.0 < 0 { "\u{2212}" } else { "" },
            milliers(absolu / 100),
            absolu % 100
        );
        f.pad(&texte)
    }
}

/// Groups of three digits split by a narrow no-break space: `12 345`.
#[must_use]
pub fn milliers(nombre: u64) -> String {
    let chiffres = nombre.to_string();
    let mut texte = String::with_capacity(chiffres.len() + 4);
    for (rang, chiffre) in chiffres.chars().enumerate() {
        if rang > 0 && (chiffres.len() - rang).is_multiple_of(3) {
            texte.push('\u{202f}');
        }
        texte.push(chiffre);
    }
    texte
}

impl Add for Centimes {
    type Output = Self;
    fn add(self, autre: Self) -> Self {
        Self(self.0 + autre.0)
    }
}

impl Sub for Centimes {
    type Output = Self;
    fn sub(self, autre: Self) -> Self {
        Self(self.0 - autre.0)
    }
}

impl Neg for Centimes {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl AddAssign for Centimes {
    fn add_assign(&mut self, autre: Self) {
        self.0 += autre.0;
    }
}

impl SubAssign for Centimes {
    fn sub_assign(&mut self, autre: Self) {
        self.0 -= autre.0;
    }
}

impl Sum for Centimes {
    fn sum<I: Iterator<Item = Self>>(montants: I) -> Self {
        montants.fold(Self::ZERO, Add::add)
    }
}

/// An exact rate, in millionths: `70 %` is 700 000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Taux(u32);

impl Taux {
    /// 0 %.
    pub const ZERO: Self = Self(0);
    /// 100 %.
    pub const UN: Self = Self(1_000_000);

    /// A rate from whole percents.
    #[must_use]
    pub const fn pour_cent(points: u32) -> Self {
        Self(points * 10_000)
    }

    /// A rate from millionths.
    #[must_use]
    pub const fn millioniemes(millioniemes: u32) -> Self {
        Self(millioniemes)
    }

    /// The rate in millionths.
    #[must_use]
    pub const fn valeur(self) -> u32 {
        self.0
    }

    /// `self` less `autre`, never below zero.
    #[must_use]
    pub const fn moins(self, autre: Self) -> Self {
        Self(self.0.saturating_sub(autre.0))
    }

    /// A share of the rate, half up to the millionth.
    #[must_use]
    pub const fn part(self, autre: Self) -> Self {
        Self(((self.0 as u64 * autre.0 as u64 + 500_000) / 1_000_000) as u32)
    }

    /// `self` plus `autre`.
    #[must_use]
    pub const fn plus(self, autre: Self) -> Self {
        Self(self.0.saturating_add(autre.0))
    }

    /// The number of percents, in French and without needless zeros: `1,47`.
    #[must_use]
    pub fn points(self) -> String {
        let entier = milliers(u64::from(self.0 / 10_000));
        let reste = self.0 % 10_000;
        if reste == 0 {
            entier
        } else {
            let decimales = format!("{reste:04}");
            format!("{entier},{}", decimales.trim_end_matches('0'))
        }
    }
}

/// The French form: `1,47 %` with a no-break space.
impl fmt::Display for Taux {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}\u{a0}%", self.points()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrondi_au_demi_superieur() {
        // 16,13 × 60 % = 9,678 ; 3,29 × 65 % = 2,1385 ; 10,75 × 70 % = 7,525 → 7,53
        assert_eq!(
            Centimes::new(1613).fois(Taux::pour_cent(60)),
            Centimes::new(968)
        );
        assert_eq!(
            Centimes::new(329).fois(Taux::pour_cent(65)),
            Centimes::new(214)
        );
        assert_eq!(
            Centimes::new(1075).fois(Taux::pour_cent(70)),
            Centimes::new(753)
        );
        // un demi-centime exact monte : 0,01 × 50 % = 0,005 → 0,01
        assert_eq!(Centimes::new(1).fois(Taux::pour_cent(50)), Centimes::new(1));
    }

    #[test]
    fn un_produit_a_l_euro_n_est_arrondi_qu_une_fois() {
        // 8 810,23 × 1,5 = 13 215,345 ; × 1,35 = 17 840,71… → 17 841 ; le demi-euro monte
        let taux = [Taux::pour_cent(150), Taux::pour_cent(135), Taux::UN];
        assert_eq!(
            Centimes::new(881_023).fois_a_l_euro(taux),
            Centimes::euros(17_841)
        );
        let un = [Taux::UN; 3];
        assert_eq!(Centimes::new(50).fois_a_l_euro(un), Centimes::euros(1));
        assert_eq!(Centimes::new(49).fois_a_l_euro(un), Centimes::ZERO);
        // trop grand pour se compter : le plus grand montant, et non un débordement
        let plus_grand = Centimes::new(i64::MAX);
        let fois_mille = [Taux::pour_cent(1000); 3];
        assert_eq!(plus_grand.fois_a_l_euro(fois_mille), plus_grand);
    }

    #[test]
    fn formes_francaise_et_machine() {
        let montant = Centimes::new(123_456_789);
        assert_eq!(montant.to_string(), "1\u{202f}234\u{202f}567,89\u{a0}€");
        assert_eq!(montant.machine(), "1234567.89");
        assert_eq!(Centimes::new(-5).machine(), "-0.05");
        assert_eq!(Centimes::new(-5).to_string(), "\u{2212}0,05\u{a0}€");
        assert_eq!(Taux::millioniemes(14_700).to_string(), "1,47\u{a0}%");
        assert_eq!(Taux::pour_cent(1000).to_string(), "1\u{202f}000\u{a0}%");
    }

    #[test]
    fn le_prix_maximal_fois_le_taux_maximal_ne_deborde_pas() {
        let produit = Centimes::PRIX_MAX.fois(Taux::millioniemes(u32::MAX));
        assert_eq!(produit, Centimes::new(4_294_967_295_000));
    }
}
