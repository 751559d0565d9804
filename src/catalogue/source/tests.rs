use super::*;
use crate::catalogue::{Code, Document, TableauBrut};
use std::fs;
use std::io;

fn codes(diagnostics: &Diagnostics) -> Vec<Code> {
    let tries = diagnostics.tries();
    tries.iter().map(|diagnostic| diagnostic.code).collect()
}

/// The embedded data are read without a word of reproach.
#[test]
fn les_donnees_embarquees_se_lisent() {
    let sources = Sources::embarquees();
    assert!(sources.get("reglementation/postes.csv").is_some());
    assert!(sources.iter().all(|f| matches!(f.texte, Cow::Borrowed(_))));
    let mut diagnostics = Diagnostics::new();
    for fichier in sources.iter() {
        if fichier.chemin.ends_with(".csv") {
            TableauBrut::lire(fichier, &mut diagnostics);
        } else if fichier.chemin.ends_with(".toml") {
            Document::lire(fichier, &mut diagnostics);
        }
    }
    assert!(sources.modeles().any(|(nom, _)| nom == "document.html"));
    assert_eq!(diagnostics.afficher(&sources, 100), "");
    assert_eq!(sources.empreinte(), Sources::embarquees().empreinte());
}

#[test]
fn un_dossier_ajoute_et_remplace() -> io::Result<()> {
    let dossier = tempfile::tempdir()?;
    fs::create_dir_all(dossier.path().join("offers/x"))?;
    fs::create_dir_all(dossier.path().join(".git"))?;
    fs::write(dossier.path().join("offers/x/a.CSV"), "\u{feff}a;b\n")?;
    fs::write(dossier.path().join("b.toml"), "neuf = 1\n")?;
    fs::write(dossier.path().join("lisez-moi.md"), "rien")?;
    fs::write(dossier.path().join("page.html"), "rien")?;
    fs::write(dossier.path().join(".git/c.toml"), "rien")?;
    let mut sources = Sources::default();
    sources.ajoute(Fichier::new("b.toml", "vieux = 1\n"));
    let avant = sources.empreinte();
    assert_eq!(sources.avec_dossier(dossier.path()), Ok(2));
    let chemins: Vec<&str> = sources
        .iter()
        .map(|fichier| fichier.chemin.as_str())
        .collect();
    assert_eq!(chemins, ["b.toml", "offers/x/a.csv"]);
    assert_eq!(
        sources.get("b.toml").map(|b| b.texte.as_ref()),
        Some("neuf = 1\n")
    );
    assert_eq!(
        sources.get("offers/x/a.csv").map(|a| a.texte.as_ref()),
        Some("a;b\n")
    );
    assert_eq!(sources.sous("offers/").count(), 1);
    assert_ne!(sources.empreinte(), avant);
    Ok(())
}

#[test]
fn dit_tout_ce_qui_ne_se_lit_pas() -> io::Result<()> {
    let dossier = tempfile::tempdir()?;
    let ecrit = |nom: &str, octets: &[u8]| fs::write(dossier.path().join(nom), octets);
    ecrit("1.csv", b"poste;libelle\na;pr\xe9nom\n")?;
    ecrit("2.csv", b"a\0b")?;
    ecrit("3.csv", b"\xff\xfea\0")?;
    ecrit("4.csv", &vec![b'x'; (8 << 20) + 1])?;
    ecrit("5.csv", b"bon;fichier\n")?;
    let mut sources = Sources::default();
    let Err(diagnostics) = sources.avec_dossier(dossier.path()) else {
        return Err(io::Error::other("aucun problème vu"));
    };
    assert_eq!(sources.iter().count(), 1);
    let racine = dossier.path().to_string_lossy().into_owned();
    insta::assert_snapshot!(diagnostics.afficher(&sources, 100).replace(&racine, "DIR"));

    let absent = sources.avec_dossier(&dossier.path().join("absent"));
    assert_eq!(
        absent.err().map(|d| codes(&d)),
        Some(vec![Code::FichierIllisible])
    );
    let fichier = sources.avec_dossier(&dossier.path().join("5.csv"));
    assert_eq!(
        fichier.err().map(|d| codes(&d)),
        Some(vec![Code::FichierIllisible])
    );
    Ok(())
}

#[cfg(unix)]
#[test]
fn les_liens_restent_dans_le_dossier() -> io::Result<()> {
    use std::os::unix::fs::symlink;
    let (dossier, dehors) = (tempfile::tempdir()?, tempfile::tempdir()?);
    fs::write(dehors.path().join("secret.csv"), "a;b\n")?;
    fs::write(dossier.path().join("vrai.csv"), "a;b\n")?;
    symlink(
        dehors.path().join("secret.csv"),
        dossier.path().join("lien.csv"),
    )?;
    symlink(dehors.path(), dossier.path().join("sortie"))?;
    symlink(
        dossier.path().join("vrai.csv"),
        dossier.path().join("dedans.csv"),
    )?;
    symlink(dossier.path(), dossier.path().join("boucle"))?;
    symlink("nulle-part", dossier.path().join("casse.csv"))?;
    let mut sources = Sources::default();
    let lu = sources.avec_dossier(dossier.path());
    let attendu = [
        Code::FichierIllisible,
        Code::LienHorsDossier,
        Code::LienHorsDossier,
    ];
    assert_eq!(lu.err().map(|d| codes(&d)), Some(attendu.to_vec()));
    let chemins: Vec<&str> = sources
        .iter()
        .map(|fichier| fichier.chemin.as_str())
        .collect();
    assert_eq!(chemins, ["dedans.csv", "vrai.csv"]);
    Ok(())
}

#[test]
fn le_dossier_a_des_bornes() -> io::Result<()> {
    let dossier = tempfile::tempdir()?;
    let mut profond = dossier.path().to_owned();
    for _ in 0..12 {
        profond.push("d");
    }
    fs::create_dir_all(&profond)?;
    fs::write(profond.join("x.csv"), "a\n")?;
    for rang in 0..2_001 {
        fs::write(dossier.path().join(format!("{rang}.csv")), "a\n")?;
    }
    let mut sources = Sources::default();
    let lu = sources.avec_dossier(dossier.path());
    assert_eq!(
        lu.err().map(|d| codes(&d)),
        Some(vec![Code::DossierTropGrand])
    );
    assert_eq!(sources.iter().count(), 2_000);
    fs::remove_file(dossier.path().join("0.csv"))?;
    let lu = sources.avec_dossier(dossier.path());
    assert_eq!(
        lu.err().map(|d| codes(&d)),
        Some(vec![Code::DossierTropGrand])
    );
    Ok(())
}
