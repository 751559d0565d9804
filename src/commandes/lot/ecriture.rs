//! What a batch writes, in the order of the households, and the points it can go on from.

use super::journal::Point;
use super::ligne::{Lignes, cellule, entier};
use super::ouvriers::Rendu;
use super::sortie::avec;
use super::synthese::Synthese;
use super::{Bilan, Travail};
use crate::catalogue::registre::{Place, Rejet};
use crate::commandes::Refus;
use crate::rendu::inerte;
use crate::texte::cause;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Lots between two points.
const LOTS_PAR_POINT: u32 = 16;
const TETE_DES_REJETS: &[u8] = b"fichier;ligne;motif;texte\n";

/// A file on its way to its name.
struct Partiel {
    chemin: PathBuf,
    fichier: File,
    octets: u64,
}

impl Partiel {
    /// Opens a file, cut where it is whole.
    fn ouvrir(chemin: &Path, octets: u64) -> Result<Self, Refus> {
        let partiel = avec(chemin, "partiel");
        let refus = |erreur: &std::io::Error| non_ecrit(&partiel, erreur);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        let mut fichier = options.open(&partiel).map_err(|erreur| refus(&erreur))?;
        // un système sans verrous n’en a pas d’autre
        let pris = matches!(fichier.try_lock(), Err(TryLockError::WouldBlock));
        if pris || !est_encore(&partiel, &fichier) {
            return Err(Refus::new(format!(
                "un autre lot écrit {} : attendez qu’il finisse, ou donnez un autre --sortie",
                chemin.display()
            )));
        }
        let present = fichier.metadata().map_err(|erreur| refus(&erreur))?.len();
        if present < octets {
            return Err(Refus::new(format!(
                "{} est plus court que ce qui y avait été écrit : recommencez avec --remplacer",
                partiel.display()
            )));
        }
        let coupe = fichier.set_len(octets);
        let coupe = coupe.and_then(|()| fichier.seek(SeekFrom::Start(octets)));
        coupe.map_err(|erreur| refus(&erreur))?;
        Ok(Self {
            chemin: chemin.to_owned(),
            fichier,
            octets,
        })
    }

    fn ecrire(&mut self, octets: &[u8]) -> Result<(), Refus> {
        let ecrit = self.fichier.write_all(octets);
        ecrit.map_err(|erreur| non_ecrit(&self.chemin, &erreur))?;
        self.octets += octets.len() as u64;
        Ok(())
    }

    fn poser(&self) -> Result<(), Refus> {
        let pose = self.fichier.sync_data();
        pose.map_err(|erreur| non_ecrit(&self.chemin, &erreur))
    }

    /// Gives the file its name.
    fn finir(self, remplacer: bool) -> Result<(), Refus> {
        self.poser()?;
        let partiel = tempfile::TempPath::try_from_path(avec(&self.chemin, "partiel"));
        let partiel = partiel.map_err(|erreur| non_ecrit(&self.chemin, &erreur))?;
        let nomme = if remplacer {
            partiel.persist(&self.chemin)
        } else {
            partiel.persist_noclobber(&self.chemin)
        };
        nomme.map_err(|refuse| {
            // ce qui est écrit reste, sous son nom d’attente
            let _ = refuse.path.keep();
            non_ecrit(&self.chemin, &refuse.error)
        })
    }
}

/// Whether a path still names an open file, which another batch may have finished meanwhile.
#[cfg(unix)]
fn est_encore(chemin: &Path, fichier: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = |etat: std::fs::Metadata| (etat.dev(), etat.ino());
    let ici = chemin.metadata().ok().map(place);
    ici.is_some() && ici == fichier.metadata().ok().map(place)
}

#[cfg(not(unix))]
fn est_encore(chemin: &Path, _: &File) -> bool {
    chemin.exists()
}

fn non_ecrit(chemin: &Path, erreur: &std::io::Error) -> Refus {
    Refus::new(format!(
        "{} n’a pas pu être écrit : {}",
        chemin.display(),
        cause(erreur)
    ))
}

/// Everything that a batch writes.
pub(super) struct Ecriture<'e> {
    ecran: &'e mut dyn Write,
    fichier: Option<Partiel>,
    rejets: Option<PathBuf>,
    des_rejets: Option<Partiel>,
    remplacer: bool,
    point: Point,
    depuis: u32,
    /// Nobody reads any more.
    ferme: bool,
}

impl<'e> Ecriture<'e> {
    pub(super) fn ouvrir(
        ecran: &'e mut dyn Write,
        (fichier, rejets): (Option<PathBuf>, Option<PathBuf>),
        remplacer: bool,
        point: Option<Point>,
        travail: &Travail<'_>,
        premiere: bool,
    ) -> Result<Self, Refus> {
        let point = point.unwrap_or_default();
        let neuf = point.place == Place::default();
        let partiel = fichier.map(|chemin| Partiel::ouvrir(&chemin, point.sortie));
        let partiel = partiel.transpose()?;
        if let Some(partiel) = partiel.as_ref().filter(|_| neuf) {
            // d'un lot d'avant : il n'existe pas toujours
            let _ = std::fs::remove_file(avec(&partiel.chemin, "reprise"));
        }
        let des_rejets = rejets.as_deref().filter(|_| point.rejets > 0);
        let mut ecriture = Self {
            ecran,
            fichier: partiel,
            des_rejets: des_rejets
                .map(|chemin| Partiel::ouvrir(chemin, point.rejets))
                .transpose()?,
            rejets,
            remplacer,
            point,
            depuis: 0,
            ferme: false,
        };
        if neuf {
            let (tranches, choix) = (&travail.tranches.tranches, travail.noyau.choix());
            let synthese = || Synthese::new(tranches.len(), choix.count());
            ecriture.point.bilan.synthese = travail.synthese.then(synthese);
            if premiere && !travail.synthese {
                ecriture.ecrire(&comprimer(Lignes::en_tete(), travail.gzip))?;
            }
        }
        Ok(ecriture)
    }

