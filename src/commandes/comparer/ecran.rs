//! What the screen of a comparison says.

use super::actuel::Ecarts;
use super::renvois::Renvois;
use super::{Comparaison, Question};
use crate::calcul::bornes::{AnneesDeSoins, Bornes};
use crate::calcul::classement::Candidat;
use crate::commandes::personnes::{Personnes, ans, liste_d_ages, signe};
use crate::commandes::phrases::compte;
use crate::commandes::sujets::Sujet;
use crate::montant::Centimes;
use crate::panier::Panier;
use crate::panier::devis::decrire;
use crate::rendu::{Bloc, Cellule, Colonne, Ligne, Tableau};
use crate::texte::{enumerer, jour, majuscule};

pub(super) fn titre(question: &Question<'_>, comparaison: &Comparaison<'_>) -> String {
    format!(
        "{} : ce que coûterait l’année",
        qui_et_quand(question, comparaison)
    )
}

/// « À 70 ans, en Ille-et-Vilaine, au 22/11/2026 »
pub(super) fn qui_et_quand(question: &Question<'_>, comparaison: &Comparaison<'_>) -> String {
    let lieu = question
        .departement
        .as_ref()
        .map_or_else(String::new, |numero| {
            let departements = question.contexte.catalogue.departements.iter();
            let connu = departements
                .into_iter()
                .find(|departement| departement.numero == *numero);
            connu.map_or_else(String::new, |departement| format!(", {}", departement.lieu))
        });
    let ages = comparaison.ages();
    let qui = match ages.as_slice() {
        [seul] => format!("À {}", ans(*seul)),
        plusieurs => format!(
            "Foyer de {} ({})",
            compte(plusieurs.len(), "personne", "personnes"),
            liste_d_ages(plusieurs)
        ),
    };
    format!("{qui}{lieu}, au {}", jour(question.contexte.date))
}

pub(super) fn titre_de_tranche(comparaison: &Comparaison<'_>) -> String {
    let titres = comparaison.sujets.iter().map(|sujet| {
        let tranche = sujet.tranche.map_or("", |tranche| tranche.libelle.as_str());
        format!("{} — {}", majuscule(tranche), sujet.panier.libelle)
    });
    titres.collect::<Vec<_>>().join(" ; ")
}

/// The care under a title that names the basket.
pub(super) fn soins_sous_un_titre(
    question: &Question<'_>,
    comparaison: &Comparaison<'_>,
) -> Vec<Bloc> {
    match comparaison.sujets.as_slice() {
        [seul] => vec![Bloc::Paragraphe(majuscule(&soins_de(
            question,
            &seul.panier,
        )))],
        _ => soins(question, comparaison),
    }
}

