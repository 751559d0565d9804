//! What the social security does with each act of a basket, before any contract:
//! base, part of the AMO, participations, ticket modérateur. One act is one
//! prestation; a line of `n` acts makes `n` of them.

mod lunettes;
mod sejour;
mod taux;

pub use taux::RaisonTaux;

use super::etape::{Etape, Quoi as QuoiEtape};
use super::{CalculImpossible, Drapeau};
use crate::montant::{Centimes, Taux};
use crate::offre::condition::{
    Axe, Boite, Paire, TypeSejour, bit_paire, bit_panier, bit_secteur, bit_sejour, bit_verre,
    bits_entre,
};
use crate::panier::{Element, Panier, Patient, Prix, Quoi, Soin};
use crate::reglementation::{
    Acte, ActeId, Base, Dent, Nature, OriginePrix, PanierSante, Parametre, Participation,
    Provenance, Reglementation, Secteur, Tarif,
};
use jiff::civil::Date;
use std::borrow::Cow;

/// One act seen by the social security. All amounts in centimes.
#[derive(Clone, Debug)]
pub struct Prestation {
    /// Rank of the line of the basket it comes from.
    pub ligne: usize,
    /// The act.
    pub acte: ActeId,
    /// Sector kept (opposable tariffs bring it to 1).
    pub secteur: Secteur,
    /// Month, when it is known.
    pub mois: Option<u8>,
    /// Rank of the day within a stay, from 1.
    pub rang_jour: Option<u16>,
    /// Rank of the stay it belongs to, from 1; 0 out of a stay.
    pub sejour: u32,
    /// Where it stands on every axis of the conditions.
    pub situation: Boite,
    /// Nature of the act.
    pub nature: Nature,
    /// Basket of the 100 % Santé.
    pub panier: PanierSante,
    /// Price.
    pub depense: Centimes,
    /// `min(price, base)`.
    pub base: Centimes,
    /// Rate of the AMO applied (affection de longue durée, path of care taken into account).
    pub taux: Taux,
    /// Why this rate.
    pub raison_taux: RaisonTaux,
    /// Part of the AMO before participations.
    pub amo_brut: Centimes,
    /// Whether the act was done out of the path of care, where it matters.
    pub hors_parcours: bool,
    /// Left to the patient for want of the path of care.
    pub majoration: Centimes,
    /// Ticket modérateur.
    pub tm: Centimes,
    /// Participation forfaitaire.
    pub participation: Centimes,
    /// Franchise médicale.
    pub franchise: Centimes,
    /// Price limit of the basket.
    pub plv: Option<Centimes>,
    /// For a pair of glasses as a whole: what is left of the frame and of the lenses.
    pub reste_monture: Option<(Centimes, Centimes)>,
    /// For the class B part of a mixed equipment: the cost of its class A elements.
    pub deduction: Centimes,
    /// The pair it belongs to.
    pub paire: Option<Paire>,
    /// Where its price comes from.
    pub origine_prix: OriginePrix,
    /// What must be said about it.
    pub drapeaux: Vec<Drapeau>,
    /// How the amounts above were found; empty when no explanation was asked.
    pub etapes: Vec<Etape>,
}

impl Prestation {
    /// Part of the AMO once the participations are taken.
    #[must_use]
    pub fn amo(&self) -> Centimes {
        self.amo_brut - self.participation - self.franchise
    }

    /// Whether it costs nothing by nature: what a contract gives for it is an allowance.
    #[must_use]
    pub fn sans_depense(&self) -> bool {
        self.nature == Nature::HorsNomenclature && self.depense == Centimes::ZERO
    }
}

/// One thing to settle: an act, or glasses that a contract sees whole or by element.
#[derive(Clone, Debug)]
pub enum Poste {
    /// One act.
    Acte(Box<Prestation>),
    /// A pair of glasses: as a whole, and frame, lens, lens.
    Lunettes {
        /// Its class A elements as one, then the others as one; none where there are none.
        ensembles: [Option<Box<Prestation>>; 2],
        /// Frame, lens, lens.
        elements: Box<[Prestation; 3]>,
    },
}

