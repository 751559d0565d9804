//! The options of `rac expliquer`.

use super::Commun;
use clap::Args;

#[derive(Debug, Args)]
pub(in crate::commandes) struct Expliquer {
    /// Une garantie entre guillemets ("150 % BR"), une règle, un mot (OPTAM) ou un code (garantie-ambigue)
    #[arg(value_name = "TEXTE", required = true)]
    pub(in crate::commandes) texte: Vec<String>,
    /// Calcule sans les minima ni les maxima d’un contrat responsable
    #[arg(long)]
    pub(in crate::commandes) non_responsable: bool,
    #[command(flatten)]
    pub(in crate::commandes) commun: Commun,
}
