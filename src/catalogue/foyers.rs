//! Many households in one table: one row each, for `rac droits --foyers`.

use super::champs::Champs;
use super::{Code, Colonnes, Diagnostic, Diagnostics, Fichier, TableauBrut, vouliez_vous_dire};
use crate::calcul::droits::{Foyer, FoyerInvalide, Logement, Membre, Role, controler_date};
use crate::montant::{Centimes, lire_montant};
use crate::reglementation::droits::{Allocation, Droits, Zone};
use crate::texte::sans_accent;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The columns that every file of households has.
const OBLIGATOIRES: [&str; 6] = [
    "id",
    "date",
    "ages_adultes",
    "ages_enfants",
    "ressources_annuelles_eur",
    "logement",
];
const FACULTATIVES: [&str; 5] = [
    "ages_alternes",
    "aide_logement_mensuelle_eur",
    "departement",
    "regime",
    "allocations",
];
const LOGEMENTS: [(&str, Logement); 4] = [
    ("locataire", Logement::Locataire),
    ("proprietaire", Logement::Proprietaire),
    ("loge-gratuit", Logement::LogeGratuitement),
    ("aide-logement", Logement::AideAuLogement(None)),
];

/// A household with its name in the file and the day of its demand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoyerDate {
    /// Its name in the file.
    pub id: String,
    /// Day of the demand.
    pub date: Date,
    /// The household.
    pub foyer: Foyer,
}

/// How a household is housed, as options and files write it; `loge_gratuitement` too.
///
/// # Errors
/// What to write.
pub fn lire_logement(texte: &str) -> Result<Logement, String> {
    let mot = sans_accent(texte.trim()).replace(['_', ' '], "-");
    let mot = match mot.as_str() {
        "loge-gratuitement" => "loge-gratuit",
        "aide-au-logement" => "aide-logement",
        autre => autre,
    };
    let connu = LOGEMENTS.iter().find(|(nom, _)| *nom == mot);
    connu.map(|(_, logement)| *logement).ok_or_else(|| {
        vouliez_vous_dire(mot, LOGEMENTS.iter().map(|(nom, _)| *nom)).unwrap_or_else(|| {
            "écrivez locataire, proprietaire, loge-gratuit ou aide-logement".to_owned()
        })
    })
}

/// Reads a file of households; every problem of every row goes to the diagnostics. Columns
/// that the tool does not read are said, not refused: a survey holds more than this.
#[must_use]
pub fn lire_foyers(
    fichier: &Fichier,
    droits: &Droits,
    diagnostics: &mut Diagnostics,
) -> Vec<FoyerDate> {
    let Some(tableau) = TableauBrut::lire(fichier, diagnostics) else {
        return Vec::new();
    };
    let autres = autres_colonnes(&tableau, diagnostics);
    let facultatives: Vec<&str> = FACULTATIVES.into_iter().chain(autres).collect();
    let Some(colonnes) = Colonnes::lire(&tableau, &OBLIGATOIRES, &facultatives, diagnostics) else {
        return Vec::new();
    };
    let mut vus = BTreeSet::new();
    let mut foyers = Vec::new();
    for ligne in &tableau.lignes {
        let mut champs = Champs {
            fichier: &fichier.chemin,
            colonnes: &colonnes,
            ligne,
            diagnostics,
        };
        let Some(lu) = foyer(&mut champs, droits) else {
            continue;
        };
        if vus.insert(lu.id.clone()) {
            foyers.push(lu);
        } else {
            let message = format!("le foyer `{}` est écrit deux fois", lu.id);
            champs.erreur("id", Code::Double, message);
        }
    }
    foyers
}

/// The columns that are not read, each with a warning.
fn autres_colonnes<'t>(
    tableau: &'t TableauBrut<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<&'t str> {
    let connues = || OBLIGATOIRES.into_iter().chain(FACULTATIVES);
    let presentes: Vec<&str> = tableau.entetes.iter().map(|e| e.texte.as_ref()).collect();
    let mut autres: Vec<&str> = Vec::new();
    for entete in &tableau.entetes {
        let nom = entete.texte.as_ref();
        if nom.is_empty() || autres.contains(&nom) || connues().any(|connue| connue == nom) {
            continue;
        }
        autres.push(nom);
        let absentes = connues().filter(|connue| !presentes.contains(connue));
        let proche = vouliez_vous_dire(nom, absentes);
        diagnostics.ajoute(
            Diagnostic::avertissement(
                Code::ColonneInconnue,
                tableau.fichier,
                entete.etendue.clone(),
                format!("la colonne `{nom}` n’est pas lue"),
            )
            .avec_conseil_eventuel(proche),
        );
    }
    autres
}

