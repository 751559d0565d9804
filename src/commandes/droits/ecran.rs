//! What the screen says of a right: the base, the gaps, what it changes, where to go.

use super::foyer::Demande;
use super::{jeu, reste};
use crate::calcul::droits::{Drapeau, Etude, Foyer, Logement, Voie, aide_plafonnee};
use crate::commandes::contexte::Contexte;
use crate::commandes::phrases;
use crate::montant::Centimes;
use crate::reglementation::droits::{Droit, Plafond, Sujet};
use crate::rendu::{Bloc, Cellule, Colonne, Document, Etape, Ligne, Tableau};
use crate::texte::{jour, majuscule};

pub(super) fn document(contexte: &Contexte, demande: &Demande, etude: &Etude) -> Document {
    let mut blocs = vec![Bloc::Paragraphe(reponse(contexte, etude))];
    let a_confirmer = etude.drapeaux.iter().filter(|drapeau| en_tete(**drapeau));
    blocs.extend(a_confirmer.map(|d| Bloc::Paragraphe(format!("{}.", majuscule(d.phrase())))));
    blocs.extend(montants(demande, etude).into_iter().map(Bloc::Paragraphe));
    if !etude.etapes.is_empty() {
        blocs.push(Bloc::Titre(format!("Ressources, {}", periode(etude))));
        blocs.push(Bloc::Etapes(etapes(etude)));
    }
    blocs.push(Bloc::Titre("Les plafonds".to_owned()));
    blocs.push(Bloc::Tableau(plafonds(contexte, etude)));
    blocs.extend(logement(etude).map(Bloc::Paragraphe));
    blocs.extend(demarches(contexte, demande, etude));
    blocs.extend(non_recours(contexte, etude).map(Bloc::Paragraphe));
    Document {
        titre: titre(contexte, demande, etude),
        blocs,
        jeux: vec![jeu::jeu([("1", etude)]), jeu::etapes(etude)],
        perimetre: perimetre(contexte, etude),
        ..Document::default()
    }
}

fn titre(contexte: &Contexte, demande: &Demande, etude: &Etude) -> String {
    let lieu = demande.departement.as_ref().and_then(|numero| {
        let mut connus = contexte.catalogue.departements.iter();
        connus.find(|departement| departement.numero == *numero)
    });
    format!(
        "Droits au {} : {}, {}{}",
        jour(etude.date),
        phrases::compte(etude.personnes, "personne", "personnes"),
        nom_du_logement(&demande.foyer),
        lieu.map_or_else(String::new, |departement| format!(", {}", departement.lieu))
    )
}

fn nom_du_logement(foyer: &Foyer) -> &'static str {
    match foyer.logement {
        Logement::Locataire => "locataire sans aide",
        Logement::Proprietaire => "propriétaire",
        Logement::LogeGratuitement => "logement gratuit",
        Logement::AideAuLogement(_) => "aide au logement",
    }
}

/// A doubt on the right itself is said beside it, not at the foot of the page.
const fn en_tete(drapeau: Drapeau) -> bool {
    matches!(
        drapeau,
        Drapeau::AConfirmer | Drapeau::ForfaitAConfirmer | Drapeau::Mayotte
    )
}

/// The right in one sentence.
fn reponse(contexte: &Contexte, etude: &Etude) -> String {
    let annee = if etude.droit == Droit::Aucun {
        let (haut, c2s) = (
            etude.ecart(&etude.plafond_participation),
            contexte.catalogue.droits.c2s_au(etude.date),
        );
        let droits = if c2s {
            "ni C2S gratuite, ni C2S avec participation"
        } else {
            "ni CMU-C, ni ACS"
        };
        let trop = haut
            .filter(|ecart| *ecart > Centimes::ZERO)
            .map_or_else(String::new, |ecart| {
                format!(" : {ecart} au-dessus du second plafond")
            });
        return format!("Aucun droit sous conditions de ressources ({droits}){trop}.");
    } else if let Voie::Presomption(presomption) = &etude.voie {
        let nom = presomption.allocation.mot().to_uppercase();
        let condition = if presomption.condition.is_empty() {
            String::new()
        } else {
            format!(", si : {}", presomption.condition)
        };
        format!(" Droit présumé par l’allocation {nom}{condition}.")
    } else {
        String::new()
    };
    format!(
        "{} : {}.{annee}",
        etude.droit.nom(),
        etude.droit.en_toutes_lettres()
    )
}

