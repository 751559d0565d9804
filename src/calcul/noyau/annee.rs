//! A year of care of one person in every lane.

use super::bloc::Bloc;
use super::entree::{DuBloc, Entree, HISTORIQUE, INCONNUE, MAXIMUM, MINIMUM, TARIF};
use super::gabarit::{ActePret, Equipement, PostePret, PourBloc};
use super::{Arret, Atelier, LARGEUR, Lanes, Noyau};
use crate::calcul::encadrement::Encadrement;
use crate::calcul::prestation::{
    EnDouble, Participations, dans_l_ordre, repetitions, verifier_nombre,
};
use crate::calcul::reglement::{Journal, Pas, SANS_LIMITE, regler};
use crate::calcul::versement::Acte;
use crate::calcul::voie::{Voie, Voies};
use crate::calcul::{Drapeau, Drapeaux};
use crate::montant::Centimes;
use crate::panier::{Moment, Patient, Quoi, Soin};
use crate::reglementation::Participation;

type Marques = [u8; LARGEUR];

/// What a year comes to, in every lane. All amounts in centimes.
#[derive(Clone, Debug, Default)]
pub(super) struct Bilan {
    pub(super) depense: i64,
    pub(super) amo: i64,
    /// What must be said of the care itself.
    pub(super) drapeaux: Drapeaux,
    /// What must be said of each choice, whatever the reading.
    pub(super) des_choix: Vec<Drapeaux>,
    /// What each lane pays, by block.
    pub(super) amc: Vec<Lanes>,
    /// The flags of each lane, by block.
    pub(super) marques: Vec<Marques>,
    /// Acts settled by each lane.
    pub(super) actes: u64,
}

impl Bilan {
    /// Nothing, for so many blocks and choices.
    pub(super) fn vider(&mut self, blocs: usize, choix: usize) {
        self.depense = 0;
        self.amo = 0;
        self.actes = 0;
        self.drapeaux = Drapeaux::default();
        self.des_choix.clear();
        self.des_choix.resize(choix, Drapeaux::default());
        self.amc.clear();
        self.amc.resize(blocs, Lanes::tous(0));
        self.marques.clear();
        self.marques.resize(blocs, [0; LARGEUR]);
    }

    /// The year of one more person.
    pub(super) fn joindre(&mut self, autre: &Self) {
        self.depense += autre.depense;
        self.amo += autre.amo;
        self.actes += autre.actes;
        self.drapeaux = self.drapeaux.ou(autre.drapeaux);
        for (dits, autres) in self.des_choix.iter_mut().zip(&autre.des_choix) {
            *dits = dits.ou(*autres);
        }
        for (amc, autre) in self.amc.iter_mut().zip(&autre.amc) {
            *amc = amc.plus(*autre);
        }
        for (marques, autres) in self.marques.iter_mut().zip(&autre.marques) {
            ou(marques, autres);
        }
    }

    /// What is left without any contract.
    pub(super) fn reste(&self) -> i64 {
        self.depense - self.amo
    }

    fn payer(&mut self, bloc: usize, (amc, marques): &(Lanes, Marques), fois: i64) {
        if let Some(total) = self.amc.get_mut(bloc) {
            *total = match fois {
                1 => total.plus(*amc),
                _ => total.combine(*amc, |total, amc| total + amc * fois),
            };
        }
        if let Some(toutes) = self.marques.get_mut(bloc) {
            ou(toutes, marques);
        }
    }

    /// The act itself, and what must be said of it.
    fn compter(&mut self, acte: &ActePret, entree: &Entree<'_>, fois: i64) {
        self.depense += acte.prestation.depense.valeur() * fois;
        self.amo += acte.prestation.amo().valeur() * fois;
        self.actes += fois.unsigned_abs();
        let sans_depense = acte.prestation.sans_depense();
        if !sans_depense {
            self.drapeaux = self.drapeaux.ou(acte.drapeaux);
        }
        let du_prix = acte.prestation.drapeaux_du_prix();
        self.drapeaux = du_prix.fold(self.drapeaux, Drapeaux::avec);
        let siens = self.des_choix.iter_mut().zip(&entree.drapeaux);
        for ((dits, autres), vise) in siens.zip(&entree.vise) {
            *dits = dits.ou(*autres);
            if sans_depense && *vise {
                *dits = dits.ou(acte.drapeaux);
            }
        }
    }
}

fn ou(marques: &mut Marques, autres: &Marques) {
    for (marque, autre) in marques.iter_mut().zip(autres) {
        *marque |= autre;
    }
}

