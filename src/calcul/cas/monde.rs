//! A case set up for the calculation, and the worlds that a wrong reasoning makes of it.

use super::{AmoEst, Calcule, Cas, ContratDuCas, Objet, RejeuImpossible, edition};
use crate::calcul::bornes::annee_de_soins;
use crate::calcul::contrat::Contrat;
use crate::calcul::prestation::{Dossiers, Poste, Prestation, preparer};
use crate::montant::{Centimes, Taux};
use crate::offre::composition::Niveaux;
use crate::offre::condition::TypeSejour;
use crate::offre::langage::{Cellule, Lecture, Regle};
use crate::offre::{Choix, Essai, LectureParDefaut, Offre};
use crate::panier::{Element, Lunettes, Panier, Patient, Prix, Quoi, Sejour, Soin};
use crate::reglementation::{
    Acte, ActeId, Base, Chronologie, Provenance, Reglementation, Secteur, Tarif,
};
use std::borrow::Cow;
use std::rc::Rc;

/// Seniority of the patient of a case: a year, beyond the delays of a contract and before
/// what its loyalty earns, since an example shows what the table itself pays.
const ANCIENNETE_MOIS: u16 = 12;

/// A case and all that is needed to compute it.
pub(super) struct Scene<'a> {
    pub(super) cas: &'a Cas,
    pub(super) reglementation: &'a Reglementation,
    offre: Option<(Cow<'a, Offre>, Niveaux)>,
    /// The other cases of the same document, and what they are of.
    voisins: &'a [Cas],
    offres: &'a [Offre],
    monde: Monde,
}

/// What the social security does, and what the contract pays beside its guarantee.
#[derive(Clone)]
pub(super) struct Monde {
    pub(super) dossiers: Dossiers,
    pub(super) base: Centimes,
    pub(super) taux: Option<Taux>,
    pub(super) amc_en_plus: Centimes,
    /// The contract read otherwise than it should be.
    pub(super) offre: Option<Rc<Offre>>,
}

impl<'a> Scene<'a> {
    pub(super) fn monter(
        cas: &'a Cas,
        voisins: &'a [Cas],
        reglementation: &'a Reglementation,
        offres: &'a [Offre],
    ) -> Result<Self, RejeuImpossible> {
        let patient = Patient {
            parcours: cas.parcours,
            anciennete_mois: ANCIENNETE_MOIS,
            ..Patient::de_age(cas.age)
        };
        let panier = panier(cas, reglementation);
        let dossiers = preparer(reglementation, &panier, patient, cas.date, false)?;
        let offre = match &cas.contrat {
            ContratDuCas::Aucun => None,
            ContratDuCas::Offre { id, niveau } => {
                let absente = || RejeuImpossible::OffreAbsente(format!("{id}/{niveau}"));
                let offre = edition(offres, id, cas.date).ok_or_else(absente)?;
                let choix = Choix::tous(offre).find(|choix| choix.nom_niveau() == *niveau);
                Some((Cow::Borrowed(offre), choix.ok_or_else(absente)?.niveaux))
            }
            ContratDuCas::Garantie {
                cellule,
                ecrite,
                responsable,
            } => {
                let offre = offre_d_une_ligne(cas, reglementation, cellule, ecrite, *responsable);
                Some((Cow::Owned(offre), Niveaux::du_premier(0)))
            }
        };
        let mut scene = Self {
            cas,
            reglementation,
            offre,
            voisins,
            offres,
            monde: Monde {
                dossiers,
                base: Centimes::ZERO,
                taux: None,
                amc_en_plus: Centimes::ZERO,
                offre: None,
            },
        };
        let bases = scene.actes().map(|acte| scene.base_de(acte));
        let base = bases.sum();
        let taux = scene.taux_unique();
        scene.monde.base = base;
        scene.monde.taux = taux;
        Ok(scene)
    }

    pub(super) fn juste(&self) -> Result<Calcule, RejeuImpossible> {
        self.calculer(&self.monde)
    }

    pub(super) fn monde(&self) -> &Monde {
        &self.monde
    }

    pub(super) fn a_un_contrat(&self) -> bool {
        self.offre.is_some()
    }

    pub(super) fn offre(&self) -> Option<&Offre> {
        self.offre.as_ref().map(|(offre, _)| offre.as_ref())
    }

