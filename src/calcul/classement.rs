//! Ranking: cost of the year = premium − aid + fees + reste à charge, with the hard year
//! beside it and « sans mutuelle » as a reference, never a rank.

use super::bornes::{AnneesDeSoins, annees_de_soins};
use super::contrat::Contrat;
use super::prestation::{Dossiers, preparer};
use super::{CalculImpossible, Drapeau};
use crate::montant::Centimes;
use crate::offre::cotisation::{Assure, DemandeDePrime, PrimeDuFoyer, Statut};
use crate::offre::{Choix, Prime, SansCotisation};
use crate::panier::{Panier, Patient};
use crate::reglementation::Reglementation;
use jiff::civil::Date;
use rayon::prelude::*;

/// What offers are ranked by; the smaller the better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Critere {
    /// Cost of the year.
    #[default]
    Total,
    /// Reste à charge.
    Rac,
    /// Premium, aid taken.
    Cotisation,
}

impl Critere {
    /// Its word, as the command line writes it.
    #[must_use]
    pub const fn mot(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Rac => "rac",
            Self::Cotisation => "cotisation",
        }
    }
}

/// A person of a comparison: who pays, who is cared for, one year of care, one hard year.
#[derive(Clone, Copy, Debug)]
pub struct Personne<'a> {
    /// The person as social security sees it.
    pub patient: Patient,
    /// The person as an insurer counts it.
    pub assure: Assure,
    /// The care of the year.
    pub panier: &'a Panier,
    /// The care of a hard year.
    pub difficile: Option<&'a Panier>,
}

impl<'a> Personne<'a> {
    /// A person alone in a contract.
    #[must_use]
    pub fn seule(patient: Patient, panier: &'a Panier, difficile: Option<&'a Panier>) -> Self {
        Self {
            patient,
            assure: Assure {
                regime: patient.regime,
                ..Assure::seul(patient.age)
            },
            panier,
            difficile,
        }
    }
}

/// What a comparison is about: people insured together, and their care.
#[derive(Clone, Debug)]
pub struct Demande<'a> {
    /// The regulation.
    pub reglementation: &'a Reglementation,
    /// Day of the tariffs and of the offers.
    pub date: Date,
    /// The people, in any order: it changes nothing but the order of what is said of each.
    pub personnes: Vec<Personne<'a>>,
    /// Status of the adhérent.
    pub statut: Statut,
    /// Months already spent in the contract.
    pub anciennete_mois: u16,
    /// Département of residence.
    pub departement: Option<&'a str>,
    /// What to rank by.
    pub critere: Critere,
}

impl<'a> Demande<'a> {
    /// A question about one person, new in the contract or not.
    #[must_use]
    pub fn pour(reglementation: &'a Reglementation, date: Date, personne: Personne<'a>) -> Self {
        Self {
            reglementation,
            date,
            personnes: vec![personne],
            statut: Statut::Salarie,
            anciennete_mois: personne.patient.anciennete_mois,
            departement: None,
            critere: Critere::Total,
        }
    }

    /// The same people with something changed in each.
    #[must_use]
    pub fn avec_patients(&self, changer: impl Fn(Patient) -> Patient) -> Self {
        let mut demande = self.clone();
        for personne in &mut demande.personnes {
            personne.patient = changer(personne.patient);
        }
        demande
    }

    /// The year of care of each person, as the social security sees it.
    ///
    /// # Errors
    /// When a basket cannot be computed on the date.
    pub fn annee(&self) -> Result<Vec<Dossiers>, CalculImpossible> {
        let annee = self.dossiers(|personne| Some(personne.panier))?;
        Ok(annee.unwrap_or_default())
    }

