//! A population drawn from a model: figures worked by hand on a model of one care, each
//! person settled apart against people settled together, and the whole command.

use assert_cmd::Command;
use jiff::civil::{Date, date};
use reste_a_charge::calcul::bornes::annee_de_soins;
use reste_a_charge::calcul::classement::{Candidat, Demande, Personne, classer};
use reste_a_charge::calcul::contrat::Contrat;
use reste_a_charge::calcul::prestation::preparer;
use reste_a_charge::calcul::simulation::{Mesures, Resultat, Simulation, Urne};
use reste_a_charge::catalogue::{Catalogue, Diagnostics, Fichier, Sources, lire_populations};
use reste_a_charge::montant::Centimes;
use reste_a_charge::offre::Choix;
use reste_a_charge::panier::Patient;
use reste_a_charge::panier::population::Population;

const JOUR: Date = date(2026, 11, 22);

/// Everybody sees a doctor once; nobody draws anything else.
const ENTETE: &str = r#"
format = "population/1"
id = "essai"
libelle = "essai"
source = "épreuve"
verifie_le = 2026-11-22
hypothese = "tout est fictif"
[effectifs]
source = "épreuve"
verifie_le = 2026-11-22
[[tirages]]
id = "ville"
[[tirages.variantes]]
id = "une"
soins = [{ acte = "generaliste", secteur = "1", prix = "30,00 €" }]
"#;
const SOIN: &str = r#"{ acte = "generaliste", secteur = "1", prix = "30,00 €" }"#;
const TABLES: [(&str, &str); 4] = [
    ("effectifs", "age;effectif\n40;3\n12;1\n"),
    ("profils", "profil;age_min;age_max;part\ntous;0;127;100 %\n"),
    (
        "tirages",
        "tirage;variante;profil;age_min;age_max;part\nville;une;;0;127;100 %\n",
    ),
    (
        "reperes",
        "mesure;age_min;age_max;montant;annee;source;verifie_le;doute\n\
         moyenne;0;;10,50;2023;épreuve;2026-11-22;\nP99;0;;11;2023;épreuve;2026-11-22;\n",
    ),
];

fn sources() -> Sources {
    sources_de(SOIN)
}

/// The same model, with another care for everybody.
fn sources_de(soin: &str) -> Sources {
    let mut sources = Sources::embarquees();
    let entete = ENTETE.replace(SOIN, soin);
    sources.ajoute(Fichier::new("population/essai.toml", entete));
    for (nom, texte) in TABLES {
        sources.ajoute(Fichier::new(format!("population/essai.{nom}.csv"), texte));
    }
    sources
}

fn population(sources: &Sources, catalogue: &Catalogue, id: &str) -> Option<Population> {
    let mut diagnostics = Diagnostics::new();
    let lues = lire_populations(sources, &catalogue.reglementation, &mut diagnostics);
    assert_eq!(diagnostics.afficher(sources, 80), "");
    let mut lues = lues.into_iter();
    lues.find(|lue| lue.id == id)
}

fn simulation<'a>(
    catalogue: &'a Catalogue,
    population: &'a Population,
    offre: &str,
) -> Simulation<'a> {
    let offres = catalogue.offres.iter().filter(|sienne| sienne.id == offre);
    Simulation {
        population,
        reglementation: &catalogue.reglementation,
        date: JOUR,
        departement: Some("35"),
        choix: offres.flat_map(Choix::de).collect(),
    }
}

fn mener<'a>(
    simulation: &Simulation<'a>,
    catalogue: &'a Catalogue,
    graine: u64,
    nombre: u64,
) -> Option<Resultat<'a>> {
    let mut connues = catalogue.tranches.iter();
    let tranches = &connues.find(|tranches| tranches.id == "arcs")?.tranches;
    let resultat = simulation.mener(graine, nombre, tranches, &|_| {});
    resultat.ok()
}

/// The same amount for everybody.
fn tous(personnes: u64, centimes: i64) -> Mesures {
    let montant = Centimes::new(centimes);
    Mesures {
        personnes,
        moyenne: montant,
        mediane: montant,
        p90: montant,
        p99: montant,
    }
}

