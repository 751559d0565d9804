//! `rac document conseil`: the present contract beside the proposed ones, for the devoir
//! d'information et de conseil.

mod changements;
mod motifs;

use super::loi;
use crate::calcul::Drapeau;
use crate::calcul::classement::Candidat;
use crate::commandes::comparer::{Comparaison, Question, poser};
use crate::commandes::options::Conseil as Options;
use crate::commandes::personnes::ans;
use crate::commandes::tableau::garanties::{self, Dit};
use crate::commandes::tableau::{Vue, choisis};
use crate::commandes::{Monde, Refus, Reponse};
use crate::offre::Choix;
use crate::rendu::{Bloc, Cellule, Colonne, Document, Ligne, Tableau};
use crate::texte::majuscule;

/// Above, nobody reads the tables side by side.
const PROPOSES_MAX: usize = 4;
/// Proposed contracts of a table that fits a screen.
const PROPOSES_A_L_ECRAN: usize = 2;
/// The width of a page, in columns.
const PAGE: usize = 100;
/// Longest need that is copied, in letters.
const BESOIN_MAX: usize = 400;

pub(super) fn conseil(options: &Options, monde: &Monde) -> Result<Reponse, Refus> {
    if let Some(long) = options
        .besoin
        .iter()
        .find(|b| b.chars().count() > BESOIN_MAX)
    {
        let debut: String = long.chars().take(40).collect();
        return Err(Refus::new(format!(
            "--besoin \"{debut}…\" : {BESOIN_MAX} lettres au plus ; répétez l’option pour un autre besoin"
        )));
    }
    let demande = options.comparer();
    let document = poser(
        &demande,
        monde,
        |contexte| choisis(contexte, &options.proposees),
        |question| {
            let comparaison = question.pour_les_personnes(&demande.soins)?;
            let proposes = comparaison.classement.candidats.len();
            if proposes == 0 {
                return Err(Refus::new(
                    "aucun contrat proposé ne convient : c’est le contrat actuel, il est au-dessus du budget, ou il n’est pas pour cet âge",
                ));
            }
            if proposes > PROPOSES_MAX {
                return Err(Refus::new(format!(
                    "{proposes} contrats proposés : un conseil en compare {PROPOSES_MAX} au plus. Donnez des niveaux, par exemple --proposees mcci/flexia/Confort"
                )));
            }
            Ok(papier(options, monde, question, &comparaison))
        },
    )?;
    Ok(document.into())
}

fn papier(
    options: &Options,
    monde: &Monde,
    question: &Question<'_>,
    comparaison: &Comparaison<'_>,
) -> Document {
    let mut blocs = vec![
        titre("Qui conseille qui"),
        Bloc::Tableau(a_completer()),
        Bloc::Paragraphe(
            "Ces cases se remplissent à la main : l’outil ne demande et ne garde aucun nom."
                .to_owned(),
        ),
        titre("Les besoins exprimés"),
    ];
    blocs.extend(besoins(options, question, comparaison));
    blocs.push(titre("Prix et reste à payer"));
    blocs.extend(question.tous(comparaison));
    for candidat in &comparaison.classement.candidats {
        blocs.extend(changements::blocs(question, comparaison, candidat));
    }
    blocs.push(titre("Pourquoi ce conseil"));
    blocs.extend(motifs::blocs(question, comparaison));
    blocs.push(titre("Ce qui reste incertain"));
    blocs.push(Bloc::Liste(incertain(comparaison)));
    let lignes = lignes(question, comparaison, monde.largeur);
    blocs.push(titre("Délais et exclusions"));
    blocs.extend(delais_et_exclusions(comparaison, &lignes));
    blocs.push(titre("Les garanties, actuelles et proposées"));
    blocs.extend(tables(question, comparaison, monde.largeur));
    blocs.push(titre("Changer de contrat"));
    blocs.push(Bloc::Liste(changer(question)));
    blocs.push(titre("Signatures"));
    blocs.push(Bloc::Tableau(signatures()));
    Document {
        titre: "Devoir d’information et de conseil".to_owned(),
        blocs,
        jeux: question.jeux(comparaison),
        perimetre: perimetre(question, comparaison),
        modele: Some("conseil"),
        ..Document::default()
    }
}

fn titre(texte: &str) -> Bloc {
    Bloc::Titre(texte.to_owned())
}

