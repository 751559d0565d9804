//! Markdown, pages and workbooks: every text stays a text, every figure stays a figure.

use super::*;
use calamine::{Data, Reader, Xlsx as Lecteur};

/// What somebody may write as the name of an offer.
fn hostile() -> String {
    let debut = "<script>alert(1)</script> \"l’offre\" 'A' & <b>* _1_ `x` | [a](b) 🙂 #1 ";
    format!("{debut}{}", "é".repeat(300 - debut.chars().count()))
}

fn hostiles() -> Document {
    let nom = hostile();
    Document {
        titre: nom.clone(),
        blocs: vec![
            Bloc::Titre(nom.clone()),
            Bloc::SousTitre(nom.clone()),
            Bloc::Paragraphe(nom.clone()),
            Bloc::Liste(vec![nom.clone()]),
            Bloc::Tableau(Tableau {
                colonnes: vec![Colonne::gauche(nom.clone())],
                lignes: vec![Ligne::normale(vec![texte(&nom)])],
            }),
            Bloc::Etapes(vec![Etape {
                libelle: nom.clone(),
                detail: Some(nom.clone()),
                ..Etape::default()
            }]),
        ],
        perimetre: vec![nom],
        ..Document::default()
    }
}

#[test]
fn markdown_fige() {
    insta::assert_snapshot!(rendre(Format::Md, 80, &comparaison()));
    insta::assert_snapshot!("md_hostile", rendre(Format::Md, 80, &hostiles()));
}

#[test]
fn page_figee() {
    let page = rendre(Format::Html, 80, &comparaison());
    let (_, apres) = page.split_once("</style>").unwrap();
    insta::assert_snapshot!(apres);
}

#[test]
fn un_nom_hostile_reste_un_texte_dans_la_page() {
    let page = rendre(Format::Html, 80, &hostiles());
    assert_eq!(page.matches("<script").count(), 0);
    assert_eq!(page.matches("<b>").count(), 0);
    // titre de la page deux fois, sommaire absent, six blocs dont trois le disent deux fois
    assert_eq!(page.matches("&lt;script&gt;alert(1)&lt;").count(), 12);
    assert_eq!(page.matches("\u{1f642}").count(), 12);
}

#[test]
fn les_modeles_de_l_outil_echappent_toujours() {
    for (nom, modele) in reglages(80).modeles.iter() {
        for interdit in [
            "|safe",
            "| safe",
            "autoescape",
            "<script",
            "http:",
            "https:",
            "@import",
            "url(",
        ] {
            assert!(!modele.contains(interdit), "{nom} : {interdit}");
        }
    }
}

#[test]
fn un_modele_fautif_dit_sa_ligne() {
    for (modele, ligne, message) in [
        (
            "\n{% for %}\n",
            2,
            "la syntaxe du modèle n’est pas juste ici",
        ),
        (
            "a\n\n{{ titre|majuscules }}",
            3,
            "ce filtre (après « | ») n’existe pas",
        ),
        ("{{ a.b }}", 1, "cette valeur n’existe pas dans le document"),
        (
            "{{ lire(\"/etc/passwd\") }}",
            1,
            "cette fonction n’existe pas dans les modèles",
        ),
        (
            "{% include \"absent.html\" %}",
            1,
            "il appelle un fichier absent",
        ),
    ] {
        let modeles = [("document.html".to_owned(), modele.to_owned())];
        let reglages = Reglages {
            modeles: modeles.into_iter().collect(),
            ..Reglages::default()
        };
        let erreur = rendu(Format::Html, reglages)
            .rendre(&comparaison(), &mut Vec::new())
            .unwrap_err();
        let fautif = erreur.get_ref().unwrap().downcast_ref::<ModeleFautif>();
        let fautif = fautif.unwrap();
        assert_eq!((fautif.ligne, fautif.message), (ligne, message), "{modele}");
        assert_eq!(fautif.nom, "document.html");
    }
}

fn classeur(document: &Document) -> Vec<u8> {
    let mut octets = Vec::new();
    rendu(Format::Xlsx, Reglages::default())
        .rendre(document, &mut octets)
        .unwrap();
    octets
}

fn lecteur(document: &Document) -> Lecteur<io::Cursor<Vec<u8>>> {
    calamine::open_workbook_from_rs(io::Cursor::new(classeur(document))).unwrap()
}

