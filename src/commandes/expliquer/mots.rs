//! The words that can be explained: the glossary, the flags, the diagnostic codes.

use crate::calcul::Drapeau;
use crate::catalogue::{Code, Diagnostics, Mot, Sources, lire_glossaire};
use crate::commandes::{Monde, Refus};
use crate::rendu::{Jeu, Valeur};
use crate::texte::majuscule;

/// A word, and what it means.
pub(super) struct Definition {
    /// The word, then the other ways to say it.
    noms: Vec<String>,
    /// What kind of word it is.
    genre: &'static str,
    /// What it means.
    pub(super) phrases: Vec<String>,
    mot: Option<Mot>,
}

impl Definition {
    fn de_mot(mot: Mot) -> Self {
        let mut phrases = vec![mot.definition.clone()];
        if !mot.aussi.is_empty() {
            phrases.push(format!("Se cherche aussi sous : {}.", mot.aussi.join(", ")));
        }
        let noms = std::iter::once(&mot.mot).chain(&mot.aussi).cloned();
        Self {
            noms: noms.collect(),
            genre: "mot",
            phrases,
            mot: Some(mot),
        }
    }

    fn de_drapeau(drapeau: Drapeau) -> Self {
        Self {
            noms: vec![drapeau.code().to_owned()],
            genre: "drapeau",
            phrases: vec![
                format!("{}.", majuscule(drapeau.phrase())),
                drapeau.explication().to_owned(),
            ],
            mot: None,
        }
    }

    fn de_code(code: Code) -> Self {
        Self {
            noms: vec![code.as_str().to_owned()],
            genre: "code d’erreur des données",
            phrases: vec![code.description().to_owned(), code.remede().to_owned()],
            mot: None,
        }
    }

    /// `OPTAM (mot)`.
    pub(super) fn titre(&self) -> String {
        let nom = self.noms.first().map_or("", String::as_str);
        format!("{nom} ({})", self.genre)
    }

    /// Whether this is what was written.
    pub(super) fn est(&self, ecrit: &str) -> bool {
        match &self.mot {
            Some(mot) => mot.se_dit(ecrit),
            None => self.noms.iter().any(|nom| nom == ecrit),
        }
    }
}

/// Every word.
pub(super) fn connus(sources: &Sources, monde: &Monde) -> Result<Vec<Definition>, Refus> {
    let mut diagnostics = Diagnostics::new();
    let glossaire = lire_glossaire(sources, &mut diagnostics);
    if diagnostics.erreurs() > 0 {
        return Err(Refus::new(diagnostics.afficher(sources, monde.largeur)));
    }
    let mots = glossaire.into_iter().map(Definition::de_mot);
    let drapeaux = Drapeau::TOUS.iter().copied().map(Definition::de_drapeau);
    let codes = Code::TOUS.iter().copied().map(Definition::de_code);
    Ok(mots.chain(drapeaux).chain(codes).collect())
}

/// The known word nearest to a mistyped one.
pub(super) fn proche<'d>(ecrit: &str, connus: &'d [Definition]) -> Option<&'d str> {
    let noms = connus.iter().flat_map(|mot| &mot.noms);
    crate::catalogue::proche(ecrit, noms.map(String::as_str))
}

/// The words, for machines.
pub(super) fn jeu(definitions: &[&Definition]) -> Jeu {
    Jeu {
        nom: "mots",
        colonnes: &["mot", "genre", "definition"],
        lignes: definitions
            .iter()
            .map(|definition| {
                vec![
                    Valeur::Texte(definition.noms.first().cloned().unwrap_or_default()),
                    Valeur::Texte(definition.genre.to_owned()),
                    Valeur::Texte(definition.phrases.join(" ")),
                ]
            })
            .collect(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn chaque_mot_drapeau_et_code_se_trouve_par_son_nom() {
        let monde = Monde {
            aujourd_hui: jiff::civil::date(2026, 11, 22),
            largeur: 80,
        };
        let connus = connus(&Sources::embarquees(), &monde).unwrap();
        let trouves = |nom: &str| connus.iter().filter(|mot| mot.est(nom)).count();
        let drapeaux = Drapeau::TOUS.iter().map(|drapeau| drapeau.code());
        let codes = Code::TOUS.iter().map(|code| code.as_str());
        for nom in drapeaux
            .chain(codes)
            .chain(["OPTAM", "Optam", "reste à charge", "RAC"])
        {
            // « zone-inconnue » est un drapeau et un code : les deux se disent
            assert!(trouves(nom) >= 1, "{nom}");
        }
        // un mot du glossaire n’a qu’un sens
        for definition in &connus {
            for nom in &definition.noms {
                assert!(trouves(nom) >= 1, "{nom}");
                if definition.mot.is_some() {
                    assert_eq!(trouves(nom), 1, "{nom} a deux sens");
                }
            }
        }
        assert_eq!(proche("garantie-ambige", &connus), Some("garantie-ambigue"));
        assert_eq!(proche("zorglub", &connus), None);
    }
}
