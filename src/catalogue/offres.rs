//! Offers: a TOML header, a guarantee table by module, a premium grid.

mod actuel;
mod contrat;
mod cotisations;
mod couverture;
mod modules;
pub(super) mod mots;
pub(super) mod questions;
pub(super) mod rangee;
pub(super) mod table;

pub use actuel::{ContratActuel, lire_actuel};
pub(super) use table::COLONNES;

use super::{Code, Diagnostic, Diagnostics, Document, Fichier, Sources};
use crate::offre::Offre;
use crate::reglementation::Reglementation;
use rayon::prelude::*;

/// Reads every offer of a folder of the data; an offer with an error is left out.
pub(super) fn lire(
    sources: &Sources,
    dossier: &str,
    reglementation: &Reglementation,
    verifier: bool,
    diagnostics: &mut Diagnostics,
) -> Vec<Offre> {
    let entetes: Vec<(&Fichier, Diagnostics)> = sources
        .iter()
        .filter(|fichier| fichier.chemin.starts_with(dossier) && fichier.chemin.ends_with(".toml"))
        .map(|fichier| (fichier, diagnostics.comme()))
        .collect();
    // une offre ne sait rien des autres : elles se lisent côte à côte
    let lues: Vec<_> = entetes
        .into_par_iter()
        .map(|(fichier, mut siens)| {
            let offre = offre(sources, fichier, reglementation, verifier, &mut siens);
            (fichier, offre, siens)
        })
        .collect();
    let mut offres: Vec<Offre> = Vec::with_capacity(lues.len());
    for (fichier, offre, siens) in lues {
        let offre = offre.filter(|_| siens.erreurs() == 0);
        diagnostics.reunir(siens);
        let Some(offre) = offre else {
            continue;
        };
        let meme_contrat =
            |autre: &&Offre| autre.id == offre.id && autre.validite.chevauche(&offre.validite);
        if offres.iter().find(meme_contrat).is_some() {
            let message = format!("deux éditions de `{}` valent le même jour", offre.id);
            let etendue = 0..fichier.texte.lines().next().map_or(0, str::len);
            diagnostics.ajoute(
                Diagnostic::erreur(Code::Chevauchement, &fichier.chemin, etendue, message)
                    .avec_conseil("donnez une fin (`valable_au`) à la plus ancienne"),
            );
            continue;
        }
        offres.push(offre);
    }
    orphelines(sources, dossier, diagnostics);
    offres
}

/// Tables that no header calls.
fn orphelines(sources: &Sources, dossier: &str, diagnostics: &mut Diagnostics) {
    for fichier in sources
        .iter()
        .filter(|fichier| fichier.chemin.starts_with(dossier))
    {
        let Some(sans_csv) = fichier.chemin.strip_suffix(".csv") else {
            continue;
        };
        let Some((contrat, _)) = sans_csv.rsplit_once('.') else {
            continue;
        };
        if sources.get(&format!("{contrat}.toml")).is_none() {
            let message = format!("aucun en-tête {contrat}.toml n’appelle cette table");
            let etendue = 0..fichier.texte.lines().next().map_or(0, str::len);
            diagnostics.ajoute(
                Diagnostic::erreur(Code::TableSansModule, &fichier.chemin, etendue, message)
                    .avec_conseil("écrivez cet en-tête, ou retirez la table"),
            );
        }
    }
}

fn offre(
    sources: &Sources,
    fichier: &Fichier,
    reglementation: &Reglementation,
    verifier: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Offre> {
    let document = Document::lire(fichier, diagnostics)?;
    let mut racine = document.racine();
    if racine.format(&["offre/1"]).is_none() {
        document.terminer(diagnostics);
        return None;
    }
    // d’un contrat connu en partie, la lecture et la cotisation peuvent manquer
    let contrat = racine.sous_table("contrat").map(contrat::contrat);
    let (partiel, contrat) = contrat.unwrap_or_default();
    let lecture = match racine.sous_table_si("lecture", !partiel) {
        None if partiel => Some(contrat::lecture_inconnue()),
        table => table.and_then(contrat::lecture),
    };
    let services = racine.sous_table_ou("services").map(contrat::services);
    let lus = modules::lire(&mut racine);
    let composition = racine.sous_table_ou("composition");
    let composition =
        composition.map_or_else(Default::default, |table| modules::composition(table, &lus));
    let cotisation = match racine.sous_table_si("cotisation", !partiel) {
        None if partiel => contrat
            .as_ref()
            .map(|contrat| cotisations::Entete::absente(&contrat.provenance)),
        table => table.and_then(cotisations::entete),
    };
    questions::lire_admis(&mut racine);
    racine.finir();
    document.terminer(diagnostics);
    // un en-tête fautif n'empêche pas de lire les tables : leurs fautes se voient aussi
    let validite = contrat.as_ref().map(|contrat| contrat.validite);
    let verifier = validite.filter(|_| verifier);
    let base = fichier
        .chemin
        .strip_suffix(".toml")
        .unwrap_or(&fichier.chemin);
    let lecteur = modules::Lecteur {
        sources,
        fichier,
        base,
        reglementation,
        verifier,
    };
    let modules = lecteur.tables(lus, diagnostics);
    let cotisation = cotisation.map(|cotisation| {
        cotisations::lire(sources, fichier, base, &cotisation, &modules, diagnostics)
    });
    Some(Offre {
        services: services.unwrap_or_default(),
        lecture: lecture?,
        modules,
        composition,
        cotisation: cotisation?,
        ..contrat?
    })
}
