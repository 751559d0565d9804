//! The reference of the file formats, made from what the readers ask for: the pages and
//! the schemas cannot say otherwise than what is read.

mod modeles;
mod schema;
mod sens;

pub use super::releve::Sorte;
pub use schema::{schema, schemas};

use super::releve::{CLE_LIBRE, CleDemandee, Releve};
use super::{Catalogue, Diagnostics, Fichier, Sources, lire_actuel};
use std::collections::{BTreeMap, BTreeSet};

/// A TOML format.
#[derive(Clone, Debug)]
pub struct Format {
    /// `offre/1`.
    pub nom: &'static str,
    /// What a file of this format is.
    pub sens: &'static str,
    /// Its tables, the root first, in the order they are read.
    pub tables: Vec<TableDecrite>,
}

/// A table of a format.
#[derive(Clone, Debug)]
pub struct TableDecrite {
    /// `modules`, `cotisation.frais`; empty at the root.
    pub nom: String,
    /// Whether it may be written several times: `[[modules]]`.
    pub plusieurs: bool,
    /// Its keys, in the order they are read.
    pub cles: Vec<CleDecrite>,
}

/// A key of a table.
#[derive(Clone, Debug)]
pub struct CleDecrite {
    /// Its name.
    pub nom: String,
    /// What it holds.
    pub sorte: Sorte,
    /// Whether it must be there.
    pub presence: Presence,
    /// What it says; empty when nobody has written it.
    pub sens: &'static str,
}

/// Whether a key must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always.
    Obligatoire,
    /// Never.
    Facultative,
    /// It depends on other keys.
    SelonLeCas,
}

