//! Worlds on which the engine once differed from the design, one by cause: the expected
//! figures are those of the naïve reading.

use super::juge::d_accord;
use super::monde::{Cas, ContratLu, Monde, QuoiLu, Rang, Si, SoinLu};
use jiff::civil::{Date, date};
use reste_a_charge::montant::Centimes;
use reste_a_charge::offre::NatureLigne;
use reste_a_charge::offre::condition::TypeSejour;
use reste_a_charge::offre::langage::{Lecture, lire_cellule, lire_regle};
use reste_a_charge::reglementation::Secteur;
use rust_decimal::Decimal;

fn rang(nature: NatureLigne, postes: &str, regle: &str, cellule: &str) -> Rang {
    Rang {
        nature,
        postes: postes.split(" + ").map(str::to_owned).collect(),
        quand: Si::Toujours,
        regle: lire_regle(regle).unwrap(),
        cellule: lire_cellule(cellule).unwrap(),
    }
}

fn garantie(postes: &str, regle: &str, cellule: &str) -> Rang {
    rang(NatureLigne::Garantie, postes, regle, cellule)
}

fn monde(jour: Date, responsable: bool, soins: Vec<(u16, QuoiLu)>, rangs: Vec<Rang>) -> Monde {
    Monde {
        date: jour,
        age: 40,
        parcours: true,
        acs: false,
        soins: soins
            .into_iter()
            .map(|(nombre, quoi)| SoinLu {
                quoi,
                nombre,
                mois: None,
                jour: None,
                ald: false,
                reseau: None,
            })
            .collect(),
        contrat: Some(ContratLu {
            responsable,
            paie_participation: false,
            du: date(2015, 1, 1),
            pourcentages: Lecture::AmoComprise,
            euros: Lecture::EnPlus,
            rangs,
        }),
    }
}

fn euros(montant: i64) -> Decimal {
    Decimal::from(montant)
}

fn acte(code: &str, centimes: i64) -> QuoiLu {
    QuoiLu::Acte(code.to_owned(), Secteur::Un, centimes)
}

fn lunettes(monture: (&str, i64), verre: (&str, i64)) -> QuoiLu {
    let verre = (verre.0.to_owned(), verre.1);
    QuoiLu::Lunettes([(monture.0.to_owned(), monture.1), verre.clone(), verre])
}

fn juger(monde: &Monde) {
    if let Err(ecart) = d_accord(monde) {
        panic!("{ecart}\n{monde:?}");
    }
}

const ETE_2025: Date = date(2025, 6, 1);

/// E1: the path of care binds doctors only; a dentist's ticket modérateur is due.
#[test]
fn e1_hors_parcours_le_dentiste_garde_son_minimum() {
    let mut monde = monde(
        ETE_2025,
        true,
        vec![(1, acte("detartrage", 2892))],
        Vec::new(),
    );
    monde.parcours = false;
    juger(&monde);
}

/// E1: no penalty before 16, hence no maximum at the ticket modérateur.
#[test]
fn e1_hors_parcours_avant_16_ans() {
    let rangs = vec![garantie("soins-courants/honoraires", "", "200 %")];
    let mut monde = monde(ETE_2025, true, vec![(1, acte("specialiste", 5000))], rangs);
    monde.parcours = false;
    monde.age = 15;
    juger(&monde);
}

/// E1: a surgeon's fees in hospital carry no majoration, hence no maximum.
#[test]
fn e1_hors_parcours_a_l_hopital() {
    let rangs = vec![garantie("hospitalisation/honoraires", "", "200 %")];
    let soins = vec![(1, acte("cataracte-chirurgien", 40_000))];
    let mut monde = monde(ETE_2025, true, soins, rangs);
    monde.parcours = false;
    juger(&monde);
}

/// E1: the forfait journalier knows no path of care.
#[test]
fn e1_hors_parcours_le_forfait_journalier_reste_du() {
    let sejour = QuoiLu::Sejour {
        jours: 3,
        nuits: 0,
        chambre: 0,
        frais: 100_000,
        lourd: true,
        genre: TypeSejour::Court,
    };
    let mut monde = monde(ETE_2025, true, vec![(1, sejour)], Vec::new());
    monde.parcours = false;
    juger(&monde);
}

