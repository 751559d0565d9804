use super::*;
use crate::catalogue::reglementation;
use crate::panier::{Annee, Prix, Quoi, Tranches};
use jiff::civil::date;
use proptest::prelude::*;
use std::sync::LazyLock;

static REGLEMENTATION: LazyLock<Reglementation> =
    LazyLock::new(|| reglementation::lire(&Sources::embarquees(), &mut Diagnostics::new()));

/// Reads baskets then bands, and draws the problems.
fn lire_tout(fichiers: &[(&'static str, &str)]) -> (Vec<Panier>, Vec<Tranches>, String) {
    let mut sources = Sources::default();
    for (chemin, texte) in fichiers {
        sources.ajoute(Fichier::new(*chemin, (*texte).to_owned()));
    }
    let mut diagnostics = Diagnostics::new();
    let paniers = lire_paniers(&sources, &REGLEMENTATION, &mut diagnostics);
    let tranches = lire_tranches(&sources, &paniers, &mut diagnostics);
    (paniers, tranches, diagnostics.afficher(&sources, 100))
}

#[test]
fn les_donnees_embarquees_se_lisent_sans_un_mot() {
    let sources = Sources::embarquees();
    let mut diagnostics = Diagnostics::new();
    let reglementation = &*REGLEMENTATION;
    let paniers = lire_paniers(&sources, reglementation, &mut diagnostics);
    let tranches = lire_tranches(&sources, &paniers, &mut diagnostics);
    assert_eq!(diagnostics.afficher(&sources, 100), "");
    assert_eq!(paniers.len(), sources.sous("paniers/").count());
    assert!(paniers.len() >= 42, "{}", paniers.len());
    let arcs = tranches
        .iter()
        .find(|tranches| tranches.id == "arcs")
        .unwrap();
    let ages: Vec<(u8, u8)> = arcs.tranches.iter().map(|tranche| tranche.ages).collect();
    assert_eq!(ages, [(0, 19), (20, 60), (61, 120)]);
    assert!(arcs.hypothese.is_some());
    assert_eq!(arcs.verifie_le, date(2026, 11, 22));
    for tranche in &arcs.tranches {
        let difficile = tranche.panier(Annee::Difficile);
        assert!(paniers.iter().any(|panier| panier.id == difficile));
    }
    let jour = date(2026, 11, 22);
    let cataracte = paniers
        .iter()
        .find(|panier| panier.id == "hopital-cataracte-non-optam")
        .unwrap();
    let dits: Vec<String> = cataracte
        .soins
        .iter()
        .map(|soin| crate::panier::devis::decrire(soin, reglementation, jour))
        .collect();
    insta::assert_snapshot!(dits.join("\n"));
}

const PANIER: &str = "format = \"panier/1\"\nid = \"essai\"\nlibelle = \"essai\"\nsource = \"essai\"\n\
    verifie_le = 2026-11-22\n";

#[test]
fn un_panier_faux_montre_toutes_ses_fautes() {
    let soins = "\
[[soins]]
acte = \"generalist\"
secteur = \"2\"
nombre = 0
[[soins]]
acte = \"dermatologue\"
secteur = \"non conventionné\"
prix = \"6O €\"
mois = 13
[[soins]]
acte = \"osteopathie\"
secteur = \"OPTAM\"
nombre = 367
prx = 3
[[soins]]
nombre = 2
[[soins]]
acte = \"generaliste\"
sejour = { jours = 1 }
[[soins]]
sejour = { jours = 2, nuits_chambre = 4, frais = -3, acte_lourd = \"non\", genre = \"court\", lit = 2 }
prix = \"3 €\"
[[soins]]
lunettes = { monture = \"verre-classe-b-simple\", verres = [\"verre-classe-b-simple\"], prix_verres = [\"80 €\", \"x\"] }
[[soins]]
acte = \"zzzzzzzzzzzz\"
";
    let texte = format!(
        "{}{soins}",
        PANIER.replace("id = \"essai\"", "id = \"autre\"")
    );
    let (paniers, _, problemes) = lire_tout(&[("paniers/essai.toml", &texte)]);
    assert!(paniers.is_empty());
    insta::assert_snapshot!(problemes);
}

#[test]
fn un_panier_vide_ou_sans_format_est_refuse() {
    let (paniers, _, problemes) = lire_tout(&[
        ("paniers/essai.toml", &format!("{PANIER}soins = []\n")),
        ("paniers/rien.toml", ""),
        ("paniers/lisez-moi.md", "rien à lire"),
    ]);
    assert!(paniers.is_empty());
    insta::assert_snapshot!(problemes);
}

#[test]
fn le_panier_d_une_personne_a_le_nom_qu_elle_veut() {
    let texte = format!(
        "{PANIER}[[soins]]\nacte = \"generaliste\"\nnombre = 6\nprix = 31.5\nmois = 3\nsource = \"mon carnet\"\n"
    );
    let fichier = Fichier::new("/home/moi/mes soins.toml", texte);
    let mut diagnostics = Diagnostics::new();
    let panier = lire_panier(&fichier, &REGLEMENTATION, &mut diagnostics).unwrap();
    assert!(diagnostics.is_empty());
    let soin = panier.soins.first().unwrap();
    assert_eq!(
        (soin.nombre, soin.moment),
        (6, Some(crate::panier::Moment::en(3)))
    );
    let Quoi::Acte { prix, .. } = soin.quoi else {
        panic!("{soin:?}")
    };
    assert_eq!(prix, Prix::Donne(crate::montant::Centimes::new(3150)));
}

/// Bands with these ages, as (id, min, max, age), all on the basket `essai`.
fn tranches(bandes: &[(&str, i64, i64, i64)]) -> String {
    let mut texte = "format = \"tranches/1\"\nid = \"t\"\nlibelle = \"t\"\nsource = \"t\"\nverifie_le = 2026-11-22\n".to_owned();
    for (id, min, max, age) in bandes {
        texte.push_str(&format!(
            "[[tranches]]\nid = \"{id}\"\nlibelle = \"{id}\"\nage_min = {min}\nage_max = {max}\nage = {age}\n\
             basse = \"essai\"\nmoyenne = \"essai\"\nhaute = \"essai\"\ndifficile = \"essai\"\n"
        ));
    }
    texte
}

#[test]
fn des_tranches_fausses_montrent_leurs_fautes() {
    let panier = format!("{PANIER}[[soins]]\nacte = \"generaliste\"\n");
    let lire = |texte: &str| {
        let (_, tranches, problemes) =
            lire_tout(&[("paniers/essai.toml", &panier), ("tranches/t.toml", texte)]);
        assert!(tranches.is_empty());
        problemes
    };
    let suite = tranches(&[
        ("c", 61, 120, 70),
        ("a", 0, 19, 12),
        ("b", 21, 61, 40),
        ("d", 125, 130, 126),
        ("a", 121, 121, 121),
    ]);
    let ages = tranches(&[("a", 0, 19, 20), ("b", 60, 20, 40), ("c", -1, 300, 7)]);
    let panier_inconnu = tranches(&[("a", 0, 120, 40)])
        .replacen("basse = \"essai\"", "basse = \"esai\"", 1)
        .replacen("haute = \"essai\"\n", "", 1)
        .replacen("id = \"t\"", "id = \"arcs\"\npays = \"France\"", 1);
    insta::assert_snapshot!(
        [lire(&suite), lire(&ages), lire(&panier_inconnu)].join("\n\n----\n\n")
    );
}

#[test]
fn un_panier_refuse_n_est_pas_dit_inconnu_en_plus() {
    let (_, lues, problemes) = lire_tout(&[
        (
            "paniers/essai.toml",
            &format!("{PANIER}[[soins]]\nacte = \"generaliste\"\nnombre = 0\n"),
        ),
        (
            "tranches/t.toml",
            &tranches(&[("a", 20, 40, 30), ("b", 0, 19, 12)]),
        ),
    ]);
    assert!(!problemes.contains("panier-inconnu"), "{problemes}");
    // lues de la plus jeune à la plus âgée, quel que soit l’ordre du fichier
    let ids: Vec<&str> = lues
        .iter()
        .flat_map(|t| &t.tranches)
        .map(|t| t.id.as_str())
        .collect();
    assert_eq!(ids, ["b", "a"]);
}

proptest! {
    #[test]
    fn lit_n_importe_quoi(lignes in proptest::collection::vec("(acte|sejour|lunettes|secteur|nombre|prix|mois|id|age|age_min|age_max|format|basse|\\[\\[soins\\]\\]|\\[\\[tranches\\]\\]) ?=? ?(\"[a-z0-9 €]{0,8}\"|-?[0-9]{1,5}|\\{ jours = 3 \\}|\\[\\]|)", 0..12)) {
        let texte = lignes.join("\n");
        lire_tout(&[("paniers/a.toml", &texte), ("tranches/b.toml", &texte)]);
    }
}
