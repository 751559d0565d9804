//! The mentions of a clause: people, ranks, ages, conditions.

use super::erreur;
use crate::offre::cotisation::{Clause, Condition, Motif, Qui, Rangs, Regime, Statut};
use crate::offre::langage::ErreurLangage;
use crate::texte::sans_accent;
use std::ops::Range;
use strsim::damerau_levenshtein;

const CONSEIL: &str = "écrivez par exemple `enfant, 3e et suivants`, `couple`, `dès 2 assurés`, `moins de 20 ans`, `TNS`, `Alsace-Moselle`, `année 1`";

/// Words that can be misspelt.
const MOTS: [&str; 21] = [
    "tous",
    "adhérent",
    "conjoint",
    "couple",
    "adultes",
    "enfant",
    "nouveau-né",
    "socle",
    "famille",
    "assurés",
    "suivants",
    "TNS",
    "créateur",
    "Alsace-Moselle",
    "régime local",
    "année",
    "cumulable",
    "moins",
    "parmi",
    "salarié",
    "isolé",
];

/// One mention.
#[derive(Clone, Copy)]
enum Mention {
    Qui(Qui),
    Rangs(Rangs),
    Ages(u8, u8),
    Parmi(u8),
    Socle,
    Condition(Condition),
    NonCumulable(Motif),
}

/// Reads what follows the effect of a clause, from `debut` on.
pub(super) fn lire_mentions(
    texte: &str,
    debut: usize,
    clause: &mut Clause,
) -> Result<(), ErreurLangage> {
    let reste = texte.get(debut..).unwrap_or_default();
    let blancs = reste.len() - reste.trim_start().len();
    let deux_points = usize::from(reste.trim_start().starts_with(':'));
    let mut place = debut + blancs + deux_points;
    let suite = texte.get(place..).unwrap_or_default();
    if suite.trim().is_empty() {
        let message = "cette clause ne dit pas pour qui".to_owned();
        return Err(erreur(
            0..texte.len(),
            message,
            "écrivez `tous` si elle est pour tous",
        ));
    }
    let mut dits = Dits::default();
    for fragment in suite.split(',') {
        let etendue = etroite(fragment, place);
        place += fragment.len() + 1;
        let mots = mots(fragment);
        let mut mots: &[&str] = &mots.iter().map(String::as_str).collect::<Vec<_>>();
        if mots.is_empty() {
            let message = "il manque des mots entre deux virgules".to_owned();
            return Err(erreur(etendue, message, CONSEIL));
        }
        while !mots.is_empty() {
            let (mentions, suite) = lire_une(mots, fragment, &etendue)?;
            for mention in mentions {
                dits.pose(clause, mention, &etendue)?;
            }
            mots = suite;
        }
    }
    Ok(())
}

/// The place of a fragment without the spaces around it.
fn etroite(fragment: &str, place: usize) -> Range<usize> {
    let debut = place + fragment.len() - fragment.trim_start().len();
    debut..debut + fragment.trim().len()
}

/// Lowercase words without accents, articles nor plural marks; `<20` is two words.
fn mots(fragment: &str) -> Vec<String> {
    let simple = sans_accent(fragment);
    let mut mots = Vec::new();
    for piece in simple.split(|lettre: char| lettre.is_whitespace() || lettre == '\'') {
        let signes = piece.find(|lettre: char| !matches!(lettre, '<' | '>' | '=' | '≥' | '≤'));
        let (signe, mot) = piece.split_at(signes.unwrap_or(piece.len()));
        for mot in [signe, mot] {
            let mot = match mot {
                "moins" | "mois" | "plus" | "tns" | "des" | "tous" | "parmi" => mot,
                autre => autre.strip_suffix('s').unwrap_or(autre),
            };
            if !matches!(
                mot,
                "" | "l" | "le" | "la" | "les" | "de" | "d" | "du" | "avec" | "pour"
            ) {
                mots.push(mot.to_owned());
            }
        }
    }
    mots
}

fn nombre(mot: &str) -> Option<u8> {
    mot.parse::<u8>().ok().filter(|nombre| *nombre <= 127)
}

/// `1er`, `2e`, `3eme`, `troisième`
fn ordinal(mot: &str) -> Option<u8> {
    match mot {
        "premier" | "premiere" => return Some(1),
        "deuxieme" | "second" | "seconde" => return Some(2),
        "troisieme" => return Some(3),
        "quatrieme" => return Some(4),
        _ => {}
    }
    let fin = mot.find(|lettre: char| !lettre.is_ascii_digit())?;
    let (chiffres, suffixe) = mot.split_at(fin);
    let ordinal = matches!(
        suffixe,
        "er" | "re" | "ere" | "e" | "eme" | "ieme" | "nd" | "nde"
    );
    chiffres
        .parse::<u8>()
        .ok()
        .filter(|rang| ordinal && *rang > 0)
}

