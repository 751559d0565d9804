//! The options of `rac document`: one file per paper.

mod bilan;
mod conseil;
mod fiche;
mod rapport;

pub(in crate::commandes) use bilan::Bilan;
pub(in crate::commandes) use conseil::Conseil;
pub(in crate::commandes) use fiche::Fiche;
pub(in crate::commandes) use rapport::Rapport;

use super::{Commun, Comparer, MODELE, Personne, Ressources, Soins};
use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(in crate::commandes) struct Document {
    #[command(subcommand)]
    pub(in crate::commandes) papier: Papier,
}

#[derive(Debug, Subcommand)]
pub(in crate::commandes) enum Papier {
    /// Pour la personne : une page A4, ce qu’elle paierait, ses droits, quoi faire
    #[command(help_template = MODELE)]
    Fiche(Fiche),
    /// Devoir d’information et de conseil : le contrat actuel face à ceux proposés
    #[command(help_template = MODELE)]
    Conseil(Conseil),
    /// Pour une réunion : classement par tranche d’âge, images et chiffres, méthode et sources
    #[command(help_template = MODELE)]
    Rapport(Rapport),
    /// Pour la commune : le bilan d’une année, depuis un registre sans noms
    #[command(help_template = MODELE)]
    Bilan(Bilan),
}

impl Papier {
    /// Where the paper goes.
    pub(super) fn commun(&self) -> &Commun {
        match self {
            Self::Fiche(options) => &options.commun,
            Self::Conseil(options) => &options.commun,
            Self::Rapport(options) => &options.commun,
            Self::Bilan(options) => &options.commun,
        }
    }
}

impl Comparer {
    /// A plain comparison for these people.
    fn pour(personne: &Personne, soins: &Soins, ressources: &Ressources, commun: &Commun) -> Self {
        Self {
            personne: personne.clone(),
            foyer: None,
            soins: soins.clone(),
            offres: None,
            critere: "total".to_owned(),
            actuel: None,
            tolerance: "12".to_owned(),
            budget: None,
            ordre_favorable: false,
            robustesse: None,
            graine: "1".to_owned(),
            ecart: "20".to_owned(),
            ressources: ressources.clone(),
            commun: commun.clone(),
        }
    }
}
