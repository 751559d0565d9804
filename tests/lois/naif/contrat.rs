//! §2.3: the contract's part, in the order term, unit and sub-limit, number, ceiling,
//! legal maximum, legal floor, never above `D`.

use super::super::donnees::{DONNEES, euros, fraction};
use super::super::monde::{Cas, ContratLu, Monde, Rang, Recu, Si};
use super::{Vu, part, positif};
use jiff::civil::{Date, date};
use reste_a_charge::offre::NatureLigne;
use reste_a_charge::offre::langage::{
    Assiette, Cellule, Garantie, Lecture, Nombre, Partage, Regle, Rythme, Suite, Terme,
};
use reste_a_charge::reglementation::{Nature, PanierSante, Secteur, Unite};
use rust_decimal::Decimal;
use std::collections::{HashMap, HashSet};

/// What a counter is for: the row, what in it, and the poste when it has one each.
type Cle = (usize, Quoi, Option<String>);

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Quoi {
    Bourse(usize),
    Nombre(usize),
    Plafond,
    /// `max par an` of the row itself.
    PlafondDeLaLigne(usize),
}

/// A contract over a year.
pub(super) struct Caisse<'a> {
    contrat: &'a ContratLu,
    date: Date,
    /// Day of the last renewal: the law of a contrat responsable is that of this day.
    echeance: Date,
    utilise: HashMap<Cle, Decimal>,
}

/// A term ready to be paid.
struct Pret<'a> {
    terme: &'a Terme,
    lecture: Lecture,
    /// Counter of the year, and what it holds at first.
    bourse: Option<(Cle, Decimal)>,
    /// Numbers of the row that adds, when it has its own.
    nombres: Vec<Cle>,
}

/// What a term gave, and the counters that it uses.
struct Donne {
    montant: Decimal,
    bourse: Option<Cle>,
    nombres: Vec<Cle>,
}

/// What the rows promise for an act, and the counters that it will use.
#[derive(Default)]
struct Promis {
    amc: Decimal,
    /// What each term gives, the last to pay at the end.
    parts: Vec<Donne>,
    nombres: Vec<Cle>,
}

/// For a pair of glasses seen whole: what is left of the frame, and of the lenses.
type Monture = Option<(Decimal, Decimal)>;

impl<'a> Caisse<'a> {
    pub(super) fn ouvrir(contrat: &'a ContratLu, monde: &Monde) -> Self {
        Self {
            contrat,
            date: monde.date,
            echeance: contrat.du.max(date(monde.date.year(), 1, 1)),
            utilise: HashMap::new(),
        }
    }

    /// One act that is not glasses.
    pub(super) fn acte(&mut self, vu: &Vu) -> Decimal {
        // a row that says to speak of acts that are not reimbursed counts on a nominal base
        let prise = self
            .garantie(vu)
            .and_then(|numero| self.contrat.rangs.get(numero));
        let non_rembourse = prise.is_some_and(|rang| rang.quand == Si::Sinon(Cas::Rembourse));
        let base = vu.nominale.filter(|_| non_rembourse).unwrap_or(vu.b);
        let vu = &Vu {
            b: base,
            ..vu.clone()
        };
        let promis = self.promis(vu, None);
        self.regler(vu, promis, None)
    }

    /// Ceilings, then the law.
    fn regler(&mut self, vu: &Vu, promis: Promis, maximum: Option<Decimal>) -> Decimal {
        let plafonds = self.plafonds(vu);
        let normal = promis.amc;
        let mut amc = normal;
        for (rang, cle, plein) in &plafonds {
            let reste = positif(*plein - self.deja(cle));
            let plancher = self.suite(vu, *rang);
            amc = amc.min(plancher.max(normal.min(reste)));
        }
        if self.contrat.responsable {
            let legal = self.maximum_legal(vu);
            amc = amc.min(maximum.map_or(legal, |autre| autre.min(legal)));
        }
        for (_, cle, _) in plafonds {
            *self.utilise.entry(cle).or_default() += amc;
        }
        self.utiliser(promis, amc);
        if self.contrat.responsable {
            amc = amc.max(self.plancher_legal(vu));
        }
        amc.min(self.payable(vu))
    }

