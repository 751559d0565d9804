//! Writes a contract as a table and a basket as a list, and says a décompte in one line.

use jiff::civil::{Date, date};
use reste_a_charge::calcul::bornes::{AnneeDeSoins, annee_de_soins};
use reste_a_charge::calcul::contrat::Contrat;
use reste_a_charge::calcul::etape::Quoi as Etape;
use reste_a_charge::calcul::exercice::Montants;
use reste_a_charge::calcul::prestation::preparer;
use reste_a_charge::catalogue::{Catalogue, Sources};
use reste_a_charge::montant::Centimes;
use reste_a_charge::offre::composition::Composition;
use reste_a_charge::offre::condition::{Condition, TypeSejour};
use reste_a_charge::offre::langage::{
    GenreAnnee, Lecture, Quand, lire_cellule, lire_quand, lire_regle,
};
use reste_a_charge::offre::{
    Choix, Cotisation, LectureParDefaut, Ligne, Module, NatureLigne, Offre, preciser,
};
use reste_a_charge::panier::{
    Element, Lunettes, Moment, Panier, Patient, Prix, Quoi, Sejour, Soin,
};
use reste_a_charge::reglementation::{ActeId, Periode, Provenance, Reglementation, Secteur};
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::lire(&Sources::embarquees()).0);

/// The day of the care, when a test does not say another.
pub(crate) const JOUR: Date = date(2026, 11, 22);

pub(crate) fn reglementation() -> &'static Reglementation {
    &CATALOGUE.reglementation
}

/// A level of an embedded offer.
pub(crate) fn embarquee(id: &str, niveau: &str) -> Choix<'static> {
    let offre = CATALOGUE.offres.iter().find(|offre| offre.id == id);
    Choix::de(offre.unwrap_or_else(|| panic!("pas d’offre {id}")))
        .find(|choix| choix.nom_niveau() == niveau)
        .unwrap_or_else(|| panic!("pas de niveau {niveau}"))
}

/// The cover that a right is, on a day.
pub(crate) fn couverture(id: &str, niveau: &str, jour: Date) -> Choix<'static> {
    let offre = CATALOGUE
        .contenus_droits
        .iter()
        .find(|offre| offre.id == id && offre.validite.contient(jour));
    Choix::de(offre.unwrap_or_else(|| panic!("pas de droit {id} le {jour}")))
        .find(|choix| choix.nom_niveau() == niveau)
        .unwrap_or_else(|| panic!("pas de niveau {niveau}"))
}

/// A contrat responsable of one level. Each row reads
/// `nature ; libelle ; poste ; quand ; regle ; cellule`, as the files do.
/// Percentages are read « AMO comprise », euros « en plus de l’AMO ».
pub(crate) fn responsable(lignes: &[&str]) -> Offre {
    tableau(true, lignes)
}

/// The same without the duties of a contrat responsable.
pub(crate) fn non_responsable(lignes: &[&str]) -> Offre {
    tableau(false, lignes)
}

fn tableau(responsable: bool, lignes: &[&str]) -> Offre {
    let provenance = Provenance {
        source: "écrit pour l’épreuve".to_owned(),
        verifie_le: JOUR,
        doute: None,
    };
    let mut sinon = Vec::new();
    let mut lues = Vec::new();
    for (numero, ecrite) in (2..).zip(lignes) {
        let (ligne, est_sinon) = ligne(ecrite, numero);
        lues.push(ligne);
        sinon.push(est_sinon);
    }
    preciser(&mut lues);
    for (ligne, sinon) in lues.iter_mut().zip(sinon) {
        ligne.precision = if sinon { 0 } else { ligne.precision + 1 };
    }
    Offre {
        id: "epreuve/contrat".to_owned(),
        organisme: "Épreuve".to_owned(),
        nom: "Contrat".to_owned(),
        millesime: "épreuve".to_owned(),
        validite: Periode {
            du: date(2017, 1, 1),
            au: None,
        },
        responsable: Some(responsable),
        surcomplementaire: false,
        reserve_a: None,
        annee: Some(GenreAnnee::Civile),
        complet: true,
        paie_participation: false,
        services: reste_a_charge::offre::Services::default(),
        lecture: LectureParDefaut {
            pourcentages: Some(Lecture::AmoComprise),
            euros: Some(Lecture::EnPlus),
            cite: String::new(),
        },
        modules: vec![Module {
            id: "base".to_owned(),
            niveaux: vec!["Seul".to_owned()],
            lignes: lues,
            ..Module::default()
        }],
        composition: Composition::default(),
        cotisation: Cotisation::non_publiee(provenance.clone()),
        provenance,
        source_url: None,
        note: None,
    }
}

