//! The qualifiers of a cell or of a row, in sentences.

use super::{chaque, dire_assiette, euros, phrase, pour_la_periode, sur_la_periode};
use crate::montant::{Centimes, milliers};
use crate::offre::langage::{
    Assiette, Duree, GenreAnnee, Lecture, Nombre, Partage, Regle, Rythme, Suite, Terme, mot,
};
use crate::reglementation::Unite;

/// What a rule means, one sentence each. `pmss` as in [`super::dire_cellule`].
#[must_use]
pub fn dire_regle(regle: &Regle, pmss: Option<Centimes>) -> Vec<String> {
    let mut phrases = Vec::new();
    phrases.extend(dire_rythmes(&regle.rythmes));
    for nombre in &regle.nombres {
        phrases.push(dire_nombre(nombre, regle.puis.is_some()));
    }
    for plafond in &regle.plafonds {
        phrases.push(dire_plafond(plafond, pmss));
    }
    phrases.extend(regle.dont_monture.map(|montant| {
        format!(
            "La monture y entre pour {} au plus ; ce qu’elle n’emploie pas va aux verres.",
            euros(montant)
        )
    }));
    phrases.extend(regle.partage.map(|partage| {
        match partage {
            Partage::EnCommun => "Un seul compte pour tous les soins de la ligne.",
            Partage::Chacun => "Chaque sorte de soin de la ligne a son propre compte.",
        }
        .to_owned()
    }));
    phrases.extend(
        regle
            .lecture
            .map(|lecture| dire_lecture(lecture).to_owned()),
    );
    phrases.extend(regle.a_partir_du.map(dire_a_partir_du));
    phrases.extend(regle.annee.map(|annee| {
        match annee {
            GenreAnnee::Civile => "L’année va du 1er janvier au 31 décembre.",
            GenreAnnee::Adhesion => "L’année commence à l’anniversaire du contrat.",
            GenreAnnee::Glissante => "L’année est faite des douze mois qui précèdent le soin.",
        }
        .to_owned()
    }));
    phrases.extend(regle.pendant.map(dire_pendant));
    phrases.extend(regle.sans_usage.map(|duree| {
        format!(
            "Elle ne joue que si rien n’a été remboursé sur ces soins {}.",
            depuis(duree)
        )
    }));
    phrases.extend(regle.puis.as_ref().map(dire_suite));
    if regle.sans_depense {
        phrases.push("C’est une allocation : elle est versée sans facture.".to_owned());
    }
    if regle.capital {
        phrases.push("C’est un capital, versé en une fois.".to_owned());
    }
    if regle.minimum {
        phrases.push(
            "C’est un plancher : les autres lignes de ces soins ne paient jamais moins.".to_owned(),
        );
    }
    phrases
}

/// « depuis 24 mois »
fn depuis(duree: Duree) -> String {
    match duree {
        Duree::Ans(1) => "depuis un an".to_owned(),
        Duree::Mois(1) => "depuis un mois".to_owned(),
        Duree::Contrat => "depuis le début du contrat".to_owned(),
        Duree::Sejour => "depuis le début du séjour".to_owned(),
        Duree::Dent => "sur la même dent".to_owned(),
        autre => format!("depuis {autre}"),
    }
}

fn dire_rythmes(rythmes: &[Rythme]) -> Option<String> {
    let unites: Vec<String> = rythmes
        .iter()
        .filter_map(|rythme| match rythme {
            Rythme::Unite(unite) => Some(chaque(*unite)),
            Rythme::Periode(_) => None,
        })
        .collect();
    let periode = rythmes.iter().find_map(|rythme| match rythme {
        Rythme::Periode(duree) => Some(*duree),
        Rythme::Unite(_) => None,
    });
    match (unites.is_empty(), periode) {
        (true, None) => None,
        (false, None) => Some(format!(
            "Le montant vaut pour {}.",
            crate::texte::enumerer(&unites, "et")
        )),
        (true, Some(periode)) => Some(format!(
            "Le montant est une somme {}, à dépenser en un ou plusieurs soins.",
            pour_la_periode(periode)
        )),
        (false, Some(periode)) => Some(format!(
            "Le montant vaut pour {}, {}.",
            crate::texte::enumerer(&unites, "et"),
            sur_la_periode(periode)
        )),
    }
}

