//! Where a batch writes: a file that takes its name once whole, and the rejects beside it.

use super::ecriture::Ecriture;
use super::journal::Point;
use super::{Options, Travail};
use crate::commandes::Refus;
use crate::commandes::sortie::verifier;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Places to write, checked before the work.
pub(super) struct Destination {
    pub(super) fichier: Option<PathBuf>,
    rejets: Option<PathBuf>,
    remplacer: bool,
    reprendre: bool,
}

impl Destination {
    pub(super) fn lire(options: &Options) -> Result<Self, Refus> {
        let commun = &options.commun;
        let fichier = commun
            .sortie
            .clone()
            .filter(|chemin| chemin.as_os_str() != "-");
        let rejets = options
            .rejets
            .clone()
            .or_else(|| fichier.as_deref().map(des_rejets));
        for chemin in fichier.iter().chain(&rejets) {
            verifier(chemin, commun.remplacer)?;
        }
        if fichier.is_some() && fichier == rejets {
            return Err(Refus::new("--rejets et --sortie sont le même fichier"));
        }
        if fichier.is_none() && options.reprendre {
            return Err(Refus::new(
                "--reprendre continue un fichier : donnez le même --sortie",
            ));
        }
        Ok(Self {
            fichier,
            rejets,
            remplacer: commun.remplacer,
            reprendre: options.reprendre,
        })
    }

    /// Whether what is written is compressed.
    pub(super) fn gzip(&self) -> bool {
        let extension = self.fichier.as_deref().and_then(Path::extension);
        extension.is_some_and(|extension| extension == "gz")
    }

    pub(super) fn nom_des_rejets(&self) -> String {
        let rejets = self.rejets.as_deref();
        rejets.map_or_else(
            || "donnez --rejets pour les lire".to_owned(),
            |chemin| chemin.display().to_string(),
        )
    }

    /// Where to go on from; none at the beginning.
    pub(super) fn reprendre(&self, empreinte: &str) -> Result<Option<Point>, Refus> {
        let Some(fichier) = &self.fichier else {
            return Ok(None);
        };
        let partiel = avec(fichier, "partiel");
        if !self.reprendre {
            if partiel.exists() && !self.remplacer {
                return Err(Refus::new(format!(
                    "{} attend : un lot a été interrompu. Ajoutez --reprendre pour le continuer, --remplacer pour recommencer",
                    partiel.display()
                )));
            }
            return Ok(Some(Point {
                empreinte: empreinte.to_owned(),
                ..Point::default()
            }));
        }
        let point = Point::lire(&avec(fichier, "reprise"))?;
        match point {
            Some(point) if point.empreinte == empreinte => Ok(Some(point)),
            Some(_) => Err(Refus::new(format!(
                "{} vient d’un autre lot (autres fichiers, données ou options) : reprenez-le avec les siennes, ou recommencez avec --remplacer",
                partiel.display()
            ))),
            None => Ok(Some(Point {
                empreinte: empreinte.to_owned(),
                ..Point::default()
            })),
        }
    }

    pub(super) fn ouvrir<'e>(
        &self,
        ecran: &'e mut dyn Write,
        point: Option<Point>,
        travail: &Travail<'_>,
        premiere: bool,
    ) -> Result<Ecriture<'e>, Refus> {
        let chemins = (self.fichier.clone(), self.rejets.clone());
        Ecriture::ouvrir(ecran, chemins, self.remplacer, point, travail, premiere)
    }
}

/// `comparaison.csv` and `comparaison.csv.gz` give `comparaison.rejets.csv`.
fn des_rejets(sortie: &Path) -> PathBuf {
    let nom = sortie.file_name().unwrap_or_default().to_string_lossy();
    let nu = nom.strip_suffix(".gz").unwrap_or(&nom);
    let nu = nu.strip_suffix(".csv").unwrap_or(nu);
    sortie.with_file_name(format!("{nu}.rejets.csv"))
}

/// `comparaison.csv.partiel`
pub(super) fn avec(chemin: &Path, bout: &str) -> PathBuf {
    let nom = chemin.file_name().unwrap_or_default().to_string_lossy();
    chemin.with_file_name(format!("{nom}.{bout}"))
}
