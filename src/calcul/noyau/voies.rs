//! Lanes: one reading of one choice. A choice has as many lanes as there are ways to read
//! what it leaves unsaid about the care met so far.

use super::bloc::{Bloc, Classe, VoieLue};
use super::{LARGEUR, Noyau};
use crate::calcul::contrat::{Compteurs, Contrat};
use crate::calcul::lecteur::{Cle, CleDe, Lecteur};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A choice with more readings than this is settled by the year that explains.
const LECTURES_MAX: usize = 32;

/// What is known of a choice.
#[derive(Clone, Debug, Default)]
pub(super) struct EtatChoix {
    /// What it leaves unsaid, each with its number of readings.
    variables: Vec<(CleDe, u8)>,
    /// Whether some line is not said at all: read at its worst and at its best.
    extremes: bool,
    /// Settled by the year that explains.
    pub(super) a_part: bool,
    /// Its lanes: block, place.
    pub(super) voies: Vec<(usize, usize)>,
}

impl EtatChoix {
    /// Learns what a reading met; says whether it is new.
    pub(super) fn apprendre(&mut self, lecteur: &Lecteur) -> bool {
        let mut nouveau = false;
        for variable in lecteur.vues() {
            if variable.cle.1.est_extreme() {
                nouveau |= !std::mem::replace(&mut self.extremes, true);
            } else if !self.variables.iter().any(|(cle, _)| *cle == variable.cle) {
                self.variables.push((variable.cle, variable.lectures));
                nouveau = true;
            }
        }
        nouveau
    }

    /// Every reading; none when there are too many.
    fn lectures(&self) -> Option<Vec<(BTreeMap<CleDe, u8>, bool)>> {
        let mut toutes = vec![(BTreeMap::new(), false)];
        for (cle, lectures) in &self.variables {
            if toutes.len() * usize::from(*lectures) > LECTURES_MAX {
                return None;
            }
            toutes = toutes
                .into_iter()
                .flat_map(|(choix, _)| {
                    (0..*lectures).map(move |lecture| {
                        let mut autre: BTreeMap<CleDe, u8> = choix.clone();
                        autre.insert(*cle, lecture);
                        (autre, false)
                    })
                })
                .collect();
        }
        if self.extremes {
            let favorables: Vec<_> = toutes
                .iter()
                .map(|(choix, _)| (choix.clone(), true))
                .collect();
            toutes.extend(favorables);
        }
        (toutes.len() <= LECTURES_MAX).then_some(toutes)
    }
}

/// Lays every reading of every choice in blocks whose law is the same.
pub(super) fn blocs(noyau: &Noyau<'_>, choix: &mut [EtatChoix]) -> Vec<Bloc> {
    let mut par_classe: BTreeMap<Classe, Vec<VoieLue>> = BTreeMap::new();
    let contrats = noyau.contrats.iter().zip(&noyau.echeances);
    for (rang, (etat, (contrat, echeance))) in choix.iter_mut().zip(contrats).enumerate() {
        etat.voies.clear();
        let lectures = if etat.a_part { None } else { etat.lectures() };
        let Some(lectures) = lectures else {
            etat.a_part = true;
            continue;
        };
        for (lectures, favorable) in lectures {
            let responsable = responsable(contrat, &lectures);
            let classe = Classe {
                responsable,
                // la loi ne borne que les contrats responsables
                echeance: if responsable { *echeance } else { Date::MIN },
                paie_participation: contrat.choix.offre.paie_participation && !responsable,
            };
            let en_delai = lectures
                .iter()
                .any(|((_, cle), lecture)| matches!(cle, Cle::Delai(_)) && *lecture == 1);
            par_classe.entry(classe).or_default().push(VoieLue {
                choix: rang,
                lectures,
                favorable,
                en_delai,
                registre: Compteurs::default(),
                casiers: Vec::new(),
            });
        }
    }
    let mut blocs = Vec::new();
    for (classe, voies) in par_classe {
        let mut voies = voies.into_iter();
        loop {
            let siennes: Vec<VoieLue> = voies.by_ref().take(LARGEUR).collect();
            if siennes.is_empty() {
                break;
            }
            for (place, voie) in siennes.iter().enumerate() {
                if let Some(etat) = choix.get_mut(voie.choix) {
                    etat.voies.push((blocs.len(), place));
                }
            }
            blocs.push(Bloc::new(classe, siennes));
        }
    }
    blocs
}

fn responsable(contrat: &Contrat<'_>, lectures: &BTreeMap<CleDe, u8>) -> bool {
    contrat.responsable(&mut Lecteur::new(lectures.clone(), false))
}
