//! A year of care under one contract: every act settled in order, counters shared.

mod explication;
mod lunettes;

use super::contrat::{Compteurs, Contrat, Resolution};
use super::drapeau::Drapeau;
use super::encadrement::{Encadrement, encadrement};
use super::etape::Etape;
use super::lecteur::{Cle, Lecteur};
use super::prestation::{Dossiers, Poste, Prestation};
use super::reglement::{Dossier, GarantieNormale, Muet, Pas, SANS_LIMITE, regler};
use crate::montant::Centimes;
use crate::offre::condition::Boite;
use crate::reglementation::{ActeId, Nature, PanierSante, Secteur};
use std::ops::AddAssign;
use std::rc::Rc;

/// The amounts of a décompte, in centimes; `depense = amo + amc + rac`, and `rac` is the
/// sum of its causes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Montants {
    /// Price.
    pub depense: Centimes,
    /// Base kept, `min(price, base)`.
    pub base: Centimes,
    /// Part of the social security, participations taken.
    pub amo: Centimes,
    /// Part of the contract.
    pub amc: Centimes,
    /// What is left to pay.
    pub rac: Centimes,
    /// Cause: participation forfaitaire left.
    pub participation: Centimes,
    /// Cause: franchise médicale left.
    pub franchise: Centimes,
    /// Cause: majoration out of the path of care left.
    pub majoration: Centimes,
    /// Cause: ticket modérateur not covered.
    pub tm_non_couvert: Centimes,
    /// Cause: price above the base, not covered.
    pub depassement_non_couvert: Centimes,
    /// Cause: what the social security does not know, not covered.
    pub hors_nomenclature: Centimes,
}

impl AddAssign for Montants {
    fn add_assign(&mut self, autre: Self) {
        self.depense += autre.depense;
        self.base += autre.base;
        self.amo += autre.amo;
        self.amc += autre.amc;
        self.rac += autre.rac;
        self.participation += autre.participation;
        self.franchise += autre.franchise;
        self.majoration += autre.majoration;
        self.tm_non_couvert += autre.tm_non_couvert;
        self.depassement_non_couvert += autre.depassement_non_couvert;
        self.hors_nomenclature += autre.hors_nomenclature;
    }
}

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

/// Settles a year under a contract (or none), in one reading of it.
#[must_use]
pub fn exercice(
    dossiers: &Dossiers,
    contrat: Option<&Contrat<'_>>,
    lecteur: &mut Lecteur,
    detail: Detail,
) -> Vec<Decompte> {
    let mut annee = Annee {
        contrat,
        compteurs: Compteurs::default(),
        precedente: None,
        detail,
    };
    let mut decomptes = Vec::with_capacity(dossiers.postes.len());
    for poste in &dossiers.postes {
        match poste {
            Poste::Acte(prestation) => decomptes.push(annee.acte(prestation, None, lecteur)),
            Poste::Lunettes { ensemble, elements } => {
                annee.lunettes(ensemble, elements, lecteur, &mut decomptes);
            }
        }
    }
    decomptes
}

struct Annee<'a> {
    contrat: Option<&'a Contrat<'a>>,
    compteurs: Compteurs,
    /// What the contract said of the last act: the same act again takes the same rows.
    precedente: Option<(ActeId, Boite, Option<u8>, Rc<Resolution<'a>>)>,
    detail: Detail,
}

