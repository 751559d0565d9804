//! Templates and styles are files that a folder of data replaces.

use super::{donnees, rac};

#[test]
fn un_dossier_remplace_un_modele_sans_changer_les_chiffres() {
    let modele = "{% extends \"base.html\" %}{% block contenu %}<h1>Chez nous : {{ titre }}</h1>{% endblock %}";
    let dossier = donnees(&[
        ("modeles/document.html", modele),
        ("modeles/commun.css", "h1 { color: #000 }"),
        // une page posée ailleurs n'est pas un modèle
        ("notes.html", "{% faux %}"),
    ]);
    let chemin = dossier.path().to_str().unwrap();
    let lancer = |format: &str| {
        let sortie = rac(&["liste", "tranches", "--donnees", chemin, "--format", format]);
        assert!(sortie.status.success());
        String::from_utf8(sortie.stdout).unwrap()
    };
    let page = lancer("html");
    assert!(
        page.contains("<h1>Chez nous : Les tranches connus</h1>"),
        "{page}"
    );
    assert!(
        page.contains("h1 { color: #000 }") && !page.contains("--encre"),
        "{page}"
    );
    // l'empreinte est celle des données, pas des papiers
    let sans = donnees(&[]);
    let autre = rac(&[
        "liste",
        "tranches",
        "--donnees",
        sans.path().to_str().unwrap(),
    ]);
    assert_eq!(lancer("table").into_bytes(), autre.stdout);
}

#[test]
fn un_modele_fautif_se_montre_a_sa_ligne() {
    let modele = "<h1>{{ titre }}</h1>\n<p>{{ titre|capitales }}</p>\n";
    let dossier = donnees(&[("modeles/document.html", modele)]);
    let chemin = dossier.path().to_str().unwrap();
    let sortie = rac(&["liste", "tranches", "--donnees", chemin, "--format", "html"]);
    assert_eq!(sortie.status.code(), Some(2));
    assert!(sortie.stdout.is_empty());
    let dit = String::from_utf8(sortie.stderr).unwrap();
    insta::assert_snapshot!(dit.replace(chemin, "DOSSIER"));
}
