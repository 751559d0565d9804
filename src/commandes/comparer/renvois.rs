//! The notes that rows refer to: one number for each, the same in every table of a screen.

use crate::calcul::Drapeau;
use crate::rendu::Bloc;
use crate::texte::majuscule;

/// Flags that a row carries by itself; the others are said once for all rows.
const DE_LIGNE: [Drapeau; 12] = [
    Drapeau::Dominee,
    Drapeau::EcartFaible,
    Drapeau::QuasiDoublon,
    Drapeau::AncienneteSupposee,
    Drapeau::NonResponsable,
    Drapeau::GarantieAmbigue,
    Drapeau::GarantieInconnue,
    Drapeau::DelaiPossible,
    Drapeau::ZoneInconnue,
    Drapeau::AgeIncertain,
    Drapeau::MaximumLegal,
    Drapeau::BornesLarges,
];

/// The notes met so far, in the order of their numbers.
#[derive(Default)]
pub(super) struct Renvois(Vec<Drapeau>);

impl Renvois {
    /// « [1] [3] », to be put after the name of a row.
    pub(super) fn apres_le_nom(&mut self, drapeaux: &[Drapeau]) -> String {
        let siens = drapeaux.iter().filter(|drapeau| DE_LIGNE.contains(drapeau));
        let mut rangs: Vec<usize> = siens.map(|drapeau| self.rang(*drapeau)).collect();
        rangs.sort_unstable();
        let mut texte = String::new();
        for (place, rang) in rangs.into_iter().enumerate() {
            // deux renvois ne quittent pas le nom ; les suivants peuvent passer à la ligne
            let espace = if place < 2 { '\u{a0}' } else { ' ' };
            texte.push_str(&format!("{espace}[{rang}]"));
        }
        texte
    }

    fn rang(&mut self, drapeau: Drapeau) -> usize {
        let connu = self.0.iter().position(|connu| *connu == drapeau);
        connu.map_or_else(
            || {
                self.0.push(drapeau);
                self.0.len()
            },
            |place| place + 1,
        )
    }

    /// The notes themselves.
    pub(super) fn blocs(self) -> impl Iterator<Item = Bloc> {
        (1..).zip(self.0).map(|(rang, drapeau): (usize, _)| {
            Bloc::Paragraphe(format!("[{rang}] {}.", majuscule(drapeau.phrase())))
        })
    }
}
