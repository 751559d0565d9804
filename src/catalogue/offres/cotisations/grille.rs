//! The premium grid.

use crate::catalogue::champs::Champs;
use crate::catalogue::{
    Code, Colonnes, Diagnostic, Diagnostics, Fichier, TableauBrut, vouliez_vous_dire,
};
use crate::montant::Centimes;
use crate::offre::cotisation::{NiveauChoisi, PrixGrille, Statut};
use crate::offre::{LigneCotisation, Module, Qualite, Regime};
use std::ops::Range;

/// A row, and where it is written.
type LignePlacee = (LigneCotisation, Range<usize>);

const COLONNES: [&str; 6] = ["niveau", "zone", "regime", "qualite", "age_min", "age_max"];
const PRIX: [&str; 3] = [
    "cotisation_mensuelle",
    "cotisation_annuelle",
    "cotisation_pmss",
];
const FACULTATIVES: [&str; 5] = [
    "cotisation_mensuelle",
    "cotisation_annuelle",
    "cotisation_pmss",
    "module",
    "statut",
];

pub(super) fn lire(
    fichier: &Fichier,
    modules: &[Module],
    diagnostics: &mut Diagnostics,
) -> Vec<LigneCotisation> {
    let mut grille: Vec<LignePlacee> = Vec::new();
    let Some(tableau) = TableauBrut::lire(fichier, diagnostics) else {
        return Vec::new();
    };
    let Some(colonnes) = Colonnes::lire(&tableau, &COLONNES, &FACULTATIVES, diagnostics) else {
        return Vec::new();
    };
    for ligne in &tableau.lignes {
        let mut champs = Champs {
            fichier: &fichier.chemin,
            colonnes: &colonnes,
            ligne,
            diagnostics,
        };
        if let Some(lue) = une_ligne(&mut champs, modules) {
            grille.push((lue, champs.cellule("niveau").etendue.clone()));
        }
    }
    chevauchements(fichier, &mut grille, diagnostics);
    grille.into_iter().map(|(ligne, _)| ligne).collect()
}

fn une_ligne(champs: &mut Champs<'_, '_>, modules: &[Module]) -> Option<LigneCotisation> {
    let niveau = niveau(champs, modules);
    let regimes = [
        ("general", Regime::General),
        ("alsace-moselle", Regime::AlsaceMoselle),
    ];
    let regime = champs.choix("regime", &regimes);
    let statuts = [
        ("", None),
        ("salarie", Some(Statut::Salarie)),
        ("tns", Some(Statut::Tns)),
        ("tns-createur", Some(Statut::TnsCreateur)),
    ];
    let statut = champs.choix("statut", &statuts);
    let qualites = [
        Qualite::Adulte,
        Qualite::Adherent,
        Qualite::Conjoint,
        Qualite::Enfant,
    ];
    let qualite = champs.choix("qualite", &qualites.map(|qualite| (qualite.mot(), qualite)));
    let ages = champs.ages();
    let prix = prix(champs);
    Some(LigneCotisation {
        niveau: niveau?,
        zone: champs.texte_ou("zone"),
        regime: regime?,
        statut: statut?,
        qualite: qualite?,
        ages: ages?,
        prix: prix?,
    })
}

/// The level, in the module of the column `module`, else in the first one that has it.
fn niveau(champs: &mut Champs<'_, '_>, modules: &[Module]) -> Option<NiveauChoisi> {
    let dans = champs.texte("module");
    let connus: Vec<&str> = modules.iter().map(|module| module.id.as_str()).collect();
    if !dans.is_empty() && !connus.contains(&dans) {
        let conseil = vouliez_vous_dire(dans, connus);
        let message = format!("module « {dans} » inconnu");
        champs.erreur_avec("module", Code::ModuleInconnu, message, conseil);
        return None;
    }
    let permis = || {
        let modules = modules.iter().enumerate();
        modules.filter(move |(_, module)| dans.is_empty() || module.id == dans)
    };
    let ecrit = champs.exige("niveau")?;
    let trouve = permis().find_map(|(module, lu)| {
        let niveau = lu.niveaux.iter().position(|niveau| niveau == ecrit)?;
        Some(NiveauChoisi { module, niveau })
    });
    if trouve.is_none() {
        let noms = permis().flat_map(|(_, module)| module.niveaux.iter());
        let conseil = vouliez_vous_dire(ecrit, noms.map(String::as_str));
        let message = format!("niveau « {ecrit} » inconnu");
        champs.erreur_avec("niveau", Code::NiveauInconnu, message, conseil);
    }
    trouve
}

/// The one price of the row.
fn prix(champs: &mut Champs<'_, '_>) -> Option<PrixGrille> {
    let ecrits: Vec<&str> = PRIX
        .into_iter()
        .filter(|nom| !champs.texte(nom).is_empty())
        .collect();
    if let [_, second, ..] = ecrits.as_slice() {
        let message = "cette ligne a deux prix : un seul suffit";
        champs.erreur(second, Code::Double, message);
        return None;
    }
    match ecrits.first() {
        Some(&"cotisation_mensuelle") => champs
            .montant("cotisation_mensuelle")
            .map(PrixGrille::Mensuel),
        Some(&"cotisation_pmss") => champs.taux("cotisation_pmss").map(PrixGrille::PartPmss),
        _ => champs
            .montant("cotisation_annuelle")
            .and_then(|annuelle| par_mois(champs, annuelle))
            .map(PrixGrille::Mensuel),
    }
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
fn chevauchements(fichier: &Fichier, grille: &mut [LignePlacee], diagnostics: &mut Diagnostics) {
    grille.sort_by(|(a, _), (b, _)| (cle(a), a.ages).cmp(&(cle(b), b.ages)));
    for deux in grille.windows(2) {
        let [(une, ici), (autre, la)] = deux else {
            continue;
        };
        if cle(une) == cle(autre) && autre.ages.0 <= une.ages.1 {
            let message = format!(
                "deux prix pour la même personne : {} de {} ans, zone {}",
                une.qualite.mot(),
                autre.ages.0,
                une.zone.as_deref().unwrap_or("unique")
            );
            let (premiere, seconde) = if ici.start < la.start {
                (ici, la)
            } else {
                (la, ici)
            };
            let code = Code::Chevauchement;
            diagnostics.ajoute(
                Diagnostic::erreur(code, &fichier.chemin, seconde.clone(), message)
                    .avec_lien(premiere.clone(), "l’autre prix")
                    .avec_conseil("gardez une des deux lignes, ou corrigez ses âges"),
            );
        }
    }
}

/// What tells a row from another, ages aside.
fn cle(ligne: &LigneCotisation) -> impl Ord + '_ {
    (
        ligne.niveau,
        &ligne.zone,
        ligne.regime,
        ligne.statut,
        ligne.qualite,
    )
}
