//! The options of `rac document rapport`.

use super::Commun;
use clap::Args;

#[derive(Debug, Args)]
pub(in crate::commandes) struct Rapport {
    /// Seulement ces offres : motif sur organisme/contrat/niveau, par exemple "mcci/*"
    #[arg(long, value_name = "MOTIF", help_heading = "Les offres")]
    pub(in crate::commandes) offres: Option<String>,
    /// Département, pour les cotisations par zone : 35, 2A, 974
    #[arg(long, value_name = "NUMÉRO", help_heading = "Les offres")]
    pub(in crate::commandes) departement: Option<String>,
    /// Les tranches d’âge (rac liste tranches)
    #[arg(
        long,
        value_name = "ID",
        help_heading = "Les soins",
        default_value = "arcs",
        hide_default_value = true
    )]
    pub(in crate::commandes) tranches: String,
    /// L’année du panier de chaque tranche qui fait le classement : basse, moyenne, haute ou
    /// difficile
    #[arg(
        long,
        value_name = "ANNÉE",
        help_heading = "Les soins",
        default_value = "moyenne",
        hide_default_value = true
    )]
    pub(in crate::commandes) annee: String,
    /// Un panier de plus à côté des années de chaque tranche, répétable (rac liste paniers)
    #[arg(long, value_name = "ID|FICHIER", help_heading = "Les soins")]
    pub(in crate::commandes) panier: Vec<String>,
    #[command(flatten)]
    pub(in crate::commandes) commun: Commun,
}
