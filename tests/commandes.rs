//! `rac` as people type it: its screens, its files, its refusals.

use assert_cmd::Command;
use reste_a_charge::montant::{Centimes, lire_montant};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::process::{Output, Stdio};

const DATE: &str = "2026-11-22";
const DATE_ACS: &str = "2019-03-01";
/// The columns of `comparer`, as the design binds them.
const COMPARER: &str = "tranche;age;panier;rang;offre;niveau;cotisation_annuelle;aide_annuelle;frais_annuels;depense;amo;amc;rac;rac_min;rac_max;cout_total;cout_annee_difficile;drapeaux;cotisation_min;ecart_cotisation;ecart_rac;ecart_rac_min;ecart_rac_max;ecart_cout_total;ecart_cout_total_min;ecart_cout_total_max;ecart_annee_difficile_min;ecart_annee_difficile_max;cotisation_nette;cotisation_nette_min;semblable_a;fois_premiere;fois_trois_premieres;tirages;gain_ordre";
/// The columns of `acs`.
const ACS: &str = "rang;offre;organismes;niveau;age;cotisation_avant_aide;cheque;cotisation_nette;rac;cout_total;drapeaux;agence";
/// The columns of `decompte`.
const DECOMPTE: &str = "ligne;acte;secteur;nombre;depense;br;amo;participation;franchise;amc;rac;majoration;tm_non_couvert;depassement_non_couvert;hors_nomenclature;rac_min;rac_max;garantie;regle;source;drapeaux;allocation;personne";
/// The question of the desk.
const GUICHET: [&str; 11] = [
    "comparer",
    "--age",
    "70",
    "--departement",
    "35",
    "--soin",
    "généraliste x6",
    "--soin",
    "couronne molaire = 620 €",
    "--date",
    DATE,
];

// Les écrans

#[test]
fn les_ecrans_sont_figes() -> io::Result<()> {
    let acs = ["acs", "--age", "70", "--date", DATE_ACS];
    for (nom, arguments) in [
        ("accueil", vec![]),
        ("par_tranche", vec!["comparer", "--date", DATE]),
        ("guichet", GUICHET.to_vec()),
        (
            "grand_age",
            vec!["comparer", "--age", "101", "--date", DATE],
        ),
        ("acs_niveau_a", [&acs[..], &["--niveau", "A"]].concat()),
        (
            "acs_dentaire",
            [&acs[..], &["--panier", "dentaire-acs"]].concat(),
        ),
        (
            "decompte",
            vec![
                "decompte",
                "mcci/flexia/Confort",
                "--soin",
                "généraliste",
                "--date",
                DATE,
            ],
        ),
        ("offres", vec!["liste", "offres", "--date", DATE]),
    ] {
        let ecran = reponse(&arguments)?;
        let trop_large = ecran.lines().find(|ligne| ligne.chars().count() > 80);
        assert!(
            nom == "accueil" || trop_large.is_none(),
            "{nom} : {trop_large:?}"
        );
        insta::assert_snapshot!(format!("ecran_{nom}"), sans_empreinte(&ecran));
    }
    Ok(())
}

#[test]
fn la_version_dit_les_donnees() -> io::Result<()> {
    let version = reponse(&["--version"])?;
    assert_eq!(reponse(&["-V"])?, version);
    assert_eq!(
        sans_empreinte(&version),
        format!("rac {} (données {EMPREINTE})\n", env!("CARGO_PKG_VERSION"))
    );
    Ok(())
}

