//! How long each floor takes, from one cell to a whole comparison, and beside the settling
//! of an act the bare integer loop that nothing can beat: `cargo bench --bench micro`.

#![allow(
    clippy::expect_used,
    reason = "a bench without its data has nothing to say"
)]

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use jiff::civil::{Date, date};
use reste_a_charge::calcul::bornes::annee_de_soins;
use reste_a_charge::calcul::classement::{Demande, Personne, classer};
use reste_a_charge::calcul::contrat::{Compteurs, Contrat};
use reste_a_charge::calcul::exercice::{Detail, exercice};
use reste_a_charge::calcul::prestation::{Dossiers, Poste, Prestation, preparer};
use reste_a_charge::calcul::reglement::{
    Cible, Dossier, GarantieNormale, Muet, Pas, SANS_LIMITE, TermeNormal, regler,
};
use reste_a_charge::calcul::voie::{Voie, Voies};
use reste_a_charge::catalogue::{Catalogue, Sources};
use reste_a_charge::commandes::{Monde, lancer};
use reste_a_charge::offre::Choix;
use reste_a_charge::offre::langage::{lire_cellule, lire_quand, lire_regle};
use reste_a_charge::panier::{Panier, Patient};
use std::sync::LazyLock;

const JOUR: Date = date(2026, 11, 22);
const AGE: u8 = 70;
const OFFRE: &str = "mcci/flexia/Confort";
const PANIER: &str = "arcs-plus-de-60-ans-moyenne";
const DIFFICILE: &str = "arcs-plus-de-60-ans-difficile";

/// Cells, rules and conditions of the tables in force.
const CELLULES: [&str; 20] = [
    "FR",
    "TM",
    "?",
    "néant",
    "s.o.",
    "30 €",
    "1 550 €",
    "100 %",
    "300 %",
    "100 % PLV",
    "0 € | 100 €",
    "100 % | 130 %",
    "100 % | 300 %",
    "niveau Socle",
    "450 € AMO comprise | 450 € en plus de l'AMO",
    "125 %",
    "2 500 €",
    "45 €",
    "100 % | 180 %",
    "60 €",
];
const REGLES: [&str; 5] = [
    "par oreille, 1 oreille/4 ans, AMO comprise",
    "par jour, à partir du 4e jour, 60 jours/an",
    "par séance, 5 séances/an, en commun",
    "par an, puis TM",
    "par équipement, AMO comprise",
];
const CONDITIONS: [&str; 5] = [
    "OPTAM",
    "âge >= 21",
    "hors 100 % Santé, remboursé",
    "psychiatrie ou réadaptation",
    "2 complexes ou 1 complexe + 1 très complexe ou 2 très complexes",
];

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::lire(&Sources::embarquees()).0);

fn main() {
    LazyLock::force(&CATALOGUE);
    divan::main();
}

fn panier(id: &str) -> &'static Panier {
    let mut paniers = CATALOGUE.paniers.iter();
    paniers
        .find(|panier| panier.id == id)
        .expect("panier connu")
}

fn contrat() -> Contrat<'static> {
    let choix = CATALOGUE
        .offres
        .iter()
        .flat_map(Choix::de)
        .find(|choix| choix.adresse() == OFFRE)
        .expect("offre connue");
    Contrat::new(choix, &CATALOGUE.reglementation, JOUR, 0)
}

fn dossiers(id: &str) -> Dossiers {
    let patient = Patient::de_age(AGE);
    preparer(&CATALOGUE.reglementation, panier(id), patient, JOUR, false)
        .expect("panier calculable")
}

#[divan::bench_group]
mod grammaire {
    use super::*;

    #[divan::bench]
    fn vingt_cellules(bencher: Bencher<'_, '_>) {
        bencher.counter(ItemsCount::of_iter(CELLULES)).bench(|| {
            for texte in CELLULES {
                black_box(lire_cellule(black_box(texte))).expect("cellule lisible");
            }
        });
    }

    #[divan::bench]
    fn cinq_regles(bencher: Bencher<'_, '_>) {
        bencher.counter(ItemsCount::of_iter(REGLES)).bench(|| {
            for texte in REGLES {
                black_box(lire_regle(black_box(texte))).expect("règle lisible");
            }
        });
    }

    #[divan::bench]
    fn cinq_conditions(bencher: Bencher<'_, '_>) {
        bencher.counter(ItemsCount::of_iter(CONDITIONS)).bench(|| {
            for texte in CONDITIONS {
                black_box(lire_quand(black_box(texte))).expect("condition lisible");
            }
        });
    }
}

#[divan::bench(sample_count = 50)]
fn catalogue() -> usize {
    let (catalogue, _) = Catalogue::lire(&Sources::embarquees());
    catalogue.offres.len()
}

/// An act ready to be settled: what the social security left, and what is promised.
struct Cas<V> {
    dossier: Dossier,
    garantie: GarantieNormale<V>,
}

