//! Worlds drawn at random: patients, baskets with prices at the edges, contracts whose
//! cells come from the language of guarantee tables.

mod ecarts;
mod large;

pub(crate) use large::monde_large;

use super::donnees::{BaseLue, DONNEES, centimes};
use super::monde::{Cas, ContratLu, Monde, QuoiLu, Rang, Si, SoinLu};
use jiff::Span;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use reste_a_charge::montant::{Centimes, Taux};
use reste_a_charge::offre::NatureLigne;
use reste_a_charge::offre::condition::TypeSejour;
use reste_a_charge::offre::langage::{
    Assiette, Cellule, Duree, Garantie, Lecture, Nombre, Partage, Regle, Rythme, Suite, Terme,
};
use reste_a_charge::reglementation::{Secteur, Unite};

/// A world whose person, basket and contract are all drawn.
pub(crate) fn monde() -> impl Strategy<Value = Monde> {
    personne()
        .prop_flat_map(|personne| {
            let soins = prop::collection::vec(soin(&personne), 1..6);
            (Just(personne), soins, any::<bool>())
        })
        .prop_flat_map(|(personne, mut soins, avec_mois)| {
            if !avec_mois {
                for soin in &mut soins {
                    (soin.mois, soin.jour) = (None, None);
                }
            }
            let contrat = contrat(&soins, personne.date);
            let contrat = prop::option::weighted(0.95, contrat);
            (Just(personne), Just(soins), contrat)
        })
        .prop_map(|(personne, soins, contrat)| Monde {
            soins,
            contrat,
            ..personne
        })
        .prop_map(ecarts::sans)
}

/// A person and a basket under offers of several levels: each level as a world of its own.
pub(crate) fn niveaux() -> impl Strategy<Value = Vec<Vec<Monde>>> {
    personne()
        .prop_flat_map(|personne| {
            let soins = prop::collection::vec(soin(&personne), 1..6);
            (Just(personne), soins)
        })
        .prop_flat_map(|(personne, soins)| {
            let offre = (
                contrat(&soins, personne.date),
                prop::collection::vec(0u32..300, 1..7),
            );
            let offres = prop::collection::vec(offre, 1..5);
            (Just(personne), Just(soins), offres)
        })
        .prop_map(|(personne, soins, offres)| {
            let monde = |contrat: ContratLu| {
                ecarts::sans(Monde {
                    soins: soins.clone(),
                    contrat: Some(contrat),
                    ..personne.clone()
                })
            };
            let niveaux = |(contrat, parts): (ContratLu, Vec<u32>)| {
                let parts = parts.into_iter();
                parts
                    .map(|part| monde(contrat.clone().a_la_part(part)))
                    .collect()
            };
            offres.into_iter().map(niveaux).collect()
        })
}

impl ContratLu {
    /// The same rows with this part, in percent, of every amount and rate; nothing at 0.
    fn a_la_part(mut self, part: u32) -> Self {
        let taux = |taux: &mut Taux| *taux = taux.part(Taux::pour_cent(part));
        for rang in &mut self.rangs {
            let Cellule::Lectures(lectures) = &mut rang.cellule else {
                continue;
            };
            if part == 0 && rang.nature == NatureLigne::Garantie {
                rang.cellule = Cellule::Neant;
                continue;
            }
            for terme in lectures.iter_mut().flat_map(|lue| &mut lue.termes) {
                match &mut terme.assiette {
                    Assiette::Pourcentage(lu)
                    | Assiette::Br(lu)
                    | Assiette::FraisReels(lu)
                    | Assiette::TicketModerateur(lu)
                    | Assiette::Plv(lu)
                    | Assiette::Pmss(lu) => taux(lu),
                    Assiette::Euros(montant) => *montant = montant.fois(Taux::pour_cent(part)),
                    Assiette::Reste(_) | Assiette::Amo => {}
                }
            }
        }
        self
    }
}

