//! Why an offer stands where it does: where the money goes, what the premium is made of.

use super::{Comparaison, Question};
use crate::calcul::classement::Candidat;
use crate::calcul::postes::par_poste;
use crate::montant::Centimes;
use crate::offre::Prime;
use crate::offre::cotisation::{CompteDuFoyer, EtapePrime, QuoiPrime};
use crate::rendu::{Bloc, Cellule, Colonne, Ligne, Tableau};
use crate::texte::majuscule;

/// Ranks whose money is followed.
const SUIVIES: usize = 3;

pub(super) fn blocs(question: &Question<'_>, comparaison: &Comparaison<'_>) -> Vec<Bloc> {
    let mut blocs = Vec::new();
    let suivies: Vec<String> = comparaison
        .classes()
        .take(SUIVIES)
        .filter_map(|candidat| reste(question, candidat))
        .collect();
    if !suivies.is_empty() {
        blocs.push(Bloc::Titre("Où part le reste à payer".to_owned()));
        blocs.extend(suivies.into_iter().map(Bloc::Paragraphe));
    }
    blocs.extend(semblables(comparaison).map(Bloc::Paragraphe));
    if let Some(premier) = comparaison.classes().next() {
        blocs.extend(cotisation(comparaison, premier));
    }
    blocs
}

/// « API Santé E2 : presque la même que avenir/cap-nr/100 NR. »
fn semblables(comparaison: &Comparaison<'_>) -> impl Iterator<Item = String> {
    let montrees = comparaison.classes().take(comparaison.montrees());
    montrees.filter_map(|candidat| {
        let autre = candidat.semblable.as_ref()?;
        let nom = candidat.choix.nom();
        Some(format!("{nom} : presque la même chose que {autre}."))
    })
}

/// « 1. FLEXIA Start : dentaire 452,00 €, optique 120,00 € »
fn reste(question: &Question<'_>, candidat: &Candidat<'_>) -> Option<String> {
    let reglementation = &question.contexte.catalogue.reglementation;
    let postes: Vec<String> = par_poste(&candidat.annee, reglementation)
        .into_iter()
        .filter(|(_, montants)| montants.rac > Centimes::ZERO)
        .map(|(poste, montants)| {
            let libelle = &reglementation.postes.poste(poste).libelle;
            format!("{} {}", court(libelle), montants.rac)
        })
        .collect();
    let rang = candidat.rang?;
    let ou = if postes.is_empty() {
        "rien à payer".to_owned()
    } else {
        postes.join(", ")
    };
    Some(format!("{rang}. {} : {ou}.", candidat.choix.nom()))
}

/// The words of a poste before its first comma, to be said in a list.
pub(in crate::commandes) fn court(libelle: &str) -> String {
    let debut = libelle.split(',').next().unwrap_or(libelle);
    let mut lettres = debut.chars();
    let premiere = lettres.next().into_iter().flat_map(char::to_lowercase);
    premiere.chain(lettres).collect()
}

/// What the premium of the first offer is made of, when there is more than one price.
fn cotisation(comparaison: &Comparaison<'_>, premier: &Candidat<'_>) -> Vec<Bloc> {
    let Some(prime) = &premier.compte else {
        return Vec::new();
    };
    let compte = &prime.max;
    if compte.etapes.len() < 2 {
        return Vec::new();
    }
    let cas = if prime.selon_la_zone() {
        " (dans la zone la plus chère)"
    } else if prime.selon_l_age() {
        " (aux âges les plus chers)"
    } else {
        ""
    };
    let mut blocs = vec![
        Bloc::Titre(format!("La cotisation de {}{cas}", premier.choix.nom())),
        Bloc::Tableau(detail(comparaison, compte)),
    ];
    let mut mots: Vec<String> = Vec::new();
    for etape in &compte.etapes {
        let mot = match &etape.quoi {
            QuoiPrime::Reduction(_) | QuoiPrime::NonCumulee(_) | QuoiPrime::Employeur(_) => {
                etape.quoi.to_string()
            }
            _ => continue,
        };
        if !mots.contains(&mot) {
            mots.push(mot);
        }
    }
    if !mots.is_empty() {
        blocs.push(Bloc::Paragraphe(format!("{}.", mots.join(" ; "))));
    }
    blocs
}

/// A row by person, then what the contract itself owes.
fn detail(comparaison: &Comparaison<'_>, compte: &CompteDuFoyer) -> Tableau {
    let personnes = comparaison.sujets.iter().zip(&comparaison.assures);
    let mut lignes: Vec<Ligne> = personnes
        .enumerate()
        .map(|(rang, (sujet, assure))| {
            let Mensuel { tarif, reductions } = Mensuel::de(compte, rang);
            Ligne::normale(vec![
                Cellule::Texte(format!("{}, {}", sujet.dire(), assure.qualite.libelle())),
                Cellule::Montant(tarif),
                Cellule::Montant(reductions),
                Cellule::Montant(compte.de(rang)),
            ])
        })
        .collect();
    let du_contrat = compte.etapes.iter().filter(|e| e.personne.is_none());
    lignes.extend(du_contrat.map(|etape| {
        Ligne::normale(vec![
            Cellule::Texte(majuscule(&etape.quoi.to_string())),
            Cellule::Vide,
            Cellule::Vide,
            Cellule::Montant(etape.annuel()),
        ])
    }));
    lignes.push(Ligne::total(vec![
        Cellule::Texte("Total, frais compris".to_owned()),
        Cellule::Vide,
        Cellule::Vide,
        Cellule::Montant(compte.total()),
    ]));
    Tableau {
        colonnes: vec![
            Colonne::gauche("Pour qui"),
            Colonne::droite("Tarif par mois"),
            Colonne::droite("Réductions par mois"),
            Colonne::droite("Par an"),
        ],
        lignes,
    }
}

/// What a person costs in a month, free months and the part of the employer aside.
pub(super) struct Mensuel {
    /// The price of the grid, in its zone.
    pub(super) tarif: Centimes,
    /// What reductions take off.
    pub(super) reductions: Centimes,
}

impl Mensuel {
    pub(super) fn de(compte: &CompteDuFoyer, personne: usize) -> Self {
        let somme = |garder: fn(&EtapePrime) -> bool| {
            let siennes = compte.etapes.iter();
            siennes
                .filter(|etape| etape.personne == Some(personne) && garder(etape))
                .map(|etape| etape.montant)
                .sum()
        };
        Self {
            tarif: somme(|e| matches!(e.quoi, QuoiPrime::Tarif { .. } | QuoiPrime::Zone(_))),
            reductions: somme(|e| matches!(e.quoi, QuoiPrime::Reduction(_)) && e.fois == 12),
        }
    }
}

/// What is paid for a person in a year, in the dearest case.
pub(super) fn annuelle(candidat: &Candidat<'_>, personne: usize) -> Option<Centimes> {
    match (&candidat.compte, candidat.prime) {
        (Some(compte), _) => Some(compte.max.de(personne)),
        (None, Ok(Prime { max, .. })) if candidat.annee.personnes.len() == 1 => Some(max),
        _ => None,
    }
}
