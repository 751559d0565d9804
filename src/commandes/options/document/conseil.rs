//! The options of `rac document conseil`.

use super::{Commun, Comparer, Personne, Ressources, Soins};
use clap::Args;

#[derive(Debug, Args)]
pub(in crate::commandes) struct Conseil {
    /// Le contrat actuel : une offre connue, ou un fichier (examples/contrats/actuel.toml)
    #[arg(long, value_name = "OFFRE|FICHIER", help_heading = "Les contrats")]
    pub(in crate::commandes) actuel: String,
    /// Un contrat proposé, répétable : organisme/contrat/niveau, ou un motif
    #[arg(
        long,
        value_name = "OFFRE/NIVEAU",
        required = true,
        num_args = 1..,
        help_heading = "Les contrats"
    )]
    pub(in crate::commandes) proposees: Vec<String>,
    /// Ce que la personne dit de ses besoins, avec ses mots et sans son nom, répétable
    #[arg(long, value_name = "TEXTE", help_heading = "Les besoins")]
    pub(in crate::commandes) besoin: Vec<String>,
    /// Ce que le foyer peut payer par mois ; un contrat plus cher est écarté
    #[arg(long, value_name = "EUROS_PAR_MOIS", help_heading = "Les besoins")]
    pub(in crate::commandes) budget: Option<String>,
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

impl Conseil {
    /// The same question, as `rac comparer` asks it.
    pub(in crate::commandes) fn comparer(&self) -> Comparer {
        Comparer {
            foyer: self.foyer.clone(),
            actuel: Some(self.actuel.clone()),
            budget: self.budget.clone(),
            ..Comparer::pour(&self.personne, &self.soins, &self.ressources, &self.commun)
        }
    }
}