/// A world of one act, and a contract with one plain row on it: no counter.
pub(crate) fn un_acte() -> impl Strategy<Value = Monde> {
    personne()
        .prop_flat_map(|personne| (Just(personne.clone()), acte(&personne)))
        .prop_flat_map(|(personne, quoi)| {
            let QuoiLu::Acte(code, _, _) = &quoi else {
                unreachable!("un acte")
            };
            let poste = DONNEES.acte(code).poste.clone();
            let ligne = (
                Just(poste),
                garantie(None, false),
                regle(None, false, false),
            );
            (Just(personne), Just(quoi), ligne, entete())
        })
        .prop_map(|(personne, quoi, (poste, cellule, regle), entete)| Monde {
            soins: vec![SoinLu {
                quoi,
                nombre: 1,
                mois: None,
                jour: None,
                ald: false,
                reseau: None,
            }],
            contrat: Some(ContratLu {
                rangs: vec![Rang {
                    nature: NatureLigne::Garantie,
                    postes: vec![poste],
                    quand: Si::Toujours,
                    regle,
                    cellule: Cellule::Lectures(vec![cellule]),
                }],
                ..entete
            }),
            ..personne
        })
}

/// Something, with this probability, which may be nought.
fn parfois<T: std::fmt::Debug>(
    probabilite: f64,
    chose: impl Strategy<Value = T>,
) -> impl Strategy<Value = Option<T>> {
    (prop::bool::weighted(probabilite), chose).prop_map(|(oui, chose)| oui.then_some(chose))
}

// --- person ---

fn personne() -> impl Strategy<Value = Monde> {
    let n_importe_quand = (0i32..3621).prop_map(|jours| date(2017, 1, 1) + Span::new().days(jours));
    let au_bord = any::<Index>().prop_map(|rang| *rang.get(&DONNEES.bords()));
    let jour = prop_oneof![2 => n_importe_quand, 1 => au_bord];
    let age = prop_oneof![
        4 => 18u8..90,
        1 => select(vec![0u8, 5, 6, 15, 16, 17, 18, 19, 20, 25, 26]),
    ];
    (
        jour,
        age,
        prop::bool::weighted(0.75),
        prop::bool::weighted(0.1),
    )
        .prop_map(|(jour, age, parcours, acs)| Monde {
            date: jour,
            age,
            parcours,
            acs: acs && jour <= date(2019, 10, 31),
            soins: Vec::new(),
            contrat: None,
        })
}

// --- basket ---

fn soin(personne: &Monde) -> impl Strategy<Value = SoinLu> + use<> {
    let quoi = prop_oneof![
        8 => acte(personne).boxed(),
        1 => sejour().boxed(),
        1 => lunettes(personne).boxed(),
    ];
    // few days, so that some care falls on the same one
    let quand = (1u8..13, parfois(0.5, 1u8..3));
    let nombre = prop_oneof![5 => 1u16..4, 1 => 4u16..8];
    (quoi, nombre, quand, prop::bool::weighted(0.15)).prop_map(|(quoi, nombre, quand, ald)| {
        SoinLu {
            quoi,
            nombre,
            mois: Some(quand.0),
            jour: quand.1,
            ald,
            reseau: None,
        }
    })
}

/// Acts and sectors with a tariff on the day, by family.
fn possibles(personne: &Monde) -> Vec<Vec<(String, Secteur)>> {
    let familles = [
        "soins-courants/honoraires",
        "soins-courants/paramedicaux",
        "soins-courants",
        "hospitalisation",
        "dentaire/protheses",
        "dentaire",
        "aides-auditives",
        "bien-etre",
        "",
    ];
    let mut par_famille = vec![Vec::new(); familles.len()];
    for acte in &DONNEES.actes {
        let a_part = [
            "sejour-hospitalier",
            "participation-acte-lourd",
            "naissance",
            "forfait-ald",
        ];
        let lunettes = acte.poste.starts_with("optique/")
            && (acte.poste.ends_with("/monture") || acte.poste.ends_with("/verre"));
        let de_son_age = acte.ages.0 <= personne.age && personne.age <= acte.ages.1;
        if a_part.contains(&acte.code.as_str()) || lunettes || !de_son_age {
            continue;
        }
        for secteur in acte.secteurs() {
            let opposable = personne.acs && personne.parcours && acte.par_secteur();
            let lu = if opposable { Secteur::Un } else { secteur };
            let hors_parcours = !personne.parcours && secteur > Secteur::Optam;
            if acte.tarif(lu, personne.date).is_some() && !hors_parcours {
                let famille = familles.iter().position(|f| acte.poste.starts_with(f));
                par_famille[famille.unwrap()].push((acte.code.clone(), secteur));
            }
        }
    }
    par_famille.retain(|famille| !famille.is_empty());
    par_famille
}