/// What the right is worth or costs, member by member.
fn montants(demande: &Demande, etude: &Etude) -> Vec<String> {
    let mut phrases = Vec::new();
    match etude.droit {
        Droit::Acs => phrases.extend(cheques(demande, etude)),
        Droit::C2sParticipation => phrases.extend(participation(etude)),
        Droit::CmuC | Droit::C2sGratuite => {
            phrases.push("À payer pour l’année : 0,00 €, sans cotisation.".to_owned());
        }
        Droit::Aucun => {
            if let Some(sortie) = etude.sortie_mensuelle {
                phrases.push(format!(
                    "Si un droit à la C2S vient de finir : contrat de sortie d’un an à {sortie} par mois pour ce foyer."
                ));
            }
        }
    }
    phrases.extend(seuils(etude));
    phrases
}

fn cheques(demande: &Demande, etude: &Etude) -> Option<String> {
    let total = etude.aide_annuelle?;
    let net = demande.cotisation.map_or_else(String::new, |cotisation| {
        let aide = aide_plafonnee(total, cotisation);
        format!(
            " Sur une cotisation de {cotisation}, il reste {} à payer.",
            cotisation - aide
        )
    });
    Some(format!(
        "Valeur : {total} par an{}, dans la limite de la cotisation.{net}",
        detail(etude)
    ))
}

fn participation(etude: &Etude) -> Option<String> {
    let total = etude.participation_mensuelle?;
    Some(format!(
        "Participation : {total} par mois{}, soit {} par an, à la place d’une cotisation.",
        detail(etude),
        total.multiplie(12)
    ))
}

/// « (57 ans : 350,00 € ; 12 ans : 100,00 €) »
fn detail(etude: &Etude) -> String {
    if etude.par_membre.len() < 2 {
        return String::new();
    }
    let membres: Vec<String> = etude
        .par_membre
        .iter()
        .map(|membre| format!("{} ans : {}", membre.age, membre.montant))
        .collect();
    format!(" ({})", membres.join(" ; "))
}

fn seuils(etude: &Etude) -> Vec<String> {
    etude
        .par_membre
        .iter()
        .filter_map(|membre| {
            let avant = membre.avant?;
            Some(format!(
                "À {} ans au 1er janvier : {} ; si l’anniversaire tombe après le 1er janvier : {avant}.",
                membre.age, membre.montant
            ))
        })
        .collect()
}

fn periode(etude: &Etude) -> String {
    etude.periode.to_string()
}

fn etapes(etude: &Etude) -> Vec<Etape> {
    etude
        .etapes
        .iter()
        .map(|etape| Etape {
            niveau: 0,
            libelle: etape.quoi.to_string(),
            montant: Some(etape.montant),
            detail: etape.detail.clone(),
        })
        .collect()
}

fn plafonds(contexte: &Contexte, etude: &Etude) -> Tableau {
    let c2s = contexte.catalogue.droits.c2s_au(etude.date);
    let (gratuit, payant) = if c2s {
        (Droit::C2sGratuite, Droit::C2sParticipation)
    } else {
        (Droit::CmuC, Droit::Acs)
    };
    let ligne = |droit: Droit, plafond: &Plafond| {
        Ligne::normale(vec![
            Cellule::Texte(droit.nom().to_owned()),
            Cellule::Montant(plafond.montant),
            etude.ecart(plafond).map_or(Cellule::Vide, ecart),
            Cellule::Texte(
                if plafond.calcule {
                    "calculé"
                } else {
                    "publié"
                }
                .to_owned(),
            ),
        ])
    };
    Tableau {
        colonnes: vec![
            Colonne::gauche("Droit"),
            Colonne::droite("Plafond par an"),
            Colonne::droite("Écart"),
            Colonne::gauche("Source").importance(1),
        ],
        lignes: vec![
            ligne(gratuit, &etude.plafond_gratuit),
            ligne(payant, &etude.plafond_participation),
        ],
    }
}

fn ecart(ecart: Centimes) -> Cellule {
    Cellule::Texte(if ecart > Centimes::ZERO {
        format!("{ecart} au-dessus")
    } else {
        format!("{} en dessous", -ecart)
    })
}

/// Whether the housing add-on changes the right.
fn logement(etude: &Etude) -> Option<String> {
    if etude.forfait_logement == Centimes::ZERO || etude.base.is_none() {
        return None;
    }
    let effet = if etude.droit == etude.droit_sans_forfait {
        "il ne change pas le droit".to_owned()
    } else {
        format!("sans lui, ce serait : {}", etude.droit_sans_forfait.nom())
    };
    Some(format!(
        "Le logement ajoute {} aux ressources ; {effet}.",
        etude.forfait_logement
    ))
}

