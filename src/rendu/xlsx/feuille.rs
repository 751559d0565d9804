//! A sheet: headers, values, and the sums that follow from other cells.

use crate::montant::Centimes;
use crate::rendu::document::Relation;
use crate::rendu::grille::{Cellule, Genre, Tableau};
use crate::rendu::jeu::{Jeu, Valeur};
use crate::rendu::texte::{largeur, propre};
use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Worksheet, XlsxError,
    column_number_to_name,
};

/// The longest text of a cell.
const TEXTE_MAX: usize = 32_767;
/// Widths of columns, in letters.
const LARGEURS: (usize, usize) = (9, 48);
/// Euros as a French spreadsheet shows them.
const EUROS: &str = "#,##0.00\\ [$€-40C]";

/// How cells look.
pub(super) struct Styles {
    pub(super) titre: Format,
    pub(super) paragraphe: Format,
    entete: Format,
    texte: Format,
    inerte: Format,
    montant: Format,
    modifiable: Format,
    total: Format,
    texte_total: Format,
    entier: Format,
    date: Format,
}

impl Styles {
    pub(super) fn new() -> Self {
        let texte = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let montant = Format::new()
            .set_num_format(EUROS)
            .set_align(FormatAlign::Top);
        Self {
            titre: texte.clone().set_bold(),
            paragraphe: texte.clone(),
            entete: texte
                .clone()
                .set_bold()
                .set_border_bottom(FormatBorder::Thin),
            // même retapée, la cellule reste un texte
            inerte: texte.clone().set_quote_prefix(),
            modifiable: montant.clone().set_font_color(Color::RGB(0x00_3f_a8)),
            total: montant
                .clone()
                .set_bold()
                .set_border_top(FormatBorder::Thin),
            texte_total: texte.clone().set_bold().set_border_top(FormatBorder::Thin),
            entier: Format::new()
                .set_num_format("0")
                .set_align(FormatAlign::Top),
            date: Format::new()
                .set_num_format("dd/mm/yyyy")
                .set_align(FormatAlign::Top),
            texte,
            montant,
        }
    }
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Case {
    Vide,
    Texte(String),
    Montant(Centimes),
    Entier(i64),
    Date(jiff::civil::Date),
    /// A formula, and the figure computed.
    Formule(String, Centimes),
}

impl Case {
    const fn montant(&self) -> Option<Centimes> {
        match self {
            Self::Montant(montant) | Self::Formule(_, montant) => Some(*montant),
            _ => None,
        }
    }
}

/// A row, and what it is to the others.
struct Rangee {
    genre: Genre,
    cases: Vec<Case>,
}

/// A sheet before it is written.
pub(super) struct Feuille {
    nom: String,
    /// As shown, and as relations name them.
    entetes: Vec<String>,
    lignes: Vec<Rangee>,
    /// Columns that formulas read and that nothing computes.
    modifiables: Vec<usize>,
    /// Whether rows can be filtered: not with totals among them.
    filtrable: bool,
}

impl Feuille {
    pub(super) fn de_tableau(nom: String, tableau: &Tableau) -> Self {
        let case = |cellule: &Cellule| match cellule {
            Cellule::Vide => Case::Vide,
            Cellule::Montant(montant) => Case::Montant(*montant),
            Cellule::Fourchette(min, max) if min == max => Case::Montant(*max),
            Cellule::Entier(entier) => Case::Entier(*entier),
            Cellule::Texte(_) | Cellule::Fourchette(..) => Case::Texte(cellule.texte()),
        };
        let lignes = tableau.lignes.iter().map(|ligne| Rangee {
            genre: ligne.genre,
            cases: ligne.cellules.iter().map(case).collect(),
        });
        let colonnes = tableau.colonnes.iter();
        let mut feuille = Self {
            nom,
            entetes: colonnes
                .map(|colonne| simple(&propre(&colonne.titre)))
                .collect(),
            lignes: lignes.collect(),
            modifiables: Vec::new(),
            filtrable: false,
        };
        feuille.totaux();
        feuille
    }

