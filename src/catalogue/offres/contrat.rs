//! The header of an offer: who, when, how its words are read.

use crate::catalogue::{Code, Place, Table};
use crate::offre::composition::Composition;
use crate::offre::langage::{GenreAnnee, Lecture};
use crate::offre::{Cotisation, LectureParDefaut, Offre, Services};
use crate::reglementation::{Periode, Provenance};

/// The words of a kind of year.
pub(super) const ANNEES: [(&str, Option<GenreAnnee>); 4] = [
    ("civile", Some(GenreAnnee::Civile)),
    ("adhésion", Some(GenreAnnee::Adhesion)),
    ("glissante", Some(GenreAnnee::Glissante)),
    ("?", None),
];

/// The header `[contrat]`: whether the contract is known in part, and an offer still
/// without tables.
pub(super) fn contrat(mut table: Table<'_>) -> (bool, Option<Offre>) {
    let complet = table.booleen("complet");
    // d’un contrat connu en partie, ce qui n’est pas écrit est inconnu
    let partiel = complet.as_ref().is_some_and(|complet| !complet.valeur);
    (partiel, lire(table, complet, partiel))
}

fn lire(mut table: Table<'_>, complet: Option<Place<bool>>, partiel: bool) -> Option<Offre> {
    let id = table.texte("id");
    let organisme = if partiel {
        table.texte_ou("organisme")
    } else {
        table.texte("organisme")
    };
    let nom = table.texte("nom");
    let millesime = if partiel {
        table.texte_ou("millesime")
    } else {
        table.texte("millesime")
    };
    let du = table.date("valable_du");
    let au = table.date_ou("valable_au");
    let responsable = if partiel {
        table.oui_non_ou("responsable")
    } else {
        table.oui_non("responsable")
    };
    let reserve_a = table.texte_ou("reserve_a");
    let surcomplementaire = table.booleen_ou("surcomplementaire");
    let annee = if partiel {
        table.choix_ou("annee", &ANNEES)
    } else {
        table.choix("annee", &ANNEES)
    };
    let paie_participation = table.booleen_ou("paie_participation");
    let source = table.texte("source");
    let source_url = table.texte_ou("source_url");
    let verifie_le = table.date("verifie_le");
    let doute = table.texte_ou("doute");
    let note = table.texte_ou("note");
    if let Some(id) = &id {
        verifier_id(&table, id);
    }
    if let (Some(oui), Some(paie)) = (&responsable, &paie_participation)
        && oui.valeur == Some(true)
        && paie.valeur
    {
        let message =
            "un contrat responsable ne paie jamais la participation forfaitaire (L. 871-1)";
        table.erreur(Code::ValeurInvalide, paie.etendue.clone(), message);
    }
    if let (Some(du), Some(au)) = (&du, &au)
        && au.valeur < du.valeur
    {
        table.erreur(
            Code::PeriodeInversee,
            au.etendue.clone(),
            "la fin précède le début",
        );
        return None;
    }
    table.finir();
    let inconnu = |ecrit: Option<Place<&str>>, defaut: &str| match ecrit {
        Some(ecrit) => Some(ecrit.valeur.to_owned()),
        None => partiel.then(|| defaut.to_owned()),
    };
    let annee_du = du.as_ref().map_or(0, |du| du.valeur.year()).to_string();
    let provenance = Provenance {
        source: source?.valeur.to_owned(),
        verifie_le: verifie_le?.valeur,
        doute: doute.map(|doute| doute.valeur.to_owned()),
    };
    Some(Offre {
        id: id?.valeur.to_owned(),
        organisme: inconnu(organisme, "")?,
        nom: nom?.valeur.to_owned(),
        millesime: inconnu(millesime, &annee_du)?,
        validite: Periode {
            du: du?.valeur,
            au: au.map(|au| au.valeur),
        },
        responsable: match responsable {
            Some(ecrit) => ecrit.valeur,
            None if partiel => None,
            None => return None,
        },
        reserve_a: reserve_a.map(|qui| qui.valeur.to_owned()),
        surcomplementaire: surcomplementaire.is_some_and(|lu| lu.valeur),
        annee: match annee {
            Some(ecrite) => ecrite.valeur,
            None if partiel => None,
            None => return None,
        },
        complet: complet?.valeur,
        paie_participation: paie_participation.is_some_and(|paie| paie.valeur),
        services: Services::default(),
        lecture: lecture_inconnue(),
        modules: Vec::new(),
        composition: Composition::default(),
        cotisation: Cotisation::non_publiee(provenance.clone()),
        provenance,
        source_url: source_url.map(|url| url.valeur.to_owned()),
        note: note.map(|note| note.valeur.to_owned()),
    })
}

