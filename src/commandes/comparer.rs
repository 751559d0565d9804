//! `rac comparer`: which offers, for these people and this care; or for each band of age.

mod actuel;
mod document;
mod droit;
mod ecran;
mod favorable;
mod jeu;
mod paliers;
mod perimetre;
pub(super) mod raisons;
mod renvois;
mod robustesse;

use super::contexte::Contexte;
use super::options::{Comparer, Soins};
use super::personnes::{Personnes, lire_mois};
use super::sujets::{Sujet, sujets};
use super::{Monde, Refus, Reponse, choix, solidaire};
use crate::calcul::classement::{Candidat, Classement, Critere, Demande, Personne, classer};
use crate::calcul::ordre::{OrdreFavorable, ordres_favorables};
use crate::calcul::prestation::preparer;
use crate::calcul::robustesse::{Reglage, Robustesse, robustesse};
use crate::montant::{Centimes, lire_montant};
use crate::offre::Choix;
use crate::offre::cotisation::{Assure, Statut};
use crate::panier::{Droit, Panier, Patient, Tranche};
use crate::rendu::{Bloc, Jeu, Relation, Tableau};
use actuel::Present;
pub(super) use jeu::COLONNES_DU_CLASSEMENT;
use renvois::Renvois;

/// Ranked offers shown for a household; the machine formats give them all.
const MONTREES: usize = 10;
/// The same when each one is followed by what it changes.
const MONTREES_AVEC_ECARTS: usize = 3;

/// What a workbook keeps live: a price that changes changes the cost.
const RELATIONS: [Relation; 3] = [
    Relation {
        colonne: "cotisation_nette",
        plus: &["cotisation_annuelle", "frais_annuels"],
        moins: &["aide_annuelle"],
    },
    Relation {
        colonne: "cout_total",
        plus: &["cotisation_nette", "rac"],
        moins: &[],
    },
    Relation {
        colonne: "Coût total",
        plus: &["Cotisation", "Reste à payer"],
        moins: &[],
    },
];

/// One ranking with what it is about.
pub(super) struct Comparaison<'a> {
    /// The people, with their care.
    pub(super) sujets: Vec<Sujet<'a>>,
    /// The same people as an insurer sees them.
    assures: Vec<Assure>,
    pub(super) classement: Classement<'a>,
    /// The contract that they have.
    pub(super) present: Option<Present<'a>>,
    /// Offers above the budget.
    hors_budget: usize,
    /// The right that the household would have and does not hold.
    pub(super) offert: Option<droit::Offert<'a>>,
    /// How often each candidate is first, when it is asked for.
    robustesse: Option<Robustesse>,
    /// The best order of the care of each person, for each candidate, when it is asked for.
    ordres: Option<Vec<Vec<OrdreFavorable>>>,
}

impl<'a> Comparaison<'a> {
    /// Offers that are ranked.
    pub(super) fn classes(&self) -> impl Iterator<Item = &Candidat<'a>> {
        self.classement
            .candidats
            .iter()
            .filter(|candidat| candidat.rang.is_some())
    }

    /// Offers without a premium for these people.
    fn sans_prix(&self) -> impl Iterator<Item = &Candidat<'a>> {
        self.classement
            .candidats
            .iter()
            .filter(|candidat| candidat.rang.is_none())
    }

    /// The ranked offers of the screen, and the notes that rows refer to.
    pub(super) fn tableau(&self, maximum: usize) -> (Tableau, Vec<Bloc>) {
        let mut renvois = Renvois::default();
        let tableau = ecran::tableau(self, maximum, &mut renvois);
        (tableau, renvois.blocs().collect())
    }

    /// Every figure of these comparisons.
    pub(super) fn jeu(comparaisons: &[&Self]) -> Jeu {
        jeu::jeu(comparaisons)
    }

    fn ages(&self) -> Vec<u8> {
        self.sujets.iter().map(|sujet| sujet.patient.age).collect()
    }

    /// How many ranked offers the screen shows.
    fn montrees(&self) -> usize {
        match (&self.present, self.sujets.as_slice()) {
            (Some(_), _) => MONTREES_AVEC_ECARTS,
            (None, [_]) => usize::MAX,
            (None, _) => MONTREES,
        }
    }
}

