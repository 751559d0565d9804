//! The assumptions on what an amount spent on a poste is made of: `hypotheses/depenses.csv`.

use super::champs::Champs;
use super::offres::table::poste;
use super::{Code, Colonnes, Diagnostics, Sources, TableauBrut};
use crate::montant::Centimes;
use crate::panier::depense::{HypotheseDeDepense, NOMBRE_MAX};
use crate::panier::devis::lire_soin;
use crate::panier::{Element, Prix, Quoi, Soin};
use crate::reglementation::{ActeId, Reglementation, Secteur};
use jiff::civil::Date;

/// The file of the assumptions.
pub const HYPOTHESES: &str = "hypotheses/depenses.csv";

const COLONNES: [&str; 7] = [
    "poste",
    "soin",
    "nombre_max",
    "hypothese",
    "source",
    "verifie_le",
    "doute",
];
/// Reads the assumptions, the prices being those of a day; without a day, of the one when
/// each was checked.
pub fn lire_depenses(
    sources: &Sources,
    reglementation: &Reglementation,
    date: Option<Date>,
    diagnostics: &mut Diagnostics,
) -> Vec<HypotheseDeDepense> {
    let Some(fichier) = sources.get(HYPOTHESES) else {
        return Vec::new();
    };
    let Some(tableau) = TableauBrut::lire(fichier, diagnostics) else {
        return Vec::new();
    };
    let Some(colonnes) = Colonnes::lire(&tableau, &COLONNES, &[], diagnostics) else {
        return Vec::new();
    };
    let mut hypotheses: Vec<HypotheseDeDepense> = Vec::new();
    for ligne in &tableau.lignes {
        let mut champs = Champs {
            fichier: &fichier.chemin,
            colonnes: &colonnes,
            ligne,
            diagnostics,
        };
        let Some(lue) = hypothese(&mut champs, reglementation, date) else {
            continue;
        };
        if hypotheses.iter().any(|autre| autre.poste == lue.poste) {
            let message = "ce poste a déjà une hypothèse";
            champs.erreur("poste", Code::Double, message);
            continue;
        }
        hypotheses.push(lue);
    }
    hypotheses
}

fn hypothese(
    champs: &mut Champs<'_, '_>,
    reglementation: &Reglementation,
    date: Option<Date>,
) -> Option<HypotheseDeDepense> {
    let nom = champs.exige("poste");
    let place = champs.cellule("poste").etendue.clone();
    let poste = nom.map(|nom| poste(nom, champs.fichier, place, &reglementation.postes));
    let poste = match poste {
        Some(Err(erreur)) => {
            champs.diagnostics.ajoute(*erreur);
            None
        }
        lu => lu.and_then(Result::ok),
    };
    let ecrit = champs.exige("soin");
    let mots = champs.exige("hypothese");
    let provenance = champs.provenance();
    let nombre_max = match champs.texte("nombre_max") {
        "" => Some(NOMBRE_MAX),
        texte => {
            let lu = texte.parse::<u16>().ok();
            let lu = lu.filter(|nombre| (1..=NOMBRE_MAX).contains(nombre));
            if lu.is_none() {
                let message = format!("« {texte} » n’est pas un nombre de 1 à {NOMBRE_MAX}");
                champs.erreur("nombre_max", Code::ValeurInvalide, message);
            }
            lu
        }
    };
    let provenance = provenance?;
    let jour = date.unwrap_or(provenance.verifie_le);
    let soin = match lire_soin(ecrit?, reglementation, jour, &[]) {
        Ok(soin) => soin,
        Err(erreur) => {
            champs.erreur("soin", Code::ActeInconnu, erreur.to_string());
            return None;
        }
    };
    let mots = (mots?.to_owned(), provenance);
    let prix = |soin: &Soin| prix(soin, reglementation, jour);
    let lue = HypotheseDeDepense::new(poste?, soin, nombre_max?, mots, prix);
    if lue.is_none() {
        let message = "ce soin n’a pas de prix connu : écrivez-le, par exemple « = 60 € »";
        champs.erreur("soin", Code::ValeurInvalide, message);
    }
    lue
}

/// The price of a care, or those of the elements of glasses; none for a stay.
fn prix(soin: &Soin, reglementation: &Reglementation, date: Date) -> Option<Vec<Centimes>> {
    let prix = |acte: ActeId, secteur: Secteur, prix: Prix| match prix {
        Prix::Donne(prix) => Some(prix),
        Prix::Type => {
            let suppose = reglementation.acte(acte).prix_suppose(secteur, date);
            suppose.map(|(prix, _)| prix)
        }
    };
    match &soin.quoi {
        Quoi::Acte {
            acte,
            secteur,
            prix: dit,
            ..
        } => Some(vec![prix(*acte, *secteur, *dit)?]),
        Quoi::Lunettes(lunettes) => {
            let [un, autre] = lunettes.verres;
            let elements = [lunettes.monture, un, autre].into_iter();
            elements
                .map(|Element { acte, prix: dit }| prix(acte, Secteur::Un, dit))
                .collect()
        }
        Quoi::Sejour(_) => None,
    }
}
