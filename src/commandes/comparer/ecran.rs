//! What the screen of a comparison says.

use super::{Comparaison, Question};
use crate::calcul::Drapeau;
use crate::calcul::bornes::{AnneeDeSoins, Bornes};
use crate::calcul::classement::Candidat;
use crate::panier::devis::decrire;
use crate::rendu::{Bloc, Cellule, Colonne, Ligne, Tableau};
use crate::texte::{jour, majuscule};

/// Flags that a row carries by itself; the others are said once for all rows.
const DE_LIGNE: [Drapeau; 7] = [
    Drapeau::NonResponsable,
    Drapeau::GarantieAmbigue,
    Drapeau::GarantieInconnue,
    Drapeau::DelaiPossible,
    Drapeau::ZoneInconnue,
    Drapeau::MaximumLegal,
    Drapeau::BornesLarges,
];

pub(super) fn titre(question: &Question<'_>, comparaison: &Comparaison<'_>) -> String {
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
    format!(
        "À {} ans{lieu}, au {} : ce que coûterait l’année",
        comparaison.patient.age,
        jour(question.contexte.date)
    )
}

pub(super) fn titre_de_tranche(comparaison: &Comparaison<'_>) -> String {
    let tranche = comparaison
        .tranche
        .map_or("", |tranche| tranche.libelle.as_str());
    format!("{} — {}", majuscule(tranche), comparaison.panier.libelle)
}

/// The care, in one paragraph.
pub(super) fn soins(question: &Question<'_>, comparaison: &Comparaison<'_>) -> Vec<Bloc> {
    let reglementation = &question.contexte.catalogue.reglementation;
    let date = question.contexte.date;
    let decrits: Vec<String> = comparaison
        .panier
        .soins
        .iter()
        .map(|soin| decrire(soin, reglementation, date))
        .collect();
    let mut texte = decrits.join(" ; ");
    if comparaison.panier.id != "devis" {
        texte = format!("{} : {texte}", comparaison.panier.libelle);
    }
    vec![Bloc::Paragraphe(majuscule(&texte))]
}

/// The ranked offers, the reference, and the notes that rows refer to.
pub(super) fn tableau(comparaison: &Comparaison<'_>, maximum: usize) -> (Tableau, Vec<String>) {
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
    let mut renvois: Vec<Drapeau> = Vec::new();
    let mut lignes = Vec::new();
    for candidat in comparaison.classes().take(maximum) {
        lignes.push(ligne(candidat, difficile, &mut renvois));
    }
    if let Some(candidat) = comparaison
        .offert
        .as_ref()
        .and_then(|o| o.candidat.as_ref())
    {
        let cellules = ligne(candidat, difficile, &mut renvois).cellules;
        lignes.push(Ligne::reference(
            [Cellule::Texte("-".to_owned())]
                .into_iter()
                .chain(cellules.into_iter().skip(1))
                .collect(),
        ));
    }
    lignes.push(reference(comparaison, difficile));
    let notes = renvois
        .iter()
        .enumerate()
        .map(|(rang, drapeau)| format!("[{}] {}.", rang + 1, majuscule(drapeau.phrase())))
        .collect();
    (Tableau { colonnes, lignes }, notes)
}

fn ligne(candidat: &Candidat<'_>, difficile: bool, renvois: &mut Vec<Drapeau>) -> Ligne {
    let mut nom = candidat.choix.nom();
    let mut rangs: Vec<usize> = candidat
        .drapeaux
        .iter()
        .filter(|drapeau| DE_LIGNE.contains(drapeau))
        .map(|drapeau| {
            renvois
                .iter()
                .position(|connu| connu == drapeau)
                .unwrap_or_else(|| {
                    renvois.push(*drapeau);
                    renvois.len() - 1
                })
        })
        .collect();
    rangs.sort_unstable();
    for rang in rangs {
        nom.push_str(&format!("\u{a0}[{}]", rang + 1));
    }
    let fixe = match candidat.prime {
        Ok(prime) if prime.min != prime.max => {
            let net = |montant: crate::montant::Centimes| {
                (montant - candidat.aide).positif() + candidat.frais
            };
            Cellule::Fourchette(net(prime.min), net(prime.max))
        }
        _ => candidat.cout_fixe().map_or(Cellule::Vide, Cellule::Montant),
    };
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
    Ligne::normale(cellules)
}

fn reference(comparaison: &Comparaison<'_>, difficile: bool) -> Ligne {
    let classement = &comparaison.classement;
    let mut cellules = vec![
        Cellule::Texte("-".to_owned()),
        Cellule::Texte("sans mutuelle".to_owned()),
        Cellule::Montant(crate::montant::Centimes::ZERO),
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
fn reste(annee: &AnneeDeSoins) -> Cellule {
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
    let sans: Vec<&Candidat<'_>> = comparaison.sans_prix().collect();
    if sans.is_empty() {
        return Vec::new();
    }
    let lignes = sans
        .iter()
        .take(MONTRES)
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
    if let Some(autres) = sans.len().checked_sub(MONTRES).filter(|autres| *autres > 0) {
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
        _ => "cotisation non publiée".to_owned(),
    }
}

/// The command that explains the first of the ranking.
pub(super) fn ensuite(comparaison: &Comparaison<'_>) -> Option<Bloc> {
    let premier = comparaison.classes().next()?;
    let adresse = premier.choix.adresse();
    let adresse = if adresse.contains(' ') {
        format!("\"{adresse}\"")
    } else {
        adresse
    };
    Some(Bloc::Paragraphe(format!(
        "Ensuite : rac decompte {adresse} --age {} … (avec les mêmes soins) explique chaque euro.",
        comparaison.patient.age
    )))
}

/// What is assumed in these comparisons, said once.
pub(super) fn hypotheses(question: &Question<'_>, comparaisons: &[Comparaison<'_>]) -> Vec<String> {
    let mut phrases = Vec::new();
    let porte = |drapeau| {
        comparaisons.iter().any(|c| {
            c.classement.sans_mutuelle.drapeaux.contains(&drapeau)
                || c.classement
                    .candidats
                    .iter()
                    .any(|candidat| candidat.drapeaux.contains(&drapeau))
        })
    };
    let dits: Vec<&str> = [
        Drapeau::PrixType,
        Drapeau::TarifDouteux,
        Drapeau::BaseCalculee,
        Drapeau::CotisationDouteuse,
        Drapeau::TarifOpposable,
        Drapeau::SejourLong,
        Drapeau::PrixAuDessusDeLaLimite,
        Drapeau::HistoriqueSuppose,
    ]
    .into_iter()
    .filter(|drapeau| porte(*drapeau))
    .map(Drapeau::phrase)
    .collect();
    if !dits.is_empty() {
        phrases.push(format!("À savoir : {}.", dits.join(" ; ")));
    }
    if comparaisons
        .iter()
        .any(|comparaison| comparaison.panier.hypothese.is_some())
    {
        phrases.push(
            "Hypothèses : les quantités de soins par âge ne sont publiées par personne ; celles des paniers sont des hypothèses (rac liste paniers).".to_owned(),
        );
    }
    let questions: Vec<&String> = comparaisons
        .iter()
        .flat_map(|comparaison| comparaison.classes().take(3))
        .flat_map(|candidat| &candidat.annee.questions)
        .collect();
    if let Some(premiere) = questions.first() {
        phrases.push(format!("À demander à l’assureur : {premiere}"));
    }
    if question.departement.is_none() && porte(Drapeau::ZoneInconnue) {
        phrases.push("Sans --departement, une cotisation par zone est montrée en fourchette et classée à la plus chère.".to_owned());
    }
    phrases
}
