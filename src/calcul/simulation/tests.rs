use super::*;
use crate::catalogue::{Catalogue, Diagnostics, Sources, lire_populations};
use jiff::civil::date;
use std::sync::atomic::{AtomicU64, Ordering};

/// Small batches are drawn twice and share years: only the work done tells them apart.
#[test]
fn les_memes_chiffres_quelle_que_soit_la_taille_des_lots() -> Result<(), CalculImpossible> {
    let sources = Sources::embarquees();
    let (catalogue, _) = Catalogue::lire_embarquees(&sources);
    let reglementation = &catalogue.reglementation;
    let populations = lire_populations(&sources, reglementation, &mut Diagnostics::new());
    let avenir = catalogue
        .offres
        .iter()
        .filter(|offre| offre.id == "avenir/cap-evolution");
    let choix: Vec<Choix<'_>> = avenir.flat_map(Choix::de).collect();
    for population in &populations {
        let simulation = Simulation {
            population,
            reglementation,
            date: date(2026, 11, 22),
            departement: Some("35"),
            choix: choix.clone(),
        };
        let tranches = &catalogue.tranches.first().expect("des tranches").tranches;
        let mener = |lot| {
            let relues = AtomicU64::new(0);
            let avancement = |fait| {
                if let Avancement::Relues(plus) = fait {
                    relues.fetch_add(plus, Ordering::Relaxed);
                }
            };
            let resultat = simulation.mener_par_lots(3, 3_000, tranches, lot, &avancement)?;
            Ok((resultat, relues.into_inner()))
        };
        let ((entier, jamais), (morcele, toutes)) = (mener(LOT)?, mener(50)?);
        assert_eq!((jamais, toutes), (0, 3_000));
        assert!(entier.reglees < morcele.reglees);
        assert_eq!(entier.classes, morcele.classes);
        let chiffres = |r: &Resultat<'_>| format!("{:?} {:?}", r.tranches, r.reperes);
        assert_eq!(chiffres(&entier), chiffres(&morcele));
        assert!(
            entier
                .tranches
                .iter()
                .any(|tranche| !tranche.offres.is_empty())
        );
    }
    assert!(!populations.is_empty());
    Ok(())
}
