//! The machine data sets of a comparison: every level, columns of the design; then each
//! person, each great poste, each step of the premiums.

use super::raisons::{Mensuel, annuelle};
use super::{Comparaison, Question};
use crate::calcul::bornes::{AnneesDeSoins, Bornes};
use crate::calcul::classement::Candidat;
use crate::calcul::exercice::Montants;
use crate::calcul::postes::par_poste;
use crate::commandes::ordre;
use crate::commandes::phrases::codes;
use crate::montant::Centimes;
use crate::rendu::{Jeu, Valeur};

/// From the rank to the cheapest premium: those of a batch too.
pub(in crate::commandes) const COLONNES_DU_CLASSEMENT: [&str; 16] = [
    "rang",
    "offre",
    "niveau",
    "cotisation_annuelle",
    "aide_annuelle",
    "frais_annuels",
    "depense",
    "amo",
    "amc",
    "rac",
    "rac_min",
    "rac_max",
    "cout_total",
    "cout_annee_difficile",
    "drapeaux",
    "cotisation_min",
];
const COLONNES: [&str; 35] = [
    "tranche",
    "age",
    "panier",
    COLONNES_DU_CLASSEMENT[0],
    COLONNES_DU_CLASSEMENT[1],
    COLONNES_DU_CLASSEMENT[2],
    COLONNES_DU_CLASSEMENT[3],
    COLONNES_DU_CLASSEMENT[4],
    COLONNES_DU_CLASSEMENT[5],
    COLONNES_DU_CLASSEMENT[6],
    COLONNES_DU_CLASSEMENT[7],
    COLONNES_DU_CLASSEMENT[8],
    COLONNES_DU_CLASSEMENT[9],
    COLONNES_DU_CLASSEMENT[10],
    COLONNES_DU_CLASSEMENT[11],
    COLONNES_DU_CLASSEMENT[12],
    COLONNES_DU_CLASSEMENT[13],
    COLONNES_DU_CLASSEMENT[14],
    COLONNES_DU_CLASSEMENT[15],
    "ecart_cotisation",
    "ecart_rac",
    "ecart_rac_min",
    "ecart_rac_max",
    "ecart_cout_total",
    "ecart_cout_total_min",
    "ecart_cout_total_max",
    "ecart_annee_difficile_min",
    "ecart_annee_difficile_max",
    "cotisation_nette",
    "cotisation_nette_min",
    "semblable_a",
    "fois_premiere",
    "fois_trois_premieres",
    "tirages",
    "gain_ordre",
];

/// Every data set of a comparison for people.
pub(super) fn jeux(question: &Question<'_>, comparaisons: &[Comparaison<'_>]) -> Vec<Jeu> {
    let mut jeux = vec![
        jeu(&comparaisons.iter().collect::<Vec<_>>()),
        personnes(comparaisons),
        postes(question, comparaisons),
        cotisations(comparaisons),
    ];
    if question.ordre_favorable {
        jeux.push(ordres(question, comparaisons));
    }
    jeux.push(demande(question, comparaisons));
    jeux
}

/// What was asked, and the counts that the perimeter says.
pub(super) fn demande(question: &Question<'_>, comparaisons: &[Comparaison<'_>]) -> Jeu {
    let premiere = comparaisons.first();
    let compter = |nombre: fn(&Comparaison<'_>) -> usize| premiere.map_or(0, nombre);
    let reglage = question.robustesse;
    let texte = |texte: &str| Valeur::Texte(texte.to_owned());
    let departement = question.departement.as_deref();
    let ligne = vec![
        Valeur::Date(question.contexte.date),
        departement.map_or(Valeur::Vide, texte),
        texte(question.critere.mot()),
        ou_vide(question.budget),
        Valeur::Montant(question.tolerance),
        entier(question.contexte.choix().count()),
        entier(compter(|premiere| premiere.classes().count())),
        entier(compter(|premiere| premiere.sans_prix().count())),
        entier(compter(|premiere| premiere.hors_budget)),
        entier(question.contexte.contrats_a_part()),
        reglage.map_or(Valeur::Vide, |reglage| {
            Valeur::Entier(i64::from(reglage.tirages))
        }),
        reglage.map_or(Valeur::Vide, |reglage| {
            Valeur::Texte(reglage.graine.to_string())
        }),
        reglage.map_or(Valeur::Vide, |reglage| {
            Valeur::Texte(reglage.ecart.to_string())
        }),
    ];
    Jeu {
        nom: "demande",
        colonnes: &[
            "date",
            "departement",
            "critere",
            "budget_mensuel",
            "tolerance",
            "niveaux_connus",
            "niveaux_classes",
            "niveaux_sans_cotisation",
            "niveaux_hors_budget",
            "contrats_a_part",
            "tirages",
            "graine",
            "ecart",
        ],
        lignes: vec![ligne],
    }
}

/// The orders of care that leave least, under each offer.
fn ordres(question: &Question<'_>, comparaisons: &[Comparaison<'_>]) -> Jeu {
    let mut lignes = Vec::new();
    for comparaison in comparaisons {
        let candidats = comparaison.classement.candidats.iter();
        for (candidat, ordres) in candidats.zip(comparaison.ordres.iter().flatten()) {
            lignes.extend(ordre::lignes(
                question.contexte,
                &comparaison.sujets,
                &offre(comparaison, candidat),
                ordres,
            ));
        }
    }
    ordre::jeu(lignes)
}

