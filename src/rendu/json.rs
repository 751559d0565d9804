//! The whole answer as one JSON object, amounts exact to the centime.

use super::Rendu;
use super::document::{Bloc, Document};
use super::jeu::{Jeu, Valeur};
use serde::ser::{Error, Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;
use std::io::{self, BufWriter, Write};

/// `titre`, `perimetre`, each data set under its name, `notes`.
pub(super) struct Json;

impl Rendu for Json {
    fn rendre(&self, document: &Document, sortie: &mut dyn io::Write) -> io::Result<()> {
        for jeu in &document.jeux {
            jeu.controler()?;
        }
        let mut sortie = BufWriter::new(sortie);
        serde_json::to_writer_pretty(&mut sortie, &Objet(document))?;
        sortie.write_all(b"\n")?;
        sortie.flush()
    }
}

struct Objet<'a>(&'a Document);

impl Serialize for Objet<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let document = self.0;
        let notes: Vec<&String> = document
            .blocs
            .iter()
            .filter_map(|bloc| match bloc {
                Bloc::Paragraphe(texte) => Some(texte),
                _ => None,
            })
            .collect();
        let mut objet = serializer.serialize_map(None)?;
        objet.serialize_entry("titre", &document.titre)?;
        objet.serialize_entry("perimetre", &document.perimetre)?;
        for jeu in &document.jeux {
            objet.serialize_entry(jeu.nom, &Lignes(jeu))?;
        }
        objet.serialize_entry("notes", &notes)?;
        objet.end()
    }
}

/// An object per row, keys in the order of the columns.
struct Lignes<'a>(&'a Jeu);

impl Serialize for Lignes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let colonnes = self.0.colonnes;
        serializer.collect_seq(
            self.0
                .lignes
                .iter()
                .map(|valeurs| LigneJson { colonnes, valeurs }),
        )
    }
}

struct LigneJson<'a> {
    colonnes: &'a [&'a str],
    valeurs: &'a [Valeur],
}

impl Serialize for LigneJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.colonnes.iter().zip(self.valeurs))
    }
}

impl Serialize for Valeur {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Vide => serializer.serialize_none(),
            Self::Texte(texte) => serializer.serialize_str(texte),
            // le nombre est écrit tel quel : aucun flottant ne le touche
            Self::Montant(montant) => RawValue::from_string(montant.machine())
                .map_err(S::Error::custom)?
                .serialize(serializer),
            Self::Entier(entier) => serializer.serialize_i64(*entier),
            Self::Date(date) => serializer.collect_str(date),
            Self::Liste(textes) => textes.serialize(serializer),
        }
    }
}
