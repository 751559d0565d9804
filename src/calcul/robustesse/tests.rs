use super::*;
use crate::catalogue::{Catalogue, Sources};
use crate::offre::condition::TypeSejour;
use jiff::civil::date;

/// The first numbers of the seed 0, from the reference implementation
/// (https://prng.di.unimi.it/splitmix64.c).
#[test]
fn le_hasard_est_celui_de_splitmix64() {
    let mut hasard = Hasard(0);
    assert_eq!(hasard.suivant(), 0xE220_A839_7B1D_CDAF);
    assert_eq!(hasard.suivant(), 0x6E78_9E6A_A1B9_65F4);
    assert_eq!(hasard.suivant(), 0x06C4_5D18_8009_454F);
}

#[test]
fn un_tirage_reste_dans_ses_bornes() {
    let mut hasard = Hasard::du_tirage(1, 0);
    let tires: Vec<u64> = (0..1_000).map(|_| hasard.moins_de(10)).collect();
    assert!(tires.iter().all(|tire| *tire < 10));
    for voulu in 0..10 {
        assert!(tires.contains(&voulu), "{voulu}");
    }
}

/// A draw mixes the first number of the seed with its own rank, by an exclusive or: for the
/// seed 0 and the draw 1, `E220A8397B1DCDAF ^ 9E3779B97F4A7C15`.
#[test]
fn chaque_graine_et_chaque_tirage_ont_leurs_nombres() {
    assert_eq!(Hasard::du_tirage(0, 0).0, 0xE220_A839_7B1D_CDAF);
    assert_eq!(Hasard::du_tirage(0, 1).0, 0x7C17_D180_0457_B1BA);
    let premiers = (0..20)
        .flat_map(|graine| (0..20).map(move |tirage| Hasard::du_tirage(graine, tirage).suivant()));
    let premiers: std::collections::BTreeSet<u64> = premiers.collect();
    assert_eq!(premiers.len(), 400);
}

/// A millionth more or less: three factors, its two ends among them.
#[test]
fn les_deux_bouts_de_l_ecart_se_tirent() {
    let (catalogue, _) = Catalogue::lire_embarquees(&Sources::embarquees());
    let mut tirage = Tirage {
        reglementation: &catalogue.reglementation,
        date: date(2026, 11, 22),
        ecart: 1,
        hasard: &mut Hasard::du_tirage(1, 0),
    };
    let tires: std::collections::BTreeSet<Taux> = (0..100).map(|_| tirage.facteur()).collect();
    let attendus = [999_999, 1_000_000, 1_000_001].map(Taux::millioniemes);
    assert_eq!(tires.into_iter().collect::<Vec<_>>(), attendus);
}

/// A fifth more or less, whatever the care: each price of glasses and of a stay moves by
/// itself, and the law's prices do not move.
#[test]
fn chaque_prix_libre_varie_et_lui_seul() {
    let (catalogue, _) = Catalogue::lire_embarquees(&Sources::embarquees());
    let reglementation = &catalogue.reglementation;
    let acte = |code| reglementation.acte_de_code(code).expect(code);
    let donne = |euros| Prix::Donne(Centimes::euros(euros));
    let element = |code, euros| Element {
        acte: acte(code),
        prix: donne(euros),
    };
    let seul = |code, euros| Quoi::Acte {
        acte: acte(code),
        secteur: Secteur::Un,
        prix: donne(euros),
        dent: None,
    };
    let lunettes = Quoi::Lunettes(Lunettes {
        monture: element("monture-classe-b", 100),
        verres: [element("verre-classe-b-simple", 200); 2],
    });
    let sejour = Quoi::Sejour(Sejour {
        jours: 3,
        nuits_chambre: 2,
        chambre: donne(60),
        frais: Centimes::euros(1_000),
        acte_lourd: false,
        genre: TypeSejour::Court,
    });
    // a crown of the 100 % Santé never passes its limit of 298.70 €
    let couronne = seul("couronne-metallique", 290);
    let fixes = [seul("generaliste", 30), seul("forfait-journalier", 23)];
    let prix = |quoi: &Quoi| -> Vec<Centimes> {
        let donnes = match quoi {
            Quoi::Acte { prix, .. } => vec![*prix],
            Quoi::Lunettes(l) => vec![l.monture.prix, l.verres[0].prix, l.verres[1].prix],
            Quoi::Sejour(sejour) => vec![Prix::Donne(sejour.frais), sejour.chambre],
        };
        let montants = donnes.into_iter().map(|prix| match prix {
            Prix::Donne(montant) => montant,
            Prix::Type => Centimes::ZERO,
        });
        montants.collect()
    };
    let tires = |quoi: &Quoi| -> Vec<Vec<Centimes>> {
        (0..100)
            .map(|rang| {
                let mut tirage = Tirage {
                    reglementation,
                    date: date(2026, 11, 22),
                    ecart: 200_000,
                    hasard: &mut Hasard::du_tirage(1, rang),
                };
                prix(&tirage.quoi(quoi))
            })
            .collect()
    };
    for (quoi, euros) in [(lunettes, vec![100, 200, 200]), (sejour, vec![1_000, 60])] {
        for (place, euros) in euros.into_iter().enumerate() {
            let montants: Vec<Centimes> = tires(&quoi).iter().map(|tire| tire[place]).collect();
            let (bas, haut) = (euros * 80, euros * 120);
            let dedans = |montant: &Centimes| (bas..=haut).contains(&montant.valeur());
            assert!(montants.iter().all(dedans), "{euros} € : {montants:?}");
            for moitie in [bas..euros * 90, euros * 110..haut + 1] {
                let touche = |montant: &Centimes| moitie.contains(&montant.valeur());
                assert!(montants.iter().any(touche), "{euros} € : {montants:?}");
            }
        }
    }
    // un prix supposé d’après les prix pratiqués varie comme un prix donné
    let suppose = Quoi::Acte {
        acte: acte("osteopathie"),
        secteur: Secteur::Un,
        prix: Prix::Type,
        dent: None,
    };
    let tires_supposes: std::collections::BTreeSet<Vec<Centimes>> =
        tires(&suppose).into_iter().collect();
    assert!(tires_supposes.len() > 50, "{tires_supposes:?}");
    let limite = Centimes::new(29_870);
    let couronnes = tires(&couronne);
    assert!(couronnes.iter().all(|tire| tire[0] <= limite));
    assert!(couronnes.iter().any(|tire| tire[0] == limite));
    for fixe in fixes {
        assert!(
            tires(&fixe).iter().all(|tire| *tire == prix(&fixe)),
            "{fixe:?}"
        );
    }
}

