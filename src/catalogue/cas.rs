//! The published cases of the folder `cas/`.

use super::champs::Champs;
use super::{Code, Colonnes, Diagnostics, Sources, TableauBrut, vouliez_vous_dire};
use crate::calcul::cas::{AmoEst, Cas, ContratDuCas, Imprime, Objet, edition};
use crate::montant::{Centimes, lire_montant};
use crate::offre::langage::lire_cellule;
use crate::offre::{Choix, Offre};
use crate::reglementation::{ActeId, Reglementation, Secteur};
use jiff::civil::Date;
use std::collections::BTreeMap;

const COLONNES: [&str; 21] = [
    "id",
    "date",
    "offre",
    "niveau",
    "garantie",
    "responsable",
    "age",
    "acte",
    "secteur",
    "nombre",
    "depense",
    "base",
    "taux",
    "amo",
    "amo_est",
    "amc",
    "total",
    "rac",
    "parcours",
    "source",
    "note",
];

const SECTEURS: [(&str, Secteur); 5] = [
    ("", Secteur::Un),
    ("1", Secteur::Un),
    ("OPTAM", Secteur::Optam),
    ("non OPTAM", Secteur::NonOptam),
    ("non conventionné", Secteur::NonConventionne),
];

/// A stay with a heavy act, as a case writes it.
const SEJOUR_LOURD: [&str; 2] = ["sejour-hospitalier", "participation-acte-lourd"];

/// Name of the table of expected counts.
const BILAN: &str = "bilan";