    /// Purses give what is paid after the other terms; a session paid 0 uses no session.
    fn utiliser(&mut self, promis: Promis, paye: Decimal) {
        let mut exces = positif(promis.amc - paye);
        let mut nombres = HashSet::new();
        for donne in promis.parts.into_iter().rev() {
            let rendu = exces.min(donne.montant);
            exces -= rendu;
            let garde = donne.montant - rendu;
            if let Some(cle) = donne.bourse {
                *self.utilise.entry(cle).or_default() += garde;
            }
            if garde > Decimal::ZERO {
                nombres.extend(donne.nombres);
            }
        }
        if paye > Decimal::ZERO {
            nombres.extend(promis.nombres);
        }
        for cle in nombres {
            *self.utilise.entry(cle).or_default() += Decimal::ONE;
        }
    }

    fn deja(&self, cle: &Cle) -> Decimal {
        self.utilise.get(cle).copied().unwrap_or_default()
    }

    // --- rows ---

    /// The nearest node that has rows; the row whose condition holds, the narrower first.
    fn garantie(&self, vu: &Vu) -> Option<usize> {
        for noeud in lignee(&vu.poste) {
            let rangs: Vec<usize> = self
                .rangs(NatureLigne::Garantie, |rang| {
                    rang.postes.iter().any(|poste| poste == noeud)
                })
                .collect();
            if rangs.is_empty() {
                continue;
            }
            // the narrower condition wins
            let mut valent: Vec<usize> = rangs
                .into_iter()
                .filter(|numero| vaut(self.contrat.rangs[*numero].quand, vu))
                .collect();
            valent.sort_by_key(|numero| self.contrat.rangs[*numero].quand == Si::Toujours);
            return valent.first().copied();
        }
        None
    }

    fn rangs(
        &self,
        nature: NatureLigne,
        garde: impl Fn(&Rang) -> bool,
    ) -> impl Iterator<Item = usize> {
        let rangs = self.contrat.rangs.iter().enumerate();
        rangs
            .filter(move |(_, rang)| rang.nature == nature && garde(rang))
            .filter(|(_, rang)| rang.cellule != Cellule::SansObjet)
            .map(|(numero, _)| numero)
    }

    /// Ceilings hang anywhere above the act; those of the 100 % Santé basket never count.
    fn plafonds(&self, vu: &Vu) -> Vec<(usize, Cle, Decimal)> {
        if vu.panier == PanierSante::CentPourCent {
            return Vec::new();
        }
        let lignes = self.rangs(NatureLigne::Plafond, |rang| {
            noeud_de(rang, &vu.poste).is_some() && vaut(rang.quand, vu)
        });
        let lignes = lignes.map(|numero| {
            let plein = self.plein(&self.contrat.rangs[numero]);
            (numero, self.cle(numero, Quoi::Plafond, vu), plein)
        });
        let propres = self.garantie(vu).into_iter().flat_map(|numero| {
            let bornes = self.bornes(numero).iter().enumerate();
            let periodiques = bornes.filter(|(_, borne)| par_periode(borne));
            periodiques.map(move |(place, borne)| {
                let cle = self.cle(numero, Quoi::PlafondDeLaLigne(place), vu);
                (numero, cle, self.fixe(borne))
            })
        });
        lignes.chain(propres).collect()
    }

