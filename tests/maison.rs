//! The house stands: no room reaches a floor above its own, the library neither prints
//! nor looks outside.

use std::fs;
use std::path::{Path, PathBuf};

/// The floors, from the ground up. A room reaches only the floors strictly under its own:
/// no two rooms of a floor know each other, and so there is no circle.
const ETAGES: [&[&str]; 9] = [
    &["montant", "texte"],
    &["reglementation"],
    &["offre"],
    &["panier"],
    &["cahier"],
    &["calcul"],
    &["catalogue", "rendu"],
    &["commandes"],
    &["main"],
];

/// Rooms where things are printed.
const IMPRIMENT: [&str; 2] = ["commandes", "main"];
const IMPRESSIONS: [&str; 5] = ["print", "println", "eprint", "eprintln", "dbg"];

/// The room that looks at the clock and at the environment, and the words that do.
const PORTE: &str = "main";
const DEHORS: [&str; 5] = ["now", "env", "Instant", "SystemTime", "terminal_size"];

#[test]
fn la_maison_tient() -> std::io::Result<()> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut fichiers = Vec::new();
    fichiers_sous(&src, &mut fichiers);
    fichiers.retain(|chemin| chemin.extension().is_some_and(|fin| fin == "rs"));
    assert!(fichiers.len() > 20, "les sources n’ont pas été trouvées");
    let mut toutes = Vec::new();
    for chemin in fichiers {
        let texte = fs::read_to_string(&chemin)?;
        let dans_src = chemin.strip_prefix(&src).unwrap_or(&chemin);
        toutes.extend(fautes(
            &dans_src.to_string_lossy().replace('\\', "/"),
            &texte,
        ));
    }
    assert!(toutes.is_empty(), "\n{}\n", toutes.join("\n"));
    Ok(())
}

#[test]
fn chaque_faute_se_voit_a_sa_ligne() {
    for (fichier, texte, attendues) in [
        (
            "montant.rs",
            "//! Doc.\n\nuse crate::calcul::Lecteur;\n",
            &["src/montant.rs:3 : « montant » va chercher « calcul », qui n’est pas plus bas"][..],
        ),
        (
            "montant/lecture.rs",
            "use super::Centimes;\nfn f() -> super::super::offre::Offre {}\n",
            &[
                "src/montant/lecture.rs:2 : « montant » va chercher « offre », qui n’est pas plus bas",
            ],
        ),
        (
            "offre/mod.rs",
            "use super::panier::Soin;\n",
            &["src/offre/mod.rs:1 : « offre » va chercher « panier », qui n’est pas plus bas"],
        ),
        // dans un module en ligne, un « super » de plus
        (
            "offre.rs",
            "mod tests {\n    use super::*;\n    use super::super::panier::Soin;\n}\nuse super::calcul;\n",
            &[
                "src/offre.rs:3 : « offre » va chercher « panier », qui n’est pas plus bas",
                "src/offre.rs:5 : « offre » va chercher « calcul », qui n’est pas plus bas",
            ],
        ),
        (
            "panier.rs",
            "use crate::{\n    montant::{Centimes, Taux},\n    rendu::{self, Bloc},\n};\n",
            &["src/panier.rs:3 : « panier » va chercher « rendu », qui n’est pas plus bas"],
        ),
        // deux pièces du même étage : ni l’une ni l’autre, donc jamais de cercle
        (
            "catalogue.rs",
            "use crate::rendu::Document;\n",
            &["src/catalogue.rs:1 : « catalogue » va chercher « rendu », qui n’est pas plus bas"],
        ),
        (
            "rendu/csv.rs",
            "fn f() { crate::catalogue::proche(\"\") }\n",
            &["src/rendu/csv.rs:1 : « rendu » va chercher « catalogue », qui n’est pas plus bas"],
        ),
        (
            "commandes.rs",
            "use ::reste_a_charge::main::porte;\n",
            &["src/commandes.rs:1 : « commandes » va chercher « main », qui n’est pas plus bas"],
        ),
        (
            "calcul.rs",
            "use crate::outils::trier;\nuse crate::*;\nuse crate as maison;\n",
            &[
                "src/calcul.rs:1 : « calcul » va chercher « outils », qui n’a pas d’étage",
                "src/calcul.rs:2 : « calcul » va chercher « * », qui n’a pas d’étage",
                "src/calcul.rs:3 : « calcul » va chercher « as », qui n’a pas d’étage",
            ],
        ),
        (
            "outils.rs",
            "",
            &["src/outils.rs:1 : « outils » n’a pas d’étage dans tests/maison.rs"],
        ),
        (
            "calcul/voie.rs",
            "const A: char = '\"';\nfn f() {\n    println!(\"{}\", r#\"\"\n\"#); eprint!(\"\");\n    dbg!(1);\n}\n",
            &[
                "src/calcul/voie.rs:3 : `println!` : seules les commandes et la porte impriment",
                "src/calcul/voie.rs:4 : `eprint!` : seules les commandes et la porte impriment",
                "src/calcul/voie.rs:5 : `dbg!` : seules les commandes et la porte impriment",
            ],
        ),
        (
            "commandes/comparer.rs",
            "use std::{env, time::Instant};\nfn f() {\n    println!();\n    Zoned::now();\n    std::env::var(\"A\");\n}\n",
            &[
                "src/commandes/comparer.rs:1 : `env` : seule la porte (src/main.rs) regarde dehors",
                "src/commandes/comparer.rs:1 : `Instant` : seule la porte (src/main.rs) regarde dehors",
                "src/commandes/comparer.rs:4 : `now` : seule la porte (src/main.rs) regarde dehors",
                "src/commandes/comparer.rs:5 : `env` : seule la porte (src/main.rs) regarde dehors",
            ],
        ),
    ] {
        assert_eq!(fautes(fichier, texte), attendues, "{fichier}");
    }
}

