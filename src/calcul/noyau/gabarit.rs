//! A line of care made ready: what the social security does with one of it, and what the
//! law lets each block pay.

use super::bloc::Bloc;
use super::entree::{CleActe, DuBloc};
use super::{Arret, Atelier, LARGEUR, Lanes};
use crate::calcul::encadrement::{Encadrement, RegleLegale, encadrement, optique};
use crate::calcul::prestation::{Poste, Prestation, preparer_soins, repetitions};
use crate::calcul::reglement::Dossier;
use crate::calcul::versement::dossier;
use crate::calcul::{Drapeaux, exercice};
use crate::montant::Centimes;
use crate::panier::{Droit, Moment, Patient, Prix, Quoi, Soin};
use crate::reglementation::{PanierSante, Participation};

/// What makes two lines of care the same, but for their number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct CleGabarit {
    pub(super) patient: Patient,
    pub(super) quoi: Quoi,
    pub(super) moment: Option<Moment>,
    pub(super) ald: bool,
    pub(super) reseau: Option<bool>,
    /// Units of the tariff in one act.
    pub(super) unites: u16,
    /// Rank of the stay in the year, from 1; 0 out of a stay.
    pub(super) sejour: u32,
}

/// One care, ready.
#[derive(Debug)]
pub(super) struct Gabarit {
    pub(super) postes: Vec<PostePret>,
    /// Whether what is paid depends on nothing but the care, participations aside.
    pub(super) sans_etat: bool,
}

/// One thing to settle.
#[derive(Debug)]
pub(super) enum PostePret {
    Acte(Box<ActePret>),
    /// Elements of a class of a pair of glasses.
    Equipement(Box<Equipement>),
}

/// One act, ready.
#[derive(Debug)]
pub(super) struct ActePret {
    pub(super) entree: usize,
    pub(super) prestation: Prestation,
    /// Participation or franchise, before the caps.
    pub(super) due: Centimes,
    pub(super) participation: Participation,
    pub(super) drapeaux: Drapeaux,
    pub(super) blocs: Vec<PourBloc>,
}

/// What a block needs to settle an act.
#[derive(Clone, Debug)]
pub(super) struct PourBloc {
    pub(super) dossier: Dossier<Lanes>,
    pub(super) encadrement: Encadrement,
    /// What the bounds follow from, at any price; none when there are none.
    regle: Option<RegleLegale>,
    tm_seul: [bool; LARGEUR],
    /// What is paid, with flags, when it depends on nothing but the act.
    pub(super) fixe: Option<(Lanes, [u8; LARGEUR])>,
}

/// Glasses of a class: as a whole for the contracts that see them whole, else by element.
#[derive(Debug)]
pub(super) struct Equipement {
    pub(super) ensemble: ActePret,
    pub(super) elements: Vec<ActePret>,
    /// For each block, the legal minimum and maximum of the pair seen by element.
    pub(super) encadre: Vec<(Centimes, Option<Centimes>)>,
}

impl PourBloc {
    /// Sees the act at its new price.
    fn chiffrer(&mut self, prestation: &Prestation, paie_participation: bool) {
        self.encadrement = match &self.regle {
            Some(regle) => regle.bornes(prestation),
            None => Encadrement::LIBRE,
        };
        let scalaire = dossier(
            paie_participation,
            prestation,
            &self.encadrement,
            Centimes::ZERO,
        );
        self.dossier = scalaire.en_voies();
        self.le_tm_seul(prestation);
        self.fixe = None;
    }

    fn le_tm_seul(&mut self, prestation: &Prestation) {
        for (maximum, seul) in self.dossier.maximum.0.iter_mut().zip(self.tm_seul) {
            if seul {
                *maximum = prestation.tm.valeur();
            }
        }
    }
}

impl ActePret {
    /// The same act at another price.
    pub(super) fn chiffrer(&mut self, prix: Centimes, blocs: &[Bloc]) {
        if self.prestation.depense == prix {
            return;
        }
        self.prestation.chiffrer(prix);
        // ce qui en fut pris à un autre prix, pour un autre peut-être, n'est rien de celui-ci
        self.prestation.participation = Centimes::ZERO;
        self.prestation.franchise = Centimes::ZERO;
        self.due = self.prestation.due();
        for (pour, bloc) in self.blocs.iter_mut().zip(blocs) {
            pour.chiffrer(&self.prestation, bloc.classe.paie_participation);
        }
    }
}

impl Atelier<'_, '_> {
    /// The template of a line of care, by its rank, and the price to see it at. Acts at a
    /// given price share one, save for people whose right limits prices.
    pub(super) fn gabarit_au_prix(
        &mut self,
        soin: &Soin,
        patient: Patient,
        sejour: u32,
    ) -> Result<(usize, Option<Centimes>), Arret> {
        if let Quoi::Acte {
            acte,
            secteur,
            prix: Prix::Donne(prix),
            dent,
        } = soin.quoi
            && prix > Centimes::ZERO
            && patient.droit == Droit::Aucun
        {
            let a_un_centime = Soin {
                quoi: Quoi::Acte {
                    acte,
                    secteur,
                    prix: Prix::Donne(Centimes::new(1)),
                    dent,
                },
                ..*soin
            };
            let gabarit = self.gabarit(&a_un_centime, patient, sejour)?;
            let (_, unites) = repetitions(self.noyau.reglementation, soin);
            return Ok((gabarit, Some(prix.multiplie(i64::from(unites)))));
        }
        Ok((self.gabarit(soin, patient, sejour)?, None))
    }

