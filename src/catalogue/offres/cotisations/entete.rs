//! The header `[cotisation]`.

use super::clauses;
use crate::catalogue::{Code, Diagnostic, Place, Table};
use crate::montant::Taux;
use crate::offre::cotisation::{
    Frais, JourAge, RegleEnfant, Rythme, lire_coefficient, lire_part_employeur, lire_reduction,
};
use crate::offre::{Cotisation, RegleAge};
use crate::reglementation::Provenance;
use std::collections::BTreeMap;
use std::ops::Range;

/// The header `[cotisation]`, before its files are read.
pub(in crate::catalogue::offres) struct Entete {
    pub(super) publiee: bool,
    pub(super) zones: Option<(String, Range<usize>)>,
    pub(super) cotisation: Cotisation,
    pub(super) etendue: Range<usize>,
    /// Place of each reduction.
    pub(super) reductions: Vec<Range<usize>>,
    /// Place of the coefficients.
    pub(super) coefficients: Option<Range<usize>>,
    /// Levels whose price adds to that of another one, by name.
    pub(super) en_plus_de: Vec<(Place<String>, Place<String>)>,
}

impl Entete {
    /// The premium of a contract known in part, that says nothing of it.
    pub(in crate::catalogue::offres) fn absente(provenance: &Provenance) -> Self {
        Self {
            publiee: false,
            zones: None,
            cotisation: Cotisation::non_publiee(provenance.clone()),
            etendue: 0..0,
            reductions: Vec::new(),
            coefficients: None,
            en_plus_de: Vec::new(),
        }
    }
}

/// Whether the grid is published.
pub(in crate::catalogue::offres) const GRILLES: [(&str, bool); 2] =
    [("publiée", true), ("non publiée", false)];

/// How an age is counted.
pub(in crate::catalogue::offres) const AGES: [(&str, RegleAge); 3] = [
    ("différence de millésimes", RegleAge::DifferenceDeMillesimes),
    ("âge révolu", RegleAge::Revolu),
    ("?", RegleAge::NonDit),
];

pub(in crate::catalogue::offres) fn entete(mut table: Table<'_>) -> Option<Entete> {
    let publiee = table.choix("grille", &GRILLES);
    let age = table.choix_ou("age", &AGES);
    let fige = table.oui_non_ou("age_fige");
    // Les qualités sont redites par la grille ; la clé sert au lecteur.
    let _ = table.liste_textes_ou("qualites");
    let enfant = enfant(&mut table);
    let zones = table.texte_ou("zones");
    let coefficients = table.sous_table_ou("coefficients").map(coefficients);
    let en_plus_de = table.sous_table_ou("en_plus_de").map(en_plus_de);
    let reductions = clauses::lire(&mut table, "reductions", lire_reduction);
    let part_employeur = clauses::lire(&mut table, "part_employeur", lire_part_employeur);
    let minimum_mensuel = table.montant_ou("minimum_mensuel");
    let evolution = table.texte_ou("evolution");
    let note = table.texte_ou("note");
    let source = table.texte("source");
    let _ = table.texte_ou("source_url");
    let verifie_le = table.date("verifie_le");
    let doute = table.texte_ou("doute");
    let (textes, tables) = table.textes_ou_tables("frais");
    let mut frais = clauses::frais(&table, &textes);
    frais.extend(tables.into_iter().filter_map(un_frais));
    let etendue = table.etendue();
    table.finir();
    let provenance = Provenance {
        source: source?.valeur.to_owned(),
        verifie_le: verifie_le?.valeur,
        doute: doute.map(|doute| doute.valeur.to_owned()),
    };
    let (coefficients, place_coefficients) = coefficients.unzip();
    let (reductions, places): (Vec<_>, Vec<_>) = reductions.into_iter().unzip();
    Some(Entete {
        publiee: publiee?.valeur,
        zones: zones.map(|zones| (zones.valeur.to_owned(), zones.etendue)),
        cotisation: Cotisation {
            coefficients: coefficients.unwrap_or_default(),
            age: age.map_or(RegleAge::NonDit, |age| age.valeur),
            jour_age: match fige.map(|fige| fige.valeur) {
                None | Some(Some(false)) => JourAge::Courant,
                Some(Some(true)) => JourAge::Adhesion,
                Some(None) => JourAge::NonDit,
            },
            enfant,
            reductions,
            part_employeur: part_employeur
                .into_iter()
                .map(|(clause, _)| clause)
                .collect(),
            minimum_mensuel: minimum_mensuel.map(|minimum| minimum.valeur),
            frais,
            evolution: evolution.map(|texte| texte.valeur.to_owned()),
            note: note.map(|texte| texte.valeur.to_owned()),
            ..Cotisation::non_publiee(provenance)
        },
        etendue,
        reductions: places,
        coefficients: place_coefficients,
        en_plus_de: en_plus_de.unwrap_or_default(),
    })
}

