//! Every datum of the law is alive: nudged, it changes some result; or it is listed here with
//! its reason.

#![allow(clippy::unwrap_used, reason = "une épreuve tombe en disant pourquoi")]

use jiff::civil::{Date, date};
use reste_a_charge::calcul::bornes::annees_de_soins;
use reste_a_charge::calcul::contrat::Contrat;
use reste_a_charge::calcul::droits::{Foyer, Logement, Membre, Role, etudier};
use reste_a_charge::calcul::prestation::preparer_soins;
use reste_a_charge::catalogue::{Catalogue, Fichier, Sources};
use reste_a_charge::montant::{Centimes, Taux};
use reste_a_charge::offre::condition::TypeSejour;
use reste_a_charge::offre::{Choix, Regime};
use reste_a_charge::panier::{Element, Lunettes, Moment, Patient, Prix, Quoi, Sejour, Soin};
use reste_a_charge::reglementation::droits::{Allocation, Zone};
use reste_a_charge::reglementation::{
    ActeId, Base, Chronologie, Parametre, Parametres, Periode, Reglementation, Secteur, Tarif,
    Valeur,
};
use std::collections::{BTreeMap, BTreeSet};

/// Parameters that change nothing, each with its reason.
const SANS_EFFET: [(&str, &str); 1] = [(
    "sejour.seuil-acte-lourd depuis le 01/01/2017",
    "un séjour dit lui-même s’il porte un acte lourd ; le seuil ne sert qu’à reconnaître un cas publié faux",
)];

const SECTEURS: [Secteur; 4] = [
    Secteur::Un,
    Secteur::Optam,
    Secteur::NonOptam,
    Secteur::NonConventionne,
];

fn catalogue() -> Catalogue {
    let (catalogue, diagnostics) = Catalogue::lire_embarquees(&Sources::embarquees());
    assert_eq!(diagnostics.erreurs(), 0);
    catalogue
}

/// A day on which a period holds, after the first tariffs.
fn jour_de(periode: &Periode) -> Option<Date> {
    jours_de(periode).first().copied()
}

/// Days on which a period holds: its first, and the last that is known.
fn jours_de(periode: &Periode) -> Vec<Date> {
    let premier = periode.du.max(date(2017, 1, 2));
    let dernier = periode
        .au
        .unwrap_or(date(2026, 11, 22))
        .min(date(2026, 11, 22));
    let jours = [premier, dernier].into_iter();
    jours
        .filter(|jour| periode.contient(*jour) && *jour >= premier)
        .collect()
}

/// The same parameters, one value of one of them a little larger.
fn pousser(parametres: &Parametres, nom: &str, rang: usize) -> Parametres {
    let pousse = |(place, (periode, lu)): (usize, &(Periode, Parametre))| {
        let mut lu = lu.clone();
        if place == rang {
            // un : une règle est en vigueur, ou n'est pas
            if lu.valeur == Valeur::Nombre(1) {
                return None;
            }
            lu.valeur = match lu.valeur {
                Valeur::Montant(montant) => Valeur::Montant(montant + Centimes::new(100)),
                Valeur::Taux(taux) => Valeur::Taux(taux.plus(Taux::pour_cent(1))),
                Valeur::Nombre(nombre) => Valeur::Nombre(nombre + 1),
            };
        }
        Some((*periode, lu))
    };
    let tous: BTreeMap<String, Chronologie<Parametre>> = parametres
        .iter()
        .map(|(autre, valeurs)| {
            let lues = valeurs.iter().enumerate();
            let lues = if autre == nom {
                lues.filter_map(pousse).collect()
            } else {
                valeurs.iter().cloned().collect()
            };
            (autre.to_owned(), Chronologie::new(lues).unwrap())
        })
        .collect();
    Parametres::new(tous)
}

fn soin(quoi: Quoi, nombre: u16, moment: Option<Moment>) -> Soin {
    Soin {
        moment,
        ..Soin::fois(nombre, quoi)
    }
}

/// An act at a price, so many times.
fn acte(acte: ActeId, secteur: Secteur, prix: i64) -> Quoi {
    Quoi::Acte {
        acte,
        secteur,
        prix: Prix::Donne(Centimes::new(prix)),
        dent: None,
    }
}

/// Each act that exists on a day, in each sector: cheap, dear, many times, on one day.
fn annees_d_actes(reglementation: &Reglementation, jour: Date) -> Vec<Vec<Soin>> {
    let le_meme_jour = Some(Moment {
        mois: 3,
        jour: Some(2),
    });
    let mut annees = Vec::new();
    for (id, lu) in reglementation
        .actes()
        .filter(|(_, acte)| acte.existe_au(jour))
    {
        let secteurs = SECTEURS.iter().filter(|s| lu.tarif(**s, jour).is_some());
        for secteur in secteurs.take(if lu.a_un_secteur() { 4 } else { 1 }) {
            annees.push(vec![soin(acte(id, *secteur, 500_000), 1, None)]);
            annees.push(vec![soin(acte(id, *secteur, 3_000), 60, None)]);
            annees.push(vec![soin(acte(id, *secteur, 5_000), 8, le_meme_jour)]);
        }
    }
    annees
}