/// E2: a total is `min(target, D) − amo_brut`, whatever came on top before it.
#[test]
fn e2_un_total_apres_un_terme_en_plus() {
    let regle = "AMO comprise";
    let cellule = "10 € en plus de l'AMO + 90 €";
    let rangs = vec![garantie("dentaire/protheses", regle, cellule)];
    juger(&monde(
        ETE_2025,
        false,
        vec![(1, acte("couronne-ceramo-ceramique", 30_000))],
        rangs,
    ));
}

/// E3: a ceiling `chacun` is one by poste.
#[test]
fn e3_un_plafond_chacun() {
    let rangs = vec![
        garantie("bien-etre", "", "FR"),
        rang(
            NatureLigne::Plafond,
            "bien-etre/osteopathie + bien-etre/dietetique",
            "par an, chacun",
            "50 €",
        ),
    ];
    let soins = vec![
        (1, acte("osteopathie", 6000)),
        (1, acte("dietetique", 6000)),
    ];
    juger(&monde(ETE_2025, false, soins, rangs));
}

/// E4: `chacun` is each poste of the row, not each act below it.
#[test]
fn e4_chacun_des_postes_de_la_ligne() {
    let postes = "bien-etre + soins-courants/medicaments/non-rembourses";
    let rangs = vec![garantie(postes, "par an, chacun", "50 €")];
    let soins = vec![
        (1, acte("osteopathie", 6000)),
        (1, acte("dietetique", 6000)),
    ];
    juger(&monde(ETE_2025, false, soins, rangs));
}

/// E5: what adds to `néant` is paid.
#[test]
fn e5_en_plus_de_neant() {
    let poste = "bien-etre/osteopathie";
    let rangs = vec![
        garantie(poste, "", "néant"),
        rang(NatureLigne::EnPlus, poste, "", "30 €"),
    ];
    juger(&monde(
        ETE_2025,
        false,
        vec![(1, acte("osteopathie", 6000))],
        rangs,
    ));
}

/// E5: percentages add up before the AMO is taken: 50 % + 50 % is 100 %.
#[test]
fn e5_deux_pourcentages_s_ajoutent_avant_l_amo() {
    let poste = "dentaire/protheses";
    let rangs = vec![
        garantie(poste, "", "50 %"),
        rang(NatureLigne::EnPlus, poste, "", "50 %"),
    ];
    juger(&monde(
        ETE_2025,
        false,
        vec![(1, acte("couronne-ceramo-ceramique", 30_000))],
        rangs,
    ));
}

/// E6: beyond the price limit, what exceeds it stays, whatever the contract prints.
#[test]
fn e6_au_dela_du_prix_limite() {
    let rangs = vec![garantie("aides-auditives/classe-1", "", "FR")];
    juger(&monde(
        ETE_2025,
        true,
        vec![(1, acte("aide-auditive-classe-1", 100_000))],
        rangs,
    ));
}

/// E6: the price limit of each element of class A glasses is its own.
#[test]
fn e6_chaque_element_a_sa_limite() {
    let rangs = vec![garantie("optique/classe-a", "par équipement", "100 % PLV")];
    let soins = lunettes(
        ("monture-classe-a", 5000),
        ("verre-classe-a-unifocal-0-a-2", 2000),
    );
    juger(&monde(ETE_2025, true, vec![(1, soins)], rangs));
}

/// E7: the bounds of 2015 hold on glasses before 2020: 470 € for two simple lenses.
#[test]
fn e7_le_maximum_de_2015() {
    let rangs = vec![garantie("optique/avant-2020", "par équipement", "600 €")];
    let verre = "verre-avant-2020-adulte-unifocal-sphere-0-a-6";
    let soins = lunettes(("monture-avant-2020-adulte", 15_000), (verre, 30_000));
    juger(&monde(date(2018, 6, 1), true, vec![(1, soins)], rangs));
}

