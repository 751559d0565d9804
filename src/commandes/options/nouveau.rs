//! The options of `rac donnees nouveau`.

use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(in crate::commandes) struct Nouveau {
    /// offre, ou contrat-actuel (dix lignes, d’après la carte ou le tableau)
    #[arg(value_name = "QUOI")]
    pub(in crate::commandes) quoi: String,
    /// Le nom du contrat : organisme/contrat, en minuscules
    #[arg(value_name = "ORGANISME/CONTRAT")]
    pub(in crate::commandes) id: Option<String>,
    /// Les niveaux, comme imprimés, séparés par des virgules : "Éco, Plus"
    #[arg(long, value_name = "NIVEAUX")]
    pub(in crate::commandes) niveaux: Option<String>,
    /// Le dossier où écrire ; il se donne ensuite à --donnees
    #[arg(long, value_name = "DOSSIER")]
    pub(in crate::commandes) sortie: Option<PathBuf>,
    /// Permet d’écraser des fichiers qui existent
    #[arg(long)]
    pub(in crate::commandes) remplacer: bool,
}
