//! The premium of a household: each person at the price of the grid, then the reductions,
//! the part of the employer, the least premium, the fees. Each named step rounds half up
//! to the centime, for a person and a month.

use super::clause::{Cible, Clause, Condition, Effet, Qui};
use super::compte::{CompteDuFoyer, EtapePrime, PrimeDuFoyer, QuoiPrime};
use super::{Assure, Cotisation, LigneCotisation, NiveauChoisi, Qualite, SansCotisation, Statut};
use crate::montant::{Centimes, Taux};
use crate::offre::composition::Niveaux;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Beyond this many combinations of possible ages, only the youngest and the oldest of all
/// are computed.
const COMBINAISONS_MAX: usize = 256;

/// What is asked of a grid.
#[derive(Clone, Copy, Debug)]
pub struct DemandeDePrime<'a> {
    /// The level in each module.
    pub niveaux: Niveaux,
    /// The people.
    pub assures: &'a [Assure],
    /// Département of residence.
    pub departement: Option<&'a str>,
    /// Status of the adhérent; it holds for the whole contract.
    pub statut: Statut,
    /// Months already spent in the contract.
    pub anciennete_mois: u16,
    /// Monthly ceiling of social security of the day, in centimes.
    pub pmss: Option<Centimes>,
}

/// The price of a person at an age, in a zone.
pub(super) struct Tarif {
    /// What the contract takes the person for.
    pub(super) qualite: Qualite,
    pub(super) age: u8,
    pub(super) parts: Vec<Part>,
}

/// The price of one level.
pub(super) struct Part {
    pub(super) quoi: QuoiPrime,
    pub(super) prix: Centimes,
    pub(super) coefficient: Option<Taux>,
    pub(super) socle: bool,
}

impl Cotisation {
    /// The premium and fees of a household for a year, with each step. When the zone or an
    /// exact age is unknown, the cheapest and the dearest cases.
    ///
    /// # Errors
    /// Why the grid has no price for one of the people.
    pub fn du_foyer(&self, demande: &DemandeDePrime<'_>) -> Result<PrimeDuFoyer, SansCotisation> {
        if demande.assures.is_empty() {
            return Err(SansCotisation::Personne);
        }
        if self.grille.is_empty() {
            return Err(SansCotisation::NonPubliee);
        }
        let niveaux = self.deplier(demande.niveaux);
        let mut refus = None;
        let mut comptes: Vec<CompteDuFoyer> = Vec::new();
        for zone in self.zones_possibles(&niveaux, demande.departement)? {
            match self.tarifs(demande, &niveaux, zone) {
                Ok(tarifs) => {
                    let cas = combinaisons(&tarifs);
                    comptes.extend(cas.iter().map(|cas| self.compte(demande, cas, zone)));
                }
                Err(raison) => refus = refus.or(Some(raison)),
            }
        }
        let cle = |compte: &&CompteDuFoyer| compte.cotisations();
        let min = comptes.iter().min_by_key(cle).cloned();
        let max = comptes.iter().rev().max_by_key(cle).cloned();
        match (min, max) {
            (Some(mut min), Some(mut max)) => {
                if demande.departement.is_none() && cle(&&min) == cle(&&max) {
                    // la zone n’y fait rien
                    (min.zone, max.zone) = (None, None);
                }
                Ok(PrimeDuFoyer { min, max })
            }
            _ => Err(refus.unwrap_or(SansCotisation::NonPubliee)),
        }
    }

