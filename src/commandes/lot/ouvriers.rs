//! One reads, some compute, one writes; what is written is in the order of the households
//! whatever the number of those who compute.

use super::ecriture::{Ecriture, comprimer};
use super::synthese::Synthese;
use super::{Travail, lecture};
use crate::calcul::noyau::{Atelier, Comptes, FoyerDuLot, PersonneDuLot, ResultatFoyer, Soins};
use crate::catalogue::registre::{
    FoyerLu, Lecture, Lot, Place, Registre, RegistreIllisible, Rejet,
};
use crate::commandes::Refus;
use crate::commandes::porte::{Avance, Suivi};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

/// Households that one worker takes at a time.
const FOYERS_PAR_LOT: usize = 256;
/// Lots between the reading and the writing, by worker.
const EN_COURS: usize = 6;

/// Tells how far the reading is.
pub(super) struct Jauge<'j> {
    pub(super) lus: Arc<AtomicU64>,
    pub(super) taille: Option<u64>,
    pub(super) suivi: &'j mut dyn Suivi,
}

/// What a lot gives.
#[derive(Debug, Default)]
pub(super) struct Rendu {
    pub(super) octets: Vec<u8>,
    pub(super) rejets: Vec<Rejet>,
    pub(super) foyers: u64,
    pub(super) ecartes: u64,
    pub(super) vides: u64,
    pub(super) comptes: Comptes,
    pub(super) synthese: Option<Synthese>,
    pub(super) suite: Place,
}

/// Why a batch stops before its end.
pub(super) enum Arret {
    Lecture(RegistreIllisible),
    Ecriture(Refus),
}

/// Reads, computes and writes everything.
pub(super) fn travailler(
    travail: &Travail<'_>,
    registre: Registre,
    ecriture: &mut Ecriture<'_>,
    jauge: &mut Jauge<'_>,
) -> Result<(), Arret> {
    let places = EN_COURS * travail.fils;
    let (donner, recevoir) = sync_channel::<(u64, Lot)>(places);
    let (rendre, rendus) = sync_channel::<(u64, Rendu)>(places);
    let (prendre, liberer) = sync_channel::<()>(places);
    let file = Mutex::new(recevoir);
    std::thread::scope(|fils| {
        let lecteur = fils.spawn(move || lire(registre, &donner, &prendre));
        for _ in 0..travail.fils {
            let rendre = rendre.clone();
            let file = &file;
            fils.spawn(move || calculer(travail, file, &rendre));
        }
        drop(rendre);
        let ecrit = ecrire(travail, ecriture, &rendus, &liberer, jauge);
        // qui calcule ou lit encore s'arrête au prochain envoi
        drop((rendus, liberer));
        let lu = lecteur.join();
        ecrit.map_err(Arret::Ecriture)?;
        match lu {
            Ok(lu) => lu.map_err(Arret::Lecture),
            Err(panique) => std::panic::resume_unwind(panique),
        }
    })
}

fn lire(
    mut registre: Registre,
    donner: &SyncSender<(u64, Lot)>,
    prendre: &SyncSender<()>,
) -> Result<(), RegistreIllisible> {
    for numero in 0.. {
        let Some(lot) = registre.lot(FOYERS_PAR_LOT)? else {
            break;
        };
        if prendre.send(()).is_err() || donner.send((numero, lot)).is_err() {
            break;
        }
    }
    Ok(())
}

fn calculer(
    travail: &Travail<'_>,
    file: &Mutex<Receiver<(u64, Lot)>>,
    rendre: &SyncSender<(u64, Rendu)>,
) {
    let mut ouvrier = Ouvrier {
        travail,
        lecture: lecture(travail),
        atelier: travail.noyau.atelier(),
        resultat: ResultatFoyer::default(),
        debut: Vec::new(),
    };
    loop {
        let recu = file.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((numero, lot)) = recu else { return };
        if rendre.send((numero, ouvrier.lot(&lot))).is_err() {
            return;
        }
    }
}

fn ecrire(
    travail: &Travail<'_>,
    ecriture: &mut Ecriture<'_>,
    rendus: &Receiver<(u64, Rendu)>,
    liberer: &Receiver<()>,
    jauge: &mut Jauge<'_>,
) -> Result<(), Refus> {
    let mut attente: BTreeMap<u64, Rendu> = BTreeMap::new();
    let mut suivant = 0;
    while let Ok((numero, rendu)) = rendus.recv() {
        attente.insert(numero, rendu);
        while let Some(rendu) = attente.remove(&suivant) {
            suivant += 1;
            let _ = liberer.recv();
            if !ecriture.poser(travail, &rendu)? {
                return Ok(());
            }
            jauge.suivi.avance(Avance {
                unite: "foyers",
                octets: jauge.lus.load(Ordering::Relaxed),
                taille: jauge.taille,
                foyers: ecriture.foyers(),
            });
        }
    }
    Ok(())
}

/// Someone who computes, with what was understood so far.
struct Ouvrier<'o, 't> {
    travail: &'o Travail<'t>,
    lecture: Lecture<'o>,
    atelier: Atelier<'o, 't>,
    resultat: ResultatFoyer,
    /// `foyer;personne;`
    debut: Vec<u8>,
}

