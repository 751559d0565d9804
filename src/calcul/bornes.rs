//! Every reading of a contract that leaves something unsaid: bounds, the prudent
//! reading, and the questions to put to the insurer.

use super::contrat::Contrat;
use super::drapeau::Drapeau;
use super::exercice::{Decompte, Detail, Montants, exercice};
use super::lecteur::{Cle, CleDe, Lecteur, Variable};
use super::prestation::Dossiers;
use crate::montant::Centimes;
use std::collections::BTreeMap;

/// Above this number of readings, bounds are wide and said to be.
const LECTURES_MAX: usize = 256;

/// A smallest and a largest amount, in centimes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bornes {
    /// Smallest.
    pub min: Centimes,
    /// Largest.
    pub max: Centimes,
}

/// A line of a basket over the year: its acts added up, and the bounds of what is left.
#[derive(Clone, Debug)]
pub struct LigneAnnuelle {
    /// Rank of the line of the basket.
    pub ligne: usize,
    /// How many acts it made (a stay makes several).
    pub actes: Vec<Decompte>,
    /// The amounts added up, in the prudent reading.
    pub montants: Montants,
    /// What is left, over all readings.
    pub rac: Bornes,
}

/// A year of care under a contract.
#[derive(Clone, Debug)]
pub struct AnneeDeSoins {
    /// One by line of the basket.
    pub lignes: Vec<LigneAnnuelle>,
    /// The amounts of the year in the prudent reading: the one that leaves most to pay,
    /// for care that falls after a delay shorter than the year.
    pub total: Montants,
    /// What is left over the year, over all readings.
    pub rac: Bornes,
    /// What must be said.
    pub drapeaux: Vec<Drapeau>,
    /// Questions to the insurer.
    pub questions: Vec<String>,
}

