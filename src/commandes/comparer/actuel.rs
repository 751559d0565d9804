//! The contract that the household has: what every offer is compared with.

use super::Question;
use crate::calcul::Drapeau;
use crate::calcul::bornes::Bornes;
use crate::calcul::classement::{Candidat, PrimeDonnee, classer};
use crate::catalogue::{ContratActuel, lire_actuel};
use crate::commandes::contexte::Contexte;
use crate::commandes::sujets::Sujet;
use crate::commandes::{Refus, choix, fichiers};
use crate::montant::Centimes;
use crate::offre::Choix;
use crate::panier::Droit;

/// Months spent in the present contract when nobody says: past every known delay.
const ANCIENNETE_SUPPOSEE: u16 = 24;

/// The present contract, as asked for.
pub(in crate::commandes) struct Actuel<'a> {
    choix: Choix<'a>,
    /// What it costs, when the person says so.
    prime: Option<PrimeDonnee>,
    /// Its name when it was written by the person; else it is an offer that is known.
    nom: Option<String>,
}

/// The contract that a person wrote, when `--actuel` names a file.
pub(super) fn ecrit(
    contexte: &Contexte,
    actuel: Option<&str>,
) -> Result<Option<ContratActuel>, Refus> {
    let Some(nom) = actuel.filter(|nom| fichiers::est_un_toml(nom)) else {
        return Ok(None);
    };
    let lu = fichiers::lire(nom, "un contrat", |fichier, diagnostics| {
        let reglementation = &contexte.catalogue.reglementation;
        lire_actuel(fichier, reglementation, contexte.date, diagnostics)
    });
    lu.map(Some)
}

/// The present contract: the one written, or an offer that is known.
pub(super) fn lire<'a>(
    contexte: &'a Contexte,
    actuel: Option<&str>,
    ecrit: Option<&'a ContratActuel>,
) -> Result<Option<Actuel<'a>>, Refus> {
    let Some(adresse) = actuel else {
        return Ok(None);
    };
    let Some(ecrit) = ecrit else {
        return Ok(Some(Actuel {
            choix: choix::adresse(contexte, adresse)?,
            prime: None,
            nom: None,
        }));
    };
    let choix = Choix::tous(&ecrit.offre).next();
    let choix = choix.ok_or_else(|| Refus::new("ce contrat n’a pas de garanties"))?;
    Ok(Some(Actuel {
        choix,
        prime: ecrit.cotisation_mensuelle.map(|mensuelle| PrimeDonnee {
            avant_aide: mensuelle.multiplie(12),
            aide: Centimes::ZERO,
        }),
        nom: Some(ecrit.offre.nom.clone()),
    }))
}

impl Actuel<'_> {
    /// Its address, when it is an offer that is known.
    pub(super) fn adresse(&self) -> Option<String> {
        self.nom.is_none().then(|| self.choix.adresse())
    }

    fn nom(&self) -> String {
        self.nom.clone().unwrap_or_else(|| self.choix.nom())
    }
}

/// The present contract, computed for the people of the question.
pub(in crate::commandes) struct Present<'a> {
    pub(in crate::commandes) nom: String,
    pub(in crate::commandes) candidat: Candidat<'a>,
    pub(in crate::commandes) anciennete: u16,
    /// The same for people new in the contract, when the seniority is assumed and changes
    /// something.
    nouveau: Option<Candidat<'a>>,
}

/// What an offer changes, in centimes a year: above zero, it costs more than the present
/// contract.
#[derive(Clone, Copy, Debug)]
pub(in crate::commandes) struct Ecarts {
    /// Of premium, aid taken, fees included, wherever the person lives: what one contract
    /// asks at its cheapest meets what the other asks at its dearest.
    pub(in crate::commandes) cotisation: Option<Bornes>,
    /// The same at the dearest of each.
    pub(in crate::commandes) cotisation_retenue: Option<Centimes>,
    /// Of what is left to pay, over all readings of both contracts.
    pub(in crate::commandes) rac: Bornes,
    /// The same in the reading shown of each.
    pub(in crate::commandes) rac_retenu: Centimes,
    /// Of cost of the year, over all readings.
    pub(in crate::commandes) total: Option<Bornes>,
    /// Of cost of the hard year, over all readings.
    pub(in crate::commandes) difficile: Option<Bornes>,
}

impl Ecarts {
    /// Of cost of the year, in the readings shown.
    pub(in crate::commandes) fn total_retenu(&self) -> Option<Centimes> {
        Some(self.cotisation_retenue? + self.rac_retenu)
    }
}

