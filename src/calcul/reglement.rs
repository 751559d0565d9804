//! The settling of one act by one contract: the one definition of the rules of the
//! contract's part, generic over lanes and over the journal.
//!
//! Order: terms, number, ceiling of the act, ceilings of the period, legal maximum,
//! legal minimum; never above what is left of the price.

use super::voie::Voie;

/// Stands for « no limit »: far above any price, far below an overflow.
pub const SANS_LIMITE: i64 = 1 << 40;

/// What the act brings, the same for every offer but for what the law lets each pay. All
/// amounts in centimes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dossier<V = i64> {
    /// Price `D`.
    pub depense: i64,
    /// `b = min(D, B)`.
    pub base: i64,
    /// Part of the social security that a total counts (before participations,
    /// save for a contract that pays them).
    pub deja: i64,
    /// What the contracts before this one paid.
    pub precedent: i64,
    /// Majoration out of the path of care that the contract must leave.
    pub laisse: i64,
    /// Ticket modérateur.
    pub tm: i64,
    /// `min(D, PLV)`; the price when there is no limit.
    pub plv: i64,
    /// For a pair of glasses: what is left of the frame, what is left of the lenses.
    pub monture: Option<(i64, i64)>,
    /// At most this for the frame, by law.
    pub monture_max: i64,
    /// Class B part of a mixed equipment: what its class A elements cost comes off each target.
    pub deduction: i64,
    /// Legal minimum of the contract's part.
    pub minimum: i64,
    /// Legal minimum once the ticket modérateur is exceeded (class B glasses).
    pub minimum_au_dela: i64,
    /// Legal maximum of the contract's part.
    pub maximum: V,
    /// Whether the act counts in the ceilings (not in the 100 % Santé basket).
    pub compte: bool,
}

impl Dossier {
    /// The same act seen by every lane.
    #[must_use]
    pub fn en_voies<V: Voie>(&self) -> Dossier<V> {
        Dossier {
            depense: self.depense,
            base: self.base,
            deja: self.deja,
            precedent: self.precedent,
            laisse: self.laisse,
            tm: self.tm,
            plv: self.plv,
            monture: self.monture,
            monture_max: self.monture_max,
            deduction: self.deduction,
            minimum: self.minimum,
            minimum_au_dela: self.minimum_au_dela,
            maximum: V::tous(self.maximum),
            compte: self.compte,
        }
    }
}

impl<V> Dossier<V> {
    /// What is left of the price for the contract.
    #[must_use]
    pub fn payable(&self) -> i64 {
        (self.depense - self.deja - self.laisse - self.precedent).positif()
    }
}

/// A sum of shares, in millionths, and of centimes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cible<V> {
    /// Share of the base.
    pub br: V,
    /// Share of the price.
    pub fr: V,
    /// Share of the price within the price limit.
    pub plv: V,
    /// Share of the ticket modérateur.
    pub tm: V,
    /// Share of what is left.
    pub reste: V,
    /// Centimes.
    pub euros: V,
}

impl<V: Voie> Cible<V> {
    /// Nothing.
    #[must_use]
    pub fn nulle() -> Self {
        let zero = V::tous(0);
        Self {
            br: zero,
            fr: zero,
            plv: zero,
            tm: zero,
            reste: zero,
            euros: zero,
        }
    }

    #[inline(always)]
    fn montant(&self, dossier: &Dossier<V>, reste: V) -> V {
        // presque toutes nulles : un produit coûte plus que le savoir
        let ajouter = |somme: V, taux: &V, assiette: V| {
            if taux.est_nul() {
                somme
            } else {
                somme.plus(assiette.fois(*taux))
            }
        };
        let somme = ajouter(self.euros, &self.br, V::tous(dossier.base));
        let somme = ajouter(somme, &self.fr, V::tous(dossier.depense));
        let somme = ajouter(somme, &self.plv, V::tous(dossier.plv));
        let somme = ajouter(somme, &self.tm, V::tous(dossier.tm));
        ajouter(somme, &self.reste, reste)
    }
}

