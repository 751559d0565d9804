//! A cell by amount, the darker the larger; each one says its amount.

use super::toile::{Cote, ENCRE, Echec, FILET, Feuille, PAPIER, Teinte, Toile};
use super::{Figure, court, euros};
use plotters::style::RGBColor;

const LARGEUR: i32 = 640;
/// Place of the names of rows.
const GAUCHE: i32 = 166;
/// Place of the names of columns, on up to three lines.
const TETE: i32 = 54;
const INTERLIGNE: i32 = 15;
const PAS: i32 = 30;
const NOM_MAX: usize = 23;
const LIGNES_DE_TITRE: usize = 3;

/// From nothing to the largest: what the cell is filled with, and its letters.
const NUANCES: [(Teinte, Teinte); 6] = [
    (PAPIER, ENCRE),
    (RGBColor(0xe3, 0xea, 0xf2), ENCRE),
    (RGBColor(0xbf, 0xd0, 0xe3), ENCRE),
    (RGBColor(0x93, 0xb0, 0xd0), ENCRE),
    (RGBColor(0x2f, 0x5f, 0x96), PAPIER),
    (RGBColor(0x12, 0x2f, 0x55), PAPIER),
];

pub(super) fn dessiner(figure: &Figure) -> Result<Toile, Echec> {
    let rangees = i32::try_from(figure.rangees.len()).unwrap_or(1);
    let colonnes = i32::try_from(figure.colonnes.len()).unwrap_or(1).max(1);
    let taille = (
        LARGEUR.unsigned_abs(),
        (TETE + rangees * PAS + 2).unsigned_abs(),
    );
    let large = (LARGEUR - GAUCHE - 2) / colonnes;
    let plus_grand = figure.plus_grand();
    Toile::dessiner(taille, |feuille| {
        for (rang, nom) in (0..colonnes).zip(&figure.colonnes) {
            titre(feuille, nom, GAUCHE + rang * large + large / 2, large)?;
        }
        for (rang, rangee) in (0..rangees).zip(&figure.rangees) {
            let y = TETE + rang * PAS;
            let style = (Cote::Debut, ENCRE);
            feuille.texte(&court(&rangee.nom, NOM_MAX), (2, y + PAS / 2), style)?;
            for (colonne, valeur) in (0..colonnes).zip(&rangee.valeurs) {
                let x = GAUCHE + colonne * large;
                let (debut, fin) = ((x, y), (x + large, y + PAS));
                let (fond, lettres) = NUANCES[valeur.map_or(0, |m| nuance(m.valeur(), plus_grand))];
                feuille.rectangle(debut, fin, fond)?;
                feuille.ligne(
                    vec![debut, (fin.0, debut.1), fin, (debut.0, fin.1), debut],
                    FILET,
                    1,
                )?;
                let dit = valeur.map_or("?".to_owned(), euros);
                let style = (Cote::Milieu, lettres);
                feuille.texte(&dit, (x + large / 2, y + PAS / 2), style)?;
            }
        }
        Ok(())
    })
}

/// From 0 for nothing to 5 for the largest.
fn nuance(montant: i64, plus_grand: i64) -> usize {
    if montant <= 0 {
        return 0;
    }
    let rang = (montant - 1) * 5 / plus_grand + 1;
    usize::try_from(rang.min(5)).unwrap_or(0)
}

/// The name of a column, over as many lines as its width asks for.
fn titre(feuille: &Feuille<'_>, nom: &str, x: i32, large: i32) -> Result<(), Echec> {
    let place = usize::try_from(large / 6).unwrap_or(8).max(4);
    let mut lignes = crate::rendu::texte::replier(nom, place);
    if lignes.len() > LIGNES_DE_TITRE {
        lignes.truncate(LIGNES_DE_TITRE);
        if let Some(derniere) = lignes.last_mut() {
            *derniere = format!("{}…", derniere.trim_end_matches(','));
        }
    }
    let premiere = TETE - 10 - INTERLIGNE * (i32::try_from(lignes.len()).unwrap_or(1) - 1);
    for (rang, ligne) in (0..).zip(&lignes) {
        let style = (Cote::Milieu, ENCRE);
        feuille.texte(ligne, (x, premiere + rang * INTERLIGNE), style)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn la_nuance_suit_le_montant() {
        // cinq parts égales de 1 000 : 1-200, 201-400, …, 801-1 000
        let vues = [0, 1, 200, 201, 1000].map(|montant| nuance(montant, 1000));
        assert_eq!(vues, [0, 1, 1, 2, 5]);
    }
}
