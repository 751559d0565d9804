//! The replay of the published cases, said on a screen.

use crate::calcul::cas::{Bilan, Calcule, Cas, Cause, RejeuImpossible, Resultat, rejouer};
use crate::commandes::contexte::Contexte;
use crate::commandes::phrases;
use crate::rendu::{Bloc, Cellule, Colonne, Document, Jeu, Ligne, Tableau, Valeur};
use std::collections::BTreeMap;

const COLONNES: [&str; 12] = [
    "cas",
    "document",
    "date",
    "resultat",
    "cause",
    "amo_imprime",
    "amc_imprime",
    "rac_imprime",
    "amo_calcule",
    "amc_calcule",
    "rac_calcule",
    "source",
];

type Rejeu<'a> = (&'a Cas, Result<Resultat, RejeuImpossible>);

/// The replay, and whether something is a gap.
pub(super) fn document(contexte: &Contexte) -> (Document, bool) {
    let catalogue = &contexte.catalogue;
    let rejeux: Vec<Rejeu<'_>> = catalogue
        .cas
        .iter()
        .map(|cas| {
            (
                cas,
                rejouer(
                    cas,
                    &catalogue.cas,
                    &catalogue.reglementation,
                    &catalogue.offres,
                ),
            )
        })
        .collect();
    let mut bilan = Bilan::default();
    for (_, rejeu) in &rejeux {
        bilan.compter(rejeu);
    }
    let inattendus = inattendus(contexte, &rejeux);
    let ecarts: Vec<String> = rejeux.iter().filter_map(ecart).collect();
    let mut blocs = vec![Bloc::Paragraphe(format!("{bilan}."))];
    if !ecarts.is_empty() {
        blocs.push(Bloc::Titre("En écart".to_owned()));
        blocs.push(Bloc::Liste(ecarts));
    }
    if !inattendus.is_empty() {
        blocs.push(Bloc::Titre(
            "Comptes inattendus : un chiffre a changé".to_owned(),
        ));
        blocs.push(Bloc::Liste(inattendus.clone()));
    }
    blocs.extend(expliques(&rejeux));
    let non = bilan.ecarts > 0 || !inattendus.is_empty();
    let document = Document {
        titre: "Cas publiés, rejoués au centime".to_owned(),
        blocs,
        jeux: vec![Jeu {
            nom: "cas",
            colonnes: &COLONNES,
            lignes: rejeux.iter().map(rangee).collect(),
        }],
        perimetre: phrases::perimetre(contexte),
        ..Document::default()
    };
    (document, non)
}

/// Counts that differ from those written beside the cases.
fn inattendus(contexte: &Contexte, rejeux: &[Rejeu<'_>]) -> Vec<String> {
    let mut comptes: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (cas, rejeu) in rejeux {
        *comptes
            .entry((cas.document.clone(), resultat(rejeu).to_owned()))
            .or_default() += 1;
    }
    let attendus = &contexte.catalogue.bilan;
    let mut cles: Vec<&(String, String)> = comptes.keys().chain(attendus.keys()).collect();
    cles.sort();
    cles.dedup();
    cles.into_iter()
        .filter_map(|cle| {
            let (compte, attendu) = (comptes.get(cle).copied(), attendus.get(cle).copied());
            (compte != attendu).then(|| {
                let (document, resultat) = cle;
                format!(
                    "{document}, {resultat} : {} au lieu de {} (cas/bilan.csv)",
                    compte.unwrap_or(0),
                    attendu.unwrap_or(0)
                )
            })
        })
        .collect()
}

/// `conforme`, the code of the cause, or `ecart`.
fn resultat(rejeu: &Result<Resultat, RejeuImpossible>) -> &'static str {
    match rejeu {
        Ok(Resultat::Conforme) => "conforme",
        Ok(Resultat::Explique { cause, .. }) => cause.code(),
        Ok(Resultat::Ecart { .. }) | Err(_) => "ecart",
    }
}

fn ecart((cas, rejeu): &Rejeu<'_>) -> Option<String> {
    match rejeu {
        Ok(Resultat::Ecart { differences, .. }) => {
            let dites: Vec<String> = differences.iter().map(ToString::to_string).collect();
            Some(format!("{} : {}", cas.id, dites.join(" ; ")))
        }
        Err(impossible) => Some(format!("{} : {impossible}", cas.id)),
        _ => None,
    }
}

/// The cases whose source is wrong, by cause, with the right figure.
fn expliques(rejeux: &[Rejeu<'_>]) -> Vec<Bloc> {
    let mut par_cause: BTreeMap<Cause, Vec<(&Cas, &Calcule)>> = BTreeMap::new();
    for (cas, rejeu) in rejeux {
        if let Ok(Resultat::Explique { cause, calcule }) = rejeu {
            par_cause.entry(*cause).or_default().push((cas, calcule));
        }
    }
    let mut blocs = Vec::new();
    for (cause, cas) in par_cause {
        blocs.push(Bloc::Titre(format!("{} ({})", cause.code(), cas.len())));
        blocs.push(Bloc::Paragraphe(cause.phrase().to_owned()));
        blocs.push(Bloc::Tableau(tableau(&cas)));
    }
    blocs
}

fn tableau(cas: &[(&Cas, &Calcule)]) -> Tableau {
    let imprime = |montant: Option<_>| montant.map_or(Cellule::Vide, Cellule::Montant);
    let lignes = cas.iter().map(|(cas, calcule)| {
        Ligne::normale(vec![
            Cellule::Texte(cas.id.clone()),
            imprime(cas.imprime.amo),
            imprime(cas.imprime.amc),
            imprime(cas.imprime.rac),
            Cellule::Montant(calcule.amo),
            Cellule::Montant(calcule.amc),
            Cellule::Montant(calcule.rac),
        ])
    });
    let colonnes = [
        "AMO imprimée",
        "AMC imprimée",
        "Reste imprimé",
        "AMO juste",
        "AMC juste",
        "Reste juste",
    ];
    Tableau {
        colonnes: std::iter::once(Colonne::gauche("Cas"))
            .chain(colonnes.map(Colonne::droite))
            .collect(),
        lignes: lignes.collect(),
    }
}

fn rangee((cas, rejeu): &Rejeu<'_>) -> Vec<Valeur> {
    let (cause, calcule) = match rejeu {
        Ok(Resultat::Explique { cause, calcule }) => (Some(cause.code()), Some(calcule)),
        Ok(Resultat::Ecart { calcule, .. }) => (None, Some(calcule)),
        Ok(Resultat::Conforme) | Err(_) => (None, None),
    };
    let nom = match rejeu {
        Ok(Resultat::Conforme) => "conforme",
        Ok(Resultat::Explique { .. }) => "explique",
        Ok(Resultat::Ecart { .. }) | Err(_) => "ecart",
    };
    let imprime = |montant: Option<_>| montant.map_or(Valeur::Vide, Valeur::Montant);
    vec![
        Valeur::Texte(cas.id.clone()),
        Valeur::Texte(cas.document.clone()),
        Valeur::Date(cas.date),
        Valeur::Texte(nom.to_owned()),
        cause.map_or(Valeur::Vide, |cause| Valeur::Texte(cause.to_owned())),
        imprime(cas.imprime.amo),
        imprime(cas.imprime.amc),
        imprime(cas.imprime.rac),
        imprime(calcule.map(|calcule| calcule.amo)),
        imprime(calcule.map(|calcule| calcule.amc)),
        imprime(calcule.map(|calcule| calcule.rac)),
        Valeur::Texte(cas.source.clone()),
    ]
}
