//! The cheapest changes of a guarantee table that bring what is left on a basket under a
//! target.
//!
//! Cheapest means: the fewest cells changed; then, among those, the least that the contract
//! pays more on the basket; then the order of the table. What a change does to the premium
//! is not known. Each value is found by halving over the real engine: the value kept meets
//! its aim, and one step less does not.

mod levier;

use super::bornes::annee_de_soins;
use super::contrat::Contrat;
use super::prestation::Dossiers;
use crate::montant::Centimes;
use crate::offre::langage::Cellule;
use crate::offre::{Choix, Ligne, Offre};
use crate::reglementation::Reglementation;
use jiff::civil::Date;
use levier::{Levier, leviers};

/// Changes tried together, at most.
const ENSEMBLE_MAX: usize = 6;
/// Levers that sets are made of: those that gain most alone.
const LEVIERS_MAX: usize = 12;

/// A cell as it stands and as it would be.
#[derive(Clone, Debug)]
pub struct Changement<'a> {
    /// Its row.
    pub ligne: &'a Ligne,
    /// The cell as written.
    pub avant: Cellule,
    /// The cell that would be.
    pub apres: Cellule,
}

/// A change alone.
#[derive(Clone, Debug)]
pub struct Seul<'a> {
    /// The smallest that meets the target, or that gains all that this cell can.
    pub changement: Changement<'a>,
    /// What is left to pay with it.
    pub reste: Centimes,
    /// Whether it meets the target.
    pub suffit: bool,
    /// Whether the law caps what it gains.
    pub plafonne: bool,
}

/// What can be done.
#[derive(Clone, Debug)]
pub struct Renfort<'a> {
    /// What is left to pay today, in the prudent reading.
    pub avant: Centimes,
    /// Each change alone, the one that gains most first.
    pub seuls: Vec<Seul<'a>>,
    /// The smallest set that meets the target, with what it leaves; none when nothing does.
    pub ensemble: Option<(Vec<Changement<'a>>, Centimes)>,
    /// What is left once every cell is raised as far as it gains something.
    pub au_mieux: Centimes,
    /// Rows that would gain something if the law did not cap a contrat responsable.
    pub interdits: Vec<&'a Ligne>,
}

/// A contract on a day, for somebody of some seniority, and a basket.
#[derive(Clone, Copy, Debug)]
pub struct Sujet<'a> {
    /// The offer and its level.
    pub choix: Choix<'a>,
    /// The regulation.
    pub reglementation: &'a Reglementation,
    /// Day of the tariffs.
    pub date: Date,
    /// Months already spent in the contract.
    pub anciennete_mois: u16,
    /// The basket.
    pub dossiers: &'a Dossiers,
}

impl<'a> Sujet<'a> {
    /// What is left to pay under a table where these cells were changed.
    fn reste(&self, offre: &Offre, changes: &[(&Levier, i64)]) -> Centimes {
        let mut change = offre.clone();
        for (levier, valeur) in changes {
            levier.poser(&mut change, *valeur);
        }
        let choix = Choix {
            offre: &change,
            niveaux: self.choix.niveaux,
        };
        let contrat = Contrat::new(choix, self.reglementation, self.date, self.anciennete_mois);
        let annee = annee_de_soins(self.dossiers, std::slice::from_ref(&contrat), false);
        annee.total.rac
    }

    fn changement(&self, levier: &Levier, valeur: i64) -> Option<Changement<'a>> {
        let ligne = levier.ligne(self.choix.offre)?;
        Some(Changement {
            ligne,
            avant: levier.cellule(self.choix.offre)?.clone(),
            apres: levier.nouvelle(self.choix.offre, valeur)?,
        })
    }
}

/// The smallest whole value from `min` to `max` that meets an aim that `max` meets; the
/// reste à charge never grows with the value (law 2.9).
fn plus_petite(min: i64, max: i64, atteint: impl Fn(i64) -> bool) -> i64 {
    let (mut dessous, mut dessus) = (min, max);
    while dessus - dessous > 1 {
        let milieu = dessous + (dessus - dessous) / 2;
        if atteint(milieu) {
            dessus = milieu;
        } else {
            dessous = milieu;
        }
    }
    dessus
}

/// A lever with what it can gain.
struct Essai<'l> {
    levier: &'l Levier,
    /// What is left with it.
    reste: Centimes,
}

/// Finds the changes.
#[must_use]
pub fn renforcer<'a>(sujet: &Sujet<'a>, cible: Centimes) -> Renfort<'a> {
    let offre = sujet.choix.offre;
    let avant = sujet.reste(offre, &[]);
    let libre = Offre {
        responsable: Some(false),
        ..offre.clone()
    };
    let responsable = offre.responsable == Some(true);
    let sans_loi = responsable.then(|| sujet.reste(&libre, &[]));
    let tous = leviers(&sujet.choix);
    let mut essais = Vec::new();
    let mut seuls = Vec::new();
    let mut interdits: Vec<&'a Ligne> = Vec::new();
    for levier in &tous {
        let au_plus = levier.max;
        let meilleur = sujet.reste(offre, &[(levier, au_plus)]);
        // sans la loi, ce levier gagnerait-il davantage ?
        let plafonne = sans_loi.is_some_and(|sans_loi| {
            let gain = sans_loi - sujet.reste(&libre, &[(levier, au_plus)]);
            gain > avant - meilleur
        });
        if meilleur >= avant {
            let ligne = levier.ligne(offre).filter(|_| plafonne);
            let nouveau =
                ligne.filter(|ligne| !interdits.iter().any(|vu| std::ptr::eq(*vu, *ligne)));
            interdits.extend(nouveau);
            continue;
        }
        let suffit = meilleur <= cible;
        let vise = if suffit { cible } else { meilleur };
        let valeur = plus_petite(levier.min, au_plus, |valeur| {
            sujet.reste(offre, &[(levier, valeur)]) <= vise
        });
        let reste = sujet.reste(offre, &[(levier, valeur)]);
        if let Some(changement) = sujet.changement(levier, valeur) {
            essais.push(Essai { levier, reste });
            seuls.push(Seul {
                changement,
                reste,
                suffit,
                plafonne: plafonne && !suffit,
            });
        }
    }
    let ensemble = (avant > cible)
        .then(|| ensemble(sujet, avant, cible, &mut essais))
        .flatten();
    let toutes: Vec<(&Levier, i64)> = essais.iter().map(|e| (e.levier, e.levier.max)).collect();
    seuls.sort_by_key(|seul| (!seul.suffit, seul.reste));
    Renfort {
        au_mieux: sujet.reste(offre, &une_par_cellule(&toutes)),
        avant,
        seuls,
        ensemble,
        interdits,
    }
}

