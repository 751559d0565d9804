//! Rows that never serve, and acts that no row covers.

use super::{Greffe, Question};
use crate::catalogue::Code;
use crate::catalogue::offres::couverture::domaine;
use crate::offre::condition::Condition;
use crate::offre::langage::Cellule;
use crate::offre::{Ligne, Module, NatureLigne, Offre};
use crate::reglementation::{PosteId, Reglementation};
use std::collections::BTreeSet;

/// Beyond, postes are only counted.
const POSTES_MAX: usize = 8;

/// An act that can be done while the offer is in force.
struct ActeVivant {
    poste: PosteId,
    domaine: Condition,
}

fn actes(offre: &Offre, reglementation: &Reglementation) -> Vec<ActeVivant> {
    let actes = reglementation.actes().map(|(_, acte)| ActeVivant {
        poste: acte.poste,
        domaine: domaine(acte, offre.validite, reglementation),
    });
    actes.filter(|acte| !acte.domaine.est_vide()).collect()
}

/// Why a row never serves.
enum Jamais {
    SansActe,
    Condition,
    Prise,
}

/// Rows that no act takes: none hangs below them, or narrower rows take them all.
pub(super) fn jamais_prises<'a>(
    offre: &'a Offre,
    reglementation: &Reglementation,
    greffe: &mut Greffe<'a>,
) {
    let actes = actes(offre, reglementation);
    for module in &offre.modules {
        for ligne in &module.lignes {
            let muette = ligne
                .cellules
                .iter()
                .all(|cellule| *cellule == Cellule::SansObjet);
            // une ligne imprimée sans rien dire est recopiée telle quelle
            if muette {
                continue;
            }
            let Some(jamais) = jamais(module, ligne, &actes, reglementation) else {
                continue;
            };
            let question = Question {
                code: Code::LigneJamaisPrise,
                ligne: Some(ligne),
                niveaux: &[],
                module,
            };
            greffe.demander(&question, |_| {
                let (message, conseil) = match jamais {
                    Jamais::SansActe => (
                        "cette ligne ne sert jamais : aucun acte connu ne dépend de son poste",
                        "vérifiez le poste (« rac liste actes ») ; si l’outil ne connaît pas encore cet acte, dites-le dans `[[admis]]`",
                    ),
                    Jamais::Condition => (
                        "cette ligne ne sert jamais : aucun acte de son poste n’est dans ces cas",
                        "vérifiez le poste et la colonne `quand`",
                    ),
                    Jamais::Prise => (
                        "cette ligne ne sert jamais : des lignes plus précises prennent tous ses cas",
                        "retirez-la, ou vérifiez la colonne `quand` et le poste",
                    ),
                };
                (message.to_owned(), Some(conseil.to_owned()))
            });
        }
    }
}

/// Why a row takes no act; none when it takes one.
fn jamais(
    module: &Module,
    ligne: &Ligne,
    actes: &[ActeVivant],
    reglementation: &Reglementation,
) -> Option<Jamais> {
    let arbre = &reglementation.postes;
    let dessous: Vec<&ActeVivant> = actes
        .iter()
        .filter(|acte| {
            arbre
                .lignee(acte.poste)
                .any(|noeud| ligne.postes.contains(&noeud))
        })
        .collect();
    if dessous.is_empty() {
        return Some(Jamais::SansActe);
    }
    let possibles: Vec<(&ActeVivant, Condition)> = dessous
        .into_iter()
        .map(|acte| (acte, acte.domaine.et(&ligne.condition)))
        .filter(|(_, cas)| !cas.est_vide())
        .collect();
    if possibles.is_empty() {
        return Some(Jamais::Condition);
    }
    if ligne.nature != NatureLigne::Garantie || ligne.regle.minimum {
        return None;
    }
    let niveaux = ligne.cellules.iter().enumerate();
    let parle = niveaux.filter(|(_, cellule)| **cellule != Cellule::SansObjet);
    let prise = |niveau: usize| {
        let voisines: Vec<&Ligne> = module
            .lignes
            .iter()
            .filter(|autre| {
                let parle = autre
                    .cellules
                    .get(niveau)
                    .is_some_and(|cellule| *cellule != Cellule::SansObjet);
                parle && autre.nature == NatureLigne::Garantie && !autre.regle.minimum
            })
            .collect();
        possibles
            .iter()
            .any(|(acte, cas)| revient(ligne, acte.poste, cas, &voisines, reglementation))
    };
    let sert = parle.into_iter().any(|(niveau, _)| prise(niveau));
    (!sert).then_some(Jamais::Prise)
}

/// Whether some case of an act comes to a row, past the nearer and the narrower ones.
fn revient(
    ligne: &Ligne,
    poste: PosteId,
    cas: &Condition,
    voisines: &[&Ligne],
    reglementation: &Reglementation,
) -> bool {
    let noeud = reglementation
        .postes
        .lignee(poste)
        .find(|noeud| voisines.iter().any(|autre| autre.postes.contains(noeud)));
    let Some(noeud) = noeud.filter(|noeud| ligne.postes.contains(noeud)) else {
        return false;
    };
    let precises = voisines
        .iter()
        .filter(|autre| autre.postes.contains(&noeud) && autre.precision > ligne.precision);
    let reste = precises.fold(cas.clone(), |reste, autre| reste.sauf(&autre.condition));
    !reste.est_vide()
}

/// Acts of a contract known whole that no row covers, by poste: one question by contract.
pub(super) fn sans_garantie<'a>(
    offre: &'a Offre,
    reglementation: &Reglementation,
    greffe: &mut Greffe<'a>,
) {
    let Some(module) = offre.modules.first().filter(|_| offre.complet) else {
        return;
    };
    let arbre = &reglementation.postes;
    let garanties: Vec<&Ligne> = offre
        .modules
        .iter()
        .flat_map(|module| &module.lignes)
        .filter(|ligne| ligne.nature == NatureLigne::Garantie)
        .collect();
    let couvert = |poste: PosteId| {
        arbre
            .lignee(poste)
            .any(|noeud| garanties.iter().any(|ligne| ligne.postes.contains(&noeud)))
    };
    let mut postes: BTreeSet<PosteId> = BTreeSet::new();
    let mut combien = 0_usize;
    for acte in actes(offre, reglementation) {
        if !couvert(acte.poste) {
            postes.insert(acte.poste);
            combien += 1;
        }
    }
    if postes.is_empty() {
        return;
    }
    let noms: Vec<&str> = postes
        .iter()
        .map(|poste| arbre.poste(*poste).chemin.as_str())
        .collect();
    let question = Question {
        code: Code::GarantieAbsente,
        ligne: None,
        niveaux: &[],
        module,
    };
    greffe.demander(&question, |_| {
        let actes = if combien == 1 { "un acte n’a".to_owned() } else { format!("{combien} actes n’ont") };
        let message = format!(
            "le contrat est dit complet et {actes} aucune ligne, donc rien : {}",
            abrege(&noms)
        );
        let conseil = "si le tableau n’en dit rien, est-ce bien non couvert ? sinon `complet = false`, ou une ligne de plus";
        (message, Some(conseil.to_owned()))
    });
}

/// The first postes, and how many others.
fn abrege(noms: &[&str]) -> String {
    let dits: Vec<&str> = noms.iter().take(POSTES_MAX).copied().collect();
    match noms.len() - dits.len() {
        0 => dits.join(", "),
        1 => format!("{} et un autre poste", dits.join(", ")),
        reste => format!("{} et {reste} autres postes", dits.join(", ")),
    }
}
