//! §2.2: one act before any contract, then stays, then the order of the year.

use super::super::donnees::{BaseLue, DONNEES, arrondi};
use super::super::monde::{Monde, QuoiLu, SoinLu};
use super::{Vu, part, positif};
use reste_a_charge::offre::condition::TypeSejour;
use reste_a_charge::reglementation::{Nature, Participation, Secteur};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

/// What a contract settles at once.
pub(super) enum Chose {
    Acte(Box<Vu>),
    Lunettes(Box<[Vu; 3]>),
}

impl Chose {
    pub(super) fn ligne(&self) -> usize {
        match self {
            Self::Acte(vu) => vu.ligne,
            Self::Lunettes(elements) => elements[0].ligne,
        }
    }
}

struct Assure<'a> {
    monde: &'a Monde,
    pf_de_l_annee: Decimal,
    fm_de_l_annee: Decimal,
    /// What was taken on a day: of whom and for what.
    du_jour: BTreeMap<String, Decimal>,
}

/// The year, in order: months when they are written, else the order of the lines.
pub(super) fn annee(monde: &Monde) -> Vec<Chose> {
    let mut assure = Assure {
        monde,
        pf_de_l_annee: Decimal::ZERO,
        fm_de_l_annee: Decimal::ZERO,
        du_jour: BTreeMap::new(),
    };
    let mut ordre: Vec<(usize, &SoinLu)> = monde.soins.iter().enumerate().collect();
    ordre.sort_by_key(|(_, soin)| (soin.mois, soin.jour));
    let mut choses = Vec::new();
    for (ligne, soin) in ordre {
        // four key letters make one act, a journey of ten kilometres another
        let (fois, lettres) = if soin.d_un_seul_acte() {
            (1, soin.nombre)
        } else {
            (soin.nombre, 1)
        };
        for _ in 0..fois {
            match &soin.quoi {
                QuoiLu::Acte(code, secteur, prix) => {
                    let prix = Decimal::new(*prix, 2) * Decimal::from(lettres);
                    let par = (*secteur, lettres);
                    let mut vu = assure.acte(ligne, code, par, prix, soin.ald);
                    assure.participations(code, soin, &mut vu);
                    choses.push(Chose::Acte(Box::new(vu)));
                }
                QuoiLu::Sejour { .. } => assure.sejour(ligne, soin, &mut choses),
                QuoiLu::Lunettes(elements) => {
                    let vus = elements.each_ref().map(|(code, prix)| {
                        let prix = Decimal::new(*prix, 2);
                        let mut vu = assure.acte(ligne, code, (Secteur::Un, 1), prix, soin.ald);
                        assure.participations(code, soin, &mut vu);
                        vu
                    });
                    choses.push(Chose::Lunettes(Box::new(vus)));
                }
            }
        }
    }
    choses
}

