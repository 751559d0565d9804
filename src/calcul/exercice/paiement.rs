//! What one contract pays for one act of a year.

use super::explication;
use crate::calcul::contrat::{Compteurs, Contrat, Resolution, Versement};
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

/// An act whose payment does not depend on what was spent.
const SANS_DEPENSE: Dossier = Dossier {
    depense: SANS_LIMITE,
    base: 0,
    deja: 0,
    precedent: 0,
    laisse: 0,
    tm: 0,
    plv: 0,
    monture: None,
    monture_max: SANS_LIMITE,
    deduction: 0,
    minimum: 0,
    minimum_au_dela: 0,
    maximum: SANS_LIMITE,
    compte: true,
};

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

/// What makes two acts take the same rows: act, situation, month, stay.
type Semblable = (ActeId, Boite, Option<u8>, u32);

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
        let reel = Dossier {
            base: self.contrat.base(prestation, &resolution).valeur(),
            ..self.dossier(prestation, &bornes, alentour.precedent)
        };
        let dossier = match resolution.versement {
            Versement::Depense => reel,
            Versement::Allocation | Versement::Capital => SANS_DEPENSE,
        };
        let compteurs = &mut self.compteurs.valeurs;
        let mut pas = Vec::new();
        let promis = Centimes::new(if self.detail == Detail::Montants {
            regler(&dossier, garantie, compteurs, &mut Muet)
        } else {
            regler(&dossier, garantie, compteurs, &mut pas)
        });
        let montant = match resolution.versement {
            Versement::Depense => promis,
            Versement::Allocation => Centimes::ZERO,
            Versement::Capital => promis.min(Centimes::new(reel.payable())),
        };
        let allocation = promis - montant;
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
        let mut drapeaux = drapeaux(&resolution, &pas, promis);
        // la base que l'acte aurait n'est qu'une hypothèse
        if reel.base != prestation.base.valeur() {
            drapeaux.push(Drapeau::TarifDouteux);
        }
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

    fn resoudre(&mut self, prestation: &Prestation, lecteur: &mut Lecteur) -> Rc<Resolution<'a>> {
        let semblable = (
            prestation.acte,
            prestation.situation,
            prestation.mois,
            prestation.sejour,
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

fn drapeaux(resolution: &Resolution<'_>, pas: &[(Pas, i64)], promis: Centimes) -> Vec<Drapeau> {
    let mut drapeaux: Vec<Drapeau> = pas
        .iter()
        .filter_map(|(pas, _)| match pas {
            Pas::MinimumLegal => Some(Drapeau::MinimumLegal),
            Pas::MaximumLegal => Some(Drapeau::MaximumLegal),
            _ => None,
        })
        .collect();
    let garantie = &resolution.garantie;
    let apres_un_temps = pas.iter().any(|(pas, montant)| {
        let terme = match pas {
            Pas::Terme(rang) | Pas::Bourse(rang) => garantie.termes.get(*rang),
            _ => None,
        };
        let nombre = terme.and_then(|terme| terme.nombre);
        *montant > 0 && nombre.is_some_and(|nombre| garantie.usages.contains(&nombre))
    });
    if apres_un_temps || (resolution.historique && promis > Centimes::ZERO) {
        drapeaux.push(Drapeau::HistoriqueSuppose);
    }
    if resolution.inconnue {
        drapeaux.push(Drapeau::GarantieInconnue);
    }
    drapeaux
}
