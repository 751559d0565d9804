//! The premium of an offer: `[cotisation]`, the grid, the zones.

use crate::catalogue::champs::Champs;
use crate::catalogue::{
    Code, Colonnes, Diagnostic, Diagnostics, Fichier, Sources, Table, TableauBrut,
};
use crate::montant::Centimes;
use crate::offre::{Cotisation, Frais, LigneCotisation, Qualite, Regime, RegleAge};
use crate::reglementation::Provenance;
use std::collections::BTreeMap;
use std::ops::Range;

/// The header `[cotisation]`, before its files are read.
pub(super) struct Entete {
    publiee: bool,
    zones: Option<(String, Range<usize>)>,
    cotisation: Cotisation,
    etendue: Range<usize>,
}

impl Entete {
    /// The premium of a contract known in part, that says nothing of it.
    pub(super) fn absente(provenance: &Provenance) -> Self {
        Self {
            publiee: false,
            zones: None,
            cotisation: aucune(provenance),
            etendue: 0..0,
        }
    }
}

/// No premium at all.
pub(super) fn aucune(provenance: &Provenance) -> Cotisation {
    Cotisation {
        grille: Vec::new(),
        zones: BTreeMap::new(),
        age: RegleAge::NonDit,
        frais: Vec::new(),
        provenance: provenance.clone(),
    }
}

pub(super) fn entete(mut table: Table<'_>) -> Option<Entete> {
    let publiee = table.choix("grille", &[("publiée", true), ("non publiée", false)]);
    let age = table.choix_ou(
        "age",
        &[
            ("différence de millésimes", RegleAge::DifferenceDeMillesimes),
            ("âge révolu", RegleAge::Revolu),
            ("?", RegleAge::NonDit),
        ],
    );
    // Les qualités sont redites par la grille ; la clé sert au lecteur.
    let _ = table.liste_textes_ou("qualites");
    let zones = table.texte_ou("zones");
    let source = table.texte("source");
    let _ = table.texte_ou("source_url");
    let verifie_le = table.date("verifie_le");
    let doute = table.texte_ou("doute");
    let frais = table
        .tables_ou("frais")
        .into_iter()
        .filter_map(frais)
        .collect();
    let etendue = table.etendue();
    table.finir();
    let provenance = Provenance {
        source: source?.valeur.to_owned(),
        verifie_le: verifie_le?.valeur,
        doute: doute.map(|doute| doute.valeur.to_owned()),
    };
    Some(Entete {
        publiee: publiee?.valeur,
        zones: zones.map(|zones| (zones.valeur.to_owned(), zones.etendue)),
        cotisation: Cotisation {
            age: age.map_or(RegleAge::NonDit, |age| age.valeur),
            frais,
            ..aucune(&provenance)
        },
        etendue,
    })
}

fn frais(mut table: Table<'_>) -> Option<Frais> {
    let libelle = table.texte("libelle");
    let montant = table.montant("montant");
    let par = table.choix(
        "par",
        &[("contrat et par an", 1), ("contrat et par mois", 12)],
    );
    let source = table.texte("source");
    table.finir();
    Some(Frais {
        libelle: libelle?.valeur.to_owned(),
        annuel: montant?.valeur.multiplie(par?.valeur),
        source: source?.valeur.to_owned(),
    })
}

