//! What the insurer computed in the sheet `Exemples à chiffrer`, against what its own
//! guarantee table gives.

use crate::calcul::bornes::{AnneeDeSoins, Bornes, annee_de_soins};
use crate::calcul::contrat::Contrat;
use crate::calcul::prestation::preparer;
use crate::catalogue::Catalogue;
use crate::catalogue::import::{EXEMPLES, Exemple, Reponse, TOTAL};
use crate::commandes::cahier::{mots::fourchette, pour_qui};
use crate::commandes::phrases;
use crate::montant::Centimes;
use crate::offre::{Choix, Offre};
use crate::panier::Panier;
use crate::panier::devis::decrire;
use crate::rendu::{Bloc, Cellule, Colonne, Ligne, Tableau};
use crate::texte::jour;
use jiff::civil::Date;

/// A figure of the insurer beside that of the calculation.
struct Ecart<'e> {
    exemple: &'e Exemple,
    reponse: &'e Reponse,
    calcule: Bornes,
}

impl Ecart<'_> {
    /// What the insurer says above the calculation, or below it; nothing within its bounds.
    fn montant(&self) -> Centimes {
        let dit = self.reponse.reste;
        if dit > self.calcule.max {
            dit - self.calcule.max
        } else if dit < self.calcule.min {
            dit - self.calcule.min
        } else {
            Centimes::ZERO
        }
    }
}

/// The figures of an insurer, compared with the calculation.
pub(super) struct Comparaison<'e> {
    date: Date,
    accords: usize,
    ecarts: Vec<Ecart<'e>>,
    /// Cells that nothing could be compared with, and why.
    incomparables: Vec<String>,
}

/// Compares each figure, on a day when the offer may be taken.
pub(super) fn comparer<'e>(
    catalogue: &Catalogue,
    offre: &Offre,
    exemples: &'e [Exemple],
    aujourd_hui: Date,
) -> Comparaison<'e> {
    let fin = offre.validite.au.unwrap_or(Date::MAX);
    let mut comparaison = Comparaison {
        date: aujourd_hui.clamp(offre.validite.du, fin.max(offre.validite.du)),
        accords: 0,
        ecarts: Vec::new(),
        incomparables: Vec::new(),
    };
    for exemple in exemples {
        for reponse in &exemple.reponses {
            match calculer(catalogue, offre, exemple, reponse, comparaison.date) {
                Err(raison) => {
                    let incomparables = &mut comparaison.incomparables;
                    incomparables.push(format!("{} : {raison}", reponse.adresse));
                }
                Ok(calcule) => {
                    let ecart = Ecart {
                        exemple,
                        reponse,
                        calcule,
                    };
                    if ecart.montant() == Centimes::ZERO {
                        comparaison.accords += 1;
                    } else {
                        comparaison.ecarts.push(ecart);
                    }
                }
            }
        }
    }
    comparaison
}

/// What the table leaves to pay on a row, for the level of an answer.
fn calculer(
    catalogue: &Catalogue,
    offre: &Offre,
    exemple: &Exemple,
    reponse: &Reponse,
    date: Date,
) -> Result<Bornes, String> {
    let reglementation = &catalogue.reglementation;
    let mut paniers = catalogue.paniers.iter();
    let panier = paniers
        .find(|panier| panier.libelle == exemple.panier)
        .ok_or_else(|| format!("le panier « {} » n’est pas connu", exemple.panier))?;
    let patient = pour_qui::lire(&exemple.qui)
        .ok_or_else(|| format!("« {} » ne dit pas d’âge", exemple.qui))?;
    let choix = Choix::de(offre)
        .find(|choix| choix.nom_niveau() == reponse.niveau)
        .ok_or_else(|| format!("le niveau « {} » n’est pas connu", reponse.niveau))?;
    let dossiers = preparer(reglementation, panier, patient, date, false)
        .map_err(|erreur| erreur.to_string())?;
    let contrat = Contrat::new(choix, reglementation, date, 0);
    let annee = annee_de_soins(&dossiers, std::slice::from_ref(&contrat), false);
    if exemple.soin == TOTAL {
        return Ok(annee.rac);
    }
    let decrits = |panier: &Panier| -> Vec<String> {
        let soins = panier.soins.iter();
        soins
            .map(|soin| decrire(soin, reglementation, date))
            .collect()
    };
    let mut memes = decrits(panier)
        .into_iter()
        .enumerate()
        .filter(|(_, decrit)| *decrit == exemple.soin);
    let (rang, _) = memes.nth(exemple.rang).ok_or_else(|| {
        format!(
            "« {} » n’est plus, au {}, un soin de ce panier (son prix a pu changer)",
            exemple.soin,
            jour(date)
        )
    })?;
    de_la_ligne(&annee, rang).ok_or_else(|| "ce soin ne se calcule pas seul".to_owned())
}

fn de_la_ligne(annee: &AnneeDeSoins, rang: usize) -> Option<Bornes> {
    let mut lignes = annee.lignes.iter();
    lignes.find(|ligne| ligne.ligne == rang).map(|l| l.rac)
}

impl Comparaison<'_> {
    /// Whether a figure of the insurer is not that of its table.
    pub(super) fn a_un_ecart(&self) -> bool {
        !self.ecarts.is_empty()
    }

    /// What people read; nothing when no example was answered.
    pub(super) fn blocs(&self) -> Vec<Bloc> {
        let comparees = self.accords + self.ecarts.len();
        let mut blocs = Vec::new();
        if comparees > 0 {
            blocs.push(Bloc::Paragraphe(format!(
                "Exemples chiffrés par l’assureur, calculés ici au {} d’après ses garanties : {} sur {}.",
                jour(self.date),
                phrases::compte(self.accords, "accord au centime", "accords au centime"),
                phrases::compte(comparees, "réponse", "réponses"),
            )));
        }
        if self.a_un_ecart() {
            blocs.push(Bloc::Titre(format!(
                "Attention : {} dans la feuille « {EXEMPLES} »",
                phrases::compte(self.ecarts.len(), "écart", "écarts")
            )));
            blocs.push(Bloc::Tableau(self.tableau()));
            blocs.push(Bloc::Paragraphe(
                "L’assureur et le calcul ne disent pas la même chose : ou une garantie de la grille est à relire, ou son exemple est faux. À lui demander ; l’offre est écrite telle qu’il l’a remplie.".to_owned(),
            ));
        }
        if !self.incomparables.is_empty() {
            blocs.push(Bloc::Paragraphe("Réponses non comparées :".to_owned()));
            blocs.push(Bloc::Liste(self.incomparables.clone()));
        }
        blocs
    }

    fn tableau(&self) -> Tableau {
        let lignes = self.ecarts.iter().map(|ecart| {
            let exemple = ecart.exemple;
            Ligne::normale(vec![
                Cellule::Texte(ecart.reponse.case().to_owned()),
                Cellule::Texte(format!(
                    "{}, {} : {}",
                    ecart.reponse.niveau, exemple.qui, exemple.soin
                )),
                Cellule::Montant(ecart.reponse.reste),
                Cellule::Texte(fourchette(ecart.calcule)),
                Cellule::Montant(ecart.montant()),
            ])
        });
        Tableau {
            colonnes: vec![
                Colonne::gauche("Case"),
                Colonne::gauche("Ce qui reste à payer"),
                Colonne::droite("L’assureur"),
                Colonne::droite("Le calcul"),
                Colonne::droite("Écart"),
            ],
            lignes: lignes.collect(),
        }
    }
}
