//! Judges a guarantee table by computing, so that any form of guarantee is judged: each act
//! is settled by each level, with the law's bounds and without, and what comes out is
//! compared. What differs is a [`Constat`], on the row that brought it.

mod loi;
mod niveaux;
mod scenes;

pub use loi::frequence;
pub use niveaux::{Degre, domines};

use super::contrat::Contrat;
use super::exercice::{Decompte, Detail, exercice};
use super::lecteur::{CleDe, Lecteur};
use super::prestation::Dossiers;
use crate::montant::Centimes;
use crate::offre::composition::Niveaux;
use crate::offre::{Choix, Ligne, Offre};
use crate::reglementation::Reglementation;
use jiff::civil::Date;
pub(super) use scenes::prix as prix_d_essai;
use scenes::{Scene, scenes};
use std::collections::{BTreeMap, BTreeSet};

/// Above this number of readings of a cell, the others are not tried.
const LECTURES_MAX: usize = 8;

/// What may be asked of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sorte {
    /// The table pays less than a contrat responsable must.
    Minimum,
    /// The table pays more than a contrat responsable may.
    Maximum,
    /// Less than 20 points between OPTAM and non OPTAM.
    EcartOptam,
    /// A level pays less than the one before it.
    Decroissante,
}

/// What a table pays for one act, against what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Temoin {
    /// The words of the act, with sector and age where they matter.
    pub acte: String,
    /// Its price.
    pub prix: Centimes,
    /// Rank of the act in the year, when those before it were paid well.
    pub rang: usize,
    /// What the table pays.
    pub paye: Centimes,
    /// What it should pay.
    pub attendu: Centimes,
    /// The article that says so; empty when no law does.
    pub article: &'static str,
    /// What to write.
    pub conseil: String,
}

/// A level at fault in a row: one act shown, and how many others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuNiveau {
    /// Rank of the level in its module.
    pub niveau: usize,
    /// The first act met.
    pub temoin: Temoin,
    /// The other acts.
    pub autres: BTreeSet<String>,
}

/// A question on a row, or on the acts that no row covers.
#[derive(Clone, Debug)]
pub struct Constat<'a> {
    /// The question.
    pub sorte: Sorte,
    /// Rank of the module and row; none for acts without a row.
    pub ligne: Option<(usize, &'a Ligne)>,
    /// The levels at fault, in their order.
    pub niveaux: Vec<AuNiveau>,
}

/// Questions by sort and row, in the order met.
#[derive(Default)]
struct Constats<'a> {
    liste: Vec<Constat<'a>>,
}