fn acte(personne: &Monde) -> impl Strategy<Value = QuoiLu> + use<> {
    let possibles = possibles(personne);
    let jour = personne.date;
    (
        any::<Index>(),
        any::<Index>(),
        0u8..8,
        0i64..200_000,
        50i64..400,
    )
        .prop_map(move |(famille, rang, forme, libre, pour_cent)| {
            let (code, secteur) = rang
                .get(famille.get(possibles.as_slice()).as_slice())
                .clone();
            let tarif = DONNEES.acte(&code).tarif(secteur, jour);
            let tarif = tarif.or_else(|| DONNEES.acte(&code).tarif(Secteur::Un, jour));
            let tarif = tarif.unwrap();
            let base = match (tarif.base, tarif.plv) {
                (BaseLue::Montant(base), _) => centimes(base).valeur(),
                (_, Some(plv)) => centimes(plv).valeur(),
                _ => 2000 + libre % 10_000,
            };
            let plv = tarif.plv.map_or(base, |plv| centimes(plv).valeur());
            let prix = match forme {
                0 => 0,
                1 => base,
                2 => (base - 1).max(0),
                3 => base + 1,
                4 => plv + libre % 3 - 1,
                5 | 6 => base * pour_cent / 100,
                _ => libre,
            };
            QuoiLu::Acte(code, secteur, prix.max(0))
        })
}

fn sejour() -> impl Strategy<Value = QuoiLu> {
    let genre = select(vec![
        TypeSejour::Court,
        TypeSejour::Ambulatoire,
        TypeSejour::Readaptation,
        TypeSejour::Psychiatrie,
        TypeSejour::Maternite,
    ]);
    let frais = prop_oneof![0i64..60_000, 0i64..1_000_000];
    (
        prop_oneof![6 => 0u16..8, 1 => 29u16..45],
        0u16..6,
        0i64..15_000,
        frais,
        prop::bool::weighted(0.3),
        genre,
    )
        .prop_map(
            |(jours, nuits, chambre, frais, lourd, genre)| QuoiLu::Sejour {
                jours,
                nuits,
                chambre,
                frais,
                lourd,
                genre,
            },
        )
}

fn lunettes(personne: &Monde) -> impl Strategy<Value = QuoiLu> + use<> {
    let (jour, age) = (personne.date, personne.age);
    // before 2020 there was no class; since, each element has its own
    let familles = if jour < date(2020, 1, 1) {
        vec!["optique/avant-2020"]
    } else {
        vec!["optique/classe-a", "optique/classe-b", "optique/classe-b"]
    };
    let element = move || (select(familles.clone()), any::<Index>(), 0i64..45_000);
    [element(), element(), element()].prop_map(move |elements| {
        let choisir = |bout: &str, (famille, rang, prix): (&str, Index, i64)| {
            let poste = format!("{famille}/{bout}");
            let codes: Vec<&str> = DONNEES
                .actes
                .iter()
                .filter(|a| a.poste == poste)
                .filter(|a| a.ages.0 <= age && age <= a.ages.1)
                .filter(|a| a.tarif(Secteur::Un, jour).is_some())
                .map(|a| a.code.as_str())
                .collect();
            let prix = if prix % 20 == 0 { 0 } else { prix };
            (rang.get(&codes).to_string(), prix)
        };
        let [monture, un, deux] = elements;
        QuoiLu::Lunettes([
            choisir("monture", monture),
            choisir("verre", un),
            choisir("verre", deux),
        ])
    })
}

// --- contract ---

fn entete() -> impl Strategy<Value = ContratLu> {
    let comprise = |poids| {
        prop::bool::weighted(poids).prop_map(|oui| {
            if oui {
                Lecture::AmoComprise
            } else {
                Lecture::EnPlus
            }
        })
    };
    let genre =
        prop_oneof![3 => Just((true, false)), 2 => Just((false, false)), 1 => Just((false, true))];
    (genre, comprise(0.8), comprise(0.4)).prop_map(
        |((responsable, paie_participation), pourcentages, euros)| ContratLu {
            responsable,
            paie_participation,
            du: date(2015, 1, 1),
            pourcentages,
            euros,
            rangs: Vec::new(),
        },
    )
}

