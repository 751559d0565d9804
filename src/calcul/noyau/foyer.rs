//! A household in every choice: what is left of the year in every reading, the premium, the
//! rank.

use super::annee::{self, Bilan};
use super::primes::Tarif;
use super::{ACTES_PRETS_MAX, Arret, Atelier};
use crate::calcul::bornes::{AnneesDeSoins, Bornes, annees_de_soins};
use crate::calcul::classement::Critere;
use crate::calcul::prestation::preparer_soins;
use crate::calcul::{CalculImpossible, Drapeau, Drapeaux};
use crate::montant::Centimes;
use crate::offre::cotisation::{Assure, Statut};
use crate::offre::{Prime, SansCotisation};
use crate::panier::{Panier, Patient, Soin};
use std::rc::Rc;

/// The care of a person.
#[derive(Clone, Copy, Debug)]
pub enum Soins<'p> {
    /// A basket that many people share: its year is computed once.
    Panier(&'p Panier),
    /// The person's own lines.
    Lignes(&'p [Soin]),
}

impl<'p> Soins<'p> {
    fn lignes(self) -> &'p [Soin] {
        match self {
            Self::Panier(panier) => &panier.soins,
            Self::Lignes(soins) => soins,
        }
    }
}

/// A person of a household.
#[derive(Clone, Copy, Debug)]
pub struct PersonneDuLot<'p> {
    /// As social security sees the person.
    pub patient: Patient,
    /// As an insurer does.
    pub assure: Assure,
    /// The care of the year.
    pub soins: Soins<'p>,
    /// The care of a hard year.
    pub difficile: Option<&'p Panier>,
}

/// People insured together.
#[derive(Clone, Copy, Debug)]
pub struct FoyerDuLot<'p> {
    /// The people.
    pub personnes: &'p [PersonneDuLot<'p>],
    /// Département of residence.
    pub departement: Option<&'p str>,
    /// Status of the adhérent.
    pub statut: Statut,
}

/// A household under one choice. All amounts in centimes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResultatChoix {
    /// Rank of the choice among those of the batch.
    pub choix: usize,
    /// Rank from 1 among priced offers, once marked; shared within the tolerance.
    pub rang: Option<usize>,
    /// Yearly premium, or why it is unknown.
    pub prime: Result<Prime, SansCotisation>,
    /// Fees of the year.
    pub frais: Centimes,
    /// What is left of the year, in the prudent reading.
    pub rac: Centimes,
    /// What is left, over all readings.
    pub bornes: Bornes,
    /// The same for the hard year of everybody.
    pub difficile: Option<(Centimes, Bornes)>,
    /// What must be said.
    pub drapeaux: Drapeaux,
}

impl ResultatChoix {
    /// Premium (dearest zone) and fees; none when the premium is unknown.
    #[must_use]
    pub fn cout_fixe(&self) -> Option<Centimes> {
        Some(self.prime.ok()?.max + self.frais)
    }

    /// Cost of the year; none when the premium is unknown.
    #[must_use]
    pub fn cout_total(&self) -> Option<Centimes> {
        Some(self.cout_fixe()? + self.rac)
    }

    /// Cost of the hard year; none when the premium is unknown.
    #[must_use]
    pub fn cout_difficile(&self) -> Option<Centimes> {
        Some(self.cout_fixe()? + self.difficile?.0)
    }

    /// Whether this one costs less and never leaves more to pay, this year or in a hard one.
    #[must_use]
    pub fn domine(&self, autre: &Self) -> bool {
        let moins_chere = self
            .cout_fixe()
            .zip(autre.prime.ok().map(|p| p.min + autre.frais));
        let difficile = self.difficile.zip(autre.difficile);
        moins_chere.is_some_and(|(un, autre)| un < autre)
            && self.bornes.max <= autre.bornes.min
            && difficile.is_some_and(|((_, un), (_, autre))| un.max <= autre.min)
    }

    /// Whether this one and another are the same within the tolerance, at both ends.
    fn semblable_a(&self, autre: &Self, tolerance: Centimes) -> bool {
        let proches = |un: Centimes, autre: Centimes| (un - autre).abs() <= tolerance;
        let memes =
            |un: Bornes, autre: Bornes| proches(un.min, autre.min) && proches(un.max, autre.max);
        let fixe = |lu: &Self| {
            let prime = lu.prime.ok()?;
            Some(Bornes {
                min: prime.min + lu.frais,
                max: prime.max + lu.frais,
            })
        };
        let prix = match (fixe(self), fixe(autre)) {
            (Some(un), Some(autre)) => memes(un, autre),
            (None, None) => true,
            _ => false,
        };
        let difficile = self.difficile.zip(autre.difficile);
        prix && memes(self.bornes, autre.bornes)
            && difficile.is_some_and(|((_, un), (_, autre))| memes(un, autre))
    }

