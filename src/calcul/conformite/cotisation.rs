//! Premium rules: a band is priced at the age that stands for it, for one person alone who
//! comes in; fees are apart.

use super::{Constat, Copie, Examen, Mesure, Question, TarifLabellise, Verdict};
use crate::cahier::{Demande, Famille, Public, RegleDeCotisation};
use crate::calcul::bornes::Bornes;
use crate::montant::{Centimes, Taux};
use crate::offre::cotisation::{Assure, DemandeDePrime, Qualite, Statut};
use crate::offre::{Choix, Prime};
use crate::panier::{Foyer, Membre, Tranche};
use crate::texte::enumerer;
use std::collections::{BTreeMap, BTreeSet};

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
            None => caisse.sans_prix(Mesure::Inconnue, question(tranche)),
        },
        RegleDeCotisation::TarifsFixes => caisse.tarifs_fixes(),
        RegleDeCotisation::EcartMax(max) => caisse.ecart(*max),
        RegleDeCotisation::Reduction(famille) => caisse.reduction(*famille),
    }
}

/// Once all offers are measured: the cheapest has all the points of « la moins chère », the
/// others in proportion. Labelled contracts are compared with those of their own level: the
/// law makes the same guarantees of them.
pub(super) fn au_prorata(examen: &Examen<'_>, copies: &mut [Copie<'_>]) {
    let groupe = |choix: &Choix<'_>| {
        let seul = examen.cahier.public == Public::Acs;
        seul.then(|| choix.nom_niveau())
    };
    for (rang, exigence) in examen.cahier.exigences.iter().enumerate() {
        let Demande::Cotisation(RegleDeCotisation::MoinsChere { tranche }) = &exigence.demande
        else {
            continue;
        };
        let mut moins_cheres: BTreeMap<Option<String>, Centimes> = BTreeMap::new();
        for choix in examen.marche {
            if let Some(prime) = (Caisse { examen, choix }).seul(tranche.age) {
                let prix = mensuelle(prime).max;
                let cible = moins_cheres.entry(groupe(choix)).or_insert(prix);
                *cible = prix.min(*cible);
            }
        }
        let mesure = |copie: &Copie<'_>| match copie.constats.get(rang)?.mesure {
            Mesure::ParMois(bornes) => Some(bornes),
            _ => None,
        };
        for copie in copies.iter_mut() {
            let prix = mesure(copie);
            let Some(cible) = moins_cheres.get(&groupe(&copie.choix)).copied() else {
                continue;
            };
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
                max: (prix.max - cible).positif(),
            });
        }
    }
}

/// The share of the points of a price when the cheapest is `cible`.
fn part(cible: Centimes, prix: Centimes) -> Taux {
    if prix <= cible {
        return Taux::UN;
    }
    let (cible, prix) = (i128::from(cible.valeur()), i128::from(prix.valeur()));
    let millioniemes = (cible * i128::from(Taux::UN.valeur()) + prix / 2) / prix;
    Taux::millioniemes(u32::try_from(millioniemes).unwrap_or_default())
}

