//! A: what a share is of, and whether the social security is within.

use super::outils::*;
use super::{Forme, s_ecrit};
use reste_a_charge::calcul::Drapeau;
use reste_a_charge::offre::composition::Niveaux;
use reste_a_charge::offre::langage::lire_cellule;
use reste_a_charge::offre::{Choix, Module, Offre};
use reste_a_charge::panier::{Patient, Soin};
use reste_a_charge::reglementation::Secteur;

pub(crate) const FORMES: &[Forme] = &[
    ("A1", a1_part_de_la_base_amo_comprise),
    ("A2", a2_part_de_la_base_en_plus),
    ("A3", a3_tm_et_part_de_la_base),
    ("A4", a4_tm_seul),
    ("A5", a5_base_moins_le_remboursement),
    ("A6", a6_moins_de_cent_pour_cent),
    ("A7", a7_part_des_frais_reels),
    ("A8", a8_frais_reels),
    ("A9", a9_prix_limite),
    ("A10", a10_part_d_une_base_non_remboursee),
    ("A11", a11_tarif_d_autorite),
    ("A12", a12_amo_et_forfait),
    ("A13", a13_points_qui_s_ajoutent),
    ("A14", a14_tiret),
];

/// Base 31,50: 70 % = 22,05; participation 2,00; AMO 20,05; ticket modérateur 9,45.
fn optam(prix: &str) -> Soin {
    chez(Secteur::Optam, "specialiste", prix)
}

/// Base 23,00: 70 % = 16,10; participation 2,00; AMO 14,10; ticket modérateur 6,90.
fn non_optam(prix: &str) -> Soin {
    chez(Secteur::NonOptam, "specialiste", prix)
}

fn une(poste: &str, cellule: &str) -> Offre {
    non_responsable(&[&format!(" ; {poste} ; {poste} ; ; ; {cellule}")])
}

#[test]
fn a1_part_de_la_base_amo_comprise() {
    s_ecrit("125%BR", "125 % BR");
    s_ecrit("150 % de la BR, SS comprise", "150 % BR, AMO comprise");
    // 125 % × 31,50 = 39,375, soit 39,38 ; 39,38 − 22,05 = 17,33
    // reste 54,00 − 20,05 − 17,33 = 16,62 = 2,00 + (54,00 − 39,38)
    assert_eq!(
        decompte(&une("soins-courants", "125 % BR"), optam("54")),
        "AMO 20,05 ; AMC 17,33 ; RAC 16,62 = participation 2,00 + dépassement 14,62"
    );
}

#[test]
fn a2_part_de_la_base_en_plus() {
    let imprime = "110 % BR en complément du régime de base";
    s_ecrit(imprime, "110 % BR en plus de l'AMO");
    // généraliste OPTAM à 60,00 : base 30,00, 21,00 ; 110 % = 33,00, moins que 60,00 − 21,00
    // reste 60,00 − 19,00 − 33,00 = 8,00 = 2,00 + 6,00
    assert_eq!(
        decompte(
            &une("soins-courants", imprime),
            chez(Secteur::Optam, "generaliste", "60")
        ),
        "AMO 19,00 ; AMC 33,00 ; RAC 8,00 = participation 2,00 + dépassement 6,00"
    );
    // hors convention d’accès aux soins, 90 % : base 23,00 ; 20,70
    // reste 60,00 − 14,10 − 20,70 = 25,20 = 2,00 + 23,20
    assert_eq!(
        decompte(
            &une("soins-courants", "90 % BR en complément du régime de base"),
            chez(Secteur::NonOptam, "generaliste", "60")
        ),
        "AMO 14,10 ; AMC 20,70 ; RAC 25,20 = participation 2,00 + dépassement 23,20"
    );
}

#[test]
fn a3_tm_et_part_de_la_base() {
    s_ecrit("100 % BRSS + ticket modérateur", "100 % BR + TM");
    // 6,90 + 23,00 = 29,90, dans un sens ou dans l’autre ; reste 67,00 − 14,10 − 29,90 = 23,00
    for cellule in ["TM + 100 % BR", "100 % BR + TM"] {
        assert_eq!(
            decompte(&une("soins-courants", cellule), non_optam("67")),
            "AMO 14,10 ; AMC 29,90 ; RAC 23,00 = participation 2,00 + dépassement 21,00"
        );
    }
}

#[test]
fn a4_tm_seul() {
    s_ecrit("100 % TM", "TM");
    // 6,90 ; reste 67,00 − 14,10 − 6,90 = 46,00 = 2,00 + (67,00 − 23,00)
    assert_eq!(
        decompte(&une("soins-courants", "100 % TM"), non_optam("67")),
        "AMO 14,10 ; AMC 6,90 ; RAC 46,00 = participation 2,00 + dépassement 44,00"
    );
}

