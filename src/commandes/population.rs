//! `rac lot --population N`: what each offer leaves to pay, and costs, over a population
//! drawn from a model.

mod ecran;
mod jeu;

use super::contexte::Contexte;
use super::lot::lire_fils;
use super::options::Lot;
use super::porte::{Avance, Porte, Suivi};
use super::sortie::Destination;
use super::{Fin, Monde, Refus, choix, phrases};
use crate::calcul::simulation::{Avancement, Resultat, ResultatDeTranche, Simulation};
use crate::catalogue::{Diagnostics, lire_populations, vouliez_vous_dire};
use crate::montant::milliers;
use crate::panier::population::Population;
use crate::rendu::Document;
use crate::texte::jour;
use std::sync::Mutex;

/// The model of the embedded data.
pub(super) const MODELE: &str = "france-2026";
/// More people than there are on Earth is a slip of the keyboard.
const NOMBRE_MAX: u64 = 10_000_000_000;

/// Answers `rac lot --population`.
pub(super) fn population(options: &Lot, monde: &Monde, porte: Porte<'_>) -> Fin {
    repondre(options, monde, porte).unwrap_or_else(|refus| super::refuser(&refus))
}

fn repondre(options: &Lot, monde: &Monde, porte: Porte<'_>) -> Result<Fin, Refus> {
    let ecrit = options.population.as_deref().unwrap_or_default();
    let (nombre, graine) = (lire_nombre(ecrit)?, lire_graine(&options.graine)?);
    let destination = Destination::ouvrir(&options.commun)?;
    let contexte = Contexte::ouvrir(&options.commun, monde)?;
    let fils = options.fils.as_deref().map_or(Ok(porte.fils), lire_fils)?;
    let bassin = rayon::ThreadPoolBuilder::new().num_threads(fils).build();
    let bassin = bassin.map_err(|_| Refus::new("les fils de calcul ne peuvent pas démarrer"))?;
    let suivi = Mutex::new((porte.suivi, Etape::default()));
    let avancement = |avancement| avancer(&suivi, nombre, avancement);
    let document = bassin.install(|| simuler(&contexte, options, nombre, graine, &avancement))?;
    Ok(Fin {
        sortie: destination.ecrire(&document, monde)?,
        ..Fin::default()
    })
}

/// Where the work is: people drawn so far, and the bar that is shown.
#[derive(Default)]
struct Etape {
    personnes: u64,
    avance: Avance,
}

/// Tells whoever hears how many people are drawn, or how many years of theirs are settled.
fn avancer(suivi: &Mutex<(&mut dyn Suivi, Etape)>, nombre: u64, avancement: Avancement) {
    let Ok(mut suivi) = suivi.lock() else { return };
    let (suivi, etape) = &mut *suivi;
    let personnes = |etape: &mut Etape, unite, plus: u64| {
        etape.personnes += plus;
        Avance {
            unite,
            taille: Some(nombre),
            // au second tour, le compte repart de zéro
            foyers: etape.personnes.saturating_sub(1) % nombre + 1,
            ..Avance::default()
        }
    };
    etape.avance = match avancement {
        Avancement::Tirees(plus) => personnes(etape, "personnes tirées", plus),
        Avancement::Relues(plus) => personnes(etape, "personnes relues", plus),
        Avancement::ARegler(annees) => Avance {
            unite: "années de soins calculées",
            taille: Some(annees),
            ..Avance::default()
        },
        Avancement::Reglees(plus) => Avance {
            foyers: etape.avance.foyers + plus,
            ..etape.avance
        },
    };
    etape.avance.octets = etape.avance.foyers;
    suivi.avance(etape.avance);
}

