//! A guarantee in euros: a contract of one row, settled by the engine on a few acts.

use super::exemples::{self, PANIER};
use crate::calcul::Drapeau;
use crate::calcul::bornes::{AnneeDeSoins, annee_de_soins};
use crate::calcul::contrat::Contrat;
use crate::calcul::prestation::preparer;
use crate::commandes::contexte::Contexte;
use crate::commandes::phrases;
use crate::offre::langage::prose::non_dite;
use crate::offre::langage::{Assiette, Cellule, Lecture, Regle, Rythme, Terme};
use crate::offre::{Choix, Essai, LectureParDefaut};
use crate::panier::devis::nommer;
use crate::panier::{Panier, Patient, Prix, Quoi, Soin};
use crate::reglementation::{OriginePrix, PosteId, Provenance, Unite};
use crate::rendu::{Bloc, Cellule as Case, Colonne, Jeu, Ligne, Tableau, Valeur};

const AGE: u8 = 40;
/// A year, as the published examples: beyond the delays, before what loyalty earns.
const ANCIENNETE_MOIS: u16 = 12;

/// A way to read what the cell leaves unsaid.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Defaut {
    titre: &'static str,
    pourcentages: Lecture,
    euros: Lecture,
}

/// The usual one first: that of most contracts.
const DEFAUTS: [Defaut; 3] = [
    Defaut {
        titre: "",
        pourcentages: Lecture::AmoComprise,
        euros: Lecture::EnPlus,
    },
    Defaut {
        titre: "Si tout s’entend « en plus de l’AMO »",
        pourcentages: Lecture::EnPlus,
        euros: Lecture::EnPlus,
    },
    Defaut {
        titre: "Si tout s’entend « AMO comprise »",
        pourcentages: Lecture::AmoComprise,
        euros: Lecture::AmoComprise,
    },
];

/// A care settled under one reading.
struct Tentative {
    soin: Soin,
    annee: AnneeDeSoins,
}

/// The care of one reading of one cell.
struct Lu {
    titre: String,
    essais: Vec<Tentative>,
}

/// Every trial of a cell.
pub(super) struct Essais {
    lus: Vec<Lu>,
    responsable: bool,
}

impl Essais {
    pub(super) fn faire(contexte: &Contexte, cellule: &Cellule, responsable: bool) -> Self {
        let soins = exemples::soins(contexte, cellule);
        let essayer = |cellule: &Cellule, defaut: Defaut| -> Vec<Tentative> {
            soins
                .iter()
                .filter_map(|soin| essai(contexte, soin, cellule, defaut, responsable))
                .collect()
        };
        let [usuel, autres @ ..] = DEFAUTS;
        let mut lus = Vec::new();
        match cellule {
            Cellule::Lectures(lectures) if lectures.len() > 1 => {
                for (rang, lecture) in lectures.iter().enumerate() {
                    let seule = Cellule::Lectures(vec![lecture.clone()]);
                    lus.push(Lu {
                        titre: format!("Lecture {} : « {lecture} »", rang + 1),
                        essais: essayer(&seule, usuel),
                    });
                }
            }
            _ => {
                let essais = essayer(cellule, usuel);
                let ambigue =
                    matches!(cellule, Cellule::Lectures(lectures) if lectures.iter().any(non_dite));
                lus.push(Lu {
                    titre: String::new(),
                    essais,
                });
                for defaut in autres.into_iter().filter(|_| ambigue) {
                    let essais = changes(&lus, essayer(cellule, defaut));
                    if !essais.is_empty() {
                        lus.push(Lu {
                            titre: defaut.titre.to_owned(),
                            essais,
                        });
                    }
                }
                nommer_la_premiere(&mut lus, cellule, ambigue);
            }
        }
        Self { lus, responsable }
    }

    pub(super) fn est_vide(&self) -> bool {
        self.lus.iter().all(|lu| lu.essais.is_empty())
    }

    pub(super) fn blocs(&self, contexte: &Contexte) -> Vec<Bloc> {
        let mut blocs = Vec::new();
        for lu in &self.lus {
            if !lu.titre.is_empty() {
                blocs.push(Bloc::Paragraphe(format!("{} :", lu.titre)));
            }
            blocs.push(Bloc::Tableau(tableau(contexte, &lu.essais)));
        }
        blocs
    }

