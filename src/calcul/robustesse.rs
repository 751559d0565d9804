//! Robust ranks: the same ranking over many draws of prices and numbers around those given,
//! and how often each offer comes first.
//!
//! A draw is the same for every offer. Prices that the law sets do not move: the tariff of a
//! doctor of sector 1, a forfait, a price limit. The draws depend on the seed alone.

use super::CalculImpossible;
use super::bornes::restes;
use super::classement::{Candidat, Classement, Demande};
use super::contrat::Contrat;
use super::prestation::{Dossiers, preparer};
use crate::montant::{Centimes, Taux};
use crate::panier::{Element, Lunettes, Panier, Prix, Quoi, Sejour, Soin};
use crate::reglementation::{ActeId, Nature, OriginePrix, PanierSante, Reglementation, Secteur};
use jiff::civil::Date;
use rayon::prelude::*;

/// How prices and numbers vary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reglage {
    /// Number of draws.
    pub tirages: u32,
    /// Seed: the same one gives the same draws.
    pub graine: u64,
    /// The most that a price or a number moves, up or down.
    pub ecart: Taux,
}

/// How often an offer is among the first, over all draws; several may be first together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frequence {
    /// Draws in which none is better.
    pub premiere: u32,
    /// Draws in which two at most are better.
    pub trois_premieres: u32,
}

/// Robust ranks, with how they were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Robustesse {
    /// Draws, seed, spread.
    pub reglage: Reglage,
    /// One by candidate of the ranking, in its order; none for what has no rank.
    pub frequences: Vec<Option<Frequence>>,
}

/// Ranks the offers of a ranking again, on every draw.
///
/// # Errors
/// When a basket cannot be computed on the date.
pub fn robustesse(
    demande: &Demande<'_>,
    classement: &Classement<'_>,
    reglage: Reglage,
) -> Result<Robustesse, CalculImpossible> {
    let classes: Vec<(&Candidat<'_>, Contrat<'_>)> = classement
        .candidats
        .iter()
        .filter(|candidat| candidat.rang.is_some())
        .map(|candidat| {
            let (date, mois) = (demande.date, demande.anciennete_mois);
            let contrat = Contrat::new(candidat.choix, demande.reglementation, date, mois);
            (candidat, contrat)
        })
        .collect();
    let places = (0..reglage.tirages).into_par_iter().map(|tirage| {
        let mut hasard = Hasard::du_tirage(reglage.graine, tirage);
        let dossiers = tirer(demande, reglage.ecart, &mut hasard)?;
        Ok(places(demande, &classes, &dossiers))
    });
    let places: Vec<Vec<usize>> = places.collect::<Result<_, CalculImpossible>>()?;
    let mut frequences = vec![Frequence::default(); classes.len()];
    for place in &places {
        for (frequence, meilleures) in frequences.iter_mut().zip(place) {
            frequence.premiere += u32::from(*meilleures == 0);
            frequence.trois_premieres += u32::from(*meilleures < 3);
        }
    }
    let mut frequences = frequences.into_iter();
    let candidats = classement.candidats.iter();
    Ok(Robustesse {
        reglage,
        frequences: candidats
            .map(|candidat| candidat.rang.and_then(|_| frequences.next()))
            .collect(),
    })
}

/// How many offers are better than each, for this care.
fn places(
    demande: &Demande<'_>,
    classes: &[(&Candidat<'_>, Contrat<'_>)],
    dossiers: &[Dossiers],
) -> Vec<usize> {
    let cles: Vec<Option<Centimes>> = classes
        .iter()
        .map(|(candidat, contrat)| {
            let restes = restes(dossiers, std::slice::from_ref(contrat));
            candidat.cle_pour(demande.critere, restes)
        })
        .collect();
    let meilleures = |cle: &Option<Centimes>| cles.iter().filter(|autre| *autre < cle).count();
    cles.iter().map(meilleures).collect()
}

/// The care of everybody, in one draw.
fn tirer(
    demande: &Demande<'_>,
    ecart: Taux,
    hasard: &mut Hasard,
) -> Result<Vec<Dossiers>, CalculImpossible> {
    let mut tirage = Tirage {
        reglementation: demande.reglementation,
        date: demande.date,
        ecart: i64::from(ecart.valeur()),
        hasard,
    };
    let personnes = demande.personnes.iter();
    personnes
        .map(|personne| {
            let panier = tirage.panier(personne.panier);
            let (patient, date) = (personne.patient, demande.date);
            preparer(demande.reglementation, &panier, patient, date, false)
        })
        .collect()
}

/// Varies baskets.
struct Tirage<'t> {
    reglementation: &'t Reglementation,
    date: Date,
    /// In millionths.
    ecart: i64,
    hasard: &'t mut Hasard,
}

