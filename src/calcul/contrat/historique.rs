//! What a contract counts beyond the year, and so may have been used before it.

use super::{Contrat, Rangee};
use crate::offre::Ligne;
use crate::offre::langage::{Duree, Garantie, Regle, Rythme};

impl Contrat<'_> {
    /// Whether a row counts over more than a year what the person could have used before:
    /// nobody has used anything of a contract that begins.
    pub(super) fn compte_au_dela(&self, rangee: Rangee<'_>, garantie: &Garantie) -> bool {
        let des_termes = garantie.termes.iter().filter_map(|terme| terme.rythme);
        self.anciennete_mois > 0
            && (des_termes.into_iter().any(|rythme| long(&rythme))
                || [&garantie.regle, &rangee.ligne.regle]
                    .into_iter()
                    .any(durable))
    }
}

/// Whether a row adds something only after a time without use.
pub(super) fn apres_un_temps(ligne: &Ligne, garantie: &Garantie) -> bool {
    garantie
        .regle
        .sans_usage
        .or(ligne.regle.sans_usage)
        .is_some()
}

fn durable(regle: &Regle) -> bool {
    let nombres = regle.nombres.iter().filter_map(|nombre| nombre.duree);
    regle.rythmes.iter().any(long) || nombres.into_iter().any(au_dela)
}

fn long(rythme: &Rythme) -> bool {
    matches!(rythme, Rythme::Periode(duree) if au_dela(*duree))
}

fn au_dela(duree: Duree) -> bool {
    match duree {
        Duree::Ans(ans) => ans > 1,
        Duree::Mois(mois) => mois > 12,
        Duree::Jours(jours) => jours > 366,
        Duree::Contrat | Duree::Dent => true,
        Duree::Sejour => false,
    }
}

#[cfg(test)]
mod tests;