fn contrat(soins: &[SoinLu], jour: Date) -> impl Strategy<Value = ContratLu> + use<> {
    let noeuds = noeuds(soins);
    let des_actes: Vec<(String, Unite)> = unites(soins);
    let nombre = noeuds.len();
    let groupes = (
        Just(noeuds).prop_shuffle(),
        prop::collection::vec((1usize..4, any::<bool>()), 1..6),
    );
    let equipements = equipements(soins);
    let depart = prop_oneof![3 => Just(date(2015, 1, 1)), 1 => Just(jour)];
    (groupes, entete(), 0u8..4, depart, 0usize..nombre.max(1))
        .prop_flat_map(move |((noeuds, tailles), entete, optique, du, _)| {
            let mut lignes: Vec<BoxedStrategy<Vec<Rang>>> = Vec::new();
            let mut restants = noeuds.clone();
            for (taille, _) in tailles {
                let groupe: Vec<String> = restants.drain(..taille.min(restants.len())).collect();
                if !groupe.is_empty() {
                    let unite = unite_commune(&groupe, &des_actes);
                    lignes.push(lignes_de_garantie(groupe, unite).boxed());
                }
            }
            for equipement in &equipements {
                lignes.extend(lignes_d_optique(equipement, optique));
            }
            let avec_optique = [noeuds.as_slice(), equipements.as_slice()].concat();
            let plafond = (any::<Index>(), plafond(&avec_optique));
            let plafonds = prop::collection::vec(plafond, 0..3)
                .prop_map(|liste| liste.into_iter().map(|(_, rang)| rang).collect());
            lignes.push(plafonds.boxed());
            (Just(entete), Just(du), lignes)
        })
        .prop_map(|(entete, du, lignes)| ContratLu {
            du,
            rangs: lignes.into_iter().flatten().collect(),
            ..entete
        })
}

/// The classes of the glasses of a basket.
fn equipements(soins: &[SoinLu]) -> Vec<String> {
    let elements = soins.iter().flat_map(|soin| match &soin.quoi {
        QuoiLu::Lunettes(elements) => elements.as_slice(),
        _ => &[],
    });
    let mut equipements: Vec<String> = elements
        .filter_map(|(code, _)| DONNEES.acte(code).poste.rsplit_once('/'))
        .map(|(dessus, _)| dessus.to_owned())
        .collect();
    equipements.sort_unstable();
    equipements.dedup();
    equipements
}

/// Nodes above the acts of a basket, and a few others.
fn noeuds(soins: &[SoinLu]) -> Vec<String> {
    let mut noeuds: Vec<String> = vec!["soins-courants".to_owned(), "dentaire".to_owned()];
    for soin in soins {
        let postes = match &soin.quoi {
            QuoiLu::Acte(code, _, _) => vec![DONNEES.acte(code).poste.clone()],
            QuoiLu::Sejour { .. } => ["sejour", "actes-lourds", "forfait-journalier", "chambre"]
                .map(|bout| format!("hospitalisation/{bout}"))
                .to_vec(),
            QuoiLu::Lunettes(_) => Vec::new(),
        };
        for poste in postes {
            let dessus = std::iter::successors(Some(poste.as_str()), |p| {
                p.rsplit_once('/').map(|(dessus, _)| dessus)
            });
            noeuds.extend(dessus.map(str::to_owned));
        }
    }
    noeuds.sort_unstable();
    noeuds.dedup();
    noeuds
}

fn unites(soins: &[SoinLu]) -> Vec<(String, Unite)> {
    let mut unites = Vec::new();
    let mut un = |code: &str| {
        let acte = DONNEES.acte(code);
        unites.push((acte.poste.clone(), acte.unite));
    };
    for soin in soins {
        match &soin.quoi {
            QuoiLu::Acte(code, _, _) => un(code),
            QuoiLu::Sejour { .. } => {
                for code in [
                    "sejour-hospitalier",
                    "participation-acte-lourd",
                    "forfait-journalier",
                    "chambre-particuliere",
                ] {
                    un(code);
                }
            }
            QuoiLu::Lunettes(elements) => elements.iter().for_each(|(code, _)| un(code)),
        }
    }
    unites
}

