//! The order of care within the year that leaves least to pay, under the counters of the
//! contracts: « puis », ceilings and numbers make it matter.
//!
//! Care that shares no counter does not change one another: each group of care that does is
//! looked at apart. Care with a month keeps it. In a group every order is compared when there
//! are few; else better ones are looked for step by step, and the answer says so.

use super::CalculImpossible;
use super::bornes::lecture_montree;
use super::classement::Demande;
use super::contrat::Contrat;
use super::exercice::{Detail, compteurs, exercice};
use super::lecteur::Lecteur;
use super::prestation::{Dossiers, Poste};
use crate::montant::Centimes;
use crate::offre::Choix;
use std::collections::BTreeSet;

/// The most orders of a group that are all compared: those of seven different acts.
pub const ORDRES_MAX: usize = 5_040;

/// The best order of the care of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrdreFavorable {
    /// Groups of care whose order changes what is left.
    pub groupes: Vec<Groupe>,
    /// How many orders were compared.
    pub compares: usize,
    /// Whether no other order can be better.
    pub exact: bool,
}

/// Care that shares counters, in its best order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groupe {
    /// Lines of the basket in the best order, one by act.
    pub lignes: Vec<usize>,
    /// What it leaves to pay in the order written, in centimes.
    pub ecrit: Centimes,
    /// What it leaves in the best one.
    pub favorable: Centimes,
}

impl OrdreFavorable {
    /// What the best order saves, in centimes.
    #[must_use]
    pub fn gain(&self) -> Centimes {
        let groupes = self.groupes.iter();
        groupes.map(|groupe| groupe.ecrit - groupe.favorable).sum()
    }
}

/// The best order of the care of each person of a question, under one offer.
///
/// # Errors
/// When a basket cannot be computed on the date.
pub fn ordres_favorables(
    demande: &Demande<'_>,
    choix: Choix<'_>,
) -> Result<Vec<OrdreFavorable>, CalculImpossible> {
    let dossiers = demande.annee()?;
    let (date, mois) = (demande.date, demande.anciennete_mois);
    let contrat = Contrat::new(choix, demande.reglementation, date, mois);
    Ok(favorables(&dossiers, std::slice::from_ref(&contrat)))
}

/// The same under contracts stacked in paying order, in the reading that is shown of them.
#[must_use]
pub fn favorables(dossiers: &[Dossiers], contrats: &[Contrat<'_>]) -> Vec<OrdreFavorable> {
    let lecture = lecture_montree(dossiers, contrats);
    let chercher = |dossiers| favorable(dossiers, contrats, &lecture);
    dossiers.iter().map(chercher).collect()
}

/// Something done at once: an act, a stay, a pair of glasses.
#[derive(Clone)]
struct Unite<'d> {
    /// Line of the basket; those of one line are alike.
    ligne: usize,
    postes: Vec<&'d Poste>,
    compteurs: BTreeSet<(usize, usize)>,
    /// Its month is known.
    datee: bool,
}

