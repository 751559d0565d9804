//! A known offer as an insurer would write it in the grid: its own files, cell for cell.

use crate::catalogue::import::{Genre, RUBRIQUES, Rubrique};
use crate::catalogue::{Diagnostics, Fichier, TableauBrut, vouliez_vous_dire};
use crate::commandes::contexte::Contexte;
use crate::commandes::{Refus, phrases};
use crate::offre::{Choix, Offre};
use crate::texte::{enumerer, jour};
use jiff::civil::Date;
use toml::{Table, Value};

/// Keys of a header that a grid says otherwise, or does not need.
const AILLEURS: [(&str, &str); 2] = [("cotisation", "zones"), ("cotisation", "qualites")];

/// A table as it is written: its titles, then its rows.
type Rangees = Vec<Vec<String>>;

/// What a grid takes from an offer.
pub(super) struct Connue {
    pub(super) niveaux: Vec<String>,
    pub(super) garanties: Rangees,
    pub(super) cotisations: Option<Rangees>,
    pub(super) zones: Option<Rangees>,
    /// What the grid has no room for.
    pub(super) tus: Vec<String>,
    reponses: Vec<(&'static Rubrique, Vec<String>)>,
}

impl Connue {
    /// The answers of the offer to a question.
    pub(super) fn reponses(&self, rubrique: &Rubrique) -> &[String] {
        let mut reponses = self.reponses.iter();
        let trouvee =
            reponses.find(|(autre, _)| (autre.table, autre.cle) == (rubrique.table, rubrique.cle));
        trouvee.map_or(&[], |(_, dites)| dites)
    }
}

/// The edition in force on the date.
pub(super) fn lire(contexte: &Contexte, id: &str) -> Result<Connue, Refus> {
    let offres = || contexte.catalogue.offres.iter();
    let Some(offre) =
        offres().find(|offre| offre.id == id && offre.validite.contient(contexte.date))
    else {
        let conseil = vouliez_vous_dire(id, offres().map(|offre| offre.id.as_str()));
        return Err(Refus::new(format!(
            "aucune offre « {id} » au {}.{} Écrivez organisme/contrat ; voir : rac liste offres",
            jour(contexte.date),
            phrases::conseil(conseil)
        )));
    };
    let [module] = offre.modules.as_slice() else {
        return Err(a_modules(offre));
    };
    let illisible = || Refus::new(format!("les fichiers de {id} n’ont pas été retrouvés"));
    let garanties = offre
        .modules
        .iter()
        .flat_map(|module| &module.lignes)
        .next();
    let chemin = garanties
        .map(|ligne| ligne.fichier.as_str())
        .ok_or_else(illisible)?;
    let base = chemin
        .strip_suffix(&format!(".{}.csv", module.id))
        .ok_or_else(illisible)?;
    let fichier = |chemin: &str| contexte.sources.get(chemin);
    let entete = fichier(&format!("{base}.toml")).ok_or_else(illisible)?;
    let entete: Table = entete.texte.parse().map_err(|_| illisible())?;
    let zones = valeur(&entete, "cotisation", "zones").and_then(Value::as_str);
    let dossier = base.rsplit_once('/').map_or("", |(dossier, _)| dossier);
    let zones = zones.and_then(|nom| fichier(&format!("{dossier}/{nom}")));
    let (reponses, tus) = reponses(&entete);
    Ok(Connue {
        niveaux: module.niveaux.clone(),
        garanties: table(fichier(chemin).ok_or_else(illisible)?, &module.niveaux),
        cotisations: fichier(&format!("{base}.cotisations.csv")).map(telle_quelle),
        zones: zones.map(telle_quelle),
        reponses,
        tus,
    })
}

/// What to do with an offer that is put together from several tables.
fn a_modules(offre: &Offre) -> Refus {
    let modules: Vec<&str> = offre.modules.iter().map(|m| m.id.as_str()).collect();
    let exemple = Choix::de(offre).next();
    let exemple = exemple.map_or_else(|| offre.id.clone(), |choix| choix.adresse());
    Refus::new(format!(
        "{} se compose de {} modules ({}), chacun avec son tableau ; une grille n’en a qu’un.\nÉcrivez une grille vide, sans --offre, avec --niveaux pour les compositions voulues ; recopiez-y leurs garanties, que montre : rac tableau {exemple}",
        offre.id,
        modules.len(),
        enumerer(&modules, "et")
    ))
}

fn valeur<'t>(entete: &'t Table, table: &str, cle: &str) -> Option<&'t Value> {
    entete.get(table)?.as_table()?.get(cle)
}