/// How many cases of each document are expected to conform, or to be explained by each
/// cause: a figure that changes changes a count.
pub(super) fn lire_bilan(
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<(String, String), usize> {
    let mut bilan = BTreeMap::new();
    let Some(fichier) = sources.get("cas/bilan.csv") else {
        return bilan;
    };
    let Some(tableau) = TableauBrut::lire(fichier, diagnostics) else {
        return bilan;
    };
    let noms = ["document", "resultat", "nombre"];
    let Some(colonnes) = Colonnes::lire(&tableau, &noms, &[], diagnostics) else {
        return bilan;
    };
    for ligne in &tableau.lignes {
        let mut champs = Champs {
            fichier: &fichier.chemin,
            colonnes: &colonnes,
            ligne,
            diagnostics,
        };
        let nombre = champs.texte("nombre").parse::<usize>().ok();
        if nombre.is_none() {
            champs.erreur(
                "nombre",
                Code::ValeurInvalide,
                "un nombre de cas est un entier",
            );
        }
        let (document, resultat) = (champs.exige("document"), champs.exige("resultat"));
        if let (Some(document), Some(resultat), Some(nombre)) = (document, resultat, nombre) {
            bilan.insert((document.to_owned(), resultat.to_owned()), nombre);
        }
    }
    bilan
}

/// Reads every case; a case with an error is left out.
pub(super) fn lire(
    sources: &Sources,
    reglementation: &Reglementation,
    offres: &[Offre],
    diagnostics: &mut Diagnostics,
) -> Vec<Cas> {
    let mut tous: Vec<Cas> = Vec::new();
    for fichier in sources.iter() {
        let Some(document) = fichier
            .chemin
            .strip_prefix("cas/")
            .and_then(|nom| nom.strip_suffix(".csv"))
            .filter(|nom| *nom != BILAN)
        else {
            continue;
        };
        let Some(tableau) = TableauBrut::lire(fichier, diagnostics) else {
            continue;
        };
        let Some(colonnes) = Colonnes::lire(&tableau, &COLONNES, &[], diagnostics) else {
            continue;
        };
        for ligne in &tableau.lignes {
            let avant = diagnostics.erreurs();
            let mut champs = Champs {
                fichier: &fichier.chemin,
                colonnes: &colonnes,
                ligne,
                diagnostics,
            };
            let lu = cas(&mut champs, document, reglementation, offres);
            if let Some(lu) = &lu
                && tous.iter().any(|autre| autre.id == lu.id)
            {
                let message = format!("le cas `{}` est écrit deux fois", lu.id);
                champs.erreur("id", Code::Double, message);
            }
            tous.extend(lu.filter(|_| diagnostics.erreurs() == avant));
        }
    }
    tous
}

fn cas(
    champs: &mut Champs<'_, '_>,
    document: &str,
    reglementation: &Reglementation,
    offres: &[Offre],
) -> Option<Cas> {
    let id = champs.exige("id");
    let date = champs.date("date");
    let contrat = contrat(champs, offres, date);
    champs.exige("age");
    let age = champs.age("age", 0);
    let objet = objet(champs, reglementation);
    let secteur = champs.choix("secteur", &SECTEURS);
    let parcours = champs.choix("parcours", &[("", true), ("oui", true), ("non", false)]);
    let imprime = imprime(champs);
    let source = champs.exige("source");
    Some(Cas {
        id: id?.to_owned(),
        document: document.to_owned(),
        date: date?,
        contrat: contrat?,
        age: age?,
        objet: objet?,
        secteur: secteur?,
        parcours: parcours?,
        imprime: imprime?,
        source: source?.to_owned(),
        note: champs.texte_ou("note"),
    })
}

fn contrat(
    champs: &mut Champs<'_, '_>,
    offres: &[Offre],
    date: Option<Date>,
) -> Option<ContratDuCas> {
    let (offre, garantie) = (champs.texte("offre"), champs.texte("garantie"));
    if !offre.is_empty() && !garantie.is_empty() {
        champs.erreur(
            "garantie",
            Code::ValeurInvalide,
            "un cas a une offre ou une garantie, pas les deux",
        );
        return None;
    }
    if !garantie.is_empty() {
        let responsable = champs.choix("responsable", &[("oui", true), ("non", false)]);
        return match lire_cellule(garantie) {
            Ok(cellule) => Some(ContratDuCas::Garantie {
                cellule,
                ecrite: garantie.to_owned(),
                responsable: responsable?,
            }),
            Err(erreur) => {
                let code = Code::CelluleIllisible;
                champs.erreur_avec("garantie", code, erreur.message, erreur.conseil);
                None
            }
        };
    }
    if offre.is_empty() {
        return Some(ContratDuCas::Aucun);
    }
    let date = date?;
    let Some(trouvee) = edition(offres, offre, date) else {
        let conseil = vouliez_vous_dire(offre, offres.iter().map(|offre| offre.id.as_str()));
        let message = format!("aucune offre `{offre}` en vigueur à la date du cas, ni après");
        champs.erreur_avec("offre", Code::ValeurInvalide, message, conseil);
        return None;
    };
    let niveau = champs.exige("niveau")?;
    let niveaux: Vec<String> = Choix::tous(trouvee)
        .map(|choix| choix.nom_niveau())
        .collect();
    if !niveaux.iter().any(|autre| autre == niveau) {
        let conseil = vouliez_vous_dire(niveau, niveaux.iter().map(String::as_str));
        let message = format!("niveau « {niveau} » inconnu");
        champs.erreur_avec("niveau", Code::NiveauInconnu, message, conseil);
        return None;
    }
    Some(ContratDuCas::Offre {
        id: offre.to_owned(),
        niveau: niveau.to_owned(),
    })
}

/// One act, a frame and two lenses, or a heavy stay and its participation, joined by `+`,
/// with as many prices or none.
fn objet(champs: &mut Champs<'_, '_>, reglementation: &Reglementation) -> Option<Objet> {
    let actes = actes(champs, reglementation);
    let depense = champs.texte("depense");
    let mut prix = Vec::new();
    for morceau in depense.split('+').filter(|_| !depense.is_empty()) {
        match lire_montant(morceau) {
            Ok(montant) => prix.push(montant),
            Err(erreur) => {
                champs.erreur("depense", Code::MontantIllisible, erreur.to_string());
                return None;
            }
        }
    }
    let nombre = match champs.texte("nombre") {
        "" => Some(1),
        ecrit => ecrit.parse::<u16>().ok().filter(|nombre| *nombre > 0),
    };
    if nombre.is_none() {
        let message = "un nombre d’actes est un entier d’au moins 1";
        champs.erreur("nombre", Code::ValeurInvalide, message);
    }
    let (actes, nombre) = (actes?, nombre?);
    if !prix.is_empty() && prix.len() != actes.len() {
        let message = "il faut autant de prix que d’actes, ou aucun";
        champs.erreur("depense", Code::ValeurInvalide, message);
        return None;
    }
    let prix_de = |rang: usize| prix.get(rang).copied();
    match actes.as_slice() {
        [acte] => Some(Objet::Acte {
            acte: *acte,
            prix: prix_de(0),
            nombre,
        }),
        [monture, un, deux] if nombre == 1 => Some(Objet::Lunettes([
            (*monture, prix_de(0)),
            (*un, prix_de(1)),
            (*deux, prix_de(2)),
        ])),
        [sejour, participation]
            if nombre == 1
                && prix.len() == 2
                && reglementation.acte(*sejour).code == SEJOUR_LOURD[0]
                && reglementation.acte(*participation).code == SEJOUR_LOURD[1] =>
        {
            Some(Objet::SejourLourd {
                actes: [*sejour, *participation],
                frais: prix.iter().copied().sum(),
            })
        }
        _ => {
            let message = "un cas a un acte, une monture et deux verres, ou un séjour et sa participation pour acte lourd";
            champs.erreur("acte", Code::ValeurInvalide, message);
            None
        }
    }
}

fn actes(champs: &mut Champs<'_, '_>, reglementation: &Reglementation) -> Option<Vec<ActeId>> {
    let ecrit = champs.exige("acte")?;
    let mut actes = Vec::new();
    for code in ecrit.split('+').map(str::trim) {
        let Some(acte) = reglementation.acte_de_code(code) else {
            let codes = reglementation.actes().map(|(_, acte)| acte.code.as_str());
            let conseil = vouliez_vous_dire(code, codes);
            champs.erreur_avec(
                "acte",
                Code::ActeInconnu,
                format!("acte « {code} » inconnu"),
                conseil,
            );
            return None;
        };
        actes.push(acte);
    }
    Some(actes)
}

fn imprime(champs: &mut Champs<'_, '_>) -> Option<Imprime> {
    let mut montant = |nom: &str| -> Option<Option<Centimes>> {
        if champs.texte(nom).is_empty() {
            return Some(None);
        }
        champs.montant(nom).map(Some)
    };
    let base = montant("base");
    let amo = montant("amo");
    let amc = montant("amc");
    let total = montant("total");
    let rac = montant("rac");
    let taux = if champs.texte("taux").is_empty() {
        Some(None)
    } else {
        champs.taux("taux").map(Some)
    };
    let amo_est = champs.choix(
        "amo_est",
        &[
            ("", AmoEst::Net),
            ("net", AmoEst::Net),
            ("brut", AmoEst::Brut),
        ],
    );
    let imprime = Imprime {
        base: base?,
        taux: taux?,
        amo: amo?,
        amo_est: amo_est?,
        amc: amc?,
        total: total?,
        rac: rac?,
    };
    if !imprime.a_un_montant() {
        let message = "un cas imprime au moins un remboursement ou un reste à charge";
        champs.erreur("amo", Code::CelluleVide, message);
        return None;
    }
    Some(imprime)
}
