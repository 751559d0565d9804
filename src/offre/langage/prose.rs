//! A cell or a rule in plain French, read aloud: a sentence per term and per qualifier.
//!
//! The sentences come from the typed value, never from the text that was read, so that
//! they say what is computed.

mod pieges;
mod regle;

pub use pieges::pieges;
pub use regle::dire_regle;

use super::{Assiette, Cellule, Duree, Garantie, Lecture, Rythme, Terme, mot};
use crate::montant::{Centimes, Taux};
use crate::reglementation::Unite;
use crate::texte::majuscule;

/// What a cell means, one sentence each. `pmss` is the plafond mensuel of the day, in
/// centimes, when it is known.
#[must_use]
pub fn dire_cellule(cellule: &Cellule, pmss: Option<Centimes>) -> Vec<String> {
    let seule = |phrase: &str| vec![phrase.to_owned()];
    let mut phrases = match cellule {
        Cellule::Neant => seule("Non couvert : la mutuelle ne paie rien pour ces soins."),
        Cellule::SansObjet => seule(
            "Sans objet : cette ligne ne dit rien pour ce niveau ; une autre ligne du tableau peut s’appliquer.",
        ),
        Cellule::NonDit => seule(
            "Le contrat ne le dit pas. Le résultat est une fourchette, de rien à tout le prix ; la question est à poser à l’assureur.",
        ),
        Cellule::Niveau(nom) => vec![format!(
            "Ce que paie le niveau « {nom} » du même contrat ; cela s’écrit pour un délai."
        )],
        Cellule::Lectures(lectures) => match lectures.as_slice() {
            [seule] => dire_garantie(seule, pmss),
            plusieurs => dire_lectures(plusieurs, pmss),
        },
    };
    gloser_une_fois(&mut phrases);
    phrases
}

fn dire_lectures(lectures: &[Garantie], pmss: Option<Centimes>) -> Vec<String> {
    let mut phrases = vec![format!(
        "Le contrat peut se lire de {} façons ; elles sont toutes calculées, et la question est à poser à l’assureur.",
        en_lettres(lectures.len())
    )];
    for (rang, lecture) in lectures.iter().enumerate() {
        let mut dites = dire_somme(lecture, pmss);
        dites.extend(dire_regle(&lecture.regle, pmss));
        let dites = minuscule(&dites.join(" "));
        phrases.push(format!("Lecture {}, « {lecture} » : {dites}", rang + 1));
    }
    phrases
}

/// Glosses that are said once, at the first mention.
const GLOSES: [&str; 2] = [GLOSE_BR, GLOSE_TM];
const GLOSE_BR: &str = " (BR : le tarif de la sécurité sociale, et non le prix)";
const GLOSE_TM: &str = " (TM : la part de la base que la sécurité sociale laisse)";

/// The same sentences, each gloss at its first mention only.
fn gloser_une_fois(phrases: &mut [String]) {
    for glose in GLOSES {
        let mut dite = false;
        for phrase in phrases.iter_mut() {
            while let Some(debut) = phrase
                .match_indices(glose)
                .map(|(place, _)| place)
                .nth(usize::from(!dite))
            {
                phrase.replace_range(debut..debut + glose.len(), "");
            }
            dite |= phrase.contains(glose);
        }
    }
}

fn dire_garantie(garantie: &Garantie, pmss: Option<Centimes>) -> Vec<String> {
    let mut phrases = dire_somme(garantie, pmss);
    phrases.extend(dire_regle(&garantie.regle, pmss));
    phrases.extend(dire_lecture(garantie));
    phrases
}

/// « La mutuelle paie … », then what each other term adds.
fn dire_somme(garantie: &Garantie, pmss: Option<Centimes>) -> Vec<String> {
    let amo = |terme: &&Terme| terme.assiette == Assiette::Amo;
    let mut phrases: Vec<String> = garantie
        .termes
        .iter()
        .find(amo)
        .map(|_| "La sécurité sociale paie sa part.".to_owned())
        .into_iter()
        .collect();
    let payes = garantie.termes.iter().filter(|terme| !amo(terme));
    for (rang, terme) in payes.enumerate() {
        let debut = match rang {
            0 => "La mutuelle paie",
            _ => "Puis elle ajoute, sur ce qui reste à payer,",
        };
        let dit = dire_terme(terme, rang > 0, pmss);
        phrases.push(format!("{debut} {dit}."));
    }
    if phrases.len() == 1 && garantie.termes.iter().all(|terme| amo(&terme)) {
        return vec!["Seule la sécurité sociale paie : la mutuelle n’ajoute rien.".to_owned()];
    }
    phrases
}

/// « 150 % de la base de remboursement, dans la limite de … »
fn dire_terme(terme: &Terme, suivant: bool, pmss: Option<Centimes>) -> String {
    let mut dit = dire_assiette(terme.assiette, suivant);
    match terme.rythme {
        Some(Rythme::Unite(unite)) => dit = format!("{dit} par {unite}"),
        Some(Rythme::Periode(duree)) => {
            dit = format!("jusqu’à {dit} {}", sur_la_periode(duree));
        }
        None => {}
    }
    if let (Assiette::Pmss(taux), Some(pmss)) = (terme.assiette, pmss) {
        dit = format!("{dit}, soit {}", euros(pmss.fois(taux)));
    }
    for limite in &terme.limites {
        dit = format!("{dit}, sans dépasser {}", dire_assiette(*limite, false));
    }
    match terme.lecture {
        Some(Lecture::AmoComprise) => format!("{dit}, part de la sécurité sociale comprise"),
        Some(Lecture::EnPlus) => format!("{dit}, en plus de la part de la sécurité sociale"),
        Some(Lecture::ToutCompris) => {
            format!("{dit}, part de la sécurité sociale et contrat précédent compris")
        }
        None => dit,
    }
}