/// One term in normal form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermeNormal<V> {
    /// What it aims at.
    pub cible: Cible<V>,
    /// « limité à »: the smaller prevails.
    pub limites: Vec<Cible<V>>,
    /// 0 when the target comes on top; 1 when it counts what the social security pays;
    /// 2 when it counts what the contracts before this one paid as well.
    pub compris: V,
    /// 1 for a ticket modérateur: in a sum that pays it, the other terms come on top.
    pub met_en_plus: V,
    /// Purse of the period that alone pays this term.
    pub bourse: Option<usize>,
    /// Counter in number of the row that adds this term to another row's.
    pub nombre: Option<usize>,
}

/// A guarantee in normal form: what the plan holds for an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GarantieNormale<V> {
    /// Terms in paying order.
    pub termes: Vec<TermeNormal<V>>,
    /// Counters in number: one unit is used by each act that is paid.
    pub nombres: Vec<usize>,
    /// Counters that any payment of the act uses up: what comes only after a time without
    /// use.
    pub usages: Vec<usize>,
    /// What is paid once a number is used up.
    pub suite: Vec<TermeNormal<V>>,
    /// Caps of one act, beside the terms.
    pub bornes: Vec<TermeNormal<V>>,
    /// What is paid at least, whatever the terms say.
    pub plancher: Vec<TermeNormal<V>>,
    /// Cap of the frame within an equipment.
    pub dont_monture: Option<V>,
    /// Ceilings of the period, each with what is paid once it is reached.
    pub plafonds: Vec<(usize, Vec<TermeNormal<V>>)>,
}

impl<V> Default for GarantieNormale<V> {
    fn default() -> Self {
        Self {
            termes: Vec::new(),
            nombres: Vec::new(),
            usages: Vec::new(),
            suite: Vec::new(),
            bornes: Vec::new(),
            plancher: Vec::new(),
            dont_monture: None,
            plafonds: Vec::new(),
        }
    }
}

impl<V> GarantieNormale<V> {
    /// Whether any counter is used up by what it pays.
    fn compte(&self) -> bool {
        let du_terme = |terme: &TermeNormal<V>| terme.bourse.is_some() || terme.nombre.is_some();
        let compteurs = [self.nombres.len(), self.usages.len(), self.plafonds.len()];
        compteurs != [0, 0, 0] || self.termes.iter().any(du_terme)
    }
}

/// A step of the settling, told to the journal with the amount after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pas {
    /// The term of this rank paid this.
    Terme(usize),
    /// The frame cap within the equipment bound the payment.
    DontMonture,
    /// A number is used up: what comes after pays this.
    NombreEpuise,
    /// A cap of the act bound the payment.
    Borne,
    /// The row « minimum » raised the payment.
    Plancher,
    /// The purse of the term of this rank bound it.
    Bourse(usize),
    /// The ceiling of this counter bound the payment.
    Plafond(usize),
    /// The legal maximum bound the payment.
    MaximumLegal,
    /// The legal minimum raised the payment.
    MinimumLegal,
}

/// Listens to the steps of a settling.
pub trait Journal<V> {
    /// Whether it hears this step: what is not heard is not compared.
    #[must_use]
    fn entend(_: Pas) -> bool {
        true
    }
    /// A step, the amount before it and the amount it gives; the part of a term comes from
    /// nothing.
    fn note(&mut self, pas: Pas, avant: V, apres: V);
}

/// A journal that hears nothing: the batch kernel's.
#[derive(Clone, Copy, Debug, Default)]
pub struct Muet;

impl<V> Journal<V> for Muet {
    fn entend(_: Pas) -> bool {
        false
    }

    fn note(&mut self, _: Pas, _: V, _: V) {}
}

impl<V> Journal<V> for Vec<(Pas, V)> {
    fn note(&mut self, pas: Pas, _: V, apres: V) {
        self.push((pas, apres));
    }
}

/// The largest number of terms in a sum.
pub const TERMES_MAX: usize = 12;

