//! Workbooks made to harm: a clear message, bounded memory, nothing written.

use crate::outils::{
    Atelier, Case, Feuille, archive, contrat, garanties, ligne, retouche, texte, xlsx,
};

fn sain() -> Vec<u8> {
    let lignes = vec![ligne("Analyses", "analyses", "", &[texte("150 %")])];
    let feuilles: [Feuille; 2] = [
        ("Contrat", contrat(), ""),
        ("Garanties", garanties(&["Seul"], lignes), ""),
    ];
    xlsx(&feuilles)
}

#[test]
fn le_classeur_sain_est_importe() {
    let dit = Atelier::new().importe("grille.xlsx", sain());
    assert_eq!(dit.code, Some(0), "{dit:?}");
}

/// Each harmful file has its sentence.
#[test]
fn chaque_classeur_hostile_a_son_message() {
    let bombe = vec![b' '; 200 << 20];
    let beaucoup = "<row r=\"1\">".to_owned() + &"<c><v>1</v></c>".repeat(100_000) + "</row>";
    let table = "xl/worksheets/sheet2.xml";
    let avec = |de: &'static str, a: &str| retouche(&sain(), table, |xml| xml.replacen(de, a, 1));
    let tronque = {
        let sain = sain();
        sain[..sain.len() / 2].to_vec()
    };
    let cas: Vec<(&str, Vec<u8>, &str)> = vec![
        ("vide.xlsx", Vec::new(), "le fichier est vide"),
        (
            "texte.xlsx",
            b"nature;libelle".to_vec(),
            "ce n’est pas un classeur",
        ),
        ("tronque.xlsx", tronque, "abîmé ou incomplet"),
        (
            "ancien.xlsx",
            vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1],
            "ancien format .xls",
        ),
        ("macros.xlsm", sain(), "des macros n’est pas ouvert"),
        (
            "macros.xlsx",
            archive(&[("xl/workbook.xml", b"<a/>"), ("xl/vbaProject.bin", b"x")]),
            "porte des macros",
        ),
        (
            "types.xlsx",
            retouche(&sain(), "[Content_Types].xml", |xml| {
                xml.replace(
                    "application/xml",
                    "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                )
            }),
            "porte des macros",
        ),
        ("tableur.ods", sain(), "le format .ods n’est pas lu"),
        (
            "autre.xlsx",
            archive(&[("word/document.xml", b"<a/>")]),
            "ne contient pas de classeur",
        ),
        (
            "bombe.xlsx",
            archive(&[("xl/workbook.xml", b"<a/>"), (table, &bombe)]),
            "dépasse 16 Mio",
        ),
        (
            "colonnes.xlsx",
            avec("<row r=\"1\">", &(beaucoup + "<row r=\"1\">")),
            "plus de 200 colonnes",
        ),
        (
            "lignes.xlsx",
            avec(
                "</sheetData>",
                "<row r=\"900000\"><c><v>1</v></c></row></sheetData>",
            ),
            "plus de 20 000 lignes",
        ),
        (
            "loin.xlsx",
            avec("r=\"A1\"", "r=\"AAAA1\""),
            "hors de toute feuille",
        ),
        (
            "lettres.xlsx",
            avec("r=\"A1\"", &format!("r=\"{}1\"", "W".repeat(200))),
            "hors de toute feuille",
        ),
        (
            "envers.xlsx",
            avec("<sheetData>", "<dimension ref=\"C9:A1\"/><sheetData>"),
            "hors de toute feuille",
        ),
        (
            "annonce.xlsx",
            retouche(&sain(), "xl/styles.xml", |xml| {
                xml.replace("<cellXfs>", "<cellXfs count=\"99999999999\">")
            }),
            "hors de toute feuille",
        ),
        (
            "nul.xlsx",
            retouche(&sain(), table, |xml| xml.replacen("Analyses", "\0", 1)),
            "pas écrit en UTF-8",
        ),
        ("xml.xlsx", avec("</sheetData>", ""), "abîmé ou incomplet"),
        (
            "seule.xlsx",
            xlsx(&[("Contrat", contrat(), "")]),
            "aucune feuille « Garanties »",
        ),
        (
            "rien.xlsx",
            xlsx(&[("Contrat", contrat(), ""), ("Garanties", vec![], "")]),
            "aucune feuille « Garanties »",
        ),
    ];
    let mut dits = String::new();
    for (nom, octets, attendu) in cas {
        let message = Atelier::new().refuse(nom, octets);
        assert!(
            message
                .replace(['\u{a0}', '\u{202f}'], " ")
                .contains(attendu),
            "{nom} : {message}"
        );
        dits.push_str(&message);
        dits.push('\n');
    }
    insta::assert_snapshot!(dits);
}

