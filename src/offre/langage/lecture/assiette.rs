//! What a term is a share of, its limits, and how it counts what others pay.

use super::base::{Quantite, amo, est_une_quantite, locution, parmi, quantite, vient_nombre};
use super::echec::{Resultat, refus};
use super::jeton::Jetons;
use crate::montant::Taux;
use crate::offre::langage::{Assiette, Lecture};
use winnow::combinator::{alt, cut_err, fail, opt};
use winnow::prelude::*;

/// What is expected where a term begins.
pub(super) const UN_MONTANT: &str = "un montant (100 % BR, FR, TM, 30 €…)";

/// `limité à …`, `dans la limite de …`.
pub(super) fn limite(entree: &mut Jetons<'_>) -> Resultat<Assiette> {
    parmi([
        ("limite~ a", ()),
        ("dans limite", ()),
        ("limite", ()),
        ("plafonne~ a", ()),
        ("a concurrence", ()),
        ("jusque|jusqu a", ()),
    ])
    .parse_next(entree)?;
    // « dans la limite de 4 séances par an » est un nombre, pas une limite
    if vient_nombre(entree) && !est_une_quantite(entree) {
        return fail.parse_next(entree);
    }
    let debut = *entree;
    match cut_err(assiette.context(UN_MONTANT)).parse_next(entree)? {
        Assiette::Amo => refus(&debut, 1, "« AMO » n’est pas une limite", None),
        limite => Ok(limite),
    }
}

/// What a term is a share of.
pub(super) fn assiette(entree: &mut Jetons<'_>) -> Resultat<Assiette> {
    if vient_nombre(entree) {
        return match quantite(entree)? {
            Quantite::Montant(montant) => Ok(Assiette::Euros(montant)),
            Quantite::Part(taux) => part(entree, taux),
        };
    }
    let debut = *entree;
    if locution("br|brss").parse_next(entree).is_ok() {
        let message = "« BR » seul ne dit pas quelle part";
        return refus(&debut, 1, message, Some("écrivez « 100 % BR » ?"));
    }
    alt((
        frais_reels.value(Assiette::FraisReels(Taux::UN)),
        ticket_moderateur.value(Assiette::TicketModerateur(Taux::UN)),
        prix_limite.value(Assiette::Plv(Taux::UN)),
        amo_seule.value(Assiette::Amo),
    ))
    .parse_next(entree)
}

/// `AMO` as a term, and not the beginning of `AMO comprise`.
fn amo_seule(entree: &mut Jetons<'_>) -> Resultat<()> {
    if lecture(&mut { *entree }).is_ok() {
        return fail.parse_next(entree);
    }
    amo(entree)
}

/// What stands after a percentage.
fn part(entree: &mut Jetons<'_>, taux: Taux) -> Resultat<Assiette> {
    let debut = *entree;
    if locution("sante").parse_next(entree).is_ok() {
        let message = "« 100 % Santé » est un panier, pas un montant";
        return refus(&debut, 1, message, Some("écrivez « 100 % PLV », ou « FR »"));
    }
    if locution("forfait").parse_next(entree).is_ok() {
        if taux == Taux::UN {
            return Ok(Assiette::FraisReels(taux));
        }
        let message = "une part de forfait : le montant du forfait n’est pas dit";
        return refus(&debut, 1, message, Some("écrivez le montant en euros"));
    }
    let mots = parmi([
        ("br|brss|brs|tc|tr|trss", Assiette::Br(taux)),
        ("base remboursement securite sociale", Assiette::Br(taux)),
        ("base remboursement", Assiette::Br(taux)),
        (
            "tarif convention|responsabilite|autorite",
            Assiette::Br(taux),
        ),
        ("reste a charge", Assiette::Reste(taux)),
        ("reste", Assiette::Reste(taux)),
        ("pmss", Assiette::Pmss(taux)),
        ("plafond mensuel securite sociale", Assiette::Pmss(taux)),
    ]);
    let base = alt((
        mots,
        frais_reels.value(Assiette::FraisReels(taux)),
        ticket_moderateur.value(Assiette::TicketModerateur(taux)),
        prix_limite.value(Assiette::Plv(taux)),
    ));
    let base = opt(base).parse_next(entree)?;
    Ok(base.unwrap_or(Assiette::Pourcentage(taux)))
}

fn frais_reels(entree: &mut Jetons<'_>) -> Resultat<()> {
    parmi([
        ("fr", ()),
        ("frais reels", ()),
        ("depense_ reelle_", ()),
        ("depense_", ()),
        ("integral~|integralement|integralite", ()),
    ])
    .parse_next(entree)
}

fn ticket_moderateur(entree: &mut Jetons<'_>) -> Resultat<()> {
    parmi([("tm", ()), ("ticket_ moderateur_", ())]).parse_next(entree)
}

fn prix_limite(entree: &mut Jetons<'_>) -> Resultat<()> {
    parmi([
        ("plv|hlf", ()),
        ("prix limite_ vente", ()),
        ("honoraire_ limite_ facturation", ()),
    ])
    .parse_next(entree)
}

/// `SS`, `le remboursement de la SS`, `RSS`: what the social security pays.
fn sa_part(entree: &mut Jetons<'_>) -> Resultat<()> {
    if locution("mr|rss").parse_next(entree).is_ok() {
        return Ok(());
    }
    opt(locution("remboursement_|part|prestation_")).parse_next(entree)?;
    amo(entree)
}

/// How an amount counts what others pay.
pub(super) fn lecture(entree: &mut Jetons<'_>) -> Resultat<Lecture> {
    let autre_contrat = || {
        parmi([
            ("contrat base|precedent|socle|principal", ()),
            ("socle|base", ()),
        ])
    };
    let compris = || locution("compris~|inclus~");
    alt((
        (amo, locution("et"), autre_contrat(), compris()).value(Lecture::ToutCompris),
        (locution("y compris"), amo, locution("et"), autre_contrat()).value(Lecture::ToutCompris),
        (locution("-|moins"), autre_contrat()).value(Lecture::ToutCompris),
        (sa_part, compris()).value(Lecture::AmoComprise),
        (amo, locution("+ amc|mutuelle|complementaire")).value(Lecture::AmoComprise),
        (
            parmi([
                ("y compris", ()),
                ("-|moins", ()),
                ("sous deduction", ()),
                ("deduction faite", ()),
            ]),
            sa_part,
        )
            .value(Lecture::AmoComprise),
        (locution("en plus|complement|sus"), opt(sa_part)).value(Lecture::EnPlus),
        (locution("hors"), sa_part).value(Lecture::EnPlus),
    ))
    .parse_next(entree)
}
