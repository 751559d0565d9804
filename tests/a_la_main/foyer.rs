//! Premiums of households, from the files as people write them: each named step is rounded
//! half up to the centime, for a person and a month, then counted twelve times.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use reste_a_charge::catalogue::{Catalogue, Diagnostics, Fichier, Sources, lire_foyer};
use reste_a_charge::montant::Centimes;
use reste_a_charge::offre::composition::Niveaux;
use reste_a_charge::offre::cotisation::{
    CompteDuFoyer, Cotisation, DemandeDePrime, EtapePrime, LigneCotisation, NiveauChoisi,
    PrimeDuFoyer, PrixGrille, Qualite, QuoiPrime, Regime, SansCotisation, Statut,
};
use reste_a_charge::panier::{Age, Foyer, Membre};
use std::sync::LazyLock;

#[path = "foyer/bornes.rs"]
mod bornes;

const JOUR: Date = date(2026, 11, 22);
const EN_TETE: &str = "niveau;zone;regime;qualite;age_min;age_max;cotisation_mensuelle\n";

/// An offer of two levels with this `[cotisation]` and this grid, read with the real data.
fn lue(cotisation: &str, grille: &str, zones: &str) -> (Catalogue, Diagnostics) {
    let mut sources = Sources::embarquees();
    let en_tete = format!(
        "format = \"offre/1\"\n[contrat]\nid = \"essai/sante\"\norganisme = \"Essai\"\n\
         nom = \"Santé\"\nmillesime = \"2026\"\nvalable_du = 2020-01-01\nresponsable = false\n\
         annee = \"civile\"\ncomplet = false\nsource = \"essai\"\nverifie_le = 2026-11-22\n\
         [lecture]\npourcentages = \"BR, AMO comprise\"\neuros = \"en plus de l'AMO\"\n\
         cite = \"essai\"\n[[modules]]\nid = \"base\"\nniveaux = [\"Bas\", \"Haut\"]\n\
         [cotisation]\ngrille = \"publiée\"\nsource = \"essai\"\nverifie_le = 2026-11-22\n\
         {cotisation}\n"
    );
    let table = "nature;libelle;poste;quand;regle;Bas;Haut;note\n\
                 ;Soins courants;soins-courants;;;100 %;150 %;\n";
    for (nom, texte) in [
        ("sante-2026.toml", en_tete),
        ("sante-2026.base.csv", table.to_owned()),
        ("sante-2026.cotisations.csv", grille.to_owned()),
        ("zones.csv", format!("departement;zone\n{zones}")),
    ] {
        sources.ajoute(Fichier::new(format!("offers/essai/{nom}"), texte));
    }
    Catalogue::lire_embarquees(&sources)
}

/// The premium of that offer; its files have no mistake.
fn cotisation(en_tete: &str, grille: &str) -> Cotisation {
    let grille = if grille.starts_with("niveau") {
        grille.to_owned()
    } else {
        format!("{EN_TETE}{grille}")
    };
    let (catalogue, diagnostics) = lue(en_tete, &grille, "01;1\n");
    assert_eq!(diagnostics.erreurs(), 0, "{diagnostics:?}");
    trouvee(&catalogue, "essai/sante")
}

fn trouvee(catalogue: &Catalogue, id: &str) -> Cotisation {
    let offre = catalogue.offres.iter().find(|offre| offre.id == id);
    offre.expect("l’offre existe").cotisation.clone()
}

fn embarquee(id: &str) -> Cotisation {
    trouvee(&Catalogue::lire_embarquees(&Sources::embarquees()).0, id)
}

/// What is asked, besides the people: level Bas, new, employee, no département.
#[derive(Clone, Copy)]
struct Cas {
    niveau: usize,
    departement: Option<&'static str>,
    statut: Statut,
    mois: u16,
    pmss: Option<Centimes>,
    date: Date,
}

const CAS: Cas = Cas {
    niveau: 0,
    departement: None,
    statut: Statut::Salarie,
    mois: 0,
    pmss: None,
    date: JOUR,
};

fn demander(
    cotisation: &Cotisation,
    foyer: &Foyer,
    cas: Cas,
) -> Result<PrimeDuFoyer, SansCotisation> {
    let assures = foyer
        .assures(cas.date, cas.mois)
        .expect("un foyer possible");
    let prime = cotisation.du_foyer(&DemandeDePrime {
        niveaux: Niveaux::du_premier(cas.niveau),
        assures: &assures,
        departement: cas.departement,
        statut: cas.statut,
        anciennete_mois: cas.mois,
        pmss: cas.pmss,
    })?;
    for compte in [&prime.min, &prime.max] {
        verifier_les_sommes(compte, assures.len());
    }
    Ok(prime)
}

/// The steps add up to the total, by nature and by person.
fn verifier_les_sommes(compte: &CompteDuFoyer, personnes: usize) {
    let etapes: Centimes = compte.etapes.iter().map(EtapePrime::annuel).sum();
    assert_eq!(compte.total(), etapes);
    assert_eq!(compte.total(), compte.cotisations() + compte.frais());
    let par_tete: Centimes = (0..personnes).map(|rang| compte.de(rang)).sum();
    let contrat = compte
        .etapes
        .iter()
        .filter(|etape| etape.personne.is_none());
    let contrat: Centimes = contrat.map(EtapePrime::annuel).sum();
    assert_eq!(compte.total(), par_tete + contrat);
}

