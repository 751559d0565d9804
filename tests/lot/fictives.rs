//! Batches on fictitious offers, small enough for every figure to be worked by hand: what
//! the kernel groups, and what it must not.

use super::commande::{dossier, poser};
use super::outils::{FICTIVE, Fictive, colonnes, des_offres, lot, panier, soigner};
use std::fs;
use tempfile::TempDir;

/// 20 € on a session of 50 €, for some ages and not for others: nobody takes the figures of
/// another age, whether the only row is for the young, for the old, or leaves babies out.
#[test]
fn un_age_que_le_tableau_distingue_n_en_emprunte_pas_un_autre() {
    for (quand, restes) in [
        ("moins de 30 ans", ["30.00", "30.00", "30.00", "50.00"]),
        ("30 ans et plus", ["50.00", "50.00", "50.00", "30.00"]),
        ("1 an et plus", ["50.00", "30.00", "30.00", "30.00"]),
    ] {
        let ligne = format!("en plus;Ostéopathie;osteopathie;{quand};;20 €");
        let offre = Fictive {
            lignes: &[&ligne],
            ..FICTIVE
        };
        let (lignes, _) = soigner(
            offre,
            "A;0\nB;1\nC;25\nD;40\n",
            "A;ostéopathie;1;50\nB;ostéopathie;1;50\nC;ostéopathie;1;50\nD;ostéopathie;1;50\n",
        );
        assert_eq!(des_offres(&lignes, &["rac"]), restes, "{quand}");
    }
}

/// 30 consultations at 30 €, of which 21 € are paid less 2 € of participation, until 50 €
/// are taken: 25 × 19 + 5 × 21 = 580. A contract that pays the participations pays all of
/// the rest, 25 × 11 + 5 × 9 = 320, and not 30 × 11.
#[test]
fn un_contrat_ne_paie_plus_de_participation_apres_son_plafond() {
    let offre = Fictive {
        contrat: "paie_participation = true\n",
        lignes: &[";Soins courants;soins-courants;;;FR"],
        ..FICTIVE
    };
    let (lignes, _) = soigner(offre, "A;40\n", "A;généraliste;30;30\n");
    let lus = des_offres(&lignes, &["depense", "amo", "amc", "rac"]);
    assert_eq!(lus, ["900.00 580.00 320.00 0.00"]);
}

/// A drug reimbursed at 15 %: of 10 €, 1,50 less a franchise of 1 €; of 0,03 €, nothing
/// (0,0045), so that no franchise is taken. The one of the other household is not either.
#[test]
fn la_franchise_d_un_foyer_n_est_pas_prise_a_un_autre() {
    let offre = Fictive {
        contrat: "paie_participation = true\n",
        lignes: &[";Soins courants;soins-courants;;;FR"],
        ..FICTIVE
    };
    let (lignes, _) = soigner(
        offre,
        "A;40\nB;40\n",
        "A;médicament-15;1;10\nB;médicament-15;1;0,03\n",
    );
    let lus = colonnes(&lignes, &["foyer", "offre", "amo", "amc", "rac"]);
    assert_eq!(
        lus,
        [
            "A fictive/sante 0.50 9.50 0.00",
            "A sans-mutuelle 0.50 0.00 9.50",
            "B fictive/sante 0.00 0.03 0.00",
            "B sans-mutuelle 0.00 0.00 0.03",
        ]
    );
}

/// Three sessions of 60 € under two levels that are not written alike: what one level counts
/// is not counted in the other, whichever comes first.
#[test]
fn deux_niveaux_ne_comptent_pas_l_un_pour_l_autre() {
    for (lignes, payes) in [
        // 3 × 15 ; 20 dans l'année
        (
            &[";Ostéopathie;osteopathie;;;15 €;20 €/an"][..],
            ["A 45.00", "B 20.00"],
        ),
        (
            &[";Ostéopathie;osteopathie;;;20 €/an;15 €"],
            ["B 45.00", "A 20.00"],
        ),
        // 3 × 15 ; 5 deux fois
        (
            &[
                ";Ostéopathie;osteopathie;;;15 €;néant",
                "en plus;Deux premières;osteopathie;;2 séances/an;néant;5 €",
            ],
            ["A 45.00", "B 10.00"],
        ),
        // 3 × 60 ; 3 × 30, sous 50
        (
            &[";Ostéopathie;osteopathie;;;30 €, 50 € max par séance;FR"],
            ["B 180.00", "A 90.00"],
        ),
    ] {
        let offre = Fictive {
            niveaux: &["A", "B"],
            lignes,
            ..FICTIVE
        };
        let (lues, _) = soigner(offre, "A;40\n", "A;ostéopathie;3;60\n");
        assert_eq!(
            des_offres(&lues, &["niveau", "amc"]),
            payes,
            "{}",
            lignes[0]
        );
    }
}