/// The first lever of each cell.
fn une_par_cellule<'l>(leviers: &[(&'l Levier, i64)]) -> Vec<(&'l Levier, i64)> {
    let mut gardes: Vec<(&'l Levier, i64)> = Vec::new();
    for (levier, valeur) in leviers {
        if !gardes.iter().any(|(autre, _)| autre.meme_cellule(levier)) {
            gardes.push((levier, *valeur));
        }
    }
    gardes
}

/// The smallest set of cells that meets the target.
fn ensemble<'a>(
    sujet: &Sujet<'a>,
    avant: Centimes,
    cible: Centimes,
    essais: &mut [Essai<'_>],
) -> Option<(Vec<Changement<'a>>, Centimes)> {
    essais.sort_by_key(|essai| essai.reste);
    let retenus = essais
        .get(..essais.len().min(LEVIERS_MAX))
        .unwrap_or_default();
    for taille in 1..=ENSEMBLE_MAX.min(retenus.len()) {
        let mut meilleur: Option<(Centimes, Vec<(&Levier, i64)>)> = None;
        for groupe in groupes(retenus.len(), taille) {
            let membres: Vec<&Essai<'_>> = groupe
                .iter()
                .filter_map(|rang| retenus.get(*rang))
                .collect();
            let Some(pose) = ajuster(sujet, cible, &membres) else {
                continue;
            };
            let reste = sujet.reste(sujet.choix.offre, &pose);
            let paye = avant - reste;
            if meilleur.as_ref().is_none_or(|(moins, _)| paye < *moins) {
                meilleur = Some((paye, pose));
            }
        }
        if let Some((paye, pose)) = meilleur {
            let changements = pose
                .iter()
                .map(|(levier, valeur)| sujet.changement(levier, *valeur));
            return Some((changements.collect::<Option<_>>()?, avant - paye));
        }
    }
    None
}

/// Each value lowered as far as the target allows, the others being kept; nothing when even
/// the highest values miss it, or when two levers are of one cell.
fn ajuster<'l>(
    sujet: &Sujet<'_>,
    cible: Centimes,
    membres: &[&Essai<'l>],
) -> Option<Vec<(&'l Levier, i64)>> {
    let mut pose: Vec<(&'l Levier, i64)> = Vec::with_capacity(membres.len());
    for membre in membres {
        if pose
            .iter()
            .any(|(autre, _)| autre.meme_cellule(membre.levier))
        {
            return None;
        }
        // au plus haut : ce qui ne gagne rien seul, sous un minimum légal, gagne avec un autre
        pose.push((membre.levier, membre.levier.max));
    }
    let offre = sujet.choix.offre;
    if sujet.reste(offre, &pose) > cible {
        return None;
    }
    for rang in (0..pose.len()).rev() {
        let Some((levier, haut)) = pose.get(rang).copied() else {
            continue;
        };
        let valeur = plus_petite(levier.min, haut, |valeur| {
            let mut essai = pose.clone();
            if let Some(place) = essai.get_mut(rang) {
                place.1 = valeur;
            }
            sujet.reste(offre, &essai) <= cible
        });
        if let Some(place) = pose.get_mut(rang) {
            place.1 = valeur;
        }
    }
    Some(pose)
}

/// Every group of `taille` ranks below `nombre`, in order.
fn groupes(nombre: usize, taille: usize) -> Vec<Vec<usize>> {
    let mut groupes: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..taille {
        groupes = groupes
            .into_iter()
            .flat_map(|debut| {
                let premier = debut.last().map_or(0, |dernier| dernier + 1);
                (premier..nombre).map(move |rang| {
                    let mut suite = debut.clone();
                    suite.push(rang);
                    suite
                })
            })
            .collect();
    }
    groupes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn la_plus_petite_valeur_atteint_et_celle_d_avant_non() {
        for seuil in 1..=50 {
            assert_eq!(plus_petite(0, 50, |valeur| valeur >= seuil), seuil);
        }
    }

    /// 4 choose 2 = 6.
    #[test]
    fn les_groupes_sont_tous_la() {
        let paires = groupes(4, 2);
        assert_eq!(paires.len(), 6);
        assert_eq!(paires.first(), Some(&vec![0, 1]));
        assert_eq!(paires.last(), Some(&vec![2, 3]));
        assert_eq!(groupes(3, 3), [vec![0, 1, 2]]);
        assert!(groupes(2, 3).is_empty());
    }
}