/// What the options ask, read once.
pub(super) struct Question<'a> {
    pub(super) contexte: &'a Contexte,
    pub(super) departement: Option<String>,
    critere: Critere,
    pub(super) budget: Option<Centimes>,
    pub(super) tolerance: Centimes,
    choix: Vec<Choix<'a>>,
    /// The right held.
    pub(super) droit: Droit,
    /// The resources of the household, when they are given.
    pub(super) foyer: Option<droit::Ressources>,
    pub(super) personnes: Option<Personnes>,
    /// Months already spent in a contract, when they are said.
    anciennete: Option<u16>,
    actuel: Option<actuel::Actuel<'a>>,
    robustesse: Option<Reglage>,
    ordre_favorable: bool,
}

pub(super) fn comparer(options: &Comparer, monde: &Monde) -> Result<Reponse, Refus> {
    let document = poser(
        options,
        monde,
        |contexte| choix::filtrer(contexte, options.offres.as_deref()),
        |question| {
            let paniers = options.soins.par_panier();
            let mut comparaisons = Vec::new();
            if question.personnes.is_some() {
                for soins in &paniers {
                    comparaisons.push(question.pour_les_personnes(soins)?);
                }
                return Ok(question.pour_des_personnes(&comparaisons));
            }
            let tranches = question.contexte.tranches(&options.soins)?;
            for tranche in &tranches.tranches {
                for soins in &paniers {
                    let sujet = Sujet {
                        nom: None,
                        patient: question
                            .contexte
                            .patient_ou_de_age(&options.personne, tranche.age)?,
                        tranche: Some(tranche),
                        panier: question.contexte.panier(
                            soins,
                            Some(tranche),
                            &[tranche.ages.0, tranche.ages.1],
                        )?,
                    };
                    comparaisons.push(question.comparer(vec![sujet])?);
                }
            }
            Ok(question.par_tranche(tranches, &comparaisons))
        },
    )?;
    Ok(document.into())
}

/// Reads the options, on the offers that `offres` chooses, and answers: every paper about
/// people and offers asks the same question.
pub(super) fn poser<T>(
    options: &Comparer,
    monde: &Monde,
    offres: impl for<'c> FnOnce(&'c Contexte) -> Result<Vec<Choix<'c>>, Refus>,
    repondre: impl for<'c> FnOnce(&Question<'c>) -> Result<T, Refus>,
) -> Result<T, Refus> {
    let contexte = Contexte::ouvrir(&options.commun, monde)?;
    let personnes = contexte.personnes(&options.personne, options.foyer.as_deref())?;
    if personnes.is_none() && options.actuel.is_some() {
        return Err(Refus::new(
            "--actuel compare pour des personnes : ajoutez --age, autant de fois qu’il y en a, ou --foyer",
        ));
    }
    let anciennete = options.personne.anciennete.as_deref();
    let ecrit = actuel::ecrit(&contexte, options.actuel.as_deref())?;
    let question = Question {
        departement: match &personnes {
            Some(personnes) => personnes.departement.clone(),
            None => contexte.departement(&options.personne)?,
        },
        critere: lire_critere(&options.critere)?,
        budget: options.budget.as_deref().map(lire_budget).transpose()?,
        tolerance: lire_tolerance(&options.tolerance)?,
        choix: offres(&contexte)?,
        droit: contexte.droit(&options.personne.droit)?,
        foyer: droit::lire(&contexte, options, personnes.as_ref())?,
        robustesse: robustesse::lire(options)?,
        ordre_favorable: options.ordre_favorable,
        actuel: actuel::lire(&contexte, options.actuel.as_deref(), ecrit.as_ref())?,
        anciennete: anciennete.map(lire_mois).transpose()?,
        contexte: &contexte,
        personnes,
    };
    repondre(&question)
}

