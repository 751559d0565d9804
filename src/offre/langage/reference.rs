//! The language by example, for its reference: each example is read, printed back and said
//! by the code itself.

use super::lecture::{conditions_nommees, unites_lues};

/// Cells, one by form.
pub const CELLULES: [&str; 36] = [
    "150 %",
    "150 % BR",
    "150 % BR, AMO comprise",
    "150 % BR, en plus de l’AMO",
    "300 % BR, AMO et contrat précédent compris",
    "TM",
    "TM + 100 % BR",
    "AMO + 150 €",
    "100 % BR - MR",
    "FR",
    "80 % FR",
    "FR limité à 150 % BR",
    "100 % PLV",
    "FR dans la limite du PLV",
    "50 % du reste",
    "60 €",
    "60 €, AMO comprise",
    "30 €/séance",
    "120 €/an",
    "150 €/2 ans",
    "200 €/œil/an",
    "100 % BR + 70 €/an",
    "5 × 30 €",
    "4 séances de 30 €/an",
    "60 €/jour, 30 jours/an, puis 100 % BR",
    "400 €/oreille, 1 oreille/4 ans, 1 700 € AMO comprise max",
    "150 €/acte, 800 € max par an",
    "500 €, 1 acte/dent",
    "300 €, dont monture 100 €",
    "2,5 % PMSS/jour",
    "1 % PMSS limité à 40 €/jour",
    "1 500 €, capital",
    "100 % | 130 %",
    "niveau Éco",
    "néant",
    "?",
];

/// Rules, one by form.
pub const REGLES: [&str; 27] = [
    "par séance",
    "par an",
    "par œil, par an",
    "tous les 2 ans",
    "par contrat",
    "5 séances/an",
    "60 jours/an",
    "1 oreille/4 ans",
    "1 acte/dent",
    "2 implants par ?",
    "en commun",
    "chacun",
    "AMO comprise",
    "en plus de l’AMO",
    "50 € max par séance",
    "1 700 € AMO comprise max",
    "800 € max par an",
    "par an, puis TM",
    "par an, puis ?",
    "par jour, à partir du 4e jour",
    "dont monture 100 €",
    "année d’adhésion",
    "par naissance, sans dépense",
    "capital",
    "minimum",
    "pendant 3 mois",
    "si rien depuis 24 mois",
];

/// Conditions made of a word and of something more, with their meaning.
const CONDITIONS_COMPOSEES: [(&str, &str); 20] = [
    (
        "non OPTAM",
        "les autres médecins de secteur 2 ; le non conventionné aussi, s’il n’a pas sa ligne",
    ),
    ("non conventionné", "le seul non conventionné"),
    ("secteur 1", "le seul secteur 1"),
    ("secteur 2", "le secteur 2, OPTAM ou non"),
    ("âge < 16", "le patient a moins de 16 ans"),
    ("âge >= 21", "le patient a 21 ans ou plus"),
    ("âge 20 à 59", "de 20 à 59 ans compris"),
    ("moins de 16 ans", "le patient a moins de 16 ans"),
    ("année 1", "la première année dans le contrat"),
    ("années 2 à 3", "de la deuxième à la troisième année"),
    ("année >= 4", "à partir de la quatrième année"),
    ("100 % Santé", "le panier 100 % Santé, classe A ou classe I"),
    ("hors 100 % Santé, remboursé", "« , » veut dire « et »"),
    ("psychiatrie ou réadaptation", "« ou » : l’un des deux"),
    ("dents visibles", "incisive, canine, prémolaire visible"),
    ("dents non visibles", "les autres dents"),
    (
        "hors réseau",
        "le professionnel n’en est pas ; si personne ne le dit, les deux lignes donnent une fourchette",
    ),
    (
        "verre complexe",
        "un verre : simple, complexe ou très complexe",
    ),
    (
        "1 simple + 1 complexe",
        "les deux verres d’un équipement ; aussi 2 simples, 2 complexes, 1 simple + 1 très complexe…",
    ),
    (
        "sinon",
        "tout ce que les autres lignes du poste laissent ; s’écrit seul",
    ),
];

/// Every condition of the reference, as written, with its meaning.
pub fn conditions() -> impl Iterator<Item = (&'static str, &'static str)> {
    conditions_nommees().chain(CONDITIONS_COMPOSEES)
}

/// The words of the units, singular.
pub fn unites() -> impl Iterator<Item = &'static str> {
    unites_lues().map(|unite| super::mot(unite, 1))
}
