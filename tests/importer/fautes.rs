//! Each unreadable cell is named as the spreadsheet names it, and all are said at once.

use crate::outils::{Atelier, Case, Feuille, contrat, fichiers, garanties, ligne, texte, xlsx};

fn essai(garanties: Vec<Vec<Case>>, suite: &'static str) -> Vec<Feuille> {
    vec![("Contrat", contrat(), ""), ("Garanties", garanties, suite)]
}

/// Ten wrong cells, ten messages, nothing written.
#[test]
fn dix_cellules_fautives_dix_messages() {
    let une = |cellule: Case| vec![cellule, texte("néant")];
    let lignes = vec![
        // F2 : la lettre O ; F3 : 1,5 sans %, ni euros ni pourcentage ; F4 : 60 seul
        ligne("Analyses", "analyses", "", &une(texte("15O % BR"))),
        ligne(
            "Transport",
            "soins-courants/transport",
            "",
            &une(Case::Nombre("1.5", 0)),
        ),
        ligne(
            "Chambre",
            "hospitalisation/chambre",
            "par jour",
            &une(Case::Nombre("60", 0)),
        ),
        // F5 : une date ; F6 : une formule ; F7 : une erreur ; F8 : vrai
        ligne(
            "Lentilles",
            "lentilles",
            "par an",
            &une(Case::Nombre("46093", 3)),
        ),
        ligne(
            "Osthéopathie",
            "osteopathie",
            "par séance",
            &une(Case::Formule("10+20", "30 €")),
        ),
        ligne(
            "Cure",
            "cure",
            "",
            &une(Case::Xml("<c r=\"{r}\" t=\"e\"><v>#N/A</v></c>")),
        ),
        ligne(
            "Implants",
            "implants",
            "par an",
            &une(Case::Xml("<c r=\"{r}\" t=\"b\"><v>1</v></c>")),
        ),
        // F9 : un format qui ajoute des mots ; C10 : un poste ; G11 : vide
        ligne("Diététique", "dietetique", "", &une(Case::Nombre("30", 4))),
        ligne(
            "Accompagnant",
            "acompagnant",
            "par jour",
            &une(texte("20 €")),
        ),
        ligne(
            "Obsèques",
            "obseques",
            "capital",
            &[texte("1 000 €"), Case::Vide],
        ),
        ligne(
            "Naissance",
            "naissance",
            "sans dépense, par naissance",
            &[texte("100 €"), texte("idem")],
        ),
    ];
    // G11 n’est vide que si la ligne n’est pas « la même pour tous » : trois niveaux
    let lignes = lignes
        .into_iter()
        .map(|mut ligne| {
            ligne.push(texte("néant"));
            ligne
        })
        .collect();
    let classeur = xlsx(&essai(garanties(&["Éco", "Plus", "Max"], lignes), ""));
    let message = Atelier::new().refuse("grille.xlsx", classeur);
    for cellule in ["F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "C10", "G11"] {
        let place = format!("grille.xlsx, Garanties!{cellule}\n");
        assert_eq!(message.matches(&place).count(), 1, "{cellule} : {message}");
    }
    assert!(
        message.ends_with("10\u{a0}erreurs : rien n’a été écrit.\n"),
        "{message}"
    );
    insta::assert_snapshot!(message);
}

/// A percentage is what its format says; euros too.
#[test]
fn un_nombre_est_lu_comme_il_est_montre() {
    let lignes = vec![
        ligne("Analyses", "analyses", "", &[Case::Nombre("1.5", 1)]),
        ligne("Lentilles", "lentilles", "par an", &[Case::Nombre("60", 2)]),
    ];
    let atelier = Atelier::new();
    let dit = atelier.importe(
        "grille.xlsx",
        xlsx(&essai(garanties(&["Seul"], lignes), "")),
    );
    assert_eq!(dit.code, Some(0), "{dit:?}");
    let ecrits = fichiers(&atelier.chemin("sortie"));
    let table = &ecrits[0];
    assert_eq!(table.0, "offers/fictive/essai-2026.base.csv");
    assert_eq!(
        table.1,
        "nature;libelle;poste;quand;regle;Seul\n;Analyses;analyses;;;150 %\n;Lentilles;lentilles;;par an;60 €\n"
    );
}

#[test]
fn les_cellules_fusionnees_sont_refusees() {
    let lignes = vec![ligne(
        "Analyses",
        "analyses",
        "",
        &[texte("150 %"), Case::Vide],
    )];
    let suite = "<mergeCells count=\"1\"><mergeCell ref=\"F2:G2\"/></mergeCells>";
    let classeur = xlsx(&essai(garanties(&["Éco", "Plus"], lignes), suite));
    insta::assert_snapshot!(Atelier::new().refuse("grille.xlsx", classeur));
}

