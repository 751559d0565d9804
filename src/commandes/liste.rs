//! `rac liste`: what the tool knows.

use super::contexte::Contexte;
use super::options::Liste as Options;
use super::{Monde, Refus, Reponse, phrases};
use crate::catalogue::vouliez_vous_dire;
use crate::offre::Choix;
use crate::rendu::{Bloc, Cellule, Colonne, Document, Jeu, Ligne, Tableau, Valeur};
use crate::texte::{jour, mots, sans_accent};

/// What can be listed, with the columns of each.
const SUJETS: [(&str, &[&str]); 7] = [
    (
        "offres",
        &[
            "offre",
            "nom",
            "organisme",
            "millesime",
            "valable",
            "niveaux",
            "cotisation",
            "source",
        ],
    ),
    ("niveaux", &["adresse", "nom", "en_vigueur"]),
    (
        "actes",
        &[
            "acte",
            "libelle",
            "nomenclature",
            "poste",
            "base",
            "taux",
            "doute",
            "synonymes",
        ],
    ),
    ("postes", &["poste", "libelle", "rubrique_unocam"]),
    (
        "paniers",
        &["panier", "libelle", "soins", "hypothese", "source"],
    ),
    (
        "tranches",
        &["tranches", "tranche", "libelle", "age", "paniers"],
    ),
    ("cas", &["cas", "document", "date", "source", "note"]),
];

pub(super) fn liste(options: &Options, monde: &Monde) -> Result<Reponse, Refus> {
    let contexte = Contexte::ouvrir_avec(&options.commun, monde, options.quoi == "cas")?;
    let sujet = SUJETS.iter().find(|(nom, _)| *nom == options.quoi);
    let Some((nom, colonnes)) = sujet else {
        let noms = SUJETS.iter().map(|(nom, _)| *nom);
        let conseil = phrases::conseil(vouliez_vous_dire(&options.quoi, noms.clone()));
        return Err(Refus::new(format!(
            "« {} » ne se liste pas.{conseil} On peut lister : {}",
            options.quoi,
            noms.collect::<Vec<_>>().join(", ")
        )));
    };
    let lignes = match *nom {
        "offres" => offres(&contexte),
        "niveaux" => niveaux(&contexte),
        "actes" => actes(&contexte),
        "postes" => postes(&contexte),
        "paniers" => paniers(&contexte),
        "tranches" => tranches(&contexte),
        _ => cas(&contexte),
    };
    let total = lignes.len();
    let voulus = mots(&sans_accent(&options.mots.join(" ")));
    let lignes: Vec<Vec<Valeur>> = lignes
        .into_iter()
        .filter(|ligne| {
            let texte = sans_accent(&ligne.iter().map(texte).collect::<Vec<_>>().join(" "));
            voulus.iter().all(|mot| texte.contains(mot.as_str()))
        })
        .collect();
    let mut perimetre = vec![format!(
        "{} sur {total}, au {}.",
        lignes.len(),
        jour(contexte.date)
    )];
    perimetre.extend(phrases::perimetre(&contexte));
    let montrees = if *nom == "actes" { 6 } else { colonnes.len() };
    let tableau = Tableau {
        colonnes: colonnes
            .iter()
            .enumerate()
            .take(montrees)
            .map(|(rang, colonne)| {
                Colonne::gauche(colonne.replace('_', " "))
                    .importance(u8::try_from(rang / 2).unwrap_or(9))
            })
            .collect(),
        lignes: lignes
            .iter()
            .map(|ligne| {
                Ligne::normale(
                    ligne
                        .iter()
                        .take(montrees)
                        .map(|v| Cellule::Texte(texte(v)))
                        .collect(),
                )
            })
            .collect(),
    };
    let document = Document {
        titre: format!("Les {nom} connus"),
        blocs: vec![Bloc::Tableau(tableau)],
        jeux: vec![Jeu {
            nom,
            colonnes,
            lignes,
        }],
        perimetre,
        ..Document::default()
    };
    let document = if *nom == "offres" {
        Document {
            titre: "Les offres connues".to_owned(),
            ..document
        }
    } else {
        document
    };
    Ok(document.into())
}

/// The words of a value, for the screen and for the search.
fn texte(valeur: &Valeur) -> String {
    match valeur {
        Valeur::Vide => String::new(),
        Valeur::Texte(texte) => texte.clone(),
        Valeur::Montant(montant) => montant.to_string(),
        Valeur::Entier(entier) => entier.to_string(),
        Valeur::Date(date) => jour(*date),
        Valeur::Liste(textes) => textes.join(", "),
    }
}

