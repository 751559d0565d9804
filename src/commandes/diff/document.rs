//! What changed, to read and for machines.

use super::Essai;
use crate::calcul::ecarts::{Ecart, Etat};
use crate::catalogue::{LigneEcrite, RegleChangee, lignes_ecrites, regles_changees};
use crate::commandes::contexte::Contexte;
use crate::commandes::personnes::signe;
use crate::commandes::phrases;
use crate::montant::Centimes;
use crate::rendu::{Bloc, Cellule, Colonne, Document, Jeu, Ligne, Tableau, Valeur};

/// Rows of a table that the screen shows without `--tout`.
const MONTREES: usize = 8;

const COLONNES: [&str; 13] = [
    "tranche",
    "age",
    "panier",
    "offre",
    "rac_avant",
    "rac_apres",
    "ecart_rac",
    "cout_avant",
    "cout_apres",
    "ecart_cout",
    "rang_avant",
    "rang_apres",
    "empeche",
];

pub(super) fn document(
    titre: String,
    [avant, apres]: &[Contexte; 2],
    essais: &[Essai],
    tout: bool,
) -> Document {
    let regles = regles_changees(
        (&avant.catalogue, avant.date),
        (&apres.catalogue, apres.date),
    );
    let ecrites = lignes_ecrites(&avant.sources, &apres.sources);
    let montrees = if tout { usize::MAX } else { MONTREES };
    let mut blocs = vec![Bloc::Paragraphe(resume(&regles, &ecrites, essais))];
    blocs.extend(loi(&regles, montrees));
    blocs.extend(fichiers(&ecrites, montrees));
    for essai in essais {
        blocs.extend(effet(essai, montrees));
    }
    let mut perimetre = vec![
        "Une personne seule, parcours de soins respecté, aucun droit, contrat neuf ; cotisation de la zone la plus chère sans --departement.".to_owned(),
        "Écart : après moins avant ; un signe − est de l’argent en moins à payer.".to_owned(),
    ];
    perimetre.extend(phrases::perimetre(apres));
    Document {
        titre,
        blocs,
        jeux: vec![
            jeu(essais),
            jeu_des_regles(&regles),
            jeu_des_lignes(&ecrites),
        ],
        perimetre,
        ..Document::default()
    }
}

fn changes(essai: &Essai) -> impl Iterator<Item = &Ecart> {
    let ecarts = essai.ecarts.iter().flatten();
    ecarts.filter(|ecart| ecart.change())
}

/// How much changes, in one sentence.
fn resume(regles: &[RegleChangee], ecrites: &[LigneEcrite], essais: &[Essai]) -> String {
    let touches = essais
        .iter()
        .filter(|essai| changes(essai).next().is_some());
    let touches = touches.count();
    if regles.is_empty() && ecrites.is_empty() && touches == 0 {
        return "Rien ne change.".to_owned();
    }
    format!(
        "{} et {} de fichiers changent ; sur {}, {} un montant ou un rang.",
        phrases::compte(regles.len(), "valeur datée", "valeurs datées"),
        phrases::compte(ecrites.len(), "ligne", "lignes"),
        phrases::compte(essais.len(), "année de soins", "années de soins"),
        match touches {
            0 => "aucune ne change".to_owned(),
            1 => "une change".to_owned(),
            plusieurs => format!("{plusieurs} changent"),
        },
    )
}

fn loi(regles: &[RegleChangee], montrees: usize) -> Vec<Bloc> {
    let dite = |valeur: &Option<String>| {
        Cellule::Texte(valeur.clone().unwrap_or_else(|| "n’existe pas".to_owned()))
    };
    let lignes = regles.iter().take(montrees).map(|regle| {
        let quoi = Cellule::Texte(regle.quoi.clone());
        Ligne::normale(vec![quoi, dite(&regle.avant), dite(&regle.apres)])
    });
    section(
        "Ce que dit la loi",
        ["Quoi", "Avant", "Après"],
        lignes.collect(),
        regles.len(),
    )
}

