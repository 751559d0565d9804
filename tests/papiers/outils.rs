//! The command, and its pages as people read them.

use assert_cmd::Command;
use std::io;
use std::process::Output;

/// The question that several papers answer.
pub(super) const CAS: [&str; 10] = [
    "--age",
    "70",
    "--departement",
    "35",
    "--soin",
    "généraliste x6",
    "--soin",
    "couronne molaire = 620 €",
    "--date",
    "2026-11-22",
];

/// Runs the command at the root of the project.
pub(super) fn rac(arguments: &[&str]) -> io::Result<Output> {
    Command::cargo_bin("rac")
        .map_err(io::Error::other)?
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .output()
}

/// The standard output of a command that answers.
pub(super) fn repond(arguments: &[&str]) -> io::Result<String> {
    let sortie = rac(arguments)?;
    let messages = texte(&sortie.stderr);
    assert_eq!(sortie.status.code(), Some(0), "{arguments:?} : {messages}");
    Ok(texte(&sortie.stdout))
}

/// The same text with plain spaces.
pub(super) fn simple(texte: &str) -> String {
    texte.replace(['\u{a0}', '\u{202f}'], " ")
}

pub(super) fn texte(octets: &[u8]) -> String {
    String::from_utf8_lossy(octets).into_owned()
}

/// The texts of a page, each with the tag that holds it.
pub(super) fn textes(page: &str) -> Vec<(String, String)> {
    let mut textes = Vec::new();
    for morceau in page.split('<').skip(1) {
        let Some((balise, texte)) = morceau.split_once('>') else {
            continue;
        };
        let nom = balise.split_whitespace().next().unwrap_or_default();
        let texte = texte
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#x27;", "'")
            .replace("&#x2f;", "/")
            .replace("&amp;", "&");
        if !texte.trim().is_empty() {
            textes.push((nom.to_owned(), texte.trim().to_owned()));
        }
    }
    textes
}