#[test]
fn a5_base_moins_le_remboursement() {
    s_ecrit("100 % BR – MR", "100 % BR AMO comprise");
    // 10,00 à 65 % : 6,50 ; franchise 1,00 ; AMO 5,50 ; 10,00 − 6,50 = 3,50
    assert_eq!(
        decompte(
            &une("soins-courants", "100 % BR – MR"),
            acte("medicament-65", "10")
        ),
        "AMO 5,50 ; AMC 3,50 ; RAC 1,00 = franchise 1,00"
    );
}

#[test]
fn a6_moins_de_cent_pour_cent() {
    s_ecrit("30 % BR", "30 % BR");
    // 30 % × 10,00 = 3,00, ce que l’AMO paie déjà ; franchise 1,00 ; TM 7,00
    let ligne = [" ; 30 % ; medicaments/modere ; ; ; 30 % BR"];
    let attendu = "AMO 2,00 ; AMC 0,00 ; RAC 8,00 = franchise 1,00 + TM 7,00";
    let soin = || acte("medicament-30", "10");
    assert_eq!(decompte(&non_responsable(&ligne), soin()), attendu);
    // un contrat responsable peut laisser ce ticket modérateur-là (R. 871-2)
    assert_eq!(decompte(&responsable(&ligne), soin()), attendu);
}

#[test]
fn a7_part_des_frais_reels() {
    s_ecrit("50 % des frais réels", "50 % FR");
    s_ecrit("80 % FR limité à 150 % BR", "80 % FR limité à 150 % BR");
    assert_eq!(
        decompte(
            &une("bien-etre", "50 % des frais réels"),
            acte("osteopathie", "60")
        ),
        "AMO 0,00 ; AMC 30,00 ; RAC 30,00 = hors nomenclature 30,00"
    );
    // 150 % × 31,50 = 47,25, moins que 60,00 ; 47,25 − 22,05 = 25,20
    assert_eq!(
        decompte(
            &une("soins-courants", "100 % FR limité à 150 % BR"),
            optam("60")
        ),
        "AMO 20,05 ; AMC 25,20 ; RAC 14,75 = participation 2,00 + dépassement 12,75"
    );
}

#[test]
fn a8_frais_reels() {
    for imprime in ["Frais réels", "100 % FR", "intégral"] {
        s_ecrit(imprime, "FR");
    }
    assert_eq!(
        decompte(
            &une("forfait-journalier", "Frais réels"),
            acte("forfait-journalier", "tarif")
        ),
        "AMO 0,00 ; AMC 23,00 ; RAC 0,00"
    );
}

#[test]
fn a9_prix_limite() {
    s_ecrit("FR dans la limite du PLV", "100 % PLV");
    // prix limite 515,00 ; 60 % × 120,00 = 72,00 ; 515,00 − 72,00 = 443,00 ; reste 45,00
    for cellule in ["FR dans la limite du PLV", "100 % HLF"] {
        assert_eq!(
            decompte(
                &une("dentaire/protheses", cellule),
                acte("couronne-ceramo-metallique-incisive", "560")
            ),
            "AMO 72,00 ; AMC 443,00 ; RAC 45,00 = dépassement 45,00"
        );
    }
}

/// The base of orthodontics that the social security does not pay is the one it would have
/// (193,50 € by semester): the row must speak of acts that are not reimbursed.
#[test]
fn a10_part_d_une_base_non_remboursee() {
    let soin = || acte("orthodontie-adulte", "700");
    let dites = |quand, cellule| {
        let ligne = format!(" ; orthodontie ; dentaire/orthodontie ; {quand} ; ; {cellule}");
        let reste = " ; le reste ; dentaire/orthodontie ; sinon ; ; néant";
        non_responsable(&[ligne.as_str(), reste])
    };
    // 200 % × 193,50 = 387,00 ; reste 313,00
    assert_eq!(
        decompte(&dites("non remboursé", "200 % BR"), soin()),
        "AMO 0,00 ; AMC 387,00 ; RAC 313,00 = hors nomenclature 313,00"
    );
    // 25 % × 193,50 = 48,375, soit 48,38
    assert_eq!(
        decompte(&dites("non remboursé", "25 % BR"), soin()),
        "AMO 0,00 ; AMC 48,38 ; RAC 651,62 = hors nomenclature 651,62"
    );
    // cette base est une hypothèse, et le résultat le dit
    let dite = dites("non remboursé", "25 % BR");
    let annee = annee(choix(&dite), vec![soin()]);
    assert!(annee.drapeaux.contains(&Drapeau::TarifDouteux));
    // une ligne qui ne le dit pas ne paie rien d’un acte sans base
    let muette = une("dentaire/orthodontie", "200 % BR");
    assert_eq!(
        decompte(&muette, soin()),
        "AMO 0,00 ; AMC 0,00 ; RAC 700,00 = hors nomenclature 700,00"
    );
}