/// 120,00 − 30,00 + 5,50 = 95,50 ; the second row is wrong on purpose; 300,00 + 95,50 = 395,50.
fn lies() -> Document {
    let euros = |centimes| Valeur::Montant(Centimes::new(centimes));
    Document {
        titre: "Sommes".to_owned(),
        blocs: vec![
            Bloc::Titre("Un : total / [1]".to_owned()),
            Bloc::Tableau(Tableau {
                colonnes: vec![
                    Colonne::gauche("Soin"),
                    Colonne::droite("Prix"),
                    Colonne::droite("Reste à\u{a0}payer"),
                ],
                lignes: vec![
                    Ligne::normale(vec![texte("=1+1"), montant(30_000), montant(10_000)]),
                    Ligne::normale(vec![texte("@b"), montant(9_550), montant(100)]),
                    Ligne::total(vec![texte("Total"), montant(39_550), montant(10_101)]),
                ],
            }),
        ],
        jeux: vec![Jeu {
            nom: "un : total 1",
            colonnes: &["net", "brut", "aide", "frais", "jour", "rang"],
            lignes: [(9_550, 1), (9_551, -2)]
                .map(|(net, rang)| {
                    vec![
                        euros(net),
                        euros(12_000),
                        euros(3_000),
                        euros(550),
                        Valeur::Date(jiff::civil::date(2026, 11, 22)),
                        Valeur::Entier(rang),
                    ]
                })
                .to_vec(),
        }],
        relations: vec![Relation {
            colonne: "net",
            plus: &["brut", "frais"],
            moins: &["aide"],
        }],
        ..Document::default()
    }
}

#[test]
fn un_classeur_a_des_nombres_des_textes_et_des_sommes_vivantes() {
    let mut classeur = lecteur(&lies());
    assert_eq!(
        classeur.sheet_names(),
        ["Lisez-moi", "Un total 1", "un total 1 (2)"]
    );
    let tableau = classeur.worksheet_range("Un total 1").unwrap();
    let ligne = |rang| tableau.rows().nth(rang).unwrap().to_vec();
    assert_eq!(
        ligne(1),
        [
            Data::String("=1+1".into()),
            Data::Float(300.0),
            Data::Float(100.0)
        ]
    );
    let sommes = classeur.worksheet_formula("Un total 1").unwrap();
    let sommes: Vec<_> = sommes
        .used_cells()
        .map(|(l, c, f)| (l, c, f.as_str()))
        .collect();
    // 300,00 + 95,50 = 395,50 ; 100,00 + 1,00 n’est pas 101,01 : pas de formule
    assert_eq!(sommes, [(0, 0, "SUM(B2:B3)")]);
    let jeu = classeur.worksheet_range("un total 1 (2)").unwrap();
    assert_eq!(jeu.get_value((1, 0)), Some(&Data::Float(95.5)));
    assert_eq!(jeu.get_value((2, 5)), Some(&Data::Float(-2.0)));
    let sommes = classeur.worksheet_formula("un total 1 (2)").unwrap();
    let sommes: Vec<_> = sommes
        .used_cells()
        .map(|(l, c, f)| (l, c, f.as_str()))
        .collect();
    assert_eq!(sommes, [(0, 0, "B2+D2-C2")]);
}

#[test]
fn un_classeur_est_toujours_le_meme() {
    assert_eq!(classeur(&lies()), classeur(&lies()));
    assert_eq!(classeur(&hostiles()), classeur(&hostiles()));
    classeur(&comparaison());
    classeur(&Document::default());
}

#[test]
fn un_nom_hostile_reste_un_texte_dans_le_classeur() {
    let mut classeur = lecteur(&hostiles());
    let lisez_moi = classeur.worksheet_range("Lisez-moi").unwrap();
    assert_eq!(
        lisez_moi.get_value((0, 0)),
        Some(&Data::String(crate::texte::typographie(&hostile())))
    );
    for nom in classeur.sheet_names() {
        assert!(nom.encode_utf16().count() <= 31, "{nom}");
        assert_eq!(
            classeur
                .worksheet_formula(&nom)
                .unwrap()
                .used_cells()
                .count(),
            0
        );
    }
}
