//! What a change of the data, or of the date, does to what people pay.

use super::CalculImpossible;
use super::bornes::Bornes;
use super::classement::{Candidat, Demande, Personne, classer};
use crate::montant::Centimes;
use crate::offre::Choix;
use crate::panier::{Panier, Patient};
use crate::reglementation::Reglementation;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// One side of the comparison: a law, offers, a day.
#[derive(Clone, Debug)]
pub struct Cote<'a> {
    /// The regulation.
    pub reglementation: &'a Reglementation,
    /// The offers in force on the day.
    pub choix: Vec<Choix<'a>>,
    /// Day of the tariffs.
    pub date: Date,
}

/// Who is asked for: a person alone, with the care of one year.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'s> {
    /// Age of the person.
    pub age: u8,
    /// Département of residence.
    pub departement: Option<&'s str>,
}

/// A year under one contract, or without any. All amounts in centimes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Etat {
    /// What is left, in the prudent reading.
    pub rac: Centimes,
    /// What is left, over all readings.
    pub bornes: Bornes,
    /// Premium, fees and what is left; none when the premium is unknown.
    pub cout: Option<Centimes>,
    /// Rank by cost; none without a premium, and without a contract.
    pub rang: Option<usize>,
}

/// A contract as it is called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Nomme {
    /// `mcci/flexia/Confort`
    pub adresse: String,
    /// `FLEXIA Confort`
    pub nom: String,
}

/// The same contract on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ecart {
    /// The contract, or none at all.
    pub contrat: Option<Nomme>,
    /// Before; none when the contract is not there.
    pub avant: Option<Etat>,
    /// After.
    pub apres: Option<Etat>,
}

impl Ecart {
    /// What is left after, less what was left before; none when one side is missing.
    #[must_use]
    pub fn rac(&self) -> Option<Centimes> {
        Some(self.apres?.rac - self.avant?.rac)
    }

    /// The same for the cost of the year.
    #[must_use]
    pub fn cout(&self) -> Option<Centimes> {
        Some(self.apres?.cout? - self.avant?.cout?)
    }

    /// Whether anything is not as it was: an amount, a bound, a rank, the contract itself.
    #[must_use]
    pub fn change(&self) -> bool {
        self.avant != self.apres
    }

    /// The largest of its differences.
    fn ampleur(&self) -> Centimes {
        let ecarts = [self.rac(), self.cout()].map(|ecart| ecart.unwrap_or_default().abs());
        ecarts.into_iter().max().unwrap_or_default()
    }
}

/// Every contract of both sides for a person whose year is `avant` before, `apres` after: the
/// year without any contract first, then those that change most.
///
/// # Errors
/// When the care of a side cannot be computed on its day.
pub fn ecarts(
    (avant, panier_avant): (&Cote<'_>, &Panier),
    (apres, panier_apres): (&Cote<'_>, &Panier),
    scene: Scene<'_>,
) -> Result<Vec<Ecart>, CalculImpossible> {
    let mut reunis: BTreeMap<Option<Nomme>, [Option<Etat>; 2]> = BTreeMap::new();
    for (contrat, etat) in etats(avant, panier_avant, scene)? {
        reunis.entry(contrat).or_default()[0] = Some(etat);
    }
    for (contrat, etat) in etats(apres, panier_apres, scene)? {
        reunis.entry(contrat).or_default()[1] = Some(etat);
    }
    let ecarts = reunis.into_iter();
    let ecarts = ecarts.map(|(contrat, [avant, apres])| Ecart {
        contrat,
        avant,
        apres,
    });
    let mut ecarts: Vec<Ecart> = ecarts.collect();
    ecarts.sort_by_key(|ecart| (ecart.contrat.is_some(), std::cmp::Reverse(ecart.ampleur())));
    Ok(ecarts)
}

fn etats(
    cote: &Cote<'_>,
    panier: &Panier,
    scene: Scene<'_>,
) -> Result<Vec<(Option<Nomme>, Etat)>, CalculImpossible> {
    let patient = Patient::de_age(scene.age);
    let personne = Personne::seule(patient, panier, None);
    let demande = Demande {
        departement: scene.departement,
        ..Demande::pour(cote.reglementation, cote.date, personne)
    };
    let choix = cote.choix.iter().map(|choix| (*choix, None));
    let classement = classer(&demande, choix)?;
    let seul = &classement.sans_mutuelle;
    let sans = Etat {
        rac: seul.total.rac,
        bornes: seul.rac,
        cout: Some(seul.total.rac),
        rang: None,
    };
    let de = |candidat: &Candidat<'_>| {
        let etat = Etat {
            rac: candidat.annee.total.rac,
            bornes: candidat.annee.rac,
            cout: candidat.cout_total(),
            rang: candidat.rang,
        };
        let choix = &candidat.choix;
        let contrat = Nomme {
            adresse: choix.adresse(),
            nom: choix.nom(),
        };
        (Some(contrat), etat)
    };
    let premiers = std::iter::once((None, sans));
    Ok(premiers
        .chain(classement.candidats.iter().map(de))
        .collect())
}