impl Atelier<'_, '_> {
    /// Adds the year of a person to a total.
    pub(super) fn annee(
        &mut self,
        patient: Patient,
        soins: &[Soin],
        bilan: &mut Bilan,
    ) -> Result<(), Arret> {
        verifier_nombre(soins)?;
        self.epoque = self.epoque.wrapping_add(1);
        if EnDouble::parmi(self.noyau.reglementation, soins).existe() {
            bilan.drapeaux = bilan.drapeaux.avec(Drapeau::EquipementEnDouble);
        }
        let mut participations = self.noyau.participations.clone();
        let mut sejours = 0;
        let patient = Patient {
            age: self.noyau.age_semblable(patient.age),
            ..patient
        };
        for (_, soin) in dans_l_ordre(soins) {
            let en_sejour = matches!(soin.quoi, Quoi::Sejour(_));
            let (mut a_faire, _) = repetitions(self.noyau.reglementation, soin);
            while a_faire > 0 {
                sejours += u32::from(en_sejour);
                let sejour = if en_sejour { sejours } else { 0 };
                let (gabarit, prix) = self.gabarit_au_prix(soin, patient, sejour)?;
                self.chiffrer(gabarit, prix);
                let prises = (soin.moment, &mut participations);
                a_faire -= self.regler(gabarit, a_faire, prises, bilan);
            }
        }
        Ok(())
    }

    fn chiffrer(&mut self, gabarit: usize, prix: Option<Centimes>) {
        let postes = self
            .gabarits
            .get_mut(gabarit)
            .map(|lu| lu.postes.as_mut_slice());
        if let (Some(prix), Some([PostePret::Acte(acte)])) = (prix, postes) {
            acte.chiffrer(prix, &self.blocs);
        }
    }

    /// Settles one care, or as many as leave everything as it was; says how many.
    fn regler(
        &mut self,
        gabarit: usize,
        a_faire: u16,
        (moment, participations): Prises<'_>,
        bilan: &mut Bilan,
    ) -> u16 {
        let Self {
            noyau,
            blocs,
            entrees,
            gabarits,
            epoque,
            ..
        } = self;
        let Some(gabarit) = gabarits.get_mut(gabarit) else {
            return a_faire;
        };
        let mut ici = Ici {
            noyau,
            blocs,
            entrees,
            epoque: *epoque,
        };
        let exempt = gabarit.postes.iter().all(|poste| match poste {
            PostePret::Acte(acte) => acte.due == Centimes::ZERO,
            PostePret::Equipement(_) => false,
        });
        let fois = if gabarit.sans_etat && exempt {
            a_faire
        } else {
            1
        };
        for poste in &mut gabarit.postes {
            match poste {
                PostePret::Acte(acte) => ici.acte(acte, fois, (moment, participations), bilan),
                PostePret::Equipement(equipement) => ici.equipement(equipement, bilan),
            }
        }
        fois
    }
}

/// When a care is done, and what was taken of the caps of the person.
type Prises<'p> = (Option<Moment>, &'p mut Participations);

/// Where acts are settled.
struct Ici<'i, 'a> {
    noyau: &'i Noyau<'a>,
    blocs: &'i mut [Bloc],
    entrees: &'i [Entree<'a>],
    epoque: u32,
}

impl Ici<'_, '_> {
    fn acte(
        &mut self,
        acte: &mut ActePret,
        fois: u16,
        (moment, participations): Prises<'_>,
        bilan: &mut Bilan,
    ) {
        let Some(entree) = self.entrees.get(acte.entree) else {
            return;
        };
        if acte.due > Centimes::ZERO {
            let prestation = &mut acte.prestation;
            let de_qui = (prestation.acte, prestation.secteur);
            let prise = participations.prendre(acte.participation, de_qui, moment, acte.due);
            if acte.participation == Participation::Forfaitaire {
                prestation.participation = prise;
            } else {
                prestation.franchise = prise;
            }
        }
        bilan.compter(acte, entree, i64::from(fois));
        let des_blocs = self.blocs.iter_mut().zip(&entree.blocs);
        for (rang, ((bloc, du_bloc), pour)) in des_blocs.zip(&mut acte.blocs).enumerate() {
            let participe = bloc.classe.paie_participation && acte.due > Centimes::ZERO;
            if participe {
                pour.dossier.deja = acte.prestation.amo().valeur();
            }
            if let Some(fixe) = &pour.fixe {
                bilan.payer(rang, fixe, i64::from(fois));
                continue;
            }
            bloc.remplir(&du_bloc.casiers, self.epoque);
            let qui = Quittance {
                noyau: self.noyau,
                du_bloc,
                pour,
                prestation: &acte.prestation,
            };
            let paye = qui.regler(bloc, None);
            bilan.payer(rang, &paye, i64::from(fois));
            if du_bloc.sans_etat() && !participe {
                pour.fixe = Some(paye);
            }
        }
    }

