//! `rac acs`: the labelled ACS offers, cheque taken, with what they leave to pay.

mod donnees;

pub(super) use donnees::aucun_tarif;

use super::contexte::Contexte;
use super::options::Acs as Options;
use super::{Monde, Refus, Reponse, phrases};
use crate::calcul::Drapeau;
use crate::calcul::bornes::AnneeDeSoins;
use crate::calcul::contrat::Contrat;
use crate::calcul::prestation::preparer;
use crate::catalogue::TarifAcs;
use crate::montant::{Centimes, milliers};
use crate::offre::Choix;
use crate::panier::devis::decrire;
use crate::panier::{Droit, Panier, Patient};
use crate::rendu::{Bloc, Cellule, Colonne, Document, Jeu, Ligne, Tableau, Valeur};
use crate::texte::jour;
use std::borrow::Cow;
use std::collections::BTreeMap;

const COLONNES: [&str; 12] = [
    "rang",
    "offre",
    "organismes",
    "niveau",
    "age",
    "cotisation_avant_aide",
    "cheque",
    "cotisation_nette",
    "rac",
    "cout_total",
    "drapeaux",
    "agence",
];

/// A labelled offer with its year of care.
struct Classee<'a> {
    tarif: Cow<'a, TarifAcs>,
    annee: &'a AnneeDeSoins,
}

impl Classee<'_> {
    fn cout(&self) -> Centimes {
        self.tarif.nette + self.annee.total.rac
    }

    fn drapeaux(&self) -> Vec<Drapeau> {
        let mut drapeaux = self.annee.drapeaux.clone();
        if self.tarif.provenance.doute.is_some() {
            drapeaux.push(Drapeau::CotisationDouteuse);
        }
        drapeaux.sort_unstable();
        drapeaux.dedup();
        drapeaux
    }
}

pub(super) fn acs(options: &Options, monde: &Monde) -> Result<Reponse, Refus> {
    let contexte = Contexte::ouvrir(&options.commun, monde)?;
    let patient = contexte
        .patient(&options.personne)?
        .ok_or_else(|| Refus::new("donnez un âge : rac acs --age 70 --date 2019-03-01"))?;
    let patient = Patient {
        droit: Droit::Acs,
        ..patient
    };
    let niveau = options.niveau.as_deref().map(lire_niveau).transpose()?;
    let tarifs = donnees::tarifs(&contexte, options, patient.age, niveau)?;
    let panier = panier(&contexte, options, patient.age)?;
    let annees = annees(&contexte, patient, &panier)?;
    let mut classees: Vec<Classee<'_>> = Vec::new();
    for tarif in tarifs {
        let annee = annees.get(&tarif.niveau).ok_or_else(|| {
            Refus::new(format!(
                "les données n’ont pas le contenu du niveau {}",
                tarif.niveau
            ))
        })?;
        classees.push(Classee { tarif, annee });
    }
    classees.sort_by_key(|classee| {
        (
            classee.cout(),
            classee.tarif.offre.clone(),
            classee.tarif.niveau.clone(),
        )
    });
    Ok(document(&contexte, patient, &panier, &classees).into())
}

fn lire_niveau(texte: &str) -> Result<&str, Refus> {
    match texte {
        "A" | "B" | "C" => Ok(texte),
        "a" => Ok("A"),
        "b" => Ok("B"),
        "c" => Ok("C"),
        autre => Err(Refus::new(format!(
            "niveau « {autre} » inconnu : A, B ou C"
        ))),
    }
}

/// The care: none without a basket, since the first question is the price.
fn panier(contexte: &Contexte, options: &Options, age: u8) -> Result<Panier, Refus> {
    if options.soins.soin.is_empty() && options.soins.panier.is_empty() {
        return contexte.devis(&[], &[]);
    }
    Ok(contexte.panier(&options.soins, None, &[age])?.into_owned())
}

