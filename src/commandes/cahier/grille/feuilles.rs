//! The sheets of the grid, one after the other.

use super::offre::Connue;
use super::{Case, Feuille, Genre, Liste, cases, exemples, garanties};
use crate::cahier::Cahier;
use crate::catalogue::import::{self, CONTRAT, COTISATIONS, RUBRIQUES, Rubrique, ZONES};
use crate::commandes::Refus;
use crate::commandes::contexte::Contexte;
use crate::offre::langage::lire_cellule;
use crate::offre::langage::prose::dire_cellule;
use crate::offre::langage::reference::CELLULES;

/// Rows left for the clauses of a question that may be repeated.
const CLAUSES: usize = 3;
/// Premium rows left free under those of the bands.
const COTISATIONS_LIBRES: usize = 20;

pub(super) fn toutes(
    contexte: &Contexte,
    cahier: &Cahier,
    niveaux: &[String],
    connue: Option<&Connue>,
) -> Result<Vec<Feuille>, Refus> {
    let mut feuilles = vec![
        mode_d_emploi(cahier),
        contrat(connue),
        garanties::feuille(contexte, cahier, niveaux, connue),
        cotisations(cahier, niveaux, connue),
    ];
    feuilles.extend(connue.and_then(zones));
    feuilles.push(exemples::feuille(contexte, cahier, niveaux)?);
    Ok(feuilles)
}

fn mode_d_emploi(cahier: &Cahier) -> Feuille {
    let phrases = [
        format!("Grille de réponse : {}", cahier.libelle),
        "1. Feuille « Contrat » : répondez à chaque question en colonne B. « ? » quand le contrat ne le dit pas.".to_owned(),
        "2. Feuille « Garanties » : une cellule par niveau, dans les mots d’un tableau de garanties. La colonne « exemple » montre une réponse possible.".to_owned(),
        "    néant : non couvert ; s.o. : la ligne ne dit rien ; idem : comme à gauche ; ? : non dit. Aucune cellule ne reste vide, sauf si la première vaut pour tous les niveaux.".to_owned(),
        "    Les titres des niveaux se changent ; effacez celui d’un niveau que vous n’avez pas. Les lignes vides du bas servent à en ajouter.".to_owned(),
        "3. Feuille « Cotisations » : le prix par mois de chaque niveau et de chaque tranche d’âge. Effacez les lignes inutiles ; age_max vide : sans limite.".to_owned(),
        "4. Feuille « Exemples à chiffrer » : ce que votre contrat laisse à payer, en euros, de votre propre calcul.".to_owned(),
        "Écrivez des valeurs, pas des formules ; ne fusionnez pas de cellules ; renvoyez le classeur au format .xlsx.".to_owned(),
        String::new(),
    ];
    let mut lignes: Vec<Vec<Case>> = phrases
        .into_iter()
        .enumerate()
        .map(|(rang, phrase)| {
            let genre = if rang == 0 { Genre::Titre } else { Genre::Fixe };
            vec![Case::new(genre, phrase)]
        })
        .collect();
    lignes.push(cases(Genre::Titre, ["Ce qui est demandé", "Priorité"]));
    for exigence in &cahier.exigences {
        let mots = [exigence.libelle.clone(), exigence.priorite.mot().to_owned()];
        lignes.push(cases(Genre::Fixe, mots));
    }
    lignes.push(Vec::new());
    lignes.push(cases(
        Genre::Titre,
        ["Une cellule peut s’écrire", "Ce qui se lit"],
    ));
    for ecrit in CELLULES {
        let lu = lire_cellule(ecrit).map(|cellule| dire_cellule(&cellule, None).join(" "));
        lignes.push(cases(
            Genre::Fixe,
            [ecrit.to_owned(), lu.unwrap_or_default()],
        ));
    }
    lignes.push(Vec::new());
    let source = format!("Cahier des charges : {}", cahier.source);
    lignes.push(cases(Genre::Aide, [source]));
    Feuille {
        nom: "Mode d’emploi",
        fichier: "mode-d-emploi",
        largeurs: vec![90, 70],
        fige: (0, false),
        lignes,
        listes: Vec::new(),
    }
}