/// Each pair of lenses that the law tells apart, in a frame, cheap and dear.
fn annees_de_lunettes(reglementation: &Reglementation, jour: Date) -> Vec<Vec<Soin>> {
    let connu = |code: &str| {
        let (id, acte) = reglementation.actes().find(|(_, acte)| acte.code == code)?;
        acte.existe_au(jour).then_some(id)
    };
    let mut annees = Vec::new();
    for (monture, verres) in [
        (
            "monture-classe-b",
            [
                "verre-classe-b-simple",
                "verre-classe-b-complexe",
                "verre-classe-b-tres-complexe",
            ],
        ),
        (
            "monture-classe-a",
            [
                "verre-classe-a-simple",
                "verre-classe-a-complexe",
                "verre-classe-a-tres-complexe",
            ],
        ),
        (
            "monture-avant-2020-adulte",
            [
                "verre-avant-2020-adulte-unifocal-sphere-0-a-6",
                "verre-avant-2020-adulte-progressif-sphere-0-a-4",
                "verre-avant-2020-adulte-progressif-cylindre-sphere-plus-de-8",
            ],
        ),
    ] {
        for un in verres {
            for autre in verres {
                for (d_une_monture, prix) in [
                    (1_000, 1_000),
                    (10_000, 10_000),
                    (100_000, 1_000),
                    (100_000, 100_000),
                ] {
                    let element = |code, prix| {
                        connu(code).map(|acte| Element {
                            acte,
                            prix: Prix::Donne(Centimes::new(prix)),
                        })
                    };
                    if let (Some(monture), Some(un), Some(autre)) = (
                        element(monture, d_une_monture),
                        element(un, prix),
                        element(autre, prix),
                    ) {
                        let lunettes = Lunettes {
                            monture,
                            verres: [un, autre],
                        };
                        annees.push(vec![soin(Quoi::Lunettes(lunettes), 1, None)]);
                    }
                }
            }
        }
    }
    annees
}

/// Stays around the days where the law changes, heavy or not.
fn annees_de_sejours() -> Vec<Vec<Soin>> {
    let mut annees = Vec::new();
    for acte_lourd in [false, true] {
        for jours in [2, 29, 30, 31, 32, 33] {
            let sejour = Sejour {
                jours,
                nuits_chambre: jours - 1,
                chambre: Prix::Donne(Centimes::new(50_000)),
                frais: Centimes::euros(3_000),
                acte_lourd,
                genre: TypeSejour::Court,
            };
            annees.push(vec![soin(Quoi::Sejour(sejour), 1, None)]);
        }
    }
    annees
}

/// The people and the care that a parameter is about.
fn scenes(
    nom: &str,
    reglementation: &Reglementation,
    jour: Date,
) -> (Vec<Patient>, Vec<Vec<Soin>>) {
    let adulte = Patient::de_age(45);
    let actes = || annees_d_actes(reglementation, jour);
    let alsacien = Patient {
        regime: Regime::AlsaceMoselle,
        ..adulte
    };
    let hors_parcours = Patient {
        parcours: false,
        ..adulte
    };
    match nom.split('.').next().unwrap_or_default() {
        "age" => {
            let jeunes = [15, 16, 17, 18].map(Patient::de_age);
            let sans_medecin = jeunes.map(|patient| Patient {
                parcours: false,
                ..patient
            });
            ([jeunes, sans_medecin].concat(), actes())
        }
        "regime-local" => {
            let annees = [
                actes(),
                annees_de_lunettes(reglementation, jour),
                annees_de_sejours(),
            ];
            (vec![alsacien], annees.concat())
        }
        "majoration" => (vec![hors_parcours], actes()),
        "sejour" | "pmss" => (vec![adulte], annees_de_sejours()),
        "responsable" if nom.contains("optique") => {
            (vec![adulte], annees_de_lunettes(reglementation, jour))
        }
        _ => (vec![adulte], actes()),
    }
}