/// What the contract pays for one act, in centimes; counters are used up.
pub fn regler<V: Voie, J: Journal<V>>(
    dossier: &Dossier<V>,
    garantie: &GarantieNormale<V>,
    compteurs: &mut [V],
    journal: &mut J,
) -> V {
    let zero = V::tous(0);
    let payable = V::tous(dossier.payable());
    // sans compteur, personne ne demande ensuite quel terme a payé quoi
    let mut parts = if garantie.compte() {
        Some([zero; TERMES_MAX])
    } else {
        None
    };
    let mut paye = zero;
    somme(
        dossier,
        &garantie.termes,
        payable,
        compteurs,
        |rang, part, bornee| {
            journal.note(
                if bornee {
                    Pas::Bourse(rang)
                } else {
                    Pas::Terme(rang)
                },
                zero,
                part,
            );
            if let Some(place) = parts.as_mut().and_then(|parts| parts.get_mut(rang)) {
                *place = part;
            }
            paye = paye.plus(part);
        },
    );

    let monture = borne_monture(dossier, garantie);
    if let Some(monture) = monture {
        paye = retenu(paye, paye.au_plus(monture), Pas::DontMonture, journal);
    }
    let borner = |montant: V| monture.map_or(montant, |monture| montant.au_plus(monture));

    for borne in &garantie.bornes {
        let plafond = cible_nette(dossier, borne, payable);
        paye = retenu(paye, paye.au_plus(plafond), Pas::Borne, journal);
    }

    let nombres = garantie.nombres.iter();
    let disponible = nombres
        .filter_map(|rang| compteurs.get(*rang).copied())
        .fold(V::tous(1), V::au_plus);
    if !garantie.nombres.is_empty() {
        let mut apres = zero;
        somme(
            dossier,
            &garantie.suite,
            payable,
            compteurs,
            |_, part, _| apres = apres.plus(part),
        );
        let garde = disponible.choisir(paye, borner(apres));
        paye = retenu(paye, garde, Pas::NombreEpuise, journal);
    }

    if !garantie.plancher.is_empty() {
        let mut plancher = zero;
        somme(
            dossier,
            &garantie.plancher,
            payable,
            compteurs,
            |_, part, _| plancher = plancher.plus(part),
        );
        paye = retenu(paye, paye.au_moins(plancher), Pas::Plancher, journal);
    }

    if dossier.compte {
        for (rang, suite) in &garantie.plafonds {
            let Some(reste) = compteurs.get(*rang).copied() else {
                continue;
            };
            let mut plancher = zero;
            somme(dossier, suite, payable, compteurs, |_, part, _| {
                plancher = plancher.plus(part);
            });
            let plancher = borner(plancher);
            let borne = paye.au_plus(reste).au_moins(plancher.au_plus(paye));
            paye = retenu(paye, borne, Pas::Plafond(*rang), journal);
        }
    }

    let maximum = dossier.maximum.positif();
    paye = retenu(paye, paye.au_plus(maximum), Pas::MaximumLegal, journal);
    if let Some(parts) = &parts {
        user(dossier, garantie, compteurs, parts, paye, disponible);
    }
    minimum_legal(dossier, paye, journal)
}

/// The legal floors; what they add is counted by no ceiling.
#[inline(always)]
fn minimum_legal<V: Voie, J: Journal<V>>(dossier: &Dossier<V>, paye: V, journal: &mut J) -> V {
    let payable = dossier.payable();
    let mut minimum = V::tous(dossier.minimum.min(payable));
    if dossier.minimum_au_dela > 0 {
        let au_dela = V::tous(dossier.minimum_au_dela.min(payable));
        let depasse = paye.moins(V::tous(dossier.tm));
        minimum = minimum.au_moins(depasse.choisir(au_dela, V::tous(0)));
    } else if dossier.minimum == 0 {
        return paye;
    }
    retenu(paye, paye.au_moins(minimum), Pas::MinimumLegal, journal)
}

