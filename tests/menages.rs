//! Households: the people of `rac comparer` and `rac decompte`, their premium together, the
//! contract that they have.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests stop where they fail"
)]

use assert_cmd::Command;
use reste_a_charge::calcul::bornes::{Bornes, annees_de_soins};
use reste_a_charge::calcul::contrat::Contrat;
use reste_a_charge::calcul::prestation::{Dossiers, preparer};
use reste_a_charge::catalogue::{Catalogue, Diagnostics, Fichier, Sources, lire_actuel};
use reste_a_charge::montant::{Centimes, lire_montant};
use reste_a_charge::offre::Choix;
use reste_a_charge::panier::devis::lire_soin;
use reste_a_charge::panier::{Panier, Patient};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const DATE: &str = "2026-11-22";
const FAMILLE: [&str; 15] = [
    "comparer",
    "--age",
    "40",
    "--age",
    "43",
    "--age",
    "12",
    "--age",
    "9",
    "--age",
    "4",
    "--departement",
    "35",
    "--date",
    DATE,
];

type Ligne = BTreeMap<String, String>;

fn reponse_dans(arguments: &[&str], dossier: &Path) -> String {
    let lu = Command::cargo_bin("rac")
        .unwrap()
        .current_dir(dossier)
        .args(arguments)
        .output()
        .unwrap();
    let erreurs = String::from_utf8_lossy(&lu.stderr).into_owned();
    assert_eq!(
        (lu.status.code(), erreurs.as_str()),
        (Some(0), ""),
        "{arguments:?}"
    );
    String::from_utf8(lu.stdout).unwrap()
}

fn reponse(arguments: &[&str]) -> String {
    reponse_dans(arguments, Path::new(env!("CARGO_MANIFEST_DIR")))
}

fn csv(arguments: &[&str]) -> Vec<Ligne> {
    let texte = reponse(&[arguments, &["--format", "csv"]].concat());
    let mut lecteur = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(texte.as_bytes());
    lecteur.deserialize().collect::<Result<_, _>>().unwrap()
}

fn json(arguments: &[&str]) -> serde_json::Value {
    serde_json::from_str(&reponse(&[arguments, &["--format", "json"]].concat())).unwrap()
}

fn lu(ligne: &Ligne, nom: &str) -> Option<Centimes> {
    let texte = ligne.get(nom).unwrap_or_else(|| panic!("colonne {nom}"));
    (!texte.is_empty()).then(|| signe(texte))
}

/// An amount that may be below zero.
fn signe(texte: &str) -> Centimes {
    match texte.strip_prefix('-') {
        Some(positif) => -lire_montant(positif).unwrap(),
        None => lire_montant(texte).unwrap(),
    }
}

fn euros(texte: &str) -> Option<Centimes> {
    Some(signe(texte))
}

fn trouver<'l>(lignes: &'l [Ligne], offre: &str, niveau: &str) -> &'l Ligne {
    let cherchee = |ligne: &&Ligne| ligne["offre"] == offre && ligne["niveau"] == niveau;
    lignes.iter().find(cherchee).expect("l’offre est là")
}

// Done when

