//! What a contract does or is: read in its file, or asked; never a silent yes or no.

use super::monde::{Monde, dossiers};
use super::{Constat, Mesure, Question, Verdict};
use crate::cahier::Propriete;
use crate::calcul::bornes::{Bornes, annee_de_soins};
use crate::montant::Centimes;
use crate::offre::langage::Cellule;
use crate::offre::{Choix, NatureLigne};
use crate::panier::{Panier, Prix, Quoi, Soin};
use crate::reglementation::{PosteId, Secteur};

/// The act that a funeral capital pays, and a price above any of them.
const OBSEQUES: (&str, Centimes) = ("obseques", Centimes::new(10_000_000));

pub(super) fn constater(monde: &Monde<'_>, choix: &Choix<'_>, propriete: &Propriete) -> Constat {
    let services = choix.offre.services;
    match propriete {
        Propriete::SansDelai { sauf } => sans_delai(monde, choix, sauf),
        Propriete::TiersPayant => oui_non(
            services.tiers_payant,
            "Le contrat pratique-t-il le tiers payant, et chez qui ?",
        ),
        Propriete::Reseau => oui_non(
            services.reseau,
            "Le contrat donne-t-il accès à un réseau de soins, et lequel ?",
        ),
        Propriete::Responsable => {
            oui_non(choix.offre.responsable, "Le contrat est-il responsable ?")
        }
        Propriete::CapitalObseques { au_moins } => capital(monde, choix, *au_moins),
        Propriete::Question(question) => {
            Constat::a_demander(Mesure::OuiNon(true), question.clone())
        }
    }
}

fn oui_non(dit: Option<bool>, question: &str) -> Constat {
    let cible = Mesure::OuiNon(true);
    match dit {
        Some(true) => Constat::new(Verdict::Oui, Mesure::OuiNon(true), cible),
        Some(false) => Constat::new(Verdict::Non, Mesure::OuiNon(false), cible),
        None => Constat::a_demander(cible, question),
    }
}

/// A row of delay refuses; without one, the table says nothing of delays, unless its header
/// says that there is no other.
fn sans_delai(monde: &Monde<'_>, choix: &Choix<'_>, sauf: &[PosteId]) -> Constat {
    let arbre = &monde.examen.reglementation.postes;
    let admis = |poste: &PosteId| sauf.iter().any(|dessus| arbre.est_sous(*poste, *dessus));
    let lignes = choix.lignes().filter(|choisie| {
        choisie.ligne.nature == NatureLigne::Delai && *choisie.cellule != Cellule::SansObjet
    });
    let refusees = lignes.filter(|choisie| !choisie.ligne.postes.iter().all(admis));
    let details: Vec<String> = refusees
        .map(|choisie| format!("« {} »", choisie.ligne.libelle))
        .collect();
    let dit = if details.is_empty() {
        match choix.offre.services.autres_delais {
            Some(false) => Some(true),
            Some(true) => Some(false),
            None => None,
        }
    } else {
        Some(false)
    };
    Constat {
        details,
        ..oui_non(dit, "Y a-t-il un délai d’attente, et sur quels soins ?")
    }
}

/// What the contract pays for a funeral, whatever its price.
fn capital(monde: &Monde<'_>, choix: &Choix<'_>, au_moins: Centimes) -> Constat {
    let cible = Mesure::Euros(Bornes::seule(au_moins));
    let question = "Quel capital le contrat verse-t-il pour les obsèques ?";
    let (code, prix) = OBSEQUES;
    let examen = monde.examen;
    let tranches = &examen.cahier.tranches.tranches;
    let (Some(acte), Some(tranche)) = (examen.reglementation.acte_de_code(code), tranches.last())
    else {
        return Constat::a_demander(cible, question);
    };
    let panier = Panier {
        id: String::new(),
        libelle: String::new(),
        soins: vec![Soin {
            quoi: Quoi::Acte {
                acte,
                secteur: Secteur::Un,
                prix: Prix::Donne(prix),
                dent: None,
            },
            nombre: 1,
            moment: None,
            ald: false,
        }],
        hypothese: None,
        source: String::new(),
        verifie_le: examen.date,
    };
    let Ok(dossiers) = dossiers(examen, &panier, tranche.age) else {
        return Constat::a_demander(cible, question);
    };
    let contrat = monde.contrat(*choix);
    let annee = annee_de_soins(&dossiers, std::slice::from_ref(&contrat), false);
    let paye = Bornes {
        min: annee.total.depense - annee.rac.max,
        max: annee.total.depense - annee.rac.min,
    };
    let verdict = if paye.min >= au_moins {
        Verdict::Oui
    } else if paye.max < au_moins {
        Verdict::Non
    } else {
        let en_jeu = Some(au_moins - paye.min);
        // tout, ou presque : le contrat n’en dit rien
        let mesure = if paye.max >= prix {
            Mesure::Inconnue
        } else {
            Mesure::Euros(paye)
        };
        return Constat {
            en_jeu,
            questions: vec![Question {
                texte: question.to_owned(),
                en_jeu,
            }],
            ..Constat::new(Verdict::Inconnu, mesure, cible)
        };
    };
    let manque = (au_moins - paye.min).positif();
    Constat {
        ecart: (verdict == Verdict::Non).then(|| Bornes::seule(manque)),
        en_jeu: Some(manque),
        ..Constat::new(verdict, Mesure::Euros(paye), cible)
    }
}
