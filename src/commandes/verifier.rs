//! `rac verifier`: is everything in the data well written; `--cas`: do the published
//! cases come out to the centime.

mod cas;

use super::contexte::Contexte;
use super::options::Verifier as Options;
use super::{Monde, Refus, Reponse, phrases};
use crate::catalogue::{ARevoir, Catalogue, Diagnostic, Diagnostics, Gravite, MOIS_DE_CONFIANCE};
use crate::rendu::{Bloc, Document, Jeu, Valeur};
use crate::texte::jour;
use jiff::civil::Date;

const COLONNES: [&str; 6] = ["fichier", "code", "message", "conseil", "gravite", "admis"];

pub(super) fn verifier(options: &Options, monde: &Monde) -> Result<Reponse, Refus> {
    let contexte = Contexte::charger(&options.commun, monde, true)?;
    if contexte.diagnostics.erreurs() > 0 {
        return Err(Refus::new(
            contexte
                .diagnostics
                .afficher(&contexte.sources, monde.largeur),
        ));
    }
    if options.cas {
        let messages = contexte
            .diagnostics
            .afficher(&contexte.sources, monde.largeur);
        let (document, non) = cas::document(&contexte);
        return Ok(Reponse {
            document,
            non,
            messages,
        });
    }
    let catalogue = &contexte.catalogue;
    let questions = catalogue.questions(&contexte.sources);
    let mut montres = contexte.diagnostics.clone();
    montres.extend(questions.posees);
    let messages = montres.afficher(&contexte.sources, monde.largeur);
    let admises = &questions.admises;
    let lignes = montres
        .tries()
        .into_iter()
        .map(|diagnostic| rangee(diagnostic, None))
        .chain(
            admises
                .iter()
                .map(|(diagnostic, raison)| rangee(diagnostic, Some(raison))),
        )
        .collect();
    let mut blocs = vec![
        Bloc::Paragraphe(compte(catalogue)),
        Bloc::Paragraphe(bilan(&montres, admises.len())),
    ];
    if options.tout && !admises.is_empty() {
        blocs.push(Bloc::Titre("Admises".to_owned()));
        blocs.push(Bloc::Liste(admises.iter().map(admise).collect()));
    }
    blocs.extend(a_revoir(catalogue, contexte.date));
    blocs.push(Bloc::Paragraphe(
        "Rejouer les cas publiés : rac verifier --cas".to_owned(),
    ));
    let document = Document {
        titre: "Données vérifiées : aucune erreur".to_owned(),
        blocs,
        jeux: vec![Jeu {
            nom: "diagnostics",
            colonnes: &COLONNES,
            lignes,
        }],
        perimetre: phrases::perimetre(&contexte),
        ..Document::default()
    };
    Ok(Reponse {
        document,
        non: false,
        messages,
    })
}

/// What should be read again at its source.
fn a_revoir(catalogue: &Catalogue, date: Date) -> Vec<Bloc> {
    let vieilles = catalogue.a_revoir(date);
    if vieilles.is_empty() {
        return Vec::new();
    }
    let phrase = |vieille: ARevoir| {
        let combien = phrases::compte(vieille.nombre, "valeur", "valeurs");
        format!(
            "{} : {combien}, depuis le {}",
            vieille.quoi,
            jour(vieille.depuis)
        )
    };
    vec![
        Bloc::Titre("À relire à leur source".to_owned()),
        Bloc::Paragraphe(format!(
            "Vérifiées il y a plus de {MOIS_DE_CONFIANCE} mois au {} : les relire, puis écrire le jour dans verifie_le.",
            jour(date)
        )),
        Bloc::Liste(vieilles.into_iter().map(phrase).collect()),
    ]
}

/// What was read.
fn compte(catalogue: &Catalogue) -> String {
    let niveaux: usize = catalogue
        .offres
        .iter()
        .map(|offre| crate::offre::Choix::de(offre).count())
        .sum();
    format!(
        "{}, {}, {}, {}, {}.",
        phrases::compte(catalogue.offres.len(), "offre", "offres"),
        phrases::compte(niveaux, "niveau", "niveaux"),
        phrases::compte(catalogue.reglementation.actes().count(), "acte", "actes"),
        phrases::compte(catalogue.paniers.len(), "panier", "paniers"),
        phrases::compte(catalogue.cas.len(), "cas publié", "cas publiés"),
    )
}

/// How many warnings and questions there are, and how many are admitted.
fn bilan(montres: &Diagnostics, admises: usize) -> String {
    let avertissements = montres.avertissements();
    let questions = montres.questions();
    let posees = if avertissements + questions == 0 {
        "Aucune question".to_owned()
    } else {
        format!(
            "{} et {}, à relire",
            phrases::compte(avertissements, "avertissement", "avertissements"),
            phrases::compte(questions, "question", "questions"),
        )
    };
    match admises {
        0 => format!("{posees}."),
        1 => format!("{posees} ; une admise avec sa raison (--tout la montre)."),
        admises => format!("{posees} ; {admises} admises avec leur raison (--tout les montre)."),
    }
}

/// « apicil/api-sante-2026.base.csv, cellule-decroissante : … ; raison : … »
fn admise((diagnostic, raison): &(Diagnostic, String)) -> String {
    format!(
        "{}, {} : {}. Raison : {raison}",
        diagnostic.fichier, diagnostic.code, diagnostic.message
    )
}

fn rangee(diagnostic: &Diagnostic, raison: Option<&String>) -> Vec<Valeur> {
    let gravite = match diagnostic.gravite {
        Gravite::Erreur => "erreur",
        Gravite::Avertissement => "avertissement",
        Gravite::Question => "question",
    };
    let texte = |texte: Option<&String>| texte.cloned().map_or(Valeur::Vide, Valeur::Texte);
    vec![
        Valeur::Texte(diagnostic.fichier.clone()),
        Valeur::Texte(diagnostic.code.as_str().to_owned()),
        Valeur::Texte(diagnostic.message.clone()),
        texte(diagnostic.conseil.as_ref()),
        Valeur::Texte(gravite.to_owned()),
        texte(raison),
    ]
}
