#![allow(clippy::unwrap_used)]

mod pages;

use super::texte::{largeur, replier};
use super::*;
use crate::catalogue::Sources;
use crate::montant::Centimes;
use std::path::Path;

fn texte(texte: &str) -> Cellule {
    Cellule::Texte(texte.to_owned())
}

fn montant(centimes: i64) -> Cellule {
    Cellule::Montant(Centimes::new(centimes))
}

fn comparaison() -> Document {
    let offre = |rang, nom: &str, cotisation, min, max, total| {
        Ligne::normale(vec![
            Cellule::Entier(rang),
            texte(nom),
            montant(cotisation),
            Cellule::Fourchette(Centimes::new(min), Centimes::new(max)),
            montant(total),
            texte("tarif d’une zone à confirmer [1]"),
        ])
    };
    let lignes = vec![
        offre(1, "mcci/flexia/Confort", 68_280, 12_000, 15_000, 83_280),
        offre(
            2,
            "Mutuelle générale des travailleurs de l’Ouest, niveau Sérénité plus",
            123_456_789,
            5,
            5,
            123_456_794,
        ),
        Ligne::reference(vec![
            Cellule::Vide,
            texte("sans mutuelle"),
            montant(0),
            montant(61_400),
            montant(61_400),
        ]),
    ];
    Document {
        titre: "À 70 ans, en Ille-et-Vilaine, au 22/11/2026 : ce que coûterait l’année de soins"
            .to_owned(),
        blocs: vec![
            Bloc::Paragraphe("6 généralistes à 30 €".replace(" €", "\u{a0}€")),
            Bloc::Tableau(Tableau {
                colonnes: vec![
                    Colonne::droite(""),
                    Colonne::gauche("Offre"),
                    Colonne::droite("Cotisation annuelle").importance(1),
                    Colonne::droite("Reste à payer").importance(2),
                    Colonne::droite("Coût total"),
                    Colonne::gauche("Remarques").importance(2),
                ],
                lignes,
            }),
            Bloc::Titre("À retenir".to_owned()),
            Bloc::Liste(vec![
                "Ni lunettes ni prothèses : contrat sans 100 % Santé, à vérifier avant de signer quoi que ce soit."
                    .to_owned(),
                "Un \u{1b}[31mécran\u{1b}[0m ne se laisse pas conduire.".to_owned(),
            ]),
            Bloc::Etapes(vec![
                Etape {
                    libelle: "Prix de la couronne céramo-métallique sur une molaire".to_owned(),
                    montant: Some(Centimes::new(62_000)),
                    ..Etape::default()
                },
                Etape {
                    niveau: 1,
                    libelle: "Sécurité sociale".to_owned(),
                    montant: Some(Centimes::new(-7_200)),
                    detail: Some("60 % de 120,00 € — convention dentaire 2023, article 4".to_owned()),
                },
                Etape {
                    libelle: "Reste à payer".to_owned(),
                    montant: Some(Centimes::new(54_800)),
                    ..Etape::default()
                },
            ]),
        ],
        jeux: vec![],
        perimetre: vec![
            "Classé par coût total. 8 niveaux sur 45 connus ; 37 sans cotisation publiée.".to_owned(),
            "Données vérifiées le 22/11/2026.".to_owned(),
        ],
        ..Document::default()
    }
}

fn donnees() -> Document {
    let ligne = |offre: &str, cotisation, rang, drapeaux: &[&str]| {
        vec![
            Valeur::Texte(offre.to_owned()),
            cotisation,
            rang,
            Valeur::Date(jiff::civil::date(2026, 11, 2)),
            Valeur::Liste(drapeaux.iter().map(|&d| d.to_owned()).collect()),
        ]
    };
    let euros = |centimes| Valeur::Montant(Centimes::new(centimes));
    Document {
        titre: "Essai".to_owned(),
        blocs: vec![Bloc::Paragraphe("Une note.".to_owned())],
        jeux: vec![
            Jeu {
                nom: "offres",
                colonnes: &["offre", "cotisation", "rang", "date", "drapeaux"],
                lignes: vec![
                    ligne(
                        "à \"bas\" prix; fin",
                        euros(10),
                        Valeur::Entier(1),
                        &["a", "b"],
                    ),
                    ligne("=1+1", euros(-123_456_789), Valeur::Entier(-2), &["@x"]),
                    ligne("-30 %", euros(i64::MAX), Valeur::Vide, &[]),
                    ligne("bien", Valeur::Vide, Valeur::Vide, &["+"]),
                ],
            },
            Jeu {
                nom: "vide",
                colonnes: &["x"],
                lignes: vec![],
            },
        ],
        perimetre: vec!["Au 22/11/2026.".to_owned()],
        ..Document::default()
    }
}

fn rendre(format: Format, largeur: usize, document: &Document) -> String {
    let mut sortie = Vec::new();
    rendu(format, reglages(largeur))
        .rendre(document, &mut sortie)
        .unwrap();
    String::from_utf8(sortie).unwrap()
}