/// Settles a year under every reading of the contracts, in paying order (or without any).
#[must_use]
pub fn annee_de_soins(
    dossiers: &Dossiers,
    contrats: &[Contrat<'_>],
    expliquer: bool,
) -> AnneeDeSoins {
    let detail = if expliquer {
        Detail::Etapes
    } else {
        Detail::Lignes
    };
    let mut lecteur = Lecteur::default();
    let decomptes = exercice(dossiers, contrats, &mut lecteur, detail);
    let mut exploration = Exploration::default();
    if lecteur.vues().is_empty() {
        // rien n'est laissé non dit : une seule lecture
        exploration.retenir(dossiers, &decomptes, &BTreeMap::new(), false);
        return exploration.conclure(dossiers, decomptes);
    }
    exploration.explorer(dossiers, contrats, BTreeMap::new());
    let (choix, favorable, _) = exploration.retenue.take().unwrap_or_default();
    let mut lecteur = Lecteur::new(choix, favorable);
    let decomptes = exercice(dossiers, contrats, &mut lecteur, detail);
    exploration.conclure(dossiers, decomptes)
}

#[derive(Default)]
struct Exploration {
    lectures: usize,
    larges: bool,
    /// Bounds by line of the basket.
    lignes: Vec<Bornes>,
    total: Option<Bornes>,
    /// The reading to show: its choices, whether it is favourable, what it leaves.
    retenue: Option<(BTreeMap<CleDe, u8>, bool, Centimes)>,
    variables: Vec<Variable>,
}

impl Exploration {
    /// A reading of the contract, then the other readings of each thing it left unsaid:
    /// what was read at 0 by default is the first reading of all of them.
    fn explorer(
        &mut self,
        dossiers: &Dossiers,
        contrats: &[Contrat<'_>],
        choix: BTreeMap<CleDe, u8>,
    ) {
        let mut lecteur = Lecteur::new(choix, false);
        let decomptes = exercice(dossiers, contrats, &mut lecteur, Detail::Montants);
        self.retenir_variables(&lecteur);
        let mut pris = lecteur.choix().clone();
        while let Some(variable) = lecteur.premiere_hors(&pris).cloned() {
            for lecture in 1..variable.lectures {
                if self.lectures >= LECTURES_MAX {
                    self.larges = true;
                    break;
                }
                let mut autre = pris.clone();
                autre.insert(variable.cle, lecture);
                self.explorer(dossiers, contrats, autre);
            }
            pris.insert(variable.cle, 0);
        }
        self.lectures += 1;
        self.retenir(dossiers, &decomptes, &pris, false);
        if lecteur.a_des_extremes() {
            let mut favorable = Lecteur::new(pris.clone(), true);
            let decomptes = exercice(dossiers, contrats, &mut favorable, Detail::Montants);
            self.retenir_variables(&favorable);
            self.retenir(dossiers, &decomptes, &pris, true);
        }
    }

    fn retenir_variables(&mut self, lecteur: &Lecteur) {
        for variable in lecteur.vues() {
            if !self
                .variables
                .iter()
                .any(|connue| connue.cle == variable.cle)
            {
                self.variables.push(variable.clone());
            }
        }
    }

    fn retenir(
        &mut self,
        dossiers: &Dossiers,
        decomptes: &[Decompte],
        choix: &BTreeMap<CleDe, u8>,
        favorable: bool,
    ) {
        let total = decomptes.iter().map(|decompte| decompte.montants.rac).sum();
        let par_ligne = (0..dossiers.lignes).map(|ligne| {
            let de_la_ligne = decomptes.iter().filter(|decompte| decompte.ligne == ligne);
            de_la_ligne
                .map(|decompte| decompte.montants.rac)
                .sum::<Centimes>()
        });
        if self.lignes.is_empty() {
            self.lignes = par_ligne.map(|rac| Bornes { min: rac, max: rac }).collect();
        } else {
            for (bornes, rac) in self.lignes.iter_mut().zip(par_ligne) {
                bornes.min = bornes.min.min(rac);
                bornes.max = bornes.max.max(rac);
            }
        }
        let bornes = self.total.get_or_insert(Bornes {
            min: total,
            max: total,
        });
        bornes.min = bornes.min.min(total);
        bornes.max = bornes.max.max(total);
        let dans_un_delai = choix
            .iter()
            .any(|((_, cle), lecture)| matches!(cle, Cle::Delai(_)) && *lecture == 1);
        let prudente = self.retenue.as_ref().is_none_or(|(_, _, rac)| total > *rac);
        if !dans_un_delai && prudente {
            self.retenue = Some((choix.clone(), favorable, total));
        }
    }

    fn conclure(self, dossiers: &Dossiers, decomptes: Vec<Decompte>) -> AnneeDeSoins {
        let mut lignes: Vec<LigneAnnuelle> = self
            .lignes
            .iter()
            .enumerate()
            .map(|(ligne, rac)| LigneAnnuelle {
                ligne,
                actes: Vec::new(),
                montants: Montants::default(),
                rac: *rac,
            })
            .collect();
        lignes.resize_with(dossiers.lignes, || LigneAnnuelle {
            ligne: 0,
            actes: Vec::new(),
            montants: Montants::default(),
            rac: Bornes::default(),
        });
        let mut total = Montants::default();
        let mut drapeaux: Vec<Drapeau> = self
            .variables
            .iter()
            .map(|variable| variable.cle.1.drapeau())
            .collect();
        for decompte in decomptes {
            total += decompte.montants;
            drapeaux.extend(&decompte.drapeaux);
            if let Some(ligne) = lignes.get_mut(decompte.ligne) {
                ligne.montants += decompte.montants;
                ligne.actes.push(decompte);
            }
        }
        let mut rac = self.total.unwrap_or_default();
        if self.larges {
            drapeaux.push(Drapeau::BornesLarges);
            rac = Bornes {
                min: total.participation + total.franchise,
                max: total.depense - total.amo,
            };
        }
        drapeaux.sort_unstable();
        drapeaux.dedup();
        AnneeDeSoins {
            lignes,
            total,
            rac,
            drapeaux,
            questions: self
                .variables
                .into_iter()
                .filter(|variable| !matches!(variable.cle.1, Cle::Delai(_)))
                .map(|variable| variable.question)
                .collect(),
        }
    }
}
