//! Bad data, one kind of mistake a folder: each is refused, under the faulty text, with
//! what to write. A kind holds only its bad files: they are laid over the data of
//! `temoin`, which have no mistake. The rows of a `.csv.debut` file are put under the first
//! line of the embedded table of the same name.

use assert_cmd::Command;
use reste_a_charge::catalogue::Code;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The data without a mistake.
const TEMOIN: &str = "temoin";
/// Mistakes that need a world of their own, made by a test.
const FABRIQUEES: [&str; 12] = [
    "fichier-illisible",
    "fichier-trop-gros",
    "dossier-trop-grand",
    "lien-hors-dossier",
    "tableau-trop-grand",
    // les classeurs : tests/importer
    "classeur-illisible",
    "classeur-trop-grand",
    "feuille-manquante",
    "cellule-calculee",
    "cellule-changee",
    "cellule-fusionnee",
    "modele-fautif",
];

#[test]
fn chaque_sorte_de_faute_a_son_message() -> io::Result<()> {
    let mut dits: BTreeSet<String> = FABRIQUEES.map(str::to_owned).into();
    let sortes = sortes()?;
    assert!(sortes.len() > 100, "les dossiers n’ont pas été trouvés");
    let messages = a_plusieurs(&sortes, |sorte| Monde::avec(&[TEMOIN, sorte])?.refus())?;
    for (sorte, message) in sortes.into_iter().zip(messages) {
        dits.extend(codes(&message));
        bien_dit(&sorte, &message);
        insta::assert_snapshot!(sorte, message);
    }
    let muets: Vec<&str> = Code::TOUS
        .iter()
        // les questions ne refusent rien : `tests/donnees_douteuses` les montre
        .filter(|code| !code.est_question() && **code != Code::AdmisInutile)
        .map(|code| code.as_str())
        .filter(|code| !dits.contains(*code))
        .collect();
    assert!(muets.is_empty(), "aucun dossier ne montre {muets:?}");
    Ok(())
}

#[test]
fn le_temoin_n_a_pas_de_faute() -> io::Result<()> {
    let monde = Monde::avec(&[TEMOIN])?;
    let lu = monde.verifier()?;
    assert_eq!(String::from_utf8_lossy(&lu.stderr), "");
    assert_eq!(lu.status.code(), Some(0));
    Ok(())
}

/// Five mistakes in five files are said by one run, in the order of the files.
#[test]
fn cinq_fautes_se_disent_ensemble() -> io::Result<()> {
    let message = Monde::avec(&[TEMOIN, "cinq-fautes"])?.refus()?;
    assert_eq!(
        codes(&message),
        [
            "valeur-invalide",
            "cellule-illisible",
            "niveau-inconnu",
            "acte-inconnu",
            "trou",
        ]
    );
    let fichiers: BTreeSet<&str> = places(&message)
        .filter_map(|place| place.split(':').next())
        .collect();
    assert_eq!(fichiers.len(), 5, "{message}");
    assert_eq!(message.matches(" ^").count(), 5, "{message}");
    Ok(())
}

/// A header at fault does not hide the faults of the files that it calls.
#[test]
fn un_en_tete_fautif_laisse_lire_ses_tables() -> io::Result<()> {
    let message = Monde::avec(&[TEMOIN, "en-tete-et-tables"])?.refus()?;
    assert_eq!(
        codes(&message),
        // fichier par fichier : la table, la grille, l’en-tête
        [
            "trou",
            "trou",
            "chevauchement",
            "cle-manquante",
            "valeur-invalide",
            "valeur-invalide",
        ]
    );
    Ok(())
}

/// A command that computes refuses the same data with the same words.
#[test]
fn une_autre_commande_refuse_de_meme() -> io::Result<()> {
    let monde = Monde::avec(&[TEMOIN, "cinq-fautes"])?;
    let compare = monde
        .rac()?
        .args(["comparer", "--age", "70", "--donnees", "donnees"])
        .output()?;
    assert_eq!(compare.status.code(), Some(2));
    assert!(compare.stdout.is_empty());
    assert_eq!(compare.stderr, monde.verifier()?.stderr);
    Ok(())
}

