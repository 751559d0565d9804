//! The format of the screen: the blocks one under the other, wrapped at a width.

use super::document::{Bloc, Document};
use super::texte::ecrire;
use super::{Rendu, etapes, tableau};
use std::io;

/// Text of at most `largeur` terminal columns.
pub(super) struct Table {
    largeur: usize,
}

impl Table {
    pub(super) const fn new(largeur: usize) -> Self {
        Self { largeur }
    }

    fn bloc(&self, bloc: &Bloc, sortie: &mut String) {
        match bloc {
            Bloc::Titre(texte) | Bloc::SousTitre(texte) | Bloc::Paragraphe(texte) => {
                ecrire(sortie, texte, "", self.largeur);
            }
            Bloc::Liste(textes) => {
                for texte in textes {
                    ecrire(sortie, texte, "- ", self.largeur);
                }
            }
            Bloc::Tableau(tableau) => tableau::ecrire_tableau(tableau, self.largeur, sortie),
            Bloc::Etapes(liste) => etapes::ecrire_etapes(liste, self.largeur, sortie),
            Bloc::Figure(figure) => {
                ecrire(sortie, &figure.titre, "", self.largeur);
                tableau::ecrire_tableau(&figure.tableau(), self.largeur, sortie);
            }
        }
    }
}

impl Rendu for Table {
    fn rendre(&self, document: &Document, sortie: &mut dyn io::Write) -> io::Result<()> {
        let mut texte = String::new();
        if !document.titre.is_empty() {
            ecrire(&mut texte, &document.titre, "", self.largeur);
        }
        let mut precedent = None;
        for bloc in &document.blocs {
            if !texte.is_empty() && separes(precedent, bloc) {
                texte.push('\n');
            }
            self.bloc(bloc, &mut texte);
            precedent = Some(bloc);
        }
        if !texte.is_empty() && !document.perimetre.is_empty() {
            texte.push('\n');
        }
        for phrase in &document.perimetre {
            ecrire(&mut texte, phrase, "", self.largeur);
        }
        sortie.write_all(texte.as_bytes())
    }
}

/// Whether an empty line goes before `bloc`: not under a title, nor between two paragraphs.
const fn separes(precedent: Option<&Bloc>, bloc: &Bloc) -> bool {
    !matches!(
        (precedent, bloc),
        (Some(Bloc::Titre(_) | Bloc::SousTitre(_)), _)
            | (None | Some(Bloc::Paragraphe(_)), Bloc::Paragraphe(_))
    )
}
