use super::*;
use crate::catalogue::Code;
use proptest::prelude::*;

fn sources() -> Sources {
    let mut sources = Sources::default();
    let toml = "format = \"offre/1\"\n[contrat]\nnon = \"FLEXIA\"\nresponsable = true\n";
    let csv =
        "nature;libelle;poste;Start\n;Ostéopathie;osteopatie;100 %\n;Séances;osteopathie;3O €\n";
    sources.ajoute(Fichier::new("offers/mcci/flexia-2026.toml", toml));
    sources.ajoute(Fichier::new("offers/mcci/flexia-2026.base.csv", csv));
    sources
}

#[test]
fn montre_plusieurs_problemes_de_deux_fichiers() {
    let (toml, csv) = (
        "offers/mcci/flexia-2026.toml",
        "offers/mcci/flexia-2026.base.csv",
    );
    let inconnu = Diagnostic::erreur(
        Code::PosteInconnu,
        csv,
        42..52,
        "poste « osteopatie » inconnu",
    )
    .avec_conseil("vouliez-vous dire `osteopathie` ?");
    let diagnostics: Diagnostics = [
        Diagnostic::avertissement(
            Code::CleInconnue,
            toml,
            29..32,
            "clé `non` inconnue dans [contrat]",
        )
        .avec_conseil("vouliez-vous dire `nom` ?"),
        Diagnostic::erreur(
            Code::MontantIllisible,
            csv,
            82..88,
            "« 3O € » n’est pas un montant",
        )
        .avec_lien(42..52, "le même poste est ici"),
        inconnu.clone(),
        Diagnostic::erreur(
            Code::Encodage,
            "rep/\u{1b}[31mx.csv",
            0..0,
            "pas\u{7} en UTF-8",
        ),
        inconnu,
    ]
    .into_iter()
    .collect();
    assert_eq!(
        (diagnostics.erreurs(), diagnostics.avertissements()),
        (3, 1)
    );
    insta::assert_snapshot!(diagnostics.afficher(&sources(), 100));
}

#[test]
fn une_longue_ligne_est_coupee_a_la_largeur() {
    let mut sources = Sources::default();
    let texte = format!("{};ici;{}\n", "long ".repeat(60), "suite ".repeat(60));
    sources.ajoute(Fichier::new("x.csv", texte));
    let mut diagnostics = Diagnostics::new();
    let trop = Diagnostic::erreur(Code::CellulesEnTrop, "x.csv", 301..304, "trop de cellules");
    diagnostics.ajoute(trop);
    insta::assert_snapshot!(diagnostics.afficher(&sources, 60));
}

#[test]
fn au_dela_de_cinquante_compte_le_reste() {
    let mut diagnostics = Diagnostics::new();
    for rang in 0..70 {
        let nom = format!("{rang:02}.csv");
        diagnostics.ajoute(if rang < 60 {
            Diagnostic::avertissement(Code::CelluleVide, nom, 0..0, "vide")
        } else {
            Diagnostic::erreur(Code::CelluleVide, nom, 0..0, "vide")
        });
    }
    let dessin = diagnostics.afficher(&Sources::default(), 80);
    assert!(dessin.starts_with("erreur[cellule-vide]"));
    assert_eq!(dessin.matches("erreur[").count(), 10);
    assert!(dessin.ends_with("… et 20 autres"));
}

proptest! {
    #[test]
    fn dessine_n_importe_quelle_place(
        texte in "(\\PC|[\n\r\té😀]){0,60}", debut in 0usize..90, fin in 0usize..90,
        lien in 0usize..90, largeur in 0usize..200,
    ) {
        let mut sources = Sources::default();
        sources.ajoute(Fichier::new("x", texte));
        let diagnostic = Diagnostic::erreur(Code::Trou, "x", debut..fin, "trou")
            .avec_lien(lien..lien + 3, "voir").avec_conseil("rien");
        let diagnostics: Diagnostics = [diagnostic].into_iter().collect();
        let dessin = diagnostics.afficher(&sources, largeur);
        prop_assert!(dessin.starts_with("erreur[trou]"));
    }
}