    fn dossiers(
        &self,
        panier: impl Fn(&Personne<'a>) -> Option<&'a Panier>,
    ) -> Result<Option<Vec<Dossiers>>, CalculImpossible> {
        let dossiers = self.personnes.iter().map(|personne| {
            let panier = panier(personne)?;
            let (patient, date) = (personne.patient, self.date);
            Some(preparer(self.reglementation, panier, patient, date, false))
        });
        dossiers.collect::<Option<Result<Vec<_>, _>>>().transpose()
    }

    /// The yearly premium of these people for a choice, with its steps.
    fn prime(&self, choix: &Choix<'_>, assures: &[Assure]) -> Result<PrimeDuFoyer, SansCotisation> {
        choix.offre.cotisation.du_foyer(&DemandeDePrime {
            niveaux: choix.niveaux,
            assures,
            departement: self.departement,
            statut: self.statut,
            anciennete_mois: self.anciennete_mois,
            pmss: self.reglementation.parametres.montant("pmss", self.date),
        })
    }
}

/// An offer level in a comparison.
#[derive(Clone, Debug)]
pub struct Candidat<'a> {
    /// The offer and its level.
    pub choix: Choix<'a>,
    /// Rank from 1 among priced offers, which several may share; none when the premium is
    /// unknown.
    pub rang: Option<usize>,
    /// Yearly premium before aid, or why it is unknown.
    pub prime: Result<Prime, SansCotisation>,
    /// Its steps, fees included; none when it is unknown or given from outside.
    pub compte: Option<PrimeDuFoyer>,
    /// Aid taken off the premium, in centimes.
    pub aide: Centimes,
    /// Fees of the year, in centimes.
    pub frais: Centimes,
    /// The year of care.
    pub annee: AnneesDeSoins,
    /// The hard year of everybody.
    pub difficile: Option<AnneesDeSoins>,
    /// The address of an offer before it that does the same, within the tolerance.
    pub semblable: Option<String>,
    /// What must be said.
    pub drapeaux: Vec<Drapeau>,
}

impl Candidat<'_> {
    /// What is spent before any care: premium (dearest zone), less aid, plus fees.
    #[must_use]
    pub fn cout_fixe(&self) -> Option<Centimes> {
        self.fixe().map(|(_, max)| max)
    }

    /// Cost of the year; none when the premium is unknown.
    #[must_use]
    pub fn cout_total(&self) -> Option<Centimes> {
        Some(self.cout_fixe()? + self.annee.total.rac)
    }

    /// Cost of the hard year; none when the premium is unknown.
    #[must_use]
    pub fn cout_difficile(&self) -> Option<Centimes> {
        Some(self.cout_fixe()? + self.difficile.as_ref()?.total.rac)
    }

    /// The least and the most that are spent before any care: premium, less aid, plus fees.
    #[must_use]
    pub fn fixe(&self) -> Option<(Centimes, Centimes)> {
        let prime = self.prime.ok()?;
        let net = |montant: Centimes| (montant - self.aide).positif() + self.frais;
        Some((net(prime.min), net(prime.max)))
    }

    /// Whether this one costs less and never leaves more to pay, this year or in a hard one,
    /// whatever both contracts leave unsaid.
    fn domine(&self, autre: &Self) -> bool {
        let jamais_plus = |un: &AnneesDeSoins, autre: &AnneesDeSoins| un.rac.max <= autre.rac.min;
        let moins_chere = self.fixe().zip(autre.fixe());
        let difficile = self.difficile.as_ref().zip(autre.difficile.as_ref());
        moins_chere.is_some_and(|((_, un), (autre, _))| un < autre)
            && jamais_plus(&self.annee, &autre.annee)
            && difficile.is_some_and(|(un, autre)| jamais_plus(un, autre))
    }

    /// Whether this one and another are the same within the tolerance: premium, what is left
    /// this year and what is left in a hard one, at both ends of their bounds.
    fn semblable_a(&self, autre: &Self, tolerance: Centimes) -> bool {
        let proches = |un: Centimes, autre: Centimes| (un - autre).abs() <= tolerance;
        let memes = |un: &AnneesDeSoins, autre: &AnneesDeSoins| {
            proches(un.rac.min, autre.rac.min) && proches(un.rac.max, autre.rac.max)
        };
        let prix = match (self.fixe(), autre.fixe()) {
            (Some((min, max)), Some((autre_min, autre_max))) => {
                proches(min, autre_min) && proches(max, autre_max)
            }
            (None, None) => true,
            _ => false,
        };
        let difficile = self.difficile.as_ref().zip(autre.difficile.as_ref());
        prix && memes(&self.annee, &autre.annee)
            && difficile.is_some_and(|(un, autre)| memes(un, autre))
    }

    fn cle(&self, critere: Critere) -> Option<Centimes> {
        self.cle_pour(critere, (self.annee.total.rac, self.annee.rac.max))
    }

    /// What it would be ranked by if care left this much: in the reading shown, and at most.
    pub(super) fn cle_pour(
        &self,
        critere: Critere,
        (montre, au_plus): (Centimes, Centimes),
    ) -> Option<Centimes> {
        let fixe = self.cout_fixe()?;
        Some(match critere {
            Critere::Total => fixe + montre,
            Critere::Rac => au_plus,
            Critere::Cotisation => fixe,
        })
    }
}

