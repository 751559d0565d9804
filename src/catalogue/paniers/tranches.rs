//! Bands of age: no hole, no overlap, and a basket for each kind of year.

use super::{lire_fichier, verifier_nom};
use crate::catalogue::{
    Code, Diagnostic, Diagnostics, Fichier, Place, Sources, Table, vouliez_vous_dire,
};
use crate::panier::{Panier, Tranche, Tranches};
use std::ops::Range;

/// Above, an age is a slip of the keyboard.
const AGE_MAX: u8 = 130;

/// Reads every set of bands, sorted by path; those with an error are left out.
pub(in crate::catalogue) fn lire_tranches(
    sources: &Sources,
    paniers: &[Panier],
    diagnostics: &mut Diagnostics,
) -> Vec<Tranches> {
    sources
        .sous("tranches/")
        .filter(|fichier| fichier.chemin.ends_with(".toml"))
        .filter_map(|fichier| lire(fichier, sources, paniers, diagnostics))
        .collect()
}

/// A band, and where its code and its ages are written.
struct Lue {
    tranche: Tranche,
    id: Range<usize>,
    age_min: Range<usize>,
    age_max: Range<usize>,
}

fn lire(
    fichier: &Fichier,
    sources: &Sources,
    paniers: &[Panier],
    diagnostics: &mut Diagnostics,
) -> Option<Tranches> {
    let lues = lire_fichier(fichier, diagnostics, |_, racine| {
        racine.format(&["tranches/1"]);
        let id = racine.texte("id");
        if let Some(id) = &id {
            verifier_nom(racine, id.valeur, id.etendue.clone(), &fichier.chemin);
        }
        let libelle = racine.texte("libelle");
        let source = racine.texte("source");
        let verifie_le = racine.date("verifie_le");
        let hypothese = racine.texte_ou("hypothese");
        let lues: Vec<Option<Lue>> = racine
            .tables("tranches")
            .into_iter()
            .map(|table| lire_tranche(table, sources, paniers))
            .collect();
        let mut lues = lues.into_iter().collect::<Option<Vec<Lue>>>()?;
        verifier_codes(racine, &lues);
        lues.sort_by_key(|lue| lue.tranche.ages);
        verifier_suite(racine, &lues);
        Some(Tranches {
            id: id?.valeur.to_owned(),
            libelle: libelle?.valeur.to_owned(),
            source: source?.valeur.to_owned(),
            verifie_le: verifie_le?.valeur,
            hypothese: hypothese.map(|hypothese| hypothese.valeur.to_owned()),
            tranches: lues.into_iter().map(|lue| lue.tranche).collect(),
        })
    });
    lues.flatten()
}

fn lire_tranche(mut table: Table<'_>, sources: &Sources, paniers: &[Panier]) -> Option<Lue> {
    let id = table.texte("id");
    let libelle = table.texte("libelle");
    let age_min = age(&mut table, "age_min");
    let age_max = age(&mut table, "age_max");
    let age = age(&mut table, "age");
    let codes = ["basse", "moyenne", "haute", "difficile"].map(|cle| {
        let code = table.texte(cle)?;
        connu(&table, code, sources, paniers)
    });
    if let (Some(min), Some(max)) = (&age_min, &age_max) {
        if min.valeur > max.valeur {
            let message = format!("la tranche va de {} à {} ans", min.valeur, max.valeur);
            let etendue = max.etendue.clone();
            let erreur = Diagnostic::erreur(Code::AgeHorsBornes, table.fichier(), etendue, message);
            table.note(erreur.avec_lien(min.etendue.clone(), "l’âge du début"));
        } else if let Some(age) = &age
            && !(min.valeur..=max.valeur).contains(&age.valeur)
        {
            let message = format!(
                "{} ans n’est pas dans la tranche de {} à {} ans",
                age.valeur, min.valeur, max.valeur
            );
            table.erreur(Code::AgeHorsBornes, age.etendue.clone(), message);
        }
    }
    table.finir();
    let [basse, moyenne, haute, difficile] = codes;
    let (id, age_min, age_max) = (id?, age_min?, age_max?);
    Some(Lue {
        tranche: Tranche {
            id: id.valeur.to_owned(),
            libelle: libelle?.valeur.to_owned(),
            ages: (age_min.valeur, age_max.valeur),
            age: age?.valeur,
            paniers: [basse?, moyenne?, haute?, difficile?],
        },
        id: id.etendue,
        age_min: age_min.etendue,
        age_max: age_max.etendue,
    })
}

fn age(table: &mut Table<'_>, cle: &'static str) -> Option<Place<u8>> {
    let entier = table.entier(cle)?;
    let age = u8::try_from(entier.valeur)
        .ok()
        .filter(|age| *age <= AGE_MAX);
    if age.is_none() {
        let message = format!(
            "`{cle}` vaut {} : il faut un âge de 0 à {AGE_MAX} ans",
            entier.valeur
        );
        table.erreur(Code::AgeHorsBornes, entier.etendue.clone(), message);
    }
    let valeur = age?;
    Some(entier.map(|_| valeur))
}

/// The code of a basket that exists, be it refused for its own errors.
fn connu(
    table: &Table<'_>,
    code: Place<&str>,
    sources: &Sources,
    paniers: &[Panier],
) -> Option<String> {
    let refuse = || {
        sources
            .get(&format!("paniers/{}.toml", code.valeur))
            .is_some()
    };
    if paniers.iter().any(|panier| panier.id == code.valeur) || refuse() {
        return Some(code.valeur.to_owned());
    }
    let conseil = vouliez_vous_dire(code.valeur, paniers.iter().map(|panier| panier.id.as_str()));
    let message = format!("panier « {} » inconnu", code.valeur);
    table.note(
        Diagnostic::erreur(Code::PanierInconnu, table.fichier(), code.etendue, message)
            .avec_conseil_eventuel(conseil),
    );
    None
}

fn verifier_codes(racine: &Table<'_>, lues: &[Lue]) {
    for (rang, lue) in lues.iter().enumerate() {
        let avant = lues.iter().take(rang);
        if let Some(premiere) = avant
            .into_iter()
            .find(|autre| autre.tranche.id == lue.tranche.id)
        {
            let message = format!("la tranche « {} » est écrite deux fois", lue.tranche.id);
            let erreur =
                Diagnostic::erreur(Code::Double, racine.fichier(), lue.id.clone(), message);
            racine.note(erreur.avec_lien(premiere.id.clone(), "la première"));
        }
    }
}

/// Each band, youngest first, begins the year after the one before ends.
fn verifier_suite(racine: &Table<'_>, lues: &[Lue]) {
    for (avant, apres) in lues.iter().zip(lues.iter().skip(1)) {
        let ((_, fin), (debut, _)) = (avant.tranche.ages, apres.tranche.ages);
        let attendu = fin.saturating_add(1);
        let (code, message) = if debut > attendu {
            let trou = if debut == attendu + 1 {
                format!("{attendu} ans n’est dans aucune tranche")
            } else {
                format!("de {attendu} à {} ans : aucune tranche", debut - 1)
            };
            (Code::Trou, trou)
        } else if debut < attendu {
            let message = format!("{debut} ans est dans deux tranches");
            (Code::Chevauchement, message)
        } else {
            continue;
        };
        racine.note(
            Diagnostic::erreur(code, racine.fichier(), apres.age_min.clone(), message)
                .avec_lien(avant.age_max.clone(), "la tranche d’avant finit ici"),
        );
    }
}
