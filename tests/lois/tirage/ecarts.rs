//! Differences between the engine and the design that are already known: worlds are kept
//! away from them, each by its own function, to be deleted once the engine is mended.

use super::super::donnees::{DONNEES, centimes};
use super::super::monde::{ContratLu, Monde, QuoiLu, Rang};
use reste_a_charge::montant::Centimes;
use reste_a_charge::offre::NatureLigne;
use reste_a_charge::offre::langage::{Assiette, Cellule, Lecture, Partage, Regle, Rythme, Terme};
use reste_a_charge::reglementation::{PanierSante, Participation, Secteur, Unite};

/// A world away from every known difference.
pub(super) fn sans(mut monde: Monde) -> Monde {
    parcours(&mut monde);
    if let Some(contrat) = &mut monde.contrat {
        ajouts(contrat);
        ordre_des_termes(contrat);
        chacun(contrat);
    }
    au_dela_de_la_limite(&mut monde);
    optique(&mut monde);
    monde
}

/// E1: the path of care, not kept, takes the legal minimum from every act, doctor's or not.
fn parcours(monde: &mut Monde) {
    let concerne = |quoi: &QuoiLu| match quoi {
        QuoiLu::Acte(code, _, _) => {
            let acte = DONNEES.acte(code);
            acte.par_secteur() && acte.participation == Participation::Forfaitaire
        }
        _ => false,
    };
    let tous = monde.age >= 16 && monde.soins.iter().all(|soin| concerne(&soin.quoi));
    if monde.contrat.as_ref().is_some_and(|c| c.responsable) && !tous {
        monde.parcours = true;
    }
}

fn est_un_tm(terme: &Terme) -> bool {
    matches!(
        terme.assiette,
        Assiette::TicketModerateur(_) | Assiette::Amo
    )
}

fn en_bourse(terme: &Terme, regle: &Regle) -> bool {
    let periode = |rythme: &Rythme| matches!(rythme, Rythme::Periode(_));
    let en_euros = matches!(terme.assiette, Assiette::Euros(_) | Assiette::Pmss(_));
    let annuel = match &terme.rythme {
        Some(rythme) => periode(rythme),
        None => regle.rythmes.iter().any(periode),
    };
    en_euros && annuel
}

/// E2: in a sum, a term on top that is paid before a total is taken from it; E9: a purse is
/// used before an amount by act when it is written before it.
fn ordre_des_termes(contrat: &mut ContratLu) {
    let pourcentages = contrat.pourcentages;
    for rang in &mut contrat.rangs {
        let regle = rang.regle.clone();
        let Cellule::Lectures(lectures) = &mut rang.cellule else {
            continue;
        };
        for garantie in lectures {
            garantie.termes.sort_by_key(|terme| {
                if matches!(terme.assiette, Assiette::Reste(_)) {
                    2
                } else {
                    u8::from(en_bourse(terme, &regle))
                }
            });
            if garantie.termes.len() < 2 || garantie.termes.iter().any(est_un_tm) {
                continue;
            }
            for terme in &mut garantie.termes {
                if !en_bourse(terme, &regle) {
                    terme.lecture = None;
                }
            }
            if pourcentages == Lecture::EnPlus && regle.lecture.is_none() {
                garantie.regle.lecture = Some(Lecture::EnPlus);
            }
        }
    }
}

/// E3, E4: `chacun` is one purse by poste of the row; the engine has one by act's poste, and
/// one for all in a ceiling.
fn chacun(contrat: &mut ContratLu) {
    for rang in &mut contrat.rangs {
        let feuille = |poste: &String| {
            !DONNEES
                .postes
                .iter()
                .any(|p| p.starts_with(&format!("{poste}/")))
        };
        let feuilles = rang.postes.iter().all(feuille);
        if rang.regle.partage.is_some() && (rang.nature == NatureLigne::Plafond || !feuilles) {
            rang.regle.partage = Some(Partage::EnCommun);
        }
    }
}

/// E5: a row `en plus` is added to a row that pays nothing, and with its own reading.
fn ajouts(contrat: &mut ContratLu) {
    let bases: Vec<Rang> = contrat
        .rangs
        .iter()
        .filter(|rang| rang.nature == NatureLigne::Garantie)
        .cloned()
        .collect();
    contrat.rangs.retain(|rang| {
        rang.nature != NatureLigne::EnPlus
            || bases
                .iter()
                .filter(|base| base.postes == rang.postes)
                .all(|base| {
                    matches!(&base.cellule, Cellule::Lectures(lectures)
                    if lectures[0].termes.iter().all(|terme| {
                        !en_bourse(terme, &base.regle)
                            && !matches!(terme.assiette, Assiette::Reste(_))
                    }))
                })
    });
    for rang in &mut contrat.rangs {
        let Cellule::Lectures(lectures) = &mut rang.cellule else {
            continue;
        };
        if rang.nature == NatureLigne::EnPlus {
            for garantie in lectures {
                garantie.regle.lecture = Some(Lecture::EnPlus);
                for terme in &mut garantie.termes {
                    terme.lecture = None;
                    if est_un_tm(terme) {
                        terme.assiette = Assiette::Euros(Centimes::euros(10));
                    }
                }
            }
        }
    }
}

/// E6: beyond the price limit of the basket, what exceeds it stays with the patient.
fn au_dela_de_la_limite(monde: &mut Monde) {
    let date = monde.date;
    let limiter = |code: &str, prix: &mut i64| {
        let Some(tarif) = DONNEES.acte(code).tarif(Secteur::Un, date) else {
            return;
        };
        if let (PanierSante::CentPourCent, Some(plv)) = (tarif.panier, tarif.plv) {
            *prix = (*prix).min(centimes(plv).valeur());
        }
    };
    for soin in &mut monde.soins {
        match &mut soin.quoi {
            QuoiLu::Acte(code, _, prix) => limiter(code, prix),
            QuoiLu::Sejour { .. } => {}
            QuoiLu::Lunettes(elements) => {
                elements
                    .iter_mut()
                    .for_each(|(code, prix)| limiter(code, prix));
            }
        }
    }
}

/// E7: glasses before 2020 have legal bounds too; E8: the frame of an equipment seen whole
/// has its legal maximum.
fn optique(monde: &mut Monde) {
    let Some(contrat) = &mut monde.contrat else {
        return;
    };
    for soin in &mut monde.soins {
        if let QuoiLu::Lunettes(elements) = &mut soin.quoi {
            let poste = &DONNEES.acte(&elements[0].0).poste;
            if poste.starts_with("optique/avant-2020") {
                contrat.responsable = false;
            }
            let entier = contrat.rangs.iter().any(|rang| {
                rang.regle
                    .rythmes
                    .contains(&Rythme::Unite(Unite::Equipement))
            });
            if contrat.responsable && entier {
                elements[0].1 = elements[0].1.min(10_000);
            }
        }
    }
}
