//! What is prepared once for all offers: baskets, and the acts that guarantees are tried on.

use super::epreuve::{Epreuve, epreuves};
use super::{Constat, Examen, Mesure, Verdict, cotisation, garantie, propriete};
use crate::cahier::{Demande, Propriete, RegleDeCotisation};
use crate::calcul::CalculImpossible;
use crate::calcul::bornes::{Bornes, annee_de_soins, enjeux};
use crate::calcul::contrat::Contrat;
use crate::calcul::prestation::{Dossiers, preparer};
use crate::montant::Centimes;
use crate::offre::{Choix, Ligne};
use crate::panier::{Panier, Patient};

/// The cahier with what its requirements need.
pub(super) struct Monde<'a> {
    pub(super) examen: &'a Examen<'a>,
    /// The baskets on which what is at stake is said, for the age of each band.
    pub(super) paniers: Vec<Dossiers>,
    epreuves: Vec<Epreuves<'a>>,
}

/// A requirement ready to be put to an offer.
enum Epreuves<'a> {
    /// The acts of each poste of the row.
    Garantie(&'a Ligne, Vec<Vec<Epreuve>>),
    /// The basket, and what may be left to pay.
    Reste(Box<Dossiers>, Centimes),
    Cotisation(&'a RegleDeCotisation),
    Propriete(&'a Propriete),
}

impl<'a> Monde<'a> {
    pub(super) fn new(examen: &'a Examen<'a>) -> Result<Self, CalculImpossible> {
        let exigences = examen.cahier.exigences.iter().map(|exigence| {
            Ok(match &exigence.demande {
                Demande::Garantie(ligne) => Epreuves::Garantie(ligne, epreuves(examen, ligne)),
                Demande::Reste {
                    panier,
                    tranche,
                    au_plus,
                } => {
                    let dossiers = dossiers(examen, panier, tranche.age)?;
                    Epreuves::Reste(Box::new(dossiers), *au_plus)
                }
                Demande::Cotisation(regle) => Epreuves::Cotisation(regle),
                Demande::Propriete(propriete) => Epreuves::Propriete(propriete),
            })
        });
        let paniers = examen.paniers.iter();
        // un soin sans tarif ce jour-là ôte son panier de ce qui est en jeu
        let paniers = paniers.filter_map(|(age, panier)| dossiers(examen, panier, *age).ok());
        Ok(Self {
            paniers: paniers.collect(),
            epreuves: exigences.collect::<Result<_, _>>()?,
            examen,
        })
    }

    /// The answer of an offer to each requirement.
    pub(super) fn examiner(&self, choix: &Choix<'_>) -> Vec<Constat> {
        let exigences = self.epreuves.iter();
        exigences
            .map(|exigence| match exigence {
                Epreuves::Garantie(ligne, epreuves) => {
                    garantie::constater(self, choix, ligne, epreuves)
                }
                Epreuves::Reste(dossiers, au_plus) => {
                    reste(&self.contrat(*choix), dossiers, *au_plus)
                }
                Epreuves::Cotisation(regle) => cotisation::constater(self.examen, choix, regle),
                Epreuves::Propriete(propriete) => propriete::constater(self, choix, propriete),
            })
            .collect()
    }

    /// An offer for somebody who comes in.
    pub(super) fn contrat<'o>(&'o self, choix: Choix<'o>) -> Contrat<'o> {
        Contrat::new(choix, self.examen.reglementation, self.examen.date, 0)
    }
}

/// A basket for a person of an age, who keeps the path of care.
pub(super) fn dossiers(
    examen: &Examen<'_>,
    panier: &Panier,
    age: u8,
) -> Result<Dossiers, CalculImpossible> {
    let patient = Patient {
        droit: examen.droit(),
        ..Patient::de_age(age)
    };
    preparer(examen.reglementation, panier, patient, examen.date, false)
}

/// What is left to pay on a basket, against what may be.
fn reste(contrat: &Contrat<'_>, dossiers: &Dossiers, au_plus: Centimes) -> Constat {
    let annee = annee_de_soins(dossiers, std::slice::from_ref(contrat), false);
    let mesure = annee.rac;
    let verdict = Verdict::au_plus(mesure, au_plus);
    let ecart = Bornes {
        min: (mesure.min - au_plus).positif(),
        max: (mesure.max - au_plus).positif(),
    };
    let questions = (verdict == Verdict::Inconnu).then(|| {
        let enjeux = enjeux(dossiers, contrat).into_iter();
        enjeux.map(|enjeu| super::Question {
            texte: enjeu.question,
            en_jeu: Some(enjeu.montant),
        })
    });
    Constat {
        ecart: (verdict != Verdict::Oui).then_some(ecart),
        en_jeu: Some(ecart.max),
        questions: questions.into_iter().flatten().collect(),
        ..Constat::new(
            verdict,
            Mesure::Euros(mesure),
            Mesure::Euros(Bornes::seule(au_plus)),
        )
    }
}
