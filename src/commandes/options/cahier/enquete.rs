//! The options of `rac cahier enquete`.

use crate::commandes::options::Commun;
use clap::Args;

#[derive(Debug, Args)]
pub(in crate::commandes) struct EnqueteCahier {
    /// L’enquête : tranche;poids;panier;soins;cotisation_mensuelle (examples/enquetes)
    #[arg(value_name = "ENQUÊTE.csv")]
    pub(in crate::commandes) enquete: String,
    /// Seulement ces offres : motif sur organisme/contrat/niveau, par exemple "mcci/*"
    #[arg(long, value_name = "MOTIF")]
    pub(in crate::commandes) offres: Option<String>,
    /// Département, pour les cotisations par zone : 35, 2A, 974
    #[arg(long, value_name = "NUMÉRO")]
    pub(in crate::commandes) departement: Option<String>,
    /// Les tranches d’âge de l’enquête (rac liste tranches)
    #[arg(
        long,
        value_name = "ID",
        default_value = "arcs",
        hide_default_value = true
    )]
    pub(in crate::commandes) tranches: String,
    #[command(flatten)]
    pub(in crate::commandes) commun: Commun,
}
