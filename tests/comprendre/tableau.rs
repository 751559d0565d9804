//! `rac tableau`: the same words for everybody, the same examples in euros.

use super::{DATE, ecran, lignes, rac, sans_perimetre, tient_en_80};

fn tableau(arguments: &[&str]) -> String {
    ecran(&[&["tableau"], arguments, &["--date", DATE]].concat())
}

#[test]
fn les_tableaux_sont_figes() {
    for (nom, arguments) in [
        (
            "deux_niveaux",
            &["mcci/flexia/Start", "mcci/flexia/Premium"][..],
        ),
        (
            "deux_offres",
            &[
                "mcci/flexia/Confort",
                "mcci/mccinova/Maîtrisée",
                "--differences",
            ],
        ),
        ("en_euros", &["mcci/flexia", "--en-euros"]),
    ] {
        let ecran = tableau(arguments);
        tient_en_80(&ecran);
        insta::assert_snapshot!(format!("tableau_{nom}"), sans_perimetre(&ecran));
    }
}

/// Four levels do not fit 80 columns: two tables of two, and no level is lost.
#[test]
fn trop_de_niveaux_font_plusieurs_blocs() {
    let ecran = tableau(&["mcci/flexia"]);
    let tetes: Vec<&str> = ecran
        .lines()
        .filter(|ligne| ligne.trim_start().starts_with("Garantie "))
        .collect();
    assert_eq!(tetes.len(), 2, "{tetes:?}");
    for (tete, niveaux) in tetes
        .iter()
        .zip([["Start", "Confort"], ["Performance", "Premium"]])
    {
        for niveau in niveaux {
            assert!(tete.contains(niveau), "{tete}");
        }
    }
}

fn garantie(lignes: &[std::collections::BTreeMap<String, String>], poste: &str) -> Vec<String> {
    lignes
        .iter()
        .filter(|ligne| ligne["postes"] == poste && ligne["nature"].is_empty())
        .map(|ligne| {
            format!(
                "{} {} : {}",
                ligne["quand"], ligne["niveau"], ligne["garantie"]
            )
        })
        .map(|texte| texte.replace('\u{a0}', " "))
        .collect()
}

/// Bare percentages of the printed table say their base; euros say when the social
/// security is inside; a row without condition is seen through the conditions of the other.
#[test]
fn les_mots_sont_communs() {
    let lignes = lignes(&[
        "tableau",
        "mcci/flexia/Confort",
        "mcci/mccinova/Ajustée",
        "--date",
        DATE,
    ]);
    assert_eq!(
        garantie(&lignes, "optique/classe-b/monture"),
        [" Confort : 60 €/monture AMO comprise", " Ajustée : néant"]
    );
    assert_eq!(
        garantie(
            &lignes,
            "soins-courants/honoraires/consultations/specialiste"
        ),
        [
            "OPTAM Confort : 150 % BR",
            "OPTAM Ajustée : 160 % BR",
            "non OPTAM Confort : 130 % BR",
            "non OPTAM Ajustée : 140 % BR",
        ]
    );
    assert_eq!(
        garantie(&lignes, "soins-courants/honoraires/consultations"),
        [
            "OPTAM Confort : 150 % BR",
            "OPTAM Ajustée : voir plus bas",
            "non OPTAM Confort : 130 % BR",
            "non OPTAM Ajustée : voir plus bas",
        ]
    );
    assert_eq!(
        garantie(&lignes, "hospitalisation/sejour"),
        [
            "non conventionné Confort : 100 % BR",
            "non conventionné Ajustée : 100 % BR",
            "sinon Confort : 150 % BR",
            "sinon Ajustée : 100 % BR",
        ]
    );
}

