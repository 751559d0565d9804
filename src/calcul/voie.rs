//! Lanes: the same arithmetic on one amount, or on several offer levels side by side.

/// A number of centimes, or one by lane.
pub trait Voie: Copy + PartialEq + std::fmt::Debug {
    /// The same value in every lane.
    fn tous(valeur: i64) -> Self;
    /// Lane by lane.
    fn combine(self, autre: Self, f: impl Fn(i64, i64) -> i64) -> Self;
    /// Whether every lane is zero.
    fn est_nul(&self) -> bool;
    /// Lane by lane: `oui` where `self` is above zero, else `non`.
    fn choisir(self, oui: Self, non: Self) -> Self;

    /// Sum.
    #[must_use]
    fn plus(self, autre: Self) -> Self {
        self.combine(autre, |a, b| a + b)
    }

    /// Difference.
    #[must_use]
    fn moins(self, autre: Self) -> Self {
        self.combine(autre, |a, b| a - b)
    }

    /// Smaller of the two.
    #[must_use]
    fn au_plus(self, autre: Self) -> Self {
        self.combine(autre, |a, b| if a < b { a } else { b })
    }

    /// Larger of the two.
    #[must_use]
    fn au_moins(self, autre: Self) -> Self {
        self.combine(autre, |a, b| if a > b { a } else { b })
    }

    /// `self` when positive, else zero.
    #[must_use]
    fn positif(self) -> Self {
        self.au_moins(Self::tous(0))
    }

    /// Product with a rate in millionths, half up to the centime; both are positive or zero.
    #[must_use]
    fn fois(self, taux: Self) -> Self {
        self.combine(taux, |montant, taux| (montant * taux + 500_000) / 1_000_000)
    }
}

impl Voie for i64 {
    fn tous(valeur: i64) -> Self {
        valeur
    }

    fn combine(self, autre: Self, f: impl Fn(i64, i64) -> i64) -> Self {
        f(self, autre)
    }

    fn est_nul(&self) -> bool {
        *self == 0
    }

    fn choisir(self, oui: Self, non: Self) -> Self {
        if self > 0 { oui } else { non }
    }
}

/// `N` offer levels side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voies<const N: usize>(pub [i64; N]);

impl<const N: usize> Voie for Voies<N> {
    #[inline(always)]
    fn tous(valeur: i64) -> Self {
        Self([valeur; N])
    }

    #[inline(always)]
    fn combine(mut self, autre: Self, f: impl Fn(i64, i64) -> i64) -> Self {
        for (a, b) in self.0.iter_mut().zip(autre.0) {
            *a = f(*a, b);
        }
        self
    }

    // un appel à memcmp coûte plus que seize « ou »
    #[inline(always)]
    fn est_nul(&self) -> bool {
        self.0.iter().fold(0, |tous, voie| tous | voie) == 0
    }

    #[inline(always)]
    fn choisir(mut self, oui: Self, non: Self) -> Self {
        for ((a, oui), non) in self.0.iter_mut().zip(oui.0).zip(non.0) {
            *a = if *a > 0 { oui } else { non };
        }
        self
    }
}
