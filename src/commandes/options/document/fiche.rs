//! The options of `rac document fiche`.

use super::{Commun, Comparer, Personne, Ressources, Soins};
use clap::Args;

#[derive(Debug, Args)]
pub(in crate::commandes) struct Fiche {
    /// L’offre et son niveau : organisme/contrat/niveau
    #[arg(value_name = "OFFRE/NIVEAU")]
    pub(in crate::commandes) offre: String,
    #[command(flatten)]
    pub(in crate::commandes) personne: Personne,
    /// Un foyer : un fichier (des exemples dans examples/foyers)
    #[arg(long, value_name = "FICHIER", help_heading = "La personne")]
    pub(in crate::commandes) foyer: Option<String>,
    #[command(flatten)]
    pub(in crate::commandes) soins: Soins,
    #[command(flatten)]
    pub(in crate::commandes) ressources: Ressources,
    #[command(flatten)]
    pub(in crate::commandes) commun: Commun,
}

impl Fiche {
    /// The same question, as `rac comparer` asks it.
    pub(in crate::commandes) fn comparer(&self) -> Comparer {
        Comparer {
            foyer: self.foyer.clone(),
            ..Comparer::pour(&self.personne, &self.soins, &self.ressources, &self.commun)
        }
    }
}