/// E7: and the minimum of 50 €.
#[test]
fn e7_le_minimum_de_2015() {
    let rangs = vec![garantie("optique/avant-2020", "par équipement", "20 €")];
    let verre = "verre-avant-2020-adulte-unifocal-sphere-0-a-6";
    let soins = lunettes(("monture-avant-2020-adulte", 15_000), (verre, 30_000));
    juger(&monde(date(2018, 6, 1), true, vec![(1, soins)], rangs));
}

/// E8: 100 € at most for the frame, within the equipment too.
#[test]
fn e8_le_maximum_de_la_monture() {
    let rangs = vec![garantie("optique/classe-b", "par équipement", "400 €")];
    let soins = lunettes(
        ("monture-classe-b", 30_000),
        ("verre-classe-b-simple", 5000),
    );
    juger(&monde(ETE_2025, true, vec![(1, soins)], rangs));
}

/// E9: the euros of a purse pay what the others leave.
#[test]
fn e9_la_bourse_paie_en_dernier() {
    let rangs = vec![garantie("bien-etre", "", "50 €/an + 20 €")];
    juger(&monde(
        ETE_2025,
        false,
        vec![(2, acte("osteopathie", 6000))],
        rangs,
    ));
}

/// E10: specialists of direct access carry no majoration.
#[test]
fn e10_acces_direct() {
    let mut monde = monde(
        ETE_2025,
        true,
        vec![(1, acte("ophtalmologue", 4000))],
        Vec::new(),
    );
    monde.parcours = false;
    juger(&monde);
}

/// E11: the participation of a heavy act is within the fees of the stay.
#[test]
fn e11_un_sejour_moins_cher_que_la_participation() {
    let sejour = QuoiLu::Sejour {
        jours: 0,
        nuits: 0,
        chambre: 0,
        frais: 1000,
        lourd: true,
        genre: TypeSejour::Court,
    };
    juger(&monde(ETE_2025, false, vec![(1, sejour)], Vec::new()));
}

/// E12: `en plus` adds to every act below its poste, those of nearer rows too.
#[test]
fn e12_en_plus_sous_le_poste() {
    let rangs = vec![
        garantie("bien-etre", "", "10 €"),
        garantie("bien-etre/osteopathie", "", "20 €"),
        rang(NatureLigne::EnPlus, "bien-etre", "", "5 €"),
    ];
    juger(&monde(
        ETE_2025,
        false,
        vec![(1, acte("osteopathie", 6000))],
        rangs,
    ));
}

/// E13: a contrat responsable never pays the PF, whatever its header says.
#[test]
fn e13_responsable_qui_dit_payer_la_participation() {
    let rangs = vec![garantie("soins-courants", "", "FR")];
    let mut monde = monde(ETE_2025, true, vec![(1, acte("generaliste", 3000))], rangs);
    if let Some(contrat) = &mut monde.contrat {
        contrat.paie_participation = true;
    }
    juger(&monde);
}

fn en_plus(postes: &str, regle: &str, cellule: &str) -> Rang {
    rang(NatureLigne::EnPlus, postes, regle, cellule)
}

const CERAMO: &str = "couronne-ceramo-ceramique";

/// N3: mixed glasses: what class A cost comes off the euros of the equipment.
#[test]
fn n3_deduction_simple() {
    let rangs = vec![garantie("optique/classe-b", "par équipement", "200 €")];
    let soins = lunettes(
        ("monture-classe-a", 3000),
        ("verre-classe-b-simple", 20_000),
    );
    juger(&monde(ETE_2025, true, vec![(1, soins)], rangs));
}

/// N3: once, whatever the number of amounts.
#[test]
fn n3_deduction_deux_termes_en_euros() {
    let rangs = vec![garantie(
        "optique/classe-b",
        "par équipement",
        "150 € + 50 €",
    )];
    let soins = lunettes(
        ("monture-classe-a", 3000),
        ("verre-classe-b-simple", 20_000),
    );
    juger(&monde(ETE_2025, true, vec![(1, soins)], rangs));
}

/// N3: once, the rows that add included.
#[test]
fn n3_deduction_renfort() {
    let rangs = vec![
        garantie("optique/classe-b", "par équipement", "150 €"),
        en_plus("optique/classe-b", "", "50 €"),
    ];
    let soins = lunettes(
        ("monture-classe-a", 3000),
        ("verre-classe-b-simple", 20_000),
    );
    juger(&monde(ETE_2025, true, vec![(1, soins)], rangs));
}

