//! 500 households computed with OpenFisca-France 176.1.8 (resources constant over two years,
//! net salaries of the adults only, no aid). The right and the amounts agree for all; the
//! base and the ceilings differ where OpenFisca is wrong, and each difference is one of its
//! known defects, counted.

use super::outils::{droits, etude};
use reste_a_charge::calcul::droits::{Etude, Foyer};
use reste_a_charge::catalogue::{Diagnostics, Fichier, Sources, lire_foyers};
use reste_a_charge::montant::{Centimes, lire_montant};
use reste_a_charge::reglementation::droits::Niveau;
use std::collections::BTreeMap;

const TABLE: &str = include_str!("openfisca.csv");

type Ligne = BTreeMap<String, String>;

/// A defect of OpenFisca, as a reasoning that gives its figure exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Defaut {
    /// The half euro goes to the even one, the law says up (L. 861-1).
    DemiEuroAuPair,
    /// Since 2021 the ceilings of several people are multiplied from the rounded ceiling of
    /// one person, the published ones from the base before rounding.
    BaseArrondie,
    /// Ceiling of ACS and of C2S with participation: free ceiling, already rounded, × 1.35,
    /// and not rounded after.
    ParticipationNonArrondie,
    /// The base, kept in a binary number of 24 digits, moves across a half centime.
    SimplePrecision,
}

#[test]
fn les_500_foyers_ont_le_meme_droit_la_meme_base_et_les_memes_montants() {
    let (foyers, lignes) = lire();
    let mut comptes: BTreeMap<Defaut, usize> = BTreeMap::new();
    for (lu, ligne) in foyers.iter().zip(&lignes) {
        let etude = etude(&lu.foyer, &ligne["date"]);
        let ici = (
            etude.droit.nom(),
            etude.aide_annuelle,
            etude.participation_mensuelle,
        );
        let la_bas = (
            ligne["droit"].as_str(),
            montant(ligne, "acs_annuelle_eur"),
            montant(ligne, "c2s_participation_mensuelle_eur"),
        );
        assert_eq!(ici, la_bas, "foyer {}", ligne["id"]);
        let base = montant(ligne, "base_ressources_eur");
        if etude.base != base {
            assert_eq!(
                en_simple_precision(&lu.foyer, ligne),
                base,
                "foyer {} : {:?}",
                ligne["id"],
                etude.base
            );
            *comptes.entry(Defaut::SimplePrecision).or_default() += 1;
        }
    }
    assert_eq!(comptes, BTreeMap::from([(Defaut::SimplePrecision, 8)]));
}

/// The base as a binary number of 24 digits holds it, then rounded to the centime. The add-on
/// of an owner is 12, 21 (1.5 × 14 %) or 25.2 % (1.8 × 14 %) of twelve months of RSA.
fn en_simple_precision(foyer: &Foyer, ligne: &Ligne) -> Option<Centimes> {
    let rsa = match ligne["date"].as_str() {
        "2017-06-01" => 53_678,
        "2018-03-01" => 54_548,
        "2018-06-01" | "2019-03-01" => 55_093,
        "2019-06-01" => 55_974,
        "2021-06-01" => 56_534,
        "2022-05-01" => 57_552,
        "2022-10-01" => 59_854,
        "2023-06-01" => 60_775,
        "2024-06-01" => 63_571,
        _ => return None,
    };
    let pour_mille = match foyer.membres.len() {
        1 => 120,
        2 => 210,
        _ => 252,
    };
    // en cent millièmes d’euro, exactement
    let ressources = montant(ligne, "ressources_annuelles_eur")?.valeur();
    let exacte = i128::from(ressources) * 1_000 + rsa * 12 * pour_mille;
    let mut pas_par_euro = 1_i128 << 23;
    while (exacte * pas_par_euro) >> 24 >= 100_000 {
        pas_par_euro >>= 1;
    }
    let arrondi = |haut: i128, bas: i128| (haut * 2 + bas).div_euclid(bas * 2);
    let pas = arrondi(exacte * pas_par_euro, 100_000);
    i64::try_from(arrondi(pas * 100, pas_par_euro))
        .ok()
        .map(Centimes::new)
}

