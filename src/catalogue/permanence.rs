//! The register of the people met: one row per appointment, without any name.

use super::champs::Champs;
use super::{Code, Colonnes, Diagnostic, Diagnostics, Fichier, TableauBrut, vouliez_vous_dire};
use crate::calcul::bilan::{Motif, Passage, Profil, Registre, Reperage, Suite, Venue};
use crate::reglementation::droits::{Droit, Droits};
use crate::texte::{jour, sans_accent};
use jiff::civil::Date;

/// The columns of a register.
pub const COLONNES: [&str; 6] = ["date", "lieu", "profil", "motif", "droit", "suite"];
/// What would tell who a person is: a register has none of it.
const INTERDITES: [&str; 14] = [
    "nom",
    "prenom",
    "nom-prenom",
    "adresse",
    "telephone",
    "tel",
    "mail",
    "email",
    "courriel",
    "naissance",
    "date-de-naissance",
    "nir",
    "numero-de-securite-sociale",
    "dossier",
];
/// The word of an appointment where nobody came.
const ABSENT: &str = "absent";
/// The longest name of a place.
const LIEU_MAX: usize = 60;

/// Reads a register; every problem of every row goes to the diagnostics. No row may be later
/// than `aujourd_hui`.
#[must_use]
pub fn lire_registre(
    fichier: &Fichier,
    droits: &Droits,
    aujourd_hui: Date,
    diagnostics: &mut Diagnostics,
) -> Registre {
    let mut registre = Registre::default();
    let Some(tableau) = TableauBrut::lire(fichier, diagnostics) else {
        return registre;
    };
    let interdites = interdites(&tableau, diagnostics);
    let Some(colonnes) = Colonnes::lire_sauf(&tableau, &COLONNES, &[], &interdites, diagnostics)
    else {
        return registre;
    };
    for ligne in &tableau.lignes {
        let mut champs = Champs {
            fichier: &fichier.chemin,
            colonnes: &colonnes,
            ligne,
            diagnostics,
        };
        registre
            .passages
            .extend(passage(&mut champs, droits, aujourd_hui));
    }
    registre
}

/// The columns that would tell who a person is, each refused.
fn interdites<'t>(tableau: &'t TableauBrut<'_>, diagnostics: &mut Diagnostics) -> Vec<&'t str> {
    let mut vues = Vec::new();
    for entete in &tableau.entetes {
        let nom = entete.texte.as_ref();
        if !INTERDITES.contains(&normal(nom).as_str()) || vues.contains(&nom) {
            continue;
        }
        vues.push(nom);
        let diagnostic = Diagnostic::erreur(
            Code::ColonneInconnue,
            tableau.fichier,
            entete.etendue.clone(),
            format!("la colonne `{nom}` dirait qui est venu"),
        );
        diagnostics.ajoute(diagnostic.avec_conseil(
            "ôtez-la : un registre ne tient ni nom, ni adresse, ni rien qui fasse reconnaître une personne",
        ));
    }
    vues
}

fn passage(champs: &mut Champs<'_, '_>, droits: &Droits, aujourd_hui: Date) -> Option<Passage> {
    let date = date(champs, aujourd_hui);
    let lieu = lieu(champs);
    let absent = normal(champs.texte("suite")) == ABSENT;
    let profils: Vec<_> = Profil::TOUS.iter().map(|p| (p.mot(), *p)).collect();
    let motifs: Vec<_> = Motif::TOUS.iter().map(|m| (m.mot(), *m)).collect();
    let profil = mot(champs, "profil", &profils, absent);
    let motif = mot(champs, "motif", &motifs, absent);
    let droit = droit(champs, droits, date, absent);
    if absent {
        return Some(Passage {
            date: date?,
            lieu: lieu?,
            venue: None,
        });
    }
    let suites: Vec<_> = Suite::TOUS.iter().map(|s| (s.mot(), *s)).collect();
    let suite = mot(champs, "suite", &suites, false);
    Some(Passage {
        date: date?,
        lieu: lieu?,
        venue: Some(Venue {
            profil: profil?,
            motif: motif?,
            droit: droit?,
            suite: suite?,
        }),
    })
}