/// The premium, when it is one figure, fees aside.
fn prime(cotisation: &Cotisation, foyer: &Foyer, cas: Cas) -> Centimes {
    let prime = demander(cotisation, foyer, cas).expect("une prime").prime();
    assert_eq!(prime.min, prime.max);
    prime.min
}

fn centimes(ecrit: &str) -> Centimes {
    reste_a_charge::montant::lire_montant(ecrit).expect("un montant")
}

fn famille() -> Foyer {
    Foyer::de_ages(&[40, 43, 12, 9, 4])
}

/// A grid of one price for everybody.
const UNIQUE: &str = "Bas;;general;adulte;18;;50.00\nBas;;general;enfant;0;17;20.00\n";

/// MCCI FLEXIA 2026, Confort (repository santeo-tarifs). Total = adhérent + conjoint +
/// n × enfant, no child free. Ille-et-Vilaine is in zone 2:
/// 67,04 + 71,11 + 3 × 37,60 = 250,95 a month, × 12 = 3 011,40.
#[test]
fn flexia_pour_une_famille() {
    let flexia = embarquee("mcci/flexia");
    let cas = Cas {
        niveau: 1,
        departement: Some("35"),
        ..CAS
    };
    assert_eq!(prime(&flexia, &famille(), cas), centimes("3011,40"));
    let compte = demander(&flexia, &famille(), cas).expect("une prime").max;
    assert_eq!(compte.zone.as_deref(), Some("2"));
    // 67,04 × 12 ; 37,60 × 12
    assert_eq!(compte.de(0), centimes("804,48"));
    assert_eq!(compte.de(4), centimes("451,20"));
}

/// The zone is the same for everybody. Zone 1: 63,49 + 67,35 + 3 × 35,62 = 237,70, × 12 =
/// 2 852,40. Zone 4: 77,63 + 82,35 + 3 × 43,56 = 290,66, × 12 = 3 487,92.
#[test]
fn sans_departement_une_famille_a_une_fourchette() {
    let flexia = embarquee("mcci/flexia");
    let cas = Cas { niveau: 1, ..CAS };
    let prime = demander(&flexia, &famille(), cas).expect("une prime");
    assert_eq!(prime.prime().min, centimes("2852,40"));
    assert_eq!(prime.prime().max, centimes("3487,92"));
    assert_eq!(prime.min.zone.as_deref(), Some("1"));
    assert_eq!(prime.max.zone.as_deref(), Some("4"));
}

/// One person by the old path and by the new one; and why there is no price.
#[test]
fn une_personne_seule_est_un_foyer() {
    let flexia = embarquee("mcci/flexia");
    let seule = flexia
        .annuelle(1, 40, Regime::General, Some("35"))
        .expect("une prime");
    // 67,04 × 12
    assert_eq!(
        (seule.min, seule.max),
        (centimes("804,48"), centimes("804,48"))
    );
    // un enfant seul : 37,60 × 12
    let enfant = flexia
        .annuelle(1, 12, Regime::General, Some("35"))
        .expect("une prime");
    assert_eq!(enfant.max, centimes("451,20"));
    let refus = |age, regime, departement| flexia.annuelle(1, age, regime, departement);
    let hors = Err(SansCotisation::AgeHorsGrille(0, 84));
    assert_eq!(refus(85, Regime::General, None), hors);
    let hors = Err(SansCotisation::RegimeHorsGrille);
    assert_eq!(refus(40, Regime::AlsaceMoselle, None), hors);
    let hors = Err(SansCotisation::DepartementSansZone);
    assert_eq!(refus(40, Regime::General, Some("976")), hors);
    let personne = demander(&flexia, &Foyer::de_ages(&[40, 90]), CAS);
    assert_eq!(personne, Err(SansCotisation::AgeHorsGrille(18, 84)));
}

/// Avenir CAP NR, 200 NR, zone 1 (repository santeo-tarifs): adhérent of 40 years 100,70,
/// conjoint of 43 years 93,08, child 54,20; free from the 3rd child on.
/// 100,70 + 93,08 + 2 × 54,20 = 302,18 a month, × 12 = 3 626,16.
#[test]
fn un_couple_et_trois_enfants_dont_un_gratuit() {
    let cap = embarquee("avenir/cap-nr");
    let cas = Cas {
        niveau: 4,
        departement: Some("35"),
        ..CAS
    };
    assert_eq!(prime(&cap, &famille(), cas), centimes("3626,16"));
    let compte = demander(&cap, &famille(), cas).expect("une prime").max;
    let payes: Vec<Centimes> = (0..5).map(|rang| compte.de(rang)).collect();
    // 54,20 × 12 = 650,40 pour les deux aînés, rien pour le benjamin
    let attendus = ["1208,40", "1116,96", "650,40", "650,40", "0"].map(centimes);
    assert_eq!(payes, attendus);
    // le plus jeune est gratuit, où qu’il soit écrit
    let melee = Foyer::de_ages(&[4, 40, 43, 9, 12]);
    let compte = demander(&cap, &melee, cas).expect("une prime").max;
    assert_eq!(
        (compte.total(), compte.de(0)),
        (centimes("3626,16"), Centimes::ZERO)
    );
    // deux enfants : 100,70 + 93,08 + 108,40, rien de gratuit
    let deux = Foyer::de_ages(&[40, 43, 12, 9]);
    assert_eq!(prime(&cap, &deux, cas), centimes("3626,16"));
    // chacun sa colonne : adhérent de 43 ans 104,94, conjoint de 40 ans 89,23
    // (104,94 + 89,23 + 108,40) × 12
    let inverse = Foyer::de_ages(&[43, 40, 12, 9, 4]);
    assert_eq!(prime(&cap, &inverse, cas), centimes("3630,84"));
    // à 17 ans, un enfant paie le prix de son âge, 59,68, et compte encore parmi les enfants
    // (100,70 + 93,08 + 59,68 + 54,20) × 12
    let grand = Foyer::de_ages(&[40, 43, 17, 9, 4]);
    assert_eq!(prime(&cap, &grand, cas), centimes("3691,92"));
}