/// With the templates of the tool.
fn reglages(largeur: usize) -> Reglages {
    let sources = Sources::embarquees();
    let modeles = sources.modeles();
    let modeles = modeles.map(|(nom, fichier)| (nom.to_owned(), fichier.texte.to_string()));
    Reglages {
        largeur,
        modeles: modeles.collect(),
    }
}

#[test]
fn table_a_toutes_les_largeurs() {
    for place in [120, 80, 40, 20] {
        let texte = rendre(Format::Table, place, &comparaison());
        insta::assert_snapshot!(format!("table_{place}"), texte);
    }
}

#[test]
fn aucune_ligne_ne_depasse_ni_ne_finit_par_un_espace() {
    for place in 0..=200 {
        for ligne in rendre(Format::Table, place, &comparaison()).lines() {
            assert!(largeur(ligne) <= place.max(4), "{place} : « {ligne} »");
            assert!(!ligne.ends_with(' '), "{place} : « {ligne} »");
        }
    }
}

#[test]
fn un_document_vide_ou_bancal_se_rend() {
    let vide = Document::default();
    assert_eq!(rendre(Format::Table, 80, &vide), "");
    assert_eq!(rendre(Format::Csv, 80, &vide), "");
    let bancal = Document {
        blocs: vec![
            Bloc::Tableau(Tableau::default()),
            Bloc::Tableau(Tableau {
                colonnes: vec![Colonne::gauche("Offre"), Colonne::droite("Prix")],
                lignes: vec![Ligne::total(vec![]), Ligne::normale(vec![texte("a")])],
            }),
            Bloc::Tableau(Tableau {
                colonnes: vec![Colonne::gauche("Offre")],
                lignes: vec![],
            }),
        ],
        ..Document::default()
    };
    insta::assert_snapshot!(rendre(Format::Table, 80, &bancal));
    rendre(Format::Table, 3, &bancal);
}

#[test]
fn les_lignes_ne_se_coupent_pas_aux_espaces_insecables() {
    assert_eq!(
        replier("il reste 1\u{202f}234,00\u{a0}€ à payer", 14),
        ["il reste", "1\u{202f}234,00\u{a0}€ à", "payer"]
    );
    assert_eq!(replier("a bcdefgh", 3), ["a", "bcd", "efg", "h"]);
    assert_eq!(replier("", 10), [""]);
}

#[test]
fn csv_pour_un_programme() {
    insta::assert_snapshot!(rendre(Format::Csv, 80, &donnees()));
}

#[test]
fn csv_pour_un_tableur() {
    let texte = rendre(Format::CsvTableur, 80, &donnees());
    assert!(texte.starts_with("\u{feff}offre;"));
    assert_eq!(texte.matches("\r\n").count(), 5);
    assert_eq!(texte.matches('\n').count(), 5);
    insta::assert_snapshot!(texte.replace('\r', "␍").replace('\u{feff}', "<BOM>"));
}

#[test]
fn json_exact() {
    insta::assert_snapshot!(rendre(Format::Json, 80, &donnees()));
}

#[test]
fn une_ligne_de_donnees_trop_courte_est_refusee() {
    let mut document = donnees();
    document.jeux[0].lignes[1].pop();
    for format in [Format::Csv, Format::CsvTableur, Format::Json, Format::Xlsx] {
        let mut sortie = Vec::new();
        let erreur = rendu(format, Reglages::default())
            .rendre(&document, &mut sortie)
            .unwrap_err();
        assert_eq!(erreur.kind(), io::ErrorKind::InvalidData);
        assert!(sortie.is_empty());
    }
}

/// A reader that left.
struct Ferme;

impl io::Write for Ferme {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn un_tube_ferme_reste_un_tube_ferme() {
    let mut document = donnees();
    let ligne = document.jeux[0].lignes[0].clone();
    document.jeux[0].lignes.extend(vec![ligne; 5_000]);
    for format in Format::TOUS {
        let erreur = rendu(format, reglages(80))
            .rendre(&document, &mut Ferme)
            .unwrap_err();
        assert_eq!(erreur.kind(), io::ErrorKind::BrokenPipe, "{}", format.nom());
    }
}

#[test]
fn formats_par_nom_et_par_extension() {
    for format in Format::TOUS {
        assert_eq!(format.nom().parse(), Ok(format));
    }
    let depuis = |chemin| Format::depuis_extension(Path::new(chemin)).map_err(|e| e.to_string());
    assert_eq!(depuis("a.CSV"), Ok(Format::Csv));
    assert_eq!(depuis("a.json"), Ok(Format::Json));
    assert_eq!(depuis("a.txt"), Ok(Format::Table));
    assert_eq!(depuis("a.md"), Ok(Format::Md));
    assert_eq!(depuis("a.HTM"), Ok(Format::Html));
    assert_eq!(depuis("a.xlsx"), Ok(Format::Xlsx));
    insta::assert_snapshot!(Format::depuis_nom("pdf").unwrap_err());
    insta::assert_snapshot!(depuis("a.pdf").unwrap_err());
    insta::assert_snapshot!(depuis("sortie").unwrap_err());
}