/// N4: and off a limit in euros.
#[test]
fn n4_deduction_limite_a() {
    let rangs = vec![garantie(
        "optique/classe-b",
        "par équipement",
        "FR limité à 200 €",
    )];
    let soins = lunettes(
        ("monture-classe-a", 3000),
        ("verre-classe-b-simple", 20_000),
    );
    juger(&monde(ETE_2025, true, vec![(1, soins)], rangs));
}

/// N5: an act uses one unit of the number of an added row, whatever its terms.
#[test]
fn n5_nombre_d_un_renfort_a_deux_termes() {
    let rangs = vec![
        garantie("bien-etre", "", "10 €"),
        en_plus("bien-etre", "2 actes/an", "5 € + 100 % BR + 3 €"),
    ];
    juger(&monde(
        ETE_2025,
        false,
        vec![(3, acte("osteopathie", 6000))],
        rangs,
    ));
}

/// N5: and none when the row it adds to is used up.
#[test]
fn n5b_nombre_d_un_renfort_quand_la_base_est_epuisee() {
    let rangs = vec![
        garantie("hospitalisation/urgences", "1 acte/an, puis TM", "5 €"),
        garantie("bien-etre", "", "10 €"),
        en_plus(
            "hospitalisation/urgences + bien-etre",
            "2 actes/an, en commun",
            "10 €",
        ),
    ];
    let soins = vec![
        (2, acte("forfait-patient-urgences", 1961)),
        (1, acte("osteopathie", 6000)),
    ];
    juger(&monde(ETE_2025, false, soins, rangs));
}

/// N6: a sum is that of all its rows: `TM` in one makes the others come on top.
#[test]
fn n6_tm_et_renfort_en_total() {
    let rangs = vec![
        garantie("dentaire/protheses", "", "TM"),
        en_plus("dentaire/protheses", "", "100 % BR"),
    ];
    juger(&monde(
        ETE_2025,
        false,
        vec![(1, acte(CERAMO, 60_000))],
        rangs,
    ));
}

/// N6: in whichever row it stands.
#[test]
fn n6b_total_et_renfort_tm() {
    let rangs = vec![
        garantie("dentaire/protheses", "", "100 % BR"),
        en_plus("dentaire/protheses", "", "TM + 50 €"),
    ];
    juger(&monde(
        ETE_2025,
        false,
        vec![(1, acte(CERAMO, 60_000))],
        rangs,
    ));
}

/// N7: an added row pays without a row to add to.
#[test]
fn n7_en_plus_sans_ligne() {
    let rangs = vec![en_plus("bien-etre", "", "5 €")];
    juger(&monde(
        ETE_2025,
        false,
        vec![(1, acte("osteopathie", 6000))],
        rangs,
    ));
}

#[test]
fn n1_du_reste_et_maximum_de_la_monture() {
    let rangs = vec![garantie(
        "optique/classe-b",
        "par équipement",
        "50 % du reste",
    )];
    let soins = lunettes(
        ("monture-classe-b", 30_000),
        ("verre-classe-b-simple", 5000),
    );
    juger(&monde(ETE_2025, true, vec![(1, soins)], rangs));
}

#[test]
fn n1b_du_reste_et_dont_monture() {
    let rangs = vec![garantie(
        "optique/classe-b",
        "par équipement, dont monture 100 €",
        "50 % du reste",
    )];
    let soins = lunettes(
        ("monture-classe-b", 30_000),
        ("verre-classe-b-simple", 5000),
    );
    juger(&monde(ETE_2025, false, vec![(1, soins)], rangs));
}

#[test]
fn n4b_deduction_sous_la_limite() {
    let rangs = vec![garantie(
        "optique/classe-b",
        "par équipement",
        "FR limité à 200 €",
    )];
    let soins = lunettes(("monture-classe-a", 3000), ("verre-classe-b-simple", 5_000));
    juger(&monde(ETE_2025, false, vec![(1, soins)], rangs));
}