/// The same in the régime local, whose rows have no zone, without a département:
/// 68,15 + 62,95 + 2 × 36,61 = 204,32 a month, × 12 = 2 451,84.
#[test]
fn une_famille_du_regime_local() {
    let cap = embarquee("avenir/cap-nr");
    let mut foyer = famille();
    for membre in &mut foyer.membres {
        membre.regime = Regime::AlsaceMoselle;
    }
    let cas = Cas { niveau: 4, ..CAS };
    assert_eq!(prime(&cap, &foyer, cas), centimes("2451,84"));
    let compte = demander(&cap, &foyer, cas).expect("une prime").max;
    assert_eq!(compte.zone, None);
    // la grille de Cap’Évolution n’est que celle des salariés
    let evolution = embarquee("avenir/cap-evolution");
    let tns = Cas {
        statut: Statut::Tns,
        ..CAS
    };
    let sans = demander(&evolution, &famille(), tns);
    assert_eq!(sans, Err(SansCotisation::StatutHorsGrille));
    let sans = demander(&evolution, &foyer, CAS);
    assert_eq!(sans, Err(SansCotisation::RegimeHorsGrille));
}

/// Which children are counted: a daughter of 22 years and two boys, child price 30 to 27.
/// Counted among all, the youngest is the third: free. Counted among those under 20, the
/// boys are two: nobody is. With an age to take it, the third is the youngest: free.
#[test]
fn quels_enfants_comptent() {
    let grille = "Bas;;general;adulte;18;;50.00\nBas;;general;enfant;0;27;30.00\n";
    let foyer = Foyer::de_ages(&[47, 22, 12, 9]);
    for (clause, attendue) in [
        // (50 + 30 + 30) × 12
        ("gratuit : enfant, 3e et suivants", "1320"),
        // (50 + 3 × 30) × 12
        (
            "gratuit : enfant, 3e et suivants, parmi les moins de 20 ans",
            "1680",
        ),
        ("gratuit : enfant, 3e et suivants, moins de 20 ans", "1320"),
        ("gratuit : enfant, 3e et suivants, moins de 9 ans", "1680"),
    ] {
        let lue = cotisation(&format!("reductions = [\"{clause}\"]"), grille);
        assert_eq!(prime(&lue, &foyer, CAS), centimes(attendue), "{clause}");
    }
    // au-delà de 21 ans, la fille est une adulte : 2 × 50 + 2 × 30, et deux enfants
    let en_tete = "reductions = [\"gratuit : enfant, 3e et suivants\"]\nenfant_jusqu_a = 21";
    let lue = cotisation(en_tete, grille);
    assert_eq!(prime(&lue, &foyer, CAS), centimes("1920"));
}

/// ACTIOM: 12 € a year and a contract for the association (presentation of the end of
/// 2018), once for five people. The grid is not published: the one here is made up.
#[test]
fn actiom_une_association_par_foyer() {
    let mut actiom = embarquee("actiom/mic");
    let sans = demander(&actiom, &famille(), CAS);
    assert_eq!(sans, Err(SansCotisation::NonPubliee));
    let ligne = |qualite, ages| LigneCotisation {
        niveau: NiveauChoisi {
            module: 0,
            niveau: 0,
        },
        zone: None,
        regime: Regime::General,
        statut: None,
        qualite,
        ages,
        prix: PrixGrille::Mensuel(Centimes::euros(50)),
    };
    actiom.grille = vec![
        ligne(Qualite::Adulte, (18, 127)),
        ligne(Qualite::Enfant, (0, 17)),
    ];
    let foyer = demander(&actiom, &famille(), CAS).expect("une prime");
    assert_eq!(foyer.frais(), Centimes::euros(12));
    // 5 × 50 × 12 + 12
    assert_eq!(foyer.max.total(), Centimes::euros(3012));
    let seul = demander(&actiom, &Foyer::de_ages(&[75]), CAS).expect("une prime");
    assert_eq!(seul.frais(), Centimes::euros(12));
}

const API: &str = "reductions = [\n  \"-10 % dès 2 assurés\",\n  \"gratuit : enfant, 3e et suivants\",\n  \
    \"-20 % : TNS\",\n  \"-40 % : Alsace-Moselle, non cumulable TNS\",\n]\n\
    frais = [\"0,50 €/mois : association\"]";