/// The acts of a year, each with the guarantee of the offer, and the counters as they begin.
fn cas() -> (Vec<Cas<i64>>, Vec<i64>) {
    let contrat = contrat();
    let mut compteurs = Compteurs::default();
    let mut lecteur = Default::default();
    let mut cas = Vec::new();
    for poste in &dossiers(PANIER).postes {
        let actes = match poste {
            Poste::Acte(acte) => std::slice::from_ref(&**acte),
            Poste::Lunettes { elements, .. } => &elements[..],
        };
        for acte in actes {
            let resolution = contrat.resoudre(acte, &mut compteurs, &mut lecteur);
            cas.push(Cas {
                dossier: dossier(acte),
                garantie: resolution.garantie,
            });
        }
    }
    (cas, compteurs.valeurs)
}

/// The bounds of a contrat responsable, near enough for a measure.
fn dossier(acte: &Prestation) -> Dossier {
    Dossier {
        depense: acte.depense.valeur(),
        base: acte.base.valeur(),
        deja: acte.amo().valeur(),
        precedent: 0,
        laisse: acte.majoration.valeur(),
        tm: acte.tm.valeur(),
        plv: acte
            .plv
            .map_or(acte.depense, |plv| plv.min(acte.depense))
            .valeur(),
        monture: None,
        monture_max: SANS_LIMITE,
        deduction: 0,
        minimum: acte.tm.valeur(),
        minimum_au_dela: 0,
        maximum: SANS_LIMITE,
        compte: true,
    }
}

const VOIES: usize = 16;

/// Sixteen levels side by side: the same guarantee, one more percent of the base by lane.
fn seize(garantie: &GarantieNormale<i64>) -> GarantieNormale<Voies<VOIES>> {
    let tous = Voies::tous;
    let rangs = Voies(std::array::from_fn(|rang| rang as i64 * 10_000));
    let cible = |cible: &Cible<i64>| Cible {
        br: tous(cible.br).plus(rangs),
        fr: tous(cible.fr),
        plv: tous(cible.plv),
        tm: tous(cible.tm),
        reste: tous(cible.reste),
        euros: tous(cible.euros),
    };
    let terme = |terme: &TermeNormal<i64>| TermeNormal {
        cible: cible(&terme.cible),
        limites: terme.limites.iter().map(cible).collect(),
        compris: tous(terme.compris),
        met_en_plus: tous(terme.met_en_plus),
        bourse: terme.bourse,
        nombre: terme.nombre,
    };
    let termes = |termes: &[TermeNormal<i64>]| termes.iter().map(terme).collect::<Vec<_>>();
    GarantieNormale {
        termes: termes(&garantie.termes),
        nombres: garantie.nombres.clone(),
        usages: garantie.usages.clone(),
        suite: termes(&garantie.suite),
        bornes: termes(&garantie.bornes),
        plancher: Vec::new(),
        dont_monture: garantie.dont_monture.map(tous),
        plafonds: garantie
            .plafonds
            .iter()
            .map(|(rang, suite)| (*rang, termes(suite)))
            .collect(),
    }
}

/// The numbers of a case and nothing else: the limit of the settling.
struct Nu<V> {
    depense: i64,
    base: i64,
    payable: i64,
    deja: i64,
    tm: i64,
    minimum: i64,
    maximum: i64,
    br: V,
    fr: V,
    part_tm: V,
    euros: V,
    compris: V,
}

fn nu<V: Voie>(cas: &Cas<V>) -> Nu<V> {
    let dossier = &cas.dossier;
    let terme = cas.garantie.termes.first();
    let cible = terme.map_or_else(Cible::nulle, |terme| terme.cible);
    Nu {
        depense: dossier.depense,
        base: dossier.base,
        payable: dossier.payable(),
        deja: dossier.deja + dossier.laisse,
        tm: dossier.tm,
        minimum: dossier.minimum,
        maximum: dossier.maximum,
        br: cible.br,
        fr: cible.fr,
        part_tm: cible.tm,
        euros: cible.euros,
        compris: terme.map_or(V::tous(0), |terme| terme.compris),
    }
}

/// Shares, sum, what is already paid, the four bounds: `* + / min max`, no branch, no list.
fn boucle_nue<V: Voie>(nus: &[Nu<V>]) -> V {
    let mut total = V::tous(0);
    for nu in black_box(nus) {
        let cible = V::tous(nu.base)
            .fois(nu.br)
            .plus(V::tous(nu.depense).fois(nu.fr))
            .plus(V::tous(nu.tm).fois(nu.part_tm))
            .plus(nu.euros);
        let net = cible
            .au_plus(V::tous(nu.depense))
            .moins(V::tous(nu.deja))
            .positif();
        let paye = nu
            .compris
            .choisir(net, cible)
            .au_plus(V::tous(nu.payable))
            .au_plus(V::tous(nu.maximum))
            .au_moins(V::tous(nu.minimum).au_plus(V::tous(nu.payable)));
        total = total.plus(paye);
    }
    total
}

fn regler_tous<V: Voie>(cas: &[Cas<V>], compteurs: &mut [V]) -> V {
    let mut total = V::tous(0);
    for cas in black_box(cas) {
        total = total.plus(regler(
            &cas.dossier.en_voies(),
            &cas.garantie,
            compteurs,
            &mut Muet,
        ));
    }
    total
}

