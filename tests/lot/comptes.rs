//! What a batch says of itself: how much it computed, and who comes first.

use super::commande::{colonne, dossier, lot, poser};

/// Three consultations and a crown, in two households, at eight levels: 4 × 8 = 32. MCCINOVA
/// Socle costs least at both ages, and is not the first level of the data.
#[test]
fn la_synthese_dit_qui_vient_premier() {
    let dossier = dossier();
    poser(
        &dossier,
        "foyers.csv",
        "foyer;age;departement\nA;40;35\nB;70;35\n",
    );
    poser(
        &dossier,
        "soins.csv",
        "foyer;acte;nombre;prix\nA;généraliste;3;30\nB;couronne molaire;1;620\n",
    );
    let arguments = ["--soins", "soins.csv", "--offres", "mcci/*", "--synthese"];
    let (lignes, _, dit) = lot(&dossier, &arguments);
    let dit = dit.replace('\u{a0}', " ");
    assert!(
        dit.contains("2 foyers comparés à 8 niveaux d’offres, 32 décomptes."),
        "{dit}"
    );
    let premieres: Vec<[&str; 4]> = lignes
        .lines()
        .filter(|ligne| colonne(ligne, 10) == "1")
        .map(|ligne| [0, 1, 2, 8].map(|rang| colonne(ligne, rang)))
        .collect();
    assert_eq!(
        premieres,
        [
            ["20-a-60-ans", "mcci/mccinova", "Socle", "367.44"],
            ["plus-de-60-ans", "mcci/mccinova", "Socle", "1233.20"],
        ]
    );
}

/// The average basket of 20 to 60 has eight acts: two people, one level, 2 × 8.
#[test]
fn les_decomptes_d_un_foyer_s_ajoutent() {
    let dossier = dossier();
    let foyers = "foyer;personne;age;departement\nA;1;40;35\nA;2;41;35\n";
    poser(&dossier, "foyers.csv", foyers);
    let (_, _, dit) = lot(&dossier, &["--offres", "mcci/flexia/Confort"]);
    let dit = dit.replace('\u{a0}', " ");
    assert!(
        dit.contains("1 foyer comparé à 1 niveau d’offre, 16 décomptes."),
        "{dit}"
    );
}
