//! Conditions as unions of boxes on closed axes, so that overlaps and holes are
//! decided when a file is read and never while computing.

use crate::reglementation::{PanierSante, Secteur, Verre};

/// An axis of the space of situations. A value of an axis is the rank of a bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axe {
    /// Sector of the practitioner: 1, OPTAM, non OPTAM, non conventionné.
    Secteur,
    /// Basket of the 100 % Santé: none, 100 % Santé, maîtrisé, libre.
    Panier,
    /// No tooth, visible, not visible.
    Dent,
    /// No lens, simple, complexe, très complexe.
    Verre,
    /// No pair, then the six pairs of lenses a to f in the order of article R. 871-2.
    Paire,
    /// Reimbursed by the social security, or not.
    Rembourse,
    /// Kind of stay: short, ambulatoire, réadaptation, psychiatrie, maternité.
    Sejour,
    /// Care not tied, or tied, to an affection de longue durée.
    Ald,
    /// Professional out of the network of the insurer, or in it.
    Reseau,
    /// Age in years, 0 to 127.
    Age,
    /// Year of seniority in the contract, 1 to 127 (bit 0 is year 1).
    Annee,
}

/// All axes, in the order of a box.
pub const AXES: [Axe; 11] = [
    Axe::Secteur,
    Axe::Panier,
    Axe::Dent,
    Axe::Verre,
    Axe::Paire,
    Axe::Rembourse,
    Axe::Sejour,
    Axe::Ald,
    Axe::Reseau,
    Axe::Age,
    Axe::Annee,
];

/// Number of values of each axis.
const TAILLES: [u32; 11] = [4, 4, 3, 4, 7, 2, 5, 2, 2, 128, 127];

/// Kind of a stay in hospital.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the French words say it")]
pub enum TypeSejour {
    Court,
    Ambulatoire,
    Readaptation,
    Psychiatrie,
    Maternite,
}

/// The pair of lenses of an equipment, by letter of article R. 871-2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Paire {
    /// a: two simple lenses.
    DeuxSimples,
    /// b: one simple, one complexe.
    SimpleComplexe,
    /// c: two complexes.
    DeuxComplexes,
    /// d: one simple, one très complexe.
    SimpleTresComplexe,
    /// e: one complexe, one très complexe.
    ComplexeTresComplexe,
    /// f: two très complexes.
    DeuxTresComplexes,
}

impl Paire {
    /// The pair made of two lenses.
    #[must_use]
    pub fn de(un: Verre, autre: Verre) -> Self {
        match (un.min(autre), un.max(autre)) {
            (Verre::Simple, Verre::Simple) => Self::DeuxSimples,
            (Verre::Simple, Verre::Complexe) => Self::SimpleComplexe,
            (Verre::Simple, _) => Self::SimpleTresComplexe,
            (Verre::Complexe, Verre::Complexe) => Self::DeuxComplexes,
            (Verre::Complexe, _) => Self::ComplexeTresComplexe,
            (Verre::TresComplexe, _) => Self::DeuxTresComplexes,
        }
    }

    /// The letter of article R. 871-2.
    #[must_use]
    pub fn lettre(self) -> char {
        match self {
            Self::DeuxSimples => 'a',
            Self::SimpleComplexe => 'b',
            Self::DeuxComplexes => 'c',
            Self::SimpleTresComplexe => 'd',
            Self::ComplexeTresComplexe => 'e',
            Self::DeuxTresComplexes => 'f',
        }
    }
}

/// A product of sets of values, one set by axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Boite([u128; 11]);

impl Default for Boite {
    fn default() -> Self {
        Self::TOUT
    }
}

impl Boite {
    /// Every situation.
    pub const TOUT: Self = {
        let mut axes = [0; 11];
        let mut rang = 0;
        while rang < 11 {
            axes[rang] = if TAILLES[rang] == 128 {
                u128::MAX
            } else {
                (1 << TAILLES[rang]) - 1
            };
            rang += 1;
        }
        Self(axes)
    };

    /// The box without any restriction on an axis.
    #[must_use]
    pub fn sans(mut self, axe: Axe) -> Self {
        self.0[axe as usize] = Self::TOUT.0[axe as usize];
        self
    }

