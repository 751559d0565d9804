//! `rac cahier renforcer`: what to change in the guarantees of an offer so that a basket does
//! not leave more than a target to pay.

use crate::calcul::bornes::{AnneeDeSoins, annee_de_soins};
use crate::calcul::contrat::Contrat;
use crate::calcul::prestation::preparer;
use crate::calcul::renfort::{Changement, Renfort, Seul, Sujet};
use crate::commandes::contexte::Contexte;
use crate::commandes::options::Renforcer;
use crate::commandes::personnes::ans;
use crate::commandes::phrases;
use crate::commandes::{Monde, Refus, Reponse, choix};
use crate::montant::{Centimes, lire_montant};
use crate::offre::{Choix, Ligne as Garantie};
use crate::panier::{Panier, Patient};
use crate::rendu::{Bloc, Cellule, Colonne, Document, Jeu, Ligne, Tableau, Valeur};
use crate::texte::{enumerer, jour};

/// The age taken when none is given: an adult.
const AGE_PAR_DEFAUT: u8 = 40;

const COLONNES: [&str; 9] = [
    "ensemble",
    "garantie",
    "source",
    "avant",
    "apres",
    "reste_avant",
    "reste_apres",
    "gain",
    "suffit",
];

/// What is asked, and what was found.
struct Reponses<'a> {
    contexte: &'a Contexte,
    choix: Choix<'a>,
    patient: Patient,
    panier: &'a Panier,
    cible: Centimes,
    annee: AnneeDeSoins,
    renfort: Renfort<'a>,
}

pub(super) fn renforcer(options: &Renforcer, monde: &Monde) -> Result<Reponse, Refus> {
    let contexte = Contexte::ouvrir(&options.commun, monde)?;
    let choix = choix::adresse(&contexte, &options.offre)?;
    let cible = lire_cible(&options.cible)?;
    let donne = contexte.patient(&options.personne)?;
    let ages: Vec<u8> = donne.iter().map(|patient| patient.age).collect();
    let patient = contexte.patient_ou_de_age(&options.personne, AGE_PAR_DEFAUT)?;
    let tranches = contexte.tranches(&options.soins)?;
    let tranche = contexte.tranche(tranches, patient.age);
    let panier = contexte.panier(&options.soins, tranche, &ages)?;
    let reglementation = &contexte.catalogue.reglementation;
    let dossiers = preparer(reglementation, &panier, patient, contexte.date, false)?;
    let anciennete_mois = patient.anciennete_mois;
    let sujet = Sujet {
        choix,
        reglementation,
        date: contexte.date,
        anciennete_mois,
        dossiers: &dossiers,
    };
    let contrat = Contrat::new(choix, reglementation, contexte.date, anciennete_mois);
    let reponses = Reponses {
        annee: annee_de_soins(&dossiers, std::slice::from_ref(&contrat), false),
        renfort: crate::calcul::renfort::renforcer(&sujet, cible),
        contexte: &contexte,
        choix,
        patient,
        panier: &panier,
        cible,
    };
    let atteinte = reponses.renfort.avant <= cible || reponses.renfort.ensemble.is_some();
    Ok(Reponse {
        non: !atteinte,
        document: document(&reponses),
        messages: String::new(),
    })
}

fn lire_cible(texte: &str) -> Result<Centimes, Refus> {
    lire_montant(texte).map_err(|erreur| {
        Refus::new(format!(
            "--cible : {erreur}. Écrivez une somme, par exemple --cible 50"
        ))
    })
}

fn document(reponses: &Reponses<'_>) -> Document {
    let renfort = &reponses.renfort;
    let mut document = Document {
        titre: format!(
            "Ne pas laisser plus de {} avec {}, à {}, au {}",
            reponses.cible,
            reponses.choix.nom(),
            ans(reponses.patient.age),
            jour(reponses.contexte.date)
        ),
        jeux: vec![jeu(reponses)],
        ..Document::default()
    };
    document.blocs.push(Bloc::Paragraphe(aujourd_hui(reponses)));
    if renfort.avant > reponses.cible {
        document.blocs.extend(ensemble(reponses));
        document.blocs.extend(seuls(reponses));
        document.blocs.extend(interdits(&renfort.interdits));
    }
    document.blocs.extend(questions(reponses));
    document.perimetre = perimetre(reponses);
    document
}