/// The care: in full for one person or for quotes in hand, else the basket of each.
pub(super) fn soins(question: &Question<'_>, comparaison: &Comparaison<'_>) -> Vec<Bloc> {
    if let [seul] = comparaison.sujets.as_slice() {
        let mut texte = soins_de(question, &seul.panier);
        if seul.panier.id != "devis" {
            texte = format!("{} : {texte}", seul.panier.libelle);
        }
        return vec![Bloc::Paragraphe(majuscule(&texte))];
    }
    let mut phrases = Vec::new();
    let mut groupes: Vec<(&Panier, Vec<&Sujet<'_>>)> = Vec::new();
    for sujet in &comparaison.sujets {
        if sujet.panier.id == "devis" {
            let soins = match sujet.panier.soins.as_slice() {
                [] => "aucun soin donné".to_owned(),
                _ => soins_de(question, &sujet.panier),
            };
            phrases.push(format!("{} : {soins}", majuscule(&sujet.dire())));
            continue;
        }
        match groupes.iter_mut().find(|(p, _)| p.id == sujet.panier.id) {
            Some((_, sujets)) => sujets.push(sujet),
            None => groupes.push((sujet.panier.as_ref(), vec![sujet])),
        }
    }
    for (panier, sujets) in groupes {
        let qui: Vec<String> = sujets.into_iter().map(Sujet::dire).collect();
        phrases.push(format!(
            "{} (panier {}) pour : {}",
            majuscule(&panier.libelle),
            panier.id,
            enumerer(&qui, "et")
        ));
    }
    phrases.into_iter().map(Bloc::Paragraphe).collect()
}

fn soins_de(question: &Question<'_>, panier: &Panier) -> String {
    let reglementation = &question.contexte.catalogue.reglementation;
    let date = question.contexte.date;
    let soins = panier.soins.iter();
    let decrits: Vec<String> = soins
        .map(|soin| decrire(soin, reglementation, date))
        .collect();
    decrits.join(" ; ")
}

/// The ranked offers, and the reference.
pub(super) fn tableau(
    comparaison: &Comparaison<'_>,
    maximum: usize,
    renvois: &mut Renvois,
) -> Tableau {
    let difficile = comparaison.classement.sans_mutuelle_difficile.is_some();
    let mut colonnes = vec![
        Colonne::droite(""),
        Colonne::gauche("Offre"),
        Colonne::droite("Cotisation").importance(1),
        Colonne::droite("Reste à\u{a0}payer"),
        Colonne::droite("Coût total"),
    ];
    if difficile {
        colonnes.push(Colonne::droite("Année difficile").importance(2));
    }
    let mut lignes = Vec::new();
    for candidat in comparaison.classes().take(maximum) {
        lignes.push(Ligne::normale(ligne(candidat, difficile, renvois)));
        if let Some(present) = &comparaison.present {
            lignes.push(ecarts(&present.ecarts(candidat), difficile));
        }
    }
    if let Some(candidat) = comparaison
        .offert
        .as_ref()
        .and_then(|o| o.candidat.as_ref())
    {
        lignes.push(hors_rang(ligne(candidat, difficile, renvois)));
    }
    if let Some(present) = &comparaison.present {
        let mut cellules = ligne(&present.candidat, difficile, renvois);
        if let Some(Cellule::Texte(nom)) = cellules.get_mut(1) {
            let renvois = nom.strip_prefix(&present.candidat.choix.nom());
            *nom = format!("actuel : {}{}", present.nom, renvois.unwrap_or_default());
        }
        lignes.push(hors_rang(cellules));
    }
    lignes.push(reference(comparaison, difficile));
    Tableau { colonnes, lignes }
}

/// A row to compare with, never ranked.
fn hors_rang(cellules: Vec<Cellule>) -> Ligne {
    let tiret = std::iter::once(Cellule::Texte("-".to_owned()));
    Ligne::reference(tiret.chain(cellules.into_iter().skip(1)).collect())
}

/// What an offer changes, under its own row.
fn ecarts(ecarts: &Ecarts, difficile: bool) -> Ligne {
    let cellule = |bornes: Option<Bornes>| {
        bornes.map_or(Cellule::Vide, |Bornes { min, max }| {
            if min == max {
                return Cellule::Texte(signe(max));
            }
            let min = signe(min);
            let min = min.trim_end_matches("\u{a0}€");
            Cellule::Texte(format!("{min}\u{a0}à {}", signe(max)))
        })
    };
    let mut cellules = vec![
        Cellule::Vide,
        Cellule::Texte("  écart avec l’actuel".to_owned()),
        cellule(ecarts.cotisation),
        cellule(Some(ecarts.rac)),
        cellule(ecarts.total),
    ];
    if difficile {
        cellules.push(cellule(ecarts.difficile));
    }
    Ligne::normale(cellules)
}

fn ligne(candidat: &Candidat<'_>, difficile: bool, renvois: &mut Renvois) -> Vec<Cellule> {
    let mut nom = candidat.choix.nom();
    nom.push_str(&renvois.apres_le_nom(&candidat.drapeaux));
    let fixe = candidat.fixe();
    let fixe = fixe.map_or(Cellule::Vide, |(min, max)| Cellule::Fourchette(min, max));
    let mut cellules = vec![
        candidat
            .rang
            .map_or(Cellule::Vide, |rang| Cellule::Texte(rang.to_string())),
        Cellule::Texte(nom),
        fixe,
        reste(&candidat.annee),
        candidat
            .cout_total()
            .map_or(Cellule::Vide, Cellule::Montant),
    ];
    if difficile {
        cellules.push(
            candidat
                .cout_difficile()
                .map_or(Cellule::Vide, Cellule::Montant),
        );
    }
    cellules
}

fn reference(comparaison: &Comparaison<'_>, difficile: bool) -> Ligne {
    let classement = &comparaison.classement;
    let mut cellules = vec![
        Cellule::Texte("-".to_owned()),
        Cellule::Texte("sans mutuelle".to_owned()),
        Cellule::Montant(Centimes::ZERO),
        reste(&classement.sans_mutuelle),
        Cellule::Montant(classement.sans_mutuelle.total.rac),
    ];
    if difficile {
        let rac = classement
            .sans_mutuelle_difficile
            .as_ref()
            .map(|annee| annee.total.rac);
        cellules.push(rac.map_or(Cellule::Vide, Cellule::Montant));
    }
    Ligne::reference(cellules)
}

/// What is left, as a range when the contract leaves something unsaid.
fn reste(annee: &AnneesDeSoins) -> Cellule {
    let Bornes { min, max } = annee.rac;
    if min == max {
        Cellule::Montant(max)
    } else {
        Cellule::Fourchette(min, max)
    }
}

/// Offers without a premium: listed apart, with what they leave to pay.
pub(super) fn sans_prix(comparaison: &Comparaison<'_>) -> Vec<Bloc> {
    const MONTRES: usize = 5;
    const MONTRES_AVEC_ECARTS: usize = 3;
    let montres = match comparaison.present {
        Some(_) => MONTRES_AVEC_ECARTS,
        None => MONTRES,
    };
    let sans: Vec<&Candidat<'_>> = comparaison.sans_prix().collect();
    if sans.is_empty() {
        return Vec::new();
    }
    let lignes = sans
        .iter()
        .take(montres)
        .map(|candidat| {
            let pourquoi = pourquoi_sans_prix(candidat);
            Ligne::normale(vec![
                Cellule::Texte(candidat.choix.adresse()),
                reste(&candidat.annee),
                Cellule::Texte(pourquoi),
            ])
        })
        .collect();
    let mut blocs = vec![
        Bloc::Titre("Non classées, faute de cotisation".to_owned()),
        Bloc::Tableau(Tableau {
            colonnes: vec![
                Colonne::gauche("Offre"),
                Colonne::droite("Reste à payer"),
                Colonne::gauche("Pourquoi").importance(1),
            ],
            lignes,
        }),
    ];
    if let Some(autres) = sans.len().checked_sub(montres).filter(|autres| *autres > 0) {
        blocs.push(Bloc::Paragraphe(format!(
            "… et {autres} autres (--format csv les donne tous)."
        )));
    }
    blocs
}

fn pourquoi_sans_prix(candidat: &Candidat<'_>) -> String {
    use crate::offre::SansCotisation;
    match candidat.prime {
        Err(SansCotisation::AgeHorsGrille(min, max)) => {
            format!("grille de {min} à {max} ans")
        }
        Err(SansCotisation::RegimeHorsGrille) => "régime hors de la grille".to_owned(),
        Err(SansCotisation::DepartementSansZone) => "département sans zone".to_owned(),
        Err(SansCotisation::QualiteHorsGrille(qualite)) => {
            format!("pas de prix pour un {}", qualite.libelle())
        }
        Err(SansCotisation::StatutHorsGrille) => "statut hors de la grille".to_owned(),
        Err(SansCotisation::PmssInconnu) => "plafond de la sécurité sociale inconnu".to_owned(),
        _ => "cotisation non publiée".to_owned(),
    }
}

/// The command that explains the first of the ranking.
pub(super) fn ensuite(question: &Question<'_>, comparaison: &Comparaison<'_>) -> Option<Bloc> {
    let premier = comparaison.classes().next()?;
    let adresse = premier.choix.adresse();
    let adresse = if adresse.contains(' ') {
        format!("\"{adresse}\"")
    } else {
        adresse
    };
    let qui = question.personnes.as_ref().map(Personnes::options);
    Some(Bloc::Paragraphe(format!(
        "Ensuite : rac decompte {adresse} {} … (avec les mêmes soins) explique chaque euro.",
        qui.unwrap_or_default()
    )))
}

/// What the screen leaves out.
pub(super) fn non_montrees(comparaison: &Comparaison<'_>, montrees: usize) -> Option<Bloc> {
    let classes = comparaison.classes().count();
    let autres = classes.checked_sub(montrees)?;
    (autres > 0).then(|| {
        Bloc::Paragraphe(format!(
            "… et {} (--format csv les donne tous).",
            compte(autres, "autre niveau classé", "autres niveaux classés")
        ))
    })
}
