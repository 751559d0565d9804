//! What every lane promises for an act, compiled once.

use super::bloc::Bloc;
use super::forme::{self, ParVoie};
use super::{Arret, Atelier, LARGEUR, Lanes};
use crate::calcul::Drapeaux;
use crate::calcul::contrat::{Resolution, Versement};
use crate::calcul::lecteur::Lecteur;
use crate::calcul::prestation::Prestation;
use crate::calcul::reglement::{GarantieNormale, TermeNormal};
use crate::calcul::versement::le_tm_seul;
use crate::calcul::voie::Voies;
use crate::montant::Centimes;
use crate::offre::condition::Boite;
use crate::reglementation::ActeId;

/// What makes two acts take the same rows of every contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct CleActe {
    pub(super) acte: ActeId,
    pub(super) situation: Boite,
    pub(super) mois: Option<u8>,
    pub(super) sejour: u32,
    pub(super) hors_parcours: bool,
    /// Whether nothing is spent on it by nature.
    pub(super) sans_depense: bool,
    /// The pair of glasses it belongs to, and whether it is the pair as a whole.
    pub(super) equipement: Option<(u32, bool)>,
}

/// A flag of a lane, in one byte.
pub(super) const MINIMUM: u8 = 1;
pub(super) const MAXIMUM: u8 = 2;
pub(super) const HISTORIQUE: u8 = 4;
pub(super) const INCONNUE: u8 = 8;
pub(super) const TARIF: u8 = 16;

/// What every block promises for an act.
#[derive(Debug)]
pub(super) struct Entree<'a> {
    pub(super) blocs: Vec<DuBloc<'a>>,
    /// For each choice, what must be said because something is left unsaid.
    pub(super) drapeaux: Vec<Drapeaux>,
    /// For each choice, whether it settles the act at all.
    pub(super) vise: Vec<bool>,
}

/// What a block promises for an act.
#[derive(Debug, Default)]
pub(super) struct DuBloc<'a> {
    pub(super) groupes: Vec<Groupe>,
    pub(super) seules: Vec<Seule<'a>>,
    /// Counters of the block that the act may use.
    pub(super) casiers: Vec<usize>,
    /// Flags of each lane whatever is paid.
    pub(super) marques: [u8; LARGEUR],
    /// Lanes that pay the ticket modérateur alone.
    pub(super) tm_seul: [bool; LARGEUR],
    /// Lanes that the settling of alone lanes needs not.
    pub(super) visees: [bool; LARGEUR],
}

impl DuBloc<'_> {
    /// Whether what is paid depends on nothing but the act.
    pub(super) fn sans_etat(&self) -> bool {
        self.casiers.is_empty()
    }
}

/// Lanes whose guarantees have one shape.
#[derive(Debug)]
pub(super) struct Groupe {
    pub(super) garantie: GarantieNormale<Lanes>,
    /// 1 for its lanes; none when it holds every lane of the block.
    pub(super) membres: Option<Lanes>,
}

/// A lane settled alone: its shape or what it pays for is like no other.
#[derive(Debug)]
pub(super) struct Seule<'a> {
    pub(super) place: usize,
    pub(super) choix: usize,
    /// Its counters are numbered from 0, in the order of `casiers`.
    pub(super) resolution: Resolution<'a>,
    pub(super) casiers: Vec<usize>,
}

/// Below this number of lanes, a shape is settled lane by lane.
const GROUPE_MIN: usize = 3;