/// APICIL API Santé 2026 (its reductions and its fee; the prices are made up, its grid is
/// not published). 60,05 × 90 % = 54,045 → 54,05; 55,55 × 90 % = 49,995 → 50,00;
/// 30,25 × 90 % = 27,225 → 27,23, twice, the third child free: 158,51 a month, × 12 =
/// 1 902,12; association 0,50 × 12 = 6.
#[test]
fn apicil_dix_pour_cent_des_deux_assures() {
    let grille = "Bas;;general;adherent;18;;60.05\nBas;;general;conjoint;18;;55.55\n\
                  Bas;;general;enfant;0;17;30.25\n";
    let reelle = embarquee("apicil/api-sante");
    assert_eq!(
        demander(&reelle, &famille(), CAS),
        Err(SansCotisation::NonPubliee)
    );
    let api = Cotisation {
        grille: cotisation("", grille).grille,
        ..reelle
    };
    let foyer = demander(&api, &famille(), CAS).expect("une prime");
    assert_eq!(foyer.max.cotisations(), centimes("1902,12"));
    assert_eq!(foyer.frais(), centimes("6"));
    assert_eq!(foyer.max.total(), centimes("1908,12"));
    // seul, pas de réduction : 60,05 × 12
    let seul = Foyer::de_ages(&[40]);
    assert_eq!(prime(&api, &seul, CAS), centimes("720,60"));
    // TNS : 60,05 × 80 % = 48,04
    let tns = Cas {
        statut: Statut::Tns,
        ..CAS
    };
    assert_eq!(prime(&api, &seul, tns), centimes("576,48"));
    // Alsace-Moselle : 60,05 × 60 % = 36,03, sans les 20 % en plus pour un TNS
    let mut alsacien = seul;
    alsacien.membres[0].regime = Regime::AlsaceMoselle;
    assert_eq!(prime(&api, &alsacien, CAS), centimes("432,36"));
    assert_eq!(prime(&api, &alsacien, tns), centimes("432,36"));
    let compte = demander(&api, &alsacien, tns).expect("une prime").max;
    let ecartee = |etape: &&_| matches!(QuoiPrime::clone(etape), QuoiPrime::NonCumulee(_));
    let quoi: Vec<QuoiPrime> = compte.etapes.into_iter().map(|etape| etape.quoi).collect();
    assert_eq!(quoi.iter().filter(ecartee).count(), 1);
}

/// 100 € a month each. Reductions that may not be added: the more favourable alone; of two
/// as favourable, the first written. The others multiply.
#[test]
fn seules_les_reductions_qui_s_excluent_cedent() {
    let grille = "Bas;;general;adherent;18;;100\nBas;;general;conjoint;18;;100\n\
                  Bas;;general;enfant;0;17;100\n";
    let tns = Cas {
        statut: Statut::Tns,
        ..CAS
    };
    let payer = |reductions: &str, ages: &[u8]| {
        let mut foyer = Foyer::de_ages(ages);
        if reductions.contains("Alsace") {
            foyer.membres[0].regime = Regime::AlsaceMoselle;
        }
        let lue = cotisation(&format!("reductions = [{reductions}]"), grille);
        demander(&lue, &foyer, tns).expect("une prime").max
    };
    for (reductions, ages, attendu) in [
        // sans couple, rien ne s’exclut : 100 × 90 % × 95 % × 12
        (
            "\"-10 % : TNS\", \"-5 % : Alsace-Moselle, non cumulable couple\"",
            &[40][..],
            "1026",
        ),
        // 2 × 100 × 90 % × 12, sans les 5 %
        (
            "\"-10 % : couple\", \"-5 % : TNS, non cumulable couple\"",
            &[40, 40],
            "2160",
        ),
        (
            "\"-5 % : TNS, non cumulable couple\", \"-10 % : si couple\"",
            &[40, 40],
            "2160",
        ),
        // pas d’enfant, pas de famille : 2 × 100 × 95 % × 12
        (
            "\"-10 % : si famille\", \"-5 % : TNS, non cumulable famille\"",
            &[40, 40],
            "2280",
        ),
        // 3 × 100 × 90 % × 12
        (
            "\"-10 % : si famille\", \"-5 % : TNS, non cumulable famille\"",
            &[40, 40, 8],
            "3240",
        ),
    ] {
        let compte = payer(reductions, ages);
        assert_eq!(compte.total(), centimes(attendu), "{reductions} {ages:?}");
    }
    let egales = payer(
        "\"-20 % : TNS\", \"-20 % : Alsace-Moselle, non cumulable TNS\"",
        &[40],
    );
    // 100 × 80 % × 12
    assert_eq!(egales.total(), centimes("960"));
    let cedees = egales.etapes.iter().filter_map(|etape| match &etape.quoi {
        QuoiPrime::NonCumulee(clause) => Some(clause.to_string().replace('\u{a0}', " ")),
        _ => None,
    });
    let cedees: Vec<String> = cedees.collect();
    assert_eq!(cedees, ["-20 % : Alsace-Moselle, non cumulable TNS"]);
}

/// 100 € for the base and 20 € for the option: 100 × 90 % + 20 = 110 a month.
#[test]
fn une_reduction_du_socle_laisse_l_option() {
    let lue = cotisation(
        "en_plus_de = { Haut = \"Bas\" }\nreductions = [\"-10 % : socle\"]",
        "Bas;;general;adulte;18;;100\nHaut;;general;adulte;18;;20\n",
    );
    let haut = Cas { niveau: 1, ..CAS };
    assert_eq!(prime(&lue, &Foyer::de_ages(&[40]), haut), centimes("1320"));
}

/// ALISFA, IDCC 1261, 2020: base 1,47 % of the PMSS for an employee and for a conjoint,
/// 0,66 % for a child; option 1 adds 0,32 % and 0,15 %; the employer pays half of the
/// employee and a quarter of the first two children, not the option. PMSS 2020: 3 428 €.
const ALISFA: &str = "niveau;zone;regime;qualite;age_min;age_max;cotisation_pmss\n\
    Bas;;general;adherent;;;1,47 %\nBas;;general;conjoint;;;1,47 %\nBas;;general;enfant;;;0,66 %\n\
    Bas;;alsace-moselle;adherent;;;0,99 %\nBas;;alsace-moselle;conjoint;;;0,99 %\n\
    Bas;;alsace-moselle;enfant;;;0,44 %\n\
    Haut;;general;adherent;;;0,32 %\nHaut;;general;conjoint;;;0,32 %\nHaut;;general;enfant;;;0,15 %\n\
    Haut;;alsace-moselle;adherent;;;0,32 %\nHaut;;alsace-moselle;conjoint;;;0,32 %\n\
    Haut;;alsace-moselle;enfant;;;0,15 %\n";