    pub(super) fn perimetre(&self, contexte: &Contexte) -> Vec<String> {
        if self.est_vide() {
            return Vec::new();
        }
        let contrat = if self.responsable {
            "Contrat responsable (--non-responsable pour un autre)"
        } else {
            "Contrat non responsable"
        };
        let mut dites = vec![format!(
            "{contrat}, délais passés, adulte de {AGE} ans, parcours de soins respecté ; chaque ligne est calculée seule, sur une année."
        )];
        let panier = contexte
            .catalogue
            .paniers
            .iter()
            .find(|panier| panier.id == PANIER);
        if let Some(panier) = panier {
            dites.push(format!(
                "Prix : {} ; sinon prix types, marqués *.",
                panier.source
            ));
        }
        let mut drapeaux: Vec<Drapeau> = self
            .lus
            .iter()
            .flat_map(|lu| &lu.essais)
            .flat_map(|essai| essai.annee.drapeaux.iter().copied())
            .filter(|drapeau| *drapeau != Drapeau::PrixType)
            .collect();
        drapeaux.sort_unstable();
        drapeaux.dedup();
        if !drapeaux.is_empty() {
            let phrases: Vec<&str> = drapeaux.iter().map(|drapeau| drapeau.phrase()).collect();
            dites.push(format!("À savoir : {}.", phrases.join(" ; ")));
        }
        dites
    }

    pub(super) fn jeu(&self, contexte: &Contexte) -> Jeu {
        let reglementation = &contexte.catalogue.reglementation;
        let lignes = self.lus.iter().flat_map(|lu| {
            lu.essais.iter().map(move |Tentative { soin, annee }| {
                let montants = &annee.total;
                vec![
                    Valeur::Texte(lu.titre.clone()),
                    Valeur::Texte(nommer(soin, reglementation)),
                    Valeur::Entier(i64::from(soin.nombre)),
                    Valeur::Montant(montants.depense),
                    Valeur::Montant(montants.base),
                    Valeur::Montant(montants.amo),
                    Valeur::Montant(montants.amc),
                    Valeur::Montant(montants.rac),
                    Valeur::Montant(annee.rac.min),
                    Valeur::Montant(annee.rac.max),
                    Valeur::Liste(phrases::codes(&annee.drapeaux)),
                ]
            })
        });
        Jeu {
            nom: "essais",
            colonnes: &[
                "lecture", "soin", "nombre", "depense", "br", "amo", "amc", "rac", "rac_min",
                "rac_max", "drapeaux",
            ],
            lignes: lignes.collect(),
        }
    }
}

/// The care that is not settled as in the usual reading.
fn changes(lus: &[Lu], essais: Vec<Tentative>) -> Vec<Tentative> {
    let usuels = lus.first().map_or(&[][..], |lu| &lu.essais);
    essais
        .into_iter()
        .zip(usuels)
        .filter(|(essai, usuel)| essai.annee.total != usuel.annee.total)
        .map(|(essai, _)| essai)
        .collect()
}

/// When the cell leaves its reading unsaid, the usual one says what it is.
fn nommer_la_premiere(lus: &mut [Lu], cellule: &Cellule, ambigue: bool) {
    let (Cellule::Lectures(lectures), true) = (cellule, ambigue) else {
        return;
    };
    let en_euros = |terme: &Terme| matches!(terme.assiette, Assiette::Euros(_) | Assiette::Pmss(_));
    let termes = || lectures.iter().flat_map(|lecture| &lecture.termes);
    let lecture = match (termes().any(en_euros), termes().all(en_euros)) {
        (false, _) => "« AMO comprise »",
        (true, true) => "« en plus de l’AMO »",
        (true, false) => "pourcentages « AMO comprise », euros en plus",
    };
    let seule = lus.len() == 1;
    if let Some(premier) = lus.first_mut() {
        premier.titre = if seule {
            "AMO comprise ou en plus, ces soins sont payés pareil".to_owned()
        } else {
            format!("Lecture courante, {lecture}")
        };
    }
}

