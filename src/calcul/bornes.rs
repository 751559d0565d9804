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

impl Bornes {
    /// One amount, for certain.
    #[must_use]
    pub const fn seule(montant: Centimes) -> Self {
        Self {
            min: montant,
            max: montant,
        }
    }

    fn etendre(&mut self, montant: Centimes) {
        self.min = self.min.min(montant);
        self.max = self.max.max(montant);
    }

    fn etendre_ou_poser(bornes: &mut Option<Self>, montant: Centimes) {
        bornes.get_or_insert(Self::seule(montant)).etendre(montant);
    }

    /// What is left when too much is unsaid: from the participations alone to everything
    /// that the social security leaves.
    fn larges(total: &Montants) -> Self {
        Self {
            min: total.participation + total.franchise,
            max: total.depense - total.amo,
        }
    }
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
    /// What must be said of it: of its acts, and of the readings when they change it.
    pub drapeaux: Vec<Drapeau>,
}

/// A year of care of one person under a contract.
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

/// The years of care of people under the same contract, whose unsaid words are read the
/// same way for all of them.
#[derive(Clone, Debug)]
pub struct AnneesDeSoins {
    /// One by person, in the order given.
    pub personnes: Vec<AnneeDeSoins>,
    /// The amounts of all, in the reading that leaves most to pay for all.
    pub total: Montants,
    /// What is left to all, over all readings.
    pub rac: Bornes,
    /// What must be said of one of them at least.
    pub drapeaux: Vec<Drapeau>,
    /// Questions to the insurer.
    pub questions: Vec<String>,
}

impl AnneesDeSoins {
    /// The acts of everybody.
    pub fn actes(&self) -> impl Iterator<Item = &Decompte> {
        let lignes = self.personnes.iter().flat_map(|annee| &annee.lignes);
        lignes.flat_map(|ligne| &ligne.actes)
    }
}

