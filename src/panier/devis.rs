//! A quote in hand, as typed: `couronne molaire x2 = 620 €`, `6 généralistes OPTAM`.
//!
//! Words around the act (number, sector, month) are taken off one by one, from the end then
//! from the beginning, until what is left is the name of an act. The price is that of one.

mod court;
mod description;
mod illisible;
mod lunettes;
mod mentions;

pub use court::nommer;
pub use description::decrire;
pub use illisible::SoinIllisible;

use super::{Prix, Quoi, Soin};
use crate::montant::{Centimes, MontantIllisible, lire_montant};
use crate::reglementation::{Acte, ActeId, ActeIntrouvable, Reglementation, Secteur};
use crate::texte::{jour, mots, sans_accent};
use jiff::civil::Date;
use mentions::{Mentions, simple};

/// The longest text read, in letters.
const LONGUEUR_MAX: usize = 200;
/// How many acts are listed when a name is not enough.
const PROPOSES_MAX: usize = 6;

/// Reads a care as a person types it, with the price of one act. Of several acts of a name,
/// the ages of the people concerned, when they are known, may leave one.
///
/// # Errors
/// What is not understood, with what to write instead.
pub fn lire_soin(
    texte: &str,
    reglementation: &Reglementation,
    date: Date,
    ages: &[u8],
) -> Result<Soin, SoinIllisible> {
    let texte = propre(texte);
    if texte.is_empty() {
        return Err(SoinIllisible::Vide);
    }
    if texte.chars().count() > LONGUEUR_MAX {
        return Err(SoinIllisible::TropLong);
    }
    let (soin, prix) = decouper(&texte)?;
    let mut mentions = Mentions::default();
    let ecrits: Vec<&str> = soin.split(' ').filter(|mot| !mot.is_empty()).collect();
    let ecrits = mentions.depouiller(ecrits, |nom| est_un_nom(reglementation, nom))?;
    let Some(premier) = ecrits.first() else {
        return Err(SoinIllisible::SansActe(texte));
    };
    let nom = ecrits.join(" ");
    let en_lunettes = matches!(simple(premier).as_str(), "lunette" | "lunettes")
        && !est_un_nom(reglementation, &nom);
    let prix = match prix {
        Some(prix) => Some(mentions.depouiller_prix(prix)?),
        None => None,
    };
    let quoi = if en_lunettes {
        mentions.sans_secteur("lunettes")?;
        mentions.sans_dent("lunettes")?;
        Quoi::Lunettes(lunettes::lire(
            &ecrits,
            prix.as_deref(),
            reglementation,
            date,
        )?)
    } else {
        let acte = chercher(&nom, reglementation, date, ages)?;
        let secteur = mentions.secteur(&nom)?;
        let trouve = reglementation.acte(acte);
        let chemin = &reglementation.postes.poste(trouve.poste).chemin;
        let dentaire = chemin.starts_with("dentaire");
        Quoi::Acte {
            acte,
            secteur: secteur_possible(trouve, secteur, date)?,
            prix: match prix {
                Some(prix) => Prix::Donne(montant(&prix)?),
                None => Prix::Type,
            },
            dent: mentions.dent(trouve, dentaire)?,
        }
    };
    Ok(Soin {
        quoi,
        nombre: mentions.nombre.unwrap_or(1),
        moment: mentions.moment,
        ald: mentions.ald,
        reseau: mentions.reseau,
    })
}

