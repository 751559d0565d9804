//! The questions of the sheet `Contrat`: each answer is a key of the header of an offer.

use crate::catalogue::offres::mots;

/// How an answer is written.
#[derive(Clone, Copy, Debug)]
pub enum Genre {
    /// Words.
    Texte,
    /// A day: a date of the spreadsheet, or `JJ/MM/AAAA`.
    Date,
    /// `oui` or `non`.
    OuiNon,
    /// `oui`, `non` or `?`.
    OuiNonInconnu,
    /// One of these words.
    Mots(fn() -> Vec<&'static str>),
    /// A number of years.
    Entier,
    /// Words, one clause a row: the question may be repeated.
    Clauses,
}

/// Whether a contract can do without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Besoin {
    /// Every contract says it.
    Toujours,
    /// A contract whose table is complete says it.
    SiComplet,
    /// Only what the contract says.
    Libre,
}

/// A question.
#[derive(Clone, Copy, Debug)]
pub struct Rubrique {
    /// The words of the question, in column A.
    pub libelle: &'static str,
    /// The table of the header: `contrat`, `services`, `lecture` or `cotisation`.
    pub table: &'static str,
    /// Its key.
    pub cle: &'static str,
    /// How the answer is written.
    pub genre: Genre,
    /// Whether an answer is needed.
    pub besoin: Besoin,
    /// What to write, for whoever fills the grid.
    pub aide: &'static str,
}

const fn question(
    libelle: &'static str,
    (table, cle): (&'static str, &'static str),
    genre: Genre,
    besoin: Besoin,
    aide: &'static str,
) -> Rubrique {
    Rubrique {
        libelle,
        table,
        cle,
        genre,
        besoin,
        aide,
    }
}

use Besoin::{Libre, SiComplet, Toujours};
use Genre::{Clauses, Date, Entier, Mots, OuiNon, OuiNonInconnu, Texte};

