//! What people take a cell for, and what it is.

use super::{euros, pour_la_periode, somme_avec_tm};
use crate::montant::Taux;
use crate::offre::langage::{Assiette, Cellule, Duree, Garantie, Lecture, Rythme, Terme, mot};
use crate::reglementation::Unite;

/// Non OPTAM, a contrat responsable never pays beyond: article R. 871-2.
const MAXIMUM_NON_OPTAM: Taux = Taux::pour_cent(200);

/// The traps of a cell, one sentence each.
#[must_use]
pub fn pieges(cellule: &Cellule) -> Vec<String> {
    let mut phrases = Vec::new();
    match cellule {
        Cellule::Neant => phrases.push(
            "« Néant » n’efface pas la loi : un contrat responsable paie quand même le ticket modérateur des soins remboursés, le forfait journalier et le 100 % Santé."
                .to_owned(),
        ),
        Cellule::Lectures(lectures) => {
            for garantie in lectures {
                for dite in de_garantie(garantie) {
                    if !phrases.contains(&dite) {
                        phrases.push(dite);
                    }
                }
            }
        }
        Cellule::SansObjet | Cellule::NonDit | Cellule::Niveau(_) => {}
    }
    phrases
}

fn de_garantie(garantie: &Garantie) -> Vec<String> {
    let mut phrases = Vec::new();
    for terme in &garantie.termes {
        phrases.extend(de_terme(terme, garantie));
    }
    phrases.extend(de_bourse(garantie));
    let sans_suite = garantie
        .regle
        .nombres
        .iter()
        .filter(|_| garantie.regle.puis.is_none());
    phrases.extend(sans_suite.map(|nombre| {
        let suivant = u32::from(nombre.maximum) + 1;
        match nombre.unite {
            Unite::Oreille | Unite::Oeil => format!(
                "Un second appareil pour {} avant la fin de la période n’est pas payé.",
                match nombre.unite {
                    Unite::Oeil => "le même œil",
                    _ => "la même oreille",
                }
            ),
            unite => format!(
                "{} {suivant}e {} de la période n’est pas remboursé{} par cette ligne.",
                if est_feminin(unite) { "La" } else { "Le" },
                mot(unite, 1),
                if est_feminin(unite) { "e" } else { "" },
            ),
        }
    }));
    if garantie.regle.dont_monture.is_some() {
        phrases.push(
            "La somme est pour tout l’équipement, monture et deux verres, et non pour chaque verre."
                .to_owned(),
        );
    }
    phrases
}

fn de_terme(terme: &Terme, garantie: &Garantie) -> Vec<String> {
    let lecture = terme.lecture.or(garantie.regle.lecture);
    match terme.assiette {
        Assiette::Pourcentage(taux) | Assiette::Br(taux) => de_la_base(taux, lecture, garantie),
        Assiette::FraisReels(_) if terme.limites.iter().any(est_de_la_base) => vec![
            "Ce n’est « tout le prix » que si le prix tient dans la limite : la plupart du temps, c’est elle qui compte."
                .to_owned(),
        ],
        Assiette::FraisReels(Taux::UN) => vec![
            "« Frais réels » laisse quand même la participation forfaitaire et les franchises : un contrat responsable ne les paie jamais."
                .to_owned(),
        ],
        Assiette::FraisReels(taux) => vec![format!(
            "« {taux} FR » est une part du prix, part de la sécurité sociale comprise ; « {taux} du reste » serait une part de ce qu’elle laisse."
        )],
        Assiette::Plv(_) => vec![
            "Rien à payer tant que le professionnel respecte le prix limite ; au-dessus, l’excédent reste au patient, et le professionnel n’en a pas le droit pour un équipement 100 % Santé."
                .to_owned(),
        ],
        Assiette::Pmss(_) => vec![
            "Le PMSS change au 1er janvier : la somme en euros change avec lui.".to_owned(),
        ],
        Assiette::TicketModerateur(_) if garantie.termes.len() == 1 => vec![
            "Le ticket modérateur complète le tarif de la sécurité sociale, et rien de plus : les dépassements restent à payer."
                .to_owned(),
        ],
        Assiette::TicketModerateur(_)
        | Assiette::Reste(_)
        | Assiette::Amo
        | Assiette::Euros(_) => Vec::new(),
    }
}

fn est_de_la_base(limite: &Assiette) -> bool {
    matches!(limite, Assiette::Br(_) | Assiette::Pourcentage(_))
}