/// The unit of every act of the basket below these nodes, when they share one.
fn unite_commune(groupe: &[String], des_actes: &[(String, Unite)]) -> Option<Unite> {
    let mut unites: Vec<Unite> = des_actes
        .iter()
        .filter(|(poste, _)| {
            groupe
                .iter()
                .any(|n| poste == n || poste.starts_with(&format!("{n}/")))
        })
        .map(|(_, unite)| *unite)
        .collect();
    unites.sort_unstable();
    unites.dedup();
    match unites.as_slice() {
        // one ear or one eye: which one is not said
        [seule] if !matches!(seule, Unite::Oreille | Unite::Oeil) => Some(*seule),
        _ => None,
    }
}

fn cas() -> impl Strategy<Value = Cas> {
    prop_oneof![
        3 => Just(Cas::Optam),
        1 => select(vec![16u8, 18, 40, 65]).prop_map(Cas::AgeMoins),
        1 => Just(Cas::Rembourse),
        1 => Just(Cas::CentPourCent),
        1 => Just(Cas::Ald),
    ]
}

/// The rows of a group of nodes: one, or two that share out the situations; and what adds.
fn lignes_de_garantie(
    postes: Vec<String>,
    unite: Option<Unite>,
) -> impl Strategy<Value = Vec<Rang>> {
    let plusieurs = postes.len() > 1;
    let chambre = postes
        .iter()
        .all(|poste| poste == "hospitalisation/chambre");
    let une = move || {
        let cellule = prop_oneof![
            9 => garantie(unite, true).prop_map(|g| Cellule::Lectures(vec![g])),
            1 => Just(Cellule::Neant),
        ];
        let a_partir_du = parfois(if chambre { 0.5 } else { 0.0 }, 2u16..5);
        (regle(unite, plusieurs, true), cellule, a_partir_du).prop_map(
            |(mut regle, cellule, a_partir_du)| {
                regle.a_partir_du = a_partir_du;
                (regle.clone(), en_bourse(&regle, cellule))
            },
        )
    };
    let ajout = (regle(unite, plusieurs, true), garantie(unite, true));
    let ajout = prop::option::weighted(0.2, ajout);
    let cas = prop::option::weighted(0.35, (cas(), any::<bool>()));
    (cas, une(), une(), ajout).prop_map(move |(cas, premiere, seconde, ajout)| {
        let rang = |nature, quand, (regle, cellule)| Rang {
            nature,
            postes: postes.clone(),
            quand,
            regle,
            cellule,
        };
        let mut rangs = match cas {
            None => vec![rang(NatureLigne::Garantie, Si::Toujours, premiere)],
            Some((cas, sinon)) => {
                let autre = if sinon { Si::Sinon(cas) } else { Si::Toujours };
                vec![
                    rang(NatureLigne::Garantie, Si::Cas(cas), premiere),
                    rang(NatureLigne::Garantie, autre, seconde),
                ]
            }
        };
        if let Some((regle, garantie)) = ajout {
            let cellule = en_bourse(&regle, Cellule::Lectures(vec![garantie]));
            rangs.push(rang(NatureLigne::EnPlus, Si::Toujours, (regle, cellule)));
        }
        rangs
    })
}

/// Under `par an`, bare euros are a purse: paid on top, without a limit of their own.
fn en_bourse(regle: &Regle, mut cellule: Cellule) -> Cellule {
    if let (false, Cellule::Lectures(lectures)) = (regle.rythmes.is_empty(), &mut cellule) {
        for garantie in lectures {
            garantie.regle.lecture = None;
            for terme in &mut garantie.termes {
                if matches!(terme.assiette, Assiette::Euros(_) | Assiette::Pmss(_)) {
                    terme.limites.clear();
                    terme.lecture = None;
                }
            }
        }
    }
    cellule
}

