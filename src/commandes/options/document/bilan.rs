//! The options of `rac document bilan`.

use super::Commun;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(in crate::commandes) struct Bilan {
    /// Le registre, une ligne par rendez-vous : date;lieu;profil;motif;droit;suite
    #[arg(value_name = "REGISTRE.csv")]
    pub(in crate::commandes) registre: PathBuf,
    /// L’année du bilan ; sans elle, celle du registre s’il n’en a qu’une
    #[arg(long, value_name = "AAAA")]
    pub(in crate::commandes) annee: Option<String>,
    #[command(flatten)]
    pub(in crate::commandes) commun: Commun,
}
