//! The batch kernel on people whose care can also be computed by a simple query, and the
//! bare loop over the same lanes: `cargo bench --bench noyau -- DOSSIER PERSONNES`.
//!
//! Writes in DOSSIER what `benches/pairs/pairs.py` reads: the lines of care, the acts, the
//! guarantees, the same care as `rac lot` takes it, and what every level leaves to each
//! person, to be compared centime by centime. Prints the durations, `nom=valeur`.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench without its data has nothing to say, and it says it on the screen"
)]

use jiff::civil::{Date, date};
use rayon::prelude::*;
use reste_a_charge::calcul::contrat::{Compteurs, Contrat};
use reste_a_charge::calcul::noyau::{FoyerDuLot, Noyau, PersonneDuLot, ResultatFoyer, Soins};
use reste_a_charge::calcul::prestation::{Poste, Prestation, preparer};
use reste_a_charge::calcul::simulation::hasard::Hasard;
use reste_a_charge::calcul::voie::{Voie, Voies};
use reste_a_charge::catalogue::{Catalogue, Sources};
use reste_a_charge::montant::Centimes;
use reste_a_charge::offre::Choix;
use reste_a_charge::offre::cotisation::{Assure, Statut};
use reste_a_charge::panier::{Panier, Patient, Prix, Quoi, Soin};
use reste_a_charge::reglementation::Secteur;
use std::fs::File;
use std::hint::black_box;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::Instant;

const JOUR: Date = date(2026, 11, 22);
const AGE: u8 = 70;
/// Lines of care of each person.
const SOINS: usize = 10;
const VOIES: usize = 16;
type Lanes = Voies<VOIES>;

/// Acts that a simple query can settle: no yearly purse, number or ceiling at any priced
/// level; those for which one has are left out, and said.
const ACTES: [(&str, Secteur); 12] = [
    ("generaliste", Secteur::Un),
    ("ophtalmologue", Secteur::Optam),
    ("gynecologue", Secteur::Optam),
    ("cardiologue", Secteur::Un),
    ("biologie", Secteur::Un),
    ("infirmier", Secteur::Un),
    ("kinesitherapie", Secteur::Un),
    ("detartrage-complet", Secteur::Un),
    ("carie-2-faces", Secteur::Un),
    ("mammographie", Secteur::Un),
    ("medicament-65", Secteur::Un),
    ("radio-membre", Secteur::Un),
];

/// A line of care.
#[derive(Clone, Copy)]
struct Ligne {
    acte: usize,
    depense: i64,
}

/// An act for a simple query: what the social security knows, what each level promises.
struct ActeSimple {
    code: &'static str,
    secteur: Secteur,
    soin: Soin,
    base: i64,
    taux: i64,
    participation: i64,
    /// Prices drawn: what the base is paid on, and up to two and a half times as much.
    prix: (i64, i64),
    /// By level: rate of the base, of the price, of the ticket modérateur, in millionths;
    /// euros; whether all that counts the social security; the legal floor.
    niveaux: Vec<[i64; 6]>,
}

fn main() {
    let mut arguments = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench");
    let dossier = arguments
        .next()
        .unwrap_or_else(|| "target/pairs-donnees".to_owned());
    let personnes: usize = arguments
        .next()
        .and_then(|nombre| nombre.parse().ok())
        .unwrap_or(20_000);
    let (catalogue, _) = Catalogue::lire_embarquees(&Sources::embarquees());
    let tarifes = tarifes(&catalogue);
    let choix: Vec<Choix<'_>> = tarifes
        .iter()
        .filter(|choix| est_simple(&catalogue, **choix))
        .copied()
        .collect();
    let actes: Vec<ActeSimple> = ACTES
        .iter()
        .filter_map(|(code, secteur)| acte_simple(&catalogue, &choix, code, *secteur))
        .collect();
    assert!(!actes.is_empty(), "aucun acte simple à comparer");
    let lignes = lignes(&actes, personnes);
    std::fs::create_dir_all(&dossier).expect("dossier");
    let dossier = Path::new(&dossier);
    ecrire_entrees(dossier, &actes, &choix, &lignes).expect("entrées écrites");

    let (duree, racs) = mesurer(|| par_le_noyau(&catalogue, &choix, &actes, &lignes));
    let (boucle, bruts) = mesurer(|| boucle_nue(&actes, choix.len(), &lignes));
    let mut sortie = BufWriter::new(File::create(dossier.join("racs.i64")).expect("racs"));
    for rac in &racs {
        sortie.write_all(&rac.to_le_bytes()).expect("racs écrits");
    }
    sortie.flush().expect("racs écrits");
    println!("personnes={personnes}");
    println!("soins={}", lignes.len());
    println!("niveaux={}", choix.len());
    println!("actes={}", actes.len());
    println!("actes_ecartes={}", ACTES.len() - actes.len());
    println!("niveaux_ecartes={}", tarifes.len() - choix.len());
    println!("decomptes={}", lignes.len() * choix.len());
    println!("noyau={duree:.6}");
    println!("boucle={boucle:.6}");
    println!("boucle_egale={}", u8::from(racs == bruts));
}

