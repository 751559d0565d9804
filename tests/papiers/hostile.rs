//! A name that somebody would use to do harm, in every format.

use super::{donnees, rac};
use std::path::Path;

/// Letters after a beginning that a browser, a spreadsheet or Markdown would obey.
fn nom() -> String {
    let debut = "=<script>alert(\"1\")</script>'\"><img src=x onerror=alert(2)> & | [a](b) 🙂 ";
    format!("{debut}{}", "é".repeat(300 - debut.chars().count()))
}

fn dossier() -> tempfile::TempDir {
    let chemin = "examples/donnees/offers/exemple/solidaire-2026.toml";
    let racine = Path::new(env!("CARGO_MANIFEST_DIR"));
    let offre = std::fs::read_to_string(racine.join(chemin)).unwrap();
    let ecrit = format!("nom = \"{}\"", nom().replace('"', "\\\""));
    let hostile = offre.replace("nom = \"Solidaire (fictive)\"", &ecrit);
    assert_ne!(offre, hostile, "l’offre des exemples a changé de nom");
    donnees(&[("offers/exemple/solidaire-2026.toml", &hostile)])
}

#[test]
fn un_nom_hostile_n_est_qu_un_texte_dans_chaque_format() {
    let dossier = dossier();
    let chemin = dossier.path().to_str().unwrap();
    let commandes: [&[&str]; 6] = [
        &["comparer", "--age", "45", "--offres", "exemple/*"],
        &[
            "decompte",
            "exemple/solidaire/Confort",
            "--panier",
            "dentaire",
        ],
        &["tableau", "exemple/*"],
        &["document", "rapport", "--offres", "exemple/*"],
        &[
            "document",
            "fiche",
            "exemple/solidaire/Confort",
            "--age",
            "45",
        ],
        &[
            "document",
            "conseil",
            "--actuel",
            "exemple/solidaire/Essentiel",
            "--proposees",
            "exemple/solidaire/Confort",
            "--age",
            "45",
            "--besoin",
            "=<script>alert(3)</script> [a](b)",
        ],
    ];
    for commande in commandes {
        for format in ["table", "csv", "csv-tableur", "json", "md", "html", "xlsx"] {
            let suite = ["--donnees", chemin, "--format", format, "--sortie", "-"];
            let sortie = rac(&[commande, &suite].concat());
            let dit = String::from_utf8_lossy(&sortie.stderr);
            assert!(sortie.status.success(), "{commande:?} {format} : {dit}");
            let ecrit = String::from_utf8_lossy(&sortie.stdout);
            match format {
                "html" => {
                    assert!(
                        !ecrit.contains("<script") && !ecrit.contains("<img"),
                        "{commande:?}"
                    );
                    assert!(ecrit.contains("&lt;script&gt;"), "{commande:?}");
                }
                "md" => {
                    assert!(
                        !ecrit.contains("<script") && !ecrit.contains("[a]("),
                        "{commande:?}"
                    );
                }
                "csv-tableur" => {
                    let champs = ecrit.split(['\n', ';']);
                    let nus = champs.filter(|champ| champ.trim_start_matches('"').starts_with('='));
                    assert_eq!(nus.count(), 0, "{commande:?}");
                }
                _ => {}
            }
        }
    }
}
