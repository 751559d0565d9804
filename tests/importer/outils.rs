//! Writes workbooks by hand, part by part: nothing here comes from the writer of the tool.

use assert_cmd::Command;
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A cell of a workbook.
#[derive(Clone, Debug)]
pub(crate) enum Case {
    /// A text, in the cell itself.
    Texte(String),
    /// A number, under the n-th format of [`FORMATS`].
    Nombre(&'static str, usize),
    /// A formula, and the value that a program found.
    Formule(&'static str, &'static str),
    /// Any XML in place of the cell, `{r}` being its address.
    Xml(&'static str),
    /// Nothing.
    Vide,
}

/// The formats of numbers: general, percentage, euros, date, and words after the number.
pub(crate) const FORMATS: [&str; 5] = [
    "General",
    "0%",
    "#,##0.00\\ [$€-40C]",
    "dd/mm/yyyy",
    "0\" € par séance\"",
];

pub(crate) fn texte(texte: &str) -> Case {
    if texte.is_empty() {
        Case::Vide
    } else {
        Case::Texte(texte.to_owned())
    }
}

/// A sheet: its name, its rows, and what follows them in its XML.
pub(crate) type Feuille = (&'static str, Vec<Vec<Case>>, &'static str);

/// An XLSX workbook.
pub(crate) fn xlsx(feuilles: &[Feuille]) -> Vec<u8> {
    let mut parties = vec![
        (
            "[Content_Types].xml".to_owned(),
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>".to_owned(),
        ),
        (
            "_rels/.rels".to_owned(),
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>".to_owned(),
        ),
        ("xl/styles.xml".to_owned(), styles()),
    ];
    let mut classeur = String::new();
    let mut liens = String::new();
    for (rang, (nom, lignes, suite)) in (1..).zip(feuilles) {
        write!(
            classeur,
            "<sheet name=\"{nom}\" sheetId=\"{rang}\" r:id=\"rId{rang}\"/>"
        )
        .unwrap();
        write!(
            liens,
            "<Relationship Id=\"rId{rang}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{rang}.xml\"/>"
        )
        .unwrap();
        parties.push((
            format!("xl/worksheets/sheet{rang}.xml"),
            feuille(lignes, suite),
        ));
    }
    parties.push((
        "xl/workbook.xml".to_owned(),
        format!("<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{classeur}</sheets></workbook>"),
    ));
    parties.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{liens}</Relationships>"),
    ));
    let parties: Vec<(&str, &[u8])> = parties
        .iter()
        .map(|(nom, texte)| (nom.as_str(), texte.as_bytes()))
        .collect();
    archive(&parties)
}

