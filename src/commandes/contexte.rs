//! From options to domain: the catalogue, the date, the person, the care. Every refusal
//! says what to write.

use super::options::{Commun, Personne, Soins};
use super::{Monde, Refus, fichiers, phrases};
use crate::catalogue::{
    Catalogue, Code, Diagnostic, Diagnostics, Sources, lire_panier, vouliez_vous_dire,
};
use crate::offre::{Choix, Offre};
use crate::panier::devis::lire_soin;
use crate::panier::{Annee, Droit, Panier, Patient, Tranche, Tranches};
use crate::texte::jour;
use jiff::civil::Date;
use std::borrow::Cow;
use std::path::Path;

/// What every command works with.
pub(super) struct Contexte {
    pub(super) sources: Sources,
    pub(super) catalogue: Catalogue,
    pub(super) diagnostics: Diagnostics,
    pub(super) date: Date,
}

impl Contexte {
    /// Loads the data and reads the date; data with an error are refused.
    pub(super) fn ouvrir(commun: &Commun, monde: &Monde) -> Result<Self, Refus> {
        Self::ouvrir_avec(commun, monde, false)
    }

    /// The same, with the published cases when they are asked for.
    pub(super) fn ouvrir_avec(commun: &Commun, monde: &Monde, tout: bool) -> Result<Self, Refus> {
        let contexte = Self::charger(commun, monde, tout || commun.donnees.is_some())?;
        contexte.sans_erreur(monde)
    }

    /// The same for a question whose days do not begin with the tariffs: the command that
    /// asks says which days it knows.
    pub(super) fn ouvrir_a_tout_jour(commun: &Commun, monde: &Monde) -> Result<Self, Refus> {
        let date = match commun.jour()? {
            None => monde.aujourd_hui,
            Some(texte) => lire_jour(texte)?,
        };
        let contexte = Self::charger_au(commun, date, commun.donnees.is_some());
        contexte.sans_erreur(monde)
    }

    fn sans_erreur(self, monde: &Monde) -> Result<Self, Refus> {
        let contexte = self;
        if contexte.diagnostics.erreurs() > 0 {
            return Err(Refus::new(
                contexte
                    .diagnostics
                    .afficher(&contexte.sources, monde.largeur),
            ));
        }
        Ok(contexte)
    }

    /// Loads the data, whatever their errors; `tout` checks everything, published cases
    /// included.
    pub(super) fn charger(commun: &Commun, monde: &Monde, tout: bool) -> Result<Self, Refus> {
        let date = match commun.jour()? {
            None => monde.aujourd_hui,
            Some(texte) => lire_date(texte)?,
        };
        Ok(Self::charger_au(commun, date, tout))
    }

    /// The data of the tool, then those of each folder, on a day; without an error.
    pub(super) fn de(dossiers: &[&Path], date: Date, monde: &Monde) -> Result<Self, Refus> {
        let tout = !dossiers.is_empty();
        Self::charger_de(dossiers.iter().copied(), date, tout).sans_erreur(monde)
    }

    fn charger_au(commun: &Commun, date: Date, tout: bool) -> Self {
        Self::charger_de(commun.donnees.as_deref(), date, tout)
    }

