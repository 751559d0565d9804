//! The sentences of a crossing point.

use super::{AGE_PAR_DEFAUT, Axe, NOMBRE_MAX, PRIX_MAX, Question};
use crate::calcul::seuil::Intervalle;
use crate::commandes::Refus;
use crate::montant::Centimes;
use crate::panier::Quoi;
use crate::panier::devis::decrire;
use std::cmp::Ordering;

/// The words of an answer: the whole year is compared, or only what is left to pay.
pub(super) struct Mots {
    egales: &'static str,
    toujours: &'static str,
    moins: &'static str,
    pub(super) colonne: &'static str,
}

impl Question<'_> {
    pub(super) const fn mots(&self) -> Mots {
        if self.sans_cotisation {
            Mots {
                egales: "laissent autant à payer",
                toujours: "laisse toujours moins à payer",
                moins: "laisse moins à payer",
                colonne: "Qui laisse le moins",
            }
        } else {
            Mots {
                egales: "reviennent au même",
                toujours: "revient toujours moins cher",
                moins: "revient moins cher",
                colonne: "La moins chère",
            }
        }
    }

    /// The answer, read aloud.
    pub(super) fn conclusion(
        &self,
        lus: &[Intervalle],
        noms: &[String; 2],
    ) -> Result<String, Refus> {
        let gagnante = |lu: &Intervalle| match lu.gagnant {
            Ordering::Less => &noms[0],
            _ => &noms[1],
        };
        let mots = self.mots();
        let nets: Vec<&Intervalle> = lus
            .iter()
            .filter(|lu| lu.gagnant != Ordering::Equal)
            .collect();
        Ok(match nets.as_slice() {
            [] => format!(
                "{} et {} {}, {}.",
                noms[0],
                noms[1],
                mots.egales,
                self.jusqu_au_bout()
            ),
            [seul] if lus.len() == 1 => {
                let autre = if seul.gagnant == Ordering::Less {
                    &noms[1]
                } else {
                    &noms[0]
                };
                format!(
                    "{} {}, {} : {autre} ne la rattrape jamais. {}",
                    gagnante(seul),
                    mots.toujours,
                    self.jusqu_au_bout(),
                    self.pourquoi_jamais()?
                )
            }
            plusieurs => {
                let phrases: Vec<String> = plusieurs
                    .iter()
                    .map(|lu| format!("{} {} {}", gagnante(lu), mots.moins, self.quand(lu)))
                    .collect();
                format!("{}.", phrases.join(" ; "))
            }
        })
    }

    /// What the answer does not know, said before it.
    pub(super) const fn reserve(&self) -> &'static str {
        if self.sans_cotisation {
            "Sans compter les cotisations, dont une au moins n’est pas publiée : "
        } else if !self.a_la_plus_chere {
            ""
        } else if self.departement.is_none() {
            "Chaque contrat à sa zone la plus chère (donnez --departement, la réponse peut changer) : "
        } else {
            "Chaque contrat à son prix le plus haut (l’âge exact n’est pas su) : "
        }
    }

    /// What the dearer contract gains, and from where it gains no more.
    fn pourquoi_jamais(&self) -> Result<String, Refus> {
        if self.axe != Axe::Nombre {
            return Ok(String::new());
        }
        let gain = |nombre: i64| -> Result<Centimes, Refus> {
            let [un, autre] = self.comparer(nombre)?.racs;
            Ok((un - autre).abs())
        };
        let zero = self.comparer(0)?;
        let ecart = self.ecart(&zero).abs();
        let premier = gain(1)?;
        if premier == Centimes::ZERO {
            return Ok(format!(
                "Les deux laissent autant à payer sur cet acte ; l’écart de départ est de {ecart} par an."
            ));
        }
        let au_bout = gain(NOMBRE_MAX)?;
        let mut nombre = 1;
        while nombre < NOMBRE_MAX && gain(nombre)? != au_bout {
            nombre += 1;
        }
        let arret = if nombre < NOMBRE_MAX {
            format!(
                ", {au_bout} en tout au plus : un plafond du contrat arrête le gain au {nombre}e"
            )
        } else {
            String::new()
        };
        Ok(format!(
            "L’écart de départ est de {ecart} par an, et le premier acte n’en rattrape que {premier}{arret}."
        ))
    }

    /// « de 3 à 8 », « à partir de 41 ans ».
    pub(super) fn quand(&self, lu: &Intervalle) -> String {
        let (debut, fin) = (self.ecrire(lu.debut), self.ecrire(lu.fin));
        let derniere = match self.axe {
            Axe::Nombre => lu.fin >= NOMBRE_MAX,
            Axe::Prix => lu.fin >= PRIX_MAX,
            Axe::Age => false,
        };
        match (lu.debut, derniere) {
            (0, _) if lu.fin == 0 => "sans cet acte".to_owned(),
            (0, _) => format!("jusqu’à {fin}"),
            (_, true) => format!("à partir de {debut}"),
            _ if lu.debut == lu.fin => format!("à {debut}"),
            _ => format!("de {debut} à {fin}"),
        }
    }

    /// A cell of the table.
    pub(super) fn etendue(&self, lu: &Intervalle) -> String {
        match self.axe {
            _ if lu.debut == lu.fin => self.ecrire(lu.debut),
            Axe::Prix => format!("{} à {}", self.ecrire(lu.debut), self.ecrire(lu.fin)),
            Axe::Nombre | Axe::Age => format!("{} à {}", lu.debut, self.ecrire(lu.fin)),
        }
    }

    fn ecrire(&self, valeur: i64) -> String {
        match self.axe {
            Axe::Nombre if valeur > 1 => format!("{valeur} actes"),
            Axe::Nombre => format!("{valeur} acte"),
            Axe::Prix => Centimes::new(valeur).to_string(),
            Axe::Age => format!("{valeur} ans"),
        }
    }

    fn jusqu_au_bout(&self) -> String {
        match self.axe {
            Axe::Nombre => format!("de 0 à {NOMBRE_MAX} actes dans l’année"),
            Axe::Prix => format!("jusqu’à {}", Centimes::new(PRIX_MAX)),
            Axe::Age => "à tout âge des deux grilles".to_owned(),
        }
    }

    pub(super) fn en_tete(&self) -> String {
        match self.axe {
            Axe::Nombre => "Nombre dans l’année".to_owned(),
            Axe::Prix => "Prix de l’acte".to_owned(),
            Axe::Age => "Âge".to_owned(),
        }
    }

    pub(super) fn perimetre(&self, age_suppose: bool) -> Vec<String> {
        let mut phrases = Vec::new();
        if age_suppose && self.axe != Axe::Age {
            phrases.push(format!(
                "Âge non donné : calculé pour un adulte de {AGE_PAR_DEFAUT} ans (--age pour un autre)."
            ));
        }
        let reglementation = &self.contexte.catalogue.reglementation;
        if let Some(soin) = &self.variable {
            let mut un = soin.clone();
            un.nombre = 1;
            let quoi = match (&un.quoi, self.axe) {
                (Quoi::Acte { acte, .. }, Axe::Prix) => reglementation.acte(*acte).libelle.clone(),
                _ => decrire(&un, reglementation, self.contexte.date),
            };
            phrases.push(format!("Ce qui varie : {quoi}."));
        }
        if self.fixes.is_empty() {
            phrases.push(
                "Aucun autre soin n’est compté (--soin ou --panier pour en ajouter).".to_owned(),
            );
        } else {
            let autres: Vec<String> = self
                .fixes
                .iter()
                .map(|soin| decrire(soin, reglementation, self.contexte.date))
                .collect();
            phrases.push(format!("Autres soins comptés : {}.", autres.join(" ; ")));
        }
        if !self.sans_cotisation {
            phrases.push(if self.departement.is_none() {
                "Comparé sur le coût de l’année : cotisation (zone la plus chère sans --departement) + frais + reste à payer.".to_owned()
            } else {
                "Comparé sur le coût de l’année : cotisation + frais + reste à payer.".to_owned()
            });
        }
        phrases
    }
}