/// The year of care under each regulated content, by level.
fn annees(
    contexte: &Contexte,
    patient: Patient,
    panier: &Panier,
) -> Result<BTreeMap<String, AnneeDeSoins>, Refus> {
    let reglementation = &contexte.catalogue.reglementation;
    let dossiers = preparer(reglementation, panier, patient, contexte.date, false)?;
    let contenus = &contexte.catalogue.contenus_acs;
    Ok(contenus
        .iter()
        .filter(|offre| offre.validite.contient(contexte.date))
        .flat_map(Choix::de)
        .map(|choix| {
            let contrat = Contrat::new(
                choix,
                reglementation,
                contexte.date,
                patient.anciennete_mois,
            );
            let annee = crate::calcul::bornes::annee_de_soins(
                &dossiers,
                std::slice::from_ref(&contrat),
                false,
            );
            (choix.nom_niveau().to_owned(), annee)
        })
        .collect())
}

fn document(
    contexte: &Contexte,
    patient: Patient,
    panier: &Panier,
    classees: &[Classee<'_>],
) -> Document {
    let mut blocs = Vec::new();
    if panier.soins.is_empty() {
        blocs.push(Bloc::Paragraphe(
            "Sans soins : le prix seul. Ajoutez --soin ou --panier pour compter ce qui resterait à payer.".to_owned(),
        ));
    } else {
        let reglementation = &contexte.catalogue.reglementation;
        let soins: Vec<String> = panier
            .soins
            .iter()
            .map(|soin| decrire(soin, reglementation, contexte.date))
            .collect();
        blocs.push(Bloc::Paragraphe(soins.join(" ; ")));
    }
    blocs.push(Bloc::Tableau(tableau(classees)));
    blocs.extend(ecarts(classees).into_iter().map(Bloc::Paragraphe));
    let mut perimetre = vec![format!(
        "Classé par coût total (cotisation nette + reste à payer). {} au {}. Par an et par personne, chèque ACS déduit.",
        sources(classees),
        jour(contexte.date)
    )];
    if classees
        .iter()
        .all(|classee| classee.tarif.agence.is_none())
    {
        perimetre.push(
            "L’offre se choisit aussi selon la proximité d’une agence, qui n’est pas dans les données (colonne `agence`)."
                .to_owned(),
        );
    }
    if let Some(doute) = classees
        .iter()
        .find_map(|classee| classee.tarif.provenance.doute.as_ref())
    {
        perimetre.push(format!("Doute sur les tarifs : {doute}."));
    }
    let mut drapeaux: Vec<Drapeau> = classees.iter().flat_map(Classee::drapeaux).collect();
    drapeaux.sort_unstable();
    drapeaux.dedup();
    let dits: Vec<&str> = drapeaux.into_iter().map(Drapeau::phrase).collect();
    if !dits.is_empty() {
        perimetre.push(format!("À savoir : {}.", dits.join("\u{a0}; ")));
    }
    perimetre.extend(phrases::perimetre(contexte));
    Document {
        titre: format!(
            "Offres labellisées ACS, à {} ans, au {}",
            patient.age,
            jour(contexte.date)
        ),
        blocs,
        jeux: vec![jeu(patient, classees)],
        perimetre,
        ..Document::default()
    }
}

/// « 11 tarifs publiés, 2 cotisations données »
fn sources(classees: &[Classee<'_>]) -> String {
    let donnees = classees
        .iter()
        .filter(|classee| matches!(classee.tarif, Cow::Owned(_)))
        .count();
    let publies = classees.len() - donnees;
    let mut comptes = Vec::new();
    if publies > 0 {
        comptes.push(phrases::compte(publies, "tarif publié", "tarifs publiés"));
    }
    if donnees > 0 {
        comptes.push(phrases::compte(
            donnees,
            "cotisation donnée",
            "cotisations données",
        ));
    }
    comptes.join(", ")
}

fn tableau(classees: &[Classee<'_>]) -> Tableau {
    let agences = classees
        .iter()
        .any(|classee| classee.tarif.agence.is_some());
    let mut colonnes = vec![
        Colonne::droite(""),
        Colonne::gauche("Offre"),
        Colonne::gauche("Niveau"),
        Colonne::droite("Avant chèque").importance(3),
        Colonne::droite("Chèque").importance(2),
        Colonne::droite("Cotisation nette"),
        Colonne::droite("Reste à\u{a0}payer"),
        Colonne::droite("Coût total"),
    ];
    let lignes = classees.iter().enumerate().map(|(rang, classee)| {
        let rac = classee.annee.rac;
        let mut cellules = vec![
            Cellule::Texte((rang + 1).to_string()),
            Cellule::Texte(classee.tarif.offre.clone()),
            Cellule::Texte(classee.tarif.niveau.clone()),
            Cellule::Montant(classee.tarif.avant_cheque()),
            Cellule::Montant(classee.tarif.cheque),
            Cellule::Montant(classee.tarif.nette),
            if rac.min == rac.max {
                Cellule::Montant(rac.max)
            } else {
                Cellule::Fourchette(rac.min, rac.max)
            },
            Cellule::Montant(classee.cout()),
        ];
        if agences {
            let agence = classee.tarif.agence.clone();
            cellules.push(agence.map_or(Cellule::Vide, Cellule::Texte));
        }
        Ligne::normale(cellules)
    });
    let lignes: Vec<Ligne> = lignes.collect();
    if agences {
        colonnes.push(Colonne::gauche("Agence"));
    }
    Tableau { colonnes, lignes }
}

/// How far prices are apart for the same regulated content.
fn ecarts(classees: &[Classee<'_>]) -> Vec<String> {
    let mut phrases = Vec::new();
    for niveau in ["A", "B", "C"] {
        let prix = || {
            classees
                .iter()
                .filter(|c| c.tarif.niveau == niveau)
                .map(|c| c.tarif.nette)
        };
        let (Some(min), Some(max)) = (prix().min(), prix().max()) else {
            continue;
        };
        if prix().count() > 1 && min > Centimes::ZERO {
            phrases.push(format!(
                "Niveau {niveau} : pour la même garantie réglementée, de {min} à {max}, soit {} fois.",
                rapport(max, min)
            ));
        }
    }
    phrases
}

/// A ratio to one decimal, half up: « 8,2 ».
fn rapport(grand: Centimes, petit: Centimes) -> String {
    let dixiemes = (grand.valeur() * 20 + petit.valeur()) / (petit.valeur() * 2);
    let entier = u64::try_from(dixiemes / 10).unwrap_or_default();
    format!("{},{}", milliers(entier), dixiemes % 10)
}

fn jeu(patient: Patient, classees: &[Classee<'_>]) -> Jeu {
    let lignes = classees.iter().enumerate().map(|(rang, classee)| {
        vec![
            Valeur::Entier(i64::try_from(rang).unwrap_or_default() + 1),
            Valeur::Texte(classee.tarif.offre.clone()),
            Valeur::Texte(classee.tarif.organismes.clone()),
            Valeur::Texte(classee.tarif.niveau.clone()),
            Valeur::Entier(i64::from(patient.age)),
            Valeur::Montant(classee.tarif.avant_cheque()),
            Valeur::Montant(classee.tarif.cheque),
            Valeur::Montant(classee.tarif.nette),
            Valeur::Montant(classee.annee.total.rac),
            Valeur::Montant(classee.cout()),
            Valeur::Liste(phrases::codes(&classee.drapeaux())),
            classee
                .tarif
                .agence
                .clone()
                .map_or(Valeur::Vide, Valeur::Texte),
        ]
    });
    Jeu {
        nom: "acs",
        colonnes: &COLONNES,
        lignes: lignes.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn le_rapport_est_arrondi_au_dixieme() {
        // 336,20 / 41,02 = 8,196
        assert_eq!(rapport(Centimes::new(33_620), Centimes::new(4_102)), "8,2");
        assert_eq!(rapport(Centimes::new(125), Centimes::new(100)), "1,3");
    }
}
