//! A required guarantee against an offer: never word against word, but what the offer pays on
//! the acts of the poste against what a contract of the required row alone would pay there,
//! under the same law.
//!
//! Where both promise flat amounts (a share of the base from 100 %, euros, the whole price),
//! what is paid as the price grows is the same line up to a ceiling: at a price far above
//! both ceilings the greater pays more, and it pays as much or more at any price. The
//! comparison is then exact. Shares of the price or of what is left have no ceiling: they
//! are compared at the prices tried, and said so.

use super::epreuve::Epreuve;
use super::monde::Monde;
use super::{Constat, Mesure, Question, Verdict};
use crate::calcul::bornes::{AnneeDeSoins, Bornes, annee_de_soins};
use crate::calcul::contrat::{Compteurs, Contrat};
use crate::calcul::exercice::Decompte;
use crate::calcul::lecteur::Lecteur;
use crate::calcul::prestation::Dossiers;
use crate::calcul::reglement::Cible;
use crate::montant::{Centimes, Taux};
use crate::offre::composition::Niveaux;
use crate::offre::langage::{Cellule, Lecture};
use crate::offre::{Choix, Essai, LectureParDefaut, Ligne, Offre};

/// Said where the comparison holds at the prices tried, and may not at others.
pub const PRIX_ESSAYES: &str = "comparé aux prix essayés";

/// What an offer pays for an act, against what is required.
struct Ecart<'e> {
    epreuve: &'e Epreuve,
    paye: Bornes,
    requis: Centimes,
}

impl Ecart<'_> {
    fn verdict(&self) -> Verdict {
        if self.paye.min >= self.requis {
            Verdict::Oui
        } else if self.paye.max < self.requis {
            Verdict::Non
        } else {
            Verdict::Inconnu
        }
    }

    /// What is missing at worst.
    fn manque(&self) -> Centimes {
        (self.requis - self.paye.min).positif()
    }

    /// « Couronne, à 557,00 € : 300,00 € payés, il en faut 430,00 € »
    fn dire(&self) -> String {
        let paye = if self.paye.min == self.paye.max {
            self.paye.min.to_string()
        } else {
            format!("de {} à {}", self.paye.min, self.paye.max)
        };
        let prix = if self.epreuve.prix == Centimes::ZERO {
            String::new()
        } else {
            format!(", à {}", self.epreuve.prix)
        };
        format!(
            "{}{prix} : paie {paye}, il faut {}",
            self.epreuve.acte, self.requis
        )
    }
}

pub(super) fn constater(
    monde: &Monde<'_>,
    choix: &Choix<'_>,
    ligne: &Ligne,
    epreuves: &[Vec<Epreuve>],
) -> Constat {
    if epreuves.iter().all(Vec::is_empty) {
        let cible = Mesure::Inconnue;
        return Constat::non_mesurable(cible, "aucun soin connu n’est dans ce cas");
    }
    let requise = offre_requise(choix, ligne);
    let reglementation = monde.examen.reglementation;
    let offerts = [monde.contrat(*choix)];
    let requis = [monde.contrat(Choix {
        offre: &requise,
        niveaux: Niveaux::du_premier(0),
    })];
    let mut questions: Vec<String> = Vec::new();
    let mut details = Vec::new();
    let (mut certains, mut possibles) = (0_usize, 0_usize);
    let mut pire: Option<Ecart<'_>> = None;
    let mut exact = true;
    for (poste, epreuves) in ligne.postes.iter().zip(epreuves) {
        let libelle = &reglementation.postes.poste(*poste).libelle;
        let mut verdict = Verdict::Oui;
        if epreuves.is_empty() {
            // aucun acte à essayer : rien ne dit que l’exigence est tenue
            verdict = Verdict::Inconnu;
            questions.push(format!("Que paie le contrat pour « {libelle} » ?"));
        }
        for epreuve in epreuves {
            let annee = annee_de_soins(&epreuve.dossiers, &offerts, false);
            let du = annee_de_soins(&epreuve.dossiers, &requis, false);
            let ecart = Ecart {
                epreuve,
                paye: paye(&annee),
                requis: paye(&du).min,
            };
            exact &= plat(epreuve, &offerts) && plat(epreuve, &requis);
            match (ecart.verdict(), verdict) {
                (Verdict::Non, _) => verdict = Verdict::Non,
                (Verdict::Inconnu, Verdict::Oui) => verdict = Verdict::Inconnu,
                _ => {}
            }
            if ecart.verdict() == Verdict::Inconnu {
                for question in annee.questions {
                    if !questions.contains(&question) {
                        questions.push(question);
                    }
                }
            }
            if pire.as_ref().is_none_or(|pire| plus_net(&ecart, pire)) {
                pire = Some(ecart);
            }
        }
        certains += usize::from(verdict == Verdict::Oui);
        possibles += usize::from(verdict != Verdict::Non);
        if verdict != Verdict::Oui && ligne.postes.len() > 1 {
            details.push(libelle.clone());
        }
    }
    let postes = ligne.postes.len();
    let verdict = if certains == postes {
        Verdict::Oui
    } else if possibles < postes {
        Verdict::Non
    } else {
        Verdict::Inconnu
    };
    let (mesure, cible, ecart) = match (&pire, postes) {
        (Some(pire), 1) => (
            Mesure::Euros(pire.paye),
            Mesure::Euros(Bornes::seule(pire.requis)),
            (verdict != Verdict::Oui).then(|| Bornes {
                min: (pire.requis - pire.paye.max).positif(),
                max: pire.manque(),
            }),
        ),
        _ => (
            Mesure::Sur(certains, possibles, postes),
            Mesure::Sur(postes, postes, postes),
            None,
        ),
    };
    if postes == 1 {
        details.extend(pire.as_ref().map(Ecart::dire));
    }
    if !exact {
        details.push(PRIX_ESSAYES.to_owned());
    }
    let part = |nombre: usize| part(nombre, postes);
    let en_jeu = monde
        .paniers
        .iter()
        .map(|dossiers| en_jeu(monde, ligne, dossiers, &offerts, &requis));
    let en_jeu = en_jeu.max();
    let questions = questions
        .into_iter()
        .map(|texte| Question { texte, en_jeu });
    Constat {
        ecart,
        en_jeu,
        part: (part(certains), part(possibles)),
        details,
        questions: questions.filter(|_| verdict == Verdict::Inconnu).collect(),
        ..Constat::new(verdict, mesure, cible)
    }
}

