//! The present contract of somebody, in one short file: what is known of it, row by row as
//! printed, and what it costs. What the file does not say stays unknown.

use super::{contrat, couverture, table};
use crate::catalogue::{
    CelluleBrute, Diagnostics, Document, Fichier, LigneBrute, Place, Table, TableauBrut,
};
use crate::montant::Centimes;
use crate::offre::composition::Composition;
use crate::offre::{Cotisation, Module, Offre};
use crate::reglementation::{Periode, Provenance, Reglementation};
use jiff::civil::{Date, date};
use std::borrow::Cow;

/// The only level of the contract; also the column of its cells.
const NIVEAU: &str = "actuel";
/// Keys of a row, in the order of the columns of a table.
const COLONNES: [&str; 7] = [
    "nature", "libelle", "poste", "quand", "regle", NIVEAU, "note",
];

/// The present contract, and what the household pays for it.
#[derive(Clone, Debug)]
pub struct ContratActuel {
    /// The contract: one module, one level.
    pub offre: Offre,
    /// What the household pays each month, everything included, in centimes.
    pub cotisation_mensuelle: Option<Centimes>,
}

/// Reads a contract written by a person; `None` when it has an error. The day stands for
/// that of the check.
pub fn lire_actuel(
    fichier: &Fichier,
    reglementation: &Reglementation,
    jour: Date,
    diagnostics: &mut Diagnostics,
) -> Option<ContratActuel> {
    let mut siens = diagnostics.comme();
    let lu = lire(fichier, reglementation, jour, &mut siens);
    let sain = siens.erreurs() == 0;
    diagnostics.reprendre(&mut siens);
    diagnostics.extend(siens);
    lu.filter(|_| sain)
}

fn lire(
    fichier: &Fichier,
    reglementation: &Reglementation,
    jour: Date,
    diagnostics: &mut Diagnostics,
) -> Option<ContratActuel> {
    let document = Document::lire(fichier, diagnostics)?;
    let mut racine = document.racine();
    racine.format(&["contrat-actuel/1"]);
    let texte = |lu: Place<&str>| lu.valeur.to_owned();
    let organisme = racine.texte_ou("organisme").map(texte);
    let nom = racine.texte("nom").map(texte);
    let cotisation_mensuelle = racine.montant_ou("cotisation_mensuelle");
    let responsable = racine.oui_non_ou("responsable");
    let complet = racine.booleen_ou("complet");
    let annee = racine.choix_ou("annee", &contrat::ANNEES);
    let lecture = contrat::lecture_ou(&mut racine);
    let lignes: Vec<_> = racine
        .tables("garanties")
        .into_iter()
        .filter_map(|garantie| rangee(fichier, garantie))
        .collect();
    racine.finir();
    document.terminer(diagnostics);
    let tableau = TableauBrut {
        fichier: &fichier.chemin,
        entetes: COLONNES.map(|nom| cellule(nom, 0..0)).to_vec(),
        lignes,
    };
    let niveaux = vec![NIVEAU.to_owned()];
    let lues = table::lire_tableau(&tableau, &niveaux, None, reglementation, diagnostics);
    let mut module = Module {
        id: "base".to_owned(),
        niveaux,
        ..Module::default()
    };
    let validite = Periode {
        du: date(1900, 1, 1),
        au: None,
    };
    couverture::Table {
        fichier,
        module: &module,
        lignes: &lues,
        validite,
        reglementation,
    }
    .verifier_sans_les_trous(diagnostics);
    module.lignes = lues.into_iter().map(|lue| lue.ligne).collect();
    let provenance = Provenance {
        source: fichier.chemin.clone(),
        verifie_le: jour,
        doute: None,
    };
    Some(ContratActuel {
        cotisation_mensuelle: cotisation_mensuelle.map(|lu| lu.valeur),
        offre: Offre {
            id: "contrat/actuel".to_owned(),
            organisme: organisme.unwrap_or_default(),
            nom: nom?,
            millesime: String::new(),
            validite,
            responsable: responsable.and_then(|lu| lu.valeur),
            surcomplementaire: false,
            reserve_a: None,
            annee: annee.and_then(|lu| lu.valeur),
            complet: complet.is_some_and(|lu| lu.valeur),
            paie_participation: false,
            lecture,
            modules: vec![module],
            composition: Composition::default(),
            cotisation: Cotisation::non_publiee(provenance.clone()),
            provenance,
            source_url: None,
            note: None,
        },
    })
}

/// A row `[[garanties]]` as a row of a table, each cell at its place in the file.
fn rangee<'f>(fichier: &'f Fichier, mut garantie: Table<'_>) -> Option<LigneBrute<'f>> {
    let debut = garantie.etendue().start;
    let nature = garantie.texte_ou("nature");
    let libelle = garantie.texte("libelle");
    let poste = garantie.texte("poste");
    let quand = garantie.texte_ou("quand");
    let regle = garantie.texte_ou("regle");
    let dite = garantie.texte("cellule");
    let note = garantie.texte_ou("note");
    garantie.finir();
    let avant = fichier.texte.get(..debut).unwrap_or_default();
    let numero = 1 + avant.matches('\n').count();
    let ecrites = [
        nature,
        Some(libelle?),
        Some(poste?),
        quand,
        regle,
        Some(dite?),
        note,
    ];
    Some(LigneBrute {
        numero: u32::try_from(numero).unwrap_or(u32::MAX),
        cellules: ecrites
            .into_iter()
            .map(|ecrite| ecrite.map_or_else(|| cellule("", debut..debut), |lu| dans(fichier, &lu)))
            .collect(),
    })
}

fn cellule(texte: &str, etendue: std::ops::Range<usize>) -> CelluleBrute<'_> {
    CelluleBrute {
        texte: Cow::Borrowed(texte),
        etendue,
    }
}

/// The place of a text without its quotes, so that a caret falls under the word at fault; a
/// text written with escapes is shown whole.
fn dans<'f>(fichier: &'f Fichier, lu: &Place<&str>) -> CelluleBrute<'f> {
    let brut = fichier.texte.get(lu.etendue.clone()).unwrap_or_default();
    match brut.find(lu.valeur) {
        Some(place) => {
            let debut = lu.etendue.start + place;
            let fin = place + lu.valeur.len();
            cellule(
                brut.get(place..fin).unwrap_or_default(),
                debut..debut + lu.valeur.len(),
            )
        }
        None => CelluleBrute {
            texte: Cow::Owned(lu.valeur.to_owned()),
            etendue: lu.etendue.clone(),
        },
    }
}

#[cfg(test)]
mod tests;