fn fichiers(ecrites: &[LigneEcrite], montrees: usize) -> Vec<Bloc> {
    let lignes = ecrites.iter().take(montrees).map(|ecrite| {
        let sens = if ecrite.apres { "+" } else { "−" };
        Ligne::normale(vec![
            Cellule::Texte(format!("{}:{}", ecrite.fichier, ecrite.ligne)),
            Cellule::Texte(sens.to_owned()),
            Cellule::Texte(ecrite.texte.clone()),
        ])
    });
    section(
        "Ce qui est écrit autrement (− avant, + après)",
        ["Où", "", "Ligne"],
        lignes.collect(),
        ecrites.len(),
    )
}

/// A table and what it leaves out; nothing when it is empty.
fn section(titre: &str, colonnes: [&str; 3], lignes: Vec<Ligne>, toutes: usize) -> Vec<Bloc> {
    if lignes.is_empty() {
        return Vec::new();
    }
    let autres = toutes - lignes.len();
    let mut blocs = vec![
        Bloc::Titre(titre.to_owned()),
        Bloc::Tableau(Tableau {
            colonnes: colonnes.map(Colonne::gauche).into(),
            lignes,
        }),
    ];
    blocs.extend(reste(autres));
    blocs
}

fn reste(autres: usize) -> Option<Bloc> {
    let phrase = match autres {
        0 => return None,
        1 => "Et une autre (--tout).".to_owned(),
        plusieurs => format!("Et {plusieurs} autres (--tout)."),
    };
    Some(Bloc::Paragraphe(phrase))
}

/// What people of a band pay otherwise on a year of care.
fn effet(essai: &Essai, montrees: usize) -> Vec<Bloc> {
    let titre = Bloc::Titre(format!(
        "{} ({} ans), {}",
        crate::texte::majuscule(&essai.tranche),
        essai.age,
        essai.nom
    ));
    if let Err(raison) = &essai.ecarts {
        return vec![titre, Bloc::Paragraphe(format!("Non calculé : {raison}."))];
    }
    let (changes, d_un_cote): (Vec<&Ecart>, Vec<&Ecart>) =
        changes(essai).partition(|ecart| ecart.avant.is_some() && ecart.apres.is_some());
    let Some(premier) = changes.first() else {
        return Vec::new();
    };
    let reference = usize::from(premier.contrat.is_none());
    let montres = changes.iter().take(montrees.saturating_add(reference));
    let lignes: Vec<Ligne> = montres.map(|ecart| rangee(ecart)).collect();
    let autres = changes.len() - lignes.len();
    let mut blocs = vec![
        titre,
        Bloc::Tableau(Tableau {
            colonnes: vec![
                Colonne::gauche("Offre"),
                Colonne::droite("Reste avant"),
                Colonne::droite("Reste après"),
                Colonne::droite("Écart"),
                Colonne::droite("Écart de coût"),
                Colonne::droite("Rang"),
            ],
            lignes,
        }),
    ];
    blocs.extend(reste(autres));
    if let Some(un) = d_un_cote.iter().find_map(|ecart| ecart.contrat.as_ref()) {
        let combien = phrases::compte(d_un_cote.len(), "contrat n’est", "contrats ne sont");
        blocs.push(Bloc::Paragraphe(format!(
            "{combien} que d’un côté, dont {} : voir --format csv.",
            un.nom
        )));
    }
    blocs
}

fn rangee(ecart: &Ecart) -> Ligne {
    let reste = |etat: Option<Etat>| etat.map_or(Cellule::Vide, |etat| Cellule::Montant(etat.rac));
    let signes = |montant: Option<Centimes>| {
        montant.map_or(Cellule::Vide, |montant| Cellule::Texte(signe(montant)))
    };
    let nom = ecart.contrat.as_ref().map(|contrat| contrat.nom.clone());
    let cellules = vec![
        Cellule::Texte(nom.unwrap_or_else(|| "sans mutuelle".to_owned())),
        reste(ecart.avant),
        reste(ecart.apres),
        signes(ecart.rac()),
        signes(ecart.cout()),
        Cellule::Texte(rangs(ecart)),
    ];
    match ecart.contrat {
        Some(_) => Ligne::normale(cellules),
        None => Ligne::reference(cellules),
    }
}

