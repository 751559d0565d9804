//! A choice among offers: ranks that offers share, what is said of each, one number by note.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests stop where they fail"
)]

use assert_cmd::Command;
use reste_a_charge::montant::{Centimes, lire_montant};
use std::collections::BTreeMap;

const DATE: &str = "2026-11-22";
const SEUL: [&str; 7] = [
    "comparer",
    "--age",
    "40",
    "--departement",
    "35",
    "--date",
    DATE,
];

type Ligne = BTreeMap<String, String>;

fn reponse(arguments: &[&str]) -> String {
    let lu = Command::cargo_bin("rac")
        .unwrap()
        .current_dir(env!("CARGO_MANIFEST_DIR"))
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

fn csv(arguments: &[&str]) -> Vec<Ligne> {
    let texte = reponse(&[arguments, &["--format", "csv"]].concat());
    let mut lecteur = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(texte.as_bytes());
    lecteur.deserialize().collect::<Result<_, _>>().unwrap()
}

fn montant(ligne: &Ligne, nom: &str) -> Option<Centimes> {
    let texte = ligne.get(nom).unwrap_or_else(|| panic!("colonne {nom}"));
    (!texte.is_empty()).then(|| lire_montant(texte).unwrap())
}

/// Rank and criterion of the ranked rows, in the order of the answer.
fn classes(lignes: &[Ligne], critere: &str) -> Vec<(usize, Centimes)> {
    let classes = lignes.iter().filter(|ligne| !ligne["rang"].is_empty());
    classes
        .map(|l| (l["rang"].parse().unwrap(), montant(l, critere).unwrap()))
        .collect()
}

/// 12 € a year without `--tolerance`: within a rank nobody is further from the first one;
/// the next rank begins with the first offer that is, and counts those before it.
#[test]
fn des_offres_trop_proches_partagent_un_rang() {
    for (tolerance, critere, colonne) in [
        ("12", "total", "cout_total"),
        ("150", "total", "cout_total"),
        ("12", "rac", "rac_max"),
        ("12", "cotisation", "cotisation_nette"),
    ] {
        let options = ["--tolerance", tolerance, "--critere", critere];
        let classes = classes(&csv(&[&SEUL[..], &options].concat()), colonne);
        let limite = lire_montant(tolerance).unwrap();
        let (mut rang, mut premiere) = classes[0];
        assert_eq!(rang, 1);
        let mut partages = 0;
        for (place, (sien, montant)) in classes.iter().enumerate().skip(1) {
            if *montant - premiere <= limite {
                assert_eq!(*sien, rang, "{critere} : {montant} et {premiere}");
                partages += 1;
            } else {
                assert_eq!(*sien, place + 1, "{critere} : {montant} et {premiere}");
                (rang, premiere) = (*sien, *montant);
            }
        }
        assert!(partages > 0, "{critere} à {tolerance} : rien ne se partage");
    }
}

/// Without a tolerance only equal costs share a rank.
#[test]
fn sans_tolerance_seuls_les_egaux_partagent() {
    let lignes = csv(&[&SEUL[..], &["--tolerance", "0"]].concat());
    for deux in classes(&lignes, "cout_total").windows(2) {
        assert_eq!(deux[0].0 == deux[1].0, deux[0].1 == deux[1].1);
    }
}

/// « semblable_a »: another row, within 12 € in premium, in what is left and in a hard year.
#[test]
fn les_quasi_doublons_se_ressemblent() {
    let lignes = csv(&SEUL);
    let mut vus = 0;
    for ligne in lignes.iter().filter(|l| !l["semblable_a"].is_empty()) {
        let adresse = |l: &Ligne| format!("{}/{}", l["offre"], l["niveau"]);
        let autre = lignes.iter().find(|l| adresse(l) == ligne["semblable_a"]);
        let autre = autre.unwrap_or_else(|| panic!("{} est là", ligne["semblable_a"]));
        assert!(ligne["drapeaux"].contains("quasi-doublon"));
        assert_ne!(adresse(ligne), adresse(autre));
        for nom in ["cotisation_nette", "rac_min", "rac_max"] {
            let ecart = montant(ligne, nom)
                .zip(montant(autre, nom))
                .map(|(un, autre)| (un - autre).abs());
            assert!(
                ecart.is_none_or(|ecart| ecart <= Centimes::euros(12)),
                "{nom}"
            );
            assert_eq!(ligne[nom].is_empty(), autre[nom].is_empty(), "{nom}");
        }
        vus += 1;
    }
    assert!(vus > 0);
    let doubles = lignes
        .iter()
        .filter(|l| l["drapeaux"].contains("quasi-doublon"));
    assert_eq!(doubles.count(), vus);
}

/// A note has one number on a screen, whatever the number of tables, and each is used.
#[test]
fn une_note_a_un_seul_numero() {
    for demande in [&["comparer", "--date", DATE][..], &SEUL] {
        let ecran = reponse(demande);
        let notes: Vec<&str> = ecran.lines().filter(|l| l.starts_with('[')).collect();
        assert!(!notes.is_empty());
        for (place, note) in notes.iter().enumerate() {
            let numero = format!("[{}]", place + 1);
            assert!(note.starts_with(&format!("{numero} ")), "{note}");
            assert!(ecran.matches(&numero).count() > 1, "{numero} ne sert pas");
        }
        let trop_haut = format!("[{}]", notes.len() + 1);
        assert!(!ecran.contains(&trop_haut), "{trop_haut} n’a pas de note");
    }
}

// Robust ranks

fn entier(ligne: &Ligne, nom: &str) -> Option<u32> {
    let texte = ligne.get(nom).unwrap_or_else(|| panic!("colonne {nom}"));
    (!texte.is_empty()).then(|| texte.parse().unwrap())
}

const DENTAIRE: [&str; 4] = ["--panier", "dentaire", "--offres", "mcci/flexia"];

/// One draw has a first offer at least, and the first is among the three first.
#[test]
fn la_robustesse_tient_ses_comptes() {
    let options = ["--robustesse", "60", "--graine", "7", "--ecart", "30"];
    let lignes = csv(&[&SEUL[..], &DENTAIRE, &options].concat());
    let classees: Vec<&Ligne> = lignes.iter().filter(|l| !l["rang"].is_empty()).collect();
    assert_eq!(classees.len(), 4);
    let mut premieres = 0;
    for ligne in &classees {
        assert_eq!(entier(ligne, "tirages"), Some(60));
        let premiere = entier(ligne, "fois_premiere").unwrap();
        let trois = entier(ligne, "fois_trois_premieres").unwrap();
        assert!(premiere <= trois && trois <= 60, "{ligne:?}");
        premieres += premiere;
    }
    assert!(premieres >= 60);
    // quatre offres : une au plus n’est pas des trois premières, sauf à égalité
    let trois: u32 = classees
        .iter()
        .filter_map(|l| entier(l, "fois_trois_premieres"))
        .sum();
    assert!(trois >= 180, "{trois}");
    let reference = lignes
        .iter()
        .find(|l| l["offre"] == "sans-mutuelle")
        .unwrap();
    assert_eq!(entier(reference, "tirages"), None);
}

/// The same seed gives the same draws; without a price that moves, the first is always first.
#[test]
fn la_robustesse_se_refait() {
    let options = ["--robustesse", "40", "--graine", "7"];
    let demande = [&SEUL[..], &DENTAIRE, &options].concat();
    assert_eq!(csv(&demande), csv(&demande));
    let fige = [
        "--robustesse",
        "40",
        "--critere",
        "cotisation",
        "--tolerance",
        "0",
    ];
    let lignes = csv(&[&SEUL[..], &DENTAIRE, &fige].concat());
    let fois: Vec<Option<u32>> = lignes[..4]
        .iter()
        .map(|l| entier(l, "fois_premiere"))
        .collect();
    // les cotisations ne bougent pas
    assert_eq!(fois, [Some(40), Some(0), Some(0), Some(0)]);
    let fois: Vec<Option<u32>> = lignes[..4]
        .iter()
        .map(|l| entier(l, "fois_trois_premieres"))
        .collect();
    assert_eq!(fois, [Some(40), Some(40), Some(40), Some(0)]);
    let ecran = reponse(&demande);
    for dit in ["40 tirages", "graine 7", "20 %"] {
        let dit = dit.replace(' ', "\u{a0}");
        assert!(
            ecran.replace(' ', "\u{a0}").contains(&dit),
            "{dit} : {ecran}"
        );
    }
}

// Several baskets

/// Two baskets in one question are two questions.
#[test]
fn plusieurs_paniers_sont_autant_de_comparaisons() {
    let avec = |paniers: &[&str]| {
        let mut demande = SEUL.to_vec();
        for panier in paniers {
            demande.extend(["--panier", panier]);
        }
        csv(&demande)
    };
    let deux = avec(&["dentaire", "optique-simples"]);
    assert_eq!(
        deux,
        [avec(&["dentaire"]), avec(&["optique-simples"])].concat()
    );
}

/// Each kind of year takes the basket of each band.
#[test]
fn l_annee_choisit_le_panier_de_la_tranche() {
    for annee in ["basse", "moyenne", "haute"] {
        let lignes = csv(&["comparer", "--date", DATE, "--annee", annee]);
        for ligne in &lignes {
            assert_eq!(
                ligne["panier"],
                format!("arcs-{}-{annee}", ligne["tranche"])
            );
        }
    }
}

/// Five sessions a year at 50 € for Premium: 3 × 40 € + 2 × 50 € as written, 2 × 40 € + 3 × 50 €
/// when the dear ones come before the sixth; 30 € or 40 € each for the others, in any order.
#[test]
fn l_ordre_favorable_se_dit_en_mots_et_en_colonnes() {
    let soins = [
        "--ordre-favorable",
        "--soin",
        "ostéopathe x3 = 40 €",
        "--soin",
        "ostéopathe x3 = 70 €",
    ];
    let decompte = ["decompte", "mcci/flexia/Premium", "--age", "40"];
    let ecran = reponse(&[&decompte[..], &["--date", DATE], &soins].concat());
    let dit = ecran.split_whitespace().collect::<Vec<_>>().join(" ");
    for attendu in [
        "D’abord 2 × séance d’ostéopathie à 40,00 €, puis 3 × séance d’ostéopathie à 70,00 €, \
         puis séance d’ostéopathie à 40,00 € : 10,00 € de moins à payer.",
        "Dans l’ordre écrit, 110,00 € à payer ; dans celui-ci, 100,00 € (20 ordres comparés, \
         tous ceux qui comptent).",
    ] {
        assert!(dit.contains(attendu), "{attendu}\n{ecran}");
    }
    let flexia = [&SEUL[..], &["--offres", "mcci/flexia"], &soins].concat();
    let gains: BTreeMap<String, Option<Centimes>> = csv(&flexia)
        .iter()
        .filter(|ligne| ligne["offre"] == "mcci/flexia")
        .map(|ligne| (ligne["niveau"].clone(), montant(ligne, "gain_ordre")))
        .collect();
    let attendus = [
        ("Start", 0),
        ("Confort", 0),
        ("Performance", 0),
        ("Premium", 10),
    ];
    let attendus = attendus.map(|(niveau, gain)| (niveau.to_owned(), Some(Centimes::euros(gain))));
    assert_eq!(gains, BTreeMap::from(attendus));
    let mots = reponse(&flexia)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(
        mots.contains("FLEXIA Premium : d’abord 2 × séance d’ostéopathie à 40,00 €"),
        "{mots}"
    );
}

/// One care alone has one order, and care that no limit binds gains nothing.
#[test]
fn un_ordre_sans_effet_se_dit_aussi() {
    let decompte = [
        "decompte",
        "mcci/flexia/Premium",
        "--age",
        "40",
        "--date",
        DATE,
    ];
    for soin in ["ostéopathe = 40 €", "ostéopathe x6 = 40 €"] {
        let ecran = reponse(&[&decompte[..], &["--ordre-favorable", "--soin", soin]].concat());
        let dit = ecran.split_whitespace().collect::<Vec<_>>().join(" ");
        let attendu = "Aucun autre ordre ne laisse moins à payer (l’ordre n’y change rien, \
                       aucun soin n’en gêne un autre).";
        assert!(dit.contains(attendu), "{soin}\n{ecran}");
    }
}

/// One contract has a premium by zone (476,16 to 582,24 €), the other has one price
/// (384,48 €): without a département the gap is a range, and no sentence claims its better end.
#[test]
fn sans_departement_l_ecart_avec_l_actuel_est_une_fourchette() {
    let actuel = [
        "--actuel",
        "mcci/flexia/Start",
        "--age",
        "45",
        "--date",
        DATE,
    ];
    let ecran = reponse(&[&["comparer"], &actuel[..]].concat());
    let d_une_ligne = ecran.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        d_une_ligne.contains("de 91,68 à 197,76 € de moins pour la cotisation"),
        "{ecran}"
    );
    let conseil = reponse(
        &[
            &["document", "conseil", "--proposees", "mcci/mccinova/Socle"],
            &actuel[..],
            &["--format", "md"],
        ]
        .concat(),
    );
    // zone 1, la moins chère du contrat actuel : 476,16 − 384,48 = 91,68 € de cotisation en
    // moins, et 35,50 € de plus à payer
    assert!(
        conseil.contains("au moins 56,18\u{a0}€ de moins"),
        "{conseil}"
    );
}