/// What is known of a candidate of the ranking beside its row: draws won, and the best order.
fn a_cote(comparaison: &Comparaison<'_>, place: Option<usize>) -> [Valeur; 4] {
    let robustesse = comparaison.robustesse.as_ref();
    let frequence = robustesse.and_then(|r| *r.frequences.get(place?)?);
    let fois = |nombre: Option<u32>| nombre.map_or(Valeur::Vide, |n| Valeur::Entier(i64::from(n)));
    let tirages = robustesse.filter(|_| frequence.is_some());
    let ordres = comparaison.ordres.as_ref();
    let ordres = ordres.and_then(|ordres| ordres.get(place?));
    [
        fois(frequence.map(|frequence| frequence.premiere)),
        fois(frequence.map(|frequence| frequence.trois_premieres)),
        fois(tirages.map(|r| r.reglage.tirages)),
        ou_vide(ordres.map(|ordres| ordre::gain(ordres))),
    ]
}

pub(super) fn jeu(comparaisons: &[&Comparaison<'_>]) -> Jeu {
    let mut lignes = Vec::new();
    for comparaison in comparaisons {
        for (place, candidat) in comparaison.classement.candidats.iter().enumerate() {
            lignes.push(ligne(comparaison, candidat, Some(place)));
        }
        if let Some(candidat) = comparaison
            .offert
            .as_ref()
            .and_then(|o| o.candidat.as_ref())
        {
            lignes.push(ligne(comparaison, candidat, None));
        }
        if let Some(present) = &comparaison.present {
            lignes.push(ligne(comparaison, &present.candidat, None));
        }
        lignes.push(reference(comparaison));
    }
    Jeu {
        nom: "comparaison",
        colonnes: &COLONNES,
        lignes,
    }
}

fn debut(comparaison: &Comparaison<'_>) -> Vec<Valeur> {
    let mots = |mots: Vec<&str>| Valeur::Texte(mots.join("+"));
    let sujets = || comparaison.sujets.iter();
    let tranches: Option<Vec<&str>> = sujets()
        .map(|sujet| Some(sujet.tranche?.id.as_str()))
        .collect();
    let ages: Vec<String> = sujets().map(|s| s.patient.age.to_string()).collect();
    let age = match comparaison.sujets.as_slice() {
        [seul] => Valeur::Entier(i64::from(seul.patient.age)),
        _ => Valeur::Texte(ages.join("+")),
    };
    vec![
        tranches.map_or(Valeur::Vide, mots),
        age,
        paniers(comparaison),
    ]
}

/// The basket of each person.
fn paniers(comparaison: &Comparaison<'_>) -> Valeur {
    let sujets = comparaison.sujets.iter();
    let ids: Vec<&str> = sujets.map(|sujet| sujet.panier.id.as_str()).collect();
    Valeur::Texte(ids.join("+"))
}

/// The name of an offer in the data: its address, or « actuel » for the present contract.
fn offre(comparaison: &Comparaison<'_>, candidat: &Candidat<'_>) -> [Valeur; 2] {
    let present = comparaison.present.as_ref();
    match present.filter(|present| std::ptr::eq(&raw const present.candidat, candidat)) {
        Some(present) => [
            Valeur::Texte("actuel".to_owned()),
            Valeur::Texte(present.nom.clone()),
        ],
        None => [
            Valeur::Texte(candidat.choix.offre.id.clone()),
            Valeur::Texte(candidat.choix.nom_niveau()),
        ],
    }
}

fn rang(candidat: &Candidat<'_>) -> Valeur {
    let rang = candidat.rang.and_then(|rang| i64::try_from(rang).ok());
    rang.map_or(Valeur::Vide, Valeur::Entier)
}

fn entier(rang: usize) -> Valeur {
    i64::try_from(rang).map_or(Valeur::Vide, Valeur::Entier)
}

fn montants(annee: &AnneesDeSoins) -> [Valeur; 6] {
    let total = &annee.total;
    [
        total.depense,
        total.amo,
        total.amc,
        total.rac,
        annee.rac.min,
        annee.rac.max,
    ]
    .map(Valeur::Montant)
}

fn ou_vide(montant: Option<Centimes>) -> Valeur {
    montant.map_or(Valeur::Vide, Valeur::Montant)
}

fn ligne(
    comparaison: &Comparaison<'_>,
    candidat: &Candidat<'_>,
    place: Option<usize>,
) -> Vec<Valeur> {
    let mut ligne = debut(comparaison);
    let prime = candidat.prime.ok();
    ligne.push(rang(candidat));
    ligne.extend(offre(comparaison, candidat));
    ligne.extend([
        ou_vide(prime.map(|prime| prime.max)),
        Valeur::Montant(candidat.aide),
        Valeur::Montant(candidat.frais),
    ]);
    ligne.extend(montants(&candidat.annee));
    ligne.extend([
        ou_vide(candidat.cout_total()),
        ou_vide(candidat.cout_difficile()),
        Valeur::Liste(codes(&candidat.drapeaux)),
        ou_vide(prime.map(|prime| prime.min)),
    ]);
    let ecarts = comparaison.present.as_ref().map(|p| p.ecarts(candidat));
    let bornes = |bornes: Option<Bornes>| {
        [
            ou_vide(bornes.map(|bornes| bornes.min)),
            ou_vide(bornes.map(|bornes| bornes.max)),
        ]
    };
    ligne.extend([
        ou_vide(ecarts.and_then(|ecarts| ecarts.cotisation_retenue)),
        ou_vide(ecarts.map(|ecarts| ecarts.rac_retenu)),
    ]);
    ligne.extend(bornes(ecarts.map(|ecarts| ecarts.rac)));
    ligne.push(ou_vide(ecarts.and_then(|ecarts| ecarts.total_retenu())));
    ligne.extend(bornes(ecarts.and_then(|ecarts| ecarts.total)));
    ligne.extend(bornes(ecarts.and_then(|ecarts| ecarts.difficile)));
    let fixe = candidat.fixe();
    ligne.extend([
        ou_vide(fixe.map(|(_, max)| max)),
        ou_vide(fixe.map(|(min, _)| min)),
    ]);
    let semblable = candidat.semblable.clone();
    ligne.push(semblable.map_or(Valeur::Vide, Valeur::Texte));
    ligne.extend(a_cote(comparaison, place));
    ligne
}

fn reference(comparaison: &Comparaison<'_>) -> Vec<Valeur> {
    let classement = &comparaison.classement;
    let mut ligne = debut(comparaison);
    let zero = Valeur::Montant(Centimes::ZERO);
    ligne.extend([
        Valeur::Vide,
        Valeur::Texte("sans-mutuelle".to_owned()),
        Valeur::Vide,
        zero.clone(),
        zero.clone(),
        zero.clone(),
    ]);
    ligne.extend(montants(&classement.sans_mutuelle));
    ligne.extend([
        Valeur::Montant(classement.sans_mutuelle.total.rac),
        ou_vide(
            classement
                .sans_mutuelle_difficile
                .as_ref()
                .map(|annee| annee.total.rac),
        ),
        Valeur::Liste(codes(&classement.sans_mutuelle.drapeaux)),
        zero.clone(),
    ]);
    ligne.extend(std::iter::repeat_n(Valeur::Vide, 9));
    ligne.extend([zero.clone(), zero]);
    ligne.extend(std::iter::repeat_n(Valeur::Vide, 5));
    ligne
}

/// Every offer of every comparison, the present contract included.
fn tous<'c, 'a>(
    comparaisons: &'c [Comparaison<'a>],
) -> impl Iterator<Item = (&'c Comparaison<'a>, &'c Candidat<'a>)> + use<'c, 'a> {
    comparaisons.iter().flat_map(|comparaison| {
        let present = comparaison.present.iter().map(|p| &p.candidat);
        let candidats = comparaison.classement.candidats.iter().chain(present);
        candidats.map(move |candidat| (comparaison, candidat))
    })
}

