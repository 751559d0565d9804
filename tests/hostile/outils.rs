//! What every hostile test does.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};
use tempfile::TempDir;

pub(super) const JOUR: &str = "2026-11-22";

/// A folder of its own, where `rac` is run.
pub(super) struct Coin(pub(super) TempDir);

impl Coin {
    pub(super) fn neuf() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(super) fn chemin(&self, nom: &str) -> PathBuf {
        self.0.path().join(nom)
    }

    pub(super) fn poser(&self, nom: &str, texte: impl AsRef<[u8]>) {
        fs::write(self.chemin(nom), texte).unwrap();
    }

    pub(super) fn rac(&self, arguments: &[&str]) -> Command {
        let mut rac = Command::new(env!("CARGO_BIN_EXE_rac"));
        rac.current_dir(self.0.path())
            .args(arguments)
            .args(["--date", JOUR]);
        rac
    }

    /// The same through a shell, which sets its limits first.
    pub(super) fn coquille(&self, script: &str) -> Output {
        let mut sh = Command::new("bash");
        sh.current_dir(self.0.path())
            .env("RAC", env!("CARGO_BIN_EXE_rac"))
            .args(["-c", script]);
        sh.output().unwrap()
    }

    /// Every name of the folder, in order.
    pub(super) fn noms(&self) -> Vec<String> {
        let noms = fs::read_dir(self.0.path()).unwrap();
        let mut noms: Vec<String> = noms
            .map(|nom| nom.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        noms.sort();
        noms
    }

    /// What a refused command says; it writes nothing.
    pub(super) fn refus(&self, arguments: &[&str]) -> String {
        let avant = self.noms();
        let dit = dit(&self.rac(arguments).output().unwrap(), 2);
        assert_eq!(self.noms(), avant, "{arguments:?}");
        dit
    }
}

/// What a command that ends with a code says beside its answer, of which there is none.
pub(super) fn dit(fin: &Output, code: i32) -> String {
    let message = String::from_utf8(fin.stderr.clone()).unwrap();
    assert_eq!(fin.status.code(), Some(code), "{message}");
    assert!(!message.contains("panicked"), "{message}");
    assert!(fin.stdout.is_empty());
    sans_insecables(message.trim_end())
}

/// A text whose spaces are all plain.
pub(super) fn sans_insecables(texte: &str) -> String {
    texte.replace(['\u{a0}', '\u{202f}'], " ")
}

/// A register of so many households of one person.
pub(super) fn registre(foyers: usize) -> String {
    let lignes = (0..foyers).map(|foyer| format!("{foyer:06};un;{};35\n", 20 + foyer % 60));
    let lignes: String = lignes.collect();
    format!("foyer;personne;age;departement\n{lignes}")
}
