use super::*;
use crate::catalogue::departements;
use jiff::civil::date;

/// Reads a household and draws the problems.
fn lu(texte: &str) -> (Option<Foyer>, String) {
    let fichier = Fichier::new("foyer.toml", texte.to_owned());
    let mut diagnostics = Diagnostics::new();
    let departements = departements::lire(&Sources::embarquees(), &mut diagnostics);
    let foyer = lire_foyer(&fichier, &departements, &mut diagnostics);
    let mut sources = Sources::default();
    sources.ajoute(fichier);
    (foyer, diagnostics.afficher(&sources, 100))
}

#[test]
fn un_foyer_se_lit() {
    let (foyer, problemes) = lu(
        "format = \"foyer/1\"\nid = \"essai\"\nlibelle = \"essai\"\n\
        departement = \"67\"\nregime = \"alsace-moselle\"\nstatut = \"tns\"\n\
        [[membres]]\nnom = \"Anne\"\nage = 43\n\
        [[membres]]\nannee_naissance = 1980\nqualite = \"adhérent\"\nregime = \"general\"\n\
        [[membres]]\nnaissance = 2026-09-30\n",
    );
    assert_eq!(problemes, "");
    let foyer = foyer.unwrap();
    assert_eq!(foyer.departement.as_deref(), Some("67"));
    assert_eq!(foyer.statut, Statut::Tns);
    let ages: Vec<Age> = foyer.membres.iter().map(|membre| membre.age).collect();
    let bebe = Age::Naissance(date(2026, 9, 30));
    assert_eq!(ages, [Age::Ans(43), Age::Annee(1980), bebe]);
    let regimes: Vec<Regime> = foyer.membres.iter().map(|membre| membre.regime).collect();
    let local = Regime::AlsaceMoselle;
    assert_eq!(regimes, [local, Regime::General, local]);
    let assures = foyer.assures(date(2026, 11, 22), 0).unwrap();
    let mots: Vec<&str> = assures.iter().map(|assure| assure.qualite.mot()).collect();
    assert_eq!(mots, ["conjoint", "adherent", "enfant"]);
}

#[test]
fn un_foyer_faux_montre_toutes_ses_fautes() {
    let (foyer, problemes) = lu(
        "format = \"foyer/1\"\nid = \"essai\"\nlibelle = \"essai\"\n\
        departement = \"Bas-Rhin\"\nregime = \"local\"\nstatut = \"TNS\"\n\
        [[membres]]\nage = 143\n\
        [[membres]]\nage = 40\nnaissance = 1980-02-03\n\
        [[membres]]\nnom = \"Léo\"\n\
        [[membres]]\nannee_naissance = 80\nqualite = \"époux\"\n\
        [[membres]]\nage = 40\nqualite = \"conjoint\"\naje = 3\n\
        [[membres]]\nage = 41\nqualite = \"conjoint\"\n",
    );
    assert!(foyer.is_none());
    insta::assert_snapshot!(problemes);
}