/// A year of care as the social security sees it, the same for every offer.
#[derive(Clone, Debug)]
pub struct Dossiers {
    /// Everything to settle, in order.
    pub postes: Vec<Poste>,
    /// Number of lines of the basket.
    pub lignes: usize,
    /// Date of the tariffs.
    pub date: Date,
    /// The patient.
    pub patient: Patient,
}

/// Who, when and under which rules acts are prepared; holds the yearly caps.
struct Preparation<'a> {
    reglementation: &'a Reglementation,
    date: Date,
    patient: Patient,
    participations_restantes: Centimes,
    franchises_restantes: Centimes,
    /// Stays met so far.
    sejours: u32,
    expliquer: bool,
}

/// One act to prepare.
struct ActeAFaire {
    ligne: usize,
    acte: ActeId,
    secteur: Secteur,
    prix: Prix,
    dent: Option<Dent>,
    mois: Option<u8>,
    ald: bool,
    sejour: TypeSejour,
    paire: Option<Paire>,
    rang_jour: Option<u16>,
    en_sejour: bool,
}

impl ActeAFaire {
    fn de_la_ligne(ligne: usize, acte: ActeId, prix: Prix) -> Self {
        Self {
            ligne,
            acte,
            secteur: Secteur::Un,
            prix,
            dent: None,
            mois: None,
            ald: false,
            sejour: TypeSejour::Court,
            paire: None,
            rang_jour: None,
            en_sejour: false,
        }
    }
}

/// Goes through a basket with the eyes of the social security.
///
/// # Errors
/// When an act has no tariff on the date, or no known price.
pub fn preparer(
    reglementation: &Reglementation,
    panier: &Panier,
    patient: Patient,
    date: Date,
    expliquer: bool,
) -> Result<Dossiers, CalculImpossible> {
    preparer_soins(reglementation, &panier.soins, patient, date, expliquer)
}

/// The same for lines of care without a basket.
///
/// # Errors
/// When an act has no tariff on the date, or no known price.
pub fn preparer_soins(
    reglementation: &Reglementation,
    soins: &[Soin],
    patient: Patient,
    date: Date,
    expliquer: bool,
) -> Result<Dossiers, CalculImpossible> {
    let plafond = |nom| {
        reglementation
            .parametres
            .montant(nom, date)
            .unwrap_or_default()
    };
    let mut preparation = Preparation {
        reglementation,
        date,
        patient,
        participations_restantes: plafond("participation-forfaitaire.plafond-annuel"),
        franchises_restantes: plafond("franchise.plafond-annuel"),
        sejours: 0,
        expliquer,
    };
    let mut postes = Vec::new();
    for (rang, soin) in dans_l_ordre(soins) {
        for _ in 0..soin.nombre {
            match &soin.quoi {
                Quoi::Acte {
                    acte,
                    secteur,
                    prix,
                    dent,
                } => {
                    let prestation = preparation.acte(&ActeAFaire {
                        secteur: *secteur,
                        dent: *dent,
                        mois: soin.mois,
                        ald: soin.ald,
                        ..ActeAFaire::de_la_ligne(rang, *acte, *prix)
                    })?;
                    postes.push(Poste::Acte(Box::new(prestation)));
                }
                Quoi::Sejour(sejour) => preparation.sejour(rang, sejour, soin, &mut postes)?,
                Quoi::Lunettes(lunettes) => {
                    postes.push(preparation.lunettes(rang, lunettes, soin)?);
                }
            }
        }
    }
    Ok(Dossiers {
        postes,
        lignes: soins.len(),
        date,
        patient,
    })
}

/// Lines of care as they happen, each with its rank: by month, those without one first.
pub(super) fn dans_l_ordre(soins: &[Soin]) -> impl Iterator<Item = (usize, &Soin)> {
    let mut ordre: Vec<(usize, &Soin)> = soins.iter().enumerate().collect();
    ordre.sort_by_key(|(_, soin)| soin.mois.unwrap_or(0));
    ordre.into_iter()
}

