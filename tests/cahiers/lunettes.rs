//! Glasses with a simple lens and a complex one: what to ask of an insurer.

use crate::renforcer;
use std::io;

/// 150 € of frame, 120 € and 200 € of lenses, under FLEXIA Start (100 %). Its other levels
/// write these rows in euros, social security included: so does the change. The social
/// security pays 0,03 € for each; the law stops a frame at 100 €, which leaves
/// 150 − 100 = 50 €; the lenses are then paid whole, 120 € and 200 €.
#[test]
fn un_pourcentage_se_renforce_en_euros() -> io::Result<()> {
    let soin = "lunettes simple et complexe = 150 € + 120 € + 200 €";
    let demande = [
        "--offre",
        "mcci/flexia/Start",
        "--age",
        "45",
        "--soin",
        soin,
    ];
    let (code, trouves) = renforcer(&[&demande[..], &["--cible", "50"]].concat())?;
    assert_eq!(code, Some(0));
    let ensemble: Vec<(String, String)> = trouves
        .iter()
        .filter(|ligne| ligne["ensemble"] == "ensemble")
        .map(|ligne| {
            let apres = ligne["apres"].replace('\u{a0}', " ");
            (ligne["garantie"].clone(), apres)
        })
        .collect();
    let attendu = [
        ("Monture classe B", "100 €"),
        ("1 verre simple", "120 €"),
        ("1 verre complexe", "200 €"),
    ];
    let mut ensemble: Vec<(&str, &str)> = ensemble
        .iter()
        .map(|(garantie, apres)| (garantie.as_str(), apres.as_str()))
        .collect();
    ensemble.sort_unstable();
    let mut attendu = attendu.to_vec();
    attendu.sort_unstable();
    assert_eq!(ensemble, attendu);
    assert!(
        trouves
            .iter()
            .filter(|l| l["ensemble"] == "ensemble")
            .all(|l| l["reste_apres"] == "50.00")
    );
    // à 101 €, la mutuelle paie le maximum légal, 100 €, au-dessus des 0,03 € de la sécurité
    // sociale : 49,97 € ; un centime de moins, la loi ne le permet pas
    let (code, _) = renforcer(&[&demande[..], &["--cible", "49,97"]].concat())?;
    assert_eq!(code, Some(0));
    let (code, trouves) = renforcer(&[&demande[..], &["--cible", "49,96"]].concat())?;
    assert_eq!(code, Some(1));
    assert!(trouves.iter().all(|ligne| ligne["ensemble"] != "ensemble"));
    Ok(())
}
