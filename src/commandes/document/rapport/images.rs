//! The pictures of the report, as values.

use super::bande::{Bande, VIDE};
use super::{Vue, resume};
use crate::calcul::bornes::AnneesDeSoins;
use crate::calcul::classement::Candidat;
use crate::calcul::postes::par_poste;
use crate::commandes::Refus;
use crate::commandes::sujets::Sujet;
use crate::montant::Centimes;
use crate::offre::Choix;
use crate::panier::Patient;
use crate::rendu::{Bloc, Dessin, Figure, Rangee};
use std::borrow::Cow;

/// Offers shown by a bar or by a row.
const LIGNES: usize = 10;
/// Offers shown by a line.
const COURBES: usize = 6;
/// Ages of the premiums that are drawn.
const AGES: std::ops::RangeInclusive<u8> = 0..=90;
const PAS_D_AGE: usize = 5;

pub(super) fn de_bande(vue: &Vue<'_>, bande: &Bande<'_>) -> Vec<Bloc> {
    let mut blocs = vec![
        Bloc::SousTitre(format!("Qui paie quoi, {}", vue.annee.nom())),
        Bloc::Figure(parts(vue, bande)),
        Bloc::SousTitre("Le coût total selon les soins".to_owned()),
        Bloc::Figure(volume(bande)),
    ];
    let bascules = resume::bascules(bande);
    if !bascules.is_empty() {
        blocs.push(Bloc::Liste(bascules));
    }
    let (annee, carte) = carte(vue, bande);
    blocs.push(Bloc::SousTitre(format!(
        "Ce qui reste à payer par famille de soins, {annee}"
    )));
    blocs.push(Bloc::Figure(carte));
    blocs
}

/// Who pays the year: sécurité sociale, contract, person, and the premium on top.
fn parts(vue: &Vue<'_>, bande: &Bande<'_>) -> Figure {
    let partage = |annee: &AnneesDeSoins, cotisation: Centimes| {
        let total = &annee.total;
        let parts = [total.amo, total.amc, total.rac, cotisation];
        parts.map(Some).to_vec()
    };
    let rangee = |candidat: &Candidat<'_>| {
        Some(Rangee {
            nom: candidat.choix.nom(),
            valeurs: partage(&candidat.annee, candidat.cout_fixe()?),
        })
    };
    let mut rangees: Vec<Rangee> = bande
        .principale
        .classes()
        .take(LIGNES)
        .filter_map(rangee)
        .collect();
    rangees.push(Rangee {
        nom: "sans mutuelle".to_owned(),
        valeurs: partage(&bande.principale.classement.sans_mutuelle, Centimes::ZERO),
    });
    Figure {
        titre: format!(
            "{} : qui paie les soins d’une {}, et la cotisation en plus",
            crate::texte::majuscule(&bande.tranche.libelle),
            vue.annee.nom()
        ),
        description: format!(
            "Une barre par offre, dans l’ordre du classement. Les trois premières parts font le prix des soins, {} ; la quatrième est la cotisation. La personne paie le noir et le pointillé.",
            bande.principale.classement.sans_mutuelle.total.depense
        ),
        dessin: Dessin::Barres,
        entete: "Offre".to_owned(),
        colonnes: [
            "Sécurité sociale",
            "Mutuelle",
            "Reste à payer",
            "Cotisation",
        ]
        .map(str::to_owned)
        .to_vec(),
        rangees,
    }
}

/// The offers of lines: the cheapest of each basket, then those that come next.
fn a_suivre<'b, 'a>(bande: &'b Bande<'a>) -> Vec<&'b Candidat<'a>> {
    let mut adresses: Vec<String> = Vec::new();
    let gagnants = bande.essais.iter().filter_map(|essai| {
        let premier = essai.comparaison.classes().next()?;
        Some(premier.choix.adresse())
    });
    let suivants = bande.principale.classes().map(|c| c.choix.adresse());
    for adresse in gagnants.chain(suivants) {
        if !adresses.contains(&adresse) && adresses.len() < COURBES {
            adresses.push(adresse);
        }
    }
    let classes = bande.principale.classes();
    classes
        .filter(|candidat| adresses.contains(&candidat.choix.adresse()))
        .collect()
}