/// Ten acts a fifth more or less: eight to twelve, each of them drawn, ten on the whole; one
/// act is none, one or two. A draw of ten has a variance of 4/3 + 1/6, a thousand draws a
/// standard deviation of 39: ten thousand acts within two hundred, five of them.
#[test]
fn le_nombre_des_soins_varie_autour_du_sien() {
    let (catalogue, _) = Catalogue::lire_embarquees(&Sources::embarquees());
    let acte = catalogue.reglementation.acte_de_code("osteopathie");
    let panier = |nombre| Panier {
        id: "essai".to_owned(),
        libelle: "essai".to_owned(),
        soins: vec![Soin {
            quoi: Quoi::Acte {
                acte: acte.expect("osteopathie"),
                secteur: Secteur::Un,
                prix: Prix::Donne(Centimes::euros(60)),
                dent: None,
            },
            nombre,
            moment: None,
            ald: false,
            reseau: None,
        }],
        hypothese: None,
        source: "essai".to_owned(),
        verifie_le: date(2026, 11, 22),
    };
    let tires = |nombre: u16| -> Vec<u16> {
        let tirages = (0..1_000).map(|rang| {
            let mut tirage = Tirage {
                reglementation: &catalogue.reglementation,
                date: date(2026, 11, 22),
                ecart: 200_000,
                hasard: &mut Hasard::du_tirage(1, rang),
            };
            let tire = tirage.panier(&panier(nombre));
            assert!(tire.soins.iter().all(|soin| soin.nombre > 0));
            tire.soins.first().map_or(0, |soin| soin.nombre)
        });
        tirages.collect()
    };
    // le prix de chaque soin d’un panier varie aussi
    let prix: std::collections::BTreeSet<i64> = (0..100)
        .flat_map(|rang| {
            let mut tirage = Tirage {
                reglementation: &catalogue.reglementation,
                date: date(2026, 11, 22),
                ecart: 200_000,
                hasard: &mut Hasard::du_tirage(1, rang),
            };
            tirage.panier(&panier(10)).soins
        })
        .map(|soin| match soin.quoi {
            Quoi::Acte {
                prix: Prix::Donne(montant),
                ..
            } => montant.valeur(),
            autre => panic!("{autre:?}"),
        })
        .collect();
    assert!(prix.len() > 50, "{prix:?}");
    assert!(prix.iter().all(|prix| (4_800..=7_200).contains(prix)));
    let dix = tires(10);
    let vus: std::collections::BTreeSet<u16> = dix.iter().copied().collect();
    assert_eq!(vus.into_iter().collect::<Vec<_>>(), [8, 9, 10, 11, 12]);
    let total: u32 = dix.iter().copied().map(u32::from).sum();
    assert!((9_800..=10_200).contains(&total), "{total}");
    let vus: std::collections::BTreeSet<u16> = tires(1).into_iter().collect();
    assert_eq!(vus.into_iter().collect::<Vec<_>>(), [0, 1, 2]);
}