    /// The template of a line of care, by its rank.
    pub(super) fn gabarit(
        &mut self,
        soin: &Soin,
        patient: Patient,
        sejour: u32,
    ) -> Result<usize, Arret> {
        let (_, unites) = repetitions(self.noyau.reglementation, soin);
        let cle = CleGabarit {
            patient,
            unites,
            quoi: soin.quoi.clone(),
            moment: soin.moment,
            ald: soin.ald,
            reseau: soin.reseau,
            sejour,
        };
        if let Some(connu) = self.des_soins.get(&cle) {
            return Ok(*connu);
        }
        let un = Soin {
            // une seule fois l’acte, de toutes ses lettres-clés
            nombre: unites,
            ..soin.clone()
        };
        let noyau = self.noyau;
        let (reglementation, date) = (noyau.reglementation, noyau.date);
        let soins = std::slice::from_ref(&un);
        let dossiers = preparer_soins(reglementation, soins, patient, date, false)?;
        let mut postes = Vec::with_capacity(dossiers.postes.len());
        for poste in dossiers.postes {
            match poste {
                Poste::Acte(mut prestation) => {
                    if prestation.sejour > 0 {
                        prestation.sejour = sejour;
                    }
                    let acte = self.acte_pret(*prestation, None, |_| true)?;
                    postes.push(PostePret::Acte(Box::new(acte)));
                }
                Poste::Lunettes {
                    ensembles,
                    elements,
                } => {
                    for ensemble in ensembles.into_iter().flatten() {
                        let equipement = self.equipement(*ensemble, &elements)?;
                        postes.push(PostePret::Equipement(Box::new(equipement)));
                    }
                }
            }
        }
        let sans_etat = postes.iter().all(|poste| match poste {
            PostePret::Acte(acte) => self.sans_etat(acte),
            PostePret::Equipement(_) => false,
        });
        self.actes_prets += postes.len();
        self.gabarits.push(Gabarit { postes, sans_etat });
        let rang = self.gabarits.len() - 1;
        self.des_soins.insert(cle, rang);
        Ok(rang)
    }

    /// Whether no block counts anything for an act.
    fn sans_etat(&self, acte: &ActePret) -> bool {
        let entree = self.entrees.get(acte.entree);
        entree.is_some_and(|entree| entree.blocs.iter().all(DuBloc::sans_etat))
    }

    fn equipement(
        &mut self,
        ensemble: Prestation,
        elements: &[Prestation; 3],
    ) -> Result<Equipement, Arret> {
        let siens = exercice::de_la_classe(&ensemble, elements);
        let signature: Vec<_> = siens
            .iter()
            .map(|element| (element.acte, element.situation))
            .collect();
        let suivant = u32::try_from(self.equipements.len()).unwrap_or(u32::MAX);
        let numero = *self.equipements.entry(signature).or_insert(suivant);
        let contrats = self.noyau.contrats.iter();
        let entiers: Vec<bool> = contrats
            .map(|contrat| !contrat.voit_les_elements(&siens))
            .collect();
        let entier = |choix: usize| entiers.get(choix).copied().unwrap_or_default();
        let cent = ensemble.panier == PanierSante::CentPourCent;
        let encadre = self
            .blocs
            .iter()
            .map(|bloc| {
                if cent || !bloc.classe.responsable {
                    return (Centimes::ZERO, None);
                }
                optique(self.noyau.reglementation, &ensemble, bloc.classe.echeance)
            })
            .collect();
        Ok(Equipement {
            ensemble: self.acte_pret(ensemble, Some((numero, true)), entier)?,
            elements: siens
                .into_iter()
                .map(|element| {
                    let element = element.clone();
                    self.acte_pret(element, Some((numero, false)), |choix| !entier(choix))
                })
                .collect::<Result<_, _>>()?,
            encadre,
        })
    }

    fn acte_pret(
        &mut self,
        prestation: Prestation,
        equipement: Option<(u32, bool)>,
        vise: impl Fn(usize) -> bool,
    ) -> Result<ActePret, Arret> {
        let cle = CleActe {
            acte: prestation.acte,
            situation: prestation.situation,
            mois: prestation.mois,
            sejour: prestation.sejour,
            hors_parcours: prestation.hors_parcours,
            sans_depense: prestation.sans_depense(),
            equipement,
        };
        let entree = self.entree(cle, &prestation, vise)?;
        let due = prestation.due();
        let acte = self.noyau.reglementation.acte(prestation.acte);
        let blocs = self.pour_blocs(entree, &prestation);
        Ok(ActePret {
            entree,
            due,
            participation: acte.participation,
            drapeaux: prestation.drapeaux.iter().copied().collect(),
            blocs,
            prestation,
        })
    }

    fn pour_blocs(&self, entree: usize, prestation: &Prestation) -> Vec<PourBloc> {
        let reglementation = self.noyau.reglementation;
        let du_bloc = self
            .entrees
            .get(entree)
            .map(|entree| entree.blocs.as_slice());
        let blocs = self.blocs.iter().zip(du_bloc.unwrap_or_default());
        blocs
            .map(|(bloc, du_bloc)| {
                let classe = bloc.classe;
                let encadrement = if classe.responsable {
                    encadrement(reglementation, prestation, classe.echeance)
                } else {
                    Encadrement::LIBRE
                };
                let paie = classe.paie_participation;
                let scalaire = dossier(paie, prestation, &encadrement, Centimes::ZERO);
                let regle = || RegleLegale::de(reglementation, prestation, classe.echeance);
                let mut pour = PourBloc {
                    dossier: scalaire.en_voies(),
                    encadrement,
                    regle: classe.responsable.then(regle),
                    tm_seul: du_bloc.tm_seul,
                    fixe: None,
                };
                pour.le_tm_seul(prestation);
                pour
            })
            .collect()
    }
}
