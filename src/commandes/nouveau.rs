//! `rac donnees nouveau`: templates to fill in, written whole or not at all.

use super::options::Nouveau as Options;
use super::sortie::deposer_tous;
use super::{Monde, Refus, Reponse, phrases};
use crate::catalogue::reference::schemas;
use crate::catalogue::{A_REMPLIR, vouliez_vous_dire};
use crate::rendu::{Bloc, Document, Jeu, Valeur};
use std::path::{Path, PathBuf};

/// A template: its files, by what is put after the name of the contract.
struct Modele {
    nom: &'static str,
    id: &'static str,
    niveaux: &'static str,
    fichiers: &'static [(&'static str, &'static str)],
}

const MODELES: [Modele; 2] = [
    Modele {
        nom: "offre",
        id: "mon-organisme/mon-offre",
        niveaux: "Niveau 1, Niveau 2",
        fichiers: &[
            ("toml", include_str!("nouveau/modeles/offre.toml")),
            ("base.csv", include_str!("nouveau/modeles/offre.base.csv")),
            (
                "cotisations.csv",
                include_str!("nouveau/modeles/offre.cotisations.csv"),
            ),
        ],
    },
    Modele {
        nom: "contrat-actuel",
        id: "moi/mon-contrat",
        niveaux: "Le mien",
        fichiers: &[
            ("toml", include_str!("nouveau/modeles/contrat-actuel.toml")),
            (
                "base.csv",
                include_str!("nouveau/modeles/contrat-actuel.base.csv"),
            ),
        ],
    },
];

/// The schema that the headers name, for editors.
const SCHEMA: &str = "offre.schema.json";

/// Ages of the rows of a premium grid to fill in.
const AGES: [(&str, &str, &str); 3] = [
    ("enfant", "0", "17"),
    ("adulte", "18", "59"),
    ("adulte", "60", ""),
];

pub(super) fn nouveau(options: &Options, monde: &Monde) -> Result<Reponse, Refus> {
    let Some(modele) = MODELES.iter().find(|modele| modele.nom == options.quoi) else {
        let noms = MODELES.iter().map(|modele| modele.nom);
        let conseil = phrases::conseil(vouliez_vous_dire(&options.quoi, noms));
        return Err(Refus::new(format!(
            "« {} » n’est pas un modèle.{conseil} Écrivez offre ou contrat-actuel",
            options.quoi
        )));
    };
    let Some(dossier) = &options.sortie else {
        return Err(Refus::new(format!(
            "dites où écrire : rac donnees nouveau {} --sortie mes-donnees",
            modele.nom
        )));
    };
    let contrat = Contrat::lire(modele, options, monde)?;
    let mut fichiers: Vec<(PathBuf, String)> = modele
        .fichiers
        .iter()
        .map(|(fin, texte)| {
            let chemin = dossier.join("offers").join(contrat.chemin(fin));
            (chemin, contrat.remplir(fin, texte))
        })
        .collect();
    // le schéma est le même pour tous les contrats du dossier
    let schemas = schemas().into_iter().filter(|(nom, _)| nom == SCHEMA);
    let schemas = schemas.map(|(nom, texte)| (dossier.join(nom), texte));
    fichiers.extend(schemas.filter(|(chemin, _)| options.remplacer || !chemin.exists()));
    deposer_tous(&fichiers, options.remplacer)?;
    Ok(document(&fichiers, dossier).into())
}

/// What a template is filled with.
struct Contrat {
    id: String,
    niveaux: Vec<String>,
    annee: i16,
    jour: String,
}

impl Contrat {
    fn lire(modele: &Modele, options: &Options, monde: &Monde) -> Result<Self, Refus> {
        let id = options.id.as_deref().unwrap_or(modele.id);
        let simple = |partie: &str| {
            let permis = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            !partie.is_empty() && partie.chars().all(permis)
        };
        let bien_forme = id
            .split_once('/')
            .is_some_and(|(organisme, contrat)| simple(organisme) && simple(contrat));
        if !bien_forme {
            return Err(Refus::new(format!(
                "« {id} » n’est pas un nom de contrat : écrivez organisme/contrat, en minuscules sans accent ni espace, par exemple {}",
                modele.id
            )));
        }
        let ecrits = options.niveaux.as_deref().unwrap_or(modele.niveaux);
        let niveaux: Vec<String> = ecrits
            .split(',')
            .map(|niveau| niveau.trim().replace(['"', ';', '\\', '\n'], " "))
            .filter(|niveau| !niveau.is_empty())
            .collect();
        if niveaux.is_empty() {
            return Err(Refus::new(
                "--niveaux est vide : écrivez par exemple --niveaux \"Éco, Plus\"",
            ));
        }
        Ok(Self {
            id: id.to_owned(),
            niveaux,
            annee: monde.aujourd_hui.year(),
            jour: monde.aujourd_hui.to_string(),
        })
    }

    /// `organisme/contrat-2026.base.csv`.
    fn chemin(&self, fin: &str) -> String {
        format!("{}-{}.{fin}", self.id, self.annee)
    }

    fn remplir(&self, fin: &str, texte: &str) -> String {
        let entre_guillemets: Vec<String> = self
            .niveaux
            .iter()
            .map(|niveau| format!("\"{niveau}\""))
            .collect();
        let niveaux = if fin == "toml" {
            entre_guillemets.join(", ")
        } else {
            self.niveaux.join(";")
        };
        let mut rempli = texte
            .replace("{id}", &self.id)
            .replace("{annee}", &self.annee.to_string())
            .replace("{jour}", &self.jour)
            .replace("{niveaux}", &niveaux)
            .replace("{cellules}", &vec![A_REMPLIR; self.niveaux.len()].join(";"));
        if fin == "cotisations.csv" {
            for niveau in &self.niveaux {
                for (qualite, age_min, age_max) in AGES {
                    rempli.push_str(&format!(
                        "{niveau};;general;{qualite};{age_min};{age_max};{A_REMPLIR}\n"
                    ));
                }
            }
        }
        rempli
    }
}

fn document(fichiers: &[(PathBuf, String)], dossier: &Path) -> Document {
    let chemins: Vec<String> = fichiers
        .iter()
        .map(|(chemin, _)| chemin.display().to_string())
        .collect();
    let a_remplir: usize = fichiers
        .iter()
        .map(|(_, texte)| texte.matches(A_REMPLIR).count())
        .sum();
    let dossier = dossier.display();
    Document {
        titre: "Modèle écrit :".to_owned(),
        blocs: vec![
            Bloc::Liste(chemins.clone()),
            Bloc::Paragraphe(format!(
                "Remplacez chaque « {A_REMPLIR} » ({a_remplir}) par ce que dit le contrat : `néant` si ce n’est pas couvert, `?` s’il ne le dit pas. Les lignes se modifient, s’ajoutent et s’ôtent."
            )),
            Bloc::Paragraphe(format!(
                "Puis : rac verifier --donnees {dossier} ; rac expliquer \"150 % BR\" dit comment une cellule se lit."
            )),
        ],
        jeux: vec![Jeu {
            nom: "fichiers",
            colonnes: &["fichier"],
            lignes: chemins
                .into_iter()
                .map(|chemin| vec![Valeur::Texte(chemin)])
                .collect(),
        }],
        perimetre: Vec::new(),
        ..Document::default()
    }
}