/// The best of a few runs, in seconds, and what came out.
fn mesurer<T>(travail: impl Fn() -> T) -> (f64, T) {
    let mut dernier = travail();
    let mut mieux = f64::MAX;
    for _ in 0..5 {
        let debut = Instant::now();
        dernier = black_box(travail());
        mieux = mieux.min(debut.elapsed().as_secs_f64());
    }
    (mieux, dernier)
}

/// Levels in force that have a premium at this age, and that anybody can take.
fn tarifes(catalogue: &Catalogue) -> Vec<Choix<'_>> {
    let offres = catalogue.offres.iter().filter(|offre| {
        offre.validite.contient(JOUR) && !offre.surcomplementaire && offre.reserve_a.is_none()
    });
    let noyau = Noyau::new(
        &catalogue.reglementation,
        offres.flat_map(Choix::de).collect(),
        JOUR,
        0,
    );
    let mut resultat = ResultatFoyer::default();
    let moi = [personne(&[])];
    let foyer = foyer(&moi);
    noyau
        .atelier()
        .foyer(&foyer, &mut resultat)
        .expect("primes");
    let choix: Vec<Choix<'_>> = noyau.choix().collect();
    let tarifes = resultat.choix.iter().filter(|choix| choix.prime.is_ok());
    tarifes
        .filter_map(|tarife| choix.get(tarife.choix).copied())
        .collect()
}

fn personne(soins: &[Soin]) -> PersonneDuLot<'_> {
    PersonneDuLot {
        patient: Patient::de_age(AGE),
        assure: Assure::seul(AGE),
        soins: Soins::Lignes(soins),
        difficile: None,
    }
}

