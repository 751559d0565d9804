//! Offers: a TOML header, a guarantee table by module, a premium grid.

mod cotisations;
mod couverture;
mod table;

use super::{Code, Diagnostic, Diagnostics, Document, Fichier, Place, Sources, Table};
use crate::offre::langage::{GenreAnnee, Lecture};
use crate::offre::{LectureParDefaut, Module, Offre};
use crate::reglementation::{Periode, Provenance, Reglementation};
use std::ops::Range;

/// Reads every offer of a folder of the data; an offer with an error is left out.
pub(super) fn lire(
    sources: &Sources,
    dossier: &str,
    reglementation: &Reglementation,
    verifier: bool,
    diagnostics: &mut Diagnostics,
) -> Vec<Offre> {
    let mut offres: Vec<Offre> = Vec::new();
    let fichiers = || {
        sources
            .iter()
            .filter(|fichier| fichier.chemin.starts_with(dossier))
    };
    for fichier in fichiers().filter(|fichier| fichier.chemin.ends_with(".toml")) {
        let avant = diagnostics.erreurs();
        let offre = offre(sources, fichier, reglementation, verifier, diagnostics);
        let Some(offre) = offre.filter(|_| diagnostics.erreurs() == avant) else {
            continue;
        };
        let meme_contrat =
            |autre: &&Offre| autre.id == offre.id && autre.validite.chevauche(&offre.validite);
        if offres.iter().find(meme_contrat).is_some() {
            let message = format!("deux éditions de `{}` valent le même jour", offre.id);
            let etendue = 0..fichier.texte.lines().next().map_or(0, str::len);
            diagnostics.ajoute(
                Diagnostic::erreur(Code::Chevauchement, &fichier.chemin, etendue, message)
                    .avec_conseil("donnez une fin (`valable_au`) à la plus ancienne"),
            );
            continue;
        }
        offres.push(offre);
    }
    orphelines(sources, dossier, diagnostics);
    offres
}

/// Tables that no header calls.
fn orphelines(sources: &Sources, dossier: &str, diagnostics: &mut Diagnostics) {
    for fichier in sources
        .iter()
        .filter(|fichier| fichier.chemin.starts_with(dossier))
    {
        let Some(sans_csv) = fichier.chemin.strip_suffix(".csv") else {
            continue;
        };
        let Some((contrat, _)) = sans_csv.rsplit_once('.') else {
            continue;
        };
        if sources.get(&format!("{contrat}.toml")).is_none() {
            let message = format!("aucun en-tête {contrat}.toml n’appelle cette table");
            let etendue = 0..fichier.texte.lines().next().map_or(0, str::len);
            diagnostics.ajoute(
                Diagnostic::erreur(Code::TableSansModule, &fichier.chemin, etendue, message)
                    .avec_conseil("écrivez cet en-tête, ou retirez la table"),
            );
        }
    }
}

