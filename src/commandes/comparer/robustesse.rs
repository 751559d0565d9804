//! How often each offer comes first when prices and numbers vary.

use super::Comparaison;
use crate::calcul::robustesse::Reglage;
use crate::commandes::Refus;
use crate::commandes::options::Comparer;
use crate::commandes::phrases::compte;
use crate::montant::{Taux, lire_taux};
use crate::rendu::{Bloc, Cellule, Colonne, Ligne, Tableau};

/// More would not say more, and would make people wait.
const TIRAGES_MAX: u32 = 10_000;

/// How prices and numbers vary, when the options ask for it.
pub(super) fn lire(options: &Comparer) -> Result<Option<Reglage>, Refus> {
    let Some(tirages) = &options.robustesse else {
        return Ok(None);
    };
    let lus = tirages.parse::<u32>().ok();
    let lus = lus.filter(|lus| (1..=TIRAGES_MAX).contains(lus));
    let tirages = lus.ok_or_else(|| {
        Refus::new(format!(
            "--robustesse : « {tirages} » n’est pas un nombre de tirages de 1 à 10 000 ; écrivez par exemple --robustesse 200"
        ))
    })?;
    let graine = options.graine.parse::<u64>().map_err(|_| {
        Refus::new(format!(
            "--graine : « {} » n’est pas un nombre entier ; écrivez par exemple --graine 1",
            options.graine
        ))
    })?;
    let ecart = lire_taux(&options.ecart).ok();
    let ecart = ecart.filter(|ecart| *ecart > Taux::ZERO && *ecart < Taux::UN);
    let ecart = ecart.ok_or_else(|| {
        Refus::new(format!(
            "--ecart : « {} » n’est pas un écart de plus de 0 et de moins de 100 % ; écrivez par exemple --ecart 20",
            options.ecart
        ))
    })?;
    Ok(Some(Reglage {
        tirages,
        graine,
        ecart,
    }))
}

/// The offers shown, each with the draws that it wins.
pub(super) fn blocs(comparaison: &Comparaison<'_>, maximum: usize) -> Vec<Bloc> {
    let Some(robustesse) = &comparaison.robustesse else {
        return Vec::new();
    };
    let Reglage {
        tirages,
        graine,
        ecart,
    } = robustesse.reglage;
    let candidats = comparaison.classement.candidats.iter();
    let connues = candidats.zip(&robustesse.frequences);
    let lignes = connues.filter_map(|(candidat, frequence)| {
        let frequence = (*frequence)?;
        let fois = |nombre: u32| Cellule::Texte(format!("{nombre} fois"));
        Some(Ligne::normale(vec![
            Cellule::Texte(candidat.rang?.to_string()),
            Cellule::Texte(candidat.choix.nom()),
            fois(frequence.premiere),
            fois(frequence.trois_premieres),
        ]))
    });
    let tirages = compte(
        usize::try_from(tirages).unwrap_or(usize::MAX),
        "tirage",
        "tirages",
    );
    vec![
        Bloc::Titre(format!(
            "Si les prix et les nombres de soins changent : {tirages}"
        )),
        Bloc::Tableau(Tableau {
            colonnes: vec![
                Colonne::droite(""),
                Colonne::gauche("Offre"),
                Colonne::droite("Première"),
                Colonne::droite("Parmi les 3 premières"),
            ],
            lignes: lignes.take(maximum).collect(),
        }),
        Bloc::Paragraphe(format!(
            "Tirés au hasard, de {ecart} au plus en plus ou en moins (graine {graine} : la même redonne les mêmes) ; les prix fixés par la loi ne bougent pas, ni les cotisations. Deux offres à égalité sont premières ensemble."
        )),
    ]
}