/// Every question, in the order of the sheet.
pub const RUBRIQUES: [Rubrique; 37] = [
    question(
        "Code du contrat",
        ("contrat", "id"),
        Texte,
        Toujours,
        "organisme/contrat, en minuscules sans accent ni espace : ma-mutuelle/mon-contrat",
    ),
    question(
        "Organisme",
        ("contrat", "organisme"),
        Texte,
        SiComplet,
        "qui assure",
    ),
    question(
        "Nom du contrat",
        ("contrat", "nom"),
        Texte,
        Toujours,
        "le nom commercial",
    ),
    question(
        "Millésime",
        ("contrat", "millesime"),
        Texte,
        SiComplet,
        "2026",
    ),
    question(
        "Valable du",
        ("contrat", "valable_du"),
        Date,
        Toujours,
        "premier jour : 01/01/2026",
    ),
    question(
        "Valable jusqu’au",
        ("contrat", "valable_au"),
        Date,
        Libre,
        "vide : sans fin connue",
    ),
    question(
        "Contrat responsable",
        ("contrat", "responsable"),
        OuiNonInconnu,
        SiComplet,
        "oui, non, ou ? si ce n’est pas dit",
    ),
    question(
        "Année des compteurs",
        ("contrat", "annee"),
        Mots(mots::annees),
        SiComplet,
        "l’année sur laquelle courent forfaits et plafonds",
    ),
    question(
        "Tableau complet",
        ("contrat", "complet"),
        OuiNon,
        Toujours,
        "oui : ce qui n’a pas de ligne n’est pas couvert ; non : ce n’est pas dit",
    ),
    question(
        "Réservé à",
        ("contrat", "reserve_a"),
        Texte,
        Libre,
        "vide : tout le monde peut le prendre",
    ),
    question(
        "Surcomplémentaire",
        ("contrat", "surcomplementaire"),
        OuiNon,
        Libre,
        "oui : il paie ce qu’un autre contrat laisse",
    ),
    question(
        "Paie la participation forfaitaire",
        ("contrat", "paie_participation"),
        OuiNon,
        Libre,
        "oui : seulement un contrat non responsable",
    ),
    question(
        "Document",
        ("contrat", "source"),
        Texte,
        Toujours,
        "le document d’où viennent ces garanties, et ses pages",
    ),
    question(
        "Lien du document",
        ("contrat", "source_url"),
        Texte,
        Libre,
        "adresse publique, s’il y en a une",
    ),
    question(
        "Vérifié le",
        ("contrat", "verifie_le"),
        Date,
        Toujours,
        "le jour où la grille a été relue : 22/11/2026",
    ),
    question(
        "Doute",
        ("contrat", "doute"),
        Texte,
        Libre,
        "ce qui reste incertain, en une phrase",
    ),
    question("Remarque", ("contrat", "note"), Texte, Libre, ""),
    question(
        "Tiers payant",
        ("services", "tiers_payant"),
        OuiNonInconnu,
        Libre,
        "oui : le contrat paie le professionnel, sans avance de frais",
    ),
    question(
        "Réseau de soins",
        ("services", "reseau"),
        OuiNonInconnu,
        Libre,
        "oui : des opticiens, dentistes… à prix négociés",
    ),
    question(
        "Autres délais d’attente",
        ("services", "autres_delais"),
        OuiNonInconnu,
        Libre,
        "non : aucun délai, hors les lignes « délai » de la feuille Garanties",
    ),
    question(
        "Mots sur ces services",
        ("services", "cite"),
        Texte,
        Libre,
        "la phrase du contrat qui le dit",
    ),
    question(
        "Un pourcentage seul",
        ("lecture", "pourcentages"),
        Mots(mots::pourcentages),
        SiComplet,
        "comment se lit « 150 % »",
    ),
    question(
        "Un montant seul",
        ("lecture", "euros"),
        Mots(mots::euros),
        SiComplet,
        "comment se lit « 60 € »",
    ),
    question(
        "Mots du contrat",
        ("lecture", "cite"),
        Texte,
        SiComplet,
        "la phrase du contrat qui dit ces deux lectures",
    ),
    question(
        "Grille des cotisations",
        ("cotisation", "grille"),
        Mots(mots::grilles),
        SiComplet,
        "publiée : remplissez la feuille Cotisations",
    ),
    question(
        "Âge de la cotisation",
        ("cotisation", "age"),
        Mots(mots::ages),
        Libre,
        "comment l’âge se compte",
    ),
    question(
        "Âge figé à l’adhésion",
        ("cotisation", "age_fige"),
        OuiNonInconnu,
        Libre,
        "oui, non, ou ?",
    ),
    question(
        "Tarif d’un enfant",
        ("cotisation", "enfant"),
        Texte,
        Libre,
        "tarif de 18 ans ; vide : la feuille Cotisations a des lignes enfant",
    ),
    question(
        "Dernier âge d’un enfant",
        ("cotisation", "enfant_jusqu_a"),
        Entier,
        Libre,
        "27",
    ),
    question(
        "Cotisation minimale par mois",
        ("cotisation", "minimum_mensuel"),
        Texte,
        Libre,
        "16 €",
    ),
    question(
        "Réduction",
        ("cotisation", "reductions"),
        Clauses,
        Libre,
        "10 % pour un couple ; 3e enfant gratuit (une ligne chacune)",
    ),
    question(
        "Part de l’employeur",
        ("cotisation", "part_employeur"),
        Clauses,
        Libre,
        "50 % : adhérent (une ligne chacune)",
    ),
    question(
        "Frais",
        ("cotisation", "frais"),
        Clauses,
        Libre,
        "12 €/an : association (une ligne chacun)",
    ),
    question(
        "Évolution des cotisations",
        ("cotisation", "evolution"),
        Texte,
        Libre,
        "les mots du contrat",
    ),
    question(
        "Document des cotisations",
        ("cotisation", "source"),
        Texte,
        SiComplet,
        "la grille, ou ce qui dit qu’elle n’est pas publiée",
    ),
    question(
        "Cotisations vérifiées le",
        ("cotisation", "verifie_le"),
        Date,
        SiComplet,
        "22/11/2026",
    ),
    question(
        "Doute sur les cotisations",
        ("cotisation", "doute"),
        Texte,
        Libre,
        "",
    ),
];
