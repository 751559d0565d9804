//! A stay in hospital: the stay, the forfait journalier, the heavy act, the single room.
//!
//! The forfait journalier is set off against the 20 % of the stay, the higher being due
//! (article L. 174-4 of the code de la sécurité sociale); the participation of a heavy
//! act comes on top. From the 31st day the stay is at 100 %, the forfait still due.

use super::{ActeAFaire, Poste, Preparation, Prestation};
use crate::calcul::etape::{Etape, Quoi};
use crate::calcul::{CalculImpossible, Drapeau};
use crate::montant::Centimes;
use crate::offre::condition::TypeSejour;
use crate::panier::{Prix, Sejour, Soin};

impl Preparation<'_> {
    pub(super) fn sejour(
        &mut self,
        ligne: usize,
        sejour: &Sejour,
        soin: &Soin,
        postes: &mut Vec<Poste>,
    ) -> Result<(), CalculImpossible> {
        self.sejours += 1;
        let demande = |acte, prix| ActeAFaire {
            en_sejour: true,
            moment: soin.moment,
            ald: soin.ald,
            reseau: soin.reseau,
            sejour: sejour.genre,
            ..ActeAFaire::de_la_ligne(ligne, acte, prix)
        };
        let mut frais = self.acte(&demande(
            self.acte_du_calcul("sejour-hospitalier")?,
            Prix::Donne(sejour.frais),
        ))?;
        frais.jours = sejour.jours.max(1);
        let maternite = self.patient.maternite || sejour.genre == TypeSejour::Maternite;
        let exempte = soin.ald || maternite;
        let mut lourd = None;
        if exempte {
            self.prendre_en_charge(&mut frais, Quoi::SejourExonere);
        } else if sejour.acte_lourd {
            self.prendre_en_charge(&mut frais, Quoi::ActeLourd);
            let mut participation = self.acte(&demande(
                self.acte_du_calcul("participation-acte-lourd")?,
                Prix::Type,
            ))?;
            let due = participation.depense.min(sejour.frais);
            frais.depense -= due;
            frais.base -= due;
            frais.amo_brut -= due;
            participation.depense = due;
            participation.base = due;
            participation.tm = due;
            lourd = Some(participation);
        }
        let jour = match sejour.genre {
            TypeSejour::Psychiatrie => "forfait-journalier-psychiatrie",
            _ => "forfait-journalier",
        };
        let jour = self.acte_du_calcul(jour)?;
        let mut jours = Vec::new();
        if !maternite && sejour.genre != TypeSejour::Ambulatoire {
            for rang in 1..=sejour.jours {
                let demande = ActeAFaire {
                    rang_jour: Some(rang),
                    ..demande(jour, Prix::Type)
                };
                jours.push(self.acte(&demande)?);
            }
        }
        let avant = self.apres_trente_jours(&mut frais, sejour);
        frais.jours_de_tm = u16::try_from(avant).unwrap_or(u16::MAX).max(1);
        self.imputer(&mut frais, jours.get_mut(..avant).unwrap_or_default());
        let nuit = self.acte_du_calcul("chambre-particuliere")?;
        let mut chambres = Vec::new();
        for rang in 1..=sejour.nuits_chambre {
            let demande = ActeAFaire {
                rang_jour: Some(rang),
                ..demande(nuit, sejour.chambre)
            };
            chambres.push(self.acte(&demande)?);
        }
        // sans dépense : payée par les contrats qui ont une indemnité par jour
        let indemnite = self.acte_du_calcul("indemnite-journaliere")?;
        for rang in 1..=sejour.jours {
            let demande = ActeAFaire {
                rang_jour: Some(rang),
                ..demande(indemnite, Prix::Donne(Centimes::ZERO))
            };
            chambres.push(self.acte(&demande)?);
        }
        let tout = std::iter::once(frais)
            .chain(lourd)
            .chain(jours)
            .chain(chambres);
        postes.extend(tout.map(|prestation| Poste::Acte(Box::new(prestation))));
        Ok(())
    }

    /// The stay at 100 %: the ticket modérateur goes to the social security.
    fn prendre_en_charge(&self, frais: &mut Prestation, pourquoi: Quoi) {
        frais.amo_brut = frais.base;
        frais.tm = Centimes::ZERO;
        if self.expliquer {
            frais.etapes.push(Etape::new(pourquoi, frais.amo_brut));
        }
    }

    /// From the 31st day, the stay at 100 %: its price is shared equally among its days,
    /// each charged the forfait journalier. Gives the number of days before that one.
    fn apres_trente_jours(&self, frais: &mut Prestation, sejour: &Sejour) -> usize {
        let parametres = &self.reglementation.parametres;
        let limite = parametres.nombre("sejour.jours-avant-100", self.date);
        let limite = limite.and_then(|limite| u16::try_from(limite).ok());
        let Some(limite) = limite.filter(|limite| sejour.jours > *limite) else {
            return usize::from(sejour.jours);
        };
        if frais.tm > Centimes::ZERO {
            let premiers = frais.base.part(limite, sejour.jours);
            frais.amo_brut = premiers.fois(frais.taux) + (frais.base - premiers);
            frais.tm = frais.base - frais.amo_brut;
            frais.drapeaux.push(Drapeau::SejourLong);
            if self.expliquer {
                let quoi = Quoi::ApresTrenteJours(limite, premiers);
                let source = parametres.au("sejour.jours-avant-100", self.date);
                let source = source.map(|parametre| &parametre.provenance);
                frais
                    .etapes
                    .push(Etape::sourcee(quoi, frais.amo_brut, source));
            }
        }
        usize::from(limite)
    }

    /// The forfait journalier of the days that are not at 100 % against the ticket
    /// modérateur of the stay: the higher is due.
    fn imputer(&self, frais: &mut Prestation, jours: &mut [Prestation]) {
        let forfaits: Centimes = jours.iter().map(|jour| jour.depense).sum();
        if frais.tm == Centimes::ZERO || forfaits == Centimes::ZERO {
            return;
        }
        if frais.tm >= forfaits {
            for jour in jours {
                jour.depense = Centimes::ZERO;
                jour.base = Centimes::ZERO;
                jour.tm = Centimes::ZERO;
                if self.expliquer {
                    jour.etapes
                        .push(Etape::new(Quoi::ForfaitImpute, Centimes::ZERO));
                }
            }
        } else {
            let impute = frais.tm;
            frais.depense -= impute;
            frais.base -= impute;
            frais.tm = Centimes::ZERO;
            if self.expliquer {
                frais.etapes.push(Etape::new(Quoi::TicketImpute, impute));
            }
        }
    }
}
