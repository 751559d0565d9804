//! The steps of the social security, told to people.

use super::{Prestation, RaisonTaux};
use crate::calcul::etape::{Etape, Quoi};
use crate::montant::Centimes;
use crate::reglementation::{Nature, Parametre, Participation, Reglementation, Tarif};
use jiff::civil::Date;

/// The steps of the social security, with rule and source.
pub(super) fn etapes(
    prestation: &Prestation,
    tarif: &Tarif,
    local: Option<&Parametre>,
    reglementation: &Reglementation,
    date: Date,
) -> Vec<Etape> {
    let mut etapes = vec![Etape::new(
        Quoi::Depense(prestation.origine_prix.clone()),
        prestation.depense,
    )];
    let source = Some(&tarif.provenance);
    if prestation.nature == Nature::HorsNomenclature {
        etapes.push(Etape::sourcee(
            Quoi::HorsNomenclature,
            Centimes::ZERO,
            source,
        ));
        return etapes;
    }
    etapes.push(Etape::sourcee(
        Quoi::Base(tarif.base),
        prestation.base,
        source,
    ));
    let parametre = |nom: &str| {
        reglementation
            .parametres
            .au(nom, date)
            .map(|p| &p.provenance)
    };
    let (taux, raison) = (prestation.taux, prestation.raison_taux);
    let quoi = Quoi::Amo(taux, raison);
    let local = local.filter(|_| raison == RaisonTaux::RegimeLocal);
    etapes.push(match local {
        Some(local) => Etape::sourcee(quoi, prestation.amo_brut, Some(&local.provenance)),
        // le doute sur le tarif est dit une fois, à la base
        None => Etape {
            doute: None,
            ..Etape::sourcee(quoi, prestation.amo_brut, source)
        },
    });
    if prestation.majoration > Centimes::ZERO {
        let provenance = parametre("majoration.hors-parcours");
        etapes.push(Etape::sourcee(
            Quoi::Majoration,
            prestation.majoration,
            provenance,
        ));
    }
    if prestation.participation > Centimes::ZERO {
        let provenance = parametre("participation-forfaitaire.montant");
        etapes.push(Etape::sourcee(
            Quoi::Participation,
            prestation.participation,
            provenance,
        ));
    }
    if prestation.franchise > Centimes::ZERO {
        let nom = match reglementation.acte(prestation.acte).participation {
            Participation::FranchiseTransport => "franchise.transport",
            Participation::FranchiseParamedicale => "franchise.paramedical",
            _ => "franchise.boite",
        };
        etapes.push(Etape::sourcee(
            Quoi::Franchise,
            prestation.franchise,
            parametre(nom),
        ));
    }
    etapes.push(Etape::new(Quoi::TicketModerateur, prestation.tm));
    etapes
}