    pub(super) fn de_jeu(nom: String, jeu: &Jeu) -> Self {
        let case = |valeur: &Valeur| match valeur {
            Valeur::Vide => Case::Vide,
            Valeur::Texte(texte) => Case::Texte(texte.clone()),
            Valeur::Montant(montant) => Case::Montant(*montant),
            Valeur::Entier(entier) => Case::Entier(*entier),
            Valeur::Date(date) => Case::Date(*date),
            Valeur::Liste(textes) => Case::Texte(textes.join("|")),
        };
        let lignes = jeu.lignes.iter().map(|valeurs| Rangee {
            genre: Genre::Normale,
            cases: valeurs.iter().map(case).collect(),
        });
        Self {
            nom,
            entetes: jeu.colonnes.iter().map(|nom| (*nom).to_owned()).collect(),
            lignes: lignes.collect(),
            modifiables: Vec::new(),
            filtrable: true,
        }
    }

    /// A total that is exactly the sum of the rows above it becomes that sum.
    fn totaux(&mut self) {
        for colonne in 0..self.entetes.len() {
            let cases = |feuille: &Self| {
                let lignes = feuille.lignes.iter();
                let cases = lignes.map(|ligne| {
                    let montant = ligne.cases.get(colonne).and_then(Case::montant);
                    (ligne.genre, montant)
                });
                cases.collect::<Vec<_>>()
            };
            let lues = cases(self);
            let corps = lues
                .iter()
                .take_while(|(genre, _)| *genre == Genre::Normale);
            let corps: Vec<Option<Centimes>> = corps.map(|(_, montant)| *montant).collect();
            let somme: Option<Centimes> = corps.iter().copied().sum::<Option<Centimes>>();
            let (Some(somme), true) = (somme, corps.len() > 1) else {
                continue;
            };
            let nom = nom_de_colonne(colonne);
            let formule = format!("=SUM({nom}2:{nom}{})", corps.len() + 1);
            let total = self.lignes.get_mut(corps.len());
            let total = total.filter(|ligne| ligne.genre == Genre::Total);
            let case = total.and_then(|ligne| ligne.cases.get_mut(colonne));
            if let Some(case) = case.filter(|case| case.montant() == Some(somme)) {
                *case = Case::Formule(formule, somme);
                self.modifiables.push(colonne);
            }
        }
    }

    /// Puts a formula where a relation gives exactly the figure computed.
    pub(super) fn lier(&mut self, relations: &[Relation]) {
        let mut calculees = Vec::new();
        for relation in relations {
            let place = |nom: &&str| {
                let cherche = simple(nom);
                self.entetes.iter().position(|entete| *entete == cherche)
            };
            let colonne = place(&relation.colonne);
            let plus: Option<Vec<usize>> = relation.plus.iter().map(place).collect();
            let moins: Option<Vec<usize>> = relation.moins.iter().map(place).collect();
            let (Some(colonne), Some(plus), Some(moins)) = (colonne, plus, moins) else {
                continue;
            };
            let mut tenue = false;
            for (rang, ligne) in self.lignes.iter_mut().enumerate() {
                tenue |= lier_ligne(ligne, rang, colonne, (&plus, &moins)).is_some();
            }
            if tenue {
                calculees.push(colonne);
                self.modifiables.extend(plus.into_iter().chain(moins));
            }
        }
        self.modifiables
            .retain(|colonne| !calculees.contains(colonne));
    }

    pub(super) fn est_vivante(&self) -> bool {
        !self.modifiables.is_empty()
    }

    pub(super) fn ecrire(&self, feuille: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
        feuille.set_name(&self.nom)?;
        feuille.set_landscape();
        feuille.set_paper_size(9);
        feuille.set_print_fit_to_pages(1, 0);
        feuille.set_freeze_panes(1, 0)?;
        feuille.set_repeat_rows(0, 0)?;
        for (colonne, entete) in (0..).zip(&self.entetes) {
            ecrire_texte(feuille, (0, colonne), entete, &styles.entete)?;
        }
        for (rang, ligne) in (1..).zip(&self.lignes) {
            for (colonne, case) in (0..).zip(&ligne.cases) {
                let style = self.style(styles, ligne.genre, usize::from(colonne), case);
                ecrire_case(feuille, (rang, colonne), case, style)?;
            }
        }
        for (colonne, large) in (0..).zip(self.largeurs()) {
            feuille.set_column_width(colonne, large)?;
        }
        let derniere = u16::try_from(self.entetes.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let lignes = u32::try_from(self.lignes.len()).unwrap_or(u32::MAX);
        if self.filtrable && lignes > 0 {
            feuille.autofilter(0, 0, lignes, derniere)?;
        }
        Ok(())
    }

    fn style<'s>(
        &self,
        styles: &'s Styles,
        genre: Genre,
        colonne: usize,
        case: &Case,
    ) -> &'s Format {
        match (case, genre) {
            (Case::Montant(_) | Case::Formule(..), Genre::Total) => &styles.total,
            (_, Genre::Total) => &styles.texte_total,
            (Case::Montant(_), _) if self.modifiables.contains(&colonne) => &styles.modifiable,
            (Case::Montant(_) | Case::Formule(..), _) => &styles.montant,
            (Case::Entier(_), _) => &styles.entier,
            (Case::Date(_), _) => &styles.date,
            (Case::Texte(texte), _) if texte.starts_with(['=', '+', '-', '@']) => &styles.inerte,
            (Case::Vide | Case::Texte(_), _) => &styles.texte,
        }
    }