const EMPLOYEUR: &str = "en_plus_de = { Haut = \"Bas\" }\n\
    part_employeur = [\"50 % : adhérent, socle\", \"25 % : enfant, 1er et 2e, socle\"]";

/// 3 428 × 1,47 % = 50,3916 → 50,39, half of it 25,195 → 25,20, left 25,19.
/// 3 428 × 0,66 % = 22,6248 → 22,62, a quarter 5,655 → 5,66, left 16,96.
/// 25,19 + 50,39 + 2 × 16,96 + 22,62 = 132,12 a month, × 12 = 1 585,44.
#[test]
fn alisfa_en_pour_cent_du_pmss() {
    let alisfa = cotisation(EMPLOYEUR, ALISFA);
    let jour = date(2020, 6, 1);
    let parametres = Catalogue::lire_embarquees(&Sources::embarquees())
        .0
        .reglementation;
    let pmss = parametres.parametres.montant("pmss", jour);
    assert_eq!(pmss, Some(Centimes::euros(3428)));
    let cas = Cas {
        date: jour,
        pmss,
        ..CAS
    };
    let foyer = demander(&alisfa, &famille(), cas).expect("une prime").max;
    assert_eq!(foyer.cotisations(), centimes("1585,44"));
    // (25,20 + 2 × 5,66) × 12
    assert_eq!(foyer.part_employeur(), centimes("438,24"));
    // le 3e enfant n’a pas de part : 22,62 × 12
    assert_eq!(foyer.de(4), centimes("271,44"));
    // option 1 : 3 428 × 0,32 % = 10,9696 → 10,97 ; 3 428 × 0,15 % = 5,142 → 5,14
    // 132,12 + 2 × 10,97 + 3 × 5,14 = 169,48, × 12 = 2 033,76 ; même part de l’employeur
    let option = Cas { niveau: 1, ..cas };
    let foyer = demander(&alisfa, &famille(), option)
        .expect("une prime")
        .max;
    assert_eq!(foyer.cotisations(), centimes("2033,76"));
    assert_eq!(foyer.part_employeur(), centimes("438,24"));
    // régime local, seul : 3 428 × 0,99 % = 33,9372 → 33,94, moins 16,97 ; × 12 = 203,64
    let mut alsacien = Foyer::de_ages(&[40]);
    alsacien.membres[0].regime = Regime::AlsaceMoselle;
    assert_eq!(prime(&alisfa, &alsacien, cas), centimes("203,64"));
    let sans = demander(&alisfa, &famille(), CAS);
    assert_eq!(sans, Err(SansCotisation::PmssInconnu));
}

/// Born on 1986-12-15, on 2026-11-22: 40 years between the millésimes, 39 completed.
#[test]
fn l_age_par_les_deux_comptes() {
    let grille = "Bas;;general;adulte;39;39;50.00\nBas;;general;adulte;40;40;52.00\n";
    let foyer = |age| Foyer {
        membres: vec![Membre {
            age,
            ..Membre::de_age(0)
        }],
        ..Foyer::default()
    };
    let jour = foyer(Age::Naissance(date(1986, 12, 15)));
    let annee = foyer(Age::Annee(1986));
    // 50 × 12 et 52 × 12
    let (petite, grande) = (centimes("600"), centimes("624"));
    for (regle, par_jour, par_annee) in [
        (
            "différence de millésimes",
            (grande, grande),
            (grande, grande),
        ),
        ("âge révolu", (petite, petite), (petite, grande)),
        ("?", (petite, grande), (petite, grande)),
    ] {
        let lue = cotisation(&format!("age = \"{regle}\""), grille);
        for (foyer, attendue) in [(&jour, par_jour), (&annee, par_annee)] {
            let prime = demander(&lue, foyer, CAS).expect("une prime").prime();
            assert_eq!((prime.min, prime.max), attendue, "{regle}");
        }
    }
    // un âge possible hors de la grille : pas de prix plutôt qu’un prix de hasard
    let courte = cotisation("age = \"?\"", "Bas;;general;adulte;40;;52.00\n");
    let sans = demander(&courte, &jour, CAS);
    assert_eq!(sans, Err(SansCotisation::AgeHorsGrille(40, 127)));
}

/// MV: the age of the entry in the contract, or the age of the year. Two years after entry,
/// a person of 40 was 38.
#[test]
fn l_age_fige_a_l_adhesion() {
    let grille = "Bas;;general;adulte;18;38;50.00\nBas;;general;adulte;39;39;51.00\n\
                  Bas;;general;adulte;40;;52.00\n";
    let cas = Cas { mois: 24, ..CAS };
    let foyer = Foyer::de_ages(&[40]);
    for (ecrit, min, max) in [
        ("false", "624", "624"),
        ("true", "600", "600"),
        ("\"?\"", "600", "624"),
    ] {
        let lue = cotisation(&format!("age_fige = {ecrit}"), grille);
        let prime = demander(&lue, &foyer, cas).expect("une prime").prime();
        assert_eq!(
            (prime.min, prime.max),
            (centimes(min), centimes(max)),
            "{ecrit}"
        );
    }
}

