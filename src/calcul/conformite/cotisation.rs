//! Premium rules: a band is priced at the age that stands for it, for one person alone who
//! comes in; fees are apart.

use super::{Constat, Copie, Examen, Mesure, Question, Verdict};
use crate::cahier::{Cahier, Demande, Famille, RegleDeCotisation};
use crate::calcul::bornes::Bornes;
use crate::montant::{Centimes, Taux};
use crate::offre::cotisation::{Assure, DemandeDePrime, Statut};
use crate::offre::{Choix, Prime};
use crate::panier::{Foyer, Membre, Tranche};
use std::collections::BTreeSet;

/// Above, a grid has hardly any price, and none is asked for.
const AGE_MAX: u8 = 90;
/// The age of a child when no band of the cahier has one.
const ENFANT: u8 = 10;
const MAJORITE: u8 = 18;

pub(super) fn constater(
    examen: &Examen<'_>,
    choix: &Choix<'_>,
    regle: &RegleDeCotisation,
) -> Constat {
    let caisse = Caisse { examen, choix };
    match regle {
        RegleDeCotisation::AuPlus { tranche, au_plus } => caisse.au_plus(tranche, *au_plus),
        RegleDeCotisation::MoinsChere { tranche } => match caisse.seul(tranche.age) {
            // la part et le verdict attendent de connaître toutes les offres
            Some(prime) => Constat::new(
                Verdict::Inconnu,
                Mesure::ParMois(mensuelle(prime)),
                Mesure::Inconnue,
            ),
            None => Constat::a_demander(Mesure::Inconnue, question(tranche)),
        },
        RegleDeCotisation::TarifsFixes => caisse.tarifs_fixes(),
        RegleDeCotisation::EcartMax(max) => caisse.ecart(*max),
        RegleDeCotisation::Reduction(famille) => caisse.reduction(*famille),
    }
}

/// Once all offers are measured: the cheapest has all the points of « la moins chère », the
/// others in proportion.
pub(super) fn au_prorata(cahier: &Cahier, copies: &mut [Copie<'_>]) {
    for (rang, exigence) in cahier.exigences.iter().enumerate() {
        let Demande::Cotisation(RegleDeCotisation::MoinsChere { .. }) = exigence.demande else {
            continue;
        };
        let mesure = |copie: &Copie<'_>| match copie.constats.get(rang)?.mesure {
            Mesure::ParMois(bornes) if bornes.min > Centimes::ZERO => Some(bornes),
            _ => None,
        };
        let moins_chere = copies.iter().filter_map(mesure).map(|prix| prix.max).min();
        let Some(cible) = moins_chere else { continue };
        for copie in copies.iter_mut() {
            let prix = mesure(copie);
            let Some(constat) = copie.constats.get_mut(rang) else {
                continue;
            };
            constat.cible = Mesure::ParMois(Bornes::seule(cible));
            let Some(prix) = prix else { continue };
            let (min, max) = (part(cible, prix.max), part(cible, prix.min));
            constat.part = (min, max);
            constat.verdict = Verdict::au_plus(prix, cible);
            constat.ecart = (constat.verdict != Verdict::Oui).then_some(Bornes {
                min: (prix.min - cible).positif(),
                max: prix.max - cible,
            });
        }
    }
}

/// The share of the points of a price when the cheapest is `cible`.
fn part(cible: Centimes, prix: Centimes) -> Taux {
    quotient(cible, prix).min(Taux::UN)
}

/// A quotient of amounts, to the millionth, half up.
fn quotient(un: Centimes, autre: Centimes) -> Taux {
    let (un, autre) = (i128::from(un.valeur()), i128::from(autre.valeur()).max(1));
    let millioniemes = (un * i128::from(Taux::UN.valeur()) + autre / 2) / autre;
    Taux::millioniemes(u32::try_from(millioniemes).unwrap_or(u32::MAX))
}

fn question(tranche: &Tranche) -> String {
    format!(
        "Quelle cotisation pour la tranche « {} » ?",
        tranche.libelle
    )
}

fn mensuelle(prime: Prime) -> Bornes {
    Bornes {
        min: par_mois(prime.min),
        max: par_mois(prime.max),
    }
}

/// A month of a year, half up to the centime.
fn par_mois(annuelle: Centimes) -> Centimes {
    Centimes::new((annuelle.valeur() + 6).div_euclid(12))
}

/// The prices of an offer.
struct Caisse<'a> {
    examen: &'a Examen<'a>,
    choix: &'a Choix<'a>,
}