    fn cle(&self, critere: Critere) -> Option<Centimes> {
        match critere {
            Critere::Total => self.cout_total(),
            Critere::Rac => self.prime.ok().map(|_| self.bornes.max),
            Critere::Cotisation => self.cout_fixe(),
        }
    }
}

/// A household under every choice that its people may take.
#[derive(Clone, Debug, Default)]
pub struct ResultatFoyer {
    /// What the year costs.
    pub depense: Centimes,
    /// What the social security pays of it.
    pub amo: Centimes,
    /// What is left of a hard year without any contract.
    pub difficile: Option<Centimes>,
    /// What must be said of the care, with or without a contract.
    pub drapeaux: Drapeaux,
    /// In the order of the choices, until it is ranked.
    pub choix: Vec<ResultatChoix>,
}

impl ResultatFoyer {
    /// Gives the first choices, in order, their ranks and what the reader should know of
    /// each beside the others; the same as the ranking that explains.
    pub fn marquer(&mut self, gardes: usize, critere: Critere, tolerance: Centimes) {
        let mut tete: Option<(usize, Centimes)> = None;
        for place in 0..gardes {
            let Some(lu) = self.choix.get(place).copied() else {
                return;
            };
            let avant = self.choix.get(..place).unwrap_or_default();
            let precedente = avant.last().and_then(|avant| avant.cle(critere));
            let cle = lu.cle(critere);
            let cles = precedente.zip(cle);
            let marques = [
                (
                    self.choix.iter().any(|autre| autre.domine(&lu)),
                    Drapeau::Dominee,
                ),
                (
                    cles.is_some_and(|(un, autre)| (autre - un).abs() <= tolerance),
                    Drapeau::EcartFaible,
                ),
                (
                    avant.iter().any(|autre| autre.semblable_a(&lu, tolerance)),
                    Drapeau::QuasiDoublon,
                ),
            ];
            if let Some(cle) = cle {
                tete = tete
                    .filter(|(_, premiere)| cle - *premiere <= tolerance)
                    .or(Some((place + 1, cle)));
            }
            if let Some(choix) = self.choix.get_mut(place) {
                choix.rang = cle.and(tete).map(|(rang, _)| rang);
                let poses = marques.into_iter().filter(|(oui, _)| *oui);
                choix.drapeaux = poses.fold(choix.drapeaux, |dits, (_, un)| dits.avec(un));
            }
        }
    }

    /// What is left of the year without any contract.
    #[must_use]
    pub fn sans_mutuelle(&self) -> Centimes {
        self.depense - self.amo
    }
}

impl Atelier<'_, '_> {
    /// What a household would pay and be left with under every choice.
    ///
    /// # Errors
    /// When its care cannot be computed on the date; its hard year is then left out, not
    /// refused.
    pub fn foyer(
        &mut self,
        foyer: &FoyerDuLot<'_>,
        resultat: &mut ResultatFoyer,
    ) -> Result<(), CalculImpossible> {
        if self.actes_prets > ACTES_PRETS_MAX {
            self.oublier();
        }
        loop {
            let mut total = std::mem::take(&mut self.total);
            let mut difficile = std::mem::take(&mut self.difficile);
            let fait = self.annees(foyer, &mut total, &mut difficile);
            let fini = match fait {
                Ok(difficile_connue) => {
                    let difficile = difficile_connue.then_some(&difficile);
                    self.conclure(foyer, &total, difficile, resultat)
                }
                Err(Arret::Impossible(erreur)) => Err(erreur),
                Err(Arret::Perime) => {
                    self.reconstruire();
                    continue;
                }
            };
            self.total = total;
            self.difficile = difficile;
            return fini;
        }
    }

