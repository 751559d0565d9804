//! `rac document rapport`: for a meeting, every offer for each band of age, in pictures that
//! a table always repeats.

mod annexe;
mod bande;
mod images;
mod methode;
mod resume;

use crate::commandes::comparer::{Comparaison, Question};
use crate::commandes::contexte::{Contexte, lire_annee};
use crate::commandes::options::Rapport as Options;
use crate::commandes::{Monde, Refus, Reponse, choix, tableau};
use crate::offre::Choix;
use crate::panier::{Annee, Tranches};
use crate::rendu::{Bloc, Document};
use crate::texte::{jour, majuscule};
use bande::Bande;

/// Ranked offers that the ranking of a band shows; an annex gives the others.
const CLASSEES: usize = 10;
/// Levels whose guarantees stand side by side.
const COTE_A_COTE: usize = 5;

/// Everything that the report says.
struct Vue<'a> {
    contexte: &'a Contexte,
    question: Question<'a>,
    tranches: &'a Tranches,
    /// The kind of year that ranks.
    annee: Annee,
    bandes: Vec<Bande<'a>>,
    largeur: usize,
}

pub(super) fn rapport(options: &Options, monde: &Monde) -> Result<Reponse, Refus> {
    let contexte = Contexte::ouvrir(&options.commun, monde)?;
    let tranches = contexte.tranches_nommees(&options.tranches)?;
    let annee = lire_annee(&options.annee)?;
    let question = Question::de_papier(
        &contexte,
        choix::filtrer(&contexte, options.offres.as_deref())?,
        contexte.numero_de_departement(options.departement.as_deref())?,
    );
    let nommes = options.panier.iter().map(|nom| contexte.panier_nomme(nom));
    let nommes = nommes.collect::<Result<Vec<_>, _>>()?;
    let bandes = tranches
        .tranches
        .iter()
        .map(|tranche| Bande::calculer(&contexte, &question, tranche, annee, &nommes));
    let bandes = bandes.collect::<Result<Vec<_>, _>>()?;
    let vue = Vue {
        contexte: &contexte,
        question,
        tranches,
        annee,
        bandes,
        largeur: monde.largeur,
    };
    vue.document().map(Reponse::from)
}

impl<'a> Vue<'a> {
    fn document(&self) -> Result<Document, Refus> {
        let mut blocs = vec![Bloc::Titre("En bref".to_owned())];
        blocs.extend(resume::blocs(self));
        for bande in &self.bandes {
            blocs.extend(self.bande(bande));
        }
        blocs.extend(images::cotisations(self)?);
        blocs.extend(self.garanties());
        blocs.extend(annexe::blocs(self));
        blocs.extend(methode::blocs(self));
        let comparaisons = self.bandes.iter().map(|bande| &bande.principale);
        let comparaisons: Vec<&Comparaison<'_>> = comparaisons.collect();
        let jeux = vec![
            Comparaison::jeu(&comparaisons),
            annexe::paniers(self),
            annexe::figures(&blocs),
        ];
        Ok(Document {
            titre: format!(
                "Ce que les mutuelles laissent à payer, par tranche d’âge, au {}",
                jour(self.contexte.date)
            ),
            blocs,
            jeux,
            perimetre: self.question.perimetre(&comparaisons),
            modele: Some("rapport"),
            ..Document::default()
        })
    }

    /// The ranking of a band and its pictures.
    fn bande(&self, bande: &Bande<'_>) -> Vec<Bloc> {
        let mut blocs = vec![Bloc::Titre(majuscule(&bande.tranche.libelle))];
        blocs.push(Bloc::Paragraphe(format!(
            "Calculé pour une personne de {} ans, sur le panier « {} » : {} de soins dans l’année.",
            bande.tranche.age,
            bande.panier().libelle,
            bande.principale.classement.sans_mutuelle.total.depense
        )));
        blocs.push(Bloc::SousTitre("Classement".to_owned()));
        let (tableau, notes) = bande.principale.tableau(CLASSEES);
        blocs.push(Bloc::Tableau(tableau));
        blocs.extend(notes);
        if bande.principale.classes().count() > CLASSEES {
            blocs.push(Bloc::Paragraphe(format!(
                "Les {CLASSEES} premières offres ; les autres sont dans l’annexe."
            )));
        }
        blocs.extend(images::de_bande(self, bande));
        blocs
    }

    /// The guarantees, in the common wording, of the offers that come first.
    fn garanties(&self) -> Vec<Bloc> {
        let choix = self.premieres(COTE_A_COTE, 2);
        if choix.is_empty() {
            return Vec::new();
        }
        let mut blocs = vec![
            Bloc::Titre("Les garanties, dans les mêmes mots".to_owned()),
            Bloc::Paragraphe(
                "Les offres les moins chères de chaque tranche, pour l’année du classement et pour une année difficile."
                    .to_owned(),
            ),
        ];
        blocs.extend(tableau::cote_a_cote(self.contexte, &choix, self.largeur));
        blocs
    }

    /// The first offers of each band, for its year then for a hard one, each once.
    fn premieres(&self, maximum: usize, par_bande: usize) -> Vec<Choix<'a>> {
        let mut retenus: Vec<Choix<'a>> = Vec::new();
        for rang in 0..par_bande {
            for bande in &self.bandes {
                for choix in [bande.classee(rang), bande.difficile(rang)]
                    .into_iter()
                    .flatten()
                {
                    let connu = retenus
                        .iter()
                        .any(|autre| autre.adresse() == choix.adresse());
                    if !connu && retenus.len() < maximum {
                        retenus.push(choix);
                    }
                }
            }
        }
        retenus
    }
}
