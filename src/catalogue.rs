//! From files to raw values with their places, and the diagnostics they call for.
//!
//! Two phases: this lower half reads text (folders, TOML, CSV) and says what cannot be
//! read; the upper half gives a meaning to what was read. Both write in [`Diagnostics`],
//! so that every problem of every file is shown at once, under the faulty text.

mod acs;
mod cahiers;
mod cas;
mod champs;
mod classeur;
mod departements;
mod depenses;
mod diagnostic;
mod difference;
mod droits;
mod enquetes;
mod entete;
mod foyers;
mod glossaire;
pub mod import;
mod modele;
mod offres;
mod paniers;
mod perimees;
mod permanence;
mod populations;
mod proche;
pub mod reference;
pub mod registre;
mod reglementation;
mod releve;
mod source;
mod syntaxe;
mod tableau;

pub use acs::{Acs, TarifAcs};
pub use cahiers::lire_cahier;
pub use classeur::{Adresse, Classeur, Contenu, Feuille, Interdit};
pub use departements::Departement;
pub use depenses::{HYPOTHESES, lire_depenses};
pub use diagnostic::{Code, Diagnostic, Diagnostics, Gravite};
pub use difference::{LigneEcrite, RegleChangee, lignes_ecrites, regles_changees};
pub use enquetes::{LectureEnquete, lire_enquete};
pub use entete::{Document, Place, Table};
pub use foyers::{FoyerDate, lire_foyers, lire_logement};
pub use glossaire::{Mot, lire_glossaire};
pub use modele::A_REMPLIR;
pub use offres::questions::Questions;
pub use offres::{ContratActuel, lire_actuel};
pub use paniers::{lire_foyer, lire_panier};
pub use perimees::{ARevoir, MOIS_DE_CONFIANCE};
pub use permanence::{COLONNES as COLONNES_DU_REGISTRE, lire_registre};
pub use populations::lire_populations;
pub use proche::{proche, vouliez_vous_dire};
pub use source::{Fichier, Origine, Sources};
pub use tableau::{CelluleBrute, Colonne, Colonnes, LigneBrute, TableauBrut};

use crate::cahier::Cahier;
use crate::offre::Offre;
use crate::panier::{Foyer, Panier, Tranches};
use crate::reglementation::Reglementation;
use crate::reglementation::droits::Droits;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Everything the tool knows, valid.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// Acts, postes, parameters.
    pub reglementation: Reglementation,
    /// Offers that anyone can take.
    pub offres: Vec<Offre>,
    /// Regulated contents of the labelled ACS contracts.
    pub contenus_acs: Vec<Offre>,
    /// What the CMU-C and the C2S cover, written as contracts.
    pub contenus_droits: Vec<Offre>,
    /// Labelled ACS tariffs.
    pub acs: Acs,
    /// Rights: ceilings, cheques, participations.
    pub droits: Droits,
    /// Baskets.
    pub paniers: Vec<Panier>,
    /// Bands of age.
    pub tranches: Vec<Tranches>,
    /// Households; none travels in the binary.
    pub foyers: Vec<Foyer>,
    /// Cahiers des charges; none travels in the binary.
    pub cahiers: Vec<Cahier>,
    /// Départements of France.
    pub departements: Vec<Departement>,
    /// Published cases; empty when only what a command needs was read.
    pub cas: Vec<crate::calcul::cas::Cas>,
    /// Expected number of cases by document and result.
    pub bilan: BTreeMap<(String, String), usize>,
    /// Fingerprint of the files.
    pub empreinte: String,
}

impl Catalogue {
    /// Reads and checks all the files; what is wrong goes to the diagnostics, and what is
    /// right is kept.
    #[must_use]
    pub fn lire(sources: &Sources) -> (Self, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let catalogue = Self::lire_tout(sources, &mut diagnostics);
        (catalogue, diagnostics)
    }

    fn lire_tout(sources: &Sources, diagnostics: &mut Diagnostics) -> Self {
        let mut catalogue = Self::lire_avec(sources, true, diagnostics);
        let (reglementation, offres) = (&catalogue.reglementation, &catalogue.offres);
        catalogue.cas = cas::lire(sources, reglementation, offres, diagnostics);
        catalogue.bilan = cas::lire_bilan(sources, diagnostics);
        // les mots et les populations ne servent qu’à qui les demande ; ici, ils sont vérifiés
        lire_glossaire(sources, diagnostics);
        lire_populations(sources, &catalogue.reglementation, diagnostics);
        lire_depenses(sources, &catalogue.reglementation, None, diagnostics);
        catalogue
    }

    /// The questions that the tables of the offers call for: a second look, slower, at data
    /// without error.
    #[must_use]
    pub fn questions(&self, sources: &Sources) -> Questions {
        let mut questions = Questions::default();
        for offre in &self.offres {
            offres::questions::poser(offre, sources, &self.reglementation, &mut questions);
        }
        questions
    }

    /// Reads what a command needs of the embedded data, without the published cases and
    /// without looking for holes in tables: the tests of the house have done it.
    #[must_use]
    pub fn lire_embarquees(sources: &Sources) -> (Self, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let catalogue = Self::lire_avec(sources, false, &mut diagnostics);
        (catalogue, diagnostics)
    }

    fn lire_avec(sources: &Sources, verifier: bool, diagnostics: &mut Diagnostics) -> Self {
        let reglementation = reglementation::lire(sources, diagnostics);
        let offres = offres::lire(sources, "offers/", &reglementation, verifier, diagnostics);
        let contenus_acs = offres::lire(
            sources,
            "acs-tariffs/",
            &reglementation,
            verifier,
            diagnostics,
        );
        let contenus_droits = offres::lire(
            sources,
            "droits/contrats/",
            &reglementation,
            verifier,
            diagnostics,
        );
        let acs = acs::lire(sources, diagnostics);
        let paniers = paniers::lire_paniers(sources, &reglementation, diagnostics);
        let tranches = paniers::lire_tranches(sources, &paniers, diagnostics);
        let departements = departements::lire(sources, diagnostics);
        let foyers = paniers::lire_foyers(sources, &departements, diagnostics);
        let cahiers =
            cahiers::lire_cahiers(sources, &reglementation, &paniers, &tranches, diagnostics);
        Self {
            offres,
            contenus_acs,
            contenus_droits,
            acs,
            droits: droits::lire(sources, diagnostics),
            cas: Vec::new(),
            bilan: BTreeMap::new(),
            paniers,
            tranches,
            foyers,
            cahiers,
            departements,
            empreinte: sources.empreinte(),
            reglementation,
        }
    }

    /// The oldest check of the offers and of the tariffs in force on a day.
    #[must_use]
    pub fn verifie_depuis(&self, date: Date) -> Option<Date> {
        let offres = self
            .offres
            .iter()
            .filter(|offre| offre.validite.contient(date));
        let tarifs = self.reglementation.actes().flat_map(|(_, acte)| {
            acte.tarifs
                .iter()
                .filter_map(move |(_, valeurs)| valeurs.au(date))
        });
        offres
            .map(|offre| offre.provenance.verifie_le)
            .chain(tarifs.map(|tarif| tarif.provenance.verifie_le))
            .min()
    }
}