#[test]
fn une_difference_est_dite_et_peut_etre_seule_montree() {
    let tous = ["tableau", "mcci/flexia", "--date", DATE];
    let toutes = lignes(&tous);
    let seules = lignes(&[&tous[..], &["--differences"]].concat());
    let differentes = toutes.iter().filter(|ligne| ligne["differe"] == "oui");
    assert_eq!(differentes.count(), seules.len());
    assert!(seules.len() < toutes.len());
    for quatre in toutes.chunks(4) {
        let memes = quatre
            .iter()
            .all(|ligne| ligne["garantie"] == quatre[0]["garantie"]);
        assert_eq!(memes, quatre[0]["differe"] == "non", "{quatre:?}");
    }
}

/// FLEXIA Confort at the common prices, worked by hand from its printed table.
#[test]
fn les_exemples_communs_en_euros() {
    let lignes = lignes(&[
        "tableau",
        "mcci/flexia/Confort",
        "--en-euros",
        "--date",
        DATE,
    ]);
    for (soin, amo, amc, rac) in [
        // le forfait de 23 € depuis mars 2026, dû en entier par un contrat responsable
        ("Forfait journalier", "0.00", "23.00", "0.00"),
        // 67 € la nuit, 30 € par jour
        ("Chambre particulière", "0.00", "30.00", "37.00"),
        // 150 % × 271,70 = 407,55 ; − 271,70 = 135,85 ; 434 − 407,55
        (
            "Opération de la cataracte, OPTAM",
            "271.70",
            "135.85",
            "26.45",
        ),
        // 130 % × 271,70 = 353,21 ; − 271,70 = 81,51
        (
            "Opération de la cataracte, non OPTAM",
            "271.70",
            "81.51",
            "119.79",
        ),
        // 30 % de 30 ; les 2 € restent
        (
            "Consultation d’un médecin généraliste",
            "19.00",
            "9.00",
            "2.00",
        ),
        // 60 % × 43,38 = 26,03 ; le reste
        ("Détartrage", "26.03", "17.35", "0.00"),
        (
            "Couronne céramo-métallique sur incisive",
            "72.00",
            "428.00",
            "0.00",
        ),
        // 150 % × 120 − 72
        (
            "Couronne céramo-métallique sur molaire",
            "72.00",
            "108.00",
            "377.00",
        ),
        // 150 % × 193,50 − 193,50
        ("Orthodontie", "193.50", "96.75", "416.75"),
        // 60 + 45 + 45 − 0,09
        (
            "Lunettes : 2 × verre simple de classe B",
            "0.09",
            "149.91",
            "216.00",
        ),
        ("Lentilles", "0.00", "60.00", "96.87"),
        // 500 − 240
        ("Aide auditive classe II", "240.00", "260.00", "1082.00"),
    ] {
        let ligne = lignes.iter().find(|ligne| ligne["soin"].starts_with(soin));
        let ligne = ligne.unwrap_or_else(|| unreachable!("« {soin} » absent"));
        let vus = [&ligne["amo"], &ligne["amc"], &ligne["rac"]];
        assert_eq!(vus, [amo, amc, rac], "{soin}");
    }
}

#[test]
fn les_refus_disent_quoi_ecrire() {
    let mut refus = String::new();
    for arguments in [
        &["mcci/flexia/Confor"][..],
        &["axa"],
        &["mcci/flexia", "--panier", "dentaire"],
        &["mcci/flexia", "--en-euros", "--panier", "dentair"],
        &["actiom/mic/Essentielle", "--date", "2017-01-01"],
    ] {
        let mut ligne = [&["tableau"], arguments].concat();
        if !ligne.contains(&"--date") {
            ligne.extend(["--date", DATE]);
        }
        let sortie = rac(&ligne);
        assert_eq!(sortie.status.code(), Some(2), "{arguments:?}");
        let dit = String::from_utf8(sortie.stderr).unwrap();
        refus.push_str(&format!("$ rac {}\n{dit}\n", ligne.join(" ")));
    }
    insta::assert_snapshot!("tableau_refus", refus);
}
