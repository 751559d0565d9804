//! A band of age: its ranking, and the same offers on other baskets.

use crate::calcul::classement::Candidat;
use crate::commandes::Refus;
use crate::commandes::comparer::{Comparaison, Question};
use crate::commandes::contexte::Contexte;
use crate::commandes::sujets::Sujet;
use crate::montant::Centimes;
use crate::offre::Choix;
use crate::panier::{Annee, Panier, Patient, Tranche};
use std::borrow::Cow;

/// A band with what is computed for it.
pub(super) struct Bande<'a> {
    pub(super) tranche: &'a Tranche,
    /// On the basket that ranks.
    pub(super) principale: Comparaison<'a>,
    /// On every basket, from the least care to the most.
    pub(super) essais: Vec<Essai<'a>>,
    /// Baskets left out, and why.
    pub(super) laisses: Vec<String>,
}

/// The offers on one basket.
pub(super) struct Essai<'a> {
    pub(super) nom: String,
    pub(super) comparaison: Comparaison<'a>,
}

impl Essai<'_> {
    /// The price of the care.
    pub(super) fn depense(&self) -> Centimes {
        self.comparaison.classement.sans_mutuelle.total.depense
    }

    /// An offer on this basket.
    pub(super) fn candidat(&self, adresse: &str) -> Option<&Candidat<'_>> {
        let mut candidats = self.comparaison.classement.candidats.iter();
        candidats.find(|candidat| candidat.choix.adresse() == adresse)
    }
}

impl<'a> Bande<'a> {
    pub(super) fn calculer(
        contexte: &'a Contexte,
        question: &Question<'a>,
        tranche: &'a Tranche,
        annee: Annee,
        nommes: &[Cow<'a, Panier>],
    ) -> Result<Self, Refus> {
        let sujet = |panier, tranche_montree| Sujet {
            nom: None,
            patient: Patient::de_age(tranche.age),
            tranche: tranche_montree,
            panier,
        };
        let panier = contexte.panier_nomme(tranche.panier(annee))?;
        let principale = question.comparer(vec![sujet(panier, Some(tranche))])?;
        let mut essais = Vec::new();
        let mut laisses = Vec::new();
        let mut essayer = |nom: String, panier: Cow<'a, Panier>| match question
            .comparer(vec![sujet(panier, None)])
        {
            Ok(comparaison) => essais.push(Essai { nom, comparaison }),
            Err(refus) => laisses.push(format!("{nom} : {refus}")),
        };
        essayer("Aucun soin".to_owned(), Cow::Borrowed(&VIDE));
        for (_, annee) in Annee::TOUTES {
            let panier = contexte.panier_nomme(tranche.panier(annee))?;
            essayer(crate::texte::majuscule(&annee.nom()), panier);
        }
        for panier in nommes {
            essayer(crate::texte::majuscule(&panier.libelle), panier.clone());
        }
        essais.sort_by_key(Essai::depense);
        Ok(Self {
            tranche,
            principale,
            essais,
            laisses,
        })
    }

    /// The basket that ranks.
    pub(super) fn panier(&self) -> &Panier {
        // une bande a toujours sa personne
        let sujets = self.principale.sujets.iter();
        let mut paniers = sujets.map(|sujet| sujet.panier.as_ref());
        paniers.next().unwrap_or(&VIDE)
    }

    /// The offer of a rank, from 0.
    pub(super) fn classee(&self, rang: usize) -> Option<Choix<'a>> {
        self.principale.classes().nth(rang).map(|c| c.choix)
    }

    /// The same for the hard year.
    pub(super) fn difficile(&self, rang: usize) -> Option<Choix<'a>> {
        let couts = self.principale.classes().filter_map(|candidat| {
            Some((candidat.cout_difficile()?, candidat.rang, candidat.choix))
        });
        let mut couts: Vec<_> = couts.collect();
        couts.sort_by_key(|(cout, rang, _)| (*cout, *rang));
        couts.get(rang).map(|(_, _, choix)| *choix)
    }
}

/// No care.
pub(super) static VIDE: Panier = Panier {
    id: String::new(),
    libelle: String::new(),
    soins: Vec::new(),
    hypothese: None,
    source: String::new(),
    verifie_le: jiff::civil::Date::ZERO,
};
