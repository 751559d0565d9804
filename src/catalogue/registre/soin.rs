//! A row of care.

use crate::montant::{Centimes, lire_montant};
use crate::panier::devis::lire_soin;
use crate::panier::{Prix, Quoi, Soin};
use crate::reglementation::{Reglementation, Secteur};
use crate::texte::sans_accent;
use jiff::civil::Date;
use std::collections::HashMap;

/// Acts kept at most, so that memory does not grow with the input.
const ACTES_MAX: usize = 50_000;
/// A care at most every day of the year.
const FOIS_MAX: u16 = 366;

/// An act in a sector, or why it is not one.
type Connu = Result<Soin, String>;

/// Acts as rows name them.
#[derive(Debug)]
pub(super) struct Actes<'a> {
    reglementation: &'a Reglementation,
    date: Date,
    connus: HashMap<String, HashMap<String, Connu>>,
}

impl<'a> Actes<'a> {
    pub(super) fn new(reglementation: &'a Reglementation, date: Date) -> Self {
        Self {
            reglementation,
            date,
            connus: HashMap::new(),
        }
    }

    /// The act of these words in this sector, at its typical price.
    pub(super) fn lire(&mut self, acte: &str, secteur: &str) -> Connu {
        let connu = self.connus.get(acte).and_then(|lus| lus.get(secteur));
        if let Some(connu) = connu {
            return connu.clone();
        }
        if self.connus.len() >= ACTES_MAX {
            self.connus.clear();
        }
        let lu = self.chercher(acte, secteur);
        let lus = self.connus.entry(acte.to_owned()).or_default();
        lus.insert(secteur.to_owned(), lu.clone());
        lu
    }

    fn chercher(&self, texte: &str, secteur: &str) -> Connu {
        if texte.is_empty() {
            return Err("la colonne `acte` est vide".to_owned());
        }
        let secteur = lire_secteur(secteur)?;
        let mut soin = match self.reglementation.acte_de_code(texte) {
            Some(acte) => Soin {
                quoi: Quoi::Acte {
                    acte,
                    secteur: Secteur::Un,
                    prix: Prix::Type,
                    dent: None,
                },
                nombre: 1,
                moment: None,
                ald: false,
                reseau: None,
            },
            None => lire_soin(texte, self.reglementation, self.date, &[])
                .map_err(|erreur| erreur.to_string().replace('\n', " "))?,
        };
        let Quoi::Acte {
            acte,
            secteur: sien,
            ..
        } = &mut soin.quoi
        else {
            return Ok(soin);
        };
        if let Some(secteur) = secteur {
            *sien = secteur;
        }
        let trouve = self.reglementation.acte(*acte);
        if !trouve.a_un_secteur() && *sien != Secteur::Un {
            return Err(format!("« {} » n’a pas de secteur", trouve.libelle));
        }
        if trouve.tarif(*sien, self.date).is_none() {
            return Err(format!(
                "« {} » n’a pas de tarif connu le {} pour {}",
                trouve.libelle,
                crate::texte::jour(self.date),
                crate::calcul::nom_secteur(*sien)
            ));
        }
        Ok(soin)
    }

    /// Whether an act has a typical price.
    pub(super) fn a_un_prix(&self, quoi: &Quoi) -> Result<(), String> {
        let Quoi::Acte {
            acte,
            secteur,
            prix: Prix::Type,
            ..
        } = quoi
        else {
            return Ok(());
        };
        let acte = self.reglementation.acte(*acte);
        match acte.prix_suppose(*secteur, self.date) {
            Some(_) => Ok(()),
            None => Err(format!(
                "aucun prix connu pour « {} » : remplissez la colonne `prix`",
                acte.libelle
            )),
        }
    }
}

fn lire_secteur(texte: &str) -> Result<Option<Secteur>, String> {
    let mot = sans_accent(texte).replace(['-', '_'], " ");
    Ok(Some(match mot.trim() {
        "" => return Ok(None),
        "1" | "secteur 1" => Secteur::Un,
        "optam" | "2 optam" => Secteur::Optam,
        "non optam" | "2" | "secteur 2" => Secteur::NonOptam,
        "non conventionne" | "3" => Secteur::NonConventionne,
        _ => {
            return Err(format!(
                "secteur « {texte} » inconnu : 1, OPTAM, non OPTAM ou non conventionné"
            ));
        }
    }))
}

/// An amount as machines write it, else as people do.
pub(super) fn lire_prix(texte: &str) -> Result<Prix, String> {
    if texte.is_empty() {
        return Ok(Prix::Type);
    }
    if let Some(centimes) = centimes(texte.as_bytes()) {
        return Ok(Prix::Donne(Centimes::new(centimes)));
    }
    let lu = lire_montant(texte).map_err(|erreur| format!("prix : {erreur}"))?;
    Ok(Prix::Donne(lu))
}

/// `26.50`, `26,5`, `26`, up to a million; none for anything else.
fn centimes(texte: &[u8]) -> Option<i64> {
    if texte.len() > 9 {
        return None;
    }
    let mut centimes = 0i64;
    let mut decimales = None;
    for octet in texte {
        match octet {
            b'0'..=b'9' => {
                decimales = decimales.map(|nombre: u32| nombre + 1);
                centimes = centimes * 10 + i64::from(octet - b'0');
            }
            b'.' | b',' if decimales.is_none() && centimes_avant(texte) => decimales = Some(0),
            _ => return None,
        }
    }
    match decimales {
        None => Some(centimes * 100).filter(|centimes| *centimes < 100_000_000),
        Some(1) => Some(centimes * 10),
        Some(2) => Some(centimes),
        Some(_) => None,
    }
}

fn centimes_avant(texte: &[u8]) -> bool {
    texte.first().is_some_and(u8::is_ascii_digit)
}

pub(super) fn lire_nombre(texte: &str) -> Result<Option<u16>, String> {
    if texte.is_empty() {
        return Ok(None);
    }
    let lu = texte.parse::<u16>().ok();
    let lu = lu.filter(|nombre| (1..=FOIS_MAX).contains(nombre));
    lu.map(Some)
        .ok_or_else(|| format!("nombre « {texte} » : écrivez un entier de 1 à {FOIS_MAX}"))
}

pub(super) fn lire_mois(texte: &str) -> Result<Option<u8>, String> {
    if texte.is_empty() {
        return Ok(None);
    }
    let lu = texte.parse::<u8>().ok();
    let lu = lu.filter(|mois| (1..=12).contains(mois));
    lu.map(Some)
        .ok_or_else(|| format!("mois « {texte} » : écrivez un nombre de 1 à 12"))
}

pub(super) fn lire_oui(nom: &str, texte: &str) -> Result<bool, String> {
    match sans_accent(texte).as_str() {
        "" | "non" | "0" | "n" => Ok(false),
        "oui" | "1" | "o" => Ok(true),
        _ => Err(format!("`{nom}` : « {texte} » n’est ni oui ni non")),
    }
}
