//! The base that a contract counts its percentages on.

use super::{Contrat, Resolution};
use crate::calcul::prestation::Prestation;
use crate::montant::Centimes;
use crate::offre::condition::{Axe, Boite, Condition};
use crate::reglementation::Nature;

impl Contrat<'_> {
    /// The base that a share of the base counts: the act's own, or, where the social security
    /// pays nothing and the row says that it speaks of such acts (`non remboursé`), the base
    /// that the act would have.
    #[must_use]
    pub fn base(&self, prestation: &Prestation, resolution: &Resolution<'_>) -> Centimes {
        if prestation.nature != Nature::HorsNomenclature {
            return prestation.base;
        }
        let code = &self.reglementation.acte(prestation.acte).code;
        let parametres = &self.reglementation.parametres;
        let nominale = parametres.montant(&format!("base-nominale.{code}"), self.date);
        let Some((nominale, (ligne, _))) = nominale.zip(resolution.ligne) else {
            return prestation.base;
        };
        let non_rembourse = Condition::union(vec![Boite::TOUT.avec(Axe::Rembourse, 0b10)]);
        if non_rembourse.contient(&ligne.condition) {
            nominale.min(prestation.depense)
        } else {
            prestation.base
        }
    }
}
