//! Sixteen lanes settle like sixteen contracts settled one by one, counters included.

use super::juge::config;
use proptest::prelude::*;
use reste_a_charge::calcul::reglement::{
    Cible, Dossier, GarantieNormale, Muet, Pas, SANS_LIMITE, TermeNormal, regler,
};
use reste_a_charge::calcul::voie::{Voie, Voies};

const LARGEUR: usize = 16;
const COMPTEURS: usize = 6;

/// What sixteen guarantees share: the number of terms, their limits, their counters.
#[derive(Clone, Debug)]
struct Forme {
    /// For each term: number of limits, purse, counter in number.
    termes: Vec<(usize, Option<usize>, Option<usize>)>,
    nombres: Vec<usize>,
    suite: usize,
    bornes: usize,
    dont_monture: bool,
    plafonds: Vec<(usize, usize)>,
}

fn forme() -> impl Strategy<Value = Forme> {
    let terme = (
        0usize..3,
        prop::option::weighted(0.3, 0usize..2),
        prop::option::weighted(0.2, 2usize..4),
    );
    (
        prop::collection::vec(terme, 1..5),
        prop::collection::vec(2usize..4, 0..2),
        0usize..3,
        0usize..2,
        any::<bool>(),
        prop::collection::vec((4usize..COMPTEURS, 0usize..2), 0..3),
    )
        .prop_map(
            |(termes, nombres, suite, bornes, dont_monture, plafonds)| Forme {
                termes,
                nombres,
                suite,
                bornes,
                dont_monture,
                plafonds,
            },
        )
}

fn cible() -> impl Strategy<Value = Cible<i64>> {
    let taux = || prop_oneof![2 => Just(0i64), 1 => 0i64..4_000_000];
    let part = || prop_oneof![2 => Just(0i64), 1 => 0i64..1_000_001];
    let euros = prop_oneof![1 => Just(0i64), 1 => 0i64..50_000];
    (taux(), part(), part(), part(), part(), euros).prop_map(|(br, fr, plv, tm, reste, euros)| {
        Cible {
            br,
            fr,
            plv,
            tm,
            reste,
            euros,
        }
    })
}

fn terme(
    limites: usize,
    bourse: Option<usize>,
    nombre: Option<usize>,
) -> impl Strategy<Value = TermeNormal<i64>> {
    (
        cible(),
        prop::collection::vec(cible(), limites),
        0i64..3,
        prop::bool::weighted(0.15),
    )
        .prop_map(move |(cible, limites, compris, tm)| TermeNormal {
            cible,
            limites,
            compris,
            met_en_plus: i64::from(tm),
            bourse,
            nombre,
        })
}

fn termes(
    formes: Vec<(usize, Option<usize>, Option<usize>)>,
) -> impl Strategy<Value = Vec<TermeNormal<i64>>> {
    formes
        .into_iter()
        .map(|(limites, bourse, nombre)| terme(limites, bourse, nombre).boxed())
        .collect::<Vec<_>>()
}

/// One guarantee of a form, and its counters, full.
fn garantie(forme: &Forme) -> impl Strategy<Value = (GarantieNormale<i64>, Vec<i64>)> + use<> {
    let simples = |nombre: usize| termes(vec![(0, None, None); nombre]);
    let (nombres, dont) = (forme.nombres.clone(), forme.dont_monture);
    let plafonds: Vec<_> = forme
        .plafonds
        .iter()
        .map(|(rang, suite)| (Just(*rang), simples(*suite)).boxed())
        .collect();
    let pleins = (
        prop::collection::vec(0i64..60_000, 2),
        prop::collection::vec(0i64..5, 2),
        prop::collection::vec(0i64..90_000, COMPTEURS - 4),
    );
    (
        termes(forme.termes.clone()),
        simples(forme.suite),
        simples(forme.bornes),
        0i64..20_000,
        plafonds,
        pleins,
    )
        .prop_map(
            move |(termes, suite, bornes, monture, plafonds, (bourses, combien, ceilings))| {
                let usages = termes.iter().filter_map(|terme| terme.nombre);
                let garantie = GarantieNormale {
                    usages: usages.filter(|_| dont).collect(),
                    termes,
                    nombres: nombres.clone(),
                    suite,
                    plancher: bornes.clone(),
                    bornes,
                    dont_monture: dont.then_some(monture),
                    plafonds,
                };
                (garantie, [bourses, combien, ceilings].concat())
            },
        )
}

fn dossier() -> impl Strategy<Value = Dossier> {
    let lunettes = (0u32..101, prop::option::of(0i64..15_000), 0i64..20_000);
    let monture = prop::option::weighted(0.3, lunettes);
    let legal = || prop_oneof![2 => Just(0i64), 1 => 0i64..20_000];
    (
        (0i64..60_000, 0u32..101, 0u32..101, 0u32..30),
        (0i64..60_000, monture),
        (
            legal(),
            legal(),
            prop::option::of(0i64..60_000),
            any::<bool>(),
            prop_oneof![2 => Just(0u32), 1 => 0u32..100],
        ),
    )
        .prop_map(|((depense, b, taux, points), (plv, monture), legaux)| {
            let (minimum, minimum_au_dela, maximum, compte, precedent) = legaux;
            let pour_cent = |montant: i64, part: u32| montant * i64::from(part) / 100;
            let base = pour_cent(depense, b);
            let deja = pour_cent(base, taux);
            let laisse = pour_cent(base - deja, points);
            let a_payer = depense - deja;
            let de_la_monture = monture.map(|(part, ..)| pour_cent(a_payer, part));
            Dossier {
                depense,
                base,
                deja,
                precedent: pour_cent(depense - deja, precedent),
                laisse,
                tm: base - deja - laisse,
                plv: plv.min(depense),
                monture: de_la_monture.map(|montant| (montant, a_payer - montant)),
                minimum,
                minimum_au_dela,
                maximum: maximum.unwrap_or(SANS_LIMITE),
                monture_max: monture
                    .and_then(|(_, maximum, _)| maximum)
                    .unwrap_or(SANS_LIMITE),
                deduction: monture.map_or(0, |(.., deduction)| deduction),
                compte,
            }
        })
}

