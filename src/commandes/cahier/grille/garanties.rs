//! The guarantee table to be filled: the postes in the common wording, then what the cahier
//! asks for that no row says.

use super::offre::Connue;
use super::{Case, Feuille, Genre, Liste, cases};
use crate::cahier::{Cahier, Demande, Exigence};
use crate::catalogue::import::{EXEMPLE, GARANTIES, RUBRIQUE};
use crate::commandes::contexte::Contexte;
use crate::offre::Ligne;
use crate::reglementation::Reglementation;

/// The rows of every grid: `nature;libelle;poste;quand;regle;exemple`.
const MODELE: &str = include_str!("modele.csv");
/// Rows left free at the bottom.
const LIBRES: usize = 15;
/// What is offered in a cell; anything else can be written.
const MOTS: [&str; 12] = [
    "néant",
    "s.o.",
    "idem",
    "?",
    "100 %",
    "125 %",
    "150 %",
    "200 %",
    "300 %",
    "TM",
    "FR",
    "100 % PLV",
];

/// A row of the table: its fixed columns, its cells, its remark and its example.
struct Rangee {
    fixes: [String; 5],
    cellules: Vec<String>,
    note: String,
    exemple: String,
}

pub(super) fn feuille(
    contexte: &Contexte,
    cahier: &Cahier,
    niveaux: &[String],
    connue: Option<&Connue>,
) -> Feuille {
    let reglementation = &contexte.catalogue.reglementation;
    let rangees = match connue {
        Some(connue) => de_l_offre(connue, niveaux.len()),
        None => du_cahier(cahier, reglementation),
    };
    let mut titres = vec![RUBRIQUE, "nature", "libelle", "poste", "quand", "regle"];
    titres.extend(niveaux.iter().map(String::as_str));
    titres.extend(["note", EXEMPLE]);
    let mut lignes = vec![cases(Genre::Titre, titres)];
    // les titres des niveaux sont à l’assureur
    for case in lignes.iter_mut().flatten().skip(6).take(niveaux.len()) {
        case.genre = Genre::Reponse;
    }
    for rangee in &rangees {
        let rubrique = rubrique(rangee, reglementation);
        let mut ligne = vec![Case::new(Genre::Aide, rubrique)];
        ligne.extend(rangee.fixes.iter().enumerate().map(|(rang, texte)| {
            // la règle se précise : par séance, 30 jours par an…
            let genre = if rang == 4 {
                Genre::Reponse
            } else {
                Genre::Fixe
            };
            Case::new(genre, texte.clone())
        }));
        let mut cellules = rangee.cellules.clone();
        cellules.resize(niveaux.len(), String::new());
        ligne.extend(cases(Genre::Reponse, cellules));
        ligne.push(Case::new(Genre::Reponse, rangee.note.clone()));
        ligne.push(Case::new(Genre::Aide, rangee.exemple.clone()));
        lignes.push(ligne);
    }
    let largeur = lignes.first().map_or(0, Vec::len);
    for _ in 0..LIBRES {
        lignes.push(cases(Genre::Reponse, vec![String::new(); largeur]));
    }
    let derniere = u32::try_from(lignes.len() - 1).unwrap_or(u32::MAX);
    let listes = (0..niveaux.len()).map(|rang| Liste {
        colonne: 6 + u16::try_from(rang).unwrap_or(u16::MAX),
        lignes: (1, derniere),
        mots: MOTS.map(str::to_owned).to_vec(),
        stricte: false,
    });
    let mut largeurs = vec![20, 9, 52, 40, 26, 26];
    largeurs.extend(vec![22; niveaux.len()]);
    largeurs.extend([40, 26]);
    Feuille {
        nom: GARANTIES,
        fichier: "garanties",
        largeurs,
        fige: (3, true),
        listes: listes.collect(),
        lignes,
    }
}

/// The heading of the poste of a row.
fn rubrique(rangee: &Rangee, reglementation: &Reglementation) -> String {
    let [_, _, poste, ..] = &rangee.fixes;
    let premier = poste.split('+').next().unwrap_or_default();
    let trouve = reglementation.postes.trouver(premier);
    trouve.map_or_else(
        |_| String::new(),
        |id| reglementation.postes.poste(id).rubrique.clone(),
    )
}

/// The rows of an offer, as printed.
fn de_l_offre(connue: &Connue, niveaux: usize) -> Vec<Rangee> {
    let lignes = connue.garanties.iter().skip(1);
    lignes
        .map(|ligne| {
            let texte = |rang: usize| ligne.get(rang).cloned().unwrap_or_default();
            Rangee {
                fixes: std::array::from_fn(texte),
                cellules: (5..5 + niveaux).map(texte).collect(),
                note: texte(5 + niveaux),
                exemple: String::new(),
            }
        })
        .collect()
}

/// The rows of the model, then one by guarantee asked for on postes that none of them says.
fn du_cahier(cahier: &Cahier, reglementation: &Reglementation) -> Vec<Rangee> {
    let mut rangees: Vec<Rangee> = MODELE.lines().skip(1).map(du_modele).collect();
    for exigence in &cahier.exigences {
        let Demande::Garantie(ligne) = &exigence.demande else {
            continue;
        };
        if let Some(rangee) = demandee(exigence, ligne, &rangees, reglementation) {
            rangees.push(rangee);
        }
    }
    rangees
}

fn du_modele(ligne: &str) -> Rangee {
    let champs: Vec<&str> = ligne.split(';').collect();
    let texte = |rang: usize| champs.get(rang).copied().unwrap_or_default().to_owned();
    Rangee {
        fixes: std::array::from_fn(texte),
        cellules: Vec::new(),
        note: String::new(),
        exemple: texte(5),
    }
}

/// A row for what a cahier asks and the model does not have.
fn demandee(
    exigence: &Exigence,
    ligne: &Ligne,
    rangees: &[Rangee],
    reglementation: &Reglementation,
) -> Option<Rangee> {
    let chemin = |poste| reglementation.postes.poste(poste).chemin.as_str();
    let dits: Vec<&str> = rangees
        .iter()
        .flat_map(|rangee| rangee.fixes[2].split('+').map(str::trim))
        .collect();
    let postes: Vec<&str> = ligne
        .postes
        .iter()
        .map(|poste| chemin(*poste))
        .filter(|chemin| !dits.contains(chemin))
        .collect();
    if postes.is_empty() || !ligne.quand.is_empty() {
        return None;
    }
    let exemple = ligne
        .cellules
        .first()
        .map_or_else(String::new, ToString::to_string);
    let partage = if postes.len() > 1 { ", en commun" } else { "" };
    let regle = match ligne.regle_ecrite.as_str() {
        "" => partage.trim_start_matches(", ").to_owned(),
        regle if ligne.regle.partage.is_some() => regle.to_owned(),
        regle => format!("{regle}{partage}"),
    };
    Some(Rangee {
        fixes: [
            String::new(),
            exigence.libelle.clone(),
            postes.join(" + "),
            String::new(),
            regle,
        ],
        cellules: Vec::new(),
        note: String::new(),
        exemple: format!("au moins {exemple}"),
    })
}
