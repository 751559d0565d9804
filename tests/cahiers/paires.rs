//! Required guarantees on glasses: a frame or a lens alone, a whole pair, all of optics.

use super::outils::{FICTIVE, Fictive, dit, dossier, reponses, souhaits};
use std::io;

/// Glasses paid by element, social security (0,03 € each) included; nothing for refractive
/// surgery.
const LIGNES: &[&str] = &[
    ";Monture;classe-b/monture;;;50 € AMO comprise",
    ";Verres simples;classe-b/verre;verre simple;;100 € AMO comprise",
    ";Autres verres;classe-b/verre;sinon;;150 € AMO comprise",
    ";Classe A;classe-a;;;100 % PLV",
    ";Lentilles;optique/lentilles;;par an;50 €",
    ";Adaptation;optique/adaptation;;;100 %",
];

fn lues(demandes: &[(&str, &str)]) -> io::Result<Vec<crate::Ligne>> {
    let offre = dossier(&[Fictive {
        lignes: LIGNES,
        ..FICTIVE
    }])?;
    let demandes = demandes.iter().map(|(id, voulu)| {
        let demande = format!("garantie = {{ {voulu} }}");
        souhaits(&[(id, &demande)])
    });
    reponses(&offre, &demandes.collect::<String>())
}

/// A frame alone, a lens alone: each is tried alone, at its price. 50 − 0,03 = 49,97 € where
/// 60 − 0,03 = 59,97 € are required; 99,97 € where 109,97 €.
#[test]
fn une_monture_ou_un_verre_se_jugent_seuls() -> io::Result<()> {
    let lues = lues(&[
        (
            "monture",
            "poste = \"classe-b/monture\", au_moins = \"60 € AMO comprise\"",
        ),
        (
            "verre",
            "poste = \"classe-b/verre\", au_moins = \"110 € AMO comprise\"",
        ),
    ])?;
    let dit = |id: &str| dit(&lues, id, ["conforme", "rac_en_jeu", "details"]);
    // la monture des paniers coûte 127 € : 10 € en jeu ; leurs verres simples, 80 €, sont payés
    // autant par les deux, et leurs verres complexes, 202 €, mieux par l’offre
    assert_eq!(
        dit("monture"),
        [
            "non",
            "10.00",
            "Monture de classe B, à 127,00 € : paie 49,97 €, il faut 59,97 €"
        ]
    );
    assert_eq!(
        dit("verre"),
        [
            "non",
            "0.00",
            "Verre simple de classe B (tarif libre), à 500,00 € : paie 99,97 €, il faut 109,97 €"
        ]
    );
    Ok(())
}

/// 300 € for the pair. At typical prices, 127 € of frame and 80 € a simple lens, 287 €: the
/// social security pays 3 × 0,03 = 0,09 €, the requirement the 286,91 € left. The offer pays
/// 50 € of the frame and the lenses whole, 210 − 0,09 = 209,91 €: 77 € are missing, as in the
/// baskets that have that pair.
/// Under 400 €, a simple lens and a complex one show most: 127 + 80 + 202 = 409 €, of which the
/// requirement pays 400 − 0,09 = 399,91 € and the offer 50 + 80 + 150 − 0,09 = 279,91 €. No
/// basket has that pair.
#[test]
fn une_paire_se_juge_entiere() -> io::Result<()> {
    let paire = |euros: &str| {
        format!(
            "poste = \"optique/classe-b\", regle = \"par équipement\", au_moins = \"{euros} AMO comprise\""
        )
    };
    let lues = lues(&[("moyenne", &paire("300 €")), ("haute", &paire("400 €"))])?;
    let dit = |id: &str| dit(&lues, id, ["conforme", "ecart", "rac_en_jeu", "details"]);
    assert_eq!(
        dit("moyenne"),
        [
            "non",
            "77.00",
            "77.00",
            "Monture de classe B et 2 verres simples : paie 209,91 €, il faut 286,91 €|comparé aux prix essayés"
        ]
    );
    assert_eq!(
        dit("haute"),
        [
            "non",
            "120.00",
            "77.00",
            "Monture de classe B et un verre simple, un complexe : paie 279,91 €, il faut 399,91 €|comparé aux prix essayés"
        ]
    );
    Ok(())
}

/// Above frames and lenses, the rest of optics is still tried: nothing is paid of a refractive
/// surgery.
#[test]
fn l_optique_entiere_ne_se_reduit_pas_aux_lunettes() -> io::Result<()> {
    let lues = lues(&[("optique", "poste = \"optique\", au_moins = \"40 €\"")])?;
    let [conforme, details] = dit(&lues, "optique", ["conforme", "details"]);
    assert_eq!(conforme, "non");
    assert!(
        details.starts_with("Chirurgie réfractive, par œil, à 1 200,00 € : paie 0,00 €"),
        "{details}"
    );
    Ok(())
}
