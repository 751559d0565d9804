//! The command line, in French; every value is read by the command that uses it, so that
//! every refusal says what to write.

mod cahier;
mod comparer;
mod coquille;
mod decompte;
mod diff;
mod document;
mod expliquer;
mod francais;
mod importer;
mod lot;
mod nouveau;
mod seuil;
mod tableau;

pub(super) use cahier::{
    ActionCahier, Cahier, EnqueteCahier, GrilleCahier, Renforcer, VerifierCahier,
};
pub(super) use comparer::Comparer;
pub(super) use decompte::Decompte;
pub(super) use diff::Diff;
pub(super) use document::{Bilan, Conseil, Document, Fiche, Papier, Rapport};
pub(super) use expliquer::Expliquer;
pub(super) use importer::Importer;
pub(super) use lot::Lot;
pub(super) use nouveau::Nouveau;
pub(super) use seuil::Seuil;
pub(super) use tableau::Tableau;

use super::Refus;
use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;

const MODELE: &str = "{about-with-newline}\nUsage : {usage}\n\n{all-args}";

const COMMANDES: &str = "Commandes";

const ACCUEIL: &str = "\
rac : ce que votre mutuelle vous laissera vraiment à payer.

  rac comparer --age 70 --departement 35 --soin \"généraliste x6\" --soin \"couronne molaire = 620 €\"
      quelle offre, pour cette personne et ces soins
  rac decompte mcci/flexia/Confort --soin \"généraliste\"
      ligne par ligne : qui paie quoi, et pourquoi
  rac droits --personnes 1 --ressources 9500 --logement locataire --age 57
      quel droit à une complémentaire santé, et où aller
  rac expliquer \"150 % BR\"
      ce que veut dire une garantie, un mot ou un code ; en euros sur de vrais soins
  rac tableau \"mcci/flexia/*\" --en-euros
      des tableaux de garanties côte à côte, dans les mêmes mots, en euros

Toutes les commandes : rac --aide. Aide de l’une d’elles : rac comparer --aide
Ne vaut ni devis ni garantie contractuelle. Une ambiguïté du contrat est montrée, jamais
tranchée en silence.
";

/// What a command line asks for.
pub(super) enum Lecture {
    /// A command to run.
    Commande(Box<Commande>),
    /// A text to show: help, version.
    Texte(String),
}

#[derive(Debug, Parser)]
#[command(
    name = "rac",
    about = "Ce que votre mutuelle vous laissera vraiment à payer.",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    subcommand_help_heading = COMMANDES,
    subcommand_value_name = "COMMANDE",
    help_template = MODELE
)]
struct Ligne {
    #[command(subcommand)]
    commande: Option<Commande>,
    /// Affiche cette aide
    #[arg(short = 'h', long = "aide", alias = "help", global = true, action = ArgAction::HelpShort)]
    aide: Option<bool>,
    /// Affiche la version
    #[arg(short = 'V', long = "version", action = ArgAction::SetTrue)]
    version: bool,
    /// Écrit de quoi compléter les commandes : bash, zsh, fish, elvish ou powershell
    #[arg(long, value_name = "COQUILLE")]
    completion: Option<String>,
    /// Écrit une page de manuel : rac, comparer, "document fiche"…
    #[arg(long, value_name = "COMMANDE")]
    manuel: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Commande {
    /// Classe les offres pour une personne et des soins (ou par tranche d’âge)
    #[command(help_template = MODELE)]
    Comparer(Comparer),
    /// Classe les offres labellisées ACS, chèque déduit
    #[command(help_template = MODELE)]
    Acs(Acs),
    /// Détaille, ligne par ligne, qui paie quoi et pourquoi
    #[command(help_template = MODELE)]
    Decompte(Decompte),
    /// Dit ce que veut dire une garantie, un mot ou un code ; puis en euros
    #[command(help_template = MODELE)]
    Expliquer(Expliquer),
    /// Met des tableaux de garanties côte à côte, dans les mêmes mots ou en euros
    #[command(help_template = MODELE)]
    Tableau(Tableau),
    /// Dit quand une offre devient moins chère qu’une autre : nombre d’un acte, prix, âge
    #[command(help_template = MODELE)]
    Seuil(Seuil),
    /// Le cahier des charges d’un groupe : verifier, grille, renforcer
    #[command(
        help_template = MODELE,
        subcommand_help_heading = COMMANDES,
        subcommand_value_name = "COMMANDE"
    )]
    Cahier(Cahier),
    /// Dit le droit d’un foyer : CMU-C, ACS ou C2S, et où aller
    #[command(help_template = MODELE)]
    Droits(Droits),
    /// Écrit un papier à remettre, à imprimer ou à projeter : fiche, conseil, rapport, bilan
    #[command(
        help_template = MODELE,
        subcommand_help_heading = COMMANDES,
        subcommand_value_name = "COMMANDE"
    )]
    Document(Document),
    /// Compare les offres pour un registre de foyers, en CSV
    #[command(help_template = MODELE)]
    Lot(Lot),
    /// Montre ce que l’outil connaît
    #[command(help_template = MODELE)]
    Liste(Liste),
    /// Vérifie les données ; --cas rejoue les cas publiés
    #[command(help_template = MODELE)]
    Verifier(Verifier),
    /// Les données : verifier, nouveau, importer, diff
    #[command(
        help_template = MODELE,
        subcommand_help_heading = COMMANDES,
        subcommand_value_name = "COMMANDE"
    )]
    Donnees(Donnees),
}