/// The question of issue 4, on one screen.
#[test]
fn une_famille_et_son_contrat_actuel() {
    let demande = [
        &FAMILLE[..],
        &[
            "--actuel",
            "examples/contrats/actuel.toml",
            "--budget",
            "250",
        ],
    ]
    .concat();
    let ecran = reponse(&demande);
    let trop_large = ecran.lines().find(|ligne| ligne.chars().count() > 80);
    assert_eq!(trop_large, None);
    let sans_donnees = ecran.lines().filter(|ligne| !ligne.contains("données "));
    insta::assert_snapshot!(sans_donnees.collect::<Vec<_>>().join("\n"));

    // chaque somme de l’écran est dans le JSON
    let document = json(&demande);
    let mut connues = BTreeSet::new();
    sommes_du_json(&document, &mut connues);
    let montrees = sommes(&ecran);
    assert!(montrees.len() > 40, "{montrees:?}");
    let absentes: Vec<&i64> = montrees.difference(&connues).collect();
    assert_eq!(absentes, Vec::<&i64>::new());
    // et chaque compte du périmètre
    let ligne = ecran.split_whitespace().collect::<Vec<_>>().join(" ");
    let demandes = &document["demande"][0];
    for (phrase, nom) in [
        ("{} niveaux classés", "niveaux_classes"),
        ("sur {} connus", "niveaux_connus"),
        ("{} sans cotisation publiée", "niveaux_sans_cotisation"),
        ("{} au-dessus du budget", "niveaux_hors_budget"),
        ("{} contrats à part", "contrats_a_part"),
    ] {
        let phrase = phrase.replace("{}", &demandes[nom].to_string());
        assert!(ligne.contains(&phrase), "{phrase} : {ligne}");
    }
    assert_eq!(demandes["budget_mensuel"].as_f64(), Some(250.0));
}

/// Every amount that a text says, in centimes, without its sign.
fn sommes(texte: &str) -> BTreeSet<i64> {
    // une fourchette peut être coupée à la fin d’une ligne : seule sa virgule compte
    let simple: Vec<char> = texte.chars().collect();
    let mut lues = BTreeSet::new();
    for (place, lettre) in simple.iter().enumerate() {
        let decimales: String = simple.iter().skip(place + 1).take(2).collect();
        let centimes = decimales
            .parse::<i64>()
            .ok()
            .filter(|_| decimales.len() == 2);
        let (',', Some(centimes)) = (lettre, centimes) else {
            continue;
        };
        let entier: String = simple[..place]
            .iter()
            .rev()
            .take_while(|c| c.is_ascii_digit() || **c == '\u{a0}' || **c == '\u{202f}')
            .filter(|c| c.is_ascii_digit())
            .collect();
        let entier: String = entier.chars().rev().collect();
        if let Ok(entier) = entier.parse::<i64>() {
            lues.insert(entier * 100 + centimes);
        }
    }
    lues
}

fn sommes_du_json(valeur: &serde_json::Value, lues: &mut BTreeSet<i64>) {
    use serde_json::Value;
    match valeur {
        Value::Number(nombre) => {
            let texte = nombre.to_string();
            let montant = lire_montant(texte.trim_start_matches('-'));
            lues.extend(montant.map(Centimes::valeur));
        }
        Value::Array(liste) => liste.iter().for_each(|v| sommes_du_json(v, lues)),
        Value::Object(objet) => objet.values().for_each(|v| sommes_du_json(v, lues)),
        // une phrase n’est pas une donnée
        Value::String(_) | Value::Null | Value::Bool(_) => {}
    }
}

/// MCCI FLEXIA Start, zone 2: 37,36 at 40, 39,61 at 43, 20,97 a child; no reduction.
/// 37,36 + 39,61 + 3 × 20,97 = 139,88 a month; 1 678,56 a year.
#[test]
fn la_cotisation_du_foyer_est_celle_de_la_grille() {
    let lignes = csv(&FAMILLE);
    let start = trouver(&lignes, "mcci/flexia", "Start");
    assert_eq!(start["age"], "40+43+12+9+4");
    assert_eq!(lu(start, "cotisation_annuelle"), euros("1678,56"));
    let document = json(&FAMILLE);
    let personnes = document["personnes"].as_array().unwrap();
    let siennes: Vec<String> = personnes
        .iter()
        .filter(|ligne| ligne["offre"] == "mcci/flexia" && ligne["niveau"] == "Start")
        .map(|ligne| ligne["cotisation_annuelle"].to_string())
        .collect();
    // 12 × 37,36 ; 12 × 39,61 ; 12 × 20,97
    assert_eq!(siennes, ["448.32", "475.32", "251.64", "251.64", "251.64"]);
}

