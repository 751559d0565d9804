//! From a workbook to an offer: each sheet is written as the file that the catalogue reads,
//! and each problem is shown in its cell.

mod correspondance;
mod entete;
mod exemples;
mod feuille;
mod rubriques;

pub use correspondance::{Correspondance, Vue};
pub use exemples::{Exemple, Reponse, TITRES, TOTAL};
pub use rubriques::{Genre, RUBRIQUES, Rubrique};

use super::{Classeur, Code, Diagnostic, Diagnostics, Feuille, Fichier, Origine, Sources, offres};
use crate::offre::Offre;
use crate::reglementation::Reglementation;
use crate::texte::sans_accent;
use correspondance::Brouillon;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The names of the sheets of a grid.
pub const CONTRAT: &str = "Contrat";
/// The guarantee table.
pub const GARANTIES: &str = "Garanties";
/// The premiums.
pub const COTISATIONS: &str = "Cotisations";
/// The zones of the départements.
pub const ZONES: &str = "Zones";
/// The examples that the insurer prices itself.
pub const EXEMPLES: &str = "Exemples à chiffrer";
/// A column of the grid for whoever fills it; it is not read.
pub const EXEMPLE: &str = "exemple";
/// Another one: the heading of the poste, in the words of the UNOCAM agreement.
pub const RUBRIQUE: &str = "rubrique";

/// Where the files stand while they are read, before the contract says its name.
const BASE: &str = "offers/classeur/feuille";

/// What a lone table does not say of its contract.
#[derive(Clone, Debug)]
pub struct Inconnu {
    /// `organisme/contrat`.
    pub id: String,
    /// Its name.
    pub nom: String,
    /// The first day.
    pub valable_du: Date,
    /// The day of the import.
    pub aujourd_hui: Date,
}

/// An offer read in a workbook, and the files that say it.
#[derive(Debug)]
pub struct Importee {
    /// The offer, valid.
    pub offre: Offre,
    /// The path of its header in the data.
    pub chemin: String,
    /// Every file, by its path in the data.
    pub fichiers: Vec<(String, String)>,
    /// The examples that the insurer priced.
    pub exemples: Vec<Exemple>,
}