fn foyer<'p>(personnes: &'p [PersonneDuLot<'p>]) -> FoyerDuLot<'p> {
    FoyerDuLot {
        personnes,
        departement: Some("35"),
        statut: Statut::Salarie,
    }
}

/// Whether most acts are simple at this level; a level that has two readings of the whole
/// table, or counts everything over the year, is left out, and said.
fn est_simple(catalogue: &Catalogue, choix: Choix<'_>) -> bool {
    let simples = ACTES
        .iter()
        .filter(|(code, secteur)| acte_simple(catalogue, &[choix], code, *secteur).is_some());
    simples.count() * 4 >= ACTES.len() * 3
}

/// An act, if no level counts anything over the year for it.
fn acte_simple(
    catalogue: &Catalogue,
    choix: &[Choix<'_>],
    code: &'static str,
    secteur: Secteur,
) -> Option<ActeSimple> {
    let reglementation = &catalogue.reglementation;
    let acte = reglementation.acte_de_code(code).expect("acte connu");
    let soin = |prix| Soin {
        quoi: Quoi::Acte {
            acte,
            secteur,
            prix,
            dent: None,
        },
        nombre: 1,
        moment: None,
        ald: false,
        reseau: None,
    };
    // le prix d'essai dépasse toute base : l'acte se voit entier
    let essai = prestation(catalogue, soin(Prix::Donne(Centimes::euros(900))));
    let niveaux = choix
        .iter()
        .map(|choix| {
            let contrat = Contrat::new(*choix, reglementation, JOUR, 0);
            let mut lecteur = Default::default();
            let dit = contrat.resoudre(&essai, &mut Compteurs::default(), &mut lecteur);
            let garantie = dit.garantie;
            let nu = garantie.nombres.is_empty()
                && garantie.usages.is_empty()
                && garantie.bornes.is_empty()
                && garantie.plafonds.is_empty()
                && garantie.plancher.is_empty()
                && garantie.termes.len() <= 1
                && lecteur.vues().is_empty();
            let Some(terme) = garantie.termes.first() else {
                return nu.then_some([0, 0, 0, 0, 1, plancher(choix)]);
            };
            let simple = terme.limites.is_empty()
                && terme.bourse.is_none()
                && terme.nombre.is_none()
                && terme.met_en_plus == 0
                && (terme.cible.plv, terme.cible.reste) == (0, 0);
            (nu && simple).then_some([
                terme.cible.br,
                terme.cible.fr,
                terme.cible.tm,
                terme.cible.euros,
                i64::from(terme.compris > 0),
                plancher(choix),
            ])
        })
        .collect::<Option<Vec<_>>>()?;
    Some(ActeSimple {
        code,
        secteur,
        soin: soin(Prix::Donne(Centimes::ZERO)),
        base: essai.base.valeur(),
        // un acte remboursé sur son prix, quel qu'il soit, a un prix de tous les jours
        prix: if essai.base == essai.depense {
            (2_000, 12_000)
        } else {
            (essai.base.valeur(), essai.base.valeur() * 5 / 2)
        },
        taux: i64::from(essai.taux.valeur()),
        participation: (essai.participation + essai.franchise).valeur(),
        niveaux,
    })
}

/// Whether the contract owes the ticket modérateur at least.
fn plancher(choix: &Choix<'_>) -> i64 {
    i64::from(choix.offre.responsable == Some(true))
}

fn prestation(catalogue: &Catalogue, soin: Soin) -> Prestation {
    let panier = Panier {
        id: String::new(),
        libelle: String::new(),
        soins: vec![soin],
        hypothese: None,
        source: String::new(),
        verifie_le: JOUR,
    };
    let patient = Patient::de_age(AGE);
    let dossiers = preparer(&catalogue.reglementation, &panier, patient, JOUR, false);
    match dossiers.expect("acte calculable").postes.into_iter().next() {
        Some(Poste::Acte(acte)) => *acte,
        autre => unreachable!("{autre:?}"),
    }
}

/// Care drawn at random.
fn lignes(actes: &[ActeSimple], personnes: usize) -> Vec<Ligne> {
    let mut hasard = Hasard::de(1, 0);
    let mut tirer = |max: usize| usize::try_from(hasard.suivant() % max as u64).expect("petit");
    (0..personnes * SOINS)
        .map(|_| {
            let acte = tirer(actes.len());
            let (bas, haut) = actes[acte].prix;
            let plus = tirer(usize::try_from(haut - bas).expect("prix") + 1);
            Ligne {
                acte,
                depense: bas + i64::try_from(plus).expect("petit"),
            }
        })
        .collect()
}

/// What each level leaves to each person, all the rules kept.
fn par_le_noyau(
    catalogue: &Catalogue,
    choix: &[Choix<'_>],
    actes: &[ActeSimple],
    lignes: &[Ligne],
) -> Vec<i64> {
    let noyau = Noyau::new(&catalogue.reglementation, choix.to_vec(), JOUR, 0);
    // un atelier par fil, comme rac lot
    let par_fil = lignes.len().div_ceil(SOINS * rayon::current_num_threads()) * SOINS;
    let par_lot = lignes.par_chunks(par_fil.max(SOINS)).map(|lot| {
        let mut atelier = noyau.atelier();
        let mut resultat = ResultatFoyer::default();
        let mut racs = Vec::with_capacity(lot.len() / SOINS * choix.len());
        let mut soins: Vec<Soin> = Vec::with_capacity(SOINS);
        for lignes in lot.chunks(SOINS) {
            soins.clear();
            soins.extend(lignes.iter().map(|ligne| {
                let mut soin = actes[ligne.acte].soin.clone();
                if let Quoi::Acte { prix, .. } = &mut soin.quoi {
                    *prix = Prix::Donne(Centimes::new(ligne.depense));
                }
                soin
            }));
            let moi = [personne(&soins)];
            atelier
                .foyer(&foyer(&moi), &mut resultat)
                .expect("calculable");
            racs.extend(resultat.choix.iter().map(|choix| choix.rac.valeur()));
        }
        racs
    });
    par_lot.flatten_iter().collect()
}

/// The same amounts by the simple formula, `* + / min max` over lanes: the limit.
fn boucle_nue(actes: &[ActeSimple], niveaux: usize, lignes: &[Ligne]) -> Vec<i64> {
    let blocs = niveaux.div_ceil(VOIES);
    let colonne = |acte: &ActeSimple, bloc: usize, rang: usize| {
        Voies(std::array::from_fn(|voie| {
            acte.niveaux
                .get(bloc * VOIES + voie)
                .map_or(0, |niveau| niveau[rang])
        }))
    };
    let promis: Vec<Vec<[Lanes; 6]>> = actes
        .iter()
        .map(|acte| {
            let bloc = |bloc| std::array::from_fn(|rang| colonne(acte, bloc, rang));
            (0..blocs).map(bloc).collect()
        })
        .collect();
    let par_lot = lignes.par_chunks(SOINS * 2_500).map(|lot| {
        let mut racs = Vec::with_capacity(lot.len() / SOINS * niveaux);
        let mut restes = vec![Lanes::tous(0); blocs];
        for lignes in lot.chunks(SOINS) {
            restes.fill(Lanes::tous(0));
            for ligne in lignes {
                let acte = &actes[ligne.acte];
                let base = ligne.depense.min(acte.base);
                let amo = base.fois(acte.taux);
                let tm = base - amo;
                let payable = ligne.depense - amo;
                let tous = Lanes::tous;
                for (reste, [br, fr, part_tm, euros, compris, plancher]) in
                    restes.iter_mut().zip(&promis[ligne.acte])
                {
                    let cible = tous(base)
                        .fois(*br)
                        .plus(tous(ligne.depense).fois(*fr))
                        .plus(tous(tm).fois(*part_tm))
                        .plus(*euros);
                    let net = cible
                        .au_plus(tous(ligne.depense))
                        .moins(tous(amo))
                        .positif();
                    let paye = compris
                        .choisir(net, cible)
                        .au_moins(plancher.choisir(tous(tm), tous(0)))
                        .au_plus(tous(payable));
                    *reste = reste.plus(tous(payable + acte.participation)).moins(paye);
                }
            }
            let valeurs = restes.iter().flat_map(|reste| reste.0);
            racs.extend(valeurs.take(niveaux));
        }
        racs
    });
    par_lot.flatten_iter().collect()
}

fn ecrire_entrees(
    dossier: &Path,
    actes: &[ActeSimple],
    choix: &[Choix<'_>],
    lignes: &[Ligne],
) -> std::io::Result<()> {
    let ouvrir = |nom: &str| File::create(dossier.join(nom)).map(BufWriter::new);
    let mut sortie = ouvrir("lignes.csv")?;
    writeln!(sortie, "personne;acte;depense")?;
    for (rang, ligne) in lignes.iter().enumerate() {
        writeln!(sortie, "{};{};{}", rang / SOINS, ligne.acte, ligne.depense)?;
    }
    sortie.flush()?;
    let mut sortie = ouvrir("actes.csv")?;
    writeln!(sortie, "acte;base;taux;participation")?;
    for (rang, acte) in actes.iter().enumerate() {
        let ActeSimple {
            base,
            taux,
            participation,
            ..
        } = acte;
        writeln!(sortie, "{rang};{base};{taux};{participation}")?;
    }
    sortie.flush()?;
    let mut sortie = ouvrir("garanties.csv")?;
    writeln!(sortie, "acte;niveau;br;fr;tm;euros;compris;plancher")?;
    for (rang, acte) in actes.iter().enumerate() {
        for (niveau, valeurs) in acte.niveaux.iter().enumerate() {
            let valeurs: Vec<String> = valeurs.iter().map(i64::to_string).collect();
            writeln!(sortie, "{rang};{niveau};{}", valeurs.join(";"))?;
        }
    }
    sortie.flush()?;
    let mut sortie = ouvrir("niveaux.csv")?;
    writeln!(sortie, "niveau;adresse")?;
    for (rang, choix) in choix.iter().enumerate() {
        writeln!(sortie, "{rang};{}", choix.adresse())?;
    }
    sortie.flush()?;
    ecrire_registre(dossier, actes, lignes)
}

/// The same people as `rac lot` takes them.
fn ecrire_registre(dossier: &Path, actes: &[ActeSimple], lignes: &[Ligne]) -> std::io::Result<()> {
    let mut sortie = BufWriter::new(File::create(dossier.join("foyers.csv"))?);
    writeln!(sortie, "foyer;personne;age;departement")?;
    for personne in 0..lignes.len() / SOINS {
        writeln!(sortie, "{personne};1;{AGE};35")?;
    }
    sortie.flush()?;
    let mut sortie = BufWriter::new(File::create(dossier.join("soins.csv"))?);
    writeln!(sortie, "foyer;personne;acte;secteur;prix")?;
    for (rang, ligne) in lignes.iter().enumerate() {
        let acte = &actes[ligne.acte];
        let secteur = match acte.secteur {
            Secteur::Optam => "OPTAM",
            _ => "1",
        };
        let prix = Centimes::new(ligne.depense).machine();
        writeln!(sortie, "{};1;{};{secteur};{prix}", rang / SOINS, acte.code)?;
    }
    sortie.flush()
}
