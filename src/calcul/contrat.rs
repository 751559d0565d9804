//! Finds what a contract promises for an act, and puts it in normal form.

mod allocation;
mod base;
mod compte;
mod compteurs;
mod historique;
mod normale;
mod recherche;

pub use allocation::Versement;
pub(super) use compteurs::CleCompteur;
pub use compteurs::Compteurs;

use super::lecteur::{Cle, Lecteur};
use super::prestation::Prestation;
use super::reglement::{GarantieNormale, TermeNormal};
use crate::montant::Centimes;
use crate::offre::langage::{
    Cellule, Duree, Garantie, GenreAnnee, Partage, Regle, Rythme, Suite, Terme,
};
use crate::offre::{Choix, Ligne, Module, NatureLigne};
use crate::reglementation::{PosteId, Reglementation};
use compteurs::Genre;
use jiff::civil::Date;

/// A contract ready to be asked about acts on a date.
#[derive(Clone, Debug)]
pub struct Contrat<'a> {
    /// The offer and its level.
    pub choix: Choix<'a>,
    /// The regulation.
    pub reglementation: &'a Reglementation,
    /// Day from which its legal rules hold: its last renewal.
    pub echeance: Date,
    date: Date,
    pmss: Centimes,
    anciennete_mois: u16,
    lignes: Vec<Rangee<'a>>,
    /// The rank of each row on each of its nodes, sorted.
    par_poste: Vec<(PosteId, usize)>,
}

/// What a contract says of an act, ready to be settled.
#[derive(Clone, Debug, Default)]
pub struct Resolution<'a> {
    /// In normal form.
    pub garantie: GarantieNormale<i64>,
    /// The row taken, and its cell as read.
    pub ligne: Option<(&'a Ligne, Option<&'a Garantie>)>,
    /// The terms of the guarantee in paying order, as written and in their rows.
    pub termes: Vec<(&'a Ligne, &'a Terme)>,
    /// Rows that cap it, by counter.
    pub plafonds: Vec<(usize, &'a Ligne)>,
    /// The delay that applies.
    pub delai: Option<&'a Ligne>,
    /// The contract is known in part and says nothing of it.
    pub inconnue: bool,
    /// First day of a stay that is paid.
    pub a_partir_du: u16,
    /// What the row pays for.
    pub versement: Versement,
    /// It counts over more than a year, and nothing is known of the years before.
    pub historique: bool,
    /// It counts in days: a stay is settled day by day.
    pub en_jours: bool,
    /// It counts by tooth.
    pub par_dent: bool,
}

/// A row of the contract for the levels chosen.
#[derive(Clone, Copy, Debug)]
struct Rangee<'a> {
    /// Its rank among the rows of the contract.
    rang: usize,
    /// Rows of a higher layer replace those below.
    couche: usize,
    module: &'a Module,
    ligne: &'a Ligne,
    cellule: &'a Cellule,
}

/// An act, and the poste it hangs on.
#[derive(Clone, Copy)]
struct Ou<'p> {
    poste: PosteId,
    prestation: &'p Prestation,
}

impl<'a> Contrat<'a> {
    /// Opens a contract on a date, for a person of this seniority.
    #[must_use]
    pub fn new(
        choix: Choix<'a>,
        reglementation: &'a Reglementation,
        date: Date,
        anciennete_mois: u16,
    ) -> Self {
        let offre = choix.offre;
        let premier_janvier = date.first_of_year();
        let echeance = match offre.annee {
            Some(GenreAnnee::Civile) => offre.validite.du.max(premier_janvier),
            _ => offre.validite.du.max(date),
        };
        let lignes: Vec<Rangee<'a>> = choix
            .lignes()
            .enumerate()
            .map(|(rang, choisie)| Rangee {
                rang,
                couche: choisie.couche,
                module: choisie.module,
                ligne: choisie.ligne,
                cellule: choisie.cellule,
            })
            .collect();
        let mut par_poste: Vec<(PosteId, usize)> = lignes
            .iter()
            .flat_map(|rangee| {
                rangee
                    .ligne
                    .postes
                    .iter()
                    .map(|poste| (*poste, rangee.rang))
            })
            .collect();
        par_poste.sort_unstable();
        Self {
            choix,
            reglementation,
            echeance,
            date,
            pmss: reglementation
                .parametres
                .montant("pmss", date)
                .unwrap_or_default(),
            anciennete_mois,
            par_poste,
            lignes,
        }
    }

    /// Whether the contract is responsable, asked when the source does not say.
    pub fn responsable(&self, lecteur: &mut Lecteur) -> bool {
        self.choix.offre.responsable.unwrap_or_else(|| {
            lecteur.choisir(Cle::Responsable, 2, || {
                "Le contrat est-il responsable (100\u{a0}% Santé, ticket modérateur, plafonds légaux) ?"
                    .to_owned()
            }) == 1
        })
    }

