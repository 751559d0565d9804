//! `rac comparer`: which offers, for this person and this care; or for each band of age.

mod droit;
mod ecran;
mod jeu;
mod paliers;

use super::contexte::Contexte;
use super::options::Comparer;
use super::{Monde, Refus, Reponse, choix, phrases, solidaire};
use crate::calcul::classement::{Candidat, Classement, Critere, Demande, classer};
use crate::calcul::prestation::preparer;
use crate::montant::{Centimes, lire_montant};
use crate::offre::Choix;
use crate::panier::{Droit, Panier, Patient, Tranche};
use crate::rendu::{Bloc, Document};
use std::borrow::Cow;

/// One ranking with what it is about.
struct Comparaison<'a> {
    tranche: Option<&'a Tranche>,
    patient: Patient,
    panier: Cow<'a, Panier>,
    classement: Classement<'a>,
    /// Offers above the budget.
    hors_budget: usize,
    /// The right that the household would have and does not hold.
    offert: Option<droit::Offert<'a>>,
}

impl<'a> Comparaison<'a> {
    /// Offers that are ranked.
    fn classes(&self) -> impl Iterator<Item = &Candidat<'a>> {
        self.classement
            .candidats
            .iter()
            .filter(|candidat| candidat.rang.is_some())
    }

    /// Offers without a premium for this person.
    fn sans_prix(&self) -> impl Iterator<Item = &Candidat<'a>> {
        self.classement
            .candidats
            .iter()
            .filter(|candidat| candidat.rang.is_none())
    }
}

/// What the options ask, read once.
struct Question<'a> {
    contexte: &'a Contexte,
    departement: Option<String>,
    critere: Critere,
    budget: Option<Centimes>,
    choix: Vec<Choix<'a>>,
    /// The right held.
    droit: Droit,
    /// The resources of the household, when they are given.
    foyer: Option<droit::Ressources>,
}

pub(super) fn comparer(options: &Comparer, monde: &Monde) -> Result<Reponse, Refus> {
    let contexte = Contexte::ouvrir(&options.commun, monde)?;
    let question = Question {
        departement: contexte.departement(&options.personne)?,
        critere: lire_critere(&options.critere)?,
        budget: options.budget.as_deref().map(lire_budget).transpose()?,
        choix: choix::filtrer(&contexte, options.offres.as_deref())?,
        droit: contexte.droit(&options.personne.droit)?,
        foyer: droit::lire(&contexte, options)?,
        contexte: &contexte,
    };
    let tranches = contexte.tranches(&options.soins)?;
    let patient = contexte.patient(&options.personne)?;
    let document = match patient {
        Some(patient) => {
            let tranche = contexte.tranche(tranches, patient.age);
            let panier = contexte.panier(&options.soins, tranche)?;
            let comparaison = question.comparer(patient, panier, tranche)?;
            question.pour_une_personne(&comparaison)
        }
        None => {
            let mut comparaisons = Vec::new();
            for tranche in &tranches.tranches {
                let panier = contexte.panier(&options.soins, Some(tranche))?;
                let patient = Patient {
                    droit: question.droit,
                    ..Patient::de_age(tranche.age)
                };
                comparaisons.push(question.comparer(patient, panier, Some(tranche))?);
            }
            question.par_tranche(tranches, &comparaisons)
        }
    };
    Ok(document.into())
}