#[test]
fn une_consultation_pour_tous_se_calcule_a_la_main() {
    let sources = sources();
    let (catalogue, _) = Catalogue::lire_embarquees(&sources);
    let population = population(&sources, &catalogue, "essai").expect("population lue");
    let simulation = simulation(&catalogue, &population, "mcci/flexia");
    let resultat = mener(&simulation, &catalogue, 1, 8).expect("soins calculables");
    // 30 € : la sécurité sociale paie 70 %, 21 €, moins 2 € de participation à partir de 18 ans
    let jeunes = resultat.tranches.first().expect("moins de 20 ans");
    let adultes = resultat.tranches.get(1).expect("20-60 ans");
    assert_eq!(jeunes.sans_mutuelle, Some(tous(2, 900)));
    assert_eq!(adultes.sans_mutuelle, Some(tous(6, 1_100)));
    assert_eq!(
        resultat.tranches.get(2).map(|t| t.sans_mutuelle),
        Some(None)
    );
    // FLEXIA est responsable : le ticket modérateur de 9 € est payé, la participation jamais
    for (tranche, personnes, reste) in [(jeunes, 2, 0), (adultes, 6, 200)] {
        assert_eq!(tranche.offres.len(), 4);
        for offre in &tranche.offres {
            assert_eq!(offre.rac, tous(personnes, reste));
            assert_eq!(offre.cout.p99, offre.fixe.p99 + offre.rac.p99);
        }
        let [premiere, autres @ ..] = tranche.offres.as_slice() else {
            panic!("aucune offre")
        };
        assert_eq!(premiere.moins_chere, personnes);
        assert!(autres.iter().all(|offre| offre.moins_chere == 0));
    }
    // (2 × 9 + 6 × 11) / 8 = 10,50 ; la 8e personne sur 8 laisse 11
    let trouves: Vec<_> = resultat.reperes.iter().map(|(_, trouve)| *trouve).collect();
    assert_eq!(
        trouves,
        [Some(Centimes::new(1_050)), Some(Centimes::new(1_100))]
    );
}

