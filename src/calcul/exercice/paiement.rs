//! What one contract pays for one act of a year.

use super::explication;
use crate::calcul::contrat::{Compteurs, Contrat, Resolution};
use crate::calcul::drapeau::Drapeau;
use crate::calcul::encadrement::{Encadrement, encadrement};
use crate::calcul::etape::Etape;
use crate::calcul::exercice::Detail;
use crate::calcul::lecteur::{Cle, Lecteur};
use crate::calcul::prestation::Prestation;
use crate::calcul::reglement::{Dossier, GarantieNormale, Muet, Pas, SANS_LIMITE, regler};
use crate::montant::Centimes;
use crate::offre::condition::Boite;
use crate::reglementation::{ActeId, PanierSante, Secteur};
use std::rc::Rc;

/// A payment, with what must be said of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Paiement {
    pub(super) montant: Centimes,
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

/// A contract over a year, with its counters.
pub(super) struct Payeur<'a> {
    pub(super) contrat: &'a Contrat<'a>,
    pub(super) detail: Detail,
    rang: u8,
    compteurs: Compteurs,
    /// What the contract said of the last act: the same act again takes the same rows.
    precedente: Option<(ActeId, Boite, Option<u8>, Rc<Resolution<'a>>)>,
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

    pub(super) fn payer(
        &mut self,
        prestation: &Prestation,
        alentour: Alentour,
        lecteur: &mut Lecteur,
    ) -> Paiement {
        lecteur.ouvrir(self.rang);
        let bornes = self.bornes(prestation, alentour, lecteur);
        let resolution = self.resoudre(prestation, lecteur);
        let rien = GarantieNormale::default();
        let trop_tot = prestation
            .rang_jour
            .is_some_and(|rang| rang < resolution.a_partir_du);
        let garantie = if trop_tot {
            &rien
        } else {
            &resolution.garantie
        };
        let dossier = self.dossier(prestation, &bornes, alentour.precedent);
        let compteurs = &mut self.compteurs.valeurs;
        if self.detail == Detail::Montants {
            return Paiement {
                montant: Centimes::new(regler(&dossier, garantie, compteurs, &mut Muet)),
                ..Paiement::default()
            };
        }
        let mut pas = Vec::new();
        let montant = Centimes::new(regler(&dossier, garantie, compteurs, &mut pas));
        let etapes = if self.detail == Detail::Etapes {
            explication::etapes(
                self.contrat,
                prestation,
                &resolution,
                &bornes,
                &pas,
                montant,
            )
        } else {
            Vec::new()
        };
        Paiement {
            montant,
            drapeaux: drapeaux(&resolution, &pas),
            garantie: resolution.ligne.map(|(ligne, _)| {
                let place = format!("{}:{}", ligne.fichier, ligne.numero);
                (ligne.libelle.clone(), place)
            }),
            etapes,
        }
    }

    fn resoudre(&mut self, prestation: &Prestation, lecteur: &mut Lecteur) -> Rc<Resolution<'a>> {
        let (acte, situation, mois) = (prestation.acte, prestation.situation, prestation.mois);
        if let Some((connu, ou, quand, resolution)) = &self.precedente
            && (*connu, *ou, *quand) == (acte, situation, mois)
        {
            return Rc::clone(resolution);
        }
        let contrat = self.contrat;
        let resolution = Rc::new(contrat.resoudre(prestation, &mut self.compteurs, lecteur));
        self.precedente = Some((acte, situation, mois, Rc::clone(&resolution)));
        resolution
    }

    /// Legal bounds under this reading of the contract.
    fn bornes(
        &self,
        prestation: &Prestation,
        alentour: Alentour,
        lecteur: &mut Lecteur,
    ) -> Encadrement {
        let contrat = self.contrat;
        if !contrat.responsable(lecteur) {
            return Encadrement::LIBRE;
        }
        let mut bornes = encadrement(contrat.reglementation, prestation, contrat.echeance);
        if let Some(reste) = alentour.reste_optique {
            bornes.maximum = Some(bornes.maximum.map_or(reste, |maximum| maximum.min(reste)));
        }
        let secteur_2 = matches!(
            prestation.secteur,
            Secteur::NonOptam | Secteur::NonConventionne
        );
        if prestation.hors_parcours && secteur_2 {
            let lecture = lecteur.choisir(Cle::HorsParcours, 2, || {
                "Hors parcours, que paie le contrat du dépassement d’un médecin de secteur 2 ?"
                    .to_owned()
            });
            if lecture == 0 {
                bornes.maximum = Some(prestation.tm);
            }
        }
        bornes
    }

    fn dossier(
        &self,
        prestation: &Prestation,
        bornes: &Encadrement,
        precedent: Centimes,
    ) -> Dossier {
        let responsable = bornes.responsable;
        // un contrat responsable ne paie jamais la participation, quoi qu'il écrive
        let paie_participation = self.contrat.choix.offre.paie_participation && !responsable;
        let deja = if paie_participation {
            prestation.amo()
        } else {
            prestation.amo_brut
        };
        let laisse = if responsable {
            prestation.majoration
        } else {
            Centimes::ZERO
        };
        let plv = prestation
            .plv
            .map_or(prestation.depense, |plv| plv.min(prestation.depense));
        Dossier {
            depense: prestation.depense.valeur(),
            base: prestation.base.valeur(),
            deja: deja.valeur(),
            precedent: precedent.valeur(),
            laisse: laisse.valeur(),
            tm: prestation.tm.valeur(),
            plv: plv.valeur(),
            monture: prestation
                .reste_monture
                .map(|(monture, verres)| (monture.valeur(), verres.valeur())),
            minimum: bornes.minimum.valeur(),
            minimum_au_dela: bornes.minimum_au_dela.valeur(),
            maximum: bornes.maximum.map_or(SANS_LIMITE, Centimes::valeur),
            monture_max: bornes.monture_max.map_or(SANS_LIMITE, Centimes::valeur),
            deduction: prestation.deduction.valeur(),
            compte: prestation.panier != PanierSante::CentPourCent,
        }
    }
}

fn drapeaux(resolution: &Resolution<'_>, pas: &[(Pas, i64)]) -> Vec<Drapeau> {
    let mut drapeaux: Vec<Drapeau> = pas
        .iter()
        .filter_map(|(pas, _)| match pas {
            Pas::MinimumLegal => Some(Drapeau::MinimumLegal),
            Pas::MaximumLegal => Some(Drapeau::MaximumLegal),
            _ => None,
        })
        .collect();
    if resolution.inconnue {
        drapeaux.push(Drapeau::GarantieInconnue);
    }
    drapeaux
}
