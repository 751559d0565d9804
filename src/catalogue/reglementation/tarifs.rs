//! The tariffs of the social security and the prices met in practice.

use super::actes::ActeLu;
use super::{parcourir, place};
use crate::catalogue::champs::Champs;
use crate::catalogue::{Code, Diagnostic, Diagnostics, Sources, vouliez_vous_dire};
use crate::montant::{Centimes, Taux, lire_montant, lire_taux};
use crate::reglementation::{
    Base, Chronologie, Droit, Nature, PanierSante, PrixDeDroit, PrixType, Secteur, Tarif,
};
use std::collections::HashMap;

/// The words of a sector.
const SECTEURS: [(&str, Secteur); 4] = [
    ("1", Secteur::Un),
    ("OPTAM", Secteur::Optam),
    ("non OPTAM", Secteur::NonOptam),
    ("non conventionné", Secteur::NonConventionne),
];

pub(super) fn tarifs(sources: &Sources, actes: &mut [ActeLu], diagnostics: &mut Diagnostics) {
    let rangs = rangs(actes);
    let colonnes = [
        "acte",
        "secteur",
        "du",
        "au",
        "base",
        "taux",
        "panier",
        "plv",
        "source",
        "verifie_le",
        "doute",
    ];
    parcourir(
        sources,
        "reglementation/tarifs.csv",
        &colonnes,
        &[],
        diagnostics,
        |champs| {
            let acte = acte(champs, &rangs);
            let secteurs = secteurs(champs);
            let periode = champs.periode();
            let tarif = tarif(champs);
            let (Some(acte), Some(secteurs), Some(periode), Some(tarif)) = (
                acte.and_then(|rang| actes.get_mut(rang)),
                secteurs,
                periode,
                tarif,
            ) else {
                return;
            };
            let rembourse = tarif.taux > Taux::ZERO
                || matches!(tarif.base, Base::Montant(base) if base > Centimes::ZERO);
            if acte.acte.nature == Nature::HorsNomenclature && rembourse {
                let message = format!(
                    "`{}` est hors nomenclature : la sécurité sociale n’en rembourse rien",
                    acte.acte.code
                );
                let conseil =
                    "écrivez la base `0` et le taux `0 %`, ou changez la nature de l’acte";
                let conseil = Some(conseil.to_owned());
                champs.erreur_avec("base", Code::ValeurInvalide, message, conseil);
                return;
            }
            for secteur in secteurs {
                let deja = acte.tarifs.entry(secteur).or_default();
                if deja.iter().any(|(autre, _)| autre.chevauche(&periode)) {
                    let message =
                        format!("deux tarifs de `{}` valent le même jour", acte.acte.code);
                    let conseil =
                        "mettez dans `au` du plus ancien la veille du jour où l’autre commence";
                    let conseil = Some(conseil.to_owned());
                    champs.erreur_avec("du", Code::Chevauchement, message, conseil);
                    return;
                }
                deja.push((periode, tarif.clone()));
            }
        },
    );
    for acte in actes.iter_mut() {
        acte.ranger();
    }
    let sans_tarif = actes.iter().filter(|lu| lu.acte.tarifs.is_empty());
    let codes: Vec<String> = sans_tarif.map(|lu| format!("`{}`", lu.acte.code)).collect();
    if !codes.is_empty() {
        let message = format!("actes sans tarif : {}", codes.join(", "));
        let fichier = "reglementation/tarifs.csv";
        diagnostics.ajoute(
            Diagnostic::erreur(Code::Trou, fichier, 0..0, message)
                .avec_conseil("ajoutez leurs lignes à cette table"),
        );
    }
}

pub(super) fn prix(sources: &Sources, actes: &mut [ActeLu], diagnostics: &mut Diagnostics) {
    let rangs = rangs(actes);
    let colonnes = ["acte", "secteur", "prix", "annee", "source", "doute"];
    parcourir(
        sources,
        "reglementation/prix.csv",
        &colonnes,
        &[],
        diagnostics,
        |champs| {
            let acte = acte(champs, &rangs);
            let secteur = if champs.texte("secteur").is_empty() {
                Some(None)
            } else {
                champs.choix("secteur", &SECTEURS).map(Some)
            };
            let montant = champs.montant("prix");
            let source = champs.exige("source");
            let (Some(acte), Some(secteur), Some(prix), Some(source)) = (
                acte.and_then(|rang| actes.get_mut(rang)),
                secteur,
                montant,
                source,
            ) else {
                return;
            };
            if acte.acte.prix.iter().any(|autre| autre.secteur == secteur) {
                let etendue = place(champs.ligne);
                let message = format!(
                    "deux prix types de `{}` pour le même secteur",
                    acte.acte.code
                );
                let diagnostic = Diagnostic::erreur(Code::Double, champs.fichier, etendue, message);
                champs.diagnostics.ajoute(diagnostic);
                return;
            }
            acte.acte.prix.push(PrixType {
                secteur,
                prix,
                annee: champs.texte("annee").to_owned(),
                source: source.to_owned(),
                doute: champs.texte_ou("doute"),
            });
        },
    );
}