#[test]
fn ce_qui_est_permis_passe() {
    for (fichier, texte) in [
        (
            "main.rs",
            "use reste_a_charge::commandes;\nfn main() { eprintln!(); std::env::args_os(); Zoned::now(); }",
        ),
        ("lib.rs", "//! [`crate::calcul`]\npub mod calcul;"),
        (
            "commandes/liste.rs",
            "use crate::{calcul, catalogue, rendu};\nuse super::Refus;",
        ),
        (
            "commandes/phrases.rs",
            "fn f() { env!(\"CARGO_PKG_VERSION\"); }",
        ),
        (
            "catalogue/offres/table.rs",
            "use super::super::champs::Champs;\nuse std::fs;",
        ),
        (
            "offre/langage.rs",
            "use super::condition::Condition;\nuse crate::offre::Ligne;\npub(crate) struct A;",
        ),
        (
            "panier/devis/tests.rs",
            "use super::*;\nuse crate::catalogue::Catalogue;",
        ),
        // un commentaire, un texte, une durée de vie ne sont pas du code
        (
            "montant.rs",
            "/// [`crate::calcul`] /* println!() */\n/* /* crate::offre::A */ use crate::rendu; */\n\
             const A: &str = \"crate::calcul::B \\\" println!() now()\";\n\
             const B: &str = r##\"\"# crate::calcul\"##;\nfn f<'env>(a: &'env str, b: char) { b == '\\'' ; b\"now\"; }",
        ),
    ] {
        assert_eq!(fautes(fichier, texte), Vec::<String>::new(), "{fichier}");
    }
}

/// A script copied from the papers starts as it is written there.
#[cfg(unix)]
#[test]
fn chaque_script_se_lance() {
    use std::os::unix::fs::PermissionsExt;
    let racine = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut scripts = Vec::new();
    for dossier in [
        ".ci",
        "benches",
        "examples",
        "fuzz",
        "livraison",
        "mutants",
        "tests",
    ] {
        fichiers_sous(&racine.join(dossier), &mut scripts);
    }
    scripts.retain(|chemin| fs::read(chemin).is_ok_and(|octets| octets.starts_with(b"#!/")));
    assert!(scripts.len() > 5, "les scripts n’ont pas été trouvés");
    scripts.retain(|chemin| {
        let droits = fs::metadata(chemin).map_or(0, |vu| vu.permissions().mode());
        droits & 0o111 == 0
    });
    assert!(scripts.is_empty(), "chmod +x : {scripts:?}");
}

/// Every file under a folder, in order, but what a build leaves.
fn fichiers_sous(dossier: &Path, fichiers: &mut Vec<PathBuf>) {
    let mut entrees: Vec<PathBuf> = fs::read_dir(dossier)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entree| entree.path())
        .collect();
    entrees.sort();
    for chemin in entrees {
        if chemin.ends_with("target") {
            continue;
        }
        if chemin.is_dir() {
            fichiers_sous(&chemin, fichiers);
        } else {
            fichiers.push(chemin);
        }
    }
}