/// A contrat responsable that promises little at one level, much at the other: every bound of
/// the law meets one of them.
fn contrat_d_essai() -> [Fichier; 2] {
    let entete = r#"format = "offre/1"
[contrat]
id = "essai/extremes"
organisme = "Essai"
nom = "Extrêmes (fictif)"
millesime = "essai"
valable_du = 2015-01-01
responsable = true
annee = "civile"
complet = true
source = "contrat d’essai, fictif"
verifie_le = 2026-11-22
[lecture]
pourcentages = "BR, AMO comprise"
euros = "en plus de l'AMO"
cite = "y compris la part de la sécurité sociale"
[[modules]]
id = "base"
niveaux = ["Bas", "Moyen", "Haut"]
[cotisation]
grille = "non publiée"
source = "aucune grille"
verifie_le = 2026-11-22
"#;
    let table = "nature;libelle;poste;quand;regle;Bas;Moyen;Haut;note
;Soins courants;soins-courants;;;100 %;300 %;600 %;
;Hospitalisation;hospitalisation/honoraires;;;100 %;300 %;600 %;
;Chambre;hospitalisation/chambre;;par jour;1 % PMSS;2 % PMSS;3 % PMSS;
;Orthodontie refusée;dentaire/orthodontie;non remboursé;;100 %;300 %;600 %;
;Classe B;optique/classe-b;;par équipement, AMO comprise;20 €;110 €;3 000 €;
;Avant 2020;optique/avant-2020;;par équipement, AMO comprise;20 €;110 €;3 000 €;
;Aide auditive;aides-auditives/classe-2;;par oreille, AMO comprise;100 €;900 €;5 000 €;
";
    [
        Fichier::new("offers/essai/extremes.toml", entete),
        Fichier::new("offers/essai/extremes.base.csv", table),
    ]
}

/// Whether some year of care, for somebody, under some contract, is not settled the same.
fn quelque_chose_change(
    nom: &str,
    (avant, apres): (&Reglementation, &Reglementation),
    choix: &[Choix<'_>],
    jour: Date,
) -> bool {
    let contrats = |reglementation| -> Vec<Contrat<'_>> {
        let choix = choix.iter();
        choix
            .map(|choix| Contrat::new(*choix, reglementation, jour, 0))
            .collect()
    };
    let (contrats_avant, contrats_apres) = (contrats(avant), contrats(apres));
    let (patients, annees) = scenes(nom, avant, jour);
    patients.into_iter().any(|patient| {
        annees.iter().any(|soins| {
            let lire = |reglementation, contrats: &[Contrat<'_>]| {
                let dossiers = preparer_soins(reglementation, soins, patient, jour, false).ok()?;
                let dossiers = [dossiers];
                let seul = annees_de_soins(&dossiers, &[], false);
                let mut lus = vec![(seul.total, seul.rac)];
                for contrat in contrats {
                    let lu = annees_de_soins(&dossiers, std::slice::from_ref(contrat), false);
                    lus.push((lu.total, lu.rac));
                }
                Some(lus)
            };
            lire(avant, &contrats_avant) != lire(apres, &contrats_apres)
        })
    })
}

#[test]
fn chaque_parametre_de_la_loi_change_un_resultat() {
    let mut sources = Sources::embarquees();
    for fichier in contrat_d_essai() {
        sources.ajoute(fichier);
    }
    let (catalogue, diagnostics) = Catalogue::lire_embarquees(&sources);
    assert_eq!(
        diagnostics.erreurs(),
        0,
        "{}",
        diagnostics.afficher(&sources, 100)
    );
    let avant = &catalogue.reglementation;
    let essai = catalogue
        .offres
        .iter()
        .find(|offre| offre.id == "essai/extremes");
    let choix: Vec<Choix<'_>> = Choix::tous(essai.unwrap()).collect();
    assert_eq!(choix.len(), 3);
    let mut morts = BTreeSet::new();
    for (nom, valeurs) in avant.parametres.iter() {
        for (rang, (periode, _)) in valeurs.iter().enumerate() {
            let mut apres = avant.clone();
            apres.parametres = pousser(&avant.parametres, nom, rang);
            let vit = jours_de(periode)
                .into_iter()
                .any(|jour| quelque_chose_change(nom, (avant, &apres), &choix, jour));
            if !vit && !jours_de(periode).is_empty() {
                morts.insert(format!("{nom} {periode}"));
            }
        }
    }
    let connus = SANS_EFFET.iter().map(|(nom, _)| (*nom).to_owned());
    let connus: BTreeSet<String> = connus.collect();
    assert_eq!(morts, connus);
}

