//! A stay that a contract counts in days: its price, the same each day, settled day by day.

use super::Detail;
use super::paiement::{Alentour, Paiement, Payeur};
use crate::calcul::drapeau::Drapeau;
use crate::calcul::etape::{Etape, Quoi};
use crate::calcul::lecteur::Lecteur;
use crate::calcul::prestation::Prestation;
use crate::montant::Centimes;

impl Payeur<'_> {
    /// The days of a stay one after the other; the parts of the days add up to the stay.
    pub(super) fn payer_par_jour(
        &mut self,
        prestation: &Prestation,
        alentour: Alentour,
        lecteur: &mut Lecteur,
    ) -> Paiement {
        let mut tout = Paiement::default();
        let mut suites: Vec<(u16, u16, Centimes, Centimes)> = Vec::new();
        for rang in 1..=prestation.jours {
            let jour = du_jour(prestation, rang);
            let alentour = Alentour {
                precedent: part(alentour.precedent, rang, prestation.jours),
                ..alentour
            };
            let paiement = self.payer_en_une_fois(&jour, alentour, lecteur);
            tout.montant += paiement.montant;
            tout.allocation += paiement.allocation;
            if self.detail == Detail::Montants {
                continue;
            }
            tout.drapeaux.extend(paiement.drapeaux);
            // la ligne et la dernière étape sont les mêmes chaque jour
            tout.garantie = paiement.garantie;
            tout.etapes = paiement.etapes;
            match suites.last_mut() {
                // deux parts d’un même total diffèrent d’un centime au plus
                Some((_, au, un, total)) if (paiement.montant - *un).valeur().abs() <= 1 => {
                    *au = rang;
                    *total += paiement.montant;
                }
                _ => suites.push((rang, rang, paiement.montant, paiement.montant)),
            }
        }
        if self.detail != Detail::Montants {
            tout.drapeaux.push(Drapeau::SejourParJour);
            tout.drapeaux.sort_unstable();
            tout.drapeaux.dedup();
        }
        if self.detail == Detail::Etapes {
            raconter(&mut tout, &suites);
        }
        tout
    }
}

/// The row, then each run of days paid alike, then what is paid for the stay.
fn raconter(tout: &mut Paiement, suites: &[(u16, u16, Centimes, Centimes)]) {
    let derniere = tout.etapes.pop();
    tout.etapes.truncate(1);
    let jours = suites.iter();
    tout.etapes
        .extend(jours.map(|(du, au, _, total)| Etape::new(Quoi::Jours(*du, *au), *total)));
    tout.etapes.extend(derniere.map(|etape| Etape {
        montant: tout.montant,
        ..etape
    }));
}

/// One day of a stay; the ticket modérateur is that of its first days. A day keeps
/// `depense = base + overrun` and `base = amo + tm`: a stay bears no majoration.
fn du_jour(prestation: &Prestation, rang: u16) -> Prestation {
    let base = part(prestation.base, rang, prestation.jours);
    let tm = if rang > prestation.jours_de_tm {
        Centimes::ZERO
    } else {
        part(prestation.tm, rang, prestation.jours_de_tm)
    };
    let part = |montant| part(montant, rang, prestation.jours);
    Prestation {
        rang_jour: Some(rang),
        jours: 1,
        depense: base + part(prestation.depense - prestation.base),
        base,
        amo_brut: base - tm,
        tm,
        participation: part(prestation.participation),
        franchise: part(prestation.franchise),
        ..prestation.clone()
    }
}

/// The share of one day of an amount: the shares of all the days add up to it.
fn part(montant: Centimes, rang: u16, jours: u16) -> Centimes {
    montant.part(rang, jours) - montant.part(rang.saturating_sub(1), jours)
}
