//! `rac cahier verifier`: the requirements of a cahier, and which offers meet them.

use super::mots;
use crate::cahier::Cahier;
use crate::commandes::contexte::Contexte;
use crate::commandes::options::VerifierCahier;
use crate::commandes::{Monde, Refus, Reponse, phrases};
use crate::rendu::{Bloc, Cellule, Colonne, Document, Ligne, Tableau};

pub(super) fn verifier(options: &VerifierCahier, monde: &Monde) -> Result<Reponse, Refus> {
    let contexte = Contexte::ouvrir(&options.commun, monde)?;
    let cahier = super::lire(&contexte, &options.cahier)?;
    let mut document = Document {
        titre: format!("Cahier des charges : {}", cahier.libelle),
        blocs: vec![Bloc::Tableau(exigences(&contexte, &cahier))],
        ..Document::default()
    };
    document
        .perimetre
        .push(format!("Source : {}.", cahier.source));
    document.perimetre.extend(cahier.hypothese.clone());
    document.perimetre.extend(phrases::perimetre(&contexte));
    Ok(document.into())
}

/// The requirements, with what each asks.
fn exigences(contexte: &Contexte, cahier: &Cahier) -> Tableau {
    let lignes = cahier.exigences.iter().enumerate().map(|(rang, exigence)| {
        let cible = mots::cible(exigence, &contexte.catalogue.reglementation);
        Ligne::normale(vec![
            Cellule::Entier(i64::try_from(rang + 1).unwrap_or_default()),
            Cellule::Texte(exigence.libelle.clone()),
            Cellule::Texte(exigence.priorite.mot().to_owned()),
            Cellule::Entier(i64::from(exigence.poids)),
            Cellule::Texte(cible),
        ])
    });
    Tableau {
        colonnes: vec![
            Colonne::droite(""),
            Colonne::gauche("Exigence"),
            Colonne::gauche("Priorité"),
            Colonne::droite("Points"),
            Colonne::gauche("Il faut"),
        ],
        lignes: lignes.collect(),
    }
}