#[test]
fn chaque_tarif_change_ce_que_paie_l_assurance_maladie() {
    let catalogue = catalogue();
    let reglementation = &catalogue.reglementation;
    let mut essayes = 0;
    for (id, lu) in reglementation.actes() {
        for (place, (secteur, tarifs)) in lu.tarifs.iter().enumerate() {
            for (rang, (periode, tarif)) in tarifs.iter().enumerate() {
                let Some(jour) = jour_de(periode) else {
                    continue;
                };
                if tarif.taux == Taux::pour_cent(0) {
                    continue;
                }
                let pousses = pousser_tarif(reglementation, id, (place, rang));
                let soins = [soin(acte(id, *secteur, 500_000), 1, None)];
                let lire = |reglementation| {
                    let patient = Patient::de_age(lu.ages.0.max(30).min(lu.ages.1));
                    let dossiers = preparer_soins(reglementation, &soins, patient, jour, false);
                    annees_de_soins(&[dossiers.unwrap()], &[], false).total
                };
                essayes += 1;
                assert_ne!(
                    lire(reglementation),
                    lire(&pousses),
                    "{} {periode}",
                    lu.code
                );
            }
        }
    }
    assert!(essayes > 400, "{essayes} tarifs essayés");
}

/// The same law with one tariff a euro, or a point, higher.
fn pousser_tarif(
    reglementation: &Reglementation,
    id: ActeId,
    (place, rang): (usize, usize),
) -> Reglementation {
    let actes = reglementation.actes().map(|(autre, acte)| {
        let mut acte = acte.clone();
        if autre == id {
            let (_, tarifs) = &mut acte.tarifs[place];
            let pousse = |(ici, (periode, tarif)): (usize, &(Periode, Tarif))| {
                let mut tarif = tarif.clone();
                if ici == rang {
                    match tarif.base {
                        Base::Montant(base) => {
                            tarif.base = Base::Montant(base + Centimes::euros(10));
                        }
                        Base::Prix | Base::PartDuPlv(_) => {
                            tarif.taux = tarif.taux.moins(Taux::pour_cent(1));
                        }
                    }
                }
                (*periode, tarif)
            };
            *tarifs = Chronologie::new(tarifs.iter().enumerate().map(pousse).collect()).unwrap();
        }
        acte
    });
    Reglementation::new(
        reglementation.postes.clone(),
        reglementation.parametres.clone(),
        actes.collect(),
    )
}

#[test]
fn chaque_parametre_des_droits_change_un_resultat() {
    let droits = catalogue().droits;
    let mut morts = BTreeSet::new();
    for (nom, valeurs) in droits.parametres.iter() {
        for (rang, (periode, _)) in valeurs.iter().enumerate() {
            let mut pousses = droits.clone();
            pousses.parametres = pousser(&droits.parametres, nom, rang);
            let change = jours_de(periode).into_iter().any(|jour| {
                foyers().iter().any(|foyer| {
                    let lire = |droits| format!("{:?}", etudier(droits, foyer, jour));
                    lire(&droits) != lire(&pousses)
                })
            });
            if !change && !jours_de(periode).is_empty() {
                morts.insert(nom.to_owned());
            }
        }
    }
    // seul l'écran le dit : quels revenus du capital apporter
    assert_eq!(
        morts,
        BTreeSet::from(["capital.avant-derniere-annee".to_owned()])
    );
}

/// Households of every size, housing, place and income.
fn foyers() -> Vec<Foyer> {
    let mut foyers = Vec::new();
    let a_charge = |ages: &[u8], role: Role| -> Vec<Membre> {
        let membres = ages.iter().enumerate().map(|(rang, age)| Membre {
            age: Some(*age),
            role: if rang > 1 || *age < 18 {
                role
            } else {
                Role::Adulte
            },
        });
        membres.collect()
    };
    let compositions = [
        &[40][..],
        &[40, 40],
        &[40, 10],
        &[40, 40, 10],
        &[40, 40, 24],
        &[40, 40, 25],
        &[40, 40, 10, 8],
        &[40, 40, 10, 8, 6, 2],
    ];
    let allocations = [
        &[][..],
        &[Allocation::Aspa],
        &[Allocation::Asi],
        &[Allocation::Aah],
    ];
    for ages in compositions {
        for logement in [
            Logement::Locataire,
            Logement::Proprietaire,
            Logement::AideAuLogement(Some(Centimes::euros(300))),
        ] {
            for (zone, role) in [
                (Zone::Metropole, Role::ACharge),
                (Zone::Dom, Role::GardeAlternee),
                (Zone::Mayotte, Role::ACharge),
            ] {
                for (ressources, allocations) in [0, 9_000, 20_000]
                    .into_iter()
                    .flat_map(|euros| allocations.map(|siennes| (euros, siennes)))
                {
                    foyers.push(Foyer {
                        membres: a_charge(ages, role),
                        logement,
                        zone,
                        allocations: allocations.to_vec(),
                        revenus_abattus: Centimes::euros(ressources / 2),
                        ..Foyer::de(1, Centimes::euros(ressources))
                    });
                }
            }
        }
    }
    foyers
}