/// The answers that the header gives, and the keys that no question asks for.
fn reponses(entete: &Table) -> (Vec<(&'static Rubrique, Vec<String>)>, Vec<String>) {
    let mut reponses = Vec::new();
    let mut tus = Vec::new();
    for table in ["contrat", "services", "lecture", "cotisation"] {
        let cles = entete.get(table).and_then(Value::as_table);
        for (cle, valeur) in cles.into_iter().flatten() {
            let mut rubriques = RUBRIQUES.iter();
            let rubrique = rubriques.find(|r| (r.table, r.cle) == (table, cle.as_str()));
            match rubrique.and_then(|rubrique| Some((rubrique, dire(rubrique, valeur)?))) {
                Some(dite) => reponses.push(dite),
                None if AILLEURS.contains(&(table, cle.as_str())) => {}
                None => tus.push(format!("{table}.{cle}")),
            }
        }
    }
    if entete.contains_key("admis") {
        tus.push("les questions admises".to_owned());
    }
    (reponses, tus)
}

/// A value in the words of its question.
fn dire(rubrique: &Rubrique, valeur: &Value) -> Option<Vec<String>> {
    let un = |texte: &str| Some(vec![texte.to_owned()]);
    match valeur {
        Value::String(texte) => un(texte),
        Value::Boolean(oui) => un(if *oui { "oui" } else { "non" }),
        Value::Integer(entier) => un(&entier.to_string()),
        Value::Datetime(date) => un(&date.to_string().parse::<Date>().ok()?.to_string()),
        Value::Array(clauses) if matches!(rubrique.genre, Genre::Clauses) => clauses
            .iter()
            .map(|clause| clause.as_str().map(str::to_owned))
            .collect(),
        _ => None,
    }
}

/// The rows of a table, as written.
fn telle_quelle(fichier: &Fichier) -> Rangees {
    let Some(tableau) = TableauBrut::lire(fichier, &mut Diagnostics::new()) else {
        return Vec::new();
    };
    let lignes = tableau.lignes.iter().map(|ligne| &ligne.cellules);
    std::iter::once(&tableau.entetes)
        .chain(lignes)
        .map(|cellules| {
            cellules
                .iter()
                .map(|cellule| cellule.texte.to_string())
                .collect()
        })
        .collect()
}

/// The same with its columns in the order of the grid: fixed ones, levels, remark.
fn table(fichier: &Fichier, niveaux: &[String]) -> Rangees {
    let ecrite = telle_quelle(fichier);
    let Some(titres) = ecrite.first() else {
        return ecrite;
    };
    let fixes = ["nature", "libelle", "poste", "quand", "regle"];
    let voulus = fixes
        .into_iter()
        .chain(niveaux.iter().map(String::as_str))
        .chain(["note"]);
    let rangs: Vec<Option<usize>> = voulus
        .map(|voulu| titres.iter().position(|titre| titre == voulu))
        .collect();
    let ranger = |ligne: &Vec<String>| -> Vec<String> {
        let cellule = |rang: &Option<usize>| rang.and_then(|rang| ligne.get(rang).cloned());
        rangs
            .iter()
            .map(|rang| cellule(rang).unwrap_or_default())
            .collect()
    };
    ecrite.iter().map(ranger).collect()
}