/// A zip of these parts.
pub(crate) fn archive(parties: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (nom, octets) in parties {
        zip.start_file(*nom, SimpleFileOptions::default()).unwrap();
        zip.write_all(octets).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The parts of a workbook, one of them rewritten.
pub(crate) fn retouche(
    classeur: &[u8],
    partie: &str,
    retouche: impl Fn(&str) -> String,
) -> Vec<u8> {
    let mut lu = zip::ZipArchive::new(Cursor::new(classeur)).unwrap();
    let noms: Vec<String> = lu
        .file_names()
        .map(|nom| nom.unwrap().into_owned())
        .collect();
    let parties: Vec<(String, Vec<u8>)> = noms
        .into_iter()
        .map(|nom| {
            let mut octets = Vec::new();
            let mut entree = lu.by_name(&nom).unwrap();
            std::io::copy(&mut entree, &mut octets).unwrap();
            if nom == partie {
                octets = retouche(&String::from_utf8(octets).unwrap()).into_bytes();
            }
            (nom, octets)
        })
        .collect();
    let parties: Vec<(&str, &[u8])> = parties
        .iter()
        .map(|(nom, octets)| (nom.as_str(), octets.as_slice()))
        .collect();
    archive(&parties)
}

fn styles() -> String {
    let mut formats = String::new();
    let mut styles = String::new();
    for (rang, format) in FORMATS.iter().enumerate() {
        let code = format.replace('"', "&quot;");
        write!(
            formats,
            "<numFmt numFmtId=\"{}\" formatCode=\"{code}\"/>",
            200 + rang
        )
        .unwrap();
        write!(
            styles,
            "<xf numFmtId=\"{}\" applyNumberFormat=\"1\"/>",
            200 + rang
        )
        .unwrap();
    }
    format!(
        "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>"
    )
}

fn feuille(lignes: &[Vec<Case>], suite: &str) -> String {
    let mut xml = String::from(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>",
    );
    for (numero, ligne) in (1..).zip(lignes) {
        write!(xml, "<row r=\"{numero}\">").unwrap();
        for (rang, case) in ligne.iter().enumerate() {
            let r = format!("{}{numero}", colonne(rang));
            match case {
                Case::Vide => {}
                Case::Texte(texte) => {
                    let texte = texte.replace('&', "&amp;").replace('<', "&lt;");
                    write!(xml, "<c r=\"{r}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{texte}</t></is></c>").unwrap();
                }
                Case::Nombre(nombre, format) => {
                    write!(xml, "<c r=\"{r}\" s=\"{format}\"><v>{nombre}</v></c>").unwrap();
                }
                Case::Formule(formule, valeur) => {
                    write!(
                        xml,
                        "<c r=\"{r}\" t=\"str\"><f>{formule}</f><v>{valeur}</v></c>"
                    )
                    .unwrap();
                }
                Case::Xml(brut) => xml.push_str(&brut.replace("{r}", &r)),
            }
        }
        xml.push_str("</row>");
    }
    write!(xml, "</sheetData>{suite}</worksheet>").unwrap();
    xml
}

fn colonne(rang: usize) -> String {
    let lettre = |rang: usize| char::from(b'A' + u8::try_from(rang).unwrap());
    if rang < 26 {
        lettre(rang).to_string()
    } else {
        format!("{}{}", lettre(rang / 26 - 1), lettre(rang % 26))
    }
}

/// A folder where the tool is run.
pub(crate) struct Atelier {
    dossier: TempDir,
}

/// What a run said.
#[derive(Debug)]
pub(crate) struct Dit {
    pub(crate) code: Option<i32>,
    pub(crate) sortie: String,
    pub(crate) messages: String,
}

impl Atelier {
    pub(crate) fn new() -> Self {
        Self {
            dossier: tempfile::tempdir().unwrap(),
        }
    }

    pub(crate) fn chemin(&self, nom: &str) -> PathBuf {
        self.dossier.path().join(nom)
    }

    pub(crate) fn pose(&self, nom: &str, octets: impl AsRef<[u8]>) {
        let chemin = self.chemin(nom);
        fs::create_dir_all(chemin.parent().unwrap()).unwrap();
        fs::write(chemin, octets).unwrap();
    }

    pub(crate) fn rac(&self, arguments: &[&str]) -> Dit {
        let lu = Command::new(env!("CARGO_BIN_EXE_rac"))
            .current_dir(self.dossier.path())
            .args(arguments)
            .output()
            .unwrap();
        Dit {
            code: lu.status.code(),
            sortie: String::from_utf8(lu.stdout).unwrap(),
            messages: String::from_utf8(lu.stderr).unwrap(),
        }
    }

    /// Imports a workbook in the folder `sortie`.
    pub(crate) fn importe(&self, nom: &str, octets: impl AsRef<[u8]>) -> Dit {
        self.pose(nom, octets);
        self.rac(&["donnees", "importer", nom, "--sortie", "sortie"])
    }

    /// A workbook is refused with exit code 2, and nothing is written.
    pub(crate) fn refuse(&self, nom: &str, octets: impl AsRef<[u8]>) -> String {
        let dit = self.importe(nom, octets);
        assert_eq!(dit.code, Some(2), "{dit:?}");
        assert_eq!(dit.sortie, "");
        assert!(!self.chemin("sortie").exists(), "quelque chose a été écrit");
        dit.messages
    }
}

/// Every file under a folder, with its text.
pub(crate) fn fichiers(dossier: &Path) -> Vec<(String, String)> {
    let mut trouves = Vec::new();
    let mut a_voir = vec![dossier.to_owned()];
    while let Some(ici) = a_voir.pop() {
        for entree in fs::read_dir(ici).unwrap() {
            let chemin = entree.unwrap().path();
            if chemin.is_dir() {
                a_voir.push(chemin);
            } else {
                let nom = chemin
                    .strip_prefix(dossier)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned();
                trouves.push((nom, fs::read_to_string(&chemin).unwrap()));
            }
        }
    }
    trouves.sort();
    trouves
}

/// The answers of the sheet `Contrat` of a fictitious offer.
pub(crate) fn contrat() -> Vec<Vec<Case>> {
    let reponses = [
        ("Rubrique", "Réponse"),
        ("Code du contrat", "fictive/essai"),
        ("Organisme", "Mutuelle fictive"),
        ("Nom du contrat", "ESSAI"),
        ("Millésime", "2026"),
        ("Valable du", "01/01/2026"),
        ("Contrat responsable", "non"),
        ("Année des compteurs", "civile"),
        ("Tableau complet", "non"),
        ("Document", "grille fictive"),
        ("Vérifié le", "22/11/2026"),
        ("Un pourcentage seul", "BR, AMO comprise"),
        ("Un montant seul", "en plus de l’AMO"),
        ("Mots du contrat", "fictif"),
        ("Grille des cotisations", "non publiée"),
        ("Document des cotisations", "aucune grille"),
        ("Cotisations vérifiées le", "22/11/2026"),
    ];
    reponses
        .iter()
        .map(|(question, reponse)| vec![texte(question), texte(reponse)])
        .collect()
}

/// A guarantee table: the titles, then these rows.
pub(crate) fn garanties(niveaux: &[&str], lignes: Vec<Vec<Case>>) -> Vec<Vec<Case>> {
    let mut titres: Vec<Case> = ["nature", "libelle", "poste", "quand", "regle"]
        .map(texte)
        .to_vec();
    titres.extend(niveaux.iter().map(|niveau| texte(niveau)));
    std::iter::once(titres).chain(lignes).collect()
}

/// A row of guarantee: its label, its poste, its rule and its cells.
pub(crate) fn ligne(libelle: &str, poste: &str, regle: &str, cellules: &[Case]) -> Vec<Case> {
    let mut ligne = vec![
        Case::Vide,
        texte(libelle),
        texte(poste),
        Case::Vide,
        texte(regle),
    ];
    ligne.extend_from_slice(cellules);
    ligne
}