    /// The row of a rank among those of the contract.
    pub(super) fn ligne(&self, rang: usize) -> Option<&'a Ligne> {
        self.lignes.get(rang).map(|rangee| rangee.ligne)
    }

    /// The rows of the contract.
    pub(super) fn lignes(&self) -> impl Iterator<Item = &'a Ligne> {
        self.lignes.iter().map(|rangee| rangee.ligne)
    }

    /// What the contract promises for an act.
    pub fn resoudre(
        &self,
        prestation: &Prestation,
        compteurs: &mut Compteurs,
        lecteur: &mut Lecteur,
    ) -> Resolution<'a> {
        let poste = self.reglementation.acte(prestation.acte).poste;
        let ou = Ou { poste, prestation };
        let mut resolution = Resolution::default();
        if prestation.sans_depense() {
            resolution.versement = Versement::Allocation;
        }
        let Some(rangees) = self.rangees(poste, &prestation.situation) else {
            self.sans_ligne(poste, lecteur, &mut resolution);
            self.ajouts_seuls(ou, compteurs, lecteur, &mut resolution);
            return resolution;
        };
        let rangee = match rangees.as_slice() {
            [] => {
                // un trou : le catalogue le refuse, un contrat connu en partie peut l'avoir
                resolution.inconnue = true;
                self.sans_ligne(poste, lecteur, &mut resolution);
                return resolution;
            }
            [seule] => *seule,
            plusieurs => {
                let lectures = u8::try_from(plusieurs.len()).unwrap_or(u8::MAX);
                let rang = lecteur.choisir(Cle::Situation(prestation.acte), lectures, || {
                    let libelles: Vec<String> = plusieurs
                        .iter()
                        .map(|rangee| format!("« {} »", rangee.ligne.libelle))
                        .collect();
                    format!(
                        "Quelle ligne pour « {} » : {} ?",
                        self.reglementation.acte(prestation.acte).libelle,
                        crate::texte::enumerer(&libelles, "ou")
                    )
                });
                match plusieurs.get(usize::from(rang)) {
                    Some(choisie) => *choisie,
                    None => return resolution,
                }
            }
        };
        if prestation.sans_depense() && !rangee.verse_une_somme() {
            self.ajouts_seuls(ou, compteurs, lecteur, &mut resolution);
            return resolution;
        }
        resolution.ligne = Some((rangee.ligne, None));
        resolution.a_partir_du = rangee.ligne.regle.a_partir_du.unwrap_or(0);
        let delai = self.delai(poste, prestation, lecteur);
        resolution.delai = delai.map(|rangee| rangee.ligne);
        let cellule = match delai {
            Some(delai) => Self::cellule_du_delai(delai, rangee),
            None => Some(rangee.cellule),
        };
        let mut termes = Vec::new();
        if let Some(garantie) = cellule.and_then(|cellule| self.lire(rangee, cellule, lecteur)) {
            let normale = &mut resolution.garantie;
            termes = self.normaliser(ou, rangee, garantie, compteurs, lecteur, normale);
            resolution.en_jours = compte::en_jours(&rangee.ligne.regle, garantie);
            resolution.par_dent = compte::par_dent(&rangee.ligne.regle, garantie);
            resolution.ligne = Some((rangee.ligne, Some(garantie)));
            let propre = garantie.regle.a_partir_du;
            resolution.a_partir_du = propre.unwrap_or(resolution.a_partir_du);
            resolution.historique |= self.compte_au_dela(rangee, garantie);
            resolution.versement = allocation::versement(rangee.ligne, garantie, cellule);
        }
        if delai.is_none() {
            termes.extend(self.en_plus(ou, compteurs, lecteur, &mut resolution));
        }
        if resolution.versement != Versement::Depense {
            termes.retain(normale::TermeRange::est_une_somme);
        }
        (resolution.garantie.termes, resolution.termes) = normale::ranger(termes);
        if resolution.versement == Versement::Depense {
            resolution.garantie.plancher = self.plancher(poste, prestation, lecteur);
        }
        self.plafonner(poste, prestation, compteurs, lecteur, &mut resolution);
        if let Some((_, Some(garantie))) = resolution.ligne {
            self.plafonds_de_la_ligne(ou, (rangee, garantie), compteurs, lecteur, &mut resolution);
        }
        resolution
    }

    /// What adds to every row pays without one to add to.
    fn ajouts_seuls(
        &self,
        ou: Ou<'_>,
        compteurs: &mut Compteurs,
        lecteur: &mut Lecteur,
        resolution: &mut Resolution<'a>,
    ) {
        let mut ajouts = self.en_plus(ou, compteurs, lecteur, resolution);
        if resolution.versement != Versement::Depense {
            ajouts.retain(normale::TermeRange::est_une_somme);
        }
        let (termes, ecrits) = normale::ranger(ajouts);
        resolution.garantie.termes.extend(termes);
        resolution.termes = ecrits;
        self.plafonner(ou.poste, ou.prestation, compteurs, lecteur, resolution);
    }

    /// What rows « minimum » promise at least, whatever the row taken says.
    fn plancher(
        &self,
        poste: PosteId,
        prestation: &Prestation,
        lecteur: &mut Lecteur,
    ) -> Vec<TermeNormal<i64>> {
        let minimums = self.au_dessus(NatureLigne::Garantie, poste, prestation);
        let minimums = minimums
            .into_iter()
            .filter(|rangee| rangee.ligne.regle.minimum);
        let mut termes = Vec::new();
        for rangee in minimums {
            if let Some(garantie) = self.lire(rangee, rangee.cellule, lecteur) {
                let lecture = garantie.regle.lecture.or(rangee.ligne.regle.lecture);
                termes.extend(self.termes(&garantie.termes, lecture, lecteur));
            }
        }
        termes
    }

    fn sans_ligne(&self, poste: PosteId, lecteur: &mut Lecteur, resolution: &mut Resolution<'a>) {
        if self.choix.offre.complet {
            return;
        }
        resolution.inconnue = true;
        let lecture = lecteur.choisir(Cle::Absente(poste), 2, || {
            format!(
                "Que paie le contrat pour « {} » ?",
                self.reglementation.postes.poste(poste).libelle
            )
        });
        if lecture == 1 && resolution.versement == Versement::Depense {
            resolution.garantie.termes.push(normale::frais_reels());
        }
    }

    /// The delay row that applies to an act, if its care falls within it.
    fn delai(
        &self,
        poste: PosteId,
        prestation: &Prestation,
        lecteur: &mut Lecteur,
    ) -> Option<Rangee<'a>> {
        self.au_dessus(NatureLigne::Delai, poste, prestation)
            .into_iter()
            .find(|rangee| {
                let mois = match rangee.ligne.regle.pendant {
                    Some(Duree::Mois(mois)) => u16::from(mois),
                    Some(Duree::Ans(ans)) => u16::from(ans) * 12,
                    Some(Duree::Jours(jours)) => jours.div_ceil(31),
                    Some(Duree::Contrat | Duree::Sejour | Duree::Dent) | None => return false,
                };
                match prestation.mois {
                    Some(du_soin) => self.anciennete_mois + u16::from(du_soin) - 1 < mois,
                    None if self.anciennete_mois >= mois => false,
                    None if self.anciennete_mois + 12 <= mois => true,
                    None => {
                        lecteur.choisir(Cle::Delai(rangee.rang), 2, || {
                            format!(
                                "« {} » : le soin tombe-t-il dans ce délai ?",
                                rangee.ligne.libelle
                            )
                        }) == 1
                    }
                }
            })
    }

    /// What a delay row pays meanwhile.
    fn cellule_du_delai(delai: Rangee<'a>, rangee: Rangee<'a>) -> Option<&'a Cellule> {
        match delai.cellule {
            Cellule::Niveau(nom) => {
                let niveaux = &rangee.module.niveaux;
                let rang = niveaux.iter().position(|niveau| niveau == nom)?;
                rangee.ligne.cellules.get(rang)
            }
            autre => Some(autre),
        }
    }

    /// One reading of a cell; nothing when it is not covered.
    fn lire(
        &self,
        rangee: Rangee<'a>,
        cellule: &'a Cellule,
        lecteur: &mut Lecteur,
    ) -> Option<&'a Garantie> {
        match cellule {
            Cellule::Neant | Cellule::SansObjet | Cellule::Niveau(_) => None,
            Cellule::NonDit => {
                let lecture = lecteur.choisir(Cle::NonDit(rangee.rang), 2, || {
                    format!("Que paie le contrat pour « {} » ?", rangee.ligne.libelle)
                });
                (lecture == 1).then_some(normale::frais_reels_ecrits())
            }
            Cellule::Lectures(lectures) => match lectures.as_slice() {
                [seule] => Some(seule),
                plusieurs => {
                    let nombre = u8::try_from(plusieurs.len()).unwrap_or(u8::MAX);
                    let rang = lecteur.choisir(Cle::Ligne(rangee.rang), nombre, || {
                        let lectures: Vec<String> = plusieurs
                            .iter()
                            .map(|lecture| format!("« {lecture} »"))
                            .collect();
                        format!(
                            "« {} » : faut-il lire {} ?",
                            rangee.ligne.libelle,
                            crate::texte::enumerer(&lectures, "ou")
                        )
                    });
                    plusieurs.get(usize::from(rang))
                }
            },
        }
    }

    /// The terms of the rows that add to the one taken: summed with it before computing.
    fn en_plus(
        &self,
        ou: Ou<'_>,
        compteurs: &mut Compteurs,
        lecteur: &mut Lecteur,
        resolution: &mut Resolution<'a>,
    ) -> Vec<normale::TermeRange<'a>> {
        let mut termes = Vec::new();
        for rangee in self.ajouts(ou.poste, ou.prestation) {
            if !self.regarde(&rangee, ou.poste, resolution) {
                continue;
            }
            let Some(garantie) = self.lire(rangee, rangee.cellule, lecteur) else {
                continue;
            };
            let mut ajout = GarantieNormale::default();
            let ajoutes = self.normaliser(ou, rangee, garantie, compteurs, lecteur, &mut ajout);
            let mut nombre = ajout.nombres.first().copied();
            if historique::apres_un_temps(rangee.ligne, garantie) {
                let cle = CleCompteur {
                    ligne: rangee.rang,
                    genre: Genre::Usage,
                    rang: 0,
                    poste: None,
                    periode: 0,
                };
                let usage = compteurs.rang(cle, 1);
                resolution.garantie.usages.push(usage);
                nombre = Some(usage);
            }
            resolution.historique |= self.compte_au_dela(rangee, garantie);
            let ajoutes = ajoutes.into_iter();
            termes.extend(ajoutes.map(|terme| terme.en_plus(nombre)));
        }
        termes
    }

    fn plafonner(
        &self,
        poste: PosteId,
        prestation: &Prestation,
        compteurs: &mut Compteurs,
        lecteur: &mut Lecteur,
        resolution: &mut Resolution<'a>,
    ) {
        for rangee in self.au_dessus(NatureLigne::Plafond, poste, prestation) {
            if !self.regarde(&rangee, poste, resolution) {
                continue;
            }
            let Some(garantie) = self.lire(rangee, rangee.cellule, lecteur) else {
                continue;
            };
            let Some(plein) = self.montant_fixe(garantie) else {
                continue;
            };
            let partage = garantie.regle.partage.or(rangee.ligne.regle.partage);
            let chacun = partage == Some(Partage::Chacun);
            let genre = garantie.regle.annee.or(rangee.ligne.regle.annee);
            let rythmes = garantie.regle.rythmes.iter();
            let duree =
                rythmes
                    .chain(&rangee.ligne.regle.rythmes)
                    .find_map(|rythme| match rythme {
                        Rythme::Periode(duree) => Some(*duree),
                        Rythme::Unite(_) => None,
                    });
            let cle = CleCompteur {
                ligne: rangee.rang,
                genre: Genre::Plafond,
                rang: 0,
                poste: if chacun {
                    self.noeud_de(rangee.ligne, poste)
                } else {
                    None
                },
                periode: self.periode(rangee.module, genre, duree, prestation),
            };
            let compteur = compteurs.rang(cle, plein);
            resolution.historique |= self.compte_au_dela(rangee, garantie);
            let suite = self.suite(rangee, garantie, lecteur);
            resolution.garantie.plafonds.push((compteur, suite));
            resolution.plafonds.push((compteur, rangee.ligne));
        }
    }

    /// The period that a counter is in at an act. The year of care is the one period of most
    /// counters; one of the year of adhesion changes in the month of the anniversary.
    fn periode(
        &self,
        module: &Module,
        genre: Option<GenreAnnee>,
        duree: Option<Duree>,
        prestation: &Prestation,
    ) -> u32 {
        let mois = prestation
            .mois
            .map(|mois| u32::from(mois).saturating_sub(1));
        match (duree, mois) {
            (Some(Duree::Sejour), _) => return prestation.sejour,
            (Some(Duree::Dent), _) => return prestation.lieu,
            (Some(Duree::Mois(n)), Some(mois)) if n < 12 => return mois / u32::from(n.max(1)),
            _ => {}
        }
        let anciennete = u32::from(self.anciennete_mois);
        match genre.or(module.annee).or(self.choix.offre.annee) {
            Some(GenreAnnee::Adhesion) => (anciennete + mois.unwrap_or(0)) / 12,
            _ => 0,
        }
    }

    /// The rule that prevails: the cell's own when it says something.
    fn puis<'b>(ligne: &'b Regle, cellule: &'b Regle) -> Option<&'b Suite> {
        cellule.puis.as_ref().or(ligne.puis.as_ref())
    }
}
