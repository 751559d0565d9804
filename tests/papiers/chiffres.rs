//! The same figures in every format of a same answer.

use super::outils::simple;
use super::{ecrit, texte};
use calamine::{Data, Reader, Xlsx};
use std::collections::{BTreeMap, BTreeSet};

const RAPPORT: [&str; 2] = ["document", "rapport"];
const GUICHET: [&str; 9] = [
    "comparer",
    "--age",
    "70",
    "--departement",
    "35",
    "--soin",
    "généraliste x6",
    "--soin",
    "couronne molaire = 620 €",
];

/// Amounts as programs write them: `1234.56`.
fn pour_programmes(texte: &str) -> BTreeSet<String> {
    amounts(texte, |c| c.is_ascii_digit() || matches!(c, '.' | '-'), '.')
}

/// Amounts as people read them, `1 234,56`, written as programs do.
fn pour_lecteurs(texte: &str) -> BTreeSet<String> {
    let garde = |c: char| c.is_ascii_digit() || matches!(c, ',' | '\u{2212}' | '\u{202f}');
    let lus = amounts(texte, garde, ',');
    let ecrire = |lu: String| {
        lu.replace('\u{202f}', "")
            .replace('\u{2212}', "-")
            .replace(',', ".")
    };
    lus.into_iter().map(ecrire).collect()
}

/// The words made of these signs that end with two decimals.
fn amounts(texte: &str, garde: impl Fn(char) -> bool, virgule: char) -> BTreeSet<String> {
    let mots = texte.split(|c| !garde(c));
    let montant = |mot: &&str| {
        let decimales = mot.split_once(virgule).map(|(_, fin)| fin);
        decimales.is_some_and(|fin| fin.len() == 2 && fin.bytes().all(|o| o.is_ascii_digit()))
    };
    mots.filter(montant).map(str::to_owned).collect()
}

fn manquants<'a>(voulus: &'a BTreeSet<String>, lus: &'a BTreeSet<String>) -> Vec<&'a String> {
    voulus.difference(lus).collect()
}

/// Amounts of every sheet of a workbook.
fn du_classeur(octets: Vec<u8>) -> BTreeSet<String> {
    let mut classeur: Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(octets)).unwrap();
    let mut lus = BTreeSet::new();
    for nom in classeur.sheet_names() {
        for cellule in classeur.worksheet_range(&nom).unwrap().cells() {
            match cellule.2 {
                // un tableur ne connaît que des flottants ; deux décimales redonnent le centime
                Data::Float(nombre) => {
                    lus.insert(format!("{nombre:.2}"));
                }
                Data::String(texte) => lus.extend(pour_lecteurs(texte)),
                _ => {}
            }
        }
    }
    lus
}

#[test]
fn le_rapport_dit_les_memes_chiffres_dans_tous_les_formats() {
    let json = pour_programmes(&texte(&RAPPORT, "json"));
    assert!(json.len() > 500, "{} montants", json.len());
    for format in ["html", "md"] {
        let lus = pour_lecteurs(&texte(&RAPPORT, format));
        assert_eq!(manquants(&json, &lus), Vec::<&String>::new(), "{format}");
    }
    let classeur = du_classeur(ecrit(&RAPPORT, "xlsx"));
    assert_eq!(manquants(&json, &classeur), Vec::<&String>::new());
}

#[test]
fn le_rapport_et_comparer_disent_la_meme_chose() {
    let rapport = texte(&RAPPORT, "csv");
    assert_eq!(rapport, texte(&["comparer"], "csv"));
    // et ce que la page montre est dans les données de comparer
    let csv = pour_programmes(&rapport);
    let json = pour_programmes(&texte(&["comparer"], "json"));
    assert_eq!(csv, json);
}

/// The page begins with a sentence by band: the year that ranks, and the hard one.
#[test]
fn le_rapport_dit_d_abord_la_moins_chere_de_chaque_tranche() {
    let md = texte(&RAPPORT, "md");
    let (_, apres) = md.split_once("## En bref").unwrap();
    let (bref, _) = apres.split_once("\n## ").unwrap();
    assert_eq!(
        bref.matches("Année moyenne\u{a0}: la moins chère est")
            .count(),
        3,
        "{bref}"
    );
    assert_eq!(
        bref.matches("Année difficile\u{a0}: la moins chère est")
            .count(),
        3,
        "{bref}"
    );
}

#[test]
fn une_comparaison_dit_les_memes_chiffres_dans_tous_les_formats() {
    let csv = pour_programmes(&texte(&GUICHET, "csv"));
    let json = pour_programmes(&texte(&GUICHET, "json"));
    assert_eq!(manquants(&csv, &json), Vec::<&String>::new());
    let classeur = du_classeur(ecrit(&GUICHET, "xlsx"));
    assert_eq!(manquants(&json, &classeur), Vec::<&String>::new());
    // la page et le Markdown montrent moins d'offres, jamais un autre chiffre
    let page = pour_lecteurs(&texte(&GUICHET, "html"));
    let md = pour_lecteurs(&texte(&GUICHET, "md"));
    assert!(page.len() > 20);
    assert_eq!(page, md);
}