/// « 3 → 1 » ; the rank alone when it stays.
fn rangs(ecart: &Ecart) -> String {
    let rang = |etat: Option<Etat>| etat.and_then(|etat| etat.rang);
    match (rang(ecart.avant), rang(ecart.apres)) {
        (Some(un), Some(autre)) if un == autre => un.to_string(),
        (Some(un), Some(autre)) => format!("{un} → {autre}"),
        (Some(un), None) => format!("{un} → –"),
        (None, Some(autre)) => format!("– → {autre}"),
        (None, None) => String::new(),
    }
}

fn jeu(essais: &[Essai]) -> Jeu {
    let montant = |montant: Option<Centimes>| montant.map_or(Valeur::Vide, Valeur::Montant);
    let rang = |etat: Option<Etat>| {
        let rang = etat.and_then(|etat| etat.rang);
        let rang = rang.and_then(|rang| i64::try_from(rang).ok());
        rang.map_or(Valeur::Vide, Valeur::Entier)
    };
    let debut = |essai: &Essai| {
        vec![
            Valeur::Texte(essai.id.clone()),
            Valeur::Entier(essai.age.into()),
            Valeur::Texte(essai.panier.clone()),
        ]
    };
    let ligne = |essai: &Essai, ecart: &Ecart| {
        let mut ligne = debut(essai);
        let contrat = ecart.contrat.as_ref();
        let offre = contrat.map_or("sans-mutuelle", |contrat| contrat.adresse.as_str());
        ligne.extend([
            Valeur::Texte(offre.to_owned()),
            montant(ecart.avant.map(|etat| etat.rac)),
            montant(ecart.apres.map(|etat| etat.rac)),
            montant(ecart.rac()),
            montant(ecart.avant.and_then(|etat| etat.cout)),
            montant(ecart.apres.and_then(|etat| etat.cout)),
            montant(ecart.cout()),
            rang(ecart.avant),
            rang(ecart.apres),
            Valeur::Vide,
        ]);
        ligne
    };
    let lignes = essais.iter().flat_map(|essai| match &essai.ecarts {
        Ok(_) => changes(essai).map(|ecart| ligne(essai, ecart)).collect(),
        Err(raison) => {
            let mut ligne = debut(essai);
            ligne.extend((ligne.len()..COLONNES.len() - 1).map(|_| Valeur::Vide));
            ligne.push(Valeur::Texte(raison.clone()));
            vec![ligne]
        }
    });
    Jeu {
        nom: "ecarts",
        colonnes: &COLONNES,
        lignes: lignes.collect(),
    }
}

fn jeu_des_regles(regles: &[RegleChangee]) -> Jeu {
    let dite = |valeur: &Option<String>| valeur.clone().map_or(Valeur::Vide, Valeur::Texte);
    let lignes = regles.iter().map(|regle| {
        let quoi = Valeur::Texte(regle.quoi.clone());
        vec![quoi, dite(&regle.avant), dite(&regle.apres)]
    });
    Jeu {
        nom: "regles",
        colonnes: &["quoi", "avant", "apres"],
        lignes: lignes.collect(),
    }
}

fn jeu_des_lignes(ecrites: &[LigneEcrite]) -> Jeu {
    let lignes = ecrites.iter().map(|ecrite| {
        let numero = i64::try_from(ecrite.ligne).map_or(Valeur::Vide, Valeur::Entier);
        let cote = if ecrite.apres { "apres" } else { "avant" };
        vec![
            Valeur::Texte(ecrite.fichier.clone()),
            numero,
            Valeur::Texte(cote.to_owned()),
            Valeur::Texte(ecrite.texte.clone()),
        ]
    });
    Jeu {
        nom: "lignes",
        colonnes: &["fichier", "ligne", "cote", "texte"],
        lignes: lignes.collect(),
    }
}
