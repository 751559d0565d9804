//! What may be raised in a cell: an amount, a share, a limit, a number of acts.

use crate::montant::{Centimes, Taux};
use crate::offre::langage::{Assiette, Cellule, Garantie, Lecture, Regle, Terme};
use crate::offre::{Choix, Ligne, NatureLigne, Offre};

/// The highest share of the base tried, in points.
const BR_MAX: i64 = 3_000;
/// The highest share of what has no more to give, in points.
const TOUT: i64 = 100;
/// The highest share of the PMSS, in points.
const PMSS_MAX: i64 = 300;
/// The highest amount, in euros.
const EUROS_MAX: i64 = 10_000;
/// The highest number of acts.
const NOMBRE_MAX: i64 = 100;

/// What is raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quoi {
    /// A term of the sum, by rank.
    Terme(usize),
    /// A limit of a term, by ranks.
    Limite(usize, usize),
    /// A cap beside the terms, in the cell or, failing that, in the row.
    Plafond(usize),
    /// How many acts, in the cell or, failing that, in the row.
    Nombre(usize),
    /// A cell that pays nothing: euros on top of the social security.
    Neant,
    /// A percentage written in euros, as the cell of another level of the row is.
    EnEuros(usize),
}

/// One thing to raise in one cell.
#[derive(Clone, Debug)]
pub(super) struct Levier {
    module: usize,
    ligne: usize,
    niveau: usize,
    quoi: Quoi,
    /// The value as it stands.
    pub(super) min: i64,
    /// The highest value tried.
    pub(super) max: i64,
}

/// Everything that may be raised in the cells of a choice, in the order of its tables. What is
/// unsaid, or read in two ways, is a question and no lever.
pub(super) fn leviers(choix: &Choix<'_>) -> Vec<Levier> {
    let modules = choix.offre.modules.iter().zip(choix.niveaux.iter());
    let mut leviers = Vec::new();
    for (module, (lu, niveau)) in modules.enumerate() {
        let Some(niveau) = niveau else { continue };
        for (rang, ligne) in lu.lignes.iter().enumerate() {
            let Some(cellule) = ligne.cellules.get(niveau) else {
                continue;
            };
            let levier = |(quoi, min, max)| Levier {
                module,
                ligne: rang,
                niveau,
                quoi,
                min,
                max,
            };
            let siens = a_relever(ligne, cellule).into_iter().map(levier);
            leviers.extend(siens.filter(|levier| levier.min < levier.max));
        }
    }
    leviers
}

fn a_relever(ligne: &Ligne, cellule: &Cellule) -> Vec<(Quoi, i64, i64)> {
    let garantie = match (cellule, ligne.nature) {
        (_, NatureLigne::Delai) => return Vec::new(),
        (Cellule::Neant, NatureLigne::Garantie) => return vec![(Quoi::Neant, 0, EUROS_MAX)],
        (Cellule::Lectures(lectures), _) => match lectures.as_slice() {
            [seule] => seule,
            _ => return Vec::new(),
        },
        _ => return Vec::new(),
    };
    let mut leviers = Vec::new();
    let seul = garantie.termes.len() == 1;
    if let ([terme], Some(modele)) = (garantie.termes.as_slice(), en_euros(ligne))
        && matches!(
            terme.assiette,
            Assiette::Pourcentage(_) | Assiette::Br(_) | Assiette::TicketModerateur(_)
        )
    {
        leviers.push((Quoi::EnEuros(modele), 0, EUROS_MAX));
    }
    for (rang, terme) in garantie.termes.iter().enumerate() {
        // dans une somme, ce sont les autres termes qui se relèvent
        if !seul && matches!(terme.assiette, Assiette::TicketModerateur(_)) {
            continue;
        }
        let valeurs = valeurs(terme.assiette);
        leviers.extend(valeurs.map(|(min, max)| (Quoi::Terme(rang), min, max)));
        for (limite, assiette) in terme.limites.iter().enumerate() {
            let valeurs = self::valeurs(*assiette);
            leviers.extend(valeurs.map(|(min, max)| (Quoi::Limite(rang, limite), min, max)));
        }
    }
    let regle = regle_des_plafonds(ligne, garantie);
    for (rang, plafond) in regle.plafonds.iter().enumerate() {
        let valeurs = valeurs(plafond.assiette);
        leviers.extend(valeurs.map(|(min, max)| (Quoi::Plafond(rang), min, max)));
    }
    let regle = regle_des_nombres(ligne, garantie);
    for (rang, nombre) in regle.nombres.iter().enumerate() {
        leviers.push((Quoi::Nombre(rang), i64::from(nombre.maximum), NOMBRE_MAX));
    }
    leviers
}

/// The first cell of the row that promises one amount of euros.
fn en_euros(ligne: &Ligne) -> Option<usize> {
    ligne.cellules.iter().position(|cellule| {
        matches!(cellule, Cellule::Lectures(lectures)
            if matches!(lectures.as_slice(), [seule]
                if matches!(seule.termes.as_slice(), [Terme { assiette: Assiette::Euros(_), limites, .. }]
                    if limites.is_empty())))
    })
}

fn regle_des_plafonds<'a>(ligne: &'a Ligne, garantie: &'a Garantie) -> &'a Regle {
    if garantie.regle.plafonds.is_empty() {
        &ligne.regle
    } else {
        &garantie.regle
    }
}

fn regle_des_nombres<'a>(ligne: &'a Ligne, garantie: &'a Garantie) -> &'a Regle {
    if garantie.regle.nombres.is_empty() {
        &ligne.regle
    } else {
        &garantie.regle
    }
}

