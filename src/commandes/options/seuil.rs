//! `rac seuil`: its options.

use super::{Commun, Personne, Soins};
use clap::Args;

#[derive(Debug, Args)]
pub(in crate::commandes) struct Seuil {
    /// La première offre : organisme/contrat/niveau
    #[arg(value_name = "A")]
    pub(in crate::commandes) premiere: String,
    /// La seconde offre
    #[arg(value_name = "B")]
    pub(in crate::commandes) seconde: String,
    /// Fait varier le nombre (ou le prix) de cet acte : un code ou des mots, avec ou sans prix
    #[arg(long, value_name = "ACTE")]
    pub(in crate::commandes) acte: Option<String>,
    /// Ce qui varie : nombre, prix ou age
    #[arg(long, value_name = "QUOI")]
    pub(in crate::commandes) selon: Option<String>,
    #[command(flatten)]
    pub(in crate::commandes) personne: Personne,
    #[command(flatten)]
    pub(in crate::commandes) soins: Soins,
    #[command(flatten)]
    pub(in crate::commandes) commun: Commun,
}
