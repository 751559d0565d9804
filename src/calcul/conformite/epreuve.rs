//! The acts that a guarantee is tried on: each act below a poste, in each sector, at each age
//! of the cahier, at its price without surcharge, at its typical price and at a price far
//! above.

use super::Examen;
use super::monde::dossiers;
use crate::calcul::controle::prix_d_essai;
use crate::calcul::prestation::{Dossiers, Poste, Prestation};
use crate::montant::Centimes;
use crate::offre::Ligne;
use crate::offre::langage::Cellule;
use crate::panier::{Element, Lunettes, Panier, Prix, Quoi, Soin};
use crate::reglementation::{Acte, ActeId, PosteId, Secteur, Unite, Verre};

/// A number of acts is tried up to there.
const FOIS_MAX: u16 = 60;
/// A price of glasses far above what contracts pay, for a frame and for a lens.
const PRIX_LUNETTES: [Centimes; 2] = [Centimes::new(15_000), Centimes::new(150_000)];

/// Something to settle under an offer and under what is required.
pub(super) struct Epreuve {
    /// The words of the act.
    pub(super) acte: String,
    /// The price of one.
    pub(super) prix: Centimes,
    /// Whether that price is far above what is usual: what flat amounts pay there decides
    /// for every price.
    pub(super) haut: bool,
    pub(super) dossiers: Dossiers,
}

impl Epreuve {
    /// The act, when it is a single one.
    pub(super) fn prestation(&self) -> Option<&Prestation> {
        match self.dossiers.postes.first() {
            Some(Poste::Acte(prestation)) => Some(prestation),
            _ => None,
        }
    }
}

/// The trials of each poste of a required row.
pub(super) fn epreuves(examen: &Examen<'_>, ligne: &Ligne) -> Vec<Vec<Epreuve>> {
    let salle = Salle {
        examen,
        ligne,
        fois: fois(ligne),
    };
    ligne
        .postes
        .iter()
        .map(|poste| salle.poste(*poste))
        .collect()
}

/// How many acts the row counts in a year: fewer would not show that an offer counts less.
fn fois(ligne: &Ligne) -> u16 {
    let de_la_cellule = ligne.cellules.iter().filter_map(|cellule| match cellule {
        Cellule::Lectures(lectures) => lectures.first().map(|lue| &lue.regle),
        _ => None,
    });
    let regles = de_la_cellule.chain([&ligne.regle]);
    let nombres = regles.flat_map(|regle| &regle.nombres);
    let plus = nombres.map(|nombre| nombre.maximum).max();
    plus.unwrap_or(1).min(FOIS_MAX)
}

struct Salle<'a> {
    examen: &'a Examen<'a>,
    ligne: &'a Ligne,
    fois: u16,
}

