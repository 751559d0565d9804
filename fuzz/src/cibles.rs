//! What each target asserts of any text. The tests of the program run them too, on the seeds
//! and texts near them.

use super::classeur::{classeur, poser};
use super::{JOUR, OFFRE, TAILLE_MAX, eprouver, montrer, regler, sources};
use jiff::civil::date;
use reste_a_charge::calcul::bornes::annee_de_soins;
use reste_a_charge::calcul::contrat::Contrat;
use reste_a_charge::calcul::prestation::{ACTES_MAX, preparer, preparer_soins};
use reste_a_charge::catalogue::import::{self, Inconnu};
use reste_a_charge::catalogue::registre::{Entree, Fichier as Table, FoyerLu, Lecture, Registre};
use reste_a_charge::catalogue::{Catalogue, Classeur, Diagnostics, Fichier, Sources, lire_panier};
use reste_a_charge::montant::Centimes;
use reste_a_charge::offre::langage::{
    ErreurLangage, LONGUEUR_MAX, lire_cellule, lire_quand, lire_regle,
};
use reste_a_charge::offre::{Choix, Offre};
use reste_a_charge::panier::devis::{decrire, lire_soin};
use reste_a_charge::panier::{Panier, Patient};
use std::collections::BTreeSet;
use std::fmt::{Debug, Display};
use std::io::Cursor;
use std::sync::LazyLock;

static MONDE: LazyLock<Sources> = LazyLock::new(sources);
static PETIT: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::lire(&MONDE).0);
static ENTIER: LazyLock<Catalogue> = LazyLock::new(|| {
    let (mut catalogue, diagnostics) = Catalogue::lire(&Sources::embarquees());
    assert_eq!(diagnostics.erreurs(), 0);
    catalogue.offres.retain(|offre| offre.id == "mcci/flexia");
    catalogue
});

