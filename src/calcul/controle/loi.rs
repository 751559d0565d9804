//! A contrat responsable against the law: R. 871-2 of the code de la sécurité sociale.

use super::scenes::Scene;
use super::{
    Constats, Paire, Sorte, Temoin, anciennetes, autres_lectures, choix_utiles, compte, ligne_de,
    paire, regler,
};
use crate::calcul::encadrement::{
    ARTICLE_100_SANTE, ARTICLE_AUDIO, ARTICLE_FORFAITS, ARTICLE_MINIMUM_OPTIQUE, ARTICLE_MONTURE,
    ARTICLE_NON_OPTAM, ARTICLE_PLAFOND_OPTIQUE, ARTICLE_TM,
};
use crate::calcul::etape::Quoi;
use crate::calcul::exercice::{Decompte, Detail};
use crate::calcul::lecteur::CleDe;
use crate::calcul::prestation::{Dossiers, Prestation};
use crate::montant::{Centimes, Taux};
use crate::offre::condition::{Axe, Boite, bits_entre};
use crate::offre::langage::{Cellule, Duree, Nombre};
use crate::offre::{Ligne, NatureLigne, Offre};
use crate::reglementation::{Nature, Reglementation, Secteur, Unite};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The points of base that separate at least OPTAM from non OPTAM.
const POINTS: i64 = 20;

/// Settles every scene by every useful choice, with the law and without.
pub(super) fn juger<'a>(
    offre: &'a Offre,
    libre: &Offre,
    reglementation: &Reglementation,
    date: Date,
    scenes: &[Scene],
    constats: &mut Constats<'a>,
) {
    for niveaux in choix_utiles(offre) {
        for anciennete in anciennetes(scenes) {
            let contrats = paire((offre, libre), niveaux, reglementation, date, anciennete);
            let siennes = || {
                scenes
                    .iter()
                    .filter(move |scene| scene.anciennete == anciennete)
            };
            for scene in siennes() {
                scene_jugee(offre, &contrats, scene, &scene.dossiers, constats);
                if compte(&contrats.sans, scene)
                    && let Some(annee) = scene.repetee()
                {
                    scene_jugee(offre, &contrats, scene, &annee, constats);
                }
            }
            for scene in siennes() {
                let optam = scene.secteur == Secteur::NonOptam && scene.haut;
                let autre = siennes().find(|autre| {
                    optam
                        && autre.secteur == Secteur::Optam
                        && autre.id == scene.id
                        && autre.haut
                        && autre.age == scene.age
                });
                if let Some(autre) = autre {
                    ecart_optam(offre, &contrats, (autre, scene), constats);
                }
            }
        }
    }
}

/// The first act that the law pays otherwise than the table, in every reading of it.
fn scene_jugee<'a>(
    offre: &'a Offre,
    contrats: &Paire<'_>,
    scene: &Scene,
    dossiers: &Dossiers,
    constats: &mut Constats<'a>,
) {
    let toutes = BTreeMap::new();
    let Some((rang, paye, attendu)) = ecart(contrats, dossiers, &toutes) else {
        return;
    };
    let (decomptes, lecteur) = regler(dossiers, &contrats.avec, &toutes, Detail::Etapes);
    let Some(lectures) = autres_lectures(&lecteur) else {
        return;
    };
    let plus = attendu > paye;
    if plus && scene.monture_chere {
        return;
    }
    let toujours = lectures.iter().all(|choix| {
        ecart(contrats, dossiers, choix).is_some_and(|(_, paye, attendu)| (attendu > paye) == plus)
    });
    let Some(decompte) = decomptes.get(rang).filter(|_| toujours) else {
        return;
    };
    let sorte = if plus { Sorte::Minimum } else { Sorte::Maximum };
    let article = article(decompte);
    let ligne = ligne_de(offre, decompte);
    let module = ligne.map_or(0, |(module, _)| module);
    let [contrat] = &contrats.avec;
    let Some(niveau) = contrat.choix.niveaux.du_module(module) else {
        return;
    };
    let temoin = Temoin {
        acte: scene.mots_de(decompte, contrat.reglementation),
        prix: decompte.montants.depense,
        rang: if scene.id.is_some() { rang + 1 } else { 1 },
        paye,
        attendu,
        article,
        conseil: conseil(article, attendu, scene),
    };
    constats.ajouter(sorte, ligne, niveau, temoin);
}

/// The first act on which law and table differ: its rank, what the table pays, what the law
/// makes of it.
fn ecart(
    contrats: &Paire<'_>,
    dossiers: &Dossiers,
    choix: &BTreeMap<CleDe, u8>,
) -> Option<(usize, Centimes, Centimes)> {
    let (avec, _) = regler(dossiers, &contrats.avec, choix, Detail::Montants);
    let (sans, _) = regler(dossiers, &contrats.sans, choix, Detail::Montants);
    let couples = avec.iter().zip(&sans).enumerate();
    let mut montants =
        couples.map(|(rang, (avec, sans))| (rang, sans.montants.amc, avec.montants.amc));
    montants.find(|(_, sans, avec)| sans != avec)
}

/// The article that the explanation of a décompte cites.
fn article(decompte: &Decompte) -> &'static str {
    let cites = decompte.etapes.iter().rev();
    cites
        .filter_map(|etape| match etape.quoi {
            Quoi::MaximumLegal(article) | Quoi::MinimumLegal(article) => Some(article),
            _ => None,
        })
        .next()
        // la borne de la monture se dit dans l'équipement
        .unwrap_or(ARTICLE_MONTURE)
}

