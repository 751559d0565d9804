//! The steps of the contract's part, told by the settling itself.

use super::Montants;
use crate::calcul::contrat::{Contrat, Resolution};
use crate::calcul::encadrement::{ARTICLE_MINIMUM_OPTIQUE, Encadrement};
use crate::calcul::etape::{Etape, Quoi};
use crate::calcul::prestation::Prestation;
use crate::calcul::reglement::Pas;
use crate::montant::Centimes;

/// What one contract pays for an act, and why.
pub(super) fn etapes(
    contrat: &Contrat<'_>,
    prestation: &Prestation,
    resolution: &Resolution<'_>,
    bornes: &Encadrement,
    pas: &[(Pas, i64)],
    (montant, allocation): (Centimes, Centimes),
) -> Vec<Etape> {
    let mut etapes = vec![ligne(contrat, resolution)];
    if let Some(delai) = resolution.delai {
        etapes.push(Etape::new(
            Quoi::Delai(delai.libelle.clone()),
            Centimes::ZERO,
        ));
    }
    if prestation
        .rang_jour
        .is_some_and(|rang| rang < resolution.a_partir_du)
    {
        etapes.push(Etape::new(
            Quoi::JourNonPaye(resolution.a_partir_du),
            Centimes::ZERO,
        ));
    }
    for (pas, montant) in pas {
        let quoi = match *pas {
            Pas::Terme(rang) => Quoi::Terme(terme(resolution, rang)),
            Pas::Bourse(rang) => Quoi::Bourse(terme(resolution, rang)),
            Pas::DontMonture => Quoi::DontMonture,
            Pas::NombreEpuise => Quoi::NombreEpuise,
            Pas::Borne => Quoi::Borne,
            Pas::Plancher => Quoi::Plancher,
            Pas::Plafond(compteur) => Quoi::Plafond(plafond(resolution, compteur)),
            Pas::MaximumLegal => Quoi::MaximumLegal(bornes.article_maximum),
            Pas::MinimumLegal => Quoi::MinimumLegal(bornes.article_minimum),
        };
        etapes.push(Etape::new(quoi, Centimes::new(*montant)));
    }
    if allocation > Centimes::ZERO {
        etapes.push(Etape::new(Quoi::Allocation, allocation));
    }
    if contrat.choix.offre.surcomplementaire {
        etapes.push(Etape::new(Quoi::Surcomplementaire, montant));
    } else {
        etapes.push(Etape::new(Quoi::Amc, montant));
    }
    etapes
}

/// The last steps: the part of the contracts together when there are several, what is left.
pub(super) fn conclure(etapes: &mut Vec<Etape>, montants: &Montants, contrats: usize) {
    match contrats {
        0 => etapes.push(Etape::new(Quoi::Amc, Centimes::ZERO)),
        1 => {}
        _ => etapes.push(Etape::new(Quoi::Ensemble, montants.amc)),
    }
    etapes.push(Etape::new(Quoi::Reste, montants.rac));
}

/// The legal minimum of class B glasses, told after the fact on the element raised.
pub(super) fn minimum_optique(etapes: &mut Vec<Etape>, montant: Centimes) {
    let article = ARTICLE_MINIMUM_OPTIQUE;
    let fin = etapes.len().saturating_sub(1);
    etapes.insert(fin, Etape::new(Quoi::MinimumLegal(article), montant));
    if let Some(derniere) = etapes.last_mut() {
        derniere.montant = montant;
    }
}

fn ligne(contrat: &Contrat<'_>, resolution: &Resolution<'_>) -> Etape {
    let Some((ligne, garantie)) = resolution.ligne else {
        let quoi = if resolution.inconnue {
            Quoi::LigneInconnue
        } else {
            Quoi::SansLigne
        };
        return Etape::new(quoi, Centimes::ZERO);
    };
    let place = format!("{}:{}", ligne.fichier, ligne.numero);
    let cellule = garantie.map_or_else(
        || "néant".to_owned(),
        |garantie| {
            let regle = if ligne.regle_ecrite.is_empty() {
                String::new()
            } else {
                format!(" ({})", ligne.regle_ecrite)
            };
            format!("{garantie}{regle}")
        },
    );
    Etape {
        doute: ligne.note.clone(),
        ..Etape::sourcee(
            Quoi::Ligne {
                libelle: ligne.libelle.clone(),
                cellule,
                place,
            },
            Centimes::ZERO,
            Some(&contrat.choix.offre.provenance),
        )
    }
}

/// The words of a term, in paying order; those of another row than the one taken are named.
fn terme(resolution: &Resolution<'_>, rang: usize) -> String {
    let Some((ligne, terme)) = resolution.termes.get(rang) else {
        return "frais réels".to_owned();
    };
    let propre = resolution
        .ligne
        .is_some_and(|(prise, _)| std::ptr::eq(prise, *ligne));
    if propre {
        terme.to_string()
    } else {
        format!("« {} » : {terme}", ligne.libelle)
    }
}

fn plafond(resolution: &Resolution<'_>, compteur: usize) -> String {
    let ligne = resolution
        .plafonds
        .iter()
        .find(|(rang, _)| *rang == compteur);
    ligne.map_or_else(String::new, |(_, ligne)| ligne.libelle.clone())
}
