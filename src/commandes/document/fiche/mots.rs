//! The words of the sheet explained: those of the glossary that have a plain definition and
//! are read on the page.

use crate::catalogue::{Diagnostics, Mot, lire_glossaire};
use crate::commandes::contexte::Contexte;
use crate::rendu::{Bloc, Cellule};
use crate::texte::majuscule;

pub(super) fn blocs(contexte: &Contexte, page: &[Bloc]) -> Vec<Bloc> {
    let mut diagnostics = Diagnostics::new();
    let glossaire = lire_glossaire(&contexte.sources, &mut diagnostics);
    let page = texte(page);
    let mots: Vec<String> = glossaire
        .iter()
        .filter_map(|mot| {
            let simple = mot.simple.as_ref()?;
            Some(format!("{} : {simple}", majuscule(lu(mot, &page)?)))
        })
        .collect();
    if mots.is_empty() {
        return Vec::new();
    }
    vec![
        Bloc::Titre("Les mots de cette page".to_owned()),
        Bloc::Liste(mots),
    ]
}

/// The form of a word that is read on the page.
fn lu<'m>(mot: &'m Mot, page: &str) -> Option<&'m str> {
    let formes = std::iter::once(&mot.mot).chain(&mot.aussi);
    let mut lues = formes.filter(|forme| contient(page, forme));
    lues.next().map(String::as_str)
}

/// Whether a text has these whole words, a capital aside.
fn contient(page: &str, forme: &str) -> bool {
    let forme = forme.replace('\u{a0}', " ");
    [forme.clone(), minuscule(&forme), majuscule(&forme)]
        .iter()
        .any(|forme| {
            page.match_indices(forme.as_str()).any(|(place, _)| {
                let avant = page
                    .get(..place)
                    .and_then(|debut| debut.chars().next_back());
                let apres = page
                    .get(place + forme.len()..)
                    .and_then(|fin| fin.chars().next());
                let dehors =
                    |lettre: Option<char>| lettre.is_none_or(|lettre| !lettre.is_alphanumeric());
                dehors(avant) && dehors(apres)
            })
        })
}

fn minuscule(texte: &str) -> String {
    let mut lettres = texte.chars();
    let premiere = lettres.next().into_iter().flat_map(char::to_lowercase);
    premiere.chain(lettres).collect()
}

/// Every text of the page.
fn texte(blocs: &[Bloc]) -> String {
    let mut textes: Vec<String> = Vec::new();
    for bloc in blocs {
        match bloc {
            Bloc::Titre(texte) | Bloc::SousTitre(texte) | Bloc::Paragraphe(texte) => {
                textes.push(texte.clone());
            }
            Bloc::Liste(liste) => textes.extend(liste.iter().cloned()),
            Bloc::Tableau(tableau) => {
                textes.extend(tableau.colonnes.iter().map(|colonne| colonne.titre.clone()));
                let cellules = tableau.lignes.iter().flat_map(|ligne| &ligne.cellules);
                textes.extend(cellules.filter_map(|cellule| match cellule {
                    Cellule::Texte(texte) => Some(texte.clone()),
                    _ => None,
                }));
            }
            _ => {}
        }
    }
    textes.join("\n").replace('\u{a0}', " ")
}