fn conseil(article: &'static str, attendu: Centimes, scene: &Scene) -> String {
    match article {
        ARTICLE_TM => {
            "écrivez au moins `100 %` ou `TM`, et `puis TM` après un nombre ou un plafond"
                .to_owned()
        }
        ARTICLE_FORFAITS => "écrivez `FR`, sans nombre de jours".to_owned(),
        ARTICLE_100_SANTE => "écrivez `100 % PLV`".to_owned(),
        ARTICLE_MINIMUM_OPTIQUE => {
            "relevez le forfait de l’équipement au minimum légal, ou écrivez `100 % BR`".to_owned()
        }
        ARTICLE_PLAFOND_OPTIQUE => format!("au plus {attendu} par équipement"),
        ARTICLE_MONTURE => {
            "ajoutez la part de la monture : `dont monture 100 €` (150 € avant 2020)".to_owned()
        }
        ARTICLE_AUDIO => "ajoutez à la règle `1 700 € AMO comprise max`".to_owned(),
        ARTICLE_NON_OPTAM => {
            let [bas, haut] = if scene.dossiers.date.year() < 2017 {
                ["125", "225"]
            } else {
                ["100", "200"]
            };
            format!("au plus `TM + {bas} % BR`, soit `{haut} % BR` AMO comprise")
        }
        _ => "ce montant est ramené à la limite légale".to_owned(),
    }
}

/// At least 20 points between what is paid above the tariff of a doctor in the OPTAM and of
/// one who is not, as soon as the latter is paid something.
fn ecart_optam<'a>(
    offre: &'a Offre,
    contrats: &Paire<'_>,
    (optam, non_optam): (&Scene, &Scene),
    constats: &mut Constats<'a>,
) {
    let au_dela = |scene: &Scene| {
        let (decomptes, lecteur) = regler(
            &scene.dossiers,
            &contrats.avec,
            &BTreeMap::new(),
            Detail::Lignes,
        );
        let prestation = scene
            .prestation()
            .filter(|p| p.nature == Nature::Nomenclature);
        let decompte = decomptes.into_iter().next();
        let (Some(prestation), Some(decompte), true) =
            (prestation, decompte, lecteur.vues().is_empty())
        else {
            return None;
        };
        let paye = (decompte.montants.amc - prestation.tm).positif();
        Some((points(paye, prestation), paye, decompte))
    };
    let Some(((points_optam, _, _), (points_non, paye, decompte))) =
        au_dela(optam).zip(au_dela(non_optam))
    else {
        return;
    };
    let Some(prestation) = non_optam.prestation() else {
        return;
    };
    if paye == Centimes::ZERO || points_non + POINTS <= points_optam {
        return;
    }
    let ligne = ligne_de(offre, &decompte);
    let [contrat] = &contrats.avec;
    let niveau = ligne.and_then(|(module, _)| contrat.choix.niveaux.du_module(module));
    let Some(niveau) = niveau else { return };
    let permis = (points_optam - POINTS).max(0);
    let part = Taux::pour_cent(u32::try_from(permis).unwrap_or(0));
    let temoin = Temoin {
        acte: non_optam.acte.clone(),
        prix: decompte.montants.depense,
        rang: 1,
        paye,
        attendu: prestation.base.fois(part),
        article: "R. 871-2, 1° : au moins 20 points de moins qu’un médecin OPTAM",
        conseil: format!(
            "OPTAM va jusqu’à {} % BR : écrivez au plus `{} % BR`, ou relevez OPTAM",
            100 + points_optam,
            100 + permis,
        ),
    };
    constats.ajouter(Sorte::EcartOptam, ligne, niveau, temoin);
}

/// An amount in points of the base, to the nearest: the base is itself in centimes.
fn points(montant: Centimes, prestation: &Prestation) -> i64 {
    let base = prestation.base.valeur().max(1);
    (montant.valeur() * 100 + base / 2) / base
}

/// The levels of a row that renew glasses more often than every two years for an adult
/// (R. 871-2, 3°: one pair by two years, by one year under 16).
#[must_use]
pub fn frequence(ligne: &Ligne, reglementation: &Reglementation) -> Vec<usize> {
    let adulte = Boite::TOUT.avec(Axe::Age, bits_entre(16, 127));
    let optique = ligne.postes.iter().any(|poste| {
        let chemin = &reglementation.postes.poste(*poste).chemin;
        chemin == "optique"
            || ["optique/classe-a", "optique/classe-b", "optique/avant-2020"]
                .iter()
                .any(|debut| chemin.starts_with(debut))
    });
    let seulement_enfant = !ligne.condition.rencontre(&adulte);
    if !optique || ligne.nature != NatureLigne::Garantie || seulement_enfant {
        return Vec::new();
    }
    let trop = |nombre: &Nombre| {
        let equipements = match nombre.unite {
            Unite::Equipement | Unite::Monture => nombre.maximum * 2,
            Unite::Verre => nombre.maximum,
            _ => return false,
        };
        match nombre.duree {
            Some(Duree::Ans(ans)) => equipements > u16::from(ans),
            Some(Duree::Mois(mois)) => equipements * 12 > u16::from(mois),
            _ => false,
        }
    };
    let fautive = |cellule: &Cellule| match cellule {
        Cellule::Lectures(lectures) => lectures.iter().any(|lecture| {
            let nombres = if lecture.regle.nombres.is_empty() {
                &ligne.regle.nombres
            } else {
                &lecture.regle.nombres
            };
            nombres.iter().any(trop)
        }),
        _ => false,
    };
    let niveaux = ligne.cellules.iter().enumerate();
    niveaux
        .filter(|(_, cellule)| fautive(cellule))
        .map(|(niveau, _)| niveau)
        .collect()
}