fn favorable(dossiers: &Dossiers, contrats: &[Contrat<'_>], lecture: &Lecteur) -> OrdreFavorable {
    let unites = unites(dossiers, contrats, lecture);
    // ce que paie un contrat qui paie la participation dépend de l'acte qui la porte
    let paient = contrats
        .iter()
        .any(|contrat| contrat.choix.offre.paie_participation);
    let mut ordre = OrdreFavorable {
        exact: !paient,
        ..OrdreFavorable::default()
    };
    for groupe in groupes(unites) {
        let mut recherche = Recherche::new(dossiers, contrats, lecture, groupe);
        ordre.exact &= recherche.chercher();
        ordre.compares += recherche.compares;
        ordre.groupes.extend(recherche.conclure());
    }
    ordre
}

/// The units of a year, in the order written.
fn unites<'d>(
    dossiers: &'d Dossiers,
    contrats: &[Contrat<'_>],
    lecture: &Lecteur,
) -> Vec<Unite<'d>> {
    let compteurs = compteurs(dossiers, contrats, &mut lecture.clone());
    let mut unites: Vec<Unite<'d>> = Vec::new();
    let mut dernier_sejour = 0;
    for (poste, compteurs) in dossiers.postes.iter().zip(compteurs) {
        let prestations = poste.prestations();
        let Some(premiere) = prestations.first() else {
            continue;
        };
        let suite = premiere.sejour > 0 && premiere.sejour == dernier_sejour;
        dernier_sejour = premiere.sejour;
        match unites.last_mut().filter(|_| suite) {
            Some(unite) => {
                unite.postes.push(poste);
                unite.compteurs.extend(compteurs);
            }
            None => unites.push(Unite {
                ligne: premiere.ligne,
                postes: vec![poste],
                compteurs: compteurs.into_iter().collect(),
                datee: premiere.mois.is_some(),
            }),
        }
    }
    unites
}

/// Units with their places, and the counters that tie them together.
type Lies<'d> = (BTreeSet<(usize, usize)>, Vec<(usize, Unite<'d>)>);

/// Units that share a counter, directly or through others; each in the order written.
fn groupes(unites: Vec<Unite<'_>>) -> Vec<Vec<Unite<'_>>> {
    let mut groupes: Vec<Lies<'_>> = Vec::new();
    for (place, unite) in unites.into_iter().enumerate() {
        let (lies, autres): (Vec<_>, Vec<_>) = groupes
            .into_iter()
            .partition(|(compteurs, _)| !compteurs.is_disjoint(&unite.compteurs));
        groupes = autres;
        let mut compteurs = unite.compteurs.clone();
        let mut membres = Vec::new();
        for (siens, unites) in lies {
            compteurs.extend(siens);
            membres.extend(unites);
        }
        membres.push((place, unite));
        membres.sort_by_key(|(place, _)| *place);
        groupes.push((compteurs, membres));
    }
    let membres = groupes.into_iter().map(|(_, membres)| membres);
    membres
        .map(|membres| membres.into_iter().map(|(_, unite)| unite).collect())
        .collect()
}

struct Recherche<'r> {
    dossiers: &'r Dossiers,
    contrats: &'r [Contrat<'r>],
    lecture: &'r Lecteur,
    /// What may be moved, by line, each with how many of it.
    libres: Vec<(Vec<Unite<'r>>, usize)>,
    datees: Vec<Unite<'r>>,
    /// The order written, as ranks in `libres`.
    ecrit: Vec<usize>,
    meilleur: (Centimes, Vec<usize>),
    reste_ecrit: Centimes,
    compares: usize,
}