/// APRIL Santé Mix: 20 € once for the file, 0,80 € a month for the association:
/// 20 + 9,60 = 29,60 the first year, 9,60 after; couple −10 %, which children do not take:
/// 50 × 90 % = 45, twice, + 20 = 110 a month, × 12 = 1 320 (made-up prices: it has no grid).
#[test]
fn april_frais_de_dossier_et_couple() {
    let april = Cotisation {
        grille: cotisation("", UNIQUE).grille,
        ..embarquee("april/sante-mix")
    };
    let foyer = Foyer::de_ages(&[35, 35, 10]);
    let neuf = demander(&april, &foyer, CAS).expect("une prime");
    assert_eq!(neuf.frais(), centimes("29,60"));
    assert_eq!(neuf.max.cotisations(), centimes("1320"));
    let ancien = demander(&april, &foyer, Cas { mois: 12, ..CAS }).expect("une prime");
    assert_eq!(ancien.frais(), centimes("9,60"));
    // un parent seul n’est pas un couple : 50 + 20
    assert_eq!(
        prime(&april, &Foyer::de_ages(&[35, 10]), CAS),
        centimes("840")
    );
}

/// A least premium of 16 € a month, fees aside: 12,50 + 3,50; two people pay 25, more.
#[test]
fn un_minimum_mensuel() {
    let grille = "Bas;;general;adulte;18;;12.50\n";
    let lue = cotisation("minimum_mensuel = \"16 €\"", grille);
    assert_eq!(prime(&lue, &Foyer::de_ages(&[20]), CAS), centimes("192"));
    assert_eq!(
        prime(&lue, &Foyer::de_ages(&[20, 21]), CAS),
        centimes("300")
    );
}

/// Révoluo: zones by coefficient, TNS × 0,90, régime local × 0,65, child at the price of 18.
/// Zone 2: 41,35 × 0,95 = 39,2825 → 39,28; TNS 39,28 × 0,90 = 35,352 → 35,35.
/// Child of 12: 30,10 × 0,95 = 28,595 → 28,60; × 0,90 = 25,74.
#[test]
fn revoluo_coefficients_et_tarif_de_18_ans() {
    let grille = "Bas;;general;adulte;18;18;30.10\nBas;;general;adulte;19;;41.35\n";
    let en_tete = "zones = \"zones.csv\"\ncoefficients = { 1 = \"× 1\", 2 = \"× 0,95\" }\n\
        enfant = \"tarif de 18 ans\"\nenfant_jusqu_a = 27\n\
        reductions = [\"× 0,90 : TNS\", \"× 0,65 : régime local\"]";
    let (catalogue, diagnostics) = lue(en_tete, &format!("{EN_TETE}{grille}"), "01;1\n35;2\n");
    assert_eq!(diagnostics.erreurs(), 0, "{diagnostics:?}");
    let revoluo = trouvee(&catalogue, "essai/sante");
    let cas = Cas {
        departement: Some("35"),
        statut: Statut::Tns,
        ..CAS
    };
    // (35,35 + 25,74) × 12
    assert_eq!(
        prime(&revoluo, &Foyer::de_ages(&[40, 12]), cas),
        centimes("733,08")
    );
    // zone inconnue, salarié : 41,35 × 0,95 = 39,28 ou 41,35
    let fourchette = demander(&revoluo, &Foyer::de_ages(&[40]), CAS)
        .expect("une prime")
        .prime();
    assert_eq!(
        (fourchette.min, fourchette.max),
        (centimes("471,36"), centimes("496,20"))
    );
    // régime local, en zone 1 : 41,35 × 0,65 = 26,8775 → 26,88
    let mut alsacien = Foyer::de_ages(&[40]);
    alsacien.membres[0].regime = Regime::AlsaceMoselle;
    let cas = Cas {
        departement: Some("01"),
        ..CAS
    };
    assert_eq!(prime(&revoluo, &alsacien, cas), centimes("322,56"));
}

/// Avenir: a newborn is free for three months. Born on 2026-10-05, 1 full month has gone on
/// 2026-11-22: two are left. (50 + 20) × 12 − 2 × 20 = 800. Without a birth, nothing is.
#[test]
fn un_nouveau_ne_gratuit_trois_mois() {
    let lue = cotisation("reductions = [\"gratuit 3 mois : nouveau-né\"]", UNIQUE);
    let mut foyer = Foyer::de_ages(&[30, 0]);
    assert_eq!(prime(&lue, &foyer, CAS), centimes("840"));
    foyer.membres[1].age = Age::Naissance(date(2026, 10, 5));
    assert_eq!(prime(&lue, &foyer, CAS), centimes("800"));
    foyer.membres[1].age = Age::Naissance(date(2026, 8, 22));
    assert_eq!(prime(&lue, &foyer, CAS), centimes("840"));
}

/// API Santé, creator of a business: −20 %, −10 %, −5 % in the first three years.
#[test]
fn une_reduction_degressive() {
    let lue = cotisation(
        "reductions = [\"-20 % : TNS créateur, année 1\", \"-10 % : TNS créateur, année 2\", \
         \"-5 % : TNS créateur, année 3\"]",
        UNIQUE,
    );
    // 50 × 80 % × 12 = 480 ; 50 × 90 % × 12 = 540 ; 50 × 95 % × 12 = 570 ; 600
    for (mois, attendue) in [
        (0, "480"),
        (11, "480"),
        (12, "540"),
        (24, "570"),
        (36, "600"),
    ] {
        let cas = Cas {
            statut: Statut::TnsCreateur,
            mois,
            ..CAS
        };
        assert_eq!(
            prime(&lue, &Foyer::de_ages(&[40]), cas),
            centimes(attendue),
            "{mois}"
        );
    }
    let salarie = Cas {
        statut: Statut::Tns,
        ..CAS
    };
    assert_eq!(
        prime(&lue, &Foyer::de_ages(&[40]), salarie),
        centimes("600")
    );
}

