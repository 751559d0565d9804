//! What the law says around a contract, as the papers quote it: from a day, with a source.

use jiff::civil::Date;

/// A sentence of law.
pub(super) struct Regle {
    /// First day of a paper that may say it.
    depuis: Date,
    /// What it says.
    pub(super) texte: &'static str,
    /// Where it was read.
    pub(super) source: &'static str,
}

/// The duty of whoever sells a contract.
const CONSEIL: Regle = Regle {
    depuis: jiff::civil::date(2018, 10, 1),
    texte: "Avant tout contrat, le distributeur précise par écrit les exigences et les besoins de la personne, lui conseille un contrat cohérent avec eux et dit les raisons de ce conseil (code des assurances, article L. 521-4 ; appliqué aux mutuelles par l’article L. 116-6 du code de la mutualité).",
    source: "article L. 521-4 cité par sarah-defieux-avocats.com (le devoir de conseil des distributeurs depuis la DDA) ; ordonnance no 2018-361 du 16/05/2018, article 13, juriblio.fr ; vérifié le 25/11/2026",
};

/// The right to leave a contract.
const RESILIATION: Regle = Regle {
    depuis: jiff::civil::date(2020, 12, 1),
    texte: "Après un an de contrat, on peut en changer à tout moment, sans frais.",
    source: "loi no 2019-733 du 14/07/2019 et décret no 2020-1438 du 24/11/2020, securite-sociale.fr (la résiliation infra-annuelle) ; vérifié le 25/11/2026",
};

impl Regle {
    fn au(self, date: Date) -> Option<Self> {
        (self.depuis <= date).then_some(self)
    }
}

/// The duty of whoever sells a contract, on a day.
pub(super) fn conseil(date: Date) -> Option<Regle> {
    CONSEIL.au(date)
}

/// The right to leave a contract, on a day.
pub(super) fn resiliation(date: Date) -> Option<Regle> {
    RESILIATION.au(date)
}
