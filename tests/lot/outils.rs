//! Fictitious offers written for a batch, and what it answers.

use super::commande::{JOUR, dossier, poser, rac};
use std::collections::BTreeMap;
use std::fs;
use tempfile::TempDir;

/// `fictive/<nom>`, not responsable unless it says so: percentages are read « AMO comprise »,
/// euros « en plus de l’AMO ».
#[derive(Clone, Copy)]
pub(super) struct Fictive<'a> {
    pub(super) nom: &'a str,
    pub(super) niveaux: &'a [&'a str],
    pub(super) responsable: bool,
    /// More lines of `[contrat]`.
    pub(super) contrat: &'a str,
    /// More lines of `[[modules]]`.
    pub(super) module: &'a str,
    /// Rows of the guarantee table, without the note.
    pub(super) lignes: &'a [&'a str],
    /// Monthly price of the only level, at any age; none, not published.
    pub(super) prix: &'a str,
    /// More lines of `[cotisation]`.
    pub(super) cotisation: &'a str,
}

pub(super) const FICTIVE: Fictive<'static> = Fictive {
    nom: "sante",
    niveaux: &["Seul"],
    responsable: false,
    contrat: "",
    module: "",
    lignes: &[";Soins courants;soins-courants;;;100 %"],
    prix: "",
    cotisation: "",
};

impl Fictive<'_> {
    pub(super) fn poser(&self, dossier: &TempDir) {
        let Self {
            nom,
            responsable,
            contrat,
            module,
            cotisation,
            ..
        } = self;
        let grille = if self.prix.is_empty() {
            "grille = \"non publiée\"\n"
        } else {
            "grille = \"publiée\"\nage = \"âge révolu\"\nreductions = []\n"
        };
        let entete = format!(
            "format = \"offre/1\"\n[contrat]\nid = \"fictive/{nom}\"\norganisme = \"Fictive\"\n\
             nom = \"Offre {nom}\"\nmillesime = \"2026\"\nvalable_du = 2026-01-01\n\
             responsable = {responsable}\n{contrat}annee = \"civile\"\ncomplet = true\n\
             source = \"contrat fictif\"\nverifie_le = 2026-11-22\n[lecture]\n\
             pourcentages = \"BR, AMO comprise\"\neuros = \"en plus de l'AMO\"\n\
             cite = \"mots fictifs\"\n[[modules]]\nid = \"base\"\n{module}niveaux = [\"{}\"]\n\
             [cotisation]\n{grille}{cotisation}source = \"grille fictive\"\n\
             verifie_le = 2026-11-22\n",
            self.niveaux.join("\", \"")
        );
        fs::create_dir_all(dossier.path().join("donnees/offers/fictive")).unwrap();
        let ecrire = |suffixe: &str, texte: String| {
            let nom = format!("donnees/offers/fictive/{nom}-2026.{suffixe}");
            poser(dossier, &nom, texte);
        };
        ecrire("toml", entete);
        let lignes: String = self.lignes.iter().map(|l| format!("{l};\n")).collect();
        let niveaux = self.niveaux.join(";");
        ecrire(
            "base.csv",
            format!("nature;libelle;poste;quand;regle;{niveaux};note\n{lignes}"),
        );
        if !self.prix.is_empty() {
            ecrire(
                "cotisations.csv",
                format!(
                    "niveau;zone;regime;qualite;age_min;age_max;cotisation_mensuelle\n\
                     Seul;;general;adulte;0;99;{}\n",
                    self.prix
                ),
            );
        }
    }
}

/// A basket `essai` of this care.
pub(super) fn panier(dossier: &TempDir, soins: &str) {
    fs::create_dir_all(dossier.path().join("donnees/paniers")).unwrap();
    let texte = format!(
        "format = \"panier/1\"\nid = \"essai\"\nlibelle = \"essai\"\nsource = \"épreuve\"\n\
         verifie_le = 2026-11-22\nhypothese = \"tout est fictif\"\n[[soins]]\n{soins}\n"
    );
    poser(dossier, "donnees/paniers/essai.toml", texte);
}

pub(super) type Ligne = BTreeMap<String, String>;

/// The rows of a batch of the fictitious offers of the folder, and what it says first.
pub(super) fn lot(dossier: &TempDir, arguments: &[&str]) -> (Vec<Ligne>, Vec<String>) {
    let sortie = rac()
        .current_dir(dossier.path())
        .args(["lot", "foyers.csv", "--donnees", "donnees"])
        .args(["--offres", "fictive/*", "--date", JOUR, "--sortie", "-"])
        .args(arguments)
        .output()
        .unwrap();
    let dit = String::from_utf8(sortie.stderr).unwrap();
    assert!(sortie.status.success(), "{dit}");
    let mut lecteur = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(sortie.stdout.as_slice());
    let lignes = lecteur.deserialize().collect::<Result<_, _>>().unwrap();
    let dit = dit.replace(['\u{a0}', '\u{202f}'], " ");
    (lignes, dit.lines().map(str::to_owned).collect())
}

/// The rows of these offers for people who have this care: `age` by household, then
/// `foyer;acte;nombre;prix`.
pub(super) fn soigner(offre: Fictive<'_>, foyers: &str, soins: &str) -> (Vec<Ligne>, Vec<String>) {
    let dossier = dossier();
    offre.poser(&dossier);
    poser(&dossier, "foyers.csv", format!("foyer;age\n{foyers}"));
    poser(
        &dossier,
        "soins.csv",
        format!("foyer;acte;nombre;prix\n{soins}"),
    );
    lot(&dossier, &["--soins", "soins.csv"])
}

/// These columns of each row, joined, in the order written.
pub(super) fn colonnes(lignes: &[Ligne], noms: &[&str]) -> Vec<String> {
    let lire = |ligne: &Ligne| {
        let lues: Vec<&str> = noms.iter().map(|nom| ligne[*nom].as_str()).collect();
        lues.join(" ")
    };
    lignes.iter().map(lire).collect()
}

/// The same for the offers alone, without the reference.
pub(super) fn des_offres(lignes: &[Ligne], noms: &[&str]) -> Vec<String> {
    let offres = lignes.iter().filter(|l| l["offre"] != "sans-mutuelle");
    colonnes(&offres.cloned().collect::<Vec<_>>(), noms)
}
