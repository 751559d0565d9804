//! Every embedded offer, every basket, by the kernel and by the ranking that explains:
//! the same centimes, the same bounds, the same words.

use jiff::civil::{Date, date};
use reste_a_charge::calcul::Drapeaux;
use reste_a_charge::calcul::classement::{Candidat, Critere, Demande, Personne, classer};
use reste_a_charge::calcul::noyau::{
    Atelier, FoyerDuLot, Noyau, PersonneDuLot, ResultatChoix, ResultatFoyer, Soins,
};
use reste_a_charge::catalogue::{Catalogue, Sources};
use reste_a_charge::offre::Choix;
use reste_a_charge::offre::cotisation::Statut;
use reste_a_charge::panier::{Foyer, Panier, Patient};
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::lire(&Sources::embarquees()).0);

fn choix(jour: Date) -> Vec<Choix<'static>> {
    CATALOGUE
        .offres
        .iter()
        .filter(|offre| offre.validite.contient(jour) && !offre.surcomplementaire)
        .flat_map(Choix::de)
        .collect()
}

/// A household of these patients, each with a basket and a hard year.
struct Cas<'a> {
    patients: Vec<Patient>,
    paniers: Vec<&'a Panier>,
    difficile: &'a Panier,
    departement: Option<&'a str>,
}

/// The kernel and the ranking say the same of every choice, in the same order.
fn comparer(atelier: &mut Atelier<'_, '_>, cas: &Cas<'_>, jour: Date, lignes: bool) -> bool {
    let ages: Vec<u8> = cas.patients.iter().map(|patient| patient.age).collect();
    let Ok(assures) = Foyer::de_ages(&ages).assures(jour, 0) else {
        return false;
    };
    let quatre = cas.patients.iter().zip(&cas.paniers).zip(&assures);
    let personnes: Vec<PersonneDuLot<'_>> = quatre
        .clone()
        .map(|((patient, panier), assure)| PersonneDuLot {
            patient: *patient,
            assure: *assure,
            soins: if lignes {
                Soins::Lignes(&panier.soins)
            } else {
                Soins::Panier(panier)
            },
            difficile: Some(cas.difficile),
        })
        .collect();
    let foyer = FoyerDuLot {
        personnes: &personnes,
        departement: cas.departement,
        statut: Statut::Salarie,
    };
    let mut lu = ResultatFoyer::default();
    let fait = atelier.foyer(&foyer, &mut lu);
    let demande = Demande {
        reglementation: &CATALOGUE.reglementation,
        date: jour,
        personnes: quatre
            .map(|((patient, panier), assure)| Personne {
                assure: *assure,
                ..Personne::seule(*patient, panier, Some(cas.difficile))
            })
            .collect(),
        statut: Statut::Salarie,
        anciennete_mois: 0,
        departement: cas.departement,
        critere: Critere::Total,
    };
    let permis = choix(jour)
        .into_iter()
        .filter(|choix| ages.iter().all(|age| choix.module_refuse_a(*age).is_none()));
    let Ok(attendu) = classer(&demande, permis.map(|choix| (choix, None))) else {
        assert!(fait.is_err() || lu.difficile.is_none());
        return false;
    };
    fait.unwrap();
    atelier.classer(&mut lu, Critere::Total, None);
    let sans = &attendu.sans_mutuelle;
    assert_eq!(lu.sans_mutuelle(), sans.total.rac);
    assert_eq!((lu.depense, lu.amo), (sans.total.depense, sans.total.amo));
    assert_eq!(lu.drapeaux, sans.drapeaux.iter().copied().collect());
    assert_eq!(lu.choix.len(), attendu.candidats.len());
    for (lu, candidat) in lu.choix.iter().zip(&attendu.candidats) {
        pareil(lu, candidat, cas);
    }
    true
}

fn pareil(lu: &ResultatChoix, candidat: &Candidat<'_>, cas: &Cas<'_>) {
    let adresse = candidat.choix.adresse();
    let qui = || {
        let ages: Vec<u8> = cas.patients.iter().map(|p| p.age).collect();
        let paniers: Vec<&str> = cas.paniers.iter().map(|p| p.id.as_str()).collect();
        format!("{adresse}, {ages:?} ans, {paniers:?}")
    };
    let annee = &candidat.annee;
    assert_eq!(lu.rac, annee.total.rac, "{}", qui());
    assert_eq!(lu.bornes, annee.rac, "{}", qui());
    let difficile = candidat.difficile.as_ref();
    let difficile = difficile.map(|annee| (annee.total.rac, annee.rac));
    assert_eq!(lu.difficile, difficile, "{}", qui());
    assert_eq!(lu.prime, candidat.prime, "{}", qui());
    assert_eq!(lu.cout_total(), candidat.cout_total(), "{}", qui());
    let dits: Drapeaux = candidat.drapeaux.iter().copied().collect();
    let mots = |drapeaux: Drapeaux| drapeaux.iter().collect::<Vec<_>>();
    assert_eq!(mots(lu.drapeaux), mots(dits), "{}", qui());
}

fn panier(id: &str) -> &'static Panier {
    CATALOGUE.paniers.iter().find(|p| p.id == id).unwrap()
}

#[test]
fn une_personne_dans_chaque_panier() {
    for jour in [date(2026, 11, 22), date(2025, 7, 1)] {
        let noyau = Noyau::new(&CATALOGUE.reglementation, choix(jour), jour, 0);
        let mut atelier = noyau.atelier();
        let mut faits = 0;
        for panier in &CATALOGUE.paniers {
            for (age, parcours) in [(3, true), (17, true), (40, true), (70, true), (40, false)] {
                let cas = Cas {
                    patients: vec![Patient {
                        parcours,
                        ..Patient::de_age(age)
                    }],
                    paniers: vec![panier],
                    difficile: self::panier("arcs-plus-de-60-ans-difficile"),
                    departement: (age > 20).then_some("35"),
                };
                faits += usize::from(comparer(&mut atelier, &cas, jour, age % 2 == 0));
            }
        }
        assert!(faits > 50, "{faits}");
        let comptes = atelier.comptes();
        // peu de contrats se lisent de plus de trente-deux façons
        assert!(comptes.a_part * 50 < comptes.comparaisons, "{comptes:?}");
    }
}

/// Households whose premiums have reductions, children and zones.
#[test]
fn des_familles_dans_plusieurs_departements() {
    let jour = date(2026, 11, 22);
    let noyau = Noyau::new(&CATALOGUE.reglementation, choix(jour), jour, 0);
    let mut atelier = noyau.atelier();
    let annee = panier("arcs-20-a-60-ans-haute");
    let hopital = panier("hopital-cataracte");
    let mut faits = 0;
    for departement in [None, Some("35"), Some("75"), Some("13"), Some("974")] {
        for ages in [
            &[40, 43, 12, 9, 4][..],
            &[40, 43, 4, 12, 9],
            &[72, 69],
            &[30, 19],
            &[45, 26, 17, 1],
            &[88],
        ] {
            let cas = Cas {
                patients: ages.iter().map(|age| Patient::de_age(*age)).collect(),
                paniers: (0..ages.len())
                    .map(|rang| if rang % 2 == 0 { annee } else { hopital })
                    .collect(),
                difficile: panier("arcs-plus-de-60-ans-difficile"),
                departement,
            };
            faits += usize::from(comparer(&mut atelier, &cas, jour, ages.len() > 1));
        }
    }
    assert_eq!(faits, 5 * 6);
}