fn offre(
    sources: &Sources,
    fichier: &Fichier,
    reglementation: &Reglementation,
    verifier: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Offre> {
    let document = Document::lire(fichier, diagnostics)?;
    let mut racine = document.racine();
    let connu = racine.format(&["offre/1"]).is_some();
    let contrat = if connu {
        racine.sous_table("contrat").and_then(contrat)
    } else {
        None
    };
    let lecture = if connu {
        racine.sous_table("lecture").and_then(lecture)
    } else {
        None
    };
    let modules: Vec<ModuleLu> = if connu {
        racine
            .tables("modules")
            .into_iter()
            .filter_map(module)
            .collect()
    } else {
        Vec::new()
    };
    let cotisation = if connu {
        racine.sous_table("cotisation")
    } else {
        None
    };
    let cotisation = cotisation.and_then(cotisations::entete);
    if connu {
        racine.finir();
    }
    document.terminer(diagnostics);
    let (mut offre, lecture) = (contrat?, lecture?);
    offre.lecture = lecture;
    let base = fichier
        .chemin
        .strip_suffix(".toml")
        .unwrap_or(&fichier.chemin);
    for lu in modules {
        let chemin = format!("{base}.{}.csv", lu.id);
        let Some(table) = sources.get(&chemin) else {
            let message = format!("le module `{}` n’a pas de table {chemin}", lu.id);
            diagnostics.ajoute(
                Diagnostic::erreur(Code::ModuleSansTable, &fichier.chemin, lu.etendue, message)
                    .avec_conseil("ajoutez ce fichier, ou retirez le module"),
            );
            continue;
        };
        let lignes = table::lire(table, &lu.niveaux, reglementation, diagnostics);
        if verifier {
            couverture::verifier(
                table,
                &lu.niveaux,
                &lignes,
                offre.validite,
                reglementation,
                diagnostics,
            );
        }
        offre.modules.push(Module {
            id: lu.id,
            niveaux: lu.niveaux,
            facultatif: lu.facultatif,
            lignes: lignes.into_iter().map(|lue| lue.ligne).collect(),
        });
    }
    let niveaux = offre
        .modules
        .first()
        .map(|module| module.niveaux.clone())
        .unwrap_or_default();
    let cotisation = cotisation?;
    offre.cotisation = cotisations::lire(sources, fichier, base, cotisation, &niveaux, diagnostics);
    Some(offre)
}

/// The header `[contrat]`, as an offer still without tables.
fn contrat(mut table: Table<'_>) -> Option<Offre> {
    let id = table.texte("id");
    let organisme = table.texte("organisme");
    let nom = table.texte("nom");
    let millesime = table.texte("millesime");
    let du = table.date("valable_du");
    let au = table.date_ou("valable_au");
    let responsable = table.oui_non("responsable");
    let annee = table.choix(
        "annee",
        &[
            ("civile", Some(GenreAnnee::Civile)),
            ("adhésion", Some(GenreAnnee::Adhesion)),
            ("glissante", Some(GenreAnnee::Glissante)),
            ("?", None),
        ],
    );
    let complet = table.booleen("complet");
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
    let provenance = Provenance {
        source: source?.valeur.to_owned(),
        verifie_le: verifie_le?.valeur,
        doute: doute.map(|doute| doute.valeur.to_owned()),
    };
    Some(Offre {
        id: id?.valeur.to_owned(),
        organisme: organisme?.valeur.to_owned(),
        nom: nom?.valeur.to_owned(),
        millesime: millesime?.valeur.to_owned(),
        validite: Periode {
            du: du?.valeur,
            au: au.map(|au| au.valeur),
        },
        responsable: responsable?.valeur,
        annee: annee?.valeur,
        complet: complet?.valeur,
        paie_participation: paie_participation.is_some_and(|paie| paie.valeur),
        lecture: LectureParDefaut {
            pourcentages: None,
            euros: None,
            cite: String::new(),
        },
        modules: Vec::new(),
        cotisation: cotisations::aucune(&provenance),
        provenance,
        source_url: source_url.map(|url| url.valeur.to_owned()),
        note: note.map(|note| note.valeur.to_owned()),
    })
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

fn lecture(mut table: Table<'_>) -> Option<LectureParDefaut> {
    let pourcentages = table.choix(
        "pourcentages",
        &[
            ("BR, AMO comprise", Some(Lecture::AmoComprise)),
            ("BR, en plus de l'AMO", Some(Lecture::EnPlus)),
            ("?", None),
        ],
    );
    let euros = table.choix(
        "euros",
        &[
            ("AMO comprise", Some(Lecture::AmoComprise)),
            ("en plus de l'AMO", Some(Lecture::EnPlus)),
            ("?", None),
        ],
    );
    let cite = table.texte("cite");
    table.finir();
    Some(LectureParDefaut {
        pourcentages: pourcentages?.valeur,
        euros: euros?.valeur,
        cite: cite?.valeur.to_owned(),
    })
}

struct ModuleLu {
    id: String,
    niveaux: Vec<String>,
    facultatif: bool,
    etendue: Range<usize>,
}

fn module(mut table: Table<'_>) -> Option<ModuleLu> {
    let id = table.texte("id");
    let niveaux = table.liste_textes("niveaux");
    let facultatif = table.booleen_ou("facultatif").is_some_and(|lu| lu.valeur);
    if let Some(niveaux) = &niveaux {
        for (rang, niveau) in niveaux.valeur.iter().enumerate() {
            if niveaux
                .valeur
                .iter()
                .take(rang)
                .any(|autre| autre.valeur == niveau.valeur)
            {
                let message = format!("le niveau « {} » est écrit deux fois", niveau.valeur);
                table.erreur(Code::Double, niveau.etendue.clone(), message);
            }
        }
        if niveaux.valeur.is_empty() {
            table.erreur(
                Code::ValeurInvalide,
                niveaux.etendue.clone(),
                "un module a au moins un niveau",
            );
        }
    }
    let etendue = id
        .as_ref()
        .map_or_else(|| table.etendue(), |id| id.etendue.clone());
    table.finir();
    Some(ModuleLu {
        id: id?.valeur.to_owned(),
        niveaux: niveaux?
            .valeur
            .into_iter()
            .map(|niveau| niveau.valeur.to_owned())
            .collect(),
        facultatif,
        etendue,
    })
}
