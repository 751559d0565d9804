//! What people read: the requirements, the matrix, what the best lack, what to ask.

use super::{Examinees, jeu, perimetre::perimetre};
use crate::cahier::{Exigence, Priorite};
use crate::calcul::conformite::{Constat, Copie, Demandee, Mesure, PRIX_ESSAYES, Verdict};
use crate::commandes::cahier::mots;
use crate::commandes::phrases::compte;
use crate::reglementation::Reglementation;
use crate::rendu::{Bloc, Cellule, Colonne, Document, Ligne, Tableau};
use crate::texte::{enumerer, jour};

/// Levels named in a question.
const NIVEAUX_CITES: usize = 4;
/// Questions shown; the machine formats give them all.
const QUESTIONS_MONTREES: usize = 12;

pub(super) fn document(examinees: &Examinees<'_>) -> Document {
    let contexte = examinees.contexte;
    let mut document = Document {
        titre: format!(
            "Cahier des charges au {} : {}",
            jour(contexte.date),
            examinees.cahier.libelle
        ),
        jeux: jeu::jeux(examinees),
        ..Document::default()
    };
    let blocs = &mut document.blocs;
    blocs.push(Bloc::Paragraphe(reponse(examinees)));
    blocs.push(Bloc::Titre("Les exigences".to_owned()));
    blocs.push(Bloc::Tableau(exigences(examinees)));
    blocs.push(Bloc::Titre("Les réponses".to_owned()));
    blocs.push(Bloc::Tableau(matrice(examinees)));
    blocs.push(Bloc::Paragraphe(legende(examinees)));
    for copie in examinees.meilleures() {
        blocs.extend(manques(examinees, copie));
    }
    blocs.extend(a_demander(examinees));
    document.perimetre = perimetre(examinees);
    document
}

fn legende(examinees: &Examinees<'_>) -> String {
    let mut constats = examinees.copies.iter().flat_map(|copie| &copie.constats);
    let non_mesurables = constats.any(|constat| constat.verdict == Verdict::NonMesurable);
    let non_mesurable = if non_mesurables {
        " n. m. : non mesurable, les données n’ont pas de quoi le dire ; jamais compté comme tenu."
    } else {
        ""
    };
    format!(
        "* obligatoire. ? : l’offre n’en dit pas assez.{non_mesurable} Rangées par obligations manquées ou non dites, puis par points ; une note en fourchette compte 0 puis tout pour ce qui n’est pas dit."
    )
}

/// Whether an offer meets every obligation.
fn reponse(examinees: &Examinees<'_>) -> String {
    let exigences = examinees.cahier.exigences.iter();
    let obligations = exigences
        .filter(|exigence| exigence.priorite == Priorite::Obligatoire)
        .count();
    let connus = compte(examinees.copies.len(), "niveau", "niveaux");
    let voulues = match obligations {
        1 => "l’obligation".to_owned(),
        n => format!("les {n} obligations"),
    };
    if obligations == 0 {
        let notes = compte(examinees.copies.len(), "niveau noté", "niveaux notés");
        return format!("Ce cahier n’a pas d’obligation : {notes}, aucun écarté.");
    }
    match examinees.conformes() {
        0 => {
            let incertains = examinees.copies.iter();
            let incertains = incertains.filter(|copie| copie.manques(examinees.cahier).0 == 0);
            let suite = match incertains.count() {
                0 => String::new(),
                1 => " Un seul le pourrait, selon la réponse de l’assureur.".to_owned(),
                n => format!(" {n} le pourraient, selon la réponse de l’assureur."),
            };
            format!("Non : sur {connus}, aucun ne tient pour sûr {voulues}.{suite}")
        }
        1 => format!("Oui : sur {connus}, un tient {voulues}."),
        n => format!("Oui : sur {connus}, {n} tiennent {voulues}."),
    }
}

pub(super) fn numero(rang: usize) -> String {
    (rang + 1).to_string()
}

/// The number of a requirement, starred when it is an obligation.
fn titre(rang: usize, exigence: &Exigence) -> String {
    let etoile = if exigence.priorite == Priorite::Obligatoire {
        "*"
    } else {
        ""
    };
    format!("{}{etoile}", numero(rang))
}

fn exigences(examinees: &Examinees<'_>) -> Tableau {
    let lignes = examinees.cahier.exigences.iter().enumerate();
    let lignes = lignes.map(|(rang, exigence)| {
        let verdicts = || {
            let constats = examinees.copies.iter();
            constats.filter_map(move |copie| copie.constats.get(rang))
        };
        let tenue = |voulu| {
            verdicts()
                .filter(|constat| constat.verdict == voulu)
                .count()
        };
        let inconnues = tenue(Verdict::Inconnu) + tenue(Verdict::NonMesurable);
        let cible = mots::cible(exigence, &examinees.contexte.catalogue.reglementation);
        Ligne::normale(vec![
            Cellule::Texte(titre(rang, exigence)),
            Cellule::Texte(exigence.libelle.clone()),
            Cellule::Texte(cible),
            Cellule::Entier(i64::from(exigence.poids)),
            Cellule::Entier(i64::try_from(tenue(Verdict::Oui)).unwrap_or_default()),
            Cellule::Entier(i64::try_from(inconnues).unwrap_or_default()),
        ])
    });
    Tableau {
        colonnes: vec![
            Colonne::gauche(""),
            Colonne::gauche("Exigence"),
            Colonne::gauche("Il faut"),
            Colonne::droite("Points"),
            Colonne::droite("Oui"),
            Colonne::droite("?"),
        ],
        lignes: lignes.collect(),
    }
}