fn etage(piece: &str) -> Option<usize> {
    ETAGES.iter().position(|etage| etage.contains(&piece))
}

/// What is wrong in a file of `src`, each with its line. Unit tests in a file of their own
/// may go up for the world that they try: the library is built without them.
fn fautes(fichier: &str, texte: &str) -> Vec<String> {
    let mut modules: Vec<&str> = fichier.trim_end_matches(".rs").split('/').collect();
    modules.retain(|module| *module != "mod");
    let piece = modules[0];
    if piece == "lib" {
        // le plan de la maison nomme toutes les pièces
        return Vec::new();
    }
    let Some(ici) = etage(piece) else {
        return vec![format!(
            "src/{fichier}:1 : « {piece} » n’a pas d’étage dans tests/maison.rs"
        )];
    };
    let epreuve = modules.contains(&"tests");
    let jetons = jetons(texte);
    let mut fautes = Vec::new();
    let profondeur = if piece == PORTE { 0 } else { modules.len() };
    for atteinte in atteintes(&jetons, profondeur) {
        let Jeton { mot, ligne } = *atteinte;
        let raison = match etage(mot) {
            _ if mot == piece => continue,
            Some(la) if la < ici || epreuve => continue,
            Some(_) => "qui n’est pas plus bas",
            None => "qui n’a pas d’étage",
        };
        fautes.push(format!(
            "src/{fichier}:{ligne} : « {piece} » va chercher « {mot} », {raison}"
        ));
    }
    for (rang, Jeton { mot, ligne }) in jetons.iter().enumerate() {
        let macro_appelee = mot_a(&jetons, rang + 1) == "!";
        if macro_appelee && IMPRESSIONS.contains(mot) && !IMPRIMENT.contains(&piece) {
            fautes.push(format!(
                "src/{fichier}:{ligne} : `{mot}!` : seules les commandes et la porte impriment"
            ));
        }
        // `env!` se lit à la compilation
        if !macro_appelee && DEHORS.contains(mot) && piece != PORTE {
            fautes.push(format!(
                "src/{fichier}:{ligne} : `{mot}` : seule la porte (src/main.rs) regarde dehors"
            ));
        }
    }
    fautes
}

/// The names looked for at the root of the library, from a file `profondeur` modules under it.
fn atteintes<'a, 't>(jetons: &'a [Jeton<'t>], profondeur: usize) -> Vec<&'a Jeton<'t>> {
    let mut atteintes = Vec::new();
    // accolades ouvertes, et si chacune est celle d’un module en ligne
    let mut accolades = Vec::new();
    for (rang, jeton) in jetons.iter().enumerate() {
        match jeton.mot {
            "{" => accolades.push(rang >= 2 && jetons[rang - 2].mot == "mod"),
            "}" => drop(accolades.pop()),
            "crate" | "reste_a_charge" if mot_a(jetons, rang + 1) == "as" => {
                atteintes.push(&jetons[rang + 1]);
            }
            "crate" | "reste_a_charge" if mot_a(jetons, rang + 1) == "::" => {
                descendre(jetons, rang + 2, 0, &mut atteintes);
            }
            "super" if rang == 0 || jetons[rang - 1].mot != "::" => {
                let en_ligne = accolades.iter().filter(|module| **module).count();
                descendre(jetons, rang, profondeur + en_ligne, &mut atteintes);
            }
            _ => {}
        }
    }
    atteintes
}

/// Follows a path, or a group of paths, that starts `niveau` modules under the root.
fn descendre<'a, 't>(
    jetons: &'a [Jeton<'t>],
    mut rang: usize,
    mut niveau: usize,
    atteintes: &mut Vec<&'a Jeton<'t>>,
) {
    while mot_a(jetons, rang) == "super" {
        niveau = niveau.saturating_sub(1);
        rang += 1;
        if mot_a(jetons, rang) == "::" {
            rang += 1;
        }
    }
    if niveau > 0 {
        return;
    }
    if mot_a(jetons, rang) != "{" {
        atteintes.extend(jetons.get(rang));
        return;
    }
    let mut ouvertes = 0;
    for (suivant, jeton) in jetons.iter().enumerate().skip(rang) {
        match jeton.mot {
            "{" => ouvertes += 1,
            "}" => ouvertes -= 1,
            _ => {}
        }
        if ouvertes == 0 {
            return;
        }
        let debut = ouvertes == 1 && matches!(jeton.mot, "{" | ",");
        if debut && mot_a(jetons, suivant + 1) != "}" {
            descendre(jetons, suivant + 1, niveau, atteintes);
        }
    }
}