/// Rows to fill in by hand.
fn cases(quoi: [&str; 2], noms: &[&str]) -> Tableau {
    let lignes = noms.iter().map(|nom| {
        let nom = Cellule::Texte((*nom).to_owned());
        Ligne::normale(vec![nom, Cellule::Vide])
    });
    Tableau {
        colonnes: quoi.map(Colonne::gauche).to_vec(),
        lignes: lignes.collect(),
    }
}

fn a_completer() -> Tableau {
    cases(
        ["À remplir", "À la main"],
        &[
            "Qui conseille : nom, organisme",
            "Immatriculation ORIAS, s’il y en a une",
            "Qui est conseillé : nom",
            "Date de l’entretien",
        ],
    )
}

fn signatures() -> Tableau {
    cases(
        ["À signer", "Date et signature"],
        &[
            "Qui conseille",
            "Qui est conseillé, à qui ce document a été remis",
        ],
    )
}

/// What the person said, and what the figures are computed on.
fn besoins(options: &Options, question: &Question<'_>, comparaison: &Comparaison<'_>) -> Vec<Bloc> {
    let mut dits: Vec<String> = options
        .besoin
        .iter()
        .map(|besoin| format!("Dit par la personne : « {} »", besoin.trim()))
        .collect();
    dits.push(format!("Pour qui : {}", question.qui_et_quand(comparaison)));
    if let Some(budget) = question.budget {
        dits.push(format!("Budget : {budget} par mois au plus"));
    }
    let mut blocs = vec![Bloc::Liste(dits)];
    blocs.push(Bloc::Paragraphe(
        "Les soins de l’année, sur lesquels tout est compté :".to_owned(),
    ));
    blocs.extend(question.soins(comparaison));
    match (&comparaison.offert, &question.foyer) {
        (Some(offert), _) => blocs.push(Bloc::Paragraphe(offert.phrase())),
        (None, Some(_)) => blocs.push(Bloc::Paragraphe(
            "D’après les ressources dites, pas de droit à une complémentaire santé gratuite ou aidée.".to_owned(),
        )),
        (None, None) if !question.droit.couvre() => blocs.push(Bloc::Paragraphe(
            "Les ressources n’ont pas été dites : avant tout contrat, vérifier le droit du foyer (rac droits).".to_owned(),
        )),
        (None, None) => {}
    }
    blocs
}