impl<'a> Question<'a> {
    fn comparer(
        &self,
        patient: Patient,
        panier: Cow<'a, Panier>,
        tranche: Option<&'a Tranche>,
    ) -> Result<Comparaison<'a>, Refus> {
        // qui prend un contrat privé à la place de la CMU-C ou de la C2S n’en a pas les tarifs
        let droit = Some(patient.droit).filter(|droit| droit.couvre());
        let sans_droit = Patient {
            droit: if droit.is_some() {
                Droit::Aucun
            } else {
                patient.droit
            },
            ..patient
        };
        let demande = Demande {
            reglementation: &self.contexte.catalogue.reglementation,
            date: self.contexte.date,
            patient: sans_droit,
            departement: self.departement.as_deref(),
            panier: &panier,
            difficile: self.difficile(tranche, sans_droit),
            critere: self.critere,
        };
        let age = patient.age;
        let permis = self
            .choix
            .iter()
            .filter(|choix| choix.module_refuse_a(age).is_none());
        let mut classement = classer(&demande, permis.map(|choix| (*choix, None)))?;
        if let Some(droit) = droit {
            let candidat = solidaire::candidat(self.contexte, &demande, droit)?;
            classement.ajouter(candidat, self.critere);
        }
        let offert = self
            .foyer
            .as_ref()
            .filter(|_| patient.droit == Droit::Aucun)
            .and_then(|foyer| foyer.offrir(self.contexte, &demande).transpose())
            .transpose()?;
        let avant = classement.candidats.len();
        if let Some(budget) = self.budget {
            let annuel = budget.multiplie(12);
            classement
                .candidats
                .retain(|candidat| candidat.cout_fixe().is_none_or(|cout| cout <= annuel));
            classement.renumeroter();
        }
        let hors_budget = avant - classement.candidats.len();
        Ok(Comparaison {
            tranche,
            patient,
            panier,
            classement,
            hors_budget,
            offert,
        })
    }

    /// The hard year of a band, when all its care has a tariff on the date.
    fn difficile(&self, tranche: Option<&Tranche>, patient: Patient) -> Option<&'a Panier> {
        let reglementation = &self.contexte.catalogue.reglementation;
        self.contexte.difficile(tranche).filter(|panier| {
            preparer(reglementation, panier, patient, self.contexte.date, false).is_ok()
        })
    }

    fn pour_une_personne(&self, comparaison: &Comparaison<'_>) -> Document {
        let mut document = Document {
            titre: ecran::titre(self, comparaison),
            jeux: vec![jeu::jeu(self, std::slice::from_ref(comparaison))],
            ..Document::default()
        };
        document.blocs.extend(ecran::soins(self, comparaison));
        let (tableau, renvois) = ecran::tableau(comparaison, usize::MAX);
        document.blocs.push(Bloc::Tableau(tableau));
        if let Some(offert) = &comparaison.offert {
            document.blocs.push(Bloc::Paragraphe(offert.phrase()));
        }
        document.blocs.extend(
            paliers::phrases(self, comparaison)
                .into_iter()
                .map(Bloc::Paragraphe),
        );
        document
            .blocs
            .extend(renvois.into_iter().map(Bloc::Paragraphe));
        document.blocs.extend(ecran::sans_prix(comparaison));
        document.blocs.extend(ecran::ensuite(comparaison));
        document.perimetre = self.perimetre(std::slice::from_ref(comparaison));
        document
    }

    fn par_tranche(
        &self,
        tranches: &crate::panier::Tranches,
        comparaisons: &[Comparaison<'_>],
    ) -> Document {
        let mut document = Document {
            titre: format!(
                "Ce que coûterait l’année, au {}, par tranche d’âge ({})",
                crate::texte::jour(self.contexte.date),
                tranches.libelle
            ),
            jeux: vec![jeu::jeu(self, comparaisons)],
            ..Document::default()
        };
        let mut renvois: Vec<String> = Vec::new();
        for comparaison in comparaisons {
            document
                .blocs
                .push(Bloc::Titre(ecran::titre_de_tranche(comparaison)));
            let (tableau, notes) = ecran::tableau(comparaison, 3);
            document.blocs.push(Bloc::Tableau(tableau));
            renvois.extend(notes);
        }
        renvois.sort();
        renvois.dedup();
        document
            .blocs
            .extend(renvois.into_iter().map(Bloc::Paragraphe));
        document.blocs.push(Bloc::Paragraphe(
            "Pour une personne : rac comparer --age 70 --departement 35 --soin \"généraliste x6\" --soin \"couronne molaire = 620 €\"".to_owned(),
        ));
        document.perimetre = self.perimetre(comparaisons);
        document
    }

    /// Criterion, counts, assumptions, checks.
    fn perimetre(&self, comparaisons: &[Comparaison<'_>]) -> Vec<String> {
        let critere = match self.critere {
            Critere::Total => "coût total (cotisation + frais + reste à payer)",
            Critere::Rac => "reste à payer",
            Critere::Cotisation => "cotisation",
        };
        let premiere = comparaisons.first();
        let classes = premiere.map_or(0, |comparaison| comparaison.classes().count());
        let hors_budget: usize = premiere.map_or(0, |comparaison| comparaison.hors_budget);
        let connus = self.contexte.choix().count();
        let mut phrases = vec![format!(
            "Classé par {critere}. {} sur {connus} connus{}{}.",
            phrases::compte(classes, "niveau classé", "niveaux classés"),
            premiere.map_or_else(String::new, |comparaison| {
                let sans = comparaison.sans_prix().count();
                if sans == 0 {
                    String::new()
                } else {
                    format!(" ; {sans} sans cotisation publiée pour cet âge")
                }
            }),
            if hors_budget == 0 {
                String::new()
            } else {
                format!(" ; {hors_budget} au-dessus du budget")
            },
        )];
        match self.contexte.contrats_a_part() {
            0 => {}
            1 => phrases.push(
                "1 contrat à part (réservé ou surcomplémentaire) : voir rac liste offres."
                    .to_owned(),
            ),
            n => phrases.push(format!(
                "{n} contrats à part (réservés ou surcomplémentaires) : voir rac liste offres."
            )),
        }
        if comparaisons.iter().any(|comparaison| {
            comparaison.tranche.is_some()
                && comparaison.classement.sans_mutuelle_difficile.is_none()
        }) {
            phrases.push(
                "Année difficile non montrée : un de ses soins n’a pas de tarif connu à cette date."
                    .to_owned(),
            );
        }
        phrases.extend(ecran::hypotheses(self, comparaisons));
        phrases.extend(phrases::perimetre(self.contexte));
        phrases
    }
}

fn lire_critere(texte: &str) -> Result<Critere, Refus> {
    match texte {
        "total" => Ok(Critere::Total),
        "rac" => Ok(Critere::Rac),
        "cotisation" => Ok(Critere::Cotisation),
        autre => Err(Refus::new(format!(
            "critère « {autre} » inconnu : total, rac ou cotisation"
        ))),
    }
}

fn lire_budget(texte: &str) -> Result<Centimes, Refus> {
    lire_montant(texte).map_err(|erreur| {
        Refus::new(format!(
            "--budget : {erreur}. Écrivez une somme par mois, par exemple --budget 80"
        ))
    })
}