/// The header has its cells too: missing, misspelt, misunderstood.
#[test]
fn les_reponses_du_contrat_ont_leur_cellule() {
    let mut contrat = contrat();
    contrat[2][1] = Case::Vide;
    contrat[4] = vec![texte("Millesimme"), texte("2026")];
    contrat[5][1] = texte("31/02/2026");
    contrat[6][1] = texte("peut-être");
    contrat[7][1] = texte("scolaire");
    contrat[8][1] = texte("oui");
    contrat[10][1] = Case::Formule("TODAY()", "46093");
    let lignes = vec![ligne("Analyses", "analyses", "", &[texte("150 %")])];
    let feuilles = [
        ("Contrat", contrat, ""),
        ("Garanties", garanties(&["Seul"], lignes), ""),
    ];
    insta::assert_snapshot!(Atelier::new().refuse("grille.xlsx", xlsx(&feuilles)));
}

/// A level whose column is empty is not taken for a level that pays like the first.
#[test]
fn un_niveau_vide_est_dit() {
    let lignes = vec![ligne("Analyses", "analyses", "", &[texte("150 %")])];
    let classeur = xlsx(&essai(garanties(&["Éco", "Plus"], lignes), ""));
    let message = Atelier::new().refuse("grille.xlsx", classeur);
    assert!(message.contains("Garanties!G1"), "{message}");
    assert!(
        message.contains("le niveau « Plus » n’a aucune cellule remplie"),
        "{message}"
    );
}

/// A lone table, in CSV or in XLSX: a contract known in part.
#[test]
fn un_tableau_seul_devient_un_contrat_connu_en_partie() {
    let csv = "nature;libelle;poste;quand;regle;Éco;Plus\n;Analyses;analyses;;;100 %;150 %\n";
    let lignes = vec![ligne(
        "Analyses",
        "analyses",
        "",
        &[texte("100 %"), texte("150 %")],
    )];
    let classeur = xlsx(&[("Feuil1", garanties(&["Éco", "Plus"], lignes), "")]);
    let options = ["--contrat", "fictive/seul", "--valable-du", "2026-01-01"];
    for (nom, octets) in [
        ("table.csv", csv.as_bytes().to_vec()),
        ("table.xlsx", classeur),
    ] {
        let atelier = Atelier::new();
        atelier.pose(nom, octets);
        let sans = atelier.rac(&["donnees", "importer", nom, "--sortie", "sortie"]);
        assert_eq!(sans.code, Some(2));
        assert!(
            sans.messages.contains("--contrat ma-mutuelle/mon-contrat"),
            "{sans:?}"
        );
        let mut arguments = vec!["donnees", "importer", nom, "--sortie", "sortie"];
        arguments.extend(options);
        let dit = atelier.rac(&arguments);
        assert_eq!(dit.code, Some(0), "{dit:?}");
        let ecrits = fichiers(&atelier.chemin("sortie"));
        assert_eq!(
            ecrits[0],
            (
                "offers/fictive/seul-2026.base.csv".to_owned(),
                csv.to_owned()
            )
        );
        assert!(ecrits[1].1.contains("complet = false"), "{ecrits:?}");
        let soin = "biologie = 30 €";
        let decompte = [
            "decompte",
            "fictive/seul/Plus",
            "--soin",
            soin,
            "--donnees",
            "sortie",
        ];
        assert_eq!(atelier.rac(&decompte).code, Some(0));
    }
}

/// A table of CSV that is ill-formed is shown as every CSV is, by its line.
#[test]
fn un_csv_mal_forme_a_son_message() {
    let atelier = Atelier::new();
    let csv = "nature;libelle;poste;quand;regle;Éco\n;Analyses;analyses;;;100 %;150 %\n";
    let message = atelier.refuse("table.csv", csv);
    assert!(
        message.contains("table.csv:2:") && message.contains("cellules-en-trop"),
        "{message}"
    );
}

/// An existing file is not overwritten, and then none is written.
#[test]
fn rien_n_est_ecrase_sans_le_dire() {
    let lignes = vec![ligne("Analyses", "analyses", "", &[texte("150 %")])];
    let classeur = xlsx(&essai(garanties(&["Seul"], lignes), ""));
    let atelier = Atelier::new();
    atelier.pose("sortie/offers/fictive/essai-2026.toml", "à moi");
    let dit = atelier.importe("grille.xlsx", &classeur);
    assert_eq!(dit.code, Some(2), "{dit:?}");
    assert_eq!(fichiers(&atelier.chemin("sortie")).len(), 1);
    let force = [
        "donnees",
        "importer",
        "grille.xlsx",
        "--sortie",
        "sortie",
        "--remplacer",
    ];
    assert_eq!(atelier.rac(&force).code, Some(0));
    assert_eq!(fichiers(&atelier.chemin("sortie")).len(), 2);
}