#[test]
fn chaque_ecart_de_plafond_est_un_defaut_connu() {
    let (foyers, lignes) = lire();
    let mut comptes: BTreeMap<Defaut, usize> = BTreeMap::new();
    let mut ecarts = Vec::new();
    for (lu, ligne) in foyers.iter().zip(&lignes) {
        let etude = etude(&lu.foyer, &ligne["date"]);
        for niveau in [Niveau::Gratuit, Niveau::Participation] {
            let (ici, la_bas) = plafonds(&etude, ligne, niveau);
            if ici == la_bas {
                continue;
            }
            match defaut(&etude, &lu.foyer, ligne, niveau) {
                Some(defaut) => *comptes.entry(defaut).or_default() += 1,
                None => ecarts.push(format!("{} {niveau:?} : {ici} / {la_bas}", ligne["id"])),
            }
        }
    }
    assert_eq!(ecarts, Vec::<String>::new());
    let comptes: Vec<(Defaut, usize)> = comptes.into_iter().collect();
    assert_eq!(
        comptes,
        [
            (Defaut::DemiEuroAuPair, 46),
            (Defaut::BaseArrondie, 127),
            (Defaut::ParticipationNonArrondie, 500),
        ]
    );
}

/// The reasoning of OpenFisca that gives its ceiling.
fn defaut(etude: &Etude, foyer: &Foyer, ligne: &Ligne, niveau: Niveau) -> Option<Defaut> {
    let (_, la_bas) = plafonds(etude, ligne, niveau);
    if niveau == Niveau::Participation {
        let gratuit = montant(ligne, "plafond_gratuit_eur")?;
        let non_arrondi = gratuit.valeur() * 135 == la_bas.valeur() * 100;
        return non_arrondi.then_some(Defaut::ParticipationNonArrondie);
    }
    // les coefficients en dixièmes : 1 ; 1,5 ; 1,8 ; 2,1 ; puis 0,4 par personne
    let coefficient = [0, 10, 15, 18, 21, 25, 29][foyer.membres.len()];
    let date = ligne["date"].as_str();
    // le plafond d’une personne, tel qu’OpenFisca l’écrit dans ses paramètres, en dixièmes
    let seul = match date {
        "2017-06-01" | "2018-03-01" => 8_723,
        "2019-06-01" => 8_951,
        "2021-06-01" => 9_041,
        "2022-05-01" => 9_203,
        "2022-10-01" => 9_571,
        "2023-06-01" => 9_719,
        "2024-06-01" => 10_166,
        _ => return None,
    };
    let dixiemes = seul * coefficient;
    let (bas, reste) = (dixiemes / 10, dixiemes % 10);
    let au_pair = match reste {
        0..=4 => bas,
        5 => bas + bas % 2,
        _ => bas + 1,
    };
    if la_bas != Centimes::euros(au_pair) {
        return None;
    }
    let au_demi_superieur = Centimes::euros((dixiemes + 5) / 10);
    Some(if etude.plafond_gratuit.montant == au_demi_superieur {
        Defaut::DemiEuroAuPair
    } else {
        Defaut::BaseArrondie
    })
}

fn plafonds(etude: &Etude, ligne: &Ligne, niveau: Niveau) -> (Centimes, Centimes) {
    let (ici, colonne) = match niveau {
        Niveau::Gratuit => (&etude.plafond_gratuit, "plafond_gratuit_eur"),
        Niveau::Participation => (&etude.plafond_participation, "plafond_participation_eur"),
    };
    (ici.montant, montant(ligne, colonne).unwrap())
}

/// The households as the command reads them, and the rows with what OpenFisca found.
fn lire() -> (Vec<reste_a_charge::catalogue::FoyerDate>, Vec<Ligne>) {
    let fichier = Fichier::new("openfisca.csv", TABLE);
    let mut diagnostics = Diagnostics::new();
    let foyers = lire_foyers(&fichier, droits(), &mut diagnostics);
    let mut sources = Sources::default();
    sources.ajoute(fichier);
    assert_eq!(
        diagnostics.erreurs(),
        0,
        "{}",
        diagnostics.afficher(&sources, 80)
    );
    // les six colonnes d’OpenFisca ne sont pas lues, et c’est dit
    assert_eq!(diagnostics.avertissements(), 6);
    let lignes = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(TABLE.as_bytes())
        .deserialize()
        .collect::<Result<Vec<Ligne>, _>>()
        .unwrap();
    assert_eq!((foyers.len(), lignes.len()), (500, 500));
    (foyers, lignes)
}

fn montant(ligne: &Ligne, nom: &str) -> Option<Centimes> {
    let texte = ligne.get(nom).filter(|texte| !texte.is_empty())?;
    Some(lire_montant(texte).unwrap_or_else(|erreur| panic!("{nom} : {erreur}")))
}