/// From the second insured on, they alone: 50 + 50 × 85 % + 20 × 85 % = 109,50, × 12.
#[test]
fn une_reduction_a_partir_du_deuxieme() {
    let lue = cotisation("reductions = [\"-15 % : 2e assuré et suivants\"]", UNIQUE);
    assert_eq!(
        prime(&lue, &Foyer::de_ages(&[40, 41, 10]), CAS),
        centimes("1314")
    );
}

/// A grid with its own rows for self-employed people.
/// Shares of an employer never add up to more than the premium: 60 %, then 50 % within what
/// is left of it.
#[test]
fn un_employeur_ne_paie_pas_plus_que_la_cotisation() {
    let lue = cotisation(
        "part_employeur = [\"60 % : adhérent\", \"50 % : adultes\"]",
        UNIQUE,
    );
    let seul = demander(&lue, &Foyer::de_ages(&[40]), CAS)
        .expect("une prime")
        .min;
    assert_eq!(seul.part_employeur(), centimes("600.00"));
    assert_eq!(seul.total(), Centimes::ZERO);
}

/// What a household must be for a reduction, at each side of its limit. Adults at 50,00,
/// children at 20,00; 10 % less for everybody.
#[test]
fn un_foyer_remplit_ou_non_la_condition() {
    let avec = |clause: &str| {
        let reduction = format!("reductions = [\"-10 % : {clause}\"]");
        cotisation(&reduction, UNIQUE)
    };
    let mensuel = |cotisation: &Cotisation, ages: &[u8], cas| {
        prime(cotisation, &Foyer::de_ages(ages), cas).valeur() / 12
    };
    let famille = avec("si famille");
    // un adulte et un enfant : 45,00 + 18,00 ; deux adultes seuls : 100,00
    assert_eq!(mensuel(&famille, &[40, 10], CAS), 6300);
    assert_eq!(mensuel(&famille, &[40, 41], CAS), 10_000);
    let couple = avec("si couple");
    assert_eq!(mensuel(&couple, &[40, 41], CAS), 9000);
    assert_eq!(mensuel(&couple, &[40, 10], CAS), 7000);
    let enfants = avec("dès 2 enfants");
    // 50,00 + 20,00 = 70,00 ; 45,00 + 2 × 18,00 = 81,00 ; 45,00 + 3 × 18,00 = 99,00
    assert_eq!(mensuel(&enfants, &[40, 10], CAS), 7000);
    assert_eq!(mensuel(&enfants, &[40, 10, 8], CAS), 8100);
    assert_eq!(mensuel(&enfants, &[40, 10, 8, 6], CAS), 9900);
    let salarie = avec("salarié");
    let independant = Cas {
        statut: Statut::Tns,
        ..CAS
    };
    assert_eq!(mensuel(&salarie, &[40], CAS), 4500);
    assert_eq!(mensuel(&salarie, &[40], independant), 5000);
    let de_26_ans = avec("adultes, parmi les moins de 26 ans");
    assert_eq!(mensuel(&de_26_ans, &[26], CAS), 5000);
    assert_eq!(mensuel(&de_26_ans, &[25], CAS), 4500);
    let premiere = avec("année 1");
    let au_mois = |mois| Cas { mois, ..CAS };
    assert_eq!(mensuel(&premiere, &[40], au_mois(11)), 4500);
    assert_eq!(mensuel(&premiere, &[40], au_mois(12)), 5000);
}

/// A grid may name the adhérent and the conjoint.
#[test]
fn une_grille_par_place_dans_le_foyer() {
    let grille = "Bas;;general;adherent;18;;50.00\nBas;;general;conjoint;18;;40.00\n";
    let lue = cotisation("", grille);
    // 12 × (50,00 + 40,00)
    assert_eq!(
        prime(&lue, &Foyer::de_ages(&[40, 41]), CAS),
        centimes("1080.00")
    );
    assert_eq!(prime(&lue, &Foyer::de_ages(&[40]), CAS), centimes("600.00"));
}

/// Fees, each spelling of when they are due: 12,00 a year for a contract of two people.
#[test]
fn des_frais_a_chacune_de_leurs_ecritures() {
    let couple = Foyer::de_ages(&[40, 41]);
    for (ecrit, attendu) in [
        ("12 €/an", "12.00"),
        ("12 € par contrat et par an", "12.00"),
        ("12 € par an et par contrat", "12.00"),
        ("12 € par personne et par an", "24.00"),
        ("1 € par mois", "12.00"),
        ("1 € par personne et par mois", "24.00"),
        ("12 € une fois par contrat", "12.00"),
        ("12 € une fois par personne", "24.00"),
    ] {
        let lue = cotisation(&format!("frais = [\"{ecrit} : association\"]"), UNIQUE);
        let frais = demander(&lue, &couple, CAS).expect("une prime").min.frais();
        assert_eq!(frais, centimes(attendu), "{ecrit}");
    }
}

