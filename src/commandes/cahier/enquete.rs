//! `rac cahier enquete`: what each offer would cost to the people who answered a survey.

mod ecran;

use crate::calcul::Drapeau;
use crate::calcul::classement::{Classement, Demande, Personne, classer};
use crate::calcul::repartition::Repartition;
use crate::catalogue::{Diagnostics, LectureEnquete, lire_depenses, lire_enquete};
use crate::commandes::contexte::Contexte;
use crate::commandes::options::EnqueteCahier as Options;
use crate::commandes::{Monde, Refus, Reponse, choix, fichiers};
use crate::montant::Centimes;
use crate::offre::Choix;
use crate::panier::Patient;
use crate::panier::enquete::{Enquete, Poids, Reponse as Avis};
use std::collections::BTreeMap;

/// What an offer level would cost to the people of a survey.
struct Bilan<'a> {
    choix: Choix<'a>,
    /// Cost of the year: premium, fees, reste à charge; only when everybody has a price.
    cout: Repartition,
    /// Premium and fees.
    cotisation: Repartition,
    /// Reste à charge.
    rac: Repartition,
    /// Those who say what they pay today, and among them those who would pay less.
    connus: Poids,
    moins_cher: Poids,
    /// People without a price in this offer.
    sans_prix: Poids,
    drapeaux: Vec<Drapeau>,
}

impl Bilan<'_> {
    /// The mean cost, when the offer has a price for everybody.
    fn moyen(&self) -> Option<Centimes> {
        self.cout.moyenne().filter(|_| self.sans_prix == Poids(0))
    }
}

pub(super) fn enquete(options: &Options, monde: &Monde) -> Result<Reponse, Refus> {
    let contexte = Contexte::ouvrir(&options.commun, monde)?;
    let tranches = contexte.tranches_nommees(&options.tranches)?;
    let (catalogue, date) = (&contexte.catalogue, contexte.date);
    let mut fautes = Diagnostics::new();
    let depenses = lire_depenses(
        &contexte.sources,
        &catalogue.reglementation,
        Some(date),
        &mut fautes,
    );
    if fautes.erreurs() > 0 {
        let dites = fautes.afficher(&contexte.sources, monde.largeur);
        return Err(Refus::new(dites));
    }
    let lu_avec = LectureEnquete {
        catalogue,
        tranches,
        date,
        depenses: &depenses,
    };
    let enquete = fichiers::lire(&options.enquete, "une enquête", |fichier, diagnostics| {
        lire_enquete(fichier, lu_avec, diagnostics)
    })?;
    let departement = contexte.numero_de_departement(options.departement.as_deref())?;
    let offres = choix::filtrer(&contexte, options.offres.as_deref())?;
    let bilans = bilans(&contexte, &enquete, &offres, departement.as_deref())?;
    Ok(ecran::document(&contexte, options, &enquete, &bilans).into())
}

/// Each offer level, the cheapest on average first, then those without a price.
fn bilans<'a>(
    contexte: &Contexte,
    enquete: &Enquete,
    offres: &[Choix<'a>],
    departement: Option<&str>,
) -> Result<Vec<Bilan<'a>>, Refus> {
    let mut bilans: Vec<Bilan<'a>> = offres
        .iter()
        .map(|choix| Bilan {
            choix: *choix,
            cout: Repartition::default(),
            cotisation: Repartition::default(),
            rac: Repartition::default(),
            connus: Poids(0),
            moins_cher: Poids(0),
            sans_prix: Poids(0),
            drapeaux: Vec::new(),
        })
        .collect();
    for (avis, memes) in groupes(enquete) {
        let classement = classement(contexte, avis, offres, departement)?;
        for candidat in &classement.candidats {
            let adresse = candidat.choix.adresse();
            let trouve = bilans
                .iter_mut()
                .find(|bilan| bilan.choix.adresse() == adresse);
            let Some(bilan) = trouve else { continue };
            let fixe = candidat
                .cout_fixe()
                .filter(|_| candidat.choix.module_refuse_a(avis.tranche.age).is_none());
            for autre in &memes {
                bilan.ajoute(autre, fixe, candidat.annee.total.rac);
            }
            bilan.drapeaux.extend(&candidat.drapeaux);
        }
    }
    for bilan in &mut bilans {
        bilan.drapeaux.sort_unstable();
        bilan.drapeaux.dedup();
    }
    bilans.sort_by_cached_key(|bilan| {
        let moyen = bilan.moyen();
        (
            moyen.is_none(),
            moyen.or(bilan.rac.moyenne()),
            bilan.choix.adresse(),
        )
    });
    Ok(bilans)
}

impl Bilan<'_> {
    fn ajoute(&mut self, avis: &Avis, fixe: Option<Centimes>, rac: Centimes) {
        self.rac.ajoute(rac, avis.poids);
        let Some(fixe) = fixe else {
            self.sans_prix.0 += avis.poids.0;
            return;
        };
        self.cout.ajoute(fixe + rac, avis.poids);
        self.cotisation.ajoute(fixe, avis.poids);
        if let Some(actuelle) = avis.cotisation {
            self.connus.0 += avis.poids.0;
            if fixe < actuelle.multiplie(12) {
                self.moins_cher.0 += avis.poids.0;
            }
        }
    }
}

/// The answers that the calculation does not tell apart: same band, same care.
fn groupes(enquete: &Enquete) -> impl Iterator<Item = (&Avis, Vec<&Avis>)> {
    let mut groupes: BTreeMap<(&str, &str), Vec<&Avis>> = BTreeMap::new();
    for avis in &enquete.reponses {
        let cle = (avis.tranche.id.as_str(), avis.panier.id.as_str());
        groupes.entry(cle).or_default().push(avis);
    }
    groupes
        .into_values()
        .filter_map(|memes| Some((*memes.first()?, memes)))
}

fn classement<'a>(
    contexte: &Contexte,
    avis: &Avis,
    offres: &[Choix<'a>],
    departement: Option<&str>,
) -> Result<Classement<'a>, Refus> {
    let patient = Patient::de_age(avis.tranche.age);
    let personne = Personne::seule(patient, &avis.panier, None);
    let reglementation = &contexte.catalogue.reglementation;
    let demande = Demande {
        departement,
        ..Demande::pour(reglementation, contexte.date, personne)
    };
    Ok(classer(
        &demande,
        offres.iter().map(|choix| (*choix, None)),
    )?)
}