/// What an offer is beside the others.
struct Marque {
    /// Another one costs less and never leaves more.
    dominee: bool,
    /// Within the tolerance of the one before.
    proche: bool,
    /// The address of one before that does the same.
    semblable: Option<String>,
}

/// The ranked offers, then those without a known premium, and the reference.
#[derive(Clone, Debug)]
pub struct Classement<'a> {
    /// Ranked first, then unpriced by reste à charge.
    pub candidats: Vec<Candidat<'a>>,
    /// The same year without any contract.
    pub sans_mutuelle: AnneesDeSoins,
    /// The hard year without any contract.
    pub sans_mutuelle_difficile: Option<AnneesDeSoins>,
}

impl<'a> Classement<'a> {
    /// One more candidate, computed apart (a right with its own rules), in its place.
    pub fn ajouter(&mut self, candidat: Candidat<'a>, critere: Critere) {
        self.candidats.push(candidat);
        ranger(&mut self.candidats, critere);
    }

    /// Shares ranks, from 1 again if some offers were taken away, and marks what the reader
    /// should know of an offer beside the others.
    ///
    /// Offers within the tolerance of the first one of a rank share it: no difference within
    /// a rank means anything. A flag says the offers that another one beats for certain,
    /// those within the tolerance of the one before, and those that do the same as another.
    pub fn marquer(&mut self, critere: Critere, tolerance: Centimes) {
        let marques: Vec<Marque> = (0..self.candidats.len())
            .filter_map(|place| self.marque(place, critere, tolerance))
            .collect();
        let mut tete: Option<(usize, Centimes)> = None;
        let candidats = self.candidats.iter_mut().zip(marques);
        for (place, (candidat, marque)) in candidats.enumerate() {
            if let Some(cle) = candidat.cle(critere) {
                let (rang, premiere) = tete
                    .filter(|(_, premiere)| cle - *premiere <= tolerance)
                    .unwrap_or((place + 1, cle));
                candidat.rang = Some(rang);
                tete = Some((rang, premiere));
            }
            candidat.semblable = marque.semblable;
            let drapeaux = [
                (marque.dominee, Drapeau::Dominee),
                (marque.proche, Drapeau::EcartFaible),
                (candidat.semblable.is_some(), Drapeau::QuasiDoublon),
            ];
            let poses = drapeaux.into_iter().filter(|(oui, _)| *oui);
            candidat.drapeaux.extend(poses.map(|(_, drapeau)| drapeau));
        }
    }

    fn marque(&self, place: usize, critere: Critere, tolerance: Centimes) -> Option<Marque> {
        let candidat = self.candidats.get(place)?;
        let avant = self.candidats.get(..place).unwrap_or_default();
        let cles = avant.last().and_then(|avant| avant.cle(critere));
        let cles = cles.zip(candidat.cle(critere));
        let semblable = avant
            .iter()
            .find(|autre| autre.semblable_a(candidat, tolerance));
        Some(Marque {
            dominee: self.candidats.iter().any(|autre| autre.domine(candidat)),
            proche: cles.is_some_and(|(un, autre)| (autre - un).abs() <= tolerance),
            semblable: semblable.map(|autre| autre.choix.adresse()),
        })
    }
}

/// A premium given from outside the offer (labelled ACS tariffs), with the aid it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrimeDonnee {
    /// Yearly premium before aid, in centimes.
    pub avant_aide: Centimes,
    /// Aid, in centimes.
    pub aide: Centimes,
}