impl Preparation<'_> {
    fn acte(&mut self, demande: &ActeAFaire) -> Result<Prestation, CalculImpossible> {
        let acte = self.reglementation.acte(demande.acte);
        let opposable =
            self.patient.droit.opposable() && acte.a_un_secteur() && self.patient.parcours;
        let secteur = if opposable {
            Secteur::Un
        } else {
            demande.secteur
        };
        let tarif = acte
            .tarif(secteur, self.date)
            .ok_or_else(|| CalculImpossible::SansTarif {
                acte: acte.libelle.clone(),
                secteur,
                date: self.date,
            })?;
        let (mut depense, origine_prix) = self.prix(acte, secteur, demande.prix)?;
        let prix_demande = depense;
        let mut drapeaux = Vec::new();
        let tarif = &*self.tarif_du_droit(acte, tarif, &mut depense, &mut drapeaux);
        if let Base::Montant(base) = tarif.base
            && opposable
            && acte.nature == Nature::Nomenclature
            && depense > base
        {
            depense = base;
            drapeaux.push(Drapeau::TarifOpposable);
        }
        if tarif.provenance.doute.is_some() {
            drapeaux.push(Drapeau::TarifDouteux);
        }
        if let OriginePrix::Type { .. } = origine_prix {
            drapeaux.push(Drapeau::PrixType);
        }
        let base = self.base(tarif, depense, &mut drapeaux);
        let mut prestation = Prestation {
            ligne: demande.ligne,
            acte: demande.acte,
            secteur,
            mois: demande.mois,
            rang_jour: demande.rang_jour,
            sejour: if demande.en_sejour { self.sejours } else { 0 },
            situation: self.situation(acte, tarif, secteur, demande),
            nature: acte.nature,
            panier: tarif.panier,
            depense,
            base,
            taux: tarif.taux,
            raison_taux: RaisonTaux::Commun,
            amo_brut: Centimes::ZERO,
            hors_parcours: false,
            majoration: Centimes::ZERO,
            tm: Centimes::ZERO,
            participation: Centimes::ZERO,
            franchise: Centimes::ZERO,
            plv: tarif.plv,
            reste_monture: None,
            deduction: Centimes::ZERO,
            paire: demande.paire,
            origine_prix,
            drapeaux,
            etapes: Vec::new(),
        };
        self.rembourser(acte, tarif, demande.ald, &mut prestation);
        if tarif.panier == PanierSante::CentPourCent
            && tarif.plv.is_some_and(|limite| depense > limite)
        {
            prestation.drapeaux.push(Drapeau::PrixAuDessusDeLaLimite);
        }
        if self.expliquer {
            let local = self.regime_local(acte).map(|(_, parametre)| parametre);
            prestation.etapes = etapes(&prestation, tarif, local, self.reglementation, self.date);
            if depense < prix_demande {
                let propre = acte.prix_de_droit(self.patient.droit, self.date);
                let source = propre.map_or(&tarif.provenance, |limite| &limite.provenance);
                let etape = Etape::sourcee(QuoiEtape::PrixDuDroit, depense, Some(source));
                if let Some(premiere) = prestation.etapes.first_mut() {
                    premiere.montant = prix_demande;
                    prestation.etapes.insert(1, etape);
                }
            }
        }
        Ok(prestation)
    }

    /// The tariff of someone who holds a right: prostheses have a highest price; under the
    /// CMU-C and the C2S they are a basket, whose price limit nobody may exceed.
    fn tarif_du_droit<'t>(
        &self,
        acte: &Acte,
        tarif: &'t Tarif,
        depense: &mut Centimes,
        drapeaux: &mut Vec<Drapeau>,
    ) -> Cow<'t, Tarif> {
        let droit = self.patient.droit;
        let propre = acte.prix_de_droit(droit, self.date);
        let du_panier = (tarif.panier == PanierSante::CentPourCent && droit.couvre())
            .then_some(tarif.plv)
            .flatten();
        let Some(limite) = propre.map(|limite| limite.prix).or(du_panier) else {
            return Cow::Borrowed(tarif);
        };
        if *depense > limite {
            *depense = limite;
            drapeaux.push(Drapeau::PrixDuDroit);
        }
        match propre {
            Some(propre) if droit.couvre() => Cow::Owned(Tarif {
                panier: PanierSante::CentPourCent,
                plv: Some(limite),
                provenance: Provenance {
                    doute: tarif
                        .provenance
                        .doute
                        .clone()
                        .or(propre.provenance.doute.clone()),
                    ..tarif.provenance.clone()
                },
                ..tarif.clone()
            }),
            _ => Cow::Borrowed(tarif),
        }
    }

    /// Base, rate, majoration, ticket modérateur, participations.
    fn rembourser(&mut self, acte: &Acte, tarif: &Tarif, ald: bool, prestation: &mut Prestation) {
        let parametres = &self.reglementation.parametres;
        let seuil = |nom| parametres.nombre(nom, self.date).unwrap_or(0);
        let de_medecin = acte.participation == Participation::Forfaitaire && acte.a_un_secteur();
        let hors_parcours = !self.patient.parcours
            && de_medecin
            && u32::from(self.patient.age) >= seuil("age.parcours")
            && !acte.acces_direct.permis(self.patient.age);
        prestation.hors_parcours = hors_parcours;
        let (mut taux, raison) = self.taux(acte, tarif, ald);
        prestation.raison_taux = raison;
        if raison == RaisonTaux::RegimeLocalInconnu {
            prestation.drapeaux.push(Drapeau::RegimeLocalInconnu);
        }
        if hors_parcours {
            let majoration = parametres
                .taux("majoration.hors-parcours", self.date)
                .unwrap_or_default();
            let majoration = if majoration > taux { taux } else { majoration };
            prestation.majoration = prestation.base.fois(majoration);
            taux = taux.moins(majoration);
        }
        prestation.taux = taux;
        prestation.amo_brut = prestation.base.fois(taux);
        prestation.tm = prestation.base - prestation.amo_brut - prestation.majoration;
        let exempte = self.patient.maternite
            || u32::from(self.patient.age) < seuil("age.participation")
            || self.patient.droit.opposable();
        if exempte || acte.participation == Participation::Aucune {
            return;
        }
        let (nom, restantes) = match acte.participation {
            Participation::Aucune => return,
            Participation::Forfaitaire => (
                "participation-forfaitaire.montant",
                &mut self.participations_restantes,
            ),
            Participation::FranchiseBoite => ("franchise.boite", &mut self.franchises_restantes),
            Participation::FranchiseParamedicale => {
                ("franchise.paramedical", &mut self.franchises_restantes)
            }
            Participation::FranchiseTransport => {
                ("franchise.transport", &mut self.franchises_restantes)
            }
        };
        let due = parametres
            .montant(nom, self.date)
            .unwrap_or_default()
            .min(*restantes)
            .min(prestation.amo_brut);
        *restantes -= due;
        if acte.participation == Participation::Forfaitaire {
            prestation.participation = due;
        } else {
            prestation.franchise = due;
        }
    }

    fn base(&self, tarif: &Tarif, depense: Centimes, drapeaux: &mut Vec<Drapeau>) -> Centimes {
        match tarif.base {
            Base::Montant(base) => base.min(depense),
            Base::Prix => depense,
            Base::PartDuPlv(part) => {
                drapeaux.push(Drapeau::BaseCalculee);
                tarif
                    .plv
                    .map_or(depense, |limite| limite.min(depense))
                    .fois(part)
            }
        }
    }

    fn prix(
        &self,
        acte: &Acte,
        secteur: Secteur,
        prix: Prix,
    ) -> Result<(Centimes, OriginePrix), CalculImpossible> {
        match prix {
            Prix::Donne(montant) => Ok((montant, OriginePrix::Donne)),
            Prix::Type => {
                acte.prix_suppose(secteur, self.date)
                    .ok_or_else(|| CalculImpossible::SansPrix {
                        acte: acte.libelle.clone(),
                    })
            }
        }
    }

    fn situation(
        &self,
        acte: &Acte,
        tarif: &Tarif,
        secteur: Secteur,
        demande: &ActeAFaire,
    ) -> Boite {
        let dents = match demande.dent.or(acte.dent) {
            None => 0b001,
            Some(Dent::Visible) => 0b010,
            Some(Dent::NonVisible) => 0b100,
            Some(Dent::VisibleOuNon) => 0b110,
        };
        let rembourse = tarif.base != Base::Montant(Centimes::ZERO);
        let annee = (self.patient.anciennete_mois / 12).min(126);
        let annee = u8::try_from(annee).unwrap_or(126);
        Boite::TOUT
            .avec(Axe::Secteur, bit_secteur(secteur))
            .avec(Axe::Panier, bit_panier(tarif.panier))
            .avec(Axe::Dent, dents)
            .avec(Axe::Verre, bit_verre(acte.verre))
            .avec(Axe::Paire, bit_paire(demande.paire))
            .avec(Axe::Rembourse, if rembourse { 0b01 } else { 0b10 })
            .avec(Axe::Sejour, bit_sejour(demande.sejour))
            .avec(Axe::Ald, if demande.ald { 0b10 } else { 0b01 })
            .avec(
                Axe::Age,
                bits_entre(self.patient.age.min(127), self.patient.age.min(127)),
            )
            .avec(Axe::Annee, bits_entre(annee, annee))
    }

    /// The act of a code that the calculation itself needs (forfait journalier…).
    fn acte_du_calcul(&self, code: &'static str) -> Result<ActeId, CalculImpossible> {
        self.reglementation
            .acte_de_code(code)
            .ok_or(CalculImpossible::ActeAbsent(code))
    }

    fn element(
        &mut self,
        ligne: usize,
        element: Element,
        paire: Paire,
        soin: &Soin,
    ) -> Result<Prestation, CalculImpossible> {
        self.acte(&ActeAFaire {
            mois: soin.mois,
            paire: Some(paire),
            ..ActeAFaire::de_la_ligne(ligne, element.acte, element.prix)
        })
    }
}