    fn largeurs(&self) -> impl Iterator<Item = u16> {
        self.entetes.iter().enumerate().map(|(colonne, entete)| {
            let cases = self.lignes.iter().filter_map(|l| l.cases.get(colonne));
            let large = cases.map(|case| match case {
                Case::Texte(texte) => largeur(texte),
                _ => case.montant().map_or(0, |m| largeur(&m.to_string())),
            });
            let large = large.max().unwrap_or(0).max(largeur(entete)) + 2;
            u16::try_from(large.clamp(LARGEURS.0, LARGEURS.1)).unwrap_or_default()
        })
    }
}

/// A formula in one row, when every cell is an amount and the sum is the figure computed.
fn lier_ligne(
    ligne: &mut Rangee,
    rang: usize,
    colonne: usize,
    (plus, moins): (&[usize], &[usize]),
) -> Option<()> {
    let montant = |place: &usize| ligne.cases.get(*place).and_then(Case::montant);
    let ajoute: Centimes = plus.iter().map(montant).sum::<Option<Centimes>>()?;
    let ote: Centimes = moins.iter().map(montant).sum::<Option<Centimes>>()?;
    let case = ligne.cases.get_mut(colonne)?;
    if ligne.genre == Genre::Total || case.montant()? != ajoute - ote {
        return None;
    }
    let cellule = |place: &usize| format!("{}{}", nom_de_colonne(*place), rang + 2);
    let mut formule = plus.iter().map(cellule).collect::<Vec<_>>().join("+");
    for place in moins {
        formule = format!("{formule}-{}", cellule(place));
    }
    *case = Case::Formule(format!("={formule}"), ajoute - ote);
    Some(())
}

fn nom_de_colonne(colonne: usize) -> String {
    column_number_to_name(u16::try_from(colonne).unwrap_or(u16::MAX))
}

/// One line, ordinary spaces: a name to compare.
fn simple(texte: &str) -> String {
    texte.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn ecrire_case(
    feuille: &mut Worksheet,
    (rang, colonne): (u32, u16),
    case: &Case,
    style: &Format,
) -> Result<(), XlsxError> {
    match case {
        Case::Vide => feuille.write_blank(rang, colonne, style)?,
        Case::Texte(texte) => return ecrire_texte(feuille, (rang, colonne), texte, style),
        Case::Montant(montant) => {
            feuille.write_number_with_format(rang, colonne, nombre(&montant.machine()), style)?
        }
        Case::Entier(entier) => {
            feuille.write_number_with_format(rang, colonne, nombre(&entier.to_string()), style)?
        }
        Case::Date(date) => {
            let annee = u16::try_from(date.year()).unwrap_or_default();
            let mois = u8::try_from(date.month()).unwrap_or_default();
            let jour = u8::try_from(date.day()).unwrap_or_default();
            let date = ExcelDateTime::from_ymd(annee, mois, jour)?;
            feuille.write_datetime_with_format(rang, colonne, &date, style)?
        }
        Case::Formule(formule, montant) => {
            let formule = Formula::new(formule).set_result(montant.machine());
            feuille.write_formula_with_format(rang, colonne, formule, style)?
        }
    };
    Ok(())
}

/// The number nearest to a decimal text: a spreadsheet knows no other kind.
fn nombre(texte: &str) -> f64 {
    texte.parse().unwrap_or_default()
}

/// A text, never a formula nor a link.
pub(super) fn ecrire_texte(
    feuille: &mut Worksheet,
    (rang, colonne): (u32, u16),
    texte: &str,
    style: &Format,
) -> Result<(), XlsxError> {
    let texte: String = texte.chars().take(TEXTE_MAX).collect();
    feuille.write_string_with_format(rang, colonne, texte, style)?;
    Ok(())
}
