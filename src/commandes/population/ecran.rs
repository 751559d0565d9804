//! What people read of a simulation: what is assumed, then band by band, then the model
//! beside what is published.

use crate::calcul::Drapeau;
use crate::calcul::simulation::{Mesures, Resultat, ResultatDOffre, ResultatDeTranche};
use crate::montant::{Centimes, milliers};
use crate::panier::population::{Mesure, Population, Repere};
use crate::rendu::{Bloc, Cellule, Colonne, Ligne, Tableau};
use std::collections::BTreeSet;

/// Offers shown for a band; the machine formats give them all.
const MONTREES: usize = 10;

pub(super) fn blocs(population: &Population, resultat: &Resultat<'_>) -> Vec<Bloc> {
    let mut blocs = vec![
        Bloc::Paragraphe(format!("HYPOTHÈSE. {}", population.hypothese)),
        Bloc::Paragraphe(format!(
            "Personnes par âge : {}{}.",
            population.source_effectifs,
            population
                .doute_effectifs
                .as_ref()
                .map_or_else(String::new, |doute| format!(" ({doute})"))
        )),
    ];
    for tranche in &resultat.tranches {
        blocs.extend(de_tranche(tranche));
    }
    blocs.push(Bloc::Titre(
        "Le modèle à côté des chiffres publiés : reste après la sécurité sociale, sans mutuelle, pour les soins remboursés"
            .to_owned(),
    ));
    blocs.push(Bloc::Tableau(reperes(&resultat.reperes)));
    blocs.extend(doutes(&resultat.reperes));
    blocs
}

fn de_tranche(tranche: &ResultatDeTranche<'_>) -> Vec<Bloc> {
    let Some(seuls) = tranche.sans_mutuelle else {
        return Vec::new();
    };
    let montrees = || tranche.offres.iter().take(MONTREES);
    let mut blocs = vec![
        Bloc::Titre(format!(
            "{} : {} personnes",
            crate::texte::majuscule(&tranche.tranche.libelle),
            milliers(seuls.personnes)
        )),
        Bloc::Tableau(tableau("Reste à payer", &seuls, montrees(), |offre| {
            &offre.rac
        })),
        Bloc::Tableau(couts(&seuls, montrees())),
    ];
    let autres = tranche.offres.len().saturating_sub(MONTREES);
    if autres > 0 {
        blocs.push(Bloc::Paragraphe(format!(
            "Les {MONTREES} moins chères en moyenne ; les {autres} autres : --format csv."
        )));
    }
    let partielles: Vec<String> = montrees()
        .filter(|offre| offre.cout.personnes < seuls.personnes)
        .map(|offre| offre.choix.nom())
        .collect();
    if !partielles.is_empty() {
        blocs.push(Bloc::Paragraphe(format!(
            "Sans prix à certains âges, et comptées aux autres seulement : {}.",
            crate::texte::enumerer(&partielles, "et")
        )));
    }
    let drapeaux: BTreeSet<Drapeau> = montrees()
        .flat_map(|offre| &offre.drapeaux)
        .copied()
        .collect();
    let dits: Vec<&str> = drapeaux
        .into_iter()
        .filter(|drapeau| a_dire(*drapeau))
        .map(Drapeau::phrase)
        .collect();
    if !dits.is_empty() {
        blocs.push(Bloc::Paragraphe(format!(
            "À savoir : {}.",
            dits.join(" ; ")
        )));
    }
    blocs
}

/// Flags that change how a row is read; those of the care are in the assumption.
fn a_dire(drapeau: Drapeau) -> bool {
    matches!(
        drapeau,
        Drapeau::GarantieAmbigue
            | Drapeau::GarantieInconnue
            | Drapeau::BornesLarges
            | Drapeau::DelaiPossible
            | Drapeau::HistoriqueSuppose
            | Drapeau::ZoneInconnue
            | Drapeau::CotisationDouteuse
            | Drapeau::NonResponsable
    )
}

const RANGS: [&str; 4] = ["Moyenne", "Médiane", "9 sur 10", "99 sur 100"];

fn tableau<'r, 'a: 'r>(
    titre: &str,
    seuls: &Mesures,
    offres: impl Iterator<Item = &'r ResultatDOffre<'a>>,
    mesures: impl Fn(&'r ResultatDOffre<'a>) -> &'r Mesures,
) -> Tableau {
    let mut colonnes = vec![Colonne::gauche(titre)];
    colonnes.extend(RANGS.map(Colonne::droite));
    let rangee = |nom: String, mesures: &Mesures| {
        let montants = rangs(mesures).map(Cellule::Montant);
        std::iter::once(Cellule::Texte(nom))
            .chain(montants)
            .collect()
    };
    let lignes = offres.map(|offre| Ligne::normale(rangee(offre.choix.nom(), mesures(offre))));
    let reference = Ligne::reference(rangee("sans mutuelle".to_owned(), seuls));
    Tableau {
        colonnes,
        lignes: lignes.chain([reference]).collect(),
    }
}

