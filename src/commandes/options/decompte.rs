//! `rac decompte`: its options.

use super::{Commun, Personne, Soins};
use clap::Args;

#[derive(Debug, Args)]
pub(in crate::commandes) struct Decompte {
    /// L’offre et son niveau : organisme/contrat/niveau, ou « sans-mutuelle »
    #[arg(value_name = "OFFRE/NIVEAU")]
    pub(in crate::commandes) offre: String,
    #[command(flatten)]
    pub(in crate::commandes) personne: Personne,
    /// Un foyer : un fichier (des exemples dans examples/foyers)
    #[arg(long, value_name = "FICHIER", help_heading = "La personne")]
    pub(in crate::commandes) foyer: Option<String>,
    /// Seulement les soins de ce poste (rac liste postes) : dentaire, optique…
    #[arg(long, value_name = "POSTE", help_heading = "Les soins")]
    pub(in crate::commandes) pourquoi: Option<String>,
    /// Dit l’ordre des soins qui laisse le moins à payer, et ce qu’il épargne
    #[arg(long, help_heading = "Les soins")]
    pub(in crate::commandes) ordre_favorable: bool,
    #[command(flatten)]
    pub(in crate::commandes) soins: Soins,
    #[command(flatten)]
    pub(in crate::commandes) commun: Commun,
}
