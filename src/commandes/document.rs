//! `rac document`: papers to hand over, one file each. Without `--sortie`, the screen shows
//! what the page says.

mod rapport;

use super::options::{Document as Options, Papier};
use super::{Monde, Refus, Reponse};

pub(super) fn document(options: &Options, monde: &Monde) -> Result<Reponse, Refus> {
    match &options.papier {
        Papier::Rapport(options) => rapport::rapport(options, monde),
    }
}