/// Ranks these choices for this demand.
///
/// # Errors
/// When a basket cannot be computed on the date.
pub fn classer<'a>(
    demande: &Demande<'_>,
    choix: impl IntoIterator<Item = (Choix<'a>, Option<PrimeDonnee>)>,
) -> Result<Classement<'a>, CalculImpossible> {
    let annee = demande.annee()?;
    let difficile = demande.dossiers(|personne| personne.difficile)?;
    let assures: Vec<Assure> = demande.personnes.iter().map(|p| p.assure).collect();
    let choix: Vec<(Choix<'a>, Option<PrimeDonnee>)> = choix.into_iter().collect();
    let mut candidats: Vec<Candidat<'a>> = choix
        .into_par_iter()
        .map(|(choix, donnee)| {
            let contrat = Contrat::new(
                choix,
                demande.reglementation,
                demande.date,
                demande.anciennete_mois,
            );
            let contrats = std::slice::from_ref(&contrat);
            let compte = match donnee {
                Some(_) => Err(SansCotisation::NonPubliee),
                None => demande.prime(&choix, &assures),
            };
            let prime = match donnee {
                Some(donnee) => Ok(Prime {
                    min: donnee.avant_aide,
                    max: donnee.avant_aide,
                }),
                None => compte.as_ref().map(PrimeDuFoyer::prime).map_err(|e| *e),
            };
            let cotisation = &choix.offre.cotisation;
            let mut candidat = Candidat {
                choix,
                rang: None,
                prime,
                compte: compte.ok(),
                aide: donnee.map_or(Centimes::ZERO, |donnee| donnee.aide),
                frais: cotisation.frais_annuels(assures.len(), demande.anciennete_mois),
                annee: annees_de_soins(&annee, contrats, false),
                difficile: difficile
                    .as_ref()
                    .map(|dossiers| annees_de_soins(dossiers, contrats, false)),
                semblable: None,
                drapeaux: Vec::new(),
            };
            candidat.drapeaux = drapeaux(&candidat);
            candidat
        })
        .collect();
    ranger(&mut candidats, demande.critere);
    Ok(Classement {
        candidats,
        sans_mutuelle: annees_de_soins(&annee, &[], false),
        sans_mutuelle_difficile: difficile
            .as_ref()
            .map(|dossiers| annees_de_soins(dossiers, &[], false)),
    })
}

/// Ranked by the criterion, ties by cost then by address, so that the order of files changes nothing.
fn ranger(candidats: &mut [Candidat<'_>], critere: Critere) {
    candidats.sort_by_cached_key(|candidat| {
        let cle = candidat.cle(critere);
        let cout = cle.unwrap_or(candidat.annee.rac.max);
        (
            cle.is_none(),
            cout,
            candidat.cout_total(),
            candidat.choix.adresse(),
        )
    });
    numeroter(candidats);
}

/// Priced offers come first, so that a rank is a place in the list.
fn numeroter(candidats: &mut [Candidat<'_>]) {
    for (rang, candidat) in candidats.iter_mut().enumerate() {
        candidat.rang = candidat.prime.ok().map(|_| rang + 1);
    }
}

fn drapeaux(candidat: &Candidat<'_>) -> Vec<Drapeau> {
    let mut drapeaux = candidat.annee.drapeaux.clone();
    drapeaux.extend(drapeaux_de_l_offre(
        &candidat.choix,
        candidat.prime,
        candidat.compte.as_ref(),
    ));
    drapeaux.sort_unstable();
    drapeaux.dedup();
    drapeaux
}

/// What must be said of a premium and of the offer, whatever the care.
pub(super) fn drapeaux_de_l_offre(
    choix: &Choix<'_>,
    prime: Result<Prime, SansCotisation>,
    compte: Option<&PrimeDuFoyer>,
) -> Vec<Drapeau> {
    let mut drapeaux = Vec::new();
    match prime {
        Ok(prime) if prime.min != prime.max => {
            if compte.is_some_and(PrimeDuFoyer::selon_la_zone) {
                drapeaux.push(Drapeau::ZoneInconnue);
            }
            if compte.is_some_and(PrimeDuFoyer::selon_l_age) {
                drapeaux.push(Drapeau::AgeIncertain);
            }
        }
        Ok(_) => {}
        Err(raison) => drapeaux.push(match raison {
            SansCotisation::NonPubliee | SansCotisation::Personne => Drapeau::CotisationNonPubliee,
            SansCotisation::AgeHorsGrille(..) => Drapeau::AgeHorsGrille,
            SansCotisation::RegimeHorsGrille => Drapeau::RegimeHorsGrille,
            SansCotisation::StatutHorsGrille => Drapeau::StatutHorsGrille,
            SansCotisation::QualiteHorsGrille(_) => Drapeau::QualiteHorsGrille,
            SansCotisation::PmssInconnu => Drapeau::PmssInconnu,
            SansCotisation::DepartementSansZone => Drapeau::DepartementHorsZones,
        }),
    }
    if choix.offre.cotisation.provenance.doute.is_some() && prime.is_ok() {
        drapeaux.push(Drapeau::CotisationDouteuse);
    }
    if choix.offre.responsable == Some(false) {
        drapeaux.push(Drapeau::NonResponsable);
    }
    drapeaux
}
