//! Reads a folder of data given by a person: bounded, inside the folder, in UTF-8.

use super::{Fichier, Origine};
use crate::catalogue::{Code, Diagnostic, Diagnostics};
use crate::montant::milliers;
use crate::texte::cause;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// Where templates and styles are.
const MODELES: &str = "modeles";
const PROFONDEUR_MAX: usize = 8;
const FICHIERS_MAX: usize = 2_000;
const ENTREES_MAX: usize = 100_000;
const MIO: u64 = 1 << 20;
const FICHIER_MAX: u64 = 8 * MIO;
const TOTAL_MAX: u64 = 64 * MIO;

/// Every file of data or template of the folder, and what could not be read.
pub(super) fn lire(dossier: &Path) -> (Vec<Fichier>, Diagnostics) {
    let mut lecture = Lecture::default();
    match fs::canonicalize(dossier) {
        Ok(reel) => {
            lecture.reel = reel;
            lecture.parcourt(dossier, Path::new(""), 0);
        }
        Err(erreur) => lecture.illisible(dossier, &erreur),
    }
    (lecture.fichiers, lecture.diagnostics)
}

/// A relative path with `/` and a lower case extension, if it is one that is read.
pub(super) fn chemin_relatif(chemin: &Path) -> Option<String> {
    let extension = chemin.extension()?.to_str()?.to_ascii_lowercase();
    if !est_lu(chemin) {
        return None;
    }
    let chemin = chemin.with_extension(extension);
    let morceaux: Option<Vec<&str>> = chemin
        .components()
        .filter(|morceau| matches!(morceau, Component::Normal(_)))
        .map(|morceau| morceau.as_os_str().to_str())
        .collect();
    morceaux.map(|morceaux| morceaux.join("/"))
}

/// Whether a relative path is that of a data file, or of a template of the papers.
fn est_lu(chemin: &Path) -> bool {
    match chemin.extension().map(OsStr::to_ascii_lowercase) {
        Some(mot) if mot == "toml" || mot == "csv" => true,
        Some(mot) if mot == "html" || mot == "css" => chemin.starts_with(MODELES),
        _ => false,
    }
}

#[derive(Default)]
struct Lecture {
    /// The folder, without links.
    reel: PathBuf,
    /// Folders already walked, without links: a link to a parent is no endless walk.
    vus: BTreeSet<PathBuf>,
    entrees: usize,
    total: u64,
    /// A limit of the whole folder is reached: nothing more is read.
    plein: bool,
    fichiers: Vec<Fichier>,
    diagnostics: Diagnostics,
}

impl Lecture {
    fn parcourt(&mut self, dossier: &Path, relatif: &Path, profondeur: usize) {
        if profondeur > PROFONDEUR_MAX {
            let message = format!("plus de {PROFONDEUR_MAX} dossiers l’un dans l’autre");
            return self.refuse(Code::DossierTropGrand, dossier, message);
        }
        let nouveau = fs::canonicalize(dossier).map(|reel| self.vus.insert(reel));
        let noms = nouveau.and_then(|nouveau| match nouveau {
            true => fs::read_dir(dossier)?
                .take(ENTREES_MAX + 1)
                .map(|entree| entree.map(|entree| entree.file_name()))
                .collect::<io::Result<BTreeSet<_>>>(),
            false => Ok(BTreeSet::new()),
        });
        let noms = match noms {
            Ok(noms) => noms,
            Err(erreur) => return self.illisible(dossier, &erreur),
        };
        // les noms en point sont ceux des outils : .git, ._x.csv, .~lock
        for nom in noms {
            if self.plein {
                return;
            }
            if !nom.to_string_lossy().starts_with('.') {
                self.entree(&dossier.join(&nom), &relatif.join(&nom), profondeur);
            }
        }
    }

    fn entree(&mut self, chemin: &Path, relatif: &Path, profondeur: usize) {
        self.entrees += 1;
        if self.entrees > ENTREES_MAX {
            return self.remplit(
                chemin,
                format!("plus de {} entrées", milliers(ENTREES_MAX as u64)),
            );
        }
        let donnee = est_lu(relatif);
        let meta = fs::symlink_metadata(chemin).and_then(|meta| match meta.is_symlink() {
            true => {
                let dedans = fs::canonicalize(chemin)?.starts_with(&self.reel);
                fs::metadata(chemin).map(|meta| (meta, dedans))
            }
            false => Ok((meta, true)),
        });
        match meta {
            Err(erreur) if donnee => self.illisible(chemin, &erreur),
            Ok((meta, dedans)) if donnee || meta.is_dir() => {
                if !dedans {
                    let message = "ce lien symbolique mène hors du dossier";
                    self.refuse(Code::LienHorsDossier, chemin, message.to_owned());
                } else if meta.is_dir() {
                    self.parcourt(chemin, relatif, profondeur + 1);
                } else if meta.is_file() {
                    self.fichier(chemin, relatif);
                } else {
                    let message = "ce n’est pas un fichier ordinaire";
                    self.refuse(Code::FichierIllisible, chemin, message.to_owned());
                }
            }
            Err(_) | Ok(_) => {}
        }
    }

    fn fichier(&mut self, chemin: &Path, relatif: &Path) {
        let Some(nom) = chemin_relatif(relatif) else {
            let message = "le nom du fichier n’est pas en UTF-8";
            return self.refuse(Code::FichierIllisible, chemin, message.to_owned());
        };
        if self.fichiers.len() >= FICHIERS_MAX {
            return self.remplit(
                chemin,
                format!("plus de {} fichiers", milliers(FICHIERS_MAX as u64)),
            );
        }
        let mut octets = Vec::new();
        let lu = File::open(chemin)
            .and_then(|fichier| fichier.take(FICHIER_MAX + 1).read_to_end(&mut octets));
        if let Err(erreur) = lu {
            return self.illisible(chemin, &erreur);
        }
        let taille = octets.len() as u64;
        self.total += taille;
        if taille > FICHIER_MAX {
            let message = format!("le fichier dépasse {} Mio", FICHIER_MAX / MIO);
            return self.refuse(Code::FichierTropGros, chemin, message);
        }
        if self.total > TOTAL_MAX {
            return self.remplit(chemin, format!("plus de {} Mio en tout", TOTAL_MAX / MIO));
        }
        match super::encodage::texte(octets) {
            Ok(texte) => self.fichiers.push(Fichier {
                chemin: nom,
                texte: texte.into(),
                origine: Origine::Dossier(chemin.to_owned()),
            }),
            Err((message, conseil)) => {
                let nom = chemin.to_string_lossy();
                self.diagnostics.ajoute(
                    Diagnostic::erreur(Code::Encodage, nom, 0..0, message).avec_conseil(conseil),
                );
            }
        }
    }

    fn remplit(&mut self, chemin: &Path, message: String) {
        self.plein = true;
        self.refuse(Code::DossierTropGrand, chemin, message);
    }

    fn illisible(&mut self, chemin: &Path, erreur: &io::Error) {
        self.refuse(Code::FichierIllisible, chemin, cause(erreur));
    }

    fn refuse(&mut self, code: Code, chemin: &Path, message: String) {
        let nom = chemin.to_string_lossy();
        self.diagnostics
            .ajoute(Diagnostic::erreur(code, nom, 0..0, message));
    }
}