/// What changes, where to go, what to bring.
fn demarches(contexte: &Contexte, demande: &Demande, etude: &Etude) -> Vec<Bloc> {
    let mut blocs = Vec::new();
    let droits = &contexte.catalogue.droits;
    let textes = |sujets: &[Sujet]| -> Vec<String> {
        let du_sujet = sujets
            .iter()
            .flat_map(|sujet| droits.demarches_au(etude.droit, *sujet, etude.date));
        du_sujet
            .map(|demarche| majuscule(&demarche.texte))
            .collect()
    };
    let mut section = |titre: &str, textes: Vec<String>| {
        if !textes.is_empty() {
            blocs.push(Bloc::Titre(titre.to_owned()));
            blocs.push(Bloc::Liste(textes));
        }
    };
    let mut change = textes(&[Sujet::Change]);
    change.extend(reste::phrase(contexte, demande, etude));
    section("Ce que ce droit change", change);
    let ou = [Sujet::Ou, Sujet::Formulaire, Sujet::Delai, Sujet::Ensuite];
    section("Où aller", textes(&ou));
    let mut pieces = textes(&[Sujet::Piece]);
    if !pieces.is_empty() {
        pieces.extend(ressources(contexte, etude));
    }
    section("À apporter (des copies)", pieces);
    section("À savoir cette année-là", textes(&[Sujet::Transition]));
    blocs
}

/// What counts, what does not, and over which months.
fn ressources(contexte: &Contexte, etude: &Etude) -> Vec<String> {
    let droits = &contexte.catalogue.droits;
    let noms = |compte| {
        let noms = droits.ressources_au(compte, etude.date);
        let noms: Vec<&str> = noms.map(|ressource| ressource.nom.as_str()).collect();
        noms.join(", ")
    };
    let mut phrases = vec![format!("Période des ressources : {}", periode(etude))];
    if droits
        .parametres
        .en_vigueur("capital.avant-derniere-annee", etude.date)
    {
        phrases.push(format!(
            "Revenus du capital imposables : ceux de {}",
            etude.date.year() - 2
        ));
    }
    phrases.push(format!("Comptent : {}", noms(true)));
    phrases.push(format!("Ne comptent pas : {}", noms(false)));
    phrases
}

/// The non-take-up figure, as a reason to ask.
fn non_recours(contexte: &Contexte, etude: &Etude) -> Option<String> {
    let droits = &contexte.catalogue.droits;
    let estime = droits.non_recours_en(etude.droit, etude.date.year())?;
    let (min, max) = estime.taux;
    let taux = if min == max {
        max.to_string()
    } else {
        format!("{} à {max}", min.points())
    };
    let doute = estime
        .provenance
        .doute
        .as_ref()
        .map_or_else(String::new, |doute| format!(" ; {doute}"));
    Some(format!(
        "Demandez-le : en {}, {taux} de ceux qui avaient ce droit ({}) ne le demandaient pas ({}{doute}).",
        estime.annee,
        etude.droit.nom(),
        estime.provenance.source
    ))
}

fn perimetre(contexte: &Contexte, etude: &Etude) -> Vec<String> {
    let mut phrases = Vec::new();
    let hors_seuil = |drapeau: &&Drapeau| **drapeau != Drapeau::AgeDeSeuil && !en_tete(**drapeau);
    let dits: Vec<&str> = etude
        .drapeaux
        .iter()
        .filter(hors_seuil)
        .map(|drapeau| drapeau.phrase())
        .collect();
    if !dits.is_empty() {
        phrases.push(format!("À savoir : {}.", dits.join("\u{a0}; ")));
    }
    let mut sources = vec![etude.plafond_gratuit.source.as_str()];
    if etude.plafond_participation.source != etude.plafond_gratuit.source {
        sources.push(&etude.plafond_participation.source);
    }
    let mut doutes: Vec<&str> = [&etude.plafond_gratuit, &etude.plafond_participation]
        .into_iter()
        .filter_map(|plafond| plafond.doute.as_deref())
        .collect();
    doutes.dedup();
    let doutes = if doutes.is_empty() {
        String::new()
    } else {
        format!(" Doute : {}.", doutes.join(" ; "))
    };
    phrases.push(format!("Plafonds : {}.{doutes}", sources.join(" ; ")));
    phrases.push(
        "Le droit se juge sur les pièces, par la caisse. Aucun nom n’est demandé ni gardé."
            .to_owned(),
    );
    phrases.extend(crate::commandes::phrases::perimetre(contexte));
    phrases
}
