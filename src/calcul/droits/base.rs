//! The base compared with the ceilings: resources of the reference period, abatements, and
//! the housing add-on (articles R. 861-4 to R. 861-10 of the code de la sécurité sociale).

use super::{Drapeau, Etape, EtudeImpossible, Foyer, Logement, Quoi};
use crate::montant::{Centimes, Taux};
use crate::reglementation::droits::{Allocation, Droits};
use crate::reglementation::{Parametre, Periode, Valeur};
use jiff::ToSpan;
use jiff::civil::Date;

/// The months whose resources are counted: the twelve civil months before the demand for
/// CMU-C and ACS; twelve months from the thirteenth before it for the C2S, which skips the
/// last one.
#[must_use]
pub fn periode_de_reference(droits: &Droits, date: Date) -> Periode {
    let saute = i32::from(droits.c2s_au(date));
    let mois = date.first_of_month();
    Periode {
        du: mois.saturating_sub((12 + saute).months()),
        au: Some(mois.saturating_sub(saute.months()).saturating_sub(1.day())),
    }
}

/// The base and how it was found. Amounts in centimes, a year.
pub(super) struct Base {
    pub(super) periode: Periode,
    /// Abatements taken.
    pub(super) ressources: Option<Centimes>,
    pub(super) forfait: Centimes,
    pub(super) total: Option<Centimes>,
    /// The lowest and the highest base, when the add-on can be read in two ways.
    pub(super) bornes: Option<(Centimes, Centimes)>,
    pub(super) etapes: Vec<Etape>,
    pub(super) drapeaux: Vec<Drapeau>,
}

impl Base {
    pub(super) fn de(droits: &Droits, foyer: &Foyer, date: Date) -> Result<Self, EtudeImpossible> {
        let periode = periode_de_reference(droits, date);
        let mut base = Self {
            periode,
            ressources: None,
            forfait: Centimes::ZERO,
            total: None,
            bornes: None,
            etapes: Vec::new(),
            drapeaux: Vec::new(),
        };
        let (bas, haut) = base.forfait(droits, foyer, date)?;
        let Some(declarees) = foyer.ressources else {
            return Ok(base);
        };
        let retenues = base.abattre(droits, foyer, declarees, date)?;
        base.ressources = Some(retenues);
        base.total = Some(retenues + base.forfait);
        base.bornes = Some((retenues + bas, retenues + haut));
        base.etapes
            .push(Etape::new(Quoi::Forfait(foyer.logement), base.forfait));
        let detail = base.detail_du_forfait(droits, foyer, date);
        if let Some(etape) = base.etapes.last_mut() {
            etape.detail = detail;
            if foyer.logement != Logement::Locataire {
                let nom = regle_du_forfait(foyer.logement).map_or("", |noms| noms[0]);
                etape.source = droits
                    .parametres
                    .au(nom, date)
                    .map(|regle| regle.provenance.source.clone());
            }
        }
        base.etapes
            .push(Etape::new(Quoi::Base, retenues + base.forfait));
        Ok(base)
    }

    /// Resources less alimony and abatements, never below zero.
    fn abattre(
        &mut self,
        droits: &Droits,
        foyer: &Foyer,
        declarees: Centimes,
        date: Date,
    ) -> Result<Centimes, EtudeImpossible> {
        self.etapes.push(Etape::new(Quoi::Ressources, declarees));
        let mut reste = declarees;
        if foyer.pensions_versees > Centimes::ZERO {
            let retire = foyer.pensions_versees.min(reste);
            reste -= retire;
            self.etapes.push(Etape::new(Quoi::Pensions, -retire));
        }
        if foyer.revenus_abattus > Centimes::ZERO {
            let nom = "abattement.activite";
            let regle = regle(droits, nom, date)?;
            let taux = droits.parametres.taux(nom, date).unwrap_or(Taux::ZERO);
            let retire = foyer.revenus_abattus.fois(taux).min(reste);
            reste -= retire;
            self.etapes.push(Etape::sourcee(
                Quoi::AbattementActivite(taux),
                -retire,
                regle,
            ));
        }
        for (allocation, nom, fois) in abattements(foyer) {
            let Some(regle) = droits.parametres.au(nom, date) else {
                continue;
            };
            let Valeur::Montant(mensuel) = regle.valeur else {
                continue;
            };
            let retire = mensuel.multiplie(12 * fois).min(reste);
            reste -= retire;
            if regle.provenance.doute.is_some() {
                self.drapeaux.push(Drapeau::AbattementDouteux);
            }
            let quoi = Quoi::AbattementAllocation(allocation, mensuel);
            self.etapes.push(Etape::sourcee(quoi, -retire, regle));
        }
        Ok(reste)
    }