/// A premium grid ends: nothing is ranked beyond, and the screen says why.
#[test]
fn sans_cotisation_rien_n_est_classe() -> io::Result<()> {
    // la plus longue des grilles va jusqu’à 100 ans
    let table = csv(&["comparer", "--age", "101", "--date", DATE])?;
    assert!(table.lignes.len() > 8);
    for ligne in &table.lignes {
        assert_eq!(ligne["rang"], "");
        if ligne["offre"] != "sans-mutuelle" {
            assert_eq!(
                (
                    ligne["cotisation_annuelle"].as_str(),
                    ligne["cout_total"].as_str()
                ),
                ("", "")
            );
        }
    }
    let ecran = reponse(&[
        "comparer",
        "--age",
        "95",
        "--offres",
        "mcci/flexia",
        "--date",
        DATE,
    ])?;
    assert!(
        ecran.contains("Non classées, faute de cotisation"),
        "{ecran}"
    );
    assert!(ecran.contains("grille de 0 à 84 ans"), "{ecran}");
    Ok(())
}

// Les tableaux pour les machines

#[test]
fn comparer_en_csv_tient_ses_comptes() -> io::Result<()> {
    let table = csv(&["comparer", "--date", DATE])?;
    assert_eq!(table.colonnes, COMPARER);
    let mut groupes: BTreeMap<(&str, &str), Vec<&Ligne>> = BTreeMap::new();
    for ligne in &table.lignes {
        juste(ligne);
        groupes
            .entry((&ligne["tranche"], &ligne["panier"]))
            .or_default()
            .push(ligne);
    }
    assert_eq!(groupes.len(), 3);
    for (groupe, lignes) in groupes {
        let classees: Vec<&&Ligne> = lignes.iter().filter(|l| !l["rang"].is_empty()).collect();
        assert!(classees.len() >= 8, "{groupe:?} : {}", classees.len());
        // un rang partagé est celui de la première ; `tests/choix.rs` dit lesquelles le partagent
        let rangs = classees.iter().map(|ligne| ligne["rang"].parse::<usize>());
        let mut precedent = 1;
        for (place, rang) in (1..).zip(rangs) {
            let rang = rang.unwrap_or_default();
            assert!(rang == place || rang == precedent, "{groupe:?} : {rang}");
            precedent = rang;
        }
        let couts: Vec<Option<Centimes>> =
            classees.iter().map(|l| montant(l, "cout_total")).collect();
        assert!(couts.is_sorted(), "{groupe:?} : {couts:?}");
        let references = lignes.iter().filter(|l| l["offre"] == "sans-mutuelle");
        assert_eq!(references.count(), 1, "{groupe:?}");
    }
    Ok(())
}

#[test]
fn comparer_tient_ses_comptes_pour_une_personne() -> io::Result<()> {
    for difference in [
        &["--critere", "rac"][..],
        &["--critere", "cotisation"],
        &["--budget", "100"],
        &["--offres", "mcci/flexia"],
    ] {
        let table = csv(&[&GUICHET[..], difference].concat())?;
        assert_eq!(table.colonnes, COMPARER);
        assert!(!table.lignes.is_empty());
        table.lignes.iter().for_each(juste);
    }
    Ok(())
}

/// `cotisation − aide + frais + rac = cout_total` and `amo + amc + rac = depense`.
fn juste(ligne: &Ligne) {
    let lu = |nom| montant(ligne, nom).unwrap_or(Centimes::ZERO);
    if !ligne["cotisation_annuelle"].is_empty() {
        let fixe = lu("cotisation_annuelle") - lu("aide_annuelle") + lu("frais_annuels");
        assert_eq!(fixe + lu("rac"), lu("cout_total"), "{ligne:?}");
        assert!(
            lu("cotisation_min") <= lu("cotisation_annuelle"),
            "{ligne:?}"
        );
    }
    assert_eq!(
        lu("amo") + lu("amc") + lu("rac"),
        lu("depense"),
        "{ligne:?}"
    );
    assert!(
        lu("rac_min") <= lu("rac") && lu("rac") <= lu("rac_max"),
        "{ligne:?}"
    );
}