    /// The same premium with only the rows that these levels look at in a département: it
    /// gives the same answers, in a shorter time.
    #[must_use]
    pub fn pour(&self, niveaux: Niveaux, departement: Option<&str>) -> Self {
        let choisis = self.deplier(niveaux);
        let zone = departement.and_then(|numero| self.zones.get(numero));
        let des_niveaux = |ligne: &&LigneCotisation| {
            let mut choisis = choisis.iter();
            choisis.any(|(niveau, _)| *niveau == ligne.niveau)
        };
        let dedans = |ligne: &LigneCotisation| {
            zone.is_none() || ligne.zone.is_none() || ligne.zone.as_ref() == zone
        };
        // ce qui décide de la raison d’un refus : il doit rester le même
        let sorte = |ligne: &LigneCotisation| (ligne.niveau, ligne.statut, ligne.regime);
        let lignes = || self.grille.iter().filter(des_niveaux);
        let dans_la_zone = lignes().filter(|ligne| dedans(ligne)).map(sorte);
        let connues: BTreeSet<_> = dans_la_zone.collect();
        let utiles = lignes().filter(|ligne| dedans(ligne) || !connues.contains(&sorte(ligne)));
        let mut gardees: Vec<LigneCotisation> = utiles.cloned().collect();
        // un régime sans ligne à aucun niveau part d’un autre : il le faut toujours
        for ligne in &self.grille {
            let deja = |autre: &LigneCotisation| autre.regime == ligne.regime;
            if !gardees.iter().any(deja) {
                gardees.push(ligne.clone());
            }
        }
        let zones = self.zones.iter();
        Self {
            grille: gardees,
            zones: zones
                .filter(|(numero, _)| Some(numero.as_str()) == departement)
                .map(|(numero, zone)| (numero.clone(), zone.clone()))
                .chain(
                    self.zones
                        .last_key_value()
                        .map(|(n, z)| (n.clone(), z.clone())),
                )
                .collect(),
            ..self.clone()
        }
    }

    /// Fees of a household for a year, whether or not its premium is known, in centimes.
    #[must_use]
    pub fn frais_annuels(&self, personnes: usize, anciennete_mois: u16) -> Centimes {
        let par_tete = i64::try_from(personnes).unwrap_or(i64::MAX);
        let frais = self.frais.iter().map(|frais| {
            let fois = i64::from(frais.fois(anciennete_mois));
            let payeurs = if frais.par_personne { par_tete } else { 1 };
            frais.montant.multiplie(fois).multiplie(payeurs)
        });
        frais.sum()
    }

    /// The levels with those that they add to; the flag says that the level is the base.
    fn deplier(&self, niveaux: Niveaux) -> Vec<(NiveauChoisi, bool)> {
        let mut deplies: Vec<(NiveauChoisi, bool)> = Vec::new();
        let niveaux = niveaux.iter().enumerate();
        for (module, niveau) in niveaux.filter_map(|(rang, niveau)| Some((rang, niveau?))) {
            let mut dernier = NiveauChoisi { module, niveau };
            let mut chaine = vec![dernier];
            while let Some(dessous) = self.en_plus_de.get(&dernier)
                && !chaine.contains(dessous)
            {
                dernier = *dessous;
                chaine.push(dernier);
            }
            for niveau in chaine.into_iter().rev() {
                if deplies.iter().all(|(connu, _)| *connu != niveau) {
                    deplies.push((niveau, niveau == dernier && niveau.module == 0));
                }
            }
        }
        deplies
    }

    /// The zone of the département; every zone of these levels when it is not known.
    fn zones_possibles(
        &self,
        niveaux: &[(NiveauChoisi, bool)],
        departement: Option<&str>,
    ) -> Result<Vec<Option<&str>>, SansCotisation> {
        if let Some(numero) = departement.filter(|_| !self.zones.is_empty()) {
            let zone = self.zones.get(numero);
            let zone = zone.ok_or(SansCotisation::DepartementSansZone)?;
            return Ok(vec![Some(zone.as_str())]);
        }
        let lignes = self.grille.iter();
        let zones: BTreeSet<&str> = lignes
            .filter(|ligne| niveaux.iter().any(|(niveau, _)| *niveau == ligne.niveau))
            .filter_map(|ligne| ligne.zone.as_deref())
            .chain(self.coefficients.keys().map(String::as_str))
            .collect();
        if zones.is_empty() {
            return Ok(vec![None]);
        }
        Ok(zones.into_iter().map(Some).collect())
    }

    /// The steps of one case: these prices, in this zone.
    fn compte(
        &self,
        demande: &DemandeDePrime<'_>,
        tarifs: &[&Tarif],
        zone: Option<&str>,
    ) -> CompteDuFoyer {
        let situation = Situation { demande, tarifs };
        let mut compte = CompteDuFoyer {
            zone: zone.map(str::to_owned),
            etapes: Vec::new(),
        };
        let mut mensuel = Centimes::ZERO;
        for (personne, tarif) in tarifs.iter().enumerate() {
            mensuel += self.une_personne(&situation, personne, tarif, &mut compte.etapes);
        }
        if let Some(minimum) = self.minimum_mensuel
            && mensuel < minimum
        {
            compte.etapes.push(EtapePrime {
                quoi: QuoiPrime::Minimum,
                personne: None,
                montant: minimum - mensuel,
                fois: 12,
            });
        }
        for frais in &self.frais {
            let fois = frais.fois(demande.anciennete_mois);
            let payeurs: Vec<Option<usize>> = if frais.par_personne {
                (0..tarifs.len()).map(Some).collect()
            } else {
                vec![None]
            };
            compte
                .etapes
                .extend(payeurs.into_iter().map(|personne| EtapePrime {
                    quoi: QuoiPrime::Frais(frais.libelle.clone()),
                    personne,
                    montant: frais.montant,
                    fois,
                }));
        }
        compte
    }

