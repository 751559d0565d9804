//! Where an answer goes: the screen or a file, written whole or not at all.

use super::options::Commun;
use super::{Monde, Refus};
use crate::rendu::{Document, Format, Reglages, rendu};
use std::io::Write;
use std::path::{Path, PathBuf};

/// A place to write, checked before the work.
pub(super) struct Destination {
    fichier: Option<PathBuf>,
    remplacer: bool,
    format: Format,
}

impl Destination {
    /// Reads `--format`, `--sortie`, `--remplacer`; a bad path is refused now.
    pub(super) fn ouvrir(commun: &Commun) -> Result<Self, Refus> {
        let fichier = commun
            .sortie
            .clone()
            .filter(|chemin| chemin.as_os_str() != "-");
        if let Some(chemin) = &fichier {
            verifier(chemin, commun.remplacer)?;
        }
        let format = match (&commun.format, &fichier) {
            (Some(nom), _) => {
                Format::depuis_nom(nom).map_err(|erreur| Refus::new(erreur.to_string()))?
            }
            (None, Some(chemin)) => {
                Format::depuis_extension(chemin).map_err(|erreur| Refus::new(erreur.to_string()))?
            }
            (None, None) => Format::Table,
        };
        Ok(Self {
            fichier,
            remplacer: commun.remplacer,
            format,
        })
    }

    /// Writes the document; returns what goes to the screen.
    pub(super) fn ecrire(&self, document: &Document, monde: &Monde) -> Result<Vec<u8>, Refus> {
        let mut octets = Vec::new();
        let reglages = Reglages {
            largeur: monde.largeur,
        };
        rendu(self.format, reglages)
            .rendre(document, &mut octets)
            .map_err(|erreur| {
                Refus::new(format!("le document ne peut pas être écrit : {erreur}"))
            })?;
        match &self.fichier {
            None => Ok(octets),
            Some(chemin) => deposer(chemin, &octets, self.remplacer).map(|()| Vec::new()),
        }
    }
}

/// A temporary file beside the target, then a rename: nobody sees half a file.
pub(super) fn deposer(chemin: &Path, octets: &[u8], remplacer: bool) -> Result<(), Refus> {
    let refus = |erreur: &std::io::Error| {
        Refus::new(format!(
            "{} n’a pas pu être écrit : {}",
            chemin.display(),
            cause(erreur)
        ))
    };
    let mut temporaire = tempfile::Builder::new()
        .prefix(".rac-")
        .tempfile_in(dossier(chemin))
        .map_err(|erreur| refus(&erreur))?;
    temporaire
        .write_all(octets)
        .map_err(|erreur| refus(&erreur))?;
    temporaire
        .as_file()
        .sync_all()
        .map_err(|erreur| refus(&erreur))?;
    let depose = if remplacer {
        temporaire.persist(chemin)
    } else {
        temporaire.persist_noclobber(chemin)
    };
    depose.map(|_| ()).map_err(|erreur| refus(&erreur.error))
}

fn dossier(chemin: &Path) -> &Path {
    chemin
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

fn verifier(chemin: &Path, remplacer: bool) -> Result<(), Refus> {
    if chemin.is_dir() {
        return Err(Refus::new(format!(
            "{} est un dossier : donnez un fichier",
            chemin.display()
        )));
    }
    if !dossier(chemin).is_dir() {
        return Err(Refus::new(format!(
            "le dossier {} n’existe pas",
            dossier(chemin).display()
        )));
    }
    if chemin.exists() && !remplacer {
        return Err(Refus::new(format!(
            "{} existe déjà : ajoutez --remplacer pour l’écraser",
            chemin.display()
        )));
    }
    Ok(())
}

/// The usual causes, in French.
pub(super) fn cause(erreur: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match erreur.kind() {
        ErrorKind::NotFound => "il n’existe pas".to_owned(),
        ErrorKind::PermissionDenied => "la permission manque".to_owned(),
        ErrorKind::AlreadyExists => "il existe déjà (ajoutez --remplacer)".to_owned(),
        ErrorKind::StorageFull => "le disque est plein".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "le disque est en lecture seule".to_owned(),
        _ => erreur.to_string(),
    }
}
