//! Where an answer goes: the screen or a file, written whole or not at all.

use super::options::Commun;
use super::{Monde, Refus};
use crate::catalogue::{Code, Diagnostic, Diagnostics, Sources};
use crate::rendu::{Document, Format, ModeleFautif, Reglages, rendu};
use crate::texte::cause;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The columns of a printed page, wider than a terminal.
const LARGEUR_DE_PAGE: usize = 120;

/// A place to write, checked before the work.
pub(super) struct Destination {
    fichier: Option<PathBuf>,
    remplacer: bool,
    format: Format,
    /// Where the templates of the page are; nothing for another format.
    sources: Sources,
}

impl Destination {
    /// Reads `--format`, `--sortie`, `--remplacer`; a bad path is refused now.
    pub(super) fn ouvrir(commun: &Commun) -> Result<Self, Refus> {
        let fichier = commun
            .sortie
            .clone()
            .filter(|chemin| chemin.as_os_str() != "-");
        if let Some(chemin) = &fichier {
            verifier(chemin, commun.remplacer)?;
        }
        let format = match (&commun.format, &fichier) {
            (Some(nom), _) => {
                Format::depuis_nom(nom).map_err(|erreur| Refus::new(erreur.to_string()))?
            }
            (None, Some(chemin)) => {
                Format::depuis_extension(chemin).map_err(|erreur| Refus::new(erreur.to_string()))?
            }
            (None, None) => Format::Table,
        };
        if format == Format::Xlsx && commun.sortie.is_none() {
            return Err(Refus::new(
                "un classeur ne se lit pas à l’écran : ajoutez par exemple --sortie resultat.xlsx",
            ));
        }
        Ok(Self {
            fichier,
            remplacer: commun.remplacer,
            format,
            sources: match format {
                Format::Html => modeles(commun),
                _ => Sources::default(),
            },
        })
    }

    /// The width that tables may take: that of the terminal for its own format alone.
    pub(super) fn largeur(&self, monde: &Monde) -> usize {
        match self.format {
            Format::Table => monde.largeur,
            Format::Html | Format::Md => LARGEUR_DE_PAGE,
            Format::Csv | Format::CsvTableur | Format::Json | Format::Xlsx => usize::MAX,
        }
    }

    /// Writes the document; returns what goes to the screen.
    pub(super) fn ecrire(&self, document: &Document, monde: &Monde) -> Result<Vec<u8>, Refus> {
        let mut octets = Vec::new();
        let modeles = self.sources.modeles();
        let modeles = modeles.map(|(nom, fichier)| (nom.to_owned(), fichier.texte.to_string()));
        let reglages = Reglages {
            largeur: monde.largeur,
            modeles: modeles.collect(),
        };
        rendu(self.format, reglages)
            .rendre(document, &mut octets)
            .map_err(|erreur| self.refus(&erreur, monde))?;
        match &self.fichier {
            None => Ok(octets),
            Some(chemin) => deposer(chemin, &octets, self.remplacer).map(|()| Vec::new()),
        }
    }
}

impl Destination {
    /// A template at fault is shown in its file; nothing else is expected.
    fn refus(&self, erreur: &std::io::Error, monde: &Monde) -> Refus {
        let fautif = erreur
            .get_ref()
            .and_then(|cause| cause.downcast_ref::<ModeleFautif>());
        let Some(fautif) = fautif else {
            return Refus::new(format!("le document ne peut pas être écrit : {erreur}"));
        };
        let mut modeles = self.sources.modeles();
        let Some((_, fichier)) = modeles.find(|(nom, _)| *nom == fautif.nom) else {
            return Refus::new(format!(
                "le modèle « modeles/{} » n’existe pas dans les données",
                fautif.nom
            ));
        };
        let (nom, texte) = (fichier.chemin.as_str(), &fichier.texte);
        let etendue = fautif.etendue.clone();
        let etendue = etendue.unwrap_or_else(|| ligne(texte, fautif.ligne));
        let diagnostic = Diagnostic::erreur(Code::ModeleFautif, nom, etendue, fautif.message);
        let diagnostics: Diagnostics = [diagnostic].into_iter().collect();
        Refus::new(diagnostics.afficher(&self.sources, monde.largeur))
    }
}

/// The bytes of a line, from 1.
fn ligne(texte: &str, numero: usize) -> std::ops::Range<usize> {
    let avant: usize = texte
        .split_inclusive('\n')
        .take(numero.saturating_sub(1))
        .map(str::len)
        .sum();
    let apres = texte.get(avant..).unwrap_or_default();
    avant..avant + apres.lines().next().map_or(0, str::len)
}