/// Settles a year under every reading of the contracts, in paying order (or without any).
#[must_use]
pub fn annee_de_soins(
    dossiers: &Dossiers,
    contrats: &[Contrat<'_>],
    expliquer: bool,
) -> AnneeDeSoins {
    let annees = annees_de_soins(std::slice::from_ref(dossiers), contrats, expliquer);
    let AnneesDeSoins {
        personnes,
        total,
        rac,
        drapeaux,
        questions,
    } = annees;
    let lignes = personnes.into_iter().flat_map(|annee| annee.lignes);
    AnneeDeSoins {
        lignes: lignes.collect(),
        total,
        rac,
        drapeaux,
        questions,
    }
}

/// The same for people who have the same contracts: counters are their own, and what a
/// contract leaves unsaid is read the same way for everybody, so that bounds are exact.
#[must_use]
pub fn annees_de_soins(
    dossiers: &[Dossiers],
    contrats: &[Contrat<'_>],
    expliquer: bool,
) -> AnneesDeSoins {
    let detail = if expliquer {
        Detail::Etapes
    } else {
        Detail::Lignes
    };
    let mut exploration = Exploration::new(dossiers, contrats);
    let (decomptes, vues) = exploration.lire(&BTreeMap::new(), false, detail);
    if vues.vues().is_empty() {
        // rien n'est laissé non dit : une seule lecture
        exploration.retenir(&decomptes, &BTreeMap::new(), false);
        return exploration.conclure(decomptes);
    }
    exploration.explorer(BTreeMap::new());
    let (choix, favorable, _) = exploration.retenue.take().unwrap_or_default();
    let (decomptes, _) = exploration.lire(&choix, favorable, detail);
    exploration.conclure(decomptes)
}

/// The reading that is shown of contracts, for the care of these people.
#[must_use]
pub(super) fn lecture_montree(dossiers: &[Dossiers], contrats: &[Contrat<'_>]) -> Lecteur {
    let mut exploration = Exploration::new(dossiers, contrats);
    exploration.explorer(BTreeMap::new());
    let (choix, favorable, _) = exploration.retenue.unwrap_or_default();
    Lecteur::new(choix, favorable)
}

/// What is left to these people: in the reading shown, and the most over all readings. The
/// same as [`annees_de_soins`], without anything else.
#[must_use]
pub(super) fn restes(dossiers: &[Dossiers], contrats: &[Contrat<'_>]) -> (Centimes, Centimes) {
    let mut exploration = Exploration::new(dossiers, contrats);
    exploration.explorer(BTreeMap::new());
    if exploration.larges {
        let annees = annees_de_soins(dossiers, contrats, false);
        return (annees.total.rac, annees.rac.max);
    }
    let montre = exploration.retenue.map(|(_, _, rac)| rac);
    let total = exploration.total.unwrap_or_default();
    (montre.unwrap_or(total.max), total.max)
}

/// A question to the insurer, and what its answer is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enjeu {
    /// The question.
    pub question: String,
    /// Between its worst answer and its best, everything else being read prudently: what is
    /// left to pay in a year, in centimes.
    pub montant: Centimes,
}

/// What each thing that a contract leaves unsaid is worth on a year of care, dearest first;
/// what changes nothing is left out.
#[must_use]
pub fn enjeux(dossiers: &Dossiers, contrat: &Contrat<'_>) -> Vec<Enjeu> {
    let reste = |choix: BTreeMap<CleDe, u8>| {
        let mut lecteur = Lecteur::new(choix, false);
        let contrats = std::slice::from_ref(contrat);
        let decomptes = exercice(dossiers, contrats, &mut lecteur, Detail::Montants);
        let rac: Centimes = decomptes.iter().map(|lu| lu.montants.rac).sum();
        (rac, lecteur)
    };
    let (_, vues) = reste(BTreeMap::new());
    let mut enjeux: Vec<Enjeu> = Vec::new();
    for variable in vues.vues() {
        // un délai est une date, que l’assureur ne dira pas
        if matches!(variable.cle.1, Cle::Delai(_)) {
            continue;
        }
        let lectures = (0..variable.lectures).map(|lecture| {
            let choix = BTreeMap::from([(variable.cle, lecture)]);
            reste(choix).0
        });
        let mut bornes = None;
        for rac in lectures {
            Bornes::etendre_ou_poser(&mut bornes, rac);
        }
        let bornes = bornes.unwrap_or_default();
        if bornes.max > bornes.min {
            enjeux.push(Enjeu {
                question: variable.question.clone(),
                montant: bornes.max - bornes.min,
            });
        }
    }
    enjeux.sort_by(|un, autre| {
        autre
            .montant
            .cmp(&un.montant)
            .then_with(|| un.question.cmp(&autre.question))
    });
    enjeux
}

/// What the readings said of one person.
#[derive(Clone, Debug, Default)]
struct Constat {
    /// Bounds by line of the basket.
    lignes: Vec<Bornes>,
    total: Option<Bornes>,
    variables: Vec<Variable>,
}

struct Exploration<'a> {
    dossiers: &'a [Dossiers],
    contrats: &'a [Contrat<'a>],
    lectures: usize,
    larges: bool,
    personnes: Vec<Constat>,
    total: Option<Bornes>,
    /// The reading to show: its choices, whether it is favourable, what it leaves.
    retenue: Option<(BTreeMap<CleDe, u8>, bool, Centimes)>,
}

impl<'a> Exploration<'a> {
    fn new(dossiers: &'a [Dossiers], contrats: &'a [Contrat<'a>]) -> Self {
        Self {
            dossiers,
            contrats,
            lectures: 0,
            larges: false,
            personnes: vec![Constat::default(); dossiers.len()],
            total: None,
            retenue: None,
        }
    }

    /// One reading for everybody: the acts of each, and the variables met by all.
    fn lire(
        &mut self,
        choix: &BTreeMap<CleDe, u8>,
        favorable: bool,
        detail: Detail,
    ) -> (Vec<Vec<Decompte>>, Lecteur) {
        let mut tous = Lecteur::new(choix.clone(), favorable);
        let mut decomptes = Vec::with_capacity(self.dossiers.len());
        for (dossiers, constat) in self.dossiers.iter().zip(&mut self.personnes) {
            let mut lecteur = Lecteur::new(choix.clone(), favorable);
            decomptes.push(exercice(dossiers, self.contrats, &mut lecteur, detail));
            for variable in lecteur.vues() {
                if !constat.variables.iter().any(|vue| vue.cle == variable.cle) {
                    constat.variables.push(variable.clone());
                }
            }
            tous.joindre(lecteur);
        }
        (decomptes, tous)
    }

    /// A reading of the contract, then the other readings of each thing it left unsaid:
    /// what was read at 0 by default is the first reading of all of them.
    fn explorer(&mut self, choix: BTreeMap<CleDe, u8>) {
        let (decomptes, lecteur) = self.lire(&choix, false, Detail::Montants);
        let mut pris = choix;
        while let Some(variable) = lecteur.premiere_hors(&pris).cloned() {
            for lecture in 1..variable.lectures {
                if self.lectures >= LECTURES_MAX {
                    self.larges = true;
                    break;
                }
                let mut autre = pris.clone();
                autre.insert(variable.cle, lecture);
                self.explorer(autre);
            }
            pris.insert(variable.cle, 0);
        }
        self.lectures += 1;
        self.retenir(&decomptes, &pris, false);
        if lecteur.a_des_extremes() {
            let (decomptes, _) = self.lire(&pris, true, Detail::Montants);
            self.retenir(&decomptes, &pris, true);
        }
    }

    fn retenir(
        &mut self,
        decomptes: &[Vec<Decompte>],
        choix: &BTreeMap<CleDe, u8>,
        favorable: bool,
    ) {
        let mut total = Centimes::ZERO;
        let personnes = self.personnes.iter_mut().zip(self.dossiers);
        for ((constat, dossiers), siens) in personnes.zip(decomptes) {
            let sien = siens.iter().map(|decompte| decompte.montants.rac).sum();
            let mut par_ligne = vec![Centimes::ZERO; dossiers.lignes];
            for decompte in siens {
                if let Some(rac) = par_ligne.get_mut(decompte.ligne) {
                    *rac += decompte.montants.rac;
                }
            }
            if constat.lignes.is_empty() {
                constat.lignes = par_ligne.into_iter().map(Bornes::seule).collect();
            } else {
                for (bornes, rac) in constat.lignes.iter_mut().zip(par_ligne) {
                    bornes.etendre(rac);
                }
            }
            Bornes::etendre_ou_poser(&mut constat.total, sien);
            total += sien;
        }
        Bornes::etendre_ou_poser(&mut self.total, total);
        let dans_un_delai = choix
            .iter()
            .any(|((_, cle), lecture)| matches!(cle, Cle::Delai(_)) && *lecture == 1);
        let prudente = self.retenue.as_ref().is_none_or(|(_, _, rac)| total > *rac);
        if !dans_un_delai && prudente {
            self.retenue = Some((choix.clone(), favorable, total));
        }
    }

    fn conclure(self, decomptes: Vec<Vec<Decompte>>) -> AnneesDeSoins {
        let larges = self.larges;
        let constats = self.personnes.into_iter().zip(decomptes);
        let personnes: Vec<AnneeDeSoins> = constats
            .map(|(constat, siens)| constat.conclure(siens, larges))
            .collect();
        let mut total = Montants::default();
        let mut drapeaux = Vec::new();
        let mut questions: Vec<String> = Vec::new();
        for annee in &personnes {
            total += annee.total;
            drapeaux.extend(&annee.drapeaux);
            for question in &annee.questions {
                if !questions.contains(question) {
                    questions.push(question.clone());
                }
            }
        }
        let rac = if larges {
            Bornes::larges(&total)
        } else {
            self.total.unwrap_or_default()
        };
        drapeaux.sort_unstable();
        drapeaux.dedup();
        AnneesDeSoins {
            personnes,
            total,
            rac,
            drapeaux,
            questions,
        }
    }
}

impl Constat {
    fn conclure(self, decomptes: Vec<Decompte>, larges: bool) -> AnneeDeSoins {
        let mut lectures: Vec<Drapeau> = self
            .variables
            .iter()
            .map(|variable| variable.cle.1.drapeau())
            .collect();
        lectures.extend(larges.then_some(Drapeau::BornesLarges));
        let lignes = self.lignes.iter().enumerate();
        let mut lignes: Vec<LigneAnnuelle> = lignes
            .map(|(ligne, rac)| LigneAnnuelle {
                ligne,
                actes: Vec::new(),
                montants: Montants::default(),
                rac: *rac,
                drapeaux: if rac.min == rac.max {
                    Vec::new()
                } else {
                    lectures.clone()
                },
            })
            .collect();
        let mut total = Montants::default();
        let mut drapeaux = lectures;
        for decompte in decomptes {
            total += decompte.montants;
            drapeaux.extend(&decompte.drapeaux);
            if let Some(ligne) = lignes.get_mut(decompte.ligne) {
                ligne.montants += decompte.montants;
                ligne.drapeaux.extend(&decompte.drapeaux);
                ligne.actes.push(decompte);
            }
        }
        for dits in lignes.iter_mut().map(|ligne| &mut ligne.drapeaux) {
            dits.sort_unstable();
            dits.dedup();
        }
        let rac = if larges {
            Bornes::larges(&total)
        } else {
            self.total.unwrap_or_default()
        };
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
