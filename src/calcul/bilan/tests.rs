use super::secret::{cacher_annee, cacher_table};
use super::*;
use crate::reglementation::droits::Droit;
use jiff::civil::date;
use proptest::prelude::*;

fn passage(mois: i8, lieu: &str, profil: Profil) -> Passage {
    Passage {
        date: date(2026, mois, 15),
        lieu: lieu.to_owned(),
        venue: Some(Venue {
            profil,
            motif: Motif::Droits,
            droit: Reperage::Droit(Droit::Aucun),
            suite: Suite::EnCours,
        }),
    }
}

fn registre(groupes: &[(u32, i8, &str, Profil)]) -> Registre {
    let groupes = groupes.iter();
    let passages = groupes.flat_map(|(nombre, mois, lieu, profil)| {
        (0..*nombre).map(|_| passage(*mois, lieu, *profil))
    });
    Registre {
        passages: passages.collect(),
    }
}

fn ligne<'b>(bilan: &'b Bilan, libelle: &str) -> &'b Ligne {
    let mut lignes = bilan.lignes.iter();
    lignes.find(|ligne| ligne.libelle == libelle).unwrap()
}

#[test]
fn moins_de_cinq_personnes_ne_font_pas_un_bilan() {
    let quatre = registre(&[(4, 1, "A", Profil::Actif)]);
    assert_eq!(Bilan::de(2026, &quatre), None);
    let cinq = registre(&[(5, 1, "A", Profil::Actif)]);
    assert!(Bilan::de(2026, &cinq).is_some());
    assert_eq!(Bilan::de(2025, &cinq), None);
}

#[test]
fn les_trimestres_et_les_lieux_trop_petits_sont_regroupes() {
    // T1 : 6 ; T2 : 3, joint à T3 ; T3 : 7 ; T4 : 2, joint à ce qui précède
    // A : 6 ; B : 7 ; C : 3 et D : 2, ensemble 5
    let bilan = Bilan::de(
        2026,
        &registre(&[
            (6, 1, "A", Profil::Actif),
            (3, 4, "C", Profil::Actif),
            (7, 7, "B", Profil::Actif),
            (2, 12, "D", Profil::Actif),
        ]),
    )
    .unwrap();
    let tranches: Vec<_> = bilan.tables.iter().map(|table| &table.tranches).collect();
    assert_eq!(
        tranches,
        [&vec!["T1", "T2, T3 et T4"], &vec!["A", "B", "Autres lieux"]]
    );
    let regroupees: Vec<_> = bilan.tables.iter().map(|table| &table.regroupees).collect();
    assert_eq!(
        regroupees,
        [&Vec::<String>::new(), &vec!["C".to_owned(), "D".to_owned()]]
    );
    let recues = ligne(&bilan, "Personnes reçues");
    assert_eq!(recues.annee, Case::Publiee(18));
    let publiees = |comptes: &[u32]| -> Vec<Case> {
        comptes
            .iter()
            .map(|compte| Case::Publiee(*compte))
            .collect()
    };
    assert_eq!(recues.cases, [publiees(&[6, 12]), publiees(&[6, 7, 5])]);
    assert_eq!(ligne(&bilan, "En emploi").cases, recues.cases);
    // un seul petit lieu entraîne le plus petit des autres
    let deux = registre(&[
        (9, 1, "A", Profil::Actif),
        (2, 1, "B", Profil::Actif),
        (6, 1, "C", Profil::Actif),
    ]);
    let bilan = Bilan::de(2026, &deux).unwrap();
    let par_lieu = bilan.tables.last().unwrap();
    assert_eq!(par_lieu.tranches, ["A", "Autres lieux"]);
    assert_eq!(par_lieu.regroupees, ["B", "C"]);
}

/// Five people make a place of their own; a year in one place is not cut by place.
#[test]
fn un_lieu_de_cinq_personnes_reste_seul() {
    let tranches = |groupes: &[(u32, i8, &str, Profil)]| -> Vec<Vec<String>> {
        let bilan = Bilan::de(2026, &registre(groupes)).unwrap();
        bilan
            .tables
            .into_iter()
            .map(|table| table.tranches)
            .collect()
    };
    let actif = Profil::Actif;
    assert_eq!(
        tranches(&[(5, 1, "A", actif), (9, 1, "B", actif)]),
        [&["T1", "T2", "T3", "T4"][..], &["A", "B"]]
    );
    assert_eq!(
        tranches(&[(6, 1, "A", actif), (6, 7, "A", actif)]),
        [["T1", "T2", "T3", "T4"]]
    );
}