    fn charger_de<'d>(
        dossiers: impl IntoIterator<Item = &'d Path>,
        date: Date,
        tout: bool,
    ) -> Self {
        let mut sources = Sources::embarquees();
        let mut lues = Diagnostics::new();
        for dossier in dossiers {
            match sources.avec_dossier(dossier) {
                Err(problemes) => lues.extend(problemes.tries().into_iter().cloned()),
                Ok(0) => {
                    let message = "aucun fichier de données (.toml, .csv) dans ce dossier";
                    let nom = dossier.to_string_lossy();
                    lues.ajoute(Diagnostic::erreur(
                        Code::FichierIllisible,
                        nom,
                        0..0,
                        message,
                    ));
                }
                Ok(_) => {}
            }
        }
        let lire = if tout {
            Catalogue::lire
        } else {
            Catalogue::lire_embarquees
        };
        let (catalogue, mut diagnostics) = lire(&sources);
        diagnostics.extend(lues.tries().into_iter().cloned());
        Self {
            sources,
            catalogue,
            diagnostics,
            date,
        }
    }

    /// The person of the options, when an age is given.
    pub(super) fn patient(&self, personne: &Personne) -> Result<Option<Patient>, Refus> {
        let personnes = self.personnes(personne, None)?;
        match personnes.map(|personnes| personnes.patients) {
            None => Ok(None),
            Some(patients) => match patients.as_slice() {
                [seul] => Ok(Some(*seul)),
                _ => Err(Refus::new(
                    "cette commande est pour une personne : lancez-la une fois par âge",
                )),
            },
        }
    }

    /// The person of the options, of this age when they give none: what else they say of the
    /// person holds all the same.
    pub(super) fn patient_ou_de_age(&self, personne: &Personne, age: u8) -> Result<Patient, Refus> {
        let mut personne = personne.clone();
        if personne.age.is_empty() {
            personne.age.push(age.to_string());
        }
        let patient = self.patient(&personne)?;
        Ok(patient.unwrap_or_else(|| Patient::de_age(age)))
    }

    /// The right of the options, if it exists on the date.
    pub(super) fn droit(&self, texte: &str) -> Result<Droit, Refus> {
        let Some(droit) = Droit::lire(texte) else {
            return Err(Refus::new(format!(
                "droit « {texte} » inconnu : {}",
                crate::texte::enumerer(&Droit::TOUS.map(Droit::mot), "ou")
            )));
        };
        let c2s = self.catalogue.droits.c2s_au(self.date);
        match droit {
            Droit::Acs if c2s => Err(Refus::new(
                "l’ACS a pris fin le 31/10/2019 : donnez une --date jusqu’à ce jour ; depuis, c’est la complémentaire santé solidaire (--droit c2s-gratuite ou c2s-participation)",
            )),
            Droit::CmuC if c2s => Err(Refus::new(
                "la CMU-C a pris fin le 31/10/2019 : donnez une --date jusqu’à ce jour ; depuis, c’est --droit c2s-gratuite",
            )),
            Droit::C2sGratuite | Droit::C2sParticipation if !c2s => Err(Refus::new(
                "la C2S commence le 01/11/2019 : avant, c’est --droit cmu-c ou --droit acs",
            )),
            autre => Ok(autre),
        }
    }

    /// The département of the options, as the zones write it.
    pub(super) fn departement(&self, personne: &Personne) -> Result<Option<String>, Refus> {
        self.numero_de_departement(personne.departement.as_deref())
    }

    /// The number of a département as it is known.
    pub(super) fn numero_de_departement(
        &self,
        ecrit: Option<&str>,
    ) -> Result<Option<String>, Refus> {
        let Some(ecrit) = ecrit else {
            return Ok(None);
        };
        let majuscule = ecrit.trim().to_uppercase();
        let numero = if majuscule.len() == 1 {
            format!("0{majuscule}")
        } else {
            majuscule
        };
        if self
            .catalogue
            .departements
            .iter()
            .any(|departement| departement.numero == numero)
        {
            return Ok(Some(numero));
        }
        let noms = self
            .catalogue
            .departements
            .iter()
            .map(|departement| departement.nom.as_str());
        let proche = crate::catalogue::proche(ecrit, noms).and_then(|nom| {
            self.catalogue
                .departements
                .iter()
                .find(|departement| departement.nom == nom)
        });
        let conseil = proche.map_or_else(
            || " : écrivez son numéro, par exemple 35, 2A ou 974".to_owned(),
            |departement| {
                format!(
                    " : {} porte le numéro {}",
                    departement.nom, departement.numero
                )
            },
        );
        Err(Refus::new(format!(
            "département « {ecrit} » inconnu{conseil}"
        )))
    }

    /// The basket of a kind of year for a band.
    pub(super) fn panier_de_tranche(
        &self,
        soins: &Soins,
        tranche: Option<&Tranche>,
    ) -> Result<Cow<'_, Panier>, Refus> {
        let tranche =
            tranche.ok_or_else(|| Refus::new("donnez un soin (--soin) ou un panier (--panier)"))?;
        self.panier_nomme(tranche.panier(lire_annee(&soins.annee)?))
    }

    /// The bands of the options.
    pub(super) fn tranches(&self, soins: &Soins) -> Result<&Tranches, Refus> {
        self.tranches_nommees(&soins.tranches)
    }

    /// The bands of a name.
    pub(super) fn tranches_nommees(&self, nom: &str) -> Result<&Tranches, Refus> {
        let connues = || self.catalogue.tranches.iter();
        connues()
            .find(|tranches| tranches.id == nom)
            .ok_or_else(|| {
                let noms = connues().map(|tranches| tranches.id.as_str());
                let conseil = phrases::conseil(vouliez_vous_dire(nom, noms));
                Refus::new(format!(
                    "tranches « {nom} » inconnues.{conseil} Voir : rac liste tranches"
                ))
            })
    }

    /// The band of an age.
    pub(super) fn tranche<'t>(&self, tranches: &'t Tranches, age: u8) -> Option<&'t Tranche> {
        tranches
            .tranches
            .iter()
            .find(|tranche| tranche.ages.0 <= age && age <= tranche.ages.1)
    }

    /// The care of the options: quotes in hand, a named basket, a file, or the basket of
    /// the band, for people of these ages when they are known.
    pub(super) fn panier(
        &self,
        soins: &Soins,
        tranche: Option<&Tranche>,
        ages: &[u8],
    ) -> Result<Cow<'_, Panier>, Refus> {
        if !soins.soin.is_empty() && !soins.panier.is_empty() {
            return Err(Refus::new(
                "--soin et --panier ne vont pas ensemble : choisissez l’un des deux",
            ));
        }
        if !soins.soin.is_empty() {
            return self.devis(&soins.soin, ages).map(Cow::Owned);
        }
        match soins.panier.as_slice() {
            [] => self.panier_de_tranche(soins, tranche),
            [nom] => self.panier_nomme(nom),
            _ => Err(Refus::new(
                "un seul --panier à la fois : seul rac comparer en prend plusieurs",
            )),
        }
    }

    /// The hard year of a band.
    pub(super) fn difficile(&self, tranche: Option<&Tranche>) -> Option<&Panier> {
        let voulu = tranche?.panier(Annee::Difficile);
        self.catalogue
            .paniers
            .iter()
            .find(|panier| panier.id == voulu)
    }

    /// Quotes in hand for people of these ages, as a basket; every unreadable one is said at
    /// once.
    pub(super) fn devis(&self, textes: &[String], ages: &[u8]) -> Result<Panier, Refus> {
        let lus: Vec<_> = textes
            .iter()
            .map(|texte| {
                (
                    texte,
                    lire_soin(texte, &self.catalogue.reglementation, self.date, ages),
                )
            })
            .collect();
        let refus: Vec<String> = lus
            .iter()
            .filter_map(|(texte, lu)| Some(format!("--soin \"{texte}\" : {}", lu.as_ref().err()?)))
            .collect();
        if !refus.is_empty() {
            return Err(Refus::new(refus.join("\n")));
        }
        Ok(Panier {
            id: "devis".to_owned(),
            libelle: "soins donnés".to_owned(),
            soins: lus.into_iter().filter_map(|(_, lu)| lu.ok()).collect(),
            hypothese: None,
            source: "ligne de commande".to_owned(),
            verifie_le: self.date,
        })
    }

    pub(super) fn panier_nomme(&self, nom: &str) -> Result<Cow<'_, Panier>, Refus> {
        if let Some(panier) = self
            .catalogue
            .paniers
            .iter()
            .find(|panier| panier.id == nom)
        {
            return Ok(Cow::Borrowed(panier));
        }
        if fichiers::est_un_toml(nom) {
            let panier = fichiers::lire(nom, "un panier", |fichier, diagnostics| {
                lire_panier(fichier, &self.catalogue.reglementation, diagnostics)
            });
            return panier.map(Cow::Owned);
        }
        let connus = self
            .catalogue
            .paniers
            .iter()
            .map(|panier| panier.id.as_str());
        let conseil = vouliez_vous_dire(nom, connus);
        Err(Refus::new(format!(
            "panier « {nom} » inconnu.{} Voir : rac liste paniers",
            phrases::conseil(conseil)
        )))
    }

    /// The choices in force on the date that anybody may take: without options, alone.
    pub(super) fn choix(&self) -> impl Iterator<Item = Choix<'_>> {
        self.en_vigueur()
            .filter(|offre| !offre.surcomplementaire && offre.reserve_a.is_none())
            .flat_map(Choix::de)
    }

    /// Contracts in force that not everybody can take, or that are not taken alone.
    pub(super) fn contrats_a_part(&self) -> usize {
        self.en_vigueur()
            .filter(|offre| offre.surcomplementaire || offre.reserve_a.is_some())
            .count()
    }

    /// The same, with options too.
    pub(super) fn choix_avec_options(&self) -> impl Iterator<Item = Choix<'_>> {
        self.en_vigueur()
            .filter(|offre| !offre.surcomplementaire)
            .flat_map(Choix::tous)
    }

    /// Every choice in force on the date.
    pub(super) fn tous_les_choix(&self) -> impl Iterator<Item = Choix<'_>> {
        self.en_vigueur().flat_map(Choix::tous)
    }

    fn en_vigueur(&self) -> impl Iterator<Item = &Offre> {
        let date = self.date;
        let offres = self.catalogue.offres.iter();
        offres.filter(move |offre| offre.validite.contient(date))
    }
}

