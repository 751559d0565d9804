//! Every fault that cargo-mutants would make, in one program: each stands beside the code it
//! replaces, and an environment variable chooses at most one of them when the program runs.
//! One build then serves thousands of faults, where cargo-mutants builds once for each.
//!
//! `greffe ARBRE` reads the list of `cargo mutants --list --json` on its standard input, with a
//! number for each fault to graft, rewrites the files of ARBRE, and prints, for each file,
//! where each fault now stands (a fault that does not compile is found by that place) and those
//! that no program can hold.

mod arbre;
mod texte;

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use serde::Deserialize;

/// A place in a file, as cargo-mutants writes it: both start at one.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    line: usize,
    column: usize,
}

#[derive(Debug, Deserialize)]
struct Etendue {
    start: Place,
}

/// One fault of the list.
#[derive(Debug, Deserialize)]
struct Mutant {
    numero: u32,
    file: String,
    genre: Genre,
    replacement: String,
    span: Etendue,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
enum Genre {
    FnValue,
    BinaryOperator,
    UnaryOperator,
    MatchArm,
    MatchArmGuard,
    StructField,
}

/// What is grafted, and the functions that must stay `const`.
#[derive(Debug, Deserialize)]
struct Demande {
    mutants: Vec<Mutant>,
    constantes: Vec<String>,
}

fn main() -> Result<()> {
    let racine: PathBuf = std::env::args_os()
        .nth(1)
        .context("greffe ARBRE < demande.json")?
        .into();
    let mut entree = String::new();
    std::io::stdin().read_to_string(&mut entree)?;
    let demande: Demande = serde_json::from_str(&entree)?;
    let mut par_fichier: BTreeMap<&str, Vec<&Mutant>> = BTreeMap::new();
    for mutant in &demande.mutants {
        par_fichier.entry(&mutant.file).or_default().push(mutant);
    }
    let mut places = BTreeMap::new();
    let mut refuses = Vec::new();
    for (fichier, mutants) in par_fichier {
        let chemin = racine.join(fichier);
        let source = std::fs::read_to_string(&chemin).with_context(|| fichier.to_owned())?;
        let (greffes, impossibles) = arbre::greffer(&source, &mutants, &demande.constantes)
            .with_context(|| fichier.to_owned())?;
        let (texte, ou) = texte::inserer(&source, greffes);
        std::fs::write(&chemin, texte)?;
        places.insert(fichier, ou);
        refuses.extend(impossibles);
    }
    println!(
        "{}",
        serde_json::json!({ "places": places, "refuses": refuses })
    );
    Ok(())
}