/// One value by lane.
fn ranger(valeurs: impl Fn(usize) -> i64) -> Voies<LARGEUR> {
    Voies(std::array::from_fn(valeurs))
}

/// Which terms of a guarantee.
type Choisir<'a> = &'a dyn Fn(&GarantieNormale<i64>) -> &[TermeNormal<i64>];

fn ensemble(une: &[GarantieNormale<i64>]) -> GarantieNormale<Voies<LARGEUR>> {
    let cible = |lire: &dyn Fn(&GarantieNormale<i64>) -> Cible<i64>| Cible {
        br: ranger(|voie| lire(&une[voie]).br),
        fr: ranger(|voie| lire(&une[voie]).fr),
        plv: ranger(|voie| lire(&une[voie]).plv),
        tm: ranger(|voie| lire(&une[voie]).tm),
        reste: ranger(|voie| lire(&une[voie]).reste),
        euros: ranger(|voie| lire(&une[voie]).euros),
    };
    let termes = |choisir: Choisir<'_>| -> Vec<TermeNormal<Voies<LARGEUR>>> {
        let modele = choisir(&une[0]);
        modele
            .iter()
            .enumerate()
            .map(|(rang, terme)| TermeNormal {
                cible: cible(&|garantie| choisir(garantie)[rang].cible),
                limites: (0..terme.limites.len())
                    .map(|limite| cible(&|garantie| choisir(garantie)[rang].limites[limite]))
                    .collect(),
                compris: ranger(|voie| choisir(&une[voie])[rang].compris),
                met_en_plus: ranger(|voie| choisir(&une[voie])[rang].met_en_plus),
                bourse: terme.bourse,
                nombre: terme.nombre,
            })
            .collect()
    };
    GarantieNormale {
        termes: termes(&|garantie| &garantie.termes),
        nombres: une[0].nombres.clone(),
        usages: une[0].usages.clone(),
        suite: termes(&|garantie| &garantie.suite),
        bornes: termes(&|garantie| &garantie.bornes),
        plancher: termes(&|garantie| &garantie.plancher),
        dont_monture: une[0]
            .dont_monture
            .map(|_| ranger(|voie| une[voie].dont_monture.unwrap())),
        plafonds: une[0]
            .plafonds
            .iter()
            .enumerate()
            .map(|(place, (rang, _))| (*rang, termes(&|garantie| &garantie.plafonds[place].1)))
            .collect(),
    }
}

fn seize() -> impl Strategy<Value = Vec<(GarantieNormale<i64>, Vec<i64>)>> {
    forme().prop_flat_map(|forme| prop::collection::vec(garantie(&forme), LARGEUR))
}

proptest! {
    #![proptest_config(config("tests/proptest-regressions/voies.txt"))]

    /// Over twenty acts in a row, each lane pays and counts like its contract alone, with or
    /// without a journal.
    #[test]
    fn seize_voies_reglent_comme_seize_contrats(
        seize in seize(),
        dossiers in prop::collection::vec(dossier(), 20),
    ) {
        let (garanties, mut seuls): (Vec<_>, Vec<Vec<i64>>) = seize.into_iter().unzip();
        let ensemble = ensemble(&garanties);
        let mut communs: Vec<Voies<LARGEUR>> =
            (0..COMPTEURS).map(|rang| ranger(|voie| seuls[voie][rang])).collect();
        for dossier in &dossiers {
            let paye = regler(&dossier.en_voies(), &ensemble, &mut communs, &mut Muet);
            for (voie, (garantie, compteurs)) in garanties.iter().zip(&mut seuls).enumerate() {
                let mut muets = compteurs.clone();
                let mut journal: Vec<(Pas, i64)> = Vec::new();
                let seul = regler(dossier, garantie, compteurs, &mut journal);
                prop_assert_eq!(regler(dossier, garantie, &mut muets, &mut Muet), seul);
                prop_assert_eq!(&muets, &*compteurs, "le journal change les compteurs");
                prop_assert_eq!(paye.0[voie], seul, "voie {}", voie);
                for (rang, reste) in compteurs.iter().enumerate() {
                    prop_assert_eq!(communs[rang].0[voie], *reste, "compteur {}", rang);
                    prop_assert!(*reste >= 0);
                }
                prop_assert!(seul >= 0 && seul <= dossier.payable());
            }
        }
    }

    /// The primitives of lanes are those of one amount.
    #[test]
    fn les_voies_comptent_comme_un_montant(
        a in prop::array::uniform16(0i64..1_000_000_000),
        b in prop::array::uniform16(0i64..4_000_000),
    ) {
        let (va, vb) = (Voies(a), Voies(b));
        for voie in 0..LARGEUR {
            let (x, y) = (a[voie], b[voie]);
            prop_assert_eq!(va.plus(vb).0[voie], x.plus(y));
            prop_assert_eq!(va.moins(vb).0[voie], x.moins(y));
            prop_assert_eq!(va.au_plus(vb).0[voie], x.min(y));
            prop_assert_eq!(va.au_moins(vb).0[voie], x.max(y));
            prop_assert_eq!(va.fois(vb).0[voie], x.fois(y));
            let choisi = vb.moins(va).choisir(va, vb).0[voie];
            prop_assert_eq!(choisi, y.moins(x).choisir(x, y));
        }
    }
}
