//! The published cases, replayed: nothing is a gap, and every error of a source is named.

#![allow(clippy::panic, reason = "un rejeu impossible arrête l’épreuve")]

#[path = "cas/causes.rs"]
mod causes;

use jiff::civil::Date;
use reste_a_charge::calcul::cas::{
    Bilan, Calcule, Cas, Cause, Difference, Imprime, RejeuImpossible, Resultat, causes_reconnues,
    edition, rejouer,
};
use reste_a_charge::catalogue::{Catalogue, Fichier, Sources};
use reste_a_charge::montant::Centimes;
use reste_a_charge::offre::Offre;
use reste_a_charge::reglementation::Periode;
use std::collections::{BTreeMap, BTreeSet};

fn catalogue() -> Catalogue {
    let (catalogue, diagnostics) = Catalogue::lire(&Sources::embarquees());
    let messages: Vec<String> = diagnostics
        .tries()
        .iter()
        .map(|diagnostic| format!("{} : {}", diagnostic.fichier, diagnostic.message))
        .filter(|message| message.starts_with("cas/"))
        .collect();
    assert_eq!(messages, Vec::<String>::new());
    catalogue
}

fn rejeu(catalogue: &Catalogue, cas: &Cas) -> Resultat {
    rejouer(
        cas,
        &catalogue.cas,
        &catalogue.reglementation,
        &catalogue.offres,
    )
    .unwrap_or_else(|erreur| panic!("{} : {erreur}", cas.id))
}

fn bilans(catalogue: &Catalogue) -> BTreeMap<&str, Bilan> {
    let mut bilans: BTreeMap<&str, Bilan> = BTreeMap::new();
    for cas in &catalogue.cas {
        let rejeu = rejouer(
            cas,
            &catalogue.cas,
            &catalogue.reglementation,
            &catalogue.offres,
        );
        bilans.entry(&cas.document).or_default().compter(&rejeu);
    }
    bilans
}

#[test]
fn aucun_cas_n_est_en_ecart() {
    let catalogue = catalogue();
    let ecarts: Vec<String> = catalogue
        .cas
        .iter()
        .filter_map(|cas| match rejeu(&catalogue, cas) {
            Resultat::Ecart { differences, .. } => {
                let differences: Vec<String> =
                    differences.iter().map(ToString::to_string).collect();
                Some(format!("{} : {}", cas.id, differences.join(" ; ")))
            }
            _ => None,
        })
        .collect();
    assert_eq!(ecarts, Vec::<String>::new());
}