#[test]
fn un_fichier_trop_gros() -> io::Result<()> {
    let monde = Monde::avec(&[TEMOIN])?;
    let lourd = vec![b'x'; (8 << 20) + 1];
    fs::write(monde.donnees().join("offers/essai/lourd.csv"), lourd)?;
    insta::assert_snapshot!(monde.refus()?, @r"
    erreur[fichier-trop-gros]: le fichier dépasse 8 Mio
    --> donnees/offers/essai/lourd.csv
    ");
    Ok(())
}

#[test]
fn un_dossier_trop_profond() -> io::Result<()> {
    let monde = Monde::avec(&[TEMOIN])?;
    fs::create_dir_all(monde.donnees().join("a/b/c/d/e/f/g/h/i"))?;
    insta::assert_snapshot!(monde.refus()?, @r"
    erreur[dossier-trop-grand]: plus de 8 dossiers l’un dans l’autre
    --> donnees/a/b/c/d/e/f/g/h/i
    ");
    Ok(())
}

#[test]
fn un_dossier_absent() -> io::Result<()> {
    let monde = Monde::avec(&[])?;
    insta::assert_snapshot!(monde.refus()?, @r"
    erreur[fichier-illisible]: introuvable
    --> donnees
    ");
    Ok(())
}

#[test]
fn une_cellule_trop_longue() -> io::Result<()> {
    let monde = Monde::avec(&[TEMOIN])?;
    let table = "offers/essai/sante-2026.base.csv";
    let texte = fs::read_to_string(monde.donnees().join(table))?;
    let longue = texte.replace("Soins courants", &"soins ".repeat(2_000));
    fs::write(monde.donnees().join(table), longue)?;
    insta::assert_snapshot!(monde.refus()?);
    Ok(())
}

#[cfg(unix)]
#[test]
fn un_lien_vers_le_dehors() -> io::Result<()> {
    let monde = Monde::avec(&[TEMOIN])?;
    let dehors = monde.dossier.path().join("ailleurs.csv");
    fs::write(&dehors, "a;b\n")?;
    std::os::unix::fs::symlink(dehors, monde.donnees().join("offers/essai/lien.csv"))?;
    insta::assert_snapshot!(monde.refus()?, @r"
    erreur[lien-hors-dossier]: ce lien symbolique mène hors du dossier
    --> donnees/offers/essai/lien.csv
    ");
    Ok(())
}

/// A folder of data laid down for one run; paths in messages are relative to its parent.
struct Monde {
    dossier: TempDir,
}

impl Monde {
    /// Lays these kinds one over the other.
    fn avec(sortes: &[&str]) -> io::Result<Self> {
        let monde = Self {
            dossier: tempfile::tempdir()?,
        };
        for sorte in sortes {
            poser(&racine().join(sorte), &monde.donnees())?;
        }
        Ok(monde)
    }

    fn donnees(&self) -> PathBuf {
        self.dossier.path().join("donnees")
    }

    fn rac(&self) -> io::Result<Command> {
        let mut rac = Command::cargo_bin("rac").map_err(io::Error::other)?;
        rac.current_dir(self.dossier.path());
        Ok(rac)
    }

    fn verifier(&self) -> io::Result<std::process::Output> {
        let date = ["--date", "2026-11-22", "--donnees", "donnees"];
        self.rac()?.arg("verifier").args(date).output()
    }

    /// The message of data that must be refused, with nothing on the standard output.
    fn refus(&self) -> io::Result<String> {
        let lu = self.verifier()?;
        let message = String::from_utf8(lu.stderr).map_err(io::Error::other)?;
        assert_eq!(lu.status.code(), Some(2), "{message}");
        assert!(lu.stdout.is_empty(), "la sortie n’est pas vide");
        Ok(message.replace('\\', "/"))
    }
}

fn racine() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/donnees_invalides")
}

/// The kinds, by name, without the data that have no mistake.
fn sortes() -> io::Result<Vec<String>> {
    let noms = fs::read_dir(racine())?
        .map(|entree| entree.map(|entree| entree.file_name().to_string_lossy().into_owned()));
    let mut noms = noms.collect::<io::Result<BTreeSet<String>>>()?;
    noms.remove(TEMOIN);
    Ok(noms.into_iter().collect())
}

/// The same work on each kind, by as many threads as the machine runs at once.
fn a_plusieurs(
    sortes: &[String],
    travail: impl Fn(&str) -> io::Result<String> + Sync,
) -> io::Result<Vec<String>> {
    let fils = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|portee| {
        let parts = sortes.chunks(sortes.len().div_ceil(fils));
        let parts: Vec<_> = parts
            .map(|part| portee.spawn(|| part.iter().map(|sorte| travail(sorte)).collect()))
            .collect();
        let mut messages = Vec::with_capacity(sortes.len());
        for part in parts {
            let dits: io::Result<Vec<String>> = part
                .join()
                .unwrap_or_else(|_| Err(io::Error::other("un refus manque")));
            messages.extend(dits?);
        }
        Ok(messages)
    })
}

/// Copies the files of a kind; the rows of a `.debut` go under the first line of the
/// embedded table.
fn poser(de: &Path, vers: &Path) -> io::Result<()> {
    fs::create_dir_all(vers)?;
    for entree in fs::read_dir(de)? {
        let entree = entree?;
        let (chemin, nom) = (entree.path(), entree.file_name());
        if chemin.is_dir() {
            poser(&chemin, &vers.join(nom))?;
        } else if chemin.extension().is_some_and(|mot| mot == "debut") {
            let cible = vers.join(nom).with_extension("");
            fs::write(cible, apres_la_premiere(&chemin)?)?;
        } else {
            fs::copy(&chemin, vers.join(nom))?;
        }
    }
    Ok(())
}

fn apres_la_premiere(debut: &Path) -> io::Result<String> {
    let dossiers: Vec<_> = debut
        .strip_prefix(racine())
        .map_err(io::Error::other)?
        .iter()
        .skip(1)
        .collect();
    let table: PathBuf = dossiers.into_iter().collect();
    let embarquee = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data")
        .join(table)
        .with_extension("");
    let texte = fs::read_to_string(embarquee)?;
    let (premiere, suite) = texte.split_once('\n').unwrap_or((&texte, ""));
    Ok(format!("{premiere}\n{}{suite}", fs::read_to_string(debut)?))
}

/// The codes of a message, in their order.
fn codes(message: &str) -> Vec<String> {
    let titres = message.lines().filter_map(|l| l.strip_prefix("erreur["));
    let codes = titres.filter_map(|titre| titre.split_once(']'));
    codes.map(|(code, _)| code.to_owned()).collect()
}

/// The places of a message: `fichier:ligne:colonne`.
fn places(message: &str) -> impl Iterator<Item = &str> {
    message
        .lines()
        .filter_map(|ligne| ligne.trim_start().strip_prefix("--> "))
}

/// Every problem has its file, its line, its text underlined; bytes that are no text have
/// the file and the line in words.
fn bien_dit(sorte: &str, message: &str) {
    for dessin in message
        .split("\n\n")
        .filter(|dessin| !dessin.trim().is_empty())
    {
        let place = places(dessin).next().unwrap_or_default();
        assert!(
            place.starts_with("donnees/") || place.starts_with("reglementation/"),
            "{sorte} : sans fichier\n{dessin}"
        );
        if !dessin.starts_with("erreur[encodage]") {
            assert_eq!(
                place.split(':').count(),
                3,
                "{sorte} : sans ligne\n{dessin}"
            );
            assert!(
                dessin.contains(" ^"),
                "{sorte} : rien n’est souligné\n{dessin}"
            );
        }
        let titre = dessin.lines().next().unwrap_or_default();
        assert!(
            !titre.contains("  ") && !titre.contains('\''),
            "{sorte} : {titre}"
        );
    }
}