/// One care under a contract that has only this guarantee.
fn essai(
    contexte: &Contexte,
    soin: &Soin,
    cellule: &Cellule,
    defaut: Defaut,
    responsable: bool,
) -> Option<Tentative> {
    let reglementation = &contexte.catalogue.reglementation;
    let provenance = Provenance {
        source: "ligne de commande".to_owned(),
        verifie_le: contexte.date,
        doute: None,
    };
    let panier = Panier {
        id: "essai".to_owned(),
        libelle: String::new(),
        soins: vec![soin.clone()],
        hypothese: None,
        source: provenance.source.clone(),
        verifie_le: contexte.date,
    };
    let patient = Patient {
        anciennete_mois: ANCIENNETE_MOIS,
        ..Patient::de_age(AGE)
    };
    let dossiers = preparer(reglementation, &panier, patient, contexte.date, false).ok()?;
    let offre = Essai {
        ecrite: cellule.to_string(),
        cellule: cellule.clone(),
        regle: regle_d_equipement(cellule),
        postes: postes(contexte, soin),
        responsable: Some(responsable),
        lecture: LectureParDefaut {
            pourcentages: Some(defaut.pourcentages),
            euros: Some(defaut.euros),
            cite: String::new(),
        },
        provenance,
    }
    .offre("essai/formule");
    let choix = Choix::de(&offre).next()?;
    let contrat = Contrat::new(choix, reglementation, contexte.date, ANCIENNETE_MOIS);
    let annee = annee_de_soins(&dossiers, &[contrat], false);
    Some(Tentative {
        soin: soin.clone(),
        annee,
    })
}

/// What the cell says of a whole equipment, said by the row too: it is there that glasses
/// are known to be seen whole.
fn regle_d_equipement(cellule: &Cellule) -> Regle {
    let mut regle = Regle::default();
    let Cellule::Lectures(lectures) = cellule else {
        return regle;
    };
    let equipement = Rythme::Unite(Unite::Equipement);
    for lecture in lectures {
        regle.dont_monture = regle.dont_monture.or(lecture.regle.dont_monture);
        let par_terme = lecture.termes.iter().filter_map(|terme| terme.rythme);
        if par_terme
            .chain(lecture.regle.rythmes.iter().copied())
            .any(|rythme| rythme == equipement)
        {
            regle.rythmes = vec![equipement];
        }
    }
    regle
}

/// The nodes of the acts of a care.
fn postes(contexte: &Contexte, soin: &Soin) -> Vec<PosteId> {
    let reglementation = &contexte.catalogue.reglementation;
    let actes = match &soin.quoi {
        Quoi::Acte { acte, .. } => vec![*acte],
        Quoi::Lunettes(lunettes) => std::iter::once(lunettes.monture.acte)
            .chain(lunettes.verres.iter().map(|verre| verre.acte))
            .collect(),
        Quoi::Sejour(_) => Vec::new(),
    };
    actes
        .into_iter()
        .map(|acte| reglementation.acte(acte).poste)
        .collect()
}

/// Whether its price was read somewhere for want of another: a tariff is not such a price.
fn est_a_un_prix_type(contexte: &Contexte, soin: &Soin) -> bool {
    let Quoi::Acte {
        acte,
        secteur,
        prix: Prix::Type,
        ..
    } = soin.quoi
    else {
        return false;
    };
    let acte = contexte.catalogue.reglementation.acte(acte);
    let suppose = acte.prix_suppose(secteur, contexte.date);
    matches!(suppose, Some((_, OriginePrix::Type { .. })))
}

fn tableau(contexte: &Contexte, essais: &[Tentative]) -> Tableau {
    let colonnes = vec![
        Colonne::gauche("Soin"),
        Colonne::droite("Prix"),
        Colonne::droite("Base (BR)"),
        Colonne::droite("Sécu"),
        Colonne::droite("Mutuelle"),
        Colonne::droite("Reste à\u{a0}payer"),
    ];
    let lignes = essais.iter().map(|Tentative { soin, annee }| {
        let marque = if est_a_un_prix_type(contexte, soin) {
            "\u{a0}*"
        } else {
            ""
        };
        let nom = nommer(soin, &contexte.catalogue.reglementation);
        let montants = &annee.total;
        let paye = montants.depense - montants.amo;
        Ligne::normale(vec![
            Case::Texte(format!("{nom}{marque}")),
            Case::Montant(montants.depense),
            Case::Montant(montants.base),
            Case::Montant(montants.amo),
            Case::Fourchette(paye - annee.rac.max, paye - annee.rac.min),
            Case::Fourchette(annee.rac.min, annee.rac.max),
        ])
    });
    Tableau {
        colonnes,
        lignes: lignes.collect(),
    }
}