#[derive(Debug, Args)]
pub(super) struct Acs {
    /// Niveau A, B ou C ; sans lui, les trois
    #[arg(long, value_name = "A|B|C")]
    pub(super) niveau: Option<String>,
    /// Une cotisation relevée, par an et avant chèque, répétable : "ACCES SANTE/A = 640 €"
    #[arg(long, value_name = "OFFRE/NIVEAU = EUROS")]
    pub(super) cotisation: Vec<String>,
    /// Seulement les offres dont l’agence écrite dans les données contient ces mots
    #[arg(long, value_name = "MOTS")]
    pub(super) agence: Option<String>,
    #[command(flatten)]
    pub(super) personne: Personne,
    #[command(flatten)]
    pub(super) soins: Soins,
    #[command(flatten)]
    pub(super) commun: Commun,
}

#[derive(Debug, Args)]
pub(super) struct Droits {
    /// Nombre de personnes du foyer : demandeur, conjoint, personnes à charge de moins de 25 ans
    #[arg(long, value_name = "N", help_heading = "Le foyer")]
    pub(super) personnes: Option<String>,
    /// Âge au 1er janvier, répétable : le demandeur d’abord
    #[arg(long, value_name = "ANS", help_heading = "Le foyer")]
    pub(super) age: Vec<String>,
    /// Âge d’un enfant ou d’une personne à charge de moins de 25 ans, répétable
    #[arg(long, value_name = "ANS", help_heading = "Le foyer")]
    pub(super) enfant: Vec<String>,
    /// Âge d’un enfant en garde alternée, répétable : il compte pour moitié
    #[arg(long, value_name = "ANS", help_heading = "Le foyer")]
    pub(super) enfant_alterne: Vec<String>,
    /// Département : les plafonds sont plus hauts outre-mer
    #[arg(long, value_name = "NUMÉRO", help_heading = "Le foyer")]
    pub(super) departement: Option<String>,
    /// Régime : general ou alsace-moselle
    #[arg(
        long,
        value_name = "RÉGIME",
        help_heading = "Le foyer",
        default_value = "general",
        hide_default_value = true
    )]
    pub(super) regime: String,
    /// Ressources nettes de tout le foyer sur douze mois, imposables ou non
    #[arg(
        long,
        value_name = "EUROS_PAR_AN",
        help_heading = "Les ressources",
        allow_negative_numbers = true
    )]
    pub(super) ressources: Option<String>,
    /// Logement : locataire, proprietaire, loge-gratuit ou aide-logement
    #[arg(
        long,
        value_name = "LOGEMENT",
        help_heading = "Les ressources",
        default_value = "locataire",
        hide_default_value = true
    )]
    pub(super) logement: String,
    /// Montant de l’aide au logement ; sans lui, le forfait maximal est compté
    #[arg(
        long,
        value_name = "EUROS_PAR_MOIS",
        help_heading = "Les ressources",
        allow_negative_numbers = true
    )]
    pub(super) aide_logement: Option<String>,
    /// Allocation perçue, répétable : rsa, aspa, asi, aah, ass ou cej
    #[arg(long, value_name = "ALLOCATION", help_heading = "Les ressources")]
    pub(super) allocation: Vec<String>,
    /// Part des ressources gagnée avant un chômage indemnisé, un arrêt de plus de 6 mois, l’ASS
    /// ou un stage : abattue de 30 %
    #[arg(
        long,
        value_name = "EUROS_PAR_AN",
        help_heading = "Les ressources",
        allow_negative_numbers = true
    )]
    pub(super) revenus_abattus: Option<String>,
    /// Pensions alimentaires versées : déduites
    #[arg(
        long,
        value_name = "EUROS_PAR_AN",
        help_heading = "Les ressources",
        allow_negative_numbers = true
    )]
    pub(super) pensions_versees: Option<String>,
    /// Cotisation de la complémentaire choisie : ce qu’il en reste à payer, chèque déduit
    #[arg(
        long,
        value_name = "EUROS_PAR_AN",
        help_heading = "Les ressources",
        allow_negative_numbers = true
    )]
    pub(super) cotisation: Option<String>,
    /// Un fichier de foyers : id;date;ages_adultes;ages_enfants;ressources_annuelles_eur;logement
    #[arg(long, value_name = "FICHIER", help_heading = "Plusieurs foyers")]
    pub(super) foyers: Option<PathBuf>,
    #[command(flatten)]
    pub(super) commun: Commun,
}