fn lignes_d_optique(equipement: &str, forme: u8) -> Vec<BoxedStrategy<Vec<Rang>>> {
    let postes = match forme {
        0 => return Vec::new(),
        1 | 2 => vec![equipement.to_owned()],
        _ => ["monture", "verre"]
            .map(|bout| format!("{equipement}/{bout}"))
            .to_vec(),
    };
    let entier = postes.len() == 1;
    postes
        .into_iter()
        .map(|poste| {
            let dont = parfois(if entier { 0.5 } else { 0.0 }, 0i64..20_000);
            (garantie(None, false), regle(None, false, false), dont)
                .prop_map(move |(garantie, mut regle, dont)| {
                    if entier {
                        regle.rythmes = vec![Rythme::Unite(Unite::Equipement)];
                    }
                    regle.dont_monture = dont.map(Centimes::new);
                    vec![Rang {
                        nature: NatureLigne::Garantie,
                        postes: vec![poste.clone()],
                        quand: Si::Toujours,
                        regle,
                        cellule: Cellule::Lectures(vec![garantie]),
                    }]
                })
                .boxed()
        })
        .collect()
}

fn plafond(noeuds: &[String]) -> impl Strategy<Value = Rang> + use<> {
    let postes = prop::sample::subsequence(noeuds.to_vec(), 1..=noeuds.len().min(3));
    let terme = montant_fixe().prop_map(|assiette| Garantie {
        termes: vec![nu(assiette)],
        regle: Regle::default(),
    });
    let quand = prop_oneof![
        3 => Just(Si::Toujours),
        1 => cas().prop_map(Si::Cas),
        1 => cas().prop_map(Si::Sinon),
    ];
    (postes, terme, quand, puis(), any::<bool>()).prop_map(
        |(postes, garantie, quand, puis, commun)| Rang {
            nature: NatureLigne::Plafond,
            regle: Regle {
                rythmes: vec![Rythme::Periode(Duree::Ans(1))],
                partage: (postes.len() > 1).then_some(if commun {
                    Partage::EnCommun
                } else {
                    Partage::Chacun
                }),
                puis,
                ..Regle::default()
            },
            postes,
            quand,
            cellule: Cellule::Lectures(vec![garantie]),
        },
    )
}

// --- cells ---

fn nu(assiette: Assiette) -> Terme {
    Terme {
        assiette,
        limites: Vec::new(),
        lecture: None,
        rythme: None,
    }
}

fn taux() -> impl Strategy<Value = Taux> {
    let imprime = select(vec![50u32, 60, 70, 90, 100, 100, 125, 150, 200, 300, 400]);
    prop_oneof![
        3 => imprime.prop_map(Taux::pour_cent),
        1 => (0u32..50_000).prop_map(|dixiemes| Taux::millioniemes(dixiemes * 100)),
    ]
}

fn somme_d_argent() -> impl Strategy<Value = Centimes> {
    prop_oneof![0i64..6_000, 0i64..60_000, 0i64..250_000].prop_map(Centimes::new)
}

fn montant_fixe() -> impl Strategy<Value = Assiette> {
    prop_oneof![
        5 => somme_d_argent().prop_map(Assiette::Euros),
        1 => (1u32..500).prop_map(|c| Assiette::Pmss(Taux::millioniemes(c * 100))),
    ]
}

fn une_lecture() -> impl Strategy<Value = Lecture> {
    select(vec![
        Lecture::AmoComprise,
        Lecture::EnPlus,
        Lecture::ToutCompris,
    ])
}

fn puis() -> impl Strategy<Value = Option<Suite>> {
    prop_oneof![
        2 => Just(None),
        1 => Just(Some(Suite::Neant)),
        2 => Just(Some(Suite::Termes(vec![nu(Assiette::TicketModerateur(Taux::UN))]))),
        1 => Just(Some(Suite::Termes(vec![nu(Assiette::Br(Taux::UN))]))),
    ]
}

