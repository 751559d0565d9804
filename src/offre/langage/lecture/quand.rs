//! Conditions of rows: a closed vocabulary, `,` for « and », `ou` for « or ».

use super::age::{age, annee};
use super::base::{apres, entier, locution, parmi, vient, vient_nombre};
use super::echec::{Resultat, refus, refus_lu};
use super::jeton::Jetons;
use super::vocabulaire::MOTS_DE_CONDITION;
use crate::offre::condition::{
    Axe, Boite, Condition, Paire, bit_paire, bit_panier, bit_secteur, bit_verre,
};
use crate::offre::langage::Quand;
use crate::reglementation::{PanierSante, Secteur, Verre};
use winnow::combinator::{alt, cut_err, fail, opt};
use winnow::prelude::*;

/// A condition, or `sinon`.
pub(super) fn quand(entree: &mut Jetons<'_>) -> Resultat<Quand> {
    if entree.is_empty() {
        return Ok(Quand::Si(Condition::toujours()));
    }
    let debut = *entree;
    if locution("sinon").parse_next(entree).is_ok() {
        if entree.is_empty() {
            return Ok(Quand::Sinon);
        }
        return refus(&debut, 1, "« sinon » vaut seul, sans autre condition", None);
    }
    let mut boites = vec![ensemble(entree)?];
    while opt(locution("ou")).parse_next(entree)?.is_some() {
        boites.push(cut_err(ensemble).parse_next(entree)?);
    }
    if vient(entree, "et") {
        let conseil = "écrivez « , » pour « et », « ou » pour l’un ou l’autre";
        return refus(
            entree,
            1,
            "« et » peut se lire de deux façons",
            Some(conseil),
        );
    }
    Ok(Quand::Si(Condition::union(boites)))
}

/// Conditions that all hold.
fn ensemble(entree: &mut Jetons<'_>) -> Resultat<Boite> {
    let debut = *entree;
    let mut boite = atome(entree)?;
    while opt(locution(",|;")).parse_next(entree)?.is_some() {
        boite = boite.inter(&cut_err(atome).parse_next(entree)?);
    }
    if boite.est_vide() {
        return refus_lu(&debut, entree, "cette condition n’est jamais remplie", None);
    }
    Ok(boite)
}

fn atome(entree: &mut Jetons<'_>) -> Resultat<Boite> {
    alt((age, annee, paire, dents, contraire, mot, amovible))
        .context("une condition (OPTAM, âge < 16, remboursé, 2 simples, année 1…)")
        .parse_next(entree)
}

/// `non OPTAM`, `hors 100 % Santé`: every other value of the axis.
fn contraire(entree: &mut Jetons<'_>) -> Resultat<Boite> {
    locution("non|hors|sauf").parse_next(entree)?;
    let (axe, valeurs) = cut_err(valeurs).parse_next(entree)?;
    Ok(Boite::TOUT.avec(axe, !valeurs))
}

fn mot(entree: &mut Jetons<'_>) -> Resultat<Boite> {
    let (axe, valeurs) = valeurs(entree)?;
    Ok(Boite::TOUT.avec(axe, valeurs))
}

/// The words that name values of an axis.
fn valeurs(entree: &mut Jetons<'_>) -> Resultat<(Axe, u128)> {
    let un = bit_secteur(Secteur::Un);
    let deux = bit_secteur(Secteur::Optam) | bit_secteur(Secteur::NonOptam);
    let panier = |panier| (Axe::Panier, bit_panier(panier));
    opt(locution("tarif_|panier_")).parse_next(entree)?;
    let mots = parmi(MOTS_DE_CONDITION.map(|mot| (mot.motif, (mot.valeurs)())));
    alt((
        mots,
        secteur.map(|rang| (Axe::Secteur, if rang == 1 { un } else { deux })),
        cent_pour_cent.value(panier(PanierSante::CentPourCent)),
        (locution("verre_"), cut_err(verre))
            .map(|((), verre)| (Axe::Verre, bit_verre(Some(verre)))),
    ))
    .context("une condition (OPTAM, remboursé, ALD, 100 % Santé…)")
    .parse_next(entree)
}

fn secteur(entree: &mut Jetons<'_>) -> Resultat<u16> {
    locution("secteur").parse_next(entree)?;
    cut_err(|entree: &mut Jetons<'_>| entier(entree, 1, 2))
        .context("1 ou 2")
        .parse_next(entree)
}

fn cent_pour_cent(entree: &mut Jetons<'_>) -> Resultat<()> {
    let mut suite = *entree;
    let cent = vient_nombre(&suite) && suite.first().is_some_and(|jeton| jeton.forme == "100");
    suite = apres(&suite);
    if cent && locution("% sante").parse_next(&mut suite).is_ok() {
        *entree = suite;
        return Ok(());
    }
    fail.parse_next(entree)
}

/// `dents visibles`, `dents non visibles`; an act without a tooth is in neither.
fn dents(entree: &mut Jetons<'_>) -> Resultat<Boite> {
    locution("dent_").parse_next(entree)?;
    let visibles = cut_err(parmi([("visible_", 0b010), ("non visible_", 0b100)]))
        .context("« visibles » ou « non visibles »")
        .parse_next(entree)?;
    Ok(Boite::TOUT.avec(Axe::Dent, visibles))
}

fn verre(entree: &mut Jetons<'_>) -> Resultat<Verre> {
    parmi([
        ("simple_", Verre::Simple),
        ("complexe_", Verre::Complexe),
        ("tres complexe_", Verre::TresComplexe),
    ])
    .context("« simple », « complexe » ou « très complexe »")
    .parse_next(entree)
}

/// `2 simples`, `1 simple + 1 complexe`, `complexe + très complexe`.
fn paire(entree: &mut Jetons<'_>) -> Resultat<Boite> {
    let debut = *entree;
    let un_cote = |entree: &mut Jetons<'_>| -> Resultat<(u16, Verre)> {
        let nombre = if vient_nombre(entree) {
            entier(entree, 1, u16::MAX)?
        } else {
            1
        };
        opt(locution("verre_")).parse_next(entree)?;
        Ok((nombre, verre(entree)?))
    };
    if vient(entree, "verre_") {
        return fail.parse_next(entree);
    }
    let (nombre, premier) = un_cote(entree)?;
    let second = if opt(locution("+")).parse_next(entree)?.is_some() {
        let (autre, second) = cut_err(un_cote).parse_next(entree)?;
        (nombre == 1 && autre == 1).then_some(second)
    } else {
        (nombre == 2).then_some(premier)
    };
    let Some(second) = second else {
        let conseil = "écrivez « 2 simples », « 1 simple + 1 complexe »… ou « verre simple »";
        return refus_lu(&debut, entree, "un équipement a deux verres", Some(conseil));
    };
    Ok(Boite::TOUT.avec(Axe::Paire, bit_paire(Some(Paire::de(premier, second)))))
}

fn amovible(entree: &mut Jetons<'_>) -> Resultat<Boite> {
    let debut = *entree;
    locution("amovible_|fixe_").parse_next(entree)?;
    let conseil =
        "écrivez le poste « dentaire/protheses/amovibles » ou « dentaire/protheses/fixes »";
    refus(
        &debut,
        1,
        "ce n’est pas une condition : c’est un poste",
        Some(conseil),
    )
}