impl<'r> Recherche<'r> {
    fn new(
        dossiers: &'r Dossiers,
        contrats: &'r [Contrat<'r>],
        lecture: &'r Lecteur,
        groupe: Vec<Unite<'r>>,
    ) -> Self {
        let (datees, mobiles): (Vec<_>, Vec<_>) = groupe.into_iter().partition(|unite| unite.datee);
        let mut libres: Vec<(Vec<Unite<'r>>, usize)> = Vec::new();
        let mut ecrit = Vec::new();
        for unite in mobiles {
            let meme = |(unites, _): &(Vec<Unite<'r>>, usize)| {
                unites
                    .first()
                    .is_some_and(|autre| autre.ligne == unite.ligne)
            };
            let rang = libres.iter().position(meme).unwrap_or(libres.len());
            ecrit.push(rang);
            match libres.get_mut(rang) {
                Some((unites, nombre)) => {
                    unites.push(unite);
                    *nombre += 1;
                }
                None => libres.push((vec![unite], 1)),
            }
        }
        let mut recherche = Self {
            dossiers,
            contrats,
            lecture,
            libres,
            datees,
            meilleur: (Centimes::ZERO, ecrit.clone()),
            ecrit,
            reste_ecrit: Centimes::ZERO,
            compares: 0,
        };
        recherche.reste_ecrit = recherche.reste(&recherche.ecrit);
        recherche.meilleur.0 = recherche.reste_ecrit;
        recherche
    }

    /// Looks for a better order; gives whether every one was compared.
    fn chercher(&mut self) -> bool {
        if self.libres.len() < 2 {
            return true;
        }
        if self
            .nombre_d_ordres()
            .is_some_and(|nombre| nombre <= ORDRES_MAX)
        {
            let mut restants: Vec<usize> = self.libres.iter().map(|(_, nombre)| *nombre).collect();
            self.tous(&mut Vec::new(), &mut restants);
            return true;
        }
        self.pas_a_pas();
        false
    }

    /// Orders of things alike within a line; none when there are too many to be counted.
    fn nombre_d_ordres(&self) -> Option<usize> {
        let mut nombre = 1usize;
        let mut places = 0usize;
        for (_, combien) in &self.libres {
            for rang in 1..=*combien {
                places += 1;
                nombre = nombre.checked_mul(places)?.checked_div(rang)?;
            }
        }
        Some(nombre)
    }

    /// Every order that begins like this one.
    fn tous(&mut self, debut: &mut Vec<usize>, restants: &mut [usize]) {
        if debut.len() == self.ecrit.len() {
            self.comparer(debut);
            return;
        }
        for rang in 0..restants.len() {
            let Some(nombre) = restants.get_mut(rang).filter(|nombre| **nombre > 0) else {
                continue;
            };
            *nombre -= 1;
            debut.push(rang);
            self.tous(debut, restants);
            debut.pop();
            if let Some(nombre) = restants.get_mut(rang) {
                *nombre += 1;
            }
        }
    }

    /// One act moved at a time, while that leaves less, within the same number of orders.
    fn pas_a_pas(&mut self) {
        loop {
            let depart = self.meilleur.1.clone();
            for de in 0..depart.len() {
                for vers in 0..depart.len() {
                    if self.compares >= ORDRES_MAX {
                        return;
                    }
                    let mut autre = depart.clone();
                    let rang = autre.remove(de);
                    autre.insert(vers, rang);
                    self.comparer(&autre);
                }
            }
            if self.meilleur.1 == depart {
                return;
            }
        }
    }

    fn comparer(&mut self, ordre: &[usize]) {
        self.compares += 1;
        let reste = self.reste(ordre);
        if reste < self.meilleur.0 {
            self.meilleur = (reste, ordre.to_vec());
        }
    }

    /// What the group leaves in an order.
    fn reste(&self, ordre: &[usize]) -> Centimes {
        let mut files: Vec<_> = self
            .libres
            .iter()
            .map(|(unites, _)| unites.iter())
            .collect();
        let libres = ordre.iter().filter_map(|rang| files.get_mut(*rang)?.next());
        let unites: Vec<&Unite<'_>> = libres.chain(&self.datees).collect();
        let postes = unites.iter().flat_map(|unite| &unite.postes);
        let dossiers = Dossiers {
            postes: postes.map(|poste| (*poste).clone()).collect(),
            ..*self.dossiers
        };
        let mut lecteur = self.lecture.clone();
        let decomptes = exercice(&dossiers, self.contrats, &mut lecteur, Detail::Montants);
        decomptes.iter().map(|decompte| decompte.montants.rac).sum()
    }

    /// The group, when an order is better than the one written.
    fn conclure(self) -> Option<Groupe> {
        let (favorable, ordre) = self.meilleur;
        let ligne = |rang: &usize| Some(self.libres.get(*rang)?.0.first()?.ligne);
        (favorable < self.reste_ecrit).then(|| Groupe {
            lignes: ordre.iter().filter_map(ligne).collect(),
            ecrit: self.reste_ecrit,
            favorable,
        })
    }
}