    /// The caps beside the amount of a row: the cell's own prevail; `néant` has none.
    fn bornes(&self, numero: usize) -> &'a [Terme] {
        let rang = &self.contrat.rangs[numero];
        match une_lecture(&rang.cellule).map(|garantie| &garantie.regle) {
            None => &[],
            Some(regle) if !regle.plafonds.is_empty() => &regle.plafonds,
            Some(_) => &rang.regle.plafonds,
        }
    }

    /// One counter for the row, or one by poste when the row says `chacun`.
    fn cle(&self, numero: usize, quoi: Quoi, vu: &Vu) -> Cle {
        let rang = &self.contrat.rangs[numero];
        let partage = regle_de(&rang.cellule)
            .and_then(|r| r.partage)
            .or(rang.regle.partage);
        let poste = if partage == Some(Partage::Chacun) {
            noeud_de(rang, &vu.poste).map(str::to_owned)
        } else {
            None
        };
        (numero, quoi, poste)
    }

    /// What a ceiling holds at first.
    fn plein(&self, rang: &Rang) -> Decimal {
        let Cellule::Lectures(lectures) = &rang.cellule else {
            return Decimal::ZERO;
        };
        lectures[0]
            .termes
            .iter()
            .map(|terme| self.fixe(terme))
            .sum()
    }

    /// `puis …`, as the row says it.
    fn suite(&self, vu: &Vu, numero: usize) -> Decimal {
        let rang = &self.contrat.rangs[numero];
        let puis = regle_de(&rang.cellule)
            .and_then(|regle| regle.puis.as_ref())
            .or(rang.regle.puis.as_ref());
        let Some(Suite::Termes(termes)) = puis else {
            return Decimal::ZERO;
        };
        let prets: Vec<Pret<'_>> = termes
            .iter()
            .map(|terme| Pret {
                terme,
                lecture: self.lecture(terme, None, &Regle::default()),
                bourse: None,
                nombres: Vec::new(),
            })
            .collect();
        self.somme(vu, &prets).0
    }

    // --- terms ---

    /// What is left of the price for the contract.
    fn payable(&self, vu: &Vu) -> Decimal {
        positif(vu.depense - self.compte_amo(vu) - self.laisse(vu))
    }

    /// `amo_brut`, or `amo` for a contract that pays the participations: never a responsable.
    fn compte_amo(&self, vu: &Vu) -> Decimal {
        if self.contrat.paie_participation && !self.contrat.responsable {
            vu.amo()
        } else {
            vu.amo_brut
        }
    }

    /// A contrat responsable leaves the majoration.
    fn laisse(&self, vu: &Vu) -> Decimal {
        if self.contrat.responsable {
            vu.majoration
        } else {
            Decimal::ZERO
        }
    }

    fn lecture(&self, terme: &Terme, cellule: Option<&Regle>, rang: &Regle) -> Lecture {
        // these are never totals, whatever the row says
        if matches!(
            terme.assiette,
            Assiette::Reste(_) | Assiette::TicketModerateur(_) | Assiette::Amo
        ) {
            return Lecture::EnPlus;
        }
        let dite = terme
            .lecture
            .or(cellule.and_then(|r| r.lecture))
            .or(rang.lecture);
        dite.unwrap_or(match terme.assiette {
            Assiette::Pourcentage(_) | Assiette::Br(_) => self.contrat.pourcentages,
            Assiette::Euros(_) | Assiette::Pmss(_) => self.contrat.euros,
            _ => Lecture::AmoComprise,
        })
    }

    fn pmss(&self, taux: Decimal) -> Decimal {
        part(DONNEES.parametre("pmss", self.date).unwrap(), taux)
    }

    /// The amount of an assiette, `reste` being what is left to pay.
    fn montant(&self, assiette: Assiette, vu: &Vu, reste: Decimal) -> Decimal {
        match assiette {
            Assiette::Pourcentage(taux) | Assiette::Br(taux) => part(vu.b, fraction(taux)),
            Assiette::FraisReels(taux) => part(vu.depense, fraction(taux)),
            Assiette::Reste(taux) => part(reste, fraction(taux)),
            Assiette::TicketModerateur(taux) => part(vu.tm, fraction(taux)),
            Assiette::Amo => Decimal::ZERO,
            Assiette::Plv(taux) => part(vu.dans_la_limite(), fraction(taux)),
            Assiette::Pmss(taux) => self.pmss(fraction(taux)),
            Assiette::Euros(montant) => euros(montant),
        }
    }

    /// The amount of a term that no act changes.
    fn fixe(&self, terme: &Terme) -> Decimal {
        let montant = |assiette: Assiette| match assiette {
            Assiette::Pmss(taux) => self.pmss(fraction(taux)),
            Assiette::Euros(montant) => euros(montant),
            autre => panic!("montant variable : {autre:?}"),
        };
        let limites = terme.limites.iter().map(|limite| montant(*limite));
        limites.fold(montant(terme.assiette), Decimal::min)
    }

    /// A sum of terms: what it pays, and what each term gave.
    fn somme(&self, vu: &Vu, termes: &[Pret<'_>]) -> (Decimal, Vec<Donne>) {
        let payable = self.payable(vu);
        // `TM` and `AMO` are never a target to subtract from, nor the terms beside them
        let avec_tm = termes.iter().any(|pret| {
            matches!(
                pret.terme.assiette,
                Assiette::TicketModerateur(_) | Assiette::Amo
            )
        });
        // the ticket modérateur, totals, what comes on top: an order that only counters see;
        // the euros of a purse pay what is left after the others
        // and « du reste » is what all of them leave
        let mut ordre: Vec<&Pret<'_>> = termes.iter().collect();
        ordre.sort_by_key(|pret| match pret.terme.assiette {
            Assiette::TicketModerateur(_) | Assiette::Amo => 0,
            Assiette::Reste(_) => 4,
            _ if pret.bourse.is_some() => 3,
            _ if pret.lecture == Lecture::EnPlus || avec_tm => 2,
            _ => 1,
        });
        let mut paye = Decimal::ZERO;
        let mut cible = Decimal::ZERO;
        let mut paye_de_la_cible = Decimal::ZERO;
        let mut parts = Vec::new();
        // mixed glasses: what class A cost comes once off the euros of the equipment
        let mut deduction = vu.deduction;
        for pret in ordre {
            let reste = payable - paye;
            let assiettes = std::iter::once(&pret.terme.assiette).chain(&pret.terme.limites);
            let mut en_euros = Decimal::ZERO;
            let montants: Vec<Decimal> = assiettes
                .map(|assiette| {
                    let montant = self.montant(*assiette, vu, reste);
                    if matches!(assiette, Assiette::Euros(_) | Assiette::Pmss(_)) {
                        en_euros = en_euros.max(montant);
                        positif(montant - deduction)
                    } else {
                        montant
                    }
                })
                .collect();
            deduction = positif(deduction - en_euros);
            let vise = montants.into_iter().min().unwrap_or_default();
            let compris = pret.lecture != Lecture::EnPlus && !avec_tm;
            let mut donne = if compris {
                cible += vise;
                let deja = self.compte_amo(vu) + self.laisse(vu);
                positif(cible.min(vu.depense) - deja) - paye_de_la_cible
            } else {
                vise
            };
            donne = donne.min(reste);
            if let Some((cle, plein)) = &pret.bourse {
                donne = donne.min(positif(*plein - self.deja(cle)));
            }
            parts.push(Donne {
                montant: donne,
                bourse: pret.bourse.as_ref().map(|(cle, _)| cle.clone()),
                nombres: pret.nombres.clone(),
            });
            if compris {
                paye_de_la_cible += donne;
            }
            paye += donne;
        }
        (paye, parts)
    }

    /// The terms of a row for an act.
    fn prets(&self, numero: usize, vu: &Vu) -> Vec<Pret<'a>> {
        let rang = &self.contrat.rangs[numero];
        let Some(garantie) = une_lecture(&rang.cellule) else {
            return Vec::new();
        };
        let rythmes = if garantie.regle.rythmes.is_empty() {
            &rang.regle.rythmes
        } else {
            &garantie.regle.rythmes
        };
        let preparer = |(place, terme): (usize, &'a Terme)| {
            // `par an` in a rule is what bare euros are for
            let en_euros = matches!(terme.assiette, Assiette::Euros(_) | Assiette::Pmss(_));
            // so many euros a year for each object is no purse
            let a_chacun = rythmes.iter().any(|r| objet(*r).is_some());
            let annuel = match terme.rythme {
                Some(rythme) => matches!(rythme, Rythme::Periode(_)) && !a_chacun,
                None => en_euros && rythmes.iter().any(|r| matches!(r, Rythme::Periode(_))),
            };
            let bourse = annuel.then(|| {
                let cle = self.cle(numero, Quoi::Bourse(place), vu);
                (cle, self.fixe(terme))
            });
            Pret {
                terme,
                lecture: self.lecture(terme, Some(&garantie.regle), &rang.regle),
                bourse,
                nombres: Vec::new(),
            }
        };
        garantie.termes.iter().enumerate().map(preparer).collect()
    }

    /// Numbers of a row: the counter of each, and its maximum; `néant` counts nothing.
    fn nombres(&self, numero: usize, vu: &Vu) -> Vec<(Cle, Decimal)> {
        let rang = &self.contrat.rangs[numero];
        let Some(garantie) = une_lecture(&rang.cellule) else {
            return Vec::new();
        };
        let nombres = if garantie.regle.nombres.is_empty() {
            &rang.regle.nombres
        } else {
            &garantie.regle.nombres
        };
        let implicite: Vec<Nombre> = objet_par_periode(garantie, &rang.regle)
            .filter(|_| nombres.is_empty())
            .into_iter()
            .collect();
        let nombre = |(place, nombre): (usize, &Nombre)| {
            let cle = self.cle(numero, Quoi::Nombre(place), vu);
            (cle, Decimal::from(nombre.maximum))
        };
        let tous = nombres.iter().chain(&implicite);
        tous.enumerate().map(nombre).collect()
    }

    fn epuises(&self, nombres: &[(Cle, Decimal)]) -> bool {
        nombres
            .iter()
            .any(|(cle, maximum)| self.deja(cle) >= *maximum)
    }

    /// The terms of the rows that add to every act below their poste, within their numbers.
    fn ajouts(&self, vu: &Vu) -> Vec<Pret<'a>> {
        let rangs = self.rangs(NatureLigne::EnPlus, |autre| {
            noeud_de(autre, &vu.poste).is_some() && vaut(autre.quand, vu)
        });
        let mut ajouts = Vec::new();
        for numero in rangs {
            let nombres = self.nombres(numero, vu);
            if !self.epuises(&nombres) {
                let cles: Vec<Cle> = nombres.into_iter().map(|(cle, _)| cle).collect();
                ajouts.extend(self.prets(numero, vu).into_iter().map(|pret| Pret {
                    nombres: cles.clone(),
                    ..pret
                }));
            }
        }
        ajouts
    }

    /// What the rows pay: terms, sub-limits, frame, numbers.
    fn promis(&self, vu: &Vu, monture: Monture) -> Promis {
        let Some(numero) = self.garantie(vu) else {
            let (amc, parts) = self.somme(vu, &self.ajouts(vu));
            return Promis {
                amc,
                parts,
                nombres: Vec::new(),
            };
        };
        let rang = &self.contrat.rangs[numero];
        let mut prets = self.prets(numero, vu);
        prets.extend(self.ajouts(vu));
        let propre = une_lecture(&rang.cellule).map(|g| &g.regle);
        let a_partir_du = propre
            .and_then(|r| r.a_partir_du)
            .or(rang.regle.a_partir_du);
        if a_partir_du.is_some_and(|premier| vu.rang < premier) {
            return Promis::default();
        }
        // number and frequency
        let nombres = self.nombres(numero, vu);
        if self.epuises(&nombres) {
            return Promis {
                amc: self.suite(vu, numero),
                ..Promis::default()
            };
        }
        let (mut amc, mut parts) = self.somme(vu, &prets);
        let total = amc;
        // sub-limits
        for borne in self
            .bornes(numero)
            .iter()
            .filter(|borne| !par_periode(borne))
        {
            let lecture = self.lecture(borne, propre, &rang.regle);
            let montant = self.montant(borne.assiette, vu, self.payable(vu));
            let montant = positif(montant - vu.deduction);
            let borne = match lecture {
                Lecture::EnPlus => montant,
                _ => positif(montant.min(vu.depense) - self.compte_amo(vu) - self.laisse(vu)),
            };
            amc = amc.min(borne);
        }
        // frame within an equipment
        let dont = propre
            .and_then(|r| r.dont_monture)
            .or(rang.regle.dont_monture);
        if let (Some(dont), Some((de_la_monture, des_verres))) = (dont, monture) {
            amc = amc.min(euros(dont).min(de_la_monture) + des_verres);
        }
        // what the sub-limits take away is taken from the last to pay
        let mut exces = total - amc;
        for donne in parts.iter_mut().rev() {
            let rendu = exces.min(donne.montant);
            donne.montant -= rendu;
            exces -= rendu;
        }
        Promis {
            amc,
            parts,
            nombres: nombres.into_iter().map(|(cle, _)| cle).collect(),
        }
    }

    // --- contrat responsable ---

    fn legal(&self, nom: &str) -> Option<Decimal> {
        DONNEES.parametre(&format!("responsable.{nom}"), self.echeance)
    }

    /// Whether the basket of the 100 % Santé binds for an act.
    fn panier_du(&self, vu: &Vu) -> bool {
        let nom = match vu.poste.as_str() {
            p if p.starts_with("optique") => "optique",
            p if p.starts_with("dentaire/protheses/amovibles") => "dentaire-amovible",
            p if p.starts_with("dentaire") => "dentaire",
            p if p.starts_with("aides-auditives") => "audio",
            _ => return false,
        };
        vu.panier == PanierSante::CentPourCent && self.legal(&format!("100-sante.{nom}")).is_some()
    }

    fn maximum_legal(&self, vu: &Vu) -> Decimal {
        // never PF, FM, majoration
        let mut maximum = vu.depense - vu.amo_brut - vu.majoration;
        if vu.nature != Nature::Nomenclature {
            return maximum;
        }
        let non_optam = matches!(
            vu.secteur,
            Some(Secteur::NonOptam | Secteur::NonConventionne)
        );
        if vu.hors_parcours && !non_optam {
            maximum = maximum.min(vu.tm);
        }
        if non_optam && let Some(taux) = self.legal("non-optam.depassement-max") {
            maximum = maximum.min(vu.tm + part(vu.tarif, taux));
        }
        if self.panier_du(vu) {
            maximum = maximum.min(positif(vu.dans_la_limite() - vu.amo_brut));
        }
        if vu.poste == "aides-auditives/classe-2"
            && let Some(plafond) = self.legal("audio.max")
        {
            maximum = maximum.min(positif(plafond - vu.amo_brut));
        }
        maximum
    }

    fn plancher_legal(&self, vu: &Vu) -> Decimal {
        if vu.hors_parcours || vu.nature == Nature::HorsNomenclature {
            return Decimal::ZERO;
        }
        if vu.poste == "hospitalisation/urgences"
            && vu.nature == Nature::ForfaitLegal
            && self.legal("forfait-urgences").is_none()
        {
            return Decimal::ZERO;
        }
        let sans_plancher = [
            "soins-courants/medicaments/modere",
            "soins-courants/medicaments/faible",
            "soins-courants/medicaments/homeopathie",
            "cure",
        ];
        let mut plancher = vu.tm;
        if sans_plancher.iter().any(|noeud| sous(&vu.poste, noeud)) {
            plancher = Decimal::ZERO;
        }
        if self.panier_du(vu) {
            plancher = plancher.max(positif(vu.dans_la_limite() - vu.amo_brut));
        }
        plancher
    }

    // --- glasses ---

    /// A frame and two lenses: those of class A, then the others, each class as the contract
    /// sees it: whole when a row of the class is « par équipement », else one by one.
    pub(super) fn lunettes(&mut self, elements: &[Vu; 3]) -> Vec<Recu> {
        let (de_classe_a, mut autres): (Vec<Vu>, Vec<Vu>) = elements
            .iter()
            .cloned()
            .partition(|vu| vu.panier == PanierSante::CentPourCent);
        let mut recus: Vec<Recu> = Vec::new();
        match self.vue_entiere(&de_classe_a) {
            Some(equipement) => {
                recus.push(self.entier(&equipement, &de_classe_a, Decimal::ZERO, None));
            }
            None => recus.extend(de_classe_a.iter().map(|vu| vu.recu(self.acte(vu)))),
        }
        if autres.is_empty() {
            return recus;
        }
        let cout: Decimal = de_classe_a.iter().map(|vu| vu.depense).sum();
        let legal = if self.contrat.responsable {
            self.bornes_de_la_paire(elements, cout)
        } else {
            None
        };
        if let Some(equipement) = self.vue_entiere(&autres) {
            recus.push(self.entier(&equipement, &autres, cout, legal));
        } else {
            autres.sort_by_key(|vu| !est_monture(vu));
            recus.extend(self.par_element(&autres, legal));
        }
        recus
    }

    /// The poste of the equipment, when a row « par équipement » sees these elements whole.
    fn vue_entiere(&self, elements: &[Vu]) -> Option<String> {
        let (equipement, _) = elements.first()?.poste.rsplit_once('/').unwrap();
        let entier = self.contrat.rangs.iter().any(|rang| {
            rang.nature == NatureLigne::Garantie
                && rang.postes.iter().any(|poste| poste == equipement)
                && rang
                    .regle
                    .rythmes
                    .contains(&Rythme::Unite(Unite::Equipement))
        });
        entier.then(|| equipement.to_owned())
    }

    /// Minimum, maximum, maximum of the frame; less the cost of what is of class A.
    fn bornes_de_la_paire(
        &self,
        elements: &[Vu; 3],
        cout: Decimal,
    ) -> Option<(Decimal, Decimal, Decimal)> {
        let (un, deux) = (elements[1].verre?, elements[2].verre?);
        let lettre = match (un.min(deux), un.max(deux)) {
            (0, 0) => 'a',
            (0, 1) => 'b',
            (1, 1) => 'c',
            (0, _) => 'd',
            (1, _) => 'e',
            _ => 'f',
        };
        let legal = |bout: &str| self.legal(&format!("optique.{lettre}.{bout}"));
        let classe_b = elements
            .iter()
            .filter(|vu| vu.panier != PanierSante::CentPourCent);
        let amo: Decimal = classe_b.map(|vu| vu.amo_brut).sum();
        Some((
            positif(positif(legal("min")? - cout) - amo),
            positif(legal("max")? - cout),
            self.legal("optique.monture.max")?,
        ))
    }

    fn entier(
        &mut self,
        equipement: &str,
        elements: &[Vu],
        cout: Decimal,
        legal: Option<(Decimal, Decimal, Decimal)>,
    ) -> Recu {
        let tous = |f: fn(&Vu) -> Decimal| elements.iter().map(f).sum::<Decimal>();
        let mut vu = elements[0].clone();
        equipement.clone_into(&mut vu.poste);
        vu.unite = Unite::Equipement;
        vu.depense = tous(|e| e.depense);
        vu.tarif = tous(|e| e.tarif);
        vu.b = tous(|e| e.b);
        vu.amo_brut = tous(|e| e.amo_brut);
        vu.tm = tous(|e| e.tm);
        vu.plv = Some(tous(Vu::dans_la_limite));
        vu.deduction = cout;
        let a_payer = |monture: bool| -> Decimal {
            let voulus = elements.iter().filter(|e| est_monture(e) == monture);
            voulus.map(|e| e.depense - e.amo_brut).sum()
        };
        let (monture, verres) = (a_payer(true), a_payer(false));
        let promis = self.promis(&vu, Some((monture, verres)));
        let Some((minimum, maximum, de_monture)) = legal else {
            let amc = self.regler(&vu, promis, None);
            return vu.recu(amc);
        };
        let maximum = maximum.min(de_monture.min(monture) + verres);
        let mut amc = self.regler(&vu, promis, Some(maximum));
        if amc > vu.tm {
            amc = amc.max(minimum.min(self.payable(&vu)));
        }
        vu.recu(amc)
    }

    fn par_element(
        &mut self,
        elements: &[Vu],
        legal: Option<(Decimal, Decimal, Decimal)>,
    ) -> Vec<Recu> {
        let mut payes: Vec<Decimal> = Vec::new();
        for vu in elements {
            let promis = self.promis(vu, None);
            let maximum = legal.map(|(_, maximum, de_monture)| {
                let reste = positif(maximum - payes.iter().sum::<Decimal>());
                if est_monture(vu) {
                    reste.min(de_monture)
                } else {
                    reste
                }
            });
            payes.push(self.regler(vu, promis, maximum));
        }
        let tm: Decimal = elements.iter().map(|vu| vu.tm).sum();
        let total: Decimal = payes.iter().sum();
        if let Some((minimum, _, _)) = legal
            && total > tm
        {
            let mut manque = positif(minimum - total);
            for (paye, vu) in payes.iter_mut().zip(elements).rev() {
                let ajout = manque.min(self.payable(vu) - *paye);
                *paye += ajout;
                manque -= ajout;
            }
        }
        elements
            .iter()
            .zip(payes)
            .map(|(vu, amc)| vu.recu(amc))
            .collect()
    }
}

