//! `rac cahier enquete`: what an offer would cost to the people of a survey, against an
//! arithmetic of its own.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "une épreuve tombe en disant pourquoi"
)]

use assert_cmd::Command;
use std::fs;

const ENQUETE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/examples/enquetes/quartier-synthetique.csv"
);
const CONFORT: [&str; 6] = [
    "--offres",
    "mcci/flexia/Confort",
    "--departement",
    "35",
    "--date",
    "2026-11-22",
];

fn rac(arguments: &[&str]) -> (Option<i32>, String, String) {
    let lu = Command::new(env!("CARGO_BIN_EXE_rac"))
        .args(["cahier", "enquete"])
        .args(arguments)
        .output()
        .unwrap();
    let texte = |octets| String::from_utf8(octets).unwrap();
    (lu.status.code(), texte(lu.stdout), texte(lu.stderr))
}

/// FLEXIA Confort, zone of Ille-et-Vilaine, in centimes: twelve times the published monthly
/// premium of a child, of an adult of 40 and of 70; then what the low, average and high
/// years of the band leave to pay, as their décomptes say.
fn confort(tranche: &str, annee: &str) -> (u64, u64) {
    let (mensuelle, restes) = match tranche {
        "moins-de-20-ans" => (3_760, [0, 13_700, 97_332]),
        "20-a-60-ans" => (6_704, [200, 4_000, 50_500]),
        "plus-de-60-ans" => (12_848, [600, 29_500, 256_300]),
        autre => panic!("tranche {autre}"),
    };
    let rang = ["basse", "moyenne", "haute"]
        .iter()
        .position(|nom| *nom == annee);
    (12 * mensuelle, restes[rang.unwrap()])
}

/// The rows of the example, split by hand: band, weight in thousandths, year, premium.
fn rangees() -> Vec<(String, u64, String, Option<u64>)> {
    let texte = fs::read_to_string(ENQUETE).unwrap();
    let centiemes = |texte: &str, decimales: usize| -> u64 {
        let (entier, reste) = texte.split_once(',').unwrap_or((texte, ""));
        format!("{entier}{reste:0<decimales$}").parse().unwrap()
    };
    let rangees = texte.lines().skip(1).map(|ligne| {
        let champs: Vec<&str> = ligne.split(';').collect();
        let annee = champs[2]
            .rsplit('-')
            .next()
            .filter(|annee| !annee.is_empty());
        (
            champs[0].to_owned(),
            centiemes(champs[1], 3),
            annee.unwrap_or("moyenne").to_owned(),
            Some(champs[3])
                .filter(|c| !c.is_empty())
                .map(|c| centiemes(c, 2)),
        )
    });
    rangees.collect()
}

#[test]
fn la_moyenne_est_celle_d_un_calcul_a_la_main() {
    let rangees = rangees();
    assert_eq!(rangees.len(), 200);
    let (mut somme, mut poids, mut connus, mut moins) = (0, 0, 0, 0);
    let mut couts: Vec<(u64, u64)> = Vec::new();
    for (tranche, p, annee, actuelle) in &rangees {
        let (fixe, reste) = confort(tranche, annee);
        somme += (fixe + reste) * p;
        poids += p;
        couts.push((fixe + reste, *p));
        if let Some(actuelle) = actuelle {
            connus += p;
            moins += if fixe < 12 * actuelle { *p } else { 0 };
        }
    }
    couts.sort_unstable();
    // le premier coût que la moitié, puis neuf dixièmes des personnes ne dépassent pas
    let atteint = |dixiemes: u64| {
        let mut cumul = 0;
        let mut couts = couts.iter();
        couts
            .find(|(_, p)| {
                cumul += p;
                cumul * 10 >= poids * dixiemes
            })
            .unwrap()
            .0
    };
    let euros = |centimes: u64| format!("{}.{:02}", centimes / 100, centimes % 100);
    let moyenne = euros((2 * somme + poids) / (2 * poids));
    let part = (2000 * moins + connus) / (2 * connus);
    let attendue = format!(
        "mcci/flexia;Confort;200;{};{moyenne};{};{};",
        "251.75",
        euros(atteint(5)),
        euros(atteint(9))
    );
    assert_eq!(poids, 251_750);
    let mut arguments = vec![ENQUETE, "--format", "csv"];
    arguments.extend(CONFORT);
    let (code, sortie, messages) = rac(&arguments);
    assert_eq!(code, Some(0), "{messages}");
    let ligne = sortie.lines().nth(1).unwrap();
    assert!(
        ligne.starts_with(&attendue),
        "{ligne} au lieu de {attendue}"
    );
    let champs: Vec<&str> = ligne.split(';').collect();
    assert_eq!(champs[9], format!("{}.{}", part / 10, part % 10));
    // les mêmes chiffres, figés : 1 382,87 € en moyenne
    assert_eq!(
        (moyenne.as_str(), atteint(5), atteint(9), part),
        ("1382.87", 130_948, 183_676, 517)
    );
}

#[test]
fn l_ecran_de_l_enquete_est_fige() {
    let mut arguments = vec![ENQUETE];
    arguments.extend([
        "--offres",
        "mcci/*",
        "--departement",
        "35",
        "--date",
        "2026-11-22",
    ]);
    let (code, sortie, messages) = rac(&arguments);
    assert_eq!(code, Some(0), "{messages}");
    let sortie = sortie.split(", données ").next().unwrap();
    insta::assert_snapshot!(sortie);
}

/// Every wrong cell of a survey is said at once; care can be written in place of a basket.
#[test]
fn une_enquete_fautive_dit_toutes_ses_fautes() {
    let dossier = tempfile::tempdir().unwrap();
    let chemin = dossier.path().join("enquete.csv");
    let poser = |texte: &str| fs::write(&chemin, texte).unwrap();
    poser(
        "tranche;poids;panier;soins;cotisation_mensuelle\n20-60-ans;1;;;50\n20-a-60-ans;0;;;50\n20-a-60-ans;1;dentair;;50\n20-a-60-ans;1;;licorne;50\n20-a-60-ans;1;;;cinquante\n20-a-60-ans;1;dentaire;généraliste;\n",
    );
    let nom = chemin.to_str().unwrap();
    let (code, _, messages) = rac(&[nom]);
    assert_eq!(code, Some(2));
    assert_eq!(messages.matches("erreur[").count(), 6, "{messages}");
    for ligne in 2..=7 {
        assert!(
            messages.contains(&format!("enquete.csv:{ligne}:")),
            "{ligne} : {messages}"
        );
    }
    // deux généralistes : 2 € de participation chacun ; Confort paie le reste du tarif
    poser("tranche;poids;soins\n20-a-60-ans;1;généraliste x2\n");
    let mut arguments = vec![nom, "--format", "csv"];
    arguments.extend(CONFORT);
    let (code, sortie, messages) = rac(&arguments);
    assert_eq!(code, Some(0), "{messages}");
    assert!(
        sortie.contains("mcci/flexia;Confort;1;1;808.48;808.48;808.48;4.00;804.48;;0;"),
        "{sortie}"
    );
}
