//! The true counts of a register, heading by heading; they never leave this room.

use super::decoupage::Tranches;
use super::registre::Venue;
use super::secret::{cacher_annee, cacher_table, petite};
use super::{Case, Ligne, Motif, Passage, Profil, Reperage, Suite};

pub(super) const RECUES: &str = "Personnes reçues";
pub(super) const ABSENTS: &str = "Rendez-vous non honorés";

/// A heading with its lines.
pub(super) struct Rubrique {
    pub(super) nom: &'static str,
    pub(super) lignes: Vec<Comptee>,
    /// Whether the lines share out the people met, so that one is the rest of the others.
    pub(super) partage: bool,
}

/// A line with its true counts.
pub(super) struct Comptee {
    pub(super) libelle: &'static str,
    pub(super) annee: u32,
    /// By division, then by slice.
    pub(super) cases: Vec<Vec<u32>>,
}

/// Every heading of the report.
pub(super) fn compter(passages: &[&Passage], tranches: &[Tranches]) -> Vec<Rubrique> {
    let ligne = |libelle, garder: &dyn Fn(&Passage) -> bool| {
        let gardes: Vec<&Passage> = passages.iter().copied().filter(|p| garder(p)).collect();
        Comptee::de(libelle, &gardes, tranches)
    };
    let venue = |garder: &dyn Fn(&Venue) -> bool, libelle| {
        ligne(libelle, &|passage| {
            passage.venue.as_ref().is_some_and(garder)
        })
    };
    let partage = |nom, lignes| Rubrique {
        nom,
        lignes,
        partage: true,
    };
    vec![
        Rubrique {
            nom: "Rendez-vous",
            lignes: vec![
                ligne(RECUES, &Passage::recue),
                ligne(ABSENTS, &|passage| !passage.recue()),
            ],
            partage: false,
        },
        partage(
            "Profil",
            Profil::TOUS
                .iter()
                .map(|profil| venue(&|venue| venue.profil == *profil, profil.libelle()))
                .collect(),
        ),
        partage(
            "Motif",
            Motif::TOUS
                .iter()
                .map(|motif| venue(&|venue| venue.motif == *motif, motif.libelle()))
                .collect(),
        ),
        partage(
            "Droit repéré",
            Reperage::TOUS
                .iter()
                .map(|droit| venue(&|venue| venue.droit == *droit, droit.libelle()))
                // un droit que personne n’a, souvent d’un autre temps, ne fait pas une ligne
                .filter(|ligne| ligne.annee > 0)
                .collect(),
        ),
        partage(
            "Suite",
            Suite::TOUS
                .iter()
                .map(|suite| venue(&|venue| venue.suite == *suite, suite.libelle()))
                .collect(),
        ),
    ]
}

impl Comptee {
    fn de(libelle: &'static str, passages: &[&Passage], tranches: &[Tranches]) -> Self {
        let par_tranche = |tranches: &Tranches| {
            let mut cases = vec![0_u32; tranches.nombre()];
            for passage in passages {
                let case = tranches.rang(passage).and_then(|rang| cases.get_mut(rang));
                if let Some(case) = case {
                    *case += 1;
                }
            }
            cases
        };
        Self {
            libelle,
            annee: u32::try_from(passages.len()).unwrap_or(u32::MAX),
            cases: tranches.iter().map(par_tranche).collect(),
        }
    }
}

impl Rubrique {
    /// The lines as they may be published.
    pub(super) fn publier(&self) -> Vec<Ligne> {
        let annees: Vec<u32> = self.lignes.iter().map(|ligne| ligne.annee).collect();
        let annee_cachee = if self.partage {
            cacher_annee(&annees)
        } else {
            annees.iter().map(|annee| petite(*annee)).collect()
        };
        let decoupages = self.lignes.first().map_or(0, |ligne| ligne.cases.len());
        let tables: Vec<Option<Vec<bool>>> = (0..decoupages)
            .map(|rang| self.cachees(rang, &annees, &annee_cachee))
            .collect();
        let lignes = self.lignes.iter().zip(annee_cachee).enumerate();
        lignes
            .map(|(rang, (ligne, annee_cachee))| Ligne {
                rubrique: self.nom,
                libelle: ligne.libelle,
                annee: case(ligne.annee, annee_cachee),
                cases: ligne
                    .cases
                    .iter()
                    .zip(&tables)
                    .map(|(cases, cachees)| {
                        let cachee = cachees.as_ref().map(|c| c.get(rang) != Some(&false));
                        cachee.map_or_else(Vec::new, |cachee| {
                            cases.iter().map(|compte| case(*compte, cachee)).collect()
                        })
                    })
                    .collect(),
            })
            .collect()
    }

    /// The lines hidden in a division; none when the heading is not published there.
    fn cachees(&self, table: usize, annees: &[u32], annee_cachee: &[bool]) -> Option<Vec<bool>> {
        let cases: Vec<&[u32]> = self
            .lignes
            .iter()
            .map(|ligne| ligne.cases.get(table).map_or(&[][..], Vec::as_slice))
            .collect();
        if self.partage {
            return cacher_table(annees, annee_cachee, &cases);
        }
        // sans partage, rien d’autre ne redonne une ligne : elle se cache seule
        let lignes = cases.iter().zip(annee_cachee);
        Some(
            lignes
                .map(|(cases, annee)| *annee || cases.iter().copied().any(petite))
                .collect(),
        )
    }
}

const fn case(compte: u32, cachee: bool) -> Case {
    if cachee {
        Case::Cachee
    } else {
        Case::Publiee(compte)
    }
}
