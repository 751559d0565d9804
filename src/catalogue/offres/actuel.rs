//! The present contract of somebody, in one short file: what is known of it, row by row as
//! printed, and what it costs. What the file does not say stays unknown.

use super::{contrat, couverture, rangee, table};
use crate::catalogue::{Diagnostics, Document, Fichier, LigneBrute, Place, Table, TableauBrut};
use crate::montant::Centimes;
use crate::offre::composition::Composition;
use crate::offre::{Cotisation, Module, Offre, Services};
use crate::reglementation::{Periode, Provenance, Reglementation};
use jiff::civil::{Date, date};

/// The only level of the contract; also the column of its cells.
const NIVEAU: &str = "actuel";

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
    diagnostics.reunir(siens);
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
        entetes: rangee::colonnes(NIVEAU).map(rangee::titre).to_vec(),
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
            services: Services::default(),
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

/// A row `[[garanties]]` as a row of a table.
fn rangee<'f>(fichier: &'f Fichier, mut garantie: Table<'_>) -> Option<LigneBrute<'f>> {
    let nature = garantie.texte_ou("nature");
    let libelle = garantie.texte("libelle");
    let poste = garantie.texte("poste");
    let quand = garantie.texte_ou("quand");
    let regle = garantie.texte_ou("regle");
    let dite = garantie.texte("cellule");
    let note = garantie.texte_ou("note");
    let debut = garantie.etendue().start;
    garantie.finir();
    let ecrites = [
        nature,
        Some(libelle?),
        Some(poste?),
        quand,
        regle,
        Some(dite?),
        note,
    ];
    Some(rangee::rangee(fichier, debut, ecrites))
}

#[cfg(test)]
mod tests;