/// Reads an offer in a workbook. `inconnu` describes the contract of a lone table; `None`
/// when the sheet `Contrat` does. On failure every problem is in the diagnostics, and what
/// is needed to draw them in `sources`.
pub fn lire(
    classeur: &Classeur,
    inconnu: Option<&Inconnu>,
    reglementation: &Reglementation,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Importee> {
    let mut lecture = Lecture {
        classeur,
        sources,
        diagnostics,
        fautifs: BTreeSet::new(),
    };
    let garanties = lecture.garanties(inconnu.is_some())?;
    lecture.entieres(garanties)?;
    let cotisations = match inconnu {
        Some(_) => None,
        None => lecture.cotisations()?,
    };
    let zones = lecture.feuille(ZONES).filter(|_| inconnu.is_none());
    let niveaux = lecture.table("base.csv", garanties, &[EXEMPLE, RUBRIQUE]);
    let mut entete = Brouillon::new(&classeur.nom);
    match inconnu {
        Some(inconnu) => entete::inconnu(&mut entete, inconnu, classeur, garanties),
        None => {
            let contrat = lecture.contrat()?;
            lecture.entete(&mut entete, contrat, zones.is_some());
        }
    }
    entete::modules(&mut entete, &niveaux, garanties);
    lecture.pose("toml", entete);
    if let Some(cotisations) = cotisations {
        lecture.table("cotisations.csv", cotisations, &[]);
    }
    if let Some(zones) = zones {
        lecture.table("zones", zones, &[]);
    }
    let exemples = match inconnu {
        Some(_) => Vec::new(),
        None => lecture.exemples(&niveaux),
    };
    let offre = lecture.offre(reglementation)?;
    Some(importee(offre, exemples, sources))
}

/// Whether a workbook says of which contract its tables are.
#[must_use]
pub fn dit_son_contrat(classeur: &Classeur) -> bool {
    classeur
        .feuilles
        .iter()
        .any(|feuille| nomme(feuille, CONTRAT))
}

fn nomme(feuille: &Feuille, nom: &str) -> bool {
    // un fichier écrit des tirets pour les blancs
    let simple = |nom: &str| sans_accent(nom.trim()).replace('-', " ");
    simple(&feuille.nom) == simple(nom)
}

/// The path of a file of the offer while it is read.
fn provisoire(fin: &str) -> String {
    match fin {
        "zones" => "offers/classeur/zones-feuille.csv".to_owned(),
        // hors de l’offre, dont ils ne sont pas une table
        "exemples" => "classeur/exemples".to_owned(),
        fin => format!("{BASE}.{fin}"),
    }
}

struct Lecture<'a, 'd> {
    classeur: &'a Classeur,
    sources: &'d mut Sources,
    diagnostics: &'d mut Diagnostics,
    /// The cells that already have their problem.
    fautifs: BTreeSet<String>,
}

impl<'a> Lecture<'a, '_> {
    fn feuille(&self, nom: &str) -> Option<&'a Feuille> {
        let mut feuilles = self.classeur.feuilles.iter();
        feuilles.find(|feuille| nomme(feuille, nom) && !feuille.est_vide())
    }

    /// The guarantee table: by its name, else the only sheet of a lone table.
    fn garanties(&mut self, seule: bool) -> Option<&'a Feuille> {
        if let Some(feuille) = self.feuille(GARANTIES) {
            return Some(feuille);
        }
        let pleines: Vec<&Feuille> = self
            .classeur
            .feuilles
            .iter()
            .filter(|f| !f.est_vide())
            .collect();
        match pleines.as_slice() {
            [seul] if seule => Some(seul),
            [] => {
                // une table CSV vide a déjà son message
                if self.diagnostics.is_empty() {
                    self.manque(
                        "le classeur est vide".to_owned(),
                        "donnez la grille remplie",
                    );
                }
                None
            }
            _ => {
                let message = format!("aucune feuille « {GARANTIES} » dans le classeur");
                let conseil = "donnez ce nom à la feuille du tableau de garanties";
                self.manque(message, conseil);
                None
            }
        }
    }

    /// A sheet too large to be read to its end has that one problem.
    fn entieres(&mut self, garanties: &Feuille) -> Option<()> {
        let autres = [CONTRAT, COTISATIONS, ZONES, EXEMPLES].map(|nom| self.feuille(nom));
        let mut entieres = Some(());
        for feuille in autres.into_iter().flatten().chain([garanties]) {
            if let Some(abandon) = feuille.demesure() {
                let message = format!("{abandon} dans la feuille « {} »", feuille.nom);
                let code = Code::ClasseurTropGrand;
                let diagnostic = Diagnostic::erreur(code, &self.classeur.nom, 0..0, message);
                let conseil = "copiez le tableau seul dans une feuille neuve";
                self.diagnostics.ajoute(diagnostic.avec_conseil(conseil));
                entieres = None;
            }
        }
        entieres
    }

    fn contrat(&mut self) -> Option<&'a Feuille> {
        let contrat = self.feuille(CONTRAT);
        if contrat.is_none() {
            let message = format!("la feuille « {CONTRAT} » est vide");
            self.manque(
                message,
                "remplissez-la : elle dit de quel contrat est ce tableau",
            );
        }
        contrat
    }

    /// The premiums, when they are said to be published: rows without any price were left
    /// as they came.
    fn cotisations(&mut self) -> Option<Option<&'a Feuille>> {
        let publiee = self.feuille(CONTRAT).is_some_and(entete::est_publiee);
        let feuille = self.feuille(COTISATIONS);
        let chiffree = feuille.is_some_and(feuille::a_un_prix);
        if publiee && feuille.is_none() {
            let message =
                format!("la grille est dite publiée, et la feuille « {COTISATIONS} » manque");
            let conseil = "remplissez-la, ou répondez « non publiée » dans la feuille « Contrat »";
            self.manque(message, conseil);
            return None;
        }
        Some(feuille.filter(|_| publiee || chiffree))
    }

    fn manque(&mut self, message: String, conseil: &str) {
        let code = Code::FeuilleManquante;
        let diagnostic = Diagnostic::erreur(code, &self.classeur.nom, 0..0, message);
        self.diagnostics.ajoute(diagnostic.avec_conseil(conseil));
    }

    /// A sheet as a `;` table; gives the titles of its levels.
    fn table(&mut self, fin: &str, feuille: &Feuille, tues: &[&str]) -> Vec<feuille::Niveau> {
        let chemin = provisoire(fin);
        let mut brouillon = Brouillon::new(&self.classeur.nom);
        let mut vus = Diagnostics::new();
        let niveaux = feuille::ecrire(feuille, tues, &chemin, &mut brouillon, &mut vus);
        self.note(&brouillon, vus);
        self.pose(fin, brouillon);
        niveaux
    }

    fn entete(&mut self, brouillon: &mut Brouillon, contrat: &Feuille, zones: bool) {
        let mut vus = Diagnostics::new();
        entete::ecrire(contrat, zones, &provisoire("toml"), brouillon, &mut vus);
        self.note(brouillon, vus);
    }

    fn exemples(&mut self, niveaux: &[feuille::Niveau]) -> Vec<Exemple> {
        let Some(feuille) = self.feuille(EXEMPLES) else {
            return Vec::new();
        };
        let mut vus = Diagnostics::new();
        let mut brouillon = Brouillon::new(&self.classeur.nom);
        let chemin = provisoire("exemples");
        let lus = exemples::lire(feuille, niveaux, &chemin, &mut brouillon, &mut vus);
        self.note(&brouillon, vus);
        self.pose("exemples", brouillon);
        lus
    }

    fn note(&mut self, brouillon: &Brouillon, vus: Diagnostics) {
        for vu in vus {
            self.fautifs.insert(brouillon.adresse(&vu.etendue));
            self.diagnostics.ajoute(vu);
        }
    }

    fn pose(&mut self, fin: &str, brouillon: Brouillon) {
        let (texte, cellules) = brouillon.finir();
        self.sources.ajoute(Fichier {
            origine: Origine::Classeur(Arc::new(cellules)),
            ..Fichier::new(provisoire(fin), texte)
        });
    }

    /// Reads the offer as the catalogue does; holes and overlaps are looked for once every
    /// cell is read.
    fn offre(&mut self, reglementation: &Reglementation) -> Option<Offre> {
        for verifier in [false, true] {
            let mut vus = Diagnostics::new();
            let dossier = "offers/classeur/";
            let lues = offres::lire(self.sources, dossier, reglementation, verifier, &mut vus);
            for vu in vus {
                if !self.fautifs.contains(&self.adresse(&vu)) {
                    self.diagnostics.ajoute(vu);
                }
            }
            if self.diagnostics.erreurs() > 0 {
                return None;
            }
            if verifier {
                return lues.into_iter().next();
            }
        }
        None
    }

    fn adresse(&self, diagnostic: &Diagnostic) -> String {
        match self.sources.get(&diagnostic.fichier).map(|f| &f.origine) {
            Some(Origine::Classeur(cellules)) => cellules.adresse(&diagnostic.etendue),
            _ => diagnostic.fichier.clone(),
        }
    }
}

/// The files under the name of their contract.
fn importee(offre: Offre, exemples: Vec<Exemple>, sources: &mut Sources) -> Importee {
    let millesime: String = sans_accent(&offre.millesime)
        .chars()
        .map(|lettre| {
            if lettre.is_ascii_alphanumeric() {
                lettre
            } else {
                '-'
            }
        })
        .collect();
    let base = format!("offers/{}-{millesime}", offre.id);
    let organisme = offre.id.split('/').next().unwrap_or_default();
    let zones = format!("zones-{}.csv", offre.id.replace('/', "-"));
    let fins = ["toml", "base.csv", "cotisations.csv", "zones"];
    let fichiers = fins.into_iter().filter_map(|fin| {
        let texte = sources.get(&provisoire(fin))?.texte.to_string();
        Some(match fin {
            "zones" => (format!("offers/{organisme}/{zones}"), texte),
            "toml" => (
                format!("{base}.toml"),
                texte.replace("zones-feuille.csv", &zones),
            ),
            fin => (format!("{base}.{fin}"), texte),
        })
    });
    Importee {
        chemin: format!("{base}.toml"),
        fichiers: fichiers.collect(),
        exemples,
        offre,
    }
}
