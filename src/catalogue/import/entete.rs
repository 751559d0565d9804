//! The sheet `Contrat` written as the header of an offer.

use super::feuille::{Niveau, adresse, pas_un_texte};
use super::rubriques::{Besoin, Genre, RUBRIQUES, Rubrique};
use super::{Brouillon, CONTRAT, Inconnu};
use crate::catalogue::{
    A_REMPLIR, Adresse, Classeur, Code, Contenu, Diagnostic, Diagnostics, Feuille,
    vouliez_vous_dire,
};
use crate::texte::sans_accent;
use jiff::civil::Date;

const TABLES: [&str; 4] = ["contrat", "services", "lecture", "cotisation"];

/// An answer and its cell.
struct Reponse<'a> {
    rubrique: &'static Rubrique,
    adresse: String,
    contenu: Option<&'a Contenu>,
}

/// Writes the header.
pub(super) fn ecrire(
    feuille: &Feuille,
    zones: bool,
    chemin: &str,
    brouillon: &mut Brouillon,
    diagnostics: &mut Diagnostics,
) {
    let reponses = reponses(feuille, chemin, brouillon, diagnostics);
    let partiel = reponses.iter().any(|reponse| {
        reponse.rubrique.cle == "complet" && reponse.contenu.and_then(oui_non) == Some("false")
    });
    brouillon.mots("\nformat = \"offre/1\"\n");
    for table in TABLES {
        let siennes = || {
            reponses
                .iter()
                .filter(|reponse| reponse.rubrique.table == table)
        };
        let libre = table == "services" || (partiel && table != "contrat");
        if libre && siennes().all(|reponse| reponse.contenu.is_none()) {
            continue;
        }
        brouillon.cellule(CONTRAT.to_owned(), "", &format!("[{table}]"));
        brouillon.mots("\n");
        for rubrique in RUBRIQUES.iter().filter(|rubrique| rubrique.table == table) {
            let dites: Vec<&Reponse<'_>> = siennes()
                .filter(|r| r.rubrique.cle == rubrique.cle)
                .collect();
            cle(rubrique, &dites, partiel, chemin, brouillon, diagnostics);
        }
        if table == "cotisation" && zones {
            brouillon.mots("zones = \"zones-feuille.csv\"\n");
        }
    }
}

/// Whether the sheet says that the premiums are published.
pub(super) fn est_publiee(feuille: &Feuille) -> bool {
    feuille.cellules.iter().any(|(place, question)| {
        let case = Adresse {
            colonne: 1,
            ..*place
        };
        place.colonne == 0
            && matches!(question, Contenu::Texte(texte) if trouver(texte).is_some_and(|r| r.cle == "grille"))
            && matches!(feuille.cellules.get(&case), Some(Contenu::Texte(texte)) if texte == "publiée")
    })
}

/// The question of these words.
fn trouver(libelle: &str) -> Option<&'static Rubrique> {
    RUBRIQUES
        .iter()
        .find(|rubrique| sans_accent(rubrique.libelle) == sans_accent(libelle.trim()))
}

/// The answers of the sheet, question by question.
fn reponses<'a>(
    feuille: &'a Feuille,
    chemin: &str,
    brouillon: &mut Brouillon,
    diagnostics: &mut Diagnostics,
) -> Vec<Reponse<'a>> {
    let mut reponses: Vec<Reponse<'a>> = Vec::new();
    let questions = feuille
        .cellules
        .iter()
        .filter(|(place, _)| place.colonne == 0);
    for (place, question) in questions {
        let Contenu::Texte(libelle) = question else {
            continue;
        };
        let case = Adresse {
            colonne: 1,
            ..*place
        };
        let contenu = feuille.cellules.get(&case);
        let connue = trouver(libelle);
        let deja = connue.is_some_and(|rubrique| {
            !matches!(rubrique.genre, Genre::Clauses)
                && reponses.iter().any(|autre| {
                    autre.rubrique.cle == rubrique.cle && autre.rubrique.table == rubrique.table
                })
        });
        match connue {
            Some(rubrique) if !deja => reponses.push(Reponse {
                rubrique,
                adresse: adresse(feuille, case),
                contenu,
            }),
            // un titre, une phrase : personne n’a répondu à côté
            None if contenu.is_none() || place.ligne == 0 => {}
            _ => {
                let (code, message) = if deja {
                    (
                        Code::Double,
                        format!("la question « {libelle} » est écrite deux fois"),
                    )
                } else {
                    (
                        Code::CleInconnue,
                        format!("question « {libelle} » inconnue"),
                    )
                };
                // la question s’écrit en commentaire : elle garde ainsi sa place
                brouillon.mots("# ");
                let mots = libelle.replace(['\n', '\r'], " ");
                let etendue = brouillon.cellule(adresse(feuille, *place), libelle, &mots);
                brouillon.mots("\n");
                let connues = RUBRIQUES.iter().map(|rubrique| rubrique.libelle);
                let conseil = vouliez_vous_dire(libelle, connues).filter(|_| !deja);
                let diagnostic = Diagnostic::erreur(code, chemin, etendue, message);
                diagnostics.ajoute(diagnostic.avec_conseil_eventuel(conseil.or_else(|| {
                    Some(
                        "gardez les questions de la grille ; une remarque va dans « Remarque »"
                            .to_owned(),
                    )
                })));
            }
        }
    }
    reponses
}

