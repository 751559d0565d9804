//! What one contract pays for one act of a year.

use super::explication;
use crate::calcul::contrat::{Compteurs, Contrat, Resolution};
use crate::calcul::drapeau::Drapeau;
use crate::calcul::etape::Etape;
use crate::calcul::exercice::Detail;
use crate::calcul::lecteur::Lecteur;
use crate::calcul::prestation::Prestation;
use crate::calcul::reglement::Muet;
use crate::calcul::versement::{Acte, Verse, bornes};
use crate::montant::Centimes;
use crate::offre::condition::Boite;
use crate::reglementation::ActeId;
use std::rc::Rc;

/// A payment, with what must be said of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Paiement {
    pub(super) montant: Centimes,
    /// Paid whatever was spent.
    pub(super) allocation: Centimes,
    pub(super) drapeaux: Vec<Drapeau>,
    /// Printed words of the row, and its place, when a row applies.
    pub(super) garantie: Option<(String, String)>,
    pub(super) etapes: Vec<Etape>,
}

/// What surrounds an act when a contract settles it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Alentour {
    /// What the contracts before this one paid.
    pub(super) precedent: Centimes,
    /// What the law still lets be paid on the pair of glasses it belongs to.
    pub(super) reste_optique: Option<Centimes>,
}

/// What makes two acts take the same rows: act, situation, month, stay, tooth.
type Semblable = (ActeId, Boite, Option<u8>, u32, u32);

/// A contract over a year, with its counters.
pub(super) struct Payeur<'a> {
    pub(super) contrat: &'a Contrat<'a>,
    pub(super) detail: Detail,
    rang: u8,
    compteurs: Compteurs,
    /// What the contract said of the last act: the same act again takes the same rows.
    precedente: Option<(Semblable, Rc<Resolution<'a>>)>,
}

impl<'a> Payeur<'a> {
    /// A contract whose counters are full; `rang` is its place among the contracts.
    pub(super) fn new(contrat: &'a Contrat<'a>, rang: usize, detail: Detail) -> Self {
        Self {
            contrat,
            detail,
            rang: u8::try_from(rang).unwrap_or(u8::MAX),
            compteurs: Compteurs::default(),
            precedente: None,
        }
    }

    /// Whether the contract is responsable, in this reading.
    pub(super) fn responsable(&self, lecteur: &mut Lecteur) -> bool {
        lecteur.ouvrir(self.rang);
        self.contrat.responsable(lecteur)
    }

    /// What is paid for an act; a stay that the contract counts in days is settled by day.
    pub(super) fn payer(
        &mut self,
        prestation: &Prestation,
        alentour: Alentour,
        lecteur: &mut Lecteur,
    ) -> Paiement {
        lecteur.ouvrir(self.rang);
        if prestation.jours > 1 && self.resoudre(prestation, lecteur).en_jours {
            return self.payer_par_jour(prestation, alentour, lecteur);
        }
        self.payer_en_une_fois(prestation, alentour, lecteur)
    }

    pub(super) fn payer_en_une_fois(
        &mut self,
        prestation: &Prestation,
        alentour: Alentour,
        lecteur: &mut Lecteur,
    ) -> Paiement {
        let bornes = bornes(self.contrat, prestation, alentour.reste_optique, lecteur);
        let resolution = self.resoudre(prestation, lecteur);
        let compteurs = &mut self.compteurs.valeurs;
        let mut pas = Vec::new();
        let precedent = alentour.precedent;
        let acte = Acte {
            contrat: self.contrat,
            prestation,
            resolution: &resolution,
            bornes: &bornes,
            precedent,
        };
        let Verse {
            montant,
            allocation,
        } = if self.detail == Detail::Montants {
            acte.verser(compteurs, &mut Muet)
        } else {
            acte.verser(compteurs, &mut pas)
        };
        if self.detail == Detail::Montants {
            return Paiement {
                montant,
                allocation,
                ..Paiement::default()
            };
        }
        let etapes = if self.detail == Detail::Etapes {
            let paye = (montant, allocation);
            explication::etapes(self.contrat, prestation, &resolution, &bornes, &pas, paye)
        } else {
            Vec::new()
        };
        let drapeaux = acte.drapeaux(&pas, montant + allocation);
        Paiement {
            montant,
            allocation,
            drapeaux,
            garantie: resolution.ligne.map(|(ligne, _)| {
                let place = format!("{}:{}", ligne.fichier, ligne.numero);
                (ligne.libelle.clone(), place)
            }),
            etapes,
        }
    }

    /// The counters that an act may use up, in this reading.
    pub(super) fn compteurs(
        &mut self,
        prestation: &Prestation,
        lecteur: &mut Lecteur,
    ) -> Vec<usize> {
        lecteur.ouvrir(self.rang);
        let resolution = self.resoudre(prestation, lecteur);
        let garantie = &resolution.garantie;
        let suites = garantie.plafonds.iter().flat_map(|(_, suite)| suite);
        let termes = garantie
            .termes
            .iter()
            .chain(&garantie.suite)
            .chain(&garantie.plancher)
            .chain(suites);
        let plafonds = garantie.plafonds.iter().map(|(rang, _)| *rang);
        termes
            .flat_map(|terme| [terme.bourse, terme.nombre])
            .flatten()
            .chain(garantie.nombres.iter().copied())
            .chain(garantie.usages.iter().copied())
            .chain(plafonds)
            .collect()
    }

    fn resoudre(&mut self, prestation: &Prestation, lecteur: &mut Lecteur) -> Rc<Resolution<'a>> {
        let semblable = (
            prestation.acte,
            prestation.situation,
            prestation.mois,
            prestation.sejour,
            prestation.lieu,
        );
        if let Some((connue, resolution)) = &self.precedente
            && *connue == semblable
        {
            return Rc::clone(resolution);
        }
        let contrat = self.contrat;
        let resolution = Rc::new(contrat.resoudre(prestation, &mut self.compteurs, lecteur));
        self.precedente = Some((semblable, Rc::clone(&resolution)));
        resolution
    }
}
