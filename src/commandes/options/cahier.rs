//! The options of `rac cahier`.

mod enquete;
mod grille;

pub(in crate::commandes) use enquete::EnqueteCahier;
pub(in crate::commandes) use grille::GrilleCahier;

use super::{A_L_ECRAN, Commun, MODELE, Personne, Soins};
use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(in crate::commandes) struct Cahier {
    #[command(subcommand)]
    pub(in crate::commandes) action: ActionCahier,
}

#[derive(Debug, Subcommand)]
pub(in crate::commandes) enum ActionCahier {
    /// Dit quelles offres répondent à un cahier des charges, et ce qui leur manque, en euros
    #[command(help_template = MODELE)]
    Verifier(VerifierCahier),
    /// Écrit la grille à envoyer aux assureurs (XLSX ou CSV) ; remplie, elle s’importe
    #[command(help_template = MODELE)]
    Grille(GrilleCahier),
    /// Dit ce que coûterait chaque offre aux personnes d’une enquête : moyenne, médiane, P90
    #[command(help_template = MODELE)]
    Enquete(EnqueteCahier),
    /// Cherche ce qu’il faut changer aux garanties d’une offre pour ne pas laisser plus à payer
    #[command(help_template = MODELE)]
    Renforcer(Renforcer),
}

#[derive(Debug, Args)]
pub(in crate::commandes) struct Renforcer {
    /// L’offre et son niveau : organisme/contrat/niveau
    #[arg(long, value_name = "OFFRE/NIVEAU")]
    pub(in crate::commandes) offre: String,
    /// Ce qui peut rester à payer sur l’année, au plus
    #[arg(long, value_name = "EUROS")]
    pub(in crate::commandes) cible: String,
    #[command(flatten)]
    pub(in crate::commandes) personne: Personne,
    #[command(flatten)]
    pub(in crate::commandes) soins: Soins,
    #[command(flatten)]
    pub(in crate::commandes) commun: Commun,
}

#[derive(Debug, Args)]
pub(in crate::commandes) struct VerifierCahier {
    /// Le cahier des charges : un fichier (des exemples dans examples/cahiers)
    #[arg(value_name = "CAHIER")]
    pub(in crate::commandes) cahier: String,
    /// Seulement ces offres : motif sur organisme/contrat/niveau, par exemple "mcci/*"
    #[arg(long, value_name = "MOTIF")]
    pub(in crate::commandes) offres: Option<String>,
    /// Département, pour les cotisations par zone : 35, 2A, 974
    #[arg(long, value_name = "NUMÉRO")]
    pub(in crate::commandes) departement: Option<String>,
    #[command(flatten)]
    pub(in crate::commandes) commun: Commun,
}

impl ActionCahier {
    /// Where the answer goes.
    pub(in crate::commandes) fn sortie(&self) -> &Commun {
        match self {
            Self::Verifier(options) => &options.commun,
            Self::Enquete(options) => &options.commun,
            Self::Grille(_) => &A_L_ECRAN,
            Self::Renforcer(options) => &options.commun,
        }
    }
}