    /// The right figures of the other rows and levels of the same document for the same
    /// care. A neighbour that cannot be replayed says nothing.
    pub(super) fn voisins(&self) -> impl Iterator<Item = Calcule> {
        let actes = actes(&self.cas.objet);
        self.voisins
            .iter()
            .filter(move |voisin| {
                voisin.document == self.cas.document
                    && voisin.id != self.cas.id
                    && self::actes(&voisin.objet) == actes
            })
            .filter_map(|voisin| {
                let scene = Scene::monter(voisin, &[], self.reglementation, self.offres).ok()?;
                scene.juste().ok()
            })
    }

    /// The figures of a world, under the contract of the case.
    pub(super) fn calculer(&self, monde: &Monde) -> Result<Calcule, RejeuImpossible> {
        let contrat = self.offre.as_ref().map(|(offre, niveaux)| {
            let choix = Choix {
                offre: monde.offre.as_deref().unwrap_or(offre),
                niveaux: *niveaux,
            };
            Contrat::new(
                choix,
                self.reglementation,
                self.cas.date,
                monde.dossiers.patient.anciennete_mois,
            )
        });
        let annee = annee_de_soins(&monde.dossiers, contrat.as_slice(), false);
        if annee.rac.min != annee.rac.max {
            return Err(RejeuImpossible::PlusieursLectures);
        }
        let total = annee.total;
        let oubliees = match self.cas.imprime.amo_est {
            AmoEst::Net => Centimes::ZERO,
            AmoEst::Brut => monde.participations(),
        };
        Ok(Calcule {
            depense: total.depense,
            base: monde.base,
            taux: monde.taux,
            amo: total.amo + oubliees,
            amc: total.amc + monde.amc_en_plus,
            rac: total.rac - oubliees - monde.amc_en_plus,
        })
    }

    /// The only act of the case, as the social security sees it, with its tariff; none for
    /// glasses and for several acts.
    pub(super) fn seul(&self) -> Option<(&Prestation, &'a Acte, &'a Tarif)> {
        let [Poste::Acte(prestation)] = self.monde.dossiers.postes.as_slice() else {
            return None;
        };
        let acte = self.reglementation.acte(prestation.acte);
        let tarif = acte.tarif(prestation.secteur, self.cas.date)?;
        Some((prestation, acte, tarif))
    }

    /// The tariffs of the only act before the day of the case.
    pub(super) fn anciens_tarifs(&self) -> impl Iterator<Item = &'a Tarif> {
        let chronologie = self.seul().and_then(|(prestation, acte, _)| {
            let secteur = if acte.a_un_secteur() {
                prestation.secteur
            } else {
                Secteur::Un
            };
            acte.tarifs.iter().find(|(autre, _)| *autre == secteur)
        });
        let date = self.cas.date;
        chronologie
            .into_iter()
            .flat_map(|(_, chronologie)| Chronologie::iter(chronologie))
            .filter(move |(periode, _)| periode.au.is_some_and(|fin| fin < date))
            .map(|(_, tarif)| tarif)
    }

    /// The world where the only act is seen otherwise.
    pub(super) fn autrement(&self, changer: impl FnOnce(&mut Prestation)) -> Option<Monde> {
        let mut monde = self.monde.clone();
        let [Poste::Acte(prestation)] = monde.dossiers.postes.as_mut_slice() else {
            return None;
        };
        changer(prestation);
        Some(monde)
    }

    fn actes(&self) -> impl Iterator<Item = &Prestation> {
        self.monde.prestations()
    }

    fn tarif(&self, prestation: &Prestation) -> Option<&'a Tarif> {
        let acte = self.reglementation.acte(prestation.acte);
        acte.tarif(prestation.secteur, self.cas.date)
    }

    /// The whole base of an act, whatever its price.
    fn base_de(&self, prestation: &Prestation) -> Centimes {
        match self.tarif(prestation).map(|tarif| tarif.base) {
            Some(Base::Montant(base)) => base,
            _ => prestation.base,
        }
    }

    /// The rate applied to every act, majoration taken.
    fn taux_unique(&self) -> Option<Taux> {
        let majoration = |prestation: &Prestation| {
            let parametres = &self.reglementation.parametres;
            Some(prestation.majoration > Centimes::ZERO)
                .filter(|majore| *majore)
                .and_then(|_| parametres.taux("majoration.hors-parcours", self.cas.date))
                .unwrap_or_default()
        };
        let mut taux = self.actes().map(|prestation| {
            let tarif = self.tarif(prestation)?;
            Some(tarif.taux.moins(majoration(prestation)))
        });
        let premier = taux.next()??;
        taux.all(|autre| autre == Some(premier)).then_some(premier)
    }
}

