//! The options of `rac donnees importer`.

use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(in crate::commandes) struct Importer {
    /// La grille remplie (.xlsx, ou dossier de .csv), ou un tableau de garanties seul, avec une
    /// colonne par niveau (.xlsx ou .csv)
    #[arg(value_name = "FICHIER")]
    pub(in crate::commandes) fichier: PathBuf,
    /// Le dossier où écrire l’offre ; il se donne ensuite à --donnees
    #[arg(long, value_name = "DOSSIER")]
    pub(in crate::commandes) sortie: Option<PathBuf>,
    /// D’un tableau seul : le nom du contrat, en minuscules
    #[arg(
        long,
        value_name = "ORGANISME/CONTRAT",
        help_heading = "Un tableau seul"
    )]
    pub(in crate::commandes) contrat: Option<String>,
    /// D’un tableau seul : le premier jour où il vaut
    #[arg(long, value_name = "AAAA-MM-JJ", help_heading = "Un tableau seul")]
    pub(in crate::commandes) valable_du: Option<String>,
    /// Permet d’écraser des fichiers qui existent
    #[arg(long)]
    pub(in crate::commandes) remplacer: bool,
}
