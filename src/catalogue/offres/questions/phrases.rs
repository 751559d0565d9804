//! The words of the questions.

use crate::calcul::controle::{AuNiveau, Constat, Degre, Sorte, Temoin};
use crate::offre::Module;
use crate::texte::enumerer;

/// Beyond, acts are only counted.
const ACTES_MAX: usize = 6;

/// « niveau Éco », « niveaux Éco et Plus »; nothing for a level alone in its module.
fn niveaux_dits(module: &Module, niveaux: &[usize]) -> String {
    let noms: Vec<&str> = niveaux
        .iter()
        .filter_map(|niveau| module.niveaux.get(*niveau))
        .map(String::as_str)
        .collect();
    match noms.as_slice() {
        [] => String::new(),
        [seul] => format!("niveau {seul}"),
        _ => format!("niveaux {}", enumerer(&noms, "et")),
    }
}

/// What a row pays and should not, for the levels that are not admitted.
pub(super) fn constat(
    constat: &Constat<'_>,
    module: &Module,
    niveaux: &[usize],
) -> (String, Option<String>) {
    let dits: Vec<&AuNiveau> = constat
        .niveaux
        .iter()
        .filter(|vu| niveaux.contains(&vu.niveau))
        .collect();
    let Some(premier) = dits.first() else {
        return (String::new(), None);
    };
    let temoin = &premier.temoin;
    let ou = niveaux_dits(module, niveaux);
    if constat.ligne.is_none() {
        return sans_ligne(&ou, premier);
    }
    let quoi = quoi(constat.sorte, temoin);
    let (paye, attendu, article) = (temoin.paye, temoin.attendu, temoin.article);
    let mut message = match constat.sorte {
        Sorte::Minimum => {
            format!("{ou} : {paye} pour {quoi}, quand la loi demande {attendu} ({article})")
        }
        Sorte::Maximum => {
            format!("{ou} : {paye} pour {quoi}, quand la loi s’arrête à {attendu} ({article})")
        }
        Sorte::EcartOptam => format!(
            "{ou} : {paye} de dépassement pour {quoi}, quand la loi s’arrête à {attendu} ({article})"
        ),
        Sorte::Decroissante => {
            let avant = premier.niveau.checked_sub(1);
            let avant = avant.and_then(|rang| module.niveaux.get(rang));
            format!(
                "{ou} : {paye} pour {quoi}, quand le niveau {} paie {attendu}",
                avant.map_or("", String::as_str)
            )
        }
    };
    if !premier.autres.is_empty() {
        message.push_str(" ; d’autres actes aussi");
    }
    let conseil = if constat.sorte == Sorte::Decroissante {
        "relisez la cellule ; si c’est bien ce qui est imprimé, dites pourquoi dans `[[admis]]`"
            .to_owned()
    } else if constat.sorte == Sorte::EcartOptam {
        temoin.conseil.clone()
    } else {
        format!(
            "{} ; le calcul applique déjà la limite légale",
            temoin.conseil
        )
    };
    (message, Some(conseil))
}

/// « « Infirmier » à 20,00 € », « « Infirmier » à 20,00 €, la 61e fois de l’année ».
fn quoi(sorte: Sorte, temoin: &Temoin) -> String {
    let (acte, prix, rang) = (&temoin.acte, temoin.prix, temoin.rang);
    match sorte {
        _ if rang == 1 => format!("« {acte} » à {prix}"),
        Sorte::Decroissante => format!("{rang} fois « {acte} » à {prix}"),
        _ => format!("« {acte} » à {prix}, la {rang}e fois de l’année"),
    }
}

/// Acts that the law covers and that no row of the contract names.
fn sans_ligne(ou: &str, premier: &AuNiveau) -> (String, Option<String>) {
    let temoin = &premier.temoin;
    let actes: Vec<String> = std::iter::once(&temoin.acte)
        .chain(&premier.autres)
        .take(ACTES_MAX)
        .map(|acte| format!("« {acte} »"))
        .collect();
    let reste = (1 + premier.autres.len()).saturating_sub(actes.len());
    let reste = match reste {
        0 => String::new(),
        _ => "…".to_owned(),
    };
    let message = format!(
        "{ou} : un contrat responsable couvre ces actes, et aucune ligne ne le fait : {}{reste} ({})",
        actes.join(", "),
        temoin.article
    );
    let conseil = "ajoutez une ligne à `100 %` ou `TM` (`FR` pour les forfaits de l’hôpital, `100 % PLV` pour le 100 % Santé) ; le calcul applique déjà le minimum légal";
    (message, Some(conseil.to_owned()))
}

pub(super) fn frequence(module: &Module, niveaux: &[usize]) -> (String, Option<String>) {
    let message = format!(
        "{} : plus d’un équipement d’optique tous les deux ans pour un adulte (R. 871-2, 3°)",
        niveaux_dits(module, niveaux)
    );
    let conseil = "écrivez `1 équipement/2 ans` ; un an reste possible avec `âge < 16`";
    (message, Some(conseil.to_owned()))
}

pub(super) fn niveau_domine(module: &Module, degre: Degre) -> (String, Option<String>) {
    let nom = |rang: usize| module.niveaux.get(rang).map_or("", String::as_str);
    let message = format!(
        "le niveau {} coûte partout plus que le niveau {} et ne paie davantage pour aucun acte connu",
        nom(degre.cher),
        nom(degre.moins_cher)
    );
    let conseil = "relisez les deux colonnes et la grille : une cellule ou un prix est peut-être à la place d’un autre";
    (message, Some(conseil.to_owned()))
}
