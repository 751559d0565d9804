use super::*;
use crate::catalogue::Sources;
use crate::montant::{Centimes, Taux};
use jiff::civil::date;
use proptest::prelude::*;

/// Reads a text and draws the problems.
fn lire(texte: &str, verifie: impl FnOnce(&Document<'_>)) -> String {
    let mut sources = Sources::default();
    sources.ajoute(Fichier::new("o.toml", texte.to_owned()));
    let mut diagnostics = Diagnostics::new();
    if let Some(fichier) = sources.get("o.toml")
        && let Some(document) = Document::lire(fichier, &mut diagnostics)
    {
        verifie(&document);
        document.terminer(&mut diagnostics);
    }
    diagnostics.afficher(&sources, 100)
}

/// Asks for a bit of everything.
fn tout_demander(document: &Document<'_>) {
    let mut racine = document.racine();
    racine.format(&["offre/1"]);
    if let Some(mut contrat) = racine.sous_table("contrat") {
        contrat.texte("id");
        contrat.texte("organisme");
        contrat.date("valable_du");
        contrat.date_ou("valable_au");
        contrat.oui_non("responsable");
        contrat.booleen_ou("complet");
        contrat.choix_ou(
            "annee",
            &[("civile", 1), ("adhésion", 2), ("d'assurance", 3)],
        );
        contrat.finir();
    }
    for mut module in racine.tables_ou("modules") {
        module.texte("id");
        module.liste_textes("niveaux");
        module.entier_ou("rang");
        module.finir();
    }
    if let Some(mut cotisation) = racine.sous_table_ou("cotisation") {
        for mut frais in cotisation.tables_ou("frais") {
            frais.montant("montant");
            frais.taux_ou("taux");
            frais.finir();
        }
        cotisation.finir();
    }
    racine.finir();
}

#[test]
fn lit_chaque_sorte_de_valeur_avec_sa_place() {
    let texte = "a = 26.50\nb = 26\nc = \"1 234,56 €\"\nd = 2026-04-01\ne = \"2026-04-01\"\n\
        f = \"?\"\ng = [\"un\", \"deux\"]\nh = 1.47\ni = \"d’adhésion\"\n";
    let problemes = lire(texte, |document| {
        let mut racine = document.racine();
        let place = |debut, fin, valeur| {
            Some(Place {
                valeur: Centimes::new(valeur),
                etendue: debut..fin,
            })
        };
        assert_eq!(racine.montant("a"), place(4, 9, 2650));
        assert_eq!(racine.montant("b"), place(14, 16, 2600));
        assert_eq!(
            racine.montant("c").map(|c| c.valeur),
            Some(Centimes::new(123_456))
        );
        for cle in ["d", "e"] {
            assert_eq!(racine.date(cle).map(|d| d.valeur), Some(date(2026, 4, 1)));
        }
        assert_eq!(racine.oui_non("f").map(|f| f.valeur), Some(None));
        let liste = racine
            .liste_textes("g")
            .map(|g| g.valeur)
            .unwrap_or_default();
        let liste: Vec<(&str, &str)> = liste
            .iter()
            .map(|p| (p.valeur, &texte[p.etendue.clone()]))
            .collect();
        assert_eq!(liste, [("un", "\"un\""), ("deux", "\"deux\"")]);
        assert_eq!(
            racine.taux("h").map(|h| h.valeur),
            Some(Taux::millioniemes(14_700))
        );
        assert_eq!(
            racine.choix("i", &[("d'adhésion", 7)]).map(|i| i.valeur),
            Some(7)
        );
        assert_eq!(racine.texte_ou("absent"), None);
        racine.finir();
    });
    assert_eq!(problemes, "");
}

#[test]
fn montre_tous_les_problemes_d_un_en_tete() {
    let problemes = lire(
        "format = \"ofre/1\"\ntitre = 3\n\
         [contrat]\nid = 12\norganisation = \"MCCI\"\nvalable_du = \"01/04/2026\"\nvalable_au = 2026-04-01T10:00:00\n\
         responsable = \"oui\"\nannee = \"civil\"\n\
         [[modules]]\nid = \"base\"\nniveaux = \"Start\"\nrang = 1.5\n\
         [[modules]]\nid = \" \"\nniveaux = [\"Start\", 3]\n\
         [cotisation]\nfrais = [{ montant = 1e3 }, { montant = \"12O €\", taux = 5000 }, 7]\n",
        tout_demander,
    );
    insta::assert_snapshot!(problemes);
}

#[test]
fn montre_plusieurs_erreurs_de_syntaxe() {
    let problemes = lire(
        "format = offre/1\n[contrat\nid = “mcci”\nvalable_du = 01/04/2026\nresponsable = oui\nmontant = 26,50\n\
         millésime = \"2026\"\nnom = \"FLEXIA\nnom = 'l'été'\nlistes = [\"a\" \"b\"]\nfin = 2026-13-01\nid = \"deux\"\nprix = 12 €\nvide =\n",
        tout_demander,
    );
    insta::assert_snapshot!(problemes);
}

#[test]
fn les_cles_libres_sont_toutes_connues() {
    let problemes = lire("b = 1\na = 2\n", |document| {
        let mut racine = document.racine();
        let cles: Vec<&str> = racine.cles().iter().map(|cle| cle.valeur).collect();
        assert_eq!(cles, ["b", "a"]);
        racine.finir();
    });
    assert_eq!(problemes, "");
}

proptest! {
    #[test]
    fn lit_n_importe_quoi(texte in "(\\PC|[\\[\\]{}=\"'.,#\n\r\t 0-9a-z-]){0,80}") {
        lire(&texte, tout_demander);
    }

    /// Files close to true ones, with something broken.
    #[test]
    fn lit_un_en_tete_abime(coupe in 0usize..400, ajout in "[\\[\\]{}=\"',\né“0]{0,3}") {
        let vrai = "format = \"offre/1\"\n[contrat]\nid = \"mcci/flexia\"\norganisme = \"MCCI\"\nvalable_du = 2026-04-01\nresponsable = true\n[[modules]]\nid = \"base\"\nniveaux = [\"Start\", \"Été\"]\n[cotisation]\nfrais = [{ montant = \"12 €\" }, { montant = 1_0.50, taux = 0x10 }]\n";
        let mut coupe = coupe % vrai.len();
        while !vrai.is_char_boundary(coupe) { coupe -= 1; }
        let (avant, apres) = vrai.split_at(coupe);
        lire(&format!("{avant}{ajout}{apres}"), tout_demander);
    }
}