/// An allowance is not for what is spent. A bonus after a time without use is paid once, and
/// it is said that nothing is known of that time: 25 + 15 + 15.
#[test]
fn une_allocation_et_un_bonus_ne_se_reglent_pas_comme_le_reste() {
    let allocation = Fictive {
        lignes: &[";Ostéopathie;osteopathie;;sans dépense;30 €"],
        ..FICTIVE
    };
    let bonus = Fictive {
        lignes: &[
            ";Ostéopathie;osteopathie;;;15 €",
            "en plus;Après un temps;osteopathie;;si rien depuis 24 mois;10 €",
        ],
        ..FICTIVE
    };
    let dits = [allocation, bonus].map(|offre| {
        let (lues, _) = soigner(offre, "A;40\n", "A;ostéopathie;3;60\n");
        des_offres(&lues, &["amc", "drapeaux"])
    });
    assert_eq!(
        dits,
        [
            ["0.00 non-responsable|cotisation-non-publiee"],
            ["55.00 historique-suppose|non-responsable|cotisation-non-publiee"],
        ]
    );
}

/// What is counted by tooth or by day is settled apart, and said. Two crowns of 620 €, 120 €
/// being the base and 72 € paid: 2 × 48, 2 × 168. Three days of hospital for 1 000 €, 800 €
/// paid: 3 × 30, 3 × 40.
#[test]
fn ce_qui_se_compte_par_dent_ou_par_jour_est_regle_a_part() {
    let a_part = "2 comparaisons calculées sur 2 à part : le contrat compte par jour ou par \
                  dent, ou se lit de plusieurs façons.";
    let par_dent = Fictive {
        niveaux: &["A", "B"],
        lignes: &[";Dentaire;dentaire;;1 acte/dent;100 %;200 %"],
        ..FICTIVE
    };
    let (lues, dit) = soigner(par_dent, "A;40\n", "A;couronne molaire;2;620\n");
    let lus = des_offres(&lues, &["niveau", "amc"]);
    assert_eq!(lus, ["B 336.00", "A 96.00"]);
    assert_eq!(dit[1], a_part);

    let dossier = dossier();
    let par_jour = Fictive {
        niveaux: &["A", "B"],
        lignes: &[";Séjour;hospitalisation/sejour;;par jour;30 €;40 €"],
        ..FICTIVE
    };
    par_jour.poser(&dossier);
    panier(
        &dossier,
        "sejour = { jours = 3, nuits_chambre = 0, frais = \"1 000 €\", acte_lourd = false, \
         genre = \"court séjour\" }",
    );
    poser(&dossier, "foyers.csv", "foyer;age;panier\nA;40;essai\n");
    let (lues, dit) = lot(&dossier, &[]);
    let lus = des_offres(&lues, &["niveau", "amo", "amc", "rac"]);
    assert_eq!(lus, ["B 800.00 120.00 80.00", "A 800.00 90.00 110.00"]);
    assert_eq!(dit[1], a_part);
}

/// A basket is computed once, and its acts are counted for each household: 5 sessions and 2
/// levels, for each of 3.
#[test]
fn les_decomptes_d_un_panier_se_comptent_pour_chaque_foyer() {
    let dossier = dossier();
    let offre = Fictive {
        niveaux: &["A", "B"],
        lignes: &[";Ostéopathie;osteopathie;;;15 €;20 €"],
        ..FICTIVE
    };
    offre.poser(&dossier);
    panier(
        &dossier,
        "acte = \"osteopathie\"\nprix = \"60 €\"\nnombre = 5",
    );
    let foyers = "foyer;age;panier\nA;40;essai\nB;41;essai\nC;70;essai\n";
    poser(&dossier, "foyers.csv", foyers);
    let (_, dit) = lot(&dossier, &[]);
    assert_eq!(
        dit[0],
        "3 foyers comparés à 2 niveaux d’offres, 30 décomptes."
    );
}

