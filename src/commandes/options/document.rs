//! The options of `rac document`: one file per paper.

mod rapport;

pub(in crate::commandes) use rapport::Rapport;

use super::{Commun, MODELE};
use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(in crate::commandes) struct Document {
    #[command(subcommand)]
    pub(in crate::commandes) papier: Papier,
}

#[derive(Debug, Subcommand)]
pub(in crate::commandes) enum Papier {
    /// Pour une réunion : classement par tranche d’âge, images et chiffres, méthode et sources
    #[command(help_template = MODELE)]
    Rapport(Rapport),
}

impl Papier {
    /// Where the paper goes.
    pub(super) fn commun(&self) -> &Commun {
        match self {
            Self::Rapport(options) => &options.commun,
        }
    }
}