#[test]
fn n5c_cible_d_un_renfort_epuise() {
    let poste = "dentaire/protheses";
    let rangs = vec![
        garantie(poste, "", "100 %"),
        en_plus(poste, "1 acte/an", "50 %"),
        en_plus(poste, "", "25 %"),
    ];
    juger(&monde(
        ETE_2025,
        false,
        vec![(2, acte(CERAMO, 60_000))],
        rangs,
    ));
}

#[test]
fn n5d_bourse_amo_comprise() {
    let poste = "dentaire/protheses";
    let rangs = vec![
        garantie(poste, "AMO comprise", "100 €/an"),
        en_plus(poste, "", "100 %"),
    ];
    juger(&monde(
        ETE_2025,
        false,
        vec![(3, acte(CERAMO, 60_000))],
        rangs,
    ));
}

#[test]
fn n5e_bourse_amo_comprise_en_cellule() {
    let poste = "dentaire/protheses";
    let rangs = vec![garantie(poste, "AMO comprise", "50 €/an + 200 %")];
    juger(&monde(
        ETE_2025,
        false,
        vec![(3, acte(CERAMO, 60_000))],
        rangs,
    ));
}

#[test]
fn n4c_deduction_sur_le_maximum_de_la_ligne() {
    let rangs = vec![garantie(
        "optique/classe-b",
        "par équipement, 200 € en plus de l'AMO max",
        "FR",
    )];
    let soins = lunettes(
        ("monture-classe-a", 3000),
        ("verre-classe-b-simple", 20_000),
    );
    juger(&monde(ETE_2025, false, vec![(1, soins)], rangs));
}
#[test]
fn n6c_tm_d_un_renfort_epuise() {
    let rangs = vec![
        garantie("dentaire/protheses", "", "100 %"),
        en_plus("dentaire/protheses", "1 acte/an", "TM"),
    ];
    juger(&monde(
        ETE_2025,
        false,
        vec![(2, acte(CERAMO, 60_000))],
        rangs,
    ));
}
#[test]
fn n10_l_ordre_de_deux_lignes_en_plus() {
    let base = garantie("dentaire/protheses", "", "50 %");
    let un = en_plus("dentaire/protheses", "1 acte/an", "20 %");
    let deux = en_plus("dentaire/protheses", "", "20 %");
    let soins = || vec![(2, acte(CERAMO, 60_000))];
    let a = monde(
        ETE_2025,
        false,
        soins(),
        vec![base.clone(), un.clone(), deux.clone()],
    );
    let b = monde(ETE_2025, false, soins(), vec![base, deux, un]);
    assert_eq!(a.par_ligne(), b.par_ligne());
}
#[test]
fn n10b_l_ordre_de_deux_bourses_en_plus() {
    let base = garantie("bien-etre", "", "10 €");
    let un = en_plus("bien-etre", "", "30 €/an");
    let deux = en_plus("bien-etre/osteopathie", "", "30 €/an");
    let soins = || {
        vec![
            (1, acte("osteopathie", 4000)),
            (1, acte("dietetique", 6000)),
        ]
    };
    let a = monde(
        ETE_2025,
        false,
        soins(),
        vec![base.clone(), un.clone(), deux.clone()],
    );
    let b = monde(ETE_2025, false, soins(), vec![base, deux, un]);
    assert_eq!(a.par_ligne(), b.par_ligne());
}

