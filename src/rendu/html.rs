//! One HTML page that stands alone, made from a template; every text is escaped.

mod page;

use super::Rendu;
use super::document::Document;
use super::modeles::{ModeleFautif, Modeles};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value};
use page::Page;
use std::io;

/// The template of a document that names none.
const MODELE: &str = "document";

/// A page without network nor script.
pub(super) struct Html {
    modeles: Modeles,
}

impl Html {
    pub(super) const fn new(modeles: Modeles) -> Self {
        Self { modeles }
    }
}

impl Rendu for Html {
    fn rendre(&self, document: &Document, sortie: &mut dyn io::Write) -> io::Result<()> {
        let nom = format!("{}.html", document.modele.unwrap_or(MODELE));
        let fautif = |erreur: &Error| {
            let fautif = ModeleFautif::new(&nom, erreur);
            io::Error::new(io::ErrorKind::InvalidData, fautif)
        };
        let monde = environnement(&self.modeles).map_err(|erreur| fautif(&erreur))?;
        let page = Value::from(Serde(Page::new(document)?));
        let texte = monde
            .get_template(&nom)
            .and_then(|modele| modele.render(page))
            .map_err(|erreur| fautif(&erreur))?;
        sortie.write_all(texte.as_bytes())
    }
}

/// Every template, escaping always on, and the styles by `style("commun.css")`.
fn environnement(modeles: &Modeles) -> Result<Environment<'_>, Error> {
    let mut monde = Environment::new();
    monde.set_auto_escape_callback(|_| AutoEscape::Html);
    monde.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    monde.set_debug(true);
    let syntaxe = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()?;
    monde.set_syntax(syntaxe);
    let styles: Modeles = modeles
        .iter()
        .filter(|(nom, _)| nom.ends_with(".css"))
        // un style ne ferme pas sa balise
        .map(|(nom, texte)| (nom.to_owned(), texte.replace("</", "<\\/")))
        .collect();
    // le dessin est fait ici, ses mots déjà échappés
    monde.add_filter("dessin", |svg: String| Value::from_safe_string(svg));
    monde.add_function("style", move |nom: &str| match styles.get(nom) {
        Some(texte) => Ok(Value::from_safe_string(texte.to_owned())),
        None => Err(Error::new(ErrorKind::TemplateNotFound, nom.to_owned())),
    });
    for (nom, texte) in modeles.iter().filter(|(nom, _)| nom.ends_with(".html")) {
        monde.add_template(nom, texte)?;
    }
    Ok(monde)
}
