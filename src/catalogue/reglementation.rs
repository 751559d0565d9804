//! The regulation: postes, acts, tariffs, prices and parameters, from their tables.

mod actes;
mod tarifs;

use super::champs::Champs;
use super::{Code, Colonnes, Diagnostic, Diagnostics, LigneBrute, Sources, TableauBrut};
use crate::montant::{lire_montant, lire_taux};
use crate::reglementation::{
    Arbre, Chronologie, Parametre, Parametres, Periode, PosteIntrouvable, Reglementation, Valeur,
};
use std::collections::BTreeMap;

/// Reads the regulation; what cannot be read is left out and noted.
pub(super) fn lire(sources: &Sources, diagnostics: &mut Diagnostics) -> Reglementation {
    let postes = postes(sources, diagnostics);
    let mut actes = actes::lire(sources, &postes, diagnostics);
    tarifs::tarifs(sources, &mut actes, diagnostics);
    tarifs::prix(sources, &mut actes, diagnostics);
    tarifs::prix_de_droit(sources, &mut actes, diagnostics);
    let parametres = parametres(sources, "reglementation/parametres.csv", diagnostics);
    Reglementation::new(
        postes,
        parametres,
        actes.into_iter().map(|acte| acte.acte).collect(),
    )
}

/// Goes through the rows of a table of the regulation.
pub(super) fn parcourir<'s>(
    sources: &'s Sources,
    chemin: &str,
    obligatoires: &[&str],
    facultatives: &[&str],
    diagnostics: &mut Diagnostics,
    mut ligne: impl FnMut(&mut Champs<'_, 's>),
) {
    let Some(fichier) = sources.get(chemin) else {
        let message = format!("le fichier {chemin} manque aux données");
        diagnostics.ajoute(Diagnostic::erreur(
            Code::FichierIllisible,
            chemin,
            0..0,
            message,
        ));
        return;
    };
    let Some(tableau) = TableauBrut::lire(fichier, diagnostics) else {
        return;
    };
    let Some(colonnes) = Colonnes::lire(&tableau, obligatoires, facultatives, diagnostics) else {
        return;
    };
    for brute in &tableau.lignes {
        ligne(&mut Champs {
            fichier: &fichier.chemin,
            colonnes: &colonnes,
            ligne: brute,
            diagnostics,
        });
    }
}

fn postes(sources: &Sources, diagnostics: &mut Diagnostics) -> Arbre {
    let mut arbre = Arbre::default();
    let chemin = "reglementation/postes.csv";
    let colonnes = ["poste", "libelle", "synonymes", "rubrique_unocam"];
    parcourir(sources, chemin, &colonnes, &[], diagnostics, |champs| {
        let (Some(poste), Some(libelle)) = (champs.exige("poste"), champs.exige("libelle")) else {
            return;
        };
        let synonymes = liste(champs.texte("synonymes"));
        match arbre.ajouter(poste, libelle, synonymes, champs.texte("rubrique_unocam")) {
            Ok(_) => {}
            Err(PosteIntrouvable::Double(_)) => {
                champs.erreur(
                    "poste",
                    Code::Double,
                    format!("le poste `{poste}` est écrit deux fois"),
                );
            }
            Err(_) => champs.erreur_avec(
                "poste",
                Code::PosteInconnu,
                format!("le poste au-dessus de `{poste}` n’est pas écrit avant lui"),
                Some("un poste s’écrit après celui dont il dépend".to_owned()),
            ),
        }
    });
    arbre
}

/// Reads a table of dated parameters.
pub(super) fn parametres(
    sources: &Sources,
    chemin: &str,
    diagnostics: &mut Diagnostics,
) -> Parametres {
    let mut valeurs: BTreeMap<String, Vec<(Periode, Parametre)>> = BTreeMap::new();
    let colonnes = [
        "parametre",
        "du",
        "au",
        "valeur",
        "source",
        "verifie_le",
        "doute",
    ];
    parcourir(sources, chemin, &colonnes, &[], diagnostics, |champs| {
        let nom = champs.exige("parametre");
        let periode = champs.periode();
        let valeur = valeur(champs);
        let provenance = champs.provenance();
        let (Some(nom), Some(periode), Some(valeur), Some(provenance)) =
            (nom, periode, valeur, provenance)
        else {
            return;
        };
        let deja = valeurs.entry(nom.to_owned()).or_default();
        if deja.iter().any(|(autre, _)| autre.chevauche(&periode)) {
            let message = format!("deux valeurs de `{nom}` valent le même jour");
            champs.erreur("du", Code::Chevauchement, message);
            return;
        }
        deja.push((periode, Parametre { valeur, provenance }));
    });
    let chronologies = valeurs
        .into_iter()
        .filter_map(|(nom, valeurs)| Some((nom, Chronologie::new(valeurs).ok()?)));
    Parametres::new(chronologies.collect())
}

fn valeur(champs: &mut Champs<'_, '_>) -> Option<Valeur> {
    let texte = champs.exige("valeur")?;
    let lue = if texte.contains('%') {
        lire_taux(texte).map(Valeur::Taux)
    } else if texte.contains('€') {
        lire_montant(texte).map(Valeur::Montant)
    } else if let Ok(nombre) = texte.parse() {
        Ok(Valeur::Nombre(nombre))
    } else {
        lire_montant(texte).map(Valeur::Montant)
    };
    match lue {
        Ok(valeur) => Some(valeur),
        Err(erreur) => {
            champs.erreur("valeur", Code::ValeurInvalide, erreur.to_string());
            None
        }
    }
}

/// A list written with commas.
fn liste(texte: &str) -> Vec<String> {
    texte
        .split(',')
        .map(str::trim)
        .filter(|mot| !mot.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The place of a row, for a note about the whole of it.
fn place(ligne: &LigneBrute<'_>) -> std::ops::Range<usize> {
    ligne.etendue()
}
