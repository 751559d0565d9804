//! What gets better and what gets worse with a proposed contract.

use crate::calcul::bornes::Bornes;
use crate::calcul::classement::Candidat;
use crate::calcul::postes::par_poste;
use crate::commandes::comparer::raisons::court;
use crate::commandes::comparer::{Comparaison, Question};
use crate::montant::Centimes;
use crate::rendu::Bloc;
use crate::texte::majuscule;

/// Three lists: better, worse, and what may be either.
#[derive(Default)]
struct Changements {
    mieux: Vec<String>,
    moins_bien: Vec<String>,
    selon: Vec<String>,
}

pub(super) fn blocs(
    question: &Question<'_>,
    comparaison: &Comparaison<'_>,
    candidat: &Candidat<'_>,
) -> Vec<Bloc> {
    let Some(present) = &comparaison.present else {
        return Vec::new();
    };
    let ecarts = present.ecarts(candidat);
    let mut changements = Changements::default();
    match ecarts.cotisation {
        Some(ecart) => changements.noter("cotisation de l’année", ecart),
        None => changements.selon.push(
            "La cotisation de l’un des deux contrats n’est pas connue : la demander.".to_owned(),
        ),
    }
    changements.noter("reste à payer sur les soins de l’année", ecarts.rac);
    let reglementation = &question.contexte.catalogue.reglementation;
    if ecarts.rac.min == ecarts.rac.max {
        let avant = par_poste(&present.candidat.annee, reglementation);
        for (poste, montants) in par_poste(&candidat.annee, reglementation) {
            let avant = avant.iter().find(|(connu, _)| *connu == poste);
            let ecart = montants.rac - avant.map_or(Centimes::ZERO, |(_, m)| m.rac);
            let libelle = court(&reglementation.postes.poste(poste).libelle);
            changements.noter(&format!("dont {libelle}"), seul(ecart));
        }
    }
    if let Some(difficile) = ecarts.difficile {
        changements.noter(
            "coût d’une année difficile (hôpital, couronne, lunettes)",
            difficile,
        );
    }
    changements.blocs(&candidat.choix.nom())
}

fn seul(montant: Centimes) -> Bornes {
    Bornes {
        min: montant,
        max: montant,
    }
}

impl Changements {
    /// An amount that goes down is better; nothing is said of what does not move.
    fn noter(&mut self, quoi: &str, ecart: Bornes) {
        let quoi = majuscule(quoi);
        let Bornes { min, max } = ecart;
        if min == Centimes::ZERO && max == Centimes::ZERO {
            return;
        }
        if max <= Centimes::ZERO {
            self.mieux
                .push(format!("{quoi} : {} de moins", entre(-max, -min)));
        } else if min >= Centimes::ZERO {
            self.moins_bien
                .push(format!("{quoi} : {} de plus", entre(min, max)));
        } else {
            self.selon.push(format!(
                "{quoi} : de {} de moins à {max} de plus, selon la lecture des contrats",
                -min
            ));
        }
    }

    fn blocs(self, nom: &str) -> Vec<Bloc> {
        let mut blocs = vec![Bloc::Titre(format!("Ce que {nom} changerait"))];
        let vide = self.mieux.is_empty() && self.moins_bien.is_empty() && self.selon.is_empty();
        for (titre, dits) in [
            ("Ce qui s’améliore", self.mieux),
            ("Ce qui se dégrade", self.moins_bien),
            ("Ce qui dépend d’une réponse", self.selon),
        ] {
            if !dits.is_empty() {
                blocs.push(Bloc::SousTitre(titre.to_owned()));
                blocs.push(Bloc::Liste(dits));
            }
        }
        if vide {
            blocs.push(Bloc::Paragraphe(
                "Ni la cotisation ni le reste à payer ne changent sur ces soins.".to_owned(),
            ));
        }
        blocs
    }
}

/// « 12,00 € », « de 12,00 à 15,00 € »
fn entre(min: Centimes, max: Centimes) -> String {
    if min == max {
        return max.to_string();
    }
    let bas = min.to_string();
    format!("de {} à {max}", bas.trim_end_matches("\u{a0}€"))
}
