//! Households: TOML to domain.

use super::{Nom, lire_fichier, verifier_nom};
use crate::catalogue::departements::Departement;
use crate::catalogue::{Code, Diagnostic, Diagnostics, Fichier, Place, Sources, Table};
use crate::offre::cotisation::{Qualite, Regime, Statut};
use crate::panier::{Age, Foyer, Membre};
use jiff::civil::Date;

/// People in a household at most.
const MEMBRES_MAX: usize = 20;

const REGIMES: [(&str, Regime); 2] = [
    ("general", Regime::General),
    ("alsace-moselle", Regime::AlsaceMoselle),
];

const STATUTS: [(&str, Statut); 3] = [
    ("salarie", Statut::Salarie),
    ("tns", Statut::Tns),
    ("tns-createur", Statut::TnsCreateur),
];

const QUALITES: [(&str, Qualite); 3] = [
    ("adhérent", Qualite::Adherent),
    ("conjoint", Qualite::Conjoint),
    ("enfant", Qualite::Enfant),
];

/// Reads every household of the data, sorted by path; those with an error are left out.
pub(in crate::catalogue) fn lire_foyers(
    sources: &Sources,
    departements: &[Departement],
    diagnostics: &mut Diagnostics,
) -> Vec<Foyer> {
    sources
        .sous("foyers/")
        .filter(|fichier| fichier.chemin.ends_with(".toml"))
        .filter_map(|fichier| lire(fichier, departements, Nom::Impose, diagnostics))
        .collect()
}

/// Reads a household written by a person, under any file name; `None` when it has an error.
pub fn lire_foyer(
    fichier: &Fichier,
    departements: &[Departement],
    diagnostics: &mut Diagnostics,
) -> Option<Foyer> {
    lire(fichier, departements, Nom::Libre, diagnostics)
}

fn lire(
    fichier: &Fichier,
    departements: &[Departement],
    nom: Nom,
    diagnostics: &mut Diagnostics,
) -> Option<Foyer> {
    let lu = lire_fichier(fichier, diagnostics, |_, racine| {
        racine.format(&["foyer/1"]);
        let id = racine.texte("id");
        if let (Some(id), Nom::Impose) = (&id, nom) {
            verifier_nom(racine, id.valeur, id.etendue.clone(), &fichier.chemin);
        }
        let libelle = racine.texte("libelle");
        let departement = racine.texte_ou("departement");
        if let Some(ecrit) = &departement {
            verifier_departement(racine, ecrit, departements);
        }
        let regime = racine.choix_ou("regime", &REGIMES);
        let statut = racine.choix_ou("statut", &STATUTS);
        let hypothese = racine.texte_ou("hypothese");
        let mut dites = Vec::new();
        let tables = racine.tables("membres").into_iter();
        let commun = regime.map(|lu| lu.valeur);
        let membres: Vec<_> = tables
            .map(|table| membre(table, commun, &mut dites))
            .collect();
        verifier_qualites(racine, &dites);
        if membres.len() > MEMBRES_MAX {
            let message = format!("un foyer a au plus {MEMBRES_MAX} personnes");
            racine.erreur(Code::ValeurInvalide, racine.etendue(), message);
        }
        Some(Foyer {
            id: id?.valeur.to_owned(),
            libelle: libelle?.valeur.to_owned(),
            departement: departement.map(|lu| lu.valeur.to_owned()),
            statut: statut.map_or(Statut::Salarie, |lu| lu.valeur),
            membres: membres.into_iter().collect::<Option<Vec<_>>>()?,
            hypothese: hypothese.map(|lu| lu.valeur.to_owned()),
        })
    });
    lu.flatten()
}

