//! Every datum of the law is alive: nudged, it changes some result; or it is listed here with
//! its reason.

#![allow(clippy::unwrap_used, reason = "une épreuve tombe en disant pourquoi")]

use jiff::civil::{Date, date};
use reste_a_charge::calcul::bornes::annees_de_soins;
use reste_a_charge::calcul::contrat::Contrat;
use reste_a_charge::calcul::droits::{Foyer, Logement, Membre, Role, etudier};
use reste_a_charge::calcul::prestation::preparer_soins;
use reste_a_charge::catalogue::{Catalogue, Sources};
use reste_a_charge::montant::{Centimes, Taux};
use reste_a_charge::offre::condition::TypeSejour;
use reste_a_charge::offre::{Choix, Regime};
use reste_a_charge::panier::{Element, Lunettes, Moment, Patient, Prix, Quoi, Sejour, Soin};
use reste_a_charge::reglementation::{
    Acte, ActeId, Base, Chronologie, Parametre, Parametres, Periode, Reglementation, Secteur,
    Tarif, Valeur,
};
use std::collections::BTreeMap;

/// Parameters that change nothing, each with its reason.
const SANS_EFFET: [(&str, &str); 0] = [];

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
    let jour = periode.du.max(date(2017, 1, 2));
    periode.contient(jour).then_some(jour)
}

