//! A workbook: a sheet to read first, then one by table and one by data set. Sums that
//! follow from other cells are formulas, with the figure computed as their result.

mod feuille;

use super::Rendu;
use super::document::{Bloc, Document};
use super::texte::propre;
use feuille::{Feuille, Styles};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use std::collections::BTreeSet;
use std::io;

/// What a spreadsheet takes as the name of a sheet.
const NOM_MAX: usize = 31;
/// The day written in every workbook: the same document gives the same bytes.
const CREATION: (u16, u8, u8) = (2026, 1, 1);
/// Width of the column of the first sheet, in letters.
const LARGEUR_DU_TEXTE: u16 = 110;

/// A workbook.
pub(super) struct Xlsx;

impl Rendu for Xlsx {
    fn rendre(&self, document: &Document, sortie: &mut dyn io::Write) -> io::Result<()> {
        for jeu in &document.jeux {
            jeu.controler()?;
        }
        let octets = classeur(document).map_err(io::Error::other)?;
        sortie.write_all(&octets)
    }
}

fn classeur(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let mut classeur = Workbook::new();
    let (annee, mois, jour) = CREATION;
    let creation = ExcelDateTime::from_ymd(annee, mois, jour)?;
    let titre = propre(&document.titre);
    let proprietes = DocProperties::new().set_title(titre.chars().take(200).collect::<String>());
    classeur.set_properties(&proprietes.set_creation_datetime(&creation));
    let styles = Styles::new();
    let mut noms = BTreeSet::new();
    let mut feuilles = Vec::new();
    let mut titre = "Tableau";
    for bloc in &document.blocs {
        match bloc {
            Bloc::Titre(texte) | Bloc::SousTitre(texte) => titre = texte,
            Bloc::Tableau(tableau) if !tableau.lignes.is_empty() => {
                let nom = nom_de_feuille(titre, &mut noms);
                feuilles.push(Feuille::de_tableau(nom, tableau));
            }
            Bloc::Figure(figure) => {
                let nom = nom_de_feuille(&figure.titre, &mut noms);
                feuilles.push(Feuille::de_tableau(nom, &figure.tableau()));
            }
            _ => {}
        }
    }
    for jeu in &document.jeux {
        let nom = nom_de_feuille(jeu.nom, &mut noms);
        feuilles.push(Feuille::de_jeu(nom, jeu));
    }
    for feuille in &mut feuilles {
        feuille.lier(&document.relations);
    }
    let vivantes = feuilles.iter().any(Feuille::est_vivante);
    lisez_moi(&mut classeur, document, &styles, vivantes)?;
    for feuille in &feuilles {
        feuille.ecrire(classeur.add_worksheet(), &styles)?;
    }
    classeur.save_to_buffer()
}

/// The first sheet: what is said around the tables.
fn lisez_moi(
    classeur: &mut Workbook,
    document: &Document,
    styles: &Styles,
    vivantes: bool,
) -> Result<(), XlsxError> {
    let feuille = classeur.add_worksheet();
    feuille.set_name("Lisez-moi")?;
    feuille.set_column_width(0, LARGEUR_DU_TEXTE)?;
    let mut lignes = vec![(propre(&document.titre), true)];
    if vivantes {
        let phrase = "Les montants en bleu se modifient : les sommes qui en dépendent suivent. Ni la part de la mutuelle ni le rang ne sont recalculés ici.";
        lignes.push((phrase.to_owned(), false));
    }
    for bloc in &document.blocs {
        match bloc {
            Bloc::Titre(texte) | Bloc::SousTitre(texte) => lignes.push((propre(texte), true)),
            Bloc::Paragraphe(texte) => lignes.push((propre(texte), false)),
            Bloc::Liste(textes) => {
                lignes.extend(textes.iter().map(|t| (format!("• {}", propre(t)), false)));
            }
            Bloc::Etapes(etapes) => lignes.extend(etapes.iter().map(|etape| {
                let montant = etape
                    .montant
                    .map_or_else(String::new, |m| format!("\u{a0}: {m}"));
                let retrait = "    ".repeat(usize::from(etape.niveau));
                let detail = etape
                    .detail
                    .as_ref()
                    .map_or_else(String::new, |d| format!(" — {d}"));
                let texte = propre(&format!("{}{montant}{detail}", etape.libelle));
                (format!("{retrait}{texte}"), false)
            })),
            Bloc::Tableau(_) | Bloc::Figure(_) => {}
        }
    }
    lignes.extend(document.perimetre.iter().map(|p| (propre(p), false)));
    for (rang, (texte, titre)) in (0..).zip(&lignes) {
        let style = if *titre {
            &styles.titre
        } else {
            &styles.paragraphe
        };
        feuille::ecrire_texte(feuille, (rang, 0), texte, style)?;
    }
    Ok(())
}

/// A name that a spreadsheet accepts, used by no other sheet.
fn nom_de_feuille(titre: &str, pris: &mut BTreeSet<String>) -> String {
    let permis = |signe: char| match signe {
        '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'' => ' ',
        signe if signe.is_control() => ' ',
        signe => signe,
    };
    let propre: String = titre.chars().map(permis).collect();
    let mots = propre.split_whitespace().collect::<Vec<_>>().join(" ");
    let base = if mots.is_empty() { "Tableau" } else { &mots };
    let court = |place: usize| {
        // une feuille se compte en unités UTF-16
        let mut texte = String::new();
        for signe in base.chars() {
            if texte.encode_utf16().count() + signe.len_utf16() > place {
                break;
            }
            texte.push(signe);
        }
        texte.trim().to_owned()
    };
    let mut nom = court(NOM_MAX);
    for rang in 2.. {
        let cle = nom.to_lowercase();
        if cle != "lisez-moi" && cle != "history" && pris.insert(cle) {
            break;
        }
        let fin = format!(" ({rang})");
        nom = format!("{}{fin}", court(NOM_MAX - fin.len()));
    }
    nom
}
