//! The canonical spelling of the language: what is printed is read back the same.
//!
//! Three values have no spelling of their own, and reading never gives them: a sum
//! without a term, a rhythm in units of [`Unite::An`] (a year is a period), and
//! `FR limité à 100 % PLV`, which is `100 % PLV`.

use super::{
    Assiette, Cellule, Duree, Garantie, GenreAnnee, Lecture, Nombre, Partage, Regle, Rythme, Suite,
    Terme,
};
use crate::montant::{Centimes, Taux, milliers};
use crate::reglementation::Unite;
use std::fmt::{Display, Formatter, Result};

/// The word for a number of units: `séance`, `séances`, `œil`, `yeux`.
#[must_use]
pub fn mot(unite: Unite, nombre: u64) -> &'static str {
    let (un, plusieurs) = match unite {
        Unite::Acte => ("acte", "actes"),
        Unite::Seance => ("séance", "séances"),
        Unite::Jour => ("jour", "jours"),
        Unite::Nuit => ("nuit", "nuits"),
        Unite::Oreille => ("oreille", "oreilles"),
        Unite::Oeil => ("œil", "yeux"),
        Unite::Dent => ("dent", "dents"),
        Unite::Implant => ("implant", "implants"),
        Unite::Monture => ("monture", "montures"),
        Unite::Verre => ("verre", "verres"),
        Unite::Equipement => ("équipement", "équipements"),
        Unite::Semestre => ("semestre", "semestres"),
        Unite::Boite => ("boîte", "boîtes"),
        Unite::An => ("an", "ans"),
        Unite::Sejour => ("séjour", "séjours"),
        Unite::Prothese => ("prothèse", "prothèses"),
        Unite::Lettre => ("lettre-clé", "lettres-clés"),
        Unite::Kilometre => ("kilomètre", "kilomètres"),
        Unite::Assure => ("assuré", "assurés"),
        Unite::Enfant => ("enfant", "enfants"),
        Unite::Naissance => ("naissance", "naissances"),
    };
    if nombre < 2 { un } else { plusieurs }
}

/// `30 €`, `38,50 €`: centimes only where there are some, as tables print them.
pub(super) fn euros(montant: Centimes) -> String {
    let texte = montant.to_string();
    match texte.strip_suffix(",00\u{a0}€") {
        Some(entier) => format!("{entier}\u{a0}€"),
        None => texte,
    }
}

/// Items with a separator between.
fn joindre<T: Display>(f: &mut Formatter<'_>, choses: &[T], separateur: &str) -> Result {
    for (rang, chose) in choses.iter().enumerate() {
        if rang > 0 {
            f.write_str(separateur)?;
        }
        write!(f, "{chose}")?;
    }
    Ok(())
}

/// The singular word.
impl Display for Unite {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.pad(mot(*self, 1))
    }
}

impl Display for Cellule {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Neant => f.write_str("néant"),
            Self::SansObjet => f.write_str("s.o."),
            Self::NonDit => f.write_str("?"),
            Self::Niveau(nom) => write!(f, "niveau {nom}"),
            Self::Lectures(lectures) => joindre(f, lectures, " | "),
        }
    }
}

impl Display for Garantie {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        joindre(f, &self.termes, " + ")?;
        if self.regle == Regle::default() {
            Ok(())
        } else {
            write!(f, ", {}", self.regle)
        }
    }
}

/// `100 % BR`, `30 €/séance`, `1 % PMSS limité à 40 €/jour AMO comprise`. A period after a sum
/// would be that of the sum: `1 % PMSS/an limité à 40 €`.
impl Display for Terme {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let rythme = match self.rythme {
            Some(Rythme::Unite(unite)) => format!("/{unite}"),
            Some(Rythme::Periode(duree)) => format!("/{duree}"),
            None => String::new(),
        };
        let limites = self.limites.iter();
        let limites: String = limites
            .map(|limite| format!(" limité à {limite}"))
            .collect();
        let derniere = self.limites.last();
        let periode = matches!(self.rythme, Some(Rythme::Periode(_)));
        if periode && derniere.is_some_and(Assiette::est_une_somme) {
            write!(f, "{}{rythme}{limites}", self.assiette)?;
        } else {
            write!(f, "{}{limites}{rythme}", self.assiette)?;
        }
        match self.lecture {
            Some(lecture) => write!(f, " {lecture}"),
            None => Ok(()),
        }
    }
}

