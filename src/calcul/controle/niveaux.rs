//! The levels of a module against one another.

use super::scenes::{Scene, scenes};
use super::{Constats, Sorte, Temoin, anciennetes, compte, jours, ligne_de, regler, sans_loi};
use crate::calcul::contrat::Contrat;
use crate::calcul::exercice::{Decompte, Detail};
use crate::calcul::prestation::Dossiers;
use crate::montant::Centimes;
use crate::offre::composition::Niveaux;
use crate::offre::{Choix, Ligne, Offre, PrixGrille};
use crate::reglementation::Reglementation;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A level that costs more than another and never pays more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Degre {
    /// Rank of the module.
    pub module: usize,
    /// The dearer level.
    pub cher: usize,
    /// The level that pays as much, or more.
    pub moins_cher: usize,
}

/// Compares each level of each module, taken alone, with the one before it.
pub(super) fn juger<'a>(
    offre: &'a Offre,
    libre: &Offre,
    reglementation: &Reglementation,
    date: Date,
    scenes: &[Scene],
    constats: &mut Constats<'a>,
) {
    for (module, lu) in offre.modules.iter().enumerate() {
        for anciennete in anciennetes(scenes) {
            let contrat = |niveau| {
                let niveaux = Niveaux::default().avec(module, niveau);
                let choix = Choix {
                    offre: libre,
                    niveaux,
                };
                [Contrat::new(choix, reglementation, date, anciennete)]
            };
            let contrats: Vec<_> = (0..lu.niveaux.len()).map(contrat).collect();
            let siennes = scenes.iter().filter(|scene| scene.anciennete == anciennete);
            for scene in siennes {
                baisses((offre, module), reglementation, scene, &contrats, constats);
            }
        }
    }
}