/// The percentages of the base: what most people misread.
fn de_la_base(taux: Taux, lecture: Option<Lecture>, garantie: &Garantie) -> Vec<String> {
    if somme_avec_tm(garantie) {
        let avec_tm = garantie
            .termes
            .iter()
            .any(|terme| terme.assiette == Assiette::TicketModerateur(Taux::UN));
        return avec_tm
            .then(|| {
                format!(
                    "« TM + {taux} BR » vaut « {} BR, AMO comprise » : le ticket modérateur achève la base, le reste va au dépassement.",
                    taux.plus(Taux::UN)
                )
            })
            .into_iter()
            .collect();
    }
    let mut phrases = Vec::new();
    match lecture {
        Some(Lecture::EnPlus) => phrases.push(format!(
            "« {taux} BR en plus de l’AMO » n’est pas « {taux} BR, AMO comprise » : quand la sécurité sociale paie 70 % de la base, il vaut {} BR, AMO comprise.",
            taux.plus(Taux::pour_cent(70))
        )),
        _ if taux == Taux::UN => phrases.push(format!(
            "« {taux} BR » ne veut pas dire remboursé en entier : ce qui dépasse le tarif de la sécurité sociale reste à payer."
        )),
        _ if taux > Taux::UN => phrases.push(format!(
            "« {taux} BR » ne veut pas dire {} la dépense : c’est {} le tarif de la sécurité sociale, souvent bien plus bas que le prix.",
            fois(taux),
            fois(taux)
        )),
        _ => phrases.push(format!(
            "« {taux} BR » est souvent moins que ce que la sécurité sociale paie déjà : la mutuelle n’ajoute alors rien."
        )),
    }
    if taux > MAXIMUM_NON_OPTAM && lecture != Some(Lecture::EnPlus) {
        phrases.push(format!(
            "Chez un médecin non OPTAM, un contrat responsable s’arrête à {MAXIMUM_NON_OPTAM} BR, quoi que dise le tableau."
        ));
    }
    phrases
}

/// A purse empties.
fn de_bourse(garantie: &Garantie) -> Option<String> {
    let periode = |rythme: &Rythme| match rythme {
        Rythme::Periode(duree) => Some(*duree),
        Rythme::Unite(_) => None,
    };
    garantie.termes.iter().find_map(|terme| {
        let Assiette::Euros(montant) = terme.assiette else {
            return None;
        };
        let duree = terme.rythme.as_ref().and_then(periode).or_else(|| {
            // « par œil, par an » n’est pas une somme pour l’année
            let rythmes = &garantie.regle.rythmes;
            let toutes: Option<Vec<Duree>> = rythmes.iter().map(periode).collect();
            toutes?.first().copied()
        })?;
        let suite = match &garantie.regle.puis {
            Some(suite) => format!("c’est la suite qui vaut (« puis {suite} »)"),
            None if garantie.termes.len() > 1 => "seul le reste de la garantie est payé".to_owned(),
            None => "la mutuelle ne paie plus rien".to_owned(),
        };
        Some(format!(
            "Les {} sont {}, et non pour chaque soin : une fois dépensés, {suite}.",
            euros(montant),
            pour_la_periode(duree)
        ))
    })
}

/// « une fois et demie », « deux fois », « 1,3 fois ».
fn fois(taux: Taux) -> String {
    let millioniemes = taux.valeur();
    let (entier, reste) = (millioniemes / 1_000_000, millioniemes % 1_000_000);
    let en_lettres = match entier {
        1 => "une fois",
        2 => "deux fois",
        3 => "trois fois",
        4 => "quatre fois",
        5 => "cinq fois",
        6 => "six fois",
        _ => "",
    };
    match reste {
        0 if !en_lettres.is_empty() => en_lettres.to_owned(),
        500_000 if !en_lettres.is_empty() => format!("{en_lettres} et demie"),
        0 => format!("{entier} fois"),
        _ => {
            let decimales = format!("{reste:06}");
            format!("{entier},{} fois", decimales.trim_end_matches('0'))
        }
    }
}

const fn est_feminin(unite: Unite) -> bool {
    matches!(
        unite,
        Unite::Seance
            | Unite::Nuit
            | Unite::Oreille
            | Unite::Dent
            | Unite::Monture
            | Unite::Boite
            | Unite::Prothese
            | Unite::Naissance
    )
}

#[cfg(test)]
mod tests;