    /// The steps of one person; what the person costs in a month, free months and the
    /// part of the employer aside.
    fn une_personne(
        &self,
        situation: &Situation<'_, '_>,
        personne: usize,
        tarif: &Tarif,
        etapes: &mut Vec<EtapePrime>,
    ) -> Centimes {
        let mut note = |quoi, montant, fois| {
            etapes.push(EtapePrime {
                quoi,
                personne: Some(personne),
                montant,
                fois,
            });
        };
        // le prix du socle, et celui de tout
        let (mut socle, mut tout) = (Centimes::ZERO, Centimes::ZERO);
        for part in &tarif.parts {
            note(part.quoi.clone(), part.prix, 12);
            let mut prix = part.prix;
            if let Some(taux) = part.coefficient {
                prix = part.prix.fois(taux);
                note(QuoiPrime::Zone(taux), prix - part.prix, 12);
            }
            tout += prix;
            if part.socle {
                socle += prix;
            }
        }
        let valables = situation.valables(&self.reductions, personne);
        for clause in &valables {
            if matches!(clause.effet, Effet::MoisGratuits(_)) {
                continue;
            }
            if depasse(clause, &valables) {
                note(QuoiPrime::NonCumulee((*clause).clone()), Centimes::ZERO, 12);
                continue;
            }
            let apres = clause.effet.applique(socle);
            let apres_tout = if clause.cible.socle {
                tout - socle + apres
            } else {
                clause.effet.applique(tout)
            };
            note(
                QuoiPrime::Reduction((*clause).clone()),
                apres_tout - tout,
                12,
            );
            (socle, tout) = (apres, apres_tout);
        }
        let offerts = valables
            .iter()
            .map(|clause| (situation.mois_gratuits(clause, personne), clause))
            .max_by_key(|(mois, _)| *mois)
            .filter(|(mois, _)| *mois > 0);
        let mut payes = 12;
        if let Some((mois, clause)) = offerts {
            payes -= mois;
            note(QuoiPrime::Reduction((*clause).clone()), -tout, mois);
        }
        let mut reste = tout;
        for clause in situation.valables(&self.part_employeur, personne) {
            if let Effet::Part(taux) = clause.effet {
                let assiette = if clause.cible.socle { socle } else { tout };
                let part = assiette.fois(taux).min(reste);
                reste -= part;
                note(QuoiPrime::Employeur(clause.clone()), -part, payes);
            }
        }
        tout
    }
}

/// Whether a clause gives way to a more favourable one that it may not be added to; of two
/// as favourable, the first written stays.
fn depasse(clause: &Clause, valables: &[&Clause]) -> bool {
    let place = |cherchee: &Clause| valables.iter().position(|autre| *autre == cherchee);
    valables.iter().any(|autre| {
        let exclus = |un: &Clause, deux: &Clause| {
            un.non_cumulable
                .is_some_and(|motif| deux.a_pour_motif(motif))
        };
        (exclus(clause, autre) || exclus(autre, clause))
            && (autre.faveur(), place(autre)) < (clause.faveur(), place(clause))
    })
}

/// Every way to choose one price for each person.
fn combinaisons(tarifs: &[Vec<Tarif>]) -> Vec<Vec<&Tarif>> {
    let nombre = tarifs
        .iter()
        .try_fold(1_usize, |produit, choix| produit.checked_mul(choix.len()));
    if nombre.is_none_or(|nombre| nombre > COMBINAISONS_MAX) {
        return vec![
            tarifs.iter().filter_map(|choix| choix.first()).collect(),
            tarifs.iter().filter_map(|choix| choix.last()).collect(),
        ];
    }
    tarifs.iter().fold(vec![Vec::new()], |faites, choix| {
        faites
            .into_iter()
            .flat_map(|debut: Vec<&Tarif>| {
                choix.iter().map(move |tarif| {
                    let mut suite = debut.clone();
                    suite.push(tarif);
                    suite
                })
            })
            .collect()
    })
}