impl<'a> Present<'a> {
    pub(super) fn calculer(
        question: &Question<'a>,
        actuel: &Actuel<'a>,
        sujets: &[Sujet<'a>],
        droit: Droit,
    ) -> Result<Self, Refus> {
        let dite = question.personnes.as_ref().and_then(|lues| lues.anciennete);
        let au_bout_de = |mois| -> Result<Candidat<'a>, Refus> {
            let demande = question.demande(sujets, droit, mois)?;
            let classement = classer(&demande, [(actuel.choix, actuel.prime)])?;
            let candidat = classement.candidats.into_iter().next();
            candidat.ok_or_else(|| Refus::new("le contrat actuel n’a pas pu être compté"))
        };
        let anciennete = dite.unwrap_or(ANCIENNETE_SUPPOSEE);
        let mut candidat = au_bout_de(anciennete)?;
        candidat.rang = None;
        let nouveau = match dite {
            Some(_) => None,
            None => Some(au_bout_de(0)?).filter(|nouveau| !semblables(nouveau, &candidat)),
        };
        if nouveau.is_some() {
            candidat.drapeaux.push(Drapeau::AncienneteSupposee);
        }
        Ok(Self {
            nom: actuel.nom(),
            candidat,
            anciennete,
            nouveau,
        })
    }

    /// What an offer changes.
    pub(in crate::commandes) fn ecarts(&self, offre: &Candidat<'_>) -> Ecarts {
        let actuel = &self.candidat;
        let en_bornes = |(min, max)| Bornes { min, max };
        let fixes = offre.fixe().zip(actuel.fixe());
        let cotisation = fixes.map(|(un, autre)| difference(en_bornes(un), en_bornes(autre)));
        let retenues = offre.cout_fixe().zip(actuel.cout_fixe());
        let rac = difference(offre.annee.rac, actuel.annee.rac);
        let difficile = offre.difficile.as_ref().zip(actuel.difficile.as_ref());
        let difficile = difficile.map(|(un, autre)| difference(un.rac, autre.rac));
        let en_plus = |rac: Bornes| {
            cotisation.map(|fixe| Bornes {
                min: fixe.min + rac.min,
                max: fixe.max + rac.max,
            })
        };
        Ecarts {
            cotisation,
            cotisation_retenue: retenues.map(|(un, autre)| un - autre),
            rac,
            rac_retenu: offre.annee.total.rac - actuel.annee.total.rac,
            total: en_plus(rac),
            difficile: difficile.and_then(en_plus),
        }
    }

    /// What the first offer changes, in a sentence to be read aloud.
    pub(super) fn en_bref(&self, premiere: &Candidat<'_>) -> Option<String> {
        let ecarts = self.ecarts(premiere);
        let total = ecarts.total?;
        Some(format!(
            "Avec {}, première du classement, on paierait par an {} pour la cotisation, et {} en tout, soins compris, par rapport à « {} ».",
            premiere.choix.nom(),
            dire_ecart(ecarts.cotisation?),
            dire_ecart(total),
            self.nom
        ))
    }

    /// What is assumed of the present contract, and what to ask.
    pub(in crate::commandes) fn phrases(&self) -> impl Iterator<Item = String> {
        let mut phrases = Vec::new();
        if let Some(nouveau) = &self.nouveau {
            let total = |candidat: &Candidat<'_>| {
                candidat
                    .cout_total()
                    .map_or_else(String::new, |total| format!(", coût total {total}"))
            };
            phrases.push(format!(
                "Contrat actuel : {} mois d’ancienneté supposés. Au premier jour du contrat, reste à payer {}{} (--anciennete pour dire la vôtre).",
                self.anciennete,
                dire(nouveau.annee.rac),
                total(nouveau),
            ));
        }
        if let Some(question) = self.candidat.annee.questions.first() {
            phrases.push(format!("À demander à la mutuelle actuelle : {question}"));
        }
        phrases.into_iter()
    }
}

/// What two contracts leave unsaid has nothing in common: every reading of one meets every
/// reading of the other.
fn difference(un: Bornes, autre: Bornes) -> Bornes {
    Bornes {
        min: un.min - autre.max,
        max: un.max - autre.min,
    }
}

/// Whether the seniority changes nothing that is shown.
fn semblables(un: &Candidat<'_>, autre: &Candidat<'_>) -> bool {
    let difficile = |candidat: &Candidat<'_>| candidat.difficile.as_ref().map(|annee| annee.rac);
    un.annee.rac == autre.annee.rac
        && un.annee.total.rac == autre.annee.total.rac
        && difficile(un) == difficile(autre)
        && un.prime.ok() == autre.prime.ok()
}

/// « de 12,00 à 30,00 € de moins », « entre 12,00 € de moins et 30,00 € de plus »
fn dire_ecart(Bornes { min, max }: Bornes) -> String {
    let zero = Centimes::ZERO;
    let etendue = |un: Centimes, autre: Centimes| match dire(Bornes {
        min: un,
        max: autre,
    }) {
        seul if un == autre => seul,
        etendue => format!("de {etendue}"),
    };
    if min == zero && max == zero {
        return "autant".to_owned();
    }
    if max <= zero {
        return format!("{} de moins", etendue(-max, -min));
    }
    if min >= zero {
        return format!("{} de plus", etendue(min, max));
    }
    format!("entre {} de moins et {max} de plus", -min)
}

fn dire(bornes: Bornes) -> String {
    if bornes.min == bornes.max {
        return bornes.max.to_string();
    }
    let min = bornes.min.to_string();
    format!("{} à {}", min.trim_end_matches("\u{a0}€"), bornes.max)
}