/// A date as the options write it.
pub(super) fn lire_date(texte: &str) -> Result<Date, Refus> {
    let premiere = jiff::civil::date(2017, 1, 1);
    let derniere = jiff::civil::date(2100, 12, 31);
    let date = lire_jour(texte)?;
    if (premiere..=derniere).contains(&date) {
        return Ok(date);
    }
    Err(Refus::new(format!(
        "aucun tarif connu au {} : les données commencent le {}",
        jour(date),
        jour(premiere)
    )))
}

/// Any day of the calendar.
pub(super) fn lire_jour(texte: &str) -> Result<Date, Refus> {
    let lu = texte.parse::<Date>().ok().filter(|_| texte.len() == 10);
    lu.ok_or_else(|| {
        Refus::new(format!(
            "« {texte} » n’est pas une date : écrivez AAAA-MM-JJ, par exemple 2026-11-22"
        ))
    })
}

pub(super) fn lire_age(texte: &str) -> Result<u8, Refus> {
    texte
        .parse::<u8>()
        .ok()
        .filter(|age| *age <= 120)
        .ok_or_else(|| {
            Refus::new(format!(
                "« {texte} » n’est pas un âge : écrivez un nombre de 0 à 120, par exemple --age 70"
            ))
        })
}

pub(super) fn lire_annee(texte: &str) -> Result<Annee, Refus> {
    let connue = Annee::TOUTES.iter().find(|(mot, _)| *mot == texte);
    connue.map(|(_, annee)| *annee).ok_or_else(|| {
        let mots = Annee::TOUTES.map(|(mot, _)| mot);
        Refus::new(format!(
            "année « {texte} » inconnue : {}",
            crate::texte::enumerer(&mots, "ou")
        ))
    })
}