/// A pair of glasses of 30 €, on which the social security pays 3 × 0,03: a contract that
/// sees each element pays 5 € for each, then what the legal minimum of 50 € adds, up to the
/// price and no more.
#[test]
fn le_minimum_legal_des_lunettes_ne_passe_pas_leur_prix() {
    let dossier = dossier();
    let offre = Fictive {
        responsable: true,
        lignes: &[
            ";Tout;soins-courants+hospitalisation+dentaire+aides-auditives;;;100 %",
            ";Classe A;optique/classe-a;;;100 % PLV",
            ";Monture;optique/classe-b/monture;;;5 €",
            ";Verres;optique/classe-b/verre;;par verre;5 €",
        ],
        ..FICTIVE
    };
    offre.poser(&dossier);
    panier(
        &dossier,
        "lunettes = { monture = \"monture-classe-b\", prix_monture = \"10 €\", \
         verres = [\"verre-classe-b-simple\", \"verre-classe-b-simple\"], \
         prix_verres = [\"10 €\", \"10 €\"] }",
    );
    poser(&dossier, "foyers.csv", "foyer;age;panier\nA;40;essai\n");
    let (lues, _) = lot(&dossier, &[]);
    assert_eq!(
        des_offres(&lues, &["depense", "amo", "amc", "rac", "drapeaux"]),
        ["30.00 0.09 29.91 0.00 minimum-legal|cotisation-non-publiee"]
    );
}

/// Offers of the same guarantees, at 120 € a year, at 9 × 12 + 12 € of fees and at
/// 9,50 × 12 + 12 €.
fn de_meme_garantie(dossier: &TempDir) {
    let dossiers = "frais = [\"12 €/an : dossier\"]\n";
    for (nom, prix, cotisation) in [
        ("simple", "10", ""),
        ("jumelle", "9", dossiers),
        ("dossier", "9.50", dossiers),
    ] {
        let offre = Fictive {
            nom,
            prix,
            cotisation,
            ..FICTIVE
        };
        offre.poser(dossier);
    }
    poser(dossier, "foyers.csv", "foyer;age\nA;40\n");
    let soins = "foyer;acte;nombre;prix\nA;ostéopathie;1;60\n";
    poser(dossier, "soins.csv", soins);
}

/// Fees count in the cost, in what makes two offers nearly the same (120 = 108 + 12), and in
/// what makes one better than another (120 < 114 + 12).
#[test]
fn les_frais_comptent_dans_ce_que_les_offres_se_doivent() {
    let dossier = dossier();
    de_meme_garantie(&dossier);
    let (lues, _) = lot(&dossier, &["--soins", "soins.csv", "--tolerance", "1"]);
    let noms = ["rang", "offre", "cout_total", "drapeaux"];
    assert_eq!(
        des_offres(&lues, &noms),
        [
            "1 fictive/jumelle 180.00 non-responsable",
            "1 fictive/simple 180.00 non-responsable|ecart-faible|quasi-doublon",
            "3 fictive/dossier 186.00 non-responsable|dominee",
        ]
    );
}

/// The first of a household is the cheapest of all its costs, wherever it is written; offers
/// whose premium nobody knows are never first.
#[test]
fn la_synthese_compte_premiere_la_moins_chere() {
    let dossier = dossier();
    de_meme_garantie(&dossier);
    let synthese = ["--soins", "soins.csv", "--synthese"];
    let (lues, _) = lot(&dossier, &synthese);
    assert_eq!(
        des_offres(&lues, &["offre", "premiere"]),
        ["fictive/dossier 0", "fictive/jumelle 1", "fictive/simple 0"]
    );
    fs::remove_dir_all(dossier.path().join("donnees/offers")).unwrap();
    FICTIVE.poser(&dossier);
    let (lues, _) = lot(&dossier, &synthese);
    assert_eq!(
        des_offres(&lues, &["offre", "premiere"]),
        ["fictive/sante 0"]
    );
}

/// An offer for people below 60 is not compared for those above, were they two of one age.
#[test]
fn une_offre_refusee_a_un_age_n_est_pas_comparee() {
    let dossier = dossier();
    let offre = Fictive {
        module: "quand = \"âge < 60\"\n",
        prix: "10",
        ..FICTIVE
    };
    offre.poser(&dossier);
    poser(
        &dossier,
        "foyers.csv",
        "foyer;age\nA;40\nB;70\nC;70\nC;70\n",
    );
    poser(
        &dossier,
        "soins.csv",
        "foyer;acte;nombre;prix\nA;ostéopathie;1;60\n",
    );
    let (lues, _) = lot(&dossier, &["--soins", "soins.csv"]);
    let lus = colonnes(&lues, &["foyer", "offre"]);
    assert_eq!(
        lus,
        [
            "A fictive/sante",
            "A sans-mutuelle",
            "B sans-mutuelle",
            "C sans-mutuelle",
        ]
    );
}
