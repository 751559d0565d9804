//! The price of a person in the grid.

use super::calcul::{DemandeDePrime, Part, Tarif};
use super::compte::QuoiPrime;
use super::{
    Assure, Cotisation, LigneCotisation, NiveauChoisi, PrixGrille, Qualite, SansCotisation,
};

/// A place in the contract to look for: the row, the age in it, what the person is then.
type Essai = (Qualite, u8, Qualite);

impl Cotisation {
    /// The possible prices of each person, the youngest age first.
    pub(super) fn tarifs(
        &self,
        demande: &DemandeDePrime<'_>,
        niveaux: &[(NiveauChoisi, bool)],
        zone: Option<&str>,
    ) -> Result<Vec<Vec<Tarif>>, SansCotisation> {
        let assures = demande.assures.iter();
        assures
            .map(|assure| {
                let (de, a) = assure.ages(self.age, self.jour_age);
                (de..=a)
                    .map(|age| self.tarif(demande, niveaux, zone, assure, age))
                    .collect()
            })
            .collect()
    }

    fn tarif(
        &self,
        demande: &DemandeDePrime<'_>,
        niveaux: &[(NiveauChoisi, bool)],
        zone: Option<&str>,
        assure: &Assure,
        age: u8,
    ) -> Result<Tarif, SansCotisation> {
        let mut tarif = Tarif {
            qualite: assure.qualite,
            age,
            parts: Vec::with_capacity(niveaux.len()),
        };
        for (rang, (niveau, socle)) in niveaux.iter().enumerate() {
            let lignes = self.lignes(demande, *niveau, zone, assure)?;
            let essais = self.essais(assure.qualite, age, &lignes);
            let Some((ligne, essai)) = essais.iter().find_map(|essai| {
                let bonnes = lignes.iter().filter(|ligne| couvre(ligne, *essai));
                // la ligne la plus précise l’emporte
                let ligne = bonnes.max_by_key(|ligne| (ligne.statut, ligne.zone.is_some()))?;
                Some((*ligne, *essai))
            }) else {
                return Err(hors_grille(&lignes, &essais, assure.qualite));
            };
            let (qualite, age, devient) = essai;
            if rang == 0 {
                tarif.qualite = devient;
            }
            let (prix, pmss) = match ligne.prix {
                PrixGrille::Mensuel(prix) => (prix, None),
                PrixGrille::PartPmss(taux) => {
                    let pmss = demande.pmss.ok_or(SansCotisation::PmssInconnu)?;
                    (pmss.fois(taux), Some(taux))
                }
            };
            tarif.parts.push(Part {
                quoi: QuoiPrime::Tarif {
                    niveau: *niveau,
                    qualite,
                    age,
                    pmss,
                },
                prix,
                coefficient: zone.and_then(|zone| self.coefficients.get(zone).copied()),
                socle: *socle,
            });
        }
        Ok(tarif)
    }

    /// The rows of a level that are for this scheme, this status and this zone.
    fn lignes(
        &self,
        demande: &DemandeDePrime<'_>,
        niveau: NiveauChoisi,
        zone: Option<&str>,
        assure: &Assure,
    ) -> Result<Vec<&LigneCotisation>, SansCotisation> {
        let mut lignes: Vec<&LigneCotisation> = Vec::new();
        lignes.extend(self.grille.iter().filter(|ligne| ligne.niveau == niveau));
        let mut garder = |bonne: &dyn Fn(&LigneCotisation) -> bool, sinon| {
            lignes.retain(|ligne| bonne(ligne));
            if lignes.is_empty() {
                Err(sinon)
            } else {
                Ok(())
            }
        };
        garder(&|_| true, SansCotisation::NonPubliee)?;
        garder(
            &|ligne| ligne.statut.is_none_or(|statut| demande.statut.est(statut)),
            SansCotisation::StatutHorsGrille,
        )?;
        let regime = self.regime_de_grille(assure);
        garder(
            &|ligne| ligne.regime == regime,
            SansCotisation::RegimeHorsGrille,
        )?;
        garder(
            &|ligne| zone.is_none() || ligne.zone.is_none() || ligne.zone.as_deref() == zone,
            SansCotisation::DepartementSansZone,
        )?;
        Ok(lignes)
    }

    /// A scheme without rows but with a reduction starts from the rows of the régime général.
    fn regime_de_grille(&self, assure: &Assure) -> super::Regime {
        let reduit = || {
            let mut reductions = self.reductions.iter();
            reductions.any(|clause| clause.depend_du_regime(assure.regime))
        };
        let absent = || {
            self.grille
                .iter()
                .all(|ligne| ligne.regime != assure.regime)
        };
        if absent() && reduit() {
            super::Regime::General
        } else {
            assure.regime
        }
    }

    /// The places to look for, the best first.
    fn essais(&self, qualite: Qualite, age: u8, lignes: &[&LigneCotisation]) -> Vec<Essai> {
        let tel = |ligne: Qualite| (ligne, age, qualite);
        match qualite {
            Qualite::Adherent => {
                let mut essais = vec![tel(Qualite::Adherent), tel(Qualite::Adulte)];
                let adultes = lignes
                    .iter()
                    .filter(|ligne| matches!(ligne.qualite, Qualite::Adulte | Qualite::Adherent));
                // une personne seule plus jeune que tout adulte de la grille
                if adultes
                    .map(|ligne| ligne.ages.0)
                    .min()
                    .is_none_or(|debut| age < debut)
                {
                    essais.push((Qualite::Enfant, age, Qualite::Enfant));
                }
                essais
            }
            Qualite::Conjoint => vec![tel(Qualite::Conjoint), tel(Qualite::Adulte)],
            Qualite::Adulte => vec![tel(Qualite::Adulte), tel(Qualite::Adherent)],
            Qualite::Enfant => {
                let mut essais = Vec::new();
                if self.enfant.jusqu_a.is_none_or(|fin| age <= fin) {
                    essais.push(tel(Qualite::Enfant));
                    if let Some(convenu) = self.enfant.au_tarif_de {
                        essais.push((Qualite::Adulte, convenu, Qualite::Enfant));
                        essais.push((Qualite::Adherent, convenu, Qualite::Enfant));
                    }
                }
                // au prix d’un adulte, et enfant tant que le contrat le dit
                let devient = match self.enfant.jusqu_a {
                    Some(fin) if age <= fin => Qualite::Enfant,
                    _ => Qualite::Adulte,
                };
                essais.push((Qualite::Adulte, age, devient));
                essais.push((Qualite::Adherent, age, devient));
                essais
            }
        }
    }
}

fn couvre(ligne: &LigneCotisation, (qualite, age, _): Essai) -> bool {
    ligne.qualite == qualite && ligne.ages.0 <= age && age <= ligne.ages.1
}

/// Nobody of this place, or nobody of this age.
fn hors_grille(lignes: &[&LigneCotisation], essais: &[Essai], qualite: Qualite) -> SansCotisation {
    let vus = || {
        lignes.iter().filter(|ligne| {
            let mut essais = essais.iter();
            essais.any(|(essai, ..)| *essai == ligne.qualite)
                || qualite == Qualite::Adherent && ligne.qualite == Qualite::Enfant
        })
    };
    let debut = vus().map(|ligne| ligne.ages.0).min();
    let fin = vus().map(|ligne| ligne.ages.1).max();
    match (debut, fin) {
        (Some(debut), Some(fin)) => SansCotisation::AgeHorsGrille(debut, fin),
        _ => SansCotisation::QualiteHorsGrille(qualite),
    }
}