/// A day, as the tool or as a French spreadsheet writes it.
fn date(champs: &mut Champs<'_, '_>, aujourd_hui: Date) -> Option<Date> {
    let texte = champs.exige("date")?;
    let lue = lire_jour(texte);
    let probleme = match lue {
        None => format!("« {texte} » n’est pas une date"),
        Some(date) if date > aujourd_hui => {
            format!("le {} n’est pas encore venu", jour(date))
        }
        Some(_) => return lue,
    };
    let conseil = "écrivez le jour du rendez-vous : AAAA-MM-JJ ou JJ/MM/AAAA".to_owned();
    champs.erreur_avec("date", Code::DateIllisible, probleme, Some(conseil));
    None
}

fn lire_jour(texte: &str) -> Option<Date> {
    if texte.len() != 10 || !texte.is_ascii() {
        return None;
    }
    let iso = match texte.split('/').collect::<Vec<_>>().as_slice() {
        [jour, mois, annee] => format!("{annee}-{mois}-{jour}"),
        _ => texte.to_owned(),
    };
    iso.parse().ok()
}

fn lieu(champs: &mut Champs<'_, '_>) -> Option<String> {
    let lieu = champs.exige("lieu")?;
    if lieu.chars().count() > LIEU_MAX {
        let message = format!("un lieu tient en {LIEU_MAX} lettres");
        let conseil = Some("écrivez le nom de la permanence, rien d’autre".to_owned());
        champs.erreur_avec("lieu", Code::ValeurInvalide, message, conseil);
        return None;
    }
    Some(lieu.to_owned())
}

/// A word of a closed vocabulary; an absent person may leave the cell empty.
fn mot<T: Copy>(
    champs: &mut Champs<'_, '_>,
    nom: &str,
    mots: &[(&str, T)],
    absent: bool,
) -> Option<T> {
    if absent && champs.texte(nom).is_empty() {
        return None;
    }
    let texte = champs.exige(nom)?;
    let cherche = normal(texte);
    let connu = mots.iter().find(|(mot, _)| *mot == cherche);
    if let Some((_, valeur)) = connu {
        return Some(*valeur);
    }
    let mots = || {
        mots.iter()
            .map(|(mot, _)| *mot)
            .chain((nom == "suite").then_some(ABSENT))
    };
    let liste: Vec<String> = mots().map(|mot| format!("`{mot}`")).collect();
    let liste = format!("écrivez {}", crate::texte::enumerer(&liste, "ou"));
    let conseil = match vouliez_vous_dire(&cherche, mots()) {
        Some(proche) => format!("{proche} Sinon, {liste}"),
        None => liste,
    };
    let message = format!("« {texte} » n’est pas un mot de la colonne `{nom}`");
    champs.erreur_avec(nom, Code::ValeurInvalide, message, Some(conseil));
    None
}

/// The right that was spotted; it existed on the day.
fn droit(
    champs: &mut Champs<'_, '_>,
    droits: &Droits,
    date: Option<Date>,
    absent: bool,
) -> Option<Reperage> {
    let mots: Vec<_> = Reperage::TOUS.iter().map(|r| (r.mot(), *r)).collect();
    let lu = mot(champs, "droit", &mots, absent)?;
    let c2s = droits.c2s_au(date?);
    let conseil = match lu {
        Reperage::Droit(Droit::Acs | Droit::CmuC) if c2s => {
            "la CMU-C et l’ACS ont pris fin le 31/10/2019 : écrivez `c2s-gratuite` ou `c2s-participation`, ou corrigez la date"
        }
        Reperage::Droit(Droit::C2sGratuite | Droit::C2sParticipation) if !c2s => {
            "la C2S commence le 01/11/2019 : écrivez `cmu-c` ou `acs`, ou corrigez la date"
        }
        _ => return Some(lu),
    };
    let message = format!("ce droit n’existait pas à cette date : {}", lu.libelle());
    champs.erreur_avec(
        "droit",
        Code::ValeurInvalide,
        message,
        Some(conseil.to_owned()),
    );
    None
}

/// A word as the columns know it: without accents nor capitals, words joined.
fn normal(texte: &str) -> String {
    let mot = sans_accent(texte.trim());
    let mots: Vec<&str> = mot
        .split([' ', '_', '-', '\''])
        .filter(|m| !m.is_empty())
        .collect();
    mots.join("-")
}

#[cfg(test)]
mod tests;