/// What is left to pay today.
fn aujourd_hui(reponses: &Reponses<'_>) -> String {
    let soins = reponses.panier.soins.iter();
    let (reglementation, date) = (
        &reponses.contexte.catalogue.reglementation,
        reponses.contexte.date,
    );
    let soins = soins.map(|soin| crate::panier::devis::decrire(soin, reglementation, date));
    let soins: Vec<String> = soins.collect();
    let reste = reponses.renfort.avant;
    let suite = if reste <= reponses.cible {
        " : la cible est déjà tenue"
    } else {
        ""
    };
    format!(
        "{} : aujourd’hui, {reste} restent à payer{suite}.",
        crate::texte::majuscule(&enumerer(&soins, "et"))
    )
}

/// The words of a row, and where they are printed.
fn garantie(ligne: &Garantie) -> Cellule {
    Cellule::Texte(ligne.libelle.clone())
}

fn ensemble(reponses: &Reponses<'_>) -> Vec<Bloc> {
    let Some((changements, reste)) = &reponses.renfort.ensemble else {
        return vec![Bloc::Paragraphe(format!(
            "Aucun changement de ces garanties ne suffit : au mieux, {} restent à payer.",
            reponses.renfort.au_mieux
        ))];
    };
    let lignes = changements.iter().map(|changement| {
        Ligne::normale(vec![
            garantie(changement.ligne),
            Cellule::Texte(changement.avant.to_string()),
            Cellule::Texte(changement.apres.to_string()),
        ])
    });
    let titre = match changements.len() {
        1 => "Le plus petit changement".to_owned(),
        n => format!("Le plus petit ensemble : {n} cellules"),
    };
    vec![
        Bloc::Titre(titre),
        Bloc::Tableau(Tableau {
            colonnes: vec![
                Colonne::gauche("Garantie"),
                Colonne::gauche("Aujourd’hui"),
                Colonne::gauche("Il faudrait"),
            ],
            lignes: lignes.collect(),
        }),
        Bloc::Paragraphe(format!("Il resterait alors {reste} à payer.")),
    ]
}

fn seuls(reponses: &Reponses<'_>) -> Vec<Bloc> {
    let renfort = &reponses.renfort;
    if renfort.seuls.is_empty() {
        return Vec::new();
    }
    let lignes = renfort.seuls.iter().map(|seul| {
        let changement = &seul.changement;
        Ligne::normale(vec![
            garantie(changement.ligne),
            Cellule::Texte(changement.avant.to_string()),
            Cellule::Texte(changement.apres.to_string()),
            Cellule::Montant(renfort.avant - seul.reste),
            Cellule::Montant(seul.reste),
            Cellule::Texte(issue(seul).to_owned()),
        ])
    });
    vec![
        Bloc::Titre("Chaque changement seul".to_owned()),
        Bloc::Tableau(Tableau {
            colonnes: vec![
                Colonne::gauche("Garantie"),
                Colonne::gauche("Aujourd’hui"),
                Colonne::gauche("À"),
                Colonne::droite("Gain"),
                Colonne::droite("Reste"),
                Colonne::gauche("Suffit"),
            ],
            lignes: lignes.collect(),
        }),
    ]
}