#[test]
fn un_cas_aux_tarifs_anciens_prend_l_edition_qui_vient() {
    let catalogue = catalogue();
    let le = |texte: &str| -> Date { texte.parse().unwrap_or_default() };
    let flexia = catalogue
        .offres
        .iter()
        .find(|offre| offre.id == "mcci/flexia");
    let edition_du = |du, au: Option<&str>| {
        let validite = Periode {
            du: le(du),
            au: au.map(le),
        };
        flexia.map(|offre| Offre {
            validite,
            ..offre.clone()
        })
    };
    let editions: Vec<Offre> = [
        edition_du("2026-04-01", Some("2026-12-31")),
        edition_du("2024-01-01", Some("2024-12-31")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let debut = |jour| edition(&editions, "mcci/flexia", le(jour)).map(|offre| offre.validite.du);
    assert_eq!(debut("2024-12-31"), Some(le("2024-01-01")));
    // entre les deux, et avant la première : celle qui vient
    assert_eq!(debut("2025-01-01"), Some(le("2026-04-01")));
    assert_eq!(debut("2023-10-14"), Some(le("2024-01-01")));
    // après la dernière, rien
    assert_eq!(debut("2027-01-01"), None);
}

#[test]
fn les_totaux_sont_connus() {
    let catalogue = catalogue();
    let bilans = bilans(&catalogue);
    let ecrits: Vec<String> = bilans
        .iter()
        .map(|(document, bilan)| format!("{document} : {bilan}"))
        .collect();
    assert_eq!(
        ecrits,
        [
            "april-sante-mix-2025 : 148 conformes, 14 expliqués, 0 en écart",
            "avenir-cap-evolution-2025 : 51 conformes, 13 expliqués, 0 en écart",
            "avenir-cap-nr-2023 : 50 conformes, 9 expliqués, 0 en écart",
            "mcci-flexia-2026 : 56 conformes, 20 expliqués, 0 en écart",
            "mcci-mccinova-2026 : 22 conformes, 14 expliqués, 0 en écart",
            "pages-100-sante : 31 conformes, 9 expliqués, 0 en écart",
            "pages-soins : 44 conformes, 12 expliqués, 0 en écart",
        ]
    );
    let mut causes: BTreeMap<Cause, usize> = BTreeMap::new();
    for bilan in bilans.values() {
        for (cause, nombre) in &bilan.expliques {
            *causes.entry(*cause).or_default() += nombre;
        }
    }
    let causes: Vec<(Cause, usize)> = causes.into_iter().collect();
    assert_eq!(
        causes,
        [
            (Cause::Participation, 9),
            (Cause::GarantieVoisine, 13),
            (Cause::ActeLourdA80, 16),
            (Cause::BaremeAutre, 14),
            (Cause::BaseContestee, 2),
            (Cause::Tronque, 8),
            (Cause::MalImprime, 29),
        ]
    );
}

/// Each replay is counted once, the impossible ones among the gaps; one is not several.
#[test]
fn un_bilan_compte_chaque_sorte() {
    let calcule = Calcule {
        depense: Centimes::euros(30),
        base: Centimes::euros(30),
        taux: None,
        amo: Centimes::euros(19),
        amc: Centimes::ZERO,
        rac: Centimes::euros(11),
    };
    let difference = Difference {
        chiffre: "mutuelle",
        imprime: "9,00 €".to_owned(),
        calcule: "0,00 €".to_owned(),
    };
    assert_eq!(
        difference.to_string(),
        "mutuelle : 9,00 € imprimé, 0,00 € calculé"
    );
    let explique = Resultat::Explique {
        cause: Cause::Tronque,
        calcule,
    };
    let ecart = Resultat::Ecart {
        calcule,
        differences: vec![difference],
    };
    let mut bilan = Bilan::default();
    bilan.compter(&Ok(Resultat::Conforme));
    bilan.compter(&Ok(explique.clone()));
    assert_eq!(bilan.to_string(), "1 conforme, 1 expliqué, 0 en écart");
    for rejeu in [
        Ok(Resultat::Conforme),
        Ok(explique),
        Ok(ecart),
        Err(RejeuImpossible::PlusieursLectures),
    ] {
        bilan.compter(&rejeu);
    }
    assert_eq!(bilan.to_string(), "2 conformes, 2 expliqués, 2 en écart");
}

#[test]
fn chaque_cas_explique_l_est_par_une_seule_cause_et_chaque_cause_sert() {
    let catalogue = catalogue();
    let mut servies = BTreeSet::new();
    for cas in &catalogue.cas {
        let causes = causes_reconnues(
            cas,
            &catalogue.cas,
            &catalogue.reglementation,
            &catalogue.offres,
        );
        let causes = causes.unwrap_or_else(|erreur| panic!("{} : {erreur}", cas.id));
        match rejeu(&catalogue, cas) {
            Resultat::Conforme => assert_eq!(causes, [], "{}", cas.id),
            _ => assert_eq!(causes.len(), 1, "{} : {causes:?}", cas.id),
        }
        servies.extend(causes);
    }
    assert_eq!(servies, BTreeSet::from(Cause::TOUTES));
    for cause in Cause::TOUTES {
        assert!(cause.phrase().len() > 30 && !cause.phrase().ends_with('.'));
    }
}

#[test]
fn le_rejeu_dit_les_chiffres_justes() {
    let catalogue = catalogue();
    let cas = catalogue.cas.iter().find(|cas| cas.id == "FLEXIA-026");
    let Some(Resultat::Explique { cause, calcule }) = cas.map(|cas| rejeu(&catalogue, cas)) else {
        panic!("FLEXIA-026 n’est pas expliqué");
    };
    assert_eq!(cause, Cause::ActeLourdA80);
    // 130 % de 271,70 = 353,21 ; moins 271,70 payés par l’assurance maladie : 81,51
    assert_eq!(calcule.amo, Centimes::new(27_170));
    assert_eq!(calcule.amc, Centimes::new(8_151));
    assert_eq!(calcule.rac, Centimes::new(29_679));
}

/// Every case with one printed figure moved by one centime.
fn deplaces(cas: &Cas) -> Vec<(&'static str, Cas)> {
    type Chiffre = fn(&mut Imprime) -> &mut Option<Centimes>;
    let chiffres: [(&str, Chiffre); 5] = [
        ("base", |imprime| &mut imprime.base),
        ("amo", |imprime| &mut imprime.amo),
        ("amc", |imprime| &mut imprime.amc),
        ("total", |imprime| &mut imprime.total),
        ("rac", |imprime| &mut imprime.rac),
    ];
    let mut deplaces = Vec::new();
    for (nom, chiffre) in chiffres {
        for pas in [-1, 1] {
            let mut autre = cas.clone();
            if let Some(montant) = chiffre(&mut autre.imprime) {
                *montant += Centimes::new(pas);
                deplaces.push((nom, autre));
            }
        }
    }
    deplaces
}

#[test]
fn un_centime_de_plus_ou_de_moins_est_un_ecart() {
    let catalogue = catalogue();
    let (mut ecarts, mut contredits) = (0, 0);
    for cas in &catalogue.cas {
        if rejeu(&catalogue, cas) != Resultat::Conforme {
            continue;
        }
        for (chiffre, deplace) in deplaces(cas) {
            match rejeu(&catalogue, &deplace) {
                Resultat::Ecart { .. } => ecarts += 1,
                // le chiffre contredit les autres du même document : c’est vu aussi
                Resultat::Explique {
                    cause: Cause::MalImprime,
                    ..
                } if ["amo", "amc", "rac"].contains(&chiffre) => contredits += 1,
                // couper au centime, c’est déplacer d’un centime un arrondi vers le haut
                Resultat::Explique {
                    cause: Cause::Tronque,
                    ..
                } if chiffre == "amo" => {}
                autre => panic!("{} {chiffre} : {autre:?}", cas.id),
            }
        }
    }
    assert!(ecarts > 200 && contredits > 100, "{ecarts} {contredits}");
}

/// A calculation that would share a price otherwise between the contract and the person
/// stands here for a wrong engine before right figures: no cause excuses it.
#[test]
fn un_moteur_faux_n_est_pas_excuse() {
    let catalogue = catalogue();
    let mut essais = 0;
    for cas in &catalogue.cas {
        let imprime = cas.imprime;
        let (Some(amc), Some(rac), None) = (imprime.amc, imprime.rac, imprime.total) else {
            continue;
        };
        if rejeu(&catalogue, cas) != Resultat::Conforme {
            continue;
        }
        for pas in [-137, -1, 1, 137].map(Centimes::new) {
            let mut autre = cas.clone();
            autre.imprime.amc = Some(amc + pas);
            autre.imprime.rac = Some(rac - pas);
            let rejeu = rejeu(&catalogue, &autre);
            assert!(
                matches!(rejeu, Resultat::Ecart { .. }),
                "{} : {rejeu:?}",
                cas.id
            );
            essais += 1;
        }
    }
    assert!(essais > 1000, "{essais}");
}

#[test]
fn une_cause_ne_reconnait_que_ses_chiffres_exacts() {
    let catalogue = catalogue();
    for cas in &catalogue.cas {
        let Resultat::Explique { cause, .. } = rejeu(&catalogue, cas) else {
            continue;
        };
        // un chiffre mal imprimé peut l’être de toutes les façons
        if cause == Cause::MalImprime {
            continue;
        }
        for (chiffre, deplace) in deplaces(cas) {
            let autre = rejeu(&catalogue, &deplace);
            assert!(
                !matches!(autre, Resultat::Explique { cause: autre, .. } if autre == cause),
                "{} {chiffre} : {autre:?}",
                cas.id
            );
        }
    }
}

#[test]
fn un_document_n_a_qu_une_date() {
    let catalogue = catalogue();
    let mut dates = BTreeMap::new();
    for cas in &catalogue.cas {
        let connue = *dates.entry(&cas.source).or_insert(cas.date);
        assert_eq!(connue, cas.date, "{} : {}", cas.id, cas.source);
    }
}

#[test]
fn un_cas_fautif_se_dit_sous_sa_cellule() {
    let entete = "id;date;offre;niveau;garantie;responsable;age;acte;secteur;nombre;depense;base;taux;amo;amo_est;amc;total;rac;parcours;source;note";
    let lignes = [
        "A;2026-04-01;;;;;40;generalist;1;;30;;;19;;;;;;moi;",
        "B;2026-04-01;mcci/flexi;Start;;;40;generaliste;1;;30;;;19;;;;;;moi;",
        "C;2026-04-01;mcci/flexia;Star;;;40;generaliste;1;;30;;;19;;;;;;moi;",
        "D;2026-04-01;;;150 % BRR;oui;40;generaliste;1;;30;;;19;;;;;;moi;",
        "E;2026-04-01;;;;;40;generaliste;1;;30;30;70 %;;;;;;;moi;",
        "F;2026-04-01;;;;;40;generaliste + detartrage;1;;30 + 28,92;;;19;;;;;;moi;",
        "FLEXIA-001;2026-04-01;;;;;40;generaliste;1;;30;;;19;;;;;;moi;",
        "G;2026-04-01;;;;;40;generaliste;1;;30;;;19;;;;11;;moi;",
    ];
    let texte = format!("{entete}\n{}\n", lignes.join("\n"));
    let mut sources = Sources::embarquees();
    sources.ajoute(Fichier::new("cas/zz-essai.csv", texte));
    let (catalogue, diagnostics) = Catalogue::lire(&sources);
    let codes: Vec<&str> = diagnostics
        .tries()
        .into_iter()
        .filter(|diagnostic| diagnostic.fichier == "cas/zz-essai.csv")
        .map(|diagnostic| diagnostic.code.as_str())
        .collect();
    assert_eq!(
        codes,
        [
            "acte-inconnu",
            "valeur-invalide",
            "niveau-inconnu",
            "cellule-illisible",
            "cellule-vide",
            "valeur-invalide",
            "double",
        ]
    );
    let lus = catalogue
        .cas
        .iter()
        .filter(|cas| cas.document == "zz-essai");
    assert_eq!(lus.map(|cas| cas.id.as_str()).collect::<Vec<_>>(), ["G"]);
}

/// `rac verifier --cas` says no as soon as one printed figure changes, even when a known
/// cause could explain the new figure: the expected counts change.
#[test]
fn un_chiffre_change_fait_echouer_la_commande() {
    let rac = |donnees: Option<&std::path::Path>| {
        let mut commande = assert_cmd::Command::cargo_bin("rac").unwrap();
        commande.args(["verifier", "--cas"]);
        if let Some(dossier) = donnees {
            commande.arg("--donnees").arg(dossier);
        }
        commande.assert()
    };
    rac(None).code(0);
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/data/cas/mcci-flexia-2026.csv");
    let texte = std::fs::read_to_string(source).unwrap();
    for (juste, faux) in [
        (";149,91;", ";149,90;"),
        (";210,00;", ";210,01;"),
        (";149.91;", ";149.90;"),
        (";210.00;", ";210.01;"),
    ] {
        if !texte.contains(juste) {
            continue;
        }
        let dossier = tempfile::tempdir().unwrap();
        std::fs::create_dir(dossier.path().join("cas")).unwrap();
        let change = texte.replacen(juste, faux, 1);
        std::fs::write(dossier.path().join("cas/mcci-flexia-2026.csv"), change).unwrap();
        rac(Some(dossier.path())).code(1);
    }
    assert!(texte.contains("149") && texte.contains("210"));
}