impl Assure<'_> {
    fn parametre(&self, nom: &str) -> Decimal {
        DONNEES.parametre(nom, self.monde.date).unwrap_or_default()
    }

    fn acte(
        &mut self,
        ligne: usize,
        code: &str,
        (secteur, lettres): (Secteur, u16),
        prix: Decimal,
        ald: bool,
    ) -> Vu {
        let acte = DONNEES.acte(code);
        let age = self.monde.age;
        // ACS: doctors in the parcours are at opposable tariffs
        let opposable = self.monde.acs && self.monde.parcours && acte.par_secteur();
        let secteur = if opposable { Secteur::Un } else { secteur };
        let tarif = acte.tarif(secteur, self.monde.date).unwrap();
        let base_lue = match tarif.base {
            BaseLue::Montant(base) => BaseLue::Montant(base * Decimal::from(lettres)),
            autre => autre,
        };
        let mut depense = prix;
        if let (true, BaseLue::Montant(base)) = (opposable, base_lue) {
            depense = depense.min(base);
        }
        let limite = tarif.plv.map_or(depense, |plv| plv.min(depense));
        let base = match base_lue {
            BaseLue::Montant(base) => base,
            BaseLue::Prix => depense,
            BaseLue::PartDuPlv(taux) => part(limite, taux),
        };
        let b = depense.min(base);
        // the path of care binds doctors, from 16 years of age
        let medecin = acte.participation == Participation::Forfaitaire && acte.par_secteur();
        let hors_parcours = !self.monde.parcours
            && medecin
            && Decimal::from(age) >= self.parametre("age.parcours")
            && age >= acte.acces_direct;
        let mut taux = if ald && acte.nature == Nature::Nomenclature && tarif.taux > Decimal::ZERO {
            Decimal::ONE
        } else {
            tarif.taux
        };
        let mut majoration = Decimal::ZERO;
        if hors_parcours {
            let points = self.parametre("majoration.hors-parcours");
            majoration = part(b, points);
            taux = positif(taux - points);
        }
        let amo_brut = part(b, taux);
        let tm = if acte.nature == Nature::HorsNomenclature {
            Decimal::ZERO
        } else {
            b - amo_brut - majoration
        };
        let nominale = DONNEES.parametre(&format!("base-nominale.{code}"), self.monde.date);
        let nominale = nominale.filter(|_| acte.nature == Nature::HorsNomenclature);
        Vu {
            ligne,
            nominale: nominale.map(|base| base.min(depense)),
            poste: acte.poste.clone(),
            unite: acte.unite,
            nature: acte.nature,
            secteur: acte.par_secteur().then_some(secteur),
            panier: tarif.panier,
            rembourse: acte.nature == Nature::ForfaitLegal || tarif.taux > Decimal::ZERO,
            age,
            ald,
            reseau: self.monde.soins[ligne].reseau,
            // out of a stay no day is before another
            rang: u16::MAX,
            hors_parcours,
            depense,
            tarif: base,
            b,
            amo_brut,
            majoration,
            tm,
            pf: Decimal::ZERO,
            fm: Decimal::ZERO,
            plv: tarif.plv,
            deduction: Decimal::ZERO,
            verre: acte.verre.map(|verre| verre as u8),
        }
    }

    /// PF and FM, within `amo_brut` and 50 € a year each; none under 18, none with the ACS.
    /// On a day that is known: four PF of one professional, taken to be that of the same
    /// act in the same sector; two acts of auxiliaries; two transports.
    fn participations(&mut self, code: &str, soin: &SoinLu, vu: &mut Vu) {
        let participation = DONNEES.acte(code).participation;
        if Decimal::from(self.monde.age) < self.parametre("age.participation") || self.monde.acs {
            return;
        }
        let nom = match participation {
            Participation::Aucune => return,
            Participation::Forfaitaire => "participation-forfaitaire.montant",
            Participation::FranchiseBoite => "franchise.boite",
            Participation::FranchiseParamedicale => "franchise.paramedical",
            Participation::FranchiseTransport => "franchise.transport",
        };
        let mut montant = self.parametre(nom).min(vu.amo_brut);
        let (par_jour, de_qui) = match participation {
            Participation::Forfaitaire => (
                Some("participation-forfaitaire.plafond-jour"),
                format!("{code} {:?}", vu.secteur),
            ),
            Participation::FranchiseParamedicale => (
                Some("franchise.plafond-jour-paramedical"),
                "auxiliaires".to_owned(),
            ),
            Participation::FranchiseTransport => (
                Some("franchise.plafond-jour-transport"),
                "transports".to_owned(),
            ),
            Participation::Aucune | Participation::FranchiseBoite => (None, String::new()),
        };
        let jour = par_jour.zip(soin.jour).map(|(par_jour, jour)| {
            let cle = format!("{:?} {jour} {de_qui}", soin.mois);
            (par_jour, cle)
        });
        if let Some((par_jour, cle)) = &jour {
            let pris = self.du_jour.get(cle).copied().unwrap_or_default();
            montant = montant.min(self.parametre(par_jour) - pris);
        }
        if participation == Participation::Forfaitaire {
            let plafond = self.parametre("participation-forfaitaire.plafond-annuel");
            vu.pf = montant.min(plafond - self.pf_de_l_annee);
            self.pf_de_l_annee += vu.pf;
        } else {
            let plafond = self.parametre("franchise.plafond-annuel");
            vu.fm = montant.min(plafond - self.fm_de_l_annee);
            self.fm_de_l_annee += vu.fm;
        }
        if let Some((_, cle)) = jour {
            *self.du_jour.entry(cle).or_default() += vu.pf + vu.fm;
        }
    }

    /// A stay: 80 %, or 100 % less the PAT for a heavy act; the forfait journalier is set
    /// off against the 20 %, the higher being due; nights in a single room beside it.
    fn sejour(&mut self, ligne: usize, soin: &SoinLu, choses: &mut Vec<Chose>) {
        let QuoiLu::Sejour {
            jours,
            nuits,
            chambre,
            frais,
            lourd,
            genre,
        } = &soin.quoi
        else {
            return;
        };
        let forfait = if *genre == TypeSejour::Psychiatrie {
            "forfait-journalier-psychiatrie"
        } else {
            "forfait-journalier"
        };
        let par_jour = self.montant_legal(forfait);
        let maternite = *genre == TypeSejour::Maternite;
        let exonere = soin.ald || maternite;
        let frais = Decimal::new(*frais, 2);
        let mut sejour = self.acte(ligne, "sejour-hospitalier", (Secteur::Un, 1), frais, false);
        sejour.ald = soin.ald;
        let mut participation = Decimal::ZERO;
        // beyond thirty days, 100 %: a stay costs the same each day
        let ordinaires = self
            .parametre("sejour.jours-avant-100")
            .min(Decimal::from(*jours));
        // no forfait journalier without a night
        let forfait_du = !maternite && *genre != TypeSejour::Ambulatoire;
        let mut premier_forfait = 1;
        if exonere {
            sejour.amo_brut = sejour.b;
        } else if *lourd {
            // the same stay in two parts: what the AMO pays, and the PAT
            participation = self.montant_legal("participation-acte-lourd").min(frais);
            sejour.depense -= participation;
            sejour.b = sejour.depense;
            sejour.amo_brut = sejour.depense;
        } else {
            if ordinaires < Decimal::from(*jours) {
                let premiers = arrondi(sejour.b * ordinaires / Decimal::from(*jours));
                let taux = DONNEES.acte("sejour-hospitalier").tarifs[0].taux;
                sejour.amo_brut = part(premiers, taux) + sejour.b - premiers;
                sejour.tm = sejour.b - sejour.amo_brut;
            }
            if !forfait_du {
                // nothing to set off
            } else if sejour.tm >= par_jour * ordinaires {
                premier_forfait = if sejour.tm > Decimal::ZERO {
                    1 + ordinaires.to_u16().unwrap()
                } else {
                    1
                };
            } else {
                sejour.depense -= sejour.tm;
                sejour.b = sejour.depense;
            }
        }
        sejour.tm = sejour.b - sejour.amo_brut;
        sejour.tarif = sejour.b;
        let mut pousser = |mut vu: Vu, rang: u16| {
            vu.rang = rang;
            vu.ald = soin.ald;
            choses.push(Chose::Acte(Box::new(vu)));
        };
        pousser(sejour, 1);
        if participation > Decimal::ZERO {
            let code = "participation-acte-lourd";
            pousser(
                self.acte(ligne, code, (Secteur::Un, 1), participation, false),
                1,
            );
        }
        if forfait_du {
            for jour in premier_forfait..=*jours {
                pousser(
                    self.acte(ligne, forfait, (Secteur::Un, 1), par_jour, false),
                    jour,
                );
            }
        }
        let prix = Decimal::new(*chambre, 2);
        for nuit in 1..=*nuits {
            let code = "chambre-particuliere";
            pousser(self.acte(ligne, code, (Secteur::Un, 1), prix, false), nuit);
        }
    }

    fn montant_legal(&self, code: &str) -> Decimal {
        match DONNEES
            .acte(code)
            .tarif(Secteur::Un, self.monde.date)
            .map(|tarif| tarif.base)
        {
            Some(BaseLue::Montant(montant)) => montant,
            _ => Decimal::ZERO,
        }
    }
}
