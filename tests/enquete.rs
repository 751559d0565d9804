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

/// Spending by poste becomes care by the assumption that is written, and every result says so.
/// FLEXIA Confort, 804,48 € a year at 40. A crown of reference costs 540 €: 1 200 € make
/// 1 200 / 540 = 2,2, two crowns of 600 €; 150 % of 120 € pays 180 €, and 2 × 420 = 840 € are
/// left. Glasses of 127 + 2 × 80 = 287 €: 400 € of it leave 400 − 60 − 2 × 45 = 250 €. A
/// session of 60 €: 125 € make two sessions of 62,50 €; 30 € are paid for each, 65 € are left.
#[test]
fn une_depense_par_poste_suit_son_hypothese() {
    let dossier = tempfile::tempdir().unwrap();
    let chemin = dossier.path().join("enquete.csv");
    let nom = chemin.to_str().unwrap();
    let titres = "tranche;poids;depense_dentaire;depense_optique;depense_bien-etre";
    for (ligne, reste, cout) in [
        ("1200;0;0", "840.00", "1644.48"),
        ("0;400;0", "250.00", "1054.48"),
        ("0;0;125", "65.00", "869.48"),
        // 840 + 250 + 65 = 1 155 €
        ("1 200 €;400;125", "1155.00", "1959.48"),
    ] {
        fs::write(&chemin, format!("{titres}\n20-a-60-ans;2;{ligne}\n")).unwrap();
        let mut arguments = vec![nom, "--format", "csv"];
        arguments.extend(CONFORT);
        let (code, sortie, messages) = rac(&arguments);
        assert_eq!(code, Some(0), "{messages}");
        let dite = sortie.lines().nth(1).unwrap();
        let champs: Vec<&str> = dite.split(';').collect();
        assert_eq!(
            (champs[4], champs[7], champs[12]),
            (cout, reste, "2"),
            "{dite}"
        );
        assert!(dite.contains("HYPOTHÈSE : une dépense"), "{dite}");
    }
    let mut arguments = vec![nom];
    arguments.extend(CONFORT);
    let (_, ecran, _) = rac(&arguments);
    assert!(ecran.lines().all(|ligne| ligne.chars().count() <= 80));
    insta::assert_snapshot!(ecran.split(", données ").next().unwrap());
    // une autre hypothèse, dans le dossier de l’utilisateur : trois détartrages de 40 €
    let sien = dossier.path().join("donnees/hypotheses");
    fs::create_dir_all(&sien).unwrap();
    let hypothese = "poste;soin;nombre_max;hypothese;source;verifie_le;doute\n\
        dentaire;détartrage = 40 €;;une dépense dentaire est faite de détartrages;fictive;2026-11-22;\n";
    fs::write(sien.join("depenses.csv"), hypothese).unwrap();
    fs::write(
        &chemin,
        "tranche;poids;depense_dentaire\n20-a-60-ans;1;120\n",
    )
    .unwrap();
    let donnees = dossier.path().join("donnees");
    let mut arguments = vec![
        nom,
        "--donnees",
        donnees.to_str().unwrap(),
        "--format",
        "csv",
    ];
    arguments.extend(CONFORT);
    let (code, sortie, messages) = rac(&arguments);
    assert_eq!(code, Some(0), "{messages}");
    assert!(
        sortie.contains("faite de détartrages ; leur nombre"),
        "{sortie}"
    );
}

/// Without an assumption on the poste, nothing is invented; a row says each amount or none.
#[test]
fn une_depense_sans_hypothese_est_refusee() {
    let dossier = tempfile::tempdir().unwrap();
    let chemin = dossier.path().join("enquete.csv");
    let nom = chemin.to_str().unwrap();
    fs::write(
        &chemin,
        "tranche;poids;depense_cure;depense_licorne\n20-a-60-ans;1;500;1\n",
    )
    .unwrap();
    let (code, _, messages) = rac(&[nom]);
    assert_eq!(code, Some(2));
    assert_eq!(messages.matches("erreur[").count(), 2, "{messages}");
    let dits = messages.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(dits.contains("hypotheses/depenses.csv"), "{messages}");
    fs::write(
        &chemin,
        "tranche;poids;panier;depense_dentaire;depense_optique\n20-a-60-ans;1;;500;\n20-a-60-ans;1;dentaire;500;0\n",
    )
    .unwrap();
    let (code, _, messages) = rac(&[nom]);
    assert_eq!(code, Some(2));
    assert_eq!(messages.matches("erreur[").count(), 2, "{messages}");
    assert!(messages.contains("écrivez 0"), "{messages}");
}

/// « implant » is both a basket and an act: an answer is never taken for another.
#[test]
fn un_soin_n_est_pas_un_panier_de_meme_nom() {
    let dossier = tempfile::tempdir().unwrap();
    let chemin = dossier.path().join("enquete.csv");
    let nom = chemin.to_str().unwrap();
    let reste = |lignes: &str| {
        fs::write(&chemin, format!("tranche;poids;panier;soins\n{lignes}")).unwrap();
        let mut arguments = vec![nom, "--format", "csv"];
        arguments.extend(CONFORT);
        let (code, sortie, messages) = rac(&arguments);
        assert_eq!(code, Some(0), "{messages}");
        let ligne = sortie.lines().nth(1).unwrap();
        let reste = ligne.split(';').nth(7).unwrap().replace('.', "");
        reste.parse::<u64>().unwrap()
    };
    let panier = reste("20-a-60-ans;1;implant;\n");
    let soin = reste("20-a-60-ans;1;;implant\n");
    assert_ne!(panier, soin);
    let ensemble = reste("20-a-60-ans;1;implant;\n20-a-60-ans;1;;implant\n");
    assert_eq!(ensemble, (panier + soin).div_ceil(2));
}

/// The care made from an amount costs that amount, to the centime.
#[test]
fn les_soins_d_une_depense_en_font_le_compte() {
    use reste_a_charge::catalogue::{Catalogue, Diagnostics, Sources, lire_depenses};
    use reste_a_charge::montant::Centimes;
    use reste_a_charge::panier::{Prix, Quoi};
    let sources = Sources::embarquees();
    let (catalogue, _) = Catalogue::lire_embarquees(&sources);
    let mut fautes = Diagnostics::new();
    let lues = lire_depenses(&sources, &catalogue.reglementation, None, &mut fautes);
    assert_eq!((lues.len(), fautes.erreurs()), (4, 0));
    let donne = |prix| match prix {
        Prix::Donne(prix) => prix,
        Prix::Type => panic!("un prix type"),
    };
    for hypothese in &lues {
        assert!(hypothese.soins(Centimes::ZERO).is_empty());
        for centimes in [1, 2, 5_999, 6_000, 8_999, 9_001, 28_701, 120_001, 1_000_003] {
            let depense = Centimes::new(centimes);
            let total: Centimes = hypothese
                .soins(depense)
                .iter()
                .map(|soin| {
                    let un = match &soin.quoi {
                        Quoi::Acte { prix, .. } => donne(*prix),
                        Quoi::Lunettes(lunettes) => {
                            let [premier, second] = lunettes.verres.map(|verre| donne(verre.prix));
                            donne(lunettes.monture.prix) + premier + second
                        }
                        Quoi::Sejour(_) => panic!("un séjour"),
                    };
                    un.multiplie(i64::from(soin.nombre))
                })
                .sum();
            assert_eq!(total, depense);
        }
    }
}
