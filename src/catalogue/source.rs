//! The texts of the data files: embedded in the binary, then those of a folder.

mod dossier;
mod encodage;

pub(super) use encodage::texte as texte_utf8;

use super::Diagnostics;
use super::import::Correspondance;
use include_dir::{Dir, include_dir};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

static DONNEES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/data");

/// Where the templates and styles of the papers are.
const MODELES: &str = "modeles/";

/// Where a text comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origine {
    /// The binary.
    Embarque,
    /// A file of a folder given by the user, at this path.
    Dossier(PathBuf),
    /// A sheet of a workbook, written as a text; each part has its cell.
    Classeur(Arc<Correspondance>),
}

/// One data file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fichier {
    /// Its path in the data, with `/`: `offers/mcci/flexia-2026.toml`.
    pub chemin: String,
    /// Its text, without byte order mark.
    pub texte: Cow<'static, str>,
    /// Where it comes from.
    pub origine: Origine,
}

impl Fichier {
    /// A text known under a path, as if it were embedded.
    pub fn new(chemin: impl Into<String>, texte: impl Into<Cow<'static, str>>) -> Self {
        Self {
            chemin: chemin.into(),
            texte: texte.into(),
            origine: Origine::Embarque,
        }
    }

    /// The name a person can open: the path on the disk, or the path in the data.
    #[must_use]
    pub fn nom(&self) -> Cow<'_, str> {
        match &self.origine {
            Origine::Embarque => Cow::Borrowed(&self.chemin),
            Origine::Classeur(cellules) => Cow::Borrowed(cellules.classeur()),
            Origine::Dossier(chemin) => chemin.to_string_lossy(),
        }
    }
}

/// Every data file, by path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    fichiers: BTreeMap<String, Fichier>,
}

impl Sources {
    /// The data that travel in the binary, read where they are.
    #[must_use]
    pub fn embarquees() -> Self {
        let mut sources = Self::default();
        sources.embarquer(&DONNEES);
        sources
    }

    fn embarquer(&mut self, dossier: &'static Dir<'static>) {
        for fichier in dossier.files() {
            let chemin = dossier::chemin_relatif(fichier.path());
            if let (Some(chemin), Some(texte)) = (chemin, fichier.contents_utf8()) {
                let texte = texte.strip_prefix('\u{feff}').unwrap_or(texte);
                self.ajoute(Fichier::new(chemin, texte));
            }
        }
        for dossier in dossier.dirs() {
            self.embarquer(dossier);
        }
    }

    /// Adds the files of a folder; a file already known under the same path is replaced.
    /// Gives the number of files read.
    ///
    /// # Errors
    /// Every file that cannot be read; the others are added all the same, so that their
    /// own problems can be shown together with these.
    pub fn avec_dossier(&mut self, dossier: &Path) -> Result<usize, Diagnostics> {
        let (fichiers, diagnostics) = dossier::lire(dossier);
        let nombre = fichiers.len();
        for fichier in fichiers {
            self.ajoute(fichier);
        }
        if diagnostics.is_empty() {
            Ok(nombre)
        } else {
            Err(diagnostics)
        }
    }

    /// Adds or replaces one file.
    pub fn ajoute(&mut self, fichier: Fichier) {
        self.fichiers.insert(fichier.chemin.clone(), fichier);
    }

    /// The file known under this path.
    #[must_use]
    pub fn get(&self, chemin: &str) -> Option<&Fichier> {
        self.fichiers.get(chemin)
    }

    /// Every file, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = &Fichier> {
        self.fichiers.values()
    }

    /// The files whose path begins with `debut`, sorted by path.
    pub fn sous<'s>(&'s self, debut: &'s str) -> impl Iterator<Item = &'s Fichier> {
        self.fichiers
            .range::<str, _>((std::ops::Bound::Included(debut), std::ops::Bound::Unbounded))
            .map(|(_, fichier)| fichier)
            .take_while(move |fichier| fichier.chemin.starts_with(debut))
    }

    /// The templates and styles of the papers, by name: `document.html`.
    pub fn modeles(&self) -> impl Iterator<Item = (&str, &Fichier)> {
        self.sous(MODELES)
            .map(|fichier| (&fichier.chemin[MODELES.len()..], fichier))
    }

    /// Sixteen hexadecimal digits that change with any path or any text of the data
    /// (FNV-1a 64): a result says on which data it was computed. Templates change no figure.
    #[must_use]
    pub fn empreinte(&self) -> String {
        // 0xFF n’apparaît jamais en UTF-8 : il sépare sans ambiguïté
        const FIN: [u8; 1] = [0xff];
        let mut empreinte = 0xcbf2_9ce4_8422_2325_u64;
        let donnees = self.iter();
        for fichier in donnees.filter(|fichier| !fichier.chemin.starts_with(MODELES)) {
            for partie in [
                fichier.chemin.as_bytes(),
                &FIN,
                fichier.texte.as_bytes(),
                &FIN,
            ] {
                for octet in partie {
                    empreinte = (empreinte ^ u64::from(*octet)).wrapping_mul(0x0100_0000_01b3);
                }
            }
        }
        format!("{empreinte:016x}")
    }
}

#[cfg(test)]
mod tests;