type Lues<'m> = (Vec<Mention>, &'m [&'m str]);

/// The mention at the beginning of these words, and the words after it.
fn lire_une<'m>(
    mots: &'m [&'m str],
    fragment: &str,
    etendue: &Range<usize>,
) -> Result<Lues<'m>, ErreurLangage> {
    if let Some((mention, suite)) = personnes(mots)
        .or_else(|| condition(mots))
        .or_else(|| ages(mots))
    {
        return Ok((vec![mention], suite));
    }
    if let Some(lues) = rangs(mots) {
        return Ok(lues);
    }
    if let ["des", rang, "assure", ..] = mots
        && let Some(rang) = ordinal(rang)
    {
        let message = format!("« dès le {rang}e assuré » se lit de deux façons");
        let conseil = format!(
            "écrivez `dès {rang} assurés` si toute la famille en profite, `{rang}e assuré et suivants` si eux seuls"
        );
        return Err(erreur(etendue.clone(), message, &conseil));
    }
    let inconnu = mots.first().copied().unwrap_or_default();
    // le mot tel qu’il est écrit
    let ecrits = fragment.split([' ', '\u{a0}', '\'', '’']);
    let ecrit = ecrits
        .into_iter()
        .find(|ecrit| sans_accent(ecrit).starts_with(inconnu));
    let message = format!("« {} » ne se lit pas ici", ecrit.unwrap_or(inconnu));
    Err(match proche(inconnu) {
        Some(mot) => erreur(
            etendue.clone(),
            message,
            &format!("vouliez-vous dire `{mot}` ?"),
        ),
        None => erreur(etendue.clone(), message, CONSEIL),
    })
}

fn proche(mot: &str) -> Option<&'static str> {
    let eloignement = |connu: &str| damerau_levenshtein(mot, &sans_accent(connu));
    let lettres = mot.chars().count();
    MOTS.into_iter()
        .map(|connu| (eloignement(connu), connu))
        .min()
        .filter(|(eloignement, _)| lettres >= 3 && *eloignement <= lettres / 3)
        .map(|(_, connu)| connu)
}

