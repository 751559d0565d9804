use super::*;
use std::fmt::Write;

/// The text, the place underlined, what is wrong, what to write.
fn montrer<T: std::fmt::Debug>(
    textes: &[&str],
    lire: fn(&str) -> Result<T, ErreurLangage>,
) -> String {
    let mut page = String::new();
    for texte in textes {
        let erreur = match lire(texte) {
            Err(erreur) => erreur,
            Ok(lu) => panic!("{texte} se lit : {lu:?}"),
        };
        let avant = texte[..erreur.etendue.start].chars().count();
        let dedans = texte[erreur.etendue.clone()].chars().count().max(1);
        let soulignes = "^".repeat(dedans);
        writeln!(page, "{texte}\n{:avant$}{soulignes} {}", "", erreur.message).unwrap();
        if let Some(conseil) = erreur.conseil {
            writeln!(page, "  → {conseil}").unwrap();
        }
    }
    page
}

#[test]
fn les_cellules_fautives() {
    insta::assert_snapshot!(montrer(
        &[
            "",
            "-",
            "—",
            "15O % BR",
            "lOO %",
            "1 5OO €",
            "30",
            "30 euroz",
            "150 % RB",
            "150 % BRR",
            "100 % Santé",
            "BR",
            "BR + 30 €",
            "30 €/seence",
            "30 €/",
            "100 % BR +",
            "100 % / 0 % + 100 €",
            "100 / 130 %",
            "100 % ou 150 %",
            "néant puis TM",
            "néant | 100 €",
            "15 % PMSS (549,90 €)",
            "50 % forfait",
            "30 €, 20 €",
            "5 séances",
            "5 saences de 30 €",
            "100 % BR AMO comprise en plus de l'AMO",
            "+ 50 % BR AMO comprise",
            "12 34 €",
            "1,234 €",
            "5000 % BR",
            "20000000 €",
            "30 € @ l'acte",
            "20 €/œil/an + 30 €",
            "30 € par ?",
            "FR limité à AMO",
            "FR limité",
            "2,5 × 30 €",
            "niveau ",
            "idem",
            "AMO comprise",
            "100 % BR, puis",
            "30 €,",
            "150 % | ",
            "30 € - 10 €",
            "300 % BR - autre contrat",
            "ticket modératuer",
            "30 €/séance, 5 séances/an, en comun",
            // un nombre se compte sur une période, pour une chose
            "4 × 30 €/an/mois",
            "4 × 30 €/séance/acte",
            "4 séances de 30 €/acte",
            "4 séances/an de 30 €/mois",
            "30 €, 2 ans/œil",
            "30 €, 5 chats",
            "30 €, 5, 6",
            "30 €/acte dans la limite de 800 € par ?",
            "30 €/acte dans la limite de 800 €/année civile",
            // une condition n’est pas une garantie
            "100 % BR OPTAM",
            "100 % BR secteur 1",
        ],
        lire_cellule
    ));
}

#[test]
fn les_regles_fautives() {
    insta::assert_snapshot!(montrer(
        &[
            "par saence",
            "par",
            "par an ?",
            "par an, par an",
            "par ?",
            "5",
            "5 par an",
            "5 séances/oreille",
            "0 séance/an",
            "70000 jours/an",
            "1,5 séance/an",
            "/300 ans",
            "30 €",
            "100 % BR",
            "4 ans par oreille",
            "4 ans/oreille",
            "50 € max par séance par an",
            "AMO comprise, en plus de l'AMO",
            "puis TM, puis néant",
            "puis",
            "puis 30",
            "puis 5 × 30 €",
            "à partir du jour 4",
            "à partir du 4e mois",
            "dont monture 30 %",
            "dont verre 100 €",
            "année scolaire",
            "pendant longtemps",
            "doublé si jumeaux",
            "en tout",
            "sans depence",
            "par seance 5O seances/an",
            ", par an",
            "par an,, par œil",
            "néant",
        ],
        lire_regle
    ));
}

#[test]
fn les_conditions_fautives() {
    insta::assert_snapshot!(montrer(
        &[
            "OPTAN",
            "secteur 3",
            "secteur",
            "secteur 1 et OPTAM",
            "OPTAM, non OPTAM",
            "âge < 0",
            "âge > 127",
            "âge > 200",
            "âge 59 à 20",
            "âge",
            "âge < l6",
            "année 0",
            "année",
            "dents",
            "dents amovibles",
            "dents visibles ou amovible",
            "1 simple",
            "3 simples",
            "1 simple +",
            "simple",
            "verre",
            "verre épais",
            "sinon, OPTAM",
            "OPTAM sinon",
            "OPTAM ou",
            "ou OPTAM",
            "OPTAM,",
            "hors",
            "rembourssé",
            "ambulatoires",
            "non",
            "ALD non",
            "moins de 300 ans",
            "128 ans",
            "plus de 127 ans",
        ],
        lire_quand
    ));
}

#[test]
fn un_texte_trop_long_est_refuse() {
    let long = format!("30 €{}", " + 30 €".repeat(100));
    let erreur = lire_cellule(&long).unwrap_err();
    assert_eq!(erreur.message, "le texte a 704 caractères, plus de 500");
    assert!(lire_regle(&long).is_err() && lire_quand(&long).is_err());
    assert!(lire_cellule(&format!("niveau {}", "a".repeat(600))).is_err());
    // 4 caractères, puis 62 fois 8 : 500 se lisent, et un de plus ne se lit pas
    let juste = format!("30 €{}", " + 100 €".repeat(62));
    assert!(lire_cellule(&juste).is_ok() && lire_cellule(&format!("{juste} ")).is_err());
}

#[test]
fn une_erreur_se_dit_d_une_phrase() {
    assert_eq!(
        simple(&lire_cellule("15O % BR").unwrap_err().to_string()),
        "« 15O » a une lettre à la place d'un chiffre (O pour 0, l pour 1) ; écrivez « 150 % BR »"
    );
}

/// A fault underlines what is wrong, and not what follows it.
#[test]
fn une_faute_s_arrete_avant_la_suite() {
    fn souligne<T: std::fmt::Debug>(texte: &str, lu: Result<T, ErreurLangage>) -> String {
        let erreur = lu.unwrap_err();
        format!("{} : {}", &texte[erreur.etendue], erreur.message)
    }
    for (texte, attendu) in [
        (
            "90 % à 130 % BR puis TM",
            "90 % à 130 % : un intervalle ne dit pas ce qui est payé",
        ),
        (
            "30 €, 5 séances/an/mois | 40 €",
            "5 séances/an/mois : un nombre se compte sur une seule période",
        ),
        (
            "30 € en plus de l'AMO AMO comprise | 40 €",
            "AMO comprise : « AMO comprise » contredit ce qui précède",
        ),
    ] {
        assert_eq!(souligne(texte, lire_cellule(texte)), attendu);
    }
    for (texte, attendu) in [
        (
            "âge < 0 ou OPTAM",
            "âge < 0 : cette condition n’est jamais remplie",
        ),
        (
            "OPTAM, plus de 127 ans",
            "plus de 127 ans : cette condition n’est jamais remplie",
        ),
        (
            "secteur 1, non OPTAM ou OPTAM",
            "secteur 1, non OPTAM : cette condition n’est jamais remplie",
        ),
    ] {
        assert_eq!(souligne(texte, lire_quand(texte)), attendu);
    }
}