/// A crossing point at the dearest zones, or without premiums, says so before its answer.
#[test]
fn un_seuil_dit_d_abord_ce_qu_il_ne_sait_pas() {
    let debut = |offres: [&str; 2], suite: &[&str]| {
        let base = ["seuil", offres[0], offres[1], "--age", "45", "--date", DATE];
        let acte = ["--acte", "gynécologue OPTAM = 60"];
        reponse(&[&base[..], &acte, suite].concat())
    };
    let mcci = ["mcci/flexia/Start", "mcci/mccinova/Ajustée"];
    assert!(debut(mcci, &[]).contains("à sa zone la plus chère"));
    assert!(!debut(mcci, &["--departement", "35"]).contains("zone la plus chère"));
    let april = debut(["mcci/flexia/Start", "april/sante-mix/H3-M3"], &[]);
    assert!(april.contains("Sans compter les cotisations"), "{april}");
    assert!(!april.contains("revient moins cher"), "{april}");
    assert!(april.contains("Qui laisse le moins"), "{april}");
    // ces deux grilles ne sont que du régime général
    let general = ["mcci/flexia/Start", "mcci/flexia/Confort"];
    assert!(debut(general, &[]).contains("revient moins cher"));
    let local = debut(general, &["--regime", "alsace-moselle"]);
    assert!(local.contains("Sans compter les cotisations"), "{local}");
}

