//! The words of a requirement.

use crate::cahier::{Demande, Exigence, Famille, Propriete, RegleDeCotisation};
use crate::calcul::bornes::Bornes;
use crate::calcul::conformite::{Mesure, Points, Verdict};
use crate::commandes::phrases;
use crate::montant::Taux;
use crate::reglementation::Reglementation;
use crate::texte::enumerer;

/// What a requirement asks, in a few words: « au plus 50,00 € par an ».
pub(super) fn cible(exigence: &Exigence, reglementation: &Reglementation) -> String {
    match &exigence.demande {
        Demande::Garantie(ligne) => {
            let cellule = ligne.cellules.first().map(ToString::to_string);
            let mut dite = format!("au moins {}", cellule.unwrap_or_default());
            if !ligne.regle_ecrite.is_empty() {
                dite.push_str(&format!(", {}", ligne.regle));
            }
            dite
        }
        Demande::Reste { au_plus, .. } => format!("au plus {au_plus} par an"),
        Demande::Cotisation(regle) => cotisation(regle),
        Demande::Propriete(propriete) => self::propriete(propriete, reglementation),
    }
}

fn cotisation(regle: &RegleDeCotisation) -> String {
    match regle {
        RegleDeCotisation::AuPlus { au_plus, .. } => format!("au plus {au_plus} par mois"),
        RegleDeCotisation::MoinsChere { .. } => "la moins chère".to_owned(),
        RegleDeCotisation::TarifsFixes => "un prix par tranche".to_owned(),
        RegleDeCotisation::EcartMax(taux) => format!("au plus {}", fois(*taux)),
        RegleDeCotisation::Reduction(famille) => {
            format!("une réduction {}", pour(*famille))
        }
    }
}

/// « × 2,5 »; a number of times that is not whole in hundredths is said above, so that a
/// refusal shows.
pub(super) fn fois(taux: Taux) -> String {
    if taux == Taux::millioniemes(u32::MAX) {
        return "une tranche gratuite".to_owned();
    }
    format!(
        "×\u{a0}{}",
        centiemes(u64::from(taux.valeur()).div_ceil(10_000))
    )
}

/// « pour un couple »
pub(super) fn pour(famille: Famille) -> &'static str {
    match famille {
        Famille::Couple => "pour un couple",
        Famille::Famille => "pour une famille",
        Famille::Monoparentale => "pour un parent seul",
    }
}

fn propriete(propriete: &Propriete, reglementation: &Reglementation) -> String {
    match propriete {
        Propriete::SansDelai { sauf } if sauf.is_empty() => "aucun délai d’attente".to_owned(),
        Propriete::SansDelai { sauf } => {
            let postes = sauf.iter().map(|poste| {
                let poste = reglementation.postes.poste(*poste);
                poste.libelle.to_lowercase()
            });
            let postes: Vec<String> = postes.collect();
            format!("aucun délai d’attente, sauf {}", enumerer(&postes, "et"))
        }
        Propriete::TiersPayant => "tiers payant".to_owned(),
        Propriete::Reseau => "un réseau de soins".to_owned(),
        Propriete::Responsable => "contrat responsable".to_owned(),
        Propriete::CapitalObseques { au_moins } => format!("un capital d’au moins {au_moins}"),
        Propriete::Question(_) => "à demander".to_owned(),
    }
}

/// The word of a verdict.
pub(super) const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Oui => "oui",
        Verdict::Non => "non",
        Verdict::Inconnu => "?",
        Verdict::NonMesurable => "n. m.",
    }
}

/// What was measured, for people.
pub(super) fn mesure(mesure: Mesure) -> String {
    match mesure {
        Mesure::Euros(bornes) => fourchette(bornes),
        Mesure::ParMois(bornes) => format!("{} par mois", fourchette(bornes)),
        Mesure::Sur(min, max, sur) if min == max => format!("{min} sur {sur}"),
        Mesure::Sur(min, max, sur) => format!("{min} à {max} sur {sur}"),
        Mesure::Tarifs(nombre) => phrases::compte(nombre, "prix", "prix"),
        Mesure::Fois(min, max) if fois(min) == fois(max) => fois(min),
        Mesure::Fois(min, max) => format!("{} à {}", fois(min), fois(max)),
        Mesure::OuiNon(true) => "oui".to_owned(),
        Mesure::OuiNon(false) => "non".to_owned(),
        Mesure::Inconnue => "non dit".to_owned(),
        Mesure::NonMesurable => "non mesurable".to_owned(),
    }
}

/// « 12,00 à 15,00 € »
pub(in crate::commandes) fn fourchette(bornes: Bornes) -> String {
    if bornes.min == bornes.max {
        return bornes.max.to_string();
    }
    let min = bornes.min.to_string();
    format!("{} à {}", min.trim_end_matches("\u{a0}€"), bornes.max)
}

/// « 41 sur 86 », « 41,5 à 55 sur 86 »: what is unknown scores nothing, then everything.
pub(super) fn points(points: Points) -> String {
    let (min, max) = (centiemes(points.min), centiemes(points.max));
    let obtenus = if min == max {
        min
    } else {
        format!("{min} à {max}")
    };
    format!("{obtenus} sur {}", centiemes(points.sur))
}

/// Hundredths, without useless zeros: « 41,5 ».
fn centiemes(centiemes: u64) -> String {
    let (entier, reste) = (centiemes / 100, centiemes % 100);
    match reste {
        0 => entier.to_string(),
        reste if reste % 10 == 0 => format!("{entier},{}", reste / 10),
        reste => format!("{entier},{reste:02}"),
    }
}