/// The amount after a step, told to the journal when the step changed it.
#[inline(always)]
fn retenu<V: Voie, J: Journal<V>>(avant: V, apres: V, pas: Pas, journal: &mut J) -> V {
    if J::entend(pas) && !apres.moins(avant).est_nul() {
        journal.note(pas, avant, apres);
    }
    apres
}

/// Takes from the counters what was really paid.
fn user<V: Voie>(
    dossier: &Dossier<V>,
    garantie: &GarantieNormale<V>,
    compteurs: &mut [V],
    parts: &[V; TERMES_MAX],
    paye: V,
    disponible: V,
) {
    let zero = V::tous(0);
    let promis = parts.iter().copied().fold(zero, V::plus);
    let mut exces = promis.moins(paye).positif();
    let mut retenus = [zero; TERMES_MAX];
    for ((terme, part), retenu) in garantie.termes.iter().zip(parts).zip(&mut retenus).rev() {
        let vivant = disponible.choisir(*part, zero);
        let rendu = exces.au_plus(vivant);
        exces = exces.moins(rendu);
        *retenu = vivant.moins(rendu);
        if let Some(bourse) = terme.bourse.and_then(|rang| compteurs.get_mut(rang)) {
            *bourse = bourse.moins(*retenu).positif();
        }
    }
    for (place, terme) in garantie.termes.iter().enumerate() {
        let Some(rang) = terme.nombre else { continue };
        let deja = garantie
            .termes
            .iter()
            .take(place)
            .any(|autre| autre.nombre == terme.nombre);
        if let Some(nombre) = compteurs.get_mut(rang).filter(|_| !deja) {
            let memes = garantie
                .termes
                .iter()
                .zip(retenus)
                .filter(|(t, _)| t.nombre == Some(rang));
            let paye = memes.fold(zero, |somme, (_, part)| somme.plus(part));
            *nombre = nombre.moins(paye.choisir(V::tous(1), zero)).positif();
        }
    }
    let une = disponible.choisir(paye.choisir(V::tous(1), zero), zero);
    for rang in &garantie.nombres {
        if let Some(nombre) = compteurs.get_mut(*rang) {
            *nombre = nombre.moins(une).positif();
        }
    }
    let un_usage = paye.choisir(V::tous(1), zero);
    for rang in &garantie.usages {
        if let Some(usage) = compteurs.get_mut(*rang) {
            *usage = usage.moins(un_usage).positif();
        }
    }
    if dossier.compte {
        for (rang, _) in &garantie.plafonds {
            if let Some(reste) = compteurs.get_mut(*rang) {
                *reste = reste.moins(paye).positif();
            }
        }
    }
}

/// For a pair of glasses: the frame within its caps, and the lenses.
fn borne_monture<V: Voie>(dossier: &Dossier<V>, garantie: &GarantieNormale<V>) -> Option<V> {
    let (monture, verres) = dossier.monture?;
    let dont = garantie.dont_monture.unwrap_or(V::tous(SANS_LIMITE));
    let monture = dont.au_plus(V::tous(monture.min(dossier.monture_max)));
    Some(monture.plus(V::tous(verres)))
}

/// What a term aims at, its limits applied; the euros of each are lessened by what is left
/// to deduct for the class A elements of a mixed equipment. The second amount is deducted.
#[inline(always)]
fn vise<V: Voie>(dossier: &Dossier<V>, terme: &TermeNormal<V>, reste: V, a_deduire: V) -> (V, V) {
    let zero = V::tous(0);
    if dossier.deduction == 0 {
        let limites = terme.limites.iter();
        let cible = limites.fold(terme.cible.montant(dossier, reste), |cible, limite| {
            cible.au_plus(limite.montant(dossier, reste))
        });
        return (cible, zero);
    }
    let deduit = |cible: &Cible<V>| {
        let montant = cible.montant(dossier, reste);
        montant
            .moins(cible.euros.choisir(a_deduire, zero))
            .positif()
    };
    let mut cible = deduit(&terme.cible);
    let mut euros = terme.cible.euros;
    for limite in &terme.limites {
        cible = cible.au_plus(deduit(limite));
        euros = euros.au_moins(limite.euros);
    }
    (cible, euros.au_plus(a_deduire))
}