/// ACTIOM asks 12 € a year by contract: once for five people as for one.
#[test]
fn les_douze_euros_de_l_association_une_fois_par_foyer() {
    for demande in [&FAMILLE[..], &["comparer", "--age", "40", "--date", DATE]] {
        let lignes = csv(&[demande, &["--offres", "actiom/*"]].concat());
        let actiom = lignes.iter().filter(|l| l["offre"].starts_with("actiom/"));
        let frais: BTreeSet<_> = actiom.map(|ligne| lu(ligne, "frais_annuels")).collect();
        assert_eq!(frais, BTreeSet::from([euros("12,00")]));
    }
}

// Laws

/// Accounts of every row, people and postes included.
#[test]
fn les_comptes_du_foyer_tombent_juste() {
    let document = json(&FAMILLE);
    let montant = |valeur: &serde_json::Value, nom: &str| signe(&valeur[nom].to_string());
    let de = |jeu: &str, offre: &serde_json::Value| -> Vec<serde_json::Value> {
        let lignes = document[jeu].as_array().unwrap().iter();
        lignes
            .filter(|l| l["offre"] == offre["offre"] && l["niveau"] == offre["niveau"])
            .cloned()
            .collect()
    };
    let offres = document["comparaison"].as_array().unwrap();
    for offre in offres.iter().filter(|l| l["offre"] != "sans-mutuelle") {
        for nom in ["depense", "amo", "amc", "rac"] {
            for jeu in ["personnes", "postes"] {
                let somme: Centimes = de(jeu, offre).iter().map(|l| montant(l, nom)).sum();
                assert_eq!(somme, montant(offre, nom), "{jeu} {nom} {offre}");
            }
        }
        if !offre["cotisation_annuelle"].is_null() {
            let etapes = de("cotisations", offre);
            let total: Centimes = etapes.iter().map(|l| montant(l, "annuel")).sum();
            assert_eq!(total, montant(offre, "cotisation_nette"), "{offre}");
        }
    }
}

/// The order in which children are given changes nothing but the words of the age.
#[test]
fn permuter_les_enfants_ne_change_rien() {
    let melee = [
        "comparer",
        "--age",
        "40",
        "--age",
        "4",
        "--age",
        "12",
        "--age",
        "43",
        "--age",
        "9",
        "--departement",
        "35",
        "--date",
        DATE,
    ];
    let sans_age = |mut lignes: Vec<Ligne>| {
        for ligne in &mut lignes {
            for nom in ["age", "tranche", "panier"] {
                ligne.remove(nom);
            }
        }
        lignes
    };
    assert_eq!(sans_age(csv(&FAMILLE)), sans_age(csv(&melee)));
}

/// Someone alone in a file is someone alone on the command line.
#[test]
fn un_foyer_d_une_personne_est_la_personne() {
    let dossier = tempfile::tempdir().unwrap();
    let fichier = dossier.path().join("seul.toml");
    std::fs::write(
        &fichier,
        "format = \"foyer/1\"\nid = \"seul\"\nlibelle = \"seul\"\ndepartement = \"35\"\n\
         [[membres]]\nage = 70\n",
    )
    .unwrap();
    let fin = ["--date", DATE, "--format", "csv"];
    let fichier = fichier.to_string_lossy();
    let un = reponse(&[&["comparer", "--foyer", &fichier], &fin[..]].concat());
    let autre = ["comparer", "--age", "70", "--departement", "35"];
    assert_eq!(un, reponse(&[&autre[..], &fin[..]].concat()));
}

// Care of each

/// « 2: » gives the crown to the second person: the others have no care.
#[test]
fn un_soin_est_a_qui_on_le_donne() {
    let soin = ["--soin", "2: couronne molaire = 620 €"];
    let deux = ["comparer", "--age", "40", "--age", "43", "--date", DATE];
    let document = json(&[&deux[..], &soin].concat());
    let personnes = document["personnes"].as_array().unwrap();
    let depenses: BTreeSet<(i64, Centimes)> = personnes
        .iter()
        .map(|l| {
            (
                l["personne"].as_i64().unwrap(),
                signe(&l["depense"].to_string()),
            )
        })
        .collect();
    assert_eq!(
        depenses,
        BTreeSet::from([(1, Centimes::ZERO), (2, Centimes::new(62_000))])
    );
}

