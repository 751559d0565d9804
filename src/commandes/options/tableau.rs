//! The options of `rac tableau`.

use super::{Commun, Personne};
use clap::Args;

#[derive(Debug, Args)]
pub(in crate::commandes) struct Tableau {
    /// Des offres ou des niveaux : mcci/flexia/Confort, mcci/flexia, "mcci/*"
    #[arg(value_name = "OFFRE", required = true)]
    pub(in crate::commandes) offres: Vec<String>,
    /// En euros, sur les exemples communs des assureurs (modèle UNOCAM)
    #[arg(long)]
    pub(in crate::commandes) en_euros: bool,
    /// Seulement les lignes où les niveaux diffèrent
    #[arg(long)]
    pub(in crate::commandes) differences: bool,
    /// Avec --en-euros : les soins de ce panier, un par un (connu, ou un fichier)
    #[arg(long, value_name = "ID|FICHIER")]
    pub(in crate::commandes) panier: Option<String>,
    #[command(flatten)]
    pub(in crate::commandes) personne: Personne,
    #[command(flatten)]
    pub(in crate::commandes) commun: Commun,
}
