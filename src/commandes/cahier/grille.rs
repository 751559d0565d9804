//! `rac cahier grille`: the grid that a group sends to insurers. Once filled, it is an
//! offer's table: `rac donnees importer` reads it.

mod csv;
mod exemples;
mod feuilles;
mod garanties;
mod offre;
mod xlsx;

use super::lire;
use crate::cahier::Cahier;
use crate::commandes::contexte::Contexte;
use crate::commandes::options::{A_L_ECRAN, Commun, GrilleCahier as Options};
use crate::commandes::sortie::deposer_tous;
use crate::commandes::{Monde, Refus, Reponse, phrases};
use crate::rendu::{Bloc, Document, Jeu, Valeur};
use std::path::PathBuf;

/// Levels of a grid that names none.
const NIVEAUX: [&str; 3] = ["Niveau 1", "Niveau 2", "Niveau 3"];

/// A workbook to be filled.
struct Grille {
    titre: String,
    feuilles: Vec<Feuille>,
}

/// One of its sheets.
struct Feuille {
    nom: &'static str,
    /// The name of the same sheet in CSV, without extension.
    fichier: &'static str,
    /// The width of each column, in characters.
    largeurs: Vec<u16>,
    /// Columns that stay on the left, and whether the first row stays on top.
    fige: (u16, bool),
    lignes: Vec<Vec<Case>>,
    listes: Vec<Liste>,
}

/// A cell of the grid.
#[derive(Clone, Debug, Default)]
struct Case {
    texte: String,
    genre: Genre,
}

/// Who writes in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Genre {
    /// The group: protected.
    #[default]
    Fixe,
    /// A title: protected.
    Titre,
    /// What helps to answer: protected.
    Aide,
    /// The insurer, in words.
    Reponse,
    /// The insurer, with a number.
    Nombre,
    /// The insurer, with a day.
    Jour,
}

/// Words offered in the cells of a column.
struct Liste {
    colonne: u16,
    lignes: (u32, u32),
    mots: Vec<String>,
    /// Whether nothing else may be written.
    stricte: bool,
}

impl Case {
    fn new(genre: Genre, texte: impl Into<String>) -> Self {
        Self {
            texte: texte.into(),
            genre,
        }
    }
}

/// Cells of the same kind.
fn cases<S: Into<String>>(genre: Genre, textes: impl IntoIterator<Item = S>) -> Vec<Case> {
    let textes = textes.into_iter();
    textes.map(|texte| Case::new(genre, texte)).collect()
}

pub(super) fn grille(options: &Options, monde: &Monde) -> Result<Reponse, Refus> {
    let Some(sortie) = &options.sortie else {
        return Err(Refus::new(format!(
            "dites où écrire la grille : rac cahier grille {} --sortie grille.xlsx",
            options.cahier
        )));
    };
    let commun = Commun {
        date: options.date.iter().cloned().collect(),
        donnees: options.donnees.clone(),
        ..A_L_ECRAN.clone()
    };
    let contexte = Contexte::ouvrir(&commun, monde)?;
    let cahier = lire(&contexte, &options.cahier)?;
    let connue = match &options.offre {
        Some(offre) => Some(offre::lire(&contexte, offre)?),
        None => None,
    };
    let niveaux = niveaux(options, connue.as_ref())?;
    let grille = Grille {
        titre: format!("Grille de réponse : {}", cahier.libelle),
        feuilles: feuilles::toutes(&contexte, &cahier, &niveaux, connue.as_ref())?,
    };
    let extension = sortie
        .extension()
        .map(|fin| fin.to_string_lossy().to_lowercase());
    let fichiers: Vec<(PathBuf, Vec<u8>)> = match extension.as_deref() {
        Some("xlsx") => vec![(sortie.clone(), xlsx::ecrire(&grille, cahier.verifie_le)?)],
        None => csv::ecrire(&grille)
            .into_iter()
            .map(|(nom, octets)| (sortie.join(nom), octets))
            .collect(),
        Some(autre) => {
            return Err(Refus::new(format!(
                "une grille a plusieurs feuilles, et .{autre} n’en a pas : --sortie grille.xlsx, ou --sortie grille pour un dossier de tableaux CSV"
            )));
        }
    };
    deposer_tous(&fichiers, options.remplacer)?;
    Ok(document(&grille, &cahier, &fichiers, connue.as_ref()).into())
}

/// The levels that are asked for, or those of the offer copied.
fn niveaux(options: &Options, connue: Option<&offre::Connue>) -> Result<Vec<String>, Refus> {
    match (&options.niveaux, connue) {
        (Some(_), Some(_)) => Err(Refus::new(
            "--niveaux et --offre ne vont pas ensemble : la grille a les niveaux de l’offre",
        )),
        (None, Some(connue)) => Ok(connue.niveaux.clone()),
        (None, None) => Ok(NIVEAUX.map(str::to_owned).to_vec()),
        (Some(ecrits), None) => {
            let ecrits = ecrits.split(',').map(str::trim);
            let lus: Vec<String> = ecrits
                .filter(|nom| !nom.is_empty())
                .map(str::to_owned)
                .collect();
            if lus.is_empty() {
                return Err(Refus::new(
                    "--niveaux est vide : écrivez par exemple --niveaux \"Éco, Plus\"",
                ));
            }
            Ok(lus)
        }
    }
}

fn document(
    grille: &Grille,
    cahier: &Cahier,
    fichiers: &[(PathBuf, Vec<u8>)],
    connue: Option<&offre::Connue>,
) -> Document {
    let chemins: Vec<String> = fichiers
        .iter()
        .map(|(chemin, _)| chemin.display().to_string())
        .collect();
    let a_remplir = |feuille: &Feuille| {
        let cases = feuille.lignes.iter().flatten();
        let reponses =
            cases.filter(|case| matches!(case.genre, Genre::Reponse | Genre::Nombre | Genre::Jour));
        reponses.filter(|case| case.texte.is_empty()).count()
    };
    let vides: usize = grille.feuilles.iter().map(a_remplir).sum();
    let mut blocs = vec![
        Bloc::Liste(chemins.clone()),
        Bloc::Paragraphe(format!(
            "{} pour {} ; {}.",
            phrases::compte(grille.feuilles.len(), "feuille", "feuilles"),
            phrases::compte(cahier.exigences.len(), "exigence", "exigences"),
            match vides {
                0 => "toutes les cases sont remplies".to_owned(),
                _ => phrases::compte(vides, "case à remplir", "cases à remplir"),
            }
        )),
    ];
    if let Some(connue) = connue
        && !connue.tus.is_empty()
    {
        blocs.push(Bloc::Paragraphe(format!(
            "De l’offre, la grille ne porte pas : {}.",
            connue.tus.join(", ")
        )));
    }
    blocs.push(Bloc::Paragraphe(
        "Une fois remplie : rac donnees importer la-grille --sortie mes-donnees".to_owned(),
    ));
    Document {
        titre: "Grille écrite :".to_owned(),
        blocs,
        jeux: vec![Jeu {
            nom: "fichiers",
            colonnes: &["fichier"],
            lignes: chemins
                .into_iter()
                .map(|chemin| vec![Valeur::Texte(chemin)])
                .collect(),
        }],
        ..Document::default()
    }
}
