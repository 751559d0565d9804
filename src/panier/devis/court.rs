//! A care in a few words, without its price: the head of a row or of a column.

use crate::offre::condition::TypeSejour;
use crate::panier::{Quoi, Soin};
use crate::reglementation::{ActeId, Reglementation, Secteur};

/// `Consultation d’un spécialiste, non OPTAM`, `2 × chirurgie réfractive`.
#[must_use]
pub fn nommer(soin: &Soin, reglementation: &Reglementation) -> String {
    let acte = |acte: ActeId| coupe(&reglementation.acte(acte).libelle).to_owned();
    let quoi = match &soin.quoi {
        Quoi::Acte {
            acte: id, secteur, ..
        } => {
            let praticien = match secteur {
                _ if !reglementation.acte(*id).a_un_secteur() => "",
                Secteur::Un => ", secteur 1",
                Secteur::Optam => ", OPTAM",
                Secteur::NonOptam => ", non OPTAM",
                Secteur::NonConventionne => ", non conventionné",
            };
            format!("{}{praticien}", acte(*id))
        }
        Quoi::Sejour(sejour) => match sejour.jours {
            0 if sejour.genre == TypeSejour::Ambulatoire => {
                "Séjour en ambulatoire à l’hôpital".to_owned()
            }
            0 => "Séjour sans nuit à l’hôpital".to_owned(),
            1 => "Séjour d’un jour à l’hôpital".to_owned(),
            jours => format!("Séjour de {jours} jours à l’hôpital"),
        },
        Quoi::Lunettes(lunettes) => {
            let [un, autre] = lunettes.verres.map(|verre| verre.acte);
            let verres = if un == autre {
                format!("2 × {}", minuscule(&acte(un)))
            } else {
                format!("{} + {}", minuscule(&acte(un)), minuscule(&acte(autre)))
            };
            format!("Lunettes : {verres}")
        }
    };
    match soin.nombre {
        1 => quoi,
        nombre => format!("{nombre} × {}", minuscule(&quoi)),
    }
}

/// The words before the first comma or bracket: what comes after is for the nomenclature.
fn coupe(libelle: &str) -> &str {
    let fin = [", ", " ("]
        .iter()
        .filter_map(|marque| libelle.find(marque))
        .min();
    fin.and_then(|fin| libelle.get(..fin)).unwrap_or(libelle)
}

fn minuscule(texte: &str) -> String {
    let mut lettres = texte.chars();
    lettres
        .next()
        .into_iter()
        .flat_map(char::to_lowercase)
        .chain(lettres)
        .collect()
}
