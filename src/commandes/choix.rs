//! Which offers a command speaks of: an address, or a pattern on addresses.

use super::Refus;
use super::contexte::Contexte;
use super::{phrases, solidaire};
use crate::catalogue::vouliez_vous_dire;
use crate::offre::Choix;
use crate::texte::{jour, sans_accent};
use globset::GlobBuilder;

/// Above this number, the levels of an offer are not all cited.
const NIVEAUX_CITES: usize = 12;

/// The choices whose address matches `--offres`; all of them without it.
pub(super) fn filtrer<'a>(
    contexte: &'a Contexte,
    motif: Option<&str>,
) -> Result<Vec<Choix<'a>>, Refus> {
    let options = || contexte.choix_avec_options().collect();
    filtrer_parmi(contexte, contexte.choix().collect(), options, motif)
}

/// The same among other choices; `options` are looked at when the pattern names none of `tous`.
pub(super) fn filtrer_parmi<'a>(
    contexte: &Contexte,
    tous: Vec<Choix<'a>>,
    options: impl Fn() -> Vec<Choix<'a>>,
    motif: Option<&str>,
) -> Result<Vec<Choix<'a>>, Refus> {
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
    let repondent = |choix: &Choix<'_>| glob.is_match(sans_accent(&choix.adresse()));
    let mut retenus: Vec<Choix<'a>> = tous.iter().copied().filter(repondent).collect();
    if retenus.is_empty() {
        // les options et renforts ne viennent que si le motif les nomme
        retenus = options().into_iter().filter(repondent).collect();
    }
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

/// The contracts of « adresse » or « adresse + adresse », in paying order.
pub(super) fn empiles<'a>(contexte: &'a Contexte, ecrits: &str) -> Result<Vec<Choix<'a>>, Refus> {
    let mut adresses: Vec<String> = Vec::new();
    for morceau in ecrits.split(" + ") {
        match adresses.last_mut() {
            // « TALIS + » : le plus fait partie du nom d'un niveau
            Some(derniere) if !morceau.contains('/') => {
                derniere.push_str(" + ");
                derniere.push_str(morceau);
            }
            _ => adresses.push(morceau.to_owned()),
        }
    }
    let choix: Vec<Choix<'a>> = adresses
        .iter()
        .map(|ecrite| adresse(contexte, ecrite))
        .collect::<Result<_, _>>()?;
    if let Some(seule) = choix
        .first()
        .filter(|premier| premier.offre.surcomplementaire)
    {
        return Err(Refus::new(format!(
            "{} est une surcomplémentaire : elle paie ce qu’un autre contrat laisse. Écrivez par exemple \"mcci/flexia/Confort + {}\"",
            seule.nom(),
            seule.adresse()
        )));
    }
    if let Some(autre) = choix
        .iter()
        .skip(1)
        .find(|choix| !choix.offre.surcomplementaire)
    {
        return Err(Refus::new(format!(
            "{} n’est pas une surcomplémentaire : elle ne paie pas après un autre contrat",
            autre.nom()
        )));
    }
    Ok(choix)
}

/// The choice of an exact address.
pub(super) fn adresse<'a>(contexte: &'a Contexte, ecrite: &str) -> Result<Choix<'a>, Refus> {
    let cherchee = sans_accent(ecrite.trim());
    let meme = |choix: &Choix<'_>| sans_accent(&choix.adresse()) == cherchee;
    let connus = contexte.tous_les_choix();
    if let Some(choix) = connus.chain(solidaire::choix_au(contexte)).find(meme) {
        return Ok(choix);
    }
    let toutes = || {
        let offres = contexte
            .catalogue
            .offres
            .iter()
            .chain(&contexte.catalogue.contenus_acs)
            .chain(&contexte.catalogue.contenus_droits);
        offres.flat_map(Choix::tous)
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
    let mut niveaux: Vec<String> = toutes()
        .filter(|choix| {
            sans_accent(&choix.offre.id) == cherchee
                || cherchee.starts_with(&format!("{}/", choix.offre.id))
        })
        .map(|choix| choix.adresse())
        .collect();
    if niveaux.len() > NIVEAUX_CITES {
        let proche = vouliez_vous_dire(ecrite, niveaux.iter().map(String::as_str));
        let exemples = niveaux.iter().take(2).map(String::as_str);
        let exemples = crate::texte::enumerer(&exemples.collect::<Vec<_>>(), "ou");
        return Err(Refus::new(format!(
            "« {ecrite} » : quels niveaux ? Par exemple {exemples}.{} Toutes : rac liste niveaux {}",
            phrases::conseil(proche),
            cherchee.trim_end_matches('/')
        )));
    }
    niveaux.dedup();
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