#[test]
fn une_ligne_petite_en_cache_une_autre() {
    // 3 seul se retrouverait : 30 − 20 − 7 ; la plus petite des autres, 7, se cache aussi
    assert_eq!(cacher_annee(&[20, 3, 7, 0]), [false, true, true, false]);
    // 1 et 2 font 3 : chacun vaudrait 3 au plus ; 9 se cache avec eux
    assert_eq!(cacher_annee(&[1, 2, 9, 40]), [true, true, true, false]);
    assert_eq!(cacher_annee(&[5, 0, 12]), [false; 3]);
    assert_eq!(cacher_annee(&[4, 4, 12]), [true, true, false]);
}

#[test]
fn une_case_petite_cache_sa_ligne_dans_la_table() {
    let vues = [false; 3];
    // 2 dans la première tranche : la ligne de 14 et celle de 16 se cachent ; restent connus
    // 2 + 6 = 8 et 12 + 10 = 22 ; la case va de max(0, 14 + 8 − 30) = 0 à min(14, 8) = 8
    let cases: [&[u32]; 3] = [&[2, 12], &[6, 10], &[20, 20]];
    assert_eq!(
        cacher_table(&[14, 16, 40], &vues, &cases),
        Some(vec![true, true, false])
    );
    // ici 4 + 5 = 9 et 26 + 5 = 31 : la case va de max(0, 30 + 9 − 40) = 0 à 9
    let cases: [&[u32]; 3] = [&[4, 26], &[5, 5], &[20, 20]];
    assert_eq!(
        cacher_table(&[30, 10, 40], &vues, &cases),
        Some(vec![true, true, false])
    );
    // 4 + 1 = 5 d’un côté, 40 + 4 = 44 de l’autre, 44 et 5 par ligne : 4 vaudrait au moins
    // 44 + 5 − 49 = 0, mais 1 au plus min(5, 5) = 5 et le 4 de droite de 0 à 5 : cela suffit
    let cases: [&[u32]; 3] = [&[4, 40], &[1, 4], &[20, 20]];
    assert_eq!(
        cacher_table(&[44, 5, 40], &vues, &cases),
        Some(vec![true, true, false])
    );
    // 4 et 0 font 4 : la case ne pourrait valoir que 4 au plus ; la troisième ligne se cache,
    // et il ne reste rien à dire
    let cases: [&[u32]; 3] = [&[4, 40], &[0, 9], &[20, 20]];
    assert_eq!(cacher_table(&[44, 9, 40], &vues, &cases), None);
}

/// An adversary who knows the form of the report and every published number: counts are
/// whole and not negative, lines of a heading share out the people met, slices share out
/// the year. `vrai` is replaced by `essai` in one cell: is there still a world?
mod adversaire {
    use super::*;

    /// The true counts of a heading in a division, and what is hidden.
    pub(super) struct Monde {
        pub(super) annees: Vec<Case>,
        pub(super) cases: Vec<Vec<Case>>,
        pub(super) sommes: Vec<u32>,
        pub(super) recues: u32,
    }

    impl Monde {
        /// Whether some whole numbers fit all that is published, with `essai` in a cell.
        pub(super) fn possible(&self, ligne: usize, tranche: usize, essai: u32) -> bool {
            let mut cases = self.cases.clone();
            cases[ligne][tranche] = Case::Publiee(essai);
            self.annees(&mut self.annees.clone(), 0, &cases)
        }

        /// Tries every year of every hidden line.
        fn annees(&self, annees: &mut Vec<Case>, rang: usize, cases: &[Vec<Case>]) -> bool {
            let connu: u32 = annees.iter().filter_map(valeur).sum();
            let Some(reste) = self.recues.checked_sub(connu) else {
                return false;
            };
            match annees[rang..].iter().position(|case| *case == Case::Cachee) {
                None => reste == 0 && self.remplir(annees, &mut cases.to_vec(), 0),
                Some(place) => (0..=reste).any(|essai| {
                    annees[rang + place] = Case::Publiee(essai);
                    let possible = self.annees(annees, rang + place + 1, cases);
                    annees[rang + place] = Case::Cachee;
                    possible
                }),
            }
        }