#[derive(Debug, Args)]
pub(super) struct Liste {
    /// offres, niveaux, actes, postes, paniers, tranches ou cas
    #[arg(value_name = "QUOI")]
    pub(super) quoi: String,
    /// Seulement ce qui contient ces mots
    #[arg(value_name = "MOTS")]
    pub(super) mots: Vec<String>,
    #[command(flatten)]
    pub(super) commun: Commun,
}

#[derive(Debug, Args)]
pub(super) struct Verifier {
    /// Rejoue les cas publiés, au centime
    #[arg(long)]
    pub(super) cas: bool,
    /// Montre aussi les questions admises, avec leur raison
    #[arg(long)]
    pub(super) tout: bool,
    #[command(flatten)]
    pub(super) commun: Commun,
}

#[derive(Debug, Args)]
pub(super) struct Donnees {
    #[command(subcommand)]
    pub(super) action: ActionDonnees,
}

#[derive(Debug, Subcommand)]
pub(super) enum ActionDonnees {
    /// Vérifie les données ; --cas rejoue les cas publiés
    #[command(help_template = MODELE)]
    Verifier(Verifier),
    /// Écrit un modèle à remplir : une offre, ou un contrat actuel connu en partie
    #[command(help_template = MODELE)]
    Nouveau(Nouveau),
    /// Fait une offre de la grille remplie par un assureur (XLSX ou CSV)
    #[command(help_template = MODELE)]
    Importer(Importer),
    /// Dit ce que change une correction, une nouvelle édition ou une réforme, en euros
    #[command(help_template = MODELE)]
    Diff(Diff),
}

/// The person.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "La personne")]
pub(super) struct Personne {
    /// Âge de la personne, répétable : un foyer
    #[arg(long, value_name = "ANS")]
    pub(super) age: Vec<String>,
    /// Département, pour les cotisations par zone : 35, 2A, 974
    #[arg(long, value_name = "NUMÉRO")]
    pub(super) departement: Option<String>,
    /// Régime : general ou alsace-moselle
    #[arg(
        long,
        value_name = "RÉGIME",
        default_value = "general",
        hide_default_value = true
    )]
    pub(super) regime: String,
    /// Droit de la personne : aucun, acs ou cmu-c (jusqu’au 31/10/2019), c2s-gratuite ou
    /// c2s-participation (depuis)
    #[arg(
        long,
        value_name = "DROIT",
        default_value = "aucun",
        hide_default_value = true
    )]
    pub(super) droit: String,
    /// Mois déjà passés dans le contrat ; avec --actuel, dans le contrat actuel
    #[arg(long, value_name = "MOIS")]
    pub(super) anciennete: Option<String>,
    /// Médecin traitant non déclaré ou non consulté
    #[arg(long)]
    pub(super) hors_parcours: bool,
    /// Soins du 6e mois de grossesse au 12e jour après l’accouchement
    #[arg(long)]
    pub(super) maternite: bool,
}