    fn equipement(&mut self, equipement: &mut Equipement, bilan: &mut Bilan) {
        let Equipement {
            ensemble,
            elements,
            encadre,
        } = equipement;
        let entree = self.entrees.get(ensemble.entree);
        for (element, entree) in elements
            .iter()
            .filter_map(|element| Some((element, self.entrees.get(element.entree)?)))
        {
            bilan.compter(element, entree, 1);
        }
        if let Some(entree) = entree {
            // seulement ce qu'il faut dire : ses éléments sont déjà comptés
            for (dits, autres) in bilan.des_choix.iter_mut().zip(&entree.drapeaux) {
                *dits = dits.ou(*autres);
            }
            let des_blocs = self
                .blocs
                .iter_mut()
                .zip(&entree.blocs)
                .zip(&ensemble.blocs);
            for (rang, ((bloc, du_bloc), pour)) in des_blocs.enumerate() {
                if du_bloc.visees.contains(&true) {
                    bloc.remplir(&du_bloc.casiers, self.epoque);
                    let qui = Quittance {
                        noyau: self.noyau,
                        du_bloc,
                        pour,
                        prestation: &ensemble.prestation,
                    };
                    bilan.payer(rang, &qui.regler(bloc, None), 1);
                }
            }
        }
        for (rang, (bloc, (minimum, maximum))) in
            self.blocs.iter_mut().zip(encadre.iter()).enumerate()
        {
            let sans_limite = Lanes::tous(SANS_LIMITE);
            let mut reste_optique = maximum.map(|maximum| Lanes::tous(maximum.valeur()));
            let mut paye = Lanes::tous(0);
            let mut places = Lanes::tous(0);
            let mut marques: Marques = [0; LARGEUR];
            let mut visees = [false; LARGEUR];
            for element in elements.iter() {
                let entree = self.entrees.get(element.entree);
                let du_bloc = entree.and_then(|entree| entree.blocs.get(rang));
                let Some((du_bloc, pour)) = du_bloc.zip(element.blocs.get(rang)) else {
                    continue;
                };
                visees = du_bloc.visees;
                if !visees.contains(&true) {
                    break;
                }
                bloc.remplir(&du_bloc.casiers, self.epoque);
                let qui = Quittance {
                    noyau: self.noyau,
                    du_bloc,
                    pour,
                    prestation: &element.prestation,
                };
                let (part, dites) = qui.regler(bloc, reste_optique);
                reste_optique = reste_optique.map(|reste| reste.moins(part).positif());
                paye = paye.plus(part);
                ou(&mut marques, &dites);
                let place = element.prestation.depense - element.prestation.amo_brut;
                places = places.plus(Lanes::tous(place.valeur()).moins(part).positif());
            }
            let tm = Lanes::tous(ensemble.prestation.tm.valeur());
            let manque = Lanes::tous(minimum.valeur()).moins(paye).positif();
            let ajout = manque.au_plus(places).au_plus(sans_limite);
            let depasse = paye.moins(tm);
            let ajout = depasse.choisir(ajout, Lanes::tous(0));
            let ajout = masque(&visees).choisir(ajout, Lanes::tous(0));
            for (marque, ajout) in marques.iter_mut().zip(ajout.0) {
                *marque |= if ajout > 0 { MINIMUM } else { 0 };
            }
            bilan.payer(rang, &(paye.plus(ajout), marques), 1);
        }
    }
}

/// An act before a block.
struct Quittance<'q, 'a> {
    noyau: &'q Noyau<'a>,
    du_bloc: &'q DuBloc<'a>,
    pour: &'q PourBloc,
    prestation: &'q crate::calcul::prestation::Prestation,
}

