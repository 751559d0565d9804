//! A small world for the fuzz targets: a few acts of the real data, two levels of a real
//! offer, and the laws that any year of care obeys.

pub mod cibles;
pub mod classeur;

use jiff::civil::{Date, date};
use reste_a_charge::calcul::bornes::{AnneeDeSoins, annee_de_soins};
use reste_a_charge::calcul::contrat::Contrat;
use reste_a_charge::calcul::prestation::preparer;
use reste_a_charge::catalogue::{Catalogue, Diagnostics, Fichier, Sources};
use reste_a_charge::montant::Centimes;
use reste_a_charge::offre::Choix;
use reste_a_charge::panier::{Panier, Patient};

/// The day of every calculation.
pub const JOUR: Date = date(2026, 11, 22);

/// Above, a text only takes longer to say the same.
pub const TAILLE_MAX: usize = 8_192;

/// The folder of the offer under test.
pub const OFFRE: &str = "offers/essai/essai-2026";

/// Acts kept: one of each way to be priced, capped or counted.
const ACTES: [&str; 16] = [
    "indemnite-journaliere",
    "generaliste",
    "ophtalmologue",
    "kinesitherapie",
    "pharmacie-non-remboursee",
    "sejour-hospitalier",
    "participation-acte-lourd",
    "forfait-journalier",
    "forfait-journalier-psychiatrie",
    "chambre-particuliere",
    "detartrage-complet",
    "couronne-ceramo-metallique-molaire",
    "monture-classe-b",
    "verre-classe-b-complexe",
    "aide-auditive-classe-2",
    "implant",
];

const EN_TETE: &str = r#"format = "offre/1"
[contrat]
id = "essai/essai"
organisme = "Essai"
nom = "Essai"
millesime = "2026"
valable_du = 2026-01-01
responsable = true
annee = "civile"
complet = true
source = "essai"
verifie_le = 2026-11-22
[lecture]
pourcentages = "BR, AMO comprise"
euros = "en plus de l'AMO"
cite = "essai"
[[modules]]
id = "base"
niveaux = ["Un", "Deux"]
[cotisation]
grille = "publiée"
age = "différence de millésimes"
qualites = ["adulte", "enfant"]
source = "essai"
verifie_le = 2026-11-22
"#;

const TABLE: &str = "nature;libelle;poste;quand;regle;Un;Deux;note
;Honoraires;soins-courants/honoraires;;;100 %;150 %;
;Kiné;soins-courants/paramedicaux;;12 séances/an;100 %;30 €;
;Séjour;hospitalisation/sejour;;;100 %;FR;
;Forfait;hospitalisation/forfait-journalier;;;FR;;
;Actes lourds;hospitalisation/actes-lourds;;;FR;;
;Chambre;hospitalisation/chambre;;par jour, 30 jours/an;néant;45 €;
;Soins dentaires;dentaire/soins;;;100 %;;
;Prothèses;dentaire/protheses;;;100 %;125 % + 200 €;
;Implants;dentaire/implants;;2 implants/an, puis TM;néant;300 € | 400 €;
;Équipement;optique/classe-b;;dont monture 100 €, 1 équipement/2 ans;100 €;400 €;
;Audio;aides-auditives/classe-2;;par oreille, 1 oreille/4 ans, AMO comprise;400 €;1 700 €;
plafond;Dentaire;dentaire;;par an, puis TM;500 €;1 000 €;
";

const COTISATIONS: &str = "niveau;zone;regime;qualite;age_min;age_max;cotisation_mensuelle
Un;;general;enfant;0;17;10,00
Un;;general;adulte;18;120;20,00
Deux;;general;enfant;0;17;15,00
Deux;;general;adulte;18;120;30,00
";

/// A year with one care of each kind.
pub const PANIER: &str = r#"format = "panier/1"
id = "essai"
libelle = "essai"
source = "essai"
verifie_le = 2026-11-22
[[soins]]
acte = "generaliste"
secteur = "OPTAM"
nombre = 2
prix = "40,00 €"
[[soins]]
acte = "kinesitherapie"
nombre = 14
[[soins]]
acte = "pharmacie-non-remboursee"
prix = "12,00 €"
[[soins]]
sejour = { jours = 3, nuits_chambre = 2, chambre = "60,00 €", frais = "900,00 €", acte_lourd = true, genre = "court séjour" }
[[soins]]
acte = "couronne-ceramo-metallique-molaire"
nombre = 2
prix = "620,00 €"
[[soins]]
acte = "implant"
nombre = 3
prix = "800,00 €"
[[soins]]
acte = "aide-auditive-classe-2"
nombre = 2
prix = "1484,00 €"
[[soins]]
lunettes = { monture = "monture-classe-b", prix_monture = "127,00 €", verres = ["verre-classe-b-complexe", "verre-classe-b-complexe"], prix_verres = ["202,00 €", "202,00 €"] }
"#;

/// The text of an embedded file.
fn embarque(chemin: &str) -> String {
    let sources = Sources::embarquees();
    sources.get(chemin).map_or_else(
        || panic!("{chemin} manque"),
        |fichier| fichier.texte.clone().into_owned(),
    )
}

/// The first line of a table and those that are kept.
fn garder(chemin: &str, garde: impl Fn(&str) -> bool) -> String {
    let texte = embarque(chemin);
    let lignes: Vec<&str> = texte
        .lines()
        .enumerate()
        .filter(|(rang, ligne)| *rang == 0 || garde(ligne))
        .map(|(_, ligne)| ligne)
        .collect();
    lignes.join("\n") + "\n"
}

