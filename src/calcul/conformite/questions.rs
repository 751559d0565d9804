//! The questions to put to insurers: only those whose answer could change the ranking, the
//! dearest first.

use super::{Constat, Copie, Question, Verdict};
use crate::cahier::{Cahier, Priorite};
use crate::offre::Offre;
use std::cmp::Reverse;

/// A question to an insurer, about one or several of its levels.
#[derive(Clone, Debug)]
pub struct Demandee<'a> {
    /// The offer.
    pub offre: &'a Offre,
    /// Its levels.
    pub niveaux: Vec<String>,
    /// The question; what is at stake is that of the level where it is most.
    pub question: Question,
    /// Ranks of the requirements that it would settle.
    pub exigences: Vec<usize>,
}

/// What ranks a copy: obligations missed or unknown, then points.
type Cle = (usize, Reverse<u64>);

/// Questions that could move an offer in the ranking of these copies. An answer is tried as a
/// yes then as a no, the rest being read prudently; when the rank is the same, the question is
/// left out.
#[must_use]
pub fn questions<'a>(cahier: &Cahier, copies: &[Copie<'a>]) -> Vec<Demandee<'a>> {
    let cles: Vec<Cle> = copies
        .iter()
        .map(|copie| cle(cahier, copie, None))
        .collect();
    let mut demandees: Vec<Demandee<'a>> = Vec::new();
    for (rang, copie) in copies.iter().enumerate() {
        for (exigence, constat) in copie.constats.iter().enumerate() {
            // ce qui est tranché ne demande rien
            if constat.questions.is_empty() {
                continue;
            }
            // devant elle, et à égalité : sortir d’une égalité change aussi le rang
            let place = |oui| {
                let cle = cle(cahier, copie, Some((exigence, oui)));
                let autres = || cles.iter().enumerate().filter(|(autre, _)| *autre != rang);
                let devant = autres().filter(|(_, autre)| **autre < cle).count();
                (devant, autres().filter(|(_, autre)| **autre == cle).count())
            };
            if place(true) != place(false) {
                for question in &constat.questions {
                    noter(&mut demandees, copie, question, exigence);
                }
            }
        }
    }
    demandees.sort_by_cached_key(|demandee| {
        (
            Reverse(demandee.question.en_jeu),
            demandee.offre.id.clone(),
            demandee.question.texte.clone(),
        )
    });
    demandees
}

/// The rank of a copy when one requirement is settled.
fn cle(cahier: &Cahier, copie: &Copie<'_>, tranchee: Option<(usize, bool)>) -> Cle {
    let (mut manquees, mut points) = (0, 0_u64);
    for (rang, (exigence, constat)) in cahier.exigences.iter().zip(&copie.constats).enumerate() {
        let oui = tranchee.and_then(|(tranchee, oui)| (tranchee == rang).then_some(oui));
        let verdict = match oui {
            Some(true) => Verdict::Oui,
            Some(false) => Verdict::Non,
            None => constat.verdict,
        };
        if exigence.priorite == Priorite::Obligatoire {
            manquees += usize::from(verdict != Verdict::Oui);
        }
        let part = part(constat, oui == Some(true));
        points += u64::from(exigence.poids) * u64::from(part);
    }
    (manquees, Reverse(points))
}

fn part(constat: &Constat, oui: bool) -> u32 {
    let (min, max) = constat.part;
    if oui { max.valeur() } else { min.valeur() }
}

fn noter<'a>(
    demandees: &mut Vec<Demandee<'a>>,
    copie: &Copie<'a>,
    question: &Question,
    exigence: usize,
) {
    let niveau = copie.choix.nom_niveau();
    let connue = demandees.iter_mut().find(|demandee| {
        demandee.offre.id == copie.choix.offre.id && demandee.question.texte == question.texte
    });
    let Some(connue) = connue else {
        demandees.push(Demandee {
            offre: copie.choix.offre,
            niveaux: vec![niveau],
            question: question.clone(),
            exigences: vec![exigence],
        });
        return;
    };
    if !connue.niveaux.contains(&niveau) {
        connue.niveaux.push(niveau);
    }
    if !connue.exigences.contains(&exigence) {
        connue.exigences.push(exigence);
    }
    connue.question.en_jeu = connue.question.en_jeu.max(question.en_jeu);
}
