//! Baskets of care, bands of age and households: TOML to domain.

mod foyer;
mod soin;
mod tranches;

pub use foyer::lire_foyer;
pub(super) use foyer::lire_foyers;
pub(super) use tranches::lire_tranches;

use super::{Code, Diagnostics, Document, Fichier, Sources, Table};
use crate::panier::{Panier, Soin};
use crate::reglementation::Reglementation;

/// Reads every basket of the data, sorted by path; those with an error are left out.
pub(super) fn lire_paniers(
    sources: &Sources,
    reglementation: &Reglementation,
    diagnostics: &mut Diagnostics,
) -> Vec<Panier> {
    sources
        .sous("paniers/")
        .filter(|fichier| fichier.chemin.ends_with(".toml"))
        .filter_map(|fichier| lire(fichier, reglementation, Nom::Impose, diagnostics))
        .collect()
}

/// Reads a basket written by a person, under any file name; `None` when it has an error.
pub fn lire_panier(
    fichier: &Fichier,
    reglementation: &Reglementation,
    diagnostics: &mut Diagnostics,
) -> Option<Panier> {
    lire(fichier, reglementation, Nom::Libre, diagnostics)
}

/// Whether the identifier must be the name of the file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Nom {
    Impose,
    Libre,
}

fn lire(
    fichier: &Fichier,
    reglementation: &Reglementation,
    nom: Nom,
    diagnostics: &mut Diagnostics,
) -> Option<Panier> {
    let lu = lire_fichier(fichier, diagnostics, |document, racine| {
        racine.format(&["panier/1"]);
        let id = racine.texte("id");
        if let (Some(id), Nom::Impose) = (&id, nom) {
            verifier_nom(racine, id.valeur, id.etendue.clone(), &fichier.chemin);
        }
        let libelle = racine.texte("libelle");
        let source = racine.texte("source");
        racine.texte_ou("source_url");
        let verifie_le = racine.date("verifie_le");
        let hypothese = racine.texte_ou("hypothese");
        let mut apercu = document.racine();
        let soins = lire_soins(racine, &mut apercu, reglementation);
        Some(Panier {
            id: id?.valeur.to_owned(),
            libelle: libelle?.valeur.to_owned(),
            soins: soins?,
            hypothese: hypothese.map(|hypothese| hypothese.valeur.to_owned()),
            source: source?.valeur.to_owned(),
            verifie_le: verifie_le?.valeur,
        })
    });
    lu.flatten()
}

/// The care of a table; a second look at the same table says which keys are written there.
pub(super) fn lire_soins<'a>(
    table: &mut Table<'a>,
    apercu: &mut Table<'a>,
    reglementation: &Reglementation,
) -> Option<Vec<Soin>> {
    let apercus = apercu.tables_ou("soins");
    let tables = table.tables("soins");
    let soins: Vec<_> = tables
        .into_iter()
        .zip(apercus)
        .map(|(table, mut apercu)| {
            let cles = soin::CLES.into_iter().filter(|cle| apercu.a(cle));
            let cles: Vec<&str> = cles.collect();
            soin::lire(table, &cles, reglementation)
        })
        .collect();
    soins.into_iter().collect()
}

/// Opens a file, has it read, notes what nobody asked for; `None` as soon as an error is noted.
pub(super) fn lire_fichier<T>(
    fichier: &Fichier,
    diagnostics: &mut Diagnostics,
    lire: impl for<'a> FnOnce(&'a Document<'_>, &mut Table<'a>) -> T,
) -> Option<T> {
    let mut siens = diagnostics.comme();
    let lu = Document::lire(fichier, &mut siens).map(|document| {
        let mut racine = document.racine();
        let lu = lire(&document, &mut racine);
        racine.finir();
        document.terminer(&mut siens);
        lu
    });
    let sain = siens.erreurs() == 0;
    diagnostics.reunir(siens);
    lu.filter(|_| sain)
}

pub(super) fn verifier_nom(
    racine: &Table<'_>,
    id: &str,
    etendue: std::ops::Range<usize>,
    chemin: &str,
) {
    let nom = chemin.rsplit('/').next().unwrap_or(chemin);
    let nom = nom.strip_suffix(".toml").unwrap_or(nom);
    if id != nom {
        let message = format!("l’identifiant « {id} » n’est pas le nom du fichier, « {nom} »");
        racine.erreur(Code::ValeurInvalide, etendue, message);
    }
}

#[cfg(test)]
mod tests;