impl<'a> Atelier<'_, 'a> {
    /// The entry of an act; `prestation` is one of those that share the key.
    pub(super) fn entree(
        &mut self,
        cle: CleActe,
        prestation: &Prestation,
        vise: impl Fn(usize) -> bool,
    ) -> Result<usize, Arret> {
        if let Some(connue) = self.des_actes.get(&cle) {
            return Ok(*connue);
        }
        let mut entree = Entree {
            blocs: Vec::with_capacity(self.blocs.len()),
            drapeaux: vec![Drapeaux::default(); self.choix.len()],
            vise: (0..self.choix.len())
                .map(|choix| vise(choix) && !self.sans_effet(choix, prestation))
                .collect(),
        };
        for rang in 0..self.blocs.len() {
            let du_bloc = self.compiler(rang, prestation, &mut entree);
            entree.blocs.push(du_bloc);
        }
        if self.perime {
            return Err(Arret::Perime);
        }
        self.entrees.push(entree);
        let rang = self.entrees.len() - 1;
        self.des_actes.insert(cle, rang);
        Ok(rang)
    }

    /// Whether nothing is spent on an act and the contract pays no allowance for it.
    fn sans_effet(&self, choix: usize, prestation: &Prestation) -> bool {
        let contrat = self.noyau.contrats.get(choix);
        prestation.sans_depense()
            && !contrat.is_some_and(|contrat| contrat.verse_pour(prestation.acte))
    }

    fn compiler(
        &mut self,
        rang: usize,
        prestation: &Prestation,
        entree: &mut Entree<'a>,
    ) -> DuBloc<'a> {
        let mut du_bloc = DuBloc::default();
        let Some(bloc) = self.blocs.get_mut(rang) else {
            return du_bloc;
        };
        let mut lues: Vec<(usize, usize, Resolution<'a>)> = Vec::new();
        for place in 0..bloc.voies.len() {
            let Some(voie) = bloc.voies.get_mut(place) else {
                continue;
            };
            let choix = voie.choix;
            let contrat = self.noyau.contrats.get(choix);
            let vise = entree.vise.get(choix) == Some(&true);
            let Some(contrat) = contrat.filter(|_| vise) else {
                continue;
            };
            let mut lecteur = Lecteur::new(voie.lectures.clone(), voie.favorable);
            contrat.responsable(&mut lecteur);
            let tm_seul = le_tm_seul(contrat, prestation, &mut lecteur);
            let resolution = contrat.resoudre(prestation, &mut voie.registre, &mut lecteur);
            // un séjour compté en jours et ce qui se compte par dent ne tiennent pas en voies
            let en_jours = resolution.en_jours && prestation.jours > 1;
            let a_part = en_jours || resolution.par_dent || voie.registre.a_plusieurs_limites();
            if let Some(etat) = self.choix.get_mut(choix) {
                self.perime |= etat.apprendre(&lecteur);
                if a_part {
                    etat.a_part = true;
                    self.perime = true;
                }
            }
            let dits = lecteur.vues().iter();
            let dits: Drapeaux = dits.map(|variable| variable.cle.1.drapeau()).collect();
            if let Some(drapeaux) = entree.drapeaux.get_mut(choix) {
                *drapeaux = drapeaux.ou(dits);
            }
            if let Some(du_choix) = du_bloc.tm_seul.get_mut(place) {
                *du_choix = tm_seul;
            }
            if let Some(visee) = du_bloc.visees.get_mut(place) {
                *visee = true;
            }
            bloc.ranger(place, contrat);
            lues.push((place, choix, resolution));
        }
        self.grouper(rang, prestation, lues, &mut du_bloc);
        du_bloc
    }

    /// Shares the lanes between shapes and lanes alone.
    fn grouper(
        &self,
        rang: usize,
        prestation: &Prestation,
        lues: Vec<(usize, usize, Resolution<'a>)>,
        du_bloc: &mut DuBloc<'a>,
    ) {
        let Some(bloc) = self.blocs.get(rang) else {
            return;
        };
        let mut memes: Vec<(usize, usize, Resolution<'a>)> = Vec::new();
        for (place, choix, resolution) in lues {
            if self.est_a_part(choix, prestation, &resolution) {
                du_bloc.seules.push(seule(bloc, place, choix, resolution));
                continue;
            }
            if resolution.inconnue
                && let Some(marques) = du_bloc.marques.get_mut(place)
            {
                *marques |= INCONNUE;
            }
            memes.push((place, choix, resolution));
        }
        let mut garanties: Vec<(usize, GarantieNormale<i64>)> = memes
            .iter()
            .filter(|(_, _, resolution)| !forme::nulle(&resolution.garantie))
            .map(|(place, _, resolution)| {
                let casiers = casiers(bloc, *place);
                (*place, renommer(&resolution.garantie, casiers))
            })
            .collect();
        garanties
            .sort_by_key(|(place, garantie)| (std::cmp::Reverse(garantie.termes.len()), *place));
        let mut formes: Vec<(GarantieNormale<i64>, Vec<usize>)> = Vec::new();
        for (rang, (_, garantie)) in garanties.iter().enumerate() {
            let place = formes
                .iter_mut()
                .find(|(forme, _)| forme::tient(garantie, forme));
            match place {
                Some((_, rangs)) => rangs.push(rang),
                None => formes.push((garantie.clone(), vec![rang])),
            }
        }
        formes.sort_by_key(|(_, rangs)| std::cmp::Reverse(rangs.len()));
        let mut premieres = true;
        for (forme, rangs) in formes {
            let siennes = rangs.iter().filter_map(|rang| garanties.get(*rang));
            if !premieres && rangs.len() < GROUPE_MIN {
                for (place, _) in siennes {
                    let lue = memes.iter().position(|(autre, ..)| autre == place);
                    if let Some(lue) = lue {
                        let (place, choix, resolution) = memes.swap_remove(lue);
                        du_bloc.seules.push(seule(bloc, place, choix, resolution));
                    }
                }
                continue;
            }
            premieres = false;
            let mut par_voie: ParVoie<'_> = [None; LARGEUR];
            for (place, garantie) in siennes {
                if let Some(voie) = par_voie.get_mut(*place) {
                    *voie = Some(garantie);
                }
            }
            let membres = Voies(std::array::from_fn(|place| {
                i64::from(par_voie.get(place).copied().flatten().is_some())
            }));
            du_bloc.groupes.push(Groupe {
                garantie: forme::ensemble(&forme, &par_voie),
                membres: Some(membres),
            });
        }
        completer(du_bloc, &memes, &garanties);
        du_bloc.casiers = casiers_de(du_bloc);
    }

    /// Whether a lane is settled alone whatever its shape.
    fn est_a_part(
        &self,
        choix: usize,
        prestation: &Prestation,
        resolution: &Resolution<'a>,
    ) -> bool {
        // à n'importe quel prix
        let cher = Prestation {
            depense: Centimes::PRIX_MAX,
            ..prestation.clone()
        };
        let contrat = self.noyau.contrats.get(choix);
        let base = contrat.map(|contrat| contrat.base(&cher, resolution));
        let a_partir_du = resolution.a_partir_du > 1 && prestation.rang_jour.is_some();
        resolution.versement != Versement::Depense
            || resolution.historique
            || !resolution.garantie.usages.is_empty()
            || a_partir_du
            || base != Some(prestation.base)
    }
}

/// Lanes that pay nothing by contract join the first group: the law may raise them.
fn completer(
    du_bloc: &mut DuBloc<'_>,
    memes: &[(usize, usize, Resolution<'_>)],
    garanties: &[(usize, GarantieNormale<i64>)],
) {
    if du_bloc.groupes.is_empty() {
        du_bloc.groupes.push(Groupe {
            garantie: GarantieNormale::default(),
            membres: Some(Voies([0; LARGEUR])),
        });
    }
    let nulles = memes
        .iter()
        .map(|(place, ..)| *place)
        .filter(|place| !garanties.iter().any(|(autre, _)| autre == place));
    let nulles: Vec<usize> = nulles.collect();
    let seul = du_bloc.groupes.len() == 1 && du_bloc.seules.is_empty();
    let toutes = du_bloc.visees;
    if let Some(premier) = du_bloc.groupes.first_mut()
        && let Some(membres) = &mut premier.membres
    {
        for place in nulles {
            if let Some(membre) = membres.0.get_mut(place) {
                *membre = 1;
            }
        }
        // une voie qui ne vise pas l'acte ne doit rien recevoir de la loi
        if seul && toutes == [true; LARGEUR] {
            premier.membres = None;
        }
    }
}

fn casiers(bloc: &Bloc, place: usize) -> impl Fn(usize) -> usize + '_ {
    move |rang| {
        let voie = bloc.voies.get(place);
        let casier = voie.and_then(|voie| voie.casiers.get(rang).copied().flatten());
        casier.unwrap_or(usize::MAX)
    }
}

/// A lane with its counters numbered from 0.
fn seule<'a>(bloc: &Bloc, place: usize, choix: usize, mut resolution: Resolution<'a>) -> Seule<'a> {
    let casier = casiers(bloc, place);
    let mut siens: Vec<usize> = Vec::new();
    let mut numeroter = |rang: usize| {
        let casier = casier(rang);
        siens
            .iter()
            .position(|connu| *connu == casier)
            .unwrap_or_else(|| {
                siens.push(casier);
                siens.len() - 1
            })
    };
    resolution.garantie = renommer_avec(&resolution.garantie, &mut numeroter);
    Seule {
        place,
        choix,
        resolution,
        casiers: siens,
    }
}