/// A1: what adds to all of a hospital is for its care: daily cash neither receives a share of
/// a price that it does not have, nor uses the purse up. It once took 20 % of a price without
/// limit and the 100 € of the purse.
#[test]
fn a1_ce_qui_s_ajoute_aux_soins_ne_s_ajoute_pas_a_une_allocation() {
    let sejour = QuoiLu::Sejour {
        jours: 5,
        nuits: 1,
        chambre: 8000,
        frais: 300_000,
        lourd: false,
        genre: TypeSejour::Court,
    };
    let sans = || {
        vec![
            garantie("hospitalisation", "", "TM"),
            en_plus("hospitalisation", "", "20 % FR + 100 €/an"),
        ]
    };
    let avec = garantie(
        "hospitalisation/indemnite-journaliere",
        "",
        "15 €/jour, sans dépense",
    );
    let deux = vec![(2, sejour)];
    let monde_sans = monde(ETE_2025, false, deux.clone(), sans());
    juger(&monde_sans);
    let rangs = [sans(), vec![avec]].concat();
    let monde_avec = monde(ETE_2025, false, deux, rangs);
    assert_eq!(monde_sans.par_ligne(), monde_avec.par_ligne());
    // 3 000,00 : AMO 2 400,00, TM 600,00, tout payé ; forfaits imputés ; nuit à 80,00 : 20 %
    // font 16,00, et les 64,00 qui restent sont pris aux 100,00 ; à la seconde, 36,00
    assert_eq!(monde_avec.total().amc, euros(2 * 600 + 2 * 16 + 100));
    // 2 séjours × 5 jours × 15,00
    assert_eq!(monde_avec.annee().total.allocation, Centimes::euros(150));
}

/// A2: a ceiling of all of a hospital counts what is paid for care, not daily cash.
#[test]
fn a2_le_plafond_des_soins_ne_compte_pas_l_allocation() {
    let chambre = QuoiLu::Sejour {
        jours: 4,
        nuits: 3,
        chambre: 6000,
        frais: 0,
        lourd: false,
        genre: TypeSejour::Maternite,
    };
    let rangs = vec![
        garantie("hospitalisation", "", "FR"),
        garantie(
            "hospitalisation/indemnite-journaliere",
            "sans dépense",
            "40 €/jour",
        ),
        rang(
            NatureLigne::Plafond,
            "hospitalisation",
            "par an, puis néant",
            "300 €",
        ),
    ];
    let monde = monde(ETE_2025, false, vec![(2, chambre)], rangs);
    // 2 × 3 nuits × 60,00 = 360,00, dans la limite de 300,00
    assert_eq!(monde.total().amc, euros(300));
    assert_eq!(monde.total().rac, euros(60));
    // 2 × 4 jours × 40,00, hors du plafond
    assert_eq!(monde.annee().total.allocation, Centimes::euros(320));
}

/// A3: what names the allowance adds to it, and limits it.
#[test]
fn a3_ce_qui_nomme_l_allocation_s_y_ajoute_et_la_limite() {
    let poste = "hospitalisation/indemnite-journaliere";
    let sejour = QuoiLu::Sejour {
        jours: 10,
        nuits: 0,
        chambre: 0,
        frais: 0,
        lourd: false,
        genre: TypeSejour::Maternite,
    };
    let rangs = vec![
        garantie("hospitalisation", "", "FR"),
        garantie(poste, "sans dépense", "40 €/jour"),
        en_plus(poste, "", "5 €/jour"),
        en_plus("hospitalisation", "sans dépense", "3 €/jour"),
        rang(NatureLigne::Plafond, poste, "par an, puis néant", "470 €"),
    ];
    let mut monde = monde(ETE_2025, false, vec![(1, sejour)], rangs);
    // 10 jours × 48,00 = 480,00, dans la limite de 470,00
    assert_eq!(monde.annee().total.allocation, Centimes::euros(470));
    assert_eq!(monde.total().amc, euros(0));
    // sans la ligne à laquelle elle s’ajoute : 10 × 3,00, que seule dit la dernière
    let contrat = monde.contrat.as_mut().unwrap();
    contrat
        .rangs
        .retain(|rang| !(rang.postes[0] == poste && rang.nature == NatureLigne::Garantie));
    assert_eq!(monde.annee().total.allocation, Centimes::euros(30));
}

