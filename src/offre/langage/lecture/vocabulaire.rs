//! The words of the language, for advice on a misspelt one.

use super::echec::Vocabulaire;
use crate::offre::condition::{Axe, TypeSejour, bit_panier, bit_secteur, bit_sejour};
use crate::reglementation::{PanierSante, Secteur, Unite};

/// A word of a condition: how it is read, what it says, how it is written and explained.
#[derive(Clone, Copy)]
pub(super) struct MotDeCondition {
    /// As [`super::base::locution`] reads it.
    pub(super) motif: &'static str,
    /// The values of an axis.
    pub(super) valeurs: fn() -> (Axe, u128),
    /// As a table writes it; empty for another spelling of the word before.
    pub(super) ecrit: &'static str,
    /// What it means, in French.
    pub(super) sens: &'static str,
}

const fn mot(
    motif: &'static str,
    valeurs: fn() -> (Axe, u128),
    ecrit: &'static str,
    sens: &'static str,
) -> MotDeCondition {
    MotDeCondition {
        motif,
        valeurs,
        ecrit,
        sens,
    }
}

fn optam() -> (Axe, u128) {
    let un = bit_secteur(Secteur::Un);
    (Axe::Secteur, un | bit_secteur(Secteur::Optam))
}

/// The words that name values of an axis by themselves: the parser and the reference read
/// them here.
#[rustfmt::skip]
pub(super) const MOTS_DE_CONDITION: [MotDeCondition; 15] = [
    mot("optam / optam - co", optam, "", ""),
    mot("optam|dptam - co", optam, "", ""),
    mot("optam|dptam", optam, "OPTAM", "médecin de secteur 1, ou adhérent à l’OPTAM (on lit aussi DPTAM, OPTAM-CO)"),
    mot("conventionne~", || (Axe::Secteur, !bit_secteur(Secteur::NonConventionne)), "conventionné", "tout praticien qui a signé la convention"),
    mot("maitrise~|modere~", || (Axe::Panier, bit_panier(PanierSante::Maitrise)), "maîtrisé", "acte dentaire au prix plafonné (on lit aussi modéré)"),
    mot("libre_", || (Axe::Panier, bit_panier(PanierSante::Libre)), "libre", "acte dentaire, équipement ou aide auditive au prix libre"),
    mot("rembourse~", || (Axe::Rembourse, 0b01), "remboursé", "la sécurité sociale rembourse cet acte"),
    mot("court_ sejour_", || (Axe::Sejour, bit_sejour(TypeSejour::Court)), "court séjour", "médecine, chirurgie"),
    mot("ambulatoire", || (Axe::Sejour, bit_sejour(TypeSejour::Ambulatoire)), "ambulatoire", "entrée et sortie le même jour"),
    mot("readaptation|ssr|smr", || (Axe::Sejour, bit_sejour(TypeSejour::Readaptation)), "réadaptation", "soins de suite, rééducation (on lit aussi SSR, SMR)"),
    mot("psychiatrie", || (Axe::Sejour, bit_sejour(TypeSejour::Psychiatrie)), "psychiatrie", "séjour en psychiatrie"),
    mot("maternite", || (Axe::Sejour, bit_sejour(TypeSejour::Maternite)), "maternité", "séjour de maternité"),
    mot("ald", || (Axe::Ald, 0b10), "ALD", "soin lié à une affection de longue durée"),
    mot("en|dans reseau", || (Axe::Reseau, 0b10), "", ""),
    mot("reseau", || (Axe::Reseau, 0b10), "réseau", "le professionnel est du réseau de l’assureur (on lit aussi en réseau)"),
];

/// The units of amounts and numbers, as they are read.
pub(super) const UNITES: [(&str, Unite); 19] = [
    ("acte_|consultation_|visite_", Unite::Acte),
    ("seance_", Unite::Seance),
    ("jour_|j|journee_", Unite::Jour),
    ("nuit_|nuitee_", Unite::Nuit),
    ("oreille_", Unite::Oreille),
    ("oeil|yeux", Unite::Oeil),
    ("dent_", Unite::Dent),
    ("implant_", Unite::Implant),
    ("monture_", Unite::Monture),
    ("verre_", Unite::Verre),
    ("equipement_", Unite::Equipement),
    ("semestre_", Unite::Semestre),
    ("boite_", Unite::Boite),
    ("an_|annee_", Unite::An),
    ("sejour_|hospitalisation_", Unite::Sejour),
    ("prothese_|appareil_", Unite::Prothese),
    ("assure_", Unite::Assure),
    ("enfant_", Unite::Enfant),
    ("naissance_", Unite::Naissance),
];

/// Words of cells and rules, for advice on a misspelt one.
#[rustfmt::skip]
pub(super) const MOTS_CELLULE: Vocabulaire = &[
    "BR", "FR", "TM", "AMO", "PLV", "HLF", "PMSS", "MR", "SS", "RO", "néant", "idem", "s.o.",
    "niveau", "euros", "frais", "réels", "réel", "ticket", "modérateur", "reste", "limité",
    "limite", "dans", "comprise", "compris", "incluse", "inclus", "plus", "complément", "hors",
    "contrat", "précédent", "socle", "base", "dont", "monture", "par", "tous", "acte",
    "séance", "jour", "nuit", "oreille", "œil", "yeux", "dent", "implant", "verre",
    "équipement", "semestre", "boîte", "an", "année", "mois", "séjour", "prothèse", "assuré",
    "enfant", "naissance", "bénéficiaire", "période", "max", "maximum", "commun", "chacun",
    "puis", "partir", "civile", "adhésion", "glissante", "pendant", "sans", "dépense",
    "capital", "minimum", "illimité", "tarif", "autorité", "convention", "sécurité", "sociale",
    "fois", "intégral", "forfait", "remboursement", "consultation", "nuitée", "vie", "en",
    "et", "ou", "si", "rien", "depuis", "pas", "utilisation", "utilisé", "numéro", "crédit",
    "budget", "enveloppe", "annuel", "annuelle", "journalier", "mutuelle", "complémentaire",
    "prorata", "concurrence", "avec", "pour",
];

/// Words of conditions.
#[rustfmt::skip]
pub(super) const MOTS_QUAND: Vocabulaire = &[
    "OPTAM", "DPTAM", "non", "hors", "conventionné", "secteur", "âge", "année", "ans", "moins",
    "plus", "dents", "visibles", "Santé", "maîtrisé", "modéré", "libre", "panier", "tarif",
    "verre", "simple", "complexe", "très", "remboursé", "court", "séjour", "ambulatoire",
    "réadaptation", "psychiatrie", "maternité", "ALD", "réseau", "sinon", "ou", "partir", "entre",
];
