//! The laws of §2.9, on drawn worlds; and the days on which values begin and end.

use super::donnees::{BaseLue, DONNEES, TarifLu, centimes, euros};
use super::juge::config;
use super::monde::{ContratLu, Monde, QuoiLu, Rang, Recu, Si, SoinLu};
use super::tirage;
use jiff::ToSpan;
use proptest::prelude::*;
use proptest::sample::Index;
use reste_a_charge::calcul::prestation::{Poste, preparer};
use reste_a_charge::montant::{Centimes, Taux};
use reste_a_charge::offre::NatureLigne;
use reste_a_charge::offre::langage::{Assiette, Cellule, Lecture, lire_cellule, lire_regle};
use reste_a_charge::panier::{Panier, Patient, Prix, Quoi, Soin};
use reste_a_charge::reglementation::{Secteur, Valeur};
use rust_decimal::Decimal;

fn equilibre(recu: &Recu) -> Result<(), TestCaseError> {
    let zero = Decimal::ZERO;
    prop_assert_eq!(recu.amo + recu.amc + recu.rac, recu.depense);
    prop_assert_eq!(recu.causes(), recu.rac);
    prop_assert!(recu.rac >= zero && recu.rac <= recu.depense);
    prop_assert!(recu.amo >= zero && recu.amc >= zero);
    let causes = [
        recu.participation,
        recu.franchise,
        recu.majoration,
        recu.tm,
        recu.depassement,
        recu.hors,
    ];
    prop_assert!(causes.iter().all(|cause| *cause >= zero));
    Ok(())
}

/// The only term of a world, raised.
fn releve(mut monde: Monde, quel: &Index, de: u32) -> Monde {
    let contrat = monde.contrat.as_mut().unwrap();
    if let Cellule::Lectures(lectures) = &mut contrat.rangs[0].cellule {
        let termes = &mut lectures[0].termes;
        let rang = quel.index(termes.len());
        let plus = |taux: &mut Taux| *taux = taux.plus(Taux::millioniemes(de * 10));
        match &mut termes[rang].assiette {
            Assiette::Pourcentage(taux)
            | Assiette::Br(taux)
            | Assiette::FraisReels(taux)
            | Assiette::TicketModerateur(taux)
            | Assiette::Plv(taux)
            | Assiette::Pmss(taux) => plus(taux),
            Assiette::Reste(taux) => {
                plus(taux);
                *taux = (*taux).min(Taux::UN);
            }
            Assiette::Euros(montant) => *montant += Centimes::new(i64::from(de)),
            Assiette::Amo => {}
        }
    }
    monde
}

/// A row of a contract, as written.
fn ligne(nature: NatureLigne, postes: Vec<String>, regle: &str, cellule: &str) -> Rang {
    Rang {
        nature,
        postes,
        quand: Si::Toujours,
        regle: lire_regle(regle).unwrap(),
        cellule: lire_cellule(cellule).unwrap(),
    }
}

fn euros_ecrits(centimes: i64) -> String {
    Centimes::new(centimes).to_string()
}

/// Steps that round, in the only row of a world.
fn arrondis(monde: &Monde) -> i64 {
    let contrat = monde.contrat.as_ref().unwrap();
    let Cellule::Lectures(lectures) = &contrat.rangs[0].cellule else {
        return 2;
    };
    let termes = lectures[0].termes.iter();
    let par_terme = termes.map(|terme| 1 + i64::try_from(terme.limites.len()).unwrap());
    2 + par_terme.sum::<i64>()
}

