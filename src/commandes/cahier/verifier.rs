//! `rac cahier verifier`: which offers meet a cahier des charges, requirement by requirement,
//! in euros; what the best lack; what to ask.

mod ecran;
mod jeu;

use crate::cahier::Cahier;
use crate::calcul::conformite::{Copie, Demandee, Examen, examiner, questions};
use crate::commandes::contexte::Contexte;
use crate::commandes::options::VerifierCahier;
use crate::commandes::{Monde, Refus, Reponse, choix};
use crate::panier::{Annee, Panier};

/// Offers whose lacks are said one by one.
const MEILLEURES: usize = 3;

/// The cahier, and every answer to it.
struct Examinees<'a> {
    contexte: &'a Contexte,
    cahier: &'a Cahier,
    copies: Vec<Copie<'a>>,
    questions: Vec<Demandee<'a>>,
    departement: Option<String>,
}

impl<'a> Examinees<'a> {
    fn conformes(&self) -> usize {
        let copies = self.copies.iter();
        copies.filter(|copie| copie.conforme(self.cahier)).count()
    }

    /// The best level of each of the best offers.
    fn meilleures(&self) -> impl Iterator<Item = &Copie<'a>> {
        let mut vues: Vec<&str> = Vec::new();
        let premieres = self.copies.iter().filter(move |copie| {
            let nouvelle = !vues.contains(&copie.choix.offre.id.as_str());
            vues.push(&copie.choix.offre.id);
            nouvelle
        });
        premieres.take(MEILLEURES)
    }
}

pub(super) fn verifier(options: &VerifierCahier, monde: &Monde) -> Result<Reponse, Refus> {
    let contexte = Contexte::ouvrir(&options.commun, monde)?;
    let cahier = super::lire(&contexte, &options.cahier)?;
    let choix = choix::filtrer(&contexte, options.offres.as_deref())?;
    let departement = contexte.numero_de_departement(options.departement.as_deref())?;
    let paniers = paniers(&contexte, &cahier);
    let examen = Examen {
        reglementation: &contexte.catalogue.reglementation,
        date: contexte.date,
        departement: departement.as_deref(),
        cahier: &cahier,
        paniers: &paniers,
    };
    let copies = examiner(&examen, choix)?;
    let examinees = Examinees {
        questions: questions(&cahier, &copies),
        contexte: &contexte,
        cahier: &cahier,
        copies,
        departement: departement.clone(),
    };
    Ok(Reponse {
        non: examinees.conformes() == 0,
        document: ecran::document(&examinees),
        messages: String::new(),
    })
}

/// The baskets on which what is at stake is said: those of each band, then those that the
/// cahier names, at the age of each band.
fn paniers<'a>(contexte: &'a Contexte, cahier: &'a Cahier) -> Vec<(u8, &'a Panier)> {
    let annees = [Annee::Basse, Annee::Moyenne, Annee::Haute, Annee::Difficile];
    let connus = &contexte.catalogue.paniers;
    let mut paniers = Vec::new();
    for tranche in &cahier.tranches.tranches {
        let siens = annees.iter().filter_map(|annee| {
            let code = tranche.panier(*annee);
            connus.iter().find(|panier| panier.id == code)
        });
        paniers.extend(
            siens
                .chain(&cahier.paniers)
                .map(|panier| (tranche.age, panier)),
        );
    }
    paniers
}