impl Ouvrier<'_, '_> {
    fn lot(&mut self, lot: &Lot) -> Rendu {
        let travail = self.travail;
        let tranches = travail.tranches.tranches.len();
        let choix = travail.noyau.choix().count();
        let avant = self.atelier.comptes();
        let mut rendu = Rendu {
            vides: lot.vides.iter().sum(),
            suite: lot.suite.clone(),
            synthese: travail.synthese.then(|| Synthese::new(tranches, choix)),
            ..Rendu::default()
        };
        for rang in 0..lot.foyers() {
            let lu = self.lecture.foyer(lot, rang, &mut rendu.rejets);
            let fait = lu.map(|lu| self.foyer(&lu, &mut rendu));
            match fait {
                Some(Ok(())) => rendu.foyers += 1,
                Some(Err(motif)) => {
                    self.lecture.refuser(lot, rang, &motif, &mut rendu.rejets);
                    rendu.ecartes += 1;
                }
                None => rendu.ecartes += 1,
            }
        }
        self.lecture.orphelines(lot, &mut rendu.rejets);
        let apres = self.atelier.comptes();
        rendu.comptes = Comptes {
            decomptes: apres.decomptes - avant.decomptes,
            comparaisons: apres.comparaisons - avant.comparaisons,
            a_part: apres.a_part - avant.a_part,
        };
        rendu.octets = comprimer(std::mem::take(&mut rendu.octets), travail.gzip);
        rendu
    }

    fn foyer(&mut self, lu: &FoyerLu, rendu: &mut Rendu) -> Result<(), String> {
        let travail = self.travail;
        let date = travail.contexte.date;
        let assures = lu
            .foyer
            .assures(date, 0)
            .map_err(|erreur| erreur.to_string())?;
        let patients = lu
            .foyer
            .patients(date, 0)
            .map_err(|erreur| erreur.to_string())?;
        let mut personnes = Vec::with_capacity(lu.personnes.len());
        let trois = lu.personnes.iter().zip(&patients).zip(&assures);
        for ((personne, patient), assure) in trois {
            let tranche = travail.rang_de_tranche(patient.age);
            let paniers = tranche.and_then(|rang| travail.paniers.get(rang));
            let [annee, difficile] = paniers.copied().unwrap_or_default();
            let soins = match (personne.panier, personne.soins.as_slice()) {
                (Some(rang), _) => {
                    let paniers = &travail.contexte.catalogue.paniers;
                    paniers.get(rang).map(Soins::Panier)
                }
                (None, []) if !travail.avec_soins => annee.map(Soins::Panier),
                (None, soins) => Some(Soins::Lignes(soins)),
            };
            personnes.push(PersonneDuLot {
                patient: *patient,
                assure: *assure,
                soins: soins.ok_or("aucun panier pour cette tranche d’âge")?,
                difficile,
            });
        }
        let foyer = FoyerDuLot {
            personnes: &personnes,
            departement: lu.foyer.departement.as_deref(),
            statut: lu.foyer.statut,
        };
        let fait = self.atelier.foyer(&foyer, &mut self.resultat);
        fait.map_err(|erreur| erreur.to_string())?;
        if let Some(synthese) = &mut rendu.synthese {
            let aine = patients.iter().map(|patient| patient.age).max();
            let tranche = aine.and_then(|age| travail.rang_de_tranche(age));
            let premier = self.atelier.premier(&self.resultat, travail.critere);
            if let Some(tranche) = tranche {
                synthese.compter(tranche, &self.resultat, premier);
            }
            return Ok(());
        }
        self.ecrire(lu, &mut rendu.octets);
        Ok(())
    }

    fn ecrire(&mut self, lu: &FoyerLu, octets: &mut Vec<u8>) {
        let travail = self.travail;
        self.debut.clear();
        super::ligne::cellule(&mut self.debut, &lu.id);
        match lu.personnes.as_slice() {
            [seule] => super::ligne::cellule(&mut self.debut, &seule.id),
            toutes => {
                let noms: Vec<&str> = toutes.iter().map(|lue| lue.id.as_str()).collect();
                super::ligne::cellule(&mut self.debut, &noms.join("+"));
            }
        }
        let garder = travail.garder;
        let gardes = self
            .atelier
            .classer(&mut self.resultat, travail.critere, garder);
        self.resultat
            .marquer(gardes, travail.critere, travail.tolerance);
        for lu in self.resultat.choix.iter().take(gardes) {
            if garder.is_some() && lu.prime.is_err() {
                break;
            }
            travail
                .lignes
                .choix(octets, &self.debut, &self.resultat, lu);
        }
        travail
            .lignes
            .reference(octets, &self.debut, &self.resultat);
    }
}

impl Travail<'_> {
    fn rang_de_tranche(&self, age: u8) -> Option<usize> {
        let mut tranches = self.tranches.tranches.iter();
        tranches.position(|tranche| tranche.ages.0 <= age && age <= tranche.ages.1)
    }
}