/// The same parameters, one value of one of them a little larger.
fn pousser(parametres: &Parametres, nom: &str, rang: usize) -> Parametres {
    let pousse = |(place, (periode, lu)): (usize, &(Periode, Parametre))| {
        let mut lu = lu.clone();
        if place == rang {
            lu.valeur = match lu.valeur {
                Valeur::Montant(montant) => Valeur::Montant(montant + Centimes::new(100)),
                Valeur::Taux(taux) => Valeur::Taux(taux.plus(Taux::pour_cent(1))),
                Valeur::Nombre(nombre) => Valeur::Nombre(nombre + 1),
            };
        }
        (*periode, lu)
    };
    let tous: BTreeMap<String, Chronologie<Parametre>> = parametres
        .iter()
        .map(|(autre, valeurs)| {
            let lues = valeurs.iter().enumerate();
            let lues = if autre == nom {
                lues.map(pousse).collect()
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
        quoi,
        nombre,
        moment,
        ald: false,
        reseau: None,
    }
}

/// Years of care that meet everything the law says: each act at three prices and many times,
/// on one day too; each frame with each lens, cheap and dear; long stays, heavy or not.
fn annees(reglementation: &Reglementation, jour: Date) -> Vec<Vec<Soin>> {
    let mut annees = Vec::new();
    let connus: Vec<(ActeId, &Acte)> = reglementation
        .actes()
        .filter(|(_, acte)| acte.existe_au(jour))
        .collect();
    let le_meme_jour = Some(Moment {
        mois: 3,
        jour: Some(2),
    });
    for (acte, lu) in &connus {
        let secteurs = SECTEURS.iter().filter(|s| lu.tarif(**s, jour).is_some());
        for secteur in secteurs.take(if lu.a_un_secteur() { 4 } else { 1 }) {
            for (prix, nombre, moment) in [
                (2_000, 1, None),
                (30_000, 60, None),
                (5_000, 8, le_meme_jour),
            ] {
                let quoi = Quoi::Acte {
                    acte: *acte,
                    secteur: *secteur,
                    prix: Prix::Donne(Centimes::new(prix)),
                    dent: None,
                };
                annees.push(vec![soin(quoi, nombre, moment)]);
            }
        }
    }
    let commence = |debut: &'static str| {
        let siens = connus
            .iter()
            .filter(move |(_, acte)| acte.code.starts_with(debut));
        siens.map(|(acte, _)| *acte)
    };
    for monture in commence("monture-classe") {
        for verre in commence("verre-classe") {
            for autre in commence("verre-classe-b") {
                for prix in [1_000, 100_000] {
                    let element = |acte| Element {
                        acte,
                        prix: Prix::Donne(Centimes::new(prix)),
                    };
                    let lunettes = Lunettes {
                        monture: element(monture),
                        verres: [element(verre), element(autre)],
                    };
                    annees.push(vec![soin(Quoi::Lunettes(lunettes), 1, None)]);
                }
            }
        }
    }
    for acte_lourd in [false, true] {
        for jours in [2, 29, 30, 31, 32, 33] {
            let sejour = Sejour {
                jours,
                nuits_chambre: jours - 1,
                chambre: Prix::Donne(Centimes::new(5_000)),
                frais: Centimes::euros(3_000),
                acte_lourd,
                genre: TypeSejour::Court,
            };
            annees.push(vec![soin(Quoi::Sejour(sejour), 1, None)]);
        }
    }
    annees
}

fn patients() -> Vec<Patient> {
    let mut patients = Vec::new();
    for age in [16, 17, 18, 45] {
        for regime in [Regime::General, Regime::AlsaceMoselle] {
            patients.push(Patient {
                regime,
                ..Patient::de_age(age)
            });
        }
        patients.push(Patient {
            parcours: false,
            ..Patient::de_age(age)
        });
    }
    patients
}

/// Whether some year of care, for somebody, under some contract, is not settled the same.
fn quelque_chose_change(
    (avant, apres): (&Reglementation, &Reglementation),
    choix: &[Choix<'_>],
    jour: Date,
) -> bool {
    let contrats = |reglementation| -> Vec<Contrat<'_>> {
        choix
            .iter()
            .map(|choix| Contrat::new(*choix, reglementation, jour, 0))
            .collect()
    };
    let (contrats_avant, contrats_apres) = (contrats(avant), contrats(apres));
    let annees = annees(avant, jour);
    patients().into_iter().any(|patient| {
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
    let catalogue = catalogue();
    let avant = &catalogue.reglementation;
    // un contrat responsable, un généreux, un non responsable, un contenu réglementé
    let voulus = [
        "mcci/flexia/Start",
        "mcci/flexia/Premium",
        "avenir/cap-nr/400 NR",
    ];
    let offres = catalogue.offres.iter().flat_map(Choix::tous);
    let mut choix: Vec<Choix<'_>> = offres
        .filter(|choix| voulus.contains(&choix.adresse().as_str()))
        .collect();
    assert_eq!(choix.len(), voulus.len());
    choix.extend(catalogue.contenus_acs.iter().flat_map(Choix::de).take(1));
    let mut morts = Vec::new();
    for (nom, valeurs) in avant.parametres.iter() {
        for (rang, (periode, _)) in valeurs.iter().enumerate() {
            let Some(jour) = jour_de(periode) else {
                continue;
            };
            let mut apres = avant.clone();
            apres.parametres = pousser(&avant.parametres, nom, rang);
            if !quelque_chose_change((avant, &apres), &choix, jour) {
                morts.push(format!("{nom} {periode}"));
            }
        }
    }
    let connus: Vec<String> = SANS_EFFET
        .iter()
        .map(|(nom, _)| (*nom).to_owned())
        .collect();
    assert_eq!(morts, connus);
}

#[test]
fn chaque_tarif_change_ce_que_paie_l_assurance_maladie() {
    let catalogue = catalogue();
    let reglementation = &catalogue.reglementation;
    let mut essayes = 0;
    for (id, acte) in reglementation.actes() {
        for (place, (secteur, tarifs)) in acte.tarifs.iter().enumerate() {
            for (rang, (periode, tarif)) in tarifs.iter().enumerate() {
                let Some(jour) = jour_de(periode) else {
                    continue;
                };
                if tarif.taux == Taux::pour_cent(0) {
                    continue;
                }
                let pousses = pousser_tarif(reglementation, id, (place, rang));
                let quoi = Quoi::Acte {
                    acte: id,
                    secteur: *secteur,
                    prix: Prix::Donne(Centimes::euros(5_000)),
                    dent: None,
                };
                let soins = [soin(quoi, 1, None)];
                let lire = |reglementation| {
                    let patient = Patient::de_age(acte.ages.0.max(30).min(acte.ages.1));
                    let dossiers = preparer_soins(reglementation, &soins, patient, jour, false);
                    annees_de_soins(&[dossiers.unwrap()], &[], false).total
                };
                essayes += 1;
                assert_ne!(
                    lire(reglementation),
                    lire(&pousses),
                    "{} {periode}",
                    acte.code
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
    let mut morts = Vec::new();
    for (nom, valeurs) in droits.parametres.iter() {
        for (rang, (periode, _)) in valeurs.iter().enumerate() {
            let Some(jour) = jour_de(periode) else {
                continue;
            };
            let mut pousses = droits.clone();
            pousses.parametres = pousser(&droits.parametres, nom, rang);
            let change = foyers().iter().any(|foyer| {
                let lire = |droits| format!("{:?}", etudier(droits, foyer, jour));
                lire(&droits) != lire(&pousses)
            });
            if !change {
                morts.push(format!("{nom} {periode}"));
            }
        }
    }
    assert_eq!(morts, Vec::<String>::new());
}

/// Households of every size, housing and income.
fn foyers() -> Vec<Foyer> {
    let mut foyers = Vec::new();
    for ages in [
        &[40][..],
        &[40, 40],
        &[40, 10],
        &[40, 40, 10],
        &[40, 40, 10, 8, 6, 2],
        &[24],
    ] {
        for logement in [
            Logement::Locataire,
            Logement::Proprietaire,
            Logement::AideAuLogement(Some(Centimes::euros(300))),
        ] {
            for ressources in [0, 9_000, 20_000] {
                let membres = ages.iter().enumerate().map(|(rang, age)| Membre {
                    age: Some(*age),
                    role: if rang > 1 || *age < 18 {
                        Role::ACharge
                    } else {
                        Role::Adulte
                    },
                });
                foyers.push(Foyer {
                    membres: membres.collect(),
                    logement,
                    revenus_abattus: Centimes::euros(ressources / 2),
                    ..Foyer::de(1, Centimes::euros(ressources))
                });
            }
        }
    }
    foyers
}