        /// Tries every value of every hidden cell, row after row.
        fn remplir(&self, annees: &[Case], cases: &mut Vec<Vec<Case>>, rang: usize) -> bool {
            let tranches = self.sommes.len();
            for (tranche, somme) in self.sommes.iter().enumerate() {
                let connu: u32 = cases.iter().filter_map(|l| valeur(&l[tranche])).sum();
                let complet = cases.iter().all(|l| l[tranche] != Case::Cachee);
                if connu > *somme || (complet && connu < *somme) {
                    return false;
                }
            }
            for (ligne, annee) in cases.iter().zip(annees) {
                let connu: u32 = ligne.iter().filter_map(valeur).sum();
                let complet = ligne.iter().all(|case| *case != Case::Cachee);
                let annee = valeur(annee).unwrap();
                if connu > annee || (complet && connu < annee) {
                    return false;
                }
            }
            let cachee = (rang..cases.len() * tranches)
                .find(|place| cases[place / tranches][place % tranches] == Case::Cachee);
            let Some(place) = cachee else { return true };
            let (ligne, tranche) = (place / tranches, place % tranches);
            let annee = valeur(&annees[ligne]).unwrap();
            (0..=annee.min(self.sommes[tranche])).any(|essai| {
                cases[ligne][tranche] = Case::Publiee(essai);
                let possible = self.remplir(annees, cases, place + 1);
                cases[ligne][tranche] = Case::Cachee;
                possible
            })
        }
    }

    pub(super) fn valeur(case: &Case) -> Option<u32> {
        match case {
            Case::Publiee(compte) => Some(*compte),
            Case::Cachee => None,
        }
    }
}

proptest! {
    /// No count of 1 to 4 can be found again: with all that is published of its heading, it
    /// could as well be 0, or 5.
    #[test]
    fn aucune_petite_case_ne_se_retrouve(
        comptes in proptest::collection::vec((0..9_u32, 0..4_usize, 0..3_usize, 0..4_usize), 1..14)
    ) {
        let lieux = ["A", "B", "C"];
        let groupes: Vec<_> = comptes
            .iter()
            .map(|(nombre, trimestre, lieu, profil)| {
                let mois = [1, 4, 7, 10][*trimestre];
                (*nombre, mois, lieux[*lieu], Profil::TOUS[*profil])
            })
            .collect();
        let registre = registre(&groupes);
        let Some(bilan) = Bilan::de(2026, &registre) else {
            return Ok(());
        };
        let total = u32::try_from(registre.passages.len()).unwrap();
        let lignes: Vec<&Ligne> = bilan.lignes.iter().filter(|l| l.rubrique == "Profil").collect();
        let vraie = |profil: usize, garder: &dyn Fn(&Passage) -> bool| {
            let mut nombre = 0;
            for passage in registre.passages.iter().filter(|passage| garder(passage)) {
                nombre += u32::from(passage.venue.unwrap().profil == Profil::TOUS[profil]);
            }
            nombre
        };
        for (profil, ligne) in lignes.iter().enumerate() {
            let annee = vraie(profil, &|_| true);
            match ligne.annee {
                Case::Publiee(publiee) => {
                    prop_assert_eq!(publiee, annee);
                    prop_assert!(publiee == 0 || publiee >= SEUIL);
                }
                Case::Cachee => {
                    // seule l’année est publiée de cette ligne : la somme des cachées
                    let publiees: u32 = lignes.iter().filter_map(|l| adversaire::valeur(&l.annee)).sum();
                    let cachees = lignes.iter().filter(|l| l.annee == Case::Cachee).count();
                    prop_assert!(cachees > 1 && total - publiees >= SEUIL);
                }
            }
        }
        for (rang, table) in bilan.tables.iter().enumerate() {
            let recues = &ligne(&bilan, "Personnes reçues").cases[rang];
            let sommes: Vec<u32> = recues.iter().map(|case| adversaire::valeur(case).unwrap()).collect();
            prop_assert_eq!(sommes.iter().sum::<u32>(), total);
            prop_assert!(sommes.iter().all(|somme| *somme == 0 || *somme >= SEUIL));
            if lignes.iter().any(|ligne| ligne.cases[rang].is_empty()) {
                continue;
            }
            let monde = adversaire::Monde {
                annees: lignes.iter().map(|ligne| ligne.annee).collect(),
                cases: lignes.iter().map(|ligne| ligne.cases[rang].clone()).collect(),
                sommes,
                recues: total,
            };
            for (profil, cases) in monde.cases.iter().enumerate() {
                for (tranche, case) in cases.iter().enumerate() {
                    let vrai = vraie(profil, &|passage| dans(table, tranche, passage));
                    match case {
                        Case::Publiee(publie) => {
                            prop_assert_eq!(*publie, vrai);
                            prop_assert!(*publie == 0 || *publie >= SEUIL);
                        }
                        Case::Cachee if vrai > 0 && vrai < SEUIL => {
                            prop_assert!(monde.possible(profil, tranche, 0));
                            prop_assert!(monde.possible(profil, tranche, SEUIL));
                        }
                        Case::Cachee => {}
                    }
                }
            }
        }
    }

    /// The order of the rows changes nothing.
    #[test]
    fn l_ordre_des_lignes_ne_change_rien(comptes in proptest::collection::vec((1..6_u32, 0..4_usize), 1..8)) {
        let mut groupes: Vec<_> = comptes
            .iter()
            .map(|(nombre, profil)| (*nombre, 1 + i8::try_from(*profil).unwrap() * 3, "A", Profil::TOUS[*profil]))
            .collect();
        let un = Bilan::de(2026, &registre(&groupes));
        groupes.reverse();
        prop_assert_eq!(un, Bilan::de(2026, &registre(&groupes)));
    }
}

