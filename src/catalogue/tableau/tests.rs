use super::lecture::{COLONNES_MAX, LETTRES_MAX, LIGNES_MAX, REPRISES_MAX};
use super::*;
use crate::catalogue::Sources;
use proptest::prelude::*;

/// The table of a text and the drawing of its problems.
fn lire(texte: &str, verifie: impl FnOnce(&TableauBrut<'_>, &mut Diagnostics)) -> String {
    let mut sources = Sources::default();
    sources.ajoute(Fichier::new("t.csv", texte.to_owned()));
    let mut diagnostics = Diagnostics::new();
    if let Some(fichier) = sources.get("t.csv")
        && let Some(tableau) = TableauBrut::lire(fichier, &mut diagnostics)
    {
        verifie(&tableau, &mut diagnostics);
    }
    diagnostics.afficher(&sources, 100)
}

#[test]
fn lit_les_cellules_avec_leur_place() {
    let texte = "poste;libelle;Start\r\n\r\n a ;\"un; \"\"deux\"\"\";\u{a0}30\u{a0}€\u{202f}\n;;\nb;\" c \";\"x\"y";
    let problemes = lire(texte, |tableau, _| {
        let lignes: Vec<(u32, Vec<&str>)> = tableau
            .lignes
            .iter()
            .map(|ligne| {
                let textes = ligne.cellules.iter().map(|cellule| cellule.texte.as_ref());
                (ligne.numero, textes.collect())
            })
            .collect();
        assert_eq!(
            lignes,
            [
                (3, vec!["a", "un; \"deux\"", "30\u{a0}€"]),
                (5, vec!["b", "c", "xy"])
            ]
        );
        let places: Vec<&str> = tableau
            .lignes
            .iter()
            .flat_map(|ligne| &ligne.cellules)
            .map(|cellule| &texte[cellule.etendue.clone()])
            .collect();
        let attendues = ["a", "un; \"\"deux\"\"", "30\u{a0}€", "b", "c", "\"x\"y"];
        assert_eq!(places, attendues);
        let euros = &tableau.lignes[0].cellules[2];
        assert_eq!(&texte[euros.sous_etendue(0..2)], "30");
        let defaite = &tableau.lignes[0].cellules[1];
        assert_eq!(defaite.sous_etendue(0..2), defaite.etendue);
    });
    assert_eq!(problemes, "");
}

#[test]
fn montre_toutes_les_lignes_mal_formees() {
    let texte = "nature;libelle;poste;Start\n\
        ;Soins; prothèses;dentaire;100 %\n\
        ;Optique;optique\n\
        ;Chambre;hospitalisation/chambre;30 €;;\n\
        ;\"Audio, classe 2;aides-auditives;400 €\n\
        ;Séjour;hospitalisation;100 %\n\
        ;\"Pour l’enfant\";\"maternité;100 €\n\
        ;Le \"forfait\";forfait;20 €\n";
    let problemes = lire(texte, |tableau, _| {
        let numeros: Vec<u32> = tableau.lignes.iter().map(|ligne| ligne.numero).collect();
        assert_eq!(numeros, [6, 8]);
    });
    insta::assert_snapshot!(problemes);
}

#[test]
fn un_guillemet_referme_trop_loin_ne_mange_pas_la_suite() {
    let texte = "a;b\n\"un;2\n\"trois; et demi\";4\n5;6\n";
    let problemes = lire(texte, |tableau, _| {
        let numeros: Vec<u32> = tableau.lignes.iter().map(|ligne| ligne.numero).collect();
        assert_eq!(numeros, [3, 4]);
    });
    insta::assert_snapshot!(problemes);
}

#[test]
fn montre_les_colonnes_fautives() {
    let problemes = lire("Libellé;poste;poste;couleur;\n", |tableau, diagnostics| {
        let attendues = ["libelle", "poste", "quand", "regle"];
        let colonnes = Colonnes::lire(tableau, &attendues, &["note"], diagnostics);
        assert_eq!(colonnes, None);
    });
    insta::assert_snapshot!(problemes);
}

#[test]
fn donne_les_cellules_par_colonne() {
    let problemes = lire("poste;note\na;b\n", |tableau, diagnostics| {
        let colonnes = Colonnes::lire(tableau, &["poste"], &["note", "doute"], diagnostics);
        let colonnes = colonnes.unwrap_or_default();
        let ligne = &tableau.lignes[0];
        assert_eq!(colonnes.cellule(ligne, "note").texte, "b");
        assert!(colonnes.cellule(ligne, "doute").est_vide());
        let poste = colonnes.get("poste").map(|poste| ligne.cellule(poste));
        assert_eq!(poste.map(|poste| poste.etendue.clone()), Some(11..12));
    });
    assert_eq!(problemes, "");
}

#[test]
fn refuse_ce_qui_n_est_pas_un_tableau() {
    let long = "x".repeat(LETTRES_MAX + 1);
    let large = vec!["c"; COLONNES_MAX + 1].join(";");
    let codes = |texte: &str| {
        let fichier = Fichier::new("t.csv", texte.to_owned());
        let mut diagnostics = Diagnostics::new();
        TableauBrut::lire(&fichier, &mut diagnostics);
        let tries = diagnostics.tries();
        tries.iter().map(|d| d.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(""), [Code::ColonneManquante]);
    assert_eq!(codes("\n;;\n"), [Code::ColonneManquante]);
    assert_eq!(codes("a,b,c\n1,2,3\n"), [Code::FormatInconnu]);
    assert_eq!(codes(&large), [Code::TableauTropGrand]);
    assert_eq!(codes(&format!("a\n{long}\n")), [Code::TableauTropGrand]);
    let haut = format!("a\n{}", "1\n".repeat(LIGNES_MAX + 5));
    assert_eq!(codes(&haut), [Code::TableauTropGrand]);
}

#[test]
fn ce_qui_resterait_ouvert_a_chaque_ligne_ne_coute_pas_le_carre() {
    let texte = format!("a;b\n{}", "\"; a\"b ;\"\n".repeat(100_000));
    let fichier = Fichier::new("t.csv", texte);
    let mut diagnostics = Diagnostics::new();
    TableauBrut::lire(&fichier, &mut diagnostics);
    assert_eq!(diagnostics.erreurs(), REPRISES_MAX);
}

proptest! {
    #[test]
    fn lit_n_importe_quoi(texte in "([a;\"é \n\r,]|\"\"|\\PC|\u{feff}){0,80}") {
        lire(&texte, |tableau, diagnostics| {
            let nombre = tableau.entetes.len();
            for ligne in &tableau.lignes {
                assert_eq!(ligne.cellules.len(), nombre);
                for cellule in &ligne.cellules {
                    let place = texte.get(cellule.etendue.clone());
                    assert!(place.is_some());
                    if let Cow::Borrowed(brut) = cellule.texte {
                        assert_eq!(place, Some(brut));
                    }
                }
            }
            Colonnes::lire(tableau, &["a", "é"], &["aé"], diagnostics);
        });
    }

    /// What the csv crate writes is read back, whatever the cells.
    #[test]
    fn relit_ce_qui_est_ecrit(lignes in prop::collection::vec(
        prop::collection::vec("[a-c;\"é,%]{1,6}|[a-c]( ;|\")[a-c]", 3), 1..8))
    {
        let mut ecrit = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
        ecrit.write_record(["x", "y", "z"])?;
        for ligne in &lignes {
            ecrit.write_record(ligne)?;
        }
        let octets = ecrit.into_inner().unwrap_or_default();
        let problemes = lire(&String::from_utf8(octets)?, |tableau, _| {
            let lus: Vec<Vec<String>> = tableau.lignes.iter().map(|ligne| {
                ligne.cellules.iter().map(|cellule| cellule.texte.to_string()).collect()
            }).collect();
            assert_eq!(lus, lignes);
        });
        prop_assert_eq!(problemes, "");
    }
}
