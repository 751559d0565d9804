//! Many households: their rights counted, the rows for machines.

use super::jeu;
use crate::calcul::droits::{Drapeau, Etude, etudier};
use crate::catalogue::{Diagnostics, Sources, lire_foyers};
use crate::commandes::contexte::Contexte;
use crate::commandes::options::Droits as Options;
use crate::commandes::{Monde, Refus, Reponse, fichiers, phrases};
use crate::montant::Centimes;
use crate::reglementation::droits::Droit;
use crate::rendu::{Bloc, Cellule, Colonne, Document, Ligne, Tableau};
use crate::texte::jour;
use std::path::Path;

/// Rows shown on a screen.
const MONTRES: usize = 10;

pub(super) fn plusieurs(
    contexte: &Contexte,
    options: &Options,
    chemin: &Path,
    monde: &Monde,
) -> Result<Reponse, Refus> {
    sans_autre_option(options)?;
    let fichier = fichiers::lire_csv(chemin)?;
    let droits = &contexte.catalogue.droits;
    let mut diagnostics = Diagnostics::new();
    let foyers = lire_foyers(&fichier, droits, &mut diagnostics);
    let mut sources = Sources::default();
    sources.ajoute(fichier);
    let messages = diagnostics.afficher(&sources, monde.largeur);
    if diagnostics.erreurs() > 0 {
        return Err(Refus::new(messages.trim_end()));
    }
    let etudes = foyers
        .iter()
        .map(|lu| Ok((lu.id.as_str(), etudier(droits, &lu.foyer, lu.date)?)))
        .collect::<Result<Vec<(&str, Etude)>, Refus>>()?;
    if etudes.is_empty() {
        return Err(Refus::new(format!(
            "{} ne contient aucun foyer",
            chemin.display()
        )));
    }
    Ok(Reponse {
        document: document(contexte, &etudes),
        non: false,
        messages,
    })
}

/// What is said of one household in the options would be lost on a file.
fn sans_autre_option(options: &Options) -> Result<(), Refus> {
    let donnees = [
        ("--personnes", options.personnes.is_some()),
        ("--age", !options.age.is_empty()),
        ("--enfant", !options.enfant.is_empty()),
        ("--enfant-alterne", !options.enfant_alterne.is_empty()),
        ("--departement", options.departement.is_some()),
        ("--ressources", options.ressources.is_some()),
        ("--aide-logement", options.aide_logement.is_some()),
        ("--allocation", !options.allocation.is_empty()),
        ("--revenus-abattus", options.revenus_abattus.is_some()),
        ("--pensions-versees", options.pensions_versees.is_some()),
        ("--cotisation", options.cotisation.is_some()),
        ("--date", !options.commun.date.is_empty()),
    ];
    let en_trop: Vec<&str> = donnees
        .into_iter()
        .filter(|(_, donnee)| *donnee)
        .map(|(nom, _)| nom)
        .collect();
    if en_trop.is_empty() {
        return Ok(());
    }
    Err(Refus::new(format!(
        "avec --foyers, chaque foyer dit lui-même sa date, ses âges et ses ressources : retirez {}",
        crate::texte::enumerer(&en_trop, "et")
    )))
}