impl<'a> Question<'a> {
    /// The ranking for the people of the options, each with the care that they give.
    pub(super) fn pour_les_personnes(&self, soins: &Soins) -> Result<Comparaison<'a>, Refus> {
        let Some(personnes) = &self.personnes else {
            return Err(Refus::new(
                "pour qui ? Ajoutez --age, autant de fois qu’il y a de personnes, ou --foyer",
            ));
        };
        let tranches = self.contexte.tranches(soins)?;
        let sujets = sujets(self.contexte, personnes, soins, tranches)?;
        self.comparer(sujets)
    }

    /// The question of a paper: these offers, for people of a band.
    pub(super) fn de_papier(
        contexte: &'a Contexte,
        choix: Vec<Choix<'a>>,
        departement: Option<String>,
    ) -> Self {
        Self {
            contexte,
            departement,
            critere: Critere::Total,
            budget: None,
            // celle de --tolerance : un papier donne les rangs de rac comparer
            tolerance: Centimes::euros(12),
            choix,
            droit: Droit::Aucun,
            foyer: None,
            personnes: None,
            anciennete: None,
            actuel: None,
            robustesse: None,
            ordre_favorable: false,
        }
    }

    /// The same question about these offers alone.
    pub(super) fn sur(&self, choix: Vec<Choix<'a>>) -> Self {
        Self::de_papier(self.contexte, choix, self.departement.clone())
    }

    /// What these comparisons cover and assume.
    pub(super) fn perimetre(&self, comparaisons: &[&Comparaison<'_>]) -> Vec<String> {
        perimetre::phrases(self, comparaisons)
    }

    pub(super) fn comparer(&self, sujets: Vec<Sujet<'a>>) -> Result<Comparaison<'a>, Refus> {
        let droits = sujets.iter().map(|sujet| sujet.patient.droit);
        let droit = droits.max_by_key(|droit| droit.couvre());
        let droit = droit.unwrap_or(Droit::Aucun);
        let demande = self.demande(&sujets, droit, self.anciennete())?;
        let permis = self.choix.iter().filter(|choix| {
            let mut ages = sujets.iter().map(|sujet| sujet.patient.age);
            let actuel = self.actuel.as_ref().and_then(actuel::Actuel::adresse);
            ages.all(|age| choix.module_refuse_a(age).is_none())
                && actuel.is_none_or(|adresse| choix.adresse() != adresse)
        });
        let mut classement = classer(&demande, permis.map(|choix| (*choix, None)))?;
        if droit.couvre() {
            let candidat = solidaire::candidat(self.contexte, &demande, droit)?;
            classement.ajouter(candidat, self.critere);
        }
        let offert = self
            .foyer
            .as_ref()
            .filter(|_| droit == Droit::Aucun)
            .and_then(|foyer| foyer.offrir(self.contexte, &demande).transpose())
            .transpose()?;
        let present = self
            .actuel
            .as_ref()
            .map(|actuel| Present::calculer(self, actuel, &sujets, droit))
            .transpose()?;
        let avant = classement.candidats.len();
        if let Some(budget) = self.budget {
            let annuel = budget.multiplie(12);
            classement
                .candidats
                .retain(|candidat| candidat.cout_fixe().is_none_or(|cout| cout <= annuel));
        }
        classement.marquer(self.critere, self.tolerance);
        let hors_budget = avant - classement.candidats.len();
        let reglage = self.robustesse;
        let robustesse = reglage.map(|reglage| robustesse(&demande, &classement, reglage));
        let ordres = self.ordre_favorable.then(|| {
            let candidats = classement.candidats.iter();
            candidats
                .map(|candidat| ordres_favorables(&demande, candidat.choix))
                .collect()
        });
        Ok(Comparaison {
            assures: demande.personnes.iter().map(|p| p.assure).collect(),
            classement,
            present,
            hors_budget,
            offert,
            robustesse: robustesse.transpose()?,
            ordres: ordres.transpose()?,
            sujets,
        })
    }

    /// Months already spent in the offers: with a present contract, that one has them.
    pub(super) fn anciennete(&self) -> u16 {
        self.anciennete
            .filter(|_| self.actuel.is_none())
            .unwrap_or_default()
    }

    /// The question put to contracts that these people have been in for some months.
    fn demande<'s>(
        &'s self,
        sujets: &'s [Sujet<'a>],
        droit: Droit,
        mois: u16,
    ) -> Result<Demande<'s>, Refus> {
        let mut personnes: Vec<Personne<'s>> = Vec::with_capacity(sujets.len());
        for sujet in sujets {
            let patient = Patient {
                // qui prend un contrat privé à la place de la CMU-C ou de la C2S n’en a pas
                // les tarifs
                droit: if droit.couvre() {
                    Droit::Aucun
                } else {
                    sujet.patient.droit
                },
                anciennete_mois: mois,
                ..sujet.patient
            };
            let difficile = self.difficile(sujet.tranche, patient);
            personnes.push(Personne::seule(patient, &sujet.panier, difficile));
        }
        if let Some(lues) = &self.personnes {
            let assures = lues.assures(self.contexte.date, mois)?;
            for (personne, assure) in personnes.iter_mut().zip(assures) {
                personne.assure = assure;
            }
        }
        let statut = self.personnes.as_ref().map(Personnes::statut);
        Ok(Demande {
            reglementation: &self.contexte.catalogue.reglementation,
            date: self.contexte.date,
            personnes,
            statut: statut.unwrap_or(Statut::Salarie),
            anciennete_mois: mois,
            departement: self.departement.as_deref(),
            critere: self.critere,
        })
    }

    /// The hard year of a band, when all its care has a tariff on the date.
    fn difficile(&self, tranche: Option<&Tranche>, patient: Patient) -> Option<&'a Panier> {
        let reglementation = &self.contexte.catalogue.reglementation;
        self.contexte.difficile(tranche).filter(|panier| {
            preparer(reglementation, panier, patient, self.contexte.date, false).is_ok()
        })
    }

    /// « À 70 ans, en Ille-et-Vilaine, au 22/11/2026 »
    pub(super) fn qui_et_quand(&self, comparaison: &Comparaison<'_>) -> String {
        ecran::qui_et_quand(self, comparaison)
    }

    /// The care, in words.
    pub(super) fn soins(&self, comparaison: &Comparaison<'_>) -> Vec<Bloc> {
        ecran::soins(self, comparaison)
    }

    /// Every ranked offer, what to compare it with, the notes of the rows, and the offers
    /// without a premium.
    pub(super) fn tous(&self, comparaison: &Comparaison<'_>) -> Vec<Bloc> {
        let (tableau, renvois) = comparaison.tableau(usize::MAX);
        let mut blocs = vec![Bloc::Tableau(tableau)];
        blocs.extend(renvois);
        blocs.extend(ecran::sans_prix(comparaison));
        blocs
    }

    /// The data sets of the comparison.
    pub(super) fn jeux(&self, comparaison: &Comparaison<'_>) -> Vec<Jeu> {
        jeu::jeux(self, std::slice::from_ref(comparaison))
    }
}

pub(super) fn lire_critere(texte: &str) -> Result<Critere, Refus> {
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

pub(super) fn lire_tolerance(texte: &str) -> Result<Centimes, Refus> {
    let lue = lire_montant(texte).map_err(|erreur| erreur.to_string());
    let positive = lue.and_then(|montant| match montant {
        negatif if negatif < Centimes::ZERO => Err("une tolérance est positive".to_owned()),
        montant => Ok(montant),
    });
    positive.map_err(|erreur| {
        Refus::new(format!(
            "--tolerance : {erreur}. Écrivez une somme par an, par exemple --tolerance 12"
        ))
    })
}
