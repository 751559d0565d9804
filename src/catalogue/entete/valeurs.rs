//! The values of a table, one method per kind.

use super::lecteurs::{
    Refus, Valeur, lire_booleen, lire_centimes, lire_date, lire_entier, lire_oui_non,
    lire_pour_cent, lire_texte,
};
use super::{Place, Table};
use crate::catalogue::releve::Sorte;
use crate::catalogue::{Code, Diagnostic, modele, vouliez_vous_dire};
use crate::montant::{Centimes, Taux};
use jiff::civil::Date;
use toml::de::DeValue;

/// Writes the pair `x` (required key) and `x_ou` (optional key) of a kind of value.
macro_rules! paire {
    ($($nom:ident $nom_ou:ident $lire:ident -> $type:ty, $sorte:ident, $doc:literal;)+) => {
        impl<'a> Table<'a> {
            $(
                #[doc = $doc]
                pub fn $nom(&mut self, cle: &'a str) -> Option<Place<$type>> {
                    self.relever(cle, true, || Sorte::$sorte);
                    let valeur = self.exigee(cle)?;
                    self.lit(valeur, $lire)
                }

                #[doc = $doc]
                #[doc = " The key may be absent."]
                pub fn $nom_ou(&mut self, cle: &'a str) -> Option<Place<$type>> {
                    self.relever(cle, false, || Sorte::$sorte);
                    let valeur = self.valeur(cle)?;
                    self.lit(valeur, $lire)
                }
            )+
        }
    };
}

paire! {
    texte texte_ou lire_texte -> &'a str, Texte, "A text, not blank.";
    date date_ou lire_date -> Date, Date, "A civil date, as TOML writes it or between quotes.";
    booleen booleen_ou lire_booleen -> bool, Booleen, "`true` or `false`.";
    oui_non oui_non_ou lire_oui_non -> Option<bool>, OuiNon, "`true`, `false`, or `\"?\"` when nobody says (`None`).";
    entier entier_ou lire_entier -> i64, Entier, "A whole number.";
    montant montant_ou lire_centimes -> Centimes, Montant, "An amount: a number or a text, read exactly.";
    taux taux_ou lire_pour_cent -> Taux, Taux, "A rate in percents: a number or a text, read exactly.";
}

impl<'a> Table<'a> {
    fn lit<T>(
        &self,
        valeur: &'a Valeur<'a>,
        lire: impl FnOnce(&'a Valeur<'a>) -> Result<T, Refus>,
    ) -> Option<Place<T>> {
        let etendue = valeur.span();
        if let DeValue::String(texte) = valeur.get_ref()
            && modele::est_a_remplir(texte)
        {
            self.note(
                Diagnostic::erreur(Code::ARemplir, self.fichier(), etendue, modele::MESSAGE)
                    .avec_conseil(modele::CONSEIL),
            );
            return None;
        }
        match lire(valeur) {
            Ok(valeur) => Some(Place { valeur, etendue }),
            Err(Refus(code, message, conseil)) => {
                self.note(
                    Diagnostic::erreur(code, self.fichier(), etendue, message)
                        .avec_conseil_eventuel(conseil),
                );
                None
            }
        }
    }