fn document(contexte: &Contexte, etudes: &[(&str, Etude)]) -> Document {
    let avec_droit = etudes
        .iter()
        .filter(|(_, etude)| etude.droit != Droit::Aucun)
        .count();
    let mut blocs = vec![
        Bloc::Paragraphe(format!(
            "{} sur {} ont un droit.",
            phrases::compte(avec_droit, "foyer", "foyers"),
            etudes.len()
        )),
        Bloc::Tableau(comptes(etudes)),
        Bloc::Titre("Foyer par foyer".to_owned()),
        Bloc::Tableau(lignes(etudes)),
    ];
    if let Some(autres) = etudes.len().checked_sub(MONTRES).filter(|n| *n > 0) {
        blocs.push(Bloc::Paragraphe(format!(
            "… et {autres} autres (--format csv les donne tous)."
        )));
    }
    let mut perimetre = Vec::new();
    let mut dits: Vec<Drapeau> = etudes
        .iter()
        .flat_map(|(_, e)| e.drapeaux.clone())
        .collect();
    dits.sort_unstable();
    let mut uniques = dits.clone();
    uniques.dedup();
    for drapeau in uniques {
        let nombre = dits.iter().filter(|autre| **autre == drapeau).count();
        perimetre.push(format!(
            "{} : {}.",
            phrases::compte(nombre, "foyer", "foyers"),
            drapeau.phrase()
        ));
    }
    if let (Some(debut), Some(fin)) = (
        etudes.iter().map(|(_, etude)| etude.date).min(),
        etudes.iter().map(|(_, etude)| etude.date).max(),
    ) {
        perimetre.push(format!(
            "Demandes du {} au {}. Chèques avant plafonnement par la cotisation.",
            jour(debut),
            jour(fin)
        ));
    }
    perimetre.extend(phrases::perimetre(contexte));
    Document {
        titre: format!(
            "Droits de {}",
            phrases::compte(etudes.len(), "foyer", "foyers")
        ),
        blocs,
        jeux: vec![jeu::jeu(etudes.iter().map(|(id, etude)| (*id, etude)))],
        perimetre,
        ..Document::default()
    }
}

fn comptes(etudes: &[(&str, Etude)]) -> Tableau {
    let ordre = [
        Droit::CmuC,
        Droit::Acs,
        Droit::C2sGratuite,
        Droit::C2sParticipation,
        Droit::Aucun,
    ];
    let lignes = ordre.into_iter().filter_map(|droit| {
        let du_droit = || etudes.iter().filter(move |(_, etude)| etude.droit == droit);
        let nombre = du_droit().count();
        let somme = |montant: fn(&Etude) -> Option<Centimes>| {
            let total: Option<Centimes> = du_droit()
                .map(|(_, etude)| montant(etude))
                .try_fold(Centimes::ZERO, |total, montant| Some(total + montant?));
            total.map_or(Cellule::Vide, Cellule::Montant)
        };
        (nombre > 0).then(|| {
            Ligne::normale(vec![
                Cellule::Texte(droit.nom().to_owned()),
                Cellule::Entier(i64::try_from(nombre).unwrap_or(i64::MAX)),
                somme(|etude| etude.aide_annuelle),
                somme(|etude| etude.participation_mensuelle),
            ])
        })
    });
    Tableau {
        colonnes: vec![
            Colonne::gauche("Droit"),
            Colonne::droite("Foyers"),
            Colonne::droite("Chèques par an"),
            Colonne::droite("Participations par mois"),
        ],
        lignes: lignes.collect(),
    }
}

fn lignes(etudes: &[(&str, Etude)]) -> Tableau {
    let lignes = etudes.iter().take(MONTRES).map(|(id, etude)| {
        Ligne::normale(vec![
            Cellule::Texte((*id).to_owned()),
            Cellule::Texte(jour(etude.date)),
            Cellule::Entier(i64::try_from(etude.personnes).unwrap_or(i64::MAX)),
            etude.base.map_or(Cellule::Vide, Cellule::Montant),
            Cellule::Montant(etude.plafond_gratuit.montant),
            Cellule::Montant(etude.plafond_participation.montant),
            Cellule::Texte(etude.droit.nom().to_owned()),
        ])
    });
    Tableau {
        colonnes: vec![
            Colonne::gauche("Foyer"),
            Colonne::gauche("Date").importance(1),
            Colonne::droite("Pers.").importance(2),
            Colonne::droite("Ressources"),
            Colonne::droite("Plafond gratuit").importance(3),
            Colonne::droite("Plafond").importance(2),
            Colonne::gauche("Droit"),
        ],
        lignes: lignes.collect(),
    }
}