fn d_un_acte(ligne: &str) -> bool {
    let code = ligne.split(';').next().unwrap_or_default();
    ACTES.contains(&code)
}

/// The tariffs of the acts kept, as a file.
pub fn tarifs() -> String {
    garder("reglementation/tarifs.csv", d_un_acte)
}

/// The small world: a regulation, an offer, a basket. It reads without a word.
pub fn sources() -> Sources {
    let mut sources = Sources::default();
    let mut ajoute = |chemin: &str, texte: String| sources.ajoute(Fichier::new(chemin, texte));
    ajoute(
        "reglementation/postes.csv",
        embarque("reglementation/postes.csv"),
    );
    ajoute(
        "reglementation/actes.csv",
        garder("reglementation/actes.csv", d_un_acte),
    );
    ajoute("reglementation/tarifs.csv", tarifs());
    ajoute(
        "reglementation/prix.csv",
        garder("reglementation/prix.csv", d_un_acte),
    );
    ajoute(
        "reglementation/parametres.csv",
        embarque("reglementation/parametres.csv"),
    );
    ajoute(
        "reglementation/departements.csv",
        garder("reglementation/departements.csv", |ligne| {
            ligne.starts_with("35;")
        }),
    );
    ajoute(
        "reglementation/prix-droits.csv",
        garder("reglementation/prix-droits.csv", d_un_acte),
    );
    for droits in Sources::embarquees().sous("droits/") {
        ajoute(&droits.chemin, droits.texte.clone().into_owned());
    }
    ajoute(
        "acs-tariffs/cheques.csv",
        garder("acs-tariffs/cheques.csv", |_| false),
    );
    ajoute(
        "acs-tariffs/tarifs-2018.csv",
        garder("acs-tariffs/tarifs-2018.csv", |_| false),
    );
    ajoute("paniers/essai.toml", PANIER.to_owned());
    ajoute(&format!("{OFFRE}.toml"), EN_TETE.to_owned());
    ajoute(&format!("{OFFRE}.base.csv"), TABLE.to_owned());
    ajoute(&format!("{OFFRE}.cotisations.csv"), COTISATIONS.to_owned());
    let (catalogue, diagnostics) = Catalogue::lire(&sources);
    assert!(
        diagnostics.is_empty(),
        "{}",
        diagnostics.afficher(&sources, 100)
    );
    // un petit monde où rien ne se calcule n’éprouverait rien
    for panier in &catalogue.paniers {
        let patient = Patient::de_age(70);
        let dossiers = preparer(&catalogue.reglementation, panier, patient, JOUR, true);
        dossiers.expect("l’année du petit monde se calcule");
    }
    assert!(
        !catalogue.paniers.is_empty() && catalogue.offres.iter().flat_map(Choix::de).count() == 2
    );
    sources
}

/// Reads a world, shows all its problems, and settles its years of care.
pub fn eprouver(sources: &Sources) {
    let (catalogue, diagnostics) = Catalogue::lire(sources);
    montrer(&diagnostics, sources);
    for panier in &catalogue.paniers {
        regler(&catalogue, panier);
    }
}

/// Every problem has words, on a narrow screen as on a wide one.
pub fn montrer(diagnostics: &Diagnostics, sources: &Sources) {
    if diagnostics.is_empty() {
        return;
    }
    for largeur in [20, 100] {
        assert!(!diagnostics.afficher(sources, largeur).is_empty());
    }
}

/// Settles a basket under every level of every offer, and without any.
pub fn regler(catalogue: &Catalogue, panier: &Panier) {
    for age in [12, 70] {
        let patient = Patient::de_age(age);
        let Ok(dossiers) = preparer(&catalogue.reglementation, panier, patient, JOUR, true) else {
            continue;
        };
        verifier(&annee_de_soins(&dossiers, &[], true));
        for choix in catalogue.offres.iter().flat_map(Choix::de) {
            let contrat = Contrat::new(choix, &catalogue.reglementation, JOUR, 0);
            verifier(&annee_de_soins(
                &dossiers,
                std::slice::from_ref(&contrat),
                true,
            ));
            let _ = choix.offre.cotisation.annuelle(
                choix.niveaux.du_module(0).unwrap_or_default(),
                age,
                patient.regime,
                Some("35"),
            );
        }
    }
}

/// The laws of a year: nothing is lost, nothing is negative, the bounds hold the total.
fn verifier(annee: &AnneeDeSoins) {
    for acte in annee.lignes.iter().flat_map(|ligne| &ligne.actes) {
        let montants = acte.montants;
        assert_eq!(
            montants.depense,
            montants.amo + montants.amc + montants.rac,
            "la dépense se partage : {montants:?}"
        );
        let causes = montants.participation
            + montants.franchise
            + montants.majoration
            + montants.tm_non_couvert
            + montants.depassement_non_couvert
            + montants.hors_nomenclature;
        assert_eq!(montants.rac, causes, "le reste a ses causes : {montants:?}");
        for montant in [
            montants.depense,
            montants.base,
            montants.amc,
            montants.rac,
            montants.participation,
            montants.franchise,
            montants.majoration,
            montants.tm_non_couvert,
            montants.depassement_non_couvert,
            montants.hors_nomenclature,
        ] {
            assert!(montant >= Centimes::ZERO, "rien de négatif : {montants:?}");
        }
    }
    assert!(
        annee.rac.min <= annee.total.rac && annee.total.rac <= annee.rac.max,
        "les bornes tiennent le total : {:?} {:?}",
        annee.rac,
        annee.total.rac
    );
}