    /// The year of everybody, and the hard one; says whether the latter is known.
    fn annees(
        &mut self,
        foyer: &FoyerDuLot<'_>,
        total: &mut Bilan,
        difficile: &mut Bilan,
    ) -> Result<bool, Arret> {
        let (blocs, choix) = (self.blocs.len(), self.choix.len());
        total.vider(blocs, choix);
        difficile.vider(blocs, choix);
        let mut connue = true;
        for personne in foyer.personnes {
            match personne.soins {
                Soins::Lignes(soins) => self.annee(personne.patient, soins, total)?,
                Soins::Panier(panier) => {
                    let bilan = self.panier(personne.patient, panier)?;
                    total.joindre(&bilan);
                }
            }
            let dure = personne.difficile.filter(|_| connue);
            let dure = dure.map(|panier| self.panier(personne.patient, panier));
            match dure {
                Some(Ok(bilan)) => difficile.joindre(&bilan),
                Some(Err(Arret::Perime)) => return Err(Arret::Perime),
                Some(Err(Arret::Impossible(_))) | None => connue = false,
            }
        }
        Ok(connue)
    }

    /// The year of a named basket, computed once for each kind of person.
    fn panier(&mut self, patient: Patient, panier: &Panier) -> Result<Rc<Bilan>, Arret> {
        let patient = Patient {
            age: self.noyau.age_semblable(patient.age),
            ..patient
        };
        let cle = (patient, std::ptr::from_ref(panier) as usize);
        if let Some(connu) = self.des_paniers.get(&cle) {
            return Ok(Rc::clone(connu));
        }
        let mut bilan = Bilan::default();
        bilan.vider(self.blocs.len(), self.choix.len());
        self.annee(patient, &panier.soins, &mut bilan)?;
        let bilan = Rc::new(bilan);
        self.des_paniers.insert(cle, Rc::clone(&bilan));
        Ok(bilan)
    }

    fn conclure(
        &mut self,
        foyer: &FoyerDuLot<'_>,
        total: &Bilan,
        difficile: Option<&Bilan>,
        resultat: &mut ResultatFoyer,
    ) -> Result<(), CalculImpossible> {
        let assures = foyer.personnes.iter().map(|personne| personne.assure);
        let tarifs = self
            .primes
            .de(self.noyau, assures, foyer.departement, foyer.statut);
        resultat.depense = Centimes::new(total.depense);
        resultat.amo = Centimes::new(total.amo);
        resultat.difficile = difficile.map(|bilan| Centimes::new(bilan.reste()));
        resultat.drapeaux = total.drapeaux;
        resultat.choix.clear();
        let ages = foyer.personnes.iter().fold(0u128, |ages, personne| {
            ages | 1 << personne.patient.age.min(127)
        });
        self.comptes.decomptes += total.actes * self.choix.len() as u64;
        for (choix, tarif) in tarifs.iter().enumerate() {
            if self
                .noyau
                .refus
                .get(choix)
                .is_some_and(|refus| refus & ages != 0)
            {
                continue;
            }
            self.comptes.comparaisons += 1;
            let lu = self.en_voies(choix, total, difficile);
            let lu = match lu {
                Some(lu) => lu,
                None => {
                    self.comptes.a_part += 1;
                    self.a_part(choix, foyer, difficile.is_some())?
                }
            };
            resultat.choix.push(ligne(choix, tarif, &lu));
        }
        Ok(())
    }

    /// A choice from its lanes; none when they do not tell everything.
    fn en_voies(&self, choix: usize, total: &Bilan, difficile: Option<&Bilan>) -> Option<Lu> {
        let etat = self.choix.get(choix).filter(|etat| !etat.a_part)?;
        let mut lu: Option<(Centimes, Bornes, u8)> = None;
        let mut dur: Option<(Centimes, Bornes)> = None;
        let mut hesite = false;
        for (bloc, place) in &etat.voies {
            let reste = |bilan: &Bilan| {
                let amc = bilan.amc.get(*bloc)?.0.get(*place)?;
                Some(Centimes::new(bilan.reste() - amc))
            };
            let voie = self.blocs.get(*bloc)?.voies.get(*place)?;
            let rac = reste(total)?;
            let marques = *total.marques.get(*bloc)?.get(*place)?;
            lu = Some(match lu {
                None => (rac, seules(rac), marques),
                Some((retenu, bornes, dites)) => {
                    let bornes = etendues(bornes, rac);
                    if voie.en_delai || rac < retenu {
                        (retenu, bornes, dites)
                    } else if rac > retenu {
                        hesite = false;
                        (rac, bornes, marques)
                    } else {
                        hesite |= marques != dites;
                        (retenu, bornes, dites)
                    }
                }
            });
            if let Some(bilan) = difficile {
                let rac = reste(bilan)?;
                dur = Some(match dur {
                    None => (rac, seules(rac)),
                    Some((retenu, bornes)) => {
                        let retenu = if voie.en_delai {
                            retenu
                        } else {
                            retenu.max(rac)
                        };
                        (retenu, etendues(bornes, rac))
                    }
                });
            }
        }
        // deux lectures aussi chères ne disent pas la même chose : l'ordre compte
        let (rac, bornes, marques) = lu.filter(|_| !hesite)?;
        let dits = total.des_choix.get(choix).copied().unwrap_or_default();
        Some(Lu {
            rac,
            bornes,
            difficile: dur,
            drapeaux: total.drapeaux.ou(dits).ou(annee::drapeaux(marques)),
        })
    }

