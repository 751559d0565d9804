//! What nobody has checked for a long time among the values in force.

use super::Catalogue;
use jiff::ToSpan;
use jiff::civil::Date;

/// Months after which a value should be read again at its source.
pub const MOIS_DE_CONFIANCE: i32 = 12;

/// Values to read again at their source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ARevoir {
    /// What they are.
    pub quoi: String,
    /// How many there are.
    pub nombre: usize,
    /// The oldest check.
    pub depuis: Date,
}

impl Catalogue {
    /// Values in force on a day whose last check is more than [`MOIS_DE_CONFIANCE`] old:
    /// offer by offer, the tariffs, the parameters of the law, the baskets.
    #[must_use]
    pub fn a_revoir(&self, date: Date) -> Vec<ARevoir> {
        let avant = date.saturating_sub(MOIS_DE_CONFIANCE.months());
        let en_vigueur = self.offres.iter().filter(|o| o.validite.contient(date));
        let des_offres = en_vigueur.flat_map(|offre| {
            let parts = [
                ("garanties", offre.provenance.verifie_le),
                ("cotisations", offre.cotisation.provenance.verifie_le),
            ];
            parts.map(|(quoi, jour)| (format!("{quoi} de {}", offre.id), vec![jour]))
        });
        let tarifs = self.reglementation.actes().flat_map(|(_, acte)| {
            let au_jour = acte.tarifs.iter().filter_map(|(_, tarifs)| tarifs.au(date));
            au_jour.map(|tarif| tarif.provenance.verifie_le)
        });
        let regles = self.reglementation.parametres.iter();
        let regles = regles.chain(self.droits.parametres.iter());
        let regles =
            regles.filter_map(|(_, valeurs)| Some(valeurs.au(date)?.provenance.verifie_le));
        let groupes = [
            ("tarifs des actes", tarifs.collect()),
            ("règles datées", regles.collect()),
            (
                "paniers",
                self.paniers
                    .iter()
                    .map(|panier| panier.verifie_le)
                    .collect(),
            ),
        ];
        let groupes = groupes.map(|(quoi, jours)| (quoi.to_owned(), jours));
        des_offres
            .chain(groupes)
            .filter_map(|(quoi, jours): (String, Vec<Date>)| {
                let vieux = jours.into_iter().filter(|jour| *jour < avant);
                let vieux: Vec<Date> = vieux.collect();
                Some(ARevoir {
                    quoi,
                    nombre: vieux.len(),
                    depuis: vieux.into_iter().min()?,
                })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Sources;
    use jiff::civil::date;

    #[test]
    fn une_valeur_se_relit_apres_douze_mois() {
        let (catalogue, _) = Catalogue::lire_embarquees(&Sources::embarquees());
        let premier = catalogue.verifie_depuis(date(2027, 11, 22));
        assert_eq!(premier, Some(date(2026, 11, 22)));
        assert_eq!(catalogue.a_revoir(date(2027, 11, 22)), []);
        let vieilles = catalogue.a_revoir(date(2027, 11, 23));
        let tarifs = vieilles
            .iter()
            .find(|vieille| vieille.quoi == "tarifs des actes");
        assert_eq!(tarifs.map(|vieille| vieille.depuis), premier);
    }
}
