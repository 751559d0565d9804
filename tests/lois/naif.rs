//! The naïve reading of the design: slow, in decimals, from scratch, one page per step.
//! Written from `2-calcul.md` alone, never from the engine.

mod contrat;
mod secu;

use super::donnees::arrondi;
use super::monde::{Monde, Recu};
use contrat::Caisse;
use reste_a_charge::reglementation::{Nature, PanierSante, Secteur, Unite};
use rust_decimal::Decimal;
use secu::Chose;

/// One act as the social security sees it, in euros.
#[derive(Clone, Debug)]
struct Vu {
    ligne: usize,
    poste: String,
    unite: Unite,
    nature: Nature,
    /// Sector, for an act whose tariffs are written by sector.
    secteur: Option<Secteur>,
    panier: PanierSante,
    /// The social security knows it on the day, a legal charge too.
    rembourse: bool,
    age: u8,
    ald: bool,
    reseau: Option<bool>,
    /// Rank of the day or night in a stay, from 1.
    rang: u16,
    /// The path of care was due and not kept.
    hors_parcours: bool,
    depense: Decimal,
    /// `B`, before `min(D, B)`.
    tarif: Decimal,
    b: Decimal,
    /// The base that an act out of the nomenclature would have, within its price.
    nominale: Option<Decimal>,
    amo_brut: Decimal,
    majoration: Decimal,
    tm: Decimal,
    pf: Decimal,
    fm: Decimal,
    plv: Option<Decimal>,
    /// Part of class B of mixed glasses: what their elements of class A cost.
    deduction: Decimal,
    /// Lens: rank of the correction.
    verre: Option<u8>,
}

impl Vu {
    fn amo(&self) -> Decimal {
        self.amo_brut - self.pf - self.fm
    }

    /// `min(D, PLV)`.
    fn dans_la_limite(&self) -> Decimal {
        self.plv.map_or(self.depense, |plv| plv.min(self.depense))
    }

    /// `rac` and its causes once the contract has paid.
    fn recu(&self, amc: Decimal) -> Recu {
        let rac = self.depense - self.amo() - amc;
        let mut recu = Recu {
            depense: self.depense,
            amo: self.amo(),
            amc,
            rac,
            ..Recu::default()
        };
        if self.nature == Nature::HorsNomenclature {
            recu.hors = rac;
            return recu;
        }
        // pf, fm and majoration are the patient's, save what a contract pays beyond the rest
        let mut reste = amc;
        let mut laisse = |part: Decimal| {
            let paye = reste.min(part);
            reste -= paye;
            part - paye
        };
        recu.tm = laisse(self.tm);
        recu.depassement = laisse(self.depense - self.b);
        recu.majoration = laisse(self.majoration);
        recu.participation = laisse(self.pf);
        recu.franchise = laisse(self.fm);
        recu
    }
}

/// What every line of the basket costs, in its order.
pub(crate) fn regler(monde: &Monde) -> Vec<Recu> {
    let mut caisse = monde
        .contrat
        .as_ref()
        .map(|contrat| Caisse::ouvrir(contrat, monde));
    let mut lignes = vec![Recu::default(); monde.soins.len()];
    for chose in secu::annee(monde) {
        let recus = match (&chose, &mut caisse) {
            (Chose::Acte(vu), None) => vec![vu.recu(Decimal::ZERO)],
            (Chose::Acte(vu), Some(caisse)) => vec![vu.recu(caisse.acte(vu))],
            (Chose::Lunettes(elements), None) => {
                elements.iter().map(|vu| vu.recu(Decimal::ZERO)).collect()
            }
            (Chose::Lunettes(elements), Some(caisse)) => caisse.lunettes(elements),
        };
        for recu in &recus {
            lignes[chose.ligne()].plus(recu);
        }
    }
    lignes
}

fn part(montant: Decimal, taux: Decimal) -> Decimal {
    arrondi(montant * taux)
}

fn positif(montant: Decimal) -> Decimal {
    montant.max(Decimal::ZERO)
}