#[test]
fn le_json_dit_la_meme_chose_que_le_csv() -> io::Result<()> {
    for (jeu, arguments) in [
        ("comparaison", vec!["comparer", "--date", DATE]),
        ("comparaison", GUICHET.to_vec()),
        ("acs", vec!["acs", "--age", "70", "--date", DATE_ACS]),
    ] {
        let table = csv(&arguments)?;
        let json = reponse(&[&arguments[..], &["--format", "json"]].concat())?;
        let document: serde_json::Value = serde_json::from_str(&json)?;
        let lignes = document[jeu].as_array().map_or(&[][..], Vec::as_slice);
        assert_eq!(lignes.len(), table.lignes.len());
        for (objet, ligne) in lignes.iter().zip(&table.lignes) {
            assert_eq!(
                objet.as_object().map(serde_json::Map::len),
                Some(ligne.len())
            );
            for (nom, cellule) in ligne {
                assert!(
                    meme(&objet[nom], cellule),
                    "{nom} : {} {cellule}",
                    objet[nom]
                );
            }
        }
        // les montants sont écrits au centime, dans le texte même
        let centimes = table.lignes.iter().flat_map(|l| l.get("rac"));
        for rac in centimes {
            assert!(json.contains(&format!("\"rac\": {rac},")), "{rac}");
        }
    }
    Ok(())
}

/// A JSON value and the text of the same cell.
fn meme(valeur: &serde_json::Value, cellule: &str) -> bool {
    use serde_json::Value;
    match valeur {
        Value::Null => cellule.is_empty(),
        Value::String(texte) => texte == cellule,
        Value::Array(liste) => {
            let mots: Vec<&str> = liste.iter().filter_map(Value::as_str).collect();
            mots.join("|") == cellule
        }
        nombre => match (lire_montant(&nombre.to_string()), lire_montant(cellule)) {
            (Ok(un), Ok(autre)) => un == autre,
            _ => false,
        },
    }
}

#[test]
fn les_onze_tarifs_acs_de_niveau_a() -> io::Result<()> {
    let table = csv(&["acs", "--age", "70", "--date", DATE_ACS, "--niveau", "A"])?;
    assert_eq!(table.colonnes, ACS);
    assert_eq!(table.lignes.len(), 11);
    let nettes: Vec<&str> = table
        .lignes
        .iter()
        .map(|ligne| ligne["cotisation_nette"].as_str())
        .collect();
    assert_eq!(
        (nettes.first(), nettes.last()),
        (Some(&"41.02"), Some(&"336.20"))
    );
    acs_juste(&table);
    Ok(())
}

#[test]
fn les_trente_trois_tarifs_acs_avec_des_soins() -> io::Result<()> {
    let table = csv(&[
        "acs",
        "--age",
        "70",
        "--date",
        DATE_ACS,
        "--panier",
        "dentaire-acs",
    ])?;
    assert_eq!(table.lignes.len(), 33);
    for niveau in ["A", "B", "C"] {
        let du_niveau = table.lignes.iter().filter(|l| l["niveau"] == niveau);
        let rac: BTreeSet<&str> = du_niveau.clone().map(|l| l["rac"].as_str()).collect();
        assert_eq!((du_niveau.count(), rac.len()), (11, 1), "niveau {niveau}");
    }
    let couts: Vec<_> = table
        .lignes
        .iter()
        .map(|l| montant(l, "cout_total"))
        .collect();
    assert!(couts.is_sorted());
    acs_juste(&table);
    Ok(())
}

fn acs_juste(table: &Table) {
    for ligne in &table.lignes {
        let lu = |nom| montant(ligne, nom).unwrap_or(Centimes::ZERO);
        assert_eq!(lu("cheque"), Centimes::new(55_000));
        assert_eq!(
            lu("cotisation_avant_aide"),
            lu("cotisation_nette") + Centimes::new(55_000)
        );
        assert_eq!(lu("cotisation_nette") + lu("rac"), lu("cout_total"));
    }
}

