//! Which rows of a contract speak of an act.

use super::{Contrat, Rangee};
use crate::calcul::prestation::Prestation;
use crate::offre::NatureLigne;
use crate::offre::condition::Boite;
use crate::offre::langage::{Cellule, Nombre, Rythme};
use crate::reglementation::{PosteId, Unite};

impl<'a> Contrat<'a> {
    /// Whether a contract sees glasses element by element: its nearest rows hang below
    /// the equipment.
    #[must_use]
    pub fn voit_les_elements(&self, elements: &[&Prestation]) -> bool {
        let par_equipement = |prestation: &Prestation| {
            let poste = self.reglementation.acte(prestation.acte).poste;
            let rangees = self.rangees(poste, &prestation.situation);
            rangees.is_some_and(|rangees| {
                rangees.iter().any(|rangee| {
                    let regle = &rangee.ligne.regle;
                    let compte = |nombre: &Nombre| nombre.unite == Unite::Equipement;
                    regle.dont_monture.is_some()
                        || regle.rythmes.contains(&Rythme::Unite(Unite::Equipement))
                        || regle.nombres.iter().any(compte)
                })
            })
        };
        !elements.iter().any(|element| par_equipement(element))
    }

    /// The rows that speak of an act, the first being the one that wins: those of the
    /// highest layer, then, where it does not say everything, those of the layers below.
    /// None when no row is anywhere above the act.
    pub(super) fn rangees(&self, poste: PosteId, situation: &Boite) -> Option<Vec<Rangee<'a>>> {
        let plus_haute = self.lignes.iter().map(|rangee| rangee.couche).max()?;
        let mut retenues: Option<Vec<Rangee<'a>>> = None;
        for couche in (0..=plus_haute).rev() {
            let Some(tiennent) = self.au_noeud(couche, poste, situation) else {
                continue;
            };
            let parlent = |rangee: &&Rangee<'_>| *rangee.cellule != Cellule::SansObjet;
            let retenues = retenues.get_or_insert_default();
            retenues.extend(tiennent.iter().filter(parlent));
            let derniere = tiennent.last();
            if derniere.is_some_and(|rangee| parlent(&rangee) && couvre(rangee, situation)) {
                break;
            }
        }
        retenues
    }

    /// The rows that hold at the nearest node above an act that has some, in a layer.
    fn au_noeud(
        &self,
        couche: usize,
        poste: PosteId,
        situation: &Boite,
    ) -> Option<Vec<Rangee<'a>>> {
        self.reglementation.postes.lignee(poste).find_map(|noeud| {
            let mut au_noeud = self
                .qui_pendent(noeud)
                .filter(|rangee| {
                    rangee.couche == couche
                        && !rangee.ligne.regle.minimum
                        && rangee.ligne.nature == NatureLigne::Garantie
                })
                .peekable();
            au_noeud.peek()?;
            let mut tiennent: Vec<Rangee<'a>> = au_noeud
                .filter(|rangee| rangee.ligne.condition.rencontre(situation))
                .copied()
                .collect();
            tiennent.sort_by_key(|rangee| std::cmp::Reverse(rangee.ligne.precision));
            let derniere = tiennent.iter().position(|rangee| couvre(rangee, situation));
            if let Some(derniere) = derniere {
                tiennent.truncate(derniere + 1);
            }
            Some(tiennent)
        })
    }

    /// Rows of a nature that hang above an act and hold.
    pub(super) fn au_dessus(
        &self,
        nature: NatureLigne,
        poste: PosteId,
        prestation: &Prestation,
    ) -> Vec<Rangee<'a>> {
        let lignee = self.reglementation.postes.lignee(poste);
        let pendent = lignee.flat_map(|noeud| self.qui_pendent(noeud));
        let mut rangees: Vec<Rangee<'a>> = pendent
            .filter(|rangee| {
                rangee.ligne.nature == nature
                    && *rangee.cellule != Cellule::SansObjet
                    && rangee.ligne.condition.rencontre(&prestation.situation)
            })
            .copied()
            .collect();
        // dans l'ordre du tableau, et une fois même quand elle pend à deux nœuds
        rangees.sort_unstable_by_key(|rangee| rangee.rang);
        rangees.dedup_by_key(|rangee| rangee.rang);
        rangees
    }

    /// The rows that hang on a node.
    fn qui_pendent(&self, noeud: PosteId) -> impl Iterator<Item = &Rangee<'a>> {
        let debut = self.par_poste.partition_point(|(poste, _)| *poste < noeud);
        let du_noeud = self.par_poste.get(debut..).unwrap_or_default();
        du_noeud
            .iter()
            .take_while(move |(poste, _)| *poste == noeud)
            .filter_map(|(_, rang)| self.lignes.get(*rang))
    }

    /// The rows that add to the one taken, in a fixed order, so that the order of the table
    /// changes nothing: the nearest first, those that a counter limits last.
    pub(super) fn ajouts(&self, poste: PosteId, prestation: &Prestation) -> Vec<Rangee<'a>> {
        let mut ajouts = self.au_dessus(NatureLigne::EnPlus, poste, prestation);
        ajouts.extend(self.au_dessus(NatureLigne::Bonus, poste, prestation));
        if ajouts.len() > 1 {
            ajouts.sort_by_cached_key(|rangee| {
                let noeud = self.noeud_de(rangee.ligne, poste);
                let lignee = self.reglementation.postes.lignee(poste);
                let loin = lignee.take_while(|autre| Some(*autre) != noeud).count();
                let compte = !rangee.ligne.regle.nombres.is_empty();
                (
                    compte,
                    loin,
                    rangee.cellule.to_string(),
                    rangee.ligne.libelle.clone(),
                )
            });
        }
        ajouts
    }
}

fn couvre(rangee: &Rangee<'_>, situation: &Boite) -> bool {
    rangee.ligne.condition.couvre(situation)
}