/// The steps of the social security, with rule and source.
fn etapes(
    prestation: &Prestation,
    tarif: &Tarif,
    local: Option<&Parametre>,
    reglementation: &Reglementation,
    date: Date,
) -> Vec<Etape> {
    let mut etapes = vec![Etape::new(
        QuoiEtape::Depense(prestation.origine_prix.clone()),
        prestation.depense,
    )];
    let source = Some(&tarif.provenance);
    if prestation.nature == Nature::HorsNomenclature {
        etapes.push(Etape::sourcee(
            QuoiEtape::HorsNomenclature,
            Centimes::ZERO,
            source,
        ));
        return etapes;
    }
    etapes.push(Etape::sourcee(
        QuoiEtape::Base(tarif.base),
        prestation.base,
        source,
    ));
    let parametre = |nom: &str| {
        reglementation
            .parametres
            .au(nom, date)
            .map(|p| &p.provenance)
    };
    let (taux, raison) = (prestation.taux, prestation.raison_taux);
    let quoi = QuoiEtape::Amo(taux, raison);
    let local = local.filter(|_| raison == RaisonTaux::RegimeLocal);
    etapes.push(match local {
        Some(local) => Etape::sourcee(quoi, prestation.amo_brut, Some(&local.provenance)),
        // le doute sur le tarif est dit une fois, à la base
        None => Etape {
            doute: None,
            ..Etape::sourcee(quoi, prestation.amo_brut, source)
        },
    });
    if prestation.majoration > Centimes::ZERO {
        let provenance = parametre("majoration.hors-parcours");
        etapes.push(Etape::sourcee(
            QuoiEtape::Majoration,
            prestation.majoration,
            provenance,
        ));
    }
    if prestation.participation > Centimes::ZERO {
        let provenance = parametre("participation-forfaitaire.montant");
        etapes.push(Etape::sourcee(
            QuoiEtape::Participation,
            prestation.participation,
            provenance,
        ));
    }
    if prestation.franchise > Centimes::ZERO {
        let nom = match reglementation.acte(prestation.acte).participation {
            Participation::FranchiseTransport => "franchise.transport",
            Participation::FranchiseParamedicale => "franchise.paramedical",
            _ => "franchise.boite",
        };
        etapes.push(Etape::sourcee(
            QuoiEtape::Franchise,
            prestation.franchise,
            parametre(nom),
        ));
    }
    etapes.push(Etape::new(QuoiEtape::TicketModerateur, prestation.tm));
    etapes
}