fn renommer(garantie: &GarantieNormale<i64>, nom: impl Fn(usize) -> usize) -> GarantieNormale<i64> {
    renommer_avec(garantie, &mut |rang| nom(rang))
}

/// The same guarantee with its counters under other names.
fn renommer_avec(
    garantie: &GarantieNormale<i64>,
    nom: &mut dyn FnMut(usize) -> usize,
) -> GarantieNormale<i64> {
    let mut autre = garantie.clone();
    let termes = |termes: &mut Vec<TermeNormal<i64>>, nom: &mut dyn FnMut(usize) -> usize| {
        for terme in termes {
            terme.bourse = terme.bourse.map(&mut *nom);
            terme.nombre = terme.nombre.map(&mut *nom);
        }
    };
    termes(&mut autre.termes, nom);
    termes(&mut autre.suite, nom);
    termes(&mut autre.bornes, nom);
    termes(&mut autre.plancher, nom);
    for rang in autre.nombres.iter_mut().chain(&mut autre.usages) {
        *rang = nom(*rang);
    }
    for (rang, suite) in &mut autre.plafonds {
        *rang = nom(*rang);
        termes(suite, nom);
    }
    autre
}

/// Every counter of the block that an act may use.
fn casiers_de(du_bloc: &DuBloc<'_>) -> Vec<usize> {
    let des_groupes = du_bloc.groupes.iter().flat_map(|groupe| {
        let garantie = &groupe.garantie;
        let des_termes = garantie
            .termes
            .iter()
            .flat_map(|terme| [terme.bourse, terme.nombre])
            .flatten();
        des_termes
            .chain(garantie.nombres.iter().copied())
            .chain(garantie.plafonds.iter().map(|(rang, _)| *rang))
    });
    let des_seules = du_bloc
        .seules
        .iter()
        .flat_map(|seule| seule.casiers.iter().copied());
    let mut casiers: Vec<usize> = des_groupes.chain(des_seules).collect();
    casiers.sort_unstable();
    casiers.dedup();
    casiers
}