fn ligne(ecrite: &str, numero: u32) -> (Ligne, bool) {
    let champs: Vec<&str> = ecrite.split(';').map(str::trim).collect();
    let [nature, libelle, postes, quand, regle, cellule] = champs[..] else {
        panic!("« {ecrite} » n’a pas six champs");
    };
    let nature = match nature {
        "" => NatureLigne::Garantie,
        "en plus" => NatureLigne::EnPlus,
        "plafond" => NatureLigne::Plafond,
        "délai" => NatureLigne::Delai,
        "bonus" => NatureLigne::Bonus,
        autre => panic!("nature « {autre} »"),
    };
    let postes = postes.split('+').map(|poste| {
        let trouve = reglementation().postes.trouver(poste.trim());
        trouve.unwrap_or_else(|_| panic!("poste « {poste} »"))
    });
    let illisible = |erreur| -> ! { panic!("{erreur} : {ecrite}") };
    let (condition, sinon) = match lire_quand(quand).unwrap_or_else(|e| illisible(e)) {
        Quand::Si(condition) => (condition, false),
        Quand::Sinon => (Condition::toujours(), true),
    };
    let regle_lue = lire_regle(regle).unwrap_or_else(|e| illisible(e));
    let cellule = lire_cellule(cellule).unwrap_or_else(|e| illisible(e));
    // ce qui est lu s’écrit, et se relit le même
    assert_eq!(lire_regle(&regle_lue.to_string()), Ok(regle_lue.clone()));
    assert_eq!(lire_cellule(&cellule.to_string()), Ok(cellule.clone()));
    let ligne = Ligne {
        nature,
        libelle: libelle.to_owned(),
        postes: postes.collect(),
        condition,
        precision: 0,
        quand: quand.to_owned(),
        regle: regle_lue,
        regle_ecrite: regle.to_owned(),
        cellules: vec![cellule],
        note: None,
        fichier: "epreuve.csv".to_owned(),
        numero,
    };
    (ligne, sinon)
}

/// The level of a contract written for a test.
pub(crate) fn choix(offre: &Offre) -> Option<Choix<'_>> {
    Choix::de(offre).next()
}

fn id(code: &str) -> ActeId {
    let acte = reglementation().acte_de_code(code);
    acte.unwrap_or_else(|| panic!("pas d’acte {code}"))
}

/// « 1582 », « 835,60 » : euros, without any help from the code under test.
fn centimes(ecrit: &str) -> Centimes {
    let (euros, cents) = ecrit.split_once(',').unwrap_or((ecrit, "00"));
    assert_eq!(cents.len(), 2, "{ecrit}");
    let entier = |texte: &str| texte.parse::<i64>().expect("un nombre entier");
    Centimes::new(entier(euros) * 100 + entier(cents))
}

fn prix(ecrit: &str) -> Prix {
    if ecrit == "tarif" {
        Prix::Type
    } else {
        Prix::Donne(centimes(ecrit))
    }
}

fn un(quoi: Quoi) -> Soin {
    Soin {
        quoi,
        nombre: 1,
        moment: None,
        ald: false,
    }
}

/// An act of a doctor of this sector; `tarif` is the legal amount.
pub(crate) fn chez(secteur: Secteur, code: &str, a: &str) -> Soin {
    un(Quoi::Acte {
        acte: id(code),
        secteur,
        prix: prix(a),
        dent: None,
    })
}

/// An act of sector 1, or without a sector.
pub(crate) fn acte(code: &str, a: &str) -> Soin {
    chez(Secteur::Un, code, a)
}

/// A frame and two lenses of the same kind, each lens at this price.
pub(crate) fn lunettes(monture: (&str, &str), verre: (&str, &str)) -> Soin {
    let element = |(code, a): (&str, &str)| Element {
        acte: id(code),
        prix: prix(a),
    };
    un(Quoi::Lunettes(Lunettes {
        monture: element(monture),
        verres: [element(verre), element(verre)],
    }))
}

/// A stay at this price, without a single room.
pub(crate) fn sejour(frais: &str, jours: u16) -> Sejour {
    Sejour {
        jours,
        nuits_chambre: 0,
        chambre: Prix::Type,
        frais: centimes(frais),
        acte_lourd: false,
        genre: TypeSejour::Court,
    }
}

/// A number of nights in a single room, at this price each.
pub(crate) fn avec_chambre(sejour: Sejour, nuits: u16, a: &str) -> Sejour {
    Sejour {
        nuits_chambre: nuits,
        chambre: prix(a),
        ..sejour
    }
}

pub(crate) fn hopital(sejour: Sejour) -> Soin {
    un(Quoi::Sejour(sejour))
}

pub(crate) fn fois(nombre: u16, soin: Soin) -> Soin {
    Soin { nombre, ..soin }
}

pub(crate) fn au_mois(mois: u8, soin: Soin) -> Soin {
    Soin {
        moment: Some(Moment::en(mois)),
        ..soin
    }
}

pub(crate) fn le_jour(mois: u8, jour: u8, soin: Soin) -> Soin {
    let jour = Some(jour);
    Soin {
        moment: Some(Moment { mois, jour }),
        ..soin
    }
}

/// A year of an adult of forty, in the path of care.
pub(crate) fn annee(choix: Option<Choix<'_>>, soins: Vec<Soin>) -> AnneeDeSoins {
    annee_le(JOUR, Patient::de_age(40), choix, soins)
}

/// One act of such an adult, said in one line.
pub(crate) fn decompte(offre: &Offre, soin: Soin) -> String {
    dit(&annee(choix(offre), vec![soin]), 0)
}

