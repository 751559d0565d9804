//! A workbook that somebody sends: sheets of cells, each with its address.
//!
//! Nothing is executed and nothing is guessed: a formula, a date or a number shown
//! otherwise than it is written is kept as what it is, and refused by whoever needs a text.

mod cellule;
mod garde;
mod nombre;
mod texte;
mod xlsx;

pub use cellule::{Adresse, Contenu, Interdit};

use super::{Code, Diagnostic, Diagnostics, Sources};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;

const MIO: u64 = 1 << 20;
/// A workbook as it lies on the disk.
const CLASSEUR_MAX: u64 = 8 * MIO;
/// Columns of a sheet that hold something.
const COLONNES_MAX: u32 = 200;
/// Rows of a sheet that hold something.
const LIGNES_MAX: u32 = 20_000;
/// Cells of a sheet, empty ones between the others included.
const CELLULES_MAX: usize = 200_000;
/// Letters of all the cells of a sheet.
const LETTRES_MAX: usize = 4 << 20;

/// A workbook.
#[derive(Clone, Debug)]
pub struct Classeur {
    /// The path that the person gave.
    pub nom: String,
    /// Its visible sheets, in order.
    pub feuilles: Vec<Feuille>,
}

/// A sheet.
#[derive(Clone, Debug, Default)]
pub struct Feuille {
    /// Its name, or that of its file without extension.
    pub nom: String,
    /// The cells that hold something.
    pub cellules: BTreeMap<Adresse, Contenu>,
    /// Merged cells: the first one and the last one.
    pub fusions: Vec<(Adresse, Adresse)>,
    /// Why the sheet was not read to its end.
    pub abandon: Option<String>,
}

impl Feuille {
    /// Whether nothing is written.
    #[must_use]
    pub fn est_vide(&self) -> bool {
        self.cellules.is_empty() && self.abandon.is_none()
    }

    /// Why the sheet cannot be used as a table, if it cannot.
    #[must_use]
    pub fn demesure(&self) -> Option<String> {
        let places = || self.cellules.keys();
        let lignes: BTreeSet<u32> = places().map(|place| place.ligne).collect();
        let colonnes: BTreeSet<u32> = places().map(|place| place.colonne).collect();
        let etendue = lignes.len() * colonnes.len();
        let trop = || (etendue > CELLULES_MAX).then(trop_de_cellules);
        self.abandon.clone().or_else(trop)
    }

    /// Keeps a cell, or says why no more can be kept.
    fn ajoute(&mut self, adresse: Adresse, contenu: Contenu, lettres: &mut usize) -> bool {
        *lettres += contenu.lettres();
        let trop = if adresse.colonne >= COLONNES_MAX {
            format!("plus de {COLONNES_MAX} colonnes")
        } else if adresse.ligne >= LIGNES_MAX {
            format!(
                "plus de {} lignes",
                crate::montant::milliers(u64::from(LIGNES_MAX))
            )
        } else if self.cellules.len() >= CELLULES_MAX {
            trop_de_cellules()
        } else if *lettres > LETTRES_MAX {
            "plus de 4 millions de caractères".to_owned()
        } else {
            self.cellules.insert(adresse, contenu);
            return true;
        };
        self.abandon = Some(trop);
        false
    }
}

impl Classeur {
    /// Opens an XLSX workbook, a CSV table or a folder of CSV tables; `None` when it cannot
    /// be read, with the reason in the diagnostics. The CSV texts join `sources`, so that
    /// what is wrong in them can be shown.
    pub fn ouvrir(
        chemin: &Path,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let nom = chemin.to_string_lossy().into_owned();
        if chemin.is_dir() {
            return texte::dossier(nom, chemin, sources, diagnostics);
        }
        let lu = lire_octets(chemin).and_then(|octets| match extension(chemin).as_str() {
            "csv" => texte::fichier(chemin, octets, sources, diagnostics),
            "xlsx" => xlsx::lire(octets),
            autre => Err(Illisible::extension(autre, &octets)),
        });
        match lu {
            Ok(feuilles) => Some(Self { nom, feuilles }),
            Err(illisible) => {
                diagnostics.ajoute(illisible.diagnostic(nom));
                None
            }
        }
    }
}

fn trop_de_cellules() -> String {
    let cellules = crate::montant::milliers(CELLULES_MAX as u64);
    format!("plus de {cellules} cellules")
}

fn extension(chemin: &Path) -> String {
    let extension = chemin.extension().unwrap_or_default();
    extension.to_string_lossy().to_lowercase()
}

fn lire_octets(chemin: &Path) -> Result<Vec<u8>, Illisible> {
    let mut octets = Vec::new();
    let lu = File::open(chemin).and_then(|fichier| {
        let mut bornee = fichier.take(CLASSEUR_MAX + 1);
        bornee.read_to_end(&mut octets)
    });
    match lu {
        Err(erreur) => Err(Illisible::new(
            Code::FichierIllisible,
            crate::texte::cause(&erreur),
            "vérifiez le chemin et les droits du fichier",
        )),
        Ok(_) if octets.len() as u64 > CLASSEUR_MAX => Err(Illisible::new(
            Code::ClasseurTropGrand,
            format!("le fichier dépasse {} Mio", CLASSEUR_MAX / MIO),
            "une grille de garanties tient en quelques dizaines de Kio : ôtez les images et les feuilles qui n’en sont pas",
        )),
        Ok(_) => Ok(octets),
    }
}

/// Why a file is no workbook that can be read, and what to do.
#[derive(Debug)]
struct Illisible {
    code: Code,
    message: String,
    conseil: &'static str,
}

impl Illisible {
    fn new(code: Code, message: impl Into<String>, conseil: &'static str) -> Self {
        Self {
            code,
            message: message.into(),
            conseil,
        }
    }

    /// A file whose name promises nothing that is read here.
    fn extension(extension: &str, octets: &[u8]) -> Self {
        const XLSX: &str = "dans le tableur, « Enregistrer sous… », « Classeur Excel (.xlsx) »";
        let (message, conseil) = match extension {
            "xlsm" | "xltm" | "xlsb" => (
                "un classeur qui peut porter des macros n’est pas ouvert".to_owned(),
                XLSX,
            ),
            "xls" | "ods" | "fods" | "xltx" | "numbers" => {
                (format!("le format .{extension} n’est pas lu"), XLSX)
            }
            _ if octets.starts_with(b"PK") => (
                "le nom ne finit pas par .xlsx".to_owned(),
                "si c’est un classeur, donnez-lui l’extension .xlsx",
            ),
            _ => (
                "le nom ne finit ni par .xlsx ni par .csv".to_owned(),
                "donnez la grille en .xlsx, ou un tableau en .csv",
            ),
        };
        Self::new(Code::ClasseurIllisible, message, conseil)
    }

    fn diagnostic(self, nom: String) -> Diagnostic {
        Diagnostic::erreur(self.code, nom, 0..0, self.message).avec_conseil(self.conseil)
    }
}
