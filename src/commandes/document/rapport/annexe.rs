//! Every figure of the report, for those who want to check, and the same for machines.

use super::bande::Bande;
use super::{CLASSEES, Vue};
use crate::calcul::bornes::Bornes;
use crate::calcul::classement::Candidat;
use crate::rendu::{Bloc, Cellule, Colonne, Jeu, Ligne, Tableau, Valeur};
use crate::texte::majuscule;

pub(super) fn blocs(vue: &Vue<'_>) -> Vec<Bloc> {
    let mut blocs = vec![Bloc::Titre("Annexe : tous les chiffres".to_owned())];
    for bande in &vue.bandes {
        let libelle = majuscule(&bande.tranche.libelle);
        if bande.principale.classes().count() > CLASSEES {
            let (tableau, notes) = bande.principale.tableau(usize::MAX);
            blocs.push(Bloc::SousTitre(format!("{libelle} : le classement entier")));
            blocs.push(Bloc::Tableau(tableau));
            blocs.extend(notes);
        }
        blocs.push(Bloc::SousTitre(format!(
            "{libelle} : qui paie quoi, offre par offre"
        )));
        blocs.push(Bloc::Tableau(partage(bande)));
        blocs.push(Bloc::SousTitre(format!(
            "{libelle} : ce qui reste à payer selon les soins"
        )));
        blocs.push(Bloc::Tableau(selon_les_soins(bande)));
    }
    blocs
}

/// Every offer on the basket that ranks, without a rank when its premium is unknown.
fn partage(bande: &Bande<'_>) -> Tableau {
    let ligne = |candidat: &Candidat<'_>| {
        let total = &candidat.annee.total;
        let prime = candidat.prime.ok();
        let Bornes { min, max } = candidat.annee.rac;
        Ligne::normale(vec![
            Cellule::Texte(candidat.choix.nom()),
            prime.map_or(Cellule::Texte("non publiée".to_owned()), |prime| {
                Cellule::Fourchette(prime.min, prime.max)
            }),
            Cellule::Montant(candidat.aide),
            Cellule::Montant(candidat.frais),
            Cellule::Montant(total.amo),
            Cellule::Montant(total.amc),
            Cellule::Montant(total.rac),
            Cellule::Fourchette(min, max),
        ])
    };
    let candidats = bande.principale.classement.candidats.iter();
    Tableau {
        colonnes: vec![
            Colonne::gauche("Offre"),
            Colonne::droite("Cotisation"),
            Colonne::droite("Aide").importance(3),
            Colonne::droite("Frais").importance(3),
            Colonne::droite("Sécurité sociale").importance(1),
            Colonne::droite("Mutuelle").importance(1),
            Colonne::droite("Reste à\u{a0}payer"),
            Colonne::droite("De … à …").importance(2),
        ],
        lignes: candidats.map(ligne).collect(),
    }
}

/// What every offer leaves on every basket.
fn selon_les_soins(bande: &Bande<'_>) -> Tableau {
    let mut colonnes = vec![Colonne::gauche("Offre")];
    let essais = bande.essais.iter();
    colonnes.extend(essais.map(|essai| Colonne::droite(essai.nom.clone()).importance(1)));
    let mut lignes = vec![Ligne::reference(
        std::iter::once(Cellule::Texte("prix des soins".to_owned()))
            .chain(bande.essais.iter().map(|e| Cellule::Montant(e.depense())))
            .collect(),
    )];
    let candidats = bande.principale.classement.candidats.iter();
    lignes.extend(candidats.map(|candidat| {
        let adresse = candidat.choix.adresse();
        let restes = bande.essais.iter().map(|essai| {
            let rac = essai.candidat(&adresse).map(|c| c.annee.rac);
            rac.map_or(Cellule::Vide, |Bornes { min, max }| {
                Cellule::Fourchette(min, max)
            })
        });
        let nom = Cellule::Texte(candidat.choix.nom());
        Ligne::normale(std::iter::once(nom).chain(restes).collect())
    }));
    let sans = bande.essais.iter().map(|essai| {
        let Bornes { min, max } = essai.comparaison.classement.sans_mutuelle.rac;
        Cellule::Fourchette(min, max)
    });
    let nom = Cellule::Texte("sans mutuelle".to_owned());
    lignes.push(Ligne::reference(std::iter::once(nom).chain(sans).collect()));
    Tableau { colonnes, lignes }
}

/// The same for machines.
pub(super) fn paniers(vue: &Vue<'_>) -> Jeu {
    let mut lignes = Vec::new();
    for bande in &vue.bandes {
        for essai in &bande.essais {
            for candidat in &essai.comparaison.classement.candidats {
                let rac = candidat.annee.rac;
                lignes.push(vec![
                    Valeur::Texte(bande.tranche.id.clone()),
                    Valeur::Texte(essai.nom.clone()),
                    Valeur::Montant(essai.depense()),
                    Valeur::Texte(candidat.choix.offre.id.clone()),
                    Valeur::Texte(candidat.choix.nom_niveau()),
                    Valeur::Montant(rac.min),
                    Valeur::Montant(rac.max),
                ]);
            }
        }
    }
    Jeu {
        nom: "paniers",
        colonnes: &[
            "tranche", "panier", "depense", "offre", "niveau", "rac_min", "rac_max",
        ],
        lignes,
    }
}

/// What is drawn, for machines.
pub(super) fn figures(blocs: &[Bloc]) -> Jeu {
    let mut lignes = Vec::new();
    for bloc in blocs {
        let Bloc::Figure(figure) = bloc else { continue };
        for rangee in &figure.rangees {
            for (colonne, valeur) in figure.colonnes.iter().zip(&rangee.valeurs) {
                lignes.push(vec![
                    Valeur::Texte(figure.titre.clone()),
                    Valeur::Texte(rangee.nom.clone()),
                    Valeur::Texte(colonne.clone()),
                    valeur.map_or(Valeur::Vide, Valeur::Montant),
                ]);
            }
        }
    }
    Jeu {
        nom: "figures",
        colonnes: &["figure", "rangee", "colonne", "montant"],
        lignes,
    }
}
