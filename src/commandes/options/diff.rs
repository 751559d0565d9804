//! `rac donnees diff`: its options.

use super::Commun;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(in crate::commandes) struct Diff {
    /// Le dossier de données d’avant ; sans lui, les données de l’outil
    #[arg(value_name = "AVANT")]
    pub(in crate::commandes) avant: Option<PathBuf>,
    /// Le dossier de données d’après ; deux --date comparent deux jours
    #[arg(value_name = "APRES")]
    pub(in crate::commandes) apres: Option<PathBuf>,
    /// Seulement ces offres : motif sur organisme/contrat/niveau, par exemple "mcci/*"
    #[arg(long, value_name = "MOTIF")]
    pub(in crate::commandes) offres: Option<String>,
    /// Département, pour les cotisations par zone : 35, 2A, 974
    #[arg(long, value_name = "NUMÉRO")]
    pub(in crate::commandes) departement: Option<String>,
    /// Les tranches d’âge (rac liste tranches)
    #[arg(
        long,
        value_name = "ID",
        default_value = "arcs",
        hide_default_value = true
    )]
    pub(in crate::commandes) tranches: String,
    /// Un panier de plus à côté des années de chaque tranche, répétable
    #[arg(long, value_name = "ID")]
    pub(in crate::commandes) panier: Vec<String>,
    /// Montre toutes les lignes, et pas seulement les premières
    #[arg(long)]
    pub(in crate::commandes) tout: bool,
    #[command(flatten)]
    pub(in crate::commandes) commun: Commun,
}