#[test]
fn le_decompte_en_csv_tient_ses_comptes() -> io::Result<()> {
    for offre in [
        "mcci/flexia/Start",
        "mcci/mccinova/Maîtrisée",
        "sans-mutuelle",
    ] {
        let table = csv(&["decompte", offre, "--age", "70", "--date", DATE])?;
        assert_eq!(table.colonnes, DECOMPTE);
        assert!(table.lignes.len() > 3);
        for ligne in &table.lignes {
            let lu = |nom| montant(ligne, nom).unwrap_or(Centimes::ZERO);
            assert_eq!(
                lu("amo") + lu("amc") + lu("rac"),
                lu("depense"),
                "{ligne:?}"
            );
        }
    }
    Ok(())
}

#[test]
fn le_csv_du_tableur_a_sa_marque_et_ses_virgules() -> io::Result<()> {
    let texte = reponse(&["comparer", "--date", DATE, "--format", "csv-tableur"])?;
    assert!(texte.starts_with("\u{feff}tranche;age;"));
    assert!(texte.lines().count() > 8 * 3);
    assert_eq!(texte.matches("\r\n").count(), texte.matches('\n').count());
    let machine = reponse(&["comparer", "--date", DATE, "--format", "csv"])?;
    let retraduit = texte
        .trim_start_matches('\u{feff}')
        .replace("\r\n", "\n")
        .replace(',', ".");
    assert_eq!(retraduit, machine);
    Ok(())
}

// Les refus