/// The header `[services]`: what nobody says stays unknown.
pub(super) fn services(mut table: Table<'_>) -> Services {
    let dit = |lu: Option<Place<Option<bool>>>| lu.and_then(|lu| lu.valeur);
    let services = Services {
        tiers_payant: dit(table.oui_non_ou("tiers_payant")),
        reseau: dit(table.oui_non_ou("reseau")),
        autres_delais: dit(table.oui_non_ou("autres_delais")),
    };
    table.texte_ou("cite");
    table.finir();
    services
}

/// A contract that does not say how its bare cells are read.
pub(super) const fn lecture_inconnue() -> LectureParDefaut {
    LectureParDefaut {
        pourcentages: None,
        euros: None,
        cite: String::new(),
    }
}

/// An id is `organisme/contrat`, in lowercase without spaces, since it is typed.
fn verifier_id(table: &Table<'_>, id: &Place<&str>) {
    let simple = |partie: &str| {
        !partie.is_empty()
            && partie
                .bytes()
                .all(|octet| octet.is_ascii_lowercase() || octet.is_ascii_digit() || octet == b'-')
    };
    let bien_forme = id
        .valeur
        .split_once('/')
        .is_some_and(|(organisme, contrat)| simple(organisme) && simple(contrat));
    if !bien_forme {
        let message = format!(
            "« {} » n’est pas un identifiant : écrivez `organisme/contrat` en minuscules sans accent ni espace",
            id.valeur
        );
        table.erreur(Code::ValeurInvalide, id.etendue.clone(), message);
    }
}

/// The readings of a bare percentage.
pub(super) const POURCENTAGES: [(&str, Option<Lecture>); 3] = [
    ("BR, AMO comprise", Some(Lecture::AmoComprise)),
    ("BR, en plus de l'AMO", Some(Lecture::EnPlus)),
    ("?", None),
];

/// The readings of a bare amount.
pub(super) const EUROS: [(&str, Option<Lecture>); 3] = [
    ("AMO comprise", Some(Lecture::AmoComprise)),
    ("en plus de l'AMO", Some(Lecture::EnPlus)),
    ("?", None),
];

pub(super) fn lecture(mut table: Table<'_>) -> Option<LectureParDefaut> {
    let pourcentages = table.choix("pourcentages", &POURCENTAGES);
    let euros = table.choix("euros", &EUROS);
    let cite = table.texte("cite");
    table.finir();
    Some(LectureParDefaut {
        pourcentages: pourcentages?.valeur,
        euros: euros?.valeur,
        cite: cite?.valeur.to_owned(),
    })
}

/// The same keys beside others, none of which has to be written: not said without them.
pub(super) fn lecture_ou(table: &mut Table<'_>) -> LectureParDefaut {
    let pourcentages = table.choix_ou("pourcentages", &POURCENTAGES);
    let euros = table.choix_ou("euros", &EUROS);
    LectureParDefaut {
        pourcentages: pourcentages.and_then(|lu| lu.valeur),
        euros: euros.and_then(|lu| lu.valeur),
        cite: String::new(),
    }
}