pub(super) fn lire(
    sources: &Sources,
    fichier: &Fichier,
    base: &str,
    entete: Entete,
    niveaux: &[String],
    diagnostics: &mut Diagnostics,
) -> Cotisation {
    let mut cotisation = entete.cotisation;
    let chemin = format!("{base}.cotisations.csv");
    match (sources.get(&chemin), entete.publiee) {
        (Some(grille), true) => cotisation.grille = lire_grille(grille, niveaux, diagnostics),
        (None, true) => {
            let message = format!("la grille est dite publiée et {chemin} manque");
            let etendue = entete.etendue;
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
    if let Some((nom, etendue)) = entete.zones {
        let dossier = fichier
            .chemin
            .rsplit_once('/')
            .map_or("", |(dossier, _)| dossier);
        let chemin = format!("{dossier}/{nom}");
        match sources.get(&chemin) {
            Some(zones) => cotisation.zones = lire_zones(zones, diagnostics),
            None => diagnostics.ajoute(
                Diagnostic::erreur(
                    Code::ZoneInconnue,
                    &fichier.chemin,
                    etendue,
                    format!("le fichier de zones {chemin} manque"),
                )
                .avec_conseil("ajoutez-le (colonnes `departement;zone`), ou retirez la clé"),
            ),
        }
        zones_sans_prix(&cotisation, &chemin, diagnostics);
    }
    cotisation
}

/// Each zone of a département must be in the grid.
fn zones_sans_prix(cotisation: &Cotisation, chemin: &str, diagnostics: &mut Diagnostics) {
    for (departement, zone) in &cotisation.zones {
        let connue = cotisation
            .grille
            .iter()
            .any(|ligne| ligne.zone.as_ref() == Some(zone));
        if !connue && !cotisation.grille.is_empty() {
            let message =
                format!("la zone {zone} du département {departement} n’est pas dans la grille");
            diagnostics.ajoute(Diagnostic::erreur(
                Code::ZoneInconnue,
                chemin,
                0..0,
                message,
            ));
        }
    }
}

fn lire_zones(fichier: &Fichier, diagnostics: &mut Diagnostics) -> BTreeMap<String, String> {
    let mut zones = BTreeMap::new();
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
        if zones
            .insert(departement.to_owned(), zone.to_owned())
            .is_some()
        {
            let message = format!("le département {departement} est écrit deux fois");
            champs.erreur("departement", Code::Double, message);
        }
    }
    zones
}

fn lire_grille(
    fichier: &Fichier,
    niveaux: &[String],
    diagnostics: &mut Diagnostics,
) -> Vec<LigneCotisation> {
    let mut grille: Vec<LigneCotisation> = Vec::new();
    let Some(tableau) = TableauBrut::lire(fichier, diagnostics) else {
        return grille;
    };
    let noms = ["niveau", "zone", "regime", "qualite", "age_min", "age_max"];
    let montants = ["cotisation_mensuelle", "cotisation_annuelle"];
    let Some(colonnes) = Colonnes::lire(&tableau, &noms, &montants, diagnostics) else {
        return grille;
    };
    for ligne in &tableau.lignes {
        let mut champs = Champs {
            fichier: &fichier.chemin,
            colonnes: &colonnes,
            ligne,
            diagnostics,
        };
        if let Some(lue) = ligne_de_grille(&mut champs, niveaux) {
            grille.push(lue);
        }
    }
    chevauchements(fichier, &mut grille, diagnostics);
    grille
}

fn ligne_de_grille(champs: &mut Champs<'_, '_>, niveaux: &[String]) -> Option<LigneCotisation> {
    let ecrit = champs.exige("niveau");
    let niveau = ecrit.and_then(|ecrit| niveaux.iter().position(|niveau| niveau == ecrit));
    if let (Some(ecrit), None) = (ecrit, niveau) {
        let conseil =
            crate::catalogue::vouliez_vous_dire(ecrit, niveaux.iter().map(String::as_str));
        champs.erreur_avec(
            "niveau",
            Code::NiveauInconnu,
            format!("niveau « {ecrit} » inconnu"),
            conseil,
        );
    }
    let regimes = [
        ("general", Regime::General),
        ("alsace-moselle", Regime::AlsaceMoselle),
    ];
    let regime = champs.choix("regime", &regimes);
    let qualites = [
        Qualite::Adulte,
        Qualite::Adherent,
        Qualite::Conjoint,
        Qualite::Enfant,
    ];
    let qualite = champs.choix("qualite", &qualites.map(|qualite| (qualite.mot(), qualite)));
    let ages = champs.ages();
    let mensuelle = if champs.texte("cotisation_mensuelle").is_empty() {
        champs
            .montant("cotisation_annuelle")
            .and_then(|annuelle| par_mois(champs, annuelle))
    } else {
        champs.montant("cotisation_mensuelle")
    };
    Some(LigneCotisation {
        niveau: niveau?,
        zone: champs.texte_ou("zone"),
        regime: regime?,
        qualite: qualite?,
        ages: ages?,
        mensuelle: mensuelle?,
    })
}

/// A yearly premium must be twelve equal months.
fn par_mois(champs: &mut Champs<'_, '_>, annuelle: Centimes) -> Option<Centimes> {
    if annuelle.valeur() % 12 == 0 {
        return Some(Centimes::new(annuelle.valeur() / 12));
    }
    let message = "cette cotisation annuelle ne fait pas douze mois égaux au centime";
    champs.erreur("cotisation_annuelle", Code::MontantIllisible, message);
    None
}

/// Two prices for the same person are an error.
fn chevauchements(
    fichier: &Fichier,
    grille: &mut [LigneCotisation],
    diagnostics: &mut Diagnostics,
) {
    grille.sort_by(|a, b| cle(a).cmp(&cle(b)));
    for deux in grille.windows(2) {
        let [une, autre] = deux else { continue };
        let meme = (une.niveau, &une.zone, une.regime, une.qualite)
            == (autre.niveau, &autre.zone, autre.regime, autre.qualite);
        if meme && autre.ages.0 <= une.ages.1 {
            let message = format!(
                "deux prix pour la même personne : {} de {} ans, zone {}",
                une.qualite.mot(),
                autre.ages.0,
                une.zone.as_deref().unwrap_or("unique")
            );
            diagnostics.ajoute(Diagnostic::erreur(
                Code::Chevauchement,
                &fichier.chemin,
                0..0,
                message,
            ));
        }
    }
}

fn cle(ligne: &LigneCotisation) -> impl Ord + '_ {
    (
        ligne.niveau,
        &ligne.zone,
        ligne.regime,
        ligne.qualite,
        ligne.ages,
    )
}
