//! The answer of a survey: the people, their baskets, then each offer.

use super::{Bilan, Options};
use crate::calcul::repartition::pour_mille;
use crate::catalogue::HYPOTHESES;
use crate::commandes::contexte::Contexte;
use crate::commandes::phrases;
use crate::montant::Centimes;
use crate::panier::enquete::{Enquete, Poids};
use crate::rendu::{Bloc, Cellule, Colonne, Document, Jeu, Ligne, Tableau, Valeur};
use crate::texte::jour;
use std::collections::BTreeMap;

const COLONNES: [&str; 14] = [
    "offre",
    "niveau",
    "reponses",
    "poids",
    "cout_moyen",
    "cout_median",
    "cout_p90",
    "rac_moyen",
    "cotisation_moyenne",
    "part_moins_cher",
    "poids_sans_prix",
    "drapeaux",
    "poids_suppose",
    "hypotheses",
];
const PANIERS: [&str; 4] = ["tranche", "panier", "poids", "part"];
/// Offers shown on the screen; the machine formats give them all.
const MONTREES: usize = 15;

pub(super) fn document(
    contexte: &Contexte,
    options: &Options,
    enquete: &Enquete,
    bilans: &[Bilan<'_>],
) -> Document {
    let total = poids(enquete);
    let chiffrees: Vec<&Bilan<'_>> = bilans.iter().filter(|b| b.moyen().is_some()).collect();
    let paniers = paniers(enquete);
    let mut blocs = vec![
        Bloc::Titre("Ce que ces personnes consomment".to_owned()),
        Bloc::Tableau(tableau_des_paniers(&paniers, total)),
        Bloc::Titre("Ce que coûterait chaque offre, par personne et par an".to_owned()),
    ];
    if chiffrees.is_empty() {
        blocs.push(Bloc::Paragraphe(
            "Aucune de ces offres n’a de cotisation connue pour toutes les réponses.".to_owned(),
        ));
    } else {
        blocs.push(Bloc::Tableau(tableau(&chiffrees)));
    }
    if chiffrees.len() > MONTREES {
        let autres = phrases::compte(chiffrees.len() - MONTREES, "autre", "autres");
        blocs.push(Bloc::Paragraphe(format!("… et {autres} (--format csv).")));
    }
    blocs.extend(suppose(enquete, total));
    blocs.push(Bloc::Paragraphe(
        "Médiane et P90 : le coût que la moitié, puis neuf dixièmes des personnes ne dépassent pas. Moins cher : la part de celles, parmi celles qui disent leur cotisation, que l’offre ferait cotiser moins qu’aujourd’hui (frais compris)."
            .to_owned(),
    ));
    Document {
        titre: format!(
            "{}, pour {} personnes, au {}",
            phrases::compte(enquete.reponses.len(), "réponse", "réponses"),
            nombre(total),
            jour(contexte.date)
        ),
        blocs,
        jeux: vec![
            jeu(enquete, bilans),
            Jeu {
                nom: "paniers",
                colonnes: &PANIERS,
                lignes: paniers
                    .iter()
                    .map(|((tranche, panier), poids)| {
                        vec![
                            Valeur::Texte((*tranche).to_owned()),
                            Valeur::Texte((*panier).to_owned()),
                            Valeur::Texte(machine(*poids)),
                            Valeur::Texte(part_machine(*poids, total)),
                        ]
                    })
                    .collect(),
            },
        ],
        perimetre: perimetre(contexte, options, enquete, bilans),
        ..Document::default()
    }
}

/// What the results rest on when care was made from amounts spent.
fn suppose(enquete: &Enquete, total: Poids) -> Vec<Bloc> {
    if enquete.hypotheses.is_empty() {
        return Vec::new();
    }
    vec![
        Bloc::Paragraphe(format!(
            "Pour {} personnes sur {}, ces résultats reposent sur une dépense par poste, changée en soins par :",
            nombre(poids_suppose(enquete)),
            nombre(total)
        )),
        Bloc::Liste(enquete.hypotheses.clone()),
        Bloc::Paragraphe(format!(
            "Ces hypothèses se remplacent : {HYPOTHESES}, dans le dossier de --donnees."
        )),
    ]
}

fn poids_suppose(enquete: &Enquete) -> Poids {
    let supposees = enquete.reponses.iter().filter(|avis| avis.suppose);
    Poids(supposees.map(|avis| avis.poids.0).sum())
}

fn poids(enquete: &Enquete) -> Poids {
    Poids(enquete.reponses.iter().map(|avis| avis.poids.0).sum())
}

/// The weight of each basket in each band, in the order of the bands.
fn paniers(enquete: &Enquete) -> Vec<((&str, &str), Poids)> {
    let mut paniers: BTreeMap<(u8, &str, &str), u64> = BTreeMap::new();
    for avis in &enquete.reponses {
        let cle = (
            avis.tranche.age,
            avis.tranche.libelle.as_str(),
            avis.panier.libelle.as_str(),
        );
        *paniers.entry(cle).or_default() += avis.poids.0;
    }
    paniers
        .into_iter()
        .map(|((_, tranche, panier), poids)| ((tranche, panier), Poids(poids)))
        .collect()
}

fn tableau_des_paniers(paniers: &[((&str, &str), Poids)], total: Poids) -> Tableau {
    let lignes = paniers.iter().map(|((tranche, panier), poids)| {
        Ligne::normale(vec![
            Cellule::Texte((*tranche).to_owned()),
            Cellule::Texte((*panier).to_owned()),
            Cellule::Texte(nombre(*poids)),
            Cellule::Texte(part(*poids, total)),
        ])
    });
    Tableau {
        colonnes: vec![
            Colonne::gauche("Tranche"),
            Colonne::gauche("Soins de l’année"),
            Colonne::droite("Personnes"),
            Colonne::droite("Part"),
        ],
        lignes: lignes.collect(),
    }
}

fn tableau(bilans: &[&Bilan<'_>]) -> Tableau {
    let montant = |montant: Option<Centimes>| montant.map_or(Cellule::Vide, Cellule::Montant);
    let lignes = bilans.iter().take(MONTREES).map(|bilan| {
        Ligne::normale(vec![
            Cellule::Texte(bilan.choix.nom()),
            montant(bilan.moyen()),
            montant(bilan.cout.centile(50)),
            montant(bilan.cout.centile(90)),
            montant(bilan.rac.moyenne()),
            Cellule::Texte(part(bilan.moins_cher, bilan.connus)),
        ])
    });
    Tableau {
        colonnes: vec![
            Colonne::gauche("Offre"),
            Colonne::droite("Moyenne"),
            Colonne::droite("Médiane"),
            Colonne::droite("P90"),
            Colonne::droite("dont reste"),
            Colonne::droite("Moins cher"),
        ],
        lignes: lignes.collect(),
    }
}

fn jeu(enquete: &Enquete, bilans: &[Bilan<'_>]) -> Jeu {
    let montant = |montant: Option<Centimes>| montant.map_or(Valeur::Vide, Valeur::Montant);
    let reponses = i64::try_from(enquete.reponses.len()).unwrap_or(i64::MAX);
    let lignes = bilans.iter().map(|bilan| {
        let chiffree = bilan.moyen().is_some();
        let si = |lu: Option<Centimes>| montant(lu.filter(|_| chiffree));
        vec![
            Valeur::Texte(bilan.choix.offre.id.clone()),
            Valeur::Texte(bilan.choix.nom_niveau()),
            Valeur::Entier(reponses),
            Valeur::Texte(machine(poids(enquete))),
            si(bilan.moyen()),
            si(bilan.cout.centile(50)),
            si(bilan.cout.centile(90)),
            montant(bilan.rac.moyenne()),
            si(bilan.cotisation.moyenne()),
            match pour_mille(bilan.moins_cher, bilan.connus) {
                Some(_) if chiffree => Valeur::Texte(part_machine(bilan.moins_cher, bilan.connus)),
                _ => Valeur::Vide,
            },
            Valeur::Texte(machine(bilan.sans_prix)),
            Valeur::Liste(phrases::codes(&bilan.drapeaux)),
            Valeur::Texte(machine(poids_suppose(enquete))),
            Valeur::Liste(enquete.hypotheses.clone()),
        ]
    });
    Jeu {
        nom: "offres",
        colonnes: &COLONNES,
        lignes: lignes.collect(),
    }
}

fn perimetre(
    contexte: &Contexte,
    options: &Options,
    enquete: &Enquete,
    bilans: &[Bilan<'_>],
) -> Vec<String> {
    let chiffrees = bilans
        .iter()
        .filter(|bilan| bilan.moyen().is_some())
        .count();
    let mut dites = vec![format!(
        "Classé par coût moyen (cotisation + frais + reste à charge). {} sur {}.",
        phrases::compte(chiffrees, "niveau chiffré", "niveaux chiffrés"),
        bilans.len()
    )];
    if chiffrees < bilans.len() {
        dites.push(
            "Les autres n’ont pas de cotisation connue pour toutes les réponses : leur reste à charge est dans --format csv.".to_owned(),
        );
    }
    if options.departement.is_none() {
        dites.push(
            "Sans --departement, une cotisation par zone est comptée dans la zone la plus chère."
                .to_owned(),
        );
    }
    dites.push(
        "Chaque personne a l’âge qui représente sa tranche, seule dans le contrat, hors ALD ; une réponse sans panier, ni soins, ni dépense reçoit l’année moyenne de sa tranche.".to_owned(),
    );
    let connues: u64 = enquete
        .reponses
        .iter()
        .filter(|avis| avis.cotisation.is_some())
        .map(|avis| avis.poids.0)
        .sum();
    dites.push(format!(
        "Cotisation actuelle dite pour {} personnes sur {}.",
        nombre(Poids(connues)),
        nombre(poids(enquete))
    ));
    for source in &enquete.sources {
        dites.push(format!("Réponses : {source}."));
    }
    dites.append(&mut phrases::perimetre(contexte));
    dites
}

/// `1 250`, `12,5`
fn nombre(poids: Poids) -> String {
    let entier = crate::montant::milliers(poids.0 / 1000);
    match poids.0 % 1000 {
        0 => entier,
        reste => format!("{entier},{}", format!("{reste:03}").trim_end_matches('0')),
    }
}

/// `1250`, `12.5`
fn machine(poids: Poids) -> String {
    match poids.0 % 1000 {
        0 => (poids.0 / 1000).to_string(),
        reste => format!(
            "{}.{}",
            poids.0 / 1000,
            format!("{reste:03}").trim_end_matches('0')
        ),
    }
}

/// `45,3 %`
fn part(part: Poids, tout: Poids) -> String {
    pour_mille(part, tout).map_or_else(String::new, |pour_mille| {
        format!("{},{}\u{a0}%", pour_mille / 10, pour_mille % 10)
    })
}

/// `45.3`, in percent
fn part_machine(part: Poids, tout: Poids) -> String {
    pour_mille(part, tout).map_or_else(String::new, |pour_mille| {
        format!("{}.{}", pour_mille / 10, pour_mille % 10)
    })
}
