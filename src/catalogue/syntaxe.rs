//! The syntax errors of TOML, in French, with what to write.

use super::{Code, Diagnostic};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::de::DeTable;

const ENTRE_GUILLEMETS: &str = "écrivez le texte entre guillemets droits : nom = \"…\"";

/// The beginning of a message of the `toml` crate, the French sentence, the advice.
const PHRASES: &[(&str, &str, Option<&str>)] = &[
    ("duplicate key", "cette clé est écrite deux fois", None),
    (
        "unclosed table",
        "le crochet du titre n’est pas refermé",
        Some("écrivez [titre]"),
    ),
    (
        "unclosed array table",
        "les crochets du titre ne sont pas refermés",
        Some("écrivez [[titre]]"),
    ),
    (
        "missing table open",
        "le crochet ouvrant du titre manque",
        Some("écrivez [titre]"),
    ),
    (
        "key with no value",
        "cette clé n’a pas de valeur",
        Some("écrivez cle = valeur, la clé sans espace ni accent"),
    ),
    ("missing value", "la valeur manque après le signe =", None),
    ("extra `=`", "il y a un signe = de trop", None),
    (
        "missing comma between array",
        "il manque une virgule dans la liste, ou son crochet fermant",
        Some("écrivez [\"un\", \"deux\"]"),
    ),
    (
        "extra comma",
        "il y a une virgule de trop",
        Some("retirez-la ; un nombre à virgule s’écrit entre guillemets : \"12,50\""),
    ),
    (
        "unexpected `=` in array",
        "un signe = dans une liste : son crochet fermant manque sans doute",
        None,
    ),
    (
        "unclosed array",
        "le crochet de la liste n’est pas refermé",
        Some("écrivez [\"un\", \"deux\"]"),
    ),
    (
        "unclosed inline table",
        "l’accolade n’est pas refermée",
        Some("écrivez { cle = valeur, autre = valeur }"),
    ),
    (
        "missing comma between key-value",
        "il manque une virgule entre deux clés",
        Some("écrivez { cle = valeur, autre = valeur }"),
    ),
    (
        "extra assignment between key-value",
        "il manque une virgule entre deux clés",
        Some("écrivez { cle = valeur, autre = valeur }"),
    ),
    ("missing key", "il manque une clé devant le signe =", None),
    (
        "missing assignment",
        "il manque le signe = entre la clé et la valeur",
        None,
    ),
    (
        "unquoted keys cannot be empty",
        "il manque une clé devant le signe =",
        None,
    ),
    (
        "invalid unquoted key",
        "une clé s’écrit sans accent ni espace",
        None,
    ),
    (
        "keys cannot be multi-line",
        "une clé s’écrit sur une seule ligne",
        None,
    ),
    (
        "invalid basic string",
        "le guillemet n’est pas refermé sur la ligne",
        None,
    ),
    (
        "invalid literal string",
        "l’apostrophe n’est pas refermée sur la ligne",
        Some(ENTRE_GUILLEMETS),
    ),
    (
        "invalid multi-line",
        "les trois guillemets ne sont pas refermés",
        None,
    ),
    (
        "missing escaped value",
        "une barre oblique inversée ne s’écrit pas seule",
        Some("doublez-la : \\\\"),
    ),
    ("too few unicode", "le caractère en \\u est incomplet", None),
    (
        "invalid date",
        "cette date n’existe pas",
        Some("une date s’écrit AAAA-MM-JJ"),
    ),
    ("invalid time", "cette heure n’existe pas", None),
    (
        "unexpected leading zero",
        "un nombre ne commence pas par zéro",
        Some("entre guillemets si c’est un code (département…)"),
    ),
    (
        "invalid fraction",
        "il manque les décimales après le point",
        None,
    ),
    ("redundant numeric sign", "un nombre n’a qu’un signe", None),
    (
        "invalid comment character",
        "ce caractère n’est pas permis dans un commentaire",
        None,
    ),
    (
        "carriage return",
        "un retour chariot isolé n’est pas une fin de ligne",
        None,
    ),
    ("cannot recurse", "trop de crochets l’un dans l’autre", None),
    (
        "recursion limit",
        "trop de crochets l’un dans l’autre",
        None,
    ),
];

/// Readings of a broken file, each without the lines found faulty before.
const LECTURES_MAX: usize = 10;
/// What a value alone can bring: the only errors believed once lines were taken away.
const DANS_UNE_VALEUR: &[&str] = &[
    "string values",
    "invalid boolean",
    "invalid basic string",
    "invalid date",
];