/// What tells the right of a household.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Le droit du foyer")]
pub(super) struct Ressources {
    /// Ressources de tout le foyer : dit s’il aurait droit à la CMU-C, à l’ACS ou à la C2S
    #[arg(long, value_name = "EUROS_PAR_AN", allow_negative_numbers = true)]
    pub(super) ressources: Option<String>,
    /// Nombre de personnes du foyer ; sans lui, celles dont l’âge est donné
    #[arg(long, value_name = "N")]
    pub(super) personnes: Option<String>,
    /// Logement : locataire, proprietaire, loge-gratuit ou aide-logement
    #[arg(
        long,
        value_name = "LOGEMENT",
        default_value = "locataire",
        hide_default_value = true
    )]
    pub(super) logement: String,
}

/// The care.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Les soins")]
pub(super) struct Soins {
    /// Un soin, répétable : "généraliste x6", "couronne molaire = 620 €", "gynécologue OPTAM = 54 €"
    #[arg(long, value_name = "TEXTE")]
    pub(super) soin: Vec<String>,
    /// Un panier connu (rac liste paniers) ou un fichier ; comparer en prend plusieurs
    #[arg(long, value_name = "ID|FICHIER")]
    pub(super) panier: Vec<String>,
    /// L’année du panier de la tranche d’âge : basse, moyenne, haute ou difficile
    #[arg(
        long,
        value_name = "ANNÉE",
        default_value = "moyenne",
        hide_default_value = true
    )]
    pub(super) annee: String,
    /// Les tranches d’âge (rac liste tranches)
    #[arg(
        long,
        value_name = "ID",
        default_value = "arcs",
        hide_default_value = true
    )]
    pub(super) tranches: String,
}

/// What every command takes.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Pour toute commande")]
pub(super) struct Commun {
    /// Jour des tarifs et des offres ; aujourd’hui sans elle
    #[arg(long, value_name = "AAAA-MM-JJ")]
    pub(super) date: Vec<String>,
    /// Un dossier de données, qui complète ou remplace celles de l’outil
    #[arg(long, value_name = "DOSSIER")]
    pub(super) donnees: Option<PathBuf>,
    /// table, csv, csv-tableur, json, md, html ou xlsx
    #[arg(long, value_name = "FORMAT")]
    pub(super) format: Option<String>,
    /// Le fichier à écrire (son extension donne le format) ; - est l’écran
    #[arg(long, value_name = "FICHIER")]
    pub(super) sortie: Option<PathBuf>,
    /// Permet d’écraser le fichier de --sortie
    #[arg(long)]
    pub(super) remplacer: bool,
}

impl Soins {
    /// The same question for each of the baskets named; itself without any.
    pub(super) fn par_panier(&self) -> Vec<Self> {
        let un = |panier: &String| Self {
            panier: vec![panier.clone()],
            ..self.clone()
        };
        match self.panier.as_slice() {
            [] => vec![self.clone()],
            paniers => paniers.iter().map(un).collect(),
        }
    }
}

/// The answer of a command that writes its files itself.
pub(super) static A_L_ECRAN: Commun = Commun {
    date: Vec::new(),
    donnees: None,
    format: None,
    sortie: None,
    remplacer: false,
};

impl Commun {
    /// The day asked for; a command that compares two days reads them itself.
    pub(super) fn jour(&self) -> Result<Option<&str>, Refus> {
        match self.date.as_slice() {
            [] => Ok(None),
            [seul] => Ok(Some(seul)),
            _ => Err(Refus::new(
                "--date est écrit deux fois : un jour à la fois (rac donnees diff en compare deux)",
            )),
        }
    }
}