/// The cost of the year, and for how many people of the band each offer costs least.
fn couts<'r, 'a: 'r>(
    seuls: &Mesures,
    offres: impl Iterator<Item = &'r ResultatDOffre<'a>> + Clone,
) -> Tableau {
    let mut tableau = tableau("Coût de l’année", seuls, offres.clone(), |offre| {
        &offre.cout
    });
    tableau.colonnes.push(Colonne::droite("La moins chère"));
    for (ligne, offre) in tableau.lignes.iter_mut().zip(offres) {
        let part = part(offre.moins_chere, seuls.personnes, 1);
        ligne.cellules.push(Cellule::Texte(format!("{part} %")));
    }
    tableau
}

fn rangs(mesures: &Mesures) -> [Centimes; 4] {
    [mesures.moyenne, mesures.mediane, mesures.p90, mesures.p99]
}

/// « 12,3 »: a share in percent, half up, with so many decimals.
pub(super) fn part(nombre: u64, total: u64, decimales: u32) -> String {
    let unite = 10_u128.pow(decimales);
    let total = u128::from(total.max(1));
    let arrondi = (u128::from(nombre) * 200 * unite + total) / (total * 2);
    let (entiers, reste) = (arrondi / unite, arrondi % unite);
    let largeur = usize::try_from(decimales).unwrap_or_default();
    format!("{entiers},{reste:0largeur$}")
}

fn reperes(reperes: &[(&Repere, Option<Centimes>)]) -> Tableau {
    let lignes = reperes.iter().map(|(repere, trouve)| {
        let ecart = trouve.map(|trouve| ecart(trouve, repere.montant));
        Ligne::normale(vec![
            Cellule::Texte(ages(repere.ages)),
            Cellule::Texte(mot(repere.mesure).to_owned()),
            trouve.map_or(Cellule::Vide, Cellule::Montant),
            Cellule::Montant(repere.montant),
            Cellule::Texte(repere.annee.to_string()),
            ecart.map_or(Cellule::Vide, Cellule::Texte),
        ])
    });
    Tableau {
        colonnes: vec![
            Colonne::gauche("Âges"),
            Colonne::gauche("Mesure"),
            Colonne::droite("Modèle"),
            Colonne::droite("Publié"),
            Colonne::droite("Année").importance(1),
            Colonne::droite("Écart"),
        ],
        lignes: lignes.collect(),
    }
}

/// Each doubt of the published figures once, with what it bears on.
fn doutes(reperes: &[(&Repere, Option<Centimes>)]) -> Option<Bloc> {
    let mut dits: Vec<(String, BTreeSet<String>)> = Vec::new();
    for (repere, _) in reperes {
        let Some(doute) = &repere.doute else { continue };
        let sur = format!("{} {}", mot(repere.mesure), repere.annee);
        match dits.iter_mut().find(|(connu, _)| connu == doute) {
            Some((_, surs)) => surs.extend([sur]),
            None => dits.push((doute.clone(), [sur].into())),
        }
    }
    let phrase = |(doute, surs): (String, BTreeSet<String>)| {
        let surs: Vec<String> = surs.into_iter().collect();
        format!("{} : {doute}.", surs.join(", "))
    };
    (!dits.is_empty()).then(|| Bloc::Liste(dits.into_iter().map(phrase).collect()))
}

/// « 71-80 ans », « 81 ans et plus », « tous »
pub(super) fn ages((min, max): (u8, u8)) -> String {
    match (min, max) {
        (0, 127) => "tous".to_owned(),
        (min, 127) => format!("{min} ans et plus"),
        (min, max) => format!("{min}-{max} ans"),
    }
}

pub(super) fn mot(mesure: Mesure) -> &'static str {
    match mesure {
        Mesure::Moyenne => "moyenne",
        Mesure::Mediane => "médiane",
        Mesure::P99 => "99 sur 100",
    }
}

/// « +3 % », « −12 % »: what is found against what is published, to the nearest percent.
pub(super) fn ecart(trouve: Centimes, publie: Centimes) -> String {
    let publie = publie.valeur().max(1);
    let ecart = trouve.valeur() - publie;
    let points = (ecart.abs() * 200 + publie) / (publie * 2);
    let signe = match (ecart < 0, points) {
        (_, 0) => "",
        (true, _) => "\u{2212}",
        (false, _) => "+",
    };
    format!("{signe}{points} %")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn une_part_s_arrondit_au_plus_proche() {
        // 1 / 3 = 33,333 % ; 1 / 8 = 12,5 % ; 1 / 16 = 6,25 %, arrondi à 6,3
        assert_eq!(part(1, 3, 1), "33,3");
        assert_eq!(part(1, 8, 2), "12,50");
        assert_eq!(part(1, 16, 1), "6,3");
        assert_eq!(part(0, 0, 1), "0,0");
    }

    #[test]
    fn un_ecart_dit_son_sens() {
        let ecart = |trouve, publie| ecart(Centimes::euros(trouve), Centimes::euros(publie));
        // 520 / 510 = 1,0196 ; 97 / 100 ; 1 005 / 1 000 = 1,005, arrondi à +1
        assert_eq!(ecart(520, 510), "+2 %");
        assert_eq!(ecart(97, 100), "\u{2212}3 %");
        assert_eq!(ecart(1_005, 1_000), "+1 %");
        assert_eq!(ecart(1_004, 1_000), "0 %");
    }
}
