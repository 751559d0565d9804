//! The document of a comparison: for people, once or by basket, or by band of age.

use super::actuel::Present;
use super::droit::Offert;
use super::renvois::Renvois;
use super::{
    Comparaison, Question, RELATIONS, ecran, favorable, jeu, paliers, perimetre, raisons,
    robustesse,
};
use crate::panier::Tranches;
use crate::rendu::{Bloc, Document};
use crate::texte::{jour, majuscule};

/// Ranked offers shown for each of several baskets.
const MONTREES_PAR_PANIER: usize = 5;
/// The same for each band of age.
const MONTREES_PAR_TRANCHE: usize = 3;

impl Question<'_> {
    /// For people: one ranking, or one by basket.
    pub(super) fn pour_des_personnes(&self, comparaisons: &[Comparaison<'_>]) -> Document {
        let mut document = Document {
            titre: comparaisons
                .first()
                .map_or_else(String::new, |premiere| ecran::titre(self, premiere)),
            jeux: jeu::jeux(self, comparaisons),
            perimetre: perimetre::phrases(self, &comparaisons.iter().collect::<Vec<_>>()),
            relations: RELATIONS.to_vec(),
            ..Document::default()
        };
        match comparaisons {
            [seule] => document.blocs.extend(self.entiere(seule)),
            plusieurs => document.blocs.extend(self.par_panier(plusieurs)),
        }
        document
    }

    /// One ranking, with everything that is said of it.
    fn entiere(&self, comparaison: &Comparaison<'_>) -> Vec<Bloc> {
        let mut blocs = ecran::soins(self, comparaison);
        let mut renvois = Renvois::default();
        blocs.push(Bloc::Tableau(ecran::tableau(
            comparaison,
            comparaison.montrees(),
            &mut renvois,
        )));
        blocs.extend(ecran::non_montrees(comparaison, comparaison.montrees()));
        blocs.extend(self.du_present(comparaison));
        blocs.extend(raisons::blocs(self, comparaison));
        if comparaison.present.is_none() {
            let phrases = paliers::phrases(self, comparaison);
            blocs.extend(phrases.into_iter().map(Bloc::Paragraphe));
        }
        blocs.extend(favorable::blocs(self, comparaison, comparaison.montrees()));
        blocs.extend(robustesse::blocs(comparaison, comparaison.montrees()));
        blocs.extend(renvois.blocs());
        blocs.extend(ecran::sans_prix(comparaison));
        blocs.extend(ecran::ensuite(self, comparaison));
        blocs
    }

    /// One short ranking by basket.
    fn par_panier(&self, comparaisons: &[Comparaison<'_>]) -> Vec<Bloc> {
        let mut blocs = Vec::new();
        let mut renvois = Renvois::default();
        for comparaison in comparaisons {
            let panier = comparaison.sujets.first().map(|sujet| &sujet.panier);
            let titre = panier.map_or_else(String::new, |panier| majuscule(&panier.libelle));
            let montrees = MONTREES_PAR_PANIER.min(comparaison.montrees());
            let tableau = ecran::tableau(comparaison, montrees, &mut renvois);
            blocs.push(Bloc::Titre(titre));
            blocs.extend(ecran::soins_sous_un_titre(self, comparaison));
            blocs.push(Bloc::Tableau(tableau));
            blocs.extend(ecran::non_montrees(comparaison, montrees));
            blocs.extend(favorable::blocs(self, comparaison, montrees));
            blocs.extend(robustesse::blocs(comparaison, montrees));
        }
        if let Some(derniere) = comparaisons.last() {
            blocs.extend(self.du_present(derniere));
        }
        blocs.extend(renvois.blocs());
        blocs
    }

    /// What is said of the present contract, and of the right that the household would have.
    fn du_present(&self, comparaison: &Comparaison<'_>) -> Vec<Bloc> {
        let present = comparaison.present.as_ref();
        let premiere = comparaison.classes().next();
        let bref = present.zip(premiere);
        let mut phrases: Vec<String> = bref
            .and_then(|(present, premiere)| present.en_bref(premiere))
            .into_iter()
            .collect();
        phrases.extend(present.into_iter().flat_map(Present::phrases));
        phrases.extend(comparaison.offert.iter().map(Offert::phrase));
        phrases.into_iter().map(Bloc::Paragraphe).collect()
    }

    pub(super) fn par_tranche(
        &self,
        tranches: &Tranches,
        comparaisons: &[Comparaison<'_>],
    ) -> Document {
        let toutes: Vec<&Comparaison<'_>> = comparaisons.iter().collect();
        let mut document = Document {
            titre: format!(
                "Ce que coûterait l’année, au {}, par tranche d’âge ({})",
                jour(self.contexte.date),
                tranches.libelle
            ),
            jeux: vec![jeu::jeu(&toutes), jeu::demande(self, comparaisons)],
            relations: RELATIONS.to_vec(),
            ..Document::default()
        };
        let mut renvois = Renvois::default();
        for comparaison in comparaisons {
            document
                .blocs
                .push(Bloc::Titre(ecran::titre_de_tranche(comparaison)));
            let tableau = ecran::tableau(comparaison, MONTREES_PAR_TRANCHE, &mut renvois);
            document.blocs.push(Bloc::Tableau(tableau));
            document
                .blocs
                .extend(favorable::blocs(self, comparaison, MONTREES_PAR_TRANCHE));
            document
                .blocs
                .extend(robustesse::blocs(comparaison, MONTREES_PAR_TRANCHE));
        }
        document.blocs.extend(renvois.blocs());
        document.blocs.push(Bloc::Paragraphe(
            "Pour une personne : rac comparer --age 70 --departement 35 --soin \"généraliste x6\" --soin \"couronne molaire = 620 €\"".to_owned(),
        ));
        document.perimetre = perimetre::phrases(self, &toutes);
        document
    }
}