/// A refusal shows better than a doubt, a doubt than a yes, a usual price than a high one, a
/// large gap than a small one, a large requirement than a small one.
fn plus_net(un: &Ecart<'_>, autre: &Ecart<'_>) -> bool {
    let cle = |ecart: &Ecart<'_>| {
        let gravite = match ecart.verdict() {
            Verdict::Non => 2,
            Verdict::Inconnu | Verdict::NonMesurable => 1,
            Verdict::Oui => 0,
        };
        (gravite, !ecart.epreuve.haut, ecart.manque(), ecart.requis)
    };
    cle(un) > cle(autre)
}

fn part(nombre: usize, sur: usize) -> Taux {
    let (nombre, sur) = (nombre as u64, (sur as u64).max(1));
    let millioniemes = (nombre * u64::from(Taux::UN.valeur()) + sur / 2) / sur;
    Taux::millioniemes(u32::try_from(millioniemes).unwrap_or(Taux::UN.valeur()))
}

/// A contract of the required row alone, under the same law as the offer.
fn offre_requise(choix: &Choix<'_>, ligne: &Ligne) -> Offre {
    let essai = Essai {
        ecrite: ligne.libelle.clone(),
        cellule: Cellule::Neant,
        regle: ligne.regle.clone(),
        postes: ligne.postes.clone(),
        // d’un contrat qui ne dit pas s’il est responsable, on n’exige que ce qui est écrit
        responsable: Some(choix.offre.responsable == Some(true)),
        lecture: LectureParDefaut {
            pourcentages: Some(Lecture::AmoComprise),
            euros: Some(Lecture::EnPlus),
            cite: String::new(),
        },
        provenance: choix.offre.provenance.clone(),
    };
    let mut offre = essai.offre("cahier/exigence");
    offre.validite = choix.offre.validite;
    for module in &mut offre.modules {
        module.lignes = vec![ligne.clone()];
    }
    offre
}

/// What a contract pays, over all readings; what it gives without an expense counts too.
fn paye(annee: &AnneeDeSoins) -> Bornes {
    let total = &annee.total;
    let verse = |rac: Centimes| total.depense - total.amo - rac + total.allocation;
    Bornes {
        min: verse(annee.rac.max),
        max: verse(annee.rac.min),
    }
}

/// Whether what the contract promises for the act is a flat amount.
fn plat(epreuve: &Epreuve, contrats: &[Contrat<'_>; 1]) -> bool {
    let Some(prestation) = epreuve.prestation() else {
        return false;
    };
    let tout = i64::from(Taux::UN.valeur());
    let entiere = |part: i64| part == 0 || part >= tout;
    let cible = |cible: &Cible<i64>| {
        let Cible {
            br,
            fr,
            plv,
            tm,
            reste,
            euros: _,
        } = *cible;
        [br, fr, plv, tm].into_iter().all(entiere) && reste == 0
    };
    let [contrat] = contrats;
    let resolue = contrat.resoudre(
        prestation,
        &mut Compteurs::default(),
        &mut Lecteur::default(),
    );
    let mut termes = resolue.garantie.termes.iter();
    termes.all(|terme| cible(&terme.cible) && terme.limites.iter().all(cible))
}

/// What a person would save on a basket if the offer paid what is required, where that is
/// more.
fn en_jeu(
    monde: &Monde<'_>,
    ligne: &Ligne,
    dossiers: &Dossiers,
    offerts: &[Contrat<'_>; 1],
    requis: &[Contrat<'_>; 1],
) -> Centimes {
    let annee = annee_de_soins(dossiers, offerts, false);
    let due = annee_de_soins(dossiers, requis, false);
    let lignes = annee.lignes.iter().zip(&due.lignes);
    lignes
        .map(|(offerte, due)| {
            let concerne = |decompte: &&Decompte| {
                let acte = monde.examen.reglementation.acte(decompte.acte);
                let arbre = &monde.examen.reglementation.postes;
                let mut postes = ligne.postes.iter();
                postes.any(|poste| arbre.est_sous(acte.poste, *poste))
            };
            let memes = offerte.actes.len() == due.actes.len();
            if !memes {
                // des lunettes vues entières par l’un et par éléments par l’autre
                let touche = due.actes.iter().any(|decompte| concerne(&decompte));
                let gain = (due.montants.amc - offerte.montants.amc).positif();
                return if touche { gain } else { Centimes::ZERO };
            }
            let actes = offerte.actes.iter().zip(&due.actes);
            let actes = actes.filter(|(decompte, _)| concerne(decompte));
            let gains = actes.map(|(offert, du)| (du.montants.amc - offert.montants.amc).positif());
            gains.sum()
        })
        .sum()
}

#[cfg(test)]
mod tests;