/// One diagnostic per faulty line: the first error of a line brings the others.
///
/// The recovery of the crate skips what follows some errors, a broken title among them: the
/// file is read again without the faulty lines, as long as that shows new ones.
pub(super) fn diagnostics(
    fichier: &str,
    texte: &str,
    erreurs: &[toml::de::Error],
) -> Vec<Diagnostic> {
    let mut trouvees: BTreeMap<usize, (Range<usize>, String)> = BTreeMap::new();
    releve(texte, erreurs, &mut trouvees, |_| true);
    for _ in 1..LECTURES_MAX {
        let avant = trouvees.len();
        if avant == 0 {
            break;
        }
        let allege = sans_lignes(texte, &trouvees);
        let (_, erreurs) = DeTable::parse_recoverable(&allege);
        releve(texte, &erreurs, &mut trouvees, |message| {
            DANS_UNE_VALEUR
                .iter()
                .any(|debut| message.starts_with(debut))
        });
        if trouvees.len() == avant {
            break;
        }
    }
    trouvees
        .into_values()
        .map(|(place, message)| traduit(fichier, texte, place, &message))
        .collect()
}

/// Adds the first error of each line, by line.
fn releve(
    texte: &str,
    erreurs: &[toml::de::Error],
    trouvees: &mut BTreeMap<usize, (Range<usize>, String)>,
    croit: impl Fn(&str) -> bool,
) {
    let mut nouvelles: Vec<(Range<usize>, &str)> = erreurs
        .iter()
        .filter(|erreur| croit(erreur.message()))
        .map(|erreur| (erreur.span().unwrap_or(0..0), erreur.message()))
        .collect();
    nouvelles.sort_by_key(|(place, _)| place.start);
    for (place, message) in nouvelles {
        let avant = texte.as_bytes().iter().take(place.start);
        let ligne = avant.filter(|octet| **octet == b'\n').count();
        trouvees
            .entry(ligne)
            .or_insert_with(|| (place, message.to_owned()));
    }
}

/// The same text, of the same length, with spaces for the faulty lines.
fn sans_lignes(texte: &str, fautives: &BTreeMap<usize, (Range<usize>, String)>) -> String {
    let blanchie = |(rang, ligne): (usize, &str)| match fautives.contains_key(&rang) {
        true => {
            " ".repeat(ligne.trim_end_matches('\n').len())
                + if ligne.ends_with('\n') { "\n" } else { "" }
        }
        false => ligne.to_owned(),
    };
    texte
        .split_inclusive('\n')
        .enumerate()
        .map(blanchie)
        .collect()
}

fn traduit(fichier: &str, texte: &str, place: Range<usize>, message: &str) -> Diagnostic {
    let fautif = texte.get(place.clone()).unwrap_or_default();
    let suite = texte.get(place.start..).unwrap_or_default();
    let connue = || {
        PHRASES
            .iter()
            .find(|(debut, _, _)| message.starts_with(debut))
    };
    let (phrase, conseil) =
        if message.starts_with("string values") || message.starts_with("invalid boolean") {
            sans_guillemets(fautif)
        } else if message.starts_with("unexpected key or value") {
            apres_la_valeur(suite)
        } else {
            connue().map_or(("TOML illisible ici", None), |(_, phrase, conseil)| {
                (*phrase, *conseil)
            })
        };
    let code = if message.starts_with("duplicate key") {
        Code::Double
    } else {
        Code::TomlIllisible
    };
    Diagnostic::erreur(code, fichier, place, phrase)
        .avec_conseil_eventuel(conseil.map(str::to_owned))
}

/// A bare word where a value is expected.
fn sans_guillemets(fautif: &str) -> (&'static str, Option<&'static str>) {
    let chiffre = fautif.starts_with(|lettre: char| lettre.is_ascii_digit());
    match fautif.to_lowercase().as_str() {
        "" => ("la valeur manque après le signe =", None),
        "oui" | "vrai" | "true" => ("oui s’écrit true, sans guillemets ni majuscule", None),
        "non" | "faux" | "false" => ("non s’écrit false, sans guillemets ni majuscule", None),
        mot if mot.starts_with(['“', '”', '«', '„']) => {
            ("ces guillemets ne sont pas droits", Some(ENTRE_GUILLEMETS))
        }
        mot if chiffre && mot.matches('/').count() == 2 => (
            "cette date ne se lit pas",
            Some("une date s’écrit AAAA-MM-JJ"),
        ),
        _ if chiffre => (
            "ce nombre a une unité ou des signes",
            Some("écrivez-le entre guillemets : \"12 €\""),
        ),
        _ => (
            "ce texte n’est pas entre guillemets",
            Some(ENTRE_GUILLEMETS),
        ),
    }
}

/// Something more after a value.
fn apres_la_valeur(suite: &str) -> (&'static str, Option<&'static str>) {
    let mut lettres = suite.chars();
    if lettres.next() == Some(',') && lettres.next().is_some_and(|lettre| lettre.is_ascii_digit()) {
        (
            "la virgule d’un nombre demande des guillemets",
            Some("écrivez 26.50 ou \"26,50\""),
        )
    } else {
        (
            "rien ne peut suivre la valeur sur cette ligne",
            Some(
                "un guillemet ou une apostrophe dans le texte ? Écrivez-le \"…\" et doublez d’une barre : \\\"",
            ),
        )
    }
}