/// Each refusal says what to write, on the standard error alone, with code 2.
#[test]
fn les_refus_disent_quoi_ecrire() -> io::Result<()> {
    let (flexia, soin) = ("mcci/flexia/Confort", ["--soin", "généraliste"]);
    let mut textes = String::new();
    for arguments in [
        // les soins
        &["comparer", "--panier", "dentair", "--date", DATE][..],
        &["comparer", "--panier", "zzz", "--date", DATE],
        &["comparer", "--panier", "absent.toml", "--date", DATE],
        &[
            "comparer",
            "--panier",
            "tests/donnees_invalides/panier-acte/paniers/essai.toml",
            "--date",
            DATE,
        ],
        &[
            "comparer",
            "--age",
            "70",
            "--soin",
            "generalist",
            "--date",
            DATE,
        ],
        &[
            "comparer", "--age", "70", "--soin", "couronne", "--date", DATE,
        ],
        &[
            "comparer",
            "--age",
            "70",
            "--soin",
            "spécialiste secteur 2 = 60 €",
            "--date",
            DATE,
        ],
        &[
            "comparer",
            "--age",
            "70",
            "--soin",
            "généraliste = trente",
            "--soin",
            "zzz",
            "--date",
            DATE,
        ],
        &[
            "comparer",
            "--age",
            "70",
            "--soin",
            "généraliste",
            "--panier",
            "dentaire",
            "--date",
            DATE,
        ],
        &[
            "comparer", "--age", "70", "--annee", "bonne", "--date", DATE,
        ],
        &[
            "comparer",
            "--age",
            "70",
            "--tranches",
            "arc",
            "--date",
            DATE,
        ],
        &["decompte", flexia, "--date", DATE],
        &[
            "decompte",
            flexia,
            soin[0],
            soin[1],
            "--pourquoi",
            "dentair",
            "--date",
            DATE,
        ],
        // la personne
        &["comparer", "--age", "130", "--date", DATE],
        &["comparer", "--age", "septante", "--date", DATE],
        &["acs", "--age", "70", "--age", "65", "--date", DATE_ACS],
        &[
            "comparer",
            "--age",
            "70",
            "--age",
            "40",
            "--soin",
            "couronne molaire = 620 €",
            "--soin",
            "3: généraliste",
            "--date",
            DATE,
        ],
        &[
            "comparer", "--age", "70", "--age", "68", "--age", "40", "--date", DATE,
        ],
        &[
            "comparer",
            "--age",
            "40",
            "--age",
            "4",
            "--maternite",
            "--date",
            DATE,
        ],
        &[
            "comparer",
            "--age",
            "40",
            "--foyer",
            "examples/foyers/parent-seul.toml",
            "--date",
            DATE,
        ],
        &["comparer", "--foyer", "absent.toml", "--date", DATE],
        &["comparer", "--foyer", "parent", "--date", DATE],
        &["comparer", "--actuel", flexia, "--date", DATE],
        &[
            "comparer",
            "--age",
            "40",
            "--actuel",
            "mcci/flexia",
            "--date",
            DATE,
        ],
        &[
            "comparer",
            "--age",
            "40",
            "--actuel",
            "examples/foyers/parent-seul.toml",
            "--date",
            DATE,
        ],
        &[
            "comparer",
            "--age",
            "40",
            "--tolerance",
            "peu",
            "--date",
            DATE,
        ],
        &[
            "comparer",
            "--age",
            "70",
            "--departement",
            "99",
            "--date",
            DATE,
        ],
        &[
            "comparer",
            "--age",
            "70",
            "--departement",
            "ile et vilaine",
            "--date",
            DATE,
        ],
        &[
            "comparer", "--age", "70", "--regime", "local", "--date", DATE,
        ],
        &["comparer", "--age", "70", "--droit", "acs", "--date", DATE],
        &[
            "comparer",
            "--age",
            "70",
            "--anciennete",
            "dix",
            "--date",
            DATE,
        ],
        // la date
        &["comparer", "--date", "2016-12-31"],
        &["comparer", "--date", "22/11/2026"],
        &["comparer", "--age", "70", "--date", "2018-03-01"],
        // l’ACS
        &["acs", "--date", DATE_ACS],
        &["acs", "--age", "50", "--date", DATE_ACS],
        &["acs", "--age", "70", "--date", DATE],
        &["acs", "--age", "70", "--niveau", "D", "--date", DATE_ACS],
        // les offres
        &["decompte", "mcci/flexia", soin[0], soin[1], "--date", DATE],
        &[
            "decompte",
            "mcci/flexia/Confor",
            soin[0],
            soin[1],
            "--date",
            DATE,
        ],
        &[
            "decompte",
            "mci/flexia/Confort",
            soin[0],
            soin[1],
            "--date",
            DATE,
        ],
        &["decompte", flexia, soin[0], soin[1], "--date", DATE_ACS],
        &["comparer", "--offres", "axa/*", "--date", DATE],
        &["comparer", "--offres", "[", "--date", DATE],
        &["comparer", "--critere", "prix", "--date", DATE],
        &["comparer", "--budget", "cher", "--date", DATE],
        // la sortie
        &["comparer", "--format", "xlsx", "--date", DATE],
        &["comparer", "--sortie", "rapport.docx", "--date", DATE],
        &["comparer", "--sortie", "nulle-part/x.csv", "--date", DATE],
        &[
            "comparer", "--sortie", "src", "--format", "csv", "--date", DATE,
        ],
        &["comparer", "--donnees", "nulle-part", "--date", DATE],
        // la ligne de commande
        &["compare"],
        &["comparer", "--agee", "70"],
        &["comparer", "--age"],
        &["decompte"],
        &["liste", "acte"],
    ] {
        let refus = refus(arguments, Path::new(env!("CARGO_MANIFEST_DIR")))?;
        textes.push_str(&format!("$ rac {}\n{refus}\n", arguments.join(" ")));
    }
    insta::assert_snapshot!("refus", textes);
    Ok(())
}

// Les fichiers

#[test]
fn un_fichier_a_les_octets_de_l_ecran() -> io::Result<()> {
    let dossier = tempfile::tempdir()?;
    for format in ["csv", "csv-tableur", "json", "table"] {
        let demande = [&GUICHET[..], &["--format", format]].concat();
        let (attendu, nom) = (reponse(&demande)?, format!("{format}.sortie"));
        let ecrit = lancer(
            &[&demande[..], &["--sortie", &nom]].concat(),
            dossier.path(),
        )?;
        assert_eq!((ecrit.status.code(), ecrit.stdout.len()), (Some(0), 0));
        assert_eq!(fs::read_to_string(dossier.path().join(nom))?, attendu);
        assert_eq!(
            reponse(&[&demande[..], &["--sortie", "-"]].concat())?,
            attendu
        );
    }
    lancer(
        &[&GUICHET[..], &["--sortie", "x.csv"]].concat(),
        dossier.path(),
    )?;
    let (lu, par_format) = (
        fs::read(dossier.path().join("x.csv"))?,
        fs::read(dossier.path().join("csv.sortie"))?,
    );
    assert_eq!(lu, par_format, "l’extension donne le format");
    Ok(())
}