impl Monde {
    /// Every act, glasses by element.
    fn prestations(&self) -> impl Iterator<Item = &Prestation> {
        self.dossiers.postes.iter().flat_map(|poste| match poste {
            Poste::Acte(prestation) => std::slice::from_ref(prestation.as_ref()),
            Poste::Lunettes { elements, .. } => elements.as_slice(),
        })
    }

    /// Participations and franchises of all the acts.
    pub(super) fn participations(&self) -> Centimes {
        self.prestations()
            .map(|prestation| prestation.participation + prestation.franchise)
            .sum()
    }
}

/// The acts of what is cared for.
fn actes(objet: &Objet) -> Vec<ActeId> {
    match objet {
        Objet::Acte { acte, .. } => vec![*acte],
        Objet::Lunettes(elements) => elements.iter().map(|(acte, _)| *acte).collect(),
        Objet::SejourLourd { actes, .. } => actes.to_vec(),
    }
}

/// What is cared for, as a basket of one line.
fn panier(cas: &Cas, reglementation: &Reglementation) -> Panier {
    let prix = |acte: ActeId, donne: Option<Centimes>| {
        let tarif = reglementation.acte(acte).tarif(cas.secteur, cas.date);
        let base = match tarif.map(|tarif| tarif.base) {
            Some(Base::Montant(base)) => Some(base),
            _ => None,
        };
        donne.or(base).map_or(Prix::Type, Prix::Donne)
    };
    let element = |(acte, donne): (ActeId, Option<Centimes>)| Element {
        acte,
        prix: prix(acte, donne),
    };
    let (quoi, nombre) = match cas.objet {
        Objet::Acte {
            acte,
            prix: donne,
            nombre,
        } => {
            let quoi = Quoi::Acte {
                acte,
                secteur: cas.secteur,
                prix: prix(acte, donne),
                dent: None,
            };
            (quoi, nombre)
        }
        Objet::Lunettes([monture, un, deux]) => {
            let lunettes = Lunettes {
                monture: element(monture),
                verres: [element(un), element(deux)],
            };
            (Quoi::Lunettes(lunettes), 1)
        }
        Objet::SejourLourd { frais, .. } => {
            let sejour = Sejour {
                jours: 0,
                nuits_chambre: 0,
                chambre: Prix::Type,
                frais,
                acte_lourd: true,
                genre: TypeSejour::Court,
            };
            (Quoi::Sejour(sejour), 1)
        }
    };
    Panier {
        id: cas.id.clone(),
        libelle: cas.id.clone(),
        soins: vec![Soin {
            quoi,
            nombre,
            moment: None,
            ald: false,
            reseau: None,
        }],
        hypothese: None,
        source: cas.source.clone(),
        verifie_le: cas.date,
    }
}

/// A contract that has one row, the guarantee written in the case, on its acts.
fn offre_d_une_ligne(
    cas: &Cas,
    reglementation: &Reglementation,
    cellule: &Cellule,
    ecrite: &str,
    responsable: bool,
) -> Offre {
    let essai = Essai {
        ecrite: ecrite.to_owned(),
        cellule: cellule.clone(),
        regle: Regle::default(),
        postes: actes(&cas.objet)
            .into_iter()
            .map(|acte| reglementation.acte(acte).poste)
            .collect(),
        responsable: Some(responsable),
        lecture: LectureParDefaut {
            pourcentages: Some(Lecture::AmoComprise),
            euros: Some(Lecture::EnPlus),
            cite: String::new(),
        },
        provenance: Provenance {
            source: cas.source.clone(),
            verifie_le: cas.date,
            doute: None,
        },
    };
    essai.offre(&format!("cas/{}", cas.id))
}