/// The value of an amount in whole steps (points, euros), and the highest one tried.
fn valeurs(assiette: Assiette) -> Option<(i64, i64)> {
    let points = |taux: Taux| i64::from(taux.valeur()) / i64::from(Taux::pour_cent(1).valeur());
    Some(match assiette {
        Assiette::Pourcentage(taux) | Assiette::Br(taux) => (points(taux), BR_MAX),
        Assiette::FraisReels(taux) | Assiette::Reste(taux) | Assiette::Plv(taux) => {
            (points(taux), TOUT)
        }
        // au-dessus du ticket modérateur, un contrat parle en % de la base
        Assiette::TicketModerateur(_) => (0, BR_MAX),
        Assiette::Pmss(taux) => (points(taux), PMSS_MAX),
        Assiette::Euros(montant) => (montant.valeur() / 100, EUROS_MAX),
        Assiette::Amo => return None,
    })
}

/// The same amount at another value.
fn a_la_valeur(assiette: Assiette, valeur: i64) -> Assiette {
    let taux = Taux::pour_cent(u32::try_from(valeur).unwrap_or_default());
    match assiette {
        Assiette::Pourcentage(_) => Assiette::Pourcentage(taux),
        Assiette::Br(_) | Assiette::TicketModerateur(_) => Assiette::Br(taux),
        Assiette::FraisReels(_) => Assiette::FraisReels(taux),
        Assiette::Reste(_) => Assiette::Reste(taux),
        Assiette::Plv(_) => Assiette::Plv(taux),
        Assiette::Pmss(_) => Assiette::Pmss(taux),
        Assiette::Euros(_) => Assiette::Euros(Centimes::euros(valeur)),
        Assiette::Amo => Assiette::Amo,
    }
}

impl Levier {
    /// Whether both are of one cell.
    pub(super) fn meme_cellule(&self, autre: &Self) -> bool {
        (self.module, self.ligne, self.niveau) == (autre.module, autre.ligne, autre.niveau)
    }

    /// Its row in an offer.
    pub(super) fn ligne<'o>(&self, offre: &'o Offre) -> Option<&'o Ligne> {
        offre.modules.get(self.module)?.lignes.get(self.ligne)
    }

    /// Its cell in an offer.
    pub(super) fn cellule<'o>(&self, offre: &'o Offre) -> Option<&'o Cellule> {
        self.ligne(offre)?.cellules.get(self.niveau)
    }

    /// The cell at another value, as it would be printed: a number or a cap of the row is
    /// written in the cell, that alone changes.
    pub(super) fn nouvelle(&self, offre: &Offre, valeur: i64) -> Option<Cellule> {
        let ligne = self.ligne(offre)?;
        let mut garantie = match self.cellule(offre)? {
            Cellule::Lectures(lectures) => lectures.first()?.clone(),
            _ => Garantie::default(),
        };
        match self.quoi {
            Quoi::Neant => garantie.termes.push(Terme {
                assiette: Assiette::Euros(Centimes::euros(valeur)),
                limites: Vec::new(),
                lecture: Some(Lecture::EnPlus),
                rythme: None,
            }),
            Quoi::EnEuros(modele) => {
                let Cellule::Lectures(lectures) = ligne.cellules.get(modele)? else {
                    return None;
                };
                garantie = lectures.first()?.clone();
                let terme = garantie.termes.first_mut()?;
                terme.assiette = Assiette::Euros(Centimes::euros(valeur));
            }
            Quoi::Terme(rang) => {
                let terme = garantie.termes.get_mut(rang)?;
                if matches!(terme.assiette, Assiette::TicketModerateur(_)) {
                    terme.lecture = Some(Lecture::AmoComprise);
                }
                terme.assiette = a_la_valeur(terme.assiette, valeur);
            }
            Quoi::Limite(rang, limite) => {
                let limite = garantie.termes.get_mut(rang)?.limites.get_mut(limite)?;
                *limite = a_la_valeur(*limite, valeur);
            }
            Quoi::Plafond(rang) => {
                let mut plafonds = regle_des_plafonds(ligne, &garantie).plafonds.clone();
                let plafond = plafonds.get_mut(rang)?;
                plafond.assiette = a_la_valeur(plafond.assiette, valeur);
                garantie.regle.plafonds = plafonds;
            }
            Quoi::Nombre(rang) => {
                let mut nombres = regle_des_nombres(ligne, &garantie).nombres.clone();
                nombres.get_mut(rang)?.maximum = u16::try_from(valeur).ok()?;
                garantie.regle.nombres = nombres;
            }
        }
        Some(Cellule::Lectures(vec![garantie]))
    }

    /// Writes the value in an offer. A cap of the row is kept by the engine beside that of
    /// the cell: it is taken off there, and every other cell of the row is of another level.
    pub(super) fn poser(&self, offre: &mut Offre, valeur: i64) {
        let Some(nouvelle) = self.nouvelle(offre, valeur) else {
            return;
        };
        let lignes = offre.modules.get_mut(self.module);
        let Some(ligne) = lignes.and_then(|module| module.lignes.get_mut(self.ligne)) else {
            return;
        };
        if matches!(self.quoi, Quoi::Plafond(_)) {
            ligne.regle.plafonds.clear();
        }
        if let Some(cellule) = ligne.cellules.get_mut(self.niveau) {
            *cellule = nouvelle;
        }
    }
}