/// Whether a cap is of a period, and not of one act.
fn par_periode(borne: &Terme) -> bool {
    matches!(borne.rythme, Some(Rythme::Periode(_)))
}

/// What a person has one or two of, when a rhythm is that.
fn objet(rythme: Rythme) -> Option<Unite> {
    match rythme {
        Rythme::Unite(
            unite @ (Unite::Oreille
            | Unite::Oeil
            | Unite::Monture
            | Unite::Verre
            | Unite::Equipement),
        ) => Some(unite),
        _ => None,
    }
}

/// An amount by object and by period, each said in the cell or in the rule, is for one object.
fn objet_par_periode(garantie: &Garantie, rang: &Regle) -> Option<Nombre> {
    let dits = if garantie.regle.rythmes.is_empty() {
        &rang.rythmes
    } else {
        &garantie.regle.rythmes
    };
    let des_termes = garantie.termes.iter().filter_map(|terme| terme.rythme);
    let rythmes: Vec<Rythme> = dits.iter().copied().chain(des_termes).collect();
    let unite = rythmes.iter().find_map(|rythme| objet(*rythme))?;
    let duree = rythmes.iter().find_map(|rythme| match rythme {
        Rythme::Periode(duree) => Some(*duree),
        Rythme::Unite(_) => None,
    })?;
    Some(Nombre {
        maximum: 1,
        unite,
        duree: Some(duree),
    })
}

