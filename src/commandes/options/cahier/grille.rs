//! The options of `rac cahier grille`.

use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(in crate::commandes) struct GrilleCahier {
    /// Le cahier des charges : un fichier (des exemples dans examples/cahiers)
    #[arg(value_name = "CAHIER")]
    pub(in crate::commandes) cahier: String,
    /// La grille à écrire : grille.xlsx, ou un dossier où ranger les mêmes feuilles en CSV
    #[arg(long, value_name = "FICHIER.xlsx|DOSSIER")]
    pub(in crate::commandes) sortie: Option<PathBuf>,
    /// Les niveaux demandés, séparés par des virgules : "Éco, Plus" ; trois sans elle
    #[arg(long, value_name = "NIVEAUX")]
    pub(in crate::commandes) niveaux: Option<String>,
    /// Une offre connue, recopiée dans la grille : pour négocier à partir d’elle
    #[arg(long, value_name = "ORGANISME/CONTRAT")]
    pub(in crate::commandes) offre: Option<String>,
    /// Jour des tarifs et des offres ; aujourd’hui sans elle
    #[arg(long, value_name = "AAAA-MM-JJ")]
    pub(in crate::commandes) date: Option<String>,
    /// Un dossier de données, qui complète ou remplace celles de l’outil
    #[arg(long, value_name = "DOSSIER")]
    pub(in crate::commandes) donnees: Option<PathBuf>,
    /// Permet d’écraser des fichiers qui existent
    #[arg(long)]
    pub(in crate::commandes) remplacer: bool,
}
