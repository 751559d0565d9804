//! What is said beside a right: its flags, the arithmetic of its steps, where they come from.

use super::outils::{droits, etude, foyer};
use assert_cmd::Command;
use jiff::civil::date;
use reste_a_charge::calcul::droits::{Drapeau, Foyer, FoyerInvalide, Logement, Voie};
use reste_a_charge::montant::Centimes;
use reste_a_charge::reglementation::droits::{Allocation, Droit};

/// The RSA presumes the free C2S of someone above its ceiling; below, resources alone give it.
#[test]
fn une_presomption_ne_sert_que_quand_elle_donne_mieux() {
    let avec_le_rsa = |ressources| Foyer {
        allocations: vec![Allocation::Rsa],
        ..foyer(&[40], ressources)
    };
    // en 2022 : 9 203 et 12 424 €
    for (ressources, presume) in [
        (3_000, false),
        (9_203, false),
        (12_000, true),
        (30_000, true),
    ] {
        let etude = etude(&avec_le_rsa(ressources), "2022-06-01");
        assert_eq!(etude.droit, Droit::C2sGratuite, "{ressources}");
        let voie = matches!(&etude.voie, Voie::Presomption(p) if p.allocation == Allocation::Rsa);
        let drapeau = etude.drapeaux.contains(&Drapeau::Presomption);
        assert_eq!((voie, drapeau), (presume, presume), "{ressources}");
    }
}

/// April 2016: three people have a published CMU-C ceiling and a computed ACS one; two people
/// have both published, that of the ACS being a monthly amount times twelve.
#[test]
fn un_seul_plafond_calcule_ou_douteux_se_dit() {
    let drapeaux = |ages: &[u8]| {
        let etude = etude(&foyer(ages, 9_000), "2016-06-01");
        [Drapeau::PlafondCalcule, Drapeau::PlafondDouteux].map(|d| etude.drapeaux.contains(&d))
    };
    let trois = etude(&foyer(&[40, 38, 7], 9_000), "2016-06-01");
    assert!(!trois.plafond_gratuit.calcule && trois.plafond_participation.calcule);
    assert!(drapeaux(&[40, 38, 7])[0]);
    assert_eq!(drapeaux(&[40, 38]), [false, true]);
}

#[test]
fn avant_25_ans_et_seul_la_demande_a_part_a_ses_conditions() {
    for (ages, dit) in [(&[24][..], true), (&[25], false), (&[24, 24], false)] {
        let etude = etude(&foyer(ages, 9_000), "2022-06-01");
        let drapeau = etude.drapeaux.contains(&Drapeau::DemandeAutonome);
        assert_eq!(drapeau, dit, "{ages:?}");
    }
}

/// The way out of the C2S is for those who have no right, since there is a C2S: 28 € a month
/// at 40 in 2022.
#[test]
fn le_contrat_de_sortie_est_pour_qui_n_a_pas_de_droit() {
    for (ressources, jour, droit, sortie) in [
        (90_000, "2022-06-01", Droit::Aucun, Some(2_800)),
        (3_000, "2022-06-01", Droit::C2sGratuite, None),
        (10_000, "2022-06-01", Droit::C2sParticipation, None),
        (90_000, "2018-06-01", Droit::Aucun, None),
    ] {
        let etude = etude(&foyer(&[40], ressources), jour);
        assert_eq!(etude.droit, droit);
        let sortie = sortie.map(Centimes::new);
        assert_eq!(etude.sortie_mensuelle, sortie, "{ressources} {jour}");
    }
}

/// Ten million euros is the most; a centime more is refused.
#[test]
fn dix_millions_d_euros_sont_le_plus_qu_un_foyer_declare() {
    let fautes = |centimes| {
        let seul = Foyer {
            ressources: Some(Centimes::new(centimes)),
            ..foyer(&[40], 0)
        };
        seul.fautes(droits(), date(2022, 6, 1))
    };
    assert_eq!(fautes(1_000_000_000), []);
    for trop in [1_000_000_001, 2_000_000_000] {
        let faute = FoyerInvalide::RessourcesTropGrandes(Centimes::new(trop));
        assert_eq!(fautes(trop), [faute]);
    }
}

/// The step of housing: its arithmetic and, when something is added, the text that says how
/// much.
#[test]
fn le_forfait_logement_dit_son_calcul_et_sa_regle() {
    let aide = |mensuelle: Option<i64>| Logement::AideAuLogement(mensuelle.map(Centimes::euros));
    let aides = "art. R.861-7 CSS ; ASH n°2883";
    for (logement, detail, source) in [
        (Logement::Locataire, None, None),
        (
            Logement::Proprietaire,
            Some("RSA de 550,93 € × 12 × 12 %"),
            Some("art. R.861-5 CSS ; ASH n°2883"),
        ),
        (
            aide(None),
            Some("RSA de 550,93 € × 12 × 12 % au plus"),
            Some(aides),
        ),
        (
            aide(Some(50)),
            Some("RSA de 550,93 € × 12 × 12 % au plus ; aide de 600,00 € par an"),
            Some(aides),
        ),
    ] {
        let seul = Foyer {
            logement,
            ..foyer(&[40], 9_000)
        };
        let etude = etude(&seul, "2018-06-01");
        let etapes = etude.etapes.iter();
        let etape = etapes.rev().nth(1).expect("le forfait avant la base");
        let lisible = |texte: &Option<String>| {
            let texte = texte.as_deref();
            texte.map(|dit| dit.replace('\u{a0}', " "))
        };
        let dits = (lisible(&etape.detail), lisible(&etape.source));
        let attendus = (detail.map(str::to_owned), source.map(str::to_owned));
        assert_eq!(dits, attendus, "{logement:?}");
    }
}

/// The machine formats carry the stable words of the flags; the source and the doubt of each
/// abatement.
#[test]
fn le_json_porte_les_drapeaux_les_sources_et_les_doutes() -> Result<(), String> {
    let lu = Command::cargo_bin("rac")
        .map_err(|erreur| erreur.to_string())?
        .args(["droits", "--date", "2022-06-01", "--age", "22"])
        .args(["--ressources", "9000", "--revenus-abattus", "1000"])
        .args(["--allocation", "aah", "--format", "json"])
        .output()
        .map_err(|erreur| erreur.to_string())?;
    let json: serde_json::Value =
        serde_json::from_slice(&lu.stdout).map_err(|erreur| erreur.to_string())?;
    let drapeaux = &json["droits"][0]["drapeaux"];
    assert_eq!(
        *drapeaux,
        serde_json::json!(["abattement-douteux", "demande-autonome"])
    );
    let etapes = json["etapes"].as_array().ok_or("pas d’étapes")?;
    let abattements: Vec<_> = etapes
        .iter()
        .filter(|etape| {
            etape["etape"]
                .as_str()
                .is_some_and(|nom| nom.starts_with("Abattement"))
        })
        .map(|etape| {
            [&etape["montant"], &etape["source"], &etape["doute"]].map(ToString::to_string)
        })
        .collect();
    // 30 % de 1 000 € ; 12 × 68 €
    let attendus = [
        [
            "-300.0",
            "\"complementaire-sante-solidaire.gouv.fr/node/205\"",
            "\"date de début non dite par la source\"",
        ],
        [
            "-816.0",
            "\"LFSS 2018 art. 40\u{a0}; arrêté du 20/04/2018\u{a0}; instructions du 25/03/2019 et DSS/SD2A/2023/98\"",
            "\"valeurs plus récentes non retrouvées\"",
        ],
    ];
    assert_eq!(abattements, attendus);
    Ok(())
}
