//! A drawing in pixels, in whole numbers; fills and strokes that are read without colours.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use std::fmt::Write as _;

/// Why a drawing is not made; drawing to memory does not fail by itself.
pub(super) type Echec = String;

/// A colour.
pub(super) type Teinte = RGBColor;

pub(super) const ENCRE: Teinte = RGBColor(0x1b, 0x1b, 0x1b);
pub(super) const DISCRET: Teinte = RGBColor(0x50, 0x54, 0x5c);
pub(super) const FILET: Teinte = RGBColor(0xc9, 0xce, 0xd6);
pub(super) const PAPIER: Teinte = RGBColor(0xff, 0xff, 0xff);

/// Fills that become patterns: a colour used for nothing else, then what is drawn over it.
const MOTIFS: [(Teinte, &str); 4] = [
    (RGBColor(0xed, 0xf0, 0xf4), ""),
    (
        RGBColor(0xc6, 0xd9, 0xf0),
        "<path d=\"M-2 2 2-2M0 8 8 0M6 10 10 6\" stroke=\"#16457c\" stroke-width=\"1.2\"/>",
    ),
    (RGBColor(0x2a, 0x2a, 0x2a), ""),
    (
        RGBColor(0xf7, 0xe3, 0xb0),
        "<circle cx=\"4\" cy=\"4\" r=\"1.3\" fill=\"#7a4b00\"/>",
    ),
];

/// Strokes of series: a colour used for nothing else, then its dashes.
const TRAITS: [(Teinte, &str); 6] = [
    (RGBColor(0x16, 0x45, 0x7c), ""),
    (RGBColor(0x9a, 0x3b, 0x00), "7 3"),
    (RGBColor(0x1d, 0x5e, 0x2f), "2 3"),
    (RGBColor(0x6a, 0x1b, 0x6e), "10 3 2 3"),
    (RGBColor(0x3c, 0x3c, 0x3d), "4 2"),
    (RGBColor(0x00, 0x5f, 0x6b), "12 4"),
];

/// How many series of lines can be told apart.
pub(super) const SERIES: usize = TRAITS.len();

/// The fill of a column of bars.
pub(super) const fn motif(rang: usize) -> Teinte {
    MOTIFS[rang % MOTIFS.len()].0
}

/// The stroke of a line.
pub(super) const fn trait_de(rang: usize) -> Teinte {
    TRAITS[rang % TRAITS.len()].0
}

/// The side that a text leans on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Cote {
    Debut,
    Milieu,
    Fin,
}

/// A drawing that is being made.
pub(super) struct Toile {
    largeur: u32,
    hauteur: u32,
    svg: String,
}

impl Toile {
    /// Draws on a white sheet.
    pub(super) fn dessiner(
        (largeur, hauteur): (u32, u32),
        dessin: impl FnOnce(&Feuille<'_>) -> Result<(), Echec>,
    ) -> Result<Self, Echec> {
        let mut svg = String::new();
        {
            let feuille = SVGBackend::with_string(&mut svg, (largeur, hauteur));
            let feuille = Feuille(feuille.into_drawing_area());
            dessin(&feuille)?;
            feuille.0.present().map_err(|erreur| erreur.to_string())?;
        }
        Ok(Self {
            largeur,
            hauteur,
            svg,
        })
    }

    /// The drawing with its words for those who do not see it, its patterns and its dashes.
    pub(super) fn finir(self, nom: &str, titre: &str, description: &str) -> String {
        let dedans = self.svg.split_once("<svg").map_or("", |(_, reste)| reste);
        let mut dedans = dedans
            .split_once('>')
            .map_or("", |(_, reste)| reste)
            .to_owned();
        let mut motifs = String::new();
        for (rang, (teinte, dessus)) in MOTIFS.iter().enumerate() {
            let code = code(*teinte);
            let cherche = format!("fill=\"{code}\"");
            if dessus.is_empty() || !dedans.contains(&cherche) {
                continue;
            }
            dedans = dedans.replace(&cherche, &format!("fill=\"url(#{nom}-m{rang})\""));
            let _ = write!(
                motifs,
                "<pattern id=\"{nom}-m{rang}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" height=\"8\" fill=\"{code}\"/>{dessus}</pattern>"
            );
        }
        for (teinte, tirets) in TRAITS.iter().filter(|(_, tirets)| !tirets.is_empty()) {
            let cherche = format!("stroke=\"{}\"", code(*teinte));
            let remplace = format!("{cherche} stroke-dasharray=\"{tirets}\"");
            dedans = dedans.replace(&cherche, &remplace);
        }
        let (titre, description) = (echapper(titre), echapper(description));
        format!(
            "<svg role=\"img\" aria-labelledby=\"{nom}-t {nom}-d\" viewBox=\"0 0 {} {}\">\n<title id=\"{nom}-t\">{titre}</title>\n<desc id=\"{nom}-d\">{description}</desc>\n<defs>{motifs}</defs>\n{}",
            self.largeur,
            self.hauteur,
            dedans.trim_start()
        )
    }
}

/// As the drawings write a colour.
fn code(RGBColor(rouge, vert, bleu): Teinte) -> String {
    format!("#{rouge:02X}{vert:02X}{bleu:02X}")
}

fn echapper(texte: &str) -> String {
    texte
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// A sheet to draw on, in pixels from the top left corner.
pub(super) struct Feuille<'s>(DrawingArea<SVGBackend<'s>, plotters::coord::Shift>);

impl Feuille<'_> {
    pub(super) fn rectangle(
        &self,
        debut: (i32, i32),
        fin: (i32, i32),
        teinte: Teinte,
    ) -> Result<(), Echec> {
        let plein = Rectangle::new([debut, fin], teinte.filled());
        self.0.draw(&plein).map_err(|erreur| erreur.to_string())
    }

    pub(super) fn cadre(&self, debut: (i32, i32), fin: (i32, i32)) -> Result<(), Echec> {
        let vide = Rectangle::new([debut, fin], ENCRE.stroke_width(1));
        self.0.draw(&vide).map_err(|erreur| erreur.to_string())
    }

    pub(super) fn ligne(
        &self,
        points: Vec<(i32, i32)>,
        teinte: Teinte,
        epaisseur: u32,
    ) -> Result<(), Echec> {
        let ligne = PathElement::new(points, teinte.stroke_width(epaisseur));
        self.0.draw(&ligne).map_err(|erreur| erreur.to_string())
    }

    pub(super) fn point(&self, centre: (i32, i32), teinte: Teinte) -> Result<(), Echec> {
        let point = Circle::new(centre, 3, teinte.filled());
        self.0.draw(&point).map_err(|erreur| erreur.to_string())
    }

    /// A text whose middle is at this height.
    pub(super) fn texte(
        &self,
        texte: &str,
        place: (i32, i32),
        (cote, teinte): (Cote, Teinte),
    ) -> Result<(), Echec> {
        let cote = match cote {
            Cote::Debut => HPos::Left,
            Cote::Milieu => HPos::Center,
            Cote::Fin => HPos::Right,
        };
        let style = TextStyle::from(("sans-serif", CORPS).into_font())
            .color(&teinte)
            .pos(Pos::new(cote, VPos::Center));
        let texte = Text::new(texte.to_owned(), place, style);
        self.0.draw(&texte).map_err(|erreur| erreur.to_string())
    }
}

/// The size of letters in the unit of the library, 1.24 times the size drawn: 12.
const CORPS: f64 = 14.88;

/// A little more than the width of a text.
pub(super) fn largeur(texte: &str) -> i32 {
    i32::try_from(texte.chars().count()).unwrap_or(i32::MAX / 16) * 7
}
