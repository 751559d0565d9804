//! From the options to a household; every refusal says what to write.

use crate::calcul::droits::{Foyer, Logement, Membre, Role};
use crate::catalogue::lire_logement;
use crate::commandes::Refus;
use crate::commandes::contexte::{Contexte, lire_age};
use crate::commandes::options::Droits as Options;
use crate::montant::{Centimes, MontantIllisible, lire_montant};
use crate::reglementation::droits::{Allocation, Zone};

/// A household, and what was said beside it.
pub(super) struct Demande {
    pub(super) foyer: Foyer,
    pub(super) departement: Option<String>,
    /// Yearly premium of the cover chosen, in centimes.
    pub(super) cotisation: Option<Centimes>,
}

/// Reads the options; every bad one is said at once.
pub(super) fn lire(contexte: &Contexte, options: &Options) -> Result<Demande, Refus> {
    let mut refus = Vec::new();
    let mut note = |erreur: Refus| refus.push(erreur.0);
    let departement = contexte
        .numero_de_departement(options.departement.as_deref())
        .map_err(&mut note)
        .ok()
        .flatten();
    let membres = membres(options).map_err(&mut note).ok();
    for faute in membres.iter().flat_map(|membres| {
        let droits = &contexte.catalogue.droits;
        Foyer::compose(membres.clone()).fautes(droits, contexte.date)
    }) {
        note(Refus::new(faute.to_string()));
    }
    let mut euros = |nom: &str, texte: Option<&String>| {
        let lu = texte.map(|texte| montant(nom, texte)).transpose();
        lu.map_err(&mut note).ok().flatten()
    };
    let ressources = euros("--ressources", options.ressources.as_ref());
    let aide = euros("--aide-logement", options.aide_logement.as_ref());
    let abattus = euros("--revenus-abattus", options.revenus_abattus.as_ref());
    let pensions = euros("--pensions-versees", options.pensions_versees.as_ref());
    let cotisation = euros("--cotisation", options.cotisation.as_ref());
    let logement = logement(&options.logement, aide).map_err(&mut note).ok();
    let alsace_moselle = regime(&options.regime).map_err(&mut note).ok();
    let allocations = allocations(&options.allocation).map_err(&mut note).ok();
    let (Some(membres), Some(logement), Some(alsace_moselle), Some(allocations), true) = (
        membres,
        logement,
        alsace_moselle,
        allocations,
        refus.is_empty(),
    ) else {
        return Err(Refus::new(refus.join("\n")));
    };
    let zone = departement.as_deref().and_then(Zone::du_departement);
    Ok(Demande {
        foyer: Foyer {
            membres,
            ressources,
            revenus_abattus: abattus.unwrap_or_default(),
            pensions_versees: pensions.unwrap_or_default(),
            logement,
            zone: zone.unwrap_or_default(),
            alsace_moselle,
            allocations,
        },
        departement,
        cotisation,
    })
}

/// The people: those whose age is given, then those of `--personnes` without one. A second
/// `--age` is the conjoint from 18, a child before.
fn membres(options: &Options) -> Result<Vec<Membre>, Refus> {
    let ages = |textes: &[String]| -> Result<Vec<u8>, Refus> {
        textes.iter().map(|texte| lire_age(texte)).collect()
    };
    let mut membres: Vec<Membre> = Vec::new();
    for age in ages(&options.age)? {
        let adultes = membres.iter().filter(|m| m.role == Role::Adulte).count();
        let role = match (membres.len(), adultes, age) {
            (0, ..) | (_, 1, 18..) | (_, _, 25..) => Role::Adulte,
            _ => Role::ACharge,
        };
        membres.push(Membre {
            age: Some(age),
            role,
        });
    }
    let enfants = ages(&options.enfant)?
        .into_iter()
        .zip([Role::ACharge].into_iter().cycle());
    let alternes = ages(&options.enfant_alterne)?
        .into_iter()
        .zip([Role::GardeAlternee].into_iter().cycle());
    let enfants: Vec<Membre> = enfants
        .chain(alternes)
        .map(|(age, role)| Membre {
            age: Some(age),
            role,
        })
        .collect();
    let connus = membres.len() + enfants.len();
    let nombre = match &options.personnes {
        Some(texte) => personnes(texte)?,
        None if connus == 0 => {
            return Err(Refus::new(
                "donnez le foyer : --personnes 2, ou l’âge de chacun, par exemple --age 40 --age 38 --enfant 7",
            ));
        }
        // des enfants seuls : il reste le demandeur, d’âge inconnu
        None => connus.max(enfants.len() + 1),
    };
    if nombre < connus {
        return Err(Refus::new(format!(
            "--personnes {nombre}, mais {connus} âges : donnez au plus un âge par personne"
        )));
    }
    let inconnus = nombre - connus;
    for _ in 0..inconnus {
        let role = if membres.len() < 2 {
            Role::Adulte
        } else {
            Role::ACharge
        };
        membres.push(Membre { age: None, role });
    }
    membres.extend(enfants);
    Ok(membres)
}

pub(in crate::commandes) fn personnes(texte: &str) -> Result<usize, Refus> {
    let lu = texte.parse::<usize>().ok();
    lu.filter(|nombre| (1..=Foyer::PERSONNES_MAX).contains(nombre))
        .ok_or_else(|| {
            Refus::new(format!(
                "« {texte} » n’est pas un nombre de personnes : écrivez un nombre de 1 à {}",
                Foyer::PERSONNES_MAX
            ))
        })
}

pub(in crate::commandes) fn montant(nom: &str, texte: &str) -> Result<Centimes, Refus> {
    lire_montant(texte).map_err(|erreur| {
        let conseil = if matches!(erreur, MontantIllisible::Negatif(_)) {
            "Sans ressources, écrivez 0".to_owned()
        } else {
            format!("Écrivez par exemple {nom} 9500")
        };
        Refus::new(format!("{nom} : {erreur}. {conseil}"))
    })
}

fn logement(texte: &str, aide: Option<Centimes>) -> Result<Logement, Refus> {
    match lire_logement(texte) {
        Ok(Logement::AideAuLogement(_)) => Ok(Logement::AideAuLogement(aide)),
        // une aide donnée dit le logement à elle seule
        Ok(Logement::Locataire) if aide.is_some() => Ok(Logement::AideAuLogement(aide)),
        Ok(_) if aide.is_some() => Err(Refus::new(
            "--aide-logement ne va qu’avec --logement aide-logement",
        )),
        Ok(autre) => Ok(autre),
        Err(conseil) => Err(Refus::new(format!(
            "logement « {texte} » inconnu : {conseil}"
        ))),
    }
}

fn regime(texte: &str) -> Result<bool, Refus> {
    match texte {
        "general" => Ok(false),
        "alsace-moselle" => Ok(true),
        autre => Err(Refus::new(format!(
            "régime « {autre} » inconnu : general ou alsace-moselle"
        ))),
    }
}

fn allocations(textes: &[String]) -> Result<Vec<Allocation>, Refus> {
    textes
        .iter()
        .map(|texte| {
            Allocation::lire(texte).ok_or_else(|| {
                Refus::new(format!(
                    "allocation « {texte} » inconnue : rsa, aspa, asi, aah, ass ou cej"
                ))
            })
        })
        .collect()
}