// What a contract leaves unsaid is read the same way for everybody

/// « 30 € | 60 % FR » on sessions at 40 € and at 100 €. Read as 30 €: 10,00 and 70,00 are
/// left, 80,00 together. Read as 60 %: 40,00 − 24,00 = 16,00 and 100,00 − 60,00 = 40,00,
/// 56,00 together. Read each at its best, 50,00 would be left: no contract says that.
#[test]
fn une_clause_a_deux_lectures_se_lit_pareil_pour_tous() {
    let catalogue = Catalogue::lire_embarquees(&Sources::embarquees()).0;
    let reglementation = &catalogue.reglementation;
    let jour = jiff::civil::date(2026, 11, 22);
    let texte = "format = \"contrat-actuel/1\"\nnom = \"Essai\"\nresponsable = false\n\
                 [[garanties]]\nlibelle = \"Ostéopathie\"\nposte = \"osteopathie\"\n\
                 regle = \"par séance\"\ncellule = \"30 € | 60 % FR\"\n";
    let fichier = Fichier::new("essai.toml", texte.to_owned());
    let mut diagnostics = Diagnostics::new();
    let lu = lire_actuel(&fichier, reglementation, jour, &mut diagnostics);
    let actuel = lu.expect("le contrat se lit");
    let choix = Choix::tous(&actuel.offre).next().unwrap();
    let dossiers: Vec<Dossiers> = [(40, "ostéopathe = 40 €"), (43, "ostéopathe = 100 €")]
        .into_iter()
        .map(|(age, soin)| {
            let panier = Panier {
                id: "essai".to_owned(),
                libelle: "essai".to_owned(),
                soins: vec![lire_soin(soin, reglementation, jour, &[]).unwrap()],
                hypothese: None,
                source: "essai".to_owned(),
                verifie_le: jour,
            };
            preparer(reglementation, &panier, Patient::de_age(age), jour, false).unwrap()
        })
        .collect();
    let contrat = Contrat::new(choix, reglementation, jour, 0);
    let annees = annees_de_soins(&dossiers, std::slice::from_ref(&contrat), false);
    let bornes = |min, max| Bornes {
        min: Centimes::new(min),
        max: Centimes::new(max),
    };
    let chacun: Vec<Bornes> = annees.personnes.iter().map(|annee| annee.rac).collect();
    assert_eq!(chacun, [bornes(1_000, 1_600), bornes(4_000, 7_000)]);
    assert_eq!(annees.rac, bornes(5_600, 8_000));
    // la lecture montrée est la prudente, la même pour tous
    let montres: Vec<Centimes> = annees.personnes.iter().map(|a| a.total.rac).collect();
    assert_eq!(montres, [Centimes::new(1_000), Centimes::new(7_000)]);
}

// The present contract