impl Tirage<'_> {
    fn panier(&mut self, panier: &Panier) -> Panier {
        let soins = panier.soins.iter();
        let soins = soins.map(|soin| Soin {
            nombre: self.nombre(soin.nombre),
            quoi: self.quoi(&soin.quoi),
            ..soin.clone()
        });
        Panier {
            soins: soins.filter(|soin| soin.nombre > 0).collect(),
            ..panier.clone()
        }
    }

    fn quoi(&mut self, quoi: &Quoi) -> Quoi {
        match quoi {
            Quoi::Acte {
                acte,
                secteur,
                prix,
                dent,
            } => Quoi::Acte {
                acte: *acte,
                secteur: *secteur,
                prix: self.prix(*acte, *secteur, *prix),
                dent: *dent,
            },
            Quoi::Sejour(sejour) => {
                let nuit = self.reglementation.acte_de_code("chambre-particuliere");
                Quoi::Sejour(Sejour {
                    frais: self.montant(sejour.frais),
                    chambre: nuit.map_or(sejour.chambre, |nuit| {
                        self.prix(nuit, Secteur::Un, sejour.chambre)
                    }),
                    ..*sejour
                })
            }
            Quoi::Lunettes(Lunettes { monture, verres }) => {
                let mut element = |element: Element| Element {
                    prix: self.prix(element.acte, Secteur::Un, element.prix),
                    ..element
                };
                Quoi::Lunettes(Lunettes {
                    monture: element(*monture),
                    verres: verres.map(element),
                })
            }
        }
    }

    /// Another price, unless the law sets it, and within its limit.
    fn prix(&mut self, acte: ActeId, secteur: Secteur, prix: Prix) -> Prix {
        // tiré même quand il ne sert pas : les autres soins gardent leurs tirages
        let facteur = self.facteur();
        let connu = self.reglementation.acte(acte);
        let montant = match prix {
            Prix::Donne(montant) => montant,
            Prix::Type => match connu.prix_suppose(secteur, self.date) {
                Some((montant, OriginePrix::Type { .. })) => montant,
                _ => return prix,
            },
        };
        let medecin = connu.a_un_secteur() && secteur == Secteur::Un;
        if medecin || connu.nature == Nature::ForfaitLegal {
            return prix;
        }
        let limite = connu
            .tarif(secteur, self.date)
            .filter(|tarif| tarif.panier == PanierSante::CentPourCent)
            .and_then(|tarif| tarif.plv)
            .filter(|limite| montant <= *limite);
        let varie = varier(montant, facteur);
        Prix::Donne(limite.map_or(varie, |limite| varie.min(limite)))
    }

    fn montant(&mut self, montant: Centimes) -> Centimes {
        varier(montant, self.facteur())
    }

    /// Another number, whose mean is that one: 1,1 is 1, and one time in ten 2.
    fn nombre(&mut self, nombre: u16) -> u16 {
        let un = u64::from(Taux::UN.valeur());
        let vise = u64::from(nombre) * u64::from(self.facteur().valeur());
        let tire = (vise + self.hasard.moins_de(un)) / un;
        u16::try_from(tire).unwrap_or(u16::MAX)
    }

    /// Between one less the spread and one more.
    fn facteur(&mut self) -> Taux {
        let largeur = u64::try_from(2 * self.ecart + 1).unwrap_or(1);
        let tire = i64::try_from(self.hasard.moins_de(largeur)).unwrap_or_default();
        let facteur = i64::from(Taux::UN.valeur()) - self.ecart + tire;
        Taux::millioniemes(u32::try_from(facteur).unwrap_or_default())
    }
}

fn varier(montant: Centimes, facteur: Taux) -> Centimes {
    montant.fois(facteur).min(Centimes::PRIX_MAX)
}

/// SplitMix64 (Steele, Lea and Flood, 2014): small, and the same on every machine.
struct Hasard(u64);

impl Hasard {
    const PAS: u64 = 0x9E37_79B9_7F4A_7C15;

    /// The numbers of a draw, whatever the others.
    fn du_tirage(graine: u64, tirage: u32) -> Self {
        let mut graines = Self(graine);
        let graine = graines.suivant();
        Self(graine ^ u64::from(tirage).wrapping_mul(Self::PAS))
    }

    fn suivant(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(Self::PAS);
        let mut mele = self.0;
        mele = (mele ^ (mele >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mele = (mele ^ (mele >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mele ^ (mele >> 31)
    }

    /// A number from zero, below this one.
    fn moins_de(&mut self, borne: u64) -> u64 {
        let produit = u128::from(self.suivant()) * u128::from(borne);
        u64::try_from(produit >> 64).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
