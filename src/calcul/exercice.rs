//! A year of care under the contracts of a person: every act settled in order, counters
//! shared; each contract pays on what the ones before it left.

mod explication;
mod jours;
mod lunettes;
mod montants;
mod paiement;

pub(super) use lunettes::de_la_classe;
pub use montants::Montants;

use super::contrat::Contrat;
use super::drapeau::Drapeau;
use super::etape::Etape;
use super::lecteur::Lecteur;
use super::prestation::{Dossiers, Poste, Prestation};
use crate::montant::Centimes;
use crate::reglementation::{ActeId, Secteur};
use montants::repartir;
use paiement::{Alentour, Paiement, Payeur};

/// One act settled.
#[derive(Clone, Debug)]
pub struct Decompte {
    /// Rank of the line of the basket.
    pub ligne: usize,
    /// The act; the first lens for glasses seen whole.
    pub acte: ActeId,
    /// Sector kept.
    pub secteur: Secteur,
    /// Whether it is a pair of glasses seen whole.
    pub equipement: bool,
    /// The amounts.
    pub montants: Montants,
    /// What must be said.
    pub drapeaux: Vec<Drapeau>,
    /// Printed words of the row, and its place, when a row applies.
    pub garantie: Option<(String, String)>,
    /// The steps; empty when no explanation was asked.
    pub etapes: Vec<Etape>,
}

/// How much is kept of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// The amounts alone: enough to compare readings of a contract.
    Montants,
    /// With flags and the rows that apply.
    Lignes,
    /// With every step.
    Etapes,
}

/// Settles a year under contracts stacked in paying order (none: social security alone),
/// in one reading of them.
#[must_use]
pub fn exercice(
    dossiers: &Dossiers,
    contrats: &[Contrat<'_>],
    lecteur: &mut Lecteur,
    detail: Detail,
) -> Vec<Decompte> {
    let payeurs = contrats.iter().enumerate();
    let mut annee = Annee {
        payeurs: payeurs
            .map(|(rang, contrat)| Payeur::new(contrat, rang, detail))
            .collect(),
        detail,
    };
    let mut decomptes = Vec::with_capacity(dossiers.postes.len());
    for poste in &dossiers.postes {
        match poste {
            Poste::Acte(prestation) if annee.sans_effet(prestation) => {}
            Poste::Acte(prestation) => decomptes.push(annee.acte(prestation, lecteur)),
            Poste::Lunettes {
                ensembles,
                elements,
            } => {
                for ensemble in ensembles.iter().flatten() {
                    annee.lunettes(ensemble, elements, lecteur, &mut decomptes);
                }
            }
        }
    }
    decomptes
}

/// The counters that each thing to settle may use up, by contract, in one reading of them:
/// things that share none do not change one another.
#[must_use]
pub(super) fn compteurs(
    dossiers: &Dossiers,
    contrats: &[Contrat<'_>],
    lecteur: &mut Lecteur,
) -> Vec<Vec<(usize, usize)>> {
    let mut payeurs: Vec<Payeur<'_>> = contrats
        .iter()
        .enumerate()
        .map(|(rang, contrat)| Payeur::new(contrat, rang, Detail::Montants))
        .collect();
    let de_tous =
        |prestations: Vec<&Prestation>, payeurs: &mut [Payeur<'_>], lecteur: &mut Lecteur| {
            let mut tous = Vec::new();
            for (rang, payeur) in payeurs.iter_mut().enumerate() {
                for prestation in &prestations {
                    let siens = payeur.compteurs(prestation, lecteur);
                    tous.extend(siens.into_iter().map(|compteur| (rang, compteur)));
                }
            }
            tous
        };
    let postes = dossiers.postes.iter();
    postes
        .map(|poste| de_tous(poste.prestations(), &mut payeurs, lecteur))
        .collect()
}

struct Annee<'a> {
    payeurs: Vec<Payeur<'a>>,
    detail: Detail,
}

impl Annee<'_> {
    /// Whether nothing is spent on an act and no contract pays an allowance for it.
    fn sans_effet(&self, prestation: &Prestation) -> bool {
        let mut contrats = self.payeurs.iter().map(|payeur| payeur.contrat);
        prestation.sans_depense() && !contrats.any(|contrat| contrat.verse_pour(prestation.acte))
    }

    fn acte(&mut self, prestation: &Prestation, lecteur: &mut Lecteur) -> Decompte {
        let mut precedent = Centimes::ZERO;
        let mut paiements = Vec::with_capacity(self.payeurs.len());
        for payeur in &mut self.payeurs {
            let alentour = Alentour {
                precedent,
                ..Alentour::default()
            };
            let paiement = payeur.payer(prestation, alentour, lecteur);
            precedent += paiement.montant;
            paiements.push(paiement);
        }
        self.conclure(prestation, paiements)
    }

    /// The décompte of an act once every contract has paid.
    fn conclure(&self, prestation: &Prestation, paiements: Vec<Paiement>) -> Decompte {
        let amc = paiements.iter().map(|paiement| paiement.montant).sum();
        let mut montants = repartir(prestation, amc);
        montants.allocation = paiements.iter().map(|paiement| paiement.allocation).sum();
        let mut decompte = Decompte {
            ligne: prestation.ligne,
            acte: prestation.acte,
            secteur: prestation.secteur,
            equipement: prestation.reste_monture.is_some(),
            montants,
            drapeaux: Vec::new(),
            garantie: None,
            etapes: Vec::new(),
        };
        if self.detail == Detail::Montants {
            return decompte;
        }
        decompte.drapeaux.clone_from(&prestation.drapeaux);
        if self.detail == Detail::Etapes {
            decompte.etapes.clone_from(&prestation.etapes);
        }
        for paiement in paiements {
            decompte.drapeaux.extend(paiement.drapeaux);
            decompte.etapes.extend(paiement.etapes);
            decompte.garantie = match (decompte.garantie, paiement.garantie) {
                (Some((une, place)), Some((autre, ailleurs))) => {
                    Some((format!("{une} + {autre}"), format!("{place} + {ailleurs}")))
                }
                (une, autre) => une.or(autre),
            };
        }
        decompte.drapeaux.sort_unstable();
        decompte.drapeaux.dedup();
        if self.detail == Detail::Etapes {
            explication::conclure(&mut decompte.etapes, &montants, self.payeurs.len());
        }
        decompte
    }
}
