//! `rac verifier`: is everything in the data well written; `--cas`: do the published
//! cases come out to the centime.

mod cas;

use super::contexte::Contexte;
use super::options::Verifier as Options;
use super::{Monde, Refus, Reponse, phrases};
use crate::rendu::{Bloc, Document, Jeu, Valeur};

const COLONNES: [&str; 4] = ["fichier", "code", "message", "conseil"];

pub(super) fn verifier(options: &Options, monde: &Monde) -> Result<Reponse, Refus> {
    let contexte = Contexte::charger(&options.commun, monde, true)?;
    if contexte.diagnostics.erreurs() > 0 {
        return Err(Refus::new(
            contexte
                .diagnostics
                .afficher(&contexte.sources, monde.largeur),
        ));
    }
    let messages = contexte
        .diagnostics
        .afficher(&contexte.sources, monde.largeur);
    if options.cas {
        let (document, non) = cas::document(&contexte);
        return Ok(Reponse {
            document,
            non,
            messages,
        });
    }
    let catalogue = &contexte.catalogue;
    let niveaux: usize = catalogue
        .offres
        .iter()
        .map(|offre| crate::offre::Choix::de(offre).count())
        .sum();
    let lignes = contexte
        .diagnostics
        .tries()
        .into_iter()
        .map(|diagnostic| {
            vec![
                Valeur::Texte(diagnostic.fichier.clone()),
                Valeur::Texte(diagnostic.code.as_str().to_owned()),
                Valeur::Texte(diagnostic.message.clone()),
                diagnostic
                    .conseil
                    .clone()
                    .map_or(Valeur::Vide, Valeur::Texte),
            ]
        })
        .collect();
    let document = Document {
        titre: "Données vérifiées : aucune erreur".to_owned(),
        blocs: vec![
            Bloc::Paragraphe(format!(
                "{}, {}, {}, {}, {}.",
                phrases::compte(catalogue.offres.len(), "offre", "offres"),
                phrases::compte(niveaux, "niveau", "niveaux"),
                phrases::compte(catalogue.reglementation.actes().count(), "acte", "actes"),
                phrases::compte(catalogue.paniers.len(), "panier", "paniers"),
                phrases::compte(catalogue.cas.len(), "cas publié", "cas publiés"),
            )),
            Bloc::Paragraphe("Rejouer les cas publiés : rac verifier --cas".to_owned()),
        ],
        jeux: vec![Jeu {
            nom: "diagnostics",
            colonnes: &COLONNES,
            lignes,
        }],
        perimetre: phrases::perimetre(&contexte),
    };
    Ok(Reponse {
        document,
        non: false,
        messages,
    })
}
