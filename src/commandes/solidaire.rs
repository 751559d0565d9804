//! CMU-C and C2S as offers: their contents are written as contracts, their premium is the
//! participation, and whoever takes them holds the right.

use super::Refus;
use super::contexte::Contexte;
use crate::calcul::classement::{Candidat, Classement, Demande, PrimeDonnee, classer};
use crate::montant::Centimes;
use crate::offre::{Choix, Regime};
use crate::panier::{Droit, Patient};
use crate::reglementation::droits::MontantParAge;

/// The address of each right that is itself a cover.
const ADRESSES: [(Droit, &str); 3] = [
    (Droit::CmuC, "solidarite/cmu-c/gratuite"),
    (Droit::C2sGratuite, "solidarite/c2s/gratuite"),
    (Droit::C2sParticipation, "solidarite/c2s/participation"),
];

/// What the law asks of a labelled contract.
const CONTENU_ACS: &str = "acs/contrat";

/// The address of a right that is itself a cover.
pub(super) fn adresse(droit: Droit) -> Option<&'static str> {
    let connue = ADRESSES.iter().find(|(connu, _)| *connu == droit);
    connue.map(|(_, adresse)| *adresse)
}

/// The covers of the date, by right.
pub(super) fn choix_au(contexte: &Contexte) -> impl Iterator<Item = Choix<'_>> {
    let contenus = contexte.catalogue.contenus_droits.iter();
    contenus
        .filter(|offre| offre.validite.contient(contexte.date))
        .flat_map(Choix::de)
}

/// The right that a choice is, if it is one.
pub(super) fn droit_de(choix: &Choix<'_>) -> Option<Droit> {
    droit_a(&choix.adresse())
}

/// Whether a choice is what the law asks of a labelled ACS contract.
pub(super) fn est_un_contenu_acs(choix: &Choix<'_>) -> bool {
    choix.offre.id == CONTENU_ACS
}

/// The right that an address is, if it is one.
pub(super) fn droit_a(adresse: &str) -> Option<Droit> {
    let connue = ADRESSES.iter().find(|(_, connue)| *connue == adresse);
    connue.map(|(droit, _)| *droit)
}

/// What the right costs a year at this age.
pub(super) fn cotisation(contexte: &Contexte, droit: Droit, patient: Patient) -> Option<Centimes> {
    if droit != Droit::C2sParticipation {
        return Some(Centimes::ZERO);
    }
    let local = patient.regime == Regime::AlsaceMoselle;
    let droits = &contexte.catalogue.droits;
    let mensuelle = droits.participation_au(contexte.date, patient.age, local);
    mensuelle.map(|MontantParAge { montant, .. }| montant.multiplie(12))
}

/// The cover of a right in a comparison: its own rules, its own premium.
pub(super) fn candidat<'a>(
    contexte: &'a Contexte,
    demande: &Demande<'_>,
    droit: Droit,
) -> Result<Candidat<'a>, Refus> {
    let choix = choix_au(contexte).find(|choix| droit_de(choix) == Some(droit));
    let choix = choix.ok_or_else(|| {
        Refus::new(format!(
            "les données n’ont pas le contenu du droit « {} »",
            droit.nom()
        ))
    })?;
    let demande = demande.avec_patients(|patient| Patient { droit, ..patient });
    let primes = demande.personnes.iter();
    let prime = primes
        .map(|personne| cotisation(contexte, droit, personne.patient))
        .sum::<Option<Centimes>>();
    let prime = prime.map(|avant_aide| PrimeDonnee {
        avant_aide,
        aide: Centimes::ZERO,
    });
    let Classement { mut candidats, .. } = classer(&demande, [(choix, prime)])?;
    candidats
        .pop()
        .ok_or_else(|| Refus::new("le droit n’a pas pu être compté"))
}
