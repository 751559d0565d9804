//! Labelled ACS tariffs.

use super::champs::Champs;
use super::{Code, Colonnes, Diagnostics, Sources, TableauBrut};
use crate::montant::Centimes;
use crate::offre::Offre;
use crate::reglementation::{Periode, Provenance};
use crate::texte::sans_accent;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A published tariff of a labelled ACS offer.
#[derive(Clone, Debug)]
pub struct TarifAcs {
    /// Name of the offer.
    pub offre: String,
    /// Insurers behind it.
    pub organismes: String,
    /// Regulated content: A, B or C.
    pub niveau: String,
    /// Ages, both included.
    pub ages: (u8, u8),
    /// Days on which it holds.
    pub validite: Periode,
    /// Yearly premium once the cheque is taken, in centimes.
    pub nette: Centimes,
    /// The cheque that was taken, in centimes.
    pub cheque: Centimes,
    /// Where its nearest agency is, when whoever keeps the data has written it.
    pub agence: Option<String>,
    /// Where it was read.
    pub provenance: Provenance,
}

/// Labelled tariffs; the cheques are with the other rights.
#[derive(Clone, Debug, Default)]
pub struct Acs {
    /// Published tariffs.
    pub tarifs: Vec<TarifAcs>,
}

impl TarifAcs {
    /// Yearly premium before the cheque, in centimes.
    #[must_use]
    pub fn avant_cheque(&self) -> Centimes {
        self.nette + self.cheque
    }

    /// The code of its offer: `acs/proxime-sante`.
    #[must_use]
    pub fn code(&self) -> String {
        let simple = sans_accent(&self.offre);
        let mots = simple.split(|lettre: char| !lettre.is_ascii_alphanumeric());
        let mots: Vec<&str> = mots.filter(|mot| !mot.is_empty()).collect();
        format!("acs/{}", mots.join("-"))
    }
}

impl Acs {
    /// Each labelled offer with a tariff on a day: the regulated contents under its name, in
    /// the order of the codes.
    #[must_use]
    pub fn offres(&self, contenus: &[Offre], date: Date) -> Vec<Offre> {
        let contenu = contenus.iter().find(|offre| offre.validite.contient(date));
        let mut offres: BTreeMap<String, Offre> = BTreeMap::new();
        let tarifs = self.tarifs.iter();
        for tarif in tarifs.filter(|tarif| tarif.validite.contient(date)) {
            let Some(contenu) = contenu else { continue };
            offres.entry(tarif.code()).or_insert_with(|| Offre {
                id: tarif.code(),
                organisme: tarif.organismes.clone(),
                nom: tarif.offre.clone(),
                ..contenu.clone()
            });
        }
        offres.into_values().collect()
    }

    /// The tariffs of a day and an age.
    pub fn tarifs_au(&self, date: Date, age: u8) -> impl Iterator<Item = &TarifAcs> {
        self.tarifs.iter().filter(move |tarif| {
            tarif.validite.contient(date) && tarif.ages.0 <= age && age <= tarif.ages.1
        })
    }
}

pub(super) fn lire(sources: &Sources, diagnostics: &mut Diagnostics) -> Acs {
    let mut acs = Acs::default();
    for fichier in sources
        .iter()
        .filter(|f| f.chemin.starts_with("acs-tariffs/tarifs-"))
    {
        let Some(tableau) = TableauBrut::lire(fichier, diagnostics) else {
            continue;
        };
        let noms = [
            "offre",
            "organismes",
            "niveau",
            "age_min",
            "age_max",
            "du",
            "au",
            "cotisation_nette",
            "cheque_deduit",
            "source",
            "verifie_le",
            "doute",
        ];
        let Some(colonnes) = Colonnes::lire(&tableau, &noms, &["agence"], diagnostics) else {
            continue;
        };
        for ligne in &tableau.lignes {
            let mut champs = Champs {
                fichier: &fichier.chemin,
                colonnes: &colonnes,
                ligne,
                diagnostics,
            };
            if let Some(tarif) = tarif(&mut champs) {
                acs.tarifs.push(tarif);
            }
        }
    }
    acs
}

fn tarif(champs: &mut Champs<'_, '_>) -> Option<TarifAcs> {
    let offre = champs.exige("offre");
    let organismes = champs.exige("organismes");
    let niveau = champs.choix("niveau", &[("A", "A"), ("B", "B"), ("C", "C")]);
    let ages = champs.ages();
    let validite = champs.periode();
    let nette = champs.montant("cotisation_nette");
    let cheque = champs.montant("cheque_deduit");
    let provenance = champs.provenance();
    if champs.texte("age_max").is_empty() {
        champs.erreur(
            "age_max",
            Code::AgeHorsBornes,
            "écrivez l’âge maximal : un tarif ACS est publié pour des âges précis",
        );
        return None;
    }
    Some(TarifAcs {
        offre: offre?.to_owned(),
        organismes: organismes?.to_owned(),
        niveau: niveau?.to_owned(),
        ages: ages?,
        validite: validite?,
        nette: nette?,
        cheque: cheque?,
        agence: champs.texte_ou("agence"),
        provenance: provenance?,
    })
}
