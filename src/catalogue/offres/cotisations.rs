//! The premium of an offer: `[cotisation]`, the grid, the zones.

mod clauses;
mod entete;
mod grille;

pub(super) use entete::{AGES, Entete, GRILLES, entete};

use crate::catalogue::champs::Champs;
use crate::catalogue::{Code, Colonnes, Diagnostic, Diagnostics, Fichier, Sources, TableauBrut};
use crate::offre::cotisation::NiveauChoisi;
use crate::offre::{Cotisation, Module};
use std::collections::BTreeSet;
use std::ops::Range;

/// Reads the files that the header calls.
pub(super) fn lire(
    sources: &Sources,
    fichier: &Fichier,
    base: &str,
    entete: &Entete,
    modules: &[Module],
    diagnostics: &mut Diagnostics,
) -> Cotisation {
    let mut cotisation = entete.cotisation.clone();
    let chemin = format!("{base}.cotisations.csv");
    match (sources.get(&chemin), entete.publiee) {
        (Some(grille), true) => cotisation.grille = grille::lire(grille, modules, diagnostics),
        (None, true) => {
            let message = format!("la grille est dite publiée et {chemin} manque");
            let etendue = entete.etendue.clone();
            let conseil = "ajoutez ce fichier, ou écrivez `grille = \"non publiée\"`";
            diagnostics.ajoute(
                Diagnostic::erreur(Code::ModuleSansTable, &fichier.chemin, etendue, message)
                    .avec_conseil(conseil),
            );
        }
        (Some(grille), false) => {
            let message = "l’en-tête dit la grille « non publiée » et ce fichier existe";
            let conseil = "écrivez `grille = \"publiée\"` dans l’en-tête, ou retirez ce fichier";
            diagnostics.ajoute(
                Diagnostic::erreur(Code::TableSansModule, &grille.chemin, 0..0, message)
                    .avec_conseil(conseil),
            );
        }
        (None, false) => {}
    }
    if let Some((nom, etendue)) = &entete.zones {
        let dossier = fichier
            .chemin
            .rsplit_once('/')
            .map_or("", |(dossier, _)| dossier);
        let chemin = format!("{dossier}/{nom}");
        match sources.get(&chemin) {
            Some(fichier) => {
                let zones = lire_zones(fichier, diagnostics);
                zones_sans_prix(&cotisation, &zones, &chemin, diagnostics);
                let paires = zones.into_iter().map(|lue| (lue.departement, lue.zone));
                cotisation.zones = paires.collect();
            }
            None => diagnostics.ajoute(
                Diagnostic::erreur(
                    Code::ZoneInconnue,
                    &fichier.chemin,
                    etendue.clone(),
                    format!("le fichier de zones {chemin} manque"),
                )
                .avec_conseil("ajoutez-le (colonnes `departement;zone`), ou retirez la clé"),
            ),
        }
    }
    differentiels(fichier, entete, modules, &mut cotisation, diagnostics);
    deux_fois(fichier, entete, &cotisation, diagnostics);
    cotisation
}

/// Reads the grid of a header that is itself at fault, for its own faults.
pub(super) fn relire(
    sources: &Sources,
    base: &str,
    modules: &[Module],
    diagnostics: &mut Diagnostics,
) {
    if let Some(grille) = sources.get(&format!("{base}.cotisations.csv")) {
        grille::lire(grille, modules, diagnostics);
    }
}

/// Each zone of a département must be in the grid, or have a coefficient.
fn zones_sans_prix(
    cotisation: &Cotisation,
    zones: &[ZoneLue],
    chemin: &str,
    diagnostics: &mut Diagnostics,
) {
    for ZoneLue {
        departement,
        zone,
        etendue,
    } in zones
    {
        let connue = cotisation.coefficients.contains_key(zone)
            || cotisation
                .grille
                .iter()
                .any(|ligne| ligne.zone.as_ref() == Some(zone));
        if !connue && !cotisation.grille.is_empty() {
            let message =
                format!("la zone {zone} du département {departement} n’est pas dans la grille");
            let etendue = etendue.clone();
            diagnostics.ajoute(
                Diagnostic::erreur(Code::ZoneInconnue, chemin, etendue, message)
                    .avec_conseil("corrigez la zone, ou ajoutez ses prix à la grille"),
            );
        }
    }
}

