//! `rac lot`: many households × offers, to a CSV, in a memory that does not grow.

mod ecriture;
mod journal;
mod ligne;
mod ouvriers;
mod sortie;
mod synthese;

use super::contexte::{Contexte, lire_annee};
use super::options::Lot as Options;
use super::porte::Porte;
use super::{Fin, Monde, Refus, choix};
use crate::calcul::classement::Critere;
use crate::calcul::noyau::{Comptes, Noyau};
use crate::catalogue::registre::{Entree, Fichier, Lecture, Place, Registre, Table};
use crate::montant::{Centimes, milliers};
use crate::offre::Choix;
use crate::panier::{Annee, Panier, Tranches};
use ligne::Lignes;
use std::path::Path;
use synthese::Synthese;

/// What the options ask, read once.
struct Travail<'t> {
    contexte: &'t Contexte,
    noyau: Noyau<'t>,
    lignes: Lignes,
    tranches: &'t Tranches,
    /// For each band, the basket of people without any, and that of a hard year.
    paniers: Vec<[Option<&'t Panier>; 2]>,
    critere: Critere,
    tolerance: Centimes,
    garder: Option<usize>,
    synthese: bool,
    /// Whether care was given: people without any then consume nothing.
    avec_soins: bool,
    strict: bool,
    gzip: bool,
    fils: usize,
    tables: (Table, Option<Table>),
}

/// What a batch came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
struct Bilan {
    foyers: u64,
    ecartes: u64,
    rejets: u64,
    vides: u64,
    decomptes: u64,
    comparaisons: u64,
    a_part: u64,
    synthese: Option<Synthese>,
}

impl Bilan {
    fn compter(&mut self, comptes: Comptes) {
        self.decomptes += comptes.decomptes;
        self.comparaisons += comptes.comparaisons;
        self.a_part += comptes.a_part;
    }
}

pub(super) fn lot(options: &Options, monde: &Monde, porte: Porte<'_>) -> Fin {
    match faire(options, monde, porte) {
        Ok(fait) => Fin {
            messages: fait.messages,
            // rien n’a pu être compté : ce sont les données qui sont fautives
            code: if fait.tout_refuse { 2 } else { 0 },
            ..Fin::default()
        },
        Err(refus) => super::refuser(&refus),
    }
}

/// What a batch says of itself.
struct Fait {
    messages: String,
    /// No household could be counted, and some were refused.
    tout_refuse: bool,
}