    /// The box restricted to some values of an axis.
    #[must_use]
    pub fn avec(mut self, axe: Axe, valeurs: u128) -> Self {
        self.0[axe as usize] &= valeurs;
        self
    }

    /// The values of an axis.
    #[must_use]
    pub fn valeurs(&self, axe: Axe) -> u128 {
        self.0[axe as usize]
    }

    /// Whether no situation is in the box.
    #[must_use]
    pub fn est_vide(&self) -> bool {
        self.0.contains(&0)
    }

    /// Situations in both.
    #[must_use]
    pub fn inter(&self, autre: &Self) -> Self {
        let mut axes = self.0;
        for (valeurs, autres) in axes.iter_mut().zip(autre.0) {
            *valeurs &= autres;
        }
        Self(axes)
    }

    /// Whether the two share a situation.
    #[must_use]
    pub fn rencontre(&self, autre: &Self) -> bool {
        self.0.iter().zip(autre.0).all(|(un, deux)| un & deux != 0)
    }

    /// Situations of `self` that are not in `autre`, as disjoint boxes.
    #[must_use]
    pub fn moins(&self, autre: &Self) -> Vec<Self> {
        let mut morceaux = Vec::new();
        let mut reste = *self;
        for axe in AXES {
            let dehors = reste.avec(axe, !autre.valeurs(axe));
            if !dehors.est_vide() {
                morceaux.push(dehors);
            }
            reste = reste.avec(axe, autre.valeurs(axe));
        }
        morceaux
    }
}

/// A set of situations: a union of boxes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition(Vec<Boite>);

impl Default for Condition {
    fn default() -> Self {
        Self::toujours()
    }
}

impl Condition {
    /// Every situation: no condition.
    #[must_use]
    pub fn toujours() -> Self {
        Self(vec![Boite::TOUT])
    }

    /// The union of these boxes.
    #[must_use]
    pub fn union(boites: Vec<Boite>) -> Self {
        Self(
            boites
                .into_iter()
                .filter(|boite| !boite.est_vide())
                .collect(),
        )
    }

    /// Its boxes.
    #[must_use]
    pub fn boites(&self) -> &[Boite] {
        &self.0
    }

    /// Situations in both.
    #[must_use]
    pub fn et(&self, autre: &Self) -> Self {
        Self::union(
            self.0
                .iter()
                .flat_map(|une| autre.0.iter().map(|deux| une.inter(deux)))
                .collect(),
        )
    }

    /// Situations in either.
    #[must_use]
    pub fn ou(&self, autre: &Self) -> Self {
        Self::union(self.0.iter().chain(&autre.0).copied().collect())
    }

    /// Situations of `self` that are not in `autre`.
    #[must_use]
    pub fn sauf(&self, autre: &Self) -> Self {
        let mut reste = self.0.clone();
        for boite in &autre.0 {
            reste = reste.iter().flat_map(|une| une.moins(boite)).collect();
        }
        Self(reste)
    }

