//! Which offers a command speaks of: an address, or a pattern on addresses.

use super::Refus;
use super::contexte::Contexte;
use super::phrases;
use crate::catalogue::vouliez_vous_dire;
use crate::offre::Choix;
use crate::texte::{jour, sans_accent};
use globset::GlobBuilder;

/// The choices whose address matches `--offres`; all of them without it.
pub(super) fn filtrer<'a>(
    contexte: &'a Contexte,
    motif: Option<&str>,
) -> Result<Vec<Choix<'a>>, Refus> {
    let tous: Vec<Choix<'a>> = contexte.choix().collect();
    if tous.is_empty() {
        return Err(Refus::new(format!(
            "aucune offre connue n’est en vigueur au {} : essayez une autre --date (voir : rac liste offres)",
            jour(contexte.date)
        )));
    }
    let Some(motif) = motif else { return Ok(tous) };
    let complet = match motif.matches('/').count() {
        0 => format!("{motif}/**"),
        1 => format!("{motif}/*"),
        _ => motif.to_owned(),
    };
    let glob = GlobBuilder::new(&sans_accent(&complet))
        .build()
        .map_err(|_| {
            Refus::new(format!(
                "motif « {motif} » illisible : écrivez par exemple \"mcci/*\""
            ))
        })?
        .compile_matcher();
    let retenus: Vec<Choix<'a>> = tous
        .iter()
        .copied()
        .filter(|choix| glob.is_match(sans_accent(&choix.adresse())))
        .collect();
    if retenus.is_empty() {
        let adresses: Vec<String> = tous.iter().map(Choix::adresse).collect();
        let conseil = vouliez_vous_dire(motif, adresses.iter().map(String::as_str));
        return Err(Refus::new(format!(
            "aucune offre en vigueur au {} ne répond à « {motif} ».{} Voir : rac liste offres",
            jour(contexte.date),
            phrases::conseil(conseil)
        )));
    }
    Ok(retenus)
}

/// The choice of an exact address.
pub(super) fn adresse<'a>(contexte: &'a Contexte, ecrite: &str) -> Result<Choix<'a>, Refus> {
    let cherchee = sans_accent(ecrite.trim());
    let meme = |choix: &Choix<'_>| sans_accent(&choix.adresse()) == cherchee;
    if let Some(choix) = contexte.choix().find(meme) {
        return Ok(choix);
    }
    let toutes = || {
        let offres = contexte
            .catalogue
            .offres
            .iter()
            .chain(&contexte.catalogue.contenus_acs);
        offres.flat_map(Choix::de)
    };
    if let Some(choix) = toutes().find(meme) {
        if choix.offre.validite.contient(contexte.date) {
            return Ok(choix);
        }
        return Err(Refus::new(format!(
            "{} n’est pas en vigueur au {} : elle vaut {}. Donnez une --date qui convient",
            choix.adresse(),
            jour(contexte.date),
            choix.offre.validite
        )));
    }
    let niveaux: Vec<String> = toutes()
        .filter(|choix| {
            sans_accent(&choix.offre.id) == cherchee
                || cherchee.starts_with(&format!("{}/", choix.offre.id))
        })
        .map(|choix| choix.adresse())
        .collect();
    if !niveaux.is_empty() {
        return Err(Refus::new(format!(
            "« {ecrite} » : quel niveau ? Écrivez {}",
            crate::texte::enumerer(&niveaux, "ou")
        )));
    }
    let adresses: Vec<String> = toutes().map(|choix| choix.adresse()).collect();
    let conseil = vouliez_vous_dire(ecrite, adresses.iter().map(String::as_str));
    Err(Refus::new(format!(
        "offre « {ecrite} » inconnue.{} Voir : rac liste niveaux",
        phrases::conseil(conseil)
    )))
}