/// Simulates a population; `avancement` hears how far the work is.
fn simuler(
    contexte: &Contexte,
    options: &Lot,
    nombre: u64,
    graine: u64,
    avancement: &(dyn Fn(Avancement) + Sync),
) -> Result<Document, Refus> {
    let population = lire_population(contexte, &options.modele)?;
    let departement = contexte.numero_de_departement(options.departement.as_deref())?;
    let tranches = contexte.tranches_nommees(&options.tranches)?;
    let choix = choix::filtrer(contexte, options.offres.as_deref())?;
    let connus = choix.len();
    let simulation = Simulation {
        population: &population,
        reglementation: &contexte.catalogue.reglementation,
        date: contexte.date,
        departement: departement.as_deref(),
        choix,
    };
    let resultat = simulation.mener(graine, nombre, &tranches.tranches, avancement)?;
    let sans_offre = |tranche: &ResultatDeTranche<'_>| tranche.offres.is_empty();
    if resultat.tranches.iter().all(sans_offre) {
        return Err(Refus::new(
            "aucune de ces offres n’a de cotisation publiée : une simulation compare des coûts. Voir : rac liste offres",
        ));
    }
    Ok(Document {
        titre: format!(
            "Simulation de {} personnes, graine {graine}, au {} : soins SUPPOSÉS",
            milliers(nombre),
            jour(contexte.date)
        ),
        blocs: ecran::blocs(&population, &resultat),
        jeux: jeu::jeux(&resultat),
        perimetre: perimetre(contexte, departement.as_deref(), &resultat, connus),
        ..Document::default()
    })
}

/// What was simulated, what was left out, how the figures are made.
fn perimetre(
    contexte: &Contexte,
    departement: Option<&str>,
    resultat: &Resultat<'_>,
    connus: usize,
) -> Vec<String> {
    let sans_prix = match resultat.sans_prix {
        0 => String::new(),
        n => format!(" ; {n} sans cotisation publiée, à part"),
    };
    let lieu = match departement {
        Some(numero) => format!("Cotisations du département {numero}"),
        None => "Sans --departement, une cotisation par zone est prise à la plus chère".to_owned(),
    };
    let mut dites = vec![
        format!(
            "{} simulés sur {connus}{sans_prix}. {lieu}.",
            phrases::compte(connus - resultat.sans_prix, "niveau", "niveaux")
        ),
        format!(
            "{} combinaisons d’un âge et de soins, {} années de soins calculées.",
            milliers(resultat.classes as u64),
            milliers(resultat.reglees as u64)
        ),
        "Médiane, 9 sur 10 et 99 sur 100 : le plus petit montant que 50, 90 ou 99 personnes sur 100 ne dépassent pas ; aucune valeur n’est interpolée. À égalité de coût, l’offre première par ordre alphabétique est comptée la moins chère."
            .to_owned(),
    ];
    dites.extend(phrases::perimetre(contexte));
    dites
}

fn lire_nombre(texte: &str) -> Result<u64, Refus> {
    let chiffres: String = texte.chars().filter(|c| !c.is_whitespace()).collect();
    let lu = chiffres.parse::<u64>().ok();
    lu.filter(|nombre| (1..=NOMBRE_MAX).contains(nombre))
        .ok_or_else(|| {
            Refus::new(format!(
                "--population : « {texte} » n’est pas un nombre de personnes, de 1 à {} ; par exemple --population 100000",
                milliers(NOMBRE_MAX)
            ))
        })
}

fn lire_graine(texte: &str) -> Result<u64, Refus> {
    texte.trim().parse::<u64>().map_err(|_| {
        Refus::new(format!(
            "--graine : « {texte} » n’est pas un nombre entier positif ; par exemple --graine 1"
        ))
    })
}

fn lire_population(contexte: &Contexte, id: &str) -> Result<Population, Refus> {
    let mut diagnostics = Diagnostics::new();
    let reglementation = &contexte.catalogue.reglementation;
    let populations = lire_populations(&contexte.sources, reglementation, &mut diagnostics);
    let noms: Vec<String> = populations.iter().map(|p| p.id.clone()).collect();
    let connue = populations
        .into_iter()
        .find(|population| population.id == id);
    connue.ok_or_else(|| {
        let proche = vouliez_vous_dire(id, noms.iter().map(String::as_str));
        let conseil = proche.unwrap_or_else(|| format!("écrivez {}", noms.join(" ou ")));
        Refus::new(format!("modèle de population « {id} » inconnu : {conseil}"))
    })
}
