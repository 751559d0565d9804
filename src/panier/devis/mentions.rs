//! The words around the act: how many, which sector, which month or day.

use super::{SoinIllisible, nom_secteur};
use crate::panier::{DentSoignee, Moment, NumeroDent, jours_du_mois};
use crate::reglementation::{Acte, Dent, Secteur};
use crate::texte::sans_accent;

/// One a day, in a leap year.
const NOMBRE_MAX: u16 = 366;

const MOIS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

const NOMBRES: [&str; 11] = [
    "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
];

/// What is said of the practitioner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mention {
    /// The sector is known.
    Secteur(Secteur),
    /// Sector 2, with or without OPTAM.
    Deux,
}

/// What the words around the act say.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    pub(super) nombre: Option<u16>,
    pub(super) moment: Option<Moment>,
    pub(super) ald: bool,
    pub(super) reseau: Option<bool>,
    dent: Option<NumeroDent>,
    secteurs: Vec<Mention>,
}

/// A word without accents, nor the punctuation around it.
pub(super) fn simple(mot: &str) -> String {
    sans_accent(mot.trim_matches([',', ';', '(', ')', '.', ':']))
}

impl Mentions {
    /// Takes the words of a care off until an act is named or nothing more is known.
    pub(super) fn depouiller<'t>(
        &mut self,
        mots: Vec<&'t str>,
        est_un_nom: impl Fn(&str) -> bool,
    ) -> Result<Vec<&'t str>, SoinIllisible> {
        let mut mots = mots;
        while !mots.is_empty() && !est_un_nom(&mots.join(" ")) {
            let simples: Vec<String> = mots.iter().map(|mot| simple(mot)).collect();
            let simples: Vec<&str> = simples.iter().map(String::as_str).collect();
            let mut pris = self.qualite(&simples)?;
            if pris == 0 {
                pris = self.nombre_a_la_fin(&simples)?;
            }
            if pris > 0 {
                mots.truncate(mots.len().saturating_sub(pris));
                continue;
            }
            match self.nombre_au_debut(&simples)? {
                0 => break,
                pris => drop(mots.drain(..pris.min(mots.len()))),
            }
        }
        if let Some(dernier) = mots.last_mut() {
            *dernier = dernier.trim_end_matches([',', ';', '(']);
        }
        mots.retain(|mot| !mot.is_empty());
        Ok(mots)
    }

    /// Takes the words that follow a price off; a number, only after the sign of euro:
    /// `6 x 30` could be read both ways.
    pub(super) fn depouiller_prix(&mut self, prix: &str) -> Result<String, SoinIllisible> {
        let mut mots: Vec<&str> = prix.split(' ').collect();
        loop {
            let simples: Vec<String> = mots.iter().map(|mot| simple(mot)).collect();
            let simples: Vec<&str> = simples.iter().map(String::as_str).collect();
            let mut pris = self.qualite(&simples)?;
            let euro = |mot: &&str| mot.ends_with('€') || mot.starts_with("euro");
            let apres_l_euro = simples.iter().rev().skip(1).any(euro);
            if pris == 0 && apres_l_euro && !simples.contains(&"+") {
                pris = self.nombre_a_la_fin(&simples)?;
            }
            if pris == 0 {
                return Ok(mots.join(" "));
            }
            mots.truncate(mots.len().saturating_sub(pris));
        }
    }

    /// Reads a sector or a month at the end; gives the number of words read.
    fn qualite(&mut self, mots: &[&str]) -> Result<usize, SoinIllisible> {
        let (pris, mention) = match mots {
            [.., "non" | "hors" | "sans", "optam" | "dptam" | "optam-co"] => {
                (2, Mention::Secteur(Secteur::NonOptam))
            }
            [.., "non-optam"] => (1, Mention::Secteur(Secteur::NonOptam)),
            [.., "optam" | "dptam" | "optam-co"] => (1, Mention::Secteur(Secteur::Optam)),
            [.., "non", "conventionne" | "conventionnee"]
            | [.., "hors", "convention"]
            | [.., "secteur", "3"] => (2, Mention::Secteur(Secteur::NonConventionne)),
            [.., "secteur", "1"] => (2, Mention::Secteur(Secteur::Un)),
            [.., "s1" | "secteur1"] => (1, Mention::Secteur(Secteur::Un)),
            [.., "secteur", "2"] => (2, Mention::Deux),
            [.., "s2" | "secteur2"] => (1, Mention::Deux),
            [.., "en", "ald"] => {
                self.ald = true;
                return Ok(2);
            }
            [.., "en", "reseau"] => {
                self.reseau = Some(true);
                return Ok(2);
            }
            [.., "hors", "reseau"] => {
                self.reseau = Some(false);
                return Ok(2);
            }
            [.., "dent", numero] => return self.dent_numerotee(numero),
            [.., "en", mot] => return self.mois_nomme(mot),
            [.., "le", jour, mot] if jour.starts_with(|l: char| l.is_ascii_digit()) => {
                return self.jour_nomme(jour, mot);
            }
            _ => return Ok(0),
        };
        self.secteurs.push(mention);
        Ok(pris)
    }

    fn mois_nomme(&mut self, mot: &str) -> Result<usize, SoinIllisible> {
        let ecart = |mois: &str| strsim::damerau_levenshtein(&sans_accent(mois), mot);
        let proche = (1u8..)
            .zip(MOIS)
            .map(|(rang, mois)| (ecart(mois), rang, mois))
            .min();
        match proche {
            Some((0, rang, _)) if self.moment.is_none() => {
                self.moment = Some(Moment::en(rang));
                Ok(2)
            }
            Some((0, _, _)) => Err(SoinIllisible::MoisDouble),
            Some((ecart, _, mois)) if ecart <= 1 + usize::from(mois.chars().count() > 5) => {
                Err(SoinIllisible::Mois(mot.to_owned(), mois))
            }
            _ => Ok(0),
        }
    }

    /// « le 12 mars », « le 1er mars »
    fn jour_nomme(&mut self, jour: &str, mot: &str) -> Result<usize, SoinIllisible> {
        if self.mois_nomme(mot)? == 0 {
            return Ok(0);
        }
        let lu = jour.strip_suffix("er").unwrap_or(jour).parse::<u8>().ok();
        let moment = self.moment.as_mut();
        match moment.zip(lu) {
            Some((moment, lu)) if (1..=jours_du_mois(moment.mois)).contains(&lu) => {
                moment.jour = Some(lu);
                Ok(3)
            }
            _ => Err(SoinIllisible::Jour(format!("{jour} {mot}"))),
        }
    }

    /// `dent 26`; another word after `dent` belongs to the act.
    fn dent_numerotee(&mut self, numero: &str) -> Result<usize, SoinIllisible> {
        let Ok(lu) = numero.parse::<u8>() else {
            return Ok(0);
        };
        let dent = NumeroDent::new(lu).ok_or_else(|| SoinIllisible::Dent(numero.to_owned()))?;
        if self.dent.replace(dent).is_some() {
            return Err(SoinIllisible::DentDouble);
        }
        Ok(2)
    }

    /// The tooth said, if the act may be done on it.
    pub(super) fn dent(
        &self,
        acte: &Acte,
        dentaire: bool,
    ) -> Result<Option<DentSoignee>, SoinIllisible> {
        let Some(numero) = self.dent else {
            return Ok(None);
        };
        let permise = match acte.dent {
            None => dentaire,
            Some(Dent::VisibleOuNon) => true,
            Some(attendue) => [attendue, Dent::VisibleOuNon].contains(&numero.dent()),
        };
        if permise {
            return Ok(Some(DentSoignee::Numero(numero)));
        }
        Err(SoinIllisible::DentImpossible {
            acte: acte.libelle.clone(),
            dent: numero.valeur(),
        })
    }

    /// Refuses a tooth where it means nothing.
    pub(super) fn sans_dent(&self, quoi: &str) -> Result<(), SoinIllisible> {
        self.dent.map_or(Ok(()), |numero| {
            Err(SoinIllisible::DentImpossible {
                acte: quoi.to_owned(),
                dent: numero.valeur(),
            })
        })
    }

    /// `x6`, `× 6`, `6 fois`.
    fn nombre_a_la_fin(&mut self, mots: &[&str]) -> Result<usize, SoinIllisible> {
        let chiffre = |mot: &str| {
            let mot = mot.trim_start_matches(['-', '\u{2212}', '+']);
            mot.starts_with(|lettre: char| lettre.is_ascii_digit())
        };
        let (pris, nombre) = match mots {
            [.., nombre, "fois"] | [.., "x" | "×", nombre] if chiffre(nombre) => (2, *nombre),
            [.., dernier @ ("x" | "×")] => {
                return Err(SoinIllisible::NombreManquant((*dernier).to_owned()));
            }
            [.., dernier] => match dernier.strip_prefix('x') {
                Some(nombre) if chiffre(nombre) => (1, nombre),
                _ => return Ok(0),
            },
            [] => return Ok(0),
        };
        self.compter(nombre)?;
        Ok(pris)
    }

    /// `6`, `6x`, `6 ×`, `deux`, when something follows.
    fn nombre_au_debut(&mut self, mots: &[&str]) -> Result<usize, SoinIllisible> {
        let entier =
            |mot: &str| !mot.is_empty() && mot.bytes().all(|octet: u8| octet.is_ascii_digit());
        let (pris, nombre) = match mots {
            [nombre, "x" | "×" | "fois", _, ..] if entier(nombre) => (2, *nombre),
            [premier, _, ..] => {
                let nombre = premier.strip_suffix('x').unwrap_or(premier);
                let ecrit = (2u16..).zip(NOMBRES).find(|(_, mot)| mot == premier);
                if let Some((nombre, _)) = ecrit {
                    self.noter(nombre)?;
                    return Ok(1);
                }
                if !entier(nombre) {
                    return Ok(0);
                }
                (1, nombre)
            }
            _ => return Ok(0),
        };
        self.compter(nombre)?;
        Ok(pris)
    }

    fn compter(&mut self, texte: &str) -> Result<(), SoinIllisible> {
        let hors_bornes = || SoinIllisible::NombreHorsBornes(texte.to_owned());
        let chiffres = texte.trim_start_matches(['-', '\u{2212}']);
        if !chiffres.bytes().all(|octet| octet.is_ascii_digit()) {
            return Err(SoinIllisible::Nombre(texte.to_owned()));
        }
        let nombre: u16 = texte.parse().map_err(|_| hors_bornes())?;
        if nombre == 0 || nombre > NOMBRE_MAX {
            return Err(hors_bornes());
        }
        self.noter(nombre)
    }

    fn noter(&mut self, nombre: u16) -> Result<(), SoinIllisible> {
        if self.nombre.replace(nombre).is_some() {
            return Err(SoinIllisible::NombreDouble);
        }
        Ok(())
    }

    /// The sector said, if one is; the name of the act serves the message.
    pub(super) fn secteur(&self, nom: &str) -> Result<Option<Secteur>, SoinIllisible> {
        let mut choisi = None;
        let deux = self.secteurs.contains(&Mention::Deux);
        for mention in &self.secteurs {
            let Mention::Secteur(secteur) = mention else {
                continue;
            };
            let contraire = choisi.is_some_and(|autre| autre != *secteur);
            let dehors = matches!(secteur, Secteur::Un | Secteur::NonConventionne);
            if contraire || (deux && dehors) {
                return Err(SoinIllisible::SecteursContraires);
            }
            choisi = Some(*secteur);
        }
        match choisi {
            None if deux => Err(SoinIllisible::SecteurDeux(format!("{nom} secteur 2"))),
            choisi => Ok(choisi),
        }
    }

    /// Refuses a sector where it means nothing.
    pub(super) fn sans_secteur(&self, quoi: &str) -> Result<(), SoinIllisible> {
        let secteur = match self.secteurs.first() {
            None => return Ok(()),
            Some(Mention::Deux) => "secteur 2",
            Some(Mention::Secteur(secteur)) => nom_secteur(*secteur),
        };
        Err(SoinIllisible::SansSecteur {
            acte: quoi.to_owned(),
            secteur,
        })
    }
}