/// Files that are small, and long to read for whoever looks twice at the same bytes: each
/// is refused, or this test does not end.
#[test]
fn un_classeur_lent_est_refuse_aussi() {
    let table = "xl/worksheets/sheet2.xml";
    let egaux = "=\"".repeat(4 << 20);
    let fusions = "<mergeCell ref=\"A1:A2\"/>".repeat(200_000);
    let fusions = format!("</sheetData><mergeCells>{fusions}</mergeCells>");
    let lignes: String = (4..20_000)
        .map(|l| format!("<row r=\"{l}\"><c><v>1</v></c></row>"))
        .collect();
    let large = format!(
        "{lignes}<row r=\"20000\">{}</row></sheetData>",
        "<c><v>1</v></c>".repeat(200)
    );
    let fin = |a: &str| retouche(&sain(), table, |xml| xml.replacen("</sheetData>", a, 1));
    for (octets, attendu) in [
        (
            archive(&[("xl/workbook.xml", egaux.as_bytes())]),
            "abîmé ou incomplet",
        ),
        (fin(&fusions), "plus de 1 000 cellules fusionnées"),
        (fin(&large), "plus de 200 000 cellules"),
    ] {
        let message = Atelier::new().refuse("grille.xlsx", octets);
        let message = message.replace(['\u{a0}', '\u{202f}'], " ");
        assert!(message.contains(attendu), "{message}");
    }
}

/// An archive that lies on the size of what it holds: the size is measured.
#[test]
fn une_taille_mensongere_est_mesuree() {
    let gros = vec![b' '; 64 << 20];
    let mut octets = archive(&[
        ("xl/workbook.xml", b"<a/>"),
        ("xl/worksheets/sheet1.xml", &gros),
    ]);
    // la taille dépliée, dans l’en-tête local et dans le répertoire
    let vraie = u32::try_from(gros.len()).unwrap().to_le_bytes();
    let mut places: Vec<usize> = (0..octets.len() - 4)
        .filter(|i| octets[*i..*i + 4] == vraie)
        .collect();
    assert!(!places.is_empty());
    for place in places.drain(..) {
        octets[place..place + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    let message = Atelier::new().refuse("mensonge.xlsx", octets);
    assert!(
        message.contains("16\u{a0}Mio") || message.contains("abîmé"),
        "{message}"
    );
}

/// What is not a sheet of the grid harms nobody: it is not read.
#[test]
fn une_feuille_etrangere_ne_gene_pas() {
    let lignes = vec![ligne("Analyses", "analyses", "", &[texte("150 %")])];
    let feuilles: [Feuille; 3] = [
        ("Contrat", contrat(), ""),
        ("Garanties", garanties(&["Seul"], lignes), ""),
        (
            "Brouillon",
            vec![vec![Case::Formule("1+1", "2"), Case::Nombre("1", 4)]],
            "",
        ),
    ];
    let dit = Atelier::new().importe("grille.xlsx", xlsx(&feuilles));
    assert_eq!(dit.code, Some(0), "{dit:?}");
}
