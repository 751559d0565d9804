//! The kernel, the year that explains and the naïve reading: the same centimes for every
//! level of every offer.

use super::donnees::{DONNEES, euros};
use super::juge::config;
use super::monde::{ContratLu, Monde};
use super::{naif, tirage};
use proptest::prelude::*;
use reste_a_charge::calcul::noyau::{FoyerDuLot, Noyau, PersonneDuLot, ResultatFoyer, Soins};
use reste_a_charge::offre::cotisation::{Assure, Statut};
use reste_a_charge::offre::{Choix, Offre};
use rust_decimal::Decimal;

/// What each level of each offer leaves, by the kernel; and how many it left aside.
fn par_le_noyau(offres: &[Offre], monde: &Monde) -> (ResultatFoyer, u64) {
    let choix = offres.iter().flat_map(Choix::de).collect();
    let noyau = Noyau::new(&DONNEES.reglementation, choix, monde.date, 0);
    let panier = monde.panier();
    let personne = PersonneDuLot {
        patient: monde.patient(),
        assure: Assure::seul(monde.age),
        soins: Soins::Lignes(&panier.soins),
        difficile: Some(&panier),
    };
    let foyer = FoyerDuLot {
        personnes: &[personne, personne],
        departement: None,
        statut: Statut::Salarie,
    };
    let mut lu = ResultatFoyer::default();
    let mut atelier = noyau.atelier();
    atelier.foyer(&foyer, &mut lu).unwrap();
    let avant = lu.clone();
    // ce qui est retenu d'un foyer ne change pas le suivant
    atelier.foyer(&foyer, &mut lu).unwrap();
    assert_eq!(avant.choix, lu.choix);
    (lu, atelier.comptes().a_part)
}

proptest! {
    #![proptest_config(config("tests/proptest-regressions/noyau.txt"))]

    /// Two people alike: twice what one is left with.
    #[test]
    fn le_noyau_le_moteur_et_le_naif_disent_les_memes_centimes(
        offres in tirage::niveaux(),
    ) {
        let niveaux: Vec<Offre> = offres
            .iter()
            .map(|mondes| {
                let contrats = mondes.iter().filter_map(|monde| monde.contrat.clone());
                ContratLu::niveaux(&contrats.collect::<Vec<_>>())
            })
            .collect();
        let (lu, a_part) = par_le_noyau(&niveaux, &offres[0][0]);
        prop_assert_eq!(a_part, 0, "rien n’est laissé dans l’ombre");
        prop_assert_eq!(lu.choix.len(), offres.iter().flatten().count());
        for (lu, monde) in lu.choix.iter().zip(offres.iter().flatten()) {
            let annee = monde.annee();
            prop_assert_eq!(lu.rac, annee.total.rac.multiplie(2), "choix {}", lu.choix);
            prop_assert_eq!(lu.bornes.min, lu.rac);
            prop_assert_eq!(lu.bornes.max, lu.rac);
            prop_assert_eq!(lu.difficile.map(|(rac, _)| rac), Some(lu.rac));
            let sien: Decimal = naif::regler(monde).iter().map(|recu| recu.rac).sum();
            prop_assert_eq!(euros(lu.rac), sien + sien, "choix {}", lu.choix);
            let dits = lu.drapeaux;
            for drapeau in annee.drapeaux {
                prop_assert_eq!(dits.avec(drapeau), dits, "{:?}", drapeau);
            }
        }
    }
}