fn offres(contexte: &Contexte) -> Vec<Vec<Valeur>> {
    let catalogue = &contexte.catalogue;
    catalogue
        .offres
        .iter()
        .chain(&catalogue.contenus_acs)
        .map(|offre| {
            let cotisation = if let Some(qui) = &offre.reserve_a {
                &format!("réservé : {qui}")
            } else if offre.surcomplementaire {
                "surcomplémentaire"
            } else if offre.cotisation.grille.is_empty() {
                "non publiée"
            } else {
                "publiée"
            };
            vec![
                Valeur::Texte(offre.id.clone()),
                Valeur::Texte(offre.nom.clone()),
                Valeur::Texte(offre.organisme.clone()),
                Valeur::Texte(offre.millesime.clone()),
                Valeur::Texte(offre.validite.to_string()),
                Valeur::Liste(Choix::de(offre).map(|choix| choix.nom_niveau()).collect()),
                Valeur::Texte(cotisation.to_owned()),
                Valeur::Texte(offre.provenance.source.clone()),
            ]
        })
        .collect()
}

fn niveaux(contexte: &Contexte) -> Vec<Vec<Valeur>> {
    let catalogue = &contexte.catalogue;
    let offres = catalogue.offres.iter().chain(&catalogue.contenus_acs);
    offres
        .chain(&catalogue.contenus_droits)
        .flat_map(Choix::tous)
        .map(|choix| {
            let vigueur = choix.offre.validite.contient(contexte.date);
            vec![
                Valeur::Texte(choix.adresse()),
                Valeur::Texte(choix.nom()),
                Valeur::Texte(if vigueur { "oui" } else { "non" }.to_owned()),
            ]
        })
        .collect()
}

fn actes(contexte: &Contexte) -> Vec<Vec<Valeur>> {
    use crate::reglementation::{Base, Secteur};
    let reglementation = &contexte.catalogue.reglementation;
    let en_vigueur = reglementation
        .actes()
        .filter(|(_, acte)| acte.existe_au(contexte.date));
    en_vigueur
        .map(|(_, acte)| {
            let secteurs = [
                Secteur::Un,
                Secteur::Optam,
                Secteur::NonOptam,
                Secteur::NonConventionne,
            ];
            let tarif = secteurs
                .into_iter()
                .find_map(|secteur| acte.tarif(secteur, contexte.date));
            let base = tarif.map_or(Valeur::Vide, |tarif| match tarif.base {
                Base::Montant(base) => Valeur::Montant(base),
                Base::Prix => Valeur::Texte("le prix".to_owned()),
                Base::PartDuPlv(part) => Valeur::Texte(format!("{part} du PLV")),
            });
            vec![
                Valeur::Texte(acte.code.clone()),
                Valeur::Texte(acte.libelle.clone()),
                acte.nomenclature
                    .clone()
                    .map_or(Valeur::Vide, Valeur::Texte),
                Valeur::Texte(reglementation.postes.poste(acte.poste).chemin.clone()),
                base,
                tarif.map_or(Valeur::Vide, |tarif| Valeur::Texte(tarif.taux.to_string())),
                tarif
                    .and_then(|tarif| tarif.provenance.doute.clone())
                    .map_or(Valeur::Vide, Valeur::Texte),
                Valeur::Liste(acte.synonymes.clone()),
            ]
        })
        .collect()
}

fn postes(contexte: &Contexte) -> Vec<Vec<Valeur>> {
    let postes = contexte.catalogue.reglementation.postes.iter();
    postes
        .map(|(_, poste)| {
            vec![
                Valeur::Texte(poste.chemin.clone()),
                Valeur::Texte(poste.libelle.clone()),
                Valeur::Texte(poste.rubrique.clone()),
            ]
        })
        .collect()
}

fn paniers(contexte: &Contexte) -> Vec<Vec<Valeur>> {
    let catalogue = &contexte.catalogue;
    catalogue
        .paniers
        .iter()
        .map(|panier| {
            let soins = panier.soins.iter().map(|soin| {
                crate::panier::devis::decrire(soin, &catalogue.reglementation, contexte.date)
            });
            vec![
                Valeur::Texte(panier.id.clone()),
                Valeur::Texte(panier.libelle.clone()),
                Valeur::Texte(soins.collect::<Vec<_>>().join(" ; ")),
                panier.hypothese.clone().map_or(Valeur::Vide, Valeur::Texte),
                Valeur::Texte(panier.source.clone()),
            ]
        })
        .collect()
}

fn tranches(contexte: &Contexte) -> Vec<Vec<Valeur>> {
    let toutes = contexte.catalogue.tranches.iter();
    toutes
        .flat_map(|tranches| {
            tranches.tranches.iter().map(|tranche| {
                vec![
                    Valeur::Texte(tranches.id.clone()),
                    Valeur::Texte(tranche.id.clone()),
                    Valeur::Texte(tranche.libelle.clone()),
                    Valeur::Entier(i64::from(tranche.age)),
                    Valeur::Liste(tranche.paniers.to_vec()),
                ]
            })
        })
        .collect()
}

fn cas(contexte: &Contexte) -> Vec<Vec<Valeur>> {
    let publies = contexte.catalogue.cas.iter();
    publies
        .map(|cas| {
            vec![
                Valeur::Texte(cas.id.clone()),
                Valeur::Texte(cas.document.clone()),
                Valeur::Date(cas.date),
                Valeur::Texte(cas.source.clone()),
                cas.note.clone().map_or(Valeur::Vide, Valeur::Texte),
            ]
        })
        .collect()
}
