//! docs/reference.md and the schemas, made from the code that reads the files.

use super::comparer;
use reste_a_charge::catalogue::reference::{
    Format, Presence, Sorte, TableauDecrit, formats, schemas, tableaux,
};
use reste_a_charge::offre::condition::{AXES, Boite};
use reste_a_charge::offre::langage::prose::{dire_cellule, dire_regle};
use reste_a_charge::offre::langage::reference::{CELLULES, REGLES, conditions, unites};
use reste_a_charge::offre::langage::{Quand, lire_cellule, lire_quand, lire_regle};
use std::fmt::Write as _;

#[test]
fn la_reference_du_format_est_a_jour() {
    let mut page = String::from(
        "# Référence du format\n\nPage produite depuis le code qui lit les fichiers : ce qui n’est pas ici est refusé. Le mode d’emploi, avec des exemples entiers, est dans [format.md](format.md) ; les mots, dans [glossaire.md](glossaire.md) ; l’arbre des postes, dans [postes.md](postes.md).\n",
    );
    page.push_str("\n## Les fichiers TOML\n\nDans un éditeur qui connaît les schémas JSON (VS Code avec Even Better TOML, Helix ou Zed avec Taplo…), la première ligne `#:schema ../../offre.schema.json` complète les clés et souligne les fautes. Le schéma de chaque format est dans ce dossier ; `rac donnees nouveau` l’écrit aussi. Les dates s’écrivent sans guillemets.\n");
    for format in formats() {
        ecrire_format(&mut page, &format);
    }
    page.push_str("\n## Les tableaux CSV\n\nSéparateur `;`, UTF-8. L’ordre des colonnes est libre ; une colonne inconnue est une erreur.\n\n");
    for tableau in tableaux() {
        ecrire_tableau(&mut page, &tableau);
    }
    page.push_str("\n## Les cellules\n\nChaque exemple est lu, récrit et dit par `rac expliquer`. Quand « le texte ne dit pas si la part de la sécurité sociale est comprise », c’est la règle de la ligne qui le dit, ou `[lecture]` dans l’en-tête.\n\n| on écrit | se récrit | veut dire |\n|---|---|---|\n");
    for ecrit in CELLULES {
        let lue = lire_cellule(ecrit).unwrap();
        let dite = dire_cellule(&lue, None).join(" ");
        ecrire_forme(&mut page, ecrit, &lue.to_string(), &dite);
    }
    page.push_str("\nDans un tableau, encore : `s.o.` (la ligne ne dit rien pour ce niveau), `idem` (comme à gauche) ; seule la première cellule remplie vaut pour tous les niveaux.\n");
    page.push_str("\n## La colonne `regle`\n\nDes mentions séparées par des virgules ; écrites dans une cellule, elles valent pour elle seule.\n\n| on écrit | se récrit | veut dire |\n|---|---|---|\n");
    for ecrit in REGLES {
        let lue = lire_regle(ecrit).unwrap();
        let dite = dire_regle(&lue, None).join(" ");
        ecrire_forme(&mut page, ecrit, &lue.to_string(), &dite);
    }
    let unites: Vec<String> = unites().map(|unite| format!("`{unite}`")).collect();
    write!(page, "\nLes unités : {}.\n", unites.join(", ")).unwrap();
    page.push_str("\n## La colonne `quand`\n\n`,` veut dire « et », `ou` veut dire « ou » ; `non`, `hors` et `sauf` disent le contraire d’un mot.\n\n| on écrit | sens |\n|---|---|\n");
    for (ecrit, sens) in conditions() {
        writeln!(page, "| `{ecrit}` | {sens} |").unwrap();
    }
    comparer("docs/reference.md", &page);
}

fn ecrire_forme(page: &mut String, ecrit: &str, recrit: &str, dite: &str) {
    let barre = |texte: &str| texte.replace('|', "\\|");
    writeln!(
        page,
        "| `{}` | `{}` | {} |",
        barre(ecrit),
        barre(&recrit.replace('\u{a0}', " ")),
        barre(&dite.replace('\u{a0}', " "))
    )
    .unwrap();
}