impl Quittance<'_, '_> {
    /// What every lane pays, with its flags; `reste_optique` is what the law still lets be
    /// paid on the pair of glasses.
    fn regler(&self, bloc: &mut Bloc, reste_optique: Option<Lanes>) -> (Lanes, Marques) {
        let zero = Lanes::tous(0);
        let borne = reste_optique.map(|reste| {
            let mut dossier = self.pour.dossier;
            dossier.maximum = dossier.maximum.au_plus(reste);
            dossier
        });
        let dossier = borne.as_ref().unwrap_or(&self.pour.dossier);
        let mut paye = zero;
        let mut marques = self.du_bloc.marques;
        for groupe in &self.du_bloc.groupes {
            let mut bornees = Bornees {
                minimum: zero,
                maximum: zero,
            };
            let compteurs = &mut bloc.compteurs;
            let part = regler(dossier, &groupe.garantie, compteurs, &mut bornees);
            let des_membres = |part: Lanes| match groupe.membres {
                Some(membres) => membres.choisir(part, zero),
                None => part,
            };
            paye = paye.plus(des_membres(part));
            for (dites, flag) in [(bornees.minimum, MINIMUM), (bornees.maximum, MAXIMUM)] {
                if dites.est_nul() {
                    continue;
                }
                for (marque, dite) in marques.iter_mut().zip(des_membres(dites).0) {
                    *marque |= if dite > 0 { flag } else { 0 };
                }
            }
        }
        for seule in &self.du_bloc.seules {
            let (montant, dites) = self.seule(seule, bloc, reste_optique);
            if let Some(place) = paye.0.get_mut(seule.place) {
                *place += montant;
            }
            if let Some(marque) = marques.get_mut(seule.place) {
                *marque |= dites;
            }
        }
        (paye, marques)
    }

    fn seule(
        &self,
        seule: &super::entree::Seule<'_>,
        bloc: &mut Bloc,
        reste_optique: Option<Lanes>,
    ) -> (i64, u8) {
        let Some(contrat) = self.noyau.contrats.get(seule.choix) else {
            return (0, 0);
        };
        let mut bornes: Encadrement = self.pour.encadrement;
        let reste = reste_optique.and_then(|voies| voies.0.get(seule.place).copied());
        if let Some(reste) = reste.map(Centimes::new) {
            bornes.maximum = Some(bornes.maximum.map_or(reste, |maximum| maximum.min(reste)));
        }
        if self.du_bloc.tm_seul.get(seule.place) == Some(&true) {
            bornes.maximum = Some(self.prestation.tm);
        }
        let lus = seule
            .casiers
            .iter()
            .map(|casier| bloc.lire(*casier, seule.place));
        let mut compteurs: Vec<i64> = lus.collect();
        let acte = Acte {
            contrat,
            prestation: self.prestation,
            resolution: &seule.resolution,
            bornes: &bornes,
            precedent: Centimes::ZERO,
        };
        let mut pas: Vec<(Pas, i64)> = Vec::new();
        let verse = acte.verser(&mut compteurs, &mut pas);
        for (casier, reste) in seule.casiers.iter().zip(compteurs) {
            bloc.ecrire(*casier, seule.place, reste);
        }
        let dites = acte.drapeaux(&pas, verse.montant + verse.allocation);
        let marques = dites
            .into_iter()
            .map(marque)
            .fold(0, |toutes, une| toutes | une);
        (verse.montant.valeur(), marques)
    }
}

/// The flags that depend on the reading.
const DE_LECTURE: [(u8, Drapeau); 5] = [
    (MINIMUM, Drapeau::MinimumLegal),
    (MAXIMUM, Drapeau::MaximumLegal),
    (HISTORIQUE, Drapeau::HistoriqueSuppose),
    (INCONNUE, Drapeau::GarantieInconnue),
    (TARIF, Drapeau::TarifDouteux),
];

fn marque(drapeau: Drapeau) -> u8 {
    let connu = DE_LECTURE.iter().find(|(_, autre)| *autre == drapeau);
    connu.map_or(0, |(marque, _)| *marque)
}

/// The flags of a lane.
pub(super) fn drapeaux(marques: u8) -> Drapeaux {
    let siens = DE_LECTURE
        .iter()
        .filter(|(marque, _)| marques & marque != 0);
    siens.map(|(_, drapeau)| *drapeau).collect()
}

/// 1 in the lanes that are in.
fn masque(dedans: &[bool; LARGEUR]) -> Lanes {
    Voies(dedans.map(i64::from))
}

/// Hears which lanes the law bounds.
struct Bornees {
    minimum: Lanes,
    maximum: Lanes,
}

impl Journal<Lanes> for Bornees {
    fn entend(pas: Pas) -> bool {
        matches!(pas, Pas::MinimumLegal | Pas::MaximumLegal)
    }

    #[inline(always)]
    fn note(&mut self, pas: Pas, avant: Lanes, apres: Lanes) {
        match pas {
            Pas::MinimumLegal => self.minimum = self.minimum.au_moins(apres.moins(avant)),
            Pas::MaximumLegal => self.maximum = self.maximum.au_moins(avant.moins(apres)),
            _ => {}
        }
    }
}
