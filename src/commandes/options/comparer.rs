//! `rac comparer`: its options.

use super::{Commun, Personne, Ressources, Soins};
use clap::Args;

#[derive(Debug, Args)]
pub(in crate::commandes) struct Comparer {
    #[command(flatten)]
    pub(in crate::commandes) personne: Personne,
    /// Un foyer : un fichier (des exemples dans examples/foyers)
    #[arg(long, value_name = "FICHIER", help_heading = "La personne")]
    pub(in crate::commandes) foyer: Option<String>,
    #[command(flatten)]
    pub(in crate::commandes) soins: Soins,
    /// Seulement ces offres : motif sur organisme/contrat/niveau, par exemple "mcci/*"
    #[arg(long, value_name = "MOTIF", help_heading = "Les offres")]
    pub(in crate::commandes) offres: Option<String>,
    /// Ce qui classe : total, rac ou cotisation
    #[arg(
        long,
        value_name = "CRITÈRE",
        help_heading = "Les offres",
        default_value = "total",
        hide_default_value = true
    )]
    pub(in crate::commandes) critere: String,
    /// Le contrat actuel : une offre connue, ou un fichier (examples/contrats/actuel.toml) ;
    /// chaque ligne dit alors l’écart avec lui
    #[arg(long, value_name = "OFFRE|FICHIER", help_heading = "Les offres")]
    pub(in crate::commandes) actuel: Option<String>,
    /// En dessous de cet écart de coût par an, deux offres ne se distinguent pas
    #[arg(
        long,
        value_name = "EUROS_PAR_AN",
        help_heading = "Les offres",
        default_value = "12",
        hide_default_value = true
    )]
    pub(in crate::commandes) tolerance: String,
    /// Écarte les offres dont la cotisation dépasse cette somme par mois
    #[arg(long, value_name = "EUROS_PAR_MOIS", help_heading = "Les offres")]
    pub(in crate::commandes) budget: Option<String>,
    /// Dit l’ordre des soins qui laisse le moins à payer, et ce qu’il épargne
    #[arg(long, help_heading = "Les soins")]
    pub(in crate::commandes) ordre_favorable: bool,
    /// Refait le classement N fois (200 sans nombre), prix et nombres de soins variant au hasard
    #[arg(
        long,
        value_name = "N",
        help_heading = "La robustesse",
        num_args = 0..=1,
        default_missing_value = "200"
    )]
    pub(in crate::commandes) robustesse: Option<String>,
    /// Graine du hasard : la même redonne les mêmes tirages
    #[arg(
        long,
        value_name = "N",
        help_heading = "La robustesse",
        default_value = "1",
        hide_default_value = true
    )]
    pub(in crate::commandes) graine: String,
    /// Écart au plus, en plus ou en moins, des prix et des nombres ; 20 sans elle
    #[arg(
        long,
        value_name = "POUR_CENT",
        help_heading = "La robustesse",
        default_value = "20",
        hide_default_value = true
    )]
    pub(in crate::commandes) ecart: String,
    #[command(flatten)]
    pub(in crate::commandes) ressources: Ressources,
    #[command(flatten)]
    pub(in crate::commandes) commun: Commun,
}
