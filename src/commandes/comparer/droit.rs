//! The right that the household would have, beside the ranking: nobody should pay for what
//! the law gives.

use crate::calcul::classement::{Candidat, Demande};
use crate::calcul::droits::{Etude, Foyer, Membre, Role, etudier};
use crate::catalogue::lire_logement;
use crate::commandes::contexte::Contexte;
use crate::commandes::droits::foyer::{montant, personnes};
use crate::commandes::options::Comparer;
use crate::commandes::personnes::Personnes;
use crate::commandes::{Refus, solidaire};
use crate::offre::Regime;
use crate::panier::Droit;
use crate::reglementation::droits::Zone;

/// What the options say of the household.
pub(in crate::commandes) struct Ressources {
    foyer: Foyer,
    /// How to ask for the whole answer.
    commande: String,
}

/// A right to ask for.
pub(in crate::commandes) struct Offert<'a> {
    pub(in crate::commandes) etude: Etude,
    /// The right as a cover, when it is one.
    pub(in crate::commandes) candidat: Option<Candidat<'a>>,
    commande: String,
}

/// The household of the options, when its resources are given.
pub(super) fn lire(
    contexte: &Contexte,
    options: &Comparer,
    gens: Option<&Personnes>,
) -> Result<Option<Ressources>, Refus> {
    let Some(ecrites) = &options.ressources.ressources else {
        return Ok(None);
    };
    let ressources = montant("--ressources", ecrites)?;
    let logement = lire_logement(&options.ressources.logement).map_err(|conseil| {
        Refus::new(format!(
            "logement « {} » inconnu : {conseil}",
            options.ressources.logement
        ))
    })?;
    let ages: Vec<u8> = gens.map_or_else(Vec::new, |gens| gens.ages().collect());
    let nombre = match &options.ressources.personnes {
        Some(texte) => personnes(texte)?.max(ages.len()),
        None => ages.len(),
    };
    if nombre == 0 {
        return Err(Refus::new(
            "--ressources demande un foyer : ajoutez --age, ou lancez rac droits",
        ));
    }
    let membre = |rang: usize| Membre {
        age: ages.get(rang).copied(),
        role: if rang < 2 && ages.get(rang).is_none_or(|age| *age >= 18) {
            Role::Adulte
        } else {
            Role::ACharge
        },
    };
    let departement = gens.and_then(|gens| gens.departement.clone());
    let zone = departement.as_deref().and_then(Zone::du_departement);
    let foyer = Foyer {
        ressources: Some(ressources),
        logement,
        zone: zone.unwrap_or_default(),
        alsace_moselle: options.personne.regime == "alsace-moselle",
        ..Foyer::compose((0..nombre).map(membre).collect())
    };
    let ages: Vec<String> = ages.iter().map(|age| format!(" --age {age}")).collect();
    let commande = format!(
        "rac droits{} --personnes {nombre} --ressources {ecrites} --logement {} --date {}",
        ages.concat(),
        options.ressources.logement,
        contexte.date
    );
    Ok(Some(Ressources { foyer, commande }))
}

impl Ressources {
    /// The right that this household would have, none when it has none.
    pub(super) fn offrir<'a>(
        &self,
        contexte: &'a Contexte,
        demande: &Demande<'_>,
    ) -> Result<Option<Offert<'a>>, Refus> {
        let foyer = Foyer {
            alsace_moselle: demande
                .personnes
                .iter()
                .any(|personne| personne.patient.regime == Regime::AlsaceMoselle),
            ..self.foyer.clone()
        };
        let etude = etudier(&contexte.catalogue.droits, &foyer, contexte.date)?;
        if etude.droit == Droit::Aucun {
            return Ok(None);
        }
        let candidat = if etude.droit.couvre() {
            let mut candidat = solidaire::candidat(contexte, demande, etude.droit)?;
            candidat.rang = None;
            Some(candidat)
        } else {
            None
        };
        Ok(Some(Offert {
            etude,
            candidat,
            commande: self.commande.clone(),
        }))
    }
}

impl Offert<'_> {
    /// « Vous auriez droit à … : voir `rac droits` »
    pub(in crate::commandes) fn phrase(&self) -> String {
        let droit = self.etude.droit;
        let article = if droit == Droit::Acs { "l’" } else { "la " };
        let combien = match (droit, self.etude.aide_annuelle) {
            (Droit::Acs, Some(aide)) => {
                format!(", {aide} par an sur un contrat labellisé (rac acs)")
            }
            _ => String::new(),
        };
        format!(
            "Vous auriez droit à {article}{}{combien}. Avant de choisir, voir : {}",
            droit.nom(),
            self.commande
        )
    }
}