/// The benchmark counts what the social security reimburses, however little: what is left of
/// an act that it pays less than the participation or the franchise.
#[test]
fn un_soin_peu_rembourse_compte_dans_les_reperes() {
    for (soin, moyenne) in [
        // 4 € : 2,80 − 2,00 = 0,80 payés ; 3,20 € restent à 40 ans, 1,20 € à 12 ans
        // (2 × 1,20 + 6 × 3,20) / 8 = 2,70
        (
            r#"{ acte = "generaliste", secteur = "1", prix = "4,00 €" }"#,
            270,
        ),
        // 10 € : 1,50 − 1,00 = 0,50 payés ; 9,50 € restent à 40 ans, 8,50 € à 12 ans
        // (2 × 8,50 + 6 × 9,50) / 8 = 9,25
        (r#"{ acte = "medicament-15", prix = "10,00 €" }"#, 925),
    ] {
        let sources = sources_de(soin);
        let (catalogue, _) = Catalogue::lire_embarquees(&sources);
        let population = population(&sources, &catalogue, "essai").expect("population lue");
        let simulation = simulation(&catalogue, &population, "mcci/flexia");
        let resultat = mener(&simulation, &catalogue, 1, 8).expect("soins calculables");
        let trouvee = resultat.reperes.first().and_then(|(_, trouve)| *trouve);
        assert_eq!(trouvee, Some(Centimes::new(moyenne)), "{soin}");
    }
}

/// CAP NR Essentiel at 40 is 37,35 € a month in zone 1, that of the Ille-et-Vilaine: 448,20 €
/// a year.
#[test]
fn la_cotisation_est_celle_du_departement() {
    let sources = sources();
    let (catalogue, _) = Catalogue::lire_embarquees(&sources);
    let population = population(&sources, &catalogue, "essai").expect("population lue");
    let simulation = simulation(&catalogue, &population, "avenir/cap-nr");
    let resultat = mener(&simulation, &catalogue, 1, 8).expect("soins calculables");
    let adultes = resultat.tranches.get(1).expect("20-60 ans");
    let mut offres = adultes.offres.iter();
    let essentiel = offres.find(|offre| offre.choix.nom_niveau() == "Essentiel");
    assert_eq!(essentiel.map(|offre| offre.fixe), Some(tous(6, 44_820)));
}

/// People are settled together when they have the same care and no rule tells their ages
/// apart: the figures are those of each one settled apart, at her own age.
#[test]
fn chacun_a_part_donne_les_memes_chiffres() {
    let sources = Sources::embarquees();
    let (catalogue, _) = Catalogue::lire_embarquees(&sources);
    let population = population(&sources, &catalogue, "france-2026").expect("population lue");
    let simulation = simulation(&catalogue, &population, "avenir/cap-evolution");
    let nombre = 600;
    let resultat = mener(&simulation, &catalogue, 5, nombre).expect("soins calculables");
    assert!(resultat.reglees < resultat.classes);
    let urne = Urne::new(&population);
    let reglementation = &catalogue.reglementation;
    let gens: Vec<_> = (0..nombre)
        .map(|rang| {
            let seule = urne.tirer_partie(5, nombre, rang..rang + 1);
            let seule = *seule.first().expect("une personne");
            let (patient, panier) = (Patient::de_age(seule.age), urne.panier(seule.motif));
            let dossiers = preparer(reglementation, &panier, patient, JOUR, false);
            (patient, dossiers.expect("soins calculables"))
        })
        .collect();
    let vide = urne.panier(Default::default());
    for tranche in &resultat.tranches {
        let (min, max) = tranche.tranche.ages;
        let siens = || {
            let gens = gens.iter();
            gens.filter(|(patient, _)| (min..=max).contains(&patient.age))
        };
        let mut plus_cheres = 0;
        for offre in &tranche.offres {
            let contrat = Contrat::new(offre.choix, reglementation, JOUR, 0);
            let (mut racs, mut couts) = (Vec::new(), Vec::new());
            for (patient, dossiers) in siens() {
                let personne = Personne::seule(*patient, &vide, None);
                let demande = Demande {
                    departement: Some("35"),
                    ..Demande::pour(reglementation, JOUR, personne)
                };
                let classement = classer(&demande, [(offre.choix, None)]).expect("classable");
                let fixe = classement.candidats.first().and_then(Candidat::cout_fixe);
                let Some(fixe) = fixe else { continue };
                let annee = annee_de_soins(dossiers, std::slice::from_ref(&contrat), false);
                racs.push((annee.total.rac, 1));
                couts.push((annee.total.rac + fixe, 1));
            }
            assert_eq!(
                Mesures::de(racs),
                Some(offre.rac),
                "{}",
                offre.choix.adresse()
            );
            assert_eq!(Mesures::de(couts), Some(offre.cout));
            plus_cheres += offre.moins_chere;
        }
        let personnes = u64::try_from(siens().count()).expect("peu");
        assert_eq!(plus_cheres, personnes);
    }
}

fn rac(arguments: &[&str]) -> std::io::Result<std::process::Output> {
    let mut commande = Command::new(env!("CARGO_BIN_EXE_rac"));
    commande
        .args(["lot", "--date", "2026-11-22"])
        .args(arguments);
    commande.output()
}

#[test]
fn la_commande_dit_les_memes_octets_a_un_et_deux_fils() -> std::io::Result<()> {
    let demande = [
        "--population",
        "20 000",
        "--graine",
        "2",
        "--offres",
        "mcci/flexia",
    ];
    let a = |fils: &str, format: &str| {
        rac(&[&demande[..], &["--fils", fils, "--format", format]].concat())
    };
    let ecran = a("1", "table")?;
    assert_eq!(ecran.status.code(), Some(0));
    assert_eq!(ecran.stdout, a("2", "table")?.stdout);
    let ecran = String::from_utf8_lossy(&ecran.stdout).into_owned();
    insta::assert_snapshot!("ecran", sans_empreinte(&ecran));
    let csv = a("1", "csv")?.stdout;
    assert_eq!(csv, a("2", "csv")?.stdout);
    insta::assert_snapshot!("csv", String::from_utf8_lossy(&csv));
    Ok(())
}

/// The fingerprint of the data changes with them.
fn sans_empreinte(texte: &str) -> String {
    let (avant, apres) = texte.split_once(", données ").unwrap_or((texte, ""));
    let reste = apres.get(16..).unwrap_or_default();
    format!("{avant}, données …{reste}")
}

#[test]
fn une_demande_impossible_dit_quoi_ecrire() -> std::io::Result<()> {
    let mut dits = String::new();
    for demande in [
        &["--population", "0"][..],
        &["--population", "beaucoup"],
        &["--population", "10", "--graine", "un"],
        &["--population", "10", "--modele", "france-2062"],
        &["--population", "10", "--offres", "psc/*"],
    ] {
        let refus = rac(demande)?;
        assert_eq!(refus.status.code(), Some(2), "{demande:?}");
        assert!(refus.stdout.is_empty());
        dits.push_str(&format!("$ rac lot {}\n", demande.join(" ")));
        dits.push_str(&String::from_utf8_lossy(&refus.stderr));
    }
    insta::assert_snapshot!(dits);
    Ok(())
}