impl<'a> Constats<'a> {
    fn ajouter(
        &mut self,
        sorte: Sorte,
        ligne: Option<(usize, &'a Ligne)>,
        niveau: usize,
        temoin: Temoin,
    ) {
        let place =
            |ligne: Option<(usize, &Ligne)>| ligne.map(|(rang, ligne)| (rang, ligne.numero));
        let connu = self
            .liste
            .iter_mut()
            .find(|constat| constat.sorte == sorte && place(constat.ligne) == place(ligne));
        let constat = match connu {
            Some(constat) => constat,
            None => {
                self.liste.push(Constat {
                    sorte,
                    ligne,
                    niveaux: Vec::new(),
                });
                match self.liste.last_mut() {
                    Some(constat) => constat,
                    None => return,
                }
            }
        };
        let memes = constat.niveaux.iter_mut();
        match memes.into_iter().find(|connu| connu.niveau == niveau) {
            Some(connu) if connu.temoin.acte == temoin.acte => {}
            Some(connu) => {
                connu.autres.insert(temoin.acte);
            }
            None => constat.niveaux.push(AuNiveau {
                niveau,
                temoin,
                autres: BTreeSet::new(),
            }),
        }
    }
}

/// Every question that the calculation answers on an offer: the law for a contrat
/// responsable, then its levels one after the other.
#[must_use]
pub fn controler<'a>(offre: &'a Offre, reglementation: &'a Reglementation) -> Vec<Constat<'a>> {
    let mut constats = Constats::default();
    let libre = sans_loi(offre);
    let (premier, dernier) = jours(offre);
    let toutes = scenes(offre, reglementation, dernier);
    let avant = premier.map(|du| {
        (
            du,
            qui_changent(offre, reglementation, du, dernier, &toutes),
        )
    });
    let legales = std::iter::once((dernier, &toutes));
    let legales = legales.chain(avant.as_ref().map(|(du, scenes)| (*du, scenes)));
    if offre.responsable == Some(true) && !offre.surcomplementaire {
        for (jour, scenes) in legales {
            loi::juger(offre, &libre, reglementation, jour, scenes, &mut constats);
        }
    }
    // l'ordre des niveaux ne dépend pas du jour
    niveaux::juger(
        offre,
        &libre,
        reglementation,
        dernier,
        &toutes,
        &mut constats,
    );
    for constat in &mut constats.liste {
        constat.niveaux.sort_by_key(|au_niveau| au_niveau.niveau);
    }
    constats.liste
}

/// The scenes of the first day that the last one does not hold: the rules of a contrat
/// responsable change with the year, tariffs on any day.
fn qui_changent(
    offre: &Offre,
    reglementation: &Reglementation,
    du: Date,
    dernier: Date,
    dernieres: &[Scene],
) -> Vec<Scene> {
    let mut scenes = scenes(offre, reglementation, du);
    if du.year() == dernier.year() {
        scenes.retain(|scene| {
            let memes = dernieres.iter().any(|autre| scene.semblable(autre));
            scene.id.is_some() && !memes
        });
    }
    scenes
}

/// The same promises, without what the law adds or takes off.
fn sans_loi(offre: &Offre) -> Offre {
    Offre {
        responsable: Some(false),
        ..offre.clone()
    }
}

/// The first day of an offer, when it has another after it, and its last one: the last known
/// one when it has no end.
fn jours(offre: &Offre) -> (Option<Date>, Date) {
    let du = offre.validite.du;
    let dernier = offre.validite.au.unwrap_or(offre.provenance.verifie_le);
    if dernier > du {
        (Some(du), dernier)
    } else {
        (None, du)
    }
}

/// The seniorities of the scenes.
fn anciennetes(scenes: &[Scene]) -> Vec<u16> {
    let mut anciennetes: Vec<u16> = scenes.iter().map(|scene| scene.anciennete).collect();
    anciennetes.sort_unstable();
    anciennetes.dedup();
    anciennetes
}

/// Choices that hold each level of each module at least once.
fn choix_utiles(offre: &Offre) -> Vec<Niveaux> {
    let mut vus: BTreeSet<(usize, usize)> = BTreeSet::new();
    let tous: Vec<Niveaux> = Choix::tous(offre).map(|choix| choix.niveaux).collect();
    let niveaux = |choix: &Niveaux| -> Vec<(usize, usize)> {
        let niveaux = choix.iter().enumerate();
        niveaux
            .filter_map(|(module, niveau)| Some((module, niveau?)))
            .collect()
    };
    let mut utiles = Vec::new();
    for choix in tous {
        let pris = niveaux(&choix);
        if pris.iter().any(|niveau| !vus.contains(niveau)) {
            vus.extend(pris);
            utiles.push(choix);
        }
    }
    utiles
}

/// A contract as it stands, and as its table alone would have it.
struct Paire<'a> {
    avec: [Contrat<'a>; 1],
    sans: [Contrat<'a>; 1],
}

fn paire<'a>(
    (offre, libre): (&'a Offre, &'a Offre),
    niveaux: Niveaux,
    reglementation: &'a Reglementation,
    date: Date,
    anciennete: u16,
) -> Paire<'a> {
    let contrat = |offre| {
        let choix = Choix { offre, niveaux };
        [Contrat::new(choix, reglementation, date, anciennete)]
    };
    Paire {
        avec: contrat(offre),
        sans: contrat(libre),
    }
}

/// What a contract pays in one reading, and what it leaves unsaid.
fn regler(
    dossiers: &Dossiers,
    contrat: &[Contrat<'_>],
    choix: &BTreeMap<CleDe, u8>,
    detail: Detail,
) -> (Vec<Decompte>, Lecteur) {
    let mut lecteur = Lecteur::new(choix.clone(), false);
    let decomptes = exercice(dossiers, contrat, &mut lecteur, detail);
    (decomptes, lecteur)
}

/// The other readings of what a contract leaves unsaid, one thing at a time; nothing to
/// judge (`None`) when a line is simply not known.
fn autres_lectures(lecteur: &Lecteur) -> Option<Vec<BTreeMap<CleDe, u8>>> {
    if lecteur.a_des_extremes() {
        return None;
    }
    let flips = lecteur.vues().iter().flat_map(|variable| {
        (1..variable.lectures).map(|lecture| BTreeMap::from([(variable.cle, lecture)]))
    });
    Some(flips.take(LECTURES_MAX).collect())
}

/// The row of an offer that a décompte names.
fn ligne_de<'a>(offre: &'a Offre, decompte: &Decompte) -> Option<(usize, &'a Ligne)> {
    let (_, place) = decompte.garantie.as_ref()?;
    let (fichier, numero) = place.rsplit_once(':')?;
    let numero: u32 = numero.parse().ok()?;
    offre.modules.iter().enumerate().find_map(|(rang, module)| {
        let ligne = module
            .lignes
            .iter()
            .find(|ligne| ligne.numero == numero && ligne.fichier == fichier)?;
        Some((rang, ligne))
    })
}

/// Whether a contract counts something for the act of a scene.
fn compte(contrat: &[Contrat<'_>], scene: &Scene) -> bool {
    let Some(prestation) = scene.prestation() else {
        return false;
    };
    let mut compteurs = super::contrat::Compteurs::default();
    let mut lecteur = Lecteur::default();
    contrat.iter().any(|contrat| {
        contrat.resoudre(prestation, &mut compteurs, &mut lecteur);
        !compteurs.valeurs.is_empty()
    })
}
