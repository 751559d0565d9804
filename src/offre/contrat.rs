//! An offer: its header, its modules, its premium; and a choice of levels in it.

use super::composition::{Composition, Niveaux};
use super::condition::{Axe, Boite, Condition, bits_entre};
use super::cotisation::Cotisation;
use super::langage::{Cellule, GenreAnnee, Lecture};
use super::ligne::Ligne;
use crate::reglementation::{Periode, Provenance};

/// How a bare cell is read, with the contract's own words; `None` when it does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LectureParDefaut {
    /// Reading of percentages of the base.
    pub pourcentages: Option<Lecture>,
    /// Reading of euro amounts.
    pub euros: Option<Lecture>,
    /// The words of the contract.
    pub cite: String,
}

/// What a contract does besides paying and costing; `None` when its file does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Services {
    /// The practitioner is paid directly.
    pub tiers_payant: Option<bool>,
    /// There is a network of practitioners.
    pub reseau: Option<bool>,
    /// There are waiting periods besides the rows `délai` of the tables.
    pub autres_delais: Option<bool>,
}

/// A part of an offer with its own levels.
#[derive(Clone, Debug, Default)]
pub struct Module {
    /// Its code: `base`, `H`, `pack-confort-seniors`.
    pub id: String,
    /// Its printed name, when it has one.
    pub nom: Option<String>,
    /// Its levels, in the order of the table.
    pub niveaux: Vec<String>,
    /// Whether one may do without it.
    pub facultatif: bool,
    /// The module whose level it takes, by rank.
    pub suit: Option<usize>,
    /// Whether its rows replace those of the modules before it (else they stand beside).
    pub remplace: bool,
    /// Who may take it.
    pub quand: Condition,
    /// The same, as written.
    pub quand_ecrit: String,
    /// Kind of year of its counters, when it is not the contract's.
    pub annee: Option<GenreAnnee>,
    /// Its guarantee table.
    pub lignes: Vec<Ligne>,
}

/// An offer in force over a period.
#[derive(Clone, Debug)]
pub struct Offre {
    /// `mcci/flexia`.
    pub id: String,
    /// Insurer or group.
    pub organisme: String,
    /// Commercial name.
    pub nom: String,
    /// Edition.
    pub millesime: String,
    /// Days on which it can be chosen.
    pub validite: Periode,
    /// Contrat responsable, or not; `None` when the source does not say.
    pub responsable: Option<bool>,
    /// Whether it pays on what another contract leaves, and is not taken alone.
    pub surcomplementaire: bool,
    /// Those it is reserved to, in words, when not everybody can take it.
    pub reserve_a: Option<String>,
    /// Kind of year of its counters; `None` when the source does not say.
    pub annee: Option<GenreAnnee>,
    /// Whether a line that is absent is uncovered (true) or unknown (false).
    pub complet: bool,
    /// Whether the contract pays the participations forfaitaires (never a contrat responsable).
    pub paie_participation: bool,
    /// What it does besides.
    pub services: Services,
    /// How bare cells are read.
    pub lecture: LectureParDefaut,
    /// Its modules, at least one.
    pub modules: Vec<Module>,
    /// Which levels go together.
    pub composition: Composition,
    /// Its premium.
    pub cotisation: Cotisation,
    /// Where the tables come from.
    pub provenance: Provenance,
    /// Address of the document.
    pub source_url: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

/// What is ranked: an offer and a level in each of the modules taken.
#[derive(Clone, Copy, Debug)]
pub struct Choix<'a> {
    /// The offer.
    pub offre: &'a Offre,
    /// The level in each module.
    pub niveaux: Niveaux,
}

/// A row of a choice, with where it stands.
#[derive(Clone, Copy, Debug)]
pub struct LigneChoisie<'a> {
    /// The module it belongs to.
    pub module: &'a Module,
    /// Rows of a higher layer replace those below.
    pub couche: usize,
    /// The row.
    pub ligne: &'a Ligne,
    /// Its cell for the level chosen.
    pub cellule: &'a Cellule,
}

impl<'a> Choix<'a> {
    /// Every choice of an offer without its optional modules.
    pub fn de(offre: &'a Offre) -> impl Iterator<Item = Self> {
        Self::tous(offre).filter(|choix| {
            let modules = choix.offre.modules.iter();
            modules
                .zip(choix.niveaux.iter())
                .all(|(module, niveau)| niveau.is_none() || !module.facultatif)
        })
    }

    /// Every choice of an offer, with and without its optional modules.
    pub fn tous(offre: &'a Offre) -> impl Iterator<Item = Self> {
        let compositions = offre.composition.toutes(&offre.modules);
        compositions
            .into_iter()
            .map(move |niveaux| Self { offre, niveaux })
    }

    /// The modules taken, each with the rank of its level.
    pub fn modules(&self) -> impl Iterator<Item = (&'a Module, usize)> {
        let niveaux: Niveaux = self.niveaux;
        let modules = self.offre.modules.iter().enumerate();
        modules.filter_map(move |(rang, module)| Some((module, niveaux.du_module(rang)?)))
    }

    /// The first module that a person of this age may not take.
    #[must_use]
    pub fn module_refuse_a(&self, age: u8) -> Option<&'a Module> {
        let personne = Boite::TOUT.avec(Axe::Age, bits_entre(age.min(127), age.min(127)));
        self.modules()
            .map(|(module, _)| module)
            .find(|module| !module.quand.rencontre(&personne))
    }

    /// Words of the levels: `Confort`, `H3-M2-RS`. Where there are several modules, a level
    /// made of digits is written after its module; one that follows another is alone.
    #[must_use]
    pub fn nom_niveau(&self) -> String {
        let plusieurs = self.offre.modules.len() > 1;
        let mots = self.modules().map(|(module, niveau)| {
            let nom = module.niveaux.get(niveau).map_or("", String::as_str);
            if module.suit.is_some() {
                module.id.clone()
            } else if plusieurs && nom.bytes().all(|octet| octet.is_ascii_digit()) {
                format!("{}{nom}", module.id)
            } else {
                nom.to_owned()
            }
        });
        mots.collect::<Vec<_>>().join("-")
    }

    /// `mcci/flexia/Confort`, `april/sante-mix/H3-M2`.
    #[must_use]
    pub fn adresse(&self) -> String {
        format!("{}/{}", self.offre.id, self.nom_niveau())
    }

    /// `FLEXIA Confort`.
    #[must_use]
    pub fn nom(&self) -> String {
        format!("{} {}", self.offre.nom, self.nom_niveau())
    }

    /// The rows that say something for this choice, module after module. In a module that
    /// replaces, a row without object stays: it stops the search in that layer.
    pub fn lignes(&self) -> impl Iterator<Item = LigneChoisie<'a>> {
        let modules = self.offre.modules.iter().zip(self.niveaux.iter());
        modules
            .enumerate()
            .filter_map(|(rang, (module, niveau))| Some((rang, module, niveau?)))
            .flat_map(|(rang, module, niveau)| {
                module.lignes.iter().filter_map(move |ligne| {
                    Some(LigneChoisie {
                        module,
                        couche: if module.remplace { rang } else { 0 },
                        ligne,
                        cellule: ligne.cellules.get(niveau)?,
                    })
                })
            })
            .filter(|choisie| choisie.couche > 0 || *choisie.cellule != Cellule::SansObjet)
    }
}
