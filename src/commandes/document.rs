//! `rac document`: papers to hand over, one file each. Without `--sortie`, the screen shows
//! what the page says.

mod bilan;
mod conseil;
mod fiche;
mod loi;
mod rapport;

use super::options::{Document as Options, Papier};
use super::{Monde, Refus, Reponse};

pub(super) fn document(options: &Options, monde: &Monde) -> Result<Reponse, Refus> {
    match &options.papier {
        Papier::Fiche(options) => fiche::fiche(options, monde),
        Papier::Conseil(options) => conseil::conseil(options, monde),
        Papier::Rapport(options) => rapport::rapport(options, monde),
        Papier::Bilan(options) => bilan::bilan(options, monde),
    }
}