fn faire(options: &Options, monde: &Monde, porte: Porte<'_>) -> Result<Fait, Refus> {
    let Porte {
        entree,
        sortie: ecran,
        suivi,
        fils,
    } = porte;
    let contexte = Contexte::ouvrir(&options.commun, monde)?;
    if let Some(format) = options.commun.format.as_deref().filter(|nom| *nom != "csv") {
        return Err(Refus::new(format!(
            "rac lot écrit du CSV : --format {format} n’y va pas"
        )));
    }
    let garder = options.garder.as_deref().map(lire_garder).transpose()?;
    let fils = options.fils.as_deref().map_or(Ok(fils), lire_fils)?;
    let destination = sortie::Destination::lire(options)?;
    let Some(chemin) = options.foyers.as_deref() else {
        return Err(Refus::new(
            "donnez le fichier des foyers, ou --population N",
        ));
    };
    let a_l_entree = chemin.as_os_str() == "-";
    let foyers = if a_l_entree {
        let texte = entree.ok_or_else(|| Refus::new("rien n’arrive sur l’entrée standard"))?;
        if options.part.is_some() || options.reprendre {
            return Err(Refus::new(
                "--part et --reprendre demandent un fichier : l’entrée standard ne se relit pas",
            ));
        }
        Entree::lire("l’entrée standard".to_owned(), texte, None)?
    } else {
        Entree::ouvrir(chemin)?
    };
    let bornes = options
        .part
        .as_deref()
        .map(|texte| lire_part(texte, chemin))
        .transpose()?;
    let premiere = bornes.is_none_or(|(debut, _)| debut == 0);
    let reprise = destination.reprendre(&empreinte(options, chemin, &contexte)?)?;
    let place = reprise
        .as_ref()
        .map_or_else(Place::default, |point| point.place.clone());
    let (lus, taille) = foyers.avance();
    let soins = options.soins.as_deref().map(Entree::ouvrir).transpose()?;
    let registre = Registre::ouvrir(foyers, soins, &place, bornes)?;
    let lues: Vec<Table> = registre.tables().cloned().collect();
    let mut tables = lues.into_iter();
    let tables = match (tables.next(), tables.next()) {
        (Some(foyers), soins) => (foyers, soins),
        (None, _) => return Err(Refus::new("le registre est vide")),
    };
    let mut messages = colonnes_non_lues(&tables);
    let tranches = contexte.tranches_nommees(&options.tranches)?;
    let choisis = choisis(&contexte, options, garder.is_some())?;
    let travail = Travail {
        lignes: Lignes::new(&choisis),
        noyau: Noyau::new(
            &contexte.catalogue.reglementation,
            choisis,
            contexte.date,
            0,
        ),
        paniers: paniers(&contexte, tranches, lire_annee(&options.annee)?),
        tranches,
        critere: super::comparer::lire_critere(&options.critere)?,
        tolerance: super::comparer::lire_tolerance(&options.tolerance)?,
        garder,
        synthese: options.synthese,
        avec_soins: options.soins.is_some(),
        strict: options.strict,
        gzip: destination.gzip(),
        fils,
        tables,
        contexte: &contexte,
    };
    let mut jauge = ouvriers::Jauge { lus, taille, suivi };
    let mut ecriture = destination.ouvrir(ecran, reprise, &travail, premiere)?;
    let fait = ouvriers::travailler(&travail, registre, &mut ecriture, &mut jauge);
    let bilan = match fait {
        Ok(()) => ecriture.finir(&travail)?,
        Err(arret) => {
            // un registre à corriger ne se reprend pas : il aura changé
            let a_corriger =
                matches!(&arret, ouvriers::Arret::Lecture(quoi) if !quoi.peut_reprendre());
            if travail.strict || a_corriger || ecriture.sans_point() {
                ecriture.abandonner();
            }
            return Err(match arret {
                ouvriers::Arret::Lecture(quoi) => quoi.into(),
                ouvriers::Arret::Ecriture(refus) => refus,
            });
        }
    };
    messages.push_str(&phrases(&bilan, &destination, &travail));
    Ok(Fait {
        messages,
        tout_refuse: bilan.foyers == 0 && bilan.rejets > 0,
    })
}

/// Sentences about what was done.
fn phrases(bilan: &Bilan, destination: &sortie::Destination, travail: &Travail<'_>) -> String {
    let nombre = |nombre: u64, un: &str, plusieurs: &str| {
        let mot = if nombre < 2 { un } else { plusieurs };
        format!("{} {mot}", milliers(nombre))
    };
    let niveaux = travail.noyau.choix().count();
    let mut phrases = format!(
        "{} à {}, {}.\n",
        nombre(bilan.foyers, "foyer comparé", "foyers comparés"),
        super::phrases::compte(niveaux, "niveau d’offre", "niveaux d’offres"),
        nombre(bilan.decomptes, "décompte", "décomptes"),
    );
    if bilan.rejets > 0 {
        phrases.push_str(&format!(
            "{}, {} avec {} raison : {}\n",
            nombre(bilan.ecartes, "foyer écarté", "foyers écartés"),
            nombre(bilan.rejets, "ligne refusée", "lignes refusées"),
            if bilan.rejets == 1 { "sa" } else { "leur" },
            destination.nom_des_rejets()
        ));
    }
    if bilan.vides > 0 {
        let vides = nombre(bilan.vides, "ligne vide passée", "lignes vides passées");
        phrases.push_str(&format!("{vides}.\n"));
    }
    if bilan.a_part > 0 {
        phrases.push_str(&format!(
            "{} sur {} à part : le contrat compte par jour ou par dent, ou se lit de plusieurs façons.\n",
            nombre(
                bilan.a_part,
                "comparaison calculée",
                "comparaisons calculées"
            ),
            milliers(bilan.comparaisons)
        ));
    }
    for phrase in super::phrases::perimetre(travail.contexte) {
        phrases.push_str(&phrase);
        phrases.push('\n');
    }
    crate::texte::typographie(&phrases)
}

