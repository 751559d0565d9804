//! A bar by row, its columns one after the other.

use super::toile::{Cote, ENCRE, Echec, Feuille, PAPIER, Toile, largeur, motif};
use super::{Figure, Rangee, court, euros};
use crate::montant::Centimes;

const LARGEUR: i32 = 560;
const MARGE: i32 = 6;
const PAS: i32 = 46;
const BARRE: i32 = 20;
/// Of a line of the legend.
const LEGENDE: i32 = 22;
const NOM_MAX: usize = 66;

pub(super) fn dessiner(figure: &Figure) -> Result<Toile, Echec> {
    let rangees = i32::try_from(figure.rangees.len()).unwrap_or(1);
    let colonnes = i32::try_from(figure.colonnes.len()).unwrap_or(1);
    let tete = (colonnes + 1) / 2 * LEGENDE + MARGE;
    let hauteur = tete + rangees * PAS + MARGE;
    let taille = (LARGEUR.unsigned_abs(), hauteur.unsigned_abs());
    let plus_long = figure.rangees.iter().map(total).max().unwrap_or(1).max(1);
    Toile::dessiner(taille, |feuille| {
        for (rang, nom) in (0..).zip(&figure.colonnes) {
            let colonne = usize::try_from(rang).unwrap_or_default();
            let (x, y) = (MARGE + rang % 2 * (LARGEUR / 2), MARGE + rang / 2 * LEGENDE);
            feuille.rectangle((x, y), (x + 26, y + 14), motif(colonne))?;
            feuille.cadre((x, y), (x + 26, y + 14))?;
            let style = (Cote::Debut, ENCRE);
            feuille.texte(&court(nom, 34), (x + 33, y + 7), style)?;
        }
        for (rang, rangee) in (0..).zip(&figure.rangees) {
            barre(feuille, rangee, tete + rang * PAS, plus_long)?;
        }
        Ok(())
    })
}

fn total(rangee: &Rangee) -> i64 {
    let connus = rangee.valeurs.iter().flatten();
    connus.map(|montant| montant.positif().valeur()).sum()
}

fn barre(feuille: &Feuille<'_>, rangee: &Rangee, haut: i32, plus_long: i64) -> Result<(), Echec> {
    let style = (Cote::Debut, ENCRE);
    feuille.texte(&court(&rangee.nom, NOM_MAX), (MARGE, haut + 9), style)?;
    let (y, bas) = (haut + 18, haut + 18 + BARRE);
    let place = i64::from(LARGEUR - 2 * MARGE);
    let x = |montant: i64| MARGE + i32::try_from(montant * place / plus_long).unwrap_or(0);
    let mut fait = 0;
    for (colonne, valeur) in rangee.valeurs.iter().enumerate() {
        let montant = valeur.map_or(0, |montant| montant.positif().valeur());
        let (debut, fin) = (x(fait), x(fait + montant));
        fait += montant;
        if fin <= debut {
            continue;
        }
        feuille.rectangle((debut, y), (fin, bas), motif(colonne))?;
        feuille.cadre((debut, y), (fin, bas))?;
        let dit = euros(Centimes::new(montant));
        let large = largeur(&dit);
        if large + 8 < fin - debut {
            // sur un fond uni, quel que soit le motif
            let milieu = (debut + fin) / 2;
            feuille.rectangle(
                (milieu - large / 2, y + 3),
                (milieu + large / 2, bas - 3),
                PAPIER,
            )?;
            let style = (Cote::Milieu, ENCRE);
            feuille.texte(&dit, (milieu, (y + bas) / 2), style)?;
        }
    }
    Ok(())
}
