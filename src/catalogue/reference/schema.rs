//! JSON schemas of the TOML formats, for editors that complete and underline.

use super::super::releve::CLE_LIBRE;
use super::{CleDecrite, Format, Presence, Sorte, TableDecrite, formats};
use serde_json::{Map, Value, json};

/// The schema of each format, with the name of its file: `offre.schema.json`.
#[must_use]
pub fn schemas() -> Vec<(String, String)> {
    let ecrire = |format: &Format| {
        let nom = format.nom.split('/').next().unwrap_or(format.nom);
        let texte = format!("{:#}\n", schema(format));
        (format!("{nom}.schema.json"), texte)
    };
    formats().iter().map(ecrire).collect()
}

/// The schema of a format. Dates are written bare in TOML: an editor sees them as texts.
#[must_use]
pub fn schema(format: &Format) -> Value {
    let mut racine = objet(format, "");
    if let Value::Object(racine) = &mut racine {
        racine.insert(
            "$schema".to_owned(),
            json!("http://json-schema.org/draft-07/schema#"),
        );
        racine.insert("title".to_owned(), json!(format.nom));
        racine.insert("description".to_owned(), json!(format.sens));
    }
    racine
}

fn objet(format: &Format, nom: &str) -> Value {
    let vide = TableDecrite {
        nom: String::new(),
        plusieurs: false,
        cles: Vec::new(),
    };
    let table = format.tables.iter().find(|table| table.nom == nom);
    let table = table.unwrap_or(&vide);
    if let [seule] = table.cles.as_slice()
        && seule.nom == CLE_LIBRE
    {
        return json!({ "type": "object", "additionalProperties": { "type": "string" } });
    }
    let mut proprietes = Map::new();
    for cle in &table.cles {
        proprietes.insert(cle.nom.clone(), propriete(format, nom, cle));
    }
    let exigees = table
        .cles
        .iter()
        .filter(|cle| cle.presence == Presence::Obligatoire);
    let exigees: Vec<&str> = exigees.map(|cle| cle.nom.as_str()).collect();
    json!({
        "type": "object",
        "properties": proprietes,
        "required": exigees,
        "additionalProperties": false,
    })
}

fn propriete(format: &Format, table: &str, cle: &CleDecrite) -> Value {
    let dessous = || {
        let nom = match table {
            "" => cle.nom.clone(),
            table => format!("{table}.{}", cle.nom),
        };
        objet(format, &nom)
    };
    let textes = || json!({ "type": "array", "items": { "type": "string" } });
    let nombre = || json!({ "type": ["number", "string"] });
    let mut valeur = match &cle.sorte {
        Sorte::Texte => json!({ "type": "string", "minLength": 1 }),
        Sorte::Date => json!({ "type": "string", "format": "date" }),
        Sorte::Booleen => json!({ "type": "boolean" }),
        Sorte::OuiNon => json!({ "enum": [true, false, "?"] }),
        Sorte::Entier => json!({ "type": "integer" }),
        Sorte::Montant | Sorte::Taux => nombre(),
        Sorte::Textes => textes(),
        Sorte::TextesOuTables => json!({
            "type": "array",
            "items": { "anyOf": [{ "type": "string" }, dessous()] },
        }),
        Sorte::ListesDeTextes => json!({ "type": "array", "items": textes() }),
        Sorte::Mots(mots) => json!({ "enum": mots }),
        Sorte::Table => dessous(),
        Sorte::Tables => json!({ "type": "array", "items": dessous() }),
    };
    if let (Value::Object(valeur), false) = (&mut valeur, cle.sens.is_empty()) {
        valeur.insert("description".to_owned(), json!(cle.sens));
    }
    valeur
}