/// One key of the header.
fn cle(
    rubrique: &Rubrique,
    dites: &[&Reponse<'_>],
    partiel: bool,
    chemin: &str,
    brouillon: &mut Brouillon,
    diagnostics: &mut Diagnostics,
) {
    let remplies = || dites.iter().filter(|reponse| reponse.contenu.is_some());
    let exigee = match rubrique.besoin {
        Besoin::Toujours => true,
        Besoin::SiComplet => !partiel,
        Besoin::Libre => false,
    };
    if remplies().next().is_none() {
        if exigee {
            // le catalogue dit ce qui est encore à remplir
            let place = dites
                .first()
                .map_or_else(|| CONTRAT.to_owned(), |r| r.adresse.clone());
            brouillon.mots(&format!("{} = ", rubrique.cle));
            brouillon.cellule(place, rubrique.libelle, &chaine(A_REMPLIR));
            brouillon.mots("\n");
        }
        return;
    }
    let clauses = matches!(rubrique.genre, Genre::Clauses);
    brouillon.mots(&format!(
        "{} = {}",
        rubrique.cle,
        if clauses { "[" } else { "" }
    ));
    for (rang, reponse) in remplies().enumerate() {
        if rang > 0 {
            brouillon.mots(", ");
        }
        let Some(contenu) = reponse.contenu else {
            continue;
        };
        let (montre, ecrit) = valeur(rubrique.genre, contenu);
        let etendue = brouillon.cellule(reponse.adresse.clone(), &montre, &ecrit);
        if let Some((code, message, conseil)) = probleme(rubrique.genre, contenu) {
            let diagnostic = Diagnostic::erreur(code, chemin, etendue, message);
            diagnostics.ajoute(diagnostic.avec_conseil(conseil));
        }
    }
    brouillon.mots(if clauses { "]\n" } else { "\n" });
}

/// What a cell shows, and how the header writes it.
fn valeur(genre: Genre, contenu: &Contenu) -> (String, String) {
    let texte = match contenu {
        Contenu::Texte(texte) => texte.as_str(),
        Contenu::Date(date) if matches!(genre, Genre::Date) => {
            return (crate::texte::jour(*date), date.to_string());
        }
        Contenu::OuiNon(oui) if matches!(genre, Genre::OuiNon | Genre::OuiNonInconnu) => {
            return (oui.to_string(), oui.to_string());
        }
        _ => "",
    };
    let ecrit = match genre {
        Genre::Date => lire_jour(texte).map(|date| date.to_string()),
        Genre::OuiNon | Genre::OuiNonInconnu => oui_non(contenu).map(str::to_owned),
        Genre::Mots(_) => Some(chaine(&texte.replace('’', "'"))),
        Genre::Entier => texte.parse::<u8>().ok().map(|entier| entier.to_string()),
        Genre::Texte | Genre::Clauses => None,
    };
    (texte.to_owned(), ecrit.unwrap_or_else(|| chaine(texte)))
}

/// Why an answer is not one of its question.
fn probleme(genre: Genre, contenu: &Contenu) -> Option<(Code, String, &'static str)> {
    let texte = match contenu {
        Contenu::Texte(texte) => texte.as_str(),
        Contenu::Date(_) if matches!(genre, Genre::Date) => return None,
        Contenu::OuiNon(_) if matches!(genre, Genre::OuiNon | Genre::OuiNonInconnu) => return None,
        autre => return pas_un_texte(autre),
    };
    let refus = |ecrire| {
        (
            Code::ValeurInvalide,
            format!("« {texte} » ne répond pas à la question"),
            ecrire,
        )
    };
    match genre {
        Genre::OuiNon if !matches!(oui_non(contenu), Some("true" | "false")) => {
            Some(refus("écrivez oui ou non"))
        }
        Genre::OuiNonInconnu if oui_non(contenu).is_none() => {
            Some(refus("écrivez oui, non, ou ? si le contrat ne le dit pas"))
        }
        Genre::Date if lire_jour(texte).is_none() => Some((
            Code::DateIllisible,
            format!("« {texte} » n’est pas une date"),
            "écrivez JJ/MM/AAAA, par exemple 01/01/2026",
        )),
        Genre::Entier if texte.parse::<u8>().is_err() => Some(refus("écrivez un nombre d’années")),
        _ => None,
    }
}

/// `true`, `false` or `"?"`.
fn oui_non(contenu: &Contenu) -> Option<&'static str> {
    match contenu {
        Contenu::OuiNon(true) => Some("true"),
        Contenu::OuiNon(false) => Some("false"),
        Contenu::Texte(texte) => match sans_accent(texte).as_str() {
            "oui" | "vrai" => Some("true"),
            "non" | "faux" => Some("false"),
            "?" => Some("\"?\""),
            _ => None,
        },
        _ => None,
    }
}