/// A term: what it aims at, its limits, its reading, its purse.
fn terme(unite: Option<Unite>, bourses: bool) -> impl Strategy<Value = Terme> {
    let assiette = prop_oneof![
        4 => taux().prop_map(Assiette::Pourcentage),
        2 => taux().prop_map(Assiette::Br),
        1 => Just(Assiette::FraisReels(Taux::UN)),
        1 => (1u32..100).prop_map(|p| Assiette::FraisReels(Taux::pour_cent(p))),
        1 => (1u32..100).prop_map(|p| Assiette::Reste(Taux::pour_cent(p))),
        2 => Just(Assiette::TicketModerateur(Taux::UN)),
        1 => (1u32..100).prop_map(|p| Assiette::TicketModerateur(Taux::pour_cent(p))),
        1 => Just(Assiette::Amo),
        1 => Just(Assiette::Plv(Taux::UN)),
        6 => montant_fixe(),
    ];
    let limite = prop_oneof![
        taux().prop_map(Assiette::Br),
        montant_fixe(),
        Just(Assiette::Plv(Taux::UN)),
        (1u32..100).prop_map(|p| Assiette::FraisReels(Taux::pour_cent(p))),
    ];
    let limites = prop::collection::vec(limite, 1..3);
    (
        assiette,
        prop::option::weighted(0.2, limites),
        prop::option::weighted(0.2, une_lecture()),
        0u8..8,
    )
        .prop_map(move |(assiette, limites, lecture, rythme)| {
            let mut terme = nu(assiette);
            let fixe = matches!(assiette, Assiette::Euros(_) | Assiette::Pmss(_));
            let lisible = fixe
                || matches!(
                    assiette,
                    Assiette::Pourcentage(_) | Assiette::Br(_) | Assiette::FraisReels(_)
                );
            match (fixe, rythme) {
                (true, 0 | 1) if bourses => {
                    terme.rythme = Some(Rythme::Periode(Duree::Ans(1)));
                    terme.lecture = Some(Lecture::EnPlus);
                    return terme;
                }
                (true, 2) => terme.rythme = unite.map(Rythme::Unite),
                _ => {}
            }
            if !matches!(assiette, Assiette::Amo | Assiette::Reste(_)) {
                terme.limites = limites.unwrap_or_default();
            }
            if lisible {
                terme.lecture = lecture;
            }
            terme
        })
}

fn garantie(unite: Option<Unite>, bourses: bool) -> impl Strategy<Value = Garantie> {
    let termes = prop_oneof![
        3 => prop::collection::vec(terme(unite, bourses), 1..2),
        2 => prop::collection::vec(terme(unite, bourses), 2..4),
    ];
    (termes, prop::option::weighted(0.1, une_lecture())).prop_map(|(mut termes, lecture)| {
        // « du reste » is said at the end
        termes.sort_by_key(|terme| matches!(terme.assiette, Assiette::Reste(_)));
        let regle = Regle {
            lecture,
            ..Regle::default()
        };
        Garantie { termes, regle }
    })
}

/// What qualifies a row.
fn regle(unite: Option<Unite>, plusieurs: bool, compteurs: bool) -> impl Strategy<Value = Regle> {
    let (bourse, nombre) = if compteurs { (0.2, 0.25) } else { (0.0, 0.0) };
    let borne = (somme_d_argent(), une_lecture()).prop_map(|(montant, lecture)| Terme {
        lecture: Some(lecture),
        ..nu(Assiette::Euros(montant))
    });
    (
        prop::option::weighted(0.15, une_lecture()),
        prop::bool::weighted(bourse),
        parfois(nombre, 1u16..5),
        prop::option::weighted(0.15, borne),
        puis(),
        any::<bool>(),
    )
        .prop_map(move |(lecture, annuel, nombre, borne, puis, commun)| {
            let nombre = nombre.zip(unite).map(|(maximum, unite)| Nombre {
                maximum,
                unite,
                duree: Some(Duree::Ans(1)),
            });
            Regle {
                // a purse counts what the contract pays: its reading is said
                lecture: if annuel {
                    Some(Lecture::EnPlus)
                } else {
                    lecture
                },
                rythmes: if annuel {
                    vec![Rythme::Periode(Duree::Ans(1))]
                } else {
                    Vec::new()
                },
                puis: if nombre.is_some() { puis } else { None },
                nombres: nombre.into_iter().collect(),
                plafonds: borne.into_iter().collect(),
                partage: plusieurs.then_some(if commun {
                    Partage::EnCommun
                } else {
                    Partage::Chacun
                }),
                ..Regle::default()
            }
        })
}
