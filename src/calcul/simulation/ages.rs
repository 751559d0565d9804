//! Ages that no rule tells apart: neither the social security nor any of the contracts.
//! What is computed for one of them is what would be computed for the others.

use super::tirage::panier;
use crate::calcul::CalculImpossible;
use crate::calcul::prestation::{Poste, preparer};
use crate::offre::Choix;
use crate::offre::condition::{Axe, Condition};
use crate::panier::Patient;
use crate::panier::population::Population;
use crate::reglementation::Reglementation;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// For each age of a population, the first one like it.
///
/// # Errors
/// When some care of the model cannot be computed on the date.
pub(super) fn semblables(
    population: &Population,
    reglementation: &Reglementation,
    date: Date,
    choix: &[Choix<'_>],
) -> Result<BTreeMap<u8, u8>, CalculImpossible> {
    let boites: Vec<u128> = boites(choix);
    let mut connus: Vec<(Vec<bool>, Vec<Vec<Poste>>, u8)> = Vec::new();
    let mut semblables = BTreeMap::new();
    for (age, _) in &population.effectifs {
        // un contrat ne regarde l’âge que par les cases de ses conditions
        let cases = boites.iter().map(|ages| ages >> age.min(&127) & 1 == 1);
        let cases: Vec<bool> = cases.collect();
        // la sécurité sociale juge chaque acte seul : voir chaque soin du modèle suffit
        let vus = vus_de(population, reglementation, date, *age)?;
        let connu = connus
            .iter()
            .find(|(les_cases, les_vus, _)| *les_cases == cases && *les_vus == vus);
        let premier = match connu {
            Some((_, _, premier)) => *premier,
            None => {
                connus.push((cases, vus, *age));
                *age
            }
        };
        semblables.insert(*age, premier);
    }
    Ok(semblables)
}

/// The ages of every condition of the contracts.
fn boites(choix: &[Choix<'_>]) -> Vec<u128> {
    let lignes = choix.iter().flat_map(Choix::lignes);
    let conditions = lignes.map(|choisie| &choisie.ligne.condition);
    let modules = choix.iter().flat_map(Choix::modules);
    let mut ages: Vec<u128> = conditions
        .chain(modules.map(|(module, _)| &module.quand))
        .flat_map(Condition::boites)
        .map(|boite| boite.valeurs(Axe::Age))
        .collect();
    ages.sort_unstable();
    ages.dedup();
    ages
}

/// Each care of the model as the social security sees it at an age, whatever the box of
/// that age.
fn vus_de(
    population: &Population,
    reglementation: &Reglementation,
    date: Date,
    age: u8,
) -> Result<Vec<Vec<Poste>>, CalculImpossible> {
    let variantes = population
        .tirages
        .iter()
        .flat_map(|tirage| &tirage.variantes);
    variantes
        .map(|variante| {
            let panier = panier(population, variante.soins.clone());
            let patient = Patient::de_age(age);
            let mut postes = preparer(reglementation, &panier, patient, date, false)?.postes;
            for poste in &mut postes {
                let (seuls, elements) = match poste {
                    Poste::Acte(acte) => ([Some(acte), None], None),
                    Poste::Lunettes {
                        ensembles: [un, autre],
                        elements,
                    } => ([un.as_mut(), autre.as_mut()], Some(elements)),
                };
                let seuls = seuls.into_iter().flatten().map(AsMut::as_mut);
                for prestation in seuls.chain(elements.into_iter().flat_map(|e| e.iter_mut())) {
                    prestation.situation = prestation.situation.sans(Axe::Age);
                }
            }
            Ok(postes)
        })
        .collect()
}