/// One scene through the levels of a module, once, then all year long if it is counted.
fn baisses<'a>(
    (offre, module): (&'a Offre, usize),
    reglementation: &Reglementation,
    scene: &Scene,
    contrats: &[[Contrat<'_>; 1]],
    constats: &mut Constats<'a>,
) {
    let annee = contrats
        .iter()
        .any(|contrat| compte(contrat, scene))
        .then(|| scene.repetee())
        .flatten();
    for dossiers in std::iter::once(&scene.dossiers).chain(annee.as_ref()) {
        let niveaux: Vec<Option<Vec<Decompte>>> = contrats
            .iter()
            .map(|contrat| payes(dossiers, contrat))
            .collect();
        for (rang, deux) in niveaux.windows(2).enumerate() {
            let [Some(avant), Some(apres)] = deux else {
                continue;
            };
            if moins(avant, apres).is_none() {
                continue;
            }
            let lignes = |rang: usize| {
                let contrat = contrats.get(rang)?;
                Some(regler(dossiers, contrat, &BTreeMap::new(), Detail::Lignes).0)
            };
            let Some((avant, apres)) = lignes(rang).zip(lignes(rang + 1)) else {
                continue;
            };
            if let Some((ligne, temoin)) = baisse(offre, reglementation, scene, &avant, &apres)
                && ligne.0 == module
            {
                constats.ajouter(Sorte::Decroissante, Some(ligne), rang + 1, temoin);
            }
        }
    }
}

/// The first act that a level pays less than the one before, and its row.
fn baisse<'a>(
    offre: &'a Offre,
    reglementation: &Reglementation,
    scene: &Scene,
    avant: &[Decompte],
    apres: &[Decompte],
) -> Option<((usize, &'a Ligne), Temoin)> {
    let (rang, verses_avant, verses_apres) = moins(avant, apres)?;
    let (avant, decompte) = (avant.get(rang)?, apres.get(rang)?);
    let ligne = ligne_de(offre, decompte).or_else(|| ligne_de(offre, avant))?;
    // ce qu'un acte a reçu dans l'année se compte en tout ; dans un séjour, élément par élément
    let (rang, paye, attendu) = if scene.id.is_some() {
        (rang + 1, verses_apres, verses_avant)
    } else {
        (1, verse(decompte), verse(avant))
    };
    let temoin = Temoin {
        acte: scene.mots_de(decompte, reglementation),
        prix: decompte.montants.depense,
        rang,
        paye,
        attendu,
        article: "",
        conseil: String::new(),
    };
    Some((ligne, temoin))
}

fn verse(decompte: &Decompte) -> Centimes {
    decompte.montants.amc + decompte.montants.allocation
}

/// What a level pays, when its table says it.
fn payes(dossiers: &Dossiers, contrat: &[Contrat<'_>]) -> Option<Vec<Decompte>> {
    let (decomptes, lecteur) = regler(dossiers, contrat, &BTreeMap::new(), Detail::Montants);
    (!lecteur.a_des_extremes()).then_some(decomptes)
}

/// The first act after which less was paid in all, and both sums.
fn moins(avant: &[Decompte], apres: &[Decompte]) -> Option<(usize, Centimes, Centimes)> {
    let (mut un, mut autre) = (Centimes::ZERO, Centimes::ZERO);
    let couples = avant.iter().zip(apres).enumerate();
    let mut sommes = couples.map(|(rang, (avant, apres))| {
        un += verse(avant);
        autre += verse(apres);
        (rang, un, autre)
    });
    sommes.find(|(_, un, autre)| autre < un)
}

/// Levels of the first module that cost more than another, whatever the age and the zone,
/// and pay more for no act.
#[must_use]
pub fn domines(offre: &Offre, reglementation: &Reglementation) -> Vec<Degre> {
    let mut degres: BTreeSet<Degre> = plus_chers(offre);
    if degres.is_empty() {
        return Vec::new();
    }
    let libre = sans_loi(offre);
    let (_, date) = jours(offre);
    for scene in scenes(offre, reglementation, date) {
        if degres.is_empty() {
            return Vec::new();
        }
        let contrat = |niveau| {
            let choix = Choix {
                offre: &libre,
                niveaux: Niveaux::du_premier(niveau),
            };
            [Contrat::new(choix, reglementation, date, scene.anciennete)]
        };
        degres.retain(|degre| {
            let (cher, autre) = (contrat(degre.cher), contrat(degre.moins_cher));
            let annee = (compte(&cher, &scene) || compte(&autre, &scene))
                .then(|| scene.repetee())
                .flatten();
            let mut essais = std::iter::once(&scene.dossiers).chain(annee.as_ref());
            essais.all(|dossiers| {
                let (cher, autre) = (payes(dossiers, &cher), payes(dossiers, &autre));
                cher.zip(autre)
                    .is_some_and(|(cher, autre)| moins(&cher, &autre).is_none())
            })
        });
    }
    degres.into_iter().collect()
}

/// Pairs of levels of the first module whose prices never cross.
fn plus_chers(offre: &Offre) -> BTreeSet<Degre> {
    let niveaux = offre
        .modules
        .first()
        .map_or(0, |module| module.niveaux.len());
    let paires = (0..niveaux).flat_map(|cher| (0..niveaux).map(move |autre| (cher, autre)));
    let paires = paires.filter(|(cher, autre)| cher != autre && plus_cher(offre, *cher, *autre));
    paires
        .map(|(cher, moins_cher)| Degre {
            module: 0,
            cher,
            moins_cher,
        })
        .collect()
}

fn plus_cher(offre: &Offre, cher: usize, autre: usize) -> bool {
    let grille = &offre.cotisation.grille;
    let du_niveau = |niveau: usize| {
        grille
            .iter()
            .filter(move |ligne| ligne.niveau.module == 0 && ligne.niveau.niveau == niveau)
    };
    let mut vues = 0_usize;
    let partout = du_niveau(cher).all(|ligne| {
        let meme = du_niveau(autre).find(|autre| {
            autre.zone == ligne.zone
                && autre.regime == ligne.regime
                && autre.statut == ligne.statut
                && autre.qualite == ligne.qualite
                && autre.ages == ligne.ages
        });
        vues += 1;
        match meme.map(|autre| (ligne.prix, autre.prix)) {
            Some((PrixGrille::Mensuel(ici), PrixGrille::Mensuel(la))) => ici > la,
            Some((PrixGrille::PartPmss(ici), PrixGrille::PartPmss(la))) => ici > la,
            _ => false,
        }
    });
    vues > 0 && partout
}