/// What a total counts as paid already.
#[inline(always)]
fn deja_compte<V: Voie>(dossier: &Dossier<V>, compris: V) -> V {
    let amo = V::tous(dossier.deja + dossier.laisse);
    if dossier.precedent == 0 {
        return amo;
    }
    let precedents = compris.moins(V::tous(1));
    amo.plus(precedents.choisir(V::tous(dossier.precedent), V::tous(0)))
}

/// What one cap allows, less what is already paid when its reading is « AMO comprise ».
fn cible_nette<V: Voie>(dossier: &Dossier<V>, terme: &TermeNormal<V>, reste: V) -> V {
    let (cible, _) = vise(dossier, terme, reste, V::tous(dossier.deduction));
    let nette = cible
        .au_plus(V::tous(dossier.depense))
        .moins(deja_compte(dossier, terme.compris))
        .positif();
    terme.compris.choisir(nette, cible)
}

/// A term's amount while its counters leave something: all of it for a term without.
#[inline(always)]
fn si_vivant<V: Voie>(terme: &TermeNormal<V>, compteurs: &[V], montant: V) -> V {
    let compteur = |rang: Option<usize>| rang.and_then(|rang| compteurs.get(rang).copied());
    let reste = match (compteur(terme.bourse), compteur(terme.nombre)) {
        (None, None) => return montant,
        (Some(un), None) | (None, Some(un)) => un,
        (Some(un), Some(autre)) => un.au_plus(autre),
    };
    reste.choisir(montant, V::tous(0))
}

/// Pays the terms one after the other; `recu` hears each part and whether a purse bound it.
/// Totals are added up: each pays what the sum so far aims at, less what is paid.
fn somme<V: Voie>(
    dossier: &Dossier<V>,
    termes: &[TermeNormal<V>],
    payable: V,
    compteurs: &[V],
    mut recu: impl FnMut(usize, V, bool),
) {
    let zero = V::tous(0);
    let depense = V::tous(dossier.depense);
    let met_en_plus = termes
        .iter()
        .filter(|terme| !terme.met_en_plus.est_nul())
        .fold(zero, |met, terme| {
            met.au_moins(si_vivant(terme, compteurs, terme.met_en_plus))
        });
    let mut paye = zero;
    let mut total_vise = zero;
    let mut paye_compris = zero;
    let mut a_deduire = V::tous(dossier.deduction);
    let quelqu_un_met = !met_en_plus.est_nul();
    for (rang, terme) in termes.iter().enumerate() {
        let reste = match rang {
            0 => payable,
            _ => payable.moins(paye).positif(),
        };
        let compris = if quelqu_un_met {
            met_en_plus.choisir(zero, terme.compris)
        } else {
            terme.compris
        };
        let (cible, deduit) = vise(dossier, terme, reste, a_deduire);
        if dossier.deduction > 0 {
            a_deduire = a_deduire.moins(deduit);
        }
        let cible = si_vivant(terme, compteurs, cible);
        let deja = deja_compte(dossier, compris);
        total_vise = total_vise.plus(compris.choisir(cible, zero));
        let net = total_vise
            .au_plus(depense)
            .moins(deja)
            .moins(paye_compris)
            .positif();
        let mut part = compris.choisir(net, cible).au_plus(reste);
        let mut bornee = false;
        if let Some(bourse) = terme.bourse.and_then(|rang| compteurs.get(rang).copied()) {
            bornee = part != part.au_plus(bourse);
            part = part.au_plus(bourse);
        }
        paye = paye.plus(part);
        paye_compris = paye_compris.plus(compris.choisir(part, zero));
        if terme.bourse.is_some() {
            // une bourse ne vise pas plus que ce qu'elle a payé
            let atteint = total_vise.au_plus(deja.plus(paye_compris));
            total_vise = compris.choisir(atteint, total_vise);
        }
        recu(rang, part, bornee);
    }
}
