//! Options of `rac lot`.

use super::Commun;
use clap::Args;
use std::path::PathBuf;

/// Many households, row by row.
#[derive(Debug, Args)]
pub(in crate::commandes) struct Lot {
    /// Les foyers, une ligne par personne : foyer;personne;age;departement;panier… ; - est
    /// l’entrée standard
    #[arg(value_name = "FOYERS.CSV", required_unless_present = "population")]
    pub(in crate::commandes) foyers: Option<PathBuf>,
    /// Les soins, une ligne par soin : foyer;personne;acte;secteur;nombre;prix;mois, dans le
    /// même ordre que les foyers
    #[arg(long, value_name = "SOINS.CSV", help_heading = "Les soins")]
    pub(in crate::commandes) soins: Option<PathBuf>,
    /// Sans soins ni panier, l’année du panier de la tranche d’âge : basse, moyenne, haute
    #[arg(
        long,
        value_name = "ANNÉE",
        default_value = "moyenne",
        hide_default_value = true,
        help_heading = "Les soins"
    )]
    pub(in crate::commandes) annee: String,
    /// Les tranches d’âge (rac liste tranches)
    #[arg(
        long,
        value_name = "ID",
        default_value = "arcs",
        hide_default_value = true,
        help_heading = "Les soins"
    )]
    pub(in crate::commandes) tranches: String,
    /// Seulement ces offres : motif sur organisme/contrat/niveau, par exemple "mcci/*"
    #[arg(long, value_name = "MOTIF", help_heading = "Les offres")]
    pub(in crate::commandes) offres: Option<String>,
    /// Simule N personnes, aux âges d’une population, dont les soins sont tirés d’un modèle SUPPOSÉ
    #[arg(
        long,
        value_name = "N",
        help_heading = "Une population simulée, sans registre",
        conflicts_with_all = [
            "foyers", "soins", "annee", "critere", "tolerance", "garder", "synthese", "part",
            "reprendre", "strict", "rejets",
        ]
    )]
    pub(in crate::commandes) population: Option<String>,
    /// Ce qui fixe le tirage : la même graine donne les mêmes chiffres
    #[arg(
        long,
        value_name = "S",
        help_heading = "Une population simulée, sans registre",
        requires = "population",
        default_value = "1",
        hide_default_value = true
    )]
    pub(in crate::commandes) graine: String,
    /// Le modèle : un fichier de population/ (voir docs/format.md)
    #[arg(
        long,
        value_name = "ID",
        help_heading = "Une population simulée, sans registre",
        requires = "population",
        default_value = crate::commandes::population::MODELE,
        hide_default_value = true
    )]
    pub(in crate::commandes) modele: String,
    /// Le département de tous ; sans lui, une cotisation par zone est prise à la plus chère
    #[arg(
        long,
        value_name = "NUMÉRO",
        help_heading = "Une population simulée, sans registre",
        requires = "population"
    )]
    pub(in crate::commandes) departement: Option<String>,
    /// Ce qui classe : total, rac ou cotisation
    #[arg(
        long,
        value_name = "CRITÈRE",
        default_value = "total",
        hide_default_value = true,
        help_heading = "Les offres"
    )]
    pub(in crate::commandes) critere: String,
    /// En dessous de cet écart de coût par an, deux offres ne se distinguent pas
    #[arg(
        long,
        value_name = "EUROS_PAR_AN",
        default_value = "12",
        hide_default_value = true,
        help_heading = "Les offres"
    )]
    pub(in crate::commandes) tolerance: String,
    /// Les N meilleures offres de chaque foyer, parmi celles dont la cotisation est publiée
    #[arg(long, value_name = "N", help_heading = "Le lot")]
    pub(in crate::commandes) garder: Option<String>,
    /// Des moyennes par tranche d’âge et par offre, au lieu d’une ligne par foyer et par offre
    #[arg(long, help_heading = "Le lot")]
    pub(in crate::commandes) synthese: bool,
    /// La i-ème part du fichier sur n ; bout à bout, les parts sont le tout
    #[arg(long, value_name = "I/N", help_heading = "Le lot")]
    pub(in crate::commandes) part: Option<String>,
    /// Reprend un lot interrompu là où il en était
    #[arg(long, help_heading = "Le lot")]
    pub(in crate::commandes) reprendre: bool,
    /// S’arrête à la première ligne refusée
    #[arg(long, help_heading = "Le lot")]
    pub(in crate::commandes) strict: bool,
    /// Les lignes refusées, avec leur raison ; sans cette option, à côté de la sortie
    #[arg(long, value_name = "FICHIER", help_heading = "Le lot")]
    pub(in crate::commandes) rejets: Option<PathBuf>,
    /// Fils de calcul ; sans cette option, un par cœur
    #[arg(long, value_name = "N", help_heading = "Le lot")]
    pub(in crate::commandes) fils: Option<String>,
    #[command(flatten)]
    pub(in crate::commandes) commun: Commun,
}
