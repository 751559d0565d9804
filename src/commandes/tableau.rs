//! `rac tableau`: guarantee tables side by side, in the common wording or in euros.

pub(super) mod euros;
pub(super) mod garanties;

use super::contexte::Contexte;
use super::options::Tableau as Options;
use super::{Monde, Refus, Reponse, choix, phrases};
use crate::offre::Choix;
use crate::rendu::{Bloc, Cellule, Colonne, Document, Ligne, Tableau};
use crate::texte::jour;

/// Width of the column of differences, with its gutter.
const MARQUE: usize = 3;
/// Above, the table is no longer one that somebody reads.
const NIVEAUX_MAX: usize = 60;

pub(super) fn tableau(options: &Options, monde: &Monde) -> Result<Reponse, Refus> {
    if options.panier.is_some() && !options.en_euros {
        return Err(Refus::new(
            "--panier va avec --en-euros : ajoutez --en-euros",
        ));
    }
    let contexte = Contexte::ouvrir(&options.commun, monde)?;
    let choix = choisis(&contexte, &options.offres)?;
    let vue = Vue {
        contexte: &contexte,
        choix: &choix,
        largeur: monde.largeur,
        differences: options.differences,
    };
    let document = if options.en_euros {
        euros::document(&vue, options)?
    } else {
        garanties::document(&vue)
    };
    Ok(document.into())
}

/// The guarantees of these levels in the common wording, with the legend.
pub(super) fn cote_a_cote(contexte: &Contexte, choix: &[Choix<'_>], largeur: usize) -> Vec<Bloc> {
    let vue = Vue {
        contexte,
        choix,
        largeur,
        differences: false,
    };
    garanties::document(&vue).blocs
}

/// The levels asked for, in the order of the command line, each once.
pub(super) fn choisis<'a>(
    contexte: &'a Contexte,
    ecrits: &[String],
) -> Result<Vec<Choix<'a>>, Refus> {
    let mut choisis: Vec<Choix<'a>> = Vec::new();
    for ecrit in ecrits {
        let motif = ecrit.contains(['*', '?', '[', '{']) || ecrit.matches('/').count() < 2;
        let retenus = if motif {
            choix::filtrer(contexte, Some(ecrit))?
        } else {
            vec![choix::adresse(contexte, ecrit)?]
        };
        for retenu in retenus {
            let adresse = retenu.adresse();
            if !choisis.iter().any(|connu| connu.adresse() == adresse) {
                choisis.push(retenu);
            }
        }
    }
    if choisis.len() > NIVEAUX_MAX {
        return Err(Refus::new(format!(
            "{} niveaux : c’est trop pour un tableau ({NIVEAUX_MAX} au plus). Précisez l’offre",
            choisis.len()
        )));
    }
    Ok(choisis)
}

/// What both tables share.
pub(super) struct Vue<'a> {
    pub(super) contexte: &'a Contexte,
    pub(super) choix: &'a [Choix<'a>],
    pub(super) largeur: usize,
    pub(super) differences: bool,
}

/// A row of a table: its head, then a cell per level.
struct Rangee {
    tete: Vec<Cellule>,
    cellules: Vec<Cellule>,
    differe: bool,
    /// A heading has no cell.
    titre: bool,
}

impl Vue<'_> {
    /// The name of a level at the head of its column: without its offer when there is one.
    fn nom(&self, choix: &Choix<'_>) -> String {
        let premiere = self.choix.first().map(|premier| &premier.offre.id);
        let seule = self
            .choix
            .iter()
            .all(|autre| Some(&autre.offre.id) == premiere);
        if seule {
            choix.nom_niveau()
        } else {
            choix.nom()
        }
    }

    /// The rows in as many tables as the width asks for, the levels shared out evenly.
    /// `place` is the width of the head, `large` that of a level.
    fn tableaux(
        &self,
        tete: &[Colonne],
        rangees: &[Rangee],
        (place, large): (usize, usize),
    ) -> Vec<Bloc> {
        let rangees: Vec<&Rangee> = rangees
            .iter()
            .filter(|rangee| rangee.titre || rangee.differe || !self.differences)
            .collect();
        let reste = self.largeur.saturating_sub(MARQUE + place);
        let par_bloc = (reste / (large + 2)).max(1);
        let blocs = self.choix.len().div_ceil(par_bloc).max(1);
        let par_bloc = self.choix.len().div_ceil(blocs).max(1);
        let mut sortie = Vec::new();
        for (rang, niveaux) in self.choix.chunks(par_bloc).enumerate() {
            let debut = rang * par_bloc;
            let mut colonnes = vec![Colonne::gauche("")];
            colonnes.extend(tete.iter().cloned());
            let droite = |cellule: &Cellule| !matches!(cellule, Cellule::Texte(_));
            let en_euros = rangees
                .iter()
                .any(|rangee| rangee.cellules.first().is_some_and(droite));
            colonnes.extend(niveaux.iter().map(|choix| {
                let nom = self.nom(choix);
                if en_euros {
                    Colonne::droite(nom)
                } else {
                    Colonne::gauche(nom)
                }
            }));
            let lignes = rangees.iter().enumerate().filter_map(|(place, rangee)| {
                let seul = rangees.get(place + 1).is_none_or(|suivante| suivante.titre);
                // un titre sans ligne ne dit rien
                (!(rangee.titre && seul)).then(|| rangee.ligne(debut, niveaux.len()))
            });
            let lignes = lignes.collect();
            sortie.push(Bloc::Tableau(Tableau { colonnes, lignes }));
        }
        sortie
    }

    fn titre(&self, quoi: &str) -> String {
        let date = jour(self.contexte.date);
        match self.choix {
            [seul] => format!("{quoi} : {}, au {date}", seul.nom()),
            plusieurs => format!(
                "{quoi} : {}\u{a0}niveaux côte à côte, au {date}",
                plusieurs.len()
            ),
        }
    }

    /// Where the tables come from, with their doubts.
    fn sources(&self) -> Vec<String> {
        let mut dites: Vec<String> = Vec::new();
        for choix in self.choix {
            let provenance = &choix.offre.provenance;
            let mut dite = format!("{} : {}.", choix.offre.nom, provenance.source);
            if let Some(doute) = &provenance.doute {
                dite = format!("{dite} Doute : {doute}.");
            }
            if !choix.offre.complet {
                dite = format!("{dite} Contrat connu en partie.");
            }
            if !dites.contains(&dite) {
                dites.push(dite);
            }
        }
        dites.extend(phrases::perimetre(self.contexte));
        dites
    }

    fn document(&self, titre: String, blocs: Vec<Bloc>, jeu: crate::rendu::Jeu) -> Document {
        Document {
            titre,
            blocs,
            jeux: vec![jeu],
            perimetre: self.sources(),
            ..Document::default()
        }
    }
}

impl Rangee {
    fn ligne(&self, debut: usize, nombre: usize) -> Ligne {
        let marque = if self.differe { "≠" } else { "" };
        let mut cellules = vec![Cellule::Texte(marque.to_owned())];
        cellules.extend(self.tete.iter().cloned());
        cellules.extend(self.cellules.iter().skip(debut).take(nombre).cloned());
        if self.titre {
            Ligne::reference(cellules)
        } else {
            Ligne::normale(cellules)
        }
    }
}
