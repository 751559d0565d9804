//! Clauses written in words in the header, each fault shown under its words.

use crate::catalogue::{Code, Diagnostic, Place, Table};
use crate::offre::cotisation::{Clause, Frais, lire_frais};
use crate::offre::langage::ErreurLangage;
use std::ops::Range;

/// The clauses of a list, with their places; those that cannot be read are noted.
pub(super) fn lire<'a>(
    table: &mut Table<'a>,
    cle: &'a str,
    lire: fn(&str) -> Result<Clause, ErreurLangage>,
) -> Vec<(Clause, Range<usize>)> {
    let textes = table.textes_lisibles_ou(cle);
    textes
        .into_iter()
        .filter_map(|texte| {
            let clause = lire(texte.valeur).map_err(|erreur| noter(table, &texte, erreur));
            Some((clause.ok()?, texte.etendue))
        })
        .collect()
}

/// Fees written in words.
pub(super) fn frais(table: &Table<'_>, textes: &[Place<&str>]) -> Vec<Frais> {
    let lus = textes.iter().filter_map(|texte| {
        lire_frais(texte.valeur)
            .map_err(|erreur| noter(table, texte, erreur))
            .ok()
    });
    lus.collect()
}

fn noter(table: &Table<'_>, texte: &Place<&str>, erreur: ErreurLangage) {
    let tout = texte.etendue.clone();
    // entre guillemets simples et sans échappement, un octet du texte est un octet du fichier
    let exact = tout.len() == texte.valeur.len() + 2 && !erreur.etendue.is_empty();
    let etendue = if exact {
        tout.start + 1 + erreur.etendue.start..tout.start + 1 + erreur.etendue.end
    } else {
        tout
    };
    table.note(
        Diagnostic::erreur(
            Code::ClauseIllisible,
            table.fichier(),
            etendue,
            erreur.message,
        )
        .avec_conseil_eventuel(erreur.conseil),
    );
}
