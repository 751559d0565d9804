//! The common examples of insurers, in euros, for each level.

use super::{Options, Rangee, Vue};
use crate::calcul::Drapeau;
use crate::calcul::bornes::{AnneeDeSoins, annee_de_soins};
use crate::calcul::contrat::Contrat;
use crate::calcul::prestation::preparer;
use crate::commandes::contexte::Contexte;
use crate::commandes::expliquer::PANIER;
use crate::commandes::{Refus, phrases};
use crate::offre::Choix;
use crate::panier::devis::nommer;
use crate::panier::{Panier, Patient, Soin};
use crate::rendu::{Bloc, Cellule, Colonne, Document, Jeu, Valeur};

const AGE_PAR_DEFAUT: u8 = 40;
/// Widths of the head of a row (care, price, sécurité sociale) and of a level.
const LARGEURS: (usize, usize) = (46, 9);
/// The same where the head is the care alone.
const LARGEURS_SEUL: (usize, usize) = (26, 9);

/// A care under each level.
pub(in crate::commandes) struct Exemple<'a> {
    pub(in crate::commandes) soin: &'a Soin,
    pub(in crate::commandes) annees: Vec<AnneeDeSoins>,
}

pub(super) fn document(vue: &Vue<'_>, options: &Options) -> Result<Document, Refus> {
    let contexte = vue.contexte;
    let seconde = vue.choix.iter().find(|choix| choix.offre.surcomplementaire);
    if let Some(seconde) = seconde {
        return Err(Refus::new(format!(
            "{} est une surcomplémentaire : elle paie ce qu’un autre contrat laisse, et n’a pas d’euros à elle seule. Essayez : rac decompte \"mcci/flexia/Confort + {}\"",
            seconde.nom(),
            seconde.adresse()
        )));
    }
    let panier = contexte.panier_nomme(options.panier.as_deref().unwrap_or(PANIER))?;
    let patient = contexte.patient_ou_de_age(&options.personne, AGE_PAR_DEFAUT)?;
    let (exemples, sans_tarif) = calculer(contexte, vue.choix, &panier, patient);
    if exemples.is_empty() {
        return Err(Refus::new(format!(
            "aucun soin du panier « {} » n’a de tarif à cette date : essayez une autre --date",
            panier.id
        )));
    }
    let tete = [
        Colonne::gauche("Soin"),
        Colonne::droite("Prix"),
        Colonne::droite("Sécu"),
    ];
    let mut blocs = vec![Bloc::Titre("Ce qui reste à payer".to_owned())];
    blocs.extend(vue.tableaux(&tete, &restes(vue, &exemples), LARGEURS));
    blocs.push(Bloc::Titre("Ce que paie la mutuelle".to_owned()));
    let tete = [Colonne::gauche("Soin")];
    blocs.extend(vue.tableaux(&tete, &parts(vue, &exemples), LARGEURS_SEUL));
    blocs.push(Bloc::Paragraphe(
        "≠ : les niveaux diffèrent. Prix = sécurité sociale + mutuelle + reste à payer. Chaque soin est calculé seul, sur une année."
            .to_owned(),
    ));
    let mut document = vue.document(vue.titre("En euros"), blocs, jeu(vue, &exemples));
    let mut perimetre = vec![format!("Prix : {}.", panier.source)];
    perimetre.extend(panier.hypothese.clone());
    if !sans_tarif.is_empty() {
        perimetre.push(format!(
            "Sans tarif à cette date : {}.",
            sans_tarif.join(", ")
        ));
    }
    perimetre.push(format!(
        "Personne de {} ans, parcours de soins respecté.",
        patient.age
    ));
    perimetre.extend(a_savoir(&exemples));
    perimetre.append(&mut document.perimetre);
    document.perimetre = perimetre;
    document.relations = crate::commandes::decompte::RELATIONS.to_vec();
    Ok(document)
}

/// Each line of the basket alone, and the names of those that have no tariff.
pub(in crate::commandes) fn calculer<'p>(
    contexte: &Contexte,
    choix: &[Choix<'_>],
    panier: &'p Panier,
    patient: Patient,
) -> (Vec<Exemple<'p>>, Vec<String>) {
    let reglementation = &contexte.catalogue.reglementation;
    let contrats: Vec<Contrat<'_>> = choix
        .iter()
        .map(|choix| {
            Contrat::new(
                *choix,
                reglementation,
                contexte.date,
                patient.anciennete_mois,
            )
        })
        .collect();
    let (mut exemples, mut sans_tarif) = (Vec::new(), Vec::new());
    for soin in &panier.soins {
        let seul = Panier {
            soins: vec![soin.clone()],
            ..panier.clone()
        };
        match preparer(reglementation, &seul, patient, contexte.date, false) {
            Ok(dossiers) => exemples.push(Exemple {
                soin,
                annees: contrats
                    .iter()
                    .map(|contrat| annee_de_soins(&dossiers, std::slice::from_ref(contrat), false))
                    .collect(),
            }),
            Err(_) => sans_tarif.push(nommer(soin, reglementation)),
        }
    }
    (exemples, sans_tarif)
}