fn est_monture(vu: &Vu) -> bool {
    vu.poste.ends_with("/monture")
}

/// The node, then each node above it.
fn lignee(poste: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(poste), |p| {
        p.rsplit_once('/').map(|(dessus, _)| dessus)
    })
}

fn sous(poste: &str, noeud: &str) -> bool {
    lignee(poste).any(|autre| autre == noeud)
}

/// The poste of a row that an act hangs below.
fn noeud_de<'r>(rang: &'r Rang, poste: &str) -> Option<&'r str> {
    lignee(poste).find_map(|noeud| {
        rang.postes
            .iter()
            .find(|autre| *autre == noeud)
            .map(String::as_str)
    })
}

fn vaut(si: Si, vu: &Vu) -> bool {
    match si {
        Si::Toujours => true,
        Si::Cas(cas) => dans(cas, vu),
        Si::Sinon(cas) => !dans(cas, vu),
    }
}

fn dans(cas: Cas, vu: &Vu) -> bool {
    match cas {
        // secteur 1 and OPTAM take `OPTAM`
        Cas::Optam => !matches!(
            vu.secteur,
            Some(Secteur::NonOptam | Secteur::NonConventionne)
        ),
        Cas::AgeMoins(age) => vu.age < age,
        Cas::Rembourse => vu.rembourse,
        Cas::CentPourCent => vu.panier == PanierSante::CentPourCent,
        Cas::Ald => vu.ald,
        Cas::Reseau => vu.reseau == Some(true),
    }
}

fn une_lecture(cellule: &Cellule) -> Option<&Garantie> {
    match cellule {
        Cellule::Lectures(lectures) => lectures.first(),
        _ => None,
    }
}

fn regle_de(cellule: &Cellule) -> Option<&Regle> {
    une_lecture(cellule).map(|garantie| &garantie.regle)
}