/// `enfant = "tarif de 18 ans"`, `enfant_jusqu_a = 27`
fn enfant(table: &mut Table<'_>) -> RegleEnfant {
    let tarif = table.texte_ou("enfant").and_then(|ecrit| {
        let age = ecrit.valeur.strip_prefix("tarif de ");
        let age = age.and_then(|reste| reste.strip_suffix(" ans"));
        let age = age.and_then(|age| age.trim().parse::<u8>().ok());
        let age = age.filter(|age| *age <= 127);
        if age.is_none() {
            let message = format!("« {} » n’est pas un tarif d’enfant", ecrit.valeur);
            table.note(
                Diagnostic::erreur(
                    Code::ValeurInvalide,
                    table.fichier(),
                    ecrit.etendue,
                    message,
                )
                .avec_conseil(
                    "écrivez `\"tarif de 18 ans\"`, ou des lignes `enfant` dans la grille",
                ),
            );
        }
        age
    });
    let jusqu_a = table.entier_ou("enfant_jusqu_a").and_then(|ecrit| {
        let age = u8::try_from(ecrit.valeur).ok().filter(|age| *age <= 127);
        if age.is_none() {
            let message = format!("« {} » n’est pas un âge de 0 à 127", ecrit.valeur);
            table.erreur(Code::AgeHorsBornes, ecrit.etendue, message);
        }
        age
    });
    RegleEnfant {
        au_tarif_de: tarif,
        jusqu_a,
    }
}

/// `coefficients = { A = "× 1", B = "95 %" }`
fn coefficients(mut table: Table<'_>) -> (BTreeMap<String, Taux>, Range<usize>) {
    let mut lus = BTreeMap::new();
    for zone in table.cles() {
        let Some(ecrit) = table.texte(zone.valeur) else {
            continue;
        };
        match lire_coefficient(ecrit.valeur) {
            Some(taux) => drop(lus.insert(zone.valeur.to_owned(), taux)),
            None => {
                let message = format!("« {} » n’est pas un coefficient", ecrit.valeur);
                let fichier = table.fichier();
                table.note(
                    Diagnostic::erreur(Code::TauxIllisible, fichier, ecrit.etendue, message)
                        .avec_conseil("écrivez `\"× 0,95\"` ou `\"95 %\"`"),
                );
            }
        }
    }
    (lus, table.etendue())
}

/// `en_plus_de = { "Option 1" = "Base" }`
fn en_plus_de(mut table: Table<'_>) -> Vec<(Place<String>, Place<String>)> {
    let cles = table.cles();
    cles.into_iter()
        .filter_map(|dessus| {
            let dessous = table.texte(dessus.valeur)?;
            Some((dessus.map(str::to_owned), dessous.map(str::to_owned)))
        })
        .collect()
}

fn un_frais(mut table: Table<'_>) -> Option<Frais> {
    let libelle = table.texte("libelle");
    let montant = table.montant("montant");
    let par = table.choix(
        "par",
        &[
            ("contrat et par an", (Rythme::An, false)),
            ("contrat et par mois", (Rythme::Mois, false)),
            ("contrat, une fois", (Rythme::UneFois, false)),
            ("personne et par an", (Rythme::An, true)),
            ("personne et par mois", (Rythme::Mois, true)),
            ("personne, une fois", (Rythme::UneFois, true)),
        ],
    );
    let source = table.texte("source");
    table.finir();
    let (rythme, par_personne) = par?.valeur;
    Some(Frais {
        libelle: libelle?.valeur.to_owned(),
        montant: montant?.valeur,
        rythme,
        par_personne,
        source: Some(source?.valeur.to_owned()),
    })
}