/// « 4 séances au plus par an ; les suivantes ne sont pas payées. »
fn dire_nombre(nombre: &Nombre, puis: bool) -> String {
    let maximum = u64::from(nombre.maximum);
    // une oreille, un œil : le nombre vaut pour chacun des deux
    let combien = match nombre.unite {
        Unite::Oreille | Unite::Oeil => format!(
            "{}, {} fois au plus",
            chaque(nombre.unite),
            milliers(maximum)
        ),
        unite => format!("{} {} au plus", milliers(maximum), mot(unite, maximum)),
    };
    let periode = match nombre.duree {
        Some(duree) => sur_la_periode(duree),
        None => "sur une période que le contrat ne dit pas".to_owned(),
    };
    let au_dela = if puis {
        ""
    } else {
        " ; au-delà, la mutuelle ne paie plus rien"
    };
    phrase(&format!("{combien} {periode}{au_dela}"))
}

fn dire_plafond(plafond: &Terme, pmss: Option<Centimes>) -> String {
    let rythme = match plafond.rythme {
        Some(Rythme::Unite(unite)) => format!(" pour {}", chaque(unite)),
        Some(Rythme::Periode(duree)) => format!(" {}", sur_la_periode(duree)),
        None => String::new(),
    };
    let comprise = match plafond.lecture {
        Some(Lecture::AmoComprise) => ", part de la sécurité sociale comprise",
        Some(Lecture::EnPlus) => ", sans compter la part de la sécurité sociale",
        Some(Lecture::ToutCompris) => ", part de la sécurité sociale et contrat précédent compris",
        None => "",
    };
    let mut montant = dire_assiette(plafond.assiette, false);
    if let (Assiette::Pmss(taux), Some(pmss)) = (plafond.assiette, pmss) {
        montant = format!("{montant}, soit {},", euros(pmss.fois(taux)));
    }
    format!("Jamais plus de {montant}{rythme}{comprise}.")
}

const fn dire_lecture(lecture: Lecture) -> &'static str {
    match lecture {
        Lecture::AmoComprise => {
            "La part de la sécurité sociale (AMO) est comprise : c’est un total, et la mutuelle paie la différence."
        }
        Lecture::EnPlus => {
            "Cela s’ajoute à la part de la sécurité sociale (AMO), sans que le total dépasse le prix."
        }
        Lecture::ToutCompris => {
            "La part de la sécurité sociale et celle du contrat précédent sont comprises : la mutuelle paie la différence."
        }
    }
}

fn dire_a_partir_du(jour: u16) -> String {
    match jour {
        0 | 1 => "Payé dès le 1er jour.".to_owned(),
        2 => "Le premier jour n’est pas payé : le paiement commence au 2e jour.".to_owned(),
        jour => format!(
            "Les {} premiers jours ne sont pas payés : le paiement commence au {jour}e jour.",
            jour - 1
        ),
    }
}

fn dire_pendant(duree: Duree) -> String {
    match duree {
        Duree::Contrat => "Cela vaut pendant tout le contrat.".to_owned(),
        Duree::Sejour => "Cela vaut pendant un séjour.".to_owned(),
        Duree::Dent => "Cela vaut pour une dent.".to_owned(),
        Duree::Ans(1) => "Cela vaut la première année du contrat : c’est un délai.".to_owned(),
        Duree::Mois(1) => "Cela vaut le premier mois du contrat : c’est un délai.".to_owned(),
        Duree::Ans(ans) => {
            format!("Cela vaut les {ans} premières années du contrat : c’est un délai.")
        }
        Duree::Mois(mois) => {
            format!("Cela vaut les {mois} premiers mois du contrat : c’est un délai.")
        }
        Duree::Jours(jours) => {
            format!("Cela vaut les {jours} premiers jours du contrat : c’est un délai.")
        }
    }
}

fn dire_suite(suite: &Suite) -> String {
    match suite {
        Suite::Neant => "Une fois la limite atteinte, la mutuelle ne paie plus rien.".to_owned(),
        Suite::NonDit => {
            "Le contrat ne dit pas ce qui est payé une fois la limite atteinte : c’est à demander à l’assureur."
                .to_owned()
        }
        Suite::Termes(termes) => {
            let dits: Vec<String> = termes
                .iter()
                .map(|terme| dire_assiette(terme.assiette, false))
                .collect();
            format!(
                "Une fois la limite atteinte, la mutuelle ne paie plus que {}.",
                crate::texte::enumerer(&dits, "et")
            )
        }
    }
}