impl<'a> Annee<'a> {
    fn acte(
        &mut self,
        prestation: &Prestation,
        reste_optique: Option<Centimes>,
        lecteur: &mut Lecteur,
    ) -> Decompte {
        let Some(contrat) = self.contrat else {
            return self.sans_contrat(prestation);
        };
        let bornes = self.bornes(contrat, prestation, reste_optique, lecteur);
        let resolution = self.resoudre(contrat, prestation, lecteur);
        let rien = GarantieNormale::default();
        let trop_tot = prestation
            .rang_jour
            .is_some_and(|rang| rang < resolution.a_partir_du);
        let garantie = if trop_tot {
            &rien
        } else {
            &resolution.garantie
        };
        let dossier = self.dossier(contrat, prestation, &bornes);
        let mut pas = Vec::new();
        let compteurs = &mut self.compteurs.valeurs;
        let amc = match self.detail {
            Detail::Montants => regler(&dossier, garantie, compteurs, &mut Muet),
            Detail::Lignes | Detail::Etapes => regler(&dossier, garantie, compteurs, &mut pas),
        };
        let montants = repartir(prestation, Centimes::new(amc));
        let mut decompte = self.decompte(prestation, montants);
        if self.detail == Detail::Montants {
            return decompte;
        }
        decompte
            .drapeaux
            .extend(pas.iter().filter_map(|(pas, _)| match pas {
                Pas::MinimumLegal => Some(Drapeau::MinimumLegal),
                Pas::MaximumLegal => Some(Drapeau::MaximumLegal),
                _ => None,
            }));
        if resolution.inconnue {
            decompte.drapeaux.push(Drapeau::GarantieInconnue);
        }
        decompte.drapeaux.sort_unstable();
        decompte.drapeaux.dedup();
        decompte.garantie = resolution.ligne.map(|(ligne, _)| {
            let place = format!("{}:{}", ligne.fichier, ligne.numero);
            (ligne.libelle.clone(), place)
        });
        if self.detail == Detail::Etapes {
            decompte.etapes =
                explication::etapes(contrat, prestation, &resolution, &bornes, &pas, &montants);
        }
        decompte
    }

    fn sans_contrat(&self, prestation: &Prestation) -> Decompte {
        let montants = repartir(prestation, Centimes::ZERO);
        let mut decompte = self.decompte(prestation, montants);
        if self.detail == Detail::Etapes {
            decompte.etapes.clone_from(&prestation.etapes);
            explication::conclure(&mut decompte.etapes, &montants);
        }
        decompte
    }

    fn decompte(&self, prestation: &Prestation, montants: Montants) -> Decompte {
        let drapeaux = match self.detail {
            Detail::Montants => Vec::new(),
            Detail::Lignes | Detail::Etapes => prestation.drapeaux.clone(),
        };
        Decompte {
            ligne: prestation.ligne,
            acte: prestation.acte,
            secteur: prestation.secteur,
            equipement: prestation.reste_monture.is_some(),
            montants,
            drapeaux,
            garantie: None,
            etapes: Vec::new(),
        }
    }

    fn resoudre(
        &mut self,
        contrat: &'a Contrat<'a>,
        prestation: &Prestation,
        lecteur: &mut Lecteur,
    ) -> Rc<Resolution<'a>> {
        let (acte, situation, mois) = (prestation.acte, prestation.situation, prestation.mois);
        if let Some((connu, ou, quand, resolution)) = &self.precedente
            && (*connu, *ou, *quand) == (acte, situation, mois)
        {
            return Rc::clone(resolution);
        }
        let resolution = Rc::new(contrat.resoudre(prestation, &mut self.compteurs, lecteur));
        self.precedente = Some((acte, situation, mois, Rc::clone(&resolution)));
        resolution
    }

    /// Legal bounds under this reading of the contract.
    fn bornes(
        &self,
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
        contrat: &Contrat<'_>,
        prestation: &Prestation,
        bornes: &Encadrement,
    ) -> Dossier {
        let responsable = bornes.responsable;
        // un contrat responsable ne paie jamais la participation, quoi qu'il écrive
        let paie_participation = contrat.choix.offre.paie_participation && !responsable;
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

/// What is left, split by cause: the contract covers the ticket modérateur first, then the
/// price above the base, then the majoration, then the participations.
fn repartir(prestation: &Prestation, amc: Centimes) -> Montants {
    let amo = prestation.amo();
    let mut montants = Montants {
        depense: prestation.depense,
        base: prestation.base,
        amo,
        amc,
        rac: prestation.depense - amo - amc,
        ..Montants::default()
    };
    let mut couvert = amc;
    let mut reste = |part: Centimes| {
        let pris = couvert.min(part);
        couvert -= pris;
        part - pris
    };
    if prestation.nature == Nature::HorsNomenclature {
        montants.hors_nomenclature = reste(prestation.depense);
        return montants;
    }
    montants.tm_non_couvert = reste(prestation.tm);
    montants.depassement_non_couvert = reste(prestation.depense - prestation.base);
    montants.majoration = reste(prestation.majoration);
    montants.franchise = reste(prestation.franchise);
    montants.participation = reste(prestation.participation);
    montants
}