/// A household as the clauses see it.
struct Situation<'a, 'd> {
    demande: &'a DemandeDePrime<'d>,
    tarifs: &'a [&'a Tarif],
}

impl Situation<'_, '_> {
    /// The clauses that hold for a person, in the order written.
    fn valables<'c>(&self, clauses: &'c [Clause], personne: usize) -> Vec<&'c Clause> {
        clauses
            .iter()
            .filter(|clause| self.vise(clause, personne))
            .filter(|clause| {
                let mut conditions = clause.conditions.iter();
                conditions.all(|condition| self.vraie(*condition, personne))
            })
            .collect()
    }

    fn qualite(&self, personne: usize) -> Option<Qualite> {
        self.tarifs.get(personne).map(|tarif| tarif.qualite)
    }

    fn nombre(&self, qui: Qui) -> usize {
        let tarifs = self.tarifs.iter();
        tarifs.filter(|tarif| qui.contient(tarif.qualite)).count()
    }

    fn couple(&self) -> bool {
        self.nombre(Qui::Adherent) > 0 && self.nombre(Qui::Conjoint) > 0
    }

    fn vise(&self, clause: &Clause, personne: usize) -> bool {
        let Some(tarif) = self.tarifs.get(personne) else {
            return false;
        };
        let Cible {
            qui, rangs, ages, ..
        } = clause.cible;
        let compte = |tarif: &Tarif| {
            let age = clause.cible.parmi_moins_de;
            qui.contient(tarif.qualite) && age.is_none_or(|age| tarif.age < age)
        };
        let bon_age = ages.is_none_or(|(de, a)| de <= tarif.age && tarif.age <= a);
        let gratuits = matches!(clause.effet, Effet::MoisGratuits(_));
        compte(tarif)
            && bon_age
            && (qui != Qui::Couple || self.couple())
            && (!gratuits || self.mois_gratuits(clause, personne) > 0)
            && rangs.is_none_or(|rangs| rangs.contient(self.rang(personne, compte)))
    }

    /// Rank of a person among those who count: the adhérent, the conjoint, other adults,
    /// then children, the eldest first.
    fn rang(&self, personne: usize, compte: impl Fn(&Tarif) -> bool) -> usize {
        let ordre = |rang: usize, tarif: &Tarif| {
            let place = match tarif.qualite {
                Qualite::Adherent => 0,
                Qualite::Conjoint => 1,
                Qualite::Adulte => 2,
                Qualite::Enfant => 3,
            };
            (place, Reverse(tarif.age), rang)
        };
        let Some(lui) = self.tarifs.get(personne) else {
            return 0;
        };
        let comptes = self.tarifs.iter().enumerate();
        1 + comptes
            .filter(|(rang, tarif)| compte(tarif) && ordre(*rang, tarif) < ordre(personne, lui))
            .count()
    }

    fn vraie(&self, condition: Condition, personne: usize) -> bool {
        match condition {
            Condition::Assures(nombre) => self.tarifs.len() >= usize::from(nombre),
            Condition::EnfantsAuMoins(nombre) => self.nombre(Qui::Enfants) >= usize::from(nombre),
            Condition::Couple => self.couple(),
            Condition::Famille => self.nombre(Qui::Enfants) > 0 && self.nombre(Qui::Adultes) > 0,
            Condition::Regime(regime) => {
                let assure = self.demande.assures.get(personne);
                assure.is_some_and(|assure| assure.regime == regime)
            }
            Condition::Statut(statut) => self.demande.statut.est(statut),
            Condition::Annees(annees) => {
                annees.contient(usize::from(self.demande.anciennete_mois / 12) + 1)
            }
        }
    }

    /// Free months still to come: from the birth for a newborn, else from the entry in the
    /// contract.
    fn mois_gratuits(&self, clause: &Clause, personne: usize) -> u8 {
        let Effet::MoisGratuits(mois) = clause.effet else {
            return 0;
        };
        let passes = if clause.cible.qui == Qui::NouveauNe {
            let assure = self.demande.assures.get(personne);
            let enfant = self.qualite(personne) == Some(Qualite::Enfant);
            assure.and_then(|assure| assure.mois).filter(|_| enfant)
        } else {
            Some(self.demande.anciennete_mois)
        };
        passes.map_or(0, |passes| {
            let passes = u8::try_from(passes).unwrap_or(u8::MAX);
            mois.saturating_sub(passes).min(12)
        })
    }
}