    /// Whether no situation meets it.
    #[must_use]
    pub fn est_vide(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether every situation of `autre` meets it.
    #[must_use]
    pub fn contient(&self, autre: &Self) -> bool {
        autre.sauf(self).est_vide()
    }

    /// Whether every situation of the box meets it.
    #[must_use]
    pub fn couvre(&self, situation: &Boite) -> bool {
        let dedans = |boite: &Boite| boite.inter(situation) == *situation;
        self.0.iter().any(dedans) || self.contient(&Self(vec![*situation]))
    }

    /// Whether a situation of the box meets it.
    #[must_use]
    pub fn rencontre(&self, situation: &Boite) -> bool {
        self.0.iter().any(|boite| boite.rencontre(situation))
    }
}

/// The bit of a sector on its axis.
#[must_use]
pub fn bit_secteur(secteur: Secteur) -> u128 {
    1 << secteur as u32
}

/// The bit of a basket on its axis.
#[must_use]
pub fn bit_panier(panier: PanierSante) -> u128 {
    1 << panier as u32
}

/// The bit of a lens on its axis; bit 0 is « no lens ».
#[must_use]
pub fn bit_verre(verre: Option<Verre>) -> u128 {
    verre.map_or(1, |verre| 2 << verre as u32)
}

/// The bit of a pair on its axis; bit 0 is « no pair ».
#[must_use]
pub fn bit_paire(paire: Option<Paire>) -> u128 {
    paire.map_or(1, |paire| 2 << paire as u32)
}

/// The bit of a kind of stay on its axis.
#[must_use]
pub fn bit_sejour(sejour: TypeSejour) -> u128 {
    1 << sejour as u32
}

/// Bits of the ages (or of any axis) from `min` to `max`, both included.
#[must_use]
pub fn bits_entre(min: u8, max: u8) -> u128 {
    let jusqu_a = |fin: u8| {
        if fin >= 127 {
            u128::MAX
        } else {
            (1 << (fin + 1)) - 1
        }
    };
    if min > max {
        0
    } else {
        jusqu_a(max) & !(jusqu_a(max) & ((1u128 << min.min(127)) - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ages(min: u8, max: u8) -> Condition {
        Condition::union(vec![Boite::TOUT.avec(Axe::Age, bits_entre(min, max))])
    }

    #[test]
    fn un_trou_et_un_recouvrement_se_decident() {
        let jeunes = ages(0, 15);
        let vieux = ages(71, 127);
        let deux = jeunes.ou(&vieux);
        assert!(!deux.contient(&Condition::toujours()));
        let trou = Condition::toujours().sauf(&deux);
        assert!(trou.contient(&ages(16, 70)) && ages(16, 70).contient(&trou));
        assert!(ages(0, 20).et(&ages(21, 127)).est_vide());
        assert!(!ages(0, 20).et(&ages(20, 127)).est_vide());
    }

    #[test]
    fn deux_cas_qui_se_completent_couvrent_tout() {
        let tous = ages(0, 15).ou(&ages(16, 127));
        assert!(tous.couvre(&Boite::TOUT) && !ages(0, 15).couvre(&Boite::TOUT));
    }

    #[test]
    fn bits_entre_a_ses_bornes() {
        assert_eq!(bits_entre(0, 0), 1);
        assert_eq!(bits_entre(2, 4), 0b11100);
        assert_eq!(bits_entre(0, 127), u128::MAX);
        assert_eq!(bits_entre(127, 127), 1 << 127);
        assert_eq!(bits_entre(5, 4), 0);
    }

    fn boite() -> impl Strategy<Value = Boite> {
        (1u128..16, 1u128..16, 1u128..8, 0u8..128, 0u8..128).prop_map(
            |(secteur, panier, dent, a, b)| {
                Boite::TOUT
                    .avec(Axe::Secteur, secteur)
                    .avec(Axe::Panier, panier)
                    .avec(Axe::Dent, dent)
                    .avec(Axe::Age, bits_entre(a.min(b), a.max(b)))
            },
        )
    }

    fn point() -> impl Strategy<Value = Boite> {
        (0u32..4, 0u32..4, 0u32..3, 0u8..128).prop_map(|(secteur, panier, dent, age)| {
            Boite::TOUT
                .avec(Axe::Secteur, 1 << secteur)
                .avec(Axe::Panier, 1 << panier)
                .avec(Axe::Dent, 1 << dent)
                .avec(Axe::Age, bits_entre(age, age))
        })
    }

    proptest! {
        /// Set algebra agrees with membership, point by point.
        #[test]
        fn l_algebre_est_celle_des_ensembles(
            a in prop::collection::vec(boite(), 0..4),
            b in prop::collection::vec(boite(), 0..4),
            p in point(),
        ) {
            let (a, b) = (Condition::union(a), Condition::union(b));
            let (dans_a, dans_b) = (a.rencontre(&p), b.rencontre(&p));
            prop_assert_eq!(a.et(&b).rencontre(&p), dans_a && dans_b);
            prop_assert_eq!(a.ou(&b).rencontre(&p), dans_a || dans_b);
            prop_assert_eq!(a.sauf(&b).rencontre(&p), dans_a && !dans_b);
            if a.contient(&b) {
                prop_assert!(!dans_b || dans_a);
            }
        }
    }
}