/// The present contract, then the proposed ones.
fn choix<'c>(comparaison: &Comparaison<'c>, proposes: &[Candidat<'c>]) -> Vec<Choix<'c>> {
    let present = comparaison
        .present
        .iter()
        .map(|present| present.candidat.choix);
    present
        .chain(proposes.iter().map(|candidat| candidat.choix))
        .collect()
}

/// Every row of the guarantees, in words.
fn lignes(question: &Question<'_>, comparaison: &Comparaison<'_>, largeur: usize) -> Vec<Dit> {
    let choix = choix(comparaison, &comparaison.classement.candidats);
    garanties::en_mots(&Vue {
        contexte: question.contexte,
        choix: &choix,
        largeur,
        differences: false,
    })
}

/// The guarantees in the common wording, the present contract in each table.
fn tables(question: &Question<'_>, comparaison: &Comparaison<'_>, largeur: usize) -> Vec<Bloc> {
    let par_table = if largeur < PAGE {
        PROPOSES_A_L_ECRAN
    } else {
        PROPOSES_MAX
    };
    let mut blocs = Vec::new();
    let mut legende = None;
    for proposes in comparaison.classement.candidats.chunks(par_table) {
        let choix = choix(comparaison, proposes);
        let table = garanties::document(&Vue {
            contexte: question.contexte,
            choix: &choix,
            largeur,
            differences: false,
        });
        for mut bloc in table.blocs {
            match &mut bloc {
                Bloc::Tableau(tableau) => {
                    nommer_l_actuel(tableau, comparaison);
                    blocs.push(bloc);
                }
                _ => legende = Some(bloc),
            }
        }
    }
    blocs.extend(legende);
    blocs
}

/// The third column, after the mark and the guarantee, is the present contract.
fn nommer_l_actuel(tableau: &mut Tableau, comparaison: &Comparaison<'_>) {
    let colonne = tableau.colonnes.get_mut(2);
    if let (Some(colonne), Some(present)) = (colonne, &comparaison.present) {
        colonne.titre = format!("Actuel : {}", present.nom);
    }
}

fn delais_et_exclusions(comparaison: &Comparaison<'_>, lignes: &[Dit]) -> Vec<Bloc> {
    let mut blocs = Vec::new();
    for (rang, candidat) in comparaison.classement.candidats.iter().enumerate() {
        // la première colonne est le contrat actuel
        let dit = |ligne: &Dit| {
            let texte = ligne.textes.get(rang + 1)?;
            match (ligne.nature, texte.as_str()) {
                ("délai", "s.o.") => None,
                ("délai", texte) => Some(format!("{} : {texte}", ligne.nom)),
                ("", "néant") => Some(format!("{} : non couvert", ligne.nom)),
                _ => None,
            }
        };
        let mut dits: Vec<String> = lignes.iter().filter_map(dit).collect();
        if candidat.choix.offre.responsable == Some(false) {
            dits.insert(
                0,
                "contrat non responsable : ni le ticket modérateur, ni le forfait journalier, ni le 100 % Santé ne sont garantis".to_owned(),
            );
        }
        if dits.is_empty() {
            dits.push("aucun délai ni aucune exclusion dans le tableau de garanties ; lire les conditions générales".to_owned());
        }
        blocs.push(Bloc::SousTitre(candidat.choix.nom()));
        blocs.push(Bloc::Liste(dits.iter().map(|dit| majuscule(dit)).collect()));
    }
    blocs
}

/// Bounds, doubts, assumptions, and what to ask.
fn incertain(comparaison: &Comparaison<'_>) -> Vec<String> {
    let mut dits: Vec<String> = Vec::new();
    let mut note = |dit: String| {
        if !dits.contains(&dit) {
            dits.push(dit);
        }
    };
    if let Some(present) = &comparaison.present {
        present.phrases().for_each(&mut note);
    }
    for candidat in &comparaison.classement.candidats {
        let nom = candidat.choix.nom();
        for question in &candidat.annee.questions {
            note(format!("À demander, pour {nom} : {question}"));
        }
        if let Some(doute) = &candidat.choix.offre.provenance.doute {
            note(format!("Doute sur {nom} : {doute}"));
        }
    }
    let mut drapeaux: Vec<Drapeau> = comparaison
        .classement
        .candidats
        .iter()
        .flat_map(|candidat| candidat.drapeaux.iter().copied())
        .collect();
    drapeaux.sort_unstable();
    drapeaux.dedup();
    for drapeau in drapeaux {
        note(format!("{}.", majuscule(drapeau.phrase())));
    }
    if dits.is_empty() {
        dits.push("Rien de connu : aucune clause ambiguë, aucun prix supposé.".to_owned());
    }
    dits
}

fn changer(question: &Question<'_>) -> Vec<String> {
    let mut dits = vec![
        "Ne pas quitter le contrat actuel avant d’avoir l’accord écrit du nouveau.".to_owned(),
        "Demander au nouvel assureur les délais du début de contrat et le tableau de garanties signé.".to_owned(),
    ];
    if let Some(regle) = loi::resiliation(question.contexte.date) {
        dits.insert(0, regle.texte.to_owned());
    }
    dits
}

fn perimetre(question: &Question<'_>, comparaison: &Comparaison<'_>) -> Vec<String> {
    let date = question.contexte.date;
    let mut phrases = vec![
        "Ce document prépare celui que le distributeur doit remettre ; il ne le remplace pas. Le conseil est celui de la personne qui le signe.".to_owned(),
    ];
    for regle in [loi::conseil(date), loi::resiliation(date)]
        .into_iter()
        .flatten()
    {
        if !regle.texte.starts_with("Après") {
            phrases.push(regle.texte.to_owned());
        }
        phrases.push(format!("Source : {}.", regle.source));
    }
    let ages = comparaison
        .sujets
        .iter()
        .map(|sujet| ans(sujet.patient.age));
    phrases.push(format!(
        "Calculé pour {}, parcours de soins respecté sauf mention.",
        crate::texte::enumerer(&ages.collect::<Vec<_>>(), "et")
    ));
    phrases.extend(question.perimetre(&[comparaison]));
    phrases
}