/// P1: promising more may leave more, under a ceiling, when a legal minimum pays what was
/// promised: what it adds does not use the ceiling (2.3.5), what is promised does.
#[test]
fn p1_promettre_plus_sous_un_plafond_et_un_minimum_legal() {
    let payer = |promis: &str| {
        let rangs = vec![
            garantie("dentaire", "", promis),
            rang(
                NatureLigne::Plafond,
                "dentaire",
                "par an, puis néant",
                "30 €",
            ),
        ];
        let soins = vec![
            (1, acte("couronne-ceramo-metallique-molaire", 12_000)),
            (1, acte("detartrage", 6000)),
        ];
        let monde = monde(ETE_2025, true, soins, rangs);
        juger(&monde);
        let lignes = monde.par_ligne();
        (lignes[0].amc, lignes[1].amc, monde.total().rac)
    };
    let prix = |centimes| Decimal::new(centimes, 2);
    // couronne à 120,00 : AMO 72,00, TM 48,00, dû par la loi ; détartrage à 60,00 : base
    // 28,92, AMO 17,35, TM 11,57
    // 15,00 promis : la couronne en use 15,00 ; il en reste 15,00 au détartrage, qui
    // laisse 60,00 − 17,35 − 15,00 = 27,65
    assert_eq!(payer("15 €"), (prix(4800), prix(1500), prix(2765)));
    // 30,00 promis : la couronne, au TM encore, use les 30,00 ; le détartrage n’a que son TM
    // et laisse 60,00 − 17,35 − 11,57 = 31,08 : 3,43 de plus
    assert_eq!(payer("30 €"), (prix(4800), prix(1157), prix(3108)));
}

/// N11: an amount by object in the cell and a period in the rule: one object by period.
#[test]
fn n11_l_unite_dans_la_cellule_et_la_periode_dans_la_regle() {
    let rangs = vec![garantie(
        "soins-courants/materiel/grand",
        "par an, en plus de l’AMO",
        "20 €/équipement",
    )];
    let soins = vec![(3, acte("grand-appareillage", 70_589))];
    let monde = monde(ETE_2025, false, soins, rangs);
    juger(&monde);
    assert_eq!(monde.total().amc, euros(20));
}

/// N11: the other way round: 500 € for each ear every four years, and not 500 € for both.
#[test]
fn n11b_la_periode_dans_la_cellule_et_l_unite_dans_la_regle() {
    for (regle, cellule) in [
        ("par oreille", "500 €/4 ans"),
        ("tous les 4 ans", "500 €/oreille"),
        ("", "500 €/oreille/4 ans"),
        ("par oreille, tous les 4 ans", "500 €"),
    ] {
        let rangs = vec![garantie("aides-auditives", regle, cellule)];
        let soins = vec![(3, acte("aide-auditive-classe-2", 145_000))];
        let monde = monde(ETE_2025, false, soins, rangs);
        // deux oreilles ; la troisième aide attend
        assert_eq!(monde.total().amc, euros(1000), "{regle} ; {cellule}");
    }
}

/// N12: a row on acts that are not reimbursed counts its percentages on the base that
/// orthodontics would have, 193,50 €, within the price.
#[test]
fn n12_la_base_de_ce_qui_n_est_pas_rembourse() {
    let mut ligne = garantie("dentaire/orthodontie", "", "50 %");
    ligne.quand = Si::Sinon(Cas::Rembourse);
    let mut autre = garantie("dentaire/orthodontie", "", "100 %");
    autre.quand = Si::Cas(Cas::Rembourse);
    let soins = vec![
        (1, acte("orthodontie-adulte", 60_000)),
        (1, acte("orthodontie-adulte", 10_001)),
    ];
    let monde = monde(ETE_2025, false, soins, vec![ligne, autre]);
    juger(&monde);
    // 193,50 × 50 % = 96,75 ; 100,01 × 50 % = 50,005, arrondi à 50,01
    assert_eq!(monde.total().amc, Decimal::new(9675 + 5001, 2));
}

/// E14: `à partir du`, written in a cell, leaves the first nights too.
#[test]
fn e14_a_partir_du_dans_une_cellule() {
    let sejour = QuoiLu::Sejour {
        jours: 0,
        nuits: 5,
        chambre: 8000,
        frais: 0,
        lourd: false,
        genre: TypeSejour::Court,
    };
    let rangs = vec![garantie(
        "hospitalisation/chambre",
        "",
        "50 €, à partir du 4e jour",
    )];
    let monde = monde(ETE_2025, false, vec![(1, sejour)], rangs);
    juger(&monde);
    // les nuits 4 et 5
    assert_eq!(monde.total().amc, euros(100));
}