/// A day as the French or the machines write it.
fn lire_jour(texte: &str) -> Option<Date> {
    if let Ok(date) = texte.parse::<Date>() {
        return Some(date).filter(|_| texte.len() == 10);
    }
    let mut parties = texte.split('/');
    let (jour, mois, annee) = (parties.next()?, parties.next()?, parties.next()?);
    let entiere = annee.len() == 4 && parties.next().is_none();
    entiere.then_some(())?;
    Date::new(annee.parse().ok()?, mois.parse().ok()?, jour.parse().ok()?).ok()
}

/// The header of a lone table, known in part.
pub(super) fn inconnu(
    brouillon: &mut Brouillon,
    inconnu: &Inconnu,
    classeur: &Classeur,
    garanties: &Feuille,
) {
    let fichier = classeur.nom.rsplit(['/', '\\']).next().unwrap_or_default();
    let source = format!("{fichier}, feuille « {} »", garanties.nom);
    brouillon.mots("format = \"offre/1\"\n");
    brouillon.cellule("--contrat".to_owned(), "", "[contrat]");
    brouillon.mots("\nid = ");
    brouillon.cellule("--contrat".to_owned(), &inconnu.id, &chaine(&inconnu.id));
    brouillon.mots(&format!(
        "\nnom = {}\nvalable_du = {}\ncomplet = false\nsource = {}\nverifie_le = {}\n",
        chaine(&inconnu.nom),
        inconnu.valable_du,
        chaine(&source),
        inconnu.aujourd_hui
    ));
}

/// The only module of a grid: its levels are the titles of the columns.
pub(super) fn modules(brouillon: &mut Brouillon, niveaux: &[Niveau], garanties: &Feuille) {
    brouillon.cellule(garanties.nom.clone(), "", "[[modules]]");
    brouillon.mots("\nid = \"base\"\nniveaux = ");
    brouillon.cellule(garanties.nom.clone(), "", "[");
    for (rang, niveau) in niveaux.iter().enumerate() {
        if rang > 0 {
            brouillon.mots(", ");
        }
        brouillon.cellule(niveau.adresse.clone(), &niveau.nom, &chaine(&niveau.nom));
    }
    brouillon.mots("]\n");
}

/// A TOML text on one line.
fn chaine(texte: &str) -> String {
    let mut ecrit = String::from("\"");
    for lettre in texte.chars() {
        match lettre {
            '"' | '\\' => ecrit.extend(['\\', lettre]),
            '\n' => ecrit.push_str("\\n"),
            lettre if lettre.is_control() => {
                ecrit.push_str(&format!("\\u{:04X}", u32::from(lettre)));
            }
            lettre => ecrit.push(lettre),
        }
    }
    ecrit.push('"');
    ecrit
}