fn issue(seul: &Seul<'_>) -> &'static str {
    match (seul.suffit, seul.plafonne) {
        (true, _) => "oui",
        (false, true) => "non : la loi limite",
        (false, false) => "non",
    }
}

/// What the law does not let a contrat responsable pay.
fn interdits(lignes: &[&Garantie]) -> Option<Bloc> {
    if lignes.is_empty() {
        return None;
    }
    let mots: Vec<String> = lignes
        .iter()
        .map(|ligne| format!("« {} »", ligne.libelle))
        .collect();
    Some(Bloc::Paragraphe(format!(
        "Non proposé : la loi limite ce qu’un contrat responsable peut payer de plus sur {} (R. 871-2).",
        enumerer(&mots, "et")
    )))
}

/// What the contract leaves unsaid, that no change settles.
fn questions(reponses: &Reponses<'_>) -> Vec<Bloc> {
    let annee = &reponses.annee;
    if annee.rac.min == annee.rac.max {
        return Vec::new();
    }
    let mut blocs = vec![Bloc::Paragraphe(format!(
        "Selon ce que le contrat ne dit pas, il reste de {} à {} : le calcul prend le cas le moins favorable.",
        annee.rac.min, annee.rac.max
    ))];
    if !annee.questions.is_empty() {
        blocs.push(Bloc::Liste(annee.questions.clone()));
    }
    blocs
}

fn perimetre(reponses: &Reponses<'_>) -> Vec<String> {
    let mut phrases = vec![
        "Le plus petit : le moins de cellules changées, puis le moins payé en plus par le contrat sur ces soins, puis l’ordre du tableau. Chaque valeur est la plus petite, en points ou en euros entiers, qui tient la cible ; un de moins ne la tient pas.".to_owned(),
        "L’effet sur la cotisation n’est pas connu : il se demande à l’assureur.".to_owned(),
    ];
    if touche_l_optique(reponses) {
        phrases.push("Optique : dès qu’une ligne paie plus que le ticket modérateur, un contrat responsable paie au moins le minimum légal de la paire (R. 871-2) ; un petit changement peut donc gagner beaucoup.".to_owned());
    }
    phrases.extend(reponses.panier.hypothese.clone());
    phrases.extend(phrases::perimetre(reponses.contexte));
    phrases
}

/// Whether a change is on glasses at a free price, under a contrat responsable.
fn touche_l_optique(reponses: &Reponses<'_>) -> bool {
    let arbre = &reponses.contexte.catalogue.reglementation.postes;
    let Ok(optique) = arbre.trouver("optique/classe-b") else {
        return false;
    };
    let mut seuls = reponses.renfort.seuls.iter();
    reponses.choix.offre.responsable == Some(true)
        && seuls.any(|seul| {
            let mut postes = seul.changement.ligne.postes.iter();
            postes.any(|poste| arbre.est_sous(*poste, optique))
        })
}

fn jeu(reponses: &Reponses<'_>) -> Jeu {
    let renfort = &reponses.renfort;
    let mut lignes = Vec::new();
    if let Some((changements, reste)) = &renfort.ensemble {
        for changement in changements {
            lignes.push(valeurs(reponses, "ensemble", changement, *reste));
        }
    }
    for seul in &renfort.seuls {
        lignes.push(valeurs(reponses, "seul", &seul.changement, seul.reste));
    }
    Jeu {
        nom: "renforts",
        colonnes: &COLONNES,
        lignes,
    }
}

fn valeurs(
    reponses: &Reponses<'_>,
    quoi: &str,
    changement: &Changement<'_>,
    reste: Centimes,
) -> Vec<Valeur> {
    let ligne = changement.ligne;
    let avant = reponses.renfort.avant;
    vec![
        Valeur::Texte(quoi.to_owned()),
        Valeur::Texte(ligne.libelle.clone()),
        Valeur::Texte(format!("{}:{}", ligne.fichier, ligne.numero)),
        Valeur::Texte(changement.avant.to_string()),
        Valeur::Texte(changement.apres.to_string()),
        Valeur::Montant(avant),
        Valeur::Montant(reste),
        Valeur::Montant(avant - reste),
        Valeur::Texte(
            if reste <= reponses.cible {
                "oui"
            } else {
                "non"
            }
            .to_owned(),
        ),
    ]
}