fn colonnes_non_lues((foyers, soins): &(Table, Option<Table>)) -> String {
    let tables = std::iter::once(foyers).chain(soins);
    tables
        .filter(|table| !table.autres.is_empty())
        .map(|table| {
            let quel = match table.fichier {
                Fichier::Foyers => "foyers",
                Fichier::Soins => "soins",
            };
            format!(
                "Colonnes non lues ({quel}) : {}.\n",
                table.autres.join(", ")
            )
        })
        .collect()
}

/// The choices to compare; with `--garder`, those whose premiums are published.
fn choisis<'c>(
    contexte: &'c Contexte,
    options: &Options,
    classees: bool,
) -> Result<Vec<Choix<'c>>, Refus> {
    let mut choisis = choix::filtrer(contexte, options.offres.as_deref())?;
    if classees {
        choisis.retain(|choix| !choix.offre.cotisation.grille.is_empty());
        if choisis.is_empty() {
            return Err(Refus::new(
                "aucune de ces offres n’a de cotisation publiée : --garder n’a rien à classer",
            ));
        }
    }
    Ok(choisis)
}

/// For each band, the baskets of a year and of a hard one.
fn paniers<'c>(
    contexte: &'c Contexte,
    tranches: &Tranches,
    annee: Annee,
) -> Vec<[Option<&'c Panier>; 2]> {
    let connus = &contexte.catalogue.paniers;
    let panier = |id: &str| connus.iter().find(|panier| panier.id == id);
    let tranches = tranches.tranches.iter();
    tranches
        .map(|tranche| [annee, Annee::Difficile].map(|annee| panier(tranche.panier(annee))))
        .collect()
}

/// What makes two batches the same, but for how far they are.
fn empreinte(options: &Options, chemin: &Path, contexte: &Contexte) -> Result<String, Refus> {
    let taille = |chemin: &Path| std::fs::metadata(chemin).map_or(0, |etat| etat.len());
    Ok(format!(
        "{} {} {} {} {:?} {:?} {:?} {} {} {} {:?} {} {:?} {}",
        env!("CARGO_PKG_VERSION"),
        contexte.catalogue.empreinte,
        contexte.date,
        taille(chemin),
        options.soins.as_deref().map(taille),
        options.offres,
        options.critere,
        options.tolerance,
        options.annee,
        options.tranches,
        options.garder,
        options.synthese,
        options.part,
        chemin.display(),
    ))
}

fn lire_garder(texte: &str) -> Result<usize, Refus> {
    let lu = texte.parse().ok().filter(|nombre| *nombre > 0);
    lu.ok_or_else(|| {
        Refus::new(format!(
            "--garder {texte} : écrivez un nombre, par exemple 3"
        ))
    })
}

pub(super) fn lire_fils(texte: &str) -> Result<usize, Refus> {
    let lu = texte.parse().ok();
    let lu = lu.filter(|nombre| (1..=256).contains(nombre));
    lu.ok_or_else(|| Refus::new(format!("--fils {texte} : écrivez un nombre de 1 à 256")))
}

/// The bytes of a part of a file of households.
fn lire_part(texte: &str, foyers: &Path) -> Result<(u64, u64), Refus> {
    let lus = texte.split_once('/').and_then(|(rang, parts)| {
        let (rang, parts): (u64, u64) = (rang.trim().parse().ok()?, parts.trim().parse().ok()?);
        (1..=parts).contains(&rang).then_some((rang, parts))
    });
    let Some((rang, parts)) = lus.filter(|(_, parts)| *parts <= 10_000) else {
        return Err(Refus::new(format!(
            "--part {texte} : écrivez par exemple 1/4, la première part sur quatre"
        )));
    };
    let taille = Entree::ouvrir(foyers)?.mesurer()?;
    let borne = |rang: u64| {
        let octets = u128::from(taille) * u128::from(rang) / u128::from(parts);
        u64::try_from(octets).unwrap_or(u64::MAX)
    };
    let fin = if rang == parts { u64::MAX } else { borne(rang) };
    Ok((borne(rang - 1), fin))
}

impl From<crate::catalogue::registre::RegistreIllisible> for Refus {
    fn from(erreur: crate::catalogue::registre::RegistreIllisible) -> Self {
        Self::new(erreur.to_string())
    }
}

/// A reader of households for a worker.
fn lecture<'t>(travail: &'t Travail<'_>) -> Lecture<'t> {
    let (foyers, soins) = travail.tables.clone();
    let contexte = travail.contexte;
    Lecture::new(&contexte.catalogue, contexte.date, foyers, soins)
}