fn ecrire_format(page: &mut String, format: &Format) {
    write!(page, "\n### `{}` : {}\n", format.nom, format.sens).unwrap();
    for table in &format.tables {
        let titre = match (table.nom.as_str(), table.plusieurs) {
            ("", _) => "En tête du fichier".to_owned(),
            (nom, true) => format!("`[[{nom}]]`"),
            (nom, false) => format!("`[{nom}]`"),
        };
        write!(
            page,
            "\n{titre} :\n\n| clé | valeur | | sens |\n|---|---|---|---|\n"
        )
        .unwrap();
        for cle in &table.cles {
            let presence = match cle.presence {
                Presence::Obligatoire => "obligatoire",
                Presence::Facultative => "",
                Presence::SelonLeCas => "selon le cas",
            };
            let valeur = dire_sorte(&cle.sorte);
            writeln!(
                page,
                "| `{}` | {valeur} | {presence} | {} |",
                cle.nom, cle.sens
            )
            .unwrap();
        }
    }
}

fn dire_sorte(sorte: &Sorte) -> String {
    match sorte {
        Sorte::Texte => "un texte".to_owned(),
        Sorte::Date => "une date : `2026-04-01`".to_owned(),
        Sorte::Booleen => "`true` ou `false`".to_owned(),
        Sorte::OuiNon => "`true`, `false` ou `\"?\"`".to_owned(),
        Sorte::Entier => "un nombre entier".to_owned(),
        Sorte::Montant => "un montant : `26.50`, `\"26,50 €\"`".to_owned(),
        Sorte::Taux => "un taux : `\"70 %\"`".to_owned(),
        Sorte::Textes => "une liste de textes".to_owned(),
        Sorte::TextesOuTables => "une liste de textes ou de tables".to_owned(),
        Sorte::ListesDeTextes => "une liste de listes de textes".to_owned(),
        Sorte::Mots(mots) => {
            let mots: Vec<String> = mots.iter().map(|mot| format!("`\"{mot}\"`")).collect();
            mots.join(", ")
        }
        Sorte::Table => "une table".to_owned(),
        Sorte::Tables => "des tables".to_owned(),
    }
}

fn ecrire_tableau(page: &mut String, tableau: &TableauDecrit) {
    writeln!(page, "- {} :", tableau.nom).unwrap();
    let colonnes: Vec<String> = tableau
        .colonnes
        .iter()
        .map(|colonne| {
            let mut dite = format!("`{}`", colonne.nom);
            if colonne.facultative {
                dite.push_str(" (facultative)");
            }
            let mots: Vec<String> = colonne
                .mots
                .iter()
                .map(|mot| match mot.as_str() {
                    "" => "vide".to_owned(),
                    mot => format!("`{mot}`"),
                })
                .collect();
            if !mots.is_empty() {
                write!(dite, " ({})", mots.join(", ")).unwrap();
            }
            dite
        })
        .collect();
    writeln!(page, "  {}", colonnes.join(" ; ")).unwrap();
}

#[test]
fn les_schemas_sont_a_jour() {
    let schemas = schemas();
    assert_eq!(schemas.len(), 7);
    for (nom, texte) in schemas {
        comparer(&format!("docs/{nom}"), &texte);
    }
}

/// What is printed is read back the same; two forms never say the same thing.
#[test]
fn chaque_exemple_de_la_reference_se_lit_et_se_recrit() {
    let mut relues = Vec::new();
    for ecrit in CELLULES {
        let lue = lire_cellule(ecrit).unwrap();
        assert_eq!(lire_cellule(&lue.to_string()), Ok(lue.clone()), "{ecrit}");
        relues.push(lue.to_string());
    }
    for ecrit in REGLES {
        let lue = lire_regle(ecrit).unwrap();
        assert_eq!(lire_regle(&lue.to_string()), Ok(lue.clone()), "{ecrit}");
        assert!(!dire_regle(&lue, None).is_empty(), "{ecrit} ne se dit pas");
    }
    assert!(relues.len() > 30);
}

/// Every axis on which rows differ is in the reference, and every word of it restricts one.
#[test]
fn chaque_condition_de_la_reference_restreint_un_axe() {
    let mut vus = [false; AXES.len()];
    for (ecrit, sens) in conditions() {
        assert!(!sens.is_empty(), "{ecrit}");
        let Quand::Si(condition) = lire_quand(ecrit).unwrap() else {
            assert_eq!(ecrit, "sinon");
            continue;
        };
        let mut restreint = false;
        for (axe, vu) in AXES.into_iter().zip(&mut vus) {
            let touche = condition
                .boites()
                .iter()
                .any(|boite| boite.valeurs(axe) != Boite::TOUT.valeurs(axe));
            *vu |= touche;
            restreint |= touche;
        }
        assert!(restreint, "{ecrit} ne restreint rien");
    }
    for (axe, vu) in AXES.into_iter().zip(vus) {
        assert!(vu, "aucune condition de la référence ne dit {axe:?}");
    }
}