#[test]
fn un_fichier_n_est_pas_ecrase_sans_le_dire() -> io::Result<()> {
    let dossier = tempfile::tempdir()?;
    let fichier = dossier.path().join("x.csv");
    fs::write(&fichier, "à garder\n")?;
    let demande = [&GUICHET[..], &["--sortie", "x.csv"]].concat();
    let message = refus(&demande, dossier.path())?;
    assert_eq!(
        message,
        "x.csv existe déjà : ajoutez --remplacer pour l’écraser\n"
    );
    assert_eq!(fs::read_to_string(&fichier)?, "à garder\n");
    let remplace = lancer(&[&demande[..], &["--remplacer"]].concat(), dossier.path())?;
    assert_eq!(remplace.status.code(), Some(0));
    assert!(fs::read_to_string(&fichier)?.starts_with(COMPARER));
    assert_eq!(fs::read_dir(dossier.path())?.count(), 1);
    Ok(())
}

/// A run that fails leaves nothing behind, not even a temporary file.
#[test]
fn un_refus_ne_laisse_pas_de_fichier() -> io::Result<()> {
    let dossier = tempfile::tempdir()?;
    for fautif in [
        &["comparer", "--age", "70", "--soin", "zzz"][..],
        &["comparer", "--age", "130"],
        &["acs", "--age", "50", "--date", DATE_ACS],
        &["decompte", "mcci/flexia"],
    ] {
        refus(&[fautif, &["--sortie", "x.csv"]].concat(), dossier.path())?;
        assert_eq!(fs::read_dir(dossier.path())?.count(), 0, "{fautif:?}");
    }
    Ok(())
}

/// `rac liste actes | head -1`
#[test]
fn un_tuyau_ferme_n_est_pas_une_erreur() -> io::Result<()> {
    let mut enfant = std::process::Command::new(env!("CARGO_BIN_EXE_rac"))
        .args(["liste", "actes", "--date", DATE])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut premiere = String::new();
    if let Some(sortie) = enfant.stdout.take() {
        BufReader::with_capacity(16, sortie).read_line(&mut premiere)?;
    }
    let fin = enfant.wait_with_output()?;
    assert_eq!(premiere, "Les actes connus\n");
    assert_eq!(String::from_utf8_lossy(&fin.stderr), "");
    assert_eq!(fin.status.code(), Some(0));
    Ok(())
}

// Les outils

/// Stands for the fingerprint of the data, which changes with each of their files.
const EMPREINTE: &str = "0000000000000000";

type Ligne = BTreeMap<String, String>;

struct Table {
    colonnes: String,
    lignes: Vec<Ligne>,
}

fn lancer(arguments: &[&str], dossier: &Path) -> io::Result<Output> {
    Command::cargo_bin("rac")
        .map_err(io::Error::other)?
        .current_dir(dossier)
        .args(arguments)
        .output()
}

/// The standard output of a command that answers.
fn reponse(arguments: &[&str]) -> io::Result<String> {
    let lu = lancer(arguments, Path::new(env!("CARGO_MANIFEST_DIR")))?;
    assert_eq!(String::from_utf8_lossy(&lu.stderr), "", "{arguments:?}");
    assert_eq!(lu.status.code(), Some(0), "{arguments:?}");
    String::from_utf8(lu.stdout).map_err(io::Error::other)
}