/// A year of this patient at the tariffs of this day.
pub(crate) fn annee_le(
    jour: Date,
    patient: Patient,
    choix: Option<Choix<'_>>,
    soins: Vec<Soin>,
) -> AnneeDeSoins {
    annee_sous(jour, patient, choix.as_slice(), soins)
}

/// The same under several contracts, in the order in which they pay.
pub(crate) fn annee_sous(
    jour: Date,
    patient: Patient,
    choix: &[Choix<'_>],
    soins: Vec<Soin>,
) -> AnneeDeSoins {
    let panier = Panier {
        id: "epreuve".to_owned(),
        libelle: "épreuve".to_owned(),
        soins,
        hypothese: None,
        source: "épreuve".to_owned(),
        verifie_le: JOUR,
    };
    let dossiers = preparer(reglementation(), &panier, patient, jour, true)
        .unwrap_or_else(|impossible| panic!("{impossible}"));
    let contrats: Vec<Contrat<'_>> = choix
        .iter()
        .map(|choix| Contrat::new(*choix, reglementation(), jour, patient.anciennete_mois))
        .collect();
    let annee = annee_de_soins(&dossiers, &contrats, true);
    verifier(&annee);
    annee
}

/// The laws of every décompte.
fn verifier(annee: &AnneeDeSoins) {
    let actes = annee.lignes.iter().flat_map(|ligne| &ligne.actes);
    let mut tous: Vec<&Montants> = actes.map(|acte| &acte.montants).collect();
    tous.extend(annee.lignes.iter().map(|ligne| &ligne.montants));
    tous.push(&annee.total);
    for montants in tous {
        let causes: Centimes = causes(montants).iter().map(|(_, montant)| *montant).sum();
        assert_eq!(causes, montants.rac, "causes : {montants:?}");
        let somme = montants.amo + montants.amc + montants.rac;
        assert_eq!(somme, montants.depense, "dépense : {montants:?}");
        let zero = Centimes::ZERO;
        assert!(
            montants.amo >= zero && montants.amc >= zero && montants.rac >= zero,
            "signe : {montants:?}"
        );
    }
    assert!(annee.rac.min <= annee.total.rac && annee.total.rac <= annee.rac.max);
}

fn causes(montants: &Montants) -> [(&'static str, Centimes); 6] {
    [
        ("participation", montants.participation),
        ("franchise", montants.franchise),
        ("majoration", montants.majoration),
        ("TM", montants.tm_non_couvert),
        ("dépassement", montants.depassement_non_couvert),
        ("hors nomenclature", montants.hors_nomenclature),
    ]
}

fn euros(montant: Centimes) -> String {
    let valeur = montant.valeur();
    format!("{},{:02}", valeur / 100, valeur % 100)
}

fn dire(montants: &Montants) -> String {
    let restes: Vec<String> = causes(montants)
        .into_iter()
        .filter(|(_, montant)| *montant != Centimes::ZERO)
        .map(|(cause, montant)| format!("{cause} {}", euros(montant)))
        .collect();
    let restes = if restes.is_empty() {
        String::new()
    } else {
        format!(" = {}", restes.join(" + "))
    };
    format!(
        "AMO {} ; AMC {} ; RAC {}{restes}",
        euros(montants.amo),
        euros(montants.amc),
        euros(montants.rac)
    )
}

/// A line of a year: « AMO 14,10 ; AMC 29,90 ; RAC 23,00 = participation 2,00 + … ».
pub(crate) fn dit(annee: &AnneeDeSoins, ligne: usize) -> String {
    dire(&annee.lignes[ligne].montants)
}

/// One act of a line.
pub(crate) fn dit_acte(annee: &AnneeDeSoins, ligne: usize, rang: usize) -> String {
    dire(&annee.lignes[ligne].actes[rang].montants)
}

/// The whole year.
pub(crate) fn dit_total(annee: &AnneeDeSoins) -> String {
    dire(&annee.total)
}

/// What is paid whatever was spent, over the year.
pub(crate) fn allocation(annee: &AnneeDeSoins) -> String {
    euros(annee.total.allocation)
}

/// The price of a line.
pub(crate) fn depense(annee: &AnneeDeSoins, ligne: usize) -> String {
    euros(annee.lignes[ligne].montants.depense)
}

/// What is left over every reading: « 12,70 à 34,75 ».
pub(crate) fn bornes(annee: &AnneeDeSoins) -> String {
    format!("{} à {}", euros(annee.rac.min), euros(annee.rac.max))
}

/// The steps of the first line that the law brings, each with its amount.
pub(crate) fn minimums_legaux(annee: &AnneeDeSoins) -> Vec<String> {
    let actes = annee.lignes.iter().flat_map(|ligne| &ligne.actes);
    let etapes = actes.flat_map(|acte| &acte.etapes);
    etapes
        .filter(|etape| matches!(etape.quoi, Etape::MinimumLegal(_)))
        .map(|etape| format!("{} = {}", etape.quoi, euros(etape.montant)))
        .collect()
}
