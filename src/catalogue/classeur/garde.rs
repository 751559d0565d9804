//! What is refused before any library opens a workbook: sizes are measured, not believed.

use super::{Illisible, MIO};
use crate::catalogue::Code;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Files in the archive.
const PARTIES_MAX: usize = 1_000;
/// One of them, unfolded.
const PARTIE_MAX: u64 = 16 * MIO;
/// The styles, unfolded: each one of a few bytes becomes some hundreds in memory.
const STYLES_MAX: u64 = MIO;
/// All of them, unfolded.
const TOTAL_MAX: u64 = 48 * MIO;
/// What an attribute may announce: the library reserves room for it.
const ANNONCE_MAX: u64 = 1_000_000;
/// Letters of the longest attribute looked at: `uniqueCount`.
const NOM_MAX: usize = 11;
/// Letters of the last column of a sheet, and its last row.
const LETTRES_MAX: usize = 3;
const LIGNE_MAX: u64 = 1_048_576;

const ENREGISTRER: &str =
    "rouvrez-le dans le tableur, puis « Enregistrer sous… », « Classeur Excel (.xlsx) »";
const ALLEGER: &str =
    "une grille tient en quelques dizaines de Kio : copiez ses feuilles dans un classeur neuf";

/// Passes over every byte of the archive once.
pub(super) fn verifier(octets: &[u8]) -> Result<(), Illisible> {
    let illisible = |message: &str| Illisible::new(Code::ClasseurIllisible, message, ENREGISTRER);
    if octets.is_empty() {
        return Err(illisible("le fichier est vide"));
    }
    if octets.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(Illisible::new(
            Code::ClasseurIllisible,
            "le classeur est protégé par un mot de passe, ou dans l’ancien format .xls",
            "ôtez le mot de passe d’ouverture, puis « Enregistrer sous… », « Classeur Excel (.xlsx) »",
        ));
    }
    if !octets.starts_with(b"PK") {
        return Err(illisible("ce n’est pas un classeur, malgré son nom"));
    }
    let abime = || illisible("le classeur est abîmé ou incomplet");
    let mut archive = ZipArchive::new(Cursor::new(octets)).map_err(|_| abime())?;
    if archive.len() > PARTIES_MAX {
        return Err(trop_grand(format!(
            "le classeur contient plus de {PARTIES_MAX} fichiers"
        )));
    }
    let mut total = 0;
    let mut partie = Vec::new();
    let mut classeur = false;
    for rang in 0..archive.len() {
        let fichier = archive.by_index(rang).map_err(|_| abime())?;
        let nom = String::from_utf8_lossy(fichier.name_raw()).to_lowercase();
        if nom.ends_with("vbaproject.bin") {
            return Err(illisible("le classeur porte des macros"));
        }
        classeur |= nom.ends_with("workbook.xml");
        let styles = nom.ends_with("styles.xml");
        let permis = if styles { STYLES_MAX } else { PARTIE_MAX };
        partie.clear();
        let lu = fichier.take(permis + 1).read_to_end(&mut partie);
        let taille = lu.map_err(|_| abime())? as u64;
        total += taille;
        if taille > permis || total > TOTAL_MAX {
            return Err(trop_grand(format!(
                "déplié, le classeur dépasse {} Mio",
                if taille > permis { permis } else { TOTAL_MAX } / MIO
            )));
        }
        if nom.ends_with(".xml") || nom.ends_with(".rels") {
            xml(&nom, &partie)?;
        }
    }
    if classeur {
        return Ok(());
    }
    Err(illisible("l’archive ne contient pas de classeur Excel"))
}

fn trop_grand(message: String) -> Illisible {
    Illisible::new(Code::ClasseurTropGrand, message, ALLEGER)
}

/// The parts that the library reads: plain text, without attributes that overflow it.
fn xml(nom: &str, octets: &[u8]) -> Result<(), Illisible> {
    let refus = |message: &str| {
        Err(Illisible::new(
            Code::ClasseurIllisible,
            message,
            ENREGISTRER,
        ))
    };
    if octets.contains(&0) {
        return refus("le classeur n’est pas écrit en UTF-8");
    }
    if nom.ends_with("[content_types].xml")
        && octets
            .windows(12)
            .any(|mot| mot.eq_ignore_ascii_case(b"macroenabled"))
    {
        return refus("le classeur porte des macros");
    }
    if attributs(octets).any(|(nom, valeur)| demesure(nom, valeur)) {
        return refus("une adresse ou un nombre du classeur est hors de toute feuille");
    }
    Ok(())
}

/// Every `name="value"` of an XML text.
fn attributs(octets: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let egaux = octets
        .iter()
        .enumerate()
        .filter(|(_, octet)| **octet == b'=');
    egaux.filter_map(|(place, _)| {
        let (avant, apres) = (octets.get(..place)?, octets.get(place + 1..)?);
        // seuls comptent des noms courts : un texte sans blanc ne se remonte pas en entier
        let avant = avant.trim_ascii_end();
        let avant = avant.get(avant.len().saturating_sub(NOM_MAX + 1)..)?;
        let debut = avant.iter().rposition(u8::is_ascii_whitespace)?;
        let apres = apres.trim_ascii_start();
        let (guillemet, valeur) = apres.split_first()?;
        matches!(guillemet, b'"' | b'\'').then_some(())?;
        let fin = valeur.iter().position(|octet| octet == guillemet)?;
        Some((avant.get(debut + 1..)?, valeur.get(..fin)?))
    })
}

fn demesure(nom: &[u8], valeur: &[u8]) -> bool {
    match nom {
        b"si" | b"count" | b"uniqueCount" => nombre(valeur) > ANNONCE_MAX,
        b"r" => adresse(valeur).is_none(),
        b"ref" => match valeur
            .split(|octet| *octet == b':')
            .map(adresse)
            .collect::<Vec<_>>()[..]
        {
            [Some(_)] => false,
            [Some(debut), Some(fin)] => debut.0 > fin.0 || debut.1 > fin.1,
            _ => true,
        },
        _ => false,
    }
}

/// The column and the row of `D17`, or of the `17` of a row.
fn adresse(valeur: &[u8]) -> Option<(u64, u64)> {
    let lettres = valeur
        .iter()
        .take_while(|octet| octet.is_ascii_alphabetic());
    let lettres = lettres.count();
    if lettres > LETTRES_MAX {
        return None;
    }
    let (colonne, ligne) = valeur.split_at_checked(lettres)?;
    let colonne = colonne.iter().fold(0, |colonne, lettre| {
        colonne * 26 + u64::from(lettre.to_ascii_uppercase() - b'A') + 1
    });
    let ligne = nombre(ligne);
    (1..=LIGNE_MAX).contains(&ligne).then_some((colonne, ligne))
}

/// A number, or the largest one when there is none.
fn nombre(chiffres: &[u8]) -> u64 {
    let texte = std::str::from_utf8(chiffres).ok();
    texte
        .and_then(|texte| texte.parse().ok())
        .unwrap_or(u64::MAX)
}