/// The embedded headers follow the schema: no key out of it, none of its required keys
/// missing. A small judge of our own subset of JSON Schema, apart from the reader.
#[test]
fn les_donnees_embarquees_suivent_les_schemas() {
    let formats = formats();
    let mut vus = 0;
    for (dossier, rang) in [
        ("data/offers", 0),
        ("data/acs-tariffs", 0),
        ("data/droits/contrats", 0),
        ("examples/foyers", 1),
        ("data/paniers", 2),
        ("data/tranches", 3),
        ("data/population", 4),
        ("examples/contrats", 5),
        ("examples/cahiers", 6),
    ] {
        let schema = reste_a_charge::catalogue::reference::schema(&formats[rang]);
        for chemin in tomls(&super::racine(dossier)) {
            let texte = std::fs::read_to_string(&chemin).unwrap();
            let lu: toml::Table = toml::from_str(&texte).unwrap();
            let faute = juger(&toml::Value::Table(lu), &schema, "");
            assert_eq!(faute, None, "{}", chemin.display());
            vus += 1;
        }
    }
    assert!(vus > 40, "{vus}");
    // et le schéma refuse ce que le lecteur refuse
    let fausse: toml::Table = toml::from_str("format = \"offre/1\"\nmodule = 1").unwrap();
    let schema = reste_a_charge::catalogue::reference::schema(&formats[0]);
    assert!(juger(&toml::Value::Table(fausse), &schema, "").is_some());
}

fn tomls(dossier: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut trouves = Vec::new();
    for entree in std::fs::read_dir(dossier).unwrap() {
        let chemin = entree.unwrap().path();
        if chemin.is_dir() {
            trouves.extend(tomls(&chemin));
        } else if chemin.extension().is_some_and(|fin| fin == "toml") {
            trouves.push(chemin);
        }
    }
    trouves
}

/// The first fault of a value against a schema.
fn juger(valeur: &toml::Value, schema: &serde_json::Value, place: &str) -> Option<String> {
    if let Some(choix) = schema["anyOf"].as_array() {
        let fautes = choix.iter().map(|schema| juger(valeur, schema, place));
        let fautes: Vec<Option<String>> = fautes.collect();
        return fautes
            .iter()
            .all(Option::is_some)
            .then(|| format!("{fautes:?}"));
    }
    if let Some(permis) = schema["enum"].as_array() {
        let connu = permis.iter().any(|permis| match valeur {
            toml::Value::String(texte) => permis.as_str() == Some(texte),
            toml::Value::Boolean(oui) => permis.as_bool() == Some(*oui),
            _ => false,
        });
        return (!connu).then(|| format!("{place} : {valeur:?} hors de {permis:?}"));
    }
    let nom = match valeur {
        toml::Value::String(_) | toml::Value::Datetime(_) => "string",
        toml::Value::Integer(_) => "integer",
        toml::Value::Float(_) => "number",
        toml::Value::Boolean(_) => "boolean",
        toml::Value::Array(_) => "array",
        toml::Value::Table(_) => "object",
    };
    let permis: Vec<&str> = match &schema["type"] {
        serde_json::Value::Array(noms) => noms.iter().filter_map(|nom| nom.as_str()).collect(),
        nom => nom.as_str().into_iter().collect(),
    };
    if !(permis.contains(&nom) || nom == "integer" && permis.contains(&"number")) {
        return Some(format!("{place} : {nom} au lieu de {permis:?}"));
    }
    match valeur {
        toml::Value::Array(valeurs) => valeurs
            .iter()
            .find_map(|valeur| juger(valeur, &schema["items"], place)),
        toml::Value::Table(table) => {
            if let Some(libre) = schema
                .get("additionalProperties")
                .filter(|libre| libre.is_object())
            {
                return table
                    .values()
                    .find_map(|valeur| juger(valeur, libre, place));
            }
            let exigees = schema["required"].as_array()?.iter();
            let manque = exigees
                .filter_map(|cle| cle.as_str())
                .find(|cle| !table.contains_key(*cle));
            if let Some(manque) = manque {
                return Some(format!("{place} : {manque} manque"));
            }
            table.iter().find_map(|(cle, valeur)| {
                let dessous = format!("{place}.{cle}");
                match schema["properties"].get(cle) {
                    None => Some(format!("{dessous} inconnue")),
                    Some(schema) => juger(valeur, schema, &dessous),
                }
            })
        }
        _ => None,
    }
}