/// A question a row; the answers of the offer copied, if there is one.
fn contrat(connue: Option<&Connue>) -> Feuille {
    let mut lignes = vec![cases(
        Genre::Titre,
        ["Question", "Réponse", "Ce qu’il faut écrire"],
    )];
    let mut listes = Vec::new();
    for rubrique in &RUBRIQUES {
        let dites = connue.map_or(&[][..], |connue| connue.reponses(rubrique));
        let repetee = matches!(rubrique.genre, import::Genre::Clauses);
        let nombre = if repetee { CLAUSES.max(dites.len()) } else { 1 };
        for rang in 0..nombre {
            if let Some((mots, stricte)) = mots(rubrique) {
                let ligne = u32::try_from(lignes.len()).unwrap_or(u32::MAX);
                listes.push(Liste {
                    colonne: 1,
                    lignes: (ligne, ligne),
                    mots,
                    stricte,
                });
            }
            let genre = match rubrique.genre {
                import::Genre::Date => Genre::Jour,
                import::Genre::Entier => Genre::Nombre,
                _ => Genre::Reponse,
            };
            lignes.push(vec![
                Case::new(Genre::Fixe, rubrique.libelle),
                Case::new(genre, dites.get(rang).cloned().unwrap_or_default()),
                Case::new(Genre::Aide, rubrique.aide),
            ]);
        }
    }
    Feuille {
        nom: CONTRAT,
        fichier: "contrat",
        largeurs: vec![32, 50, 76],
        fige: (1, true),
        lignes,
        listes,
    }
}

/// The words of a question, and whether it takes no other.
fn mots(rubrique: &Rubrique) -> Option<(Vec<String>, bool)> {
    let mots: Vec<&str> = match rubrique.genre {
        import::Genre::OuiNon => vec!["oui", "non"],
        import::Genre::OuiNonInconnu => vec!["oui", "non", "?"],
        import::Genre::Mots(mots) => mots(),
        _ => return None,
    };
    Some((mots.into_iter().map(str::to_owned).collect(), true))
}

/// The premiums of each level by band of age, or those of the offer copied.
fn cotisations(cahier: &Cahier, niveaux: &[String], connue: Option<&Connue>) -> Feuille {
    const COLONNES: [&str; 7] = [
        "niveau",
        "zone",
        "regime",
        "qualite",
        "age_min",
        "age_max",
        "cotisation_mensuelle",
    ];
    let connues = connue.and_then(|connue| connue.cotisations.as_ref());
    let mut lignes = match connues {
        Some(table) => table
            .iter()
            .enumerate()
            .map(|(rang, ligne)| {
                cases(
                    if rang == 0 {
                        Genre::Titre
                    } else {
                        Genre::Nombre
                    },
                    ligne,
                )
            })
            .collect(),
        None => vec![cases(Genre::Titre, COLONNES)],
    };
    if connues.is_none() {
        for niveau in niveaux {
            for tranche in &cahier.tranches.tranches {
                let (min, max) = tranche.ages;
                let qualite = if max < 25 { "enfant" } else { "adulte" };
                let mut ligne = cases(Genre::Reponse, [niveau.as_str(), "", "general", qualite]);
                let max = if max >= 120 {
                    String::new()
                } else {
                    max.to_string()
                };
                ligne.extend(cases(Genre::Nombre, [min.to_string(), max, String::new()]));
                lignes.push(ligne);
            }
        }
        let libre = || {
            let mut ligne = cases(Genre::Reponse, ["", "", "", ""]);
            ligne.extend(cases(Genre::Nombre, ["", "", ""]));
            ligne
        };
        lignes.extend((0..COTISATIONS_LIBRES).map(|_| libre()));
    }
    let derniere = u32::try_from(lignes.len().saturating_sub(1)).unwrap_or(u32::MAX);
    let liste = |colonne, mots: &[&str]| Liste {
        colonne,
        lignes: (1, derniere),
        mots: mots.iter().map(|mot| (*mot).to_owned()).collect(),
        stricte: true,
    };
    let mut listes = Vec::new();
    if connues.is_none() {
        listes.push(liste(2, &["general", "alsace-moselle"]));
        listes.push(liste(3, &["adulte", "adherent", "conjoint", "enfant"]));
    }
    Feuille {
        nom: COTISATIONS,
        fichier: "cotisations",
        largeurs: vec![20, 10, 16, 12, 10, 10, 22],
        fige: (1, true),
        lignes,
        listes,
    }
}

fn zones(connue: &Connue) -> Option<Feuille> {
    let table = connue.zones.as_ref()?;
    let lignes = table.iter().enumerate().map(|(rang, ligne)| {
        cases(
            if rang == 0 {
                Genre::Titre
            } else {
                Genre::Reponse
            },
            ligne,
        )
    });
    Some(Feuille {
        nom: ZONES,
        fichier: "zones",
        largeurs: vec![16, 12],
        fige: (0, true),
        lignes: lignes.collect(),
        listes: Vec::new(),
    })
}
