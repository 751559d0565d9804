//! The questions put to a guarantee table that has no error: the law of the contrat
//! responsable, rows that never serve, acts without a row, levels out of order. What the
//! header admits with a reason (`[[admis]]`) is kept apart.

mod admis;
mod lignes;
mod phrases;

pub(super) use admis::lire as lire_admis;

use crate::calcul::controle::{Constat, Sorte, controler, domines, frequence};
use crate::catalogue::{Code, Diagnostic, Diagnostics, Document, Fichier, Sources, TableauBrut};
use crate::offre::{Ligne, Module, Offre};
use crate::reglementation::Reglementation;
use admis::Admis;
use std::ops::Range;

/// What the tables of the offers are asked.
#[derive(Clone, Debug, Default)]
pub struct Questions {
    /// To be looked at.
    pub posees: Diagnostics,
    /// Admitted in the data, each with its reason.
    pub admises: Vec<(Diagnostic, String)>,
}

/// Asks everything of an offer.
pub(in crate::catalogue) fn poser(
    offre: &Offre,
    sources: &Sources,
    reglementation: &Reglementation,
    questions: &mut Questions,
) {
    let Some(entete) = entete(offre, sources) else {
        return;
    };
    let Some(mut greffe) = Greffe::ouvrir(offre, entete, sources) else {
        return;
    };
    for constat in controler(offre, reglementation) {
        greffe.constat(&constat);
    }
    for (rang, module) in offre.modules.iter().enumerate() {
        for ligne in &module.lignes {
            let niveaux = frequence(ligne, reglementation);
            if offre.responsable == Some(true) && !niveaux.is_empty() {
                greffe.frequence((rang, ligne), &niveaux);
            }
        }
    }
    lignes::jamais_prises(offre, reglementation, &mut greffe);
    lignes::sans_garantie(offre, reglementation, &mut greffe);
    for degre in domines(offre, reglementation) {
        greffe.niveau_domine(degre);
    }
    greffe.finir(questions);
}

/// The header of an offer, found by the name of its tables.
fn entete<'s>(offre: &Offre, sources: &'s Sources) -> Option<&'s Fichier> {
    offre.modules.iter().find_map(|module| {
        let ligne = module.lignes.first()?;
        let base = ligne.fichier.strip_suffix(&format!(".{}.csv", module.id))?;
        sources.get(&format!("{base}.toml"))
    })
}

/// Places of the keys of a header that a question may be put under.
#[derive(Default)]
struct Cles {
    responsable: Range<usize>,
    complet: Range<usize>,
    /// The levels of each module.
    niveaux: Vec<Range<usize>>,
}

/// A question before it is written: where, and for which levels.
struct Question<'q> {
    code: Code,
    ligne: Option<&'q Ligne>,
    /// Ranks of levels; none when levels do not matter.
    niveaux: &'q [usize],
    module: &'q Module,
}

/// Writes the questions of one offer, sorts out those that are admitted.
struct Greffe<'a> {
    offre: &'a Offre,
    entete: &'a Fichier,
    cles: Cles,
    tableaux: Vec<TableauBrut<'a>>,
    admis: Vec<Admis>,
    posees: Diagnostics,
    admises: Vec<(Diagnostic, String)>,
}

impl<'a> Greffe<'a> {
    fn ouvrir(offre: &'a Offre, entete: &'a Fichier, sources: &'a Sources) -> Option<Self> {
        let mut vus = Diagnostics::new();
        let document = Document::lire(entete, &mut vus)?;
        let mut racine = document.racine();
        let admis = admis::lire(&mut racine);
        let cles = racine.sous_table("contrat").map(|mut contrat| Cles {
            responsable: contrat.oui_non("responsable").map_or(0..0, |lu| lu.etendue),
            complet: contrat.booleen("complet").map_or(0..0, |lu| lu.etendue),
            niveaux: Vec::new(),
        });
        let niveaux = racine.tables("modules").into_iter().map(|mut module| {
            let titre = module.etendue();
            module
                .liste_textes_ou("niveaux")
                .map_or(titre, |lu| lu.etendue)
        });
        let cles = Cles {
            niveaux: niveaux.collect(),
            ..cles.unwrap_or_default()
        };
        let fichiers = offre.modules.iter().filter_map(|module| {
            let ligne = module.lignes.first()?;
            TableauBrut::lire(sources.get(&ligne.fichier)?, &mut vus)
        });
        let tableaux = fichiers.collect();
        Some(Self {
            offre,
            entete,
            cles,
            tableaux,
            admis,
            posees: Diagnostics::new(),
            admises: Vec::new(),
        })
    }

    /// A question of the calculation.
    fn constat(&mut self, constat: &Constat<'a>) {
        let code = match constat.sorte {
            Sorte::Minimum => Code::ResponsableMinimum,
            Sorte::Maximum => Code::ResponsableMaximum,
            Sorte::EcartOptam => Code::EcartOptam,
            Sorte::Decroissante => Code::CelluleDecroissante,
        };
        let (rang, ligne) = constat
            .ligne
            .map_or((0, None), |(rang, ligne)| (rang, Some(ligne)));
        let Some(module) = self.offre.modules.get(rang) else {
            return;
        };
        let niveaux: Vec<usize> = constat.niveaux.iter().map(|vu| vu.niveau).collect();
        let question = Question {
            code,
            ligne,
            niveaux: &niveaux,
            module,
        };
        self.demander(&question, |restants| {
            phrases::constat(constat, module, restants)
        });
    }

