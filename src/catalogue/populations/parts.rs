//! Shares: of each profile at each age, of each outcome of a draw in a profile at an age.

use crate::catalogue::champs::Champs;
use crate::catalogue::reglementation::parcourir;
use crate::catalogue::{Code, Diagnostic, Diagnostics, Sources, vouliez_vous_dire};
use crate::panier::population::{ENTIER, PartDAge, Profil, Tirage};

/// The profiles; at each age, their shares make a whole.
pub(super) fn profils(
    sources: &Sources,
    base: &str,
    ages: &[u8],
    diagnostics: &mut Diagnostics,
) -> Vec<Profil> {
    let mut profils: Vec<Profil> = Vec::new();
    let chemin = format!("{base}.profils.csv");
    let colonnes = ["profil", "age_min", "age_max", "part"];
    parcourir(sources, &chemin, &colonnes, &[], diagnostics, |champs| {
        let (Some(id), Some(part)) = (champs.exige("profil"), part_d_age(champs)) else {
            return;
        };
        let somme = |age: u8| -> u32 {
            let parts = profils.iter().flat_map(|profil| &profil.parts);
            parts
                .filter(|part| part.contient(age))
                .map(|part| part.part)
                .sum()
        };
        if let Some(message) = depasse(part, somme) {
            champs.erreur("part", Code::PartsImpossibles, message);
        }
        match profils.iter_mut().find(|profil| profil.id == id) {
            Some(profil) => profil.parts.push(part),
            None => profils.push(Profil {
                id: id.to_owned(),
                parts: vec![part],
            }),
        }
    });
    let somme = |age: u8| -> u32 {
        let parts = profils.iter().flat_map(|profil| &profil.parts);
        parts
            .filter(|part| part.contient(age))
            .map(|part| part.part)
            .sum()
    };
    if let Some(age) = ages.iter().find(|age| somme(**age) < ENTIER) {
        let message = format!(
            "à {age} ans, les profils font {} % : il faut 100 %",
            crate::montant::Taux::millioniemes(somme(*age)).points()
        );
        let erreur = Diagnostic::erreur(Code::PartsImpossibles, &chemin, 0..0, message);
        diagnostics.ajoute(erreur);
    }
    profils
}

/// Gives each outcome its shares.
pub(super) fn tirages(
    sources: &Sources,
    base: &str,
    profils: &[Profil],
    tirages: &mut [Tirage],
    diagnostics: &mut Diagnostics,
) {
    let chemin = format!("{base}.tirages.csv");
    let colonnes = ["tirage", "variante", "profil", "age_min", "age_max", "part"];
    parcourir(
        sources,
        &chemin,
        &colonnes,
        &["note"],
        diagnostics,
        |champs| {
            let noms: Vec<String> = tirages.iter().map(|tirage| tirage.id.clone()).collect();
            let tirage = rang(champs, "tirage", &noms);
            let profil = match champs.texte("profil") {
                "" => Some(None),
                _ => {
                    let noms: Vec<String> = profils.iter().map(|p| p.id.clone()).collect();
                    rang(champs, "profil", &noms).map(Some)
                }
            };
            let part = part_d_age(champs);
            let Some(tirage) = tirage.and_then(|rang| tirages.get_mut(rang)) else {
                return;
            };
            let noms: Vec<String> = tirage.variantes.iter().map(|v| v.id.clone()).collect();
            let variante = rang(champs, "variante", &noms);
            let (Some(variante), Some(profil), Some(part)) = (variante, profil, part) else {
                return;
            };
            let vises = (0..profils.len()).filter(|rang| profil.is_none_or(|vise| vise == *rang));
            let trop = vises.into_iter().find_map(|rang| {
                let somme = |age| tirage.variantes.iter().map(|v| v.part(rang, age)).sum();
                depasse(part, somme)
            });
            if let Some(message) = trop {
                champs.erreur("part", Code::PartsImpossibles, message);
            } else if let Some(variante) = tirage.variantes.get_mut(variante) {
                variante.parts.push((profil, part));
            }
        },
    );
    for tirage in tirages.iter() {
        for variante in tirage.variantes.iter().filter(|v| v.parts.is_empty()) {
            let message = format!(
                "la variante « {} » du tirage « {} » n’a aucune part",
                variante.id, tirage.id
            );
            let erreur = Diagnostic::erreur(Code::PartsImpossibles, &chemin, 0..0, message);
            let conseil = "ajoutez sa ligne, ou ôtez la variante de l’en-tête";
            diagnostics.ajoute(erreur.avec_conseil(conseil));
        }
    }
}

fn part_d_age(champs: &mut Champs<'_, '_>) -> Option<PartDAge> {
    let ages = champs.ages();
    let part = champs.taux("part")?;
    Some(PartDAge {
        ages: ages?,
        part: part.valeur(),
    })
}

/// Why a share does not fit with those already there, at the first age where it does not.
fn depasse(part: PartDAge, somme: impl Fn(u8) -> u32) -> Option<String> {
    let (min, max) = part.ages;
    let age = (min..=max).find(|age| somme(*age).saturating_add(part.part) > ENTIER)?;
    let total = crate::montant::Taux::millioniemes(somme(age).saturating_add(part.part));
    let total = total.points();
    Some(format!(
        "à {age} ans, les parts font {total} % : 100 % au plus"
    ))
}

/// The rank of the name written in a column.
fn rang(champs: &mut Champs<'_, '_>, colonne: &str, noms: &[String]) -> Option<usize> {
    let ecrit = champs.exige(colonne)?;
    let rang = noms.iter().position(|nom| nom == ecrit);
    if rang.is_none() {
        let connus = || noms.iter().map(String::as_str);
        let conseil = vouliez_vous_dire(ecrit, connus()).or_else(|| {
            let connus: Vec<String> = connus().map(|nom| format!("`{nom}`")).collect();
            (!connus.is_empty()).then(|| format!("écrivez {}", connus.join(", ")))
        });
        let message = format!("« {ecrit} » n’est pas un mot de la colonne `{colonne}`");
        champs.erreur_avec(colonne, Code::ValeurInvalide, message, conseil);
    }
    rang
}