fn restes(vue: &Vue<'_>, exemples: &[Exemple<'_>]) -> Vec<Rangee> {
    let reglementation = &vue.contexte.catalogue.reglementation;
    let rangee = |exemple: &Exemple<'_>| {
        // le prix et la sécurité sociale sont les mêmes à tous les niveaux
        let total = exemple.annees.first().map(|annee| annee.total);
        let restes = exemple
            .annees
            .iter()
            .map(|annee| (annee.rac.min, annee.rac.max));
        let restes: Vec<_> = restes.collect();
        Rangee {
            tete: vec![
                Cellule::Texte(nommer(exemple.soin, reglementation)),
                total.map_or(Cellule::Vide, |total| Cellule::Montant(total.depense)),
                total.map_or(Cellule::Vide, |total| Cellule::Montant(total.amo)),
            ],
            differe: restes.windows(2).any(|deux| deux.first() != deux.last()),
            cellules: restes
                .into_iter()
                .map(|(min, max)| Cellule::Fourchette(min, max))
                .collect(),
            titre: false,
        }
    };
    exemples.iter().map(rangee).collect()
}

fn parts(vue: &Vue<'_>, exemples: &[Exemple<'_>]) -> Vec<Rangee> {
    let reglementation = &vue.contexte.catalogue.reglementation;
    let rangee = |exemple: &Exemple<'_>| {
        let parts: Vec<_> = exemple
            .annees
            .iter()
            .map(|annee| {
                let a_payer = annee.total.depense - annee.total.amo;
                (a_payer - annee.rac.max, a_payer - annee.rac.min)
            })
            .collect();
        Rangee {
            tete: vec![Cellule::Texte(nommer(exemple.soin, reglementation))],
            differe: parts.windows(2).any(|deux| deux.first() != deux.last()),
            cellules: parts
                .into_iter()
                .map(|(min, max)| Cellule::Fourchette(min, max))
                .collect(),
            titre: false,
        }
    };
    exemples.iter().map(rangee).collect()
}

fn a_savoir(exemples: &[Exemple<'_>]) -> Option<String> {
    let mut drapeaux: Vec<Drapeau> = exemples
        .iter()
        .flat_map(|exemple| &exemple.annees)
        .flat_map(|annee| annee.drapeaux.iter().copied())
        .collect();
    drapeaux.sort_unstable();
    drapeaux.dedup();
    let phrases: Vec<&str> = drapeaux.iter().map(|drapeau| drapeau.phrase()).collect();
    (!phrases.is_empty()).then(|| format!("À savoir : {}.", phrases.join(" ; ")))
}

fn jeu(vue: &Vue<'_>, exemples: &[Exemple<'_>]) -> Jeu {
    let reglementation = &vue.contexte.catalogue.reglementation;
    let lignes = exemples.iter().flat_map(|exemple| {
        vue.choix
            .iter()
            .zip(&exemple.annees)
            .map(move |(choix, annee)| {
                let total = &annee.total;
                vec![
                    Valeur::Texte(nommer(exemple.soin, reglementation)),
                    Valeur::Entier(i64::from(exemple.soin.nombre)),
                    Valeur::Texte(choix.offre.id.clone()),
                    Valeur::Texte(choix.nom_niveau()),
                    Valeur::Montant(total.depense),
                    Valeur::Montant(total.base),
                    Valeur::Montant(total.amo),
                    Valeur::Montant(total.amc),
                    Valeur::Montant(total.rac),
                    Valeur::Montant(annee.rac.min),
                    Valeur::Montant(annee.rac.max),
                    Valeur::Liste(phrases::codes(&annee.drapeaux)),
                ]
            })
    });
    Jeu {
        nom: "exemples",
        colonnes: &[
            "soin", "nombre", "offre", "niveau", "depense", "br", "amo", "amc", "rac", "rac_min",
            "rac_max", "drapeaux",
        ],
        lignes: lignes.collect(),
    }
}