/// One visit at 30,00 €: social security 21,00 − 2,00. The file pays 100 % of the base, so
/// 9,00, and 2,00 are left; it says nothing of osteopathy, so 0,00 to 60,00 are left of 60,00.
/// FLEXIA Start at 40 in zone 2 costs 12 × 37,36 = 448,32; the file, 12 × 50,00 = 600,00.
#[test]
fn l_ecart_avec_le_contrat_actuel_se_fait_a_la_main() {
    let dossier = tempfile::tempdir().unwrap();
    let fichier = dossier.path().join("actuel.toml");
    std::fs::write(
        &fichier,
        "format = \"contrat-actuel/1\"\nnom = \"Essai\"\ncotisation_mensuelle = 50\n\
         responsable = true\npourcentages = \"BR, AMO comprise\"\neuros = \"AMO comprise\"\n\
         [[garanties]]\nlibelle = \"Médecins\"\nposte = \"soins-courants\"\ncellule = \"100 %\"\n",
    )
    .unwrap();
    let fichier = fichier.to_string_lossy();
    let lignes = csv(&[
        "comparer",
        "--age",
        "40",
        "--departement",
        "35",
        "--date",
        DATE,
        "--offres",
        "mcci/flexia",
        "--actuel",
        &fichier,
        "--soin",
        "généraliste = 30 €",
        "--soin",
        "ostéopathe = 60 €",
    ]);
    let actuel = trouver(&lignes, "actuel", "Essai");
    assert_eq!(actuel["rang"], "");
    assert_eq!(lu(actuel, "cotisation_annuelle"), euros("600,00"));
    assert_eq!(
        (lu(actuel, "rac_min"), lu(actuel, "rac_max")),
        (euros("2,00"), euros("62,00"))
    );
    let start = trouver(&lignes, "mcci/flexia", "Start");
    let reste = lu(start, "rac").unwrap();
    assert_eq!(lu(start, "rac_min"), Some(reste));
    assert_eq!(lu(start, "ecart_cotisation"), euros("-151,68"));
    assert_eq!(
        lu(start, "ecart_rac_min"),
        Some(reste - Centimes::new(6_200))
    );
    assert_eq!(lu(start, "ecart_rac_max"), Some(reste - Centimes::new(200)));
    let total = lu(start, "ecart_cout_total_min").unwrap();
    assert_eq!(total, reste - Centimes::new(6_200) - Centimes::new(15_168));
    // le contrat actuel est sa propre référence
    assert_eq!(lu(actuel, "ecart_cotisation"), euros("0,00"));
    assert_eq!(lu(actuel, "ecart_rac"), euros("0,00"));
}

/// A delay of three months in the present contract is past after the 24 months assumed; in a
/// new contract the crown would be left with its ticket modérateur only. The screen says so,
/// and says nothing when the seniority is given.
#[test]
fn l_anciennete_supposee_se_dit_quand_elle_compte() {
    let dossier = tempfile::tempdir().unwrap();
    let fichier = dossier.path().join("actuel.toml");
    std::fs::write(
        &fichier,
        "format = \"contrat-actuel/1\"\nnom = \"Essai\"\ncotisation_mensuelle = 50\n\
         responsable = true\npourcentages = \"BR, AMO comprise\"\n\
         [[garanties]]\nlibelle = \"Dentaire\"\nposte = \"dentaire\"\nquand = \"hors 100 % Santé\"\n\
         cellule = \"300 %\"\n\
         [[garanties]]\nnature = \"délai\"\nlibelle = \"Attente\"\nposte = \"dentaire\"\n\
         regle = \"pendant 3 mois\"\ncellule = \"TM\"\n",
    )
    .unwrap();
    let fichier = fichier.to_string_lossy();
    let demande = [
        "comparer",
        "--age",
        "40",
        "--date",
        DATE,
        "--offres",
        "mcci/flexia",
        "--actuel",
        &fichier,
        "--soin",
        "couronne molaire = 620 €",
    ];
    let ligne = |arguments: &[&str]| trouver(&csv(arguments), "actuel", "Essai").clone();
    let suppose = ligne(&demande);
    // base 120,00 : 72,00 de sécurité sociale, 300 % = 360,00 − 72,00 = 288,00 ; 260,00 restent
    assert_eq!(lu(&suppose, "rac"), euros("260,00"));
    assert!(
        suppose["drapeaux"].contains("anciennete-supposee"),
        "{suppose:?}"
    );
    let ecran = reponse(&demande);
    let neuf = "reste à payer 260,00 à 500,00 €";
    let dit = |ecran: &str| {
        let simple = ecran.replace(['\n', '\u{a0}'], " ");
        simple.contains(neuf)
    };
    assert!(dit(&ecran), "{ecran}");
    let dite = [&demande[..], &["--anciennete", "24"]].concat();
    assert!(!ligne(&dite)["drapeaux"].contains("anciennete"));
    assert!(!dit(&reponse(&dite)));
}