    fn ecrire(&mut self, octets: &[u8]) -> Result<(), Refus> {
        if let Some(fichier) = &mut self.fichier {
            return fichier.ecrire(octets);
        }
        match self.ecran.write_all(octets) {
            Err(erreur) if erreur.kind() == ErrorKind::BrokenPipe => {
                self.ferme = true;
                Ok(())
            }
            autre => autre.map_err(|erreur| {
                Refus::new(format!(
                    "la sortie n’a pas pu être écrite : {}",
                    cause(&erreur)
                ))
            }),
        }
    }

    /// How many households are done.
    pub(super) fn foyers(&self) -> u64 {
        self.point.bilan.foyers
    }

    /// The next lot; false when nobody reads any more.
    pub(super) fn poser(&mut self, travail: &Travail<'_>, rendu: &Rendu) -> Result<bool, Refus> {
        if let Some(rejet) = rendu.rejets.first().filter(|_| travail.strict) {
            return Err(Refus::new(format!(
                "{}, ligne {} : {}. Rien n’est gardé (--strict)",
                rejet.fichier, rejet.ligne, rejet.motif
            )));
        }
        self.ecrire(&rendu.octets)?;
        if !rendu.rejets.is_empty() {
            self.rejeter(&rendu.rejets)?;
        }
        let bilan = &mut self.point.bilan;
        bilan.foyers += rendu.foyers;
        bilan.ecartes += rendu.ecartes;
        bilan.rejets += rendu.rejets.len() as u64;
        bilan.vides += rendu.vides;
        bilan.compter(rendu.comptes);
        if let Some((total, autre)) = bilan.synthese.as_mut().zip(rendu.synthese.as_ref()) {
            total.joindre(autre);
        }
        self.point.place.clone_from(&rendu.suite);
        self.depuis += 1;
        if self.depuis >= LOTS_PAR_POINT {
            self.depuis = 0;
            self.noter()?;
        }
        Ok(!self.ferme)
    }

    /// A point to go on from: what is written first, then what says so.
    fn noter(&mut self) -> Result<(), Refus> {
        let Some(fichier) = &self.fichier else {
            return Ok(());
        };
        fichier.poser()?;
        self.point.sortie = fichier.octets;
        if let Some(rejets) = &self.des_rejets {
            rejets.poser()?;
            self.point.rejets = rejets.octets;
        }
        self.point.ecrire(&avec(&fichier.chemin, "reprise"))
    }

    fn rejeter(&mut self, rejets: &[Rejet]) -> Result<(), Refus> {
        let Some(chemin) = &self.rejets else {
            return Ok(());
        };
        let mut octets = Vec::new();
        let partiel = match &mut self.des_rejets {
            Some(partiel) => partiel,
            vide => {
                octets.extend_from_slice(TETE_DES_REJETS);
                vide.insert(Partiel::ouvrir(chemin, 0)?)
            }
        };
        for rejet in rejets {
            cellule(&mut octets, &rejet.fichier.to_string());
            entier(&mut octets, rejet.ligne);
            octets.push(b';');
            cellule(&mut octets, &rejet.motif);
            // rien de ce qui vient du fichier ne s'exécute dans un tableur
            cellule(&mut octets, &inerte(rejet.texte.clone()));
            octets.pop();
            octets.push(b'\n');
        }
        partiel.ecrire(&octets)
    }

    /// Everything is read: the files take their names.
    pub(super) fn finir(mut self, travail: &Travail<'_>) -> Result<Bilan, Refus> {
        if let Some(synthese) = &self.point.bilan.synthese {
            let mut octets = Synthese::en_tete();
            synthese.ecrire(travail, &mut octets);
            self.ecrire(&comprimer(octets, travail.gzip))?;
        }
        match (self.des_rejets.take(), &self.rejets) {
            (Some(rejets), _) => rejets.finir(self.remplacer)?,
            // ceux d'un lot d'avant ne sont plus vrais
            (None, Some(anciens)) if self.remplacer && anciens.exists() => {
                let ote = std::fs::remove_file(anciens);
                ote.map_err(|erreur| non_ecrit(anciens, &erreur))?;
            }
            (None, _) => {}
        }
        match self.fichier.take() {
            Some(fichier) => {
                let journal = avec(&fichier.chemin, "reprise");
                fichier.finir(self.remplacer)?;
                // il n'existe pas pour un lot plus court qu'un point
                let _ = std::fs::remove_file(journal);
            }
            None => {
                let _ = self.ecran.flush();
            }
        }
        Ok(self.point.bilan)
    }

    /// Whether nothing is written from which a batch could go on.
    pub(super) fn sans_point(&self) -> bool {
        self.point.sortie == 0
    }

    /// Nothing is kept.
    pub(super) fn abandonner(self) {
        for partiel in [self.fichier, self.des_rejets].into_iter().flatten() {
            let _ = std::fs::remove_file(avec(&partiel.chemin, "partiel"));
            let _ = std::fs::remove_file(avec(&partiel.chemin, "reprise"));
        }
    }
}

/// The bytes as they are written; compressed, they are a gzip file of their own, and so many
/// of them in a row are one.
pub(super) fn comprimer(octets: Vec<u8>, gzip: bool) -> Vec<u8> {
    if !gzip || octets.is_empty() {
        return octets;
    }
    let mut comprime = GzEncoder::new(Vec::new(), Compression::fast());
    let ecrit = comprime.write_all(&octets).and_then(|()| comprime.finish());
    // un vecteur ne refuse jamais d'octets
    ecrit.unwrap_or_default()
}
