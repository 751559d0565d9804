//! A year of care under one contract: every act settled in order, counters shared.

mod explication;

use super::contrat::{Compteurs, Contrat, Resolution};
use super::drapeau::Drapeau;
use super::encadrement::{Encadrement, encadrement, optique};
use super::etape::Etape;
use super::lecteur::{Cle, Lecteur};
use super::prestation::{Dossiers, Poste, Prestation};
use super::reglement::{Dossier, Pas, SANS_LIMITE, regler};
use crate::montant::Centimes;
use crate::reglementation::{ActeId, Nature, PanierSante, Secteur};
use std::ops::AddAssign;

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

/// Settles a year under a contract (or none), in one reading of it.
#[must_use]
pub fn exercice(
    dossiers: &Dossiers,
    contrat: Option<&Contrat<'_>>,
    lecteur: &mut Lecteur,
    expliquer: bool,
) -> Vec<Decompte> {
    let mut annee = Annee {
        dossiers,
        contrat,
        compteurs: Compteurs::default(),
        expliquer,
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
    dossiers: &'a Dossiers,
    contrat: Option<&'a Contrat<'a>>,
    compteurs: Compteurs,
    expliquer: bool,
}

impl Annee<'_> {
    /// Glasses: as the contract sees them, whole or by element.
    fn lunettes(
        &mut self,
        ensemble: &Prestation,
        elements: &[Prestation; 3],
        lecteur: &mut Lecteur,
        decomptes: &mut Vec<Decompte>,
    ) {
        if self
            .contrat
            .is_some_and(|contrat| !contrat.voit_les_elements(elements))
        {
            decomptes.push(self.acte(ensemble, None, lecteur));
            return;
        }
        let premier = decomptes.len();
        let mut reste = self.contrat.and_then(|contrat| {
            let responsable = contrat.responsable(lecteur);
            let classe_b = ensemble.panier == PanierSante::Libre;
            (responsable && classe_b)
                .then(|| optique(contrat.reglementation, ensemble, contrat.echeance).1)
                .flatten()
        });
        for element in elements {
            let decompte = self.acte(element, reste, lecteur);
            reste = reste.map(|reste| (reste - decompte.montants.amc).positif());
            decomptes.push(decompte);
        }
        self.relever_au_minimum(ensemble, decomptes.get_mut(premier..), lecteur);
    }

    /// The legal minimum of a pair of class B glasses paid by element: the last ones are raised.
    fn relever_au_minimum(
        &self,
        ensemble: &Prestation,
        decomptes: Option<&mut [Decompte]>,
        lecteur: &mut Lecteur,
    ) {
        let (Some(contrat), Some(decomptes)) = (self.contrat, decomptes) else {
            return;
        };
        if ensemble.panier != PanierSante::Libre || !contrat.responsable(lecteur) {
            return;
        }
        let paye: Centimes = decomptes.iter().map(|decompte| decompte.montants.amc).sum();
        let (minimum, _) = optique(contrat.reglementation, ensemble, contrat.echeance);
        if paye <= ensemble.tm || paye >= minimum {
            return;
        }
        let mut manque = minimum - paye;
        for decompte in decomptes.iter_mut().rev() {
            let montants = &mut decompte.montants;
            let ajout = manque.min(montants.depassement_non_couvert + montants.tm_non_couvert);
            if ajout > Centimes::ZERO {
                manque -= ajout;
                montants.amc += ajout;
                montants.rac -= ajout;
                let du_tm = ajout.min(montants.tm_non_couvert);
                montants.tm_non_couvert -= du_tm;
                montants.depassement_non_couvert -= ajout - du_tm;
                decompte.drapeaux.push(Drapeau::MinimumLegal);
                if self.expliquer {
                    explication::minimum_optique(&mut decompte.etapes, montants);
                }
            }
        }
    }

    fn acte(
        &mut self,
        prestation: &Prestation,
        reste_optique: Option<Centimes>,
        lecteur: &mut Lecteur,
    ) -> Decompte {
        let mut drapeaux = prestation.drapeaux.clone();
        let Some(contrat) = self.contrat else {
            let montants = repartir(prestation, Centimes::ZERO);
            let mut etapes = if self.expliquer {
                prestation.etapes.clone()
            } else {
                Vec::new()
            };
            if self.expliquer {
                explication::conclure(&mut etapes, &montants);
            }
            return decompte(prestation, montants, drapeaux, None, etapes);
        };
        let bornes = self.bornes(contrat, prestation, reste_optique, lecteur);
        let mut resolution = contrat.resoudre(prestation, &mut self.compteurs, lecteur);
        if prestation
            .rang_jour
            .is_some_and(|rang| rang < resolution.a_partir_du)
        {
            resolution.garantie = super::reglement::GarantieNormale::default();
        }
        let dossier = self.dossier(contrat, prestation, &bornes);
        let mut pas = Vec::new();
        let compteurs = &mut self.compteurs.valeurs;
        let amc = if self.expliquer {
            regler(&dossier, &resolution.garantie, compteurs, &mut pas)
        } else {
            let mut legal = Legal::default();
            let amc = regler(&dossier, &resolution.garantie, compteurs, &mut legal);
            pas.extend(legal.0);
            amc
        };
        let montants = repartir(prestation, Centimes::new(amc));
        drapeaux.extend(pas.iter().filter_map(|(pas, _)| match pas {
            Pas::MinimumLegal => Some(Drapeau::MinimumLegal),
            Pas::MaximumLegal => Some(Drapeau::MaximumLegal),
            _ => None,
        }));
        if resolution.inconnue {
            drapeaux.push(Drapeau::GarantieInconnue);
        }
        let garantie = resolution.ligne.map(|(ligne, _)| {
            (
                ligne.libelle.clone(),
                format!("{}:{}", ligne.fichier, ligne.numero),
            )
        });
        let etapes = if self.expliquer {
            explication::etapes(contrat, prestation, &resolution, &bornes, &pas, &montants)
        } else {
            Vec::new()
        };
        decompte(prestation, montants, drapeaux, garantie, etapes)
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
        let parcours = self.dossiers.patient.parcours;
        let mut bornes = encadrement(
            contrat.reglementation,
            prestation,
            parcours,
            contrat.echeance,
        );
        if let Some(reste) = reste_optique {
            bornes.maximum = Some(bornes.maximum.map_or(reste, |maximum| maximum.min(reste)));
        }
        let secteur_2 = matches!(
            prestation.secteur,
            Secteur::NonOptam | Secteur::NonConventionne
        );
        if prestation.majoration > Centimes::ZERO && secteur_2 {
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
        let responsable = *bornes != Encadrement::LIBRE;
        let paie_participation = contrat.choix.offre.paie_participation;
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
            compte: prestation.panier != PanierSante::CentPourCent,
        }
    }
}

/// Hears only that a legal bound was met.
#[derive(Default)]
struct Legal(Vec<(Pas, i64)>);

impl super::reglement::Journal<i64> for Legal {
    fn note(&mut self, pas: Pas, montant: i64) {
        if matches!(pas, Pas::MinimumLegal | Pas::MaximumLegal) {
            self.0.push((pas, montant));
        }
    }
}

fn decompte(
    prestation: &Prestation,
    montants: Montants,
    mut drapeaux: Vec<Drapeau>,
    garantie: Option<(String, String)>,
    etapes: Vec<Etape>,
) -> Decompte {
    drapeaux.sort_unstable();
    drapeaux.dedup();
    Decompte {
        ligne: prestation.ligne,
        acte: prestation.acte,
        secteur: prestation.secteur,
        equipement: prestation.reste_monture.is_some(),
        montants,
        drapeaux,
        garantie,
        etapes,
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