/// A fault in the data is drawn for a file as for a screen: exit code 2, no panic.
#[test]
fn une_donnee_fautive_se_dit_dans_tous_les_formats() {
    let dossier = tempfile::tempdir().unwrap();
    let offre = dossier.path().join("offers/a/b-2026.toml");
    std::fs::create_dir_all(offre.parent().unwrap()).unwrap();
    std::fs::write(offre, "format = \"offre/1\"\ntoto = 1\n").unwrap();
    for format in ["table", "csv", "json", "html"] {
        let lu = Command::cargo_bin("rac")
            .unwrap()
            .args([
                "comparer",
                "--age",
                "45",
                "--date",
                DATE,
                "--format",
                format,
                "--donnees",
            ])
            .arg(dossier.path())
            .output()
            .unwrap();
        assert_eq!(lu.status.code(), Some(2), "{format}");
        assert!(
            String::from_utf8_lossy(&lu.stderr).contains("toto"),
            "{format}"
        );
    }
}

/// The content of a labelled ACS contract is only for who holds the ACS: opposable tariffs,
/// no participation. Six consultations at 25,00 €: 105,00 + 45,00, nothing left.
#[test]
fn le_contenu_de_l_acs_suppose_l_acs() {
    let seul = [
        "decompte",
        "acs/contrat/A",
        "--age",
        "70",
        "--date",
        "2018-06-01",
        "--soin",
        "généraliste x6",
    ];
    let lignes = csv(&seul);
    let reste: Vec<_> = lignes.iter().map(|ligne| montant(ligne, "rac")).collect();
    assert!(
        !reste.is_empty() && reste.iter().all(|rac| *rac == Some(Centimes::ZERO)),
        "{reste:?}"
    );
    assert_eq!(csv(&[&seul[..], &["--droit", "acs"]].concat()), lignes);
}