/// Offers down, requirements across.
fn matrice(examinees: &Examinees<'_>) -> Tableau {
    let exigences = examinees.cahier.exigences.iter().enumerate();
    let mut colonnes = vec![Colonne::gauche("Offre"), Colonne::droite("Note")];
    colonnes.extend(exigences.map(|(rang, exigence)| Colonne {
        importance: u8::from(exigence.priorite != Priorite::Obligatoire),
        ..Colonne::gauche(titre(rang, exigence))
    }));
    // les niveaux d’une offre qui répondent de même tiennent sur une ligne
    let lignes = examinees.copies.chunk_by(de_meme).filter_map(|groupe| {
        let copie = groupe.first()?;
        let mut cellules = vec![
            Cellule::Texte(nom(groupe, copie)),
            Cellule::Texte(mots::points(copie.note.total)),
        ];
        let verdicts = copie.constats.iter();
        cellules.extend(
            verdicts.map(|constat| Cellule::Texte(mots::verdict(constat.verdict).to_owned())),
        );
        Some(Ligne::normale(cellules))
    });
    Tableau {
        colonnes,
        lignes: lignes.collect(),
    }
}

/// Whether two levels are of one offer and answer the same.
fn de_meme(un: &Copie<'_>, autre: &Copie<'_>) -> bool {
    let mut verdicts = un.constats.iter().zip(&autre.constats);
    un.choix.offre.id == autre.choix.offre.id
        && un.note == autre.note
        && verdicts.all(|(un, autre)| un.verdict == autre.verdict)
}