/// The message of a command that refuses.
fn refus(arguments: &[&str], dossier: &Path) -> io::Result<String> {
    let lu = lancer(arguments, dossier)?;
    let message = String::from_utf8(lu.stderr).map_err(io::Error::other)?;
    assert_eq!(lu.status.code(), Some(2), "{arguments:?} : {message}");
    assert!(lu.stdout.is_empty(), "{arguments:?}");
    assert!(message.trim().len() > 10, "{arguments:?} ne dit rien");
    Ok(message)
}

fn csv(arguments: &[&str]) -> io::Result<Table> {
    let texte = reponse(&[arguments, &["--format", "csv"]].concat())?;
    let mut lecteur = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(texte.as_bytes());
    let lignes = lecteur
        .deserialize()
        .collect::<Result<Vec<Ligne>, _>>()
        .map_err(io::Error::other)?;
    Ok(Table {
        colonnes: texte.lines().next().unwrap_or_default().to_owned(),
        lignes,
    })
}

fn montant(ligne: &Ligne, nom: &str) -> Option<Centimes> {
    let texte = ligne.get(nom).filter(|texte| !texte.is_empty())?;
    let deux = texte.split_once('.').map(|(_, decimales)| decimales.len());
    assert_eq!(deux, Some(2), "{nom} : {texte}");
    lire_montant(texte).ok()
}

/// The same text, with one fingerprint for all data.
fn sans_empreinte(texte: &str) -> String {
    let mot = "données";
    let mut net = String::with_capacity(texte.len());
    let mut reste = texte;
    while let Some(place) = reste.find(mot) {
        let (avant, apres) = reste.split_at(place + mot.len());
        net.push_str(avant);
        reste = apres;
        let blanc: String = reste.chars().take_while(|c| c.is_whitespace()).collect();
        let suite = &reste[blanc.len()..];
        if suite
            .chars()
            .take(16)
            .filter(char::is_ascii_hexdigit)
            .count()
            == EMPREINTE.len()
        {
            net.push_str(&blanc);
            net.push_str(EMPREINTE);
            reste = &suite[EMPREINTE.len()..];
        }
    }
    net + reste
}

/// FLEXIA at 45, dearest zone, molar crowns at 540 € (base 120, 72,00 of social security).
/// Confort pays 150 % BR: 180,00 − 72,00 = 108,00 ; Performance 200 %: 240,00 − 72,00 = 168,00.
/// Each crown gains 60,00 €; the screen of the premiums says what Performance costs more.
#[test]
fn le_seuil_est_celui_du_calcul_a_la_main() -> io::Result<()> {
    let compare = csv(&[
        "comparer",
        "--age",
        "45",
        "--offres",
        "mcci/flexia",
        "--soin",
        "couronne-ceramo-metallique-molaire = 540 €",
    ])?;
    let cotisation = |niveau: &str| {
        let ligne = compare
            .lignes
            .iter()
            .find(|ligne| ligne["niveau"] == niveau);
        ligne
            .and_then(|ligne| montant(ligne, "cotisation_annuelle"))
            .map(Centimes::valeur)
    };
    let surcout = cotisation("Performance")
        .zip(cotisation("Confort"))
        .map(|(p, c)| p - c);
    let gagne_a_partir_de = surcout.map(|surcout| surcout / 6_000 + 1);
    let seuil = csv(&[
        "seuil",
        "mcci/flexia/Confort",
        "mcci/flexia/Performance",
        "--acte",
        "couronne-ceramo-metallique-molaire = 540 €",
        "--age",
        "45",
    ])?;
    assert_eq!(seuil.lignes.len(), 2);
    assert_eq!(seuil.lignes[0]["moins_chere"], "mcci/flexia/Confort");
    assert_eq!(seuil.lignes[1]["moins_chere"], "mcci/flexia/Performance");
    let debut = seuil.lignes[1]["de"].parse::<i64>().ok();
    assert_eq!(debut, gagne_a_partir_de);
    // 303,00 € d'écart à l'année : 5 couronnes en gagnent 300,00, la sixième emporte
    assert_eq!((surcout, debut), (Some(30_300), Some(6)));
    Ok(())
}