    fn frequence(&mut self, (rang, ligne): (usize, &'a Ligne), niveaux: &[usize]) {
        let Some(module) = self.offre.modules.get(rang) else {
            return;
        };
        let question = Question {
            code: Code::ResponsableFrequence,
            ligne: Some(ligne),
            niveaux,
            module,
        };
        self.demander(&question, |restants| phrases::frequence(module, restants));
    }

    fn niveau_domine(&mut self, degre: crate::calcul::controle::Degre) {
        let Some(module) = self.offre.modules.get(degre.module) else {
            return;
        };
        let question = Question {
            code: Code::NiveauDomine,
            ligne: None,
            niveaux: &[degre.cher],
            module,
        };
        self.demander(&question, |_| phrases::niveau_domine(module, degre));
    }

    /// Asks, for the levels that the header does not admit; admits the others.
    fn demander(
        &mut self,
        question: &Question<'_>,
        dire: impl Fn(&[usize]) -> (String, Option<String>),
    ) {
        let mut restants = Vec::new();
        let mut raisons: Vec<String> = Vec::new();
        let essais: Vec<Option<usize>> = if question.niveaux.is_empty() {
            vec![None]
        } else {
            question.niveaux.iter().copied().map(Some).collect()
        };
        for niveau in &essais {
            let nom = niveau.and_then(|niveau| question.module.niveaux.get(niveau));
            let admis = self
                .admis
                .iter_mut()
                .find(|admis| admis.couvre(question.code, question.ligne, nom));
            match admis {
                Some(admis) => {
                    admis.sert = true;
                    if !raisons.contains(&admis.raison) {
                        raisons.push(admis.raison.clone());
                    }
                }
                None => restants.push(*niveau),
            }
        }
        let reste = !restants.is_empty();
        let dits: Vec<usize> = if reste {
            restants.into_iter().flatten().collect()
        } else {
            question.niveaux.to_vec()
        };
        let (message, conseil) = dire(&dits);
        let (fichier, etendue) = self.place(question, &dits);
        let diagnostic = Diagnostic {
            gravite: question.code.gravite(),
            ..Diagnostic::avertissement(question.code, fichier, etendue, message)
        }
        .avec_conseil_eventuel(conseil);
        if reste {
            self.posees.ajoute(diagnostic);
        } else {
            self.admises.push((diagnostic, raisons.join(" ; ")));
        }
    }

    /// Under the cell of the first level, under the words of the row, or under a key.
    fn place(&self, question: &Question<'_>, niveaux: &[usize]) -> (String, Range<usize>) {
        let entete = |etendue: &Range<usize>| (self.entete.chemin.clone(), etendue.clone());
        let Some(ligne) = question.ligne else {
            let rang = self
                .offre
                .modules
                .iter()
                .position(|module| std::ptr::eq(module, question.module));
            let des_niveaux = rang.and_then(|rang| self.cles.niveaux.get(rang));
            return match question.code {
                Code::ResponsableMinimum => entete(&self.cles.responsable),
                Code::GarantieAbsente => entete(&self.cles.complet),
                _ => entete(des_niveaux.unwrap_or(&self.cles.complet)),
            };
        };
        let tableau = self
            .tableaux
            .iter()
            .find(|tableau| tableau.fichier == ligne.fichier);
        let niveau = niveaux
            .first()
            .and_then(|niveau| question.module.niveaux.get(*niveau));
        let etendue = tableau.and_then(|tableau| cellule(tableau, ligne, niveau));
        (ligne.fichier.clone(), etendue.unwrap_or(0..0))
    }

    /// What is left to look at; an admission that admits nothing is one more question.
    fn finir(self, questions: &mut Questions) {
        let inutiles = self.admis.iter().filter(|admis| !admis.sert);
        let inutiles = inutiles.map(|admis| {
            Diagnostic::avertissement(
                Code::AdmisInutile,
                &self.entete.chemin,
                admis.etendue.clone(),
                "cette raison n’excuse plus rien : aucune question ne lui répond",
            )
            .avec_conseil("retirez ces lignes `[[admis]]`, ou corrigez `lignes` et `niveaux`")
        });
        questions.posees.extend(inutiles);
        questions.posees.extend(self.posees);
        questions.admises.extend(self.admises);
    }
}

/// The place of the cell of a level, of the first one on its left when it is filled by it,
/// or of the printed words.
fn cellule(
    tableau: &TableauBrut<'_>,
    ligne: &Ligne,
    niveau: Option<&String>,
) -> Option<Range<usize>> {
    let brute = tableau
        .lignes
        .iter()
        .find(|brute| brute.numero == ligne.numero)?;
    let colonne = |nom: &str| {
        tableau
            .entetes
            .iter()
            .position(|entete| entete.texte == nom)
    };
    let voulue = colonne(niveau.map_or("libelle", String::as_str))?;
    let pleine = brute.cellules.get(..=voulue)?.iter().rev();
    let pleine = pleine
        .filter(|cellule| !cellule.est_vide())
        .map(|cellule| cellule.etendue.clone());
    pleine.into_iter().next()
}
