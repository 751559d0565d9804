//! One act before any contract: its tariff and its price for this person, and where it
//! stands on the axes of the conditions.

use super::{ActeAFaire, Preparation, Prestation, RaisonTaux, SANS_NUMERO, etapes};
use crate::calcul::etape::{Etape, Quoi};
use crate::calcul::{CalculImpossible, Drapeau};
use crate::montant::{Centimes, Taux};
use crate::offre::condition::{
    Axe, Boite, bit_paire, bit_panier, bit_secteur, bit_sejour, bit_verre, bits_entre,
};
use crate::panier::{DentSoignee, Prix};
use crate::reglementation::{
    Acte, Base, Dent, Nature, OriginePrix, PanierSante, Provenance, Secteur, Tarif,
};
use std::borrow::Cow;

impl Preparation<'_> {
    pub(super) fn acte(&mut self, demande: &ActeAFaire) -> Result<Prestation, CalculImpossible> {
        let acte = self.reglementation.acte(demande.acte);
        let opposable =
            self.patient.droit.opposable() && acte.a_un_secteur() && self.patient.parcours;
        let secteur = if opposable {
            Secteur::Un
        } else {
            demande.secteur
        };
        let tarif = acte
            .tarif(secteur, self.date)
            .ok_or_else(|| CalculImpossible::SansTarif {
                acte: acte.libelle.clone(),
                secteur,
                date: self.date,
            })?;
        let (prix, origine_prix) = self.prix(acte, secteur, demande.prix)?;
        let unites = i64::from(demande.unites);
        let mut depense = prix.multiplie(unites);
        let prix_demande = depense;
        let mut drapeaux = Vec::new();
        let mut tarif = self.tarif_du_droit(acte, tarif, &mut depense, &mut drapeaux);
        if let Base::Montant(base) = tarif.base
            && unites > 1
        {
            tarif.to_mut().base = Base::Montant(base.multiplie(unites));
        }
        let tarif = &*tarif;
        if let Base::Montant(base) = tarif.base
            && opposable
            && acte.nature == Nature::Nomenclature
            && depense > base
        {
            depense = base;
            drapeaux.push(Drapeau::TarifOpposable);
        }
        if tarif.provenance.doute.is_some() {
            drapeaux.push(Drapeau::TarifDouteux);
        }
        if let OriginePrix::Type { .. } = origine_prix {
            drapeaux.push(Drapeau::PrixType);
        }
        if let Base::PartDuPlv(_) = tarif.base {
            drapeaux.push(Drapeau::BaseCalculee);
        }
        let (de, a) = acte.ages;
        if !(de..=a).contains(&self.patient.age) {
            drapeaux.push(Drapeau::AgeDeLActe);
        }
        if self.en_double.concerne(acte) {
            drapeaux.push(Drapeau::EquipementEnDouble);
        }
        let mut prestation = Prestation {
            ligne: demande.ligne,
            acte: demande.acte,
            secteur,
            mois: demande.moment.map(|moment| moment.mois),
            rang_jour: demande.rang_jour,
            jours: 1,
            jours_de_tm: 1,
            lieu: self.lieu(acte, demande.dent),
            sejour: if demande.en_sejour { self.sejours } else { 0 },
            situation: self.situation(acte, tarif, secteur, demande),
            nature: acte.nature,
            panier: tarif.panier,
            depense,
            base: Centimes::ZERO,
            taux: tarif.taux,
            raison_taux: RaisonTaux::Commun,
            amo_brut: Centimes::ZERO,
            hors_parcours: false,
            majoration: Centimes::ZERO,
            tm: Centimes::ZERO,
            participation: Centimes::ZERO,
            franchise: Centimes::ZERO,
            plv: tarif.plv,
            reste_monture: None,
            deduction: Centimes::ZERO,
            paire: demande.paire,
            au_tarif: acte.a_un_secteur()
                && secteur == Secteur::Un
                && origine_prix == OriginePrix::Donne
                && acte.nature == Nature::Nomenclature,
            origine_prix,
            regle_base: tarif.base,
            taux_majoration: Taux::ZERO,
            due_au_plus: Centimes::ZERO,
            drapeaux,
            etapes: Vec::new(),
        };
        self.rembourser(acte, tarif, demande, &mut prestation);
        prestation.drapeaux.extend(prestation.drapeaux_du_prix());
        if self.expliquer {
            let local = self.regime_local(acte).map(|(_, parametre)| parametre);
            prestation.etapes =
                etapes::etapes(&prestation, tarif, local, self.reglementation, self.date);
            if depense < prix_demande {
                let propre = acte.prix_de_droit(self.patient.droit, self.date);
                let source = propre.map_or(&tarif.provenance, |limite| &limite.provenance);
                let etape = Etape::sourcee(Quoi::PrixDuDroit, depense, Some(source));
                if let Some(premiere) = prestation.etapes.first_mut() {
                    premiere.montant = prix_demande;
                    prestation.etapes.insert(1, etape);
                }
            }
        }
        Ok(prestation)
    }

    /// The tariff of someone who holds a right: prostheses have a highest price; under the
    /// CMU-C and the C2S they are a basket, whose price limit nobody may exceed.
    fn tarif_du_droit<'t>(
        &self,
        acte: &Acte,
        tarif: &'t Tarif,
        depense: &mut Centimes,
        drapeaux: &mut Vec<Drapeau>,
    ) -> Cow<'t, Tarif> {
        let droit = self.patient.droit;
        let propre = acte.prix_de_droit(droit, self.date);
        let du_panier = (tarif.panier == PanierSante::CentPourCent && droit.couvre())
            .then_some(tarif.plv)
            .flatten();
        let Some(limite) = propre.map(|limite| limite.prix).or(du_panier) else {
            return Cow::Borrowed(tarif);
        };
        if *depense > limite {
            *depense = limite;
            drapeaux.push(Drapeau::PrixDuDroit);
        }
        match propre {
            Some(propre) if droit.couvre() => Cow::Owned(Tarif {
                panier: PanierSante::CentPourCent,
                plv: Some(limite),
                provenance: Provenance {
                    doute: tarif
                        .provenance
                        .doute
                        .clone()
                        .or(propre.provenance.doute.clone()),
                    ..tarif.provenance.clone()
                },
                ..tarif.clone()
            }),
            _ => Cow::Borrowed(tarif),
        }
    }

    fn prix(
        &self,
        acte: &Acte,
        secteur: Secteur,
        prix: Prix,
    ) -> Result<(Centimes, OriginePrix), CalculImpossible> {
        match prix {
            Prix::Donne(montant) => Ok((montant, OriginePrix::Donne)),
            Prix::Type => {
                acte.prix_suppose(secteur, self.date)
                    .ok_or_else(|| CalculImpossible::SansPrix {
                        acte: acte.libelle.clone(),
                    })
            }
        }
    }

    fn situation(
        &self,
        acte: &Acte,
        tarif: &Tarif,
        secteur: Secteur,
        demande: &ActeAFaire,
    ) -> Boite {
        let dents = match demande.dent.and_then(DentSoignee::genre).or(acte.dent) {
            None => 0b001,
            Some(Dent::Visible) => 0b010,
            Some(Dent::NonVisible) => 0b100,
            Some(Dent::VisibleOuNon) => 0b110,
        };
        let rembourse = tarif.base != Base::Montant(Centimes::ZERO);
        let annee = (self.patient.anciennete_mois / 12).min(126);
        let annee = u8::try_from(annee).unwrap_or(126);
        Boite::TOUT
            .avec(Axe::Secteur, bit_secteur(secteur))
            .avec(Axe::Panier, bit_panier(tarif.panier))
            .avec(Axe::Dent, dents)
            .avec(Axe::Verre, bit_verre(acte.verre))
            .avec(Axe::Paire, bit_paire(demande.paire))
            .avec(Axe::Rembourse, if rembourse { 0b01 } else { 0b10 })
            .avec(Axe::Sejour, bit_sejour(demande.sejour))
            .avec(Axe::Ald, if demande.ald { 0b10 } else { 0b01 })
            .avec(
                Axe::Reseau,
                match demande.reseau {
                    None => 0b11,
                    Some(true) => 0b10,
                    Some(false) => 0b01,
                },
            )
            .avec(
                Axe::Age,
                bits_entre(self.patient.age.min(127), self.patient.age.min(127)),
            )
            .avec(Axe::Annee, bits_entre(annee, annee))
    }

    /// Where an act is done, for what is counted by tooth.
    fn lieu(&mut self, acte: &Acte, dent: Option<DentSoignee>) -> u32 {
        if let Some(numero) = dent.and_then(DentSoignee::numero) {
            return u32::from(numero.valeur());
        }
        let chemin = &self.reglementation.postes.poste(acte.poste).chemin;
        if !chemin.starts_with("dentaire") {
            return 0;
        }
        self.dents += 1;
        SANS_NUMERO + self.dents
    }
}
