//! Differences still open between the engine and the design: worlds are kept away from
//! them, one function each, to be deleted once the engine is mended.

use super::super::monde::{ContratLu, Monde, QuoiLu};
use reste_a_charge::montant::Centimes;
use reste_a_charge::offre::NatureLigne;
use reste_a_charge::offre::langage::{Assiette, Cellule, Terme};

pub(super) fn sans(mut monde: Monde) -> Monde {
    let mixtes = monde.soins.iter().any(|soin| sont_mixtes(&soin.quoi));
    if let Some(contrat) = &mut monde.contrat {
        reste_de_la_monture(contrat);
        compteurs_des_ajouts(contrat);
        if mixtes {
            limites_du_mixte(contrat);
        }
    }
    monde
}

fn sont_mixtes(quoi: &QuoiLu) -> bool {
    let QuoiLu::Lunettes(elements) = quoi else {
        return false;
    };
    let de_classe_a = |(code, _): &&(String, i64)| code.contains("classe-a");
    (1..3).contains(&elements.iter().filter(de_classe_a).count())
}

fn termes_d_optique(contrat: &mut ContratLu) -> impl Iterator<Item = &mut Terme> {
    let rangs = contrat.rangs.iter_mut();
    rangs
        .filter(|rang| rang.postes.iter().any(|poste| poste.starts_with("optique")))
        .filter_map(|rang| match &mut rang.cellule {
            Cellule::Lectures(lectures) => Some(lectures),
            _ => None,
        })
        .flatten()
        .flat_map(|garantie| &mut garantie.termes)
}

/// N1: « du reste » is of what the terms leave, before the limit of the frame.
fn reste_de_la_monture(contrat: &mut ContratLu) {
    for terme in termes_d_optique(contrat) {
        if matches!(terme.assiette, Assiette::Reste(_)) {
            terme.assiette = Assiette::Euros(Centimes::euros(40));
        }
    }
}

/// N4: what class A cost comes off the limits in euros, not off a target below them.
fn limites_du_mixte(contrat: &mut ContratLu) {
    termes_d_optique(contrat).for_each(|terme| terme.limites.clear());
    for rang in &mut contrat.rangs {
        rang.regle.plafonds.clear();
    }
}

/// N5c: an added row whose number is used up leaves its target to the totals after it;
/// N6: and its `TM` makes the others come on top still; N10: of two added rows with
/// counters, the order of the table decides which one pays.
fn compteurs_des_ajouts(contrat: &mut ContratLu) {
    let ajouts = contrat.rangs.iter_mut();
    let mut ajouts: Vec<_> = ajouts
        .filter(|rang| rang.nature == NatureLigne::EnPlus)
        .collect();
    let plusieurs = ajouts.len() > 1;
    for (rang, ajout) in ajouts.iter_mut().enumerate() {
        if plusieurs || contient_le_tm(&ajout.cellule) {
            ajout.regle.nombres.clear();
        }
        if rang > 0 {
            ajout.regle.rythmes.clear();
            if let Cellule::Lectures(lectures) = &mut ajout.cellule {
                let termes = lectures.iter_mut().flat_map(|lecture| &mut lecture.termes);
                termes.for_each(|terme| terme.rythme = None);
            }
        }
    }
}

fn contient_le_tm(cellule: &Cellule) -> bool {
    let Cellule::Lectures(lectures) = cellule else {
        return false;
    };
    let tm = |terme: &Terme| {
        matches!(
            terme.assiette,
            Assiette::TicketModerateur(_) | Assiette::Amo
        )
    };
    lectures.iter().any(|lecture| lecture.termes.iter().any(tm))
}