/// The base of a doctor without an agreement is the tarif d’autorité: 1,22 €.
#[test]
fn a11_tarif_d_autorite() {
    let offre = non_responsable(&[
        " ; conventionné ; soins-courants ; sinon ; ; 200 % BR",
        " ; non conventionné ; soins-courants ; non conventionné ; BR = tarif d’autorité ; 150 % BR",
    ]);
    // 70 % × 1,22 = 0,854, soit 0,85, que prend la participation ; 150 % = 1,83 − 0,85 = 0,98
    // reste 60,00 − 0,98 = 59,02 = 0,85 + (60,00 − 1,22 − 0,61)
    assert_eq!(
        decompte(&offre, chez(Secteur::NonConventionne, "specialiste", "60")),
        "AMO 0,00 ; AMC 0,98 ; RAC 59,02 = participation 0,85 + dépassement 58,17"
    );
}

#[test]
fn a12_amo_et_forfait() {
    s_ecrit("AMO + 150 €", "AMO + 150 €");
    // hébergement de cure à 500,00 : base 150,01, 65 % = 97,5065, soit 97,51 ; TM 52,50
    // 150,00, qui couvrent le TM et 97,50 du reste ; 500,00 − 97,51 − 150,00 = 252,49
    assert_eq!(
        decompte(&une("cure", "AMO + 150 €"), acte("cure-hebergement", "500")),
        "AMO 97,51 ; AMC 150,00 ; RAC 252,49 = dépassement 252,49"
    );
    // « 100 % / 0 % + 100 € » : deux lignes
    let lentilles = non_responsable(&[
        " ; remboursées ; optique/lentilles ; remboursé ; ; 100 % BR + 100 €",
        " ; non remboursées ; optique/lentilles ; sinon ; ; 100 €",
    ]);
    // base 39,48 : 23,69 ; TM 15,79 ; 115,79 ; 200,00 − 23,69 − 115,79 = 60,52
    assert_eq!(
        decompte(&lentilles, acte("lentilles", "200")),
        "AMO 23,69 ; AMC 115,79 ; RAC 60,52 = dépassement 60,52"
    );
    assert_eq!(
        decompte(&lentilles, acte("lentilles-non-remboursees", "200")),
        "AMO 0,00 ; AMC 100,00 ; RAC 100,00 = hors nomenclature 100,00"
    );
}

fn empilees(premiere: Choix<'_>, seconde: Choix<'_>, soin: Soin) -> String {
    dit(
        &annee_sous(JOUR, Patient::de_age(40), &[premiere, seconde], vec![soin]),
        0,
    )
}

fn surcomplementaire(poste: &str, cellule: &str) -> Offre {
    Offre {
        surcomplementaire: true,
        ..une(poste, cellule)
    }
}

#[test]
fn a13_points_qui_s_ajoutent() {
    // un renfort de 25 % dans le même contrat : 100 % + 25 % = 39,38, comme A1
    let renfort = non_responsable(&[
        " ; base ; soins-courants ; ; ; 100 % BR",
        "en plus ; renfort ; soins-courants ; ; ; 25 % BR",
    ]);
    assert_eq!(
        decompte(&renfort, optam("54")),
        "AMO 20,05 ; AMC 17,33 ; RAC 16,62 = participation 2,00 + dépassement 14,62"
    );
    // une surcomplémentaire « + 50 % BR » : 130 % = 40,95 − 22,05 = 18,90 ; 50 % = 15,75
    // reste 80,00 − 20,05 − 18,90 − 15,75 = 25,30 = 2,00 + 23,30
    let base = une("soins-courants", "130 % BR");
    let plus = surcomplementaire("soins-courants", "50 % BR en plus de l'AMO");
    let (premiere, seconde) = (choix(&base), choix(&plus));
    let (Some(premiere), Some(seconde)) = (premiere, seconde) else {
        panic!("pas de niveau");
    };
    assert_eq!(
        empilees(premiere, seconde, optam("80")),
        "AMO 20,05 ; AMC 34,65 ; RAC 25,30 = participation 2,00 + dépassement 23,30"
    );
    // TALIS « + 25 % BR » : 7,875, soit 7,88 ; 18,90 + 7,88 = 26,78 ; reste 33,17
    assert_eq!(
        empilees(premiere, embarquee("avenir/talis", "TALIS"), optam("80")),
        "AMO 20,05 ; AMC 26,78 ; RAC 33,17 = participation 2,00 + dépassement 31,17"
    );
    // « 300 % BR – contrat de base » sur un chirurgien à 900,00, base 271,70 payée à 100 % :
    // 200 % − 271,70 = 271,70 ; puis 815,10 − 271,70 − 271,70 = 271,70
    // reste 900,00 − 271,70 − 543,40 = 84,90
    let base = une("hospitalisation/honoraires", "200 % BR");
    let surco = surcomplementaire("hospitalisation/honoraires", "300 % BR – contrat de base");
    s_ecrit(
        "300 % BR – contrat de base",
        "300 % BR AMO et contrat précédent compris",
    );
    let (Some(premiere), Some(seconde)) = (choix(&base), choix(&surco)) else {
        panic!("pas de niveau");
    };
    let soin = chez(Secteur::NonOptam, "cataracte-chirurgien", "900");
    assert_eq!(
        empilees(premiere, seconde, soin),
        "AMO 271,70 ; AMC 543,40 ; RAC 84,90 = dépassement 84,90"
    );
}

