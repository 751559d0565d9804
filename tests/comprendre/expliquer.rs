//! `rac expliquer`: words, then euros worked by hand.

use super::{DATE, ecran, lignes, rac, sans_perimetre, tient_en_80};

fn expliquer(texte: &str) -> String {
    ecran(&["expliquer", texte, "--date", DATE])
}

/// What the contract pays and what is left, for a care named by the beginning of its row.
fn paye(texte: &str, lecture: &str, soin: &str) -> (String, String) {
    let lignes = lignes(&["expliquer", texte, "--date", DATE]);
    let ligne = lignes
        .iter()
        .find(|ligne| ligne["soin"].starts_with(soin) && ligne["lecture"].contains(lecture));
    let ligne = ligne.unwrap_or_else(|| unreachable!("{texte} : « {soin} » absent"));
    (ligne["amc"].clone(), ligne["rac"].clone())
}

fn euros(amc: &str, rac: &str) -> (String, String) {
    (amc.to_owned(), rac.to_owned())
}

#[test]
fn les_ecrans_se_lisent_a_voix_haute() {
    for (nom, texte) in [
        ("pourcentage_et_bourse", "100 % BR + 150 €/an, AMO comprise"),
        ("seances", "4 séances de 30 €/an"),
        ("plv", "FR dans la limite du PLV"),
        ("pmss", "2 % PMSS/jour"),
        ("monture", "150 € dont monture 100 €"),
        ("deux_lectures", "100 % | 130 %"),
        ("regle", "par séance"),
        ("neant", "néant"),
        ("non_dit", "?"),
        ("mot", "OPTAM"),
        ("drapeau", "garantie-ambigue"),
        ("code", "trou"),
        ("mot_et_garantie", "TM"),
    ] {
        let ecran = expliquer(texte);
        tient_en_80(&ecran);
        insta::assert_snapshot!(format!("expliquer_{nom}"), sans_perimetre(&ecran));
    }
}

/// Specialist OPTAM at 54 €: base 31,50, sécurité sociale 22,05 − 2.
/// Non OPTAM at 67 €: base 23, 16,10 − 2. Crown at 557 €: base 120, 72.
#[test]
fn un_pourcentage_de_la_base_en_euros() {
    // 150 % × 31,50 = 47,25 ; − 22,05 = 25,20 ; 54 − 20,05 − 25,20 = 8,75
    let texte = "150 % BR, AMO comprise";
    let optam = "Consultation d’un spécialiste, OPTAM";
    assert_eq!(paye(texte, "", optam), euros("25.20", "8.75"));
    // 150 % × 23 = 34,50 ; − 16,10 = 18,40 ; 67 − 14,10 − 18,40 = 34,50
    let non_optam = "Consultation d’un spécialiste, non OPTAM";
    assert_eq!(paye(texte, "", non_optam), euros("18.40", "34.50"));
    // 150 % × 120 = 180 ; − 72 = 108 ; 557 − 72 − 108 = 377
    assert_eq!(paye(texte, "", "Couronne"), euros("108.00", "377.00"));
}

/// Without its reading, both are shown: 108 € as above, or 180 € on top of the 72.
#[test]
fn sans_lecture_les_deux_sont_montrees() {
    let texte = "150 % BR";
    assert_eq!(
        paye(texte, "AMO comprise", "Couronne"),
        euros("108.00", "377.00")
    );
    assert_eq!(
        paye(texte, "en plus", "Couronne"),
        euros("180.00", "305.00")
    );
}

/// 200 % of 120 is 240, of which 72 by the social security; the ticket modérateur is 48,
/// and 100 % on top is 120: 168 either way.
#[test]
fn tm_plus_cent_vaut_deux_cents() {
    for texte in ["TM + 100 % BR", "200 % BR, AMO comprise"] {
        assert_eq!(
            paye(texte, "", "Couronne"),
            euros("168.00", "317.00"),
            "{texte}"
        );
    }
}

/// 5 sessions at 60 €, 4 of them paid 30 €.
#[test]
fn la_cinquieme_seance_n_est_pas_payee() {
    let texte = "4 séances de 30 €/an";
    assert_eq!(paye(texte, "", "5 × séance"), euros("120.00", "180.00"));
}

/// The equipment is seen whole: 150 € less 3 × 0,03 € when the social security is inside.
#[test]
fn dont_monture_est_un_seul_equipement() {
    let texte = "150 €, dont monture 100 €, AMO comprise";
    let simples = "Lunettes : 2 × verre simple de classe B";
    assert_eq!(paye(texte, "", simples), euros("149.91", "216.00"));
}

/// Néant under the law: the ticket modérateur of a crown, 40 % of 120; nothing without it.
#[test]
fn neant_laisse_la_loi() {
    assert_eq!(paye("néant", "", "Couronne"), euros("48.00", "437.00"));
    let sans_loi = lignes(&["expliquer", "néant", "--non-responsable", "--date", DATE]);
    assert!(sans_loi.iter().all(|ligne| ligne["amc"] == "0.00"));
}

#[test]
fn une_lettre_a_la_place_d_un_chiffre_se_devine() {
    let sortie = rac(&["expliquer", "15O % BR", "--date", DATE]);
    let dit = String::from_utf8(sortie.stdout).unwrap();
    assert_eq!(sortie.status.code(), Some(1), "{dit}");
    tient_en_80(&dit);
    insta::assert_snapshot!("expliquer_lettre_o", sans_perimetre(&dit));
}

#[test]
fn ce_qui_ne_se_lit_pas_dit_quoi_ecrire() {
    let mut refus = String::new();
    for texte in [
        "OPTM",
        "zorglub",
        "150",
        "garantie ambigue",
        "30 par",
        "100 % Sante",
    ] {
        let sortie = rac(&["expliquer", texte, "--date", DATE]);
        if sortie.status.code() == Some(2) {
            let dit = String::from_utf8(sortie.stderr).unwrap();
            refus.push_str(&format!("$ rac expliquer \"{texte}\"\n{dit}\n"));
        } else {
            assert_eq!(sortie.status.code(), Some(0), "{texte}");
            refus.push_str(&format!("$ rac expliquer \"{texte}\"\n(répond)\n\n"));
        }
    }
    insta::assert_snapshot!("expliquer_refus", refus);
    // un texte démesuré est refusé sans être récité
    let long = rac(&["expliquer", &"150 % BR + ".repeat(200), "--date", DATE]);
    assert_eq!(long.status.code(), Some(2));
    assert!(long.stderr.len() < 300);
}

/// A word of each kind answers by its name, for machines too.
#[test]
fn un_mot_de_chaque_sorte_s_explique() {
    for mot in ["PMSS", "carence", "bornes-larges", "partage-non-dit"] {
        let json = ecran(&["expliquer", mot, "--date", DATE, "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["mots"].as_array().map(Vec::len), Some(1), "{mot}");
    }
}

/// Before the 100 % Santé there is no class A: the guarantee is said, the acts that do not
/// exist on the day are left out.
#[test]
fn une_date_sans_tarif_ne_montre_pas_l_acte() {
    let texte = ["expliquer", "100 % PLV", "--date", "2018-03-01"];
    let dit = ecran(&texte);
    assert!(dit.contains("prix limite de vente"), "{dit}");
    assert!(!dit.contains("classe A"), "{dit}");
}