/// « FLEXIA Confort », « API Santé : 11 niveaux, de E1 à S5 »
fn nom(groupe: &[Copie<'_>], copie: &Copie<'_>) -> String {
    match groupe.last() {
        Some(dernier) if groupe.len() > 1 => format!(
            "{} : {}, de {} à {}",
            copie.choix.offre.nom,
            compte(groupe.len(), "niveau", "niveaux"),
            copie.choix.nom_niveau(),
            dernier.choix.nom_niveau()
        ),
        _ => copie.choix.nom(),
    }
}

/// What an offer lacks, its score and its sub-scores.
fn manques(examinees: &Examinees<'_>, copie: &Copie<'_>) -> Vec<Bloc> {
    let parties = copie.note.parties.iter();
    let parties: Vec<String> = parties
        .map(|(nom, points)| format!("{nom} {}", mots::points(*points)))
        .collect();
    let mut blocs = vec![
        Bloc::Titre(format!("Ce qui manque à {}", copie.choix.nom())),
        Bloc::Paragraphe(format!(
            "Note : {} ; {}.",
            mots::points(copie.note.total),
            enumerer(&parties, "et")
        )),
    ];
    let reponses = examinees.cahier.exigences.iter().zip(&copie.constats);
    let manquees = reponses
        .enumerate()
        .filter(|(_, (_, constat))| constat.verdict != Verdict::Oui);
    let reglementation = &examinees.contexte.catalogue.reglementation;
    let mut lignes = Vec::new();
    let mut details = Vec::new();
    for (rang, (exigence, constat)) in manquees {
        lignes.push(manque(rang, exigence, constat, reglementation));
        details.extend(detail(rang, constat));
    }
    if lignes.is_empty() {
        blocs.push(Bloc::Paragraphe("Rien : tout est tenu.".to_owned()));
        return blocs;
    }
    let colonnes = vec![
        Colonne::gauche(""),
        Colonne::gauche("Exigence"),
        Colonne::gauche(""),
        Colonne::droite("Mesure"),
        Colonne::droite("Il faut"),
        Colonne::droite("Écart").importance(1),
        Colonne::droite("En jeu par an"),
    ];
    blocs.push(Bloc::Tableau(sans_vides(Tableau { colonnes, lignes })));
    if !details.is_empty() {
        blocs.push(Bloc::Liste(details));
    }
    blocs
}

/// The table without the last columns where no row says anything.
fn sans_vides(mut tableau: Tableau) -> Tableau {
    let vide = |cellule: Option<&Cellule>| match cellule {
        Some(Cellule::Texte(texte)) => texte.is_empty(),
        cellule => matches!(cellule, None | Some(Cellule::Vide)),
    };
    while tableau
        .lignes
        .iter()
        .all(|ligne| vide(ligne.cellules.last()))
        && tableau.colonnes.len() > 1
    {
        tableau.colonnes.pop();
        for ligne in &mut tableau.lignes {
            ligne.cellules.pop();
        }
    }
    tableau
}

fn manque(
    rang: usize,
    exigence: &Exigence,
    constat: &Constat,
    reglementation: &Reglementation,
) -> Ligne {
    let texte = |texte: String| Cellule::Texte(texte);
    Ligne::normale(vec![
        texte(titre(rang, exigence)),
        texte(exigence.libelle.clone()),
        texte(mots::verdict(constat.verdict).to_owned()),
        texte(mots::mesure(constat.mesure)),
        texte(match constat.cible {
            // sans mesure de ce qu’il faut, ses mots
            Mesure::Inconnue => mots::cible(exigence, reglementation),
            cible => mots::mesure(cible),
        }),
        texte(constat.ecart.map(mots::fourchette).unwrap_or_default()),
        constat.en_jeu.map_or(Cellule::Vide, Cellule::Montant),
    ])
}

/// What was seen: the act that is paid least, the postes that are missing.
fn detail(rang: usize, constat: &Constat) -> Option<String> {
    if constat.details.is_empty() {
        return None;
    }
    let details = constat.details.iter();
    let (essayes, vus): (Vec<&String>, Vec<&String>) =
        details.partition(|detail| *detail == PRIX_ESSAYES);
    let mut dits = vec![enumerer(&vus, "et")];
    dits.extend(essayes.into_iter().cloned());
    dits.retain(|dit| !dit.is_empty());
    Some(format!("{} : {}.", numero(rang), dits.join("\u{a0}; ")))
}

fn a_demander(examinees: &Examinees<'_>) -> Vec<Bloc> {
    let questions = &examinees.questions;
    if questions.is_empty() {
        return Vec::new();
    }
    let groupes = grouper(questions);
    let dites = groupes.iter().take(QUESTIONS_MONTREES).map(Groupe::dire);
    let mut blocs = vec![
        Bloc::Titre("À demander aux assureurs".to_owned()),
        Bloc::Paragraphe(
            "Ce qui peut changer le rang d’une offre, le plus cher d’abord ; le reste est laissé de côté.".to_owned(),
        ),
        Bloc::Liste(dites.collect()),
    ];
    let autres = groupes.len().saturating_sub(QUESTIONS_MONTREES);
    if autres > 0 {
        blocs.push(Bloc::Paragraphe(format!(
            "{} : --format json les donne toutes.",
            compte(autres, "autre question", "autres questions")
        )));
    }
    blocs
}

/// Questions of one offer that settle the same requirements for the same euros.
struct Groupe<'q, 'a> {
    premiere: &'q Demandee<'a>,
    autres: usize,
}

impl Groupe<'_, '_> {
    /// « FLEXIA (Start et Confort), exigence 4 : que paie… ? En jeu : 15,00 € par an. »
    fn dire(&self) -> String {
        let demandee = self.premiere;
        let cites = demandee.niveaux.iter().take(NIVEAUX_CITES);
        let mut niveaux: Vec<String> = cites.cloned().collect();
        let reste = demandee.niveaux.len().saturating_sub(NIVEAUX_CITES);
        if reste > 0 {
            niveaux.push(compte(reste, "autre", "autres"));
        }
        let rangs = demandee.exigences.iter().map(|rang| numero(*rang));
        let rangs: Vec<String> = rangs.collect();
        let autres = match self.autres {
            0 => String::new(),
            1 => " Et une autre du même prix.".to_owned(),
            n => format!(" Et {n} autres du même prix."),
        };
        let en_jeu = demandee
            .question
            .en_jeu
            .map_or_else(String::new, |montant| {
                format!(" En jeu : {montant} par an.")
            });
        format!(
            "{} ({}), {} {} : {}{en_jeu}{autres}",
            demandee.offre.nom,
            enumerer(&niveaux, "et"),
            if rangs.len() < 2 {
                "exigence"
            } else {
                "exigences"
            },
            enumerer(&rangs, "et"),
            demandee.question.texte,
        )
    }
}

fn grouper<'q, 'a>(questions: &'q [Demandee<'a>]) -> Vec<Groupe<'q, 'a>> {
    let mut groupes: Vec<Groupe<'q, 'a>> = Vec::new();
    for demandee in questions {
        let meme = |groupe: &&mut Groupe<'_, '_>| {
            groupe.premiere.offre.id == demandee.offre.id
                && groupe.premiere.exigences == demandee.exigences
                && groupe.premiere.question.en_jeu == demandee.question.en_jeu
        };
        match groupes.iter_mut().find(meme) {
            Some(groupe) => groupe.autres += 1,
            None => groupes.push(Groupe {
                premiere: demandee,
                autres: 0,
            }),
        }
    }
    groupes
}
