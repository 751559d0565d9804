//! An XLSX workbook, cell by cell: no room is made for the size that a sheet announces.

use super::{Adresse, Contenu, Feuille, Illisible, Interdit, garde, nombre};
use crate::catalogue::Code;
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use jiff::civil::{Date, date};
use std::collections::BTreeSet;
use std::io::Cursor;

/// Merged areas of a sheet: one is enough to refuse it.
const FUSIONS_MAX: usize = 1_000;
/// Visible sheets of a workbook.
const FEUILLES_MAX: usize = 40;

type Lecteur = Xlsx<Cursor<Vec<u8>>>;

/// The visible sheets.
pub(super) fn lire(octets: Vec<u8>) -> Result<Vec<Feuille>, Illisible> {
    garde::verifier(&octets)?;
    let illisible = |message: String| {
        Illisible::new(
            Code::ClasseurIllisible,
            message,
            "rouvrez-le dans le tableur, puis « Enregistrer sous… », « Classeur Excel (.xlsx) »",
        )
    };
    let abime = |_: XlsxError| illisible("le classeur est abîmé ou incomplet".to_owned());
    let mut lecteur = Lecteur::new(Cursor::new(octets)).map_err(abime)?;
    let noms: Vec<String> = lecteur
        .sheets_metadata()
        .iter()
        .filter(|feuille| feuille.typ == SheetType::WorkSheet)
        .filter(|feuille| feuille.visible == SheetVisible::Visible)
        .map(|feuille| feuille.name.clone())
        .collect();
    if noms.len() > FEUILLES_MAX {
        let message = format!("le classeur a plus de {FEUILLES_MAX} feuilles");
        return Err(illisible(message));
    }
    noms.into_iter()
        .map(|nom| feuille(&mut lecteur, &nom).map_err(abime))
        .collect()
}

fn feuille(lecteur: &mut Lecteur, nom: &str) -> Result<Feuille, XlsxError> {
    let formules = formules(lecteur, nom)?;
    let fusions = lecteur.merge_cells_by_sheet_name(nom)?;
    let abandon = (fusions.len() > FUSIONS_MAX).then(|| {
        format!(
            "plus de {} cellules fusionnées",
            crate::montant::milliers(FUSIONS_MAX as u64)
        )
    });
    let mut feuille = Feuille {
        abandon,
        nom: nom.to_owned(),
        fusions: fusions
            .into_iter()
            .take(FUSIONS_MAX)
            .map(|fusion| (adresse(fusion.start), adresse(fusion.end)))
            .collect(),
        ..Feuille::default()
    };
    let mut lettres = 0;
    let mut cellules = lecteur.worksheet_cells_reader(nom)?;
    while let Some((cellule, style)) = cellules.next_cell_with_style_id()? {
        let place = adresse(cellule.get_position());
        let lu = if formules.contains(&place) {
            Some(Contenu::Interdit(Interdit::Formule))
        } else {
            let format = cellules
                .styles()
                .get(style)
                .and_then(|style| style.number_format.as_ref());
            let format = format.map_or("General", |format| format.format_code.as_str());
            contenu(cellule.get_value(), format)
        };
        if let Some(lu) = lu
            && !feuille.ajoute(place, lu, &mut lettres)
        {
            break;
        }
    }
    Ok(feuille)
}

/// The cells that are computed; their value is what a program found, not what was written.
fn formules(lecteur: &mut Lecteur, nom: &str) -> Result<BTreeSet<Adresse>, XlsxError> {
    let mut formules = BTreeSet::new();
    let mut cellules = lecteur.worksheet_cells_reader(nom)?;
    while let Some(cellule) = cellules.next_cell_with_formula_metadata()? {
        if cellule.formula.is_some() {
            formules.insert(adresse(cellule.pos));
        }
    }
    Ok(formules)
}

fn adresse((ligne, colonne): (u32, u32)) -> Adresse {
    Adresse { ligne, colonne }
}

/// What a cell holds, if anything.
fn contenu(valeur: &DataRef<'_>, format: &str) -> Option<Contenu> {
    let texte = |texte: &str| {
        let texte = texte.trim();
        (!texte.is_empty()).then(|| Contenu::Texte(texte.to_owned()))
    };
    match valeur {
        DataRef::Empty => None,
        DataRef::String(ecrit) => texte(ecrit),
        DataRef::SharedString(ecrit) => texte(ecrit),
        DataRef::Bool(oui) => Some(Contenu::OuiNon(*oui)),
        DataRef::Int(entier) => texte(&entier.to_string()),
        DataRef::Float(lu) => Some(match nombre::texte(*lu, format) {
            Ok(texte) => Contenu::Texte(texte),
            Err(interdit) => Contenu::Interdit(interdit),
        }),
        DataRef::DateTime(lu) if lu.is_datetime() => {
            let (annee, mois, jour, h, m, s, ms) = lu.to_ymd_hms_milli();
            let midi = (h, m, s, ms) == (0, 0, 0, 0);
            let lu = i16::try_from(annee).ok().and_then(|annee| {
                let (mois, jour) = (i8::try_from(mois).ok()?, i8::try_from(jour).ok()?);
                Date::new(annee, mois, jour).ok()
            });
            let lu = lu.filter(|jour| midi && *jour >= date(1901, 1, 1));
            Some(lu.map_or(Contenu::Interdit(Interdit::Heure), Contenu::Date))
        }
        DataRef::DateTimeIso(lu) => Some(match lu.split('T').next().map(str::parse::<Date>) {
            Some(Ok(jour)) if lu.len() == 10 || lu.ends_with("T00:00:00") => Contenu::Date(jour),
            _ => Contenu::Interdit(Interdit::Heure),
        }),
        DataRef::DateTime(_) | DataRef::DurationIso(_) => Some(Contenu::Interdit(Interdit::Heure)),
        DataRef::Error(erreur) => Some(Contenu::Interdit(Interdit::Erreur(erreur.to_string()))),
    }
}