/// A dash: nothing, or what the socle pays. In an option that replaces, the second is
/// written `s.o.`
#[test]
fn a14_tiret() {
    // seul, il ne dit pas lequel des deux : la table d’un premier module le lit `néant`, une
    // option dit dans son en-tête ce qu’il vaut
    let refus = lire_cellule("—").expect_err("un tiret se lit seul");
    assert!(refus.to_string().contains("s.o."));
    assert_eq!(
        decompte(&une("dentaire/implants", "néant"), acte("implant", "1000")),
        "AMO 0,00 ; AMC 0,00 ; RAC 1000,00 = hors nomenclature 1000,00"
    );
    let mut offre = non_responsable(&[
        " ; honoraires ; soins-courants ; ; ; 150 % BR",
        " ; implants ; dentaire/implants ; ; ; 200 €",
    ]);
    let option = non_responsable(&[
        " ; honoraires ; soins-courants ; ; ; 200 % BR",
        " ; honoraires OPTAM ; soins-courants ; OPTAM ; ; s.o.",
        " ; implants ; dentaire/implants ; ; ; 500 €",
    ]);
    let lignes = option.modules.into_iter().flat_map(|module| module.lignes);
    offre.modules.push(Module {
        id: "option".to_owned(),
        niveaux: vec!["Option".to_owned()],
        lignes: lignes.collect(),
        facultatif: true,
        remplace: true,
        ..Module::default()
    });
    let avec_option = Choix {
        offre: &offre,
        niveaux: Niveaux::du_premier(0).avec(1, 0),
    };
    let annee = annee(
        Some(avec_option),
        vec![optam("60"), acte("implant", "1000")],
    );
    // s.o. en OPTAM, donc inchangé, et non 200 % : 150 % × 31,50 = 47,25 − 22,05 = 25,20
    assert_eq!(
        dit(&annee, 0),
        "AMO 20,05 ; AMC 25,20 ; RAC 14,75 = participation 2,00 + dépassement 12,75"
    );
    // remplacé, non ajouté : 500,00
    assert_eq!(
        dit(&annee, 1),
        "AMO 0,00 ; AMC 500,00 ; RAC 500,00 = hors nomenclature 500,00"
    );
}

/// One contract sees the pair whole, the one above it sees its elements: the whole is shared
/// out, the frame first, before the other pays on what is left of each.
#[test]
fn une_paire_vue_entiere_puis_par_element() {
    // monture 100,00 et deux verres à 100,00, base 0,05 : AMO 3 × 0,03 = 0,09
    // 150,00 pour la paire : monture 99,97, premier verre 50,03, second 0,00
    // puis monture 30,00 : rien à payer ; verres 20,00 : 20,00 sur 49,94 et sur 99,97
    let base = non_responsable(&[
        " ; équipement ; optique/classe-b ; ; par équipement ; 150 € en plus de l'AMO",
    ]);
    let plus = Offre {
        surcomplementaire: true,
        ..non_responsable(&[
            " ; monture ; optique/classe-b/monture ; ; par monture ; 30 € en plus de l'AMO",
            " ; verre ; optique/classe-b/verre ; ; par verre ; 20 € en plus de l'AMO",
        ])
    };
    let (Some(premiere), Some(seconde)) = (choix(&base), choix(&plus)) else {
        panic!("pas de niveau");
    };
    let paire = lunettes(
        ("monture-classe-b", "100"),
        ("verre-classe-b-simple", "100"),
    );
    let annee = annee_sous(
        JOUR,
        Patient::de_age(40),
        &[premiere, seconde],
        vec![paire.clone()],
    );
    // 300,00 − 0,09 − 150,00 − 2 × 20,00
    assert_eq!(
        dit_total(&annee),
        "AMO 0,09 ; AMC 190,00 ; RAC 109,91 = dépassement 109,91"
    );
}
