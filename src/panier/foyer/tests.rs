use super::*;
use jiff::civil::date;

fn qualites(ages: &[u8]) -> Result<Vec<&'static str>, FoyerImpossible> {
    let assures = Foyer::de_ages(ages).assures(date(2026, 11, 22), 0)?;
    Ok(assures.iter().map(|assure| assure.qualite.mot()).collect())
}

#[test]
fn les_qualites_se_deduisent_des_ages() {
    for (ages, attendues) in [
        (
            &[40, 43, 12, 9, 4][..],
            &["adherent", "conjoint", "enfant", "enfant", "enfant"][..],
        ),
        (&[70], &["adherent"]),
        (&[12], &["enfant"]),
        (&[72, 68], &["adherent", "conjoint"]),
        // une mère et sa fille de 19 ans : pas un couple
        (&[41, 19, 9], &["adherent", "enfant", "enfant"]),
        (&[19, 41], &["enfant", "adherent"]),
        // deux jeunes adultes : un couple
        (&[19, 22], &["adherent", "conjoint"]),
        // trente ans d’écart et trop âgé pour être leur enfant : conjoint
        (&[60, 30], &["adherent", "conjoint"]),
        (&[45, 44, 27], &["adherent", "conjoint", "enfant"]),
        (&[16, 14], &["enfant", "enfant"]),
    ] {
        assert_eq!(qualites(ages).as_deref(), Ok(attendues), "{ages:?}");
    }
    assert_eq!(qualites(&[40, 43, 70]), Err(FoyerImpossible::EnTrop(3)));
    assert_eq!(qualites(&[]), Err(FoyerImpossible::Vide));
}

#[test]
fn les_qualites_dites_l_emportent() {
    let mut foyer = Foyer::de_ages(&[40, 43, 30]);
    foyer.membres[2].qualite = Some(Qualite::Enfant);
    foyer.membres[1].qualite = Some(Qualite::Adherent);
    let assures = foyer.assures(date(2026, 11, 22), 0).unwrap();
    let mots: Vec<&str> = assures.iter().map(|assure| assure.qualite.mot()).collect();
    assert_eq!(mots, ["conjoint", "adherent", "enfant"]);
    foyer.membres[0].qualite = Some(Qualite::Adherent);
    let refus = foyer.assures(date(2026, 11, 22), 0);
    assert_eq!(refus, Err(FoyerImpossible::DeuxFois(2, "adhérent")));
    let mut seul = Foyer::de_ages(&[12]);
    seul.membres[0].qualite = Some(Qualite::Conjoint);
    let refus = seul.assures(date(2026, 11, 22), 0);
    assert_eq!(refus, Err(FoyerImpossible::ConjointSeul(1)));
}

/// Notice ACTIOM MCMS n° 2017/005: born 1977-08-02, entry on 2017-02-01: 40 years;
/// renewal on 2018-01-01: 41 years. In completed years: 39 then 40.
#[test]
fn l_age_de_la_notice_actiom() {
    let ne = Age::Naissance(date(1977, 8, 2));
    let age = ne.au(date(2017, 2, 1)).unwrap();
    assert_eq!((age.millesimes, age.revolu), ((40, 40), (39, 39)));
    let age = ne.au(date(2018, 1, 1)).unwrap();
    assert_eq!((age.millesimes, age.revolu), ((41, 41), (40, 40)));
    // l’année seule : 39 ou 40 ans révolus
    let age = Age::Annee(1977).au(date(2017, 2, 1)).unwrap();
    assert_eq!((age.millesimes, age.revolu), ((40, 40), (39, 40)));
    assert_eq!(Age::Annee(2018).au(date(2017, 2, 1)), None);
    assert_eq!(Age::Naissance(date(2017, 2, 2)).au(date(2017, 2, 1)), None);
}

/// Seven months before 2026-03-10 is 2025-08-10: one year less between the millésimes;
/// in completed years, 39 or 40.
#[test]
fn l_age_de_l_adhesion() {
    let adhesion = |age: Age| {
        let foyer = Foyer {
            membres: vec![Membre {
                age,
                ..Membre::de_age(0)
            }],
            ..Foyer::default()
        };
        foyer.assures(date(2026, 3, 10), 7).unwrap()[0].age_adhesion
    };
    let dit = adhesion(Age::Ans(40));
    assert_eq!((dit.millesimes, dit.revolu), ((39, 39), (39, 40)));
    // née le 1er septembre 1985 : 40 ans le 10 mars 2026, 39 le 10 août 2025
    let ne = adhesion(Age::Naissance(date(1985, 9, 1)));
    assert_eq!((ne.millesimes, ne.revolu), ((40, 40), (39, 39)));
}

#[test]
fn les_mois_d_un_nouveau_ne_sont_comptes_pleins() {
    let mois = |jour| Age::Naissance(jour).mois(date(2026, 3, 10));
    assert_eq!(mois(date(2026, 1, 10)), Some(2));
    assert_eq!(mois(date(2026, 1, 11)), Some(1));
    assert_eq!(mois(date(2025, 12, 31)), Some(2));
    assert_eq!(mois(date(2026, 3, 10)), Some(0));
    assert_eq!(Age::Ans(0).mois(date(2026, 3, 10)), None);
}