/// The templates of the tool, and those of `--donnees`; a folder that cannot be read is
/// refused by the command.
fn modeles(commun: &Commun) -> Sources {
    let mut sources = Sources::embarquees();
    if let Some(dossier) = &commun.donnees {
        drop(sources.avec_dossier(dossier));
    }
    sources
}

/// A temporary file beside the target, then a rename: nobody sees half a file.
pub(super) fn deposer(chemin: &Path, octets: &[u8], remplacer: bool) -> Result<(), Refus> {
    let refus = |erreur: &std::io::Error| {
        Refus::new(format!(
            "{} n’a pas pu être écrit : {}",
            chemin.display(),
            cause(erreur)
        ))
    };
    // un lien reste un lien : c’est le fichier désigné qui est écrit
    let reel = chemin.canonicalize();
    let chemin = reel.as_deref().unwrap_or(chemin);
    let mut temporaire = temporaire(chemin).map_err(|erreur| refus(&erreur))?;
    temporaire
        .write_all(octets)
        .map_err(|erreur| refus(&erreur))?;
    temporaire
        .as_file()
        .sync_all()
        .map_err(|erreur| refus(&erreur))?;
    let depose = if remplacer {
        temporaire.persist(chemin)
    } else {
        temporaire.persist_noclobber(chemin)
    };
    depose.map(|_| ()).map_err(|erreur| refus(&erreur.error))
}

/// A file beside another one, with the permissions that the latter has, or would have.
fn temporaire(chemin: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut faiseur = tempfile::Builder::new();
    faiseur.prefix(".rac-");
    #[cfg(unix)]
    faiseur.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let temporaire = faiseur.tempfile_in(dossier(chemin))?;
    if let Ok(present) = chemin.metadata() {
        temporaire
            .as_file()
            .set_permissions(present.permissions())?;
    }
    Ok(temporaire)
}

/// All the files or none: nothing is written while one is in the way, and a failure takes
/// back those written before it.
pub(super) fn deposer_tous<T: AsRef<[u8]>>(
    fichiers: &[(PathBuf, T)],
    remplacer: bool,
) -> Result<(), Refus> {
    let occupe = fichiers.iter().find(|(chemin, _)| chemin.exists());
    if let (Some((chemin, _)), false) = (occupe, remplacer) {
        return Err(Refus::new(format!(
            "{} existe déjà : rien n’a été écrit (--remplacer pour l’écraser)",
            chemin.display()
        )));
    }
    let mut ecrits: Vec<&Path> = Vec::new();
    for (chemin, octets) in fichiers {
        let nouveau = !chemin.exists();
        if let Err(refus) = deposer_dans_son_dossier(chemin, octets.as_ref(), remplacer) {
            for ecrit in ecrits {
                // ce qui ne s’efface pas reste, et le refus le fait chercher
                drop(std::fs::remove_file(ecrit));
            }
            return Err(refus);
        }
        if nouveau {
            ecrits.push(chemin);
        }
    }
    Ok(())
}

fn deposer_dans_son_dossier(chemin: &Path, octets: &[u8], remplacer: bool) -> Result<(), Refus> {
    if let Some(dossier) = chemin.parent() {
        std::fs::create_dir_all(dossier).map_err(|erreur| {
            Refus::new(format!(
                "le dossier {} n’a pas pu être créé : {}",
                dossier.display(),
                cause(&erreur)
            ))
        })?;
    }
    deposer(chemin, octets, remplacer)
}

fn dossier(chemin: &Path) -> &Path {
    chemin
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// Refuses a place where nothing can be written, or where something is.
pub(super) fn verifier(chemin: &Path, remplacer: bool) -> Result<(), Refus> {
    if chemin.is_dir() {
        return Err(Refus::new(format!(
            "{} est un dossier : donnez un fichier",
            chemin.display()
        )));
    }
    if chemin.exists() && !chemin.is_file() {
        return Err(Refus::new(format!(
            "{} n’est pas un fichier ordinaire : donnez un fichier, ou rien pour l’écran",
            chemin.display()
        )));
    }
    if !dossier(chemin).is_dir() {
        return Err(Refus::new(format!(
            "le dossier {} n’existe pas",
            dossier(chemin).display()
        )));
    }
    if chemin.exists() && !remplacer {
        return Err(Refus::new(format!(
            "{} existe déjà : ajoutez --remplacer pour l’écraser",
            chemin.display()
        )));
    }
    Ok(())
}
