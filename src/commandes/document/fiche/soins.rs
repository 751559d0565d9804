//! Four care that everybody knows, computed for the person, and the same at the 100 % Santé.

use crate::calcul::bornes::{AnneeDeSoins, Bornes};
use crate::calcul::classement::Candidat;
use crate::commandes::comparer::{Comparaison, Question};
use crate::commandes::tableau::euros::calculer;
use crate::commandes::{Refus, phrases};
use crate::montant::Centimes;
use crate::panier::devis::nommer;
use crate::panier::{Panier, Patient, Quoi, Soin};
use crate::reglementation::Reglementation;
use crate::rendu::{Bloc, Cellule, Colonne, Jeu, Ligne, Tableau, Valeur};
use std::borrow::Cow;

/// The baskets of the sheet: free prices, then the same care at the 100 % Santé.
const PANIERS: [&str; 2] = ["fiche", "fiche-100-sante"];
/// Acts of the sheet in the words of a resident, by the beginning of their code.
const NOMS: [(&str, &str); 3] = [
    (
        "couronne-ceramo-metallique-molaire",
        "Une couronne, dent du fond",
    ),
    (
        "couronne-ceramo-metallique-incisive",
        "Une couronne, dent de devant",
    ),
    ("aide-auditive-classe-", "Un appareil auditif"),
];

/// The care of the sheet, computed.
pub(super) struct Exemples<'q> {
    paniers: [Cow<'q, Panier>; 2],
    /// Whose age they are computed for, when there are several people.
    pour: Option<u8>,
    lignes: Vec<Exemple>,
    sans_tarif: Vec<String>,
}

struct Exemple {
    nom: String,
    libre: AnneeDeSoins,
    sante: Option<AnneeDeSoins>,
}

/// The care of the sheet under an offer, for the first person.
pub(super) fn exemples<'q>(
    question: &Question<'q>,
    comparaison: &Comparaison<'_>,
    candidat: &Candidat<'_>,
) -> Result<Exemples<'q>, Refus> {
    let Some(sujet) = comparaison.sujets.first() else {
        return Err(Refus::new("pour qui ? Ajoutez --age"));
    };
    let contexte = question.contexte;
    let patient = Patient {
        anciennete_mois: question.anciennete(),
        ..sujet.patient
    };
    let paniers = [
        contexte.panier_nomme(PANIERS[0])?,
        contexte.panier_nomme(PANIERS[1])?,
    ];
    let reglementation = &contexte.catalogue.reglementation;
    let choix = std::slice::from_ref(&candidat.choix);
    let (libres, sans_tarif) = calculer(contexte, choix, &paniers[0], patient);
    let (sante, _) = calculer(contexte, choix, &paniers[1], patient);
    let mut sante: Vec<(String, AnneeDeSoins)> = sante
        .into_iter()
        .filter_map(|exemple| {
            let annee = exemple.annees.into_iter().next()?;
            Some((nom(exemple.soin, reglementation), annee))
        })
        .collect();
    let lignes = libres
        .into_iter()
        .filter_map(|exemple| {
            let nom = nom(exemple.soin, reglementation);
            let place = sante.iter().position(|(autre, _)| *autre == nom);
            Some(Exemple {
                libre: exemple.annees.into_iter().next()?,
                sante: place.map(|place| sante.remove(place).1),
                nom,
            })
        })
        .collect();
    let pour = (comparaison.sujets.len() > 1).then_some(patient.age);
    Ok(Exemples {
        pour,
        lignes,
        sans_tarif,
        paniers,
    })
}

/// A care in the words of a resident, or in those of the tool.
fn nom(soin: &Soin, reglementation: &Reglementation) -> String {
    let connu = match &soin.quoi {
        Quoi::Lunettes(_) => Some("Une paire de lunettes"),
        Quoi::Sejour(sejour) if sejour.jours == 2 => Some("Une nuit à l’hôpital"),
        Quoi::Sejour(_) => None,
        Quoi::Acte { acte, .. } => {
            let code = reglementation.acte(*acte).code.as_str();
            let mut noms = NOMS.iter();
            noms.find(|(debut, _)| code.starts_with(debut))
                .map(|(_, nom)| *nom)
        }
    };
    match connu {
        Some(connu) if soin.nombre == 1 => connu.to_owned(),
        _ => nommer(soin, reglementation),
    }
}