fn foyer(champs: &mut Champs<'_, '_>, droits: &Droits) -> Option<FoyerDate> {
    let id = champs.exige("id").map(str::to_owned);
    let date = date(champs, droits);
    let membres = membres(champs);
    let ressources = montant(champs, "ressources_annuelles_eur", true);
    let logement = logement(champs);
    let aide = montant(champs, "aide_logement_mensuelle_eur", false);
    let zone = zone(champs);
    let regimes = [("", false), ("general", false), ("alsace-moselle", true)];
    let alsace_moselle = champs.choix("regime", &regimes);
    let allocations = allocations(champs);
    let logement = match (logement?, aide?) {
        (Logement::AideAuLogement(_), aide) => Logement::AideAuLogement(aide),
        (autre, None) => autre,
        (_, Some(_)) => {
            champs.erreur_avec(
                "aide_logement_mensuelle_eur",
                Code::ValeurInvalide,
                "une aide au logement ne va qu’avec le logement `aide-logement`",
                Some("corrigez la colonne `logement`, ou laissez cette cellule vide".to_owned()),
            );
            return None;
        }
    };
    let date = date?;
    let lu = Foyer {
        membres: membres?,
        ressources: ressources?,
        revenus_abattus: Centimes::ZERO,
        pensions_versees: Centimes::ZERO,
        logement,
        zone: zone?,
        alsace_moselle: alsace_moselle?,
        allocations: allocations?,
    };
    let fautes = lu.fautes(droits, date);
    for faute in &fautes {
        champs.erreur(colonne(faute), Code::ValeurInvalide, faute.to_string());
    }
    fautes.is_empty().then_some(FoyerDate {
        id: id?,
        date,
        foyer: lu,
    })
}

/// The column at fault.
const fn colonne(faute: &FoyerInvalide) -> &'static str {
    match faute {
        FoyerInvalide::Vide
        | FoyerInvalide::TropGrand(_)
        | FoyerInvalide::SansAdulte
        | FoyerInvalide::TropDAdultes(_) => "ages_adultes",
        FoyerInvalide::TropAgePourEtreACharge { .. } | FoyerInvalide::EnfantPlusAge { .. } => {
            "ages_enfants"
        }
        FoyerInvalide::RessourcesNegatives(_)
        | FoyerInvalide::RessourcesTropGrandes(_)
        | FoyerInvalide::SansRessources
        | FoyerInvalide::AbattusTropGrands { .. } => "ressources_annuelles_eur",
    }
}

fn date(champs: &mut Champs<'_, '_>, droits: &Droits) -> Option<Date> {
    let lue = champs.date("date")?;
    match controler_date(droits, lue) {
        Ok(()) => Some(lue),
        Err(erreur) => {
            champs.erreur("date", Code::ValeurInvalide, erreur.to_string());
            None
        }
    }
}

fn membres(champs: &mut Champs<'_, '_>) -> Option<Vec<Membre>> {
    let colonnes = [
        ("ages_adultes", Role::Adulte),
        ("ages_enfants", Role::ACharge),
        ("ages_alternes", Role::GardeAlternee),
    ];
    let lus = colonnes.map(|(nom, role)| ages(champs, nom, role));
    let mut membres = Vec::new();
    for lu in lus {
        membres.extend(lu?);
    }
    Some(membres)
}

/// Ages joined by `|`.
fn ages(champs: &mut Champs<'_, '_>, nom: &str, role: Role) -> Option<Vec<Membre>> {
    let texte = champs.texte(nom);
    let mots = texte
        .split('|')
        .map(str::trim)
        .filter(|mot| !mot.is_empty());
    let mut membres = Vec::new();
    for mot in mots {
        let Some(age) = mot.parse::<u8>().ok().filter(|age| *age <= 120) else {
            champs.erreur(
                nom,
                Code::AgeHorsBornes,
                format!("« {mot} » n’est pas un âge de 0 à 120 : séparez les âges par « | »"),
            );
            return None;
        };
        membres.push(Membre {
            age: Some(age),
            role,
        });
    }
    Some(membres)
}

/// An amount; none when the cell is empty.
fn montant(champs: &mut Champs<'_, '_>, nom: &str, exige: bool) -> Option<Option<Centimes>> {
    if champs.texte(nom).is_empty() && !exige {
        return Some(None);
    }
    let texte = champs.exige(nom)?;
    match lire_montant(texte) {
        Ok(montant) => Some(Some(montant)),
        Err(erreur) => {
            champs.erreur(nom, Code::MontantIllisible, erreur.to_string());
            None
        }
    }
}

fn logement(champs: &mut Champs<'_, '_>) -> Option<Logement> {
    let texte = champs.exige("logement")?;
    match lire_logement(texte) {
        Ok(logement) => Some(logement),
        Err(conseil) => {
            let message = format!("« {texte} » n’est pas une façon d’être logé");
            champs.erreur_avec("logement", Code::ValeurInvalide, message, Some(conseil));
            None
        }
    }
}

fn zone(champs: &mut Champs<'_, '_>) -> Option<Zone> {
    let texte = champs.texte("departement");
    let zone = if texte.is_empty() {
        Some(Zone::Metropole)
    } else {
        Zone::du_departement(texte)
    };
    if zone.is_none() {
        let message = format!("« {texte} » n’est pas un département : écrivez 35, 2A ou 974");
        champs.erreur("departement", Code::ValeurInvalide, message);
    }
    zone
}

fn allocations(champs: &mut Champs<'_, '_>) -> Option<Vec<Allocation>> {
    let texte = champs.texte("allocations");
    let mut allocations = Vec::new();
    for mot in texte
        .split('|')
        .map(str::trim)
        .filter(|mot| !mot.is_empty())
    {
        let Some(allocation) = Allocation::lire(mot) else {
            champs.erreur_avec(
                "allocations",
                Code::ValeurInvalide,
                format!("« {mot} » n’est pas une allocation connue"),
                Some("écrivez rsa, aspa, asi, aah, ass ou cej, séparées par « | »".to_owned()),
            );
            return None;
        };
        allocations.push(allocation);
    }
    Some(allocations)
}
