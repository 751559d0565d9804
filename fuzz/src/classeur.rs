//! A workbook around the XML of one of its sheets.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::PathBuf;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const CONTRAT: [(&str, &str); 17] = [
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

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PAQUET: &str = "http://schemas.openxmlformats.org/package/2006";

fn contrat() -> String {
    let mut lignes = String::new();
    for (rang, (question, reponse)) in (1..).zip(CONTRAT) {
        let case = |colonne: &str, texte: &str| {
            format!("<c r=\"{colonne}{rang}\" t=\"inlineStr\"><is><t>{texte}</t></is></c>")
        };
        let (question, reponse) = (case("A", question), case("B", reponse));
        write!(lignes, "<row r=\"{rang}\">{question}{reponse}</row>").unwrap();
    }
    format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{lignes}</sheetData></worksheet>")
}

/// The bytes of a workbook whose guarantees are this XML; `seul` leaves out the sheet that
/// says of which contract.
pub fn classeur(garanties: &[u8], seul: bool) -> Vec<u8> {
    let mut feuilles = vec![("Garanties", garanties.to_vec())];
    if !seul {
        feuilles.push(("Contrat", contrat().into_bytes()));
    }
    let (mut noms, mut liens) = (String::new(), String::new());
    for (rang, (nom, _)) in (1..).zip(&feuilles) {
        write!(
            noms,
            "<sheet name=\"{nom}\" sheetId=\"{rang}\" r:id=\"rId{rang}\"/>"
        )
        .unwrap();
        write!(liens, "<Relationship Id=\"rId{rang}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{rang}.xml\"/>").unwrap();
    }
    let types = format!(
        "<Types xmlns=\"{PAQUET}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
    );
    let racine = format!(
        "<Relationships xmlns=\"{PAQUET}/relationships\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let livre = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{noms}</sheets></workbook>"
    );
    let liens = format!("<Relationships xmlns=\"{PAQUET}/relationships\">{liens}</Relationships>");
    let styles = format!(
        "<styleSheet xmlns=\"{MAIN}\"><numFmts><numFmt numFmtId=\"200\" formatCode=\"0%\"/><numFmt numFmtId=\"201\" formatCode=\"#,##0.00\\ [$€-40C]\"/><numFmt numFmtId=\"202\" formatCode=\"dd/mm/yyyy\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"200\" applyNumberFormat=\"1\"/><xf numFmtId=\"201\" applyNumberFormat=\"1\"/><xf numFmtId=\"202\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"
    );
    let mut parties = vec![
        ("[Content_Types].xml".to_owned(), types.into_bytes()),
        ("_rels/.rels".to_owned(), racine.into_bytes()),
        ("xl/workbook.xml".to_owned(), livre.into_bytes()),
        ("xl/_rels/workbook.xml.rels".to_owned(), liens.into_bytes()),
        ("xl/styles.xml".to_owned(), styles.into_bytes()),
    ];
    for (rang, (_, xml)) in (1..).zip(feuilles) {
        parties.push((format!("xl/worksheets/sheet{rang}.xml"), xml));
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (nom, octets) in parties {
        zip.start_file(nom, SimpleFileOptions::default()).unwrap();
        zip.write_all(&octets).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Writes a workbook where this thread alone writes; the next one takes its place.
pub fn poser(octets: &[u8]) -> PathBuf {
    let fil = std::thread::current().id();
    let nom = format!("rac-hasard-{}-{fil:?}.xlsx", std::process::id());
    let chemin = std::env::temp_dir().join(nom.replace(['(', ')'], ""));
    std::fs::write(&chemin, octets).unwrap();
    chemin
}
