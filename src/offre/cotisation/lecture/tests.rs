use super::*;
use crate::offre::cotisation::{Condition, Motif, Rangs, Regime, Statut};

fn clause(texte: &str) -> Clause {
    match lire_reduction(texte) {
        Ok(clause) => clause,
        Err(erreur) => panic!("{texte} : {erreur}"),
    }
}

/// Each spelling met in a contract or in the design, its canonical one, and reading again.
#[test]
fn les_formes_des_contrats_se_lisent() {
    for (ecrite, canonique) in [
        ("-10 % dès 2 assurés", "-10 % : dès 2 assurés"),
        (
            "gratuit : enfant, 3e et suivants",
            "gratuit : enfant, 3e et suivants",
        ),
        ("-20 % : TNS", "-20 % : TNS"),
        (
            "-40 % : Alsace-Moselle, non cumulable TNS",
            "-40 % : Alsace-Moselle, non cumulable TNS",
        ),
        ("\u{2212}10\u{a0}% : couple", "-10 % : couple"),
        ("moins 2,5 % : si couple, tous", "-2,5 % : si couple"),
        (
            "-10 % pour les couples de moins de 30 ans",
            "-10 % : couple, moins de 30 ans",
        ),
        ("gratuite pour le troisième enfant", "gratuit : enfant, 3e"),
        ("× 0,90 : TNS", "-10 % : TNS"),
        ("x0.65 : régime local", "-35 % : Alsace-Moselle"),
        ("× 1,05 : tous", "× 1,05 : tous"),
        ("× 2 couple", "× 2 : couple"),
        ("-5 % : si famille", "-5 % : si famille"),
        (
            "gratuit : 3e enfant et suivants, moins de 20 ans",
            "gratuit : enfant, 3e et suivants, moins de 20 ans",
        ),
        (
            "gratuit : à partir du 3e enfant",
            "gratuit : enfant, 3e et suivants",
        ),
        (
            "gratuit : enfants, 3e et suivants, parmi les moins de 27 ans",
            "gratuit : enfant, 3e et suivants, parmi les moins de 27 ans",
        ),
        ("-15 % : 2e assuré et suivants", "-15 % : 2e et suivants"),
        (
            "-20 % : TNS créateur, année 1",
            "-20 % : TNS créateur, année 1",
        ),
        (
            "-5 % : TNS créateur, années 2 à 3",
            "-5 % : TNS créateur, années 2 à 3",
        ),
        ("gratuit 3 mois : nouveau-né", "gratuit 3 mois : nouveau-né"),
        (
            "gratuit 2 mois : tous, 1re année",
            "gratuit 2 mois : année 1",
        ),
        ("-10 % : salarié", "-10 % : salarié"),
        ("-10 % : le conjoint", "-10 % : conjoint"),
        ("gratuit : premier enfant", "gratuit : enfant, 1er"),
        ("gratuit : second enfant", "gratuit : enfant, 2e"),
        ("gratuit : la deuxième enfant", "gratuit : enfant, 2e"),
        (
            "-5 % : 2e au 4e enfant, si couple",
            "-5 % : enfant, 2e au 4e, si couple",
        ),
        ("-5 % : enfant, 2e et 3e", "-5 % : enfant, 2e au 3e"),
        (
            "-5 % : couple, non cumulable TNS créateur",
            "-5 % : couple, non cumulable TNS créateur",
        ),
        (
            "-5 % : TNS, non cumulable régime local",
            "-5 % : TNS, non cumulable Alsace-Moselle",
        ),
        (
            "-5 % : TNS, non cumulable couple",
            "-5 % : TNS, non cumulable couple",
        ),
        (
            "-5 % : TNS, non cumulable famille",
            "-5 % : TNS, non cumulable famille",
        ),
        ("gratuit : quatrième enfant", "gratuit : enfant, 4e"),
        ("-10 % : dès 3 enfants", "-10 % : dès 3 enfants"),
        ("-10 % : année 2", "-10 % : année 2"),
        ("-10 % : année >= 3", "-10 % : année 3 et suivantes"),
        ("-10 % : régime général", "-10 % : régime général"),
        (
            "-10 % : enfants de 18 à 25 ans",
            "-10 % : enfant, 18 à 25 ans",
        ),
        (
            "-10 % : adultes, 60 ans et plus",
            "-10 % : adultes, 60 ans et plus",
        ),
        (
            "-10 % : adultes, jusqu'à 30 ans",
            "-10 % : adultes, moins de 31 ans",
        ),
    ] {
        let lue = clause(ecrite);
        assert_eq!(
            lue.to_string().replace('\u{a0}', " "),
            canonique,
            "{ecrite}"
        );
        assert_eq!(clause(&lue.to_string()), lue, "{ecrite}");
    }
    for (ecrite, canonique) in [
        ("50 % : adhérent, socle", "50 % : adhérent, socle"),
        ("50 % de l'isolé", "50 % : adhérent"),
        (
            "25 % : 1er et 2e enfant, socle",
            "25 % : enfant, 1er au 2e, socle",
        ),
    ] {
        let lue = lire_part_employeur(ecrite).unwrap();
        assert_eq!(
            lue.to_string().replace('\u{a0}', " "),
            canonique,
            "{ecrite}"
        );
        assert_eq!(lire_part_employeur(&lue.to_string()), Ok(lue), "{ecrite}");
    }
}

