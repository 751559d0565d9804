//! Worlds with the forms that came later: a network of professionals, a ceiling of the period
//! in the rule of a row, one care again and again. Drawn beside the others, so that their
//! seeds go on drawing what they drew.

use super::super::monde::{Cas, Monde, Si};
use super::{monde, nu, puis, somme_d_argent};
use proptest::prelude::*;
use reste_a_charge::offre::NatureLigne;
use reste_a_charge::offre::langage::{Assiette, Cellule, Duree, Rythme, Suite, Terme};

/// What turns a world into a wider one.
#[derive(Clone, Debug)]
struct Elargi {
    /// By care, whether the professional is of the network.
    reseau: Vec<bool>,
    /// Rows on doctors speak of the network instead.
    par_reseau: bool,
    /// By row, the ceiling of its year.
    plafonds: Vec<Option<Terme>>,
    /// The first care alone, so many times.
    encore: Option<u16>,
}

fn elargi() -> impl Strategy<Value = (Elargi, Option<Suite>)> {
    let par_an = somme_d_argent().prop_map(|montant| Terme {
        rythme: Some(Rythme::Periode(Duree::Ans(1))),
        ..nu(Assiette::Euros(montant))
    });
    (
        prop::collection::vec(any::<bool>(), 8),
        any::<bool>(),
        prop::collection::vec(prop::option::weighted(0.5, par_an), 16),
        prop::option::weighted(0.5, 2u16..6),
        puis(),
    )
        .prop_map(|(reseau, par_reseau, plafonds, encore, puis)| {
            let elargi = Elargi {
                reseau,
                par_reseau,
                plafonds,
                encore,
            };
            (elargi, puis)
        })
}

/// A world, wider.
pub(crate) fn monde_large() -> impl Strategy<Value = Monde> {
    (monde(), elargi()).prop_map(|(mut monde, (elargi, puis))| {
        if let Some(nombre) = elargi.encore {
            monde.soins.truncate(1);
            monde.soins[0].nombre = nombre;
        }
        for (soin, reseau) in monde.soins.iter_mut().zip(elargi.reseau) {
            soin.reseau = Some(reseau);
        }
        let rangs = monde
            .contrat
            .iter_mut()
            .flat_map(|contrat| &mut contrat.rangs);
        for (rang, plafond) in rangs.zip(elargi.plafonds) {
            if elargi.par_reseau {
                rang.quand = match rang.quand {
                    Si::Cas(Cas::Optam) => Si::Cas(Cas::Reseau),
                    Si::Sinon(Cas::Optam) => Si::Sinon(Cas::Reseau),
                    autre => autre,
                };
            }
            let paie = rang.nature == NatureLigne::Garantie && rang.cellule != Cellule::Neant;
            if let Some(plafond) = plafond.filter(|_| paie) {
                rang.regle.plafonds = vec![plafond];
                rang.regle.puis.clone_from(&puis);
            }
        }
        monde
    })
}