/// A budget takes the dearest away, which leave the least to pay: ranks begin at 1 again.
#[test]
fn un_budget_renumerote_les_rangs() {
    let par_rac = [&SEUL[..], &["--critere", "rac"]].concat();
    let cher = csv(&par_rac);
    let moins = csv(&[&par_rac[..], &["--budget", "45"]].concat());
    let premiere = |lignes: &[Ligne]| classes(lignes, "cotisation_annuelle")[0];
    // 45,00 € par mois : 540,00 € par an
    let budget = Centimes::euros(540);
    assert!(premiere(&cher).1 > budget);
    let (rang, cotisation) = premiere(&moins);
    assert_eq!(rang, 1);
    assert!(cotisation <= budget);
}

/// Nine crowns on molars, that CAP NR pays whatever their price: 48 € each at 100 NR, 84 € at
/// 130 NR. Seven to eleven crowns are worth 252 to 396 € more at 130 NR, for 109,20 € of
/// premium: it is the first in every draw, though the dearer of the two.
#[test]
fn une_offre_meilleure_sur_les_soins_reste_premiere_dans_tous_les_tirages() {
    let soins = ["--soin", "couronne molaire = 1500 € x9"];
    let tirages = ["--robustesse", "30", "--offres", "avenir/cap-nr/1*"];
    let lignes = csv(&[&SEUL[..], &soins, &tirages].concat());
    let premiere = |niveau: &str| {
        let sienne = lignes.iter().find(|ligne| ligne["niveau"] == niveau);
        let sienne = sienne.unwrap_or_else(|| panic!("{niveau}"));
        let cotisation = montant(sienne, "cotisation_annuelle");
        (cotisation, entier(sienne, "fois_premiere"))
    };
    let cotisation = |centimes| Some(Centimes::new(centimes));
    assert_eq!(premiere("100 NR"), (cotisation(59_616), Some(0)));
    assert_eq!(premiere("130 NR"), (cotisation(70_536), Some(30)));
}