/// A target, by its name: that of its seeds.
pub type Cible = (&'static str, fn(&[u8]));

/// Every target.
pub const CIBLES: [Cible; 7] = [
    ("cellule", |octets| texte(octets, cellule)),
    ("grille", grille),
    ("offre_toml", |octets| texte(octets, offre_toml)),
    ("panier_toml", |octets| texte(octets, panier_toml)),
    ("registre", registre),
    ("soin", |octets| texte(octets, soin)),
    ("tarifs_csv", |octets| texte(octets, tarifs_csv)),
];

/// These targets take texts.
fn texte(octets: &[u8], cible: fn(&str)) {
    if let Ok(texte) = std::str::from_utf8(octets) {
        cible(texte);
    }
}

/// Cells, rules and conditions: any text is read or refused at a place of the text, and
/// what is read is printed in a spelling that is read the same.
pub fn cellule(texte: &str) {
    relire(texte, lire_cellule);
    relire(texte, lire_regle);
    if let Err(erreur) = lire_quand(texte) {
        refuser(texte, &erreur);
    }
}

fn relire<T: Display + Debug + PartialEq>(
    texte: &str,
    lire: impl Fn(&str) -> Result<T, ErreurLangage>,
) {
    match lire(texte) {
        Ok(lu) => {
            let canonique = lu.to_string();
            // l’écriture canonique peut dépasser ce qu’une cellule a le droit d’avoir
            if canonique.chars().count() <= LONGUEUR_MAX {
                assert_eq!(lire(&canonique), Ok(lu), "« {texte} » → « {canonique} »");
            }
        }
        Err(erreur) => refuser(texte, &erreur),
    }
}

fn refuser(texte: &str, erreur: &ErreurLangage) {
    assert!(
        texte.get(erreur.etendue.clone()).is_some(),
        "la faute est dans le texte : {erreur:?}"
    );
    assert!(!erreur.message.is_empty());
}

/// The header of an offer, before a table and a grid that do not change.
pub fn offre_toml(texte: &str) {
    if texte.len() > TAILLE_MAX {
        return;
    }
    let mut sources = MONDE.clone();
    sources.ajoute(Fichier::new(format!("{OFFRE}.toml"), texte.to_owned()));
    eprouver(&sources);
}

/// The tables: its first word says which file a text replaces.
pub fn tarifs_csv(texte: &str) {
    if texte.len() > TAILLE_MAX {
        return;
    }
    let premier = texte.split([';', '\n']).next().unwrap_or_default();
    let chemin = match premier {
        "acte" => "reglementation/tarifs.csv".to_owned(),
        "code" => "reglementation/actes.csv".to_owned(),
        "parametre" => "reglementation/parametres.csv".to_owned(),
        "poste" => "reglementation/postes.csv".to_owned(),
        "niveau" => format!("{OFFRE}.cotisations.csv"),
        _ => format!("{OFFRE}.base.csv"),
    };
    let mut sources = MONDE.clone();
    sources.ajoute(Fichier::new(chemin, texte.to_owned()));
    eprouver(&sources);
}

/// A basket written by a person, under any name; what is read is settled.
pub fn panier_toml(texte: &str) {
    if texte.len() > TAILLE_MAX {
        return;
    }
    let fichier = Fichier::new("essai.toml", texte.to_owned());
    let mut diagnostics = Diagnostics::new();
    let panier = lire_panier(&fichier, &PETIT.reglementation, &mut diagnostics);
    let mut seules = Sources::default();
    seules.ajoute(fichier);
    montrer(&diagnostics, &seules);
    if let Some(panier) = panier {
        let actes: u32 = panier.soins.iter().map(|soin| u32::from(soin.nombre)).sum();
        if actes <= 100 {
            regler(&PETIT, &panier);
        }
    }
}

/// A care as a person types it, under the whole regulation; what is read is described and
/// settled.
pub fn soin(texte: &str) {
    match lire_soin(texte, &ENTIER.reglementation, JOUR, &[]) {
        Ok(soin) => {
            assert!(!decrire(&soin, &ENTIER.reglementation, JOUR).is_empty());
            assert!(soin.nombre > 0);
            // un grand nombre d’actes n’apprend rien de plus, et prend du temps
            if soin.nombre <= 20 {
                let panier = Panier {
                    id: "devis".to_owned(),
                    libelle: "devis".to_owned(),
                    soins: vec![soin],
                    hypothese: None,
                    source: "essai".to_owned(),
                    verifie_le: JOUR,
                };
                regler(&ENTIER, &panier);
            }
        }
        Err(erreur) => assert!(!erreur.to_string().is_empty()),
    }
}

/// Between the households and their care.
const COUPURE: &[u8] = b"\n---\n";

/// A register of households, then their care after a line of three dashes: every row is read
/// once, or refused once with its reason.
pub fn registre(octets: &[u8]) {
    if octets.len() > TAILLE_MAX {
        return;
    }
    let coupure = octets.windows(COUPURE.len()).position(|o| o == COUPURE);
    let (foyers, soins) = match coupure {
        Some(place) => (&octets[..=place], Some(&octets[place + COUPURE.len()..])),
        None => (octets, None),
    };
    let entree = |nom: &str, octets: &[u8]| {
        let taille = Some(octets.len() as u64);
        Entree::lire(nom.to_owned(), Cursor::new(octets.to_vec()), taille)
    };
    let ouvert = entree("foyers.csv", foyers).and_then(|foyers| {
        let soins = soins.map(|soins| entree("soins.csv", soins)).transpose()?;
        Registre::ouvrir(foyers, soins, &Default::default(), None)
    });
    let mut registre = match ouvert {
        Ok(registre) => registre,
        Err(erreur) => return assert!(!erreur.to_string().is_empty()),
    };
    let tables: Vec<_> = registre.tables().cloned().collect();
    let mut lecture = Lecture::new(&ENTIER, JOUR, tables[0].clone(), tables.get(1).cloned());
    let mut vus = BTreeSet::new();
    loop {
        let lot = match registre.lot(3) {
            Ok(Some(lot)) => lot,
            Ok(None) => return,
            Err(erreur) => return assert!(!erreur.to_string().is_empty()),
        };
        let mut rejets = Vec::new();
        for rang in 0..lot.foyers() {
            let avant = rejets.len();
            match lecture.foyer(&lot, rang, &mut rejets) {
                Some(foyer) => {
                    assert_eq!(rejets.len(), avant, "un foyer lu n’a pas de ligne refusée");
                    un_foyer(&foyer);
                }
                None => assert!(rejets.len() > avant, "un foyer écarté dit pourquoi"),
            }
        }
        lecture.orphelines(&lot, &mut rejets);
        for rejet in rejets {
            assert!(rejet.ligne > 1 && !rejet.motif.is_empty(), "{rejet:?}");
            let table = matches!(rejet.fichier, Table::Foyers);
            assert!(
                vus.insert((table, rejet.ligne)),
                "refusée deux fois : {rejet:?}"
            );
        }
    }
}

fn un_foyer(lu: &FoyerLu) {
    assert!(!lu.id.is_empty());
    assert_eq!(lu.personnes.len(), lu.foyer.membres.len());
    let Ok(patients) = lu.foyer.patients(JOUR, 0) else {
        return;
    };
    for (personne, patient) in lu.personnes.iter().zip(patients) {
        let actes: u64 = personne.soins.iter().map(|s| u64::from(s.nombre)).sum();
        let regle = preparer_soins(
            &ENTIER.reglementation,
            &personne.soins,
            patient,
            JOUR,
            false,
        );
        assert!(actes <= ACTES_MAX || regle.is_err());
    }
}

/// The sheet of guarantees of a filled grid, as XML: what is imported is read again without
/// a word.
pub fn grille(octets: &[u8]) {
    if octets.len() > 8 * TAILLE_MAX {
        return;
    }
    for seul in [false, true] {
        let chemin = poser(&classeur(octets, seul));
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::new());
        let Some(lu) = Classeur::ouvrir(&chemin, &mut sources, &mut diagnostics) else {
            return montrer(&diagnostics, &sources);
        };
        let inconnu = seul.then(|| Inconnu {
            id: "essai/grille".to_owned(),
            nom: "Grille".to_owned(),
            valable_du: date(2026, 1, 1),
            aujourd_hui: JOUR,
        });
        let reglementation = &ENTIER.reglementation;
        let importee = import::lire(
            &lu,
            inconnu.as_ref(),
            reglementation,
            &mut sources,
            &mut diagnostics,
        );
        montrer(&diagnostics, &sources);
        let Some(importee) = importee else {
            assert!(diagnostics.erreurs() > 0, "un refus dit pourquoi");
            continue;
        };
        let mut relues = Sources::embarquees();
        for (chemin, texte) in importee.fichiers {
            relues.ajoute(Fichier::new(chemin, texte));
        }
        let (relu, diagnostics) = Catalogue::lire(&relues);
        assert_eq!(
            diagnostics.erreurs(),
            0,
            "{}",
            diagnostics.afficher(&relues, 100)
        );
        let meme = relu
            .offres
            .iter()
            .find(|autre| autre.id == importee.offre.id);
        let meme = meme.expect("l’offre importée est dans les données");
        assert_eq!(restes(meme), restes(&importee.offre));
    }
}

/// What an offer leaves of the same year at each of its levels.
fn restes(offre: &Offre) -> Vec<Centimes> {
    let reglementation = &PETIT.reglementation;
    let panier = &PETIT.paniers[0];
    let dossiers = preparer(reglementation, panier, Patient::de_age(40), JOUR, false);
    let dossiers = dossiers.expect("soins calculables");
    Choix::de(offre)
        .map(|choix| {
            let contrat = Contrat::new(choix, reglementation, JOUR, 0);
            let annee = annee_de_soins(&dossiers, std::slice::from_ref(&contrat), false);
            annee.total.rac
        })
        .collect()
}