    /// A choice as the year that explains settles it.
    fn a_part(
        &self,
        choix: usize,
        foyer: &FoyerDuLot<'_>,
        dure: bool,
    ) -> Result<Lu, CalculImpossible> {
        let noyau = self.noyau;
        let contrats = noyau.contrats.get(choix).map(std::slice::from_ref);
        let contrats = contrats.unwrap_or_default();
        let annees = |soins: &dyn Fn(&PersonneDuLot<'_>) -> Vec<Soin>| {
            let dossiers = foyer.personnes.iter().map(|personne| {
                let (reglementation, date) = (noyau.reglementation, noyau.date);
                preparer_soins(
                    reglementation,
                    &soins(personne),
                    personne.patient,
                    date,
                    false,
                )
            });
            let dossiers = dossiers.collect::<Result<Vec<_>, _>>()?;
            Ok::<AnneesDeSoins, CalculImpossible>(annees_de_soins(&dossiers, contrats, false))
        };
        let annee = annees(&|personne| personne.soins.lignes().to_vec())?;
        let difficile = dure
            .then(|| {
                annees(&|personne| {
                    let panier = personne.difficile.map(|panier| panier.soins.clone());
                    panier.unwrap_or_default()
                })
            })
            .transpose()?;
        Ok(Lu {
            rac: annee.total.rac,
            bornes: annee.rac,
            difficile: difficile.map(|annee| (annee.total.rac, annee.rac)),
            drapeaux: annee.drapeaux.iter().copied().collect(),
        })
    }

    /// Puts the best choices first, `garder` at most, those without a premium last; says how
    /// many are in order.
    pub fn classer(
        &self,
        resultat: &mut ResultatFoyer,
        critere: Critere,
        garder: Option<usize>,
    ) -> usize {
        let cle = |lu: &ResultatChoix| self.cle(lu, critere);
        let toutes = resultat.choix.len();
        let garder = garder.unwrap_or(toutes).min(toutes);
        if garder < toutes {
            resultat.choix.select_nth_unstable_by_key(garder, cle);
        }
        let gardes = resultat.choix.get_mut(..garder).unwrap_or_default();
        gardes.sort_unstable_by_key(cle);
        garder
    }

    /// The choice that is ranked first, when one has a premium.
    #[must_use]
    pub fn premier(&self, resultat: &ResultatFoyer, critere: Critere) -> Option<usize> {
        let classes = resultat.choix.iter().filter(|lu| lu.prime.is_ok());
        let premier = classes.min_by_key(|lu| self.cle(lu, critere));
        premier.map(|lu| lu.choix)
    }

    fn cle(&self, lu: &ResultatChoix, critere: Critere) -> impl Ord + use<> {
        let cle = lu.cle(critere);
        let cout = cle.unwrap_or(lu.bornes.max);
        let place = self.noyau.par_adresse.get(lu.choix).copied();
        (cle.is_none(), cout, lu.cout_total(), place)
    }
}

/// What the readings of a choice leave.
struct Lu {
    rac: Centimes,
    bornes: Bornes,
    difficile: Option<(Centimes, Bornes)>,
    drapeaux: Drapeaux,
}

fn ligne(choix: usize, tarif: &Tarif, lu: &Lu) -> ResultatChoix {
    ResultatChoix {
        choix,
        rang: None,
        prime: tarif.prime,
        frais: tarif.frais,
        rac: lu.rac,
        bornes: lu.bornes,
        difficile: lu.difficile,
        drapeaux: lu.drapeaux.ou(tarif.drapeaux),
    }
}

fn seules(rac: Centimes) -> Bornes {
    Bornes { min: rac, max: rac }
}

fn etendues(bornes: Bornes, rac: Centimes) -> Bornes {
    Bornes {
        min: bornes.min.min(rac),
        max: bornes.max.max(rac),
    }
}
