//! What a year of care holds that the social security may not pay as it is computed here:
//! said beside the figures, line by line, the same for a screen and for a batch.

use crate::calcul::{Drapeau, Drapeaux};
use crate::panier::{Quoi, Soin};
use crate::reglementation::{ActeId, Reglementation, Unite};

/// The flags that come from the lines of care themselves, not from one act alone.
const DES_LIGNES: [Drapeau; 2] = [Drapeau::AgeDeLActe, Drapeau::EquipementEnDouble];

/// Whether a flag comes from the lines of care themselves.
pub(in crate::calcul) fn est_d_une_ligne(drapeau: Drapeau) -> bool {
    DES_LIGNES.contains(&drapeau)
}

/// The doubts on each line of care of someone of this age.
pub(in crate::calcul) fn doutes(
    reglementation: &Reglementation,
    soins: &[Soin],
    age: u8,
) -> Vec<Drapeaux> {
    let combien = |voulu: fn(&Reglementation, &Soin) -> bool| -> u64 {
        let concernes = soins.iter().filter(|soin| voulu(reglementation, soin));
        concernes.map(|soin| u64::from(soin.nombre)).sum()
    };
    // une personne a une paire et deux oreilles ; leurs délais de renouvellement passent l’année
    let paires_en_trop = combien(paire) > 1;
    let aides_en_trop = combien(aide) > 2;
    let de_la_ligne = |soin: &Soin| {
        let hors_age = actes(soin).any(|acte| {
            let (de, a) = reglementation.acte(acte).ages;
            !(de..=a).contains(&age)
        });
        let double = (paires_en_trop && paire(reglementation, soin))
            || (aides_en_trop && aide(reglementation, soin));
        [
            hors_age.then_some(Drapeau::AgeDeLActe),
            double.then_some(Drapeau::EquipementEnDouble),
        ]
        .into_iter()
        .flatten()
        .collect()
    };
    soins.iter().map(de_la_ligne).collect()
}

fn paire(_: &Reglementation, soin: &Soin) -> bool {
    matches!(soin.quoi, Quoi::Lunettes(_))
}

fn aide(reglementation: &Reglementation, soin: &Soin) -> bool {
    matches!(soin.quoi, Quoi::Acte { acte, .. } if reglementation.acte(acte).unite == Unite::Oreille)
}

/// The acts written on a line: a stay has its own, at any age.
fn actes(soin: &Soin) -> impl Iterator<Item = ActeId> {
    let (seul, trois) = match &soin.quoi {
        Quoi::Acte { acte, .. } => (Some(*acte), None),
        Quoi::Lunettes(lunettes) => {
            let [un, autre] = lunettes.verres;
            (
                None,
                Some([lunettes.monture, un, autre].map(|element| element.acte)),
            )
        }
        Quoi::Sejour(_) => (None, None),
    };
    seul.into_iter().chain(trois.into_iter().flatten())
}