    /// The add-on of the day, and its bounds: those of the RSA over the reference period, and
    /// none when the aid is unknown.
    fn forfait(
        &mut self,
        droits: &Droits,
        foyer: &Foyer,
        date: Date,
    ) -> Result<(Centimes, Centimes), EtudeImpossible> {
        let Some(noms) = regle_du_forfait(foyer.logement) else {
            return Ok((Centimes::ZERO, Centimes::ZERO));
        };
        let taux = taux_du_forfait(droits, foyer, noms, date)?;
        let annuel = |rsa: Centimes| {
            let plafond = rsa.multiplie(12).fois(taux);
            match foyer.logement {
                Logement::AideAuLogement(Some(aide)) => plafond.min(aide.multiplie(12)),
                _ => plafond,
            }
        };
        let du_jour = droits
            .parametres
            .montant("rsa", date)
            .ok_or(EtudeImpossible::RegleAbsente("rsa"))?;
        self.forfait = annuel(du_jour);
        let (mut bas, mut haut) = (self.forfait, self.forfait);
        for parametre in droits.parametres.pendant("rsa", &self.periode) {
            if let Valeur::Montant(rsa) = parametre.valeur {
                bas = bas.min(annuel(rsa));
                haut = haut.max(annuel(rsa));
            }
        }
        if foyer.logement == Logement::AideAuLogement(None) {
            bas = Centimes::ZERO;
            self.drapeaux.push(Drapeau::AideInconnue);
        }
        Ok((bas, haut))
    }

    /// « 550,93 € × 12 × 12 % »
    fn detail_du_forfait(&self, droits: &Droits, foyer: &Foyer, date: Date) -> Option<String> {
        let noms = regle_du_forfait(foyer.logement)?;
        let rang = rang(foyer);
        let rsa = droits.parametres.montant("rsa", date)?;
        let part = droits.parametres.taux(noms.get(rang)?, date)?;
        let coefficient = droits.parametres.taux(RSA.get(rang)?, date)?;
        let coefficient = if coefficient == Taux::UN {
            String::new()
        } else {
            format!(" × {coefficient}")
        };
        let aide = match foyer.logement {
            Logement::AideAuLogement(Some(aide)) => {
                format!(" au plus ; aide de {} par an", aide.multiplie(12))
            }
            Logement::AideAuLogement(None) => " au plus".to_owned(),
            _ => String::new(),
        };
        Some(format!("RSA de {rsa}{coefficient} × 12 × {part}{aide}"))
    }
}

const RSA: [&str; 3] = ["rsa.personnes-1", "rsa.personnes-2", "rsa.personnes-3"];

/// The rates of the add-on for one, two, three people and more.
const fn regle_du_forfait(logement: Logement) -> Option<[&'static str; 3]> {
    match logement {
        Logement::Locataire => None,
        Logement::Proprietaire | Logement::LogeGratuitement => Some([
            "forfait.proprietaire-1",
            "forfait.proprietaire-2",
            "forfait.proprietaire-3",
        ]),
        Logement::AideAuLogement(_) => Some(["forfait.aide-1", "forfait.aide-2", "forfait.aide-3"]),
    }
}

fn rang(foyer: &Foyer) -> usize {
    foyer.membres.len().clamp(1, 3) - 1
}

fn taux_du_forfait(
    droits: &Droits,
    foyer: &Foyer,
    noms: [&'static str; 3],
    date: Date,
) -> Result<Taux, EtudeImpossible> {
    let rang = rang(foyer);
    let taux = |nom: Option<&&'static str>| {
        let nom = nom.copied().unwrap_or_default();
        droits
            .parametres
            .taux(nom, date)
            .ok_or(EtudeImpossible::RegleAbsente(nom))
    };
    Ok(taux(RSA.get(rang))?.part(taux(noms.get(rang))?))
}

/// The monthly abatements of the benefits held, and how many times each.
fn abattements(foyer: &Foyer) -> Vec<(Allocation, &'static str, i64)> {
    let couple = foyer
        .membres
        .iter()
        .filter(|membre| membre.role == super::Role::Adulte)
        .count()
        > 1;
    let titulaires = |allocation| {
        let nombre = foyer
            .allocations
            .iter()
            .filter(|a| **a == allocation)
            .count();
        i64::try_from(nombre).unwrap_or(i64::MAX)
    };
    let du_couple = |allocation, seul, a_deux| {
        let nom = if couple { a_deux } else { seul };
        (allocation, nom, titulaires(allocation).min(1))
    };
    let tous = [
        (
            Allocation::Aah,
            "abattement.aah",
            titulaires(Allocation::Aah).min(2),
        ),
        du_couple(
            Allocation::Aspa,
            "abattement.aspa-seul",
            "abattement.aspa-couple",
        ),
        du_couple(
            Allocation::Asi,
            "abattement.asi-seul",
            "abattement.asi-couple",
        ),
    ];
    tous.into_iter().filter(|(_, _, fois)| *fois > 0).collect()
}

fn regle<'d>(
    droits: &'d Droits,
    nom: &'static str,
    date: Date,
) -> Result<&'d Parametre, EtudeImpossible> {
    droits
        .parametres
        .au(nom, date)
        .ok_or(EtudeImpossible::RegleAbsente(nom))
}
