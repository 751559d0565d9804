//! `rac cahier verifier`: which offers meet a cahier des charges, requirement by requirement,
//! in euros; what the best lack; what to ask.

mod ecran;
mod jeu;
mod perimetre;

use crate::cahier::{Cahier, Public};
use crate::calcul::conformite::{Copie, Demandee, Examen, TarifLabellise, examiner, questions};
use crate::commandes::acs::aucun_tarif;
use crate::commandes::contexte::Contexte;
use crate::commandes::options::VerifierCahier;
use crate::commandes::{Monde, Refus, Reponse, choix};
use crate::offre::{Choix, Offre};
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
    let labellisees = labellisees(&contexte, &cahier)?;
    let labellises = labellises(&contexte);
    let motif = options.offres.as_deref();
    let tarife = |choix: &Choix<'_>| {
        let adresse = choix.adresse();
        labellises.iter().any(|tarif| tarif.adresse == adresse)
    };
    let marche: Vec<Choix<'_>> = match cahier.public {
        Public::Tous => contexte.choix().collect(),
        Public::Acs => {
            let tous = labellisees.iter().flat_map(Choix::de);
            tous.filter(tarife).collect()
        }
    };
    let choix = match cahier.public {
        Public::Tous => choix::filtrer(&contexte, motif)?,
        Public::Acs => choix::filtrer_parmi(&contexte, marche.clone(), Vec::new, motif)
            .map_err(|refus| {
                Refus::new(format!(
                    "{refus}\nCe cahier est pour l’ACS : seuls les contrats labellisés répondent (acs/…)."
                ))
            })?,
    };
    let departement = contexte.numero_de_departement(options.departement.as_deref())?;
    let paniers = paniers(&contexte, &cahier);
    let examen = Examen {
        reglementation: &contexte.catalogue.reglementation,
        date: contexte.date,
        departement: departement.as_deref(),
        cahier: &cahier,
        paniers: &paniers,
        marche: &marche,
        labellises: &labellises,
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

/// The labelled contracts of the day, for a cahier that is for the ACS.
fn labellisees(contexte: &Contexte, cahier: &Cahier) -> Result<Vec<Offre>, Refus> {
    let catalogue = &contexte.catalogue;
    if cahier.public == Public::Tous {
        return Ok(Vec::new());
    }
    let offres = catalogue.acs.offres(&catalogue.contenus_acs, contexte.date);
    if offres.is_empty() {
        return Err(aucun_tarif(contexte));
    }
    Ok(offres)
}

/// Their published prices of the day.
fn labellises(contexte: &Contexte) -> Vec<TarifLabellise> {
    let tarifs = contexte.catalogue.acs.tarifs.iter();
    tarifs
        .filter(|tarif| tarif.validite.contient(contexte.date))
        .map(|tarif| TarifLabellise {
            adresse: format!("{}/{}", tarif.code(), tarif.niveau),
            ages: tarif.ages,
            annuelle: tarif.avant_cheque(),
        })
        .collect()
}

/// The baskets on which what is at stake is said: those of each band, then those that the
/// cahier names, at the age of each band.
fn paniers<'a>(contexte: &'a Contexte, cahier: &'a Cahier) -> Vec<(u8, &'a Panier)> {
    let connus = &contexte.catalogue.paniers;
    let mut paniers = Vec::new();
    for tranche in &cahier.tranches.tranches {
        let siens = Annee::TOUTES.iter().filter_map(|(_, annee)| {
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