/// The settling of the acts of a year; `items` are acts times lanes.
#[divan::bench_group]
mod decompte {
    use super::*;

    #[divan::bench]
    fn limite_1_voie(bencher: Bencher<'_, '_>) {
        let (cas, _) = cas();
        let nus: Vec<Nu<i64>> = cas.iter().map(nu).collect();
        bencher
            .counter(ItemsCount::new(nus.len()))
            .bench(|| boucle_nue(&nus));
    }

    #[divan::bench]
    fn muet_1_voie(bencher: Bencher<'_, '_>) {
        let (cas, compteurs) = cas();
        bencher
            .counter(ItemsCount::new(cas.len()))
            .bench(|| regler_tous(&cas, &mut compteurs.clone()));
    }

    #[divan::bench]
    fn journal_1_voie(bencher: Bencher<'_, '_>) {
        let (cas, compteurs) = cas();
        bencher.counter(ItemsCount::new(cas.len())).bench(|| {
            let mut compteurs = compteurs.clone();
            let mut total = 0;
            for cas in black_box(&cas) {
                let mut journal: Vec<(Pas, i64)> = Vec::new();
                total += regler(&cas.dossier, &cas.garantie, &mut compteurs, &mut journal);
                black_box(journal);
            }
            total
        });
    }

    #[divan::bench]
    fn limite_16_voies(bencher: Bencher<'_, '_>) {
        let (cas, _) = larges();
        let nus: Vec<Nu<Voies<VOIES>>> = cas.iter().map(nu).collect();
        bencher
            .counter(ItemsCount::new(nus.len() * VOIES))
            .bench(|| boucle_nue(&nus));
    }

    #[divan::bench]
    fn muet_16_voies(bencher: Bencher<'_, '_>) {
        let (cas, compteurs) = larges();
        bencher
            .counter(ItemsCount::new(cas.len() * VOIES))
            .bench(|| regler_tous(&cas, &mut compteurs.clone()));
    }

    fn larges() -> (Vec<Cas<Voies<VOIES>>>, Vec<Voies<VOIES>>) {
        let (cas, compteurs) = cas();
        let cas = cas
            .iter()
            .map(|cas| Cas {
                dossier: cas.dossier,
                garantie: seize(&cas.garantie),
            })
            .collect();
        (cas, compteurs.into_iter().map(Voies::tous).collect())
    }
}

/// A year of care under one contract, on an ordinary basket and on a hard one.
#[divan::bench_group]
mod annee {
    use super::*;

    #[divan::bench(args = [PANIER, DIFFICILE])]
    fn preparee(bencher: Bencher<'_, '_>, id: &str) {
        bencher.bench(|| dossiers(black_box(id)));
    }

    /// One reading of the contract.
    #[divan::bench(args = [PANIER, DIFFICILE])]
    fn exercice_seul(bencher: Bencher<'_, '_>, id: &str) {
        let (dossiers, contrat) = (dossiers(id), contrat());
        bencher
            .counter(ItemsCount::new(dossiers.postes.len()))
            .bench(|| {
                exercice(
                    &dossiers,
                    std::slice::from_ref(&contrat),
                    &mut Default::default(),
                    Detail::Montants,
                )
            });
    }

    /// Every reading of the contract.
    #[divan::bench(args = [PANIER, DIFFICILE])]
    fn de_soins(bencher: Bencher<'_, '_>, id: &str) {
        let (dossiers, contrat) = (dossiers(id), contrat());
        bencher.bench(|| annee_de_soins(&dossiers, std::slice::from_ref(&contrat), false));
    }

    #[divan::bench(args = [PANIER, DIFFICILE])]
    fn de_soins_expliquee(bencher: Bencher<'_, '_>, id: &str) {
        let (dossiers, contrat) = (dossiers(id), contrat());
        bencher.bench(|| annee_de_soins(&dossiers, std::slice::from_ref(&contrat), true));
    }
}

#[divan::bench_group(sample_count = 50)]
mod comparaison {
    use super::*;

    /// Every level in force, for one person, the data being loaded.
    #[divan::bench]
    fn une_personne(bencher: Bencher<'_, '_>) {
        let demande = Demande::pour(
            &CATALOGUE.reglementation,
            JOUR,
            Personne::seule(
                Patient::de_age(AGE),
                panier(PANIER),
                Some(panier(DIFFICILE)),
            ),
        );
        let choix: Vec<_> = CATALOGUE
            .offres
            .iter()
            .filter(|offre| offre.validite.contient(JOUR))
            .flat_map(Choix::de)
            .map(|choix| (choix, None))
            .collect();
        bencher
            .counter(ItemsCount::new(choix.len()))
            .bench(|| classer(&demande, choix.iter().copied()));
    }

    /// `rac comparer`, from the arguments to the text.
    #[divan::bench]
    fn commande_entiere() -> usize {
        let monde = Monde {
            aujourd_hui: JOUR,
            largeur: 80,
        };
        let fin = lancer(["rac", "comparer"].map(Into::into), &monde);
        fin.sortie.len()
    }
}