impl Salle<'_> {
    fn poste(&self, poste: PosteId) -> Vec<Epreuve> {
        let mut epreuves = Vec::new();
        let arbre = &self.examen.reglementation.postes;
        let dessous = |acte: &Acte| arbre.est_sous(acte.poste, poste);
        let actes = || self.examen.reglementation.actes();
        // au-dessus d’une monture et d’un verre, une paire se juge entière
        let element = |unite| actes().any(|(_, acte)| acte.unite == unite && dessous(acte));
        let entiere = element(Unite::Monture) && element(Unite::Verre);
        for (id, acte) in actes().filter(|(_, acte)| dessous(acte)) {
            let de_lunettes = matches!(acte.unite, Unite::Monture | Unite::Verre);
            for age in self.ages(acte) {
                match (entiere && de_lunettes, acte.unite) {
                    (false, _) => self.acte(id, acte, age, &mut epreuves),
                    (true, Unite::Monture) => self.lunettes(id, acte, age, &mut epreuves),
                    (true, _) => {}
                }
            }
        }
        epreuves
    }

    /// The ages of the cahier at which an act is done; the nearest one for another act.
    fn ages(&self, acte: &Acte) -> Vec<u8> {
        let (min, max) = acte.ages;
        let tranches = self.examen.cahier.tranches.tranches.iter();
        let ages = tranches.map(|tranche| tranche.age);
        let permis: Vec<u8> = ages.filter(|age| (min..=max).contains(age)).collect();
        if permis.is_empty() { vec![min] } else { permis }
    }

    fn acte(&self, id: ActeId, acte: &Acte, age: u8, epreuves: &mut Vec<Epreuve>) {
        let date = self.examen.date;
        for (secteur, tarifs) in &acte.tarifs {
            let Some(tarif) = tarifs.au(date) else {
                continue;
            };
            let mut prix = prix_d_essai(acte, *secteur, tarif, date);
            let suppose = acte.prix_suppose(*secteur, date).map(|(prix, _)| prix);
            prix.extend(suppose.map(|prix| (prix, false)));
            prix.sort_unstable();
            prix.dedup_by_key(|(prix, _)| *prix);
            for (prix, haut) in prix {
                let quoi = Quoi::Acte {
                    acte: id,
                    secteur: *secteur,
                    prix: Prix::Donne(prix),
                    dent: None,
                };
                let mots = mots(acte, *secteur);
                epreuves.extend(self.epreuve(mots, (prix, haut), quoi, age));
            }
        }
    }

    /// A frame with two lenses, simple, complex or one of each, at typical prices then at high
    /// ones.
    fn lunettes(&self, id: ActeId, monture: &Acte, age: u8, epreuves: &mut Vec<Epreuve>) {
        let reglementation = self.examen.reglementation;
        let dessus = reglementation.postes.lignee(monture.poste).nth(1);
        let verre = |force: Verre| {
            reglementation.actes().find(|(_, acte)| {
                let classe = reglementation.postes.lignee(acte.poste).nth(1);
                let (min, max) = acte.ages;
                acte.verre == Some(force) && classe == dessus && (min..=max).contains(&age)
            })
        };
        for (forces, mots) in [
            ([Verre::Simple; 2], "2 verres simples"),
            ([Verre::Complexe; 2], "2 verres complexes"),
            (
                [Verre::Simple, Verre::Complexe],
                "un verre simple, un complexe",
            ),
        ] {
            let [Some((un, _)), Some((autre, _))] = forces.map(verre) else {
                continue;
            };
            for haut in [false, true] {
                let [cher, chers] = PRIX_LUNETTES.map(Prix::Donne);
                let prix = |cher| if haut { cher } else { Prix::Type };
                let verres = [un, autre].map(|acte| Element {
                    acte,
                    prix: prix(chers),
                });
                let quoi = Quoi::Lunettes(Lunettes {
                    monture: Element {
                        acte: id,
                        prix: prix(cher),
                    },
                    verres,
                });
                let mots = format!("{} et {mots}", monture.libelle);
                let epreuve = self.epreuve(mots, (Centimes::ZERO, haut), quoi, age);
                epreuves.extend(epreuve);
            }
        }
    }

    fn epreuve(
        &self,
        acte: String,
        (prix, haut): (Centimes, bool),
        quoi: Quoi,
        age: u8,
    ) -> Option<Epreuve> {
        let panier = Panier::d_essai(vec![Soin::fois(self.fois, quoi)], self.examen.date);
        let dossiers = dossiers(self.examen, &panier, age).ok()?;
        let epreuve = Epreuve {
            acte,
            prix,
            haut,
            dossiers,
        };
        let situation = epreuve.prestation().map(|prestation| prestation.situation);
        let concerne = situation.is_none_or(|situation| self.ligne.condition.rencontre(&situation));
        concerne.then_some(epreuve)
    }
}

fn mots(acte: &Acte, secteur: Secteur) -> String {
    if acte.a_un_secteur() {
        let secteur = crate::calcul::nom_secteur(secteur);
        return format!(
            "{}, chez {}",
            acte.libelle,
            secteur.trim_start_matches("le ")
        );
    }
    acte.libelle.clone()
}
