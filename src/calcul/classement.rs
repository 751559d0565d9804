//! Ranking: cost of the year = premium − aid + fees + reste à charge, with the hard year
//! beside it and « sans mutuelle » as a reference, never a rank.

use super::bornes::{AnneeDeSoins, annee_de_soins};
use super::contrat::Contrat;
use super::prestation::preparer;
use super::{CalculImpossible, Drapeau};
use crate::montant::Centimes;
use crate::offre::{Choix, Frais, Prime, SansCotisation};
use crate::panier::{Panier, Patient};
use crate::reglementation::Reglementation;
use jiff::civil::Date;

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

/// What a comparison is about: one person, one year of care, one hard year.
#[derive(Clone, Copy, Debug)]
pub struct Demande<'a> {
    /// The regulation.
    pub reglementation: &'a Reglementation,
    /// Day of the tariffs and of the offers.
    pub date: Date,
    /// The person.
    pub patient: Patient,
    /// Département of residence.
    pub departement: Option<&'a str>,
    /// The care of the year.
    pub panier: &'a Panier,
    /// The care of a hard year.
    pub difficile: Option<&'a Panier>,
    /// What to rank by.
    pub critere: Critere,
}

/// An offer level in a comparison.
#[derive(Clone, Debug)]
pub struct Candidat<'a> {
    /// The offer and its level.
    pub choix: Choix<'a>,
    /// Rank from 1 among priced offers; none when the premium is unknown.
    pub rang: Option<usize>,
    /// Yearly premium before aid, or why it is unknown.
    pub prime: Result<Prime, SansCotisation>,
    /// Aid taken off the premium, in centimes.
    pub aide: Centimes,
    /// Fees of the year, in centimes.
    pub frais: Centimes,
    /// The year of care.
    pub annee: AnneeDeSoins,
    /// The hard year.
    pub difficile: Option<AnneeDeSoins>,
    /// What must be said.
    pub drapeaux: Vec<Drapeau>,
}

impl Candidat<'_> {
    /// What is spent before any care: premium (dearest zone), less aid, plus fees.
    #[must_use]
    pub fn cout_fixe(&self) -> Option<Centimes> {
        let prime = self.prime.ok()?;
        Some((prime.max - self.aide).positif() + self.frais)
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

    fn cle(&self, critere: Critere) -> Option<Centimes> {
        match critere {
            Critere::Total => self.cout_total(),
            Critere::Rac => self.prime.ok().map(|_| self.annee.rac.max),
            Critere::Cotisation => self.cout_fixe(),
        }
    }
}

/// The ranked offers, then those without a known premium, and the reference.
#[derive(Clone, Debug)]
pub struct Classement<'a> {
    /// Ranked first, then unpriced by reste à charge.
    pub candidats: Vec<Candidat<'a>>,
    /// The same year without any contract.
    pub sans_mutuelle: AnneeDeSoins,
    /// The hard year without any contract.
    pub sans_mutuelle_difficile: Option<AnneeDeSoins>,
}

impl<'a> Classement<'a> {
    /// One more candidate, computed apart (a right with its own rules), in its place.
    pub fn ajouter(&mut self, candidat: Candidat<'a>, critere: Critere) {
        self.candidats.push(candidat);
        ranger(&mut self.candidats, critere);
    }

    /// Ranks from 1 again, after some offers were taken away.
    pub fn renumeroter(&mut self) {
        numeroter(&mut self.candidats);
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
/// When the basket cannot be computed on the date.
pub fn classer<'a>(
    demande: &Demande<'_>,
    choix: impl IntoIterator<Item = (Choix<'a>, Option<PrimeDonnee>)>,
) -> Result<Classement<'a>, CalculImpossible> {
    let dossiers = |panier| {
        preparer(
            demande.reglementation,
            panier,
            demande.patient,
            demande.date,
            false,
        )
    };
    let annee = dossiers(demande.panier)?;
    let difficile = demande.difficile.map(dossiers).transpose()?;
    let mut candidats: Vec<Candidat<'a>> = choix
        .into_iter()
        .map(|(choix, donnee)| {
            let contrat = Contrat::new(
                choix,
                demande.reglementation,
                demande.date,
                demande.patient.anciennete_mois,
            );
            let prime = match donnee {
                Some(donnee) => Ok(Prime {
                    min: donnee.avant_aide,
                    max: donnee.avant_aide,
                }),
                None => choix.offre.cotisation.annuelle(
                    choix.niveau_principal(),
                    demande.patient.age,
                    demande.patient.regime,
                    demande.departement,
                ),
            };
            let mut candidat = Candidat {
                choix,
                rang: None,
                prime,
                aide: donnee.map_or(Centimes::ZERO, |donnee| donnee.aide),
                frais: choix.offre.cotisation.frais.iter().map(Frais::annuel).sum(),
                annee: annee_de_soins(&annee, std::slice::from_ref(&contrat), false),
                difficile: difficile.as_ref().map(|dossiers| {
                    annee_de_soins(dossiers, std::slice::from_ref(&contrat), false)
                }),
                drapeaux: Vec::new(),
            };
            candidat.drapeaux = drapeaux(&candidat);
            candidat
        })
        .collect();
    ranger(&mut candidats, demande.critere);
    Ok(Classement {
        candidats,
        sans_mutuelle: annee_de_soins(&annee, &[], false),
        sans_mutuelle_difficile: difficile
            .as_ref()
            .map(|dossiers| annee_de_soins(dossiers, &[], false)),
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
    match candidat.prime {
        Ok(prime) if prime.min != prime.max => drapeaux.push(Drapeau::ZoneInconnue),
        Ok(_) => {}
        Err(
            SansCotisation::NonPubliee
            | SansCotisation::PmssInconnu
            | SansCotisation::QualiteHorsGrille(_)
            | SansCotisation::StatutHorsGrille
            | SansCotisation::Personne,
        ) => drapeaux.push(Drapeau::CotisationNonPubliee),
        Err(SansCotisation::AgeHorsGrille(..)) => drapeaux.push(Drapeau::AgeHorsGrille),
        Err(SansCotisation::RegimeHorsGrille) => drapeaux.push(Drapeau::RegimeHorsGrille),
        Err(SansCotisation::DepartementSansZone) => drapeaux.push(Drapeau::ZoneInconnue),
    }
    if candidat.choix.offre.cotisation.provenance.doute.is_some() && candidat.prime.is_ok() {
        drapeaux.push(Drapeau::CotisationDouteuse);
    }
    if candidat.choix.offre.responsable == Some(false) {
        drapeaux.push(Drapeau::NonResponsable);
    }
    drapeaux.sort_unstable();
    drapeaux.dedup();
    drapeaux
}