/// How many times a price is another, to the millionth above: a price a centime above three
/// times another one is not three times that one. Without any limit when the other is free.
fn fois(grand: Centimes, petit: Centimes) -> Taux {
    let (grand, petit) = (i128::from(grand.valeur()), i128::from(petit.valeur()));
    if petit <= 0 {
        return if grand <= 0 {
            Taux::UN
        } else {
            Taux::millioniemes(u32::MAX)
        };
    }
    let millioniemes = (grand * i128::from(Taux::UN.valeur()) + petit - 1) / petit;
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
    fn prime_a(&self, departement: Option<&str>, assures: &[Assure]) -> Option<Prime> {
        let parametres = &self.examen.reglementation.parametres;
        let demande = DemandeDePrime {
            niveaux: self.choix.niveaux,
            assures,
            departement,
            statut: Statut::Salarie,
            anciennete_mois: 0,
            pmss: parametres.montant("pmss", self.examen.date),
        };
        let prime = self.choix.offre.cotisation.du_foyer(&demande).ok()?;
        Some(prime.prime())
    }

    /// The département of the cahier or, without one, a département of each zone: a rule on
    /// several prices is tried on prices of one place.
    fn lieux(&self) -> Vec<Option<&str>> {
        if self.examen.departement.is_some() {
            return vec![self.examen.departement];
        }
        let zones = &self.choix.offre.cotisation.zones;
        let un_par_zone: BTreeMap<&str, &str> = zones
            .iter()
            .map(|(departement, zone)| (zone.as_str(), departement.as_str()))
            .collect();
        match un_par_zone.is_empty() {
            true => vec![None],
            false => un_par_zone.into_values().map(Some).collect(),
        }
    }

    /// The published prices of a labelled contract; none for an offer of anybody.
    fn labellises(&self) -> Option<impl Iterator<Item = &TarifLabellise>> {
        let adresse = self.choix.adresse();
        let tarifs = self.examen.labellises.iter();
        (self.examen.cahier.public == Public::Acs)
            .then(|| tarifs.filter(move |tarif| tarif.adresse == adresse))
    }

    /// A price that no file gives: to be asked or, of a labelled contract, not measurable.
    fn sans_prix(&self, cible: Mesure, question: impl Into<String>) -> Constat {
        let Some(tarifs) = self.labellises() else {
            return Constat::a_demander(cible, question);
        };
        let mut ages: Vec<String> = tarifs.map(|tarif| dire_ages(&[tarif.ages])).collect();
        ages.dedup();
        Constat::non_mesurable(
            cible,
            format!("tarif publié {} seulement", enumerer(&ages, "et")),
        )
    }

    fn seul(&self, age: u8) -> Option<Prime> {
        self.seul_a(self.examen.departement, age)
    }

    fn seul_a(&self, departement: Option<&str>, age: u8) -> Option<Prime> {
        let Some(mut tarifs) = self.labellises() else {
            return self.prime_a(departement, &[Assure::seul(age)]);
        };
        let tarif = tarifs.find(|tarif| tarif.ages.0 <= age && age <= tarif.ages.1)?;
        Some(Prime {
            min: tarif.annuelle,
            max: tarif.annuelle,
        })
    }

    fn au_plus(&self, tranche: &Tranche, au_plus: Centimes) -> Constat {
        let cible = Mesure::ParMois(Bornes::seule(au_plus));
        let Some(prime) = self.seul(tranche.age) else {
            return self.sans_prix(cible, question(tranche));
        };
        let mesure = mensuelle(prime);
        let verdict = Verdict::au_plus(mesure, au_plus);
        let questions = (verdict == Verdict::Inconnu).then(zone);
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
        let (mut tarifs, mut plusieurs) = (0_usize, false);
        let mut sans_prix: Vec<(u8, u8)> = Vec::new();
        for tranche in tranches {
            let (min, max) = tranche.ages;
            let ages = min..=max.min(AGE_MAX).max(min);
            let mut prix: BTreeSet<(Centimes, Centimes)> = BTreeSet::new();
            for age in ages {
                match (self.seul(age), sans_prix.last_mut()) {
                    (Some(prime), _) => {
                        prix.insert((prime.min, prime.max));
                    }
                    (None, Some((_, dernier))) if *dernier + 1 == age => *dernier = age,
                    (None, _) => sans_prix.push((age, age)),
                }
            }
            tarifs += prix.len();
            plusieurs |= prix.len() > 1;
        }
        let question = if tarifs == 0 {
            "Quelles cotisations par tranche d’âge ?".to_owned()
        } else {
            format!("Quelle cotisation {} ?", dire_ages(&sans_prix))
        };
        match (plusieurs, sans_prix.is_empty()) {
            (true, _) => Constat::new(Verdict::Non, Mesure::Tarifs(tarifs), cible),
            (false, true) => Constat::new(Verdict::Oui, Mesure::Tarifs(tarifs), cible),
            (false, false) => {
                let constat = self.sans_prix(cible, question);
                let mesuree = constat.verdict == Verdict::Inconnu && tarifs > 0;
                Constat {
                    mesure: if mesuree {
                        Mesure::Tarifs(tarifs)
                    } else {
                        constat.mesure
                    },
                    ..constat
                }
            }
        }
    }

    /// The dearest band against the cheapest, in each zone.
    fn ecart(&self, max: Taux) -> Constat {
        let cible = Mesure::Fois(max, max);
        let tranches = &self.examen.cahier.tranches.tranches;
        let mut rapports: Vec<Taux> = Vec::new();
        for lieu in self.lieux() {
            let primes = tranches
                .iter()
                .map(|tranche| self.seul_a(lieu, tranche.age));
            let Some(primes) = primes.collect::<Option<Vec<Prime>>>() else {
                return self.sans_prix(cible, "Quelles cotisations par tranche d’âge ?");
            };
            for lu in [|prime: &Prime| prime.min, |prime: &Prime| prime.max] {
                let prix = || primes.iter().map(lu);
                let (plus, moins) = (prix().max(), prix().min());
                rapports.extend(plus.zip(moins).map(|(plus, moins)| fois(plus, moins)));
            }
        }
        let (Some(petit), Some(grand)) = (rapports.iter().min(), rapports.iter().max()) else {
            return self.sans_prix(cible, "Quelles cotisations par tranche d’âge ?");
        };
        let verdict = if *grand <= max {
            Verdict::Oui
        } else if *petit > max {
            Verdict::Non
        } else {
            Verdict::Inconnu
        };
        let questions = (verdict == Verdict::Inconnu).then(zone);
        Constat {
            questions: questions.into_iter().collect(),
            ..Constat::new(verdict, Mesure::Fois(*petit, *grand), cible)
        }
    }

    /// What people insured together save on what each would pay alone, in each zone.
    fn reduction(&self, famille: Famille) -> Constat {
        let cible = Mesure::OuiNon(true);
        let question = "Quelle réduction pour un couple ou une famille ?";
        if self.labellises().is_some() {
            let pourquoi = "les tarifs publiés sont ceux d’une personne seule";
            return Constat::non_mesurable(cible, pourquoi);
        }
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
        let gain = |lieu: Option<&str>| {
            let ensemble = self.prime_a(lieu, &assures)?;
            let seuls = assures.iter().map(|assure| {
                let seul = Assure {
                    qualite: match assure.qualite {
                        // seul, un conjoint prendrait le contrat lui-même
                        Qualite::Conjoint => Qualite::Adherent,
                        autre => autre,
                    },
                    ..*assure
                };
                Some(self.prime_a(lieu, &[seul])?.max)
            });
            let seuls: Centimes = seuls.collect::<Option<Vec<_>>>()?.into_iter().sum();
            Some(par_mois((seuls - ensemble.max).positif()))
        };
        let gains = self.lieux().into_iter().map(gain);
        let gains = gains.collect::<Option<Vec<Centimes>>>().unwrap_or_default();
        let (Some(min), Some(max)) = (gains.iter().min(), gains.iter().max()) else {
            return Constat::a_demander(cible, question);
        };
        let verdict = if *min > Centimes::ZERO {
            Verdict::Oui
        } else if *max == Centimes::ZERO {
            Verdict::Non
        } else {
            Verdict::Inconnu
        };
        let (min, max) = (*min, *max);
        let questions = (verdict == Verdict::Inconnu).then(zone);
        Constat {
            questions: questions.into_iter().collect(),
            ..Constat::new(verdict, Mesure::ParMois(Bornes { min, max }), cible)
        }
    }
}

fn zone() -> Question {
    Question::sans_prix("Quelle zone de cotisation ? (--departement)")
}

/// « de 61 à 70 ans et à 75 ans »
fn dire_ages(ages: &[(u8, u8)]) -> String {
    let dits: Vec<String> = ages
        .iter()
        .map(|(premier, dernier)| {
            if premier == dernier {
                format!("à {premier} ans")
            } else {
                format!("de {premier} à {dernier} ans")
            }
        })
        .collect();
    enumerer(&dits, "et")
}

#[cfg(test)]
mod tests;