/// The cost of the year against the care.
fn volume(bande: &Bande<'_>) -> Figure {
    let suivies = a_suivre(bande);
    let rangees = bande.essais.iter().map(|essai| {
        let cout = |candidat: &&Candidat<'_>| {
            let adresse = candidat.choix.adresse();
            essai.candidat(&adresse).and_then(Candidat::cout_total)
        };
        Rangee {
            nom: essai.nom.clone(),
            valeurs: suivies.iter().map(cout).collect(),
        }
    });
    let soins = bande
        .essais
        .iter()
        .map(|essai| format!("{} {}", essai.nom.to_lowercase(), essai.depense()));
    Figure {
        titre: format!(
            "{} : cotisation et reste à payer, du moins au plus de soins",
            crate::texte::majuscule(&bande.tranche.libelle)
        ),
        description: format!(
            "Une ligne par offre ; quand deux lignes se croisent, la moins chère n’est plus la même. Chaque point est calculé, le trait entre deux points ne l’est pas. Prix des soins : {}.",
            soins.collect::<Vec<_>>().join(" ; ")
        ),
        dessin: Dessin::Courbes,
        entete: "Soins de l’année".to_owned(),
        colonnes: suivies
            .iter()
            .map(|candidat| candidat.choix.nom())
            .collect(),
        rangees: rangees.collect(),
    }
}

/// What is left by family of care, in a hard year where it is known.
fn carte(vue: &Vue<'_>, bande: &Bande<'_>) -> (String, Figure) {
    let reglementation = &vue.contexte.catalogue.reglementation;
    let classement = &bande.principale.classement;
    let difficile = classement.sans_mutuelle_difficile.as_ref();
    let annee = match difficile {
        Some(_) => "année difficile".to_owned(),
        None => vue.annee.nom(),
    };
    let sans = difficile.unwrap_or(&classement.sans_mutuelle);
    let mut postes: Vec<_> = par_poste(sans, reglementation)
        .into_iter()
        .map(|(poste, _)| poste)
        .collect();
    postes.sort_unstable();
    let rangee = |nom: String, annees: &AnneesDeSoins| {
        let restes = par_poste(annees, reglementation);
        let reste = |poste| {
            let sien = restes.iter().find(|(autre, _)| *autre == poste);
            Some(sien.map_or(Centimes::ZERO, |(_, montants)| montants.rac))
        };
        Rangee {
            nom,
            valeurs: postes.iter().copied().map(reste).collect(),
        }
    };
    let classes = bande.principale.classes().take(LIGNES);
    let mut rangees: Vec<Rangee> = classes
        .map(|candidat| {
            let annees = candidat.difficile.as_ref().filter(|_| difficile.is_some());
            rangee(candidat.choix.nom(), annees.unwrap_or(&candidat.annee))
        })
        .collect();
    rangees.push(rangee("sans mutuelle".to_owned(), sans));
    let libelle = |poste: &_| reglementation.postes.poste(*poste).libelle.clone();
    let figure = Figure {
        titre: format!(
            "{} : ce qui reste à payer par famille de soins, {annee}",
            crate::texte::majuscule(&bande.tranche.libelle)
        ),
        description: "Une ligne par offre, une colonne par famille de soins : plus la case est sombre, plus il reste à payer. Les cases sont arrondies à l’euro, le tableau est exact.".to_owned(),
        dessin: Dessin::Carte,
        entete: "Offre".to_owned(),
        colonnes: postes.iter().map(libelle).collect(),
        rangees,
    };
    (annee, figure)
}

/// The premium by age, for the offers that come first somewhere.
pub(super) fn cotisations(vue: &Vue<'_>) -> Result<Vec<Bloc>, Refus> {
    let choix = vue.premieres(COURBES, COURBES);
    if choix.is_empty() {
        return Ok(Vec::new());
    }
    let question = vue.question.sur(choix.clone());
    let mut rangees = Vec::new();
    for age in AGES.step_by(PAS_D_AGE) {
        let sujet = Sujet {
            nom: None,
            patient: Patient::de_age(age),
            tranche: None,
            panier: Cow::Borrowed(&VIDE),
        };
        let comparaison = question.comparer(vec![sujet])?;
        let candidats = &comparaison.classement.candidats;
        let prix = |choix: &Choix<'_>| {
            let sien = candidats
                .iter()
                .find(|c| c.choix.adresse() == choix.adresse());
            sien.and_then(Candidat::cout_fixe)
        };
        rangees.push(Rangee {
            nom: format!("{age}\u{a0}ans"),
            valeurs: choix.iter().map(prix).collect(),
        });
    }
    let figure = Figure {
        titre: "La cotisation de l’année selon l’âge".to_owned(),
        description: "Une ligne par offre, un point tous les cinq ans : la cotisation d’une personne seule, frais compris, sans aide ; à la zone la plus chère quand le département n’est pas donné. Une case vide : la grille publiée ne va pas jusqu’à cet âge.".to_owned(),
        dessin: Dessin::Courbes,
        entete: "Âge".to_owned(),
        colonnes: choix.iter().map(Choix::nom).collect(),
        rangees,
    };
    Ok(vec![
        Bloc::Titre("La cotisation selon l’âge".to_owned()),
        Bloc::Figure(figure),
    ])
}
