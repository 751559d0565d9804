//! The words of a requirement.

use crate::cahier::{Demande, Exigence, Famille, Propriete, RegleDeCotisation};
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

/// « × 2,5 »
pub(super) fn fois(taux: crate::montant::Taux) -> String {
    let centiemes = (u64::from(taux.valeur()) + 5_000) / 10_000;
    let (entier, reste) = (centiemes / 100, centiemes % 100);
    let virgule = match reste {
        0 => String::new(),
        reste if reste % 10 == 0 => format!(",{}", reste / 10),
        reste => format!(",{reste:02}"),
    };
    format!("×\u{a0}{entier}{virgule}")
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
