//! A line by column, over the rows; each one is named at its end.

use super::toile::{Cote, DISCRET, ENCRE, Echec, FILET, Feuille, SERIES, Toile, largeur, trait_de};
use super::{Figure, court, euros};
use crate::montant::Centimes;

const LARGEUR: i32 = 640;
const HAUTEUR: i32 = 360;
/// Margins: left for the amounts, top, right for the names, bottom for the rows.
const GAUCHE: i32 = 74;
const HAUT: i32 = 14;
const DROITE: i32 = 166;
const BAS: i32 = 52;
/// Between two names.
const INTERLIGNE: i32 = 17;
const NOM_MAX: usize = 20;
const ETIQUETTE_MAX: usize = 14;
const GRADUATIONS: i64 = 5;

/// Where amounts and rows are.
struct Axes {
    plus_haut: i64,
    pas: i64,
    rangees: i32,
}

pub(super) fn dessiner(figure: &Figure) -> Result<Toile, Echec> {
    let pas = pas(figure.plus_grand());
    let axes = Axes {
        pas,
        plus_haut: (figure.plus_grand() + pas - 1) / pas * pas,
        rangees: i32::try_from(figure.rangees.len()).unwrap_or(1),
    };
    let taille = (LARGEUR.unsigned_abs(), HAUTEUR.unsigned_abs());
    Toile::dessiner(taille, |feuille| {
        axes.dessiner(feuille, figure)?;
        let series = figure.colonnes.len().min(SERIES);
        let mut noms = Vec::new();
        for serie in 0..series {
            if let Some((x, y)) = courbe(feuille, figure, serie, &axes)? {
                noms.push((y, x, serie));
            }
        }
        noms.sort_unstable();
        nommer(feuille, figure, &noms)
    })
}

/// A round distance between two marks: 1, 2 or 5 times a power of ten.
fn pas(plus_grand: i64) -> i64 {
    let voulu = (plus_grand / GRADUATIONS).max(1);
    let mut dix = 1;
    while dix * 10 <= voulu {
        dix *= 10;
    }
    let choix = [1, 2, 5, 10].map(|fois| fois * dix);
    choix
        .into_iter()
        .find(|pas| *pas >= voulu)
        .unwrap_or(dix * 10)
}

impl Axes {
    fn x(&self, rangee: i32) -> i32 {
        GAUCHE + rangee * (LARGEUR - GAUCHE - DROITE) / (self.rangees - 1).max(1)
    }

    fn y(&self, montant: i64) -> i32 {
        let place = i64::from(HAUTEUR - HAUT - BAS);
        let haut = montant.clamp(0, self.plus_haut) * place / self.plus_haut;
        HAUTEUR - BAS - i32::try_from(haut).unwrap_or(0)
    }

    fn dessiner(&self, feuille: &Feuille<'_>, figure: &Figure) -> Result<(), Echec> {
        let mut montant = 0;
        while montant <= self.plus_haut {
            let y = self.y(montant);
            feuille.ligne(vec![(GAUCHE, y), (LARGEUR - DROITE, y)], FILET, 1)?;
            let style = (Cote::Fin, DISCRET);
            feuille.texte(&euros(Centimes::new(montant)), (GAUCHE - 8, y), style)?;
            montant += self.pas;
        }
        // une étiquette sur deux ou trois, s'il le faut, pour qu'elles ne se touchent pas
        let large = figure
            .rangees
            .iter()
            .map(|r| largeur(&court(&r.nom, ETIQUETTE_MAX)));
        let ecart = (self.x(1) - self.x(0)).max(1);
        let tous_les = (large.max().unwrap_or(1) / ecart + 1).max(1);
        for (rang, rangee) in (0..self.rangees).zip(&figure.rangees) {
            let x = self.x(rang);
            feuille.ligne(vec![(x, HAUTEUR - BAS), (x, HAUTEUR - BAS + 5)], ENCRE, 1)?;
            if rang % tous_les == 0 {
                let style = (Cote::Milieu, ENCRE);
                feuille.texte(
                    &court(&rangee.nom, ETIQUETTE_MAX),
                    (x, HAUTEUR - BAS + 16),
                    style,
                )?;
            }
        }
        let bas = HAUTEUR - BAS;
        feuille.ligne(vec![(GAUCHE, bas), (LARGEUR - DROITE, bas)], ENCRE, 1)?;
        let style = (Cote::Debut, DISCRET);
        feuille.texte(&court(&figure.entete, 60), (GAUCHE, HAUTEUR - 12), style)
    }
}

/// One line with its points; gives its last point.
fn courbe(
    feuille: &Feuille<'_>,
    figure: &Figure,
    serie: usize,
    axes: &Axes,
) -> Result<Option<(i32, i32)>, Echec> {
    let points = (0..).zip(&figure.rangees).map(|(rang, rangee)| {
        let montant = rangee.valeurs.get(serie).copied().flatten()?;
        Some((axes.x(rang), axes.y(montant.valeur())))
    });
    let points: Vec<Option<(i32, i32)>> = points.collect();
    for connus in points.split(Option::is_none) {
        let connus: Vec<(i32, i32)> = connus.iter().copied().flatten().collect();
        for point in &connus {
            feuille.point(*point, trait_de(serie))?;
        }
        if connus.len() > 1 {
            feuille.ligne(connus, trait_de(serie), 2)?;
        }
    }
    Ok(points.into_iter().flatten().next_back())
}

/// The names at the right, in the order of the lines, apart from one another.
fn nommer(feuille: &Feuille<'_>, figure: &Figure, noms: &[(i32, i32, usize)]) -> Result<(), Echec> {
    let dernier = HAUTEUR - BAS;
    let mut libre = HAUT;
    let mut restants = i32::try_from(noms.len()).unwrap_or(0);
    for (y, x, serie) in noms {
        // assez haut pour que les suivants tiennent
        let place = (*y).min(dernier - (restants - 1) * INTERLIGNE).max(libre);
        libre = place + INTERLIGNE;
        restants -= 1;
        let debut = LARGEUR - DROITE + 22;
        feuille.ligne(vec![(*x, *y), (debut - 4, place)], trait_de(*serie), 1)?;
        let nom = figure.colonnes.get(*serie).map_or("", String::as_str);
        let style = (Cote::Debut, trait_de(*serie));
        feuille.texte(&court(nom, NOM_MAX), (debut, place), style)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn les_graduations_sont_rondes() {
        // cinq pas au plus : 5 × 200 € couvrent 834,56 € ; 5 × 2 € couvrent 9,99 €
        assert_eq!(pas(83_456), 20_000);
        assert_eq!(pas(999), 200);
        assert_eq!(pas(1), 1);
    }
}