#[test]
fn un_classeur_garde_ses_sommes_vivantes() {
    let octets = ecrit(&GUICHET, "xlsx");
    assert_eq!(octets, ecrit(&GUICHET, "xlsx"));
    let mut classeur: Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(octets)).unwrap();
    let formules = classeur.worksheet_formula("comparaison").unwrap();
    // cout_total (P) = cotisation_nette (AC) + rac (M), à chaque ligne qui a un prix
    let premiere = formules.used_cells().find(|(_, _, f)| f.contains("AC2"));
    assert_eq!(premiere.map(|(_, _, f)| f.as_str()), Some("AC2+M2"));
    let decompte = ["decompte", "mcci/flexia/Confort", "--panier", "dentaire"];
    let mut classeur: Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(ecrit(&decompte, "xlsx"))).unwrap();
    let formules = classeur.worksheet_formula("Tableau").unwrap();
    let textes: Vec<&str> = formules.used_cells().map(|(_, _, f)| f.as_str()).collect();
    assert!(textes.contains(&"B2-C2-D2"), "{textes:?}");
    assert!(
        textes.iter().any(|f| f.starts_with("SUM(B2:B")),
        "{textes:?}"
    );
}

#[test]
fn un_classeur_ne_va_pas_a_l_ecran() {
    let sortie = super::rac(&["comparer", "--format", "xlsx"]);
    assert_eq!(sortie.status.code(), Some(2));
    let dit = String::from_utf8(sortie.stderr).unwrap();
    assert!(dit.contains("--sortie resultat.xlsx"), "{dit}");
    assert!(sortie.stdout.is_empty());
}

/// A person of 70 in Ille-et-Vilaine, with the average year of her band.
const AU_BUREAU: [&str; 6] = [
    "--age",
    "70",
    "--departement",
    "35",
    "--panier",
    "arcs-plus-de-60-ans-moyenne",
];

/// What FLEXIA Confort costs her. By hand: 128,48 € × 12 of premium; left, 2 € for each of
/// four visits to the doctor, one to the ophthalmologist and two blood tests, and for the
/// glasses 531,00 − (60 + 2 × 95) = 281,00 €.
const CONFORT: [(&str, &str, &str); 3] = [
    ("cotisation_nette", "1541.76", "1 541,76 €"),
    ("rac", "295.00", "295,00 €"),
    ("cout_total", "1836.76", "1 836,76 €"),
];

fn au_bureau(debut: &[&str], format: &str) -> String {
    texte(&[debut, &AU_BUREAU].concat(), format)
}

/// The cells of a CSV at the line of FLEXIA Confort at 70, by the names of its columns.
fn confort_du_csv(csv: &str) -> BTreeMap<String, String> {
    let mut lecteur = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(csv.as_bytes());
    let lues: Vec<BTreeMap<String, String>> = lecteur.deserialize().map(Result::unwrap).collect();
    let confort = lues.into_iter().filter(|ligne| {
        ligne["offre"] == "mcci/flexia" && ligne["niveau"] == "Confort" && ligne["age"] == "70"
    });
    let [seule] = <[_; 1]>::try_from(confort.collect::<Vec<_>>()).unwrap();
    seule
}

/// The same at the row of a comparison in JSON.
fn confort_du_json(json: &str) -> BTreeMap<String, String> {
    let lu: serde_json::Value = serde_json::from_str(json).unwrap();
    let confort = lu["comparaison"].as_array().unwrap().iter().filter(|rang| {
        rang["offre"] == "mcci/flexia" && rang["niveau"] == "Confort" && rang["age"] == 70
    });
    let [rang] = <[_; 1]>::try_from(confort.collect::<Vec<_>>()).unwrap();
    let ecrit = |(nom, valeur): (&String, &serde_json::Value)| {
        let valeur = valeur.as_f64().map(|nombre| format!("{nombre:.2}"));
        valeur.map(|valeur| (nom.clone(), valeur))
    };
    rang.as_object().unwrap().iter().filter_map(ecrit).collect()
}

#[test]
fn une_question_cinq_papiers_les_memes_chiffres() {
    let comparer = ["comparer"];
    let conseil = [
        "document",
        "conseil",
        "--actuel",
        "mcci/flexia/Start",
        "--proposees",
        "mcci/flexia/Confort",
    ];
    let fiche = ["document", "fiche", "mcci/flexia/Confort"];
    // le rapport prend l’âge de chaque tranche : 70 ans pour la dernière, la même année
    let rapport = |format| texte(&["document", "rapport", "--departement", "35"], format);
    let csv = [
        au_bureau(&comparer, "csv"),
        au_bureau(&conseil, "csv"),
        rapport("csv"),
    ];
    let json = [
        au_bureau(&comparer, "json"),
        au_bureau(&conseil, "json"),
        au_bureau(&fiche, "json"),
    ];
    let lus = csv.iter().map(|csv| confort_du_csv(csv));
    for lu in lus.chain(json.iter().map(|json| confort_du_json(json))) {
        for (colonne, machine, _) in CONFORT {
            assert_eq!(lu[colonne], machine, "{colonne}");
        }
    }
    let francais = CONFORT.map(|(_, _, francais)| francais);
    for (format, fin_de_rangee) in [("html", "</tr>"), ("md", "\n")] {
        let conseil = simple(&au_bureau(&conseil, format));
        assert!(francais.iter().all(|f| conseil.contains(f)), "{conseil}");
        let rapport = simple(&rapport(format));
        let (_, apres) = rapport
            .split_once("Plus de 60 ans : le classement")
            .unwrap();
        let (_, confort) = apres.split_once("FLEXIA Confort").unwrap();
        let (confort, _) = confort.split_once(fin_de_rangee).unwrap();
        assert!(francais.iter().all(|f| confort.contains(f)), "{confort}");
        // la fiche dit le prix et ce qui reste, sans les additionner
        let fiche = simple(&au_bureau(&fiche, format));
        assert!(fiche.contains("128,48 € par mois"), "{fiche}");
        assert!(francais[..2].iter().all(|f| fiche.contains(f)), "{fiche}");
    }
}