/// What an amount is a share of, as a noun.
pub(super) fn dire_assiette(assiette: Assiette, suivant: bool) -> String {
    let entier = |taux: Taux| taux == Taux::UN;
    match assiette {
        Assiette::Pourcentage(taux) | Assiette::Br(taux) => {
            format!("{taux} de la base de remboursement{GLOSE_BR}")
        }
        Assiette::FraisReels(taux) if entier(taux) => "tout le prix (frais réels)".to_owned(),
        Assiette::FraisReels(taux) => format!("{taux} du prix (frais réels)"),
        Assiette::Reste(taux) if suivant => format!("{taux} de ce reste"),
        Assiette::Reste(taux) => format!("{taux} de ce que la sécurité sociale laisse à payer"),
        Assiette::TicketModerateur(taux) if entier(taux) => {
            format!("le ticket modérateur{GLOSE_TM}")
        }
        Assiette::TicketModerateur(taux) => format!("{taux} du ticket modérateur{GLOSE_TM}"),
        Assiette::Amo => "la part de la sécurité sociale".to_owned(),
        Assiette::Plv(taux) if entier(taux) => {
            "le prix, jusqu’au prix limite de vente (PLV) du 100 % Santé".to_owned()
        }
        Assiette::Plv(taux) => {
            format!("{taux} du prix, jusqu’au prix limite de vente (PLV) du 100 % Santé")
        }
        Assiette::Pmss(taux) => {
            format!("{taux} du plafond mensuel de la sécurité sociale (PMSS)")
        }
        Assiette::Euros(montant) => euros(montant),
    }
}

/// How the whole cell counts the social security, said once.
fn dire_lecture(garantie: &Garantie) -> Option<String> {
    let dit_par_les_termes = garantie.termes.iter().any(|terme| terme.lecture.is_some());
    if garantie.regle.lecture.is_some() || dit_par_les_termes {
        return None;
    }
    if somme_avec_tm(garantie) {
        let seul = garantie.termes.len() == 1;
        return (!seul).then(|| {
            "Dans une somme avec TM ou AMO, le reste vient en plus de la part de la sécurité sociale."
                .to_owned()
        });
    }
    let regle = &garantie.regle;
    if regle.capital || regle.sans_depense {
        return None;
    }
    let total =
        |terme: &Terme| matches!(terme.assiette, Assiette::FraisReels(_) | Assiette::Plv(_));
    if garantie.termes.iter().all(total) {
        return Some(
            "La sécurité sociale paie sa part d’abord ; la mutuelle paie la différence.".to_owned(),
        );
    }
    non_dite(garantie).then(|| {
        "Le texte ne dit pas si la part de la sécurité sociale (AMO) est comprise.".to_owned()
    })
}

/// Whether the cell leaves unsaid how it counts the social security.
#[must_use]
pub fn non_dite(garantie: &Garantie) -> bool {
    garantie.regle.lecture.is_none()
        && !somme_avec_tm(garantie)
        && garantie.termes.iter().any(|terme| {
            terme.lecture.is_none()
                && matches!(
                    terme.assiette,
                    Assiette::Pourcentage(_)
                        | Assiette::Br(_)
                        | Assiette::Pmss(_)
                        | Assiette::Euros(_)
                )
        })
}

pub(super) fn somme_avec_tm(garantie: &Garantie) -> bool {
    garantie.termes.iter().any(|terme| {
        matches!(
            terme.assiette,
            Assiette::TicketModerateur(_) | Assiette::Amo
        )
    })
}

/// « par an », « par période de 2 ans », « pour toute la durée du contrat ».
pub(super) fn sur_la_periode(duree: Duree) -> String {
    match duree {
        Duree::Ans(1) => "par an".to_owned(),
        Duree::Mois(1) => "par mois".to_owned(),
        Duree::Sejour => "par séjour".to_owned(),
        Duree::Dent => "par dent, une même dent n’étant comptée qu’une fois".to_owned(),
        Duree::Contrat => "une fois pour toute la durée du contrat".to_owned(),
        autre => format!("par période de {autre}"),
    }
}

/// « pour toute l’année », « pour 2 ans ».
pub(super) fn pour_la_periode(duree: Duree) -> String {
    match duree {
        Duree::Ans(1) => "pour toute l’année".to_owned(),
        Duree::Mois(1) => "pour tout le mois".to_owned(),
        Duree::Sejour => "pour tout le séjour".to_owned(),
        Duree::Dent => "pour la même dent".to_owned(),
        Duree::Contrat => "pour toute la durée du contrat".to_owned(),
        autre => format!("pour {autre}"),
    }
}

/// « 30 € », « 38,50 € ».
pub(super) fn euros(montant: Centimes) -> String {
    super::ecriture::euros(montant)
}

/// « chaque séance », « chaque œil ».
pub(super) fn chaque(unite: Unite) -> String {
    format!("chaque {}", mot(unite, 1))
}

fn en_lettres(nombre: usize) -> String {
    match nombre {
        2 => "deux".to_owned(),
        3 => "trois".to_owned(),
        4 => "quatre".to_owned(),
        autre => autre.to_string(),
    }
}

/// The same text without its capital.
fn minuscule(texte: &str) -> String {
    let mut lettres = texte.chars();
    lettres
        .next()
        .into_iter()
        .flat_map(char::to_lowercase)
        .chain(lettres)
        .collect()
}

/// A capital and a full stop.
pub(super) fn phrase(texte: &str) -> String {
    format!("{}.", majuscule(texte))
}