impl Display for Assiette {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Pourcentage(taux) => write!(f, "{taux}"),
            Self::Br(taux) => write!(f, "{taux} BR"),
            Self::FraisReels(Taux::UN) => f.write_str("FR"),
            Self::FraisReels(taux) => write!(f, "{taux} FR"),
            Self::Reste(taux) => write!(f, "{taux} du reste"),
            Self::TicketModerateur(Taux::UN) => f.write_str("TM"),
            Self::TicketModerateur(taux) => write!(f, "{taux} TM"),
            Self::Amo => f.write_str("AMO"),
            Self::Plv(taux) => write!(f, "{taux} PLV"),
            Self::Pmss(taux) => write!(f, "{taux} PMSS"),
            Self::Euros(montant) => f.write_str(&euros(*montant)),
        }
    }
}

impl Display for Lecture {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.pad(match self {
            Self::AmoComprise => "AMO comprise",
            Self::EnPlus => "en plus de l’AMO",
            Self::ToutCompris => "AMO et contrat précédent compris",
        })
    }
}

/// As a rule says it: `par séance`, `par an`, `tous les 2 ans`.
impl Display for Rythme {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Unite(unite) => write!(f, "par {unite}"),
            Self::Periode(duree @ (Duree::Ans(1) | Duree::Mois(1) | Duree::Contrat)) => {
                write!(f, "par {duree}")
            }
            Self::Periode(duree) => write!(f, "tous les {duree}"),
        }
    }
}

/// What follows a slash: `an`, `2 ans`, `12 mois`, `30 jours`, `contrat`.
impl Display for Duree {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Ans(1) => f.write_str("an"),
            Self::Ans(ans) => write!(f, "{ans} ans"),
            Self::Mois(1) => f.write_str("mois"),
            Self::Mois(mois) => write!(f, "{mois} mois"),
            Self::Jours(jours) => {
                let nombre = u64::from(*jours);
                write!(f, "{} {}", milliers(nombre), mot(Unite::Jour, nombre))
            }
            Self::Contrat => f.write_str("contrat"),
            Self::Sejour => f.write_str("séjour"),
            Self::Dent => f.write_str("dent"),
        }
    }
}

impl Display for GenreAnnee {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.pad(match self {
            Self::Civile => "année civile",
            Self::Adhesion => "année d’adhésion",
            Self::Glissante => "année glissante",
        })
    }
}

impl Display for Partage {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.pad(match self {
            Self::EnCommun => "en commun",
            Self::Chacun => "chacun",
        })
    }
}

/// `5 séances/an`, `2 implants par ?`.
impl Display for Nombre {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let nombre = u64::from(self.maximum);
        write!(f, "{} {}", milliers(nombre), mot(self.unite, nombre))?;
        match self.duree {
            Some(duree) => write!(f, "/{duree}"),
            None => f.write_str(" par ?"),
        }
    }
}

impl Display for Suite {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Neant => f.write_str("néant"),
            Self::NonDit => f.write_str("?"),
            Self::Termes(termes) => joindre(f, termes, " + "),
        }
    }
}

/// `50 € max par séance`, `1 700 € AMO comprise max`.
fn plafond(terme: &Terme) -> String {
    let sans_rythme = Terme {
        rythme: None,
        ..terme.clone()
    };
    match terme.rythme {
        Some(rythme) => format!("{sans_rythme} max {rythme}"),
        None => format!("{sans_rythme} max"),
    }
}

/// Its qualifiers joined by commas, always in the same order.
impl Display for Regle {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let mut mentions: Vec<String> = self.rythmes.iter().map(ToString::to_string).collect();
        mentions.extend(self.nombres.iter().map(ToString::to_string));
        mentions.extend(self.plafonds.iter().map(plafond));
        if let Some(montant) = self.dont_monture {
            mentions.push(format!("dont monture {}", euros(montant)));
        }
        mentions.extend(self.partage.map(|partage| partage.to_string()));
        mentions.extend(self.lecture.map(|lecture| lecture.to_string()));
        if let Some(jour) = self.a_partir_du {
            let rang = if jour == 1 { "er" } else { "e" };
            let nombre = milliers(u64::from(jour));
            mentions.push(format!("à partir du {nombre}{rang} jour"));
        }
        mentions.extend(self.annee.map(|annee| annee.to_string()));
        let duree = |duree: Duree| match duree {
            Duree::Ans(1) | Duree::Mois(1) => format!("1 {duree}"),
            Duree::Contrat => "le contrat".to_owned(),
            _ => duree.to_string(),
        };
        let pendant = self.pendant.map(|dite| format!("pendant {}", duree(dite)));
        mentions.extend(pendant);
        let sans_usage = self.sans_usage;
        mentions.extend(sans_usage.map(|dite| format!("si rien depuis {}", duree(dite))));
        for (dit, mention) in [
            (self.sans_depense, "sans dépense"),
            (self.capital, "capital"),
            (self.minimum, "minimum"),
        ] {
            if dit {
                mentions.push(mention.to_owned());
            }
        }
        mentions.extend(self.puis.iter().map(|suite| format!("puis {suite}")));
        joindre(f, &mentions, ", ")
    }
}
