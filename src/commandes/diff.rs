//! `rac donnees diff`: what a correction, a new edition or a reform changes, in the data and
//! in euros.

mod document;

use super::contexte::{Contexte, lire_date};
use super::options::Diff as Options;
use super::{Monde, Refus, Reponse, choix};
use crate::calcul::ecarts::{Cote, Ecart, Scene, ecarts};
use crate::offre::Choix;
use crate::panier::{Annee, Panier, Tranche};
use crate::texte::jour;
use jiff::civil::Date;
use std::borrow::Cow;
use std::path::Path;

/// One person and one year of care, on both sides.
struct Essai {
    /// The band, and the age computed.
    tranche: String,
    id: String,
    age: u8,
    /// `année moyenne`, or the words of a basket.
    nom: String,
    panier: String,
    /// The year without any contract first; or why it cannot be computed on both sides.
    ecarts: Result<Vec<Ecart>, String>,
}

pub(super) fn diff(options: &Options, monde: &Monde) -> Result<Reponse, Refus> {
    let dates = options.commun.date.iter().map(|ecrite| lire_date(ecrite));
    let dates: Vec<Date> = dates.collect::<Result<_, _>>()?;
    let [date_avant, date_apres] = match *dates.as_slice() {
        [] => [monde.aujourd_hui; 2],
        [seul] => [seul; 2],
        [un, autre] => [un, autre],
        _ => return Err(Refus::new("--date : un ou deux jours, pas plus")),
    };
    if options.avant.is_none() && date_avant == date_apres {
        return Err(Refus::new(
            "rien à comparer : donnez deux dossiers de données (rac donnees diff AVANT APRES), ou deux --date",
        ));
    }
    let commun = options.commun.donnees.as_deref();
    let ouvrir = |dossier: Option<&Path>, date: Date| {
        let dossiers: Vec<&Path> = commun.into_iter().chain(dossier).collect();
        Contexte::de(&dossiers, date, monde)
    };
    // un seul dossier : ce qu'il change aux données de l'outil
    let (avant, apres) = match (&options.avant, &options.apres) {
        (Some(dossier), None) => (None, Some(dossier.as_path())),
        (avant, apres) => (avant.as_deref(), apres.as_deref()),
    };
    let cotes = [ouvrir(avant, date_avant)?, ouvrir(apres, date_apres)?];
    let titre = match (&options.avant, date_avant == date_apres) {
        (None, _) => format!("Du {} au {}", jour(cotes[0].date), jour(cotes[1].date)),
        (Some(_), true) => format!(
            "D’un dossier de données à l’autre, au {}",
            jour(cotes[1].date)
        ),
        (Some(_), false) => format!(
            "D’un dossier de données au {} à l’autre au {}",
            jour(cotes[0].date),
            jour(cotes[1].date)
        ),
    };
    let essais = essais(options, &cotes)?;
    Ok(document::document(titre, &cotes, &essais, options.tout).into())
}

fn essais(options: &Options, contextes: &[Contexte; 2]) -> Result<Vec<Essai>, Refus> {
    let motif = options.offres.as_deref();
    let choisis = contextes
        .each_ref()
        .map(|contexte| choix::filtrer(contexte, motif));
    let choisis: [Vec<Choix<'_>>; 2] = match choisis {
        [Err(refus), Err(_)] => return Err(refus),
        // une offre peut n'être que d'un côté
        lus => lus.map(Result::unwrap_or_default),
    };
    let [avant, apres] = contextes;
    let cotes = [(avant, &choisis[0]), (apres, &choisis[1])].map(|(contexte, choix)| Cote {
        reglementation: &contexte.catalogue.reglementation,
        choix: choix.clone(),
        date: contexte.date,
    });
    let departement = apres.numero_de_departement(options.departement.as_deref())?;
    let mut essais = Vec::new();
    for tranche in &apres.tranches_nommees(&options.tranches)?.tranches {
        let annees = Annee::TOUTES.map(|(_, annee)| (tranche.panier(annee), annee.nom()));
        let nommes = options.panier.iter().map(|id| (id.as_str(), String::new()));
        for (id, nom) in annees.into_iter().chain(nommes) {
            let paniers = [avant.panier_nomme(id)?, apres.panier_nomme(id)?];
            essais.push(essai(
                tranche,
                (id, nom),
                &cotes,
                &paniers,
                departement.as_deref(),
            ));
        }
    }
    Ok(essais)
}

fn essai(
    tranche: &Tranche,
    (id, nom): (&str, String),
    [avant, apres]: &[Cote<'_>; 2],
    [panier_avant, panier_apres]: &[Cow<'_, Panier>; 2],
    departement: Option<&str>,
) -> Essai {
    let scene = Scene {
        age: tranche.age,
        departement,
    };
    let lus = ecarts((avant, panier_avant), (apres, panier_apres), scene);
    Essai {
        tranche: tranche.libelle.clone(),
        id: tranche.id.clone(),
        age: tranche.age,
        nom: if nom.is_empty() {
            panier_apres.libelle.clone()
        } else {
            nom
        },
        panier: id.to_owned(),
        ecarts: lus.map_err(|erreur| erreur.to_string()),
    }
}
