//! The words of the language, for advice on a misspelt one.

use super::echec::Vocabulaire;

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
    "et", "ou",
];

/// Words of conditions.
#[rustfmt::skip]
pub(super) const MOTS_QUAND: Vocabulaire = &[
    "OPTAM", "DPTAM", "non", "hors", "conventionné", "secteur", "âge", "année", "ans", "moins",
    "plus", "dents", "visibles", "Santé", "maîtrisé", "modéré", "libre", "panier", "tarif",
    "verre", "simple", "complexe", "très", "remboursé", "court", "séjour", "ambulatoire",
    "réadaptation", "psychiatrie", "maternité", "ALD", "sinon", "ou", "partir", "entre",
];
