//! What is written otherwise in two sets of data, or what the law says otherwise on two days.

use super::{Catalogue, Sources};
use crate::reglementation::{Base, PanierSante, Tarif, Valeur};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A line that only one side has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LigneEcrite {
    /// `offers/mcci/flexia-2026.base.csv`.
    pub fichier: String,
    /// From 1.
    pub ligne: usize,
    /// Whether it is the text after.
    pub apres: bool,
    /// The line as written.
    pub texte: String,
}

/// A dated value that is not the same on both sides; none where it does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegleChangee {
    /// What it is, in words.
    pub quoi: String,
    /// Before, in French.
    pub avant: Option<String>,
    /// After.
    pub apres: Option<String>,
}

/// The lines of each file that the other side does not have, as often as they are missing.
#[must_use]
pub fn lignes_ecrites(avant: &Sources, apres: &Sources) -> Vec<LigneEcrite> {
    let texte = |sources: &Sources, chemin: &str| {
        let fichier = sources.get(chemin);
        fichier.map_or_else(String::new, |fichier| fichier.texte.to_string())
    };
    let mut chemins: Vec<&str> = avant
        .iter()
        .chain(apres.iter())
        .map(|f| f.chemin.as_str())
        .collect();
    chemins.sort_unstable();
    chemins.dedup();
    let mut ecrites = Vec::new();
    for chemin in chemins {
        let (un, autre) = (texte(avant, chemin), texte(apres, chemin));
        if un == autre {
            continue;
        }
        for (apres, ici, la) in [(false, &un, &autre), (true, &autre, &un)] {
            ecrites.extend(seulement(ici, la).map(|(ligne, texte)| LigneEcrite {
                fichier: chemin.to_owned(),
                ligne,
                apres,
                texte: texte.to_owned(),
            }));
        }
    }
    ecrites
}

/// The lines of a text that another one does not have, with their numbers.
fn seulement<'t>(ici: &'t str, la: &'t str) -> impl Iterator<Item = (usize, &'t str)> {
    let mut la_bas: BTreeMap<&str, usize> = BTreeMap::new();
    for ligne in la.lines() {
        *la_bas.entry(ligne).or_default() += 1;
    }
    let numerotees = (1..).zip(ici.lines());
    numerotees.filter(move |(_, ligne)| match la_bas.get_mut(ligne) {
        Some(reste) if *reste > 0 => {
            *reste -= 1;
            false
        }
        _ => true,
    })
}

/// The tariffs and the parameters of the law that are not the same on both sides.
#[must_use]
pub fn regles_changees(
    (avant, jour_avant): (&Catalogue, Date),
    (apres, jour_apres): (&Catalogue, Date),
) -> Vec<RegleChangee> {
    let avant = regles(avant, jour_avant);
    let apres = regles(apres, jour_apres);
    let mut quoi: Vec<&String> = avant.keys().chain(apres.keys()).collect();
    quoi.sort_unstable();
    quoi.dedup();
    quoi.into_iter()
        .filter(|quoi| avant.get(*quoi) != apres.get(*quoi))
        .map(|quoi| RegleChangee {
            quoi: quoi.clone(),
            avant: avant.get(quoi).cloned(),
            apres: apres.get(quoi).cloned(),
        })
        .collect()
}

/// Every dated value in force on a day, in French, under its name.
fn regles(catalogue: &Catalogue, date: Date) -> BTreeMap<String, String> {
    let reglementation = &catalogue.reglementation;
    let tarifs = reglementation.actes().flat_map(|(_, acte)| {
        let plusieurs = acte.a_un_secteur();
        acte.tarifs.iter().filter_map(move |(secteur, tarifs)| {
            let nom = if plusieurs {
                let secteur = crate::calcul::nom_secteur(*secteur);
                let secteur = secteur.trim_start_matches("le ");
                format!("{}, {secteur}", acte.libelle)
            } else {
                acte.libelle.clone()
            };
            Some((nom, tarif(tarifs.au(date)?)))
        })
    });
    let regles = reglementation
        .parametres
        .iter()
        .chain(catalogue.droits.parametres.iter());
    let regles = regles.filter_map(|(nom, valeurs)| {
        let dite = match valeurs.au(date)?.valeur {
            Valeur::Montant(montant) => montant.to_string(),
            Valeur::Taux(taux) => taux.to_string(),
            Valeur::Nombre(nombre) => nombre.to_string(),
        };
        Some((nom.to_owned(), dite))
    });
    tarifs.chain(regles).collect()
}

fn tarif(tarif: &Tarif) -> String {
    let base = match tarif.base {
        Base::Montant(base) => format!("base {base}"),
        Base::Prix => "base : le prix".to_owned(),
        Base::PartDuPlv(part) => format!("base {part} du prix limite"),
    };
    let limite = tarif.plv.map(|plv| format!(", prix limite {plv}"));
    let panier = match tarif.panier {
        PanierSante::Aucun => "",
        PanierSante::CentPourCent => ", panier 100 % Santé",
        PanierSante::Maitrise => ", panier maîtrisé",
        PanierSante::Libre => ", panier libre",
    };
    let taux = tarif.taux;
    crate::texte::typographie(&format!(
        "{base}, remboursée à {taux}{}{panier}",
        limite.unwrap_or_default()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Fichier;

    #[test]
    fn une_ligne_changee_est_otee_puis_mise() {
        let mut apres = Sources::embarquees();
        let mut avant = Sources::embarquees();
        avant.ajoute(Fichier::new("essai.csv", "a;1\nb;2\nb;2\nc;3\n"));
        apres.ajoute(Fichier::new("essai.csv", "a;1\nb;2\nc;4\n"));
        let ecrites = lignes_ecrites(&avant, &apres);
        let ecrites: Vec<(usize, bool, &str)> = ecrites
            .iter()
            .map(|ecrite| (ecrite.ligne, ecrite.apres, ecrite.texte.as_str()))
            .collect();
        // le second « b;2 » n'est plus là
        assert_eq!(
            ecrites,
            [(3, false, "b;2"), (4, false, "c;3"), (3, true, "c;4")]
        );
        assert_eq!(lignes_ecrites(&apres, &apres), []);
    }
}
