//! Glasses: `lunettes progressives = 127 € + 2 x 202 €`.

use super::mentions::simple;
use super::{SoinIllisible, montant, secteur_possible};
use crate::montant::Centimes;
use crate::panier::{Element, Lunettes, Prix};
use crate::reglementation::{Reglementation, Secteur, Verre};
use jiff::civil::Date;

/// Reads glasses: the words that say which, then the prices of the frame and of the lenses.
pub(super) fn lire(
    mots: &[&str],
    prix: Option<&str>,
    reglementation: &Reglementation,
    date: Date,
) -> Result<Lunettes, SoinIllisible> {
    let (classe, verres) = lire_mots(mots)?;
    let [monture, premier, second] = match prix {
        Some(prix) => lire_prix(prix)?.map(Prix::Donne),
        None => [Prix::Type; 3],
    };
    let element = |code: String, prix| {
        let acte = reglementation
            .acte_de_code(&code)
            .ok_or_else(|| SoinIllisible::LunettesAbsentes(code.clone()))?;
        let trouve = reglementation.acte(acte);
        secteur_possible(trouve, None, date)?;
        if prix == Prix::Type && trouve.prix_type(Secteur::Un).is_none() {
            return Err(SoinIllisible::LunettesSansPrix(trouve.libelle.clone()));
        }
        Ok(Element { acte, prix })
    };
    let verre = |verre, prix| {
        let correction = match verre {
            Verre::Simple => "simple",
            Verre::Complexe => "complexe",
            Verre::TresComplexe => "tres-complexe",
        };
        element(format!("verre-classe-{classe}-{correction}"), prix)
    };
    let [gauche, droit] = verres;
    Ok(Lunettes {
        monture: element(format!("monture-classe-{classe}"), monture)?,
        verres: [verre(gauche, premier)?, verre(droit, second)?],
    })
}

/// The class (`a` for the 100 % Santé, else `b`) and the corrections.
fn lire_mots(mots: &[&str]) -> Result<(char, [Verre; 2]), SoinIllisible> {
    let simples: Vec<String> = mots.iter().map(|mot| simple(mot)).collect();
    let simples: Vec<&str> = simples.iter().map(String::as_str).collect();
    let mut classe = 'b';
    let mut verres = Vec::new();
    let mut reste = simples.as_slice();
    loop {
        reste = match reste {
            [] => break,
            ["classe", "a", suite @ ..]
            | ["100", "%", "sante", suite @ ..]
            | ["100%", "sante", suite @ ..] => {
                classe = 'a';
                suite
            }
            ["tres", "complexe" | "complexes", suite @ ..] => {
                verres.push(Verre::TresComplexe);
                suite
            }
            [
                "simple" | "simples" | "unifocal" | "unifocaux" | "unifocales",
                suite @ ..,
            ] => {
                verres.push(Verre::Simple);
                suite
            }
            // des progressifs sont complexes, ou très complexes aux plus fortes corrections
            [
                "complexe" | "complexes" | "progressif" | "progressifs" | "progressive"
                | "progressives" | "multifocal" | "multifocaux",
                suite @ ..,
            ] => {
                verres.push(Verre::Complexe);
                suite
            }
            ["classe", "b", suite @ ..]
            | ["tarif", "libre", suite @ ..]
            | [
                "lunette" | "lunettes" | "verre" | "verres" | "a" | "avec" | "en" | "de" | "et"
                | "+" | "1" | "2" | "un" | "deux",
                suite @ ..,
            ] => suite,
            [autre, ..] => return Err(SoinIllisible::LunettesMot((*autre).to_owned())),
        };
    }
    match verres.as_slice() {
        [] => Err(SoinIllisible::LunettesSansCorrection),
        [seul] => Ok((classe, [*seul; 2])),
        [un, autre] => Ok((classe, [*un, *autre])),
        _ => Err(SoinIllisible::LunettesMot(mots.join(" "))),
    }
}

/// `127 € + 2 x 202 €` or `127 + 80 + 202`: the frame, then the two lenses.
fn lire_prix(texte: &str) -> Result<[Centimes; 3], SoinIllisible> {
    let termes: Vec<&str> = texte.split('+').map(str::trim).collect();
    match termes.as_slice() {
        [monture, verres] => {
            let prix = montant(prix_de_deux(verres).ok_or(SoinIllisible::LunettesSansPartage)?)?;
            Ok([montant(monture)?, prix, prix])
        }
        [monture, un, autre] => Ok([montant(monture)?, montant(un)?, montant(autre)?]),
        _ => Err(SoinIllisible::LunettesSansPartage),
    }
}

/// The price of one in `2 x 90 €`, `2x90`, `90 € x 2`.
fn prix_de_deux(texte: &str) -> Option<&str> {
    let (avant, apres) = texte.split_once(['x', 'X', '×'])?;
    match (avant.trim(), apres.trim()) {
        ("2", prix) | (prix, "2") => Some(prix),
        _ => None,
    }
}