/// The highest prices that may be asked of those who hold a right.
pub(super) fn prix_de_droit(
    sources: &Sources,
    actes: &mut [ActeLu],
    diagnostics: &mut Diagnostics,
) {
    let rangs = rangs(actes);
    let chemin = "reglementation/prix-droits.csv";
    let colonnes = [
        "acte",
        "droits",
        "du",
        "au",
        "prix",
        "source",
        "verifie_le",
        "doute",
    ];
    parcourir(sources, chemin, &colonnes, &[], diagnostics, |champs| {
        let acte = acte(champs, &rangs);
        let droits = droits(champs);
        let periode = champs.periode();
        let prix = champs.montant("prix");
        let provenance = champs.provenance();
        let (Some(acte), Some(droits), Some(periode), Some(prix), Some(provenance)) = (
            acte.and_then(|rang| actes.get_mut(rang)),
            droits,
            periode,
            prix,
            provenance,
        ) else {
            return;
        };
        for droit in droits {
            let limite = PrixDeDroit {
                prix,
                provenance: provenance.clone(),
            };
            let mut deja = acte.acte.prix_de_droit.iter();
            if deja.any(|(autre, prix)| {
                *autre == droit
                    && prix
                        .iter()
                        .any(|(validite, _)| validite.chevauche(&periode))
            }) {
                let message = format!("deux prix de `{}` valent le même jour", acte.acte.code);
                champs.erreur("du", Code::Chevauchement, message);
                return;
            }
            if let Ok(seul) = Chronologie::new(vec![(periode, limite)]) {
                acte.acte.prix_de_droit.push((droit, seul));
            }
        }
    });
}

/// Rights written with commas.
fn droits(champs: &mut Champs<'_, '_>) -> Option<Vec<Droit>> {
    let mots = super::liste(champs.exige("droits")?);
    let lus: Option<Vec<Droit>> = mots.iter().map(|mot| Droit::lire(mot)).collect();
    let lus = lus.filter(|droits| !droits.contains(&Droit::Aucun));
    if lus.is_none() {
        let conseil = "écrivez acs, cmu-c, c2s-gratuite, c2s-participation".to_owned();
        let message = format!("« {} » n’est pas une liste de droits", mots.join(", "));
        champs.erreur_avec("droits", Code::ValeurInvalide, message, Some(conseil));
    }
    lus
}

fn rangs(actes: &[ActeLu]) -> HashMap<String, usize> {
    let codes = actes.iter().enumerate();
    codes
        .map(|(rang, lu)| (lu.acte.code.clone(), rang))
        .collect()
}

fn acte(champs: &mut Champs<'_, '_>, rangs: &HashMap<String, usize>) -> Option<usize> {
    let code = champs.exige("acte")?;
    let rang = rangs.get(code).copied();
    if rang.is_none() {
        let mut codes: Vec<&str> = rangs.keys().map(String::as_str).collect();
        codes.sort_unstable();
        let conseil = vouliez_vous_dire(code, codes);
        champs.erreur_avec(
            "acte",
            Code::ActeInconnu,
            format!("acte `{code}` inconnu"),
            conseil,
        );
    }
    rang
}

fn secteurs(champs: &mut Champs<'_, '_>) -> Option<Vec<Secteur>> {
    let texte = champs.texte("secteur");
    if texte.is_empty() {
        return Some(vec![Secteur::Un]);
    }
    let lus: Option<Vec<Secteur>> = texte
        .split(" + ")
        .map(|mot| {
            SECTEURS
                .iter()
                .find(|(connu, _)| *connu == mot.trim())
                .map(|(_, secteur)| *secteur)
        })
        .collect();
    if lus.is_none() {
        champs.erreur_avec(
            "secteur",
            Code::ValeurInvalide,
            format!("« {texte} » n’est pas un secteur"),
            Some(
                "écrivez `1`, `OPTAM`, `non OPTAM`, `non conventionné`, joints par ` + `"
                    .to_owned(),
            ),
        );
    }
    lus
}

fn tarif(champs: &mut Champs<'_, '_>) -> Option<Tarif> {
    let base = base(champs);
    let taux = champs.taux("taux").filter(|taux| {
        let possible = *taux <= Taux::UN;
        if !possible {
            let message = format!("« {taux} » est plus que la base elle-même");
            let conseil = "le taux de la sécurité sociale va de `0 %` à `100 %`".to_owned();
            champs.erreur_avec("taux", Code::ValeurInvalide, message, Some(conseil));
        }
        possible
    });
    let panier = champs.choix(
        "panier",
        &[
            ("", PanierSante::Aucun),
            ("100 % Santé", PanierSante::CentPourCent),
            ("maîtrisé", PanierSante::Maitrise),
            ("libre", PanierSante::Libre),
        ],
    );
    let plv = if champs.texte("plv").is_empty() {
        Some(None)
    } else {
        champs.montant("plv").map(Some)
    };
    let provenance = champs.provenance();
    Some(Tarif {
        base: base?,
        taux: taux?,
        panier: panier?,
        plv: plv?,
        provenance: provenance?,
    })
}

fn base(champs: &mut Champs<'_, '_>) -> Option<Base> {
    let texte = champs.exige("base")?;
    if texte == "prix" {
        return Some(Base::Prix);
    }
    let part = texte.strip_suffix("PLV").map(str::trim);
    let lue = match part {
        Some(part) => lire_taux(part).map(Base::PartDuPlv),
        None => lire_montant(texte).map(Base::Montant),
    };
    match lue {
        Ok(base) => Some(base),
        Err(erreur) => {
            let conseil = "écrivez un montant, `prix`, ou `30 % PLV`".to_owned();
            champs.erreur_avec(
                "base",
                Code::MontantIllisible,
                erreur.to_string(),
                Some(conseil),
            );
            None
        }
    }
}
