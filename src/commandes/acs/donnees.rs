//! The tariffs that are ranked: those published for the age, those the person has in hand.

use crate::calcul::droits::aide_plafonnee;
use crate::catalogue::TarifAcs;
use crate::commandes::contexte::Contexte;
use crate::commandes::options::Acs as Options;
use crate::commandes::{Refus, acs::lire_niveau};
use crate::montant::lire_montant;
use crate::reglementation::{Periode, Provenance};
use crate::texte::{jour, sans_accent};
use std::borrow::Cow;

/// Published tariffs of the day and the age, and the premiums given; or why there is none:
/// nothing is invented.
pub(super) fn tarifs<'a>(
    contexte: &'a Contexte,
    options: &Options,
    age: u8,
    niveau: Option<&str>,
) -> Result<Vec<Cow<'a, TarifAcs>>, Refus> {
    let donnes = donnes(contexte, &options.cotisation, age)?;
    let remplace = |tarif: &TarifAcs| {
        donnes
            .iter()
            .any(|donne| donne.offre == tarif.offre && donne.niveau == tarif.niveau)
    };
    let publies = contexte.catalogue.acs.tarifs_au(contexte.date, age);
    let mut tous: Vec<Cow<'a, TarifAcs>> = publies
        .filter(|tarif| !remplace(tarif))
        .map(Cow::Borrowed)
        .collect();
    tous.extend(donnes.iter().cloned().map(Cow::Owned));
    tous.retain(|tarif| niveau.is_none_or(|niveau| tarif.niveau == niveau));
    if tous.is_empty() {
        return Err(sans_tarif(contexte, age));
    }
    let Some(mots) = &options.agence else {
        return Ok(tous);
    };
    let cherche = sans_accent(mots);
    let pres = |tarif: &Cow<'_, TarifAcs>| {
        let agence = tarif.agence.as_deref().unwrap_or_default();
        sans_accent(agence).contains(&cherche)
    };
    tous.retain(pres);
    if tous.is_empty() {
        return Err(Refus::new(format!(
            "aucune offre n’a d’agence « {mots} » dans les données : remplissez la colonne `agence` d’un fichier acs-tariffs/tarifs-….csv, et donnez son dossier par --donnees"
        )));
    }
    Ok(tous)
}

/// The premiums given, every bad one said at once.
fn donnes(contexte: &Contexte, textes: &[String], age: u8) -> Result<Vec<TarifAcs>, Refus> {
    let lus: Vec<Result<TarifAcs, Refus>> = textes
        .iter()
        .map(|texte| donne(contexte, texte, age))
        .collect();
    let refus: Vec<String> = lus
        .iter()
        .filter_map(|lu| lu.as_ref().err().map(|refus| refus.0.clone()))
        .collect();
    if refus.is_empty() {
        lus.into_iter().collect()
    } else {
        Err(Refus::new(refus.join("\n")))
    }
}

/// « ACCES SANTE/A = 640 € »: a yearly premium before the cheque.
fn donne(contexte: &Contexte, texte: &str, age: u8) -> Result<TarifAcs, Refus> {
    let refus = |pourquoi: &str| {
        Refus::new(format!(
            "--cotisation \"{texte}\" : {pourquoi}. Écrivez l’offre, le niveau et la cotisation d’un an avant chèque, par exemple --cotisation \"ACCES SANTE/A = 640 €\""
        ))
    };
    let (adresse, montant) = texte
        .rsplit_once('=')
        .ok_or_else(|| refus("le signe « = » manque"))?;
    let (offre, niveau) = adresse
        .trim()
        .rsplit_once('/')
        .ok_or_else(|| refus("le niveau manque"))?;
    if offre.trim().is_empty() {
        return Err(refus("le nom de l’offre manque"));
    }
    let niveau = lire_niveau(niveau.trim()).map_err(|erreur| refus(&erreur.0))?;
    let cotisation = lire_montant(montant.trim()).map_err(|erreur| refus(&erreur.to_string()))?;
    let cheque = contexte.catalogue.droits.cheque_au(contexte.date, age);
    let cheque = cheque.ok_or_else(|| {
        Refus::new(format!(
            "aucun chèque ACS au {} : l’ACS a pris fin le 31/10/2019. Essayez --date 2019-03-01",
            jour(contexte.date)
        ))
    })?;
    let aide = aide_plafonnee(cheque.montant, cotisation);
    let connue = contexte
        .catalogue
        .acs
        .tarifs
        .iter()
        .find(|tarif| sans_accent(&tarif.offre) == sans_accent(offre.trim()));
    Ok(TarifAcs {
        offre: connue.map_or_else(|| offre.trim().to_owned(), |tarif| tarif.offre.clone()),
        organismes: connue.map_or_else(String::new, |tarif| tarif.organismes.clone()),
        niveau: niveau.to_owned(),
        ages: (age, age),
        validite: Periode {
            du: contexte.date,
            au: Some(contexte.date),
        },
        nette: cotisation - aide,
        cheque: aide,
        agence: connue.and_then(|tarif| tarif.agence.clone()),
        provenance: Provenance {
            source: "cotisation donnée".to_owned(),
            verifie_le: contexte.date,
            doute: None,
        },
    })
}

/// No labelled contract has a published price on the day.
pub(in crate::commandes) fn aucun_tarif(contexte: &Contexte) -> Refus {
    let tarifs = &contexte.catalogue.acs.tarifs;
    Refus::new(format!(
        "aucun tarif ACS connu au {} : l’ACS a pris fin le 31/10/2019, et les tarifs publiés vont {}. Essayez --date 2019-03-01",
        jour(contexte.date),
        tarifs
            .first()
            .map_or_else(String::new, |tarif| tarif.validite.to_string()),
    ))
}

fn sans_tarif(contexte: &Contexte, age: u8) -> Refus {
    let acs = &contexte.catalogue.acs;
    let mut ages: Vec<u8> = acs
        .tarifs
        .iter()
        .filter(|tarif| tarif.validite.contient(contexte.date))
        .map(|tarif| tarif.ages.0)
        .collect();
    ages.sort_unstable();
    ages.dedup();
    if ages.is_empty() {
        return aucun_tarif(contexte);
    }
    let ages: Vec<String> = ages.iter().map(|age| format!("{age} ans")).collect();
    let cheque = contexte
        .catalogue
        .droits
        .cheque_au(contexte.date, age)
        .map_or_else(String::new, |cheque| {
            format!(
                " À {age} ans, le chèque ACS était de {} par an.",
                cheque.montant
            )
        });
    Refus::new(format!(
        "aucun tarif ACS publié à {age} ans : ils ne sont connus qu’à {}. Rien n’est inventé pour un autre âge : donnez ceux que vous avez, par exemple --cotisation \"ACCES SANTE/A = 640 €\".{cheque}",
        crate::texte::enumerer(&ages, "et")
    ))
}
