//! Populations: a TOML header with the care of each draw, and four tables beside it
//! (people by age, profiles, shares of each outcome, published figures).

mod parts;
mod reperes;

use super::champs::Champs;
use super::paniers::{lire_fichier, lire_soins, verifier_nom};
use super::reglementation::parcourir;
use super::{Code, Diagnostics, Fichier, Place, Sources, Table};
use crate::panier::population::{Population, TIRAGES_MAX, Tirage, VARIANTES_MAX, Variante};
use crate::reglementation::Reglementation;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// More people at an age is a slip of the keyboard.
const EFFECTIF_MAX: u64 = 1_000_000_000;

/// Reads every population of the data, sorted by path; those with an error are left out.
pub fn lire_populations(
    sources: &Sources,
    reglementation: &Reglementation,
    diagnostics: &mut Diagnostics,
) -> Vec<Population> {
    let entetes = sources
        .sous("population/")
        .filter(|fichier| fichier.chemin.ends_with(".toml"));
    entetes
        .filter_map(|fichier| lire(fichier, sources, reglementation, diagnostics))
        .collect()
}

/// A header, before its tables are read.
struct Entete {
    id: String,
    libelle: String,
    hypothese: String,
    source: String,
    verifie_le: Date,
    source_effectifs: String,
    doute_effectifs: Option<String>,
    tirages: Vec<Tirage>,
}

fn lire(
    fichier: &Fichier,
    sources: &Sources,
    reglementation: &Reglementation,
    diagnostics: &mut Diagnostics,
) -> Option<Population> {
    let entete = lire_entete(fichier, reglementation, diagnostics)?;
    let avant = diagnostics.erreurs();
    let base = fichier.chemin.strip_suffix(".toml")?;
    let effectifs = effectifs(sources, base, diagnostics);
    let ages: Vec<u8> = effectifs.iter().map(|(age, _)| *age).collect();
    let profils = parts::profils(sources, base, &ages, diagnostics);
    let mut tirages = entete.tirages;
    parts::tirages(sources, base, &profils, &mut tirages, diagnostics);
    let reperes = reperes::lire(sources, base, diagnostics);
    (diagnostics.erreurs() == avant).then_some(Population {
        id: entete.id,
        libelle: entete.libelle,
        hypothese: entete.hypothese,
        source: entete.source,
        verifie_le: entete.verifie_le,
        source_effectifs: entete.source_effectifs,
        doute_effectifs: entete.doute_effectifs,
        effectifs,
        profils,
        tirages,
        reperes,
    })
}

fn lire_entete(
    fichier: &Fichier,
    reglementation: &Reglementation,
    diagnostics: &mut Diagnostics,
) -> Option<Entete> {
    let lu = lire_fichier(fichier, diagnostics, |document, racine| {
        racine.format(&["population/1"]);
        let id = racine.texte("id");
        if let Some(id) = &id {
            verifier_nom(racine, id.valeur, id.etendue.clone(), &fichier.chemin);
        }
        let libelle = racine.texte("libelle");
        let source = racine.texte("source");
        racine.texte_ou("source_url");
        let verifie_le = racine.date("verifie_le");
        let hypothese = racine.texte("hypothese");
        let effectifs = racine.sous_table("effectifs").map(|mut table| {
            let source = table.texte("source").map(|source| source.valeur.to_owned());
            table.texte_ou("source_url");
            table.date("verifie_le");
            let doute = table.texte_ou("doute").map(|doute| doute.valeur.to_owned());
            table.finir();
            (source, doute)
        });
        let apercus = document.racine().tables_ou("tirages");
        let tables = racine.tables("tirages");
        if tables.len() > TIRAGES_MAX {
            let message = format!("{} tirages : {TIRAGES_MAX} au plus", tables.len());
            racine.erreur(Code::ValeurInvalide, racine.etendue(), message);
        }
        let mut connus = BTreeSet::new();
        let tirages: Vec<Option<Tirage>> = tables
            .into_iter()
            .zip(apercus)
            .map(|(table, apercu)| lire_tirage(table, apercu, &mut connus, reglementation))
            .collect();
        let (source_effectifs, doute_effectifs) = effectifs?;
        Some(Entete {
            id: id?.valeur.to_owned(),
            libelle: libelle?.valeur.to_owned(),
            hypothese: hypothese?.valeur.to_owned(),
            source: source?.valeur.to_owned(),
            verifie_le: verifie_le?.valeur,
            source_effectifs: source_effectifs?,
            doute_effectifs,
            tirages: tirages.into_iter().collect::<Option<Vec<_>>>()?,
        })
    });
    lu.flatten()
}

