//! What the right leaves to pay, on the ordinary year of the age band of the demandeur: in
//! euros, beside what nobody would pay without it.

use super::foyer::Demande as Foyer;
use crate::calcul::classement::{Critere, Demande, Personne, classer};
use crate::calcul::droits::Etude;
use crate::commandes::contexte::Contexte;
use crate::commandes::solidaire;
use crate::montant::Centimes;
use crate::offre::Choix;
use crate::panier::{Annee, Droit, Patient};

/// The bands whose baskets are embedded.
const TRANCHES: &str = "arcs";

/// One sentence; none when there is no right, no age, or no tariff on the date.
pub(super) fn phrase(contexte: &Contexte, foyer: &Foyer, etude: &Etude) -> Option<String> {
    let age = foyer.foyer.membres.first()?.age?;
    let tranches = &contexte.catalogue.tranches;
    let tranches = tranches.iter().find(|tranches| tranches.id == TRANCHES)?;
    let tranche = contexte.tranche(tranches, age)?;
    let voulu = tranche.panier(Annee::Moyenne);
    let mut paniers = contexte.catalogue.paniers.iter();
    let panier = paniers.find(|panier| panier.id == voulu)?;
    let demande = Demande {
        critere: Critere::Rac,
        ..Demande::pour(
            &contexte.catalogue.reglementation,
            contexte.date,
            Personne::seule(Patient::de_age(age), panier, None),
        )
    };
    let sans = classer(&demande, []).ok()?.sans_mutuelle.total.rac;
    let (bas, haut) = avec(contexte, &demande, etude.droit)?;
    let reste = if bas == haut {
        haut.to_string()
    } else {
        format!("{} à {haut}", bas.to_string().trim_end_matches("\u{a0}€"))
    };
    let comment = if etude.droit == Droit::Acs {
        " avec un contrat labellisé, selon le niveau A, B ou C"
    } else {
        ""
    };
    Some(format!(
        "Reste à payer sur une année moyenne de soins à {age} ans (quantités supposées : {voulu}) : {reste}{comment} ; {sans} sans complémentaire ni droit"
    ))
}

/// The least and the most that are left with the right.
fn avec(contexte: &Contexte, demande: &Demande<'_>, droit: Droit) -> Option<(Centimes, Centimes)> {
    if droit.couvre() {
        let annee = solidaire::candidat(contexte, demande, droit).ok()?.annee;
        return Some((annee.rac.min, annee.rac.max));
    }
    if droit == Droit::Aucun {
        return None;
    }
    let contenus = contexte.catalogue.contenus_acs.iter();
    let choix = contenus
        .filter(|offre| offre.validite.contient(contexte.date))
        .flat_map(Choix::de)
        .map(|choix| (choix, None));
    let demande = demande.avec_patients(|patient| Patient { droit, ..patient });
    let classement = classer(&demande, choix).ok()?;
    let restes = || {
        classement
            .candidats
            .iter()
            .map(|candidat| candidat.annee.rac)
    };
    let bas = restes().map(|reste| reste.min).min()?;
    Some((bas, restes().map(|reste| reste.max).max()?))
}
