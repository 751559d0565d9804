//! The grid as a workbook: what is asked is protected, what is answered is not.

use super::{Case, Feuille, Genre, Grille, Liste};
use crate::commandes::Refus;
use jiff::civil::Date;
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Formula, Workbook, Worksheet, XlsxError,
};

/// A hidden sheet: a list written in a cell would be cut at each comma.
const LISTES: &str = "Listes";

/// The height of a line of text, in points, and how many of them a row shows.
const HAUTEUR: u16 = 15;
const LIGNES_MAX: u16 = 8;

/// The bytes of the workbook; the same grid gives the same bytes. `date` is the day that the
/// file says it was made.
pub(super) fn ecrire(grille: &Grille, date: Date) -> Result<Vec<u8>, Refus> {
    classeur(grille, date)
        .map_err(|erreur| Refus::new(format!("la grille n’a pas pu être écrite : {erreur}")))
}

fn classeur(grille: &Grille, date: Date) -> Result<Vec<u8>, XlsxError> {
    let mut classeur = Workbook::new();
    let cree = ExcelDateTime::from_ymd(
        date.year().unsigned_abs(),
        date.month().unsigned_abs(),
        date.day().unsigned_abs(),
    )?;
    let proprietes = DocProperties::new().set_title(&grille.titre);
    classeur.set_properties(&proprietes.set_creation_datetime(&cree));
    let mut listes = Listes::default();
    for feuille in &grille.feuilles {
        ecrire_feuille(classeur.add_worksheet(), feuille, &mut listes)?;
    }
    let cachee = classeur.add_worksheet();
    cachee.set_name(LISTES)?.set_hidden(true);
    for (colonne, mots) in (0..).zip(&listes.mots) {
        for (ligne, mot) in (0..).zip(mots) {
            cachee.write_string(ligne, colonne, mot)?;
        }
    }
    classeur.save_to_buffer()
}

/// The lists of words, each once.
#[derive(Default)]
struct Listes {
    mots: Vec<Vec<String>>,
}

impl Listes {
    /// Where a list is, in the hidden sheet.
    fn formule(&mut self, mots: &[String]) -> Formula {
        let connue = self.mots.iter().position(|connus| connus == mots);
        let rang = connue.unwrap_or_else(|| {
            self.mots.push(mots.to_vec());
            self.mots.len() - 1
        });
        let colonne = u16::try_from(rang).unwrap_or(u16::MAX);
        let colonne = rust_xlsxwriter::utility::column_number_to_name(colonne);
        Formula::new(format!("={LISTES}!${colonne}$1:${colonne}${}", mots.len()))
    }
}

fn ecrire_feuille(
    page: &mut Worksheet,
    feuille: &Feuille,
    listes: &mut Listes,
) -> Result<(), XlsxError> {
    page.set_name(feuille.nom)?;
    for (colonne, largeur) in (0..).zip(&feuille.largeurs) {
        page.set_column_width(colonne, f64::from(*largeur))?;
    }
    let (colonnes, titre) = feuille.fige;
    if colonnes > 0 || titre {
        page.set_freeze_panes(u32::from(titre), colonnes)?;
    }
    page.set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    if titre {
        page.set_repeat_rows(0, 0)?;
    }
    for (ligne, cases) in (0..).zip(&feuille.lignes) {
        for (colonne, case) in (0..).zip(cases) {
            ecrire_case(page, ligne, colonne, case)?;
        }
        page.set_row_height(ligne, f64::from(hauteur(cases, &feuille.largeurs)))?;
    }
    for liste in &feuille.listes {
        ajouter_liste(page, liste, listes)?;
    }
    page.protect();
    Ok(())
}

/// The height of a row, in points: its texts are folded, and not every program measures them.
fn hauteur(cases: &[Case], largeurs: &[u16]) -> u16 {
    let lignes = cases.iter().zip(largeurs).map(|(case, largeur)| {
        let lettres = u16::try_from(case.texte.chars().count()).unwrap_or(u16::MAX);
        lettres.div_ceil((*largeur).max(1))
    });
    let lignes = lignes.max().unwrap_or_default();
    HAUTEUR * lignes.clamp(1, LIGNES_MAX)
}

fn ecrire_case(
    page: &mut Worksheet,
    ligne: u32,
    colonne: u16,
    case: &Case,
) -> Result<(), XlsxError> {
    let format = format(case.genre);
    if case.texte.is_empty() {
        page.write_blank(ligne, colonne, &format)?;
        return Ok(());
    }
    let nombre = case
        .texte
        .parse::<f64>()
        .ok()
        .filter(|nombre| nombre.is_finite());
    let jour = case.texte.parse::<Date>().ok();
    match (case.genre, nombre, jour) {
        (Genre::Nombre, Some(nombre), _) => {
            page.write_number_with_format(ligne, colonne, nombre, &format)?;
        }
        (Genre::Jour, _, Some(jour)) => {
            let jour = ExcelDateTime::from_ymd(
                jour.year().unsigned_abs(),
                jour.month().unsigned_abs(),
                jour.day().unsigned_abs(),
            )?;
            page.write_datetime_with_format(ligne, colonne, &jour, &format)?;
        }
        _ => {
            page.write_string_with_format(ligne, colonne, &case.texte, &format)?;
        }
    }
    Ok(())
}

fn format(genre: Genre) -> Format {
    let simple = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let encadre = || {
        simple
            .clone()
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::Gray)
    };
    let reponse = || {
        let fond = Color::RGB(0x00FF_F8DC);
        encadre().set_unlocked().set_background_color(fond)
    };
    match genre {
        Genre::Fixe => simple,
        Genre::Titre => simple
            .set_bold()
            .set_background_color(Color::RGB(0x00DD_E6F0)),
        Genre::Aide => simple.set_italic().set_font_color(Color::RGB(0x0059_5959)),
        // au format Texte, « 1/2 » et « 30 % » restent ce qui est tapé
        Genre::Reponse => reponse().set_num_format("@"),
        Genre::Nombre => reponse().set_num_format("General"),
        Genre::Jour => reponse().set_num_format("dd/mm/yyyy"),
    }
}

fn ajouter_liste(
    page: &mut Worksheet,
    liste: &Liste,
    listes: &mut Listes,
) -> Result<(), XlsxError> {
    let formule = listes.formule(&liste.mots);
    let mut validation = DataValidation::new()
        .allow_list_formula(formule)
        .ignore_blank(true)
        .show_error_message(liste.stricte);
    if liste.stricte {
        validation = validation
            .set_error_title("Un mot de la liste")?
            .set_error_message("Choisissez un des mots de la liste, ou laissez la case vide.")?;
    }
    let (premiere, derniere) = liste.lignes;
    page.add_data_validation(
        premiere,
        liste.colonne,
        derniere,
        liste.colonne,
        &validation,
    )?;
    Ok(())
}