type Lue<'m> = Option<(Mention, &'m [&'m str])>;

fn personnes<'m>(mots: &'m [&'m str]) -> Lue<'m> {
    let (qui, suite) = match mots {
        ["tous", suite @ ..]
        | ["toute", "famille", suite @ ..]
        | ["cotisation", "familiale", suite @ ..] => (Qui::Tous, suite),
        ["adherent" | "isole", suite @ ..] => (Qui::Adherent, suite),
        ["conjoint", suite @ ..] => (Qui::Conjoint, suite),
        ["couple", suite @ ..] => (Qui::Couple, suite),
        ["adulte", suite @ ..] => (Qui::Adultes, suite),
        ["enfant", suite @ ..] => (Qui::Enfants, suite),
        ["nouveau-ne", suite @ ..] | ["nouveau", "ne", suite @ ..] => (Qui::NouveauNe, suite),
        ["socle", suite @ ..] => return Some((Mention::Socle, suite)),
        _ => return None,
    };
    Some((Mention::Qui(qui), suite))
}

fn condition<'m>(mots: &'m [&'m str]) -> Lue<'m> {
    let annees = |de, a| Condition::Annees(Rangs { de, a });
    let (condition, suite) = match mots {
        ["si", "couple", suite @ ..] => (Condition::Couple, suite),
        ["si", "famille", suite @ ..] => (Condition::Famille, suite),
        ["des", combien, "assure" | "personne", suite @ ..] => {
            (Condition::Assures(nombre(combien)?), suite)
        }
        ["des", combien, "enfant", suite @ ..] => {
            (Condition::EnfantsAuMoins(nombre(combien)?), suite)
        }
        ["tns", "createur", suite @ ..] => (Condition::Statut(Statut::TnsCreateur), suite),
        ["tns", suite @ ..] => (Condition::Statut(Statut::Tns), suite),
        ["salarie", suite @ ..] => (Condition::Statut(Statut::Salarie), suite),
        ["alsace-moselle", suite @ ..] | ["regime", "local" | "alsace-moselle", suite @ ..] => {
            (Condition::Regime(Regime::AlsaceMoselle), suite)
        }
        ["regime", "general", suite @ ..] => (Condition::Regime(Regime::General), suite),
        ["annee", de, "a" | "au", a, suite @ ..] => {
            let (de, a) = (annee(de)?, nombre(a)?);
            (annees(de, Some(Some(a).filter(|a| de <= *a)?)), suite)
        }
        ["annee", ">=", de, suite @ ..] | ["annee", de, "et", "suivante" | "plus", suite @ ..] => {
            (annees(annee(de)?, None), suite)
        }
        ["annee", de, suite @ ..] => (annees(annee(de)?, Some(nombre(de)?)), suite),
        ["non", "cumulable", suite @ ..] => return non_cumulable(suite),
        [rang, "annee", suite @ ..] => (annees(ordinal(rang)?, ordinal(rang)), suite),
        _ => return None,
    };
    Some((Mention::Condition(condition), suite))
}

fn annee(mot: &str) -> Option<u8> {
    nombre(mot).filter(|annee| *annee > 0)
}

fn non_cumulable<'m>(mots: &'m [&'m str]) -> Lue<'m> {
    let (motif, suite) = match mots {
        ["tns", "createur", suite @ ..] => (Motif::TnsCreateur, suite),
        ["tns", suite @ ..] => (Motif::Tns, suite),
        ["alsace-moselle", suite @ ..] | ["regime", "local", suite @ ..] => {
            (Motif::AlsaceMoselle, suite)
        }
        ["couple", suite @ ..] => (Motif::Couple, suite),
        ["famille", suite @ ..] => (Motif::Famille, suite),
        _ => return None,
    };
    Some((Mention::NonCumulable(motif), suite))
}

fn ages<'m>(mots: &'m [&'m str]) -> Lue<'m> {
    let (ages, suite) = match mots {
        ["parmi", "moins", age, "an", suite @ ..] => {
            return Some((Mention::Parmi(nombre(age)?), suite));
        }
        ["moins" | "<", age, "an", suite @ ..] => ((0, nombre(age)?.checked_sub(1)?), suite),
        ["jusqu", "a", age, "an", suite @ ..] | ["<=" | "≤", age, "an", suite @ ..] => {
            ((0, nombre(age)?), suite)
        }
        [">=" | "≥", age, "an", suite @ ..] | [age, "an", "et", "plus", suite @ ..] => {
            ((nombre(age)?, 127), suite)
        }
        [de, "a", a, "an", suite @ ..] if nombre(de)? <= nombre(a)? => {
            ((nombre(de)?, nombre(a)?), suite)
        }
        _ => return None,
    };
    Some((Mention::Ages(ages.0, ages.1), suite))
}

/// Ranks, with the people that they number: `3e enfant et suivants`.
fn rangs<'m>(mots: &'m [&'m str]) -> Option<Lues<'m>> {
    let mots = match mots {
        ["a", "partir", suite @ ..] => {
            let (rang, suite) = suite.split_first()?;
            let rangs = Rangs {
                de: ordinal(rang)?,
                a: None,
            };
            return Some(avec_qui(rangs, suite));
        }
        autres => autres,
    };
    let (premier, suite) = mots.split_first()?;
    let de = ordinal(premier)?;
    let (qui, suite) = qui_en_tete(suite);
    let (rangs, suite) = match suite {
        ["et", "suivant", suite @ ..] => (Rangs { de, a: None }, suite),
        // « 1er et 3e » saute le deuxième : ce n’est pas une suite de rangs
        ["et", dernier, suite @ ..] => {
            let a = ordinal(dernier).filter(|a| *a == de.saturating_add(1))?;
            (Rangs { de, a: Some(a) }, suite)
        }
        ["au" | "a", dernier, suite @ ..] => {
            let a = ordinal(dernier).filter(|a| *a > de)?;
            (Rangs { de, a: Some(a) }, suite)
        }
        suite => (Rangs { de, a: Some(de) }, suite),
    };
    match qui {
        Some(qui) => Some((vec![Mention::Qui(qui), Mention::Rangs(rangs)], suite)),
        None => Some(avec_qui(rangs, suite)),
    }
}

fn avec_qui<'m>(rangs: Rangs, suite: &'m [&'m str]) -> Lues<'m> {
    let (qui, suite) = qui_en_tete(suite);
    let mut mentions = vec![Mention::Rangs(rangs)];
    mentions.extend(qui.map(Mention::Qui));
    (mentions, suite)
}

fn qui_en_tete<'m>(mots: &'m [&'m str]) -> (Option<Qui>, &'m [&'m str]) {
    match mots {
        ["enfant", suite @ ..] => (Some(Qui::Enfants), suite),
        ["adulte", suite @ ..] => (Some(Qui::Adultes), suite),
        ["assure" | "personne", suite @ ..] => (Some(Qui::Tous), suite),
        suite => (None, suite),
    }
}

/// What a clause has said already.
#[derive(Default)]
struct Dits {
    qui: bool,
}

impl Dits {
    fn pose(
        &mut self,
        clause: &mut Clause,
        mention: Mention,
        etendue: &Range<usize>,
    ) -> Result<(), ErreurLangage> {
        let cible = &mut clause.cible;
        let libre = match mention {
            Mention::Qui(qui) => {
                let libre = !self.qui || cible.qui == qui;
                (cible.qui, self.qui) = (qui, true);
                libre
            }
            Mention::Rangs(rangs) => cible.rangs.replace(rangs).is_none(),
            Mention::Ages(de, a) => cible.ages.replace((de, a)).is_none(),
            Mention::Parmi(age) => cible.parmi_moins_de.replace(age).is_none(),
            Mention::NonCumulable(motif) => clause.non_cumulable.replace(motif).is_none(),
            Mention::Socle => !std::mem::replace(&mut cible.socle, true),
            Mention::Condition(condition) => {
                let libre = !clause.conditions.contains(&condition);
                clause.conditions.push(condition);
                libre
            }
        };
        if libre {
            return Ok(());
        }
        let message = "cette mention en contredit ou en répète une autre".to_owned();
        Err(erreur(
            etendue.clone(),
            message,
            "une seule de chaque sorte par clause ; écrivez deux clauses",
        ))
    }
}
