//! `rac donnees importer`: a filled grid becomes an offer, or nothing is written.

mod exemples;

use super::contexte::lire_jour;
use super::options::Importer as Options;
use super::sortie::deposer_tous;
use super::{Monde, Refus, Reponse, phrases};
use crate::catalogue::import::{self, Importee, Inconnu};
use crate::catalogue::{Catalogue, Classeur, Diagnostics, Sources};
use crate::offre::Offre;
use crate::rendu::{Bloc, Document, Jeu, Valeur};
use crate::texte::jour;
use std::path::{Path, PathBuf};

pub(super) fn importer(options: &Options, monde: &Monde) -> Result<Reponse, Refus> {
    let Some(dossier) = &options.sortie else {
        return Err(Refus::new(format!(
            "dites où écrire l’offre : rac donnees importer {} --sortie mes-donnees",
            options.fichier.display()
        )));
    };
    let mut sources = Sources::embarquees();
    if dossier.is_dir() {
        // ses fautes se voient avec « rac verifier » ; ici, seules comptent les offres voisines
        drop(sources.avec_dossier(dossier));
    }
    let (catalogue, _) = Catalogue::lire_embarquees(&sources);
    let lue = lire(options, &catalogue, monde)?;
    let remplacee = sources.get(&lue.chemin).is_some();
    if !remplacee && let Some(autre) = voisine(&lue.offre, &catalogue) {
        return Err(Refus::new(format!(
            "une autre édition de {}, valable du {}, vaut déjà ces jours-là : changez « Code du contrat », « Valable du » ou « Valable jusqu’au » ; rien n’a été écrit",
            autre.id,
            jour(autre.validite.du),
        )));
    }
    let fichiers: Vec<(PathBuf, String)> = lue
        .fichiers
        .iter()
        .map(|(chemin, texte)| (dossier.join(chemin), texte.clone()))
        .collect();
    deposer_tous(&fichiers, options.remplacer)?;
    let comparaison = exemples::comparer(&catalogue, &lue.offre, &lue.exemples, monde.aujourd_hui);
    let mut document = document(&lue.offre, &fichiers, dossier, remplacee);
    document.blocs.extend(comparaison.blocs());
    Ok(Reponse {
        non: comparaison.a_un_ecart(),
        ..document.into()
    })
}

/// The offer of the workbook, or every problem at once.
fn lire(options: &Options, catalogue: &Catalogue, monde: &Monde) -> Result<Importee, Refus> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::new();
    let classeur = Classeur::ouvrir(&options.fichier, &mut sources, &mut diagnostics);
    let lue = match &classeur {
        None => None,
        Some(_) if diagnostics.erreurs() > 0 => None,
        Some(classeur) => import::lire(
            classeur,
            inconnu(options, classeur, monde)?.as_ref(),
            &catalogue.reglementation,
            &mut sources,
            &mut diagnostics,
        ),
    };
    lue.ok_or_else(|| {
        Refus::new(format!(
            "{}\n\n{} : rien n’a été écrit.",
            diagnostics.afficher(&sources, monde.largeur),
            phrases::compte(diagnostics.erreurs(), "erreur", "erreurs"),
        ))
    })
}

/// What the options say of a lone table; nothing when the workbook says it.
fn inconnu(
    options: &Options,
    classeur: &Classeur,
    monde: &Monde,
) -> Result<Option<Inconnu>, Refus> {
    if import::dit_son_contrat(classeur) {
        if options.contrat.is_some() || options.valable_du.is_some() {
            return Err(Refus::new(
                "--contrat et --valable-du sont pour un tableau seul : ici, la feuille « Contrat » le dit",
            ));
        }
        return Ok(None);
    }
    let (Some(id), Some(jour)) = (&options.contrat, &options.valable_du) else {
        return Err(Refus::new(format!(
            "{} n’a pas de feuille « Contrat » : dites de quel contrat est ce tableau, et depuis quand il vaut, par exemple --contrat ma-mutuelle/mon-contrat --valable-du {}-01-01",
            classeur.nom,
            monde.aujourd_hui.year()
        )));
    };
    Ok(Some(Inconnu {
        id: id.clone(),
        nom: id.rsplit('/').next().unwrap_or_default().to_owned(),
        valable_du: lire_jour(jour)?,
        aujourd_hui: monde.aujourd_hui,
    }))
}

/// Another edition of the same contract on the same days.
fn voisine<'c>(offre: &Offre, catalogue: &'c Catalogue) -> Option<&'c Offre> {
    catalogue
        .offres
        .iter()
        .find(|autre| autre.id == offre.id && autre.validite.chevauche(&offre.validite))
}

fn document(
    offre: &Offre,
    fichiers: &[(PathBuf, String)],
    dossier: &Path,
    remplacee: bool,
) -> Document {
    let chemins = || {
        fichiers
            .iter()
            .map(|(chemin, _)| chemin.display().to_string())
    };
    let niveaux: Vec<&str> = offre
        .modules
        .iter()
        .flat_map(|module| module.niveaux.iter().map(String::as_str))
        .collect();
    let lignes = offre.modules.iter().map(|module| module.lignes.len()).sum();
    let mut blocs = vec![
        Bloc::Liste(chemins().collect()),
        Bloc::Paragraphe(format!(
            "{}, {} ({}), {}.",
            phrases::compte(lignes, "ligne de garanties", "lignes de garanties"),
            phrases::compte(niveaux.len(), "niveau", "niveaux"),
            niveaux.join(", "),
            match offre.cotisation.grille.len() {
                0 => "cotisation non publiée".to_owned(),
                lignes => phrases::compte(lignes, "cotisation", "cotisations"),
            }
        )),
    ];
    if !offre.complet {
        blocs.push(Bloc::Paragraphe(
            "Contrat connu en partie : une ligne absente est inconnue, et donne une fourchette. Complétez l’en-tête (.toml) avec ce que dit le contrat.".to_owned(),
        ));
    }
    if remplacee {
        blocs.push(Bloc::Paragraphe(format!(
            "Avec --donnees {}, elle remplace l’offre de même nom.",
            dossier.display()
        )));
    }
    blocs.push(Bloc::Paragraphe(format!(
        "Ensuite : rac verifier --donnees {0} ; rac tableau {1} --donnees {0}",
        dossier.display(),
        offre.id
    )));
    Document {
        titre: format!("Offre importée : {}", offre.id),
        blocs,
        jeux: vec![Jeu {
            nom: "fichiers",
            colonnes: &["fichier"],
            lignes: chemins()
                .map(|chemin| vec![Valeur::Texte(chemin)])
                .collect(),
        }],
        ..Document::default()
    }
}
