//! A text made from cells, that remembers which.

use std::ops::Range;

/// Where the parts of a text come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correspondance {
    classeur: String,
    reperes: Vec<Repere>,
}

/// A part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Repere {
    etendue: Range<usize>,
    /// `Garanties!D17`, or the sheet alone.
    adresse: String,
    /// What the cell holds.
    contenu: String,
}

/// What to show of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vue<'a> {
    /// `Garanties!D17`, or `Garanties!A17:J17`.
    pub adresse: String,
    /// What is written there, when it is one cell.
    pub contenu: &'a str,
    /// The faulty part of it.
    pub partie: Range<usize>,
}

impl Correspondance {
    /// The name of the workbook.
    #[must_use]
    pub fn classeur(&self) -> &str {
        &self.classeur
    }

    /// The cells of a place.
    #[must_use]
    pub fn adresse(&self, etendue: &Range<usize>) -> String {
        self.vue(etendue)
            .map_or_else(String::new, |vue| vue.adresse)
    }

    /// The cell or the cells of a place; `None` when no cell was written there.
    #[must_use]
    pub fn vue(&self, etendue: &Range<usize>) -> Option<Vue<'_>> {
        // chaque repère finit avant que le suivant commence
        let rang = |place: usize| {
            self.reperes
                .partition_point(|repere| repere.etendue.start <= place)
        };
        let premier = self.reperes.get(rang(etendue.start).saturating_sub(1))?;
        let dernier = self.reperes.get(rang(etendue.end).saturating_sub(1))?;
        if premier.adresse != dernier.adresse && etendue.end > premier.etendue.end {
            let fin = dernier.adresse.rsplit('!').next().unwrap_or_default();
            return Some(Vue {
                adresse: format!("{}:{fin}", premier.adresse),
                contenu: "",
                partie: 0..0,
            });
        }
        let exact = premier.contenu.len() == premier.etendue.len();
        let decale = |place: usize| {
            let place = place.saturating_sub(premier.etendue.start);
            place.min(premier.contenu.len())
        };
        Some(Vue {
            adresse: premier.adresse.clone(),
            contenu: &premier.contenu,
            partie: if exact {
                decale(etendue.start)..decale(etendue.end)
            } else {
                0..premier.contenu.len()
            },
        })
    }
}

/// A text being written.
#[derive(Debug)]
pub(super) struct Brouillon {
    texte: String,
    cellules: Correspondance,
}

impl Brouillon {
    pub(super) fn new(classeur: &str) -> Self {
        Self {
            texte: String::new(),
            cellules: Correspondance {
                classeur: classeur.to_owned(),
                reperes: Vec::new(),
            },
        }
    }

    /// Words of the format, that no cell says.
    pub(super) fn mots(&mut self, mots: &str) {
        self.texte.push_str(mots);
    }

    /// What a cell says, written as `ecrit`; gives its place in the text.
    pub(super) fn cellule(&mut self, adresse: String, contenu: &str, ecrit: &str) -> Range<usize> {
        let debut = self.texte.len();
        self.texte.push_str(ecrit);
        let etendue = debut..self.texte.len();
        self.cellules.reperes.push(Repere {
            etendue: etendue.clone(),
            adresse,
            contenu: contenu.chars().map(visible).collect(),
        });
        etendue
    }

    /// The place of a cell already written; the beginning of the text for another.
    pub(super) fn place(&self, adresse: &str) -> Range<usize> {
        let mut reperes = self.cellules.reperes.iter();
        let trouve = reperes.find(|repere| repere.adresse == adresse);
        trouve.map_or(0..0, |repere| repere.etendue.clone())
    }

    pub(super) fn adresse(&self, etendue: &Range<usize>) -> String {
        self.cellules.adresse(etendue)
    }

    pub(super) fn finir(self) -> (String, Correspondance) {
        (self.texte, self.cellules)
    }
}

/// A control character as a space of the same length: places stay where they are.
fn visible(lettre: char) -> char {
    match lettre {
        lettre if !lettre.is_control() => lettre,
        lettre if lettre.is_ascii() => ' ',
        _ => '\u{a0}',
    }
}
