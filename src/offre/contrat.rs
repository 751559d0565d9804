//! An offer: its header, its modules, its premium; and a choice of levels in it.

use super::cotisation::Cotisation;
use super::langage::{GenreAnnee, Lecture};
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

/// A part of an offer with its own levels.
#[derive(Clone, Debug)]
pub struct Module {
    /// Its code: `base`, `H`, `pack-confort-seniors`.
    pub id: String,
    /// Its levels, in the order of the table.
    pub niveaux: Vec<String>,
    /// Whether one may do without it.
    pub facultatif: bool,
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
    /// Kind of year of its counters; `None` when the source does not say.
    pub annee: Option<GenreAnnee>,
    /// Whether a line that is absent is uncovered (true) or unknown (false).
    pub complet: bool,
    /// Whether the contract pays the participations forfaitaires (never a contrat responsable).
    pub paie_participation: bool,
    /// How bare cells are read.
    pub lecture: LectureParDefaut,
    /// Its modules, at least one.
    pub modules: Vec<Module>,
    /// Its premium.
    pub cotisation: Cotisation,
    /// Where the tables come from.
    pub provenance: Provenance,
    /// Address of the document.
    pub source_url: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

/// What is ranked: an offer and one level of its main module.
#[derive(Clone, Copy, Debug)]
pub struct Choix<'a> {
    /// The offer.
    pub offre: &'a Offre,
    /// Rank of the level in the main module.
    pub niveau: usize,
}

impl<'a> Choix<'a> {
    /// Every choice of an offer.
    pub fn de(offre: &'a Offre) -> impl Iterator<Item = Self> {
        (0..offre
            .modules
            .first()
            .map_or(0, |module| module.niveaux.len()))
            .map(move |niveau| Self { offre, niveau })
    }

    /// Name of the level.
    #[must_use]
    pub fn nom_niveau(&self) -> &'a str {
        let niveaux = self.offre.modules.first().map(|module| &module.niveaux);
        niveaux
            .and_then(|niveaux| niveaux.get(self.niveau))
            .map_or("", String::as_str)
    }

    /// `mcci/flexia/Confort`.
    #[must_use]
    pub fn adresse(&self) -> String {
        format!("{}/{}", self.offre.id, self.nom_niveau())
    }

    /// `FLEXIA Confort`.
    #[must_use]
    pub fn nom(&self) -> String {
        format!("{} {}", self.offre.nom, self.nom_niveau())
    }

    /// The rows that say something for this choice, each with its cell.
    pub fn lignes(&self) -> impl Iterator<Item = (&'a Ligne, &'a super::langage::Cellule)> {
        let niveau = self.niveau;
        self.offre
            .modules
            .first()
            .into_iter()
            .flat_map(|module| &module.lignes)
            .filter_map(move |ligne| ligne.cellules.get(niveau).map(|cellule| (ligne, cellule)))
            .filter(|(_, cellule)| !matches!(cellule, super::langage::Cellule::SansObjet))
    }
}
