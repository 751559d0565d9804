//! What one contract pays for one act, whoever asks: the year that explains, or the batch.

use super::contrat::{Contrat, Resolution, Versement};
use super::drapeau::Drapeau;
use super::encadrement::{Encadrement, encadrement};
use super::lecteur::{Cle, Lecteur};
use super::prestation::{Prestation, SANS_NUMERO};
use super::reglement::{Dossier, GarantieNormale, Journal, Pas, SANS_LIMITE, regler};
use crate::montant::Centimes;
use crate::reglementation::{PanierSante, Secteur};

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

/// An act, with what a contract promises for it and what the law lets it pay.
pub(super) struct Acte<'r, 'a> {
    pub(super) contrat: &'r Contrat<'a>,
    pub(super) prestation: &'r Prestation,
    pub(super) resolution: &'r Resolution<'a>,
    pub(super) bornes: &'r Encadrement,
    /// What the contracts before this one paid.
    pub(super) precedent: Centimes,
}

/// What is paid for an act, in centimes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Verse {
    /// For the care, within its price.
    pub(super) montant: Centimes,
    /// Whatever was spent.
    pub(super) allocation: Centimes,
}

impl Acte<'_, '_> {
    /// Settles the act; counters are used up.
    pub(super) fn verser(&self, compteurs: &mut [i64], journal: &mut impl Journal<i64>) -> Verse {
        let resolution = self.resolution;
        let rien = GarantieNormale::default();
        let trop_tot = self
            .prestation
            .rang_jour
            .is_some_and(|rang| rang < resolution.a_partir_du);
        let garantie = if trop_tot {
            &rien
        } else {
            &resolution.garantie
        };
        let reel = Dossier {
            base: self.base(),
            ..dossier(
                self.contrat.choix.offre.paie_participation,
                self.prestation,
                self.bornes,
                self.precedent,
            )
        };
        let dossier = match resolution.versement {
            Versement::Depense => reel,
            Versement::Allocation | Versement::Capital => SANS_DEPENSE,
        };
        let promis = Centimes::new(regler(&dossier, garantie, compteurs, journal));
        let montant = match resolution.versement {
            Versement::Depense => promis,
            Versement::Allocation => Centimes::ZERO,
            Versement::Capital => promis.min(Centimes::new(reel.payable())),
        };
        Verse {
            montant,
            allocation: promis - montant,
        }
    }

    fn base(&self) -> i64 {
        self.contrat.base(self.prestation, self.resolution).valeur()
    }

    /// What must be said of a settling, from its steps and what was promised in all.
    pub(super) fn drapeaux(&self, pas: &[(Pas, i64)], promis: Centimes) -> Vec<Drapeau> {
        let mut drapeaux = drapeaux(self.resolution, pas, promis);
        let sans_numero = self.prestation.lieu > SANS_NUMERO;
        if self.resolution.par_dent && sans_numero && promis > Centimes::ZERO {
            drapeaux.push(Drapeau::DentSupposee);
        }
        // la base que l'acte aurait n'est qu'une hypothèse
        if self.base() != self.prestation.base.valeur() {
            drapeaux.push(Drapeau::TarifDouteux);
        }
        drapeaux
    }
}

/// Legal bounds under this reading of the contract; `reste_optique` is what the law still
/// lets be paid on the pair of glasses that the act belongs to.
pub(super) fn bornes(
    contrat: &Contrat<'_>,
    prestation: &Prestation,
    reste_optique: Option<Centimes>,
    lecteur: &mut Lecteur,
) -> Encadrement {
    if !contrat.responsable(lecteur) {
        return Encadrement::LIBRE;
    }
    let mut bornes = encadrement(contrat.reglementation, prestation, contrat.echeance);
    if let Some(reste) = reste_optique {
        bornes.maximum = Some(bornes.maximum.map_or(reste, |maximum| maximum.min(reste)));
    }
    if le_tm_seul(contrat, prestation, lecteur) {
        bornes.maximum = Some(prestation.tm);
    }
    bornes
}

/// Whether a reading lets a contrat responsable pay no more than the ticket modérateur, out
/// of the path of care.
pub(super) fn le_tm_seul(
    contrat: &Contrat<'_>,
    prestation: &Prestation,
    lecteur: &mut Lecteur,
) -> bool {
    let secteur_2 = matches!(
        prestation.secteur,
        Secteur::NonOptam | Secteur::NonConventionne
    );
    prestation.hors_parcours
        && secteur_2
        && contrat.responsable(lecteur)
        && lecteur.choisir(Cle::HorsParcours, 2, || {
            "Hors parcours, que paie le contrat du dépassement d’un médecin de secteur 2 ?"
                .to_owned()
        }) == 0
}

/// What the settling needs to know of the act, for a contract that pays the participations
/// or not.
pub(super) fn dossier(
    paie_participation: bool,
    prestation: &Prestation,
    bornes: &Encadrement,
    precedent: Centimes,
) -> Dossier {
    let responsable = bornes.responsable;
    // un contrat responsable ne paie jamais la participation, quoi qu'il écrive
    let paie_participation = paie_participation && !responsable;
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
