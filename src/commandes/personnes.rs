//! The people of a question: ages of the command line, or a household in a file.

use super::contexte::{Contexte, lire_age};
use super::options::Personne;
use super::{Refus, phrases};
use crate::catalogue::{lire_foyer, vouliez_vous_dire};
use crate::montant::Centimes;
use crate::offre::Regime;
use crate::offre::cotisation::{Assure, Statut};
use crate::panier::{Foyer, Membre, Patient};
use jiff::civil::Date;

/// The people of a question, in the order given.
pub(super) struct Personnes {
    foyer: Foyer,
    /// As the options name it.
    fichier: Option<String>,
    /// As social security sees them.
    pub(super) patients: Vec<Patient>,
    /// Département of residence.
    pub(super) departement: Option<String>,
    /// Months in the contract that the options give.
    pub(super) anciennete: Option<u16>,
}

impl Personnes {
    /// Status of the adhérent.
    pub(super) fn statut(&self) -> Statut {
        self.foyer.statut
    }

    /// The people as an insurer sees them after some months in the contract.
    pub(super) fn assures(&self, date: Date, mois: u16) -> Result<Vec<Assure>, Refus> {
        let assures = self.foyer.assures(date, mois);
        assures.map_err(|erreur| Refus::new(format!("le foyer : {erreur}")))
    }

    /// The name written for a person.
    pub(super) fn nom(&self, rang: usize) -> Option<&str> {
        self.foyer.membres.get(rang)?.nom.as_deref()
    }

    /// What is assumed of the household.
    pub(super) fn hypothese(&self) -> Option<&str> {
        self.foyer.hypothese.as_deref()
    }

    /// « --age 40 --age 12 », or « --foyer famille.toml »
    pub(super) fn options(&self) -> String {
        if let Some(nom) = &self.fichier {
            return format!("--foyer {nom}");
        }
        let ages: Vec<String> = self.ages().map(|age| format!("--age {age}")).collect();
        ages.join(" ")
    }

    pub(super) fn ages(&self) -> impl Iterator<Item = u8> {
        self.patients.iter().map(|patient| patient.age)
    }
}

impl Contexte {
    /// The people of the options; none without an age nor a household.
    pub(super) fn personnes(
        &self,
        options: &Personne,
        foyer: Option<&str>,
    ) -> Result<Option<Personnes>, Refus> {
        if foyer.is_some() && !options.age.is_empty() {
            return Err(Refus::new(
                "--age et --foyer ne vont pas ensemble : le fichier dit déjà les âges",
            ));
        }
        let regime = lire_regime(&options.regime)?;
        let droit = self.droit(&options.droit)?;
        let anciennete = options.anciennete.as_deref().map(lire_mois).transpose()?;
        let fichier = foyer.map(str::to_owned);
        let foyer = match foyer {
            Some(nom) => {
                let mut foyer = self.foyer(nom)?;
                for membre in &mut foyer.membres {
                    if regime != Regime::General {
                        membre.regime = regime;
                    }
                }
                foyer
            }
            None if options.age.is_empty() => return Ok(None),
            None => {
                let ages = options.age.iter().map(|texte| lire_age(texte));
                let membres = ages.map(|age| {
                    Ok(Membre {
                        regime,
                        ..Membre::de_age(age?)
                    })
                });
                Foyer {
                    membres: membres.collect::<Result<_, Refus>>()?,
                    ..Foyer::default()
                }
            }
        };
        if options.maternite && foyer.membres.len() > 1 {
            return Err(Refus::new(
                "--maternite vaut pour une personne : donnez un seul --age",
            ));
        }
        let patients = foyer
            .patients(self.date, anciennete.unwrap_or_default())
            .map_err(|erreur| Refus::new(format!("le foyer : {erreur}")))?;
        let patients = patients.into_iter().map(|patient| Patient {
            droit,
            parcours: !options.hors_parcours,
            maternite: options.maternite,
            ..patient
        });
        let ecrit = options.departement.as_deref();
        let departement = self.numero_de_departement(ecrit.or(foyer.departement.as_deref()))?;
        Ok(Some(Personnes {
            patients: patients.collect(),
            departement,
            anciennete,
            fichier,
            foyer,
        }))
    }

    /// A household by its code, or in a file.
    fn foyer(&self, nom: &str) -> Result<Foyer, Refus> {
        let connus = || self.catalogue.foyers.iter();
        if let Some(foyer) = connus().find(|foyer| foyer.id == nom) {
            return Ok(foyer.clone());
        }
        if super::fichiers::est_un_toml(nom) {
            return super::fichiers::lire(nom, "un foyer", |fichier, diagnostics| {
                lire_foyer(fichier, &self.catalogue.departements, diagnostics)
            });
        }
        let conseil = vouliez_vous_dire(nom, connus().map(|foyer| foyer.id.as_str()));
        Err(Refus::new(format!(
            "foyer « {nom} » inconnu.{} Donnez un fichier, par exemple --foyer famille.toml",
            phrases::conseil(conseil)
        )))
    }
}

/// The scheme of the options.
pub(super) fn lire_regime(texte: &str) -> Result<Regime, Refus> {
    match texte {
        "general" => Ok(Regime::General),
        "alsace-moselle" => Ok(Regime::AlsaceMoselle),
        autre => Err(Refus::new(format!(
            "régime « {autre} » inconnu : general ou alsace-moselle"
        ))),
    }
}

/// The seniority of the options.
pub(super) fn lire_mois(texte: &str) -> Result<u16, Refus> {
    let mois = texte.parse::<u16>().ok().filter(|mois| *mois <= 1200);
    mois.ok_or_else(|| {
        Refus::new(format!(
            "« {texte} » n’est pas une ancienneté : écrivez un nombre de mois, par exemple --anciennete 24"
        ))
    })
}

/// « +12,00 € », « −3,50 € », « 0,00 € »
pub(super) fn signe(montant: Centimes) -> String {
    if montant > Centimes::ZERO {
        format!("+{montant}")
    } else {
        montant.to_string()
    }
}

/// « 40 ans », « 1 an », « moins d’un an »
pub(super) fn ans(age: u8) -> String {
    match age {
        0 => "moins d’un\u{a0}an".to_owned(),
        1 => "1\u{a0}an".to_owned(),
        age => format!("{age}\u{a0}ans"),
    }
}

/// « 40, 43 et 12 ans »
pub(super) fn liste_d_ages(ages: &[u8]) -> String {
    if let [seul] = ages {
        return ans(*seul);
    }
    let ages: Vec<String> = ages.iter().map(u8::to_string).collect();
    format!("{}\u{a0}ans", crate::texte::enumerer(&ages, "et"))
}