proptest! {
    #![proptest_config(config("tests/proptest-regressions/proprietes.txt"))]

    #[test]
    fn la_depense_se_partage_et_le_reste_a_ses_causes(monde in tirage::monde()) {
        let annee = monde.annee();
        for acte in annee.lignes.iter().flat_map(|ligne| &ligne.actes) {
            equilibre(&acte.montants.into())?;
        }
        let mut total = Recu::default();
        monde.par_ligne().iter().for_each(|ligne| total.plus(ligne));
        prop_assert_eq!(total, monde.total());
        prop_assert_eq!(annee.rac.min, annee.rac.max, "rien n’est laissé dans l’ombre");
    }

    #[test]
    fn promettre_plus_ne_laisse_jamais_plus_a_payer(
        monde in tirage::un_acte(),
        quel in any::<Index>(),
        de in 1u32..100_000,
    ) {
        let avant = monde.total().rac;
        let apres = releve(monde, &quel, de).total().rac;
        prop_assert!(apres <= avant, "{} puis {}", avant, apres);
    }

    /// Lines that share a ceiling in euros, and no number.
    #[test]
    fn promettre_plus_sous_un_plafond_ne_laisse_jamais_plus_a_payer(
        mut monde in tirage::un_acte(),
        prix in prop::collection::vec(0i64..100_000, 1..4),
        plafond in 0i64..200_000,
        puis in prop::sample::select(vec!["par an", "par an, puis TM", "par an, puis 100 % BR"]),
        quel in any::<Index>(),
        de in 1u32..100_000,
    ) {
        let premier = monde.soins[0].clone();
        monde.soins.extend(prix.into_iter().map(|prix| {
            let QuoiLu::Acte(code, secteur, _) = premier.quoi.clone() else {
                unreachable!("un acte")
            };
            SoinLu { quoi: QuoiLu::Acte(code, secteur, prix), ..premier.clone() }
        }));
        let contrat = monde.contrat.as_mut().unwrap();
        // ce qu’ajoute un minimum légal n’use pas le plafond : sous un contrat responsable,
        // promettre plus sans dépasser ce minimum use le plafond et ne paie rien de plus
        contrat.responsable = false;
        let postes = contrat.rangs[0].postes.clone();
        contrat.rangs.push(ligne(NatureLigne::Plafond, postes, puis, &euros_ecrits(plafond)));
        let avant = monde.total().rac;
        let apres = releve(monde, &quel, de).total().rac;
        prop_assert!(apres <= avant, "{} puis {}", avant, apres);
    }

    /// What is paid whatever was spent changes neither what is paid for care nor what is left.
    #[test]
    fn une_allocation_reste_a_part(mut monde in tirage::monde(), par_jour in 1i64..50_000) {
        let Some(contrat) = &mut monde.contrat else {
            return Ok(());
        };
        // une ligne qui nomme l’allocation parle d’elle ; une indemnité tirée parmi les soins
        // changerait de ligne
        let postes = vec!["hospitalisation/indemnite-journaliere".to_owned()];
        contrat.rangs.retain(|rang| !rang.postes.contains(&postes[0]));
        monde.soins.retain(|soin| {
            !matches!(&soin.quoi, QuoiLu::Acte(code, ..) if *code == "indemnite-journaliere")
        });
        let sans = monde.par_ligne();
        let cellule = format!("{}/jour, sans dépense", euros_ecrits(par_jour));
        let contrat = monde.contrat.as_mut().unwrap();
        contrat.rangs.push(ligne(NatureLigne::Garantie, postes, "", &cellule));
        prop_assert_eq!(sans, monde.par_ligne());
        let jours: i64 = monde.soins.iter().map(|soin| match &soin.quoi {
            QuoiLu::Sejour { jours, .. } => i64::from(*jours) * i64::from(soin.nombre),
            _ => 0,
        }).sum();
        prop_assert_eq!(monde.annee().total.allocation, Centimes::new(par_jour).multiplie(jours));
    }

    /// A funeral capital pays the bill up to its price; the rest of it stands apart.
    #[test]
    fn un_capital_obseques_paie_la_facture(prix in 0i64..1_000_000, capital in 1i64..1_000_000) {
        let postes = vec!["obseques".to_owned()];
        let monde = Monde {
            date: jiff::civil::date(2026, 6, 1),
            age: 60,
            parcours: true,
            acs: false,
            soins: vec![SoinLu {
                quoi: QuoiLu::Acte("obseques".to_owned(), Secteur::Un, prix),
                nombre: 1,
                mois: None,
                jour: None,
                ald: false,
                reseau: None,
            }],
            contrat: Some(ContratLu {
                responsable: false,
                paie_participation: false,
                du: jiff::civil::date(2015, 1, 1),
                pourcentages: Lecture::AmoComprise,
                euros: Lecture::EnPlus,
                rangs: vec![ligne(NatureLigne::Garantie, postes, "capital", &euros_ecrits(capital))],
            }),
        };
        let total = monde.annee().total;
        let paye = prix.min(capital);
        prop_assert_eq!(total.amc, Centimes::new(paye));
        prop_assert_eq!(total.rac, Centimes::new(prix - paye));
        prop_assert_eq!(total.allocation, Centimes::new(capital - paye));
    }

    /// To the centime of each rounding: 1 centime more may round two parts up. A contract
    /// that pays the PF is left out: with `46 % FR` on top of 55 %, a higher price pays it.
    #[test]
    fn un_prix_plus_haut_ne_laisse_jamais_moins_a_payer(
        mut monde in tirage::un_acte(),
        de in prop_oneof![1i64..100, 100i64..100_000],
    ) {
        if let Some(contrat) = &mut monde.contrat {
            contrat.paie_participation = false;
        }
        let mut cher = monde.clone();
        let QuoiLu::Acte(_, _, prix) = &mut cher.soins[0].quoi else {
            unreachable!("un acte")
        };
        *prix += de;
        let (avant, apres) = (monde.total().rac, cher.total().rac);
        let arrondis = Decimal::new(arrondis(&monde), 2);
        prop_assert!(apres + arrondis >= avant, "{} puis {}", avant, apres);
    }

    #[test]
    fn un_contrat_responsable_laisse_participations_et_majoration(
        mut monde in tirage::monde(),
    ) {
        if let Some(contrat) = &mut monde.contrat {
            contrat.responsable = true;
            contrat.paie_participation = false;
        }
        let seul = Monde { contrat: None, ..monde.clone() };
        for (avec, sans) in monde.par_ligne().iter().zip(seul.par_ligne()) {
            prop_assert_eq!(avec.participation, sans.participation);
            prop_assert_eq!(avec.franchise, sans.franchise);
            prop_assert_eq!(avec.majoration, sans.majoration);
        }
    }

    #[test]
    fn l_ordre_des_lignes_du_tableau_ne_change_rien(
        monde in tirage::monde(),
        cles in prop::collection::vec(any::<u32>(), 64),
    ) {
        let mut autre = monde.clone();
        if let Some(ContratLu { rangs, .. }) = &mut autre.contrat {
            let mut avec: Vec<_> = rangs.drain(..).zip(cles).collect();
            avec.sort_by_key(|(_, cle)| *cle);
            rangs.extend(avec.into_iter().map(|(rang, _)| rang));
        }
        prop_assert_eq!(monde.par_ligne(), autre.par_ligne());
    }

    #[test]
    fn n_actes_valent_n_lignes_d_un_acte(monde in tirage::monde()) {
        let un_par_un = |soin: &SoinLu| {
            if soin.d_un_seul_acte() {
                return vec![soin.clone()];
            }
            vec![SoinLu { nombre: 1, ..soin.clone() }; usize::from(soin.nombre)]
        };
        let fendu = Monde {
            soins: monde.soins.iter().flat_map(un_par_un).collect(),
            ..monde.clone()
        };
        let mut fendues = fendu.par_ligne().into_iter();
        for (soin, ligne) in monde.soins.iter().zip(monde.par_ligne()) {
            let mut somme = Recu::default();
            for part in fendues.by_ref().take(if soin.d_un_seul_acte() { 1 } else { usize::from(soin.nombre) }) {
                somme.plus(&part);
            }
            prop_assert_eq!(somme, ligne);
        }
    }
}

