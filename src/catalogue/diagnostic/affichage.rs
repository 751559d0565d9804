//! Draws each problem under the faulty text.

use super::{Diagnostic, Diagnostics, Gravite};
use crate::catalogue::import::Correspondance;
use crate::catalogue::{Fichier, Origine, Sources};
use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title,
};
use std::borrow::Cow;
use std::ops::Range;

/// Beyond, the others are only counted.
const AFFICHES_MAX: usize = 50;
/// Narrower, the text would not be readable.
const LARGEUR_MIN: usize = 40;
/// The widest drawing: beyond, a file holds it, not a screen.
const LARGEUR_MAX: usize = 1_000;

impl Diagnostics {
    /// Each problem with its file, its line, the text underlined, its code and its advice;
    /// the first fifty (errors first, if there are more), then the number of the others.
    #[must_use]
    pub fn afficher(&self, sources: &Sources, largeur: usize) -> String {
        let mut tries = self.tries();
        let total = tries.len();
        if total > AFFICHES_MAX {
            tries.sort_by_key(|diagnostic| diagnostic.gravite);
            tries.truncate(AFFICHES_MAX);
        }
        let mut dessins: Vec<String> = tries
            .iter()
            .map(|diagnostic| dessiner(diagnostic, sources, largeur.max(LARGEUR_MIN)))
            .collect();
        if total > AFFICHES_MAX {
            dessins.push(format!("… et {} autres", total - AFFICHES_MAX));
        }
        dessins.join("\n\n")
    }
}

fn dessiner(diagnostic: &Diagnostic, sources: &Sources, largeur: usize) -> String {
    let niveau = match diagnostic.gravite {
        Gravite::Erreur => Level::ERROR.with_name("erreur"),
        Gravite::Avertissement => Level::WARNING.with_name("avertissement"),
        Gravite::Question => Level::NOTE.with_name("question"),
    };
    let titre = niveau
        .primary_title(propre(&diagnostic.message))
        .id(diagnostic.code.as_str());
    let fichier = sources
        .get(&diagnostic.fichier)
        .filter(|_| !diagnostic.code.sans_texte());
    let groupe = match fichier {
        Some(fichier) => match &fichier.origine {
            Origine::Classeur(cellules) => cellule(titre, diagnostic, cellules),
            _ => titre.element(extrait(diagnostic, fichier)),
        },
        None => titre.element(Origin::path(propre(&diagnostic.fichier))),
    };
    let groupe: Group<'_> = match &diagnostic.conseil {
        Some(conseil) => groupe.element(Level::HELP.with_name("conseil").message(propre(conseil))),
        None => groupe,
    };
    let dessin = Renderer::plain()
        .term_width(largeur.min(LARGEUR_MAX))
        .render(&[groupe]);
    let lignes: Vec<&str> = dessin.lines().map(str::trim_end).collect();
    // une cellule n’a pas de ligne : rien ne sépare sa place de son texte
    lignes.join("\n").replacen("\n |\n:::\n", "\n", 1)
}

/// The cell of a workbook, and what is faulty in it.
fn cellule<'a>(
    titre: Title<'a>,
    diagnostic: &Diagnostic,
    cellules: &'a Correspondance,
) -> Group<'a> {
    let nommee = |etendue| {
        let adresse = cellules.adresse(etendue);
        format!("{}, {adresse}", propre(cellules.classeur()))
    };
    let groupe = titre.element(Origin::path(nommee(&diagnostic.etendue)));
    let mut groupe = match cellules.vue(&diagnostic.etendue) {
        Some(vue) if !vue.contenu.is_empty() => {
            let partie = cadre(vue.contenu, &vue.partie);
            let texte = Snippet::source(vue.contenu.to_owned()).line_numbering(false);
            groupe.element(texte.annotation(AnnotationKind::Primary.span(partie)))
        }
        _ => groupe,
    };
    for (etendue, mots) in &diagnostic.liens {
        let voir = format!("{} : {}", cellules.adresse(etendue), propre(mots));
        groupe = groupe.element(Level::NOTE.with_name("voir").message(voir));
    }
    groupe
}

/// The lines around the faulty text and the linked ones, underlined.
fn extrait<'a>(diagnostic: &'a Diagnostic, fichier: &'a Fichier) -> Snippet<'a, Annotation<'a>> {
    let texte = fichier.texte.as_ref();
    let principale = cadre(texte, &diagnostic.etendue);
    let liens: Vec<(Range<usize>, &str)> = diagnostic
        .liens
        .iter()
        .map(|(etendue, mots)| (cadre(texte, etendue), mots.as_str()))
        .collect();
    let places = || liens.iter().map(|(lien, _)| lien).chain([&principale]);
    let premier = places().map(|place| place.start).min().unwrap_or(0);
    let dernier = places().map(|place| place.end).max().unwrap_or(0);
    let avant = texte.get(..premier).unwrap_or_default();
    let debut = avant.rfind('\n').map_or(0, |saut| saut + 1);
    let apres = texte.get(dernier..).unwrap_or_default();
    let fin = dernier + apres.find('\n').unwrap_or(apres.len());
    let decale = |place: &Range<usize>| place.start - debut..place.end - debut;
    Snippet::source(texte.get(debut..fin).unwrap_or_default())
        .path(propre(&fichier.nom()).into_owned())
        .line_start(1 + avant.bytes().filter(|octet| *octet == b'\n').count())
        .annotation(AnnotationKind::Primary.span(decale(&principale)))
        .annotations(liens.iter().map(|(lien, mots)| {
            AnnotationKind::Context
                .span(decale(lien))
                .label(propre(mots))
        }))
}

/// A range inside the text, on character boundaries, and of one line at most.
fn cadre(texte: &str, etendue: &Range<usize>) -> Range<usize> {
    let mut debut = etendue.start.min(texte.len());
    while !texte.is_char_boundary(debut) {
        debut -= 1;
    }
    let mut fin = etendue.end.clamp(debut, texte.len());
    while !texte.is_char_boundary(fin) {
        fin += 1;
    }
    let dedans = texte.get(debut..fin).unwrap_or_default();
    let fin = debut + dedans.find(['\r', '\n']).unwrap_or(dedans.len());
    debut..fin
}

/// Control characters (a terminal would obey them) are shown, not sent.
fn propre(texte: &str) -> Cow<'_, str> {
    if texte.contains(char::is_control) {
        let visible = |lettre: char| {
            if lettre.is_control() {
                '\u{fffd}'
            } else {
                lettre
            }
        };
        Cow::Owned(texte.chars().map(visible).collect())
    } else {
        Cow::Borrowed(texte)
    }
}

#[cfg(test)]
mod tests;
