//! CSV tables as sheets: their rows and columns are those of the spreadsheet that opens them.

use super::{Adresse, Classeur, Contenu, Feuille, Illisible};
use crate::catalogue::source::texte_utf8;
use crate::catalogue::{Code, Diagnostics, Fichier, Origine, Sources, TableauBrut};
use std::path::Path;

/// The tables of a folder.
pub(super) fn dossier(
    nom: String,
    chemin: &Path,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Classeur> {
    let mut lues = Sources::default();
    if let Err(problemes) = lues.avec_dossier(chemin) {
        diagnostics.extend(problemes);
        return None;
    }
    let tables = lues.iter().filter(|fichier| {
        let chemin = fichier.chemin.as_str();
        chemin.ends_with(".csv") && !chemin.contains('/')
    });
    let mut feuilles = Vec::new();
    for fichier in tables {
        feuilles.push(feuille(fichier, diagnostics));
        sources.ajoute(fichier.clone());
    }
    Some(Classeur { nom, feuilles })
}

/// A single table.
pub(super) fn fichier(
    chemin: &Path,
    octets: Vec<u8>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Feuille>, Illisible> {
    let texte = texte_utf8(octets)
        .map_err(|(message, conseil)| Illisible::new(Code::Encodage, message, conseil))?;
    let nom = chemin.file_name().unwrap_or_default().to_string_lossy();
    let fichier = Fichier {
        origine: Origine::Dossier(chemin.to_owned()),
        ..Fichier::new(nom, texte)
    };
    let feuille = feuille(&fichier, diagnostics);
    sources.ajoute(fichier);
    Ok(vec![feuille])
}

fn feuille(fichier: &Fichier, diagnostics: &mut Diagnostics) -> Feuille {
    let nom = fichier.chemin.trim_end_matches(".csv");
    let mut feuille = Feuille {
        nom: nom.to_owned(),
        ..Feuille::default()
    };
    let mut vus = Diagnostics::new();
    let Some(tableau) = TableauBrut::lire(fichier, &mut vus) else {
        diagnostics.extend(vus);
        return feuille;
    };
    diagnostics.extend(vus);
    let mut lettres = 0;
    let lignes = tableau
        .lignes
        .iter()
        .map(|ligne| (ligne.numero, &ligne.cellules));
    for (numero, cellules) in std::iter::once((1, &tableau.entetes)).chain(lignes) {
        for (colonne, cellule) in (0..).zip(cellules) {
            let place = Adresse {
                ligne: numero.saturating_sub(1),
                colonne,
            };
            let contenu = Contenu::Texte(cellule.texte.clone().into_owned());
            if !cellule.est_vide() && !feuille.ajoute(place, contenu, &mut lettres) {
                return feuille;
            }
        }
    }
    feuille
}