/// The levels of `en_plus_de`, which must exist and not go round in circles.
fn differentiels(
    fichier: &Fichier,
    entete: &Entete,
    modules: &[Module],
    cotisation: &mut Cotisation,
    diagnostics: &mut Diagnostics,
) {
    for (dessus, dessous) in &entete.en_plus_de {
        let trouves = [dessus, dessous].map(|ecrit| {
            let trouve = niveau_nomme(modules, &ecrit.valeur);
            if trouve.is_none() {
                let message = format!("niveau « {} » inconnu", ecrit.valeur);
                let noms = modules.iter().flat_map(|module| module.niveaux.iter());
                let noms = noms.map(String::as_str);
                diagnostics.ajoute(
                    Diagnostic::erreur(
                        Code::NiveauInconnu,
                        &fichier.chemin,
                        ecrit.etendue.clone(),
                        message,
                    )
                    .avec_conseil_eventuel(
                        crate::catalogue::vouliez_vous_dire(&ecrit.valeur, noms),
                    ),
                );
            }
            trouve
        });
        let [Some(niveau), Some(base)] = trouves else {
            continue;
        };
        let mut suivant = Some(base);
        while let Some(la) = suivant.filter(|la| *la != niveau) {
            suivant = cotisation.en_plus_de.get(&la).copied();
        }
        if suivant.is_none() {
            cotisation.en_plus_de.insert(niveau, base);
            continue;
        }
        let message = format!(
            "le niveau « {} » finit par s’ajouter à lui-même",
            dessus.valeur
        );
        diagnostics.ajoute(Diagnostic::erreur(
            Code::ValeurInvalide,
            &fichier.chemin,
            dessus.etendue.clone(),
            message,
        ));
    }
}

/// The level of this name, in the first module that has it.
fn niveau_nomme(modules: &[Module], nom: &str) -> Option<NiveauChoisi> {
    modules.iter().enumerate().find_map(|(module, lu)| {
        let niveau = lu.niveaux.iter().position(|niveau| niveau == nom)?;
        Some(NiveauChoisi { module, niveau })
    })
}

/// What the grid says already may not be said again by the header.
fn deux_fois(
    fichier: &Fichier,
    entete: &Entete,
    cotisation: &Cotisation,
    diagnostics: &mut Diagnostics,
) {
    let grille = || cotisation.grille.iter();
    for (clause, etendue) in cotisation.reductions.iter().zip(&entete.reductions) {
        let redit = grille().any(|ligne| clause.depend_du_regime(ligne.regime));
        if redit {
            let message = "la grille a déjà ses propres prix pour ce régime";
            let code = Code::Chevauchement;
            diagnostics.ajoute(
                Diagnostic::erreur(code, &fichier.chemin, etendue.clone(), message)
                    .avec_conseil("retirez cette réduction, ou ces lignes de la grille"),
            );
        }
    }
    if let Some(etendue) = &entete.coefficients
        && grille().any(|ligne| ligne.zone.is_some())
    {
        let message = "la grille a déjà un prix par zone";
        let code = Code::Chevauchement;
        diagnostics.ajoute(
            Diagnostic::erreur(code, &fichier.chemin, etendue.clone(), message)
                .avec_conseil("retirez les coefficients, ou videz la colonne `zone` de la grille"),
        );
    }
}

/// The zone of a département, and where it is written.
struct ZoneLue {
    departement: String,
    zone: String,
    etendue: Range<usize>,
}

fn lire_zones(fichier: &Fichier, diagnostics: &mut Diagnostics) -> Vec<ZoneLue> {
    let mut zones: Vec<ZoneLue> = Vec::new();
    let mut vus: BTreeSet<String> = BTreeSet::new();
    let Some(tableau) = TableauBrut::lire(fichier, diagnostics) else {
        return zones;
    };
    let Some(colonnes) = Colonnes::lire(&tableau, &["departement", "zone"], &[], diagnostics)
    else {
        return zones;
    };
    for ligne in &tableau.lignes {
        let mut champs = Champs {
            fichier: &fichier.chemin,
            colonnes: &colonnes,
            ligne,
            diagnostics,
        };
        let (Some(departement), Some(zone)) = (champs.exige("departement"), champs.exige("zone"))
        else {
            continue;
        };
        if !vus.insert(departement.to_owned()) {
            let message = format!("le département {departement} est écrit deux fois");
            champs.erreur("departement", Code::Double, message);
        }
        zones.push(ZoneLue {
            departement: departement.to_owned(),
            zone: zone.to_owned(),
            etendue: champs.cellule("zone").etendue.clone(),
        });
    }
    zones
}