    /// A list of texts.
    pub fn liste_textes(&mut self, cle: &'a str) -> Option<Place<Vec<Place<&'a str>>>> {
        self.relever(cle, true, || Sorte::Textes);
        let valeur = self.exigee(cle)?;
        self.lit_liste(valeur)
    }

    /// A list of texts. The key may be absent.
    pub fn liste_textes_ou(&mut self, cle: &'a str) -> Option<Place<Vec<Place<&'a str>>>> {
        self.relever(cle, false, || Sorte::Textes);
        let valeur = self.valeur(cle)?;
        self.lit_liste(valeur)
    }

    /// The texts of a list that can be read; the others are noted. The key may be absent.
    pub fn textes_lisibles_ou(&mut self, cle: &'a str) -> Vec<Place<&'a str>> {
        self.relever(cle, false, || Sorte::Textes);
        let Some(valeur) = self.valeur(cle) else {
            return Vec::new();
        };
        if let DeValue::Array(liste) = valeur.get_ref() {
            let lus = liste.iter().filter_map(|texte| self.lit(texte, lire_texte));
            return lus.collect();
        }
        let liste = self.lit_liste(valeur);
        liste.map_or_else(Vec::new, |liste| liste.valeur)
    }

    /// A list where each element is a text or a table `{ … }`. The key may be absent.
    pub fn textes_ou_tables(&mut self, cle: &'a str) -> (Vec<Place<&'a str>>, Vec<Table<'a>>) {
        self.relever(cle, false, || Sorte::TextesOuTables);
        let Some(valeur) = self.valeur(cle) else {
            return (Vec::new(), Vec::new());
        };
        let textes = match valeur.get_ref() {
            DeValue::Array(liste) => liste.iter(),
            _ => return (Vec::new(), self.chacune(cle, Some(valeur))),
        };
        let textes: Vec<&'a Valeur<'a>> = textes.filter(|texte| texte.get_ref().is_str()).collect();
        let lus = textes
            .iter()
            .filter_map(|texte| self.lit(texte, lire_texte));
        let lus = lus.collect();
        (lus, self.chacune_sauf_textes(cle, valeur))
    }

    /// Notes every element that is not a text; one is enough to refuse the list.
    fn lit_liste(&self, valeur: &'a Valeur<'a>) -> Option<Place<Vec<Place<&'a str>>>> {
        let liste = self.lit(valeur, |valeur| match valeur.get_ref() {
            DeValue::Array(liste) => Ok(liste),
            autre => {
                let conseil = "entre crochets : [\"un\", \"deux\"]";
                Err(Refus::sorte("une liste de textes", autre, conseil))
            }
        })?;
        let mut textes = Vec::with_capacity(liste.valeur.len());
        textes.extend(liste.valeur.iter().map(|texte| self.lit(texte, lire_texte)));
        let textes = textes.into_iter().collect::<Option<Vec<_>>>()?;
        Some(liste.map(|_| textes))
    }

    /// A list of lists of texts, possibly none.
    pub fn listes_textes_ou(&mut self, cle: &'a str) -> Vec<Vec<Place<&'a str>>> {
        self.relever(cle, false, || Sorte::ListesDeTextes);
        let Some(valeur) = self.valeur(cle) else {
            return Vec::new();
        };
        let listes = self.lit(valeur, |valeur| match valeur.get_ref() {
            DeValue::Array(listes) => Ok(listes),
            autre => {
                let conseil = "entre doubles crochets : [[\"un\", \"deux\"]]";
                Err(Refus::sorte("une liste de listes", autre, conseil))
            }
        });
        let listes = listes.into_iter().flat_map(|listes| listes.valeur.iter());
        listes
            .filter_map(|liste| self.lit_liste(liste))
            .map(|liste| liste.valeur)
            .collect()
    }

    /// One word of a closed vocabulary.
    pub fn choix<T: Copy>(&mut self, cle: &'a str, mots: &[(&str, T)]) -> Option<Place<T>> {
        let texte = self.texte(cle);
        self.relever(cle, true, || Sorte::Mots(noms(mots)));
        self.choisit(texte?, mots)
    }

    /// One word of a closed vocabulary. The key may be absent.
    pub fn choix_ou<T: Copy>(&mut self, cle: &'a str, mots: &[(&str, T)]) -> Option<Place<T>> {
        let texte = self.texte_ou(cle);
        self.relever(cle, false, || Sorte::Mots(noms(mots)));
        self.choisit(texte?, mots)
    }

    fn choisit<T: Copy>(&self, texte: Place<&str>, mots: &[(&str, T)]) -> Option<Place<T>> {
        let ecrit = texte.valeur.replace('’', "'");
        if let Some((_, choisi)) = mots.iter().find(|(mot, _)| *mot == ecrit) {
            return Some(texte.map(|_| *choisi));
        }
        let permis: Vec<String> = mots.iter().map(|(mot, _)| format!("\"{mot}\"")).collect();
        let conseil = vouliez_vous_dire(texte.valeur, mots.iter().map(|(mot, _)| *mot))
            .unwrap_or_else(|| format!("écrivez {}", permis.join(" ou ")));
        let message = format!("« {} » n’est pas un mot permis ici", texte.valeur);
        self.note(
            Diagnostic::erreur(Code::ValeurInvalide, self.fichier(), texte.etendue, message)
                .avec_conseil(conseil),
        );
        None
    }

    /// The key `format`, one of those the reader knows.
    pub fn format(&mut self, connus: &[&str]) -> Option<Place<&'a str>> {
        let format = self.texte("format");
        self.relever("format", true, || {
            Sorte::Mots(connus.iter().map(|connu| (*connu).to_owned()).collect())
        });
        let format = format?;
        if connus.contains(&format.valeur) {
            return Some(format);
        }
        let conseil = connus.iter().map(|connu| format!("\"{connu}\""));
        let conseil = format!("écrivez {}", conseil.collect::<Vec<_>>().join(" ou "));
        let message = format!("format « {} » inconnu", format.valeur);
        self.note(
            Diagnostic::erreur(Code::FormatInconnu, self.fichier(), format.etendue, message)
                .avec_conseil(conseil),
        );
        None
    }

    /// Whether the key is written, whatever its value.
    pub(in crate::catalogue) fn a_la_cle(&self, cle: &str) -> bool {
        self.contenu.get(cle).is_some()
    }

    /// The table under `[cle]` or `cle = { … }`.
    pub fn sous_table(&mut self, cle: &'a str) -> Option<Table<'a>> {
        self.relever(cle, true, || Sorte::Table);
        let valeur = self.exigee(cle)?;
        self.entre(cle, valeur)
    }

    /// The table under `[cle]` or `cle = { … }`. The key may be absent.
    pub fn sous_table_ou(&mut self, cle: &'a str) -> Option<Table<'a>> {
        self.relever(cle, false, || Sorte::Table);
        let valeur = self.valeur(cle)?;
        self.entre(cle, valeur)
    }

    /// The table under `[cle]`, that may be absent unless it is required.
    pub(in crate::catalogue) fn sous_table_si(
        &mut self,
        cle: &'a str,
        exigee: bool,
    ) -> Option<Table<'a>> {
        if exigee {
            self.sous_table(cle)
        } else {
            self.sous_table_ou(cle)
        }
    }

    /// The tables under `[[cle]]` or `cle = [{ … }]`; at least one.
    pub fn tables(&mut self, cle: &'a str) -> Vec<Table<'a>> {
        self.relever(cle, true, || Sorte::Tables);
        let valeur = self.exigee(cle);
        let tables = self.chacune(cle, valeur);
        if let (Some(valeur), true) = (valeur, tables.is_empty())
            && valeur.get_ref().is_array()
        {
            let message = format!("la liste `{cle}` est vide");
            self.erreur(Code::ValeurInvalide, valeur.span(), message);
        }
        tables
    }

    /// The tables under `[[cle]]` or `cle = [{ … }]`, possibly none.
    pub fn tables_ou(&mut self, cle: &'a str) -> Vec<Table<'a>> {
        self.relever(cle, false, || Sorte::Tables);
        let valeur = self.valeur(cle);
        self.chacune(cle, valeur)
    }

    /// The elements of a list that are not texts, as tables.
    fn chacune_sauf_textes(&self, cle: &str, valeur: &'a Valeur<'a>) -> Vec<Table<'a>> {
        let DeValue::Array(liste) = valeur.get_ref() else {
            return Vec::new();
        };
        let elements = liste.iter().enumerate();
        elements
            .filter(|(_, element)| !element.get_ref().is_str())
            .filter_map(|(rang, element)| self.entre(&format!("{cle}[{}]", rang + 1), element))
            .collect()
    }

    fn chacune(&self, cle: &str, valeur: Option<&'a Valeur<'a>>) -> Vec<Table<'a>> {
        let Some(valeur) = valeur else {
            return Vec::new();
        };
        let conseil = format!("écrivez [[{cle}]]");
        let liste = self.lit(valeur, |valeur| match valeur.get_ref() {
            DeValue::Array(liste) => Ok(liste),
            autre => Err(Refus::sorte("une liste de tables", autre, &conseil)),
        });
        let liste = liste.into_iter().flat_map(|liste| liste.valeur.iter());
        liste
            .enumerate()
            .filter_map(|(rang, valeur)| self.entre(&format!("{cle}[{}]", rang + 1), valeur))
            .collect()
    }

    fn entre(&self, cle: &str, valeur: &'a Valeur<'a>) -> Option<Table<'a>> {
        let conseil = if cle.ends_with(']') {
            "entre accolades : { cle = valeur }".to_owned()
        } else {
            format!("écrivez [{cle}] seul sur sa ligne")
        };
        let table = self.lit(valeur, |valeur| match valeur.get_ref() {
            DeValue::Table(table) => Ok(table),
            autre => Err(Refus::sorte("une table", autre, &conseil)),
        })?;
        let nom = if self.nom.is_empty() {
            cle.to_owned()
        } else {
            format!("{}.{cle}", self.nom)
        };
        Some(Table::new(self.document, nom, table.valeur, table.etendue))
    }
}

/// The words of a closed vocabulary.
fn noms<T>(mots: &[(&str, T)]) -> Vec<String> {
    mots.iter().map(|(mot, _)| (*mot).to_owned()).collect()
}
