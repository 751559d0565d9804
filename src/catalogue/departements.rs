//! Names of the départements, for a sentence.

use super::champs::Champs;
use super::{Colonnes, Diagnostics, Sources, TableauBrut};

/// A département.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departement {
    /// `35`, `2A`, `974`.
    pub numero: String,
    /// `Ille-et-Vilaine`.
    pub nom: String,
    /// `en Ille-et-Vilaine`.
    pub lieu: String,
}

pub(super) fn lire(sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<Departement> {
    let mut departements = Vec::new();
    let Some(fichier) = sources.get("reglementation/departements.csv") else {
        return departements;
    };
    let Some(tableau) = TableauBrut::lire(fichier, diagnostics) else {
        return departements;
    };
    let noms = ["departement", "nom", "lieu"];
    let Some(colonnes) = Colonnes::lire(&tableau, &noms, &[], diagnostics) else {
        return departements;
    };
    for ligne in &tableau.lignes {
        let mut champs = Champs {
            fichier: &fichier.chemin,
            colonnes: &colonnes,
            ligne,
            diagnostics,
        };
        let lus = (
            champs.exige("departement"),
            champs.exige("nom"),
            champs.exige("lieu"),
        );
        if let (Some(numero), Some(nom), Some(lieu)) = lus {
            departements.push(Departement {
                numero: numero.to_owned(),
                nom: nom.to_owned(),
                lieu: lieu.to_owned(),
            });
        }
    }
    departements
}