/// A CSV table.
#[derive(Clone, Debug)]
pub struct TableauDecrit {
    /// What it is, and where it stands.
    pub nom: &'static str,
    /// Its columns.
    pub colonnes: Vec<ColonneDecrite>,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct ColonneDecrite {
    /// Its name.
    pub nom: String,
    /// Whether it may be left out.
    pub facultative: bool,
    /// The words it takes; empty when it is free.
    pub mots: Vec<String>,
}

/// The formats, each with the folder of its files.
const FORMATS: [(&str, &str, &[&str]); 7] = [
    (
        "offre/1",
        "une offre : qui, quand, comment se lisent ses mots, ses modules, sa cotisation",
        &["offers/", "acs-tariffs/", "droits/contrats/"],
    ),
    ("foyer/1", "des personnes assurées ensemble", &["foyers/"]),
    ("panier/1", "des soins sur une année", &["paniers/"]),
    (
        "tranches/1",
        "des tranches d’âge, et leurs paniers",
        &["tranches/"],
    ),
    (
        "population/1",
        "des personnes par âge, et leurs soins tirés au sort : un modèle",
        &["population/"],
    ),
    (
        "contrat-actuel/1",
        "le contrat que quelqu’un a déjà, en un fichier : ce qu’on en sait",
        &[modeles::ACTUEL.0],
    ),
    (
        "cahier/1",
        "un cahier des charges : ce qu’un groupe demande aux assureurs",
        &["cahiers/"],
    ),
];

/// Everything that the readers ask for: of the embedded data, and of models that write
/// every table once.
fn relever() -> Releve {
    let mut sources = Sources::embarquees();
    for (chemin, texte) in modeles::MODELES {
        sources.ajoute(Fichier::new(chemin, texte));
    }
    let mut diagnostics = Diagnostics::avec_releve();
    let catalogue = Catalogue::lire_tout(&sources, &mut diagnostics);
    let (chemin, texte) = modeles::ACTUEL;
    let actuel = Fichier::new(chemin, texte);
    let jour = jiff::civil::date(2026, 1, 1);
    lire_actuel(&actuel, &catalogue.reglementation, jour, &mut diagnostics);
    diagnostics
        .releve
        .take()
        .map(|releve| *releve)
        .unwrap_or_default()
}

/// The TOML formats.
#[must_use]
pub fn formats() -> Vec<Format> {
    let releve = relever();
    FORMATS
        .into_iter()
        .map(|(nom, sens, dossiers)| {
            let du_format = releve
                .cles
                .iter()
                .filter(|(fichier, _)| dossiers.iter().any(|dossier| fichier.starts_with(dossier)));
            Format {
                nom,
                sens,
                tables: tables(nom, &du_format.collect::<Vec<_>>()),
            }
        })
        .collect()
}

/// `modules[2]` is a `modules`.
fn sans_rang(table: &str) -> String {
    let morceaux = table.split('.').map(|morceau| {
        morceau
            .split_once('[')
            .map_or(morceau, |(nom, _)| nom)
            .to_owned()
    });
    morceaux.collect::<Vec<_>>().join(".")
}

fn tables(format: &str, cles: &[&(String, CleDemandee)]) -> Vec<TableDecrite> {
    let mut ordre: Vec<String> = Vec::new();
    let mut exemplaires: BTreeMap<String, BTreeSet<(&str, &str)>> = BTreeMap::new();
    for (fichier, cle) in cles {
        let nom = sans_rang(&cle.table);
        if !ordre.contains(&nom) {
            ordre.push(nom.clone());
        }
        let exemplaire = (fichier.as_str(), cle.table.as_str());
        exemplaires.entry(nom).or_default().insert(exemplaire);
    }
    // la racine d’abord, puis les tables dans l’ordre où elles se lisent
    ordre.sort_by_key(|nom| !nom.is_empty());
    ordre
        .into_iter()
        .map(|nom| {
            let exemplaires = exemplaires.get(&nom).cloned().unwrap_or_default();
            TableDecrite {
                plusieurs: exemplaires.iter().any(|(_, table)| table.ends_with(']')),
                cles: decrire(format, &nom, cles, &exemplaires),
                nom,
            }
        })
        .collect()
}

fn decrire(
    format: &str,
    table: &str,
    cles: &[&(String, CleDemandee)],
    exemplaires: &BTreeSet<(&str, &str)>,
) -> Vec<CleDecrite> {
    let de_la_table = || {
        cles.iter()
            .filter(|(_, cle)| sans_rang(&cle.table) == table)
    };
    let mut noms: Vec<&str> = Vec::new();
    for (_, cle) in de_la_table() {
        if !noms.contains(&cle.cle.as_str()) {
            noms.push(&cle.cle);
        }
    }
    let decrite = |nom: &str| {
        let demandes = || de_la_table().filter(|(_, cle)| cle.cle == nom);
        let exigeants: BTreeSet<(&str, &str)> = demandes()
            .filter(|(_, cle)| cle.exigee)
            .map(|(fichier, cle)| (fichier.as_str(), cle.table.as_str()))
            .collect();
        CleDecrite {
            nom: nom.to_owned(),
            // un mot d’une liste fermée se demande d’abord comme un texte
            sorte: demandes()
                .map(|(_, cle)| cle.sorte.clone())
                .max_by_key(|sorte| *sorte != Sorte::Texte)
                .unwrap_or(Sorte::Texte),
            presence: if exigeants.is_empty() {
                Presence::Facultative
            } else if exigeants.len() == exemplaires.len() {
                Presence::Obligatoire
            } else {
                Presence::SelonLeCas
            },
            sens: sens::sens(format, table, nom),
        }
    };
    if noms.contains(&CLE_LIBRE) {
        noms = vec![CLE_LIBRE];
    }
    noms.into_iter().map(decrite).collect()
}

/// The CSV tables, each under its name; those that no data show are left out.
#[must_use]
pub fn tableaux() -> Vec<TableauDecrit> {
    let releve = relever();
    let mut decrits: Vec<TableauDecrit> = Vec::new();
    for demandees in &releve.colonnes {
        let Some(nom) = nom_de_tableau(&demandees.fichier) else {
            continue;
        };
        if decrits.iter().any(|connu| connu.nom == nom) {
            continue;
        }
        let mots = |colonne: &str| {
            let connus = releve.mots.iter().find(|(fichier, autre, _)| {
                nom_de_tableau(fichier) == Some(nom) && autre == colonne
            });
            connus.map(|(_, _, mots)| mots.clone()).unwrap_or_default()
        };
        let garanties = nom == GARANTIES;
        let fixes = super::offres::COLONNES.len();
        let obligatoires = demandees.obligatoires.iter().enumerate();
        let obligatoires = obligatoires
            .filter(|(rang, _)| !garanties || *rang < fixes)
            .map(|(_, colonne)| (colonne.clone(), false));
        let niveaux = garanties.then(|| ("<un niveau>, un par colonne".to_owned(), false));
        let facultatives = demandees.facultatives.iter();
        let facultatives = facultatives.map(|colonne| (colonne.clone(), true));
        decrits.push(TableauDecrit {
            nom,
            colonnes: obligatoires
                .chain(niveaux)
                .chain(facultatives)
                .map(|(colonne, facultative)| ColonneDecrite {
                    mots: mots(&colonne),
                    nom: colonne,
                    facultative,
                })
                .collect(),
        });
    }
    decrits
}

const GARANTIES: &str =
    "les garanties d’un module, `offers/<organisme>/<contrat>-<millésime>.<module>.csv`";

/// What a CSV file is, by its path.
fn nom_de_tableau(chemin: &str) -> Option<&'static str> {
    let (dossier, fichier) = chemin.split_once('/').unwrap_or(("", chemin));
    let dernier = fichier.rsplit('/').next().unwrap_or(fichier);
    Some(match (dossier, dernier) {
        ("offers", nom) if nom.ends_with(".cotisations.csv") => {
            "les cotisations, `offers/<organisme>/<contrat>-<millésime>.cotisations.csv`"
        }
        ("offers", nom) if nom.starts_with("zones") => {
            "les zones de cotisation, `offers/<organisme>/zones-….csv`"
        }
        ("offers", _) => GARANTIES,
        ("reglementation", "postes.csv") => "l’arbre des postes, `reglementation/postes.csv`",
        ("reglementation", "actes.csv") => "les actes, `reglementation/actes.csv`",
        ("reglementation", "tarifs.csv") => {
            "les tarifs de la sécurité sociale, `reglementation/tarifs.csv`"
        }
        ("reglementation", "prix.csv") => "les prix types, `reglementation/prix.csv`",
        ("reglementation", "parametres.csv") => {
            "les paramètres de la loi, `reglementation/parametres.csv`"
        }
        ("reglementation", "departements.csv") => {
            "les départements, `reglementation/departements.csv`"
        }
        ("droits", "plafonds.csv") => "les plafonds des droits, `droits/plafonds.csv`",
        ("droits", "parametres.csv") => "les paramètres des droits, `droits/parametres.csv`",
        ("droits", "participations.csv") => {
            "les participations à la C2S, `droits/participations.csv`"
        }
        ("droits", "sorties.csv") => "les sorties de droit, `droits/sorties.csv`",
        ("droits", "presomptions.csv") => "les présomptions de droit, `droits/presomptions.csv`",
        ("droits", "non-recours.csv") => "le non-recours, `droits/non-recours.csv`",
        ("droits", "demarches.csv") => "les démarches, `droits/demarches.csv`",
        ("droits", "ressources.csv") => "les ressources qui comptent, `droits/ressources.csv`",
        ("population", nom) if nom.ends_with(".effectifs.csv") => {
            "les personnes par âge, `population/<id>.effectifs.csv`"
        }
        ("population", nom) if nom.ends_with(".profils.csv") => {
            "les profils d’un modèle, `population/<id>.profils.csv`"
        }
        ("population", nom) if nom.ends_with(".tirages.csv") => {
            "les parts des variantes, `population/<id>.tirages.csv`"
        }
        ("population", nom) if nom.ends_with(".reperes.csv") => {
            "les chiffres publiés à côté d’un modèle, `population/<id>.reperes.csv`"
        }
        ("hypotheses", "depenses.csv") => {
            "de quels soins est faite une dépense, `hypotheses/depenses.csv`"
        }
        ("acs-tariffs", "cheques.csv") => "les chèques ACS, `acs-tariffs/cheques.csv`",
        ("acs-tariffs", nom) if nom.starts_with("tarifs-") => {
            "les tarifs ACS, `acs-tariffs/tarifs-<année>.csv`"
        }
        ("cas", "bilan.csv") => "les comptes attendus des cas publiés, `cas/bilan.csv`",
        ("cas", _) => "les cas publiés, `cas/<document>.csv`",
        ("", "glossaire.csv") => "le glossaire, `glossaire.csv`",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A key without a meaning, a meaning without a key, a table that no model shows.
    #[test]
    fn chaque_cle_a_son_sens() {
        let mut fautes = Vec::new();
        let mut connus = BTreeSet::new();
        for format in formats() {
            for table in &format.tables {
                for cle in &table.cles {
                    let place = (format.nom, table.nom.clone(), cle.nom.clone());
                    if cle.sens.is_empty() {
                        fautes.push(format!("{place:?} n’a pas de sens"));
                    }
                    connus.insert(place);
                    let dessous = match table.nom.as_str() {
                        "" => cle.nom.clone(),
                        nom => format!("{nom}.{}", cle.nom),
                    };
                    let decrite = format.tables.iter().any(|autre| autre.nom == dessous);
                    if matches!(
                        cle.sorte,
                        Sorte::Table | Sorte::Tables | Sorte::TextesOuTables
                    ) && !decrite
                    {
                        fautes.push(format!("aucun modèle n’écrit [{dessous}]"));
                    }
                }
            }
        }
        for (format, table, cle, _) in sens::SENS {
            if !connus.contains(&(*format, (*table).to_owned(), (*cle).to_owned())) {
                fautes.push(format!("({format}, {table}, {cle}) n’est plus une clé"));
            }
        }
        assert!(fautes.is_empty(), "\n{}", fautes.join("\n"));
    }

    #[test]
    fn ce_qui_depend_d_une_autre_cle_n_est_pas_exige_par_le_schema() {
        let formats = formats();
        let presence = |format: usize, table: &str, cle: &str| {
            let tables = formats.get(format).map(|format| &format.tables);
            let table = tables.and_then(|tables| tables.iter().find(|t| t.nom == table));
            let cle = table.and_then(|table| table.cles.iter().find(|c| c.nom == cle));
            cle.map(|cle| cle.presence)
        };
        for (format, table, cle, attendue) in [
            // une personne a un âge, une année ou un jour de naissance
            (1, "membres", "age", Presence::SelonLeCas),
            (0, "contrat", "id", Presence::Obligatoire),
            (0, "contrat", "valable_au", Presence::Facultative),
            // d’un contrat connu en partie, l’organisme peut manquer
            (0, "contrat", "organisme", Presence::SelonLeCas),
            (0, "", "lecture", Presence::SelonLeCas),
            // un module qui en suit un autre n’a pas ses niveaux à lui
            (0, "modules", "niveaux", Presence::SelonLeCas),
            // un soin est un acte, un séjour ou des lunettes
            (2, "soins", "acte", Presence::SelonLeCas),
            (2, "soins.sejour", "frais", Presence::Obligatoire),
            (3, "tranches", "age", Presence::Obligatoire),
        ] {
            assert_eq!(
                presence(format, table, cle),
                Some(attendue),
                "[{table}] {cle}"
            );
        }
    }

    #[test]
    fn chaque_tableau_des_donnees_est_decrit() {
        let tableaux = tableaux();
        assert!(tableaux.len() >= 12);
        let nature = tableaux
            .iter()
            .find(|tableau| tableau.nom == GARANTIES)
            .and_then(|tableau| tableau.colonnes.first());
        let mots = nature
            .map(|colonne| colonne.mots.clone())
            .unwrap_or_default();
        assert!(mots.contains(&"plafond".to_owned()), "{mots:?}");
    }
}