impl Caisse<'_> {
    fn prime(&self, assures: &[Assure]) -> Option<Prime> {
        let parametres = &self.examen.reglementation.parametres;
        let demande = DemandeDePrime {
            niveaux: self.choix.niveaux,
            assures,
            departement: self.examen.departement,
            statut: Statut::Salarie,
            anciennete_mois: 0,
            pmss: parametres.montant("pmss", self.examen.date),
        };
        let prime = self.choix.offre.cotisation.du_foyer(&demande).ok()?;
        Some(prime.prime())
    }

    fn seul(&self, age: u8) -> Option<Prime> {
        self.prime(&[Assure::seul(age)])
    }

    fn au_plus(&self, tranche: &Tranche, au_plus: Centimes) -> Constat {
        let cible = Mesure::ParMois(Bornes::seule(au_plus));
        let Some(prime) = self.seul(tranche.age) else {
            return Constat::a_demander(cible, question(tranche));
        };
        let mesure = mensuelle(prime);
        let verdict = Verdict::au_plus(mesure, au_plus);
        let questions = (verdict == Verdict::Inconnu)
            .then(|| Question::sans_prix("Quelle zone de cotisation ? (--departement)"));
        Constat {
            ecart: (verdict != Verdict::Oui).then_some(Bornes {
                min: (mesure.min - au_plus).positif(),
                max: (mesure.max - au_plus).positif(),
            }),
            questions: questions.into_iter().collect(),
            ..Constat::new(verdict, Mesure::ParMois(mesure), cible)
        }
    }

    /// The prices of each band, age after age: as many as there are bands when each has one.
    fn tarifs_fixes(&self) -> Constat {
        let tranches = &self.examen.cahier.tranches.tranches;
        let cible = Mesure::Tarifs(tranches.len());
        let mut tarifs = 0_usize;
        let mut sans_prix = Vec::new();
        for tranche in tranches {
            let (min, max) = tranche.ages;
            let ages = min..=max.min(AGE_MAX).max(min);
            let mut prix: BTreeSet<(Centimes, Centimes)> = BTreeSet::new();
            for age in ages {
                match self.seul(age) {
                    Some(prime) => {
                        prix.insert((prime.min, prime.max));
                    }
                    None => sans_prix.push(age),
                }
            }
            tarifs += prix.len();
        }
        if tarifs == 0 {
            return Constat::a_demander(cible, "Quelles cotisations par tranche d’âge ?");
        }
        let verdict = match tarifs.cmp(&tranches.len()) {
            std::cmp::Ordering::Greater => Verdict::Non,
            _ if sans_prix.is_empty() => Verdict::Oui,
            _ => Verdict::Inconnu,
        };
        let questions = (verdict == Verdict::Inconnu)
            .then(|| Question::sans_prix(format!("Quelle cotisation {} ?", dire_ages(&sans_prix))));
        Constat {
            questions: questions.into_iter().collect(),
            ..Constat::new(verdict, Mesure::Tarifs(tarifs), cible)
        }
    }

    /// The dearest band against the cheapest, in the cheapest zone then in the dearest.
    fn ecart(&self, max: Taux) -> Constat {
        let cible = Mesure::Fois(max, max);
        let tranches = &self.examen.cahier.tranches.tranches;
        let primes = tranches.iter().map(|tranche| self.seul(tranche.age));
        let connues: Option<Vec<Prime>> = primes.collect();
        let Some(primes) = connues.filter(|primes| !primes.is_empty()) else {
            return Constat::a_demander(cible, "Quelles cotisations par tranche d’âge ?");
        };
        let rapport = |prix: fn(&Prime) -> Centimes| {
            let prix = || primes.iter().map(prix);
            quotient(
                prix().max().unwrap_or_default(),
                prix().min().unwrap_or_default(),
            )
        };
        let (un, autre) = (rapport(|prime| prime.min), rapport(|prime| prime.max));
        let (petit, grand) = (un.min(autre), un.max(autre));
        let verdict = if grand <= max {
            Verdict::Oui
        } else if petit > max {
            Verdict::Non
        } else {
            Verdict::Inconnu
        };
        Constat::new(verdict, Mesure::Fois(petit, grand), cible)
    }

    /// What people insured together save on what each would pay alone.
    fn reduction(&self, famille: Famille) -> Constat {
        let cible = Mesure::OuiNon(true);
        let question = "Quelle réduction pour un couple ou une famille ?";
        let (adultes, enfants) = famille.personnes();
        let ages = || self.examen.cahier.tranches.tranches.iter().map(|t| t.age);
        let adulte = ages().find(|age| *age >= MAJORITE).unwrap_or(MAJORITE);
        let enfant = ages().find(|age| *age < MAJORITE).unwrap_or(ENFANT);
        let ages = std::iter::repeat_n(adulte, adultes).chain(std::iter::repeat_n(enfant, enfants));
        let foyer = Foyer {
            membres: ages.map(Membre::de_age).collect(),
            ..Foyer::default()
        };
        let Ok(assures) = foyer.assures(self.examen.date, 0) else {
            return Constat::a_demander(cible, question);
        };
        let seuls = assures.iter().map(|assure| {
            let seul = self.prime(std::slice::from_ref(assure))?;
            Some(seul.max)
        });
        let seuls: Option<Centimes> = seuls
            .collect::<Option<Vec<_>>>()
            .map(|s| s.into_iter().sum());
        let (Some(ensemble), Some(seuls)) = (self.prime(&assures), seuls) else {
            return Constat::a_demander(cible, question);
        };
        let gain = par_mois((seuls - ensemble.max).positif());
        let verdict = if gain > Centimes::ZERO {
            Verdict::Oui
        } else {
            Verdict::Non
        };
        Constat::new(verdict, Mesure::ParMois(Bornes::seule(gain)), cible)
    }
}

/// « de 61 à 70 ans », « à 12 ans »
fn dire_ages(ages: &[u8]) -> String {
    match (ages.first(), ages.last()) {
        (Some(premier), Some(dernier)) if premier != dernier => {
            format!("de {premier} à {dernier} ans")
        }
        (Some(seul), _) => format!("à {seul} ans"),
        _ => String::new(),
    }
}