/// One space between words, none of the signs that a terminal obeys, `×` apart from words.
fn propre(texte: &str) -> String {
    let lettres = texte.chars().map(|lettre| match lettre {
        '*' | '✕' | '✖' | '⨯' => '×',
        autre if autre.is_control() => ' ',
        autre => autre,
    });
    let texte = lettres.collect::<String>().replace('×', " × ");
    texte.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The care and its price: around `=`, or before `à 30 €`.
fn decouper(texte: &str) -> Result<(&str, Option<&str>), SoinIllisible> {
    let en_euros = |texte: &str| {
        let dernier = texte.split(' ').next_back().unwrap_or_default();
        texte.contains('€') || matches!(simple(dernier).as_str(), "euro" | "euros" | "eur")
    };
    if let Some((soin, prix)) = texte.split_once('=') {
        return match prix.trim() {
            "" => Err(SoinIllisible::PrixManquant(soin.trim().to_owned())),
            prix if prix.contains('=') => Err(SoinIllisible::DeuxEgal),
            prix => Ok((soin.trim(), Some(prix))),
        };
    }
    if let Some((soin, prix)) = texte.rsplit_once(" à ")
        && en_euros(prix)
    {
        return Ok((soin, Some(prix)));
    }
    if en_euros(texte) {
        return Err(SoinIllisible::PrixSansEgal(texte.to_owned()));
    }
    Ok((texte, None))
}

/// Whether an act, of any date, has exactly this name.
fn est_un_nom(reglementation: &Reglementation, nom: &str) -> bool {
    let nom = sans_accent(nom);
    reglementation
        .actes()
        .any(|(_, acte)| noms(acte).any(|connu| sans_accent(connu) == nom))
}

/// Every name of an act.
fn noms(acte: &Acte) -> impl Iterator<Item = &str> {
    [acte.code.as_str(), acte.libelle.as_str()]
        .into_iter()
        .chain(acte.nomenclature.as_deref())
        .chain(acte.synonymes.iter().map(String::as_str))
}

/// The act of a name, of its singular, or of the name without its article.
fn chercher(
    nom: &str,
    reglementation: &Reglementation,
    date: Date,
    ages: &[u8],
) -> Result<ActeId, SoinIllisible> {
    let nu = sans_article(nom);
    let singulier = au_singulier(nu);
    let exact = [nom, nu, &singulier]
        .into_iter()
        .find(|variante| est_un_nom(reglementation, variante))
        .unwrap_or(nom);
    let nomme = |acte: &ActeId| {
        let acte = reglementation.acte(*acte);
        (acte.code.clone(), acte.libelle.clone())
    };
    let trouve = reglementation.acte_nomme(exact, date);
    if let Err(ActeIntrouvable::Plusieurs(actes)) = &trouve
        && let Some(acte) = du_bon_age(actes, reglementation, ages)
    {
        return Ok(acte);
    }
    trouve.map_err(|erreur| match erreur {
        ActeIntrouvable::Plusieurs(mut actes) => {
            actes.sort_by_key(|acte| longueur(reglementation.acte(*acte), exact));
            SoinIllisible::ActeAmbigu {
                nom: nom.to_owned(),
                nombre: actes.len(),
                actes: actes.iter().take(PROPOSES_MAX).map(nomme).collect(),
            }
        }
        ActeIntrouvable::Inconnu { mut proches } => {
            let ecart = |acte: &ActeId| ecart(reglementation.acte(*acte), exact);
            let meilleur = proches.iter().map(ecart).min().unwrap_or_default();
            proches.retain(|acte| ecart(acte) <= meilleur + 1);
            SoinIllisible::ActeInconnu {
                nom: nom.to_owned(),
                proches: proches.iter().map(nomme).collect(),
            }
        }
    })
}

/// The only one of several acts that is for all of these ages.
fn du_bon_age(actes: &[ActeId], reglementation: &Reglementation, ages: &[u8]) -> Option<ActeId> {
    let permis = |acte: &&ActeId| {
        let (de, a) = reglementation.acte(**acte).ages;
        ages.iter().all(|age| (de..=a).contains(age))
    };
    let mut permis = actes.iter().filter(permis);
    let seul = permis.next().filter(|_| !ages.is_empty())?;
    permis.next().is_none().then_some(*seul)
}

/// Length of the shortest name of the act with all these words: the shorter, the likelier.
fn longueur(acte: &Acte, cherche: &str) -> usize {
    let voulus = mots(&sans_accent(cherche));
    noms(acte)
        .filter(|nom| {
            let connus = mots(&sans_accent(nom));
            voulus.iter().all(|mot| connus.contains(mot))
        })
        .map(|nom| nom.chars().count())
        .min()
        .unwrap_or(usize::MAX)
}

/// How many slips separate a name from the nearest one of the act.
fn ecart(acte: &Acte, cherche: &str) -> usize {
    let cherche = sans_accent(cherche);
    noms(acte)
        .map(|nom| strsim::damerau_levenshtein(&cherche, &sans_accent(nom)))
        .min()
        .unwrap_or(usize::MAX)
}

fn sans_article(nom: &str) -> &str {
    for article in ["l’", "l'", "L’", "L'"] {
        if let Some(nu) = nom.strip_prefix(article) {
            return nu;
        }
    }
    match nom.split_once(' ') {
        Some((mot, nu)) if matches!(simple(mot).as_str(), "un" | "une" | "le" | "la" | "les") => nu,
        _ => nom,
    }
}

/// `couronnes molaires` becomes `couronne molaire`.
fn au_singulier(nom: &str) -> String {
    let singuliers: Vec<&str> = nom
        .split(' ')
        .map(|mot| match mot.strip_suffix(['s', 'S']) {
            Some(singulier) if singulier.chars().count() > 2 => singulier,
            _ => mot,
        })
        .collect();
    singuliers.join(" ")
}

/// The sector asked for (the first, by default), if the act has a tariff for it that day.
fn secteur_possible(
    acte: &Acte,
    demande: Option<Secteur>,
    date: Date,
) -> Result<Secteur, SoinIllisible> {
    let connus: Vec<Secteur> = acte
        .tarifs
        .iter()
        .filter(|(_, chronologie)| chronologie.au(date).is_some())
        .map(|(secteur, _)| *secteur)
        .collect();
    let libelle = || acte.libelle.clone();
    let secteur = demande.unwrap_or(Secteur::Un);
    if connus.is_empty() {
        return Err(SoinIllisible::SansTarif {
            acte: libelle(),
            jour: jour(date),
            connu: periode_connue(acte),
        });
    }
    if !acte.a_un_secteur() {
        // tout acte sans secteur se lit au secteur 1 ; dire « secteur 1 » ne ment donc pas
        return match demande {
            None | Some(Secteur::Un) => Ok(Secteur::Un),
            Some(autre) => Err(SoinIllisible::SansSecteur {
                acte: libelle(),
                secteur: nom_secteur(autre),
            }),
        };
    }
    if connus.contains(&secteur) {
        return Ok(secteur);
    }
    Err(SoinIllisible::SecteurSansTarif {
        acte: libelle(),
        secteur: nom_secteur(secteur),
        jour: jour(date),
        connus: connus.into_iter().map(nom_secteur).collect(),
    })
}

/// « ses tarifs vont du 01/01/2017 au 31/03/2019 »
fn periode_connue(acte: &Acte) -> Option<String> {
    let periodes = || {
        let chronologies = acte.tarifs.iter();
        chronologies.flat_map(|(_, chronologie)| chronologie.iter().map(|(periode, _)| *periode))
    };
    let du = jour(periodes().map(|periode| periode.du).min()?);
    let fins: Option<Vec<Date>> = periodes().map(|periode| periode.au).collect();
    Some(match fins.and_then(|fins| fins.into_iter().max()) {
        Some(fin) => format!("ses tarifs connus vont du {du} au {}", jour(fin)),
        None => format!("ses tarifs connus commencent le {du}"),
    })
}

/// The words of a sector, as they are typed.
const fn nom_secteur(secteur: Secteur) -> &'static str {
    match secteur {
        Secteur::Un => "secteur 1",
        Secteur::Optam => "OPTAM",
        Secteur::NonOptam => "non OPTAM",
        Secteur::NonConventionne => "non conventionné",
    }
}

/// `620 €`, `620 euros`, `1 234,56`.
fn montant(texte: &str) -> Result<Centimes, SoinIllisible> {
    let nombre = texte.trim();
    let nombre = ["euros", "euro", "EUR", "eur"]
        .into_iter()
        .find_map(|mot| nombre.strip_suffix(mot))
        .unwrap_or(nombre);
    lire_montant(nombre).map_err(|raison| match raison {
        MontantIllisible::Vide => SoinIllisible::PrixManquant(texte.trim().to_owned()),
        raison => SoinIllisible::Prix(raison),
    })
}

#[cfg(test)]
mod tests;