#[test]
fn une_grille_par_statut() {
    let grille = "niveau;zone;regime;statut;qualite;age_min;age_max;cotisation_mensuelle\n\
        Bas;;general;salarie;adulte;18;;50.00\nBas;;general;tns;adulte;18;;45.00\n\
        Haut;;general;salarie;adulte;18;;80.00\n";
    let lue = cotisation("", grille);
    let seul = Foyer::de_ages(&[40]);
    assert_eq!(prime(&lue, &seul, CAS), centimes("600"));
    let tns = Cas {
        statut: Statut::Tns,
        ..CAS
    };
    assert_eq!(prime(&lue, &seul, tns), centimes("540"));
    let sans = demander(&lue, &seul, Cas { niveau: 1, ..tns });
    assert_eq!(sans, Err(SansCotisation::StatutHorsGrille));
    // pas de ligne enfant : au prix d’un adulte s’il en a l’âge, sinon pas de prix
    let sans = demander(&lue, &Foyer::de_ages(&[40, 12]), CAS);
    assert_eq!(sans, Err(SansCotisation::AgeHorsGrille(18, 127)));
}

/// Every household of `examples/foyers` reads, says that it is made up, and has its places.
#[test]
fn les_foyers_d_exemple() {
    let departements = Catalogue::lire_embarquees(&Sources::embarquees())
        .0
        .departements;
    let dossier = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/foyers");
    let mut lus = Vec::new();
    for entree in std::fs::read_dir(dossier).expect("le dossier existe") {
        let chemin = entree.expect("une entrée").path();
        let texte = std::fs::read_to_string(&chemin).expect("un texte");
        let fichier = Fichier::new(chemin.to_string_lossy(), texte);
        let mut diagnostics = Diagnostics::new();
        let foyer = lire_foyer(&fichier, &departements, &mut diagnostics);
        assert_eq!(diagnostics.erreurs(), 0, "{diagnostics:?}");
        let foyer = foyer.expect("un foyer");
        assert_eq!(
            foyer.hypothese.as_deref(),
            Some("Foyer fictif."),
            "{}",
            foyer.id
        );
        let assures = foyer.assures(JOUR, 0).expect("un foyer possible");
        let mots: Vec<&str> = assures.iter().map(|assure| assure.qualite.mot()).collect();
        lus.push(format!("{} : {}", foyer.id, mots.join(" ")));
    }
    lus.sort();
    assert_eq!(
        lus,
        [
            "couple-retraite : adherent conjoint",
            "couple-trois-enfants : adherent conjoint enfant enfant enfant",
            "etudiante : adherent",
            "independant-nouveau-ne : adherent conjoint enfant",
            "parent-seul : adherent enfant enfant",
        ]
    );
}

/// Made-up prices with the reductions of API Santé.
static API_PAR_AGE: LazyLock<Cotisation> = LazyLock::new(|| {
    let grille = "Bas;;general;adherent;18;;61.37\nBas;;general;conjoint;18;;55.55\n\
                  Bas;;general;enfant;0;15;30.25\nBas;;general;enfant;16;27;33.33\n";
    cotisation(API, grille)
});

/// Independent modules are added: 50 of the first, 7,35 of the option; the employer pays half
/// of the base, and not of the option: 25 + 7,35 = 32,35 a month, × 12 = 388,20. A module
/// taken without a price leaves no premium.
#[test]
fn les_modules_s_ajoutent() {
    let mut lue = cotisation("part_employeur = [\"50 % : adhérent, socle\"]", UNIQUE);
    let mut option = lue.grille.clone();
    for ligne in &mut option {
        ligne.niveau.module = 1;
        ligne.prix = PrixGrille::Mensuel(centimes("7,35"));
    }
    lue.grille.extend(option);
    let assures = Foyer::de_ages(&[40])
        .assures(JOUR, 0)
        .expect("un foyer possible");
    let demande = |niveaux| DemandeDePrime {
        niveaux,
        assures: &assures,
        departement: None,
        statut: Statut::Salarie,
        anciennete_mois: 0,
        pmss: None,
    };
    let seul = Niveaux::du_premier(0);
    let avec = lue
        .du_foyer(&demande(seul.avec(1, 0)))
        .expect("une prime")
        .max;
    assert_eq!(
        (avec.total(), avec.part_employeur()),
        (centimes("388,20"), centimes("300"))
    );
    let sans = lue.du_foyer(&demande(seul.avec(2, 0)));
    assert_eq!(sans, Err(SansCotisation::NonPubliee));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whoever is written first, a household with its places said pays the same.
    #[test]
    fn l_ordre_des_personnes_ne_change_rien(
        enfants in prop::collection::vec(0_u8..28, 0..6),
        couple in any::<bool>(),
        tour in 0_usize..8,
    ) {
        let api = &*API_PAR_AGE;
        let membre = |qualite, age| Membre { qualite: Some(qualite), ..Membre::de_age(age) };
        let mut foyer = Foyer { membres: vec![membre(Qualite::Adherent, 44)], ..Foyer::default() };
        foyer.membres.extend(couple.then(|| membre(Qualite::Conjoint, 41)));
        foyer.membres.extend(enfants.iter().map(|age| membre(Qualite::Enfant, *age)));
        let attendue = prime(api, &foyer, CAS);
        let tour = tour % foyer.membres.len();
        foyer.membres.rotate_left(tour);
        prop_assert_eq!(prime(api, &foyer, CAS), attendue);
        // un enfant gratuit de plus, une fois deux payants, ne coûte rien
        if enfants.len() >= 2 {
            foyer.membres.push(membre(Qualite::Enfant, 0));
            prop_assert_eq!(prime(api, &foyer, CAS), attendue);
        }
    }
}
