//! One file per command: options → calculation → one document. The formats know no
//! command, and the commands no format.

mod acs;
mod cahier;
mod choix;
mod comparer;
mod contexte;
mod decompte;
mod diff;
mod document;
mod droits;
mod expliquer;
mod fichiers;
mod importer;
mod liste;
mod lot;
mod nouveau;
mod options;
mod ordre;
mod personnes;
mod phrases;
mod population;
pub mod porte;
mod seuil;
mod solidaire;
mod sortie;
mod sujets;
mod tableau;
mod verifier;

use crate::rendu::Document;
use jiff::civil::Date;
use porte::{Porte, SansSuivi};
use std::ffi::OsString;
use thiserror::Error;

/// What the door knows of the world.
#[derive(Clone, Copy, Debug)]
pub struct Monde {
    /// Today.
    pub aujourd_hui: Date,
    /// Width of the terminal, in columns.
    pub largeur: usize,
}

/// What the door has to print, and how to leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fin {
    /// For the standard output.
    pub sortie: Vec<u8>,
    /// For the standard error.
    pub messages: String,
    /// Exit code: 0 done, 1 answered « no », 2 misuse or bad data, 3 internal fault.
    pub code: u8,
}

/// Why a command does not answer, in sentences that say what to do.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{0}")]
pub(crate) struct Refus(pub(crate) String);

impl Refus {
    fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl From<crate::calcul::CalculImpossible> for Refus {
    fn from(erreur: crate::calcul::CalculImpossible) -> Self {
        Self::new(erreur.to_string())
    }
}

/// An answer: a document, and whether the question was answered « no ».
#[derive(Debug)]
struct Reponse {
    document: Document,
    non: bool,
    /// Problems of data met on the way that do not prevent the answer.
    messages: String,
}

impl From<Document> for Reponse {
    fn from(document: Document) -> Self {
        Self {
            document,
            non: false,
            messages: String::new(),
        }
    }
}

/// Runs a command line.
pub fn lancer(arguments: impl IntoIterator<Item = OsString>, monde: &Monde) -> Fin {
    let mut sortie = Vec::new();
    let porte = Porte {
        entree: None,
        sortie: &mut sortie,
        suivi: &mut SansSuivi,
        fils: 1,
    };
    let fin = lancer_avec(arguments, monde, porte);
    Fin {
        sortie: [sortie, fin.sortie].concat(),
        ..fin
    }
}

/// The same, with what the door lends to a command that reads and writes as it goes.
pub fn lancer_avec(
    arguments: impl IntoIterator<Item = OsString>,
    monde: &Monde,
    porte: Porte<'_>,
) -> Fin {
    match options::lire(arguments) {
        Ok(options::Lecture::Commande(commande)) => match &*commande {
            options::Commande::Lot(options) if options.population.is_some() => {
                population::population(options, monde, porte)
            }
            options::Commande::Lot(options) => lot::lot(options, monde, porte),
            commande => executer(commande, monde),
        },
        Ok(options::Lecture::Texte(texte)) => Fin {
            sortie: texte.into_bytes(),
            ..Fin::default()
        },
        Err(refus) => refuser(&refus),
    }
}

fn executer(commande: &options::Commande, monde: &Monde) -> Fin {
    let destination = match sortie::Destination::ouvrir(commande.sortie()) {
        Ok(destination) => destination,
        Err(refus) => return refuser(&refus),
    };
    let monde = &Monde {
        largeur: destination.largeur(monde),
        ..*monde
    };
    let reponse = match commande {
        options::Commande::Comparer(options) => comparer::comparer(options, monde),
        options::Commande::Acs(options) => acs::acs(options, monde),
        options::Commande::Decompte(options) => decompte::decompte(options, monde),
        options::Commande::Expliquer(options) => expliquer::expliquer(options, monde),
        options::Commande::Tableau(options) => tableau::tableau(options, monde),
        options::Commande::Seuil(options) => seuil::seuil(options, monde),
        options::Commande::Cahier(options) => cahier::cahier(options, monde),
        options::Commande::Droits(options) => droits::droits(options, monde),
        options::Commande::Document(options) => document::document(options, monde),
        options::Commande::Liste(options) => liste::liste(options, monde),
        options::Commande::Lot(_) => return Fin::default(),
        options::Commande::Verifier(options)
        | options::Commande::Donnees(options::Donnees {
            action: options::ActionDonnees::Verifier(options),
        }) => verifier::verifier(options, monde),
        options::Commande::Donnees(options::Donnees {
            action: options::ActionDonnees::Nouveau(options),
        }) => nouveau::nouveau(options, monde),
        options::Commande::Donnees(options::Donnees {
            action: options::ActionDonnees::Importer(options),
        }) => importer::importer(options, monde),
        options::Commande::Donnees(options::Donnees {
            action: options::ActionDonnees::Diff(options),
        }) => diff::diff(options, monde),
    };
    let ecrite = reponse.and_then(|reponse| {
        let sortie = destination.ecrire(&reponse.document, monde)?;
        Ok(Fin {
            sortie,
            messages: reponse.messages,
            code: u8::from(reponse.non),
        })
    });
    ecrite.unwrap_or_else(|refus| refuser(&refus))
}

fn refuser(refus: &Refus) -> Fin {
    Fin {
        messages: phrases::ecourter(&format!("{refus}\n")),
        code: 2,
        ..Fin::default()
    }
}
