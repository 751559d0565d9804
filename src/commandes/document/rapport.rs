//! `rac document rapport`: for a meeting, every offer for each band of age.

use crate::commandes::comparer::{Comparaison, Question};
use crate::commandes::contexte::{Contexte, lire_annee};
use crate::commandes::options::Rapport as Options;
use crate::commandes::sujets::Sujet;
use crate::commandes::{Monde, Refus, Reponse, choix};
use crate::panier::{Patient, Tranche};
use crate::rendu::{Bloc, Document};
use crate::texte::{jour, majuscule};

pub(super) fn rapport(options: &Options, monde: &Monde) -> Result<Reponse, Refus> {
    let contexte = Contexte::ouvrir(&options.commun, monde)?;
    let tranches = contexte.tranches_nommees(&options.tranches)?;
    let annee = lire_annee(&options.annee)?;
    let question = Question::de_papier(
        &contexte,
        choix::filtrer(&contexte, options.offres.as_deref())?,
        contexte.numero_de_departement(options.departement.as_deref())?,
    );
    let mut comparaisons: Vec<Comparaison<'_>> = Vec::new();
    for tranche in &tranches.tranches {
        let panier = contexte.panier_nomme(tranche.panier(annee))?;
        comparaisons.push(question.comparer(vec![sujet(tranche, panier)])?);
    }
    let mut blocs = Vec::new();
    for (tranche, comparaison) in tranches.tranches.iter().zip(&comparaisons) {
        blocs.push(Bloc::Titre(majuscule(&tranche.libelle)));
        let (tableau, notes) = comparaison.tableau(usize::MAX);
        blocs.push(Bloc::Tableau(tableau));
        blocs.extend(notes.into_iter().map(Bloc::Paragraphe));
    }
    let document = Document {
        titre: format!(
            "Ce que les mutuelles laissent à payer, par tranche d’âge, au {}",
            jour(contexte.date)
        ),
        blocs,
        jeux: vec![Comparaison::jeu(&comparaisons)],
        perimetre: question.perimetre(&comparaisons),
        ..Document::default()
    };
    Ok(document.into())
}

/// The person that represents a band, with care.
fn sujet<'a>(
    tranche: &'a Tranche,
    panier: std::borrow::Cow<'a, crate::panier::Panier>,
) -> Sujet<'a> {
    Sujet {
        nom: None,
        patient: Patient::de_age(tranche.age),
        tranche: Some(tranche),
        panier,
    }
}