/// A word or a sign of code.
#[derive(Clone, Copy)]
struct Jeton<'t> {
    mot: &'t str,
    ligne: usize,
}

fn mot_a<'t>(jetons: &[Jeton<'t>], rang: usize) -> &'t str {
    jetons.get(rang).map_or("", |jeton| jeton.mot)
}

/// The words and signs of a Rust text, without comments nor literal texts.
fn jetons(texte: &str) -> Vec<Jeton<'_>> {
    let mut lus = Vec::new();
    let (mut reste, mut ligne) = (texte, 1);
    while !reste.is_empty() {
        let (longueur, code) = morceau(reste);
        let (mot, suite) = reste.split_at(longueur);
        if code {
            lus.push(Jeton { mot, ligne });
        }
        ligne += mot.matches('\n').count();
        reste = suite;
    }
    lus
}

/// The length of what comes first, and whether it is code.
fn morceau(reste: &str) -> (usize, bool) {
    let lettre = |c: char| c.is_alphanumeric() || c == '_';
    let mot = |texte: &str| texte.find(|c| !lettre(c)).unwrap_or(texte.len());
    if reste.starts_with("//") {
        return (reste.find('\n').unwrap_or(reste.len()), false);
    }
    if reste.starts_with("/*") {
        return (commentaire(reste), false);
    }
    if let Some(longueur) = litteral(reste) {
        return (longueur, false);
    }
    if let Some(suite) = reste.strip_prefix('\'') {
        let mut signes = suite.char_indices();
        let premier = signes.next().map_or(' ', |(_, c)| c);
        let second = signes.next();
        return match second {
            _ if premier == '\\' => {
                let apres = second.map_or(1, |(rang, c)| rang + c.len_utf8());
                let fin = suite[apres..]
                    .find('\'')
                    .map_or(suite.len(), |fin| apres + fin + 1);
                (1 + fin, false)
            }
            Some((rang, '\'')) => (1 + rang + 1, false),
            // une durée de vie
            _ => (1 + mot(suite), false),
        };
    }
    if reste.starts_with("::") {
        return (2, true);
    }
    match reste.chars().next() {
        Some(c) if lettre(c) => (mot(reste), true),
        Some(c) => (c.len_utf8(), !c.is_whitespace()),
        None => (0, false),
    }
}

/// The length of a comment that may hold others.
fn commentaire(reste: &str) -> usize {
    let (mut rang, mut ouverts) = (0, 0);
    while let Some(suite) = reste.get(rang..).filter(|suite| !suite.is_empty()) {
        let pas = match suite.get(..2) {
            Some("/*") => {
                ouverts += 1;
                2
            }
            Some("*/") => {
                ouverts -= 1;
                2
            }
            _ => suite.chars().next().map_or(1, char::len_utf8),
        };
        rang += pas;
        if ouverts == 0 {
            break;
        }
    }
    rang
}

/// The length of a literal text, with its prefix.
fn litteral(reste: &str) -> Option<usize> {
    let prefixe = ["br", "cr", "r", "b", "c", ""]
        .into_iter()
        .find(|prefixe| reste.starts_with(prefixe))?;
    let apres = &reste[prefixe.len()..];
    let dieses = if prefixe.ends_with('r') {
        apres.len() - apres.trim_start_matches('#').len()
    } else {
        0
    };
    let dedans = apres[dieses..].strip_prefix('"')?;
    let debut = reste.len() - dedans.len();
    if prefixe.ends_with('r') {
        let fin = format!("\"{}", "#".repeat(dieses));
        return Some(
            dedans
                .find(&fin)
                .map_or(reste.len(), |rang| debut + rang + fin.len()),
        );
    }
    let mut echappe = false;
    for (rang, c) in dedans.char_indices() {
        match c {
            _ if echappe => echappe = false,
            '\\' => echappe = true,
            '"' => return Some(debut + rang + 1),
            _ => {}
        }
    }
    Some(reste.len())
}
