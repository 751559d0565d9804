//! The formats by their names and by the extensions of files.

use std::path::Path;
use std::str::FromStr;
use thiserror::Error;

/// A way to write a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Text for a screen.
    #[default]
    Table,
    /// `;`, decimal point, LF: for programs.
    Csv,
    /// BOM, `;`, decimal comma, CRLF: for a French spreadsheet.
    CsvTableur,
    /// Every data set, with the perimeter and the notes.
    Json,
    /// Markdown.
    Md,
    /// One page that stands alone: no network, no script, prints on A4.
    Html,
    /// A workbook: a sheet by table and by data set, live sums.
    Xlsx,
}

/// Why no format is known for a name or a file.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum FormatInconnu {
    /// No format has this name.
    #[error("le format « {0} » est inconnu ; les formats sont {formats}", formats = Format::liste())]
    Nom(String),
    /// No format goes with this extension.
    #[error("aucun format ne correspond à l’extension « .{0} » ; précisez-le parmi {formats}", formats = Format::liste())]
    Extension(String),
    /// The file has no extension.
    #[error("« {0} » n’a pas d’extension qui dise le format ; précisez-le parmi {formats}", formats = Format::liste())]
    SansExtension(String),
}

impl Format {
    /// All formats.
    pub const TOUS: [Self; 7] = [
        Self::Table,
        Self::Csv,
        Self::CsvTableur,
        Self::Json,
        Self::Md,
        Self::Html,
        Self::Xlsx,
    ];

    /// The name on the command line.
    #[must_use]
    pub const fn nom(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::CsvTableur => "csv-tableur",
            Self::Json => "json",
            Self::Md => "md",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
        }
    }

    /// The format of this name, such as `csv-tableur`.
    ///
    /// # Errors
    /// When no format has this name.
    pub fn depuis_nom(nom: &str) -> Result<Self, FormatInconnu> {
        Self::TOUS
            .into_iter()
            .find(|format| format.nom() == nom)
            .ok_or_else(|| FormatInconnu::Nom(nom.to_owned()))
    }

    /// The format that goes with the extension of a file: `txt`, `csv`, `html`…, in any case.
    ///
    /// # Errors
    /// When the file has no extension, or one that no format goes with.
    pub fn depuis_extension(chemin: &Path) -> Result<Self, FormatInconnu> {
        let Some(extension) = chemin.extension() else {
            let chemin = chemin.display().to_string();
            return Err(FormatInconnu::SansExtension(chemin));
        };
        let extension = extension.to_string_lossy().to_lowercase();
        match extension.as_str() {
            "txt" => Ok(Self::Table),
            "csv" => Ok(Self::Csv),
            "json" => Ok(Self::Json),
            "md" => Ok(Self::Md),
            "html" | "htm" => Ok(Self::Html),
            "xlsx" => Ok(Self::Xlsx),
            _ => Err(FormatInconnu::Extension(extension)),
        }
    }

    fn liste() -> String {
        Self::TOUS.map(Self::nom).join(", ")
    }
}

impl FromStr for Format {
    type Err = FormatInconnu;
    fn from_str(nom: &str) -> Result<Self, Self::Err> {
        Self::depuis_nom(nom)
    }
}