/// A person; the place said, with where it is written, goes to `dites`.
fn membre(
    mut table: Table<'_>,
    regime: Option<Regime>,
    dites: &mut Vec<Place<Qualite>>,
) -> Option<Membre> {
    let nom = table.texte_ou("nom");
    let ecrites = ["age", "annee_naissance", "naissance"].map(|cle| table.a(cle));
    let age = match ecrites {
        [true, false, false] => annees(&mut table),
        [false, true, false] => annee_de_naissance(&mut table),
        [false, false, true] => table
            .date("naissance")
            .and_then(|lu| naissance(&table, &lu)),
        aucune_ou_plusieurs => {
            let (code, message) = if aucune_ou_plusieurs == [false; 3] {
                (Code::CleManquante, "cette personne n’a pas d’âge")
            } else {
                (
                    Code::Double,
                    "l’âge de cette personne est dit plusieurs fois",
                )
            };
            table.note(
                Diagnostic::erreur(code, table.fichier(), table.etendue(), message).avec_conseil(
                    "écrivez une seule des clés `age`, `annee_naissance`, `naissance`",
                ),
            );
            None
        }
    };
    let qualite = table.choix_ou("qualite", &QUALITES);
    dites.extend(qualite.clone());
    let sien = table.choix_ou("regime", &REGIMES);
    table.finir();
    Some(Membre {
        nom: nom.map(|lu| lu.valeur.to_owned()),
        age: age?,
        qualite: qualite.map(|lu| lu.valeur),
        regime: sien.map(|lu| lu.valeur).or(regime).unwrap_or_default(),
    })
}

fn annees(table: &mut Table<'_>) -> Option<Age> {
    let ecrit = table.entier("age")?;
    let age = u8::try_from(ecrit.valeur).ok().filter(|age| *age <= 120);
    if age.is_none() {
        let message = format!("« {} » n’est pas un âge de 0 à 120", ecrit.valeur);
        table.erreur(Code::AgeHorsBornes, ecrit.etendue, message);
    }
    age.map(Age::Ans)
}

fn annee_de_naissance(table: &mut Table<'_>) -> Option<Age> {
    let ecrit = table.entier("annee_naissance")?;
    let annee = i16::try_from(ecrit.valeur).ok();
    let annee = annee.filter(|annee| plausible(*annee));
    if annee.is_none() {
        let message = format!("« {} » n’est pas une année de naissance", ecrit.valeur);
        table.erreur(Code::AgeHorsBornes, ecrit.etendue, message);
    }
    annee.map(Age::Annee)
}

fn naissance(table: &Table<'_>, jour: &Place<Date>) -> Option<Age> {
    if plausible(jour.valeur.year()) {
        return Some(Age::Naissance(jour.valeur));
    }
    let message = "ce n’est pas la naissance d’une personne vivante";
    table.erreur(Code::AgeHorsBornes, jour.etendue.clone(), message);
    None
}

/// The years in which an insured person can be born; the day of the calculation tells more.
fn plausible(annee: i16) -> bool {
    (1900..=2100).contains(&annee)
}

fn verifier_qualites(racine: &Table<'_>, dites: &[Place<Qualite>]) {
    for unique in [Qualite::Adherent, Qualite::Conjoint] {
        let telles = dites.iter().filter(|dite| dite.valeur == unique);
        for trop in telles.skip(1) {
            let message = format!("un deuxième {} : un contrat n’en a qu’un", unique.libelle());
            racine.erreur(Code::Double, trop.etendue.clone(), message);
        }
    }
}

fn verifier_departement(racine: &Table<'_>, ecrit: &Place<&str>, connus: &[Departement]) {
    if connus.iter().any(|connu| connu.numero == ecrit.valeur) {
        return;
    }
    let noms = connus.iter().map(|connu| connu.nom.as_str());
    let proche = crate::catalogue::proche(ecrit.valeur, noms);
    let proche = connus
        .iter()
        .find(|connu| Some(connu.nom.as_str()) == proche);
    let conseil = proche.map_or_else(
        || "écrivez son numéro entre guillemets, par exemple \"35\", \"2A\" ou \"974\"".to_owned(),
        |connu| format!("{} porte le numéro \"{}\"", connu.nom, connu.numero),
    );
    let message = format!("département « {} » inconnu", ecrit.valeur);
    let code = Code::ZoneInconnue;
    racine.note(
        Diagnostic::erreur(code, racine.fichier(), ecrit.etendue.clone(), message)
            .avec_conseil(conseil),
    );
}

#[cfg(test)]
mod tests;