/// Whether a row is counted in a slice, from the names that the report prints.
fn dans(table: &Table, tranche: usize, passage: &Passage) -> bool {
    let nom = &table.tranches[tranche];
    match table.decoupage {
        Decoupage::Trimestre => {
            let trimestre = format!("T{}", (passage.date.month() + 2) / 3);
            nom.contains(&trimestre)
        }
        Decoupage::Lieu if nom == "Autres lieux" => table.regroupees.contains(&passage.lieu),
        Decoupage::Lieu => *nom == passage.lieu,
    }
}

#[test]
fn les_personnes_avec_un_droit_se_comptent_si_chaque_droit_se_publie() {
    let mut registre = registre(&[(6, 1, "A", Profil::Actif)]);
    let mut ajouter = |nombre: u32, droit: Droit| {
        for _ in 0..nombre {
            let mut passage = passage(1, "A", Profil::Actif);
            if let Some(venue) = &mut passage.venue {
                venue.droit = Reperage::Droit(droit);
            }
            registre.passages.push(passage);
        }
        let mut absent = passage(2, "A", Profil::Actif);
        absent.venue = None;
        registre.passages.push(absent);
        Bilan::de(2026, &registre).unwrap()
    };
    let bilan = ajouter(8, Droit::C2sGratuite);
    // un seul rendez-vous manqué ne se publie pas
    assert_eq!(
        (bilan.avec_un_droit(), bilan.non_honores()),
        (Some(8), None)
    );
    let bilan = ajouter(5, Droit::C2sParticipation);
    assert_eq!(bilan.avec_un_droit(), Some(13));
    // deux personnes : leur droit est caché, et le total avec lui
    let bilan = ajouter(2, Droit::CmuC);
    assert_eq!(bilan.avec_un_droit(), None);
    for _ in 0..2 {
        ajouter(0, Droit::Aucun);
    }
    // 6 + 8 + 5 + 2 = 21 reçues, 6 manqués
    let bilan = ajouter(0, Droit::Aucun);
    assert_eq!((bilan.recues(), bilan.absents()), (Some(21), Some(6)));
    // 6 / 27 = 22,2 %
    assert_eq!(bilan.non_honores(), Some(22));
}

/// 5 of 40 are 12,5 %, half up 13 %.
#[test]
fn la_part_des_rendez_vous_manques_s_arrondit_au_demi_superieur() {
    let mut registre = registre(&[(40, 1, "A", Profil::Actif)]);
    for passage in registre.passages.iter_mut().take(5) {
        passage.venue = None;
    }
    let bilan = Bilan::de(2026, &registre).unwrap();
    assert_eq!((bilan.recues(), bilan.absents()), (Some(35), Some(5)));
    assert_eq!(bilan.non_honores(), Some(13));
}

/// Two lines of four and four hide each other; what stays is a line of nobody: no table.
#[test]
fn une_table_dont_ne_reste_qu_une_ligne_vide_ne_se_publie_pas() {
    let cases: [&[u32]; 3] = [&[4, 4], &[4, 4], &[0, 0]];
    assert_eq!(cacher_table(&[8, 8, 0], &[false; 3], &cases), None);
    // avec une ligne de dix personnes, elle se publie
    let cases: [&[u32]; 3] = [&[4, 4], &[4, 4], &[5, 5]];
    let cachees = cacher_table(&[8, 8, 10], &[false; 3], &cases);
    assert_eq!(cachees, Some(vec![true, true, false]));
}
