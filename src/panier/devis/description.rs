//! A care in one short French sentence, for the head of a screen.

use super::nom_secteur;
use crate::montant::Centimes;
use crate::panier::{DentSoignee, Element, Lunettes, Prix, Quoi, Sejour, Soin};
use crate::reglementation::{Acte, ActeId, OriginePrix, Reglementation, Secteur};
use jiff::civil::Date;

/// `6 × consultation d’un médecin généraliste, secteur 1, à 30,00 € (tarif)`.
#[must_use]
pub fn decrire(soin: &Soin, reglementation: &Reglementation, date: Date) -> String {
    let lecteur = Lecteur {
        reglementation,
        date,
    };
    let quoi = match &soin.quoi {
        Quoi::Acte {
            acte,
            secteur,
            prix,
            dent,
        } => {
            let place = dent.and_then(DentSoignee::numero);
            let place = place.map_or(String::new(), |n| format!(", dent {}", n.valeur()));
            format!("{}{place}", lecteur.acte(*acte, *secteur, *prix))
        }
        Quoi::Sejour(sejour) => lecteur.sejour(sejour),
        Quoi::Lunettes(lunettes) => lecteur.lunettes(lunettes),
    };
    let quoi = match soin.reseau {
        None => quoi,
        Some(true) => format!("{quoi}, en réseau"),
        Some(false) => format!("{quoi}, hors réseau"),
    };
    let quoi = if soin.ald {
        format!("{quoi}, en ALD")
    } else {
        quoi
    };
    match soin.nombre {
        1 => quoi,
        nombre => format!("{nombre} × {quoi}"),
    }
}

struct Lecteur<'a> {
    reglementation: &'a Reglementation,
    date: Date,
}

impl Lecteur<'_> {
    fn acte(&self, acte: ActeId, secteur: Secteur, prix: Prix) -> String {
        let trouve = self.reglementation.acte(acte);
        let praticien = if trouve.a_un_secteur() {
            format!(", {},", nom_secteur(secteur))
        } else {
            String::new()
        };
        let libelle = minuscule(&trouve.libelle);
        let gratuit = matches!(prix, Prix::Donne(Centimes::ZERO))
            || trouve
                .prix_suppose(secteur, self.date)
                .is_some_and(|(prix, _)| prix == Centimes::ZERO);
        if gratuit {
            return format!("{libelle}{praticien}");
        }
        format!("{libelle}{praticien} {}", self.prix(trouve, secteur, prix))
    }

    fn lunettes(&self, lunettes: &Lunettes) -> String {
        let element = |element: Element| self.acte(element.acte, Secteur::Un, element.prix);
        let [un, autre] = lunettes.verres;
        let verres = if un == autre {
            format!("2 × {}", element(un))
        } else {
            format!("{} + {}", element(un), element(autre))
        };
        format!("lunettes : {} + {verres}", element(lunettes.monture))
    }

    fn sejour(&self, sejour: &Sejour) -> String {
        let pluriel = |nombre: u16| if nombre > 1 { "s" } else { "" };
        let jours = sejour.jours;
        let duree = match jours {
            0 => "séjour sans nuit".to_owned(),
            _ => format!("séjour de {jours} jour{}", pluriel(jours)),
        };
        let chambre = match (
            sejour.nuits_chambre,
            self.reglementation.acte_de_code("chambre-particuliere"),
        ) {
            (0, _) | (_, None) => String::new(),
            (nuits, Some(nuit)) => {
                let prix = self.prix(self.reglementation.acte(nuit), Secteur::Un, sejour.chambre);
                format!(
                    ", {nuits} nuit{} en chambre particulière {prix}",
                    pluriel(nuits)
                )
            }
        };
        format!("{duree} à l’hôpital, frais de {}{chambre}", sejour.frais)
    }

    /// « à 30,00 € (tarif) »
    fn prix(&self, acte: &Acte, secteur: Secteur, prix: Prix) -> String {
        match prix {
            Prix::Donne(prix) => format!("à {prix}"),
            Prix::Type => match acte.prix_suppose(secteur, self.date) {
                Some((prix, OriginePrix::Type { annee, .. })) if annee.is_empty() => {
                    format!("à {prix} (prix type)")
                }
                Some((prix, OriginePrix::Type { annee, .. })) => {
                    format!("à {prix} (prix type de {annee})")
                }
                Some((prix, OriginePrix::Tarif | OriginePrix::Donne)) => {
                    format!("à {prix} (tarif)")
                }
                None => "(prix inconnu)".to_owned(),
            },
        }
    }
}

/// `Couronne` becomes `couronne`; `PAT` stays.
fn minuscule(libelle: &str) -> String {
    let mut lettres = libelle.chars();
    match (lettres.next(), lettres.clone().next()) {
        (Some(premiere), Some(seconde)) if !seconde.is_uppercase() => {
            premiere.to_lowercase().chain(lettres).collect()
        }
        _ => libelle.to_owned(),
    }
}
