//! Fictitious offers written for a test, and what they answer.

use crate::{Ligne, cahier, lignes, rac, sortie};
use std::fs;
use std::io;
use tempfile::TempDir;

/// A fictitious contract, not responsable, `fictive/<nom>`: percentages are read « AMO
/// comprise », euros « en plus de l’AMO ».
#[derive(Clone, Copy)]
pub(crate) struct Fictive<'a> {
    pub(crate) nom: &'a str,
    pub(crate) niveaux: &'a [&'a str],
    /// Lines of `[services]`; none says nothing.
    pub(crate) services: &'a str,
    /// Rows of the guarantee table, without the note.
    pub(crate) lignes: &'a [&'a str],
    /// Prices: `zone;qualite;age_min;age_max;prix`, of the first level; none, not published.
    pub(crate) grille: &'a [&'a str],
    /// `departement;zone`; none, one price everywhere.
    pub(crate) zones: &'a [&'a str],
    pub(crate) reductions: &'a str,
}

/// A contract of one level that covers common care and says nothing else.
pub(crate) const FICTIVE: Fictive<'static> = Fictive {
    nom: "sante",
    niveaux: &["Seul"],
    services: "",
    lignes: &[";Soins courants;soins-courants;;;100 %"],
    grille: &[],
    zones: &[],
    reductions: "",
};

impl Fictive<'_> {
    fn entete(&self) -> String {
        let Self {
            nom, reductions, ..
        } = self;
        let niveaux = self.niveaux.join("\", \"");
        let services = match self.services {
            "" => String::new(),
            services => format!("[services]\n{services}\ncite = \"mots fictifs\"\n"),
        };
        let mut cotisation = match self.grille {
            [] => "grille = \"non publiée\"\n".to_owned(),
            _ => {
                format!("grille = \"publiée\"\nage = \"âge révolu\"\nreductions = [{reductions}]\n")
            }
        };
        if !self.zones.is_empty() {
            cotisation.push_str(&format!("zones = \"zones-{nom}.csv\"\n"));
        }
        format!(
            "format = \"offre/1\"\n[contrat]\nid = \"fictive/{nom}\"\norganisme = \"Fictive\"\n\
            nom = \"Offre {nom}\"\nmillesime = \"2026\"\nvalable_du = 2026-01-01\n\
            responsable = false\nannee = \"civile\"\ncomplet = true\nsource = \"contrat fictif\"\n\
            verifie_le = 2026-11-22\n{services}[lecture]\npourcentages = \"BR, AMO comprise\"\n\
            euros = \"en plus de l'AMO\"\ncite = \"mots fictifs\"\n[[modules]]\nid = \"base\"\n\
            niveaux = [\"{niveaux}\"]\n[cotisation]\n{cotisation}source = \"grille fictive\"\n\
            verifie_le = 2026-11-22\n"
        )
    }
}

/// A folder of data with these offers.
pub(crate) fn dossier(offres: &[Fictive<'_>]) -> io::Result<TempDir> {
    let dossier = tempfile::tempdir()?;
    let sien = dossier.path().join("offers/fictive");
    fs::create_dir_all(&sien)?;
    for offre in offres {
        let nom = offre.nom;
        let ecrire = |suffixe: &str, texte: String| {
            fs::write(sien.join(format!("{nom}-2026.{suffixe}")), texte)
        };
        ecrire("toml", offre.entete())?;
        let niveaux = offre.niveaux.join(";");
        let garanties = offre.lignes.iter().map(|ligne| format!("{ligne};\n"));
        let garanties: String = garanties.collect();
        ecrire(
            "base.csv",
            format!("nature;libelle;poste;quand;regle;{niveaux};note\n{garanties}"),
        )?;
        if !offre.grille.is_empty() {
            let premier = offre.niveaux.first().copied().unwrap_or_default();
            let prix = offre.grille.iter().map(|ligne| {
                let (zone, reste) = ligne.split_once(';').unwrap_or_default();
                format!("{premier};{zone};general;{reste}\n")
            });
            let prix: String = prix.collect();
            let tetes = "niveau;zone;regime;qualite;age_min;age_max;cotisation_mensuelle\n";
            ecrire("cotisations.csv", format!("{tetes}{prix}"))?;
        }
        if !offre.zones.is_empty() {
            let zones = offre.zones.join("\n");
            let zones = format!("departement;zone\n{zones}\n");
            fs::write(sien.join(format!("zones-{nom}.csv")), zones)?;
        }
    }
    Ok(dossier)
}

/// A requirement: its code, its priority, its points, what it asks.
pub(crate) fn exigence(id: &str, priorite: &str, poids: u32, demande: &str) -> String {
    format!(
        "[[exigences]]\nid = \"{id}\"\nlibelle = \"{id}\"\npriorite = \"{priorite}\"\n\
        poids = {poids}\n{demande}\n"
    )
}

/// Wished requirements of ten points each.
pub(crate) fn souhaits(demandes: &[(&str, &str)]) -> String {
    let ecrites = demandes
        .iter()
        .map(|(id, demande)| exigence(id, "souhaité", 10, demande));
    ecrites.collect()
}

/// What the offers of the folder answer, in a format.
fn verifier(dossier: &TempDir, exigences: &str, format: &str) -> io::Result<String> {
    let (_garde, nom) = cahier(exigences)?;
    let donnees = dossier.path().to_string_lossy().into_owned();
    let lu = rac(&[
        "cahier",
        "verifier",
        &nom,
        "--donnees",
        &donnees,
        "--offres",
        "fictive/*",
        "--format",
        format,
    ])?;
    assert_eq!(String::from_utf8_lossy(&lu.stderr), "");
    Ok(sortie(&lu))
}

/// The answers, one row by offer and requirement.
pub(crate) fn reponses(dossier: &TempDir, exigences: &str) -> io::Result<Vec<Ligne>> {
    Ok(lignes(&verifier(dossier, exigences, "csv")?))
}

/// The screen, on one line, with plain spaces.
pub(crate) fn ecran(dossier: &TempDir, exigences: &str) -> io::Result<String> {
    let texte = verifier(dossier, exigences, "table")?.replace(['\u{a0}', '\u{202f}'], " ");
    Ok(texte.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// These columns of the answer of the only offer to a requirement, with plain spaces.
pub(crate) fn dit<const N: usize>(lues: &[Ligne], id: &str, colonnes: [&str; N]) -> [String; N] {
    let ligne = lues.iter().find(|ligne| ligne["exigence"] == id);
    let ligne = ligne.unwrap_or_else(|| panic!("{id}"));
    colonnes.map(|colonne| ligne[colonne].replace(['\u{a0}', '\u{202f}'], " "))
}
