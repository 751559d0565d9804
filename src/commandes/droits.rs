//! `rac droits`: which right a household has on a day, the gap to each ceiling, what it
//! changes, where to go; or the same for a file of households.

mod ecran;
pub(super) mod foyer;
mod jeu;
mod plusieurs;
mod reste;

use super::contexte::Contexte;
use super::options::Droits as Options;
use super::{Monde, Refus, Reponse};
use crate::calcul::droits::{EtudeImpossible, etudier};

pub(super) fn droits(options: &Options, monde: &Monde) -> Result<Reponse, Refus> {
    let contexte = Contexte::ouvrir_a_tout_jour(&options.commun, monde)?;
    if let Some(chemin) = &options.foyers {
        return plusieurs::plusieurs(&contexte, options, chemin, monde);
    }
    let demande = foyer::lire(&contexte, options)?;
    let etude = etudier(&contexte.catalogue.droits, &demande.foyer, contexte.date)?;
    Ok(ecran::document(&contexte, &demande, &etude).into())
}

impl From<EtudeImpossible> for Refus {
    fn from(erreur: EtudeImpossible) -> Self {
        let conseil = match &erreur {
            EtudeImpossible::Foyer(_) => {
                "\nUn foyer : rac droits --age 40 --enfant 7 --ressources 12000 --logement locataire"
            }
            EtudeImpossible::TropTot(_)
            | EtudeImpossible::SansPlafond { .. }
            | EtudeImpossible::RegleAbsente(_) => "",
        };
        Self::new(format!("{erreur}{conseil}"))
    }
}