impl Exemples<'_> {
    pub(super) fn blocs(&self) -> Vec<Bloc> {
        let lignes = self.lignes.iter().map(|exemple| {
            let sante = exemple.sante.as_ref();
            Ligne::normale(vec![
                Cellule::Texte(exemple.nom.clone()),
                Cellule::Montant(exemple.libre.total.depense),
                Cellule::Fourchette(exemple.libre.rac.min, exemple.libre.rac.max),
                sante.map_or_else(
                    || Cellule::Texte("–".to_owned()),
                    |annee| Cellule::Fourchette(annee.rac.min, annee.rac.max),
                ),
            ])
        });
        let tableau = Tableau {
            colonnes: vec![
                Colonne::gauche("Exemple"),
                Colonne::droite("Prix d’exemple"),
                Colonne::droite("Vous payez"),
                Colonne::droite("Au 100\u{a0}% Santé"),
            ],
            lignes: lignes.collect(),
        };
        let mut blocs = vec![Bloc::Tableau(tableau)];
        let pour = self
            .pour
            .map(|age| format!("Ces exemples sont pour la personne de {age} ans."));
        blocs.extend(pour.map(Bloc::Paragraphe));
        blocs
    }

    /// Whether a contract leaves something unsaid that changes what is left.
    pub(super) fn incertains(&self) -> bool {
        let annees = self
            .lignes
            .iter()
            .flat_map(|e| std::iter::once(&e.libre).chain(&e.sante));
        annees
            .into_iter()
            .any(|annee| annee.rac.min != annee.rac.max)
    }

    /// Whether asking for the 100 % Santé leaves less to pay.
    pub(super) fn cent_pour_cent_sante(&self) -> bool {
        self.lignes.iter().any(|exemple| {
            let sante = exemple.sante.as_ref();
            sante.is_some_and(|sante| sante.rac.max < exemple.libre.rac.min)
        })
    }

    /// Where the prices come from, and what is assumed.
    pub(super) fn sources(&self) -> Vec<String> {
        let mut dites: Vec<String> = Vec::new();
        for panier in &self.paniers {
            let source = format!("Prix : {}.", panier.source);
            let hypothese = panier.hypothese.iter().cloned();
            for dite in std::iter::once(source).chain(hypothese) {
                if !dites.contains(&dite) {
                    dites.push(dite);
                }
            }
        }
        if !self.sans_tarif.is_empty() {
            dites.push(format!(
                "Sans tarif à cette date : {}.",
                self.sans_tarif.join(", ")
            ));
        }
        dites
    }

    /// Each care for machines, free price then 100 % Santé.
    pub(super) fn jeu(&self, candidat: &Candidat<'_>) -> Jeu {
        let ligne = |exemple: &Exemple, annee: &AnneeDeSoins, sante: &str| {
            let total = &annee.total;
            let montants = [
                total.depense,
                total.amo,
                total.amc,
                total.rac,
                annee.rac.min,
                annee.rac.max,
            ];
            let mut ligne = vec![
                Valeur::Texte(candidat.choix.offre.id.clone()),
                Valeur::Texte(candidat.choix.nom_niveau()),
                Valeur::Texte(exemple.nom.clone()),
                Valeur::Texte(sante.to_owned()),
            ];
            ligne.extend(montants.map(Valeur::Montant));
            ligne.push(Valeur::Liste(phrases::codes(&annee.drapeaux)));
            ligne
        };
        let lignes = self.lignes.iter().flat_map(|exemple| {
            let sante = exemple
                .sante
                .iter()
                .map(|annee| ligne(exemple, annee, "oui"));
            std::iter::once(ligne(exemple, &exemple.libre, "non")).chain(sante)
        });
        Jeu {
            nom: "fiche",
            colonnes: &[
                "offre",
                "niveau",
                "soin",
                "cent_pour_cent_sante",
                "depense",
                "amo",
                "amc",
                "rac",
                "rac_min",
                "rac_max",
                "drapeaux",
            ],
            lignes: lignes.collect(),
        }
    }
}

/// « 12,00 € », « entre 12,00 et 15,00 € »
pub(super) fn entre(bornes: Bornes) -> String {
    let Bornes { min, max } = bornes;
    if min == max {
        return max.to_string();
    }
    let bas = |montant: Centimes| montant.to_string().trim_end_matches("\u{a0}€").to_owned();
    format!("entre {} et {max}", bas(min))
}
