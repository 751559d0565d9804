//! The guarantees that stand beside the right one: what a hand that copies takes for it.

use crate::calcul::cas::Calcule;
use crate::calcul::cas::monde::{Monde, Scene};
use crate::montant::Taux;
use crate::offre::Offre;
use crate::offre::condition::{AXES, Axe, Boite, bit_secteur, bits_entre};
use crate::offre::langage::{Assiette, Cellule, Lecture, Rythme};
use crate::reglementation::{Secteur, Unite};
use std::rc::Rc;

/// How far a rate misread by one ten stands.
const DIX_POINTS: Taux = Taux::pour_cent(10);

/// The worlds of a neighbouring guarantee, each with the participation left and paid: that
/// is how the sources that mistake a row print it. Those that pay the right part are left
/// out: the guarantee is then not what is wrong.
pub(super) fn voisines(scene: &Scene<'_>, juste: &Calcule) -> Vec<Monde> {
    let imprime = &scene.cas.imprime;
    // ce que paie l'assurance maladie n'est pas en cause
    let amo_juste = imprime.amo.is_none_or(|amo| amo == juste.amo);
    if !scene.a_un_contrat() || !amo_juste {
        return Vec::new();
    }
    let mut voisines = autres_lignes(scene);
    voisines.extend(autres_tableaux(scene));
    let autrement = |monde: &Monde| {
        scene
            .calculer(monde)
            .is_ok_and(|faux| faux.amc != juste.amc)
    };
    voisines.retain(autrement);
    let payees: Vec<Monde> = voisines
        .iter()
        .map(|monde| {
            let mut monde = monde.clone();
            monde.amc_en_plus = monde.participations();
            monde
        })
        .collect();
    voisines.extend(payees);
    voisines
}

/// The row of the same table for a doctor of the other kind, or for a child.
fn autres_lignes(scene: &Scene<'_>) -> Vec<Monde> {
    let Some((prestation, _, _)) = scene.seul() else {
        return Vec::new();
    };
    let secteur = match prestation.secteur {
        Secteur::NonOptam => Some(Secteur::Optam),
        Secteur::Optam => Some(Secteur::NonOptam),
        Secteur::Un | Secteur::NonConventionne => None,
    };
    let vue = prestation.situation;
    let ailleurs = |change: Axe, bits: u128| {
        scene.autrement(|prestation| {
            prestation.situation = AXES.into_iter().fold(Boite::TOUT, |boite, axe| {
                let valeurs = if axe == change {
                    bits
                } else {
                    vue.valeurs(axe)
                };
                boite.avec(axe, valeurs)
            });
        })
    };
    let secteur = secteur.and_then(|secteur| ailleurs(Axe::Secteur, bit_secteur(secteur)));
    let enfant = ailleurs(Axe::Age, bits_entre(15, 15));
    secteur.into_iter().chain(enfant).collect()
}

/// The table of the contract read otherwise.
fn autres_tableaux(scene: &Scene<'_>) -> Vec<Monde> {
    let Some(offre) = scene.offre() else {
        return Vec::new();
    };
    let autre = |changer: &dyn Fn(&mut Offre)| {
        let mut offre = offre.clone();
        changer(&mut offre);
        Monde {
            offre: Some(Rc::new(offre)),
            ..scene.monde().clone()
        }
    };
    vec![
        autre(&inverser_les_euros),
        autre(&|offre| deplacer(offre, |taux| taux.plus(DIX_POINTS))),
        autre(&|offre| deplacer(offre, |taux| taux.moins(DIX_POINTS))),
    ]
}

/// A pair of glasses is then one equipment: a total counts what the social security pays
/// of its three elements.
fn inverser_les_euros(offre: &mut Offre) {
    let par_equipement = Rythme::Unite(Unite::Equipement);
    for ligne in offre
        .modules
        .iter_mut()
        .flat_map(|module| &mut module.lignes)
    {
        ligne.regle.rythmes.push(par_equipement);
    }
    offre.lecture.euros = match offre.lecture.euros {
        Some(Lecture::EnPlus) => Some(Lecture::AmoComprise),
        Some(Lecture::AmoComprise) => Some(Lecture::EnPlus),
        autre => autre,
    };
}

/// Every percentage of the base moved.
fn deplacer(offre: &mut Offre, ailleurs: impl Fn(Taux) -> Taux) {
    let lignes = offre
        .modules
        .iter_mut()
        .flat_map(|module| &mut module.lignes);
    for cellule in lignes.flat_map(|ligne| &mut ligne.cellules) {
        let Cellule::Lectures(lectures) = cellule else {
            continue;
        };
        for terme in lectures.iter_mut().flat_map(|lecture| &mut lecture.termes) {
            if let Assiette::Pourcentage(taux) | Assiette::Br(taux) = &mut terme.assiette {
                *taux = ailleurs(*taux);
            }
        }
    }
}
