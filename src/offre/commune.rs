//! The common wording of a cell: what its row and its header say is said in the cell, so
//! that two contracts written differently and promising the same read the same.
//!
//! The common reading is that of most contracts: percentages include the social security,
//! euros come on top of it. A cell says its reading only when it differs.

use super::langage::{Assiette, Cellule, Garantie, Lecture, Regle, Rythme, Terme};
use super::{LectureParDefaut, Ligne};

/// A cell in the common wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commune {
    /// The cell, that needs neither its row nor its header.
    pub cellule: Cellule,
    /// The contract does not say how it counts the social security.
    pub lecture_non_dite: bool,
}

/// Says a cell of a row in the common wording.
#[must_use]
pub fn en_commun(ligne: &Ligne, cellule: &Cellule, lecture: &LectureParDefaut) -> Commune {
    let mut non_dite = false;
    let cellule = match cellule {
        Cellule::Lectures(lectures) => Cellule::Lectures(
            lectures
                .iter()
                .map(|garantie| garantie_commune(&ligne.regle, garantie, lecture, &mut non_dite))
                .collect(),
        ),
        autre => autre.clone(),
    };
    Commune {
        cellule,
        lecture_non_dite: non_dite,
    }
}

fn garantie_commune(
    ligne: &Regle,
    garantie: &Garantie,
    defaut: &LectureParDefaut,
    non_dite: &mut bool,
) -> Garantie {
    let dite = garantie.regle.lecture.or(ligne.lecture);
    let mut regle = ensemble(ligne, &garantie.regle);
    let avec_tm = garantie.termes.iter().any(|terme| {
        matches!(
            terme.assiette,
            Assiette::TicketModerateur(_) | Assiette::Amo
        )
    });
    let mut termes: Vec<Terme> = garantie.termes.clone();
    for terme in &mut termes {
        if let Assiette::Pourcentage(taux) = terme.assiette {
            terme.assiette = Assiette::Br(taux);
        }
        let (commune, du_contrat) = match terme.assiette {
            Assiette::Br(_) => (Lecture::AmoComprise, defaut.pourcentages),
            Assiette::Euros(_) | Assiette::Pmss(_) => (Lecture::EnPlus, defaut.euros),
            _ => {
                // le prix et le prix limite : un total, sauf s’il est dit autrement
                terme.lecture = terme
                    .lecture
                    .or(dite)
                    .filter(|lecture| *lecture != Lecture::AmoComprise);
                continue;
            }
        };
        if avec_tm {
            terme.lecture = None;
            continue;
        }
        let effective = terme.lecture.or(dite).or(du_contrat);
        *non_dite |= effective.is_none();
        terme.lecture = effective.filter(|lecture| *lecture != commune);
    }
    let en_euros = |terme: &Terme| terme.assiette.est_une_somme();
    if !termes.iter().any(en_euros) {
        // un rythme ne dit rien d’un pourcentage
        regle.rythmes.clear();
    }
    if let ([rythme], [terme]) = (regle.rythmes.as_slice(), termes.as_mut_slice())
        && terme.rythme.is_none()
    {
        terme.rythme = Some(*rythme);
        regle.rythmes.clear();
    }
    Garantie { termes, regle }
}

/// The qualifiers of the row, those of the cell winning.
fn ensemble(ligne: &Regle, cellule: &Regle) -> Regle {
    let ou = |une: &Vec<Rythme>, autre: &Vec<Rythme>| {
        if une.is_empty() {
            autre.clone()
        } else {
            une.clone()
        }
    };
    let nombres = if cellule.nombres.is_empty() {
        &ligne.nombres
    } else {
        &cellule.nombres
    };
    let mut plafonds = cellule.plafonds.clone();
    plafonds.extend(ligne.plafonds.iter().cloned());
    Regle {
        rythmes: ou(&cellule.rythmes, &ligne.rythmes),
        nombres: nombres.clone(),
        plafonds,
        partage: cellule.partage.or(ligne.partage),
        lecture: None,
        puis: cellule.puis.clone().or_else(|| ligne.puis.clone()),
        a_partir_du: cellule.a_partir_du.or(ligne.a_partir_du),
        dont_monture: cellule.dont_monture.or(ligne.dont_monture),
        annee: cellule.annee.or(ligne.annee),
        pendant: cellule.pendant.or(ligne.pendant),
        sans_depense: cellule.sans_depense || ligne.sans_depense,
        capital: cellule.capital || ligne.capital,
        minimum: cellule.minimum || ligne.minimum,
        sans_usage: cellule.sans_usage.or(ligne.sans_usage),
    }
}

#[cfg(test)]
#[path = "commune/tests.rs"]
mod tests;
