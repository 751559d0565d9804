//! From files to raw values with their places, and the diagnostics they call for.
//!
//! Two phases: this lower half reads text (folders, TOML, CSV) and says what cannot be
//! read; the upper half gives a meaning to what was read. Both write in [`Diagnostics`],
//! so that every problem of every file is shown at once, under the faulty text.

mod diagnostic;
mod entete;
mod proche;
mod source;
mod syntaxe;
mod tableau;

pub use diagnostic::{Code, Diagnostic, Diagnostics, Gravite};
pub use entete::{Document, Place, Table};
pub use proche::{proche, vouliez_vous_dire};
pub use source::{Fichier, Origine, Sources};
pub use tableau::{CelluleBrute, Colonne, Colonnes, LigneBrute, TableauBrut};