fn lire_tirage(
    mut table: Table<'_>,
    mut apercu: Table<'_>,
    connus: &mut BTreeSet<String>,
    reglementation: &Reglementation,
) -> Option<Tirage> {
    let id = nouveau(&mut table, connus);
    let apercus = apercu.tables_ou("variantes");
    let tables = table.tables("variantes");
    if tables.len() > VARIANTES_MAX {
        let message = format!("{} variantes : {VARIANTES_MAX} au plus", tables.len());
        table.erreur(Code::ValeurInvalide, table.etendue(), message);
    }
    let mut connues = BTreeSet::new();
    let variantes: Vec<Option<Variante>> = tables
        .into_iter()
        .zip(apercus)
        .map(|(mut table, mut apercu)| {
            let id = nouveau(&mut table, &mut connues);
            let soins = lire_soins(&mut table, &mut apercu, reglementation);
            table.texte_ou("note");
            table.finir();
            Some(Variante {
                id: id?,
                soins: soins?,
                parts: Vec::new(),
            })
        })
        .collect();
    table.finir();
    Some(Tirage {
        id: id?,
        variantes: variantes.into_iter().collect::<Option<Vec<_>>>()?,
    })
}

/// The `id` of a table, if no other has it.
fn nouveau(table: &mut Table<'_>, connus: &mut BTreeSet<String>) -> Option<String> {
    let Place { valeur, etendue } = table.texte("id")?;
    if connus.insert(valeur.to_owned()) {
        return Some(valeur.to_owned());
    }
    table.erreur(
        Code::Double,
        etendue,
        format!("« {valeur} » est écrit deux fois"),
    );
    None
}

/// People by age, youngest first.
fn effectifs(sources: &Sources, base: &str, diagnostics: &mut Diagnostics) -> Vec<(u8, u64)> {
    let mut effectifs: Vec<(u8, u64)> = Vec::new();
    let chemin = format!("{base}.effectifs.csv");
    parcourir(
        sources,
        &chemin,
        &["age", "effectif"],
        &[],
        diagnostics,
        |champs| {
            let age = champs.exige("age").and_then(|_| champs.age("age", 0));
            let effectif = effectif(champs);
            let (Some(age), Some(effectif)) = (age, effectif) else {
                return;
            };
            if effectifs.iter().any(|(autre, _)| *autre == age) {
                let message = format!("l’âge de {age} ans est écrit deux fois");
                champs.erreur("age", Code::Double, message);
            } else {
                effectifs.push((age, effectif));
            }
        },
    );
    effectifs.sort_unstable();
    effectifs
}

fn effectif(champs: &mut Champs<'_, '_>) -> Option<u64> {
    let texte = champs.exige("effectif")?;
    let chiffres: String = texte.chars().filter(|c| !c.is_whitespace()).collect();
    let lu = chiffres.parse::<u64>().ok();
    let lu = lu.filter(|effectif| (1..=EFFECTIF_MAX).contains(effectif));
    if lu.is_none() {
        let message = format!(
            "« {texte} » n’est pas un nombre de personnes, de 1 à {}",
            crate::montant::milliers(EFFECTIF_MAX)
        );
        champs.erreur("effectif", Code::ValeurInvalide, message);
    }
    lu
}