/// An embedded contract: its own row, out of the ranking, which changes nothing to itself.
#[test]
fn une_offre_connue_comme_contrat_actuel() {
    let lignes = csv(&[&FAMILLE[..], &["--actuel", "mcci/flexia/Confort"]].concat());
    let actuel = trouver(&lignes, "actuel", "FLEXIA Confort");
    let classees = csv(&FAMILLE);
    let confort = trouver(&classees, "mcci/flexia", "Confort");
    for nom in [
        "cotisation_annuelle",
        "rac",
        "cout_total",
        "cout_annee_difficile",
    ] {
        assert_eq!(actuel[nom], confort[nom], "{nom}");
    }
    let meme = |l: &&Ligne| l["offre"] == "mcci/flexia" && l["niveau"] == "Confort";
    assert_eq!(lignes.iter().find(meme), None);
    for ligne in lignes.iter().filter(|l| !l["rang"].is_empty()) {
        let ecart = lu(ligne, "cout_total").unwrap() - lu(actuel, "cout_total").unwrap();
        assert_eq!(lu(ligne, "ecart_cout_total"), Some(ecart));
    }
}

// Marks

/// An offer is dominated only when another one is cheaper and never worse, in both years.
#[test]
fn une_offre_dominee_l_est_vraiment() {
    let lignes = csv(&FAMILLE);
    let classees: Vec<&Ligne> = lignes.iter().filter(|l| !l["rang"].is_empty()).collect();
    let dominees: Vec<&&Ligne> = classees
        .iter()
        .filter(|l| l["drapeaux"].contains("dominee"))
        .collect();
    assert!(!dominees.is_empty());
    for dominee in dominees {
        let bat = |autre: &&Ligne| {
            let fixe = |l: &Ligne| lu(l, "cotisation_nette").unwrap();
            let difficile = |l: &Ligne| lu(l, "cout_annee_difficile").unwrap() - fixe(l);
            fixe(autre) < fixe(dominee)
                && lu(autre, "rac_max") <= lu(dominee, "rac_min")
                && difficile(autre) <= difficile(dominee)
        };
        assert!(classees.iter().any(bat), "{dominee:?}");
    }
}

// The décompte of a household

/// Each line says whose it is; the lines of `--pourquoi` are those of the poste, as they are
/// without it.
#[test]
fn le_decompte_d_un_foyer_dit_a_qui_est_chaque_ligne() {
    let demande = [
        "decompte",
        "mcci/flexia/Confort",
        "--age",
        "40",
        "--age",
        "12",
        "--date",
        DATE,
    ];
    let lignes = csv(&demande);
    let comparees = csv(&[
        "comparer",
        "--age",
        "40",
        "--age",
        "12",
        "--offres",
        "mcci/flexia",
        "--date",
        DATE,
    ]);
    let confort = trouver(&comparees, "mcci/flexia", "Confort");
    for nom in ["depense", "amo", "amc", "rac"] {
        let somme: Centimes = lignes.iter().filter_map(|ligne| lu(ligne, nom)).sum();
        assert_eq!(Some(somme), lu(confort, nom), "{nom}");
    }
    let personnes: BTreeSet<&str> = lignes.iter().map(|l| l["personne"].as_str()).collect();
    assert_eq!(personnes, BTreeSet::from(["1", "2"]));
    let optique = csv(&[&demande[..], &["--pourquoi", "optique"]].concat());
    let toutes = lignes.iter().filter(|ligne| ligne["acte"] == "lunettes");
    assert_eq!(optique, toutes.cloned().collect::<Vec<_>>());
    assert_eq!(optique.len(), 1);
    let ecran = reponse(&demande);
    assert!(ecran.lines().all(|ligne| ligne.chars().count() <= 80));
    assert!(ecran.contains("Tout le foyer"));
}