/// The base that the engine takes for an act at 100 000 €.
fn base(code: &str, secteur: Secteur, jour: jiff::civil::Date) -> Option<Decimal> {
    let panier = Panier {
        id: String::new(),
        libelle: String::new(),
        soins: vec![Soin {
            quoi: Quoi::Acte {
                acte: DONNEES.reglementation.acte_de_code(code)?,
                secteur,
                prix: Prix::Donne(Centimes::euros(100_000)),
                dent: None,
            },
            nombre: 1,
            moment: None,
            ald: false,
            reseau: None,
        }],
        hypothese: None,
        verifie_le: jiff::civil::date(2026, 11, 22),
        source: String::new(),
    };
    let patient = Patient::de_age(40);
    let dossiers = preparer(&DONNEES.reglementation, &panier, patient, jour, false).ok()?;
    match dossiers.postes.first()? {
        Poste::Acte(prestation) => Some(euros(prestation.base)),
        Poste::Lunettes { .. } => None,
    }
}

#[test]
fn une_valeur_qui_finit_n_est_jamais_utilisee_apres_sa_fin() {
    let attendue = |tarif: &TarifLu| match tarif.base {
        BaseLue::Montant(montant) => montant,
        BaseLue::Prix => Decimal::from(100_000),
        BaseLue::PartDuPlv(part) => tarif.plv.unwrap_or(Decimal::from(100_000)) * part,
    };
    for acte in &DONNEES.actes {
        for lu in &acte.tarifs {
            let veille = lu.periode.du - 1.days();
            let fin = lu.periode.au.map(|fin| [fin, fin + 1.days()]);
            let jours = [veille, lu.periode.du]
                .into_iter()
                .chain(fin.into_iter().flatten());
            for jour in jours {
                for secteur in &lu.secteurs {
                    let voulue = acte.tarif(*secteur, jour).map(attendue);
                    let prise = base(&acte.code, *secteur, jour);
                    assert_eq!(prise, voulue, "{} le {jour} ({secteur:?})", acte.code);
                }
            }
        }
    }
}

#[test]
fn un_parametre_commence_et_finit_a_ses_jours() {
    for lu in &DONNEES.parametres {
        let veille = lu.periode.du - 1.days();
        let fin = lu.periode.au.map(|fin| [fin, fin + 1.days()]);
        let jours = [veille, lu.periode.du]
            .into_iter()
            .chain(fin.into_iter().flatten());
        for jour in jours {
            let pris = DONNEES.reglementation.parametres.au(&lu.nom, jour);
            let pris = pris.map(|parametre| match parametre.valeur {
                Valeur::Montant(montant) => euros(montant),
                Valeur::Taux(taux) => super::donnees::fraction(taux),
                Valeur::Nombre(nombre) => Decimal::from(nombre),
            });
            assert_eq!(
                pris,
                DONNEES.parametre(&lu.nom, jour),
                "{} le {jour}",
                lu.nom
            );
        }
    }
    assert_eq!(centimes(Decimal::new(105, 2)), Centimes::new(105));
}