/// What each person pays and is left with, under each offer.
fn personnes(comparaisons: &[Comparaison<'_>]) -> Jeu {
    let mut lignes = Vec::new();
    for (comparaison, candidat) in tous(comparaisons) {
        let sujets = comparaison.sujets.iter().zip(&comparaison.assures);
        let annees = candidat.annee.personnes.iter();
        for (personne, ((sujet, assure), annee)) in sujets.zip(annees).enumerate() {
            let compte = candidat.compte.as_ref().map(|prime| &prime.max);
            let mensuel = compte.map(|compte| Mensuel::de(compte, personne));
            let difficile = candidat.difficile.as_ref();
            let difficile = difficile.and_then(|annees| annees.personnes.get(personne));
            let mut ligne = vec![rang(candidat)];
            ligne.extend(offre(comparaison, candidat));
            ligne.extend([
                entier(personne + 1),
                sujet.nom.clone().map_or(Valeur::Vide, Valeur::Texte),
                Valeur::Entier(i64::from(sujet.patient.age)),
                Valeur::Texte(assure.qualite.mot().to_owned()),
                Valeur::Texte(sujet.panier.id.clone()),
                ou_vide(mensuel.as_ref().map(|mensuel| mensuel.tarif)),
                ou_vide(mensuel.map(|mensuel| mensuel.reductions)),
                ou_vide(annuelle(candidat, personne)),
            ]);
            ligne.extend(partage(&annee.total).map(Valeur::Montant));
            ligne.extend([
                Valeur::Montant(annee.rac.min),
                Valeur::Montant(annee.rac.max),
                ou_vide(difficile.map(|annee| annee.total.rac)),
            ]);
            lignes.push(ligne);
        }
    }
    Jeu {
        nom: "personnes",
        colonnes: &[
            "rang",
            "offre",
            "niveau",
            "personne",
            "nom",
            "age",
            "qualite",
            "panier",
            "tarif_mensuel",
            "reductions_mensuelles",
            "cotisation_annuelle",
            "depense",
            "amo",
            "amc",
            "rac",
            "rac_min",
            "rac_max",
            "rac_annee_difficile",
        ],
        lignes,
    }
}

fn partage(montants: &Montants) -> [Centimes; 4] {
    [montants.depense, montants.amo, montants.amc, montants.rac]
}

/// Where the money goes, under each offer.
fn postes(question: &Question<'_>, comparaisons: &[Comparaison<'_>]) -> Jeu {
    let reglementation = &question.contexte.catalogue.reglementation;
    let mut lignes = Vec::new();
    for (comparaison, candidat) in tous(comparaisons) {
        for (poste, montants) in par_poste(&candidat.annee, reglementation) {
            let mut ligne = vec![rang(candidat)];
            ligne.extend(offre(comparaison, candidat));
            let chemin = &reglementation.postes.poste(poste).chemin;
            ligne.push(Valeur::Texte(chemin.clone()));
            ligne.extend(partage(&montants).map(Valeur::Montant));
            ligne.push(paniers(comparaison));
            lignes.push(ligne);
        }
    }
    Jeu {
        nom: "postes",
        colonnes: &[
            "rang", "offre", "niveau", "poste", "depense", "amo", "amc", "rac", "panier",
        ],
        lignes,
    }
}

/// Every step of the premiums that are known, in the dearest case; the rank is that of the
/// first basket.
fn cotisations(comparaisons: &[Comparaison<'_>]) -> Jeu {
    let mut lignes = Vec::new();
    // la cotisation ne dépend pas du panier
    for (comparaison, candidat) in tous(comparaisons.get(..1).unwrap_or_default()) {
        let Some(prime) = &candidat.compte else {
            continue;
        };
        for etape in &prime.max.etapes {
            let mut ligne = vec![rang(candidat)];
            ligne.extend(offre(comparaison, candidat));
            let personne = etape.personne.map(|personne| entier(personne + 1));
            let zone = prime.max.zone.clone();
            ligne.extend([
                zone.map_or(Valeur::Vide, Valeur::Texte),
                personne.unwrap_or_default(),
                Valeur::Texte(etape.quoi.to_string()),
                Valeur::Montant(etape.montant),
                Valeur::Entier(i64::from(etape.fois)),
                Valeur::Montant(etape.annuel()),
            ]);
            lignes.push(ligne);
        }
    }
    Jeu {
        nom: "cotisations",
        colonnes: &[
            "rang", "offre", "niveau", "zone", "personne", "etape", "montant", "fois", "annuel",
        ],
        lignes,
    }
}