/// The sense, and not only the spelling.
#[test]
fn une_clause_dit_ce_qu_elle_dit() {
    let lue = clause("-40 % : Alsace-Moselle, non cumulable TNS");
    assert_eq!(lue.effet, Effet::Facteur(Taux::pour_cent(60)));
    assert_eq!(lue.conditions, [Condition::Regime(Regime::AlsaceMoselle)]);
    assert_eq!(lue.non_cumulable, Some(Motif::Tns));
    let lue = clause("× 0,90 : TNS");
    assert_eq!(lue.effet, Effet::Facteur(Taux::pour_cent(90)));
    assert_eq!(lue.conditions, [Condition::Statut(Statut::Tns)]);
    let lue = clause("gratuit : 3e enfant et suivants, < 20 ans");
    assert_eq!(lue.effet, Effet::Gratuit);
    assert_eq!(lue.cible.qui, Qui::Enfants);
    assert_eq!(lue.cible.rangs, Some(Rangs { de: 3, a: None }));
    assert_eq!(lue.cible.ages, Some((0, 19)));
    // tout le prix, et pas plus : personne ne paie moins que rien
    let lue = clause("-100 % : enfant");
    assert_eq!(lue.effet, Effet::Facteur(Taux::pour_cent(0)));
}

/// Two ranks are a run of ranks only when one follows the other: nobody decides for the
/// child in between.
#[test]
fn deux_rangs_qui_ne_se_suivent_pas_sont_refuses() {
    for ecrite in [
        "-5 % : 1er et 3e enfant",
        "-5 % : 1er enfant et 3e",
        "-5 % : enfant, 1er et 3e",
        "-5 % : enfant, 3e et 2e",
        "-5 % : enfant, 3e au 2e",
    ] {
        assert!(lire_reduction(ecrite).is_err(), "{ecrite}");
    }
}

#[test]
fn une_clause_illisible_dit_pourquoi_et_ou() {
    for (ecrite, place, debut, conseil) in [
        (
            "10 % : couple",
            "10 %",
            "on ne sait pas ce que fait",
            "`-10 %`",
        ),
        (
            "-120 % : couple",
            "-120 %",
            "une réduction ne dépasse pas 100 %",
            "`-10 %`",
        ),
        (
            "-1O % : couple",
            "1O %",
            "« 1O % » n’est pas un nombre",
            "`10 %`",
        ),
        (
            "-10 %",
            "-10 %",
            "cette clause ne dit pas pour qui",
            "`tous`",
        ),
        (
            "-10 % : dès le 2e assuré",
            "dès le 2e assuré",
            "« dès le 2e assuré » se lit de deux façons",
            "`2e assuré et suivants`",
        ),
        (
            "-10 % : enfnat, 3e et suivants",
            "enfnat",
            "« enfnat » ne se lit pas ici",
            "`enfant`",
        ),
        (
            "-10 % : fumeurs",
            "fumeurs",
            "« fumeurs » ne se lit pas ici",
            "`couple`",
        ),
        (
            "-10 % : couple, enfant",
            "enfant",
            "cette mention en contredit",
            "deux clauses",
        ),
        ("-10 % : couple,, TNS", "", "il manque des mots", "`couple`"),
        (
            "-50 % : 2e et 4e enfant",
            "2e et 4e enfant",
            "« 2e » ne se lit pas ici",
            "",
        ),
        (
            "-10 % : nouveau-né",
            "-10 % : nouveau-né",
            "« nouveau-né » ne va qu’avec",
            "`gratuit 3 mois : nouveau-né`",
        ),
        ("× : TNS", "×", "ce coefficient ne se lit pas", "`× 0,90`"),
        (
            "-10 % : années 3 à 2",
            "années 3 à 2",
            "« années » ne se lit pas ici",
            "",
        ),
        // la première année est l’année 1
        (
            "-10 % : année 0",
            "année 0",
            "« année » ne se lit pas ici",
            "",
        ),
    ] {
        let erreur = lire_reduction(ecrite).unwrap_err();
        let fautif = ecrite.get(erreur.etendue.clone()).unwrap();
        assert_eq!(fautif, place, "{ecrite} : {erreur}");
        assert!(erreur.message.starts_with(debut), "{ecrite} : {erreur}");
        assert!(erreur.conseil.unwrap().contains(conseil), "{ecrite}");
    }
    assert!(lire_part_employeur("150 % : adhérent").is_err());
    assert!(lire_part_employeur("gratuit : adhérent").is_err());
}

proptest::proptest! {
    /// No text stops the reader, and what reads is written back as itself.
    #[test]
    fn tout_texte_se_lit_ou_se_refuse(texte in "(-|× |gratuit |moins )?[0-9]{0,3}( %)?( :)?( (couple|enfant|3e|et|suivants|dès|2|assurés|TNS|,|année|moins de|ans|à|é)){0,6}") {
        if let Ok(lue) = lire_reduction(&texte) {
            proptest::prop_assert_eq!(lire_reduction(&lue.to_string()), Ok(lue));
        } else if let Err(erreur) = lire_reduction(&texte) {
            proptest::prop_assert!(texte.get(erreur.etendue).is_some());
        }
    }
}

/// Ages that nobody has are refused, not kept as a reduction that nobody gets.
#[test]
fn des_ages_a_l_envers_sont_refuses() {
    assert!(lire_reduction("-10 % : enfants de 18 à 25 ans").is_ok());
    assert!(lire_reduction("-10 % : enfants de 25 à 18 ans").is_err());
}