impl Commande {
    /// Where the answer goes.
    pub(super) fn sortie(&self) -> &Commun {
        match self {
            Self::Comparer(options) => &options.commun,
            Self::Acs(options) => &options.commun,
            Self::Decompte(options) => &options.commun,
            Self::Expliquer(options) => &options.commun,
            Self::Tableau(options) => &options.commun,
            Self::Seuil(options) => &options.commun,
            Self::Cahier(options) => options.action.sortie(),
            Self::Droits(options) => &options.commun,
            Self::Document(options) => options.papier.commun(),
            Self::Liste(options) => &options.commun,
            Self::Lot(options) => &options.commun,
            Self::Verifier(options)
            | Self::Donnees(Donnees {
                action: ActionDonnees::Verifier(options),
            }) => &options.commun,
            Self::Donnees(Donnees {
                action: ActionDonnees::Nouveau(_) | ActionDonnees::Importer(_),
            }) => &A_L_ECRAN,
            Self::Donnees(Donnees {
                action: ActionDonnees::Diff(options),
            }) => &options.commun,
        }
    }
}

/// Reads the arguments, the name of the program first.
pub(super) fn lire(arguments: impl IntoIterator<Item = OsString>) -> Result<Lecture, Refus> {
    let mut commande = Ligne::command();
    let lues = commande.try_get_matches_from_mut(arguments);
    let ligne = lues.and_then(|lues| Ligne::from_arg_matches(&lues));
    match ligne {
        Ok(Ligne { version: true, .. }) => Ok(Lecture::Texte(super::phrases::version())),
        Ok(Ligne {
            completion: Some(coquille),
            ..
        }) => coquille::completion(&mut commande, &coquille).map(Lecture::Texte),
        Ok(Ligne {
            manuel: Some(nom), ..
        }) => coquille::manuel(&mut commande, &nom).map(Lecture::Texte),
        Ok(Ligne {
            commande: Some(commande),
            ..
        }) => Ok(Lecture::Commande(Box::new(commande))),
        Ok(Ligne { commande: None, .. }) => Ok(Lecture::Texte(ACCUEIL.to_owned())),
        Err(erreur) => francais::traduire(&erreur),
    }
}

/// The text of help of every command, for the documentation.
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn l_accueil_donne_cinq_commandes() {
        let exemples = ACCUEIL.lines().filter(|ligne| ligne.starts_with("  rac "));
        let commandes: Vec<&str> = exemples
            .filter_map(|ligne| ligne.split_whitespace().nth(1))
            .collect();
        let attendues = ["comparer", "decompte", "droits", "expliquer", "tableau"];
        assert_eq!(commandes, attendues);
    }

    #[test]
    fn l_aide_est_figee() {
        let mut textes = String::new();
        for arguments in [
            &["rac"][..],
            &["rac", "-h"],
            &["rac", "comparer", "--help"],
            &["rac", "acs", "--aide"],
            &["rac", "decompte", "-h"],
            &["rac", "expliquer", "-h"],
            &["rac", "tableau", "-h"],
            &["rac", "cahier", "-h"],
            &["rac", "cahier", "verifier", "-h"],
            &["rac", "cahier", "renforcer", "-h"],
            &["rac", "droits", "-h"],
            &["rac", "document", "-h"],
            &["rac", "document", "rapport", "-h"],
            &["rac", "lot", "-h"],
            &["rac", "liste", "-h"],
            &["rac", "verifier", "-h"],
            &["rac", "donnees", "-h"],
            &["rac", "donnees", "nouveau", "-h"],
            &["rac", "donnees", "importer", "-h"],
            &["rac", "donnees", "diff", "-h"],
            &["rac", "cahier", "grille", "-h"],
            &["rac", "cahier", "enquete", "-h"],
            &["rac", "document", "bilan", "-h"],
            &["rac", "document", "conseil", "-h"],
            &["rac", "document", "fiche", "-h"],
        ] {
            let lu = lire(arguments.iter().map(OsString::from));
            let Ok(Lecture::Texte(texte)) = lu else {
                panic!("{arguments:?} n’est pas une aide")
            };
            textes.push_str(&format!("$ {}\n{texte}\n", arguments.join(" ")));
        }
        insta::assert_snapshot!(textes);
    }
}
